/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which lines of all files count, what they are worth in euro, and which
 * months are whole: the judgement between the ledger and the records.
 */
#include "config.h"

#include "connectors/focus/records.h"

#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/decimal.h"
#include "connectors/focus/kinds.h"

/* Rates. */

static void
clear_rate (gpointer data)
{
  g_free (((FocusRate *) data)->text);
}

static gboolean
parse_rate (const char *text, FocusRate *rate_out)
{
  const char *equals = strchr (text, '=');
  const char *at = strchr (text, '@');
  const gsize length = at != NULL ? (gsize) (at - text) : strlen (text);
  FocusRate rate = { .micro = 0 };
  BaseDecimal decimal;
  UitwegDay day;
  g_autofree char *digits = NULL;

  if (equals == NULL || equals - text != 3 || length <= 4)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_isupper (text[i]))
        return FALSE;
      rate.currency[i] = text[i];
    }
  digits = g_strndup (equals + 1, length - 4);
  if (!base_decimal_scan (digits, strlen (digits), &decimal)
      || !base_decimal_to_int64 (&decimal, 6, &rate.micro) || rate.micro <= 0
      || (at != NULL && !uitweg_day_parse (at + 1, &day)))
    return FALSE;
  rate.text = at != NULL ? g_strdup_printf ("%s on %s", digits, at + 1)
                         : g_steal_pointer (&digits);
  *rate_out = rate;
  return TRUE;
}

GArray *
focus_rates_parse (const char *text, GError **error)
{
  g_autoptr (GArray) rates = g_array_new (FALSE, FALSE, sizeof (FocusRate));
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  g_array_set_clear_func (rates, clear_rate);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      FocusRate rate;

      if (!parse_rate (g_strstrip (parts[i]), &rate))
        {
          g_set_error (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                       "focus: found --rate '%s', expected euro a unit such "
                       "as USD=0.92 or USD=0.92@2026-10-31",
                       parts[i]);
          return NULL;
        }
      g_array_append_val (rates, rate);
    }
  return g_steal_pointer (&rates);
}

const FocusRate *
focus_rates_find (const GArray *rates, const char *currency)
{
  static const FocusRate euro = { "EUR", 1000000, NULL };

  if (currency == NULL)
    return NULL;
  if (strcmp (currency, euro.currency) == 0)
    return &euro;
  for (guint i = 0; i < rates->len; i++)
    {
      const FocusRate *rate = &g_array_index (rates, FocusRate, i);

      if (strcmp (rate->currency, currency) == 0)
        return rate;
    }
  return NULL;
}

gint64
focus_rates_convert (const GArray *rates,
                     const char *currency,
                     const FocusAmount *amount)
{
  const FocusRate *rate = focus_rates_find (rates, currency);
  const gint64 micro = focus_amount_to_micro (amount);
  UitwegMoney eur;

  if (rate == NULL || micro == UITWEG_UNKNOWN
      || !uitweg_money_scale (micro, rate->micro, 1000000, &eur, NULL))
    return UITWEG_UNKNOWN;
  return eur;
}

/* Which of several tellings of one month counts. */

#define CLASS_FOCUS 1u
#define CLASS_AMORTISED 2u
#define CLASS_EITHER 4u
#define CLASS_ACTUAL 8u
#define CLASS_CUR 16u

static guint
class_of (const FocusFile *file)
{
  if (file->dialect == FOCUS_DIALECT_FOCUS)
    return CLASS_FOCUS;
  if (file->dialect == FOCUS_DIALECT_CUR)
    return CLASS_CUR;
  if (file->view == FOCUS_VIEW_ACTUAL)
    return CLASS_ACTUAL;
  return file->view == FOCUS_VIEW_EITHER ? CLASS_EITHER : CLASS_AMORTISED;
}

/* Of the classes that a month has, those that count. */
static guint
allowed_of (guint present)
{
  if ((present & CLASS_FOCUS) != 0)
    return CLASS_FOCUS;
  if ((present & CLASS_AMORTISED) != 0)
    return CLASS_AMORTISED | CLASS_EITHER;
  return present;
}

static char *
month_key (const FocusLedger *ledger, const FocusLine *line)
{
  const char *name = focus_ledger_text (ledger, line->key.provider);
  const char *provider = focus_provider_of (name);

  return g_strdup_printf ("%s/%d", provider != NULL ? provider : name,
                          focus_month_start (line->key.start));
}

static gboolean
is_read_twice (const FocusLedger *ledger, guint32 number)
{
  const FocusFile *file = &g_array_index (ledger->files, FocusFile, number);

  for (guint32 i = 0; i < number; i++)
    if (file->sha256 != NULL
        && g_strcmp0 (g_array_index (ledger->files, FocusFile, i).sha256,
                      file->sha256)
               == 0)
      return TRUE;
  return FALSE;
}

/* month key -> classes present */
static GHashTable *
find_classes (const FocusLedger *ledger)
{
  GHashTable *classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               NULL);

  for (guint i = 0; i < ledger->lines->len; i++)
    {
      const FocusLine *line = &g_array_index (ledger->lines, FocusLine, i);
      const FocusFile *file = &g_array_index (ledger->files, FocusFile,
                                              line->key.file);
      char *key = month_key (ledger, line);
      guint present = GPOINTER_TO_UINT (g_hash_table_lookup (classes, key));

      g_hash_table_insert (classes, key,
                           GUINT_TO_POINTER (present | class_of (file)));
    }
  return classes;
}

static gint
compare_texts (const FocusLedger *ledger, guint32 a, guint32 b)
{
  if (a == b)
    return 0;
  return g_strcmp0 (focus_ledger_text (ledger, a),
                    focus_ledger_text (ledger, b));
}

static guint32
commitment_id (const FocusLedger *ledger, guint32 number)
{
  return number != UITWEG_NONE
             ? g_array_index (ledger->commitments, FocusCommitment, number)
                   .native_id
             : UITWEG_NONE;
}

static guint32
thing_id (const FocusLedger *ledger, guint32 number)
{
  return number != UITWEG_NONE
             ? g_array_index (ledger->things, FocusThing, number).native_id
             : UITWEG_NONE;
}

static gint
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const FocusLedger *ledger = data;
  const FocusKey *first = &((const FocusLine *) a)->key;
  const FocusKey *second = &((const FocusLine *) b)->key;
  gint order = compare_texts (ledger, first->provider, second->provider);

  if (order == 0)
    order = first->start - second->start;
  if (order == 0)
    order = first->end - second->end;
  if (order == 0)
    order = compare_texts (ledger, first->account, second->account);
  if (order == 0)
    order = compare_texts (ledger, first->service, second->service);
  if (order == 0)
    order = compare_texts (ledger, first->region, second->region);
  if (order == 0)
    order = (gint) first->kind - (gint) second->kind;
  if (order == 0)
    order = compare_texts (ledger, first->currency, second->currency);
  if (order == 0 && first->thing != second->thing)
    order = compare_texts (ledger, thing_id (ledger, first->thing),
                           thing_id (ledger, second->thing));
  if (order == 0 && first->commitment != second->commitment)
    order = compare_texts (ledger, commitment_id (ledger, first->commitment),
                           commitment_id (ledger, second->commitment));
  return order;
}

/* Equal lines of several files become one. */
static void
join_equal (FocusLedger *ledger, GArray *lines)
{
  guint n = 0;

  g_array_sort_with_data (lines, compare_lines, ledger);
  for (guint i = 0; i < lines->len; i++)
    {
      FocusLine *line = &g_array_index (lines, FocusLine, i);
      FocusLine *last = n > 0 ? &g_array_index (lines, FocusLine, n - 1) : NULL;

      if (last == NULL || compare_lines (last, line, ledger) != 0)
        {
          g_array_index (lines, FocusLine, n++) = *line;
          continue;
        }
      last->n_rows += line->n_rows;
      if (!focus_amount_add (&last->billed, &line->billed)
          || !focus_amount_add (&last->effective, &line->effective)
          || !focus_amount_add (&last->egress, &line->egress))
        ledger->overflown = TRUE;
    }
  g_array_set_size (lines, n);
}

/* What was left out of a file because another tells it better. */
static void
note_left_out (FocusLedger *ledger, guint32 number, guint n_lines)
{
  const FocusFile *file = &g_array_index (ledger->files, FocusFile, number);

  if (is_read_twice (ledger, number))
    focus_ledger_note (ledger, file->path, 0, FALSE,
                       "left out: another file has the same contents");
  else if (n_lines > 0)
    focus_ledger_note (
        ledger, file->path, 0, TRUE,
        "left out %u lines of cost of months that another "
        "file tells %s: loading both counts them twice",
        n_lines, class_of (file) == CLASS_ACTUAL ? "amortised" : "as FOCUS");
}

GArray *
focus_lines_settle (FocusLedger *ledger)
{
  g_autoptr (GHashTable) classes = find_classes (ledger);
  g_autofree guint *n_left = g_new0 (guint, ledger->files->len + 1);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (FocusLine));

  for (guint i = 0; i < ledger->lines->len; i++)
    {
      const FocusLine *line = &g_array_index (ledger->lines, FocusLine, i);
      const FocusFile *file = &g_array_index (ledger->files, FocusFile,
                                              line->key.file);
      g_autofree char *key = month_key (ledger, line);
      guint present = GPOINTER_TO_UINT (g_hash_table_lookup (classes, key));

      if (is_read_twice (ledger, line->key.file)
          || (allowed_of (present) & class_of (file)) == 0)
        n_left[line->key.file]++;
      else
        g_array_append_val (lines, *line);
    }
  for (guint32 i = 0; i < ledger->files->len; i++)
    note_left_out (ledger, i, n_left[i]);
  join_equal (ledger, lines);
  return lines;
}

/* Months. */

gint32
focus_lines_newest_month (FocusLedger *ledger, guint32 provider)
{
  gint32 newest = G_MININT32;

  for (guint i = 0; i < ledger->months->len; i++)
    {
      const FocusMonth *month = &g_array_index (ledger->months, FocusMonth, i);

      if (month->provider == provider && month->start > newest
          && focus_month_is_full (month))
        newest = month->start;
    }
  return newest;
}

static gint
compare_months (gconstpointer a, gconstpointer b, gpointer data)
{
  const FocusMonth *first = a;
  const FocusMonth *second = b;
  gint order = compare_texts (data, first->provider, second->provider);

  return order != 0 ? order : first->start - second->start;
}

void
focus_lines_note_months (FocusLedger *ledger)
{
  g_autoptr (GArray) months = g_array_copy (ledger->months);
  const gint32 epoch = uitweg_day_from_date (1970, 1, 1);

  g_array_sort_with_data (months, compare_months, ledger);
  for (guint i = 0; i < months->len; i++)
    {
      const FocusMonth *month = &g_array_index (months, FocusMonth, i);
      const gint32 end = focus_month_end (month->start);
      const char *provider = focus_ledger_text (ledger, month->provider);
      g_autofree char *name = uitweg_day_format (month->start + epoch);
      g_autofree char *clean = connectors_clean (provider);
      guint n_days = (guint) __builtin_popcount (focus_month_get_days (month));

      name[7] = '\0';
      if (!focus_month_is_full (month))
        focus_ledger_note (ledger, name, 0, TRUE,
                           "found rows of %s for %u of %d days%s, expected "
                           "all: no cost per month is taken from it",
                           clean != NULL ? clean : "an unnamed provider",
                           n_days, end - month->start,
                           n_days == (guint) (end - month->start)
                               ? ", not to the last hour"
                               : "");
    }
}

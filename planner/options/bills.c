/* SPDX-License-Identifier: EUPL-1.2
 *
 * What bills say that a resource costs a month (FIGURES 2): of each provider
 * the newest month that is there as a whole, since half of a month is not
 * what a month costs.
 */
#include "config.h"

#include <uitweg/day.h>

#include "base/money-private.h"
#include "options/options-private.h"

/* The days that a month of a provider has lines for. */
typedef struct
{
  const char *provider;
  UitwegDay start;
} MonthKey;

typedef struct
{
  MonthKey key;
  guint32 days; /* one bit a day */
} Month;

static guint
hash_key (gconstpointer data)
{
  const MonthKey *key = data;

  return g_str_hash (key->provider) * 31 + (guint) key->start;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const MonthKey *first = a;
  const MonthKey *second = b;

  return first->start == second->start
         && g_str_equal (first->provider, second->provider);
}

static UitwegDay
month_start (UitwegDay day)
{
  gint year, month;

  uitweg_day_to_date (day, &year, &month, NULL);
  return uitweg_day_from_date (year, month, 1);
}

static const char *
provider_of (const UitwegTable *costs, guint32 row)
{
  const char *provider = uitweg_table_text (costs, row, UITWEG_COST_PROVIDER);

  return provider != NULL ? provider : "";
}

/* The days of a line. Without an end it is taken for its whole month. */
static gboolean
get_period (const UitwegTable *costs,
            guint32 row,
            UitwegDay *start_out,
            UitwegDay *end_out)
{
  const UitwegDay start = uitweg_table_day (costs, row,
                                            UITWEG_COST_PERIOD_START);
  UitwegDay end = uitweg_table_day (costs, row, UITWEG_COST_PERIOD_END);

  if (start == UITWEG_DAY_UNKNOWN)
    return FALSE;
  *start_out = end == UITWEG_DAY_UNKNOWN ? month_start (start) : start;
  if (end == UITWEG_DAY_UNKNOWN)
    end = uitweg_day_add_months (*start_out, 1);
  *end_out = MAX (end, *start_out + 1);
  return TRUE;
}

/* Taxes and purchases in advance are not what a month costs. */
static gboolean
is_run_cost (const UitwegTable *costs, guint32 row)
{
  const char *kind = uitweg_table_text (costs, row, UITWEG_COST_CHARGE_KIND);

  return kind == NULL
         || (!g_str_equal (kind, "tax") && !g_str_equal (kind, "purchase"));
}

/* Marks the days of a line within one month: a fee for a year does not tell
 * that its months were billed. */
static void
mark_days (GHashTable *months, const UitwegTable *costs, guint32 row)
{
  UitwegDay start, end;
  MonthKey key = { provider_of (costs, row), 0 };
  Month *month;

  if (!is_run_cost (costs, row) || !get_period (costs, row, &start, &end))
    return;
  key.start = month_start (start);
  if (end > uitweg_day_add_months (key.start, 1))
    return;
  month = g_hash_table_lookup (months, &key);
  if (month == NULL)
    {
      month = g_new0 (Month, 1);
      month->key = key;
      g_hash_table_insert (months, &month->key, month);
    }
  for (UitwegDay day = start; day < end; day++)
    month->days |= 1u << (day - key.start);
}

/* (transfer full): provider -> Month, the newest that is whole */
static GHashTable *
find_newest (GHashTable *months)
{
  GHashTable *newest = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, months);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Month *month = value;
      const Month *known = g_hash_table_lookup (newest, month->key.provider);
      const gint32 n_days = uitweg_day_add_months (month->key.start, 1)
                            - month->key.start;

      if (month->days == (guint32) (((guint64) 1 << n_days) - 1)
          && (known == NULL || known->key.start < month->key.start))
        g_hash_table_insert (newest, (gpointer) month->key.provider, value);
    }
  return newest;
}

/* What a line adds to a month: what its use costs, with what was paid before
 * spread over it, else what was billed. FALSE with an error, or without one
 * if it adds nothing that is known. */
static gboolean
get_share (const UitwegTable *costs,
           guint32 row,
           UitwegDay month,
           UitwegMoney *share_out,
           gint *field_out,
           GError **error)
{
  UitwegMoney eur = uitweg_table_int64 (costs, row, UITWEG_COST_EFFECTIVE_EUR);
  UitwegDay start, end, first, last;

  *field_out = UITWEG_COST_EFFECTIVE_EUR;
  if (eur == UITWEG_UNKNOWN)
    {
      eur = uitweg_table_int64 (costs, row, UITWEG_COST_EUR);
      *field_out = UITWEG_COST_EUR;
    }
  if (eur == UITWEG_UNKNOWN || !get_period (costs, row, &start, &end))
    return FALSE;
  first = MAX (start, month);
  last = MIN (end, uitweg_day_add_months (month, 1));
  return first < last
         && uitweg_money_scale (eur, last - first, end - start, share_out,
                                error);
}

static gboolean
add_line (OptionsBuild *build,
          const UitwegTable *costs,
          guint32 row,
          UitwegDay month,
          GError **error)
{
  const char *id = uitweg_table_text (costs, row, UITWEG_COST_RESOURCE);
  const guint32 i = id != NULL ? uitweg_estate_find (build->estate,
                                                     UITWEG_RECORD_RESOURCE, id)
                               : UITWEG_NONE;
  GError *failed = NULL;
  UitwegMoneyRange *today;
  UitwegMoney share;
  guint8 grade;
  gint field;

  if (i == UITWEG_NONE || !is_run_cost (costs, row))
    return TRUE;
  if (!get_share (costs, row, month, &share, &field, &failed))
    {
      if (failed != NULL)
        g_propagate_error (error, failed);
      return failed == NULL;
    }
  today = &build->out->run_today[i];
  if (today->lo == UITWEG_UNKNOWN)
    {
      *today = (UitwegMoneyRange){ 0, 0 };
      build->out->run_today_grade[i] = UITWEG_GRADE_MEASURED;
    }
  grade = (guint8) uitweg_estate_get_grade (build->estate, UITWEG_RECORD_COST,
                                            row, (guint) field);
  build->out->run_today_grade[i] = MAX (build->out->run_today_grade[i], grade);
  return base_money_range_add (today, base_money_range (share), error);
}

gboolean
options_add_bills (OptionsBuild *build, GError **error)
{
  const UitwegTable *costs = uitweg_estate_get_table (build->estate,
                                                      UITWEG_RECORD_COST);
  const guint32 n = uitweg_table_get_n_rows (costs);
  g_autoptr (GHashTable)
      months = g_hash_table_new_full (hash_key, equal_keys, NULL, g_free);
  g_autoptr (GHashTable) newest = NULL;

  for (guint32 row = 0; row < n; row++)
    mark_days (months, costs, row);
  newest = find_newest (months);
  for (guint32 row = 0; row < n; row++)
    {
      const Month *month = g_hash_table_lookup (newest,
                                                provider_of (costs, row));

      if (month != NULL
          && !add_line (build, costs, row, month->key.start, error))
        return FALSE;
    }
  return TRUE;
}

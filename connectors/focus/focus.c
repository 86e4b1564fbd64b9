/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads bills: FOCUS, Azure cost exports and the AWS Cost and Usage Report,
 * plain or packed by gzip. All files of a run are added up together, so that
 * what two of them tell of one month is not counted twice.
 */
#include "config.h"

#include "connectors/connectors.h"
#include "connectors/focus/records.h"

#include <string.h>

#include <uitweg/day.h>

#include "connectors/common/sample.h"
#include "connectors/focus/kinds.h"
#include "connectors/focus/reader.h"

static const UitwegConnectorOption options[] = {
  { "rate", NULL,
    "euro a unit of other currencies, such as USD=0.92,GBP=1.17" },
  { NULL, NULL, NULL },
};

static gboolean
read_files (FocusLedger *ledger,
            const UitwegCollectRequest *request,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  for (guint i = 0; i < paths->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !focus_read_file (ledger, g_ptr_array_index (paths, i), error))
        return FALSE;
      connectors_progress (request, "files", i + 1, paths->len);
    }
  return TRUE;
}

static gint
compare_digests (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* By what the files hold, not where they are. (transfer full) */
static char *
make_source_id (const FocusLedger *ledger)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  g_autoptr (GChecksum) all = g_checksum_new (G_CHECKSUM_SHA256);
  const char *last = NULL;

  for (guint i = 0; i < ledger->files->len; i++)
    g_ptr_array_add (digests,
                     g_array_index (ledger->files, FocusFile, i).sha256);
  g_ptr_array_sort (digests, compare_digests);
  for (guint i = 0; i < digests->len; i++)
    {
      const char *digest = g_ptr_array_index (digests, i);

      if (digest != NULL && g_strcmp0 (digest, last) != 0)
        g_checksum_update (all, (const guchar *) digest, -1);
      last = digest;
    }
  return g_strdup_printf ("focus/%.12s", ledger->files->len == 1 && last != NULL
                                             ? last
                                             : g_checksum_get_string (all));
}

static void
add_tag_number (ConnectorsSource *source, const char *key, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  connectors_source_add_tag (source, key, text);
}

static void
add_days (ConnectorsSource *source, gint64 first, gint64 last)
{
  const gint32 epoch = uitweg_day_from_date (1970, 1, 1);
  g_autofree char *start = uitweg_day_format ((gint32) (first / 86400) + epoch);
  g_autofree char *end = uitweg_day_format ((gint32) ((last - 1) / 86400) + 1
                                            + epoch);

  connectors_source_add_tag (source, "period_start", start);
  connectors_source_add_tag (source, "period_end", end);
}

static const char *const views[] = { "either", "actual", "amortised", "both" };

/* "azure,focus": each word of the files once, in order, whatever the order of
 * the files. */
static void
add_words (const FocusLedger *ledger,
           ConnectorsSource *source,
           const char *key,
           const char *(*word_of) (const FocusFile *file))
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < ledger->files->len; i++)
    {
      const char *word = word_of (&g_array_index (ledger->files, FocusFile, i));

      if (word != NULL)
        g_ptr_array_add (words, (gpointer) word);
    }
  g_ptr_array_sort (words, connectors_compare_texts);
  for (guint i = 0; i < words->len; i++)
    if (i == 0
        || !g_str_equal (g_ptr_array_index (words, i),
                         g_ptr_array_index (words, i - 1)))
      g_string_append_printf (all, "%s%s", all->len > 0 ? "," : "",
                              (const char *) g_ptr_array_index (words, i));
  if (all->len > 0)
    connectors_source_add_tag (source, key, all->str);
}

static const char *
dialect_of (const FocusFile *file)
{
  return focus_dialect_get_word (file->dialect);
}

static const char *
view_of (const FocusFile *file)
{
  return file->dialect == FOCUS_DIALECT_AZURE ? views[file->view] : NULL;
}

/* What all files hold, also rows that do not count in the end. */
static void
add_row_counts (const FocusLedger *ledger, ConnectorsSource *source)
{
  FocusFile all = { .n_rows = 0 };

  for (guint i = 0; i < ledger->files->len; i++)
    {
      const FocusFile *file = &g_array_index (ledger->files, FocusFile, i);

      if (file->n_rows > 0)
        {
          all.first = all.n_rows > 0 ? MIN (all.first, file->first)
                                     : file->first;
          all.last = MAX (all.last, file->last);
        }
      all.n_rows += file->n_rows;
      all.n_bad += file->n_bad;
      all.n_negative += file->n_negative;
      all.n_without_thing += file->n_without_thing;
      all.n_tagged += file->n_tagged;
      for (guint k = 0; k < FOCUS_N_KINDS; k++)
        all.n_kinds[k] += file->n_kinds[k];
    }
  add_words (ledger, source, "dialect", dialect_of);
  add_words (ledger, source, "cost_view", view_of);
  all.n_kinds[FOCUS_KIND_USAGE] += all.n_kinds[FOCUS_KIND_UNUSED];
  add_tag_number (source, "rows", all.n_rows);
  add_tag_number (source, "rows_bad", all.n_bad);
  add_tag_number (source, "rows_negative", all.n_negative);
  add_tag_number (source, "rows_without_resource", all.n_without_thing);
  add_tag_number (source, "rows_tagged", all.n_tagged);
  add_tag_number (source, "resource_ids", ledger->n_ids);
  for (guint k = 0; k < FOCUS_N_KINDS; k++)
    {
      const char *word = focus_kind_get_word ((FocusKind) k);
      g_autofree char *key = g_strconcat ("rows.",
                                          word != NULL ? word : "other", NULL);

      if (k != FOCUS_KIND_UNUSED && all.n_kinds[k] > 0)
        add_tag_number (source, key, all.n_kinds[k]);
    }
  if (all.n_rows > 0)
    add_days (source, all.first, all.last);
}

static void
add_to_sum (GHashTable *sums, char *key, const FocusAmount *amount)
{
  FocusAmount *sum = g_hash_table_lookup (sums, key);

  if (sum == NULL)
    {
      sum = g_new0 (FocusAmount, 1);
      g_hash_table_insert (sums, g_strdup (key), sum);
    }
  focus_amount_add (sum, amount);
  g_free (key);
}

/* Exact sums of the lines that count, by currency, and by provider too. */
static void
add_sums (const FocusLedger *ledger,
          const GArray *lines,
          ConnectorsSource *source)
{
  g_autoptr (GHashTable)
      sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) keys = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const FocusLine *line = &g_array_index (lines, FocusLine, i);
      const char *name = focus_ledger_text (ledger, line->key.provider);
      const char *known = focus_provider_of (name);
      g_autofree char *clean = connectors_clean (known != NULL ? known : name);
      const char *currency = focus_ledger_text (ledger, line->key.currency);
      const char *unit = currency != NULL ? currency : "unknown";

      add_to_sum (sums, g_strconcat ("billed_sum.", unit, NULL), &line->billed);
      add_to_sum (sums, g_strconcat ("effective_sum.", unit, NULL),
                  &line->effective);
      add_to_sum (sums,
                  g_strconcat ("billed_sum.", unit, ".",
                               clean != NULL ? clean : "unknown", NULL),
                  &line->billed);
      add_to_sum (sums,
                  g_strconcat ("effective_sum.", unit, ".",
                               clean != NULL ? clean : "unknown", NULL),
                  &line->effective);
      if (line->key.thing == UITWEG_NONE)
        add_to_sum (sums, g_strconcat ("billed_unmatched.", unit, NULL),
                    &line->billed);
    }
  keys = g_list_sort (g_hash_table_get_keys (sums), (GCompareFunc) strcmp);
  for (const GList *key = keys; key != NULL; key = key->next)
    {
      g_autofree char *text = focus_amount_format (
          g_hash_table_lookup (sums, key->data));

      connectors_source_add_tag (source, key->data, text);
    }
}

static void
add_notes (const FocusLedger *ledger, ConnectorsSource *source)
{
  for (guint i = 0; i < ledger->notes->len; i++)
    {
      const FocusNote *note = g_ptr_array_index (ledger->notes, i);

      if (note->is_problem)
        connectors_source_add_problem (source, note->place, note->unseen, "%s",
                                       note->text);
      else
        connectors_source_add_note (source, note->place, "%s", note->text);
    }
  if (ledger->overflown)
    connectors_source_add_problem (source, "sums", 0,
                                   "found amounts that are too large to add, "
                                   "expected amounts of money");
}

/* "a.csv as an Azure cost export (amortised)" */
static void
add_files (const FocusLedger *ledger, ConnectorsSource *source)
{
  g_autoptr (GString) asked = g_string_new (NULL);

  for (guint i = 0; i < ledger->files->len; i++)
    {
      const FocusFile *file = &g_array_index (ledger->files, FocusFile, i);

      g_string_append_printf (asked, "%s%s as %s", i > 0 ? ", " : "",
                              file->path,
                              focus_dialect_get_name (file->dialect));
      if (file->dialect == FOCUS_DIALECT_AZURE)
        g_string_append_printf (asked, " (%s)", views[file->view]);
      connectors_source_add_file (source, file->path, file->sha256);
    }
  connectors_source_set_asked (source, asked->str);
}

static void
add_rates (const GArray *rates, ConnectorsSource *source)
{
  for (guint i = 0; i < rates->len; i++)
    {
      const FocusRate *rate = &g_array_index (rates, FocusRate, i);
      g_autofree char *key = g_strconcat ("rate.", rate->currency, NULL);

      connectors_source_add_tag (source, key, rate->text);
    }
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (FocusLedger) ledger = focus_ledger_new ();
  g_autoptr (ConnectorsSource) source = NULL;
  g_autoptr (GArray) rates = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autofree char *id = NULL;

  if (!connectors_check_options (&connectors_focus, request, error))
    return FALSE;
  rates = focus_rates_parse (
      connectors_get_option (&connectors_focus, request, "rate"), error);
  if (rates == NULL || !read_files (ledger, request, cancellable, error))
    return FALSE;

  lines = focus_lines_settle (ledger);
  focus_lines_note_months (ledger);
  id = make_source_id (ledger);
  source = connectors_source_new ("focus", id, request, builder);
  add_files (ledger, source);
  add_rates (rates, source);
  add_row_counts (ledger, source);
  add_sums (ledger, lines, source);
  add_notes (ledger, source);
  focus_add_records (ledger, lines, rates, source);
  connectors_source_finish (source);
  return TRUE;
}

static gboolean
sample_has (gconstpointer data, const char *name)
{
  return connectors_sample_has_column (data, name);
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  FocusDialect dialect;

  if (sample->form != CONNECTORS_FORM_TABLE)
    return CONNECTORS_NOT_MINE;
  dialect = focus_dialect_find (sample_has, sample);
  if (dialect == FOCUS_DIALECT_NONE)
    return CONNECTORS_NOT_MINE;
  *what_out = focus_dialect_get_name (dialect);
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_focus = {
  .api = UITWEG_CONNECTOR_API,
  .name = "focus",
  .summary = "bills: FOCUS, Azure cost exports, AWS Cost and Usage Reports",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};

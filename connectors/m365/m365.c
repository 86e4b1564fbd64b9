/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads exports of the Microsoft 365 admin centre: licences, and the use of
 * mailboxes, sites and OneDrive. What comes out are sums by workload and
 * department, never a user and never a site.
 */
#include "config.h"

#include "connectors/connectors.h"
#include "connectors/m365/report.h"

#include "connectors/common/sample.h"

#include <uitweg/day.h>

#include <string.h>

static const UitwegConnectorOption options[] = {
  { "provider", "azure", "id of the provider or party that sells it" },
  { "tenant", NULL, "name in ids, where there are several tenants" },
  { NULL, NULL, NULL },
};

/* The sums of one workload and department. */
typedef struct
{
  M365Kind kind;
  const char *department;
  gint64 n;
  gint64 n_shared;
  gint64 bytes;
  gint64 objects;
  guint n_unknown; /* items whose size no report tells */
} Sum;

static const struct
{
  const char *word;
  const char *type;
  const char *counted;
} usages[M365_N_USAGES] = {
  [M365_MAILBOXES] = { "mail", "saas:mail", "mailboxes" },
  [M365_SITES] = { "sites", "saas:files", "sites" },
  [M365_ACCOUNTS] = { "onedrive", "saas:files", "accounts" },
};

static void
run_init (M365Run *run)
{
  *run = (M365Run){ .newest = UITWEG_DAY_UNKNOWN };
  run->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      m365_item_free);
  run->products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
run_clear (M365Run *run)
{
  g_hash_table_unref (run->items);
  g_hash_table_unref (run->products);
}

static gint
compare_sums (gconstpointer a, gconstpointer b)
{
  const Sum *first = a;
  const Sum *second = b;

  return first->kind != second->kind
             ? (gint) first->kind - (gint) second->kind
             : strcmp (first->department, second->department);
}

/* (transfer full): of Sum, by workload and department. */
static GArray *
add_up (const M365Run *run)
{
  g_autoptr (GHashTable)
      places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, run->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const M365Item *item = value;
      char *key = g_strdup_printf ("%d %s", (int) item->kind, item->department);
      gpointer place = g_hash_table_lookup (places, key);
      Sum *sum;

      if (place == NULL)
        {
          const Sum empty = { .kind = item->kind,
                              .department = item->department };

          g_array_append_val (sums, empty);
          place = GUINT_TO_POINTER (sums->len);
          g_hash_table_insert (places, g_steal_pointer (&key), place);
        }
      g_free (key);
      sum = &g_array_index (sums, Sum, GPOINTER_TO_UINT (place) - 1);
      sum->n++;
      sum->n_shared += item->is_shared ? 1 : 0;
      sum->n_unknown += item->bytes == UITWEG_UNKNOWN;
      if (item->bytes > 0 && item->bytes < G_MAXINT64 - sum->bytes)
        sum->bytes += item->bytes;
      if (item->objects > 0 && item->objects < G_MAXINT64 - sum->objects)
        sum->objects += item->objects;
    }
  g_array_sort (sums, compare_sums);
  return sums;
}

/* Sums that the estate's bounds could not hold are slips. */
static gint64
bound (gint64 value, gint64 most)
{
  return value <= most ? value : UITWEG_UNKNOWN;
}

static void
write_sum (ConnectorsSource *source,
           const Sum *sum,
           const char *prefix,
           const char *provider)
{
  UitwegTable *table = connectors_source_get_resources (source);
  const char *word = usages[sum->kind].word;
  const gboolean is_whole = sum->department[0] == '\0';
  g_autofree char *id = connectors_make_id (
      "%s/%s%s%s", prefix, word, is_whole ? "" : "/", sum->department);
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, sum->n);
  g_autofree char *shared = g_strdup_printf ("%" G_GINT64_FORMAT,
                                             sum->n_shared);
  g_autofree char *rule = g_strdup_printf ("m365.%s", word);
  const guint32 row = connectors_begin_resource (
      source, id, id, UITWEG_KIND_SAAS, usages[sum->kind].type);
  UitwegTable *tags;

  connectors_set_text (table, row, UITWEG_RESOURCE_PROVIDER, provider);
  if (sum->kind != M365_SITES)
    base_table_set_int64 (table, row, UITWEG_RESOURCE_SEATS,
                          bound (sum->n - sum->n_shared, 1000000000));
  /* A sum with holes is no sum. */
  if (sum->n_unknown == 0)
    base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA,
                          bound (sum->bytes, (gint64) 1 << 62));
  base_table_set_int64 (
      table, row, UITWEG_RESOURCE_OBJECTS,
      bound (sum->objects, G_GINT64_CONSTANT (1000000000000000)));
  tags = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  base_table_add_tag (tags, usages[sum->kind].counted, count);
  if (sum->n_shared > 0)
    base_table_add_tag (tags, "shared_mailboxes", shared);
  if (!is_whole)
    base_table_add_tag (tags, "department", sum->department);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  connectors_end_resource (source, row, rule, UITWEG_GRADE_MEASURED);
  if (sum->n_unknown > 0)
    connectors_source_add_problem (source, word, sum->n_unknown,
                                   "the size of %u is not told, so that their "
                                   "sum is unknown",
                                   sum->n_unknown);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* One suite with all products: who has which licence no report tells, so that
 * the product with the most seats says how many people there are. */
static void
write_licences (ConnectorsSource *source,
                const M365Run *run,
                const char *prefix,
                const char *provider)
{
  UitwegTable *table = connectors_source_get_resources (source);
  g_autofree char *id = connectors_make_id ("%s/suite", prefix);
  g_autoptr (GList) names = g_hash_table_get_keys (run->products);
  UitwegTable *list;
  guint most = 0;
  guint32 row;

  if (names == NULL)
    return;
  names = g_list_sort (names, compare_texts);
  row = connectors_begin_resource (source, id, id, UITWEG_KIND_SAAS,
                                   "saas:office-suite");
  connectors_set_text (table, row, UITWEG_RESOURCE_PROVIDER, provider);
  list = base_table_begin_list (table, UITWEG_RESOURCE_LICENCES);
  for (const GList *at = names; at != NULL; at = at->next)
    {
      const guint n = GPOINTER_TO_UINT (
                          g_hash_table_lookup (run->products, at->data))
                      - 1;
      const guint32 licence = base_table_append (list);

      base_table_set_text (list, licence, UITWEG_LICENCE_NAME, at->data);
      base_table_set_text (list, licence, UITWEG_LICENCE_METRIC, "seat");
      if (n <= 1000000000)
        base_table_set_number (list, licence, UITWEG_LICENCE_QUANTITY, n);
      most = MAX (most, n);
    }
  base_table_end_list (table, UITWEG_RESOURCE_LICENCES);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_SEATS,
                        bound (most, 1000000000));
  connectors_end_resource (source, row, "m365.licences", UITWEG_GRADE_INFERRED);
}

static void
note_count (ConnectorsSource *source, guint n, const char *text)
{
  if (n > 0)
    connectors_source_add_note (source, "rows", "%u %s", n, text);
}

static void
add_notes (ConnectorsSource *source, const M365Run *run)
{
  static const char *const words[M365_NONE] = {
    [M365_MAILBOXES] = "mailbox_reports",
    [M365_SITES] = "site_reports",
    [M365_ACCOUNTS] = "onedrive_reports",
    [M365_LICENCES] = "licence_lists",
  };

  for (guint kind = 0; kind < M365_NONE; kind++)
    connectors_source_add_count (source, words[kind], run->n_sheets[kind]);
  if (run->newest != UITWEG_DAY_UNKNOWN)
    {
      g_autofree char *day = uitweg_day_format (run->newest);

      connectors_source_add_tag (source, "newest_report", day);
    }
  note_count (source, run->n_deleted, "are deleted and were left out");
  note_count (source, run->n_repeated,
              "tell of what another row tells of; the newest counts");
  note_count (source, run->n_concealed, "have concealed names");
  note_count (source, run->n_unnamed,
              "name nobody and no site; each counts for itself");
}

/* Reads the sheets of a file that are reports; one at least must be. */
static gboolean
read_book (M365Run *run,
           ConnectorsSource *source,
           const char *path,
           GError **error)
{
  g_autoptr (ConnectorsBook) book = connectors_book_open (path, error);
  gboolean is_known = FALSE;

  if (book == NULL)
    return FALSE;
  connectors_source_add_file (source, path, connectors_book_get_sha256 (book));
  for (guint i = 0; i < connectors_book_get_n_sheets (book); i++)
    {
      g_autoptr (ConnectorsSheet)
          sheet = connectors_sheet_open (book, i, source, error);
      g_autoptr (GError) reason = NULL;
      M365Kind kind;

      if (sheet == NULL)
        return FALSE;
      kind = m365_kind_of (sheet);
      if (kind == M365_NONE)
        continue;
      is_known = TRUE;
      if (!m365_read_sheet (run, kind, sheet, &reason))
        connectors_source_add_problem (source, path, 0, "%s", reason->message);
      else if (connectors_sheet_get_n_bad (sheet) > 0)
        connectors_source_add_problem (
            source, path, (guint) connectors_sheet_get_n_bad (sheet),
            "left out bad rows");
    }
  if (is_known)
    return TRUE;
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s: found no report, expected licences or the use of "
               "mailboxes, sites or OneDrive",
               path);
  return FALSE;
}

static gboolean
read_books (M365Run *run,
            ConnectorsSource *source,
            const UitwegCollectRequest *request,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GString) asked = g_string_new (NULL);

  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_book (run, source, path, error))
        return FALSE;
      g_string_append_printf (asked, "%s%s", i > 0 ? " " : "", path);
      connectors_progress (request, "files", i + 1, paths->len);
    }
  connectors_source_set_asked (source, asked->str);
  return TRUE;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (ConnectorsSource) source = NULL;
  g_autofree char *tenant = NULL;
  g_autofree char *prefix = NULL;
  const char *provider;
  M365Run run;
  gboolean ok;

  if (!connectors_check_options (&connectors_m365_csv, request, error))
    return FALSE;
  provider = connectors_get_option (&connectors_m365_csv, request, "provider");
  tenant = connectors_clean (
      connectors_get_option (&connectors_m365_csv, request, "tenant"));
  prefix = tenant != NULL ? g_strconcat ("m365/", tenant, NULL)
                          : g_strdup ("m365");
  source = connectors_source_new ("m365-csv", prefix, request, builder);
  run_init (&run);
  ok = read_books (&run, source, request, cancellable, error);
  if (ok)
    {
      g_autoptr (GArray) sums = add_up (&run);

      for (guint i = 0; i < sums->len; i++)
        write_sum (source, &g_array_index (sums, Sum, i), prefix, provider);
      write_licences (source, &run, prefix, provider);
      add_notes (source, &run);
      connectors_source_finish (source);
    }
  run_clear (&run);
  return ok;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  static const char *const mailboxes[] = { "Report Refresh Date",
                                           "User Principal Name", "Item Count",
                                           "Storage Used", NULL };
  static const char *const sites[] = { "Report Refresh Date", "File Count",
                                       "Storage Used", "Site URL", NULL };
  static const char *const licences[] = { "Product Title", "Total Licenses",
                                          "Assigned licenses", NULL };

  if (sample->form != CONNECTORS_FORM_TABLE)
    return CONNECTORS_NOT_MINE;
  if (connectors_sample_has_columns (sample, mailboxes))
    *what_out = "Microsoft 365 use of mailboxes";
  else if (connectors_sample_has_columns (sample, sites))
    *what_out = "Microsoft 365 use of sites or OneDrive";
  else if (connectors_sample_has_columns (sample, licences))
    *what_out = "Microsoft 365 licences";
  else
    return CONNECTORS_NOT_MINE;
  return CONNECTORS_CERTAIN;
}

const UitwegConnector connectors_m365_csv = {
  .api = UITWEG_CONNECTOR_API,
  .name = "m365-csv",
  .summary = "Microsoft 365: licences and use of mail, sites and OneDrive",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};

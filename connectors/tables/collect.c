/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lists that people keep by hand or take from a CMDB: one reader for all,
 * told by a mapping what columns mean. The connectors differ only in the
 * tables of our own templates that they take.
 */
#include "config.h"

#include "connectors/connectors.h"
#include "connectors/tables/tables.h"

#include "connectors/common/sample.h"

#include <string.h>

/* The mapping of our own templates. */
#define TEMPLATES "templates"

static const UitwegConnectorOption options[] = {
  { "mapping", NULL,
    "what columns mean: a file, or the name of a shipped mapping" },
  { NULL, NULL, NULL },
};

/* Columns that a sheet must have of a template, so that one column of a common
 * name does not make it one; what the template needs counts twice. */
#define FEWEST_COLUMNS 3

/* The tables of our templates that a connector takes. */
typedef struct
{
  const UitwegConnector *connector;
  const char *const *tables; /* names; NULL: all */
} Kind;

static gboolean
takes (const Kind *kind, const TablesTable *table, gboolean is_own)
{
  return is_own || kind->tables == NULL
         || g_strv_contains (kind->tables, table->name);
}

/* The tables by which a sheet is read: that with the most columns found, and
 * those that are read beside it. */
static GPtrArray *
choose_tables (const TablesRun *run,
               const Kind *kind,
               gboolean is_own,
               const ConnectorsSheet *sheet)
{
  GPtrArray *chosen = g_ptr_array_new ();
  const TablesTable *best = NULL;
  guint most = 0;

  for (guint t = 0; t < tables_mapping_get_n_tables (run->mapping); t++)
    {
      const TablesTable *table = tables_mapping_get_table (run->mapping, t);
      const guint n = tables_count_columns (table, sheet);

      if (table->is_also || !takes (kind, table, is_own) || n <= most
          || (!is_own && n < FEWEST_COLUMNS))
        continue;
      best = table;
      most = n;
    }
  if (best == NULL)
    return chosen;
  g_ptr_array_add (chosen, (gpointer) best);
  for (guint t = 0; t < tables_mapping_get_n_tables (run->mapping); t++)
    {
      const TablesTable *table = tables_mapping_get_table (run->mapping, t);

      if (table->is_also && takes (kind, table, is_own)
          && tables_count_columns (table, sheet) > 0)
        g_ptr_array_add (chosen, (gpointer) table);
    }
  return chosen;
}

/* Reads one sheet by all its tables. FALSE with the error of opening it;
 * *is_known_out says whether any table fits. */
static gboolean
read_sheet (TablesRun *run,
            const Kind *kind,
            gboolean is_own,
            ConnectorsBook *book,
            guint number,
            gboolean *is_known_out,
            GError **error)
{
  g_autoptr (GPtrArray) chosen = NULL;

  for (guint t = 0; t == 0 || t < chosen->len; t++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (ConnectorsSheet) sheet = connectors_sheet_open (
          book, number, t == 0 ? run->source : NULL, error);

      if (sheet == NULL)
        {
          g_clear_pointer (&chosen, g_ptr_array_unref);
          return FALSE;
        }
      if (t == 0)
        {
          chosen = choose_tables (run, kind, is_own, sheet);
          if (chosen->len == 0)
            break;
          *is_known_out = TRUE;
          tables_note_unread (run, chosen, sheet,
                              connectors_book_get_sheet_name (book, number));
        }
      if (!tables_read_sheet (run, g_ptr_array_index (chosen, t), sheet,
                              &reason))
        connectors_source_add_problem (run->source,
                                       connectors_book_get_path (book), 0, "%s",
                                       reason->message);
      else if (t == 0 && connectors_sheet_get_n_bad (sheet) > 0)
        connectors_source_add_problem (
            run->source, connectors_book_get_path (book),
            (guint) connectors_sheet_get_n_bad (sheet), "left out bad rows");
    }
  return TRUE;
}

/* A file of which no sheet fits is not what it should be. */
static gboolean
read_book (TablesRun *run,
           const Kind *kind,
           gboolean is_own,
           ConnectorsBook *book,
           GError **error)
{
  gboolean is_known = FALSE;

  for (guint i = 0; i < connectors_book_get_n_sheets (book); i++)
    {
      gboolean is_mine = FALSE;

      if (!read_sheet (run, kind, is_own, book, i, &is_mine, error))
        return FALSE;
      if (!is_mine && connectors_book_get_n_sheets (book) > 1)
        connectors_source_add_note (run->source,
                                    connectors_book_get_path (book),
                                    "left out sheet %u, which has no columns "
                                    "that the mapping names",
                                    i + 1);
      is_known |= is_mine;
    }
  if (is_known)
    return TRUE;
  g_set_error (
      error, UITWEG_CONNECTOR_ERROR, (gint) UITWEG_CONNECTOR_ERROR_INPUT,
      "%s: found none of the columns that mapping '%s' needs; "
      "uitweg-mapping(5) says how to name yours",
      connectors_book_get_path (book), tables_mapping_get_name (run->mapping));
  return FALSE;
}

static gint
compare_books (gconstpointer a, gconstpointer b)
{
  ConnectorsBook *first = *(ConnectorsBook *const *) a;
  ConnectorsBook *second = *(ConnectorsBook *const *) b;
  gint order = strcmp (connectors_book_get_sha256 (first),
                       connectors_book_get_sha256 (second));

  return order != 0 ? order
                    : strcmp (connectors_book_get_path (first),
                              connectors_book_get_path (second));
}

static void
free_book (gpointer book)
{
  connectors_book_free (book);
}

/* By their contents, so that the order in which files are given changes
 * nothing. (transfer full) */
static GPtrArray *
open_books (const UitwegCollectRequest *request, GError **error)
{
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (free_book);

  for (gsize i = 0; request->paths[i] != NULL; i++)
    {
      ConnectorsBook *book = connectors_book_open (request->paths[i], error);

      if (book == NULL)
        return NULL;
      g_ptr_array_add (books, book);
    }
  g_ptr_array_sort (books, compare_books);
  return g_steal_pointer (&books);
}

/* (transfer full): of one file its digest, of more the digest of theirs */
static char *
make_source_id (const Kind *kind,
                const TablesMapping *mapping,
                const GPtrArray *books)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < books->len; i++)
    g_checksum_update (sum,
                       (const guchar *) connectors_book_get_sha256 (
                           g_ptr_array_index (books, i)),
                       -1);
  return g_strdup_printf (
      "%s/%s/%.12s", kind->connector->name, tables_mapping_get_name (mapping),
      books->len == 1
          ? connectors_book_get_sha256 (g_ptr_array_index (books, 0))
          : g_checksum_get_string (sum));
}

static gboolean
read_books (TablesRun *run,
            const Kind *kind,
            gboolean is_own,
            const GPtrArray *books,
            const UitwegCollectRequest *request,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GString) asked = g_string_new (NULL);

  for (guint i = 0; i < books->len; i++)
    {
      ConnectorsBook *book = g_ptr_array_index (books, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_string_append_printf (asked, "%s%s", i > 0 ? " " : "",
                              connectors_book_get_path (book));
      connectors_source_add_file (run->source, connectors_book_get_path (book),
                                  connectors_book_get_sha256 (book));
      if (!read_book (run, kind, is_own, book, error))
        return FALSE;
      connectors_progress (request, "files", i + 1, books->len);
    }
  connectors_source_set_asked (run->source, asked->str);
  return TRUE;
}

static gboolean
collect_kind (const Kind *kind,
              const UitwegCollectRequest *request,
              UitwegEstateBuilder *builder,
              GCancellable *cancellable,
              GError **error)
{
  const char *name;
  g_autoptr (TablesMapping) mapping = NULL;
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (ConnectorsSource) source = NULL;
  g_autofree char *id = NULL;
  TablesRun run;
  gboolean ok;

  if (!connectors_check_options (kind->connector, request, error))
    return FALSE;
  name = connectors_get_option (kind->connector, request, "mapping");
  mapping = tables_mapping_new (name != NULL ? name : TEMPLATES,
                                request->data_dir, error);
  if (mapping == NULL)
    return FALSE;
  books = open_books (request, error);
  if (books == NULL)
    return FALSE;
  id = make_source_id (kind, mapping, books);
  source = connectors_source_new (kind->connector->name, id, request, builder);
  connectors_source_add_tag (source, "mapping",
                             tables_mapping_get_name (mapping));
  connectors_source_add_tag (source, "mapping_sha256",
                             tables_mapping_get_sha256 (mapping));
  tables_run_init (&run, mapping, source);
  ok = read_books (&run, kind, name != NULL, books, request, cancellable,
                   error);
  if (ok)
    {
      tables_write (&run);
      connectors_source_finish (source);
    }
  tables_run_clear (&run);
  return ok;
}

/* Which columns of a template tell that a file is one, in both languages. */
typedef struct
{
  const char *english[5];
  const char *dutch[5];
  const char *what;
} Look;

static guint
recognise_by (const Look *looks,
              gsize n,
              const UitwegConnectorSample *sample,
              const char **what_out)
{
  if (sample->form != CONNECTORS_FORM_TABLE)
    return CONNECTORS_NOT_MINE;
  for (gsize i = 0; i < n; i++)
    if (connectors_sample_has_columns (sample, looks[i].english)
        || connectors_sample_has_columns (sample, looks[i].dutch))
      {
        *what_out = looks[i].what;
        return CONNECTORS_CERTAIN;
      }
  return CONNECTORS_NOT_MINE;
}

static const Look resource_looks[] = {
  { { "id", "kind", "native_type", NULL },
    { "id", "soort", "native_type", NULL },
    "resources as in our template" },
  { { "from", "to", "kind", "hard" },
    { "van", "naar", "soort", "hard" },
    "dependencies as in our template" },
};
static const Look service_looks[] = {
  { { "name", "criticality", "members", NULL },
    { "naam", "kritikaliteit", "onderdelen", NULL },
    "services as in our template" },
};
static const Look contract_looks[] = {
  { { "provider", "notice_days", "covers", NULL },
    { "leverancier", "opzegtermijn_dagen", "dekt", NULL },
    "contracts as in our template" },
};
static const Look party_looks[] = {
  { { "name", "seat", "owners_known", NULL },
    { "naam", "vestigingsland", "eigenaren_bekend", NULL },
    "parties as in our template" },
};
static const Look saas_looks[] = {
  { { "service", "provider", "seats", NULL },
    { "dienst", "leverancier", "gebruikers", NULL },
    "software as a service as in our template" },
};

/* One connector: its functions, and what `uitweg connectors` says of it. */
#define CONNECTOR(id, title, text, names, looks)                               \
  static gboolean collect_##id (const UitwegCollectRequest *request,           \
                                UitwegEstateBuilder *builder,                  \
                                GCancellable *cancellable, GError **error)     \
  {                                                                            \
    const Kind kind = { &connectors_##id##_csv, names };                       \
                                                                               \
    return collect_kind (&kind, request, builder, cancellable, error);         \
  }                                                                            \
                                                                               \
  static guint recognise_##id (const UitwegConnectorSample *sample,            \
                               const char **what_out)                          \
  {                                                                            \
    return recognise_by (looks, G_N_ELEMENTS (looks), sample, what_out);       \
  }                                                                            \
                                                                               \
  const UitwegConnector connectors_##id##_csv = {                              \
    .api = UITWEG_CONNECTOR_API,                                               \
    .name = title,                                                             \
    .summary = text,                                                           \
    .options = options,                                                        \
    .takes_paths = TRUE,                                                       \
    .collect = collect_##id,                                                   \
    .recognise = recognise_##id,                                               \
  };

static const char *const service_tables[] = { "services", NULL };
static const char *const contract_tables[] = { "contracts", NULL };
static const char *const party_tables[] = { "parties", NULL };
static const char *const saas_tables[] = { "saas", "saas-contracts", NULL };

CONNECTOR (contracts,
           "contracts-csv",
           "contracts kept by hand, as CSV or XLSX",
           contract_tables,
           contract_looks)
CONNECTOR (parties,
           "parties-csv",
           "suppliers and their owners kept by hand, as CSV or XLSX",
           party_tables,
           party_looks)
CONNECTOR (resources,
           "resources-csv",
           "lists kept by hand or from a CMDB, as CSV or XLSX, by a mapping",
           NULL,
           resource_looks)
CONNECTOR (saas,
           "saas-csv",
           "software as a service kept by hand, as CSV or XLSX",
           saas_tables,
           saas_looks)
CONNECTOR (services,
           "services-csv",
           "business services kept by hand, as CSV or XLSX",
           service_tables,
           service_looks)

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Connector `rvtools`: inventories of VMware vSphere by RVTools, as a
 * workbook or as one CSV file a tab. A workbook is one inventory; all CSV
 * files together are one.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <string.h>

#include "connectors/common/sample.h"
#include "connectors/connectors.h"

typedef gboolean (*ReadTab) (RvtoolsInventory *inventory,
                             ConnectorsSheet *sheet,
                             GError **error);

static const ReadTab readers[RVTOOLS_N_TABS] = {
  [RVTOOLS_INFO] = rvtools_read_info,
  [RVTOOLS_MEMORY] = rvtools_read_memory,
  [RVTOOLS_DISK] = rvtools_read_disks,
  [RVTOOLS_NETWORK] = rvtools_read_networks,
  [RVTOOLS_USB] = rvtools_read_usb,
  [RVTOOLS_CPU] = rvtools_read_cpu,
  [RVTOOLS_PARTITION] = rvtools_read_partitions,
  [RVTOOLS_HOST] = rvtools_read_hosts,
  [RVTOOLS_CLUSTER] = rvtools_read_clusters,
  [RVTOOLS_DATASTORE] = rvtools_read_datastores,
  [RVTOOLS_PORT_GROUP] = rvtools_read_port_groups,
};

/* A sheet that is to be read, and as what. */
typedef struct
{
  ConnectorsBook *book;
  guint sheet;
  RvtoolsTab tab;
} Page;

static gint
compare_pages (gconstpointer a, gconstpointer b)
{
  const Page *first = a;
  const Page *second = b;
  gint order = (gint) first->tab - (gint) second->tab;

  if (order == 0)
    order = strcmp (connectors_book_get_path (first->book),
                    connectors_book_get_path (second->book));
  return order != 0 ? order : (gint) first->sheet - (gint) second->sheet;
}

/* Adds the pages of a book. What is no tab of RVTools is told. */
static gboolean
find_pages (ConnectorsBook *book,
            GArray *pages,
            ConnectorsSource *source,
            GError **error)
{
  for (guint i = 0; i < connectors_book_get_n_sheets (book); i++)
    {
      const char *name = connectors_book_get_sheet_name (book, i);
      g_autoptr (ConnectorsSheet)
          sheet = connectors_sheet_open (book, i, NULL, error);
      Page page = { book, i, RVTOOLS_OTHER };

      if (sheet == NULL)
        return FALSE;
      if (connectors_sheet_get_n_columns (sheet) == 0)
        connectors_source_add_note (source, name, "found an empty sheet");
      else if (!rvtools_tab_of (sheet, &page.tab))
        connectors_source_add_note (source, name,
                                    "left out: found a sheet without the "
                                    "columns of a tab of RVTools");
      else if (page.tab == RVTOOLS_OTHER)
        connectors_source_add_note (source, name, "left out: not needed");
      else
        g_array_append_val (pages, page);
    }
  return TRUE;
}

static void
read_page (RvtoolsInventory *inventory, const Page *page)
{
  const char *name = connectors_book_get_sheet_name (page->book, page->sheet);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConnectorsSheet) sheet = connectors_sheet_open (
      page->book, page->sheet, inventory->source, &error);
  RvtoolsTally *tally = &inventory->tallies[page->tab];

  tally->is_present = TRUE;
  if (sheet == NULL || !readers[page->tab](inventory, sheet, &error))
    connectors_source_add_problem (inventory->source, name, 0, "%s",
                                   error->message);
  if (sheet != NULL && connectors_sheet_get_n_repeated (sheet) > 0)
    connectors_source_add_note (inventory->source, name,
                                "left out %" G_GUINT64_FORMAT
                                " repeated headers",
                                connectors_sheet_get_n_repeated (sheet));
}

static void
write_inventory (RvtoolsInventory *inventory,
                 const UitwegCollectRequest *request)
{
  const char *provider = connectors_get_option (&connectors_rvtools, request,
                                                "provider");
  const char *region = connectors_get_option (&connectors_rvtools, request,
                                              "region");

  rvtools_order_disks (inventory);
  rvtools_find_sharing (inventory);
  rvtools_add_machines (inventory, provider, region);
  rvtools_add_things (inventory, provider, region);
  rvtools_add_counts (inventory);
  rvtools_inventory_empty (inventory);
  connectors_source_finish (inventory->source);
}

/* Reads pages in the order of tabs, so that machines are known before what
 * is said of them. */
static void
read_pages (RvtoolsInventory *inventory,
            GArray *pages,
            const UitwegCollectRequest *request)
{
  gboolean is_indexed = FALSE;

  g_array_sort (pages, compare_pages);
  for (guint i = 0; i < pages->len; i++)
    {
      const Page *page = &g_array_index (pages, Page, i);

      if (page->tab != RVTOOLS_INFO && !is_indexed)
        {
          rvtools_index (inventory);
          is_indexed = TRUE;
        }
      connectors_progress (request, rvtools_tab_get_name (page->tab), i,
                           pages->len);
      read_page (inventory, page);
    }
  if (!is_indexed)
    rvtools_index (inventory);
}

/* The book that has vInfo, else the first. */
static ConnectorsBook *
find_main (GPtrArray *books)
{
  for (guint i = 0; i < books->len; i++)
    {
      ConnectorsBook *book = g_ptr_array_index (books, i);

      for (guint k = 0; k < connectors_book_get_n_sheets (book); k++)
        {
          g_autoptr (ConnectorsSheet)
              sheet = connectors_sheet_open (book, k, NULL, NULL);
          RvtoolsTab tab;

          if (sheet != NULL && rvtools_tab_of (sheet, &tab)
              && tab == RVTOOLS_INFO)
            return book;
        }
    }
  return g_ptr_array_index (books, 0);
}

/* What an inventory is called: by its main file, and by what is in it where
 * another file has that name. */
static char *
make_source_id (GPtrArray *books, const UitwegCollectRequest *request)
{
  ConnectorsBook *book = find_main (books);
  g_autofree char *name = g_path_get_basename (connectors_book_get_path (book));
  guint n_same = 0;

  for (gsize i = 0; request->paths[i] != NULL; i++)
    {
      g_autofree char *other = g_path_get_basename (request->paths[i]);

      n_same += strcmp (other, name) == 0;
    }
  if (n_same < 2)
    return g_strdup_printf ("rvtools/%s", name);
  return g_strdup_printf ("rvtools/%s/%.8s", name,
                          connectors_book_get_sha256 (book));
}

static gboolean
read_books (GPtrArray *books,
            const UitwegCollectRequest *request,
            UitwegEstateBuilder *builder,
            GError **error)
{
  UitwegTable *resources = uitweg_estate_builder_get_table (
      builder, UITWEG_RECORD_RESOURCE);
  g_autoptr (RvtoolsInventory)
      inventory = rvtools_inventory_new (base_table_get_pool (resources));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_autofree char *id = make_source_id (books, request);

  inventory->source = connectors_source_new ("rvtools", id, request, builder);
  for (guint i = 0; i < books->len; i++)
    {
      ConnectorsBook *book = g_ptr_array_index (books, i);

      if (!find_pages (book, pages, inventory->source, error))
        return FALSE;
    }
  if (pages->len == 0)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: found no tab of RVTools, expected vInfo",
                   connectors_book_get_path (g_ptr_array_index (books, 0)));
      return FALSE;
    }
  read_pages (inventory, pages, request);
  for (guint i = 0; i < books->len; i++)
    {
      ConnectorsBook *book = g_ptr_array_index (books, i);

      connectors_source_add_file (inventory->source,
                                  connectors_book_get_path (book),
                                  connectors_book_get_sha256 (book));
    }
  /* Their texts are many, and no longer needed. */
  g_ptr_array_set_size (books, 0);
  write_inventory (inventory, request);
  return TRUE;
}

static void
free_book (gpointer book)
{
  connectors_book_free (book);
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (free_book);

  if (!connectors_check_options (&connectors_rvtools, request, error))
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  for (guint i = 0; i < paths->len; i++)
    {
      ConnectorsBook *book = connectors_book_open (g_ptr_array_index (paths, i),
                                                   error);
      g_autoptr (GPtrArray) one = NULL;

      if (book == NULL
          || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          connectors_book_free (book);
          return FALSE;
        }
      if (!connectors_book_is_workbook (book))
        {
          g_ptr_array_add (tables, book);
          continue;
        }
      one = g_ptr_array_new_with_free_func (free_book);
      g_ptr_array_add (one, book);
      if (!read_books (one, request, builder, error))
        return FALSE;
    }
  return tables->len == 0 || read_books (tables, request, builder, error);
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  *what_out = "RVTools inventory";
  if (sample->form == CONNECTORS_FORM_WORKBOOK)
    return connectors_sample_has_member (sample, "vInfo") ? CONNECTORS_CERTAIN
                                                          : CONNECTORS_NOT_MINE;
  if (sample->form != CONNECTORS_FORM_TABLE)
    return CONNECTORS_NOT_MINE;
  *what_out = "tab of an RVTools inventory";
  return rvtools_recognise_tab (sample);
}

static const UitwegConnectorOption options[] = {
  { "provider", "premises", "provider of the machines" },
  { "region", NULL, "country code or region where they stand" },
  { NULL, NULL, NULL },
};

const UitwegConnector connectors_rvtools = {
  .api = UITWEG_CONNECTOR_API,
  .name = "rvtools",
  .summary = "RVTools inventories of VMware vSphere (workbook or CSV files)",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};

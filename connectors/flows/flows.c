/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads what was seen or drawn of traffic: lists of edges, dependency exports
 * of Azure Migrate, GraphML and DOT. Nothing here says what a thing is, only
 * what needs what; merging finds the things in other estates.
 */
#include "config.h"

#include "connectors/connectors.h"
#include "connectors/flows/flow.h"

#include <math.h>
#include <string.h>

#include "connectors/common/sample.h"

#define MAX_FILE ((gsize) 512 << 20)

static const UitwegConnectorOption options[] = {
  { "hard-share", "0.2",
    "share of the time slots from which on an observed dependency is hard" },
  { NULL, NULL, NULL },
};

typedef enum
{
  FORM_NONE,
  FORM_EDGES,
  FORM_AZURE,
  FORM_GRAPHML,
  FORM_DOT,
} Form;

/* The first word of DOT, behind comments. */
static gboolean
is_dot (const UitwegConnectorSample *sample)
{
  static const char *const words[] = { "digraph", "graph", "strict" };
  const char *at = sample->text;

  for (;;)
    {
      while (g_ascii_isspace (*at))
        at++;
      if (g_str_has_prefix (at, "//") || *at == '#')
        at += strcspn (at, "\n");
      else if (g_str_has_prefix (at, "/*"))
        {
          const char *end = strstr (at, "*/");

          at = end != NULL ? end + 2 : at + strlen (at);
        }
      else
        break;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (g_ascii_strncasecmp (at, words[i], length) == 0
          && (g_ascii_isspace (at[length]) || at[length] == '{')
          && strchr (at, '{') != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_one_of (const UitwegConnectorSample *sample, const char *const *names)
{
  for (; *names != NULL; names++)
    if (connectors_sample_has_column (sample, *names))
      return TRUE;
  return FALSE;
}

static Form
form_of (const UitwegConnectorSample *sample)
{
  static const char *const azure[] = { "Source server name", "Destination port",
                                       NULL };
  static const char *const sources[] = { "source", "from", "van", "bron",
                                         NULL };
  static const char *const targets[] = { "target", "to",   "destination",
                                         "naar",   "doel", NULL };

  if (sample->form == CONNECTORS_FORM_XML
      && g_strcmp0 (sample->root, "graphml") == 0)
    return FORM_GRAPHML;
  if (sample->form == CONNECTORS_FORM_TABLE
      && connectors_sample_has_columns (sample, azure))
    return FORM_AZURE;
  if (sample->form == CONNECTORS_FORM_TABLE && has_one_of (sample, sources)
      && has_one_of (sample, targets))
    return FORM_EDGES;
  if ((sample->form == CONNECTORS_FORM_TEXT
       || sample->form == CONNECTORS_FORM_TABLE
       || sample->form == CONNECTORS_FORM_YAML)
      && is_dot (sample))
    return FORM_DOT;
  return FORM_NONE;
}

static guint
recognise (const UitwegConnectorSample *sample, const char **what_out)
{
  switch (form_of (sample))
    {
    case FORM_GRAPHML:
      *what_out = "GraphML";
      return CONNECTORS_CERTAIN;
    case FORM_AZURE:
      *what_out = "dependency export of Azure Migrate";
      return CONNECTORS_CERTAIN;
    case FORM_EDGES:
      *what_out = "list of dependencies";
      return CONNECTORS_LIKELY;
    case FORM_DOT:
      *what_out = "DOT graph";
      return CONNECTORS_CERTAIN;
    case FORM_NONE:
    default:
      return CONNECTORS_NOT_MINE;
    }
}

/* One file that is a graph by itself. */
static gboolean
read_graph (const char *path,
            Form form,
            const UitwegCollectRequest *request,
            UitwegEstateBuilder *builder,
            GError **error)
{
  static const char *const origins[] = {
    [FORM_NONE] = "",
    [FORM_EDGES] = "flows.edges",
    [FORM_AZURE] = "flows.azure-migrate",
    [FORM_GRAPHML] = "flows.graphml",
    [FORM_DOT] = "flows.dot",
  };
  g_autoptr (FlowGraph) graph = flow_graph_new ();
  g_autoptr (ConnectorsSource) source = NULL;
  g_autoptr (ConnectorsBook) book = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *id = NULL;
  gsize length = 0;
  gboolean done;

  if (!connectors_read_file (path, MAX_FILE, &contents, &length, &sha256,
                             error))
    return FALSE;
  id = g_strdup_printf ("flows/%.12s", sha256);
  source = connectors_source_new ("flows", id, request, builder);
  connectors_source_set_asked (source, path);
  connectors_source_add_file (source, path, sha256);
  if (form == FORM_EDGES)
    {
      book = connectors_book_open (path, error);
      done = book != NULL && flow_read_edges (book, graph, source, error);
    }
  else if (form == FORM_GRAPHML)
    done = flow_read_graphml (path, contents, length, graph, source, error);
  else
    done = flow_read_dot (path, contents, length, graph, source, error);
  if (!done)
    return FALSE;
  flow_graph_write (graph, source, origins[form]);
  connectors_source_finish (source);
  return TRUE;
}

/* All exports of Azure Migrate together: they follow each other in time. */
static gboolean
read_azure (const GPtrArray *paths,
            double share,
            const UitwegCollectRequest *request,
            UitwegEstateBuilder *builder,
            GError **error)
{
  g_autoptr (FlowGraph) graph = flow_graph_new ();
  g_autoptr (FlowSlots) slots = flow_slots_new ();
  g_autoptr (ConnectorsSource) source = NULL;
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (
      (GDestroyNotify) connectors_book_free);
  g_autofree char *id = NULL;

  for (guint i = 0; i < paths->len; i++)
    {
      ConnectorsBook *book = connectors_book_open (g_ptr_array_index (paths, i),
                                                   error);

      if (book == NULL)
        return FALSE;
      g_ptr_array_add (books, book);
    }
  id = g_strdup_printf (
      "flows/azure-migrate/%.12s",
      connectors_book_get_sha256 (g_ptr_array_index (books, 0)));
  source = connectors_source_new ("flows", id, request, builder);
  connectors_source_set_asked (source, g_ptr_array_index (paths, 0));
  for (guint i = 0; i < books->len; i++)
    {
      ConnectorsBook *book = g_ptr_array_index (books, i);

      connectors_source_add_file (source, connectors_book_get_path (book),
                                  connectors_book_get_sha256 (book));
      if (!flow_slots_read (slots, book, source, error))
        return FALSE;
    }
  flow_slots_finish (slots, share, graph, source);
  flow_graph_write (graph, source, "flows.azure-migrate");
  connectors_source_finish (source);
  return TRUE;
}

static gboolean
get_share (const UitwegCollectRequest *request,
           double *share_out,
           GError **error)
{
  const char *text = connectors_get_option (&connectors_flows, request,
                                            "hard-share");
  char *end = NULL;
  double share = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(share >= 0 && share <= 1))
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_OPTION,
                   "flows: found --hard-share '%s', expected a number from 0 "
                   "to 1",
                   text);
      return FALSE;
    }
  *share_out = share;
  return TRUE;
}

static gboolean
collect (const UitwegCollectRequest *request,
         UitwegEstateBuilder *builder,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) azure = g_ptr_array_new ();
  double share = 0;

  if (!connectors_check_options (&connectors_flows, request, error)
      || !get_share (request, &share, error))
    return FALSE;
  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autoptr (UitwegConnectorSample) sample = NULL;
      Form form;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sample = connectors_sample_new (path, error);
      if (sample == NULL)
        return FALSE;
      form = form_of (sample);
      if (form == FORM_NONE)
        {
          g_set_error (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                       "%s: found something else, expected a table with the "
                       "columns source and target, a dependency export of "
                       "Azure Migrate, GraphML or DOT",
                       path);
          return FALSE;
        }
      if (form == FORM_AZURE)
        g_ptr_array_add (azure, (gpointer) path);
      else if (!read_graph (path, form, request, builder, error))
        return FALSE;
      connectors_progress (request, "files", i + 1, paths->len);
    }
  return azure->len == 0 || read_azure (azure, share, request, builder, error);
}

const UitwegConnector connectors_flows = {
  .api = UITWEG_CONNECTOR_API,
  .name = "flows",
  .summary = "lists of dependencies, Azure Migrate dependency exports, "
             "GraphML and DOT",
  .options = options,
  .takes_paths = TRUE,
  .collect = collect,
  .recognise = recognise,
};

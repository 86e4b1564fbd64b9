/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads GraphML: its keys say which data are names, kinds and traffic. An
 * edge without a direction becomes two soft ones.
 */
#include "config.h"

#include "connectors/flows/flow.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "connectors/common/xml.h"

/* Graphs within graphs; more than this is no drawing of a person. */
#define MAX_DEPTH 64

typedef enum
{
  DATA_OTHER,
  DATA_LABEL,
  DATA_KIND,
  DATA_GIB,
  DATA_LATENCY,
  DATA_HARD,
} Data;

typedef struct
{
  const char *path;
  FlowGraph *graph;
  ConnectorsSource *source;
  GHashTable *keys;  /* id of a key -> Data */
  GHashTable *nodes; /* id of a node -> number + 1 */
  guint n_edges;
  guint n_undirected;
  guint n_unknown;
} Reader;

static Data
data_of (const char *name)
{
  static const struct
  {
    const char *name;
    Data data;
  } names[] = {
    { "name", DATA_LABEL },
    { "label", DATA_LABEL },
    { "kind", DATA_KIND },
    { "type", DATA_KIND },
    { "rule", DATA_KIND },
    { "gib_per_month", DATA_GIB },
    { "gb_per_month", DATA_GIB },
    { "latency_ms", DATA_LATENCY },
    { "max_latency_ms", DATA_LATENCY },
    { "hard", DATA_HARD },
  };

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      return names[i].data;
  return DATA_OTHER;
}

static void
read_keys (Reader *reader, const xmlNode *root)
{
  for (const xmlNode *key = connectors_xml_child (root, "key"); key != NULL;
       key = connectors_xml_next (key, "key"))
    {
      const char *id = connectors_xml_attribute (key, "id");
      Data data = data_of (connectors_xml_attribute (key, "attr.name"));

      if (id != NULL)
        g_hash_table_insert (reader->keys, (gpointer) id,
                             GUINT_TO_POINTER ((guint) data));
    }
}

static Data
data_of_node (const Reader *reader, const xmlNode *data)
{
  const char *key = connectors_xml_attribute (data, "key");
  gpointer found;

  if (key == NULL)
    return DATA_OTHER;
  if (g_hash_table_lookup_extended (reader->keys, key, NULL, &found))
    return (Data) GPOINTER_TO_UINT (found);
  return data_of (key);
}

static const char *
find_data (const Reader *reader, const xmlNode *node, Data wanted)
{
  for (const xmlNode *data = connectors_xml_child (node, "data"); data != NULL;
       data = connectors_xml_next (data, "data"))
    if (data_of_node (reader, data) == wanted)
      return connectors_xml_text (data);
  return NULL;
}

/* Ids of nodes are often n0, n1: then the label is the name. */
static void
read_node (Reader *reader, const xmlNode *node)
{
  const char *id = connectors_xml_attribute (node, "id");
  const char *label = find_data (reader, node, DATA_LABEL);
  guint32 number = flow_graph_node (reader->graph, label != NULL ? label : id);

  if (id == NULL || number == UITWEG_NONE)
    connectors_source_add_problem (reader->source, reader->path, 0,
                                   "%s:%u: found a node without an id or a "
                                   "name, expected both or one",
                                   reader->path,
                                   connectors_xml_get_line (node));
  else
    g_hash_table_insert (reader->nodes, (gpointer) id,
                         GUINT_TO_POINTER (number + 1));
}

/* A number of data; what is none is told and unknown. */
static double
get_number (Reader *reader, const xmlNode *edge, Data wanted)
{
  const char *text = find_data (reader, edge, wanted);
  double value = NAN;
  char *end = NULL;

  if (text == NULL)
    return NAN;
  value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (value) || value < 0)
    {
      connectors_source_add_note (reader->source, reader->path,
                                  "%s:%u: found no number from 0, expected "
                                  "one",
                                  reader->path, connectors_xml_get_line (edge));
      return NAN;
    }
  return value;
}

static guint32
find_end (Reader *reader, const xmlNode *edge, const char *name)
{
  const char *id = connectors_xml_attribute (edge, name);
  gpointer found = id != NULL ? g_hash_table_lookup (reader->nodes, id) : NULL;

  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  /* Named and not drawn: kept as a name, and counted. */
  reader->n_unknown++;
  return flow_graph_node (reader->graph, id);
}

static void
read_edge (Reader *reader, const xmlNode *node, gboolean is_directed)
{
  const char *directed = connectors_xml_attribute (node, "directed");
  const char *kind = find_data (reader, node, DATA_KIND);
  const char *hard = find_data (reader, node, DATA_HARD);
  const guint32 from = find_end (reader, node, "source");
  const guint32 to = find_end (reader, node, "target");
  FlowEdge edge;

  if (from == UITWEG_NONE || to == UITWEG_NONE)
    {
      connectors_source_add_problem (reader->source, reader->path, 0,
                                     "%s:%u: found an edge without a source or "
                                     "a target, expected both",
                                     reader->path,
                                     connectors_xml_get_line (node));
      return;
    }
  if (directed != NULL)
    is_directed = strcmp (directed, "false") != 0;
  flow_edge_init (&edge, from, to);
  if (kind != NULL)
    flow_edge_set_kind (&edge, kind);
  edge.gib_per_month = get_number (reader, node, DATA_GIB);
  edge.max_latency_us = get_number (reader, node, DATA_LATENCY) * 1000.0;
  edge.is_observed = !isnan (edge.gib_per_month);
  if (hard != NULL)
    edge.hard = g_ascii_strcasecmp (hard, "true") == 0
                || strcmp (hard, "1") == 0;
  reader->n_edges++;
  if (!is_directed)
    {
      edge.hard = 0;
      reader->n_undirected++;
      flow_graph_add_edge (reader->graph, &edge);
      edge.from = to;
      edge.to = from;
    }
  flow_graph_add_edge (reader->graph, &edge);
}

/* The next element behind a node in the order of the document that may be of
 * a graph; graphs stand in nodes. */
static const xmlNode *
step (const xmlNode *node, const xmlNode *root, guint *depth)
{
  if (node->children != NULL && *depth < MAX_DEPTH
      && (connectors_xml_is (node, "graph") || connectors_xml_is (node, "node")
          || node == root))
    {
      (*depth)++;
      return node->children;
    }
  while (node != root && node->next == NULL)
    {
      node = node->parent;
      (*depth)--;
    }
  return node != root ? node->next : NULL;
}

static void
read_all (Reader *reader, const xmlNode *root, gboolean edges)
{
  gboolean is_directed = TRUE;
  guint depth = 0;

  for (const xmlNode *node = step (root, root, &depth); node != NULL;
       node = step (node, root, &depth))
    if (connectors_xml_is (node, "graph"))
      is_directed = g_strcmp0 (connectors_xml_attribute (node, "edgedefault"),
                               "undirected")
                    != 0;
    else if (!edges && connectors_xml_is (node, "node"))
      read_node (reader, node);
    else if (edges && connectors_xml_is (node, "edge"))
      read_edge (reader, node, is_directed);
}

gboolean
flow_read_graphml (const char *path,
                   const char *data,
                   gsize length,
                   FlowGraph *graph,
                   ConnectorsSource *source,
                   GError **error)
{
  g_autoptr (ConnectorsXml)
      xml = connectors_xml_parse (path, data, length, "GraphML", error);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = {
    .path = path, .graph = graph, .source = source, .keys = keys, .nodes = nodes
  };
  const xmlNode *root;

  if (xml == NULL)
    return FALSE;
  root = connectors_xml_get_root (xml);
  if (root == NULL || !connectors_xml_is (root, "graphml"))
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s:1: found another root element, expected graphml", path);
      return FALSE;
    }
  read_keys (&reader, root);
  read_all (&reader, root, FALSE);
  read_all (&reader, root, TRUE);
  connectors_source_add_count (source, "edges", reader.n_edges);
  if (reader.n_undirected > 0)
    connectors_source_add_note (source, path,
                                "%u edges have no direction: each became two "
                                "soft ones",
                                reader.n_undirected);
  if (reader.n_unknown > 0)
    connectors_source_add_note (source, path,
                                "%u ends of edges name no node of the file",
                                reader.n_unknown);
  return TRUE;
}

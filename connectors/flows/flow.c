/* SPDX-License-Identifier: EUPL-1.2
 *
 * The graph between the readers of flows and the records: names are folded,
 * edges of one pair are put together at the end, in the order of the names,
 * so that the order of rows changes nothing.
 */
#include "config.h"

#include "connectors/flows/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/strpool.h"
#include "connectors/common/secrets.h"

typedef struct
{
  char *name; /* folded unless an id */
  char *shown;
  char *label;
  GPtrArray *addresses; /* sorted at the end; NULL is none */
  gboolean is_id;
  gboolean is_observed;
} Node;

typedef struct
{
  guint32 from;
  guint32 to;
  char *key;
  char *value;
} EdgeTag;

struct _FlowGraph
{
  GArray *nodes; /* of Node */
  GHashTable *by_name;
  GArray *edges;        /* of FlowEdge */
  GArray *tags;         /* of EdgeTag */
  GHashTable *services; /* name -> GHashTable of node numbers */
};

static void
clear_node (gpointer data)
{
  Node *node = data;

  g_free (node->name);
  g_free (node->shown);
  g_free (node->label);
  g_clear_pointer (&node->addresses, g_ptr_array_unref);
}

static void
clear_tag (gpointer data)
{
  EdgeTag *tag = data;

  g_free (tag->key);
  g_free (tag->value);
}

FlowGraph *
flow_graph_new (void)
{
  FlowGraph *graph = g_new0 (FlowGraph, 1);

  graph->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_set_clear_func (graph->nodes, clear_node);
  graph->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  graph->edges = g_array_new (FALSE, FALSE, sizeof (FlowEdge));
  graph->tags = g_array_new (FALSE, FALSE, sizeof (EdgeTag));
  g_array_set_clear_func (graph->tags, clear_tag);
  graph->services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_hash_table_unref);
  return graph;
}

void
flow_graph_free (FlowGraph *graph)
{
  if (graph == NULL)
    return;
  g_hash_table_unref (graph->by_name);
  g_hash_table_unref (graph->services);
  g_array_unref (graph->nodes);
  g_array_unref (graph->edges);
  g_array_unref (graph->tags);
  g_free (graph);
}

static Node *
get_node (const FlowGraph *graph, guint32 node)
{
  return &g_array_index (graph->nodes, Node, node);
}

guint32
flow_graph_node (FlowGraph *graph, const char *name)
{
  g_autofree char *clean = connectors_clean_public (name);
  g_autofree char *folded = NULL;
  gpointer found;
  Node node = { 0 };

  if (clean == NULL)
    return UITWEG_NONE;
  node.is_id = strchr (clean, '/') != NULL;
  folded = node.is_id ? g_strdup (clean) : g_ascii_strdown (clean, -1);
  if (g_hash_table_lookup_extended (graph->by_name, folded, NULL, &found))
    {
      Node *known = get_node (graph, GPOINTER_TO_UINT (found));

      /* Of several spellings the least is shown, whatever came first. */
      if (strcmp (clean, known->shown) < 0)
        {
          g_free (known->shown);
          known->shown = g_steal_pointer (&clean);
        }
      return GPOINTER_TO_UINT (found);
    }
  if (graph->nodes->len >= FLOW_MAX_NODES)
    return UITWEG_NONE;
  node.name = g_steal_pointer (&folded);
  node.shown = g_steal_pointer (&clean);
  g_hash_table_insert (graph->by_name, node.name,
                       GUINT_TO_POINTER (graph->nodes->len));
  g_array_append_val (graph->nodes, node);
  return graph->nodes->len - 1;
}

guint32
flow_graph_get_n_nodes (const FlowGraph *graph)
{
  return graph->nodes->len;
}

const char *
flow_graph_get_name (const FlowGraph *graph, guint32 node)
{
  return get_node (graph, node)->shown;
}

void
flow_graph_set_label (FlowGraph *graph, guint32 node, const char *label)
{
  Node *named = get_node (graph, node);
  g_autofree char *clean = connectors_clean_public (label);

  /* The least of several, whatever came first. */
  if (clean == NULL
      || (named->label != NULL && strcmp (named->label, clean) <= 0))
    return;
  g_free (named->label);
  named->label = g_steal_pointer (&clean);
}

void
flow_graph_add_address (FlowGraph *graph, guint32 node, const char *address)
{
  Node *host = get_node (graph, node);
  g_autofree char *clean = connectors_clean (address);

  if (clean == NULL)
    return;
  if (host->addresses == NULL)
    host->addresses = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < host->addresses->len; i++)
    if (strcmp (g_ptr_array_index (host->addresses, i), clean) == 0)
      return;
  g_ptr_array_add (host->addresses, g_steal_pointer (&clean));
}

void
flow_graph_set_observed (FlowGraph *graph, guint32 node)
{
  get_node (graph, node)->is_observed = TRUE;
}

void
flow_graph_add_member (FlowGraph *graph, const char *service, guint32 node)
{
  g_autofree char *clean = connectors_clean_public (service);
  GHashTable *members;

  if (clean == NULL)
    return;
  members = g_hash_table_lookup (graph->services, clean);
  if (members == NULL)
    {
      members = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (graph->services, g_steal_pointer (&clean), members);
    }
  g_hash_table_add (members, GUINT_TO_POINTER (node));
}

void
flow_edge_init (FlowEdge *edge, guint32 from, guint32 to)
{
  *edge = (FlowEdge){ .from = from,
                      .to = to,
                      .rule = CONNECTORS_RULE_CALLS,
                      .hard = -1,
                      .gib_per_month = NAN,
                      .max_latency_us = NAN };
}

gboolean
flow_edge_set_kind (FlowEdge *edge, const char *word)
{
  /* The rule that stands for a kind that is named without one. */
  static const struct
  {
    const char *kind;
    ConnectorsRule rule;
  } kinds[] = {
    { "network", CONNECTORS_RULE_CALLS },
    { "data", CONNECTORS_RULE_READS_FROM },
    { "identity", CONNECTORS_RULE_ACTS_AS },
    { "key", CONNECTORS_RULE_ENCRYPTS_WITH },
    { "platform", CONNECTORS_RULE_RUNS_ON },
    { "build", CONNECTORS_RULE_DECLARED },
    { "name", CONNECTORS_RULE_RESOLVES_TO },
  };
  g_autofree char *folded = g_ascii_strdown (word, -1);

  for (guint rule = 0; rule < CONNECTORS_N_RULES; rule++)
    if (strcmp (connectors_rule_get_word ((ConnectorsRule) rule), folded) == 0)
      {
        edge->rule = rule;
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, folded) == 0)
      {
        edge->rule = (guint32) kinds[i].rule;
        return TRUE;
      }
  return FALSE;
}

gboolean
flow_graph_add_edge (FlowGraph *graph, const FlowEdge *edge)
{
  if (graph->edges->len >= FLOW_MAX_EDGES)
    return FALSE;
  g_array_append_vals (graph->edges, edge, 1);
  return TRUE;
}

void
flow_graph_add_tag (FlowGraph *graph,
                    guint32 from,
                    guint32 to,
                    const char *key,
                    const char *value)
{
  EdgeTag tag = {
    .from = from, .to = to, .key = g_strdup (key), .value = g_strdup (value)
  };

  g_array_append_val (graph->tags, tag);
}

/* --- Records --------------------------------------------------------------
 */

static char *
make_node_id (const Node *node)
{
  return connectors_make_id (node->is_id ? "%s" : "host/%s", node->name);
}

static void
add_texts (UitwegTable *table, guint field, GPtrArray *texts)
{
  UitwegTable *list = base_table_begin_list (table, field);

  g_ptr_array_sort (texts, connectors_compare_texts);
  for (guint i = 0; i < texts->len; i++)
    base_table_add_text (list, g_ptr_array_index (texts, i));
  base_table_end_list (table, field);
}

/* A host that is named: what it is, nobody says here. */
static void
write_node (const Node *node,
            const char *id,
            ConnectorsSource *source,
            const char *origin)
{
  UitwegTable *table = connectors_source_get_resources (source);
  g_autoptr (GInetAddress)
      address = g_inet_address_new_from_string (node->name);
  guint32 row = connectors_begin_resource (
      source, id, node->label != NULL ? node->label : node->shown,
      node->is_observed ? UITWEG_KIND_VM : UITWEG_KIND_UNKNOWN, NULL);

  if (address == NULL)
    connectors_set_text (table, row, UITWEG_RESOURCE_HOSTNAME, node->name);
  if (address != NULL && node->addresses == NULL)
    {
      UitwegTable *list = base_table_begin_list (table,
                                                 UITWEG_RESOURCE_ADDRESSES);

      base_table_add_text (list, node->name);
      base_table_end_list (table, UITWEG_RESOURCE_ADDRESSES);
    }
  else if (node->addresses != NULL)
    add_texts (table, UITWEG_RESOURCE_ADDRESSES, node->addresses);
  connectors_end_resource (source, row, origin,
                           node->is_observed ? UITWEG_GRADE_MEASURED
                                             : UITWEG_GRADE_INFERRED);
}

static void
write_services (const FlowGraph *graph,
                char *const *ids,
                ConnectorsSource *source,
                const char *origin)
{
  UitwegTable *table = connectors_source_get_table (source,
                                                    UITWEG_RECORD_SERVICE);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, graph->services);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, connectors_compare_texts);
  for (guint i = 0; i < names->len; i++)
    {
      const char *service = g_ptr_array_index (names, i);
      g_autofree char *id = connectors_make_id ("service/%s", service);
      g_autoptr (GPtrArray) members = g_ptr_array_new ();
      guint32 row;
      gpointer node;

      g_hash_table_iter_init (&iter,
                              g_hash_table_lookup (graph->services, service));
      while (g_hash_table_iter_next (&iter, &node, NULL))
        g_ptr_array_add (members, ids[GPOINTER_TO_UINT (node)]);
      row = connectors_begin_record (source, UITWEG_RECORD_SERVICE, id);
      connectors_set_text (table, row, UITWEG_SERVICE_NAME, service);
      add_texts (table, UITWEG_SERVICE_MEMBERS, members);
      connectors_end_record (source, UITWEG_RECORD_SERVICE, row, origin,
                             UITWEG_GRADE_DOCUMENTED);
    }
}

/* What compare_edges() looks up: the ids of the ends. */
static gint
compare_edges (gconstpointer a, gconstpointer b, gpointer data)
{
  const FlowEdge *first = a;
  const FlowEdge *second = b;
  char *const *ids = data;
  gint order = 0;

  if (first->from != second->from)
    order = strcmp (ids[first->from], ids[second->from]);
  if (order == 0 && first->to != second->to)
    order = strcmp (ids[first->to], ids[second->to]);
  if (order == 0)
    order = (gint) first->rule - (gint) second->rule;
  /* Sums of binary fractions depend on the order of their parts. */
  if (order == 0 && first->gib_per_month != second->gib_per_month)
    order = isnan (first->gib_per_month) ? 1
            : (isnan (second->gib_per_month)
               || first->gib_per_month < second->gib_per_month)
                ? -1
                : 1;
  return order;
}

static gboolean
is_same (const FlowEdge *a, const FlowEdge *b)
{
  return a->from == b->from && a->to == b->to && a->rule == b->rule;
}

/* Puts edges[0 .. n) of one pair and rule together. */
static FlowEdge
sum_edges (const FlowEdge *edges, guint n)
{
  FlowEdge sum = edges[0];

  for (guint i = 1; i < n; i++)
    {
      const FlowEdge *edge = &edges[i];

      if (isnan (sum.gib_per_month))
        sum.gib_per_month = edge->gib_per_month;
      else if (!isnan (edge->gib_per_month))
        sum.gib_per_month += edge->gib_per_month;
      if (isnan (sum.max_latency_us)
          || edge->max_latency_us < sum.max_latency_us)
        sum.max_latency_us = isnan (edge->max_latency_us)
                                 ? sum.max_latency_us
                                 : edge->max_latency_us;
      sum.hard = MAX (sum.hard, edge->hard);
      sum.is_observed = sum.is_observed || edge->is_observed;
    }
  return sum;
}

static gint
compare_tags (gconstpointer a, gconstpointer b)
{
  const EdgeTag *first = a;
  const EdgeTag *second = b;
  gint order = 0;

  if (first->from != second->from)
    order = first->from < second->from ? -1 : 1;
  else if (first->to != second->to)
    order = first->to < second->to ? -1 : 1;
  if (order == 0)
    order = strcmp (first->key, second->key);
  return order != 0 ? order : strcmp (first->value, second->value);
}

static void
write_tags (const GArray *tags, const FlowEdge *edge, UitwegTable *table)
{
  guint low = 0;
  guint high = tags->len;
  UitwegTable *list;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const EdgeTag *tag = &g_array_index (tags, EdgeTag, middle);

      if (tag->from < edge->from
          || (tag->from == edge->from && tag->to < edge->to))
        low = middle + 1;
      else
        high = middle;
    }
  if (low == tags->len || g_array_index (tags, EdgeTag, low).from != edge->from
      || g_array_index (tags, EdgeTag, low).to != edge->to)
    return;
  list = base_table_begin_list (table, UITWEG_DEPENDENCY_TAGS);
  for (; low < tags->len; low++)
    {
      const EdgeTag *tag = &g_array_index (tags, EdgeTag, low);

      if (tag->from != edge->from || tag->to != edge->to)
        break;
      base_table_add_tag (list, tag->key, tag->value);
    }
  base_table_end_list (table, UITWEG_DEPENDENCY_TAGS);
}

static void
write_edge (const FlowGraph *graph,
            const FlowEdge *edge,
            char *const *ids,
            ConnectorsSource *source,
            const char *origin)
{
  UitwegTable *table = connectors_source_get_table (source,
                                                    UITWEG_RECORD_DEPENDENCY);
  const ConnectorsRule rule = (ConnectorsRule) edge->rule;
  g_autofree char *id = connectors_make_id ("dep/%s/%s/%s", ids[edge->from],
                                            ids[edge->to],
                                            connectors_rule_get_word (rule));
  guint32 row = connectors_begin_record (source, UITWEG_RECORD_DEPENDENCY, id);

  base_table_set_text (table, row, UITWEG_DEPENDENCY_FROM, ids[edge->from]);
  base_table_set_text (table, row, UITWEG_DEPENDENCY_TO, ids[edge->to]);
  connectors_set_rule (table, row, rule);
  if (edge->hard >= 0)
    base_table_set_bool (table, row, UITWEG_DEPENDENCY_HARD, edge->hard);
  base_table_set_number (table, row, UITWEG_DEPENDENCY_GIB_PER_MONTH,
                         edge->gib_per_month);
  base_table_set_number (table, row, UITWEG_DEPENDENCY_MAX_LATENCY,
                         edge->max_latency_us);
  /* words: observed, declared, inferred */
  base_table_set_enum (table, row, UITWEG_DEPENDENCY_BASIS,
                       edge->is_observed ? 0 : 1);
  write_tags (graph->tags, edge, table);
  connectors_end_record (source, UITWEG_RECORD_DEPENDENCY, row, origin,
                         edge->is_observed ? UITWEG_GRADE_MEASURED
                                           : UITWEG_GRADE_DOCUMENTED);
}

static void
write_edges (const FlowGraph *graph,
             char *const *ids,
             ConnectorsSource *source,
             const char *origin)
{
  g_autoptr (GArray) sorted = g_array_copy (graph->edges);
  const FlowEdge *edges = (const FlowEdge *) (gconstpointer) sorted->data;
  guint n_self = 0;
  guint n = 0;
  guint end;

  g_array_sort_with_data (sorted, compare_edges, (gpointer) ids);
  g_array_sort (graph->tags, compare_tags);
  for (guint start = 0; start < sorted->len; start = end)
    {
      FlowEdge sum;

      for (end = start + 1; end < sorted->len; end++)
        if (!is_same (&edges[start], &edges[end]))
          break;
      if (edges[start].from == edges[start].to)
        {
          n_self += end - start;
          continue;
        }
      sum = sum_edges (edges + start, end - start);
      write_edge (graph, &sum, ids, source, origin);
      n++;
    }
  if (n_self > 0)
    connectors_source_add_note (source, "dependencies",
                                "left out %u of things on themselves", n_self);
  connectors_source_add_count (source, "dependencies", n);
}

void
flow_graph_write (const FlowGraph *graph,
                  ConnectorsSource *source,
                  const char *origin)
{
  guint n = graph->nodes->len;
  g_autofree char **ids = g_new0 (char *, (gsize) n + 1);
  g_autofree char **order = g_new0 (char *, (gsize) n + 1);
  guint n_hosts = 0;

  for (guint i = 0; i < n; i++)
    {
      ids[i] = make_node_id (get_node (graph, i));
      if (!get_node (graph, i)->is_id)
        order[n_hosts++] = get_node (graph, i)->name;
    }
  qsort (order, n_hosts, sizeof (char *), connectors_compare_texts);
  for (guint i = 0; i < n_hosts; i++)
    {
      guint node = GPOINTER_TO_UINT (
          g_hash_table_lookup (graph->by_name, order[i]));

      write_node (get_node (graph, node), ids[node], source, origin);
    }
  write_services (graph, ids, source, origin);
  write_edges (graph, ids, source, origin);
  connectors_source_add_count (source, "names", n);
  for (guint i = 0; i < n; i++)
    g_free (ids[i]);
}

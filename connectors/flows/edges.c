/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads lists of edges as people write them: a table with a source and a
 * target in each row; the source needs the target.
 */
#include "config.h"

#include "connectors/flows/flow.h"

#include <math.h>

typedef struct
{
  guint32 source;
  guint32 target;
  guint32 kind;
  guint32 gib;
  guint32 latency;
  guint32 hard;
  guint32 observed;
  guint32 weight;
} Columns;

static void
find_columns (const ConnectorsSheet *sheet, Columns *columns)
{
  static const char *const source[] = { "source", "from", "van", "bron", NULL };
  static const char *const target[] = { "target", "to",   "destination",
                                        "naar",   "doel", NULL };
  static const char *const kind[] = { "kind", "rule", "type", "soort", NULL };
  static const char *const gib[] = { "gib_per_month", "gb_per_month", NULL };
  static const char *const latency[] = { "latency_ms", "max_latency_ms", NULL };
  static const char *const hard[] = { "hard", "hard_dependency", NULL };
  static const char *const observed[] = { "observed", "measured", NULL };
  static const char *const weight[] = { "weight", "gewicht", NULL };

  columns->source = connectors_sheet_find (sheet, source);
  columns->target = connectors_sheet_find (sheet, target);
  columns->kind = connectors_sheet_find (sheet, kind);
  columns->gib = connectors_sheet_find (sheet, gib);
  columns->latency = connectors_sheet_find (sheet, latency);
  columns->hard = connectors_sheet_find (sheet, hard);
  columns->observed = connectors_sheet_find (sheet, observed);
  columns->weight = connectors_sheet_find (sheet, weight);
}

/* A number that is not below zero; else it is told, and unknown. */
static double
get_amount (ConnectorsSheet *sheet, guint32 column, const char *what)
{
  double value = connectors_sheet_get_number (sheet, column);

  if (!isnan (value) && value < 0)
    {
      connectors_sheet_note (sheet, "found a %s below 0, expected 0 or more",
                             what);
      return NAN;
    }
  return value;
}

/* FALSE if the row gives no edge. */
static gboolean
read_row (ConnectorsSheet *sheet, const Columns *columns, FlowGraph *graph)
{
  guint32 from = flow_graph_node (
      graph, connectors_sheet_get_text (sheet, columns->source));
  guint32 to = flow_graph_node (
      graph, connectors_sheet_get_text (sheet, columns->target));
  const char *kind = connectors_sheet_get_text (sheet, columns->kind);
  double latency;
  FlowEdge edge;

  if (from == UITWEG_NONE || to == UITWEG_NONE)
    {
      connectors_sheet_note (sheet,
                             "found no name in %s, expected what needs "
                             "and what is needed",
                             from == UITWEG_NONE ? "source" : "target");
      return FALSE;
    }
  flow_edge_init (&edge, from, to);
  if (kind != NULL && !flow_edge_set_kind (&edge, kind))
    connectors_sheet_note (sheet, "found a kind that is not known, expected "
                                  "calls, reads_from, attached or another rule "
                                  "of uitweg-connectors(7)");
  edge.gib_per_month = get_amount (sheet, columns->gib, "traffic");
  latency = get_amount (sheet, columns->latency, "latency");
  edge.max_latency_us = latency * 1000.0;
  edge.hard = (gint8) connectors_sheet_get_bool (sheet, columns->hard);
  /* Traffic that has a figure was measured, unless the list says otherwise. */
  edge.is_observed = columns->observed != UITWEG_NONE
                         ? connectors_sheet_get_bool (sheet, columns->observed)
                               == 1
                         : !isnan (edge.gib_per_month);
  return flow_graph_add_edge (graph, &edge);
}

gboolean
flow_read_edges (ConnectorsBook *book,
                 FlowGraph *graph,
                 ConnectorsSource *source,
                 GError **error)
{
  g_autoptr (ConnectorsSheet)
      sheet = connectors_sheet_open (book, 0, source, error);
  g_autoptr (GError) reason = NULL;
  guint n_edges = 0;
  guint n_left = 0;
  Columns columns;

  if (sheet == NULL)
    return FALSE;
  find_columns (sheet, &columns);
  if (columns.source == UITWEG_NONE || columns.target == UITWEG_NONE)
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: found no column %s, expected a list with the columns "
                   "source and target",
                   connectors_book_get_path (book),
                   columns.source == UITWEG_NONE ? "source" : "target");
      return FALSE;
    }
  while (connectors_sheet_next (sheet, &reason))
    if (read_row (sheet, &columns, graph))
      n_edges++;
    else
      n_left++;
  if (reason != NULL)
    connectors_source_add_problem (source, connectors_book_get_path (book), 0,
                                   "%s", reason->message);
  if (n_left > 0)
    connectors_source_add_problem (source, connectors_book_get_path (book), 0,
                                   "left out %u rows without a source or a "
                                   "target",
                                   n_left);
  if (columns.weight != UITWEG_NONE)
    connectors_source_add_note (source, connectors_book_get_path (book),
                                "left out the column weight: it has no unit");
  connectors_source_add_count (source, "edges", n_edges);
  return TRUE;
}

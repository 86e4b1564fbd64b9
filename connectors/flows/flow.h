/* SPDX-License-Identifier: EUPL-1.2
 *
 * Graphs as people draw and tools measure them: what is named, what needs
 * what, with traffic. Each format fills one FlowGraph; flow.c makes records
 * of it.
 */
#ifndef CONNECTORS_FLOWS_FLOW_H
#define CONNECTORS_FLOWS_FLOW_H

#include "connectors/common/book.h"

G_BEGIN_DECLS

/* More than this many names or edges of one file are refused. */
#define FLOW_MAX_NODES ((guint) 20000000)
#define FLOW_MAX_EDGES ((guint) 50000000)

/* What one sign says of an edge; see flow_edge_init(). */
typedef struct
{
  guint32 from;
  guint32 to;
  guint32 rule; /* ConnectorsRule */
  gint8 hard;   /* 1, 0, -1 as the rule has it */
  gboolean is_observed;
  double gib_per_month;  /* NAN is unknown */
  double max_latency_us; /* NAN is unknown */
} FlowEdge;

typedef struct _FlowGraph FlowGraph;

FlowGraph *flow_graph_new (void);
void flow_graph_free (FlowGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FlowGraph, flow_graph_free)

/* The node of that name, made where there is none. A name with a slash is the
 * id of an estate's record and is kept as it stands; any other is the name of
 * a host, or its address, and is compared without regard to case.
 * UITWEG_NONE for NULL, for blanks, and beyond FLOW_MAX_NODES */
guint32 flow_graph_node (FlowGraph *graph, const char *name);
guint32 flow_graph_get_n_nodes (const FlowGraph *graph);
/* (transfer none) */
const char *flow_graph_get_name (const FlowGraph *graph, guint32 node);
/* What readers see instead of the name; the least of several counts. */
void flow_graph_set_label (FlowGraph *graph, guint32 node, const char *label);
/* Adds an address to a host. */
void
flow_graph_add_address (FlowGraph *graph, guint32 node, const char *address);
/* Says that the node is a machine that was seen at work. */
void flow_graph_set_observed (FlowGraph *graph, guint32 node);
/* Puts the node into the business service of that name. */
void
flow_graph_add_member (FlowGraph *graph, const char *service, guint32 node);

void flow_edge_init (FlowEdge *edge, guint32 from, guint32 to);
/* Reads the word of a rule ("calls") or of a kind of dependency ("data");
 * FALSE and nothing changed if it is neither. */
gboolean flow_edge_set_kind (FlowEdge *edge, const char *word);
/* FALSE beyond FLOW_MAX_EDGES. */
gboolean flow_graph_add_edge (FlowGraph *graph, const FlowEdge *edge);
/* Tags of the edges between two nodes, such as ports; the last one counts. */
void flow_graph_add_tag (FlowGraph *graph,
                         guint32 from,
                         guint32 to,
                         const char *key,
                         const char *value);

/* Makes records: nodes that are no ids become resources, services get their
 * members, edges of one pair and rule become one dependency: their traffic is
 * added, the least latency counts, one hard sign makes it hard. `origin` is a
 * literal, the rule of provenance. */
void flow_graph_write (const FlowGraph *graph,
                       ConnectorsSource *source,
                       const char *origin);

/* The readers. Each takes one file that it has been found to be; FALSE with
 * UITWEG_CONNECTOR_ERROR_INPUT set if nothing of it can be used. */
gboolean flow_read_edges (ConnectorsBook *book,
                          FlowGraph *graph,
                          ConnectorsSource *source,
                          GError **error);
gboolean flow_read_graphml (const char *path,
                            const char *data,
                            gsize length,
                            FlowGraph *graph,
                            ConnectorsSource *source,
                            GError **error);
gboolean flow_read_dot (const char *path,
                        const char *data,
                        gsize length,
                        FlowGraph *graph,
                        ConnectorsSource *source,
                        GError **error);

/* azure.c: what several exports of Azure Migrate saw, slot by slot. */
typedef struct _FlowSlots FlowSlots;
FlowSlots *flow_slots_new (void);
void flow_slots_free (FlowSlots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FlowSlots, flow_slots_free)
gboolean flow_slots_read (FlowSlots *slots,
                          ConnectorsBook *book,
                          ConnectorsSource *source,
                          GError **error);
/* Edges seen in at least `share` of all slots are hard. */
void flow_slots_finish (const FlowSlots *slots,
                        double share,
                        FlowGraph *graph,
                        ConnectorsSource *source);

G_END_DECLS

#endif

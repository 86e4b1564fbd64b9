/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads exports of the dependency analysis of Azure Migrate. Each row says
 * that in some hours one server held a connection to another; several files
 * follow each other in time and are counted together. There are no bytes in
 * them.
 */
#include "config.h"

#include "connectors/flows/flow.h"

#include <string.h>

#include <uitweg/day.h>

#include "base/strpool.h"

/* Ports of what every server talks to: names, directory, time, files. */
static const guint infrastructure_ports[] = { 53, 88, 123, 389, 445 };

/* A server that talks to this share of all others, and to at least so many,
 * may be a scanner. */
#define SCANNER_SHARE 0.5
#define SCANNER_LEAST 20
#define SHOWN_SCANNERS 3
#define FULL_DAYS 7

/* One row, by numbers of the pool. */
typedef struct
{
  guint32 source;
  guint32 target; /* a name or, without one, an address */
  guint32 slot;
  guint32 port; /* G_MAXUINT32 is unknown */
} Seen;

struct _FlowSlots
{
  BaseStrpool *pool;
  GArray *seen;      /* of Seen */
  GHashTable *slots; /* of numbers of the pool */
  GHashTable *names; /* address -> number of the only name it has */
  UitwegDay first;
  UitwegDay last;
};

FlowSlots *
flow_slots_new (void)
{
  FlowSlots *slots = g_new0 (FlowSlots, 1);

  slots->pool = base_strpool_new ();
  slots->seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  slots->slots = g_hash_table_new (NULL, NULL);
  slots->names = g_hash_table_new (NULL, NULL);
  slots->first = UITWEG_DAY_UNKNOWN;
  slots->last = UITWEG_DAY_UNKNOWN;
  return slots;
}

void
flow_slots_free (FlowSlots *slots)
{
  if (slots == NULL)
    return;
  base_strpool_free (slots->pool);
  g_array_unref (slots->seen);
  g_hash_table_unref (slots->slots);
  g_hash_table_unref (slots->names);
  g_free (slots);
}

/* The number of a text without regard to case; UITWEG_NONE for NULL. */
static guint32
intern (FlowSlots *slots, const char *text)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return folded != NULL
             ? base_strpool_intern (slots->pool, folded, strlen (folded))
             : UITWEG_NONE;
}

/* Remembers which server has an address; two servers with one address make
 * it nobody's. */
static void
learn_address (FlowSlots *slots, guint32 name, guint32 address)
{
  gpointer known;

  if (name == UITWEG_NONE || address == UITWEG_NONE)
    return;
  if (!g_hash_table_lookup_extended (slots->names, GUINT_TO_POINTER (address),
                                     NULL, &known))
    g_hash_table_insert (slots->names, GUINT_TO_POINTER (address),
                         GUINT_TO_POINTER (name));
  else if (GPOINTER_TO_UINT (known) != name)
    g_hash_table_insert (slots->names, GUINT_TO_POINTER (address),
                         GUINT_TO_POINTER (UITWEG_NONE));
}

typedef struct
{
  guint32 slot;
  guint32 source;
  guint32 target;
  guint32 address;
  guint32 port;
} Columns;

static gboolean
find_columns (ConnectorsSheet *sheet, Columns *columns)
{
  static const char *const slot[] = { "Timeslot", "Time slot", NULL };
  static const char *const source[] = { "Source server name", "Source server",
                                        NULL };
  static const char *const target[] = { "Destination server name",
                                        "Destination server", NULL };
  static const char *const address[] = { "Destination IP",
                                         "Destination IP address", NULL };
  static const char *const port[] = { "Destination port", NULL };

  columns->slot = connectors_sheet_find (sheet, slot);
  columns->source = connectors_sheet_find (sheet, source);
  columns->target = connectors_sheet_find (sheet, target);
  columns->address = connectors_sheet_find (sheet, address);
  columns->port = connectors_sheet_find (sheet, port);
  return columns->source != UITWEG_NONE
         && (columns->target != UITWEG_NONE || columns->address != UITWEG_NONE);
}

static void
read_row (FlowSlots *slots, ConnectorsSheet *sheet, const Columns *columns)
{
  const guint32 name = intern (
      slots, connectors_sheet_get_text (sheet, columns->target));
  const guint32 address = intern (
      slots, connectors_sheet_get_text (sheet, columns->address));
  const gint64 port = connectors_sheet_get_int (sheet, columns->port);
  const UitwegDay day = connectors_sheet_get_day (sheet, columns->slot);
  const Seen seen = {
    .source = intern (slots,
                      connectors_sheet_get_text (sheet, columns->source)),
    .target = name != UITWEG_NONE ? name : address,
    .slot = intern (slots, connectors_sheet_get_text (sheet, columns->slot)),
    .port = port > 0 && port < 65536 ? (guint32) port : G_MAXUINT32
  };

  if (seen.source == UITWEG_NONE || seen.target == UITWEG_NONE)
    {
      connectors_sheet_note (sheet, "found no server, expected a source and a "
                                    "destination");
      return;
    }
  learn_address (slots, name, address);
  g_array_append_val (slots->seen, seen);
  if (seen.slot != UITWEG_NONE)
    g_hash_table_add (slots->slots, GUINT_TO_POINTER (seen.slot));
  if (day != UITWEG_DAY_UNKNOWN)
    {
      if (slots->first == UITWEG_DAY_UNKNOWN || day < slots->first)
        slots->first = day;
      if (slots->last == UITWEG_DAY_UNKNOWN || day > slots->last)
        slots->last = day;
    }
}

gboolean
flow_slots_read (FlowSlots *slots,
                 ConnectorsBook *book,
                 ConnectorsSource *source,
                 GError **error)
{
  g_autoptr (ConnectorsSheet)
      sheet = connectors_sheet_open (book, 0, source, error);
  g_autoptr (GError) reason = NULL;
  Columns columns;

  if (sheet == NULL)
    return FALSE;
  if (!find_columns (sheet, &columns))
    {
      g_set_error (error, UITWEG_CONNECTOR_ERROR,
                   (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                   "%s: found no columns 'Source server name' and "
                   "'Destination server name', expected a dependency export "
                   "of Azure Migrate",
                   connectors_book_get_path (book));
      return FALSE;
    }
  while (connectors_sheet_next (sheet, &reason))
    read_row (slots, sheet, &columns);
  if (reason != NULL)
    connectors_source_add_problem (source, connectors_book_get_path (book), 0,
                                   "%s", reason->message);
  return TRUE;
}

/* --- Putting together -----------------------------------------------------
 */

static gint
compare_seen (gconstpointer a, gconstpointer b)
{
  const Seen *first = a;
  const Seen *second = b;

  if (first->source != second->source)
    return first->source < second->source ? -1 : 1;
  if (first->target != second->target)
    return first->target < second->target ? -1 : 1;
  if (first->port != second->port)
    return first->port < second->port ? -1 : 1;
  return (first->slot > second->slot) - (first->slot < second->slot);
}

/* A destination that has only an address is the server that has it. */
static void
resolve_addresses (const FlowSlots *slots, GArray *seen)
{
  for (guint i = 0; i < seen->len; i++)
    {
      Seen *row = &g_array_index (seen, Seen, i);
      gpointer name;

      if (g_hash_table_lookup_extended (
              slots->names, GUINT_TO_POINTER (row->target), NULL, &name)
          && GPOINTER_TO_UINT (name) != UITWEG_NONE)
        row->target = GPOINTER_TO_UINT (name);
    }
}

static gboolean
is_infrastructure (guint32 port)
{
  for (gsize i = 0; i < G_N_ELEMENTS (infrastructure_ports); i++)
    if (infrastructure_ports[i] == port)
      return TRUE;
  return FALSE;
}

static guint
count_slots (const Seen *seen, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += seen[i].slot != UITWEG_NONE
             && (i == 0 || seen[i].port != seen[i - 1].port
                 || seen[i].slot != seen[i - 1].slot);
  return count;
}

/* seen[0 .. n) are of one pair, by port and slot. */
static void
add_pair (const FlowSlots *slots,
          const Seen *seen,
          guint n,
          double share,
          FlowGraph *graph)
{
  const guint n_slots = g_hash_table_size (slots->slots);
  g_autoptr (GString) ports = g_string_new (NULL);
  g_autofree char *most_text = NULL;
  gboolean infrastructure = TRUE;
  guint most = 0;
  guint end;
  FlowEdge edge;
  guint32 from = flow_graph_node (
      graph, base_strpool_get (slots->pool, seen[0].source));
  guint32 to = flow_graph_node (graph,
                                base_strpool_get (slots->pool, seen[0].target));

  if (from == UITWEG_NONE || to == UITWEG_NONE)
    return;
  for (guint start = 0; start < n; start = end)
    {
      for (end = start + 1; end < n && seen[end].port == seen[start].port;)
        end++;
      most = MAX (most, count_slots (seen + start, end - start));
      infrastructure = infrastructure && is_infrastructure (seen[start].port);
      if (seen[start].port != G_MAXUINT32 && ports->len < 200)
        g_string_append_printf (ports, "%s%u", ports->len > 0 ? " " : "",
                                seen[start].port);
    }
  flow_edge_init (&edge, from, to);
  edge.is_observed = TRUE;
  if (n_slots > 0)
    edge.hard = (double) most >= share * (double) n_slots;
  flow_graph_add_edge (graph, &edge);
  most_text = g_strdup_printf ("%u of %u", most, n_slots);
  flow_graph_add_tag (graph, from, to, "slots", most_text);
  if (ports->len > 0)
    flow_graph_add_tag (graph, from, to, "ports", ports->str);
  if (infrastructure)
    flow_graph_add_tag (graph, from, to, "infrastructure", "yes");
}

typedef struct
{
  const char *name;
  guint degree;
} Talker;

static gint
compare_talkers (gconstpointer a, gconstpointer b)
{
  const Talker *first = a;
  const Talker *second = b;

  if (first->degree != second->degree)
    return first->degree > second->degree ? -1 : 1;
  return strcmp (first->name, second->name);
}

/* The servers that talk to most others are named: a scanner touches all. */
static void
note_scanners (const FlowSlots *slots,
               const GArray *seen,
               guint n_servers,
               ConnectorsSource *source)
{
  g_autoptr (GArray) talkers = g_array_new (FALSE, FALSE, sizeof (Talker));
  guint end;

  for (guint start = 0; start < seen->len; start = end)
    {
      const Seen *row = &g_array_index (seen, Seen, start);
      Talker talker = { base_strpool_get (slots->pool, row->source), 0 };

      for (end = start; end < seen->len; end++)
        {
          const Seen *at = &g_array_index (seen, Seen, end);

          if (at->source != row->source)
            break;
          talker.degree += end == start || at->target != (at - 1)->target;
        }
      if (talker.degree >= SCANNER_LEAST
          && talker.degree >= SCANNER_SHARE * n_servers)
        g_array_append_val (talkers, talker);
    }
  g_array_sort (talkers, compare_talkers);
  for (guint i = 0; i < talkers->len && i < SHOWN_SCANNERS; i++)
    connectors_source_add_note (
        source, g_array_index (talkers, Talker, i).name,
        "talks to %u of %u servers: a scanner or a monitor may be no "
        "dependency",
        g_array_index (talkers, Talker, i).degree, n_servers);
}

/* Addresses and servers: all that were seen at work are machines, all that
 * were only called by an address are somebody's. */
static void
add_servers (const FlowSlots *slots, const GArray *seen, FlowGraph *graph)
{
  GHashTableIter iter;
  gpointer address;
  gpointer name;

  for (guint i = 0; i < seen->len; i++)
    {
      guint32 node = flow_graph_node (
          graph,
          base_strpool_get (slots->pool, g_array_index (seen, Seen, i).source));

      if (node != UITWEG_NONE)
        flow_graph_set_observed (graph, node);
    }
  g_hash_table_iter_init (&iter, slots->names);
  while (g_hash_table_iter_next (&iter, &address, &name))
    if (GPOINTER_TO_UINT (name) != UITWEG_NONE)
      {
        guint32 node = flow_graph_node (
            graph, base_strpool_get (slots->pool, GPOINTER_TO_UINT (name)));

        if (node == UITWEG_NONE)
          continue;
        flow_graph_set_observed (graph, node);
        flow_graph_add_address (
            graph, node,
            base_strpool_get (slots->pool, GPOINTER_TO_UINT (address)));
      }
}

static void
note_period (const FlowSlots *slots, ConnectorsSource *source)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gint days;

  connectors_source_add_count (source, "slots",
                               g_hash_table_size (slots->slots));
  if (slots->first == UITWEG_DAY_UNKNOWN)
    {
      connectors_source_add_problem (source, "Timeslot", 0,
                                     "no day is known: how long was watched, "
                                     "cannot be said");
      return;
    }
  first = uitweg_day_format (slots->first);
  last = uitweg_day_format (slots->last);
  connectors_source_add_tag (source, "first_day", first);
  connectors_source_add_tag (source, "last_day", last);
  days = slots->last - slots->first + 1;
  if (days < FULL_DAYS)
    connectors_source_add_problem (source, "Timeslot", 0,
                                   "watched for %d days, expected a week and "
                                   "the end of a month: what runs seldom was "
                                   "not seen",
                                   days);
}

void
flow_slots_finish (const FlowSlots *slots,
                   double share,
                   FlowGraph *graph,
                   ConnectorsSource *source)
{
  g_autoptr (GArray) seen = g_array_copy (slots->seen);
  guint end;

  resolve_addresses (slots, seen);
  g_array_sort (seen, compare_seen);
  for (guint start = 0; start < seen->len; start = end)
    {
      const Seen *rows = &g_array_index (seen, Seen, start);

      for (end = start + 1; end < seen->len; end++)
        if (g_array_index (seen, Seen, end).source != rows->source
            || g_array_index (seen, Seen, end).target != rows->target)
          break;
      add_pair (slots, rows, end - start, share, graph);
    }
  add_servers (slots, seen, graph);
  note_scanners (slots, seen, flow_graph_get_n_nodes (graph), source);
  note_period (slots, source);
}

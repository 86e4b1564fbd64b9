/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg graph: who needs whom. Rings, islands, what falls with a thing, what
 * a thing needs, and the shortest way between two.
 */
#include "config.h"

#include "command/graph-verbs.h"

#include <uitweg/graph.h>

#include "base/json-write.h"
#include "base/problems.h"

static CommandExit run_graph (const CommandOptions *options);

static const CommandOption own_options[] = {
  { "reach", 0, COMMAND_VALUE_ONE, "ID",
    N_ ("what needs this resource or service, at any distance"),
    G_STRUCT_OFFSET (CommandOptions, reach) },
  { "needs", 0, COMMAND_VALUE_ONE, "ID",
    N_ ("what this resource or service needs, at any distance"),
    G_STRUCT_OFFSET (CommandOptions, needs) },
  { "path", 0, COMMAND_VALUE_TWO, "A B",
    N_ ("the shortest way from resource A to what it needs, B"),
    G_STRUCT_OFFSET (CommandOptions, path) },
  { "hard", 0, COMMAND_VALUE_NONE, NULL,
    N_ ("leave out dependencies that are known to be soft"),
    G_STRUCT_OFFSET (CommandOptions, hard) },
  { "service", 0, COMMAND_VALUE_ONE, "ID",
    N_ ("draw: a service and what is next to it"),
    G_STRUCT_OFFSET (CommandOptions, service) },
  { "plan", 0, COMMAND_VALUE_ONE, "PLAN",
    N_ ("draw: the plan whose bridges are meant"),
    G_STRUCT_OFFSET (CommandOptions, plan) },
  { "bridges", 0, COMMAND_VALUE_ONE, "A:B",
    N_ ("draw: the bridges between waves A and B"),
    G_STRUCT_OFFSET (CommandOptions, bridges) },
  { "format", 'f', COMMAND_VALUE_ONE, "FORMAT",
    N_ ("draw: svg, dot, mermaid or graphml; svg if it is not given"),
    G_STRUCT_OFFSET (CommandOptions, format) },
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTION_JSON,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_graph = {
  .name = "graph",
  .synopsis = "[draw] ESTATE... [--reach=ID | --needs=ID | --path A B]",
  .summary = N_ ("show who needs whom"),
  .options = own_options,
  .takes = COMMAND_TAKES_THREADS,
  .min_words = 1,
  .max_words = G_MAXUINT,
  .run = run_graph,
};

typedef struct
{
  const CommandOptions *options;
  const UitwegEstate *estate;
  const UitwegGraph *graph;
  guint32 n;
  GString *text;
  BaseJsonWriter json;
} Show;

static const char *
id_of (const Show *show, guint32 resource)
{
  return uitweg_table_text (
      uitweg_estate_get_table (show->estate, UITWEG_RECORD_RESOURCE), resource,
      UITWEG_RESOURCE_ID);
}

static UitwegGraph *
make_graph (const UitwegEstate *estate, gboolean hard, GError **error)
{
  const UitwegTable *table = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 n = uitweg_table_get_n_rows (table);
  g_autofree guint8 *keep = g_new0 (guint8, (gsize) n + 1);

  for (guint32 row = 0; row < n; row++)
    keep[row] = !hard
                || uitweg_table_bool (table, row, UITWEG_DEPENDENCY_HARD) != 0;
  return uitweg_graph_new (uitweg_estate_get_n_resources (estate),
                           uitweg_estate_get_dependency_from (estate),
                           uitweg_estate_get_dependency_to (estate), keep, n,
                           error);
}

/* (array length=n_out): the resource of that id, or the members of the
 * service; NULL and a message if there is neither. */
static guint32 *
find_start (const Show *show, const char *id, guint32 *n_out)
{
  guint32 row = uitweg_estate_find (show->estate, UITWEG_RECORD_RESOURCE, id);
  g_autofree const char **ids = NULL;
  const char *nearest;

  if (row != UITWEG_NONE)
    {
      *n_out = 1;
      return g_memdup2 (&row, sizeof row);
    }
  row = uitweg_estate_find (show->estate, UITWEG_RECORD_SERVICE, id);
  if (row != UITWEG_NONE)
    {
      const guint32 *members = uitweg_estate_get_members (show->estate, row,
                                                          n_out);

      return *n_out > 0 ? g_memdup2 (members, *n_out * sizeof *members)
                        : g_new0 (guint32, 1);
    }
  ids = g_new0 (const char *, (gsize) show->n + 1);
  for (guint32 i = 0; i < show->n; i++)
    ids[i] = id_of (show, i);
  nearest = base_nearest (id, ids);
  if (nearest != NULL)
    command_misuse (show->options, "graph",
                    _ ("found no resource or service '%s', did you mean '%s'?"),
                    id, nearest);
  else
    command_misuse (show->options, "graph",
                    _ ("found no resource or service '%s'"), id);
  return NULL;
}

/* A list of ids, one a line or as JSON. */
static void
show_marked (Show *show, const guint8 *marked)
{
  base_json_begin_list (&show->json);
  for (guint32 i = 0; i < show->n; i++)
    if (marked[i] != 0)
      {
        base_json_string (&show->json, id_of (show, i));
        if (!show->options->json)
          command_print ("%s\n", id_of (show, i));
      }
  base_json_end_list (&show->json);
}

static CommandExit
show_reach (Show *show, const char *id, gboolean dependants)
{
  guint32 n_start;
  g_autofree guint32 *start = find_start (show, id, &n_start);
  g_autofree guint8 *reached = g_new0 (guint8, (gsize) show->n + 1);

  if (start == NULL)
    return COMMAND_EXIT_USAGE;
  if (dependants)
    uitweg_graph_reach_dependants (show->graph, start, n_start, reached);
  else
    uitweg_graph_reach_needs (show->graph, start, n_start, reached);
  /* What was asked about is not part of the answer. */
  for (guint32 i = 0; i < n_start; i++)
    reached[start[i]] = 0;
  show_marked (show, reached);
  return COMMAND_EXIT_DONE;
}

static CommandExit
show_path (Show *show)
{
  guint32 n_from, n_to, n = 0;
  g_autofree guint32 *from = NULL, *to = NULL, *path = NULL;

  if (g_strv_length (show->options->path) != 2)
    return command_misuse (show->options, "graph", "%s",
                           _ ("--path: expected two resources, from and to"));
  from = find_start (show, show->options->path[0], &n_from);
  to = from != NULL ? find_start (show, show->options->path[1], &n_to) : NULL;
  if (to == NULL)
    return COMMAND_EXIT_USAGE;
  if (n_from != 1 || n_to != 1)
    return command_misuse (show->options, "graph", "%s",
                           _ ("--path: expected resources"));
  path = uitweg_graph_find_path (show->graph, from[0], to[0], &n);
  base_json_begin_list (&show->json);
  for (guint32 i = 0; path != NULL && i < n; i++)
    {
      base_json_string (&show->json, id_of (show, path[i]));
      if (!show->options->json)
        command_print ("%s\n", id_of (show, path[i]));
    }
  base_json_end_list (&show->json);
  if (path == NULL && !show->options->json && !show->options->quiet)
    command_print (_ ("there is no way from %s to %s\n"),
                   show->options->path[0], show->options->path[1]);
  return COMMAND_EXIT_DONE;
}

static void
show_set (Show *show, guint32 first, const guint32 *next)
{
  base_json_begin_list (&show->json);
  for (guint32 i = first; i != UITWEG_NONE; i = next[i])
    {
      base_json_string (&show->json, id_of (show, i));
      if (!show->options->json)
        command_print ("%s%s", i == first ? "  " : ", ", id_of (show, i));
    }
  base_json_end_list (&show->json);
  if (!show->options->json)
    command_print ("\n");
}

/* Sets of two and more, each sorted, in order of their first member. */
static void
show_sets (Show *show,
           const char *key,
           const char *title,
           const guint32 *set_of)
{
  g_autofree guint32 *head = g_new0 (guint32, (gsize) show->n + 1);
  g_autofree guint32 *next = g_new0 (guint32, (gsize) show->n + 1);
  gboolean titled = show->options->json;

  for (guint32 i = 0; i < show->n; i++)
    head[i] = UITWEG_NONE;
  for (guint32 i = show->n; i-- > 0;)
    {
      next[i] = head[set_of[i]];
      head[set_of[i]] = i;
    }
  base_json_key (&show->json, key);
  base_json_begin_list (&show->json);
  for (guint32 i = 0; i < show->n; i++)
    if (head[set_of[i]] == i && next[i] != UITWEG_NONE)
      {
        if (!titled)
          command_print ("%s", title);
        titled = TRUE;
        show_set (show, i, next);
      }
  base_json_end_list (&show->json);
}

static CommandExit
show_all (Show *show)
{
  g_autofree guint32 *component_of = g_new0 (guint32, (gsize) show->n + 1);
  g_autofree guint32 *island_of = g_new0 (guint32, (gsize) show->n + 1);
  const guint32 n_edges = uitweg_graph_get_n_edges (show->graph);
  guint32 n_components = uitweg_graph_find_components (show->graph,
                                                       component_of);
  guint32 n_islands = uitweg_graph_find_islands (show->graph, island_of);

  if (!show->options->json)
    command_print (_ ("%u resources, %u dependencies, %u components, %u "
                      "islands\n"),
                   show->n, n_edges, n_components, n_islands);
  base_json_begin_object (&show->json);
  base_json_add_int (&show->json, "n_resources", show->n);
  base_json_add_int (&show->json, "n_dependencies", n_edges);
  base_json_add_int (&show->json, "n_components", n_components);
  base_json_add_int (&show->json, "n_islands", n_islands);
  show_sets (show, "rings", _ ("They need each other:\n"), component_of);
  show_sets (show, "islands", _ ("They are connected:\n"), island_of);
  base_json_end_object (&show->json);
  return COMMAND_EXIT_DONE;
}

static CommandExit
run_graph (const CommandOptions *options)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegGraph) graph = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  Show show = { .options = options, .text = text };
  CommandExit status;

  if (g_str_equal (options->words[0], "draw"))
    return command_graph_draw (options);
  estate = uitweg_estate_load ((const char *const *) options->words,
                               options->n_words, options->n_threads, &error);
  show.estate = estate;
  if (estate != NULL)
    graph = make_graph (estate, options->hard, &error);
  if (graph == NULL)
    {
      status = command_fail (options, error);
      for (guint i = 0; i < options->n_words; i++)
        command_hint_missing (options, options->words[i]);
      return status;
    }
  show.graph = graph;
  show.n = uitweg_estate_get_n_resources (estate);
  base_json_writer_init (&show.json, text, TRUE);
  if (options->reach != NULL)
    status = show_reach (&show, options->reach, TRUE);
  else if (options->needs != NULL)
    status = show_reach (&show, options->needs, FALSE);
  else if (options->path != NULL)
    status = show_path (&show);
  else
    status = show_all (&show);
  if (!options->json || status != COMMAND_EXIT_DONE)
    return status;
  g_string_append_c (text, '\n');
  return command_write (options, NULL, text->str);
}

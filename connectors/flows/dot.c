/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the DOT that people write for Graphviz: digraph and graph, chains of
 * edges, attributes, clusters (which become services), quoted names and
 * comments. Ports, HTML labels' contents and node sets in braces as ends of
 * edges are not read, and told.
 */
#include "config.h"

#include "connectors/flows/flow.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 64

typedef enum
{
  TOKEN_END,
  TOKEN_NAME,
  TOKEN_ARROW, /* -> */
  TOKEN_LINE,  /* -- */
  TOKEN_MARK,  /* one of { } [ ] ; , = : */
  TOKEN_BAD,
} Token;

typedef struct
{
  const char *path;
  const char *at;
  const char *end;
  guint line;
  Token token;
  char mark;
  gboolean is_quoted;
  GString *text; /* of a NAME */
} Lexer;

/* An open brace. */
typedef struct
{
  char *name;    /* NULL is no service */
  GArray *nodes; /* of guint32 */
} Group;

typedef struct
{
  Lexer lexer;
  FlowGraph *graph;
  ConnectorsSource *source;
  GPtrArray *groups; /* of Group, the innermost last */
  gboolean is_directed;
  guint n_edges;
  guint n_undirected;
  guint n_left;
} Reader;

/* --- Tokens ---------------------------------------------------------------
 */

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || (guchar) c >= 0x80;
}

/* Skips blanks, comments and lines of a preprocessor. */
static void
skip_blanks (Lexer *lexer)
{
  while (lexer->at < lexer->end)
    {
      const char *at = lexer->at;
      const gsize left = (gsize) (lexer->end - at);

      if (*at == '\n')
        lexer->line++;
      if (g_ascii_isspace (*at))
        lexer->at++;
      else if (*at == '#' || (left > 1 && at[0] == '/' && at[1] == '/'))
        while (lexer->at < lexer->end && *lexer->at != '\n')
          lexer->at++;
      else if (left > 1 && at[0] == '/' && at[1] == '*')
        {
          lexer->at += 2;
          while (lexer->at < lexer->end
                 && !(lexer->at[0] == '*' && lexer->at + 1 < lexer->end
                      && lexer->at[1] == '/'))
            if (*lexer->at++ == '\n')
              lexer->line++;
          lexer->at = MIN (lexer->at + 2, lexer->end);
        }
      else
        return;
    }
}

/* "a\"b" and its continuation by a backslash at the end of a line. */
static void
read_quoted (Lexer *lexer)
{
  lexer->token = TOKEN_BAD;
  for (lexer->at++; lexer->at < lexer->end; lexer->at++)
    {
      if (*lexer->at == '"')
        {
          lexer->at++;
          lexer->token = TOKEN_NAME;
          lexer->is_quoted = TRUE;
          return;
        }
      if (*lexer->at == '\n')
        lexer->line++;
      if (*lexer->at == '\\' && lexer->at + 1 < lexer->end)
        {
          lexer->at++;
          if (*lexer->at == '\n')
            {
              lexer->line++;
              continue;
            }
          /* \n, \l and \r break the lines of a label. */
          g_string_append_c (lexer->text, strchr ("nlr", *lexer->at) != NULL
                                              ? ' '
                                              : *lexer->at);
        }
      else
        g_string_append_c (lexer->text, *lexer->at);
    }
}

/* <b>labels</b> in angle brackets: their text is not read. */
static void
skip_html (Lexer *lexer)
{
  guint depth = 0;

  lexer->token = TOKEN_BAD;
  for (; lexer->at < lexer->end; lexer->at++)
    {
      if (*lexer->at == '\n')
        lexer->line++;
      else if (*lexer->at == '<')
        depth++;
      else if (*lexer->at == '>' && --depth == 0)
        {
          lexer->at++;
          lexer->token = TOKEN_NAME;
          lexer->is_quoted = TRUE;
          return;
        }
    }
}

static void
next_token (Lexer *lexer)
{
  g_string_truncate (lexer->text, 0);
  lexer->is_quoted = FALSE;
  skip_blanks (lexer);
  if (lexer->at >= lexer->end)
    lexer->token = TOKEN_END;
  else if (*lexer->at == '"')
    read_quoted (lexer);
  else if (*lexer->at == '<')
    skip_html (lexer);
  else if (*lexer->at == '-' && lexer->at + 1 < lexer->end
           && (lexer->at[1] == '>' || lexer->at[1] == '-'))
    {
      lexer->token = lexer->at[1] == '>' ? TOKEN_ARROW : TOKEN_LINE;
      lexer->at += 2;
    }
  else if (strchr ("{}[];,=:", *lexer->at) != NULL && *lexer->at != '\0')
    {
      lexer->token = TOKEN_MARK;
      lexer->mark = *lexer->at++;
    }
  else if (is_name_byte (*lexer->at) || *lexer->at == '-')
    {
      lexer->token = TOKEN_NAME;
      do
        g_string_append_c (lexer->text, *lexer->at++);
      while (lexer->at < lexer->end && is_name_byte (*lexer->at));
    }
  else
    lexer->token = TOKEN_BAD;
}

static gboolean
is_mark (const Lexer *lexer, char mark)
{
  return lexer->token == TOKEN_MARK && lexer->mark == mark;
}

static gboolean
is_word (const Lexer *lexer, const char *word)
{
  return lexer->token == TOKEN_NAME && !lexer->is_quoted
         && g_ascii_strcasecmp (lexer->text->str, word) == 0;
}

static gboolean
fail (const Lexer *lexer, const char *expected, GError **error)
{
  g_set_error (error, UITWEG_CONNECTOR_ERROR,
               (gint) UITWEG_CONNECTOR_ERROR_INPUT,
               "%s:%u: found %s, "
               "expected %s",
               lexer->path, lexer->line,
               lexer->token == TOKEN_END   ? "the end of the file"
               : lexer->token == TOKEN_BAD ? "what is not DOT"
                                           : "something else",
               expected);
  return FALSE;
}

/* --- Statements -----------------------------------------------------------
 */

typedef struct
{
  char *label;
  char *kind;
  double gib;
  double latency;
  gint8 hard;
} Attributes;

static void
attributes_clear (Attributes *attributes)
{
  g_free (attributes->label);
  g_free (attributes->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attributes, attributes_clear)

static double
to_number (const char *text)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (value) && value >= 0 ? value
                                                                       : NAN;
}

static void
set_attribute (Attributes *attributes, const char *key, const char *value)
{
  if (g_ascii_strcasecmp (key, "label") == 0)
    {
      g_free (attributes->label);
      attributes->label = g_strdup (value);
    }
  else if (g_ascii_strcasecmp (key, "kind") == 0
           || g_ascii_strcasecmp (key, "rule") == 0)
    {
      g_free (attributes->kind);
      attributes->kind = g_strdup (value);
    }
  else if (g_ascii_strcasecmp (key, "gib_per_month") == 0
           || g_ascii_strcasecmp (key, "gb_per_month") == 0)
    attributes->gib = to_number (value);
  else if (g_ascii_strcasecmp (key, "latency_ms") == 0)
    attributes->latency = to_number (value);
  else if (g_ascii_strcasecmp (key, "hard") == 0)
    attributes->hard = g_ascii_strcasecmp (value, "true") == 0
                       || strcmp (value, "1") == 0;
}

/* Lists in brackets: [a=b, c="d"; e] [f=g] */
static gboolean
read_attributes (Reader *reader, Attributes *attributes, GError **error)
{
  Lexer *lexer = &reader->lexer;

  while (is_mark (lexer, '['))
    {
      next_token (lexer);
      while (!is_mark (lexer, ']'))
        {
          g_autofree char *key = NULL;

          if (is_mark (lexer, ',') || is_mark (lexer, ';'))
            {
              next_token (lexer);
              continue;
            }
          if (lexer->token != TOKEN_NAME)
            return fail (lexer, "an attribute or ]", error);
          key = g_strdup (lexer->text->str);
          next_token (lexer);
          if (!is_mark (lexer, '='))
            continue;
          next_token (lexer);
          if (lexer->token != TOKEN_NAME)
            return fail (lexer, "the value of an attribute", error);
          set_attribute (attributes, key, lexer->text->str);
          next_token (lexer);
        }
      next_token (lexer);
    }
  return TRUE;
}

static void
add_edges (Reader *reader, const GArray *nodes, const Attributes *attributes)
{
  for (guint i = 0; i + 1 < nodes->len; i++)
    {
      guint32 from = g_array_index (nodes, guint32, i);
      guint32 to = g_array_index (nodes, guint32, i + 1);
      FlowEdge edge;

      if (from == UITWEG_NONE || to == UITWEG_NONE)
        {
          reader->n_left++;
          continue;
        }
      flow_edge_init (&edge, from, to);
      if (attributes->kind != NULL)
        flow_edge_set_kind (&edge, attributes->kind);
      edge.gib_per_month = attributes->gib;
      edge.max_latency_us = attributes->latency * 1000.0;
      edge.hard = attributes->hard;
      edge.is_observed = !isnan (edge.gib_per_month);
      reader->n_edges++;
      if (!reader->is_directed)
        {
          edge.hard = 0;
          reader->n_undirected++;
          flow_graph_add_edge (reader->graph, &edge);
          edge.from = to;
          edge.to = from;
        }
      flow_graph_add_edge (reader->graph, &edge);
    }
}

/* The nodes belong to the innermost cluster around them. */
static void
join_group (Reader *reader, const GArray *nodes)
{
  for (guint i = reader->groups->len; i-- > 0;)
    {
      Group *group = g_ptr_array_index (reader->groups, i);

      if (group->name == NULL)
        continue;
      g_array_append_vals (group->nodes, nodes->data, nodes->len);
      return;
    }
}

/* a -> b -> c [..], after the first name. */
static gboolean
read_chain (Reader *reader, const char *first, GError **error)
{
  Lexer *lexer = &reader->lexer;
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (Attributes) attributes = { .gib = NAN, .latency = NAN, .hard = -1 };
  guint32 node = flow_graph_node (reader->graph, first);

  g_array_append_val (nodes, node);
  while (is_mark (lexer, ':'))
    {
      next_token (lexer);
      next_token (lexer);
    }
  while (lexer->token == TOKEN_ARROW || lexer->token == TOKEN_LINE)
    {
      next_token (lexer);
      if (is_mark (lexer, '{') || is_word (lexer, "subgraph"))
        {
          /* The set is read as a group of its own; the edge is left out. */
          reader->n_left++;
          return TRUE;
        }
      if (lexer->token != TOKEN_NAME)
        return fail (lexer, "the name of a node", error);
      node = flow_graph_node (reader->graph, lexer->text->str);
      g_array_append_val (nodes, node);
      next_token (lexer);
      while (is_mark (lexer, ':'))
        {
          next_token (lexer);
          next_token (lexer);
        }
    }
  if (!read_attributes (reader, &attributes, error))
    return FALSE;
  if (nodes->len == 1 && g_array_index (nodes, guint32, 0) != UITWEG_NONE
      && attributes.label != NULL)
    flow_graph_set_label (reader->graph, g_array_index (nodes, guint32, 0),
                          attributes.label);
  add_edges (reader, nodes, &attributes);
  join_group (reader, nodes);
  return TRUE;
}

static void
free_group (gpointer data)
{
  Group *group = data;

  g_free (group->name);
  g_array_unref (group->nodes);
  g_free (group);
}

/* Only clusters are drawn as boxes; other groups are for layout. */
static void
open_group (Reader *reader, const char *name)
{
  Group *group = g_new0 (Group, 1);
  gboolean is_cluster = g_str_has_prefix (name, "cluster");
  const char *rest = is_cluster ? name + strlen ("cluster") : "";

  if (is_cluster)
    group->name = g_strdup (rest[0] == '_' ? rest + 1 : rest);
  group->nodes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (reader->groups, group);
}

/* A label may stand anywhere in a group, so its name is known at its end. */
static void
close_group (Reader *reader)
{
  Group *group = g_ptr_array_index (reader->groups, reader->groups->len - 1);

  for (guint i = 0; group->name != NULL && i < group->nodes->len; i++)
    if (g_array_index (group->nodes, guint32, i) != UITWEG_NONE)
      flow_graph_add_member (reader->graph, group->name,
                             g_array_index (group->nodes, guint32, i));
  g_ptr_array_set_size (reader->groups, (gint) reader->groups->len - 1);
}

static void
name_group (Reader *reader, const char *label)
{
  Group *group = reader->groups->len > 0 ? g_ptr_array_index (
                     reader->groups, reader->groups->len - 1)
                                         : NULL;

  if (group != NULL && group->name != NULL)
    {
      g_free (group->name);
      group->name = g_strdup (label);
    }
}

static gboolean
read_statement (Reader *reader, GError **error)
{
  Lexer *lexer = &reader->lexer;
  g_autofree char *name = NULL;
  g_auto (Attributes) ignored = { .gib = NAN, .latency = NAN, .hard = -1 };

  if (is_word (lexer, "subgraph"))
    {
      next_token (lexer);
      if (lexer->token == TOKEN_NAME)
        {
          name = g_strdup (lexer->text->str);
          next_token (lexer);
        }
      if (!is_mark (lexer, '{'))
        return fail (lexer, "{", error);
      if (reader->groups->len >= MAX_DEPTH)
        return fail (lexer, "at most 64 groups within each other", error);
      open_group (reader, name != NULL ? name : "");
      next_token (lexer);
      return TRUE;
    }
  if (is_word (lexer, "node") || is_word (lexer, "edge")
      || is_word (lexer, "graph"))
    {
      next_token (lexer);
      return read_attributes (reader, &ignored, error);
    }
  name = g_strdup (lexer->text->str);
  next_token (lexer);
  if (!is_mark (lexer, '='))
    return read_chain (reader, name, error);
  next_token (lexer);
  if (lexer->token != TOKEN_NAME)
    return fail (lexer, "a value", error);
  if (g_ascii_strcasecmp (name, "label") == 0)
    name_group (reader, lexer->text->str);
  next_token (lexer);
  return TRUE;
}

static gboolean
read_body (Reader *reader, GError **error)
{
  Lexer *lexer = &reader->lexer;

  for (;;)
    if (is_mark (lexer, ';') || is_mark (lexer, ','))
      next_token (lexer);
    else if (is_mark (lexer, '}'))
      {
        if (reader->groups->len == 0)
          return TRUE;
        close_group (reader);
        next_token (lexer);
      }
    else if (is_mark (lexer, '{'))
      {
        if (reader->groups->len >= MAX_DEPTH)
          return fail (lexer, "at most 64 groups within each other", error);
        open_group (reader, "");
        next_token (lexer);
      }
    else if (lexer->token != TOKEN_NAME)
      return fail (lexer, "a statement or }", error);
    else if (!read_statement (reader, error))
      return FALSE;
}

static gboolean
read_graph (Reader *reader, GError **error)
{
  Lexer *lexer = &reader->lexer;

  next_token (lexer);
  if (is_word (lexer, "strict"))
    next_token (lexer);
  reader->is_directed = is_word (lexer, "digraph");
  if (!reader->is_directed && !is_word (lexer, "graph"))
    return fail (lexer, "digraph or graph", error);
  next_token (lexer);
  if (lexer->token == TOKEN_NAME)
    next_token (lexer);
  if (!is_mark (lexer, '{'))
    return fail (lexer, "{", error);
  next_token (lexer);
  return read_body (reader, error);
}

gboolean
flow_read_dot (const char *path,
               const char *data,
               gsize length,
               FlowGraph *graph,
               ConnectorsSource *source,
               GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  Reader reader = { .lexer = { .path = path,
                               .at = data,
                               .end = data + length,
                               .line = 1,
                               .text = text },
                    .graph = graph,
                    .source = source,
                    .groups = groups };

  if (!read_graph (&reader, error))
    return FALSE;
  connectors_source_add_count (source, "edges", reader.n_edges);
  if (reader.n_undirected > 0)
    connectors_source_add_note (source, path,
                                "%u edges have no direction: each became two "
                                "soft ones",
                                reader.n_undirected);
  if (reader.n_left > 0)
    connectors_source_add_problem (source, path, 0,
                                   "left out %u edges whose ends are sets of "
                                   "nodes or have no name",
                                   reader.n_left);
  return TRUE;
}

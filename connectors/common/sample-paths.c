/* SPDX-License-Identifier: EUPL-1.2
 *
 * Key paths of JSON and YAML that may be cut off anywhere: enough to say what
 * a file is, and not a reader. What is not well formed ends the look.
 */
#include "config.h"

#include "connectors/common/sample-private.h"

#include <string.h>

#include "base/doc.h"

/* Levels that are followed, of which CONNECTORS_SAMPLE_DEPTH are noted. */
#define MAX_LEVELS 512
#define LONGEST_KEY 255

GHashTable *
connectors_paths_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Notes a path; `value` NULL for what is no text or number. The first value
 * stays. */
static void
add_path (GHashTable *paths, const char *path, const char *value, gsize length)
{
  const char *known = g_hash_table_lookup (paths, path);

  if (length > CONNECTORS_SAMPLE_VALUE)
    value = NULL;
  if (known == NULL || (known[0] == '\0' && value != NULL))
    g_hash_table_insert (paths, g_strdup (path),
                         value != NULL ? g_strndup (value, length)
                                       : g_strdup (""));
}

/* A walk through JSON. The path is that of the value which is due. */
typedef struct
{
  GHashTable *paths;
  GString *path;
  GString *text; /* scratch: a string without escapes */
  gboolean is_list[MAX_LEVELS];
  gsize starts[MAX_LEVELS]; /* length of the path of the container */
  guint depth;
} Walk;

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

/* Reads a string that begins at `at`, and leaves it in walk->text. Returns
 * what follows, or NULL. */
static const char *
read_string (Walk *walk, const char *at)
{
  g_string_truncate (walk->text, 0);
  for (at++; *at != '"'; at++)
    {
      if (*at == '\0')
        return NULL;
      if (*at == '\\')
        {
          at++;
          if (*at == '\0')
            return NULL;
          if (walk->text->len <= CONNECTORS_SAMPLE_VALUE)
            g_string_append_c (walk->text,
                               strchr ("\"\\/", *at) != NULL ? *at : ' ');
          continue;
        }
      if (walk->text->len <= CONNECTORS_SAMPLE_VALUE)
        g_string_append_c (walk->text, *at);
    }
  return at + 1;
}

static gboolean
is_noted (const Walk *walk)
{
  return walk->depth <= CONNECTORS_SAMPLE_DEPTH;
}

/* Sets the path to that of a child of the innermost container. */
static void
set_child (Walk *walk, const char *key)
{
  guint level = walk->depth - 1;

  if (!is_noted (walk))
    return;
  g_string_truncate (walk->path, walk->starts[level]);
  if (key == NULL)
    g_string_append (walk->path, "[]");
  else
    {
      if (walk->path->len > 0)
        g_string_append_c (walk->path, '.');
      g_string_append_len (walk->path, key,
                           MIN ((gssize) strlen (key), LONGEST_KEY));
    }
}

static gboolean
open_container (Walk *walk, gboolean is_list)
{
  if (walk->depth == MAX_LEVELS)
    return FALSE;
  if (walk->depth > 0 && is_noted (walk))
    add_path (walk->paths, walk->path->str, NULL, 0);
  walk->is_list[walk->depth] = is_list;
  walk->starts[walk->depth] = walk->path->len;
  walk->depth++;
  return TRUE;
}

/* Reads a string, number or word. Returns what follows, or NULL. */
static const char *
read_scalar (Walk *walk, const char *at)
{
  const char *value = at;
  gsize length = strcspn (at, ",]} \t\r\n");

  if (*at == '"')
    {
      at = read_string (walk, at);
      value = walk->text->str;
      length = walk->text->len;
    }
  else
    {
      if (length == 0)
        return NULL;
      at += length;
      if (strchr ("-0123456789", value[0]) == NULL)
        value = NULL;
    }
  if (at != NULL && is_noted (walk) && walk->depth > 0)
    add_path (walk->paths, walk->path->str, value, length);
  return at;
}

/* Reads `"key":` of a map. Returns where its value begins, or NULL. */
static const char *
read_key (Walk *walk, const char *at)
{
  if (*at != '"')
    return NULL;
  at = read_string (walk, at);
  if (at == NULL)
    return NULL;
  set_child (walk, walk->text->str);
  at = skip_blanks (at);
  return *at == ':' ? skip_blanks (at + 1) : NULL;
}

/* One value, or the end of a container. Returns what follows, or NULL. */
static const char *
read_step (Walk *walk, const char *at, gboolean *is_value_out)
{
  *is_value_out = TRUE;
  if (*at == '{' || *at == '[')
    {
      *is_value_out = FALSE;
      return open_container (walk, *at == '[') ? at + 1 : NULL;
    }
  if (*at == '}' || *at == ']')
    {
      if (walk->depth == 0)
        return NULL;
      walk->depth--;
      return at + 1;
    }
  return read_scalar (walk, at);
}

const char *
connectors_paths_add_json (GHashTable *paths, const char *text)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autofree Walk *walk = g_new0 (Walk, 1);
  const char *at = skip_blanks (text);
  gboolean is_value;

  walk->paths = paths;
  walk->path = path;
  walk->text = scratch;
  do
    {
      at = skip_blanks (at);
      if (walk->depth > 0 && *at != '}' && *at != ']')
        {
          if (*at == ',')
            at = skip_blanks (at + 1);
          if (walk->is_list[walk->depth - 1])
            set_child (walk, NULL);
          else
            at = read_key (walk, at);
        }
      if (at != NULL)
        at = *at != '\0' ? read_step (walk, at, &is_value) : NULL;
    }
  while (at != NULL && walk->depth > 0);
  return at;
}

/* YAML: the first document, if it can be read, and in any case the keys that
 * begin a line. */

/* The length of the key that a line begins with, quotes included; 0 if it
 * begins with none. */
static gsize
measure_key (const char *line)
{
  gsize length = 0;

  if (line[0] == '"' || line[0] == '\'')
    {
      const char *end = strchr (line + 1, line[0]);

      length = end != NULL ? (gsize) (end - line) + 1 : 0;
    }
  else
    while (line[length] != '\0'
           && strchr (":#{}[],&*!|>%@\"'\t\r\n", line[length]) == NULL)
      length++;
  if (length == 0 || length > LONGEST_KEY || line[length] != ':'
      || line[length - 1] == ' ')
    return 0;
  return strchr (" \r\n", line[length + 1]) != NULL ? length : 0;
}

gboolean
connectors_paths_is_yaml (const char *text)
{
  for (const char *line = text; line != NULL;)
    {
      if (g_str_has_prefix (line, "---") || g_str_has_prefix (line, "%YAML"))
        return TRUE;
      if (strchr ("#\r\n", line[0]) == NULL)
        return measure_key (line) > 0
               || (g_str_has_prefix (line, "- ") && measure_key (line + 2) > 0);
      line = strchr (line, '\n');
      if (line != NULL)
        line++;
    }
  return FALSE;
}

/* The first document alone, and of one that is cut off only up to the last
 * line that begins at the margin. (transfer full) */
static char *
cut_document (const char *text)
{
  gsize end = strlen (text);
  gsize margin = 0;
  gboolean has_begun = FALSE;

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      const char *next = strchr (line, '\n');

      if (has_begun
          && (g_str_has_prefix (line, "---") || g_str_has_prefix (line, "...")))
        return g_strndup (text, (gsize) (line - text));
      has_begun = has_begun || strchr ("#%-\r\n", line[0]) == NULL
                  || g_str_has_prefix (line, "- ");
      if (strchr (" #\r\n", line[0]) == NULL)
        margin = (gsize) (line - text);
      line = next != NULL ? next + 1 : NULL;
    }
  return g_strndup (text, end < CONNECTORS_SAMPLE_SIZE ? end : margin);
}

/* A node that waits, and the path to it. */
typedef struct
{
  const BaseNode *node;
  char *path;
  guint depth;
} Place;

static void
clear_place (gpointer data)
{
  g_free (((Place *) data)->path);
}

static void
add_nodes (GHashTable *paths, const BaseDoc *doc)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Place root = { base_doc_node (doc, 0), g_strdup (""), 0 };

  g_array_set_clear_func (places, clear_place);
  g_array_append_val (places, root);
  for (guint i = 0; i < places->len; i++)
    {
      Place place = g_array_index (places, Place, i);

      for (const BaseNode *at = base_doc_first (doc, place.node); at != NULL;
           at = base_doc_next (doc, at))
        {
          gboolean is_text = at->kind == BASE_NODE_STRING
                             || at->kind == BASE_NODE_NUMBER;
          Place below = { at, NULL, place.depth + 1 };

          below.path = at->key == NULL ? g_strconcat (place.path, "[]", NULL)
                       : place.path[0] == '\0'
                           ? g_strdup (at->key)
                           : g_strconcat (place.path, ".", at->key, NULL);
          add_path (paths, below.path, is_text ? at->text : NULL, at->length);
          if (below.depth < CONNECTORS_SAMPLE_DEPTH && at->n_children > 0)
            g_array_append_val (places, below);
          else
            g_free (below.path);
        }
    }
}

/* Keys at the margin, of the first document. */
static void
add_margin (GHashTable *paths, char *text)
{
  for (char *line = text; line != NULL && *line != '\0';)
    {
      char *next = strchr (line, '\n');
      gsize length = measure_key (line);
      gboolean is_quoted = line[0] == '"' || line[0] == '\'';
      char *value;
      g_autofree char *key = NULL;

      if (next != NULL)
        *next++ = '\0';
      if (length > 0)
        {
          key = is_quoted ? g_strndup (line + 1, length - 2)
                          : g_strndup (line, length);
          value = g_strstrip (line + length + 1);
          add_path (paths, key,
                    value[0] != '\0' && strchr ("\"'{[|>&*!#", value[0]) == NULL
                        ? value
                        : NULL,
                    strlen (value));
        }
      line = next;
    }
}

void
connectors_paths_add_yaml (GHashTable *paths, const char *text)
{
  g_autofree char *first = cut_document (text);
  g_autoptr (BaseDoc) doc = base_doc_new ();

  if (base_yaml_parse (doc, "sample", first, strlen (first), NULL))
    add_nodes (paths, doc);
  add_margin (paths, first);
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Looks up values in the answers of calls by paths, which the tables of kinds
 * are written in.
 */
#include "config.h"

#include "connectors/aws-dump/path.h"

#include "base/number.h"

#include <uitweg/day.h>

#include <math.h>
#include <string.h>

/* Keys in our own tables are short. */
#define LONGEST_KEY 64
#define SECONDS_PER_DAY 86400

/* One step of a path. Returns the rest of the path behind it. */
static const char *
take_step (const char *path, char key[LONGEST_KEY], gboolean *list_out)
{
  gsize length = strcspn (path, ".");
  gsize n = MIN (length, LONGEST_KEY - 1);

  memcpy (key, path, n);
  key[n] = '\0';
  *list_out = g_str_has_suffix (key, "[]");
  if (*list_out)
    key[n - 2] = '\0';
  return path[length] == '.' ? path + length + 1 : path + length;
}

static void
add_elements (const BaseDoc *doc, const BaseNode *list, GPtrArray *found)
{
  for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
       at = base_doc_next (doc, at))
    g_ptr_array_add (found, (gpointer) at);
}

static void
follow (const BaseDoc *doc,
        const BaseNode *node,
        const char *key,
        gboolean is_list,
        GPtrArray *found)
{
  const BaseNode *next = node;

  if (strcmp (key, "*") == 0)
    {
      if (node->kind == BASE_NODE_MAP)
        add_elements (doc, node, found);
      return;
    }
  if (key[0] != '\0')
    next = node->kind == BASE_NODE_MAP ? base_doc_find (doc, node, key) : NULL;
  if (next == NULL)
    return;
  if (!is_list)
    g_ptr_array_add (found, (gpointer) next);
  else if (next->kind == BASE_NODE_LIST)
    add_elements (doc, next, found);
}

void
aws_path_find_all (const BaseDoc *doc,
                   const BaseNode *from,
                   const char *path,
                   GPtrArray *found)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new ();
  g_autoptr (GPtrArray) there = g_ptr_array_new ();

  g_ptr_array_add (here, (gpointer) from);
  while (path[0] != '\0' && here->len > 0)
    {
      char key[LONGEST_KEY];
      gboolean is_list;
      GPtrArray *swap = here;

      path = take_step (path, key, &is_list);
      g_ptr_array_set_size (there, 0);
      for (guint i = 0; i < here->len; i++)
        follow (doc, g_ptr_array_index (here, i), key, is_list, there);
      here = there;
      there = swap;
    }
  for (guint i = 0; i < here->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (here, i));
}

const BaseNode *
aws_path_find (const BaseDoc *doc, const BaseNode *from, const char *path)
{
  const BaseNode *node = from;

  while (path[0] != '\0' && node != NULL)
    {
      char key[LONGEST_KEY];
      gboolean is_list;

      path = take_step (path, key, &is_list);
      if (key[0] != '\0')
        node = node->kind == BASE_NODE_MAP ? base_doc_find (doc, node, key)
                                           : NULL;
      if (is_list && node != NULL)
        node = node->kind == BASE_NODE_LIST ? base_doc_first (doc, node) : NULL;
    }
  return node;
}

const char *
aws_node_text (const BaseNode *node)
{
  if (node == NULL
      || (node->kind != BASE_NODE_STRING && node->kind != BASE_NODE_NUMBER)
      || node->text[0] == '\0' || strcmp (node->text, "None") == 0)
    return NULL;
  return node->text;
}

const char *
aws_path_text (const BaseDoc *doc, const BaseNode *from, const char *path)
{
  return aws_node_text (aws_path_find (doc, from, path));
}

double
aws_path_number (const BaseDoc *doc, const BaseNode *from, const char *path)
{
  const char *text = aws_path_text (doc, from, path);
  double number;

  return text != NULL && base_parse_number (text, &number, NULL) ? number : NAN;
}

gint
aws_path_bool (const BaseDoc *doc, const BaseNode *from, const char *path)
{
  const BaseNode *node = aws_path_find (doc, from, path);

  if (node != NULL && node->kind == BASE_NODE_BOOL)
    return node->truth ? 1 : 0;
  if (node != NULL && node->kind == BASE_NODE_STRING)
    {
      if (g_ascii_strcasecmp (node->text, "true") == 0)
        return 1;
      if (g_ascii_strcasecmp (node->text, "false") == 0)
        return 0;
    }
  return -1;
}

/* "16:30:26", which may be missing; a zone is not looked at. */
static double
seconds_of_clock (const char *text)
{
  double seconds = 0;

  if (text[0] != 'T' && text[0] != ' ')
    return 0;
  text++;
  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
        return 0;
      seconds = seconds * 60 + (text[0] - '0') * 10 + (text[1] - '0');
      text += 2;
      if (i < 2 && *text++ != ':')
        return 0;
    }
  return seconds;
}

double
aws_node_seconds (const BaseNode *node)
{
  const char *text = aws_node_text (node);
  UitwegDay day;
  double number;

  if (text == NULL)
    return NAN;
  if (strlen (text) >= 10)
    {
      g_autofree char *date = g_strndup (text, 10);

      if (uitweg_day_parse (date, &day))
        return (double) day * SECONDS_PER_DAY + seconds_of_clock (text + 10);
    }
  if (!base_parse_number (text, &number, NULL) || number < 1e8 || number > 3e13)
    return NAN;
  /* Logs count in milliseconds. */
  return number > 3e10 ? number / 1000 : number;
}

UitwegDay
aws_path_day (const BaseDoc *doc, const BaseNode *from, const char *path)
{
  double seconds = aws_node_seconds (aws_path_find (doc, from, path));

  return isnan (seconds) ? UITWEG_DAY_UNKNOWN
                         : (UitwegDay) floor (seconds / SECONDS_PER_DAY);
}

gboolean
aws_has_keys (const BaseDoc *doc, const BaseNode *map, const char *keys)
{
  if (map->kind != BASE_NODE_MAP)
    return FALSE;
  while (keys[0] != '\0')
    {
      char key[LONGEST_KEY];
      gsize length = strcspn (keys, " ");
      gsize n = MIN (length, LONGEST_KEY - 1);

      memcpy (key, keys, n);
      key[n] = '\0';
      if (base_doc_find (doc, map, key) == NULL)
        return FALSE;
      keys += length;
      keys += strspn (keys, " ");
    }
  return TRUE;
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads YAML by libyaml into the same BaseDoc as JSON: catalogs and scenarios
 * come this way. Of YAML we take what a person writes by hand and nothing
 * that reads otherwise than it looks: no aliases, tags or merge keys, and
 * only true and false are truths.
 */
#include "config.h"

#include <string.h>
#include <yaml.h>

#include "base/doc-private.h"
#include "base/doc.h"

#define MAX_LENGTH ((gsize) 64 << 20)
#define MAX_DEPTH 64

typedef struct
{
  yaml_parser_t parser;
  const char *name;
  guint32 lines_before; /* of the file, above the data */
  const char *data;
  gsize length;
  BaseDoc *doc;
  gsize used;      /* of the arena */
  const char *key; /* of the next value, in a map */
  gboolean has_root;
  GError **error;
} Reader;

/* Returns FALSE, to be returned. */
static gboolean
fail (const Reader *reader,
      const yaml_mark_t *mark,
      const char *found,
      const char *expected)
{
  g_set_error (reader->error, BASE_DOC_ERROR, BASE_DOC_ERROR_SYNTAX,
               "%s:%u:%u: found %s, expected %s", reader->name,
               reader->lines_before + (guint32) mark->line + 1,
               (guint32) mark->column + 1, found, expected);
  return FALSE;
}

static gboolean
fail_too_large (const Reader *reader)
{
  g_set_error (reader->error, BASE_DOC_ERROR, BASE_DOC_ERROR_TOO_LARGE,
               "%s: found a document that is too large, expected at most %u"
               " MiB",
               reader->name, (guint) (MAX_LENGTH >> 20));
  return FALSE;
}

/* Where byte `offset` of the input stands; for bytes that libyaml could not
 * make characters of. */
static yaml_mark_t
find_offset (const Reader *reader, gsize offset)
{
  yaml_mark_t mark = { .index = offset };

  for (gsize i = 0; i < MIN (offset, reader->length); i++)
    {
      mark.column++;
      if (reader->data[i] == '\n')
        {
          mark.line++;
          mark.column = 0;
        }
    }
  return mark;
}

/* Words what libyaml says: its messages hold no text of the input. */
static gboolean
fail_by_libyaml (const Reader *reader)
{
  const yaml_parser_t *parser = &reader->parser;
  yaml_mark_t mark = parser->problem_mark;
  g_autofree char *found = NULL;

  if (parser->error == YAML_MEMORY_ERROR)
    return fail_too_large (reader);
  if (parser->error == YAML_READER_ERROR)
    {
      mark = find_offset (reader, parser->problem_offset);
      found = g_strdup_printf ("bytes that are no text (%s)", parser->problem);
      return fail (reader, &mark, found, "UTF-8 without control characters");
    }
  found = g_strdup_printf ("what is not YAML (%s)", parser->problem != NULL
                                                        ? parser->problem
                                                        : "no reason given");
  return fail (reader, &mark, found, "one YAML document");
}

/* Keeps a scalar in the arena. Its text is at most one and a half times as
 * long as in the file ("\P" is three bytes); the arena is twice as long. NULL
 * with an error set if it is not. */
static const char *
store (Reader *reader, const yaml_event_t *event, guint32 *length_out)
{
  const char *value = (const char *) event->data.scalar.value;
  gsize length = event->data.scalar.length;
  char *text = reader->doc->arena + reader->used;

  if (memchr (value, '\0', length) != NULL)
    {
      fail (reader, &event->start_mark, "an escaped NUL", "text without NUL");
      return NULL;
    }
  if (length + 1 > reader->doc->arena_size - BASE_DOC_SLACK - reader->used)
    {
      fail_too_large (reader);
      return NULL;
    }
  memcpy (text, value, length);
  text[length] = '\0';
  reader->used += length + 1;
  *length_out = (guint32) length;
  return text;
}

/* Whether values of the open map are due with a key of their own. */
static gboolean
wants_key (const Reader *reader)
{
  const BaseDoc *doc = reader->doc;

  return doc->depth > 0 && reader->key == NULL
         && doc->nodes[doc->frames[doc->depth - 1].node].kind == BASE_NODE_MAP;
}

/* Fails for what we do not take of YAML. */
static gboolean
check_plain (const Reader *reader,
             const yaml_event_t *event,
             const yaml_char_t *anchor,
             const yaml_char_t *tag)
{
  if (anchor != NULL)
    return fail (reader, &event->start_mark, "an anchor", "a plain value");
  if (tag != NULL)
    return fail (reader, &event->start_mark, "a tag", "a plain value");
  return TRUE;
}

static gboolean
read_key (Reader *reader, const yaml_event_t *event)
{
  const char *key;
  guint32 length;
  g_autofree char *found = NULL;

  key = store (reader, event, &length);
  if (key == NULL)
    return FALSE;
  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
      && strcmp (key, "<<") == 0)
    return fail (reader, &event->start_mark, "a merge key", "a plain key");
  if (!base_doc_key_is_new (reader->doc, key, length))
    {
      found = length <= 64 ? g_strdup_printf ("the key '%s' again", key)
                           : g_strdup ("a key again");
      return fail (reader, &event->start_mark, found, "each key once");
    }
  reader->key = key;
  return TRUE;
}

/* What a plain scalar means. */
static BaseNodeKind
get_plain_kind (const char *text, gsize length)
{
  if (length == 0 || strcmp (text, "~") == 0 || strcmp (text, "null") == 0)
    return BASE_NODE_NULL;
  if (strcmp (text, "true") == 0 || strcmp (text, "false") == 0)
    return BASE_NODE_BOOL;
  if (base_json_number_length (text, length) == length)
    return BASE_NODE_NUMBER;
  return BASE_NODE_STRING;
}

/* Adds a value at the place of `event`, under the key that was read. */
static BaseNode *
add_node (Reader *reader, const yaml_event_t *event, BaseNodeKind kind)
{
  guint32 index;

  index = base_doc_add (reader->doc, kind, reader->key,
                        reader->lines_before + (guint32) event->start_mark.line
                            + 1,
                        (guint32) event->start_mark.column + 1);
  reader->key = NULL;
  reader->has_root = TRUE;
  if (index == UITWEG_NONE)
    {
      fail_too_large (reader);
      return NULL;
    }
  return &reader->doc->nodes[index];
}

static gboolean
read_scalar (Reader *reader, const yaml_event_t *event)
{
  BaseNodeKind kind = BASE_NODE_STRING;
  guint32 length;
  const char *text;
  BaseNode *node;

  if (!check_plain (reader, event, event->data.scalar.anchor,
                    event->data.scalar.tag))
    return FALSE;
  if (wants_key (reader))
    return read_key (reader, event);

  text = store (reader, event, &length);
  if (text == NULL)
    return FALSE;
  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
    kind = get_plain_kind (text, length);
  node = add_node (reader, event, kind);
  if (node == NULL)
    return FALSE;
  if (kind == BASE_NODE_STRING || kind == BASE_NODE_NUMBER)
    {
      node->text = text;
      node->length = length;
    }
  node->truth = kind == BASE_NODE_BOOL && text[0] == 't';
  return TRUE;
}

static gboolean
read_opening (Reader *reader, const yaml_event_t *event, BaseNodeKind kind)
{
  if (wants_key (reader))
    return fail (reader, &event->start_mark,
                 kind == BASE_NODE_MAP ? "a map as key" : "a list as key",
                 "a plain key");
  if (reader->doc->depth == MAX_DEPTH)
    return fail (reader, &event->start_mark, "maps or lists nested too deep",
                 "at most 64 levels");
  if (add_node (reader, event, kind) == NULL)
    return FALSE;
  base_doc_open (reader->doc, reader->doc->n_nodes - 1);
  return TRUE;
}

static gboolean
read_closing (Reader *reader)
{
  guint32 repeat = UITWEG_NONE;
  const BaseNode *node;
  yaml_mark_t mark = { 0 };

  if (wants_key (reader))
    repeat = base_doc_find_repeat (reader->doc);
  if (repeat != UITWEG_NONE)
    {
      node = &reader->doc->nodes[repeat];
      mark.line = node->line - reader->lines_before - 1;
      mark.column = node->column - 1;
      return fail (reader, &mark, "a key again", "each key once");
    }
  reader->doc->depth--;
  return TRUE;
}

static gboolean
read_event (Reader *reader, const yaml_event_t *event)
{
  switch (event->type)
    {
    case YAML_DOCUMENT_START_EVENT:
      if (reader->has_root)
        return fail (reader, &event->start_mark, "a second document",
                     "one YAML document");
      return TRUE;
    case YAML_ALIAS_EVENT:
      return fail (reader, &event->start_mark, "an alias", "a plain value");
    case YAML_SCALAR_EVENT:
      return read_scalar (reader, event);
    case YAML_SEQUENCE_START_EVENT:
      return check_plain (reader, event, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag)
             && read_opening (reader, event, BASE_NODE_LIST);
    case YAML_MAPPING_START_EVENT:
      return check_plain (reader, event, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag)
             && read_opening (reader, event, BASE_NODE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return read_closing (reader);
    case YAML_STREAM_END_EVENT:
      if (!reader->has_root)
        return fail (reader, &event->start_mark, "the end of the input",
                     "one YAML document");
      return TRUE;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
read_stream (Reader *reader)
{
  gboolean ok = TRUE, is_end = FALSE;

  while (ok && !is_end)
    {
      yaml_event_t event;

      if (!yaml_parser_parse (&reader->parser, &event))
        return fail_by_libyaml (reader);
      is_end = event.type == YAML_STREAM_END_EVENT;
      ok = read_event (reader, &event);
      yaml_event_delete (&event);
    }
  return ok;
}

gboolean
base_yaml_parse (BaseDoc *doc,
                 const char *name,
                 const char *data,
                 gsize length,
                 GError **error)
{
  return base_yaml_parse_at (doc, name, 1, data, length, error);
}

gboolean
base_yaml_parse_at (BaseDoc *doc,
                    const char *name,
                    guint32 first_line,
                    const char *data,
                    gsize length,
                    GError **error)
{
  Reader reader = {
    .name = name != NULL ? name : "YAML",
    .lines_before = first_line - 1,
    .data = data,
    .length = length,
    .doc = doc,
    .error = error,
  };
  gboolean ok;

  /* libyaml does not take NULL, which is what an empty file may be. */
  if (length == 0)
    reader.data = "";
  if (length > MAX_LENGTH || !base_doc_start (doc, 2 * length + 1)
      || !yaml_parser_initialize (&reader.parser))
    {
      doc->n_nodes = 0;
      return fail_too_large (&reader);
    }
  /* Else libyaml would take UTF-16 by its byte order mark. */
  yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader.parser,
                                (const unsigned char *) reader.data, length);
  ok = read_stream (&reader);
  yaml_parser_delete (&reader.parser);
  if (!ok)
    {
      doc->n_nodes = 0;
      doc->depth = 0;
    }
  return ok;
}

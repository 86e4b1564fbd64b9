/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads JSON (RFC 8259) into a BaseDoc: each line of an estate passes here,
 * and whole documents such as a Terraform state. One pass from left to right,
 * eight bytes of a string at a time; the open lists and maps stand in the
 * doc, so depth costs no stack. Messages name kinds and places, never values,
 * because what is read may hold secrets.
 */
#include "config.h"

#include <string.h>

#include "base/doc-private.h"
#include "base/doc.h"

#define MAX_LENGTH ((gsize) 512 << 20)
#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)
#define A_VALUE "an object, a list, a string, a number, true, false or null"

typedef struct
{
  BaseDoc *doc;
  const char *name;
  const char *at; /* the next byte */
  const char *end;
  const char *line_start;
  guint32 line;
  guint max_depth;
  char *out;        /* where the next key or text is stored */
  const char *key;  /* of the next value, in a map */
  gboolean is_open; /* whether a list or map has just been opened */
  GError **error;
} Reader;

/* The column of `at`. A line is below MAX_LENGTH, so it fits. */
static inline guint32
column_of (const Reader *reader, const char *at)
{
  return (guint32) (at - reader->line_start) + 1;
}

/* Returns FALSE, to be returned. */
static G_GNUC_NO_INLINE gboolean
fail (Reader *reader, const char *at, const char *found, const char *expected)
{
  g_set_error (reader->error, BASE_DOC_ERROR, BASE_DOC_ERROR_SYNTAX,
               "%s:%u:%u: found %s, expected %s", reader->name, reader->line,
               column_of (reader, at), found, expected);
  return FALSE;
}

static gboolean
fail_too_large (Reader *reader)
{
  g_set_error (reader->error, BASE_DOC_ERROR, BASE_DOC_ERROR_TOO_LARGE,
               "%s:%u: found a document that is too large, expected at most"
               " %u MiB and %u million values",
               reader->name, reader->line, (guint) (MAX_LENGTH >> 20),
               BASE_DOC_MAX_NODES >> 20);
  return FALSE;
}

/* Fails at the byte `at`, which may be the end. */
static G_GNUC_NO_INLINE gboolean
fail_at_byte (Reader *reader, const char *at, const char *expected)
{
  g_autofree char *found = NULL;
  guchar byte;

  if (at >= reader->end)
    return fail (reader, at, "the end of the input", expected);

  byte = (guchar) *at;
  if (byte == '"')
    found = g_strdup ("a string");
  else if (byte == '{')
    found = g_strdup ("an object");
  else if (byte == '[')
    found = g_strdup ("a list");
  else if (g_ascii_isdigit (byte) || byte == '-')
    found = g_strdup ("a number");
  else if (g_ascii_isalpha (byte))
    found = g_strdup ("a word without quotes");
  else if (g_ascii_isgraph (byte))
    found = g_strdup_printf ("'%c'", byte);
  else if (byte == 0xef && reader->end - at >= 3
           && memcmp (at, "\xef\xbb\xbf", 3) == 0)
    found = g_strdup ("a byte order mark");
  else
    found = g_strdup_printf ("the byte 0x%02x", byte);
  return fail (reader, at, found, expected);
}

static inline void
skip_space (Reader *reader)
{
  const char *at = reader->at, *end = reader->end;

  while (at < end && (guchar) *at <= ' ')
    {
      if (*at == '\n')
        {
          reader->line++;
          reader->line_start = at + 1;
        }
      else if (*at != ' ' && *at != '\t' && *at != '\r')
        break;
      at++;
    }
  reader->at = at;
}

/* Has the high bit of each byte that a string may not simply copy: controls,
 * '"', '\' and what is not ASCII. Exact up to the lowest such byte. */
static inline guint64
find_special (guint64 word)
{
  guint64 quote = word ^ (ONES * '"'), slash = word ^ (ONES * '\\');

  return (((word - ONES * 0x20) & ~word) | ((quote - ONES) & ~quote)
          | ((slash - ONES) & ~slash) | word)
         & HIGHS;
}

gsize
base_utf8_length (const char *at, const char *end)
{
  const guchar *bytes = (const guchar *) at;
  gsize left = (gsize) (end - at), n;
  guchar low = 0x80, high = 0xbf;

  if (bytes[0] >= 0xc2 && bytes[0] <= 0xdf)
    n = 2;
  else if (bytes[0] >= 0xe0 && bytes[0] <= 0xef)
    n = 3;
  else if (bytes[0] >= 0xf0 && bytes[0] <= 0xf4)
    n = 4;
  else
    return 0;

  if (left < n)
    return 0;
  /* Neither longer than needed, nor a surrogate, nor above U+10FFFF. */
  if (bytes[0] == 0xe0)
    low = 0xa0;
  else if (bytes[0] == 0xed)
    high = 0x9f;
  else if (bytes[0] == 0xf0)
    low = 0x90;
  else if (bytes[0] == 0xf4)
    high = 0x8f;
  if (bytes[1] < low || bytes[1] > high)
    return 0;
  for (gsize i = 2; i < n; i++)
    if ((bytes[i] & 0xc0) != 0x80)
      return 0;
  return n;
}

/* The value of the four hexadecimal digits at `at`, or -1. */
static gint32
read_hex (const char *at, const char *end)
{
  gint32 value = 0;

  if (end - at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      gint digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Decodes \uXXXX at `at`, and its second half where it is a surrogate.
 * Returns its length in bytes, or 0 with an error set. */
static gsize
read_unicode_escape (Reader *reader, const char *at, gunichar *char_out)
{
  gint32 first = read_hex (at + 2, reader->end), second;

  if (first < 0)
    {
      fail (reader, at, "a bad \\u escape", "four hexadecimal digits");
      return 0;
    }
  if (first == 0)
    {
      fail (reader, at, "an escaped NUL", "text without NUL");
      return 0;
    }
  if (first < 0xd800 || first > 0xdfff)
    {
      *char_out = (gunichar) first;
      return 6;
    }
  if (first <= 0xdbff && reader->end - at >= 12 && at[6] == '\\'
      && at[7] == 'u')
    {
      second = read_hex (at + 8, reader->end);
      if (second >= 0xdc00 && second <= 0xdfff)
        {
          *char_out = 0x10000 + (((gunichar) first & 0x3ff) << 10)
                      + ((gunichar) second & 0x3ff);
          return 12;
        }
    }
  fail (reader, at, "half a surrogate pair", "a whole pair");
  return 0;
}

/* Copies what the backslash at reader->at stands for. Returns the new end of
 * the text, or NULL with an error set. */
static char *
read_escape (Reader *reader, char *out)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *at = reader->at, *name = NULL;
  gunichar unicode;
  gsize length;

  if (reader->end - at >= 2 && at[1] != '\0')
    name = strchr (names, at[1]);
  if (name != NULL)
    {
      *out = values[name - names];
      reader->at += 2;
      return out + 1;
    }
  if (reader->end - at < 2 || at[1] != 'u')
    {
      fail (reader, at, "an unknown escape",
            "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
      return NULL;
    }
  length = read_unicode_escape (reader, at, &unicode);
  if (length == 0)
    return NULL;
  reader->at += length;
  return out + g_unichar_to_utf8 (unicode, out);
}

/* Copies the special byte or bytes at reader->at, which are not the closing
 * quote. Returns the new end of the text, or NULL with an error set. */
static G_GNUC_NO_INLINE char *
read_special (Reader *reader, char *out)
{
  const char *at = reader->at;
  g_autofree char *found = NULL;
  gsize length;

  if (at == reader->end)
    {
      fail (reader, at, "the end of the input", "a closing '\"'");
      return NULL;
    }
  if (*at == '\\')
    return read_escape (reader, out);
  if ((guchar) *at < 0x20)
    {
      found = g_strdup_printf ("the control character 0x%02x", (guchar) *at);
      fail (reader, at, found, "an escape in its place or a closing '\"'");
      return NULL;
    }
  length = base_utf8_length (at, reader->end);
  if (length == 0)
    {
      found = g_strdup_printf ("the byte 0x%02x", (guchar) *at);
      fail (reader, at, found, "UTF-8");
      return NULL;
    }
  memcpy (out, at, length);
  reader->at += length;
  return out + length;
}

/* Reads the string whose opening quote is at reader->at. A string with its
 * quotes is longer than its text with a NUL, so that the arena, which is as
 * long as the input, always has room. Returns NULL with an error set. */
static inline const char *
read_string (Reader *reader, guint32 *length_out)
{
  const char *at = reader->at + 1, *end = reader->end;
  char *const text = reader->out;
  char *out = text;

  for (;;)
    {
      guint64 special = 0, word;

      while (end - at >= 8)
        {
          memcpy (&word, at, sizeof word);
          memcpy (out, &word, sizeof word);
          special = find_special (GUINT64_FROM_LE (word));
          if (special != 0)
            break;
          at += 8;
          out += 8;
        }
      if (special != 0)
        {
          at += __builtin_ctzll (special) / 8;
          out += __builtin_ctzll (special) / 8;
        }
      else
        while (at < end && (guchar) *at >= 0x20 && (guchar) *at < 0x80
               && *at != '"' && *at != '\\')
          *out++ = *at++;

      if (at < end && *at == '"')
        break;
      reader->at = at;
      out = read_special (reader, out);
      if (out == NULL)
        return NULL;
      at = reader->at;
    }

  *out = '\0';
  *length_out = (guint32) (out - text);
  reader->at = at + 1;
  reader->out = out + 1;
  return text;
}

gsize
base_json_number_length (const char *text, gsize length)
{
  const char *at = text, *end = text + length, *digits;

  if (at < end && *at == '-')
    at++;
  digits = at;
  while (at < end && g_ascii_isdigit (*at))
    at++;
  if (at == digits)
    return 0;
  if (*digits == '0')
    at = digits + 1;
  if (end - at >= 2 && at[0] == '.' && g_ascii_isdigit (at[1]))
    for (at += 2; at < end && g_ascii_isdigit (*at);)
      at++;
  if (end - at >= 2 && (*at == 'e' || *at == 'E'))
    {
      const char *exponent = at + 1;

      if (end - exponent >= 2 && (*exponent == '+' || *exponent == '-'))
        exponent++;
      if (!g_ascii_isdigit (*exponent))
        return (gsize) (at - text);
      for (at = exponent; at < end && g_ascii_isdigit (*at);)
        at++;
    }
  return (gsize) (at - text);
}

static gboolean
read_number (Reader *reader)
{
  gsize length = base_json_number_length (reader->at,
                                          (gsize) (reader->end - reader->at));
  guint32 index;

  if (length == 0)
    return fail (reader, reader->at, "a lone '-'", "a number");
  index = base_doc_add (reader->doc, BASE_NODE_NUMBER, reader->key,
                        reader->line, column_of (reader, reader->at));
  if (index == UITWEG_NONE)
    return fail_too_large (reader);

  memcpy (reader->out, reader->at, length);
  reader->out[length] = '\0';
  reader->doc->nodes[index].text = reader->out;
  reader->doc->nodes[index].length = (guint32) length;
  reader->out += length + 1;
  reader->at += length;
  return TRUE;
}

static gboolean
read_word (Reader *reader)
{
  static const struct
  {
    const char *word;
    gsize length;
    BaseNodeKind kind;
    guint8 truth;
  } words[] = {
    { "null", 4, BASE_NODE_NULL, 0 },
    { "true", 4, BASE_NODE_BOOL, 1 },
    { "false", 5, BASE_NODE_BOOL, 0 },
  };
  gsize left = (gsize) (reader->end - reader->at);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (left >= words[i].length
        && memcmp (reader->at, words[i].word, words[i].length) == 0)
      {
        guint32 index = base_doc_add (reader->doc, words[i].kind, reader->key,
                                      reader->line,
                                      column_of (reader, reader->at));

        if (index == UITWEG_NONE)
          return fail_too_large (reader);
        reader->doc->nodes[index].truth = words[i].truth;
        reader->at += words[i].length;
        return TRUE;
      }
  return fail_at_byte (reader, reader->at, A_VALUE);
}

static gboolean
read_opening (Reader *reader)
{
  BaseDoc *doc = reader->doc;
  gboolean is_map = *reader->at == '{';
  guint32 index;

  if (doc->depth == reader->max_depth)
    {
      g_autofree char *expected = g_strdup_printf ("at most %u levels",
                                                   reader->max_depth);

      return fail (reader, reader->at, "objects or lists nested too deep",
                   expected);
    }
  index = base_doc_add (doc, is_map ? BASE_NODE_MAP : BASE_NODE_LIST,
                        reader->key, reader->line,
                        column_of (reader, reader->at));
  if (index == UITWEG_NONE)
    return fail_too_large (reader);
  base_doc_open (doc, index);
  reader->is_open = TRUE;
  reader->key = NULL;
  reader->at++;
  return TRUE;
}

/* Reads a scalar, or opens a list or map. */
static inline gboolean
read_value (Reader *reader)
{
  guint32 index, column;
  const char *text;

  skip_space (reader);
  if (reader->at == reader->end)
    return fail_at_byte (reader, reader->at, A_VALUE);

  switch (*reader->at)
    {
    case '{':
    case '[':
      return read_opening (reader);
    case '"':
      column = column_of (reader, reader->at);
      index = base_doc_add (reader->doc, BASE_NODE_STRING, reader->key,
                            reader->line, column);
      if (index == UITWEG_NONE)
        return fail_too_large (reader);
      text = read_string (reader, &reader->doc->nodes[index].length);
      reader->doc->nodes[index].text = text;
      return text != NULL;
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return read_number (reader);
    default:
      return read_word (reader);
    }
}

/* Names a repeated key if it is short: a long one may hold anything. */
static gboolean
fail_repeated (Reader *reader, const char *at, const char *key)
{
  g_autofree char *found = strlen (key) <= 64
                               ? g_strdup_printf ("the key '%s' again", key)
                               : g_strdup ("a key again");

  return fail (reader, at, found, "each key once");
}

/* Reads the key of the next value, up to and with the colon. */
static inline gboolean
read_key (Reader *reader)
{
  const char *start = reader->at;
  guint32 length;

  if (start == reader->end || *start != '"')
    return fail_at_byte (reader, start, "a key in quotes");
  reader->key = read_string (reader, &length);
  if (reader->key == NULL)
    return FALSE;
  if (!base_doc_key_is_new (reader->doc, reader->key, length))
    return fail_repeated (reader, start, reader->key);

  skip_space (reader);
  if (reader->at == reader->end || *reader->at != ':')
    return fail_at_byte (reader, reader->at, "':' after the key");
  reader->at++;
  return TRUE;
}

/* Closes the list or map on top. */
static gboolean
read_closing (Reader *reader)
{
  BaseDoc *doc = reader->doc;
  guint32 repeat = UITWEG_NONE;

  if (*reader->at == '}')
    repeat = base_doc_find_repeat (doc);
  if (repeat != UITWEG_NONE)
    {
      const BaseNode *node = &doc->nodes[repeat];

      reader->line = node->line;
      reader->line_start = reader->at - (node->column - 1);
      return fail_repeated (reader, reader->at, node->key);
    }
  doc->depth--;
  reader->at++;
  reader->is_open = FALSE;
  reader->key = NULL;
  return TRUE;
}

/* Goes from the end of one value (or an opening) to where the next one is
 * due, or out of the root. */
static inline gboolean
read_between (Reader *reader)
{
  BaseDoc *doc = reader->doc;

  while (doc->depth > 0)
    {
      const BaseDocFrame *frame = &doc->frames[doc->depth - 1];
      gboolean is_map = doc->nodes[frame->node].kind == BASE_NODE_MAP;
      char closing = is_map ? '}' : ']';

      skip_space (reader);
      if (reader->at < reader->end && *reader->at == closing)
        {
          if (!read_closing (reader))
            return FALSE;
          continue;
        }
      if (!reader->is_open)
        {
          if (reader->at == reader->end || *reader->at != ',')
            return fail_at_byte (reader, reader->at,
                                 is_map ? "',' or '}'" : "',' or ']'");
          reader->at++;
          skip_space (reader);
        }
      reader->is_open = FALSE;
      return is_map ? read_key (reader) : TRUE;
    }
  return TRUE;
}

static gboolean
read_document (Reader *reader)
{
  do
    {
      if (!read_value (reader) || !read_between (reader))
        return FALSE;
    }
  while (reader->doc->depth > 0);

  skip_space (reader);
  if (reader->at < reader->end)
    return fail_at_byte (reader, reader->at, "nothing after the value");
  return TRUE;
}

gboolean
base_json_parse (BaseDoc *doc,
                 const char *name,
                 guint32 first_line,
                 const char *data,
                 gsize length,
                 guint max_depth,
                 GError **error)
{
  Reader reader = {
    .doc = doc,
    .name = name != NULL ? name : "JSON",
    .at = data,
    .line_start = data,
    .line = first_line,
    .max_depth = MIN (max_depth, BASE_DOC_MAX_DEPTH),
    .error = error,
  };

  /* An empty input may be NULL, which has no end to point to. */
  if (length == 0)
    reader.at = reader.line_start = data = "";
  /* As long as the input: see read_string(). A number has one byte less than
   * its text with a NUL, but also a delimiter or the end behind it. */
  if (length > MAX_LENGTH || !base_doc_start (doc, length + 1))
    {
      doc->n_nodes = 0;
      return fail_too_large (&reader);
    }
  reader.end = data + length;
  reader.out = doc->arena;
  if (first_line == 1 && length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    reader.at = reader.line_start = data + 3;

  if (!read_document (&reader))
    {
      doc->n_nodes = 0;
      doc->depth = 0;
      return FALSE;
    }
  return TRUE;
}

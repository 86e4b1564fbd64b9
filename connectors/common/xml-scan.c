/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between the members of a workbook and its rows (book-xlsx.c, book-rows.c).
 * A sheet of 100,000 rows is hundreds of megabytes of short tags; cutting
 * them here costs a tenth of a general reader. What is not needed is not
 * judged: nesting, names and namespaces are taken as they come.
 */
#include "config.h"

#include "connectors/common/xml-scan.h"

#include <string.h>

#include "base/problems.h"

/* The longest tag or text. A cell holds at most 32,767 characters. */
#define LONGEST_TOKEN ((gsize) 1 << 20)

struct _ConnectorsXmlScan
{
  BaseSource *source;
  char *name; /* of the tag */
  gsize name_length;
  char *attributes; /* of the tag: what stands behind its name */
  gsize attributes_length;
  gboolean is_empty;
  gboolean is_literal; /* of a text: CDATA, without references */
  ConnectorsXmlPiece text;
  char *base;   /* the window of the source */
  char *cursor; /* the token in it */
  char *limit;
  gsize to_skip; /* the token's bytes */
};

ConnectorsXmlScan *
connectors_xml_scan_new (BaseSource *source)
{
  ConnectorsXmlScan *scan = g_new0 (ConnectorsXmlScan, 1);

  scan->source = source;
  return scan;
}

void
connectors_xml_scan_free (ConnectorsXmlScan *scan)
{
  if (scan == NULL)
    return;
  base_source_free (scan->source);
  g_free (scan);
}

static ConnectorsXmlToken
fail (const ConnectorsXmlScan *scan,
      const char *found,
      const char *expected,
      GError **error)
{
  g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
               "%s: found %s, expected %s", base_source_get_name (scan->source),
               found, expected);
  return CONNECTORS_XML_ERROR;
}

/* Brings more into the window. FALSE at the end, or with an error. */
static gboolean
get_more (ConnectorsXmlScan *scan, char **text, gsize *n, GError **error)
{
  gboolean more;

  if (*n > LONGEST_TOKEN)
    {
      fail (scan, "a tag or text of more than 1 MiB", "a shorter one", error);
      return FALSE;
    }
  base_source_skip (scan->source, (gsize) (scan->cursor - scan->base));
  more = base_source_more (scan->source, error);
  /* The window may have moved, also at the end. */
  scan->base = scan->cursor = *text = base_source_peek (scan->source, n);
  scan->limit = scan->base + *n;
  return more;
}

/* How many bytes up to and with `end`, or 0 if it is not there. */
static gsize
find_end (const char *text, gsize from, gsize n, const char *end)
{
  gsize length = strlen (end);

  for (gsize i = from; i + length <= n; i++)
    {
      const char *at = memchr (text + i, end[0], n - length + 1 - i);

      if (at == NULL)
        return 0;
      i = (gsize) (at - text);
      if (memcmp (at, end, length) == 0)
        return i + length;
    }
  return 0;
}

/* The same for the > of a tag, which may stand in the values too. */
static gsize
find_tag_end (const char *text, gsize n)
{
  char quote = '\0';

  for (gsize i = 1; i < n; i++)
    if (quote != '\0')
      {
        if (text[i] == quote)
          quote = '\0';
      }
    else if (text[i] == '>')
      return i + 1;
    else if (text[i] == '"' || text[i] == '\'')
      quote = text[i];
  return 0;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Keeps name and attributes of the `n` bytes of a tag. */
static ConnectorsXmlToken
take_tag (ConnectorsXmlScan *scan, char *text, gsize n)
{
  gboolean is_close = text[1] == '/';
  gsize at = is_close ? 2 : 1;
  gsize end = n - 1;

  scan->is_empty = !is_close && end > at && text[end - 1] == '/';
  if (scan->is_empty)
    end--;
  scan->name = text + at;
  for (; at < end && !is_space (text[at]); at++)
    if (text[at] == ':')
      scan->name = text + at + 1;
  scan->name_length = (gsize) (text + at - scan->name);
  scan->attributes = text + at;
  scan->attributes_length = end - at;
  scan->to_skip = n;
  return is_close ? CONNECTORS_XML_CLOSE : CONNECTORS_XML_OPEN;
}

/* Behind <! or <?: what is not a tag. *kind_out is TEXT for CDATA, END for
 * what is to be skipped. */
static ConnectorsXmlToken
take_other (ConnectorsXmlScan *scan, char *text, gsize n, GError **error)
{
  static const struct
  {
    const char *start;
    const char *end;
  } kinds[] = { { "<?", "?>" }, { "<!--", "-->" }, { "<![CDATA[", "]]>" } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i].start);
      gsize size = 0;

      if (n < length || memcmp (text, kinds[i].start, length) != 0)
        continue;
      while ((size = find_end (text, length, n, kinds[i].end)) == 0)
        {
          GError *failed = NULL;

          if (get_more (scan, &text, &n, &failed))
            continue;
          if (failed == NULL)
            return fail (scan, "the end inside a tag", kinds[i].end, error);
          g_propagate_error (error, failed);
          return CONNECTORS_XML_ERROR;
        }
      scan->to_skip = size;
      scan->text.text = text + length;
      scan->text.length = size - length - strlen (kinds[i].end);
      scan->is_literal = TRUE;
      return i == 2 ? CONNECTORS_XML_TEXT : CONNECTORS_XML_END;
    }
  return fail (scan, "a document type", "a document without", error);
}

/* A tag, whose < stands at the start of the window. */
static ConnectorsXmlToken
read_markup (ConnectorsXmlScan *scan, char *text, gsize n, GError **error)
{
  GError *failed = NULL;
  gsize size;

  /* As much as the longest start of what is no tag. */
  while (n < strlen ("<![CDATA["))
    if (!get_more (scan, &text, &n, &failed))
      break;
  if (failed == NULL && n > 1 && (text[1] == '!' || text[1] == '?'))
    return take_other (scan, text, n, error);
  while (failed == NULL && (size = find_tag_end (text, n)) == 0)
    if (!get_more (scan, &text, &n, &failed))
      {
        if (failed == NULL)
          return fail (scan, "the end inside a tag", "'>'", error);
        break;
      }
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return CONNECTORS_XML_ERROR;
    }
  return take_tag (scan, text, size);
}

ConnectorsXmlToken
connectors_xml_scan_next (ConnectorsXmlScan *scan, GError **error)
{
  for (;;)
    {
      GError *failed = NULL;
      ConnectorsXmlToken token;
      const char *end;
      gsize n;
      char *text;

      /* Before the first byte there is no cursor to move. */
      if (scan->to_skip > 0)
        scan->cursor += scan->to_skip;
      scan->to_skip = 0;
      text = scan->cursor;
      n = (gsize) (scan->limit - text);
      if (n > 0 && text[0] == '<')
        {
          token = read_markup (scan, text, n, error);
          if (token != CONNECTORS_XML_END)
            return token;
          continue;
        }
      while ((end = n > 0 ? memchr (text, '<', n) : NULL) == NULL)
        if (!get_more (scan, &text, &n, &failed))
          break;
      if (failed != NULL)
        {
          g_propagate_error (error, failed);
          return CONNECTORS_XML_ERROR;
        }
      if (n == 0)
        return CONNECTORS_XML_END;
      scan->to_skip = end != NULL ? (gsize) (end - text) : n;
      if (scan->to_skip == 0)
        continue;
      scan->text = (ConnectorsXmlPiece){ text, scan->to_skip };
      scan->is_literal = FALSE;
      return CONNECTORS_XML_TEXT;
    }
}

gboolean
connectors_xml_scan_take_value (ConnectorsXmlScan *scan,
                                ConnectorsXmlPiece *value_out)
{
  static const char start[] = "<v>";
  static const char end[] = "</v></c>";
  char *text = scan->cursor + scan->to_skip;
  gsize n = (gsize) (scan->limit - text);
  char *stop;

  if (n < strlen (start) || memcmp (text, start, strlen (start)) != 0)
    return FALSE;
  text += strlen (start);
  n -= strlen (start);
  stop = memchr (text, '<', n);
  if (stop == NULL || (gsize) (scan->limit - stop) < strlen (end)
      || memcmp (stop, end, strlen (end)) != 0)
    return FALSE;
  value_out->text = text;
  value_out->length = connectors_xml_decode (text, (gsize) (stop - text));
  scan->to_skip += strlen (start) + (gsize) (stop - text) + strlen (end);
  return TRUE;
}

/* Attributes as spreadsheets write them: ` r="A1" s="1"`. FALSE for others. */
static gboolean
take_plain_letters (const ConnectorsXmlScan *scan,
                    const char *letters,
                    ConnectorsXmlPiece *values_out)
{
  char *at = scan->attributes;
  char *end = at + scan->attributes_length;

  while (at < end)
    {
      const char *letter;
      char *stop;

      if (end - at < 5 || at[0] != ' ' || at[2] != '=' || at[3] != '"')
        return FALSE;
      stop = memchr (at + 4, '"', (gsize) (end - at - 4));
      if (stop == NULL)
        return FALSE;
      letter = strchr (letters, at[1]);
      if (letter != NULL && at[1] != '\0')
        values_out[letter - letters] = (ConnectorsXmlPiece){
          at + 4, (gsize) (stop - at - 4)
        };
      at = stop + 1;
    }
  return TRUE;
}

void
connectors_xml_scan_letters (const ConnectorsXmlScan *scan,
                             const char *letters,
                             ConnectorsXmlPiece *values_out)
{
  const ConnectorsXmlPiece none = { NULL, 0 };

  for (gsize i = 0; letters[i] != '\0'; i++)
    values_out[i] = none;
  if (take_plain_letters (scan, letters, values_out))
    return;
  for (gsize i = 0; letters[i] != '\0'; i++)
    {
      const char name[2] = { letters[i], '\0' };

      if (!connectors_xml_scan_attribute (scan, name, &values_out[i]))
        values_out[i] = none;
    }
}

gboolean
connectors_xml_scan_is (const ConnectorsXmlScan *scan, const char *name)
{
  gsize length = strlen (name);

  return scan->name_length == length && memcmp (scan->name, name, length) == 0;
}

gboolean
connectors_xml_scan_is_empty (const ConnectorsXmlScan *scan)
{
  return scan->is_empty;
}

char
connectors_xml_scan_get_initial (const ConnectorsXmlScan *scan,
                                 gsize *length_out)
{
  *length_out = scan->name_length;
  return scan->name_length > 0 ? scan->name[0] : '\0';
}

gboolean
connectors_xml_scan_attribute (const ConnectorsXmlScan *scan,
                               const char *name,
                               ConnectorsXmlPiece *value_out)
{
  gsize wanted = strlen (name);
  char *at = scan->attributes;
  char *end = at + scan->attributes_length;

  while (at < end)
    {
      char *start;
      char *stop;
      char *value;

      while (at < end && is_space (*at))
        at++;
      for (start = at; at < end && *at != '=' && !is_space (*at); at++)
        if (*at == ':')
          start = at + 1;
      stop = at;
      while (at < end && *at != '"' && *at != '\'')
        at++;
      if (at == end)
        return FALSE;
      value = at + 1;
      at = memchr (value, *at, (gsize) (end - value));
      if (at == NULL)
        return FALSE;
      if ((gsize) (stop - start) == wanted && memcmp (start, name, wanted) == 0)
        {
          *value_out = (ConnectorsXmlPiece){ value, (gsize) (at - value) };
          return TRUE;
        }
      at++;
    }
  return FALSE;
}

char *
connectors_xml_scan_dup_attribute (const ConnectorsXmlScan *scan,
                                   const char *name)
{
  ConnectorsXmlPiece piece;
  char *text;

  if (!connectors_xml_scan_attribute (scan, name, &piece))
    return NULL;
  text = g_strndup (piece.text, piece.length);
  text[connectors_xml_decode (text, strlen (text))] = '\0';
  return text;
}

/* The character that &NAME; stands for, 0 if none; `name` is without both. */
static gunichar
find_reference (const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    char c;
  } named[] = { { "lt", '<' },
                { "gt", '>' },
                { "amp", '&' },
                { "quot", '"' },
                { "apos", '\'' } };
  gboolean is_hex = length > 1 && name[1] == 'x';
  guint64 code = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (strlen (named[i].name) == length
        && memcmp (name, named[i].name, length) == 0)
      return (guchar) named[i].c;
  if (length < 2 || name[0] != '#')
    return 0;
  for (gsize i = is_hex ? 2 : 1; i < length && code < 0x110000; i++)
    {
      gint digit = is_hex ? g_ascii_xdigit_value (name[i])
                          : g_ascii_digit_value (name[i]);

      if (digit < 0)
        return 0;
      code = code * (is_hex ? 16 : 10) + (guint64) digit;
    }
  return g_unichar_validate ((gunichar) MIN (code, 0x110000)) ? (gunichar) code
                                                              : 0;
}

/* Bytes that are no UTF-8 become question marks: they cost a character, not
 * the sheet. */
static void
mend (char *text, gsize length)
{
  const char *bad = NULL;

  while (!g_utf8_validate_len (text, length, &bad))
    {
      gsize at = (gsize) (bad - text);

      text[at] = '?';
      text += at + 1;
      length -= at + 1;
    }
}

static gsize
decode_references (char *text, gsize length)
{
  char *first = memchr (text, '&', length);
  char *out = first;
  const char *in = first;
  const char *end = text + length;

  if (first == NULL)
    return length;
  while (in < end)
    {
      const char *stop = *in == '&'
                             ? memchr (in, ';', MIN ((gsize) (end - in), 12))
                             : NULL;
      gunichar c = stop != NULL
                       ? find_reference (in + 1, (gsize) (stop - in - 1))
                       : 0;

      if (c != 0)
        {
          /* No reference is shorter than what it stands for. */
          out += g_unichar_to_utf8 (c, out);
          in = stop + 1;
        }
      else
        *out++ = *in++;
    }
  return (gsize) (out - text);
}

gsize
connectors_xml_decode (char *text, gsize length)
{
  gsize decoded = decode_references (text, length);

  mend (text, decoded);
  return decoded;
}

ConnectorsXmlPiece
connectors_xml_scan_get_text (ConnectorsXmlScan *scan)
{
  if (!scan->is_literal)
    {
      scan->text.length = connectors_xml_decode (scan->text.text,
                                                 scan->text.length);
      scan->is_literal = TRUE;
    }
  return scan->text;
}

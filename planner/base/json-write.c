/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes JSON: estates through table-write.c, and the files of all later
 * stages (assessment, plan, report) through the calls here.
 */
#include "config.h"

#include "base/json-write.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/doc-private.h"
#include "base/number.h"

/* Appends the escape of a byte that cannot stand in a string. */
static void
append_escape (GString *out, guchar byte)
{
  static const char hex[] = "0123456789abcdef";
  static const char bytes[] = "\"\\\b\f\n\r\t";
  static const char names[] = "\"\\bfnrt";
  const char *found = byte != 0 ? strchr (bytes, byte) : NULL;

  g_string_append_c (out, '\\');
  if (found != NULL)
    {
      g_string_append_c (out, names[found - bytes]);
      return;
    }
  g_string_append (out, "u00");
  g_string_append_c (out, hex[byte >> 4]);
  g_string_append_c (out, hex[byte & 15]);
}

/* Whether a byte stands in a string as it is, whatever is beside it. */
static inline gboolean
is_plain (char byte)
{
  return (guchar) byte >= 0x20 && (guchar) byte < 0x7f && byte != '"'
         && byte != '\\';
}

void
base_json_append_string (GString *out, const char *text)
{
  const char *end = text + strlen (text), *start = text, *at = text;

  g_string_append_c (out, '"');
  while (at < end)
    {
      guchar byte;
      gsize n;

      while (is_plain (*at))
        at++;
      if (at == end)
        break;
      byte = (guchar) *at;
      n = byte < 0x80 ? 1 : base_utf8_length (at, end);
      if (n > 0 && byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
        {
          at += n;
          continue;
        }
      g_string_append_len (out, start, at - start);
      if (n > 0)
        append_escape (out, byte);
      else
        g_string_append (out, "\xef\xbf\xbd");
      at++;
      start = at;
    }
  g_string_append_len (out, start, at - start);
  g_string_append_c (out, '"');
}

void
base_json_writer_init (BaseJsonWriter *writer, GString *out, gboolean pretty)
{
  *writer = (BaseJsonWriter){ .out = out, .pretty = pretty };
}

static void
start_line (BaseJsonWriter *writer)
{
  if (!writer->pretty || writer->depth == 0)
    return;

  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

/* Writes what must stand before a key or a value. */
static void
start_value (BaseJsonWriter *writer)
{
  if (!writer->after_key)
    {
      if (writer->needs_comma)
        g_string_append_c (writer->out, ',');
      start_line (writer);
    }
  writer->after_key = FALSE;
  writer->needs_comma = TRUE;
}

static void
begin (BaseJsonWriter *writer, char opening)
{
  start_value (writer);
  g_string_append_c (writer->out, opening);
  writer->depth++;
  writer->needs_comma = FALSE;
}

static void
end (BaseJsonWriter *writer, char closing)
{
  g_return_if_fail (writer->depth > 0 && !writer->after_key);

  writer->depth--;
  if (writer->needs_comma && writer->depth > 0)
    start_line (writer);
  else if (writer->needs_comma && writer->pretty)
    g_string_append_c (writer->out, '\n');
  g_string_append_c (writer->out, closing);
  writer->needs_comma = TRUE;
}

void
base_json_begin_object (BaseJsonWriter *writer)
{
  begin (writer, '{');
}

void
base_json_end_object (BaseJsonWriter *writer)
{
  end (writer, '}');
}

void
base_json_begin_list (BaseJsonWriter *writer)
{
  begin (writer, '[');
}

void
base_json_end_list (BaseJsonWriter *writer)
{
  end (writer, ']');
}

void
base_json_key (BaseJsonWriter *writer, const char *key)
{
  start_value (writer);
  base_json_append_string (writer->out, key);
  g_string_append (writer->out, writer->pretty ? ": " : ":");
  writer->after_key = TRUE;
}

void
base_json_raw (BaseJsonWriter *writer, const char *json)
{
  start_value (writer);
  g_string_append (writer->out, json);
}

void
base_json_null (BaseJsonWriter *writer)
{
  base_json_raw (writer, "null");
}

void
base_json_bool (BaseJsonWriter *writer, gint truth)
{
  base_json_raw (writer, truth < 0 ? "null" : truth != 0 ? "true" : "false");
}

void
base_json_string (BaseJsonWriter *writer, const char *text)
{
  if (text == NULL)
    {
      base_json_null (writer);
      return;
    }
  start_value (writer);
  base_json_append_string (writer->out, text);
}

void
base_json_int (BaseJsonWriter *writer, gint64 value)
{
  char digits[24];

  if (value == UITWEG_UNKNOWN)
    {
      base_json_null (writer);
      return;
    }
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  base_json_raw (writer, digits);
}

void
base_json_number (BaseJsonWriter *writer, double value)
{
  if (!isfinite (value))
    {
      base_json_null (writer);
      return;
    }
  start_value (writer);
  base_append_number (writer->out, value);
}

void
base_json_size (BaseJsonWriter *writer, gint64 bytes)
{
  if (bytes == UITWEG_UNKNOWN)
    {
      base_json_null (writer);
      return;
    }
  start_value (writer);
  base_append_gib (writer->out, bytes);
}

void
base_json_money (BaseJsonWriter *writer, UitwegMoney money)
{
  g_autofree char *text = NULL;

  if (money != UITWEG_UNKNOWN)
    text = uitweg_money_format (money);
  base_json_string (writer, text);
}

void
base_json_day (BaseJsonWriter *writer, UitwegDay day)
{
  g_autofree char *text = NULL;

  if (day != UITWEG_DAY_UNKNOWN)
    text = uitweg_day_format (day);
  base_json_string (writer, text);
}

void
base_json_add_bool (BaseJsonWriter *writer, const char *key, gint truth)
{
  base_json_key (writer, key);
  base_json_bool (writer, truth);
}

void
base_json_add_string (BaseJsonWriter *writer, const char *key, const char *text)
{
  base_json_key (writer, key);
  base_json_string (writer, text);
}

void
base_json_add_int (BaseJsonWriter *writer, const char *key, gint64 value)
{
  base_json_key (writer, key);
  base_json_int (writer, value);
}

void
base_json_add_number (BaseJsonWriter *writer, const char *key, double value)
{
  base_json_key (writer, key);
  base_json_number (writer, value);
}

void
base_json_add_size (BaseJsonWriter *writer, const char *key, gint64 bytes)
{
  base_json_key (writer, key);
  base_json_size (writer, bytes);
}

void
base_json_add_money (BaseJsonWriter *writer, const char *key, UitwegMoney money)
{
  base_json_key (writer, key);
  base_json_money (writer, money);
}

void
base_json_add_day (BaseJsonWriter *writer, const char *key, UitwegDay day)
{
  base_json_key (writer, key);
  base_json_day (writer, day);
}

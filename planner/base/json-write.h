/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes JSON into a GString, value by value. The same calls give the same
 * bytes; what is unknown is written as null.
 */
#ifndef BASE_JSON_WRITE_H
#define BASE_JSON_WRITE_H

#include <uitweg/types.h>

/* Made on the stack by base_json_writer_init(); nothing to free. */
typedef struct
{
  GString *out;         /* borrowed */
  gboolean pretty;      /* a value a line, two blanks a level */
  guint depth;          /* open objects and lists */
  gboolean needs_comma; /* something stands before in the open one */
  gboolean after_key;   /* the value belongs on the line of its key */
} BaseJsonWriter;

void
base_json_writer_init (BaseJsonWriter *writer, GString *out, gboolean pretty);

void base_json_begin_object (BaseJsonWriter *writer);
void base_json_end_object (BaseJsonWriter *writer);
void base_json_begin_list (BaseJsonWriter *writer);
void base_json_end_list (BaseJsonWriter *writer);

/* In an object, before each value. */
void base_json_key (BaseJsonWriter *writer, const char *key);

void base_json_null (BaseJsonWriter *writer);
/* TRUE, FALSE; -1 is null */
void base_json_bool (BaseJsonWriter *writer, gint truth);
/* NULL is null */
void base_json_string (BaseJsonWriter *writer, const char *text);
/* UITWEG_UNKNOWN is null */
void base_json_int (BaseJsonWriter *writer, gint64 value);
/* NAN and infinities are null */
void base_json_number (BaseJsonWriter *writer, double value);
/* bytes, written as decimal GiB; UITWEG_UNKNOWN is null */
void base_json_size (BaseJsonWriter *writer, gint64 bytes);
/* a decimal string; UITWEG_UNKNOWN is null */
void base_json_money (BaseJsonWriter *writer, UitwegMoney money);
/* "YYYY-MM-DD"; UITWEG_DAY_UNKNOWN is null */
void base_json_day (BaseJsonWriter *writer, UitwegDay day);
/* `json` is one value, and is written as it stands. */
void base_json_raw (BaseJsonWriter *writer, const char *json);

/* Key and value in one. */
void base_json_add_bool (BaseJsonWriter *writer, const char *key, gint truth);
void base_json_add_string (BaseJsonWriter *writer,
                           const char *key,
                           const char *text);
void base_json_add_int (BaseJsonWriter *writer, const char *key, gint64 value);
void
base_json_add_number (BaseJsonWriter *writer, const char *key, double value);
void base_json_add_size (BaseJsonWriter *writer, const char *key, gint64 bytes);
void base_json_add_money (BaseJsonWriter *writer,
                          const char *key,
                          UitwegMoney money);
void base_json_add_day (BaseJsonWriter *writer, const char *key, UitwegDay day);

/* Appends `text` in quotes, with the escapes that JSON needs; bytes that are
 * not UTF-8 become U+FFFD. */
void base_json_append_string (GString *out, const char *text);

#endif

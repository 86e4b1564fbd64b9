/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the JSON reader and writer.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>

#include "base/doc.h"
#include "base/json-write.h"

#define NAME "x.json"

/* Parses `text` exactly as long as it is, so that reading too far is seen. */
static gboolean
parse (BaseDoc *doc, const char *text, gsize length, GError **error)
{
  g_autofree char *exact = g_memdup2 (text, length);

  return base_json_parse (doc, NAME, 1, exact, length, 512, error);
}

static void
assert_message (const char *text, gsize length, const char *expected)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  gboolean ok = parse (doc, text, length, &error);

  g_assert_false (ok);
  g_assert_error (error, BASE_DOC_ERROR, BASE_DOC_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, expected);
  g_assert_cmpuint (base_doc_get_n_nodes (doc), ==, 0);
}

/* Writes a doc as JSON. Tests may recurse: they choose the depth. */
static void
write_node (const BaseDoc *doc, const BaseNode *node, BaseJsonWriter *writer)
{
  const BaseNode *child = base_doc_first (doc, node);

  switch ((BaseNodeKind) node->kind)
    {
    case BASE_NODE_NULL:
      base_json_null (writer);
      break;
    case BASE_NODE_BOOL:
      base_json_bool (writer, node->truth);
      break;
    case BASE_NODE_NUMBER:
      base_json_raw (writer, node->text);
      break;
    case BASE_NODE_STRING:
      g_assert_cmpuint (strlen (node->text), ==, node->length);
      base_json_string (writer, node->text);
      break;
    case BASE_NODE_LIST:
      base_json_begin_list (writer);
      for (; child != NULL; child = base_doc_next (doc, child))
        write_node (doc, child, writer);
      base_json_end_list (writer);
      break;
    case BASE_NODE_MAP:
      base_json_begin_object (writer);
      for (; child != NULL; child = base_doc_next (doc, child))
        {
          base_json_key (writer, child->key);
          write_node (doc, child, writer);
        }
      base_json_end_object (writer);
      break;
    }
}

static void
assert_reads_as (const char *text, const char *expected)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  BaseJsonWriter writer;

  parse (doc, text, strlen (text), &error);
  g_assert_no_error (error);
  base_json_writer_init (&writer, out, FALSE);
  write_node (doc, base_doc_node (doc, 0), &writer);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_values_of_every_kind_are_read (void)
{
  assert_reads_as ("null", "null");
  assert_reads_as (" true ", "true");
  assert_reads_as ("\t\r\n[ ]", "[]");
  assert_reads_as ("{ }", "{}");
  assert_reads_as ("{\"a\": [1, -0, 0.5e+10, {\"b\":[[]]}], \"\": false}",
                   "{\"a\":[1,-0,0.5e+10,{\"b\":[[]]}],\"\":false}");
  assert_reads_as ("12345678901234567890.000", "12345678901234567890.000");
}

static void
test_escapes_become_text (void)
{
  assert_reads_as ("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\\/\"",
                   "\"A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80/\"");
  assert_reads_as ("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u007f\"",
                   "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u007f\"");
}

/* Around the eight bytes that are looked at in one go. */
static void
test_strings_of_any_length_are_copied (void)
{
  for (gsize n = 0; n < 40; n++)
    for (gsize special = 0; special <= n; special++)
      {
        g_autoptr (GString) text = g_string_new ("\"");
        g_autoptr (GString) plain = g_string_new (NULL);
        g_autoptr (BaseDoc) doc = base_doc_new ();
        g_autoptr (GError) error = NULL;

        for (gsize i = 0; i <= n; i++)
          if (i == special)
            {
              g_string_append (text, i % 2 == 0 ? "\\n" : "\xe2\x82\xac");
              g_string_append (plain, i % 2 == 0 ? "\n" : "\xe2\x82\xac");
            }
          else
            {
              g_string_append_c (text, (char) ('a' + i % 26));
              g_string_append_c (plain, (char) ('a' + i % 26));
            }
        g_string_append_c (text, '"');
        parse (doc, text->str, text->len, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (base_doc_node (doc, 0)->text, ==, plain->str);
      }
}

static void
test_mistakes_are_named_with_their_place (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
#define A_VALUE "an object, a list, a string, a number, true, false or null"
    { "", "1:1: found the end of the input, expected " A_VALUE },
    { " \n ", "2:2: found the end of the input, expected " A_VALUE },
    { "{\"a\":1,}", "1:8: found '}', expected a key in quotes" },
    { "{a:1}", "1:2: found a word without quotes, expected a key in quotes" },
    { "{\n  \"a\" 1}", "2:7: found a number, expected ':' after the key" },
    { "{\"a\":1 \"b\":2}", "1:8: found a string, expected ',' or '}'" },
    { "{\"a\":1", "1:7: found the end of the input, expected ',' or '}'" },
    { "[1,]", "1:4: found ']', expected " A_VALUE },
    { "[1 2]", "1:4: found a number, expected ',' or ']'" },
    { "[1}", "1:3: found '}', expected ',' or ']'" },
    { "01", "1:2: found a number, expected nothing after the value" },
    { "1.", "1:2: found '.', expected nothing after the value" },
    { "1e+", "1:2: found a word without quotes, expected nothing after the"
             " value" },
    { "-", "1:1: found a lone '-', expected a number" },
    { "+1", "1:1: found '+', expected " A_VALUE },
    { ".5", "1:1: found '.', expected " A_VALUE },
    { "NaN", "1:1: found a word without quotes, expected " A_VALUE },
    { "True", "1:1: found a word without quotes, expected " A_VALUE },
    { "nullx", "1:5: found a word without quotes, expected nothing after the"
               " value" },
    { "{} {}", "1:4: found an object, expected nothing after the value" },
    { "// x", "1:1: found '/', expected " A_VALUE },
    { "'a'", "1:1: found ''', expected " A_VALUE },
    { "\"abc", "1:5: found the end of the input, expected a closing '\"'" },
    { "\"a\nb\"", "1:3: found the control character 0x0a, expected an escape"
                  " in its place or a closing '\"'" },
    { "\"\\x\"", "1:2: found an unknown escape, expected one of \\\" \\\\ \\/"
                 " \\b \\f \\n \\r \\t \\uXXXX" },
    { "\"\\", "1:2: found an unknown escape, expected one of \\\" \\\\ \\/ \\b"
              " \\f \\n \\r \\t \\uXXXX" },
    { "\"\\u12g4\"", "1:2: found a bad \\u escape, expected four hexadecimal"
                     " digits" },
    { "\"\\u12", "1:2: found a bad \\u escape, expected four hexadecimal"
                 " digits" },
    { "\"\\u0000\"", "1:2: found an escaped NUL, expected text without NUL" },
    { "\"\\ud800\"",
      "1:2: found half a surrogate pair, expected a whole pair" },
    { "\"\\udc00\\ud800\"",
      "1:2: found half a surrogate pair, expected a whole pair" },
    { "\"\\ud800\\u0041\"",
      "1:2: found half a surrogate pair, expected a whole pair" },
    { "{\"a\":1,\n\"b\":2,\"a\":3}",
      "2:7: found the key 'a' again, expected each key once" },
    { "{\"\":1,\"\":2}", "1:7: found the key '' again, expected each key"
                         " once" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strconcat (NAME ":", cases[i].message,
                                               NULL);

      assert_message (cases[i].text, strlen (cases[i].text), expected);
    }
}

static void
test_bytes_that_are_not_utf8_are_refused (void)
{
  static const char *const cases[] = {
    "\x80",
    "\xbf",
    "\xc0\x80",
    "\xc1\xbf",
    "\xc3",
    "\xc3(",
    "\xe0\x80\x80",
    "\xe0\x9f\xbf",
    "\xe2\x82",
    "\xed\xa0\x80",
    "\xed\xbf\xbf",
    "\xf0\x80\x80\x80",
    "\xf4\x90\x80\x80",
    "\xf5\x80\x80\x80",
    "\xff",
    "\xf0\x9f\x98",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize before = 0; before < 9; before++)
      {
        g_autofree char *text = g_strdup_printf ("\"%.*s%s\"", (int) before,
                                                 "aaaaaaaaa", cases[i]);
        g_autofree char *message = g_strdup_printf (
            NAME ":1:%u: found the byte 0x%02x, expected"
                 " UTF-8",
            (guint) before + 2, (guchar) cases[i][0]);

        assert_message (text, strlen (text), message);
      }
}

static void
test_nul_is_refused_everywhere (void)
{
  assert_message ("\"a\0b\"", 5,
                  NAME ":1:3: found the control character 0x00, expected an"
                       " escape in its place or a closing '\"'");
  assert_message ("[1\0]", 4,
                  NAME ":1:3: found the byte 0x00, expected ',' or ']'");
  assert_message ("1\0", 2,
                  NAME ":1:2: found the byte 0x00, expected nothing"
                       " after the value");
}

static void
test_bom_is_skipped_at_the_start_only (void)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;

  assert_reads_as ("\xef\xbb\xbf{\"a\":1}", "{\"a\":1}");
  assert_message (" \xef\xbb\xbf{}", 6,
                  NAME ":1:2: found a byte order mark, expected " A_VALUE);
  g_assert_false (
      base_json_parse (doc, NAME, 2, "\xef\xbb\xbf{}", 5, 64, &error));
  g_assert_cmpstr (error->message, ==,
                   NAME ":2:1: found a byte order mark, expected " A_VALUE);
}

static void
test_messages_never_hold_values (void)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  const char *text = "{\"password\":\"hunter2\" \"hunter2\"}";

  g_assert_false (parse (doc, text, strlen (text), &error));
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
test_depth_is_bounded (void)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 64; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 64; i++)
    g_string_append_c (text, ']');
  base_json_parse (doc, NAME, 1, text->str, text->len, 64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (base_doc_get_n_nodes (doc), ==, 64);

  g_assert_false (
      base_json_parse (doc, NAME, 1, text->str, text->len, 63, &error));
  g_assert_cmpstr (error->message, ==,
                   NAME ":1:64: found objects or lists nested too deep,"
                        " expected at most 63 levels");
}

static void
test_a_million_openings_are_an_error_and_no_crash (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  assert_message (text->str, text->len,
                  NAME ":1:513: found objects or lists nested too deep,"
                       " expected at most 512 levels");
}

/* Makes an object of `n` keys, the last of which is number `repeat`. */
static char *
make_object (guint n, guint repeat)
{
  g_autoptr (GString) text = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"key-%u\":%u", i > 0 ? ",\n" : "",
                            i + 1 == n ? repeat : i, i);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_repeated_keys_are_found_in_objects_of_any_size (void)
{
  static const guint sizes[] = { 2, 3, 30, 64, 65, 66, 67, 1000, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint n = sizes[i];
      g_autofree char *good = make_object (n, n - 1);
      g_autofree char *bad = make_object (n, n / 2 - (n == 2 ? 1 : 0));
      g_autoptr (BaseDoc) doc = base_doc_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *place = g_strdup_printf (NAME ":%u:", n);

      parse (doc, good, strlen (good), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (base_doc_node (doc, 0)->n_children, ==, n);

      g_assert_false (parse (doc, bad, strlen (bad), &error));
      g_assert_true (g_str_has_prefix (error->message, place));
      g_assert_nonnull (strstr (error->message, "again"));
    }
}

static void
test_places_are_those_of_the_values (void)
{
  const char *text = "{\r\n  \"a\": [1,\n    \"\xc3\xa9\", true]\n}";
  g_autoptr (BaseDoc) doc = base_doc_new ();
  const BaseNode *list, *node;

  g_assert_true (
      base_json_parse (doc, NAME, 10, text, strlen (text), 64, NULL));
  g_assert_cmpuint (base_doc_node (doc, 0)->line, ==, 10);
  list = base_doc_find (doc, base_doc_node (doc, 0), "a");
  g_assert_cmpuint (list->line, ==, 11);
  g_assert_cmpuint (list->column, ==, 8);
  node = base_doc_next (doc, base_doc_first (doc, list));
  g_assert_cmpuint (node->line, ==, 12);
  g_assert_cmpuint (node->column, ==, 5);
  node = base_doc_next (doc, node);
  g_assert_cmpuint (node->column, ==, 11);
  g_assert_null (base_doc_next (doc, node));
  g_assert_null (base_doc_find (doc, list, "a"));
  g_assert_null (base_doc_find (doc, base_doc_node (doc, 0), "b"));
}

static void
test_a_doc_is_filled_again (void)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();

  for (guint i = 1; i < 200; i++)
    {
      g_autofree char *text = make_object (i, i - 1);
      g_autofree char *key = g_strdup_printf ("key-%u", i - 1);

      g_assert_true (parse (doc, text, strlen (text), NULL));
      g_assert_cmpuint (base_doc_get_n_nodes (doc), ==, i + 1);
      g_assert_nonnull (base_doc_find (doc, base_doc_node (doc, 0), key));
      g_assert_false (parse (doc, "[", 1, NULL));
      g_assert_null (base_doc_node (doc, 0));
    }
}

/* Cutting a text anywhere gives an error, except where a number is cut. */
static void
test_every_truncation_is_an_error (void)
{
  const char *text = "{\"a\":[1,{\"b\":\"\\u20ac\xe2\x82\xac\"},null,true]}";
  g_autoptr (BaseDoc) doc = base_doc_new ();

  for (gsize n = 0; n < strlen (text); n++)
    g_assert_false (parse (doc, text, n, NULL));
  g_assert_true (parse (doc, text, strlen (text), NULL));
}

static void
test_writer_writes_each_kind_and_null_for_the_unknown (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  BaseJsonWriter writer;

  base_json_writer_init (&writer, out, FALSE);
  base_json_begin_object (&writer);
  base_json_add_string (&writer, "s", "a\"\n\x01");
  base_json_add_string (&writer, "none", NULL);
  base_json_add_int (&writer, "i", -G_MAXINT64);
  base_json_add_int (&writer, "no_i", UITWEG_UNKNOWN);
  base_json_add_bool (&writer, "b", 1);
  base_json_add_bool (&writer, "no_b", -1);
  base_json_add_number (&writer, "n", 0.1);
  base_json_add_number (&writer, "no_n", G_MAXDOUBLE * 10);
  base_json_add_size (&writer, "g", 1 << 29);
  base_json_add_size (&writer, "no_g", UITWEG_UNKNOWN);
  base_json_add_money (&writer, "m", 12500000);
  base_json_add_money (&writer, "no_m", UITWEG_UNKNOWN);
  base_json_add_day (&writer, "d", uitweg_day_from_date (2026, 11, 22));
  base_json_add_day (&writer, "no_d", UITWEG_DAY_UNKNOWN);
  base_json_end_object (&writer);

  g_assert_cmpstr (
      out->str, ==,
      "{\"s\":\"a\\\"\\n\\u0001\",\"none\":null,\"i\":-9223372036854775807,"
      "\"no_i\":null,\"b\":true,\"no_b\":null,\"n\":0.1,\"no_n\":null,"
      "\"g\":0.5,\"no_g\":null,\"m\":\"12.50\",\"no_m\":null,"
      "\"d\":\"2026-11-22\",\"no_d\":null}");
}

static void
test_writer_prints_a_value_a_line (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  BaseJsonWriter writer;

  base_json_writer_init (&writer, out, TRUE);
  base_json_begin_object (&writer);
  base_json_key (&writer, "a");
  base_json_begin_list (&writer);
  base_json_int (&writer, 1);
  base_json_begin_object (&writer);
  base_json_end_object (&writer);
  base_json_end_list (&writer);
  base_json_add_int (&writer, "b", 2);
  base_json_end_object (&writer);

  g_assert_cmpstr (out->str, ==,
                   "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": 2\n}");
}

static void
test_writer_replaces_what_is_not_utf8 (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  base_json_append_string (out, "a\xff\xc3(\xe2\x82\xac");
  g_assert_cmpstr (out->str, ==, "\"a\xef\xbf\xbd\xef\xbf\xbd(\xe2\x82\xac\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/base/json/" path, function)
  ADD ("kinds", test_values_of_every_kind_are_read);
  ADD ("escapes", test_escapes_become_text);
  ADD ("lengths", test_strings_of_any_length_are_copied);
  ADD ("mistakes", test_mistakes_are_named_with_their_place);
  ADD ("utf8", test_bytes_that_are_not_utf8_are_refused);
  ADD ("nul", test_nul_is_refused_everywhere);
  ADD ("bom", test_bom_is_skipped_at_the_start_only);
  ADD ("secrets", test_messages_never_hold_values);
  ADD ("depth", test_depth_is_bounded);
  ADD ("openings", test_a_million_openings_are_an_error_and_no_crash);
  ADD ("repeats", test_repeated_keys_are_found_in_objects_of_any_size);
  ADD ("places", test_places_are_those_of_the_values);
  ADD ("again", test_a_doc_is_filled_again);
  ADD ("truncation", test_every_truncation_is_an_error);
  ADD ("write/kinds", test_writer_writes_each_kind_and_null_for_the_unknown);
  ADD ("write/pretty", test_writer_prints_a_value_a_line);
  ADD ("write/utf8", test_writer_replaces_what_is_not_utf8);
  return g_test_run ();
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the YAML reader.
 */
#include "config.h"

#include <string.h>

#include "base/doc.h"

#define NAME "x.yaml"

static void
assert_fails (const char *text, gsize length, const char *expected)
{
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *exact = g_memdup2 (text, length);

  g_assert_false (base_yaml_parse (doc, NAME, exact, length, &error));
  g_assert_error (error, BASE_DOC_ERROR, BASE_DOC_ERROR_SYNTAX);
  g_assert_cmpuint (base_doc_get_n_nodes (doc), ==, 0);
  if (!g_str_has_prefix (error->message, expected))
    g_assert_cmpstr (error->message, ==, expected);
}

static void
test_scalars_are_what_they_look_like (void)
{
  static const struct
  {
    const char *text;
    BaseNodeKind kind;
    const char *value;
  } cases[] = {
    { "null", BASE_NODE_NULL, NULL },
    { "~", BASE_NODE_NULL, NULL },
    { "", BASE_NODE_NULL, NULL },
    { "true", BASE_NODE_BOOL, NULL },
    { "false", BASE_NODE_BOOL, NULL },
    { "12", BASE_NODE_NUMBER, "12" },
    { "-0.50", BASE_NODE_NUMBER, "-0.50" },
    { "1e3", BASE_NODE_NUMBER, "1e3" },
    { "yes", BASE_NODE_STRING, "yes" },
    { "no", BASE_NODE_STRING, "no" },
    { "True", BASE_NODE_STRING, "True" },
    { "012", BASE_NODE_STRING, "012" },
    { "0x1f", BASE_NODE_STRING, "0x1f" },
    { "1_000", BASE_NODE_STRING, "1_000" },
    { "12:30", BASE_NODE_STRING, "12:30" },
    { "2026-11-22", BASE_NODE_STRING, "2026-11-22" },
    { ".inf", BASE_NODE_STRING, ".inf" },
    { "880 EUR", BASE_NODE_STRING, "880 EUR" },
    { "'12'", BASE_NODE_STRING, "12" },
    { "\"true\"", BASE_NODE_STRING, "true" },
    { "''", BASE_NODE_STRING, "" },
    { "\"\\P\\P\\P\\P\"", BASE_NODE_STRING,
      "\xe2\x80\xa9\xe2\x80\xa9\xe2\x80\xa9\xe2\x80\xa9" },
  };
  g_autoptr (BaseDoc) doc = base_doc_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("k: %s\n", cases[i].text);
      g_autoptr (GError) error = NULL;
      const BaseNode *node;

      base_yaml_parse (doc, NAME, text, strlen (text), &error);
      g_assert_no_error (error);
      node = base_doc_find (doc, base_doc_node (doc, 0), "k");
      g_assert_nonnull (node);
      g_assert_cmpint (node->kind, ==, cases[i].kind);
      g_assert_cmpstr (node->text, ==, cases[i].value);
      g_assert_cmpint (node->truth, ==, strcmp (cases[i].text, "true") == 0);
    }
}

static void
test_maps_and_lists_keep_order_and_place (void)
{
  const char *text = "# comment\n"
                     "zeta:\n"
                     "  - a: 1\n"
                     "    b: |\n"
                     "      two\n"
                     "      lines\n"
                     "  - {c: [x, y]}\n"
                     "alpha: 2026-11-22\n";
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;
  const BaseNode *root, *list, *node;

  base_yaml_parse (doc, NAME, text, strlen (text), &error);
  g_assert_no_error (error);
  root = base_doc_node (doc, 0);
  g_assert_cmpuint (root->n_children, ==, 2);
  list = base_doc_first (doc, root);
  g_assert_cmpstr (list->key, ==, "zeta");
  g_assert_cmpuint (list->line, ==, 3);
  g_assert_cmpuint (list->column, ==, 3);
  g_assert_cmpuint (list->n_children, ==, 2);
  node = base_doc_find (doc, base_doc_first (doc, list), "b");
  g_assert_cmpstr (node->text, ==, "two\nlines\n");
  node = base_doc_next (doc, list);
  g_assert_cmpstr (node->key, ==, "alpha");
  g_assert_cmpuint (node->line, ==, 8);
  g_assert_cmpuint (node->column, ==, 8);
}

static void
test_json_is_yaml_too (void)
{
  const char *text = "{\"a\": [1, \"x\", null, true], \"b\": {}}";
  g_autoptr (BaseDoc) doc = base_doc_new ();

  g_assert_true (base_yaml_parse (doc, NAME, text, strlen (text), NULL));
  g_assert_cmpuint (base_doc_get_n_nodes (doc), ==, 7);
}

static void
test_what_we_do_not_take_is_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "a: &x 1\nb: *x\n", "1:4: found an anchor, expected a plain value" },
    { "b: *x\n", "1:4: found an alias, expected a plain value" },
    { "a: !!str 1\n", "1:4: found a tag, expected a plain value" },
    { "a: !!seq [1]\n", "1:4: found a tag, expected a plain value" },
    { "a:\n  <<: {b: 1}\n", "2:3: found a merge key, expected a plain key" },
    { "a: 1\nb: 2\na: 3\n",
      "3:1: found the key 'a' again, expected each key once" },
    { "? [a]\n: 1\n", "1:3: found a list as key, expected a plain key" },
    { "? {a: 1}\n: 1\n", "1:3: found a map as key, expected a plain key" },
    { "a: 1\n---\nb: 2\n", "2:1: found a second document, expected one YAML"
                           " document" },
    { "", "1:1: found the end of the input, expected one YAML document" },
    { "# only\n", "2:1: found the end of the input, expected one YAML"
                  " document" },
    { "a: \"\\0\"\n", "1:4: found an escaped NUL, expected text without NUL" },
    { "a: [1, 2\n", "2:1: found what is not YAML (did not find expected" },
    { "a: 1\n\tb: 2\n", "2:1: found what is not YAML (" },
    { "a: b: c\n", "1:5: found what is not YAML (mapping values" },
    { "a: 1\nb: \"\xff\"\n", "2:5: found bytes that are no text (" },
    { "a: \x01\n", "1:4: found bytes that are no text (control characters" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strconcat (NAME ":", cases[i].message,
                                               NULL);

      assert_fails (cases[i].text, strlen (cases[i].text), expected);
    }
}

static void
test_nul_and_utf16_are_refused (void)
{
  assert_fails ("a: \0b\n", 6, NAME ":1:4: found bytes that are no text (");
  assert_fails ("\xff\xfe"
                "a\0",
                4, NAME ":1:1: found bytes that are no text (");
}

static void
test_a_bom_at_the_start_is_skipped (void)
{
  const char *text = "\xef\xbb\xbf"
                     "a: 1\n";
  g_autoptr (BaseDoc) doc = base_doc_new ();
  g_autoptr (GError) error = NULL;

  base_yaml_parse (doc, NAME, text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_nonnull (base_doc_find (doc, base_doc_node (doc, 0), "a"));
}

static void
test_depth_is_bounded (void)
{
  for (guint depth = 64; depth <= 65; depth++)
    {
      g_autoptr (BaseDoc) doc = base_doc_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      base_yaml_parse (doc, NAME, text->str, text->len, &error);
      if (depth == 64)
        g_assert_no_error (error);
      else
        g_assert_cmpstr (error->message, ==,
                         NAME ":1:65: found maps or lists nested too deep,"
                              " expected at most 64 levels");
    }
}

static void
test_repeated_keys_are_found_in_large_maps (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "key-%u: %u\n", i, i);
  g_string_append (text, "key-77: 1\n");
  assert_fails (text->str, text->len,
                NAME ":3001:9: found a key again, expected each key once");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/base/yaml/" path, function)
  ADD ("scalars", test_scalars_are_what_they_look_like);
  ADD ("order", test_maps_and_lists_keep_order_and_place);
  ADD ("json", test_json_is_yaml_too);
  ADD ("refused", test_what_we_do_not_take_is_refused);
  ADD ("nul", test_nul_and_utf16_are_refused);
  ADD ("bom", test_a_bom_at_the_start_is_skipped);
  ADD ("depth", test_depth_is_bounded);
  ADD ("repeats", test_repeated_keys_are_found_in_large_maps);
  return g_test_run ();
}

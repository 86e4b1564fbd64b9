/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the manual pages of the file formats: every key of every record,
 * table and scenario stands on its page, and no other does.
 */
#include "config.h"

#include <string.h>

#include <uitweg/catalog.h>

#include "base/schema.h"
#include "model/scenario-private.h"

static char *
read_page (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "man", name,
                                                 NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The lines of a page from a heading up to the next of the kind. */
static char *
find_section (const char *page, const char *kind, const char *title)
{
  g_autofree char *head = g_strdup_printf ("\n%s %s\n", kind, title);
  const char *start = strstr (page, head);
  const char *end;

  if (start == NULL)
    g_error ("the page has no '%s %s'", kind, title);
  start += strlen (head);
  end = start;
  while (end != NULL && !g_str_has_prefix (end, ".Sh ")
         && !g_str_has_prefix (end, ".Ss "))
    {
      end = strchr (end, '\n');
      end = end != NULL ? end + 1 : NULL;
    }
  return end != NULL ? g_strndup (start, (gsize) (end - start))
                     : g_strdup (start);
}

/* The section has a line `.It Cm KEY` for each key, in this order, and no
 * other. */
static void
assert_keys (const char *title, const char *section, const GPtrArray *keys)
{
  g_auto (GStrv) lines = g_strsplit (section, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *key = lines[i] + strlen (".It Cm ");

      if (!g_str_has_prefix (lines[i], ".It Cm "))
        continue;
      if (n == keys->len || strcmp (key, g_ptr_array_index (keys, n)) != 0)
        g_error ("%s: found '%s' on the page, expected '%s'", title, key,
                 n < keys->len ? (char *) g_ptr_array_index (keys, n) : "end");
      n++;
    }
  if (n < keys->len)
    g_error ("%s: '%s' is not on the page", title,
             (char *) g_ptr_array_index (keys, n));
}

static void
check_schema (const char *page, const UitwegSchema *schema)
{
  g_autofree char *section = find_section (page, ".Ss", schema->name);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  base_schema_list (schema, list);
  lines = g_strsplit (list->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_ptr_array_add (keys, g_strndup (lines[i], strcspn (lines[i], "\t")));
  assert_keys (schema->name, section, keys);
}

static void
test_every_field_of_an_estate_has_its_line (void)
{
  g_autofree char *page = read_page ("uitweg-estate.5");

  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    check_schema (page, uitweg_estate_get_schema (type));
}

static void
test_every_field_of_a_catalog_has_its_line (void)
{
  g_autofree char *page = read_page ("uitweg-catalog.5");
  const UitwegSchema *schema;

  for (guint i = 0; (schema = uitweg_catalog_get_schema (i)) != NULL; i++)
    check_schema (page, schema);
}

/* Calls itself for maps in maps: keys are ours, and end. */
static void
add_keys (GPtrArray *names, const ModelKey *keys, const char *prefix)
{
  for (guint i = 0; keys[i].name != NULL; i++)
    {
      char *name = g_strconcat (prefix, keys[i].name, NULL);

      g_ptr_array_add (names, name);
      if (keys[i].keys != NULL)
        {
          g_autofree char *inner = g_strconcat (
              name, keys[i].type == MODEL_KEY_LIST ? "[]." : ".", NULL);

          add_keys (names, keys[i].keys, inner);
        }
    }
}

static void
test_every_key_of_a_scenario_has_its_line (void)
{
  g_autofree char *page = read_page ("uitweg-scenario.5");
  g_autofree char *section = find_section (page, ".Sh", "KEYS");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  add_keys (names, model_scenario_keys (), "");
  assert_keys ("scenario", section, names);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/man/estate",
                   test_every_field_of_an_estate_has_its_line);
  g_test_add_func ("/model/man/catalog",
                   test_every_field_of_a_catalog_has_its_line);
  g_test_add_func ("/model/man/scenario",
                   test_every_key_of_a_scenario_has_its_line);
  return g_test_run ();
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Runs connectors for tests.
 */
#include "config.h"

#include "connectors-common.h"

#include <glib/gstdio.h>
#include <string.h>

void
collected_free (Collected *collected)
{
  uitweg_estate_unref (collected->estate);
  g_free (collected);
}

static gboolean
is_complete (const UitwegEstate *estate)
{
  const UitwegTable *sources = uitweg_estate_get_table (estate,
                                                        UITWEG_RECORD_SOURCE);

  for (guint32 i = 0; i < uitweg_table_get_n_rows (sources); i++)
    if (uitweg_table_bool (sources, i, UITWEG_SOURCE_COMPLETE) != 1)
      return FALSE;
  return TRUE;
}

Collected *
collect (const char *connector,
         const char *const *paths,
         const char *const *keys,
         const char *const *values)
{
  const UitwegConnector *found = uitweg_connectors_find (connector);
  g_autofree char *facts = g_test_build_filename (G_TEST_DIST, "..", "catalog",
                                                  NULL);
  const UitwegCollectRequest request = { .option_keys = keys,
                                         .option_values = values,
                                         .paths = paths,
                                         .collected_at = "2026-11-22T12:00:00Z",
                                         .data_dir = facts };
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GError) error = NULL;
  Collected *collected = g_new0 (Collected, 1);

  g_assert_nonnull (found);
  if (!found->collect (&request, builder, NULL, &error))
    g_error ("%s: %s", connector, error->message);
  collected->n_resources = uitweg_table_get_n_rows (
      uitweg_estate_builder_get_table (builder, UITWEG_RECORD_RESOURCE));
  collected->estate = uitweg_estate_builder_finish (g_steal_pointer (&builder),
                                                    connector, &error);
  g_assert_no_error (error);
  collected->is_complete = is_complete (collected->estate);
  return collected;
}

void
expect_error (const char *connector,
              const char *path,
              UitwegConnectorError code,
              const char *pattern)
{
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = { .paths = (const char *[]){ path,
                                                                    NULL } };

  g_assert_false (uitweg_connectors_find (connector)->collect (
      &request, builder, NULL, &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR, (gint) code);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("found '%s', expected '%s'", error->message, pattern);
  g_assert_null (strstr (error->message, "planted-secret"));
}

char *
shared_input (const char *name)
{
  const char *shared = g_getenv ("UITWEG_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (
                              shared, "data", "inputs", name, NULL)
                                         : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the shared inputs are not here (UITWEG_SHARED)");
  return NULL;
}

char *
own_input (const char *folder, const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
}

const char *
collected_tag (const Collected *collected, guint32 source, const char *key)
{
  const UitwegTable *sources = uitweg_estate_get_table (collected->estate,
                                                        UITWEG_RECORD_SOURCE);
  const UitwegTable *tags = uitweg_table_child (sources, UITWEG_SOURCE_TAGS);
  guint32 first;
  guint32 n;

  uitweg_table_list (sources, source, UITWEG_SOURCE_TAGS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (strcmp (uitweg_table_text (tags, i, 0), key) == 0)
      return uitweg_table_text (tags, i, 1);
  return NULL;
}

void
collected_require_tag (const Collected *collected,
                       const char *key,
                       const char *expected)
{
  const char *found = collected_tag (collected, 0, key);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("found %s %s, expected %s", key, found, expected);
}

guint
collected_count_kind (const Collected *collected, UitwegResourceKind kind)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint n = 0;

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    n += uitweg_table_enum (table, i, UITWEG_RESOURCE_KIND) == (gint) kind
         && !uitweg_estate_is_placeholder (collected->estate, i);
  return n;
}

guint
collected_count_rule (const Collected *collected, const char *rule)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  guint n = 0;

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    n += g_strcmp0 (uitweg_table_text (table, i, UITWEG_DEPENDENCY_RULE), rule)
         == 0;
  return n;
}

Collected *
collect_path (const char *connector, const char *path)
{
  return collect (connector, (const char *[]){ path, NULL },
                  (const char *[]){ NULL }, (const char *[]){ NULL });
}

guint32
collected_require (const Collected *collected, const char *id)
{
  guint32 row = uitweg_estate_find (collected->estate, UITWEG_RECORD_RESOURCE,
                                    id);

  if (row == UITWEG_NONE)
    g_error ("found no resource '%s'", id);
  return row;
}

void
collected_require_edge (const Collected *collected,
                        const char *from,
                        const char *to,
                        const char *rule)
{
  g_autofree char *id = g_strdup_printf ("dep/%s/%s/%s", from, to, rule);

  if (uitweg_estate_find (collected->estate, UITWEG_RECORD_DEPENDENCY, id)
      == UITWEG_NONE)
    g_error ("found no dependency '%s'", id);
}

gboolean
collected_has_feature (const Collected *collected,
                       guint32 row,
                       const char *feature)
{
  const UitwegTable *resources = uitweg_estate_get_table (
      collected->estate, UITWEG_RECORD_RESOURCE);
  const UitwegTable *features = uitweg_table_child (resources,
                                                    UITWEG_RESOURCE_FEATURES);
  guint32 first;
  guint32 n;

  uitweg_table_list (resources, row, UITWEG_RESOURCE_FEATURES, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (strcmp (uitweg_table_text (features, i, 0), feature) == 0)
      return TRUE;
  return FALSE;
}

void
collected_forbid (const Collected *collected, const char *text)
{
  g_autofree char *path = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;
  gint file = g_file_open_tmp ("uitweg-test-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_assert_true (uitweg_estate_save (collected->estate, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &written, NULL, &error));
  g_unlink (path);
  if (strstr (written, text) != NULL)
    g_error ("found '%s' in the estate, expected it nowhere", text);
}

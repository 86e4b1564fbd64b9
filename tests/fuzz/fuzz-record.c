/* SPDX-License-Identifier: EUPL-1.2
 *
 * Any JSON is a record or a list of problems. A record that is written, read
 * and written again gives the same bytes, passes the check of rows, and is
 * equal to its copy; one that is refused leaves no row anywhere.
 */
#include "config.h"

#include <string.h>

#include "base/table-private.h"

#include "../record-schema.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *
write_row (const UitwegTable *table, guint32 row)
{
  g_autoptr (GString) json = g_string_new ("{");

  base_table_write_row (table, row, json);
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
check_refused (const UitwegTable *table, const BaseProblems *problems)
{
  const UitwegTable *disks = uitweg_table_child (table, RECORD_DISKS);
  guint n = MIN (base_problems_get_count (problems), BASE_PROBLEMS_MAX);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    g_assert_true (g_utf8_validate (base_problems_get (problems, i), -1, NULL));
  g_assert_cmpuint (uitweg_table_get_n_rows (table), ==, 0);
  g_assert_cmpuint (uitweg_table_get_n_rows (disks), ==, 0);
  g_assert_cmpuint (
      uitweg_table_get_n_rows (uitweg_table_child (disks, DISK_EVENTS)), ==, 0);
  g_assert_cmpuint (
      uitweg_table_get_n_rows (uitweg_table_child (table, RECORD_TAGS)), ==, 0);
}

static void
check_accepted (UitwegTable *table, BaseDoc *doc, BaseProblems *problems)
{
  g_autofree char *once = write_row (table, 0), *twice = NULL;
  g_autoptr (GError) error = NULL;
  guint32 row;

  g_assert_true (base_table_check_row (table, 0, "fuzz", 1, problems));
  base_json_parse (doc, "again", 1, once, strlen (once), 64, &error);
  g_assert_no_error (error);
  row = base_table_read_row (table, doc, base_doc_node (doc, 0), NULL, "again",
                             problems);
  base_problems_check (problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (row, ==, 1);
  twice = write_row (table, 1);
  g_assert_cmpstr (once, ==, twice);

  g_assert_cmpuint (base_table_copy_row (table, table, 1), ==, 2);
  for (guint i = 0; i < N_RECORD_FIELDS; i++)
    {
      g_assert_true (base_table_equal_field (table, 0, table, 1, i));
      g_assert_true (base_table_equal_field (table, 0, table, 2, i));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BaseStrpool) pool = base_strpool_new ();
  g_autoptr (UitwegTable) table = base_table_new (&record_schema, pool);
  g_autoptr (BaseProblems) problems = base_problems_new ();
  g_autoptr (BaseDoc) doc = base_doc_new ();
  guint32 row;

  if (!base_json_parse (doc, "fuzz", 1, (const char *) data, size, 64, NULL))
    return 0;

  row = base_table_read_row (table, doc, base_doc_node (doc, 0), NULL, "fuzz",
                             problems);
  if (row == UITWEG_NONE)
    check_refused (table, problems);
  else
    check_accepted (table, doc, problems);
  return 0;
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of the sample estates: each file of tests/data/estate is refused or
 * read as its README says.
 */
#include "config.h"

#include <string.h>

#include <uitweg/estate.h>

/* One row of a table of the README. */
typedef struct
{
  char *file;
  char *line; /* of a bad file: "3", or "2 or 3" */
  char *found;
  char *expected;
  guint n_resources; /* of a good file */
} Sample;

static void
free_sample (gpointer data)
{
  Sample *sample = data;

  g_free (sample->file);
  g_free (sample->line);
  g_free (sample->found);
  g_free (sample->expected);
  g_free (sample);
}

/* A cell without blanks and quotes of code. */
static char *
read_cell (const char *text)
{
  char *cell = g_strstrip (g_strdup (text));
  gsize length = strlen (cell);

  if (length >= 2 && cell[0] == '`' && cell[length - 1] == '`')
    {
      cell[length - 1] = '\0';
      memmove (cell, cell + 1, length - 1);
    }
  return cell;
}

static UitwegEstate *
load_sample (const Sample *sample, char **path_out, GError **error)
{
  char *path = g_test_build_filename (G_TEST_DIST, "data", "estate",
                                      sample->file, NULL);
  const char *paths[] = { path };

  *path_out = path;
  return uitweg_estate_load (paths, 1, 1, error);
}

static void
test_a_bad_file_is_refused (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) lines = g_strsplit (sample->line, " or ", -1);
  gboolean starts = FALSE;

  g_assert_null (load_sample (sample, &path, &error));
  g_assert_error (error, UITWEG_ESTATE_ERROR, UITWEG_ESTATE_ERROR_INVALID);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *start = g_strdup_printf ("%s:%s:", path, lines[i]);

      starts = starts || g_str_has_prefix (error->message, start);
    }
  if (!starts || strstr (error->message, sample->found) == NULL
      || strstr (error->message, sample->expected) == NULL)
    g_test_message ("%s", error->message);
  g_assert_true (starts);
  g_assert_nonnull (strstr (error->message, sample->found));
  g_assert_nonnull (strstr (error->message, sample->expected));
}

static void
test_a_good_file_is_read (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (UitwegEstate) estate = load_sample (sample, &path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (uitweg_estate_get_n_resources (estate), ==,
                    sample->n_resources);
}

static void
add_row (char **cells, guint n)
{
  Sample *sample;
  g_autofree char *name = NULL;
  gboolean is_bad;

  if (n < 5 || strstr (cells[1], ".jsonl`") == NULL)
    return;
  sample = g_new0 (Sample, 1);
  sample->file = read_cell (cells[1]);
  is_bad = g_str_has_prefix (sample->file, "bad-");
  name = g_strconcat ("/model/files/", sample->file, NULL);
  if (is_bad)
    {
      g_assert_cmpuint (n, >=, 7);
      sample->line = read_cell (cells[3]);
      sample->found = read_cell (cells[4]);
      sample->expected = read_cell (cells[5]);
    }
  else
    sample->n_resources = (guint) g_ascii_strtoull (cells[3], NULL, 10);
  g_test_add_data_func_full (name, sample,
                             is_bad ? test_a_bad_file_is_refused
                                    : test_a_good_file_is_read,
                             free_sample);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "data", "estate", "README.md",
                                NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      add_row (cells, g_strv_length (cells));
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reading CSV by blocks and byte by byte is the same: a last record without
 * its LF is read byte by byte, so each text is read with and without it.
 */
#include "config.h"

#include <string.h>

#include "base/csv.h"
#include "base/rng.h"

static char *
show (const char *data, gsize length, BaseCsvFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsv)
      csv = base_csv_new_for_data ("x", data, length, flags, &error);
  GString *shown = g_string_new (NULL);

  while (csv != NULL && base_csv_next (csv, &error))
    {
      const char *fault = base_csv_get_fault (csv);

      g_string_append_printf (shown, "%u", base_csv_get_line (csv));
      if (fault != NULL)
        g_string_append_printf (shown, " %s", fault);
      for (guint32 i = 0; i < base_csv_get_n_cells (csv); i++)
        {
          const BaseCsvCell *cell = base_csv_get_cell (csv, i);

          g_assert_cmpuint (strlen (cell->text), ==, cell->length);
          g_string_append_printf (shown, " %u:%u:%d'%s'", cell->line,
                                  cell->column, cell->quoted, cell->text);
        }
      g_string_append_c (shown, '\n');
    }
  if (error != NULL)
    g_string_append (shown, error->message);
  return g_string_free (shown, FALSE);
}

/* One record of cells, mostly well formed, of a length around a block. */
static void
append_record (GString *text, guint64 *draw)
{
  static const char *const cells[] = { "",
                                       "1",
                                       "abc",
                                       "\"\"",
                                       "\"q,\"\"r\"\"\"",
                                       "\"x\"",
                                       "é",
                                       "\"\"\"\"",
                                       "a b c d",
                                       "\"long, quoted\"",
                                       "\"l\nm\"",
                                       "012345678901234567890123456789" };
  static const char *const odd[] = { "\"",   "a\"b",   "\"a\"b", "\r",
                                     "\xff", "\"\"\"", "\r\n",   "\n" };
  guint n = base_rng_below (7, 0, (*draw)++, 24);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_odd = base_rng_below (7, 0, (*draw)++, 40) == 0;
      guint of = is_odd ? G_N_ELEMENTS (odd) : G_N_ELEMENTS (cells);
      guint which = base_rng_below (7, 0, (*draw)++, of);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, is_odd ? odd[which] : cells[which]);
    }
}

static void
test_blocks_are_bytes (void)
{
  static const BaseCsvFlags flags[] = { BASE_CSV_STRICT, BASE_CSV_COMMENTS,
                                        BASE_CSV_LENIENT };
  g_autoptr (GString) text = g_string_new (NULL);
  guint64 draw = 0;

  for (guint round = 0; round < 20000; round++)
    {
      BaseCsvFlags flag = flags[round % G_N_ELEMENTS (flags)];
      g_autofree char *blocks = NULL;
      g_autofree char *bytes = NULL;
      gsize length;

      g_string_assign (text, "a,,,,,,,,,,,,,,,,,,,,,,,\n");
      append_record (text, &draw);
      length = text->len;
      g_string_append_c (text, '\n');
      blocks = show (text->str, text->len, flag);
      bytes = show (text->str, length, flag);
      g_assert_cmpstr (blocks, ==, bytes);
    }
}

/* The place where the window of the source ends says nothing. */
static void
test_long_files_are_read_alike (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsv) csv = NULL;
  enum
  {
    N_ROWS = 60000
  };

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (
        text, "%u,\"x\"\"%u\",%.*s\n", i, i * 7, (int) (i % 67),
        "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
        "yyyyyyyyyyyyyyyyyyyyyy");
  csv = base_csv_new_for_data ("x", text->str, text->len, 0, &error);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *first = g_strdup_printf ("%u", i);
      g_autofree char *second = g_strdup_printf ("x\"%u", i * 7);

      g_assert_true (base_csv_next (csv, &error));
      g_assert_cmpuint (base_csv_get_line (csv), ==, i + 2);
      g_assert_cmpstr (base_csv_get_text (csv, 1), ==, second);
      g_assert_cmpstr (base_csv_get_text (csv, 0), ==, first);
      g_assert_cmpuint (base_csv_get_cell (csv, 2)->length, ==, i % 67);
      /* Asking again gives the same. */
      g_assert_cmpstr (base_csv_get_text (csv, 1), ==, second);
    }
  g_assert_false (base_csv_next (csv, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/csv-scan/blocks", test_blocks_are_bytes);
  g_test_add_func ("/base/csv-scan/windows", test_long_files_are_read_alike);
  return g_test_run ();
}

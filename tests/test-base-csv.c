/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of CSV, both ways.
 */
#include "config.h"

#include <string.h>

#include "base/csv.h"
#include "base/problems.h"
#include "base/rng.h"

/* Rows as [cell|cell], the header first, or the error's message. */
static char *
show (const char *data, gsize length, BaseCsvFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsv)
      csv = base_csv_new_for_data ("x", data, length, flags, &error);
  GString *shown = g_string_new (NULL);

  if (csv != NULL)
    {
      g_string_append_c (shown, '[');
      for (guint32 i = 0; i < base_csv_get_n_columns (csv); i++)
        g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "",
                                base_csv_get_head (csv, i));
      g_string_append_c (shown, ']');
      while (base_csv_next (csv, &error))
        {
          g_string_append_printf (shown, "%u[", base_csv_get_line (csv));
          if (base_csv_get_fault (csv) != NULL)
            g_string_append (shown, base_csv_get_fault (csv));
          for (guint32 i = 0; i < base_csv_get_n_cells (csv); i++)
            g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "",
                                    base_csv_get_text (csv, i));
          g_string_append_c (shown, ']');
        }
    }
  if (error != NULL)
    {
      g_assert_true (error->domain == BASE_INPUT_ERROR);
      g_string_append (shown, error->message);
    }
  return g_string_free (shown, FALSE);
}

#define TEXT(text) text, sizeof text - 1

typedef struct
{
  const char *data;
  gsize length;
  BaseCsvFlags flags;
  const char *expected;
} Case;

static void
check_cases (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *shown = show (cases[i].data, cases[i].length,
                                     cases[i].flags);

      g_assert_cmpstr (shown, ==, cases[i].expected);
    }
}

static void
test_reading (void)
{
  static const Case cases[] = {
    { TEXT ("a,b\n1,2\n"), 0, "[a|b]2[1|2]" },
    { TEXT ("a,b\r\n1,2"), 0, "[a|b]2[1|2]" },
    { TEXT ("a;b,c;d\n1;2,5;3\n"), 0, "[a|b,c|d]2[1|2,5|3]" },
    { TEXT ("a\tb\n1\t2\n"), 0, "[a|b]2[1|2]" },
    { TEXT ("\"a,b\";c\n1;2\n"), 0, "[a,b|c]2[1|2]" },
    { TEXT ("\xef\xbb\xbf"
            "a\n1\n"),
      0, "[a]2[1]" },
    { TEXT ("\xff\xfe"
            "a\0,\0b\0\n\0\xe9\0,\0"
            "1\0"),
      0, "[a|b]2[é|1]" },
    { TEXT ("a,b\n\"x \"\"y\"\"\",\"1\n2\"\n3,4\n"), 0,
      "[a|b]2[x \"y\"|1\n2]4[3|4]" },
    { TEXT ("a,b\n\n\r\n1,2\n\n"), 0, "[a|b]4[1|2]" },
    { TEXT ("a,b,c\n1\n,\n1,2,3,,\n"), 0, "[a|b|c]2[1]3[|]4[1|2|3||]" },
    { TEXT ("a,b\n\"\",x\n"), 0, "[a|b]2[|x]" },
    { TEXT ("a\n#b\n"), 0, "[a]2[#b]" },
    { TEXT ("# it's \"so\na\n#b\"\n1\n"), BASE_CSV_COMMENTS, "[a]4[1]" },
    { TEXT ("a\n\"#b\"\n"), BASE_CSV_COMMENTS, "[a]2[#b]" },
    { TEXT ("a\n \n"), 0, "[a]2[ ]" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_errors_say_where (void)
{
  static const Case cases[] = {
    { TEXT (""), 0, "x:1:1: found no line, expected a header" },
    { TEXT ("\n\n"), 0, "x:3:1: found no line, expected a header" },
    { TEXT ("a,b\n1,x\"y\"\n"), 0,
      "[a|b]x:2:4: found '\"' in a cell, expected the cell quoted" },
    { TEXT ("a,b\n1,5\" disk\n2,3\n"), 0,
      "[a|b]x:2:4: found '\"' in a cell, expected the cell quoted" },
    { TEXT ("a,b\n1,\"x\"y\n"), 0,
      "[a|b]x:2:6: found text behind a quoted cell, expected ','" },
    { TEXT ("a,b\n1,\"x\n"), 0,
      "[a|b]x:2:3: found a quoted cell without end, expected '\"'" },
    { TEXT ("a,b\n1,\"x\n2\"z,\n"), 0,
      "[a|b]x:3:3: found text behind a quoted cell, expected ','" },
    { TEXT ("a\rb\n"), 0,
      "x:1:2: found a carriage return in a cell, expected the cell quoted" },
    { TEXT ("a,b\n1,2,3\n"), 0,
      "[a|b]x:2:5: found cell 3, expected the 2 of the header" },
    { TEXT ("a,b\n1,\"x\n\xff\"\n"), 0,
      "[a|b]x:3:1: found invalid UTF-8, expected UTF-8 text" },
    { TEXT ("a,b\n1,\0\n"), 0, "[a|b]x:2:3: found NUL, expected UTF-8 text" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_a_bad_row_costs_that_row (void)
{
  static const Case cases[] = {
    { TEXT ("a,b\n1,2,3\n4,5\n"), BASE_CSV_LENIENT,
      "[a|b]2[found cell 3, expected the 2 of the header]3[4|5]" },
    { TEXT ("a,b\n5\" disk,\"2\"x\n3,\"4\n\"\"5\"\n"), BASE_CSV_LENIENT,
      "[a|b]2[found text behind a quoted cell, expected ',']3[3|4\n\"5]" },
    { TEXT ("a,b\n5\" disk,2\n"), BASE_CSV_LENIENT, "[a|b]2[5\" disk|2]" },
    { TEXT ("a,b\n\xff,2\n3\r,4\n5,6"), BASE_CSV_LENIENT,
      "[a|b]2[found invalid UTF-8, expected UTF-8 text]3[found a carriage "
      "return in a cell, expected the cell quoted]4[5|6]" },
    { TEXT ("a,b\n1,\"2\n3,4\n"), BASE_CSV_LENIENT,
      "[a|b]2[found a quoted cell without end, expected '\"']" },
    { TEXT ("sep=;\r\n; ;\r\na;b,c\r\n1;2\r\n"), BASE_CSV_LENIENT,
      "[a|b,c]4[1|2]" },
    { TEXT (",\n,\n"), BASE_CSV_LENIENT,
      "x:3:1: found no line, expected a header" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_after_an_error_no_more_is_read (void)
{
  g_autoptr (GError) error = NULL, again = NULL;
  g_autoptr (BaseCsv)
      csv = base_csv_new_for_data ("x", TEXT ("a\n\"b\"c\nd\n"), 0, NULL);

  g_assert_false (base_csv_next (csv, &error));
  g_assert_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID);
  g_assert_cmpuint (base_csv_get_n_cells (csv), ==, 0);
  g_assert_false (base_csv_next (csv, &again));
  g_assert_error (again, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID);
}

static void
test_a_record_is_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autofree char *fill = g_strnfill (BASE_CSV_MAX_RECORD, 'x');
  g_autofree char *shown = NULL, *stray = NULL, *wide = NULL;

  g_string_append_printf (text, "%sy\n", fill);
  shown = show (text->str, text->len, 0);
  g_assert_nonnull (strstr (shown, "x:2:1: found a record longer than 16 MiB"));

  g_string_printf (text, "a\n5\" disk\n%s\n", fill);
  stray = show (text->str, text->len, 0);
  g_assert_nonnull (strstr (stray, "x:2:2: found '\"' in a cell"));

  g_string_assign (text, "a\n");
  for (guint i = 0; i <= BASE_CSV_MAX_COLUMNS; i++)
    g_string_append_c (text, ',');
  wide = show (text->str, text->len, 0);
  g_assert_nonnull (strstr (wide, "found more than 16384 cells"));
}

static void
test_cells_know_their_place (void)
{
  g_autoptr (BaseCsv) csv = base_csv_new_for_data (
      "x", TEXT ("a,b,c\n\"1\n2\",\"\",3\n"), 0, NULL);
  const BaseCsvCell *cell;

  g_assert_true (base_csv_next (csv, NULL));
  cell = base_csv_get_cell (csv, 0);
  g_assert_cmpuint (cell->line, ==, 2);
  g_assert_cmpuint (cell->column, ==, 1);
  g_assert_true (cell->quoted);
  cell = base_csv_get_cell (csv, 2);
  g_assert_cmpuint (cell->line, ==, 3);
  g_assert_cmpuint (cell->column, ==, 7);
  g_assert_cmpuint (cell->length, ==, 1);
  g_assert_false (cell->quoted);
  g_assert_null (base_csv_get_cell (csv, 3));
  g_assert_null (base_csv_get_text (csv, UITWEG_NONE));
}

static void
test_columns_are_found_by_name (void)
{
  static const char *const names[] = { "RAM", "memory mb", "memory", NULL };
  g_autoptr (BaseCsv) csv = base_csv_new_for_data (
      "x",
      TEXT ("*Server name,*Memory (In MB),disk_1-size (GB) ,(odd),memory\n"), 0,
      NULL);

  g_assert_cmpuint (base_csv_find_column (csv, "server_name"), ==, 0);
  g_assert_cmpuint (base_csv_find_column (csv, "Disk 1 size"), ==, 2);
  g_assert_cmpuint (base_csv_find_column (csv, "(odd)"), ==, 3);
  g_assert_cmpuint (base_csv_find_column (csv, "disk"), ==, UITWEG_NONE);
  g_assert_cmpuint (base_csv_find_column_prefix (csv, "disk"), ==, 2);
  g_assert_cmpuint (base_csv_find_column_of (csv, names), ==, 1);
  g_assert_cmpuint (base_csv_find_column_prefix (csv, "cores"), ==,
                    UITWEG_NONE);
}

static void
test_writing (void)
{
  static const char *const plain[] = { "a", NULL, "b c" };
  static const char *const odd[] = { "1,5", "x \"y\"", " z", "#", "l\nm", "é" };
  static const char *const empty[] = { "" };
  static const char *const marked[] = { "\xef\xbb\xbf" };
  g_autoptr (GString) out = g_string_new (NULL);

  base_csv_append_row (out, ',', plain, G_N_ELEMENTS (plain));
  base_csv_append_row (out, ',', odd, G_N_ELEMENTS (odd));
  base_csv_append_row (out, ';', odd, 1);
  base_csv_append_row (out, ',', empty, 1);
  base_csv_append_row (out, ',', marked, 1);
  g_assert_cmpstr (out->str, ==,
                   "a,,b c\n"
                   "\"1,5\",\"x \"\"y\"\"\",\" z\",\"#\",\"l\nm\",é\n"
                   "1,5\n"
                   "\"\"\n"
                   "\"\xef\xbb\xbf\"\n");
}

/* What is written comes back, whatever it holds. */
static void
test_what_is_written_comes_back (void)
{
  static const char letters[] = "ab,;\t\"\n\r #";
  enum
  {
    N_CELLS = 4,
    N_ROWS = 2000
  };
  g_autoptr (GString) out = g_string_new ("h1,h2,h3,h4\n");
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BaseCsv) csv = NULL;
  g_autoptr (GError) error = NULL;
  guint64 draw = 0;

  for (guint i = 0; i < N_ROWS * N_CELLS; i++)
    {
      gsize length = base_rng_below (1, 0, draw++, 6);
      char *cell = g_malloc0 (length + 1);

      for (gsize k = 0; k < length; k++)
        cell[k] =
            letters[base_rng_below (1, 0, draw++, (guint32) strlen (letters))];
      g_ptr_array_add (cells, cell);
    }
  for (guint i = 0; i < N_ROWS; i++)
    base_csv_append_row (
        out, ',', (const char *const *) cells->pdata + i * N_CELLS, N_CELLS);
  csv = base_csv_new_for_data ("x", out->str, out->len, BASE_CSV_COMMENTS,
                               &error);
  for (guint i = 0; i < N_ROWS * N_CELLS; i++)
    {
      if (i % N_CELLS == 0)
        g_assert_true (base_csv_next (csv, &error));
      g_assert_cmpstr (base_csv_get_text (csv, i % N_CELLS), ==,
                       g_ptr_array_index (cells, i));
    }
  g_assert_false (base_csv_next (csv, &error));
  g_assert_no_error (error);
}

static gboolean
is_text (const char *bytes, gsize length, const char *text)
{
  return bytes != NULL && length == strlen (text)
         && memcmp (bytes, text, length) == 0;
}

static void
test_cells_are_looked_at_uncut (void)
{
  static const char data[] = "a,b,c,d\n1,\"x\"\"y\",,4\n5,\"6\n6\",7,8\n9\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCsv) csv = base_csv_new_for_data ("x", data, strlen (data),
                                                   BASE_CSV_STRICT, &error);
  const char *text;
  gsize length;

  g_assert_no_error (error);
  g_assert_true (base_csv_next (csv, &error));
  text = base_csv_peek_cells (csv, 0, 0, &length);
  g_assert_true (is_text (text, length, "1"));
  text = base_csv_peek_cells (csv, 1, 2, &length);
  g_assert_true (is_text (text, length, "\"x\"\"y\","));
  text = base_csv_peek_cells (csv, 2, 3, &length);
  g_assert_true (is_text (text, length, ",4"));
  g_assert_null (base_csv_peek_cells (csv, 3, 4, &length));
  g_assert_cmpstr (base_csv_get_text (csv, 1), ==, "x\"y");
  /* A record with a newline in a cell is cut at once. */
  g_assert_true (base_csv_next (csv, &error));
  g_assert_null (base_csv_peek_cells (csv, 0, 0, &length));
  g_assert_true (base_csv_next (csv, &error));
  g_assert_null (base_csv_peek_cells (csv, 0, 1, &length));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/csv/reading", test_reading);
  g_test_add_func ("/base/csv/errors", test_errors_say_where);
  g_test_add_func ("/base/csv/lenient", test_a_bad_row_costs_that_row);
  g_test_add_func ("/base/csv/broken", test_after_an_error_no_more_is_read);
  g_test_add_func ("/base/csv/bounds", test_a_record_is_bounded);
  g_test_add_func ("/base/csv/places", test_cells_know_their_place);
  g_test_add_func ("/base/csv/uncut", test_cells_are_looked_at_uncut);
  g_test_add_func ("/base/csv/columns", test_columns_are_found_by_name);
  g_test_add_func ("/base/csv/writing", test_writing);
  g_test_add_func ("/base/csv/back", test_what_is_written_comes_back);
  return g_test_run ();
}

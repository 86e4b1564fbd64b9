/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of tables as people have them: workbooks and CSV.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <zip.h>

#include <uitweg/day.h>

#include "connectors-common.h"
#include "connectors/common/book.h"
#include "xlsx-writer.h"

/* A file of this test, gone at its end. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("uitweg-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "file.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_text (const Fixture *fixture, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, text, length, &error);
  g_assert_no_error (error);
}

static ConnectorsBook *
open_book (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  ConnectorsBook *book = connectors_book_open (fixture->path, &error);

  g_assert_no_error (error);
  return book;
}

static ConnectorsSheet *
open_sheet (ConnectorsBook *book, guint number, ConnectorsSource *source)
{
  g_autoptr (GError) error = NULL;
  ConnectorsSheet *sheet = connectors_sheet_open (book, number, source, &error);

  g_assert_no_error (error);
  return sheet;
}

/* Heads and rows as [cell|cell]; a cell that is not there is ~. */
static char *
show (ConnectorsBook *book, guint number)
{
  g_autoptr (ConnectorsSheet) sheet = open_sheet (book, number, NULL);
  g_autoptr (GError) error = NULL;
  GString *shown = g_string_new ("[");
  guint32 n = connectors_sheet_get_n_columns (sheet);

  for (guint32 i = 0; i < n; i++)
    g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "",
                            connectors_sheet_get_head (sheet, i));
  g_string_append_c (shown, ']');
  while (connectors_sheet_next (sheet, &error))
    for (guint32 i = 0; i < n; i++)
      {
        const char *text = connectors_sheet_get_raw (sheet, i);

        g_string_append_printf (shown, "%c%s%s", i > 0 ? '|' : '[',
                                text != NULL ? text : "~",
                                i + 1 == n ? "]" : "");
      }
  if (error != NULL)
    g_string_append_printf (shown, " %s", error->message);
  g_string_append_printf (shown,
                          " %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT
                          "/%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                          connectors_sheet_get_n_rows (sheet),
                          connectors_sheet_get_n_blank (sheet),
                          connectors_sheet_get_n_repeated (sheet),
                          connectors_sheet_get_n_bad (sheet));
  return g_string_free (shown, FALSE);
}

static void
expect_shown (const Fixture *fixture, guint number, const char *expected)
{
  g_autoptr (ConnectorsBook) book = open_book (fixture);
  g_autofree char *shown = show (book, number);

  g_assert_cmpstr (shown, ==, expected);
}

static void
expect_pattern (const Fixture *fixture, const char *pattern)
{
  g_autoptr (ConnectorsBook) book = open_book (fixture);
  g_autofree char *shown = show (book, 0);

  if (!g_pattern_match_simple (pattern, shown))
    g_error ("found '%s', expected '%s'", shown, pattern);
}

static void
expect_refused (const Fixture *fixture, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ConnectorsBook)
      book = connectors_book_open (fixture->path, &error);

  g_assert_null (book);
  g_assert_error (error, UITWEG_CONNECTOR_ERROR,
                  (gint) UITWEG_CONNECTOR_ERROR_INPUT);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("found '%s', expected '%s'", error->message, pattern);
}

static void
test_csv_costs_only_its_bad_rows (Fixture *fixture, gconstpointer data)
{
  write_text (fixture,
              "a;b\n1;2\n;\n1;2;3\na;b\nx\"y;\"q\"\n1;\"q\"z\n\xff;1\n5;6\n",
              -1);
  expect_shown (fixture, 0, "[a|b][1|2][x\"y|q][5|6] 3/1/1/3");
}

static void
test_csv_names_its_bad_rows (Fixture *fixture, gconstpointer data)
{
  const UitwegCollectRequest request = { 0 };
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (ConnectorsSource)
      source = connectors_source_new ("test", "x", &request, builder);
  g_autoptr (GString) text = g_string_new ("a,n\n");
  g_autoptr (ConnectorsBook) book = NULL;
  g_autoptr (ConnectorsSheet) sheet = NULL;
  const UitwegTable *table;
  const UitwegTable *problems;

  for (guint i = 0; i < 30; i++)
    g_string_append (text, "1,2,3\n1,x\n");
  write_text (fixture, text->str, -1);
  book = open_book (fixture);
  sheet = open_sheet (book, 0, source);
  while (connectors_sheet_next (sheet, NULL))
    g_assert_true (connectors_sheet_get_int (sheet, 1) == UITWEG_UNKNOWN);
  connectors_source_finish (source);

  /* 20 of each, and a line for the rest. */
  table = uitweg_estate_builder_get_table (builder, UITWEG_RECORD_SOURCE);
  problems = uitweg_table_child (table, UITWEG_SOURCE_PROBLEMS);
  g_assert_cmpuint (uitweg_table_get_n_rows (problems), ==, 42);
  g_assert_true (g_str_has_suffix (
      uitweg_table_text (problems, 0, UITWEG_SOURCE_PROBLEM_CALL),
      "file.csv:2"));
  g_assert_cmpstr (uitweg_table_text (problems, 0, UITWEG_SOURCE_PROBLEM_ERROR),
                   ==, "found cell 3, expected the 2 of the header");
  g_assert_cmpstr (uitweg_table_text (problems, 1, UITWEG_SOURCE_PROBLEM_ERROR),
                   ==, "found a cell in column 'n' that is not a number");
  g_assert_cmpint (uitweg_table_bool (table, 0, UITWEG_SOURCE_COMPLETE), ==, 0);
}

static void
test_csv_that_no_quote_ends (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "a,b\n1,2\n3,\"4\n5,6\n", -1);
  expect_shown (fixture, 0, "[a|b][1|2] 1/0/0/1");
}

static void
test_csv_of_excel (Fixture *fixture, gconstpointer data)
{
  static const char utf16[] = "\xff\xfe"
                              "a\0;\0b\0\r\0\n\0"
                              "1\0;\0\xe9\0\r\0\n";

  write_text (fixture, "sep=;\r\n;;\r\na;b,c\r\n1;2\r\n", -1);
  expect_shown (fixture, 0, "[a|b,c][1|2] 1/0/0/0");
  write_text (fixture, utf16, sizeof utf16);
  expect_shown (fixture, 0, "[a|b][1|é] 1/0/0/0");
}

/* Packs `text` as two streams, one behind the other, as some tools write. */
static GByteArray *
pack (const char *text)
{
  GByteArray *packed = g_byte_array_new ();
  gsize half = strlen (text) / 2;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GConverter) converter = G_CONVERTER (
          g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
      const char *from = i == 0 ? text : text + half;
      gsize length = i == 0 ? half : strlen (text) - half;
      guint8 out[4096];
      gsize n_read;
      gsize n_written;

      g_assert_cmpint (g_converter_convert (
                           converter, from, length, out, sizeof out,
                           G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                       ==, G_CONVERTER_FINISHED);
      g_byte_array_append (packed, out, (guint) n_written);
    }
  return packed;
}

static void
test_csv_in_gzip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) packed = pack ("a,b\n1,2\n3,4\n5,6\n");
  g_autoptr (ConnectorsBook) book = NULL;

  write_text (fixture, (const char *) packed->data, packed->len);
  expect_shown (fixture, 0, "[a|b][1|2][3|4][5|6] 3/0/0/0");
  book = open_book (fixture);
  g_assert_cmpstr (connectors_book_get_sheet_name (book, 0), ==, "file");

  /* What was read before the damage stands. */
  write_text (fixture, (const char *) packed->data, packed->len - 4);
  expect_pattern (fixture, "[a|b][1|2]*found the end inside gzip data*");
  packed->data[packed->len - 7] ^= 0x55;
  write_text (fixture, (const char *) packed->data, packed->len);
  expect_pattern (fixture, "[a|b][1|2]*found damaged gzip data*");
}

static void
test_what_is_no_table (Fixture *fixture, gconstpointer data)
{
  static const char *const other[] = { "a.txt", "hello", NULL };

  write_text (fixture, "", 0);
  expect_refused (fixture, "*file.csv:1:1: found no line*");
  write_text (fixture, "\xd0\xcf\x11\xe0xyz", -1);
  expect_refused (fixture, "*found an old (.xls) or encrypted workbook*");
  write_text (fixture,
              "\x7f"
              "ELF\0\0\0\0",
              8);
  expect_refused (fixture, "*found NUL*");
  write_text (fixture, "PK\3\4 and no more", -1);
  expect_refused (fixture, "*found a damaged zip archive*");
  zip_write (fixture->path, other);
  expect_refused (fixture, "*found a zip archive, expected a workbook*");
  g_unlink (fixture->path);
  expect_refused (fixture, "*file.csv: *");
}

#define ROW(text) "<row>" text "</row>"

static void
test_workbook_cells (Fixture *fixture, gconstpointer data)
{
  static const XlsxSheet sheets[] = {
    { "One &amp; only",
      "<row r='2' spans='1:9'><c r='B2' t='s'><v>0</v></c>"
      "<c r='C2' t='s'><v>1</v></c><c r='D2' t='inlineStr'><is><t>d</t></is>"
      "</c><c r='E2' t='str'><f>A1&amp;\"x\"</f><v>e</v></c></row>"
      "<row r='7'><c r='D7'><v>1.5E-3</v></c><c r='B7' t='b'><v>1</v></c>"
      "<c r='C7' t='e'><v>#N/A</v></c><c r='E7' s='1'><v>45292.75</v></c></row>"
      "<row r='8'/><row r='9'><c/><c r='C9' s='1'/></row>"
      "<row><c/><c><v>1</v></c><c><f>1+1</f><v>2</v></c>"
      "<c t='inlineStr'><is><r><t>x</t></r><rPh><t>!</t></rPh>"
      "<r><t xml:space='preserve'> &lt;&#233;></t></r></is></c>"
      "<c s='2'><v>45292</v></c><c r='Z10'><v>9</v></c></row>" },
  };
  static const char *const more[] = {
    "xl/sharedStrings.xml",
    "<sst count='2'><si><t>b</t></si><si><r><t>c</t></r><r><t>&amp;</t></r>"
    "<rPh><t>no</t></rPh></si></sst>",
    "xl/styles.xml",
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.0\"day\"'/>"
    "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
    "<xf numFmtId='0'/><xf numFmtId='22'/><xf numFmtId='164'/></cellXfs>"
    "</styleSheet>",
    NULL,
  };
  g_autoptr (ConnectorsBook) book = NULL;

  xlsx_write (fixture->path, sheets, 1, more);
  expect_shown (fixture, 0,
                "[|b|c&|d|e][~|true|#N/A|1.5E-3|2024-01-01T18:00:00]"
                "[~|1|2|x <é>|45292] 2/2/0/0");
  book = open_book (fixture);
  g_assert_cmpstr (connectors_book_get_sheet_name (book, 0), ==, "One & only");
  g_assert_cmpuint (connectors_book_find_sheet (book, "one & ONLY"), ==, 0);
  g_assert_cmpuint (connectors_book_find_sheet (book, "Two"), ==, UITWEG_NONE);
  g_assert_cmpuint (strlen (connectors_book_get_sha256 (book)), ==, 64);
}

static void
test_workbook_bad_rows (Fixture *fixture, gconstpointer data)
{
  static const XlsxSheet sheets[] = {
    { "a", ROW ("<c><v>1</v></c>") ROW ("<c t='s'><v>7</v></c>")
               ROW ("<c r='ABCD1'><v>1</v></c>") ROW ("<c><v>2</v></c>") },
    { "b", "" },
  };

  xlsx_write (fixture->path, sheets, 2, NULL);
  expect_shown (fixture, 0, "[1][2] 1/0/0/2");
  expect_shown (fixture, 1, "[] 0/0/0/0");
}

static void
test_workbook_places (Fixture *fixture, gconstpointer data)
{
  static const XlsxSheet sheets[] = { { "vInfo",
                                        "<row r='1'><c><v>1</v></c></row>"
                                        "<row r='12'><c><v>2</v></c></row>" } };
  g_autoptr (ConnectorsBook) book = NULL;
  g_autoptr (ConnectorsSheet) sheet = NULL;

  xlsx_write (fixture->path, sheets, 1, NULL);
  book = open_book (fixture);
  sheet = open_sheet (book, 0, NULL);
  g_assert_true (connectors_sheet_next (sheet, NULL));
  g_assert_true (g_str_has_suffix (connectors_sheet_get_place (sheet),
                                   "file.csv vInfo!12"));
}

/* Days count from 1900 or from 1904. */
static void
test_workbook_epochs (Fixture *fixture, gconstpointer data)
{
  static const XlsxSheet sheets[] = { { "a", ROW ("<c><v>1</v></c>")
                                                 ROW ("<c><v>59</v></c>") ROW (
                                                     "<c><v>61</v></c>") } };
  static const char *const more[] = {
    "xl/workbook.xml",
    "<workbook><workbookPr date1904='1'/><sheets><sheet name='a' r:id='r1'/>"
    "</sheets></workbook>",
    NULL
  };
  static const char *const expected[] = { "1900-02-28", "1900-03-01",
                                          "1904-02-29", "1904-03-02" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (ConnectorsBook) book = NULL;
      g_autoptr (ConnectorsSheet) sheet = NULL;
      g_autofree char *day = NULL;

      xlsx_write (fixture->path, sheets, 1, i < 2 ? NULL : more);
      book = open_book (fixture);
      sheet = open_sheet (book, 0, NULL);
      for (guint k = 0; k <= i % 2; k++)
        g_assert_true (connectors_sheet_next (sheet, NULL));
      day = uitweg_day_format (connectors_sheet_get_day (sheet, 0));
      g_assert_cmpstr (day, ==, expected[i]);
    }
}

static void
test_workbook_damage (Fixture *fixture, gconstpointer data)
{
  static const XlsxSheet sheets[] = { { "a", ROW ("<c><v>1</v></c>")
                                                 ROW ("<c><v>2</v></c>") } };
  static const char *const cut[] = {
    "xl/worksheets/sheet1.xml",
    "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2", NULL
  };
  static const char *const laughs[] = {
    "xl/worksheets/sheet1.xml",
    "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><worksheet>"
    "<sheetData/></worksheet>",
    NULL
  };
  g_autoptr (ConnectorsBook) book = NULL;
  g_autoptr (ConnectorsSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  xlsx_write (fixture->path, sheets, 1, cut);
  expect_shown (fixture, 0,
                "[1] found the end inside a cell, expected </c> 0/0/0/0");
  xlsx_write (fixture->path, sheets, 1, laughs);
  book = open_book (fixture);
  sheet = connectors_sheet_open (book, 0, NULL, &error);
  g_assert_null (sheet);
  g_assert_nonnull (strstr (error->message, "found a document type"));

  xlsx_write (fixture->path, sheets, 1, NULL);
  g_file_get_contents (fixture->path, &contents, &length, NULL);
  write_text (fixture, contents, (gssize) length / 2);
  expect_refused (fixture, "*file.csv: found a damaged zip archive*");
}

/* 200 MiB of blanks in 200 KiB. */
static void
test_workbook_bomb (Fixture *fixture, gconstpointer data)
{
  static const XlsxSheet sheets[] = { { "a", ROW ("<c><v>1</v></c>") } };
  const gsize size = (gsize) 200 << 20;
  g_autofree char *bomb = g_malloc (size + 1);
  g_autofree char *shown = NULL;
  g_autoptr (ConnectorsBook) book = NULL;
  const char *const more[] = { "xl/worksheets/sheet1.xml", bomb, NULL };
  static const char head[] = "<worksheet><sheetData><row><c><v>1</v></c></row>";

  for (gsize i = 0; i < size; i++)
    bomb[i] = "<row/> "[i % 7];
  memcpy (bomb, head, strlen (head));
  bomb[size] = '\0';
  xlsx_write (fixture->path, sheets, 1, more);
  book = open_book (fixture);
  shown = show (book, 0);
  if (strstr (shown, "MiB packed in") == NULL)
    g_error ("found '%s', expected a bound", shown);
}

typedef struct
{
  const char *csv; /* below the head `n` */
  const char *expected;
} Column;

/* Reads column 0 as numbers, or as days. */
static void
check_columns (const Fixture *fixture,
               const Column *columns,
               gsize n_columns,
               gboolean are_days)
{
  for (gsize i = 0; i < n_columns; i++)
    {
      g_autofree char *text = g_strdup_printf ("n%s", columns[i].csv);
      g_autoptr (ConnectorsBook) book = NULL;
      g_autoptr (ConnectorsSheet) sheet = NULL;
      g_autoptr (GString) shown = g_string_new (NULL);

      write_text (fixture, text, -1);
      book = open_book (fixture);
      sheet = open_sheet (book, 0, NULL);
      while (connectors_sheet_next (sheet, NULL))
        {
          UitwegDay day = are_days ? connectors_sheet_get_day (sheet, 0) : 0;
          double number = are_days ? 0.0
                                   : connectors_sheet_get_number (sheet, 0);

          if (are_days ? day == UITWEG_DAY_UNKNOWN : isnan (number))
            g_string_append (shown, "? ");
          else if (!are_days)
            g_string_append_printf (shown, "%.10g ", number);
          else
            {
              g_autofree char *iso = uitweg_day_format (day);

              g_string_append_printf (shown, "%s ", iso);
            }
        }
      g_assert_cmpstr (shown->str, ==, columns[i].expected);
    }
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  static const Column columns[] = {
    { "\n1234.5\n\"1,234.5\"\n\"1.234,5\"\n\"1 234,5\"\n1'234.5\n",
      "1234.5 1234.5 1234.5 1234.5 1234.5 " },
    { "\n1\xc2\xa0"
      "234\n-5\n+5\n1e3\n.5\n5.\n",
      "1234 -5 5 1000 0.5 5 " },
    { "\nn/a\nNULL\n-\nNone\nx\n12 34\n1.2.3\n\"1,23,4\"\n-x\n1e999\n",
      "? ? ? ? ? ? ? ? ? ? " },
    /* What a cell leaves open, the column tells, else the file. */
    { "\n\"1,234\"\n1.234\n", "1234 1.234 " },
    { "\n\"1,5\"\n\"1,234\"\n1.234\n", "1.5 1.234 1234 " },
    { ";x\n1,234\n1.234\n0.5\n1.234\n", "1.234 1234 0.5 1.234 " },
    { "\n\"0,125\"\n\"1,234\"\n", "0.125 1.234 " },
    { "\n1.234.567\n1.234\n", "1234567 1234 " },
  };

  check_columns (fixture, columns, G_N_ELEMENTS (columns), FALSE);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  static const Column columns[] = {
    { "\n2024-02-29\n2024/3/1 10:00\n2024-03-01T10:00:00Z\n2023-02-29\n",
      "2024-02-29 2024-03-01 2024-03-01 ? " },
    { "\n04/09/2023\n13/09/2023\n04/09/2023\n",
      "2023-04-09 2023-09-13 2023-09-04 " },
    { "\n04-09-2023\n09-13-2023 08:00\n04-09-2023\n4.9.2023\n",
      "2023-09-04 2023-09-13 2023-04-09 2023-04-09 " },
    { "\n4-9-23\n2023-09\n13/13/2023\n45292\n1/2-2023\n", "? ? ? ? ? " },
  };

  check_columns (fixture, columns, G_N_ELEMENTS (columns), TRUE);
}

static void
test_other_types (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ConnectorsBook) book = NULL;
  g_autoptr (ConnectorsSheet) sheet = NULL;
  static const char *const names[] = { "Memory", "size", NULL };

  write_text (fixture,
              "text,Size MiB,yes,money\n"
              "  a b  ,\"4,096\",Waar,\"1,234.0000015\"\n"
              "n/a,1.5,nee,99999999999999\n",
              -1);
  book = open_book (fixture);
  sheet = open_sheet (book, 0, NULL);
  g_assert_cmpuint (connectors_sheet_find (sheet, names), ==, UITWEG_NONE);
  g_assert_true (connectors_sheet_next (sheet, NULL));
  g_assert_cmpstr (connectors_sheet_get_raw (sheet, 0), ==, "  a b  ");
  g_assert_cmpstr (connectors_sheet_get_text (sheet, 0), ==, "a b");
  g_assert_cmpint (connectors_sheet_get_int (sheet, 1), ==, 4096);
  g_assert_cmpint (connectors_sheet_get_bool (sheet, 2), ==, 1);
  g_assert_cmpint (connectors_sheet_get_micro (sheet, 3), ==, 1234000002);
  g_assert_null (connectors_sheet_get_text (sheet, UITWEG_NONE));
  g_assert_true (connectors_sheet_next (sheet, NULL));
  g_assert_null (connectors_sheet_get_text (sheet, 0));
  g_assert_true (connectors_sheet_get_int (sheet, 1) == UITWEG_UNKNOWN);
  g_assert_cmpint (connectors_sheet_get_bool (sheet, 2), ==, 0);
  g_assert_true (connectors_sheet_get_micro (sheet, 3) == UITWEG_UNKNOWN);
  g_assert_cmpint (connectors_sheet_get_bool (sheet, 0), ==, -1);
}

/* The workbook of others, as its description counts it. */
static void
test_the_shared_workbook (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint32 n_columns;
    guint64 n_rows;
  } tabs[] = { { "vInfo", 79, 9 },      { "vCPU", 24, 9 },
               { "vMemory", 32, 9 },    { "vDisk", 37, 9 },
               { "vPartition", 15, 9 }, { "vHost", 49, 7 } };
  g_autofree char *path = shared_input ("rvtools/example1.xlsx");
  g_autoptr (ConnectorsBook) book = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  book = connectors_book_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (connectors_book_get_n_sheets (book), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autoptr (ConnectorsSheet) sheet = open_sheet (
          book, connectors_book_find_sheet (book, tabs[i].name), NULL);

      while (connectors_sheet_next (sheet, &error))
        ;
      g_assert_no_error (error);
      g_assert_cmpuint (connectors_sheet_get_n_columns (sheet), ==,
                        tabs[i].n_columns);
      g_assert_cmpuint (connectors_sheet_get_n_rows (sheet), ==,
                        tabs[i].n_rows);
    }
}

static void
add (const char *name, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/connectors/book/csv/bad-rows", test_csv_costs_only_its_bad_rows);
  add ("/connectors/book/csv/problems", test_csv_names_its_bad_rows);
  add ("/connectors/book/csv/endless", test_csv_that_no_quote_ends);
  add ("/connectors/book/csv/excel", test_csv_of_excel);
  add ("/connectors/book/csv/gzip", test_csv_in_gzip);
  add ("/connectors/book/refused", test_what_is_no_table);
  add ("/connectors/book/xlsx/cells", test_workbook_cells);
  add ("/connectors/book/xlsx/bad-rows", test_workbook_bad_rows);
  add ("/connectors/book/xlsx/places", test_workbook_places);
  add ("/connectors/book/xlsx/epochs", test_workbook_epochs);
  add ("/connectors/book/xlsx/damage", test_workbook_damage);
  add ("/connectors/book/xlsx/bomb", test_workbook_bomb);
  add ("/connectors/book/numbers", test_numbers);
  add ("/connectors/book/days", test_days);
  add ("/connectors/book/types", test_other_types);
  add ("/connectors/book/shared", test_the_shared_workbook);
  return g_test_run ();
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * The rows of one sheet of a workbook, from the tags of xml-scan.c: cells
 * stand where their reference says, and say what their type and style make
 * of them. This is the hot path of a large inventory.
 */
#include "config.h"

#include <string.h>

#include <uitweg/day.h>

#include "base/number.h"
#include "connectors/common/book-private.h"

#define MAX_NUMBER_LENGTH 40

typedef enum
{
  FORM_NONE,
  FORM_TEXT,   /* in the row's own text */
  FORM_SHARED, /* of the workbook */
  FORM_NUMBER,
} Form;

typedef struct
{
  Form form;
  gsize start; /* in the row's own text */
  const char *shared;
} Cell;

/* What an open <c> says of itself. */
typedef struct
{
  char type; /* n, b, e, s, i for inlineStr, t for str, d */
  guint64 style;
  guint32 column;
} Head;

struct _ConnectorsRows
{
  ConnectorsWorkbook *workbook;
  ConnectorsMember *member;
  ConnectorsXmlScan *scan;
  guint64 number;
  GString *text; /* of the cells of this row */
  GArray *cells; /* Cell */
  const char *fault;
  gboolean is_over;
};

static void
read_to_data (ConnectorsRows *rows, GError **error)
{
  ConnectorsXmlToken token;

  do
    token = connectors_xml_scan_next (rows->scan, error);
  while (token != CONNECTORS_XML_END && token != CONNECTORS_XML_ERROR
         && (token != CONNECTORS_XML_OPEN
             || !connectors_xml_scan_is (rows->scan, "sheetData")));
  /* A sheet of nothing, or one that is no worksheet. */
  rows->is_over = token == CONNECTORS_XML_END
                  || (token == CONNECTORS_XML_OPEN
                      && connectors_xml_scan_is_empty (rows->scan));
}

ConnectorsRows *
connectors_rows_new (ConnectorsWorkbook *workbook, guint sheet, GError **error)
{
  g_autoptr (ConnectorsRows) rows = g_new0 (ConnectorsRows, 1);
  GError *failed = NULL;

  rows->workbook = workbook;
  rows->text = g_string_new (NULL);
  rows->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  rows->member = connectors_workbook_open_sheet (workbook, sheet, error);
  if (rows->member == NULL)
    return NULL;
  rows->scan = connectors_member_scan (rows->member);
  read_to_data (rows, &failed);
  if (failed != NULL)
    {
      connectors_book_take (error, failed);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

void
connectors_rows_free (ConnectorsRows *rows)
{
  if (rows == NULL)
    return;
  connectors_xml_scan_free (rows->scan);
  connectors_member_free (rows->member);
  g_string_free (rows->text, TRUE);
  g_array_unref (rows->cells);
  g_free (rows);
}

static gboolean
parse_digits (ConnectorsXmlPiece piece, guint64 *number_out)
{
  guint64 number = 0;

  if (piece.length == 0 || piece.length > 10)
    return FALSE;
  for (gsize i = 0; i < piece.length; i++)
    {
      if (!g_ascii_isdigit (piece.text[i]))
        return FALSE;
      number = number * 10 + (guint64) (piece.text[i] - '0');
    }
  *number_out = number;
  return TRUE;
}

/* The column of a reference such as AB12, from 0. */
static gboolean
parse_column (ConnectorsXmlPiece piece, guint32 *column_out)
{
  guint32 column = 0;
  gsize i = 0;

  for (; i < piece.length && i < 4 && g_ascii_isalpha (piece.text[i]); i++)
    column = column * 26
             + (guint32) (g_ascii_toupper (piece.text[i]) - 'A' + 1);
  if (i == 0 || column > CONNECTORS_BOOK_MAX_COLUMNS)
    return FALSE;
  *column_out = column - 1;
  return TRUE;
}

static gboolean
parse_head (ConnectorsRows *rows, guint32 next_column, Head *head)
{
  ConnectorsXmlPiece pieces[3];

  head->type = 'n';
  head->style = 0;
  head->column = next_column;
  connectors_xml_scan_letters (rows->scan, "rst", pieces);
  if (pieces[0].text != NULL && !parse_column (pieces[0], &head->column))
    {
      rows->fault = "found a cell without a good reference, expected one "
                    "from A to XFD";
      return FALSE;
    }
  if (head->column >= CONNECTORS_BOOK_MAX_COLUMNS)
    {
      rows->fault = "found more than 16384 cells, expected fewer";
      return FALSE;
    }
  if (pieces[1].text != NULL && !parse_digits (pieces[1], &head->style))
    head->style = 0;
  if (pieces[2].length > 0)
    head->type = pieces[2].length == 3 ? 't' : pieces[2].text[0];
  return TRUE;
}

/* A number that its style shows as a day, as "2026-11-22T12:00:00". */
static void
make_day (ConnectorsRows *rows, gsize start)
{
  g_autofree char *text = NULL;
  guint seconds;
  double number;
  UitwegDay day;

  if (!base_parse_number (rows->text->str + start, &number, NULL))
    return;
  day = connectors_workbook_to_day (rows->workbook, number, &seconds);
  if (day == UITWEG_DAY_UNKNOWN)
    return;
  text = uitweg_day_format (day);
  g_string_truncate (rows->text, start);
  g_string_append (rows->text, text);
  if (seconds > 0)
    g_string_append_printf (rows->text, "T%02u:%02u:%02u", seconds / 3600,
                            seconds / 60 % 60, seconds % 60);
}

static void
set_cell (ConnectorsRows *rows, const Head *head, Cell cell)
{
  if (rows->cells->len <= head->column)
    g_array_set_size (rows->cells, head->column + 1);
  g_array_index (rows->cells, Cell, head->column) = cell;
}

/* Keeps a cell that names a text of the workbook by number. */
static void
keep_shared (ConnectorsRows *rows, const Head *head, ConnectorsXmlPiece value)
{
  Cell cell = { FORM_SHARED, 0, NULL };
  guint64 number;

  if (parse_digits (value, &number))
    cell.shared = connectors_workbook_get_shared (rows->workbook, number);
  if (cell.shared == NULL)
    rows->fault = "found a cell that names a text which is not there, "
                  "expected one that is";
  else
    set_cell (rows, head, cell);
}

/* Keeps a cell, whose text stands from `start` on in the row's. */
static void
keep_cell (ConnectorsRows *rows, const Head *head, gsize start)
{
  Cell cell = { FORM_TEXT, start, NULL };
  char *text = rows->text->str + start;
  gsize length = rows->text->len - start;

  if (head->type == 's')
    {
      keep_shared (rows, head, (ConnectorsXmlPiece){ text, length });
      g_string_truncate (rows->text, start);
      return;
    }
  if (length == 0)
    return;
  if (head->type == 'n' && length < MAX_NUMBER_LENGTH)
    {
      cell.form = FORM_NUMBER;
      if (connectors_workbook_is_day_style (rows->workbook, head->style))
        {
          make_day (rows, start);
          /* A time of day only stays a number. */
          if (strchr (rows->text->str + start + 1, '-') != NULL)
            cell.form = FORM_TEXT;
        }
    }
  else if (head->type == 'b')
    {
      gboolean is_true = text[0] == '1' || text[0] == 't';

      g_string_truncate (rows->text, start);
      g_string_append (rows->text, is_true ? "true" : "false");
    }
  else if (!g_utf8_validate_len (text, length, NULL))
    {
      rows->fault = "found invalid UTF-8, expected UTF-8 text";
      return;
    }
  g_string_append_c (rows->text, '\0');
  set_cell (rows, head, cell);
}

/* Reads what stands in an open <c>, up to its end. */
static gboolean
read_cell (ConnectorsRows *rows, const Head *head, GError **error)
{
  gsize start = rows->text->len;
  gboolean in_value = FALSE;
  gboolean in_sound = FALSE;
  ConnectorsXmlPiece value;

  if (connectors_xml_scan_take_value (rows->scan, &value))
    {
      if (head->type == 's')
        keep_shared (rows, head, value);
      else
        {
          g_string_append_len (rows->text, value.text, (gssize) value.length);
          keep_cell (rows, head, start);
        }
      return TRUE;
    }
  for (;;)
    {
      ConnectorsXmlToken token = connectors_xml_scan_next (rows->scan, error);
      gsize length;
      char initial;

      if (token == CONNECTORS_XML_ERROR)
        return FALSE;
      if (token == CONNECTORS_XML_END)
        return connectors_book_fail (
            error, "found the end inside a cell, expected </c>");
      if (token == CONNECTORS_XML_TEXT)
        {
          ConnectorsXmlPiece piece;

          if (!in_value || in_sound)
            continue;
          piece = connectors_xml_scan_get_text (rows->scan);
          g_string_append_len (rows->text, piece.text, (gssize) piece.length);
          continue;
        }
      initial = connectors_xml_scan_get_initial (rows->scan, &length);
      if (length == 1 && (initial == 'v' || initial == 't'))
        in_value = token == CONNECTORS_XML_OPEN
                   && !connectors_xml_scan_is_empty (rows->scan);
      else if (length == 1 && initial == 'c' && token == CONNECTORS_XML_CLOSE)
        break;
      else if (connectors_xml_scan_is (rows->scan, "rPh"))
        in_sound = token == CONNECTORS_XML_OPEN
                   && !connectors_xml_scan_is_empty (rows->scan);
    }
  keep_cell (rows, head, start);
  return TRUE;
}

/* Reads the cells of an open <row>, up to its end. */
static gboolean
read_cells (ConnectorsRows *rows, GError **error)
{
  guint32 next_column = 0;

  for (;;)
    {
      ConnectorsXmlToken token = connectors_xml_scan_next (rows->scan, error);
      Head head;
      gsize length;

      if (token == CONNECTORS_XML_ERROR)
        return FALSE;
      if (token == CONNECTORS_XML_END)
        return connectors_book_fail (
            error, "found the end inside a row, expected </row>");
      if (token == CONNECTORS_XML_CLOSE
          && connectors_xml_scan_is (rows->scan, "row"))
        return TRUE;
      if (token != CONNECTORS_XML_OPEN
          || connectors_xml_scan_get_initial (rows->scan, &length) != 'c'
          || length != 1)
        continue;
      if (!parse_head (rows, next_column, &head))
        {
          head.column = MIN (next_column, CONNECTORS_BOOK_MAX_COLUMNS - 1);
          head.type = 'n';
        }
      next_column = head.column + 1;
      if (!connectors_xml_scan_is_empty (rows->scan)
          && !read_cell (rows, &head, error))
        return FALSE;
    }
}

/* What stands behind the rows is read too, so that damage shows. */
static gboolean
read_rest (ConnectorsRows *rows, GError **error)
{
  ConnectorsXmlToken token;

  rows->is_over = TRUE;
  do
    token = connectors_xml_scan_next (rows->scan, error);
  while (token != CONNECTORS_XML_END && token != CONNECTORS_XML_ERROR);
  return FALSE;
}

static gboolean
read_row (ConnectorsRows *rows, GError **error)
{
  ConnectorsXmlToken token;
  ConnectorsXmlPiece piece;
  guint64 number;

  do
    {
      token = connectors_xml_scan_next (rows->scan, error);
      if (token == CONNECTORS_XML_ERROR)
        return FALSE;
      if (token == CONNECTORS_XML_END)
        return connectors_book_fail (
            error, "found the end inside the rows, expected </sheetData>");
      if (token == CONNECTORS_XML_CLOSE
          && connectors_xml_scan_is (rows->scan, "sheetData"))
        return read_rest (rows, error);
    }
  while (token != CONNECTORS_XML_OPEN
         || !connectors_xml_scan_is (rows->scan, "row"));
  rows->number++;
  if (connectors_xml_scan_attribute (rows->scan, "r", &piece)
      && parse_digits (piece, &number))
    rows->number = number;
  return connectors_xml_scan_is_empty (rows->scan) || read_cells (rows, error);
}

gboolean
connectors_rows_next (ConnectorsRows *rows,
                      const char **fault_out,
                      GError **error)
{
  GError *failed = NULL;

  *fault_out = NULL;
  g_string_truncate (rows->text, 0);
  g_array_set_size (rows->cells, 0);
  rows->fault = NULL;
  if (rows->is_over)
    return FALSE;
  if (!read_row (rows, &failed))
    {
      rows->is_over = TRUE;
      if (failed != NULL)
        connectors_book_take (error, failed);
      return FALSE;
    }
  *fault_out = rows->fault;
  return TRUE;
}

guint64
connectors_rows_get_number (const ConnectorsRows *rows)
{
  return rows->number;
}

guint32
connectors_rows_get_n_cells (const ConnectorsRows *rows)
{
  return rows->cells->len;
}

const char *
connectors_rows_get_text (const ConnectorsRows *rows, guint32 column)
{
  const Cell *cell;

  if (column >= rows->cells->len)
    return NULL;
  cell = &g_array_index (rows->cells, Cell, column);
  if (cell->form == FORM_NONE)
    return NULL;
  return cell->form == FORM_SHARED ? cell->shared
                                   : rows->text->str + cell->start;
}

gboolean
connectors_rows_is_number (const ConnectorsRows *rows, guint32 column)
{
  return column < rows->cells->len
         && g_array_index (rows->cells, Cell, column).form == FORM_NUMBER;
}

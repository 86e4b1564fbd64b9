/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads tables of prices, exports of other tools and decisions of users, a
 * record at a time. A record stands whole in the window of its source, and
 * its cells are cut there, in place.
 */
#include "config.h"

#include "base/csv.h"

#include <string.h>

#include "base/csv-scan.h"
#include "base/problems.h"
#include "base/source.h"

struct _BaseCsv
{
  BaseSource *source;
  BaseCsvFlags flags;
  char delimiter;
  gboolean broken;
  gboolean found_record; /* the next one can be read, whatever this one is */
  char *fault;
  guint32 next_line; /* where the next record begins */
  guint32 line;
  gsize to_skip;
  BaseCsvScan scan;
  gboolean is_scanned; /* the scan tells all of the last record */
  char *text;          /* the last row, if it is cut on demand */
  gsize length;
  guint32 n_uncut;  /* its cells; 0 if all cells are cut */
  guint32 serial;   /* of rows cut on demand */
  GArray *cut_in;   /* guint32 a cell: the serial of the row it is cut of */
  GArray *cells;    /* BaseCsvCell */
  GPtrArray *heads; /* of columns, as they stand */
  GPtrArray *folded;
};

static gboolean G_GNUC_PRINTF (5, 6) set_error_at (const BaseCsv *csv,
                                                   guint32 line,
                                                   gsize column,
                                                   GError **error,
                                                   const char *format,
                                                   ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
               "%s:%u:%" G_GSIZE_FORMAT ": %s",
               base_source_get_name (csv->source), line, column, message);
  return FALSE;
}

static gboolean
is_lenient (const BaseCsv *csv)
{
  return (csv->flags & BASE_CSV_LENIENT) != 0;
}

/* Whether the LF after @n bytes of @text ends the record. Quotes toggle: a
 * doubled one toggles twice. */
static gsize
find_end (const char *text, gsize from, gsize n, gboolean *in_quotes)
{
  for (gsize i = from; i < n; i++)
    if (text[i] == '"')
      *in_quotes = !*in_quotes;
    else if (text[i] == '\n' && !*in_quotes)
      return i;
  return n;
}

/* Where in a record the search for its end stands. */
typedef enum
{
  AT_CELL,
  IN_PLAIN,
  IN_QUOTES,
  BEHIND_QUOTE,
} Place;

/* The same, where only a quote at the start of a cell opens it, so that a
 * stray one does not take in the rows that follow. */
static gsize
find_end_leniently (
    const char *text, gsize from, gsize n, char delimiter, Place *place)
{
  Place at = *place;

  for (gsize i = from; i < n; i++)
    {
      char c = text[i];

      if (at == IN_QUOTES)
        {
          if (c == '"')
            at = BEHIND_QUOTE;
        }
      else if (c == '\n')
        return i;
      else if (c == delimiter)
        at = AT_CELL;
      else if (c == '"' && at != IN_PLAIN)
        at = IN_QUOTES;
      else
        at = IN_PLAIN;
    }
  *place = at;
  return n;
}

/* How far the search for the end of a record is. */
typedef struct
{
  gsize seen;
  gboolean in_quotes;
  Place place;
} Search;

/* Where the record that begins the window ends in it, or @n. By the scan as
 * long as nothing is odd, else byte by byte from its start. */
static gsize
find_in_window (BaseCsv *csv, const char *text, gsize n, Search *search)
{
  gsize end;

  if ((csv->flags & BASE_CSV_COMMENTS) != 0 && n > 0 && text[0] == '#')
    {
      const char *newline = memchr (text, '\n', n);

      csv->is_scanned = FALSE;
      return newline != NULL ? (gsize) (newline - text) : n;
    }
  if (csv->is_scanned)
    {
      end = base_csv_scan_find_end (&csv->scan, text, n);
      csv->is_scanned = !csv->scan.odd;
      if (csv->is_scanned)
        return end;
    }
  if (is_lenient (csv) && csv->delimiter != '\0')
    end = find_end_leniently (text, search->seen, n, csv->delimiter,
                              &search->place);
  else
    end = find_end (text, search->seen, n, &search->in_quotes);
  search->seen = n;
  return end;
}

/* Brings a whole record into the window. *length_out is without its LF, and
 * *next_out where the next begins. FALSE at the end, or with an error. */
static gboolean
find_record (BaseCsv *csv, gsize *length_out, gsize *next_out, GError **error)
{
  Search search = { 0, FALSE, AT_CELL };
  gsize n, end;
  const char *text = base_source_peek (csv->source, &n);

  csv->is_scanned = csv->delimiter != '\0';
  base_csv_scan_start (&csv->scan, csv->delimiter);
  for (;;)
    {
      GError *failed = NULL;

      end = find_in_window (csv, text, n, &search);
      if (end < n || n > BASE_CSV_MAX_RECORD)
        break;
      if (!base_source_more (csv->source, &failed))
        {
          if (failed != NULL)
            {
              g_propagate_error (error, failed);
              return FALSE;
            }
          /* The scan does not tell whether a quote is open at the end. */
          csv->is_scanned = FALSE;
          break;
        }
      text = base_source_peek (csv->source, &n);
    }
  *length_out = end;
  *next_out = end < n ? end + 1 : end;
  return n > 0;
}

/* Finds line and column of a place in the record. */
static void
locate (const BaseCsv *csv,
        const char *text,
        gsize at,
        guint32 *line,
        gsize *column)
{
  gsize line_start = 0;

  *line = csv->line;
  for (gsize i = 0; i < at; i++)
    if (text[i] == '\n')
      {
        *line += 1;
        line_start = i + 1;
      }
  *column = at - line_start + 1;
}

static gboolean
check_text (const BaseCsv *csv, const char *text, gsize length, GError **error)
{
  const char *invalid;
  guint32 line;
  gsize column;

  if (g_utf8_validate_len (text, length, &invalid))
    return TRUE;
  locate (csv, text, (gsize) (invalid - text), &line, &column);
  return set_error_at (csv, line, column, error,
                       "found %s, expected UTF-8 text",
                       *invalid == '\0' ? "NUL" : "invalid UTF-8");
}

/* A cursor in the record that is being cut. */
typedef struct
{
  char *text;
  gsize length;
  gsize at;
  guint32 line;
  gsize line_start;
} Cut;

/* Cuts a cell that begins with a quote; at is then behind its last quote. */
static gboolean
cut_quoted (const BaseCsv *csv, Cut *cut, BaseCsvCell *cell, GError **error)
{
  char *out = cut->text + cut->at;

  cell->text = out;
  cell->quoted = TRUE;
  for (cut->at++; cut->at < cut->length; cut->at++)
    {
      char c = cut->text[cut->at];

      if (c == '"')
        {
          if (cut->at + 1 >= cut->length || cut->text[cut->at + 1] != '"')
            {
              cell->length = (gsize) (out - cell->text);
              cut->at++;
              return TRUE;
            }
          cut->at++;
        }
      else if (c == '\n')
        {
          cut->line++;
          cut->line_start = cut->at + 1;
        }
      *out++ = c;
    }
  return set_error_at (csv, cell->line, cell->column, error,
                       "found a quoted cell without end, expected '\"'");
}

static gboolean
cut_plain (const BaseCsv *csv, Cut *cut, BaseCsvCell *cell, GError **error)
{
  gsize start = cut->at;

  for (; cut->at < cut->length && cut->text[cut->at] != csv->delimiter;
       cut->at++)
    {
      char c = cut->text[cut->at];

      if ((c == '"' && !is_lenient (csv)) || c == '\r')
        return set_error_at (csv, cut->line, cut->at - cut->line_start + 1,
                             error,
                             "found %s in a cell, expected the cell quoted",
                             c == '"' ? "'\"'" : "a carriage return");
    }
  cell->text = cut->text + start;
  cell->length = cut->at - start;
  return TRUE;
}

static gboolean
cut_cell (const BaseCsv *csv, Cut *cut, BaseCsvCell *cell, GError **error)
{
  gboolean ok;

  cell->line = cut->line;
  cell->column = (guint32) (cut->at - cut->line_start + 1);
  if (cut->at < cut->length && cut->text[cut->at] == '"')
    ok = cut_quoted (csv, cut, cell, error);
  else
    ok = cut_plain (csv, cut, cell, error);
  if (!ok)
    return FALSE;
  if (cut->at < cut->length && cut->text[cut->at] != csv->delimiter)
    return set_error_at (csv, cut->line, cut->at - cut->line_start + 1, error,
                         "found text behind a quoted cell, expected '%c'",
                         csv->delimiter);
  return TRUE;
}

/* Cuts the record into cells. Each cell ends where its delimiter stood or
 * before, so that there is room for its NUL. */
static gboolean
cut_record (BaseCsv *csv, char *text, gsize length, GError **error)
{
  Cut cut = { text, length, 0, csv->line, 0 };
  gboolean more;

  g_array_set_size (csv->cells, 0);
  do
    {
      BaseCsvCell cell = { NULL, 0, 0, 0, FALSE };

      if (csv->cells->len == BASE_CSV_MAX_COLUMNS)
        return set_error_at (csv, cut.line, cut.at - cut.line_start + 1, error,
                             "found more than %d cells, expected fewer",
                             BASE_CSV_MAX_COLUMNS);
      if (!cut_cell (csv, &cut, &cell, error))
        return FALSE;
      more = cut.at < cut.length;
      text[cell.text - text + (gssize) cell.length] = '\0';
      g_array_append_val (csv->cells, cell);
      cut.at++;
    }
  while (more);
  return TRUE;
}

/*
 * Keeps the record to be cut on demand, if the scan says that it is well
 * formed. Of records with newlines in cells each cell must say its line:
 * those are cut at once.
 */
static gboolean
keep_uncut (BaseCsv *csv, char *text, gsize length)
{
  const BaseCsvScan *scan = &csv->scan;

  if (!csv->is_scanned || scan->has_newline
      || scan->n_marks >= BASE_CSV_MAX_COLUMNS)
    return FALSE;
  csv->text = text;
  csv->length = length;
  csv->n_uncut = (guint32) scan->n_marks + 1;
  csv->serial++;
  if (csv->cells->len < csv->n_uncut)
    g_array_set_size (csv->cells, csv->n_uncut);
  if (csv->cut_in->len < csv->n_uncut)
    g_array_set_size (csv->cut_in, csv->n_uncut);
  return TRUE;
}

/* What stands in a quoted cell of a well-formed record, which takes its
 * place: two quotes become one. */
static gsize
unquote (char *text, gsize length)
{
  char *from = text + 1;
  char *to = text;
  const char *end = text + length - 1; /* its last quote */

  for (;;)
    {
      char *quote = memchr (from, '"', (gsize) (end - from));
      gsize n = (gsize) ((quote != NULL ? quote + 1 : end) - from);

      memmove (to, from, n);
      to += n;
      if (quote == NULL)
        return (gsize) (to - text);
      from = quote + 2;
    }
}

/* Cell @column of a record that was kept. */
static const BaseCsvCell *
cut_on_demand (const BaseCsv *csv, guint32 column)
{
  const guint32 *marks = csv->scan.marks;
  const gsize start = column > 0 ? marks[column - 1] + (gsize) 1 : 0;
  const gsize end = column + 1 < csv->n_uncut ? marks[column] : csv->length;
  BaseCsvCell *cell = &g_array_index (csv->cells, BaseCsvCell, column);
  guint32 *cut_in = &g_array_index (csv->cut_in, guint32, column);

  if (*cut_in == csv->serial)
    return cell;
  *cut_in = csv->serial;
  cell->text = csv->text + start;
  cell->length = end - start;
  cell->line = csv->line;
  cell->column = (guint32) start + 1;
  cell->quoted = end > start && csv->text[start] == '"';
  if (cell->quoted)
    cell->length = unquote (csv->text + start, end - start);
  csv->text[start + cell->length] = '\0';
  return cell;
}

static guint32
count_lines (const char *text, gsize n)
{
  guint32 lines = 0;

  for (const char *c = text; (c = memchr (c, '\n', n - (gsize) (c - text)));
       c++)
    lines++;
  return lines;
}

/* Brings the next record that is neither empty nor a comment. */
static gboolean
read_record (BaseCsv *csv, char **text_out, gsize *length_out, GError **error)
{
  gsize length, next, n;
  char *text;

  for (;;)
    {
      base_source_skip (csv->source, csv->to_skip);
      csv->to_skip = 0;
      csv->found_record = FALSE;
      csv->line = csv->next_line;
      if (!find_record (csv, &length, &next, error))
        return FALSE;
      text = base_source_peek (csv->source, &n);
      if (length > BASE_CSV_MAX_RECORD)
        {
          /* A stray quote takes in all that follows: say where it is. */
          if (cut_record (csv, text, BASE_CSV_MAX_RECORD, error))
            set_error_at (csv, csv->line, 1, error,
                          "found a record longer than 16 MiB, expected a "
                          "shorter one");
          return FALSE;
        }
      csv->found_record = TRUE;
      csv->to_skip = next;
      csv->next_line += csv->is_scanned && !csv->scan.has_newline
                            ? 1
                            : count_lines (text, next);
      if (length > 0 && text[length - 1] == '\r')
        length--;
      if ((!csv->is_scanned || csv->scan.not_ascii)
          && !check_text (csv, text, length, error))
        return FALSE;
      if (length > 0
          && !((csv->flags & BASE_CSV_COMMENTS) != 0 && text[0] == '#'))
        break;
    }
  *text_out = text;
  *length_out = length;
  return TRUE;
}

static char
sniff_delimiter (const char *text, gsize length)
{
  static const char delimiters[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (delimiters)] = { 0 };
  gboolean in_quotes = FALSE;
  gsize best = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '"')
      in_quotes = !in_quotes;
    else if (!in_quotes)
      for (gsize k = 0; k < G_N_ELEMENTS (delimiters); k++)
        counts[k] += text[i] == delimiters[k];
  for (gsize k = 1; k < G_N_ELEMENTS (delimiters); k++)
    if (counts[k] > counts[best])
      best = k;
  return delimiters[best];
}

/* Excel's line before the header: `sep=` and one character. */
static gboolean
is_separator_line (const BaseCsv *csv, const char *text, gsize length)
{
  return is_lenient (csv) && length == 5
         && g_ascii_strncasecmp (text, "sep=", 4) == 0;
}

/* Whether a line is nothing but blanks and delimiters. */
static gboolean
is_blank_line (const BaseCsv *csv, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" ,;\t", text[i]) == NULL)
      return FALSE;
  return is_lenient (csv);
}

static gboolean
read_header (BaseCsv *csv, GError **error)
{
  GError *failed = NULL;
  char *text;
  gsize length;
  gboolean found = read_record (csv, &text, &length, &failed);
  char delimiter = '\0';

  while (found
         && (is_blank_line (csv, text, length)
             || is_separator_line (csv, text, length)))
    {
      if (text[0] == 's' || text[0] == 'S')
        delimiter = text[4];
      found = read_record (csv, &text, &length, &failed);
    }
  if (!found)
    {
      if (failed == NULL)
        return set_error_at (csv, csv->line, 1, error,
                             "found no line, expected a header");
      g_propagate_error (error, failed);
      return FALSE;
    }
  csv->delimiter = delimiter != '\0' ? delimiter
                                     : sniff_delimiter (text, length);
  if (!cut_record (csv, text, length, error))
    return FALSE;
  for (guint i = 0; i < csv->cells->len; i++)
    {
      const char *head = g_array_index (csv->cells, BaseCsvCell, i).text;

      g_ptr_array_add (csv->heads, g_strdup (head));
      g_ptr_array_add (csv->folded, base_csv_fold_name (head));
    }
  return TRUE;
}

/* Takes the source, also on failure. */
static BaseCsv *
new_csv (BaseSource *source, BaseCsvFlags flags, GError **error)
{
  g_autoptr (BaseCsv) csv = NULL;

  if (source == NULL)
    return NULL;
  csv = g_new0 (BaseCsv, 1);
  csv->source = source;
  csv->flags = flags;
  csv->next_line = 1;
  csv->cells = g_array_new (FALSE, FALSE, sizeof (BaseCsvCell));
  csv->cut_in = g_array_new (FALSE, TRUE, sizeof (guint32));
  csv->heads = g_ptr_array_new_with_free_func (g_free);
  csv->folded = g_ptr_array_new_with_free_func (g_free);
  return read_header (csv, error) ? g_steal_pointer (&csv) : NULL;
}

BaseCsv *
base_csv_open (const char *path, BaseCsvFlags flags, GError **error)
{
  return new_csv (base_source_open (path, error), flags, error);
}

BaseCsv *
base_csv_new_for_data (const char *name,
                       const char *data,
                       gsize length,
                       BaseCsvFlags flags,
                       GError **error)
{
  return new_csv (base_source_new_for_data (name, data, length), flags, error);
}

BaseCsv *
base_csv_new_for_source (BaseSource *source, BaseCsvFlags flags, GError **error)
{
  return new_csv (source, flags, error);
}

void
base_csv_free (BaseCsv *csv)
{
  if (csv == NULL)
    return;
  base_source_free (csv->source);
  g_array_unref (csv->cells);
  g_ptr_array_unref (csv->heads);
  g_ptr_array_unref (csv->folded);
  g_array_unref (csv->cut_in);
  base_csv_scan_clear (&csv->scan);
  g_free (csv->fault);
  g_free (csv);
}

const char *
base_csv_get_name (const BaseCsv *csv)
{
  return base_source_get_name (csv->source);
}

char
base_csv_get_delimiter (const BaseCsv *csv)
{
  return csv->delimiter;
}

guint32
base_csv_get_n_columns (const BaseCsv *csv)
{
  return csv->heads->len;
}

const char *
base_csv_get_head (const BaseCsv *csv, guint32 column)
{
  g_return_val_if_fail (column < csv->heads->len, NULL);

  return g_ptr_array_index (csv->heads, column);
}

guint32
base_csv_find_column (const BaseCsv *csv, const char *name)
{
  g_autofree char *folded = base_csv_fold_name (name);

  for (guint i = 0; i < csv->folded->len; i++)
    if (strcmp (g_ptr_array_index (csv->folded, i), folded) == 0)
      return i;
  return UITWEG_NONE;
}

guint32
base_csv_find_column_of (const BaseCsv *csv, const char *const *names)
{
  guint32 column = UITWEG_NONE;

  for (gsize i = 0; names[i] != NULL && column == UITWEG_NONE; i++)
    column = base_csv_find_column (csv, names[i]);
  return column;
}

guint32
base_csv_find_column_prefix (const BaseCsv *csv, const char *prefix)
{
  g_autofree char *folded = base_csv_fold_name (prefix);

  for (guint i = 0; i < csv->folded->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (csv->folded, i), folded))
      return i;
  return UITWEG_NONE;
}

/* What is behind the last column must be empty, as spreadsheets leave it. */
static gboolean
check_width (const BaseCsv *csv, GError **error)
{
  for (guint i = csv->heads->len; i < base_csv_get_n_cells (csv); i++)
    {
      const BaseCsvCell *cell = base_csv_get_cell (csv, i);

      if (cell->length > 0)
        return set_error_at (csv, cell->line, cell->column, error,
                             "found cell %u, expected the %u of the header",
                             i + 1, csv->heads->len);
    }
  return TRUE;
}

/* Keeps "found X, expected Y" of an error that costs this row only. */
static void
take_fault (BaseCsv *csv, GError *failed)
{
  const char *found = strstr (failed->message, ": found ");

  csv->fault = g_strdup (found != NULL ? found + 2 : failed->message);
  g_error_free (failed);
}

gboolean
base_csv_next (BaseCsv *csv, GError **error)
{
  GError *failed = NULL;
  char *text;
  gsize length;
  gboolean ok;

  if (csv->broken)
    return set_error_at (csv, csv->line, 1, error,
                         "found an error before, expected no more reading");
  csv->n_uncut = 0;
  g_clear_pointer (&csv->fault, g_free);
  ok = read_record (csv, &text, &length, &failed)
       && (keep_uncut (csv, text, length)
           || cut_record (csv, text, length, &failed))
       && check_width (csv, &failed);
  if (!ok)
    {
      csv->n_uncut = 0;
      g_array_set_size (csv->cells, 0);
    }
  if (failed != NULL && is_lenient (csv) && csv->found_record)
    {
      take_fault (csv, failed);
      return TRUE;
    }
  csv->broken = failed != NULL;
  if (failed != NULL)
    g_propagate_error (error, failed);
  return ok;
}

const char *
base_csv_get_fault (const BaseCsv *csv)
{
  return csv->fault;
}

guint32
base_csv_get_line (const BaseCsv *csv)
{
  return csv->line;
}

guint32
base_csv_get_n_cells (const BaseCsv *csv)
{
  return csv->n_uncut > 0 ? csv->n_uncut : csv->cells->len;
}

const BaseCsvCell *
base_csv_get_cell (const BaseCsv *csv, guint32 column)
{
  if (column < csv->n_uncut)
    return cut_on_demand (csv, column);
  return csv->n_uncut == 0 && column < csv->cells->len
             ? &g_array_index (csv->cells, BaseCsvCell, column)
             : NULL;
}

const char *
base_csv_peek_cell (const BaseCsv *csv, guint32 column, gsize *length_out)
{
  const BaseCsvCell *cell;
  gsize start;

  if (column < csv->n_uncut
      && g_array_index (csv->cut_in, guint32, column) != csv->serial)
    {
      start = column > 0 ? csv->scan.marks[column - 1] + (gsize) 1 : 0;
      *length_out = (column + 1 < csv->n_uncut ? csv->scan.marks[column]
                                               : csv->length)
                    - start;
      return csv->text + start;
    }
  cell = base_csv_get_cell (csv, column);
  *length_out = cell != NULL ? cell->length : 0;
  return cell != NULL ? cell->text : NULL;
}

const char *
base_csv_peek_cells (const BaseCsv *csv,
                     guint32 first,
                     guint32 last,
                     gsize *length_out)
{
  gsize start;

  if (last >= csv->n_uncut)
    return NULL;
  start = first > 0 ? csv->scan.marks[first - 1] + (gsize) 1 : 0;
  *length_out = (last + 1 < csv->n_uncut ? csv->scan.marks[last] : csv->length)
                - start;
  return csv->text + start;
}

const char *
base_csv_get_text (const BaseCsv *csv, guint32 column)
{
  const BaseCsvCell *cell = base_csv_get_cell (csv, column);

  return cell != NULL ? cell->text : NULL;
}

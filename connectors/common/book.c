/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between files of tables and the connectors that read them: opens a workbook
 * or a CSV file, finds its header, and gives its rows one by one. What cells
 * say is for book-values.c.
 */
#include "config.h"

#include "connectors/common/book.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "connectors/common/book-private.h"

#define READ_BLOCK ((gsize) 256 << 10)
/* What comes from a pipe is kept in a file of at most so many bytes. */
#define MAX_SPOOLED ((guint64) 4 << 30)
/* Bad rows and cells that are named one by one. */
#define MAX_NAMED 20

struct _ConnectorsBook
{
  char *path;
  gint fd;
  char *sha256;
  GThread *hasher;  /* at work on the digest; then NULL */
  gint is_unwanted; /* atomic: the digest */
  gboolean is_gzip;
  char *csv_name;               /* of CSV */
  BaseCsv *csv;                 /* opened, and by no sheet yet */
  ConnectorsBytes *bytes;       /* what it reads */
  ConnectorsWorkbook *workbook; /* NULL of CSV */
};

struct _ConnectorsSheet
{
  ConnectorsBook *book;
  guint number;
  ConnectorsSource *source;
  BaseCsv *csv;
  ConnectorsBytes *bytes;
  ConnectorsRows *rows;
  GPtrArray *heads;
  GPtrArray *folded;
  ConnectorsColumnSigns *signs; /* of each column */
  GString *place;
  GStringChunk *trimmed; /* copies of texts of this row */
  gboolean has_trimmed;
  guint64 n_rows;
  guint64 n_blank;
  guint64 n_repeated;
  guint64 n_bad;
  guint64 n_bad_cells;
  guint64 n_beside; /* cells of a workbook in columns without a head */
  gboolean is_over;
};

gboolean
connectors_book_fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                       (gint) UITWEG_CONNECTOR_ERROR_INPUT, message);
  return FALSE;
}

gboolean
connectors_book_take (GError **error, GError *failed)
{
  if (failed->domain == UITWEG_CONNECTOR_ERROR)
    g_propagate_error (error, failed);
  else
    {
      connectors_book_fail (error, "%s", failed->message);
      g_error_free (failed);
    }
  return FALSE;
}

/* --- Opening ------------------------------------------------------------ */

static char *
compute_sha256 (ConnectorsBook *book)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (READ_BLOCK);
  gint64 at = 0;
  gssize n;

  while (!g_atomic_int_get (&book->is_unwanted)
         && (n = pread (book->fd, block, READ_BLOCK, at)) > 0)
    {
      g_checksum_update (sum, block, n);
      at += n;
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* The digest of a large file costs as much as its rows: side by side. */
static gpointer
run_hasher (gpointer data)
{
  return compute_sha256 (data);
}

/* Copies what has no size, such as a pipe, into a file without a name. */
static gint
spool (const char *path, gint fd, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *block = g_malloc (READ_BLOCK);
  g_autoptr (GError) failed = NULL;
  gint copy = g_file_open_tmp ("uitweg-XXXXXX", &name, &failed);
  guint64 total = 0;
  gssize n = -1;

  if (copy >= 0)
    {
      g_unlink (name);
      while ((n = read (fd, block, READ_BLOCK)) > 0 && total <= MAX_SPOOLED)
        {
          if (write (copy, block, (gsize) n) != n)
            {
              n = -1;
              break;
            }
          total += (guint64) n;
        }
    }
  if (n == 0)
    return copy;
  if (copy >= 0)
    close (copy);
  connectors_book_fail (error,
                        "%s: found a pipe that cannot be kept, "
                        "expected a file",
                        path);
  return -1;
}

static gint
open_file (const char *path, GError **error)
{
  GError *failed = NULL;
  gint64 size;
  gint fd = base_file_open (path, &size, &failed);
  gint copy;

  if (fd < 0)
    {
      connectors_book_take (error, failed);
      return -1;
    }
  if (size >= 0)
    return fd;
  copy = spool (path, fd, error);
  close (fd);
  return copy;
}

/* The name without folder and the last suffixes. */
static char *
make_csv_name (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot;

  if (g_str_has_suffix (name, ".gz"))
    name[strlen (name) - 3] = '\0';
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static gboolean
open_csv (ConnectorsBook *book, GError **error)
{
  GError *failed = NULL;

  book->bytes = connectors_bytes_new (book->path, book->fd, book->is_gzip);
  book->csv = base_csv_new_for_source (
      base_source_new_for_reader (book->path, connectors_bytes_read,
                                  book->bytes),
      BASE_CSV_LENIENT, &failed);
  return book->csv != NULL || connectors_book_take (error, failed);
}

static gboolean
open_content (ConnectorsBook *book, GError **error)
{
  static const char ole[] = "\xd0\xcf\x11\xe0";
  char first[4] = { 0 };
  gssize n = pread (book->fd, first, sizeof first, 0);

  if (n == sizeof first && memcmp (first, "PK", 2) == 0
      && (memcmp (first + 2, "\3\4", 2) == 0
          || memcmp (first + 2, "\5\6", 2) == 0))
    {
      book->workbook = connectors_workbook_open (book->path, book->fd, error);
      return book->workbook != NULL;
    }
  if (n == sizeof first && memcmp (first, ole, 4) == 0)
    return connectors_book_fail (
        error,
        "%s: found an old (.xls) or encrypted workbook, expected .xlsx or CSV",
        book->path);
  book->is_gzip = n >= 2 && memcmp (first, "\x1f\x8b", 2) == 0;
  book->csv_name = make_csv_name (book->path);
  return open_csv (book, error);
}

ConnectorsBook *
connectors_book_open (const char *path, GError **error)
{
  gint fd = open_file (path, error);
  g_autoptr (ConnectorsBook) book = NULL;

  if (fd < 0)
    return NULL;
  book = g_new0 (ConnectorsBook, 1);
  book->path = g_strdup (path);
  book->fd = fd;
  if (!open_content (book, error))
    return NULL;
  book->hasher = g_thread_try_new ("sha256", run_hasher, book, NULL);
  return g_steal_pointer (&book);
}

void
connectors_book_free (ConnectorsBook *book)
{
  if (book == NULL)
    return;
  g_atomic_int_set (&book->is_unwanted, 1);
  if (book->hasher != NULL)
    book->sha256 = g_thread_join (book->hasher);
  base_csv_free (book->csv);
  connectors_bytes_free (book->bytes);
  connectors_workbook_free (book->workbook);
  close (book->fd);
  g_free (book->sha256);
  g_free (book->csv_name);
  g_free (book->path);
  g_free (book);
}

const char *
connectors_book_get_path (const ConnectorsBook *book)
{
  return book->path;
}

gboolean
connectors_book_is_workbook (const ConnectorsBook *book)
{
  return book->workbook != NULL;
}

const char *
connectors_book_get_sha256 (ConnectorsBook *book)
{
  if (book->hasher != NULL)
    book->sha256 = g_thread_join (g_steal_pointer (&book->hasher));
  if (book->sha256 == NULL)
    book->sha256 = compute_sha256 (book);
  return book->sha256;
}

guint
connectors_book_get_n_sheets (const ConnectorsBook *book)
{
  return book->workbook != NULL
             ? connectors_workbook_get_n_sheets (book->workbook)
             : 1;
}

const char *
connectors_book_get_sheet_name (const ConnectorsBook *book, guint sheet)
{
  return book->workbook != NULL
             ? connectors_workbook_get_sheet_name (book->workbook, sheet)
             : book->csv_name;
}

guint
connectors_book_find_sheet (const ConnectorsBook *book, const char *name)
{
  for (guint i = 0; i < connectors_book_get_n_sheets (book); i++)
    if (g_ascii_strcasecmp (connectors_book_get_sheet_name (book, i), name)
        == 0)
      return i;
  return UITWEG_NONE;
}

/* --- Rows ---------------------------------------------------------------- */

void
connectors_sheet_free (ConnectorsSheet *sheet)
{
  if (sheet == NULL)
    return;
  base_csv_free (sheet->csv);
  connectors_bytes_free (sheet->bytes);
  connectors_rows_free (sheet->rows);
  g_ptr_array_unref (sheet->heads);
  g_ptr_array_unref (sheet->folded);
  g_free (sheet->signs);
  g_string_free (sheet->place, TRUE);
  g_string_chunk_free (sheet->trimmed);
  g_free (sheet);
}

static void
note_bad_row (ConnectorsSheet *sheet, const char *fault)
{
  sheet->n_bad++;
  if (sheet->source != NULL && sheet->n_bad <= MAX_NAMED)
    connectors_source_add_problem (
        sheet->source, connectors_sheet_get_place (sheet), 1, "%s", fault);
}

/* Brings the next row of the file, FALSE at the end or with an error. Sets
 * *fault_out for a bad one. */
static gboolean
read_row (ConnectorsSheet *sheet, const char **fault_out, GError **error)
{
  GError *failed = NULL;

  if (sheet->rows != NULL)
    return connectors_rows_next (sheet->rows, fault_out, error);
  if (base_csv_next (sheet->csv, &failed))
    {
      *fault_out = base_csv_get_fault (sheet->csv);
      return TRUE;
    }
  if (failed != NULL)
    connectors_book_take (error, failed);
  return FALSE;
}

static gboolean
is_blank_text (const char *text)
{
  if (text == NULL)
    return TRUE;
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

static gboolean
is_blank_row (const ConnectorsSheet *sheet)
{
  guint32 n = sheet->rows != NULL ? connectors_rows_get_n_cells (sheet->rows)
                                  : base_csv_get_n_cells (sheet->csv);

  for (guint32 i = 0; i < n; i++)
    if (!is_blank_text (connectors_sheet_get_raw (sheet, i)))
      return FALSE;
  return TRUE;
}

/* Whether all that the row says is the heads again. */
static gboolean
is_header_again (const ConnectorsSheet *sheet)
{
  guint n_same = 0;

  for (guint32 i = 0; i < sheet->heads->len; i++)
    {
      const char *text = connectors_sheet_get_raw (sheet, i);

      if (is_blank_text (text))
        continue;
      if (strcmp (text, g_ptr_array_index (sheet->heads, i)) != 0)
        return FALSE;
      n_same++;
    }
  return n_same > 1 || n_same == sheet->heads->len;
}

static void
add_head (ConnectorsSheet *sheet, const char *head)
{
  g_ptr_array_add (sheet->heads, g_strdup (head != NULL ? head : ""));
  g_ptr_array_add (sheet->folded,
                   base_csv_fold_name (head != NULL ? head : ""));
}

/* The first row of a sheet that is not blank. */
static gboolean
read_header (ConnectorsSheet *sheet, GError **error)
{
  GError *failed = NULL;
  const char *fault;
  guint32 n;

  do
    if (!connectors_rows_next (sheet->rows, &fault, &failed))
      {
        sheet->is_over = TRUE;
        return failed == NULL || connectors_book_take (error, failed);
      }
  while (is_blank_row (sheet));
  n = connectors_rows_get_n_cells (sheet->rows);
  while (n > 0 && is_blank_text (connectors_sheet_get_raw (sheet, n - 1)))
    n--;
  for (guint32 i = 0; i < n; i++)
    add_head (sheet, connectors_sheet_get_raw (sheet, i));
  return TRUE;
}

static gboolean
begin_csv (ConnectorsSheet *sheet, GError **error)
{
  ConnectorsBook *book = sheet->book;

  if (book->csv == NULL && !open_csv (book, error))
    return FALSE;
  sheet->csv = g_steal_pointer (&book->csv);
  sheet->bytes = g_steal_pointer (&book->bytes);
  for (guint32 i = 0; i < base_csv_get_n_columns (sheet->csv); i++)
    add_head (sheet, base_csv_get_head (sheet->csv, i));
  return TRUE;
}

ConnectorsSheet *
connectors_sheet_open (ConnectorsBook *book,
                       guint number,
                       ConnectorsSource *source,
                       GError **error)
{
  g_autoptr (ConnectorsSheet) sheet = g_new0 (ConnectorsSheet, 1);

  sheet->book = book;
  sheet->number = number;
  sheet->source = source;
  sheet->heads = g_ptr_array_new_with_free_func (g_free);
  sheet->folded = g_ptr_array_new_with_free_func (g_free);
  sheet->place = g_string_new (NULL);
  sheet->trimmed = g_string_chunk_new (1024);
  if (book->workbook == NULL)
    {
      if (!begin_csv (sheet, error))
        return NULL;
    }
  else
    {
      sheet->rows = connectors_rows_new (book->workbook, number, error);
      if (sheet->rows == NULL || !read_header (sheet, error))
        return NULL;
    }
  sheet->signs = g_new0 (ConnectorsColumnSigns, sheet->heads->len);
  return g_steal_pointer (&sheet);
}

guint32
connectors_sheet_get_n_columns (const ConnectorsSheet *sheet)
{
  return sheet->heads->len;
}

const char *
connectors_sheet_get_head (const ConnectorsSheet *sheet, guint32 column)
{
  g_return_val_if_fail (column < sheet->heads->len, NULL);

  return g_ptr_array_index (sheet->heads, column);
}

guint32
connectors_sheet_find (const ConnectorsSheet *sheet, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folded = base_csv_fold_name (names[i]);

      for (guint32 k = 0; k < sheet->folded->len; k++)
        if (strcmp (g_ptr_array_index (sheet->folded, k), folded) == 0)
          return k;
    }
  return UITWEG_NONE;
}

/* Tells how many more bad rows and cells there were than were named. */
static void
note_rest (ConnectorsSheet *sheet)
{
  const char *name = connectors_book_get_sheet_name (sheet->book,
                                                     sheet->number);

  sheet->is_over = TRUE;
  if (sheet->source == NULL)
    return;
  if (sheet->n_bad > MAX_NAMED)
    connectors_source_add_problem (
        sheet->source, name, (guint) MIN (sheet->n_bad - MAX_NAMED, G_MAXUINT),
        "found %" G_GUINT64_FORMAT " more bad rows", sheet->n_bad - MAX_NAMED);
  if (sheet->n_bad_cells > MAX_NAMED)
    connectors_source_add_note (sheet->source, name,
                                "found %" G_GUINT64_FORMAT
                                " more cells that are not of their type",
                                sheet->n_bad_cells - MAX_NAMED);
  if (sheet->n_beside > 0)
    connectors_source_add_note (sheet->source, name,
                                "left out %" G_GUINT64_FORMAT
                                " cells in columns without a head",
                                sheet->n_beside);
}

/* In a workbook a cell cannot push others aside: what stands beside the table
 * is left out, and counted. */
static void
count_beside (ConnectorsSheet *sheet)
{
  guint32 n = sheet->rows != NULL ? connectors_rows_get_n_cells (sheet->rows)
                                  : 0;

  for (guint32 i = sheet->heads->len; i < n; i++)
    sheet->n_beside += !is_blank_text (connectors_sheet_get_raw (sheet, i));
}

gboolean
connectors_sheet_next (ConnectorsSheet *sheet, GError **error)
{
  GError *failed = NULL;
  const char *fault = NULL;

  if (sheet->has_trimmed)
    g_string_chunk_clear (sheet->trimmed);
  sheet->has_trimmed = FALSE;
  while (!sheet->is_over && read_row (sheet, &fault, &failed))
    if (fault != NULL)
      note_bad_row (sheet, fault);
    else if (is_blank_row (sheet))
      sheet->n_blank++;
    else if (is_header_again (sheet))
      sheet->n_repeated++;
    else
      {
        count_beside (sheet);
        sheet->n_rows++;
        return TRUE;
      }
  if (!sheet->is_over)
    note_rest (sheet);
  if (failed != NULL)
    g_propagate_error (error, failed);
  return FALSE;
}

const char *
connectors_sheet_get_place (ConnectorsSheet *sheet)
{
  if (sheet->rows != NULL)
    g_string_printf (
        sheet->place, "%s %s!%" G_GUINT64_FORMAT, sheet->book->path,
        connectors_book_get_sheet_name (sheet->book, sheet->number),
        connectors_rows_get_number (sheet->rows));
  else
    g_string_printf (sheet->place, "%s:%u", sheet->book->path,
                     base_csv_get_line (sheet->csv));
  return sheet->place->str;
}

guint64
connectors_sheet_get_n_rows (const ConnectorsSheet *sheet)
{
  return sheet->n_rows;
}

guint64
connectors_sheet_get_n_blank (const ConnectorsSheet *sheet)
{
  return sheet->n_blank;
}

guint64
connectors_sheet_get_n_repeated (const ConnectorsSheet *sheet)
{
  return sheet->n_repeated;
}

guint64
connectors_sheet_get_n_bad (const ConnectorsSheet *sheet)
{
  return sheet->n_bad;
}

const char *
connectors_sheet_get_raw (const ConnectorsSheet *sheet, guint32 column)
{
  return sheet->rows != NULL ? connectors_rows_get_text (sheet->rows, column)
                             : base_csv_get_text (sheet->csv, column);
}

/* --- For book-values.c --------------------------------------------------- */

ConnectorsColumnSigns *
connectors_sheet_get_signs (ConnectorsSheet *sheet, guint32 column)
{
  return &sheet->signs[column];
}

char
connectors_sheet_get_delimiter (const ConnectorsSheet *sheet)
{
  return sheet->csv != NULL ? base_csv_get_delimiter (sheet->csv) : ',';
}

gboolean
connectors_sheet_is_number (const ConnectorsSheet *sheet, guint32 column)
{
  return sheet->rows != NULL && connectors_rows_is_number (sheet->rows, column);
}

const ConnectorsWorkbook *
connectors_sheet_get_workbook (const ConnectorsSheet *sheet)
{
  return sheet->book->workbook;
}

const char *
connectors_sheet_keep_trimmed (ConnectorsSheet *sheet,
                               const char *text,
                               gsize length)
{
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  sheet->has_trimmed = TRUE;
  return g_string_chunk_insert_len (sheet->trimmed, text, (gssize) length);
}

void
connectors_sheet_note_cell (ConnectorsSheet *sheet,
                            guint32 column,
                            const char *expected)
{
  sheet->n_bad_cells++;
  if (sheet->source != NULL && sheet->n_bad_cells <= MAX_NAMED)
    connectors_source_add_note (
        sheet->source, connectors_sheet_get_place (sheet),
        "found a cell in column '%s' that is not %s",
        (const char *) g_ptr_array_index (sheet->heads, column), expected);
}

void
connectors_sheet_note (ConnectorsSheet *sheet, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (sheet->source == NULL)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  connectors_source_add_note (sheet->source, connectors_sheet_get_place (sheet),
                              "%s", text);
}

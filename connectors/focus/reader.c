/* SPDX-License-Identifier: EUPL-1.2
 *
 * Rows of a bill become sums in the ledger. A million rows pass here: a row
 * that differs from one before in times and amounts only is understood once,
 * and a cell that comes again costs a comparison.
 */
#include "config.h"

#include "connectors/focus/reader.h"

#include <string.h>

#include "base/problems.h"
#include "connectors/common/feed.h"
#include "connectors/common/secrets.h"

#define DAY_SECONDS 86400
/* Bad rows of a file that are told one by one. */
#define TOLD_ROWS 20
/* More things than this are no bill that anybody reads. */
#define MOST_LINES 20000000u

const BaseCsvCell *
focus_reader_cell (FocusReader *reader, FocusColumn column)
{
  const guint32 at = reader->columns[column];
  const BaseCsvCell *cell = at != UITWEG_NONE
                                ? base_csv_get_cell (reader->csv, at)
                                : NULL;

  if (cell == NULL || cell->length == 0
      || (cell->length == 4 && memcmp (cell->text, "NULL", 4) == 0))
    return NULL;
  return cell;
}

static gboolean
says_nothing (const BaseCsvCell *cell)
{
  static const char *const words[] = { "null", "none", "n/a", "-", NULL };

  if (cell->length > 4)
    return strspn (cell->text, " ") == cell->length;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (cell->text, words[i]) == 0)
      return TRUE;
  return strspn (cell->text, " ") == cell->length;
}

/* A number below FOCUS_N_MEMOS, from both ends of a text. */
static guint
place_of_text (const char *text, gsize length)
{
  guint64 head = 0, tail = 0;

  if (length >= sizeof head)
    {
      memcpy (&head, text, sizeof head);
      memcpy (&tail, text + length - sizeof tail, sizeof tail);
    }
  else
    memcpy (&head, text, length);
  return (guint) (((head ^ (tail >> 7 | tail << 57) ^ length)
                   * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15))
                  >> 56);
}

guint32
focus_reader_text (FocusReader *reader, FocusColumn column)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, column);
  FocusMemo *memo;

  if (cell == NULL)
    return UITWEG_NONE;
  memo = &reader->memo[column][place_of_text (cell->text, cell->length)];
  if (memo->text != NULL && memo->length == cell->length
      && memcmp (memo->text, cell->text, cell->length) == 0)
    return memo->number;
  if (says_nothing (cell))
    return UITWEG_NONE;
  memo->number = focus_ledger_intern (reader->ledger, cell->text, cell->length);
  memo->text = focus_ledger_text (reader->ledger, memo->number);
  memo->length = cell->length;
  return memo->number;
}

static char *
place_of (const FocusReader *reader)
{
  return g_strdup_printf ("%s:%u", reader->file->path,
                          base_csv_get_line (reader->csv));
}

static void G_GNUC_PRINTF (2, 3)
    note_bad_row (FocusReader *reader, const char *format, ...)
{
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  reader->file->n_bad++;
  if (reader->n_noted++ >= TOLD_ROWS)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  place = place_of (reader);
  focus_ledger_note (reader->ledger, place, 1, TRUE, "%s", text);
}

/* A header that stands among the rows again, as in files put together. */
static gboolean
repeats_header (const FocusReader *reader)
{
  const guint32 column = reader->columns[FOCUS_BILLED];
  const char *text = base_csv_get_text (reader->csv, column);

  return text != NULL
         && strcmp (text, base_csv_get_head (reader->csv, column)) == 0;
}

/* An amount of a column; UNKNOWN also where there is no such column. */
static FocusAmountResult
read_amount (FocusReader *reader, FocusColumn column, FocusAmount *amount_out)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, column);

  if (cell == NULL)
    return FOCUS_AMOUNT_UNKNOWN;
  return focus_amount_parse (cell->text, cell->length,
                             base_csv_get_delimiter (reader->csv) == ',',
                             amount_out);
}

static gint64
read_time (FocusReader *reader, FocusColumn column)
{
  const BaseCsvCell *cell = focus_reader_cell (reader, column);

  return cell != NULL ? focus_time_parse (cell->text, cell->length)
                      : UITWEG_UNKNOWN;
}

static const char *
head_of (const FocusReader *reader, FocusColumn column)
{
  return base_csv_get_head (reader->csv, reader->columns[column]);
}

/* The period of a row: of Azure the day that it names. */
static gboolean
read_period (FocusReader *reader, FocusRow *row)
{
  const gboolean has_end = reader->columns[FOCUS_END] != UITWEG_NONE;

  row->start = read_time (reader, FOCUS_START);
  row->end = has_end ? read_time (reader, FOCUS_END) : row->start;
  if (row->start == UITWEG_UNKNOWN || row->end == UITWEG_UNKNOWN)
    {
      note_bad_row (reader, "found no time in column %s, expected one",
                    head_of (reader, row->start == UITWEG_UNKNOWN ? FOCUS_START
                                                                  : FOCUS_END));
      return FALSE;
    }
  if (!has_end)
    row->end = row->start - row->start % DAY_SECONDS + DAY_SECONDS;
  row->end = MAX (row->end, row->start + 1);
  return TRUE;
}

static gboolean
read_amounts (FocusReader *reader, FocusRow *row)
{
  const FocusAmountResult billed = read_amount (reader, FOCUS_BILLED,
                                                &row->billed);
  FocusAmountResult effective;

  if (billed == FOCUS_AMOUNT_BAD)
    {
      if (repeats_header (reader))
        reader->file->n_repeated++;
      else
        note_bad_row (reader, "found no amount in column %s, expected one",
                      head_of (reader, FOCUS_BILLED));
      return FALSE;
    }
  effective = read_amount (reader, FOCUS_EFFECTIVE, &row->effective);
  if (billed == FOCUS_AMOUNT_UNKNOWN && effective != FOCUS_AMOUNT_OK)
    {
      reader->file->n_without_amount++;
      return FALSE;
    }
  if (billed == FOCUS_AMOUNT_UNKNOWN)
    row->billed = (FocusAmount){ 0, 0, 0 };
  if (effective != FOCUS_AMOUNT_OK)
    row->effective = row->billed;
  if (effective != FOCUS_AMOUNT_OK
      && reader->columns[FOCUS_EFFECTIVE] != UITWEG_NONE)
    reader->file->n_without_effective++;
  return TRUE;
}

static FocusMonth *
get_month (FocusReader *reader, const FocusRow *row)
{
  FocusMonthMemo *memo = &reader->month_memo;
  FocusMonth *month;

  if (memo->number != UITWEG_NONE && memo->provider == row->key.provider)
    return &g_array_index (reader->ledger->months, FocusMonth, memo->number);
  month = focus_ledger_get_month (reader->ledger, row->key.provider,
                                  row->key.start);
  memo->provider = row->key.provider;
  memo->number = (guint32) (month
                            - &g_array_index (reader->ledger->months,
                                              FocusMonth, 0));
  return month;
}

/* Marks the days of a row in its month. */
static void
mark_days (FocusReader *reader, const FocusRow *row)
{
  FocusMonth *month = get_month (reader, row);
  const gint64 first = row->start / DAY_SECONDS - row->key.start;
  const gint64 last = (row->end - 1) / DAY_SECONDS - row->key.start;
  guint32 days = 0;

  for (gint64 day = first; day <= last; day++)
    days |= 1u << day;
  month->any |= days;
  month->any_last = MAX (month->any_last, row->end);
  if (row->key.kind != FOCUS_KIND_USAGE)
    return;
  month->usage |= days;
  month->usage_last = MAX (month->usage_last, row->end);
}

/* Brings the month of a row; FALSE if the row goes beyond. */
static gboolean
find_month (FocusReader *reader, const FocusRow *row)
{
  const gint32 first = (gint32) (row->start / DAY_SECONDS);
  const gint32 end = (gint32) ((row->end - 1) / DAY_SECONDS) + 1;
  FocusMonthMemo *memo = &reader->month_memo;

  if (first < memo->start || first >= memo->end)
    *memo = (FocusMonthMemo){ .start = focus_month_start (first),
                              .end = focus_month_end (first),
                              .number = UITWEG_NONE };
  return end <= memo->end;
}

/* The month of a row; a row that goes beyond has its own days. */
static void
set_days (FocusReader *reader, FocusRow *row)
{
  if (find_month (reader, row))
    {
      row->key.start = reader->month_memo.start;
      row->key.end = reader->month_memo.end;
      mark_days (reader, row);
      return;
    }
  row->key.start = (gint32) (row->start / DAY_SECONDS);
  row->key.end = (gint32) ((row->end - 1) / DAY_SECONDS) + 1;
}

static void
count_row (FocusReader *reader, const FocusRow *row)
{
  FocusFile *file = reader->file;

  file->n_kinds[row->key.kind]++;
  file->n_negative += focus_amount_is_negative (&row->billed) ? 1 : 0;
  file->n_without_thing += row->key.thing == UITWEG_NONE ? 1 : 0;
  file->first = file->n_rows == 0 ? row->start : MIN (file->first, row->start);
  file->last = file->n_rows == 0 ? row->end : MAX (file->last, row->end);
  file->n_rows++;
}

/* A thing mostly has one line: it is tried first. */
static FocusLine *
get_line (FocusReader *reader, const FocusKey *key)
{
  FocusLedger *ledger = reader->ledger;
  FocusThing *thing;
  FocusLine *line;

  if (key->thing == UITWEG_NONE)
    return focus_ledger_get_line (ledger, key);
  thing = &g_array_index (ledger->things, FocusThing, key->thing);
  if (thing->line != UITWEG_NONE)
    {
      line = &g_array_index (ledger->lines, FocusLine, thing->line);
      if (memcmp (&line->key, key, sizeof *key) == 0)
        return line;
    }
  line = focus_ledger_get_line (ledger, key);
  thing->line = (guint32) (line - &g_array_index (ledger->lines, FocusLine, 0));
  return line;
}

/* Memory takes as long to answer as a time takes to parse. */
static void
prefetch_line (const FocusReader *reader, guint32 number)
{
  const GArray *lines = reader->ledger->lines;
  const char *line = lines->data + (gsize) number * sizeof (FocusLine);

  if (number >= lines->len)
    return;
  __builtin_prefetch (line);
  __builtin_prefetch (line + sizeof (FocusLine) - 1);
}

/* The line of a row like one before it, whose cells need no look. NULL if
 * there was none, or in another month. */
static FocusLine *
recall_line (FocusReader *reader, const FocusRowMemo *memo, FocusRow *row)
{
  FocusLine *line = &g_array_index (reader->ledger->lines, FocusLine,
                                    memo->line);

  if (!find_month (reader, row) || line->key.start != reader->month_memo.start
      || line->key.end != reader->month_memo.end)
    return NULL;
  row->key = line->key;
  focus_row_set_effective (reader, row);
  mark_days (reader, row);
  return line;
}

/* The line of a row from all its cells. */
static FocusLine *
make_line (FocusReader *reader, FocusRowMemo *memo, FocusRow *row)
{
  FocusLine *line;

  focus_row_classify (reader, row);
  focus_row_set_effective (reader, row);
  set_days (reader, row);
  memo->is_tagged = focus_row_is_tagged (reader);
  focus_row_describe (reader, row);
  memo->egress_unit = focus_row_get_egress_unit (reader);
  line = get_line (reader, &row->key);
  memo->line =
      (guint32) (line - &g_array_index (reader->ledger->lines, FocusLine, 0));
  return line;
}

/* Whether a row means what one with the same cells does, whatever its times:
 * those of a purchase are also those of what is bought. */
static gboolean
is_repeatable (const FocusRow *row)
{
  return row->key.kind != FOCUS_KIND_PURCHASE
         || row->key.commitment == UITWEG_NONE;
}

static void
read_row (FocusReader *reader)
{
  FocusRow row = { .key.file = reader->number };
  FocusRowMemo memo = { .line = UITWEG_NONE };
  FocusRowMemo *place = focus_row_memos_find (&reader->row_memos, reader->csv,
                                              memo.hash);
  gboolean is_kept = place != NULL
                     && memcmp (place->hash, memo.hash, sizeof memo.hash) == 0;
  FocusAmount gib;
  FocusLine *line = NULL;

  if (is_kept)
    {
      memo = *place;
      prefetch_line (reader, memo.line);
    }
  /* The amount first: a header that is repeated has no time either. */
  if (!read_amounts (reader, &row) || !read_period (reader, &row))
    return;
  if (is_kept)
    line = recall_line (reader, &memo, &row);
  if (line == NULL)
    {
      line = make_line (reader, &memo, &row);
      if (place != NULL && is_repeatable (&row))
        focus_row_memos_keep (&reader->row_memos, place, &memo);
    }
  reader->file->n_tagged += memo.is_tagged ? 1 : 0;
  count_row (reader, &row);

  line->n_rows++;
  if (!focus_amount_add (&line->billed, &row.billed)
      || !focus_amount_add (&line->effective, &row.effective))
    reader->ledger->overflown = TRUE;
  if (focus_row_get_egress (reader, memo.egress_unit, &gib))
    focus_amount_add (&line->egress, &gib);
}

static gboolean
set_unknown_table (const BaseCsv *csv, const char *path, GError **error)
{
  const char *missing = focus_dialect_get_missing (csv);

  if (missing != NULL)
    g_set_error (
        error, UITWEG_CONNECTOR_ERROR, (gint) UITWEG_CONNECTOR_ERROR_INPUT,
        "%s:1: found a header without %s, expected that column", path, missing);
  else
    g_set_error (error, UITWEG_CONNECTOR_ERROR,
                 (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                 "%s:1: found another table, expected a FOCUS bill, an Azure "
                 "cost export or an AWS Cost and Usage Report",
                 path);
  return FALSE;
}

static void
find_tag_columns (FocusReader *reader)
{
  for (guint32 i = 0; i < base_csv_get_n_columns (reader->csv); i++)
    {
      const char *head = base_csv_get_head (reader->csv, i);
      const char *colon = strchr (head, ':');
      FocusTagColumn column = { .column = i };

      if (!g_str_has_prefix (head, "resourceTags/") || colon == NULL)
        continue;
      column.tag = (gint) connectors_tag_of (colon + 1);
      g_array_append_val (reader->tag_columns, column);
    }
}

static void
init_row_memos (FocusReader *reader)
{
  g_autofree guint32 *tags = g_new (guint32, reader->tag_columns->len + 1);

  for (guint i = 0; i < reader->tag_columns->len; i++)
    tags[i] = g_array_index (reader->tag_columns, FocusTagColumn, i).column;
  focus_row_memos_init (&reader->row_memos, reader->columns, tags,
                        reader->tag_columns->len);
}

static void
read_rows (FocusReader *reader)
{
  g_autoptr (GError) failed = NULL;

  while (base_csv_next (reader->csv, &failed))
    {
      const char *fault = base_csv_get_fault (reader->csv);

      if (fault != NULL)
        note_bad_row (reader, "%s", fault);
      else
        read_row (reader);
      if (reader->ledger->lines->len > MOST_LINES)
        {
          g_autofree char *place = place_of (reader);

          focus_ledger_note (reader->ledger, place, 0, TRUE,
                             "found more than %u lines of cost, expected "
                             "fewer; the rest was not read",
                             MOST_LINES);
          return;
        }
    }
  if (failed != NULL)
    focus_ledger_note (reader->ledger, reader->file->path, 0, TRUE,
                       "%s; the rest was not read", failed->message);
}

static void
init_reader (FocusReader *reader, FocusLedger *ledger)
{
  reader->ledger = ledger;
  reader->tag_columns = g_array_new (FALSE, FALSE, sizeof (FocusTagColumn));
  reader->folded_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  reader->folded_names = g_array_new (FALSE, FALSE, sizeof (guint32));
  reader->egress = g_array_new (FALSE, TRUE, sizeof (guint8));
  reader->last_party[0] = reader->last_party[1] = UITWEG_NONE;
  reader->doc = base_doc_new ();
  reader->azure = focus_ledger_intern (ledger, "Microsoft Azure", 15);
  reader->aws = focus_ledger_intern (ledger, "AWS", 3);
}

static void
clear_reader (FocusReader *reader)
{
  base_csv_free (reader->csv);
  g_array_unref (reader->tag_columns);
  g_array_unref (reader->folded_ids);
  g_array_unref (reader->folded_names);
  g_array_unref (reader->egress);
  focus_row_memos_clear (&reader->row_memos);
  base_doc_free (reader->doc);
}

/* What a file of Azure counts, from the rows that tell. */
static void
judge_view (FocusLedger *ledger, FocusFile *file)
{
  if (file->dialect != FOCUS_DIALECT_AZURE)
    return;
  if (file->has_prepaid && file->has_spread)
    {
      file->view = FOCUS_VIEW_BOTH;
      focus_ledger_note (ledger, file->path, 0, TRUE,
                         "found purchases of commitments and usage that "
                         "spreads their cost, expected one of them: actual "
                         "and amortised costs count some things twice");
    }
  else if (file->has_prepaid)
    file->view = FOCUS_VIEW_ACTUAL;
  else if (file->has_spread)
    file->view = FOCUS_VIEW_AMORTISED;
}

static void
note_counts (FocusReader *reader)
{
  const FocusFile *file = reader->file;

  if (file->n_bad > TOLD_ROWS)
    focus_ledger_note (reader->ledger, file->path,
                       (guint) MIN (file->n_bad - TOLD_ROWS, G_MAXUINT), TRUE,
                       "left out %" G_GUINT64_FORMAT " more bad rows",
                       file->n_bad - TOLD_ROWS);
  if (file->n_repeated > 0)
    focus_ledger_note (reader->ledger, file->path, 0, FALSE,
                       "left out the header repeated in %" G_GUINT64_FORMAT
                       " rows",
                       file->n_repeated);
  if (file->n_without_amount > 0)
    focus_ledger_note (reader->ledger, file->path, 0, FALSE,
                       "left out %" G_GUINT64_FORMAT " rows without an amount",
                       file->n_without_amount);
  if (file->n_without_effective > 0)
    focus_ledger_note (reader->ledger, file->path, 0, FALSE,
                       "took the billed amount of %" G_GUINT64_FORMAT
                       " rows without an effective cost",
                       file->n_without_effective);
  if (file->n_without_unused > 0)
    focus_ledger_note (reader->ledger, file->path, 0, FALSE,
                       "counted no unused commitment of %" G_GUINT64_FORMAT
                       " fees, which do not tell it",
                       file->n_without_unused);
}

gboolean
focus_read_file (FocusLedger *ledger, const char *path, GError **error)
{
  g_autoptr (ConnectorsFeed) feed = connectors_feed_open (path, error);
  g_autoptr (GError) failed = NULL;
  g_autofree FocusReader *memory = g_new0 (FocusReader, 1);
  FocusReader *reader = memory;
  FocusFile file = { .path = path };
  gboolean ok = FALSE;

  if (feed == NULL)
    return FALSE;
  init_reader (reader, ledger);
  reader->csv = base_csv_new_for_source (connectors_feed_get_source (feed),
                                         BASE_CSV_LENIENT, &failed);
  if (reader->csv == NULL)
    g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                         (gint) UITWEG_CONNECTOR_ERROR_INPUT, failed->message);
  else if ((file.dialect = focus_dialect_of (reader->csv))
           == FOCUS_DIALECT_NONE)
    set_unknown_table (reader->csv, path, error);
  else
    {
      g_array_append_val (ledger->files, file);
      reader->number = ledger->files->len - 1;
      reader->file = &g_array_index (ledger->files, FocusFile, reader->number);
      focus_dialect_get_columns (file.dialect, reader->csv, reader->columns);
      find_tag_columns (reader);
      init_row_memos (reader);
      read_rows (reader);
      judge_view (ledger, reader->file);
      note_counts (reader);
      reader->file->sha256 = g_strdup (connectors_feed_get_sha256 (feed));
      ok = TRUE;
    }
  clear_reader (reader);
  return ok;
}

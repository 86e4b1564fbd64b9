/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the cells of a book say: texts that say nothing, numbers and days as
 * people and their spreadsheets write them. Nothing here is by locale: what
 * one cell leaves open, the other cells of its column tell.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/decimal.h"
#include "base/number.h"
#include "connectors/common/book-private.h"

#define LONGEST_NUMBER 64
#define MICRO_DECIMALS 6

static gboolean
says_nothing (const char *text)
{
  static const char *const words[] = {
    "null",  "none",  "n/a",     "-",       "--",     "\xe2\x80\x94",
    "nan",   "nil",   "(null)",  "n.v.t.",  "nvt",    "#n/a",
    "#ref!", "#num!", "#value!", "#div/0!", "#name?", "#null!",
  };

  if (text[0] == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
connectors_sheet_get_text (ConnectorsSheet *sheet, guint32 column)
{
  const char *text = connectors_sheet_get_raw (sheet, column);
  gsize length;

  if (text == NULL)
    return NULL;
  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  if (length > 0 && g_ascii_isspace (text[length - 1]))
    text = connectors_sheet_keep_trimmed (sheet, text, length);
  return says_nothing (text) ? NULL : text;
}

/* --- Numbers ------------------------------------------------------------- */

/* A number cut at its marks: digits, and what stands between them. */
typedef struct
{
  guint n_dots;
  guint n_commas;
  guint n_others; /* blanks and apostrophes: they only group */
  gboolean dot_is_last;
  guint n_first; /* digits before the first mark */
  gboolean starts_zero;
  guint n_last;         /* behind the last one */
  gboolean even;        /* all groups between and behind marks are of three */
  gboolean even_inside; /* those between marks are */
} Marks;

/* Bytes of a mark that only groups: blank, no-break blanks, apostrophes. */
static gsize
get_group_mark (const char *text)
{
  if (*text == ' ' || *text == '\'')
    return 1;
  if (g_str_has_prefix (text, "\xc2\xa0"))
    return 2;
  if (g_str_has_prefix (text, "\xe2\x80\xaf")
      || g_str_has_prefix (text, "\xe2\x80\x99"))
    return 3;
  return 0;
}

/* Looks at digits and marks up to the end or an exponent. Returns: where that
 * begins, or NULL if it is no number */
static const char *
find_marks (const char *text, Marks *marks)
{
  guint n_digits = 0;
  gboolean any = FALSE;

  memset (marks, 0, sizeof *marks);
  marks->even = marks->even_inside = TRUE;
  marks->starts_zero = *text == '0';
  while (*text != '\0' && *text != 'e' && *text != 'E')
    {
      gsize length = *text == '.' || *text == ',' ? 1 : get_group_mark (text);

      if (g_ascii_isdigit (*text))
        {
          n_digits++;
          text++;
          continue;
        }
      if (length == 0)
        return NULL;
      if (any)
        marks->even_inside = marks->even_inside && n_digits == 3;
      else
        marks->n_first = n_digits;
      any = TRUE;
      n_digits = 0;
      marks->n_dots += *text == '.';
      marks->n_commas += *text == ',';
      marks->n_others += *text != '.' && *text != ',';
      marks->dot_is_last = *text == '.';
      text += length;
    }
  if (!any)
    marks->n_first = n_digits;
  marks->n_last = n_digits;
  marks->even = marks->even_inside && n_digits == 3;
  return text;
}

/* Which of the marks is the decimal one: '.', ',', 0 if none is; '?' if that
 * cannot be told; '!' if the text is no number. */
static char
find_decimal_mark (const Marks *marks, gboolean has_exponent)
{
  guint n = marks->n_dots + marks->n_commas;
  gboolean groups = marks->n_first >= 1 && marks->n_first <= 3
                    && !marks->starts_zero;

  if (n == 0)
    return marks->n_others == 0 || (groups && marks->even) ? '\0' : '!';
  if (marks->n_dots > 0 && marks->n_commas > 0)
    {
      if ((marks->dot_is_last ? marks->n_dots : marks->n_commas) > 1 || !groups
          || !marks->even_inside)
        return '!';
      return marks->dot_is_last ? '.' : ',';
    }
  if (n > 1)
    return groups && marks->even ? '\0' : '!';
  if (marks->n_others > 0)
    {
      if (!groups || !marks->even_inside)
        return '!';
    }
  else if (!has_exponent && groups && marks->even)
    return '?';
  return marks->n_dots > 0 ? '.' : ',';
}

/* Of "1,234" and "1.234": what the column says, else the file. */
static char
decide (ConnectorsSheet *sheet, guint32 column, const Marks *marks)
{
  guint signs = *connectors_sheet_get_signs (sheet, column)
                & (CONNECTORS_COLUMN_DOT | CONNECTORS_COLUMN_COMMA);
  char decimal;

  if (signs == CONNECTORS_COLUMN_DOT)
    decimal = '.';
  else if (signs == CONNECTORS_COLUMN_COMMA)
    decimal = ',';
  else
    decimal = connectors_sheet_get_delimiter (sheet) == ';' ? ',' : '.';
  return (marks->n_dots > 0) == (decimal == '.') ? decimal : '\0';
}

static void
learn (ConnectorsSheet *sheet, guint32 column, const Marks *marks, char decimal)
{
  ConnectorsColumnSigns *signs = connectors_sheet_get_signs (sheet, column);

  if (decimal == '.' || (decimal == '\0' && marks->n_commas > 0))
    *signs |= CONNECTORS_COLUMN_DOT;
  else if (decimal == ',' || marks->n_dots > 0)
    *signs |= CONNECTORS_COLUMN_COMMA;
}

/* Writes the number as "-1234.5e6" into `plain`. */
static gboolean
make_plain (ConnectorsSheet *sheet,
            guint32 column,
            const char *text,
            char plain[LONGEST_NUMBER])
{
  Marks marks;
  const char *end;
  gsize n = 0;
  char decimal;

  if (strlen (text) >= LONGEST_NUMBER)
    return FALSE;
  if (*text == '-' || *text == '+')
    {
      if (*text == '-')
        plain[n++] = '-';
      text++;
    }
  end = find_marks (text, &marks);
  if (end == NULL)
    return FALSE;
  decimal = find_decimal_mark (&marks, *end != '\0');
  if (decimal == '!')
    return FALSE;
  if (decimal == '?')
    decimal = decide (sheet, column, &marks);
  else
    learn (sheet, column, &marks, decimal);
  for (; text < end; text++)
    if (g_ascii_isdigit (*text))
      plain[n++] = *text;
    else if (*text == decimal)
      plain[n++] = '.';
  g_strlcpy (plain + n, end, LONGEST_NUMBER - n);
  /* "1." is 1. */
  if (n > 0 && plain[n - 1] == '.' && *end == '\0')
    plain[n - 1] = '\0';
  return TRUE;
}

/* The number of a cell as a decimal in `plain`; FALSE if it is unknown, with
 * a note if the cell says something else. */
static gboolean
get_decimal (ConnectorsSheet *sheet,
             guint32 column,
             char plain[LONGEST_NUMBER],
             BaseDecimal *decimal)
{
  const char *text = connectors_sheet_get_text (sheet, column);

  if (text == NULL)
    return FALSE;
  if (connectors_sheet_is_number (sheet, column))
    {
      /* The workbook writes "1E-3" for us, with a point. */
      g_strlcpy (plain, text, LONGEST_NUMBER);
      if (base_decimal_scan (plain, strlen (plain), decimal))
        return TRUE;
    }
  else if (make_plain (sheet, column, text, plain)
           && base_decimal_scan (plain, strlen (plain), decimal))
    return TRUE;
  connectors_sheet_note_cell (sheet, column, "a number");
  return FALSE;
}

double
connectors_sheet_get_number (ConnectorsSheet *sheet, guint32 column)
{
  char plain[LONGEST_NUMBER];
  BaseDecimal decimal;
  double number = NAN;

  if (get_decimal (sheet, column, plain, &decimal)
      && !base_parse_number (plain, &number, NULL))
    connectors_sheet_note_cell (sheet, column, "a number of that size");
  return number;
}

gint64
connectors_sheet_get_int (ConnectorsSheet *sheet, guint32 column)
{
  char plain[LONGEST_NUMBER];
  BaseDecimal decimal;
  gint64 number;

  if (!get_decimal (sheet, column, plain, &decimal))
    return UITWEG_UNKNOWN;
  if ((gint64) decimal.n_digits <= MAX (decimal.magnitude, 0)
      && base_decimal_to_int64 (&decimal, 0, &number))
    return number;
  connectors_sheet_note_cell (sheet, column, "a whole number");
  return UITWEG_UNKNOWN;
}

gint64
connectors_sheet_get_micro (ConnectorsSheet *sheet, guint32 column)
{
  char plain[LONGEST_NUMBER];
  BaseDecimal decimal;
  gint64 number;

  if (!get_decimal (sheet, column, plain, &decimal))
    return UITWEG_UNKNOWN;
  if (base_decimal_to_int64 (&decimal, MICRO_DECIMALS, &number))
    return number;
  connectors_sheet_note_cell (sheet, column, "an amount of that size");
  return UITWEG_UNKNOWN;
}

gint
connectors_sheet_get_bool (ConnectorsSheet *sheet, guint32 column)
{
  static const char *const yes[] = { "true", "1", "yes", "ja", "waar" };
  static const char *const no[] = { "false", "0", "no", "nee", "onwaar" };
  const char *text = connectors_sheet_get_text (sheet, column);

  if (text == NULL)
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (g_ascii_strcasecmp (text, yes[i]) == 0)
      return 1;
    else if (g_ascii_strcasecmp (text, no[i]) == 0)
      return 0;
  connectors_sheet_note_cell (sheet, column, "true or false");
  return -1;
}

/* --- Days ---------------------------------------------------------------- */

/* Three numbers with one mark between them, a time may follow. */
static gboolean
split_day (const char *text, gint parts[3], char *mark_out)
{
  for (gint i = 0; i < 3; i++)
    {
      gint n_digits = 0;

      parts[i] = 0;
      for (; g_ascii_isdigit (*text) && n_digits < 5; text++, n_digits++)
        parts[i] = parts[i] * 10 + (*text - '0');
      /* The year has four digits, and stands first or last. */
      if (n_digits == 0 || n_digits > 4 || n_digits == 3
          || (n_digits == 4 && i == 1))
        return FALSE;
      if (i == 2)
        break;
      if (strchr ("/-.", *text) == NULL || *text == '\0'
          || (i == 1 && *text != *mark_out))
        return FALSE;
      *mark_out = *text++;
    }
  return (*text == '\0' || strchr (" T,", *text) != NULL)
         && (parts[0] > 99) != (parts[2] > 99);
}

static UitwegDay
parse_day (ConnectorsSheet *sheet, guint32 column, const char *text)
{
  ConnectorsColumnSigns *signs = connectors_sheet_get_signs (sheet, column);
  gboolean day_first;
  gint parts[3];
  char mark = '\0';
  guint known;

  if (!split_day (text, parts, &mark))
    return UITWEG_DAY_UNKNOWN;
  if (parts[0] > 99)
    return uitweg_day_from_date (parts[0], parts[1], parts[2]);
  known = *signs
          & (CONNECTORS_COLUMN_DAY_FIRST | CONNECTORS_COLUMN_MONTH_FIRST);
  if (parts[0] > 12 || parts[1] > 12)
    {
      day_first = parts[0] > 12;
      *signs |= day_first ? CONNECTORS_COLUMN_DAY_FIRST
                          : CONNECTORS_COLUMN_MONTH_FIRST;
    }
  else if (known == CONNECTORS_COLUMN_DAY_FIRST
           || known == CONNECTORS_COLUMN_MONTH_FIRST)
    day_first = known == CONNECTORS_COLUMN_DAY_FIRST;
  else
    day_first = mark != '/';
  return day_first ? uitweg_day_from_date (parts[2], parts[1], parts[0])
                   : uitweg_day_from_date (parts[2], parts[0], parts[1]);
}

UitwegDay
connectors_sheet_get_day (ConnectorsSheet *sheet, guint32 column)
{
  const char *text = connectors_sheet_get_text (sheet, column);
  UitwegDay day = UITWEG_DAY_UNKNOWN;
  double number;
  guint seconds;

  if (text == NULL)
    return UITWEG_DAY_UNKNOWN;
  if (!connectors_sheet_is_number (sheet, column))
    day = parse_day (sheet, column, text);
  else if (base_parse_number (text, &number, NULL))
    day = connectors_workbook_to_day (connectors_sheet_get_workbook (sheet),
                                      number, &seconds);
  if (day == UITWEG_DAY_UNKNOWN)
    connectors_sheet_note_cell (sheet, column, "a day");
  return day;
}

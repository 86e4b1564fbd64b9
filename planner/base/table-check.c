/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a field may hold, beyond its type. The reader of files (table-read.c)
 * asks here for each value; rows that connectors made are checked as a whole
 * by base_table_check_row().
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/doc-private.h"
#include "base/number.h"
#include "base/table-impl.h"

#define LONGEST_TEXT ((gsize) 64 << 10)

/* What is longer may be a secret and is not shown. */
#define LONGEST_SHOWN 40

/* So many words are listed in a message, of more only the nearest. */
#define WORDS_SHOWN 12

static void
append_path (GString *text, const BaseCheck *check)
{
  const BaseCheck *chain[16];
  guint n = 0;

  for (; check != NULL && check->key != NULL && n < G_N_ELEMENTS (chain);
       check = check->up)
    chain[n++] = check;
  while (n-- > 0)
    if (chain[n]->tag != NULL)
      g_string_append_printf (text, "%s.%s.", chain[n]->key,
                              base_check_show (chain[n]->tag));
    else
      g_string_append_printf (text, "%s[%u].", chain[n]->key, chain[n]->index);
}

void
base_check_report (const BaseCheck *check,
                   guint32 line,
                   const char *key,
                   const char *format,
                   ...)
{
  g_autoptr (GString) text = g_string_new (NULL);
  va_list arguments;

  append_path (text, check);
  if (key != NULL)
    g_string_append (text, key);
  else if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  if (text->len > 0)
    g_string_append (text, ": ");
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
  base_problems_add (check->problems, check->name, line, 0, "%s", text->str);
}

const char *
base_check_text (const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const char *at = text, *end = text + length;

  if (length > LONGEST_TEXT)
    return "a text of more than 64 KiB";

  while (at < end)
    {
      gsize n;
      guint64 word;

      /* Eight bytes at once if all are ASCII, not below 0x20, not 0x7f. */
      if (end - at >= 8)
        {
          memcpy (&word, at, sizeof word);
          if (((word | (word - ones * 0x20) | (word + ones)) & (ones * 0x80))
              == 0)
            {
              at += 8;
              continue;
            }
        }
      if ((guchar) *at < 0x20 || (guchar) *at == 0x7f)
        return "a control character";
      if ((guchar) *at < 0x80)
        {
          at++;
          continue;
        }
      n = base_utf8_length (at, end);
      if (n == 0)
        return "bytes that are not UTF-8";
      if ((guchar) at[0] == 0xc2 && (guchar) at[1] < 0xa0)
        return "a control character";
      at += n;
    }
  return NULL;
}

const char *
base_check_show (const char *text)
{
  gsize length = strlen (text);

  return length <= LONGEST_SHOWN && base_check_text (text, length) == NULL
             ? text
             : "…";
}

gboolean
base_check_time (const char *text)
{
  static const char form[] = "0000-00-00T00:00:00Z";
  char day[sizeof "0000-00-00"] = { 0 };
  UitwegDay parsed;

  if (strlen (text) != strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  memcpy (day, text, sizeof day - 1);
  /* Digits in the same places compare as text. */
  return uitweg_day_parse (day, &parsed) && memcmp (text + 11, "24", 2) < 0
         && text[14] < '6' && text[17] < '6';
}

gint
base_check_word (const BaseCheck *check,
                 guint32 line,
                 const UitwegField *field,
                 const char *word)
{
  const char *nearest;
  g_autofree char *list = NULL;
  guint n;

  for (gint i = 0; field->words[i] != NULL; i++)
    if (strcmp (field->words[i], word) == 0)
      return i;

  n = g_strv_length ((char **) field->words);
  nearest = base_nearest (word, field->words);
  if (nearest != NULL)
    base_check_report (check, line, field->key,
                       "found '%s', did you mean '%s'?", base_check_show (word),
                       nearest);
  else if (n <= WORDS_SHOWN)
    {
      list = g_strjoinv (", ", (char **) field->words);
      base_check_report (check, line, field->key,
                         "found '%s', expected one of: %s",
                         base_check_show (word), list);
    }
  else
    base_check_report (check, line, field->key,
                       "found '%s', expected one of %u words such as '%s'",
                       base_check_show (word), n, field->words[0]);
  return -1;
}

gboolean
base_check_range (const BaseCheck *check,
                  guint32 line,
                  const UitwegField *field,
                  double value)
{
  g_autofree char *found = NULL, *bound = NULL;
  gboolean is_low = value < field->min;

  if ((field->min == 0 && field->max == 0)
      || (value >= field->min && value <= field->max))
    return TRUE;

  found = base_format_number (value);
  bound = base_format_number (is_low ? field->min : field->max);
  base_check_report (check, line, field->key, "found %s, expected %s %s", found,
                     is_low ? "at least" : "at most", bound);
  return FALSE;
}

const char *
base_check_expected (UitwegFieldType type)
{
  static const char *const expected[] = {
    [UITWEG_FIELD_TEXT] = "a string",
    [UITWEG_FIELD_ENUM] = "a string",
    [UITWEG_FIELD_BOOL] = "true or false",
    [UITWEG_FIELD_INT] = "a whole number",
    [UITWEG_FIELD_NUMBER] = "a number",
    [UITWEG_FIELD_SIZE] = "a number of GiB",
    [UITWEG_FIELD_MONEY] = "a decimal string such as \"12.50\"",
    [UITWEG_FIELD_DAY] = "a day as \"YYYY-MM-DD\"",
    [UITWEG_FIELD_TIME] = "a time as \"YYYY-MM-DDTHH:MM:SSZ\"",
    [UITWEG_FIELD_TEXTS] = "a list of strings",
    [UITWEG_FIELD_TAGS] = "an object of strings",
    [UITWEG_FIELD_LIST] = "a list of objects",
    [UITWEG_FIELD_NUMBERS] = "a list of numbers",
  };

  return expected[type];
}

void
base_check_missing (const BaseCheck *check,
                    guint32 line,
                    const UitwegField *field)
{
  base_check_report (check, line, field->key, "found no such key, expected %s",
                     base_check_expected (field->type));
}

static void
check_text_cell (const BaseCheck *check,
                 guint32 line,
                 const char *key,
                 const char *text)
{
  const char *found = base_check_text (text, strlen (text));

  if (found != NULL)
    base_check_report (check, line, key,
                       "found %s, expected at most 64 KiB of UTF-8 without"
                       " control characters",
                       found);
}

static void
check_number (const BaseCheck *check,
              guint32 line,
              const UitwegField *field,
              double number)
{
  if (!isinf (number))
    base_check_range (check, line, field, number);
  else
    base_check_report (check, line, field->key,
                       "found an infinite number, expected a finite one");
}

/* One element of TEXTS, TAGS or NUMBERS. `of` is the field of the list
 * without its key: the check says where it stands. */
static void
check_element (const BaseCheck *check,
               guint32 line,
               const UitwegField *of,
               const UitwegTable *child,
               guint32 row)
{
  guint last = child->schema->n_fields - 1;

  for (guint i = 0; i <= last; i++)
    if (!uitweg_table_has (child, row, i))
      {
        base_check_report (check, line, NULL, "found nothing in a list");
        return;
      }
  if (of->type == UITWEG_FIELD_NUMBERS)
    {
      check_number (check, line, of, uitweg_table_number (child, row, 0));
      return;
    }
  for (guint i = 0; i <= last; i++)
    check_text_cell (check, line, NULL, uitweg_table_text (child, row, i));
  if (of->words != NULL)
    base_check_word (check, line, of, uitweg_table_text (child, row, last));
}

static void check_row (const BaseCheck *check,
                       const UitwegTable *table,
                       guint32 row,
                       guint32 line);

static void
check_list (const BaseCheck *check,
            const UitwegTable *table,
            guint32 row,
            guint32 line,
            guint field)
{
  const UitwegField *of = &table->schema->fields[field];
  const UitwegTable *child = table->children[field];
  BaseCheck element = *check;
  UitwegField unnamed = *of;
  guint32 first, n;

  unnamed.key = NULL;
  element.up = check;
  element.key = of->key;
  element.tag = NULL;
  uitweg_table_list (table, row, field, &first, &n);
  for (guint32 i = 0; i < n; i++)
    {
      element.index = i;
      if (of->type == UITWEG_FIELD_TAGS)
        element.tag = uitweg_table_text (child, first + i, 0);
      if (of->type == UITWEG_FIELD_LIST)
        check_row (&element, child, first + i, line);
      else
        check_element (&element, line, &unnamed, child, first + i);
    }
}

static void
check_known (const BaseCheck *check,
             const UitwegTable *table,
             guint32 row,
             guint32 line,
             guint field)
{
  const UitwegField *of = &table->schema->fields[field];
  const char *text;
  double number;
  gint value;

  switch (of->type)
    {
    case UITWEG_FIELD_TEXT:
      check_text_cell (check, line, of->key,
                       uitweg_table_text (table, row, field));
      break;
    case UITWEG_FIELD_TIME:
      text = uitweg_table_text (table, row, field);
      if (!base_check_time (text))
        base_check_report (check, line, of->key, "found '%s', expected %s",
                           base_check_show (text),
                           base_check_expected (of->type));
      break;
    case UITWEG_FIELD_ENUM:
      value = uitweg_table_enum (table, row, field);
      g_assert ((guint) value < g_strv_length ((char **) of->words));
      break;
    case UITWEG_FIELD_INT:
      base_check_range (check, line, of,
                        (double) uitweg_table_int64 (table, row, field));
      break;
    case UITWEG_FIELD_SIZE:
      number = BASE_GIB (uitweg_table_int64 (table, row, field));
      if (number >= 0)
        base_check_range (check, line, of, number);
      else
        base_check_report (check, line, of->key,
                           "found a negative size, expected at least 0");
      break;
    case UITWEG_FIELD_MONEY:
      base_check_range (check, line, of,
                        BASE_EUR (uitweg_table_int64 (table, row, field)));
      break;
    case UITWEG_FIELD_NUMBER:
      check_number (check, line, of, uitweg_table_number (table, row, field));
      break;
    case UITWEG_FIELD_TEXTS:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      check_list (check, table, row, line, field);
      break;
    case UITWEG_FIELD_DAY:
    case UITWEG_FIELD_BOOL:
      break;
    }
}

/* Calls itself through check_list(), as deep as the schema. */
static void
check_row (const BaseCheck *check,
           const UitwegTable *table,
           guint32 row,
           guint32 line)
{
  for (guint i = 0; i < table->schema->n_fields; i++)
    if (uitweg_table_has (table, row, i))
      check_known (check, table, row, line, i);
    else if (table->schema->fields[i].required)
      base_check_missing (check, line, &table->schema->fields[i]);
}

gboolean
base_table_check_row (const UitwegTable *table,
                      guint32 row,
                      const char *name,
                      guint32 line,
                      BaseProblems *problems)
{
  const BaseCheck check = { .name = name, .problems = problems };
  guint n_before = base_problems_get_count (problems);

  g_return_val_if_fail (row < table->n_rows, FALSE);

  check_row (&check, table, row, line);
  return base_problems_get_count (problems) == n_before;
}

/* Whether a number is outside the range of its field. */
static gboolean
is_outlier (const UitwegField *field, double value)
{
  if (isinf (value))
    return TRUE;
  return (field->min != 0 || field->max != 0)
         && (value < field->min || value > field->max);
}

static gboolean
drop_outlier (UitwegTable *table, guint32 row, guint field)
{
  const UitwegField *of = &table->schema->fields[field];
  double value = 0;

  if (of->type == UITWEG_FIELD_NUMBER)
    value = uitweg_table_number (table, row, field);
  else if (of->type == UITWEG_FIELD_INT)
    value = (double) uitweg_table_int64 (table, row, field);
  else if (of->type == UITWEG_FIELD_SIZE)
    value = BASE_GIB (uitweg_table_int64 (table, row, field));
  else if (of->type == UITWEG_FIELD_MONEY)
    value = BASE_EUR (uitweg_table_int64 (table, row, field));
  else
    return FALSE;
  if (!is_outlier (of, value) && !(of->type == UITWEG_FIELD_SIZE && value < 0))
    return FALSE;
  if (of->type == UITWEG_FIELD_NUMBER)
    base_table_set_number (table, row, field, NAN);
  else
    base_table_set_int64 (table, row, field, UITWEG_UNKNOWN);
  return TRUE;
}

/* Calls itself as deep as the schema. */
guint
base_table_drop_outliers (UitwegTable *table, guint32 row)
{
  guint n_dropped = 0;

  g_return_val_if_fail (row < table->n_rows, 0);

  for (guint i = 0; i < table->schema->n_fields; i++)
    {
      guint32 first, n;

      if (!uitweg_table_has (table, row, i))
        continue;
      if (table->schema->fields[i].type != UITWEG_FIELD_LIST)
        {
          n_dropped += drop_outlier (table, row, i) ? 1 : 0;
          continue;
        }
      uitweg_table_list (table, row, i, &first, &n);
      for (guint32 k = first; k < first + n; k++)
        n_dropped += base_table_drop_outliers (table->children[i], k);
    }
  return n_dropped;
}

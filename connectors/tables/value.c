/* SPDX-License-Identifier: EUPL-1.2
 *
 * From cells to values: numbers with their units, words, days and texts, each
 * within the bounds of its field. Values are never told, only what was
 * expected.
 */
#include "config.h"

#include "connectors/tables/value.h"

#include "connectors/common/secrets.h"

#include "base/decimal.h"
#include "base/number.h"
#include <uitweg/day.h>
#include <uitweg/money.h>

#include <math.h>
#include <string.h>

#define KIB 1024.0
#define HOUR 3600.0
#define DAY 86400.0
#define MONTH (30.4375 * DAY)

typedef enum
{
  MEASURE_NONE,
  MEASURE_BYTES,
  MEASURE_TIME,   /* in seconds */
  MEASURE_PERIOD, /* of money, in months */
  MEASURE_PERCENT,
} Measure;

typedef struct
{
  const char *name; /* folded */
  Measure measure;
  double factor;
  double in_cell; /* in a cell people mean binary units; 0: the same */
} Unit;

static const Unit units[] = {
  { "b", MEASURE_BYTES, 1, 0 },
  { "byte", MEASURE_BYTES, 1, 0 },
  { "bytes", MEASURE_BYTES, 1, 0 },
  { "kb", MEASURE_BYTES, 1e3, KIB },
  { "mb", MEASURE_BYTES, 1e6, KIB *KIB },
  { "gb", MEASURE_BYTES, 1e9, KIB *KIB *KIB },
  { "tb", MEASURE_BYTES, 1e12, KIB *KIB *KIB *KIB },
  { "pb", MEASURE_BYTES, 1e15, KIB *KIB *KIB *KIB *KIB },
  { "kib", MEASURE_BYTES, KIB, 0 },
  { "mib", MEASURE_BYTES, KIB *KIB, 0 },
  { "gib", MEASURE_BYTES, KIB *KIB *KIB, 0 },
  { "tib", MEASURE_BYTES, KIB *KIB *KIB *KIB, 0 },
  { "pib", MEASURE_BYTES, KIB *KIB *KIB *KIB *KIB, 0 },
  { "us", MEASURE_TIME, 1e-6, 0 },
  { "ms", MEASURE_TIME, 1e-3, 0 },
  { "s", MEASURE_TIME, 1, 0 },
  { "sec", MEASURE_TIME, 1, 0 },
  { "min", MEASURE_TIME, 60, 0 },
  { "minutes", MEASURE_TIME, 60, 0 },
  { "minuten", MEASURE_TIME, 60, 0 },
  { "h", MEASURE_TIME, HOUR, 0 },
  { "u", MEASURE_TIME, HOUR, 0 },
  { "uur", MEASURE_TIME, HOUR, 0 },
  { "hour", MEASURE_TIME, HOUR, 0 },
  { "hours", MEASURE_TIME, HOUR, 0 },
  { "d", MEASURE_TIME, DAY, 0 },
  { "dag", MEASURE_TIME, DAY, 0 },
  { "dagen", MEASURE_TIME, DAY, 0 },
  { "day", MEASURE_TIME, DAY, 0 },
  { "days", MEASURE_TIME, DAY, 0 },
  { "week", MEASURE_TIME, 7 * DAY, 0 },
  { "weeks", MEASURE_TIME, 7 * DAY, 0 },
  { "weken", MEASURE_TIME, 7 * DAY, 0 },
  { "mo", MEASURE_TIME, MONTH, 0 },
  { "mnd", MEASURE_TIME, MONTH, 0 },
  { "maand", MEASURE_TIME, MONTH, 0 },
  { "maanden", MEASURE_TIME, MONTH, 0 },
  { "month", MEASURE_TIME, MONTH, 0 },
  { "months", MEASURE_TIME, MONTH, 0 },
  { "jaar", MEASURE_TIME, 12 * MONTH, 0 },
  { "year", MEASURE_TIME, 12 * MONTH, 0 },
  { "years", MEASURE_TIME, 12 * MONTH, 0 },
  { "per month", MEASURE_PERIOD, 1, 0 },
  { "per maand", MEASURE_PERIOD, 1, 0 },
  { "per quarter", MEASURE_PERIOD, 3, 0 },
  { "per kwartaal", MEASURE_PERIOD, 3, 0 },
  { "per year", MEASURE_PERIOD, 12, 0 },
  { "per jaar", MEASURE_PERIOD, 12, 0 },
  { "%", MEASURE_PERCENT, 1, 0 },
  { "percent", MEASURE_PERCENT, 1, 0 },
  { "procent", MEASURE_PERCENT, 1, 0 },
};

static const Unit *
find_unit (const char *name)
{
  g_autofree char *folded = tables_fold (name);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].name, folded) == 0)
      return &units[i];
  return NULL;
}

/* What a field is measured in, and how much of it is 1. */
static Measure
get_measure (const UitwegField *field, double *base_out)
{
  const char *key = field->key;

  *base_out = 1;
  if (field->type == UITWEG_FIELD_SIZE || strstr (key, "gib") != NULL)
    {
      *base_out = field->type == UITWEG_FIELD_SIZE ? 1 : KIB * KIB * KIB;
      return MEASURE_BYTES;
    }
  if (field->type == UITWEG_FIELD_MONEY)
    {
      *base_out = g_str_has_suffix (key, "per_year") ? 12 : 1;
      return g_str_has_suffix (key, "per_year")
                     || g_str_has_suffix (key, "per_month")
                 ? MEASURE_PERIOD
                 : MEASURE_NONE;
    }
  *base_out = g_str_has_suffix (key, "hours")    ? HOUR
              : g_str_has_suffix (key, "_us")    ? 1e-6
              : g_str_has_suffix (key, "months") ? MONTH
                                                 : DAY;
  if (*base_out != DAY || strstr (key, "days") != NULL)
    return MEASURE_TIME;
  /* "capital_percent" already is in percent. */
  *base_out = g_str_has_suffix (key, "percent") ? 1 : 100;
  return MEASURE_PERCENT;
}

gboolean
tables_unit_fits (const char *unit, const UitwegField *field)
{
  const Unit *found = find_unit (unit);
  double base;

  return found != NULL && get_measure (field, &base) == found->measure;
}

/* How many bytes a blank of any kind takes at `text`; 0 for none. */
static gsize
blank_length (const char *text)
{
  static const char *const blanks[] = { " ", "\t", "\xc2\xa0", "\xe2\x80\xaf" };

  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (g_str_has_prefix (text, blanks[i]))
      return strlen (blanks[i]);
  return 0;
}

static const char *
skip_blanks (const char *text)
{
  while (blank_length (text) > 0)
    text += blank_length (text);
  return text;
}

/* Which of '.' and ',' is the decimal sign of digits with these in them; 0
 * for none, -1 where it could be either. */
static gint
find_decimal_sign (const char *digits)
{
  const char *point = strrchr (digits, '.');
  const char *comma = strrchr (digits, ',');
  const char *last = point > comma ? point : comma;

  if (last == NULL)
    return 0;
  if (point != NULL && comma != NULL)
    return strchr (digits, *last) == last ? *last : -1;
  if (strchr (digits, *last) != last)
    return 0;
  /* "1.234" is one thing here and another there; "0.234" is not. */
  if (strlen (last + 1) == 3 && last - digits >= 1 && last - digits <= 3
      && digits[0] != '0')
    return -1;
  return *last;
}

char *
tables_scan_number (const char *text, const char **rest_out)
{
  static const char *const currencies[] = { "€", "EUR", "eur", "euro" };
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *at = skip_blanks (text);
  gint sign;

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_has_prefix (at, currencies[i]))
      {
        at = skip_blanks (at + strlen (currencies[i]));
        break;
      }
  if (*at == '-' || *at == '+')
    g_string_append (plain, *at++ == '-' ? "-" : "");
  while (g_ascii_isdigit (*at) || *at == '.' || *at == ',' || *at == '\''
         || (blank_length (at) > 0 && g_ascii_isdigit (at[blank_length (at)])))
    {
      if (g_ascii_isdigit (*at) || *at == '.' || *at == ',')
        g_string_append_c (digits, *at);
      at += MAX (blank_length (at), 1);
    }
  /* "1.200,-" */
  if (digits->len > 0 && digits->str[digits->len - 1] == ',' && *at == '-')
    {
      g_string_truncate (digits, digits->len - 1);
      at++;
    }
  sign = find_decimal_sign (digits->str);
  if (sign < 0)
    return NULL;
  for (const char *c = digits->str; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || *c == sign)
      g_string_append_c (plain, g_ascii_isdigit (*c) ? *c : '.');
  if (digits->len == 0 || !g_ascii_isdigit (digits->str[0])
      || plain->str[plain->len - 1] == '.')
    return NULL;
  *rest_out = skip_blanks (at);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* The number of a cell as a plain decimal, and its unit. FALSE with the
 * outcome set if there is none. */
static gboolean
read_number (const TablesCell *cell,
             const UitwegField *field,
             char **plain_out,
             const Unit **unit_out,
             gboolean *is_in_cell_out,
             const char **why_out)
{
  const char *rest = "";
  double base;
  const Measure measure = get_measure (field, &base);
  g_autofree char *plain = tables_scan_number (cell->text, &rest);
  const Unit *unit = NULL;

  *is_in_cell_out = plain != NULL && rest[0] != '\0';
  if (*is_in_cell_out)
    {
      unit = find_unit (rest);
      if (unit == NULL || unit->measure != measure)
        {
          *why_out = "found a number and words behind it, expected a number, "
                     "maybe with a unit of its field";
          return FALSE;
        }
    }
  else if (cell->unit != NULL)
    unit = find_unit (cell->unit);
  *plain_out = g_steal_pointer (&plain);
  *unit_out = unit;
  return TRUE;
}

/* A number in the unit, in that of the field; of sizes, in bytes. */
static double
convert (double value,
         const Unit *unit,
         const UitwegField *field,
         gboolean is_in_cell)
{
  double base;

  if (unit == NULL)
    return field->type == UITWEG_FIELD_SIZE ? value * KIB * KIB * KIB : value;
  get_measure (field, &base);
  return value
         * (is_in_cell && unit->in_cell > 0 ? unit->in_cell : unit->factor)
         / base;
}

static gboolean
is_in_bounds (const UitwegField *field, double value)
{
  return (field->min == 0 && field->max == 0)
         || (value >= field->min && value <= field->max);
}

/* The number of a cell that holds nothing else is read by the sheet, which
 * knows the other cells of the column. */
static TablesOutcome
get_double (const TablesCell *cell,
            const char *plain,
            gboolean is_in_cell,
            double *value_out,
            const char **why_out)
{
  double value = NAN;

  if (cell->column != UITWEG_NONE && !is_in_cell
      && strpbrk (cell->text, "%E") == NULL
      && g_utf8_strchr (cell->text, -1, 0x20ac) == NULL)
    {
      value = connectors_sheet_get_number (cell->sheet, cell->column);
      *value_out = value;
      return isnan (value) ? TABLES_TOLD : TABLES_SET;
    }
  if (plain == NULL || !base_parse_number (plain, &value, NULL))
    {
      *why_out = "found no number, or one that could be read in two ways, "
                 "expected a number";
      return TABLES_WRONG;
    }
  *value_out = value;
  return TABLES_SET;
}

static TablesOutcome
set_number (UitwegTable *table,
            guint32 row,
            guint number,
            const TablesCell *cell,
            const char **why_out)
{
  const UitwegField *field = &uitweg_table_get_schema (table)->fields[number];
  g_autofree char *plain = NULL;
  const Unit *unit = NULL;
  gboolean is_in_cell = FALSE;
  double value = NAN;
  double shown;
  TablesOutcome outcome;

  if (!read_number (cell, field, &plain, &unit, &is_in_cell, why_out))
    return TABLES_WRONG;
  outcome = get_double (cell, plain, is_in_cell, &value, why_out);
  if (outcome != TABLES_SET)
    return outcome;
  if (cell->times != UITWEG_NONE
      && connectors_sheet_get_text (cell->sheet, cell->times) != NULL)
    {
      double times = connectors_sheet_get_number (cell->sheet, cell->times);

      value *= times > 0 ? times : 1;
    }
  value = convert (value, unit, field, is_in_cell);
  /* Days of notice in months: rather a day too many. */
  if (field->type == UITWEG_FIELD_INT && unit != NULL)
    value = ceil (value);
  shown = field->type == UITWEG_FIELD_SIZE ? value / (KIB * KIB * KIB) : value;
  *why_out = "found a number out of bounds, or a part of one where whole "
             "ones are counted";
  if (!isfinite (value) || !is_in_bounds (field, shown) || fabs (value) > 9e18
      || (field->type == UITWEG_FIELD_INT && value != floor (value)))
    return TABLES_WRONG;
  if (field->type == UITWEG_FIELD_NUMBER)
    base_table_set_number (table, row, number, value);
  else
    base_table_set_int64 (table, row, number,
                          (gint64) base_round_half_even (value));
  return TABLES_SET;
}

static TablesOutcome
set_money (UitwegTable *table,
           guint32 row,
           guint number,
           const TablesCell *cell,
           const char **why_out)
{
  const UitwegField *field = &uitweg_table_get_schema (table)->fields[number];
  g_autofree char *plain = NULL;
  const Unit *unit = NULL;
  gboolean is_in_cell = FALSE;
  BaseDecimal decimal;
  gint64 value = UITWEG_UNKNOWN;
  double base;

  if (!read_number (cell, field, &plain, &unit, &is_in_cell, why_out))
    return TABLES_WRONG;
  if (cell->column != UITWEG_NONE && !is_in_cell
      && strpbrk (cell->text, "E") == NULL
      && g_utf8_strchr (cell->text, -1, 0x20ac) == NULL)
    {
      value = connectors_sheet_get_micro (cell->sheet, cell->column);
      if (value == UITWEG_UNKNOWN)
        return TABLES_TOLD;
    }
  *why_out = "found no amount in euro, or one that could be read in two ways";
  if (value == UITWEG_UNKNOWN
      && (plain == NULL || !base_decimal_scan (plain, strlen (plain), &decimal)
          || !base_decimal_to_int64 (&decimal, 6, &value)))
    return TABLES_WRONG;
  get_measure (field, &base);
  if (unit != NULL
      && !uitweg_money_scale (value, (gint64) base, (gint64) unit->factor,
                              &value, NULL))
    return TABLES_WRONG;
  *why_out = "found an amount out of bounds";
  if (!is_in_bounds (field, (double) value / 1e6))
    return TABLES_WRONG;
  base_table_set_int64 (table, row, number, value);
  return TABLES_SET;
}

/* A day where no column tells the order of its parts. */
static UitwegDay
parse_day (const char *text)
{
  UitwegDay day = UITWEG_DAY_UNKNOWN;
  gint64 part[3];
  g_auto (GStrv) words = NULL;

  if (uitweg_day_parse (text, &day))
    return day;
  words = g_strsplit_set (text, "-./", 4);
  for (guint i = 0; i < 3; i++)
    if (g_strv_length (words) != 3
        || !g_ascii_string_to_signed (words[i], 10, 1, 9999, &part[i], NULL))
      return UITWEG_DAY_UNKNOWN;
  /* With slashes the month may come first. */
  if (part[2] < 1900 || (strchr (text, '/') != NULL && part[0] <= 12))
    return UITWEG_DAY_UNKNOWN;
  return uitweg_day_from_date ((gint) part[2], (gint) part[1], (gint) part[0]);
}

static TablesOutcome
set_day (UitwegTable *table,
         guint32 row,
         guint number,
         const TablesCell *cell,
         const char **why_out)
{
  UitwegDay day = cell->column != UITWEG_NONE
                      ? connectors_sheet_get_day (cell->sheet, cell->column)
                      : parse_day (cell->text);

  if (day == UITWEG_DAY_UNKNOWN)
    {
      *why_out = "found no day, expected one such as 2027-12-31";
      return cell->column != UITWEG_NONE ? TABLES_TOLD : TABLES_WRONG;
    }
  base_table_set_day (table, row, number, day);
  return TABLES_SET;
}

/* Makes letters capital; FALSE if there are others, or another number. */
static gboolean
make_code (char *text, gsize length)
{
  for (char *at = text; *at != '\0'; at++)
    {
      if (!g_ascii_isalpha (*at))
        return FALSE;
      *at = g_ascii_toupper (*at);
    }
  return strlen (text) == length;
}

/* How many letters a code has that stands in a field; 0 for other texts. */
static gsize
get_code_length (const char *key)
{
  if (strcmp (key, "seat") == 0 || strcmp (key, "country") == 0)
    return 2;
  return strcmp (key, "currency") == 0 ? 3 : 0;
}

static TablesOutcome
set_text (UitwegTable *table,
          guint32 row,
          guint number,
          const TablesCell *cell,
          const char **why_out)
{
  const UitwegSchema *schema = uitweg_table_get_schema (table);
  const char *key = schema->fields[number].key;
  const gsize length = get_code_length (key);
  g_autofree char *clean = strcmp (key, "owner") == 0
                               ? connectors_clean_unit (cell->text)
                               : connectors_clean_public (cell->text);

  if (clean == NULL)
    return TABLES_WITHHELD;
  if (length > 0 && !make_code (clean, length))
    {
      *why_out = length == 2 ? "found no country code, expected one such as NL"
                             : "found no currency, expected one such as EUR";
      return TABLES_WRONG;
    }
  base_table_set_text (table, row, number, clean);
  return TABLES_SET;
}

static TablesOutcome
set_enum (UitwegTable *table,
          guint32 row,
          guint number,
          const char *text,
          const char **why_out)
{
  const UitwegField *field = &uitweg_table_get_schema (table)->fields[number];
  const char *word = tables_find_word (field->words, text);

  if (word == NULL)
    {
      *why_out = "found a word that is none of those of the field";
      return TABLES_WRONG;
    }
  for (gint i = 0; field->words[i] != NULL; i++)
    if (field->words[i] == word)
      base_table_set_enum (table, row, number, i);
  return TABLES_SET;
}

TablesOutcome
tables_set_value (UitwegTable *table,
                  guint32 row,
                  guint number,
                  const TablesCell *cell,
                  const char **why_out)
{
  const UitwegField *field = &uitweg_table_get_schema (table)->fields[number];

  if (cell->text == NULL || cell->text[0] == '\0')
    return TABLES_EMPTY;
  switch (field->type)
    {
    case UITWEG_FIELD_TEXT:
      return set_text (table, row, number, cell, why_out);
    case UITWEG_FIELD_ENUM:
      return set_enum (table, row, number, cell->text, why_out);
    case UITWEG_FIELD_BOOL:
      {
        gint truth = tables_find_truth (cell->text);

        *why_out = "found a word that is neither yes nor no";
        base_table_set_bool (table, row, number, truth);
        return truth >= 0 ? TABLES_SET : TABLES_WRONG;
      }
    case UITWEG_FIELD_INT:
    case UITWEG_FIELD_NUMBER:
    case UITWEG_FIELD_SIZE:
      return set_number (table, row, number, cell, why_out);
    case UITWEG_FIELD_MONEY:
      return set_money (table, row, number, cell, why_out);
    case UITWEG_FIELD_DAY:
      return set_day (table, row, number, cell, why_out);
    case UITWEG_FIELD_TEXTS:
      tables_add_texts (base_table_begin_list (table, number), field,
                        cell->text, ";|,+\n\r");
      base_table_end_list (table, number);
      return TABLES_SET;
    case UITWEG_FIELD_TIME:
    case UITWEG_FIELD_TAGS:
    case UITWEG_FIELD_LIST:
    case UITWEG_FIELD_NUMBERS:
      break;
    }
  *why_out = "found a field that no cell can fill";
  return TABLES_WRONG;
}

/* "00-1A-2B-3C-4D-5E" as 00:1a:2b:3c:4d:5e; anything else as it is. */
static void
fold_mac (char *text)
{
  if (strlen (text) != 17)
    return;
  for (char *at = text; *at != '\0'; at++)
    *at = *at == '-' ? ':' : g_ascii_tolower (*at);
}

TablesOutcome
tables_add_texts (UitwegTable *texts,
                  const UitwegField *field,
                  const char *text,
                  const char *separator)
{
  g_auto (GStrv) parts = g_strsplit_set (
      text, separator != NULL ? separator : ";|,\n\r", -1);
  TablesOutcome outcome = TABLES_EMPTY;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *clean = NULL;

      if (g_strstrip (parts[i])[0] == '\0')
        continue;
      clean = connectors_clean_public (parts[i]);
      if (clean != NULL && strcmp (field->key, "identity.macs") == 0)
        fold_mac (clean);
      base_table_add_text (texts, clean);
      if (clean == NULL)
        outcome = TABLES_WITHHELD;
      else if (outcome == TABLES_EMPTY)
        outcome = TABLES_SET;
    }
  return outcome;
}

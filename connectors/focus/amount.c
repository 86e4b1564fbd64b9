/* SPDX-License-Identifier: EUPL-1.2
 *
 * Exact sums of the amounts of a bill, in three machine words. Between the
 * cells of a table and the lines of cost.
 */
#include "config.h"

#include "connectors/focus/amount.h"

#include <string.h>

#include <uitweg/types.h>

#include "base/decimal.h"

#define PART_DIGITS 18
#define PART G_GINT64_CONSTANT (1000000000000000000)
#define MOST_WHOLE (PART - 1)
#define LONGEST 120

static const gint64 powers[PART_DIGITS + 1] = {
  1,
  10,
  100,
  1000,
  10000,
  100000,
  1000000,
  10000000,
  100000000,
  1000000000,
  10000000000,
  100000000000,
  1000000000000,
  10000000000000,
  100000000000000,
  1000000000000000,
  10000000000000000,
  100000000000000000,
  PART,
};

/* The digits at *at, at most @most; *n_out is how many. */
static gint64
take_digits (const char **at, const char *end, gsize most, gsize *n_out)
{
  const char *start = *at;
  gint64 value = 0;

  if ((gsize) (end - start) > most)
    end = start + most;
  for (; *at < end && g_ascii_isdigit (**at); (*at)++)
    value = value * 10 + (**at - '0');
  *n_out = (gsize) (*at - start);
  return value;
}

/* DIGITS[.DIGITS] with up to 18 and 36 digits, as nearly all cells are. */
static gboolean
parse_plain (const char *text, gsize length, FocusAmount *amount_out)
{
  const char *at = text;
  const char *end = text + length;
  gboolean negative = length > 0 && *at == '-';
  FocusAmount amount = { 0, 0, 0 };
  gsize n_whole, n_high = 0, n_low = 0;

  if (negative)
    at++;
  amount.whole = take_digits (&at, end, PART_DIGITS, &n_whole);
  if (at < end && *at == '.')
    {
      at++;
      amount.high = take_digits (&at, end, PART_DIGITS, &n_high)
                    * powers[PART_DIGITS - n_high];
      amount.low = take_digits (&at, end, PART_DIGITS, &n_low)
                   * powers[PART_DIGITS - n_low];
    }
  if (at < end || n_whole + n_high == 0)
    return FALSE;
  if (negative)
    focus_amount_negate (&amount);
  *amount_out = amount;
  return TRUE;
}

/* Any literal that base/decimal.h knows, cut to 36 decimals. */
static gboolean
parse_literal (const char *text, gsize length, FocusAmount *amount_out)
{
  BaseDecimal decimal;
  FocusAmount amount = { 0, 0, 0 };
  gint64 *const parts[] = { &amount.whole, &amount.high, &amount.low };

  if (!base_decimal_scan (text, length, &decimal)
      || decimal.magnitude > PART_DIGITS)
    return FALSE;
  for (gint64 place = 0; place < 3 * PART_DIGITS; place++)
    {
      /* Places count from the first digit before 10^18. */
      gint64 digit = place - PART_DIGITS + decimal.magnitude;
      gint64 *part = parts[place / PART_DIGITS];

      *part = *part * 10
              + (digit >= 0 && (gsize) digit < decimal.n_digits
                     ? (gint64) base_decimal_get_digit (&decimal, (gsize) digit)
                     : 0);
    }
  if (decimal.negative)
    focus_amount_negate (&amount);
  *amount_out = amount;
  return TRUE;
}

static gboolean
says_nothing (const char *text, gsize length)
{
  static const char *const words[] = { "NULL", "None", "n/a", "-", "nan" };

  if (length == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length
        && g_ascii_strncasecmp (text, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

static guint
count_char (const char *text, char wanted)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == wanted ? 1 : 0;
  return n;
}

static void
drop_chars (char *text, const char *unwanted)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (strchr (unwanted, *from) == NULL)
      *to++ = *from;
  *to = '\0';
}

/* Rewrites "1.234,56", "1,234.56" and "1 234,56" as literals. */
static void
drop_groups (char *text, gboolean comma_groups)
{
  const char *point, *comma;

  drop_chars (text, " '");
  point = strrchr (text, '.');
  comma = strrchr (text, ',');
  if (point != NULL && comma != NULL)
    drop_chars (text, point > comma ? "," : ".");
  else if (comma != NULL
           && (count_char (text, ',') > 1
               || (comma_groups && strlen (comma) == 4 && text[0] != '0')))
    drop_chars (text, ",");
  else if (point != NULL && count_char (text, '.') > 1)
    drop_chars (text, ".");
  g_strdelimit (text, ",", '.');
}

FocusAmountResult
focus_amount_parse (const char *text,
                    gsize length,
                    gboolean comma_groups,
                    FocusAmount *amount_out)
{
  char copy[LONGEST + 1];

  if (parse_plain (text, length, amount_out))
    return FOCUS_AMOUNT_OK;
  while (length > 0 && g_ascii_isspace (text[0]))
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (says_nothing (text, length))
    return FOCUS_AMOUNT_UNKNOWN;
  if (text[0] == '+')
    {
      text++;
      length--;
    }
  if (length > LONGEST)
    return FOCUS_AMOUNT_BAD;
  memcpy (copy, text, length);
  copy[length] = '\0';
  if (strpbrk (copy, ",' ") != NULL || count_char (copy, '.') > 1)
    drop_groups (copy, comma_groups);
  return parse_literal (copy, strlen (copy), amount_out) ? FOCUS_AMOUNT_OK
                                                         : FOCUS_AMOUNT_BAD;
}

static void
carry (gint64 *part, gint64 *above)
{
  if (*part >= PART)
    {
      *part -= PART;
      *above += 1;
    }
  else if (*part <= -PART)
    {
      *part += PART;
      *above -= 1;
    }
}

gboolean
focus_amount_add (FocusAmount *sum, const FocusAmount *amount)
{
  FocusAmount added = { sum->whole + amount->whole, sum->high + amount->high,
                        sum->low + amount->low };

  carry (&added.low, &added.high);
  carry (&added.high, &added.whole);
  if (added.whole > MOST_WHOLE || added.whole < -MOST_WHOLE)
    return FALSE;
  *sum = added;
  return TRUE;
}

void
focus_amount_negate (FocusAmount *amount)
{
  amount->whole = -amount->whole;
  amount->high = -amount->high;
  amount->low = -amount->low;
}

/* All parts of one sign. */
static FocusAmount
settle (const FocusAmount *amount)
{
  FocusAmount settled = *amount;
  gint64 sign = settled.whole;

  if (sign == 0)
    sign = settled.high;
  if (sign == 0)
    sign = settled.low;
  sign = sign < 0 ? -1 : 1;
  if (settled.low * sign < 0)
    {
      settled.low += sign * PART;
      settled.high -= sign;
    }
  if (settled.high * sign < 0)
    {
      settled.high += sign * PART;
      settled.whole -= sign;
    }
  return settled;
}

gboolean
focus_amount_is_zero (const FocusAmount *amount)
{
  const FocusAmount settled = settle (amount);

  return settled.whole == 0 && settled.high == 0 && settled.low == 0;
}

gboolean
focus_amount_is_negative (const FocusAmount *amount)
{
  const FocusAmount settled = settle (amount);

  return settled.whole < 0 || settled.high < 0 || settled.low < 0;
}

char *
focus_amount_format (const FocusAmount *amount)
{
  const FocusAmount settled = settle (amount);
  GString *text = g_string_new (focus_amount_is_negative (amount) ? "-" : "");

  g_string_append_printf (text, "%" G_GINT64_FORMAT ".", ABS (settled.whole));
  g_string_append_printf (text, "%018" G_GINT64_FORMAT, ABS (settled.high));
  g_string_append_printf (text, "%018" G_GINT64_FORMAT, ABS (settled.low));
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

gint64
focus_amount_to_micro (const FocusAmount *amount)
{
  g_autofree char *text = focus_amount_format (amount);
  BaseDecimal decimal;
  gint64 micro;

  if (!base_decimal_scan (text, strlen (text), &decimal)
      || !base_decimal_to_int64 (&decimal, 6, &micro))
    return UITWEG_UNKNOWN;
  return micro;
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Values as people write them in a scenario: 60%, 30d, 12mo, 5y, 1Gbit/s,
 * 20:00-06:00. All are decimals that end as whole numbers; none is a binary
 * float.
 */
#include "config.h"

#include "model/scenario-private.h"

#include <string.h>

#include "base/decimal.h"

#define MINUTES_PER_DAY 1440

/* A decimal of at least 0 with that end, times ten to the power of `scale`. */
static gboolean
parse_with_end (const char *text, const char *end, gint scale, gint64 *out)
{
  gsize length = strlen (text);
  gsize end_length = strlen (end);
  BaseDecimal decimal;
  gint64 value;

  if (length <= end_length || strcmp (text + length - end_length, end) != 0)
    return FALSE;
  length -= end_length;
  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (!base_decimal_scan (text, length, &decimal)
      || (decimal.negative && decimal.n_digits > 0)
      || !base_decimal_to_int64 (&decimal, scale, &value))
    return FALSE;
  *out = value;
  return TRUE;
}

gboolean
model_parse_whole (const char *text, gint64 *number_out)
{
  gint64 thousandths;

  /* In thousandths first: 2.5 is no whole number and is not rounded. */
  if (!parse_with_end (text, "", 3, &thousandths) || thousandths % 1000 != 0)
    return FALSE;
  *number_out = thousandths / 1000;
  return TRUE;
}

gboolean
model_parse_percent (const char *text, gint64 *ppm_out)
{
  gint64 ppm;

  if (!parse_with_end (text, "%", 4, &ppm) || ppm > 1000000)
    return FALSE;
  *ppm_out = ppm;
  return TRUE;
}

/* NUMBER and unit, in whole units of at most `max`. */
static gboolean
parse_whole_with_end (
    const char *text, const char *end, gint64 max, gint32 factor, gint32 *out)
{
  gint64 thousandths;

  if (!parse_with_end (text, end, 3, &thousandths) || thousandths % 1000 != 0
      || thousandths / 1000 > max)
    return FALSE;
  *out = (gint32) (thousandths / 1000) * factor;
  return TRUE;
}

gboolean
model_parse_days (const char *text, gint32 *days_out)
{
  return parse_whole_with_end (text, "d", 36500, 1, days_out);
}

gboolean
model_parse_months (const char *text, gint32 *months_out)
{
  return parse_whole_with_end (text, "mo", 1200, 1, months_out)
         || parse_whole_with_end (text, "y", 100, 12, months_out);
}

gboolean
model_parse_rate (const char *text, gint64 *bit_per_s_out)
{
  static const struct
  {
    const char *end;
    gint scale;
  } units[] = {
    { "Tbit/s", 12 }, { "Gbit/s", 9 }, { "Mbit/s", 6 },
    { "kbit/s", 3 },  { "bit/s", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (parse_with_end (text, units[i].end, units[i].scale, bit_per_s_out))
      return *bit_per_s_out > 0;
  return FALSE;
}

/* "HH:MM" at `text`. Returns: minutes of the day, -1 if it is none */
static gint32
parse_time (const char *text)
{
  gint32 minutes;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':'
      || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4])
      || text[3] > '5')
    return -1;
  minutes = ((text[0] - '0') * 10 + (text[1] - '0')) * 60 + (text[3] - '0') * 10
            + (text[4] - '0');
  return minutes <= MINUTES_PER_DAY ? minutes : -1;
}

gboolean
model_parse_hours (const char *text, gint32 *from_out, gint32 *until_out)
{
  gint32 from;
  gint32 until;

  if (strlen (text) != strlen ("20:00-06:00") || text[5] != '-')
    return FALSE;
  from = parse_time (text);
  until = parse_time (text + 6);
  if (from < 0 || until < 0)
    return FALSE;
  /* 24:00 is 00:00 of the next day. */
  *from_out = from % MINUTES_PER_DAY;
  *until_out = until % MINUTES_PER_DAY;
  return TRUE;
}

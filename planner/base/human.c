/* SPDX-License-Identifier: EUPL-1.2
 *
 * Forms for readers. Rounding here is for the eye: no figure is computed from
 * what these functions return.
 */
#include "config.h"

#include "base/human.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#define MICRO 1000000

static gboolean
is_dutch (const char *language)
{
  return strcmp (language, "nl") == 0;
}

static const char *
unknown_word (const char *language)
{
  return is_dutch (language) ? "onbekend" : "unknown";
}

static void
append_grouped (GString *text, guint64 number, const char *language)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  const gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, is_dutch (language) ? '.' : ',');
      g_string_append_c (text, digits[i]);
    }
}

char *
base_human_count (gint64 count, const char *language)
{
  GString *text = g_string_new (count < 0 ? "-" : NULL);

  append_grouped (text, count < 0 ? -(guint64) count : (guint64) count,
                  language);
  return g_string_free (text, FALSE);
}

/* The grouped whole euro, without a sign of currency. */
static char *
dup_euro (UitwegMoney money, const char *language)
{
  GString *text = g_string_new (NULL);
  const guint64 size = money < 0 ? -(guint64) money : (guint64) money;
  const guint64 euro = (size + MICRO / 2) / MICRO;

  if (money < 0 && euro > 0)
    g_string_append_c (text, '-');
  append_grouped (text, euro, language);
  return g_string_free (text, FALSE);
}

char *
base_human_eur (UitwegMoney money, const char *language)
{
  g_autofree char *euro = NULL;

  if (money == UITWEG_UNKNOWN)
    return g_strdup (unknown_word (language));
  euro = dup_euro (money, language);
  return g_strconcat (is_dutch (language) ? "€ " : "EUR ", euro, NULL);
}

char *
base_human_eur_range (UitwegMoneyRange range, const char *language)
{
  g_autofree char *lo = base_human_eur (range.lo, language);
  g_autofree char *hi = NULL;

  if (range.lo == UITWEG_UNKNOWN || range.hi == UITWEG_UNKNOWN)
    return g_strdup (unknown_word (language));
  hi = dup_euro (range.hi, language);
  if (g_str_has_suffix (lo, hi) && range.hi - range.lo < MICRO)
    return g_steal_pointer (&lo);
  return g_strconcat (lo, is_dutch (language) ? " tot " : " to ", hi, NULL);
}

char *
base_human_day (UitwegDay day, const char *language)
{
  static const char *const en[] = { "January", "February", "March",
                                    "April",   "May",      "June",
                                    "July",    "August",   "September",
                                    "October", "November", "December" };
  static const char *const nl[] = { "januari", "februari", "maart",
                                    "april",   "mei",      "juni",
                                    "juli",    "augustus", "september",
                                    "oktober", "november", "december" };
  gint year, month, of_month;

  if (day == UITWEG_DAY_UNKNOWN)
    return g_strdup (unknown_word (language));
  uitweg_day_to_date (day, &year, &month, &of_month);
  return g_strdup_printf ("%d %s %d", of_month,
                          (is_dutch (language) ? nl : en)[month - 1], year);
}

char *
base_human_number (double number, guint decimals, const char *language)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE + 400], format[8];
  char *dot;

  if (!isfinite (number))
    return g_strdup (unknown_word (language));
  g_snprintf (format, sizeof format, "%%.%uf", MIN (decimals, 6));
  g_ascii_formatd (buffer, sizeof buffer, format, number);
  dot = strchr (buffer, '.');
  if (dot != NULL && is_dutch (language))
    *dot = ',';
  return g_strdup (buffer);
}

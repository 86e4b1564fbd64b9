/* SPDX-License-Identifier: EUPL-1.2
 *
 * Quantities of Kubernetes, exactly: a decimal with a suffix of powers of ten
 * or of two, or with an exponent.
 */
#include "config.h"

#include "connectors/kubernetes/kubernetes.h"

#include <string.h>

/* More digits than a sane quantity has. */
#define MAX_DIGITS 18

static const struct
{
  const char *suffix;
  gint ten; /* power of ten */
  guint two;
} suffixes[] = {
  { "", 0, 0 },    { "n", -9, 0 },  { "u", -6, 0 },  { "m", -3, 0 },
  { "k", 3, 0 },   { "M", 6, 0 },   { "G", 9, 0 },   { "T", 12, 0 },
  { "P", 15, 0 },  { "E", 18, 0 },  { "Ki", 0, 10 }, { "Mi", 0, 20 },
  { "Gi", 0, 30 }, { "Ti", 0, 40 }, { "Pi", 0, 50 }, { "Ei", 0, 60 },
};

/* Reads the suffix or exponent. FALSE if it is neither. */
static gboolean
parse_suffix (const char *text, gint *ten, guint *two)
{
  gint64 exponent;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (strcmp (suffixes[i].suffix, text) == 0)
      {
        *ten = suffixes[i].ten;
        *two = suffixes[i].two;
        return TRUE;
      }
  if ((text[0] != 'e' && text[0] != 'E')
      || !g_ascii_string_to_signed (text + 1 + (text[1] == '+' ? 1 : 0), 10,
                                    -30, 30, &exponent, NULL))
    return FALSE;
  *ten = (gint) exponent;
  *two = 0;
  return TRUE;
}

/* number * 2^two * 10^ten, rounded up. */
static gint64
scale (gint64 number, gint ten, guint two)
{
  gboolean is_cut = FALSE;

  /* Zeros at the end cancel first: less overflows. */
  for (; ten < 0 && number % 10 == 0 && number > 0; ten++)
    number /= 10;
  for (; two > 0; two--)
    if (__builtin_mul_overflow (number, 2, &number))
      return UITWEG_UNKNOWN;
  for (; ten > 0; ten--)
    if (__builtin_mul_overflow (number, 10, &number))
      return UITWEG_UNKNOWN;
  for (; ten < 0; ten++)
    {
      is_cut = is_cut || number % 10 != 0;
      number /= 10;
    }
  return number + (is_cut ? 1 : 0);
}

gint64
kubernetes_parse_quantity (const char *text, KubernetesUnit unit)
{
  gint64 number = 0;
  gint ten = 0;
  gint places = 0;
  guint two = 0;
  guint n_digits = 0;
  gboolean is_fraction = FALSE;
  gboolean is_number = FALSE;

  if (text == NULL)
    return UITWEG_UNKNOWN;
  text += text[0] == '+' ? 1 : 0;
  for (; g_ascii_isdigit (*text) || (*text == '.' && !is_fraction); text++)
    {
      if (*text == '.')
        {
          is_fraction = TRUE;
          continue;
        }
      if (n_digits == MAX_DIGITS)
        return UITWEG_UNKNOWN;
      is_number = TRUE;
      number = number * 10 + g_ascii_digit_value (*text);
      n_digits += number > 0 ? 1 : 0;
      places += is_fraction ? 1 : 0;
      if (places > MAX_DIGITS)
        return UITWEG_UNKNOWN;
    }
  if (!is_number || !parse_suffix (text, &ten, &two))
    return UITWEG_UNKNOWN;
  return scale (number, ten - places + (unit == KUBERNETES_CPU ? 3 : 0), two);
}

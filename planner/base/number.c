/* SPDX-License-Identifier: EUPL-1.2
 *
 * Exponentials, logarithms and powers from additions, multiplications,
 * divisions and bit operations only, so that IEEE 754 fixes every bit of the
 * result; quantiles and rounding. Scores, discounting and simulation use it.
 *
 * Methods: argument reduction and series as in W. J. Cody and W. Waite,
 * "Software Manual for the Elementary Functions", 1980; sums and products
 * with their errors by D. E. Knuth and T. J. Dekker, "A floating-point
 * technique for extending the available precision", 1971.
 */
#include "config.h"

#include "base/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Excess precision would change the bits: */
G_STATIC_ASSERT (FLT_EVAL_METHOD == 0);

/* The first part of ln 2 ends in zeros: its product with an exponent of 11
 * bits is exact. */
#define LN2_A 0x1.62e42feep-1
#define LN2_B 0x1.a39ef35793c76p-33
#define LN2_C 0x1.cc01f97b57a08p-87
#define INVERSE_LN2_A 0x1.71547652b82fep+0
#define INVERSE_LN2_B 0x1.777d0ffda0d24p-56

#define EXP_OVERFLOW 0x1.62e42fefa39efp+9     /* largest x of a finite exp */
#define EXP_UNDERFLOW (-0x1.74910d52d3052p+9) /* below it, exp is 0 */

/* A sum that is not rounded: tail is at most half a last place of head. */
typedef struct
{
  double head;
  double tail;
} Pair;

static guint64
bits_of (double x)
{
  guint64 bits;

  memcpy (&bits, &x, sizeof bits);
  return bits;
}

static double
double_of (guint64 bits)
{
  double x;

  memcpy (&x, &bits, sizeof x);
  return x;
}

/* Whether |a| >= |b| or a is 0 is the caller's affair. */
static Pair
add_smaller (double a, double b)
{
  double head = a + b;

  return (Pair){ head, b - (head - a) };
}

static Pair
add_any (double a, double b)
{
  double head = a + b;
  double b_part = head - a;

  return (Pair){ head, (a - (head - b_part)) + (b - b_part) };
}

static Pair
split (double x)
{
  double scaled = x * 134217729.0; /* 2^27 + 1 */
  double head = scaled - (scaled - x);

  return (Pair){ head, x - head };
}

static Pair
multiply_doubles (double x, double y)
{
  Pair a = split (x), b = split (y);
  double head = x * y;
  double tail = ((a.head * b.head - head) + a.head * b.tail + a.tail * b.head)
                + a.tail * b.tail;

  return (Pair){ head, tail };
}

static Pair
multiply (Pair a, Pair b)
{
  Pair product = multiply_doubles (a.head, b.head);

  return add_smaller (product.head,
                      product.tail + (a.head * b.tail + a.tail * b.head));
}

static Pair
add (Pair a, Pair b)
{
  Pair sum = add_any (a.head, b.head);

  return add_smaller (sum.head, sum.tail + (a.tail + b.tail));
}

/* x times 2^n with one rounding, for x from 1/2 to 2 and |n| below 1100. */
static double
scale_by_power (double x, gint n)
{
  double extra = 1.0;

  if (n > 1000)
    {
      extra = 0x1p100;
      n -= 100;
    }
  else if (n < -1000)
    {
      extra = 0x1p-100;
      n += 100;
    }
  return x * double_of ((guint64) (n + 1023) << 52) * extra;
}

/* e^(x + tail) for a tail below 2^-40: x + tail = n ln 2 + r, and a series
 * in r, which is at most 0.35. */
static double
exp_of_pair (double x, double tail)
{
  double n, r, correction, series;

  if (x > EXP_OVERFLOW)
    return INFINITY;
  if (x < EXP_UNDERFLOW)
    return 0.0;

  n = base_round_half_even (x * INVERSE_LN2_A);
  correction = n * LN2_B - tail;
  r = (x - n * LN2_A) - correction;
  correction = ((x - n * LN2_A) - r) - correction;

  series = 1.0 / 6227020800.0;
  series = series * r + 1.0 / 479001600.0;
  series = series * r + 1.0 / 39916800.0;
  series = series * r + 1.0 / 3628800.0;
  series = series * r + 1.0 / 362880.0;
  series = series * r + 1.0 / 40320.0;
  series = series * r + 1.0 / 5040.0;
  series = series * r + 1.0 / 720.0;
  series = series * r + 1.0 / 120.0;
  series = series * r + 1.0 / 24.0;
  series = series * r + 1.0 / 6.0;
  series = series * r + 0.5;
  series = series * (r * r) + (correction + correction * r);
  return scale_by_power (1.0 + (r + series), (gint) n);
}

double
base_exp (double x)
{
  return isnan (x) ? x : exp_of_pair (x, 0.0);
}

/* Takes a positive finite x apart: x = m 2^n, m from sqrt(1/2) to sqrt(2). */
static double
take_apart (double x, gint *n)
{
  guint64 bits;
  gint exponent = 0;

  if (x < DBL_MIN)
    {
      x *= 0x1p54;
      exponent = -54;
    }
  bits = bits_of (x);
  exponent += (gint) (bits >> 52) - 1023;
  bits = (bits & G_GUINT64_CONSTANT (0xfffffffffffff))
         | G_GUINT64_CONSTANT (0x3ff0000000000000);
  x = double_of (bits);
  if (x > 0x1.6a09e667f3bcdp+0)
    {
      x *= 0.5;
      exponent++;
    }
  *n = exponent;
  return x;
}

/* Whether the logarithm of x is a plain number; if not, it is *out. */
static gboolean
has_finite_log (double x, double *out)
{
  if (x > 0.0 && x <= DBL_MAX)
    return TRUE;
  if (x == 0.0)
    *out = -INFINITY;
  else
    *out = x > 0.0 || isnan (x) ? x : NAN;
  return FALSE;
}

/* log (1 + f) = 2 atanh (s), s = f / (2 + f), written so that the largest
 * term, f, is exact. */
double
base_log (double x)
{
  double f, s, z, series, half_square, special;
  gint n;

  if (!has_finite_log (x, &special))
    return special;

  f = take_apart (x, &n) - 1.0;
  s = f / (2.0 + f);
  z = s * s;
  series = 2.0 / 23.0;
  series = series * z + 2.0 / 21.0;
  series = series * z + 2.0 / 19.0;
  series = series * z + 2.0 / 17.0;
  series = series * z + 2.0 / 15.0;
  series = series * z + 2.0 / 13.0;
  series = series * z + 2.0 / 11.0;
  series = series * z + 2.0 / 9.0;
  series = series * z + 2.0 / 7.0;
  series = series * z + 2.0 / 5.0;
  series = series * z + 2.0 / 3.0;
  series *= z;
  half_square = 0.5 * f * f;
  return n * LN2_A
         - ((half_square - (s * (half_square + series) + n * LN2_B)) - f);
}

/* The natural logarithm of m, from sqrt(1/2) to sqrt(2), to 90 bits. */
static Pair
log_to_pair (double m)
{
  static const Pair thirds[] = {
    { 0x1.2492492492492p-3, 0x1.2492492492492p-57 },  /* 1/7 */
    { 0x1.999999999999ap-3, -0x1.999999999999ap-57 }, /* 1/5 */
    { 0x1.5555555555555p-2, 0x1.5555555555555p-56 },  /* 1/3 */
    { 1.0, 0.0 },
  };
  double above = m - 1.0;
  Pair below = add_any (m, 1.0), product, s, z, sum;
  double quotient = above / below.head, series;

  product = multiply_doubles (quotient, below.head);
  s = add_smaller (
      quotient, ((above - product.head) - product.tail - quotient * below.tail)
                    / below.head);
  z = multiply (s, s);

  series = 1.0 / 31.0;
  for (gint odd = 29; odd >= 9; odd -= 2)
    series = series * z.head + 1.0 / odd;
  sum = (Pair){ series, 0.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (thirds); i++)
    sum = add (thirds[i], multiply (z, sum));
  sum = multiply (s, sum);
  return (Pair){ 2.0 * sum.head, 2.0 * sum.tail };
}

double
base_log2 (double x)
{
  const Pair inverse_ln2 = { INVERSE_LN2_A, INVERSE_LN2_B };
  double special;
  Pair sum;
  gint n;

  if (!has_finite_log (x, &special))
    return special;

  sum = multiply (log_to_pair (take_apart (x, &n)), inverse_ln2);
  sum = add ((Pair){ n, 0.0 }, sum);
  return sum.head + sum.tail;
}

/* x^y for x above 0, finite and not 1, y finite and not 0. */
static double
positive_power (double x, double y)
{
  Pair log_x, product;
  gint n;

  log_x = log_to_pair (take_apart (x, &n));
  log_x = add (multiply_doubles (n, LN2_B), log_x);
  log_x = add ((Pair){ n * LN2_A, n * LN2_C }, log_x);

  /* |log x| is at least 2^-53, so that beyond this all is 0 or infinite: */
  y = CLAMP (y, -0x1p65, 0x1p65);
  product = multiply (log_x, (Pair){ y, 0.0 });
  return exp_of_pair (product.head, product.tail);
}

static gboolean
is_whole (double x)
{
  return base_round_half_even (x) == x;
}

static gboolean
is_odd (double x)
{
  return is_whole (x) && fabs (x) < 0x1p53 && !is_whole (x * 0.5);
}

double
base_pow (double x, double y)
{
  double magnitude, power;

  if (y == 0.0 || x == 1.0)
    return 1.0;
  if (isnan (x) || isnan (y))
    return NAN;
  magnitude = fabs (x);
  if (isinf (y))
    {
      if (magnitude == 1.0)
        return 1.0;
      return (magnitude > 1.0) == (y > 0.0) ? INFINITY : 0.0;
    }
  if (x < 0.0 && !isinf (x) && !is_whole (y))
    return NAN;

  if (magnitude == 0.0 || isinf (x))
    power = (magnitude == 0.0) == (y > 0.0) ? 0.0 : INFINITY;
  else if (magnitude == 1.0)
    power = 1.0;
  else
    power = positive_power (magnitude, y);
  return (bits_of (x) >> 63) != 0 && is_odd (y) ? -power : power;
}

/* IEEE 754 rounds this one exactly, so that the machine's own will do. */
double
base_sqrt (double x)
{
  return sqrt (x);
}

double
base_discount_factor (double rate, gint32 days)
{
  return base_pow (1.0 + rate, -(double) days / 365.25);
}

gsize
base_quantile_rank (gsize n, double q)
{
  double wanted = q * (double) n;
  gsize rank;

  g_return_val_if_fail (n > 0, 0);

  wanted -= wanted * 0x1p-50;
  if (!(wanted > 0.0))
    return 0;
  if (wanted >= (double) n)
    return n - 1;
  rank = (gsize) wanted;
  return (double) rank < wanted ? rank : rank - 1;
}

double
base_quantile_sorted (const double *sorted, gsize n, double q)
{
  return n == 0 ? NAN : sorted[base_quantile_rank (n, q)];
}

/* Adding 2^52 leaves no room for a fraction; the sum rounds half to even. */
double
base_round_half_even (double x)
{
  if (!(fabs (x) < 0x1p52))
    return x;
  return x < 0.0 ? (x - 0x1p52) + 0x1p52 : (x + 0x1p52) - 0x1p52;
}

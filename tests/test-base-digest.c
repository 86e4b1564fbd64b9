/* SPDX-License-Identifier: EUPL-1.2
 *
 * Digests are those of GLib, for every length and every way of cutting.
 */
#include "config.h"

#include "base/digest.h"
#include "base/rng.h"

static void
check_digest (const guint8 *bytes, gsize length, gsize step)
{
  g_autoptr (BaseDigest) digest = base_digest_new ();
  g_autofree char *wanted = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                                         bytes, length);
  g_autofree char *found = NULL;

  for (gsize i = 0; i < length; i += step)
    base_digest_add (digest, bytes + i, MIN (step, length - i));
  found = base_digest_finish (digest);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_digests_are_those_of_glib (void)
{
  guint8 bytes[1000];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) base_rng_below (5, 0, i, 256);
  for (gsize length = 0; length <= 300; length++)
    {
      check_digest (bytes, length, 1000);
      check_digest (bytes, length, 1 + length % 97);
    }
  for (gsize step = 1; step < 200; step++)
    check_digest (bytes, sizeof bytes, step);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/digest/glib", test_digests_are_those_of_glib);
  return g_test_run ();
}

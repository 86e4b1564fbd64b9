/* SPDX-License-Identifier: EUPL-1.2
 *
 * Measures the libvirt connector against its floor: a bare loop of
 * virConnectListAllDomains() and virDomainGetXMLDesc() over the same node of
 * the test driver, in turns in the same run. The goal is a ratio of at most
 * 1.5. The node is generated: as many guests as asked for, each with a disk,
 * a network and metadata. It is measured twice: with a pool that lists the
 * disks, and without one, where the connector asks each guest for its size.
 *
 *   bench-libvirt [GUESTS [ROUNDS]]
 */
#include "config.h"

#include <libvirt/libvirt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uitweg/connector.h>

#include <glib/gstdio.h>

#define DEFAULT_GUESTS 2000
#define DEFAULT_ROUNDS 5

static char *
write_node (guint n_guests, gboolean has_volumes)
{
  g_autoptr (GString) text = g_string_new (
      "<node><cpu><mhz>2400</mhz><model>x86_64</model><active>64</active>"
      "<nodes>2</nodes><sockets>2</sockets><cores>16</cores>"
      "<threads>1</threads></cpu><memory>268435456</memory>"
      "<network type='bridge'><name>default</name><bridge name='virbr0'/>"
      "<ip address='192.168.122.1' netmask='255.255.255.0'/></network>"
      "<pool type='dir'><name>images</name><target><path>/images</path>"
      "</target>");
  char *path = g_build_filename (g_get_tmp_dir (), "uitweg-bench-node.xml",
                                 NULL);

  for (guint i = 0; has_volumes && i < n_guests; i++)
    g_string_append_printf (
        text,
        "<volume type='file'><name>vm%u.qcow2</name>"
        "<capacity unit='GiB'>40</capacity>"
        "<allocation unit='GiB'>%u</allocation>"
        "<target><path>/images/vm%u.qcow2</path></target></volume>",
        i, 1 + i % 40, i);
  g_string_append (text, "</pool>");
  for (guint i = 0; i < n_guests; i++)
    g_string_append_printf (
        text,
        "<domain type='test' "
        "xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
        "<name>vm%u</name><uuid>%08x-0000-4000-8000-%012x</uuid>"
        "<title>app %u</title><metadata>"
        "<inv:app xmlns:inv='urn:example:inv'>app%u</inv:app></metadata>"
        "<memory unit='MiB'>4096</memory><vcpu>8</vcpu>"
        "<os><type arch='x86_64'>hvm</type></os><devices>"
        "<disk type='file' device='disk'><source file='/images/vm%u.qcow2'/>"
        "<target dev='vda' bus='virtio'/></disk>"
        "<interface type='network'><source network='default'/>"
        "<mac address='52:54:00:%02x:%02x:%02x'/></interface></devices>"
        "<test:runstate>%u</test:runstate></domain>",
        i, i, i, i, i, i, i >> 16 & 0xff, i >> 8 & 0xff, i & 0xff,
        i % 3 == 0 ? 5u : 1u);
  g_string_append (text, "</node>");
  g_assert_true (
      g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

/* Seconds that the bare loop takes, the connection included. */
static double
time_bare (const char *uri)
{
  gint64 start = g_get_monotonic_time ();
  virConnectPtr connection = virConnectOpenReadOnly (uri);
  virDomainPtr *guests = NULL;
  gint n = virConnectListAllDomains (connection, &guests, 0);

  for (gint i = 0; i < n; i++)
    {
      free (virDomainGetXMLDesc (guests[i], 0));
      virDomainFree (guests[i]);
    }
  free (guests); /* from malloc(), not g_malloc() */
  virConnectClose (connection);
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

/* Seconds that the connector takes until its records stand in the builder. */
static double
time_connector (const char *uri, guint n_guests)
{
  g_autoptr (UitwegEstateBuilder) builder = uitweg_estate_builder_new ();
  g_autoptr (GError) error = NULL;
  const UitwegCollectRequest request = {
    .option_keys = (const char *[]){ "uri", "host", NULL },
    .option_values = (const char *[]){ uri, "bench", NULL }
  };
  gint64 start = g_get_monotonic_time ();

  g_assert_true (uitweg_connectors_find ("libvirt")->collect (&request, builder,
                                                              NULL, &error));
  /* guests, volumes, host, network, pool */
  g_assert_cmpuint (uitweg_table_get_n_rows (uitweg_estate_builder_get_table (
                        builder, UITWEG_RECORD_RESOURCE)),
                    ==, 2 * n_guests + 3);
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

/* Whether the ratio keeps the goal; prints three lines of the table. */
static gboolean
measure (guint n_guests, guint n_rounds, gboolean has_volumes)
{
  g_autofree char *path = write_node (n_guests, has_volumes);
  g_autofree char *uri = g_strdup_printf ("test://%s", path);
  g_autofree double *bare = g_new (double, n_rounds);
  g_autofree double *connector = g_new (double, n_rounds);
  double floor_seconds;
  double seconds;

  for (guint i = 0; i < n_rounds; i++)
    {
      bare[i] = time_bare (uri);
      connector[i] = time_connector (uri, n_guests);
    }
  g_unlink (path);
  floor_seconds = median (bare, n_rounds);
  seconds = median (connector, n_rounds);
  printf ("%u guests, disks %s\n", n_guests,
          has_volumes ? "listed by a pool" : "outside of pools");
  printf ("  %-26s %8.3f %8.2f\n", "bare list and XML loop", floor_seconds,
          1.0);
  printf ("  %-26s %8.3f %8.2f\n", "libvirt connector", seconds,
          seconds / floor_seconds);
  return seconds <= 1.5 * floor_seconds;
}

int
main (int argc, char **argv)
{
  guint64 n_guests = DEFAULT_GUESTS;
  guint64 n_rounds = DEFAULT_ROUNDS;
  gboolean is_good;

  if ((argc > 1
       && !g_ascii_string_to_unsigned (argv[1], 10, 1, 100000, &n_guests, NULL))
      || (argc > 2
          && !g_ascii_string_to_unsigned (argv[2], 10, 1, 99, &n_rounds, NULL)))
    {
      fprintf (stderr, "bench-libvirt [GUESTS [ROUNDS]]\n");
      return 2;
    }
  printf ("%-28s %8s %8s\n", "median of the rounds", "seconds", "ratio");
  is_good = measure ((guint) n_guests, (guint) n_rounds, TRUE);
  is_good = measure ((guint) n_guests, (guint) n_rounds, FALSE) && is_good;
  return is_good ? 0 : 1;
}

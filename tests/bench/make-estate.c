/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes a synthetic estate: applications of 3 to 14 things (machines, a
 * database, a bucket, a queue, a key), each standing on its account's network
 * and role, calling inside their application mostly and a few others. Same
 * options, same bytes.
 *
 *   make-estate --resources N [--seed S] [--shuffle]
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/rng.h"

static gint64 n_resources = 1000;
static gint64 seed = 1;
static gboolean shuffle;

static const GOptionEntry entries[] = {
  { "resources", 0, 0, G_OPTION_ARG_INT64, &n_resources, "how many resources",
    "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "seed", "S" },
  { "shuffle", 0, 0, G_OPTION_ARG_NONE, &shuffle, "lines in random order",
    NULL },
  { NULL },
};

/* What a thing of an application is, by its place in it. */
static const struct
{
  const char *kind, *type;
  gboolean machine;
} roles[] = {
  { "vm", "terraform:aws_instance", TRUE },
  { "database", "terraform:aws_db_instance", FALSE },
  { "bucket", "terraform:aws_s3_bucket", FALSE },
  { "vm", "terraform:aws_instance", TRUE },
  { "queue", "terraform:aws_sqs_queue", FALSE },
  { "key", "terraform:aws_kms_key", FALSE },
  { "vm", "terraform:aws_instance", TRUE },
};

#define PER_ACCOUNT 400

static guint64 draws;

static guint
draw (guint below)
{
  return base_rng_below ((guint64) seed, 0, draws++, below);
}

static const char provenance[] =
    "\"provenance\":[{\"source\":\"source/synthetic\",\"rule\":\"synthetic\","
    "\"grade\":\"measured\"}]";

static void
add_resource (GPtrArray *lines, gint64 i, gint64 application, guint place)
{
  GString *line = g_string_new (NULL);
  const guint role = place % G_N_ELEMENTS (roles);

  g_string_append_printf (
      line,
      "{\"record\":\"resource\",\"id\":\"r/%07" G_GINT64_FORMAT
      "\",\"name\":\"thing %" G_GINT64_FORMAT
      "\",\"kind\":\"%s\",\"native_type\":\"%s\",\"provider\":\"aws\","
      "\"account\":\"a%04" G_GINT64_FORMAT
      "\",\"region\":\"eu-west-1\",\"environment\":\"%s\","
      "\"application\":\"app-%06" G_GINT64_FORMAT "\",\"arch\":\"x86_64\",",
      i, i, roles[role].kind, roles[role].type, i / PER_ACCOUNT,
      draw (4) == 0 ? "non-production" : "production", application);
  if (roles[role].machine)
    g_string_append_printf (line, "\"vcpu\":%u,\"memory_gib\":%u,",
                            1u << draw (4), 2u << draw (5));
  g_string_append_printf (line,
                          "\"data_gib\":%u,\"used_gib\":%u,\"features\":[],"
                          "\"eur_per_month\":\"%u.%02u\",%s}",
                          draw (500), draw (500), 5 + draw (400), draw (100),
                          provenance);
  g_ptr_array_add (lines, g_string_free (line, FALSE));
}

static void
add_dependency (GPtrArray *lines,
                gint64 from,
                gint64 to,
                const char *kind,
                const char *rule,
                gboolean hard)
{
  if (from == to)
    return;
  g_ptr_array_add (
      lines, g_strdup_printf (
                 "{\"record\":\"dependency\",\"id\":\"d/%07" G_GINT64_FORMAT
                 "/%07" G_GINT64_FORMAT "/%s\",\"from\":\"r/%07" G_GINT64_FORMAT
                 "\",\"to\":\"r/%07" G_GINT64_FORMAT
                 "\",\"kind\":\"%s\",\"rule\":\"%s\",\"hard\":%s,"
                 "\"gib_per_month\":%u,\"basis\":\"observed\",%s}",
                 from, to, rule, from, to, kind, rule, hard ? "true" : "false",
                 draw (200), provenance));
}

/* Each thing needs an earlier one of its application; now and then a later
 * one (a ring), or one of another application. */
static void
add_needs (GPtrArray *lines, gint64 first, gint64 n)
{
  for (gint64 k = 1; k < n; k++)
    {
      add_dependency (lines, first + k, first + draw ((guint) k), "network",
                      "calls", TRUE);
      if (draw (3) == 0)
        add_dependency (lines, first + k, first + draw ((guint) k), "data",
                        "reads_from", draw (2) == 0);
      if (draw (40) == 0)
        add_dependency (lines, first, first + k, "network", "answers", TRUE);
      if (first > 100 && draw (6) == 0)
        add_dependency (lines, first + k, draw ((guint) first), "network",
                        "uses", FALSE);
      if (first > 100 && draw (10) == 0)
        add_dependency (lines, first + k, draw ((guint) first), "identity",
                        "acts_as", draw (2) == 0);
    }
}

static void
add_services (GPtrArray *lines, gint64 n_applications)
{
  static const char *const criticality[] = { "vital", "high", "medium", "low" };

  for (gint64 s = 0; s < n_applications; s += 20)
    g_ptr_array_add (
        lines,
        g_strdup_printf (
            "{\"record\":\"service\",\"id\":\"service/%06" G_GINT64_FORMAT
            "\",\"name\":\"service %" G_GINT64_FORMAT
            "\",\"criticality\":\"%s\",\"data_class\":\"personal\","
            "\"members\":[\"r/%07" G_GINT64_FORMAT "\"],%s}",
            s, s, criticality[draw (4)], MIN (n_resources - 1, s * 7),
            provenance));
}

static void
write_lines (GPtrArray *lines)
{
  for (guint i = lines->len; shuffle && i > 1; i--)
    {
      const guint other = draw (i);
      gpointer swap = lines->pdata[i - 1];

      lines->pdata[i - 1] = lines->pdata[other];
      lines->pdata[other] = swap;
    }
  fputs ("{\"format\":\"uitweg-estate/1\",\"written_by\":\"make-estate\"}\n",
         stdout);
  for (guint i = 0; i < lines->len; i++)
    {
      fputs (lines->pdata[i], stdout);
      fputc ('\n', stdout);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 application = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_resources < 1
      || n_resources > 9999999)
    {
      fprintf (stderr, "make-estate: %s\n",
               error != NULL ? error->message
                             : "--resources must be 1 to 9999999");
      return EXIT_FAILURE;
    }
  g_ptr_array_add (
      lines,
      g_strdup ("{\"record\":\"source\",\"id\":\"source/synthetic\","
                "\"connector\":\"make-estate\",\"newest\":\"2026-11-20\","
                "\"complete\":true,\"problems\":[]}"));
  for (gint64 i = 0; i < n_resources; application++)
    {
      const gint64 n = MIN (3 + draw (12), n_resources - i);

      for (gint64 k = 0; k < n; k++)
        add_resource (lines, i + k, application, (guint) k);
      add_needs (lines, i, n);
      i += n;
    }
  add_services (lines, application);
  write_lines (lines);
  return EXIT_SUCCESS;
}

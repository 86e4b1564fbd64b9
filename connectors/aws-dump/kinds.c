/* SPDX-License-Identifier: EUPL-1.2
 *
 * All tables as one.
 */
#include "config.h"

#include "connectors/aws-dump/kinds.h"

#include <string.h>

GPtrArray *
aws_kinds_new (void)
{
  static const AwsKind *const tables[] = { aws_kinds_ec2, aws_kinds_data,
                                           aws_kinds_apps, aws_kinds_rest };
  GPtrArray *kinds = g_ptr_array_new ();

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const AwsKind *kind = tables[t]; kind->key != NULL; kind++)
      g_ptr_array_add (kinds, (gpointer) kind);
  return kinds;
}

/* The classic balancer and the newer ones share a form; the ids of the newer
 * have a kind before their name. */
static gboolean
is_newer_balancer (const char *bare)
{
  return g_str_has_prefix (bare, "app/") || g_str_has_prefix (bare, "net/")
         || g_str_has_prefix (bare, "gwy/");
}

const AwsKind *
aws_kinds_find_form (const GPtrArray *kinds, const char *form, const char *bare)
{
  for (guint i = 0; i < kinds->len; i++)
    {
      const AwsKind *kind = g_ptr_array_index (kinds, i);

      if (kind->role == AWS_THING && kind->form != NULL
          && strcmp (kind->form, form) == 0
          && (strcmp (kind->key, "LoadBalancerDescriptions") != 0
              || !is_newer_balancer (bare)))
        return kind;
    }
  return NULL;
}

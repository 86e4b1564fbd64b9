/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names of Route 53: each that leads to a host or an address becomes a
 * record, with an edge to what is known under it. What other records say
 * (proofs of ownership, mail) is not kept.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"
#include "connectors/common/secrets.h"

#include <string.h>

static gboolean
leads_somewhere (const char *type)
{
  return strcmp (type, "A") == 0 || strcmp (type, "AAAA") == 0
         || strcmp (type, "CNAME") == 0;
}

static void
add_target (AwsDump *dump, const char *id, const BaseNode *node)
{
  const char *text = aws_node_text (node);
  const char *found = text != NULL ? aws_resolve_host (dump, text) : NULL;

  if (found != NULL)
    connectors_add_dependency (dump->source, id, found,
                               CONNECTORS_RULE_RESOLVES_TO,
                               "aws-dump.ResourceRecordSets");
  else if (text != NULL)
    aws_count (dump, "names that lead to nothing known", 1);
}

/* The zone whose name is the longest end of the name. */
static void
add_zone (AwsDump *dump, const char *id, const char *name)
{
  for (const char *at = name; at != NULL && at[0] != '\0';)
    {
      g_autofree char *key = g_strdup_printf ("route53:hostedzone/\n%s", at);
      const char *zone = connectors_references_find (dump->names, key);

      if (zone != NULL)
        {
          connectors_add_dependency (dump->source, id, zone,
                                     CONNECTORS_RULE_CONTAINS,
                                     "aws-dump.ResourceRecordSets.Name");
          return;
        }
      at = strchr (at, '.');
      at = at != NULL ? at + 1 : NULL;
    }
}

void
aws_add_routes (AwsDump *dump, const AwsElement *element)
{
  const BaseDoc *doc = element->file->doc;
  const char *name = aws_path_text (doc, element->node, "Name");
  const char *type = aws_path_text (doc, element->node, "Type");
  const char *set = aws_path_text (doc, element->node, "SetIdentifier");
  g_autofree char *clean = connectors_clean_public (name);
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) targets = NULL;

  if (clean == NULL || type == NULL || !leads_somewhere (type))
    {
      aws_count (dump, "names that lead to no host", 1);
      return;
    }
  /* Names of records end in a point. */
  if (g_str_has_suffix (clean, ".") && clean[1] != '\0')
    clean[strlen (clean) - 1] = '\0';
  id = connectors_make_id (
      "aws/%s%sroute53/record/%s/%s%s%s",
      element->place.account != NULL ? element->place.account : "",
      element->place.account != NULL ? "/" : "", clean, type,
      set != NULL ? "/" : "", set != NULL ? set : "");
  if (!g_hash_table_contains (dump->seen_routes, id))
    {
      UitwegTable *table = connectors_source_get_resources (dump->source);
      guint32 row = connectors_begin_resource (dump->source, id, clean,
                                               element->kind->kind,
                                               element->kind->native_type);

      g_hash_table_add (dump->seen_routes, g_strdup (id));
      base_table_set_text (table, row, UITWEG_RESOURCE_PROVIDER, "aws");
      base_table_set_text (table, row, UITWEG_RESOURCE_ACCOUNT,
                           element->place.account);
      connectors_end_resource (dump->source, row, "aws-dump.ResourceRecordSets",
                               UITWEG_GRADE_DOCUMENTED);
    }
  add_zone (dump, id, name);
  targets = g_ptr_array_new ();
  aws_path_find_all (doc, element->node, "ResourceRecords[].Value", targets);
  aws_path_find_all (doc, element->node, "AliasTarget.DNSName", targets);
  for (guint i = 0; i < targets->len; i++)
    add_target (dump, id, g_ptr_array_index (targets, i));
}

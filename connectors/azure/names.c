/* SPDX-License-Identifier: EUPL-1.2
 *
 * By what else than its id a thing is known: host names by which others call
 * it, and the addresses of its interfaces.
 */
#include "config.h"

#include "connectors/azure/set.h"

#include <string.h>

/* Facts of an interface that identify its machine; whose it is shows later. */
void
azure_keep_interface (AzureSet *set, const AzureRow *row, const char *key)
{
  const BaseDoc *doc = row->doc;
  const BaseNode *list = azure_row_find (row, "ipconfigurations");
  const char *mac = azure_row_text (row, "macaddress");
  AzureFact fact = { .interface = key };

  if (mac != NULL)
    {
      fact.text = azure_set_keep (set, mac);
      fact.field = UITWEG_RESOURCE_MACS;
      g_array_append_val (set->facts, fact);
    }
  if (list == NULL || list->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
       at = base_doc_next (doc, at))
    {
      const BaseNode *properties = azure_child (doc, at, "properties");
      const char *address = azure_text (azure_child (
          doc, properties != NULL ? properties : at, "privateipaddress"));

      if (address == NULL)
        continue;
      fact.text = azure_set_keep (set, address);
      fact.field = UITWEG_RESOURCE_ADDRESSES;
      g_array_append_val (set->facts, fact);
    }
}

/* Names by which others call the thing; two things with one name have none. */
static void
keep_host (AzureSet *set, const char *key, const char *text)
{
  g_autofree char *folded = g_ascii_strdown (text, -1);
  const char *start = strstr (folded, "://");
  const char *known;
  const char *host;

  start = start != NULL ? start + 3 : folded;
  folded[(gsize) (start - folded) + strcspn (start, ":/?")] = '\0';
  if (strchr (start, '.') == NULL)
    return;
  host = azure_set_keep (set, start);
  known = g_hash_table_lookup (set->hosts, host);
  g_hash_table_insert (
      set->hosts, (gpointer) host,
      (gpointer) (known == NULL || strcmp (known, key) == 0 ? key : ""));
}

void
azure_keep_hosts (AzureSet *set, const AzureRow *row, const char *key)
{
  static const char *const paths[] = { "defaulthostname",
                                       "fullyqualifieddomainname",
                                       "hostname",
                                       "fqdn",
                                       "vaulturi",
                                       "documentendpoint",
                                       "dnssettings.fqdn",
                                       "ipaddress.fqdn",
                                       "loginserver",
                                       "endpoint",
                                       "servicebusendpoint",
                                       "gatewayurl",
                                       "configuration.ingress.fqdn" };
  static const char *const lists[] = { "hostnames", "primaryendpoints" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *text = azure_row_text (row, paths[i]);

      if (text != NULL)
        keep_host (set, key, text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const BaseNode *list = azure_row_find (row, lists[i]);

      if (list == NULL
          || (list->kind != BASE_NODE_LIST && list->kind != BASE_NODE_MAP))
        continue;
      for (const BaseNode *at = base_doc_first (row->doc, list); at != NULL;
           at = base_doc_next (row->doc, at))
        if (azure_text (at) != NULL)
          keep_host (set, key, at->text);
    }
}

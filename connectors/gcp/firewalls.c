/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who may call whom: a firewall lets instances with one tag or service
 * account in to those with another, within one network.
 */
#include "config.h"

#include "connectors/gcp/set.h"

#include <string.h>

/* More pairs than this go by way of the firewall. */
#define MOST_PAIRS 64

/* A list of texts, kept with the set. */
static const char **
keep_list (GcpSet *set, const GcpAsset *asset, const char *path)
{
  const BaseNode *list = connectors_node_list (asset->doc, asset->data, path);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  if (list != NULL)
    for (const BaseNode *at = base_doc_first (asset->doc, list); at != NULL;
         at = base_doc_next (asset->doc, at))
      if (at->kind == BASE_NODE_STRING)
        g_ptr_array_add (texts, (gpointer) gcp_keep (set, at->text));
  g_ptr_array_add (texts, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

static const char *
keep_network (GcpSet *set, const GcpAsset *asset, const BaseNode *node)
{
  const char *text = connectors_text_at (asset->doc, node, "network");
  const char *service;
  const char *path;

  return text != NULL && gcp_split (set, text, asset->project, &service, &path)
             ? path
             : NULL;
}

void
gcp_keep_firewall (GcpSet *set, const GcpAsset *asset)
{
  const char *way = connectors_text_at (asset->doc, asset->data, "direction");
  GcpFirewall firewall = { .key = asset->key };

  if (connectors_node_list (asset->doc, asset->data, "allowed") == NULL
      || connectors_bool_at (asset->doc, asset->data, "disabled") == 1
      || (way != NULL && strcmp (way, "INGRESS") != 0))
    return;
  firewall.network = keep_network (set, asset, asset->data);
  firewall.source_tags = keep_list (set, asset, "sourceTags");
  firewall.target_tags = keep_list (set, asset, "targetTags");
  firewall.source_accounts = keep_list (set, asset, "sourceServiceAccounts");
  firewall.target_accounts = keep_list (set, asset, "targetServiceAccounts");
  g_array_append_val (set->firewalls, firewall);
}

void
gcp_keep_member (GcpSet *set, const GcpAsset *asset)
{
  const BaseNode *nics = connectors_node_list (asset->doc, asset->data,
                                               "networkInterfaces");
  const BaseNode *accounts = connectors_node_list (asset->doc, asset->data,
                                                   "serviceAccounts");
  const BaseNode *nic = nics != NULL ? base_doc_first (asset->doc, nics) : NULL;
  const BaseNode *first = accounts != NULL
                              ? base_doc_first (asset->doc, accounts)
                              : NULL;
  const char *account = connectors_text_at (asset->doc, first, "email");
  const GcpMember member = { .key = asset->key,
                             .network = keep_network (set, asset, nic),
                             .tags = keep_list (set, asset, "tags.items"),
                             .account = account != NULL
                                            ? gcp_keep (set, account)
                                            : NULL };

  g_array_append_val (set->members, member);
}

static gboolean
is_member (const GcpMember *member,
           const GcpFirewall *firewall,
           const char *const *tags,
           const char *const *accounts,
           gboolean is_open)
{
  if (firewall->network != NULL && member->network != NULL
      && strcmp (firewall->network, member->network) != 0)
    return FALSE;
  if (tags[0] == NULL && accounts[0] == NULL)
    return is_open;
  for (gsize i = 0; tags[i] != NULL; i++)
    if (g_strv_contains (member->tags, tags[i]))
      return TRUE;
  return member->account != NULL && g_strv_contains (accounts, member->account);
}

static void
add (GcpSet *set, const char *from, const char *to, ConnectorsRule rule)
{
  g_autofree char *first = gcp_make_record (from);
  g_autofree char *second = gcp_make_record (to);

  connectors_inventory_add_edge (set->inventory, first, second, rule,
                                 "gcp.firewall");
}

static void
add_firewall (GcpSet *set, const GcpFirewall *firewall)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();

  for (guint i = 0; i < set->members->len; i++)
    {
      const GcpMember *member = &g_array_index (set->members, GcpMember, i);

      if (is_member (member, firewall, firewall->source_tags,
                     firewall->source_accounts, FALSE))
        g_ptr_array_add (sources, (gpointer) member->key);
      if (is_member (member, firewall, firewall->target_tags,
                     firewall->target_accounts, TRUE))
        g_ptr_array_add (targets, (gpointer) member->key);
    }
  for (guint t = 0; t < targets->len; t++)
    add (set, g_ptr_array_index (targets, t), firewall->key,
         CONNECTORS_RULE_GUARDED_BY);
  if ((guint64) sources->len * targets->len > MOST_PAIRS)
    {
      for (guint s = 0; s < sources->len; s++)
        add (set, firewall->key, g_ptr_array_index (sources, s),
             CONNECTORS_RULE_REACHABLE_FROM);
      return;
    }
  for (guint t = 0; t < targets->len; t++)
    for (guint s = 0; s < sources->len; s++)
      if (strcmp (g_ptr_array_index (targets, t),
                  g_ptr_array_index (sources, s))
          != 0)
        add (set, g_ptr_array_index (targets, t),
             g_ptr_array_index (sources, s), CONNECTORS_RULE_REACHABLE_FROM);
}

void
gcp_add_reach (GcpSet *set)
{
  for (guint i = 0; i < set->firewalls->len; i++)
    add_firewall (set, &g_array_index (set->firewalls, GcpFirewall, i));
}

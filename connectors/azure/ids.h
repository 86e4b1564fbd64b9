/* SPDX-License-Identifier: EUPL-1.2
 *
 * Ids of Azure Resource Manager, which do not tell upper from lower case:
 * /subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME/TYPE/NAME
 */
#ifndef CONNECTORS_AZURE_IDS_H
#define CONNECTORS_AZURE_IDS_H

#include <glib.h>

G_BEGIN_DECLS

/* Where vaults have their host names. */
#define AZURE_VAULT_DOMAIN ".vault.azure.net"

/* Whether a text begins as an id of a resource does. */
gboolean azure_id_is (const char *text);

/* The id in lower case, without a slash at its end; also of a key, secret or
 * certificate by its address, without version. (transfer full) (nullable):
 * NULL for other texts */
char *azure_id_fold (const char *text);

/* All below take a folded id. */

/* "microsoft.sql/servers/databases". (transfer full) (nullable): NULL where
 * the id has no type, as that of a group of management does */
char *azure_id_get_type (const char *id);
/* (transfer full) (nullable) */
char *azure_id_get_subscription (const char *id);
char *azure_id_get_group (const char *id);
char *azure_id_get_name (const char *id);

/* The id of the thing that this one is a part of: without the last pair of
 * type and name. (transfer full) (nullable): NULL for what stands directly in
 * a resource group or subscription */
char *azure_id_get_parent (const char *id);

/* Whether it is a resource group or a subscription. */
gboolean azure_id_is_scope (const char *id);

/* Whether it is a part of what the provider offers to all, such as an image
 * at a location. */
gboolean azure_id_is_platform (const char *id);

/* The id of the record: "azure/S/G/compute/disks/NAME". (transfer full) */
char *azure_id_make_record (const char *id);

G_END_DECLS

#endif

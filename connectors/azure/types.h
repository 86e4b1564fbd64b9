/* SPDX-License-Identifier: EUPL-1.2
 *
 * Types of Azure Resource Manager: how the service catalog spells them, and
 * what they are. The interfaces of Azure do not agree on upper and lower case.
 */
#ifndef CONNECTORS_AZURE_TYPES_H
#define CONNECTORS_AZURE_TYPES_H

#include "connectors/common/records.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "Microsoft.Compute/disks" */
  UitwegResourceKind kind;
} AzureType;

/* The type of that name, in any case of letters, or NULL. O(log types) */
const AzureType *azure_type_find (const char *name);

/* "arm:" and the type as the catalog spells it, else in lower case.
 * (transfer full) */
char *azure_type_make_native (const char *name);

/* What it is; UITWEG_KIND_OTHER where no rule knows it. */
UitwegResourceKind azure_type_get_kind (const char *name);

G_END_DECLS

#endif

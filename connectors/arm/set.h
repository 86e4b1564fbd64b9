/* SPDX-License-Identifier: EUPL-1.2
 *
 * One template with its source, and the ids of its resources.
 */
#ifndef CONNECTORS_ARM_SET_H
#define CONNECTORS_ARM_SET_H

#include "connectors/arm/template.h"
#include "connectors/common/machine-types.h"

G_BEGIN_DECLS

typedef struct
{
  ArmTemplate *template;
  ConnectorsSource *source;
  char *scope;
  guint n_depends;  /* entries of dependsOn */
  guint n_resolved; /* of these, what the template has */
} ArmSet;

/* Whether the item becomes a record. */
gboolean arm_item_is_thing (const ArmItem *item);

/* "arm/SCOPE/KEY" (transfer full) */
char *arm_set_make_id (const ArmSet *set, const char *key);

/* edges.c: appends all dependencies. */
void arm_add_edges (ArmSet *set);

G_END_DECLS

#endif

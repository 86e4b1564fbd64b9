/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a machine type of a provider holds, from the shipped facts
 * (machine-types.csv), so that an inventory that names only the type still
 * gives processors and memory.
 */
#ifndef CONNECTORS_COMMON_MACHINE_TYPES_H
#define CONNECTORS_COMMON_MACHINE_TYPES_H

#include "connectors/common/records.h"

G_BEGIN_DECLS

typedef struct _ConnectorsMachineTypes ConnectorsMachineTypes;

/* Reads them from the request's data_dir. Without one, or without the file,
 * nothing is known and nothing is an error. (transfer full): NULL with
 * UITWEG_CONNECTOR_ERROR_INPUT set if the file is damaged */
ConnectorsMachineTypes *
connectors_machine_types_new (const UitwegCollectRequest *request,
                              GError **error);
void connectors_machine_types_free (ConnectorsMachineTypes *types);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsMachineTypes,
                               connectors_machine_types_free)

/*
 * Fills what the row of a resource does not know yet: vcpu, gpu, memory_gib,
 * arch, and tags.machine_type; each value gets the rule
 * "catalog.machine-types" and the grade documented. Between begin and end of
 * the row's other lists.
 *
 * Returns: whether the type is known
 */
gboolean connectors_machine_types_apply (const ConnectorsMachineTypes *types,
                                         ConnectorsSource *source,
                                         guint32 row,
                                         const char *provider,
                                         const char *type);

G_END_DECLS

#endif

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Machines as files: descriptors of OVF, also inside OVA, settings of VMX,
 * and what Coriolis exports. One parser for each, all into an inventory.
 */
#ifndef CONNECTORS_OVF_OVF_H
#define CONNECTORS_OVF_OVF_H

#include "connectors/common/inventory.h"
#include "connectors/common/nodes.h"

G_BEGIN_DECLS

/* A longer descriptor is not read. */
#define OVF_MAX_FILE ((gsize) 16 << 20)

typedef struct
{
  ConnectorsInventory *inventory;
  const char *provider;
  const char *region;
  guint n_unknown_sizes; /* disks */
} OvfRun;

/* Begins a machine of the run. `native_type` also tells the format. */
ConnectorsThing *ovf_begin_machine (const OvfRun *run,
                                    const char *id,
                                    const char *name,
                                    const char *native_type,
                                    const char *rule);
/* The machine is in the network of that name; NULL does nothing. */
void ovf_add_network (const OvfRun *run,
                      const char *id,
                      const char *network,
                      const char *origin);
/* Eight digits that tell this text from others. (transfer full) */
char *ovf_digest (const char *data, gsize length);

/* archive.c: as connectors_read_file(), but of a TAR archive the first
 * descriptor in it; the digest is that of the descriptor. */
gboolean ovf_read_file (const char *path,
                        gsize limit,
                        char **contents_out,
                        gsize *length_out,
                        char **sha256_out,
                        GError **error);

/* "byte * 2^30" and older words; UITWEG_UNKNOWN where it is none.
 * envelope.c */
gint64 ovf_parse_unit (const char *text);
/* FALSE with `error` set if it is no descriptor. */
gboolean
ovf_read_envelope (OvfRun *run, const ConnectorsSaved *saved, GError **error);
/* vmx.c: FALSE without an error if it is no VMX. */
gboolean ovf_read_vmx (OvfRun *run, const ConnectorsSaved *saved);

G_END_DECLS

#endif

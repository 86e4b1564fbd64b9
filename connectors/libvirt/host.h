/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a libvirt connection tells, in two halves: networks and storage
 * (libvirt-storage.c), then the host and its guests (libvirt-host.c).
 */
#ifndef CONNECTORS_LIBVIRT_HOST_H
#define CONNECTORS_LIBVIRT_HOST_H

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include "connectors/libvirt/domain.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *name;
  char *path;           /* may be NULL */
  char *pool_id;        /* NULL: no pool lists it */
  gint64 capacity;      /* bytes */
  gint64 allocation;    /* bytes */
  gboolean is_attached; /* to one machine, with which its data move */
} LibvirtVolume;

typedef struct
{
  ConnectorsSource *source;
  const UitwegCollectRequest *request;
  const LibvirtPlace *place;
  virConnectPtr connection;
  char *host_id;
  GPtrArray *volumes;  /* of LibvirtVolume */
  GHashTable *by_path; /* path -> LibvirtVolume, borrowed */
  GHashTable *by_name; /* "POOL/VOLUME" -> LibvirtVolume, borrowed */
  GHashTable *bridges; /* bridge -> "network/NAME" */
  GPtrArray *domains;  /* of LibvirtDomain */
  GArray *are_active;  /* gboolean of each domain */
  gboolean has_no_block_info;
  guint n_unsized;       /* disks of unknown size */
  char *unsized_because; /* the first reason given */
} LibvirtHost;

/* Reads all of the host into the source. FALSE only if cancelled. */
gboolean libvirt_host_collect (virConnectPtr connection,
                               const UitwegCollectRequest *request,
                               ConnectorsSource *source,
                               const LibvirtPlace *place,
                               GCancellable *cancellable,
                               GError **error);

/* Notes that `call` on the thing `name` (or NULL) failed, with libvirt's
 * reason. */
void libvirt_note_failure (LibvirtHost *host,
                           const char *call,
                           const char *name,
                           guint unseen);

void libvirt_read_networks (LibvirtHost *host);
void libvirt_read_pools (LibvirtHost *host);
/* (transfer none): the volume that the disk is, or NULL */
LibvirtVolume *libvirt_find_volume (const LibvirtHost *host,
                                    const LibvirtDisk *disk);
/* Once it is known which of them guests use. */
void libvirt_add_volumes (LibvirtHost *host);
void libvirt_free_volume (gpointer volume);

G_END_DECLS

#endif

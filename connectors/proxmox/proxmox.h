/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of Proxmox VE while they are read. Which guest a configuration is
 * of, and which cluster all is of, shows only when all files are read.
 */
#ifndef CONNECTORS_PROXMOX_PROXMOX_H
#define CONNECTORS_PROXMOX_PROXMOX_H

#include "connectors/common/inventory.h"
#include "connectors/common/nodes.h"

G_BEGIN_DECLS

/* A row of cluster/resources, or of the lists of a node. */
typedef struct
{
  char *type; /* qemu, lxc, node, storage */
  char *name; /* of a storage: storage */
  char *node;
  char *status;
  char *pool;
  char *tags;
  char *plugin; /* of a storage */
  gint64 vmid;
  gint64 maxcpu;
  gint64 maxmem; /* bytes */
  gint64 disk;   /* bytes in use */
  gint is_template;
  gint is_shared;
} ProxmoxRow;

/* The configuration of a guest: of its keys those that are read. */
typedef struct
{
  GTree *keys; /* key -> text */
  char *path;
  char *place; /* file:line */
  gint64 vmid; /* as the path or an option tells, or UITWEG_UNKNOWN */
  gboolean is_container;
  gboolean
      has_arguments; /* args of the hypervisor, which stay where they are */
} ProxmoxConfig;

typedef struct
{
  ConnectorsInventory *inventory;
  const char *provider;
  const char *region;
  char *cluster; /* or NULL */
  gint64 guest;  /* option, or UITWEG_UNKNOWN */
  GPtrArray *rows;
  GPtrArray *configs;
  GHashTable *shared; /* storages that all nodes see */
  gboolean has_resources;
} ProxmoxRun;

void proxmox_config_free (gpointer config);

/* "proxmox/CLUSTER/KIND/NAME"; without the cluster where it has no name */
char *proxmox_id (const ProxmoxRun *run, const char *kind, const char *name);

/* The value of `key` in "first,key=value,…". (transfer full) (nullable) */
char *proxmox_part (const char *text, const char *key);

/* guest.c: the record of a configuration; `row` may be NULL. */
void proxmox_add_config (ProxmoxRun *run,
                         const ProxmoxConfig *config,
                         const ProxmoxRow *row,
                         gint64 vmid);

G_END_DECLS

#endif

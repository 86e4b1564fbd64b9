/* SPDX-License-Identifier: EUPL-1.2
 *
 * An RVTools inventory between reading and writing: what its tabs say of each
 * machine, joined by the id of the machine.
 */
#ifndef CONNECTORS_RVTOOLS_RVTOOLS_H
#define CONNECTORS_RVTOOLS_RVTOOLS_H

#include "base/strpool.h"
#include "connectors/common/book.h"
#include "connectors/common/records.h"

G_BEGIN_DECLS

/* In the order in which they are read: tabs that join by id come before those
 * that may have names only. */
typedef enum
{
  RVTOOLS_INFO,
  RVTOOLS_MEMORY,
  RVTOOLS_DISK,
  RVTOOLS_NETWORK,
  RVTOOLS_USB,
  RVTOOLS_CPU,
  RVTOOLS_PARTITION,
  RVTOOLS_HOST,
  RVTOOLS_CLUSTER,
  RVTOOLS_DATASTORE,
  RVTOOLS_PORT_GROUP,
  RVTOOLS_OTHER, /* known by its columns, and not used */
} RvtoolsTab;

#define RVTOOLS_N_TABS 12

/* Features that hinder a move, or are of use to know. */
typedef enum
{
  RVTOOLS_UEFI = 1 << 0,
  RVTOOLS_SECURE_BOOT = 1 << 1,
  RVTOOLS_RAW_DISK = 1 << 2,
  RVTOOLS_SHARED_DISK = 1 << 3,
  RVTOOLS_USB_DEVICE = 1 << 4,
  RVTOOLS_LATENCY = 1 << 5,
  RVTOOLS_CPU_HOT_ADD = 1 << 6,
  RVTOOLS_MEMORY_HOT_ADD = 1 << 7,
  RVTOOLS_FAULT_TOLERANT = 1 << 8,
} RvtoolsFeatures;

/* Texts stand in the pool; NULL and UITWEG_UNKNOWN are unknown; sizes are
 * MiB. */
typedef struct
{
  const char *scope; /* instance UUID of the vCenter */
  const char *moref;
  const char *name;
  const char *uuid;
  const char *state;
  const char *os;
  const char *hostname;
  const char *datacenter;
  const char *cluster;
  const char *host;
  const char *rules;
  const char *application;
  const char *id; /* of its record */
  gint environment;
  gint64 vcpu;        /* of vInfo */
  gint64 cpu_vcpu;    /* of vCPU */
  gint64 memory;      /* of vInfo */
  gint64 memory_size; /* of vMemory */
  gint64 provisioned;
  gint64 in_use;
  gint64 consumed; /* of vPartition */
  double cpu_used;
  double memory_used;
  guint features;
  gboolean is_skipped; /* a template or a placeholder of SRM */
  gboolean is_bare;    /* a name and nothing else */
} RvtoolsVm;

#define RVTOOLS_NO_VM UITWEG_NONE

typedef struct
{
  guint32 vm;        /* or RVTOOLS_NO_VM */
  const char *owner; /* id of the machine's record, where vm is none */
  const char *key;
  const char *label;
  const char *uuid;
  const char *path;
  const char *lun; /* of a raw disk */
  gint64 capacity;
  gboolean claims_sharing;
  gboolean is_shared;
} RvtoolsDisk;

/* An address, a hardware address or a port group of a machine. */
typedef struct
{
  guint32 vm;
  const char *text;
} RvtoolsFact;

/* A host, cluster, datastore or port group. */
typedef struct
{
  const char *id;
  const char *name;
  const char *datacenter;
  const char *cluster; /* id of its record, of a host */
  const char *scope;
  const char *type;
  const char *maker;
  const char *model;
  gint64 cores;
  gint64 memory;
  gint64 n_vms;
  gint64 capacity;
  gint64 used;
  double cpu_used;
  double memory_used;
} RvtoolsThing;

typedef struct
{
  guint64 n_rows;
  guint64 n_skipped;  /* of templates */
  guint64 n_unknown;  /* of machines that vInfo does not have */
  guint64 n_by_name;  /* joined by name */
  guint64 n_unjoined; /* with a name that means none or several */
  guint64 n_doubled;
  guint64 n_misnamed; /* joined by id, under another name */
  gint64 sums[7];     /* what the tab adds up to */
  gboolean is_present;
} RvtoolsTally;

typedef struct
{
  ConnectorsSource *source;
  BaseStrpool *pool; /* of the records; borrowed: most texts end up there */
  GArray *vms;       /* RvtoolsVm */
  GArray *disks;     /* RvtoolsDisk */
  GArray *addresses; /* RvtoolsFact */
  GArray *macs;
  GArray *networks;
  GArray *hosts; /* RvtoolsThing */
  GArray *clusters;
  GArray *datastores;
  GArray *port_groups;
  GHashTable *by_key;   /* scope and moref, pooled, to number + 1 */
  GHashTable *by_moref; /* to number + 1, or to 0 for several */
  GHashTable *by_name;
  GHashTable *unseen;  /* ids of machines that only other tabs have */
  GHashTable *volumes; /* file systems seen, so that each counts once */
  RvtoolsTally tallies[RVTOOLS_N_TABS];
  guint n_templates;
  guint n_placeholders;
  guint n_bare;
  guint n_stale;
  guint n_lonely; /* disks that say they are shared, without a partner */
  guint64 n_same_volume;
} RvtoolsInventory;

RvtoolsInventory *rvtools_inventory_new (BaseStrpool *pool);
/* Frees what was read; only the source can be used from here on. */
void rvtools_inventory_empty (RvtoolsInventory *inventory);
void rvtools_inventory_free (RvtoolsInventory *inventory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvtoolsInventory, rvtools_inventory_free)

/* --- tabs.c ---------------------------------------------------------- */

/* Which tab it is by its columns; FALSE if none of RVTools. */
gboolean rvtools_tab_of (const ConnectorsSheet *sheet, RvtoolsTab *tab_out);
/* How sure it is that the first look at a table is one of a tab. */
guint rvtools_recognise_tab (const UitwegConnectorSample *sample);
const char *rvtools_tab_get_name (RvtoolsTab tab);

/* The text of a cell in the pool, fit for records; NULL without. */
const char *rvtools_keep (RvtoolsInventory *inventory,
                          ConnectorsSheet *sheet,
                          guint32 column);
const char *rvtools_pool (RvtoolsInventory *inventory, const char *text);
/* A size or count; -1 and other negative numbers are unknown. */
gint64 rvtools_amount (ConnectorsSheet *sheet, guint32 column);
/* The first column of these names; the list ends in NULL. */
guint32 rvtools_column (const ConnectorsSheet *sheet,
                        ...) G_GNUC_NULL_TERMINATED;

/* --- machines.c ------------------------------------------------------- */

gboolean rvtools_read_info (RvtoolsInventory *inventory,
                            ConnectorsSheet *sheet,
                            GError **error);
/* Ends vInfo: gives ids, and makes machines to be found. */
void rvtools_index (RvtoolsInventory *inventory);

/* The columns by which rows of a tab are joined to machines. */
typedef struct
{
  RvtoolsTab tab;
  guint32 name;
  guint32 moref;
  guint32 scope;
  guint32 is_template;
  guint32 is_placeholder;
} RvtoolsJoin;

void rvtools_join_init (RvtoolsJoin *join,
                        RvtoolsTab tab,
                        const ConnectorsSheet *sheet);
/* The machine of a row. FALSE if the row is to be left out, which is counted.
 * Of a machine that vInfo does not have *owner_out is an id, and *vm_out is
 * RVTOOLS_NO_VM. */
gboolean rvtools_join (RvtoolsInventory *inventory,
                       const RvtoolsJoin *join,
                       ConnectorsSheet *sheet,
                       guint32 *vm_out,
                       const char **owner_out);

/* --- details.c, places.c ----------------------------------------------- */

gboolean rvtools_read_memory (RvtoolsInventory *inventory,
                              ConnectorsSheet *sheet,
                              GError **error);
gboolean rvtools_read_cpu (RvtoolsInventory *inventory,
                           ConnectorsSheet *sheet,
                           GError **error);
gboolean rvtools_read_disks (RvtoolsInventory *inventory,
                             ConnectorsSheet *sheet,
                             GError **error);
gboolean rvtools_read_partitions (RvtoolsInventory *inventory,
                                  ConnectorsSheet *sheet,
                                  GError **error);
gboolean rvtools_read_networks (RvtoolsInventory *inventory,
                                ConnectorsSheet *sheet,
                                GError **error);
gboolean rvtools_read_usb (RvtoolsInventory *inventory,
                           ConnectorsSheet *sheet,
                           GError **error);
gboolean rvtools_read_hosts (RvtoolsInventory *inventory,
                             ConnectorsSheet *sheet,
                             GError **error);
gboolean rvtools_read_clusters (RvtoolsInventory *inventory,
                                ConnectorsSheet *sheet,
                                GError **error);
gboolean rvtools_read_datastores (RvtoolsInventory *inventory,
                                  ConnectorsSheet *sheet,
                                  GError **error);
gboolean rvtools_read_port_groups (RvtoolsInventory *inventory,
                                   ConnectorsSheet *sheet,
                                   GError **error);
/* Ids of what machines stand on; pooled. NULL for no name. */
const char *rvtools_host_id (RvtoolsInventory *inventory,
                             const char *scope,
                             const char *name);
const char *rvtools_cluster_id (RvtoolsInventory *inventory,
                                const char *scope,
                                const char *datacenter,
                                const char *name);
const char *rvtools_datastore_id (RvtoolsInventory *inventory,
                                  const char *scope,
                                  const char *name);
const char *rvtools_network_id (RvtoolsInventory *inventory,
                                const char *scope,
                                const char *name);

/* --- sharing.c, rows.c, things.c ---------------------------------------- */

/* Finds disks that several machines open, and marks them and their owners. */
/* Sorts disks by machine, and joins those that are told twice. */
void rvtools_order_disks (RvtoolsInventory *inventory);
void rvtools_find_sharing (RvtoolsInventory *inventory);
void rvtools_add_machines (RvtoolsInventory *inventory,
                           const char *provider,
                           const char *region);
void rvtools_add_things (RvtoolsInventory *inventory,
                         const char *provider,
                         const char *region);
/* Counts and what makes the source incomplete. */
void rvtools_add_counts (RvtoolsInventory *inventory);

G_END_DECLS

#endif

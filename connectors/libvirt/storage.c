/* SPDX-License-Identifier: EUPL-1.2
 *
 * Networks, storage pools and volumes of a libvirt host.
 */
#include "config.h"

#include "connectors/libvirt/host.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

void
libvirt_free_volume (gpointer data)
{
  LibvirtVolume *volume = data;

  g_free (volume->id);
  g_free (volume->name);
  g_free (volume->path);
  g_free (volume->pool_id);
  g_free (volume);
}

/* Networks. */

static void
read_network (LibvirtHost *host, virNetworkPtr network)
{
  UitwegTable *table = connectors_source_get_resources (host->source);
  const char *name = virNetworkGetName (network);
  g_autofree char *id = libvirt_make_id (host->place, "network", name);
  char uuid[VIR_UUID_STRING_BUFLEN];
  char *bridge = virNetworkGetBridgeName (network); /* NULL: it has none */
  gint is_active = virNetworkIsActive (network);
  guint32 row = connectors_begin_resource (
      host->source, id, name, UITWEG_KIND_NETWORK, "libvirt:network");

  libvirt_set_place (host->source, row, host->place);
  if (virNetworkGetUUIDString (network, uuid) == 0)
    connectors_set_text (table, row, UITWEG_RESOURCE_UUID, uuid);
  if (is_active >= 0)
    base_table_set_text (table, row, UITWEG_RESOURCE_STATE,
                         is_active == 1 ? "running" : "stopped");
  connectors_end_resource (host->source, row, "libvirt.network",
                           UITWEG_GRADE_MEASURED);
  connectors_add_dependency (host->source, id, host->host_id,
                             CONNECTORS_RULE_RUNS_ON, "libvirt.network");
  if (bridge != NULL)
    g_hash_table_insert (host->bridges, g_strdup (bridge),
                         g_strdup_printf ("network/%s", name));
  free (bridge);
}

void
libvirt_read_networks (LibvirtHost *host)
{
  virNetworkPtr *networks = NULL;
  gint n = virConnectListAllNetworks (host->connection, &networks, 0);

  if (n < 0)
    {
      libvirt_note_failure (host, "virConnectListAllNetworks", NULL, 0);
      return;
    }
  for (gint i = 0; i < n; i++)
    {
      read_network (host, networks[i]);
      virNetworkFree (networks[i]);
    }
  free (networks); /* from malloc(), not g_malloc() */
}

/* Pools and volumes. */

static void
read_volume (LibvirtHost *host,
             const char *pool,
             const char *pool_id,
             virStorageVolPtr handle)
{
  LibvirtVolume *volume;
  virStorageVolInfo info;
  const char *name = virStorageVolGetName (handle);
  g_autofree char *full = g_strdup_printf ("%s/%s", pool, name);
  char *path;

  if (virStorageVolGetInfo (handle, &info) < 0)
    {
      libvirt_note_failure (host, "virStorageVolGetInfo", full, 1);
      return;
    }
  /* A folder in a folder pool is no disk. */
  if (info.type == VIR_STORAGE_VOL_DIR || info.type == VIR_STORAGE_VOL_NETDIR)
    return;

  volume = g_new0 (LibvirtVolume, 1);
  volume->id = libvirt_make_id (host->place, "volume", full);
  volume->name = g_strdup (name);
  volume->pool_id = g_strdup (pool_id);
  volume->capacity = info.capacity <= G_MAXINT64 ? (gint64) info.capacity
                                                 : UITWEG_UNKNOWN;
  volume->allocation = info.allocation <= G_MAXINT64 ? (gint64) info.allocation
                                                     : UITWEG_UNKNOWN;
  path = virStorageVolGetPath (handle);
  volume->path = g_strdup (path);
  free (path); /* from malloc(), not g_malloc() */

  g_ptr_array_add (host->volumes, volume);
  g_hash_table_insert (host->by_name, g_steal_pointer (&full), volume);
  if (volume->path != NULL)
    g_hash_table_insert (host->by_path, g_strdup (volume->path), volume);
}

static void
read_volumes (LibvirtHost *host,
              virStoragePoolPtr pool,
              const char *name,
              const char *pool_id)
{
  virStorageVolPtr *volumes = NULL;
  gint n = virStoragePoolListAllVolumes (pool, &volumes, 0);

  if (n < 0)
    {
      libvirt_note_failure (host, "virStoragePoolListAllVolumes", name, 0);
      return;
    }
  for (gint i = 0; i < n; i++)
    {
      read_volume (host, name, pool_id, volumes[i]);
      virStorageVolFree (volumes[i]);
    }
  free (volumes); /* from malloc(), not g_malloc() */
}

/* A server that the pool lies on becomes a resource of its own. Nothing else
 * of the pool's XML is looked at: it may hold user names and secrets. */
static void
read_pool_source (LibvirtHost *host,
                  virStoragePoolPtr pool,
                  const char *pool_id)
{
  char *xml = virStoragePoolGetXMLDesc (pool, 0);
  xmlDoc *doc = NULL;
  const xmlNode *at;

  if (xml != NULL && strlen (xml) <= LIBVIRT_MAX_XML)
    doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL,
                         XML_PARSE_NONET | XML_PARSE_NOERROR
                             | XML_PARSE_NOWARNING);
  free (xml);
  if (doc == NULL)
    return;
  at = xmlDocGetRootElement (doc);
  for (at = at != NULL ? at->children : NULL; at != NULL; at = at->next)
    if (strcmp ((const char *) at->name, "source") == 0)
      break;
  for (at = at != NULL ? at->children : NULL; at != NULL; at = at->next)
    if (at->type == XML_ELEMENT_NODE
        && strcmp ((const char *) at->name, "host") == 0)
      {
        xmlChar *name = xmlGetProp (at, (const xmlChar *) "name");

        if (name != NULL)
          {
            g_autofree char *id = connectors_make_id ("storage-host/%s",
                                                      (const char *) name);

            connectors_add_dependency (host->source, pool_id, id,
                                       CONNECTORS_RULE_ATTACHED,
                                       "libvirt.pool.host");
          }
        xmlFree (name);
      }
  xmlFreeDoc (doc);
}

static void
read_pool (LibvirtHost *host, virStoragePoolPtr pool)
{
  UitwegTable *table = connectors_source_get_resources (host->source);
  const char *name = virStoragePoolGetName (pool);
  g_autofree char *id = libvirt_make_id (host->place, "pool", name);
  char uuid[VIR_UUID_STRING_BUFLEN];
  virStoragePoolInfo info;
  gboolean is_active = virStoragePoolIsActive (pool) == 1;
  guint32 row = connectors_begin_resource (host->source, id, name,
                                           UITWEG_KIND_POOL, "libvirt:pool");

  libvirt_set_place (host->source, row, host->place);
  if (virStoragePoolGetUUIDString (pool, uuid) == 0)
    connectors_set_text (table, row, UITWEG_RESOURCE_UUID, uuid);
  base_table_set_text (table, row, UITWEG_RESOURCE_STATE,
                       is_active ? "running" : "stopped");
  if (is_active && virStoragePoolGetInfo (pool, &info) == 0
      && info.capacity <= G_MAXINT64 && info.allocation <= G_MAXINT64)
    {
      UitwegTable *list = base_table_begin_list (table, UITWEG_RESOURCE_DISKS);
      guint32 disk = base_table_append (list);

      connectors_set_text (list, disk, UITWEG_DISK_ID, name);
      base_table_set_int64 (list, disk, UITWEG_DISK_SIZE,
                            (gint64) info.capacity);
      base_table_set_int64 (list, disk, UITWEG_DISK_USED,
                            (gint64) info.allocation);
      base_table_end_list (table, UITWEG_RESOURCE_DISKS);
      /* The data are those of its volumes. */
      base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA, 0);
    }
  connectors_end_resource (host->source, row, "libvirt.pool",
                           UITWEG_GRADE_MEASURED);
  connectors_add_dependency (host->source, id, host->host_id,
                             CONNECTORS_RULE_RUNS_ON, "libvirt.pool");
  read_pool_source (host, pool, id);
  if (is_active)
    read_volumes (host, pool, name, id);
  else
    connectors_source_add_problem (host->source, "virStoragePoolListAllVolumes",
                                   0, "storage pool '%s' is not active", name);
}

void
libvirt_read_pools (LibvirtHost *host)
{
  virStoragePoolPtr *pools = NULL;
  gint n = virConnectListAllStoragePools (host->connection, &pools, 0);

  if (n < 0)
    {
      libvirt_note_failure (host, "virConnectListAllStoragePools", NULL, 0);
      return;
    }
  for (gint i = 0; i < n; i++)
    {
      read_pool (host, pools[i]);
      virStoragePoolFree (pools[i]);
    }
  free (pools); /* from malloc(), not g_malloc() */
}

LibvirtVolume *
libvirt_find_volume (const LibvirtHost *host, const LibvirtDisk *disk)
{
  if (disk->source == NULL)
    return NULL;
  if (disk->type == LIBVIRT_DISK_VOLUME)
    return g_hash_table_lookup (host->by_name, disk->source);
  return g_hash_table_lookup (host->by_path, disk->source);
}

void
libvirt_add_volumes (LibvirtHost *host)
{
  UitwegTable *table = connectors_source_get_resources (host->source);

  for (guint i = 0; i < host->volumes->len; i++)
    {
      const LibvirtVolume *volume = g_ptr_array_index (host->volumes, i);
      guint32 row = connectors_begin_resource (host->source, volume->id,
                                               volume->name, UITWEG_KIND_DISK,
                                               "libvirt:volume");
      UitwegTable *list;
      guint32 disk;

      libvirt_set_place (host->source, row, host->place);
      base_table_set_int64 (table, row, UITWEG_RESOURCE_USED,
                            volume->allocation);
      /* The data of a volume that one machine uses move with it, and are
       * counted there. */
      base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA,
                            volume->is_attached ? 0 : volume->allocation);
      list = base_table_begin_list (table, UITWEG_RESOURCE_DISKS);
      disk = base_table_append (list);
      connectors_set_text (list, disk, UITWEG_DISK_ID, volume->name);
      base_table_set_int64 (list, disk, UITWEG_DISK_SIZE, volume->capacity);
      base_table_set_int64 (list, disk, UITWEG_DISK_USED, volume->allocation);
      base_table_end_list (table, UITWEG_RESOURCE_DISKS);
      connectors_end_resource (host->source, row, "libvirt.volume",
                               UITWEG_GRADE_MEASURED);
      if (volume->pool_id == NULL)
        continue;
      connectors_add_dependency (host->source, volume->id, volume->pool_id,
                                 CONNECTORS_RULE_CONTAINS, "libvirt.volume");
    }
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Domains become records: a VM each, with what it is attached to, and bonds
 * between guests that write one disk or talk without a network.
 */
#include "config.h"

#include "connectors/libvirt/domain.h"

#include <string.h>

/* Up to so many guests of one disk each needs each; more stand in a ring,
 * which binds them as well and does not grow with the square. */
#define SMALL_GROUP 8

char *
libvirt_make_id (const LibvirtPlace *place, const char *kind, const char *name)
{
  if (place->host == NULL)
    return connectors_make_id ("%s/%s", kind, name);
  return connectors_make_id ("%s/%s@%s", kind, name, place->host);
}

void
libvirt_set_place (ConnectorsSource *source,
                   guint32 row,
                   const LibvirtPlace *place)
{
  UitwegTable *table = connectors_source_get_resources (source);

  connectors_set_text (table, row, UITWEG_RESOURCE_PROVIDER, place->provider);
  connectors_set_text (table, row, UITWEG_RESOURCE_ACCOUNT, place->host);
  connectors_set_text (table, row, UITWEG_RESOURCE_REGION, place->region);
}

char *
libvirt_make_disk_id (const LibvirtPlace *place, const LibvirtDisk *disk)
{
  const char *name = disk->source;

  if (name == NULL)
    return NULL;
  if (disk->type == LIBVIRT_DISK_VOLUME)
    return libvirt_make_id (place, "volume", name);
  return libvirt_make_id (place, "disk", name[0] == '/' ? name + 1 : name);
}

GPtrArray *
libvirt_name_guests (const LibvirtPlace *place, const GPtrArray *domains)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < domains->len; i++)
    {
      const LibvirtDomain *domain = g_ptr_array_index (domains, i);

      if (domain->name != NULL)
        g_hash_table_insert (
            names, domain->name,
            GUINT_TO_POINTER (
                GPOINTER_TO_UINT (g_hash_table_lookup (names, domain->name))
                + 1));
    }
  for (guint i = 0; i < domains->len; i++)
    {
      const LibvirtDomain *domain = g_ptr_array_index (domains, i);
      const char *name = domain->name != NULL ? domain->name : "unnamed";
      gboolean is_alone = domain->name != NULL
                          && GPOINTER_TO_UINT (
                                 g_hash_table_lookup (names, domain->name))
                                 == 1;
      g_autofree char *id = libvirt_make_id (place, "vm", name);
      g_autofree char *base = NULL;

      if (!is_alone && domain->uuid != NULL)
        base = connectors_make_id ("%s/%s", id, domain->uuid);
      else
        base = g_strdup (id);
      g_free (id);
      id = g_strdup (base);
      for (guint n = 2; g_hash_table_contains (taken, id); n++)
        {
          g_free (id);
          id = connectors_make_id ("%s~%u", base, n);
        }
      g_hash_table_add (taken, id);
      g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  return ids;
}

static gboolean
add_word (gpointer key, gpointer value, gpointer data)
{
  base_table_add_text (data, key);
  return FALSE;
}

static void
add_features (UitwegTable *table, const LibvirtDomain *domain)
{
  UitwegTable *list = base_table_begin_list (table, UITWEG_RESOURCE_FEATURES);

  g_tree_foreach (domain->features, add_word, list);
  base_table_end_list (table, UITWEG_RESOURCE_FEATURES);
}

static void
add_tags (UitwegTable *table, const LibvirtDomain *domain)
{
  static const char *const words[] = { "clean", "convert", "adapt", "blocked" };
  UitwegTable *list = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);

  base_table_add_tag (list, "liftability", words[domain->lift]);
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
}

static void
add_macs (UitwegTable *table, const LibvirtDomain *domain)
{
  UitwegTable *list = base_table_begin_list (table, UITWEG_RESOURCE_MACS);

  for (guint i = 0; i < domain->nics->len; i++)
    {
      const LibvirtInterface *nic = g_ptr_array_index (domain->nics, i);
      g_autofree char *mac = connectors_clean (nic->mac);

      base_table_add_text (list, mac);
    }
  base_table_end_list (table, UITWEG_RESOURCE_MACS);
}

gboolean
libvirt_disk_is_shared (const LibvirtDisk *disk)
{
  return disk->is_shareable && !disk->is_readonly;
}

static void
add_disk_rows (UitwegTable *table,
               const LibvirtDomain *domain,
               const GPtrArray *disk_ids)
{
  UitwegTable *list = base_table_begin_list (table, UITWEG_RESOURCE_DISKS);

  for (guint i = 0; i < domain->disks->len; i++)
    {
      const LibvirtDisk *disk = g_ptr_array_index (domain->disks, i);
      const char *id = g_ptr_array_index (disk_ids, i);
      guint32 row;

      if (disk->is_removable)
        continue;
      row = base_table_append (list);
      connectors_set_text (list, row, UITWEG_DISK_ID,
                           id != NULL ? id : disk->target);
      base_table_set_int64 (list, row, UITWEG_DISK_SIZE, disk->capacity);
      base_table_set_int64 (list, row, UITWEG_DISK_USED, disk->allocation);
      connectors_set_text (list, row, UITWEG_DISK_FORMAT, disk->format);
      base_table_set_bool (list, row, UITWEG_DISK_SHARED,
                           libvirt_disk_is_shared (disk));
    }
  base_table_end_list (table, UITWEG_RESOURCE_DISKS);
}

/* What moves with the machine: all disks that are its own. Unknown as soon as
 * one of them is. */
static void
set_data (UitwegTable *table, guint32 row, const LibvirtDomain *domain)
{
  gint64 data = 0;
  gint64 used = 0;

  for (guint i = 0; i < domain->disks->len; i++)
    {
      const LibvirtDisk *disk = g_ptr_array_index (domain->disks, i);
      gint64 bytes = disk->allocation != UITWEG_UNKNOWN ? disk->allocation
                                                        : disk->capacity;

      if (disk->is_removable || libvirt_disk_is_shared (disk))
        continue;
      if (bytes == UITWEG_UNKNOWN || data == UITWEG_UNKNOWN
          || __builtin_add_overflow (data, bytes, &data))
        data = UITWEG_UNKNOWN;
      if (disk->allocation == UITWEG_UNKNOWN || used == UITWEG_UNKNOWN
          || __builtin_add_overflow (used, disk->allocation, &used))
        used = UITWEG_UNKNOWN;
    }
  base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA, data);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_USED, used);
}

static void
add_disk_edges (ConnectorsSource *source,
                const LibvirtPlace *place,
                const LibvirtGuest *guest,
                const LibvirtDisk *disk,
                const char *disk_id,
                LibvirtFindDisk find_disk,
                gpointer data)
{
  if (disk_id != NULL && !disk->is_removable)
    connectors_add_dependency (source, guest->id, disk_id,
                               CONNECTORS_RULE_ATTACHED, "libvirt.disk");
  for (guint i = 0; i < disk->hosts->len; i++)
    {
      g_autofree char *id = connectors_make_id (
          "storage-host/%s", (const char *) g_ptr_array_index (disk->hosts, i));

      connectors_add_dependency (source, guest->id, id,
                                 CONNECTORS_RULE_ATTACHED, "libvirt.disk.host");
    }
  for (guint i = 0; i < disk->backing->len; i++)
    {
      const LibvirtDisk image = { .type = LIBVIRT_DISK_FILE,
                                  .source = g_ptr_array_index (disk->backing,
                                                               i) };
      g_autofree char *id = find_disk (&image, data);

      if (id == NULL)
        id = libvirt_make_disk_id (place, &image);
      connectors_add_dependency (source, guest->id, id,
                                 CONNECTORS_RULE_RESTORES_FROM,
                                 "libvirt.backing_store");
    }
}

static void
add_network_edges (ConnectorsSource *source,
                   const LibvirtPlace *place,
                   const LibvirtGuest *guest)
{
  for (guint i = 0; i < guest->domain->nics->len; i++)
    {
      const LibvirtInterface *nic = g_ptr_array_index (guest->domain->nics, i);
      g_autofree char *id = NULL;

      if (nic->network == NULL || nic->is_link)
        continue;
      id = place->host != NULL
               ? connectors_make_id ("%s@%s", nic->network, place->host)
               : connectors_make_id ("%s", nic->network);
      connectors_add_dependency (source, guest->id, id,
                                 CONNECTORS_RULE_IN_NETWORK,
                                 "libvirt.interface");
    }
}

void
libvirt_add_guest (ConnectorsSource *source,
                   const LibvirtPlace *place,
                   const LibvirtGuest *guest,
                   LibvirtFindDisk find_disk,
                   gpointer data)
{
  const LibvirtDomain *domain = guest->domain;
  UitwegTable *table = connectors_source_get_resources (source);
  g_autoptr (GPtrArray) disk_ids = g_ptr_array_new_with_free_func (g_free);
  guint32 row = connectors_begin_resource (source, guest->id, domain->name,
                                           UITWEG_KIND_VM, "libvirt:domain");

  for (guint i = 0; i < domain->disks->len; i++)
    {
      const LibvirtDisk *disk = g_ptr_array_index (domain->disks, i);
      g_autofree char *id = disk->source != NULL ? find_disk (disk, data)
                                                 : NULL;

      if (id == NULL)
        id = libvirt_make_disk_id (place, disk);
      g_ptr_array_add (disk_ids, g_steal_pointer (&id));
    }

  libvirt_set_place (source, row, place);
  connectors_set_text (table, row, UITWEG_RESOURCE_UUID, guest->uuid);
  connectors_set_text (table, row, UITWEG_RESOURCE_STATE, guest->state);
  /* The estate's word for aarch64 is arm64. */
  connectors_set_text (table, row, UITWEG_RESOURCE_ARCH,
                       g_strcmp0 (domain->arch, "aarch64") == 0 ? "arm64"
                                                                : domain->arch);
  /* A domain without <vcpu> has one. */
  base_table_set_int64 (table, row, UITWEG_RESOURCE_VCPU,
                        domain->vcpus != UITWEG_UNKNOWN ? domain->vcpus : 1);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_MEMORY, domain->memory);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_COUNT, 1);
  connectors_set_text (table, row, UITWEG_RESOURCE_OS_ID, domain->os_id);
  set_data (table, row, domain);
  add_macs (table, domain);
  add_disk_rows (table, domain, disk_ids);
  add_features (table, domain);
  add_tags (table, domain);
  connectors_end_resource (source, row, guest->origin, guest->grade);

  for (guint i = 0; i < domain->disks->len; i++)
    add_disk_edges (source, place, guest, g_ptr_array_index (domain->disks, i),
                    g_ptr_array_index (disk_ids, i), find_disk, data);
  add_network_edges (source, place, guest);
}

/* Guests by what they share: key -> GArray of guint32 domain numbers. */
static void
note_sharer (GHashTable *groups, char *key, guint32 domain)
{
  GArray *group = g_hash_table_lookup (groups, key);

  if (group == NULL)
    {
      group = g_array_new (FALSE, FALSE, sizeof domain);
      g_hash_table_insert (groups, key, group);
    }
  else
    g_free (key);
  if (group->len == 0
      || g_array_index (group, guint32, group->len - 1) != domain)
    g_array_append_val (group, domain);
}

static void
bind_pair (ConnectorsSource *source,
           const char *a,
           const char *b,
           ConnectorsRule rule,
           const char *origin)
{
  connectors_add_dependency (source, a, b, rule, origin);
  connectors_add_dependency (source, b, a, rule, origin);
}

static void
bind_group (ConnectorsSource *source,
            const GPtrArray *ids,
            const GArray *group,
            ConnectorsRule rule,
            const char *origin)
{
  guint n = group->len;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (n <= SMALL_GROUP || j == i + 1 || (i == 0 && j == n - 1))
        bind_pair (source,
                   g_ptr_array_index (ids, g_array_index (group, guint32, i)),
                   g_ptr_array_index (ids, g_array_index (group, guint32, j)),
                   rule, origin);
}

/* What domain number `i` shares: disks it writes, memory, links. The first
 * letter of the key tells which. */
static void
note_shared (GHashTable *groups, const LibvirtDomain *domain, guint32 i)
{
  for (guint d = 0; d < domain->disks->len; d++)
    {
      const LibvirtDisk *disk = g_ptr_array_index (domain->disks, d);

      if (disk->source != NULL && !disk->is_readonly && !disk->is_removable)
        note_sharer (groups,
                     g_strdup_printf ("d%d %s",
                                      disk->type == LIBVIRT_DISK_VOLUME,
                                      disk->source),
                     i);
    }
  for (guint s = 0; s < domain->shmems->len; s++)
    note_sharer (groups,
                 g_strdup_printf ("m%s", (const char *) g_ptr_array_index (
                                             domain->shmems, s)),
                 i);
  for (guint n = 0; n < domain->nics->len; n++)
    {
      const LibvirtInterface *nic = g_ptr_array_index (domain->nics, n);

      if (nic->is_link && nic->network != NULL)
        note_sharer (groups, g_strdup_printf ("n%s", nic->network), i);
    }
}

static void
free_group (gpointer group)
{
  g_array_unref (group);
}

void
libvirt_bind_guests (ConnectorsSource *source,
                     const LibvirtPlace *place,
                     const GPtrArray *domains,
                     const GPtrArray *ids)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, free_group);
  GHashTableIter iter;
  gpointer key;
  gpointer group;

  for (guint i = 0; i < domains->len; i++)
    note_shared (groups, g_ptr_array_index (domains, i), i);

  /* In any order: the source sorts dependencies before it writes them. */
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &key, &group))
    switch (*(const char *) key)
      {
      case 'd':
        bind_group (source, ids, group, CONNECTORS_RULE_SHARES_DISK,
                    "libvirt.disk.shared");
        break;
      case 'm':
        bind_group (source, ids, group, CONNECTORS_RULE_SHARES_DISK,
                    "libvirt.shmem");
        break;
      default:
        bind_group (source, ids, group, CONNECTORS_RULE_CALLS,
                    "libvirt.interface.link");
        break;
      }
}

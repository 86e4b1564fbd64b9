/* SPDX-License-Identifier: EUPL-1.2
 *
 * The host itself and its guests. One call a guest fetches its XML, which
 * tells almost all; sizes of disks come from the volumes that the pools
 * list, and only where no pool has the disk from a call of its own.
 */
#include "config.h"

#include "connectors/libvirt/host.h"

#include <string.h>

void
libvirt_note_failure (LibvirtHost *host,
                      const char *call,
                      const char *name,
                      guint unseen)
{
  g_autofree char *full = name != NULL ? g_strdup_printf ("%s %s", call, name)
                                       : g_strdup (call);

  connectors_source_add_problem (host->source, full, unseen, "%s",
                                 virGetLastErrorMessage ());
}

static void
add_host (LibvirtHost *host)
{
  UitwegTable *table = connectors_source_get_resources (host->source);
  virNodeInfo info;
  guint32 row = connectors_begin_resource (host->source, host->host_id,
                                           host->place->host, UITWEG_KIND_HOST,
                                           "libvirt:host");

  libvirt_set_place (host->source, row, host->place);
  connectors_set_text (table, row, UITWEG_RESOURCE_HOSTNAME, host->place->host);
  if (virNodeGetInfo (host->connection, &info) < 0)
    libvirt_note_failure (host, "virNodeGetInfo", NULL, 0);
  else
    {
      base_table_set_int64 (table, row, UITWEG_RESOURCE_VCPU, info.cpus);
      /* libvirt: KiB */
      if (info.memory <= G_MAXINT64 / 1024)
        base_table_set_int64 (table, row, UITWEG_RESOURCE_MEMORY,
                              (gint64) info.memory * 1024);
      /* The estate's word for aarch64 is arm64. */
      connectors_set_text (table, row, UITWEG_RESOURCE_ARCH,
                           strcmp (info.model, "aarch64") == 0 ? "arm64"
                                                               : info.model);
    }
  connectors_end_resource (host->source, row, "libvirt.host",
                           UITWEG_GRADE_MEASURED);
}

static void
add_versions (LibvirtHost *host)
{
  const char *type = virConnectGetType (host->connection);
  unsigned long version = 0;

  if (type != NULL)
    connectors_source_add_tag (host->source, "hypervisor", type);
  if (virConnectGetVersion (host->connection, &version) == 0 && version > 0)
    {
      g_autofree char *text = g_strdup_printf ("%lu.%lu.%lu", version / 1000000,
                                               version / 1000 % 1000,
                                               version % 1000);

      connectors_source_add_tag (host->source, "hypervisor_version", text);
    }
}

/* A disk outside of all pools has been seen now as well. */
static void
add_loose_volume (LibvirtHost *host, const LibvirtDisk *disk)
{
  LibvirtVolume *volume = g_new0 (LibvirtVolume, 1);

  volume->id = libvirt_make_disk_id (host->place, disk);
  volume->name = g_path_get_basename (disk->source);
  volume->path = g_strdup (disk->source);
  volume->capacity = disk->capacity;
  volume->allocation = disk->allocation;
  g_ptr_array_add (host->volumes, volume);
  g_hash_table_insert (disk->type == LIBVIRT_DISK_VOLUME ? host->by_name
                                                         : host->by_path,
                       g_strdup (disk->source), volume);
}

/* Asks the guest for the size of a disk that no pool lists. */
static void
ask_size (LibvirtHost *host, virDomainPtr guest, LibvirtDisk *disk)
{
  virDomainBlockInfo info;

  if (host->has_no_block_info || disk->target == NULL)
    return;
  if (virDomainGetBlockInfo (guest, disk->target, &info, 0) < 0)
    {
      const virError *last = virGetLastError ();

      host->has_no_block_info = last != NULL
                                && last->code == VIR_ERR_NO_SUPPORT;
      if (host->unsized_because == NULL)
        host->unsized_because = g_strdup (virGetLastErrorMessage ());
      return;
    }
  if (info.capacity > 0 && info.capacity <= G_MAXINT64)
    {
      disk->capacity = (gint64) info.capacity;
      disk->allocation = info.allocation <= G_MAXINT64
                             ? (gint64) info.allocation
                             : UITWEG_UNKNOWN;
      add_loose_volume (host, disk);
    }
}

static void
find_sizes (LibvirtHost *host, virDomainPtr guest, LibvirtDomain *domain)
{
  for (guint i = 0; i < domain->disks->len; i++)
    {
      LibvirtDisk *disk = g_ptr_array_index (domain->disks, i);
      LibvirtVolume *volume = libvirt_find_volume (host, disk);

      if (disk->is_removable)
        continue;
      if (volume == NULL && disk->source != NULL)
        {
          ask_size (host, guest, disk);
          volume = libvirt_find_volume (host, disk);
        }
      if (volume != NULL)
        {
          disk->capacity = volume->capacity;
          disk->allocation = volume->allocation;
          volume->is_attached |= !libvirt_disk_is_shared (disk);
        }
      if (disk->capacity == UITWEG_UNKNOWN)
        host->n_unsized++;
    }
}

/* Bridges that a network of this host owns are that network. */
static void
resolve_bridges (LibvirtHost *host, LibvirtDomain *domain)
{
  for (guint i = 0; i < domain->nics->len; i++)
    {
      LibvirtInterface *nic = g_ptr_array_index (domain->nics, i);
      const char *network = NULL;

      if (nic->network != NULL && g_str_has_prefix (nic->network, "bridge/"))
        network = g_hash_table_lookup (host->bridges,
                                       nic->network + strlen ("bridge/"));
      if (network != NULL)
        {
          g_free (nic->network);
          nic->network = g_strdup (network);
        }
    }
}

static void
read_guest (LibvirtHost *host, virDomainPtr guest)
{
  g_autoptr (LibvirtDomain) domain = NULL;
  g_autoptr (GError) reason = NULL;
  const char *name = virDomainGetName (guest);
  gboolean is_active = virDomainGetID (guest) != (unsigned int) -1;
  char *xml = virDomainGetXMLDesc (guest, 0);

  if (xml == NULL)
    {
      libvirt_note_failure (host, "virDomainGetXMLDesc", name, 1);
      return;
    }
  domain = libvirt_domain_parse (name, xml, strlen (xml), NULL, &reason);
  free (xml); /* from malloc(), not g_malloc() */
  if (domain == NULL)
    {
      connectors_source_add_problem (host->source, "virDomainGetXMLDesc", 1,
                                     "%s", reason->message);
      return;
    }
  find_sizes (host, guest, domain);
  resolve_bridges (host, domain);
  g_ptr_array_add (host->domains, g_steal_pointer (&domain));
  g_array_append_val (host->are_active, is_active);
}

/* Whether the daemon still answers; looked at only after something failed. */
static gboolean
has_gone (LibvirtHost *host)
{
  const virError *last = virGetLastError ();

  return last != NULL && last->code != VIR_ERR_OK
         && virConnectIsAlive (host->connection) != 1;
}

static gboolean
read_guests (LibvirtHost *host, GCancellable *cancellable, GError **error)
{
  virDomainPtr *guests = NULL;
  gint n = virConnectListAllDomains (host->connection, &guests, 0);
  gboolean is_cancelled = FALSE;
  gboolean is_gone = FALSE;

  if (n < 0)
    {
      libvirt_note_failure (host, "virConnectListAllDomains", NULL, 0);
      return TRUE;
    }
  for (gint i = 0; i < n; i++)
    {
      is_cancelled = is_cancelled
                     || g_cancellable_set_error_if_cancelled (cancellable,
                                                              error);
      if (!is_cancelled && !is_gone)
        {
          guint before = host->domains->len;

          read_guest (host, guests[i]);
          connectors_progress (host->request, "guests", (guint64) i + 1,
                               (guint64) n);
          is_gone = host->domains->len == before && has_gone (host);
          if (is_gone && i + 1 < n)
            connectors_source_add_problem (host->source, "virConnectIsAlive",
                                           (guint) (n - i - 1),
                                           "the daemon went away");
        }
      virDomainFree (guests[i]);
    }
  free (guests); /* from malloc(), not g_malloc() */
  return !is_cancelled;
}

static char *
find_disk (const LibvirtDisk *disk, gpointer data)
{
  const LibvirtVolume *volume = libvirt_find_volume (data, disk);

  return volume != NULL ? g_strdup (volume->id) : NULL;
}

static void
add_guests (LibvirtHost *host)
{
  g_autoptr (GPtrArray) ids = libvirt_name_guests (host->place, host->domains);

  for (guint i = 0; i < host->domains->len; i++)
    {
      const LibvirtDomain *domain = g_ptr_array_index (host->domains, i);
      const LibvirtGuest guest = {
        .domain = domain,
        .id = g_ptr_array_index (ids, i),
        .uuid = domain->uuid,
        .state = g_array_index (host->are_active, gboolean, i) ? "running"
                                                               : "stopped",
        .origin = "libvirt.domain",
        .grade = UITWEG_GRADE_MEASURED
      };

      libvirt_add_guest (host->source, host->place, &guest, find_disk, host);
      connectors_add_dependency (host->source, guest.id, host->host_id,
                                 CONNECTORS_RULE_RUNS_ON, "libvirt.domain");
    }
  libvirt_bind_guests (host->source, host->place, host->domains, ids);
  connectors_source_add_count (host->source, "domains", host->domains->len);
}

static void
free_domain (gpointer domain)
{
  libvirt_domain_free (domain);
}

static void
clear_host (LibvirtHost *host)
{
  g_hash_table_unref (host->by_path);
  g_hash_table_unref (host->by_name);
  g_hash_table_unref (host->bridges);
  g_ptr_array_unref (host->volumes);
  g_ptr_array_unref (host->domains);
  g_array_unref (host->are_active);
  g_free (host->host_id);
  g_free (host->unsized_because);
}

gboolean
libvirt_host_collect (virConnectPtr connection,
                      const UitwegCollectRequest *request,
                      ConnectorsSource *source,
                      const LibvirtPlace *place,
                      GCancellable *cancellable,
                      GError **error)
{
  LibvirtHost host = {
    .source = source,
    .request = request,
    .place = place,
    .connection = connection,
    .host_id = connectors_make_id ("host/%s", place->host),
    .volumes = g_ptr_array_new_with_free_func (libvirt_free_volume),
    .by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .bridges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .domains = g_ptr_array_new_with_free_func (free_domain),
    .are_active = g_array_new (FALSE, FALSE, sizeof (gboolean)),
  };
  gboolean ok;

  add_versions (&host);
  add_host (&host);
  libvirt_read_networks (&host);
  libvirt_read_pools (&host);
  ok = read_guests (&host, cancellable, error);
  if (ok)
    {
      add_guests (&host);
      libvirt_add_volumes (&host);
      if (host.n_unsized > 0)
        connectors_source_add_problem (
            source, "virDomainGetBlockInfo", 0, "%u disks of unknown size: %s",
            host.n_unsized,
            host.unsized_because != NULL ? host.unsized_because
                                         : "no reason given");
    }
  clear_host (&host);
  return ok;
}

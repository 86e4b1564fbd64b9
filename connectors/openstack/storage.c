/* SPDX-License-Identifier: EUPL-1.2
 *
 * Volumes, their attachments, snapshots and backups. connection_info, which
 * holds passwords of the storage, is never looked at.
 */
#include "config.h"

#include "connectors/openstack/openstack.h"

static void
attach (const OpenstackRow *row,
        const char *server,
        const char *volume,
        const char *origin)
{
  g_autofree char *from = server != NULL ? openstack_id ("server", server)
                                         : NULL;
  g_autofree char *to = volume != NULL ? openstack_id ("volume", volume) : NULL;

  if (from == NULL || to == NULL)
    return;
  connectors_inventory_add_edge (row->run->inventory, from, to,
                                 CONNECTORS_RULE_ATTACHED, origin);
  connectors_inventory_join_group (row->run->inventory, to, from,
                                   CONNECTORS_RULE_SHARES_DISK,
                                   "openstack.volume.multiattach");
}

static gint64
size_of (const OpenstackRow *row)
{
  return connectors_multiply (
      connectors_int_at (row->doc, row->row, "size", OPENSTACK_LARGEST),
      OPENSTACK_GIB);
}

void
openstack_read_volume (const OpenstackRow *row)
{
  const BaseDoc *doc = row->doc;
  ConnectorsThing *thing = openstack_begin (
      row, "volume", UITWEG_KIND_DISK, "openstack:volume", "openstack.volume");
  const BaseNode *attachments = connectors_node_list (doc, row->row,
                                                      "attachments");
  gint64 size = size_of (row);

  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_ZONE,
      connectors_text_at (doc, row->row, "availability_zone"));
  connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA, size);
  connectors_thing_set_int (thing, UITWEG_RESOURCE_COUNT, 1);
  connectors_thing_add_disk (thing, NULL, size, NULL,
                             connectors_bool_at (doc, row->row, "multiattach"));
  connectors_thing_add_tag (thing, "machine_type",
                            connectors_text_at (doc, row->row, "volume_type"));
  if (connectors_bool_at (doc, row->row, "encrypted") == 1)
    connectors_thing_add_tag (thing, "encrypted", "true");
  g_hash_table_replace (row->run->volumes, g_strdup (row->id),
                        g_strdup_printf ("%" G_GINT64_FORMAT, size));

  for (const BaseNode *at =
           attachments != NULL ? base_doc_first (doc, attachments) : NULL;
       at != NULL; at = base_doc_next (doc, at))
    {
      attach (row, connectors_text_at (doc, at, "server_id"), row->id,
              "openstack.volume.attachments");
      connectors_inventory_count (row->run->inventory, "volume_attachments", 1);
    }
  openstack_add_edge (row, "volume", "snapshot",
                      connectors_text_at (doc, row->row, "snapshot_id"),
                      CONNECTORS_RULE_RESTORES_FROM,
                      "openstack.volume.snapshot_id");
  openstack_add_edge (row, "volume", "volume",
                      connectors_text_at (doc, row->row, "source_volid"),
                      CONNECTORS_RULE_RESTORES_FROM,
                      "openstack.volume.source_volid");
  openstack_add_edge (
      row, "volume", "image",
      connectors_text_at (doc, row->row, "volume_image_metadata.image_id"),
      CONNECTORS_RULE_RESTORES_FROM, "openstack.volume.image");
  openstack_add_edge (row, "volume", "key",
                      connectors_text_at (doc, row->row, "encryption_key_id"),
                      CONNECTORS_RULE_ENCRYPTS_WITH,
                      "openstack.volume.encryption_key_id");
}

/* Of Cinder: {"instance", "volume_id", "attach_mode"}. */
void
openstack_read_volume_attachment (const OpenstackRow *row)
{
  attach (row, connectors_text_at (row->doc, row->row, "instance"),
          connectors_text_at (row->doc, row->row, "volume_id"),
          "openstack.attachments");
}

static void
read_copy (const OpenstackRow *row,
           const char *word,
           UitwegResourceKind kind,
           const char *native_type,
           const char *rule)
{
  ConnectorsThing *thing = openstack_begin (row, word, kind, native_type, rule);

  connectors_thing_set_int (thing, UITWEG_RESOURCE_DATA, size_of (row));
  connectors_thing_set_text (
      thing, UITWEG_RESOURCE_ACCOUNT,
      connectors_text_at (row->doc, row->row,
                          "os-extended-snapshot-attributes:project_id"));
  openstack_add_edge (row, word, "volume",
                      connectors_text_at (row->doc, row->row, "volume_id"),
                      CONNECTORS_RULE_REPLICATES_FROM, rule);
}

void
openstack_read_snapshot (const OpenstackRow *row)
{
  read_copy (row, "snapshot", UITWEG_KIND_SNAPSHOT, "openstack:snapshot",
             "openstack.snapshot");
}

void
openstack_read_backup (const OpenstackRow *row)
{
  read_copy (row, "backup", UITWEG_KIND_BACKUP, "openstack:backup",
             "openstack.backup");
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of the APIs of OpenStack: what waits until all are read, and who
 * reads which list.
 */
#ifndef CONNECTORS_OPENSTACK_OPENSTACK_H
#define CONNECTORS_OPENSTACK_OPENSTACK_H

#include "connectors/common/inventory.h"
#include "connectors/common/nodes.h"

G_BEGIN_DECLS

#define OPENSTACK_MIB ((gint64) 1 << 20)
#define OPENSTACK_GIB ((gint64) 1 << 30)
/* Larger counts and sizes in GiB are slips. */
#define OPENSTACK_LARGEST ((gint64) 4000000000)

typedef struct
{
  gint64 vcpus;
  gint64 ram;  /* bytes */
  gint64 disk; /* bytes, 0: as large as the image */
  gint64 ephemeral;
  gint64 swap;
  char *name;
  GPtrArray *features; /* words */
} OpenstackFlavor;

/* A server, of which a part stands in other answers. */
typedef struct
{
  ConnectorsThing *thing;
  char *id; /* of the record */
  char *flavor;
  char *project;
  GPtrArray *volumes; /* ids of the API */
  GPtrArray *groups;  /* names of security groups */
  gboolean has_image;
  OpenstackFlavor *own; /* embedded flavour, or NULL */
} OpenstackServer;

typedef struct
{
  ConnectorsInventory *inventory;
  const char *provider;
  const char *region;
  GPtrArray *servers;   /* of OpenstackServer */
  GHashTable *flavors;  /* id -> OpenstackFlavor */
  GHashTable *volumes;  /* id -> bytes, as text; "" where not known */
  GHashTable *groups;   /* "PROJECT\nNAME" -> id, "" where several */
  guint n_without_host; /* servers */
} OpenstackRun;

/* One element of a list in an answer. */
typedef struct
{
  OpenstackRun *run;
  const BaseDoc *doc;
  const BaseNode *row;
  const char *path;
  const char *id;
} OpenstackRow;

/* "openstack/KIND/ID" (transfer full) */
char *openstack_id (const char *kind, const char *id);

/* Begins the thing of a row, with name, native id, project and state. */
ConnectorsThing *openstack_begin (const OpenstackRow *row,
                                  const char *word,
                                  UitwegResourceKind kind,
                                  const char *native_type,
                                  const char *rule);
/* An edge from the thing of the row to KIND/`id`; NULL does nothing. */
void openstack_add_edge (const OpenstackRow *row,
                         const char *word,
                         const char *to_word,
                         const char *to,
                         ConnectorsRule rule,
                         const char *origin);

/* nova.c */
void openstack_read_server (const OpenstackRow *row);
void openstack_read_flavor (const OpenstackRow *row);
void openstack_read_hypervisor (const OpenstackRow *row);
void openstack_read_server_group (const OpenstackRow *row);
void openstack_read_attachment (const OpenstackRow *row);
void openstack_read_image (const OpenstackRow *row);
OpenstackFlavor *openstack_flavor_new (const BaseDoc *doc,
                                       const BaseNode *node);
void openstack_flavor_free (gpointer flavor);
void openstack_server_free (gpointer server);
/* Joins servers with flavours, volumes and groups. */
void openstack_finish_servers (OpenstackRun *run);

/* storage.c */
void openstack_read_volume (const OpenstackRow *row);
void openstack_read_volume_attachment (const OpenstackRow *row);
void openstack_read_snapshot (const OpenstackRow *row);
void openstack_read_backup (const OpenstackRow *row);

/* network.c */
void openstack_read_network (const OpenstackRow *row);
void openstack_read_subnet (const OpenstackRow *row);
void openstack_read_port (const OpenstackRow *row);
void openstack_read_router (const OpenstackRow *row);
void openstack_read_security_group (const OpenstackRow *row);
void openstack_read_security_rule (const OpenstackRow *row);
void openstack_read_floating_ip (const OpenstackRow *row);
void openstack_read_trunk (const OpenstackRow *row);
void openstack_read_vpn_connection (const OpenstackRow *row);
void openstack_read_load_balancer (const OpenstackRow *row);

G_END_DECLS

#endif

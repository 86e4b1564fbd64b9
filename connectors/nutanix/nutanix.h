/* SPDX-License-Identifier: EUPL-1.2
 *
 * Answers of Nutanix Prism, versions 2, 3 and 4 of its API, as one kind of
 * row: the fields of each version stand in tables of paths.
 */
#ifndef CONNECTORS_NUTANIX_NUTANIX_H
#define CONNECTORS_NUTANIX_NUTANIX_H

#include "connectors/common/inventory.h"
#include "connectors/common/nodes.h"

G_BEGIN_DECLS

/* Larger counts and sizes in MiB are slips. */
#define NUTANIX_LARGEST ((gint64) 1 << 40)

typedef enum
{
  NUTANIX_VM,
  NUTANIX_HOST,
  NUTANIX_CLUSTER,
  NUTANIX_SUBNET,
  NUTANIX_CONTAINER,
  NUTANIX_IMAGE,
  NUTANIX_VOLUME_GROUP,
} NutanixKind;

#define NUTANIX_N_KINDS 7

typedef struct
{
  ConnectorsInventory *inventory;
  const char *provider;
  const char *region;
  gint64 totals[NUTANIX_N_KINDS];      /* what an answer says there is */
  GHashTable *listed[NUTANIX_N_KINDS]; /* ids seen in lists */
  guint n_without_host;                /* machines that run */
} NutanixRun;

typedef struct
{
  NutanixRun *run;
  const BaseDoc *doc;
  const BaseNode *row;
  const char *path;
  NutanixKind kind;
  const char *uuid;
  char *id; /* of the record */
} NutanixRow;

/* "nutanix/KIND/UUID" (transfer full) */
char *nutanix_id (NutanixKind kind, const char *uuid);
/* The first of several paths that says something; the list ends in NULL. */
const char *nutanix_text (const NutanixRow *row, const char *const *paths);
gint64 nutanix_int (const NutanixRow *row, const char *const *paths);
/* NULL for `to` does nothing. */
void nutanix_add_edge (const NutanixRow *row,
                       NutanixKind kind,
                       const char *to,
                       ConnectorsRule rule,
                       const char *origin);
ConnectorsThing *nutanix_begin (const NutanixRow *row);

/* vm.c */
void nutanix_read_vm (const NutanixRow *row);

G_END_DECLS

#endif

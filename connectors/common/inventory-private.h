/* SPDX-License-Identifier: EUPL-1.2
 *
 * What inventory.c gathers and inventory-write.c writes.
 */
#ifndef CONNECTORS_COMMON_INVENTORY_PRIVATE_H
#define CONNECTORS_COMMON_INVENTORY_PRIVATE_H

#include "connectors/common/inventory.h"

G_BEGIN_DECLS

#define CONNECTORS_N_THING_TEXTS 15
#define CONNECTORS_N_THING_INTS 6
#define CONNECTORS_N_THING_LISTS 3

/* The fields of each place of `texts`, `ints` and `lists`. */
extern const guint connectors_thing_texts[CONNECTORS_N_THING_TEXTS];
extern const guint connectors_thing_ints[CONNECTORS_N_THING_INTS];
extern const guint connectors_thing_lists[CONNECTORS_N_THING_LISTS];

typedef struct
{
  char *id;
  char *format;
  gint64 size;
  gint shared;
} ConnectorsThingDisk;

void connectors_thing_clear_disk (gpointer data);

struct _ConnectorsThing
{
  char *id;
  char *native_type;
  const char *rule;
  UitwegResourceKind kind;
  UitwegGrade grade;
  gint environment;
  char *texts[CONNECTORS_N_THING_TEXTS];
  gint64 ints[CONNECTORS_N_THING_INTS];
  GPtrArray *lists[CONNECTORS_N_THING_LISTS];
  GArray *disks;                /* of ConnectorsThingDisk, or NULL: not known */
  GTree *tags;                  /* or NULL */
  const char *machine_provider; /* or NULL: the type is not of interest */
  char *machine_type;
};

typedef struct
{
  char *from;
  char *to;
  const char *origin;
  ConnectorsRule rule;
} ConnectorsInventoryEdge;

typedef struct
{
  char *place;
  char *text;
  guint unseen;
  gboolean is_problem;
} ConnectorsInventoryNote;

typedef struct
{
  GTree *ids;
  const char *origin;
  ConnectorsRule rule;
} ConnectorsInventoryGroup;

struct _ConnectorsInventory
{
  GPtrArray *things; /* of ConnectorsThing */
  GHashTable *by_id; /* ids, borrowed */
  GArray *edges;
  GArray *notes;
  GPtrArray *files; /* path, digest, path, … */
  GTree *groups;    /* name -> ConnectorsInventoryGroup */
  GTree *counts;    /* key -> guint64 */
  GTree *source_tags;
  const ConnectorsMachineTypes *machine_types; /* or NULL */
};

G_END_DECLS

#endif

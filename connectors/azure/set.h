/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is known of Azure while files are read: rows as they stand in answers,
 * and what must wait until all are read, because a row may name what only
 * another file holds.
 */
#ifndef CONNECTORS_AZURE_SET_H
#define CONNECTORS_AZURE_SET_H

#include "connectors/azure/ids.h"
#include "connectors/azure/types.h"
#include "connectors/common/inventory.h"
#include "connectors/common/machine-types.h"
#include "connectors/common/nodes.h"

G_BEGIN_DECLS

/* One row of an answer: a MAP, or a LIST of cells under columns. */
typedef struct
{
  const BaseDoc *doc;
  const BaseNode *node;
  const BaseNode *columns; /* LIST of MAPs with a name, or NULL */
  const char *place;       /* "file:line" */
  const char *rule;        /* of provenance */
} AzureRow;

/* What follows from where a reference stands. */
typedef struct
{
  const char *key; /* in lower case, without "_" */
  const char *origin;
  ConnectorsRule rule;
  enum
  {
    AZURE_FORWARD,
    AZURE_BACKWARD,   /* the thing named needs the one that names it */
    AZURE_CONSTRAINT, /* where it may stand: no dependency */
    AZURE_NOTHING,    /* says nothing that is not said elsewhere */
  } sense;
} AzureRule;

/* A reference that waits. Texts are of the set's pool. */
typedef struct
{
  const char *from; /* folded id of the row */
  const char *to;   /* folded id, or a host name */
  const AzureRule *rule;
} AzureReference;

typedef struct
{
  ConnectorsInventory *inventory;
  GStringChunk *pool;
  GHashTable *rows;        /* folded ids of rows -> ConnectorsThing */
  GHashTable *owners;      /* interface -> the machine that it is of */
  GHashTable *hosts;       /* host name -> folded id */
  GHashTable *node_groups; /* "subscription/group" -> cluster */
  GHashTable *shared;      /* disks that several machines may write to */
  GHashTable *primaries;   /* failover groups whose server is the first */
  GArray *references;      /* of AzureReference */
  GArray *facts;           /* of AzureFact */
  GHashTable *seen_types;  /* folded, without a kind */
  const char *kind;        /* type of rows that tell none, or NULL */
  guint n_bare;            /* rows without properties */
} AzureSet;

/* An address of an interface, which belongs to its machine. */
typedef struct
{
  const char *interface;
  const char *text;
  guint field; /* UITWEG_RESOURCE_ADDRESSES or _MACS */
} AzureFact;

/* (transfer none): the text, kept with the set */
const char *azure_set_keep (AzureSet *set, const char *text);

/* look.c: looks into rows; keys are compared without regard to case and "_",
 * as the libraries of several languages write them. */

/* A field of the row itself, or NULL. */
const BaseNode *azure_row_top (const AzureRow *row, const char *key);
/* A path below `properties`, or in the row if that has none: "a.b". */
const BaseNode *azure_row_find (const AzureRow *row, const char *path);
const char *azure_row_text (const AzureRow *row, const char *path);
/* The child of a map, keys compared as above. */
const BaseNode *
azure_child (const BaseDoc *doc, const BaseNode *map, const char *key);
/* Whether `key` is `folded` but for case and "_". */
gboolean azure_key_is (const char *key, const char *folded);

/* Text that says something, or NULL. */
const char *azure_text (const BaseNode *node);

/* answer.c: takes all rows of a document. FALSE if it is none of Azure's. */
gboolean azure_take_answer (const ConnectorsSaved *saved,
                            ConnectorsInventory *inventory,
                            gpointer data,
                            GError **error);

/* row.c: the record of one row; `type` is folded. */
void azure_add_thing (AzureSet *set,
                      const AzureRow *row,
                      const char *key,
                      const char *type);

/* names.c: keeps the host names and the addresses that a row tells. */
void azure_keep_hosts (AzureSet *set, const AzureRow *row, const char *key);
void azure_keep_interface (AzureSet *set, const AzureRow *row, const char *key);

/* walk.c: gathers what a row names. */
void azure_gather (AzureSet *set,
                   const AzureRow *row,
                   const char *key,
                   const char *type);

/* rules.c: what a reference means that stands below these keys (folded, the
 * innermost last, NULL for elements of lists) in a row of that type. Never
 * NULL. */
const AzureRule *azure_rule_find (const char *type, const GPtrArray *path);
/* Rules that do not come from a key. */
/* The same for a host name of Azure that stands there. */
const AzureRule *
azure_rule_of_host (const char *type, const GPtrArray *path, const char *host);
extern const AzureRule azure_rule_group;
extern const AzureRule azure_rule_child;
extern const AzureRule azure_rule_node_group;

/* edges.c: all that waited, now that all rows are known. */
void azure_resolve (AzureSet *set);

G_END_DECLS

#endif

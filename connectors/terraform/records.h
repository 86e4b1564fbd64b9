/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between the parsed files and the records: ids, rows of resources, edges.
 */
#ifndef CONNECTORS_TERRAFORM_RECORDS_H
#define CONNECTORS_TERRAFORM_RECORDS_H

#include "connectors/common/machine-types.h"
#include "connectors/terraform/kinds.h"
#include "connectors/terraform/state.h"

G_BEGIN_DECLS

/* One file with what is found out about it. */
typedef struct
{
  TerraformFile *file;
  ConnectorsSource *source;
  char *scope;        /* of ids: "tf/SCOPE/ADDRESS" */
  GPtrArray *ids;     /* of each item; of data what it stands for, if known */
  GPtrArray *natives; /* of each item, NULL where it has none */
  guint n_depends;    /* entries of depends_on */
  guint n_resolved;   /* of these, what the file holds */
  guint n_id_pairs;   /* ordered pairs where one holds the other's id */
  /* The same two by the addresses that are printed, which before 0.13 lack
   * the path of the module. */
  guint n_printed_resolved;
  guint n_printed_pairs;
} TerraformState;

/* Where a text is the id, ARN or link of something. */
typedef struct
{
  guint32 state;
  guint32 item;
  gboolean is_id;
} TerraformHolder;

/* All files of one run. */
typedef struct
{
  GPtrArray *states;   /* of TerraformState */
  GHashTable *holders; /* text -> GArray of TerraformHolder; texts borrowed */
} TerraformSet;

const TerraformItem *terraform_state_get_item (const TerraformState *state,
                                               guint32 i);

/* terraform-index.c: fills `holders`, `ids` and `natives`. */
void terraform_index (TerraformSet *set);

/* Whether a text may be an id that says something: at least 6 characters,
 * not all digits. */
gboolean terraform_is_telling (const char *text);

/* google.c: the project of an item of Google. (transfer none) (nullable) */
const char *terraform_google_project (const TerraformFile *file,
                                      const TerraformItem *item);
/* The name of an item of Google in an inventory. (transfer full) (nullable) */
char *terraform_google_name (const TerraformFile *file,
                             const TerraformItem *item);

/* terraform-row.c: appends the record of a managed item. */
void terraform_add_resource (TerraformState *state,
                             guint32 i,
                             const char *provider,
                             const ConnectorsMachineTypes *types);

/* terraform-edges.c: appends all dependencies of a file. */
void terraform_add_edges (TerraformSet *set, guint32 state);

G_END_DECLS

#endif

/* SPDX-License-Identifier: EUPL-1.2
 *
 * A template as a list of resources that point into the parsed document, with
 * nested children and nested deployments in one list.
 */
#ifndef CONNECTORS_ARM_TEMPLATE_H
#define CONNECTORS_ARM_TEMPLATE_H

#include "connectors/arm/expression.h"
#include "connectors/common/records.h"

G_BEGIN_DECLS

#define ARM_MAX_FILE ((gsize) 64 << 20)

/* One template or nested deployment: what its expressions see. */
typedef struct
{
  ArmScope scope;
  const BaseNode *resources;
  guint32 parent; /* item whose template this is, or UITWEG_NONE */
} ArmLevel;

/* Texts live as long as the template. */
typedef struct
{
  const BaseNode *node;
  const ArmLevel *level;
  const char *type;   /* full: "Microsoft.Sql/servers/databases" */
  const char *name;   /* full: "server/database"; may hold "{open}" */
  const char *key;    /* of both, in lower case */
  const char *symbol; /* its symbolic name, or NULL */
  const char *copy;   /* name of its loop, or NULL */
  guint32 parent;     /* UITWEG_NONE at the top */
  gint64 count;       /* of a loop; UITWEG_UNKNOWN */
  gboolean is_loop;
  gboolean is_off;      /* its condition is false */
  gboolean is_maybe;    /* its condition is open */
  gboolean is_existing; /* mentioned, not made here */
} ArmItem;

typedef struct
{
  const char *path; /* borrowed */
  char *sha256;
  BaseDoc *doc;
  GStringChunk *chunk;   /* of all that stays */
  GStringChunk *scratch; /* of one expression */
  GPtrArray *levels;     /* of ArmLevel */
  GArray *items;         /* of ArmItem */
  guint n_top;           /* resources at the top of the template */
  guint n_secure;        /* secret parameters */
} ArmTemplate;

/* (transfer full): NULL with UITWEG_CONNECTOR_ERROR_INPUT set */
ArmTemplate *arm_template_read (const char *path, GError **error);
void arm_template_free (ArmTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmTemplate, arm_template_free)

/* The text of a node of that level, evaluated; NULL for lists, maps and what
 * is no text. Valid until the next call. `mentions` gets folded keys. */
const char *arm_template_get_text (ArmTemplate *template,
                                   const ArmLevel *level,
                                   const BaseNode *node,
                                   gboolean *is_open_out,
                                   GPtrArray *mentions);
const ArmItem *arm_template_get_item (const ArmTemplate *template, guint32 i);

/* (nullable): the child of a MAP below keys joined by "." */
const BaseNode *
arm_find (const BaseDoc *doc, const BaseNode *map, const char *path);

G_END_DECLS

#endif

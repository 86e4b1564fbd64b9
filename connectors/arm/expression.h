/* SPDX-License-Identifier: EUPL-1.2
 *
 * Expressions of Resource Manager templates: "[concat('a', variables('b'))]".
 * What only a deployment knows stays open: it becomes a word in braces, the
 * same each time, so that names which are built from it still fit each other.
 */
#ifndef CONNECTORS_ARM_EXPRESSION_H
#define CONNECTORS_ARM_EXPRESSION_H

#include "base/doc.h"

G_BEGIN_DECLS

/* Where parameters and variables of an expression stand. */
typedef struct
{
  const BaseDoc *doc;
  const BaseNode *parameters; /* (nullable) a MAP of declarations */
  const BaseNode *variables;  /* (nullable) a MAP */
  GHashTable *given;          /* (nullable): parameter -> text */
  GStringChunk *chunk;        /* holds all texts */
} ArmScope;

typedef struct
{
  const char *text;     /* of a scalar; NULL for lists, maps and null */
  const BaseNode *node; /* of a list or map */
  gboolean is_open;     /* depends on what only a deployment knows */
} ArmValue;

/* Evaluates a node: a text that is no expression is itself. What is mentioned
 * by resourceId() is appended to `mentions` (of const char *, nullable).
 * Bounded in depth and steps; what goes beyond is open. */
ArmValue
arm_evaluate (const ArmScope *scope, const BaseNode *node, GPtrArray *mentions);

/* Whether a parameter is declared as securestring or secureObject. */
gboolean arm_is_secure (const BaseDoc *doc, const BaseNode *declaration);

/* "Microsoft.Sql/servers/databases" and "s/d" are
 * "microsoft.sql/servers/s/databases/d". (transfer full) */
char *arm_make_key (const char *type, const char *name);
/* The same of an id or path as expressions give it. (transfer full) */
char *arm_fold_key (const char *text);

G_END_DECLS

#endif

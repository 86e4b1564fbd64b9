/* SPDX-License-Identifier: EUPL-1.2
 *
 * A Terraform or OpenTofu file, in any of its forms, as a list of instances
 * that point into the parsed document.
 */
#ifndef CONNECTORS_TERRAFORM_STATE_H
#define CONNECTORS_TERRAFORM_STATE_H

#include "base/doc.h"
#include "connectors/common/records.h"

G_BEGIN_DECLS

/* A larger file is not read. */
#define TERRAFORM_MAX_FILE ((gsize) 512 << 20)

typedef enum
{
  TERRAFORM_RAW_STATE,
  TERRAFORM_SHOWN_STATE,
  TERRAFORM_SHOWN_PLAN,
} TerraformForm;

/* One instance, managed or data. Texts live as long as the file. */
typedef struct
{
  const char *address; /* module path, type, name and [index] */
  const char *base;    /* without the index */
  const char *printed; /* the address as the file has it */
  const char *module;  /* path, "" at the root */
  const char *type;
  gboolean is_data;
  const BaseNode *values;  /* (nullable) a MAP */
  const BaseNode *depends; /* (nullable) a LIST */
} TerraformItem;

/* A reference of the configuration of a plan. */
typedef struct
{
  const char *from; /* address without any index */
  const char *to;
  const char *key; /* the attribute */
} TerraformReference;

typedef struct
{
  const char *path; /* borrowed */
  char *sha256;
  BaseDoc *doc;
  GStringChunk *chunk;
  TerraformForm form;
  gboolean is_planned; /* what will be, not what is */
  char *version;       /* of the program, may be NULL */
  char *lineage;       /* may be NULL */
  const char *project; /* of all providers of Google in a plan, may be NULL */
  gint64 serial;       /* UITWEG_UNKNOWN if not said */
  GArray *items;       /* of TerraformItem */
  GArray *references;  /* of TerraformReference */
  guint n_modules;
  guint n_references; /* distinct ones of each resource, summed */
  guint n_deposed;    /* objects that wait for their end: left out */
} TerraformFile;

/* Reads and recognises one file. `wants_planned`: of a plan, take what will
 * be. (transfer full): NULL with UITWEG_CONNECTOR_ERROR_INPUT set */
TerraformFile *
terraform_file_read (const char *path, gboolean wants_planned, GError **error);
/* The same from memory, which is copied. */
TerraformFile *terraform_file_parse (const char *path,
                                     const char *data,
                                     gsize length,
                                     gboolean wants_planned,
                                     GError **error);
void terraform_file_free (TerraformFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerraformFile, terraform_file_free)

/* `address` without any [index]. (transfer full) */
char *terraform_strip_indexes (const char *address);

/* terraform-plan.c: fills `references` from the configuration. */
void terraform_read_configuration (TerraformFile *file,
                                   const BaseNode *configuration);

/* google.c: finds `project`, if all providers of Google have the same. */
void terraform_read_project (TerraformFile *file,
                             const BaseNode *configuration);

/* (transfer none) (nullable): text of a string child of a map */
const char *
terraform_text (const BaseDoc *doc, const BaseNode *map, const char *key);

G_END_DECLS

#endif

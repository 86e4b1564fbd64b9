/* SPDX-License-Identifier: EUPL-1.2
 *
 * A model of architecture as far as it says what is there and what needs
 * what: between the file (read.c) and the records (archimate.c).
 */
#ifndef CONNECTORS_ARCHIMATE_MODEL_H
#define CONNECTORS_ARCHIMATE_MODEL_H

#include "connectors/common/records.h"

G_BEGIN_DECLS

typedef enum
{
  ARCHIMATE_SERVICE,  /* what the business gets */
  ARCHIMATE_RESOURCE, /* what it runs on; `kind` says what */
  ARCHIMATE_PARTY,
} ArchimateRole;

typedef struct
{
  char *identifier;
  char *name;
  char *id; /* of the record */
  ArchimateRole role;
  UitwegResourceKind kind;
  const char *type;      /* of ArchiMate; a literal */
  GPtrArray *properties; /* name, value, name, value */
} ArchimateElement;

typedef enum
{
  ARCHIMATE_NEEDS,   /* `from` does not work without `to` */
  ARCHIMATE_USES,    /* and would mostly do */
  ARCHIMATE_ACCESS,  /* reads or writes data */
  ARCHIMATE_PART_OF, /* `from` is a part of `to` */
} ArchimateSense;

typedef struct
{
  guint32 from;
  guint32 to;
  ArchimateSense sense;
  const char *type; /* of ArchiMate; a literal */
} ArchimateRelation;

typedef struct
{
  GArray *elements;  /* of ArchimateElement */
  GArray *relations; /* of ArchimateRelation */
  GHashTable *left;  /* types that are not read -> how many */
  guint n_lost;      /* relations whose ends are not there */
} ArchimateModel;

ArchimateModel *archimate_model_new (void);
void archimate_model_free (ArchimateModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchimateModel, archimate_model_free)

static inline ArchimateElement *
archimate_element (const ArchimateModel *model, guint32 i)
{
  return &g_array_index (model->elements, ArchimateElement, i);
}

/* Reads an Open Exchange file; problems of elements go to `source`. */
gboolean archimate_read (ArchimateModel *model,
                         const char *path,
                         const char *data,
                         gsize length,
                         ConnectorsSource *source,
                         GError **error);

G_END_DECLS

#endif

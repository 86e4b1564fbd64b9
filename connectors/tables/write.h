/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is known while rows become records, and how names of other things
 * become ids.
 */
#ifndef CONNECTORS_TABLES_WRITE_H
#define CONNECTORS_TABLES_WRITE_H

#include "connectors/tables/tables.h"

G_BEGIN_DECLS

/* Fields that name other records by id or, as people do, by name. */
typedef struct
{
  UitwegRecordType type;
  const char *field;
  const char *member; /* of an element of a list, or NULL */
  UitwegRecordType named[2];
} TablesReference;

/* What is known while records are written. */
typedef struct
{
  TablesRun *run;
  ConnectorsReferences *names[UITWEG_N_RECORD_TYPES];
  GHashTable *taken;  /* ids of all records written */
  GHashTable *types;  /* id of a row -> UitwegRecordType + 1 */
  GHashTable *nobody; /* ids of parties that no row has */
  guint n_differing;  /* values of rows with one id that are not the same */
  guint n_clashing;   /* ids that records of two types have */
  guint n_ambiguous;  /* names that two things have */
  guint n_incomplete; /* dependencies without an end or a kind */
  guint n_mistyped;   /* names of things of another type */
  guint n_unsound;    /* values that do not go with others of the record */
  const char *id;     /* of the record that is written now */
} TablesWriter;

/* Puts in every name that the records of a type have. */
void tables_index_names (TablesWriter *writer, UitwegRecordType type);

/* Whether a record of one of the types may have that id. */
gboolean tables_is_of (TablesWriter *writer,
                       const UitwegRecordType *types,
                       const char *id);

/* The id that a name means; the name itself where none has it, or `form` with
 * it. (transfer full) (nullable): NULL where it means a thing of another type
 */
char *tables_resolve (TablesWriter *writer,
                      const UitwegRecordType *types,
                      const char *name,
                      const char *form);

/* What a field of a record, or of an element of a list, names; NULL for most
 * fields. (transfer none) (nullable) */
const TablesReference *
tables_find_reference (UitwegRecordType type, guint field, const char *member);

/* Scalar fields that name others; those in lists are done when the lists are
 * copied. */
void tables_resolve_scalars (TablesWriter *writer, UitwegRecordType type);

/* Remembers a party that is named, whether a row has it or not. */
void tables_name_party (TablesWriter *writer,
                        const TablesReference *reference,
                        const char *id);

G_END_DECLS

#endif

/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the columns of a list mean: a mapping as it was read and checked, with
 * each column's field found in the schema of its record.
 */
#ifndef CONNECTORS_TABLES_MAPPING_H
#define CONNECTORS_TABLES_MAPPING_H

#include "connectors/common/records.h"

#include "base/table-private.h"

G_BEGIN_DECLS

/* The largest mapping: 4 MiB. */
#define TABLES_LARGEST_MAPPING ((gsize) 4 << 20)
/* Elements of one list that a row may number. */
#define TABLES_MOST_ELEMENTS 64

/* What a name of a field means: "vcpu", "tags.cost_centre",
 * "disks[2].size_gib", "owners". */
typedef struct
{
  gint field;              /* of the record; -1: none */
  gint member;             /* of an element of a list; -1: the field itself */
  guint element;           /* of "[2]": 2; of "[]": 0 */
  char *key;               /* of tags and clauses; else NULL */
  const UitwegField *leaf; /* the field in which the value stands */
} TablesTarget;

typedef struct
{
  const char *name;
  const char *const *aliases; /* ended by NULL */
  const char *value;          /* a template in place of a column, or NULL */
  const char *unit;
  const char *times;
  const char *form;
  const char *otherwise;
  const char *separator;
  const char *between;
  GHashTable *values; /* folded word -> word; NULL without */
  TablesTarget target;
  GArray *parts; /* of TablesTarget, members of one list; NULL without */
  gint rule;     /* ConnectorsRule of a column that names others; or -1 */
  gboolean is_reverse;
  const char *to; /* template of an id that no row has; or NULL */
} TablesColumn;

typedef struct
{
  const char *column;
  GHashTable *words; /* folded */
  gboolean keeps;    /* only such rows are kept */
} TablesFilter;

/* How the rows of one sheet are read. A relation has no record: its rows only
 * say that one thing needs another. */
typedef struct
{
  const char *name;
  gboolean is_relation;
  UitwegRecordType type;
  const UitwegSchema *schema;
  const char *const *needs; /* columns that must be there, ended by NULL */
  gboolean is_also;         /* read beside another of the same sheet */
  gboolean has_comments;
  gboolean is_optional; /* rows without an id are no problem */
  const char *const *ids;
  GPtrArray *columns; /* of TablesColumn */
  GPtrArray *filters; /* of TablesFilter */
  const char *const *ignored;
  const char *const *from;
  const char *const *to;
  const char *kind; /* column that says what a relation means */
  const char *otherwise;
  GHashTable *rules; /* folded word -> word of a rule */
  UitwegGrade grade;
} TablesTable;

typedef struct _TablesMapping TablesMapping;

/*
 * Reads a mapping: `name` is a path (it has a slash or a dot), or a name
 * below mappings/ of the request's data_dir.
 *
 * Returns: (transfer full): NULL with UITWEG_CONNECTOR_ERROR_OPTION set, one
 *   line a problem
 */
TablesMapping *
tables_mapping_new (const char *name, const char *data_dir, GError **error);
void tables_mapping_free (TablesMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TablesMapping, tables_mapping_free)

/* (transfer none): what rules of provenance begin with */
const char *tables_mapping_get_name (const TablesMapping *mapping);
const char *tables_mapping_get_sha256 (const TablesMapping *mapping);
guint tables_mapping_get_n_tables (const TablesMapping *mapping);
const TablesTable *tables_mapping_get_table (const TablesMapping *mapping,
                                             guint table);

/* What a field's name means in a record; *problem_out (transfer full) says
 * why it means nothing. Its key is to be freed. */
gboolean tables_target_parse (const UitwegSchema *schema,
                              const char *text,
                              TablesTarget *target_out,
                              char **problem_out);

/* A word for comparing: small letters, without blanks around it; blanks, `_`
 * and `-` are one. (transfer full) */
char *tables_fold (const char *word);
/* The rule of that word, with "reverse " before it or not; -1 for none. */
gint tables_find_rule (const char *word, gboolean *is_reverse_out);
/* The schema of mapping documents, for the manual page and its test. */
const UitwegSchema *tables_get_mapping_schema (void);

G_END_DECLS

#endif

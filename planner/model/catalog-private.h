/* SPDX-License-Identifier: EUPL-1.2
 *
 * The catalog from inside. Files of all layers are read into raw tables;
 * overlays leave one row an id; typed records are made from what is left.
 */
#ifndef MODEL_CATALOG_PRIVATE_H
#define MODEL_CATALOG_PRIVATE_H

#include <uitweg/catalog.h>

#include "base/problems.h"
#include "base/strpool.h"
#include "base/table-private.h"
#include "model/catalog-fields.h"

G_BEGIN_DECLS

/* The largest file of a catalog. */
#define MODEL_CATALOG_FILE_MAX ((gsize) 64 << 20)

/* Tables of records; `calendars` and the tables of values stand apart. */
typedef enum
{
  MODEL_CATALOG_SOURCES,
  MODEL_CATALOG_CAPABILITIES,
  MODEL_CATALOG_COUNTRIES,
  MODEL_CATALOG_AREAS,
  MODEL_CATALOG_PROVIDERS,
  MODEL_CATALOG_PRICES,
  MODEL_CATALOG_PRICE_GAPS,
  MODEL_CATALOG_PRICE_APIS,
  MODEL_CATALOG_MACHINE_TYPES,
  MODEL_CATALOG_ARCHETYPES,
  MODEL_CATALOG_SERVICES,
  MODEL_CATALOG_EGRESS_TIERS,
  MODEL_CATALOG_EXIT_PROGRAMMES,
  MODEL_CATALOG_PLANNER_HINTS,
  MODEL_CATALOG_BLOCKERS,
  MODEL_CATALOG_REQUIRED_LEVELS,
  MODEL_CATALOG_CONTROL_AXES,
  MODEL_CATALOG_CLAUSES,
} ModelCatalogTable;

#define MODEL_N_CATALOG_TABLES 18

/* Field numbers: CATALOG_PRICE_UNIT, … */
#define CATALOG_FIELD_ENUMERATOR(name, ...) name,
enum
{
  CATALOG_REGION_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_CERTIFICATE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_MANAGED_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_EXAMPLE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_TIER_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_EGRESS_SOURCE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_SOURCE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_CAPABILITY_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_COUNTRY_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_AREA_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_PROVIDER_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_PRICE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_GAP_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_API_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_MACHINE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_ARCHETYPE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_ENTRY_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_EGRESS_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_PROGRAMME_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_HINT_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_BLOCKER_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_LEVEL_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_AXIS_FIELDS (CATALOG_FIELD_ENUMERATOR)
};
enum
{
  CATALOG_CLAUSE_FIELDS (CATALOG_FIELD_ENUMERATOR)
};

/* Where a record stands. */
typedef struct
{
  guint32 file; /* in UitwegCatalog.files */
  guint32 line;
  guint32 layer; /* 0 is the weakest */
} ModelCatalogPlace;

/* One file of a layer. */
typedef struct
{
  char *name;  /* for messages: folder and path */
  char *path;  /* as the index names it */
  char *table; /* as the index names it */
} ModelCatalogFile;

typedef struct
{
  char *id;
  BaseCalendar *calendar;
  ModelCatalogPlace place;
} ModelCatalogCalendar;

/* One value of a table of values, by its dotted name. */
typedef struct
{
  const char *name;
  const char *text; /* as written; lists joined by '|' */
  double number;    /* NAN if it is none */
  UitwegDay day;    /* UITWEG_DAY_UNKNOWN if it is none */
  UitwegGrade grade;
  ModelCatalogPlace place;
} ModelParameter;

/* A record that a layer takes away from those below it. */
typedef struct
{
  const char *table;
  const char *id;
  ModelCatalogPlace place;
  gboolean used;
} ModelWithdrawal;

struct _UitwegCatalog
{
  gatomicrefcount references;
  BaseStrpool *pool;
  char *version;
  UitwegDay as_of;
  char *digest;
  GArray *files; /* of ModelCatalogFile */
  UitwegTable *tables[MODEL_N_CATALOG_TABLES];
  GArray *places[MODEL_N_CATALOG_TABLES]; /* of ModelCatalogPlace */
  GArray *calendars;                      /* of ModelCatalogCalendar */
  GArray *parameters;                     /* of ModelParameter, by name */
  GArray *withdrawals;                    /* of ModelWithdrawal */

  /* Made from the tables. */
  GPtrArray *owned; /* arrays that typed records point at */
  UitwegProvider *providers;
  guint n_providers;
  UitwegPrice *prices;
  guint32 n_prices;
  UitwegServiceEntry *services;
  guint32 n_services;
  UitwegMachineType *machines; /* by provider, id */
  guint32 n_machines;
  UitwegBlockerRule *blockers;
  guint n_blockers;
  UitwegEgressLadder *ladders;
  guint n_ladders;
  GHashTable *types; /* native type -> number of the entry + 1 */
};

/* catalog-schema.c */
const UitwegSchema *model_catalog_schema (ModelCatalogTable table);

/* catalog-read.c: appends all files of a folder to the raw tables */
void model_catalog_read_layer (UitwegCatalog *catalog,
                               const char *folder,
                               guint32 layer,
                               GChecksum *checksum,
                               BaseProblems *problems);

/* catalog-csv.c */
void model_catalog_read_csv (UitwegCatalog *catalog,
                             ModelCatalogTable table,
                             guint32 file,
                             guint32 layer,
                             const char *data,
                             gsize length,
                             BaseProblems *problems);

/* catalog-overlay.c: of each id the strongest layer stays */
void model_catalog_overlay (UitwegCatalog *catalog, BaseProblems *problems);
/* (transfer none): id, or provider/id where ids are unique per provider */
const char *model_catalog_key (const UitwegCatalog *catalog,
                               ModelCatalogTable table,
                               guint32 row);
/* Row of the record with that id in a finished table, or UITWEG_NONE. */
guint32 model_catalog_find (const UitwegCatalog *catalog,
                            ModelCatalogTable table,
                            const char *id);

/* catalog-parameters.c */
void model_catalog_read_values (UitwegCatalog *catalog,
                                const char *table,
                                const BaseDoc *doc,
                                const BaseNode *values,
                                ModelCatalogPlace place,
                                BaseProblems *problems);
/* Sorts them, the strongest layer first, and looks for what code asks. */
void model_catalog_finish_parameters (UitwegCatalog *catalog,
                                      BaseProblems *problems);

/* catalog-check.c: ids resolve, days and prices make sense */
void model_catalog_check (const UitwegCatalog *catalog, BaseProblems *problems);

/* catalog-providers.c, catalog-services.c: typed records */
void model_catalog_build_providers (UitwegCatalog *catalog);
void model_catalog_build_prices (UitwegCatalog *catalog);
void model_catalog_build_services (UitwegCatalog *catalog);
void model_catalog_build_rules (UitwegCatalog *catalog);
/* (transfer none): a list of texts, ended by NULL, owned by the catalog */
const char *const *model_catalog_texts (UitwegCatalog *catalog,
                                        const UitwegTable *table,
                                        guint32 row,
                                        guint field);

G_END_DECLS

#endif

/* SPDX-License-Identifier: EUPL-1.2
 *
 * The catalog: facts with source, date and grade. Code holds none of them.
 */
#ifndef UITWEG_CATALOG_H
#define UITWEG_CATALOG_H

#include <uitweg/scenario.h>

G_BEGIN_DECLS

/**
 * UitwegCatalogError:
 * @UITWEG_CATALOG_ERROR_INVALID: a file is wrong; one line a problem
 * @UITWEG_CATALOG_ERROR_UNREADABLE: a file cannot be read
 */
typedef enum
{
  UITWEG_CATALOG_ERROR_INVALID,
  UITWEG_CATALOG_ERROR_UNREADABLE,
} UitwegCatalogError;

#define UITWEG_CATALOG_ERROR (uitweg_catalog_error_quark ())
GQuark uitweg_catalog_error_quark (void);

/**
 * uitweg_catalog_load:
 * @paths: (array length=n_paths): folders, weakest first (shipped, site,
 *   user): a later one overrides or withdraws records by id
 * @n_paths: at least 1
 * @error: return location, or %NULL
 *
 * Returns: (transfer full): the catalog, immutable, or %NULL with
 *   %UITWEG_CATALOG_ERROR set
 *
 * Since: 0.1
 */
UitwegCatalog *
uitweg_catalog_load (const char *const *paths, guint n_paths, GError **error);
UitwegCatalog *uitweg_catalog_ref (const UitwegCatalog *catalog);
void uitweg_catalog_unref (UitwegCatalog *catalog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegCatalog, uitweg_catalog_unref)

const char *uitweg_catalog_get_version (const UitwegCatalog *catalog);
UitwegDay uitweg_catalog_get_as_of (const UitwegCatalog *catalog);
/* sha256 over all files in order of path, 64 hexadecimal digits */
const char *uitweg_catalog_get_digest (const UitwegCatalog *catalog);

/* confidence: verified, partly, unverified, unknown */
typedef enum
{
  UITWEG_CONFIDENCE_VERIFIED,
  UITWEG_CONFIDENCE_PARTLY,
  UITWEG_CONFIDENCE_UNVERIFIED,
  UITWEG_CONFIDENCE_UNKNOWN,
} UitwegConfidence;

/* verified is documented, partly is inferred, all else assumed */
UitwegGrade uitweg_confidence_get_grade (UitwegConfidence confidence);

/* Providers, sorted by id: number p is the same in every object of a run. */
typedef struct
{
  const char *name;    /* certificate or region city, capability */
  const char *status;  /* certificate: held, …; capability: product */
  const char *country; /* region */
  const char *code;    /* region */
  UitwegConfidence confidence;
} UitwegProviderFact;

typedef struct
{
  const char *id;
  const char *name;
  const char *tier;
  const char *legal_entity; /* or NULL */
  const char *seat_country; /* or NULL */
  UitwegConfidence seat_confidence;
  const char *parent_name; /* ultimate parent, or NULL = unknown */
  const char *parent_country;
  UitwegConfidence parent_confidence;
  const char *jurisdiction_class;
  const UitwegProviderFact *regions;
  guint n_regions;
  const UitwegProviderFact *certificates;
  guint n_certificates;
  const UitwegProviderFact *capabilities;
  guint n_capabilities;
  const char *note; /* or NULL */
  const char *path; /* file, for why */
} UitwegProvider;

guint uitweg_catalog_get_n_providers (const UitwegCatalog *catalog);
const UitwegProvider *uitweg_catalog_get_provider (const UitwegCatalog *catalog,
                                                   guint provider);
/* Number of the provider with that id, or UITWEG_NONE. */
guint32 uitweg_catalog_find_provider (const UitwegCatalog *catalog,
                                      const char *id);
gboolean uitweg_provider_offers (const UitwegProvider *provider,
                                 const char *capability,
                                 UitwegConfidence *confidence_out);

/* Prices, sorted by provider, kind, id. */
typedef struct
{
  const char *id;
  guint32 provider; /* number */
  const char *kind; /* vm, block, object, postgresql, … */
  const char *name;
  const char *region;         /* or NULL */
  const char *arch;           /* or NULL */
  double vcpu;                /* NAN unknown */
  gint64 memory;              /* bytes, UITWEG_UNKNOWN */
  double disk_gb;             /* included, decimal GB; NAN unknown */
  const char *gpu;            /* or NULL */
  const char *cpu_allocation; /* shared, dedicated or NULL */
  const char *currency;
  const char *price;        /* decimal literal, per unit; or NULL */
  const char *unit;         /* hour, month, gb_hour, gib_month, gb, … */
  const char *month_cap;    /* decimal literal, or NULL */
  double month_hours;       /* NAN unknown */
  double included_quantity; /* NAN none stated */
  const char *included_unit;
  const char *vat;
  const char *commitment; /* or NULL */
  const char *price_kind; /* list, quote */
  const char *source;     /* id in sources, or NULL */
  UitwegDay as_of;        /* or UITWEG_DAY_UNKNOWN: newest stated day */
  UitwegConfidence confidence;
  const char *note; /* or NULL */
} UitwegPrice;

guint32 uitweg_catalog_get_n_prices (const UitwegCatalog *catalog);
const UitwegPrice *uitweg_catalog_get_price (const UitwegCatalog *catalog,
                                             guint32 price);
/* Rows [first, first + n) of one provider and kind. */
void uitweg_catalog_find_prices (const UitwegCatalog *catalog,
                                 guint32 provider,
                                 const char *kind,
                                 guint32 *first_out,
                                 guint32 *n_out);

/* Services: how each native type moves. */
typedef enum
{
  UITWEG_PORTABILITY_PORTABLE,
  UITWEG_PORTABILITY_COMPATIBLE,
  UITWEG_PORTABILITY_CONVERTIBLE,
  UITWEG_PORTABILITY_REBUILD,
  UITWEG_PORTABILITY_CAPTIVE,
  UITWEG_PORTABILITY_NOT_MOVED,
} UitwegPortabilityClass;

/* words: full, partial, none; -1 unknown */
typedef enum
{
  UITWEG_EXPORT_FULL,
  UITWEG_EXPORT_PARTIAL,
  UITWEG_EXPORT_NONE,
} UitwegExport;

typedef struct
{
  const char *id;
  const char *cloud; /* aws, azure, gcp, hypervisor, saas */
  const char *service;
  const char *archetype;
  const char *category;
  const char *phase; /* foundation, platform, data, application, … */
  gboolean stateful;
  const char *const *equivalents;  /* NULL-ended */
  const char *const *capabilities; /* target capabilities, NULL-ended */
  const char *const *needs_first;  /* NULL-ended */
  UitwegPortabilityClass portability;
  gint export_path;         /* UitwegExport, -1 unknown */
  const char *strategy;     /* typical of the seven */
  const char *effort_class; /* XS, S, M, L, XL */
  const char *cutover;      /* recreate, reissue, copy_sync, … */
  gboolean parallel_run;
  const char *data_export; /* in words */
} UitwegServiceEntry;

guint32 uitweg_catalog_get_n_services (const UitwegCatalog *catalog);
const UitwegServiceEntry *
uitweg_catalog_get_service (const UitwegCatalog *catalog, guint32 entry);
/* Number of the entry for that native type ("terraform:aws_instance"), or
 * UITWEG_NONE: the entry without a condition, else the one that stands first
 * in the files. */
guint32 uitweg_catalog_find_service (const UitwegCatalog *catalog,
                                     const char *native_type);
/* The same where more is known: of the entries with a condition the one whose
 * value has most in common with one of `words` (NULL-ended), such as the
 * features of a resource: "postgresql:15" means engine postgres. O(entries). */
guint32 uitweg_catalog_match_service (const UitwegCatalog *catalog,
                                      const char *native_type,
                                      const char *const *words);

/* Machine types of the source clouds. */
typedef struct
{
  const char *id;
  const char *provider;
  gint64 vcpu;
  gint64 memory; /* bytes */
  gint64 gpus;   /* UITWEG_UNKNOWN */
  const char *arch;
} UitwegMachineType;

/* The type that a source provider calls `id`; NULL if the catalog does not
 * know it. (transfer none) */
const UitwegMachineType *uitweg_catalog_find_machine_type (
    const UitwegCatalog *catalog, const char *provider, const char *id);

/* Blocker rules. */
typedef enum
{
  UITWEG_BLOCKER_CRITICAL,
  UITWEG_BLOCKER_WARNING,
  UITWEG_BLOCKER_INFORMATION,
} UitwegBlockerCategory;

typedef struct
{
  const char *id;
  UitwegBlockerCategory category;
  const char *feature; /* the feature that triggers it */
  const char *label, *label_nl;
  const char *assessment;
  const char *remedy, *remedy_nl;
} UitwegBlockerRule;

guint uitweg_catalog_get_n_blocker_rules (const UitwegCatalog *catalog);
const UitwegBlockerRule *
uitweg_catalog_get_blocker_rule (const UitwegCatalog *catalog, guint rule);
/* Number of the rule for a feature, or UITWEG_NONE. */
guint32 uitweg_catalog_find_blocker (const UitwegCatalog *catalog,
                                     const char *feature);

/* Egress ladders of the source clouds. */
typedef struct
{
  double from;       /* in `unit` */
  double to;         /* INFINITY for the last */
  const char *price; /* decimal literal per unit */
} UitwegEgressTier;

typedef struct
{
  const char *provider;
  const char *currency;
  const char *unit; /* GB, GiB */
  const UitwegEgressTier *tiers;
  guint n_tiers;
  UitwegConfidence confidence;
  gboolean waiver;               /* a full-exit programme exists */
  const char *waiver_name;       /* or NULL */
  const char *waiver_conditions; /* joined by "; ", or NULL */
} UitwegEgressLadder;

/* (nullable): the ladder of a source provider */
const UitwegEgressLadder *
uitweg_catalog_find_egress (const UitwegCatalog *catalog, const char *provider);

/* Parameters: every weight, factor and prior by its dotted name, such as
 * "portability.class.portable", "effort.class.M.mode". The loader checks that
 * all names that code asks for exist, so a getter cannot fail; it aborts on a
 * name that is in no list (a programmer's error). */
double uitweg_catalog_number (const UitwegCatalog *catalog, const char *name);
const char *uitweg_catalog_text (const UitwegCatalog *catalog,
                                 const char *name);
/* NAN / NULL where the name does not exist */
double uitweg_catalog_number_or_nan (const UitwegCatalog *catalog,
                                     const char *name);
UitwegGrade uitweg_catalog_get_parameter_grade (const UitwegCatalog *catalog,
                                                const char *name);

/* Whether `country` is in the named area ("EU", "EEA", "EUROPE"). */
gboolean uitweg_catalog_in_area (const UitwegCatalog *catalog,
                                 const char *area,
                                 const char *country);

/* (nullable): the day law ends switching charges, and likewise */
UitwegDay uitweg_catalog_day (const UitwegCatalog *catalog, const char *name);

/* (nullable) (transfer none): the rows of a table of records by its name in
 * files ("required-levels"), sorted by id; columns are found by key in its
 * schema. NULL if there is no such table. */
const UitwegTable *uitweg_catalog_get_table (const UitwegCatalog *catalog,
                                             const char *name);

/* (nullable) (transfer none): the schemas of all tables of records, counted
 * from 0; NULL behind the last. For documentation. */
const UitwegSchema *uitweg_catalog_get_schema (guint number);

/* Working days of a country ("NL"); NULL if there is no such calendar. The
 * type is private to base/calendar.h. */
typedef struct _BaseCalendar BaseCalendar;
const BaseCalendar *uitweg_catalog_find_calendar (const UitwegCatalog *catalog,
                                                  const char *code);

G_END_DECLS

#endif

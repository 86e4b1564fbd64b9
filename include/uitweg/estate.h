/* SPDX-License-Identifier: EUPL-1.2
 *
 * The estate: what an organisation has, what needs what, who is behind it and
 * what it costs today. Connectors fill a builder; a finished estate never
 * changes.
 */
#ifndef UITWEG_ESTATE_H
#define UITWEG_ESTATE_H

#include <uitweg/estate-fields.h>
#include <uitweg/table.h>

G_BEGIN_DECLS

/**
 * UitwegRecordType:
 *
 * The record types of an estate, in the order in which they are written.
 */
typedef enum
{
  UITWEG_RECORD_ORGANISATION,
  UITWEG_RECORD_SOURCE,
  UITWEG_RECORD_PARTY,
  UITWEG_RECORD_RESOURCE,
  UITWEG_RECORD_DEPENDENCY,
  UITWEG_RECORD_SERVICE,
  UITWEG_RECORD_CONTRACT,
  UITWEG_RECORD_COST,
} UitwegRecordType;

#define UITWEG_N_RECORD_TYPES 8

/* Field numbers of each record and of the lists inside them, from
 * estate-fields.h: UITWEG_RESOURCE_VCPU, UITWEG_DISK_SIZE, … */
#define UITWEG_FIELD_ENUMERATOR(name, ...) UITWEG_##name,
typedef enum
{
  UITWEG_PROVENANCE_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegProvenanceField;
typedef enum
{
  UITWEG_ORGANISATION_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegOrganisationField;
typedef enum
{
  UITWEG_REQUIRED_CONTROL_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegRequiredControlField;
typedef enum
{
  UITWEG_SOURCE_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegSourceField;
typedef enum
{
  UITWEG_SOURCE_FILE_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegSourceFileField;
typedef enum
{
  UITWEG_SOURCE_PROBLEM_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegSourceProblemField;
typedef enum
{
  UITWEG_PARTY_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegPartyField;
typedef enum
{
  UITWEG_OWNER_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegOwnerField;
typedef enum
{
  UITWEG_SUBCONTRACTOR_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegSubcontractorField;
typedef enum
{
  UITWEG_PARTY_EVENT_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegPartyEventField;
typedef enum
{
  UITWEG_RESOURCE_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegResourceField;
typedef enum
{
  UITWEG_DISK_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegDiskField;
typedef enum
{
  UITWEG_UTILISATION_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegUtilisationField;
typedef enum
{
  UITWEG_ADMINISTRATOR_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegAdministratorField;
typedef enum
{
  UITWEG_BACKUP_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegBackupField;
typedef enum
{
  UITWEG_COMMITMENT_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegCommitmentField;
typedef enum
{
  UITWEG_LICENCE_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegLicenceField;
typedef enum
{
  UITWEG_DEPENDENCY_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegDependencyField;
typedef enum
{
  UITWEG_SERVICE_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegServiceField;
typedef enum
{
  UITWEG_USER_GROUP_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegUserGroupField;
typedef enum
{
  UITWEG_EXIT_TEST_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegExitTestField;
typedef enum
{
  UITWEG_CONTRACT_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegContractField;
typedef enum
{
  UITWEG_COST_FIELDS (UITWEG_FIELD_ENUMERATOR)
} UitwegCostField;

/* Closed lists as C enumerations; the words are in the same order. */

/**
 * UitwegResourceKind:
 *
 * What a resource is; words as in uitweg-estate(5).
 */
typedef enum
{
  UITWEG_KIND_VM,
  UITWEG_KIND_CONTAINER,
  UITWEG_KIND_FUNCTION,
  UITWEG_KIND_APPLICATION,
  UITWEG_KIND_SAAS,
  UITWEG_KIND_HOST,
  UITWEG_KIND_POOL,
  UITWEG_KIND_DISK,
  UITWEG_KIND_BUCKET,
  UITWEG_KIND_SHARE,
  UITWEG_KIND_DATABASE,
  UITWEG_KIND_CACHE,
  UITWEG_KIND_QUEUE,
  UITWEG_KIND_CLUSTER,
  UITWEG_KIND_NETWORK,
  UITWEG_KIND_SUBNET,
  UITWEG_KIND_LOAD_BALANCER,
  UITWEG_KIND_DNS,
  UITWEG_KIND_CERTIFICATE,
  UITWEG_KIND_IDENTITY,
  UITWEG_KIND_ROLE,
  UITWEG_KIND_KEY,
  UITWEG_KIND_REGISTRY,
  UITWEG_KIND_IMAGE,
  UITWEG_KIND_SNAPSHOT,
  UITWEG_KIND_BACKUP,
  UITWEG_KIND_FACILITY,
  UITWEG_KIND_POWER,
  UITWEG_KIND_CONNECTIVITY,
  UITWEG_KIND_EXCHANGE,
  UITWEG_KIND_SATELLITE,
  UITWEG_KIND_PLATFORM,
  UITWEG_KIND_OTHER,
  UITWEG_KIND_UNKNOWN,
} UitwegResourceKind;

/**
 * UitwegDependencyKind:
 *
 * What a thing is needed for.
 */
typedef enum
{
  UITWEG_DEPENDENCY_NETWORK,
  UITWEG_DEPENDENCY_DATA,
  UITWEG_DEPENDENCY_IDENTITY,
  UITWEG_DEPENDENCY_KEY,
  UITWEG_DEPENDENCY_PLATFORM,
  UITWEG_DEPENDENCY_BUILD,
  UITWEG_DEPENDENCY_NAME,
  UITWEG_DEPENDENCY_ADMINISTRATION,
  UITWEG_DEPENDENCY_SUPPLY,
} UitwegDependencyKind;

/* words: machine, people, reencrypt, bound */
typedef enum
{
  UITWEG_BRIDGE_MACHINE,
  UITWEG_BRIDGE_PEOPLE,
  UITWEG_BRIDGE_REENCRYPT,
  UITWEG_BRIDGE_BOUND,
} UitwegBridge;

/* words: vital, high, medium, low */
typedef enum
{
  UITWEG_CRITICALITY_VITAL,
  UITWEG_CRITICALITY_HIGH,
  UITWEG_CRITICALITY_MEDIUM,
  UITWEG_CRITICALITY_LOW,
} UitwegCriticality;

/* words: public, internal, confidential, personal, personal-special,
 * state-secret; a larger number is more sensitive */
typedef enum
{
  UITWEG_DATA_PUBLIC,
  UITWEG_DATA_INTERNAL,
  UITWEG_DATA_CONFIDENTIAL,
  UITWEG_DATA_PERSONAL,
  UITWEG_DATA_PERSONAL_SPECIAL,
  UITWEG_DATA_STATE_SECRET,
} UitwegDataClass;

/* words: any, european, national; a larger number is stricter */
typedef enum
{
  UITWEG_CONTROL_ANY,
  UITWEG_CONTROL_EUROPEAN,
  UITWEG_CONTROL_NATIONAL,
} UitwegControlLevel;

/* words: production, non-production */
typedef enum
{
  UITWEG_ENVIRONMENT_PRODUCTION,
  UITWEG_ENVIRONMENT_NON_PRODUCTION,
} UitwegEnvironment;

/* words: all, part, none, end */
typedef enum
{
  UITWEG_OWNERS_ALL,
  UITWEG_OWNERS_PART,
  UITWEG_OWNERS_NONE,
  UITWEG_OWNERS_END,
} UitwegOwnersKnown;

/**
 * UitwegEstateError:
 * @UITWEG_ESTATE_ERROR_INVALID: records are wrong; the message has one line
 *   "file:line: found, expected" for each of up to 100 problems
 * @UITWEG_ESTATE_ERROR_UNREADABLE: a file cannot be read
 */
typedef enum
{
  UITWEG_ESTATE_ERROR_INVALID,
  UITWEG_ESTATE_ERROR_UNREADABLE,
} UitwegEstateError;

#define UITWEG_ESTATE_ERROR (uitweg_estate_error_quark ())
GQuark uitweg_estate_error_quark (void);

/**
 * UitwegEstate:
 *
 * A checked, merged, immutable estate. The rows of each table are sorted by
 * id, so that the order of the input changes nothing; resource `i` is row `i`
 * of the resource table here and in every later object of a run. Resources
 * that are only mentioned stand among them as placeholders.
 */
typedef struct _UitwegEstate UitwegEstate;

UitwegEstate *uitweg_estate_ref (const UitwegEstate *estate);
void uitweg_estate_unref (UitwegEstate *estate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegEstate, uitweg_estate_unref)

/* (transfer none): the schema of a record type, for documentation */
const UitwegSchema *uitweg_estate_get_schema (UitwegRecordType type);

/**
 * uitweg_estate_load:
 * @paths: (array length=n_paths): JSON Lines files; "-" is standard input
 * @n_paths: how many
 * @n_threads: 1 to 64; changes nothing in the result
 * @error: return location, or %NULL
 *
 * Reads, checks and merges parts (one per header line) into one estate.
 * O(bytes + records log records).
 *
 * Returns: (transfer full): the estate, or %NULL with %UITWEG_ESTATE_ERROR
 *   set
 *
 * Since: 0.1
 */
UitwegEstate *uitweg_estate_load (const char *const *paths,
                                  guint n_paths,
                                  guint n_threads,
                                  GError **error);

/* Writes all records, sorted by type and id, as one part; atomic. `path` "-"
 * is standard output. */
gboolean uitweg_estate_save (const UitwegEstate *estate,
                             const char *path,
                             GError **error);

/* (transfer none): the rows of one record type */
const UitwegTable *uitweg_estate_get_table (const UitwegEstate *estate,
                                            UitwegRecordType type);

guint32 uitweg_estate_get_n_resources (const UitwegEstate *estate);

/* Row of the record with that id, or UITWEG_NONE. O(log n). */
guint32 uitweg_estate_find (const UitwegEstate *estate,
                            UitwegRecordType type,
                            const char *id);

/* Whether resource `i` is only mentioned, defined by no file. */
gboolean uitweg_estate_is_placeholder (const UitwegEstate *estate, guint32 i);

/* (array) (transfer none): for each row of the dependency table the resource
 * that needs and the resource needed */
const guint32 *uitweg_estate_get_dependency_from (const UitwegEstate *estate);
const guint32 *uitweg_estate_get_dependency_to (const UitwegEstate *estate);

/* (array length=n_out) (transfer none): resources of service row `service`,
 * ascending, without repeats */
const guint32 *uitweg_estate_get_members (const UitwegEstate *estate,
                                          guint32 service,
                                          guint32 *n_out);

/* (array length=n_out) (transfer none): service rows that resource `i`
 * belongs to, ascending */
const guint32 *uitweg_estate_get_services_of (const UitwegEstate *estate,
                                              guint32 i,
                                              guint32 *n_out);

/* Weakest-known grade of one field of a record, from its provenance;
 * UITWEG_GRADE_ASSUMED where nothing names it. */
UitwegGrade uitweg_estate_get_grade (const UitwegEstate *estate,
                                     UitwegRecordType type,
                                     guint32 row,
                                     guint field);

/* sha256 of the canonical form, 64 hexadecimal digits: equal for shuffled
 * input. (transfer none) */
const char *uitweg_estate_get_digest (const UitwegEstate *estate);

/* Conflicts of the merge in words: "vm/a: field vcpu: 4 (source/x, measured)
 * wins over 8 (source/y, inferred)", sorted. (transfer none), NULL-ended */
const char *const *uitweg_estate_get_conflicts (const UitwegEstate *estate);

/**
 * UitwegEstateBuilder:
 *
 * Collects the records of one part. Connectors append rows to its tables with
 * the functions of base/table-private.h. Belongs to one thread.
 */
typedef struct _UitwegEstateBuilder UitwegEstateBuilder;

/* An empty part. (transfer full) */
UitwegEstateBuilder *uitweg_estate_builder_new (void);
void uitweg_estate_builder_free (UitwegEstateBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegEstateBuilder, uitweg_estate_builder_free)

/* (transfer none): rows may be appended until finish() */
UitwegTable *uitweg_estate_builder_get_table (UitwegEstateBuilder *builder,
                                              UitwegRecordType type);

/**
 * uitweg_estate_builder_begin_part:
 * @builder: a builder
 *
 * Begins a new part, as a header line does in a file: records appended from
 * here on that have the id of one before are merged with it.
 *
 * Since: 0.1
 */
void uitweg_estate_builder_begin_part (UitwegEstateBuilder *builder);

/**
 * uitweg_estate_builder_finish:
 * @builder: (transfer full): a builder; freed in any case
 * @name: what messages call this part, such as the connector's name
 * @error: return location, or %NULL
 *
 * Checks all rows, resolves references and freezes them.
 *
 * Returns: (transfer full): the estate, or %NULL with
 *   %UITWEG_ESTATE_ERROR_INVALID set
 *
 * Since: 0.1
 */
UitwegEstate *uitweg_estate_builder_finish (UitwegEstateBuilder *builder,
                                            const char *name,
                                            GError **error);

G_END_DECLS

#endif

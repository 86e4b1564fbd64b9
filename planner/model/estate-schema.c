/* SPDX-License-Identifier: EUPL-1.2
 *
 * The schemas of all estate records: the lists of estate-fields.h become
 * tables, and the closed lists of words stand here. Readers, checks, writers
 * and the manual page use nothing else.
 */
#include "config.h"

#include "model/estate-private.h"

/* Words in the order of UitwegGrade. */
static const char *const grade_words[] = { "measured", "documented", "inferred",
                                           "assumed", NULL };
static const char *const risk_appetite_words[] = { "low", "medium", "high",
                                                   NULL };
/* Words in the order of UitwegCriticality. */
static const char *const criticality_words[] = { "vital", "high", "medium",
                                                 "low", NULL };
/* Words in the order of UitwegDataClass. */
static const char *const data_class_words[] = {
  "public",       "internal", "confidential", "personal", "personal-special",
  "state-secret", NULL
};
/* Words in the order of UitwegControlLevel. */
static const char *const control_level_words[] = { "any", "european",
                                                   "national", NULL };
static const char *const party_form_words[] = {
  "company",     "association", "cooperative", "public_body", "foundation",
  "partnership", "person",      "other",       NULL
};
/* Words in the order of UitwegOwnersKnown. */
static const char *const owners_known_words[] = { "all", "part", "none", "end",
                                                  NULL };
static const char *const event_status_words[] = { "rumoured",  "announced",
                                                  "approved",  "completed",
                                                  "withdrawn", NULL };
/* Words in the order of UitwegResourceKind. */
static const char *const resource_kind_words[] = {
  "vm",        "container",     "function", "application",  "saas",
  "host",      "pool",          "disk",     "bucket",       "share",
  "database",  "cache",         "queue",    "cluster",      "network",
  "subnet",    "load_balancer", "dns",      "certificate",  "identity",
  "role",      "key",           "registry", "image",        "snapshot",
  "backup",    "facility",      "power",    "connectivity", "exchange",
  "satellite", "platform",      "other",    "unknown",      NULL
};
/* Words in the order of UitwegEnvironment. */
static const char *const environment_words[] = { "production", "non-production",
                                                 NULL };
static const char *const key_origin_words[] = { "own", "provider",
                                                "third_party", NULL };
/* Words in the order of UitwegDependencyKind. */
static const char *const dependency_kind_words[] = {
  "network", "data", "identity",       "key",    "platform",
  "build",   "name", "administration", "supply", NULL
};
/* Words in the order of UitwegBridge. */
static const char *const bridge_words[] = { "machine", "people", "reencrypt",
                                            "bound", NULL };
static const char *const basis_words[] = { "observed", "declared", "inferred",
                                           NULL };
static const char *const test_result_words[] = { "passed", "partial", "failed",
                                                 NULL };
static const char *const clause_state_words[] = { "present", "absent",
                                                  "defective", "unknown",
                                                  NULL };

#define FIELD(name, field_key, field_type, is_required, word_list, least,      \
              greatest, child_schema, help_text)                               \
  { .key = field_key,                                                          \
    .type = UITWEG_FIELD_##field_type,                                         \
    .required = is_required,                                                   \
    .words = word_list,                                                        \
    .min = least,                                                              \
    .max = greatest,                                                           \
    .child = child_schema,                                                     \
    .help = help_text },

#define SCHEMA(name_of_schema, title, FIELDS)                                  \
  static const UitwegField name_of_schema##_fields[] = { FIELDS (FIELD) };     \
  static const UitwegSchema name_of_schema##_schema = {                        \
    title, name_of_schema##_fields, G_N_ELEMENTS (name_of_schema##_fields)     \
  };

/* A record that several sources told keeps what each said: the same fields
 * but for the last, which is this list. */
#define RECORD(name_of_schema, title, FIELDS)                                  \
  static const UitwegSchema name_of_schema##_seen_schema;                      \
  SCHEMA (name_of_schema, title, FIELDS)                                       \
  static const UitwegSchema name_of_schema##_seen_schema = {                   \
    "seen", name_of_schema##_fields,                                           \
    G_N_ELEMENTS (name_of_schema##_fields) - 1                                 \
  };

/* Lists inside records first: the records point at them. */
SCHEMA (provenance, "provenance", UITWEG_PROVENANCE_FIELDS)
SCHEMA (required_control, "required_control", UITWEG_REQUIRED_CONTROL_FIELDS)
SCHEMA (source_file, "files", UITWEG_SOURCE_FILE_FIELDS)
SCHEMA (source_problem, "problems", UITWEG_SOURCE_PROBLEM_FIELDS)
SCHEMA (owner, "owners", UITWEG_OWNER_FIELDS)
SCHEMA (subcontractor, "subcontractors", UITWEG_SUBCONTRACTOR_FIELDS)
SCHEMA (party_event, "events", UITWEG_PARTY_EVENT_FIELDS)
SCHEMA (disk, "disks", UITWEG_DISK_FIELDS)
SCHEMA (utilisation, "utilisation", UITWEG_UTILISATION_FIELDS)
SCHEMA (administrator, "administrators", UITWEG_ADMINISTRATOR_FIELDS)
SCHEMA (backup, "backups", UITWEG_BACKUP_FIELDS)
SCHEMA (commitment, "commitments", UITWEG_COMMITMENT_FIELDS)
SCHEMA (licence, "licences", UITWEG_LICENCE_FIELDS)
SCHEMA (user_group, "user_groups", UITWEG_USER_GROUP_FIELDS)
SCHEMA (exit_test, "exit_tests", UITWEG_EXIT_TEST_FIELDS)

RECORD (organisation, "organisation", UITWEG_ORGANISATION_FIELDS)
RECORD (source, "source", UITWEG_SOURCE_FIELDS)
RECORD (party, "party", UITWEG_PARTY_FIELDS)
RECORD (resource, "resource", UITWEG_RESOURCE_FIELDS)
RECORD (dependency, "dependency", UITWEG_DEPENDENCY_FIELDS)
RECORD (service, "service", UITWEG_SERVICE_FIELDS)
RECORD (contract, "contract", UITWEG_CONTRACT_FIELDS)
RECORD (cost, "cost", UITWEG_COST_FIELDS)

/* In the order of UitwegRecordType. */
static const UitwegSchema *const record_schemas[UITWEG_N_RECORD_TYPES] = {
  [UITWEG_RECORD_ORGANISATION] = &organisation_schema,
  [UITWEG_RECORD_SOURCE] = &source_schema,
  [UITWEG_RECORD_PARTY] = &party_schema,
  [UITWEG_RECORD_RESOURCE] = &resource_schema,
  [UITWEG_RECORD_DEPENDENCY] = &dependency_schema,
  [UITWEG_RECORD_SERVICE] = &service_schema,
  [UITWEG_RECORD_CONTRACT] = &contract_schema,
  [UITWEG_RECORD_COST] = &cost_schema,
};

static const char *const record_names[UITWEG_N_RECORD_TYPES + 1] = {
  "organisation", "source",   "party", "resource", "dependency",
  "service",      "contract", "cost",  NULL
};

static const guint provenance_field_numbers[UITWEG_N_RECORD_TYPES] = {
  [UITWEG_RECORD_ORGANISATION] = UITWEG_ORGANISATION_PROVENANCE,
  [UITWEG_RECORD_SOURCE] = UITWEG_SOURCE_PROVENANCE,
  [UITWEG_RECORD_PARTY] = UITWEG_PARTY_PROVENANCE,
  [UITWEG_RECORD_RESOURCE] = UITWEG_RESOURCE_PROVENANCE,
  [UITWEG_RECORD_DEPENDENCY] = UITWEG_DEPENDENCY_PROVENANCE,
  [UITWEG_RECORD_SERVICE] = UITWEG_SERVICE_PROVENANCE,
  [UITWEG_RECORD_CONTRACT] = UITWEG_CONTRACT_PROVENANCE,
  [UITWEG_RECORD_COST] = UITWEG_COST_PROVENANCE,
};

static const guint seen_field_numbers[UITWEG_N_RECORD_TYPES] = {
  [UITWEG_RECORD_ORGANISATION] = UITWEG_ORGANISATION_SEEN,
  [UITWEG_RECORD_SOURCE] = UITWEG_SOURCE_SEEN,
  [UITWEG_RECORD_PARTY] = UITWEG_PARTY_SEEN,
  [UITWEG_RECORD_RESOURCE] = UITWEG_RESOURCE_SEEN,
  [UITWEG_RECORD_DEPENDENCY] = UITWEG_DEPENDENCY_SEEN,
  [UITWEG_RECORD_SERVICE] = UITWEG_SERVICE_SEEN,
  [UITWEG_RECORD_CONTRACT] = UITWEG_CONTRACT_SEEN,
  [UITWEG_RECORD_COST] = UITWEG_COST_SEEN,
};

const UitwegSchema *
uitweg_estate_get_schema (UitwegRecordType type)
{
  g_return_val_if_fail ((guint) type < UITWEG_N_RECORD_TYPES, NULL);

  return record_schemas[type];
}

const char *const *
model_record_names (void)
{
  return record_names;
}

guint
model_provenance_field (UitwegRecordType type)
{
  return provenance_field_numbers[type];
}

guint
model_seen_field (UitwegRecordType type)
{
  return seen_field_numbers[type];
}

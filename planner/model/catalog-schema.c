/* SPDX-License-Identifier: EUPL-1.2
 *
 * The schemas of all catalog tables that hold records: the lists of
 * catalog-fields.h become tables, and the closed lists of words stand here.
 * The loader, the checks and uitweg-catalog(5) use nothing else.
 */
#include "config.h"

#include "model/catalog-private.h"

/* Words in the order of UitwegConfidence; the last counts as unverified. */
static const char *const confidence_words[] = { "verified",   "partly",
                                                "unverified", "unknown",
                                                "judgement",  NULL };
/* Words in the order of UitwegGrade. */
static const char *const grade_words[] = { "measured", "documented", "inferred",
                                           "assumed", NULL };
static const char *const tier_words[] = { "full-cloud", "iaas",      "paas",
                                          "kubernetes", "gpu-cloud", "storage",
                                          "msp",        "vps",       "contrast",
                                          "source",     NULL };
static const char *const jurisdiction_words[] = {
  "eu_seat_eu_parent",
  "efta_seat_efta_parent",
  "efta_seat_eu_parent",
  "efta_seat_non_eu_ultimate_parent",
  "eu_seat_non_eu_ultimate_parent",
  "uk",
  "us_ultimate_parent",
  "eu_operator_us_technology",
  "eu_seat_parent_unknown",
  "efta_seat_parent_unknown",
  NULL
};
static const char *const certificate_words[] = { "held", "in_progress",
                                                 "announced", "listed", NULL };
static const char *const price_kind_words[] = {
  "vm",    "vm_gpu",     "bare_metal", "block",  "object",
  "file",  "snapshot",   "backup",     "egress", "load_balancer",
  "ipv4",  "kubernetes", "postgresql", "mysql",  "redis",
  "kafka", "opensearch", "mongodb",    NULL
};
static const char *const arch_words[] = { "x86_64", "arm64", "riscv64", NULL };
static const char *const allocation_words[] = { "shared", "dedicated", NULL };
static const char *const unit_words[] = { "hour",     "month",     "gb_hour",
                                          "gib_hour", "tb_hour",   "gb_day",
                                          "gb_month", "gib_month", "gb",
                                          "gib",      NULL };
static const char *const included_words[] = { "mb", "gb", "tb", NULL };
static const char *const vat_words[] = { "excluded", "included", "unknown",
                                         NULL };
static const char *const commitment_words[] = { "hourly", "monthly", NULL };
static const char *const list_words[] = { "list", "quote", NULL };
static const char *const gap_words[] = { "vm",       "block",         "object",
                                         "egress",   "managed_db",    "file",
                                         "snapshot", "load_balancer", "ipv4",
                                         NULL };
static const char *const obtain_words[] = { "api", "page", "quote", "unknown",
                                            NULL };
static const char *const api_words[] = { "api", "page", "quote", NULL };
static const char *const auth_words[] = { "none", "credential", NULL };
static const char *const phase_words[] = { "foundation", "platform",
                                           "data",       "application",
                                           "edge",       "operations",
                                           "retire",     NULL };
static const char *const compat_words[] = { "native", "compatible", "partial",
                                            "none", NULL };
static const char *const api_class_words[] = { "open_standard",
                                               "compatible_implementations",
                                               "proprietary", NULL };
static const char *const lock_in_words[] = { "none", "low",       "medium",
                                             "high", "very_high", NULL };
/* Words in the order of UitwegPortabilityClass. */
static const char *const portability_words[] = { "portable",    "compatible",
                                                 "convertible", "rebuild",
                                                 "captive",     "not_moved",
                                                 NULL };
static const char *const strategy_words[] = { "rehost",     "relocate",
                                              "replatform", "repurchase",
                                              "refactor",   "retire",
                                              "retain",     NULL };
static const char *const effort_words[] = { "XS", "S", "M", "L", "XL", NULL };
/* Words in the order of UitwegExport. */
static const char *const export_words[] = { "full", "partial", "none", NULL };
static const char *const cutover_words[] = { "replicate_switch",
                                             "copy_sync",
                                             "dump_restore",
                                             "export_import",
                                             "reissue",
                                             "drain",
                                             "dns_switch",
                                             "dual_run",
                                             "redeploy",
                                             "recreate",
                                             "contract",
                                             "none",
                                             NULL };
static const char *const fallback_words[] = { "switch_back",
                                              "switch_back_with_delta",
                                              "reverse_replication",
                                              "none_after_writes",
                                              "none",
                                              NULL };
static const char *const cloud_words[] = { "aws",        "azure", "gcp",
                                           "hypervisor", "saas",  NULL };
static const char *const traffic_words[] = { "gb", "gib", NULL };
static const char *const programme_words[] = { "full_exit", "parallel_use",
                                               NULL };
static const char *const cost_kind_words[] = { "free", "reduced", "at_cost",
                                               NULL };
static const char *const covers_words[] = { "all", "storage", "per_service",
                                            NULL };
/* Words in the order of UitwegBlockerCategory. */
static const char *const category_words[] = { "critical", "warning",
                                              "information", NULL };
static const char *const axis_words[] = { "geographic", "legal", "operational",
                                          NULL };
/* Words in the order of UitwegControlLevel. */
static const char *const level_words[] = { "any", "european", "national",
                                           NULL };
/* Words in the order of UitwegCriticality. */
static const char *const criticality_words[] = { "vital", "high", "medium",
                                                 "low", NULL };
/* Words in the order of UitwegDataClass. */
static const char *const data_class_words[] = {
  "public",       "internal", "confidential", "personal", "personal-special",
  "state-secret", NULL
};

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

/* clang-format off */
SCHEMA (provider_region, "regions", CATALOG_REGION_FIELDS)
SCHEMA (provider_certificate, "certifications", CATALOG_CERTIFICATE_FIELDS)
SCHEMA (managed_service, "managed_services", CATALOG_MANAGED_FIELDS)
SCHEMA (recorded_example, "recorded_example", CATALOG_EXAMPLE_FIELDS)
SCHEMA (egress_tier, "tiers", CATALOG_TIER_FIELDS)
SCHEMA (egress_source, "sources", CATALOG_EGRESS_SOURCE_FIELDS)
SCHEMA (sources, "sources", CATALOG_SOURCE_FIELDS)
SCHEMA (capabilities, "capabilities", CATALOG_CAPABILITY_FIELDS)
SCHEMA (countries, "countries", CATALOG_COUNTRY_FIELDS)
SCHEMA (areas, "areas", CATALOG_AREA_FIELDS)
SCHEMA (providers, "providers", CATALOG_PROVIDER_FIELDS)
SCHEMA (prices, "prices", CATALOG_PRICE_FIELDS)
SCHEMA (price_gaps, "price-gaps", CATALOG_GAP_FIELDS)
SCHEMA (price_apis, "price-apis", CATALOG_API_FIELDS)
SCHEMA (machine_types, "machine-types", CATALOG_MACHINE_FIELDS)
SCHEMA (archetypes, "archetypes", CATALOG_ARCHETYPE_FIELDS)
SCHEMA (services, "services", CATALOG_ENTRY_FIELDS)
SCHEMA (egress_tiers, "egress-tiers", CATALOG_EGRESS_FIELDS)
SCHEMA (exit_programmes, "exit-programmes", CATALOG_PROGRAMME_FIELDS)
SCHEMA (planner_hints, "planner-hints", CATALOG_HINT_FIELDS)
SCHEMA (blockers, "blockers", CATALOG_BLOCKER_FIELDS)
SCHEMA (required_levels, "required-levels", CATALOG_LEVEL_FIELDS)
SCHEMA (control_axes, "control-axes", CATALOG_AXIS_FIELDS)
SCHEMA (clauses, "clauses", CATALOG_CLAUSE_FIELDS)
/* clang-format on */

/* In the order of ModelCatalogTable. */
static const UitwegSchema *const schemas[MODEL_N_CATALOG_TABLES] = {
  [MODEL_CATALOG_SOURCES] = &sources_schema,
  [MODEL_CATALOG_CAPABILITIES] = &capabilities_schema,
  [MODEL_CATALOG_COUNTRIES] = &countries_schema,
  [MODEL_CATALOG_AREAS] = &areas_schema,
  [MODEL_CATALOG_PROVIDERS] = &providers_schema,
  [MODEL_CATALOG_PRICES] = &prices_schema,
  [MODEL_CATALOG_PRICE_GAPS] = &price_gaps_schema,
  [MODEL_CATALOG_PRICE_APIS] = &price_apis_schema,
  [MODEL_CATALOG_MACHINE_TYPES] = &machine_types_schema,
  [MODEL_CATALOG_ARCHETYPES] = &archetypes_schema,
  [MODEL_CATALOG_SERVICES] = &services_schema,
  [MODEL_CATALOG_EGRESS_TIERS] = &egress_tiers_schema,
  [MODEL_CATALOG_EXIT_PROGRAMMES] = &exit_programmes_schema,
  [MODEL_CATALOG_PLANNER_HINTS] = &planner_hints_schema,
  [MODEL_CATALOG_BLOCKERS] = &blockers_schema,
  [MODEL_CATALOG_REQUIRED_LEVELS] = &required_levels_schema,
  [MODEL_CATALOG_CONTROL_AXES] = &control_axes_schema,
  [MODEL_CATALOG_CLAUSES] = &clauses_schema,
};

const UitwegSchema *
model_catalog_schema (ModelCatalogTable table)
{
  return schemas[table];
}

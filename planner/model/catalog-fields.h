/* SPDX-License-Identifier: EUPL-1.2
 *
 * The fields of every catalog table, once: from these lists come the field
 * numbers and the schemas (catalog-schema.c).
 *
 * X (NAME, key, TYPE, required, words, min, max, child, help), as in
 * <uitweg/estate-fields.h>. The id is the first field of every table.
 */
#ifndef MODEL_CATALOG_FIELDS_H
#define MODEL_CATALOG_FIELDS_H

/* Elements of `regions` */
#define CATALOG_REGION_FIELDS(X)                                               \
  X (CATALOG_REGION_CODE, "code", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "provider's code of the region")                                          \
  X (CATALOG_REGION_CITY, "city", TEXT, FALSE, NULL, 0, 0, NULL, "city")       \
  X (CATALOG_REGION_COUNTRY, "country", TEXT, FALSE, NULL, 0, 0, NULL,         \
     "ISO 3166-1 alpha-2 code")                                                \
  X (CATALOG_REGION_SOURCE, "source", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "id of the source that says so")                                          \
  X (CATALOG_REGION_AS_OF, "as_of", DAY, FALSE, NULL, 0, 0, NULL,              \
     "oldest day of what the source states")                                   \
  X (CATALOG_REGION_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words,   \
     0, 0, NULL, "how sure it is")                                             \
  X (CATALOG_REGION_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Elements of `certifications` */
#define CATALOG_CERTIFICATE_FIELDS(X)                                          \
  X (CATALOG_CERTIFICATE_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL,           \
     "certificate")                                                            \
  X (CATALOG_CERTIFICATE_STATUS, "status", ENUM, TRUE, certificate_words, 0,   \
     0, NULL, "how far it is")                                                 \
  X (CATALOG_CERTIFICATE_SOURCE, "source", TEXT, FALSE, NULL, 0, 0, NULL,      \
     "id of the source that says so")                                          \
  X (CATALOG_CERTIFICATE_AS_OF, "as_of", DAY, FALSE, NULL, 0, 0, NULL,         \
     "oldest day of what the source states")                                   \
  X (CATALOG_CERTIFICATE_CONFIDENCE, "confidence", ENUM, FALSE,                \
     confidence_words, 0, 0, NULL, "how sure it is")                           \
  X (CATALOG_CERTIFICATE_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Elements of `managed_services` */
#define CATALOG_MANAGED_FIELDS(X)                                              \
  X (CATALOG_MANAGED_CAPABILITY, "capability", TEXT, TRUE, NULL, 0, 0, NULL,   \
     "id of a capability")                                                     \
  X (CATALOG_MANAGED_PRODUCT, "product", TEXT, FALSE, NULL, 0, 0, NULL,        \
     "provider's name of the product")                                         \
  X (CATALOG_MANAGED_SOURCE, "source", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "id of the source that says so")                                          \
  X (CATALOG_MANAGED_AS_OF, "as_of", DAY, FALSE, NULL, 0, 0, NULL,             \
     "oldest day of what the source states")                                   \
  X (CATALOG_MANAGED_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words,  \
     0, 0, NULL, "how sure it is")

/* Elements of `recorded_example` */
#define CATALOG_EXAMPLE_FIELDS(X)                                              \
  X (CATALOG_EXAMPLE_REPO, "repo", TEXT, FALSE, NULL, 0, 0, NULL,              \
     "repository that holds a recorded answer")                                \
  X (CATALOG_EXAMPLE_URL, "url", TEXT, FALSE, NULL, 0, 0, NULL, "address")     \
  X (CATALOG_EXAMPLE_PATH, "path", TEXT, FALSE, NULL, 0, 0, NULL,              \
     "path inside the repository")                                             \
  X (CATALOG_EXAMPLE_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Elements of `tiers` */
#define CATALOG_TIER_FIELDS(X)                                                 \
  X (CATALOG_TIER_FROM, "from", NUMBER, TRUE, NULL, 0, 1e12, NULL,             \
     "first quantity per month, in the unit of the record")                    \
  X (CATALOG_TIER_TO, "to", NUMBER, FALSE, NULL, 0, 1e12, NULL,                \
     "first quantity beyond; absent: no end")                                  \
  X (CATALOG_TIER_PRICE, "price", TEXT, TRUE, NULL, 0, 0, NULL,                \
     "decimal price of one unit")

/* Elements of `sources` */
#define CATALOG_EGRESS_SOURCE_FIELDS(X)                                        \
  X (CATALOG_EGRESS_SOURCE_WHAT, "what", TEXT, FALSE, NULL, 0, 0, NULL,        \
     "what it says")                                                           \
  X (CATALOG_EGRESS_SOURCE_WHERE, "where", TEXT, FALSE, NULL, 0, 0, NULL,      \
     "where it stands")                                                        \
  X (CATALOG_EGRESS_SOURCE_AS_OF_TEXT, "as_of_text", TEXT, FALSE, NULL, 0, 0,  \
     NULL, "its date in words")                                                \
  X (CATALOG_EGRESS_SOURCE_CONFIDENCE, "confidence", ENUM, FALSE,              \
     confidence_words, 0, 0, NULL, "how sure it is")                           \
  X (CATALOG_EGRESS_SOURCE_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL,        \
     "remark")

/* Where facts come from */
#define CATALOG_SOURCE_FIELDS(X)                                               \
  X (CATALOG_SOURCE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")     \
  X (CATALOG_SOURCE_TITLE, "title", TEXT, FALSE, NULL, 0, 0, NULL, "title")    \
  X (CATALOG_SOURCE_URL, "url", TEXT, FALSE, NULL, 0, 0, NULL, "address")      \
  X (CATALOG_SOURCE_REPO, "repo", TEXT, FALSE, NULL, 0, 0, NULL, "repository") \
  X (CATALOG_SOURCE_PATH, "path", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "path inside the repository")                                             \
  X (CATALOG_SOURCE_COMMIT, "commit", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "commit that was read")                                                   \
  X (CATALOG_SOURCE_LICENCE, "licence", TEXT, FALSE, NULL, 0, 0, NULL,         \
     "licence of what was taken")                                              \
  X (CATALOG_SOURCE_AS_OF, "as_of", DAY, FALSE, NULL, 0, 0, NULL,              \
     "oldest day that it states")                                              \
  X (CATALOG_SOURCE_AS_OF_TEXT, "as_of_text", TEXT, FALSE, NULL, 0, 0, NULL,   \
     "its words where that is a range")                                        \
  X (CATALOG_SOURCE_KIND, "kind", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "what kind of source it is")                                              \
  X (CATALOG_SOURCE_ATTRIBUTION, "attribution", TEXT, FALSE, NULL, 0, 0, NULL, \
     "attribution that the licence asks for")                                  \
  X (CATALOG_SOURCE_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* What a provider may run for a customer */
#define CATALOG_CAPABILITY_FIELDS(X)                                           \
  X (CATALOG_CAPABILITY_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name") \
  X (CATALOG_CAPABILITY_NAME, "name", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "name for readers")                                                       \
  X (CATALOG_CAPABILITY_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Names of countries */
#define CATALOG_COUNTRY_FIELDS(X)                                              \
  X (CATALOG_COUNTRY_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL,                   \
     "ISO 3166-1 alpha-2 code")                                                \
  X (CATALOG_COUNTRY_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL,               \
     "English name")                                                           \
  X (CATALOG_COUNTRY_NAME_NL, "name_nl", TEXT, TRUE, NULL, 0, 0, NULL,         \
     "Dutch name")

/* Groups of countries */
#define CATALOG_AREA_FIELDS(X)                                                 \
  X (CATALOG_AREA_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")       \
  X (CATALOG_AREA_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL, "English name")  \
  X (CATALOG_AREA_NAME_NL, "name_nl", TEXT, TRUE, NULL, 0, 0, NULL,            \
     "Dutch name")                                                             \
  X (CATALOG_AREA_COUNTRIES, "countries", TEXTS, FALSE, NULL, 0, 0, NULL,      \
     "codes of its countries")                                                 \
  X (CATALOG_AREA_LEVEL, "level", ENUM, FALSE, level_words, 0, 0, NULL,        \
     "control level that means this area")                                     \
  X (CATALOG_AREA_OWN_COUNTRY, "own_country", BOOL, FALSE, NULL, 0, 0, NULL,   \
     "whether it is the country of the organisation")                          \
  X (CATALOG_AREA_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Who the providers are */
#define CATALOG_PROVIDER_FIELDS(X)                                             \
  X (CATALOG_PROVIDER_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")   \
  X (CATALOG_PROVIDER_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL,              \
     "name for readers")                                                       \
  X (CATALOG_PROVIDER_TIER, "tier", ENUM, TRUE, tier_words, 0, 0, NULL,        \
     "what it is; source: a move starts there")                                \
  X (CATALOG_PROVIDER_WEBSITE, "website", TEXT, FALSE, NULL, 0, 0, NULL,       \
     "host name of its site")                                                  \
  X (CATALOG_PROVIDER_LEGAL_ENTITY_VALUE, "legal_entity.value", TEXT, FALSE,   \
     NULL, 0, 0, NULL, "contract party")                                       \
  X (CATALOG_PROVIDER_LEGAL_ENTITY_SOURCE, "legal_entity.source", TEXT, FALSE, \
     NULL, 0, 0, NULL, "id of the source that says so")                        \
  X (CATALOG_PROVIDER_LEGAL_ENTITY_AS_OF, "legal_entity.as_of", DAY, FALSE,    \
     NULL, 0, 0, NULL, "oldest day of what the source states")                 \
  X (CATALOG_PROVIDER_LEGAL_ENTITY_CONFIDENCE, "legal_entity.confidence",      \
     ENUM, FALSE, confidence_words, 0, 0, NULL, "how sure it is")              \
  X (CATALOG_PROVIDER_LEGAL_ENTITY_NOTE, "legal_entity.note", TEXT, FALSE,     \
     NULL, 0, 0, NULL, "remark")                                               \
  X (CATALOG_PROVIDER_LEGAL_SEAT_VALUE, "legal_seat.value", TEXT, FALSE, NULL, \
     0, 0, NULL, "city and country of the seat")                               \
  X (CATALOG_PROVIDER_LEGAL_SEAT_SOURCE, "legal_seat.source", TEXT, FALSE,     \
     NULL, 0, 0, NULL, "id of the source that says so")                        \
  X (CATALOG_PROVIDER_LEGAL_SEAT_AS_OF, "legal_seat.as_of", DAY, FALSE, NULL,  \
     0, 0, NULL, "oldest day of what the source states")                       \
  X (CATALOG_PROVIDER_LEGAL_SEAT_CONFIDENCE, "legal_seat.confidence", ENUM,    \
     FALSE, confidence_words, 0, 0, NULL, "how sure it is")                    \
  X (CATALOG_PROVIDER_LEGAL_SEAT_NOTE, "legal_seat.note", TEXT, FALSE, NULL,   \
     0, 0, NULL, "remark")                                                     \
  X (CATALOG_PROVIDER_SEAT_COUNTRY_VALUE, "seat_country.value", TEXT, FALSE,   \
     NULL, 0, 0, NULL, "ISO 3166-1 alpha-2 code of the seat")                  \
  X (CATALOG_PROVIDER_SEAT_COUNTRY_SOURCE, "seat_country.source", TEXT, FALSE, \
     NULL, 0, 0, NULL, "id of the source that says so")                        \
  X (CATALOG_PROVIDER_SEAT_COUNTRY_AS_OF, "seat_country.as_of", DAY, FALSE,    \
     NULL, 0, 0, NULL, "oldest day of what the source states")                 \
  X (CATALOG_PROVIDER_SEAT_COUNTRY_CONFIDENCE, "seat_country.confidence",      \
     ENUM, FALSE, confidence_words, 0, 0, NULL, "how sure it is")              \
  X (CATALOG_PROVIDER_SEAT_COUNTRY_NOTE, "seat_country.note", TEXT, FALSE,     \
     NULL, 0, 0, NULL, "remark")                                               \
  X (CATALOG_PROVIDER_ULTIMATE_PARENT_NAME, "ultimate_parent.name", TEXT,      \
     FALSE, NULL, 0, 0, NULL, "who controls it at the top")                    \
  X (CATALOG_PROVIDER_ULTIMATE_PARENT_COUNTRY, "ultimate_parent.country",      \
     TEXT, FALSE, NULL, 0, 0, NULL, "country of the ultimate parent")          \
  X (CATALOG_PROVIDER_ULTIMATE_PARENT_SOURCE, "ultimate_parent.source", TEXT,  \
     FALSE, NULL, 0, 0, NULL, "id of the source that says so")                 \
  X (CATALOG_PROVIDER_ULTIMATE_PARENT_AS_OF, "ultimate_parent.as_of", DAY,     \
     FALSE, NULL, 0, 0, NULL, "oldest day of what the source states")          \
  X (CATALOG_PROVIDER_ULTIMATE_PARENT_CONFIDENCE,                              \
     "ultimate_parent.confidence", ENUM, FALSE, confidence_words, 0, 0, NULL,  \
     "how sure it is")                                                         \
  X (CATALOG_PROVIDER_ULTIMATE_PARENT_NOTE, "ultimate_parent.note", TEXT,      \
     FALSE, NULL, 0, 0, NULL, "remark")                                        \
  X (CATALOG_PROVIDER_API_KIND_VALUE, "api_kind.value", TEXTS, FALSE, NULL, 0, \
     0, NULL, "kinds of interface")                                            \
  X (CATALOG_PROVIDER_API_KIND_SOURCE, "api_kind.source", TEXT, FALSE, NULL,   \
     0, 0, NULL, "id of the source that says so")                              \
  X (CATALOG_PROVIDER_API_KIND_AS_OF, "api_kind.as_of", DAY, FALSE, NULL, 0,   \
     0, NULL, "oldest day of what the source states")                          \
  X (CATALOG_PROVIDER_API_KIND_CONFIDENCE, "api_kind.confidence", ENUM, FALSE, \
     confidence_words, 0, 0, NULL, "how sure it is")                           \
  X (CATALOG_PROVIDER_API_KIND_NOTE, "api_kind.note", TEXT, FALSE, NULL, 0, 0, \
     NULL, "remark")                                                           \
  X (CATALOG_PROVIDER_TERRAFORM_PROVIDER_VALUE, "terraform_provider.value",    \
     TEXTS, FALSE, NULL, 0, 0, NULL, "names of Terraform providers")           \
  X (CATALOG_PROVIDER_TERRAFORM_PROVIDER_SOURCE, "terraform_provider.source",  \
     TEXT, FALSE, NULL, 0, 0, NULL, "id of the source that says so")           \
  X (CATALOG_PROVIDER_TERRAFORM_PROVIDER_AS_OF, "terraform_provider.as_of",    \
     DAY, FALSE, NULL, 0, 0, NULL, "oldest day of what the source states")     \
  X (CATALOG_PROVIDER_TERRAFORM_PROVIDER_CONFIDENCE,                           \
     "terraform_provider.confidence", ENUM, FALSE, confidence_words, 0, 0,     \
     NULL, "how sure it is")                                                   \
  X (CATALOG_PROVIDER_TERRAFORM_PROVIDER_NOTE, "terraform_provider.note",      \
     TEXT, FALSE, NULL, 0, 0, NULL, "remark")                                  \
  X (CATALOG_PROVIDER_JURISDICTION_CLASS, "jurisdiction_class", ENUM, TRUE,    \
     jurisdiction_words, 0, 0, NULL,                                           \
     "class that follows from seat and parent")                                \
  X (CATALOG_PROVIDER_REGIONS, "regions", LIST, FALSE, NULL, 0, 0,             \
     &provider_region_schema, "places; absent: nobody looked")                 \
  X (CATALOG_PROVIDER_CERTIFICATIONS, "certifications", LIST, FALSE, NULL, 0,  \
     0, &provider_certificate_schema, "certificates; absent: nobody looked")   \
  X (CATALOG_PROVIDER_MANAGED_SERVICES, "managed_services", LIST, FALSE, NULL, \
     0, 0, &managed_service_schema, "what it runs for the customer")           \
  X (CATALOG_PROVIDER_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* What things cost */
#define CATALOG_PRICE_FIELDS(X)                                                \
  X (CATALOG_PRICE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")      \
  X (CATALOG_PRICE_PROVIDER, "provider", TEXT, TRUE, NULL, 0, 0, NULL,         \
     "id of the provider")                                                     \
  X (CATALOG_PRICE_KIND, "kind", ENUM, TRUE, price_kind_words, 0, 0, NULL,     \
     "what is sold")                                                           \
  X (CATALOG_PRICE_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL,                 \
     "provider's name")                                                        \
  X (CATALOG_PRICE_REGION, "region", TEXT, FALSE, NULL, 0, 0, NULL,            \
     "provider's words; a|b|c for several")                                    \
  X (CATALOG_PRICE_ARCH, "arch", ENUM, FALSE, arch_words, 0, 0, NULL,          \
     "architecture")                                                           \
  X (CATALOG_PRICE_VCPU, "vcpu", INT, FALSE, NULL, 0, 1e6, NULL,               \
     "virtual processors")                                                     \
  X (CATALOG_PRICE_MEMORY_GIB, "memory_gib", SIZE, FALSE, NULL, 0, 1e7, NULL,  \
     "memory, GiB")                                                            \
  X (CATALOG_PRICE_DISK_GB, "disk_gb", NUMBER, FALSE, NULL, 0, 1e9, NULL,      \
     "disk in the price, decimal GB")                                          \
  X (CATALOG_PRICE_GPU, "gpu", TEXT, FALSE, NULL, 0, 0, NULL,                  \
     "graphics processor")                                                     \
  X (CATALOG_PRICE_GPU_COUNT, "gpu_count", INT, FALSE, NULL, 0, 1e6, NULL,     \
     "graphics processors")                                                    \
  X (CATALOG_PRICE_CPU_ALLOCATION, "cpu_allocation", ENUM, FALSE,              \
     allocation_words, 0, 0, NULL, "whether processors are shared")            \
  X (CATALOG_PRICE_CURRENCY, "currency", TEXT, TRUE, NULL, 0, 0, NULL,         \
     "ISO 4217 code")                                                          \
  X (CATALOG_PRICE_PRICE, "price", TEXT, TRUE, NULL, 0, 0, NULL,               \
     "decimal price of one unit")                                              \
  X (CATALOG_PRICE_UNIT, "unit", ENUM, TRUE, unit_words, 0, 0, NULL,           \
     "what the price is for")                                                  \
  X (CATALOG_PRICE_MONTH_CAP, "month_cap", TEXT, FALSE, NULL, 0, 0, NULL,      \
     "decimal, most that a month costs")                                       \
  X (CATALOG_PRICE_MONTH_HOURS, "month_hours", INT, FALSE, NULL, 1, 1000,      \
     NULL, "hours of a month at this provider")                                \
  X (CATALOG_PRICE_INCLUDED_QUANTITY, "included_quantity", NUMBER, FALSE,      \
     NULL, 0, 1e12, NULL, "covered before the price applies")                  \
  X (CATALOG_PRICE_INCLUDED_UNIT, "included_unit", ENUM, FALSE,                \
     included_words, 0, 0, NULL, "unit of what is covered")                    \
  X (CATALOG_PRICE_VAT, "vat", ENUM, FALSE, vat_words, 0, 0, NULL,             \
     "whether the price holds VAT")                                            \
  X (CATALOG_PRICE_COMMITMENT, "commitment", ENUM, FALSE, commitment_words, 0, \
     0, NULL, "how long it binds")                                             \
  X (CATALOG_PRICE_PRICE_KIND, "price_kind", ENUM, TRUE, list_words, 0, 0,     \
     NULL, "list price, or a quote to one customer")                           \
  X (CATALOG_PRICE_SOURCE, "source", TEXT, FALSE, NULL, 0, 0, NULL,            \
     "id of the source that says so")                                          \
  X (CATALOG_PRICE_AS_OF, "as_of", DAY, FALSE, NULL, 0, 0, NULL,               \
     "oldest day of what the source states")                                   \
  X (CATALOG_PRICE_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words, 0, \
     0, NULL, "how sure it is")                                                \
  X (CATALOG_PRICE_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Prices that are missing */
#define CATALOG_GAP_FIELDS(X)                                                  \
  X (CATALOG_GAP_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")        \
  X (CATALOG_GAP_PROVIDER, "provider", TEXT, TRUE, NULL, 0, 0, NULL,           \
     "id of the provider")                                                     \
  X (CATALOG_GAP_PRICE_KIND, "price_kind", ENUM, TRUE, gap_words, 0, 0, NULL,  \
     "kind of price that is missing")                                          \
  X (CATALOG_GAP_OFFERED, "offered", BOOL, FALSE, NULL, 0, 0, NULL,            \
     "whether the provider sells it")                                          \
  X (CATALOG_GAP_OBTAIN, "obtain", ENUM, FALSE, obtain_words, 0, 0, NULL,      \
     "how the price can be had")                                               \
  X (CATALOG_GAP_AUTH, "auth", ENUM, FALSE, auth_words, 0, 0, NULL,            \
     "whether that needs an account")                                          \
  X (CATALOG_GAP_WHERE, "where", TEXT, FALSE, NULL, 0, 0, NULL, "address")

/* Where price lists can be had */
#define CATALOG_API_FIELDS(X)                                                  \
  X (CATALOG_API_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")        \
  X (CATALOG_API_PROVIDER, "provider", TEXT, TRUE, NULL, 0, 0, NULL,           \
     "id of the provider")                                                     \
  X (CATALOG_API_KIND, "kind", ENUM, FALSE, api_words, 0, 0, NULL,             \
     "how prices are published")                                               \
  X (CATALOG_API_AUTH, "auth", ENUM, FALSE, auth_words, 0, 0, NULL,            \
     "whether that needs an account")                                          \
  X (CATALOG_API_METHOD, "method", TEXT, FALSE, NULL, 0, 0, NULL,              \
     "HTTP method")                                                            \
  X (CATALOG_API_ENDPOINT, "endpoint", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "address")                                                                \
  X (CATALOG_API_ALSO, "also", TEXTS, FALSE, NULL, 0, 0, NULL,                 \
     "further addresses")                                                      \
  X (CATALOG_API_PRICE_PAGE, "price_page", TEXT, FALSE, NULL, 0, 0, NULL,      \
     "page for readers")                                                       \
  X (CATALOG_API_COVERS, "covers", TEXTS, FALSE, NULL, 0, 0, NULL,             \
     "kinds of price")                                                         \
  X (CATALOG_API_SHAPE, "shape", TEXT, FALSE, NULL, 0, 0, NULL,                \
     "shape of the answer")                                                    \
  X (CATALOG_API_UNIT, "unit", TEXT, FALSE, NULL, 0, 0, NULL,                  \
     "unit of the prices")                                                     \
  X (CATALOG_API_PITFALL, "pitfall", TEXT, FALSE, NULL, 0, 0, NULL,            \
     "what goes wrong easily")                                                 \
  X (CATALOG_API_CLIENT_CODE, "client_code", TEXTS, FALSE, NULL, 0, 0, NULL,   \
     "code that reads it")                                                     \
  X (CATALOG_API_RECORDED_EXAMPLE, "recorded_example", LIST, FALSE, NULL, 0,   \
     0, &recorded_example_schema, "recorded answers")                          \
  X (CATALOG_API_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words, 0,   \
     0, NULL, "how sure it is")                                                \
  X (CATALOG_API_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Machine types of the source clouds */
#define CATALOG_MACHINE_FIELDS(X)                                              \
  X (CATALOG_MACHINE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL,                   \
     "name as the provider prints it; unique per provider")                    \
  X (CATALOG_MACHINE_PROVIDER, "provider", TEXT, TRUE, NULL, 0, 0, NULL,       \
     "id of the provider")                                                     \
  X (CATALOG_MACHINE_FAMILY, "family", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "family")                                                                 \
  X (CATALOG_MACHINE_VCPU, "vcpu", INT, TRUE, NULL, 0, 1e6, NULL,              \
     "virtual processors")                                                     \
  X (CATALOG_MACHINE_MEMORY_GIB, "memory_gib", SIZE, TRUE, NULL, 0, 1e7, NULL, \
     "memory, GiB")                                                            \
  X (CATALOG_MACHINE_GPU_COUNT, "gpu_count", INT, FALSE, NULL, 0, 1e6, NULL,   \
     "graphics processors")                                                    \
  X (CATALOG_MACHINE_ARCH, "arch", ENUM, FALSE, arch_words, 0, 0, NULL,        \
     "architecture")                                                           \
  X (CATALOG_MACHINE_SHARED_CPU, "shared_cpu", BOOL, FALSE, NULL, 0, 0, NULL,  \
     "whether processors are shared")                                          \
  X (CATALOG_MACHINE_SOURCE, "source", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "id of the source that says so")                                          \
  X (CATALOG_MACHINE_AS_OF, "as_of", DAY, FALSE, NULL, 0, 0, NULL,             \
     "oldest day of what the source states")                                   \
  X (CATALOG_MACHINE_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words,  \
     0, 0, NULL, "how sure it is")

/* Kinds of service and how each moves */
#define CATALOG_ARCHETYPE_FIELDS(X)                                            \
  X (CATALOG_ARCHETYPE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")  \
  X (CATALOG_ARCHETYPE_CATEGORY, "category", TEXT, TRUE, NULL, 0, 0, NULL,     \
     "field of work, such as compute or database")                             \
  X (CATALOG_ARCHETYPE_PHASE, "phase", ENUM, TRUE, phase_words, 0, 0, NULL,    \
     "stage of a programme in which it moves")                                 \
  X (CATALOG_ARCHETYPE_STATEFUL, "stateful", BOOL, TRUE, NULL, 0, 0, NULL,     \
     "whether it holds data")                                                  \
  X (CATALOG_ARCHETYPE_API_COMPAT, "api_compat", ENUM, TRUE, compat_words, 0,  \
     0, NULL, "how near the interface of a target comes")                      \
  X (CATALOG_ARCHETYPE_API_CLASS, "api_class", ENUM, TRUE, api_class_words, 0, \
     0, NULL, "who may offer the interface")                                   \
  X (CATALOG_ARCHETYPE_API_STANDARD, "api_standard", TEXT, FALSE, NULL, 0, 0,  \
     NULL, "name of the standard or interface")                                \
  X (CATALOG_ARCHETYPE_LOCK_IN, "lock_in", ENUM, TRUE, lock_in_words, 0, 0,    \
     NULL, "how hard it holds")                                                \
  X (CATALOG_ARCHETYPE_PORTABILITY_CLASS, "portability_class", ENUM, TRUE,     \
     portability_words, 0, 0, NULL,                                            \
     "interface class of the portability figure")                              \
  X (CATALOG_ARCHETYPE_STRATEGY, "strategy", ENUM, TRUE, strategy_words, 0, 0, \
     NULL, "typical strategy")                                                 \
  X (CATALOG_ARCHETYPE_EFFORT_CLASS, "effort_class", ENUM, TRUE, effort_words, \
     0, 0, NULL, "class of effort of one resource")                            \
  X (CATALOG_ARCHETYPE_EXPORT, "export", ENUM, FALSE, export_words, 0, 0,      \
     NULL, "whether all that is held can be taken out")                        \
  X (CATALOG_ARCHETYPE_DATA_EXPORT, "data_export", TEXT, FALSE, NULL, 0, 0,    \
     NULL, "export path in words")                                             \
  X (CATALOG_ARCHETYPE_CUTOVER, "cutover", ENUM, TRUE, cutover_words, 0, 0,    \
     NULL, "how it is switched over")                                          \
  X (CATALOG_ARCHETYPE_FALLBACK, "fallback", ENUM, TRUE, fallback_words, 0, 0, \
     NULL, "way back after the switch")                                        \
  X (CATALOG_ARCHETYPE_PARALLEL_RUN, "parallel_run", BOOL, TRUE, NULL, 0, 0,   \
     NULL, "whether old and new run side by side")                             \
  X (CATALOG_ARCHETYPE_NEEDS_FIRST, "needs_first", TEXTS, FALSE, NULL, 0, 0,   \
     NULL, "capabilities that must be there before")                           \
  X (CATALOG_ARCHETYPE_PORTABLE_EQUIVALENTS, "portable_equivalents", TEXTS,    \
     FALSE, NULL, 0, 0, NULL, "products that can take its place")              \
  X (CATALOG_ARCHETYPE_TARGET_CAPABILITY, "target_capability", TEXTS, FALSE,   \
     NULL, 0, 0, NULL, "capabilities of a provider that can run it")           \
  X (CATALOG_ARCHETYPE_EFFORT_DRIVERS, "effort_drivers", TEXTS, FALSE, NULL,   \
     0, 0, NULL, "what makes it more work")                                    \
  X (CATALOG_ARCHETYPE_CONFIDENCE, "confidence", ENUM, FALSE,                  \
     confidence_words, 0, 0, NULL, "how sure it is")                           \
  X (CATALOG_ARCHETYPE_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Native types, each with its archetype and what differs */
#define CATALOG_ENTRY_FIELDS(X)                                                \
  X (CATALOG_ENTRY_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")      \
  X (CATALOG_ENTRY_CLOUD, "cloud", ENUM, TRUE, cloud_words, 0, 0, NULL,        \
     "where it is found")                                                      \
  X (CATALOG_ENTRY_SERVICE, "service", TEXT, TRUE, NULL, 0, 0, NULL,           \
     "provider's name")                                                        \
  X (CATALOG_ENTRY_VARIANT, "variant", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "which form of it")                                                       \
  X (CATALOG_ENTRY_ARCHETYPE, "archetype", TEXT, TRUE, NULL, 0, 0, NULL,       \
     "id of the archetype")                                                    \
  X (CATALOG_ENTRY_CORE, "core", BOOL, FALSE, NULL, 0, 0, NULL,                \
     "whether it is common in estates")                                        \
  X (CATALOG_ENTRY_FOCUS_CATEGORY, "focus_category", TEXT, FALSE, NULL, 0, 0,  \
     NULL, "service category of FOCUS")                                        \
  X (CATALOG_ENTRY_TYPES, "types", TEXTS, FALSE, NULL, 0, 0, NULL,             \
     "native types, KIND:TYPE")                                                \
  X (CATALOG_ENTRY_UNVERIFIED_TYPES, "unverified_types", TEXTS, FALSE, NULL,   \
     0, 0, NULL, "native types not seen in a public repository")               \
  X (CATALOG_ENTRY_MATCH_ATTRIBUTE, "match.attribute", TEXT, FALSE, NULL, 0,   \
     0, NULL, "attribute that decides between entries")                        \
  X (CATALOG_ENTRY_MATCH_ANY_OF, "match.any_of", TEXTS, FALSE, NULL, 0, 0,     \
     NULL, "its values; * stands for any text")                                \
  X (CATALOG_ENTRY_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words, 0, \
     0, NULL, "how sure it is")                                                \
  X (CATALOG_ENTRY_CATEGORY, "category", TEXT, FALSE, NULL, 0, 0, NULL,        \
     "field of work, such as compute or database")                             \
  X (CATALOG_ENTRY_PHASE, "phase", ENUM, FALSE, phase_words, 0, 0, NULL,       \
     "stage of a programme in which it moves")                                 \
  X (CATALOG_ENTRY_STATEFUL, "stateful", BOOL, FALSE, NULL, 0, 0, NULL,        \
     "whether it holds data")                                                  \
  X (CATALOG_ENTRY_API_COMPAT, "api_compat", ENUM, FALSE, compat_words, 0, 0,  \
     NULL, "how near the interface of a target comes")                         \
  X (CATALOG_ENTRY_API_CLASS, "api_class", ENUM, FALSE, api_class_words, 0, 0, \
     NULL, "who may offer the interface")                                      \
  X (CATALOG_ENTRY_API_STANDARD, "api_standard", TEXT, FALSE, NULL, 0, 0,      \
     NULL, "name of the standard or interface")                                \
  X (CATALOG_ENTRY_LOCK_IN, "lock_in", ENUM, FALSE, lock_in_words, 0, 0, NULL, \
     "how hard it holds")                                                      \
  X (CATALOG_ENTRY_PORTABILITY_CLASS, "portability_class", ENUM, FALSE,        \
     portability_words, 0, 0, NULL,                                            \
     "interface class of the portability figure")                              \
  X (CATALOG_ENTRY_STRATEGY, "strategy", ENUM, FALSE, strategy_words, 0, 0,    \
     NULL, "typical strategy")                                                 \
  X (CATALOG_ENTRY_EFFORT_CLASS, "effort_class", ENUM, FALSE, effort_words, 0, \
     0, NULL, "class of effort of one resource")                               \
  X (CATALOG_ENTRY_EXPORT, "export", ENUM, FALSE, export_words, 0, 0, NULL,    \
     "whether all that is held can be taken out")                              \
  X (CATALOG_ENTRY_DATA_EXPORT, "data_export", TEXT, FALSE, NULL, 0, 0, NULL,  \
     "export path in words")                                                   \
  X (CATALOG_ENTRY_CUTOVER, "cutover", ENUM, FALSE, cutover_words, 0, 0, NULL, \
     "how it is switched over")                                                \
  X (CATALOG_ENTRY_FALLBACK, "fallback", ENUM, FALSE, fallback_words, 0, 0,    \
     NULL, "way back after the switch")                                        \
  X (CATALOG_ENTRY_PARALLEL_RUN, "parallel_run", BOOL, FALSE, NULL, 0, 0,      \
     NULL, "whether old and new run side by side")                             \
  X (CATALOG_ENTRY_NEEDS_FIRST, "needs_first", TEXTS, FALSE, NULL, 0, 0, NULL, \
     "capabilities that must be there before")                                 \
  X (CATALOG_ENTRY_PORTABLE_EQUIVALENTS, "portable_equivalents", TEXTS, FALSE, \
     NULL, 0, 0, NULL, "products that can take its place")                     \
  X (CATALOG_ENTRY_TARGET_CAPABILITY, "target_capability", TEXTS, FALSE, NULL, \
     0, 0, NULL, "capabilities of a provider that can run it")                 \
  X (CATALOG_ENTRY_EFFORT_DRIVERS, "effort_drivers", TEXTS, FALSE, NULL, 0, 0, \
     NULL, "what makes it more work")                                          \
  X (CATALOG_ENTRY_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* List prices of traffic to the internet */
#define CATALOG_EGRESS_FIELDS(X)                                               \
  X (CATALOG_EGRESS_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")     \
  X (CATALOG_EGRESS_PROVIDER, "provider", TEXT, TRUE, NULL, 0, 0, NULL,        \
     "id of the provider")                                                     \
  X (CATALOG_EGRESS_REGION, "region", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "where the traffic leaves")                                               \
  X (CATALOG_EGRESS_CURRENCY, "currency", TEXT, TRUE, NULL, 0, 0, NULL,        \
     "ISO 4217 code")                                                          \
  X (CATALOG_EGRESS_UNIT, "unit", ENUM, TRUE, traffic_words, 0, 0, NULL,       \
     "unit of quantities and prices")                                          \
  X (CATALOG_EGRESS_FREE_QUANTITY_MONTH, "free_quantity_month", NUMBER, FALSE, \
     NULL, 0, 1e12, NULL, "free per month; the tiers hold it already")         \
  X (CATALOG_EGRESS_FREE_NOTE, "free_note", TEXT, FALSE, NULL, 0, 0, NULL,     \
     "what the free part covers")                                              \
  X (CATALOG_EGRESS_GB_PER_TB, "gb_per_tb", INT, FALSE, NULL, 1, 10000, NULL,  \
     "units in a TB of this provider")                                         \
  X (CATALOG_EGRESS_TIERS, "tiers", LIST, TRUE, NULL, 0, 0,                    \
     &egress_tier_schema, "ladder of prices")                                  \
  X (CATALOG_EGRESS_SOURCES, "sources", LIST, FALSE, NULL, 0, 0,               \
     &egress_source_schema, "where it is from")                                \
  X (CATALOG_EGRESS_CONFIDENCE, "confidence", ENUM, FALSE, confidence_words,   \
     0, 0, NULL, "how sure it is")                                             \
  X (CATALOG_EGRESS_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Programmes that waive or reduce the price of leaving */
#define CATALOG_PROGRAMME_FIELDS(X)                                            \
  X (CATALOG_PROGRAMME_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")  \
  X (CATALOG_PROGRAMME_PROVIDER, "provider", TEXT, TRUE, NULL, 0, 0, NULL,     \
     "id of the provider")                                                     \
  X (CATALOG_PROGRAMME_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL, "name")     \
  X (CATALOG_PROGRAMME_KIND, "kind", ENUM, TRUE, programme_words, 0, 0, NULL,  \
     "what it is for")                                                         \
  X (CATALOG_PROGRAMME_SINCE, "since", DAY, FALSE, NULL, 0, 0, NULL,           \
     "first day")                                                              \
  X (CATALOG_PROGRAMME_COST_KIND, "cost_kind", ENUM, TRUE, cost_kind_words, 0, \
     0, NULL, "what traffic costs under it")                                   \
  X (CATALOG_PROGRAMME_COST, "cost", TEXT, FALSE, NULL, 0, 0, NULL,            \
     "decimal price of one unit")                                              \
  X (CATALOG_PROGRAMME_SCOPE, "scope", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "whom and what it covers")                                                \
  X (CATALOG_PROGRAMME_CONDITIONS, "conditions", TEXTS, FALSE, NULL, 0, 0,     \
     NULL, "conditions")                                                       \
  X (CATALOG_PROGRAMME_WINDOW_DAYS, "window_days", INT, FALSE, NULL, 0, 10000, \
     NULL, "days in which the move must be done")                              \
  X (CATALOG_PROGRAMME_COVERS, "covers", ENUM, FALSE, covers_words, 0, 0,      \
     NULL, "what is free")                                                     \
  X (CATALOG_PROGRAMME_REQUIRES_FULL_EXIT, "requires_full_exit", BOOL, FALSE,  \
     NULL, 0, 0, NULL, "whether all use must end")                             \
  X (CATALOG_PROGRAMME_SOURCES, "sources", LIST, FALSE, NULL, 0, 0,            \
     &egress_source_schema, "where it is from")                                \
  X (CATALOG_PROGRAMME_CONFIDENCE, "confidence", ENUM, FALSE,                  \
     confidence_words, 0, 0, NULL, "how sure it is")                           \
  X (CATALOG_PROGRAMME_NOTE, "note", TEXT, FALSE, NULL, 0, 0, NULL, "remark")

/* Hints on the price of leaving */
#define CATALOG_HINT_FIELDS(X)                                                 \
  X (CATALOG_HINT_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")       \
  X (CATALOG_HINT_TEXT, "text", TEXT, TRUE, NULL, 0, 0, NULL,                  \
     "advice for a planner")

/* What hinders a move, and what helps */
#define CATALOG_BLOCKER_FIELDS(X)                                              \
  X (CATALOG_BLOCKER_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")    \
  X (CATALOG_BLOCKER_CATEGORY, "category", ENUM, TRUE, category_words, 0, 0,   \
     NULL, "how much it hinders")                                              \
  X (CATALOG_BLOCKER_FEATURE, "feature", TEXT, TRUE, NULL, 0, 0, NULL,         \
     "feature of a resource that it is about")                                 \
  X (CATALOG_BLOCKER_LABEL, "label", TEXT, TRUE, NULL, 0, 0, NULL,             \
     "name for readers")                                                       \
  X (CATALOG_BLOCKER_LABEL_NL, "label_nl", TEXT, TRUE, NULL, 0, 0, NULL,       \
     "Dutch name")                                                             \
  X (CATALOG_BLOCKER_ASSESSMENT, "assessment", TEXT, TRUE, NULL, 0, 0, NULL,   \
     "why it hinders")                                                         \
  X (CATALOG_BLOCKER_REMEDY, "remedy", TEXT, TRUE, NULL, 0, 0, NULL,           \
     "what helps")                                                             \
  X (CATALOG_BLOCKER_REMEDY_NL, "remedy_nl", TEXT, TRUE, NULL, 0, 0, NULL,     \
     "what helps, in Dutch")                                                   \
  X (CATALOG_BLOCKER_GRADE, "grade", ENUM, FALSE, grade_words, 0, 0, NULL,     \
     "how well the rule is founded")

/* Which control a service needs */
#define CATALOG_LEVEL_FIELDS(X)                                                \
  X (CATALOG_LEVEL_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")      \
  X (CATALOG_LEVEL_CRITICALITY, "criticality", ENUM, FALSE, criticality_words, \
     0, 0, NULL, "for services of this criticality")                           \
  X (CATALOG_LEVEL_DATA_CLASS, "data_class", ENUM, FALSE, data_class_words, 0, \
     0, NULL, "for services with this class of data")                          \
  X (CATALOG_LEVEL_NATIONAL_SECURITY, "national_security", BOOL, FALSE, NULL,  \
     0, 0, NULL, "for services that touch national security")                  \
  X (CATALOG_LEVEL_LEVEL, "level", ENUM, TRUE, level_words, 0, 0, NULL,        \
     "control level asked for")                                                \
  X (CATALOG_LEVEL_GRADE, "grade", ENUM, FALSE, grade_words, 0, 0, NULL,       \
     "how well the rule is founded")                                           \
  X (CATALOG_LEVEL_REASON, "reason", TEXT, FALSE, NULL, 0, 0, NULL, "why")

/* Check items of control */
#define CATALOG_AXIS_FIELDS(X)                                                 \
  X (CATALOG_AXIS_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")       \
  X (CATALOG_AXIS_AXIS, "axis", ENUM, TRUE, axis_words, 0, 0, NULL,            \
     "axis of control")                                                        \
  X (CATALOG_AXIS_ORDER, "order", INT, TRUE, NULL, 0, 100, NULL,               \
     "place on the axis")                                                      \
  X (CATALOG_AXIS_TEST, "test", TEXT, TRUE, NULL, 0, 0, NULL,                  \
     "test that the planner makes")                                            \
  X (CATALOG_AXIS_LABEL, "label", TEXT, TRUE, NULL, 0, 0, NULL, "what is met") \
  X (CATALOG_AXIS_LABEL_NL, "label_nl", TEXT, TRUE, NULL, 0, 0, NULL,          \
     "what is met, in Dutch")                                                  \
  X (CATALOG_AXIS_EVIDENCE, "evidence", TEXT, FALSE, NULL, 0, 0, NULL,         \
     "what answers it")

/* What a contract must say */
#define CATALOG_CLAUSE_FIELDS(X)                                               \
  X (CATALOG_CLAUSE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL,                    \
     "clause id, as in contracts")                                             \
  X (CATALOG_CLAUSE_ARTICLE, "article", TEXT, FALSE, NULL, 0, 0, NULL,         \
     "article of the law")                                                     \
  X (CATALOG_CLAUSE_MUST_SAY, "must_say", TEXT, TRUE, NULL, 0, 0, NULL,        \
     "what the contract must say")                                             \
  X (CATALOG_CLAUSE_MUST_SAY_NL, "must_say_nl", TEXT, FALSE, NULL, 0, 0, NULL, \
     "what it must say, in Dutch")                                             \
  X (CATALOG_CLAUSE_DEFECT, "defect", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "usual defect")

#endif

/* SPDX-License-Identifier: EUPL-1.2
 *
 * The fields of every estate record, once: from these lists come the field
 * numbers (estate.h), the schemas that read, check and write
 * (planner/model/estate-schema.c) and the tables of uitweg-estate(5).
 *
 * X (NAME, key, TYPE, required, words, min, max, child, help)
 *
 * NAME gives UITWEG_NAME, TYPE gives UITWEG_FIELD_TYPE; words and child name
 * a list or schema of estate-schema.c, or NULL. Fields are only ever added at
 * the end of a list, but for "seen", which stays the last of its record: its
 * elements are the record without it.
 */
#ifndef UITWEG_ESTATE_FIELDS_H
#define UITWEG_ESTATE_FIELDS_H

#define UITWEG_PROVENANCE_FIELDS(X)                                            \
  X (PROVENANCE_SOURCE, "source", TEXT, TRUE, NULL, 0, 0, NULL,                \
     "id of the source record the values came from")                           \
  X (PROVENANCE_RULE, "rule", TEXT, FALSE, NULL, 0, 0, NULL,                   \
     "rule of the connector that made them")                                   \
  X (PROVENANCE_GRADE, "grade", ENUM, TRUE, grade_words, 0, 0, NULL,           \
     "how well they are founded")                                              \
  X (PROVENANCE_FIELDS, "fields", TEXTS, FALSE, NULL, 0, 0, NULL,              \
     "the fields meant; absent: all that no other entry names")

#define UITWEG_ORGANISATION_FIELDS(X)                                          \
  X (ORGANISATION_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")       \
  X (ORGANISATION_NAME, "name", TEXT, FALSE, NULL, 0, 0, NULL,                 \
     "name for readers")                                                       \
  X (ORGANISATION_PARTY, "party", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "id of the party that is this organisation")                              \
  X (ORGANISATION_SECTOR, "sector", TEXT, FALSE, NULL, 0, 0, NULL,             \
     "what it does, such as municipality")                                     \
  X (ORGANISATION_COUNTRY, "country", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "ISO 3166-1 alpha-2 code of its seat")                                    \
  X (ORGANISATION_EMPLOYEES, "size.employees", INT, FALSE, NULL, 0, 1e9, NULL, \
     "people employed")                                                        \
  X (ORGANISATION_INHABITANTS, "size.inhabitants", INT, FALSE, NULL, 0, 1e10,  \
     NULL, "people served")                                                    \
  X (ORGANISATION_RISK_APPETITE, "risk_appetite", ENUM, FALSE,                 \
     risk_appetite_words, 0, 0, NULL, "how much risk it takes")                \
  X (ORGANISATION_REQUIRED_CONTROL, "required_control", LIST, FALSE, NULL, 0,  \
     0, &required_control_schema, "control levels it asks for")                \
  X (ORGANISATION_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                 \
     "free key and value pairs")                                               \
  X (ORGANISATION_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,           \
     &provenance_schema, "where the values came from")                         \
  X (ORGANISATION_SEEN, "seen", LIST, FALSE, NULL, 0, 0,                       \
     &organisation_seen_schema,                                                \
     "what each source said, where this came of several")

#define UITWEG_REQUIRED_CONTROL_FIELDS(X)                                      \
  X (REQUIRED_CONTROL_CRITICALITY, "criticality", ENUM, FALSE,                 \
     criticality_words, 0, 0, NULL, "for services of this criticality")        \
  X (REQUIRED_CONTROL_DATA_CLASS, "data_class", ENUM, FALSE, data_class_words, \
     0, 0, NULL, "for services with this class of data")                       \
  X (REQUIRED_CONTROL_LEVEL, "level", ENUM, TRUE, control_level_words, 0, 0,   \
     NULL, "the level asked for")

#define UITWEG_SOURCE_FIELDS(X)                                                \
  X (SOURCE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")             \
  X (SOURCE_CONNECTOR, "connector", TEXT, TRUE, NULL, 0, 0, NULL,              \
     "name of the connector")                                                  \
  X (SOURCE_ASKED, "asked", TEXT, FALSE, NULL, 0, 0, NULL,                     \
     "what was asked: an address or paths, without secrets")                   \
  X (SOURCE_COLLECTED_AT, "collected_at", TIME, FALSE, NULL, 0, 0, NULL,       \
     "when it was read, UTC")                                                  \
  X (SOURCE_FILES, "files", LIST, FALSE, NULL, 0, 0, &source_file_schema,      \
     "files read")                                                             \
  X (SOURCE_NEWEST, "newest", DAY, FALSE, NULL, 0, 0, NULL,                    \
     "newest day in what was read")                                            \
  X (SOURCE_COMPLETE, "complete", BOOL, FALSE, NULL, 0, 0, NULL,               \
     "whether all that was asked was read")                                    \
  X (SOURCE_PROBLEMS, "problems", LIST, FALSE, NULL, 0, 0,                     \
     &source_problem_schema, "what could not be read")                         \
  X (SOURCE_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                       \
     "free key and value pairs")                                               \
  X (SOURCE_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,                 \
     &provenance_schema, "where the values came from")                         \
  X (SOURCE_SEEN, "seen", LIST, FALSE, NULL, 0, 0, &source_seen_schema,        \
     "what each source said, where this came of several")

#define UITWEG_SOURCE_FILE_FIELDS(X)                                           \
  X (SOURCE_FILE_PATH, "path", TEXT, TRUE, NULL, 0, 0, NULL,                   \
     "path as it was given")                                                   \
  X (SOURCE_FILE_SHA256, "sha256", TEXT, FALSE, NULL, 0, 0, NULL,              \
     "digest, 64 hexadecimal digits")                                          \
  X (SOURCE_FILE_NEWEST, "newest", DAY, FALSE, NULL, 0, 0, NULL,               \
     "newest day inside")

#define UITWEG_SOURCE_PROBLEM_FIELDS(X)                                        \
  X (SOURCE_PROBLEM_CALL, "call", TEXT, TRUE, NULL, 0, 0, NULL,                \
     "the call or file that failed")                                           \
  X (SOURCE_PROBLEM_ERROR, "error", TEXT, TRUE, NULL, 0, 0, NULL,              \
     "what it said")                                                           \
  X (SOURCE_PROBLEM_RESOURCES, "unseen.resources", NUMBERS, FALSE, NULL, 0,    \
     1e12, NULL, "least and greatest number of things unseen")                 \
  X (SOURCE_PROBLEM_EUR_PER_MONTH, "unseen.eur_per_month", MONEY, FALSE, NULL, \
     0, 1e12, NULL, "spend behind them, EUR per month")

#define UITWEG_PARTY_FIELDS(X)                                                 \
  X (PARTY_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")              \
  X (PARTY_NAME, "name", TEXT, FALSE, NULL, 0, 0, NULL, "legal entity")        \
  X (PARTY_CATALOG_PROVIDER, "catalog_provider", TEXT, FALSE, NULL, 0, 0,      \
     NULL, "id of the catalog provider that this party is")                    \
  X (PARTY_SEAT, "seat", TEXT, FALSE, NULL, 0, 0, NULL,                        \
     "ISO 3166-1 alpha-2 code of its seat")                                    \
  X (PARTY_FORM, "form", ENUM, FALSE, party_form_words, 0, 0, NULL,            \
     "legal form")                                                             \
  X (PARTY_ROLES, "roles", TEXTS, FALSE, NULL, 0, 0, NULL,                     \
     "what it does for the organisation")                                      \
  X (PARTY_OWNERS_KNOWN, "owners_known", ENUM, FALSE, owners_known_words, 0,   \
     0, NULL, "how much of the ownership is known; end: nobody above")         \
  X (PARTY_OWNERS, "owners", LIST, FALSE, NULL, 0, 0, &owner_schema,           \
     "who owns it")                                                            \
  X (PARTY_SUBCONTRACTORS, "subcontractors", LIST, FALSE, NULL, 0, 0,          \
     &subcontractor_schema, "whom it uses")                                    \
  X (PARTY_EVENTS, "events", LIST, FALSE, NULL, 0, 0, &party_event_schema,     \
     "what happened or was announced")                                         \
  X (PARTY_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                        \
     "free key and value pairs")                                               \
  X (PARTY_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,                  \
     &provenance_schema, "where the values came from")                         \
  X (PARTY_SEEN, "seen", LIST, FALSE, NULL, 0, 0, &party_seen_schema,          \
     "what each source said, where this came of several")

#define UITWEG_OWNER_FIELDS(X)                                                 \
  X (OWNER_PARTY, "party", TEXT, TRUE, NULL, 0, 0, NULL, "id of the holder")   \
  X (OWNER_CAPITAL_PERCENT, "capital_percent", NUMBER, FALSE, NULL, 0, 100,    \
     NULL, "share of capital, percent")                                        \
  X (OWNER_VOTES_PERCENT, "votes_percent", NUMBER, FALSE, NULL, 0, 100, NULL,  \
     "share of votes, percent")                                                \
  X (OWNER_RIGHTS, "rights", TEXTS, FALSE, NULL, 0, 0, NULL,                   \
     "veto, golden_share, board")                                              \
  X (OWNER_FROM, "from", DAY, FALSE, NULL, 0, 0, NULL, "first day")            \
  X (OWNER_UNTIL, "until", DAY, FALSE, NULL, 0, 0, NULL,                       \
     "first day on which it no longer holds")

#define UITWEG_SUBCONTRACTOR_FIELDS(X)                                         \
  X (SUBCONTRACTOR_PARTY, "party", TEXT, TRUE, NULL, 0, 0, NULL,               \
     "id of the subcontractor")                                                \
  X (SUBCONTRACTOR_FOR, "for", TEXT, FALSE, NULL, 0, 0, NULL,                  \
     "operation, administration, data, keys, support, software, facility, "    \
     "connectivity, hardware")

#define UITWEG_PARTY_EVENT_FIELDS(X)                                           \
  X (PARTY_EVENT_DATE, "date", DAY, TRUE, NULL, 0, 0, NULL, "day")             \
  X (PARTY_EVENT_KIND, "kind", TEXT, TRUE, NULL, 0, 0, NULL,                   \
     "acquisition, merger, sanction, insolvency, divestment")                  \
  X (PARTY_EVENT_BY, "by", TEXT, FALSE, NULL, 0, 0, NULL,                      \
     "id of the other party")                                                  \
  X (PARTY_EVENT_STATUS, "status", ENUM, FALSE, event_status_words, 0, 0,      \
     NULL, "how far it is")

#define UITWEG_RESOURCE_FIELDS(X)                                              \
  X (RESOURCE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")           \
  X (RESOURCE_NAME, "name", TEXT, FALSE, NULL, 0, 0, NULL, "name for readers") \
  X (RESOURCE_KIND, "kind", ENUM, TRUE, resource_kind_words, 0, 0, NULL,       \
     "what it is")                                                             \
  X (RESOURCE_NATIVE_TYPE, "native_type", TEXT, FALSE, NULL, 0, 0, NULL,       \
     "KIND:TYPE as in the service catalog, such as terraform:aws_instance")    \
  X (RESOURCE_NATIVE_ID, "identity.native_id", TEXT, FALSE, NULL, 0, 0, NULL,  \
     "id that its provider gives")                                             \
  X (RESOURCE_UUID, "identity.uuid", TEXT, FALSE, NULL, 0, 0, NULL,            \
     "UUID of the machine")                                                    \
  X (RESOURCE_SERIAL, "identity.serial", TEXT, FALSE, NULL, 0, 0, NULL,        \
     "serial number")                                                          \
  X (RESOURCE_MACS, "identity.macs", TEXTS, FALSE, NULL, 0, 0, NULL,           \
     "hardware addresses, lower case with colons")                             \
  X (RESOURCE_HOSTNAME, "identity.hostname", TEXT, FALSE, NULL, 0, 0, NULL,    \
     "host name")                                                              \
  X (RESOURCE_ADDRESSES, "identity.addresses", TEXTS, FALSE, NULL, 0, 0, NULL, \
     "IP addresses")                                                           \
  X (RESOURCE_PROVIDER, "provider", TEXT, FALSE, NULL, 0, 0, NULL,             \
     "id of a catalog provider or a party, or premises")                       \
  X (RESOURCE_ACCOUNT, "account", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "account, subscription, project or cluster")                              \
  X (RESOURCE_REGION, "region", TEXT, FALSE, NULL, 0, 0, NULL,                 \
     "region of the provider, or a country code on own premises")              \
  X (RESOURCE_ZONE, "zone", TEXT, FALSE, NULL, 0, 0, NULL, "zone or room")     \
  X (RESOURCE_ENVIRONMENT, "environment", ENUM, FALSE, environment_words, 0,   \
     0, NULL, "production or not")                                             \
  X (RESOURCE_APPLICATION, "application", TEXT, FALSE, NULL, 0, 0, NULL,       \
     "application it belongs to")                                              \
  X (RESOURCE_STATE, "state", TEXT, FALSE, NULL, 0, 0, NULL,                   \
     "running, stopped, or the provider's word")                               \
  X (RESOURCE_ARCH, "arch", TEXT, FALSE, NULL, 0, 0, NULL,                     \
     "x86_64, arm64, or another architecture")                                 \
  X (RESOURCE_VCPU, "vcpu", INT, FALSE, NULL, 0, 1e6, NULL,                    \
     "virtual processors of one copy")                                         \
  X (RESOURCE_GPU, "gpu", INT, FALSE, NULL, 0, 1e6, NULL,                      \
     "graphics processors of one copy")                                        \
  X (RESOURCE_MEMORY, "memory_gib", SIZE, FALSE, NULL, 0, 1e7, NULL,           \
     "memory of one copy, GiB")                                                \
  X (RESOURCE_COUNT, "count", INT, FALSE, NULL, 0, 1e9, NULL,                  \
     "number of equal copies; absent counts as 1")                             \
  X (RESOURCE_REDUNDANCY, "redundancy", TEXT, FALSE, NULL, 0, 0, NULL,         \
     "none, zone, region")                                                     \
  X (RESOURCE_DISKS, "disks", LIST, FALSE, NULL, 0, 0, &disk_schema,           \
     "disks of one copy")                                                      \
  X (RESOURCE_DATA, "data_gib", SIZE, FALSE, NULL, 0, 1e10, NULL,              \
     "data to be moved, all copies, GiB")                                      \
  X (RESOURCE_USED, "used_gib", SIZE, FALSE, NULL, 0, 1e10, NULL,              \
     "in use on disks, GiB")                                                   \
  X (RESOURCE_OBJECTS, "objects", INT, FALSE, NULL, 0, 1e15, NULL,             \
     "number of files, messages or objects to be moved")                       \
  X (RESOURCE_CHANGE, "change_gib_per_day", NUMBER, FALSE, NULL, 0, 1e9, NULL, \
     "data changed or added, GiB per day")                                     \
  X (RESOURCE_GROWTH, "growth_per_year", NUMBER, FALSE, NULL, -1, 1000, NULL,  \
     "growth of data, 0.12 is 12 % a year")                                    \
  X (RESOURCE_EGRESS, "internet_egress_gib_per_month", NUMBER, FALSE, NULL, 0, \
     1e12, NULL, "traffic to the internet, GiB per month")                     \
  X (RESOURCE_UTILISATION, "utilisation", LIST, FALSE, NULL, 0, 0,             \
     &utilisation_schema, "how much of it is used")                            \
  X (RESOURCE_OS_ID, "os.id", TEXT, FALSE, NULL, 0, 0, NULL,                   \
     "libosinfo id of the operating system")                                   \
  X (RESOURCE_OS_NAME, "os.name", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "name of the operating system")                                           \
  X (RESOURCE_FEATURES, "features", TEXTS, FALSE, NULL, 0, 0, NULL,            \
     "features used; device:… hinders a move; absent: not known")              \
  X (RESOURCE_KEY_HOLDER, "key_custody.holder", TEXT, FALSE, NULL, 0, 0, NULL, \
     "id of the party that holds the keys")                                    \
  X (RESOURCE_KEY_ORIGIN, "key_custody.origin", ENUM, FALSE, key_origin_words, \
     0, 0, NULL, "who made the keys")                                          \
  X (RESOURCE_KEY_HSM, "key_custody.hsm", BOOL, FALSE, NULL, 0, 0, NULL,       \
     "whether they stand in a hardware module")                                \
  X (RESOURCE_KEY_EXPORTABLE, "key_custody.exportable", BOOL, FALSE, NULL, 0,  \
     0, NULL, "whether they can be taken along")                               \
  X (RESOURCE_ADMINISTRATORS, "administrators", LIST, FALSE, NULL, 0, 0,       \
     &administrator_schema, "who administers it, and from where")              \
  X (RESOURCE_BACKUPS, "backups", LIST, FALSE, NULL, 0, 0, &backup_schema,     \
     "where backups are")                                                      \
  X (RESOURCE_RUNNING_DAYS, "running_days_after_disconnection", NUMBER, FALSE, \
     NULL, 0, 1e5, NULL, "days it goes on once cut off from its provider")     \
  X (RESOURCE_SEATS, "seats", INT, FALSE, NULL, 0, 1e9, NULL,                  \
     "named users of software as a service")                                   \
  X (RESOURCE_EUR_PER_MONTH, "eur_per_month", MONEY, FALSE, NULL, 0, 1e12,     \
     NULL, "what it costs today, all copies, EUR per month")                   \
  X (RESOURCE_COMMITMENTS, "commitments", LIST, FALSE, NULL, 0, 0,             \
     &commitment_schema, "spend promised until a day")                         \
  X (RESOURCE_LICENCES, "licences", LIST, FALSE, NULL, 0, 0, &licence_schema,  \
     "licences it needs")                                                      \
  X (RESOURCE_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                     \
     "free key and value pairs")                                               \
  X (RESOURCE_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,               \
     &provenance_schema, "where the values came from")                         \
  X (RESOURCE_SAME_AS, "same_as", TEXTS, FALSE, NULL, 0, 0, NULL,              \
     "ids of resources that somebody decided are this one")                    \
  X (RESOURCE_NOT_SAME_AS, "not_same_as", TEXTS, FALSE, NULL, 0, 0, NULL,      \
     "ids of resources that somebody decided are not this one")                \
  X (RESOURCE_SEEN, "seen", LIST, FALSE, NULL, 0, 0, &resource_seen_schema,    \
     "what each source said, where this came of several")

#define UITWEG_DISK_FIELDS(X)                                                  \
  X (DISK_ID, "id", TEXT, FALSE, NULL, 0, 0, NULL,                             \
     "id of the disk resource, or its name")                                   \
  X (DISK_SIZE, "size_gib", SIZE, FALSE, NULL, 0, 1e10, NULL, "capacity, GiB") \
  X (DISK_USED, "used_gib", SIZE, FALSE, NULL, 0, 1e10, NULL, "in use, GiB")   \
  X (DISK_FORMAT, "format", TEXT, FALSE, NULL, 0, 0, NULL,                     \
     "qcow2, raw, vmdk or another")                                            \
  X (DISK_SHARED, "shared", BOOL, FALSE, NULL, 0, 0, NULL,                     \
     "whether several machines write to it")

#define UITWEG_UTILISATION_FIELDS(X)                                           \
  X (UTILISATION_WHAT, "what", TEXT, TRUE, NULL, 0, 0, NULL,                   \
     "cpu, memory, disk or another")                                           \
  X (UTILISATION_STATISTIC, "statistic", TEXT, TRUE, NULL, 0, 0, NULL,         \
     "p95, p99, peak, average or another")                                     \
  X (UTILISATION_VALUE, "value", NUMBER, TRUE, NULL, 0, 1e12, NULL,            \
     "fraction of what is allocated")                                          \
  X (UTILISATION_WINDOW_DAYS, "window_days", NUMBER, FALSE, NULL, 0, 1e5,      \
     NULL, "days measured")                                                    \
  X (UTILISATION_SAMPLES, "samples", INT, FALSE, NULL, 0, 1e15, NULL,          \
     "number of samples")

#define UITWEG_ADMINISTRATOR_FIELDS(X)                                         \
  X (ADMINISTRATOR_PARTY, "party", TEXT, FALSE, NULL, 0, 0, NULL,              \
     "id of the party")                                                        \
  X (ADMINISTRATOR_COUNTRY, "country", TEXT, FALSE, NULL, 0, 0, NULL,          \
     "country it is done from")

#define UITWEG_BACKUP_FIELDS(X)                                                \
  X (BACKUP_PARTY, "party", TEXT, FALSE, NULL, 0, 0, NULL,                     \
     "id of the party that keeps it")                                          \
  X (BACKUP_COUNTRY, "country", TEXT, FALSE, NULL, 0, 0, NULL,                 \
     "country where it is kept")                                               \
  X (BACKUP_RESTORE_HOURS, "restore_hours", NUMBER, FALSE, NULL, 0, 1e6, NULL, \
     "hours to restore from it")

#define UITWEG_COMMITMENT_FIELDS(X)                                            \
  X (COMMITMENT_EUR_PER_MONTH, "eur_per_month", MONEY, FALSE, NULL, 0, 1e12,   \
     NULL, "spend promised, EUR per month")                                    \
  X (COMMITMENT_UNTIL, "until", DAY, FALSE, NULL, 0, 0, NULL,                  \
     "first day without it")                                                   \
  X (COMMITMENT_KIND, "kind", TEXT, FALSE, NULL, 0, 0, NULL,                   \
     "reserved, savings_plan, prepaid or another")

#define UITWEG_LICENCE_FIELDS(X)                                               \
  X (LICENCE_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL, "product")            \
  X (LICENCE_METRIC, "metric", TEXT, FALSE, NULL, 0, 0, NULL,                  \
     "core, seat, server or another")                                          \
  X (LICENCE_QUANTITY, "quantity", NUMBER, FALSE, NULL, 0, 1e9, NULL,          \
     "how many")                                                               \
  X (LICENCE_TRANSFERABLE, "transferable", BOOL, FALSE, NULL, 0, 0, NULL,      \
     "whether it may be taken to another provider")                            \
  X (LICENCE_BOUND_TO, "bound_to", TEXT, FALSE, NULL, 0, 0, NULL,              \
     "hardware, provider or nothing")

#define UITWEG_DEPENDENCY_FIELDS(X)                                            \
  X (DEPENDENCY_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")         \
  X (DEPENDENCY_FROM, "from", TEXT, TRUE, NULL, 0, 0, NULL,                    \
     "id of the thing that needs")                                             \
  X (DEPENDENCY_TO, "to", TEXT, TRUE, NULL, 0, 0, NULL,                        \
     "id of the thing needed")                                                 \
  X (DEPENDENCY_KIND, "kind", ENUM, TRUE, dependency_kind_words, 0, 0, NULL,   \
     "what it is needed for")                                                  \
  X (DEPENDENCY_RULE, "rule", TEXT, FALSE, NULL, 0, 0, NULL,                   \
     "finer word, such as attached or calls")                                  \
  X (DEPENDENCY_HARD, "hard", BOOL, FALSE, NULL, 0, 0, NULL,                   \
     "whether the one does not work without the other")                        \
  X (DEPENDENCY_BRIDGE, "bridge", ENUM, FALSE, bridge_words, 0, 0, NULL,       \
     "machine or people for identity, reencrypt or bound for key")             \
  X (DEPENDENCY_GIB_PER_MONTH, "gib_per_month", NUMBER, FALSE, NULL, 0, 1e12,  \
     NULL, "traffic, GiB per month")                                           \
  X (DEPENDENCY_MAX_LATENCY, "max_latency_us", NUMBER, FALSE, NULL, 0, 1e12,   \
     NULL, "longest round trip it bears, microseconds")                        \
  X (DEPENDENCY_BASIS, "basis", ENUM, FALSE, basis_words, 0, 0, NULL,          \
     "how it is known")                                                        \
  X (DEPENDENCY_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                   \
     "free key and value pairs")                                               \
  X (DEPENDENCY_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,             \
     &provenance_schema, "where the values came from")                         \
  X (DEPENDENCY_SEEN, "seen", LIST, FALSE, NULL, 0, 0,                         \
     &dependency_seen_schema,                                                  \
     "what each source said, where this came of several")

#define UITWEG_SERVICE_FIELDS(X)                                               \
  X (SERVICE_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")            \
  X (SERVICE_NAME, "name", TEXT, FALSE, NULL, 0, 0, NULL, "name for readers")  \
  X (SERVICE_OWNER, "owner", TEXT, FALSE, NULL, 0, 0, NULL,                    \
     "unit or role that owns it, never a person")                              \
  X (SERVICE_CRITICALITY, "criticality", ENUM, FALSE, criticality_words, 0, 0, \
     NULL, "how much depends on it")                                           \
  X (SERVICE_DATA_CLASS, "data_class", ENUM, FALSE, data_class_words, 0, 0,    \
     NULL, "most sensitive class of data in it")                               \
  X (SERVICE_NATIONAL_SECURITY, "national_security", BOOL, FALSE, NULL, 0, 0,  \
     NULL, "whether national security is touched")                             \
  X (SERVICE_RTO_HOURS, "rto_hours", NUMBER, FALSE, NULL, 0, 1e6, NULL,        \
     "recovery time objective, hours")                                         \
  X (SERVICE_RPO_HOURS, "rpo_hours", NUMBER, FALSE, NULL, 0, 1e6, NULL,        \
     "recovery point objective, hours")                                        \
  X (SERVICE_USERS, "users", INT, FALSE, NULL, 0, 1e10, NULL, "users")         \
  X (SERVICE_USER_GROUPS, "user_groups", LIST, FALSE, NULL, 0, 0,              \
     &user_group_schema, "users by group")                                     \
  X (SERVICE_LOSS_PER_HOUR, "loss_eur_per_hour", MONEY, FALSE, NULL, 0, 1e12,  \
     NULL, "loss while it is down, EUR per hour")                              \
  X (SERVICE_FIXED_LOSS, "fixed_loss_eur", MONEY, FALSE, NULL, 0, 1e12, NULL,  \
     "loss of any outage, EUR")                                                \
  X (SERVICE_DISCLOSURE_LOSS, "disclosure_loss_eur", MONEY, FALSE, NULL, 0,    \
     1e12, NULL, "loss when its data become known, EUR")                       \
  X (SERVICE_VALUE, "value_eur", MONEY, FALSE, NULL, 0, 1e12, NULL,            \
     "most that can be lost, EUR")                                             \
  X (SERVICE_REQUIRED_CONTROL, "required_control", ENUM, FALSE,                \
     control_level_words, 0, 0, NULL, "control level asked for")               \
  X (SERVICE_FALLBACK_HOURS, "fallback.hours", NUMBER, FALSE, NULL, 0, 1e6,    \
     NULL, "hours that the fallback carries it")                               \
  X (SERVICE_FALLBACK_WHAT, "fallback.what", TEXT, FALSE, NULL, 0, 0, NULL,    \
     "what the fallback is")                                                   \
  X (SERVICE_EXPORT_DATE, "export_proven.date", DAY, FALSE, NULL, 0, 0, NULL,  \
     "day on which a full export was read back")                               \
  X (SERVICE_EXPORT_EVIDENCE, "export_proven.evidence", TEXT, FALSE, NULL, 0,  \
     0, NULL, "what proves it")                                                \
  X (SERVICE_EXIT_TESTS, "exit_tests", LIST, FALSE, NULL, 0, 0,                \
     &exit_test_schema, "exit tests held")                                     \
  X (SERVICE_MEMBERS, "members", TEXTS, FALSE, NULL, 0, 0, NULL,               \
     "ids of the resources it consists of")                                    \
  X (SERVICE_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                      \
     "free key and value pairs")                                               \
  X (SERVICE_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,                \
     &provenance_schema, "where the values came from")                         \
  X (SERVICE_SEEN, "seen", LIST, FALSE, NULL, 0, 0, &service_seen_schema,      \
     "what each source said, where this came of several")

#define UITWEG_USER_GROUP_FIELDS(X)                                            \
  X (USER_GROUP_NAME, "name", TEXT, TRUE, NULL, 0, 0, NULL, "group")           \
  X (USER_GROUP_USERS, "users", INT, FALSE, NULL, 0, 1e10, NULL, "users")

#define UITWEG_EXIT_TEST_FIELDS(X)                                             \
  X (EXIT_TEST_DATE, "date", DAY, TRUE, NULL, 0, 0, NULL, "day")               \
  X (EXIT_TEST_KIND, "kind", TEXT, FALSE, NULL, 0, 0, NULL,                    \
     "restore_elsewhere, desk_exercise or another")                            \
  X (EXIT_TEST_RESULT, "result", ENUM, FALSE, test_result_words, 0, 0, NULL,   \
     "how it went")

#define UITWEG_CONTRACT_FIELDS(X)                                              \
  X (CONTRACT_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")           \
  X (CONTRACT_CUSTOMER, "customer", TEXT, FALSE, NULL, 0, 0, NULL,             \
     "id of the party that buys")                                              \
  X (CONTRACT_PROVIDER, "provider", TEXT, FALSE, NULL, 0, 0, NULL,             \
     "id of the party or catalog provider that sells")                         \
  X (CONTRACT_COVERS, "covers", TEXTS, FALSE, NULL, 0, 0, NULL,                \
     "ids of the services and resources it covers")                            \
  X (CONTRACT_START, "start", DAY, FALSE, NULL, 0, 0, NULL, "first day")       \
  X (CONTRACT_END, "end", DAY, FALSE, NULL, 0, 0, NULL,                        \
     "last day (inclusive)")                                                   \
  X (CONTRACT_NOTICE_DAYS, "notice_days", INT, FALSE, NULL, 0, 1e5, NULL,      \
     "notice, days before the end")                                            \
  X (CONTRACT_RENEWAL_KIND, "renewal.kind", TEXT, FALSE, NULL, 0, 0, NULL,     \
     "automatic, option or none")                                              \
  X (CONTRACT_RENEWAL_MONTHS, "renewal.months", INT, FALSE, NULL, 0, 1200,     \
     NULL, "months by which it renews")                                        \
  X (CONTRACT_COMMITMENT_EUR_PER_YEAR, "commitment.eur_per_year", MONEY,       \
     FALSE, NULL, 0, 1e12, NULL, "spend promised, EUR per year")               \
  X (CONTRACT_COMMITMENT_UNTIL, "commitment.until", DAY, FALSE, NULL, 0, 0,    \
     NULL, "first day without it")                                             \
  X (CONTRACT_CREDITS_EUR, "credits.eur", MONEY, FALSE, NULL, 0, 1e12, NULL,   \
     "credits left, EUR")                                                      \
  X (CONTRACT_CREDITS_END, "credits.end", DAY, FALSE, NULL, 0, 0, NULL,        \
     "day on which they lapse")                                                \
  X (CONTRACT_EARLY_EXIT_PENALTY, "early_exit_penalty_eur", MONEY, FALSE,      \
     NULL, 0, 1e12, NULL, "cost of leaving before the end, EUR")               \
  X (CONTRACT_EXIT_SUPPORT_AGREED, "exit_support.agreed", BOOL, FALSE, NULL,   \
     0, 0, NULL, "whether help with leaving is agreed")                        \
  X (CONTRACT_EXIT_SUPPORT_EUR_PER_DAY, "exit_support.eur_per_day", MONEY,     \
     FALSE, NULL, 0, 1e9, NULL, "its price, EUR per day")                      \
  X (CONTRACT_CLAUSES, "clauses", TAGS, FALSE, clause_state_words, 0, 0, NULL, \
     "clause id and whether it is present")                                    \
  X (CONTRACT_LICENCE_TERMS, "licence_terms", TEXT, FALSE, NULL, 0, 0, NULL,   \
     "terms in words")                                                         \
  X (CONTRACT_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                     \
     "free key and value pairs")                                               \
  X (CONTRACT_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,               \
     &provenance_schema, "where the values came from")                         \
  X (CONTRACT_SEEN, "seen", LIST, FALSE, NULL, 0, 0, &contract_seen_schema,    \
     "what each source said, where this came of several")

#define UITWEG_COST_FIELDS(X)                                                  \
  X (COST_ID, "id", TEXT, TRUE, NULL, 0, 0, NULL, "unique name")               \
  X (COST_PROVIDER, "provider", TEXT, FALSE, NULL, 0, 0, NULL,                 \
     "who billed it")                                                          \
  X (COST_SERVICE_NAME, "service_name", TEXT, FALSE, NULL, 0, 0, NULL,         \
     "the provider's name of the service")                                     \
  X (COST_ACCOUNT, "account", TEXT, FALSE, NULL, 0, 0, NULL, "account billed") \
  X (COST_REGION, "region", TEXT, FALSE, NULL, 0, 0, NULL, "region")           \
  X (COST_PERIOD_START, "period_start", DAY, FALSE, NULL, 0, 0, NULL,          \
     "first day")                                                              \
  X (COST_PERIOD_END, "period_end", DAY, FALSE, NULL, 0, 0, NULL,              \
     "first day after (exclusive)")                                            \
  X (COST_CHARGE_KIND, "charge_kind", TEXT, FALSE, NULL, 0, 0, NULL,           \
     "usage, purchase, tax, credit, adjustment")                               \
  X (COST_COMMITMENT, "commitment", TEXT, FALSE, NULL, 0, 0, NULL,             \
     "id of the commitment that it draws on")                                  \
  X (COST_BILLED, "billed", MONEY, FALSE, NULL, -1e12, 1e12, NULL,             \
     "amount in the currency of the bill")                                     \
  X (COST_CURRENCY, "currency", TEXT, FALSE, NULL, 0, 0, NULL,                 \
     "ISO 4217 code")                                                          \
  X (COST_EUR, "eur", MONEY, FALSE, NULL, -1e12, 1e12, NULL, "amount in EUR")  \
  X (COST_RATE, "rate", TEXT, FALSE, NULL, 0, 0, NULL,                         \
     "rate used and its day, if the currency is not EUR")                      \
  X (COST_NATIVE_ID, "native_id", TEXT, FALSE, NULL, 0, 0, NULL,               \
     "the provider's id of the thing billed")                                  \
  X (COST_RESOURCE, "resource", TEXT, FALSE, NULL, 0, 0, NULL,                 \
     "id of the resource it is matched to")                                    \
  X (COST_MATCHED_BY, "matched_by", TEXT, FALSE, NULL, 0, 0, NULL,             \
     "what matched it")                                                        \
  X (COST_TAGS, "tags", TAGS, FALSE, NULL, 0, 0, NULL,                         \
     "free key and value pairs")                                               \
  X (COST_PROVENANCE, "provenance", LIST, FALSE, NULL, 0, 0,                   \
     &provenance_schema, "where the values came from")                         \
  X (COST_EFFECTIVE, "effective", MONEY, FALSE, NULL, -1e12, 1e12, NULL,       \
     "what the use costs, prepaid amounts spread over it, in the currency "    \
     "of the bill")                                                            \
  X (COST_EFFECTIVE_EUR, "effective_eur", MONEY, FALSE, NULL, -1e12, 1e12,     \
     NULL, "the same in EUR")                                                  \
  X (COST_SEEN, "seen", LIST, FALSE, NULL, 0, 0, &cost_seen_schema,            \
     "what each source said, where this came of several")

#endif

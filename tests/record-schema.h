/* SPDX-License-Identifier: EUPL-1.2
 *
 * A schema with a field of every type, for tests and fuzz targets.
 */
#ifndef RECORD_SCHEMA_H
#define RECORD_SCHEMA_H

#include <uitweg/table.h>

enum
{
  RECORD_ID,
  RECORD_KIND,
  RECORD_RUNNING,
  RECORD_VCPU,
  RECORD_GROWTH,
  RECORD_MEMORY_GIB,
  RECORD_EUR_PER_MONTH,
  RECORD_START,
  RECORD_SEEN_AT,
  RECORD_UUID,
  RECORD_MACS,
  RECORD_HOST_NAME,
  RECORD_ROLES,
  RECORD_RANGE,
  RECORD_DISKS,
  RECORD_TAGS,
  RECORD_GRADES,
  N_RECORD_FIELDS
};

enum
{
  DISK_ID,
  DISK_SIZE_GIB,
  DISK_EVENTS,
};

static const char *const kind_words[] = { "vm", "container", "database",
                                          "bucket", NULL };
static const char *const grade_words[] = { "measured", "assumed", NULL };

static const UitwegField event_fields[] = {
  { "date", UITWEG_FIELD_DAY, TRUE, NULL, 0, 0, NULL, "day it happened" },
  { "notes", UITWEG_FIELD_TEXTS, FALSE, NULL, 0, 0, NULL, "what was said" },
};
static const UitwegSchema event_schema = { "event", event_fields,
                                           G_N_ELEMENTS (event_fields) };

static const UitwegField disk_fields[] = {
  { "id", UITWEG_FIELD_TEXT, TRUE, NULL, 0, 0, NULL, "unique name" },
  { "size_gib", UITWEG_FIELD_SIZE, FALSE, NULL, 0, 1e6, NULL, "size, GiB" },
  { "events", UITWEG_FIELD_LIST, FALSE, NULL, 0, 0, &event_schema,
    "what happened to it" },
};
static const UitwegSchema disk_schema = { "disk", disk_fields,
                                          G_N_ELEMENTS (disk_fields) };

static const UitwegField record_fields[] = {
  { "id", UITWEG_FIELD_TEXT, TRUE, NULL, 0, 0, NULL, "unique name" },
  { "kind", UITWEG_FIELD_ENUM, FALSE, kind_words, 0, 0, NULL, "what it is" },
  { "running", UITWEG_FIELD_BOOL, FALSE, NULL, 0, 0, NULL, "whether it runs" },
  { "vcpu", UITWEG_FIELD_INT, FALSE, NULL, 0, 4096, NULL, "processors" },
  { "growth", UITWEG_FIELD_NUMBER, FALSE, NULL, -1, 100, NULL,
    "growth, share a year" },
  { "memory_gib", UITWEG_FIELD_SIZE, FALSE, NULL, 0, 0, NULL, "memory, GiB" },
  { "eur_per_month", UITWEG_FIELD_MONEY, FALSE, NULL, 0, 1e9, NULL,
    "price, EUR per month" },
  { "start", UITWEG_FIELD_DAY, FALSE, NULL, 0, 0, NULL, "first day" },
  { "seen_at", UITWEG_FIELD_TIME, FALSE, NULL, 0, 0, NULL, "time, UTC" },
  { "identity.uuid", UITWEG_FIELD_TEXT, FALSE, NULL, 0, 0, NULL, "UUID" },
  { "identity.net.macs", UITWEG_FIELD_TEXTS, FALSE, NULL, 0, 0, NULL,
    "addresses of cards" },
  { "identity.net.name", UITWEG_FIELD_TEXT, FALSE, NULL, 0, 0, NULL,
    "name in the network" },
  { "roles", UITWEG_FIELD_TEXTS, FALSE, NULL, 0, 0, NULL, "what it does" },
  { "unseen.range", UITWEG_FIELD_NUMBERS, FALSE, NULL, 0, 1e12, NULL,
    "least and greatest number" },
  { "disks", UITWEG_FIELD_LIST, FALSE, NULL, 0, 0, &disk_schema, "its disks" },
  { "tags", UITWEG_FIELD_TAGS, FALSE, NULL, 0, 0, NULL, "free pairs" },
  { "grades", UITWEG_FIELD_TAGS, FALSE, grade_words, 0, 0, NULL,
    "how well each value is founded" },
};
static const UitwegSchema record_schema = { "record", record_fields,
                                            G_N_ELEMENTS (record_fields) };

/* A record in which all is known, as the writer writes it. */
#define FULL_RECORD                                                            \
  "{\"id\":\"vm/1\",\"kind\":\"vm\",\"running\":false,\"vcpu\":0,"             \
  "\"growth\":-0.12,\"memory_gib\":0.5,\"eur_per_month\":\"21450.00\","        \
  "\"start\":\"2026-11-22\",\"seen_at\":\"2026-11-20T21:14:05Z\","             \
  "\"identity\":{\"uuid\":\"3d6f\",\"net\":{\"macs\":[\"52:54\",\"00:11\"],"   \
  "\"name\":\"a\\\"b\\\\c\"}},\"roles\":[],"                                   \
  "\"unseen\":{\"range\":[1,12.5]},"                                           \
  "\"disks\":[{\"id\":\"d1\",\"size_gib\":312.5,\"events\":["                  \
  "{\"date\":\"2026-01-02\",\"notes\":[\"x\",\"y\"]},"                         \
  "{\"date\":\"2026-01-03\"}]},{\"id\":\"d2\",\"events\":[]}],"                \
  "\"tags\":{\"a\":\"1\",\"b\":\"\"},\"grades\":{\"vcpu\":\"assumed\"}}"

#endif

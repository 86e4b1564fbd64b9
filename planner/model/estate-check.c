/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a schema cannot say: order of days, which bridge fits which kind, the
 * shape of codes (one record at a time, while it is read), and ids of parties
 * that are slips (once all records stand together).
 */
#include "config.h"

#include "model/estate-private.h"

#include <stdarg.h>
#include <string.h>

/* Names shorter than this differ by a letter without being slips. */
#define SLIP_MIN 4

/* The record at hand, and where to tell about it. */
typedef struct
{
  const UitwegTable *table;
  guint32 row;
  const char *type_name;
  const char *id;
  const char *file;
  guint32 line;
  BaseProblems *problems;
} Check;

static void note (const Check *check, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

static void
note (const Check *check, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  base_problems_add (check->problems, check->file, check->line, 0,
                     "%s '%s': %s", check->type_name, check->id, text);
}

static gboolean
is_code (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (text[i]))
      return FALSE;
  return text[length] == '\0';
}

static void
check_country (const Check *check,
               const UitwegTable *table,
               guint32 row,
               guint field)
{
  const char *code = uitweg_table_text (table, row, field);

  if (code != NULL && !is_code (code, 2))
    note (check, "%s: found '%s', expected a country code such as NL",
          uitweg_table_get_schema (table)->fields[field].key, code);
}

/* `inclusive`: the end is the last day and may be the first. */
static void
check_days (const Check *check,
            const UitwegTable *table,
            guint32 row,
            guint start,
            guint end,
            gboolean inclusive)
{
  const UitwegField *fields = uitweg_table_get_schema (table)->fields;
  UitwegDay first = uitweg_table_day (table, row, start);
  UitwegDay last = uitweg_table_day (table, row, end);

  if (first == UITWEG_DAY_UNKNOWN || last == UITWEG_DAY_UNKNOWN || first < last
      || (inclusive && first == last))
    return;
  note (check, "found %s on or before %s, expected a later day",
        fields[end].key, fields[start].key);
}

/* All rows of a list of the record, one at a time. */
static const UitwegTable *
list_of (const Check *check, guint field, guint32 *first, guint32 *behind)
{
  guint32 n;

  uitweg_table_list (check->table, check->row, field, first, &n);
  *behind = *first + n;
  return uitweg_table_child (check->table, field);
}

static void
check_organisation (const Check *check)
{
  guint32 i;
  guint32 behind;
  const UitwegTable *list;

  check_country (check, check->table, check->row, UITWEG_ORGANISATION_COUNTRY);
  list = list_of (check, UITWEG_ORGANISATION_REQUIRED_CONTROL, &i, &behind);
  for (; i < behind; i++)
    if (!uitweg_table_has (list, i, UITWEG_REQUIRED_CONTROL_CRITICALITY)
        && !uitweg_table_has (list, i, UITWEG_REQUIRED_CONTROL_DATA_CLASS))
      note (check,
            "required_control: found neither criticality nor data_class, "
            "expected one of them");
}

static gboolean
is_sha256 (const char *text)
{
  gsize length = strspn (text, "0123456789abcdef");

  return length == 64 && text[length] == '\0';
}

static void
check_source (const Check *check)
{
  guint32 i;
  guint32 behind;
  const UitwegTable *list = list_of (check, UITWEG_SOURCE_FILES, &i, &behind);

  for (; i < behind; i++)
    {
      const char *digest = uitweg_table_text (list, i,
                                              UITWEG_SOURCE_FILE_SHA256);

      if (digest != NULL && !is_sha256 (digest))
        note (check, "files: found sha256 '%s', expected 64 hexadecimal digits",
              digest);
    }
}

static void
check_party (const Check *check)
{
  guint32 i;
  guint32 behind;
  const UitwegTable *list = list_of (check, UITWEG_PARTY_OWNERS, &i, &behind);

  check_country (check, check->table, check->row, UITWEG_PARTY_SEAT);
  for (; i < behind; i++)
    {
      check_days (check, list, i, UITWEG_OWNER_FROM, UITWEG_OWNER_UNTIL, FALSE);
      if (g_strcmp0 (uitweg_table_text (list, i, UITWEG_OWNER_PARTY), check->id)
          == 0)
        note (check,
              "owners: found '%s' as its own owner, expected another party",
              check->id);
    }
}

static void
check_resource (const Check *check)
{
  guint32 i;
  guint32 behind;
  const UitwegTable *list = list_of (check, UITWEG_RESOURCE_ADMINISTRATORS, &i,
                                     &behind);

  for (; i < behind; i++)
    check_country (check, list, i, UITWEG_ADMINISTRATOR_COUNTRY);
  list = list_of (check, UITWEG_RESOURCE_BACKUPS, &i, &behind);
  for (; i < behind; i++)
    check_country (check, list, i, UITWEG_BACKUP_COUNTRY);
}

static void
check_dependency (const Check *check)
{
  gint kind = uitweg_table_enum (check->table, check->row,
                                 UITWEG_DEPENDENCY_KIND);
  gint bridge = uitweg_table_enum (check->table, check->row,
                                   UITWEG_DEPENDENCY_BRIDGE);
  gboolean of_identity = bridge == UITWEG_BRIDGE_MACHINE
                         || bridge == UITWEG_BRIDGE_PEOPLE;
  gint needed = of_identity ? UITWEG_DEPENDENCY_IDENTITY
                            : UITWEG_DEPENDENCY_KEY;

  if (bridge < 0 || kind == needed)
    return;
  note (check, "found bridge '%s', expected it on a dependency of kind %s only",
        uitweg_table_text (check->table, check->row, UITWEG_DEPENDENCY_BRIDGE),
        of_identity ? "identity" : "key");
}

static void
check_cost (const Check *check)
{
  const char *currency = uitweg_table_text (check->table, check->row,
                                            UITWEG_COST_CURRENCY);

  check_days (check, check->table, check->row, UITWEG_COST_PERIOD_START,
              UITWEG_COST_PERIOD_END, FALSE);
  if (currency != NULL && !is_code (currency, 3))
    note (check, "currency: found '%s', expected an ISO 4217 code such as EUR",
          currency);
}

/* Every name in provenance.fields must mean a field, or a grade would be lost
 * on a slip. */
static void
check_provenance (const Check *check, UitwegRecordType type)
{
  const UitwegSchema *schema = uitweg_table_get_schema (check->table);
  guint32 entry;
  guint32 behind;
  const UitwegTable *entries = list_of (check, model_provenance_field (type),
                                        &entry, &behind);
  const UitwegTable *names = uitweg_table_child (entries,
                                                 UITWEG_PROVENANCE_FIELDS);

  for (; entry < behind; entry++)
    {
      guint32 first;
      guint32 n;

      uitweg_table_list (entries, entry, UITWEG_PROVENANCE_FIELDS, &first, &n);
      for (guint32 i = first; i < first + n; i++)
        {
          const char *name = uitweg_table_text (names, i, 0);
          guint field = 0;

          while (field < schema->n_fields
                 && !model_provenance_names (name, schema->fields[field].key))
            field++;
          if (field == schema->n_fields)
            note (check,
                  "provenance: found field '%s', expected a key of the record",
                  name);
        }
    }
}

static void
check_id (const Check *check)
{
  gsize length = strlen (check->id);

  if (length == 0)
    note (check, "found an empty id, expected 1 to %d bytes", MODEL_ID_MAX);
  else if (length > MODEL_ID_MAX)
    note (check,
          "found an id of %" G_GSIZE_FORMAT " bytes, expected at most %d",
          length, MODEL_ID_MAX);
}

void
model_check_record (const UitwegTable *table,
                    UitwegRecordType type,
                    guint32 row,
                    const char *name,
                    guint32 line,
                    BaseProblems *problems)
{
  const Check check = { .table = table,
                        .row = row,
                        .type_name = model_record_names ()[type],
                        .id = model_id (table, row),
                        .file = name,
                        .line = line,
                        .problems = problems };

  check_id (&check);
  check_provenance (&check, type);
  switch (type)
    {
    case UITWEG_RECORD_ORGANISATION:
      check_organisation (&check);
      break;
    case UITWEG_RECORD_SOURCE:
      check_source (&check);
      break;
    case UITWEG_RECORD_PARTY:
      check_party (&check);
      break;
    case UITWEG_RECORD_RESOURCE:
      check_resource (&check);
      break;
    case UITWEG_RECORD_DEPENDENCY:
      check_dependency (&check);
      break;
    case UITWEG_RECORD_SERVICE:
      break;
    case UITWEG_RECORD_CONTRACT:
      check_days (&check, table, row, UITWEG_CONTRACT_START,
                  UITWEG_CONTRACT_END, TRUE);
      break;
    case UITWEG_RECORD_COST:
      check_cost (&check);
      break;
    }
}

void
model_add_problem (const UitwegEstate *estate,
                   UitwegRecordType type,
                   guint32 row,
                   BaseProblems *problems,
                   const char *format,
                   ...)
{
  const ModelPlace *place = &g_array_index (estate->places[type], ModelPlace,
                                            row);
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  base_problems_add (problems, g_ptr_array_index (estate->names, place->file),
                     place->line, 0, "%s '%s': %s", model_record_names ()[type],
                     model_id (estate->tables[type], row), text);
}

/* A place in a record that holds a party's id. */
typedef struct
{
  UitwegRecordType type;
  gint list; /* -1: a field of the record itself */
  guint field;
} PartyField;

static const PartyField party_fields[] = {
  { UITWEG_RECORD_ORGANISATION, -1, UITWEG_ORGANISATION_PARTY },
  { UITWEG_RECORD_PARTY, UITWEG_PARTY_OWNERS, UITWEG_OWNER_PARTY },
  { UITWEG_RECORD_PARTY, UITWEG_PARTY_SUBCONTRACTORS,
    UITWEG_SUBCONTRACTOR_PARTY },
  { UITWEG_RECORD_PARTY, UITWEG_PARTY_EVENTS, UITWEG_PARTY_EVENT_BY },
  { UITWEG_RECORD_RESOURCE, -1, UITWEG_RESOURCE_KEY_HOLDER },
  { UITWEG_RECORD_RESOURCE, UITWEG_RESOURCE_ADMINISTRATORS,
    UITWEG_ADMINISTRATOR_PARTY },
  { UITWEG_RECORD_RESOURCE, UITWEG_RESOURCE_BACKUPS, UITWEG_BACKUP_PARTY },
  { UITWEG_RECORD_CONTRACT, -1, UITWEG_CONTRACT_CUSTOMER },
};

/* The ids of all parties, for suggestions; ended by NULL. */
static const char **
list_parties (const UitwegEstate *estate)
{
  const UitwegTable *parties = estate->tables[UITWEG_RECORD_PARTY];
  guint32 n = uitweg_table_get_n_rows (parties);
  const char **ids = g_new0 (const char *, (gsize) n + 1);

  for (guint32 i = 0; i < n; i++)
    ids[i] = model_id (parties, i);
  return ids;
}

/* The bytes behind the last slash, where a slip can be told from a name. */
static const char *
short_name (const char *id)
{
  const char *slash = strrchr (id, '/');

  return slash != NULL ? slash + 1 : id;
}

/*
 * A party that no record defines is a party of which nothing is known, and
 * that is legal: its owners are unknown. But an id that differs by a slip
 * from a defined one would make a known owner unknown, and is an error.
 */
static void
check_party_id (const UitwegEstate *estate,
                const PartyField *where,
                guint32 row,
                const char *id,
                const char *const *ids,
                GHashTable *seen,
                BaseProblems *problems)
{
  const char *one[] = { NULL, NULL };

  if (uitweg_estate_find (estate, UITWEG_RECORD_PARTY, id) != UITWEG_NONE
      || !g_hash_table_add (seen, (gpointer) id)
      || strlen (short_name (id)) < SLIP_MIN)
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      one[0] = short_name (ids[i]);
      if (base_nearest (short_name (id), one) == NULL
          || short_name (ids[i]) - ids[i] != short_name (id) - id)
        continue;
      model_add_problem (
          estate, where->type, row, problems,
          "found party '%s', which no record defines, expected '%s'", id,
          ids[i]);
      return;
    }
}

static void
check_party_field (const UitwegEstate *estate,
                   const PartyField *where,
                   const char *const *ids,
                   GHashTable *seen,
                   BaseProblems *problems)
{
  const UitwegTable *table = estate->tables[where->type];
  guint32 n_rows = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n_rows; row++)
    {
      const UitwegTable *holder = table;
      guint32 first = row;
      guint32 n = 1;

      if (where->list >= 0)
        {
          holder = uitweg_table_child (table, (guint) where->list);
          uitweg_table_list (table, row, (guint) where->list, &first, &n);
        }
      for (guint32 i = first; i < first + n; i++)
        {
          const char *id = uitweg_table_text (holder, i, where->field);

          if (id != NULL)
            check_party_id (estate, where, row, id, ids, seen, problems);
        }
    }
}

void
model_check_estate (const UitwegEstate *estate, BaseProblems *problems)
{
  g_autofree const char **ids = list_parties (estate);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const UitwegTable *organisations = estate->tables[UITWEG_RECORD_ORGANISATION];

  for (guint32 i = 1; i < uitweg_table_get_n_rows (organisations); i++)
    model_add_problem (estate, UITWEG_RECORD_ORGANISATION, i, problems,
                       "found a second organisation beside '%s', expected one",
                       model_id (organisations, 0));
  for (guint i = 0; i < G_N_ELEMENTS (party_fields); i++)
    check_party_field (estate, &party_fields[i], (const char *const *) ids,
                       seen, problems);
  model_check_ownership (estate, problems);
}

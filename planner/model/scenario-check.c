/* SPDX-License-Identifier: EUPL-1.2
 *
 * Whether every id that a scenario names is defined by the estate or the
 * catalog, and whether the providers of the estate are known: a slip would
 * change a plan without a word.
 */
#include "config.h"

#include <string.h>

#include "model/catalog-private.h"
#include "model/estate-private.h"
#include "model/messages.h"
#include "model/scenario-private.h"

/* The organisation itself, where a provider is asked for. */
#define PREMISES "premises"

/* Ids that a message may suggest come from these. */
enum
{
  AMONG_PROVIDERS = 1 << 0,
  AMONG_PARTIES = 1 << 1,
  AMONG_PREMISES = 1 << 2,
  AMONG_RESOURCES = 1 << 3,
  AMONG_ORGANISATIONS = 1 << 4,
};

typedef struct
{
  const ModelScenario *model;
  const UitwegEstate *estate;
  const UitwegCatalog *catalog;
  BaseProblems *problems;
} Check;

static void
note (const Check *check,
      guint32 line,
      const char *key,
      const char *id,
      const char *nearest,
      const char *expected)
{
  base_problems_add (
      check->problems, check->model->scenario.path, line, 0,
      "%s: found '%s', expected %s%s%s", key, id, nearest != NULL ? "'" : "",
      nearest != NULL ? nearest : expected, nearest != NULL ? "'" : "");
}

static void
add_ids (GPtrArray *ids, const UitwegTable *table)
{
  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    g_ptr_array_add (ids, (gpointer) uitweg_table_text (table, i, 0));
}

static gboolean
is_defined (const Check *check, guint among, const char *id)
{
  guint32 row;

  if ((among & AMONG_PREMISES) != 0 && strcmp (id, PREMISES) == 0)
    return TRUE;
  if ((among & AMONG_PROVIDERS) != 0
      && uitweg_catalog_find_provider (check->catalog, id) != UITWEG_NONE)
    return TRUE;
  if ((among & AMONG_PARTIES) != 0
      && uitweg_estate_find (check->estate, UITWEG_RECORD_PARTY, id)
             != UITWEG_NONE)
    return TRUE;
  if ((among & AMONG_ORGANISATIONS) != 0
      && uitweg_estate_find (check->estate, UITWEG_RECORD_ORGANISATION, id)
             != UITWEG_NONE)
    return TRUE;
  if ((among & AMONG_RESOURCES) == 0)
    return FALSE;
  row = uitweg_estate_find (check->estate, UITWEG_RECORD_RESOURCE, id);
  return row != UITWEG_NONE
         && !uitweg_estate_is_placeholder (check->estate, row);
}

static const char *
find_nearest (const Check *check, guint among, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if ((among & AMONG_PREMISES) != 0)
    g_ptr_array_add (ids, (gpointer) PREMISES);
  if ((among & AMONG_PROVIDERS) != 0)
    add_ids (ids, check->catalog->tables[MODEL_CATALOG_PROVIDERS]);
  if ((among & AMONG_PARTIES) != 0)
    add_ids (ids, check->estate->tables[UITWEG_RECORD_PARTY]);
  if ((among & AMONG_ORGANISATIONS) != 0)
    add_ids (ids, check->estate->tables[UITWEG_RECORD_ORGANISATION]);
  if ((among & AMONG_RESOURCES) != 0)
    add_ids (ids, check->estate->tables[UITWEG_RECORD_RESOURCE]);
  g_ptr_array_add (ids, NULL);
  return base_nearest (id, (const char *const *) ids->pdata);
}

/* A NULL id is not given, and that is well. */
static void
check_id (const Check *check,
          guint32 line,
          const char *key,
          const char *id,
          guint among,
          const char *expected)
{
  if (id != NULL && !is_defined (check, among, id))
    note (check, line, key, id, find_nearest (check, among, id), expected);
}

static void
check_row (const Check *check,
           guint32 line,
           const char *key,
           const char *id,
           ModelCatalogTable table,
           const char *expected)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (id == NULL
      || model_catalog_find (check->catalog, table, id) != UITWEG_NONE)
    return;
  ids = g_ptr_array_new ();
  add_ids (ids, check->catalog->tables[table]);
  g_ptr_array_add (ids, NULL);
  note (check, line, key, id,
        base_nearest (id, (const char *const *) ids->pdata), expected);
}

static void
check_countries (const Check *check,
                 guint32 line,
                 const char *key,
                 const char *const *countries)
{
  for (guint i = 0; countries[i] != NULL; i++)
    check_row (check, line, key, countries[i], MODEL_CATALOG_COUNTRIES,
               "the code of a country that the catalog names, such as NL");
}

static void
check_triggers (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;

  for (guint i = 0; i < scenario->n_triggers; i++)
    {
      const UitwegTrigger *trigger = &scenario->triggers[i];

      check_id (check, trigger->line, "triggers: party", trigger->party,
                AMONG_PROVIDERS | AMONG_PARTIES,
                "a party of the estate or a provider of the catalog");
      check_id (check, trigger->line, "triggers: by", trigger->by,
                AMONG_PROVIDERS | AMONG_PARTIES,
                "a party of the estate or a provider of the catalog");
    }
}

static void
check_leave (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;

  for (guint i = 0; i < scenario->n_leave; i++)
    {
      const UitwegLeave *leave = &scenario->leave[i];

      check_id (check, leave->line, "leave: provider", leave->provider,
                AMONG_PROVIDERS | AMONG_PARTIES | AMONG_PREMISES,
                "a provider of the catalog or a party of the estate");
      check_id (check, leave->line, "leave: party", leave->party,
                AMONG_PROVIDERS | AMONG_PARTIES, "a party of the estate");
      check_row (check, leave->line, "leave: jurisdiction", leave->jurisdiction,
                 MODEL_CATALOG_COUNTRIES,
                 "the code of a country that the catalog names, such as US");
    }
}

static void
check_targets (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;
  guint32 line = check->model->targets_line;
  const char *const *lists[] = { scenario->exclude, scenario->include };
  static const char *const keys[] = { "targets: exclude", "targets: include" };

  check_countries (check, line, "targets: allow_countries",
                   scenario->allow_countries);
  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; lists[k][i] != NULL; i++)
      check_id (check, line, keys[k], lists[k][i],
                AMONG_PROVIDERS | AMONG_PARTIES | AMONG_PREMISES,
                "a provider of the catalog");
}

static void
check_rules (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;
  guint32 line = check->model->rules_line;

  for (guint i = 0; i < scenario->n_residency; i++)
    check_countries (check, line, "rules: residency",
                     scenario->residency[i].countries);
  for (guint i = 0; scenario->rules_off[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("waves.rule.%s.enabled",
                                               scenario->rules_off[i]);

      if (uitweg_catalog_text (check->catalog, name) == NULL)
        note (check, line, "rules: off", scenario->rules_off[i], NULL,
              "a rule of the catalog's table waves, such as pilot");
    }
}

static void
check_skill (const Check *check,
             char **skills,
             guint32 line,
             const char *key,
             const char *skill)
{
  if (!g_strv_contains ((const char *const *) skills, skill))
    note (check, line, key, skill,
          base_nearest (skill, (const char *const *) skills),
          uitweg_catalog_text (check->catalog, "effort.skills"));
}

static void
check_skills (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;
  g_auto (GStrv) skills = g_strsplit (
      uitweg_catalog_text (check->catalog, "effort.skills"), "|", -1);

  for (guint i = 0; i < scenario->n_skills; i++)
    if (i == 0
        || strcmp (scenario->skills[i].skill, scenario->skills[i - 1].skill)
               != 0)
      check_skill (check, skills, check->model->capacity_line,
                   "capacity: skills", scenario->skills[i].skill);
  for (guint i = 0; i < scenario->n_day_rates; i++)
    if (strcmp (scenario->day_rates[i].skill, "default") != 0)
      check_skill (check, skills, check->model->money_line, "money: day_rate",
                   scenario->day_rates[i].skill);
}

static void
check_assumptions (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;
  const char *const *kinds = uitweg_estate_get_schema (UITWEG_RECORD_RESOURCE)
                                 ->fields[UITWEG_RESOURCE_KIND]
                                 .words;

  for (guint i = 0; i < scenario->n_assumptions; i++)
    {
      const UitwegAssumption *one = &scenario->assumptions[i];

      check_id (check, one->line, "assume: target", one->target,
                AMONG_PROVIDERS | AMONG_PARTIES | AMONG_PREMISES,
                "a provider of the catalog");
      check_id (check, one->line, "assume: for", one->resource, AMONG_RESOURCES,
                "a resource of the estate, kind:, archetype: or provider:");
      check_id (check, one->line, "assume: for provider", one->provider,
                AMONG_PROVIDERS | AMONG_PARTIES | AMONG_PREMISES,
                "a provider of the catalog");
      check_row (check, one->line, "assume: for archetype", one->archetype,
                 MODEL_CATALOG_ARCHETYPES, "an archetype of the catalog");
      if (one->kind != NULL && !g_strv_contains (kinds, one->kind))
        note (check, one->line, "assume: for kind", one->kind,
              base_nearest (one->kind, kinds), "a kind of resource");
    }
}

/* Whether some resource belongs to that application. */
static void
check_application (const Check *check, const UitwegPin *pin)
{
  const UitwegTable *table = check->estate->tables[UITWEG_RECORD_RESOURCE];
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    {
      const char *name = uitweg_table_text (table, i,
                                            UITWEG_RESOURCE_APPLICATION);

      if (name == NULL)
        continue;
      if (strcmp (name, pin->application) == 0)
        return;
      g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_add (names, NULL);
  note (check, pin->line, "pins: application", pin->application,
        base_nearest (pin->application, (const char *const *) names->pdata),
        "an application of the estate");
}

/* A region is checked where the catalog knows those of the provider. */
static void
check_region (const Check *check, const UitwegPin *pin)
{
  guint32 number = uitweg_catalog_find_provider (check->catalog, pin->provider);
  const UitwegProvider *provider;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  if (number == UITWEG_NONE)
    return;
  provider = uitweg_catalog_get_provider (check->catalog, number);
  for (guint i = 0; i < provider->n_regions; i++)
    {
      const char *code = provider->regions[i].code;

      if (code == NULL)
        return;
      if (strcmp (code, pin->region) == 0)
        return;
      g_ptr_array_add (codes, (gpointer) code);
    }
  g_ptr_array_add (codes, NULL);
  if (provider->n_regions > 0)
    note (check, pin->line, "pins: target", pin->region,
          base_nearest (pin->region, (const char *const *) codes->pdata),
          "a region of that provider");
}

static void
check_pins (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;

  for (guint i = 0; i < scenario->n_pins; i++)
    {
      const UitwegPin *pin = &scenario->pins[i];

      check_id (check, pin->line, "pins: resource", pin->resource,
                AMONG_RESOURCES, "a resource of the estate");
      check_id (check, pin->line, "pins: target", pin->provider,
                AMONG_PROVIDERS | AMONG_PARTIES | AMONG_PREMISES,
                "a provider of the catalog");
      if (pin->application != NULL)
        check_application (check, pin);
      if (pin->provider != NULL && pin->region != NULL)
        check_region (check, pin);
    }
}

static void
check_rest (const Check *check)
{
  const UitwegScenario *scenario = &check->model->scenario;
  const char *country = scenario->calendar_country;

  check_id (check, check->model->organisation_line, "organisation",
            scenario->organisation, AMONG_ORGANISATIONS,
            "an organisation of the estate");
  if (country != NULL
      && uitweg_catalog_find_calendar (check->catalog, country) == NULL)
    note (check, check->model->calendar_line, "calendar: country", country,
          NULL, "a calendar of the catalog, such as NL");
}

/* A place in the estate that names a provider. */
static const struct
{
  UitwegRecordType type;
  guint field;
} provider_fields[] = {
  { UITWEG_RECORD_RESOURCE, UITWEG_RESOURCE_PROVIDER },
  { UITWEG_RECORD_CONTRACT, UITWEG_CONTRACT_PROVIDER },
  { UITWEG_RECORD_COST, UITWEG_COST_PROVIDER },
  { UITWEG_RECORD_PARTY, UITWEG_PARTY_CATALOG_PROVIDER },
};

/*
 * A provider that neither catalog nor estate defines is one of which nothing
 * is known, and counted as that. One that differs by a slip from a known one
 * is an error, told once.
 */
static void
check_estate_providers (const Check *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint among = AMONG_PROVIDERS | AMONG_PARTIES | AMONG_PREMISES;

  for (guint i = 0; i < G_N_ELEMENTS (provider_fields); i++)
    {
      UitwegRecordType type = provider_fields[i].type;
      const UitwegTable *table = check->estate->tables[type];

      for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
        {
          const char *id = uitweg_table_text (table, row,
                                              provider_fields[i].field);
          const char *nearest;

          if (id == NULL || !g_hash_table_add (seen, (gpointer) id)
              || is_defined (check, among, id))
            continue;
          nearest = find_nearest (check, among, id);
          if (nearest != NULL)
            model_add_problem (check->estate, type, row, check->problems,
                               "%s: found '%s', expected '%s'",
                               uitweg_table_get_schema (table)
                                   ->fields[provider_fields[i].field]
                                   .key,
                               id, nearest);
        }
    }
}

gboolean
uitweg_scenario_check (const UitwegScenario *scenario,
                       const UitwegEstate *estate,
                       const UitwegCatalog *catalog,
                       GError **error)
{
  g_autoptr (BaseProblems) problems = base_problems_new ();
  const Check check = { .model = (const ModelScenario *) scenario,
                        .estate = estate,
                        .catalog = catalog,
                        .problems = problems };

  g_return_val_if_fail (scenario != NULL, FALSE);
  g_return_val_if_fail (estate != NULL, FALSE);
  g_return_val_if_fail (catalog != NULL, FALSE);

  check_rest (&check);
  check_triggers (&check);
  check_leave (&check);
  check_targets (&check);
  check_rules (&check);
  check_skills (&check);
  check_assumptions (&check);
  check_pins (&check);
  check_estate_providers (&check);
  return model_check_problems (problems, UITWEG_SCENARIO_ERROR,
                               UITWEG_SCENARIO_ERROR_INVALID, error);
}

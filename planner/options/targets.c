/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where things could go: the regions of the catalog's providers, and own
 * premises. Each says whether the scenario allows it, and if not, which rule
 * stands against it. What is not allowed stays in the table, so that a plan
 * can say what relaxing a rule would bring.
 */
#include "config.h"

#include <string.h>

#include "options/options-private.h"

/* Tiers that are targets without being named (facts of the catalog say what
 * a provider is; the scenario may include others). */
static const char *const tiers[] = {
  "full-cloud", "iaas",    "paas", "kubernetes",
  "gpu-cloud",  "storage", "msp",  NULL,
};

static gboolean
has_text (const char *const *list, const char *text)
{
  return list != NULL && text != NULL && g_strv_contains (list, text);
}

static guint64
get_country_bit (const OptionsBuild *build, const char *country)
{
  guint n = uitweg_assessment_get_n_countries (build->assessment);

  for (guint c = 0; country != NULL && c < n; c++)
    if (g_str_equal (uitweg_assessment_get_country (build->assessment, c),
                     country))
      return (guint64) 1 << c;
  return 0;
}

/* Whether the provider is what must be left, or stands under it. */
static const char *
find_leave (OptionsBuild *build, const UitwegTarget *target, const char *id)
{
  const UitwegScenario *scenario = build->scenario;
  const UitwegTable *parties = uitweg_estate_get_table (build->estate,
                                                        UITWEG_RECORD_PARTY);

  for (guint i = 0; i < scenario->n_leave; i++)
    {
      const UitwegLeave *leave = &scenario->leave[i];
      guint32 party = UITWEG_NONE;

      if (leave->provider != NULL && g_strcmp0 (leave->provider, id) == 0)
        return options_intern_printf (build, "leave: provider %s must be left",
                                      id);
      if (leave->party != NULL && id != NULL)
        party = uitweg_estate_find (build->estate, UITWEG_RECORD_PARTY,
                                    leave->party);
      if (party != UITWEG_NONE
          && g_strcmp0 (uitweg_table_text (parties, party,
                                           UITWEG_PARTY_CATALOG_PROVIDER),
                        id)
                 == 0)
        return options_intern_printf (build, "leave: party %s must be left",
                                      leave->party);
      if (leave->jurisdiction != NULL
          && ((target->jurisdictions
               & get_country_bit (build, leave->jurisdiction))
                  != 0
              || g_strcmp0 (leave->jurisdiction, target->country) == 0))
        return options_intern_printf (
            build, "leave: jurisdiction %s reaches it", leave->jurisdiction);
    }
  return NULL;
}

/* "ISO 27001" is met by "ISO 27001" and "ISO 27001:2022". */
static gboolean
is_certificate (const char *held, const char *wanted)
{
  gsize n = strlen (wanted);

  return held != NULL && g_ascii_strncasecmp (held, wanted, n) == 0
         && !g_ascii_isalnum (held[n]);
}

/* Why a provider does not meet a wanted certificate; NULL: it does. */
static const char *
find_certificate (OptionsBuild *build,
                  const UitwegProvider *provider,
                  const char *wanted)
{
  const char *problem = "not known, which counts as not met";

  for (guint i = 0; i < provider->n_certificates; i++)
    {
      const UitwegProviderFact *fact = &provider->certificates[i];

      if (!is_certificate (fact->name, wanted))
        continue;
      if (g_strcmp0 (fact->status, "held") != 0
          && g_strcmp0 (fact->status, "listed") != 0)
        problem = "not held yet";
      else if (build->scenario->verified_only
               && fact->confidence != UITWEG_CONFIDENCE_VERIFIED)
        problem = "claimed, not verified";
      else if (fact->confidence != UITWEG_CONFIDENCE_UNKNOWN)
        return NULL;
    }
  return options_intern_printf (build, "certificate %s: %s for %s", wanted,
                                problem, provider->name);
}

/* The first reason stays as words, every rule as a flag. */
static void
note_rule (UitwegTarget *target, UitwegRule rule, const char *why)
{
  if (why == NULL)
    return;
  target->broken |= rule;
  if (target->why_not == NULL)
    target->why_not = why;
}

static const char *
find_country (OptionsBuild *build, const UitwegTarget *target)
{
  const char *const *allowed = build->scenario->allow_countries;

  if (allowed == NULL || allowed[0] == NULL)
    return NULL;
  if (target->country == NULL)
    return "targets.allow_countries: the country of the place is not known";
  if (has_text (allowed, target->country))
    return NULL;
  return options_intern_printf (
      build, "targets.allow_countries does not name %s", target->country);
}

static void
judge_target (OptionsBuild *build, UitwegTarget *target)
{
  const UitwegScenario *scenario = build->scenario;
  const UitwegProvider *provider = NULL;
  const char *id = "premises";

  if (target->provider != UITWEG_NONE)
    {
      provider = uitweg_catalog_get_provider (build->catalog, target->provider);
      id = provider->id;
    }
  if (has_text (scenario->exclude, id))
    note_rule (target, UITWEG_RULE_EXCLUDE,
               options_intern_printf (build, "targets.exclude names %s", id));
  note_rule (target, UITWEG_RULE_LEAVE, find_leave (build, target, id));
  note_rule (target, UITWEG_RULE_COUNTRIES, find_country (build, target));
  for (guint i = 0; provider != NULL && scenario->certificates != NULL
                    && scenario->certificates[i] != NULL;
       i++)
    note_rule (target, UITWEG_RULE_CERTIFICATES,
               find_certificate (build, provider, scenario->certificates[i]));
  target->allowed = target->broken == 0;
}

static void
append_target (OptionsBuild *build, UitwegTarget target)
{
  target.jurisdictions |= get_country_bit (build, target.country);
  judge_target (build, &target);
  g_array_append_val (build->out->targets, target);
}

static gint
compare_regions (gconstpointer a, gconstpointer b)
{
  const UitwegTarget *left = a, *right = b;

  return g_strcmp0 (left->region, right->region);
}

/* One target for each region; a provider without known regions is one. */
static void
append_provider (OptionsBuild *build, guint32 number)
{
  const UitwegProvider *provider = uitweg_catalog_get_provider (build->catalog,
                                                                number);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (UitwegTarget));
  UitwegTarget target = { 0 };

  target.provider = number;
  target.jurisdictions = uitweg_assessment_get_provider_jurisdictions (
      build->assessment, number, build->scenario->verified_only,
      &target.jurisdiction_unknown);
  target.id = provider->id;
  if (provider->n_regions == 0)
    g_array_append_val (list, target);
  for (guint i = 0; i < provider->n_regions; i++)
    {
      const UitwegProviderFact *region = &provider->regions[i];

      target.region = region->code != NULL ? region->code : region->name;
      if (target.region == NULL)
        target.region = region->country;
      target.country = region->country;
      target.id = provider->id;
      if (target.region != NULL)
        target.id = options_intern_printf (build, "%s/%s", provider->id,
                                           target.region);
      g_array_append_val (list, target);
    }
  g_array_sort (list, compare_regions);
  for (guint i = 0; i < list->len; i++)
    {
      const UitwegTarget *one = &g_array_index (list, UitwegTarget, i);

      /* two places without a code in one city are one place to go */
      if (i == 0
          || g_strcmp0 (one->region,
                        g_array_index (list, UitwegTarget, i - 1).region)
                 != 0)
        append_target (build, *one);
    }
}

/* Own premises: where they are, by the resources that stand there. */
static void
append_premises (OptionsBuild *build)
{
  UitwegTarget target = { 0 };

  target.provider = UITWEG_NONE;
  target.id = "premises";
  target.country = build->home;
  for (guint32 i = 0; i < build->n_resources; i++)
    {
      const char *provider = uitweg_table_text (build->resources, i,
                                                UITWEG_RESOURCE_PROVIDER);
      const char *region = uitweg_table_text (build->resources, i,
                                              UITWEG_RESOURCE_REGION);

      if (g_strcmp0 (provider, "premises") != 0)
        continue;
      if (region != NULL && strlen (region) == 2 && g_ascii_isupper (region[0])
          && g_ascii_isupper (region[1]))
        {
          target.country = region;
          break;
        }
    }
  target.jurisdictions = build->home_bit;
  target.jurisdiction_unknown = build->home_bit == 0;
  target.prices = build->scenario->premises_eur_per_host_month != UITWEG_UNKNOWN
                      ? 2
                      : 0;
  append_target (build, target);
}

static void
find_home (OptionsBuild *build)
{
  const UitwegTable *organisations = uitweg_estate_get_table (
      build->estate, UITWEG_RECORD_ORGANISATION);
  guint32 row = 0;

  if (build->scenario->organisation != NULL)
    row = uitweg_estate_find (build->estate, UITWEG_RECORD_ORGANISATION,
                              build->scenario->organisation);
  if (row < uitweg_table_get_n_rows (organisations))
    build->home = uitweg_table_text (organisations, row,
                                     UITWEG_ORGANISATION_COUNTRY);
  build->home_bit = get_country_bit (build, build->home);
}

static void
find_bits (OptionsBuild *build)
{
  guint n = uitweg_assessment_get_n_countries (build->assessment);

  for (guint c = 0; c < n; c++)
    if (uitweg_catalog_in_area (
            build->catalog, "EUROPE",
            uitweg_assessment_get_country (build->assessment, c)))
      build->european_bits |= (guint64) 1 << c;
  for (guint i = 0; i < build->scenario->n_leave; i++)
    build->leave_bits |= get_country_bit (
        build, build->scenario->leave[i].jurisdiction);
}

void
options_find_targets (OptionsBuild *build)
{
  guint n = uitweg_catalog_get_n_providers (build->catalog);

  find_home (build);
  find_bits (build);
  for (guint32 i = 0; i < n; i++)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (
          build->catalog, i);

      if (has_text (tiers, provider->tier)
          || has_text (build->scenario->include, provider->id))
        append_provider (build, i);
    }
  for (guint32 i = 0; i < build->n_resources && !build->has_premises; i++)
    build->has_premises = g_strcmp0 (
                              uitweg_table_text (build->resources, i,
                                                 UITWEG_RESOURCE_PROVIDER),
                              "premises")
                          == 0;
  if (build->has_premises)
    append_premises (build);
}

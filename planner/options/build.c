/* SPDX-License-Identifier: EUPL-1.2
 *
 * All options of all resources: estate, catalog and scenario in, the options
 * that planner/plan/ chooses from out. Each resource is priced once for each
 * strategy and price class; targets of one class share the parts.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/money-private.h"
#include "options/options-private.h"

/* What targets of one price class have in common. */
typedef struct
{
  gboolean made;
  guint32 n_holes;
  guint32 first_part, n_parts;
  UitwegMoneyRange run_per_month;
  UitwegMoneyRange one_off;
} Priced;

const char *
options_intern (OptionsBuild *build, const char *text)
{
  return g_string_chunk_insert_const (build->out->texts, text);
}

const char *
options_intern_printf (OptionsBuild *build, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return options_intern (build, text);
}

guint32
options_add_reason (OptionsBuild *build, const char *text)
{
  gpointer known = g_hash_table_lookup (build->reason_numbers, text);
  const char *kept;

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  kept = options_intern (build, text);
  g_ptr_array_add (build->out->reasons, (gpointer) kept);
  g_hash_table_insert (build->reason_numbers, (gpointer) kept,
                       GUINT_TO_POINTER (build->out->reasons->len));
  return build->out->reasons->len - 1;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_skill (OptionsBuild *build, const char *skill)
{
  GPtrArray *skills = build->out->skills;

  for (guint s = 0; s < skills->len; s++)
    if (g_str_equal (skills->pdata[s], skill))
      return;
  g_ptr_array_add (skills, (gpointer) options_intern (build, skill));
}

/* The skills of the catalog, and those that the scenario names. */
static gboolean
find_skills (OptionsBuild *build, GError **error)
{
  const UitwegScenario *scenario = build->scenario;
  g_auto (GStrv) skills = g_strsplit (
      uitweg_catalog_text (build->catalog, "effort.skills"), "|", -1);

  for (guint s = 0; skills[s] != NULL; s++)
    add_skill (build, skills[s]);
  for (guint s = 0; s < scenario->n_skills; s++)
    add_skill (build, scenario->skills[s].skill);
  if (build->out->skills->len > UITWEG_MAX_SKILLS)
    {
      g_set_error (error, UITWEG_SCENARIO_ERROR, UITWEG_SCENARIO_ERROR_INVALID,
                   "%s: capacity.skills: found %u skills with those of the "
                   "catalog, expected at most %d",
                   scenario->path, build->out->skills->len, UITWEG_MAX_SKILLS);
      return FALSE;
    }
  g_ptr_array_sort (build->out->skills, compare_texts);
  return TRUE;
}

/* The catalog's name of who provides the resource today, or NULL. */
static const char *
find_catalog_provider (const OptionsBuild *build, const char *provider)
{
  const UitwegTable *parties = uitweg_estate_get_table (build->estate,
                                                        UITWEG_RECORD_PARTY);
  guint32 party;

  if (provider == NULL)
    return NULL;
  if (uitweg_catalog_find_provider (build->catalog, provider) != UITWEG_NONE)
    return provider;
  party = uitweg_estate_find (build->estate, UITWEG_RECORD_PARTY, provider);
  if (party == UITWEG_NONE)
    return NULL;
  return uitweg_table_text (parties, party, UITWEG_PARTY_CATALOG_PROVIDER);
}

static void
count_blockers (const OptionsBuild *build, OptionsResource *resource)
{
  guint32 first, n, n_all;
  const UitwegBlocker *all = uitweg_assessment_get_blockers (build->assessment,
                                                             &n_all);

  uitweg_assessment_find_blockers (build->assessment, resource->i, &first, &n);
  for (guint32 b = first; b < first + n; b++)
    switch (
        uitweg_catalog_get_blocker_rule (build->catalog, all[b].rule)->category)
      {
      case UITWEG_BLOCKER_CRITICAL:
        resource->n_criticals++;
        break;
      case UITWEG_BLOCKER_WARNING:
        resource->n_warnings++;
        break;
      case UITWEG_BLOCKER_INFORMATION:
        break;
      }
}

/* Bytes to be moved: stated, else in use; nil for what holds none. */
static gint64
find_data (const OptionsBuild *build, const OptionsResource *resource)
{
  gint64 bytes = uitweg_table_int64 (build->resources, resource->i,
                                     UITWEG_RESOURCE_DATA);

  if (bytes == UITWEG_UNKNOWN)
    bytes = uitweg_table_int64 (build->resources, resource->i,
                                UITWEG_RESOURCE_USED);
  if (bytes == UITWEG_UNKNOWN && resource->entry != NULL
      && !resource->entry->stateful)
    bytes = 0;
  return bytes;
}

static OptionsResource
make_resource (OptionsBuild *build, guint32 i)
{
  const UitwegTable *resources = build->resources;
  guint32 entry = uitweg_assessment_get_entries (build->assessment)[i];
  OptionsResource resource = { 0 };
  guint32 first;
  gint kind = uitweg_table_enum (resources, i, UITWEG_RESOURCE_KIND);

  resource.i = i;
  resource.kind = kind >= 0 ? (UitwegResourceKind) kind : UITWEG_KIND_UNKNOWN;
  resource.id = uitweg_table_text (resources, i, UITWEG_RESOURCE_ID);
  resource.provider = uitweg_table_text (resources, i,
                                         UITWEG_RESOURCE_PROVIDER);
  resource.on_premises = g_strcmp0 (resource.provider, "premises") == 0;
  resource.catalog_provider = find_catalog_provider (build, resource.provider);
  if (entry != UITWEG_NONE)
    resource.entry = uitweg_catalog_get_service (build->catalog, entry);
  resource.need = &build->out->needs[i];
  resource.data = find_data (build, &resource);
  resource.seats = uitweg_table_int64 (resources, i, UITWEG_RESOURCE_SEATS);
  resource.features_known = uitweg_table_list (
      resources, i, UITWEG_RESOURCE_FEATURES, &first, &resource.n_features);
  resource.staying = options_get_staying (build, i);
  count_blockers (build, &resource);
  return resource;
}

static gboolean
sum_parts (const OptionsBuild *build, Priced *priced, GError **error)
{
  UitwegMoneyRange run = { 0, 0 }, one_off = { 0, 0 };

  for (guint32 p = priced->first_part; p < priced->first_part + priced->n_parts;
       p++)
    {
      const UitwegPart *part = &g_array_index (build->out->parts, UitwegPart,
                                               p);

      if (part->hole)
        priced->n_holes++;
      else if (!base_money_range_add (part->monthly ? &run : &one_off,
                                      part->amount, error))
        return FALSE;
    }
  priced->run_per_month = run;
  priced->one_off = one_off;
  return TRUE;
}

static gboolean
price_option (OptionsBuild *build,
              const OptionsResource *resource,
              UitwegStrategy strategy,
              const UitwegTarget *target,
              guint price_class,
              Priced *priced,
              GError **error)
{
  *priced = (Priced){ 0 };
  priced->first_part = build->out->parts->len;
  if (!options_add_run_cost (build, resource, strategy, target, price_class,
                             error)
      || !options_add_one_off (build, resource, strategy, target, error))
    {
      g_prefix_error (error, "%s: ", resource->id);
      return FALSE;
    }
  priced->n_parts = build->out->parts->len - priced->first_part;
  priced->made = TRUE;
  return sum_parts (build, priced, error);
}

/* Hours that users wait at the cut-over; only what the catalog says. */
static double
get_downtime (const OptionsBuild *build,
              const OptionsResource *resource,
              UitwegStrategy strategy)
{
  g_autofree char *name = NULL;

  if (strategy == UITWEG_STRATEGY_RETAIN)
    return 0;
  if (resource->entry == NULL || resource->entry->cutover == NULL)
    return (double) NAN;
  name = g_strdup_printf ("cost.downtime_hours.%s", resource->entry->cutover);
  return uitweg_catalog_number_or_nan (build->catalog, name);
}

/* What the options of one strategy have in common. */
static UitwegOption
make_option (OptionsBuild *build,
             const OptionsResource *resource,
             UitwegStrategy strategy)
{
  OptionsEffort effort = options_get_effort (build, resource, strategy);
  gboolean moves = strategy != UITWEG_STRATEGY_RETAIN
                   && strategy != UITWEG_STRATEGY_RETIRE;
  UitwegOption option = { 0 };

  option.resource = resource->i;
  option.strategy = (guint8) strategy;
  option.target = UITWEG_NONE;
  option.why_not = UITWEG_NONE;
  option.days_low = effort.low;
  option.days_mode = effort.mode;
  option.days_high = effort.high;
  option.downtime_hours = get_downtime (build, resource, strategy);
  option.skill_split = options_find_split (build, resource);
  if (moves)
    {
      option.transfer_bytes = resource->data;
      if (resource->data != 0)
        option.transfer_objects = uitweg_table_int64 (
            build->resources, resource->i, UITWEG_RESOURCE_OBJECTS);
    }
  return option;
}

static void
append_option (OptionsBuild *build, UitwegOption option, const Priced *priced)
{
  option.has_hole = priced->n_holes > 0;
  option.n_holes = priced->n_holes;
  option.run_per_month = priced->run_per_month;
  option.one_off = priced->one_off;
  option.first_part = priced->first_part;
  option.n_parts = priced->n_parts;
  g_array_append_val (build->out->options, option);
}

/* A way that leads to a place: one option for each target that can take it. */
static gboolean
add_moves (OptionsBuild *build,
           const OptionsResource *resource,
           UitwegStrategy strategy,
           Priced *by_class,
           GError **error)
{
  guint n_classes = options_offers_get_n_classes (build->offers);
  UitwegOption shared = make_option (build, resource, strategy);

  memset (by_class, 0, sizeof *by_class * n_classes);
  for (guint t = 0; t < build->out->targets->len; t++)
    {
      const UitwegTarget *target = &g_array_index (build->out->targets,
                                                   UitwegTarget, t);
      guint price_class = options_offers_get_class (build->offers, t);
      UitwegOption option = shared;
      gint managed;

      if (!options_strategy_fits (build, resource, strategy, target, &managed))
        continue;
      if (!by_class[price_class].made
          && !price_option (build, resource, strategy, target, price_class,
                            &by_class[price_class], error))
        return FALSE;
      option.target = t;
      options_apply_rules (build, resource, managed, &option);
      append_option (build, option, &by_class[price_class]);
    }
  return TRUE;
}

/* A way that leads nowhere: it stays, or it ends. */
static gboolean
add_end (OptionsBuild *build,
         const OptionsResource *resource,
         UitwegStrategy strategy,
         GError **error)
{
  UitwegOption option = make_option (build, resource, strategy);
  Priced priced;

  if (!price_option (build, resource, strategy, NULL, 0, &priced, error))
    return FALSE;
  options_apply_rules (build, resource, 1, &option);
  append_option (build, option, &priced);
  return TRUE;
}

static gboolean
add_options (OptionsBuild *build, guint32 i, Priced *by_class, GError **error)
{
  OptionsResource resource = make_resource (build, i);
  guint strategies = options_get_strategies (&resource);

  /* nothing is known of what is only mentioned: it stays where it is */
  if (uitweg_estate_is_placeholder (build->estate, i))
    strategies = 1U << UITWEG_STRATEGY_RETAIN;
  for (guint s = 0; s < UITWEG_N_STRATEGIES; s++)
    {
      UitwegStrategy strategy = (UitwegStrategy) s;
      gboolean ends = strategy == UITWEG_STRATEGY_RETAIN
                      || strategy == UITWEG_STRATEGY_RETIRE;

      if (!(strategies >> s & 1))
        continue;
      if (ends ? !add_end (build, &resource, strategy, error)
               : !add_moves (build, &resource, strategy, by_class, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (OptionsBuild *build, GError **error)
{
  UitwegOptions *out = build->out;
  g_autofree Priced *by_class = NULL;

  if (!find_skills (build, error))
    return FALSE;
  build->offers = options_offers_new (build->catalog, build->scenario,
                                      build->as_of, error);
  if (build->offers == NULL)
    return FALSE;
  options_find_targets (build);
  options_offers_classify (build->offers,
                           (UitwegTarget *) (gpointer) out->targets->data,
                           out->targets->len);
  options_prepare_rules (build);
  options_find_needs (build);
  if (!options_find_run_today (build, error))
    return FALSE;
  by_class = g_new (Priced, options_offers_get_n_classes (build->offers));
  out->first = g_new0 (guint32, build->n_resources + 1);
  for (guint32 i = 0; i < build->n_resources; i++)
    {
      if (!add_options (build, i, by_class, error))
        return FALSE;
      out->first[i + 1] = out->options->len;
    }
  return TRUE;
}

UitwegOptions *
uitweg_options_new (const UitwegAssessment *assessment,
                    const UitwegScenario *scenario,
                    GError **error)
{
  g_autoptr (UitwegOptions) out = options_new_empty (assessment);
  OptionsBuild build = { 0 };
  gboolean done;

  build.out = out;
  build.assessment = assessment;
  build.estate = uitweg_assessment_get_estate (assessment);
  build.catalog = uitweg_assessment_get_catalog (assessment);
  build.scenario = scenario;
  build.resources = uitweg_estate_get_table (build.estate,
                                             UITWEG_RECORD_RESOURCE);
  build.n_resources = uitweg_estate_get_n_resources (build.estate);
  build.as_of = uitweg_scenario_get_as_of (scenario, build.estate,
                                           build.catalog);
  build.reason_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  build.split_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  done = fill (&build, error);
  options_offers_free (build.offers);
  g_hash_table_unref (build.reason_numbers);
  g_hash_table_unref (build.split_numbers);
  g_free (build.control_reasons);
  g_free (build.residency_reasons);
  return done ? g_steal_pointer (&out) : NULL;
}

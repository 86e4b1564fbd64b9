/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the scenario's rules say of one option: residency, required control,
 * lock-in, what must be left. A rule that stands against an option stays with
 * it, in words; the option stays too.
 */
#include "config.h"

#include <math.h>

#include "options/options-private.h"

#define N_LEVELS 3

static const char *const level_words[N_LEVELS] = { "any", "european",
                                                   "national" };
static const char *const class_words[] = {
  "public",   "internal",         "confidential",
  "personal", "personal-special", "state-secret",
};

/* Words of the countries of a set: "CH, US". */
static void
append_countries (const OptionsBuild *build, GString *text, guint64 set)
{
  const char *gap = "";
  guint n = uitweg_assessment_get_n_countries (build->assessment);

  for (guint c = 0; c < n; c++)
    if (set >> c & 1)
      {
        g_string_append_printf (
            text, "%s%s", gap,
            uitweg_assessment_get_country (build->assessment, c));
        gap = ", ";
      }
}

static guint64
get_level_bits (const OptionsBuild *build, UitwegControlLevel level)
{
  switch (level)
    {
    case UITWEG_CONTROL_ANY:
      return G_MAXUINT64;
    case UITWEG_CONTROL_EUROPEAN:
      return build->european_bits;
    case UITWEG_CONTROL_NATIONAL:
      return build->home_bit;
    }
  return 0;
}

/* The region itself: its country may take part in no jurisdiction set. */
static gboolean
is_country_within (const OptionsBuild *build,
                   UitwegControlLevel level,
                   const char *country)
{
  if (country == NULL)
    return level == UITWEG_CONTROL_ANY;
  switch (level)
    {
    case UITWEG_CONTROL_ANY:
      return TRUE;
    case UITWEG_CONTROL_EUROPEAN:
      return uitweg_catalog_in_area (build->catalog, "EUROPE", country);
    case UITWEG_CONTROL_NATIONAL:
      return g_strcmp0 (build->home, country) == 0;
    }
  return FALSE;
}

/* Reason why the set falls short of the level, or UITWEG_NONE. */
static guint32
check_control (OptionsBuild *build,
               UitwegControlLevel level,
               const UitwegTarget *target,
               guint64 set)
{
  guint64 foreign = set & ~get_level_bits (build, level);
  g_autoptr (GString) text = NULL;

  if (level == UITWEG_CONTROL_ANY)
    return UITWEG_NONE;
  text = g_string_new ("required control ");
  g_string_append_printf (text, "%s: ", level_words[level]);
  if (foreign != 0)
    {
      g_string_append (text, "also under ");
      append_countries (build, text, foreign);
    }
  else if (target->jurisdiction_unknown)
    g_string_append_printf (text, "who controls %s is not known", target->id);
  else if (target->country == NULL)
    g_string_append_printf (text, "the country of %s is not known", target->id);
  else if (!is_country_within (build, level, target->country))
    g_string_append_printf (text, "%s stands in %s", target->id,
                            target->country);
  else
    return UITWEG_NONE;
  return options_add_reason (build, text->str);
}

static void
prepare_residency (OptionsBuild *build)
{
  guint n = build->scenario->n_residency;

  build->residency_reasons = g_new (guint32, MAX (2 * n, 1));
  for (guint r = 0; r < n; r++)
    {
      const UitwegResidency *rule = &build->scenario->residency[r];
      g_autofree char *list = g_strjoinv (", ", (char **) rule->countries);
      g_autofree char *text = g_strdup_printf (
          "residency: %s data must stay in %s", class_words[rule->data_class],
          list);
      g_autofree char *unknown = g_strdup_printf (
          "%s; the country of the place is not known", text);

      build->residency_reasons[2 * r] = options_add_reason (build, text);
      build->residency_reasons[2 * r + 1] = options_add_reason (build, unknown);
    }
}

void
options_prepare_rules (OptionsBuild *build)
{
  guint n = build->out->targets->len;

  build->control_reasons = g_new (guint32, MAX (N_LEVELS * n, 1));
  for (guint level = 0; level < N_LEVELS; level++)
    for (guint t = 0; t < n; t++)
      {
        const UitwegTarget *target = &g_array_index (build->out->targets,
                                                     UitwegTarget, t);

        build->control_reasons[level * n + t] = check_control (
            build, (UitwegControlLevel) level, target, target->jurisdictions);
      }
  prepare_residency (build);
}

guint64
options_get_staying (const OptionsBuild *build, guint32 i)
{
  const UitwegTable *rows = uitweg_table_child (build->resources,
                                                UITWEG_RESOURCE_ADMINISTRATORS);
  guint n = uitweg_assessment_get_n_countries (build->assessment);
  guint64 set = build->home_bit;
  guint32 first, n_rows;

  if (!uitweg_table_list (build->resources, i, UITWEG_RESOURCE_ADMINISTRATORS,
                          &first, &n_rows))
    return set;
  for (guint32 row = first; row < first + n_rows; row++)
    {
      const char *country = uitweg_table_text (rows, row,
                                               UITWEG_ADMINISTRATOR_COUNTRY);

      for (guint c = 0; country != NULL && c < n; c++)
        if (g_str_equal (uitweg_assessment_get_country (build->assessment, c),
                         country))
          set |= (guint64) 1 << c;
    }
  return set;
}

/* Rules about where data may be: that of its class and of lesser ones, for
 * what holds for less sensitive data holds for more sensitive data too. */
static guint32
check_residency (const OptionsBuild *build,
                 guint32 i,
                 const UitwegTarget *target)
{
  gint data_class = uitweg_assessment_get_data_class (build->assessment)[i];

  for (guint r = 0; r < build->scenario->n_residency; r++)
    {
      const UitwegResidency *rule = &build->scenario->residency[r];

      if (data_class < 0 || (gint) rule->data_class > data_class)
        continue;
      if (target->country == NULL)
        return build->residency_reasons[2 * r + 1];
      if (!g_strv_contains (rule->countries, target->country))
        return build->residency_reasons[2 * r];
    }
  return UITWEG_NONE;
}

static const char *
get_after_name (UitwegStrategy strategy)
{
  switch (strategy)
    {
    case UITWEG_STRATEGY_REHOST:
      return "cost.after_move.rehost";
    case UITWEG_STRATEGY_RELOCATE:
      return "cost.after_move.relocate";
    case UITWEG_STRATEGY_REPLATFORM:
      return "cost.after_move.replatform";
    case UITWEG_STRATEGY_SELF_RUN:
      return "cost.after_move.self_run";
    case UITWEG_STRATEGY_REFACTOR:
      return "cost.after_move.refactor";
    case UITWEG_STRATEGY_REPURCHASE:
      return "cost.after_move.repurchase";
    case UITWEG_STRATEGY_RETIRE:
    case UITWEG_STRATEGY_RETAIN:
      break;
    }
  return NULL;
}

/* Whether the interface is certainly bound more than today. The same thing
 * elsewhere is not; only what is bought instead can be. */
static gboolean
is_new_lock_in (const OptionsBuild *build,
                const OptionsResource *resource,
                UitwegStrategy strategy)
{
  UitwegInterval own = uitweg_assessment_get_own_portability (
      build->assessment)[resource->i];
  const char *name = get_after_name (strategy);
  double after;

  if (name == NULL || isnan (own.lo) || strategy != UITWEG_STRATEGY_REPURCHASE)
    return FALSE;
  after = uitweg_catalog_number_or_nan (build->catalog, name);
  return after < own.lo;
}

/* Share of what is used today that is there afterwards. */
static UitwegInterval
get_coverage (const OptionsBuild *build,
              const OptionsResource *resource,
              UitwegStrategy strategy,
              gint managed)
{
  UitwegInterval coverage = { 0, 1 };
  double self_run;

  if (strategy == UITWEG_STRATEGY_RETAIN || strategy == UITWEG_STRATEGY_RETIRE)
    return (UitwegInterval){ 1, 1 };
  if (strategy == UITWEG_STRATEGY_REPURCHASE || managed < 0
      || !resource->features_known)
    return coverage;
  coverage.lo = 1;
  if (resource->n_features > 0)
    coverage.lo = 1
                  - (double) MIN (resource->n_criticals, resource->n_features)
                        / (double) resource->n_features;
  if (strategy == UITWEG_STRATEGY_SELF_RUN)
    {
      self_run = uitweg_catalog_number_or_nan (build->catalog,
                                               "cost.self_run.coverage");
      if (isnan (self_run))
        return (UitwegInterval){ 0, 1 };
      coverage.lo *= self_run;
    }
  coverage.hi = coverage.lo;
  return coverage;
}

static void
apply_staying (OptionsBuild *build,
               const OptionsResource *resource,
               UitwegOption *option)
{
  guint32 i = resource->i;

  option->jurisdictions = uitweg_assessment_get_own_jurisdictions (
      build->assessment)[i];
  option->jurisdiction_unknown = uitweg_assessment_get_jurisdiction_unknown (
                                     build->assessment)[i]
                                 != 0;
  option->must_leave_remains = uitweg_assessment_get_must_leave (
                                   build->assessment)[i]
                               != 0;
  option->allowed = !option->must_leave_remains
                    || build->scenario->partial_allowed;
  if (!option->allowed)
    {
      option->broken = UITWEG_RULE_PARTIAL;
      option->why_not = options_add_reason (
          build,
          "leave: it stands under what must be left, and rules.partial does "
          "not allow that it stays");
    }
}

/* The first reason stays as words, every rule as a flag. */
static void
note_rule (UitwegOption *option, UitwegRule rule, guint32 why)
{
  if (why == UITWEG_NONE)
    return;
  option->broken |= rule;
  if (option->why_not == UITWEG_NONE)
    option->why_not = why;
}

static void
apply_moving (OptionsBuild *build,
              const OptionsResource *resource,
              UitwegOption *option)
{
  guint32 i = resource->i;
  guint n_targets = build->out->targets->len;
  const UitwegTarget *target = &g_array_index (build->out->targets,
                                               UitwegTarget, option->target);
  UitwegControlLevel level = (UitwegControlLevel)
      uitweg_assessment_get_required_control (build->assessment)[i];
  guint32 control;

  option->jurisdictions = target->jurisdictions | resource->staying;
  option->jurisdiction_unknown = target->jurisdiction_unknown;
  option->must_leave_remains = (option->jurisdictions & build->leave_bits) != 0;
  option->new_lock_in = is_new_lock_in (build, resource,
                                        (UitwegStrategy) option->strategy);
  if (!target->allowed)
    note_rule (option, (UitwegRule) target->broken,
               options_add_reason (build, target->why_not));
  note_rule (option, UITWEG_RULE_RESIDENCY, check_residency (build, i, target));
  control = build->control_reasons[(guint) level * n_targets + option->target];
  if (control == UITWEG_NONE
      && (resource->staying & ~target->jurisdictions) != 0)
    control = check_control (build, level, target, option->jurisdictions);
  note_rule (option, UITWEG_RULE_CONTROL, control);
  if (option->new_lock_in && build->scenario->no_new_lock_in)
    note_rule (option, UITWEG_RULE_LOCK_IN,
               options_add_reason (build,
                                   "no_new_lock_in: what is bought instead is "
                                   "bound more than what there is today"));
  option->allowed = option->broken == 0;
  if (option->must_leave_remains)
    option->broken |= UITWEG_RULE_LEAVE;
}

void
options_apply_rules (OptionsBuild *build,
                     const OptionsResource *resource,
                     gint managed,
                     UitwegOption *option)
{
  UitwegStrategy strategy = (UitwegStrategy) option->strategy;

  option->why_not = UITWEG_NONE;
  option->broken = 0;
  option->coverage = get_coverage (build, resource, strategy, managed);
  if (strategy == UITWEG_STRATEGY_RETIRE)
    {
      option->allowed = TRUE;
      return;
    }
  if (strategy == UITWEG_STRATEGY_RETAIN)
    apply_staying (build, resource, option);
  else
    apply_moving (build, resource, option);
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * What an option costs once: people, traffic out of the source, training,
 * and what the user states (FIGURES 2). What depends on dates and on the rest
 * of the plan (learning, dual run, procurement) is the plan's.
 */
#include "config.h"

#include <string.h>
#include <uitweg/day.h>

#include "base/money-private.h"
#include "base/number.h"
#include "options/options-private.h"

#define BYTES_PER_GIB 1073741824.0
#define BYTES_PER_GB 1000000000.0

static const char *
get_class (const OptionsResource *resource)
{
  return resource->entry != NULL ? resource->entry->effort_class : NULL;
}

static double
get_factor (const OptionsBuild *build, const OptionsResource *resource)
{
  return options_effort_factor (build->catalog, resource->data,
                                resource->need->count, resource->n_warnings,
                                resource->n_criticals);
}

OptionsEffort
options_get_effort (const OptionsBuild *build,
                    const OptionsResource *resource,
                    UitwegStrategy strategy)
{
  OptionsEffort effort = { 0, 0, 0, NULL, UITWEG_GRADE_ASSUMED };
  double factor;

  if (strategy == UITWEG_STRATEGY_RETAIN)
    return effort;
  effort = options_effort_of_class (build->catalog, get_class (resource));
  factor = get_factor (build, resource);
  effort.low *= factor;
  effort.mode *= factor;
  effort.high *= factor;
  return effort;
}

/* Fills the shares of one row of the catalog's splits; FALSE: no such row. */
static gboolean
read_split (const OptionsBuild *build, const char *row, double *shares)
{
  double sum = 0;

  for (guint s = 0; s < build->out->skills->len; s++)
    {
      g_autofree char *name = g_strdup_printf (
          "effort.split.%s.%s", row,
          (const char *) build->out->skills->pdata[s]);
      double share = uitweg_catalog_number_or_nan (build->catalog, name);

      shares[s] = share > 0 ? share : 0;
      sum += shares[s];
    }
  for (guint s = 0; s < build->out->skills->len && sum > 0; s++)
    shares[s] /= sum;
  return sum > 0;
}

guint32
options_find_split (OptionsBuild *build, const OptionsResource *resource)
{
  const UitwegServiceEntry *entry = resource->entry;
  const char *key = entry != NULL ? entry->archetype : "default";
  double shares[UITWEG_MAX_SKILLS] = { 0 };
  g_autofree char *archetype = g_strdup_printf ("archetype.%s", key);
  g_autofree char *category = g_strdup_printf (
      "category.%s", entry != NULL ? entry->category : "default");
  gpointer known = g_hash_table_lookup (build->split_numbers, key);
  guint n_skills = build->out->skills->len;
  guint32 number;

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  if (!read_split (build, archetype, shares)
      && !read_split (build, category, shares)
      && !read_split (build, "category.default", shares))
    for (guint s = 0; s < n_skills; s++)
      shares[s] = 1.0 / n_skills;
  number = build->out->splits->len / n_skills;
  g_array_append_vals (build->out->splits, shares, n_skills);
  g_hash_table_insert (build->split_numbers,
                       (gpointer) options_intern (build, key),
                       GUINT_TO_POINTER (number + 1));
  return number;
}

/* @days over the skills, each at its rate; `known_out` FALSE where a skill
 * that takes part has no rate. */
static gboolean
price_days (OptionsBuild *build,
            guint32 split,
            double days,
            UitwegMoney *sum_out,
            gboolean *known_out,
            GError **error)
{
  guint n_skills = build->out->skills->len;
  const double *shares = &g_array_index (build->out->splits, double,
                                         split *n_skills);
  UitwegMoney sum = 0, part;

  *known_out = TRUE;
  for (guint s = 0; s < n_skills; s++)
    {
      UitwegMoney rate;

      if (shares[s] <= 0)
        continue;
      rate = uitweg_scenario_get_day_rate (build->scenario,
                                           build->out->skills->pdata[s]);
      if (rate == UITWEG_UNKNOWN)
        {
          *known_out = FALSE;
          return TRUE;
        }
      if (!options_effort_price (days * shares[s], rate, &part, error)
          || !uitweg_money_add (sum, part, &sum, error))
        return FALSE;
    }
  *sum_out = sum;
  return TRUE;
}

/* Mean days of the class; of a type that nobody knows, from the least class
 * to the greatest. */
static UitwegInterval
get_mean_days (const OptionsBuild *build, const OptionsResource *resource)
{
  const char *word = get_class (resource);
  double factor = get_factor (build, resource);
  OptionsEffort low = options_effort_of_class (build->catalog,
                                               word != NULL ? word : "XS");
  OptionsEffort high = options_effort_of_class (build->catalog,
                                                word != NULL ? word : "XL");

  return (UitwegInterval){
    factor * uitweg_effort_mean (low.low, low.mode, low.high),
    factor * uitweg_effort_mean (high.low, high.mode, high.high)
  };
}

static gboolean
add_effort (OptionsBuild *build,
            const OptionsResource *resource,
            GError **error)
{
  guint32 split = options_find_split (build, resource);
  UitwegInterval days = get_mean_days (build, resource);
  UitwegPart part = { 0 };
  gboolean known;

  part.kind = UITWEG_PART_EFFORT;
  part.grade = UITWEG_GRADE_ASSUMED;
  part.source =
      options_effort_of_class (build->catalog, get_class (resource)).source;
  if (get_class (resource) == NULL)
    part.text = "type not known: from the least to the greatest class";
  if (!price_days (build, split, days.lo, &part.amount.lo, &known, error)
      || !price_days (build, split, days.hi, &part.amount.hi, &known, error))
    return FALSE;
  if (known)
    options_add_part (build, &part);
  else
    options_add_hole (build, UITWEG_PART_EFFORT, FALSE, "money.day_rate",
                      "people: no day rate is stated");
  return TRUE;
}

/* List price of the bytes alone in one month, in euro; UITWEG_UNKNOWN where
 * there is no rate of exchange. */
static gboolean
price_leaving (const OptionsBuild *build,
               const UitwegEgressLadder *ladder,
               gint64 bytes,
               UitwegMoney *list_out,
               GError **error)
{
  gboolean binary = g_ascii_strcasecmp (ladder->unit, "gib") == 0;
  UitwegMoney price;

  if (!uitweg_egress_price (ladder->tiers, ladder->n_tiers,
                            (double) bytes
                                / (binary ? BYTES_PER_GIB : BYTES_PER_GB),
                            &price, error))
    return FALSE;
  if (!g_str_equal (ladder->currency, "EUR"))
    {
      const UitwegRate *rate = options_find_rate (build->scenario,
                                                  ladder->currency);

      if (rate == NULL)
        {
          *list_out = UITWEG_UNKNOWN;
          return TRUE;
        }
      if (!base_money_times_decimal (price, rate->eur, &price, error))
        return FALSE;
    }
  *list_out = price;
  return TRUE;
}

static void
add_free_switching (OptionsBuild *build)
{
  UitwegPart part = { 0 };

  part.kind = UITWEG_PART_SWITCHING_EGRESS;
  part.grade = UITWEG_GRADE_DOCUMENTED;
  part.source = "data-act.charges.nil_from";
  part.text = "the law ends switching charges before the plan starts";
  options_add_part (build, &part);
}

/* The last day of the horizon is on or after the day charges end. */
static gboolean
may_wait_until_free (const OptionsBuild *build, UitwegDay free_from)
{
  UitwegDay end = uitweg_day_add_months (build->scenario->start,
                                         build->scenario->horizon_months);

  return free_from != UITWEG_DAY_UNKNOWN && end != UITWEG_DAY_UNKNOWN
         && end >= free_from;
}

static gboolean
add_switching (OptionsBuild *build,
               const OptionsResource *resource,
               GError **error)
{
  const UitwegEgressLadder *ladder = NULL;
  UitwegDay free_from = uitweg_catalog_day (build->catalog,
                                            "data-act.charges.nil_from");
  UitwegPart part = { 0 };
  UitwegMoney list;

  if (resource->catalog_provider != NULL)
    ladder = uitweg_catalog_find_egress (build->catalog,
                                         resource->catalog_provider);
  if (ladder == NULL || resource->data == 0)
    return TRUE;
  if (free_from != UITWEG_DAY_UNKNOWN && build->scenario->start >= free_from)
    {
      add_free_switching (build);
      return TRUE;
    }
  part.kind = UITWEG_PART_SWITCHING_EGRESS;
  part.source = ladder->provider;
  if (resource->data == UITWEG_UNKNOWN)
    {
      options_add_hole (build, part.kind, FALSE, "estate",
                        "how much data leaves is not known");
      return TRUE;
    }
  if (!price_leaving (build, ladder, resource->data, &list, error))
    return FALSE;
  if (list == UITWEG_UNKNOWN)
    {
      options_add_hole (build, part.kind, FALSE, "money.rates",
                        options_intern_printf (build,
                                               "traffic is priced in %s, and "
                                               "no rate is stated",
                                               ladder->currency));
      return TRUE;
    }
  part.amount = uitweg_egress_switching (build->scenario->start, free_from,
                                         list,
                                         ladder->waiver ? 0 : UITWEG_UNKNOWN);
  if (may_wait_until_free (build, free_from))
    part.amount.lo = 0;
  part.grade = uitweg_confidence_get_grade (ladder->confidence);
  part.text = "alone in its month; nil once the law ends the charges";
  options_add_part (build, &part);
  return TRUE;
}

/* People who must learn another product. */
static gboolean
add_training (OptionsBuild *build,
              const OptionsResource *resource,
              const UitwegTarget *target,
              GError **error)
{
  double low, high;
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;
  UitwegPart part = { 0 };

  if (resource->kind != UITWEG_KIND_SAAS)
    return TRUE;
  low = uitweg_catalog_number_or_nan (build->catalog,
                                      "effort.training.users.low");
  high = uitweg_catalog_number_or_nan (build->catalog,
                                       "effort.training.users.high");
  part.kind = UITWEG_PART_TRAINING;
  part.source = "effort.training.users";
  part.text = "training: how many users is not known";
  if (resource->seats != UITWEG_UNKNOWN && low >= 0 && high >= low)
    {
      few = base_format_number (low);
      many = base_format_number (high);
      part.text = options_intern_printf (
          build,
          "training: %" G_GINT64_FORMAT " users x %s to %s days; what a day of "
          "a user costs is not stated",
          resource->seats, few, many);
    }
  return options_add_assumed (build, resource, "training", target, part, error);
}

/* What the user states as such; nothing is missing where nothing is. */
static gboolean
add_stated (OptionsBuild *build,
            const OptionsResource *resource,
            const char *what,
            UitwegPartKind kind,
            const UitwegTarget *target,
            GError **error)
{
  UitwegPart part = { 0 };
  gboolean found;

  part.kind = kind;
  if (!options_find_assumption (build, resource, what, target, &part, &found,
                                error))
    return FALSE;
  if (found)
    options_add_part (build, &part);
  return TRUE;
}

gboolean
options_add_one_off (OptionsBuild *build,
                     const OptionsResource *resource,
                     UitwegStrategy strategy,
                     const UitwegTarget *target,
                     GError **error)
{
  if (strategy == UITWEG_STRATEGY_RETAIN)
    return TRUE;
  if (!add_effort (build, resource, error))
    return FALSE;
  if (strategy == UITWEG_STRATEGY_RETIRE)
    return TRUE;
  return add_switching (build, resource, error)
         && add_training (build, resource, target, error)
         && add_stated (build, resource, "one_off", UITWEG_PART_MIGRATION,
                        target, error)
         && add_stated (build, resource, "transfer", UITWEG_PART_TRANSFER,
                        target, error);
}

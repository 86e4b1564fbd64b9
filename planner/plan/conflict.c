/* SPDX-License-Identifier: EUPL-1.2
 *
 * Why there is no way: for the things that cannot go, a smallest set of rules
 * that together stand against every option. Found by deletion: a rule is left
 * out for good where the others still stand against everything, so that what
 * remains is irreducible. With each rule: what it says, which things it
 * concerns, and what would open if it alone fell.
 *
 * Method: Chinneck and Dravnieks, "Locating minimal infeasible constraint
 * sets in linear programs", ORSA J. Computing 3(2), 1991 (deletion filter).
 */
#include "config.h"

#include <string.h>

#include "plan/plan-private.h"
#include "plan/sums.h"

/* All rules that stand against an option, the pins included. */
static guint
get_broken (const UitwegPlan *plan, const UitwegOption *option)
{
  return option->broken
         | (plan_pins_allow (plan, option) ? 0 : UITWEG_RULE_PIN);
}

/* Whether every option of a resource breaks one of `rules`. */
static gboolean
stand_against_all (const UitwegPlan *plan, guint32 resource, guint rules)
{
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    if ((get_broken (plan, &options[i]) & rules) == 0)
      return FALSE;
  return TRUE;
}

/* The rules in the order in which an option keeps its first reason. */
static const UitwegRule reason_order[] = {
  UITWEG_RULE_EXCLUDE,      UITWEG_RULE_LEAVE,     UITWEG_RULE_COUNTRIES,
  UITWEG_RULE_CERTIFICATES, UITWEG_RULE_RESIDENCY, UITWEG_RULE_CONTROL,
  UITWEG_RULE_LOCK_IN,      UITWEG_RULE_PARTIAL,
};

static guint
get_first_broken (const UitwegOption *option)
{
  for (guint i = 0; i < G_N_ELEMENTS (reason_order); i++)
    if ((option->broken & reason_order[i]) != 0)
      return reason_order[i];
  return 0;
}

/* What stands against going, for a thing that may stay. */
static guint
find_going_set (const UitwegPlan *plan, guint32 resource)
{
  guint32 n;
  guint rules = 0;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    if (options[i].target != UITWEG_NONE)
      rules |= get_first_broken (&options[i]);
  return rules;
}

/* The rules are tried in the order of their flags: what is easiest to give up
 * first, what was asked for last. */
static guint
find_smallest_set (const UitwegPlan *plan, guint32 resource)
{
  guint rules = (1u << UITWEG_N_RULES) - 1;

  for (guint i = 0; i < UITWEG_N_RULES; i++)
    if (stand_against_all (plan, resource, rules & ~(1u << i)))
      rules &= ~(1u << i);
  return rules;
}

/* Words of an option that fails by this rule before all others, best of one
 * that fails by nothing else; NULL where there is none. */
static const char *
find_words (const UitwegPlan *plan, guint32 resource, guint rule)
{
  const char *words = NULL;
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    {
      const guint broken = get_broken (plan, &options[i]);

      if (options[i].why_not == UITWEG_NONE
          || get_first_broken (&options[i]) != rule
          || (words != NULL && broken != rule))
        continue;
      words = uitweg_options_get_reason (plan->options, options[i].why_not);
      if (broken == rule)
        break;
    }
  return words;
}

/* The cheapest option that only this rule closes, or NULL. */
static const UitwegOption *
find_opened (const UitwegPlan *plan, guint32 resource, guint rule)
{
  const UitwegOption *best = NULL;
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    if (get_broken (plan, &options[i]) == rule
        && (best == NULL || options[i].n_holes < best->n_holes
            || (options[i].n_holes == best->n_holes
                && plan_range_middle (options[i].one_off)
                       < plan_range_middle (best->one_off))))
      best = &options[i];
  return best;
}

static void
add_opened (const UitwegPlan *plan,
            UitwegConflict *conflict,
            guint32 resource,
            guint rule)
{
  const UitwegOption *option = find_opened (plan, resource, rule);
  PlanSum one_off = { conflict->one_off, FALSE };
  PlanSum run = { conflict->run_per_month, FALSE };

  if (option == NULL)
    return;
  plan_sum_add (&one_off, option->one_off);
  if (plan_range_is_known (option->run_per_month))
    plan_sum_add (&run, option->run_per_month);
  if (one_off.overflow || run.overflow)
    return;
  conflict->n_opened++;
  conflict->one_off = one_off.value;
  conflict->run_per_month = run.value;
}

static void
add_rule (UitwegPlan *plan, const guint *sets, guint rule)
{
  UitwegConflict conflict = { .rule = (UitwegRule) rule,
                              .first = plan->conflict_resources->len };

  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      if ((sets[r] & rule) == 0)
        continue;
      if (conflict.n++ == 0)
        conflict.example = find_words (plan, r, rule);
      g_array_append_val (plan->conflict_resources, r);
      add_opened (plan, &conflict, r, rule);
    }
  if (conflict.n > 0)
    g_array_append_val (plan->conflicts, conflict);
}

/* The rules of a set, joined: why one thing stays. */
static const char *
join_rules (UitwegPlan *plan, guint set)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < UITWEG_N_RULES; i++)
    if ((set >> i & 1) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              uitweg_rule_get_name ((UitwegRule) (1u << i)));
  return g_string_chunk_insert (plan->texts, text->str);
}

void
plan_find_conflicts (UitwegPlan *plan, const guint8 *no_way)
{
  g_autofree guint *sets = g_new0 (guint, plan->n_resources + 1);

  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      guint set;

      if (!no_way[r])
        continue;
      /* What may stay is allowed to: the set is then that of going. */
      set = plan->resources[r].option != NULL ? 0 : find_smallest_set (plan, r);
      sets[r] = set != 0 ? set | UITWEG_RULE_LEAVE : 0;
      plan->resources[r].why = join_rules (
          plan,
          set != 0 ? sets[r] : find_going_set (plan, r) | UITWEG_RULE_LEAVE);
    }
  for (guint i = 0; i < UITWEG_N_RULES; i++)
    add_rule (plan, sets, 1u << i);
}

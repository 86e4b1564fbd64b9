/* SPDX-License-Identifier: EUPL-1.2
 *
 * The verdict per trigger: is there a plan, by when, within the budget, and
 * if not, what would have to give way. Certainty is simulated elsewhere;
 * without it the verdict says so.
 */
#include "config.h"

#include <uitweg/verdict.h>

#include "base/human.h"
#include "plan/sums.h"
#include "verdict/verdict-private.h"

const char *
uitweg_verdict_code_get_name (UitwegVerdictCode code)
{
  static const char *const names[] = {
    "feasible",
    "feasible_uncertain",
    "feasible_not_simulated",
    "feasible_if_relaxed",
    "not_feasible",
  };

  return names[code];
}

UitwegText
verdict_text (UitwegVerdict *verdict, char *en, char *nl)
{
  const UitwegText text = { g_string_chunk_insert (verdict->texts, en),
                            g_string_chunk_insert (verdict->texts, nl) };

  g_free (en);
  g_free (nl);
  return text;
}

typedef struct
{
  UitwegVerdict *verdict;
  const UitwegPlan *plan;
  const UitwegScenario *scenario;
  GArray *reasons;     /* UitwegText */
  GArray *relaxations; /* UitwegRelaxation */
} Judgement;

static void
add_reason (Judgement *judgement, char *en, char *nl)
{
  const UitwegText text = verdict_text (judgement->verdict, en, nl);

  g_array_append_val (judgement->reasons, text);
}

static void
add_relaxation (Judgement *judgement, const char *rule, char *en, char *nl)
{
  const UitwegRelaxation relaxation = { rule, verdict_text (judgement->verdict,
                                                            en, nl) };

  g_array_append_val (judgement->relaxations, relaxation);
}

/* A limit in euro against what the plan takes. */
static void
judge_money (Judgement *judgement,
             const char *rule,
             const char *what_en,
             const char *what_nl,
             UitwegMoney limit,
             UitwegMoneyRange amount)
{
  g_autofree char *limit_en = NULL, *limit_nl = NULL;
  g_autofree char *amount_en = NULL, *amount_nl = NULL;

  if (limit == UITWEG_UNKNOWN || amount.hi <= limit)
    return;
  limit_en = base_human_eur (limit, "en");
  limit_nl = base_human_eur (limit, "nl");
  amount_en = base_human_eur_range (amount, "en");
  amount_nl = base_human_eur_range (amount, "nl");
  if (amount.lo > limit)
    add_relaxation (judgement, rule,
                    g_strdup_printf ("%s: %s is needed, the limit is %s",
                                     what_en, amount_en, limit_en),
                    g_strdup_printf ("%s: %s is nodig, de grens is %s", what_nl,
                                     amount_nl, limit_nl));
  else
    add_reason (judgement,
                g_strdup_printf ("%s lies between %s; the upper end is above "
                                 "the limit of %s",
                                 what_en, amount_en, limit_en),
                g_strdup_printf ("%s ligt op %s; de bovenkant is hoger dan de "
                                 "grens van %s",
                                 what_nl, amount_nl, limit_nl));
}

/* The dearest quarter of the cash flow, by each end; the last may be a short
 * one. */
static void
judge_quarters (Judgement *judgement)
{
  guint32 n;
  const UitwegCashFlow *flow = uitweg_plan_get_cash_flow (judgement->plan, &n);
  UitwegMoneyRange worst = { 0, 0 };

  for (guint32 m = 0; m < n; m += 3)
    {
      PlanSum sum = { { 0, 0 }, FALSE };

      for (guint32 k = m; k < n && k < m + 3; k++)
        plan_sum_add (&sum, flow[k].one_off);
      worst.lo = MAX (worst.lo, sum.value.lo);
      worst.hi = MAX (worst.hi, sum.value.hi);
    }
  judge_money (judgement, "budget.per_quarter", "the dearest quarter",
               "het duurste kwartaal", judgement->scenario->budget_per_quarter,
               worst);
}

static void
judge_deadline (Judgement *judgement, const UitwegTriggerVerdict *one)
{
  g_autofree char *end_en = NULL, *end_nl = NULL, *by_en = NULL, *by_nl = NULL;

  if (one->deadline == UITWEG_DAY_UNKNOWN || one->end == UITWEG_DAY_UNKNOWN
      || one->end <= one->deadline + 1)
    return;
  end_en = base_human_day (one->end, "en");
  end_nl = base_human_day (one->end, "nl");
  by_en = base_human_day (one->deadline, "en");
  by_nl = base_human_day (one->deadline, "nl");
  add_relaxation (
      judgement, "triggers.deadline",
      g_strdup_printf ("the plan ends on %s, the deadline is %s", end_en,
                       by_en),
      g_strdup_printf ("het plan eindigt op %s, de uiterste datum is %s",
                       end_nl, by_nl));
}

static guint
count_staying (const UitwegPlan *plan)
{
  const UitwegOptions *options = uitweg_plan_get_options (plan);
  const guint32 n = uitweg_estate_get_n_resources (
      uitweg_assessment_get_estate (uitweg_options_get_assessment (options)));
  const UitwegPlanResource *resources = uitweg_plan_get_resources (plan);
  guint staying = 0;

  for (guint32 r = 0; r < n; r++)
    staying += resources[r].stays ? 1 : 0;
  return staying;
}

/* Things that have no option at all: each stands under the rule that it must
 * be left. */
static guint
count_blocked (const UitwegPlan *plan)
{
  guint32 n;
  const UitwegConflict *conflicts = uitweg_plan_get_conflicts (plan, &n);
  guint blocked = 0;

  for (guint32 i = 0; i < n; i++)
    if (conflicts[i].rule == UITWEG_RULE_LEAVE)
      blocked += conflicts[i].n;
  return blocked;
}

/* What each rule of the conflict would open if it alone fell. */
static void
judge_conflicts (Judgement *judgement)
{
  guint32 n;
  const UitwegConflict *conflicts = uitweg_plan_get_conflicts (judgement->plan,
                                                               &n);

  for (guint32 i = 0; i < n; i++)
    {
      const UitwegConflict *conflict = &conflicts[i];
      g_autofree char *once_en = NULL, *once_nl = NULL;
      g_autofree char *run_en = NULL, *run_nl = NULL;

      if (conflict->rule == 0 || conflict->n_opened == 0
          || conflict->rule == UITWEG_RULE_LEAVE)
        continue;
      once_en = base_human_eur_range (conflict->one_off, "en");
      once_nl = base_human_eur_range (conflict->one_off, "nl");
      run_en = base_human_eur_range (conflict->run_per_month, "en");
      run_nl = base_human_eur_range (conflict->run_per_month, "nl");
      add_relaxation (
          judgement, uitweg_rule_get_name (conflict->rule),
          g_strdup_printf ("without %s, %u of %u things get a way: "
                           "%s once, %s a month, as far as priced",
                           uitweg_rule_get_name (conflict->rule),
                           conflict->n_opened, conflict->n, once_en, run_en),
          g_strdup_printf ("zonder %s krijgen %u van %u dingen een "
                           "uitweg: eenmalig %s, per maand %s, voor zover "
                           "geprijsd",
                           uitweg_rule_get_name (conflict->rule),
                           conflict->n_opened, conflict->n, once_nl, run_nl));
    }
}

static void
judge_share (Judgement *judgement)
{
  guint32 n;
  const UitwegConflict *conflicts = uitweg_plan_get_conflicts (judgement->plan,
                                                               &n);

  for (guint32 i = 0; i < n; i++)
    if (conflicts[i].rule == 0)
      add_relaxation (judgement, "rules.max_share_per_provider",
                      g_strdup (conflicts[i].example),
                      g_strdup ("met geen enkele keuze "
                                "blijft elke aanbieder onder zijn aandeel"));
}

/* A shut-off: what stops, and whether anything outlasts its objective. */
static void
judge_stops (Judgement *judgement, UitwegTriggerVerdict *one)
{
  guint beyond = 0;

  for (guint i = 0; i < one->n_stops; i++)
    beyond += !one->stops[i].within_rto;
  if (one->n_stops == 0)
    {
      add_reason (judgement, g_strdup ("no business service stops"),
                  g_strdup ("geen enkele dienst valt stil"));
      return;
    }
  add_reason (
      judgement,
      g_strdup_printf ("%u business services stop, %u of them for longer than "
                       "their recovery time allows or can be shown",
                       one->n_stops, beyond),
      g_strdup_printf ("%u diensten vallen stil, waarvan %u langer dan hun "
                       "hersteltijd toestaat of aantoonbaar is",
                       one->n_stops, beyond));
  if (beyond > 0)
    one->code = UITWEG_VERDICT_NOT_FEASIBLE;
}

static UitwegText
phrase (UitwegVerdict *verdict, const UitwegTriggerVerdict *one)
{
  static const UitwegText phrases[] = {
    { "feasible within the policy", "haalbaar binnen het beleid" },
    { "feasible, not sure enough", "haalbaar, niet zeker genoeg" },
    { "feasible, certainty not computed", "haalbaar, zekerheid niet berekend" },
    { "feasible if rules are relaxed", "haalbaar als regels versoepelen" },
    { "not feasible as asked", "niet haalbaar zoals gevraagd" },
  };
  const UitwegText *text = &phrases[one->code];

  if (!one->partial || one->code == UITWEG_VERDICT_NOT_FEASIBLE)
    return *text;
  return verdict_text (
      verdict, g_strdup_printf ("%s; a partial exit", text->en),
      g_strdup_printf ("%s; een gedeeltelijke uitweg", text->nl));
}

static void
judge_rules (Judgement *judgement, UitwegTriggerVerdict *one)
{
  const UitwegScenario *scenario = judgement->scenario;
  const UitwegPlanCost *cost = uitweg_plan_get_cost (judgement->plan);
  const guint blocked = count_blocked (judgement->plan);

  if (blocked > 0)
    {
      one->code = UITWEG_VERDICT_NOT_FEASIBLE;
      add_reason (
          judgement,
          g_strdup_printf ("for %u things that must be left the rules together "
                           "leave no way",
                           blocked),
          g_strdup_printf (
              "voor %u dingen die weg moeten laten de regels samen "
              "geen uitweg",
              blocked));
      judge_conflicts (judgement);
      return;
    }
  judge_deadline (judgement, one);
  judge_money (judgement, "budget.one_off", "the one-off cost",
               "de eenmalige kosten", scenario->budget_one_off,
               cost->one_off_total.value);
  judge_money (judgement, "budget.run_per_month", "the run cost per month",
               "de maandlasten", scenario->budget_run_per_month,
               cost->run_after.value);
  judge_quarters (judgement);
  judge_share (judgement);
  if (judgement->relaxations->len > 0)
    one->code = UITWEG_VERDICT_FEASIBLE_IF_RELAXED;
}

static UitwegDay
find_deadline (const UitwegScenario *scenario, const UitwegTrigger *trigger)
{
  if (trigger == NULL)
    return UITWEG_DAY_UNKNOWN;
  if (trigger->deadline != UITWEG_DAY_UNKNOWN)
    return trigger->deadline;
  switch (trigger->kind)
    {
    case UITWEG_TRIGGER_PLANNED:
      return UITWEG_DAY_UNKNOWN;
    case UITWEG_TRIGGER_DISRUPTIVE:
      return trigger->notice_days < 0 ? UITWEG_DAY_UNKNOWN
                                      : scenario->start + trigger->notice_days;
    case UITWEG_TRIGGER_ACQUISITION:
      return trigger->on;
    }
  return UITWEG_DAY_UNKNOWN;
}

static void
judge (UitwegVerdict *verdict, UitwegTriggerVerdict *one)
{
  const UitwegScenario *scenario = uitweg_plan_get_scenario (one->plan);
  const UitwegTrigger *trigger = one->trigger < scenario->n_triggers
                                     ? &scenario->triggers[one->trigger]
                                     : NULL;
  Judgement judgement = { verdict, one->plan, scenario,
                          g_array_new (FALSE, TRUE, sizeof (UitwegText)),
                          g_array_new (FALSE, TRUE,
                                       sizeof (UitwegRelaxation)) };

  g_ptr_array_add (verdict->arrays, judgement.reasons);
  g_ptr_array_add (verdict->arrays, judgement.relaxations);
  one->code = UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED;
  one->end = uitweg_plan_get_end (one->plan);
  one->deadline = find_deadline (scenario, trigger);
  one->partial = count_staying (one->plan) > 0;
  if (one->end != UITWEG_DAY_UNKNOWN && one->deadline != UITWEG_DAY_UNKNOWN)
    one->margin_days = one->deadline + 1 - one->end;
  if (trigger != NULL && trigger->kind == UITWEG_TRIGGER_DISRUPTIVE)
    {
      verdict_find_stops (verdict, one, trigger);
      judge_stops (&judgement, one);
    }
  else
    judge_rules (&judgement, one);
  one->text = phrase (verdict, one);
  one->reasons = (const UitwegText *) (gpointer) judgement.reasons->data;
  one->n_reasons = judgement.reasons->len;
  one->relaxations = (const UitwegRelaxation *) (gpointer)
                         judgement.relaxations->data;
  one->n_relaxations = judgement.relaxations->len;
}

UitwegVerdict *
uitweg_verdict_new (UitwegPlan *const *plans, guint n_plans, GError **error)
{
  UitwegVerdict *verdict = g_new0 (UitwegVerdict, 1);

  verdict->ref_count = 1;
  verdict->n = n_plans;
  verdict->verdicts = g_new0 (UitwegTriggerVerdict, n_plans);
  verdict->texts = g_string_chunk_new (1024);
  verdict->arrays = g_ptr_array_new_with_free_func (
      (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < n_plans; i++)
    {
      verdict->verdicts[i].trigger = i;
      verdict->verdicts[i].plan = uitweg_plan_ref (plans[i]);
      judge (verdict, &verdict->verdicts[i]);
    }
  verdict_find_meets (verdict, plans[0]);
  verdict_find_concentration (verdict, plans[0]);
  return verdict;
}

UitwegVerdict *
uitweg_verdict_ref (const UitwegVerdict *verdict)
{
  UitwegVerdict *mine = (UitwegVerdict *) verdict;

  g_atomic_int_inc (&mine->ref_count);
  return mine;
}

void
uitweg_verdict_unref (UitwegVerdict *verdict)
{
  if (verdict == NULL || !g_atomic_int_dec_and_test (&verdict->ref_count))
    return;
  for (guint i = 0; i < verdict->n; i++)
    uitweg_plan_unref ((UitwegPlan *) verdict->verdicts[i].plan);
  g_free (verdict->verdicts);
  g_string_chunk_free (verdict->texts);
  g_ptr_array_unref (verdict->arrays);
  g_free (verdict->meets_before);
  g_free (verdict->meets_after);
  g_free (verdict);
}

const UitwegTriggerVerdict *
uitweg_verdict_get (const UitwegVerdict *verdict, guint *n_out)
{
  *n_out = verdict->n;
  return verdict->verdicts;
}

gint
uitweg_verdict_get_exit_status (const UitwegVerdict *verdict)
{
  return verdict->verdicts[0].code >= UITWEG_VERDICT_FEASIBLE_IF_RELAXED;
}

const gint8 *
uitweg_verdict_get_meets_before (const UitwegVerdict *verdict)
{
  return verdict->meets_before;
}

const gint8 *
uitweg_verdict_get_meets_after (const UitwegVerdict *verdict)
{
  return verdict->meets_after;
}

const UitwegConcentration *
uitweg_verdict_get_concentration (const UitwegVerdict *verdict, gboolean after)
{
  return &verdict->concentration[after ? 1 : 0];
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * The verdict: one per trigger, from its plan. What can be met, what cannot,
 * and by how much.
 */
#ifndef UITWEG_VERDICT_H
#define UITWEG_VERDICT_H

#include <uitweg/plan.h>

G_BEGIN_DECLS

/**
 * UitwegVerdictCode:
 * @UITWEG_VERDICT_FEASIBLE: a plan exists and simulation is sure enough
 * @UITWEG_VERDICT_FEASIBLE_UNCERTAIN: a plan exists, not sure enough
 * @UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED: a plan exists, certainty was not
 *   computed
 * @UITWEG_VERDICT_FEASIBLE_IF_RELAXED: a plan exists once the rules named are
 *   relaxed
 * @UITWEG_VERDICT_NOT_FEASIBLE: no plan, and the conflict
 */
typedef enum
{
  UITWEG_VERDICT_FEASIBLE,
  UITWEG_VERDICT_FEASIBLE_UNCERTAIN,
  UITWEG_VERDICT_FEASIBLE_NOT_SIMULATED,
  UITWEG_VERDICT_FEASIBLE_IF_RELAXED,
  UITWEG_VERDICT_NOT_FEASIBLE,
} UitwegVerdictCode;
const char *uitweg_verdict_code_get_name (UitwegVerdictCode code);

/* A sentence in both languages of the reports. */
typedef struct
{
  const char *en;
  const char *nl;
} UitwegText;

/* A rule that would have to give way: what it is, and what it should be. */
typedef struct
{
  const char *rule; /* "budget.one_off", "triggers.deadline", … */
  UitwegText text;
} UitwegRelaxation;

/* A business service that stops at a shut-off, before the plan is carried
 * out. Hours may be INFINITY: until it has been rebuilt. */
typedef struct
{
  guint32 service;
  double hours_low, hours_high;
  double rto_hours; /* NAN not stated */
  gboolean within_rto;
  UitwegText text;
} UitwegStop;

typedef struct
{
  guint trigger; /* in the scenario */
  const UitwegPlan *plan;
  UitwegVerdictCode code;
  gboolean partial; /* something that must be left stays */
  UitwegText text;  /* the verdict in one sentence */
  const UitwegText *reasons;
  guint n_reasons;
  const UitwegRelaxation *relaxations;
  guint n_relaxations;
  const UitwegStop *stops; /* disruptive triggers only */
  guint n_stops;
  UitwegDay deadline; /* of the trigger, or UNKNOWN */
  UitwegDay end;      /* of its plan, or UNKNOWN */
  gint32 margin_days; /* deadline - end; 0 where either is unknown */
} UitwegTriggerVerdict;

typedef struct _UitwegVerdict UitwegVerdict;

/**
 * uitweg_verdict_new:
 * @plans: (array length=n_plans): one plan per trigger, in order; references
 *   are kept
 * @n_plans: at least 1
 * @error: return location, or %NULL
 *
 * Returns: (transfer full): the verdicts, immutable
 *
 * Since: 0.1
 */
UitwegVerdict *
uitweg_verdict_new (UitwegPlan *const *plans, guint n_plans, GError **error);
UitwegVerdict *uitweg_verdict_ref (const UitwegVerdict *verdict);
void uitweg_verdict_unref (UitwegVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegVerdict, uitweg_verdict_unref)

/* (array length=n_out) (transfer none): one verdict per trigger, in order */
const UitwegTriggerVerdict *uitweg_verdict_get (const UitwegVerdict *verdict,
                                                guint *n_out);

/* 1 when the first trigger is not feasible, or only if relaxed; else 0. */
gint uitweg_verdict_get_exit_status (const UitwegVerdict *verdict);

/* Share of services whose controllers meet what is required, after the first
 * plan: an interval, unknown counts as [0, 1]. */
UitwegInterval
uitweg_verdict_get_share_under_control_after (const UitwegVerdict *verdict);

/* 1 meets the required control level, 0 does not, -1 not known; by service
 * row, before and after the first plan. */
const gint8 *uitweg_verdict_get_meets_before (const UitwegVerdict *verdict);
const gint8 *uitweg_verdict_get_meets_after (const UitwegVerdict *verdict);

/* Concentration of monthly spend, HHI 0 to 10,000, [NAN, NAN] where no spend
 * is known; before and after the first plan, per provider. */
typedef struct
{
  UitwegInterval provider, country;
} UitwegConcentration;
const UitwegConcentration *
uitweg_verdict_get_concentration (const UitwegVerdict *verdict, gboolean after);

G_END_DECLS

#endif

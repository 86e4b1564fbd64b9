/* SPDX-License-Identifier: EUPL-1.2
 *
 * The plan: for each group of things that move together one option, a wave
 * and dates; what it costs, how far from the best it can be, and why.
 */
#ifndef UITWEG_PLAN_H
#define UITWEG_PLAN_H

#include <uitweg/options.h>

G_BEGIN_DECLS

/**
 * UitwegPlanError:
 * @UITWEG_PLAN_ERROR_OVERFLOW: a sum of money does not fit
 * @UITWEG_PLAN_ERROR_CALENDAR: the plan would run past the last day of the
 *   calendar, or a skill that it needs has no capacity at all
 */
typedef enum
{
  UITWEG_PLAN_ERROR_OVERFLOW,
  UITWEG_PLAN_ERROR_CALENDAR,
} UitwegPlanError;

#define UITWEG_PLAN_ERROR (uitweg_plan_error_quark ())
GQuark uitweg_plan_error_quark (void);

/* What one resource does in the plan. */
typedef struct
{
  guint32 group;              /* UITWEG_NONE: a placeholder, no part of it */
  const UitwegOption *option; /* chosen; NULL for a placeholder */
  gboolean stays;             /* must be left, and cannot */
  const char *why;            /* why it stays: the rules, in words; or NULL */
  double learning;            /* factor on its effort, 1 for the first */
  UitwegMoneyRange effort;    /* after learning */
  UitwegMoneyRange one_off;   /* all one-off parts, effort after learning */
  double days_low, days_mode, days_high; /* after learning */
} UitwegPlanResource;

/* Why things stand in one group. */
typedef enum
{
  UITWEG_TOGETHER_CYCLE = 1 << 0,
  UITWEG_TOGETHER_DATA = 1 << 1,
  UITWEG_TOGETHER_CONTAINS = 1 << 2,
  UITWEG_TOGETHER_LATENCY = 1 << 3,
  UITWEG_TOGETHER_APPLICATION = 1 << 4,
  UITWEG_TOGETHER_PIN = 1 << 5,
} UitwegTogether;

typedef struct
{
  const char *id;   /* "g001" */
  const char *name; /* application, or its first resource */
  guint32 first, n; /* in uitweg_plan_get_group_resources() */
  guint together;   /* UitwegTogether flags */
  gboolean foundation;
  gboolean moves; /* some resource changes place or ends */
  gboolean production;
  gint criticality;            /* highest touched, -1 none */
  guint32 target;              /* number; UITWEG_NONE: none or several */
  guint32 wave;                /* UITWEG_NONE: nothing to do */
  UitwegMoneyRange run_before; /* UITWEG_UNKNOWN in lo where not known */
  UitwegMoneyRange run_after;
  UitwegMoneyRange one_off;
  guint32 runner_up;                /* target, or UITWEG_NONE */
  UitwegMoney runner_up_difference; /* on the value that selection minimises */
  UitwegDay start, target_ready, cut_over, retired; /* UNKNOWN: no dates */
  /* coordination, tests and cut-over of the applications that this group is
   * the first to move: person-days, and money at the mean */
  double overhead_low, overhead_mode, overhead_high;
  UitwegMoneyRange overhead;
} UitwegPlanGroup;

typedef struct
{
  guint32 number; /* 0: foundations */
  gboolean pilot;
  guint32 first, n; /* in uitweg_plan_get_wave_groups() */
  guint32 n_resources;
  UitwegDay start, end;
  UitwegMoneyRange one_off;
  UitwegMoneyRange run_change;
  double days; /* mean person-days */
  gint64 transfer_bytes;
  guint32 n_bridges;
  double complexity, criticality, bridges, unknowns, first_of_kind; /* 0..1 */
  double risk;       /* 0 to 100 */
  double confidence; /* 0 to 1 */
} UitwegPlanWave;

/* words: prepare, procure, build, copy, test, cut_over, parallel, retire,
 * end_contract */
typedef enum
{
  UITWEG_ACTIVITY_PREPARE,
  UITWEG_ACTIVITY_PROCURE,
  UITWEG_ACTIVITY_BUILD,
  UITWEG_ACTIVITY_COPY,
  UITWEG_ACTIVITY_TEST,
  UITWEG_ACTIVITY_CUT_OVER,
  UITWEG_ACTIVITY_PARALLEL,
  UITWEG_ACTIVITY_RETIRE,
  UITWEG_ACTIVITY_END_CONTRACT,
} UitwegActivityKind;
const char *uitweg_activity_kind_get_name (UitwegActivityKind kind);

typedef struct
{
  guint8 kind;
  guint32 group;           /* UITWEG_NONE for procurement */
  guint32 target_provider; /* procurement: the provider; else NONE */
  guint32 wave;
  UitwegDay start, end; /* end exclusive */
  gint32 duration_days; /* working days, or elapsed if `elapsed` */
  gboolean elapsed;
  gint32 slack_days; /* from its earliest day, elapsed */
  gboolean critical;
  guint32 first_need, n_needs;     /* in uitweg_plan_get_needs() */
  double hours[UITWEG_MAX_SKILLS]; /* person-hours per skill */
} UitwegActivity;

typedef struct
{
  guint32 needed;      /* resource */
  guint32 wave;        /* in which something needs it */
  guint32 needed_wave; /* UITWEG_NONE: it stays where it is */
  guint32 n_dependencies;
  UitwegDay from, until;
  double gib_per_month; /* NAN unknown */
  UitwegMoneyRange cost;
  gboolean hole; /* traffic or its price is not known */
} UitwegBridgeUse;

typedef struct
{
  guint32 contract;   /* row */
  UitwegDay last_use; /* UNKNOWN: in use beyond the plan */
  UitwegDay notice_by;
  UitwegMoneyRange penalty;
  UitwegMoneyRange stranded;
} UitwegPlanContract;

typedef struct
{
  UitwegDay month; /* its first day */
  UitwegMoneyRange one_off;
  UitwegMoneyRange run;
} UitwegCashFlow;

/* The parts of the plan's one-off cost (FIGURES 2). */
typedef enum
{
  UITWEG_COST_EFFORT,
  UITWEG_COST_LICENCES,
  UITWEG_COST_TRANSFER,
  UITWEG_COST_DUAL_RUN,
  UITWEG_COST_STRANDED,
  UITWEG_COST_PENALTIES,
  UITWEG_COST_BRIDGES,
  UITWEG_COST_TRAINING,
  UITWEG_COST_PROCUREMENT,
  UITWEG_COST_DECOMMISSIONING,
  UITWEG_COST_OTHER,
} UitwegCostLine;
#define UITWEG_N_COST_LINES 11
const char *uitweg_cost_line_get_name (UitwegCostLine line);

/* A sum with the share of its value (of its high end) per grade, and how many
 * holes it leaves out. */
typedef struct
{
  UitwegMoneyRange value;
  UitwegMoney by_grade[UITWEG_N_GRADES]; /* of the high end */
  guint32 n_holes;
} UitwegGradedSum;

typedef struct
{
  UitwegGradedSum one_off[UITWEG_N_COST_LINES];
  UitwegGradedSum one_off_total;
  UitwegGradedSum run_before; /* per month; holes: things unknown */
  UitwegGradedSum run_after;
  UitwegMoneyRange run_difference; /* after - before, priced parts only */
  UitwegMoneyRange do_nothing;     /* run today over the horizon, plain */
  UitwegMoneyRange horizon_plain;  /* one-off + run over the horizon */
  UitwegMoneyRange horizon_discounted;
  UitwegMoneyRange do_nothing_discounted;
} UitwegPlanCost;

/* One rule of a smallest set that leaves things no way: without any one of
 * the set, the others would let some of them go. */
typedef struct
{
  UitwegRule rule;          /* 0: the share of a provider cannot be held */
  const char *example;      /* what it says of one option, in words, or NULL */
  guint32 first, n;         /* in uitweg_plan_get_conflict_resources() */
  guint32 n_opened;         /* things that get a way if only this rule falls */
  UitwegMoneyRange one_off; /* of their cheapest options */
  UitwegMoneyRange run_per_month;
} UitwegConflict;

typedef struct
{
  UitwegMoney value; /* what selection minimises: discounted, middle values */
  UitwegMoney lower; /* nothing can be below */
  double gap;        /* (value - lower) / value */
  gint32 makespan_days;
  gint32 makespan_lower_days;
  const char *makespan_by; /* "critical path", or the skill */
} UitwegPlanBound;

typedef struct _UitwegPlan UitwegPlan;

/**
 * uitweg_plan_new:
 * @options: options; a reference is kept
 * @scenario: the scenario; borrowed, must live longer
 * @trigger: which trigger, below scenario->n_triggers; with none, 0 is a
 *   planned exit without a deadline
 * @error: return location, or %NULL
 *
 * Groups, selects, orders, schedules and prices. A policy that cannot be met
 * is no error: the plan then lists its conflicts.
 *
 * Returns: (transfer full): the plan, immutable, or %NULL with an error set
 *
 * Since: 0.1
 */
UitwegPlan *uitweg_plan_new (const UitwegOptions *options,
                             const UitwegScenario *scenario,
                             guint trigger,
                             GError **error);
UitwegPlan *uitweg_plan_ref (const UitwegPlan *plan);
void uitweg_plan_unref (UitwegPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegPlan, uitweg_plan_unref)

const UitwegOptions *uitweg_plan_get_options (const UitwegPlan *plan);
const UitwegScenario *uitweg_plan_get_scenario (const UitwegPlan *plan);
guint uitweg_plan_get_trigger (const UitwegPlan *plan);

/* (array length=n_resources) (transfer none) */
const UitwegPlanResource *uitweg_plan_get_resources (const UitwegPlan *plan);
const UitwegPlanGroup *uitweg_plan_get_groups (const UitwegPlan *plan,
                                               guint32 *n_out);
const guint32 *uitweg_plan_get_group_resources (const UitwegPlan *plan);
const UitwegPlanWave *uitweg_plan_get_waves (const UitwegPlan *plan,
                                             guint32 *n_out);
const guint32 *uitweg_plan_get_wave_groups (const UitwegPlan *plan);
/* Sorted by start, then group, then kind. */
const UitwegActivity *uitweg_plan_get_activities (const UitwegPlan *plan,
                                                  guint32 *n_out);
const guint32 *uitweg_plan_get_needs (const UitwegPlan *plan);
const UitwegBridgeUse *uitweg_plan_get_bridges (const UitwegPlan *plan,
                                                guint32 *n_out);
const UitwegPlanContract *uitweg_plan_get_contracts (const UitwegPlan *plan,
                                                     guint32 *n_out);
const UitwegCashFlow *uitweg_plan_get_cash_flow (const UitwegPlan *plan,
                                                 guint32 *n_out);
const UitwegPlanCost *uitweg_plan_get_cost (const UitwegPlan *plan);
const UitwegConflict *uitweg_plan_get_conflicts (const UitwegPlan *plan,
                                                 guint32 *n_out);
/* (transfer none): resources that the conflicts concern */
const guint32 *uitweg_plan_get_conflict_resources (const UitwegPlan *plan);
const UitwegPlanBound *uitweg_plan_get_bound (const UitwegPlan *plan);

/* First day on which nothing is left to do: last contract ended, last data
 * erased. UITWEG_DAY_UNKNOWN when nothing moves. */
UitwegDay uitweg_plan_get_end (const UitwegPlan *plan);

/* Jurisdictions of each resource after the plan, over all it then needs.
 * (array length=n_resources) */
const guint64 *uitweg_plan_get_jurisdictions_after (const UitwegPlan *plan);
const guint8 *
uitweg_plan_get_jurisdiction_unknown_after (const UitwegPlan *plan);

/* Kernels, pure (FIGURES 2 and 7). */

/* Target's run cost from ready to cut-over plus source's from cut-over to
 * retired; elapsed days, ends exclusive, a month is 730 h. */
gboolean uitweg_dual_run (UitwegMoney target_per_month,
                          UitwegMoney source_per_month,
                          UitwegDay target_ready,
                          UitwegDay cut_over,
                          UitwegDay retired,
                          UitwegMoney *out,
                          GError **error);

typedef struct
{
  double complexity, criticality, bridges, unknowns, first_of_kind;
} UitwegRiskWeights;
/* 0 to 100 from the five parts, each 0 to 1. */
double uitweg_wave_risk (const UitwegRiskWeights *weights,
                         const UitwegRiskWeights *parts);

G_END_DECLS

#endif

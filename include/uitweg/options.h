/* SPDX-License-Identifier: EUPL-1.2
 *
 * Options: what could be done with each thing, strategy x target, with price,
 * effort, loss, transfer and the control that remains. Options say what is
 * possible; planner/plan/ chooses.
 */
#ifndef UITWEG_OPTIONS_H
#define UITWEG_OPTIONS_H

#include <uitweg/assessment.h>

G_BEGIN_DECLS

/* The strategies; words: rehost, relocate, replatform, refactor, repurchase,
 * retire, retain, self-run. self-run is replatform without a managed service:
 * the engine on a machine or cluster of one's own at the target. */
typedef enum
{
  UITWEG_STRATEGY_REHOST,
  UITWEG_STRATEGY_RELOCATE,
  UITWEG_STRATEGY_REPLATFORM,
  UITWEG_STRATEGY_SELF_RUN,
  UITWEG_STRATEGY_REFACTOR,
  UITWEG_STRATEGY_REPURCHASE,
  UITWEG_STRATEGY_RETIRE,
  UITWEG_STRATEGY_RETAIN,
} UitwegStrategy;

#define UITWEG_N_STRATEGIES 8
const char *uitweg_strategy_get_name (UitwegStrategy strategy);

/**
 * UitwegRule:
 *
 * The rules of a scenario that can stand against an option, as flags: an
 * option is allowed when none does.
 */
typedef enum
{
  UITWEG_RULE_COUNTRIES = 1 << 0,
  UITWEG_RULE_LOCK_IN = 1 << 1,
  UITWEG_RULE_EXCLUDE = 1 << 2,
  UITWEG_RULE_CERTIFICATES = 1 << 3,
  UITWEG_RULE_RESIDENCY = 1 << 4,
  UITWEG_RULE_CONTROL = 1 << 5,
  UITWEG_RULE_LEAVE = 1 << 6,
  UITWEG_RULE_PIN = 1 << 7,
  UITWEG_RULE_PARTIAL = 1 << 8,
} UitwegRule;

#define UITWEG_N_RULES 9

/* The key of a rule in the scenario: "targets.certificates" */
const char *uitweg_rule_get_name (UitwegRule rule);

/* A place to go: one region of a provider, own premises, or the present place
 * (for retain and retire: target UITWEG_NONE). Sorted by provider id, region;
 * premises come last. */
typedef struct
{
  guint32 provider;      /* in the catalog; UITWEG_NONE: own premises */
  const char *id;        /* "scaleway/nl-ams-1", "premises" */
  const char *region;    /* or NULL */
  const char *country;   /* or NULL */
  gboolean allowed;      /* by targets, certificates, exclude */
  const char *why_not;   /* (nullable): the rule that excludes it, in words */
  guint broken;          /* UitwegRule flags of all that exclude it */
  guint64 jurisdictions; /* over the assessment's countries */
  gboolean jurisdiction_unknown;
  guint8 prices; /* 0 none (quote), 1 a range only, 2 usable */
} UitwegTarget;

/* What a cost part is for. Words in the same order: machine, storage,
 * managed_service, egress, address, licence, support, operations, saas,
 * premises, effort, transfer, switching_egress, training, migration, other */
typedef enum
{
  UITWEG_PART_MACHINE,
  UITWEG_PART_STORAGE,
  UITWEG_PART_MANAGED_SERVICE,
  UITWEG_PART_EGRESS,
  UITWEG_PART_ADDRESS,
  UITWEG_PART_LICENCE,
  UITWEG_PART_SUPPORT,
  UITWEG_PART_OPERATIONS,
  UITWEG_PART_SAAS,
  UITWEG_PART_PREMISES,
  UITWEG_PART_EFFORT,
  UITWEG_PART_TRANSFER,
  UITWEG_PART_SWITCHING_EGRESS,
  UITWEG_PART_TRAINING,
  UITWEG_PART_MIGRATION,
  UITWEG_PART_OTHER,
} UitwegPartKind;
const char *uitweg_part_kind_get_name (UitwegPartKind kind);

/* One priced line of an option, for why. */
typedef struct
{
  UitwegPartKind kind;
  gboolean monthly; /* run cost per month; otherwise one-off */
  gboolean hole;    /* no price and no comparable offer: amount is
                       [0, 0] and must be named, never summed as 0 */
  UitwegMoneyRange amount;
  UitwegGrade grade;
  const char *source; /* price id, assumption id or parameter name */
  const char *text;   /* "3 x PRO2-S (2 vCPU, 8 GiB)"; NULL if plain */
} UitwegPart;

#define UITWEG_MAX_SKILLS 16

/* One option of one resource. */
typedef struct
{
  guint32 resource;
  guint8 strategy;   /* UitwegStrategy */
  guint32 target;    /* number, or UITWEG_NONE: stays or ends */
  gboolean allowed;  /* passes every rule of the scenario by itself */
  guint32 why_not;   /* reason number, or UITWEG_NONE */
  gboolean has_hole; /* some part is a hole */
  UitwegMoneyRange run_per_month;
  UitwegMoneyRange one_off; /* effort at mean + the other one-off parts */
  double days_low, days_mode, days_high; /* person-days before learning */
  /* to be moved over a line; 0 nothing, UITWEG_UNKNOWN: nobody knows how
   * much */
  gint64 transfer_bytes;
  gint64 transfer_objects; /* UITWEG_UNKNOWN: nobody knows how many */
  double downtime_hours;   /* NAN unknown */
  UitwegInterval coverage; /* functional coverage, 0 to 1 */
  guint64 jurisdictions;   /* own part, after the move */
  gboolean jurisdiction_unknown;
  gboolean must_leave_remains; /* what must be left is still there */
  gboolean new_lock_in;        /* lower own portability than today */
  guint32 skill_split;         /* number in uitweg_options_get_split() */
  guint32 first_part, n_parts;
  guint32 n_holes; /* parts that are holes: of two options the one
                      with more of them is not the cheaper because
                      less of it is priced */
  guint broken;    /* UitwegRule flags: all that stand against it */
} UitwegOption;

typedef struct _UitwegOptions UitwegOptions;

/**
 * uitweg_options_new:
 * @assessment: an assessment; a reference is kept
 * @scenario: the scenario; borrowed, must live longer
 * @error: return location, or %NULL
 *
 * Returns: (transfer full): all options of all resources that can move,
 *   immutable, or %NULL with an error set (a money overflow, a price that is
 *   no decimal, or more than %UITWEG_MAX_SKILLS skills)
 *
 * Since: 0.1
 */
UitwegOptions *uitweg_options_new (const UitwegAssessment *assessment,
                                   const UitwegScenario *scenario,
                                   GError **error);
UitwegOptions *uitweg_options_ref (const UitwegOptions *options);
void uitweg_options_unref (UitwegOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UitwegOptions, uitweg_options_unref)

const UitwegAssessment *
uitweg_options_get_assessment (const UitwegOptions *options);

guint uitweg_options_get_n_targets (const UitwegOptions *options);
const UitwegTarget *uitweg_options_get_target (const UitwegOptions *options,
                                               guint target);

/* (array length=n_out): options of one resource, sorted by (strategy,
 * target); every resource has at least retain and, unless it must not be
 * lost, retire only where its type says so */
const UitwegOption *uitweg_options_get (const UitwegOptions *options,
                                        guint32 resource,
                                        guint32 *n_out);
const UitwegPart *uitweg_options_get_part (const UitwegOptions *options,
                                           guint32 part);
/* Reason in words: "residency: personal-special data must stay in NL, DE" */
const char *uitweg_options_get_reason (const UitwegOptions *options,
                                       guint32 reason);

/* Skills named by scenario and catalog, sorted; number s everywhere below. */
guint uitweg_options_get_n_skills (const UitwegOptions *options);
const char *uitweg_options_get_skill (const UitwegOptions *options,
                                      guint skill);
/* Shares of the skills in an effort, summing to 1: n_skills doubles. */
const double *uitweg_options_get_split (const UitwegOptions *options,
                                        guint32 split);

/* Run cost today per month of each resource: billed or stated, else own
 * premises allocated (FIGURES 2), else unknown ([UITWEG_UNKNOWN, ...]). */
const UitwegMoneyRange *
uitweg_options_get_run_today (const UitwegOptions *options);
const guint8 *uitweg_options_get_run_today_grade (const UitwegOptions *options);

/* What a resource needs after right-sizing, and what that rests on. */
typedef struct
{
  double vcpu;   /* of one copy; NAN unknown */
  gint64 memory; /* bytes of one copy; UITWEG_UNKNOWN */
  gint64 disk;   /* bytes of one copy; UITWEG_UNKNOWN */
  gint64 count;
  const char *basis; /* "p95 x 1.2", "peak", "average x 2", "allocated" */
} UitwegNeed;
const UitwegNeed *uitweg_options_get_needs (const UitwegOptions *options);

/* Kernels (FIGURES 2), pure and exact; units as named. */

/* min (hourly x 730, month cap), or the month's price; count copies. All
 * prices are decimal literals or NULL. */
gboolean uitweg_price_per_month (const char *eur_per_hour,
                                 const char *eur_month_cap,
                                 gint64 count,
                                 UitwegMoney *out,
                                 GError **error);

/* Seconds of open line: max (bytes x 8 / rate, objects / object rate). */
double uitweg_transfer_line_seconds (gint64 bytes,
                                     double bit_per_s,
                                     double usable,
                                     double share,
                                     gint64 objects,
                                     double objects_per_s);

/* Whether copying ever catches up with change, and after how many days. */
gboolean uitweg_transfer_keep_up (double gib,
                                  double change_gib_per_day,
                                  double bit_per_s,
                                  double usable,
                                  double hours_per_day,
                                  double *line_gib_per_day_out,
                                  double *days_out);

/* Traffic of one calendar month summed first, then the tiers. */
gboolean uitweg_egress_price (const UitwegEgressTier *tiers,
                              guint n_tiers,
                              double quantity,
                              UitwegMoney *out,
                              GError **error);

/* Switching egress on a day by the law calendar. `programme` UITWEG_UNKNOWN:
 * no programme, or its conditions are not met. */
UitwegMoneyRange uitweg_egress_switching (UitwegDay day,
                                          UitwegDay free_from,
                                          UitwegMoney list_price,
                                          UitwegMoney programme_price);

/* (low + 4 mode + high) / 6 */
double uitweg_effort_mean (double low, double mode, double high);
/* n^(log2 rate), not below floor; n counts from 1 */
double
uitweg_effort_learning (guint32 nth, double rate_per_doubling, double floor);

G_END_DECLS

#endif

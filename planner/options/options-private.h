/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the files of this folder share: the finished object, and what is at
 * hand while it is made.
 */
#ifndef OPTIONS_PRIVATE_H
#define OPTIONS_PRIVATE_H

#include <uitweg/options.h>

#include "options/effort.h"
#include "options/offers.h"

struct _UitwegOptions
{
  gint n_references;
  UitwegAssessment *assessment;
  GStringChunk *texts;
  GArray *targets;    /* UitwegTarget */
  GArray *options;    /* UitwegOption, by resource, strategy, target */
  guint32 *first;     /* n_resources + 1 into options */
  GArray *parts;      /* UitwegPart */
  GPtrArray *reasons; /* const char *, in texts */
  GPtrArray *skills;  /* const char *, in texts, sorted */
  GArray *splits;     /* double, n_skills a row */
  UitwegMoneyRange *run_today;
  guint8 *run_today_grade;
  UitwegNeed *needs;
};

/* The machines of own premises together, and what the premises cost. */
typedef struct
{
  UitwegMoney eur_per_month; /* UITWEG_UNKNOWN: not stated */
  gint64 vcpu;
  gint64 mib;
  gboolean complete; /* no machine without size */
} OptionsMachines;

/* While it is made. */
typedef struct
{
  UitwegOptions *out;
  const UitwegAssessment *assessment;
  const UitwegEstate *estate;
  const UitwegCatalog *catalog;
  const UitwegScenario *scenario;
  const UitwegTable *resources;
  guint32 n_resources;
  UitwegDay as_of;
  gboolean has_premises; /* something stands on own premises */
  const char *home;      /* the organisation's country, or NULL */
  guint64 home_bit;      /* its bit, 0 if it has none */
  guint64 leave_bits;    /* countries to be left */
  guint64 european_bits; /* countries of the area of that level */
  OptionsMachines machines;
  OptionsOffers *offers;
  GHashTable *reason_numbers; /* text -> number + 1 */
  GHashTable *split_numbers;  /* archetype or category -> number + 1 */
  guint32 *residency_reasons; /* two a rule: elsewhere; nobody knows where */
  guint32 *control_reasons;   /* by level, then target; UITWEG_NONE: passes */
} OptionsBuild;

/* What is asked about one resource again and again. */
typedef struct
{
  guint32 i;
  UitwegResourceKind kind;
  const char *id;
  const char *provider;         /* as recorded, or NULL */
  const char *catalog_provider; /* of the catalog, or NULL */
  gboolean on_premises;
  const UitwegServiceEntry *entry; /* NULL: the type is unknown */
  const UitwegNeed *need;
  gint64 data; /* bytes to be moved; UITWEG_UNKNOWN */
  gint64 seats;
  guint n_warnings, n_criticals;
  guint32 n_features;
  gboolean features_known;
  guint64 staying; /* as options_get_staying() */
} OptionsResource;

/* options.c: no options yet */
UitwegOptions *options_new_empty (const UitwegAssessment *assessment);

/* build.c: interning */
const char *options_intern (OptionsBuild *build, const char *text);
const char *options_intern_printf (OptionsBuild *build, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
guint32 options_add_reason (OptionsBuild *build, const char *text);

/* targets.c */
void options_find_targets (OptionsBuild *build);

/* rightsize.c: fills needs */
void options_find_needs (OptionsBuild *build);

/* bills.c: what bills tell of run_today */
gboolean options_add_bills (OptionsBuild *build, GError **error);

/* premises.c: fills run_today */
gboolean options_find_run_today (OptionsBuild *build, GError **error);

/* What a machine of that size takes of own premises: the shares of today.
 * The cost must be known. vCPU in millionths. */
gboolean options_price_premises (const OptionsBuild *build,
                                 gint64 vcpu_ppm,
                                 gint64 mib,
                                 UitwegMoneyRange *out,
                                 GError **error);

/* strategies.c */

/* Bit s: strategy s is worth a thought for the resource, somewhere. */
guint options_get_strategies (const OptionsResource *resource);
/* Whether it can be done at that target at all. `managed_out`: by a service
 * that the target offers; -1 if nobody knows. */
gboolean options_strategy_fits (const OptionsBuild *build,
                                const OptionsResource *resource,
                                UitwegStrategy strategy,
                                const UitwegTarget *target,
                                gint *managed_out);

/* rules.c */
void options_prepare_rules (OptionsBuild *build);
/* The countries that keep a hand in after any move: the organisation's, and
 * where administrators work. */
guint64 options_get_staying (const OptionsBuild *build, guint32 i);
/* Fills jurisdictions, must_leave_remains, new_lock_in, coverage, allowed and
 * why_not. `managed` as options_strategy_fits() says. */
void options_apply_rules (OptionsBuild *build,
                          const OptionsResource *resource,
                          gint managed,
                          UitwegOption *option);

/* run-cost.c, one-off.c: append parts. The price class and the provider say
 * for which target (UITWEG_NONE for own premises). */
gboolean options_add_run_cost (OptionsBuild *build,
                               const OptionsResource *resource,
                               UitwegStrategy strategy,
                               const UitwegTarget *target,
                               guint price_class,
                               GError **error);
gboolean options_add_one_off (OptionsBuild *build,
                              const OptionsResource *resource,
                              UitwegStrategy strategy,
                              const UitwegTarget *target,
                              GError **error);
/* Person-days before learning, all factors in. */
OptionsEffort options_get_effort (const OptionsBuild *build,
                                  const OptionsResource *resource,
                                  UitwegStrategy strategy);
/* Number of the split of its skills, made if it is new. */
guint32 options_find_split (OptionsBuild *build,
                            const OptionsResource *resource);

/* parts.c */

/*
 * What the user states: the nearest assumption about `what` (resource before
 * archetype before kind before provider, a named target before any).
 *
 * Returns: TRUE if there is one; `part` then has amount, grade, source and
 *   text, or is a hole if the quantity is not known
 */
gboolean options_find_assumption (OptionsBuild *build,
                                  const OptionsResource *resource,
                                  const char *what,
                                  const UitwegTarget *target,
                                  UitwegPart *part,
                                  gboolean *found_out,
                                  GError **error);

void options_add_part (OptionsBuild *build, const UitwegPart *part);
/* A part of which nobody knows the price: `text` names it. */
void options_add_hole (OptionsBuild *build,
                       UitwegPartKind kind,
                       gboolean monthly,
                       const char *source,
                       const char *text);
/* The assumption about `what`, else a hole. */
gboolean options_add_assumed (OptionsBuild *build,
                              const OptionsResource *resource,
                              const char *what,
                              const UitwegTarget *target,
                              UitwegPart part,
                              GError **error);

#endif

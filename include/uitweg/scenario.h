/* SPDX-License-Identifier: EUPL-1.2
 *
 * The scenario: what is asked. Which triggers, what must be left, where to,
 * under which rules, with whom, for how much and by when.
 */
#ifndef UITWEG_SCENARIO_H
#define UITWEG_SCENARIO_H

#include <uitweg/estate.h>

G_BEGIN_DECLS

/* words: planned, disruptive, acquisition */
typedef enum
{
  UITWEG_TRIGGER_PLANNED,
  UITWEG_TRIGGER_DISRUPTIVE,
  UITWEG_TRIGGER_ACQUISITION,
} UitwegTriggerKind;

typedef struct
{
  const char *id;
  UitwegTriggerKind kind;
  UitwegDay deadline; /* or UITWEG_DAY_UNKNOWN */
  const char *party;  /* party or provider concerned, or NULL */
  const char *by;     /* acquisition: the new controller, or NULL */
  UitwegDay on;       /* acquisition: the day, or UITWEG_DAY_UNKNOWN */
  gint32 notice_days; /* disruptive: days of warning; -1 not given */
  guint32 line;       /* in the scenario file, for messages */
} UitwegTrigger;

/* What must be left: exactly one is set. */
typedef struct
{
  const char *provider;
  const char *party;
  const char *jurisdiction;
  guint32 line;
} UitwegLeave;

typedef struct
{
  UitwegDataClass data_class;
  const char *const *countries; /* NULL-ended */
} UitwegResidency;

typedef struct
{
  const char *skill;
  UitwegDay from; /* UITWEG_DAY_UNKNOWN: from the start */
  double people;  /* full-time people */
} UitwegSkillCapacity;

typedef struct
{
  const char *id;
  gint64 bit_per_s;
  gint64 usable_ppm;   /* usable share in millionths */
  gint32 from_minute;  /* of the day; from = until: all day */
  gint32 until_minute; /* may be before from: over midnight */
} UitwegLine;

typedef struct
{
  UitwegDay from;
  UitwegDay until; /* exclusive */
  const char *why;
} UitwegFreeze;

typedef struct
{
  const char *currency; /* ISO 4217 */
  const char *eur;      /* decimal literal: EUR for one unit */
  UitwegDay date;
  const char *source;
  UitwegGrade grade;
} UitwegRate;

typedef struct
{
  const char *skill; /* "default" is the fallback */
  UitwegMoney eur_per_day;
} UitwegDayRate;

/* A price or effort that the user states where the catalog has a hole. */
typedef struct
{
  const char *id;
  const char *target;   /* provider, or NULL for any */
  const char *resource; /* for: exactly one of these four is set */
  const char *kind;
  const char *archetype;
  const char *provider;
  const char *what; /* run, one_off, transfer, training, licence */
  const char *per;  /* piece, seat, gib, core, user */
  UitwegMoney mode; /* EUR per month for run, EUR otherwise */
  UitwegMoney low;  /* UITWEG_UNKNOWN: as mode */
  UitwegMoney high;
  const char *source;
  UitwegGrade grade;
  guint32 line;
} UitwegAssumption;

typedef struct
{
  const char *resource; /* exactly one of resource and application */
  const char *application;
  const char *provider; /* of target "provider/region", or NULL */
  const char *region;   /* or NULL */
  const char *strategy; /* or NULL */
  const char *reason;
  guint32 line;
} UitwegPin;

/**
 * UitwegScenario:
 *
 * A checked scenario. All pointers are owned by it and never change; counts
 * stand beside their arrays. Money that is not stated is %UITWEG_UNKNOWN.
 */
typedef struct
{
  const char *path;
  const char *title;
  const char *const *estate_paths;  /* resolved against the file; NULL-ended */
  const char *const *catalog_paths; /* likewise */
  const char *organisation;         /* or NULL */
  UitwegDay as_of;                  /* or UITWEG_DAY_UNKNOWN */
  UitwegDay start;
  gint32 horizon_months;
  const UitwegTrigger *triggers;
  guint n_triggers;
  gboolean strict; /* definition: strict */
  const char *const *accepted_layers;
  gboolean verified_only; /* evidence: verified */
  const UitwegLeave *leave;
  guint n_leave;
  const char *const *allow_countries; /* NULL-ended; empty: no limit */
  const char *const *certificates;
  const char *const *exclude;
  const char *const *include;
  gboolean no_new_lock_in;
  gint64 max_share_ppm; /* per provider; -1 none */
  const UitwegResidency *residency;
  guint n_residency;
  gboolean partial_allowed;
  gint32 partial_review_months;      /* -1 not given */
  const char *const *rules_off;      /* wave rules switched off */
  const UitwegSkillCapacity *skills; /* sorted by skill, then from */
  guint n_skills;
  const UitwegLine *lines;
  guint n_lines;
  UitwegMoney budget_one_off;
  UitwegMoney budget_per_quarter;
  UitwegMoney budget_run_per_month;
  const char *calendar_country; /* such as "NL", or NULL */
  const UitwegFreeze *freezes;
  guint n_freezes;
  gint64 discount_rate_ppm;
  const UitwegDayRate *day_rates;
  guint n_day_rates;
  const UitwegRate *rates;
  guint n_rates;
  UitwegMoney premises_eur_per_host_month;
  UitwegMoney premises_licence_per_core_month;
  UitwegMoney premises_staff_per_month;
  gint64 premises_hosts; /* -1: count the estate's hosts */
  gint64 premises_cores; /* -1: from the estate's hosts */
  const UitwegAssumption *assumptions;
  guint n_assumptions;
  const UitwegPin *pins;
  guint n_pins;
  gint32 samples;
  guint64 seed;
  const char *digest; /* sha256 of the file's bytes */
} UitwegScenario;

typedef enum
{
  UITWEG_SCENARIO_ERROR_INVALID,
  UITWEG_SCENARIO_ERROR_UNREADABLE,
} UitwegScenarioError;

#define UITWEG_SCENARIO_ERROR (uitweg_scenario_error_quark ())
GQuark uitweg_scenario_error_quark (void);

/**
 * uitweg_scenario_load:
 * @path: a YAML file
 * @error: return location, or %NULL
 *
 * Reads and checks everything that can be checked without the estate and the
 * catalog.
 *
 * Returns: (transfer full): the scenario, or %NULL with
 *   %UITWEG_SCENARIO_ERROR set, one line a problem
 *
 * Since: 0.1
 */
const UitwegScenario *uitweg_scenario_load (const char *path, GError **error);
void uitweg_scenario_free (const UitwegScenario *scenario);

typedef struct _UitwegCatalog UitwegCatalog;

/* Checks every id of the scenario (pins, triggers, leave, assumptions,
 * targets) against estate and catalog: an id that nothing defines is an error
 * with file:line and the nearest id. */
gboolean uitweg_scenario_check (const UitwegScenario *scenario,
                                const UitwegEstate *estate,
                                const UitwegCatalog *catalog,
                                GError **error);

/* The day that ages are measured against: as_of, or the newest date in the
 * estate's sources and the catalog. */
UitwegDay uitweg_scenario_get_as_of (const UitwegScenario *scenario,
                                     const UitwegEstate *estate,
                                     const UitwegCatalog *catalog);

/* Day rate of a skill, or the default; UITWEG_UNKNOWN if neither is stated. */
UitwegMoney uitweg_scenario_get_day_rate (const UitwegScenario *scenario,
                                          const char *skill);

G_END_DECLS

#endif

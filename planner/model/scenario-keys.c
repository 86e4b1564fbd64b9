/* SPDX-License-Identifier: EUPL-1.2
 *
 * All keys of a scenario: where each value is kept and in which form it is
 * written. What one key alone cannot say is looked at when its map ends.
 */
#include "config.h"

#include "model/scenario-private.h"

#include <string.h>

#include "base/decimal.h"

#define FORMAT "uitweg-scenario/1"

/* Words in the order of UitwegTriggerKind. */
static const char *const trigger_words[] = { "planned", "disruptive",
                                             "acquisition", NULL };
static const char *const definition_words[] = { "broad", "strict", NULL };
static const char *const evidence_words[] = { "claimed", "verified", NULL };
/* Words in the order of UitwegGrade. */
static const char *const grade_words[] = { "measured", "documented", "inferred",
                                           "assumed", NULL };
static const char *const what_words[] = { "run",      "one_off", "transfer",
                                          "training", "licence", NULL };
static const char *const per_words[] = { "piece", "seat", "gib",
                                         "core",  "user", NULL };
static const char *const strategy_words[] = { "rehost",     "relocate",
                                              "replatform", "repurchase",
                                              "refactor",   "retire",
                                              "retain",     NULL };

/* The place of a field of `type` in the struct of the map. */
#define AT(type, field) .offset = G_STRUCT_OFFSET (type, field)
#define TOP(field) .offset = G_STRUCT_OFFSET (UitwegScenario, field)
#define LINE(field) .line_offset = G_STRUCT_OFFSET (ModelScenario, field)

static gboolean
is_text_of (const char *const *words, const char *text)
{
  return text == NULL || g_strv_contains (words, text);
}

/* A text that must be one of `words` where it is given. */
static void
check_word (const ModelScenarioReader *reader,
            const BaseNode *map,
            const char *key,
            const char *const *words,
            const char *text)
{
  g_autofree char *all = g_strjoinv (", ", (char **) words);
  const BaseNode *node = base_doc_find (reader->doc, map, key);

  if (node != NULL && !is_text_of (words, text))
    model_scenario_note (reader, node, "found '%s', expected one of %s", text,
                         all);
}

static void
read_format (const ModelScenarioReader *reader,
             const BaseNode *node,
             gpointer target)
{
  if (node->text == NULL || strcmp (node->text, FORMAT) != 0)
    model_scenario_note (reader, node, "found '%s', expected '" FORMAT "'",
                         node->text != NULL ? node->text : "no text");
}

static void
init_trigger (gpointer element)
{
  UitwegTrigger *trigger = element;

  trigger->deadline = UITWEG_DAY_UNKNOWN;
  trigger->on = UITWEG_DAY_UNKNOWN;
  trigger->notice_days = -1;
}

static void
finish_trigger (const ModelScenarioReader *reader,
                const BaseNode *node,
                gpointer element)
{
  UitwegTrigger *trigger = element;

  trigger->line = node->line;
  if (trigger->kind == UITWEG_TRIGGER_DISRUPTIVE && trigger->party == NULL)
    model_scenario_note (reader, node,
                         "found a disruptive trigger without party, expected "
                         "the party or provider that stops");
  if (trigger->kind == UITWEG_TRIGGER_ACQUISITION
      && (trigger->party == NULL || trigger->by == NULL
          || trigger->on == UITWEG_DAY_UNKNOWN))
    model_scenario_note (reader, node,
                         "found an acquisition without all of party, by and "
                         "on, expected them");
}

static const ModelKey trigger_keys[] = {
  { "id", MODEL_KEY_TEXT, TRUE, AT (UitwegTrigger, id) },
  { "kind", MODEL_KEY_WORD, TRUE, AT (UitwegTrigger, kind),
    .words = trigger_words },
  { "deadline", MODEL_KEY_DAY, FALSE, AT (UitwegTrigger, deadline) },
  { "party", MODEL_KEY_TEXT, FALSE, AT (UitwegTrigger, party) },
  { "by", MODEL_KEY_TEXT, FALSE, AT (UitwegTrigger, by) },
  { "on", MODEL_KEY_DAY, FALSE, AT (UitwegTrigger, on) },
  { "notice", MODEL_KEY_DAYS, FALSE, AT (UitwegTrigger, notice_days) },
  { .name = NULL },
};

static void
finish_leave (const ModelScenarioReader *reader,
              const BaseNode *node,
              gpointer element)
{
  UitwegLeave *leave = element;
  int n = (leave->provider != NULL) + (leave->party != NULL)
          + (leave->jurisdiction != NULL);

  leave->line = node->line;
  if (n != 1 && node->kind == BASE_NODE_MAP)
    model_scenario_note (reader, node,
                         "found %d of provider, party and jurisdiction, "
                         "expected one",
                         n);
}

static const ModelKey leave_keys[] = {
  { "provider", MODEL_KEY_TEXT, FALSE, AT (UitwegLeave, provider) },
  { "party", MODEL_KEY_TEXT, FALSE, AT (UitwegLeave, party) },
  { "jurisdiction", MODEL_KEY_TEXT, FALSE, AT (UitwegLeave, jurisdiction) },
  { .name = NULL },
};

static const ModelKey strict_keys[] = {
  { "accepted_layers", MODEL_KEY_TEXTS, FALSE, TOP (accepted_layers) },
  { .name = NULL },
};

static const ModelKey target_keys[] = {
  { "allow_countries", MODEL_KEY_TEXTS, FALSE, TOP (allow_countries) },
  { "certificates", MODEL_KEY_TEXTS, FALSE, TOP (certificates) },
  { "exclude", MODEL_KEY_TEXTS, FALSE, TOP (exclude) },
  { "include", MODEL_KEY_TEXTS, FALSE, TOP (include) },
  { .name = NULL },
};

static const ModelKey partial_keys[] = {
  { "allow", MODEL_KEY_BOOL, FALSE, TOP (partial_allowed) },
  { "review", MODEL_KEY_MONTHS, FALSE, TOP (partial_review_months) },
  { .name = NULL },
};

static const ModelKey rule_keys[] = {
  { "no_new_lock_in", MODEL_KEY_BOOL, FALSE, TOP (no_new_lock_in) },
  { "max_share_per_provider", MODEL_KEY_PERCENT, FALSE, TOP (max_share_ppm) },
  { "residency", MODEL_KEY_CUSTOM, FALSE,
    .custom = model_scenario_read_residency },
  { "partial", MODEL_KEY_MAP, FALSE, .keys = partial_keys },
  { "off", MODEL_KEY_TEXTS, FALSE, TOP (rules_off) },
  { .name = NULL },
};

static void
init_line (gpointer element)
{
  ((UitwegLine *) element)->usable_ppm = 1000000;
}

static const ModelKey line_keys[] = {
  { "id", MODEL_KEY_TEXT, TRUE, AT (UitwegLine, id) },
  { "bandwidth", MODEL_KEY_RATE, TRUE, AT (UitwegLine, bit_per_s) },
  { "usable", MODEL_KEY_PERCENT, FALSE, AT (UitwegLine, usable_ppm) },
  { "hours", MODEL_KEY_CUSTOM, FALSE, .custom = model_scenario_read_hours },
  { .name = NULL },
};

static const ModelKey capacity_keys[] = {
  { "skills", MODEL_KEY_CUSTOM, FALSE, .custom = model_scenario_read_skills },
  { "lines", MODEL_KEY_LIST, FALSE, TOP (lines),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_lines),
    .element_size = sizeof (UitwegLine), .keys = line_keys, .init = init_line },
  { .name = NULL },
};

static const ModelKey budget_keys[] = {
  { "one_off", MODEL_KEY_AMOUNT, FALSE, TOP (budget_one_off) },
  { "per_quarter", MODEL_KEY_AMOUNT, FALSE, TOP (budget_per_quarter) },
  { "run_per_month", MODEL_KEY_AMOUNT, FALSE, TOP (budget_run_per_month) },
  { .name = NULL },
};

static void
finish_freeze (const ModelScenarioReader *reader,
               const BaseNode *node,
               gpointer element)
{
  const UitwegFreeze *freeze = element;

  if (freeze->from >= freeze->until)
    model_scenario_note (reader, node,
                         "found a freeze that ends on or before its first "
                         "day, expected a later day");
}

static const ModelKey freeze_keys[] = {
  { "from", MODEL_KEY_DAY, TRUE, AT (UitwegFreeze, from) },
  { "until", MODEL_KEY_DAY, TRUE, AT (UitwegFreeze, until) },
  { "why", MODEL_KEY_TEXT, FALSE, AT (UitwegFreeze, why) },
  { .name = NULL },
};

static const ModelKey calendar_keys[] = {
  { "country", MODEL_KEY_TEXT, FALSE, TOP (calendar_country) },
  { "freeze", MODEL_KEY_LIST, FALSE, TOP (freezes),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_freezes),
    .element_size = sizeof (UitwegFreeze), .keys = freeze_keys,
    .finish = finish_freeze },
  { .name = NULL },
};

/* One currency inside: all else comes with a rate. */
static void
read_currency (const ModelScenarioReader *reader,
               const BaseNode *node,
               gpointer target)
{
  if (node->text == NULL || strcmp (node->text, "EUR") != 0)
    model_scenario_note (reader, node,
                         "found '%s', expected EUR, with rates for others",
                         node->text != NULL ? node->text : "no text");
}

static void
init_rate (gpointer element)
{
  UitwegRate *rate = element;

  rate->date = UITWEG_DAY_UNKNOWN;
  rate->grade = UITWEG_GRADE_ASSUMED;
}

static void
finish_rate (const ModelScenarioReader *reader,
             const BaseNode *node,
             gpointer element)
{
  const UitwegRate *rate = element;
  BaseDecimal decimal;

  if (rate->eur != NULL
      && (!base_decimal_scan (rate->eur, strlen (rate->eur), &decimal)
          || decimal.negative || decimal.n_digits == 0))
    model_scenario_note (
        reader, node, "eur: found '%s', expected a decimal above 0", rate->eur);
  if (rate->currency != NULL
      && (strlen (rate->currency) != 3 || strcmp (rate->currency, "EUR") == 0))
    model_scenario_note (reader, node,
                         "currency: found '%s', expected an ISO 4217 code "
                         "other than EUR",
                         rate->currency);
}

static const ModelKey rate_keys[] = {
  { "currency", MODEL_KEY_TEXT, TRUE, AT (UitwegRate, currency) },
  { "eur", MODEL_KEY_TEXT, TRUE, AT (UitwegRate, eur) },
  { "date", MODEL_KEY_DAY, TRUE, AT (UitwegRate, date) },
  { "source", MODEL_KEY_TEXT, FALSE, AT (UitwegRate, source) },
  { "grade", MODEL_KEY_WORD, FALSE, AT (UitwegRate, grade),
    .words = grade_words },
  { .name = NULL },
};

static const ModelKey money_keys[] = {
  { "currency", MODEL_KEY_CUSTOM, FALSE, .custom = read_currency },
  { "discount_rate", MODEL_KEY_PERCENT, FALSE, TOP (discount_rate_ppm) },
  { "day_rate", MODEL_KEY_CUSTOM, FALSE,
    .custom = model_scenario_read_day_rates },
  { "rates", MODEL_KEY_LIST, FALSE, TOP (rates),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_rates),
    .element_size = sizeof (UitwegRate), .keys = rate_keys, .init = init_rate,
    .finish = finish_rate },
  { .name = NULL },
};

static const ModelKey premises_keys[] = {
  { "eur_per_host_month", MODEL_KEY_AMOUNT, FALSE,
    TOP (premises_eur_per_host_month) },
  { "licence_per_core_month", MODEL_KEY_AMOUNT, FALSE,
    TOP (premises_licence_per_core_month) },
  { "staff_per_month", MODEL_KEY_AMOUNT, FALSE,
    TOP (premises_staff_per_month) },
  { "hosts", MODEL_KEY_WHOLE, FALSE, TOP (premises_hosts) },
  { "cores", MODEL_KEY_WHOLE, FALSE, TOP (premises_cores) },
  { .name = NULL },
};

/* "kind:saas", "archetype:NAME", "provider:ID", else the id of a resource. */
static void
read_for (const ModelScenarioReader *reader,
          const BaseNode *node,
          gpointer target)
{
  UitwegAssumption *assumption = target;
  const char *text = model_scenario_text (reader, node);

  if (text == NULL)
    return;
  if (g_str_has_prefix (text, "kind:"))
    assumption->kind = text + strlen ("kind:");
  else if (g_str_has_prefix (text, "archetype:"))
    assumption->archetype = text + strlen ("archetype:");
  else if (g_str_has_prefix (text, "provider:"))
    assumption->provider = text + strlen ("provider:");
  else
    assumption->resource = text;
}

static void
init_assumption (gpointer element)
{
  UitwegAssumption *assumption = element;

  assumption->mode = UITWEG_UNKNOWN;
  assumption->low = UITWEG_UNKNOWN;
  assumption->high = UITWEG_UNKNOWN;
  assumption->grade = UITWEG_GRADE_ASSUMED;
}

static void
finish_assumption (const ModelScenarioReader *reader,
                   const BaseNode *node,
                   gpointer element)
{
  UitwegAssumption *one = element;
  gboolean is_run = g_strcmp0 (one->what, "run") == 0;
  const char *key = is_run ? "eur_per_month" : "eur";

  one->line = node->line;
  if (node->kind != BASE_NODE_MAP)
    return;
  check_word (reader, node, "what", what_words, one->what);
  check_word (reader, node, "per", per_words, one->per);
  if (one->mode == UITWEG_UNKNOWN
      || base_doc_find (reader->doc, node, key) == NULL)
    model_scenario_note (reader, node,
                         "found no %s, expected the amount for '%s'", key,
                         one->what != NULL ? one->what : "what");
  else if ((one->low != UITWEG_UNKNOWN && one->low > one->mode)
           || (one->high != UITWEG_UNKNOWN && one->high < one->mode))
    model_scenario_note (reader, node,
                         "found a range without the amount, expected low <= "
                         "%s <= high",
                         key);
}

static const ModelKey assumption_keys[] = {
  { "id", MODEL_KEY_TEXT, TRUE, AT (UitwegAssumption, id) },
  { "for", MODEL_KEY_CUSTOM, TRUE, .custom = read_for },
  { "what", MODEL_KEY_TEXT, TRUE, AT (UitwegAssumption, what) },
  { "target", MODEL_KEY_TEXT, FALSE, AT (UitwegAssumption, target) },
  { "eur_per_month", MODEL_KEY_AMOUNT, FALSE, AT (UitwegAssumption, mode) },
  { "eur", MODEL_KEY_AMOUNT, FALSE, AT (UitwegAssumption, mode) },
  { "per", MODEL_KEY_TEXT, FALSE, AT (UitwegAssumption, per) },
  { "low", MODEL_KEY_AMOUNT, FALSE, AT (UitwegAssumption, low) },
  { "high", MODEL_KEY_AMOUNT, FALSE, AT (UitwegAssumption, high) },
  { "source", MODEL_KEY_TEXT, FALSE, AT (UitwegAssumption, source) },
  { "grade", MODEL_KEY_WORD, FALSE, AT (UitwegAssumption, grade),
    .words = grade_words },
  { .name = NULL },
};

/* "provider" or "provider/region" */
static void
read_target (const ModelScenarioReader *reader,
             const BaseNode *node,
             gpointer target)
{
  UitwegPin *pin = target;
  const char *text = model_scenario_text (reader, node);
  const char *slash = text != NULL ? strchr (text, '/') : NULL;

  pin->provider = text;
  /* The id of a party has a slash of its own. */
  if (slash != NULL && !g_str_has_prefix (text, "party/"))
    {
      g_autofree char *provider = g_strndup (text, (gsize) (slash - text));

      pin->provider = model_scenario_intern (reader, provider);
      pin->region = slash + 1;
    }
}

static void
finish_pin (const ModelScenarioReader *reader,
            const BaseNode *node,
            gpointer element)
{
  UitwegPin *pin = element;

  pin->line = node->line;
  if (node->kind != BASE_NODE_MAP)
    return;
  check_word (reader, node, "strategy", strategy_words, pin->strategy);
  if ((pin->resource != NULL) == (pin->application != NULL))
    model_scenario_note (reader, node,
                         "found %s of resource and application, expected one",
                         pin->resource != NULL ? "both" : "neither");
  if (pin->provider == NULL && pin->strategy == NULL)
    model_scenario_note (reader, node,
                         "found neither target nor strategy, expected one");
}

static const ModelKey pin_keys[] = {
  { "resource", MODEL_KEY_TEXT, FALSE, AT (UitwegPin, resource) },
  { "application", MODEL_KEY_TEXT, FALSE, AT (UitwegPin, application) },
  { "target", MODEL_KEY_CUSTOM, FALSE, .custom = read_target },
  { "strategy", MODEL_KEY_TEXT, FALSE, AT (UitwegPin, strategy) },
  { "reason", MODEL_KEY_TEXT, FALSE, AT (UitwegPin, reason) },
  { .name = NULL },
};

static void
read_samples (const ModelScenarioReader *reader,
              const BaseNode *node,
              gpointer target)
{
  gint64 samples;

  if (node->text == NULL || !model_parse_whole (node->text, &samples)
      || samples < 1 || samples > 100000000)
    model_scenario_note (reader, node,
                         "found '%s', expected a whole number from 1 to "
                         "100000000",
                         node->text != NULL ? node->text : "no number");
  else
    ((UitwegScenario *) target)->samples = (gint32) samples;
}

static void
read_seed (const ModelScenarioReader *reader,
           const BaseNode *node,
           gpointer target)
{
  gint64 seed;

  if (node->text == NULL || !model_parse_whole (node->text, &seed))
    model_scenario_note (reader, node, "found '%s', expected a whole number",
                         node->text != NULL ? node->text : "no number");
  else
    ((UitwegScenario *) target)->seed = (guint64) seed;
}

static const ModelKey simulate_keys[] = {
  { "samples", MODEL_KEY_CUSTOM, FALSE, .custom = read_samples },
  { "seed", MODEL_KEY_CUSTOM, FALSE, .custom = read_seed },
  { .name = NULL },
};

static const ModelKey scenario_keys[] = {
  { "format", MODEL_KEY_CUSTOM, TRUE, .custom = read_format },
  { "title", MODEL_KEY_TEXT, FALSE, TOP (title) },
  { "estate", MODEL_KEY_CUSTOM, FALSE,
    .custom = model_scenario_read_estate_paths },
  { "catalog", MODEL_KEY_CUSTOM, FALSE,
    .custom = model_scenario_read_catalog_paths },
  { "organisation", MODEL_KEY_TEXT, FALSE, TOP (organisation),
    LINE (organisation_line) },
  { "as_of", MODEL_KEY_DAY, FALSE, TOP (as_of) },
  { "start", MODEL_KEY_DAY, TRUE, TOP (start) },
  { "horizon", MODEL_KEY_MONTHS, FALSE, TOP (horizon_months) },
  { "triggers", MODEL_KEY_LIST, FALSE, TOP (triggers),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_triggers),
    .element_size = sizeof (UitwegTrigger), .keys = trigger_keys,
    .init = init_trigger, .finish = finish_trigger },
  { "definition", MODEL_KEY_WORD, FALSE, TOP (strict),
    .words = definition_words },
  { "strict", MODEL_KEY_MAP, FALSE, .keys = strict_keys },
  { "evidence", MODEL_KEY_WORD, FALSE, TOP (verified_only),
    .words = evidence_words },
  { "leave", MODEL_KEY_LIST, FALSE, TOP (leave),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_leave),
    .element_size = sizeof (UitwegLeave), .keys = leave_keys,
    .finish = finish_leave },
  { "targets", MODEL_KEY_MAP, FALSE, LINE (targets_line), .keys = target_keys },
  { "rules", MODEL_KEY_MAP, FALSE, LINE (rules_line), .keys = rule_keys },
  { "capacity", MODEL_KEY_MAP, FALSE, LINE (capacity_line),
    .keys = capacity_keys },
  { "budget", MODEL_KEY_MAP, FALSE, .keys = budget_keys },
  { "calendar", MODEL_KEY_MAP, FALSE, LINE (calendar_line),
    .keys = calendar_keys },
  { "money", MODEL_KEY_MAP, FALSE, LINE (money_line), .keys = money_keys },
  { "premises", MODEL_KEY_MAP, FALSE, .keys = premises_keys },
  { "assume", MODEL_KEY_LIST, FALSE, TOP (assumptions),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_assumptions),
    .element_size = sizeof (UitwegAssumption), .keys = assumption_keys,
    .init = init_assumption, .finish = finish_assumption },
  { "pins", MODEL_KEY_LIST, FALSE, TOP (pins),
    .count_offset = G_STRUCT_OFFSET (UitwegScenario, n_pins),
    .element_size = sizeof (UitwegPin), .keys = pin_keys,
    .finish = finish_pin },
  { "simulate", MODEL_KEY_MAP, FALSE, .keys = simulate_keys },
  { .name = NULL },
};

const ModelKey *
model_scenario_keys (void)
{
  return scenario_keys;
}

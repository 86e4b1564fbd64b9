/* SPDX-License-Identifier: EUPL-1.2
 *
 * The finished options: words, references and getters. How they come to be
 * is in build.c.
 */
#include "config.h"

#include "options/options-private.h"

static const char *const strategy_names[UITWEG_N_STRATEGIES] = {
  "rehost",   "relocate",   "replatform", "self-run",
  "refactor", "repurchase", "retire",     "retain",
};

static const char *const part_names[] = {
  "machine", "storage",  "managed_service",  "egress",   "address",
  "licence", "support",  "operations",       "saas",     "premises",
  "effort",  "transfer", "switching_egress", "training", "migration",
  "other",
};

const char *
uitweg_strategy_get_name (UitwegStrategy strategy)
{
  g_return_val_if_fail ((guint) strategy < UITWEG_N_STRATEGIES, NULL);

  return strategy_names[strategy];
}

const char *
uitweg_part_kind_get_name (UitwegPartKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (part_names), NULL);

  return part_names[kind];
}

UitwegOptions *
options_new_empty (const UitwegAssessment *assessment)
{
  UitwegOptions *options = g_new0 (UitwegOptions, 1);

  options->n_references = 1;
  options->assessment = uitweg_assessment_ref (assessment);
  options->texts = g_string_chunk_new (4096);
  options->targets = g_array_new (FALSE, TRUE, sizeof (UitwegTarget));
  options->options = g_array_new (FALSE, TRUE, sizeof (UitwegOption));
  options->parts = g_array_new (FALSE, TRUE, sizeof (UitwegPart));
  options->reasons = g_ptr_array_new ();
  options->skills = g_ptr_array_new ();
  options->splits = g_array_new (FALSE, TRUE, sizeof (double));
  return options;
}

UitwegOptions *
uitweg_options_ref (const UitwegOptions *options)
{
  UitwegOptions *counted = (UitwegOptions *) options;

  g_return_val_if_fail (options != NULL, NULL);

  g_atomic_int_inc (&counted->n_references);
  return counted;
}

void
uitweg_options_unref (UitwegOptions *options)
{
  if (options == NULL || !g_atomic_int_dec_and_test (&options->n_references))
    return;
  uitweg_assessment_unref (options->assessment);
  g_string_chunk_free (options->texts);
  g_array_unref (options->targets);
  g_array_unref (options->options);
  g_array_unref (options->parts);
  g_ptr_array_unref (options->reasons);
  g_ptr_array_unref (options->skills);
  g_array_unref (options->splits);
  g_free (options->first);
  g_free (options->run_today);
  g_free (options->run_today_grade);
  g_free (options->needs);
  g_free (options);
}

const UitwegAssessment *
uitweg_options_get_assessment (const UitwegOptions *options)
{
  return options->assessment;
}

guint
uitweg_options_get_n_targets (const UitwegOptions *options)
{
  return options->targets->len;
}

const UitwegTarget *
uitweg_options_get_target (const UitwegOptions *options, guint target)
{
  g_return_val_if_fail (target < options->targets->len, NULL);

  return &g_array_index (options->targets, UitwegTarget, target);
}

const UitwegOption *
uitweg_options_get (const UitwegOptions *options,
                    guint32 resource,
                    guint32 *n_out)
{
  guint32 first = options->first[resource];

  *n_out = options->first[resource + 1] - first;
  return (const UitwegOption *) (gconstpointer) options->options->data + first;
}

const UitwegPart *
uitweg_options_get_part (const UitwegOptions *options, guint32 part)
{
  g_return_val_if_fail (part < options->parts->len, NULL);

  return &g_array_index (options->parts, UitwegPart, part);
}

const char *
uitweg_options_get_reason (const UitwegOptions *options, guint32 reason)
{
  return reason < options->reasons->len ? options->reasons->pdata[reason]
                                        : NULL;
}

guint
uitweg_options_get_n_skills (const UitwegOptions *options)
{
  return options->skills->len;
}

const char *
uitweg_options_get_skill (const UitwegOptions *options, guint skill)
{
  g_return_val_if_fail (skill < options->skills->len, NULL);

  return options->skills->pdata[skill];
}

const double *
uitweg_options_get_split (const UitwegOptions *options, guint32 split)
{
  g_return_val_if_fail (
      (gsize) split * options->skills->len < options->splits->len, NULL);

  return &g_array_index (options->splits, double, split * options->skills->len);
}

const UitwegMoneyRange *
uitweg_options_get_run_today (const UitwegOptions *options)
{
  return options->run_today;
}

const guint8 *
uitweg_options_get_run_today_grade (const UitwegOptions *options)
{
  return options->run_today_grade;
}

const UitwegNeed *
uitweg_options_get_needs (const UitwegOptions *options)
{
  return options->needs;
}

const char *
uitweg_rule_get_name (UitwegRule rule)
{
  switch (rule)
    {
    case UITWEG_RULE_COUNTRIES:
      return "targets.allow_countries";
    case UITWEG_RULE_LOCK_IN:
      return "rules.no_new_lock_in";
    case UITWEG_RULE_EXCLUDE:
      return "targets.exclude";
    case UITWEG_RULE_CERTIFICATES:
      return "targets.certificates";
    case UITWEG_RULE_RESIDENCY:
      return "rules.residency";
    case UITWEG_RULE_CONTROL:
      return "required_control";
    case UITWEG_RULE_LEAVE:
      return "leave";
    case UITWEG_RULE_PIN:
      return "pins";
    case UITWEG_RULE_PARTIAL:
      return "rules.partial";
    }
  return NULL;
}

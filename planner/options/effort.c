/* SPDX-License-Identifier: EUPL-1.2
 *
 * Person-days (FIGURES 2). Classes, priors, steps and factors are the
 * catalog's; here is only how they are put together. The plan layer takes the
 * overhead of an application from here.
 */
#include "config.h"

#include "options/effort.h"

#define BYTES_PER_GIB 1073741824.0

typedef struct
{
  const char *word;
  const char *source;
  const char *low, *mode, *high;
} EffortNames;

#define CLASS_NAMES(word)                                                      \
  {                                                                            \
    word, "effort.class." word, "effort.class." word ".low",                   \
        "effort.class." word ".mode", "effort.class." word ".high"             \
  }

/* In order of size. */
static const EffortNames class_names[] = {
  CLASS_NAMES ("XS"), CLASS_NAMES ("S"),  CLASS_NAMES ("M"),
  CLASS_NAMES ("L"),  CLASS_NAMES ("XL"),
};

OptionsEffort
options_effort_of_class (const UitwegCatalog *catalog, const char *effort_class)
{
  const EffortNames *low = &class_names[0];
  const EffortNames *mode = &class_names[G_N_ELEMENTS (class_names) / 2];
  const EffortNames *high = &class_names[G_N_ELEMENTS (class_names) - 1];
  OptionsEffort effort = { 0 };

  effort.source = "effort.class";
  for (guint i = 0; effort_class != NULL && i < G_N_ELEMENTS (class_names); i++)
    if (g_str_equal (class_names[i].word, effort_class))
      {
        low = mode = high = &class_names[i];
        effort.source = low->source;
      }
  effort.low = uitweg_catalog_number (catalog, low->low);
  effort.mode = uitweg_catalog_number (catalog, mode->mode);
  effort.high = uitweg_catalog_number (catalog, high->high);
  effort.grade = UITWEG_GRADE_ASSUMED;
  return effort;
}

/* Name of the parameter that names the prior; NULL: no overhead. */
static const char *
get_overhead_name (UitwegStrategy strategy)
{
  switch (strategy)
    {
    case UITWEG_STRATEGY_REHOST:
      return "effort.application.rehost";
    case UITWEG_STRATEGY_RELOCATE:
      return "effort.application.relocate";
    case UITWEG_STRATEGY_REPLATFORM:
    case UITWEG_STRATEGY_SELF_RUN:
      return "effort.application.replatform";
    case UITWEG_STRATEGY_REFACTOR:
      return "effort.application.refactor";
    case UITWEG_STRATEGY_REPURCHASE:
      return "effort.application.repurchase";
    case UITWEG_STRATEGY_RETIRE:
    case UITWEG_STRATEGY_RETAIN:
      break;
    }
  return NULL;
}

OptionsEffort
options_effort_overhead (const UitwegCatalog *catalog, UitwegStrategy strategy)
{
  OptionsEffort effort = { 0, 0, 0, NULL, UITWEG_GRADE_ASSUMED };
  const char *name = get_overhead_name (strategy);
  g_autofree char *low = NULL, *mode = NULL, *high = NULL;
  const char *prior;

  if (name == NULL)
    return effort;
  prior = uitweg_catalog_text (catalog, name);
  low = g_strdup_printf ("effort.prior.%s.low", prior);
  mode = g_strdup_printf ("effort.prior.%s.mode", prior);
  high = g_strdup_printf ("effort.prior.%s.high", prior);
  effort.low = uitweg_catalog_number_or_nan (catalog, low);
  effort.mode = uitweg_catalog_number_or_nan (catalog, mode);
  effort.high = uitweg_catalog_number_or_nan (catalog, high);
  effort.grade = uitweg_catalog_get_parameter_grade (catalog, mode);
  effort.source = name;
  return effort;
}

typedef struct
{
  const char *above;
  const char *factor;
  gboolean counts_nodes;
} SizeStep;

static const SizeStep size_steps[] = {
  { "effort.size.data-1tib.above", "effort.size.data-1tib.factor", FALSE },
  { "effort.size.data-10tib.above", "effort.size.data-10tib.factor", FALSE },
  { "effort.size.nodes-10.above", "effort.size.nodes-10.factor", TRUE },
};

/* The factor of the largest step of one measure that @value exceeds. */
static double
get_size_factor (const UitwegCatalog *catalog,
                 gboolean counts_nodes,
                 double value)
{
  double best_above = -1, best = 1;

  for (guint i = 0; i < G_N_ELEMENTS (size_steps); i++)
    {
      double above, factor;

      if (size_steps[i].counts_nodes != counts_nodes)
        continue;
      above = uitweg_catalog_number_or_nan (catalog, size_steps[i].above);
      factor = uitweg_catalog_number_or_nan (catalog, size_steps[i].factor);
      /* a NAN compares false: a step that is withdrawn is no step */
      if (value > above && above > best_above && factor > 0)
        {
          best_above = above;
          best = factor;
        }
    }
  return best;
}

double
options_effort_factor (const UitwegCatalog *catalog,
                       gint64 data_bytes,
                       gint64 count,
                       guint n_warnings,
                       guint n_criticals)
{
  double warning = uitweg_catalog_number (catalog, "effort.blocker.warning");
  double critical = uitweg_catalog_number (catalog, "effort.blocker.critical");
  double factor = 1;

  if (data_bytes > 0)
    factor *= get_size_factor (catalog, FALSE,
                               (double) data_bytes / BYTES_PER_GIB);
  if (count > 0)
    factor *= get_size_factor (catalog, TRUE, (double) count);
  for (guint i = 0; i < n_warnings; i++)
    factor *= warning;
  for (guint i = 0; i < n_criticals; i++)
    factor *= critical;
  return factor;
}

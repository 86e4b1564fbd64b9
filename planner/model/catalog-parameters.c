/* SPDX-License-Identifier: EUPL-1.2
 *
 * Weights, factors, priors and days: each value of a table of values by its
 * dotted name, "TABLE.key.key", as the file nests it. The element of a list
 * has its id or its number as a key; a list of texts is one text, a|b|c. The
 * grade is that of the nearest map around the value which states one.
 */
#include "config.h"

#include "model/catalog-private.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>

#include "base/number.h"

/* What code asks for by name; a catalog without one of them is not loaded.
 * Families that depend on what a catalog holds (effort.split, effort.size,
 * cost.downtime_hours …) are asked for with uitweg_catalog_number_or_nan(). */
static const char *const asked_numbers[] = {
  "activities.crew.people",
  "activities.end_of_line.years",
  "activities.parallel.days",
  "activities.procure.months",
  "activities.share.build",
  "activities.share.cut_over",
  "activities.share.prepare",
  "activities.share.retire",
  "activities.share.test",
  "cost.comparable_factor",
  "cost.month_hours",
  "cost.premises_share.memory",
  "cost.premises_share.vcpu",
  "cost.refuse_days",
  "cost.right_size.average_factor",
  "cost.right_size.cpu_headroom",
  "cost.right_size.memory_headroom",
  "cost.warn_days",
  "cost.year_days",
  "data-act.clock.notice_days",
  "data-act.clock.notice_months",
  "data-act.clock.planned_days",
  "data-act.clock.retrieval_days",
  "data-act.clock.transition_days",
  "effort.blocker.critical",
  "effort.blocker.warning",
  "effort.class.L.high",
  "effort.class.L.low",
  "effort.class.L.mode",
  "effort.class.M.high",
  "effort.class.M.low",
  "effort.class.M.mode",
  "effort.class.S.high",
  "effort.class.S.low",
  "effort.class.S.mode",
  "effort.class.XL.high",
  "effort.class.XL.low",
  "effort.class.XL.mode",
  "effort.class.XS.high",
  "effort.class.XS.low",
  "effort.class.XS.mode",
  "effort.hours_per_day",
  "effort.learning.floor",
  "effort.learning.rate_per_doubling",
  "effort.prior.D-3.high",
  "effort.prior.D-3.low",
  "effort.prior.D-3.mode",
  "effort.prior.D-4.high",
  "effort.prior.D-4.low",
  "effort.prior.D-4.mode",
  "effort.prior.D-5.high",
  "effort.prior.D-5.low",
  "effort.prior.D-5.mode",
  "effort.training.users.high",
  "effort.training.users.low",
  "effort.training.users.mode",
  "portability.bridge.administration.any",
  "portability.bridge.build.any",
  "portability.bridge.data.any",
  "portability.bridge.identity.machine",
  "portability.bridge.identity.people",
  "portability.bridge.key.bound",
  "portability.bridge.key.reencrypt",
  "portability.bridge.name.any",
  "portability.bridge.network.fits",
  "portability.bridge.network.too_slow",
  "portability.bridge.platform.any",
  "portability.bridge.supply.any",
  "portability.class.captive",
  "portability.class.compatible",
  "portability.class.convertible",
  "portability.class.portable",
  "portability.class.rebuild",
  "portability.configuration.floor",
  "portability.configuration.per_critical",
  "portability.configuration.per_warning",
  "portability.export.full",
  "portability.export.none",
  "portability.export.partial",
  "portability.export_unknown.high",
  "portability.export_unknown.low",
  "portability.letter.A",
  "portability.letter.B",
  "portability.letter.C",
  "portability.letter.D",
  "portability.letter.E",
  "waves.bridges_full_at",
  "waves.complexity.cap",
  "waves.complexity.per_critical",
  "waves.complexity.per_leaving_dependency",
  "waves.complexity.per_native_type",
  "waves.complexity.per_warning",
  "waves.criticality.high",
  "waves.criticality.low",
  "waves.criticality.medium",
  "waves.criticality.vital",
  "waves.risk.bridges",
  "waves.risk.complexity",
  "waves.risk.criticality",
  "waves.risk.first_of_kind",
  "waves.risk.unknowns",
  "waves.rule.wave_size.max",
  "waves.rule.wave_size.min",
};

static const char *const asked_texts[] = {
  "activities.provider.category",  "activities.provider.effort_class",
  "effort.application.refactor",   "effort.application.rehost",
  "effort.application.relocate",   "effort.application.replatform",
  "effort.application.repurchase", "effort.skills",
  "portability.recreated.classes", "portability.recreated.cutovers",
};

static const char *const asked_days[] = {
  "data-act.applies_from",
  "data-act.charges.nil_from",
  "data-act.charges.reduced_from",
};

/* A node that waits to be walked. */
typedef struct
{
  const BaseNode *node;
  char *name;
  UitwegGrade grade;
} Pending;

typedef struct
{
  UitwegCatalog *catalog;
  const BaseDoc *doc;
  ModelCatalogPlace place;
  GArray *stack; /* of Pending */
  BaseProblems *problems;
} Walk;

static const char *
intern (UitwegCatalog *catalog, const char *text)
{
  return base_strpool_get (
      catalog->pool, base_strpool_intern (catalog->pool, text, strlen (text)));
}

static void
add_parameter (Walk *walk, const Pending *at, const char *text)
{
  ModelParameter parameter = { .name = intern (walk->catalog, at->name),
                               .text = intern (walk->catalog, text),
                               .number = NAN,
                               .day = UITWEG_DAY_UNKNOWN,
                               .grade = at->grade,
                               .place = walk->place };

  parameter.place.line = at->node->line;
  if (at->node->kind == BASE_NODE_BOOL)
    parameter.number = at->node->truth ? 1 : 0;
  else if (at->node->kind != BASE_NODE_LIST)
    base_parse_number (text, &parameter.number, NULL);
  uitweg_day_parse (text, &parameter.day);
  g_array_append_val (walk->catalog->parameters, parameter);
}

/* The grade that a map states, or that of the map around it. */
static UitwegGrade
read_grade (const Walk *walk, const BaseNode *map, UitwegGrade outer)
{
  const BaseNode *node = base_doc_find (walk->doc, map, "grade");

  if (node == NULL || node->kind != BASE_NODE_STRING)
    return outer;
  for (guint grade = 0; grade < UITWEG_N_GRADES; grade++)
    if (strcmp (uitweg_grade_get_name (grade), node->text) == 0)
      return grade;
  base_problems_add (
      walk->problems,
      g_array_index (walk->catalog->files, ModelCatalogFile, walk->place.file)
          .name,
      node->line, 0,
      "grade: found '%s', expected measured, documented, inferred or assumed",
      node->text);
  return outer;
}

static void
push_children (Walk *walk, const Pending *at)
{
  gboolean is_map = at->node->kind == BASE_NODE_MAP;
  UitwegGrade grade = is_map ? read_grade (walk, at->node, at->grade)
                             : at->grade;
  guint number = 0;

  for (const BaseNode *child = base_doc_first (walk->doc, at->node);
       child != NULL; child = base_doc_next (walk->doc, child), number++)
    {
      const BaseNode *id = !is_map && child->kind == BASE_NODE_MAP
                               ? base_doc_find (walk->doc, child, "id")
                               : NULL;
      Pending pending = { .node = child, .grade = grade };

      if (is_map)
        pending.name = g_strjoin (".", at->name, child->key, NULL);
      else if (id != NULL && id->text != NULL)
        pending.name = g_strjoin (".", at->name, id->text, NULL);
      else
        pending.name = g_strdup_printf ("%s.%u", at->name, number);
      g_array_append_val (walk->stack, pending);
    }
}

/* A list of scalars is one text. */
static gboolean
add_list (Walk *walk, const Pending *at)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const BaseNode *child = base_doc_first (walk->doc, at->node);
       child != NULL; child = base_doc_next (walk->doc, child))
    {
      if (child->text == NULL)
        return FALSE;
      if (text->len > 0)
        g_string_append_c (text, '|');
      g_string_append (text, child->text);
    }
  add_parameter (walk, at, text->str);
  return TRUE;
}

static void
walk_node (Walk *walk, const Pending *at)
{
  switch ((BaseNodeKind) at->node->kind)
    {
    case BASE_NODE_NULL:
      return;
    case BASE_NODE_BOOL:
      add_parameter (walk, at, at->node->truth ? "true" : "false");
      return;
    case BASE_NODE_NUMBER:
    case BASE_NODE_STRING:
      add_parameter (walk, at, at->node->text);
      return;
    case BASE_NODE_LIST:
      if (!add_list (walk, at))
        push_children (walk, at);
      return;
    case BASE_NODE_MAP:
      push_children (walk, at);
      return;
    }
}

void
model_catalog_read_values (UitwegCatalog *catalog,
                           const char *table,
                           const BaseDoc *doc,
                           const BaseNode *values,
                           ModelCatalogPlace place,
                           BaseProblems *problems)
{
  Walk walk = {
    .catalog = catalog, .doc = doc, .place = place, .problems = problems
  };
  Pending first = { .node = values,
                    .name = g_strdup (table),
                    .grade = UITWEG_GRADE_ASSUMED };

  walk.stack = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_array_append_val (walk.stack, first);
  while (walk.stack->len > 0)
    {
      Pending at = g_array_index (walk.stack, Pending, walk.stack->len - 1);

      g_array_set_size (walk.stack, walk.stack->len - 1);
      walk_node (&walk, &at);
      g_free (at.name);
    }
  g_array_unref (walk.stack);
}

static int
compare_parameters (gconstpointer a, gconstpointer b)
{
  const ModelParameter *x = a;
  const ModelParameter *y = b;
  int order = strcmp (x->name, y->name);

  /* The strongest layer first. */
  if (order == 0 && x->place.layer != y->place.layer)
    return x->place.layer > y->place.layer ? -1 : 1;
  if (order == 0 && x->place.file != y->place.file)
    return x->place.file < y->place.file ? -1 : 1;
  return order != 0 ? order
                    : (x->place.line > y->place.line)
                          - (x->place.line < y->place.line);
}

static const ModelParameter *
find (const UitwegCatalog *catalog, const char *name)
{
  guint low = 0;
  guint high = catalog->parameters->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const ModelParameter *parameter = &g_array_index (catalog->parameters,
                                                        ModelParameter, middle);
      int order = strcmp (parameter->name, name);

      if (order == 0)
        return parameter;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static void
drop_overridden (UitwegCatalog *catalog, BaseProblems *problems)
{
  GArray *all = catalog->parameters;
  guint kept = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const ModelParameter one = g_array_index (all, ModelParameter, i);
      const ModelParameter *last = kept > 0 ? &g_array_index (
                                       all, ModelParameter, kept - 1)
                                            : NULL;

      if (last == NULL || strcmp (last->name, one.name) != 0)
        {
          g_array_index (all, ModelParameter, kept++) = one;
          continue;
        }
      if (last->place.layer == one.place.layer)
        base_problems_add (
            problems,
            g_array_index (catalog->files, ModelCatalogFile, one.place.file)
                .name,
            one.place.line, 0, "found value '%s' again, expected it once",
            one.name);
    }
  g_array_set_size (all, kept);
}

/* Notes what is asked for and is not there, or is of another kind. */
static void
check_asked (const UitwegCatalog *catalog,
             const char *name,
             const char *expected,
             gboolean (*fits) (const ModelParameter *parameter),
             BaseProblems *problems)
{
  const ModelParameter *parameter = find (catalog, name);
  const char *file = g_array_index (catalog->files, ModelCatalogFile, 0).name;

  if (parameter == NULL)
    base_problems_add (problems, file, 0, 0, "found no value '%s', expected %s",
                       name, expected);
  else if (!fits (parameter))
    base_problems_add (
        problems,
        g_array_index (catalog->files, ModelCatalogFile, parameter->place.file)
            .name,
        parameter->place.line, 0, "%s: found '%s', expected %s", name,
        parameter->text, expected);
}

static gboolean
is_number (const ModelParameter *parameter)
{
  return !isnan (parameter->number);
}

static gboolean
is_text (const ModelParameter *parameter)
{
  return parameter->text[0] != '\0';
}

static gboolean
is_day (const ModelParameter *parameter)
{
  return parameter->day != UITWEG_DAY_UNKNOWN;
}

void
model_catalog_finish_parameters (UitwegCatalog *catalog, BaseProblems *problems)
{
  g_array_sort (catalog->parameters, compare_parameters);
  drop_overridden (catalog, problems);
  for (guint i = 0; i < G_N_ELEMENTS (asked_numbers); i++)
    check_asked (catalog, asked_numbers[i], "a number", is_number, problems);
  for (guint i = 0; i < G_N_ELEMENTS (asked_texts); i++)
    check_asked (catalog, asked_texts[i], "a text", is_text, problems);
  for (guint i = 0; i < G_N_ELEMENTS (asked_days); i++)
    check_asked (catalog, asked_days[i], "a day such as 2027-01-12", is_day,
                 problems);
}

double
uitweg_catalog_number_or_nan (const UitwegCatalog *catalog, const char *name)
{
  const ModelParameter *parameter;

  g_return_val_if_fail (catalog != NULL, NAN);
  g_return_val_if_fail (name != NULL, NAN);

  parameter = find (catalog, name);
  return parameter != NULL ? parameter->number : NAN;
}

double
uitweg_catalog_number (const UitwegCatalog *catalog, const char *name)
{
  double number = uitweg_catalog_number_or_nan (catalog, name);

  /* The loader has seen to every name in asked_numbers. */
  if (isnan (number))
    g_error ("no number '%s' in the catalog", name);
  return number;
}

const char *
uitweg_catalog_text (const UitwegCatalog *catalog, const char *name)
{
  const ModelParameter *parameter;

  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  parameter = find (catalog, name);
  return parameter != NULL ? parameter->text : NULL;
}

UitwegDay
uitweg_catalog_day (const UitwegCatalog *catalog, const char *name)
{
  const ModelParameter *parameter;

  g_return_val_if_fail (catalog != NULL, UITWEG_DAY_UNKNOWN);
  g_return_val_if_fail (name != NULL, UITWEG_DAY_UNKNOWN);

  parameter = find (catalog, name);
  return parameter != NULL ? parameter->day : UITWEG_DAY_UNKNOWN;
}

UitwegGrade
uitweg_catalog_get_parameter_grade (const UitwegCatalog *catalog,
                                    const char *name)
{
  const ModelParameter *parameter;

  g_return_val_if_fail (catalog != NULL, UITWEG_GRADE_ASSUMED);
  g_return_val_if_fail (name != NULL, UITWEG_GRADE_ASSUMED);

  parameter = find (catalog, name);
  return parameter != NULL ? parameter->grade : UITWEG_GRADE_ASSUMED;
}

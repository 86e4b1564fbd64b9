/* SPDX-License-Identifier: EUPL-1.2
 *
 * Parts of a scenario whose keys are words of the estate or the catalog:
 * people per skill, countries per class of data, rates per skill; and paths.
 */
#include "config.h"

#include "model/scenario-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"

/* Paths are relative to the file that names them. */
static const char *const *
read_paths (const ModelScenarioReader *reader, const BaseNode *node)
{
  const char *const *texts = model_scenario_texts (reader, node);
  g_autofree char *folder = g_path_get_dirname (reader->name);
  GArray *paths = g_array_new (TRUE, TRUE, sizeof (const char *));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *path = g_path_is_absolute (texts[i])
                                      || strcmp (folder, ".") == 0
                                  ? g_strdup (texts[i])
                                  : g_build_filename (folder, texts[i], NULL);
      const char *kept = model_scenario_intern (reader, path);

      g_array_append_val (paths, kept);
    }
  return model_scenario_own (reader, paths);
}

void
model_scenario_read_estate_paths (const ModelScenarioReader *reader,
                                  const BaseNode *node,
                                  gpointer target)
{
  ((UitwegScenario *) target)->estate_paths = read_paths (reader, node);
}

void
model_scenario_read_catalog_paths (const ModelScenarioReader *reader,
                                   const BaseNode *node,
                                   gpointer target)
{
  ((UitwegScenario *) target)->catalog_paths = read_paths (reader, node);
}

static int
compare_residency (gconstpointer a, gconstpointer b)
{
  const UitwegResidency *x = a;
  const UitwegResidency *y = b;

  return (int) x->data_class - (int) y->data_class;
}

static const char *const *
data_class_words (void)
{
  const UitwegSchema *schema = uitweg_estate_get_schema (UITWEG_RECORD_SERVICE);

  return schema->fields[UITWEG_SERVICE_DATA_CLASS].words;
}

void
model_scenario_read_residency (const ModelScenarioReader *reader,
                               const BaseNode *node,
                               gpointer target)
{
  UitwegScenario *scenario = target;
  const char *const *words = data_class_words ();
  GArray *all = g_array_new (FALSE, TRUE, sizeof (UitwegResidency));

  if (node->kind != BASE_NODE_MAP)
    model_scenario_note (reader, node,
                         "found no map, expected one such as "
                         "{personal: [NL, DE]}");
  for (const BaseNode *child = node->kind == BASE_NODE_MAP
                                   ? base_doc_first (reader->doc, node)
                                   : NULL;
       child != NULL; child = base_doc_next (reader->doc, child))
    {
      UitwegResidency residency = { 0 };
      g_autofree char *list = g_strjoinv (", ", (char **) words);
      guint word = 0;

      while (words[word] != NULL && strcmp (words[word], child->key) != 0)
        word++;
      if (words[word] == NULL)
        {
          base_problems_add (reader->problems, reader->name, child->line, 0,
                             "residency: found '%s', expected one of %s",
                             child->key, list);
          continue;
        }
      residency.data_class = (UitwegDataClass) word;
      residency.countries = model_scenario_texts (reader, child);
      g_array_append_val (all, residency);
    }
  g_array_sort (all, compare_residency);
  scenario->n_residency = all->len;
  scenario->residency = model_scenario_own (reader, all);
}

static void
read_people (const ModelScenarioReader *reader,
             const BaseNode *node,
             gpointer target)
{
  UitwegSkillCapacity *capacity = target;
  double people;

  if (node->kind != BASE_NODE_NUMBER
      || !base_parse_number (node->text, &people, NULL) || people < 0
      || people > 1e6)
    model_scenario_note (reader, node,
                         "found '%s', expected a number of people",
                         node->text != NULL ? node->text : "no number");
  else
    capacity->people = people;
}

static void
init_capacity (gpointer element)
{
  ((UitwegSkillCapacity *) element)->from = UITWEG_DAY_UNKNOWN;
}

static const ModelKey capacity_period_keys[] = {
  { "from", MODEL_KEY_DAY, FALSE,
    .offset = G_STRUCT_OFFSET (UitwegSkillCapacity, from) },
  { "people", MODEL_KEY_CUSTOM, TRUE, .custom = read_people },
  { .name = NULL },
};

static int
compare_capacities (gconstpointer a, gconstpointer b)
{
  const UitwegSkillCapacity *x = a;
  const UitwegSkillCapacity *y = b;
  int order = strcmp (x->skill, y->skill);

  return order != 0 ? order : (x->from > y->from) - (x->from < y->from);
}

/* A number of people, or a list of periods. */
static void
read_skill (const ModelScenarioReader *reader,
            const BaseNode *node,
            GArray *all)
{
  UitwegSkillCapacity capacity = { .skill = model_scenario_intern (reader,
                                                                   node->key),
                                   .from = UITWEG_DAY_UNKNOWN };

  if (node->kind != BASE_NODE_LIST)
    {
      read_people (reader, node, &capacity);
      g_array_append_val (all, capacity);
      return;
    }
  for (const BaseNode *child = base_doc_first (reader->doc, node);
       child != NULL; child = base_doc_next (reader->doc, child))
    {
      init_capacity (&capacity);
      model_scenario_read_map (reader, child, capacity_period_keys, &capacity);
      g_array_append_val (all, capacity);
    }
}

void
model_scenario_read_skills (const ModelScenarioReader *reader,
                            const BaseNode *node,
                            gpointer target)
{
  UitwegScenario *scenario = target;
  GArray *all = g_array_new (FALSE, TRUE, sizeof (UitwegSkillCapacity));

  if (node->kind != BASE_NODE_MAP)
    model_scenario_note (reader, node,
                         "found no map, expected one such as {platform: 4}");
  for (const BaseNode *child = node->kind == BASE_NODE_MAP
                                   ? base_doc_first (reader->doc, node)
                                   : NULL;
       child != NULL; child = base_doc_next (reader->doc, child))
    read_skill (reader, child, all);
  g_array_sort (all, compare_capacities);
  for (guint i = 1; i < all->len; i++)
    {
      const UitwegSkillCapacity *one = &g_array_index (all, UitwegSkillCapacity,
                                                       i);

      if (compare_capacities (one - 1, one) == 0)
        model_scenario_note (reader, node,
                             "%s: found two periods from one day, expected "
                             "one",
                             one->skill);
    }
  scenario->n_skills = all->len;
  scenario->skills = model_scenario_own (reader, all);
}

void
model_scenario_read_hours (const ModelScenarioReader *reader,
                           const BaseNode *node,
                           gpointer target)
{
  UitwegLine *line = target;

  if (node->text == NULL
      || !model_parse_hours (node->text, &line->from_minute,
                             &line->until_minute))
    model_scenario_note (reader, node,
                         "found '%s', expected hours such as \"20:00-06:00\"",
                         node->text != NULL ? node->text : "no text");
}

static int
compare_day_rates (gconstpointer a, gconstpointer b)
{
  const UitwegDayRate *x = a;
  const UitwegDayRate *y = b;

  return strcmp (x->skill, y->skill);
}

void
model_scenario_read_day_rates (const ModelScenarioReader *reader,
                               const BaseNode *node,
                               gpointer target)
{
  UitwegScenario *scenario = target;
  GArray *all = g_array_new (FALSE, TRUE, sizeof (UitwegDayRate));

  if (node->kind != BASE_NODE_MAP)
    model_scenario_note (reader, node,
                         "found no map, expected one such as "
                         "{default: 880 EUR}");
  for (const BaseNode *child = node->kind == BASE_NODE_MAP
                                   ? base_doc_first (reader->doc, node)
                                   : NULL;
       child != NULL; child = base_doc_next (reader->doc, child))
    {
      UitwegDayRate rate = { .skill = model_scenario_intern (reader,
                                                             child->key),
                             .eur_per_day = UITWEG_UNKNOWN };

      model_scenario_read_amount (reader, child, &rate.eur_per_day);
      g_array_append_val (all, rate);
    }
  g_array_sort (all, compare_day_rates);
  scenario->n_day_rates = all->len;
  scenario->day_rates = model_scenario_own (reader, all);
}

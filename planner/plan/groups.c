/* SPDX-License-Identifier: EUPL-1.2
 *
 * Move groups: which things move together. Union-find over resources, joined
 * by mutual dependency, shared data, tight latency and application, in that
 * order, each a rule that can be switched off.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "plan/plan-private.h"

typedef struct
{
  guint32 *parent;
  guint *together; /* flags, kept at the root */
} Sets;

static guint32
find_root (Sets *sets, guint32 node)
{
  while (sets->parent[node] != node)
    {
      sets->parent[node] = sets->parent[sets->parent[node]];
      node = sets->parent[node];
    }
  return node;
}

/* The smaller root stays, so that numbering does not depend on order. */
static void
join (Sets *sets, guint32 a, guint32 b, guint why)
{
  guint32 low = find_root (sets, a), high = find_root (sets, b);

  if (low > high)
    {
      const guint32 swap = low;

      low = high;
      high = swap;
    }
  if (low != high)
    sets->parent[high] = low;
  sets->together[low] |= sets->together[high] | why;
}

static void
join_cycles (const UitwegPlan *plan, Sets *sets)
{
  const UitwegGraph *hard = uitweg_assessment_get_hard_graph (plan->assessment);
  g_autofree guint32 *component = g_new (guint32, plan->n_resources + 1);
  g_autofree guint32 *first = NULL;
  guint32 n;

  n = uitweg_graph_find_components (hard, component);
  first = g_new (guint32, n + 1);
  memset (first, 0xff, sizeof *first * n);
  for (guint32 i = 0; i < plan->n_resources; i++)
    if (first[component[i]] == UITWEG_NONE)
      first[component[i]] = i;
    else
      join (sets, first[component[i]], i, UITWEG_TOGETHER_CYCLE);
}

/* Whether a latency bound is broken by any move away: it is below the round
 * trip between places. */
static gboolean
is_tight (const UitwegPlan *plan, const UitwegTable *table, guint32 row)
{
  const double bound = uitweg_table_number (table, row,
                                            UITWEG_DEPENDENCY_MAX_LATENCY);
  const double trip = uitweg_catalog_number_or_nan (
      plan->catalog, "portability.round_trip_us");

  return bound < trip;
}

static void
join_dependencies (const UitwegPlan *plan, Sets *sets)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (plan->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (plan->estate);
  const guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    {
      const char *rule = uitweg_table_text (table, row, UITWEG_DEPENDENCY_RULE);

      if (uitweg_estate_is_placeholder (plan->estate, from[row])
          || uitweg_estate_is_placeholder (plan->estate, to[row])
          || plan_is_foundation (plan, from[row])
          || plan_is_foundation (plan, to[row]))
        continue;
      if (rule != NULL
          && (strcmp (rule, "attached") == 0
              || strcmp (rule, "shares_disk") == 0))
        join (sets, from[row], to[row], UITWEG_TOGETHER_DATA);
      else if (rule != NULL && strcmp (rule, "contains") == 0)
        join (sets, from[row], to[row], UITWEG_TOGETHER_CONTAINS);
      else if (uitweg_table_enum (table, row, UITWEG_DEPENDENCY_KIND)
                   == UITWEG_DEPENDENCY_NETWORK
               && is_tight (plan, table, row))
        join (sets, from[row], to[row], UITWEG_TOGETHER_LATENCY);
    }
}

/* Foundations of one account stand together; other things by application and
 * environment. Software as a service moves by itself. */
static char *
dup_family (const UitwegPlan *plan, guint32 resource)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const char *application = uitweg_table_text (table, resource,
                                               UITWEG_RESOURCE_APPLICATION);
  const char *provider = uitweg_table_text (table, resource,
                                            UITWEG_RESOURCE_PROVIDER);
  const char *account = uitweg_table_text (table, resource,
                                           UITWEG_RESOURCE_ACCOUNT);

  if (plan_is_foundation (plan, resource))
    return g_strdup_printf ("f\n%s\n%s", provider != NULL ? provider : "",
                            account != NULL ? account : "");
  if (application == NULL || !plan_rule_is_on (plan, "application_together")
      || uitweg_table_enum (table, resource, UITWEG_RESOURCE_KIND)
             == UITWEG_KIND_SAAS)
    return NULL;
  return g_strdup_printf (
      "a\n%s\n%d", application,
      uitweg_table_enum (table, resource, UITWEG_RESOURCE_ENVIRONMENT));
}

static void
join_families (const UitwegPlan *plan, Sets *sets)
{
  g_autoptr (GHashTable)
      first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < plan->n_resources; i++)
    {
      g_autofree char *family = uitweg_estate_is_placeholder (plan->estate, i)
                                    ? NULL
                                    : dup_family (plan, i);
      gpointer other;

      if (family == NULL)
        continue;
      if (g_hash_table_lookup_extended (first, family, NULL, &other))
        join (sets, GPOINTER_TO_UINT (other), i,
              family[0] == 'a' ? UITWEG_TOGETHER_APPLICATION : 0);
      else
        g_hash_table_insert (first, g_steal_pointer (&family),
                             GUINT_TO_POINTER (i));
    }
}

/* Group of each resource by rising first member; sizes; flags. */
static void
number_groups (UitwegPlan *plan, Sets *sets)
{
  g_autofree guint32 *number = g_new (guint32, plan->n_resources + 1);
  g_autofree guint32 *fill = NULL;
  guint32 at = 0;

  plan->n_groups = 0;
  for (guint32 i = 0; i < plan->n_resources; i++)
    {
      const guint32 root = find_root (sets, i);

      plan->resources[i].group = UITWEG_NONE;
      if (uitweg_estate_is_placeholder (plan->estate, i))
        continue;
      if (root == i)
        number[root] = plan->n_groups++;
      plan->resources[i].group = number[root];
    }
  plan->groups = g_new0 (UitwegPlanGroup, plan->n_groups + 1);
  plan->group_resources = g_new (guint32, plan->n_resources + 1);
  for (guint32 i = 0; i < plan->n_resources; i++)
    if (plan->resources[i].group != UITWEG_NONE)
      plan->groups[plan->resources[i].group].n++;
  fill = g_new0 (guint32, plan->n_groups + 1);
  for (guint32 g = 0; g < plan->n_groups; g++)
    {
      plan->groups[g].first = fill[g] = at;
      at += plan->groups[g].n;
    }
  for (guint32 i = 0; i < plan->n_resources; i++)
    {
      const guint32 g = plan->resources[i].group;

      if (g == UITWEG_NONE)
        continue;
      plan->group_resources[fill[g]++] = i;
      plan->groups[g].together = sets->together[find_root (sets, i)];
    }
}

static void
describe_group (UitwegPlan *plan, guint32 g)
{
  const UitwegTable *table = uitweg_estate_get_table (plan->estate,
                                                      UITWEG_RECORD_RESOURCE);
  const gint8 *criticality = uitweg_assessment_get_criticality (
      plan->assessment);
  UitwegPlanGroup *group = &plan->groups[g];
  g_autofree char *id = g_strdup_printf ("g%03u", g + 1);
  const char *name = NULL;

  group->id = g_string_chunk_insert (plan->texts, id);
  group->criticality = -1;
  group->foundation = TRUE;
  for (guint32 k = 0; k < group->n; k++)
    {
      const guint32 r = plan->group_resources[group->first + k];
      const char *application = uitweg_table_text (table, r,
                                                   UITWEG_RESOURCE_APPLICATION);

      if (name == NULL)
        name = application;
      if (uitweg_table_enum (table, r, UITWEG_RESOURCE_ENVIRONMENT)
          != UITWEG_ENVIRONMENT_NON_PRODUCTION)
        group->production = TRUE;
      if (criticality[r] >= 0
          && (group->criticality < 0 || criticality[r] < group->criticality))
        group->criticality = criticality[r];
      group->foundation &= plan_is_foundation (plan, r);
    }
  if (name == NULL || group->foundation)
    name = uitweg_table_text (table, plan->group_resources[group->first],
                              UITWEG_RESOURCE_NAME);
  if (name == NULL)
    name = uitweg_table_text (table, plan->group_resources[group->first],
                              UITWEG_RESOURCE_ID);
  group->name = name;
  group->target = group->wave = group->runner_up = UITWEG_NONE;
  group->start = group->target_ready = UITWEG_DAY_UNKNOWN;
  group->cut_over = group->retired = UITWEG_DAY_UNKNOWN;
}

void
plan_make_groups (UitwegPlan *plan)
{
  Sets sets = { g_new (guint32, plan->n_resources + 1),
                g_new0 (guint, plan->n_resources + 1) };

  for (guint32 i = 0; i < plan->n_resources; i++)
    sets.parent[i] = i;
  if (plan_rule_is_on (plan, "move_together"))
    {
      join_cycles (plan, &sets);
      join_dependencies (plan, &sets);
    }
  join_families (plan, &sets);
  number_groups (plan, &sets);
  for (guint32 g = 0; g < plan->n_groups; g++)
    describe_group (plan, g);
  g_free (sets.parent);
  g_free (sets.together);
}

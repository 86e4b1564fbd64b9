/* SPDX-License-Identifier: EUPL-1.2
 *
 * Coverage source by source: what each told, and the money behind what it
 * left open. It needs no scenario, so that it can be looked at as soon as
 * there is an estate.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "assess/assessment-private.h"

#define OVER_ALL 0

/* Words of how a dependency is known, in the order of the schema. */
enum
{
  BASIS_OBSERVED,
  BASIS_DECLARED,
  BASIS_INFERRED,
};

typedef struct
{
  const UitwegEstate *estate;
  const UitwegCatalog *catalog;
  UitwegSourceCoverage *counts; /* over all, then a source each */
  guint32 n;
  GHashTable *number_of; /* id of a source -> its place in counts */
  GArray *tellers;       /* guint32: places of those who tell a record */
  gint *newest;          /* of each: month last billed, as a number */
  guint8 *is_at_end;     /* of a resource: a dependency has it */
  guint8 *is_billed;     /* of a resource: a cost line has it */
  GError **error;
} Count;

static const UitwegTable *
table_of (const Count *count, UitwegRecordType type)
{
  return uitweg_estate_get_table (count->estate, type);
}

static void
add_teller (Count *count, const char *source)
{
  const guint32 place = GPOINTER_TO_UINT (
      g_hash_table_lookup (count->number_of, source));

  for (guint i = 0; i < count->tellers->len; i++)
    if (g_array_index (count->tellers, guint32, i) == place)
      return;
  g_array_append_val (count->tellers, place);
}

static void
add_tellers (Count *count, const UitwegTable *table, guint32 row, guint field)
{
  const UitwegTable *entries = uitweg_table_child (table, field);
  guint32 i;
  guint32 n;

  uitweg_table_list (table, row, field, &i, &n);
  for (const guint32 behind = i + n; i < behind; i++)
    add_teller (count,
                uitweg_table_text (entries, i, UITWEG_PROVENANCE_SOURCE));
}

/* Who tells a record: over all, and each source that it or one of the
 * records it was made of names. */
static void
find_tellers (Count *count,
              UitwegRecordType type,
              guint32 row,
              guint provenance,
              guint seen)
{
  const UitwegTable *table = table_of (count, type);
  const UitwegTable *parts = uitweg_table_child (table, seen);
  const guint32 all = OVER_ALL;
  guint32 i;
  guint32 n;

  g_array_set_size (count->tellers, 0);
  g_array_append_val (count->tellers, all);
  add_tellers (count, table, row, provenance);
  uitweg_table_list (table, row, seen, &i, &n);
  for (const guint32 behind = i + n; i < behind; i++)
    add_tellers (count, parts, i, provenance);
}

static UitwegSourceCoverage *
teller (const Count *count, guint i)
{
  return &count->counts[g_array_index (count->tellers, guint32, i)];
}

static gboolean
add_money (Count *count, UitwegMoney *sum, UitwegMoney amount)
{
  return amount == UITWEG_UNKNOWN
         || uitweg_money_add (*sum, amount, sum, count->error);
}

/* Whether the catalog has an entry for the thing. */
static gboolean
is_known (const Count *count, const UitwegTable *table, guint32 row)
{
  const char *type = uitweg_table_text (table, row,
                                        UITWEG_RESOURCE_NATIVE_TYPE);

  return type != NULL
         && uitweg_catalog_find_service (count->catalog, type) != UITWEG_NONE;
}

static gboolean
count_resource (Count *count, guint32 row)
{
  const UitwegTable *table = table_of (count, UITWEG_RECORD_RESOURCE);
  const gboolean known = is_known (count, table, row);
  const UitwegMoney eur = uitweg_table_int64 (table, row,
                                              UITWEG_RESOURCE_EUR_PER_MONTH);

  find_tellers (count, UITWEG_RECORD_RESOURCE, row, UITWEG_RESOURCE_PROVENANCE,
                UITWEG_RESOURCE_SEEN);
  for (guint i = 0; i < count->tellers->len; i++)
    {
      UitwegSourceCoverage *c = teller (count, i);

      c->n_resources++;
      c->n_known_types += known ? 1 : 0;
      c->n_without_dependency += !count->is_at_end[row];
      c->n_without_spend += eur == UITWEG_UNKNOWN && !count->is_billed[row];
      if (!add_money (count, &c->eur, eur)
          || (!known && !add_money (count, &c->eur_unknown_types, eur))
          || (!count->is_at_end[row]
              && !add_money (count, &c->eur_without_dependency, eur)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_resources (Count *count)
{
  const guint32 n = uitweg_estate_get_n_resources (count->estate);

  for (guint32 row = 0; row < n; row++)
    if (uitweg_estate_is_placeholder (count->estate, row))
      count->counts[OVER_ALL].n_placeholders++;
    else if (!count_resource (count, row))
      return FALSE;
  return TRUE;
}

static void
count_dependencies (Count *count)
{
  const UitwegTable *table = table_of (count, UITWEG_RECORD_DEPENDENCY);
  const guint32 *from = uitweg_estate_get_dependency_from (count->estate);
  const guint32 *to = uitweg_estate_get_dependency_to (count->estate);

  for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
    {
      const gint basis = uitweg_table_enum (table, row,
                                            UITWEG_DEPENDENCY_BASIS);

      count->is_at_end[from[row]] = count->is_at_end[to[row]] = 1;
      find_tellers (count, UITWEG_RECORD_DEPENDENCY, row,
                    UITWEG_DEPENDENCY_PROVENANCE, UITWEG_DEPENDENCY_SEEN);
      for (guint i = 0; i < count->tellers->len; i++)
        {
          UitwegSourceCoverage *c = teller (count, i);

          c->n_dependencies++;
          c->n_observed += basis == BASIS_OBSERVED;
          c->n_declared += basis == BASIS_DECLARED;
          c->n_inferred += basis == BASIS_INFERRED;
        }
    }
}

static void
count_services (Count *count)
{
  const UitwegTable *table = table_of (count, UITWEG_RECORD_SERVICE);

  for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
    {
      guint32 n;

      uitweg_estate_get_members (count->estate, row, &n);
      find_tellers (count, UITWEG_RECORD_SERVICE, row,
                    UITWEG_SERVICE_PROVENANCE, UITWEG_SERVICE_SEEN);
      for (guint i = 0; i < count->tellers->len; i++)
        {
          teller (count, i)->n_services++;
          teller (count, i)->n_services_with_members += n > 0;
        }
    }
}

/* The resource that a cost line is matched to, or UITWEG_NONE. */
static guint32
find_matched (const Count *count, guint32 row)
{
  const char *resource = uitweg_table_text (
      table_of (count, UITWEG_RECORD_COST), row, UITWEG_COST_RESOURCE);

  return resource != NULL ? uitweg_estate_find (
             count->estate, UITWEG_RECORD_RESOURCE, resource)
                          : UITWEG_NONE;
}

static gint
month_of (const UitwegTable *costs, guint32 row)
{
  return assess_get_month (
      uitweg_table_day (costs, row, UITWEG_COST_PERIOD_START));
}

static void
find_months (Count *count)
{
  const UitwegTable *table = table_of (count, UITWEG_RECORD_COST);

  for (guint32 i = 0; i < count->n; i++)
    count->newest[i] = G_MININT;
  for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
    {
      const guint32 resource = find_matched (count, row);
      const gint month = month_of (table, row);

      if (resource != UITWEG_NONE)
        count->is_billed[resource] = 1;
      find_tellers (count, UITWEG_RECORD_COST, row, UITWEG_COST_PROVENANCE,
                    UITWEG_COST_SEEN);
      for (guint i = 0; i < count->tellers->len; i++)
        {
          gint *newest =
              &count->newest[g_array_index (count->tellers, guint32, i)];

          *newest = MAX (*newest, month);
        }
    }
}

static gboolean
count_costs (Count *count)
{
  const UitwegTable *table = table_of (count, UITWEG_RECORD_COST);

  for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
    {
      const UitwegMoney euro = assess_get_euro (table, row);
      const gboolean matched = find_matched (count, row) != UITWEG_NONE;
      const gint month = month_of (table, row);

      find_tellers (count, UITWEG_RECORD_COST, row, UITWEG_COST_PROVENANCE,
                    UITWEG_COST_SEEN);
      for (guint i = 0; i < count->tellers->len; i++)
        {
          const guint32 place = g_array_index (count->tellers, guint32, i);
          UitwegSourceCoverage *c = &count->counts[place];

          c->n_cost_lines++;
          c->n_without_amount += euro == UITWEG_UNKNOWN;
          if (month != count->newest[place])
            continue;
          if (!add_money (count, &c->billed, euro)
              || (matched && !add_money (count, &c->matched, euro)))
            return FALSE;
        }
    }
  return TRUE;
}

static gint64
add_things (gint64 sum, double number)
{
  return isnan (number) ? sum : sum + (gint64) number;
}

/* What a source says that it missed, to itself and to all. */
static gboolean
count_problem (Count *count,
               guint32 place,
               const UitwegTable *problems,
               guint32 row)
{
  const guint32 places[] = { OVER_ALL, place };
  const UitwegTable *numbers = uitweg_table_child (
      problems, UITWEG_SOURCE_PROBLEM_RESOURCES);
  const UitwegMoney euro = uitweg_table_int64 (
      problems, row, UITWEG_SOURCE_PROBLEM_EUR_PER_MONTH);
  guint32 first;
  guint32 n;

  uitweg_table_list (problems, row, UITWEG_SOURCE_PROBLEM_RESOURCES, &first,
                     &n);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      UitwegSourceCoverage *c = &count->counts[places[i]];

      c->n_problems++;
      if (n > 0)
        {
          c->unseen_low = add_things (c->unseen_low,
                                      uitweg_table_number (numbers, first, 0));
          c->unseen_high = add_things (
              c->unseen_high, uitweg_table_number (numbers, first + n - 1, 0));
        }
      if (euro != UITWEG_UNKNOWN && c->unseen_eur == UITWEG_UNKNOWN)
        c->unseen_eur = 0;
      if (!add_money (count, &c->unseen_eur, euro))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_sources (Count *count)
{
  const UitwegTable *table = table_of (count, UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (table,
                                                    UITWEG_SOURCE_PROBLEMS);

  for (guint32 source = 0; source + 1 < count->n; source++)
    {
      const guint32 complete = uitweg_table_bool (table, source,
                                                  UITWEG_SOURCE_COMPLETE)
                               == 1;
      UitwegSourceCoverage *c = &count->counts[source + 1];
      guint32 row;
      guint32 n;

      c->source = source;
      c->n_asked = 1;
      c->n_complete = complete;
      count->counts[OVER_ALL].n_asked++;
      count->counts[OVER_ALL].n_complete += complete;
      uitweg_table_list (table, source, UITWEG_SOURCE_PROBLEMS, &row, &n);
      for (const guint32 behind = row + n; row < behind; row++)
        if (!count_problem (count, source + 1, problems, row))
          return FALSE;
    }
  return TRUE;
}

UitwegSourceCoverage *
uitweg_coverage_by_source (const UitwegEstate *estate,
                           const UitwegCatalog *catalog,
                           guint32 *n_out,
                           GError **error)
{
  const UitwegTable *sources;
  g_autofree UitwegSourceCoverage *counts = NULL;
  g_autoptr (GHashTable) number_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) tellers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree gint *newest = NULL;
  g_autofree guint8 *is_at_end = NULL;
  g_autofree guint8 *is_billed = NULL;
  Count count = { .estate = estate,
                  .catalog = catalog,
                  .number_of = number_of,
                  .tellers = tellers,
                  .error = error };

  g_return_val_if_fail (estate != NULL, NULL);
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (n_out != NULL, NULL);

  sources = uitweg_estate_get_table (estate, UITWEG_RECORD_SOURCE);
  count.n = uitweg_table_get_n_rows (sources) + 1;
  count.counts = counts = g_new0 (UitwegSourceCoverage, count.n);
  count.newest = newest = g_new (gint, count.n);
  count.is_at_end = is_at_end = g_new0 (
      guint8, (gsize) uitweg_estate_get_n_resources (estate) + 1);
  count.is_billed = is_billed = g_new0 (
      guint8, (gsize) uitweg_estate_get_n_resources (estate) + 1);
  for (guint32 i = 0; i < count.n; i++)
    {
      counts[i].source = UITWEG_NONE;
      counts[i].unseen_eur = UITWEG_UNKNOWN;
      if (i > 0)
        g_hash_table_insert (
            number_of,
            (gpointer) uitweg_table_text (sources, i - 1, UITWEG_SOURCE_ID),
            GUINT_TO_POINTER (i));
    }
  count_dependencies (&count);
  count_services (&count);
  find_months (&count);
  if (!count_sources (&count) || !count_costs (&count)
      || !count_resources (&count))
    return NULL;
  *n_out = count.n;
  return g_steal_pointer (&counts);
}

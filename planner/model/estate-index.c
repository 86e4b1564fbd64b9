/* SPDX-License-Identifier: EUPL-1.2
 *
 * Resolves ids to rows once, so that everything after the estate works on
 * index arrays: ends of dependencies, members of services, and the services
 * of each resource.
 */
#include "config.h"

#include "model/merge-private.h"

#include <stdlib.h>

static guint32 *
resolve_column (const UitwegTable *table,
                guint field,
                const ModelReferences *references)
{
  guint32 n = uitweg_table_get_n_rows (table);
  guint32 *rows = g_new (guint32, (gsize) n + 1);

  for (guint32 i = 0; i < n; i++)
    rows[i] = model_references_find_row (
        references, base_table_get_text_index (table, i, field));
  return rows;
}

static int
compare_rows (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
index_members (UitwegEstate *estate, const ModelReferences *references)
{
  const UitwegTable *services = estate->tables[UITWEG_RECORD_SERVICE];
  const UitwegTable *members = uitweg_table_child (services,
                                                   UITWEG_SERVICE_MEMBERS);
  guint32 n = uitweg_table_get_n_rows (services);
  gsize capacity = uitweg_table_get_n_rows (members);
  guint32 count = 0;

  estate->member_first = g_new0 (guint32, (gsize) n + 1);
  estate->members = g_new (guint32, capacity + 1);
  for (guint32 service = 0; service < n; service++)
    {
      guint32 *rows = estate->members + count;
      guint32 n_rows = 0;
      guint32 kept = 0;
      guint32 i;
      guint32 behind;

      uitweg_table_list (services, service, UITWEG_SERVICE_MEMBERS, &i,
                         &behind);
      for (behind += i; i < behind; i++)
        rows[n_rows++] = model_references_find_row (
            references, base_table_get_text_index (members, i, 0));
      qsort (rows, n_rows, sizeof *rows, compare_rows);
      for (guint32 k = 0; k < n_rows; k++)
        if (k == 0 || rows[k] != rows[k - 1])
          rows[kept++] = rows[k];
      count += kept;
      estate->member_first[service + 1] = count;
    }
}

/* The members the other way round; ascending because services are. */
static void
index_services (UitwegEstate *estate)
{
  guint32 n_resources = uitweg_estate_get_n_resources (estate);
  guint32 n_services = uitweg_table_get_n_rows (
      estate->tables[UITWEG_RECORD_SERVICE]);
  guint32 n_members = estate->member_first[n_services];
  guint32 *first = g_new0 (guint32, (gsize) n_resources + 1);
  g_autofree guint32 *next = NULL;

  for (guint32 i = 0; i < n_members; i++)
    first[estate->members[i] + 1]++;
  for (guint32 i = 0; i < n_resources; i++)
    first[i + 1] += first[i];
  next = g_memdup2 (first, (gsize) n_resources * sizeof *first);
  estate->service_first = first;
  estate->services = g_new (guint32, (gsize) n_members + 1);
  for (guint32 service = 0; service < n_services; service++)
    for (guint32 i = estate->member_first[service];
         i < estate->member_first[service + 1]; i++)
      estate->services[next[estate->members[i]]++] = service;
}

void
model_index_references (UitwegEstate *estate, const ModelReferences *references)
{
  const UitwegTable *dependencies = estate->tables[UITWEG_RECORD_DEPENDENCY];

  estate->dependency_from = resolve_column (dependencies,
                                            UITWEG_DEPENDENCY_FROM, references);
  estate->dependency_to = resolve_column (dependencies, UITWEG_DEPENDENCY_TO,
                                          references);
  index_members (estate, references);
  index_services (estate);
}

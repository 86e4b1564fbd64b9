/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which dependencies, told by several sources under several ids, are one:
 * those with the same ends, kind and rule. Edges of one source stay as they
 * are, and of a million edges of one source none is looked at.
 */
#include "config.h"

#include "model/merge-private.h"

#include <stdlib.h>
#include <string.h>

/* What two edges must have in common. */
typedef struct
{
  guint32 from; /* numbers of resources */
  guint32 to;
  guint32 kind;
  guint32 rule; /* in the pool, or NONE */
  guint32 group;
} Edge;

/* Edges that are one: all of different sources. A list through `before`. */
typedef struct
{
  guint32 first; /* the group that stands for it */
  guint32 last;
} EdgeClass;

typedef struct
{
  const GPtrArray *batches;
  const ModelIndex *index; /* of dependencies */
  guint32 *joined;         /* of a group, the one that it joins */
  guint32 *before; /* of a group, the one before in its class, or NONE */
} Edges;

/* The first source of a record; "" if it names none. */
static const char *
source_of (const GPtrArray *batches, const ModelEntry *entry)
{
  const ModelBatch *batch = g_ptr_array_index (batches, entry->batch);
  const UitwegTable *table = batch->tables[UITWEG_RECORD_DEPENDENCY];
  guint32 first;
  guint32 n;

  uitweg_table_list (table, entry->row, UITWEG_DEPENDENCY_PROVENANCE, &first,
                     &n);
  return n > 0 ? uitweg_table_text (
             uitweg_table_child (table, UITWEG_DEPENDENCY_PROVENANCE), first,
             UITWEG_PROVENANCE_SOURCE)
               : "";
}

static gboolean
are_of_one_source (const GPtrArray *batches, const ModelIndex *index)
{
  const char *first = NULL;
  const char *last = NULL;

  for (guint32 i = 0; i < index->n_entries; i++)
    {
      const char *source = source_of (batches, &index->entries[i]);

      if (first == NULL)
        first = source;
      if (source != last && strcmp (source, first) != 0)
        return FALSE;
      last = source;
    }
  return TRUE;
}

static int
compare_edges (const void *a, const void *b)
{
  const Edge *x = a;
  const Edge *y = b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  if (x->to != y->to)
    return x->to < y->to ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->rule != y->rule)
    return x->rule < y->rule ? -1 : 1;
  return (x->group > y->group) - (x->group < y->group);
}

static gboolean
are_alike (const Edge *a, const Edge *b)
{
  return a->from == b->from && a->to == b->to && a->kind == b->kind
         && a->rule == b->rule;
}

/* Whether one source tells both groups. */
static gboolean
share_source (const Edges *edges, guint32 a, guint32 b)
{
  const ModelIndex *index = edges->index;

  for (guint32 i = 0; i < index->groups[a].n; i++)
    for (guint32 j = 0; j < index->groups[b].n; j++)
      if (model_share_source (edges->batches, UITWEG_RECORD_DEPENDENCY,
                              &index->entries[index->groups[a].first + i],
                              &index->entries[index->groups[b].first + j]))
        return TRUE;
  return FALSE;
}

/* Whether no member of the class has a source in common with the group. */
static gboolean
fits (const Edges *edges, const EdgeClass *known, guint32 group)
{
  guint32 member = known->last;

  while (member != UITWEG_NONE && !share_source (edges, member, group))
    member = edges->before[member];
  return member == UITWEG_NONE;
}

/* Edges that are alike, in the order of their ids: each joins the first class
 * that it fits. */
static void
join_alike (Edges *edges, const Edge *alike, guint32 n)
{
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (EdgeClass));

  for (guint32 i = 0; i < n; i++)
    {
      const guint32 group = alike[i].group;
      const EdgeClass fresh = { group, group };
      guint at = 0;

      while (at < classes->len
             && !fits (edges, &g_array_index (classes, EdgeClass, at), group))
        at++;
      if (at == classes->len)
        {
          g_array_append_val (classes, fresh);
          continue;
        }
      edges->joined[group] = g_array_index (classes, EdgeClass, at).first;
      edges->before[group] = g_array_index (classes, EdgeClass, at).last;
      g_array_index (classes, EdgeClass, at).last = group;
    }
}

static Edge *
list_edges (const GPtrArray *batches,
            const ModelIndex *index,
            const ModelReferences *references)
{
  Edge *edges = g_new (Edge, (gsize) index->n_groups + 1);

  for (guint32 g = 0; g < index->n_groups; g++)
    {
      const ModelEntry *entry = &index->entries[index->groups[g].first];
      const ModelBatch *batch = g_ptr_array_index (batches, entry->batch);
      const UitwegTable *table = batch->tables[UITWEG_RECORD_DEPENDENCY];

      edges[g] = (Edge){
        .from = model_references_get_number (references, entry->batch, table,
                                             entry->row,
                                             UITWEG_DEPENDENCY_FROM),
        .to = model_references_get_number (references, entry->batch, table,
                                           entry->row, UITWEG_DEPENDENCY_TO),
        .kind = (guint32) uitweg_table_enum (table, entry->row,
                                             UITWEG_DEPENDENCY_KIND),
        .rule = model_references_get_index (references, entry->batch, table,
                                            entry->row, UITWEG_DEPENDENCY_RULE),
        .group = g,
      };
    }
  qsort (edges, index->n_groups, sizeof *edges, compare_edges);
  return edges;
}

guint32 *
model_join_edges (const GPtrArray *batches,
                  const ModelIndex *index,
                  const ModelReferences *references)
{
  Edges edges = { .batches = batches, .index = index };
  g_autofree Edge *list = NULL;
  g_autofree guint32 *before = NULL;

  if (are_of_one_source (batches, index))
    return NULL;
  list = list_edges (batches, index, references);
  before = g_new (guint32, (gsize) index->n_groups + 1);
  edges.before = before;
  edges.joined = g_new (guint32, (gsize) index->n_groups + 1);
  for (guint32 g = 0; g < index->n_groups; g++)
    {
      edges.joined[g] = g;
      before[g] = UITWEG_NONE;
    }
  for (guint32 i = 0; i < index->n_groups;)
    {
      guint32 behind = i + 1;

      while (behind < index->n_groups && are_alike (&list[i], &list[behind]))
        behind++;
      if (behind - i > 1)
        join_alike (&edges, list + i, behind - i);
      i = behind;
    }
  return edges.joined;
}

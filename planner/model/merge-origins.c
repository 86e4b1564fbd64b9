/* SPDX-License-Identifier: EUPL-1.2
 *
 * The provenance of a merged record: which source gave which of its fields.
 */
#include "config.h"

#include "model/merge-private.h"

/* Fields that entries of the result with one source, rule and grade cover. */
typedef struct
{
  const char *source;
  const char *rule;
  UitwegGrade grade;
  GPtrArray *keys;   /* fields that it gave alone */
  GPtrArray *shared; /* and with others */
} Origin;

static void
clear_origin (gpointer data)
{
  Origin *origin = data;

  g_ptr_array_unref (origin->keys);
  g_ptr_array_unref (origin->shared);
}

GArray *
model_origins_new (void)
{
  GArray *origins = g_array_new (FALSE, FALSE, sizeof (Origin));

  g_array_set_clear_func (origins, clear_origin);
  return origins;
}

static void
add_key (Origin *origin, const char *key, gboolean is_shared)
{
  GPtrArray *keys = is_shared ? origin->shared : origin->keys;

  if (keys->len == 0 || g_ptr_array_index (keys, keys->len - 1) != key)
    g_ptr_array_add (keys, (gpointer) key);
}

void
model_origins_add (GArray *origins,
                   const char *source,
                   const char *rule,
                   UitwegGrade grade,
                   const char *key,
                   gboolean is_shared)
{
  Origin origin = { .source = source, .rule = rule, .grade = grade };

  for (guint i = 0; i < origins->len; i++)
    {
      Origin *known = &g_array_index (origins, Origin, i);

      if (known->grade == grade && g_strcmp0 (known->source, source) == 0
          && g_strcmp0 (known->rule, rule) == 0)
        {
          add_key (known, key, is_shared);
          return;
        }
    }
  origin.keys = g_ptr_array_new ();
  origin.shared = g_ptr_array_new ();
  add_key (&origin, key, is_shared);
  g_array_append_val (origins, origin);
}

static int
compare_origins (gconstpointer a, gconstpointer b)
{
  const Origin *x = a;
  const Origin *y = b;
  int order = g_strcmp0 (x->source, y->source);

  if (order == 0)
    order = g_strcmp0 (x->rule, y->rule);
  return order != 0 ? order : (int) x->grade - (int) y->grade;
}

/* One entry; without keys it names no fields. */
static void
write_entry (UitwegTable *entries,
             const Origin *origin,
             const GPtrArray *keys,
             const GPtrArray *more)
{
  const guint32 row = base_table_append (entries);
  UitwegTable *names;

  base_table_set_text (entries, row, UITWEG_PROVENANCE_SOURCE, origin->source);
  base_table_set_text (entries, row, UITWEG_PROVENANCE_RULE, origin->rule);
  base_table_set_enum (entries, row, UITWEG_PROVENANCE_GRADE,
                       (gint) origin->grade);
  if (keys == NULL)
    return;
  names = base_table_begin_list (entries, UITWEG_PROVENANCE_FIELDS);
  for (guint k = 0; k < keys->len; k++)
    base_table_add_text (names, g_ptr_array_index (keys, k));
  for (guint k = 0; more != NULL && k < more->len; k++)
    base_table_add_text (names, g_ptr_array_index (more, k));
  base_table_end_list (entries, UITWEG_PROVENANCE_FIELDS);
}

/* The one with most fields names none, unless there are fields of which
 * nothing is told; what it shares it names, because others do. */
void
model_origins_write (GArray *origins,
                     UitwegTable *to,
                     UitwegRecordType type,
                     gboolean all_told)
{
  UitwegTable *entries = base_table_begin_list (to,
                                                model_provenance_field (type));
  guint greatest = 0;

  g_array_sort (origins, compare_origins);
  for (guint i = 1; i < origins->len; i++)
    if (g_array_index (origins, Origin, i).keys->len
        > g_array_index (origins, Origin, greatest).keys->len)
      greatest = i;
  for (guint i = 0; i < origins->len; i++)
    {
      const Origin *origin = &g_array_index (origins, Origin, i);

      if (!all_told || i != greatest || origin->keys->len == 0)
        {
          write_entry (entries, origin, origin->keys, origin->shared);
          continue;
        }
      write_entry (entries, origin, NULL, NULL);
      if (origin->shared->len > 0)
        write_entry (entries, origin, origin->shared, NULL);
    }
  base_table_end_list (to, model_provenance_field (type));
}

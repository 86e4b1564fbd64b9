/* SPDX-License-Identifier: EUPL-1.2
 *
 * The end of an inventory: things in the order of their ids, one record each,
 * then edges and the source. What two things of the kind both claim to be
 * alone (a UUID, a hardware address) is told and not kept.
 */
#include "config.h"

#include "connectors/common/inventory-private.h"

#include <string.h>

/* Up to so many of a group need each other; more stand in a ring. */
#define SMALL_GROUP 8
/* Collisions that are told one by one. */
#define SHOWN_COLLISIONS 20

static gint
compare_ints (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static gint
compare_disks (const GArray *a, const GArray *b)
{
  guint n_a = a != NULL ? a->len + 1 : 0;
  guint n_b = b != NULL ? b->len + 1 : 0;
  gint order = compare_ints (n_a, n_b);

  for (guint i = 0; order == 0 && i + 1 < n_a; i++)
    {
      const ConnectorsThingDisk *first = &g_array_index (a, ConnectorsThingDisk,
                                                         i);
      const ConnectorsThingDisk *second = &g_array_index (
          b, ConnectorsThingDisk, i);

      order = g_strcmp0 (first->id, second->id);
      if (order == 0)
        order = compare_ints (first->size, second->size);
      if (order == 0)
        order = compare_ints (first->shared, second->shared);
      if (order == 0)
        order = g_strcmp0 (first->format, second->format);
    }
  return order;
}

static gint
compare_lists (const GPtrArray *a, const GPtrArray *b)
{
  guint n_a = a != NULL ? a->len + 1 : 0;
  guint n_b = b != NULL ? b->len + 1 : 0;
  gint order = compare_ints (n_a, n_b);

  for (guint i = 0; order == 0 && i + 1 < n_a; i++)
    order = strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i));
  return order;
}

static gboolean
append_tag (gpointer key, gpointer value, gpointer data)
{
  g_string_append_printf (data, "%s=%s\n", (const char *) key,
                          (const char *) value);
  return FALSE;
}

static gint
compare_tags (const ConnectorsThing *a, const ConnectorsThing *b)
{
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  if (a->tags != NULL)
    g_tree_foreach (a->tags, append_tag, first);
  if (b->tags != NULL)
    g_tree_foreach (b->tags, append_tag, second);
  return strcmp (first->str, second->str);
}

/* What tells two things of one id apart, the one that knows more first; 0 if
 * nothing does. */
static gint
compare_contents (const ConnectorsThing *a, const ConnectorsThing *b)
{
  gint order = compare_ints (a->kind, b->kind);

  if (order == 0)
    order = compare_ints (a->grade, b->grade);
  if (order == 0)
    order = -compare_disks (a->disks, b->disks);
  for (gsize i = 0; order == 0 && i < CONNECTORS_N_THING_INTS; i++)
    order = -compare_ints (a->ints[i], b->ints[i]);
  for (gsize i = 0; order == 0 && i < CONNECTORS_N_THING_TEXTS; i++)
    order = -g_strcmp0 (a->texts[i], b->texts[i]);
  for (gsize i = 0; order == 0 && i < CONNECTORS_N_THING_LISTS; i++)
    order = -compare_lists (a->lists[i], b->lists[i]);
  if (order == 0)
    order = -compare_ints (a->environment, b->environment);
  if (order == 0)
    order = g_strcmp0 (a->native_type, b->native_type);
  if (order == 0)
    order = g_strcmp0 (b->machine_type, a->machine_type);
  return order != 0 ? order : compare_tags (a, b);
}

static gint
compare_things (gconstpointer a, gconstpointer b)
{
  const ConnectorsThing *first = *(const ConnectorsThing *const *) a;
  const ConnectorsThing *second = *(const ConnectorsThing *const *) b;
  gint order = strcmp (first->id, second->id);

  return order != 0 ? order : compare_contents (first, second);
}

static gboolean
copy_tag (gpointer key, gpointer value, gpointer data)
{
  ConnectorsThing *thing = data;

  if (thing->tags == NULL || g_tree_lookup (thing->tags, key) == NULL)
    connectors_thing_add_tag (thing, key, value);
  return FALSE;
}

/* `thing` takes from `other` what it does not know. */
static void
fill (ConnectorsThing *thing, ConnectorsThing *other)
{
  for (gsize i = 0; i < CONNECTORS_N_THING_TEXTS; i++)
    if (thing->texts[i] == NULL)
      thing->texts[i] = g_steal_pointer (&other->texts[i]);
  for (gsize i = 0; i < CONNECTORS_N_THING_INTS; i++)
    if (thing->ints[i] == UITWEG_UNKNOWN)
      thing->ints[i] = other->ints[i];
  for (gsize i = 0; i < CONNECTORS_N_THING_LISTS; i++)
    {
      GPtrArray *list = other->lists[i];

      if (thing->lists[i] == NULL)
        thing->lists[i] = g_steal_pointer (&other->lists[i]);
      else
        for (guint n = 0; list != NULL && n < list->len; n++)
          connectors_thing_add_text (thing, connectors_thing_lists[i],
                                     g_ptr_array_index (list, n));
    }
  if (thing->disks == NULL)
    thing->disks = g_steal_pointer (&other->disks);
  if (thing->environment == -1)
    thing->environment = other->environment;
  if (thing->machine_type == NULL)
    {
      thing->machine_provider = other->machine_provider;
      thing->machine_type = g_steal_pointer (&other->machine_type);
    }
  if (other->tags != NULL)
    g_tree_foreach (other->tags, copy_tag, thing);
}

/* Sorts, and makes one of things with one id. */
static void
merge_things (ConnectorsInventory *inventory)
{
  GPtrArray *things = inventory->things;
  guint n_same = 0;
  guint n_filled = 0;
  guint kept = 0;

  g_hash_table_remove_all (inventory->by_id);
  for (guint i = 0; i < things->len; i++)
    {
      const ConnectorsThing *thing = g_ptr_array_index (things, i);

      for (gsize n = 0; n < CONNECTORS_N_THING_LISTS; n++)
        if (thing->lists[n] != NULL)
          g_ptr_array_sort (thing->lists[n], connectors_compare_texts);
    }
  g_ptr_array_sort (things, compare_things);
  for (guint i = 1; i < things->len; i++)
    {
      ConnectorsThing *last = g_ptr_array_index (things, kept);
      ConnectorsThing *thing = g_ptr_array_index (things, i);

      if (strcmp (last->id, thing->id) != 0)
        {
          kept++;
          g_ptr_array_index (things, i) = g_ptr_array_index (things, kept);
          g_ptr_array_index (things, kept) = thing;
          continue;
        }
      if (compare_contents (last, thing) == 0)
        n_same++;
      else
        n_filled++;
      fill (last, thing);
    }
  if (things->len > 0)
    g_ptr_array_set_size (things, (gint) kept + 1);
  if (n_same > 0)
    connectors_inventory_add_note (inventory, "duplicates",
                                   "left out %u that were said before", n_same);
  if (n_filled > 0)
    connectors_inventory_add_note (inventory, "duplicates",
                                   "%u were told of again with other values: "
                                   "joined, the fuller one first",
                                   n_filled);
}

/* Identities that several things claim. */

/* Counts texts: text -> number of things. */
static void
count_text (GHashTable *counts, const char *text)
{
  if (text != NULL)
    g_hash_table_replace (
        counts, (gpointer) text,
        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, text))
                          + 1));
}

static gboolean
is_claimed (GHashTable *counts, const char *text)
{
  return text != NULL
         && GPOINTER_TO_UINT (g_hash_table_lookup (counts, text)) > 1;
}

static void
note_claims (ConnectorsInventory *inventory,
             GHashTable *counts,
             const char *what)
{
  g_autoptr (GPtrArray) claimed = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;
  gpointer count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &text, &count))
    if (GPOINTER_TO_UINT (count) > 1)
      g_ptr_array_add (claimed, text);
  g_ptr_array_sort (claimed, connectors_compare_texts);
  for (guint i = 0; i < claimed->len && i < SHOWN_COLLISIONS; i++)
    connectors_inventory_add_note (
        inventory, what,
        "%u things have %s %s: not merged, not kept as identity",
        GPOINTER_TO_UINT (
            g_hash_table_lookup (counts, g_ptr_array_index (claimed, i))),
        what, (const char *) g_ptr_array_index (claimed, i));
  if (claimed->len > SHOWN_COLLISIONS)
    connectors_inventory_add_note (inventory, what,
                                   "and %u more that several things have",
                                   claimed->len - SHOWN_COLLISIONS);
}

static char **
uuid_of (ConnectorsThing *thing)
{
  for (gsize i = 0; i < CONNECTORS_N_THING_TEXTS; i++)
    if (connectors_thing_texts[i] == UITWEG_RESOURCE_UUID)
      return &thing->texts[i];
  g_return_val_if_reached (NULL);
}

static GPtrArray *
macs_of (const ConnectorsThing *thing)
{
  for (gsize i = 0; i < CONNECTORS_N_THING_LISTS; i++)
    if (connectors_thing_lists[i] == UITWEG_RESOURCE_MACS)
      return thing->lists[i];
  g_return_val_if_reached (NULL);
}

static void
drop_claims (ConnectorsInventory *inventory)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) macs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < inventory->things->len; i++)
    {
      ConnectorsThing *thing = g_ptr_array_index (inventory->things, i);
      const GPtrArray *list = macs_of (thing);

      count_text (uuids, *uuid_of (thing));
      for (guint n = 0; list != NULL && n < list->len; n++)
        count_text (macs, g_ptr_array_index (list, n));
    }
  note_claims (inventory, uuids, "uuid");
  note_claims (inventory, macs, "mac");
  for (guint i = 0; i < inventory->things->len; i++)
    {
      ConnectorsThing *thing = g_ptr_array_index (inventory->things, i);
      const GPtrArray *list = macs_of (thing);

      if (is_claimed (uuids, *uuid_of (thing)))
        (*uuid_of (thing))[0] = '\0';
      for (guint n = 0; list != NULL && n < list->len; n++)
        if (is_claimed (macs, g_ptr_array_index (list, n)))
          ((char *) g_ptr_array_index (list, n))[0] = '\0';
    }
}

/* Records. */

static void
write_disks (UitwegTable *table, const GArray *disks)
{
  UitwegTable *list = base_table_begin_list (table, UITWEG_RESOURCE_DISKS);

  for (guint i = 0; i < disks->len; i++)
    {
      const ConnectorsThingDisk *disk = &g_array_index (disks,
                                                        ConnectorsThingDisk, i);
      guint32 row = base_table_append (list);

      base_table_set_text (list, row, UITWEG_DISK_ID, disk->id);
      base_table_set_int64 (list, row, UITWEG_DISK_SIZE, disk->size);
      base_table_set_text (list, row, UITWEG_DISK_FORMAT, disk->format);
      base_table_set_bool (list, row, UITWEG_DISK_SHARED, disk->shared);
    }
  base_table_end_list (table, UITWEG_RESOURCE_DISKS);
}

static gboolean
write_tag (gpointer key, gpointer value, gpointer data)
{
  base_table_add_tag (data, key, value);
  return FALSE;
}

static void
write_thing (ConnectorsSource *source,
             const ConnectorsThing *thing,
             const ConnectorsMachineTypes *types)
{
  UitwegTable *table = connectors_source_get_resources (source);
  guint32 row = connectors_begin_resource (source, thing->id, NULL, thing->kind,
                                           thing->native_type);

  for (gsize i = 0; i < CONNECTORS_N_THING_TEXTS; i++)
    if (thing->texts[i] != NULL && thing->texts[i][0] != '\0')
      base_table_set_text (table, row, connectors_thing_texts[i],
                           thing->texts[i]);
  for (gsize i = 0; i < CONNECTORS_N_THING_INTS; i++)
    base_table_set_int64 (table, row, connectors_thing_ints[i], thing->ints[i]);
  base_table_set_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT,
                       thing->environment);
  for (gsize i = 0; i < CONNECTORS_N_THING_LISTS; i++)
    if (thing->lists[i] != NULL)
      {
        UitwegTable *list = base_table_begin_list (table,
                                                   connectors_thing_lists[i]);

        g_ptr_array_sort (thing->lists[i], connectors_compare_texts);
        for (guint n = 0; n < thing->lists[i]->len; n++)
          if (*(const char *) g_ptr_array_index (thing->lists[i], n) != '\0')
            base_table_add_text (list, g_ptr_array_index (thing->lists[i], n));
        base_table_end_list (table, connectors_thing_lists[i]);
      }
  if (thing->disks != NULL)
    write_disks (table, thing->disks);
  if (thing->tags != NULL)
    {
      g_tree_foreach (thing->tags, write_tag,
                      base_table_begin_list (table, UITWEG_RESOURCE_TAGS));
      base_table_end_list (table, UITWEG_RESOURCE_TAGS);
    }
  if (types != NULL && thing->machine_type != NULL)
    connectors_machine_types_apply (types, source, row, thing->machine_provider,
                                    thing->machine_type);
  connectors_end_resource (source, row, thing->rule, thing->grade);
}

static gboolean
list_id (gpointer key, gpointer value, gpointer data)
{
  g_ptr_array_add (data, key);
  return FALSE;
}

static gboolean
write_group (gpointer key, gpointer value, gpointer data)
{
  const ConnectorsInventoryGroup *group = value;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint n;

  g_tree_foreach (group->ids, list_id, ids);
  n = ids->len;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j = n <= SMALL_GROUP ? j + 1 : n)
      {
        connectors_add_dependency (data, g_ptr_array_index (ids, i),
                                   g_ptr_array_index (ids, j), group->rule,
                                   group->origin);
        connectors_add_dependency (data, g_ptr_array_index (ids, j),
                                   g_ptr_array_index (ids, i), group->rule,
                                   group->origin);
      }
  if (n > SMALL_GROUP)
    {
      connectors_add_dependency (data, g_ptr_array_index (ids, 0),
                                 g_ptr_array_index (ids, n - 1), group->rule,
                                 group->origin);
      connectors_add_dependency (data, g_ptr_array_index (ids, n - 1),
                                 g_ptr_array_index (ids, 0), group->rule,
                                 group->origin);
    }
  return FALSE;
}

static gboolean
write_count (gpointer key, gpointer value, gpointer data)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                           *(const guint64 *) value);

  connectors_source_add_tag (data, key, text);
  return FALSE;
}

static gboolean
write_source_tag (gpointer key, gpointer value, gpointer data)
{
  connectors_source_add_tag (data, key, value);
  return FALSE;
}

/* The same files give the same id, wherever they stand. */
static char *
make_source_id (const ConnectorsInventory *inventory,
                const char *connector,
                const char *scope)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 1; i < inventory->files->len; i += 2)
    g_ptr_array_add (digests, g_ptr_array_index (inventory->files, i));
  g_ptr_array_sort (digests, connectors_compare_texts);
  for (guint i = 0; i < digests->len; i++)
    g_checksum_update (sum, g_ptr_array_index (digests, i), -1);
  return g_strdup_printf ("%s/%s%s%.12s", connector, scope != NULL ? scope : "",
                          scope != NULL ? "/" : "",
                          g_checksum_get_string (sum));
}

static void
write_notes (ConnectorsSource *source, const GArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const ConnectorsInventoryNote *note = &g_array_index (
          notes, ConnectorsInventoryNote, i);

      if (note->is_problem)
        connectors_source_add_problem (source, note->place, note->unseen, "%s",
                                       note->text);
      else
        connectors_source_add_note (source, note->place, "%s", note->text);
    }
}

/* "a b" of what was asked, in an order of its own. (transfer full) */
static char *
join_paths (const UitwegCollectRequest *request)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; request->paths[i] != NULL; i++)
    g_ptr_array_add (paths, (gpointer) request->paths[i]);
  g_ptr_array_sort (paths, connectors_compare_texts);
  g_ptr_array_add (paths, NULL);
  return g_strjoinv (" ", (char **) paths->pdata);
}

void
connectors_inventory_write (ConnectorsInventory *inventory,
                            const char *connector,
                            const char *scope,
                            const UitwegCollectRequest *request,
                            UitwegEstateBuilder *builder)
{
  g_autofree char *id = make_source_id (inventory, connector, scope);
  g_autofree char *asked = join_paths (request);
  g_autoptr (ConnectorsSource)
      source = connectors_source_new (connector, id, request, builder);

  merge_things (inventory);
  drop_claims (inventory);
  connectors_source_set_asked (source, asked);
  for (guint i = 0; i < inventory->files->len; i += 2)
    connectors_source_add_file (source, g_ptr_array_index (inventory->files, i),
                                g_ptr_array_index (inventory->files, i + 1));
  for (guint i = 0; i < inventory->things->len; i++)
    write_thing (source, g_ptr_array_index (inventory->things, i),
                 inventory->machine_types);
  for (guint i = 0; i < inventory->edges->len; i++)
    {
      const ConnectorsInventoryEdge *edge = &g_array_index (
          inventory->edges, ConnectorsInventoryEdge, i);

      connectors_add_dependency (source, edge->from, edge->to, edge->rule,
                                 edge->origin);
    }
  g_tree_foreach (inventory->groups, write_group, source);
  g_tree_foreach (inventory->counts, write_count, source);
  g_tree_foreach (inventory->source_tags, write_source_tag, source);
  write_notes (source, inventory->notes);
  connectors_source_finish (source);
}

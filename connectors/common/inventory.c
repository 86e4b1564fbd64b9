/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between readers of saved answers and the estate: things and edges are kept
 * until all files are read, so that neither the order of files nor that of
 * rows shows, and a thing that several answers tell of becomes one record.
 */
#include "config.h"

#include "connectors/common/inventory-private.h"
#include "connectors/common/secrets.h"

#include <string.h>

/* More than this no record can hold; see the schema of resources. */
#define MAX_VCPU 1000000
#define MAX_COUNT ((gint64) 1000000000)
#define MAX_MEMORY ((gint64) 10000000 << 30)
#define MAX_BYTES ((gint64) 5000000000 << 30)

static void
free_thing (gpointer data)
{
  ConnectorsThing *thing = data;

  g_free (thing->id);
  g_free (thing->native_type);
  g_free (thing->machine_type);
  for (gsize i = 0; i < CONNECTORS_N_THING_TEXTS; i++)
    g_free (thing->texts[i]);
  for (gsize i = 0; i < CONNECTORS_N_THING_LISTS; i++)
    if (thing->lists[i] != NULL)
      g_ptr_array_unref (thing->lists[i]);
  if (thing->disks != NULL)
    g_array_unref (thing->disks);
  if (thing->tags != NULL)
    g_tree_unref (thing->tags);
  g_free (thing);
}

static void
clear_edge (gpointer data)
{
  ConnectorsInventoryEdge *edge = data;

  g_free (edge->from);
  g_free (edge->to);
}

static void
clear_note (gpointer data)
{
  ConnectorsInventoryNote *note = data;

  g_free (note->place);
  g_free (note->text);
}

static void
free_group (gpointer data)
{
  ConnectorsInventoryGroup *group = data;

  g_tree_unref (group->ids);
  g_free (group);
}

static gint
compare_words (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

ConnectorsInventory *
connectors_inventory_new (void)
{
  ConnectorsInventory *inventory = g_new0 (ConnectorsInventory, 1);

  inventory->things = g_ptr_array_new_with_free_func (free_thing);
  inventory->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  inventory->edges = g_array_new (FALSE, FALSE,
                                  sizeof (ConnectorsInventoryEdge));
  g_array_set_clear_func (inventory->edges, clear_edge);
  inventory->notes = g_array_new (FALSE, FALSE,
                                  sizeof (ConnectorsInventoryNote));
  g_array_set_clear_func (inventory->notes, clear_note);
  inventory->files = g_ptr_array_new_with_free_func (g_free);
  inventory->groups = g_tree_new_full (compare_words, NULL, g_free, free_group);
  inventory->counts = g_tree_new_full (compare_words, NULL, g_free, g_free);
  inventory->source_tags = g_tree_new_full (compare_words, NULL, g_free,
                                            g_free);
  return inventory;
}

void
connectors_inventory_free (ConnectorsInventory *inventory)
{
  if (inventory == NULL)
    return;
  g_hash_table_unref (inventory->by_id);
  g_ptr_array_unref (inventory->things);
  g_array_unref (inventory->edges);
  g_array_unref (inventory->notes);
  g_ptr_array_unref (inventory->files);
  g_tree_unref (inventory->groups);
  g_tree_unref (inventory->counts);
  g_tree_unref (inventory->source_tags);
  g_free (inventory);
}

/* Things. */

const guint connectors_thing_texts[CONNECTORS_N_THING_TEXTS] = {
  UITWEG_RESOURCE_NAME,       UITWEG_RESOURCE_NATIVE_ID,
  UITWEG_RESOURCE_UUID,       UITWEG_RESOURCE_SERIAL,
  UITWEG_RESOURCE_HOSTNAME,   UITWEG_RESOURCE_PROVIDER,
  UITWEG_RESOURCE_ACCOUNT,    UITWEG_RESOURCE_REGION,
  UITWEG_RESOURCE_ZONE,       UITWEG_RESOURCE_APPLICATION,
  UITWEG_RESOURCE_STATE,      UITWEG_RESOURCE_ARCH,
  UITWEG_RESOURCE_REDUNDANCY, UITWEG_RESOURCE_OS_ID,
  UITWEG_RESOURCE_OS_NAME,
};

const guint connectors_thing_ints[CONNECTORS_N_THING_INTS] = {
  UITWEG_RESOURCE_VCPU,  UITWEG_RESOURCE_GPU,  UITWEG_RESOURCE_MEMORY,
  UITWEG_RESOURCE_COUNT, UITWEG_RESOURCE_DATA, UITWEG_RESOURCE_USED,
};

const guint connectors_thing_lists[CONNECTORS_N_THING_LISTS] = {
  UITWEG_RESOURCE_MACS,
  UITWEG_RESOURCE_ADDRESSES,
  UITWEG_RESOURCE_FEATURES,
};

static gsize
place_of (const guint *fields, gsize n, guint field)
{
  for (gsize i = 0; i < n; i++)
    if (fields[i] == field)
      return i;
  g_return_val_if_reached (0);
}

ConnectorsThing *
connectors_inventory_add (ConnectorsInventory *inventory,
                          const char *id,
                          UitwegResourceKind kind,
                          const char *native_type,
                          const char *rule)
{
  ConnectorsThing *thing = g_new0 (ConnectorsThing, 1);

  thing->id = connectors_make_id ("%s", id);
  thing->kind = kind;
  thing->native_type = g_strdup (native_type);
  thing->rule = rule;
  thing->grade = UITWEG_GRADE_DOCUMENTED;
  thing->environment = -1;
  for (gsize i = 0; i < CONNECTORS_N_THING_INTS; i++)
    thing->ints[i] = UITWEG_UNKNOWN;
  g_ptr_array_add (inventory->things, thing);
  g_hash_table_add (inventory->by_id, thing->id);
  return thing;
}

void
connectors_thing_set_text (ConnectorsThing *thing,
                           guint field,
                           const char *text)
{
  gsize place = place_of (connectors_thing_texts, CONNECTORS_N_THING_TEXTS,
                          field);
  char *clean = connectors_clean_public (text);

  if (clean == NULL)
    return;
  g_free (thing->texts[place]);
  thing->texts[place] = clean;
}

static gint64
limit_of (guint field)
{
  switch (field)
    {
    case UITWEG_RESOURCE_VCPU:
    case UITWEG_RESOURCE_GPU:
      return MAX_VCPU;
    case UITWEG_RESOURCE_COUNT:
      return MAX_COUNT;
    case UITWEG_RESOURCE_MEMORY:
      return MAX_MEMORY;
    default:
      return MAX_BYTES;
    }
}

void
connectors_thing_set_int (ConnectorsThing *thing, guint field, gint64 value)
{
  if (value >= 0 && value <= limit_of (field))
    thing->ints[place_of (connectors_thing_ints, CONNECTORS_N_THING_INTS,
                          field)] = value;
}

void
connectors_thing_set_environment (ConnectorsThing *thing, const char *value)
{
  gint environment = value != NULL ? connectors_environment_of (value) : -1;

  if (environment != -1)
    thing->environment = environment;
}

void
connectors_thing_add_text (ConnectorsThing *thing,
                           guint field,
                           const char *text)
{
  gsize place = place_of (connectors_thing_lists, CONNECTORS_N_THING_LISTS,
                          field);
  g_autofree char *clean = connectors_clean_public (text);
  GPtrArray *list = thing->lists[place];

  if (list == NULL)
    list = thing->lists[place] = g_ptr_array_new_with_free_func (g_free);
  if (clean == NULL)
    return;
  if (field == UITWEG_RESOURCE_MACS)
    for (char *at = clean; *at != '\0'; at++)
      *at = *at == '-' ? ':' : g_ascii_tolower (*at);
  if (!g_ptr_array_find_with_equal_func (list, clean, g_str_equal, NULL))
    g_ptr_array_add (list, g_steal_pointer (&clean));
}

void
connectors_thing_add_tag (ConnectorsThing *thing,
                          const char *key,
                          const char *value)
{
  char *clean = connectors_clean_public (value);

  if (clean == NULL)
    return;
  if (thing->tags == NULL)
    thing->tags = g_tree_new_full (compare_words, NULL, g_free, g_free);
  g_tree_replace (thing->tags, g_strdup (key), clean);
}

void
connectors_thing_add_owners_tag (ConnectorsThing *thing,
                                 const char *key,
                                 const char *value)
{
  ConnectorsTag tag = connectors_tag_of (key);

  if (tag == CONNECTORS_TAG_ENVIRONMENT)
    connectors_thing_set_environment (thing, value);
  else if (tag == CONNECTORS_TAG_APPLICATION)
    connectors_thing_set_text (thing, UITWEG_RESOURCE_APPLICATION, value);
}

void
connectors_thing_add_disk (ConnectorsThing *thing,
                           const char *id,
                           gint64 size,
                           const char *format,
                           gint shared)
{
  ConnectorsThingDisk disk = { .id = connectors_clean_public (id),
                               .format = connectors_clean_public (format),
                               .size = size >= 0 && size <= MAX_BYTES
                                           ? size
                                           : UITWEG_UNKNOWN,
                               .shared = shared };

  if (thing->disks == NULL)
    {
      thing->disks = g_array_new (FALSE, FALSE, sizeof (ConnectorsThingDisk));
      g_array_set_clear_func (thing->disks, connectors_thing_clear_disk);
    }
  g_array_append_val (thing->disks, disk);
}

void
connectors_thing_clear_disk (gpointer data)
{
  ConnectorsThingDisk *disk = data;

  g_free (disk->id);
  g_free (disk->format);
}

void
connectors_thing_set_machine_type (ConnectorsThing *thing,
                                   const char *provider,
                                   const char *type)
{
  char *clean = connectors_clean_public (type);

  if (clean == NULL)
    return;
  thing->machine_provider = provider;
  g_free (thing->machine_type);
  thing->machine_type = clean;
}

void
connectors_thing_set_grade (ConnectorsThing *thing, UitwegGrade grade)
{
  thing->grade = grade;
}

/* All else. */

void
connectors_inventory_add_edge (ConnectorsInventory *inventory,
                               const char *from,
                               const char *to,
                               ConnectorsRule rule,
                               const char *origin)
{
  ConnectorsInventoryEdge edge = { .from = connectors_make_id ("%s", from),
                                   .to = connectors_make_id ("%s", to),
                                   .rule = rule,
                                   .origin = origin };

  g_array_append_val (inventory->edges, edge);
}

void
connectors_inventory_join_group (ConnectorsInventory *inventory,
                                 const char *group_name,
                                 const char *id,
                                 ConnectorsRule rule,
                                 const char *origin)
{
  ConnectorsInventoryGroup *group = g_tree_lookup (inventory->groups,
                                                   group_name);

  if (group == NULL)
    {
      group = g_new0 (ConnectorsInventoryGroup, 1);
      group->ids = g_tree_new_full (compare_words, NULL, g_free, NULL);
      group->rule = rule;
      group->origin = origin;
      g_tree_insert (inventory->groups, g_strdup (group_name), group);
    }
  g_tree_insert (group->ids, connectors_make_id ("%s", id), NULL);
}

static void
add_note (ConnectorsInventory *inventory,
          const char *place,
          guint unseen,
          gboolean is_problem,
          char *text)
{
  ConnectorsInventoryNote note = { .place = g_strdup (place),
                                   .text = text,
                                   .unseen = unseen,
                                   .is_problem = is_problem };

  g_array_append_val (inventory->notes, note);
}

void
connectors_inventory_add_problem (ConnectorsInventory *inventory,
                                  const char *place,
                                  guint unseen,
                                  const char *format,
                                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_note (inventory, place, unseen, TRUE,
            g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
connectors_inventory_add_note (ConnectorsInventory *inventory,
                               const char *place,
                               const char *format,
                               ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_note (inventory, place, 0, FALSE, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
connectors_inventory_count (ConnectorsInventory *inventory,
                            const char *key,
                            guint64 n)
{
  guint64 *count = g_tree_lookup (inventory->counts, key);

  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_tree_insert (inventory->counts, g_strdup (key), count);
    }
  *count += n;
}

void
connectors_inventory_add_source_tag (ConnectorsInventory *inventory,
                                     const char *key,
                                     const char *value)
{
  g_tree_replace (inventory->source_tags, g_strdup (key), g_strdup (value));
}

void
connectors_inventory_use_machine_types (ConnectorsInventory *inventory,
                                        const ConnectorsMachineTypes *types)
{
  inventory->machine_types = types;
}

gboolean
connectors_inventory_has (const ConnectorsInventory *inventory, const char *id)
{
  g_autofree char *made = connectors_make_id ("%s", id);

  return g_hash_table_contains (inventory->by_id, made);
}

guint
connectors_inventory_get_n_things (const ConnectorsInventory *inventory)
{
  return inventory->things->len;
}

void
connectors_inventory_add_file (ConnectorsInventory *inventory,
                               const char *path,
                               const char *sha256)
{
  g_ptr_array_add (inventory->files, g_strdup (path));
  g_ptr_array_add (inventory->files, g_strdup (sha256));
}

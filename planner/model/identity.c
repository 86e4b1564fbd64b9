/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which resources, seen by several sources under several ids, are one thing.
 * Keys from strong to weak: the provider's id, UUID, serial number, hardware
 * address, host name with address. A weaker key joins only what no stronger
 * one sets apart, and two things of one part are never one: a UUID, serial or
 * hardware address on both is no key, and is told.
 */
#include "config.h"

#include "model/merge-private.h"

#include <stdlib.h>
#include <string.h>

typedef enum
{
  LEVEL_NATIVE,
  LEVEL_UUID,
  LEVEL_SERIAL,
  LEVEL_MAC,
  LEVEL_HOST,
} Level;

#define N_LEVELS 5

static const char *const level_names[N_LEVELS] = {
  "identity.native_id", "identity.uuid", "identity.serial", "identity.macs",
  "identity.hostname with identity.addresses"
};

/* More things with one key than this share a default, not an identity. */
#define GROUP_MAX 256

/* Forms of provider's ids that are unique in the world. */
static const struct
{
  const char *prefix;
  gboolean folded; /* whether case says nothing */
} global_forms[] = {
  { "/subscriptions/", TRUE },
  { "arn:", FALSE },
  { "//", FALSE },
};

/* One key of one record. */
typedef struct
{
  guint32 thing; /* group of the index */
  guint32 part;
  guint32 text;  /* in the pool */
  guint32 scope; /* native ids of two scopes say nothing about each other */
  Level level;
} Key;

typedef struct
{
  const GPtrArray *batches;
  const ModelIndex *index;
  BaseStrpool *pool;
  GArray *keys;      /* of Key, by level, text, thing */
  GArray *by_thing;  /* of Key, by thing, level, text */
  guint32 *first;    /* of a thing in by_thing; n groups + 1 */
  gint8 *kind;       /* of a thing; -1 not known */
  guint32 *provider; /* of a thing, in the pool; NONE */
  guint32 *joined;   /* the thing that stands for it */
  guint32 *next;     /* ring of the things that are one */
  gboolean any;
  GPtrArray *conflicts;
} Identity;

static guint32
intern (Identity *identity, const char *text)
{
  return base_strpool_intern (identity->pool, text, strlen (text));
}

static void
add_key (Identity *identity,
         guint32 thing,
         guint32 part,
         Level level,
         guint32 scope,
         const char *text)
{
  Key key = { .thing = thing,
              .part = part,
              .text = intern (identity, text),
              .scope = scope,
              .level = level };

  g_array_append_val (identity->keys, key);
}

/* Zeros (or ones) throughout are what a tool writes that does not know. */
static gboolean
is_blank (const char *text)
{
  char digit = '\0';

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text))
        continue;
      if ((*text != '0' && g_ascii_tolower (*text) != 'f')
          || (digit != '\0' && digit != *text))
        return FALSE;
      digit = *text;
    }
  return TRUE;
}

static void
add_native (Identity *identity,
            guint32 thing,
            guint32 part,
            const UitwegTable *table,
            guint32 row)
{
  const char *id = uitweg_table_text (table, row, UITWEG_RESOURCE_NATIVE_ID);
  const char *provider = uitweg_table_text (table, row,
                                            UITWEG_RESOURCE_PROVIDER);
  const char *account = uitweg_table_text (table, row, UITWEG_RESOURCE_ACCOUNT);
  g_autofree char *scope = NULL;
  g_autofree char *text = NULL;

  if (id == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (global_forms); i++)
    {
      const char *prefix = global_forms[i].prefix;

      if (g_ascii_strncasecmp (id, prefix, strlen (prefix)) != 0)
        continue;
      text = global_forms[i].folded ? g_ascii_strdown (id, -1) : g_strdup (id);
      add_key (identity, thing, part, LEVEL_NATIVE, intern (identity, prefix),
               text);
      return;
    }
  /* Other ids are unique within an account only. */
  if (provider == NULL || account == NULL)
    return;
  scope = g_strjoin ("\n", provider, account, NULL);
  text = g_strjoin ("\n", scope, id, NULL);
  add_key (identity, thing, part, LEVEL_NATIVE, intern (identity, scope), text);
}

static void
add_single (Identity *identity,
            guint32 thing,
            guint32 part,
            Level level,
            const char *value)
{
  g_autofree char *text = NULL;

  if (value == NULL || is_blank (value))
    return;
  text = g_ascii_strdown (value, -1);
  add_key (identity, thing, part, level, 0, text);
}

static void
add_record (Identity *identity,
            guint32 thing,
            guint32 part,
            const UitwegTable *table,
            guint32 row)
{
  const UitwegTable *macs = uitweg_table_child (table, UITWEG_RESOURCE_MACS);
  const UitwegTable *addresses = uitweg_table_child (table,
                                                     UITWEG_RESOURCE_ADDRESSES);
  const char *hostname = uitweg_table_text (table, row,
                                            UITWEG_RESOURCE_HOSTNAME);
  const char *provider = uitweg_table_text (table, row,
                                            UITWEG_RESOURCE_PROVIDER);
  gint kind = uitweg_table_enum (table, row, UITWEG_RESOURCE_KIND);
  guint32 first;
  guint32 n;

  if (kind != UITWEG_KIND_UNKNOWN && identity->kind[thing] < 0)
    identity->kind[thing] = (gint8) kind;
  if (provider != NULL && identity->provider[thing] == UITWEG_NONE)
    identity->provider[thing] = intern (identity, provider);

  add_native (identity, thing, part, table, row);
  add_single (identity, thing, part, LEVEL_UUID,
              uitweg_table_text (table, row, UITWEG_RESOURCE_UUID));
  add_single (identity, thing, part, LEVEL_SERIAL,
              uitweg_table_text (table, row, UITWEG_RESOURCE_SERIAL));
  uitweg_table_list (table, row, UITWEG_RESOURCE_MACS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    add_single (identity, thing, part, LEVEL_MAC,
                uitweg_table_text (macs, i, 0));
  uitweg_table_list (table, row, UITWEG_RESOURCE_ADDRESSES, &first, &n);
  for (guint32 i = first; i < first + n && hostname != NULL; i++)
    {
      g_autofree char *both = g_strjoin (
          " ", hostname, uitweg_table_text (addresses, i, 0), NULL);

      add_single (identity, thing, part, LEVEL_HOST, both);
    }
}

static int
compare_text (const Identity *identity, const Key *a, const Key *b)
{
  if (a->text == b->text)
    return 0;
  return strcmp (base_strpool_get (identity->pool, a->text),
                 base_strpool_get (identity->pool, b->text));
}

static gint
compare_by_text (gconstpointer a, gconstpointer b, gpointer data)
{
  const Key *x = a;
  const Key *y = b;
  int order;

  if (x->level != y->level)
    return x->level < y->level ? -1 : 1;
  order = compare_text (data, x, y);
  if (order != 0)
    return order;
  if (x->thing != y->thing)
    return x->thing < y->thing ? -1 : 1;
  return (x->part > y->part) - (x->part < y->part);
}

static gint
compare_by_thing (gconstpointer a, gconstpointer b, gpointer data)
{
  const Key *x = a;
  const Key *y = b;

  if (x->thing != y->thing)
    return x->thing < y->thing ? -1 : 1;
  if (x->level != y->level)
    return x->level < y->level ? -1 : 1;
  return compare_text (data, x, y);
}

static void
collect_keys (Identity *identity)
{
  const ModelIndex *index = identity->index;

  for (guint32 g = 0; g < index->n_groups; g++)
    for (guint32 i = 0; i < index->groups[g].n; i++)
      {
        const ModelEntry *entry = &index->entries[index->groups[g].first + i];
        const ModelBatch *batch = g_ptr_array_index (identity->batches,
                                                     entry->batch);
        const ModelOrigin *origin = &g_array_index (
            batch->origins[UITWEG_RECORD_RESOURCE], ModelOrigin, entry->row);

        add_record (identity, g, batch->first_part + origin->part,
                    batch->tables[UITWEG_RECORD_RESOURCE], entry->row);
      }
  identity->by_thing = g_array_copy (identity->keys);
  g_array_sort_with_data (identity->keys, compare_by_text, identity);
  g_array_sort_with_data (identity->by_thing, compare_by_thing, identity);
  for (guint i = 0; i < identity->by_thing->len; i++)
    identity->first[g_array_index (identity->by_thing, Key, i).thing + 1]++;
  for (guint32 g = 0; g < index->n_groups; g++)
    identity->first[g + 1] += identity->first[g];
}

/* Whether both have keys of that level that can be compared, and none in
 * common. */
static gboolean
differ (const Identity *identity, guint32 a, guint32 b, Level level)
{
  const Key *keys = (const Key *) (const void *) identity->by_thing->data;
  gboolean comparable = FALSE;

  for (guint32 i = identity->first[a]; i < identity->first[a + 1]; i++)
    for (guint32 j = identity->first[b]; j < identity->first[b + 1]; j++)
      {
        if (keys[i].level != level || keys[j].level != level)
          continue;
        if (keys[i].text == keys[j].text)
          return FALSE;
        comparable = comparable || keys[i].scope == keys[j].scope;
      }
  return comparable;
}

static gboolean
share_part (const Identity *identity, guint32 a, guint32 b)
{
  const Key *keys = (const Key *) (const void *) identity->by_thing->data;

  for (guint32 i = identity->first[a]; i < identity->first[a + 1]; i++)
    for (guint32 j = identity->first[b]; j < identity->first[b + 1]; j++)
      if (keys[i].part == keys[j].part)
        return TRUE;
  return FALSE;
}

/* Whether two things may be one as far as this pair says. */
static gboolean
is_possible (const Identity *identity, guint32 a, guint32 b, Level level)
{
  gint8 kind_a = identity->kind[a];
  gint8 kind_b = identity->kind[b];
  guint32 provider_a = identity->provider[a];
  guint32 provider_b = identity->provider[b];

  if (kind_a >= 0 && kind_b >= 0 && kind_a != kind_b)
    return FALSE;
  if (level >= LEVEL_MAC && provider_a != UITWEG_NONE
      && provider_b != UITWEG_NONE && provider_a != provider_b)
    return FALSE;
  for (guint stronger = 0; stronger < (guint) level; stronger++)
    if (differ (identity, a, b, stronger))
      return FALSE;
  return !share_part (identity, a, b);
}

/* Joins the two rings, if every pair across them allows it. */
static void
try_join (Identity *identity, guint32 a, guint32 b, Level level)
{
  guint32 root_a = identity->joined[a];
  guint32 root_b = identity->joined[b];
  guint32 least = MIN (root_a, root_b);
  guint32 i = a;
  guint32 j = b;
  guint32 swap;

  if (root_a == root_b)
    return;
  do
    {
      do
        {
          if (!is_possible (identity, i, j, level))
            return;
          j = identity->next[j];
        }
      while (j != b);
      i = identity->next[i];
    }
  while (i != a);

  swap = identity->next[a];
  identity->next[a] = identity->next[b];
  identity->next[b] = swap;
  i = a;
  do
    {
      identity->joined[i] = least;
      i = identity->next[i];
    }
  while (i != a);
  identity->any = TRUE;
}

/* Whether two things of one part, of one kind, have this key. */
static gboolean
is_ambiguous (const Identity *identity, const Key *keys, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        gint8 kind_i = identity->kind[keys[i].thing];
        gint8 kind_j = identity->kind[keys[j].thing];

        if (keys[i].thing != keys[j].thing && keys[i].part == keys[j].part
            && (kind_i < 0 || kind_j < 0 || kind_i == kind_j))
          return TRUE;
      }
  return FALSE;
}

static void
tell_ambiguous (Identity *identity, const Key *keys, guint n)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint32 last = UITWEG_NONE;
  guint n_told = 0;

  for (guint i = 0; i < n && n_told < 4; i++)
    {
      if (keys[i].thing == last)
        continue;
      last = keys[i].thing;
      g_string_append_printf (line, "%s%s", n_told > 0 ? ", " : "",
                              identity->index->groups[last].id);
      n_told++;
    }
  g_string_append_printf (
      line,
      "%s: field %s: %s is on more than one thing of one part: not merged",
      keys[n - 1].thing != last ? " and others" : "",
      level_names[keys[0].level],
      base_strpool_get (identity->pool, keys[0].text));
  g_ptr_array_add (identity->conflicts,
                   g_string_free (g_steal_pointer (&line), FALSE));
}

static void
join_group (Identity *identity, const Key *keys, guint n)
{
  Level level = keys[0].level;

  if (n < 2)
    return;
  if (n > GROUP_MAX || is_ambiguous (identity, keys, n))
    {
      if (level == LEVEL_UUID || level == LEVEL_SERIAL || level == LEVEL_MAC)
        tell_ambiguous (identity, keys, n);
      return;
    }
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (keys[i].thing != keys[j].thing)
        try_join (identity, keys[i].thing, keys[j].thing, level);
}

static void
join_all (Identity *identity)
{
  const Key *keys = (const Key *) (const void *) identity->keys->data;
  guint n = identity->keys->len;

  for (guint i = 0; i < n;)
    {
      guint behind = i + 1;

      while (behind < n && keys[behind].level == keys[i].level
             && keys[behind].text == keys[i].text)
        behind++;
      join_group (identity, keys + i, behind - i);
      i = behind;
    }
}

guint32 *
model_find_identities (const GPtrArray *batches,
                       const ModelIndex *index,
                       GPtrArray *conflicts)
{
  gsize n = index->n_groups;
  Identity identity = { .batches = batches,
                        .index = index,
                        .conflicts = conflicts };

  identity.pool = base_strpool_new ();
  identity.keys = g_array_new (FALSE, FALSE, sizeof (Key));
  identity.first = g_new0 (guint32, n + 1);
  identity.kind = g_new (gint8, n);
  identity.provider = g_new (guint32, n);
  identity.joined = g_new (guint32, n);
  identity.next = g_new (guint32, n);
  for (guint32 g = 0; g < n; g++)
    {
      identity.kind[g] = -1;
      identity.provider[g] = UITWEG_NONE;
      identity.joined[g] = g;
      identity.next[g] = g;
    }
  collect_keys (&identity);
  join_all (&identity);

  g_array_unref (identity.keys);
  g_array_unref (identity.by_thing);
  base_strpool_free (identity.pool);
  g_free (identity.first);
  g_free (identity.kind);
  g_free (identity.provider);
  g_free (identity.next);
  if (!identity.any)
    g_clear_pointer (&identity.joined, g_free);
  return identity.joined;
}

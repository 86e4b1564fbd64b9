/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which resources, seen by several sources under several ids, are one thing.
 * The rules go from strong to weak, in the order that the catalog gives. A
 * weaker key joins only what no stronger one sets apart, and two things of
 * one source are never one: a UUID, serial or hardware address on both is no
 * key, and is told. All that counts is the set of records, so that neither
 * the order of files nor what was merged before changes anything.
 */
#include "config.h"

#include "model/identity-private.h"

#include <stdlib.h>
#include <string.h>

/* More things with one key than this share a default, not an identity. */
#define GROUP_MAX 256

/* Pairs with one key that are told as kept apart. */
#define APART_MAX 4

/* In joined_by: not joined, and joined because somebody decided so. */
#define BY_NOTHING (-1)
#define BY_PIN UITWEG_N_IDENTITY_RULES

static const char *const rule_fields[UITWEG_N_IDENTITY_RULES] = {
  "identity.native_id",
  "identity.uuid",
  "identity.serial",
  "identity.macs",
  "identity.hostname with identity.addresses",
  "name within provider and account",
};

/* One key of one thing. Its text begins with the number of its rule. */
typedef struct
{
  guint32 thing; /* group of the index */
  guint32 text;  /* in the pool */
  guint32 scope; /* keys of two scopes say nothing about each other */
  guint8 rank;   /* of its rule: 0 is the strongest */
} Key;

/* All keys with one text: keys[first .. first + n) of by_text. */
typedef struct
{
  guint32 first;
  guint32 n;
} KeyGroup;

struct _ModelIdentity
{
  const GPtrArray *batches;
  const ModelIndex *index;
  const UitwegIdentityRules *rules;
  const ModelMerger *merger; /* knows the sources */
  UitwegEstate *estate;      /* takes the notes */
  BaseStrpool *pool;
  GString *marked;                                     /* the key at hand */
  UitwegIdentityRule rule_at[UITWEG_N_IDENTITY_RULES]; /* by rank */
  guint8 rank_of[UITWEG_N_IDENTITY_RULES];
  GArray *keys;          /* of Key, by thing */
  guint32 *first;        /* of a thing in keys; n groups + 1 */
  guint32 *by_text;      /* numbers of keys, by text */
  GArray *sources;       /* guint32 in the pool, by thing */
  guint32 *source_first; /* of a thing in sources; n groups + 1 */
  gint8 *kind;           /* of a thing; -1 not known */
  guint32 *provider;     /* of a thing, in the pool; NONE */
  guint32 *joined;       /* the thing that stands for it */
  guint32 *next;         /* ring of the things that are one */
  gint8 *joined_by;      /* rule by which it stopped to stand for itself */
  guint32 *parent;       /* whom it was joined to by that; NONE */
  guint32 *native_of;    /* of a text: what it means, or NONE */
  GHashTable *apart;     /* of guint64: pairs that somebody decided */
  gboolean any;
  guint32 thing; /* whose keys are being collected */
  guint32 found; /* by model_identity_find_native() */
};

static const char *
id_of (const ModelIdentity *identity, guint32 thing)
{
  return identity->index->groups[thing].id;
}

/* The text of a key, which begins with the number of its rule; until the next
 * call. */
static const GString *
mark_key (ModelIdentity *identity, UitwegIdentityRule rule, const char *text)
{
  g_string_truncate (identity->marked, 0);
  g_string_append_c (identity->marked, (char) ('0' + rule));
  return g_string_append (identity->marked, text);
}

static const char *
text_of (const ModelIdentity *identity, const Key *key)
{
  return base_strpool_get (identity->pool, key->text) + 1;
}

static void
take_key (UitwegIdentityRule rule,
          const char *scope,
          const char *text,
          gpointer data)
{
  ModelIdentity *identity = data;
  Key key = { .thing = identity->thing, .rank = identity->rank_of[rule] };
  const GString *marked;

  if (!identity->rules->enabled[rule])
    return;
  marked = mark_key (identity, rule, text);
  key.text = base_strpool_intern (identity->pool, marked->str, marked->len);
  key.scope = base_strpool_intern (identity->pool, scope, strlen (scope));
  for (guint i = identity->keys->len; i > identity->first[key.thing]; i--)
    if (g_array_index (identity->keys, Key, i - 1).text == key.text)
      return;
  g_array_append_val (identity->keys, key);
}

static void
add_source (ModelIdentity *identity, const char *source)
{
  const guint32 text = base_strpool_intern (identity->pool, source,
                                            strlen (source));

  for (guint i = identity->sources->len;
       i > identity->source_first[identity->thing]; i--)
    if (g_array_index (identity->sources, guint32, i - 1) == text)
      return;
  g_array_append_val (identity->sources, text);
}

/* The sources of a record; records without any count as one source's, and
 * what somebody decided is no sight of a thing. */
static void
add_sources (ModelIdentity *identity, const UitwegTable *table, guint32 row)
{
  const UitwegTable *entries = uitweg_table_child (table,
                                                   UITWEG_RESOURCE_PROVENANCE);
  guint32 first;
  guint32 n;

  uitweg_table_list (table, row, UITWEG_RESOURCE_PROVENANCE, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      const char *rule = uitweg_table_text (entries, i, UITWEG_PROVENANCE_RULE);
      const char *source = uitweg_table_text (entries, i,
                                              UITWEG_PROVENANCE_SOURCE);

      if (g_strcmp0 (rule, MODEL_PIN_RULE) != 0 && source != NULL)
        add_source (identity, source);
    }
  if (n == 0)
    add_source (identity, "");
}

static void
add_record (ModelIdentity *identity, const UitwegTable *table, guint32 row)
{
  const char *provider = uitweg_table_text (table, row,
                                            UITWEG_RESOURCE_PROVIDER);
  const gint kind = uitweg_table_enum (table, row, UITWEG_RESOURCE_KIND);
  const guint32 thing = identity->thing;

  if (kind != UITWEG_KIND_UNKNOWN && identity->kind[thing] < 0)
    identity->kind[thing] = (gint8) kind;
  if (provider != NULL && identity->provider[thing] == UITWEG_NONE)
    identity->provider[thing] = base_strpool_intern (identity->pool, provider,
                                                     strlen (provider));
  add_sources (identity, table, row);
  model_identity_keys (table, row, identity->rules, take_key, identity);
}

static void
collect_keys (ModelIdentity *identity)
{
  const ModelIndex *index = identity->index;

  for (guint32 g = 0; g < index->n_groups; g++)
    {
      identity->thing = g;
      identity->first[g] = identity->keys->len;
      identity->source_first[g] = identity->sources->len;
      for (guint32 i = 0; i < index->groups[g].n; i++)
        {
          const ModelEntry *entry = &index->entries[index->groups[g].first + i];
          const ModelBatch *batch = g_ptr_array_index (identity->batches,
                                                       entry->batch);

          add_record (identity, batch->tables[UITWEG_RECORD_RESOURCE],
                      entry->row);
        }
    }
  identity->first[index->n_groups] = identity->keys->len;
  identity->source_first[index->n_groups] = identity->sources->len;
}

static const Key *
key_at (const ModelIdentity *identity, guint32 number)
{
  return &g_array_index (identity->keys, Key, number);
}

/* Whether both have keys of that rank that can be compared, and none in
 * common. */
static gboolean
differ (const ModelIdentity *identity, guint32 a, guint32 b, guint rank)
{
  gboolean comparable = FALSE;

  for (guint32 i = identity->first[a]; i < identity->first[a + 1]; i++)
    for (guint32 j = identity->first[b]; j < identity->first[b + 1]; j++)
      {
        const Key *x = key_at (identity, i);
        const Key *y = key_at (identity, j);

        if (x->rank != rank || y->rank != rank)
          continue;
        if (x->text == y->text)
          return FALSE;
        comparable = comparable || x->scope == y->scope;
      }
  return comparable;
}

static gboolean
share_source (const ModelIdentity *identity, guint32 a, guint32 b)
{
  const guint32 *first = identity->source_first;

  for (guint32 i = first[a]; i < first[a + 1]; i++)
    for (guint32 j = first[b]; j < first[b + 1]; j++)
      if (g_array_index (identity->sources, guint32, i)
          == g_array_index (identity->sources, guint32, j))
        return TRUE;
  return FALSE;
}

static guint64
pair_of (guint32 a, guint32 b)
{
  return (guint64) MIN (a, b) << 32 | MAX (a, b);
}

/* Why two things cannot be one as far as this pair says; NULL if they can. */
static const char *
why_not (const ModelIdentity *identity, guint32 a, guint32 b, guint rank)
{
  const UitwegIdentityRule rule = identity->rule_at[rank];
  const gint8 kind_a = identity->kind[a];
  const gint8 kind_b = identity->kind[b];
  const guint32 provider_a = identity->provider[a];
  const guint32 provider_b = identity->provider[b];
  const guint64 pair = pair_of (a, b);

  if (g_hash_table_contains (identity->apart, &pair))
    return MODEL_PIN_RULE;
  if (kind_a >= 0 && kind_b >= 0 && kind_a != kind_b)
    return "kind";
  if (rule >= UITWEG_IDENTITY_MAC && provider_a != UITWEG_NONE
      && provider_b != UITWEG_NONE && provider_a != provider_b)
    return "provider";
  for (guint stronger = 0; stronger < rank; stronger++)
    if (differ (identity, a, b, stronger))
      return uitweg_identity_rule_get_name (identity->rule_at[stronger]);
  return share_source (identity, a, b) ? "one_source" : NULL;
}

/* The rings of both become one. */
static void
join (ModelIdentity *identity, guint32 a, guint32 b, gint8 rule)
{
  const guint32 root_a = identity->joined[a];
  const guint32 root_b = identity->joined[b];
  const guint32 least = MIN (root_a, root_b);
  const guint32 swap = identity->next[a];
  guint32 i = a;

  identity->next[a] = identity->next[b];
  identity->next[b] = swap;
  do
    {
      identity->joined[i] = least;
      i = identity->next[i];
    }
  while (i != a);
  identity->joined_by[MAX (root_a, root_b)] = rule;
  identity->parent[MAX (root_a, root_b)] = least;
  identity->any = TRUE;
}

/* Joins the two rings, if every pair across them allows it.
 * Returns: why not, or NULL */
static const char *
try_join (ModelIdentity *identity, guint32 a, guint32 b, guint rank)
{
  guint32 i = a;
  guint32 j = b;

  do
    {
      do
        {
          const char *why = why_not (identity, i, j, rank);

          if (why != NULL)
            return why;
          j = identity->next[j];
        }
      while (j != b);
      i = identity->next[i];
    }
  while (i != a);
  join (identity, a, b, (gint8) identity->rule_at[rank]);
  return NULL;
}

static void
note_pair (ModelIdentity *identity,
           UitwegMergeNoteKind kind,
           guint32 a,
           guint32 b,
           const Key *key,
           const char *why)
{
  const UitwegIdentityRule rule = identity->rule_at[key->rank];
  const UitwegMergeNote note = {
    .kind = kind,
    .id = id_of (identity, MIN (a, b)),
    .other = id_of (identity, MAX (a, b)),
    .rule = uitweg_identity_rule_get_name (rule),
    .field = rule_fields[rule],
    .value = text_of (identity, key),
    .grade = identity->rules->grade[rule],
    .why = why,
  };

  model_note (identity->estate, &note);
}

/* A key on two things of one source, of one kind, or on very many. */
static const char *
why_ambiguous (const ModelIdentity *identity, const KeyGroup *group)
{
  const guint32 *numbers = identity->by_text + group->first;

  if (group->n > GROUP_MAX)
    return "many";
  for (guint i = 0; i < group->n; i++)
    for (guint j = i + 1; j < group->n; j++)
      {
        const guint32 a = key_at (identity, numbers[i])->thing;
        const guint32 b = key_at (identity, numbers[j])->thing;
        const gint8 kind_a = identity->kind[a];
        const gint8 kind_b = identity->kind[b];

        /* What a decision made one already is no contradiction. */
        if (identity->joined[a] != identity->joined[b]
            && (kind_a < 0 || kind_b < 0 || kind_a == kind_b)
            && share_source (identity, a, b))
          return "one_source";
      }
  return NULL;
}

static void
tell_ambiguous (ModelIdentity *identity, const KeyGroup *group, const char *why)
{
  const guint32 *numbers = identity->by_text + group->first;
  const Key *key = key_at (identity, numbers[0]);
  const UitwegIdentityRule rule = identity->rule_at[key->rank];
  g_autoptr (GString) others = g_string_new (NULL);
  UitwegMergeNote note = { .kind = UITWEG_MERGE_APART,
                           .id = id_of (identity, key->thing),
                           .rule = uitweg_identity_rule_get_name (rule),
                           .field = rule_fields[rule],
                           .value = text_of (identity, key),
                           .why = why };

  for (guint i = 1; i < group->n && i < APART_MAX; i++)
    g_string_append_printf (
        others, "%s%s", i > 1 ? ", " : "",
        id_of (identity, key_at (identity, numbers[i])->thing));
  if (group->n > APART_MAX)
    g_string_append (others, " and others");
  note.other = others->str;
  model_note (identity->estate, &note);
}

static void
join_group (ModelIdentity *identity, const KeyGroup *group)
{
  const guint32 *numbers = identity->by_text + group->first;
  const char *why = why_ambiguous (identity, group);
  guint n_apart = 0;

  if (why != NULL)
    {
      tell_ambiguous (identity, group, why);
      return;
    }
  for (guint i = 0; i < group->n; i++)
    for (guint j = i + 1; j < group->n; j++)
      {
        const Key *key = key_at (identity, numbers[i]);
        const guint32 b = key_at (identity, numbers[j])->thing;

        if (identity->joined[key->thing] == identity->joined[b])
          continue;
        why = try_join (identity, key->thing, b, key->rank);
        if (why == NULL)
          note_pair (identity, UITWEG_MERGE_JOINED, key->thing, b, key, NULL);
        else if (n_apart++ < APART_MAX)
          note_pair (identity, UITWEG_MERGE_APART, key->thing, b, key, why);
      }
}

/* Keys by their text, in linear time: within one text by thing. */
static GArray *
group_keys (ModelIdentity *identity)
{
  const guint32 n_texts = base_strpool_get_count (identity->pool);
  const guint32 n = identity->keys->len;
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (KeyGroup));
  g_autofree guint32 *at = g_new0 (guint32, (gsize) n_texts + 1);

  identity->by_text = g_new (guint32, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    at[key_at (identity, i)->text + 1]++;
  for (guint32 t = 0; t < n_texts; t++)
    {
      const KeyGroup group = { at[t], at[t + 1] };

      if (group.n > 1)
        g_array_append_val (groups, group);
      at[t + 1] += at[t];
    }
  for (guint32 i = 0; i < n; i++)
    identity->by_text[at[key_at (identity, i)->text]++] = i;
  return groups;
}

static gint
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const ModelIdentity *identity = data;
  const KeyGroup *x = a;
  const KeyGroup *y = b;
  const Key *key_x = key_at (identity, identity->by_text[x->first]);
  const Key *key_y = key_at (identity, identity->by_text[y->first]);

  if (key_x->rank != key_y->rank)
    return key_x->rank < key_y->rank ? -1 : 1;
  return strcmp (text_of (identity, key_x), text_of (identity, key_y));
}

/* Where its best source stands in the order of the connectors. */
static guint
rank_thing (const ModelIdentity *identity, guint32 thing)
{
  guint rank = G_MAXUINT;

  for (guint32 i = identity->source_first[thing];
       i < identity->source_first[thing + 1]; i++)
    {
      const guint32 source = g_array_index (identity->sources, guint32, i);

      rank = MIN (rank, model_merger_get_rank (
                            identity->merger,
                            base_strpool_get (identity->pool, source)));
    }
  return rank;
}

/* What is one is called as its best source calls it, not as a bill does. The
 * rules of the joins between it and the root are then those of the other
 * ends. */
static void
choose_name (ModelIdentity *identity, guint32 root)
{
  guint32 best = root;
  guint best_rank = rank_thing (identity, root);
  gint8 rule = BY_NOTHING;
  guint32 i;

  for (i = identity->next[root]; i != root; i = identity->next[i])
    {
      const guint rank = rank_thing (identity, i);

      if (rank < best_rank || (rank == best_rank && i < best))
        best = i;
      best_rank = MIN (rank, best_rank);
    }
  if (best == root)
    return;
  do
    {
      identity->joined[i] = best;
      i = identity->next[i];
    }
  while (i != root);
  for (i = best; i != UITWEG_NONE; i = identity->parent[i])
    {
      const gint8 next = identity->joined_by[i];

      identity->joined_by[i] = rule;
      rule = next;
    }
}

/* Who is meant by each id of a provider: nobody, if several things are. */
static void
index_natives (ModelIdentity *identity)
{
  const guint32 n_texts = base_strpool_get_count (identity->pool);
  g_autofree guint8 *is_several = g_new0 (guint8, (gsize) n_texts + 1);
  const guint rank = identity->rank_of[UITWEG_IDENTITY_NATIVE_ID];

  identity->native_of = g_new (guint32, (gsize) n_texts + 1);
  memset (identity->native_of, 0xff, (gsize) n_texts * sizeof (guint32));
  for (guint32 i = 0; i < identity->keys->len; i++)
    {
      const Key *key = key_at (identity, i);
      const guint32 root = identity->joined[key->thing];
      guint32 *known = &identity->native_of[key->text];

      if (key->rank != rank || is_several[key->text] != 0)
        continue;
      is_several[key->text] = *known != UITWEG_NONE && *known != root;
      *known = is_several[key->text] != 0 ? UITWEG_NONE : root;
    }
}

/* Calls `take` for each pair that a field of decisions names. */
static void
read_pins (ModelIdentity *identity,
           guint field,
           void (*take) (ModelIdentity *identity, guint32 a, guint32 b))
{
  const ModelIndex *index = identity->index;

  for (guint32 i = 0; i < index->n_entries; i++)
    {
      const ModelEntry *entry = &index->entries[i];
      const ModelBatch *batch = g_ptr_array_index (identity->batches,
                                                   entry->batch);
      const UitwegTable *table = batch->tables[UITWEG_RECORD_RESOURCE];
      const UitwegTable *ids = uitweg_table_child (table, field);
      guint32 first;
      guint32 n;

      if (uitweg_table_get_n_rows (ids) == 0)
        continue;
      uitweg_table_list (table, entry->row, field, &first, &n);
      for (guint32 k = first; k < first + n; k++)
        {
          const guint32 a = model_index_find (index, entry->id);
          const guint32 b = model_index_find (index,
                                              uitweg_table_text (ids, k, 0));

          if (a != UITWEG_NONE && b != UITWEG_NONE && a != b)
            take (identity, a, b);
        }
    }
}

static void
take_apart (ModelIdentity *identity, guint32 a, guint32 b)
{
  guint64 *pair = g_new (guint64, 1);

  *pair = pair_of (a, b);
  g_hash_table_add (identity->apart, pair);
}

static void
take_same (ModelIdentity *identity, guint32 a, guint32 b)
{
  const guint64 pair = pair_of (a, b);
  const gboolean contradicted = g_hash_table_contains (identity->apart, &pair);
  const UitwegMergeNote note = {
    .kind = contradicted ? UITWEG_MERGE_APART : UITWEG_MERGE_JOINED,
    .id = id_of (identity, MIN (a, b)),
    .other = id_of (identity, MAX (a, b)),
    .rule = MODEL_PIN_RULE,
    .grade = UITWEG_GRADE_DOCUMENTED,
    .why = contradicted ? MODEL_PIN_RULE : NULL,
  };

  if (identity->joined[a] == identity->joined[b])
    return;
  model_note (identity->estate, &note);
  if (!contradicted)
    join (identity, a, b, BY_PIN);
}

/* Ranks the rules by their order; those that are off come last. */
static void
rank_rules (ModelIdentity *identity)
{
  const UitwegIdentityRules *rules = identity->rules;

  for (guint i = 0; i < UITWEG_N_IDENTITY_RULES; i++)
    {
      guint at = i;

      for (;
           at > 0 && rules->order[identity->rule_at[at - 1]] > rules->order[i];
           at--)
        identity->rule_at[at] = identity->rule_at[at - 1];
      identity->rule_at[at] = (UitwegIdentityRule) i;
    }
  for (guint8 rank = 0; rank < UITWEG_N_IDENTITY_RULES; rank++)
    identity->rank_of[identity->rule_at[rank]] = rank;
}

ModelIdentity *
model_identity_new (const GPtrArray *batches,
                    const ModelIndex *index,
                    const UitwegIdentityRules *rules,
                    const ModelMerger *merger,
                    UitwegEstate *estate)
{
  const gsize n = index->n_groups;
  ModelIdentity *identity = g_new0 (ModelIdentity, 1);
  g_autoptr (GArray) groups = NULL;

  identity->batches = batches;
  identity->index = index;
  identity->rules = rules;
  identity->merger = merger;
  identity->estate = estate;
  identity->pool = base_strpool_new ();
  identity->marked = g_string_new (NULL);
  identity->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  identity->sources = g_array_new (FALSE, FALSE, sizeof (guint32));
  identity->first = g_new0 (guint32, n + 1);
  identity->source_first = g_new0 (guint32, n + 1);
  identity->kind = g_new (gint8, n + 1);
  identity->provider = g_new (guint32, n + 1);
  identity->joined = g_new (guint32, n + 1);
  identity->next = g_new (guint32, n + 1);
  identity->joined_by = g_new (gint8, n + 1);
  identity->parent = g_new (guint32, n + 1);
  identity->apart = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           NULL);
  for (guint32 g = 0; g < n; g++)
    {
      identity->kind[g] = -1;
      identity->provider[g] = UITWEG_NONE;
      identity->joined[g] = g;
      identity->next[g] = g;
      identity->joined_by[g] = BY_NOTHING;
      identity->parent[g] = UITWEG_NONE;
    }
  rank_rules (identity);
  collect_keys (identity);
  read_pins (identity, UITWEG_RESOURCE_NOT_SAME_AS, take_apart);
  read_pins (identity, UITWEG_RESOURCE_SAME_AS, take_same);
  groups = group_keys (identity);
  g_array_sort_with_data (groups, compare_groups, identity);
  for (guint i = 0; i < groups->len; i++)
    join_group (identity, &g_array_index (groups, KeyGroup, i));
  for (guint32 g = 0; g < n && identity->any; g++)
    if (identity->joined[g] == g && identity->next[g] != g
        && identity->joined_by[g] == BY_NOTHING)
      choose_name (identity, g);
  index_natives (identity);
  return identity;
}

void
model_identity_free (ModelIdentity *identity)
{
  if (identity == NULL)
    return;
  g_array_unref (identity->keys);
  g_array_unref (identity->sources);
  base_strpool_free (identity->pool);
  g_string_free (identity->marked, TRUE);
  g_hash_table_unref (identity->apart);
  g_free (identity->first);
  g_free (identity->source_first);
  g_free (identity->by_text);
  g_free (identity->kind);
  g_free (identity->provider);
  g_free (identity->joined);
  g_free (identity->next);
  g_free (identity->joined_by);
  g_free (identity->parent);
  g_free (identity->native_of);
  g_free (identity);
}

const guint32 *
model_identity_get_joined (const ModelIdentity *identity)
{
  return identity->any ? identity->joined : NULL;
}

gboolean
model_identity_get_rule (const ModelIdentity *identity,
                         guint32 group,
                         UitwegIdentityRule *rule_out)
{
  const gint8 rule = identity->joined_by[group];

  if (rule == BY_NOTHING || rule == BY_PIN)
    return FALSE;
  *rule_out = (UitwegIdentityRule) rule;
  return TRUE;
}

static void
find_key (UitwegIdentityRule rule,
          const char *scope,
          const char *text,
          gpointer data)
{
  ModelIdentity *identity = data;
  const GString *marked;
  guint32 index;

  if (rule != UITWEG_IDENTITY_NATIVE_ID || identity->found != UITWEG_NONE)
    return;
  marked = mark_key (identity, rule, text);
  index = base_strpool_find (identity->pool, marked->str, marked->len);
  if (index != UITWEG_NONE)
    identity->found = identity->native_of[index];
}

guint32
model_identity_find_native (ModelIdentity *identity,
                            const char *id,
                            const char *provider,
                            const char *account)
{
  identity->found = UITWEG_NONE;
  model_native_keys (id, provider, account, UITWEG_KIND_UNKNOWN, find_key,
                     identity);
  return identity->found;
}

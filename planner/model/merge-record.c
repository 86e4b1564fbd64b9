/* SPDX-License-Identifier: EUPL-1.2
 *
 * Several records of one thing become one, field by field: what somebody
 * decided wins, then the better grade, then the connector first in the order
 * of the rules, the newer source, the source first in byte order, the lesser
 * text. Lists of texts and tags are united. Who lost is noted.
 */
#include "config.h"

#include "model/identity-private.h"

#include <stdlib.h>
#include <string.h>

/* Values are shown up to this many bytes. */
#define VALUE_BYTES_MAX 120

/* What is known of one source. */
typedef struct
{
  const char *connector;
  guint rank; /* of the connector; the lower wins */
  UitwegDay newest;
} Source;

struct _ModelMerger
{
  GHashTable *sources; /* id -> Source */
  const UitwegIdentityRules *rules;
};

/* One record's value of the field at hand, and how well it is founded. */
typedef struct
{
  guint32 row;
  UitwegGrade grade;
  const char *source; /* or NULL */
  const char *rule;   /* or NULL */
  guint rank;         /* of the connector */
  UitwegDay newest;
  gboolean is_pin;
  gboolean is_told; /* whether provenance says anything */
} Candidate;

/* Rows that become one, and the field at hand. */
typedef struct
{
  const ModelMerger *merger;
  UitwegTable *to;
  UitwegRecordType type;
  const char *id;
  const UitwegTable *from;
  const guint32 *rows;
  guint32 n;
  guint field;
  UitwegEstate *notes;
  GArray *origins;
  gboolean all_told;
} Work;

/* Place of a connector in "a|b|c". */
static guint
rank_connector (const char *list, const char *connector)
{
  const gsize length = strlen (connector);
  guint rank = 0;

  for (; *list != '\0'; rank++)
    {
      const gsize n = strcspn (list, "|");

      if (n == length && strncmp (list, connector, n) == 0)
        return rank;
      list += n + (list[n] == '|' ? 1 : 0);
    }
  return rank;
}

static void
add_source (ModelMerger *merger, const UitwegTable *table, guint32 row)
{
  const char *id = model_id (table, row);
  const char *connector = uitweg_table_text (table, row,
                                             UITWEG_SOURCE_CONNECTOR);
  const UitwegDay newest = uitweg_table_day (table, row, UITWEG_SOURCE_NEWEST);
  Source *source = g_hash_table_lookup (merger->sources, id);

  if (source == NULL)
    {
      source = g_new (Source, 1);
      *source = (Source){ connector, 0, newest };
      g_hash_table_insert (merger->sources, g_strdup (id), source);
    }
  else
    {
      source->newest = source->newest == UITWEG_DAY_UNKNOWN
                               || (newest != UITWEG_DAY_UNKNOWN
                                   && newest > source->newest)
                           ? newest
                           : source->newest;
      if (strcmp (connector, source->connector) < 0)
        source->connector = connector;
    }
}

ModelMerger *
model_merger_new (const GPtrArray *batches, const UitwegIdentityRules *rules)
{
  ModelMerger *merger = g_new0 (ModelMerger, 1);
  GHashTableIter iterator;
  gpointer value;

  merger->rules = rules;
  merger->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           g_free);
  for (guint b = 0; b < batches->len; b++)
    {
      const ModelBatch *batch = g_ptr_array_index (batches, b);
      const UitwegTable *table = batch->tables[UITWEG_RECORD_SOURCE];

      for (guint32 row = 0; row < uitweg_table_get_n_rows (table); row++)
        add_source (merger, table, row);
    }
  g_hash_table_iter_init (&iterator, merger->sources);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      Source *source = value;

      source->rank = rank_connector (rules->connectors, source->connector);
      source->connector = NULL; /* stood in a table that goes */
    }
  return merger;
}

void
model_merger_free (ModelMerger *merger)
{
  if (merger == NULL)
    return;
  g_hash_table_unref (merger->sources);
  g_free (merger);
}

guint
model_merger_get_rank (const ModelMerger *merger, const char *source)
{
  const Source *known = g_hash_table_lookup (merger->sources, source);

  return known != NULL ? known->rank : G_MAXUINT;
}

static Candidate
read_candidate (const Work *work, guint32 row)
{
  Candidate candidate = { .row = row,
                          .grade = UITWEG_GRADE_ASSUMED,
                          .rank = G_MAXUINT,
                          .newest = UITWEG_DAY_UNKNOWN };
  const guint32 entry = model_provenance_find (work->from, work->type, row,
                                               work->field);
  const UitwegTable *entries = uitweg_table_child (
      work->from, model_provenance_field (work->type));
  const Source *source;

  if (entry == UITWEG_NONE)
    return candidate;
  candidate.is_told = TRUE;
  candidate.grade = (UitwegGrade) uitweg_table_enum (entries, entry,
                                                     UITWEG_PROVENANCE_GRADE);
  candidate.source = uitweg_table_text (entries, entry,
                                        UITWEG_PROVENANCE_SOURCE);
  candidate.rule = uitweg_table_text (entries, entry, UITWEG_PROVENANCE_RULE);
  candidate.is_pin = g_strcmp0 (candidate.rule, MODEL_PIN_RULE) == 0;
  source = g_hash_table_lookup (work->merger->sources, candidate.source);
  if (source != NULL)
    {
      candidate.rank = source->rank;
      candidate.newest = source->newest;
    }
  return candidate;
}

/* The value as a file holds it, without its key. */
static char *
format_value (const UitwegTable *from, guint32 row, guint field)
{
  g_autoptr (GString) json = g_string_new (NULL);

  base_table_write_value (from, row, field, json);
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* Below 0 if `a` wins over `b`; `why_out` gets the reason, for good. */
static int
compare_candidates (const Work *work,
                    const Candidate *a,
                    const Candidate *b,
                    const char **why_out)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  *why_out = "pin";
  if (a->is_pin != b->is_pin)
    return a->is_pin ? -1 : 1;
  *why_out = "grade";
  if (a->grade != b->grade)
    return a->grade < b->grade ? -1 : 1;
  *why_out = "connector";
  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  *why_out = "newer";
  if (a->newest != b->newest)
    return a->newest > b->newest ? -1 : 1;
  *why_out = "source";
  if (g_strcmp0 (a->source, b->source) != 0)
    {
      if (a->source == NULL || b->source == NULL)
        return a->source != NULL ? -1 : 1;
      return strcmp (a->source, b->source);
    }
  *why_out = "text";
  if (base_table_equal_field (work->from, a->row, work->from, b->row,
                              work->field))
    return g_strcmp0 (a->rule, b->rule);
  text_a = format_value (work->from, a->row, work->field);
  text_b = format_value (work->from, b->row, work->field);
  return strcmp (text_a, text_b);
}

static char *
shorten (char *value)
{
  if (strlen (value) > VALUE_BYTES_MAX)
    {
      char *end = g_utf8_find_prev_char (value, value + VALUE_BYTES_MAX);

      g_strlcpy (end, "…", VALUE_BYTES_MAX - (gsize) (end - value) + 4);
    }
  return value;
}

/* `key`: of a tag, or NULL; the texts are as files hold them. */
static void
note_difference (const Work *work,
                 UitwegMergeNoteKind kind,
                 const Candidate *winner,
                 const Candidate *loser,
                 const char *key,
                 char *won,
                 char *lost)
{
  const char *field =
      uitweg_table_get_schema (work->from)->fields[work->field].key;
  g_autofree char *full = key != NULL ? g_strjoin (".", field, key, NULL)
                                      : NULL;
  UitwegMergeNote note = {
    .kind = kind,
    .id = work->id,
    .field = full != NULL ? full : field,
    .value = shorten (won),
    .source = winner->source,
    .grade = winner->grade,
    .other_value = shorten (lost),
    .other_source = loser->source,
    .other_grade = loser->grade,
  };

  compare_candidates (work, winner, loser, &note.why);
  model_note (work->notes, &note);
}

/* "unknown" as a kind says less than any other, however well it is founded. */
static gboolean
says_nothing (const Work *work, guint32 row)
{
  if (!uitweg_table_has (work->from, row, work->field))
    return TRUE;
  return work->type == UITWEG_RECORD_RESOURCE
         && work->field == UITWEG_RESOURCE_KIND
         && uitweg_table_enum (work->from, row, work->field)
                == UITWEG_KIND_UNKNOWN;
}

static void
add_origin (Work *work, const Candidate *candidate, gboolean is_shared)
{
  const char *key =
      uitweg_table_get_schema (work->from)->fields[work->field].key;

  if (candidate->is_told)
    model_origins_add (work->origins, candidate->source, candidate->rule,
                       candidate->grade, key, is_shared);
  else
    work->all_told = FALSE;
}

/* Candidates of the field, the best first. */
static GArray *
list_candidates (const Work *work)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const char *why;

  for (guint pass = 0; pass < 2 && candidates->len == 0; pass++)
    for (guint32 i = 0; i < work->n; i++)
      {
        const guint32 row = work->rows[i];
        Candidate candidate;
        guint at;

        if (pass == 0 ? says_nothing (work, row)
                      : !uitweg_table_has (work->from, row, work->field))
          continue;
        candidate = read_candidate (work, row);
        for (at = candidates->len; at > 0; at--)
          if (compare_candidates (
                  work, &candidate,
                  &g_array_index (candidates, Candidate, at - 1), &why)
              >= 0)
            break;
        g_array_insert_val (candidates, at, candidate);
      }
  return candidates;
}

/* Types of two vocabularies ("terraform:aws_instance",
 * "cloudformation:AWS::EC2::Instance") are two words for one thing. */
static gboolean
are_two_words (const Work *work, guint32 a, guint32 b)
{
  const char *text_a;
  const char *text_b;
  gsize n;

  if (work->type != UITWEG_RECORD_RESOURCE
      || work->field != UITWEG_RESOURCE_NATIVE_TYPE)
    return FALSE;
  text_a = uitweg_table_text (work->from, a, work->field);
  text_b = uitweg_table_text (work->from, b, work->field);
  n = strcspn (text_a, ":");
  return n != strcspn (text_b, ":") || strncmp (text_a, text_b, n) != 0;
}

/* Whether one name is the other without its domain. */
static gboolean
are_one_host (const char *a, const char *b)
{
  const gsize n = strcspn (a, ".");

  return n == strcspn (b, ".") && (a[n] == '\0' || b[n] == '\0')
         && g_ascii_strncasecmp (a, b, n) == 0;
}

/* Whether two values only differ in how they are written: ids of a provider
 * have several forms, and those that contradict do not meet here. */
static gboolean
say_the_same (const Work *work, guint32 a, guint32 b)
{
  const char *text_a;
  const char *text_b;
  g_autofree char *uuid_a = NULL;
  g_autofree char *uuid_b = NULL;

  if (base_table_equal_field (work->from, a, work->from, b, work->field))
    return TRUE;
  if (work->type != UITWEG_RECORD_RESOURCE)
    return FALSE;
  if (work->field == UITWEG_RESOURCE_NATIVE_ID)
    return TRUE;
  if (work->field != UITWEG_RESOURCE_UUID
      && work->field != UITWEG_RESOURCE_SERIAL
      && work->field != UITWEG_RESOURCE_HOSTNAME)
    return FALSE;
  text_a = uitweg_table_text (work->from, a, work->field);
  text_b = uitweg_table_text (work->from, b, work->field);
  if (work->field == UITWEG_RESOURCE_HOSTNAME && are_one_host (text_a, text_b))
    return TRUE;
  uuid_a = model_fold_uuid (text_a);
  uuid_b = model_fold_uuid (text_b);
  return g_ascii_strcasecmp (text_a, text_b) == 0
         || (uuid_a != NULL && g_strcmp0 (uuid_a, uuid_b) == 0);
}

/* The value of the best; those that say otherwise are noted. */
static void
choose (Work *work, const GArray *candidates)
{
  const Candidate *winner = &g_array_index (candidates, Candidate, 0);

  base_table_copy_field (work->to, uitweg_table_get_n_rows (work->to) - 1,
                         work->from, winner->row, work->field);
  add_origin (work, winner, FALSE);
  for (guint i = 1; i < candidates->len; i++)
    {
      const Candidate *loser = &g_array_index (candidates, Candidate, i);
      g_autofree char *won = NULL;
      g_autofree char *lost = NULL;

      if (say_the_same (work, winner->row, loser->row))
        continue;
      won = format_value (work->from, winner->row, work->field);
      lost = format_value (work->from, loser->row, work->field);
      note_difference (work,
                       are_two_words (work, winner->row, loser->row)
                           ? UITWEG_MERGE_ALIAS
                           : UITWEG_MERGE_CONFLICT,
                       winner, loser, NULL, won, lost);
    }
}

static gboolean
are_equal (const Work *work, const GArray *candidates)
{
  const Candidate *first = &g_array_index (candidates, Candidate, 0);

  for (guint i = 1; i < candidates->len; i++)
    if (!base_table_equal_field (work->from, first->row, work->from,
                                 g_array_index (candidates, Candidate, i).row,
                                 work->field))
      return FALSE;
  return TRUE;
}

static gint
compare_texts (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

/* Rows of the lists of all candidates, in the order of their content, each
 * content once. */
static void
unite_list (Work *work, const GArray *candidates)
{
  const UitwegTable *child = uitweg_table_child (work->from, work->field);
  g_autoptr (GTree)
      elements = g_tree_new_full (compare_texts, NULL, g_free, NULL);
  UitwegTable *list = base_table_begin_list (work->to, work->field);

  for (guint i = 0; i < candidates->len; i++)
    {
      guint32 row;
      guint32 n;

      uitweg_table_list (work->from,
                         g_array_index (candidates, Candidate, i).row,
                         work->field, &row, &n);
      for (const guint32 behind = row + n; row < behind; row++)
        {
          g_autoptr (GString) json = g_string_new ("{");

          base_table_write_row (child, row, json);
          if (g_tree_lookup_extended (elements, json->str, NULL, NULL))
            continue;
          g_tree_insert (elements,
                         g_string_free (g_steal_pointer (&json), FALSE),
                         GUINT_TO_POINTER (row));
        }
    }
  for (GTreeNode *node = g_tree_node_first (elements); node != NULL;
       node = g_tree_node_next (node))
    base_table_copy_row (list, child,
                         GPOINTER_TO_UINT (g_tree_node_value (node)));
  base_table_end_list (work->to, work->field);
}

static const char *
find_tag (const Work *work, guint32 row, const char *key)
{
  const UitwegTable *tags = uitweg_table_child (work->from, work->field);
  guint32 first;
  guint32 n;

  uitweg_table_list (work->from, row, work->field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (strcmp (uitweg_table_text (tags, i, 0), key) == 0)
      return uitweg_table_text (tags, i, 1);
  return NULL;
}

/* The best candidate that has the tag wins. */
static void
note_tags (const Work *work, const GArray *candidates, guint loser_at)
{
  const UitwegTable *tags = uitweg_table_child (work->from, work->field);
  const Candidate *loser = &g_array_index (candidates, Candidate, loser_at);
  guint32 first;
  guint32 n;

  uitweg_table_list (work->from, loser->row, work->field, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    for (guint k = 0; k < loser_at; k++)
      {
        const Candidate *winner = &g_array_index (candidates, Candidate, k);
        const char *key = uitweg_table_text (tags, i, 0);
        const char *value = find_tag (work, winner->row, key);
        g_autofree char *won = g_strdup (value);
        g_autofree char *lost = g_strdup (uitweg_table_text (tags, i, 1));

        if (value == NULL)
          continue;
        if (strcmp (value, lost) != 0)
          note_difference (work, UITWEG_MERGE_CONFLICT, winner, loser, key, won,
                           lost);
        break;
      }
}

static void
unite_tags (Work *work, const GArray *candidates)
{
  const UitwegTable *tags = uitweg_table_child (work->from, work->field);
  UitwegTable *list = base_table_begin_list (work->to, work->field);

  /* Of tags with the same key the last one counts. */
  for (guint i = candidates->len; i-- > 0;)
    {
      guint32 row;
      guint32 n;

      uitweg_table_list (work->from,
                         g_array_index (candidates, Candidate, i).row,
                         work->field, &row, &n);
      for (const guint32 behind = row + n; row < behind; row++)
        base_table_add_tag (list, uitweg_table_text (tags, row, 0),
                            uitweg_table_text (tags, row, 1));
    }
  base_table_end_list (work->to, work->field);
  for (guint i = 1; i < candidates->len; i++)
    note_tags (work, candidates, i);
}

/* Lists of objects of which each element stands for itself; elements of
 * others (disks, owners) would be counted twice. */
static const struct
{
  UitwegRecordType type;
  guint field;
} united_lists[] = {
  { UITWEG_RECORD_SOURCE, UITWEG_SOURCE_FILES },
  { UITWEG_RECORD_SOURCE, UITWEG_SOURCE_PROBLEMS },
  { UITWEG_RECORD_PARTY, UITWEG_PARTY_EVENTS },
  { UITWEG_RECORD_RESOURCE, UITWEG_RESOURCE_ADMINISTRATORS },
  { UITWEG_RECORD_RESOURCE, UITWEG_RESOURCE_BACKUPS },
  { UITWEG_RECORD_SERVICE, UITWEG_SERVICE_EXIT_TESTS },
};

static gboolean
is_united (const Work *work)
{
  const UitwegFieldType type =
      uitweg_table_get_schema (work->from)->fields[work->field].type;

  for (guint i = 0; i < G_N_ELEMENTS (united_lists); i++)
    if (united_lists[i].type == work->type
        && united_lists[i].field == work->field)
      return TRUE;
  return type == UITWEG_FIELD_TEXTS || type == UITWEG_FIELD_TAGS;
}

static void
merge_field (Work *work)
{
  g_autoptr (GArray) candidates = NULL;
  guint32 i = 0;

  while (i < work->n
         && !uitweg_table_has (work->from, work->rows[i], work->field))
    i++;
  if (i == work->n)
    return;
  candidates = list_candidates (work);
  if (!is_united (work) || are_equal (work, candidates))
    {
      choose (work, candidates);
      return;
    }
  if (uitweg_table_get_schema (work->from)->fields[work->field].type
      == UITWEG_FIELD_TAGS)
    unite_tags (work, candidates);
  else
    unite_list (work, candidates);
  for (guint k = 0; k < candidates->len; k++)
    add_origin (work, &g_array_index (candidates, Candidate, k), TRUE);
}

guint32
model_merge_rows (ModelMerger *merger,
                  UitwegTable *to,
                  UitwegRecordType type,
                  const char *id,
                  const UitwegTable *from,
                  const guint32 *rows,
                  guint32 n,
                  const GArray *joins,
                  UitwegEstate *notes)
{
  g_autoptr (GArray) origins = model_origins_new ();
  Work work = { .merger = merger,
                .to = to,
                .type = type,
                .id = id,
                .from = from,
                .rows = rows,
                .n = n,
                .notes = notes,
                .origins = origins,
                .all_told = TRUE };
  const guint32 row = base_table_append (to);

  base_table_set_text (to, row, MODEL_ID_FIELD, id);
  for (work.field = MODEL_ID_FIELD + 1; work.field < model_seen_field (type);
       work.field++)
    if (work.field != model_provenance_field (type))
      merge_field (&work);
  for (guint i = 0; joins != NULL && i < joins->len; i++)
    {
      const ModelJoin *join = &g_array_index (joins, ModelJoin, i);

      model_origins_add (origins, join->source, join->rule, join->grade,
                         "identity", TRUE);
    }
  model_origins_write (origins, to, type, work.all_told);
  return row;
}

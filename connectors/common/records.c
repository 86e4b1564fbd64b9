/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between the connectors and the estate's builder: rows of resources and
 * sources, and dependencies, which are kept until the end so that what
 * several signs say about one pair becomes one record.
 */
#include "config.h"

#include "connectors/common/records.h"

#include <string.h>

typedef struct
{
  const char *word;
  UitwegDependencyKind kind;
  gboolean hard;
  UitwegGrade grade;
  gint bridge; /* UitwegBridge, or -1 */
} Rule;

static const Rule rules[CONNECTORS_N_RULES] = {
  [CONNECTORS_RULE_RUNS_ON] = { "runs_on", UITWEG_DEPENDENCY_PLATFORM, TRUE,
                                UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_ATTACHED] = { "attached", UITWEG_DEPENDENCY_DATA, TRUE,
                                 UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_SHARES_DISK] = { "shares_disk", UITWEG_DEPENDENCY_DATA, TRUE,
                                    UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_IN_NETWORK] = { "in_network", UITWEG_DEPENDENCY_NETWORK,
                                   TRUE, UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_GUARDED_BY] = { "guarded_by", UITWEG_DEPENDENCY_NETWORK,
                                   FALSE, UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_REACHABLE_FROM] = { "reachable_from",
                                       UITWEG_DEPENDENCY_NETWORK, FALSE,
                                       UITWEG_GRADE_INFERRED, -1 },
  [CONNECTORS_RULE_FRONTS] = { "fronts", UITWEG_DEPENDENCY_NETWORK, TRUE,
                               UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_RESOLVES_TO] = { "fronts", UITWEG_DEPENDENCY_NAME, TRUE,
                                    UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_CALLS] = { "calls", UITWEG_DEPENDENCY_NETWORK, FALSE,
                              UITWEG_GRADE_INFERRED, -1 },
  [CONNECTORS_RULE_CALLS_BY_NAME] = { "calls", UITWEG_DEPENDENCY_NETWORK, TRUE,
                                      UITWEG_GRADE_INFERRED, -1 },
  [CONNECTORS_RULE_READS_FROM] = { "reads_from", UITWEG_DEPENDENCY_DATA, TRUE,
                                   UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_REPLICATES_FROM] = { "replicates_from",
                                        UITWEG_DEPENDENCY_DATA, FALSE,
                                        UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_RESTORES_FROM] = { "restores_from", UITWEG_DEPENDENCY_BUILD,
                                      FALSE, UITWEG_GRADE_DOCUMENTED, -1 },
  /* Whether the data can be encrypted anew is not known here: no bridge. */
  [CONNECTORS_RULE_ENCRYPTS_WITH] = { "encrypts_with", UITWEG_DEPENDENCY_KEY,
                                      TRUE, UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_ACTS_AS] = { "acts_as", UITWEG_DEPENDENCY_IDENTITY, TRUE,
                                UITWEG_GRADE_DOCUMENTED,
                                UITWEG_BRIDGE_MACHINE },
  [CONNECTORS_RULE_LOGS_TO] = { "logs_to", UITWEG_DEPENDENCY_PLATFORM, FALSE,
                                UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_CONTAINS] = { "contains", UITWEG_DEPENDENCY_PLATFORM, TRUE,
                                 UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_CONFIGURED] = { "declared", UITWEG_DEPENDENCY_BUILD, FALSE,
                                   UITWEG_GRADE_DOCUMENTED, -1 },
  [CONNECTORS_RULE_DECLARED] = { "declared", UITWEG_DEPENDENCY_BUILD, TRUE,
                                 UITWEG_GRADE_DOCUMENTED, -1 },
};

/* Where each type of record has its id and its provenance. */
static const guint id_fields[UITWEG_N_RECORD_TYPES] = {
  [UITWEG_RECORD_ORGANISATION] = UITWEG_ORGANISATION_ID,
  [UITWEG_RECORD_SOURCE] = UITWEG_SOURCE_ID,
  [UITWEG_RECORD_PARTY] = UITWEG_PARTY_ID,
  [UITWEG_RECORD_RESOURCE] = UITWEG_RESOURCE_ID,
  [UITWEG_RECORD_DEPENDENCY] = UITWEG_DEPENDENCY_ID,
  [UITWEG_RECORD_SERVICE] = UITWEG_SERVICE_ID,
  [UITWEG_RECORD_CONTRACT] = UITWEG_CONTRACT_ID,
  [UITWEG_RECORD_COST] = UITWEG_COST_ID,
};
static const guint provenance_fields[UITWEG_N_RECORD_TYPES] = {
  [UITWEG_RECORD_ORGANISATION] = UITWEG_ORGANISATION_PROVENANCE,
  [UITWEG_RECORD_SOURCE] = UITWEG_SOURCE_PROVENANCE,
  [UITWEG_RECORD_PARTY] = UITWEG_PARTY_PROVENANCE,
  [UITWEG_RECORD_RESOURCE] = UITWEG_RESOURCE_PROVENANCE,
  [UITWEG_RECORD_DEPENDENCY] = UITWEG_DEPENDENCY_PROVENANCE,
  [UITWEG_RECORD_SERVICE] = UITWEG_SERVICE_PROVENANCE,
  [UITWEG_RECORD_CONTRACT] = UITWEG_CONTRACT_PROVENANCE,
  [UITWEG_RECORD_COST] = UITWEG_COST_PROVENANCE,
};

/* One sign that `from` needs `to`; texts stand in the pool of the
 * records. */
typedef struct
{
  const char *from;
  const char *to;
  const char *origin;
  ConnectorsRule rule;
} Edge;

/* A field of the open resource that has a provenance of its own. */
typedef struct
{
  const char *rule;
  UitwegGrade grade;
  guint field;
} Own;

/* A file, a problem or a tag: two texts and a number. */
typedef struct
{
  char *first;
  char *second;
  guint unseen;
} Entry;

struct _ConnectorsSource
{
  UitwegEstateBuilder *builder;
  const UitwegCollectRequest *request;
  const char *connector;
  char *id;
  char *asked;
  UitwegDay newest;
  GArray *files;
  GArray *problems;
  GArray *tags;
  GArray *edges;
  GArray *own;
  BaseStrpool *pool; /* of the records; borrowed */
  guint n_self;
  guint n_outliers; /* numbers that no such thing can have */
  gboolean complete;
};

const char *
connectors_rule_get_word (ConnectorsRule rule)
{
  return rules[rule].word;
}

void
connectors_set_rule (UitwegTable *table, guint32 row, ConnectorsRule rule)
{
  const Rule *meant = &rules[rule];

  base_table_set_enum (table, row, UITWEG_DEPENDENCY_KIND, (gint) meant->kind);
  base_table_set_text (table, row, UITWEG_DEPENDENCY_RULE, meant->word);
  base_table_set_bool (table, row, UITWEG_DEPENDENCY_HARD, meant->hard);
  base_table_set_enum (table, row, UITWEG_DEPENDENCY_BRIDGE, meant->bridge);
}

UitwegDependencyKind
connectors_rule_get_kind (ConnectorsRule rule)
{
  return rules[rule].kind;
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->first);
  g_free (entry->second);
}

static GArray *
new_entries (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

ConnectorsSource *
connectors_source_new (const char *connector,
                       const char *id,
                       const UitwegCollectRequest *request,
                       UitwegEstateBuilder *builder)
{
  ConnectorsSource *source = g_new0 (ConnectorsSource, 1);
  g_autofree char *clean = connectors_clean (id);

  source->builder = builder;
  source->request = request;
  source->connector = connector;
  source->id = connectors_make_id ("source/%s", clean);
  source->files = new_entries ();
  source->problems = new_entries ();
  source->tags = new_entries ();
  source->edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  source->own = g_array_new (FALSE, FALSE, sizeof (Own));
  source->pool = base_table_get_pool (
      uitweg_estate_builder_get_table (builder, UITWEG_RECORD_DEPENDENCY));
  source->complete = TRUE;
  source->newest = UITWEG_DAY_UNKNOWN;
  return source;
}

void
connectors_source_free (ConnectorsSource *source)
{
  if (source == NULL)
    return;
  g_free (source->id);
  g_free (source->asked);
  g_array_unref (source->files);
  g_array_unref (source->problems);
  g_array_unref (source->tags);
  g_array_unref (source->edges);
  g_array_unref (source->own);
  g_free (source);
}

static void
add_entry (GArray *entries, const char *first, const char *second, guint unseen)
{
  Entry entry = { .first = connectors_clean (first),
                  .second = connectors_clean (second),
                  .unseen = unseen };

  g_array_append_val (entries, entry);
}

void
connectors_source_set_asked (ConnectorsSource *source, const char *asked)
{
  g_free (source->asked);
  source->asked = connectors_clean (asked);
}

void
connectors_source_set_newest (ConnectorsSource *source, UitwegDay newest)
{
  source->newest = newest;
}

void
connectors_source_add_file (ConnectorsSource *source,
                            const char *path,
                            const char *sha256)
{
  add_entry (source->files, path, sha256, 0);
}

void
connectors_source_add_tag (ConnectorsSource *source,
                           const char *key,
                           const char *value)
{
  add_entry (source->tags, key, value, 0);
}

void
connectors_source_add_count (ConnectorsSource *source,
                             const char *key,
                             guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  connectors_source_add_tag (source, key, text);
}

void
connectors_source_add_problem (ConnectorsSource *source,
                               const char *call,
                               guint unseen,
                               const char *format,
                               ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_entry (source->problems, call, text, unseen);
  source->complete = FALSE;
}

void
connectors_source_add_note (ConnectorsSource *source,
                            const char *call,
                            const char *format,
                            ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_entry (source->problems, call, text, 0);
}

static const char *
intern (ConnectorsSource *source, const char *text)
{
  return base_strpool_get (
      source->pool, base_strpool_intern (source->pool, text, strlen (text)));
}

UitwegTable *
connectors_source_get_resources (ConnectorsSource *source)
{
  return uitweg_estate_builder_get_table (source->builder,
                                          UITWEG_RECORD_RESOURCE);
}

guint32
connectors_begin_resource (ConnectorsSource *source,
                           const char *id,
                           const char *name,
                           UitwegResourceKind kind,
                           const char *native_type)
{
  UitwegTable *table = connectors_source_get_resources (source);
  guint32 row = base_table_append (table);

  base_table_set_text (table, row, UITWEG_RESOURCE_ID, id);
  connectors_set_text (table, row, UITWEG_RESOURCE_NAME, name);
  base_table_set_enum (table, row, UITWEG_RESOURCE_KIND, (gint) kind);
  connectors_set_text (table, row, UITWEG_RESOURCE_NATIVE_TYPE, native_type);
  return row;
}

/* Appends one entry without `fields` to a list that has been begun. */
static void
append_provenance (UitwegTable *list,
                   const ConnectorsSource *source,
                   const char *rule,
                   UitwegGrade grade)
{
  guint32 row = base_table_append (list);

  base_table_set_text (list, row, UITWEG_PROVENANCE_SOURCE, source->id);
  base_table_set_text (list, row, UITWEG_PROVENANCE_RULE, rule);
  base_table_set_enum (list, row, UITWEG_PROVENANCE_GRADE, (gint) grade);
}

UitwegTable *
connectors_source_get_table (ConnectorsSource *source, UitwegRecordType type)
{
  return uitweg_estate_builder_get_table (source->builder, type);
}

const char *
connectors_source_get_id (const ConnectorsSource *source)
{
  return source->id;
}

guint32
connectors_begin_record (ConnectorsSource *source,
                         UitwegRecordType type,
                         const char *id)
{
  UitwegTable *table = connectors_source_get_table (source, type);
  guint32 row = base_table_append (table);

  base_table_set_text (table, row, id_fields[type], id);
  return row;
}

void
connectors_set_provenance (ConnectorsSource *source,
                           guint field,
                           const char *rule,
                           UitwegGrade grade)
{
  const Own own = { .rule = intern (source, rule),
                    .grade = grade,
                    .field = field };

  for (guint i = 0; i < source->own->len; i++)
    if (g_array_index (source->own, Own, i).field == field)
      {
        g_array_index (source->own, Own, i) = own;
        return;
      }
  g_array_append_val (source->own, own);
}

/* By rule, grade and field, so that the order of the calls changes nothing. */
static gint
compare_own (gconstpointer a, gconstpointer b)
{
  const Own *first = a;
  const Own *second = b;
  gint order = strcmp (first->rule, second->rule);

  if (order == 0)
    order = (gint) first->grade - (gint) second->grade;
  return order != 0 ? order : (gint) first->field - (gint) second->field;
}

/* One entry for all fields with the same rule and grade. */
static void
append_own (ConnectorsSource *source,
            const UitwegSchema *schema,
            UitwegTable *list)
{
  UitwegTable *fields = NULL;

  g_array_sort (source->own, compare_own);
  for (guint i = 0; i < source->own->len; i++)
    {
      const Own *own = &g_array_index (source->own, Own, i);

      if (i == 0 || own->rule != own[-1].rule || own->grade != own[-1].grade)
        {
          append_provenance (list, source, own->rule, own->grade);
          fields = base_table_begin_list (list, UITWEG_PROVENANCE_FIELDS);
        }
      base_table_add_text (fields, schema->fields[own->field].key);
      base_table_end_list (list, UITWEG_PROVENANCE_FIELDS);
    }
  g_array_set_size (source->own, 0);
}

void
connectors_end_record (ConnectorsSource *source,
                       UitwegRecordType type,
                       guint32 row,
                       const char *rule,
                       UitwegGrade grade)
{
  UitwegTable *table = connectors_source_get_table (source, type);
  guint field = provenance_fields[type];
  UitwegTable *list;

  g_assert (row + 1 == uitweg_table_get_n_rows (table));
  source->n_outliers += base_table_drop_outliers (table, row);
  list = base_table_begin_list (table, field);
  append_provenance (list, source, rule, grade);
  append_own (source, uitweg_table_get_schema (table), list);
  base_table_end_list (table, field);
}

void
connectors_end_resource (ConnectorsSource *source,
                         guint32 row,
                         const char *rule,
                         UitwegGrade grade)
{
  connectors_end_record (source, UITWEG_RECORD_RESOURCE, row, rule, grade);
}

void
connectors_add_dependency (ConnectorsSource *source,
                           const char *from,
                           const char *to,
                           ConnectorsRule rule,
                           const char *origin)
{
  const Edge edge = { .from = intern (source, from),
                      .to = intern (source, to),
                      .origin = origin,
                      .rule = rule };

  if (edge.from == edge.to)
    source->n_self++;
  else
    g_array_append_val (source->edges, edge);
}

/* By pair, then rule, then origin. "declared" comes last, because it counts
 * only where no better rule is known for the pair. */
static gint
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *first = a;
  const Edge *second = b;
  gint order = 0;

  if (first->from != second->from)
    order = strcmp (first->from, second->from);
  if (order == 0 && first->to != second->to)
    order = strcmp (first->to, second->to);
  if (order == 0)
    order = (gint) first->rule - (gint) second->rule;
  return order != 0 ? order : strcmp (first->origin, second->origin);
}

static gboolean
is_same_pair (const Edge *a, const Edge *b)
{
  return a->from == b->from && a->to == b->to;
}

/* Appends the record of edges[0 .. n), which are of one pair and rule (or
 * "declared" without being the first), as one dependency. */
static void
append_dependency (ConnectorsSource *source, const Edge *edges, guint n)
{
  UitwegTable *table = uitweg_estate_builder_get_table (
      source->builder, UITWEG_RECORD_DEPENDENCY);
  const Rule *rule = &rules[edges[0].rule];
  guint32 row = base_table_append (table);
  g_autofree char *id = connectors_make_id ("dep/%s/%s/%s", edges[0].from,
                                            edges[0].to, rule->word);
  UitwegTable *list;

  base_table_set_text (table, row, UITWEG_DEPENDENCY_ID, id);
  base_table_set_text (table, row, UITWEG_DEPENDENCY_FROM, edges[0].from);
  base_table_set_text (table, row, UITWEG_DEPENDENCY_TO, edges[0].to);
  connectors_set_rule (table, row, edges[0].rule);
  /* words: observed, declared, inferred */
  base_table_set_enum (table, row, UITWEG_DEPENDENCY_BASIS,
                       rule->grade == UITWEG_GRADE_INFERRED ? 2 : 1);

  list = base_table_begin_list (table, UITWEG_DEPENDENCY_PROVENANCE);
  for (guint i = 0; i < n; i++)
    if (i == 0 || strcmp (edges[i].origin, edges[i - 1].origin) != 0)
      append_provenance (list, source, edges[i].origin, rule->grade);
  base_table_end_list (table, UITWEG_DEPENDENCY_PROVENANCE);
}

static void
append_dependencies (ConnectorsSource *source)
{
  const Edge *edges = (const Edge *) (gconstpointer) source->edges->data;
  guint n_edges = source->edges->len;
  guint end;

  g_array_sort (source->edges, compare_edges);
  for (guint start = 0; start < n_edges; start = end)
    {
      for (end = start + 1; end < n_edges; end++)
        if (!is_same_pair (&edges[start], &edges[end])
            || (edges[end].rule != edges[start].rule
                && edges[end].rule != CONNECTORS_RULE_DECLARED))
          break;
      append_dependency (source, edges + start, end - start);
    }
}

static void
append_problems (const ConnectorsSource *source, UitwegTable *table)
{
  UitwegTable *list = base_table_begin_list (table, UITWEG_SOURCE_PROBLEMS);

  for (guint i = 0; i < source->problems->len; i++)
    {
      const Entry *entry = &g_array_index (source->problems, Entry, i);
      guint32 row = base_table_append (list);

      base_table_set_text (list, row, UITWEG_SOURCE_PROBLEM_CALL,
                           entry->first != NULL ? entry->first : "unnamed");
      base_table_set_text (list, row, UITWEG_SOURCE_PROBLEM_ERROR,
                           entry->second != NULL ? entry->second
                                                 : "no reason given");
      if (entry->unseen > 0)
        {
          UitwegTable *numbers = base_table_begin_list (
              list, UITWEG_SOURCE_PROBLEM_RESOURCES);

          base_table_add_number (numbers, entry->unseen);
          base_table_add_number (numbers, entry->unseen);
          base_table_end_list (list, UITWEG_SOURCE_PROBLEM_RESOURCES);
        }
    }
  base_table_end_list (table, UITWEG_SOURCE_PROBLEMS);
}

static void
append_files (const ConnectorsSource *source, UitwegTable *table)
{
  UitwegTable *list = base_table_begin_list (table, UITWEG_SOURCE_FILES);

  for (guint i = 0; i < source->files->len; i++)
    {
      const Entry *entry = &g_array_index (source->files, Entry, i);
      guint32 row = base_table_append (list);

      base_table_set_text (list, row, UITWEG_SOURCE_FILE_PATH,
                           entry->first != NULL ? entry->first : "unnamed");
      base_table_set_text (list, row, UITWEG_SOURCE_FILE_SHA256, entry->second);
    }
  base_table_end_list (table, UITWEG_SOURCE_FILES);
}

void
connectors_source_finish (ConnectorsSource *source)
{
  UitwegTable *table = uitweg_estate_builder_get_table (source->builder,
                                                        UITWEG_RECORD_SOURCE);
  UitwegTable *tags;
  guint32 row;

  if (source->n_self > 0)
    connectors_source_add_note (source, "dependencies",
                                "left out %u of things on themselves",
                                source->n_self);
  if (source->n_outliers > 0)
    connectors_source_add_problem (source, "numbers", 0,
                                   "left out %u that are below or above what "
                                   "uitweg-estate(5) allows",
                                   source->n_outliers);
  append_dependencies (source);

  row = base_table_append (table);
  base_table_set_text (table, row, UITWEG_SOURCE_ID, source->id);
  base_table_set_text (table, row, UITWEG_SOURCE_CONNECTOR, source->connector);
  base_table_set_text (table, row, UITWEG_SOURCE_ASKED, source->asked);
  base_table_set_day (table, row, UITWEG_SOURCE_NEWEST, source->newest);
  base_table_set_text (table, row, UITWEG_SOURCE_COLLECTED_AT,
                       source->request->collected_at);
  base_table_set_bool (table, row, UITWEG_SOURCE_COMPLETE, source->complete);
  append_files (source, table);
  append_problems (source, table);
  tags = base_table_begin_list (table, UITWEG_SOURCE_TAGS);
  for (guint i = 0; i < source->tags->len; i++)
    {
      const Entry *entry = &g_array_index (source->tags, Entry, i);

      base_table_add_tag (tags, entry->first, entry->second);
    }
  base_table_end_list (table, UITWEG_SOURCE_TAGS);
}

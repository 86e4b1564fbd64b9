/* SPDX-License-Identifier: EUPL-1.2
 *
 * Why a country reaches a resource, as a chain in words: from thing to thing
 * along dependencies, then from party to party.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "assess/assessment-private.h"

#define ARROW " → "

/*
 * Breadth first along @graph from @start to the nearest node whose set holds
 * @bit.
 *
 * Returns: (transfer full) (nullable): the nodes of the way, ended by
 *   UITWEG_NONE
 */
static guint32 *
find_way (const UitwegGraph *graph,
          guint32 start,
          const guint64 *sets,
          guint64 bit)
{
  guint32 n = uitweg_graph_get_n_nodes (graph);
  g_autofree guint32 *came_from = g_new (guint32, n);
  g_autofree guint32 *queue = g_new (guint32, n);
  guint32 *way = NULL;
  guint32 n_queue = 1;
  guint32 done = 0;
  guint32 length = 1;

  for (guint32 v = 0; v < n; v++)
    came_from[v] = UITWEG_NONE;
  came_from[start] = start;
  queue[0] = start;
  while (done < n_queue && (sets[queue[done]] & bit) == 0)
    {
      guint32 node = queue[done++];
      guint32 n_needs;
      const guint32 *needs = uitweg_graph_get_needs (graph, node, &n_needs,
                                                     NULL);

      for (guint32 i = 0; i < n_needs; i++)
        if (came_from[needs[i]] == UITWEG_NONE)
          {
            came_from[needs[i]] = node;
            queue[n_queue++] = needs[i];
          }
    }
  if (done == n_queue)
    return NULL;
  for (guint32 v = queue[done]; v != start; v = came_from[v])
    length++;
  way = g_new (guint32, (gsize) length + 1);
  way[length] = UITWEG_NONE;
  for (guint32 v = queue[done]; length > 0; v = came_from[v])
    way[--length] = v;
  return way;
}

/* The least edge from one node to the next. */
static guint32
find_edge (const UitwegGraph *graph, guint32 from, guint32 to)
{
  guint32 n;
  const guint32 *edges = NULL;
  const guint32 *needs = uitweg_graph_get_needs (graph, from, &n, &edges);

  for (guint32 i = 0; i < n; i++)
    if (needs[i] == to)
      return edges[i];
  g_assert_not_reached ();
}

static const char *
get_id (const UitwegAssessment *assessment,
        UitwegRecordType type,
        guint32 row,
        guint field)
{
  return uitweg_table_text (assess_table (assessment, type), row, field);
}

static void
append_entity (const UitwegAssessment *assessment,
               guint32 entity,
               GString *text)
{
  const AssessEntities *entities = assessment->entities;
  const UitwegProvider *provider = NULL;

  if (entity < entities->first_provider)
    {
      g_string_append (text, get_id (assessment, UITWEG_RECORD_PARTY, entity,
                                     UITWEG_PARTY_ID));
      return;
    }
  if (entity == entities->premises)
    {
      g_string_append (text, "premises");
      return;
    }
  provider = uitweg_catalog_get_provider (
      assessment->catalog,
      (entity - entities->first_provider)
          % (entities->first_parent - entities->first_provider));
  g_string_append (text, entity < entities->first_parent ? provider->id
                         : provider->parent_name != NULL ? provider->parent_name
                                                         : provider->id);
}

static void
append_owner (const UitwegAssessment *assessment, guint32 row, GString *text)
{
  const UitwegTable *owners = uitweg_table_child (
      assess_table (assessment, UITWEG_RECORD_PARTY), UITWEG_PARTY_OWNERS);
  const UitwegTable *rights = uitweg_table_child (owners, UITWEG_OWNER_RIGHTS);
  double votes = uitweg_table_number (owners, row, UITWEG_OWNER_VOTES_PERCENT);
  const char *between = "";
  guint32 at;
  guint32 n;

  if (!isnan (votes))
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.15g", votes);
      g_string_append_printf (text, "%s %% of votes", number);
      between = ", ";
    }
  uitweg_table_list (owners, row, UITWEG_OWNER_RIGHTS, &at, &n);
  for (guint32 behind = at + n; at < behind; at++)
    {
      const char *right = uitweg_table_text (rights, at, 0);

      g_string_append (text, between);
      g_string_append (text,
                       strcmp (right, "golden_share") == 0 ? "golden share"
                       : strcmp (right, "board") == 0 ? "appoints the board"
                                                      : right);
      between = ", ";
    }
}

static void
append_link (const UitwegAssessment *assessment, guint32 link, GString *text)
{
  const AssessEntities *entities = assessment->entities;
  const UitwegTable *subcontractors = uitweg_table_child (
      assess_table (assessment, UITWEG_RECORD_PARTY),
      UITWEG_PARTY_SUBCONTRACTORS);
  guint32 row = entities->row[link];
  const char *layer = NULL;

  switch ((AssessLinkKind) entities->kind[link])
    {
    case ASSESS_LINK_OWNER:
      append_owner (assessment, row, text);
      break;
    case ASSESS_LINK_BUYER:
      g_string_append (text, "acquisition");
      break;
    case ASSESS_LINK_PARENT:
      g_string_append (text, "parent");
      break;
    case ASSESS_LINK_SAME:
      g_string_append (text, "the same");
      break;
    case ASSESS_LINK_SUBCONTRACTOR:
      layer = uitweg_table_text (subcontractors, row, UITWEG_SUBCONTRACTOR_FOR);
      g_string_append (text, "subcontractor");
      if (layer != NULL)
        g_string_append_printf (text, " for %s", layer);
      break;
    }
}

/* "party/x (operates) → party/y (51 % of votes, US)" */
static void
append_entities (const UitwegAssessment *assessment,
                 const UitwegGraph *graph,
                 const guint32 *way,
                 GString *text)
{
  for (guint i = 0; way[i + 1] != UITWEG_NONE; i++)
    {
      g_string_append (text, ")" ARROW);
      append_entity (assessment, way[i + 1], text);
      g_string_append (text, " (");
      append_link (assessment, find_edge (graph, way[i], way[i + 1]), text);
    }
}

static guint32
get_last (const guint32 *way)
{
  while (way[1] != UITWEG_NONE)
    way++;
  return way[0];
}

/*
 * Appends how a country reaches an entity, if it does: first to the one that
 * works for it, then to the one that controls that.
 */
static gboolean
append_chain (const UitwegAssessment *assessment,
              guint32 entity,
              const char *role,
              guint country,
              GString *text)
{
  const AssessEntities *entities = assessment->entities;
  guint64 bit = ASSESS_BIT (country);
  g_autofree guint32 *work = NULL;
  g_autofree guint32 *control = NULL;
  guint32 last;

  if (entity == UITWEG_NONE || (entities->reached[entity] & bit) == 0)
    return FALSE;
  work = find_way (entities->work, entity, entities->controlled, bit);
  control = find_way (entities->control, get_last (work), entities->own, bit);
  last = get_last (control);
  g_string_append (text, ARROW);
  append_entity (assessment, entity, text);
  g_string_append_printf (text, " (%s", role);
  append_entities (assessment, entities->work, work, text);
  append_entities (assessment, entities->control, control, text);
  /* A country that is not the seat is that of most members. */
  g_string_append_printf (text, ", %s%s)",
                          last < entities->first_provider
                                  && entities->seat[last] != country
                              ? "members in "
                              : "",
                          assessment->countries.codes[country]);
  return TRUE;
}

/* One list of a resource: its parties, or its places. */
typedef struct
{
  guint list;
  guint party;
  guint country;
  const char *role;
  const char *place;
} Helper;

static const Helper helpers[] = {
  { UITWEG_RESOURCE_ADMINISTRATORS, UITWEG_ADMINISTRATOR_PARTY,
    UITWEG_ADMINISTRATOR_COUNTRY, "administers", "administered from" },
  { UITWEG_RESOURCE_BACKUPS, UITWEG_BACKUP_PARTY, UITWEG_BACKUP_COUNTRY,
    "keeps backups", "backup in" },
};

static gboolean
append_helper (const UitwegAssessment *assessment,
               guint32 resource,
               const Helper *helper,
               gboolean places,
               guint country,
               GString *text)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  const UitwegTable *list = uitweg_table_child (table, helper->list);
  const char *code = assessment->countries.codes[country];
  guint32 row;
  guint32 n;

  uitweg_table_list (table, resource, helper->list, &row, &n);
  for (guint32 behind = row + n; row < behind; row++)
    {
      if (!places
          && append_chain (
              assessment,
              assess_find_entity (assessment,
                                  uitweg_table_text (list, row, helper->party)),
              helper->role, country, text))
        return TRUE;
      if (places
          && g_strcmp0 (uitweg_table_text (list, row, helper->country), code)
                 == 0)
        {
          g_string_append_printf (text, ARROW "%s %s", helper->place, code);
          return TRUE;
        }
    }
  return FALSE;
}

/* The end of the chain: what of the resource itself brings the country. */
static void
append_own (const UitwegAssessment *assessment,
            guint32 resource,
            guint country,
            GString *text)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);

  if (append_chain (assessment, assessment->provider_of[resource], "operates",
                    country, text)
      || append_chain (
          assessment,
          assess_find_entity (
              assessment,
              uitweg_table_text (table, resource, UITWEG_RESOURCE_KEY_HOLDER)),
          "holds keys", country, text))
    return;
  for (guint i = 0; i < 2 * G_N_ELEMENTS (helpers); i++)
    if (append_helper (assessment, resource,
                       &helpers[i % G_N_ELEMENTS (helpers)],
                       i >= G_N_ELEMENTS (helpers), country, text))
      return;
  g_string_append_printf (text, ARROW "data in %s",
                          assessment->countries.codes[country]);
}

char *
uitweg_assessment_explain_jurisdiction (const UitwegAssessment *assessment,
                                        guint32 i,
                                        guint country)
{
  const UitwegTable *dependencies = NULL;
  g_autofree guint32 *way = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint32 at = 0;

  g_return_val_if_fail (assessment != NULL && i < assessment->n
                            && country < assessment->countries.n,
                        NULL);
  dependencies = assess_table (assessment, UITWEG_RECORD_DEPENDENCY);
  if ((assessment->jurisdictions[i] & ASSESS_BIT (country)) == 0)
    return NULL;
  way = find_way (assessment->needs, i, assessment->own_jurisdictions,
                  ASSESS_BIT (country));
  g_string_append (
      text, get_id (assessment, UITWEG_RECORD_RESOURCE, i, UITWEG_RESOURCE_ID));
  for (; way[at + 1] != UITWEG_NONE; at++)
    g_string_append_printf (
        text, ARROW "%s (%s)",
        get_id (assessment, UITWEG_RECORD_RESOURCE, way[at + 1],
                UITWEG_RESOURCE_ID),
        uitweg_table_text (dependencies,
                           find_edge (assessment->needs, way[at], way[at + 1]),
                           UITWEG_DEPENDENCY_KIND));
  append_own (assessment, way[at], country, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who there is and what joins them: parties of the estate, providers of the
 * catalog with their ultimate parents, and the organisation itself. From this
 * come the jurisdictions of each one: of those who control it, and of those
 * it uses for what it does.
 */
#include "config.h"

#include <string.h>

#include "assess/assessment-private.h"

/* Layers of work (FIGURES 5): those that touch data or operation always
 * count; the rest under the strict definition, unless it is accepted. */
static const char *const strict_layers[] = { "software", "support",
                                             "firmware", "chips",
                                             "facility", "connectivity",
                                             "hardware", NULL };

gboolean
assess_layer_counts (const UitwegScenario *scenario, const char *layer)
{
  if (layer == NULL || !g_strv_contains (strict_layers, layer))
    return TRUE;
  return scenario->strict
         && (scenario->accepted_layers == NULL
             || !g_strv_contains (
                 (const gchar *const *) scenario->accepted_layers, layer));
}

guint32
assess_find_organisation (const UitwegAssessment *assessment)
{
  guint32 n = uitweg_table_get_n_rows (
      assess_table (assessment, UITWEG_RECORD_ORGANISATION));

  if (assessment->scenario->organisation != NULL)
    return uitweg_estate_find (assessment->estate, UITWEG_RECORD_ORGANISATION,
                               assessment->scenario->organisation);
  return n == 1 ? 0 : UITWEG_NONE;
}

static void
add_link (AssessEntities *entities,
          guint32 from,
          guint32 to,
          AssessLinkKind kind,
          guint32 row)
{
  guint32 i = entities->n_links++;

  entities->from[i] = from;
  entities->to[i] = to;
  entities->kind[i] = (guint8) kind;
  entities->row[i] = row;
}

static void
allocate (const UitwegAssessment *assessment, AssessEntities *entities)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  guint32 n_parties = entities->parties.n_parties;
  guint32 n_providers = uitweg_catalog_get_n_providers (assessment->catalog);
  gsize n_links = entities->first[n_parties];

  n_links += uitweg_table_get_n_rows (
      uitweg_table_child (parties, UITWEG_PARTY_SUBCONTRACTORS));
  n_links += 2 * (gsize) n_parties + n_providers + 1;
  entities->first_provider = n_parties;
  entities->first_parent = n_parties + n_providers;
  entities->premises = n_parties + 2 * n_providers;
  entities->n = entities->premises + 1;
  entities->from = g_new (guint32, n_links);
  entities->to = g_new (guint32, n_links);
  entities->kind = g_new (guint8, n_links);
  entities->row = g_new (guint32, n_links);
  entities->own = g_new0 (guint64, entities->n);
  entities->controlled = g_new (guint64, entities->n);
  entities->reached = g_new (guint64, entities->n);
  entities->unknown = g_new0 (guint8, entities->n);
}

static void
add_seat (AssessEntities *entities, guint32 entity, guint8 country)
{
  if (country != ASSESS_NO_COUNTRY)
    entities->own[entity] |= ASSESS_BIT (country);
  else
    entities->unknown[entity] = 1;
}

static void
add_owners (AssessEntities *entities)
{
  const AssessParties *parties = &entities->parties;
  g_autofree guint8 *controls = g_new (guint8,
                                       parties->first[parties->n_parties]);

  assess_find_controllers (parties, controls, entities->own, entities->unknown);
  for (guint32 p = 0; p < parties->n_parties; p++)
    {
      add_seat (entities, p, parties->seat[p]);
      for (guint32 h = parties->first[p]; h < parties->first[p + 1]; h++)
        if (controls[h])
          add_link (entities, p, parties->holdings[h].holder,
                    parties->holdings[h].row == UITWEG_NONE ? ASSESS_LINK_BUYER
                                                            : ASSESS_LINK_OWNER,
                    parties->holdings[h].row);
    }
}

static void
add_subcontractors (const UitwegAssessment *assessment,
                    AssessEntities *entities)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  const UitwegTable *subcontractors = uitweg_table_child (
      parties, UITWEG_PARTY_SUBCONTRACTORS);

  for (guint32 p = 0; p < entities->parties.n_parties; p++)
    {
      guint32 row;
      guint32 n;

      uitweg_table_list (parties, p, UITWEG_PARTY_SUBCONTRACTORS, &row, &n);
      for (guint32 behind = row + n; row < behind; row++)
        {
          guint32 other = uitweg_estate_find (
              assessment->estate, UITWEG_RECORD_PARTY,
              uitweg_table_text (subcontractors, row,
                                 UITWEG_SUBCONTRACTOR_PARTY));

          if (!assess_layer_counts (
                  assessment->scenario,
                  uitweg_table_text (subcontractors, row,
                                     UITWEG_SUBCONTRACTOR_FOR)))
            continue;
          if (other == UITWEG_NONE)
            entities->unknown[p] = 1;
          else
            add_link (entities, p, other, ASSESS_LINK_SUBCONTRACTOR, row);
        }
    }
}

/* A parent that nobody has verified is not there when the scenario asks for
 * what is verified. */
static gboolean
is_parent_known (const AssessEntities *entities, const UitwegProvider *provider)
{
  if (provider->parent_name == NULL && provider->parent_country == NULL)
    return FALSE;
  return !entities->verified
         || provider->parent_confidence == UITWEG_CONFIDENCE_VERIFIED
         || provider->parent_confidence == UITWEG_CONFIDENCE_PARTLY;
}

static void
add_providers (const UitwegAssessment *assessment, AssessEntities *entities)
{
  guint n = uitweg_catalog_get_n_providers (assessment->catalog);

  for (guint i = 0; i < n; i++)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (
          assessment->catalog, i);
      guint32 entity = entities->first_provider + i;

      add_seat (
          entities, entity,
          assess_find_country (&assessment->countries, provider->seat_country));
      if (!is_parent_known (entities, provider))
        {
          entities->unknown[entity] = 1;
          continue;
        }
      add_seat (entities, entities->first_parent + i,
                assess_find_country (&assessment->countries,
                                     provider->parent_country));
      add_link (entities, entity, entities->first_parent + i,
                ASSESS_LINK_PARENT, UITWEG_NONE);
    }
}

/*
 * A party that is a provider of the catalog: what either knows, both know, so
 * that neither is unknown for want of what stands with the other. The seat of
 * the party is that of the provider where the estate has none.
 */
static void
join_providers (const UitwegAssessment *assessment, AssessEntities *entities)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);

  for (guint32 p = 0; p < entities->parties.n_parties; p++)
    {
      const char *id = uitweg_table_text (parties, p,
                                          UITWEG_PARTY_CATALOG_PROVIDER);
      guint32 provider = id == NULL ? UITWEG_NONE
                                    : uitweg_catalog_find_provider (
                                        assessment->catalog, id);
      guint32 entity = entities->first_provider + provider;
      gboolean known;

      if (provider == UITWEG_NONE)
        continue;
      known = entities->seat[p] != ASSESS_NO_COUNTRY
              && (!entities->unknown[p]
                  || is_parent_known (entities,
                                      uitweg_catalog_get_provider (
                                          assessment->catalog, provider)));
      entities->unknown[p] = !known;
      if (known)
        entities->unknown[entity] = 0;
      add_link (entities, p, entity, ASSESS_LINK_SAME, UITWEG_NONE);
      add_link (entities, entity, p, ASSESS_LINK_SAME, UITWEG_NONE);
    }
}

/* Own premises are the organisation's: its party, or else its country. */
static void
add_premises (const UitwegAssessment *assessment, AssessEntities *entities)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_ORGANISATION);
  guint32 organisation = assess_find_organisation (assessment);
  guint32 premises = entities->premises;
  guint32 party = UITWEG_NONE;

  if (organisation == UITWEG_NONE)
    {
      entities->unknown[premises] = 1;
      return;
    }
  if (uitweg_table_has (table, organisation, UITWEG_ORGANISATION_PARTY))
    party = uitweg_estate_find (
        assessment->estate, UITWEG_RECORD_PARTY,
        uitweg_table_text (table, organisation, UITWEG_ORGANISATION_PARTY));
  add_seat (
      entities, premises,
      assess_find_country (&assessment->countries,
                           uitweg_table_text (table, organisation,
                                              UITWEG_ORGANISATION_COUNTRY)));
  if (party == UITWEG_NONE)
    return;
  entities->unknown[premises] = 0;
  add_link (entities, premises, party, ASSESS_LINK_SAME, UITWEG_NONE);
}

/* Who controls each one, and then who works for it: subcontractors of a
 * parent that does nothing here do not count. */
static void
close_entities (AssessEntities *entities)
{
  g_autofree guint8 *keep = g_new (guint8, entities->n_links);

  for (guint32 i = 0; i < entities->n_links; i++)
    keep[i] = entities->kind[i] != ASSESS_LINK_SUBCONTRACTOR;
  entities->control = uitweg_graph_new (
      entities->n, entities->from, entities->to, keep, entities->n_links, NULL);
  for (guint32 i = 0; i < entities->n_links; i++)
    keep[i] = entities->kind[i] == ASSESS_LINK_SUBCONTRACTOR
              || entities->kind[i] == ASSESS_LINK_SAME;
  entities->work = uitweg_graph_new (entities->n, entities->from, entities->to,
                                     keep, entities->n_links, NULL);
  assess_close (entities->control, entities->own, entities->unknown,
                entities->controlled, entities->unknown);
  assess_close (entities->work, entities->controlled, entities->unknown,
                entities->reached, entities->unknown);
}

AssessEntities *
assess_entities_new (const UitwegAssessment *assessment, gboolean verified)
{
  AssessEntities *entities = g_new0 (AssessEntities, 1);

  entities->verified = verified;
  assess_read_holdings (assessment, entities);
  allocate (assessment, entities);
  add_owners (entities);
  add_providers (assessment, entities);
  join_providers (assessment, entities);
  add_subcontractors (assessment, entities);
  add_premises (assessment, entities);
  close_entities (entities);
  return entities;
}

void
assess_entities_free (AssessEntities *entities)
{
  if (entities == NULL)
    return;
  g_free (entities->seat);
  g_free (entities->has_members);
  g_free (entities->owners_known);
  g_free (entities->first);
  g_free (entities->holdings);
  g_free (entities->from);
  g_free (entities->to);
  g_free (entities->kind);
  g_free (entities->row);
  uitweg_graph_free (entities->control);
  uitweg_graph_free (entities->work);
  g_free (entities->own);
  g_free (entities->controlled);
  g_free (entities->reached);
  g_free (entities->unknown);
  g_free (entities);
}

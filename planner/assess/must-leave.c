/* SPDX-License-Identifier: EUPL-1.2
 *
 * What must be left under the scenario: a thing whose own provider is one of
 * those to leave or is controlled by it, or whose own jurisdictions hold one
 * to leave. What it needs is left, or bridged, for its own sake.
 */
#include "config.h"

#include "assess/assessment-private.h"

/* Marks the entities of that id and all that they control. */
static void
mark_controlled (const UitwegAssessment *assessment,
                 const char *id,
                 guint8 *marked)
{
  const AssessEntities *entities = assessment->entities;
  guint32 provider = uitweg_catalog_find_provider (assessment->catalog, id);
  guint32 party = uitweg_estate_find (assessment->estate, UITWEG_RECORD_PARTY,
                                      id);
  g_autofree guint8 *reached = g_new (guint8, entities->n);
  guint32 start[2];
  guint32 n = 0;

  if (provider != UITWEG_NONE)
    start[n++] = entities->first_provider + provider;
  if (party != UITWEG_NONE)
    start[n++] = party;
  uitweg_graph_reach_dependants (entities->control, start, n, reached);
  for (guint32 e = 0; e < entities->n; e++)
    marked[e] |= reached[e];
}

void
assess_find_must_leave (UitwegAssessment *assessment)
{
  const UitwegScenario *scenario = assessment->scenario;
  g_autofree guint8 *marked = g_new0 (guint8, assessment->entities->n);
  guint64 countries = 0;

  for (guint i = 0; i < scenario->n_leave; i++)
    {
      const UitwegLeave *leave = &scenario->leave[i];
      guint8 country = assess_find_country (&assessment->countries,
                                            leave->jurisdiction);

      if (country != ASSESS_NO_COUNTRY)
        countries |= ASSESS_BIT (country);
      if (leave->provider != NULL)
        mark_controlled (assessment, leave->provider, marked);
      if (leave->party != NULL)
        mark_controlled (assessment, leave->party, marked);
      /* Own premises: the organisation leaves its own halls. */
      if (g_strcmp0 (leave->provider, "premises") == 0)
        marked[assessment->entities->premises] = 1;
    }
  assessment->must_leave = g_new0 (guint8, assessment->n);
  for (guint32 i = 0; i < assessment->n; i++)
    {
      guint32 entity = assessment->provider_of[i];

      assessment->must_leave[i] = (entity != UITWEG_NONE && marked[entity])
                                  || (assessment->own_jurisdictions[i]
                                      & countries)
                                         != 0;
    }
}

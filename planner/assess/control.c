/* SPDX-License-Identifier: EUPL-1.2
 *
 * Effective jurisdictions of each resource: of all who host, operate,
 * administer, back up or hold keys of it and of what it needs, and of the
 * places where that is done. A place adds a country and never removes one.
 */
#include "config.h"

#include <string.h>

#include "assess/assessment-private.h"

guint32
assess_find_entity (const UitwegAssessment *assessment, const char *id)
{
  guint32 n_parties = uitweg_table_get_n_rows (
      assess_table (assessment, UITWEG_RECORD_PARTY));
  guint n_providers = uitweg_catalog_get_n_providers (assessment->catalog);
  guint32 provider;

  if (id == NULL)
    return UITWEG_NONE;
  if (strcmp (id, "premises") == 0)
    return n_parties + 2 * n_providers;
  provider = uitweg_catalog_find_provider (assessment->catalog, id);
  if (provider != UITWEG_NONE)
    return n_parties + provider;
  return uitweg_estate_find (assessment->estate, UITWEG_RECORD_PARTY, id);
}

/* The provider of the catalog that an entity is, or NULL. */
static const UitwegProvider *
get_provider (const UitwegAssessment *assessment, guint32 entity)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  guint32 n_parties = uitweg_table_get_n_rows (parties);
  guint n_providers = uitweg_catalog_get_n_providers (assessment->catalog);
  guint32 provider = UITWEG_NONE;

  if (entity < n_parties
      && uitweg_table_has (parties, entity, UITWEG_PARTY_CATALOG_PROVIDER))
    provider = uitweg_catalog_find_provider (
        assessment->catalog,
        uitweg_table_text (parties, entity, UITWEG_PARTY_CATALOG_PROVIDER));
  else if (entity >= n_parties && entity - n_parties < n_providers)
    provider = entity - n_parties;
  return provider == UITWEG_NONE
             ? NULL
             : uitweg_catalog_get_provider (assessment->catalog, provider);
}

/* The country of a region: as its provider says, or the code itself. */
static guint16
find_place (const UitwegAssessment *assessment,
            guint32 entity,
            const char *region)
{
  const UitwegProvider *provider = NULL;

  if (region == NULL)
    return ASSESS_NO_CODE;
  if (entity != UITWEG_NONE)
    provider = get_provider (assessment, entity);
  for (guint i = 0; provider != NULL && i < provider->n_regions; i++)
    if (g_strcmp0 (provider->regions[i].code, region) == 0
        && provider->regions[i].country != NULL)
      return assess_pack_country (provider->regions[i].country);
  return assess_pack_country (region);
}

void
assess_find_providers (UitwegAssessment *assessment)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  g_autoptr (GHashTable) entities = g_hash_table_new (NULL, NULL);

  assessment->provider_of = g_new (guint32, assessment->n);
  assessment->place_of = g_new (guint16, assessment->n);
  for (guint32 i = 0; i < assessment->n; i++)
    {
      const char *id = uitweg_table_text (table, i, UITWEG_RESOURCE_PROVIDER);
      gpointer found = NULL;
      guint32 entity = UITWEG_NONE;

      /* Equal texts of a table stand at one address. */
      if (id != NULL
          && g_hash_table_lookup_extended (entities, id, NULL, &found))
        entity = GPOINTER_TO_UINT (found);
      else if (id != NULL)
        {
          entity = assess_find_entity (assessment, id);
          g_hash_table_insert (entities, (gpointer) id,
                               GUINT_TO_POINTER (entity));
        }
      assessment->provider_of[i] = entity;
      assessment->place_of[i] = find_place (
          assessment, entity,
          uitweg_table_text (table, i, UITWEG_RESOURCE_REGION));
    }
}

/* Adds a party (nullable id); one that no record defines is unknown. */
static void
add_party (UitwegAssessment *assessment, guint32 resource, const char *id)
{
  const AssessEntities *entities = assessment->entities;
  guint32 entity;

  if (id == NULL)
    return;
  entity = assess_find_entity (assessment, id);
  if (entity == UITWEG_NONE)
    {
      assessment->own_unknown[resource] = 1;
      return;
    }
  assessment->own_parties[resource] |= entities->reached[entity];
  assessment->own_unknown[resource] |= entities->unknown[entity];
}

static void
add_country (UitwegAssessment *assessment, guint32 resource, const char *code)
{
  guint8 country = assess_find_country (&assessment->countries, code);

  if (country != ASSESS_NO_COUNTRY)
    assessment->own_jurisdictions[resource] |= ASSESS_BIT (country);
}

static void
add_list (UitwegAssessment *assessment,
          guint32 resource,
          guint field,
          guint party_field,
          guint country_field)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  const UitwegTable *list = uitweg_table_child (table, field);
  guint32 row;
  guint32 n;

  uitweg_table_list (table, resource, field, &row, &n);
  for (guint32 behind = row + n; row < behind; row++)
    {
      const char *party = uitweg_table_text (list, row, party_field);
      const char *country = uitweg_table_text (list, row, country_field);

      add_party (assessment, resource, party);
      add_country (assessment, resource, country);
      /* Somebody is there, and nothing is known of him. */
      if (party == NULL && country == NULL)
        assessment->own_unknown[resource] = 1;
    }
}

static void
find_own (UitwegAssessment *assessment, guint32 resource)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  guint32 entity = assessment->provider_of[resource];

  if (entity == UITWEG_NONE)
    assessment->own_unknown[resource] = 1;
  else
    {
      assessment->own_parties[resource] |=
          assessment->entities->reached[entity];
      assessment->own_unknown[resource] |=
          assessment->entities->unknown[entity];
    }
  if (assessment->place_of[resource] != ASSESS_NO_CODE)
    assessment->own_jurisdictions[resource] |= ASSESS_BIT (
        assessment->countries.numbers[assessment->place_of[resource]]);
  add_party (assessment, resource,
             uitweg_table_text (table, resource, UITWEG_RESOURCE_KEY_HOLDER));
  add_list (assessment, resource, UITWEG_RESOURCE_ADMINISTRATORS,
            UITWEG_ADMINISTRATOR_PARTY, UITWEG_ADMINISTRATOR_COUNTRY);
  add_list (assessment, resource, UITWEG_RESOURCE_BACKUPS, UITWEG_BACKUP_PARTY,
            UITWEG_BACKUP_COUNTRY);
  assessment->own_jurisdictions[resource] |= assessment->own_parties[resource];
}

/* The layer that a needed thing adds; NULL for the operation itself. */
static const char *
get_layer (const UitwegAssessment *assessment,
           const UitwegTable *dependencies,
           guint32 row,
           guint32 needed)
{
  const char *rule = uitweg_table_text (dependencies, row,
                                        UITWEG_DEPENDENCY_RULE);
  gint kind = uitweg_table_enum (
      assess_table (assessment, UITWEG_RECORD_RESOURCE), needed,
      UITWEG_RESOURCE_KIND);

  if (uitweg_table_enum (dependencies, row, UITWEG_DEPENDENCY_KIND)
      == UITWEG_DEPENDENCY_SUPPLY)
    return rule != NULL
                   && (strcmp (rule, "firmware") == 0
                       || strcmp (rule, "chips") == 0
                       || strcmp (rule, "hardware") == 0
                       || strcmp (rule, "support") == 0)
               ? rule
               : "software";
  if (kind == UITWEG_KIND_FACILITY || kind == UITWEG_KIND_POWER)
    return "facility";
  if (kind == UITWEG_KIND_CONNECTIVITY || kind == UITWEG_KIND_EXCHANGE
      || kind == UITWEG_KIND_SATELLITE)
    return "connectivity";
  return NULL;
}

/* Whether control reaches along a dependency: any hard one, and soft ones of
 * the kinds through which data or operation can be touched. */
static gboolean
is_followed (const UitwegTable *dependencies, guint32 row)
{
  const char *rule = uitweg_table_text (dependencies, row,
                                        UITWEG_DEPENDENCY_RULE);
  gint kind = uitweg_table_enum (dependencies, row, UITWEG_DEPENDENCY_KIND);

  if (g_strcmp0 (rule, "reachable_from") == 0
      || g_strcmp0 (rule, "guarded_by") == 0)
    return FALSE;
  if (uitweg_table_bool (dependencies, row, UITWEG_DEPENDENCY_HARD) != 0)
    return TRUE;
  return kind == UITWEG_DEPENDENCY_DATA || kind == UITWEG_DEPENDENCY_KEY
         || kind == UITWEG_DEPENDENCY_IDENTITY
         || kind == UITWEG_DEPENDENCY_ADMINISTRATION
         || kind == UITWEG_DEPENDENCY_PLATFORM
         || kind == UITWEG_DEPENDENCY_SUPPLY;
}

gboolean
assess_carries_control (const UitwegAssessment *assessment, guint32 row)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_DEPENDENCY);
  const guint32 to = uitweg_estate_get_dependency_to (assessment->estate)[row];

  return is_followed (table, row)
         && assess_layer_counts (assessment->scenario,
                                 get_layer (assessment, table, row, to));
}

static void
find_needs (UitwegAssessment *assessment)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_DEPENDENCY);
  const guint32 *to = uitweg_estate_get_dependency_to (assessment->estate);
  guint32 n = uitweg_table_get_n_rows (table);
  g_autofree guint8 *keep = g_new (guint8, n);

  for (guint32 row = 0; row < n; row++)
    keep[row] = assess_carries_control (assessment, row) ? 1 : 0;
  assessment->needs = uitweg_graph_new (
      assessment->n, uitweg_estate_get_dependency_from (assessment->estate), to,
      keep, n, NULL);
}

void
assess_find_control (UitwegAssessment *assessment)
{
  guint32 n = assessment->n;

  assessment->own_jurisdictions = g_new0 (guint64, n);
  assessment->own_parties = g_new0 (guint64, n);
  assessment->own_unknown = g_new0 (guint8, n);
  assessment->jurisdictions = g_new (guint64, n);
  assessment->controllers = g_new (guint64, n);
  assessment->jurisdiction_unknown = g_new (guint8, n);
  for (guint32 i = 0; i < n; i++)
    find_own (assessment, i);
  find_needs (assessment);
  assess_close (assessment->needs, assessment->own_jurisdictions,
                assessment->own_unknown, assessment->jurisdictions,
                assessment->jurisdiction_unknown);
  uitweg_graph_reach_sets (assessment->needs, assessment->own_parties,
                           assessment->controllers);
}

guint64
uitweg_assessment_get_provider_jurisdictions (
    const UitwegAssessment *assessment,
    guint32 provider,
    gboolean verified,
    gboolean *unknown_out)
{
  const AssessEntities *entities = NULL;
  guint32 entity;

  g_return_val_if_fail (
      assessment != NULL
          && provider < uitweg_catalog_get_n_providers (assessment->catalog),
      0);
  entities = verified ? assessment->of_verified : assessment->claimed;
  entity = entities->first_provider + provider;
  if (unknown_out != NULL)
    *unknown_out = entities->unknown[entity] != 0;
  return entities->reached[entity];
}

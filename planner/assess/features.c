/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the features of a thing say: which rules of the catalog they trip
 * (blockers), and which share of them some allowed target is known to offer
 * (feature fit). A million resources use the same few texts, so that each
 * text is looked up once.
 */
#include "config.h"

#include "assess/assessment-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint32 rule;         /* UITWEG_NONE */
  const guint8 *offers; /* by target: 1 if it offers the feature; or NULL */
} Feature;

typedef struct
{
  UitwegAssessment *assessment;
  guint n_targets;
  GHashTable *offered;  /* capability to guint8 by target */
  GHashTable *features; /* text, by address, to Feature */
  GHashTable *types;    /* native type, by address, to entry */
  GHashTable *matches;  /* native type and words, to entry */
  guint16 **entry_fit;  /* by entry: capabilities offered, by target */
  guint16 *counts;      /* of the resource at hand, by target */
  GArray *blockers;
} Finder;

static gboolean
has_text (const char *const *texts, const char *text)
{
  return texts != NULL && text != NULL
         && g_strv_contains ((const gchar *const *) texts, text);
}

/* Nothing moves to where it must leave. */
static gboolean
is_left (const UitwegLeave *leave, const UitwegProvider *provider)
{
  return g_strcmp0 (leave->provider, provider->id) == 0
         || (leave->jurisdiction != NULL
             && (g_strcmp0 (leave->jurisdiction, provider->seat_country) == 0
                 || g_strcmp0 (leave->jurisdiction, provider->parent_country)
                        == 0));
}

/* Whether something may be moved to a provider, as far as the scenario says;
 * prices and capacity are for the options. */
static gboolean
is_target (const UitwegScenario *scenario, const UitwegProvider *provider)
{
  gboolean allowed = scenario->allow_countries == NULL
                     || scenario->allow_countries[0] == NULL
                     || has_text (scenario->allow_countries,
                                  provider->seat_country);

  if (has_text (scenario->exclude, provider->id))
    return FALSE;
  for (guint i = 0; i < scenario->n_leave; i++)
    if (is_left (&scenario->leave[i], provider))
      return FALSE;
  for (guint i = 0; i < provider->n_regions; i++)
    allowed = allowed
              || has_text (scenario->allow_countries,
                           provider->regions[i].country);
  if (has_text (scenario->include, provider->id))
    return allowed;
  return allowed && g_strcmp0 (provider->tier, "source") != 0
         && g_strcmp0 (provider->tier, "contrast") != 0
         && g_strcmp0 (provider->tier, "vps") != 0;
}

static void
find_offered (Finder *finder)
{
  const UitwegCatalog *catalog = finder->assessment->catalog;

  finder->n_targets = uitweg_catalog_get_n_providers (catalog);
  finder->offered = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           g_free);
  for (guint p = 0; p < finder->n_targets; p++)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (catalog, p);

      if (!is_target (finder->assessment->scenario, provider))
        continue;
      for (guint i = 0; i < provider->n_capabilities; i++)
        {
          char *name = (char *) provider->capabilities[i].name;
          guint8 *offers = g_hash_table_lookup (finder->offered, name);

          if (offers == NULL)
            {
              offers = g_new0 (guint8, finder->n_targets);
              g_hash_table_insert (finder->offered, name, offers);
            }
          offers[p] = 1;
        }
    }
}

/* "postgresql:15" is offered by whoever offers postgresql. */
static const Feature *
find_feature (Finder *finder, const char *text)
{
  Feature *feature = g_hash_table_lookup (finder->features, text);
  g_autofree char *word = NULL;

  if (feature != NULL)
    return feature;
  feature = g_new (Feature, 1);
  feature->rule = uitweg_catalog_find_blocker (finder->assessment->catalog,
                                               text);
  if (feature->rule == UITWEG_NONE && strchr (text, '=') != NULL)
    {
      g_autofree char *name = g_strndup (text, strcspn (text, "="));

      feature->rule = uitweg_catalog_find_blocker (finder->assessment->catalog,
                                                   name);
    }
  word = g_strndup (text, strcspn (text, ":="));
  feature->offers = g_hash_table_lookup (finder->offered, word);
  g_hash_table_insert (finder->features, (gpointer) text, feature);
  return feature;
}

/* The type alone, for things whose features are not known. */
static guint32
find_plain_entry (Finder *finder, const char *native_type)
{
  gpointer found = NULL;
  guint32 entry;

  if (g_hash_table_lookup_extended (finder->types, native_type, NULL, &found))
    return GPOINTER_TO_UINT (found);
  entry = uitweg_catalog_find_service (finder->assessment->catalog,
                                       native_type);
  g_hash_table_insert (finder->types, (gpointer) native_type,
                       GUINT_TO_POINTER (entry));
  return entry;
}

/*
 * Some types are several things: a managed database by its engine. Features
 * say which, as "postgresql:15" or as "engine:postgres", whose value counts
 * as a word of its own.
 */
static guint32
find_entry (Finder *finder, guint32 resource)
{
  const UitwegTable *table = assess_table (finder->assessment,
                                           UITWEG_RECORD_RESOURCE);
  const UitwegTable *texts = uitweg_table_child (table,
                                                 UITWEG_RESOURCE_FEATURES);
  const char *native_type = uitweg_table_text (table, resource,
                                               UITWEG_RESOURCE_NATIVE_TYPE);
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *key = NULL;
  gpointer found = NULL;
  guint32 row;
  guint32 n;

  if (native_type == NULL)
    return UITWEG_NONE;
  uitweg_table_list (table, resource, UITWEG_RESOURCE_FEATURES, &row, &n);
  if (n == 0)
    return find_plain_entry (finder, native_type);
  words = g_ptr_array_new ();
  g_ptr_array_add (words, (gpointer) native_type);
  for (guint32 behind = row + n; row < behind; row++)
    {
      const char *text = uitweg_table_text (texts, row, 0);
      const char *value = text + strcspn (text, ":=");

      g_ptr_array_add (words, (gpointer) text);
      if (*value != '\0')
        g_ptr_array_add (words, (gpointer) (value + 1));
    }
  g_ptr_array_add (words, NULL);
  key = g_strjoinv ("\n", (gchar **) words->pdata);
  if (!g_hash_table_lookup_extended (finder->matches, key, NULL, &found))
    {
      guint32 entry = uitweg_catalog_match_service (
          finder->assessment->catalog, native_type,
          (const char *const *) words->pdata + 1);

      found = GUINT_TO_POINTER (entry);
      g_hash_table_insert (finder->matches, g_steal_pointer (&key), found);
    }
  return GPOINTER_TO_UINT (found);
}

static guint
count_texts (const char *const *texts)
{
  return texts == NULL ? 0 : g_strv_length ((gchar **) texts);
}

/* How many of the capabilities of an entry each target offers. */
static const guint16 *
get_entry_fit (Finder *finder, guint32 entry)
{
  const UitwegServiceEntry *service = uitweg_catalog_get_service (
      finder->assessment->catalog, entry);
  guint n = count_texts (service->capabilities);

  if (finder->entry_fit[entry] != NULL)
    return finder->entry_fit[entry];
  finder->entry_fit[entry] = g_new0 (guint16, MAX (finder->n_targets, 1));
  for (guint i = 0; i < n; i++)
    {
      const guint8 *offers = g_hash_table_lookup (finder->offered,
                                                  service->capabilities[i]);

      for (guint p = 0; offers != NULL && p < finder->n_targets; p++)
        finder->entry_fit[entry][p] = (guint16) (finder->entry_fit[entry][p]
                                                 + offers[p]);
    }
  return finder->entry_fit[entry];
}

static gint
compare_blockers (gconstpointer a, gconstpointer b, gpointer catalog)
{
  const UitwegBlocker *left = a;
  const UitwegBlocker *right = b;
  UitwegBlockerCategory left_category =
      uitweg_catalog_get_blocker_rule (catalog, left->rule)->category;
  UitwegBlockerCategory right_category =
      uitweg_catalog_get_blocker_rule (catalog, right->rule)->category;

  if (left_category != right_category)
    return left_category < right_category ? -1 : 1;
  return left->rule < right->rule ? -1 : left->rule > right->rule;
}

/* Sorts the blockers of one resource and drops those that are there twice. */
static void
finish_blockers (Finder *finder, guint first)
{
  GArray *all = finder->blockers;
  UitwegBlocker *blockers = (UitwegBlocker *) (void *) all->data;
  guint n = first;

  if (all->len == first)
    return;
  g_qsort_with_data (blockers + first, (gint) (all->len - first),
                     sizeof *blockers, compare_blockers,
                     finder->assessment->catalog);
  for (guint i = first; i < all->len; i++)
    if (n == first || blockers[n - 1].rule != blockers[i].rule)
      blockers[n++] = blockers[i];
  g_array_set_size (all, n);
}

/*
 * Used features are the capabilities that the type of the thing stands for
 * and the features it names, less those that are blockers. Where features are
 * not known, they count as one more, of which nothing is known.
 */
static void
find_fit (Finder *finder, guint32 resource)
{
  UitwegAssessment *assessment = finder->assessment;
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_RESOURCE);
  const UitwegTable *texts = uitweg_table_child (table,
                                                 UITWEG_RESOURCE_FEATURES);
  guint32 entry = assessment->entries[resource];
  guint32 row;
  guint32 n_rows;
  gboolean known = uitweg_table_list (table, resource, UITWEG_RESOURCE_FEATURES,
                                      &row, &n_rows);
  guint32 n_used = known ? 0 : 1;
  guint best = 0;

  memset (finder->counts, 0, sizeof (guint16) * finder->n_targets);
  if (entry != UITWEG_NONE)
    {
      const guint16 *offered = get_entry_fit (finder, entry);

      n_used += count_texts (
          uitweg_catalog_get_service (assessment->catalog, entry)
              ->capabilities);
      memcpy (finder->counts, offered, sizeof (guint16) * finder->n_targets);
    }
  for (guint32 behind = row + n_rows; row < behind; row++)
    {
      const char *text = uitweg_table_text (texts, row, 0);
      const Feature *feature = find_feature (finder, text);

      if (feature->rule != UITWEG_NONE)
        {
          UitwegBlocker blocker = { resource, feature->rule };

          g_array_append_val (finder->blockers, blocker);
          continue;
        }
      n_used++;
      for (guint p = 0; feature->offers != NULL && p < finder->n_targets; p++)
        finder->counts[p] = (guint16) (finder->counts[p] + feature->offers[p]);
    }
  for (guint p = 0; p < finder->n_targets; p++)
    best = MAX (best, finder->counts[p]);
  assessment->fit[resource].lo = n_used == 0 ? 1.0 : (double) best / n_used;
  assessment->fit[resource].hi = 1.0;
}

static void
finder_init (Finder *finder, UitwegAssessment *assessment)
{
  guint32 n_entries = uitweg_catalog_get_n_services (assessment->catalog);

  finder->assessment = assessment;
  finder->features = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  finder->types = g_hash_table_new (NULL, NULL);
  finder->matches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           NULL);
  finder->blockers = g_array_new (FALSE, FALSE, sizeof (UitwegBlocker));
  finder->entry_fit = g_new0 (guint16 *, n_entries);
  find_offered (finder);
  finder->counts = g_new0 (guint16, MAX (finder->n_targets, 1));
}

static void
finder_clear (Finder *finder)
{
  guint32 n_entries = uitweg_catalog_get_n_services (
      finder->assessment->catalog);

  for (guint32 i = 0; i < n_entries; i++)
    g_free (finder->entry_fit[i]);
  g_free (finder->entry_fit);
  g_free (finder->counts);
  g_hash_table_destroy (finder->offered);
  g_hash_table_destroy (finder->features);
  g_hash_table_destroy (finder->types);
  g_hash_table_destroy (finder->matches);
}

void
assess_find_features (UitwegAssessment *assessment)
{
  Finder finder = { 0 };

  assessment->entries = g_new (guint32, assessment->n);
  assessment->fit = g_new (UitwegInterval, assessment->n);
  assessment->first_blocker = g_new0 (guint32, (gsize) assessment->n + 1);
  finder_init (&finder, assessment);
  for (guint32 i = 0; i < assessment->n; i++)
    {
      guint first = finder.blockers->len;

      assessment->entries[i] = find_entry (&finder, i);
      find_fit (&finder, i);
      finish_blockers (&finder, first);
      assessment->first_blocker[i + 1] = finder.blockers->len;
    }
  assessment->n_blockers = finder.blockers->len;
  assessment->blockers = (UitwegBlocker *) (void *) g_array_free (
      finder.blockers, FALSE);
  finder_clear (&finder);
}

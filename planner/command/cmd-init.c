/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg init: a start for people with nothing yet. It writes the tables to
 * fill by hand, or a scenario for an estate in which every number that nobody
 * has given is marked as an assumption. Here the clock is read, where the
 * estate has no day.
 */
#include "config.h"

#include "command/init.h"

#include <string.h>

#include <uitweg/day.h>

#define DAYS_TO_START 30
#define MONTHS_TO_DEADLINE 36

static CommandExit run_init (const CommandOptions *options);

static const CommandOption own_options[] = {
  { "tables", 0, COMMAND_VALUE_ONE, "DIR",
    N_ ("write the tables to fill by hand into DIR"),
    G_STRUCT_OFFSET (CommandOptions, tables) },
  COMMAND_OPTION_OUTPUT,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_init = {
  .name = "init",
  .synopsis = "--tables=DIR | [ESTATE...] [-o FILE]",
  .summary = N_ ("write tables to fill by hand, or a scenario to begin with"),
  .options = own_options,
  .takes = COMMAND_TAKES_CATALOG | COMMAND_TAKES_THREADS,
  .max_words = G_MAXUINT,
  .run = run_init,
};

/* A provider of the estate, and how many resources it has. */
typedef struct
{
  const char *id;
  const char *country; /* of its seat or parent, or NULL */
  guint n;
  gboolean is_party;  /* known to the estate and not to the catalog */
  gboolean is_abroad; /* outside the European Economic Area */
} Found;

/* A text in double quotes, as YAML reads it. */
static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

/* Lines of a comment. */
static void
append_comment (GString *text, const char *comment)
{
  g_auto (GStrv) lines = g_strsplit (comment, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "# %s\n", lines[i]);
}

static gint
compare_found (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Found *) a)->id, ((const Found *) b)->id);
}

/* Where the power over a provider sits, as far as the catalog or the estate
 * says. */
static void
look_up (Found *found, const UitwegEstate *estate, const UitwegCatalog *catalog)
{
  const UitwegTable *parties = uitweg_estate_get_table (estate,
                                                        UITWEG_RECORD_PARTY);
  const guint32 entry = uitweg_catalog_find_provider (catalog, found->id);
  const guint32 row = uitweg_estate_find (estate, UITWEG_RECORD_PARTY,
                                          found->id);

  if (entry != UITWEG_NONE)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (catalog,
                                                                    entry);

      found->country = provider->parent_country != NULL
                           ? provider->parent_country
                           : provider->seat_country;
    }
  else
    {
      found->is_party = TRUE;
      if (row != UITWEG_NONE)
        found->country = uitweg_table_text (parties, row, UITWEG_PARTY_SEAT);
    }
  found->is_abroad = found->country != NULL
                     && !uitweg_catalog_in_area (catalog, "EEA",
                                                 found->country);
}

/* (transfer full): of Found, by id. */
static GArray *
find_providers (const UitwegEstate *estate, const UitwegCatalog *catalog)
{
  const UitwegTable *table = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_RESOURCE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    {
      const char *id = uitweg_table_text (table, i, UITWEG_RESOURCE_PROVIDER);
      gpointer place;

      if (id == NULL || g_str_equal (id, "premises"))
        continue;
      place = g_hash_table_lookup (seen, id);
      if (place == NULL)
        {
          Found found = { .id = id };

          look_up (&found, estate, catalog);
          g_array_append_val (all, found);
          place = GUINT_TO_POINTER (all->len);
          g_hash_table_insert (seen, (gpointer) id, place);
        }
      g_array_index (all, Found, GPOINTER_TO_UINT (place) - 1).n++;
    }
  g_array_sort (all, compare_found);
  return all;
}

/* The newest day on which a source was read; the present without one. */
static UitwegDay
find_day (const UitwegEstate *estate)
{
  g_autofree char *present = command_get_present ();
  UitwegDay newest = UITWEG_DAY_UNKNOWN;
  UitwegDay day;

  for (guint32 i = 0; estate != NULL; i++)
    {
      const UitwegTable *sources = uitweg_estate_get_table (
          estate, UITWEG_RECORD_SOURCE);
      g_autofree char *date = NULL;

      if (i >= uitweg_table_get_n_rows (sources))
        break;
      date = g_strndup (
          uitweg_table_text (sources, i, UITWEG_SOURCE_COLLECTED_AT), 10);
      if (date != NULL && uitweg_day_parse (date, &day) && day > newest)
        newest = day;
    }
  if (newest == UITWEG_DAY_UNKNOWN && present != NULL)
    {
      present[10] = '\0';
      uitweg_day_parse (present, &newest);
    }
  return newest;
}

static void
append_estate (GString *text, const CommandOptions *options)
{
  g_autofree char *folder = options->output != NULL
                                ? g_path_get_dirname (options->output)
                                : g_strdup (".");

  if (options->n_words == 0)
    {
      append_comment (text, _ ("files of `uitweg collect`"));
      g_string_append (text, "# estate: [estate.jsonl]\n");
      return;
    }
  g_string_append (text, "estate:\n");
  for (guint i = 0; i < options->n_words; i++)
    {
      /* Paths are relative to the scenario. */
      g_autofree char *path = g_str_equal (folder, ".")
                                  ? g_strdup (options->words[i])
                                  : g_canonicalize_filename (options->words[i],
                                                             NULL);

      g_string_append (text, "  - ");
      append_quoted (text, path);
      g_string_append_c (text, '\n');
    }
}

static void
append_days (GString *text, UitwegDay day)
{
  UitwegDay start = day + DAYS_TO_START;
  g_autofree char *as_of = uitweg_day_format (day);
  g_autofree char *first = NULL;
  g_autofree char *deadline = NULL;

  while (uitweg_day_get_weekday (start) != 1)
    start++;
  first = uitweg_day_format (start);
  deadline = uitweg_day_format (
      uitweg_day_add_months (start, MONTHS_TO_DEADLINE));
  append_comment (text, _ ("the age of facts is measured against this day"));
  g_string_append_printf (text, "as_of: %s\n", as_of);
  append_comment (text, _ ("assumptions: when work begins, and by when all "
                           "must be done"));
  g_string_append_printf (text,
                          "start: %s\n"
                          "horizon: 5y\n"
                          "triggers:\n"
                          "  - {id: planned, kind: planned, deadline: %s}\n",
                          first, deadline);
}

/* What must be left: who is outside the European Economic Area stands there,
 * all others as a comment. */
static void
append_leave (GString *text, const GArray *providers)
{
  guint n_abroad = 0;

  append_comment (text,
                  _ ("what must be left. Found in the estate, with the country "
                     "of seat\nor parent; those outside the EEA are proposed, "
                     "the others wait behind #"));
  for (guint i = 0; i < providers->len; i++)
    n_abroad += g_array_index (providers, Found, i).is_abroad ? 1 : 0;
  g_string_append (text, n_abroad > 0 ? "leave:\n" : "# leave:\n");
  for (guint i = 0; i < providers->len; i++)
    {
      const Found *found = &g_array_index (providers, Found, i);

      g_string_append_printf (text, "%s  - {%s: ", found->is_abroad ? "" : "#",
                              found->is_party ? "party" : "provider");
      append_quoted (text, found->id);
      g_string_append_printf (text, "} # %s, ",
                              found->country != NULL ? found->country
                                                     : _ ("not known"));
      g_string_append_printf (
          text, ngettext ("%u resource", "%u resources", found->n), found->n);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, "#  - {jurisdiction: US}\n");
}

static void
append_rest (GString *text,
             const UitwegEstate *estate,
             const UitwegCatalog *catalog)
{
  const UitwegTable *organisations = estate != NULL ? uitweg_estate_get_table (
                                         estate, UITWEG_RECORD_ORGANISATION)
                                                    : NULL;
  const char *country = organisations != NULL
                                && uitweg_table_get_n_rows (organisations) > 0
                            ? uitweg_table_text (organisations, 0,
                                                 UITWEG_ORGANISATION_COUNTRY)
                            : NULL;

  append_comment (text, _ ("where things may go; an assumption, as is all that "
                           "follows"));
  g_string_append (text, "targets:\n"
                         "  allow_countries: [NL, DE, FR, FI, SE]\n"
                         "#  certificates: [ISO 27001]\n"
                         "rules:\n"
                         "  no_new_lock_in: true\n"
                         "  partial: {allow: true, review: 12mo}\n");
  append_comment (text, _ ("people who work on it at one time, and lines that "
                           "data go over"));
  g_string_append (text,
                   "capacity:\n"
                   "  skills: {platform: 2, database: 1, network: 1, "
                   "application: 2, test: 1}\n"
                   "  lines:\n"
                   "    - {id: internet, bandwidth: 1Gbit/s, usable: 50%, "
                   "hours: \"20:00-06:00\"}\n");
  append_comment (text, _ ("without a budget nothing is too dear"));
  g_string_append (text, "# budget: {one_off: 500k EUR, per_quarter: 150k EUR, "
                         "run_per_month: 20k EUR}\n");
  if (country == NULL
      || uitweg_catalog_find_calendar (catalog, country) == NULL)
    country = "NL";
  if (uitweg_catalog_find_calendar (catalog, country) != NULL)
    g_string_append_printf (text, "calendar: {country: %s}\n", country);
  append_comment (text, _ ("the price of a day of work, and of money"));
  g_string_append (text, "money: {currency: EUR, discount_rate: 4%, day_rate: "
                         "{default: 880 EUR}}\n"
                         "simulate: {samples: 10000, seed: 1}\n");
}

static char *
make_scenario (const CommandOptions *options,
               const UitwegEstate *estate,
               const UitwegCatalog *catalog)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray)
      providers = estate != NULL ? find_providers (estate, catalog)
                                 : g_array_new (FALSE, FALSE, sizeof (Found));

  append_comment (text, _ ("A scenario to begin with, made by `uitweg init`: "
                           "uitweg-scenario(5)\nexplains each key. Read it "
                           "through before you plan with it."));
  g_string_append_printf (text, "format: uitweg-scenario/1\ntitle: %s\n",
                          _ ("Leave what must be left"));
  append_estate (text, options);
  append_days (text, find_day (estate));
  append_leave (text, providers);
  append_rest (text, estate, catalog);
  return g_string_free (text, FALSE);
}

static CommandExit
run_init (const CommandOptions *options)
{
  g_autoptr (UitwegCatalog) catalog = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (options->tables != NULL && (options->n_words > 0 || options->output))
    return command_misuse (options, "init", "%s",
                           _ ("found --tables and more, expected it alone"));
  if (options->tables != NULL)
    return command_init_tables (options);
  if (options->output != NULL
      && g_file_test (options->output, G_FILE_TEST_IS_REGULAR))
    return command_misuse (options, "init",
                           _ ("%s: is there already; nothing was written"),
                           options->output);
  catalog = command_load_catalog (options, NULL, &error);
  if (catalog != NULL && options->n_words > 0)
    estate = uitweg_estate_load ((const char *const *) options->words,
                                 options->n_words, options->n_threads, &error);
  if (error != NULL)
    {
      CommandExit status = command_fail (options, error);

      for (guint i = 0; i < options->n_words; i++)
        command_hint_missing (options, options->words[i]);
      return status;
    }
  text = make_scenario (options, estate, catalog);
  return command_write (options, options->output, text);
}

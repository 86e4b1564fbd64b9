/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg catalog: looks at the facts that plans are made from.
 */
#include "config.h"

#include "command/pipeline.h"

#include <string.h>

#include <uitweg/day.h>

static CommandExit run_catalog (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTIONS_END,
};

const CommandVerb command_catalog = {
  .name = "catalog",
  .synopsis = "list | show ID | check | search WORD",
  .summary = N_ ("look at the facts: providers, prices, services, rules"),
  .options = own_options,
  .takes = COMMAND_TAKES_CATALOG,
  .min_words = 1,
  .max_words = 2,
  .run = run_catalog,
};

static guint32
count_prices (const UitwegCatalog *catalog, guint32 provider)
{
  const guint32 n = uitweg_catalog_get_n_prices (catalog);
  guint32 count = 0;

  for (guint32 i = 0; i < n; i++)
    count += uitweg_catalog_get_price (catalog, i)->provider == provider;
  return count;
}

static CommandExit
list_providers (const UitwegCatalog *catalog)
{
  const guint n = uitweg_catalog_get_n_providers (catalog);

  for (guint p = 0; p < n; p++)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (catalog, p);
      g_autofree char *prices = g_strdup_printf ("%5u",
                                                 count_prices (catalog, p));

      command_print_cell (provider->id, 20);
      command_print_cell (
          provider->seat_country != NULL ? provider->seat_country : "?", 2);
      command_print_cell (prices, 5);
      command_print ("%s\n", provider->name);
    }
  return COMMAND_EXIT_DONE;
}

static const char *
confidence_of (UitwegConfidence confidence)
{
  static const char *const words[] = { "verified", "partly", "unverified",
                                       "unknown" };

  return words[confidence];
}

static void
show_line (const char *key, const char *value)
{
  if (value == NULL)
    return;
  command_print_cell (key, 16);
  command_print ("%s\n", value);
}

static void
show_texts (const char *key, const char *const *values)
{
  g_autofree char *all = values != NULL ? g_strjoinv (", ", (char **) values)
                                        : NULL;

  if (all != NULL && all[0] != '\0')
    show_line (key, all);
}

static void
show_facts (const char *key, const UitwegProviderFact *facts, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      command_print_cell (i == 0 ? key : "", 16);
      command_print ("%s%s%s%s%s (%s)\n",
                     facts[i].name != NULL ? facts[i].name : facts[i].code,
                     facts[i].country != NULL ? ", " : "",
                     facts[i].country != NULL ? facts[i].country : "",
                     facts[i].status != NULL ? ", " : "",
                     facts[i].status != NULL ? facts[i].status : "",
                     confidence_of (facts[i].confidence));
    }
}

static void
show_price (const UitwegCatalog *catalog, const UitwegPrice *price)
{
  g_autofree char *day = price->as_of != UITWEG_DAY_UNKNOWN
                             ? uitweg_day_format (price->as_of)
                             : NULL;

  show_line ("price", price->id);
  show_line ("provider",
             uitweg_catalog_get_provider (catalog, price->provider)->id);
  show_line ("kind", price->kind);
  show_line ("name", price->name);
  show_line ("region", price->region);
  show_line ("price", price->price);
  show_line ("month_cap", price->month_cap);
  show_line ("currency", price->currency);
  show_line ("unit", price->unit);
  show_line ("vat", price->vat);
  show_line ("source", price->source);
  show_line ("as_of", day);
  show_line ("confidence", confidence_of (price->confidence));
  show_line ("note", price->note);
}

static void
show_provider (const UitwegCatalog *catalog, guint32 p)
{
  const UitwegProvider *provider = uitweg_catalog_get_provider (catalog, p);
  g_autofree char *prices = g_strdup_printf ("%u", count_prices (catalog, p));

  show_line ("provider", provider->id);
  show_line ("name", provider->name);
  show_line ("tier", provider->tier);
  show_line ("legal_entity", provider->legal_entity);
  show_line ("seat", provider->seat_country);
  show_line ("seat_is", confidence_of (provider->seat_confidence));
  show_line ("parent", provider->parent_name);
  show_line ("parent_country", provider->parent_country);
  show_line ("parent_is", confidence_of (provider->parent_confidence));
  show_line ("jurisdiction", provider->jurisdiction_class);
  show_facts ("regions", provider->regions, provider->n_regions);
  show_facts ("certificates", provider->certificates, provider->n_certificates);
  show_facts ("capabilities", provider->capabilities, provider->n_capabilities);
  show_line ("prices", prices);
  show_line ("note", provider->note);
  show_line ("file", provider->path);
}

static void
show_service (const UitwegServiceEntry *entry)
{
  static const char *const classes[] = { "portable",    "compatible",
                                         "convertible", "rebuild",
                                         "captive",     "not_moved" };
  static const char *const exports[] = { "full", "partial", "none" };

  show_line ("service", entry->id);
  show_line ("cloud", entry->cloud);
  show_line ("name", entry->service);
  show_line ("archetype", entry->archetype);
  show_line ("category", entry->category);
  show_line ("phase", entry->phase);
  show_line ("portability", classes[entry->portability]);
  show_line ("export",
             entry->export_path < 0 ? "unknown" : exports[entry->export_path]);
  show_line ("strategy", entry->strategy);
  show_line ("effort_class", entry->effort_class);
  show_line ("cutover", entry->cutover);
  show_line ("data_export", entry->data_export);
  show_texts ("equivalents", entry->equivalents);
  show_texts ("capabilities", entry->capabilities);
  show_texts ("needs_first", entry->needs_first);
}

static void
show_rule (const UitwegBlockerRule *rule)
{
  static const char *const categories[] = { "critical", "warning",
                                            "information" };

  show_line ("rule", rule->id);
  show_line ("category", categories[rule->category]);
  show_line ("feature", rule->feature);
  show_line ("label", rule->label);
  show_line ("assessment", rule->assessment);
  show_line ("remedy", rule->remedy);
}

static CommandExit
show_id (const CommandOptions *options,
         const UitwegCatalog *catalog,
         const char *id)
{
  const guint32 provider = uitweg_catalog_find_provider (catalog, id);

  if (provider != UITWEG_NONE)
    {
      show_provider (catalog, provider);
      return COMMAND_EXIT_DONE;
    }
  for (guint32 i = 0; i < uitweg_catalog_get_n_services (catalog); i++)
    if (g_str_equal (uitweg_catalog_get_service (catalog, i)->id, id))
      {
        show_service (uitweg_catalog_get_service (catalog, i));
        return COMMAND_EXIT_DONE;
      }
  for (guint i = 0; i < uitweg_catalog_get_n_blocker_rules (catalog); i++)
    if (g_str_equal (uitweg_catalog_get_blocker_rule (catalog, i)->id, id))
      {
        show_rule (uitweg_catalog_get_blocker_rule (catalog, i));
        return COMMAND_EXIT_DONE;
      }
  for (guint32 i = 0; i < uitweg_catalog_get_n_prices (catalog); i++)
    if (g_str_equal (uitweg_catalog_get_price (catalog, i)->id, id))
      {
        show_price (catalog, uitweg_catalog_get_price (catalog, i));
        return COMMAND_EXIT_DONE;
      }
  command_complain (options,
                    _ ("found nothing called '%s'; try: uitweg catalog search "
                       "WORD"),
                    id);
  return COMMAND_EXIT_USAGE;
}

/* Whether one of two texts holds the word, in any case. */
static gboolean
has_word (const char *word, const char *id, const char *name)
{
  const char *const texts[] = { id, name };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = texts[i] != NULL
                                    ? g_utf8_casefold (texts[i], -1)
                                    : NULL;

      if (folded != NULL && strstr (folded, word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
print_hit (const char *kind, const char *id, const char *name)
{
  command_print_cell (kind, 8);
  command_print_cell (id, 32);
  command_print ("%s\n", name != NULL ? name : "");
}

static CommandExit
search_word (const UitwegCatalog *catalog, const char *typed)
{
  g_autofree char *word = g_utf8_casefold (typed, -1);

  for (guint i = 0; i < uitweg_catalog_get_n_providers (catalog); i++)
    {
      const UitwegProvider *p = uitweg_catalog_get_provider (catalog, i);

      if (has_word (word, p->id, p->name))
        print_hit ("provider", p->id, p->name);
    }
  for (guint32 i = 0; i < uitweg_catalog_get_n_services (catalog); i++)
    {
      const UitwegServiceEntry *s = uitweg_catalog_get_service (catalog, i);

      if (has_word (word, s->id, s->service))
        print_hit ("service", s->id, s->service);
    }
  for (guint i = 0; i < uitweg_catalog_get_n_blocker_rules (catalog); i++)
    {
      const UitwegBlockerRule *r = uitweg_catalog_get_blocker_rule (catalog, i);

      if (has_word (word, r->id, r->label))
        print_hit ("rule", r->id, r->label);
    }
  for (guint32 i = 0; i < uitweg_catalog_get_n_prices (catalog); i++)
    {
      const UitwegPrice *p = uitweg_catalog_get_price (catalog, i);

      if (has_word (word, p->id, p->name))
        print_hit ("price", p->id, p->name);
    }
  return COMMAND_EXIT_DONE;
}

static CommandExit
tell_sound (const UitwegCatalog *catalog)
{
  const UitwegDay as_of = uitweg_catalog_get_as_of (catalog);
  g_autofree char *day = as_of != UITWEG_DAY_UNKNOWN ? uitweg_day_format (as_of)
                                                     : g_strdup ("?");

  command_print (_ ("catalog %s of %s: %u providers, %u prices, %u services, "
                    "%u rules, ok\n"),
                 uitweg_catalog_get_version (catalog), day,
                 uitweg_catalog_get_n_providers (catalog),
                 uitweg_catalog_get_n_prices (catalog),
                 uitweg_catalog_get_n_services (catalog),
                 uitweg_catalog_get_n_blocker_rules (catalog));
  return COMMAND_EXIT_DONE;
}

static CommandExit
run_catalog (const CommandOptions *options)
{
  const char *what = options->words[0];
  const char *word = options->words[1];
  const gboolean one = g_str_equal (what, "show")
                       || g_str_equal (what, "search");
  g_autoptr (UitwegCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  if (!one && !g_str_equal (what, "list") && !g_str_equal (what, "check"))
    return command_misuse (options, "catalog",
                           _ ("found '%s', expected list, show, check or "
                              "search"),
                           what);
  if (one != (word != NULL))
    return command_misuse (options, "catalog",
                           one ? _ ("%s: expected a word behind it")
                               : _ ("%s: expected no word behind it"),
                           what);
  catalog = command_load_catalog (options, NULL, &error);
  if (catalog == NULL)
    return command_fail (options, error);
  if (g_str_equal (what, "list"))
    return list_providers (catalog);
  if (g_str_equal (what, "check"))
    return tell_sound (catalog);
  return g_str_equal (what, "show") ? show_id (options, catalog, word)
                                    : search_word (catalog, word);
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the assessment takes from the catalog: factors, lists of words, and
 * the policy of required levels. No weight stands in code.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "assess/assessment-private.h"
#include "model/catalog-private.h"

void
assess_read_factors (const UitwegCatalog *catalog, AssessPortability *factors)
{
  static const char *const classes[] = {
    "portability.class.portable",    "portability.class.compatible",
    "portability.class.convertible", "portability.class.rebuild",
    "portability.class.captive",     NULL
  };
  static const char *const exports[] = { "portability.export.full",
                                         "portability.export.partial",
                                         "portability.export.none" };
  const struct
  {
    const char *name;
    double *value;
  } values[] = {
    { "portability.export_unknown.low", &factors->export_unknown.lo },
    { "portability.export_unknown.high", &factors->export_unknown.hi },
    { "portability.configuration.per_critical", &factors->per_critical },
    { "portability.configuration.per_warning", &factors->per_warning },
    { "portability.configuration.floor", &factors->configuration_floor },
    { "portability.bridge.network.fits", &factors->network_fits },
    { "portability.bridge.network.too_slow", &factors->network_too_slow },
    { "portability.bridge.name.any", &factors->name },
    { "portability.bridge.build.any", &factors->build },
    { "portability.bridge.administration.any", &factors->administration },
    { "portability.bridge.data.any", &factors->data },
    { "portability.bridge.identity.machine", &factors->identity_machine },
    { "portability.bridge.identity.people", &factors->identity_people },
    { "portability.bridge.key.reencrypt", &factors->key_reencrypt },
    { "portability.bridge.key.bound", &factors->key_bound },
    { "portability.bridge.platform.any", &factors->platform },
    { "portability.bridge.supply.any", &factors->supply },
  };

  for (guint i = 0; i < ASSESS_N_CLASSES; i++)
    factors->class_factor[i] = classes[i] == NULL ? NAN
                                                  : uitweg_catalog_number (
                                                      catalog, classes[i]);
  for (guint i = 0; i < ASSESS_N_EXPORTS; i++)
    factors->export_factor[i] = uitweg_catalog_number (catalog, exports[i]);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    *values[i].value = uitweg_catalog_number (catalog, values[i].name);
}

static gboolean
is_word_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte == '-';
}

gboolean
assess_has_word (const UitwegCatalog *catalog,
                 const char *name,
                 const char *word)
{
  const char *words = uitweg_catalog_text (catalog, name);
  gsize length;

  if (words == NULL || word == NULL || *word == '\0')
    return FALSE;
  length = strlen (word);
  for (const char *at = strstr (words, word); at != NULL;
       at = strstr (at + 1, word))
    if ((at == words || !is_word_byte (at[-1])) && !is_word_byte (at[length]))
      return TRUE;
  return FALSE;
}

UitwegControlLevel
assess_policy_level (const UitwegCatalog *catalog,
                     gint criticality,
                     gint data_class,
                     gint national_security)
{
  const UitwegTable *rules = catalog->tables[MODEL_CATALOG_REQUIRED_LEVELS];
  guint32 n = uitweg_table_get_n_rows (rules);
  UitwegControlLevel level = UITWEG_CONTROL_ANY;

  for (guint32 row = 0; row < n; row++)
    {
      gint of_criticality = uitweg_table_enum (rules, row,
                                               CATALOG_LEVEL_CRITICALITY);
      gint of_class = uitweg_table_enum (rules, row, CATALOG_LEVEL_DATA_CLASS);
      gint of_security = uitweg_table_bool (rules, row,
                                            CATALOG_LEVEL_NATIONAL_SECURITY);

      if ((of_criticality < 0 || of_criticality == criticality)
          && (of_class < 0 || of_class == data_class)
          && (of_security < 0 || of_security == national_security))
        level = MAX (level, (UitwegControlLevel) uitweg_table_enum (
                                rules, row, CATALOG_LEVEL_LEVEL));
    }
  return level;
}

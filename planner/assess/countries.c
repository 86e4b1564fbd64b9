/* SPDX-License-Identifier: EUPL-1.2
 *
 * Countries by number, so that a set of them is one word of 64 bits. Only
 * those that some party, provider, region, administrator or backup of this
 * estate names take part, in the order of their codes.
 */
#include "config.h"

#include <string.h>

#include "assess/assessment-private.h"

G_DEFINE_QUARK (uitweg - assessment - error - quark, uitweg_assessment_error)

#define N_CODES (26 * 26)

guint16
assess_pack_country (const char *code)
{
  if (code == NULL || !g_ascii_isupper (code[0]) || !g_ascii_isupper (code[1])
      || code[2] != '\0')
    return ASSESS_NO_CODE;
  return (guint16) ((code[0] - 'A') * 26 + (code[1] - 'A'));
}

guint8
assess_find_country (const AssessCountries *countries, const char *code)
{
  guint16 packed = assess_pack_country (code);

  return packed == ASSESS_NO_CODE ? ASSESS_NO_COUNTRY
                                  : countries->numbers[packed];
}

static void
mark (guint8 *seen, const char *code)
{
  guint16 packed = assess_pack_country (code);

  if (packed != ASSESS_NO_CODE)
    seen[packed] = 1;
}

static void
mark_column (guint8 *seen, const UitwegTable *table, guint field)
{
  guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 row = 0; row < n; row++)
    mark (seen, uitweg_table_text (table, row, field));
}

static void
mark_all (const UitwegAssessment *assessment, guint8 *seen)
{
  const UitwegTable *resources = assess_table (assessment,
                                               UITWEG_RECORD_RESOURCE);
  const UitwegScenario *scenario = assessment->scenario;

  mark_column (seen, assess_table (assessment, UITWEG_RECORD_PARTY),
               UITWEG_PARTY_SEAT);
  mark_column (seen, assess_table (assessment, UITWEG_RECORD_ORGANISATION),
               UITWEG_ORGANISATION_COUNTRY);
  mark_column (seen,
               uitweg_table_child (resources, UITWEG_RESOURCE_ADMINISTRATORS),
               UITWEG_ADMINISTRATOR_COUNTRY);
  mark_column (seen, uitweg_table_child (resources, UITWEG_RESOURCE_BACKUPS),
               UITWEG_BACKUP_COUNTRY);
  for (guint32 i = 0; i < assessment->n; i++)
    if (assessment->place_of[i] != ASSESS_NO_CODE)
      seen[assessment->place_of[i]] = 1;
  for (guint p = 0; p < uitweg_catalog_get_n_providers (assessment->catalog);
       p++)
    {
      const UitwegProvider *provider = uitweg_catalog_get_provider (
          assessment->catalog, p);

      mark (seen, provider->seat_country);
      mark (seen, provider->parent_country);
    }
  for (guint i = 0; i < scenario->n_leave; i++)
    mark (seen, scenario->leave[i].jurisdiction);
}

gboolean
assess_number_countries (UitwegAssessment *assessment, GError **error)
{
  AssessCountries *countries = &assessment->countries;
  guint8 seen[N_CODES] = { 0 };
  guint n = 0;

  mark_all (assessment, seen);
  for (guint i = 0; i < N_CODES; i++)
    n += seen[i];
  if (n > ASSESS_MAX_COUNTRIES)
    {
      g_set_error (error, UITWEG_ASSESSMENT_ERROR,
                   UITWEG_ASSESSMENT_ERROR_COUNTRIES,
                   "estate and catalog: found %u countries, expected at most "
                   "%d",
                   n, ASSESS_MAX_COUNTRIES);
      return FALSE;
    }
  memset (countries->numbers, ASSESS_NO_COUNTRY, sizeof countries->numbers);
  for (guint i = 0; i < N_CODES; i++)
    if (seen[i])
      {
        char *code = countries->codes[countries->n];

        code[0] = (char) ('A' + i / 26);
        code[1] = (char) ('A' + i % 26);
        countries->numbers[i] = (guint8) countries->n++;
      }
  return TRUE;
}

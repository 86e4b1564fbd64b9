/* SPDX-License-Identifier: EUPL-1.2
 *
 * Words that people use for those of the closed lists, in Dutch and English,
 * and for yes and no. A mapping can add its own.
 */
#include "config.h"

#include "connectors/tables/value.h"

#include <string.h>

typedef struct
{
  const char *said;  /* folded */
  const char *meant; /* a word of a list, if the field's list has it */
} Word;

/* One word may stand for words of several lists. */
static const Word words[] = {
  /* criticality, risk appetite */
  { "vitaal", "vital" },
  { "kritiek", "vital" },
  { "bedrijfskritisch", "vital" },
  { "critical", "vital" },
  { "mission critical", "vital" },
  { "hoog", "high" },
  { "belangrijk", "high" },
  { "midden", "medium" },
  { "gemiddeld", "medium" },
  { "middel", "medium" },
  { "normaal", "medium" },
  { "moderate", "medium" },
  { "laag", "low" },
  { "gering", "low" },
  { "less critical", "medium" },
  { "not critical", "low" },
  { "non critical", "low" },
  /* data_class */
  { "openbaar", "public" },
  { "intern", "internal" },
  { "vertrouwelijk", "confidential" },
  { "bedrijfsvertrouwelijk", "confidential" },
  { "persoonsgegevens", "personal" },
  { "persoonlijk", "personal" },
  { "bijzondere persoonsgegevens", "personal-special" },
  { "bijzonder", "personal-special" },
  { "special", "personal-special" },
  { "staatsgeheim", "state-secret" },
  /* control levels */
  { "geen eis", "any" },
  { "geen", "any" },
  { "none", "any" },
  { "europees", "european" },
  { "eu", "european" },
  { "nationaal", "national" },
  { "nederlands", "national" },
  /* environment */
  { "productie", "production" },
  { "prod", "production" },
  { "prd", "production" },
  { "p", "production" },
  { "live", "production" },
  { "geen productie", "non-production" },
  { "niet productie", "non-production" },
  { "nonproduction", "non-production" },
  { "test", "non-production" },
  { "tst", "non-production" },
  { "acceptatie", "non-production" },
  { "acceptance", "non-production" },
  { "acc", "non-production" },
  { "ontwikkel", "non-production" },
  { "ontwikkeling", "non-production" },
  { "development", "non-production" },
  { "dev", "non-production" },
  { "staging", "non-production" },
  { "qa", "non-production" },
  { "uat", "non-production" },
  { "demonstration", "non-production" },
  { "training", "non-production" },
  { "disaster recovery", "production" },
  /* kinds of resources */
  { "server", "vm" },
  { "virtuele machine", "vm" },
  { "virtuele server", "vm" },
  { "virtual machine", "vm" },
  { "virtual server", "vm" },
  { "fysieke server", "host" },
  { "physical server", "host" },
  { "hypervisor", "host" },
  { "functie", "function" },
  { "applicatie", "application" },
  { "toepassing", "application" },
  { "app", "application" },
  { "clouddienst", "saas" },
  { "schijf", "disk" },
  { "volume", "disk" },
  { "opslag", "bucket" },
  { "object storage", "bucket" },
  { "netwerkschijf", "share" },
  { "file share", "share" },
  { "bestandsdeling", "share" },
  { "db", "database" },
  { "wachtrij", "queue" },
  { "netwerk", "network" },
  { "loadbalancer", "load_balancer" },
  { "load balancer", "load_balancer" },
  { "certificaat", "certificate" },
  { "identiteit", "identity" },
  { "directory", "identity" },
  { "rol", "role" },
  { "sleutel", "key" },
  { "momentopname", "snapshot" },
  { "back up", "backup" },
  { "reservekopie", "backup" },
  { "datacenter", "facility" },
  { "stroom", "power" },
  { "verbinding", "connectivity" },
  { "satelliet", "satellite" },
  { "anders", "other" },
  { "overig", "other" },
  { "onbekend", "unknown" },
  /* kinds of dependencies */
  { "gegevens", "data" },
  { "bouw", "build" },
  { "naam", "name" },
  { "beheer", "administration" },
  { "levering", "supply" },
  { "mensen", "people" },
  { "herversleutelen", "reencrypt" },
  { "gebonden", "bound" },
  { "waargenomen", "observed" },
  { "opgegeven", "declared" },
  { "afgeleid", "inferred" },
  /* forms of parties, ownership, events */
  { "bedrijf", "company" },
  { "bv", "company" },
  { "b.v.", "company" },
  { "nv", "company" },
  { "vereniging", "association" },
  { "cooperatie", "cooperative" },
  { "coöperatie", "cooperative" },
  { "overheid", "public_body" },
  { "public body", "public_body" },
  { "stichting", "foundation" },
  { "maatschap", "partnership" },
  { "persoon", "person" },
  { "alle", "all" },
  { "allemaal", "all" },
  { "deel", "part" },
  { "deels", "part" },
  { "niemand", "end" },
  { "gerucht", "rumoured" },
  { "aangekondigd", "announced" },
  { "goedgekeurd", "approved" },
  { "afgerond", "completed" },
  { "ingetrokken", "withdrawn" },
  /* keys */
  { "eigen", "own" },
  { "leverancier", "provider" },
  { "derde", "third_party" },
  { "third party", "third_party" },
  /* results of tests, clauses */
  { "geslaagd", "passed" },
  { "gedeeltelijk", "partial" },
  { "mislukt", "failed" },
  { "aanwezig", "present" },
  { "ja", "present" },
  { "yes", "present" },
  { "afwezig", "absent" },
  { "ontbreekt", "absent" },
  { "nee", "absent" },
  { "no", "absent" },
  { "gebrekkig", "defective" },
};

const char *
tables_find_word (const char *const *list, const char *text)
{
  g_autofree char *folded = tables_fold (text);

  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_autofree char *word = tables_fold (list[i]);

      if (strcmp (word, folded) == 0)
        return list[i];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].said, folded) == 0)
      for (gsize k = 0; list[k] != NULL; k++)
        if (strcmp (list[k], words[i].meant) == 0)
          return list[k];
  return NULL;
}

gint
tables_find_truth (const char *text)
{
  static const char *const yes[] = { "true", "1",  "yes", "y",    "ja",  "j",
                                     "x",    "on", "aan", "waar", "wel", NULL };
  static const char *const no[] = { "false", "0",      "no",  "n",    "nee",
                                    "off",   "onwaar", "uit", "niet", NULL };
  g_autofree char *folded = tables_fold (text);

  if (g_strv_contains (yes, folded))
    return 1;
  return g_strv_contains (no, folded) ? 0 : -1;
}

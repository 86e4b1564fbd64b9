/* SPDX-License-Identifier: EUPL-1.2
 *
 * The rules by which resources are one: which keys count, in which order, and
 * what of them says nothing. They are the table identity of the catalog; what
 * stands here is the same for a caller without one, and a test holds both
 * equal.
 */
#include "config.h"

#include "model/identity-private.h"

#include <math.h>
#include <string.h>

#include <uitweg/catalog.h>

static const char *const rule_names[UITWEG_N_IDENTITY_RULES] = {
  "native_id", "uuid", "serial", "mac", "host", "name",
};

static const UitwegIdentityRules default_rules = {
  .enabled = { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE },
  .order = { 1, 2, 3, 4, 5, 6 },
  .grade = { UITWEG_GRADE_DOCUMENTED, UITWEG_GRADE_DOCUMENTED,
             UITWEG_GRADE_DOCUMENTED, UITWEG_GRADE_DOCUMENTED,
             UITWEG_GRADE_INFERRED, UITWEG_GRADE_INFERRED },
  .told = { FALSE, FALSE, FALSE, FALSE, FALSE, TRUE },
  .ignored_uuids = "03000200-0400-0500-0006-000700080009"
                   "|00020003-0004-0005-0006-000700080009",
  .ignored_serials = "0|0123456789|default string|n/a|na|none|not applicable"
                     "|not specified|system serial number"
                     "|to be filled by o.e.m.*|unknown|xxxxxxx",
  .ignored_macs = "00:50:56:c0:00:*|02:42:*",
  .ignored_hosts = "localhost|localhost6|unknown|none",
  .ignored_addresses = "0.0.0.0|127.*|169.254.*|172.17.0.1|::|::1|fe80:*",
  .connectors = "libvirt|aws-dump|azure-graph|gcp-assets|kubernetes"
                "|openstack-json|proxmox-json|nutanix-json|rvtools|ovf"
                "|terraform|arm-template|azure-migrate-csv|aws-discovery-csv"
                "|google-migration-center|m365-csv|saas-csv|resources-csv"
                "|services-csv|contracts-csv|parties-csv|dora-register"
                "|archimate|backstage|konveyor-csv|flows|focus",
};

const UitwegIdentityRules *
uitweg_identity_rules_get_default (void)
{
  return &default_rules;
}

const char *
uitweg_identity_rule_get_name (UitwegIdentityRule rule)
{
  g_return_val_if_fail ((guint) rule < UITWEG_N_IDENTITY_RULES, NULL);

  return rule_names[rule];
}

void
uitweg_catalog_get_identity_rules (const UitwegCatalog *catalog,
                                   UitwegIdentityRules *rules_out)
{
  static const struct
  {
    const char *name;
    gsize offset;
  } texts[] = {
    { "identity.ignored.uuid",
      G_STRUCT_OFFSET (UitwegIdentityRules, ignored_uuids) },
    { "identity.ignored.serial",
      G_STRUCT_OFFSET (UitwegIdentityRules, ignored_serials) },
    { "identity.ignored.mac",
      G_STRUCT_OFFSET (UitwegIdentityRules, ignored_macs) },
    { "identity.ignored.host",
      G_STRUCT_OFFSET (UitwegIdentityRules, ignored_hosts) },
    { "identity.ignored.address",
      G_STRUCT_OFFSET (UitwegIdentityRules, ignored_addresses) },
    { "identity.connectors",
      G_STRUCT_OFFSET (UitwegIdentityRules, connectors) },
  };
  UitwegIdentityRules rules = default_rules;

  g_return_if_fail (catalog != NULL);
  g_return_if_fail (rules_out != NULL);

  for (guint i = 0; i < UITWEG_N_IDENTITY_RULES; i++)
    {
      g_autofree char *enabled = g_strdup_printf ("identity.rule.%s.enabled",
                                                  rule_names[i]);
      g_autofree char *order = g_strdup_printf ("identity.rule.%s.order",
                                                rule_names[i]);
      g_autofree char *told = g_strdup_printf ("identity.rule.%s.told",
                                               rule_names[i]);
      const double number = uitweg_catalog_number_or_nan (catalog, order);

      if (isnan (number))
        continue;
      rules.enabled[i] = g_strcmp0 (uitweg_catalog_text (catalog, enabled),
                                    "false")
                         != 0;
      rules.told[i] = g_strcmp0 (uitweg_catalog_text (catalog, told), "true")
                      == 0;
      rules.order[i] = number;
      rules.grade[i] = uitweg_catalog_get_parameter_grade (catalog, order);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = uitweg_catalog_text (catalog, texts[i].name);

      if (text != NULL)
        *(const char **) (gpointer) ((char *) &rules + texts[i].offset) = text;
    }
  *rules_out = rules;
}

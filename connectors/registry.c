/* SPDX-License-Identifier: EUPL-1.2
 *
 * All connectors, and the only file that knows them all. To add one is one
 * line in connectors.h and one here.
 */
#include "config.h"

#include "connectors/connectors.h"

#include <string.h>

G_DEFINE_QUARK (uitweg - connector - error - quark, uitweg_connector_error)

/* By name. */
static const UitwegConnector *const connectors[] = {
  &connectors_archimate,
  &connectors_arm_template,
  &connectors_auto,
  &connectors_aws_discovery_csv,
  &connectors_aws_dump,
  &connectors_azure_graph,
  &connectors_azure_migrate_csv,
  &connectors_backstage,
  &connectors_contracts_csv,
  &connectors_dora,
  &connectors_exec,
  &connectors_flows,
  &connectors_focus,
  &connectors_gcp_assets,
  &connectors_google_migration_center,
  &connectors_konveyor,
  &connectors_kubernetes,
#ifdef HAVE_LIBVIRT
  &connectors_libvirt,
#endif
  &connectors_libvirt_xml,
  &connectors_m365_csv,
  &connectors_nutanix_json,
  &connectors_openstack_json,
  &connectors_ovf,
  &connectors_parties_csv,
  &connectors_proxmox_json,
  &connectors_resources_csv,
  &connectors_rvtools,
  &connectors_saas_csv,
  &connectors_services_csv,
  &connectors_terraform,
  NULL,
};

const UitwegConnector *const *
uitweg_connectors_list (void)
{
  return connectors;
}

const UitwegConnector *
uitweg_connectors_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; connectors[i] != NULL; i++)
    if (strcmp (connectors[i]->name, name) == 0)
      return connectors[i];
  return NULL;
}

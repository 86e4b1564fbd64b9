/* SPDX-License-Identifier: EUPL-1.2
 *
 * The connectors by name, for registry.c.
 */
#ifndef CONNECTORS_CONNECTORS_H
#define CONNECTORS_CONNECTORS_H

#include <uitweg/connector.h>

extern const UitwegConnector connectors_archimate;
extern const UitwegConnector connectors_arm_template;
extern const UitwegConnector connectors_auto;
extern const UitwegConnector connectors_aws_discovery_csv;
extern const UitwegConnector connectors_aws_dump;
extern const UitwegConnector connectors_azure_graph;
extern const UitwegConnector connectors_azure_migrate_csv;
extern const UitwegConnector connectors_backstage;
extern const UitwegConnector connectors_contracts_csv;
extern const UitwegConnector connectors_dora;
extern const UitwegConnector connectors_exec;
extern const UitwegConnector connectors_flows;
extern const UitwegConnector connectors_focus;
extern const UitwegConnector connectors_gcp_assets;
extern const UitwegConnector connectors_google_migration_center;
extern const UitwegConnector connectors_konveyor;
extern const UitwegConnector connectors_kubernetes;
extern const UitwegConnector connectors_libvirt;
extern const UitwegConnector connectors_libvirt_xml;
extern const UitwegConnector connectors_m365_csv;
extern const UitwegConnector connectors_nutanix_json;
extern const UitwegConnector connectors_openstack_json;
extern const UitwegConnector connectors_ovf;
extern const UitwegConnector connectors_parties_csv;
extern const UitwegConnector connectors_proxmox_json;
extern const UitwegConnector connectors_resources_csv;
extern const UitwegConnector connectors_rvtools;
extern const UitwegConnector connectors_saas_csv;
extern const UitwegConnector connectors_services_csv;
extern const UitwegConnector connectors_terraform;

#endif

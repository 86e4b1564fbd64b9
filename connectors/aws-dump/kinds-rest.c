/* SPDX-License-Identifier: EUPL-1.2
 *
 * What tells of things without being one: tags, measured values, money; and
 * calls without inventory, of which nothing is kept.
 */
#include "config.h"

#include "connectors/aws-dump/kinds.h"

#define NOTHING(top, mark)                                                     \
  {                                                                            \
    .key = top, .marks = mark, .role = AWS_NOTHING                             \
  }

const AwsKind aws_kinds_rest[] = {
  /* All that has tags, or had some: what no other call tells of becomes a
   * thing by its ARN. */
  {
      .key = "ResourceTagMappingList",
      .marks = "ResourceARN Tags",
      .kind = UITWEG_KIND_OTHER,
      .arn = "ResourceARN",
      .id = "ResourceARN",
  },
  {
      .key = "Datapoints",
      .marks = "Timestamp Unit",
      .role = AWS_METRIC,
      .id = "@file",
  },
  {
      .key = "MetricDataResults",
      .marks = "Id Timestamps Values",
      .role = AWS_METRIC,
      .id = "Label",
  },
  {
      .key = "ReservedInstances",
      .marks = "ReservedInstancesId",
      .role = AWS_CONTRACT,
      .id = "ReservedInstancesId",
  },
  {
      .key = "ReservedDBInstances",
      .marks = "ReservedDBInstanceId",
      .role = AWS_CONTRACT,
      .id = "ReservedDBInstanceId",
  },
  {
      .key = "ReservedCacheNodes",
      .marks = "ReservedCacheNodeId",
      .role = AWS_CONTRACT,
      .id = "ReservedCacheNodeId",
  },
  {
      .key = "ReservedNodes",
      .marks = "ReservedNodeId",
      .role = AWS_CONTRACT,
      .id = "ReservedNodeId",
  },
  {
      .key = "savingsPlans",
      .marks = "savingsPlanId commitment",
      .role = AWS_CONTRACT,
      .id = "savingsPlanId",
  },
  {
      .key = "ResultsByTime",
      .marks = "TimePeriod",
      .role = AWS_COST,
  },

  /* Names of people, keys, and findings. */
  NOTHING ("Users", "UserName UserId"),
  NOTHING ("UserDetailList", "UserName"),
  NOTHING ("Groups", "GroupName GroupId Arn"),
  NOTHING ("AccessKeyMetadata", "AccessKeyId"),
  NOTHING ("MFADevices", "UserName SerialNumber"),
  NOTHING ("VirtualMFADevices", "SerialNumber"),
  NOTHING ("AttachedPolicies", "PolicyName PolicyArn"),
  NOTHING ("PolicyNames", NULL),
  NOTHING ("KeyPairs", "KeyPairId"),
  NOTHING ("Findings", "Id Severity Resource"),
  NOTHING ("findings", "findingArn"),
  NOTHING ("FindingIds", NULL),
  NOTHING ("DetectorIds", NULL),
  NOTHING ("detectors", "findingpublishingfrequency"),
  NOTHING ("metricFilters", "filterName metricTransformations"),
  NOTHING ("Aliases", "AliasArn FunctionArn FunctionVersion"),
  NOTHING ("Versions", "VersionId SecretId"),
  NOTHING ("accessEntries", "clusterName principalArn"),
  NOTHING ("Routes", "DestinationCidrBlock TransitGatewayAttachments"),
  NOTHING ("Associations", "TransitGatewayAttachmentId ResourceType"),
  NOTHING ("clusterArns", NULL),
  NOTHING ("serviceArns", NULL),
  NOTHING ("taskArns", NULL),
  NOTHING ("taskDefinitionArns", NULL),
  NOTHING ("containerInstanceArns", NULL),
  NOTHING ("nodegroups", NULL),
  NOTHING ("failures", "arn reason"),
  NOTHING ("Owner", "ID"),
  NOTHING ("DimensionValueAttributes", "Value"),
  NOTHING ("GroupDefinitions", "Type Key"),
  NOTHING ("Messages", NULL),

  /* Any list: people are left out, what has an ARN is kept. */
  NOTHING ("*", "UserName"),
  NOTHING ("*", "Email"),
  { .key = "*",
    .marks = "Arn",
    .kind = UITWEG_KIND_OTHER,
    .arn = "Arn",
    .id = "Arn" },
  { .key = "*",
    .marks = "ARN",
    .kind = UITWEG_KIND_OTHER,
    .arn = "ARN",
    .id = "ARN" },
  { .key = "*",
    .marks = "arn",
    .kind = UITWEG_KIND_OTHER,
    .arn = "arn",
    .id = "arn" },
  { .key = NULL },
};

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Ids of Azure and AWS name the type of a thing; where they do not, the words
 * of the bill tell at least its kind. Prices and lock-in go by native type.
 */
#include "config.h"

#include "connectors/focus/kinds.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *provider;
} providers[] = {
  { "AWS", "aws" },
  { "Amazon Web Services", "aws" },
  { "Amazon", "aws" },
  { "Microsoft", "azure" },
  { "Microsoft Azure", "azure" },
  { "Azure", "azure" },
  { "Google Cloud", "gcp" },
  { "Google Cloud Platform", "gcp" },
  { "Google", "gcp" },
  { "GCP", "gcp" },
};

const char *
focus_provider_of (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (providers); i++)
    if (g_ascii_strcasecmp (name, providers[i].name) == 0)
      return providers[i].provider;
  return NULL;
}

typedef struct
{
  const char *word; /* of an id, in small letters */
  const char *type; /* as the catalog writes it; NULL if it has none */
  UitwegResourceKind kind;
} TypeRule;

/* By the type within an ARM id. */
static const TypeRule arm_rules[] = {
  { "microsoft.compute/virtualmachines", "Microsoft.Compute/virtualMachines",
    UITWEG_KIND_VM },
  { "microsoft.compute/virtualmachinescalesets",
    "Microsoft.Compute/virtualMachineScaleSets", UITWEG_KIND_VM },
  { "microsoft.compute/disks", "Microsoft.Compute/disks", UITWEG_KIND_DISK },
  { "microsoft.compute/snapshots", "Microsoft.Compute/snapshots",
    UITWEG_KIND_SNAPSHOT },
  { "microsoft.compute/images", "Microsoft.Compute/images", UITWEG_KIND_IMAGE },
  { "microsoft.storage/storageaccounts", "Microsoft.Storage/storageAccounts",
    UITWEG_KIND_BUCKET },
  { "microsoft.sql/servers/databases", "Microsoft.Sql/servers/databases",
    UITWEG_KIND_DATABASE },
  { "microsoft.sql/servers", "Microsoft.Sql/servers", UITWEG_KIND_DATABASE },
  { "microsoft.sql/managedinstances", "Microsoft.Sql/managedInstances",
    UITWEG_KIND_DATABASE },
  { "microsoft.dbformysql/servers", "Microsoft.DBforMySQL/servers",
    UITWEG_KIND_DATABASE },
  { "microsoft.dbformysql/flexibleservers",
    "Microsoft.DBforMySQL/flexibleServers", UITWEG_KIND_DATABASE },
  { "microsoft.dbforpostgresql/servers", "Microsoft.DBforPostgreSQL/servers",
    UITWEG_KIND_DATABASE },
  { "microsoft.dbforpostgresql/flexibleservers",
    "Microsoft.DBforPostgreSQL/flexibleServers", UITWEG_KIND_DATABASE },
  { "microsoft.documentdb/databaseaccounts",
    "Microsoft.DocumentDB/databaseAccounts", UITWEG_KIND_DATABASE },
  { "microsoft.cache/redis", "Microsoft.Cache/Redis", UITWEG_KIND_CACHE },
  { "microsoft.web/sites", "Microsoft.Web/sites", UITWEG_KIND_APPLICATION },
  { "microsoft.web/serverfarms", "Microsoft.Web/serverfarms",
    UITWEG_KIND_PLATFORM },
  { "microsoft.containerservice/managedclusters",
    "Microsoft.ContainerService/managedClusters", UITWEG_KIND_CLUSTER },
  { "microsoft.containerregistry/registries",
    "Microsoft.ContainerRegistry/registries", UITWEG_KIND_REGISTRY },
  { "microsoft.network/loadbalancers", "Microsoft.Network/loadBalancers",
    UITWEG_KIND_LOAD_BALANCER },
  { "microsoft.network/applicationgateways",
    "Microsoft.Network/applicationGateways", UITWEG_KIND_LOAD_BALANCER },
  { "microsoft.network/publicipaddresses",
    "Microsoft.Network/publicIPAddresses", UITWEG_KIND_OTHER },
  { "microsoft.network/virtualnetworks", "Microsoft.Network/virtualNetworks",
    UITWEG_KIND_NETWORK },
  { "microsoft.network/virtualnetworkgateways",
    "Microsoft.Network/virtualNetworkGateways", UITWEG_KIND_CONNECTIVITY },
  { "microsoft.network/dnszones", "Microsoft.Network/dnsZones",
    UITWEG_KIND_DNS },
  { "microsoft.network/privatednszones", "Microsoft.Network/privateDnsZones",
    UITWEG_KIND_DNS },
  { "microsoft.keyvault/vaults", "Microsoft.KeyVault/vaults", UITWEG_KIND_KEY },
  { "microsoft.servicebus/namespaces", "Microsoft.ServiceBus/namespaces",
    UITWEG_KIND_QUEUE },
  { "microsoft.eventhub/namespaces", "Microsoft.EventHub/namespaces",
    UITWEG_KIND_QUEUE },
  { "microsoft.recoveryservices/vaults", "Microsoft.RecoveryServices/vaults",
    UITWEG_KIND_BACKUP },
  { "microsoft.operationalinsights/workspaces",
    "Microsoft.OperationalInsights/workspaces", UITWEG_KIND_PLATFORM },
  { "microsoft.machinelearningservices/workspaces",
    "Microsoft.MachineLearningServices/workspaces", UITWEG_KIND_PLATFORM },
};

/* By service and type of thing of an ARN, or by the start of a short id. */
static const TypeRule aws_rules[] = {
  { "i-", "AWS::EC2::Instance", UITWEG_KIND_VM },
  { "vol-", "AWS::EC2::Volume", UITWEG_KIND_DISK },
  { "snap-", NULL, UITWEG_KIND_SNAPSHOT },
  { "ami-", NULL, UITWEG_KIND_IMAGE },
  { "nat-", "AWS::EC2::NatGateway", UITWEG_KIND_CONNECTIVITY },
  { "vpce-", "AWS::EC2::VPCEndpoint", UITWEG_KIND_CONNECTIVITY },
  { "tgw-", "AWS::EC2::TransitGateway", UITWEG_KIND_CONNECTIVITY },
  { "vpn-", "AWS::EC2::VPNConnection", UITWEG_KIND_CONNECTIVITY },
  { "eni-", "AWS::EC2::NetworkInterface", UITWEG_KIND_OTHER },
  { "eipalloc-", "AWS::EC2::EIP", UITWEG_KIND_OTHER },
  { "fs-", "AWS::EFS::FileSystem", UITWEG_KIND_SHARE },
  { "ec2:instance", "AWS::EC2::Instance", UITWEG_KIND_VM },
  { "ec2:volume", "AWS::EC2::Volume", UITWEG_KIND_DISK },
  { "ec2:snapshot", NULL, UITWEG_KIND_SNAPSHOT },
  { "ec2:natgateway", "AWS::EC2::NatGateway", UITWEG_KIND_CONNECTIVITY },
  { "ec2:vpc-endpoint", "AWS::EC2::VPCEndpoint", UITWEG_KIND_CONNECTIVITY },
  { "ec2:transit-gateway", "AWS::EC2::TransitGateway",
    UITWEG_KIND_CONNECTIVITY },
  { "elasticloadbalancing:", "AWS::ElasticLoadBalancingV2::LoadBalancer",
    UITWEG_KIND_LOAD_BALANCER },
  { "lambda:function", "AWS::Lambda::Function", UITWEG_KIND_FUNCTION },
  { "rds:cluster", "AWS::RDS::DBCluster", UITWEG_KIND_DATABASE },
  { "rds:snapshot", NULL, UITWEG_KIND_SNAPSHOT },
  { "rds:", "AWS::RDS::DBInstance", UITWEG_KIND_DATABASE },
  { "dynamodb:table", "AWS::DynamoDB::Table", UITWEG_KIND_DATABASE },
  { "redshift:", "AWS::Redshift::Cluster", UITWEG_KIND_DATABASE },
  { "elasticache:", "AWS::ElastiCache::CacheCluster", UITWEG_KIND_CACHE },
  { "s3:", "AWS::S3::Bucket", UITWEG_KIND_BUCKET },
  { "elasticfilesystem:", "AWS::EFS::FileSystem", UITWEG_KIND_SHARE },
  { "sqs:", "AWS::SQS::Queue", UITWEG_KIND_QUEUE },
  { "sns:", "AWS::SNS::Topic", UITWEG_KIND_QUEUE },
  { "kinesis:", "AWS::Kinesis::Stream", UITWEG_KIND_QUEUE },
  { "ecs:cluster", "AWS::ECS::Cluster", UITWEG_KIND_CLUSTER },
  { "ecs:service", "AWS::ECS::Service", UITWEG_KIND_CONTAINER },
  { "ecs:", NULL, UITWEG_KIND_CONTAINER },
  { "eks:", "AWS::EKS::Cluster", UITWEG_KIND_CLUSTER },
  { "ecr:", "AWS::ECR::Repository", UITWEG_KIND_REGISTRY },
  { "kms:", "AWS::KMS::Key", UITWEG_KIND_KEY },
  { "secretsmanager:", "AWS::SecretsManager::Secret", UITWEG_KIND_KEY },
  { "cloudfront:", "AWS::CloudFront::Distribution", UITWEG_KIND_CONNECTIVITY },
  { "route53:", "AWS::Route53::HostedZone", UITWEG_KIND_DNS },
  { "states:", "AWS::StepFunctions::StateMachine", UITWEG_KIND_PLATFORM },
  { "apigateway:", "AWS::ApiGateway::RestApi", UITWEG_KIND_PLATFORM },
  { "logs:", "AWS::Logs::LogGroup", UITWEG_KIND_PLATFORM },
  { "cloudwatch:", NULL, UITWEG_KIND_PLATFORM },
  { "backup:", NULL, UITWEG_KIND_BACKUP },
};

/* By a word of the service's or the type's name, in small letters. */
static const TypeRule word_rules[] = {
  { "boot volume", NULL, UITWEG_KIND_DISK },
  { "bootvolume", NULL, UITWEG_KIND_DISK },
  { "snapshot", NULL, UITWEG_KIND_SNAPSHOT },
  { "disk", NULL, UITWEG_KIND_DISK },
  { "volume", NULL, UITWEG_KIND_DISK },
  { "block storage", NULL, UITWEG_KIND_DISK },
  { "bucket", NULL, UITWEG_KIND_BUCKET },
  { "simple storage service", NULL, UITWEG_KIND_BUCKET },
  { "storage account", NULL, UITWEG_KIND_BUCKET },
  { "object storage", NULL, UITWEG_KIND_BUCKET },
  { "cloud storage", NULL, UITWEG_KIND_BUCKET },
  { "file", NULL, UITWEG_KIND_SHARE },
  { "load balanc", NULL, UITWEG_KIND_LOAD_BALANCER },
  { "kubernetes", NULL, UITWEG_KIND_CLUSTER },
  { "function", NULL, UITWEG_KIND_FUNCTION },
  { "lambda", NULL, UITWEG_KIND_FUNCTION },
  { "container", NULL, UITWEG_KIND_CONTAINER },
  { "queue", NULL, UITWEG_KIND_QUEUE },
  { "virtual machine", NULL, UITWEG_KIND_VM },
  { "instance", NULL, UITWEG_KIND_VM },
  { "compute engine", NULL, UITWEG_KIND_VM },
  { "vpn", NULL, UITWEG_KIND_CONNECTIVITY },
  { "dns", NULL, UITWEG_KIND_DNS },
  { "backup", NULL, UITWEG_KIND_BACKUP },
};

/* By the category of FOCUS, or the service family of Azure, which are too
 * wide for more. */
static const TypeRule category_rules[] = {
  { "databases", NULL, UITWEG_KIND_DATABASE },
  { "integration", NULL, UITWEG_KIND_PLATFORM },
  { "ai and machine learning", NULL, UITWEG_KIND_PLATFORM },
  { "analytics", NULL, UITWEG_KIND_PLATFORM },
  { "identity", NULL, UITWEG_KIND_IDENTITY },
  { "business applications", NULL, UITWEG_KIND_SAAS },
  { "management and governance", NULL, UITWEG_KIND_PLATFORM },
};

/* "microsoft.sql/servers/databases" of the part behind "/providers/" of an
 * id, which is NAMESPACE/TYPE/NAME[/TYPE/NAME...]. (transfer full) (nullable)
 */
static char *
arm_type_of (const char *id)
{
  const char *providers_at = g_strrstr (id, "/providers/");
  g_auto (GStrv) parts = NULL;
  GString *type;

  if (id[0] != '/' || providers_at == NULL)
    return NULL;
  parts = g_strsplit (providers_at + strlen ("/providers/"), "/", -1);
  if (parts[0] == NULL || parts[1] == NULL)
    return NULL;
  type = g_string_new (parts[0]);
  for (guint i = 1; parts[i] != NULL; i += parts[i + 1] != NULL ? 2 : 1)
    {
      g_string_append_c (type, '/');
      g_string_append (type, parts[i]);
    }
  return g_string_free (type, FALSE);
}

static UitwegResourceKind
kind_of_arm (const char *type, char **native_type_out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (arm_rules); i++)
    if (strcmp (type, arm_rules[i].word) == 0)
      {
        *native_type_out = g_strconcat ("arm:", arm_rules[i].type, NULL);
        return arm_rules[i].kind;
      }
  *native_type_out = g_strconcat ("arm:", type, NULL);
  return UITWEG_KIND_UNKNOWN;
}

/* Whether an id is made like i-0123456789abcdef0, and no name of a bucket. */
static gboolean
is_short_id (const char *id)
{
  const char *dash = strchr (id, '-');

  return dash != NULL && strlen (dash + 1) >= 8
         && strpbrk (dash + 1, "-._/: ") == NULL
         && strpbrk (dash + 1, "0123456789") != NULL;
}

/* "rds:db:name" of "arn:aws:rds:eu-west-1:123:db:name", or a short id as it
 * is. (transfer full) (nullable) */
static char *
aws_word_of (const char *id)
{
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (id, "arn:"))
    return is_short_id (id) ? g_strdup (id) : NULL;
  parts = g_strsplit (id, ":", 6);
  if (g_strv_length (parts) < 6)
    return NULL;
  return g_strconcat (parts[2], ":", parts[5], NULL);
}

static const TypeRule *
find_aws (const char *id)
{
  g_autofree char *word = aws_word_of (id);

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (aws_rules); i++)
    if (g_str_has_prefix (word, aws_rules[i].word))
      return &aws_rules[i];
  return NULL;
}

static UitwegResourceKind
find_word (const char *text)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  if (folded == NULL)
    return UITWEG_KIND_UNKNOWN;
  g_strdelimit (folded, "_", ' ');
  for (gsize i = 0; i < G_N_ELEMENTS (word_rules); i++)
    if (strstr (folded, word_rules[i].word) != NULL)
      return word_rules[i].kind;
  return UITWEG_KIND_UNKNOWN;
}

UitwegResourceKind
focus_kind_of (const FocusWords *words, char **native_type_out)
{
  g_autofree char *arm_type = arm_type_of (words->native_id);
  const TypeRule *rule = arm_type == NULL ? find_aws (words->native_id) : NULL;
  UitwegResourceKind kind = UITWEG_KIND_UNKNOWN;

  *native_type_out = NULL;
  if (arm_type != NULL)
    kind = kind_of_arm (arm_type, native_type_out);
  else if (rule != NULL)
    {
      kind = rule->kind;
      if (rule->type != NULL)
        *native_type_out = g_strconcat ("cloudformation:", rule->type, NULL);
    }
  if (kind == UITWEG_KIND_UNKNOWN)
    kind = find_word (words->type);
  if (kind == UITWEG_KIND_UNKNOWN)
    kind = find_word (words->service);
  for (gsize i = 0; kind == UITWEG_KIND_UNKNOWN && words->category != NULL
                    && i < G_N_ELEMENTS (category_rules);
       i++)
    if (g_ascii_strcasecmp (words->category, category_rules[i].word) == 0)
      kind = category_rules[i].kind;
  return kind;
}

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Functions, containers, interfaces, names, keys and roles.
 */
#include "config.h"

#include "connectors/aws-dump/kinds.h"

#define FUNCTION(top)                                                          \
  {                                                                            \
    .key = top, .marks = "FunctionName FunctionArn CodeSize",                  \
    .kind = UITWEG_KIND_FUNCTION,                                              \
    .native_type = "cloudformation:AWS::Lambda::Function",                     \
    .arn = "FunctionArn", .form = "lambda:function:", .id = "FunctionName",    \
    .name = "FunctionName", .fields = function_fields,                         \
    .edges = function_edges,                                                   \
  }

static const AwsField function_fields[] = {
  AWS_VALUE ("State", AWS_STATE),
  AWS_VALUE ("Architectures[]", AWS_ARCH),
  AWS_VALUE ("MemorySize", AWS_MEMORY_MIB),
  AWS_VALUE ("CodeSize", AWS_DATA_BYTES),
  AWS_AS_TAG ("Runtime", "runtime"),
  AWS_AS_TAG ("PackageType", "package_type"),
  AWS_END,
};

/* Values of variables are looked through in memory and go nowhere. */
static const AwsEdge function_edges[] = {
  AWS_ROLE ("Role"),
  AWS_IN_VPC ("VpcConfig.VpcId"),
  AWS_IN_SUBNET ("VpcConfig.SubnetIds[]"),
  AWS_GUARDED ("VpcConfig.SecurityGroupIds[]"),
  AWS_EDGE ("Layers[].Arn", DECLARED, "lambda:layer:"),
  AWS_KEY ("KMSKeyArn"),
  AWS_CALLS ("DeadLetterConfig.TargetArn"),
  AWS_EDGE ("FileSystemConfigs[].Arn", ATTACHED, NULL),
  AWS_EDGE ("LoggingConfig.LogGroup", LOGS_TO, "logs:log-group:"),
  AWS_SCANNED ("Environment.Variables.*"),
  AWS_END,
};

#define TASK_DEFINITION(top)                                                   \
  {                                                                            \
    .key = top, .marks = "taskDefinitionArn containerDefinitions",             \
    .kind = UITWEG_KIND_OTHER,                                                 \
    .native_type = "cloudformation:AWS::ECS::TaskDefinition",                  \
    .arn = "taskDefinitionArn", .id = "taskDefinitionArn", .name = "family",   \
    .fields = definition_fields, .edges = definition_edges,                    \
  }

static const AwsField definition_fields[] = {
  AWS_VALUE ("status", AWS_STATE),
  AWS_VALUE ("cpu", AWS_CPU_UNITS),
  AWS_VALUE ("memory", AWS_MEMORY_MIB),
  AWS_END,
};

static const AwsEdge definition_edges[] = {
  AWS_ROLE ("taskRoleArn"),
  AWS_ROLE ("executionRoleArn"),
  AWS_EDGE_BY (
      "containerDefinitions[].image", RESTORES_FROM, FALSE, AWS_BY_IMAGE),
  AWS_SCANNED ("containerDefinitions[].environment[].value"),
  AWS_EDGE ("containerDefinitions[].secrets[].valueFrom", READS_FROM, NULL),
  AWS_EDGE ("containerDefinitions[].logConfiguration.options.awslogs-group",
            LOGS_TO,
            "logs:log-group:"),
  AWS_EDGE ("volumes[].efsVolumeConfiguration.fileSystemId",
            ATTACHED,
            "elasticfilesystem:file-system/"),
  AWS_END,
};

static const AwsField state_fields[] = {
  AWS_VALUE ("status", AWS_STATE),
  AWS_VALUE ("Status", AWS_STATE),
  AWS_END,
};

static const AwsEdge eks_edges[] = {
  AWS_ROLE ("roleArn"),
  AWS_IN_VPC ("resourcesVpcConfig.vpcId"),
  AWS_IN_SUBNET ("resourcesVpcConfig.subnetIds[]"),
  AWS_GUARDED ("resourcesVpcConfig.securityGroupIds[]"),
  AWS_GUARDED ("resourcesVpcConfig.clusterSecurityGroupId"),
  AWS_KEY ("encryptionConfig[].provider.keyArn"),
  AWS_END,
};

static const AwsEdge distribution_edges[] = {
  AWS_EDGE_BY ("Origins.Items[].DomainName", FRONTS, FALSE, AWS_BY_HOST),
  AWS_EDGE ("ViewerCertificate.ACMCertificateArn", DECLARED, NULL),
  AWS_END,
};

static const AwsEdge trail_edges[] = {
  AWS_EDGE ("S3BucketName", LOGS_TO, "s3:"),
  AWS_EDGE ("CloudWatchLogsLogGroupArn", LOGS_TO, NULL),
  AWS_KEY ("KmsKeyId"),
  AWS_CALLS ("SnsTopicARN"),
  AWS_END,
};

static const AwsEdge pool_edges[] = {
  AWS_CALLS ("LambdaConfig.*"),
  AWS_CALLS ("LambdaConfig.*.LambdaArn"),
  AWS_KEY ("LambdaConfig.KMSKeyID"),
  AWS_END,
};

static const AwsEdge certificate_edges[] = {
  AWS_EDGE_FROM ("InUseBy[]", DECLARED, NULL),
  AWS_END,
};

static const AwsEdge key_edges[] = { AWS_END };

#define CERTIFICATE(top)                                                       \
  {                                                                            \
    .key = top, .marks = "CertificateArn DomainName",                          \
    .kind = UITWEG_KIND_CERTIFICATE,                                           \
    .native_type = "cloudformation:AWS::CertificateManager::Certificate",      \
    .arn = "CertificateArn", .id = "CertificateArn", .name = "DomainName",     \
    .fields = state_fields, .edges = certificate_edges,                        \
  }

#define SIMPLE(top, mark, of, type, arn_path, arn_form, id_path, name_path)    \
  {                                                                            \
    .key = top, .marks = mark, .kind = of, .native_type = type,                \
    .arn = arn_path, .form = arn_form, .id = id_path, .name = name_path,       \
    .fields = state_fields,                                                    \
  }

const AwsKind aws_kinds_apps[] = {
  FUNCTION ("Configuration"),
  FUNCTION ("Functions"),
  {
      .key = "Code",
      .marks = "ImageUri",
      .role = AWS_RELATION,
      .form = "lambda:function:",
      .id = "^Configuration.FunctionArn",
      .edges =
          AWS_EDGES{
              AWS_EDGE_BY ("ImageUri", RESTORES_FROM, FALSE, AWS_BY_IMAGE),
              AWS_END,
          },
  },
  {
      .key = "Layers",
      .marks = "LayerName LayerArn",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::Lambda::LayerVersion",
      .arn = "LayerArn",
      .form = "lambda:layer:",
      .id = "LayerName",
      .name = "LayerName",
  },
  {
      .key = "Layers",
      .marks = "Arn CodeSize FunctionArn",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::Lambda::LayerVersion",
      .arn = "Arn",
      .form = "lambda:layer:",
      .id = "Arn",
      .fields = AWS_FIELDS{ AWS_VALUE ("CodeSize", AWS_DATA_BYTES), AWS_END },
  },
  {
      .key = "EventSourceMappings",
      .marks = "UUID FunctionArn EventSourceArn",
      .role = AWS_RELATION,
      .form = "lambda:function:",
      .id = "FunctionArn",
      .edges =
          AWS_EDGES{
              AWS_EDGE ("EventSourceArn", READS_FROM, NULL),
              AWS_END,
          },
  },
  {
      .key = "clusters",
      .marks = "clusterArn clusterName",
      .kind = UITWEG_KIND_CLUSTER,
      .native_type = "cloudformation:AWS::ECS::Cluster",
      .arn = "clusterArn",
      .form = "ecs:cluster/",
      .id = "clusterName",
      .name = "clusterName",
      .fields = state_fields,
  },
  {
      .key = "services",
      .marks = "serviceArn clusterArn",
      .kind = UITWEG_KIND_CONTAINER,
      .native_type = "cloudformation:AWS::ECS::Service",
      .arn = "serviceArn",
      .id = "serviceArn",
      .name = "serviceName",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("status", AWS_STATE),
              AWS_VALUE ("desiredCount", AWS_COUNT),
              AWS_AS_TAG ("launchType", "launch_type"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("clusterArn", RUNS_ON, NULL),
              AWS_EDGE ("taskDefinition", DECLARED, NULL),
              AWS_EDGE_FROM ("loadBalancers[].targetGroupArn", FRONTS, NULL),
              AWS_ROLE ("roleArn"),
              AWS_IN_SUBNET (
                  "networkConfiguration.awsvpcConfiguration.subnets[]"),
              AWS_GUARDED (
                  "networkConfiguration.awsvpcConfiguration.securityGroups[]"),
              AWS_END,
          },
  },
  {
      .key = "tasks",
      .marks = "taskArn taskDefinitionArn",
      .kind = UITWEG_KIND_CONTAINER,
      .native_type = "terraform:aws_ecs_task",
      .arn = "taskArn",
      .id = "taskArn",
      .name = "group",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("lastStatus", AWS_STATE),
              AWS_VALUE ("availabilityZone", AWS_ZONE),
              AWS_VALUE ("cpu", AWS_CPU_UNITS),
              AWS_VALUE ("memory", AWS_MEMORY_MIB),
              AWS_AS_TAG ("launchType", "launch_type"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("clusterArn", RUNS_ON, NULL),
              AWS_EDGE ("taskDefinitionArn", DECLARED, NULL),
              AWS_EDGE ("containerInstanceArn", RUNS_ON, NULL),
              AWS_EDGE_BY (
                  "containers[].image", RESTORES_FROM, FALSE, AWS_BY_IMAGE),
              AWS_END,
          },
  },
  {
      .key = "containerInstances",
      .marks = "containerInstanceArn",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "terraform:aws_ecs_container_instance",
      .arn = "containerInstanceArn",
      .id = "containerInstanceArn",
      .fields = state_fields,
      .edges =
          AWS_EDGES{
              AWS_EDGE ("ec2InstanceId", RUNS_ON, "ec2:instance/"),
              AWS_END,
          },
  },
  TASK_DEFINITION ("taskDefinition"),
  TASK_DEFINITION ("taskDefinitions"),
  {
      .key = "cluster",
      .marks = "name arn resourcesVpcConfig",
      .kind = UITWEG_KIND_CLUSTER,
      .native_type = "cloudformation:AWS::EKS::Cluster",
      .arn = "arn",
      .form = "eks:cluster/",
      .id = "name",
      .name = "name",
      .hosts = { "endpoint" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("status", AWS_STATE),
              AWS_AS_TAG ("version", "kubernetes_version"),
              AWS_END,
          },
      .edges = eks_edges,
  },
  {
      .key = "nodegroup",
      .marks = "nodegroupArn clusterName",
      .kind = UITWEG_KIND_CLUSTER,
      .native_type = "cloudformation:AWS::EKS::Nodegroup",
      .arn = "nodegroupArn",
      .id = "nodegroupArn",
      .name = "nodegroupName",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("status", AWS_STATE),
              AWS_VALUE ("instanceTypes[]", AWS_MACHINE),
              AWS_VALUE ("scalingConfig.desiredSize", AWS_COUNT),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("clusterName", CONTAINS, "eks:cluster/"),
              AWS_ROLE ("nodeRole"),
              AWS_IN_SUBNET ("subnets[]"),
              AWS_END,
          },
  },
  {
      .key = "repositories",
      .marks = "repositoryArn repositoryUri",
      .kind = UITWEG_KIND_REGISTRY,
      .native_type = "cloudformation:AWS::ECR::Repository",
      .arn = "repositoryArn",
      .form = "ecr:repository/",
      .id = "repositoryName",
      .name = "repositoryName",
      .hosts = { "repositoryUri" },
      .edges = AWS_EDGES{ AWS_KEY ("encryptionConfiguration.kmsKey"), AWS_END },
  },
  {
      .key = "Roles",
      .marks = "RoleName Arn",
      .kind = UITWEG_KIND_ROLE,
      .native_type = "cloudformation:AWS::IAM::Role",
      .arn = "Arn",
      .form = "iam:role/",
      .id = "RoleName",
      .name = "RoleName",
      /* Who may take the role is no need; a provider of identities is. */
      .edges =
          AWS_EDGES{
              AWS_EDGE (
                  "AssumeRolePolicyDocument.Statement[].Principal.Federated",
                  DECLARED,
                  NULL),
              AWS_EDGE (
                  "AssumeRolePolicyDocument.Statement[].Principal.Federated[]",
                  DECLARED,
                  NULL),
              AWS_END,
          },
  },
  SIMPLE ("RoleDetailList",
          "RoleName Arn",
          UITWEG_KIND_ROLE,
          "cloudformation:AWS::IAM::Role",
          "Arn",
          "iam:role/",
          "RoleName",
          "RoleName"),
  SIMPLE ("Role",
          "RoleName Arn",
          UITWEG_KIND_ROLE,
          "cloudformation:AWS::IAM::Role",
          "Arn",
          "iam:role/",
          "RoleName",
          "RoleName"),
  {
      .key = "InstanceProfiles",
      .marks = "InstanceProfileName Arn",
      .kind = UITWEG_KIND_ROLE,
      .native_type = "terraform:aws_iam_instance_profile",
      .arn = "Arn",
      .form = "iam:instance-profile/",
      .id = "InstanceProfileName",
      .name = "InstanceProfileName",
      .edges = AWS_EDGES{ AWS_ROLE ("Roles[].Arn"), AWS_END },
  },
  SIMPLE ("Policies",
          "PolicyName Arn",
          UITWEG_KIND_OTHER,
          "cloudformation:AWS::IAM::ManagedPolicy",
          "Arn",
          "iam:policy/",
          "PolicyName",
          "PolicyName"),
  SIMPLE ("OpenIDConnectProviderList",
          "Arn",
          UITWEG_KIND_IDENTITY,
          "cloudformation:AWS::IAM::OIDCProvider",
          "Arn",
          "iam:oidc-provider/",
          "Arn",
          NULL),
  SIMPLE ("SAMLProviderList",
          "Arn ValidUntil",
          UITWEG_KIND_IDENTITY,
          "terraform:aws_iam_saml_provider",
          "Arn",
          "iam:saml-provider/",
          "Arn",
          NULL),
  SIMPLE ("ServerCertificateMetadataList",
          "ServerCertificateId Arn",
          UITWEG_KIND_CERTIFICATE,
          "terraform:aws_iam_server_certificate",
          "Arn",
          "iam:server-certificate/",
          "ServerCertificateName",
          "ServerCertificateName"),
  {
      .key = "KeyMetadata",
      .marks = "KeyId Arn",
      .kind = UITWEG_KIND_KEY,
      .native_type = "cloudformation:AWS::KMS::Key",
      .arn = "Arn",
      .form = "kms:key/",
      .id = "KeyId",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("KeyState", AWS_STATE),
              AWS_VALUE ("Origin", AWS_KEY_ORIGIN),
              AWS_AS_TAG ("KeyManager", "key_manager"),
              AWS_END,
          },
      .edges = key_edges,
  },
  SIMPLE ("Keys",
          "KeyId KeyArn",
          UITWEG_KIND_KEY,
          "cloudformation:AWS::KMS::Key",
          "KeyArn",
          "kms:key/",
          "KeyId",
          NULL),
  /* Its name is another name of the key: see names.c. */
  {
      .key = "Aliases",
      .marks = "AliasArn AliasName",
      .role = AWS_RELATION,
      .form = "kms:key/",
      .id = "TargetKeyId",
      .hosts = { "AliasArn" },
  },
  {
      .key = "HostedZones",
      .marks = "Id Name CallerReference",
      .kind = UITWEG_KIND_DNS,
      .native_type = "cloudformation:AWS::Route53::HostedZone",
      .form = "route53:hostedzone/",
      .id = "Id",
      .name = "Name",
      .fields = AWS_FIELDS{ AWS_VALUE ("ResourceRecordSetCount", AWS_OBJECTS),
                            AWS_END },
  },
  {
      .key = "ResourceRecordSets",
      .marks = "Name Type",
      .role = AWS_ROUTES,
      .kind = UITWEG_KIND_DNS,
      .native_type = "cloudformation:AWS::Route53::RecordSet",
      .id = "Name",
  },
  {
      .key = "DistributionList",
      .inner = "Items[]",
      .marks = "ARN DomainName Origins",
      .kind = UITWEG_KIND_LOAD_BALANCER,
      .native_type = "cloudformation:AWS::CloudFront::Distribution",
      .arn = "ARN",
      .form = "cloudfront:distribution/",
      .id = "Id",
      .hosts = { "DomainName" },
      .fields = state_fields,
      .edges = distribution_edges,
  },
  {
      .key = "Distribution",
      .marks = "ARN DomainName DistributionConfig",
      .kind = UITWEG_KIND_LOAD_BALANCER,
      .native_type = "cloudformation:AWS::CloudFront::Distribution",
      .arn = "ARN",
      .form = "cloudfront:distribution/",
      .id = "Id",
      .hosts = { "DomainName" },
      .fields = state_fields,
      .edges =
          AWS_EDGES{
              AWS_EDGE_BY ("DistributionConfig.Origins.Items[].DomainName",
                           FRONTS,
                           FALSE,
                           AWS_BY_HOST),
              AWS_END,
          },
  },
  {
      .key = "logGroups",
      .marks = "logGroupName",
      .kind = UITWEG_KIND_PLATFORM,
      .native_type = "cloudformation:AWS::Logs::LogGroup",
      .arn = "logGroupArn",
      .form = "logs:log-group:",
      .id = "logGroupName",
      .name = "logGroupName",
      .fields = AWS_FIELDS{ AWS_VALUE ("storedBytes", AWS_DATA_BYTES),
                            AWS_END },
      .edges = AWS_EDGES{ AWS_KEY ("kmsKeyId"), AWS_END },
  },
  {
      .key = "MetricAlarms",
      .marks = "AlarmName AlarmArn",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::CloudWatch::Alarm",
      .arn = "AlarmArn",
      .form = "cloudwatch:alarm:",
      .id = "AlarmName",
      .name = "AlarmName",
      .edges = AWS_EDGES{ AWS_CALLS ("AlarmActions[]"),
                          AWS_CALLS ("OKActions[]"), AWS_END },
  },
  {
      .key = "items",
      .marks = "id name apiKeySource",
      .kind = UITWEG_KIND_PLATFORM,
      .native_type = "cloudformation:AWS::ApiGateway::RestApi",
      .form = "apigateway:/restapis/",
      .id = "id",
      .name = "name",
  },
  {
      .key = "Items",
      .marks = "ApiId ProtocolType",
      .kind = UITWEG_KIND_PLATFORM,
      .native_type = "cloudformation:AWS::ApiGatewayV2::Api",
      .form = "apigateway:/apis/",
      .id = "ApiId",
      .name = "Name",
      .hosts = { "ApiEndpoint" },
  },
  {
      .key = "Rules",
      .marks = "Name Arn EventBusName",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::Events::Rule",
      .arn = "Arn",
      .form = "events:rule/",
      .id = "Name",
      .name = "Name",
      .fields = AWS_FIELDS{ AWS_VALUE ("State", AWS_STATE), AWS_END },
      .edges = AWS_EDGES{ AWS_ROLE ("RoleArn"), AWS_END },
  },
  {
      .key = "Targets",
      .marks = "Id Arn RuleArn",
      .role = AWS_RELATION,
      .form = "events:rule/",
      .id = "RuleArn",
      .edges = AWS_EDGES{ AWS_CALLS ("Arn"), AWS_ROLE ("RoleArn"), AWS_END },
  },
  {
      .key = "Targets",
      .marks = "Id Arn",
      .role = AWS_RELATION,
      .form = "events:rule/",
      .id = "@file", /* the answer does not name its rule */
      .edges = AWS_EDGES{ AWS_CALLS ("Arn"), AWS_ROLE ("RoleArn"), AWS_END },
  },
  SIMPLE ("EventBuses",
          "Name Arn",
          UITWEG_KIND_QUEUE,
          "cloudformation:AWS::Events::EventBus",
          "Arn",
          "events:event-bus/",
          "Name",
          "Name"),
  SIMPLE ("stateMachines",
          "stateMachineArn name",
          UITWEG_KIND_OTHER,
          "cloudformation:AWS::StepFunctions::StateMachine",
          "stateMachineArn",
          "states:stateMachine:",
          "name",
          "name"),
  {
      .key = "UserPool",
      .marks = "Id Name Arn",
      .kind = UITWEG_KIND_IDENTITY,
      .native_type = "cloudformation:AWS::Cognito::UserPool",
      .arn = "Arn",
      .form = "cognito-idp:userpool/",
      .id = "Id",
      .name = "Name",
      .fields = AWS_FIELDS{ AWS_VALUE ("EstimatedNumberOfUsers", AWS_OBJECTS),
                            AWS_END },
      .edges = pool_edges,
  },
  {
      .key = "UserPools",
      .marks = "Id Name LambdaConfig",
      .kind = UITWEG_KIND_IDENTITY,
      .native_type = "cloudformation:AWS::Cognito::UserPool",
      .form = "cognito-idp:userpool/",
      .id = "Id",
      .name = "Name",
      .edges = pool_edges,
  },
  {
      .key = "IdentityPools",
      .marks = "IdentityPoolId",
      .kind = UITWEG_KIND_IDENTITY,
      .native_type = "cloudformation:AWS::Cognito::IdentityPool",
      .form = "cognito-identity:identitypool/",
      .id = "IdentityPoolId",
      .name = "IdentityPoolName",
      .edges = AWS_EDGES{ AWS_ROLE ("Roles.*"), AWS_END },
  },
  CERTIFICATE ("Certificate"),
  CERTIFICATE ("CertificateSummaryList"),
  {
      .key = "trailList",
      .marks = "TrailARN S3BucketName",
      .kind = UITWEG_KIND_PLATFORM,
      .native_type = "cloudformation:AWS::CloudTrail::Trail",
      .arn = "TrailARN",
      .form = "cloudtrail:trail/",
      .id = "Name",
      .name = "Name",
      .edges = trail_edges,
  },
  {
      .key = "Stacks",
      .marks = "StackId StackName",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::CloudFormation::Stack",
      .arn = "StackId",
      .id = "StackId",
      .name = "StackName",
      .fields = AWS_FIELDS{ AWS_VALUE ("StackStatus", AWS_STATE), AWS_END },
      .edges =
          AWS_EDGES{
              AWS_ROLE ("RoleARN"),
              AWS_EDGE ("ParentId", CONTAINS, NULL),
              AWS_END,
          },
  },
  /* Those that are mail addresses are left out as people are. */
  {
      .key = "EmailIdentities",
      .marks = "IdentityName IdentityType",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::SES::EmailIdentity",
      .arn = "Arn",
      .form = "ses:identity/",
      .id = "IdentityName",
      .name = "IdentityName",
  },
  SIMPLE ("StackSummaries",
          "StackId StackName",
          UITWEG_KIND_OTHER,
          "cloudformation:AWS::CloudFormation::Stack",
          "StackId",
          NULL,
          "StackId",
          "StackName"),
  { .key = NULL },
};

/* SPDX-License-Identifier: EUPL-1.2
 *
 * Databases, buckets, shares, caches, queues and streams.
 */
#include "config.h"

#include "connectors/aws-dump/kinds.h"

/* What `describe-table` and list-tables tell of a table. */
#define TABLE_FIELDS                                                           \
  AWS_FIELDS                                                                   \
  {                                                                            \
    AWS_VALUE ("TableStatus", AWS_STATE),                                      \
        AWS_VALUE ("TableSizeBytes", AWS_DATA_BYTES),                          \
        AWS_VALUE ("ItemCount", AWS_OBJECTS), AWS_END,                         \
  }
#define TABLE_EDGES                                                            \
  AWS_EDGES { AWS_KEY ("SSEDescription.KMSMasterKeyArn"), AWS_END, }

/* Elasticsearch and OpenSearch answer alike. */
#define DOMAIN_FIELDS(config)                                                  \
  AWS_FIELDS                                                                   \
  {                                                                            \
    AWS_VALUE (config ".InstanceType", AWS_MACHINE),                           \
        AWS_VALUE (config ".InstanceCount", AWS_COUNT),                        \
        AWS_VALUE ("EBSOptions.VolumeSize", AWS_DISK_GIB),                     \
        AWS_AS_TAG ("EngineVersion", "engine_version"),                        \
        AWS_AS_TAG ("ElasticsearchVersion", "engine_version"), AWS_END,        \
  }
#define DOMAIN_EDGES                                                           \
  AWS_EDGES                                                                    \
  {                                                                            \
    AWS_IN_VPC ("VPCOptions.VPCId"), AWS_IN_SUBNET ("VPCOptions.SubnetIds[]"), \
        AWS_GUARDED ("VPCOptions.SecurityGroupIds[]"),                         \
        AWS_KEY ("EncryptionAtRestOptions.KmsKeyId"),                          \
        AWS_EDGE ("LogPublishingOptions.*.CloudWatchLogsLogGroupArn", LOGS_TO, \
                  NULL),                                                       \
        AWS_EDGE ("LogPublishingOptions.CloudWatchLogsLogGroupArn", LOGS_TO,   \
                  NULL),                                                       \
        AWS_END,                                                               \
  }
#define DOMAIN(top, path, mark, config)                                        \
  {                                                                            \
    .key = top, .inner = path, .marks = mark, .kind = UITWEG_KIND_DATABASE,    \
    .native_type = "cloudformation:AWS::OpenSearchService::Domain",            \
    .arn = "ARN", .form = "es:domain/", .id = "DomainName",                    \
    .name = "DomainName", .hosts = { "Endpoint", "Endpoints.*" },              \
    .fields = DOMAIN_FIELDS (config), .edges = DOMAIN_EDGES,                   \
  }

const AwsKind aws_kinds_data[] = {
  {
      .key = "DBInstances",
      .marks = "DBInstanceIdentifier DBInstanceClass",
      .kind = UITWEG_KIND_DATABASE,
      .native_type = "cloudformation:AWS::RDS::DBInstance",
      .arn = "DBInstanceArn",
      .form = "rds:db:",
      .id = "DBInstanceIdentifier",
      .name = "DBInstanceIdentifier",
      .hosts = { "Endpoint.Address" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("DBInstanceStatus", AWS_STATE),
              AWS_VALUE ("DBInstanceClass", AWS_MACHINE),
              AWS_VALUE ("AvailabilityZone", AWS_ZONE),
              AWS_VALUE ("AllocatedStorage", AWS_DISK_GIB),
              AWS_VALUE ("Engine", AWS_ENGINE),
              AWS_VALUE ("EngineVersion", AWS_ENGINE_VERSION),
              AWS_VALUE ("MultiAZ", AWS_MULTI_ZONE),
              AWS_AS_TAG ("LicenseModel", "licence_model"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("DBClusterIdentifier", CONTAINS, "rds:cluster:"),
              AWS_COPY_OF ("ReadReplicaSourceDBInstanceIdentifier", "rds:db:"),
              AWS_GUARDED ("VpcSecurityGroups[].VpcSecurityGroupId"),
              AWS_IN_SUBNET ("DBSubnetGroup.Subnets[].SubnetIdentifier"),
              AWS_IN_VPC ("DBSubnetGroup.VpcId"),
              AWS_KEY ("KmsKeyId"),
              AWS_EDGE ("MonitoringRoleArn", ACTS_AS, "iam:role/"),
              AWS_END,
          },
  },
  {
      .key = "DBClusters",
      .marks = "DBClusterIdentifier DBClusterMembers",
      .kind = UITWEG_KIND_DATABASE,
      .native_type = "cloudformation:AWS::RDS::DBCluster",
      .arn = "DBClusterArn",
      .form = "rds:cluster:",
      .id = "DBClusterIdentifier",
      .name = "DBClusterIdentifier",
      .hosts = { "Endpoint", "ReaderEndpoint", "CustomEndpoints[]" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("Status", AWS_STATE),
              AWS_VALUE ("AllocatedStorage", AWS_DISK_GIB),
              AWS_VALUE ("Engine", AWS_ENGINE),
              AWS_VALUE ("EngineVersion", AWS_ENGINE_VERSION),
              AWS_VALUE ("MultiAZ", AWS_MULTI_ZONE),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE_FROM ("DBClusterMembers[].DBInstanceIdentifier",
                             CONTAINS,
                             "rds:db:"),
              AWS_COPY_OF ("ReplicationSourceIdentifier", "rds:cluster:"),
              AWS_GUARDED ("VpcSecurityGroups[].VpcSecurityGroupId"),
              AWS_KEY ("KmsKeyId"),
              AWS_EDGE ("AssociatedRoles[].RoleArn", ACTS_AS, "iam:role/"),
              AWS_END,
          },
  },
  {
      .key = "DBSnapshots",
      .marks = "DBSnapshotIdentifier",
      .kind = UITWEG_KIND_SNAPSHOT,
      .native_type = "terraform:aws_db_snapshot",
      .arn = "DBSnapshotArn",
      .form = "rds:snapshot:",
      .id = "DBSnapshotIdentifier",
      .name = "DBSnapshotIdentifier",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("Status", AWS_STATE),
              AWS_VALUE ("AllocatedStorage", AWS_DISK_GIB),
              AWS_VALUE ("Engine", AWS_ENGINE),
              AWS_VALUE ("EngineVersion", AWS_ENGINE_VERSION),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_COPY_OF ("DBInstanceIdentifier", "rds:db:"),
              AWS_KEY ("KmsKeyId"),
              AWS_END,
          },
  },
  {
      .key = "DBClusterSnapshots",
      .marks = "DBClusterSnapshotIdentifier",
      .kind = UITWEG_KIND_SNAPSHOT,
      .native_type = "terraform:aws_db_snapshot",
      .arn = "DBClusterSnapshotArn",
      .form = "rds:cluster-snapshot:",
      .id = "DBClusterSnapshotIdentifier",
      .name = "DBClusterSnapshotIdentifier",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("Status", AWS_STATE),
              AWS_VALUE ("AllocatedStorage", AWS_DISK_GIB),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_COPY_OF ("DBClusterIdentifier", "rds:cluster:"),
              AWS_KEY ("KmsKeyId"),
              AWS_END,
          },
  },
  {
      .key = "DBProxies",
      .marks = "DBProxyArn",
      .kind = UITWEG_KIND_PLATFORM,
      .native_type = "cloudformation:AWS::RDS::DBProxy",
      .arn = "DBProxyArn",
      .id = "DBProxyName",
      .name = "DBProxyName",
      .hosts = { "Endpoint" },
      .fields = AWS_FIELDS{ AWS_VALUE ("Status", AWS_STATE), AWS_END },
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("VpcSubnetIds[]"),
              AWS_GUARDED ("VpcSecurityGroupIds[]"),
              AWS_EDGE ("RoleArn", ACTS_AS, NULL),
              AWS_EDGE ("Auth[].SecretArn", READS_FROM, NULL),
              AWS_END,
          },
  },
  {
      .key = "EventSubscriptionsList",
      .marks = "CustSubscriptionId SnsTopicArn",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "terraform:aws_db_event_subscription",
      .arn = "EventSubscriptionArn",
      .form = "rds:es:",
      .id = "CustSubscriptionId",
      .name = "CustSubscriptionId",
      .edges = AWS_EDGES{ AWS_CALLS ("SnsTopicArn"), AWS_END },
  },
  {
      .key = "Tables",
      .inner = "Table",
      .marks = "TableName TableArn",
      .kind = UITWEG_KIND_DATABASE,
      .native_type = "cloudformation:AWS::DynamoDB::Table",
      .arn = "TableArn",
      .form = "dynamodb:table/",
      .id = "TableName",
      .name = "TableName",
      .fields = TABLE_FIELDS,
      .edges = TABLE_EDGES,
  },
  {
      .key = "Table",
      .marks = "TableName TableArn",
      .kind = UITWEG_KIND_DATABASE,
      .native_type = "cloudformation:AWS::DynamoDB::Table",
      .arn = "TableArn",
      .form = "dynamodb:table/",
      .id = "TableName",
      .name = "TableName",
      .fields = TABLE_FIELDS,
      .edges = TABLE_EDGES,
  },
  {
      .key = "TableNames",
      .kind = UITWEG_KIND_DATABASE,
      .native_type = "cloudformation:AWS::DynamoDB::Table",
      .form = "dynamodb:table/",
      .id = "",
      .name = "",
  },
  {
      .key = "Buckets",
      .marks = "Name CreationDate",
      .kind = UITWEG_KIND_BUCKET,
      .native_type = "cloudformation:AWS::S3::Bucket",
      .form = "s3:",
      .id = "Name",
      .name = "Name",
  },
  {
      .key = "FileSystems",
      .marks = "FileSystemId SizeInBytes",
      .kind = UITWEG_KIND_SHARE,
      .native_type = "cloudformation:AWS::EFS::FileSystem",
      .arn = "FileSystemArn",
      .form = "elasticfilesystem:file-system/",
      .id = "FileSystemId",
      .name = "Name",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("LifeCycleState", AWS_STATE),
              AWS_VALUE ("AvailabilityZoneName", AWS_ZONE),
              AWS_VALUE ("SizeInBytes.Value", AWS_DATA_BYTES),
              AWS_END,
          },
      .edges = AWS_EDGES{ AWS_KEY ("KmsKeyId"), AWS_END },
  },
  {
      .key = "FileSystems",
      .marks = "FileSystemId FileSystemType StorageCapacity",
      .kind = UITWEG_KIND_SHARE,
      .native_type = "cloudformation:AWS::FSx::FileSystem",
      .arn = "ResourceARN",
      .form = "fsx:file-system/",
      .id = "FileSystemId",
      .hosts = { "DNSName" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("Lifecycle", AWS_STATE),
              AWS_VALUE ("StorageCapacity", AWS_DISK_GIB),
              AWS_AS_TAG ("FileSystemType", "file_system_type"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("SubnetIds[]"),
              AWS_IN_VPC ("VpcId"),
              AWS_KEY ("KmsKeyId"),
              AWS_END,
          },
  },
  {
      .key = "MountTargets",
      .marks = "MountTargetId FileSystemId",
      .role = AWS_RELATION,
      .form = "elasticfilesystem:file-system/",
      .id = "FileSystemId",
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("SubnetId"),
              AWS_END,
          },
  },
  {
      .key = "CacheClusters",
      .marks = "CacheClusterId CacheNodeType",
      .kind = UITWEG_KIND_CACHE,
      .native_type = "cloudformation:AWS::ElastiCache::CacheCluster",
      .arn = "ARN",
      .form = "elasticache:cluster:",
      .id = "CacheClusterId",
      .name = "CacheClusterId",
      .hosts = { "CacheNodes[].Endpoint.Address",
                 "ConfigurationEndpoint.Address" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("CacheClusterStatus", AWS_STATE),
              AWS_VALUE ("CacheNodeType", AWS_MACHINE),
              AWS_VALUE ("NumCacheNodes", AWS_COUNT),
              AWS_VALUE ("Engine", AWS_ENGINE),
              AWS_VALUE ("EngineVersion", AWS_ENGINE_VERSION),
              AWS_VALUE ("PreferredAvailabilityZone", AWS_ZONE),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("ReplicationGroupId",
                        CONTAINS,
                        "elasticache:replicationgroup:"),
              AWS_GUARDED ("SecurityGroups[].SecurityGroupId"),
              AWS_END,
          },
  },
  {
      .key = "ReplicationGroups",
      .marks = "ReplicationGroupId MemberClusters",
      .kind = UITWEG_KIND_CACHE,
      .native_type = "cloudformation:AWS::ElastiCache::ReplicationGroup",
      .arn = "ARN",
      .form = "elasticache:replicationgroup:",
      .id = "ReplicationGroupId",
      .name = "ReplicationGroupId",
      .hosts = { "NodeGroups[].PrimaryEndpoint.Address",
                 "NodeGroups[].ReaderEndpoint.Address",
                 "ConfigurationEndpoint.Address" },
      .fields = AWS_FIELDS{ AWS_VALUE ("Status", AWS_STATE), AWS_END },
      .edges = AWS_EDGES{ AWS_KEY ("KmsKeyId"), AWS_END },
  },
  DOMAIN ("DomainStatusList",
          NULL,
          "DomainName DomainId ElasticsearchClusterConfig",
          "ElasticsearchClusterConfig"),
  DOMAIN ("DomainStatusList",
          NULL,
          "DomainName DomainId ClusterConfig",
          "ClusterConfig"),
  DOMAIN ("DomainStatus",
          NULL,
          "DomainName DomainId ElasticsearchClusterConfig",
          "ElasticsearchClusterConfig"),
  DOMAIN ("DomainStatus",
          NULL,
          "DomainName DomainId ClusterConfig",
          "ClusterConfig"),
  {
      .key = "Attributes",
      .marks = "QueueArn",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::SQS::Queue",
      .arn = "QueueArn",
      .form = "sqs:",
      .id = "QueueArn",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("ApproximateNumberOfMessages", AWS_OBJECTS),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_KEY ("KmsMasterKeyId"),
              AWS_EDGE_BY ("RedrivePolicy", CALLS, FALSE, AWS_BY_TEXT),
              AWS_END,
          },
  },
  {
      .key = "QueueUrls",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::SQS::Queue",
      .form = "sqs:",
      .id = "",
      .hosts = { "" },
  },
  {
      .key = "Topics",
      .marks = "TopicArn",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::SNS::Topic",
      .arn = "TopicArn",
      .form = "sns:",
      .id = "TopicArn",
  },
  {
      .key = "Attributes",
      .marks = "TopicArn SubscriptionsConfirmed",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::SNS::Topic",
      .arn = "TopicArn",
      .form = "sns:",
      .id = "TopicArn",
      .edges = AWS_EDGES{ AWS_KEY ("KmsMasterKeyId"), AWS_END },
  },
  /* An end that is no ARN is the address of a person. */
  {
      .key = "Subscriptions",
      .marks = "SubscriptionArn TopicArn",
      .role = AWS_RELATION,
      .id = "TopicArn",
      .edges = AWS_EDGES{ AWS_CALLS ("Endpoint"), AWS_END },
  },
  {
      .key = "StreamDescription",
      .marks = "StreamARN StreamName",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::Kinesis::Stream",
      .arn = "StreamARN",
      .form = "kinesis:stream/",
      .id = "StreamName",
      .name = "StreamName",
      .fields = AWS_FIELDS{ AWS_VALUE ("StreamStatus", AWS_STATE), AWS_END },
      .edges = AWS_EDGES{ AWS_KEY ("KeyId"), AWS_END },
  },
  {
      .key = "StreamDescriptionSummary",
      .marks = "StreamARN StreamName",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::Kinesis::Stream",
      .arn = "StreamARN",
      .form = "kinesis:stream/",
      .id = "StreamName",
      .name = "StreamName",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("StreamStatus", AWS_STATE),
              AWS_AS_TAG ("OpenShardCount", "shards"),
              AWS_END,
          },
      .edges = AWS_EDGES{ AWS_KEY ("KeyId"), AWS_END },
  },
  {
      .key = "StreamSummaries",
      .marks = "StreamARN StreamName",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::Kinesis::Stream",
      .arn = "StreamARN",
      .form = "kinesis:stream/",
      .id = "StreamName",
      .name = "StreamName",
      .fields = AWS_FIELDS{ AWS_VALUE ("StreamStatus", AWS_STATE), AWS_END },
  },
  {
      .key = "StreamNames",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::Kinesis::Stream",
      .form = "kinesis:stream/",
      .id = "",
      .name = "",
  },
  {
      .key = "DeliveryStreamDescription",
      .marks = "DeliveryStreamARN",
      .kind = UITWEG_KIND_QUEUE,
      .native_type = "cloudformation:AWS::KinesisFirehose::DeliveryStream",
      .arn = "DeliveryStreamARN",
      .form = "firehose:deliverystream/",
      .id = "DeliveryStreamName",
      .name = "DeliveryStreamName",
      .fields = AWS_FIELDS{ AWS_VALUE ("DeliveryStreamStatus", AWS_STATE),
                            AWS_END },
      .edges =
          AWS_EDGES{
              AWS_EDGE (
                  "Source.KinesisStreamSourceDescription.KinesisStreamARN",
                  READS_FROM,
                  NULL),
              AWS_CALLS (
                  "Destinations[].ExtendedS3DestinationDescription.BucketARN"),
              AWS_END,
          },
  },
  {
      .key = "Clusters",
      .marks = "ClusterIdentifier NodeType",
      .kind = UITWEG_KIND_DATABASE,
      .native_type = "cloudformation:AWS::Redshift::Cluster",
      .form = "redshift:cluster:",
      .id = "ClusterIdentifier",
      .name = "ClusterIdentifier",
      .hosts = { "Endpoint.Address" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("ClusterStatus", AWS_STATE),
              AWS_VALUE ("NodeType", AWS_MACHINE),
              AWS_VALUE ("NumberOfNodes", AWS_COUNT),
              AWS_VALUE ("AvailabilityZone", AWS_ZONE),
              AWS_AS_TAG ("TotalStorageCapacityInMegaBytes", "storage_mb"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_IN_VPC ("VpcId"),
              AWS_GUARDED ("VpcSecurityGroups[].VpcSecurityGroupId"),
              AWS_KEY ("KmsKeyId"),
              AWS_EDGE ("IamRoles[].IamRoleArn", ACTS_AS, NULL),
              AWS_END,
          },
  },
  {
      .key = "SecretList",
      .marks = "ARN Name CreatedDate",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::SecretsManager::Secret",
      .arn = "ARN",
      .id = "ARN",
      .name = "Name",
      .edges =
          AWS_EDGES{
              AWS_KEY ("KmsKeyId"),
              AWS_CALLS ("RotationLambdaARN"),
              AWS_END,
          },
  },
  { .key = NULL },
};

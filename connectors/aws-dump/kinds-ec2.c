/* SPDX-License-Identifier: EUPL-1.2
 *
 * Machines, disks, networks and balancers.
 */
#include "config.h"

#include "connectors/aws-dump/kinds.h"

const AwsKind aws_kinds_ec2[] = {
  {
      .key = "Reservations",
      .inner = "Instances[]",
      .marks = "InstanceId",
      .kind = UITWEG_KIND_VM,
      .native_type = "cloudformation:AWS::EC2::Instance",
      .form = "ec2:instance/",
      .id = "InstanceId",
      .hosts = { "PrivateDnsName", "PublicDnsName", "PrivateIpAddress" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State.Name", AWS_STATE),
              AWS_VALUE ("InstanceType", AWS_MACHINE),
              AWS_VALUE ("Architecture", AWS_ARCH),
              AWS_VALUE ("Placement.AvailabilityZone", AWS_ZONE),
              AWS_VALUE ("PrivateDnsName", AWS_HOSTNAME),
              AWS_VALUE ("PrivateIpAddress", AWS_ADDRESS),
              AWS_VALUE (
                  "NetworkInterfaces[].PrivateIpAddresses[].PrivateIpAddress",
                  AWS_ADDRESS),
              AWS_VALUE ("PublicIpAddress", AWS_ADDRESS),
              AWS_VALUE ("NetworkInterfaces[].MacAddress", AWS_MAC),
              AWS_VALUE ("PlatformDetails", AWS_OS),
              AWS_VALUE ("Platform", AWS_OS),
              AWS_AS_TAG ("InstanceLifecycle", "lifecycle"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("SubnetId"),
              AWS_IN_VPC ("VpcId"),
              AWS_GUARDED ("SecurityGroups[].GroupId"),
              AWS_EDGE ("BlockDeviceMappings[].Ebs.VolumeId",
                        ATTACHED,
                        "ec2:volume/"),
              AWS_EDGE ("NetworkInterfaces[].NetworkInterfaceId",
                        ATTACHED,
                        "ec2:network-interface/"),
              AWS_EDGE (
                  "IamInstanceProfile.Arn", ACTS_AS, "iam:instance-profile/"),
              AWS_EDGE ("ImageId", RESTORES_FROM, "ec2:image/"),
              AWS_END,
          },
  },
  {
      .key = "Volumes",
      .marks = "VolumeId Size",
      .kind = UITWEG_KIND_DISK,
      .native_type = "cloudformation:AWS::EC2::Volume",
      .form = "ec2:volume/",
      .id = "VolumeId",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State", AWS_STATE),
              AWS_VALUE ("AvailabilityZone", AWS_ZONE),
              AWS_VALUE ("Size", AWS_DISK_GIB),
              AWS_AS_TAG ("VolumeType", "volume_type"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE_FROM (
                  "Attachments[].InstanceId", ATTACHED, "ec2:instance/"),
              AWS_KEY ("KmsKeyId"),
              AWS_EDGE ("SnapshotId", RESTORES_FROM, "ec2:snapshot/"),
              AWS_END,
          },
  },
  {
      .key = "Snapshots",
      .marks = "SnapshotId VolumeId",
      .kind = UITWEG_KIND_SNAPSHOT,
      .native_type = "terraform:aws_ebs_snapshot",
      .form = "ec2:snapshot/",
      .id = "SnapshotId",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State", AWS_STATE),
              AWS_VALUE ("VolumeSize", AWS_DISK_GIB),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("VolumeId", REPLICATES_FROM, "ec2:volume/"),
              AWS_KEY ("KmsKeyId"),
              AWS_END,
          },
  },
  {
      .key = "Images",
      .marks = "ImageId RootDeviceType",
      .kind = UITWEG_KIND_IMAGE,
      .native_type = "terraform:aws_ami",
      .form = "ec2:image/",
      .id = "ImageId",
      .name = "Name",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State", AWS_STATE),
              AWS_VALUE ("Architecture", AWS_ARCH),
              AWS_VALUE ("BlockDeviceMappings[].Ebs.VolumeSize", AWS_DISK_GIB),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("BlockDeviceMappings[].Ebs.SnapshotId",
                        RESTORES_FROM,
                        "ec2:snapshot/"),
              AWS_END,
          },
  },
  {
      .key = "NetworkInterfaces",
      .marks = "NetworkInterfaceId SubnetId",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::EC2::NetworkInterface",
      .form = "ec2:network-interface/",
      .id = "NetworkInterfaceId",
      .hosts = { "PrivateIpAddress" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("Status", AWS_STATE),
              AWS_VALUE ("AvailabilityZone", AWS_ZONE),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("SubnetId"),
              AWS_IN_VPC ("VpcId"),
              AWS_GUARDED ("Groups[].GroupId"),
              AWS_EDGE_FROM (
                  "Attachment.InstanceId", ATTACHED, "ec2:instance/"),
              AWS_END,
          },
  },
  {
      .key = "Addresses",
      .marks = "AllocationId PublicIp",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::EC2::EIP",
      .form = "ec2:elastic-ip/",
      .id = "AllocationId",
      .fields =
          AWS_FIELDS{
              AWS_AS_TAG ("PublicIp", "address"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE_FROM ("InstanceId", ATTACHED, "ec2:instance/"),
              AWS_EDGE_FROM (
                  "NetworkInterfaceId", ATTACHED, "ec2:network-interface/"),
              AWS_END,
          },
  },
  {
      .key = "Vpcs",
      .marks = "VpcId DhcpOptionsId",
      .kind = UITWEG_KIND_NETWORK,
      .native_type = "cloudformation:AWS::EC2::VPC",
      .form = "ec2:vpc/",
      .id = "VpcId",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State", AWS_STATE),
              AWS_AS_TAG ("CidrBlock", "cidr"),
              AWS_END,
          },
  },
  {
      .key = "Subnets",
      .marks = "SubnetId VpcId CidrBlock",
      .kind = UITWEG_KIND_SUBNET,
      .native_type = "cloudformation:AWS::EC2::Subnet",
      .arn = "SubnetArn",
      .form = "ec2:subnet/",
      .id = "SubnetId",
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State", AWS_STATE),
              AWS_VALUE ("AvailabilityZone", AWS_ZONE),
              AWS_AS_TAG ("CidrBlock", "cidr"),
              AWS_END,
          },
      .edges = AWS_EDGES{ AWS_IN_VPC ("VpcId"), AWS_END },
  },
  {
      .key = "RouteTables",
      .marks = "RouteTableId Routes",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::EC2::RouteTable",
      .form = "ec2:route-table/",
      .id = "RouteTableId",
      .edges =
          AWS_EDGES{
              AWS_IN_VPC ("VpcId"),
              AWS_VIA ("Routes[].GatewayId"),
              AWS_VIA ("Routes[].NatGatewayId"),
              AWS_VIA ("Routes[].TransitGatewayId"),
              AWS_VIA ("Routes[].VpcPeeringConnectionId"),
              AWS_VIA ("Routes[].EgressOnlyInternetGatewayId"),
              AWS_VIA ("Routes[].NetworkInterfaceId"),
              AWS_EDGE_FROM (
                  "Associations[].SubnetId", IN_NETWORK, "ec2:subnet/"),
              AWS_END,
          },
  },
  {
      .key = "NatGateways",
      .marks = "NatGatewayId",
      .kind = UITWEG_KIND_CONNECTIVITY,
      .native_type = "cloudformation:AWS::EC2::NatGateway",
      .form = "ec2:natgateway/",
      .id = "NatGatewayId",
      .fields = AWS_FIELDS{ AWS_VALUE ("State", AWS_STATE), AWS_END },
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("SubnetId"),
              AWS_IN_VPC ("VpcId"),
              AWS_EDGE ("NatGatewayAddresses[].AllocationId",
                        ATTACHED,
                        "ec2:elastic-ip/"),
              AWS_END,
          },
  },
  {
      .key = "InternetGateways",
      .marks = "InternetGatewayId Attachments",
      .kind = UITWEG_KIND_CONNECTIVITY,
      .native_type = "cloudformation:AWS::EC2::InternetGateway",
      .form = "ec2:internet-gateway/",
      .id = "InternetGatewayId",
      .edges = AWS_EDGES{ AWS_IN_VPC ("Attachments[].VpcId"), AWS_END },
  },
  {
      .key = "VpcPeeringConnections",
      .marks = "VpcPeeringConnectionId",
      .kind = UITWEG_KIND_CONNECTIVITY,
      .native_type = "cloudformation:AWS::EC2::VPCPeeringConnection",
      .form = "ec2:vpc-peering-connection/",
      .id = "VpcPeeringConnectionId",
      .fields = AWS_FIELDS{ AWS_VALUE ("Status.Code", AWS_STATE), AWS_END },
      /* The ends may be of other accounts: see extras.c. */
  },
  {
      .key = "VpcEndpoints",
      .marks = "VpcEndpointId ServiceName",
      .kind = UITWEG_KIND_CONNECTIVITY,
      .native_type = "cloudformation:AWS::EC2::VPCEndpoint",
      .form = "ec2:vpc-endpoint/",
      .id = "VpcEndpointId",
      .hosts = { "DnsEntries[].DnsName" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State", AWS_STATE),
              AWS_AS_TAG ("ServiceName", "service"),
              AWS_AS_TAG ("VpcEndpointType", "endpoint_type"),
              AWS_END,
          },
      /* What lies in the subnet may call the service by it. */
      .edges =
          AWS_EDGES{
              AWS_IN_VPC ("VpcId"),
              AWS_GUARDED ("Groups[].GroupId"),
              AWS_EDGE_FROM ("SubnetIds[]", CALLS, "ec2:subnet/"),
              AWS_EDGE_FROM ("RouteTableIds[]", CALLS, "ec2:route-table/"),
              AWS_EDGE (
                  "NetworkInterfaceIds[]", ATTACHED, "ec2:network-interface/"),
              AWS_END,
          },
  },
  {
      .key = "TransitGateways",
      .marks = "TransitGatewayId TransitGatewayArn",
      .kind = UITWEG_KIND_NETWORK,
      .native_type = "cloudformation:AWS::EC2::TransitGateway",
      .arn = "TransitGatewayArn",
      .form = "ec2:transit-gateway/",
      .id = "TransitGatewayId",
      .fields = AWS_FIELDS{ AWS_VALUE ("State", AWS_STATE), AWS_END },
  },
  {
      .key = "TransitGatewayAttachments",
      .marks = "TransitGatewayAttachmentId TransitGatewayId ResourceId",
      .role = AWS_RELATION,
      .form = "ec2:transit-gateway/",
      .id = "TransitGatewayId",
      .edges =
          AWS_EDGES{
              AWS_EDGE_BY ("ResourceId", IN_NETWORK, TRUE, AWS_BY_PREFIX),
              AWS_END,
          },
  },
  {
      .key = "TransitGatewayRouteTables",
      .marks = "TransitGatewayRouteTableId TransitGatewayId",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "terraform:aws_ec2_transit_gateway_route_table",
      .form = "ec2:transit-gateway-route-table/",
      .id = "TransitGatewayRouteTableId",
      .fields = AWS_FIELDS{ AWS_VALUE ("State", AWS_STATE), AWS_END },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("TransitGatewayId", CONTAINS, "ec2:transit-gateway/"),
              AWS_END,
          },
  },
  {
      .key = "VpnConnections",
      .marks = "VpnConnectionId",
      .kind = UITWEG_KIND_CONNECTIVITY,
      .native_type = "cloudformation:AWS::EC2::VPNConnection",
      .form = "ec2:vpn-connection/",
      .id = "VpnConnectionId",
      .fields = AWS_FIELDS{ AWS_VALUE ("State", AWS_STATE), AWS_END },
      .edges = AWS_EDGES{ AWS_VIA ("VpnGatewayId"),
                          AWS_VIA ("TransitGatewayId"), AWS_END },
  },
  {
      .key = "VpnGateways",
      .marks = "VpnGatewayId VpcAttachments",
      .kind = UITWEG_KIND_CONNECTIVITY,
      .native_type = "cloudformation:AWS::EC2::VPNGateway",
      .form = "ec2:vpn-gateway/",
      .id = "VpnGatewayId",
      .fields = AWS_FIELDS{ AWS_VALUE ("State", AWS_STATE), AWS_END },
      .edges = AWS_EDGES{ AWS_IN_VPC ("VpcAttachments[].VpcId"), AWS_END },
  },
  {
      .key = "NetworkAcls",
      .marks = "NetworkAclId Entries",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::EC2::NetworkAcl",
      .form = "ec2:network-acl/",
      .id = "NetworkAclId",
      .edges =
          AWS_EDGES{
              AWS_IN_VPC ("VpcId"),
              AWS_EDGE_FROM (
                  "Associations[].SubnetId", GUARDED_BY, "ec2:subnet/"),
              AWS_END,
          },
  },
  {
      .key = "SecurityGroups",
      .marks = "GroupId IpPermissions",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::EC2::SecurityGroup",
      .arn = "SecurityGroupArn",
      .form = "ec2:security-group/",
      .id = "GroupId",
      .name = "GroupName",
      /* The group that admits, from the one that is admitted. */
      .edges =
          AWS_EDGES{
              AWS_IN_VPC ("VpcId"),
              AWS_EDGE ("IpPermissions[].UserIdGroupPairs[].GroupId",
                        REACHABLE_FROM,
                        "ec2:security-group/"),
              AWS_EDGE_FROM ("IpPermissionsEgress[].UserIdGroupPairs[].GroupId",
                             REACHABLE_FROM,
                             "ec2:security-group/"),
              AWS_END,
          },
  },
  {
      .key = "LaunchTemplates",
      .marks = "LaunchTemplateId LaunchTemplateName LatestVersionNumber",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::EC2::LaunchTemplate",
      .form = "ec2:launch-template/",
      .id = "LaunchTemplateId",
      .name = "LaunchTemplateName",
  },
  {
      .key = "LaunchTemplateVersions",
      .marks = "LaunchTemplateId LaunchTemplateData",
      .role = AWS_RELATION,
      .form = "ec2:launch-template/",
      .id = "LaunchTemplateId",
      .edges =
          AWS_EDGES{
              AWS_EDGE (
                  "LaunchTemplateData.ImageId", RESTORES_FROM, "ec2:image/"),
              AWS_EDGE ("LaunchTemplateData.IamInstanceProfile.Arn",
                        ACTS_AS,
                        "iam:instance-profile/"),
              AWS_EDGE ("LaunchTemplateData.IamInstanceProfile.Name",
                        ACTS_AS,
                        "iam:instance-profile/"),
              AWS_GUARDED ("LaunchTemplateData.NetworkInterfaces[].Groups[]"),
              AWS_GUARDED ("LaunchTemplateData.SecurityGroupIds[]"),
              AWS_END,
          },
  },
  {
      .key = "AutoScalingGroups",
      .marks = "AutoScalingGroupName",
      .kind = UITWEG_KIND_OTHER,
      .native_type = "cloudformation:AWS::AutoScaling::AutoScalingGroup",
      .arn = "AutoScalingGroupARN",
      .form = "autoscaling:autoScalingGroupName/",
      .id = "AutoScalingGroupName",
      .name = "AutoScalingGroupName",
      .edges =
          AWS_EDGES{
              AWS_EDGE_FROM (
                  "Instances[].InstanceId", CONTAINS, "ec2:instance/"),
              AWS_EDGE ("LaunchTemplate.LaunchTemplateId",
                        RESTORES_FROM,
                        "ec2:launch-template/"),
              AWS_EDGE_FROM ("TargetGroupARNs[]", FRONTS, NULL),
              AWS_END,
          },
  },
  /* A classic balancer has no ARN in its answer; a name tells it. */
  {
      .key = "LoadBalancerDescriptions",
      .marks = "LoadBalancerName ListenerDescriptions",
      .kind = UITWEG_KIND_LOAD_BALANCER,
      .native_type = "cloudformation:AWS::ElasticLoadBalancing::LoadBalancer",
      .form = "elasticloadbalancing:loadbalancer/",
      .id = "LoadBalancerName",
      .name = "LoadBalancerName",
      .hosts = { "DNSName" },
      .fields = AWS_FIELDS{ AWS_AS_TAG ("Scheme", "scheme"), AWS_END },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("Instances[].InstanceId", FRONTS, "ec2:instance/"),
              AWS_IN_SUBNET ("Subnets[]"),
              AWS_IN_VPC ("VPCId"),
              AWS_GUARDED ("SecurityGroups[]"),
              AWS_EDGE ("ListenerDescriptions[].Listener.SSLCertificateId",
                        DECLARED,
                        NULL),
              AWS_END,
          },
  },
  {
      .key = "LoadBalancers",
      .marks = "LoadBalancerName Type",
      .kind = UITWEG_KIND_LOAD_BALANCER,
      .native_type = "cloudformation:AWS::ElasticLoadBalancingV2::LoadBalancer",
      .arn = "LoadBalancerArn",
      .form = "elasticloadbalancing:loadbalancer/",
      .id = "LoadBalancerName",
      .name = "LoadBalancerName",
      .hosts = { "DNSName" },
      .fields =
          AWS_FIELDS{
              AWS_VALUE ("State.Code", AWS_STATE),
              AWS_AS_TAG ("Scheme", "scheme"),
              AWS_AS_TAG ("Type", "balancer_type"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_IN_SUBNET ("AvailabilityZones[].SubnetId"),
              AWS_IN_VPC ("VpcId"),
              AWS_GUARDED ("SecurityGroups[]"),
              AWS_EDGE ("TargetGroups[].TargetGroupArn", FRONTS, NULL),
              AWS_END,
          },
  },
  {
      .key = "Listeners",
      .marks = "ListenerArn",
      .kind = UITWEG_KIND_LOAD_BALANCER,
      .native_type = "cloudformation:AWS::ElasticLoadBalancingV2::Listener",
      .arn = "ListenerArn",
      .id = "ListenerArn",
      .fields =
          AWS_FIELDS{
              AWS_AS_TAG ("Port", "port"),
              AWS_AS_TAG ("Protocol", "protocol"),
              AWS_END,
          },
      .edges =
          AWS_EDGES{
              AWS_EDGE ("LoadBalancerArn", CONTAINS, NULL),
              AWS_EDGE ("TargetGroupArn", FRONTS, NULL),
              AWS_EDGE ("DefaultActions[].TargetGroupArn", FRONTS, NULL),
              AWS_EDGE ("DefaultActions[].ForwardConfig.TargetGroups[]."
                        "TargetGroupArn",
                        FRONTS,
                        NULL),
              AWS_EDGE ("Certificates[].CertificateArn", DECLARED, NULL),
              AWS_END,
          },
  },
  {
      .key = "Rules",
      .marks = "RuleArn Actions",
      .role = AWS_RELATION,
      .id = "RuleArn",
      .edges =
          AWS_EDGES{
              AWS_EDGE ("Actions[].TargetGroupArn", FRONTS, NULL),
              AWS_END,
          },
  },
  {
      .key = "TargetGroups",
      .marks = "TargetGroupArn TargetType",
      .kind = UITWEG_KIND_LOAD_BALANCER,
      .native_type = "cloudformation:AWS::ElasticLoadBalancingV2::TargetGroup",
      .arn = "TargetGroupArn",
      .id = "TargetGroupArn",
      .name = "TargetGroupName",
      .fields =
          AWS_FIELDS{
              AWS_AS_TAG ("TargetType", "target_type"),
              AWS_AS_TAG ("Port", "port"),
              AWS_END,
          },
      /* The targets depend on the type: see extras.c. */
      .edges =
          AWS_EDGES{
              AWS_IN_VPC ("VpcId"),
              AWS_EDGE_FROM ("LoadBalancerArns[]", FRONTS, NULL),
              AWS_END,
          },
  },
  {
      .key = "TargetHealthDescriptions",
      .marks = "Target TargetHealth",
      .role = AWS_RELATION,
      .form = "elasticloadbalancing:targetgroup/",
      .id = "@file", /* the answer does not name its target group */
      .edges = AWS_EDGES{ AWS_END },
  },
  { .key = NULL },
};

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# One thing as several readers see it is one resource: files of each kind are
# read, merged in every order, and counted.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

# read_part NAME CONNECTOR WORD...: into NAME.jsonl; 3 is an incomplete source
read_part ()
{
  part=$1
  shift
  part_status=0
  "$UITWEG" collect "$@" -o "$part.jsonl" >out 2>err || part_status=$?
  case $part_status in
    0 | 3) pass "read $part" ;;
    *) fail "read $part" err ;;
  esac
}

# count FILE TEXT: lines of resources that have it
count ()
{
  grep '^{"record":"resource"' "$1" | grep -cF -- "$2"
}

# merged NAME N FILE...: N resources in NAME.jsonl, in either order of files
merged ()
{
  merged_name=$1
  merged_n=$2
  shift 2
  check_status "merge $merged_name" 0 "$UITWEG" merge "$@" \
    -o "$merged_name.jsonl"
  check "$merged_name: resources" test \
    "$(grep -c '^{"record":"resource"' "$merged_name.jsonl")" = "$merged_n"
  backwards=
  for file; do
    backwards="$file $backwards"
  done
  # shellcheck disable=SC2086
  "$UITWEG" merge -q $backwards -o backwards.jsonl
  check "$merged_name: the order of files changes nothing" \
    cmp "$merged_name.jsonl" backwards.jsonl
}

# sources FILE TEXT WORD...: the resource with the text has these sources
sources ()
{
  sources_line=$(grep '^{"record":"resource"' "$1" | grep -F -- "$2")
  shift 2
  for word; do
    case $sources_line in
      *"\"source\":\"source/$word"*) ;;
      *)
        echo "no source/$word"
        return 1
        ;;
    esac
  done
}

# A machine of AWS: Terraform, the command line, three bills, a list by hand.
cat >vm.tfstate <<'END_OF_FILE'
{"version":4,"terraform_version":"1.5.0","serial":1,
"lineage":"11111111-2222-3333-4444-555555555555","outputs":{},"resources":[
{"mode":"managed","type":"aws_instance","name":"web",
"provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[
{"schema_version":1,"attributes":{"id":"i-0aa11bb22cc33dd44",
"arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-0aa11bb22cc33dd44",
"instance_type":"t3.large","availability_zone":"eu-west-1a"}}]}]}
END_OF_FILE
mkdir -p dump/123456789012/eu-west-1
cat >dump/123456789012/eu-west-1/ec2-describe-instances.json <<'END_OF_FILE'
{"Reservations":[{"OwnerId":"123456789012","Instances":[
{"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"t3.large",
"PrivateIpAddress":"10.1.2.3",
"PrivateDnsName":"ip-10-1-2-3.eu-west-1.compute.internal",
"State":{"Name":"running"},"Placement":{"AvailabilityZone":"eu-west-1a"},
"Tags":[{"Key":"Name","Value":"shop-web"}]}]}]}
END_OF_FILE
cat >dump/123456789012/eu-west-1/ec2-describe-volumes.json <<'END_OF_FILE'
{"Volumes":[{"VolumeId":"vol-0123456789abcdef0","Size":6,"State":"in-use",
"AvailabilityZone":"eu-west-1a",
"Attachments":[{"InstanceId":"i-0aa11bb22cc33dd44"}]}]}
END_OF_FILE
# bill MONTH NEXT COST ID
bill ()
{
  echo "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,\
ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,\
ProviderName,RegionId,ResourceId,ResourceType,ServiceCategory,ServiceName,\
SubAccountId,Tags"
  echo "$3,$3,EUR,Usage,$1-01 00:00:00,$2-01 00:00:00,$1-01 00:00:00,\
$2-01 00:00:00,AWS,eu-west-1,$4,instance,Compute,\
Amazon Elastic Compute Cloud,123456789012,{}"
}
bill 2026-10 2026-11 61.20 i-0aa11bb22cc33dd44 >october.csv
bill 2026-09 2026-10 77.70 \
  arn:aws:ec2:eu-west-1:123456789012:instance/i-0aa11bb22cc33dd44 >september.csv
cat >cur.csv <<'END_OF_FILE'
bill_billing_period_start_date,bill_billing_period_end_date,bill_payer_account_id,bill_invoicing_entity,line_item_usage_account_id,line_item_line_item_type,line_item_usage_start_date,line_item_usage_end_date,line_item_product_code,line_item_usage_type,line_item_operation,line_item_availability_zone,line_item_resource_id,line_item_usage_amount,line_item_currency_code,line_item_unblended_cost,pricing_unit,product_region_code,resource_tags
2026-08-01T00:00:00.000Z,2026-09-01T00:00:00.000Z,444455556666,Amazon,123456789012,Usage,2026-08-01T00:00:00.000Z,2026-09-01T00:00:00.000Z,AmazonEC2,EU-BoxUsage:t3.large,,eu-west-1a,i-0aa11bb22cc33dd44,744,EUR,70.00,Hrs,eu-west-1,{}
END_OF_FILE
cat >hand.csv <<'END_OF_FILE'
name;kind;hostname;address
Shop web;vm;ip-10-1-2-3;10.1.2.3
END_OF_FILE
read_part tf terraform vm.tfstate
read_part dump aws-dump dump
read_part october focus october.csv
read_part september focus september.csv
read_part cur focus cur.csv
read_part hand resources-csv hand.csv
merged aws 2 tf.jsonl dump.jsonl october.jsonl september.jsonl cur.jsonl \
  hand.jsonl
check "aws: all its sources" sources aws.jsonl '"hostname":"ip-10-1-2-3' \
  terraform aws-dump focus resources-csv
check "aws: all three bills" test \
  "$(grep '^{"record":"cost"' aws.jsonl | grep -c '"resource":"aws/.*i-0aa')" \
  = 3
check "aws: it costs what the newest bill says" test \
  "$(count aws.jsonl '"gpu":0,"memory_gib":8,"eur_per_month":"61.20"')" = 1
check_status "aws: explain" 0 "$UITWEG" merge --explain tf.jsonl dump.jsonl
prints "aws: two words for its type are counted" "native_type 1"
check "aws: and are no conflict" grep -q '^conflicts  *1   name 1$' out

# A machine on own ground: vSphere, a server list, the CMDB, flows, an OVF.
cat >RVTools_tabvInfo.csv <<'END_OF_FILE'
VM,Powerstate,Template,DNS Name,CPUs,Memory,NICs,Disks,Primary IP Address,Firmware,Host,VM ID,VM UUID,VI SDK UUID
app7,poweredOn,False,app7.example.org,2,"4,096",1,1,192.0.2.77,bios,esx1,vm-777,42000000-0000-4000-8000-000000000777,5f0a2b1c-1111-4222-8333-944455556666
END_OF_FILE
cat >RVTools_tabvNetwork.csv <<'END_OF_FILE'
VM,Powerstate,Template,NIC label,Adapter,Network,Switch,Connected,Mac Address,IPv4 Address,VM ID,VI SDK UUID
app7,poweredOn,False,Network adapter 1,vmxnet3,LAN,dvs1,True,00:50:56:AA:07:07,192.0.2.77,vm-777,5f0a2b1c-1111-4222-8333-944455556666
END_OF_FILE
cat >servers.csv <<'END_OF_FILE'
*Server name,IP addresses,*Cores,*Memory (In MB),*OS name,OS version,OS architecture,Number of disks,Disk 1 size (In GB)
app7,192.0.2.77,2,4096,Ubuntu,22.04,x64,1,50
END_OF_FILE
cat >cmdb.csv <<'END_OF_FILE'
"name","sys_id","sys_class_name","os","ram","cpu_count","cpu_core_count","ip_address","host_name","serial_number"
"app7","aaaabbbbccccddddeeeeffff00000007","cmdb_ci_linux_server","Linux","4096","2","1","192.0.2.77","app7","VMware-42 00 00 00 00 00 40 00-80 00 00 00 00 00 07 77"
END_OF_FILE
cat >edges.csv <<'END_OF_FILE'
source,target,kind,gib_per_month
app7,db9,calls,12
END_OF_FILE
cat >agent.csv <<'END_OF_FILE'
Timeslot,Source server name,Source application,Source process,Destination server name,Destination IP,Destination application,Destination process,Destination port
2026-10-05 00:00:00,APP7,IIS,w3wp,DB9,192.0.2.79,SQL Server,sqlservr,1433
2026-10-05 00:00:00,WEB6,IIS,w3wp,APP7,192.0.2.77,SQL Server,sqlservr,1433
END_OF_FILE
cat >app7.ovf <<'END_OF_FILE'
<?xml version="1.0" encoding="UTF-8"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"
  xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
  xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
<VirtualSystem ovf:id="app7"><Name>app7</Name><VirtualHardwareSection>
<Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
<Item><rasd:Connection>LAN</rasd:Connection><rasd:ResourceType>10</rasd:ResourceType><rasd:Address>00:50:56:AA:07:07</rasd:Address></Item>
</VirtualHardwareSection></VirtualSystem></Envelope>
END_OF_FILE
read_part rvtools rvtools RVTools_tabvInfo.csv RVTools_tabvNetwork.csv
check "rvtools: without vDisk its disks are not known" test \
  "$(count rvtools.jsonl '"disks"')" = 0
read_part servers azure-migrate-csv servers.csv
read_part cmdb resources-csv --mapping=servicenow-server cmdb.csv
read_part edges flows edges.csv
read_part agent flows agent.csv
read_part ovf ovf app7.ovf
merged own 3 rvtools.jsonl servers.jsonl cmdb.jsonl edges.jsonl agent.jsonl \
  ovf.jsonl
check "own: all its sources" sources own.jsonl '"name":"app7"' rvtools \
  azure-migrate-csv resources-csv/servicenow-server flows ovf
check "own: edges of flows begin at it" grep -q \
  '"from":"vm/5f0a2b1c-1111-4222-8333-944455556666/vm-777","to":"host/db9"' \
  own.jsonl
check "own: and end at it" grep -q \
  '"from":"host/web6","to":"vm/5f0a2b1c-1111-4222-8333-944455556666/vm-777"' \
  own.jsonl
check "own: each source with the rule that joined it" sh -c \
  'grep -q "source/ovf/[0-9a-f]*\",\"rule\":\"identity.mac\"" own.jsonl &&
   grep -q "servicenow-server/[0-9a-f]*\",\"rule\":\"identity.uuid\"" own.jsonl &&
   grep -q "source/flows/[0-9a-f]*\",\"rule\":\"identity.host\"" own.jsonl'
check "own: the disks of the server list" test \
  "$(count own.jsonl '"count":1,"disks":[{"id":"disk-1","size_gib":50}]')" = 1
check_status "own: merge again" 0 "$UITWEG" merge rvtools.jsonl servers.jsonl
check "own: a name with and without its domain is no conflict" \
  sh -c '! grep -q identity.hostname err'

# Flows that name a host and its address, with a list that tells no kind.
cat >things.jsonl <<'END_OF_FILE'
{"format":"uitweg-estate/1"}
{"record":"source","id":"source/hand","connector":"hand"}
{"record":"resource","id":"x/app7","kind":"unknown","identity":{"hostname":"app7","addresses":["192.0.2.77"]},"provenance":[{"source":"source/hand","grade":"assumed"}]}
END_OF_FILE
merged kinds 3 things.jsonl rvtools.jsonl agent.jsonl
check "a kind that is not known stops no join" test \
  "$(count kinds.jsonl '"name":"app7","kind":"vm"')" = 1

# A machine of Azure: Resource Graph, Terraform, a cost export; and of Google.
cat >graph.json <<'END_OF_FILE'
{"count":1,"totalRecords":1,"resultTruncated":"false","data":[
{"id":"/subscriptions/5f2e0c1a-0000-4000-8000-00000000000a/resourceGroups/rg-Shop/providers/Microsoft.Compute/virtualMachines/vm-web1",
"name":"vm-web1","type":"microsoft.compute/virtualmachines","location":"westeurope","resourceGroup":"rg-shop",
"subscriptionId":"5f2e0c1a-0000-4000-8000-00000000000a",
"properties":{"vmId":"11111111-2222-4333-8444-555555555551","hardwareProfile":{"vmSize":"Standard_D2s_v3"}}}]}
END_OF_FILE
cat >azure.tfstate <<'END_OF_FILE'
{"version":4,"terraform_version":"1.5.0","serial":1,
"lineage":"22222222-2222-3333-4444-555555555555","outputs":{},"resources":[
{"mode":"managed","type":"azurerm_linux_virtual_machine","name":"web",
"provider":"provider[\"registry.terraform.io/hashicorp/azurerm\"]","instances":[
{"schema_version":0,"attributes":{"name":"vm-web1","location":"westeurope","size":"Standard_D2s_v3",
"id":"/subscriptions/5f2e0c1a-0000-4000-8000-00000000000a/resourceGroups/rg-shop/providers/Microsoft.Compute/virtualMachines/vm-web1"}}]},
{"mode":"managed","type":"google_compute_instance","name":"web",
"provider":"provider[\"registry.terraform.io/hashicorp/google\"]","instances":[
{"schema_version":6,"attributes":{"id":"projects/shop-prod/zones/europe-west4-a/instances/web1",
"self_link":"https://www.googleapis.com/compute/v1/projects/shop-prod/zones/europe-west4-a/instances/web1",
"name":"web1","project":"shop-prod","zone":"europe-west4-a","machine_type":"n1-standard-2"}}]}]}
END_OF_FILE
cat >export.csv <<'END_OF_FILE'
BillingAccountId,BillingPeriodStartDate,BillingPeriodEndDate,SubscriptionId,Date,ServiceFamily,MeterCategory,MeterName,Quantity,Cost,BillingCurrency,ResourceLocation,ConsumedService,ResourceId,ResourceName,Tags,UnitOfMeasure,PublisherName,ChargeType,Frequency,PublisherType,PricingModel
8000001,10/01/2026,10/31/2026,5F2E0C1A-0000-4000-8000-00000000000A,10/01/2026,Compute,Virtual Machines,D2s v3,24,2.50,EUR,West Europe,Microsoft.Compute,/subscriptions/5F2E0C1A-0000-4000-8000-00000000000A/resourceGroups/RG-SHOP/providers/Microsoft.Compute/virtualMachines/vm-web1,vm-web1,,1 Hour,Microsoft,Usage,UsageBased,Azure,OnDemand
END_OF_FILE
cat >assets.json <<'END_OF_FILE'
[{"name":"//compute.googleapis.com/projects/shop-prod/zones/europe-west4-a/instances/web1",
"assetType":"compute.googleapis.com/Instance","resource":{"version":"v1","discoveryName":"Instance",
"location":"europe-west4-a","data":{"name":"web1","machineType":"zones/europe-west4-a/machineTypes/n1-standard-2"}}}]
END_OF_FILE
cat >objects.json <<'END_OF_FILE'
{"apiVersion":"v1","kind":"List","items":[
{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"pv-1"},
"spec":{"capacity":{"storage":"6Gi"},"csi":{"driver":"ebs.csi.aws.com","volumeHandle":"vol-0123456789abcdef0"}}},
{"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},"spec":{"providerID":"aws:///eu-west-1a/i-0aa11bb22cc33dd44"},"status":{"capacity":{"cpu":"2"}}},
{"apiVersion":"v1","kind":"Node","metadata":{"name":"n2"},
"spec":{"providerID":"azure:///subscriptions/5f2e0c1a-0000-4000-8000-00000000000a/resourceGroups/rg-shop/providers/Microsoft.Compute/virtualMachines/vm-web1"},"status":{"capacity":{"cpu":"2"}}},
{"apiVersion":"v1","kind":"Node","metadata":{"name":"n3"},"spec":{"providerID":"gce://shop-prod/europe-west4-a/web1"},"status":{"capacity":{"cpu":"2"}}}]}
END_OF_FILE
read_part graph azure-graph graph.json
read_part states terraform azure.tfstate
read_part export focus export.csv
read_part assets gcp-assets assets.json
read_part objects kubernetes objects.json
merged clouds 2 graph.jsonl states.jsonl export.jsonl assets.jsonl
check "azure: all its sources" sources clouds.jsonl '"name":"vm-web1"' \
  azure-graph terraform focus
check "azure: the export is matched, whatever its case" grep -q \
  '"resource":"azure/.*vm-web1","matched_by":"native_id"' clouds.jsonl
check "google: all its sources" sources clouds.jsonl '"name":"web1"' \
  gcp-assets terraform
merged nodes 5 objects.jsonl dump.jsonl graph.jsonl assets.jsonl
check "a node is the machine of its provider (aws)" sources nodes.jsonl \
  '"native_id":"arn:aws:ec2:eu-west-1:123456789012:instance' aws-dump kubernetes
check "(azure)" sources nodes.jsonl '"name":"vm-web1"' azure-graph kubernetes
check "(google)" sources nodes.jsonl '"name":"web1"' gcp-assets kubernetes
check "a volume of a cluster stands on the disk of its provider" grep -q \
  '"from":"kubernetes/PersistentVolume/pv-1","to":"aws/123456789012/eu-west-1/vol-0123456789abcdef0"' \
  nodes.jsonl

# The same files, given in either order, and all at once.
check_status "all by auto" 3 "$UITWEG" collect auto vm.tfstate dump graph.json \
  assets.json objects.json edges.csv app7.ovf export.csv -o one.jsonl
check_status "in another order" 3 "$UITWEG" collect auto export.csv app7.ovf \
  edges.csv objects.json assets.json graph.json dump vm.tfstate -o two.jsonl
sed 's/"collected_at":"[^"]*",//' one.jsonl >one
sed 's/"collected_at":"[^"]*",//' two.jsonl >two
check "gives the same bytes" cmp one two
cat >keys.json <<'END_OF_FILE'
{"arn:aws:iam::123456789012:role/one": {"inline": [{"Effect": "Allow"}]},
 "arn:aws:iam::123456789012:role/two": {}}
END_OF_FILE
check_status "policies by ARN" 0 "$UITWEG" collect auto keys.json dump -o k.jsonl
check "are counted as what they are" grep -q '2: maps by ARN' k.jsonl

done_testing

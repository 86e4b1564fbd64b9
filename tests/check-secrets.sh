#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Values that must come out nowhere: passwords that stand in samples of our
# own and of others are looked for in all that collect prints, writes or says.
. "${top_srcdir:-.}/tests/tap.sh"

planted='planted-secret-Zw4rt3Tulp
YourPwdShouldBeLongAndSecure!
foobarbaz
bar12345678
test-password
test-client_key
test-disk_encryption_key_raw
sercet'
printf '%s\n' "$planted" >"$scratch/planted"

# holds_none NAME CONNECTOR PATH...: whatever collect ends with, neither its
# output nor its messages hold a planted value
holds_none ()
{
  name=$1
  shift
  "$UITWEG" collect "$@" >"$scratch/out" 2>"$scratch/err" || :
  # What must not come out is not shown here either.
  if test ! -s "$scratch/out" && test ! -s "$scratch/err"; then
    fail "$name: collect says something"
  elif grep -qFf "$scratch/planted" "$scratch/out" "$scratch/err"; then
    fail "$name: no planted value comes out"
  else
    pass "$name: no planted value comes out"
  fi
}

data=$top_srcdir/tests/data
for file in "$data"/terraform/*.tfstate "$data"/terraform/*.json; do
  holds_none "$(basename "$file")" terraform "$file"
done
for file in "$data"/azure-graph/*.json; do
  holds_none "$(basename "$file")" azure-graph "$file"
done
holds_none "aws-dump" aws-dump "$data/aws-dump/dump"
holds_none "libvirt" libvirt-xml "$data/libvirt"
holds_none "libvirt-bad" libvirt-xml "$data/libvirt-bad"
for file in "$data"/focus/*.csv; do
  holds_none "$(basename "$file")" focus "$file"
done
holds_none "kubernetes" kubernetes "$data/kubernetes"
holds_none "nutanix-json" nutanix-json "$data/nutanix-json"
holds_none "openstack-json" openstack-json "$data/openstack-json"
holds_none "proxmox-json" proxmox-json "$data/proxmox-json"
for file in "$data"/tables/[!s]*.csv "$data"/tables/s[ae]*s.csv; do
  holds_none "$(basename "$file")" resources-csv "$file"
done
for file in "$data"/tables/servicenow-*.csv; do
  holds_none "$(basename "$file")" resources-csv \
    --mapping servicenow-server "$file"
done
holds_none "topdesk.csv" resources-csv --mapping topdesk-asset \
  "$data/tables/topdesk.csv"
holds_none "rvtools" rvtools "$data"/rvtools/*.csv

inputs=$UITWEG_SHARED/data/inputs
if test -d "$inputs"; then
  for file in "$inputs"/terraform/*.json \
    "$inputs"/terraform-raw-state/*.tfstate; do
    holds_none "$(basename "$file")" terraform "$file"
  done
  holds_none "answers of AWS of others" aws-dump "$inputs/aws"
  holds_none "libvirt's own samples" libvirt-xml "$inputs/libvirt"
  holds_none "focus of others" focus "$inputs/focus/focus_sample.csv" \
    "$inputs/azure-billing/EA_ActualCost_Small.csv" \
    "$inputs/azure-billing/EA_AmortizedCost_Small.csv"
  holds_none "kubernetes of others" kubernetes "$inputs/kubernetes"
  holds_none "azure of others" azure-graph "$inputs/azure"
  holds_none "recorded azure" azure-graph "$inputs/azure-recorded"
  holds_none "nutanix of others" nutanix-json "$inputs/nutanix"
  holds_none "openstack of others" openstack-json "$inputs/openstack"
  holds_none "rvtools of others" rvtools "$inputs"/rvtools/*.xlsx
else
  skip "samples of others" "the shared inputs are not here (UITWEG_SHARED)"
fi
done_testing

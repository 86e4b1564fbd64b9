#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Values that must come out nowhere: passwords and people that stand in samples
# of our own and of others are looked for in all that collect prints, writes
# or says, and in what is made of all of it together.
. "${top_srcdir:-.}/tests/tap.sh"

cat >"$scratch/planted" <<'END'
planted-secret-Zw4rt3Tulp
planted.persoon
Planted Persoon
Persoon, Planted
YourPwdShouldBeLongAndSecure!
foobarbaz
bar12345678
test-password
test-client_key
test-disk_encryption_key_raw
sercet
END
inputs=${UITWEG_SHARED-}/data/inputs
if test -d "$inputs" && command -v python3 >/dev/null 2>&1; then
  python3 "$top_srcdir/tests/secret-values.py" "$inputs" >>"$scratch/planted"
  check "values of secret keys are found in samples of others" \
    grep -q '^DefaultEndpointsProtocol=' "$scratch/planted"
else
  skip "values of secret keys" "the shared inputs or python3 are not here"
fi

# judge NAME: what stands in out and err holds no planted value, and is
# something
judge ()
{
  # What must not come out is not shown here either.
  if test ! -s "$scratch/out" && test ! -s "$scratch/err"; then
    fail "$1 says something"
  elif grep -qiFf "$scratch/planted" "$scratch/out" "$scratch/err"; then
    fail "$1: no planted value comes out"
  else
    pass "$1: no planted value comes out"
  fi
}

# holds_none NAME WORD...: whatever the command ends with
holds_none ()
{
  name=$1
  shift
  "$UITWEG" "$@" >"$scratch/out" 2>"$scratch/err" || :
  judge "$name"
}

# Each line: a reader, files or a folder below tests/data, and options.
own='
archimate archimate/*.xml
arm-template arm-template/*.json
aws-discovery-csv servers/aws-*.csv
aws-dump aws-dump/dump
azure-graph azure-graph/*.json
azure-migrate-csv servers/azure-*.csv
backstage backstage/*.yaml
dora-register dora/*.csv
flows flows/*
focus focus/*.csv
google-migration-center servers/google-*.csv
gcp-assets gcp-assets/*.json*
konveyor-csv konveyor/*.csv
kubernetes kubernetes
libvirt-xml libvirt
libvirt-xml libvirt-bad
m365-csv m365/*.csv
nutanix-json nutanix-json
openstack-json openstack-json
ovf ovf
proxmox-json proxmox-json
resources-csv tables/[!s]*.csv
resources-csv tables/s[ae]*s.csv
resources-csv tables/servicenow-*.csv --mapping=servicenow-server
resources-csv tables/topdesk.csv --mapping=topdesk-asset
rvtools rvtools/*.csv
terraform terraform/*.tfstate
terraform terraform/*.json
'
# The same below data/inputs of the shared folder.
others='
arm-template arm-templates/*.json
aws-dump aws
azure-graph azure
azure-graph azure-recorded
focus focus/*.csv
focus azure-billing/*.csv
gcp-assets gcp-assets
konveyor-csv konveyor/*.csv
kubernetes kubernetes
libvirt-xml libvirt
nutanix-json nutanix
openstack-json openstack
rvtools rvtools/*.xlsx
terraform terraform/*.json
terraform terraform-raw-state/*.tfstate
'

"$UITWEG" connectors >"$scratch/connectors"

# run_table TABLE FOLDER
run_table ()
{
  printf '%s' "$1" | sed '/^$/d' >"$scratch/table"
  while read -r reader pattern options; do
    if ! grep -q "^$reader " "$scratch/connectors"; then
      fail "$reader is a connector"
      continue
    fi
    # shellcheck disable=SC2086 # the pattern is one, the options are words
    for path in "$2"/$pattern; do
      holds_none "$reader ${path#"$2/"}" collect "$reader" $options "$path"
    done
  done <"$scratch/table"
}

# run_all NAME FOLDER: everything at once, and what is made of it
run_all ()
{
  estate=$scratch/all.jsonl
  rm -f "$estate"
  holds_none "collect auto of $1" collect auto "$2" -o "$estate"
  if test ! -s "$estate"; then
    fail "collect auto of $1 makes an estate"
    return
  fi
  cp "$estate" "$scratch/out"
  judge "the estate of $1"
  sed "s|^estate:.*|estate: [$estate]|" \
    "$top_srcdir/scenarios/webshop/scenario.yaml" >"$scratch/scenario.yaml"
  holds_none "check of $1" check "$estate"
  holds_none "coverage of $1" check --coverage "$estate"
  holds_none "merge of $1" merge "$estate" "$estate"
  holds_none "explained merge of $1" merge --explain "$estate"
  holds_none "graph of $1" graph "$estate"
  holds_none "assessment of $1" assess "$scratch/scenario.yaml"
  holds_none "plan of $1" plan "$scratch/scenario.yaml"
  cp "$scratch/out" "$scratch/plan.json"
  for format in text html json; do
    test ! -s "$scratch/plan.json" \
      || holds_none "$format report of $1" report --format "$format" \
        "$scratch/plan.json"
  done
}

run_table "$own" "$top_srcdir/tests/data"
run_all "all samples of our own" "$top_srcdir/tests/data"
if test -d "$inputs"; then
  run_table "$others" "$inputs"
  run_all "all samples of others" "$inputs"
else
  skip "samples of others" "the shared inputs are not here (UITWEG_SHARED)"
fi
done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg merge: one estate of several, the same whatever the order.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

check_status "merge to standard output" 0 "$UITWEG" merge $case/estate.jsonl
cp out one.jsonl
check_status "merge to a file" 0 "$UITWEG" merge -o two.jsonl \
  $case/estate.jsonl
check "gives the same bytes" cmp one.jsonl two.jsonl
check_status "merge what was merged" 0 "$UITWEG" merge two.jsonl
check "changes nothing" cmp out two.jsonl

shuffled $case/estate.jsonl >mixed.jsonl
check_status "merge shuffled lines" 0 "$UITWEG" merge mixed.jsonl
check "gives the same bytes too" cmp out two.jsonl
check_status "with one thread" 0 "$UITWEG" merge --threads 1 \
  scenarios/gemeente/estate-*.jsonl
cp out one-thread
check_status "with two" 0 "$UITWEG" merge --threads=2 \
  scenarios/gemeente/estate-premises.jsonl scenarios/gemeente/estate-azure.jsonl \
  scenarios/gemeente/estate-aws.jsonl \
  scenarios/gemeente/estate-organisation.jsonl
check "threads and order of files change nothing" cmp out one-thread

# Two parts that disagree on one value.
for part in 1 2; do
  cat >part-$part.jsonl <<END
{"format":"uitweg-estate/1"}
{"record":"source","id":"source/$part","connector":"hand"}
{"record":"resource","id":"vm/a","kind":"vm","vcpu":$((part * 4)),"provenance":[{"source":"source/$part","grade":"$(test $part = 1 && echo measured || echo assumed)"}]}
END
done
check_status "parts that disagree" 0 "$UITWEG" merge part-1.jsonl part-2.jsonl
says "the conflict is told" "vm/a"
prints "the better founded value wins" '"vcpu":4'
check_status "quietly" 0 "$UITWEG" merge -q part-1.jsonl part-2.jsonl
silent "it is not told"

keeps "a broken estate" x.jsonl merge \
  "$top_srcdir/tests/data/estate/bad-type.jsonl"
keeps "a missing estate" x.jsonl merge $case/estate.jsonl gone.jsonl
refuses "no estate" "expected" merge
check_status "a folder that is not there" 2 "$UITWEG" merge \
  $case/estate.jsonl -o gone/x.jsonl
says "is named" "gone/x.jsonl"

# One machine in four estates: RVTools, Terraform, the CMDB and the bill.
four=$top_srcdir/tests/data/merge
check_status "four estates of one machine" 0 "$UITWEG" merge -q \
  "$four/rvtools.jsonl" "$four/terraform.jsonl" "$four/cmdb.jsonl" \
  "$four/bill.jsonl" -o four.jsonl
check "are one resource under the id of the best source" sh -c \
  'test "$(grep -c "420e1234.*112233445566" four.jsonl)" = 1 &&
   grep -q "^{\"record\":\"resource\",\"id\":\"vm/4c4c4544/vm-101\"" four.jsonl'
check "with four sources" sh -c \
  'line=$(grep "112233445566" four.jsonl)
   for source in rvtools terraform cmdb bill; do
     case $line in *source/$source*) ;; *) exit 1 ;; esac
   done'
check "the service means it" grep -q '"members":\["vm/4c4c4544/vm-101"\]' \
  four.jsonl
check "the bill is matched" sh -c \
  'test "$(grep -c "matched_by.*identity.native_id" four.jsonl)" = 2'
check "an edge between ids of the provider has its ends" grep -q \
  '"from":"aws/123456789012/eu-west-1/i-0abcdef0123456789","to":"aws/123456789012/bucket"' \
  four.jsonl
check_status "two at a time" 0 "$UITWEG" merge -q "$four/bill.jsonl" \
  "$four/rvtools.jsonl" -o a.jsonl
check_status "and the others" 0 "$UITWEG" merge -q "$four/terraform.jsonl" \
  "$four/cmdb.jsonl" -o b.jsonl
check_status "then both" 0 "$UITWEG" merge -q b.jsonl a.jsonl -o c.jsonl
check "gives the same bytes again" cmp four.jsonl c.jsonl

check_status "explain" 0 "$UITWEG" merge --explain "$four/rvtools.jsonl" \
  "$four/terraform.jsonl" "$four/cmdb.jsonl" "$four/bill.jsonl"
prints "counts by rule first" "host 1, name 1, native_id 1, uuid 2"
prints "who won and why" "better founded"
prints "what was kept apart" "one source has it on several"
check_status "explain as JSON" 0 "$UITWEG" merge --explain --json \
  "$four/rvtools.jsonl" "$four/terraform.jsonl"
prints "has every note" '"what": "joined"'
refuses "JSON of nothing" "expected --explain" merge --json $case/estate.jsonl
check_status "a join by name alone" 0 "$UITWEG" merge "$four/terraform.jsonl" \
  "$four/cmdb.jsonl" -o x.jsonl
says "is told" "joined by the rule name alone"

for form in yaml csv; do
  check_status "decisions as $form" 0 "$UITWEG" merge -q \
    --pins "$four/pins.$form" "$four/rvtools.jsonl" "$four/terraform.jsonl" \
    "$four/cmdb.jsonl" "$four/bill.jsonl" -o pinned.jsonl
  check "a value is as decided ($form)" sh -c \
    'grep "112233445566" pinned.jsonl | grep -q "\"vcpu\":16.*counted in"'
  check "two are one ($form)" sh -c \
    '! grep -q "^{\"record\":\"resource\",\"id\":\"vm/4c4c4544/vm-103" pinned.jsonl'
  check "two stay two ($form)" grep -q \
    '^{"record":"resource","id":"cmdb/CI0002"' pinned.jsonl
  check_status "merged again ($form)" 0 "$UITWEG" merge -q pinned.jsonl \
    "$four/cmdb.jsonl" -o again.jsonl
  check "decisions stay ($form)" cmp pinned.jsonl again.jsonl
done
cat >slips.yaml <<END
- same: [vm/4c4c4544/vm-10, vm/4c4c4544/vm-102]
- value: {id: vm/4c4c4544/vm-101, field: vcpus, value: 3}
- aprt: [a, b]
END
check_status "slips in decisions" 2 "$UITWEG" merge --pins slips.yaml \
  "$four/rvtools.jsonl" -o y.jsonl
says "the nearest id is told" "expected 'vm/4c4c4544/vm-10"
says "the nearest field too" "found field 'vcpus', expected vcpu"
says "and the nearest word" "found 'aprt', expected apart"
check "nothing was written" test ! -e y.jsonl

# A plan, a state with links and the inventory of Google name one machine.
google=$top_srcdir/tests/data/terraform
"$UITWEG" collect terraform "$google/google-plan.json" -o plan.jsonl \
  >/dev/null 2>&1
"$UITWEG" collect terraform "$google/google.tfstate" -o state.jsonl \
  >/dev/null 2>&1
"$UITWEG" collect gcp-assets "$top_srcdir/tests/data/gcp-assets/assets.json" \
  -o assets.jsonl >/dev/null 2>&1
check_status "a plan, a state and an inventory" 0 "$UITWEG" merge --explain \
  plan.jsonl state.jsonl assets.jsonl
prints "are joined by the id of the provider" "native_id 2"

# A rule that an overlay switches off.
mkdir overlay
cat >overlay/catalog.yaml <<END
format: uitweg-catalog/1
version: 2026-12-01
as_of: 2026-12-01
files:
  - {path: i.yaml, table: identity, source: t, as_of: 2026-11-30, licence: none}
END
cat >overlay/i.yaml <<END
format: uitweg-catalog/1
table: identity
source: t
as_of: 2026-11-30
licence: none
values: {rule: {name: {enabled: false}}}
END
check_status "without the rule name" 0 "$UITWEG" merge --catalog overlay \
  --explain "$four/terraform.jsonl" "$four/cmdb.jsonl"
check "nothing is joined" grep -q "^joined  *0" out

done_testing

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

done_testing

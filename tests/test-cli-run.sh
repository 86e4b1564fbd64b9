#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg run: four files or none, statuses, the same bytes again.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

# whole NAME DIR: the four files and nothing else
whole ()
{
  check "$1" test "$(ls -A "$2" | tr '\n' ' ')" = \
    "estate.jsonl plan.json report.html report.txt "
}

check_status "the tutorial" 0 "$UITWEG" run $case/scenario.yaml -o one
whole "fills a folder" one
prints "says where the report is" "one/report.html"
plain "no colour in a pipe" out
silent "no progress in a pipe"
check "the estate is sound" "$UITWEG" check one/estate.jsonl
check_status "quietly" 0 "$UITWEG" run -q $case/scenario.yaml -o one
check "again into the same folder" test -s one/plan.json
check "no place of the report" sh -c '! grep -q report.html out'

check_status "an estate of the command line" 0 "$UITWEG" run \
  $case/scenario.yaml $case/estate.jsonl -o two
check "gives the same bytes" cmp one/plan.json two/plan.json
shuffled $case/estate.jsonl >mixed.jsonl
check_status "shuffled lines, one thread" 0 "$UITWEG" run --threads 1 \
  $case/scenario.yaml mixed.jsonl -o three
check_status "shuffled lines, two threads" 0 "$UITWEG" run --threads 2 \
  $case/scenario.yaml mixed.jsonl -o four
for file in estate.jsonl plan.json report.html report.txt; do
  check "$file is the same for shuffled lines" cmp one/$file three/$file
  check "$file is the same for two threads" cmp one/$file four/$file
done
check_status "another seed" 0 "$UITWEG" run --seed 7 $case/scenario.yaml \
  -o five
check "stands in the plan" grep -q '"seed": 7' five/plan.json
check_status "in Dutch" 0 "$UITWEG" run --lang nl $case/scenario.yaml -o nl
check "is another report" sh -c '! cmp -s one/report.txt nl/report.txt'
check "of the same plan" cmp one/plan.json nl/plan.json

check_status "a policy that nobody can meet" 1 "$UITWEG" run \
  scenarios/no-way-out/scenario.yaml -o none
whole "still has a plan and a report" none

refuses "no folder" "found no -o DIR" run $case/scenario.yaml
refuses "no scenario" "expected: uitweg run" run -o x
refuses "a missing scenario" "A scenario is a YAML file" run gone.yaml -o x
refuses "a missing estate" "gone.jsonl" run $case/scenario.yaml gone.jsonl -o x
check "nothing was made" test ! -e x
keeps "an estate that is broken" x run $case/scenario.yaml \
  "$top_srcdir/tests/data/estate/bad-type.jsonl"

# A folder that holds something keeps it, and gets nothing by half.
mkdir full
echo mine >full/plan.json
mkdir full/report.html
check_status "a place that is taken" 2 "$UITWEG" run $case/scenario.yaml \
  -o full
says "is named" "full/report.html"
check "what was there is untouched" test "$(cat full/plan.json)" = mine
check "nothing was added" test "$(ls -A full | tr '\n' ' ')" = \
  "plan.json report.html "
check_status "a file in place of a folder" 2 "$UITWEG" run \
  $case/scenario.yaml -o mixed.jsonl
says "is named too" "mixed.jsonl"

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg assess, plan, report and why: the stages alone.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"
broken=$top_srcdir/tests/data/estate/bad-type.jsonl

check_status "assess" 0 "$UITWEG" assess $case/scenario.yaml
prints "counts what was seen" "12 resources"
prints "counts what must be left" "12 resources must be left"
check_status "assess as JSON" 0 "$UITWEG" assess --json $case/scenario.yaml
prints "is an assessment" '"format": "uitweg-assessment/1"'
cp out one.json
check_status "assess into a file" 0 "$UITWEG" assess --json -o two.json \
  --threads 2 $case/scenario.yaml
check "gives the same bytes" cmp one.json two.json
refuses "assess without a scenario" "expected: uitweg assess" assess
keeps "assess a broken estate" x.json assess $case/scenario.yaml "$broken"

check_status "plan" 0 "$UITWEG" plan $case/scenario.yaml
prints "is a plan" '"format": "uitweg-plan/1"'
cp out plan.json
check_status "plan into a file" 0 "$UITWEG" plan $case/scenario.yaml -o two.json
check "gives the same bytes" cmp plan.json two.json
check "and prints what matters" test -s out
check_status "plan without a way" 1 "$UITWEG" plan -q \
  scenarios/no-way-out/scenario.yaml -o none.json
check "still writes the plan" test -s none.json
check "and prints nothing when quiet" test ! -s out
refuses "plan a missing scenario" "A scenario is a YAML file" plan gone.yaml
keeps "plan a broken estate" x.json plan $case/scenario.yaml "$broken"

check_status "report as text" 0 "$UITWEG" report plan.json
plain "has no colour in a pipe" out
cp out text
check_status "in the same bytes" 0 "$UITWEG" report --format text -o text2 \
  plan.json
check "as into a file" cmp text text2
check_status "with colour when asked" 0 "$UITWEG" report --color always \
  plan.json
check "it is there" grep -q "$(printf '\033')" out
check_status "report as HTML" 0 "$UITWEG" report -f html plan.json
prints "is a page" "</html>"
check_status "report as JSON" 0 "$UITWEG" report --format=json plan.json
check "is the plan" cmp out plan.json
check_status "report of a plan without a way" 0 "$UITWEG" report none.json
refuses "an unknown format" "expected text, json or html" \
  report --format pdf plan.json
refuses "a missing plan" "gone.json" report gone.json
keeps "an estate is no plan" x.txt report $case/estate.jsonl

check_status "why" 0 "$UITWEG" why cost.one_off plan.json
check "explains" test -s out
check_status "the newest plan is found" 0 "$UITWEG" why cost.one_off
mkdir shop
cp plan.json shop
check_status "the plan of a folder" 0 "$UITWEG" why cost.one_off -o shop
check_status "figures" 0 "$UITWEG" why --list plan.json
prints "are listed" "run.after"
# Every listed figure can be explained.
cut -d ' ' -f 1 out >figures
while read -r figure; do
  "$UITWEG" why "$figure" plan.json >/dev/null 2>>unexplained \
    || echo "$figure" >>unexplained
done <figures
check "and each can be explained" test ! -s unexplained
refuses "an unknown figure" "cost.one_off" why cost.one_of plan.json
refuses "no figure" "found no figure" why
rm plan.json
refuses "no plan" "uitweg run SCENARIO -o DIR" why cost.one_off
refuses "too many words" "expected no more words" why cost.one_off a b

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg graph: rings, islands, reach and paths.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"
estate=scenarios/cycle/estate.jsonl

check_status "the whole" 0 "$UITWEG" graph $estate
prints "counts" "8 resources, 15 dependencies, 5 components, 1 islands"
prints "rings" "  vm/orders, vm/recipes, vm/stock"
prints "soft rings too" "  vm/archive, vm/reports"
check_status "hard dependencies" 0 "$UITWEG" graph --hard $estate
check "have no soft ring" sh -c '! grep -q "vm/archive, vm/reports$" out'
check_status "what needs a thing" 0 "$UITWEG" graph --reach db/erp $estate
check "is listed, without the thing" test "$(tr '\n' ' ' <out)" = \
  "vm/archive vm/orders vm/portal vm/recipes vm/reports vm/stock "
check_status "what a thing needs" 0 "$UITWEG" graph --needs vm/portal $estate
prints "at any distance" "db/erp"
check_status "a path" 0 "$UITWEG" graph --path vm/portal db/erp $estate
check "begins and ends as asked" \
  test "$(head -n 1 out) $(tail -n 1 out)" = "vm/portal db/erp"
check_status "no path" 0 "$UITWEG" graph --path db/erp vm/portal $estate
prints "is said" "there is no way"
check_status "as JSON" 0 "$UITWEG" graph --json $estate
prints "with the rings" '"rings": ['
check_status "a service" 0 "$UITWEG" graph --needs service/website \
  scenarios/gemeente/estate-*.jsonl
check "stands for its members" test -s out

shuffled $estate >mixed.jsonl
"$UITWEG" graph --json --threads 2 mixed.jsonl >mixed
"$UITWEG" graph --json --threads 1 $estate >plain
check "shuffled lines and threads change nothing" cmp mixed plain

refuses "a slip in an id" "did you mean 'vm/orders'?" \
  graph --reach vm/order $estate
refuses "an unknown id" "found no resource or service" \
  graph --needs nowhere $estate
refuses "half a path" "expected two resources" graph $estate --path vm/orders
refuses "a missing estate" "gone.jsonl" graph gone.jsonl
refuses "a broken estate" "bad-type.jsonl:" graph \
  "$top_srcdir/tests/data/estate/bad-type.jsonl"

done_testing

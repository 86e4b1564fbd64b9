#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg check: sound estates pass, each kind of mistake is named with its
# place.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

check_status "a sound estate" 0 "$UITWEG" check $case/estate.jsonl
prints "its records are counted" "$case/estate.jsonl: 38 records, ok"
silent "and nothing else is said"
check_status "several" 0 "$UITWEG" check scenarios/gemeente/estate-*.jsonl
check_status "quietly" 0 "$UITWEG" check --quiet $case/estate.jsonl
check "prints nothing" test ! -s out
check_status "standard input" 0 \
  sh -c "\"\$UITWEG\" check - <$case/estate.jsonl"
prints "is counted" "38 records, ok"
check_status "a scenario that fits" 0 "$UITWEG" check \
  --scenario $case/scenario.yaml $case/estate.jsonl
prints "is said to fit" "scenario.yaml: fits, ok"

for file in "$top_srcdir"/tests/data/estate/bad-*.jsonl; do
  name=$(basename "$file")
  refuses "$name" "$name:" check "$file"
done
for file in "$top_srcdir"/tests/data/estate/good-*.jsonl; do
  check_status "$(basename "$file")" 0 "$UITWEG" check "$file"
done

refuses "a missing file" "Make an estate with: uitweg collect" check gone.jsonl
refuses "a folder" "$scratch" check "$scratch"
check_status "a missing scenario" 2 "$UITWEG" check \
  --scenario gone.yaml $case/estate.jsonl
says "has a hint" "A scenario is a YAML file"
sed 's/provider: aws/provider: awss/' $case/scenario.yaml >slip.yaml
check_status "an id that nothing defines" 2 "$UITWEG" check \
  --scenario slip.yaml $case/estate.jsonl
says "is named with its line" "slip.yaml:"

# Two hundred mistakes: a hundred are shown, the others counted.
{
  echo '{"format":"uitweg-estate/1"}'
  awk 'BEGIN { for (i = 0; i < 200; i++)
    printf "{\"record\":\"resource\",\"id\":\"r%d\",\"kind\":\"ship\"}\n", i }'
} >many.jsonl
check_status "many mistakes" 2 "$UITWEG" check many.jsonl
check "a hundred are shown" test "$(grep -c '^many.jsonl:' err)" -eq 100
says "the others are counted" "100 more"

# A line of a gigabyte is refused as soon as it is too long.
cat >huge.sh <<'END'
{
  echo '{"format":"uitweg-estate/1"}'
  head -c 1100000000 /dev/zero | tr '\0' a
} 2>/dev/null | "$UITWEG" check -
END
check_status "a line of a gigabyte" 2 sh huge.sh
says "is named" ":2:"

# What was seen, of four sources.
four=$top_srcdir/tests/data/merge
check_status "coverage" 0 "$UITWEG" check --coverage "$four/rvtools.jsonl" \
  "$four/terraform.jsonl" "$four/cmdb.jsonl" "$four/bill.jsonl"
prints "spend that belongs to a resource" "EUR 130 of EUR 150"
prints "and that does not" "EUR 20"
prints "types" "3 of 5 (60 %)"
prints "dependencies" "1 declared, 1 observed, 0 inferred"
prints "each source" "source/terraform"
check_status "coverage as JSON" 0 "$UITWEG" check --coverage --json \
  "$four/rvtools.jsonl" "$four/bill.jsonl"
prints "has the sources too" '"source": "source/rvtools"'
prints "and what is left over" '"unmatched": '
refuses "JSON of nothing" "expected --coverage" check --json $case/estate.jsonl
refuses "coverage and a scenario" "expected one" check --coverage \
  --scenario $case/scenario.yaml $case/estate.jsonl

done_testing

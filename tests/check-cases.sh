#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The bundled cases, run as a user would: every sum computed again by
# recompute.py, the facts of expected.yaml, the same bytes in another order
# and on another number of threads, and the text reports as they were last
# reviewed (UITWEG_UPDATE_EXPECTED=1 rewrites those).
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"
golden=$top_srcdir/tests/data/golden

# compare NAME FILE: against the golden file of that name
compare ()
{
  if test "${UITWEG_UPDATE_EXPECTED-0}" = 1; then
    mkdir -p "$golden"
    cp "$2" "$golden/$1"
  fi
  check "$1 is as it was reviewed" diff "$golden/$1" "$2"
}

for folder in scenarios/*/expected.yaml; do
  folder=$(dirname "$folder")
  name=$(basename "$folder")
  expected=$(sed -n 's/^exit_status: *//p' "$folder/expected.yaml")
  check_status "$name ends as it should" "$expected" "$UITWEG" run \
    "$folder/scenario.yaml" -o "$name"
  test -s "$name/plan.json" || continue

  # The files of the case in another order, their lines shuffled.
  rm -rf mixed
  mkdir mixed
  for file in "$folder"/estate*.jsonl; do
    shuffled "$file" >"mixed/$(basename "$file")"
  done
  # shellcheck disable=SC2046 # names without blanks
  "$UITWEG" run --threads 2 "$folder/scenario.yaml" \
    $(find mixed -name '*.jsonl' | sort -r) -o "$name-mixed" >/dev/null 2>&1
  "$UITWEG" run --threads 1 "$folder/scenario.yaml" -o "$name-one" \
    >/dev/null 2>&1
  for file in estate.jsonl plan.json report.html report.txt; do
    check "$name: $file in another order" \
      cmp "$name/$file" "$name-mixed/$file"
    check "$name: $file on one thread" cmp "$name/$file" "$name-one/$file"
  done
  "$UITWEG" report --lang nl "$name/plan.json" >"$name/report-nl.txt"
  compare "$name.txt" "$name/report.txt"
  compare "$name-nl.txt" "$name/report-nl.txt"

  if ! command -v python3 >/dev/null 2>&1; then
    skip "$name: recomputed" "python3 is not installed"
    continue
  fi
  "$UITWEG" graph --json "$name/estate.jsonl" >graph.json
  "$UITWEG" graph --json --hard "$name/estate.jsonl" >hard.json
  check_status "$name: is recomputed" 0 python3 \
    "$top_srcdir/tests/recompute.py" "$folder" "$name" graph.json hard.json
  cp out recomputed
  while read -r line; do
    case $line in
      'ok '*) pass "$name: ${line#ok }" ;;
      'not ok '*) fail "$name: ${line#not ok }" ;;
      *) echo "$line" ;;
    esac
  done <recomputed
done

# What recomputes must find what is wrong.
if test -s webshop/plan.json && command -v python3 >/dev/null 2>&1; then
  cp -R webshop planted
  python3 - <<'END'
import json

with open("planted/plan.json", encoding="utf-8") as file:
    plan = json.load(file)
plan["cash_flow"][1]["one_off"] = ["0.01", "0.01"]
plan["groups"][0]["resources"].pop()
with open("planted/plan.json", "w", encoding="utf-8") as file:
    json.dump(plan, file)
END
  "$UITWEG" graph --json webshop/estate.jsonl >graph.json
  "$UITWEG" graph --json --hard webshop/estate.jsonl >hard.json
  python3 "$top_srcdir/tests/recompute.py" scenarios/webshop planted \
    graph.json hard.json >recomputed 2>&1
  check "a planted sum is found" \
    grep -q '^not ok cash flow: one-off months' recomputed
  check "a thing without a group is found" \
    grep -q '^not ok groups part the resources' recomputed
fi

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg graph draw: pictures that can be read, by a program that shares no
# code with ours.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"
python=/usr/bin/python3
gemeente=$(echo scenarios/gemeente/estate-*.jsonl)

# sound NAME FILE...: what check-pictures.py asks of a picture
sound ()
{
  test -x "$python" || {
    skip "$1" "needs $python"
    return 0
  }
  sound_name=$1
  shift
  check "$sound_name" "$python" "$top_srcdir/tests/check-pictures.py" "$@"
}

# drawn NAME WORD...: a picture of those words
drawn ()
{
  drawn_name=$1
  shift
  check_status "draws $drawn_name" 0 "$UITWEG" graph draw "$@" \
    -o "$drawn_name.svg"
  sound "$drawn_name can be read" "$drawn_name.svg"
}

drawn webshop scenarios/webshop/estate.jsonl
drawn cycle scenarios/cycle/estate.jsonl
# shellcheck disable=SC2086 # four files
drawn map $gemeente
# shellcheck disable=SC2086
drawn service $gemeente --service service/website
# shellcheck disable=SC2086
drawn dutch --lang nl $gemeente --service service/website
"$UITWEG" plan scenarios/gemeente/scenario.yaml -o plan.json >/dev/null 2>&1
# shellcheck disable=SC2086
drawn bridges $gemeente --plan plan.json --bridges 2:3
# shellcheck disable=SC2086
drawn no-bridges $gemeente --plan plan.json --bridges 7:9
check "which it says" grep -q "nothing to draw" no-bridges.svg
check "a fold is said" grep -q "things are folded into" map.svg
check "Dutch is Dutch" grep -q "Een pijl gaat van" dutch.svg

# Random estates, the last of them of more things than fit.
for n in 5 20 60 400; do
  awk -v n=$n 'BEGIN {
    print "{\"format\":\"uitweg-estate/1\",\"written_by\":\"hand\"}"
    s = n
    for (i = 0; i < n; i++)
      printf "{\"record\":\"resource\",\"id\":\"vm/%d\",\"kind\":\"vm\"," \
        "\"name\":\"A rather long name of machine %d\"," \
        "\"provider\":\"p%d\"}\n", i, i * 7919, i % 9
    for (e = 0; e < 2 * n; e++)
      {
        s = (s * 1103 + 12345) % 1000003; a = s % n
        s = (s * 1103 + 12345) % 1000003; b = s % n
        if (a != b)
          printf "{\"record\":\"dependency\",\"id\":\"d/%d\",\"from\":" \
            "\"vm/%d\",\"to\":\"vm/%d\",\"kind\":\"network\",\"hard\":%s}\n",
            e, a, b, e % 3 ? "true" : "false"
      }
  }' >random-$n.jsonl
  drawn random-$n random-$n.jsonl
done

shuffled scenarios/cycle/estate.jsonl >mixed.jsonl
for format in svg dot mermaid graphml; do
  "$UITWEG" graph draw --format $format scenarios/cycle/estate.jsonl \
    >plain.$format
  "$UITWEG" graph draw --format $format mixed.jsonl --threads 2 >mixed.$format
  check "shuffled lines change nothing in $format" \
    cmp plain.$format mixed.$format
done
check "DOT has a box" grep -q 'label="portal\\nvm\\nazure' plain.dot
check "Mermaid has an arrow" grep -q 'b[0-9] -->|18 GiB/month| b[0-9]' \
  plain.mermaid
if test -x "$python"; then
  check "GraphML is well-formed" "$python" -c \
    'import sys,xml.etree.ElementTree as e; e.parse(sys.argv[1])' plain.graphml
else
  skip "GraphML is well-formed" "needs $python"
fi

# A breach must be seen, or the check proves nothing.
if test -x "$python"; then
  sed 's/A rather/A rather rather rather/' random-5.svg >wrong.svg
  sed 's/d="M[0-9]*/d="M1/' random-5.svg >loose.svg
  check_status "text outside its box is found" 1 "$python" \
    "$top_srcdir/tests/check-pictures.py" wrong.svg
  check_status "an arrow from nowhere is found" 1 "$python" \
    "$top_srcdir/tests/check-pictures.py" loose.svg
else
  skip "breaches are found" "needs $python"
fi

refuses "no estate" "draw: found no estate" graph draw
refuses "an unknown format" "expected svg, dot" graph draw --format png \
  scenarios/cycle/estate.jsonl
refuses "an unknown service" "found no service 'x'" graph draw --service x \
  scenarios/cycle/estate.jsonl
refuses "a plan without bridges" "together" graph draw --plan plan.json \
  scenarios/cycle/estate.jsonl
refuses "waves that are none" "expected two waves" graph draw \
  --plan plan.json --bridges 1-2 scenarios/cycle/estate.jsonl

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The HTML report is well-formed, fetches nothing, and each amount and sum on
# it is the one of the plan document, by a program that shares no code with
# ours.
set -eu
# shellcheck source=tests/tap.sh
. "$top_srcdir/tests/tap.sh"

python=/usr/bin/python3
test -x "$python" || skip_all "needs $python"
render=$top_builddir/tests/render-report

# compare PLAN NAME: both languages
compare ()
{
  for language in en nl; do
    page=$scratch/$2-$language.html
    check "renders $2 in $language" sh -c '"$0" html "$1" "$2" >"$3"' \
      "$render" "$language" "$1" "$page"
    check "page and document of $2 agree in $language" \
      "$python" "$top_srcdir/tests/check-report-html.py" "$1" "$page"
    "$render" html "$language" "$1" | cmp -s - "$page" \
      && pass "same bytes twice for $2 in $language" \
      || fail "same bytes twice for $2 in $language"
  done
}

compare "$top_srcdir/tests/data/plan/sample.json" sample

# A wrong amount must be seen, or the comparison proves nothing.
sed 's/data-lo="6200.00"/data-lo="6201.00"/g' "$scratch/sample-en.html" \
  >"$scratch/wrong.html"
check_status "a wrong amount is found" 1 "$python" \
  "$top_srcdir/tests/check-report-html.py" \
  "$top_srcdir/tests/data/plan/sample.json" "$scratch/wrong.html"

check "each key and figure has its line in the manual" \
  "$python" "$top_srcdir/tests/check-plan-man.py" \
  "$top_srcdir/tests/data/plan/sample.json" \
  "$top_srcdir/man/uitweg-plan.5" "$top_srcdir/man/uitweg-figures.7"

done_testing

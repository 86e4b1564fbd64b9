#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The command itself under valgrind: no invalid access and no definite leak on
# the main path and on its errors. Run by `make check-valgrind`.
. "${top_srcdir:-.}/tests/tap.sh"

command -v valgrind >/dev/null 2>&1 || skip_all "valgrind is not installed"
cd "$scratch" || exit 1
ln -s "$top_srcdir/scenarios" scenarios

# clean NAME STATUS WORD...: runs uitweg; valgrind's own finding is status 99
clean ()
{
  name=$1
  expected=$2
  shift 2
  check_status "$name" "$expected" env G_SLICE=always-malloc valgrind --quiet \
    --error-exitcode=99 --leak-check=full \
    --errors-for-leak-kinds=definite --show-leak-kinds=definite \
    --suppressions="$top_srcdir/build-aux/valgrind.supp" "$UITWEG" "$@"
}

clean "--version" 0 --version
clean "--help" 0 --help
clean "an unknown verb" 2 nosuchverb
clean "collect from the test driver" 0 \
  collect libvirt --uri test:///default -o estate.jsonl
clean "check an estate" 0 check estate.jsonl
printf '%s\n' '{"format":"uitweg-estate/1"}' '{"record":"resource","id":4}' \
  >broken.jsonl
clean "check a broken estate" 2 check broken.jsonl
clean "check a missing file" 2 check missing.jsonl
clean "run the tutorial" 0 run scenarios/webshop/scenario.yaml -o made
clean "run a policy that cannot be met" 1 \
  run scenarios/no-way-out/scenario.yaml -o none
clean "report as text" 0 report --format text made/plan.json
clean "report as HTML" 0 report --format html -o made/again.html made/plan.json
clean "explain a figure" 0 why cost.one_off made/plan.json

done_testing

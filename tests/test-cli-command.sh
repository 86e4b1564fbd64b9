#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The command before any verb: help, version, languages, slips, colours and
# what shells ask for completion.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

check_status "--version" 0 "$UITWEG" --version
prints "the version is told" "uitweg "
check_status "--help" 0 "$UITWEG" --help
prints "help lists the verbs" "  collect  "
check_status "help of a verb" 0 "$UITWEG" help run
cp out help
check_status "a verb's --help" 0 "$UITWEG" run --help
check "both are the same" cmp out help

refuses "no verb" "no verb given"
refuses "a slip in a verb" "did you mean 'report'?" reprot x
refuses "an unknown verb" "unknown verb 'fly'" fly
refuses "an unknown option" "unknown option '--fast'" --fast
refuses "a slip in an option" "did you mean '--output'?" merge --ouput x y
refuses "a wrong number" "expected a whole number from 1 to 64" \
  check --threads 65 x
refuses "a wrong word" "expected one of en, nl" --lang fr check x
refuses "a missing value" "" merge x -o

"$UITWEG" --list-verbs >verbs
check "--list-verbs has one a line" test "$(wc -l <verbs)" -ge 11
while read -r verb; do
  "$UITWEG" "$verb" --list-options >"options-$verb"
  check "$verb lists its options" grep -q '^-h, --help' "options-$verb"
  check "$verb has a text of help" "$UITWEG" "$verb" --help
done <verbs

check_status "English without a language" 2 \
  env LC_ALL=C "$UITWEG" check missing
says "the hint is English" "Make an estate with"
check_status "colours when asked" 2 "$UITWEG" check --color=always missing
check "they are there" grep -q "$(printf '\033')" err
check_status "none by itself in a pipe" 2 \
  env -u NO_COLOR TERM=xterm "$UITWEG" check missing
plain "standard error is plain" err

if command -v script >/dev/null 2>&1 \
  && script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  env -u NO_COLOR TERM=xterm script -qec "$UITWEG check missing" /dev/null \
    </dev/null >typed 2>&1
  check "a terminal gets colours" grep -q "$(printf '\033\\[')" typed
  env NO_COLOR=1 TERM=xterm script -qec "$UITWEG check missing" /dev/null \
    </dev/null >typed 2>&1
  check "but none with NO_COLOR" sh -c "! grep -q '$(printf '\033\\[')' typed"
  env -u NO_COLOR TERM=dumb script -qec "$UITWEG check missing" /dev/null \
    </dev/null >typed 2>&1
  check "and none on a dumb one" sh -c "! grep -q '$(printf '\033\\[')' typed"
else
  skip "colours on a terminal" "script(1) is not installed"
fi

if test -w /dev/full; then
  status=0
  "$UITWEG" --help >/dev/full 2>err || status=$?
  check "a full disk is an error" test "$status" -eq 2
  says "which is said" "standard output:"
else
  skip "a full disk is an error" "no /dev/full"
fi

if command -v bash >/dev/null 2>&1; then
  mkdir bin
  ln -s "$UITWEG" bin/uitweg
  cat >complete.bash <<'END'
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
_uitweg
echo "${COMPREPLY[*]}"
END
  # completes NAME EXPECTED WORD...
  completes ()
  {
    name=$1
    expected=$2
    shift 2
    check "$name" test "$(PATH=$scratch/bin:$PATH bash complete.bash \
      "$top_srcdir/completion/uitweg.bash" uitweg "$@")" = "$expected"
  }
  completes "bash completes a verb" collect col
  completes "bash completes an option" --output merge --ou
  completes "bash completes a connector" terraform collect ter
  completes "bash completes a format" html report --format h
  completes "bash completes a part of the catalog" "show search" catalog s
else
  skip "completion" "bash is not installed"
fi

done_testing

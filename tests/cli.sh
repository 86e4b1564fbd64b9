# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=sh
#
# For tests of the command, behind tap.sh: a folder with scenarios/ in it, and
# what check_status has left is looked at.

cd "$scratch" || exit 1
ln -s "$top_srcdir/scenarios" scenarios
case=scenarios/webshop

# says NAME TEXT: standard error of the last call has it
says ()
{
  if grep -qF -- "$2" "$scratch/err"; then
    pass "$1"
  else
    { echo "no '$2' in:"; head -n 20 "$scratch/err"; } >"$scratch/tap.log"
    fail "$1" "$scratch/tap.log"
  fi
}

# prints NAME TEXT: likewise on standard output
prints ()
{
  if grep -qF -- "$2" "$scratch/out"; then
    pass "$1"
  else
    { echo "no '$2' in:"; head -n 20 "$scratch/out"; } >"$scratch/tap.log"
    fail "$1" "$scratch/tap.log"
  fi
}

# silent NAME: standard error of the last call is empty
silent ()
{
  if test -s "$scratch/err"; then
    fail "$1" "$scratch/err"
  else
    pass "$1"
  fi
}

# plain NAME FILE: holds no terminal codes and no carriage return
plain ()
{
  if LC_ALL=C grep -q "$(printf '[\033\r]')" "$2"; then
    fail "$1" "$2"
  else
    pass "$1"
  fi
}

# refuses NAME TEXT WORD...: status 2, the text on standard error, nothing on
# standard output
refuses ()
{
  refuses_name=$1
  refuses_text=$2
  shift 2
  check_status "$refuses_name: status 2" 2 "$UITWEG" "$@"
  says "$refuses_name: says why" "$refuses_text"
  check "$refuses_name: no result" test ! -s "$scratch/out"
}

# keeps NAME FILE WORD...: a call that fails with status 2 leaves no such
# file, leaves one that was there as it was, and leaves nothing beside it
keeps ()
{
  keeps_name=$1
  keeps_file=$2
  shift 2
  mkdir -p kept
  rm -rf "kept/$keeps_file"
  check_status "$keeps_name: fails" 2 "$UITWEG" "$@" -o "kept/$keeps_file"
  check "$keeps_name: no output is left" test -z "$(ls -A kept)"
  echo before >"kept/$keeps_file"
  check_status "$keeps_name: fails again" 2 "$UITWEG" "$@" \
    -o "kept/$keeps_file"
  check "$keeps_name: an output that was there is untouched" \
    test "$(cat "kept/$keeps_file")" = before
  check "$keeps_name: nothing is left beside it" \
    test "$(ls -A kept)" = "$keeps_file"
  rm -rf kept
}

# shuffled FILE: its lines in another order, the header first
shuffled ()
{
  head -n 1 "$1"
  tail -n +2 "$1" | awk '{ line[NR] = $0 }
    END { for (i = NR; i > 0; i -= 2) print line[i]
          for (i = NR - 1; i > 0; i -= 2) print line[i] }'
}

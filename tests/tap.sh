# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=sh
#
# Test Anything Protocol for shell tests; read by `.` at their top. It gives
# a scratch folder $scratch, removed at the end.

tap_number=0
scratch=$(mktemp -d "${TMPDIR:-/tmp}/uitweg-test.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# pass NAME
pass ()
{
  tap_number=$((tap_number + 1))
  echo "ok $tap_number - $1"
}

# fail NAME [FILE]: FILE is shown as the reason
fail ()
{
  tap_number=$((tap_number + 1))
  echo "not ok $tap_number - $1"
  test -z "${2-}" || sed 's/^/# /' "$2"
}

# skip NAME REASON
skip ()
{
  tap_number=$((tap_number + 1))
  echo "ok $tap_number - $1 # SKIP $2"
}

# check NAME COMMAND...: passes if the command succeeds
check ()
{
  tap_name=$1
  shift
  if "$@" >"$scratch/tap.log" 2>&1; then
    pass "$tap_name"
  else
    fail "$tap_name" "$scratch/tap.log"
  fi
}

# check_status NAME STATUS COMMAND...: passes if it exits with that status;
# its output is left in $scratch/out and $scratch/err
check_status ()
{
  tap_name=$1
  tap_expected=$2
  shift 2
  tap_status=0
  "$@" >"$scratch/out" 2>"$scratch/err" || tap_status=$?
  if test "$tap_status" -eq "$tap_expected"; then
    pass "$tap_name"
  else
    { echo "exit status $tap_status, expected $tap_expected"
      head -n 20 "$scratch/out" "$scratch/err"; } >"$scratch/tap.log"
    fail "$tap_name" "$scratch/tap.log"
  fi
}

# skip_all REASON: ends a test that cannot run here
skip_all ()
{
  echo "1..0 # SKIP $1"
  exit 0
}

# done_testing: the plan; the last line of each test. The status is left to
# what TAP said, or the driver would count a failure twice.
done_testing ()
{
  echo "1..$tap_number"
}

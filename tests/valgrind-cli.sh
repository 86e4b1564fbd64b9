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

done_testing

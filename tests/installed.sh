#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# What was installed works by itself: a program is compiled and linked by the
# pkg-config file alone, and the command finds the installed catalog and plans
# an installed case. Run by `make installcheck`, and so by `make distcheck`.
. "${top_srcdir:-.}/tests/tap.sh"
: "${libdir:=}" "${bindir:=}" "${pkgdatadir:=}"

PKG_CONFIG_PATH=$libdir/pkgconfig:${PKG_CONFIG_PATH-}
LD_LIBRARY_PATH=$libdir
export PKG_CONFIG_PATH LD_LIBRARY_PATH
unset UITWEG_CATALOG

cat >"$scratch/program.c" <<'END'
#include <string.h>
#include <uitweg/version.h>

int
main (void)
{
  return strcmp (uitweg_get_version (), UITWEG_VERSION_STRING) != 0;
}
END
# shellcheck disable=SC2046,SC2086 # flags and compilers are lists of words
check "a program compiles by uitweg.pc" ${CC:-cc} -o "$scratch/program" \
  "$scratch/program.c" $(pkg-config --cflags --libs uitweg)
check "and runs with the library of its header" "$scratch/program"
check "the command tells its version" "$bindir/uitweg" --version

cd "$scratch" || exit 1
check "the command finds its catalog and plans a case" \
  "$bindir/uitweg" run "$pkgdatadir/scenarios/webshop/scenario.yaml" -o out

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Each installed header compiles alone, in C and in C++.
. "${top_srcdir:-.}/tests/tap.sh"
: "${top_builddir:=.}"

flags="-I$top_builddir/include -I$top_srcdir/include"
flags="$flags $(pkg-config --cflags glib-2.0 gio-2.0)"
if command -v c++ >/dev/null 2>&1; then
  cxx=c++
elif command -v clang++ >/dev/null 2>&1; then
  cxx=clang++
else
  cxx=
fi

for header in "$top_srcdir"/include/uitweg/*.h \
  "$top_builddir/include/uitweg/version.h"; do
  name=$(basename "$header")
  printf '#include <uitweg/%s>\n#include <uitweg/%s>\nint x;\n' \
    "$name" "$name" >"$scratch/one.c"
  cp "$scratch/one.c" "$scratch/one.cc"
  # shellcheck disable=SC2086 # flags and compilers are lists of words
  check "$name compiles alone in C" ${CC:-cc} -std=c17 -Wall -Wextra \
    -Wno-unused-parameter -Werror -fsyntax-only $flags "$scratch/one.c"
  if test -z "$cxx"; then
    skip "$name compiles alone in C++" "no C++ compiler is installed"
  else
    # shellcheck disable=SC2086
    check "$name compiles alone in C++" $cxx -std=c++17 -Wall -Wextra \
      -Wno-unused-parameter -Werror -fsyntax-only $flags "$scratch/one.cc"
  fi
done

done_testing

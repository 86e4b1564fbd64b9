#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# What libuitweg exports is what its headers declare and document; and the
# check finds a planted breach of each kind.
. "${top_srcdir:-.}/tests/tap.sh"
: "${top_builddir:=.}"
script=$top_srcdir/build-aux/check-api
library=$top_builddir/.libs/libuitweg.so

test -e "$library" || skip_all "no shared library was built"
command -v "${NM:-nm}" >/dev/null 2>&1 || skip_all "nm is not installed"

check "exports, declarations and comments agree" "$script" "$library" \
  "$top_srcdir"/include/uitweg/*.h "$top_builddir/include/uitweg/version.h"

cat >"$scratch/lib.c" <<'END'
const char *uitweg_get_version (void);
const char *uitweg_get_version (void) { return "0"; }
int uitweg_add (int left, int right);
int uitweg_add (int left, int right) { return left + right; }
END
# shellcheck disable=SC2086 # the compiler may be two words
${CC:-cc} -shared -fPIC -o "$scratch/lib.so" "$scratch/lib.c"

# add_doc TEXT...: a header that documents uitweg_add() by these lines
header ()
{
  {
    echo '/* The version. */'
    echo 'const char *uitweg_get_version (void);'
    echo
    echo '/**'
    printf ' * %s\n' 'uitweg_add:' "$@"
    echo ' */'
    echo 'int uitweg_add (int left,'
    echo '                int right);'
  } >"$scratch/a.h"
}

# plants NAME WORDS
plants ()
{
  if "$script" "$scratch/lib.so" "$scratch/a.h" >"$scratch/found" 2>&1; then
    fail "$1: not found"
  elif grep -qF "$2" "$scratch/found"; then
    pass "finds $1"
  else
    fail "finds $1" "$scratch/found"
  fi
}

header '@left: a' '@right: b' 'Returns: the sum' 'Since: 0.1'
check "accepts what is complete" "$script" "$scratch/lib.so" "$scratch/a.h"
header '@left: a' 'Returns: the sum' 'Since: 0.1'
plants "a parameter without words" 'without @right'
header '@left: a' '@right: b' 'Since: 0.1'
plants "a result without words" 'without Returns'
header '@left: a' '@right: b' 'Returns: the sum'
plants "a function without age" 'without Since'
echo '/* The version. */
const char *uitweg_get_version (void);' >"$scratch/a.h"
plants "an export without declaration" 'found uitweg_add exported'
header '@left: a' '@right: b' 'Returns: the sum' 'Since: 0.1'
printf '\n/* Lost. */\nvoid uitweg_lost (void);\n' >>"$scratch/a.h"
plants "a declaration without export" 'uitweg_lost declared'
header '@left: a' '@right: b' 'Returns: the sum' 'Since: 0.1'
printf '\nvoid uitweg_mute (void);\n' >>"$scratch/a.h"
plants "a function without comment" 'found uitweg_mute()'

done_testing

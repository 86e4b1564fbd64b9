#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Form of the sources: what check-source sees, the format, the version, the
# list of files; with a planted breach of each kind.
. "${top_srcdir:-.}/tests/tap.sh"
: "${top_builddir:=.}"
script=$top_srcdir/build-aux/check-source
spdx='/* SPDX-License-Identifier: EUPL-1.2 */'

check "licence lines, lengths, no unfinished work" "$script" "$top_srcdir"

# planted: planner/base/a.c of a tree of its own, from standard input
planted ()
{
  rm -rf "$scratch/tree"
  mkdir -p "$scratch/tree/planner/base"
  cat >"$scratch/tree/planner/base/a.c"
}

# finds NAME LINE: the check must name that line of the planted file
finds ()
{
  if "$script" "$scratch/tree" >"$scratch/found" 2>&1; then
    fail "$1: not found"
  elif grep -q "^planner/base/a.c:$2: found .*, expected " "$scratch/found"
  then
    pass "finds $1"
  else
    fail "finds $1" "$scratch/found"
  fi
}

# repeat COUNT TEXT
repeat ()
{
  awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) print text }'
}

echo 'int x;' | planted
finds "a file without licence" 1
printf '%s\n%81s\n' "$spdx" x | planted
finds "a line of 81 columns" 2
printf '%s\n\tint x;\n' "$spdx" | planted
finds "a tab" 2
printf '%s\nint x; \n' "$spdx" | planted
finds "a blank at the end" 2
printf '%s\n/* %s%s: x */\n' "$spdx" TO DO | planted
finds "unfinished work" 2
printf '%s\n"/%s/x"\n' "$spdx" root | planted
finds "a path of one machine" 2
{ echo "$spdx"; repeat 800 'int x;'; } | planted
finds "a file of 801 lines" 801
{ echo "$spdx"; echo '{'; repeat 81 '  x ();'; echo '}'; } | planted
finds "a function of 81 lines" 2
{ echo "$spdx"; echo '{'; repeat 80 '  x ();'; echo '}'; } | planted
check "allows a function of 80 lines" "$script" "$scratch/tree"

formatter=
for tool in clang-format-14 clang-format; do
  if command -v $tool >/dev/null 2>&1 \
    && $tool --version | grep -q 'version 14\.'; then
    formatter=$tool
    break
  fi
done
if test -z "$formatter"; then
  skip "clang-format agrees" "clang-format 14 is not installed"
else
  cd "$top_srcdir" || exit 1
  find planner connectors include tests -name '*.[ch]' | sort \
    | while read -r file; do
      $formatter --dry-run -Werror "$file" >/dev/null 2>&1 \
        || echo "$file: found other format, expected clang-format -i $file"
    done >"$scratch/differ"
  if test -s "$scratch/differ"; then
    fail "clang-format agrees" "$scratch/differ"
  else
    pass "clang-format agrees"
  fi
fi

version=$(sed -n 's/.*UITWEG_VERSION_STRING "\(.*\)"/\1/p' \
  "$top_builddir/include/uitweg/version.h")
check "NEWS opens with version $version" sh -c \
  "head -n 1 '$top_srcdir/NEWS' | grep -qF 'uitweg $version'"

if "$top_srcdir/build-aux/list-files" --check >/dev/null 2>&1; then
  pass "the list of files is up to date"
else
  skip "the list of files is up to date" "autogen.sh has to run again"
fi

done_testing

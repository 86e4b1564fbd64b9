#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The manual pages are clean mdoc and tell of each verb and option, no less
# and no more; and the check finds a planted breach of each kind.
. "${top_srcdir:-.}/tests/tap.sh"
script=$top_srcdir/build-aux/check-docs

check "verbs and options are those of the pages" \
  "$script" "$UITWEG" "$top_srcdir/man"

for page in "$top_srcdir"/man/*.[1-8]; do
  test -e "$page" || continue
  name=$(basename "$page")
  if command -v mandoc >/dev/null 2>&1; then
    check "mandoc has no warning about $name" \
      mandoc -T lint -W warning "$page"
  else
    skip "mandoc has no warning about $name" "mandoc is not installed"
  fi
done

# A program and pages that agree, to plant breaches in.
cat >"$scratch/program" <<'END'
#!/bin/sh
case "$*" in
  --list-verbs) printf '%s\n' 'walk  go on foot' collect ;;
  --list-options) printf '%s\n' '--help  print this' ;;
  'walk --list-options') printf '%s\n' '-o, --output=FILE  where' '--quiet' ;;
  'collect --help') printf '%s\n' Connectors: '  sea  fish' '' '  no  one' ;;
  'collect --list-options') echo --quiet ;;
  'collect sea --list-options') echo --net=SIZE ;;
esac
END
chmod +x "$scratch/program"

pages ()
{
  rm -rf "$scratch/man"
  mkdir "$scratch/man"
  printf '%s\n' '.It Fl -help' '.It Fl -quiet' >"$scratch/man/uitweg.1"
  printf '%s\n' '.It Fl o Ar file , Fl -output Ns = Ns Ar file' \
    >"$scratch/man/uitweg-walk.1"
  : >"$scratch/man/uitweg-collect.1"
  echo '.It Fl -net Ar size' >"$scratch/man/uitweg-connectors.7"
}

# finds NAME WORDS
finds ()
{
  if "$script" "$scratch/program" "$scratch/man" >"$scratch/found" 2>&1; then
    fail "$1: not found"
  elif grep -qF -- "$2" "$scratch/found"; then
    pass "finds $1"
  else
    fail "finds $1" "$scratch/found"
  fi
}

pages
check "accepts pages that agree" "$script" "$scratch/program" "$scratch/man"
echo '.It Fl -fast' >>"$scratch/man/uitweg-walk.1"
finds "an option that does not exist" "found '.It Fl' of --fast"
pages
echo '.It Fl -fast' >>"$scratch/man/uitweg.1"
finds "a common option that does not exist" "found '.It Fl' of --fast"
pages
echo '.It Fl -output' >"$scratch/man/uitweg-walk.1"
finds "an option without words" "found no '.It Fl' of -o,"
pages
rm "$scratch/man/uitweg-walk.1"
finds "a verb without a page" "expected that of 'walk'"
pages
rm "$scratch/man/uitweg-connectors.7"
finds "a connector's option without words" "found no '.It Fl' of --net"
pages
: >"$scratch/man/uitweg-fly.1"
finds "a page without a verb" "found a page of 'fly'"

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every message of the command has a Dutch one, and no Dutch one is left over.
. "${top_srcdir:-.}/tests/tap.sh"

for tool in xgettext msgcmp msgfmt; do
  command -v $tool >/dev/null 2>&1 || skip_all "gettext is not installed"
done
cd "$top_srcdir" || exit 1
find planner connectors -name '*.[ch]' | LC_ALL=C sort \
  | xgettext --files-from=- --output="$scratch/uitweg.pot" --keyword=_ \
    --keyword=N_ --keyword=ngettext:1,2 --keyword=C_:1c,2 --from-code=UTF-8 \
    --no-location
check "all messages are in Dutch" msgcmp po/nl.po "$scratch/uitweg.pot"
check "and sound" msgfmt --check --output-file=/dev/null po/nl.po
msgcmp "$scratch/uitweg.pot" --use-untranslated po/nl.po >"$scratch/left" 2>&1
check "none is left over" sh -c '! grep "not defined" "$1"' sh "$scratch/left"

done_testing

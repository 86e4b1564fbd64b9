#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# What readers are given by mistake: a file that as a whole is not what it
# claims costs one clear line and status 2; a bad row costs that row, and is
# told with its place.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"
data=$top_srcdir/tests/data

# nested N OPEN MIDDLE CLOSE
nested ()
{
  awk -v n="$1" -v a="$2" -v m="$3" -v b="$4" 'BEGIN {
    for (i = 0; i < n; i++) printf "%s", a
    printf "%s", m
    for (i = 0; i < n; i++) printf "%s", b
    print "" }'
}

: >empty
mkdir folder
awk 'BEGIN { for (i = 0; i < 9000; i++) printf "%c", 128 + i * 37 % 127 }' \
  >garbage.csv
printf 'PK\003\004 this is no archive' >cut.xlsx
nested 10000 '[' 1 ']' >deep.json
nested 10000 '{"a":' 1 '}' >deepmap.json
nested 10000 '<a>' x '</a>' >deep.xml
echo '{"Reservations":[{"Instances":[{"InstanceId":"i-1"' >cut.json
echo '<?xml version="1.0"?><domain type="kvm"><name>x' >cut.xml
echo 3 >number.json
cat >laughs.xml <<'END_OF_FILE'
<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><domain><name>&c;</name></domain>
END_OF_FILE
printf 'name,kind\000\nx,vm\n' >nul.csv

# status, and the number of lines on standard error
for reader in $("$UITWEG" connectors | sed 's/ .*//'); do
  case $reader in
    # They read no files.
    libvirt | exec) continue ;;
  esac
  : >bad
  for file in empty folder gone garbage.csv cut.xlsx deep.json deepmap.json \
    deep.xml cut.json cut.xml number.json laughs.xml nul.csv; do
    bad_status=0
    "$UITWEG" collect "$reader" "$file" -o x.jsonl >out 2>err </dev/null ||
      bad_status=$?
    if test "$bad_status" -ne 2 || test "$(wc -l <err)" -ne 1 ||
      test -e x.jsonl; then
      echo "$file: status $bad_status" >>bad
      head -n 3 err >>bad
      rm -f x.jsonl
    fi
  done
  if test -s bad; then
    fail "$reader refuses what it cannot read" bad
  else
    pass "$reader refuses what it cannot read"
  fi
done
if test "$(id -u)" != 0; then
  cp "$data/tables/resources.csv" closed.csv
  chmod 0 closed.csv
  refuses "a file without permission" closed.csv collect resources-csv \
    closed.csv
fi

# rows FILE: the records that are neither sources nor the header
rows ()
{
  grep -v '^{"format"' "$1" | grep -vc '^{"record":"source"'
}

# Tables as they are, and with what people do to them.
while read -r reader file; do
  name=$(basename "$file" .csv)
  "$UITWEG" collect "$reader" "$data/$file" -o whole.jsonl >out 2>err ||
    test $? = 3
  whole=$(rows whole.jsonl)

  { head -n 2 "$data/$file"; head -n 1 "$data/$file"
    tail -n +3 "$data/$file"; } >"$name.csv"
  "$UITWEG" collect "$reader" "$name.csv" -o x.jsonl >out 2>err || test $? = 3
  check "$reader $name: a header in the middle" test "$(rows x.jsonl)" = "$whole"

  { cat "$data/$file"; nested 300 'a,' '' '' | tr ',' \
    "$(head -n 1 "$data/$file" | tr -cd ',;' | cut -c 1)"; } >"$name.csv"
  check_status "$reader $name: a row with too many cells" 3 "$UITWEG" collect \
    "$reader" "$name.csv" -o x.jsonl
  says "$reader $name: is told with its line" \
    "$name.csv:$(wc -l <"$name.csv" | tr -d ' '): found cell"
  check "$reader $name: and costs that row" test "$(rows x.jsonl)" = "$whole"

  { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$data/$file"; } >"$name.csv"
  "$UITWEG" collect "$reader" "$name.csv" -o x.jsonl >out 2>err || test $? = 3
  check "$reader $name: in UTF-16" test "$(rows x.jsonl)" = "$whole"

  head -n 1 "$data/$file" >"$name.csv"
  "$UITWEG" collect "$reader" "$name.csv" -o x.jsonl >out 2>err || test $? = 3
  check "$reader $name: a header and nothing else" test "$(rows x.jsonl)" = 0
done <<'END_OF_LIST'
services-csv tables/services.csv
contracts-csv tables/contracts.csv
saas-csv tables/saas.csv
azure-migrate-csv servers/azure-migrate.csv
aws-discovery-csv servers/aws-discovery.csv
google-migration-center servers/google-vmInfo.csv
flows flows/azure-1.csv
focus focus/focus-1.0.csv
focus focus/cur-2.0.csv
focus focus/azure-actual.csv
m365-csv m365/mailboxes.csv
rvtools rvtools/RVTools_tabvInfo.csv
END_OF_LIST

# Numbers and days as people write them.
cat >numbers.csv <<'END_OF_FILE'
name;kind;vcpu;memory_gib;data_gib;eur_per_month
a;vm;2;4,5;1.234,5;1.234,50
b;vm;2;4.5;1234.5;1234.50
c;vm;twee;4;5;6
END_OF_FILE
check_status "decimal commas and points" 0 "$UITWEG" collect resources-csv \
  numbers.csv -o x.jsonl
check "mean the same" test "$(grep -c \
  '"vcpu":2,"memory_gib":4.5,"data_gib":1234.5,.*"eur_per_month":"1234.50"' \
  x.jsonl)" = 2
check "a number in words is told with its line" grep -qF \
  '"call":"numbers.csv:4","error":"found a cell in column '"'vcpu'" x.jsonl
cat >days.csv <<'END_OF_FILE'
number;provider;start;end
1;party/x;2024-01-31;2027-12-31
2;party/y;31-01-2024;31-12-2027
3;party/z;31/01/2024;31/12/2027
END_OF_FILE
check_status "days in three styles" 0 "$UITWEG" collect contracts-csv days.csv \
  -o x.jsonl
check "are the same day" test \
  "$(grep -c '"start":"2024-01-31","end":"2027-12-31"' x.jsonl)" = 3

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg init: tables that can be filled and read back, and a scenario that
# can be checked and planned as it is.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

tables='resources services contracts parties dependencies saas'


for lang in en nl; do
  check_status "tables in $lang" 0 "$UITWEG" --lang "$lang" init \
    --tables "$lang"
  cp out names
  for table in $tables; do
    check "$lang: $table.csv has three rows" \
      test "$(wc -l <"$lang/$table.csv")" -eq 3
    check "$lang: $table.csv is named" grep -qx "$lang/$table.csv" names
    check_status "$lang: $table.csv is read back" 0 "$UITWEG" collect \
      resources-csv "$lang/$table.csv" -o "$table.jsonl"
    check "$lang: $table.csv gives nothing yet" \
      test "$(wc -l <"$table.jsonl")" -eq 2
    check "$lang: all columns of $table.csv are known" \
      sh -c "! grep -q 'does not name' $table.jsonl"
    # Without the marks the example is a row like any other.
    sed '3s/^"*# \([^";,]*\)"*/\1/' "$lang/$table.csv" >"example-$table.csv"
    check_status "$lang: the example of $table.csv is a sound row" 0 \
      "$UITWEG" collect resources-csv "example-$table.csv" \
      -o "$lang-$table.jsonl"
    check "$lang: nothing of it is misunderstood" \
      sh -c "! grep -q 'not understood' $lang-$table.jsonl"
    check "$lang: it gives a record" \
      test "$(wc -l <"$lang-$table.jsonl")" -gt 2
  done
done

check_status "tables that are there are kept" 2 "$UITWEG" init --tables en
says "the first is named" "en/resources.csv"
check_status "tables and a scenario at once" 2 "$UITWEG" init --tables x -o y
check "make neither" test ! -e x

# Filled by hand, in Dutch: a small organisation on one provider.
cat >nl/resources.csv <<'END'
naam;soort;leverancier;regio;omgeving;vcpu;geheugen_gib;schijf1_gib;gegevens_gib;eur_per_maand;besturingssysteem;heeft_nodig;native_type
# dit is een opmerking;;;;;;;;;;;;
balie-db;database;aws;eu-west-1;productie;4;16;100;80,5;1.420,50;;;terraform:aws_db_instance
balie-web;vm;aws;eu-west-1;productie;2;4;40;;210,75;Debian 12;balie-db;terraform:aws_instance
END
cat >nl/services.csv <<'END'
naam;eigenaar;kritikaliteit;gegevensklasse;rto_uren;gebruikers;onderdelen
Balie;Team Balie;hoog;persoonsgegevens;8;250;balie-db
Balie;;;;;;balie-web
END
cat >nl/contracts.csv <<'END'
nummer;leverancier;dekt;begin;einde;opzegtermijn_dagen;data_act_d
2024-1;aws;Balie;01-02-2024;31-01-2028;3 maanden;aanwezig
END
cat >nl/saas.csv <<'END'
dienst;leverancier;soort;gebruikers;gegevens_gib;eur_per_maand
Mail;party/mailhuis;e-mail;250;400;1.000,00
END
cat >nl/parties.csv <<'END'
id;naam;vestigingsland;rechtsvorm;eigenaren_bekend
party/mailhuis;Mailhuis B.V.;Nederland;bv;niemand
END
check_status "filled tables are collected" 0 "$UITWEG" collect resources-csv \
  nl/resources.csv nl/services.csv nl/contracts.csv nl/saas.csv \
  nl/parties.csv nl/dependencies.csv -o filled.jsonl
check "with the members of services" \
  grep -q '"members":.*vm/balie-web.*database/balie-db' filled.jsonl
check "and what contracts cover" \
  grep -q '"covers":."service/Balie".' filled.jsonl
check_status "they are sound" 0 "$UITWEG" check filled.jsonl
check_status "a scenario is made for them" 0 "$UITWEG" init filled.jsonl \
  -o begin.yaml
check "it proposes to leave what is outside" \
  grep -q '^  - {provider: "aws"}' begin.yaml
check "and not what is inside" grep -q '^#  - {party: "party/mailhuis"}' \
  begin.yaml
check_status "it fits the estate" 0 "$UITWEG" check --scenario begin.yaml \
  filled.jsonl
"$UITWEG" run begin.yaml -o plan >out 2>err
status=$?
check "and can be planned" test "$status" -le 1
check "with a report" test -s plan/report.html
check_status "a scenario that is there is kept" 2 "$UITWEG" init \
  filled.jsonl -o begin.yaml
check_status "to standard output" 0 "$UITWEG" init filled.jsonl
check "the same comes twice" sh -c "cmp out begin.yaml"
check_status "without an estate" 0 "$UITWEG" init
prints "a scenario comes too" "format: uitweg-scenario/1"
mkdir elsewhere
check_status "a scenario in another folder" 0 "$UITWEG" init filled.jsonl \
  -o elsewhere/begin.yaml
check_status "finds the estate" 0 "$UITWEG" check --scenario \
  elsewhere/begin.yaml filled.jsonl
keeps "a broken estate" x.yaml init \
  "$top_srcdir/tests/data/estate/bad-type.jsonl"

done_testing

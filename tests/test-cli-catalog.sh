#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg catalog and connectors: what there is to plan with and to read.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"

check_status "the shipped catalog" 0 "$UITWEG" catalog check
prints "is sound" ", ok"
check_status "providers" 0 "$UITWEG" catalog list
check "57 and more" test "$(wc -l <out)" -ge 57
check_status "a provider" 0 "$UITWEG" catalog show scaleway
prints "has a seat" "seat "
check_status "a search" 0 "$UITWEG" catalog search PASSTHROUGH
prints "does not mind capitals" "passthrough"
rule=$(awk '$1 == "rule" { print $2; exit }' out)
check_status "a rule" 0 "$UITWEG" catalog show "$rule"
prints "has a remedy" "remedy"
price=$("$UITWEG" catalog search hetzner \
  | awk '$1 == "price" { print $2; exit }')
check_status "a price" 0 "$UITWEG" catalog show "$price"
prints "has a unit" "unit"

refuses "an unknown id" "found nothing called 'atlantis'" catalog show atlantis
refuses "an unknown part" "expected list, show, check" catalog burn
refuses "no word" "expected a word behind it" catalog show
refuses "a word too many" "expected no word behind it" catalog list all
refuses "a catalog that is not there" "gone" catalog check --catalog gone
check_status "another catalog" 2 env UITWEG_CATALOG=gone "$UITWEG" catalog list
says "that is not there" "gone"

check_status "connectors" 0 "$UITWEG" connectors
prints "are listed" "terraform"
check_status "connectors as JSON" 0 "$UITWEG" connectors --json
prints "have options" '"options": ['
refuses "a word behind connectors" "expected no more words" connectors x

done_testing

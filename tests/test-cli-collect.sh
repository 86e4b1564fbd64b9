#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# uitweg collect: options of the connectors, exit statuses, and the time.
. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/cli.sh"
data=$top_srcdir/tests/data
SOURCE_DATE_EPOCH=1795348800
export SOURCE_DATE_EPOCH

check_status "a Terraform plan" 0 "$UITWEG" collect terraform \
  "$data/terraform/plan-show.json" -o files.jsonl
check "make a sound estate" "$UITWEG" check files.jsonl
check "the time is the one that was given" \
  grep -q '"collected_at":"2026-11-22T12:00:00Z"' files.jsonl
check_status "to standard output" 0 "$UITWEG" collect terraform \
  "$data/terraform/plan-show.json"
check "gives the same bytes" cmp out files.jsonl
plain "and no progress in a pipe" err
check_status "with the clock" 0 env -u SOURCE_DATE_EPOCH "$UITWEG" collect \
  terraform "$data/terraform/plan-show.json"
prints "there is a time" '"collected_at":"20'

check_status "a state that is not whole" 3 "$UITWEG" collect terraform \
  "$data/terraform/webshop.tfstate" -o part.jsonl
says "is told" "is not complete"
check "what was read is kept" "$UITWEG" check part.jsonl

check_status "files of several kinds" 3 "$UITWEG" collect auto \
  "$data/terraform" "$data/libvirt" -o auto.jsonl
says "each is told" "files: taken for libvirt domain (libvirt-xml)"
says "so is what nobody reads" "node.xml: no reader knows it: found XML"
says "and what is broken, with its place" \
  "truncated.tfstate:294:28: found the end"
check "the others make a sound estate" "$UITWEG" check auto.jsonl
check_status "one whole file" 0 "$UITWEG" collect auto \
  "$data/terraform/plan-show.json" -o one.jsonl
says "is told too" "plan-show.json: taken for Terraform plan (terraform)"
check_status "but not when quiet" 0 "$UITWEG" collect auto -q \
  "$data/terraform/plan-show.json"
check "nothing is said" test ! -s err
check_status "an estate" 0 "$UITWEG" collect auto one.jsonl
says "is taken as it is" "one.jsonl: taken for an estate"
refuses "what nobody reads" "found 1 files of which none can be read" \
  collect auto "$data/terraform/README.md"

case " ${UITWEG_CONNECTORS-} " in
  *' libvirt '*)
    check_status "libvirt's test driver" 0 "$UITWEG" collect libvirt \
      --uri test:///default -o host.jsonl
    check "makes a sound estate" "$UITWEG" check host.jsonl
    check_status "a daemon that is not there" 3 "$UITWEG" collect libvirt \
      --uri qemu+tcp://127.0.0.1:1/system -o none.jsonl
    says "is told" "is not complete"
    check "the source record is kept" grep -q '"complete":false' none.jsonl
    check_status "even quietly" 3 "$UITWEG" collect libvirt -q \
      --uri qemu+tcp://127.0.0.1:1/system
    says "it is told" "is not complete"
    refuses "a slip in an option of a connector" "did you mean '--uri'?" \
      collect libvirt --ury test:///default
    refuses "a path that is not read" "reads no files" collect libvirt x
    keeps "an address that is none" x.jsonl collect libvirt --uri nonsense
    ;;
  *) skip "collect libvirt" "built without libvirt" ;;
esac

check_status "help lists the connectors" 0 "$UITWEG" collect --help
prints "by name" "  terraform "
check_status "help of a connector" 0 "$UITWEG" collect terraform --help
prints "names it" "usage: uitweg collect terraform"
refuses "no connector" "expected one of 'uitweg connectors'" collect
refuses "a slip in a connector" "did you mean 'terraform'?" collect teraform x
refuses "an unknown connector" "'uitweg connectors' lists" collect fortress x
refuses "no path" "found no path" collect terraform
SOURCE_DATE_EPOCH=now
refuses "a time that is none" "SOURCE_DATE_EPOCH: found 'now'" collect \
  terraform "$data/terraform/plan-show.json"
SOURCE_DATE_EPOCH=1795348800
keeps "a file that is none" x.jsonl collect terraform \
  "$data/estate/bad-type.jsonl"

done_testing

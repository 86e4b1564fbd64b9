#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every command that README.md and the EXAMPLES of the manual pages show is
# run, in order, and must do what it promises: status 0, or what a comment
# `# exit N` at its end says. Each document has a folder of its own with
# scenarios/, catalog/ and tests/ in it; pages also find what the tour of
# README.md has made.
. "${top_srcdir:-.}/tests/tap.sh"

mkdir "$scratch/bin"
ln -s "$UITWEG" "$scratch/bin/uitweg"
PATH=$scratch/bin:$PATH
export PATH

# commands_of FILE: the lines `$ uitweg ...`, continued lines joined
commands_of ()
{
  case $1 in
    *.md) cat "$1" ;;
    *)
      if command -v mandoc >/dev/null 2>&1; then
        mandoc -T ascii -O width=300 "$1" | sed 's/.\x08//g'
      else
        sed 's/\\(aq/'"'"'/g; s/\\-/-/g; s/\\e/\\/g; s/\\&//g' "$1"
      fi
      ;;
  esac | awk '
    joining { line = line $0 }
    !joining && /^ *\$ uitweg/ {
      line = $0
      sub(/^ *\$ /, "", line)
      joining = 1
    }
    joining {
      if (sub(/\\$/, " ", line))
        next
      print line
      joining = 0
    }'
}

# run_document FILE
run_document ()
{
  name=$(basename "$1")
  commands_of "$1" >"$scratch/commands"
  rm -rf "$scratch/here"
  mkdir "$scratch/here"
  ln -s "$top_srcdir/scenarios" "$scratch/here/scenarios"
  ln -s "$top_srcdir/catalog" "$scratch/here/catalog"
  ln -s "$top_srcdir/tests" "$scratch/here/tests"
  test ! -d "$scratch/tour" || cp -R "$scratch/tour/." "$scratch/here"
  while read -r line; do
    expected=$(expr "X$line" : '.*# exit \([0-4]\) *$' || :)
    command=${line%%# exit *}
    case $command in
      *qemu:* | *esx:* | *xen:* | *vpx:* | *ssh:* | *tls:*)
        skip "$name: $command" "a shared host that only its owner has"
        continue
        ;;
      'uitweg collect libvirt '*)
        if test -n "${UITWEG_CONNECTORS+set}" \
          && ! expr " $UITWEG_CONNECTORS " : '.* libvirt ' >/dev/null; then
          skip "$name: $command" "built without libvirt"
          cp "$top_srcdir/scenarios/webshop/estate.jsonl" "$scratch/here"
          continue
        fi
        ;;
    esac
    check_status "$name: $command" "${expected:-0}" \
      sh -c "cd '$scratch/here' && $command </dev/null"
  done <"$scratch/commands"
}

run_document "$top_srcdir/README.md"
mkdir "$scratch/tour"
for made in "$scratch/here"/*; do
  test -L "$made" || cp -R "$made" "$scratch/tour"
done
for page in "$top_srcdir"/man/*.[1-8]; do
  test ! -e "$page" || run_document "$page"
done

done_testing

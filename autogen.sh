#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Makes configure and what it needs out of a plain clone. Run it again when
# a file was added to catalog/, scenarios/, man/, include/ or tests/data/:
# the lists of files to install and to distribute are made here.
set -eu

cd "$(dirname "$0")"

missing=
for tool in autoreconf automake libtoolize pkg-config; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if test -n "$missing"; then
  echo "autogen.sh: not found:$missing" >&2
  echo "autogen.sh: on Debian: apt-get install autoconf autoconf-archive" \
    "automake libtool pkg-config" >&2
  exit 1
fi

mkdir -p m4
build-aux/list-files
autoreconf --install "$@"

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The folders keep their order; and the check finds a breach of each kind.
. "${top_srcdir:-.}/tests/tap.sh"
script=$top_srcdir/build-aux/check-layers

check "the folders keep their order" "$script" "$top_srcdir"

# plants NAME FILE TEXT: the check must name FILE:1 and nothing else
plants ()
{
  rm -rf "$scratch/tree"
  mkdir -p "$scratch/tree/$(dirname "$2")"
  printf '%s\n' "$3" >"$scratch/tree/$2"
  if "$script" "$scratch/tree" >"$scratch/found" 2>&1; then
    fail "$1: not found"
  elif grep -q "^$2:1: found .*, expected " "$scratch/found"; then
    pass "finds $1"
  else
    fail "finds $1" "$scratch/found"
  fi
}

# allows NAME FILE TEXT
allows ()
{
  rm -rf "$scratch/tree"
  mkdir -p "$scratch/tree/$(dirname "$2")"
  printf '%s\n' "$3" >"$scratch/tree/$2"
  check "allows $1" "$script" "$scratch/tree"
}

plants "an include from below" planner/graph/a.c '#include "plan/waves.h"'
plants "an include by file name alone" planner/graph/a.c '#include "waves.h"'
plants "an indented include" planner/model/a.c ' #  include "graph/x.h"'
plants "an unknown folder" planner/model/a.c '#include "core/x.h"'
plants "a folder without a layer" planner/core/a.c '#include "config.h"'
plants "a public header of a lower layer" planner/base/a.c \
  '#include <uitweg/plan.h>'
plants "a public header without a layer" planner/base/a.c \
  '#include <uitweg/nobody.h>'
plants "a connector that looks into the planner" connectors/a.c \
  '#include "model/estate.h"'
plants "the planner looking into connectors" planner/report/a.c \
  '#include "connectors/http.h"'
plants "libvirt outside connectors" planner/model/a.c \
  '#include <libvirt/libvirt.h>'
plants "YAML outside base" planner/model/a.c '#include <yaml.h>'
plants "a private header in a public one" include/uitweg/a.h \
  '#include "base/doc.h"'
plants "a foreign header in a public one" include/uitweg/a.h \
  '#include <stdio.h>'
allows "an include from above" planner/plan/a.c '#include "graph/x.h"'
allows "an include of the same folder" planner/plan/a.c '#include "plan/x.h"'
allows "a connector that uses base" connectors/a.c '#include "base/doc.h"'

done_testing

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# No banned call or word is used; and the check finds planted ones, but not
# those in comments and texts.
. "${top_srcdir:-.}/tests/tap.sh"
script=$top_srcdir/build-aux/check-banned

check "nothing banned is used" "$script" "$top_srcdir"

# plant FILE TEXT
plant ()
{
  rm -rf "$scratch/tree"
  mkdir -p "$scratch/tree/$(dirname "$1")"
  printf '%s\n' "$2" >"$scratch/tree/$1"
}

# plants FILE TEXT WORD: the check must name line 1, WORD and an alternative
plants ()
{
  plant "$1" "$2"
  if "$script" "$scratch/tree" >"$scratch/found" 2>&1; then
    fail "not found: $2"
  elif grep -qF "$1:1: found $3, expected " "$scratch/found"; then
    pass "finds $3 in $1"
  else
    fail "finds $3 in $1" "$scratch/found"
  fi
}

# allows FILE TEXT
allows ()
{
  plant "$1" "$2"
  check "allows in $1: $2" "$script" "$scratch/tree"
}

plants planner/base/a.c '  strcpy (to, from);' 'strcpy()'
plants planner/base/a.c '  x = strtod(text, NULL);' 'strtod()'
plants connectors/a.c '  system (line);' 'system()'
plants tests/a.c '  n = g_random_int ();' 'g_random_int()'
plants planner/plan/a.c '  x = pow (a, b);' 'pow()'
plants planner/plan/a.c '  now = time (NULL);' 'time()'
plants planner/plan/a.c '  list = g_list_append (list, x);' 'g_list_append()'
plants planner/base/money.c '  double total;' 'double'
plants planner/base/a.c '  float total;' 'float'
plants planner/report/a.c '  printf ("%s", text);' 'printf()'
plants planner/model/a.c '  home = g_getenv ("HOME");' 'g_getenv()'
plants planner/model/a.c '  goto out;' 'goto'
plants planner/model/a.c '  json = cJSON_Parse (text);' 'cJSON_Parse()'
plants planner/model/a.c '  f ("\""); exit (1); g ("");' 'exit()'
plants planner/model/a.c '  count = 1; // why' '//'
allows planner/command/a.c '  printf ("%s", text);'
allows connectors/a.c '  token = g_getenv ("TOKEN");'
allows planner/plan/a.c '  x = base_pow (a, b); y = rate.time;'
allows planner/plan/a.c '  /* strcpy (a, b) and double */ f ("system (x)");'
allows planner/plan/a.c '  f ("https://host"); c = base_log (x);'
allows planner/plan/a.c '  double share = 0.5;'

done_testing

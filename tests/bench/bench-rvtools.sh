#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# bench-rvtools.sh UITWEG FOLDER [N]: an RVTools workbook of N machines, read
# by the connector and, as the peer, cell by cell by openpyxl in read-only
# mode. Prints wall seconds and peak memory of both.
set -eu
uitweg=$1
folder=$2
n=${3-100000}
book=bench-rvtools.xlsx
python=${PYTHON-python3}

measure ()
{
  "$python" - "$@" <<'P'
import resource
import subprocess
import sys
import time
start = time.monotonic()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL,
               stderr=subprocess.DEVNULL)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.2f s wall, %.2f s CPU, %d MiB" % (
    time.monotonic() - start, use.ru_utime + use.ru_stime,
    use.ru_maxrss >> 10))
P
}

"$python" "$folder/make-rvtools.py" "$n" "$book"
printf 'uitweg collect rvtools: '
measure "$uitweg" collect rvtools "$book" -o bench-rvtools.jsonl
if "$python" -c 'import openpyxl' 2>/dev/null; then
  printf 'openpyxl read-only: '
  measure "$python" -c "
import openpyxl
for sheet in openpyxl.load_workbook('$book', read_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass"
else
  echo "openpyxl is not here: no peer"
fi
rm -f "$book" bench-rvtools.jsonl

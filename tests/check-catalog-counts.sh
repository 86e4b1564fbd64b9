#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The catalog as files: nothing was lost on the way in, ids are unique, prices
# are decimals, and each row names a source and a provider that exist. What
# the records mean is checked by `uitweg catalog check`. A change of a count
# below belongs to the same commit as the facts that cause it.
# shellcheck disable=SC2016 # awk and the inner sh have their own $
. "${top_srcdir:-.}/tests/tap.sh"
catalog=${top_srcdir:-.}/catalog
: "${AWK:=awk}"

# Rows of comma-separated text as fields with tabs between, without the header.
cat >"$scratch/csv.awk" <<'END'
function take(line,    n, c, i, quoted, text)
{
  n = 1
  text = ""
  quoted = 0
  for (i = 1; i <= length(line); i++)
    {
      c = substr(line, i, 1)
      if (quoted && c == "\"" && substr(line, i + 1, 1) == "\"")
        {
          text = text c
          i++
        }
      else if (c == "\"")
        quoted = !quoted
      else if (c == "," && !quoted)
        {
          field[n++] = text
          text = ""
        }
      else
        text = text c
    }
  field[n] = text
  return quoted ? -1 : n
}
END

# csv PROGRAM FILE...: PROGRAM sees field["name"] through col["name"]; each
# file's header is read first
csv ()
{
  csv_program=$1
  shift
  "$AWK" "$(cat "$scratch/csv.awk")"'
    FNR == 1 {
      width = take($0)
      for (k in col)
        delete col[k]
      for (i = 1; i <= width; i++)
        col[field[i]] = i
      next
    }
    {
      n = take($0)
      if (n != width)
        {
          print FILENAME ":" FNR ": found " n " fields, expected " width
          bad = 1
          next
        }
    }
    function v(name) { return field[col[name]] }
    function wrong(text)
    {
      print FILENAME ":" FNR ": " text
      bad = 1
    }
    '"$csv_program"'
    END { exit bad }' "$@"
}

counts ()
{
  (
    cd "$catalog" || exit 1
    for file in prices/*.csv machine-types.csv price-gaps.csv; do
      echo "$file $(($(wc -l <"$file") - 1))"
    done
    for file in services/*.yaml price-apis.yaml rules/blockers.yaml; do
      echo "$file $(grep -c '^  - id: ' "$file")"
    done
    set -- providers/*.yaml
    echo "providers $#"
  ) | sort >"$scratch/counts"
  sort >"$scratch/expected" <<'END'
machine-types.csv 3031
price-apis.yaml 54
price-gaps.csv 230
prices/clevercloud.csv 112
prices/cloudscale.csv 2
prices/exoscale.csv 54
prices/gcore.csv 1
prices/gridscale.csv 1
prices/hetzner.csv 30
prices/infomaniak.csv 7
prices/ionos.csv 5
prices/leafcloud.csv 2
prices/ovhcloud.csv 65
prices/scaleway.csv 798
prices/stackit.csv 496
prices/upcloud.csv 4
providers 60
rules/blockers.yaml 35
services/archetypes.yaml 236
services/aws.yaml 271
services/azure.yaml 231
services/gcp.yaml 166
services/hypervisor.yaml 22
services/libvirt.yaml 3
services/platforms.yaml 39
services/saas-archetypes.yaml 18
services/saas.yaml 18
END
  diff "$scratch/expected" "$scratch/counts"
}

index_is_complete ()
{
  (cd "$catalog" && find . -type f \( -name '*.yaml' -o -name '*.csv' \) \
    ! -name catalog.yaml ! -path './mappings/*' \
    | sed 's|^\./||' | sort) >"$scratch/there"
  sed -n 's/^  - path: //p' "$catalog/catalog.yaml" | sort >"$scratch/listed"
  diff "$scratch/there" "$scratch/listed"
}

heads ()
{
  find "$catalog" -name '*.yaml' ! -name catalog.yaml \
    ! -path '*/mappings/*' | sort \
    | xargs "$AWK" '
      function close_file(    k)
      {
        for (k in want)
          if (file != "" && !(k in seen))
            {
              print file ":1: found no " k
              bad = 1
            }
      }
      BEGIN {
        split("format table source as_of licence", names, " ")
        for (i in names)
          want[names[i]] = 1
      }
      FNR == 1 {
        close_file()
        file = FILENAME
        for (k in seen)
          delete seen[k]
      }
      /^[a-z_]+: ./ { sub(/:.*/, ""); seen[$0] = 1 }
      END { close_file(); exit bad }'
}

unique_records ()
{
  # shellcheck disable=SC2013 # names of tables hold no blanks
  for table in $(sed -n 's/^table: //p' "$catalog"/*.yaml \
    "$catalog"/*/*.yaml | sort -u); do
    grep -lx "table: $table" "$catalog"/*.yaml "$catalog"/*/*.yaml \
      | xargs sed -n 's/^  - id: //p' | sort | uniq -d \
      | sed "s/^/$table: twice: /"
  done >"$scratch/twice"
  cat "$scratch/twice"
  test ! -s "$scratch/twice"
}

archetypes_exist ()
{
  sed -n 's/^  - id: //p' "$catalog/services/archetypes.yaml" \
    "$catalog/services/saas-archetypes.yaml" | sort >"$scratch/archetypes"
  sed -n 's/^    archetype: //p' "$catalog"/services/*.yaml | sort -u \
    | comm -23 - "$scratch/archetypes" >"$scratch/lost"
  cat "$scratch/lost"
  test ! -s "$scratch/lost"
}

sed -n 's/^  - id: //p' "$catalog/sources.yaml" | sort >"$scratch/sources"
sed -n 's/^  - id: //p' "$catalog"/providers/*.yaml | sort \
  >"$scratch/providers"

check "counts are those of the facts" counts
check "the index lists each file once" index_is_complete
check "each file names form, table, source, day and licence" heads
check "ids of YAML records are unique" unique_records
check "archetypes of services exist" archetypes_exist
check "ids of prices are unique" csv '
  seen[v("id")]++ { wrong("found " v("id") " again") }' "$catalog"/prices/*.csv
check "machine types are unique" csv '
  seen[v("provider") "/" v("id")]++ { wrong("found " v("id") " again") }
  v("vcpu") !~ /^[0-9]+$/ { wrong("found vcpu " v("vcpu")) }' \
  "$catalog/machine-types.csv"
check "prices are plain decimals" csv '
  v("price") !~ /^[0-9]+(\.[0-9]+)?$/ { wrong("found price " v("price")) }
  v("month_cap") !~ /^([0-9]+(\.[0-9]+)?)?$/ {
    wrong("found month_cap " v("month_cap"))
  }
  v("currency") !~ /^[A-Z][A-Z][A-Z]$/ {
    wrong("found currency " v("currency"))
  }
  v("unit") !~ /^(hour|month|(gb|gib|tb)_hour|gb_day|(gb|gib)_month|gi?b)$/ {
    wrong("found unit " v("unit"))
  }' "$catalog"/prices/*.csv
check "prices stand in the file of their provider" csv '
  index(FILENAME, "/" v("provider") ".csv") == 0 {
    wrong("found provider " v("provider"))
  }
  index(v("id"), v("provider") "/" v("kind") "/") != 1 {
    wrong("found id " v("id"))
  }' "$catalog"/prices/*.csv
check "sources and providers of rows exist" csv '
  BEGIN {
    while ((getline line < "'"$scratch/sources"'") > 0)
      sources[line] = 1
    while ((getline line < "'"$scratch/providers"'") > 0)
      providers[line] = 1
  }
  !(v("source") in sources) { wrong("found source \"" v("source") "\"") }
  !(v("provider") in providers) { wrong("found provider " v("provider")) }
  ' "$catalog"/prices/*.csv "$catalog/machine-types.csv"
check "gaps and price lists are of providers that exist" sh -c '
  { cut -d, -f2 "$1/price-gaps.csv" | sed 1d
    sed -n "s/^    provider: //p" "$1/price-apis.yaml"
  } | sort -u | comm -23 - "$2" | grep . && exit 1
  exit 0' sh "$catalog" "$scratch/providers"
done_testing

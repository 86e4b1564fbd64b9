/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lists by a mapping that uses all it can: every kind of cell, lists in a
 * cell, one element a row, names of other things.
 */
#include "config.h"

#include "fuzz-connectors.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char mapping[] =
    "format: uitweg-mapping/1\n"
    "name: fuzz\n"
    "tables:\n"
    "  - name: things\n"
    "    record: resource\n"
    "    comments: true\n"
    "    needs: [kind]\n"
    "    id: ['{id}', '{=kind}/{name}']\n"
    "    fixed: {tags.room: x}\n"
    "    skip: [{column: state, values: [gone]}]\n"
    "    columns:\n"
    "      - {column: id, field: id}\n"
    "      - {column: name, field: name}\n"
    "      - {column: kind, field: kind}\n"
    "      - {column: provider, field: provider}\n"
    "      - {column: vcpu, field: vcpu, times: cores}\n"
    "      - {column: memory, field: memory_gib, unit: MB}\n"
    "      - {column: disk, field: 'disks[2].size_gib'}\n"
    "      - {column: disks, field: disks, parts: [id, size_gib, shared]}\n"
    "      - {column: admin, field: 'administrators[].party'}\n"
    "      - {column: country, field: 'administrators[].country'}\n"
    "      - {column: cost, field: eur_per_month, unit: per year}\n"
    "      - {column: hsm, field: key_custody.hsm}\n"
    "      - {column: growth, field: growth_per_year, unit: percent}\n"
    "      - {column: macs, field: identity.macs}\n"
    "      - {column: type, field: native_type, values: {a: b}, otherwise: c,"
    " form: 'saas:{}'}\n"
    "      - {column: needs, relation: declared, to: 'x/{}'}\n"
    "      - {column: below, relation: reverse runs_on}\n"
    "  - name: contracts\n"
    "    record: contract\n"
    "    also: true\n"
    "    optional: true\n"
    "    needs: [contract]\n"
    "    id: ['{contract}']\n"
    "    columns:\n"
    "      - {value: '{=provider}/{name}', field: covers}\n"
    "      - {column: end, field: end}\n"
    "      - {column: notice, field: notice_days}\n"
    "      - {column: clause, field: clauses.DC-a}\n"
    "  - name: services\n"
    "    record: service\n"
    "    needs: [criticality]\n"
    "    id: ['{id}']\n"
    "    columns:\n"
    "      - {column: criticality, field: criticality}\n"
    "      - {column: owner, field: owner}\n"
    "      - {column: members, field: members}\n"
    "      - {column: tests, field: exit_tests, parts: [date, kind, result]}\n"
    "  - name: flows\n"
    "    record: dependency\n"
    "    needs: [from, to]\n"
    "    id: ['{from}']\n"
    "    columns:\n"
    "      - {column: from, field: from}\n"
    "      - {column: to, field: to}\n"
    "      - {column: rule, field: rule}\n"
    "      - {column: ms, field: max_latency_us, unit: ms}\n"
    "  - name: edges\n"
    "    record: relation\n"
    "    needs: [parent, child]\n"
    "    from: ['{parent}']\n"
    "    to: ['{child}']\n"
    "    kind: type\n"
    "    rules: {contains: reverse contains, owns: '-'}\n";

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gint file = memfd_create ("mapping", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, mapping, strlen (mapping)), ==,
                   (gssize) strlen (mapping));
  fuzz_connector ("resources-csv", "mapping", path, data, size);
  close (file);
  return 0;
}

# SPDX-License-Identifier: EUPL-1.2
#
# The peer of `uitweg collect focus`: Python's csv module and a dict, summing
# one amount in floating point by what a line of cost has in common. It checks
# nothing, keeps no things and writes nothing.
import csv
import sys

sums = {}
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    head = next(rows)
    wanted = [head.index(name) for name in (
        "ProviderName", "SubAccountId", "ServiceName", "RegionId",
        "ChargeCategory", "BillingCurrency", "ResourceId",
        "CommitmentDiscountId")]
    billed = head.index("BilledCost")
    effective = head.index("EffectiveCost")
    start = head.index("ChargePeriodStart")
    a, b, c, d, e, f, g, h = wanted
    for row in rows:
        key = (row[a], row[b], row[c], row[d], row[e], row[f], row[g], row[h],
               row[start][:7])
        line = sums.get(key)
        if line is None:
            sums[key] = [float(row[billed]), float(row[effective])]
        else:
            line[0] += float(row[billed])
            line[1] += float(row[effective])
print(len(sums), "lines of cost", file=sys.stderr)

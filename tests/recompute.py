#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Computes again, with arithmetic of its own, what a plan document says, and
holds it against facts that follow from how a case was made.

recompute.py CASE-FOLDER RUN-FOLDER GRAPH.json HARD-GRAPH.json

Prints a line `ok NAME` or `not ok NAME` a check, reasons behind it as `# ...`.
Only the standard library is used.
"""

import datetime
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal

PENNY = Decimal("0.01")


def report(name, problems):
    print(("not ok " if problems else "ok ") + name)
    for problem in list(problems)[:8]:
        print("# " + str(problem))


# The subset of YAML of expected.yaml: keys at the margin, one level below
# them, and values in flow form.


def read_flow(text):
    tokens = re.findall(r'"[^"]*"|[][{},]|[^][{},"]+', text)
    tokens = [token.strip() for token in tokens if token.strip()]
    value, rest = read_value(tokens)
    assert not rest, text
    return value


def read_value(tokens):
    head, tokens = tokens[0], tokens[1:]
    if head == "[":
        items = []
        while tokens[0] != "]":
            item, tokens = read_value(tokens)
            items.append(item)
            if tokens[0] == ",":
                tokens = tokens[1:]
        return items, tokens[1:]
    if head == "{":
        items = {}
        while tokens[0] != "}":
            key, _, value = tokens[0].partition(": ")
            tokens = tokens[1:]
            if not value:
                key = key.rstrip(":")
                value, tokens = read_value(tokens)
            items[key] = value
            if tokens[0] == ",":
                tokens = tokens[1:]
        return items, tokens[1:]
    return head.strip('"'), tokens


def read_facts(path):
    facts, key = {}, None
    for line in open(path, encoding="utf-8"):
        line = re.sub(r"(^|\s)#.*", "", line).rstrip()
        if not line:
            continue
        if not line.startswith(" "):
            key, _, rest = line.partition(":")
            facts[key] = read_flow(rest) if rest.strip() else None
            continue
        line = line.strip()
        if line.startswith("- "):
            facts[key] = facts[key] or []
            facts[key].append(read_flow(line[2:]))
        else:
            facts[key] = facts[key] or {}
            name, _, rest = line.partition(": ")
            facts[key][name] = read_flow(rest)
    return facts


def money(pair):
    return [Decimal(pair[0]), Decimal(pair[1])]


def total(pairs):
    pairs = [money(pair) for pair in pairs if pair is not None]
    return [sum((p[k] for p in pairs), Decimal(0)) for k in (0, 1)]


def same(name, found, expected, within=Decimal(0)):
    """Two ranges that must be equal."""
    bad = [
        "%s is not %s" % (found[k], expected[k])
        for k in (0, 1)
        if abs(Decimal(found[k]) - Decimal(expected[k])) > within
    ]
    report(name, bad)


def day(text):
    return datetime.date.fromisoformat(text)


def easter(year):
    """Gauss, as corrected by Knuth (The Art of Computer Programming 1.3.2)."""
    golden = year % 19 + 1
    century = year // 100 + 1
    skipped = 3 * century // 4 - 12
    moon = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped - 10
    epact = (11 * golden + 20 + moon - skipped) % 30
    if epact == 25 and golden > 11 or epact == 24:
        epact += 1
    full = 44 - epact
    if full < 21:
        full += 30
    full += 7 - (sunday + full) % 7
    return datetime.date(year, 3, 1) + datetime.timedelta(full - 1)


def is_working(date):
    """In the Netherlands."""
    if date.weekday() >= 5:
        return False
    king = datetime.date(date.year, 4, 27)
    if king.weekday() == 6:
        king -= datetime.timedelta(1)
    fixed = [(1, 1), (12, 25), (12, 26)]
    if date.year % 5 == 0:
        fixed.append((5, 5))
    offsets = [(date - easter(date.year)).days]
    return (
        date != king
        and (date.month, date.day) not in fixed
        and not any(offset in (1, 39, 50) for offset in offsets)
    )


def days_between(first, last):
    return [
        first + datetime.timedelta(i) for i in range(max((last - first).days, 0))
    ]


class Case:
    def __init__(self, case, run, graph, hard):
        self.estate = run + "/estate.jsonl"
        self.facts = read_facts(case + "/expected.yaml")
        self.scenario = open(case + "/scenario.yaml", encoding="utf-8").read()
        self.plan = json.load(open(run + "/plan.json", encoding="utf-8"))
        self.graph = json.load(open(graph, encoding="utf-8"))
        self.hard = json.load(open(hard, encoding="utf-8"))
        self.records = defaultdict(list)
        for line in open(run + "/estate.jsonl", encoding="utf-8"):
            record = json.loads(line)
            if "record" in record:
                self.records[record["record"]].append(record)
        self.figures = {f["id"]: f for f in self.plan["figures"]}
        self.resources = {r["id"]: r for r in self.plan["resources"]}
        self.groups = {g["id"]: g for g in self.plan["groups"]}

    def value(self, figure):
        return self.figures[figure]["value"]

    def wave_of(self, resource):
        resource = self.resources.get(resource)
        return resource["wave"] if resource else None

    # Sums of the plan document.

    def check_sums(self):
        one_off = self.figures["cost.one_off"]
        same(
            "one-off cost is the sum of its lines",
            one_off["value"],
            total(self.value(p["figure"]) for p in one_off["parts"]),
        )
        same(
            "and of its parts",
            one_off["value"],
            total(p["value"] for p in one_off["parts"]),
        )
        for name in ("run.before", "run.after"):
            same(
                name + " is the sum of its parts",
                self.value(name),
                total(p["value"] for p in self.figures[name]["parts"]),
            )
        chosen = [
            r["run_after"]
            if r["strategy"] not in (None, "retain")
            else r["run_today"]
            for r in self.plan["resources"]
        ]
        same(
            "run.after is the sum over the resources",
            self.value("run.after"),
            total(chosen),
        )
        same(
            "run.before is the sum over the resources",
            self.value("run.before"),
            total(r["run_today"] for r in self.plan["resources"]),
        )
        same(
            "effort and decommissioning are the sum of the effort",
            total([self.value("cost.effort"), self.value("cost.decommissioning")]),
            total(p["value"] for p in self.figures["cost.effort"]["parts"]),
        )
        bad = []
        for r in self.plan["resources"]:
            if r["strategy"] in (None, "retain"):
                continue
            parts = total(p["amount"] for p in r["parts"] if p["monthly"])
            if parts != money(r["run_after"]):
                bad.append("%s: %s is not %s" % (r["id"], r["run_after"], parts))
        report("run cost of each resource is the sum of its parts", bad)

    def check_cash_flow(self):
        flow = self.plan["cash_flow"]
        same(
            "cash flow: one-off months sum to the one-off cost",
            total(m["one_off"] for m in flow),
            self.value("cost.one_off"),
        )
        same(
            "cash flow: all months sum to the cost over the horizon",
            total([m["one_off"] for m in flow] + [m["run"] for m in flow]),
            self.value("cost.total_horizon"),
        )
        bad = [] if len(flow) == self.plan["horizon_months"] else [len(flow)]
        expected = day(self.plan["start"]).replace(day=1)
        for month in flow:
            first = day(month["from"]).replace(day=1)
            if first != expected:
                bad.append("%s is not the month %s" % (first, expected))
            expected = (expected + datetime.timedelta(32)).replace(day=1)
        report("cash flow: every month of the horizon once", bad)
        months = self.plan["horizon_months"]
        same(
            "doing nothing is the run cost of today over the horizon",
            self.value("cost.do_nothing"),
            [v * months for v in money(self.value("run.before"))],
        )

    # Groups, waves, days.

    def check_groups(self):
        seen = Counter(r for g in self.groups.values() for r in g["resources"])
        bad = ["%s: in %d groups" % (r, n) for r, n in seen.items() if n != 1]
        bad += ["%s: in no group" % r for r in self.resources if r not in seen]
        bad += [
            "%s: says %s" % (r, self.resources[r]["group"])
            for g in self.groups.values()
            for r in g["resources"]
            if self.resources[r]["group"] != g["id"]
        ]
        report("groups part the resources", bad)
        bad = []
        for g in self.groups.values():
            cost = total(
                [self.resources[r]["one_off"] for r in g["resources"]]
                + [g["overhead"]]
            )
            if cost != money(g["one_off"]):
                bad.append("%s: %s is not %s" % (g["id"], g["one_off"], cost))
        report("one-off cost of each group is the sum of its members", bad)
        bad = []
        for wave in self.plan["waves"]:
            cost = total(self.groups[g]["one_off"] for g in wave["groups"])
            if cost != money(wave["one_off"]):
                bad.append("%s: %s" % (wave["number"], cost))
        report("one-off cost of each wave is the sum of its groups", bad)

    def check_waves(self):
        in_wave = Counter(g for w in self.plan["waves"] for g in w["groups"])
        bad = [
            "%s: wave %s, listed %d times" % (g["id"], g["wave"], in_wave[g["id"]])
            for g in self.groups.values()
            if in_wave[g["id"]] != (g["wave"] is not None)
        ]
        report("every group that moves is in one wave", bad)
        bridged = {(b["needed"], b["wave"]) for b in self.plan["bridges"]}
        bad = []
        for d in self.records["dependency"]:
            if d.get("hard") is False:
                continue
            if d.get("rule") in ("reachable_from", "guarded_by"):
                continue
            waves = self.wave_of(d["from"]), self.wave_of(d["to"])
            if None in waves or waves[1] <= waves[0]:
                continue
            if (d["to"], waves[0]) not in bridged:
                bad.append("%s: wave %s before %s" % ((d["id"],) + waves))
        report("what is needed moves before or is bridged", bad)
        bad = []
        for a in self.plan["activities"]:
            for need in a["needs"]:
                if day(self.plan["activities"][need]["end"]) > day(a["start"]):
                    bad.append("%d begins before %d ends" % (a["number"], need))
        report("every activity begins after what it needs", bad)

    def check_capacity(self):
        skills = re.search(r"^  skills: *\{([^}]*)\}", self.scenario, re.M)
        people = {
            k.strip(): float(v)
            for k, v in (pair.split(":") for pair in skills.group(1).split(","))
        }
        used, lengths = defaultdict(float), []
        for a in self.plan["activities"]:
            span = days_between(day(a["start"]), day(a["end"]))
            if a["elapsed"]:
                continue
            span = [d for d in span if is_working(d)]
            if len(span) != a["duration_days"]:
                lengths.append(
                    "%d: %d working days, says %d"
                    % (a["number"], len(span), a["duration_days"])
                )
            for d in span:
                for skill, hours in a["skills"].items():
                    used[d, skill] += hours / len(span)
        report("activities last their working days", lengths)
        report(
            "nobody works more hours than there are",
            [
                "%s %s: %.2f of %.2f h" % (d, s, hours, people.get(s, 0) * 8)
                for (d, s), hours in sorted(used.items())
                if hours > people.get(s, 0) * 8 + 0.05
            ],
        )

    # Facts of the case.

    def check_records(self):
        facts, records = self.facts, self.records
        bad = [
            "%s: %d, not %s" % (kind, len(records[kind]), n)
            for kind, n in facts["records"].items()
            if len(records[kind]) != int(n)
        ]
        report("records are as many as were made", bad)
        providers = Counter(r.get("provider") for r in records["resource"])
        bad = [
            "%s: %d, not %s" % (p, providers[p], n)
            for p, n in facts["resources_per_provider"].items()
            if providers[p] != int(n)
        ]
        report("resources per provider", bad)
        levels = Counter(s.get("criticality") for s in records["service"])
        bad = [
            "%s: %d, not %s" % (level, levels[level], n)
            for level, n in facts["services_per_criticality"].items()
            if levels[level] != int(n)
        ]
        report("services per criticality", bad)
        hard = Counter(d.get("hard") is not False for d in records["dependency"])
        basis = Counter(d.get("basis") for d in records["dependency"])
        found = {"hard": hard[True], "soft": hard[False]}
        found.update({k: basis[k] for k in ("observed", "declared", "inferred")})
        bad = [
            "%s: %d, not %s" % (k, found[k], n)
            for k, n in facts["dependencies"].items()
            if found[k] != int(n)
        ]
        report("dependencies", bad)
        coverage = self.plan["coverage"]
        report(
            "placeholders",
            [coverage["n_placeholders"]]
            if coverage["n_placeholders"] != len(facts["placeholders"])
            else [],
        )
        lost = coverage["n_sources"] - coverage["n_sources_complete"]
        expected = len(facts.get("incomplete_sources") or {})
        report("incomplete sources", [] if lost == expected else [lost])

    def check_money(self):
        expected = Decimal(self.facts["eur_per_month"]["total"])
        same(
            "what it costs today",
            self.value("run.before"),
            [expected, expected],
            PENNY,
        )
        if "billed_eur" in self.facts:
            coverage, billed = self.plan["coverage"], self.facts["billed_eur"]
            same(
                "what was billed, and belongs to a resource",
                [coverage["billed"], coverage["matched"]],
                [billed["total"], billed["matched"]],
            )

    def check_choices(self):
        facts = self.facts
        bad = []
        for members in facts["together"]:
            groups = {self.resources[r]["group"] for r in members}
            if len(groups) != 1:
                bad.append("%s: %s" % (members, sorted(groups)))
        report("what may not be split is not", bad)
        leave = Counter(
            r["provider"] for r in self.plan["resources"] if r["must_leave"]
        )
        expected = {p: int(n) for p, n in facts["must_leave"].items()}
        report(
            "what must be left, by provider",
            [] if dict(leave) == expected else [dict(leave)],
        )
        stays = {s["resource"] for s in self.plan["stays"]}
        stays |= {
            r["id"] for r in self.plan["resources"] if r["strategy"] == "retain"
        }
        report(
            "what cannot be moved stays",
            [s for s in facts["stays"] if s["resource"] not in stays],
        )
        bad = []
        for pair in facts.get("order", []):
            waves = self.wave_of(pair["needed"]), self.wave_of(pair["by"])
            if None not in waves and waves[0] > waves[1]:
                bad.append("%s: waves %s" % (pair, waves))
        report("what is needed is not in a later wave", bad)
        for key, has in (("without_target", False), ("with_target", True)):
            report(
                key.replace("_", " "),
                [
                    r
                    for r in facts.get(key, [])
                    if (self.resources[r]["target"] is not None) != has
                ],
            )

    def check_contracts(self):
        notice = {c["id"]: c["notice_by"] for c in self.plan["contracts"]}
        report(
            "last days to give notice",
            [
                "%s: %s, not %s" % (c, notice.get(c), d)
                for c, d in self.facts["notice_by"].items()
                if notice.get(c) != d
            ],
        )

    def check_triggers(self):
        found = [(t["id"], t["kind"]) for t in self.plan["triggers"]]
        expected = [(t["id"], t["kind"]) for t in self.facts["triggers"]]
        report("triggers, in order", [] if found == expected else [found])
        status = self.plan["exit_status"]
        wrong = status != int(self.facts["exit_status"])
        report(
            "exit status",
            [self.plan["triggers"][0]["verdict"]]
            + [text["en"] for text in self.plan["triggers"][0]["reasons"]]
            if wrong
            else [],
        )
        if "conflict" in self.facts:
            told = json.dumps(self.plan["triggers"][0]["conflict"])
            told += json.dumps(self.plan["triggers"][0]["relaxations"])
            always = self.facts["conflict"]["always"]
            report(
                "the rules in each other's way are told",
                [rule for rule in always if rule not in told],
            )

    def check_rings(self):
        rings = sorted(self.hard["rings"])
        expected = sorted(self.facts["rings"])
        report("rings", [] if rings == expected else [rings])
        soft = sorted(r for r in self.graph["rings"] if r not in rings)
        expected = sorted(self.facts["soft_rings"])
        report("rings with soft dependencies", [] if soft == expected else [soft])


    def check_reach(self):
        """Services that need, over hard dependencies, a thing of a provider,
        as the program itself follows them."""
        providers = {r["id"]: r.get("provider") for r in self.records["resource"]}
        found = defaultdict(list)
        for service in self.records["service"]:
            told = subprocess.run(
                [os.environ["UITWEG"], "graph", "--hard", "--json"]
                + ["--needs", service["id"], self.estate],
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
            needs = json.loads(told) + service.get("members", [])
            for provider in {providers.get(r) for r in needs}:
                found[provider].append(service["id"])
        report(
            "services that reach a provider",
            [
                "%s: %s" % (p, sorted(set(found[p]) ^ set(services)))
                for p, services in self.facts.get("reach", {}).items()
                if set(found[p]) != set(services)
            ],
        )


def main():
    case = Case(*sys.argv[1:5])
    case.check_sums()
    case.check_cash_flow()
    case.check_groups()
    case.check_waves()
    case.check_capacity()
    case.check_records()
    case.check_money()
    case.check_choices()
    case.check_contracts()
    case.check_triggers()
    case.check_rings()
    case.check_reach()


main()

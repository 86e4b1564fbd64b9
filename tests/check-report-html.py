#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks an HTML report against its plan document.

check-report-html.py PLAN.json REPORT.html

The page must be well-formed, hold one h1 and headings in order, name the
head of each row and column, fetch nothing, and hold no script. Each amount
must be the one of the document that it names, and the sums that the document
states are computed again, from the page, in exact decimals.
"""
import json
import sys
from decimal import Decimal
from html.parser import HTMLParser

VOID = {"meta", "br", "wbr", "link", "img", "hr", "input"}
SHAPES = {"rect", "line"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.bad = []
        self.ids = set()
        self.links = []
        self.headings = []
        self.amounts = {}
        self.lang = None

    def complain(self, text):
        self.bad.append("%d:%d: %s" % (*self.getpos(), text))

    def note_amount(self, at):
        ends = None
        if "data-lo" in at:
            ends = (at["data-lo"], at["data-hi"])
        self.amounts.setdefault(at["data-figure"], set()).add(ends)

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag not in VOID and tag not in SHAPES:
            self.open.append(tag)
        elif tag in SHAPES:
            self.open.append(tag)
        if tag == "html":
            self.lang = at.get("lang")
        if tag in ("script", "iframe", "object", "embed", "link", "base"):
            self.complain("found element " + tag)
        for name, value in at.items():
            if name.startswith("on"):
                self.complain("found handler " + name)
            if name in ("src", "srcset", "action", "poster", "background"):
                self.complain("found %s, expected nothing to fetch" % name)
        if "href" in at:
            if not at["href"].startswith("#"):
                self.complain("found a link to " + at["href"])
            self.links.append(at["href"][1:])
        if "id" in at:
            if at["id"] in self.ids or not at["id"].split() == [at["id"]]:
                self.complain("found id '%s' twice or with blanks" % at["id"])
            self.ids.add(at["id"])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "th" and at.get("scope") not in ("row", "col"):
            self.complain("found a th without scope")
        if tag == "svg" and not ({"aria-label", "aria-labelledby",
                                  "aria-hidden"} & set(at)):
            self.complain("found a drawing without a name")
        if "data-figure" in at:
            self.note_amount(at)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.complain("found </%s>, open is %s" % (tag, self.open[-1:]))
        else:
            self.open.pop()


def put(table, name, value):
    if isinstance(value, str):
        value = [value, value]
    table[name] = tuple(value) if value is not None else None


def expected_amounts(plan):
    """All amounts of the document under the names that the page uses."""
    table = {}
    for figure in plan.get("figures", []):
        if figure.get("unit", "").startswith("EUR"):
            put(table, figure["id"], figure.get("value"))
        for i, part in enumerate(figure.get("parts", [])):
            put(table, "%s#%d" % (figure["id"], i), part.get("value"))
    sections = [
        ("triggers", "trigger", "id", ["one_off", "run_after"]),
        ("waves", "wave", "number", ["one_off", "run_change"]),
        ("groups", "group", "id", ["run_before", "run_after", "one_off"]),
        ("contracts", "contract", "id", ["penalty", "stranded"]),
        ("resources", "resource", "id", ["run_today", "run_after", "one_off"]),
        ("assumptions", "assumption", "id", ["value"]),
    ]
    for section, prefix, key, fields in sections:
        for item in plan.get(section, []):
            for field in fields:
                put(table, "%s.%s.%s" % (prefix, item[key], field),
                    item.get(field))
    for item in plan.get("resources", []):
        for i, part in enumerate(item.get("parts", [])):
            put(table, "resource.%s#%d" % (item["id"], i), part["amount"])
    for item in plan.get("groups", []):
        if item.get("runner_up"):
            put(table, "group.%s.runner_up" % item["id"],
                item["runner_up"]["difference"])
    for i, item in enumerate(plan.get("bridges", [])):
        put(table, "bridge.%d.eur" % i, item.get("eur"))
    for item in plan.get("cash_flow", []):
        for field in ("one_off", "run"):
            put(table, "month.%s.%s" % (item["from"][:7], field), item[field])
    for field in ("matched", "billed", "unseen_eur"):
        put(table, "coverage." + field, plan.get("coverage", {}).get(field))
    for field in ("selection_value", "selection_lower"):
        put(table, "bound." + field, plan.get("bound", {}).get(field))
    return table


def check_headings(page):
    if page.headings.count(1) != 1 or page.headings[:1] != [1]:
        page.bad.append("found %d h1, expected one, first"
                        % page.headings.count(1))
    for before, after in zip(page.headings, page.headings[1:]):
        if after > before + 1:
            page.bad.append("found h%d after h%d" % (after, before))


def check_amounts(page, plan):
    table = expected_amounts(plan)
    for name, ends in sorted(page.amounts.items()):
        if name not in table:
            page.bad.append("found amount '%s', which is not in the document"
                            % name)
        elif ends != {table[name]}:
            page.bad.append("found %s for '%s', expected %s"
                            % (sorted(ends, key=str), name, table[name]))
    for figure in plan.get("figures", []):
        if figure["id"].replace(" ", "_") and \
                "figure-" + figure["id"] not in page.ids:
            page.bad.append("found no place for figure '%s'" % figure["id"])


def add_up(page, names):
    lo = hi = Decimal(0)
    for name in names:
        for ends in page.amounts.get(name, ()):
            if ends:
                lo += Decimal(ends[0])
                hi += Decimal(ends[1])
    return lo, hi


def check_sum(page, total, names, what):
    ends = next(iter(page.amounts.get(total, {None})))
    if ends is None:
        return
    found = add_up(page, names)
    if found != (Decimal(ends[0]), Decimal(ends[1])):
        page.bad.append("found %s - %s for '%s', expected the sum of %s, "
                        "%s - %s" % (*ends, total, what, *found))


def check_sums(page, plan):
    check_sum(page, "cost.one_off",
              [f["id"] for f in plan["figures"]
               if f["id"].startswith("cost.") and f["id"] != "cost.one_off"
               and not f["id"].startswith(("cost.do_nothing", "cost.total"))],
              "the cost lines")
    for run in ("run.before", "run.after"):
        figure = next((f for f in plan["figures"] if f["id"] == run), None)
        if figure is not None:
            check_sum(page, run,
                      ["%s#%d" % (run, i)
                       for i in range(len(figure["parts"]))], "its parts")
    before = next(iter(page.amounts.get("run.before", {None})))
    after = next(iter(page.amounts.get("run.after", {None})))
    change = next(iter(page.amounts.get("run.difference", {None})))
    if before and after and change:
        found = (Decimal(after[0]) - Decimal(before[1]),
                 Decimal(after[1]) - Decimal(before[0]))
        if found != (Decimal(change[0]), Decimal(change[1])):
            page.bad.append("found run.difference %s, expected %s"
                            % (change, found))


def main(plan_path, page_path):
    with open(plan_path, encoding="utf-8") as file:
        plan = json.load(file)
    page = Page()
    with open(page_path, encoding="utf-8") as file:
        page.feed(file.read())
    page.close()
    if page.open:
        page.bad.append("found no end of %s" % page.open)
    if page.lang not in ("en", "nl"):
        page.bad.append("found lang %s" % page.lang)
    for link in page.links:
        from urllib.parse import unquote
        if unquote(link) not in page.ids:
            page.bad.append("found a link to '%s', which is nowhere" % link)
    check_headings(page)
    check_amounts(page, plan)
    check_sums(page, plan)
    for line in page.bad:
        print("%s: %s" % (page_path, line))
    print("%d amounts compared" % len(page.amounts))
    return 1 if page.bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""check-plan-man.py PLAN.json PLAN.5 FIGURES.7: each key of the document and
each figure of the plan stands in its manual page."""
import json
import re
import sys


def words_of(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if "Cm " in line]
    return {word.strip('",()') for line in lines for word in line.split()}


def keys_of(value, keys):
    if isinstance(value, list):
        for item in value:
            keys_of(item, keys)
    elif isinstance(value, dict):
        for key, item in value.items():
            keys.add(key)
            keys_of(item, keys)
    return keys


def main(plan_path, plan_man, figures_man):
    with open(plan_path, encoding="utf-8") as file:
        plan = json.load(file)
    for activity in plan["activities"]:
        activity["skills"] = None
    for when in ("before", "after"):
        plan["control"][when]["services"] = None
    missing = sorted(keys_of(plan, set()) - words_of(plan_man))
    for key in missing:
        print("%s: found no key '%s'" % (plan_man, key))
    known = words_of(figures_man)
    figures = {re.sub(r"^resource\..*\.", "resource.ID.", figure["id"])
               for figure in plan["figures"]}
    for figure in sorted(figures - known):
        print("%s: found no figure '%s'" % (figures_man, figure))
    return 1 if missing or figures - known else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

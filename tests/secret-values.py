#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
#
# secret-values FOLDER: prints the values of secret keys in the JSON and XML
# below a folder, one a line: environments of functions, user data, passwords,
# shared keys and connection strings. Left out are values that stand under
# other keys as well, short ones, and references to variables.
import json
import os
import re
import sys

SECRET = re.compile(r"user_?data$|^psk$|password|connection_?string", re.I)
PUBLIC = {"type", "description", "metadata", "references"}
NO_VALUE = re.compile(r"[0-9.]+|Password\w*|\w+Expired|(local|module|var)\..*")


def walk(root, found, elsewhere):
    stack = [(root, False)]
    while stack:
        node, is_secret = stack.pop()
        if isinstance(node, dict):
            for key, value in node.items():
                is_environment = key == "Variables" and isinstance(value, dict)
                inner = is_secret or is_environment or SECRET.search(key)
                stack.append((value, bool(inner) and key not in PUBLIC))
        elif isinstance(node, list):
            stack.extend((value, is_secret) for value in node)
        elif isinstance(node, str):
            (found if is_secret else elsewhere).add(node)


def main():
    found, elsewhere = set(), set()
    for folder, _, names in os.walk(sys.argv[1]):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                text = file.read().decode("utf-8-sig", "replace")
            if name.endswith((".json", ".tfstate")):
                try:
                    walk(json.loads(text), found, elsewhere)
                except ValueError:
                    pass
            elif name.endswith(".xml"):
                found.update(re.findall(r"passwd=['\"]([^'\"]*)['\"]", text))
    for value in sorted(found - elsewhere):
        if (len(value) >= 8 and value[0] not in "[{" and "\n" not in value
                and not NO_VALUE.fullmatch(value)):
            print(value)


main()

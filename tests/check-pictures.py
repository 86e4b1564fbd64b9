#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""check-pictures.py FILE.svg...: no text outside its box or the page, no two
boxes or texts over each other, text of 9 pt and more at the width of the
page, at most 60 boxes, and each arrow from the edge of a box to that of
another. Prints each breach; exit status 1."""
import re
import sys
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
MAX_BOXES = 60
NARROW = set("iljtfrI .,:;'|!/()[]-")
WIDE = set("mwMWOQGC@%+<>=≥×…")


def width_of(text, size, bold):
    """A little less than Arial sets it, so that only real breaches count."""
    total = 0.0
    for letter in text:
        if letter in NARROW:
            total += 0.26
        elif letter in WIDE:
            total += 0.70
        else:
            total += 0.63 if letter.isupper() else 0.53
    return total * size * (1.04 if bold else 1.0)


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def inside(a, b):
    return a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]


class Page:
    def __init__(self, path):
        self.path, self.bad = path, 0
        self.root = ET.parse(path).getroot()
        view = [float(x) for x in self.root.get("viewBox").split()]
        self.page = (view[0], view[1], view[0] + view[2], view[1] + view[3])
        mm = float(self.root.get("width").removesuffix("mm"))
        if abs(mm - 180) > 0.01:
            self.breach(f"found a width of {mm} mm, expected 180")
        self.point = view[2] / (180 / 25.4 * 72)
        style = self.root.find(SVG + "style").text
        self.sizes = [int(x) for x in re.findall(r"font-size:(\d+)px", style)]

    def breach(self, text):
        print(f"{self.path}: {text}")
        self.bad += 1

    def rect(self, element):
        r = element.find(SVG + "rect")
        x, y, w, h = (float(r.get(k)) for k in ("x", "y", "width", "height"))
        return (x, y, x + w, y + h)

    def texts(self, element):
        for text in element.findall(SVG + "text"):
            kind = text.get("class")
            size = 130 if kind == "title" else 90
            x, y = float(text.get("x")), float(text.get("y"))
            bold = kind in ("name", "title")
            yield text.text or "", (x, y - 0.72 * size,
                                    x + width_of(text.text or "", size, bold),
                                    y + 0.2 * size)

    def check_boxes(self):
        self.boxes, areas, texts = {}, [], list(self.texts(self.root))
        for group in self.root.findall(SVG + "g"):
            area = self.rect(group)
            name = group.get("id") or "label"
            if group.get("id"):
                self.boxes[group.get("id")] = area
            areas.append((name, area))
            own = list(self.texts(group))
            for text, where in own:
                if not inside(where, area):
                    self.breach(f"'{text}' is outside its box {name}")
                if any(overlap(where, o) for t, o in own if o != where):
                    self.breach(f"'{text}' is over another text")
        if len(self.boxes) > MAX_BOXES:
            self.breach(f"found {len(self.boxes)} boxes, expected {MAX_BOXES}")
        everything = areas + texts
        for i, (name, area) in enumerate(everything):
            if not inside(area, self.page):
                self.breach(f"{name} is outside the page")
            for other, place in everything[:i]:
                if overlap(area, place):
                    self.breach(f"{name} is over {other}")

    def check_arrows(self):
        for path in self.root.findall(SVG + "path"):
            points = [tuple(map(float, p.split()))
                      for p in re.split("[ML]", path.get("d")) if p]
            for key, (x, y) in (("data-from", points[0]),
                                ("data-to", points[-1])):
                box = self.boxes.get(path.get(key))
                if box is None or not box[0] <= x <= box[2] \
                        or y not in (box[1], box[3]):
                    self.breach(f"an arrow misses box {path.get(key)}")
            for (x, y), (u, v) in zip(points, points[1:]):
                line = (min(x, u), min(y, v), max(x, u), max(y, v))
                if x != u and y != v:
                    self.breach("an arrow is askew")
                for name, box in self.boxes.items():
                    if line[0] < box[2] and box[0] < line[2] + 1 \
                            and line[1] < box[3] and box[1] < line[3]:
                        self.breach(f"an arrow runs through box {name}")

    def check(self):
        if not self.sizes or min(self.sizes) / self.point < 9:
            self.breach(f"found text of {self.sizes}, expected 9 pt")
        for tag in ("title", "desc"):
            if not self.root.findtext(SVG + tag):
                self.breach(f"found no {tag}")
        if self.root.findall(f".//{SVG}script"):
            self.breach("found a script")
        self.check_boxes()
        self.check_arrows()
        return self.bad


if __name__ == "__main__":
    sys.exit(1 if sum(Page(path).check() for path in sys.argv[1:]) else 0)

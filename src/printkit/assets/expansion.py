"""How much a drawing grows when its references are followed.

A kilobyte of `<use>` inside `<use>` can stand for a milliard shapes. So everything is weighed before it is
drawn: an element counts one, and more for long outlines. Patterns, markers and clip paths are painted
anew for every shape that names them; that they name no others keeps the sum simple.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import tinycss2
from lxml import etree

from . import addresses

MAX_WEIGHT: Final = 60_000
MAX_GROWN: Final = 12_000
"""What references may add: two seconds of drawing. A large plain drawing is at least a large file."""
MAX_PAINTED: Final = 20_000
MAX_HEIGHT: Final = 150
_LETTERS: Final = 30
"""Letters of an outline that weigh as much as one element."""
_WORDS: Final = 1
"""Letters of text that do: each is shaped and placed."""
_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_PAINTERS: Final = frozenset({f"{_SVG}pattern", f"{_SVG}marker", f"{_SVG}clipPath"})
_VERTICES: Final = 15
"""A marker is painted at every corner of an outline; so many corners go into `_LETTERS`."""
_BARE: Final = re.compile(r"#([^\s'\")#;]+)")
_CLASSES: Final = re.compile(r"\s*\.[\w-]+\s*(?:,\s*\.[\w-]+\s*)*")


class _TooMuch(Exception):  # noqa: N818 -- never leaves this module
    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what


def line_of(element: etree._Element) -> int:
    """The line of the file on which an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else 1


def heavy(root: etree._Element) -> tuple[int, str] | None:
    """Where and why a drawing is too much to draw: (line, what); None if it is not."""
    try:
        _Scale(root).weigh()
    except _TooMuch as found:
        return found.line, found.what
    return None


def _own(element: etree._Element) -> int:
    """The weight of an element without what is in it."""
    outline = sum(len(str(element.get(key, ""))) for key in ("d", "points", "transform"))
    words = 0 if element.tag == f"{_SVG}style" else len(element.text or "") + len(element.tail or "")
    return 1 + outline // _LETTERS + words // _WORDS


class _Scale:
    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.named: dict[str, list[etree._Element]] = {}
        for element in root.iter():
            self.named.setdefault(str(element.get("id", "")), []).append(element)
        self.known: dict[etree._Element, tuple[int, int]] = {}
        self.open: set[etree._Element] = set()

    def weigh(self) -> None:
        weight, _height = self._weigh(self.root)
        if weight - sum(map(_own, self.root.iter())) > MAX_GROWN:
            raise _TooMuch(line_of(self.root), "parts that are used too often")
        painters = [element for element in self.root.iter() if element.tag in _PAINTERS]
        styled = self._styled(painters)
        heaviest = 0
        for painter in painters:
            often = _VERTICES if painter.tag == f"{_SVG}marker" else 1
            heaviest = max(heaviest, self._weigh(painter)[0] * often)
            for inner in self._reached(painter) - {painter}:
                if self._painters_of(inner) or styled & set(str(inner.get("class", "")).split()):
                    raise _TooMuch(line_of(inner), "a pattern, marker or clip path inside another")
        if heaviest and weight * heaviest > MAX_PAINTED and (styled or any(map(self._painters_of, self.root.iter()))):
            raise _TooMuch(line_of(painters[0]), "a pattern, marker or clip path with too many shapes")

    def _weigh(self, element: etree._Element) -> tuple[int, int]:
        """The weight of an element with all that it shows, and how deep that lies."""
        if element in self.known:
            return self.known[element]
        line = line_of(element)
        if element in self.open:
            raise _TooMuch(line, "a part that contains itself")
        self.open.add(element)
        if len(self.open) > MAX_HEIGHT:
            raise _TooMuch(line, "parts that lead too deep into each other")
        weight, height = _own(element), 0
        for part in (*element, *self._used(element)):
            inner, below = self._weigh(part)
            weight, height = weight + inner, max(height, below)
        self.open.remove(element)
        if weight > MAX_WEIGHT:
            raise _TooMuch(line, f"more than {MAX_WEIGHT} shapes")
        if height >= MAX_HEIGHT:
            raise _TooMuch(line, "parts that lead too deep into each other")
        self.known[element] = weight, height + 1
        return self.known[element]

    def _used(self, element: etree._Element) -> Iterator[etree._Element]:
        for key in _HREFS:
            if href := str(element.get(key, "")).strip():
                yield from self.named.get(href.removeprefix("#"), ())

    def _reached(self, element: etree._Element) -> set[etree._Element]:
        """The elements that are drawn with this one."""
        found: set[etree._Element] = set()
        ahead = [element]
        while ahead:
            this = ahead.pop()
            if this not in found:
                found.add(this)
                ahead += [*this, *self._used(this)]
        return found

    def _painters_of(self, element: etree._Element) -> bool:
        """Whether an element names a pattern, marker or clip path."""
        return any(self._names_painter(str(value)) for value in element.attrib.values())

    def _names_painter(self, css: str) -> bool:
        # The engine also takes a bare `#name` for a reference.
        names = {*_BARE.findall(css), *(mention.address.removeprefix("#") for mention in addresses.in_css(css))}
        return any(target.tag in _PAINTERS for name in names for target in self.named.get(name, ()))

    def _styled(self, painters: list[etree._Element]) -> set[str]:
        """The classes that a style sheet paints with a pattern, marker or clip path."""
        found: set[str] = set()
        for style in self.root.iter(f"{_SVG}style") if painters else ():
            for rule in tinycss2.parse_stylesheet(style.text or "", skip_comments=True, skip_whitespace=True):
                if rule.type != "qualified-rule" or not self._names_painter(tinycss2.serialize(rule.content)):
                    continue
                selector = tinycss2.serialize(rule.prelude)
                if not _CLASSES.fullmatch(selector):
                    raise _TooMuch(line_of(style), f"a pattern or clip path for `{selector.strip()[:40]}`")
                found |= {part.strip().removeprefix(".") for part in selector.split(",")}
        return found

"""The small Markdown of running text.

`*emphasis*`, `**strong**`, `[link](address)`, `^[footnote]`, `|` (a line may break here), ruby
`{字|zì}` or, a reading for each character, `{汉字|hàn|zì}`, and a backslash before any of these signs.

Not CommonMark: there `**“走出去”**提升` is no strong text, because a mark stands inside the asterisks and
a letter outside. Chinese has no blanks to tell the two ends apart, so here a pair is simply a pair.
A sign without its partner stays the letter that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Plain letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed text; in Chinese set by colour or dots, never slanted."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `address` has passed `allowed_address`."""

    children: tuple[Inline, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note called at this point."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """Characters with their reading above: 字, zì."""

    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a heading, a caption or a slogan may break, and then breaks nowhere else; nothing in running text."""


Inline: TypeAlias = Run | Emphasis | Strong | Link | Footnote | Ruby | Break

_SIGN: Final = re.compile(r"\\[\\*\[\]^{}|]|\*+|\^?\[|\]|\{|\|")
# Possessive (`*+`), so that a long text without the closing sign is given up at once.
_RUBY: Final = re.compile(r"\{([^{}|]++)((?:\|[^{}|]++)++)\}")
_ADDRESS: Final = re.compile(r"\(\s*+([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)\s*+\)")
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_DEEPEST: Final = 8
"""Levels of markup inside each other; a sign beyond that stays a letter."""


def allowed_address(address: str) -> bool:
    """Whether a link may go there: web, mail, telephone, or a place in this report (T20)."""
    scheme, colon, _rest = address.partition(":")
    if address.startswith("#"):
        return True
    return bool(colon) and scheme.lower() in _SCHEMES and address.isprintable()


def parse_inline(text: str) -> tuple[Inline, ...]:
    """Running text as a tree. Never fails: what is not markup is text. Line ends become blanks."""
    return _parsed(text)[0]


def refused_addresses(text: str) -> list[str]:
    """Link addresses in `text` that may not be followed, so that their link was dropped."""
    return list(_parsed(text)[1])


@lru_cache(maxsize=8192)
def _parsed(text: str) -> tuple[tuple[Inline, ...], tuple[str, ...]]:
    text = join_lines(text)
    if not _SIGN.search(text):
        return ((Run(text),) if text else ()), ()
    reader = _Reader(text)
    return reader.read(), tuple(reader.refused)


def join_lines(text: str) -> str:
    """Lines of a YAML block joined: with a blank between Latin letters, with nothing beside Han."""
    if "\n" not in text:
        return text.strip()
    parts: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if parts and not (is_wide(parts[-1][-1]) or is_wide(line[0])):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def is_wide(character: str) -> bool:
    """Han, kana, or a Chinese mark: what stands without blanks around it."""
    return character >= "\u2e80" or character in "—…“”‘’·"


def plain_text(nodes: tuple[Inline, ...]) -> str:
    """The letters alone, without footnotes, readings and break hints: for bookmarks and metadata."""
    out = []
    for node in nodes:
        match node:
            case Run(text=text):
                out.append(text)
            case Ruby(base=base):
                out.append(base)
            case Emphasis(children=inner) | Strong(children=inner) | Link(children=inner):
                out.append(plain_text(inner))
            case Footnote() | Break():
                pass
    return "".join(out)


@dataclass(slots=True)
class _Open:
    """A sign that waits for its partner."""

    mark: str
    at: int
    """Where its literal sign stands in the list of what was read; its content comes after."""
    ends: int = -1
    """Of a bracket: where in the text its partner stands."""
    levels: int = 0
    """How many levels of markup were read since."""
    linked: bool = False
    """Whether a link was read since: there is none inside another."""


@dataclass(slots=True)
class _Reader:
    """One pass over the text with a stack of open signs.

    Every sign is first put down as the letter that it is. When its partner comes, what was read since
    is taken off the list and put into one node; so nothing is read twice, however the signs are nested.
    """

    text: str
    refused: list[str] = field(default_factory=list)
    done: list[Inline] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def read(self) -> tuple[Inline, ...]:
        partners = self._partners()
        position = 0
        while found := _SIGN.search(self.text, position):
            start, sign = found.start(), found[0]
            if start > position:
                self._put(Run(self.text[position:start]))
            position = found.end()
            if sign[0] == "\\":
                self._put(Run(sign[1]))
            elif sign == "|":
                self._put(Break())
            elif sign == "{" and (ruby := _RUBY.match(self.text, start)) and (pairs := _pairs(ruby[1], ruby[2])):
                self.done += pairs
                position = ruby.end()
            elif sign[0] == "*":
                self._stars(start, len(sign))
            elif start in partners:
                self.stack.append(_Open(sign, len(self.done), partners[start]))
                self._put(Run(sign))
            elif sign == "]" and (position := self._closed(start)):
                pass
            else:
                position = found.end()
                self._put(Run(sign))
        if position < len(self.text):
            self._put(Run(self.text[position:]))
        return _merged(self.done)

    def _partners(self) -> dict[int, int]:
        """Where footnotes and links begin → where their bracket closes. Other brackets are letters."""
        open_at: list[int] = []
        pairs: dict[int, int] = {}
        for found in _SIGN.finditer(self.text):
            sign = found[0]
            if sign in ("[", "^["):
                open_at.append(found.start())
            elif sign == "]" and open_at:
                start = open_at.pop()
                if self.text[start] == "^" or _ADDRESS.match(self.text, found.end()):
                    pairs[start] = found.start()
        return pairs

    def _stars(self, start: int, length: int) -> None:
        """Asterisks: one stresses, two make bold, three do both; more are letters, as is one between blanks."""
        around = self.text[max(0, start - 1) : start].strip() + self.text[start + length : start + length + 1].strip()
        if length > 3 or not around:
            self._put(Run("*" * length))
            return
        marks = ["*"] * (length == 1) + ["**"] * (length == 2)
        if length == 3:  # close in the order in which they were opened, the last first
            marks = ["*", "**"] if self.stack and self.stack[-1].mark == "*" else ["**", "*"]
        for mark in marks:
            self._star(mark)

    def _star(self, mark: str) -> None:
        for depth in (-1, -2):  # between two brackets at most one of each can be open
            if len(self.stack) < -depth or self.stack[depth].ends >= 0:
                break
            if self.stack[depth].mark == mark:
                opened = self._taken(depth)
                kind = Strong if mark == "**" else Emphasis
                if len(self.done) == opened.at + 1 or not self._wrap(kind, opened):
                    self._put(Run(mark))
                return
        self.stack.append(_Open(mark, len(self.done)))
        self._put(Run(mark))

    def _closed(self, start: int) -> int:
        """Close the bracket whose partner stands at `start`; where to read on, 0 if there is none."""
        depth = next((i for i in (-1, -2, -3) if len(self.stack) >= -i and self.stack[i].ends >= 0), 0)
        if not depth or self.stack[depth].ends != start:
            return 0
        opened = self._taken(depth)
        if opened.mark == "^[":
            return start + 1 if len(self.done) > opened.at + 1 and self._wrap(Footnote, opened) else 0
        address = _ADDRESS.match(self.text, start + 1)
        assert address is not None, "only a bracket with an address waits for its partner"
        if not allowed_address(address[1]):
            # A refused link keeps its words; the loader warns about the address.
            self.refused.append(address[1])
            self.done[opened.at] = Run("")
        elif (
            opened.linked
            or len(self.done) == opened.at + 1
            or not self._wrap(lambda inner: Link(inner, address[1]), opened)
        ):
            return 0
        return address.end()

    def _taken(self, depth: int) -> _Open:
        """Take an open sign off the stack, and those above it, which stay letters."""
        opened = self.stack[depth]
        opened.levels = max(sign.levels for sign in self.stack[depth:])
        opened.linked = any(sign.linked for sign in self.stack[depth:])
        del self.stack[depth:]
        self._count(opened.levels, linked=opened.linked)
        return opened

    def _wrap(self, kind: Callable[[tuple[Inline, ...]], Inline], opened: _Open) -> bool:
        """Put what was read since a sign into one node, unless that would be too deep."""
        if opened.levels >= _DEEPEST:
            return False
        node = kind(_merged(self.done[opened.at + 1 :]))
        del self.done[opened.at :]
        self.done.append(node)
        self._count(opened.levels + 1, linked=opened.linked or isinstance(node, Link))
        return True

    def _count(self, levels: int, *, linked: bool) -> None:
        if self.stack:
            self.stack[-1].linked |= linked
            self.stack[-1].levels = max(self.stack[-1].levels, levels)

    def _put(self, node: Inline) -> None:
        self.done.append(node)


def _pairs(base: str, readings: str) -> list[Inline]:
    """One reading for the whole base, or one for each of its characters; none where their numbers differ."""
    parts = readings.split("|")[1:]
    if len(parts) == 1:
        return [Ruby(base, parts[0])]
    return [Ruby(*pair) for pair in zip(base, parts, strict=True)] if len(parts) == len(base) else []


def _merged(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring runs as one."""
    out: list[Inline] = []
    letters: list[str] = []
    for node in nodes:
        if isinstance(node, Run):
            letters.append(node.text)
            continue
        if text := "".join(letters):
            out.append(Run(text))
        letters.clear()
        out.append(node)
    if text := "".join(letters):
        out.append(Run(text))
    return tuple(out)

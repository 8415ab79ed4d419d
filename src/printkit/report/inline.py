"""The small Markdown of running text: `*emphasis*`, `**strong**`, `[link](address)`, `^[footnote]`,
`|` (a line may break here), ruby `{字|zì}`, and a backslash before any of these signs.

Not CommonMark: there `**“走出去”**提升` is no strong text, because a mark stands inside the asterisks and
a letter outside. Chinese has no blanks to tell the two ends apart, so here a pair is simply a pair.
A sign without its partner stays the letter that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    """A place where a heading or slogan may break; nothing in running text."""


Inline: TypeAlias = Run | Emphasis | Strong | Link | Footnote | Ruby | Break

_SPECIAL: Final = re.compile(r"[\\*\[\]^{|]")
_RUBY: Final = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_ADDRESS: Final = re.compile(r"\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\s*\)")
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_DEEPEST: Final = 8


def allowed_address(address: str) -> bool:
    """Whether a link may go there: web, mail, telephone, or a place in this report (T20)."""
    scheme, colon, _rest = address.partition(":")
    if address.startswith("#"):
        return True
    return bool(colon) and scheme.lower() in _SCHEMES and address.isprintable()


@lru_cache(maxsize=8192)
def parse_inline(text: str) -> tuple[Inline, ...]:
    """Running text as a tree. Never fails: what is not markup is text. Line ends become blanks."""
    text = join_lines(text)
    if not _SPECIAL.search(text):
        return (Run(text),) if text else ()
    return tuple(_merge(_parse(text, 0)))


def join_lines(text: str) -> str:
    """Lines of a YAML block joined: with a blank between Latin letters, with nothing beside Han."""
    if "\n" not in text:
        return text.strip()
    lines = [line.strip() for line in text.split("\n")]
    joined = ""
    for line in filter(None, lines):
        if joined and not (is_wide(joined[-1]) or is_wide(line[0])):
            joined += " "
        joined += line
    return joined


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


def refused_addresses(text: str) -> list[str]:
    """Link addresses in `text` that may not be followed, so that their link was dropped."""
    return [a for a in _addresses(join_lines(text)) if not allowed_address(a)]


def _addresses(text: str) -> Iterator[str]:
    for found in re.finditer(r"\]\(\s*([^()\s]*(?:\([^()]*\))*[^()\s]*)\s*\)", text):
        yield found[1]


def _parse(text: str, depth: int) -> Iterator[Inline]:
    position, length = 0, len(text)
    while position < length:
        found = _SPECIAL.search(text, position)
        if found is None:
            yield Run(text[position:])
            return
        start = found.start()
        if start > position:
            yield Run(text[position:start])
        node, position = _special(text, start, depth)
        yield node


def _special(text: str, start: int, depth: int) -> tuple[Inline, int]:
    sign = text[start]
    if sign == "\\" and start + 1 < len(text) and text[start + 1] in "\\*[]^{}|":
        return Run(text[start + 1]), start + 2
    if sign == "|":
        return Break(), start + 1
    if sign == "{" and (ruby := _RUBY.match(text, start)):
        return Ruby(ruby[1], ruby[2]), ruby.end()
    if depth < _DEEPEST:
        if sign == "*":
            mark = "**" if text.startswith("**", start) else "*"
            end = _closing(text, start + len(mark), mark)
            if end > start + len(mark):
                inner = tuple(_parse(text[start + len(mark) : end], depth + 1))
                kind = Strong if mark == "**" else Emphasis
                return kind(tuple(_merge(iter(inner)))), end + len(mark)
        if sign == "^" and text.startswith("^[", start):
            end = _bracket(text, start + 1)
            if end > 0:
                return Footnote(tuple(_merge(_parse(text[start + 2 : end], depth + 1)))), end + 1
        if sign == "[":
            end = _bracket(text, start)
            address = _ADDRESS.match(text, end + 1) if end > 0 else None
            if address:
                inner = tuple(_merge(_parse(text[start + 1 : end], depth + 1)))
                if allowed_address(address[1]):
                    return Link(inner, address[1]), address.end()
                # A refused link keeps its words; the loader has warned about the address.
                return Run(plain_text(inner)), address.end()
    literal = "**" if text.startswith("**", start) else sign
    return Run(literal), start + len(literal)


def _closing(text: str, start: int, mark: str) -> int:
    """The index of the closing `mark`, -1 without one. `*` does not close inside a `**`."""
    position = start
    while (position := text.find("*", position)) >= 0:
        if text[position - 1] == "\\":
            position += 1
            continue
        run = 2 if text.startswith("**", position) else 1
        if run == len(mark):
            return position
        if run == 1 and mark == "**":
            inner = _closing(text, position + 1, "*")
            position = inner + 1 if inner > 0 else position + 1
        else:
            inner = _closing(text, position + 2, "**")
            position = inner + 2 if inner > 0 else position + 2
    return -1


def _bracket(text: str, start: int) -> int:
    """The index of the bracket that closes the one at `start`, -1 without one."""
    level = 0
    for position in range(start, len(text)):
        sign = text[position]
        if sign == "[" and text[position - 1 : position] != "\\":
            level += 1
        elif sign == "]" and text[position - 1] != "\\":
            level -= 1
            if level == 0:
                return position
    return -1


def _merge(nodes: Iterator[Inline]) -> Iterator[Inline]:
    """Neighbouring runs as one."""
    text = ""
    for node in nodes:
        if isinstance(node, Run):
            text += node.text
            continue
        if text:
            yield Run(text)
            text = ""
        yield node
    if text:
        yield Run(text)

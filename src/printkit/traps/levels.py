"""Indentation: tabs and odd blanks in it, and lines that stand at a level which nothing else has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .draft import Mend, indent_of, shown

ODD: Final = (
    "\t\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ufeff\u200b"
)
"""Blanks that are none for YAML."""

_INDENT: Final = re.compile(rf"^[ {ODD}]*")
_NAMES: Final = {"\t": "a tab", "\u3000": "a full-width blank (U+3000)", "\u00a0": "a no-break blank (U+00A0)"}
_BLOCK: Final = re.compile(r"(?:^|[:\-][ ]+)[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_MOST_LINES: Final = 20_000


def odd_indentation(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Tabs, full-width and no-break blanks before the first letter: every such line in one mend."""
    if not _has_odd(lines[index]) and not (index and _has_odd(lines[index - 1])):
        return
    found = [i for i in _outside_texts(lines) if _has_odd(lines[i])]
    if not found:
        return
    first = found[0]
    blanks = _INDENT.match(lines[first])
    assert blanks is not None
    column = next(i for i, letter in enumerate(blanks[0]) if letter in ODD)
    sign = blanks[0][column]
    name = _NAMES.get(sign, f"an invisible blank (U+{ord(sign):04X})")
    others = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
    message = f"this line is indented with {name}{others}; only plain blanks count"
    hint = "indent with the space bar, two blanks a level"
    if sign in "\u200b\ufeff":
        message, hint = (
            f"an invisible letter (U+{ord(sign):04X}) stands before this line",
            "delete it with the backspace key",
        )
    for tab, wide in ((2, 2), (4, 4), (8, 1), (1, 3)):
        mended = {i: _straightened(lines[i], tab, wide) for i in found}
        yield Mend(mended, first, column, max(column + 1, len(blanks[0])), "odd-blank", message, hint)


def _has_odd(line: str) -> bool:
    blanks = _INDENT.match(line)
    return blanks is not None and blanks.end() < len(line) and any(letter in ODD for letter in blanks[0])


def _straightened(line: str, tab: int, wide: int) -> str:
    blanks = _INDENT.match(line)
    assert blanks is not None
    width = {"\t": tab, "\u3000": wide, "\ufeff": 0, "\u200b": 0}
    return "".join(" " * width.get(letter, 1) for letter in blanks[0]) + line[blanks.end() :]


def _outside_texts(lines: Sequence[str]) -> Iterator[int]:
    """The lines that are not inside a literal or folded text, where U+3000 is the author's own indent."""
    inside = -1
    for index, line in enumerate(lines[:_MOST_LINES]):
        if not line.strip():
            continue
        level = indent_of(line)
        if inside >= 0 and level > inside:
            continue
        inside = level if _BLOCK.search(line) else -1
        yield index


def wrong_level(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """The line, and what hangs below it, at each level that its neighbours have."""
    line = lines[index]
    if not line.strip():
        return
    now = indent_of(line)
    for level, like in _levels(lines, index, now):
        for block in _blocks(lines, index, now):
            mended = {i: " " * max(0, indent_of(lines[i]) + level - now) + lines[i].lstrip(" ") for i in block}
            others = sum(1 for i in block if indent_of(lines[i]) == now and lines[i].strip()) - 1
            more = f"; the same for {others} more below it" if others else ""
            yield Mend(mended, index, 0, max(now, 1), "indentation", _message(now), _hint(level, like, line) + more)


def _message(now: int) -> str:
    return f"this line begins with {_blanks(now)}, which fits no level around it"


def _hint(level: int, like: int, line: str) -> str:
    if level == 0:
        return f"begin it at the left edge: `{shown(line)}`"
    return f"begin it with {_blanks(level)}, to stand under line {like + 1}"


def _blanks(number: int) -> str:
    return "no blank" if number == 0 else "1 blank" if number == 1 else f"{number} blanks"


def _levels(lines: Sequence[str], index: int, now: int) -> list[tuple[int, int]]:
    """Levels of the lines around, the nearest first, each with the line that has it."""
    found: dict[int, int] = {}
    for other in [*range(index - 1, max(-1, index - 40), -1), *range(index + 1, min(len(lines), index + 4))]:
        text = lines[other]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        level = indent_of(text)
        found.setdefault(level, other)
        body = text[level:]
        while body.startswith("- "):  # the keys of an entry stand after its dash
            level += len(body) - len(body[1:].lstrip(" "))
            body = text[level:]
            found.setdefault(level, other)
        if other == index - 1 and body.rstrip().endswith((":", "|", ">", ">-", "|-")):
            found.setdefault(level + 2, other)
    found.pop(now, None)
    return sorted(found.items(), key=lambda item: (abs(item[0] - now), -item[0]))[:8]


def _blocks(lines: Sequence[str], index: int, now: int) -> Iterator[list[int]]:
    """Which lines move together: the line with all below it that stands as deep or deeper; then without its equals."""
    equals, deeper = [index], [index]
    only_deeper = True
    for below in range(index + 1, min(len(lines), index + 400)):
        if not lines[below].strip():
            continue
        level = indent_of(lines[below])
        if level < now:
            break
        only_deeper = only_deeper and level > now
        equals.append(below)
        if only_deeper:
            deeper.append(below)
    yield deeper
    if equals != deeper:
        yield equals

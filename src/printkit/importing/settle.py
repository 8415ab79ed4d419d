"""Leaves → texts: punctuation normalised, bold and links written as inline markup, everything else escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from ..report.inline import (
    Break,
    Emphasis,
    Footnote,
    Inline,
    Link,
    Ruby,
    Run,
    Strong,
    allowed_address,
    parse_inline,
)
from ..report.text import has_han
from ..typography.normalise import normalise
from .pieces import Stretch, Words
from .structure import Leaf

_SIGNS: Final = re.compile(r"[\\*\[{|]")
_SIGNS_INSIDE: Final = re.compile(r"[\\*\[\]{|]")


@dataclass(frozen=True, slots=True)
class Change:
    """One mark or blank of the article that the report has otherwise, and where in the report it stands.

    `before` and `after` show a letter of context on each side; equal where the thing was kept and only noticed.
    """

    before: str
    after: str
    rule: str
    where: str


class Settler:
    """Settles the leaves of one report in its language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.changes: list[Change] = []
        self.remarks: dict[str, str] = {}

    def settle(self, value: Any, path: str = "") -> Any:
        """Plain data for `Report`: leaves become texts, remarks on pictures are put aside by path."""
        match value:
            case Leaf(words=words, headline=headline):
                return self._text(words, headline, path)
            case dict():
                if remark := value.get("remark"):
                    self.remarks[path] = remark
                at = f"{path}." if path else ""
                return {key: self.settle(inner, f"{at}{key}") for key, inner in value.items() if key != "remark"}
            case list():
                return [self.settle(inner, f"{path}.{index}") for index, inner in enumerate(value)]
        return value

    def _text(self, words: Words, headline: bool, path: str) -> Any:
        text = markup(self._normalised(words, headline, path))
        if has_han(text) or any(c.isalpha() for c in text):
            return {self.language: text}
        return text

    def _normalised(self, words: Words, headline: bool, path: str) -> Words:
        """Normalised as one text, so that a mark sees the letters on the other side of a bold end."""
        words = _close(words) if not headline else words
        found = normalise("".join(stretch.text for stretch in words), headline=headline)
        self.changes += [Change(edit.before, edit.after, edit.rule, path) for edit in found.edits]
        owner = [number for number, stretch in enumerate(words) for _ in stretch.text]
        kept: dict[int, list[str]] = {}
        for letter, origin in zip(found.text, found.origin, strict=True):
            kept.setdefault(owner[origin], []).append(letter)
        out = []
        for number, stretch in enumerate(words):
            text = "".join(kept.get(number, ()))
            note = self._normalised(stretch.note, False, path) if stretch.note else ()
            if text or note or stretch.hint:
                out.append(
                    Stretch(text, stretch.bold, stretch.italic, stretch.address, note, stretch.reading, stretch.hint)
                )
        return tuple(out)


def _close(words: Words) -> Words:
    """No blank between Han where stress begins or ends: Markdown needs it there, the text does not."""
    out = list(words)
    for index in range(len(out) - 1):
        left, right = out[index], out[index + 1]
        if (left.bold, left.italic) == (right.bold, right.italic) or left.note or right.note:
            continue
        if has_han(left.text.rstrip(" ")[-1:]) and has_han(right.text.lstrip(" ")[:1]):
            out[index] = replace(left, text=left.text.rstrip(" "))
            out[index + 1] = replace(right, text=right.text.lstrip(" "))
    return tuple(out)


def escape(text: str, *, inside: bool = False) -> str:
    """Letters that come out of `parse_inline` as they are; `inside` brackets a closing one counts too."""
    return (_SIGNS_INSIDE if inside else _SIGNS).sub(r"\\\g<0>", text)


def markup(words: Words) -> str:
    """Words as inline markup.

    Read back for proof: where the small Markdown cannot say it (italics that end where bold begins), the
    stress goes and the letters stay.
    """
    wanted = _squeezed(_letters_of(words))
    plain = tuple(Stretch(s.text, address=s.address, note=s.note, reading=s.reading, hint=s.hint) for s in words)
    bare = tuple(Stretch(part) for s in words for part in (s.text, *_spelled(s)))
    for attempt in (words, plain, bare):
        text = _render(attempt, inside=False).strip()
        if _squeezed(spelled_out(parse_inline(text))) == wanted:
            return text
    return escape("".join(stretch.text for stretch in words)).strip()


def _spelled(stretch: Stretch) -> tuple[str, ...]:
    """A note or reading in plain letters."""
    note = "".join(_letters_of(stretch.note))
    return (f"（{note}）",) if note else ()


def _squeezed(letters: Iterable[str]) -> str:
    return "".join("".join(letters).split())


def _letters_of(words: Words) -> Iterable[str]:
    for stretch in words:
        yield stretch.text
        yield stretch.reading
        yield from _letters_of(stretch.note)


def spelled_out(nodes: tuple[Inline, ...]) -> Iterable[str]:
    """Every letter of inline text: notes, readings and all."""
    for node in nodes:
        match node:
            case Run(text=text):
                yield text
            case Ruby(base=base, reading=reading):
                yield base
                yield reading
            case Emphasis(children=inner) | Strong(children=inner) | Link(children=inner) | Footnote(children=inner):
                yield from spelled_out(inner)
            case Break():
                pass


def _render(words: Words, *, inside: bool) -> str:
    out = []
    for address, linked in groupby(words, key=lambda stretch: stretch.address):
        if address and allowed_address(address):
            target = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
            out.append(f"[{_stressed(tuple(linked), inside=True)}]({target})")
        else:
            out.append(_stressed(tuple(linked), inside=inside))
    return "".join(out)


def _stressed(words: Words, *, inside: bool) -> str:
    out = []
    # Bold that is slanted too is bold: the small Markdown has no third degree.
    for sign, run in groupby(words, key=lambda s: "" if s.note else "**" if s.bold else "*" if s.italic else ""):
        text = "".join(_letter(stretch, inside=inside) for stretch in run)
        bare = text.strip()
        if sign and bare:
            left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{left}{sign}{bare}{sign}{right}"
        out.append(text)
    return "".join(out)


def _letter(stretch: Stretch, *, inside: bool) -> str:
    if stretch.note:
        return f"^[{_render(stretch.note, inside=True)}]"
    if stretch.hint:
        return "|"
    if stretch.reading and not re.search(r"[{}|]", stretch.text + stretch.reading):
        return f"{{{stretch.text}|{stretch.reading}}}"
    return escape(stretch.text, inside=inside)

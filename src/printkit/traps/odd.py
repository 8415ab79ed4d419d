"""Characters that may not stand in a report, and what is right YAML and probably not meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from ..diagnostics import Diagnostic, SourceFile, Span, error, warning

CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BIDI: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_GLUED: Final = re.compile(r"[ \t]#[^\s#!]")
_MOST: Final = 10


def control_characters(source: SourceFile) -> list[Diagnostic]:
    """Characters that YAML forbids, or that it takes for the end of a line and an editor does not."""
    if not CONTROL.search(source.text):
        return []
    found = []
    for span, character in _places(source, CONTROL):
        name = "line separator" if character in "\u2028\u2029\x85" else "control character"
        message = f"the {name} U+{ord(character):04X} may not stand in a report"
        hint = "delete it; it often comes with text pasted from another program"
        found.append(error("control-character", message, span, hint=hint))
    return found


def bidi_controls(source: SourceFile) -> Iterator[Diagnostic]:
    """Marks that turn the direction of letters. They are kept, and named, since nobody sees them."""
    if not _BIDI.search(source.text):
        return
    for span, character in _places(source, _BIDI):
        name = unicodedata.name(character, "").lower()
        message = (
            f"the invisible mark U+{ord(character):04X} ({name}) stands in this text and can turn its letters around"
        )
        yield warning("bidi-control", message, span, hint="delete it, unless the text holds Arabic or Hebrew")


def glued_comments(source: SourceFile, ends: Sequence[tuple[int, int]]) -> Iterator[Diagnostic]:
    """` #1` after an unquoted text: a comment for YAML, so that the rest is lost. `ends` are where texts end."""
    for line, column in ends:
        text = source.line(line + 1)
        lost = re.match(r"[ \t]+(#[^\s#!].*)$", text[column:])
        if lost is None:
            continue
        start = column + lost.start(1)
        span = Span(source, line + 1, start + 1, line + 1, len(text) + 1)
        message = f"`{_cut(lost[1])}` is read as a comment and will not be printed"
        hint = ("put the whole text in quotes if it belongs to it", "write `# ` with a blank if it is a comment")
        yield warning("lost-text", message, span, hint=hint)


def may_hold_glued_comments(text: str) -> bool:
    """Whether looking for them is worth the walk."""
    return _GLUED.search(text) is not None


def _places(source: SourceFile, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    count = 0
    for number, line in enumerate(source.lines, 1):
        for found in pattern.finditer(line):
            yield Span(source, number, found.start() + 1, number, found.end() + 1), found[0]
            count += 1
            if count == _MOST:
                return


def _cut(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"

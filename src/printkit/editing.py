"""What an editor may mend: the lines of a report that could not be set well, each with its place and what to do.

The composer finds the best lines there are; where none is good, other words help and nothing else. `typography_report`
puts the `flaws` of the finished pages into words, and what was left to the engine's own line breaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from typing import Final, NamedTuple

from .diagnostics import Diagnostic, Severity, Span
from .report import Report, Text
from .source import Document
from .typeset import Flaw, Typeset, Uncomposed


@dataclass(frozen=True, slots=True)
class Finding(Diagnostic):
    """A warning about a line on a page of a layout.

    `text` is the line as it is set, of several the first. `amount` is in `unit`: `em` of the text, `times` the
    natural width of its word spaces, or `lines`.
    """

    layout: str = ""
    page: int = 0
    text: str = ""
    amount: float = 0
    unit: str = ""

    def as_json(self) -> dict[str, object]:
        """Plain data for `--json`."""
        more = {"layout": self.layout, "page": self.page, "text": self.text, "amount": self.amount, "unit": self.unit}
        return {**Diagnostic.as_json(self), **more}


def typography_report(pages: Typeset) -> tuple[Finding, ...]:
    """What could not be set well, by page. Empty for a report that is well set throughout."""
    facts, layout = pages.facts, pages.layout.name
    if not (facts.flaws or facts.uncomposed):
        return ()
    places = _Places(pages.report)
    found = [_of_flaw(flaw, places, layout) for flaw in _told_once(facts.flaws)]
    found += [_of_uncomposed(left, places, layout) for left in facts.uncomposed]
    return tuple(sorted(found, key=lambda finding: finding.page))


def _told_once(flaws: Sequence[Flaw]) -> Iterator[Flaw]:
    """What is parted over many lines once, with their number, and of lines that it spoils nothing else."""
    spoilt = {(flaw.page, flaw.at, flaw.text) for flaw in flaws if flaw.kind in ("broken", "overlong")}
    kept = [
        flaw
        for flaw in flaws
        if flaw.kind not in ("short", "loose", "wide") or (flaw.page, flaw.at, flaw.text) not in spoilt
    ]
    for key, row in groupby(kept, lambda flaw: (flaw.kind, flaw.page, flaw.at, flaw.language)):
        if key[0] == "broken":
            first, *more = row
            yield replace(first, amount=1 + len(more))
        else:
            yield from row


class _Kind(NamedTuple):
    """How a kind of flaw is told. In `message` and hints: `{where}`, `{amount}`, `{lines}` (of it), `{n}` (letters)."""

    code: str
    message: str
    unit: str
    hint: str
    heading: str = ""
    """The hint for a text whose lines break where the author says, where it is another."""


_FILL: Final = "make this line about {n} longer in other words, or what stands before it shorter"
_BAR: Final = "put a `|` into the text where a line may end"
_KINDS: Final[dict[str, _Kind]] = {
    "loose": _Kind("loose-line", "loose line {where}, {amount:.2f} em between its characters", "em", _FILL),
    "wide": _Kind("wide-spaces", "wide line {where}, word spaces {amount:.1f} times as wide", "times", _FILL),
    "short": _Kind("short-line", "line {where} ends {amount:.2f} em before the edge", "em", _FILL),
    "overlong": _Kind(
        "overlong-line",
        "line {where} is {amount:.2f} em too long",
        "em",
        "shorten it by about {n}, or say it in shorter words",
        f"{_BAR}, or shorten it by about {{n}}",
    ),
    "broken": _Kind(
        "broken-word",
        "what belongs together is parted at the end of {lines} {where}",
        "lines",
        "say it in shorter words, or put a blank where the line may end",
        _BAR,
    ),
    "runt": _Kind(
        "runt",
        "last line {where} is too short, {amount:.1f} em",
        "em",
        "shorten the paragraph by about {n}, or make it longer",
        f"{_BAR}, or shorten it by about {{n}}",
    ),
    "ladder": _Kind(
        "ladder", "{lines} in a row end in a hyphen {where}, from", "lines", "say one of them in other words"
    ),
    "river": _Kind("river", "white runs down through {lines} {where}, from", "lines", "say one of them in other words"),
}
_ADDRESS: Final = ("://", "www.", "@")
_LONGEST: Final = 60
"""Letters of a line that a message shows."""


def _of_flaw(flaw: Flaw, places: _Places, layout: str) -> Finding:
    kind = _KINDS[flaw.kind]
    words = {
        "where": f"on page {flaw.page} of {layout}",
        "amount": flaw.amount,
        "n": _letters(flaw),
        "lines": _many(flaw.amount, "line"),
    }
    message = f"{kind.message.format(**words)}: {_shown(flaw.text)}"
    place = places.find(flaw.at, flaw.language, flaw.text)
    hint = _hint(flaw, kind, place).format(**words)
    return Finding(
        Severity.WARNING, kind.code, message, place.span, place.path, (hint,),
        layout, flaw.page, flaw.text, round(flaw.amount, 3), kind.unit,
    )  # fmt: skip


def _hint(flaw: Flaw, kind: _Kind, place: _Place) -> str:
    if flaw.kind in ("overlong", "broken"):
        if any(sign in place.word for sign in _ADDRESS):
            return "print words in the place of the address: `[words](address)`"
        if ".table." in place.path:
            return "say it in shorter words, or leave a column of the table out"
    return (flaw.heading and kind.heading) or kind.hint


def _of_uncomposed(left: Uncomposed, places: _Places, layout: str) -> Finding:
    message = f"printkit did not set this text on page {left.page} of {layout} itself: {_shown(left.text)}"
    hint = f"mend the layout's style sheet: what is beyond printkit is `{left.reason}`"
    place = places.find(left.at, left.language, left.text)
    return Finding(
        Severity.WARNING, "uncomposed", message, place.span, place.path, (hint,), layout, left.page, left.text
    )


def _letters(flaw: Flaw) -> str:
    """About how many letters it would take, in words: what a line lacks, or has too many."""
    chinese = flaw.language == "zh"
    match flaw.kind:
        case "loose":
            em = flaw.amount * (len(flaw.text) - 1)
        case "wide":
            em = (flaw.amount - 1) * 0.25 * flaw.text.count(" ")
        case _:
            em = flaw.amount
    number = max(1, ceil(em if chinese else 2 * em))
    return _many(number, "character" if chinese else "letter")


def _many(number: float, thing: str) -> str:
    return f"{number:.0f} {thing}{'s' if number > 1 else ''}"


def _shown(text: str) -> str:
    return f"`{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}`"


class _Place(NamedTuple):
    """Where a line stands in the file: the path of its text, the span, and what is between two blanks there."""

    path: str
    span: Span | None
    word: str


class _Places:
    """Where the lines of a report stand in its file, as near as they are to be found: markup and blanks lie between."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._texts: dict[str, list[Text]] = {}
        for text in report.texts():
            path = text.at
            while path:
                self._texts.setdefault(path, []).append(text)
                path = path.rpartition(".")[0]

    def find(self, at: str, language: str, line: str) -> _Place:
        """The place of a line in the text below `at` that it belongs to; that of `at` itself where none is found."""
        for length in (16, 8, 4):
            for begin in range(max(1, len(line) - length + 1)):
                piece = line[begin : begin + length]
                found = [text for text in self._texts.get(at, ()) if piece in _written(text, language)]
                if found and (len(found) == 1 or len(piece) > 3):
                    return self._place(found[0], language, piece)
        return _Place(at, self._report.span(at) if at else None, line)

    def _place(self, text: Text, language: str, piece: str) -> _Place:
        path = f"{text.at}.{language}" if len(text.languages()) > 1 else text.at
        document = self._report.document
        steps = [int(step) if step.isdecimal() else step for step in path.split(".")]
        before, _, behind = _written(text, language).partition(piece)
        word = f"{before.rpartition(' ')[2]}{piece}{behind.partition(' ')[0]}"
        return _Place(path, document.find(_as_written(document, steps), piece) if document else None, word)


def _as_written(document: Document, steps: Sequence[str | int]) -> list[str | int]:
    """A path without the keys that the author left out: a paragraph may stand for its block."""
    kept: list[str | int] = []
    here = document.data
    for step in steps:
        if isinstance(here, dict):
            if step not in here:
                continue
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step]
        kept.append(step)
    return kept


def _written(text: Text, language: str) -> str:
    return getattr(text, language, None) or text.neutral or ""

"""What an editor may mend: the lines of a report that could not be set well, each with its place and what to do.

The composer finds the best lines there are; where none is good, other words help and nothing else. `typography_report`
puts the `flaws` of the finished pages into words, and what was left to the engine's own line breaker.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from .diagnostics import Diagnostic, Severity, Span
from .report import Report, Text
from .typeset import Flaw, Typeset, Uncomposed


@dataclass(frozen=True, slots=True)
class Finding(Diagnostic):
    """A warning about a line on a page of a layout.

    `text` is the line as it is set. `amount` is in `unit`: `em` of the text, `times` the natural width of its
    word spaces, `lines`; 0 without a unit.
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
    found = [_of_flaw(flaw, places, layout) for flaw in facts.flaws]
    found += [_of_uncomposed(left, places, layout) for left in facts.uncomposed]
    return tuple(sorted(found, key=lambda finding: finding.page))


class _Kind(NamedTuple):
    """How a kind of flaw is told. In `message` and in both hints `{amount}`, `{n}` (letters), `{where}`."""

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
        "line {where} ends where none should",
        "",
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
        "ladder", "{amount:.0f} lines in a row end in a hyphen {where}, from", "lines", "say one of them in other words"
    ),
    "river": _Kind(
        "river", "white runs down through {amount:.0f} lines {where}, from", "lines", "say one of them in other words"
    ),
}
_ADDRESS: Final = ("://", "www.", "@")
_LONGEST: Final = 60
"""Letters of a line that a message shows."""


def _of_flaw(flaw: Flaw, places: _Places, layout: str) -> Finding:
    kind = _KINDS[flaw.kind]
    words = {"where": f"on page {flaw.page} of {layout}", "amount": flaw.amount, "n": _letters(flaw)}
    hint = (flaw.heading and kind.heading) or kind.hint
    if flaw.kind in ("overlong", "broken") and any(sign in flaw.text for sign in _ADDRESS):
        hint = "print words in the place of the address: `[words](address)`"
    message = f"{kind.message.format(**words)}: {_shown(flaw.text)}"
    path, span = places.find(flaw.at, flaw.language, flaw.text)
    return Finding(
        Severity.WARNING, kind.code, message, span, path, (hint.format(**words),),
        layout, flaw.page, flaw.text, round(flaw.amount, 3), kind.unit,
    )  # fmt: skip


def _of_uncomposed(left: Uncomposed, places: _Places, layout: str) -> Finding:
    message = f"printkit did not set this text on page {left.page} of {layout} itself: {_shown(left.text)}"
    hint = f"mend the layout's style sheet: what is beyond printkit is `{left.reason}`"
    path, span = places.find(left.at, left.language, left.text)
    return Finding(Severity.WARNING, "uncomposed", message, span, path, (hint,), layout, left.page, left.text)


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
    thing = "character" if chinese else "letter"
    return f"{number} {thing}{'s' if number > 1 else ''}"


def _shown(text: str) -> str:
    return f"`{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}`"


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

    def find(self, at: str, language: str, line: str) -> tuple[str, Span | None]:
        """The path of the text below `at` that a line belongs to, and where the line stands; else of `at` itself."""
        document = self._report.document
        for length in (16, 8, 4):
            for begin in range(max(1, len(line) - length + 1)):
                piece = line[begin : begin + length]
                for text in self._texts.get(at, ()):
                    if piece in (getattr(text, language, None) or text.neutral or ""):
                        path = f"{text.at}.{language}" if len(text.languages()) > 1 else text.at
                        return path, document.find(path.split("."), piece) if document else None
        return at, self._report.span(at) if at else None

"""What an audit says: for every rule how often it was put to the test, and each place where it does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ...units import Length

RULES: Final[Mapping[str, str]] = {
    "R2": "no closing mark at a line's start",
    "R3": "no opening mark at a line's end",
    "R4": "—— and …… whole, two em together",
    "R6": "neighbouring marks squeezed by half an em",
    "R7": "a mark at a line's end takes half an em",
    "R8": "an opening bracket at a line's start stands flush",
    "R12": "1/4 em between Han and Latin, from 1/8 to 1/2; none at edges and beside full-width marks",
    "R14": "words, numbers with their units, dates not split over two lines",
    "R15": "justified lines end at the measure",
    "R18": "no last line of a single Han",
    "R23": "the same pitch through a paragraph",
    "R40": "fonts embedded and subset, their characters known, no Kangxi radicals",
    "spaces": "word spaces of justified lines from 0.75 to 1.6 times the natural",
    "ladder": "no more than two lines running end in a hyphen",
    "river": "no word spaces below one another through four lines",
}
"""The rules of the audit in the order of the rules table; the last three are its R38, measured one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule does not hold.

    `x`, `y`: the glyph's origin (on its baseline) from the top left of the trimmed page. `measured` and `limit` are in
    em, but for R40, `ladder` and `river`, which count, and `spaces`, in natural spaces.
    """

    rule: str
    page: int
    x: Length
    y: Length
    line: str
    measured: float
    limit: str

    def __str__(self) -> str:
        place = f"page {self.page} at {self.x.as_mm:.1f}, {self.y.as_mm:.1f} mm"
        return f"{self.rule}  {place}: {self.measured:.3g}, not {self.limit}: {self.line}"


@dataclass(frozen=True, slots=True)
class Total:
    """How often a rule was put to the test, and how often it failed. `checked` 0: the file says nothing of it."""

    checked: int
    failed: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far Han are pulled apart (em): the largest of each justified line; the greatest and the 95th centile of them.

    Negative is squeezed. `lines` 0: there was no such line. `page`, `line`: where they are the furthest apart.
    """

    lines: int
    largest: float
    p95: float
    page: int
    line: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The typography of a finished PDF."""

    findings: tuple[Finding, ...]
    totals: Mapping[str, Total]
    stretch: Stretch
    pages: int
    lines: int
    paragraphs: int
    justified: int
    """How many of the paragraphs of two lines and more were judged to be justified."""
    tagged: bool
    """Whether paragraphs were read off the structure tree; else they were told by geometry."""

    def of(self, *rules: str) -> tuple[Finding, ...]:
        """The findings of some rules."""
        return tuple(finding for finding in self.findings if finding.rule in rules)

    def __str__(self) -> str:
        return "\n".join(self._table())

    def _table(self) -> Iterator[str]:
        source = "from its tags" if self.tagged else "by geometry"
        yield f"{self.pages} pages, {self.lines} lines, {self.paragraphs} paragraphs {source}, {self.justified} justified"
        yield (
            f"Han apart: largest {self.stretch.largest:.3f} em, p95 {self.stretch.p95:.3f} em"
            f" of {self.stretch.lines} justified lines; page {self.stretch.page}: {self.stretch.line}"
        )
        for rule, meaning in RULES.items():
            total = self.totals[rule]
            verdict = "nothing to check" if not total.checked else f"{total.failed} of {total.checked} fail"
            yield f"{rule:6} {verdict:>22}  {meaning}"
        yield from (str(finding) for finding in self.findings)


class Tally:
    """The findings and counts of an audit that is going on."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.checked: Counter[str] = Counter()

    def check(self, rule: str, count: int = 1) -> None:
        """Note that a rule was put to the test."""
        self.checked[rule] += count

    def fail(self, rule: str, at: tuple[int, float, float], line: str, measured: float, limit: str) -> None:
        """Note that it failed. `at`: page, and x and y in points."""
        page, x, y = at
        self.findings.append(Finding(rule, page, Length(x), Length(y), line, measured, limit))

    def totals(self) -> dict[str, Total]:
        """The counts of every rule, those that had nothing to check as well."""
        failed = Counter(finding.rule for finding in self.findings)
        return {rule: Total(self.checked[rule], failed[rule]) for rule in RULES}

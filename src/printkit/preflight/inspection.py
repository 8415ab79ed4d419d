"""The pages read one by one, each once, and every rule fed from that reading → `Preflight`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import pikepdf

from ..diagnostics import PrintkitError, Severity, error
from ..pdf import PageReader, open_pdf, repairs
from ..separations import Plates, separate, separate_pages
from . import rules  # noqa: F401 -- enters the rules
from .check import Progress
from .facts import DocumentFacts, PageFacts
from .finding import Finding
from .picture import Pictures
from .result import Preflight, in_order
from .rulebook import GWG, Profile, Rule, RuleBook
from .shop import Shop, edges, file, objects  # noqa: F401 -- enters the rules
from .shop.book import SHOP
from .structure import PARTS, STRUCTURE, claim

PLATES_DPI: Final = 36
"""For total ink: 15 mm are 21 pixels."""

PLATES_PIXELS: Final = 1_000_000
"""Of one plate; a larger page is separated more coarsely."""

PIXEL_PAGES: Final = 300
"""Pages that are drawn, for total ink and filled bleed; a longer file would take over a minute."""

MOST_OF_A_RULE: Final = 40
"""Findings of one rule on one page that are told one by one."""

_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")

_BROKEN: Final = (PrintkitError, pikepdf.PdfError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError)
"""What a damaged object may raise deep in a rule: the page becomes a finding, the preflight goes on."""

Limits = TypeVar("Limits")


def inspect(
    pdf: bytes | Path, asked: Profile, standard: str | None, shop: Shop, progress: Progress | None
) -> Preflight:
    """What `preflight` does, its arguments read."""
    if standard is not None and standard not in PARTS:
        hint = f"there are {', '.join(PARTS)}"
        raise PrintkitError([error("no-standard", f"there is no standard `{standard}` for a preflight", hint=hint)])
    name = pdf.name if isinstance(pdf, Path) else ""
    with open_pdf(pdf) as opened, Pictures(pdf) as pictures:
        document = DocumentFacts(opened, name, pdf, pages=len(opened.pages))
        held = PARTS.get(standard if standard is not None else claim(document))
        run = _Run(document, pictures)
        limits = dict(asked.limits)
        if standard is not None and not standard.startswith("PDF/X-4") and "R0001" in limits:
            del limits["R0001"]
            run.unchecked.append(("R0001", f"{standard} was asked for in place of PDF/X-4"))
        run.enter(GWG, limits)
        if held:
            run.enter(STRUCTURE, {rule.id: held for rule in STRUCTURE})
        run.enter(SHOP, {rule.id: shop for rule in SHOP})
        findings = in_order(run.findings(progress))
        stated = standard or (held.name if held else claim(document))
        return Preflight(findings, asked.name, stated, name, document.pages, run.checked, tuple(run.unchecked))


class _Run:
    """One preflight: the rules that were entered, put to each page and then to the file."""

    def __init__(self, document: DocumentFacts, pictures: Pictures) -> None:
        self.document = document
        self.pictures = pictures
        self.reader = PageReader(document.pdf)
        self.of_page: list[tuple[Rule[Any], Any]] = []
        self.of_file: list[tuple[Rule[Any], Any]] = []
        self.unchecked: list[tuple[str, str]] = []
        self._separations: Iterator[Plates] = iter(())
        self._coming = (0, 0.0)
        self._singly = False

    def enter(self, book: RuleBook[Limits], limits: Any) -> None:
        """The rules of a book that have limits."""
        for rule in book:
            if rule.id in limits:
                (self.of_page if rule.of_page else self.of_file).append((rule, limits[rule.id]))

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of what is put to the file."""
        return tuple(rule.id for rule, _ in (*self.of_page, *self.of_file))

    def findings(self, progress: Progress | None) -> Iterator[Finding]:
        """Page by page, then the file."""
        for number in range(1, self.document.pages + 1):
            if progress:
                progress("preflight", number)
            yield from self._page(number)
        for rule, limits in self.of_file:
            yield from self._ask(rule, self.document, limits, None)
        for repair in repairs(self.document.pdf):
            yield Finding("PDF-damage", Severity.WARNING, repair.message, hint="export it again")

    def _page(self, number: int) -> Iterator[Finding]:
        try:
            page = PageFacts(number, self.document.pdf.pages[number - 1], self.document)
            reading = self.reader.read(number - 1)
            page.painted = reading.items
            self.document.gather(page)
        except _BROKEN as problem:
            reason = _words(problem)
            self.document.unread[number] = reason
            self.unchecked.append((f"page {number}", reason))
            yield Finding(
                "PDF-page", Severity.ERROR, f"the page cannot be read: {reason}", number, hint="export it again"
            )
            return
        if reading.stopped is not None:
            self.unchecked.append((f"page {number}", reading.stopped.message))
            message = f"the page was not read to its end: {reading.stopped.message}"
            yield Finding("PDF-page", Severity.ERROR, message, number, hint="simplify the drawing")
        elif reading.notes:
            more = f", and {len(reading.notes) - 1} more faults" if len(reading.notes) > 1 else ""
            message = f"something on the page is damaged: {reading.notes[0]}{more}"
            yield Finding("PDF-damage", Severity.WARNING, message, number, hint="export it again")
        if number <= PIXEL_PAGES:
            page.with_pixels(lambda: self._plates(page), self.pictures)
        elif number == PIXEL_PAGES + 1:
            self.unchecked.append((f"total ink and bleed from page {number} on", "the file has too many pages"))
        for rule, limits in self.of_page:
            yield from _fewer(self._ask(rule, page, limits, number))

    def _ask(self, rule: Rule[Any], facts: Any, limits: Any, page: int | None) -> Iterator[Finding]:
        try:
            yield from rule.check(facts, limits)
        except _BROKEN as problem:
            reason = _words(problem)
            self.unchecked.append((rule.id, reason))
            message = f"rule {rule.id} could not be put to it: {reason}"
            yield Finding("PDF-damage", Severity.ERROR, message, page, hint="export it again")

    def _plates(self, page: PageFacts) -> Plates | None:
        """Of one page after the other: what they share, the profile above all, is then read once."""
        x0, y0, x1, y1 = page.bleed
        dots = min(PLATES_DPI, 72 * (PLATES_PIXELS / ((x1 - x0) * (y1 - y0))) ** 0.5)
        if not self._singly:
            if self._coming != (page.number, dots):
                rest = range(page.number - 1, self.document.pages)
                self._separations = separate_pages(self.document.pdf, rest, dpi=dots)
            self._coming = (page.number + 1, dots)
            try:
                return next(self._separations, None)
            except _BROKEN:
                self._singly = True  # one bad page spoils those that are made with it
        try:
            return separate(self.document.pdf, page.number - 1, dpi=dots)
        except _BROKEN as problem:
            self.unchecked.append((f"plates of page {page.number}", _words(problem)))
            return None


def _fewer(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The first ones of a rule on a page, and for what is more one that counts them."""
    left: list[Finding] = []
    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= MOST_OF_A_RULE:
            yield finding
        else:
            left.append(finding)
    for rule in dict.fromkeys(finding.rule for finding in left):
        rest = [finding for finding in left if finding.rule == rule]
        worst = next((each for each in rest if each.severity is Severity.ERROR), rest[0])
        yield replace(worst, message=f"{worst.message}, and so at {len(rest)} more places", box=None)


def _words(problem: Exception) -> str:
    if isinstance(problem, PrintkitError):
        return problem.diagnostics[0].message
    return f"{type(problem).__name__}: {' '.join(str(problem).split())[:120]}"

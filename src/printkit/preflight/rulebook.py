"""How rules are written and kept: a rule is one small function from facts and limits to findings.

    @GWG.page("R0031", "colour pictures have enough pixels", source="GWG 2022 R0031")
    def picture_ppi(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
        for item in page.visible:
            ...
            yield page.finding("R0031", limit.severity, message, item, value="98 ppi", limit="150 ppi")

Page rules see one page at a time, and nothing of it is kept; document rules run once, after the pages, so that they
may use what was gathered from them. Several rules may be one function: each decorator enters one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from ..diagnostics import Severity
from .finding import Finding

if TYPE_CHECKING:
    from .facts import DocumentFacts, PageFacts

Limits = TypeVar("Limits")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a profile asks for under one rule: how bad it is not to have it, and the numbers by name.

    The units are those of the rule: pt, ppi, mm, parts of 1 (3.2 is 320 %). A rule may have two limits, the error's
    first.
    """

    severity: Severity
    values: Mapping[str, float]


PageCheck = Callable[["PageFacts", Limits], Iterator[Finding]]
DocumentCheck = Callable[["DocumentFacts", Limits], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Limits]):
    """A rule: its id, what it asks for in a few words, where that is written, and the function that sees to it."""

    id: str
    title: str
    source: str
    check: PageCheck[Limits] | DocumentCheck[Limits]
    of_page: bool


class RuleBook(Generic[Limits]):
    """The rules of one family, in the order in which they were entered. No two have one id."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rules: dict[str, Rule[Limits]] = {}

    def page(self, rule: str, title: str, *, source: str) -> Callable[[PageCheck[Limits]], PageCheck[Limits]]:
        """Enter a rule that looks at one page."""

        def enter(check: PageCheck[Limits]) -> PageCheck[Limits]:
            self._enter(Rule(rule, title, source, check, of_page=True))
            return check

        return enter

    def document(
        self, rule: str, title: str, *, source: str
    ) -> Callable[[DocumentCheck[Limits]], DocumentCheck[Limits]]:
        """Enter a rule that looks at the whole file, after its pages."""

        def enter(check: DocumentCheck[Limits]) -> DocumentCheck[Limits]:
            self._enter(Rule(rule, title, source, check, of_page=False))
            return check

        return enter

    def _enter(self, rule: Rule[Limits]) -> None:
        if rule.id in self._rules:
            raise ValueError(f"there is a rule {rule.id} already")
        self._rules[rule.id] = rule

    def __iter__(self) -> Iterator[Rule[Limits]]:
        return iter(self._rules.values())

    def __getitem__(self, rule: str) -> Rule[Limits]:
        return self._rules[rule]

    def __contains__(self, rule: str) -> bool:
        return rule in self._rules


GwgLimits = tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A variant of GWG 2022: its limits by the id of the rule. A rule that is not among them is not asked for.

    `name`: `SheetCMYK`; `title`: as the document has it; `standard`: what its files claim to be, `PDF/X-4`.
    """

    name: str
    title: str
    standard: str
    limits: Mapping[str, GwgLimits]


GWG: Final[RuleBook[GwgLimits]] = RuleBook("GWG 2022")
"""The rules of the Ghent Workgroup; `rules` enters them, `profiles` gives the limits."""

"""The mutation corpus: every rule of GWG 2022, just under and just over, in all 23 variants, with all it must tell."""

from __future__ import annotations

import pytest
from corpus import Case, cases

from printkit.pdf import open_pdf, painted
from printkit.preflight import Shop
from printkit.preflight.facts import DocumentFacts, PageFacts
from printkit.preflight.finding import Finding
from printkit.preflight.profiles import profiles
from printkit.preflight.rulebook import Profile
from printkit.preflight.rules import GWG
from printkit.separations import separate
from printkit.units import Length

CASES = list(cases())
NOTHING = Shop(bleed=Length(0), safe=Length(0), ppi=0, line=Length(0))
MAIN = ("SheetCMYK", "WebCMYK", "NewsCMYK", "Digital", "LargeFormat")


def asked(document: DocumentFacts, pages: list[PageFacts], variant: Profile) -> list[Finding]:
    """What the rules of a variant say of facts that were read once."""
    found = []
    for rule in GWG:
        if limits := variant.limits.get(rule.id):
            for facts in pages if rule.of_page else [document]:
                found += rule.check(facts, limits)
    return found


def expected(case: Case, variant: Profile) -> set[tuple[str, str]]:
    told = {rule: told(variant.limits[rule]) for rule, told in case.breaks.items() if rule in variant.limits}
    return {(rule, severity.value) for rule, severity in told.items() if severity is not None}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_that_is_expected_and_nothing_else_in_every_variant(case):
    data = case.make()
    with open_pdf(data) as pdf:
        document = DocumentFacts(pdf, source=data, pages=len(pdf.pages))
        pages = []
        for number in range(len(pdf.pages)):
            facts = PageFacts(number + 1, pdf.pages[number], document, tuple(painted(pdf, number)))
            facts.with_pixels(lambda number=number: separate(pdf, number, dpi=36), None)
            document.gather(facts)
            pages.append(facts)
        for variant in profiles():
            found = asked(document, pages, variant)
            assert {(each.rule, each.severity.value) for each in found} == expected(case, variant), variant.name
            assert len(found) == len({(each.rule, each.severity, each.page) for each in found}), "told more than once"

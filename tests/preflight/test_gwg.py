"""The mutation corpus: every rule of GWG 2022, just under and just over, in all 23 variants, with all it must tell."""

from __future__ import annotations

import importlib
import json
import re
from functools import cache
from pathlib import Path

import pytest
from corpus import Case, cases, drawn

from printkit.diagnostics import PrintkitError
from printkit.pdf import open_pdf, painted
from printkit.preflight import Shop, preflight
from printkit.preflight.facts import DocumentFacts, PageFacts
from printkit.preflight.finding import Finding
from printkit.preflight.profiles import profile, profiles
from printkit.preflight.rulebook import Profile
from printkit.preflight.rules import GWG, NOT_IMPLEMENTED
from printkit.separations import separate
from printkit.units import Length

CASES = list(cases())
CONDITIONS = importlib.import_module("printkit.conditions")  # `printkit.conditions` is the function of that name
MEASURED = cache(CONDITIONS.of_profile)
NOTHING = Shop(bleed=Length(0), safe=Length(0), ppi=0, line=Length(0))
WHOLE = ("SheetCMYK", "PackagingFlexo")


@pytest.fixture(autouse=True)
def _measured_once(monkeypatch):
    """To measure the profile of an output intent takes 0.2 s, and all the files have the same one."""
    monkeypatch.setattr(CONDITIONS, "of_profile", MEASURED)


@cache
def clean_file() -> bytes:
    return CASES[0].make()


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


@pytest.mark.parametrize("variant", [one.name for one in profiles()])
def test_a_clean_file_is_told_of_nothing(variant):
    result = preflight(clean_file(), variant, shop=NOTHING)
    assert result.findings == ()
    assert set(result.checked) >= set(profile(variant).limits) - set(NOT_IMPLEMENTED)


@pytest.mark.slow
@pytest.mark.parametrize("variant", WHOLE)
def test_the_whole_preflight_tells_the_same(variant):
    wanted = profile(variant)
    for case in CASES:
        told = {(each.rule, each.severity.value) for each in preflight(case.make(), variant, shop=NOTHING).findings}
        assert told == expected(case, wanted) | {(rule, "error") for rule in case.structure}, case.name


def test_every_rule_is_told_and_not_told_in_every_variant_that_has_it():
    """A corpus that never breaks a rule, or never stops just short of it, proves nothing."""
    for variant in profiles():
        for rule in variant.limits:
            if rule in NOT_IMPLEMENTED:
                continue
            own = [case for case in CASES if rule in case.name or (rule == "R0025" and "R0026" in case.name)]
            own += [case for case in CASES if case.name == "clean"]
            told = {severity for case in own for name, severity in expected(case, variant) if name == rule}
            assert told == {limit.severity.value for limit in variant.limits[rule]}, (variant.name, rule)
            assert any(rule not in {name for name, _ in expected(case, variant)} for case in own), (variant.name, rule)


def test_alike_faults_of_a_page_are_one_finding_at_the_worst_place():
    words = b"".join(f"q 0 0 0 1 k BT /F0 {size} Tf 60 {size * 20} Td (AA) Tj ET Q\n".encode() for size in (9, 6, 8))
    found = preflight(drawn(words)(), "SheetCMYK", shop=NOTHING).of("R0009")
    assert [(each.page, each.value, each.object) for each in found] == [
        (1, "6.0 pt, knocks out", "text “AA”, and 2 more")
    ]
    (only,) = found
    assert only.box is not None
    # The baseline is 120 pt above the foot of the media, the trim 440.
    assert only.box.x == pytest.approx((60 - 20) * 25.4 / 72, abs=0.5)
    assert only.box.y + only.box.height == pytest.approx((440 - 120) * 25.4 / 72, abs=1.5)


def test_limits_are_told_with_units():
    few = next(case for case in CASES if case.name == "R0031 149 ppi")
    (found,) = preflight(few.make(), "SheetCMYK", shop=NOTHING).findings
    assert (found.value, found.limit, found.object) == ("149 ppi", "more than 149 ppi", "image 80 × 80")
    (found,) = preflight(few.make(), "Digital", shop=NOTHING).findings
    assert (found.severity.value, found.limit) == ("warning", "more than 149 ppi")


def test_total_ink_is_placed_where_it_lies():
    heavy = next(case for case in CASES if case.name == "R0026 4.0 by overprint")
    (found,) = preflight(heavy.make(), "SheetCMYK", shop=NOTHING).findings
    assert (found.value, found.limit) == ("400%", "320%")
    assert found.box is not None
    assert found.box.width == pytest.approx(15, abs=0.5)
    assert found.box.x >= (60 - 20) * 25.4 / 72 - 0.5


# ------------------------------------------------------------ profiles


@pytest.mark.parametrize(
    ("written", "name"),
    [("SheetCMYK", "SheetCMYK"), ("sheetcmyk+rgb", "SheetCMYK+RGB"), ("SheetCMYK CMYK + RGB", "SheetCMYK+RGB"),
     ("news-cmyk", "NewsCMYK"), ("Large Format Print", "LargeFormat"), ("Label & Leaflet", "LabelLeaflet")],
)  # fmt: skip
def test_a_profile_by_its_name_or_its_title(written, name):
    assert profile(written).name == name


@pytest.mark.parametrize(
    ("written", "meant"), [("SheetCMY", "SheetCMYK"), ("WebSpt", "WebSpot"), ("digitl", "Digital")]
)
def test_a_wrong_profile_is_told_the_one_that_comes_next(written, meant):
    with pytest.raises(PrintkitError) as caught:
        profile(written)
    (told,) = caught.value.diagnostics
    assert (told.code, told.hints) == ("no-profile", (f"did you mean `{meant}`?",))


def test_a_name_like_no_other_is_told_all():
    with pytest.raises(PrintkitError) as caught:
        profile("§§")
    assert all(one.name in caught.value.diagnostics[0].hints[0] for one in profiles())


def test_the_limits_are_those_of_the_ghent_workgroup():
    table = Path(__file__).parents[3] / "shared" / "data" / "gwg-2022-thresholds.json"
    if not table.exists():
        pytest.skip("the table of the Ghent Workgroup is not beside this checkout")
    theirs = json.loads(table.read_text("utf-8"))
    assert {one.title for one in profiles()} == set(theirs)
    for one in profiles():
        wanted = {rule: told for rule, told in theirs[one.title].items() if told[0] != "ignore"}
        assert set(one.limits) == set(wanted), one.name
        for rule, (severities, numbers) in wanted.items():
            ours = one.limits[rule]
            assert [limit.severity.value for limit in ours] == severities.split(), (one.name, rule)
            if "ISO" not in numbers:
                stated = [float(text) for text in re.findall(r"= ([\d.]+)", numbers)]
                percent = [value / 100 if f"{value:g}%" in numbers else value for value in stated]
                assert [value for limit in ours for value in limit.values.values()] == percent, (one.name, rule)


def test_every_rule_of_the_table_is_entered_or_told_of():
    listed = {rule for one in profiles() for rule in one.limits}
    assert listed <= {rule.id for rule in GWG} | set(NOT_IMPLEMENTED)
    assert not {rule.id for rule in GWG} & set(NOT_IMPLEMENTED)

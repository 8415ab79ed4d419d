"""The job ticket: valid by CIP4's own schema for every kind of job, and true to the facts that it is made of."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from small_jobs import xjdf_schema

from printkit.diagnostics import Severity
from printkit.handoff import HandoffJob
from printkit.handoff.facts import FileFacts, Finished, Folded, FoldLine, PackageFacts, Part
from printkit.handoff.job import Finish
from printkit.handoff.ticket import ticket
from printkit.preflight import Finding, Preflight
from printkit.stocks import stock
from printkit.units import Length, Size

XJDF = {"x": "http://www.CIP4.org/JDFSchema_2_0"}
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def file_facts(pages: int, width: float, height: float, spots: tuple[str, ...] = (), back: bool = True) -> FileFacts:
    return FileFacts(
        pages=pages,
        trim=Size(Length(width), Length(height)),
        bleed=Length.mm(3),
        media=Size(Length(width + 85), Length(height + 85)),
        standard="PDF/X-4",
        condition="FOGRA39",
        front=(*PROCESS, *spots),
        back=("Black",) if back and pages > 1 else (),
        fonts=("Printkit-Song",),
        bytes=1234,
        sha256="ab" * 32,
        md5="cd" * 16,
    )


CLEAN = Preflight((), "SheetCMYK", "PDF/X-4", "a.pdf", 4)
FAULTY = replace(
    CLEAN,
    findings=(
        Finding("R0001", Severity.ERROR, "no PDF/X", None),
        Finding("R0031", Severity.ERROR, "coarse & small", 2),
        Finding("R0031", Severity.ERROR, "coarse & small", 3),
        Finding("R0005", Severity.WARNING, "empty", 4),
    ),
)
FINISHES: dict[str, Finished] = {
    "lamination": Finished(Finish(lamination="soft-touch", sides=2)),
    "varnish": Finished(Finish(spot_varnish="a.svg"), "Spot Varnish"),
    "foil": Finished(Finish(foil="ink:gold", colour="rose-gold"), "Foil Rose Gold"),
    "gold": Finished(Finish(foil="ink:gold", colour="gold"), "Foil Gold"),
    "emboss": Finished(Finish(emboss="a.svg", page=2), "Emboss"),
    "die": Finished(Finish(die_line="trim"), "Die Line"),
    "tear": Finished(Finish(tear_line="a.svg"), "Tear Line"),
    "crease": Finished(Finish(crease="a.svg"), "Crease"),
    "white": Finished(Finish(white="a.svg"), "White"),
}


def package(
    binding: str = "saddle-stitch",
    roles: tuple[str, ...] = ("body",),
    finishing: tuple[Finished, ...] = (),
    spots: tuple[str, ...] = (),
    **more: Any,
) -> PackageFacts:
    job = HandoffJob.model_validate(
        {
            "quantity": 500,
            "version": "v2",
            "binding": binding,
            "project": {"zh": "众手成城 & 友", "en": "Many Hands"},
            **more.pop("job", {}),
        }
    )
    paper = more.pop("paper", stock("matt-157"))
    inks = tuple(each.ink for each in finishing if each.ink)
    parts = []
    for role in roles:
        last = role == roles[-1]
        width = 420.0 if role == "body" else 860.0
        facts = file_facts(40 if role == "body" else 1, width, 595.2756, (*spots, *inks) if last else spots)
        parts.append(
            Part(
                role,
                f"众手成城_A5_500册_v2_{role}.pdf",
                facts,
                more.get("preflight", CLEAN),
                paper,
                finishing if last else (),
            )
        )
    more.pop("preflight", None)
    return PackageFacts(
        job=job,
        title="众手成城 <b>",
        project="众手成城 友",
        date=datetime.date(2020, 1, 20),
        kind="booklet",
        binding=job.binding or "none",
        parts=tuple(parts),
        **more,
    )


def tree(facts: PackageFacts) -> etree._Element:
    data = ticket(facts, reports={part.file: f"{part.file}.html" for part in facts.parts})
    root = etree.fromstring(data)
    xjdf_schema().assertValid(root)
    return root


BINDINGS = ["saddle-stitch", "perfect-bound", "thread-sewn", "wire-o", "coil", "none"]
ROLES = [("body",), ("body", "cover"), ("body", "cover", "jacket")]


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("roles", ROLES, ids=len)
def test_every_binding_and_cover_is_valid(binding, roles):
    for names in [(), *itertools.combinations(FINISHES, 1), *itertools.combinations(FINISHES, 2), tuple(FINISHES)]:
        for spots in ((), ("PANTONE 871 C", "专色/红")):
            tree(package(binding, roles, tuple(FINISHES[name] for name in names), spots))


def test_a_full_job_is_valid():
    job = {
        "deadline": "2026-12-10",
        "delivery": {"to": "布吉街道", "address": {"zh": "深圳", "en": "Shenzhen"}, "method": "送货上门"},
        "contacts": [
            {"name": role, "role": role, "company": "A", "telephone": "0755", "email": "a@example.org"}
            for role in ("customer", "design", "approval", "delivery", "billing")
        ],
        "notes": {"zh": "请先打样", "en": "Proof first"},
    }
    facts = package("perfect-bound", ROLES[2], (FINISHES["foil"],), preflight=FAULTY, job=job, blanks=(39, 40),
                    spine=Length.mm(3.2), flaps=Length.mm(80), forced=True)  # fmt: skip
    root = tree(facts)
    [required] = root.xpath("//x:DeliveryParams/@Required", namespaces=XJDF)
    assert required.startswith("2026-12-10T")
    assert root.xpath("count(//x:Contact/x:Person)", namespaces=XJDF) == 5


def test_a_job_without_paper_says_that_it_is_open():
    root = tree(package(paper=None))
    assert root.xpath("//x:MediaIntent/@Weight", namespaces=XJDF) == []
    assert len(root.xpath("//x:Product/x:Comment[@Type='Open']", namespaces=XJDF)) == 2


def test_errors_of_the_preflight_are_told_in_both_languages():
    root = tree(package(preflight=FAULTY, forced=True))
    comments = root.xpath("x:Comment[@Type='PreflightWaived']", namespaces=XJDF)
    assert [each.get("Language") for each in comments] == ["zh-Hans", "en"]
    assert all("3" in each.text for each in comments)
    [report] = root.xpath("//x:PreflightReport", namespaces=XJDF)
    assert (report.get("ErrorCount"), report.get("WarningCount")) == ("3", "1")
    checks = report.findall("x:PreflightCheck", XJDF)
    assert [(each.get("TestID"), each.get("Count"), each.get("Pages")) for each in checks] == [
        ("R0001", "1", None),
        ("R0031", "2", "1 2"),
        ("R0005", "1", "3"),
    ]
    assert tree(package()).xpath("//x:Comment[@Type='PreflightWaived']", namespaces=XJDF) == []


def test_spots_keep_their_names_where_tokens_cannot_hold_them():
    root = tree(package(finishing=(FINISHES["varnish"],), spots=("PANTONE 871 C",)))
    [front] = root.xpath("//x:SurfaceColor[@Surface='Front']", namespaces=XJDF)
    assert front.get("ColorsUsed") == "Cyan Magenta Yellow Black PANTONE_871_C"
    assert front.get("Coatings") == "GlossVarnish"
    named = {
        resource.find("x:Part", XJDF).get("Separation"): resource.find("x:Color", XJDF).get("ActualColorName")
        for resource in root.xpath("x:ResourceSet[@Name='Color']/x:Resource", namespaces=XJDF)
    }
    assert named == {"PANTONE_871_C": "PANTONE 871 C", "Spot_Varnish": "Spot Varnish"}


def test_the_paper_and_the_thickness_are_in_the_units_of_xjdf():
    root = tree(package("perfect-bound", ROLES[1], spine=Length.mm(3.2)))
    [media] = root.xpath("//x:Product[@ID='BODY']//x:MediaIntent", namespaces=XJDF)
    paper = stock("matt-157")
    assert float(media.get("Weight")) == paper.gsm
    assert float(media.get("Thickness")) == pytest.approx(paper.caliper.as_mm * 1000, abs=1e-3)
    [size] = root.xpath("//x:Product[@ID='PIECE']//x:LayoutIntent/@FinishedDimensions", namespaces=XJDF)
    assert [float(each) for each in size.split()] == pytest.approx([420.0, 595.2756, Length.mm(3.2).pt], abs=1e-4)


def test_a_leaflet_is_folded_in_the_order_of_its_folds():
    lines = (FoldLine(Length(289.0), "valley", 2), FoldLine(Length(572.0), "mountain", 1))
    facts = package("none")
    part = replace(facts.body, folded=Folded(Size(Length(855.0), Length(595.0)), lines))
    root = tree(replace(facts, parts=(part,)))
    [layout] = root.iter(f"{{{XJDF['x']}}}LayoutIntent")
    assert layout.get("Dimensions") == "855 595"
    assert layout.get("FinishedDimensions") == "289 595 0"
    folds = [(each.get("To"), each.get("Travel")) for each in root.iter(f"{{{XJDF['x']}}}Fold")]
    assert folds == [("Down", "572"), ("Up", "289")]


def test_a_film_on_a_self_cover_is_for_the_outer_sheet():
    root = tree(package(finishing=(FINISHES["lamination"],)))
    [zh, en] = root.xpath("//x:Comment[@Type='Finishing']/text()", namespaces=XJDF)
    assert "1、2、39、40" in zh
    assert en.endswith("pages 1, 2, 39, 40")


def test_the_same_facts_give_the_same_ticket():
    facts = package("perfect-bound", ROLES[2], tuple(FINISHES.values()))
    assert ticket(facts) == ticket(facts)
    other = replace(facts, job=facts.job.model_copy(update={"quantity": 501}))
    assert ticket(other) != ticket(facts)

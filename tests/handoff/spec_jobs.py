"""Jobs with small press files made for them, of every kind that a spec sheet has to tell of."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from printkit.conditions import condition
from printkit.handoff.facts import Finished, Folded, FoldLine, PackageFacts, Part, read_facts
from printkit.handoff.job import Finish, HandoffJob
from printkit.handoff.specsheet import Packed
from printkit.preflight import Preflight
from printkit.preflight.finding import Finding
from printkit.press.intent import declare_condition
from printkit.stocks import stock
from printkit.units import Length, Size

MM = 72 / 25.4


@cache
def press_file(
    width: float,
    height: float,
    pages: int,
    front: tuple[str, ...] = (),
    back: tuple[str, ...] = (),
    *,
    bleed: float = 3,
    black_only: bool = False,
) -> bytes:
    """A press file of plain fields: its size and bleed in mm, and the spot inks of its odd and even pages."""
    with pikepdf.new() as pdf:
        spaces = {
            name: Array([
                Name.Separation, Name(f"/{name}"), Name.DeviceCMYK,
                Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.3, 0.7, 0.15]),
            ])
            for name in {*front, *back}
        }  # fmt: skip
        around = (bleed + 12) * MM
        for number in range(pages):
            full = Array([0, 0, width * MM + 2 * around, height * MM + 2 * around])
            trim = Array([around, around, around + width * MM, around + height * MM])
            edge = bleed * MM
            held = Array([around - edge, around - edge, float(trim[2]) + edge, float(trim[3]) + edge])
            colour = "0 0 0 0.1 k" if black_only else f"{0.1 + number % 5 / 8} 0.6 0.3 0 k"
            drawn = [f"{colour} 0 0 2000 3000 re f 0 0 0 1 k {around + 20} {around + 20} 60 90 re f"]
            named = Dictionary()
            for place, name in enumerate(back if number % 2 else front):
                named[f"/S{place}"] = spaces[name]
                drawn.append(f"/S{place} cs 1 scn {around + 40 + 30 * place} {around + 150} 25 25 re f")
            page = pikepdf.Page(
                Dictionary(
                    Type=Name.Page, MediaBox=full, TrimBox=trim, BleedBox=held,
                    Resources=Dictionary(ColorSpace=named), Contents=pdf.make_stream(" ".join(drawn).encode()),
                )
            )  # fmt: skip
            pdf.pages.append(page)
        declare_condition(pdf, condition())
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def looked_over(errors: int = 0, warnings: int = 0) -> Preflight:
    """What a preflight found, so many of each."""
    from printkit.diagnostics import Severity

    found = [Finding("R0027", Severity.ERROR, "a picture in RGB", 1)] * errors
    found += [Finding("R0031", Severity.WARNING, "a picture of 200 ppi", 1)] * warnings
    return Preflight(tuple(found), "SheetCMYK", "PDF/X-4", "", 1)


def panels(page: float, cover: tuple[str, float, float] | None) -> tuple[tuple[Any, Length], ...]:
    """The panels of a spread from left to right: role, spine and flaps of the cover are known."""
    _role, spine, flaps = cover or ("", 0, 0)
    every = (("back-flap", flaps), ("back", page), ("spine", spine), ("front", page), ("front-flap", flaps))
    return tuple((name, Length.mm(width)) for name, width in every if width)


def package(
    *,
    pages: int = 24,
    trim: tuple[float, float] = (148, 210),
    binding: str = "saddle-stitch",
    paper: str | None = "matt-157",
    spots: tuple[str, ...] = (),
    cover: tuple[str, float, float] | None = None,
    finishing: Sequence[tuple[dict[str, Any], str]] = (),
    errors: int = 0,
    sheets: tuple[float, float, int] | None = None,
    right_to_left: bool = False,
    blanks: tuple[int, ...] = (),
    bleed: float = 3,
    folds: tuple[float, ...] = (),
    **job: Any,
) -> tuple[PackageFacts, dict[str, bytes], list[Packed]]:
    """Facts read from files, the files by role, and the list of them.

    `cover` is its role, its spine and its flaps in mm, `folds` are those of a leaflet on A4; `finishing` pairs what a job says with the ink of its plate.
    """
    told = {"quantity": 500, "binding": binding, "project": {"zh": "众手成城", "en": "Many Hands, One Town"}, **job}
    if sheets:
        told["sheets"] = {"sheet": f"{sheets[0]}x{sheets[1]}mm", **({"scheme": "tri-fold"} if folds else {})}
    ordered = HandoffJob.model_validate({**told, "finishing": [entry for entry, _ink in finishing]})
    done = [Finished(Finish.model_validate(entry), ink) for entry, ink in finishing]
    plates = tuple(finished.ink for finished in done if finished.ink)
    on = cover[0] if cover else "body"
    files = {"body": press_file(*trim, pages, (*spots, *(plates if on == "body" else ())), spots, bleed=bleed)}
    if cover:
        role, spine, flaps = cover
        files[role] = press_file(2 * trim[0] + spine + 2 * flaps, trim[1], 1, (*spots, *plates), bleed=bleed)
    parts = []
    for role, data in files.items():
        found = read_facts(data)
        name = f"众手成城_A5_500册_v1_{'内文' if role == 'body' else '封面'}.pdf"
        part = Part(
            role, name, found, looked_over(errors if role == "body" else 0, 2),
            stock(paper) if paper else None, tuple(done) if role == on else (), panels(trim[0], cover) if role != "body" else (),
        )  # fmt: skip
        if sheets and role == "body":
            flat = Size(Length.mm(297), Length.mm(210))
            lines = tuple(FoldLine(Length.mm(at), "valley", step) for step, at in enumerate(folds, 1))
            part = replace(
                part,
                folded=Folded(flat, lines) if folds else None,
                sheets="众手成城_A5_500册_v1_拼版.pdf",
                sheet_facts=read_facts(press_file(*sheets)),
            )
        parts.append(part)
    facts = PackageFacts(
        job=ordered, title="众手成城", project="众手成城", date=datetime.date(2020, 1, 15),
        kind="poster" if binding == "none" else "booklet", binding=ordered.binding or "none", parts=tuple(parts),
        blanks=blanks, spine=Length.mm(cover[1]) if cover else None, flaps=Length.mm(cover[2]) if cover and cover[2] else None,
        right_to_left=right_to_left, forced=bool(errors),
    )  # fmt: skip
    packed = [Packed(part.file, "印刷用", "for print", part.facts.sha256, part.facts.pages) for part in parts]
    packed += [
        Packed("众手成城_A5_500册_v1_校样.pdf", "校样，不可印刷", "proof only", "0a" * 32, pages // 2 + 1),
        Packed("众手成城_A5_500册_v1_工单.xjdf", "工单（XJDF）", "job ticket", "1b" * 32),
        Packed("众手成城_A5_500册_v1_内文_印前检查.html", "印前检查报告", "preflight report", "2c" * 32),
        Packed("众手成城_A5_500册_v1_内文_印前检查.json", "印前检查数据", "preflight as data", "3d" * 32),
    ]
    return facts, files, packed


PERSON = {"name": {"zh": "王敏", "en": "Wang Min"}, "telephone": "0755-0000 0000", "email": "wang@example.org"}
ALL_FINISHING: list[tuple[dict[str, Any], str]] = [
    ({"lamination": "soft-touch", "sides": 2}, ""),
    ({"spot-varnish": "ink:main"}, "Spot Varnish"),
    ({"foil": "seal.svg", "colour": "gold"}, "Foil Gold"),
    ({"cold-foil": "ink:acc", "colour": "silver"}, "Cold Foil Silver"),
    ({"emboss": "seal.svg"}, "Emboss"),
    ({"deboss": "seal.svg"}, "Deboss"),
    ({"white": "page"}, "White"),
    ({"die-line": "trim"}, "Die Line"),
    ({"crease": "folds.svg"}, "Crease"),
    ({"tear-line": "tear.svg"}, "Tear Line"),
]

JOBS: dict[str, dict[str, Any]] = {
    "least": {"pages": 1, "trim": (420, 594), "binding": "none", "paper": None, "project": None},
    "stitched": {
        "pages": 24, "deadline": "2026-12-10", "contacts": [PERSON], "blanks": (23, 24), "sheets": (450, 320, 12),
        "delivery": {"to": "布吉街道办事处", "address": {"zh": "深圳市龙岗区吉华路 1 号", "en": "1 Jihua Road, Longgang, Shenzhen"}},
    },
    "bound": {
        "pages": 96, "binding": "perfect-bound", "cover": ("cover", 5.62, 0), "spots": ("PANTONE 871 C",),
        "finishing": ALL_FINISHING[:3], "deadline": "2026-12-10", "contacts": [PERSON, {"name": "李工", "role": "design", "company": "某某设计工作室"}],
        "delivery": {"address": "深圳市龙岗区布吉街道吉华路 1 号"}, "notes": {"zh": "烫金先打样确认。", "en": "Send a sample of the foil first."},
    },
    "leaflet": {"pages": 6, "trim": (100, 210), "binding": "none", "folds": (97, 197), "sheets": (450, 320, 2)},
    "full": {
        "pages": 320, "trim": (210, 285), "binding": "thread-sewn", "cover": ("jacket", 18.4, 80), "spots": ("PANTONE 871 C", "PANTONE Warm Red C"),
        "finishing": ALL_FINISHING, "errors": 3, "quantity": 120_000, "deadline": "2026-12-10", "sheets": (1020, 720, 40),
        "contacts": [{**PERSON, "role": role} for role in ("customer", "design", "approval", "delivery", "billing", "customer", "design", "approval")],
        "delivery": {"to": "布吉街道办事处", "address": {"zh": "深圳市龙岗区布吉街道吉华路 1 号", "en": "1 Jihua Road, Longgang, Shenzhen"}, "method": {"zh": "送货上门", "en": "to the door"}},
        "project": {"zh": "众手成城：布吉街道社会心理服务与基层治理创新工作年度报告", "en": "Many Hands, One Town: annual report on counselling and community work in Buji"},
        "notes": {"zh": "烫金版请先打样，确认后再上机。" * 8, "en": "Please send a sample of the foil before the run and wait for our answer. " * 6},
    },
}  # fmt: skip
"""What `package` makes of each: from as little as there can be to more than any shop has seen."""

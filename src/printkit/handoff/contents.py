"""What lies in a package besides the files for the press: ticket, spec sheet, proofs, reports, a page that explains it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..build import Progress
from ..pdf import open_pdf
from ..preflight import Finding, Preflight, html
from ..report import Text
from .facts import FileFacts, PackageFacts, Part
from .names import Kind, Names
from .package import Entry, close
from .proofs import proof
from .specsheet import Packed, spec_sheet
from .ticket import job_id, ticket

_PARTS: Final = {
    "body": ("内文，印刷用", "the pages, for print"),
    "cover": ("封面，印刷用", "the cover, for print"),
    "jacket": ("护封，印刷用", "the jacket, for print"),
}


def contents(
    facts: PackageFacts, names: Names, pdfs: Mapping[str, bytes], title: Text, progress: Progress | None = None
) -> tuple[Entry, ...]:
    """All files of the package. `pdfs` are the files for the press by their names; `title` is that of the report."""
    entries = [*_artwork(facts, pdfs)]
    reports: dict[str, str] = {}
    for name, result in facts.preflights:
        if progress:
            progress("html", 0)
        page = f"{name.removesuffix('.pdf')}{names.file('', 'preflight').removeprefix(names.base)}"
        reports[name] = f"{page}.html"
        told = _anywhere(result)
        shown = html(told, pdfs[name]).encode()
        entries.append(Entry(f"{page}.html", shown, "印前检查报告", "preflight report"))
        entries.append(Entry(f"{page}.json", _json(told.as_json()), "印前检查数据", "preflight as data"))
    xml = ticket(facts, reports=reports)
    entries.append(Entry(names.file(".xjdf", "ticket"), xml, "工单（XJDF）", "job ticket"))
    if facts.job.proofs:
        entries += _proofs(facts, names, pdfs, progress)
    entries.append(_spec(facts, names, pdfs, title, entries))
    return close(tuple(entries), _about(facts))


def _anywhere(result: Preflight) -> Preflight:
    """The findings with the name of the report alone: what is given away tells nothing of the folders it was made in."""
    return replace(result, findings=tuple(_bare(finding) for finding in result.findings))


def _bare(finding: Finding) -> Finding:
    place = finding.place
    if place is None:
        return finding
    return replace(finding, place=replace(place, source=replace(place.source, name=Path(place.source.name).name)))


def _artwork(facts: PackageFacts, pdfs: Mapping[str, bytes]) -> Iterator[Entry]:
    for part in facts.parts:
        zh, en = ("画面，印刷用", "the poster, for print") if facts.kind == "poster" else _PARTS[part.role]
        yield Entry(part.file, pdfs[part.file], zh, en)
        if part.sheets:
            yield Entry(part.sheets, pdfs[part.sheets], "拼大版，印刷用", "imposed sheets")


def _proofs(facts: PackageFacts, names: Names, pdfs: Mapping[str, bytes], progress: Progress | None) -> Iterator[Entry]:
    for part in facts.parts:
        if progress:
            progress("proof", 0)
        data = proof(pdfs[part.file], title=facts.title, facing=part.role == "body", without=part.clear, opaque=part.foils)
        kind: Kind = "poster" if facts.kind == "poster" else part.role
        yield Entry(
            names.file(".pdf", kind, "proof"),
            data,
            "校样，不可印刷",
            "proof only",
        )


def _spec(facts: PackageFacts, names: Names, pdfs: Mapping[str, bytes], title: Text, entries: list[Entry]) -> Entry:
    packed = [Packed(each.name, each.zh, each.en, each.sha256, _pages(each)) for each in entries]
    artworks: dict[str, bytes] = {part.role: pdfs[part.file] for part in facts.parts}
    made = spec_sheet(facts, artworks, packed, title=title)
    return Entry(names.file(".pdf", "spec"), made.pdf, "印刷工艺单", "spec sheet")


def _pages(entry: Entry) -> int | None:
    if not entry.name.endswith(".pdf"):
        return None
    with open_pdf(entry.data) as pdf:
        return len(pdf.pages)


def _about(facts: PackageFacts) -> dict[str, object]:
    """The facts of the job for programs; lengths in mm."""
    return {
        "job_id": job_id(facts),
        "project": facts.project,
        "title": facts.title,
        "version": facts.job.version,
        "quantity": facts.job.quantity,
        "date": facts.date and facts.date.isoformat(),
        "binding": facts.binding,
        "blank_pages": list(facts.blanks),
        "spine_mm": _mm(facts.spine.as_mm) if facts.spine is not None else None,
        "flaps_mm": _mm(facts.flaps.as_mm) if facts.flaps is not None else None,
        "preflight": {"errors": facts.errors, "warnings": facts.warnings, "packed_in_spite_of_errors": facts.forced},
        "parts": [_part(part) for part in facts.parts],
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "role": part.role,
        "file": part.file,
        **_file(part.facts),
        "stock": part.stock.as_json() if part.stock is not None else None,
        "finishing": [{"kind": each.finish.kind, "ink": each.ink or None} for each in part.finishing],
        "sheets": {"file": part.sheets, **_file(part.sheet_facts)} if part.sheet_facts is not None else None,
    }


def _file(facts: FileFacts) -> dict[str, object]:
    return {
        "pages": facts.pages,
        "trim_mm": [_mm(facts.trim.width.as_mm), _mm(facts.trim.height.as_mm)],
        "bleed_mm": _mm(facts.bleed.as_mm),
        "standard": facts.standard,
        "condition": facts.condition,
        "inks_front": list(facts.front),
        "inks_back": list(facts.back),
        "fonts": list(facts.fonts),
    }


def _mm(value: float) -> float:
    return round(value, 3)


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

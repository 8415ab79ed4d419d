"""The job ticket: XJDF 2.1 (CIP4), the XML by which management systems of print shops take a job.

A product has intents: what is wanted, not how it is made (XJDF 2.1, chapter 4). The whole piece is one product; body, cover
and jacket are products of their own where each is printed by itself. Lengths are pt, calipers µm, weights g/m², as XJDF
has them. Every number is one that was read back from the files (`facts`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from lxml import etree

from ..report.text import Text
from .facts import PackageFacts, Part
from .intents import NAMESPACE, add, assembling, binding, color, finishing, layout, media, token
from .resources import contacts, delivery, files, preflight_reports, said, spots

VERSION: Final = "2.1"
_TYPES: Final = {"booklet": "Booklet", "poster": "Poster"}
_PARTS: Final = {"body": "Body", "cover": "Cover", "jacket": "Jacket"}
_STITCHED: Final = ("saddle-stitch", "none")


def ticket(facts: PackageFacts, *, reports: Mapping[str, str] | None = None) -> bytes:
    """The ticket of a package as XML. `reports` are the names of the preflight's pages, by the name of their PDF.

    The same facts give the same bytes.
    """
    root = etree.Element(f"{{{NAMESPACE}}}XJDF", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    attributes = {
        "DescriptiveName": facts.title,
        "JobID": job_id(facts),
        "ProjectID": token(facts.project),
        "Types": "Product",
        "Version": VERSION,
    }
    for key, value in attributes.items():
        root.set(key, value)
    if facts.date is not None:
        created = add(add(root, "AuditPool"), "AuditCreated")
        add(created, "Header", AgentName="printkit", DeviceID="printkit", Time=f"{facts.date}T00:00:00Z")
    said(root, facts.job.notes, "Instruction")
    if facts.errors:
        said(root, _in_spite_of(facts), "PreflightWaived")
    parts = _products(add(root, "ProductList"), facts)
    if facts.job.project is not None:
        info = add(add(add(root, "ResourceSet", Name="CustomerInfo", Usage="Input"), "Resource"), "CustomerInfo")
        info.set("CustomerJobName", facts.job.project.letters("zh"))
    files(root, parts)
    spots(root, parts)
    preflight_reports(root, parts, dict(reports or {}))
    delivery(root, facts, _WHOLE)
    contacts(root, facts)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def job_id(facts: PackageFacts) -> str:
    """The number of the job: the same for the same files, project, version and quantity."""
    seed = "\0".join(
        [facts.project, facts.job.version, str(facts.job.quantity), *(part.facts.sha256 for part in facts.parts)]
    )
    return f"PK-{hashlib.sha256(seed.encode()).hexdigest()[:12].upper()}"


_WHOLE: Final = "PIECE"
"""ID of the product that is delivered."""


def _products(where: etree._Element, facts: PackageFacts) -> tuple[tuple[str, Part], ...]:
    """The products, the whole piece first; gives the id of the product that each part is printed for."""
    kind = "Book" if facts.binding not in _STITCHED else _TYPES[facts.kind]
    if facts.body.folded is not None:
        kind = "Leaflet"
    if len(facts.parts) == 1:
        whole = _product(where, facts, _WHOLE, kind, root=True)
        said(whole, _blanks(facts), "Blanks")
        said(whole, _outer_sheet(facts), "Finishing")
        _settled(whole, facts.body)
        binding(whole, facts, ())
        layout(whole, facts.body)
        _printed(whole, facts.body)
        return ((_WHOLE, facts.body),)
    ids = {part.role: _PARTS[part.role].upper() for part in facts.parts}
    whole = _product(where, facts, _WHOLE, kind, root=True)
    said(whole, _blanks(facts), "Blanks")
    bound = whole
    if facts.jacket is not None:
        assembling(whole, "BOOK", ids["jacket"])
        bound = _product(where, facts, "BOOK", kind)
    binding(bound, facts, tuple(ids[part.role] for part in facts.parts if part.role != "jacket"))
    layout(bound, facts.body, depth=facts.spine)
    for part in facts.parts:
        made = _product(where, facts, ids[part.role], _PARTS[part.role])
        _settled(made, part)
        layout(made, part)
        _printed(made, part)
    return tuple((ids[part.role], part) for part in facts.parts)


def _product(where: etree._Element, facts: PackageFacts, name: str, kind: str, *, root: bool = False) -> etree._Element:
    return add(
        where,
        "Product",
        Amount=str(facts.job.quantity),
        DescriptiveName=facts.title,
        ID=name,
        IsRoot="true" if root else "false",
        PartVersion=token(facts.job.version),
        ProductType=kind,
    )


def _printed(product: etree._Element, part: Part) -> None:
    media(product, part)
    color(product, part)
    finishing(product, part)


def _settled(product: etree._Element, part: Part) -> None:
    """Say what the job leaves open, rather than leaving the shop to guess."""
    if part.stock is None:
        said(product, Text(zh="用纸未定，请与客户确认", en="The paper is not settled: ask the customer"), "Open")


def _blanks(facts: PackageFacts) -> Text | None:
    if not facts.blanks:
        return None
    numbers = list(map(str, facts.blanks))
    return Text(zh=f"为装订加白页：第 {'、'.join(numbers)} 页", en=f"Blank for the binding: page {', '.join(numbers)}")


def _outer_sheet(facts: PackageFacts) -> Text | None:
    """Of a book that is its own cover: a film for the cover lies on the outer sheet alone, which no intent can say."""
    films = [each for each in facts.body.finishing if each.finish.kind == "lamination" and each.finish.on == "cover"]
    pages = facts.body.facts.pages
    if not films or facts.kind == "poster" or pages < 8:
        return None
    return Text(
        zh=f"覆膜只做最外一张（第 1、2、{pages - 1}、{pages} 页）",
        en=f"The film is for the outer sheet alone: pages 1, 2, {pages - 1}, {pages}",
    )


def _in_spite_of(facts: PackageFacts) -> Text:
    return Text(
        zh=f"印前检查有 {facts.errors} 处错误，客户要求照此交付；见印前检查报告",
        en=f"Packed at the customer's wish in spite of {facts.errors} errors of the preflight: see its report",
    )

"""What goes with a job, as resources of XJDF 2.1: files, inks, preflight reports, delivery, people."""

from __future__ import annotations

from itertools import groupby
from typing import Final
from urllib.parse import quote

from lxml import etree

from ..diagnostics import Severity
from ..report.text import Text
from .facts import FileFacts, PackageFacts, Part
from .intents import add, token

PDF: Final = "application/pdf"

_CONTACTS: Final = {
    "customer": "Customer",
    "design": "Designer",
    "approval": "Approver",
    "delivery": "Delivery",
    "billing": "Billing",
}
"""Our roles as Part/@ContactType."""
_COLOR_TYPES: Final = {
    "die-line": "DieLine",
    "crease": "DieLine",
    "tear-line": "DieLine",
    "spot-varnish": "Transparent",
}
"""Color/@ColorType of finishing; all other inks are Normal."""


def _set(root: etree._Element, name: str, **attributes: str) -> etree._Element:
    return add(root, "ResourceSet", Name=name, **attributes)


def _resource(where: etree._Element, part: dict[str, str] | None = None, **attributes: str) -> etree._Element:
    made = add(where, "Resource", **attributes)
    if part:
        add(made, "Part", **part)
    return made


def files(root: etree._Element, parts: tuple[tuple[str, Part], ...]) -> None:
    """The PDFs, each with the product that it is printed for: the pages, and the imposed sheets."""
    pages = _set(root, "RunList", Usage="Input")
    for product, part in parts:
        _file(pages, product, part.file, part.facts)
    if any(part.sheets for _, part in parts):
        sheets = _set(root, "RunList", Usage="Input", ProcessUsage="Surface")
        for product, part in parts:
            if part.sheets and part.sheet_facts is not None:
                _file(sheets, product, part.sheets, part.sheet_facts)


def _file(where: etree._Element, product: str, name: str, facts: FileFacts) -> None:
    made = add(where, "Resource")
    add(made, "GeneralID", IDUsage="SHA-256", IDValue=facts.sha256)
    add(made, "Part", Product=product)
    add(
        add(made, "RunList", NPage=str(facts.pages)),
        "FileSpec",
        CheckSum=facts.md5,
        FileFormat=facts.standard or None,
        FileSize=str(facts.bytes),
        MimeType=PDF,
        URL=quote(name),
        UserFileName=name,
    )


def spots(root: etree._Element, parts: tuple[tuple[str, Part], ...]) -> None:
    """Every ink that is none of the four process inks, by its name in the file: a token may hold no blank."""
    kinds = {each.ink: each.finish.kind for _, part in parts for each in part.finishing}
    names = dict.fromkeys(ink for _, part in parts for ink in part.facts.spots)
    if not names:
        return
    where = _set(root, "Color")
    for ink in names:
        kind = kinds.get(ink, "")
        add(
            _resource(where, {"Separation": token(ink)}),
            "Color",
            ActualColorName=ink,
            ColorType=_COLOR_TYPES.get(kind, "Normal"),
            ColorTypeDetails=token(kind) if kind else None,
        )


def preflight_reports(root: etree._Element, parts: tuple[tuple[str, Part], ...], reports: dict[str, str]) -> None:
    """What the preflight found in each file; `reports` are the names of the pages that show it, by file."""
    where = _set(root, "PreflightReport", Usage="Input")
    for product, part in parts:
        result = part.preflight
        made = add(
            _resource(where, {"Product": product}),
            "PreflightReport",
            ErrorCount=str(len(result.errors)),
            WarningCount=str(len(result.warnings)),
        )
        if part.file in reports:
            add(made, "FileSpec", MimeType="text/html", URL=quote(reports[part.file]), UserFileName=reports[part.file])
        found = sorted(result.findings, key=lambda each: (each.severity is not Severity.ERROR, each.rule))
        for (_, rule), each in groupby(found, key=lambda each: (each.severity is not Severity.ERROR, each.rule)):
            same = list(each)
            pages = sorted({finding.page for finding in same if finding.page})
            check = add(
                made,
                "PreflightCheck",
                Action="Continue",
                Count=str(len(same)),
                Pages=" ".join(str(page - 1) for page in pages) or None,
                Severity="Error" if same[0].severity is Severity.ERROR else "Warning",
                TestID=token(rule),
            )
            add(check, "Comment", same[0].message, Language="en")


def delivery(root: etree._Element, facts: PackageFacts, product: str) -> None:
    """How many copies are to be there, and by which day."""
    job = facts.job
    if job.deadline is None and job.delivery is None:
        return
    made = _resource(_set(root, "DeliveryParams", Usage="Input"))
    if job.delivery is not None:
        # Free words: DeliveryParams/@Method takes tokens of the carriers alone.
        said(made, job.delivery.method, "DeliveryMethod")
    params = add(made, "DeliveryParams", Required=f"{job.deadline}T23:59:59" if job.deadline else None)
    add(params, "DropItem", Amount=str(job.quantity), ItemRef=product)


def contacts(root: etree._Element, facts: PackageFacts) -> None:
    """Whom the shop may ask, and where the copies go."""
    job = facts.job
    if not job.contacts and (job.delivery is None or (job.delivery.to is None and job.delivery.address is None)):
        return
    where = _set(root, "Contact", Usage="Input")
    for contact in job.contacts:
        made = add(_resource(where, {"ContactType": _CONTACTS[contact.role]}), "Contact")
        if contact.telephone:
            add(made, "ComChannel", ChannelType="Phone", Locator=f"tel:{'-'.join(contact.telephone.split())}")
        if contact.email:
            add(made, "ComChannel", ChannelType="Email", Locator=f"mailto:{contact.email.strip()}")
        if contact.company is not None:
            add(made, "Company", OrganizationName=_both(contact.company))
        add(made, "Person", DescriptiveName=_both(contact.name))
    if job.delivery is not None and (job.delivery.to is not None or job.delivery.address is not None):
        made = add(_resource(where, {"ContactType": "Delivery"}), "Contact")
        if job.delivery.address is not None:
            address = add(made, "Address")
            for line in dict.fromkeys(filter(None, _each(job.delivery.address))):
                add(address, "AddressLine", line)
        if job.delivery.to is not None:
            add(made, "Company", OrganizationName=_both(job.delivery.to))


def said(where: etree._Element, text: Text | None, kind: str) -> None:
    """A text as comments, one for each language that it is written in."""
    if text is None:
        return
    if text.neutral:
        add(where, "Comment", text.letters("en"), Type=kind)
    for code, language in (("zh-Hans", "zh"), ("en", "en")):
        if getattr(text, language):
            add(where, "Comment", text.letters("zh" if language == "zh" else "en"), Language=code, Type=kind)


def _each(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys((text.letters("zh"), text.letters("en"))))


def _both(text: Text) -> str:
    return " / ".join(_each(text))

"""The findings as one HTML file that needs nothing else: `html(result, pdf)`.

Every page with findings as a picture on which they are marked by number, with a table beside; all pages small. Whatever
comes out of the PDF is escaped: a font's name must not run a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..diagnostics import Severity
from .embedding import data_address
from .finding import Box, Finding
from .html_style import STYLE
from .result import Preflight

if TYPE_CHECKING:
    from .check import HasPdf
    from .facts import DocumentFacts, PageFacts
    from .picture import Pictures

DPI: Final = 100
THUMBNAIL: Final = 88
"""CSS pixels wide."""

MOST_PICTURES: Final = 60
MOST_THUMBNAILS: Final = 240

_SEVERITIES: Final = {Severity.ERROR: "error 错误", Severity.WARNING: "warning 警告"}


def html(result: Preflight, pdf: bytes | Path | HasPdf) -> str:
    """The report of a preflight. `pdf` is the file that it was made of; same file, same text.

    Raises `PrintkitError` as `preflight` does for a file that cannot be opened.
    """
    from ..pdf import open_pdf
    from .facts import DocumentFacts
    from .picture import Pictures

    data = pdf if isinstance(pdf, (bytes, Path)) else pdf.pdf
    with open_pdf(data) as opened, Pictures(data) as pictures:
        document = DocumentFacts(opened, result.name, data, pages=len(opened.pages))
        return "".join(_document(result, document, pictures))


def _document(result: Preflight, document: DocumentFacts, pictures: Pictures) -> Iterator[str]:
    name = escape(result.name or "PDF")
    yield f'<!doctype html>\n<!-- Made by printkit: a preflight -->\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Preflight: {name}</title>\n'
    yield f'<meta name="viewport" content="width=device-width">\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n'
    yield from _head(result)
    general = [finding for finding in result.findings if finding.page is None]
    if general:
        yield f"<section>\n<h2>The file<small>文件</small></h2>\n{_table(general, {})}</section>\n"
    touched = sorted({finding.page for finding in result.findings if finding.page})
    yield from _contact_sheet(result, document, pictures, touched)
    for shown, number in enumerate(touched):
        yield from _page(result, document.page(number), pictures, shown)
    yield from _foot(result)
    yield "</main>\n</body>\n</html>\n"


def _head(result: Preflight) -> Iterator[str]:
    errors, warnings = len(result.errors), len(result.warnings)
    state = "error" if errors else "warning" if warnings else "fine"
    if errors:
        verdict = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}: not ready for print · 不可付印"
    elif warnings:
        verdict = f"No errors, {_count(warnings, 'warning')} · 无错误，{warnings} 条警告"
    else:
        verdict = "Nothing found · 未发现问题"
    facts = [
        ("Profile", "规范", f"GWG 2022 {result.profile}"),
        ("Standard", "标准", result.standard or "none claimed"),
        ("Pages", "页数", str(result.pages)),
        ("Rules asked", "检查项", str(len(result.checked))),
    ]
    yield f'<header class="{state}">\n<p class="kicker">Preflight · 印前检查</p>\n<h1>{escape(result.name or "PDF")}</h1>\n'
    yield f'<p class="verdict">{verdict}</p>\n<dl class="facts">\n'
    for label, chinese, value in facts:
        yield f"<div><dt>{label}<small>{chinese}</small></dt><dd>{escape(value)}</dd></div>\n"
    yield "</dl>\n</header>\n"


def _contact_sheet(
    result: Preflight, document: DocumentFacts, pictures: Pictures, touched: Sequence[int]
) -> Iterator[str]:
    yield '<section>\n<h2>All pages<small>全部页面</small></h2>\n<div class="sheet">\n'
    for number in range(1, min(document.pages, MOST_THUMBNAILS) + 1):
        page = document.page(number)
        box = page.trim
        wide = (box[3] - box[1]) if page.rotate in (90, 270) else (box[2] - box[0])
        picture = pictures.picture(number, box, THUMBNAIL * 1.5 / wide * 72)
        image = f'<img src="{data_address(picture)}" alt="">' if picture is not None else ""
        found = result.on(number)
        worst = "error" if any(finding.severity is Severity.ERROR for finding in found) else ""
        badge = f'<b class="mark {worst}">{len(found)}</b>' if found else ""
        thumb = f'<i class="thumb">{image}{badge}</i>{number}'
        yield f'<a href="#page-{number}">{thumb}</a>\n' if number in touched else f"<span>{thumb}</span>\n"
    if document.pages > MOST_THUMBNAILS:
        yield f"<span>and {document.pages - MOST_THUMBNAILS} more</span>\n"
    yield "</div>\n</section>\n"


def _page(result: Preflight, page: PageFacts, pictures: Pictures, shown: int) -> Iterator[str]:
    found = result.on(page.number)
    numbers: dict[int, int] = {}
    for finding in found:
        if finding.box is not None:
            numbers[id(finding)] = len(numbers) + 1
    trim = page.place(page.trim)
    size = f"{trim.width:.0f} × {trim.height:.0f} mm"
    yield f'<section id="page-{page.number}">\n<h2>Page {page.number}<small>第 {page.number} 页</small></h2>\n<div class="page">\n'
    if shown < MOST_PICTURES and (picture := pictures.picture(page.number, page.bleed, DPI)) is not None:
        yield f'<figure>\n<div class="view"><img src="{data_address(picture)}" alt="Page {page.number}">'
        marked = [(numbers[id(finding)], finding) for finding in found if id(finding) in numbers]
        yield _overlay(page.place(page.bleed), trim, marked)
        yield f"</div>\n<figcaption>Trim 净尺寸 {size}, dashed 虚线</figcaption>\n</figure>\n"
    yield f'<div class="list">\n{_table(found, numbers)}</div>\n</div>\n</section>\n'


def _overlay(view: Box, trim: Box, marked: Sequence[tuple[int, Finding]]) -> str:
    """The marks over a picture of `view`; all in mm."""
    unit = max(view.width, view.height) / 100
    parts = [
        f'<svg viewBox="{view.x:.2f} {view.y:.2f} {view.width:.2f} {view.height:.2f}" aria-hidden="true">',
        f'<rect x="0" y="0" width="{trim.width:.2f}" height="{trim.height:.2f}" fill="none" stroke="#0aa2c0" '
        f'stroke-width="{unit * 0.2:.2f}" stroke-dasharray="{unit:.2f} {unit * 0.6:.2f}"/>',
    ]
    for number, finding in marked:
        assert finding.box is not None  # only those have numbers
        colour = "#c8102e" if finding.severity is Severity.ERROR else "#b45f06"
        box = _inside(finding.box, view, unit)
        x, y = box.x, box.y
        parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}" fill="{colour}" '
            f'fill-opacity=".10" stroke="{colour}" stroke-width="{unit * 0.35:.2f}"/>'
        )
        left = min(max(x, view.x + unit * 1.7), view.x + view.width - unit * 1.7)
        top = min(max(y, view.y + unit * 1.7), view.y + view.height - unit * 1.7)
        parts.append(
            f'<circle cx="{left:.2f}" cy="{top:.2f}" r="{unit * 1.6:.2f}" fill="{colour}"/><text x="{left:.2f}" '
            f'y="{top + unit * 0.75:.2f}" font-size="{unit * 2.1:.2f}" font-weight="700" fill="#fff" '
            f'text-anchor="middle">{number}</text>'
        )
    return "".join(parts) + "</svg>"


def _inside(box: Box, view: Box, unit: float) -> Box:
    """The part of a box that the picture shows, at least a dot."""
    x0 = min(max(box.x, view.x), view.x + view.width - unit)
    y0 = min(max(box.y, view.y), view.y + view.height - unit)
    x1 = max(min(box.x + box.width, view.x + view.width), x0 + unit * 0.5)
    y1 = max(min(box.y + box.height, view.y + view.height), y0 + unit * 0.5)
    return Box(x0, y0, x1 - x0, y1 - y0)


def _table(found: Sequence[Finding], numbers: dict[int, int]) -> str:
    heads = (
        ("", "", ""), ("Finding", "问题", ""), ("Measured", "实测", "number"), ("Limit", "要求", "number"), ("Rule", "规则", ""),
    )  # fmt: skip
    head = "".join(
        f"<th{f' class={kind}' if kind else ''}>{label}{f'<small>{chinese}</small>' if chinese else ''}</th>"
        for label, chinese, kind in heads
    )
    rows = "".join(_row(finding, numbers.get(id(finding))) for finding in found)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _row(finding: Finding, number: int | None) -> str:
    kind = "error" if finding.severity is Severity.ERROR else ""
    mark = f'<b class="mark {kind}">{number}</b>' if number else '<b class="mark none">–</b>'
    message = finding.message[:1].upper() + finding.message[1:]
    lines = [f'<span class="severity {kind}">{_SEVERITIES[finding.severity]}</span><br>{escape(message)}']
    where = ", ".join(
        filter(None, [finding.object, f"at {finding.box}" if finding.box else "", str(finding.place or "")])
    )
    if where:
        lines.append(f'<div class="object">{escape(where)}</div>')
    if finding.hint:
        lines.append(f'<div class="hint">→ {escape(finding.hint)}</div>')
    return (
        f"<tr><td>{mark}</td><td>{''.join(lines)}</td><td class=number>{escape(finding.value)}</td>"
        f'<td class=number>{escape(finding.limit)}</td><td class="rule">{escape(finding.rule)}</td></tr>\n'
    )


def _foot(result: Preflight) -> Iterator[str]:
    yield "<footer>\n"
    for what, reason in result.unchecked:
        yield f"<p>Not checked 未检查: {escape(what)} ({escape(reason)})</p>\n"
    yield f"<p>Asked 已检查: {escape(', '.join(result.checked))}</p>\n"
    yield "<p>Places are in mm from the top left of the trimmed page. 位置自净尺寸左上角起，以毫米计。</p>\n</footer>\n"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

"""A comparison as one HTML file that needs nothing else: `comparison_html(result, before, after)`.

It wears the style of the preflight's report. Whatever comes out of the files is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from ...preflight.embedding import data_address
from ...preflight.html_style import STYLE
from ..forms import Source
from .result import Comparison, PageChange, Wording
from .views import View, Views

MOST_PICTURES: Final = 60
_KINDS: Final = {
    "changed": ("changed", "有改动"), "moved": ("moved", "移动"), "inserted": ("inserted", "新增"),
    "removed": ("removed", "删除"), "same": ("the same", "相同"),
}  # fmt: skip
_OWN: Final = """
.pair { display: flex; gap: 24px; margin-bottom: 20px; }
.pair figure { flex: 1 1 0; margin: 0; min-width: 0; }
del { color: var(--error); background: #fdecef; text-decoration: line-through; }
ins { color: var(--fine); background: #e7f5ee; text-decoration: none; }
.swatch { display: inline-block; width: 12px; height: 12px; vertical-align: -1px; box-shadow: 0 0 0 1px var(--line); }
td:nth-child(2) { width: auto; }
"""


def comparison_html(result: Comparison, before: Source, after: Source) -> str:
    """The page of a comparison. `before` and `after` are the files that it was made of; same files, same text.

    Raises `PrintkitError` as `compare` does for a file that cannot be opened.
    """
    with Views(before, after) as views:
        return "".join(_document(result, views))


def _document(result: Comparison, views: Views) -> Iterator[str]:
    title = f"{result.before.name or 'before'} → {result.after.name or 'after'}"
    yield '<!doctype html>\n<!-- Made by printkit: a comparison -->\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>Comparison: {escape(title)}</title>\n"
    yield f'<meta name="viewport" content="width=device-width">\n<style>{STYLE}{_OWN}</style>\n</head>\n<body>\n<main>\n'
    yield from _head(result, title)
    if result.facts:
        rows = (f"<tr><td>{escape(what)}</td><td>{_replaced(old, new)}</td></tr>\n" for what, old, new in result.facts)
        yield f"<section>\n<h2>The file<small>文件</small></h2>\n<table>{''.join(rows)}</table>\n</section>\n"
    for shown, change in enumerate(result.changed):
        yield from _page(change, views, drawn=shown < MOST_PICTURES)
    yield "<footer>\n"
    for note in result.unread:
        yield f"<p>Not compared 未比较: {escape(note)}</p>\n"
    yield f"<p>Differences in place under {result.tolerance.as_mm:g} mm are none. 位置差小于 {result.tolerance.as_mm:g} 毫米不计。</p>\n"
    yield "<p>Places are in mm from the top left of the trimmed page. 位置自净尺寸左上角起，以毫米计。</p>\n</footer>\n"
    yield "</main>\n</body>\n</html>\n"


def _head(result: Comparison, title: str) -> Iterator[str]:
    state = "fine" if result.same else "warning"
    yield f'<header class="{state}">\n<p class="kicker">Comparison · 版本比较</p>\n<h1>{escape(title)}</h1>\n'
    verdict = escape(result.verdict[:1].upper() + result.verdict[1:])
    yield f'<p class="verdict">{verdict}{" · 两版相同" if result.same else ""}</p>\n<dl class="facts">\n'
    facts = [("Before", "旧版", f"{result.before.pages} pages"), ("After", "新版", f"{result.after.pages} pages")]
    facts += [
        (name.capitalize(), chinese, str(count))
        for kind, (name, chinese) in _KINDS.items()
        if (count := sum(page.kind == kind for page in result.pages))
    ]
    for label, chinese, value in facts:
        yield f"<div><dt>{label}<small>{chinese}</small></dt><dd>{escape(value)}</dd></div>\n"
    yield "</dl>\n</header>\n"


def _page(change: PageChange, views: Views, *, drawn: bool) -> Iterator[str]:
    name, chinese = _KINDS[change.kind]
    heading = change.numbers[:1].upper() + change.numbers[1:]
    folio = " · only its number 只有页码变了" if change.folio else ""
    yield f"<section>\n<h2>{escape(heading)}<small>{name} {chinese}{folio}</small></h2>\n"
    if drawn and not change.folio:
        yield '<div class="pair">\n'
        for view, number, label in zip(
            views.of(change), (change.before, change.after), ("Before 旧版", "After 新版"), strict=True
        ):
            yield _figure(view, number, label, change)
        yield "</div>\n"
    yield from _tables(change)
    yield "</section>\n"


def _figure(view: View | None, number: int | None, label: str, change: PageChange) -> str:
    if view is None or number is None:
        return f"<figure><figcaption>{label}: –</figcaption></figure>\n"
    box, unit = view.box, max(view.box.width, view.box.height) / 100
    frames = []
    for at, area in enumerate(change.areas, 1):
        x, y = area.box.x - unit * 0.6, area.box.y - unit * 0.6
        frames.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{area.box.width + unit * 1.2:.2f}" '
            f'height="{area.box.height + unit * 1.2:.2f}" fill="#c8102e" fill-opacity=".07" stroke="#c8102e" '
            f'stroke-width="{unit * 0.3:.2f}"/><circle cx="{x:.2f}" cy="{y:.2f}" r="{unit * 1.4:.2f}" fill="#c8102e"/>'
            f'<text x="{x:.2f}" y="{y + unit * 0.65:.2f}" font-size="{unit * 1.8:.2f}" font-weight="700" fill="#fff" '
            f'text-anchor="middle">{at}</text>'
        )
    overlay = (
        f'<svg viewBox="{box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f}" aria-hidden="true">'
        f"{''.join(frames)}</svg>"
    )
    picture = f'<img src="{data_address(view.picture)}" alt="Page {number}">'
    return (
        f'<figure><div class="view">{picture}{overlay}</div><figcaption>{label}, page {number}</figcaption></figure>\n'
    )


def _tables(change: PageChange) -> Iterator[str]:
    rows = []
    if change.sizes:
        rows.append(("", "Trim 净尺寸", f"{_replaced(*change.sizes)} mm"))
    for number, area in enumerate(change.areas, 1):
        rows.append((f'<b class="mark error">{number}</b>', "Place 位置", escape(str(area))))
    rows += [("", "Words 文字", _worded(wording)) for wording in change.words]
    if change.lost or change.gained:
        rows.append(("", "Colours 颜色", _replaced("; ".join(change.lost), "; ".join(change.gained))))
    if change.areas:
        rows.append(("", "Share 面积", f"{change.share:.2%}"))
    if rows:
        cells = "".join(f"<tr><td>{mark}</td><td>{what}</td><td>{told}</td></tr>\n" for mark, what, told in rows)
        yield f"<table><tbody>\n{cells}</tbody></table>\n"


def _worded(wording: Wording) -> str:
    return f"…{escape(wording.lead)}{_replaced(wording.before, wording.after)}{escape(wording.tail)}…"


def _replaced(old: str, new: str) -> str:
    return (f"<del>{escape(old)}</del>" if old else "") + (f"<ins>{escape(new)}</ins>" if new else "")

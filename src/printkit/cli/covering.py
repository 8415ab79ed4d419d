"""`printkit cover` and `printkit stocks`: the cover around a book of some paper, and the papers there are."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import output
from ..binding import Cover, CoverKind, cover
from ..build import build_cover, file_name, typeset_report
from ..diagnostics import PrintkitError, error
from ..layout import Layout, layout
from ..report import Report, load
from ..stocks import Binding, Stock, block_thickness, check_binding, stock, stocks, weight_of_copy
from ..units import Length
from .screen import Outcome, Progress, Screen


@dataclass(frozen=True)
class Order:
    """What was ordered: a cover around a body of a report. Without `pages`, the body is set to count them."""

    report: Path
    layout: str
    options: Mapping[str, str]
    stock: str
    cover_stock: str | None
    own: Path | None
    pages: int | None
    kind: CoverKind
    flaps: str | None
    board: str | None
    inside: bool
    right_to_left: bool
    to: Path
    png: bool
    edition: str
    condition: str
    bleed: str | None
    marks: bool

    @property
    def binding(self) -> Binding:
        """How the body is bound that such a cover goes around."""
        return "saddle-stitch" if self.kind == "stitched" else "perfect-bound"


def make_cover(order: Order, outcome: Outcome, screen: Screen) -> None:
    """Do what was ordered. Nothing is written if any of it fails. Raises `PrintkitError`."""
    start = time.perf_counter()
    report = load(order.report)
    chosen = layout(order.layout, **order.options)
    paper = stock(order.stock, own=order.own)
    around = stock(order.cover_stock, own=order.own) if order.cover_stock else paper
    targets = _targets(order, chosen)
    with screen.progress() as progress:
        step = progress(f"{chosen.name} cover")
        pages = order.pages or _counted(order, report, chosen, step)
        made = cover(
            chosen.trim,
            pages=pages,
            stock=paper,
            cover_stock=around,
            kind=order.kind,
            flaps=_length(order.flaps, "bad-flap"),
            board=_length(order.board, "bad-cover"),
            right_to_left=order.right_to_left,
            inside=order.inside,
        )
        artwork = build_cover(
            report, chosen, made, edition=order.edition, condition=order.condition, bleed=order.bleed, marks=order.marks, progress=step
        )  # fmt: skip
        checked = None
        if artwork.standard.startswith("PDF/X"):
            from ..preflight import Shop, preflight

            checked = preflight(artwork, standard=artwork.standard, shop=Shop(bleed=artwork.bleed), progress=step)
        outcome.add(artwork.warnings)
        outcome.add(check_binding(order.binding, pages, paper, around if order.kind != "dust-jacket" else None))
        if outcome.failed:
            return
        contents = [artwork.pdf]
        if order.png:
            from ..proof import page_png

            step("png", 1)
            contents.append(page_png(artwork.pdf))
        output.write(dict(zip(targets, contents, strict=True)))
    seconds = time.perf_counter() - start
    for path, data in zip(targets, contents, strict=True):
        kind = path.suffix.lower()[1:]
        outcome.products.append({"file": str(path), "layout": chosen.name, "edition": order.edition, "kind": kind,
                                 "pages": artwork.pages if kind == "pdf" else 1, "bytes": len(data), "seconds": round(seconds, 2)})  # fmt: skip
        screen.say(f"{path}  {len(data) / 1000:,.0f} KB" + (f"  {seconds:.1f} s" if kind == "pdf" else ""))
    outcome.products[0] |= {"cover": made.as_json(), **_book(made, paper, around)}
    for line in _told(made, paper, around):
        screen.say(f"  {line}")
    if checked is not None:
        from .preflighting import summary

        outcome.products[0]["preflight"] = checked.as_json()
        for line in summary(checked):
            screen.say(f"  {line}")


def _counted(order: Order, report: Report, chosen: Layout, progress: Progress) -> int:
    """The pages of the body without its cover, with the blanks that its binding adds."""
    pages = typeset_report(report, chosen.without_cover(), bleed=order.bleed, progress=progress).page_count
    whole = 4 if order.binding == "saddle-stitch" else 2
    return -(-pages // whole) * whole


def _targets(order: Order, chosen: Layout) -> list[Path]:
    """The files: the PDF, and the picture of its outer side. Raises `PrintkitError`."""
    targets = [output.place(order.to, file_name(f"{chosen.name}-cover", order.edition), ".pdf")]
    if order.png:
        targets.append(targets[0].with_suffix(".png"))
    for target in targets:
        output.check(target)
    return targets


def _length(text: str | None, code: str) -> Length | None:
    if text is None:
        return None
    try:
        return Length.parse(text)
    except ValueError as problem:
        raise PrintkitError([error(code, str(problem), hint="write a length such as 80mm")]) from None


def _book(made: Cover, paper: Stock, around: Stock) -> dict[str, object]:
    return {
        "stock": paper.as_json(),
        "cover_stock": around.as_json(),
        "block_mm": round(block_thickness(made.pages, paper).as_mm, 2),
        "weight_g": round(weight_of_copy(made.pages, made.book, paper, cover=(made.spread, around)), 1),
    }


def _told(made: Cover, paper: Stock, around: Stock) -> list[str]:
    """What a binder wants to know, in words."""
    told = _book(made, paper, around)
    panels = " + ".join(f"{panel.name} {panel.area.width.as_mm:.2f}" for panel in made.panels)
    return [
        f"spread {made.spread.width.as_mm:.2f} × {made.spread.height.as_mm:.2f} mm: {panels}",
        f"{made.pages} pages of {paper.title.letters('en')} ({paper.caliper.as_mm:.3f} mm), {told['block_mm']} mm thick; "
        f"cover {around.title.letters('en')} ({around.caliper.as_mm:.3f} mm); {told['weight_g']} g a copy",
        *(f"the caliper of {each.name}: {each.source}" for each in dict.fromkeys((paper, around)) if not each.told),
    ]


def list_stocks(name: str | None, own: Path | None, screen: Screen) -> None:
    """`printkit stocks [NAME] [--file FILE]`."""
    found = [stock(name, own=own)] if name else list(stocks(own))
    if screen.json:
        screen.document(found[0].as_json() if name else [each.as_json() for each in found])
        return
    width = max(len(each.name) for each in found)
    last = ""
    for each in found:
        if each.source != last and not name:
            screen.say(f"{each.source}:")
            last = each.source
        known = "told" if each.told else f"at {each.bulk:.2f} cm³/g"
        coat = "coated" if each.coated else "uncoated"
        titles = f"{each.title.letters('zh')}  {each.title.letters('en')}"
        screen.say(f"  {each.name:<{width}}  {each.caliper.as_mm:.3f} mm {known}, {coat}  {titles}")
    if name:
        screen.say(f"    {found[0].source}")

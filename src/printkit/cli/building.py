"""`printkit build` and `printkit check`: one report, one or more layouts, all of them written or none."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import output
from ..build import editions, file_name, typeset_report
from ..diagnostics import PrintkitError, error
from ..editing import typography_report
from ..layout import Layout, layout, names
from ..press import Artwork
from ..report import Report, load
from ..typeset import Typeset
from .screen import Outcome, Progress, Screen

if TYPE_CHECKING:
    from ..preflight import Preflight


@dataclass(frozen=True)
class Order:
    """What was ordered: a report in some layouts, with options, and where to. Without `to`, a check."""

    report: Path
    layouts: Sequence[str]
    options: Mapping[str, str] = field(default_factory=dict)
    to: Path | None = None
    png: bool = False
    editions: Sequence[str] = ("screen",)
    condition: str = "FOGRA39"
    bleed: str | None = None
    """Around the trim, such as `5mm`; the layout's own where none is given."""
    marks: bool = True
    preflight: bool = False
    """Look over what is made for a print shop."""
    typography: bool = False
    """Tell also what could not be set well."""


@dataclass(frozen=True)
class Piece:
    """One finished piece in memory and the files it goes to."""

    artwork: Artwork
    files: Mapping[Path, bytes]
    seconds: float
    checked: Preflight | None = None
    """Of a file for a print shop."""


def fill(order: Order, outcome: Outcome, screen: Screen) -> None:
    """Do what was ordered. Nothing is written if any piece of it fails. Raises `PrintkitError`."""
    report = load(order.report)
    outcome.add(report.warnings)
    pieces: list[Piece] = []
    with screen.progress() as progress:
        for chosen in _choose(order):
            try:
                for piece in _make(order, report, chosen, progress(chosen.name)):
                    pieces.append(piece)
                    outcome.add(piece.artwork.warnings)
                    outcome.add(piece.artwork.findings)
            except PrintkitError as problem:
                outcome.fail(problem)
        if outcome.failed:
            return
        files = {path: data for piece in pieces for path, data in piece.files.items()}
        if files:
            output.write(files)
    for piece in pieces:
        _tell(order, piece, outcome, screen)


def _choose(order: Order) -> list[Layout]:
    """The layouts with their options; with several, each takes those options that it has."""
    wanted = [name for given in order.layouts for name in (names() if given == "all" else [given])]
    wanted = list(dict.fromkeys(wanted))
    if len(wanted) == 1:
        return [layout(_named(wanted[0]), **order.options)]
    known = {name: layout(_named(name)).options for name in wanted}
    for option in order.options:
        if not any(option.replace("_", "-") in options for options in known.values()):
            every = ", ".join(dict.fromkeys(name for options in known.values() for name in options))
            message = f"none of these layouts has an option `{option}`"
            raise PrintkitError([error("no-option", message, hint=f"there are {every}")])
    chosen = [
        layout(_named(name), **{key: value for key, value in order.options.items() if key.replace("_", "-") in options})
        for name, options in known.items()
    ]
    seen: set[str] = set()
    for each in chosen:
        if each.name in seen:
            message = f"two layouts are called `{each.name}`, and would be written to the same file"
            raise PrintkitError([error("same-output", message, hint="build them one by one, each with its own `-o`")])
        seen.add(each.name)
    return chosen


def _named(name: str) -> str | Path:
    """A path where one was meant: `.` and `..` have no slash and are no names."""
    return Path(name) if name in (".", "..") else name


def _make(order: Order, report: Report, chosen: Layout, progress: Progress) -> Iterator[Piece]:
    """The pieces of one layout, an edition each; the pages are set once."""
    start = time.perf_counter()
    targets = [_targets(order, chosen, edition) for edition in order.editions]
    set_ = typeset_report(report, chosen, bleed=order.bleed, progress=progress)
    findings = typography_report(set_) if order.typography else ()
    made = editions(set_, order.editions, condition=order.condition, marks=order.marks, progress=progress)
    for artwork, places in zip(made, targets, strict=True):
        contents = [artwork.pdf] if places else []
        if len(places) > 1:
            from ..proof import page_png

            progress("png", 1)
            contents.append(page_png(artwork.pdf))
        files = dict(zip(places, contents, strict=True))
        seconds = time.perf_counter() - start
        checked = _looked_over(artwork, set_, progress) if order.preflight else None
        yield Piece(replace(artwork, findings=findings), files, seconds, checked)
        start = time.perf_counter()


def _looked_over(artwork: Artwork, pages: Typeset, progress: Progress) -> Preflight | None:
    """The preflight of a file for a print shop, with places in the report; none for other files."""
    if not artwork.standard.startswith("PDF/X"):
        return None
    from ..preflight import Shop, preflight, with_places

    shop = Shop(bleed=artwork.bleed)
    return with_places(preflight(artwork, standard=artwork.standard, shop=shop, progress=progress), pages)


def _targets(order: Order, chosen: Layout, edition: str) -> list[Path]:
    """The files of an edition: the PDF, and the picture of its first page. Raises `PrintkitError`."""
    if order.to is None:
        return []
    targets = [output.place(order.to, file_name(chosen.name, edition), ".pdf")]
    if order.png:
        targets.append(targets[0].with_suffix(".png"))
    for target in targets:
        output.check(target)
    return targets


def _tell(order: Order, piece: Piece, outcome: Outcome, screen: Screen) -> None:
    artwork = piece.artwork
    pages = f"{artwork.pages} page{'s' if artwork.pages != 1 else ''}"
    if order.to is None:
        outcome.products.append({"layout": artwork.layout, "pages": artwork.pages})
        found = len(artwork.findings)
        rest = f"{found} place{'s' if found > 1 else ''} to look at" if found else "nothing in the way"
        screen.say(f"{order.report}: {pages} as {artwork.layout}, {rest}")
    for path, data in piece.files.items():
        is_pdf = path.suffix.lower() == ".pdf"
        outcome.products.append(
            {
                "file": str(path),
                "layout": artwork.layout,
                "edition": artwork.edition,
                "kind": "pdf" if is_pdf else "png",
                "pages": artwork.pages if is_pdf else 1,
                "bytes": len(data),
                "seconds": round(piece.seconds, 2),
            }
        )
        end = (
            f"{pages}  {len(data) / 1000:,.0f} KB  {piece.seconds:.1f} s"
            if is_pdf
            else f"page 1  {len(data) / 1000:,.0f} KB"
        )
        screen.say(f"{path}  {end}")
        if is_pdf and piece.checked is not None:
            from .preflighting import summary

            outcome.products[-1]["preflight"] = piece.checked.as_json()
            for line in summary(piece.checked):
                screen.say(f"  {line}")

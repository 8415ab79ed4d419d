"""A job made into a package: the order of the work, from the pages to the zip.

plan ─make▶ artworks ─gather▶ facts ─contents▶ entries ─archived, write▶ folder, zip
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..build import Progress
from ..diagnostics import Diagnostic, PrintkitError, error
from ..press.metadata import UNDATED
from ..sheets import Sheets
from ..stocks import check_binding
from . import package
from .contents import contents
from .facts import PackageFacts
from .gathering import gather
from .job import HandoffJob
from .making import Made, make, make_sheets
from .names import Names
from .names import names as names_of
from .package import Package
from .plan import Plan, plan


def pack(job: HandoffJob, to: Path | None, *, force: bool, progress: Progress | None) -> Package:
    """What `hand_off` does, its job read."""
    wanted = plan(job)
    names = _names(wanted)
    if to is not None:
        package.check(to, names.base)
    made = make(wanted, progress)
    sheets = make_sheets(wanted, made[0].artwork, progress)
    facts = gather(wanted, names, made, sheets, progress)
    if facts.errors and not force:
        raise PrintkitError(_refusals(facts))
    facts = replace(facts, forced=facts.errors > 0)
    pdfs = {part.file: piece.artwork.pdf for part, piece in zip(facts.parts, made, strict=True)}
    if sheets is not None:
        pdfs[facts.body.sheets] = sheets.pdf
    entries = contents(facts, names, pdfs, wanted.report.title, progress)
    warnings = tuple(dict.fromkeys(_warnings(wanted, made, sheets)))
    done = Package(names.base, entries, package.archived(names.base, entries, facts.date or UNDATED), facts, warnings)
    if to is None:
        return done
    if progress:
        progress("write", len(entries))
    return done.written(to)


def _names(wanted: Plan) -> Names:
    chinese = "zh" in wanted.report.languages
    project = (wanted.job.project or wanted.report.title).letters("zh" if chinese else "en")
    poster = wanted.whole.kind == "poster"
    return names_of(project, wanted.whole.trim, wanted.job.quantity, wanted.job.version, poster=poster, chinese=chinese)


def _refusals(facts: PackageFacts) -> Iterator[Diagnostic]:
    """The errors of the preflight, each kind once for a file."""
    for name, result in facts.preflights:
        for rule in dict.fromkeys(finding.rule for finding in result.errors):
            same = [finding for finding in result.errors if finding.rule == rule]
            more = f", and {len(same) - 1} more of the kind" if len(same) > 1 else ""
            where = f"page {same[0].page} of `{name}`" if same[0].page else f"`{name}`"
            hints = [same[0].hint] if same[0].hint else []
            yield error(
                "preflight-errors",
                f"{where}: {same[0].message}{more}  [{rule}]",
                same[0].place,
                hint=[*hints, "put it right, or pack it all the same with `--force`"],
            )


def _warnings(wanted: Plan, made: tuple[Made, ...], sheets: Sheets | None) -> Iterator[Diagnostic]:
    yield from wanted.report.warnings
    for piece in made:
        yield from piece.artwork.warnings
    if sheets is not None:
        yield from sheets.warnings
    if wanted.stock is not None:
        pages, around = made[0].artwork.pages, wanted.cover_stock if wanted.covers else None
        match wanted.binding:
            case "saddle-stitch":
                yield from check_binding("saddle-stitch", pages, wanted.stock, around)
            case "perfect-bound" | "thread-sewn":
                yield from check_binding("perfect-bound", pages, wanted.stock, around)

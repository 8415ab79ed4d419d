"""Finished files → `PackageFacts`: each read back, each looked over by the preflight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..binding import Cover, PanelName
from ..build import Progress
from ..diagnostics import Diagnostic, error, raise_errors
from ..preflight import Preflight, Shop, preflight, with_places
from ..sheets import Sheets
from ..units import Length, Size
from .facts import FileFacts, Finished, Folded, FoldLine, PackageFacts, Part, read_facts
from .job import HandoffJob
from .making import Made
from .names import Names
from .plan import Plan

_SPOTS: Final = "SheetSpot"
_PROCESS: Final = "SheetCMYK"
_LEAFLETS: Final = ("tri-fold", "gate-fold", "accordion")
_NOTHING: Final = Shop(bleed=Length(0), safe=Length(0))
"""Sheets are cut by the shop itself: what lies near their edges is its own affair."""


def gather(
    plan: Plan, names: Names, made: tuple[Made, ...], sheets: Sheets | None, progress: Progress | None = None
) -> PackageFacts:
    """Everything that ticket and spec sheet state of files that are finished."""
    parts = [_part(plan, names, piece, progress) for piece in made]
    if sheets is not None:
        parts[0] = _imposed(plan, names, parts[0], sheets, progress)
    spreads = {piece.role: piece.cover for piece in made if piece.cover is not None}
    cover = spreads.get("cover")
    raise_errors(_not_there(plan.job, parts))
    flap = next((panel for each in reversed(spreads.values()) if (panel := each.panel("front-flap"))), None)
    return PackageFacts(
        job=plan.job,
        title=plan.report.title.letters(plan.report.languages[0]),
        project=names.base.split("_", 1)[0],
        date=plan.report.date,
        kind=plan.whole.kind,
        binding=plan.binding,
        parts=tuple(parts),
        blanks=made[0].blanks,
        spine=dict(parts[1].panels).get("spine") if cover is not None else None,
        flaps=flap.width if flap is not None else None,
        right_to_left=plan.job.bound == "right",
    )


def _not_there(job: HandoffJob, parts: list[Part]) -> Iterator[Diagnostic]:
    """Finishing of which nothing stands in the file: nothing is printed in the ink that it is to follow."""
    for part in parts:
        for each in part.finishing:
            if each.ink and each.ink not in part.facts.spots:
                where = job.span("finishing", job.finishing.index(each.finish), each.finish.kind)
                message = f"there is no `{each.finish.kind}` on the {part.role}: nothing is found there by `{each.finish.what}`"
                hint = "name an ink that is printed on this part, or a drawing; `on:` names the part, `page:` the page"
                yield error("empty-finish", message, where, hint=hint)


def _part(plan: Plan, names: Names, piece: Made, progress: Progress | None) -> Part:
    facts = read_facts(piece.artwork.pdf, progress)
    name = names.file(".pdf", "poster" if plan.whole.kind == "poster" else piece.role)
    asked = plan.finishing.get(piece.role, ())
    return Part(
        role=piece.role,
        file=name,
        facts=facts,
        preflight=replace(_looked_over(plan, piece, facts, progress), name=name),
        stock=plan.stock if piece.role == "body" else plan.cover_stock,
        panels=tuple(_panels(piece.cover, facts)) if piece.cover is not None else (),
        finishing=tuple(Finished(finish, laid.plate if laid is not None else "") for finish, laid in asked),
    )


def _imposed(plan: Plan, names: Names, body: Part, sheets: Sheets, progress: Progress | None) -> Part:
    facts = read_facts(sheets.pdf, progress)
    found = preflight(
        sheets.pdf, _profile(plan, facts), standard=sheets.standard or None, shop=_NOTHING, progress=progress
    )
    name = names.file(".pdf", "sheets")
    return replace(
        body, folded=_folded(sheets), sheets=name, sheet_facts=facts, sheet_preflight=replace(found, name=name)
    )


def _folded(sheets: Sheets) -> Folded | None:
    """How a leaflet is folded, as its sheets have it; None where they hold no leaflets, or several beside each other."""
    front = sheets.imposition.sheets[0].front
    lines = [line for line in front.lines if line.kind == "fold" and line.upright and line.crease]
    if sheets.imposition.scheme not in _LEAFLETS or len({line.at for line in lines}) < len(lines) or not lines:
        return None
    areas = [placement.trim for placement in front.placements]
    left, right = min(area.left.pt for area in areas), max(area.right.pt for area in areas)
    height = max(area.top.pt for area in areas) - min(area.bottom.pt for area in areas)
    folds = tuple(FoldLine(Length(line.at.pt - left), line.crease, line.step) for line in lines if line.crease)
    return Folded(Size(Length(right - left), Length(height)), folds)


def _profile(plan: Plan, facts: FileFacts) -> str:
    return plan.job.profile or (_SPOTS if facts.spots else _PROCESS)


def _panels(cover: Cover, file: FileFacts) -> Iterator[tuple[PanelName, Length]]:
    """The panels of a spread; the spine is what the file's own trim leaves beside the others."""
    others = Length(sum(panel.area.width.pt for panel in cover.panels if panel.name != "spine"))
    for panel in cover.panels:
        yield panel.name, file.trim.width - others if panel.name == "spine" else panel.area.width


def _looked_over(plan: Plan, piece: Made, facts: FileFacts, progress: Progress | None) -> Preflight:
    """The preflight of a part, with places in the report; the blank pages are none of the report's."""
    found = preflight(
        piece.artwork,
        _profile(plan, facts),
        standard=plan.job.standard,
        shop=plan.shop or Shop(bleed=piece.artwork.bleed),
        progress=progress,
    )
    written = [page for page in range(1, facts.pages + 1) if page not in piece.blanks]
    findings = []
    for finding in found.findings:
        if finding.page in written:
            own = replace(finding, page=written.index(finding.page) + 1)
            (placed,) = with_places(replace(found, findings=(own,)), piece.pages).findings
            findings.append(replace(placed, page=finding.page))
        elif not (finding.page in piece.blanks and finding.rule == "R0005"):  # that it is empty is meant so
            findings.append(finding)
    return replace(found, findings=tuple(findings))

"""`printkit handoff`: everything that a print shop needs, in one folder and a zip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..handoff import HandoffJob, Package, SheetsJob, hand_off, read_job
from .screen import Outcome, Screen


@dataclass(frozen=True)
class Order:
    """What was ordered. Without `job`, it is the `handoff.yaml` beside the report; `sheets` asks for imposed sheets."""

    report: Path
    job: Path | None
    to: Path
    force: bool
    sheets: bool


def hand(order: Order, outcome: Outcome, screen: Screen) -> None:
    """Pack it and tell what is in it. Raises `PrintkitError`; then nothing has been written."""
    job = _job(order)
    with screen.progress() as progress:
        # Counting warnings as errors must stop it before anything is written.
        made = hand_off(job, None if outcome.strict else order.to, force=order.force, progress=progress("handoff"))
        outcome.add(made.warnings)
        if outcome.failed:
            return
        if outcome.strict:
            made = made.written(order.to)
    outcome.more["handoff"] = _data(made)
    _tell(made, screen)


def _job(order: Order) -> HandoffJob:
    """The job, of the report that was named, with sheets if they were asked for here."""
    job = read_job(order.job or order.report)
    changed: dict[str, object] = {}
    if order.report.is_file() and job.file is not None and not order.report.samefile(job.file):
        changed["report"] = str(order.report.absolute())
    if order.sheets and job.sheets is None:
        changed["sheets"] = SheetsJob()
    return job.model_copy(update=changed) if changed else job


def _tell(made: Package, screen: Screen) -> None:
    facts = made.facts
    body = facts.body.facts
    size = f"{body.trim.width.as_mm:.4g} × {body.trim.height.as_mm:.4g} mm"
    screen.say(f"{facts.title}: {facts.job.quantity} copies, {body.pages} pages, {size}, {facts.binding}")
    if facts.blanks:
        screen.say(f"  blank for the binding: page {', '.join(map(str, facts.blanks))}")
    if facts.spine is not None:
        screen.say(f"  spine {facts.spine.as_mm:.2f} mm")
    for name, result in facts.preflights:
        screen.say(
            f"  preflight of {name}: {_count(len(result.errors), 'error')}, {_count(len(result.warnings), 'warning')}"
        )
    if facts.forced:
        screen.say("  packed in spite of these errors: the ticket and the spec sheet say so")
    screen.say()
    screen.say(f"{made.folder}/")
    for entry in made.entries:
        screen.say(f"  {entry.name}  {len(entry.data) / 1000:,.0f} KB  {entry.en}")
    screen.say(f"{made.zip}  {len(made.archive) / 1000:,.0f} KB  the same, in one file")


def _data(made: Package) -> dict[str, object]:
    return {
        "folder": str(made.folder),
        "zip": str(made.zip),
        "files": [{"name": each.name, "bytes": len(each.data), "about": each.en} for each in made.entries],
        "errors": made.facts.errors,
        "warnings": made.facts.warnings,
        "packed_in_spite_of_errors": made.facts.forced,
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

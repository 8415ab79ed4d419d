"""Commands that tell what there is: `layouts`, `fonts`, `conditions`, `schema`, `explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..screen import Screen
from .shared import AsJson, answer, app


@app.command()
def layouts(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A layout: then its options.", show_default=False)
    ] = None,
    json: AsJson = False,
) -> None:
    """List the layouts, or the options of one.

    \b
    Examples:
      printkit layouts
      printkit layouts booklet-a5
    """
    from ..listing import list_layouts

    screen = Screen(json=json)
    answer(screen, lambda: list_layouts(name, screen))


@app.command()
def fonts(json: AsJson = False) -> None:
    """List the fonts.

    With their weights, licences and versions, and how many characters they have.

    \b
    Example:
      printkit fonts
    """
    from ..listing import list_fonts

    screen = Screen(json=json)
    answer(screen, lambda: list_fonts(screen))


@app.command()
def conditions(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME|ICC]", help="One of ours, or an ICC profile.", show_default=False)
    ] = None,
    json: AsJson = False,
) -> None:
    """List the output conditions: presses and papers.

    With the most ink that each takes, measured. Any other is named by the path of its ICC profile, which says what
    it is for.

    \b
    Examples:
      printkit conditions
      printkit conditions PSOcoated_v3.icc
    """
    from ..listing import list_conditions

    screen = Screen(json=json)
    answer(screen, lambda: list_conditions(name, screen))


@app.command()
def schema(
    to: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.", show_default=False)
    ] = None,
    handoff: Annotated[bool, typer.Option("--handoff", help="The schema of a printing job, handoff.yaml.")] = False,
) -> None:
    """Print the schema for editors.

    With this JSON Schema an editor completes and checks a report while you type.

    \b
    Examples:
      printkit schema -o my-report/report.schema.json
      printkit schema --handoff -o my-report/handoff.schema.json
    """
    from ..listing import give_schema

    screen = Screen()
    answer(screen, lambda: give_schema(to, screen, handoff=handoff))


@app.command()
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as unknown-key.", show_default=False)] = None,
    json: AsJson = False,
) -> None:
    """Explain the code of a problem.

    What it means and what to do; without a code, all codes are listed. `--json` shows the codes.

    \b
    Examples:
      printkit explain missing-translation
      printkit explain
    """
    from ..listing import explain_code

    screen = Screen(json=json)
    answer(screen, lambda: explain_code(code, screen))

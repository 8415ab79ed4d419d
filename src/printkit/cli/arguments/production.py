"""Commands for what a print shop makes of the pages: `cover`, `stocks`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ..screen import Screen
from .shared import (
    AsJson,
    Bleed,
    Condition,
    Edition,
    Form,
    NoMarks,
    OneLanguage,
    Quiet,
    ReportFile,
    Settings,
    Strict,
    answer,
    app,
    options_of,
    run,
)

OwnStocks = Annotated[
    Path | None,
    typer.Option(
        "--stocks", metavar="FILE", show_default=False,
        help="Your own papers, a YAML file: their names come before printkit's.",
    ),
]  # fmt: skip


@app.command()
def cover(
    report: ReportFile,
    stock: Annotated[
        str, typer.Option("--stock", metavar="NAME", help="The paper of the body: a name of `printkit stocks`.")
    ],
    cover_stock: Annotated[
        str | None,
        typer.Option(
            "--cover-stock",
            metavar="NAME",
            help="The paper of the cover; the body's if nothing is said.",
            show_default=False,
        ),
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", "-l", metavar="LAYOUT", help="booklet-a5, or the folder of a layout of your own.")
    ] = "booklet-a5",
    pages: Annotated[
        int | None,
        typer.Option(
            "--pages", min=4, metavar="N", help="Of the body; counted if nothing is said.", show_default=False
        ),
    ] = None,
    kind: Annotated[
        Literal["soft", "dust-jacket", "stitched"],
        typer.Option("--kind", help="soft: glued on (perfect binding). stitched: four pages around a stitched body."),
    ] = "soft",
    flaps: Annotated[
        str | None,
        typer.Option("--flaps", metavar="LENGTH", help="Turned in at both ends, 60 to 100mm.", show_default=False),
    ] = None,
    board: Annotated[
        str | None,
        typer.Option(
            "--board", metavar="LENGTH", help="Of the case under a dust jacket, such as 2.5mm.", show_default=False
        ),
    ] = None,
    inside: Annotated[bool, typer.Option("--inside", help="Print its inner side too.")] = False,
    right_to_left: Annotated[bool, typer.Option("--right-to-left", help="The book is bound at its right.")] = False,
    own: OwnStocks = None,
    to: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The folder to write into, or one file NAME.pdf.")
    ] = Path("out"),
    settings: Settings = None,
    language: OneLanguage = None,
    png: Annotated[bool, typer.Option("--png", help="Also write a picture of the spread.")] = False,
    edition: Annotated[Edition, typer.Option("--edition", "-e", help="As for `build`.")] = Edition.PRESS,
    condition: Condition = "FOGRA39",
    bleed: Bleed = None,
    no_marks: NoMarks = False,
    strict: Strict = False,
    json: AsJson = False,
    form: Form = "human",
    quiet: Quiet = False,
) -> None:
    """Make the cover of a bound book.

    It is one spread: back, spine and front, and flaps if wanted. The spine is as wide as the paper makes it; it bears
    letters from 3 mm up. Build the body that goes into it with `printkit build --set cover=none`.

    \b
    Examples:
      printkit cover report.yaml --stock gloss-157 --cover-stock board-250
      printkit cover report.yaml --pages 96 --stock "100g 双胶纸" --cover-stock board-250 --flaps 80mm
      printkit cover report.yaml --kind dust-jacket --board 2.5mm --stock offset-100 --cover-stock gloss-157
    """
    from ..covering import Order, make_cover

    order = Order(
        report=report,
        layout=layout,
        options=options_of(settings, language),
        stock=stock,
        cover_stock=cover_stock,
        own=own,
        pages=pages,
        kind=kind,
        flaps=flaps,
        board=board,
        inside=inside,
        right_to_left=right_to_left,
        to=to,
        png=png,
        edition=str(edition),
        condition=condition,
        bleed=bleed,
        marks=not no_marks,
    )
    screen = Screen(form, json, quiet)
    run(screen, lambda outcome: make_cover(order, outcome, screen), strict=strict)


@app.command()
def stocks(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One paper: gloss-157, or 157g 铜版纸.", show_default=False)
    ] = None,
    own: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="Your own papers, a YAML file.", show_default=False),
    ] = None,
    json: AsJson = False,
) -> None:
    """List the papers: how thick and heavy.

    A caliper that the shop tells beats one that is reckoned of weight and bulk: write it into a file of your own.

    \b
    Examples:
      printkit stocks
      printkit stocks "157g 铜版纸"
      printkit stocks --file own.yaml --json
    """
    from ..covering import list_stocks

    screen = Screen(json=json)
    answer(screen, lambda: list_stocks(name, own, screen))

"""Commands for what a print shop makes of the pages: `cover`, `impose`, `stocks`."""

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
def impose(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Any PDF; best one with bleed, for a print shop.", show_default=False),
    ] = None,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="SCHEME", help="How the pages lie: a name of --schemes.")
    ] = "saddle-stitch",
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="SHEET", help="A name of --paper-names, or 450mm 320mm, width first.")
    ] = "SRA3",
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="OPTION=VALUE",
            show_default=False,
            help="Choose an option of the scheme; --schemes lists them. Can be repeated.",
        ),
    ] = None,
    stock: Annotated[
        str | None,
        typer.Option(
            "--stock", metavar="NAME", help="The paper, for the creep: a name of `printkit stocks`.", show_default=False
        ),
    ] = None,
    caliper: Annotated[
        str | None,
        typer.Option(
            "--caliper", metavar="LENGTH", help="How thick the paper is, for the creep: 0.1mm.", show_default=False
        ),
    ] = None,
    gripper: Annotated[
        str | None,
        typer.Option(
            "--gripper", metavar="LENGTH", help="What the press holds of the sheet, 8 to 12mm.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="What the slug calls the job; the file's title.", show_default=False
        ),
    ] = None,
    no_marks: Annotated[bool, typer.Option("--no-marks", help="The pages alone, without any marks.")] = False,
    own: OwnStocks = None,
    to: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The folder to write into, or one file NAME.pdf.")
    ] = Path("out"),
    schemes: Annotated[bool, typer.Option("--schemes", help="List the schemes with their options, and end.")] = False,
    papers: Annotated[bool, typer.Option("--paper-names", help="List the sheets of paper by name, and end.")] = False,
    strict: Strict = False,
    json: AsJson = False,
    form: Form = "human",
    quiet: Quiet = False,
) -> None:
    """Put the pages of a PDF on sheets.

    Ready for the press: in the order that folding and cutting make right, with the bleed that the pages have, creep by
    the thickness of the paper, and all marks. Every page is in the file once, however often it is printed.

    \b
    Examples:
      printkit impose out/booklet-a5-press.pdf --stock gloss-157
      printkit impose out/booklet-a5-press.pdf --scheme perfect-bound --sheet 正度对开 --gripper 10mm
      printkit impose card.pdf --scheme n-up --sheet "450mm 320mm" --set gap=2mm -o out/cards.pdf
      printkit impose --schemes
    """
    from ..imposing import Order, list_papers, list_schemes, make_sheets

    screen = Screen(form, json, quiet)
    if schemes or papers:
        answer(screen, lambda: list_schemes(screen) if schemes else list_papers(screen))
        return
    if file is None:
        raise typer.BadParameter("name a PDF", param_hint="FILE")
    named = {"caliper": caliper, "gripper": gripper}
    options = {**options_of(settings, None), **{name: text for name, text in named.items() if text is not None}}
    order = Order(file, scheme, sheet, options, stock, own, title, not no_marks, to)
    run(screen, lambda outcome: make_sheets(order, outcome, screen), strict=strict)


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


@app.command()
def handoff(
    report: ReportFile,
    job: Annotated[
        Path | None,
        typer.Option(
            "--job",
            metavar="JOB.yaml",
            help="How many copies, on what, bound how; handoff.yaml beside the report if nothing is said.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the folder and the zip go.")] = Path(
        "out"
    ),
    force: Annotated[
        bool, typer.Option("--force", help="Pack it in spite of errors of the preflight; the ticket says so.")
    ] = False,
    sheets: Annotated[
        bool, typer.Option("--sheets", help="Impose the pages, too: on SRA3, if the job says no more.")
    ] = False,
    strict: Strict = False,
    json: AsJson = False,
    form: Form = "human",
    quiet: Quiet = False,
) -> None:
    """Pack everything that a print shop needs.

    One folder, and a zip of it: the files for the press, the cover, the job ticket (XJDF), a spec sheet in both
    languages, proofs, the preflight, checksums. If the preflight finds errors, nothing is packed.

    \b
    Examples:
      printkit handoff report.yaml
      printkit handoff report.yaml --job second-edition.yaml -o shop --sheets
    """
    from ..handing import Order, hand

    order = Order(report, job, to, force, sheets)
    screen = Screen(form, json, quiet)
    run(screen, lambda outcome: hand(order, outcome, screen), strict=strict)

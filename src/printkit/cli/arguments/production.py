"""Commands for what a print shop makes of the pages, from `cover` to `handoff`, and for proofs of it, from `dummy` on."""

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


@app.command()
def dummy(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The book, leaflet or cover: any PDF.", show_default=False)],
    scheme: Annotated[
        str,
        typer.Option(
            "--scheme", metavar="SCHEME",
            help="As for `impose`: saddle-stitch, perfect-bound, tri-fold …; or cover, a flat piece with folds of its own.",
        ),
    ] = "saddle-stitch",
    paper: Annotated[str, typer.Option("--paper", metavar="PAPER", help="In the office printer: A4, A3.")] = "A4",
    flip: Annotated[
        Literal["long", "short"], typer.Option("--flip", help="The edge about which the printer turns the paper.")
    ] = "long",
    single_sided: Annotated[
        bool, typer.Option("--single-sided", help="The printer prints one side: fronts and backs are glued.")
    ] = False,
    scale: Annotated[
        float | None,
        typer.Option("--scale", metavar="FACTOR", help="1 is the job's size; as large as fits.", show_default=False),
    ] = None,
    folds: Annotated[
        list[str] | None,
        typer.Option(
            "--fold", metavar="LENGTH", show_default=False,
            help="Of a cover: a fold, from the left edge of its outside. Can be repeated.",
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set", "-s", metavar="OPTION=VALUE", show_default=False,
            help="An option of the scheme, as for `impose`. Can be repeated.",
        ),
    ] = None,
    to: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The folder to write into, or one file NAME.pdf.")
    ] = Path("out"),
    strict: Strict = False,
    json: AsJson = False,
    form: Form = "human",
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Make a folding dummy for the office.

    The sheets of the job, as small as office paper: print, fold and leaf through it before the press runs. Every page
    bears its number, blank pages their name, every sheet its folds; what to do stands below, in Chinese and English.

    \b
    Examples:
      printkit dummy out/booklet-a5.pdf
      printkit dummy out/booklet-a5.pdf --scheme perfect-bound --set signature=16 --paper A3
      printkit dummy cover.pdf --scheme cover --fold 148mm --fold 160mm --flip short
    """
    from ..proofing import DummyOrder, make_dummy

    order = DummyOrder(
        file, scheme, paper, flip, single_sided, scale, folds or [], options_of(settings, None), to
    )  # fmt: skip
    screen = Screen(form, json, quiet)
    run(screen, lambda outcome: make_dummy(order, outcome, screen), strict=strict)


@app.command()
def spreads(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The book: any PDF.", show_default=False)],
    binding: Annotated[
        Literal["left", "right"] | None,
        typer.Option("--binding", help="The side that is bound; what the file says if left out.", show_default=False),
    ] = None,
    cover: Annotated[
        bool, typer.Option("--cover", help="Begin with the cover laid open: last page and first.")
    ] = False,
    no_spine: Annotated[bool, typer.Option("--no-spine", help="Without the grey hairline at the fold.")] = False,
    to: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The folder to write into, or one file NAME.pdf.")
    ] = Path("out"),
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Lay a book out as its reader sees it.

    Each page of the proof is a spread at trim size: 1 alone on the right, 2 and 3, and so on. Links and bookmarks
    still lead where they led.

    \b
    Examples:
      printkit spreads out/booklet-a5.pdf
      printkit spreads out/booklet-a5-press.pdf --cover -o proof.pdf
    """
    from ..proofing import SpreadsOrder, make_spreads

    order = SpreadsOrder(file, binding, cover, not no_spine, to)
    screen = Screen(json=json, quiet=quiet)
    run(screen, lambda outcome: make_spreads(order, outcome, screen))


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="The older PDF.", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="The newer one.", show_default=False)],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT.html", help="Write a page with pictures, marked.", show_default=False),
    ] = None,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="Write a PNG of every page that differs.", show_default=False
        ),
    ] = None,
    tolerance: Annotated[
        str | None,
        typer.Option(
            "--tolerance", metavar="LENGTH", show_default=False,
            help="What may lie beside without being a difference, 0.02mm to 1mm; 0.05mm.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 if there are differences.")] = False,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Tell what differs between two PDFs.

    Pages that were added, removed or moved are known by what stands on them. Of the others: where they look different,
    which words and colours changed, how far things moved. Exit code 0, with --strict 1 if there are differences.

    \b
    Examples:
      printkit compare sent.pdf out/booklet-a5-press.pdf
      printkit compare old.pdf new.pdf --html changes.html -o changes
      printkit compare old.pdf new.pdf --strict --json
    """
    from ..proofing import CompareOrder, tell_differences

    order = CompareOrder(before, after, tolerance, html, pictures)
    screen = Screen(json=json, quiet=quiet)
    run(screen, lambda outcome: tell_differences(order, outcome, screen), strict=strict)

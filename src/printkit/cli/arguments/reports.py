"""Commands that make something of a report: `new`, `import`, `build`, `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..screen import Screen
from .shared import (
    AsJson,
    Bleed,
    Condition,
    Edition,
    Editions,
    Form,
    Layouts,
    NoMarks,
    OneLanguage,
    Quiet,
    ReportFile,
    Settings,
    Strict,
    app,
    options_of,
    run,
)


@app.command()
def build(
    report: ReportFile,
    layouts: Layouts = None,
    to: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The folder to write into, or one file NAME.pdf.")
    ] = Path("out"),
    settings: Settings = None,
    language: OneLanguage = None,
    png: Annotated[bool, typer.Option("--png", help="Also write a picture of the first page.")] = False,
    editions: Editions = None,
    condition: Condition = "FOGRA39",
    bleed: Bleed = None,
    no_marks: NoMarks = False,
    no_preflight: Annotated[
        bool, typer.Option("--no-preflight", help="Do not look over the files for print shops.")
    ] = False,
    strict: Strict = False,
    json: AsJson = False,
    form: Form = "human",
    quiet: Quiet = False,
) -> None:
    """Make the PDF of a report.

    If something is wrong, every problem is shown with its place in the file, and nothing is written.
    A file that printkit did not make is never overwritten.

    \b
    Examples:
      printkit build report.yaml
      printkit build report.yaml --layout poster-a2 -o out --png
      printkit build report.yaml --layout all --set palette=vermilion
      printkit build report.yaml --language en -o english.pdf
      printkit build report.yaml --edition screen --edition press
    """
    order_layouts = layouts or ["booklet-a5"]
    order_editions = list(dict.fromkeys(str(edition) for edition in editions or [Edition.SCREEN]))
    if to.suffix.lower() == ".pdf" and (len(order_layouts) > 1 or "all" in order_layouts or len(order_editions) > 1):
        raise typer.BadParameter("several layouts or editions need a folder, not one PDF file", param_hint="-o")
    from ..building import Order, fill

    order = Order(
        report,
        order_layouts,
        options_of(settings, language),
        to,
        png,
        order_editions,
        condition,
        bleed,
        not no_marks,
        not no_preflight,
    )
    screen = Screen(form, json, quiet)
    run(screen, lambda outcome: fill(order, outcome, screen), strict=strict)


@app.command()
def check(
    report: ReportFile,
    layouts: Layouts = None,
    settings: Settings = None,
    language: OneLanguage = None,
    typography: Annotated[
        bool, typer.Option("--typography", help="Also list the lines that could not be set well, to reword them.")
    ] = False,
    strict: Strict = False,
    json: AsJson = False,
    form: Form = "human",
    quiet: Quiet = False,
) -> None:
    """Look a report over without writing.

    Does everything that build does, and writes nothing.

    \b
    Examples:
      printkit check report.yaml
      printkit check report.yaml --layout all --format short
      printkit check report.yaml --typography
    """
    from ..building import Order, fill

    order = Order(report, layouts or ["booklet-a5"], options_of(settings, language), typography=typography)
    screen = Screen(form, json, quiet)
    run(screen, lambda outcome: fill(order, outcome, screen), strict=strict)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)],
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Begin a new report.

    It is a small one in two languages that builds at once: put your own words in place of its words.

    \b
    Example:
      printkit new my-report
      printkit build my-report/report.yaml
    """
    from ..beginning import begin

    screen = Screen(json=json, quiet=quiet)
    run(screen, lambda outcome: begin(folder, outcome, screen))


@app.command("import")
def import_(
    article: Annotated[
        Path,
        typer.Argument(
            metavar="ARTICLE",
            help="A saved web page, a Word file (.docx), Markdown, or plain text.",
            show_default=False,
        ),
    ],
    to: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR/report.yaml", help="The report to write.", show_default=False)
    ],
    form: Annotated[
        str | None,
        typer.Option("--form", help="docx, web-save, html, markdown or text.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a report that printkit itself imported.")] = False,
    strict: Strict = False,
    json: AsJson = False,
    shown: Form = "human",
    quiet: Quiet = False,
) -> None:
    """Make a report of an article.

    The article was written elsewhere: a saved web page, a Word file, Markdown, plain text. Nothing is
    fetched from the network.

    Punctuation and spaces are set right as Chinese typesetting has them; every such change is listed.

    \b
    Examples:
      printkit import article.html -o my-report/report.yaml
      printkit import notes.docx -o my-report/report.yaml --form docx
    """
    from ..beginning import Source, take_in

    source = Source(article, form, to, force)
    screen = Screen(shown, json, quiet)
    run(screen, lambda outcome: take_in(source, outcome, screen), strict=strict)

"""The commands and their arguments, with the help that people read. What they do is imported when it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from .screen import Outcome, Screen

app = typer.Typer(
    name="printkit",
    help="Typeset a report, written once in Chinese and English, as a booklet or a poster.\n\n"
    "\b\nThe usual way:\n"
    "  printkit new my-report                    begin with a small report that works\n"
    "  printkit build my-report/report.yaml      make the booklet: out/booklet-a5.pdf\n"
    "  printkit import article.html -o my-report/report.yaml    or begin with an article\n",
    epilog="Exit codes: 0 fine, 1 the report has problems, 2 the command was used wrongly, "
    "3 a limit of this computer or a missing system library.",
    rich_markup_mode=None,  # plain help needs no rich, and comes in a tenth of a second
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _layout_names() -> list[str]:
    """What the shell may complete."""
    from ..layout import names

    return [*names(), "all"]


ReportFile = Annotated[Path, typer.Argument(metavar="REPORT", help="The report: a YAML file.", show_default=False)]
Layouts = Annotated[
    list[str] | None,
    typer.Option(
        "--layout", "-l", metavar="LAYOUT", show_default=False, autocompletion=_layout_names,
        help="booklet-a5 (if nothing is said), poster-a2, the folder of a layout of your own, or all. Can be repeated.",
    ),
]  # fmt: skip
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", "-s", metavar="OPTION=VALUE", show_default=False,
        help="Choose an option of the layout; `printkit layouts NAME` lists them. Can be repeated.",
    ),
]  # fmt: skip
OneLanguage = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--language", help="Set one language alone: zh is Chinese, en is English.", show_default=False),
]


class Edition(StrEnum):
    """What can be built of a report: `printkit.press.EDITIONS`, here so that help comes without importing it."""

    SCREEN = "screen"
    PRESS = "press"
    PRESS_X1A = "press-x1a"
    PRESS_X3 = "press-x3"
    ARCHIVE = "archive"


Editions = Annotated[
    list[Edition] | None,
    typer.Option(
        "--edition", "-e", show_default=False,
        help="screen (if nothing is said); press for a print shop (PDF/X-4), or press-x1a, press-x3 where it asks for "
        "those; archive (PDF/A-2u). Can be repeated.",
    ),
]  # fmt: skip
Condition = Annotated[
    str,
    typer.Option(
        "--condition", metavar="NAME|ICC",
        help="The press and paper to make inks for: a name of `printkit conditions`, or an ICC profile.",
    ),
]  # fmt: skip
Bleed = Annotated[
    str | None,
    typer.Option(
        "--bleed", metavar="LENGTH", show_default=False,
        help="What is drawn past the trim for the print shop, 0 to 20mm; the layout's own if nothing is said.",
    ),
]  # fmt: skip
NoMarks = Annotated[bool, typer.Option("--no-marks", help="Press files without crop marks, colour bar and slug line.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as errors: then nothing is written.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document, for programs.")]
Form = Annotated[
    Literal["human", "short"],
    typer.Option("--format", help="How problems are shown: for people, or one line each (file:line:column)."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]


def main() -> None:
    """The entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold bytes that are no text; showing it must not be what fails.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    app()


def run(screen: Screen, work: Callable[[Outcome], None], *, strict: bool = False) -> NoReturn:
    """Do the work of a command, print what came of it, and end with its exit code."""
    from .limits import within
    from .stops import stop_of

    outcome = Outcome(strict)
    try:
        with within():
            work(outcome)
    except Exception as problem:
        stop = stop_of(problem)
        if stop is None:
            raise  # our own bug: a traceback helps more than kind words
        outcome.fail(stop)
    screen.finish(outcome)
    raise typer.Exit(outcome.exit_code)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        print(f"printkit {version('printkit-press')}")
        raise typer.Exit


@app.callback()
def printkit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


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
    from .building import Order, fill

    order = Order(
        report,
        order_layouts,
        _options(settings, language),
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
    from .building import Order, fill

    order = Order(report, layouts or ["booklet-a5"], _options(settings, language), typography=typography)
    screen = Screen(form, json, quiet)
    run(screen, lambda outcome: fill(order, outcome, screen), strict=strict)


@app.command()
def preflight(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Any PDF.", show_default=False)] = None,
    profile: Annotated[
        str, typer.Option("--profile", "-p", metavar="PROFILE", help="A GWG 2022 variant: SheetCMYK, NewsCMYK, …")
    ] = "SheetCMYK",
    standard: Annotated[
        str | None,
        typer.Option(
            "--standard",
            metavar="STANDARD",
            show_default=False,
            help="Hold it to PDF/X-4, PDF/X-1a:2003 or PDF/X-3:2003; by default to the one that it claims.",
        ),
    ] = None,
    shop: Annotated[
        Path | None,
        typer.Option(
            "--shop", metavar="SHOP.yaml", help="What your print shop asks: bleed, ink, …", show_default=False
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT.html", help="Write a page with pictures, marked.", show_default=False),
    ] = None,
    profiles: Annotated[bool, typer.Option("--profiles", help="List the profiles and end.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check a PDF as a print shop would.

    Any PDF, whoever made it. It is held to a profile of GWG 2022, to the PDF/X standard that it claims, and
    to what print shops ask besides: bleed, safe zone, pixels. Exit code 1 if there are errors.

    \b
    Examples:
      printkit preflight out/booklet-a5-press.pdf
      printkit preflight advert.pdf --profile NewsCMYK --html advert.html
      printkit preflight cover.pdf --shop shop.yaml --strict
    """
    from .preflighting import Check, list_profiles, look_over

    screen = Screen(json=json, quiet=quiet)
    if profiles:
        _answer(screen, lambda: list_profiles(screen))
        return
    if file is None:
        raise typer.BadParameter("name a PDF", param_hint="FILE")
    check = Check(file, profile, standard, shop, html)
    run(screen, lambda outcome: look_over(check, outcome, screen), strict=strict)


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
    from .beginning import begin

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
    from .beginning import Source, take_in

    source = Source(article, form, to, force)
    screen = Screen(shown, json, quiet)
    run(screen, lambda outcome: take_in(source, outcome, screen), strict=strict)


@app.command()
def plates(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Any PDF.", show_default=False)],
    to: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write into.")] = Path("out"),
    pages: Annotated[
        str, typer.Option("--pages", metavar="PAGES", help="Such as 1-3,7; all if nothing is said.", show_default=False)
    ] = "",
    dpi: Annotated[float, typer.Option("--dpi", min=10, max=2400, help="Pixels an inch.")] = 150,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition",
            metavar="NAME",
            help="The output condition, or the path of an ICC profile, for a file that names none.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        float, typer.Option("--limit", min=1, max=3200, metavar="PERCENT", help="Total ink that the map warns of.")
    ] = 320,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show the plates of a PDF, ink by ink.

    Each page becomes a grey picture for each ink, dark where it prints: page-1-Cyan.png and so on. A map in
    colours, page-1-total-ink.png, shows all inks together and where they pass the limit.

    \b
    Examples:
      printkit plates out/booklet-a5-press.pdf
      printkit plates advert.pdf -o plates --pages 1-3 --dpi 300
    """
    from .separating import Order, write_plates

    order = Order(file, to, pages, dpi, condition, limit)
    screen = Screen(json=json, quiet=quiet)
    run(screen, lambda outcome: write_plates(order, outcome, screen))


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
    from .listing import list_layouts

    screen = Screen(json=json)
    _answer(screen, lambda: list_layouts(name, screen))


@app.command()
def fonts(json: AsJson = False) -> None:
    """List the fonts.

    With their weights, licences and versions, and how many characters they have.

    \b
    Example:
      printkit fonts
    """
    from .listing import list_fonts

    screen = Screen(json=json)
    _answer(screen, lambda: list_fonts(screen))


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
    from .listing import list_conditions

    screen = Screen(json=json)
    _answer(screen, lambda: list_conditions(name, screen))


@app.command()
def schema(
    to: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.", show_default=False)
    ] = None,
) -> None:
    """Print the schema for editors.

    With this JSON Schema an editor completes and checks a report while you type.

    \b
    Example:
      printkit schema -o my-report/report.schema.json
    """
    from .listing import give_schema

    screen = Screen()
    _answer(screen, lambda: give_schema(to, screen))


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
    from .listing import explain_code

    screen = Screen(json=json)
    _answer(screen, lambda: explain_code(code, screen))


def _answer(screen: Screen, work: Callable[[], None]) -> None:
    """A command that only tells something: it prints its own answer, and `run` is for what goes wrong."""
    from .stops import stop_of

    try:
        work()
    except Exception as problem:
        stop = stop_of(problem)
        if stop is None:
            raise
        outcome = Outcome()
        outcome.fail(stop)
        screen.finish(outcome)
        raise typer.Exit(outcome.exit_code) from None


def _options(settings: list[str] | None, language: str | None) -> dict[str, str]:
    """`option=value` pairs as a mapping. A pair without `=` is wrong usage."""
    chosen = {}
    for setting in settings or []:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"`{setting}` is not OPTION=VALUE, such as palette=vermilion", param_hint="--set")
        chosen[name.strip()] = value
    if language:
        chosen["language"] = language
    return chosen

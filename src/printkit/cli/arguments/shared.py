"""What all commands share: the application, how a command is run, and the options that several have."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from ..screen import Outcome, Screen

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
    from ...layout import names

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
    from ..limits import within
    from ..stops import stop_of

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


def answer(screen: Screen, work: Callable[[], None]) -> None:
    """A command that only tells something: it prints its own answer, and `run` is for what goes wrong."""
    from ..stops import stop_of

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


def options_of(settings: list[str] | None, language: str | None) -> dict[str, str]:
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

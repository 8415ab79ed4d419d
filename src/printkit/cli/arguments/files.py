"""Commands that look at any PDF: `preflight`, `plates`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..screen import Screen
from .shared import AsJson, Quiet, answer, app, run


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
    from ..preflighting import Check, list_profiles, look_over

    screen = Screen(json=json, quiet=quiet)
    if profiles:
        answer(screen, lambda: list_profiles(screen))
        return
    if file is None:
        raise typer.BadParameter("name a PDF", param_hint="FILE")
    check = Check(file, profile, standard, shop, html)
    run(screen, lambda outcome: look_over(check, outcome, screen), strict=strict)


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
    from ..separating import Order, write_plates

    order = Order(file, to, pages, dpi, condition, limit)
    screen = Screen(json=json, quiet=quiet)
    run(screen, lambda outcome: write_plates(order, outcome, screen))

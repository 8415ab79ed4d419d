"""`printkit impose`: a PDF of sheets, and the lists of schemes and papers to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import output
from .screen import Outcome, Screen


@dataclass(frozen=True)
class Order:
    """What was asked for. `options` are the scheme's, as texts; `stock` gives the caliper where none is told."""

    file: Path
    scheme: str
    sheet: str
    options: dict[str, str]
    stock: str | None
    own: Path | None
    title: str | None
    marks: bool
    to: Path


def make_sheets(order: Order, outcome: Outcome, screen: Screen) -> None:
    """Impose a file and write the sheets. Raises `PrintkitError`; nothing is written then, nor under --strict."""
    from ..sheets import Sheets, impose
    from ..stocks import stock

    target = output.place(order.to, f"{order.file.stem}-{order.scheme}", ".pdf")
    output.check(target)
    options: dict[str, object] = dict(order.options)
    if order.stock is not None and "caliper" not in options and _creeps(order.scheme):
        options["caliper"] = stock(order.stock, own=order.own).caliper
    with screen.progress() as progress:
        tell = progress(order.file.name)
        sheets: Sheets = impose(
            order.file,
            order.scheme,
            sheet=order.sheet,
            marks=order.marks,
            title=order.title,
            progress=tell,
            **options,
        )
        outcome.add(sheets.warnings)
        if outcome.failed:
            return
        tell("write", 0)
        output.write({target: sheets.pdf})
    imposition = sheets.imposition
    outcome.products.append(
        {
            "file": str(target),
            "scheme": imposition.scheme,
            "sheet": [round(imposition.size.width.as_mm, 3), round(imposition.size.height.as_mm, 3)],
            "sheets": len(imposition.sheets),
            "sides": sheets.sides,
            "pages": imposition.pages,
            "blanks": list(imposition.blanks),
            "trim": [round(sheets.trim.width.as_mm, 3), round(sheets.trim.height.as_mm, 3)],
            "bleed": round(sheets.bleed.as_mm, 3),
            "turn": imposition.turn,
            "standard": sheets.standard or None,
            "spots": list(sheets.spots),
        }
    )
    screen.say(f"{target}: {_told(sheets)}")


def list_schemes(screen: Screen) -> None:
    """The schemes with their options."""
    from ..imposition.schemes import SCHEMES

    if screen.json:
        screen.document(
            [
                {
                    "name": scheme.name,
                    "title": {"zh": scheme.title.zh, "en": scheme.title.en},
                    "about": {"zh": scheme.about.zh, "en": scheme.about.en},
                    "options": [
                        {
                            "name": option.name.replace("_", "-"),
                            "kind": option.kind,
                            "default": str(option.default) if option.kind == "length" else option.default,
                            "about": {"zh": option.about.zh, "en": option.about.en},
                            "choices": list(option.choices),
                        }
                        for option in scheme.options
                    ],
                }
                for scheme in SCHEMES.values()
            ]
        )
        return
    for scheme in SCHEMES.values():
        screen.say(f"{scheme.name}  {scheme.title.zh} {scheme.title.en}: {scheme.about.en}")
        for option in scheme.options:
            values = "|".join(option.choices) if option.choices else option.kind
            default = "" if option.default is None or option.choices else f", {option.default}"
            screen.say(f"  {option.name.replace('_', '-')}={values}{default}  {option.about.zh} {option.about.en}")


def list_papers(screen: Screen) -> None:
    """The sheets of paper that have a name."""
    from ..sheets import PAPERS

    if screen.json:
        screen.document([{"name": each.name, "width": each.width, "height": each.height} for each in PAPERS.values()])
        return
    for each in PAPERS.values():
        screen.say(f"{each.name:<8}{each.width:g} × {each.height:g} mm")


def _creeps(scheme: str) -> bool:
    """Whether the thickness of the paper matters to a scheme."""
    from ..imposition.schemes import SCHEMES

    return scheme in SCHEMES and any(option.name == "caliper" for option in SCHEMES[scheme].options)


def _told(sheets: object) -> str:
    """What came of it, in a line."""
    from ..sheets import Sheets

    assert isinstance(sheets, Sheets)
    made = sheets.imposition
    count = len(made.sheets)
    blanks = f", {len(made.blanks)} of them blank" if made.blanks else ""
    pages = made.pages + len(made.blanks)
    size = f"{made.size.width.as_mm:g} × {made.size.height.as_mm:g} mm"
    return f"{pages} pages{blanks} on {count} sheet{'s' if count != 1 else ''} of {size}, {sheets.sides} sides"

"""The stage: a PDF and a scheme in, sheets for the press out. Here choices are read; the file is made in `assembly`."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..diagnostics import PrintkitError, error, raise_errors
from ..press import Artwork
from ..units import Length, Size
from .papers import sheet_size
from .product import Sheets

if TYPE_CHECKING:  # imported when there is something to impose
    from ..imposition import Imposition, Scheme

_MARGIN: Final = Length.mm(3)
"""What is kept free at the edges of the sheet where no scheme says it."""

Progress = Callable[[str, int], None]
"""Told of the stage and of how far it is: `("sheets", sheet)`."""


def impose(
    artwork: Artwork | bytes | Path,
    scheme: str | Imposition = "saddle-stitch",
    *,
    sheet: str | Size = "SRA3",
    marks: bool = True,
    title: str | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Sheets:
    """Put the pages of a PDF on sheets, each page once however often it is printed.

    `artwork` is any PDF: its pages' TrimBox is what is bound or cut, its BleedBox how far they are drawn past it.
    `scheme` is a name of `SCHEMES` with its `options`, or an `Imposition` made by hand, which has its own sheet. `sheet`
    is a name of `PAPERS`, which may be turned if the pages fit so alone, or a `Size`: width, and height from the gripper
    up. Options may be texts, `gripper="10mm"`. `title` is what the slug and the file call the job; the file's own title if nothing is said.

    Raises `PrintkitError` for a file that cannot be read, pages of several sizes, an unknown scheme, sheet or option, and
    what the scheme cannot do.
    """
    from ..pdf.opening import open_pdf, repairs
    from . import assembly, identity, source

    data = artwork.pdf if isinstance(artwork, Artwork) else artwork
    chosen = _scheme(scheme) if isinstance(scheme, str) else None
    asked = read_options(chosen, options) if chosen is not None else options
    paper, turns = sheet_size(sheet)
    with open_pdf(data) as pdf:
        found = source.read(pdf)
        if chosen is not None:
            chances = (paper, Size(paper.height, paper.width)) if turns else (paper,)
            values = {**chosen.defaults(), **asked}
            if "bleed" in values:
                values["bleed"] = _bleed(found.bleed, asked.get("bleed"))
            imposition = _laid(chosen, len(found.pages), found.trim, chances, values)
        else:
            assert not isinstance(scheme, str)
            values, imposition = asked, _checked(scheme, len(found.pages))
        gripper = values.get("gripper", Length(0))
        wanted = assembly.Wanted(
            title=title or identity.origin(pdf).title,
            marks=marks,
            gripper=(values.get("gripper_edge", "bottom"), gripper.pt) if gripper.pt > 0 else None,
            margin=values.get("margin", _MARGIN),
        )
        seed = hashlib.sha256(data if isinstance(data, bytes) else data.read_bytes()).digest()
        made = assembly.assemble(pdf, found, imposition, wanted, seed=seed, progress=progress)
        warnings = (*repairs(pdf), *found.warnings, *made.warnings)
    return Sheets(made.pdf, imposition, wanted.title, found.trim, found.bleed, made.standard, made.spots, warnings)


def _scheme(name: str) -> Scheme:
    """Raises `PrintkitError` (`no-scheme`)."""
    from ..imposition import SCHEMES

    if name not in SCHEMES:
        close = difflib.get_close_matches(name, SCHEMES, 1, 0.5)
        hint = f"did you mean `{close[0]}`?" if close else f"use {', '.join(SCHEMES)}"
        raise PrintkitError([error("no-scheme", f"there is no scheme `{name}`", hint=hint)])
    return SCHEMES[name]


def read_options(scheme: Scheme, options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a scheme, texts read as what they mean. Raises `PrintkitError` (`no-scheme-option`, `bad-scheme-option`)."""
    known = {option.name: option for option in scheme.options}
    values: dict[str, Any] = {}
    wrong = []
    for given, value in options.items():
        name = given.replace("-", "_")
        if name not in known:
            close = difflib.get_close_matches(name, known, 1, 0.6)
            hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(sorted(known))}"
            wrong.append(error("no-scheme-option", f"{scheme.name} has no option `{given}`", hint=hint))
        elif isinstance(value, str):
            try:
                values[name] = known[name].read(value.strip())
            except ValueError as problem:
                about = known[name].about.en
                wrong.append(error("bad-scheme-option", f"`{given}`: {problem}", hint=f"it is the {about}"))
        elif value is not None:
            values[name] = value
    raise_errors(wrong)
    return values


def _bleed(there: Length, wanted: Length | None) -> Length:
    """What of the file's bleed is kept, all of it if nothing is said. Raises `PrintkitError` (`bad-bleed`)."""
    if wanted is None:
        return there
    if wanted.pt > there.pt + 0.03:
        message = f"a bleed of {wanted} is wanted, and the file has {there}"
        raise PrintkitError([error("bad-bleed", message, hint="export it with more bleed, or take less")])
    return wanted


def _laid(scheme: Scheme, pages: int, trim: Size, chances: tuple[Size, ...], values: Mapping[str, Any]) -> Imposition:
    """The imposition on the sheet as it lies, or turned where it fits in no other way."""
    refused: PrintkitError | None = None
    for size in chances:
        try:
            return scheme.lay(pages=pages, trim=trim, sheet=size, **values)
        except PrintkitError as problem:
            refused = refused or problem
    assert refused is not None
    raise refused


def _checked(imposition: Imposition, pages: int) -> Imposition:
    """An imposition whose pages the file has. Raises `PrintkitError` (`no-page`)."""
    sides = [side for sheet in imposition.sheets for side in (sheet.front, sheet.back) if side is not None]
    placed = {placement.page for side in sides for placement in side.placements if placement.page is not None}
    missing = sorted(page for page in placed if not 1 <= page <= pages)
    if missing:
        message = f"the sheets want page {missing[0]}, and the file has {pages}"
        raise PrintkitError([error("no-page", message, hint="impose the file that the sheets were laid out for")])
    return imposition

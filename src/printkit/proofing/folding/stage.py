"""`dummy()`: the pages of a job in, a small model of its sheets for the office printer out."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Name

from ...diagnostics import Diagnostic, PrintkitError, error, warning
from ...imposition import SCHEMES, Imposition
from ...pdf import open_pdf
from ...sheets import impose, sheet_size
from ...sheets.source import read
from ...sheets.stage import read_options
from ...units import Length, Size
from ..forms import Source, data_of, sign
from ..saving import saved
from .drawing import Overlay
from .fitting import FOLDED, Flip, fitted, flat, laid
from .instructions import instructions

COVER: Final = "cover"
"""The scheme of a flat piece with folds of its own."""
_PRESS_ONLY: Final = frozenset({"no-bleed", "no-trim-box", "annotations-dropped"})
"""Warnings that are a print shop's, not the office's."""

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Dummy:
    """A finished PDF of a dummy: front, back, front, back; and how its pages lie on the paper.

    `scale` is how much smaller than the job it is, `flip` the edge about which the printer has to turn the paper,
    `words` what stands on it about this, in Chinese and English.
    """

    pdf: bytes = field(repr=False)
    imposition: Imposition
    scale: float
    flip: Flip
    words: tuple[str, str]
    warnings: tuple[Diagnostic, ...] = ()


def dummy(
    source: Source,
    scheme: str = "saddle-stitch",
    *,
    paper: str | Size = "A4",
    flip: Flip = "long",
    single_sided: bool = False,
    scale: float | None = None,
    folds: Sequence[Length] = (),
    progress: Progress | None = None,
    **options: Any,
) -> Dummy:
    """Make a folding dummy: the sheets of a job, small enough for office paper, to be folded and leafed through.

    `scheme` and its `options` are those of the job (`impose`), so pages lie in the same order and with the same folds;
    bleed, gripper, creep and milling are left out. `cover` is a flat piece, such as a cover: page 1 outside, page 2 inside,
    with `folds` counted from the left edge of its outside. `flip` is how the printer turns the paper; with `single_sided`
    fronts and backs are glued together. `scale` is 1 for the job's own size; as large as fits if nothing is said.

    Raises `PrintkitError` as `impose` does, for a scheme without folds (`no-dummy`), and for a bad `scale` or `folds`.
    """
    if scale is not None and not 0.02 <= scale <= 1:
        raise PrintkitError(
            [error("bad-scale", f"a scale of {scale:g} is no scale of a dummy", hint="choose 0.02 to 1")]
        )
    if scheme != COVER and folds:
        hint = f"leave them out, or choose the scheme `{COVER}`"
        raise PrintkitError([error("bad-fold", f"{scheme} has its own folds", hint=hint)])
    size, _ = sheet_size(paper)
    data = data_of(source)
    with open_pdf(data) as pdf:
        found = read(pdf)
        count, trim = len(found.pages), found.trim
    made, whole = _job(scheme, count, trim, tuple(folds), options)
    model = fitted(made, whole, size, flip, scale)
    sheets = impose(data, model.imposition, marks=False, progress=progress)
    backs = any(sheet.back is not None for sheet in model.imposition.sheets)
    words = instructions(made.scheme, _named(paper), flip, model.scale, single=single_sided, backs=backs)
    with pikepdf.open(io.BytesIO(sheets.pdf)) as pdf:
        Overlay(pdf, model, sheets.title, words).draw()
        _print_as_told(pdf, flip, single=single_sided or not backs)
        sign(pdf)
        result = saved(pdf)
    warnings = [each for each in sheets.warnings if each.code not in _PRESS_ONLY]
    if model.scale < 0.3:
        message = f"the dummy shows the pages at {model.scale:.0%}: order and folds can be seen, words hardly"
        warnings.append(warning("small-dummy", message, hint="take larger paper, such as A3"))
    return Dummy(result, model.imposition, model.scale, flip, words, tuple(warnings))


def _job(
    scheme: str, count: int, trim: Size, folds: tuple[Length, ...], options: dict[str, Any]
) -> tuple[Imposition, Imposition]:
    """The job's imposition, and the same with its blanks numbered."""
    if scheme == COVER:
        if options:
            raise PrintkitError([error("no-scheme-option", f"{COVER} has no options", hint="leave them out")])
        made = flat(trim, count, folds)
        return made, made
    if scheme not in SCHEMES:
        hint = f"use {', '.join((*FOLDED, COVER))}"
        raise PrintkitError([error("no-scheme", f"there is no scheme `{scheme}`", hint=hint)])
    return laid(SCHEMES[scheme], count, trim, read_options(SCHEMES[scheme], options))


def _named(paper: str | Size) -> str:
    if isinstance(paper, Size):
        return f"{paper.width.as_mm:g} × {paper.height.as_mm:g} mm"
    return paper.strip()


def _print_as_told(pdf: pikepdf.Pdf, flip: Flip, *, single: bool) -> None:
    """What print dialogues begin with (ISO 32000-1, 12.2): actual size, both sides, the right edge."""
    duplex = {"long": Name.DuplexFlipLongEdge, "short": Name.DuplexFlipShortEdge}[flip]
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(
        PrintScaling=Name("/None"), PickTrayByPDFSize=True, Duplex=Name.Simplex if single else duplex
    )
    pdf.Root.PageLayout = Name.SinglePage

"""The stage: typeset pages in, the file of an edition out.

CSS owns everything inside the bleed; what a print shop checks is made by the press. Here its choices are read and
checked; the file is made in `assembly`, which is imported when there is one to make.
"""

from __future__ import annotations

from pathlib import Path

from ..conditions import Condition
from ..conditions import condition as condition_named
from ..diagnostics import PrintkitError, error
from ..typeset import Typeset
from ..units import Length
from .artwork import Artwork
from .boxes import SLUG, Boxes, check_bleed
from .finishing import Finish
from .job import Job
from .standards import Standard
from .standards import standard as standard_named


def press(  # noqa: PLR0913 -- one keyword for each choice of the trade, all with defaults
    typeset: Typeset,
    *,
    standard: str | Standard = "PDF/X-4",
    condition: str | Path | Condition = "FOGRA39",
    bleed: Length | None = None,
    slug: Length | None = None,
    marks: bool = True,
    limit: float | None = None,
    ppi: float = 300,
    folds: tuple[Length, ...] = (),
    fonts: frozenset[str] | None = None,
    finishing: tuple[Finish, ...] = (),
    blanks: tuple[int, ...] = (),
) -> Artwork:
    """Make the file that a print shop takes, or that an archive keeps (`PDF/A-2u`).

    `condition` is a name of `conditions()`, the path of an ICC profile, or a `Condition`. `bleed` is at most the one
    that the pages were set with, which is the default. `slug` is the room outside it, 12 mm with marks and none
    without. `limit` is the most ink, 3.0 being 300 %; the profile's own where that is less. `ppi` is the most that
    pictures keep, in pixels an inch. `folds` are distances from the left edge of the trim. `fonts` are the PostScript
    names that may occur. `finishing` is laid over the pages, each finish in a spot ink of its own. `blanks`
    are the numbers, in the file, of blank pages that the binding asks for. An archive has neither.

    Raises `PrintkitError` for a condition that cannot be used, for sizes that cannot be had, for what the standard
    forbids and the layout needs, and for a finish that cannot be drawn.
    """
    from . import assembly

    ruling = standard if isinstance(standard, Standard) else standard_named(standard)
    if not ruling.for_print:
        return assembly.archive(typeset, ruling, fonts)
    around = _bleed(typeset, bleed)
    room = slug if slug is not None else SLUG if marks else Length(0)
    job = Job(
        ruling,
        condition if isinstance(condition, Condition) else condition_named(condition),
        Boxes.around(typeset.layout.trim, around, room),
        around,
        marks,
        limit,
        ppi,
        folds,
        fonts,
        finishing,
        blanks,
    )
    return assembly.for_print(typeset, job)


def _bleed(typeset: Typeset, wanted: Length | None) -> Length:
    if wanted is None:
        return typeset.bleed
    check_bleed(wanted)
    if wanted.pt > typeset.bleed.pt + 0.01:
        message = f"a bleed of {wanted} is wanted, and the pages were set with {typeset.bleed}"
        raise PrintkitError([error("bad-bleed", message, hint=f"typeset with `bleed: {wanted}`, or take less")])
    return wanted

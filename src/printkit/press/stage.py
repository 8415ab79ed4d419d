"""The stage: typeset pages in, the file of an edition out.

Typeset ─pdf▶ bytes ─strip, recolour, place, marks, intent, metadata▶ Artwork

CSS owns everything inside the bleed. What a print shop checks is made here, on the objects of one open file, each step
in place.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf

from ..conditions import Condition, Conversion
from ..conditions import condition as condition_named
from ..diagnostics import Diagnostic, PrintkitError, error
from ..typeset import Typeset
from ..units import Length
from . import boxes, intent, metadata, stripping
from .artwork import Artwork
from .content import recolour
from .marks import Marks, Slug
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
    folds: tuple[Length, ...] = (),
    fonts: frozenset[str] | None = None,
) -> Artwork:
    """Make the file that a print shop takes, or that an archive keeps (`PDF/A-2u`).

    `condition` is a name of `conditions()`, the path of an ICC profile, or a `Condition`. `bleed` is at most the one
    that the pages were set with, which is the default. `slug` is the room outside it, 12 mm with marks and none
    without. `limit` is the most ink, 3.0 being 300 %; the profile's own where that is less. `folds` are distances from
    the left edge of the trim. `fonts` are the PostScript names that may occur.

    Raises `PrintkitError` for a condition that cannot be used, for sizes that cannot be had, and for what the standard
    forbids and the layout needs.
    """
    ruling = standard if isinstance(standard, Standard) else standard_named(standard)
    if not ruling.for_print:
        return _archive(typeset, ruling, fonts)
    chosen = condition if isinstance(condition, Condition) else condition_named(condition)
    around = _bleed(typeset, bleed)
    room = slug if slug is not None else boxes.SLUG if marks else Length(0)
    sheet = boxes.Boxes.around(typeset.layout.trim, around, room)
    conversion = Conversion(chosen, limit)
    warnings: list[Diagnostic] = []
    with pikepdf.open(io.BytesIO(typeset.pdf(fonts, bleed=True))) as pdf:
        seed = _seed(
            pdf, chosen.name, hashlib.sha256(chosen.profile).hexdigest(), str(conversion.limit), str(sheet), str(folds)
        )
        stripping.strip(pdf, ruling)
        inked = recolour(pdf, typeset.layout.inks, conversion, ruling)
        facts = _facts(typeset, pdf, seed)
        around_all = Marks(pdf, sheet, _slug(facts, typeset, ruling, chosen), inked.spots, folds) if marks else None
        for number, page in enumerate(pdf.pages, 1):
            boxes.place(pdf, page, sheet)
            if around_all is not None:
                around_all.draw(page, number)
        intent.declare_condition(pdf, chosen)
        metadata.describe(pdf, facts, ruling)
        data = _saved(pdf, ruling)
    return Artwork(
        data,
        typeset.page_count,
        typeset.layout.name,
        ruling.edition,
        ruling.name,
        chosen.name,
        typeset.layout.trim,
        around,
        tuple(warnings),
    )


def _archive(typeset: Typeset, ruling: Standard, fonts: frozenset[str] | None) -> Artwork:
    """The file for an archive: the screen's colours and links, and nothing that needs a program or a network."""
    with pikepdf.open(io.BytesIO(typeset.pdf(fonts))) as pdf:
        seed = _seed(pdf)
        stripping.strip(pdf, ruling)
        intent.declare_screen(pdf)
        metadata.describe(pdf, _facts(typeset, pdf, seed), ruling)
        data = _saved(pdf, ruling)
    layout = typeset.layout
    return Artwork(data, typeset.page_count, layout.name, ruling.edition, ruling.name, "", layout.trim, Length(0))


def _slug(facts: metadata.Facts, typeset: Typeset, ruling: Standard, condition: Condition) -> Slug:
    trim = typeset.layout.trim
    size = f"{trim.width.as_mm:g} × {trim.height.as_mm:g} mm"
    dated = [facts.date.isoformat()] if typeset.report.date else []
    return Slug(facts.title, "  ".join([size, *dated, condition.name, ruling.name]))


def _bleed(typeset: Typeset, wanted: Length | None) -> Length:
    if wanted is None:
        return typeset.bleed
    boxes.check_bleed(wanted)
    if wanted.pt > typeset.bleed.pt + 0.01:
        message = f"a bleed of {wanted} is wanted, and the pages were set with {typeset.bleed}"
        raise PrintkitError([error("bad-bleed", message, hint=f"typeset with `bleed: {wanted}`, or take less")])
    return wanted


def _seed(pdf: pikepdf.Pdf, *made_to: str) -> bytes:
    """What stands for the content: the typesetter's digest of it, and how the file is made."""
    return bytes(pdf.trailer.ID[0]) + "\0".join(made_to).encode()


def _facts(typeset: Typeset, pdf: pikepdf.Pdf, seed: bytes) -> metadata.Facts:
    said = {key: str(value) for key, value in pdf.docinfo.items()}
    return metadata.Facts(
        title=said.get("/Title", typeset.layout.name),
        author=said.get("/Author", ""),
        keywords=said.get("/Keywords", ""),
        language=str(pdf.Root.get("/Lang", "zh-Hans")),
        date=typeset.report.date or metadata.UNDATED,
        seed=seed,
    )


def _saved(pdf: pikepdf.Pdf, ruling: Standard) -> bytes:
    """The file's bytes: same objects, same bytes."""
    out = io.BytesIO()
    streams = pikepdf.ObjectStreamMode
    pdf.save(
        out,
        force_version=ruling.pdf_version,
        object_stream_mode=streams.generate if ruling.allows_object_streams else streams.disable,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()

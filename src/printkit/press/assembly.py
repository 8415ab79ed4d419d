"""The file of an edition, made of a typeset one, each step in place on the objects of one open file.

Typeset ─pdf▶ bytes ─strip, recolour, pictures, transparency, fonts, place, finishing, marks, intent, metadata▶ Artwork
"""

from __future__ import annotations

import hashlib
import io

import pikepdf

from ..conditions import Conversion
from ..typeset import Typeset
from ..units import Length
from . import intent, metadata, stripping
from .artwork import Artwork
from .content import recolour
from .finishing.layers import Layers
from .fontprograms import convert_fonts
from .job import Job
from .marks import Marks, Slug
from .pictures import convert_pictures
from .placing import insert_blank, place
from .saving import saved
from .standards import Standard
from .transparency import remove_transparency


def for_print(typeset: Typeset, job: Job) -> Artwork:
    """The file for a print shop. Raises `PrintkitError` for what the standard forbids and the layout needs."""
    conversion = Conversion(job.condition, job.limit)
    with pikepdf.open(io.BytesIO(typeset.pdf(job.fonts, bleed=True))) as pdf:
        facts = _facts(typeset, pdf, str(job), hashlib.sha256(job.condition.profile).hexdigest())
        stripping.strip(pdf, job.standard)
        inked = recolour(pdf, typeset.layout.inks, conversion, job.standard)
        convert_pictures(pdf, conversion, job.standard, ppi=job.ppi)
        remove_transparency(pdf, job.standard)
        convert_fonts(pdf, job.standard)
        for number in job.blanks:
            insert_blank(pdf, number)
        layers = Layers(pdf, job.finishing, job.standard, typeset.layout, job.bleed, conversion)
        spots = tuple(dict.fromkeys((*inked.spots, *layers.spots)))
        marks = Marks(pdf, job.boxes, _slug(facts, typeset, job), spots, job.folds) if job.marks else None
        for number, page in enumerate(pdf.pages, 1):
            place(pdf, page, job.boxes)
            layers.draw(page, number)
            if marks is not None:
                marks.draw(page, number)
        layers.close()
        intent.declare_condition(pdf, job.condition)
        metadata.describe(pdf, facts, job.standard)
        data = saved(pdf, job.standard.pdf_version, compact=job.standard.allows_object_streams)
    return _artwork(typeset, data, job.standard, job.condition.name, job.bleed, len(job.blanks))


def archive(typeset: Typeset, standard: Standard, fonts: frozenset[str] | None) -> Artwork:
    """The file for an archive: the screen's colours and links, and nothing that needs a program or a network."""
    with pikepdf.open(io.BytesIO(typeset.pdf(fonts))) as pdf:
        facts = _facts(typeset, pdf)
        stripping.strip(pdf, standard)
        convert_fonts(pdf, standard)
        intent.declare_screen(pdf)
        metadata.describe(pdf, facts, standard)
        data = saved(pdf, standard.pdf_version, compact=standard.allows_object_streams)
    return _artwork(typeset, data, standard, "", Length(0))


def _artwork(
    typeset: Typeset,
    data: bytes,
    standard: Standard,
    condition: str,
    bleed: Length,
    blanks: int = 0,
) -> Artwork:
    return Artwork(
        pdf=data,
        pages=typeset.page_count + blanks,
        layout=typeset.layout.name,
        edition=standard.edition,
        standard=standard.name,
        condition=condition,
        trim=typeset.layout.trim,
        bleed=bleed,
    )


def _facts(typeset: Typeset, pdf: pikepdf.Pdf, *made_to: str) -> metadata.Facts:
    """What the typesetter wrote into the file. Its identifier is a digest of all that it set."""
    said = {key: str(value) for key, value in pdf.docinfo.items()}
    return metadata.Facts(
        title=said.get("/Title", typeset.layout.name),
        author=said.get("/Author", ""),
        keywords=said.get("/Keywords", ""),
        language=str(pdf.Root.get("/Lang", "zh-Hans")),
        date=typeset.report.date or metadata.UNDATED,
        seed=bytes(pdf.trailer.ID[0]) + "\0".join(made_to).encode(),
    )


def _slug(facts: metadata.Facts, typeset: Typeset, job: Job) -> Slug:
    trim = typeset.layout.trim
    size = f"{trim.width.as_mm:g} × {trim.height.as_mm:g} mm"
    dated = [facts.date.isoformat()] if typeset.report.date else []
    return Slug(facts.title, "  ".join([size, *dated, job.condition.name, job.standard.name]))

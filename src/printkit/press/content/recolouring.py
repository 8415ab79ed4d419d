"""The stage: the colours of a typeset PDF turned into inks, in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf

from ...conditions import Conversion
from ...diagnostics import PrintkitError, error
from ...layout import Ink
from ..standards import Standard
from .palette import Palette
from .streams import Streams


@dataclass(frozen=True, slots=True)
class Recoloured:
    """What was done.

    `spots` are the spot inks that the file prints with, `transparent` the pages (from 1) that draw with transparency;
    the rest are counts: streams that were rewritten, gradients in inks.
    """

    spots: tuple[str, ...]
    transparent: tuple[int, ...]
    streams: int
    gradients: int


def recolour(pdf: pikepdf.Pdf, inks: Mapping[str, Ink], conversion: Conversion, standard: Standard) -> Recoloured:
    """Turn every colour of `pdf` but those of pictures into inks, in place.

    The screen colour of one of `inks` becomes exactly its recipe, or its spot ink; every other colour goes through
    `conversion`. Black ink alone overprints as text and as thin lines, everything else knocks out. Groups blend in
    DeviceCMYK; resources that nothing uses any more are dropped.

    Raises `PrintkitError` with the page: `content-stream` for what cannot be read, `inline-image`, `colour-space`
    and `colour-mesh` for what cannot be turned into inks.
    """
    streams = Streams(pdf, Palette(inks, conversion), standard)
    transparent = []
    for number, page in enumerate(pdf.pages, 1):
        with _reading(f"page {number}"):
            if streams.page(page.obj):
                transparent.append(number)
    with _reading("a pattern"):
        streams.close()
    return Recoloured(tuple(sorted(streams.spots)), tuple(transparent), streams.count, streams.gradients)


@contextmanager
def _reading(what: str) -> Iterator[None]:
    """Say of faults where they are, and make faults of what no PDF should say."""
    try:
        yield
    except PrintkitError as problem:
        faults = [error(it.code, f"{it.message} ({what})", hint=it.hints) for it in problem.diagnostics]
        raise PrintkitError(faults) from None
    except (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as problem:
        raise PrintkitError([error("content-stream", f"{what} of the PDF cannot be read: {problem}")]) from None

"""The boxes of a page, and its place on the sheet: trim, bleed around it, and outside both the room for marks.

ISO 32000-1, 14.11.2. The sheet's lower left corner is the origin. There is no CropBox and no ArtBox (GWG R0003;
ISO 15930-7, 6.4: TrimBox or ArtBox, not both).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..diagnostics import PrintkitError, error
from ..units import Length, Size

LARGEST_BLEED: Final = Length.mm(20)
SLUG: Final = Length.mm(12)
"""Outside the bleed, on all sides, where there are marks."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in pt, y up."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of every page of a file, on a sheet whose lower left corner is the origin."""

    media: Box
    bleed: Box
    trim: Box

    @classmethod
    def around(cls, trim: Size, bleed: Length, slug: Length) -> Boxes:
        """The boxes for a trim with its bleed and slug. Raises `PrintkitError` (`bad-bleed`, `bad-slug`)."""
        check_bleed(bleed)
        if not 0 <= slug.pt <= Length.mm(50).pt:
            raise PrintkitError([error("bad-slug", f"a slug of {slug} cannot be had", hint="choose 0 to 50 mm")])
        width, height, margin = trim.width.pt, trim.height.pt, bleed.pt + slug.pt
        sizes = (
            (0.0, 0.0, width + 2 * margin, height + 2 * margin),
            (slug.pt, slug.pt, width + margin + bleed.pt, height + margin + bleed.pt),
            (margin, margin, width + margin, height + margin),
        )
        media, bled, cut = (tuple(round(value, 4) for value in box) for box in sizes)
        return cls(media, bled, cut)  # type: ignore[arg-type]


def check_bleed(bleed: Length) -> None:
    """Whether a bleed can be had. Raises `PrintkitError` (`bad-bleed`)."""
    if not 0 <= bleed.pt <= LARGEST_BLEED.pt + 1e-6:
        message = f"a bleed of {bleed} cannot be had"
        raise PrintkitError([error("bad-bleed", message, hint="choose 0 to 20 mm; print shops ask for 3 mm")])

"""What a page paints, one item for each painting operator: `Painted`, with its `Paint`, `FontUsed`, `ImageUsed`.

Boxes are (x0, y0, x1, y1) in units of the page's default user space, y up, x0 ≤ x1 and y0 ≤ y1. Sizes, line widths,
thicknesses and resolutions are real ones: the page's UserUnit is counted in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 ≤ x1 and y0 ≤ y1, in units of the page's default user space, y up."""

Kind = Literal["text", "path", "image", "shading"]

NOWHERE: Final[Rectangle] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour and how it is laid on.

    `family` is the colour space as named in the file; `base` the space that decides in the end (the base of Indexed,
    the space of a shading pattern; for the others the family itself). `profile_count` is the number of components of
    an ICC profile, 0 without one. `components` are as the content stream has them, empty for pictures and patterns.
    `inks` maps ink names to 0..1, process inks as Cyan, Magenta, Yellow, Black; None for colour that only a profile
    turns into ink. For pictures it names the inks there may be, with 1.0; for shadings the most that occurs of each.
    `alternate` is the family behind Separation, DeviceN and ICCBased. `overprint` is `op` for fills and `OP` for
    strokes. `alpha` counts in the groups around; `blend` is theirs where the object's own is Normal.
    """

    family: str
    base: str
    components: tuple[float, ...] = ()
    inks: Mapping[str, float] | None = None
    overprint: bool = False
    overprint_mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    profile_count: int = 0
    alternate: str = ""
    pattern: Literal["", "tiling", "shading"] = ""
    soft_masked: bool = False

    @property
    def transparent(self) -> bool:
        """Whether what lies under it shines through."""
        return self.alpha < 1 or self.soft_masked or self.blend not in ("Normal", "Compatible")


@dataclass(frozen=True, slots=True)
class FontUsed:
    """A font of a text: PostScript `name` without the subset's prefix, `subtype` as the file has it.

    `program` is the key of the embedded program (FontFile, FontFile2, FontFile3), empty where none is embedded, and
    `program_subtype` its /Subtype (Type1C, CIDFontType0C, OpenType). Type3 fonts count as embedded.
    """

    name: str
    subtype: str
    embedded: bool
    subset: bool = False
    program: str = ""
    program_subtype: str = ""
    descendant: str = ""
    """CIDFontType0 or CIDFontType2 under a Type0 font."""
    encoding: str = ""
    has_unicode: bool = False
    """Whether there is a ToUnicode map."""


@dataclass(frozen=True, slots=True)
class ImageUsed:
    """A picture where it is painted.

    `width` and `height` in samples, `bits` a component, `family` and `base` of its space (`ImageMask` for a stencil),
    `ppi` along its rows and columns after the CTM, `filters` in the order of decoding.
    """

    width: int
    height: int
    bits: int
    family: str
    base: str
    ppi: tuple[float, float]
    filters: tuple[str, ...] = ()
    is_mask: bool = False
    has_soft_mask: bool = False
    has_mask: bool = False
    inline: bool = False
    intent: str = ""
    object: tuple[int, int] = (0, 0)
    """Number and generation of its object; (0, 0) for an inline one."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Marked content around an item: its tag (`Span`, `Artifact`, `OC`) and MCID, if any."""

    name: str
    mcid: int | None = None


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing on a page, in the order of painting.

    `box` is what the clip lets be seen of it, `whole` all of it. `hidden` says why it cannot be seen: `clip` (or off
    the media), `mode` (text rendering mode 3 or 7), `layer` (optional content that is off), `blank` (spaces, no
    extent), `alpha` (fully transparent); empty for what can be seen. `path` names forms and patterns around it, then
    the object: ("Fm1", "Im2").
    """

    kind: Kind
    page: int
    """From 0."""
    box: Rectangle
    whole: Rectangle
    hidden: str = ""
    fill: Paint | None = None
    stroke: Paint | None = None
    tags: tuple[Tag, ...] = ()
    path: tuple[str, ...] = ()
    size: float | None = None
    """Text: height of the em in pt after text matrix and CTM, square to the baseline."""
    font: FontUsed | None = None
    text: str | None = None
    """What the glyphs mean, where ToUnicode or a known encoding tells."""
    glyphs: int = 0
    missing: int = 0
    """How many of the glyphs are .notdef, as far as the codes tell."""
    mode: int = 0
    """Text rendering mode."""
    line_width: float | None = None
    """Strokes: in pt after the CTM, where the line is thinnest; 0 is the thinnest line of the device."""
    thickness: float | None = None
    """The smaller side in pt of a filled rectangle that is at least twice as long, else None."""
    rectangle: bool = False
    """Whether a path is one upright rectangle, or several."""
    image: ImageUsed | None = None

    @property
    def visible(self) -> bool:
        """Whether it can be seen."""
        return not self.hidden

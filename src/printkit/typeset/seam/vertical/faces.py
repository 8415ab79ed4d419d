"""The fonts of vertical text: the engine's own, with the vertical forms of their glyphs beside the usual ones."""

from __future__ import annotations

import re
from typing import Any, Final

from ....typography.characters import Class
from ....typography.vertical import Form, Posture
from ..pango import Glyph, Shaper
from ..shaping import named_style

_GLYPH: Final = re.compile(r"(?:>[^<]*<)?([0-9a-f]{4})(?:>[^<]*<)?")
"""A glyph that is drawn: those of joiners and selectors are no glyphs of the font."""


class UprightFace:
    """A style of the engine as a `typography.vertical.Face`; `size` px is the em of the whole text."""

    def __init__(self, style: Any, size: float) -> None:
        self._plain, self._formed = _shapers(style)
        self._shapes: dict[tuple[bool, str], list[Glyph]] = {}
        self.size: float = style["font_size"]
        self.em = 1000 * self.size / size
        self.space = self.turned(" ")

    def turned(self, text: str) -> float:
        """The width of an atom that lies on its side."""
        return float(sum(glyph.advance for glyph in self._shape(text)) * self.em / 1000)

    def glyphs(self, form: Form) -> tuple[list[list[Glyph]], Posture]:
        """What is drawn for a form, an entry for each equal share of its extent, and how it stands in this face."""
        plain = self._shape(form.shown)
        posture = form.posture
        if posture is Posture.TURNED or (posture is Posture.ABREAST and form.kind is not Class.FILLED):
            return ([plain] if plain else []), posture
        if posture is Posture.VERTICAL:
            formed = self._shape(form.shown, formed=True)
            if [ink(glyph) for glyph in formed] != [ink(glyph) for glyph in plain]:
                return [[bare(glyph)] for glyph in formed], Posture.UPRIGHT
            posture = Posture.TURNED
        if form.shown != form.text:
            plain = [glyph._replace(code=glyph.font.said(code(glyph), form.text)) for glyph in plain]
        return [[bare(glyph)] for glyph in plain], posture

    def _shape(self, text: str, *, formed: bool = False) -> list[Glyph]:
        known = self._shapes.get((formed, text))
        if known is None:
            found = (self._formed if formed else self._plain).glyphs(text)
            known = self._shapes[formed, text] = [glyph for glyph in found if _GLYPH.fullmatch(glyph.code)]
        return known


def code(glyph: Glyph) -> str:
    """The number of a glyph in hexadecimal, without the kerning that it has in a row."""
    found = _GLYPH.fullmatch(glyph.code)
    assert found is not None, glyph.code
    return found[1]


def ink(glyph: Glyph) -> int:
    """The number of what is drawn, whatever it means."""
    return glyph.font.meaning(code(glyph)).glyph


def bare(glyph: Glyph) -> Glyph:
    """A glyph by itself."""
    return Glyph(glyph.font, code(glyph), glyph.font.meaning(code(glyph)).advance)


def _shapers(style: Any) -> tuple[Shaper, Shaper]:
    """What shapes text of a style, and the same with the font feature `vert`: one pair for a style."""
    style = named_style(style)
    known: tuple[Shaper, Shaper] | None = style.__dict__.get("printkit_upright")
    if known is None:
        settings = style["font_feature_settings"]
        formed = style.copy()
        formed["font_feature_settings"] = (*(() if settings == "normal" else settings), ("vert", 1))
        known = style.printkit_upright = (Shaper(style), Shaper(formed))
    return known

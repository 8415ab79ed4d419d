"""Measuring text with the engine's own fonts, so that what the composer counts is what is drawn.

Each distinct atom of a style is shaped once by the same Pango that sets the engine's other text, many at a
time. Widths are the rounded thousandths of an em that the PDF states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import pyphen
from weasyprint.css import AnonymousStyle

from ...typography.characters import Class, classify, stretches
from ...typography.paragraph import Cut
from .pango import Glyph, PangoFont, Shaper

_STYLE: Final = (
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "lang", "font_feature_settings",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_kerning", "font_language_override",
    "hyphens", "hyphenate_character", "hyphenate_limit_chars", "letter_spacing", "word_spacing",
)  # fmt: skip
_INVISIBLE: Final = ("\u200b", "\u2028", "\u2060", "\u00ad", "\ufeff")
"""Characters that steer where lines break and have no ink."""
_BLANKS: Final = " \t\n\r\f"


class Shape(NamedTuple):
    """A shaped atom. `font` and `code`: what is drawn; `rest`: the same for further fonts in the atom."""

    advance: float
    font: PangoFont | None
    code: str
    rest: tuple[tuple[PangoFont, str], ...] = ()


class StyleFace:
    """One style's way of shaping: a `typography.paragraph.Face` in em/1000 of its own size (px)."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self.size: float = style["font_size"]
        spacing = style["letter_spacing"]
        self._shaper = Shaper(style, 0 if spacing == "normal" else spacing)
        self.shapes: dict[str, Shape] = {sign: Shape(0, None, "") for sign in _INVISIBLE}
        self._cuts: dict[str, tuple[Cut, ...]] = {}
        self._dictionary: Any = None
        self._scaled: dict[float, ScaledFace] = {}
        self.blank = self.shape(" ")
        self.space = self.blank.advance + 1000 * style["word_spacing"] / self.size
        self.hyphen = joined([soft(glyph) for glyph in self._shaper.glyphs(style["hyphenate_character"])])

    def shape(self, atom: str) -> Shape:
        """The glyphs of one atom, shaped once."""
        known = self.shapes.get(atom)
        if known is None:
            known = self.shapes[atom] = joined(self._shaper.glyphs(atom))
        return known

    def advance(self, atom: str) -> float:
        """The width of one atom."""
        return self.shape(atom).advance

    def scaled(self, paragraph_size: float) -> StyleFace | ScaledFace:
        """This face as a paragraph of another size (px) takes it."""
        if paragraph_size == self.size:
            return self
        known = self._scaled.get(paragraph_size)
        if known is None:
            known = self._scaled[paragraph_size] = ScaledFace(self, paragraph_size)
        return known

    def feed(self, texts: Iterable[str]) -> None:
        """Shape all atoms of some texts that were not seen before, many in one run of Pango."""
        new: set[str] = set()
        for text in texts:
            for piece in stretches(text):
                if "\u4e00" <= piece < "\ua000":
                    new.update(piece)
                else:
                    new.add(piece.rstrip(_BLANKS))
        new.difference_update(self.shapes)
        new.discard("")
        if len(new) < 3:
            return
        # Nothing joins or kerns between Han.
        han = sorted(atom for atom in new if classify(atom) is Class.HAN)
        glyphs = self._shaper.glyphs("".join(han)) if han else []
        if len(glyphs) == len(han):
            self.shapes.update((sign, joined([glyph])) for sign, glyph in zip(han, glyphs, strict=True))
            new.difference_update(han)
        words = sorted(new)
        for word, found in zip(words, self._shaper.many(words), strict=True):
            self.shapes[word] = joined(found)

    def cuts(self, word: str) -> Sequence[Cut]:
        """Where a word may be hyphenated, by the patterns of its language."""
        known = self._cuts.get(word)
        if known is None:
            known = self._cuts[word] = tuple(self._find_cuts(word))
        return known

    def _find_cuts(self, word: str) -> Iterable[Cut]:
        letters = word.rstrip(".,:;!?)”’")
        total, left, right = self.style["hyphenate_limit_chars"]
        if self.style["hyphens"] != "auto" or len(letters) < total or not letters.isalpha() or not letters.isascii():
            return
        if letters.isupper():
            return
        if self._dictionary is None:
            language = pyphen.language_fallback(self.style["lang"] or "en") or "en"
            self._dictionary = pyphen.Pyphen(lang=language)
        places = [p for p in self._dictionary.positions(letters) if left <= p <= len(letters) - right]
        if not places:
            return
        glyphs = self._shaper.glyphs(word)
        if len(glyphs) != len(word):
            return  # a ligature hides where its letters end
        for place in places:
            bare = sum(glyph.advance for glyph in glyphs[:place])
            yield Cut(place, bare + self.hyphen.advance, bare)

    def part(self, word: str, first: int, stop: int, hyphen: bool) -> Shape:
        """A piece of a parted word: from letter `first`, up to letter `stop` (0: to its end), a hyphen behind it."""
        key = f"{word}\0{first}\0{stop}\0{hyphen}"
        known = self.shapes.get(key)
        if known is None:
            piece = joined(self._shaper.glyphs(word)[first : stop or None])
            if hyphen and self.hyphen.font:
                rest = (*piece.rest, (self.hyphen.font, self.hyphen.code))
                piece = Shape(piece.advance + self.hyphen.advance, piece.font, piece.code, rest)
            known = self.shapes[key] = piece
        return known


class ScaledFace:
    """A face inside text of another size: widths in em/1000 of the paragraph."""

    def __init__(self, face: StyleFace, paragraph_size: float) -> None:
        self.face = face
        self.scale = face.size / paragraph_size
        self.space = face.space * self.scale

    def advance(self, atom: str) -> float:
        """The width of one atom, in em/1000 of the paragraph."""
        return self.face.advance(atom) * self.scale


def named_style(style: Any) -> Any:
    """The style of the element: the engine gives each piece of text a nameless one that inherits it.

    A nameless style may also be a first letter's, with values of its own.
    """
    while isinstance(style, AnonymousStyle) and "printkit_own" not in style.__dict__:
        style = style.parent_style
    return style


def face_of(style: Any) -> StyleFace:
    """The face of a style, one for all texts that look alike in a document."""
    style = named_style(style)
    known: StyleFace | None = style.__dict__.get("printkit_face")
    if known is not None:
        return known
    faces: dict[Any, StyleFace] = style.font_config.__dict__.setdefault("printkit_faces", {})
    key = tuple(style[name] if not isinstance(style[name], list) else tuple(style[name]) for name in _STYLE)
    face = faces.get(key)
    if face is None:
        face = faces[key] = StyleFace(style)
    style.printkit_face = face
    return face


def soft(glyph: Glyph) -> Glyph:
    """A glyph of a hyphen that is not the text's: who copies it can tell (ISO 32000-2, 14.8.2.6.2)."""
    return glyph._replace(code=glyph.font.said(glyph.code, "\u00ad"))


def joined(glyphs: Sequence[Glyph]) -> Shape:
    """Glyphs as one shape, neighbours of one font in one string."""
    pieces: list[tuple[PangoFont, str]] = []
    for glyph in glyphs:
        if pieces and pieces[-1][0] is glyph.font:
            pieces[-1] = (glyph.font, pieces[-1][1] + glyph.code)
        else:
            pieces.append((glyph.font, glyph.code))
    if not pieces:
        return Shape(0, None, "")
    (font, code), *rest = pieces
    return Shape(sum(glyph.advance for glyph in glyphs), font, code, tuple(rest))

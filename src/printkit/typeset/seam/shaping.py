"""Measuring text with the engine's own fonts, so that what the composer counts is what is drawn.

Each distinct atom of a style is shaped once by the same Pango that sets the engine's other text; Han not
seen before are shaped many at a time. Widths are the rounded thousandths of an em that the PDF states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import pyphen
from weasyprint.css import AnonymousStyle
from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout

from ...typography.characters import Class, classify
from ...typography.paragraph import Cut

_UNKNOWN: Final = 0x10000000
_STYLE: Final = (
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "lang", "font_feature_settings",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_kerning", "font_language_override",
    "hyphens", "hyphenate_character", "hyphenate_limit_chars",
)  # fmt: skip


class PangoFont:
    """One font as Pango gave it: glyph widths and texts, told to the PDF when it is first drawn there."""

    __slots__ = ("_bound", "_name", "_owner", "pango_font", "size", "texts", "widths")

    def __init__(self, pango_font: Any, size: float) -> None:
        self.pango_font, self.size = pango_font, size
        self.widths: dict[int, int] = {}
        self.texts: dict[int, str] = {}
        self._owner: Any = None
        self._bound = (0, 0)
        self._name: Any = None

    def bind(self, stream: Any) -> Any:
        """The name of this font in the document that is being drawn."""
        state = (len(self.widths), len(self.texts))
        if self._owner is not stream._fonts or self._bound != state:
            font, _size = stream.add_font(self.pango_font)
            for glyph, text in self.texts.items():
                font.to_unicode.setdefault(glyph, text)
            for glyph, width in self.widths.items():
                font.widths.setdefault(glyph, width)
            self._owner, self._name, self._bound = stream._fonts, font.hash, state
        return self._name


class Glyph(NamedTuple):
    """A glyph as it stands in a PDF string: hex code with its own kerning, and its advance in em/1000."""

    font: PangoFont
    code: str
    advance: float
    start: int
    """Where its cluster begins in the atom, in bytes of UTF-8."""


class Shape(NamedTuple):
    """A shaped atom. `pieces`: what is drawn, font by font."""

    advance: float
    pieces: tuple[tuple[PangoFont, str], ...]
    glyphs: tuple[Glyph, ...]


class StyleFace:
    """One style's way of shaping: a `typography.paragraph.Face` in em/1000 of its own size."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self.size: float = style["font_size"]
        self._layout = Layout(style)
        self._ink, self._logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        self._fonts: dict[int, PangoFont] = {}
        self._shapes: dict[str, Shape] = {}
        self._alone: dict[str, tuple[Shape, float, bool]] = {}
        self._keep: list[Any] = []
        self._cuts: dict[str, tuple[Cut, ...]] = {}
        self._dictionary: Any = None
        self.missing: set[str] = set()
        self.blank = self.shape(" ")
        self.space = self.blank.advance
        self.hyphen = self.shape(style["hyphenate_character"])

    def shape(self, atom: str) -> Shape:
        """The glyphs of one atom, shaped once."""
        known = self._shapes.get(atom)
        if known is None:
            known = self._shapes[atom] = joined(tuple(self._glyphs(atom)))
        return known

    def advance(self, atom: str) -> float:
        """The width of one atom."""
        return self.shape(atom).advance

    def alone(self, atom: str) -> tuple[Shape, float, bool]:
        """An atom with nothing after it, as `ComposedText` takes it."""
        known = self._alone.get(atom)
        if known is None:
            known = self._alone[atom] = (self.shape(atom), 0.0, False)
        return known

    def feed(self, text: str) -> None:
        """Shape all Han of `text` not seen before, in one run of Pango: nothing joins or kerns between them."""
        new = sorted({c for c in set(text) if c not in self._shapes and classify(c) is Class.HAN})
        if len(new) < 3:
            return
        glyphs = self._glyphs("".join(new))
        if len(glyphs) == len(new):
            for character, glyph in zip(new, glyphs, strict=True):
                self._shapes[character] = Shape(glyph.advance, ((glyph.font, glyph.code),), (glyph,))

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
        glyphs = self.shape(word).glyphs
        if len(glyphs) != len(word) or letters.isupper():
            return  # a ligature hides where its letters end
        if self._dictionary is None:
            language = pyphen.language_fallback(self.style["lang"] or "en") or "en"
            self._dictionary = pyphen.Pyphen(lang=language)
        for place in self._dictionary.positions(letters):
            if left <= place <= len(letters) - right:
                bare = sum(glyph.advance for glyph in glyphs[:place])
                yield Cut(place, bare + self.hyphen.advance, bare)

    def _glyphs(self, text: str) -> list[Glyph]:
        pointer, data = unicode_to_char_p(text)
        layout = self._layout.layout
        pango.pango_layout_set_text(layout, pointer, -1)
        line = pango.pango_layout_get_line_readonly(layout, 0)
        scale = 1000 * FROM_UNITS / self.size
        found: list[Glyph] = []
        run = line.runs
        while run != ffi.NULL:
            item = run.data
            run = run.next
            font = self._font(item.item.analysis.font, text)
            string, count, offset = item.glyphs, item.glyphs.num_glyphs, item.item.offset
            for index in range(count):
                info = string.glyphs[index]
                first = string.log_clusters[index]
                end = item.item.length if index == count - 1 else string.log_clusters[index + 1]
                found.append(self._glyph(font, info, data[offset + first : offset + end].decode(), scale, offset + first))
        return found

    def _glyph(self, font: PangoFont, info: Any, text: str, scale: float, start: int) -> Glyph:
        code = info.glyph
        if code & _UNKNOWN:
            self.missing.add(text)
            code = 0
        width = font.widths.get(code)
        if width is None:
            pango.pango_font_get_glyph_extents(font.pango_font, code, self._ink, self._logical)
            width = font.widths[code] = round(self._logical.width * scale)
            font.texts[code] = text
        kerning = round(width - info.geometry.width * scale)
        shift = round(info.geometry.x_offset * scale)
        piece = f">{-shift}<{code:04x}" if shift else f"{code:04x}"
        if kerning + shift:
            piece += f">{kerning + shift}<"
        return Glyph(font, piece, width - kerning, start)

    def _font(self, pango_font: Any, text: str) -> PangoFont:
        key = int(ffi.cast("uintptr_t", pango_font))
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = PangoFont(pango_font, self.size)
            # A layout of its own with the text keeps the font alive: Pango frees what no layout uses.
            keep = Layout(self.style)
            keep.set_text(text)
            pango.pango_layout_get_line_readonly(keep.layout, 0)
            self._keep.append(keep)
        return font


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
    """The style of the element: the engine gives each piece of text a nameless one that inherits it."""
    while isinstance(style, AnonymousStyle):
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


def joined(glyphs: tuple[Glyph, ...]) -> Shape:
    """Glyphs as one shape, neighbours of one font in one string."""
    pieces: list[tuple[PangoFont, str]] = []
    for glyph in glyphs:
        if pieces and pieces[-1][0] is glyph.font:
            pieces[-1] = (glyph.font, pieces[-1][1] + glyph.code)
        else:
            pieces.append((glyph.font, glyph.code))
    return Shape(sum(glyph.advance for glyph in glyphs), tuple(pieces), glyphs)

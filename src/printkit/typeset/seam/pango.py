"""Text → glyphs by the engine's Pango: glyph numbers, advances and kerning as a PDF states them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Final, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout

from .aliases import SMALL, STEP, Alias, Aliases, aliases_of

_UNKNOWN: Final = 0x10000000
_EMPTY: Final = 0x0FFFFFFF
"""What Pango puts for characters without ink: soft hyphens, joiners. No font has such a glyph."""
_AT_ONCE: Final = 32
"""Texts in one layout; Pango walks its lines from the first to reach one."""
LEAST: Final = 0.05
"""em/1000; a shorter way is not worth an operand."""
_INTS: Final = 5
"""Of a PangoGlyphInfo: glyph, width, x and y offset, flags."""


class PangoFont:
    """One font as Pango gave it: glyph widths and texts, told to the PDF when it is first drawn there."""

    __slots__ = ("_bound", "_name", "_owner", "_wide", "aliases", "pango_font", "size", "texts", "widths")

    def __init__(self, pango_font: Any, size: float, aliases: Aliases) -> None:
        self.pango_font, self.size, self.aliases = pango_font, size, aliases
        self.widths: dict[int, int] = {}
        self.texts: dict[int, str] = {}
        self._wide: dict[tuple[str, int], tuple[str, int]] = {}
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
            font.printkit_aliases = self.aliases
            self._owner, self._name, self._bound = stream._fonts, font.hash, state
        return self._name

    def spaced(self, code: str, gap: float, exactly: bool = False) -> str:
        """The PDF string `code` with `gap` (em/1000) behind it, in the advance of its last glyph if it is no small one.

        `exactly`: all of it there, for what follows is perhaps in another size, and the gap not small for it.
        """
        if code[-1] == "<":  # a gap that the shaper has put there
            code, _, back = code[:-1].rpartition(">")
            gap -= float(back)
        if -SMALL <= gap <= SMALL and not exactly:
            return f"{code}>{-gap:.1f}<"
        wide, taken = self._widened(code, round(gap) if exactly else round(gap / STEP) * STEP)
        rest = gap - taken
        return f"{wide}>{-rest:.1f}<" if rest > LEAST or rest < -LEAST else wide

    def narrowed(self, code: str, by: float) -> tuple[str, int]:
        """The PDF string `code` with a last glyph narrower by at least `by` (em/1000), and by how much it is."""
        if code[-1] == "<":
            return code, 0
        narrow, taken = self._widened(code, -ceil(by / STEP) * STEP)
        return narrow, -taken

    def said(self, code: str, text: str) -> str:
        """The PDF string `code`, of one glyph, with it meaning `text`."""
        glyphs, back, rest = code.partition(">") if code[-1] == "<" else (code, "", "")
        return self._coded(glyphs, self.meaning(glyphs)._replace(text=text)) + back + rest

    def meaning(self, code: str) -> Alias:
        """What the last glyph of a PDF string stands for."""
        number = int(code[-4:], 16)
        return self.aliases.meanings.get(number) or Alias(number, self.widths[number], self.texts[number])

    def _widened(self, code: str, by: int) -> tuple[str, int]:
        """The string with a last glyph that is `by` wider, or as much of it as there can be, and how much that is."""
        known = self._wide.get((code, by))
        if known is None:
            alias = self.meaning(code)
            taken = max(by, -alias.advance)
            wide = self._coded(code, alias._replace(advance=alias.advance + taken))
            known = self._wide[code, by] = (code, 0) if wide is code else (wide, taken)
        return known

    def _coded(self, code: str, alias: Alias) -> str:
        number = self.aliases.code(alias)
        return code if number is None else f"{code[:-4]}{number:04x}"


class Glyph(NamedTuple):
    """A glyph as it stands in a PDF string: hex code with its own kerning, and its advance in em/1000."""

    font: PangoFont
    code: str
    advance: float


class Shaper:
    """Shapes text in one style; `spacing` is put behind each glyph, in px."""

    def __init__(self, style: Any, spacing: float = 0) -> None:
        self._style = style
        self._size: float = style["font_size"]
        self._scale = 1000 * FROM_UNITS / self._size
        self._spacing = 1000 * spacing / self._size
        self._layout = Layout(style)
        self._ink, self._logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        self._fonts: dict[int, PangoFont] = {}
        self._keep: list[Any] = []

    def glyphs(self, text: str) -> list[Glyph]:
        """The glyphs of one line of text."""
        return self._lines(text, 1)[0]

    def many(self, texts: Sequence[str]) -> Iterator[list[Glyph]]:
        """The glyphs of many texts, none of which knows of its neighbours."""
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            yield from self._lines("\n".join(some), len(some))

    def _lines(self, text: str, count: int) -> list[list[Glyph]]:
        pointer, data = unicode_to_char_p(text)
        pango.pango_layout_set_text(self._layout.layout, pointer, -1)
        found = []
        for number in range(count):
            glyphs: list[Glyph] = []
            run = pango.pango_layout_get_line_readonly(self._layout.layout, number).runs
            while run != ffi.NULL:
                item = run.data
                run = run.next
                glyphs += self._item(item, data, text)
            found.append(glyphs)
        return found

    def _item(self, run: Any, data: bytes, text: str) -> Iterator[Glyph]:
        item, string = run.item, run.glyphs
        count = string.num_glyphs
        font = self._font(item.analysis.font, text)
        numbers = array("i")
        numbers.frombytes(ffi.buffer(string.glyphs, count * _INTS * 4))
        ends = [*ffi.unpack(string.log_clusters, count), item.length]
        offset = item.offset
        widths, scale = font.widths, self._scale
        codes = zip(numbers[0::_INTS], numbers[1::_INTS], numbers[2::_INTS], pairwise(ends), strict=True)
        for code, advance, shift, (first, end) in codes:
            if code == _EMPTY:
                yield Glyph(font, "", 0)
                continue
            if code & _UNKNOWN:
                code = 0  # noqa: PLW2901 -- the glyph for what a font lacks
            said = data[offset + first : offset + end].decode()
            width = widths.get(code)
            if width is None:
                width = self._measure(font, code, said)
            piece = f"{code:04x}"
            if said and said != font.texts[code]:
                piece = font.said(piece, said)
            kerning = round(width - advance * scale - self._spacing)
            shift = round(shift * scale)  # noqa: PLW2901
            if kerning + shift:
                small = -SMALL <= kerning + shift <= SMALL
                piece = f"{piece}>{kerning + shift}<" if small else font.spaced(piece, -kerning - shift)
            if shift:
                piece = f">{-shift}<{piece}"
            yield Glyph(font, piece, width - kerning)

    def _measure(self, font: PangoFont, code: int, text: str) -> int:
        """The width that the PDF states for a glyph not seen before."""
        pango.pango_font_get_glyph_extents(font.pango_font, code, self._ink, self._logical)
        width: int = round(self._logical.width * self._scale)
        font.widths[code] = width
        font.texts[code] = text
        return width

    def _font(self, pango_font: Any, text: str) -> PangoFont:
        key = int(ffi.cast("uintptr_t", pango_font))
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = PangoFont(pango_font, self._size, aliases_of(pango_font, self._style.font_config))
            # A layout of its own with the text keeps the font alive: Pango frees what no layout uses.
            keep = Layout(self._style)
            keep.set_text(text)
            pango.pango_layout_get_line_readonly(keep.layout, 0)
            self._keep.append(keep)
        return font

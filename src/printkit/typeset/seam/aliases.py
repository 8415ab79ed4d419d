"""Further codes for glyphs: the same ink with another advance, or for another text.

Who copies text from a PDF guesses its blanks from the gaps between glyphs, and its lines from glyphs that run back.
A composed line has gaps that are no blanks (between Han and Latin, at the edge of a unit) and glyphs that run back
(into the blank half of a mark), so there a glyph is drawn whose own advance reaches to the next. The codes begin
above the glyphs of the font; the file gets a glyph for each when it has been cut to what is used.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, pango
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

from .truetype import Copy, with_copies

clean_before: Any = Font.clean

STEP: Final = 125
"""em/1000 by which advances differ; half of it at most is left to be moved."""
SMALL: Final = 70
"""em/1000 that may be moved, on or back, and no one takes it for anything.

A gap is a blank from 75 on for pdfium (half of a narrow one), from 150 on for poppler, and there a glyph that
stands 100 before the end of the last begins a new line.
"""
_LAST: Final = 0xFFFE


class Alias(NamedTuple):
    """What a further code stands for. `advance` in em/1000."""

    glyph: int
    advance: int
    text: str


class Aliases:
    """The further codes of one font of a document, in the order in which they were asked for."""

    def __init__(self, pango_font: Any) -> None:
        face = get_pango_font_hb_face(pango_font)
        self._next = harfbuzz.hb_face_get_glyph_count(face) if _is_truetype(face) else _LAST + 1
        self.first = self._next
        self.codes: dict[Alias, int] = {}
        self.meanings: dict[int, Alias] = {}

    def code(self, alias: Alias) -> int | None:
        """The code of an alias; None where the font has no room for it."""
        known = self.codes.get(alias)
        if known is None and self._next <= _LAST:
            known = self.codes[alias] = self._next
            self.meanings[known] = alias
            self._next += 1
        return known


def aliases_of(pango_font: Any, font_config: Any) -> Aliases:
    """The codes of a font: one list for all its sizes in a document."""
    known: dict[str, Aliases] = font_config.__dict__.setdefault("printkit_aliases", {})
    _key, description, _size = get_pango_font_key(pango_font)
    name = ffi.string(pango.pango_font_description_to_string(description)).decode()
    if name not in known:
        known[name] = Aliases(pango_font)
    return known[name]


def clean(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Cut a font to what is used, then add its aliases to the file and to what the PDF states of it."""
    aliases: Aliases | None = font.__dict__.get("printkit_aliases")
    if aliases is None or not aliases.codes:
        clean_before(font, to_unicode, hinting)
        return
    # Of an earlier PDF of the same pages.
    clean_before(font, {glyph: text for glyph, text in to_unicode.items() if glyph < aliases.first}, hinting)
    copies = [Copy(alias.glyph, round(alias.advance * font.upem / 1000)) for alias in aliases.codes]
    font.file_content = with_copies(font.file_content, aliases.first, copies)
    real = {glyph: text for glyph, text in font.to_unicode.items() if glyph < aliases.first}
    font.to_unicode = {code: alias.text for alias, code in aliases.codes.items()} | real
    font.widths.update((code, alias.advance) for alias, code in aliases.codes.items())


def _is_truetype(face: Any) -> bool:
    blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(b"glyf", -1))
    length = harfbuzz.hb_blob_get_length(blob)
    harfbuzz.hb_blob_destroy(blob)
    return bool(length)

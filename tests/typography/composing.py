"""What the tests of the composer share: faces by rule and by font file, and lines as text."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printkit.typography.characters import Class, classify
from printkit.typography.normalise import normalise
from printkit.typography.paragraph import Line, Paragraph, Run, Style

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
ARTICLE = SHARED / "000_1c84ed3f1d369151.txt"
INVISIBLE = "\u200b\u2060\ufeff\u00ad\u2028"
SIGNS = (Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT)

NEVER_FIRST = frozenset("，。、；：！？”’）》〉】〕」』·～—–/%℃％…々") - frozenset("—…")
NEVER_LAST = frozenset("“‘（《〈【〔「『￥$#")
"""R2 and R3, written down apart from the tables of the composer."""


class Face:
    """Han and marks an em, Latin letters half an em, a blank a quarter; what does not show is not wide."""

    space = 250.0

    def advance(self, text: str) -> float:
        shown = "".join(c for c in text if c not in INVISIBLE)
        if not shown:
            return 0.0
        narrow = shown.isascii() or classify(shown) in (
            Class.LATIN,
            Class.SMALL,
            Class.SMALL_OPEN,
            Class.DOT,
            Class.TIE,
        )
        return (500.0 if narrow else 1000.0) * len(shown)


class FontFace:
    """The advances of font files, the first that has a character."""

    def __init__(self, *names: str) -> None:
        self.tables = []
        for name in names:
            font = TTFont(ROOT / "fonts" / name)
            self.tables.append((font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]))
        self.space = self.advance(" ")

    def advance(self, text: str) -> float:
        return float(sum(self._one(c) for c in text if c not in INVISIBLE))

    def _one(self, character: str) -> int:
        for units, glyphs, widths in self.tables:
            if ord(character) in glyphs:
                return round(widths[glyphs[ord(character)]][0] * 1000 / units)
        return 1000


@cache
def font_face(*names: str) -> FontFace:
    return FontFace(*names)


def paragraph(text: str, *, chinese: bool = True, **style: object) -> Paragraph:
    return Paragraph([Run(text, Face())], Style(**style), chinese=chinese)  # type: ignore[arg-type]


def letters(p: Paragraph, line: Line) -> str:
    """All that stands on a line, without blanks."""
    text = "".join(p.atoms[line.first : line.last])[line.head :]
    return text + (p.atoms[line.last][line.head if line.first == line.last else 0 : line.tail] if line.tail else "")


def set_text(text: str, measure: float, **style: object) -> list[str]:
    """The lines of a Chinese text in so many ems."""
    p = paragraph(text, **style)
    return [letters(p, line) for line in p.fit(measure * 1000)]


@cache
def article() -> tuple[str, ...]:
    """The paragraphs of the real article, normalised."""
    if not ARTICLE.is_file():
        pytest.skip("the real article is not beside this checkout")
    parts = re.split(r"</?p[^>]*>|\n", ARTICLE.read_text("utf-8"))
    texts = (html.unescape(re.sub(r"<[^>]+>", "", part)).replace("\u00a0", " ").strip() for part in parts)
    return tuple(normalise(text).text for text in texts if text)

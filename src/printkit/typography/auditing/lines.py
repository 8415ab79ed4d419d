"""Glyphs gathered to lines, in the order of the page's content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from .glyphs import Font, Glyph, Sheet
from .marks import ANY_BLANK, ends, ink
from .structure import Element

_LEVEL: Final = 0.08
"""Neighbours of one size stand on one line where their baselines differ by no more, in em."""
_RAISED: Final = 0.7
"""And those of another size, as the calls of notes are."""
_SMALLER: Final = 0.85
_BACK: Final = 1.1
"""So far back may a glyph stand behind another's end: squeezed marks do, in em."""
_APART: Final = 0.8
"""A wider gap between two text objects parts two columns or cells, in em; R12 ends at 1/2."""
_USUAL_BLANK: Final = 0.25
_WIDEST: Final = 1.5
"""A wider gap parts them within one text object or one tagged paragraph too."""


@dataclass(slots=True, eq=False)
class Line:
    """One line. `glyphs` without the blanks at its edges; `em` and `y` those of most of them."""

    page: int
    glyphs: list[Glyph]
    fonts: Sequence[Font]
    trailing: bool
    """Whether a blank was drawn at its end."""
    em: float = field(init=False)
    y: float = field(init=False)
    font: int = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.em = Counter(glyph.em for glyph in self.glyphs).most_common(1)[0][0]
        main = [glyph for glyph in self.glyphs if glyph.em == self.em]
        self.y = Counter(glyph.y for glyph in main).most_common(1)[0][0]
        self.font = Counter(glyph.font for glyph in main).most_common(1)[0][0]
        self.text = "".join(glyph.text for glyph in self.glyphs)

    @property
    def blank(self) -> float:
        """How wide a blank of its main font is by itself, in points."""
        return (self.fonts[self.font].blank or _USUAL_BLANK) * self.em

    @property
    def element(self) -> Element | None:
        """The tagged block that it is part of."""
        return self.glyphs[0].element

    @property
    def left(self) -> float:
        """Where its ink begins, in points."""
        return ink(self.glyphs[0])

    @property
    def ends(self) -> tuple[float, ...]:
        """Where it may be said to end."""
        return ends(self.glyphs[-1])

    @property
    def right(self) -> float:
        """Where it most likely ends."""
        return self.ends[0]

    def off(self, edge: float) -> float:
        """How far it ends from an edge, in em, by the reading that is kindest; positive where it sticks out."""
        return min(((end - edge) / self.em for end in self.ends), key=abs)

    def at(self, glyph: Glyph | None = None) -> tuple[int, float, float]:
        """Page, x and y of a glyph of it, of its first by default."""
        glyph = glyph or self.glyphs[0]
        return self.page, glyph.x, glyph.y


def lines_of(sheet: Sheet, fonts: Sequence[Font]) -> list[Line]:
    """The lines of a page. Text that a page shows twice in one place, as shadows are made, is counted once."""
    found: list[Line] = []
    for glyphs in _runs(sheet.glyphs):
        end = len(glyphs)
        while end and ANY_BLANK.match(glyphs[end - 1].text):
            end -= 1
        start = 0
        while start < end and ANY_BLANK.match(glyphs[start].text):
            start += 1
        if start < end:
            found.append(Line(sheet.number, glyphs[start:end], fonts, end < len(glyphs)))
    return found


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _joins(run, glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _joins(run: list[Glyph], glyph: Glyph) -> bool:
    before = run[-1]
    if glyph.element is not before.element:
        return False
    em = max(glyph.em, before.em)
    level = next((one.y for one in reversed(run) if one.em >= em * _SMALLER), before.y)
    other_size = min(glyph.em, before.em) < _SMALLER * em
    if abs(glyph.y - level) > (_RAISED if other_size else _LEVEL) * em:
        return False
    gap = (glyph.x - before.end) / em
    known = glyph.stroke == before.stroke or (glyph.element is not None and glyph.element.whole)
    return -_BACK <= gap <= (_WIDEST if known else _APART)

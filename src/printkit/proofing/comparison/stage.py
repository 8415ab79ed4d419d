"""`compare()`: two files in, what differs out. Pages are aligned first, then each pair is looked at."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from ...diagnostics import PrintkitError, error
from ...preflight import Box
from ...units import Length
from ..forms import Source
from .alignment import Pair, aligned
from .parts import described, parts, shifted
from .pixels import Difference, difference
from .raster import Pixels
from .result import Comparison, Kind, PageChange, Version
from .version import GRID, Page, Reading, opened
from .wording import reworded

Progress = Callable[[str, int], None]

TOLERANCE: Final = Length.mm(0.05)
MOST_PAGES: Final = 2_000
_FEATURES: Final = 1_024
_MOVED: Final = 1.5
"""Times the tolerance from which a thing has moved, whatever its pixels say."""
_TELLING: Final = 6
"""Tokens from which a page is known by its words."""


def compare(
    before: Source, after: Source, *, tolerance: Length = TOLERANCE, progress: Progress | None = None
) -> Comparison:
    """Hold two versions of a PDF against each other: pages, looks, words, colours.

    What is compared of a page is its bleed, or its trim without one; marks and slug are left out. Differences in place
    below `tolerance` (mm 0.02 to 1) are none; from twice of it on they are found. Pages are known again by what stands
    on them. Same input, same answer.

    Raises `PrintkitError` as `open_pdf` does, for a tolerance out of bounds (`bad-tolerance`), and for more pages than
    can be held against each other (`too-many-pages`).
    """
    if not 0.02 <= tolerance.as_mm <= 1:
        message = f"a tolerance of {tolerance} is out of bounds"
        raise PrintkitError([error("bad-tolerance", message, hint="choose 0.02mm to 1mm")])
    with opened(before) as old, opened(after) as new:
        for reading in (old, new):
            if reading.count > MOST_PAGES:
                message = f"{reading.count} pages are more than can be held against others"
                raise PrintkitError([error("too-many-pages", message, hint=f"compare {MOST_PAGES} pages at a time")])
        tell = progress or (lambda _stage, _number: None)
        tell("align", 0)
        sketches = [[_sketch(reading, number) for number in range(1, reading.count + 1)] for reading in (old, new)]
        laid = aligned(_likeness(*sketches), [sketch.plain for sketch in sketches[0]])
        for reading in (old, new):
            reading.rewind()
        work = _Work(old, new, tolerance)
        pages = []
        for pair in laid:
            tell("compare", (pair.after if pair.after is not None else pair.before or 0) + 1)
            pages.append(work.change(pair))
        facts = _facts(old.facts(), new.facts())
        return Comparison(
            Version(old.name, old.count, old.facts()),
            Version(new.name, new.count, new.facts()),
            tuple(_without_reflow(pages)),
            tolerance,
            facts,
            tuple(work.unread),
        )


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What a page is known by: its words as numbers, and a small picture."""

    words: npt.NDArray[np.float32]
    count: int
    picture: npt.NDArray[np.float32]

    @property
    def plain(self) -> bool:
        """Whether there is next to nothing on it."""
        return self.count < _TELLING and float(self.picture.std()) < 0.02


def _sketch(reading: Reading, number: int) -> _Sketch:
    page = reading.page(number)
    words = np.zeros(_FEATURES, np.float32)
    keys = [token.key for token in page.tokens]
    for pair in zip(keys, [*keys, ""][1:], strict=True):
        words[zlib.crc32("\0".join(pair).encode("utf-8", "replace")) % _FEATURES] += 1
    return _Sketch(np.sqrt(words), len(keys), reading.small(page).reshape(GRID[0] * GRID[1]))


def _likeness(before: Sequence[_Sketch], after: Sequence[_Sketch]) -> npt.NDArray[np.float32]:
    """How much each page is like each other one, 0 to 1: by its words where both have some, else by its look."""
    words = [np.stack([sketch.words for sketch in side]) for side in (before, after)]
    lengths = [np.linalg.norm(side, axis=1) for side in words]
    said = (words[0] @ words[1].T) / np.maximum(np.outer(*lengths), 1e-6)
    seen = np.zeros_like(said)
    pictures = np.stack([sketch.picture for sketch in after])
    for row, sketch in enumerate(before):
        seen[row] = 1 - np.minimum(1, 4 * np.abs(pictures - sketch.picture).mean(axis=1))
    telling = [np.array([sketch.count >= _TELLING for sketch in side]) for side in (before, after)]
    both, neither = np.logical_and.outer(*telling), ~np.logical_or.outer(*telling)
    return np.asarray(np.where(both, 0.75 * said + 0.25 * seen, np.where(neither, seen, 0.4 * seen)), np.float32)


@dataclass
class _Work:
    """Looks at pair after pair, and keeps what could not be read."""

    old: Reading
    new: Reading
    tolerance: Length
    unread: list[str] = field(default_factory=list)

    def change(self, pair: Pair) -> PageChange:
        """What differs between two pages that belong together."""
        if pair.before is None or pair.after is None:
            there = self.old if pair.after is None else self.new
            self._read(there, (pair.before if pair.after is None else pair.after) or 0)
            kind: Kind = "removed" if pair.after is None else "inserted"
            return PageChange(
                kind,
                None if pair.before is None else pair.before + 1,
                None if pair.after is None else pair.after + 1,
                share=1.0,
            )
        before, after = self._read(self.old, pair.before), self._read(self.new, pair.after)
        seen = self._seen(before, after)
        words = tuple(reworded(before.tokens, after.tokens))
        found = parts(before, after, (self.old.digest, self.new.digest)) if seen.boxes or seen.faint else []
        boxes = (*seen.boxes, *shifted(found, seen.faint, _MOVED * self.tolerance.as_mm))
        sizes = tuple(f"{page.size[0]:.2f} × {page.size[1]:.2f}" for page in (before, after))
        change = PageChange(
            "changed",
            before.number,
            after.number,
            described(boxes, found),
            words,
            tuple(sorted(before.colours - after.colours)),
            tuple(sorted(after.colours - before.colours)),
            seen.share,
            sizes=(sizes[0], sizes[1]) if _differ(before.size, after.size) else None,
        )
        change = replace(change, folio=_only_folio(change))
        return change if change.differs and not pair.moved else replace(change, kind="moved" if pair.moved else "same")

    def _read(self, reading: Reading, index: int) -> Page:
        page = reading.page(index + 1)
        if page.unread:
            self.unread.append(f"{reading.name or 'PDF'}: {page.unread}")
        return page

    def _seen(self, before: Page, after: Page) -> Difference:
        """The difference of their pixels, over all that is bleed in both."""
        x0, y0 = max(before.bleed.x, after.bleed.x), max(before.bleed.y, after.bleed.y)
        x1, y1 = (
            max(min(x for x, _ in ends), low)
            for ends, low in (
                ([(page.bleed.x + page.bleed.width, 0) for page in (before, after)], x0),
                ([(page.bleed.y + page.bleed.height, 0) for page in (before, after)], y0),
            )
        )

        def draw(dpi: float, left: int, top: int, width: int, height: int) -> tuple[Pixels, Pixels] | None:
            one = self.old.raster.piece(before.number, before.corner, dpi, left, top, width, height)
            other = self.new.raster.piece(after.number, after.corner, dpi, left, top, width, height)
            return None if one is None or other is None else (one, other)

        if x1 - x0 <= 0 or y1 - y0 <= 0:
            return Difference()
        return difference(draw, Box(x0, y0, x1 - x0, y1 - y0), self.tolerance)


def _differ(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) > 0.01 or abs(one[1] - other[1]) > 0.01


def _only_folio(change: PageChange) -> bool:
    """Whether all that has changed is the number of the page, by as much as the page has gone on."""
    if len(change.words) != 1 or len(change.areas) != 1 or change.sizes or change.lost or change.gained:
        return False
    (wording,) = change.words
    if not (re.fullmatch(r"\d{1,5}", wording.before) and re.fullmatch(r"\d{1,5}", wording.after)):
        return False
    box = change.areas[0].box
    gone = (change.after or 0) - (change.before or 0)
    return gone != 0 and int(wording.after) - int(wording.before) == gone and box.width < 20 and box.height < 10


def _without_reflow(pages: list[PageChange]) -> list[PageChange]:
    """Without words that left a page and stand on its neighbour: the lines have gone on, the words are the same."""
    words = [list(page.words) for page in pages]
    for one, other in itertools.pairwise(range(len(pages))):
        for source, target in ((one, other), (other, one)):
            for left in [wording for wording in words[source] if not wording.after]:
                come = next((w for w in words[target] if w.after == left.before and not w.before), None)
                if come is not None:
                    words[source].remove(left)
                    words[target].remove(come)
    return [replace(page, words=tuple(left)) for page, left in zip(pages, words, strict=True)]


def _facts(before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    old, new = dict(before), dict(after)
    return tuple(
        (what, old.get(what, ""), new.get(what, ""))
        for what in dict.fromkeys([*old, *new])
        if old.get(what, "") != new.get(what, "")
    )

"""All breaks of a paragraph chosen together (total fit, after Knuth and Plass 1981), for Chinese and English.

Lengths in thousandths of an em of the paragraph's size. Building the atoms costs once a paragraph, `fit`
once a measure. Prefix sums make the natural width, the shrink and the stretch of any line a subtraction;
only ends that can be reached from a start are looked at, so the cost grows with the text alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from . import breaks, spacing
from .characters import ATOM, Class, classify
from .spacing import Glue, Style

_INFINITE: Final = 1e18
_HALF: Final = 500.0
_TINY: Final = 1e-6
_BLANKS: Final = " \t\n\r\f"


class Face(Protocol):
    """How wide text is in one face and size, in thousandths of the paragraph's em."""

    space: float
    """The width of a blank."""

    def advance(self, text: str) -> float:
        """The width of one atom, as it will be drawn."""


class Run(NamedTuple):
    """A stretch of text in one face. `kind` is the class of all its atoms where it is not that of their letters."""

    text: str
    face: Face
    kind: Class | None = None


class Cut(NamedTuple):
    """A place where a word may be hyphenated: letters before it, their width with the hyphen, and without."""

    letters: int
    width: float
    bare: float


Hyphenate = Callable[[str, Face], Sequence[Cut]]


class Line(NamedTuple):
    """One line: atoms `first` up to, not including, `last`.

    `head` and `tail`: letters of the first atom already set on the line before, letters of the atom `last`
    that still stand here before a hyphen (0 for none). `gaps`: the space after each atom but the last,
    stretched or squeezed. `left`: how far the first atom begins before the edge, an opening bracket's blank half.
    `width`: from the edge to the last ink's edge. `han`: what was added between Han (em/1000).
    """

    first: int
    last: int
    head: int
    tail: int
    left: float
    gaps: tuple[float, ...]
    width: float
    han: float
    forced: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """What the paragraph breaker dislikes, in demerits."""

    squeeze: float = 14
    gap: float = 8
    """Stretching the gaps between words, and between Han and Latin, to their limit."""
    han: float = 40
    """That Han are pulled apart at all."""
    han_per: float = 0.06
    """Times the square of the thousandths of an em between them."""
    line: float = 1
    runt: float = 4000
    short: float = 60
    hyphen: float = 60
    ladder: float = 4000


_WEIGHTS: Final = Weights()


class Paragraph:
    """The atoms of a paragraph. Build it once, `fit` it to as many measures as needed."""

    def __init__(self, runs: Sequence[Run], style: Style | None = None, *, chinese: bool = True, hyphenate: Hyphenate | None = None) -> None:
        """`chinese` tells the rules; English takes word spaces, and hyphens where `hyphenate` gives cuts."""
        self.style = style or Style()
        self.chinese = chinese
        self.atoms: list[str] = []
        self.widths: list[float] = []
        self.kinds: list[Class] = []
        self.glues: list[Glue] = []
        self.cuts: list[Sequence[Cut]] = []
        self.bounds: list[int] = []
        """The number of atoms up to the end of each run."""
        self.where: list[tuple[int, int]] = []
        self.flags: list[bool] = []
        self.ends: list[float] = []
        self.starts: list[float] = []
        self.end_sums: list[tuple[float, float, int]] = []
        self.start_sums: list[tuple[float, float, int]] = []
        self._tokenise(runs, hyphenate)
        self._sum()

    def _tokenise(self, runs: Sequence[Run], hyphenate: Hyphenate | None) -> None:
        pairs, _ = _tables(self.style)
        chinese, style, han, plain, none = self.chinese, self.style, Class.HAN, pairs[Class.HAN][Class.HAN], Glue()
        atoms: list[str] = self.atoms
        kinds, widths, glues, faces = self.kinds, self.widths, self.glues, []
        blank = 0.0
        before: Class | None = None
        for text, face, given in runs:
            known: dict[str, tuple[Class, float]] = {}
            find = known.get
            for atom in ATOM.findall(text):
                entry = find(atom)
                if entry is None:
                    if not atom.strip(_BLANKS):
                        blank = face.space
                        continue
                    entry = known[atom] = (classify(atom) if given is None else given, face.advance(atom))
                kind, width = entry
                if blank:
                    if before is not None:
                        glues.append(spacing.blank(before, kind, blank, style) if chinese else spacing.word_space(blank))
                    blank = 0.0
                elif kind is han and before is han:
                    glues.append(plain)
                elif before is not None:
                    glues.append(pairs[before][kind] if chinese else none)
                atoms.append(atom)
                kinds.append(kind)
                widths.append(width)
                before = kind
            self.bounds.append(len(atoms))
            faces.append(face)
        if hyphenate is not None:
            for index, atom in enumerate(atoms):
                cut = hyphenate(atom, faces[self.run_at(index)]) if kinds[index] is Class.LATIN else ()
                self.cuts.append(cut)

    def run_at(self, atom: int) -> int:
        """The index of the run that an atom came from."""
        return bisect_right(self.bounds, atom)

    def _sum(self) -> None:
        """The candidates for a line's end, and the sums that make each line a subtraction."""
        _, legal = _tables(self.style)
        trim, hang, chinese = self.style.punctuation != "full", self.style.hanging, self.chinese
        widths, kinds, glues, cuts = self.widths, self.kinds, self.glues, self.cuts
        count = len(kinds)
        # An entry a candidate: the atom and letter where it is; x of the line's end; x where the next line starts;
        # the sums of shrink, stretch and Han gaps up to either.
        where, flags, ends, starts = self.where, self.flags, self.ends, self.starts
        end_sums, start_sums = self.end_sums, self.start_sums
        sums = (0.0, 0.0, 0)
        starts.append(_start_trim(kinds[0], widths[0], trim) if count else 0.0)
        start_sums.append(sums)
        x = 0.0
        han, between_han = Class.HAN, _tables(self.style)[0][Class.HAN][Class.HAN]
        last = count - 1
        for i in range(count):
            x += widths[i]
            if i == last:
                break
            gap = glues[i]
            if gap is between_han and chinese:
                where.append((i + 1, 0))
                flags.append(False)
                ends.append(x)
                starts.append(x)
                end_sums.append(sums)
                sums = (sums[0], sums[1], sums[2] + 1)
                start_sums.append(sums)
                continue
            kind, after = kinds[i], kinds[i + 1]
            if cuts and cuts[i]:
                self._hyphens(i, x - widths[i], sums)
            natural, shrink, _tier, stretch, stretches, space = gap
            ok = legal[kind][after][space] if chinese else space
            if ok:
                where.append((i + 1, 0))
                flags.append(False)
                ends.append(x if kind is han else x - _end_trim(kind, widths[i], trim, hang))
                end_sums.append(sums)
            x += natural
            sums = (sums[0] + shrink, sums[1] + stretch, sums[2] + stretches)
            if ok:
                starts.append(x if after is han else x + _start_trim(after, widths[i + 1], trim))
                start_sums.append(sums)
        if count:
            if cuts and cuts[-1]:
                self._hyphens(last, x - widths[-1], sums)
            where.append((count, 0))
            flags.append(False)
            ends.append(x - _end_trim(kinds[-1], widths[-1], trim, hang))
            end_sums.append(sums)

    def _hyphens(self, atom: int, x: float, sums: tuple[float, float, int]) -> None:
        """The candidates inside a word that begins at `x`."""
        for cut in self.cuts[atom]:
            self.where.append((atom, cut.letters))
            self.flags.append(True)
            self.ends.append(x + cut.width)
            self.starts.append(x + cut.bare)
            self.end_sums.append(sums)
            self.start_sums.append(sums)

    def fit(self, measure: float, *, indent: float = 0, justify: bool = True) -> list[Line]:
        """Break into lines of `measure`, the first `indent` shorter. Every text fits: at worst a line is too long."""
        if not self.atoms:
            return []
        best: tuple[float, list[int]] | None = None
        for reach in (1.0, 4.0, 40.0, _INFINITE):
            found = self._search(measure, indent, justify, reach)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
            # A last line of a single sign is worth a look at looser lines.
            if best is not None and best[0] < _WEIGHTS.runt:
                break
        assert best is not None, "the widest search always ends"
        return self._lines(best[1], measure, indent, justify)

    def _search(self, measure: float, indent: float, justify: bool, reach: float) -> tuple[float, list[int]] | None:
        """The demerits and the candidates that end the lines; `reach` is how far, in ems, a line may fall short before its gaps stretch."""
        ends, starts, flags = self.ends, self.starts, self.flags
        end_sums, start_sums = self.end_sums, self.start_sums
        count = len(ends)
        last = count - 1
        best = [_INFINITE] * (count + 1)
        back = [0] * (count + 1)
        best[0] = 0.0
        final = reach >= _INFINITE
        slack = measure if final else min(measure, reach * 1000 + (0 if self.chinese else measure * 0.12))
        weigh = _WEIGHTS
        squeeze, gap_weight, han_base, han_per = weigh.squeeze, weigh.gap, weigh.han, weigh.han_per
        chinese = self.chinese
        for k in range(count):
            cost = best[k]
            if cost >= _INFINITE:
                continue
            start = starts[k]
            shrink0, stretch0, gaps0 = start_sums[k]
            edge = start + (measure if k else measure - indent)
            t = bisect_left(ends, edge - slack - 600, k, count) if edge - slack > start else k
            t = min(t, last)
            seen = False
            while t < count:
                room = edge - ends[t]
                shrink1, stretch1, gaps1 = end_sums[t]
                if room < -_TINY:
                    give = shrink1 - shrink0
                    if -room > give + _TINY:
                        if final and not seen:
                            bad = 1e7 - room
                        elif room < -3000:
                            break
                        else:
                            t += 1
                            continue
                    else:
                        ratio = room / give
                        bad = squeeze * ratio * ratio
                elif t == last or room < 1:
                    bad = 0.0
                elif not justify:
                    bad = (room / 700) ** 2
                else:
                    take = stretch1 - stretch0
                    ratio = room / take if take else 9.0
                    if ratio <= 1:
                        bad = gap_weight * ratio * ratio
                    else:
                        spots = gaps1 - gaps0
                        if chinese and spots:
                            each = (room - take) / spots
                            bad = gap_weight + han_base + min(han_per * each * each, 3000)
                        else:
                            bad = gap_weight + 400 * (ratio - 1) ** 2 + 200
                        if reach <= 1 and bad > 400:
                            t += 1
                            continue
                seen = True
                bad += 1
                if flags[t]:
                    bad += weigh.hyphen
                    if k and flags[k - 1]:
                        bad += weigh.ladder
                if t == last and k:
                    bad += self._ending(k, ends[t] - start)
                bad += cost
                if bad < best[t + 1]:
                    best[t + 1] = bad
                    back[t + 1] = k
                t += 1
        if best[count] >= _INFINITE:
            return None
        chosen = []
        k = count
        while k:
            chosen.append(k)
            k = back[k]
        chosen.reverse()
        return best[count], chosen

    def _ending(self, k: int, width: float) -> float:
        """What is wrong with a last line that begins after candidate `k` (R18)."""
        first, letters = self.where[k - 1]
        if not self.chinese:
            return _WEIGHTS.short if width < 2500 else 0.0
        if letters == 0 and first < len(self.kinds) - 8:
            return 0.0
        signs = sum(1 for kind in self.kinds[first:] if kind in (Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT))
        return _WEIGHTS.runt if signs < 2 else _WEIGHTS.short if signs < 3 else 0.0

    def _lines(self, chosen: Sequence[int], measure: float, indent: float, justify: bool) -> list[Line]:
        lines = []
        previous = 0
        for end in chosen:
            first, head = self.where[previous - 1] if previous else (0, 0)
            last, tail = self.where[end - 1]
            width = self.ends[end - 1] - self.starts[previous]
            room = measure - (0 if previous else indent) - width
            closing = end == len(self.ends)
            gaps, han = self._set(first, last, tail, room, justify and not closing)
            trim = self.style.punctuation != "full"
            left = 0.0 if head else _start_trim(self.kinds[first], self.widths[first], trim)
            change = sum(gaps) - sum(g.natural for g in self.glues[first : first + len(gaps)])
            lines.append(Line(first, last, head, tail, left, gaps, width + change, han, width + change > measure - (0 if previous else indent) + 1))
            previous = end
        return lines

    def _set(self, first: int, last: int, tail: int, room: float, justify: bool) -> tuple[tuple[float, ...], float]:
        """The gaps of one line: squeezed tier by tier, or stretched, words first and Han last (R16)."""
        inner = self.glues[first : last if tail else last - 1]
        if room < -_TINY:
            return _squeeze(inner, -room), 0.0
        if room < 1 or not justify:
            return tuple(g.natural for g in inner), 0.0
        take = sum(g.stretch for g in inner)
        if room <= take:
            ratio = room / take
            return tuple(g.natural + g.stretch * ratio for g in inner), 0.0
        spots = sum(g.han for g in inner)
        if spots and self.chinese:
            each = (room - take) / spots
            return tuple(g.natural + g.stretch + (each if g.han else 0) for g in inner), each
        if take:
            return tuple(g.natural + g.stretch * room / take for g in inner), 0.0
        return tuple(g.natural for g in inner), 0.0


def _squeeze(inner: Sequence[Glue], need: float) -> tuple[float, ...]:
    """Gaps made shorter by `need` in all, the tiers in their order."""
    gaps = [g.natural for g in inner]
    for tier in spacing.Squeeze:
        give = sum(g.shrink for g in inner if g.tier is tier)
        if not give:
            continue
        ratio = min(1.0, need / give)
        for index, g in enumerate(inner):
            if g.tier is tier:
                gaps[index] -= g.shrink * ratio
        need -= give * ratio
        if need <= _TINY:
            break
    return tuple(gaps)


def _start_trim(kind: Class, width: float, trim: bool) -> float:
    """The blank half of an opening bracket stands before the line (R8)."""
    return _HALF if trim and kind is Class.OPEN and width > 900 else 0.0


def _end_trim(kind: Class, width: float, trim: bool, hang: bool) -> float:
    """The blank half of a closing mark stands behind the line (R7); hung, the whole of a comma or stop."""
    if width <= 900 or kind not in (Class.PAUSE, Class.STOP, Class.CLOSE):
        return 0.0
    if hang and kind is not Class.CLOSE:
        return width
    return _HALF if trim else 0.0


@lru_cache(maxsize=16)
def _tables(style: Style) -> tuple[list[list[Glue]], list[list[tuple[bool, bool]]]]:
    return spacing.table(style), breaks.table(style.line_start_end)

"""Runs of text, read into columns.

Rows of Han, most of a Chinese text, are taken whole; only where something else stands is anything decided, and
those places (`Atoms.spots`) are all that later rooms look at. What was measured in a face is remembered with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from .atoms import Atoms, Cut, Face, Hyphenate, Run
from .breaks import NEVER_FIRST, NEVER_LAST
from .characters import BREAK, CLASS, MAY_BREAK_HERE, TIED, Class, classify, stretches, tame
from .cuts import own_cuts
from .spacing import HUNG, MARKS, NARROW, Glue, Pair, Rules, rules, word_space
from .style import Style

_BLANKS: Final = " \t\n\r\f"
_CONTROLS: Final = frozenset(sign for sign, kind in CLASS.items() if kind is Class.CONTROL)
_NO_GLUE: Final = Glue()
_NOWHERE: Final = Pair(_NO_GLUE, False, 0.0, 0.0)


class _Entry(NamedTuple):
    """What is known of a piece of text in a face. `tail`: blanks follow it. `atom` is empty where it is a blank alone."""

    atom: str
    kind: Class
    width: float
    tail: bool
    cuts: tuple[Cut, ...]


class _Known:
    """What was measured in one face."""

    def __init__(self) -> None:
        self.entries: dict[tuple[Class | None, str], dict[str, _Entry]] = {}
        self.widths: dict[str, float] = {}
        self.em = 0.0
        """How wide Han are in this face, but for some that another may have lent."""
        self.han: dict[str, str] = {}
        """The Han so wide. A text holds the keys and no signs of its own, which saves memory and hashing."""

    def learn(self, signs: str, face: Face) -> None:
        """Measure Han."""
        for sign in signs:
            width = self.widths.get(sign)
            if width is None:
                width = self.widths[sign] = face.advance(sign)
            self.em = self.em or width
            if width == self.em:
                self.han[sign] = sign


_KNOWN: Final[WeakKeyDictionary[Any, _Known]] = WeakKeyDictionary()


def read(runs: Sequence[Run], style: Style, *, chinese: bool, hyphenate: Hyphenate | None, hyphen: str) -> Atoms:
    """The columns of a text."""
    reader = _Reader(style, chinese, hyphenate, hyphen)
    for run in runs:
        reader.read(run)
    return reader.finish()


class _Reader:
    """Reads runs into columns, and remembers what stood last."""

    def __init__(self, style: Style, chinese: bool, hyphenate: Hyphenate | None, hyphen: str) -> None:
        self.style, self.chinese, self.hyphenate, self.hyphen = style, chinese, hyphenate, hyphen
        self.book = rules(style, chinese)
        self.atoms = Atoms(self.book.pairs[Class.HAN][Class.HAN])
        self.before: Class | None = None
        """The class of the last atom that shows, and of the one before it."""
        self.earlier: Class | None = None
        self.blank = 0.0
        self.hint = ""
        """Control characters since the last atom that shows."""
        self.owed = 0.0
        """The trim of the line that a forced break has ended."""

    def read(self, run: Run) -> None:
        """One run."""
        into, face, han = self.atoms, run.face, Class.HAN
        scale = getattr(face, "scale", 1.0)
        book = rules(self.style, self.chinese, scale)
        known = _KNOWN.get(face)
        if known is None:
            known = _KNOWN[face] = _Known()
        entries = known.entries.setdefault((run.kind, self.hyphen), {})
        find, shared = entries.get, known.han.__getitem__
        texts, widths, kinds, glues, spots, pairs = (
            into.texts, into.widths, into.kinds, into.glues, into.spots, into.pairs,
        )  # fmt: skip
        plain, between, space = into.plain.glue, book.pairs, face.space
        blanks, hyphenate = book.blanks, self.hyphenate
        control, query, paired, latin = Class.CONTROL, Class.QUERY, Class.PAIRED, Class.LATIN
        pair: Pair | None
        in_rows = run.kind is None and tame(run.text)
        before, earlier, blank = self.before, self.earlier, self.blank
        # Where neither blanks nor anything rare stand between two atoms, the table has the answer.
        plainly = not self.hint and book is self.book and not self.style.hanging
        for piece in stretches(run.text):
            if in_rows and "\u4e00" <= piece < "\ua000":
                entry, kind = None, han
            else:
                entry = find(piece)
                if entry is None:
                    entry = entries[piece] = self._learn(piece, run, scale)
                atom, kind, width, tail, own = entry
                if kind is control:
                    self.before, self.earlier, self.blank = before, earlier, blank
                    self._control(atom, book)
                    before, earlier, blank, plainly = self.before, self.earlier, self.blank, False
                    if tail:
                        blank = space
                    continue
                if not atom:
                    blank = space
                    continue
                if kind is query and not blank:
                    if before is paired:
                        before = kinds[-1] = query
                    elif before is query:
                        kind = paired
            if plainly and before is not None and before < paired:
                if blank:
                    pair = blanks.get((before, kind, blank)) or book.blank(before, kind, blank)
                    blank = 0.0
                elif before is han and kind is han:
                    pair = None
                else:
                    pair = between[before][kind]
                if pair is None:
                    glues.append(plain)
                else:
                    spots.append(len(glues))
                    pairs.append(pair)
                    glues.append(pair.glue)
            elif texts:
                self.before, self.earlier = before, earlier
                pair = self._pair(kind, blank, book)
                spots.append(len(glues))
                pairs.append(pair)
                glues.append(pair.glue)
                plainly = not self.style.hanging
                blank = 0.0
            else:
                into.start_trim, self.book = book.start_trim(kind), book
                plainly, blank = not self.style.hanging, 0.0
            earlier, before = before, kind
            if entry is None:
                count = len(piece)
                try:
                    texts += list(map(shared, piece))
                    widths += [known.em] * count
                except KeyError:
                    known.learn(piece, face)
                    texts += piece
                    widths += [known.widths[sign] for sign in piece]
                kinds += [han] * count
                glues += [plain] * (count - 1)
                if count > 1:
                    earlier = han
                continue
            if kind is latin:
                cuts: Sequence[Cut] = own
                if hyphenate is not None and not own and len(atom) > 3:
                    cuts = hyphenate(atom, face)
                if cuts:
                    into.cuts[len(texts)] = cuts
            texts.append(atom)
            widths.append(width)
            kinds.append(kind)
            if tail:
                blank = space
        self.before, self.earlier, self.blank, self.book = before, earlier, blank, book
        into.bounds.append(len(texts))
        into.faces.append(face)

    def finish(self) -> Atoms:
        """The columns, when all runs are read."""
        into = self.atoms
        if self.before is not None:
            into.end_trim = self.book.end_trim(self.before, self.earlier in MARKS)
        while into.forced and into.forced[-1] >= len(into.texts) - 1:
            into.forced.pop()
            into.end_trim = self.owed
        return into

    def _control(self, atom: str, book: Rules) -> None:
        """Take in a character that does not show."""
        into = self.atoms
        if into.texts:
            pair = Pair(_NO_GLUE, True, self.owed, 0.0) if BREAK in self.hint else _NOWHERE
            into.spots.append(len(into.glues))
            into.pairs.append(pair)
            into.glues.append(pair.glue)
        if BREAK in self.hint:
            self.hint, self.owed = "", 0.0
        self.hint += atom
        if atom == BREAK:
            into.forced.append(len(into.texts))
            self.owed = book.end_trim(self.before, self.earlier in MARKS) if self.before is not None else 0.0
            self.before = self.earlier = None
            self.blank = 0.0
        into.texts.append(atom)
        into.widths.append(0.0)
        into.kinds.append(Class.CONTROL)

    def _pair(self, kind: Class, blank: float, book: Rules) -> Pair:
        """What stands between the last atom that shows and the next, where that is not plainly in the table."""
        before, hint, into = self.before, self.hint, self.atoms
        self.hint = ""
        if before is None:
            owed, self.owed, self.book = self.owed, 0.0, book
            return Pair(_NO_GLUE, BREAK in hint, owed, book.start_trim(kind))
        # The blank half between two marks is that of the mark that comes first.
        next_book = book
        if before in MARKS or self.book.half < book.half:
            book = self.book  # and the gap between two sizes is that of the smaller
        pair = book.blank(before, kind, blank) if blank else book.pairs[before][kind]
        if next_book is not book:
            pair = pair._replace(outset=next_book.start_trim(kind))
        if before is Class.TIE and into.texts[-1] == "\u00a0":
            space = word_space(into.widths[-1])
            pair = Pair(space._replace(natural=0, space=False), False, 0.0, 0.0)
        elif before is Class.BLANK:
            pair = pair._replace(inset=pair.inset + self._fixed_blanks())
        elif before in HUNG and self.style.hanging and self.earlier in MARKS:
            pair = pair._replace(inset=pair.glue.natural + book.end_trim(before, True))
        if hint:
            tied = any(sign in hint for sign in TIED)
            opened = MAY_BREAK_HERE in hint and kind not in NEVER_FIRST and before not in NEVER_LAST
            pair = pair._replace(legal=not tied and (opened or pair.legal))
        self.book = next_book
        return pair

    def _fixed_blanks(self) -> float:
        """The width of the blanks of fixed width at the end, which go when a line ends there."""
        into, width = self.atoms, 0.0
        for kind, wide in zip(reversed(into.kinds), reversed(into.widths), strict=True):
            if kind is not Class.BLANK:
                break
            width += wide
        return width

    def _learn(self, piece: str, run: Run, scale: float) -> _Entry:
        """Measure a piece of text not met before."""
        atom = piece.strip(_BLANKS)
        if not atom:
            return _Entry("", Class.LATIN, 0.0, True, ())
        kind = classify(atom) if run.kind is None else run.kind
        tail = len(atom) < len(piece)
        if atom in _CONTROLS:
            return _Entry(atom, Class.CONTROL, 0.0, tail, ())
        width = run.face.advance(atom)
        if run.kind is None and width < 750 * scale:
            kind = NARROW.get(kind, kind)
        return _Entry(atom, kind, width, tail, self._own_cuts(atom, run) if kind is Class.LATIN else ())

    def _own_cuts(self, word: str, run: Run) -> tuple[Cut, ...]:
        return own_cuts(word, run.face, hyphen=self.hyphen, chinese=self.chinese)

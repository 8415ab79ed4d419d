"""Where a word may be parted: where it says so itself, and where it must be because no line is wide enough.

Lengths in thousandths of an em.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .atoms import Atoms, Cut, Face
from .characters import SOFT_HYPHEN, Class, graphemes
from .sums import CLOSED, Places, with_cuts

FEES: Final = (60.0, 30.0)
"""What it costs in demerits to part a word with a hyphen; and without one, where it has one or is an address."""
RAGGED_FEES: Final = (150.0, 40.0)
"""The same where lines need not be filled."""
EMERGENCY: Final = 2000.0
"""That a word is parted where nothing allows it."""
_AGAINST_THE_RULES: Final = 1e5
"""That marks are parted which must not be (R2-R4)."""
_MOST_CUTS: Final = 400
"""So many places are enough for a word of any length."""
_ADDRESS: Final = re.compile(r"://|^www\.|@.+\.|/.*/")


def own_cuts(word: str, face: Face, *, hyphen: str, chinese: bool) -> tuple[Cut, ...]:
    """Where a word says itself that it may be parted: soft hyphens; an address; in English, after its hyphens."""
    cuts = []
    address = len(word) > 15 and _ADDRESS.search(word) is not None
    if SOFT_HYPHEN not in word and not address and (chinese or "-" not in word):
        return ()
    for index in range(1, len(word)):
        sign = word[index - 1]
        if sign == SOFT_HYPHEN:
            bare = face.advance(word[:index])
            cuts.append(Cut(index, bare + face.advance(hyphen), bare))
        elif (address and _parts_address(word, index)) or (not chinese and _parts_compound(word, index)):
            bare = face.advance(word[:index])
            cuts.append(Cut(index, bare, bare))
    return tuple(cuts)


def _parts_address(word: str, index: int) -> bool:
    """After the slashes of an address, and before the other signs in it (as the Chicago Manual of Style has it)."""
    before, after = word[index - 1], word[index]
    return (before == "/" and after != "/") or (before != "/" and after in ".?&=_#~%-@" and before.isalnum())


def _parts_compound(word: str, index: int) -> bool:
    return (
        word[index - 1] == "-" and word[max(0, index - 3) : index - 1].isalpha() and word[index : index + 2].isalpha()
    )


def emergency(text: Atoms, plain: Places, narrowest: float, first: int, last: int) -> Places:
    """Places from atom `first` to `last` also inside what is wider than `narrowest` and may not be parted."""
    kinds = text.kinds
    cuts: dict[int, Sequence[Cut]] = dict(text.cuts)
    opened: dict[int, float] = {}
    hard: dict[tuple[int, int], float] = {}
    begin = first
    for gap in range(first, last + 1):
        if plain.fresh[gap + 1] == CLOSED and gap < last:
            continue
        if plain.ends[gap] - plain.starts[begin] - (plain.gives[gap] - plain.given[begin]) > narrowest:
            for atom in range(begin, gap + 1):
                if kinds[atom] is Class.LATIN or text.widths[atom] > narrowest:
                    cuts[atom], new = _cut_anywhere(text, atom)
                    hard.update(((atom, letters), EMERGENCY) for letters in new)
                if atom < gap:
                    joined = kinds[atom] is Class.LATIN and kinds[atom + 1] is Class.LATIN
                    opened[atom] = EMERGENCY if joined else _AGAINST_THE_RULES
        begin = gap + 1
    return with_cuts(plain, dict(sorted(cuts.items())), FEES, opened=opened, hard=hard)


def _cut_anywhere(text: Atoms, atom: int) -> tuple[list[Cut], list[int]]:
    """Cuts of an atom between all its characters, and the letters of those that it did not have."""
    word, face = text.texts[atom], text.faces[text.run_at(atom)]
    known = {cut.letters: cut for cut in text.cuts.get(atom, ())}
    marks = graphemes(word)
    new = [letters for letters in marks[:: max(1, len(marks) // _MOST_CUTS)] if letters not in known]
    for letters in new:
        bare = face.advance(word[:letters])
        known[letters] = Cut(letters, bare, bare)
    return [known[letters] for letters in sorted(known)], new

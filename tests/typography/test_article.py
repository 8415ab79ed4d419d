"""The real article, set whole: the figures that the composer promises."""

from __future__ import annotations

from itertools import pairwise

import pytest
from composing import NEVER_FIRST, NEVER_LAST, SIGNS, Face, article, font_face, letters

from printkit.typography.faults import faults
from printkit.typography.paragraph import Paragraph, Run

FACES = {
    "by rule": Face,
    "song": lambda: font_face("song-latin/PrintkitSongLatin-Regular.ttf", "song/PrintkitSong-Regular.ttf"),
    "kai": lambda: font_face("kai/PrintkitKai-Regular.ttf"),
}
MOST_BETWEEN_HAN = {12: 0.13, 16: 0.16, 20: 0.1, 28: 0.038, 38: 0.02}
"""By measure, in em. 28 em: as even as Typst 0.15 on the same text."""


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("indent", [0, 2000])
@pytest.mark.parametrize("measure", MOST_BETWEEN_HAN)
def test_the_real_article(measure, indent, name):
    face = FACES[name]()
    between = []
    for text in article():
        p = Paragraph([Run(text, face)])
        lines = p.fit(measure * 1000, indent=indent)
        assert "".join(letters(p, line) for line in lines) == text.replace(" ", "")
        for number, line in enumerate(lines[:-1]):
            # R15
            assert line.width == pytest.approx(measure * 1000 - (indent if number == 0 else 0), abs=50)
            between.append(line.han)
        for above, below in pairwise(lines):
            # R2, R3; R14: nothing is parted inside
            assert letters(p, below)[0] not in NEVER_FIRST
            assert letters(p, above)[-1] not in NEVER_LAST
            assert not above.tail
            # R4
            assert not (letters(p, above)[-1] == letters(p, below)[0] and letters(p, below)[0] in "—…")
        if len(lines) > 1:
            # R18
            assert sum(kind in SIGNS for kind in p.kinds[lines[-1].first :]) > 1
        kinds = {fault.kind for fault in faults(p, lines, measure * 1000, indent=indent)}
        assert kinds <= {"loose"}
    between.sort()
    assert between[-1] <= MOST_BETWEEN_HAN[measure] * 1000
    if measure >= 20:
        assert between[int(0.95 * len(between))] == 0

"""The run-in heading: the bold sentence that a paragraph begins with."""

from __future__ import annotations

import re
from typing import Final

from .pieces import EDGE, Words, is_blank, letters, split, trimmed, unstressed

_ENDS: Final = "。！？：!?:.…；"
_LONGEST: Final = 80


def run_in(words: Words) -> tuple[Words, Words]:
    """The bold beginning of a paragraph and the rest; nothing and all where it has none.

    The beginning must be a sentence by itself: it ends in a mark, or the mark follows it, or a wide blank.
    """
    words = trimmed(words)
    length = 0
    for stretch in words:
        if not (stretch.bold or not stretch.text.strip(EDGE)) or stretch.note:
            break
        length += len(stretch.text)
    text = letters(words)
    length = len(text[:length].rstrip(EDGE))
    if not 0 < length < len(text) or length > _LONGEST:
        return (), words
    if text[length] in "。：:" and text[length - 1] not in _ENDS:
        length += 1
    elif not (_ends(text[:length]) or re.match(r"[\u3000\u2003]|[ \u00a0]{2}", text[length:])):
        return (), words
    lead, rest = split(words, length)
    if is_blank(rest):
        return (), words
    return unstressed(trimmed(lead)), trimmed(rest)


def _ends(text: str) -> bool:
    return text.rstrip("”’」』)）")[-1:] in _ENDS

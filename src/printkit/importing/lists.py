"""Lists of a page: one level deep, with run-in heads, as a report has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .pieces import Entries, Entry, Line, Piece, Words, is_blank, joined, one_line, trimmed, visible, words_of
from .runin import run_in


def read_list(element: Any, read: Callable[[Any], list[Piece]]) -> tuple[list[Piece], int]:
    """The list, what stood in it and is no text, and how many lists within it lost their level."""
    entries: list[Entry] = []
    after: list[Piece] = []
    flattened = 0
    term: Words = ()
    for child in element:
        if not isinstance(child.tag, str) or child.get("data-skip"):
            continue
        inner = read(child)
        words = joined([piece.words for piece in inner if isinstance(piece, Line)])
        if child.tag == "dt":
            entries += [Entry((), term)] if term else []
            term, words = words, ()
        if not is_blank(words):
            lead, rest = (term, words) if term else run_in(words)
            entries.append(Entry(rest, lead))
            term = ()
        for piece in inner:
            if isinstance(piece, Entries):
                flattened += 1
                entries += piece.entries
            elif not isinstance(piece, Line):
                after.append(piece)
        entries += [Entry(tail)] if (tail := trimmed(words_of(one_line(visible(child.tail or ""))))) else []
    entries += [Entry((), term)] if term else []
    made: list[Piece] = [Entries(tuple(entries), element.tag == "ol")] if entries else []
    return [*made, *after], flattened

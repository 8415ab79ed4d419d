"""Footnotes of a page: a small mark that links to a note, and the note that links back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from .pieces import Line, Piece, Words, joined

_MARK: Final = re.compile(r"[\[［(（【]?\s*(?:注?\d{1,3}|[*†‡]|[①-⑳]|[ivx]{1,4}|[a-z])\s*[\]］)）】]?")
_BACK: Final = re.compile(r"[↑↩⤴^\ufe0e\s]*|" + _MARK.pattern)
_LONGEST: Final = 4000
_HOLDERS: Final = ("li", "p", "dd", "div", "aside", "section", "td")


def mark_notes(root: Any, read: Callable[[Any], list[Piece]]) -> list[Words]:
    """Find the notes, mark their calls `data-note` and everything of the notes themselves `data-skip`.

    The sanitiser lets no `data-` attribute through, so a page cannot set them itself.
    """
    holders: list[Any] = []
    numbers: list[tuple[Any, int]] = []
    for anchor, holder in _calls(root):
        # A note links back by a mark that looks like a call: the first of a pair is the call.
        if any(_around(anchor, known) for known in holders):
            continue
        if holder not in holders:
            holders.append(holder)
        numbers.append((anchor, holders.index(holder)))
    notes = []
    for holder in holders:
        for anchor in list(holder.iter("a")):
            if (anchor.get("href") or "").startswith("#") and _BACK.fullmatch("".join(anchor.itertext()).strip()):
                anchor.set("data-skip", "1")
        notes.append(joined([piece.words for piece in read(holder) if isinstance(piece, Line)]))
    for holder in holders:
        holder.set("data-skip", "1")
    for anchor, number in numbers:
        place = anchor.getparent() if anchor.getparent().tag == "sup" and _alone(anchor) else anchor
        place.set("data-note", str(number))
    return notes


def _calls(root: Any) -> Iterator[tuple[Any, Any]]:
    """Links that look like the call of a note, with the element that holds it."""
    places: dict[str, Any] = {}
    for element in root.iter("*"):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    for anchor in root.iter("a"):
        address = anchor.get("href") or ""
        target = places.get(address[1:]) if address.startswith("#") else None
        holder = _holder(target) if target is not None else None
        if (
            holder is not None
            and _MARK.fullmatch("".join(anchor.itertext()).strip())
            and not _around(anchor, holder)
            and len("".join(holder.itertext())) < _LONGEST
        ):
            yield anchor, holder


def _alone(anchor: Any) -> bool:
    parent = anchor.getparent()
    return "".join(parent.itertext()).strip("[]［］()（） ") == "".join(anchor.itertext()).strip("[]［］()（） ")


def _around(element: Any, holder: Any) -> bool:
    return element is holder or any(parent is holder for parent in element.iterancestors())


def _holder(target: Any) -> Any:
    if target.tag in _HOLDERS:
        return target
    return next((parent for parent in target.iterancestors() if parent.tag in _HOLDERS), None)

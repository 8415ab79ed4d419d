"""Content streams written anew, with other colours or pictures at single painting operators."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from .laid import Colour, Laid, Stream


class Rewriting:
    """Changes to the content streams of an open PDF, gathered first and written once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._streams: dict[tuple[int, int], Stream] = {}
        self._before: dict[tuple[int, int], dict[int, list[Any]]] = {}
        self._after: dict[tuple[int, int], dict[int, list[Any]]] = {}
        self._instead: dict[tuple[int, int], dict[int, Any]] = {}

    def colour(self, laid: Laid, before: Colour, after: Colour, *, fills: bool) -> None:
        """Paint one thing in another colour, and go back to the colour in force behind it.

        A path takes no colour once it has begun (ISO 32000-1, figure 9): the colour is set in front of it.
        """
        assert after.process is not None
        assert before.process is not None
        chosen = _chosen(after.process, fills=fills)
        back = before.instructions or (_chosen(before.process, fills=fills),)
        self._streams[laid.stream.key] = laid.stream
        self._before.setdefault(laid.stream.key, {}).setdefault(laid.first, []).append(chosen)
        self._after.setdefault(laid.stream.key, {}).setdefault(laid.last, []).extend(back)

    def copied(self, laid: Laid) -> pikepdf.Stream:
        """A copy of a picture for one place of it alone."""
        assert laid.picture is not None
        made = self._pdf.make_stream(laid.picture.read_raw_bytes())
        for key, value in laid.picture.items():
            if key != "/Length":
                made[key] = value
        resources = laid.stream.resources
        listed = resources.get(Name.XObject, Dictionary())
        number = len(listed)
        while f"/Mixed{number}" in listed:
            number += 1
        resources.XObject = Dictionary({**dict(listed.items()), f"/Mixed{number}": made})
        self._streams[laid.stream.key] = laid.stream
        self._instead.setdefault(laid.stream.key, {})[laid.last] = _instruction([Name(f"/Mixed{number}")], "Do")
        return made

    def finish(self) -> None:
        """Write the streams."""
        for key, stream in self._streams.items():
            before, after, instead = (part.get(key, {}) for part in (self._before, self._after, self._instead))
            written: list[Any] = []
            for place, instruction in enumerate(list(pikepdf.parse_content_stream(stream.holder))):
                written += before.get(place, [])
                written.append(instead.get(place, instruction))
                written += after.get(place, [])
            data = pikepdf.unparse_content_stream(written)
            if isinstance(stream.holder, pikepdf.Stream):
                stream.holder.write(data)
            else:
                stream.holder.Contents = self._pdf.make_stream(data)


def _chosen(process: tuple[float, ...], *, fills: bool) -> ContentStreamInstruction:
    operator = {4: "k", 3: "rg"}[len(process)]
    return _instruction([round(value, 6) for value in process], operator if fills else operator.upper())


def _instruction(operands: list[Any], operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(operands, Operator(operator))

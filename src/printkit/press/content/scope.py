"""What the names of a content stream mean: one resource dictionary, and what of it is used after the rewriting.

The entries that nothing names any more are dropped, and those that the rewriting needs are added, when all streams
that share the dictionary are done: `close`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

import pikepdf
from pikepdf import Dictionary, Name

from ...diagnostics import PrintkitError, error
from ...pdf.spaces import Space, space
from .palette import Components, Paint, Target, numbers
from .thickness import Box

_KINDS: Final = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject")
_OPERATORS: Final = {(1, False): b" g", (1, True): b" G", (4, False): b" k", (4, True): b" K"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a graphics state parameter dictionary changes, as far as it matters here."""

    fill_alpha: float | None
    stroke_alpha: float | None
    width: float | None
    alpha_alone: bool
    """It sets nothing else."""
    transparent: bool


class Document(Protocol):
    """The file around a scope: it knows what was rewritten already."""

    pdf: pikepdf.Pdf
    mark: str
    """What names that we add begin with: no name of the file does."""

    def form(self, form: Any, scope: Scope) -> tuple[Any, bool]:
        """A form, pattern or mask rewritten for the inks of `scope`, and whether it is transparent."""
        ...

    def shading(self, shading: Any, scope: Scope) -> Any:
        """A gradient in inks."""
        ...

    def parameters(self, state: Any, scope: Scope) -> tuple[Any, Change]:
        """A graphics state parameter dictionary without overprint, its masks rewritten."""
        ...

    def reach(self, pattern: Any, box: Box | None) -> None:
        """Note where a pattern is painted, in the space of the stream that names it; None: who knows where."""
        ...

    def separation(self, spot: str) -> Any:
        """The colour space of a spot ink."""
        ...

    def overprint(self, fill: bool, stroke: bool) -> Any:
        """A graphics state parameter dictionary that sets overprint."""
        ...


class Scope:
    """A resource dictionary and the `target` that its streams' colours go to.

    `prints` is false inside a soft mask of luminosity, whose gray is no ink.
    """

    def __init__(self, document: Document, resources: Any, target: Target, prints: bool) -> None:
        self.resources = resources
        self.target = target
        self.prints = prints
        self.written: dict[tuple[bytes, bytes], tuple[bytes, Paint]] = {}
        """(operands, operator) → what is written for it."""
        self._document = document
        self._used: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
        self._spaces: dict[str, Space] = {}
        self._changes: dict[str, tuple[Any, Change]] = {}
        self._transparent: dict[str, bool] = {}

    def use(self, kind: str, key: str) -> None:
        """Keep an entry as it is."""
        found = self._changes[key][0] if kind == "/ExtGState" and key in self._changes else self._entry(kind, key)
        if found is not None:
            self._used[kind][key] = found

    def write(self, colour: Components, *, stroke: bool) -> tuple[bytes, Paint]:
        """The operators that set a colour."""
        paint = self.target(colour)
        if paint.spot is None:
            return b"\n" + numbers(paint.process) + _OPERATORS[len(paint.process), stroke], paint
        key = pikepdf.Name(self._spot_key(paint.spot)).unparse()
        return b"\n%b %b 1 %b" % ((key, b"CS", b"SCN") if stroke else (key, b"cs", b"scn")), paint

    def use_spot(self, spot: str) -> None:
        """Keep the colour space of a spot ink."""
        key = self._spot_key(spot)
        if key not in self._used["/ColorSpace"]:
            self._used["/ColorSpace"][key] = self._document.separation(spot)

    def overprint(self, fill: bool, stroke: bool) -> bytes:
        """The operators that set overprint."""
        key = f"{self._document.mark}o{fill:d}{stroke:d}"
        if key not in self._used["/ExtGState"]:
            self._used["/ExtGState"][key] = self._document.overprint(fill, stroke)
        return b"\n" + key.encode() + b" gs"

    def space(self, key: str) -> Space:
        """The colour space that `cs` names."""
        if key not in self._spaces:
            self._spaces[key] = space(Name(key), self.resources)
        return self._spaces[key]

    def parameters(self, key: str) -> Change:
        """What `gs` with this name changes."""
        if key not in self._changes:
            entry = self._entry("/ExtGState", key)
            if entry is None:
                entry = Dictionary()
            self._changes[key] = self._document.parameters(entry, self)
        return self._changes[key][1]

    def draw(self, key: str) -> bool:
        """Keep what `Do` draws; tell whether it is transparent."""
        return self._drawn("/XObject", key)

    def pattern(self, key: str) -> bool:
        """Keep a pattern; tell whether it is transparent."""
        return self._drawn("/Pattern", key)

    def reach(self, key: str, box: Box | None) -> None:
        """Note where a pattern is painted; None: who knows where."""
        if key in self._used["/Pattern"]:
            self._document.reach(self._used["/Pattern"][key], box)

    def shading(self, key: str) -> None:
        """Keep a gradient."""
        entry = self._entry("/Shading", key)
        if entry is not None and key not in self._used["/Shading"]:
            self._used["/Shading"][key] = self._document.shading(entry, self)

    def close(self) -> None:
        """Write what is used into the dictionary, and drop the rest."""
        for kind, entries in self._used.items():
            if entries:
                self.resources[kind] = Dictionary({key: entries[key] for key in sorted(entries)})
            elif kind in self.resources:
                del self.resources[kind]

    def _drawn(self, kind: str, key: str) -> bool:
        if key not in self._transparent:
            entry = self._entry(kind, key)
            if entry is None:
                return False
            self._transparent[key] = False
            self._used[kind][key], self._transparent[key] = self._document.form(entry, self)
        return self._transparent[key]

    def _entry(self, kind: str, key: str) -> Any:
        listed = self.resources.get(kind)
        if not isinstance(listed, Dictionary):
            return None
        try:
            return listed.get(key)
        except (ValueError, KeyError) as problem:
            raise PrintkitError([error("content-stream", f"`{key}` is no name: {problem}")]) from None

    def _spot_key(self, spot: str) -> str:
        return f"{self._document.mark}s" + "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in spot)

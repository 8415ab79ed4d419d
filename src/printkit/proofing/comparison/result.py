"""What a comparison comes to: `Comparison`, page by page, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from ...preflight import Box
from ...units import Length

Kind = Literal["same", "changed", "moved", "inserted", "removed"]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two files. `name` is empty where only its bytes were given."""

    name: str
    pages: int
    facts: tuple[tuple[str, str], ...] = ()
    """What it says of itself that a print shop goes by: title, standard, output condition."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place where two pages look different.

    `box` is in mm from the top left of the trimmed page, y down. `what` names the kinds of things that differ there:
    text, picture, drawing; empty where the painted things are alike and only their pixels differ. `shift` is how far
    things have moved to the right and down, in mm, where that is all that happened.
    """

    box: Box
    what: tuple[str, ...] = ()
    shift: tuple[float, float] | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {"box": self.box.as_json(), "what": list(self.what), "shift": list(self.shift) if self.shift else None}

    def __str__(self) -> str:
        told = f"{', '.join(self.what)} at {self.box}" if self.what else f"at {self.box}"
        if self.shift is None:
            return told
        right, down = self.shift
        ways = []
        if right:
            ways.append(f"{abs(right):.2f} mm to the {'right' if right > 0 else 'left'}")
        if down:
            ways.append(f"{abs(down):.2f} mm {'down' if down > 0 else 'up'}")
        return f"{told}: moved {' and '.join(ways)}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that were replaced, removed (`after` is empty) or added (`before` is empty), and those around them."""

    before: str
    after: str
    lead: str = ""
    tail: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain data for `--json`."""
        return {"before": self.before, "after": self.after, "lead": self.lead, "tail": self.tail}

    def __str__(self) -> str:
        change = f"[-{self.before}-]" if self.before else ""
        change += f"{{+{self.after}+}}" if self.after else ""
        return f"…{self.lead}{change}{self.tail}…"


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page of either version, or one of both. Pages count from 1; None: it is not there.

    `share` is how much of the page looks different, 0 to 1. `lost` and `gained` are colours as the file has them.
    `folio` is true where nothing but the number of the page has changed. `sizes` are the trims in mm where they differ.
    """

    kind: Kind
    before: int | None
    after: int | None
    areas: tuple[Area, ...] = ()
    words: tuple[Wording, ...] = ()
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    share: float = 0.0
    folio: bool = False
    sizes: tuple[str, str] | None = None

    @property
    def differs(self) -> bool:
        """Whether what stands on the page has changed; a page that has only moved does not."""
        return bool(self.areas or self.words or self.lost or self.gained or self.sizes)

    @property
    def numbers(self) -> str:
        """`page 4`, `page 4 → 5`, `page – → 5`."""
        if self.before == self.after:
            return f"page {self.after}"
        return f"page {self.before or '–'} → {self.after or '–'}"

    def as_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {
            "kind": self.kind,
            "before": self.before,
            "after": self.after,
            "share": round(self.share, 6),
            "folio_only": self.folio,
            "areas": [area.as_json() for area in self.areas],
            "words": [wording.as_json() for wording in self.words],
            "colours_lost": list(self.lost),
            "colours_gained": list(self.gained),
            "sizes": list(self.sizes) if self.sizes else None,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, held against each other. `pages` follow the newer one, removed pages where they stood."""

    before: Version
    after: Version
    pages: tuple[PageChange, ...]
    tolerance: Length
    facts: tuple[tuple[str, str, str], ...] = ()
    """What the files say of themselves and differs: what, before, after."""
    unread: tuple[str, ...] = ()
    """What could not be compared, a sentence each."""

    @property
    def same(self) -> bool:
        """Whether they would look and read the same."""
        return not self.changed and not self.facts

    @property
    def changed(self) -> tuple[PageChange, ...]:
        """The pages that are not the same in both."""
        return tuple(page for page in self.pages if page.kind != "same")

    def count(self, kind: Kind) -> int:
        """How many pages are of one kind."""
        return sum(page.kind == kind for page in self.pages)

    @property
    def verdict(self) -> str:
        """One line: `3 pages changed, 1 inserted, 36 the same`."""
        if self.same:
            return f"the same: {self.after.pages} page{'s' if self.after.pages != 1 else ''}"
        told = [f"{self.count(kind)} {kind}" for kind in _TOLD if self.count(kind)]
        return f"{', '.join(told) or 'no page changed'}, {self.count('same')} the same"

    def as_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {
            "before": {"file": self.before.name, "pages": self.before.pages, "facts": dict(self.before.facts)},
            "after": {"file": self.after.name, "pages": self.after.pages, "facts": dict(self.after.facts)},
            "same": self.same,
            "tolerance_mm": round(self.tolerance.as_mm, 4),
            "facts": [{"what": what, "before": old, "after": new} for what, old, new in self.facts],
            "counts": {kind: self.count(kind) for kind in (*_TOLD, "same")},
            "pages": [page.as_json() for page in self.pages],
            "unread": list(self.unread),
        }

    def lines(self) -> Iterator[str]:
        """The differences in words, for a terminal."""
        for what, old, new in self.facts:
            yield f"{what}: {old or '–'} → {new or '–'}"
        for page in self.changed:
            if page.folio:
                yield f"{page.numbers}: only its number"
                continue
            share = f", {page.share:.1%} of it" if page.share >= 0.0005 else ""
            yield f"{page.numbers}: {page.kind}{share if page.kind in ('changed', 'moved') and page.areas else ''}"
            if page.sizes:
                yield f"  trim: {page.sizes[0]} → {page.sizes[1]} mm"
            yield from (f"  {area}" for area in page.areas)
            yield from (f"  {wording}" for wording in page.words)
            if page.lost or page.gained:
                yield f"  colours: {', '.join(page.lost) or '–'} → {', '.join(page.gained) or '–'}"
        yield from self.unread


_TOLD: Final[tuple[Kind, ...]] = ("changed", "inserted", "removed", "moved")

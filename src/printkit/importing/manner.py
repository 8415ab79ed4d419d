"""What an element of a page inherits, and what the readers of one page share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..diagnostics import Diagnostic, warning
from .pictures import Pictures
from .pieces import Words


@dataclass(frozen=True, slots=True)
class Manner:
    """What an element inherits."""

    bold: bool = False
    italic: bool = False
    address: str = ""
    centred: bool = False
    exact: bool = False
    """Line ends count, as in `<pre>`."""
    quoted: bool = False


@dataclass(slots=True)
class Page:
    """What readers of one page share."""

    pictures: Pictures
    notes: list[Words] = field(default_factory=list)
    """Footnotes; an element with `data-note` calls one by its number, one with `data-skip` is left out."""
    groups: int = 0
    hidden: int = 0
    struck: int = 0
    flattened: int = 0
    links: int = 0

    def warnings(self) -> list[Diagnostic]:
        """What was noticed while reading."""
        said = (
            (self.hidden, "hidden-words", f"{self.hidden} letters that the page hides were left out", ""),
            (
                self.struck,
                "struck-words",
                "words that are struck out in the article stand in the report",
                "delete them",
            ),
            (self.flattened, "list-flattened", "a list within a list became one list", "check its entries"),
            (self.links, "link-relative", f"{self.links} link(s) without `http` were dropped, their words kept", ""),
        )
        return [warning(code, text, hint=hint or ()) for count, code, text, hint in said if count]


def manner_of(element: Any, style: str, manner: Manner) -> Manner:
    """What the element adds to what it inherits."""
    tag, style = element.tag, style.replace(" ", "").lower()
    if tag in ("b", "strong"):
        manner = replace(manner, bold=True)
    elif tag in ("i", "em", "cite", "var", "dfn"):
        manner = replace(manner, italic=True)
    elif tag == "a" and (address := (element.get("href") or "").strip()):
        # A place in the page is none in the report.
        manner = replace(manner, address="" if address.startswith("#") else address)
    if weight := re.search(r"font-weight:(\w+)", style):
        manner = replace(manner, bold=weight[1] in ("bold", "bolder", "600", "700", "800", "900"))
    if slant := re.search(r"font-style:(\w+)", style):
        manner = replace(manner, italic=slant[1] in ("italic", "oblique"))
    side = re.search(r"text-align:(\w+)", style)
    if where := (side[1] if side else (element.get("align") or "").lower()):
        manner = replace(manner, centred=where == "center")
    return replace(manner, centred=True) if tag == "center" else manner

"""What may be chosen of Chinese setting, in the words of clreq. Of nothing else, so that layouts may name it cheaply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Punctuation = Literal["squeezed", "half-line-end", "full"]
Strictness = Literal["gb", "strict"]


@dataclass(frozen=True, slots=True)
class Style:
    """How Chinese is set, in clreq's words.

    `punctuation`: `squeezed` (neighbours and line ends), `half-line-end` (line ends alone), `full` (never).
    `hanging`: a comma or full stop that ends a line stands past the edge, unless it follows another mark.
    `line_start_end`: `gb`, or `strict`, which also keeps —— and …… from a line's start.
    `autospace`: the gap between Han and Latin in thousandths of an em; it gives half of itself and takes as much
    again as it is. 0: no gap.
    """

    punctuation: Punctuation = "squeezed"
    hanging: bool = False
    line_start_end: Strictness = "gb"
    autospace: float = 250

"""The schemes by name, each with its options, so that the command line and `handoff.yaml` can offer them.

A scheme's function takes `pages` (a count from 1), `trim` (the size of a page) and `sheet` (the size of the paper) and its
options, all by keyword, and returns an `Imposition`; what cannot be done it says in a `PrintkitError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..units import Length
from .saddle import saddle_stitch
from .sheet import Imposition

Value = Length | float | int | str | bool | None


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Option:
    """What may be chosen of a scheme. `name` is the parameter of its function; the command line writes `-` for `_`."""

    name: str
    kind: Literal["length", "number", "count", "choice", "yes-no"]
    default: Value
    about: Words
    choices: tuple[str, ...] = ()
    """Of a choice."""

    def read(self, text: str) -> Value:
        """The value that a text means: `3mm`, `1.2`, `16`, `yes`. Raises `ValueError`."""
        match self.kind:
            case "length":
                return Length.parse(text)
            case "number":
                return float(text)
            case "count":
                return int(text)
            case "yes-no":
                if text not in ("yes", "no", "true", "false"):
                    raise ValueError(f"`{text}` is neither yes nor no")
                return text in ("yes", "true")
            case "choice":
                if text not in self.choices:
                    raise ValueError(f"`{text}` is not one of {', '.join(self.choices)}")
                return text


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to lay pages on sheets."""

    name: str
    title: Words
    about: Words
    lay: Callable[..., Imposition]
    options: tuple[Option, ...]

    def defaults(self) -> dict[str, Value]:
        """Every option at its default."""
        return {option.name: option.default for option in self.options}


def _length(name: str, mm: float, zh: str, en: str) -> Option:
    return Option(name, "length", Length.mm(mm), Words(zh, en))


def _choice(name: str, zh: str, en: str, *choices: str) -> Option:
    """The first choice is the default."""
    return Option(name, "choice", choices[0], Words(zh, en), choices)


SHEET_OPTIONS: Final = (
    _length("bleed", 3, "出血", "bleed around each page"),
    _length("gripper", 10, "咬口", "strip that the press holds; nothing is printed there"),
    _choice("gripper_edge", "咬口边", "edge of the front that the press holds", "bottom", "top", "left", "right"),
    _length("margin", 5, "纸边白", "strip at the other edges that cannot be printed"),
    _length("gap", 0, "拼版间距", "between the bleeds of neighbours"),
    _choice(
        "rotate",
        "整版旋转",
        "lay the pages across the sheet: if only that fits, never, or always",
        "auto",
        "never",
        "always",
    ),
)
"""What every scheme that fills a sheet of paper takes."""

_SADDLE: Final = (
    _choice("binding", "装订边", "edge of the front cover that is bound: right for vertical Chinese", "left", "right"),
    _length("caliper", 0, "纸张厚度", "thickness of a sheet, for the creep"),
    Option("creep_factor", "number", 1.0, Words("爬移系数", "how much thicker a fold is than flat paper: 1 to 1.4")),
    _choice(
        "creep",
        "爬移方式",
        "which sheet stays put: the outer, the inner, or the middle (both)",
        "outer",
        "inner",
        "both",
    ),
    _choice("creep_by", "爬移修正", "move the pages, or make them narrower", "shift", "scale"),
    _choice("blanks", "白页位置", "where blank pages go", "before-back-cover", "end", "inside-covers"),
)

SCHEMES: Final[Mapping[str, Scheme]] = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            "saddle-stitch",
            Words("骑马订", "saddle stitch"),
            Words("对折的书帖套在一起，在书脊处订缝", "folded sheets inside each other, stapled through the spine"),
            saddle_stitch,
            (*SHEET_OPTIONS, *_SADDLE),
        ),
    )
}
"""By name."""

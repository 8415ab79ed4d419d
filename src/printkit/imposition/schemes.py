"""The schemes by name, each with its options, so that the command line and `handoff.yaml` can offer them.

A scheme's function takes `pages` (a count from 1), `trim` (the size of a page) and `sheet` (the size of the paper) and its
options, all by keyword, and returns an `Imposition`; what cannot be done it says in a `PrintkitError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..units import Length
from .leaflets import accordion, gate_fold, tri_fold
from .repeat import step_and_repeat
from .saddle import saddle_stitch
from .sheet import Imposition
from .stacking import cut_and_stack
from .tiles import ENLARGED, tiles

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

_COPIES: Final = (
    Option("columns", "count", None, Words("列数", "copies beside each other; as many as fit if left out")),
    Option("rows", "count", None, Words("行数", "copies above each other; as many as fit if left out")),
    _length("slug", 0, "标记位", "room kept for marks around all bleeds"),
)
_ONE: Final = (
    Option("columns", "count", 1, Words("列数", "leaflets beside each other on a sheet")),
    Option("rows", "count", 1, Words("行数", "leaflets above each other on a sheet")),
    _COPIES[-1],
)
_SIDES: Final = Option(
    "sides", "count", 1, Words("印刷面数", "1, or 2: every second page is the back of the one before")
)
_FOLDED: Final = (
    _choice(
        "drawn",
        "页面形式",
        "whether the file has the flat outside and inside (spread), or a page for each panel in the order of reading",
        "spread",
        "panels",
    ),
    Option(
        "allowance",
        "length",
        None,
        Words("折进余量", "how much narrower a panel is that folds in; by the kind of fold if left out"),
    ),
    _choice(
        "binding", "首折边", "edge of the front at which it is folded: right for vertical Chinese", "left", "right"
    ),
)
_PANELS: Final = Option("panel_count", "count", 3, Words("折页面数", "panels side by side"))
_TILES: Final = (
    _length("bleed", 0, "出血", "bleed of the page, shown at the outer edges"),
    _length("margin", 5, "纸边白", "strip at every edge that cannot be printed"),
    _length("gripper", 0, "咬口", "strip at the lower edge that the press holds"),
    _length("slug", 7, "标记位", "room for corner marks, names and the plan"),
    _length("overlap", 10, "搭接宽度", "glue lap; 0 to join edge to edge"),
    _choice("laps", "搭接边", "sides with glue laps", "right-bottom", "right-top", "left-bottom", "left-top"),
    _choice("lie", "纸张方向", "whichever needs fewer sheets, or as told", "auto", "upright", "lying"),
    Option("scale", "number", 1.0, Words("放大倍数", "how much larger it is drawn")),
    _choice("enlarge_to", "放大至", "size that the page just fits into, instead of a factor", "none", *ENLARGED),
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
        Scheme(
            "n-up",
            Words("多联拼版", "step and repeat"),
            Words("同一页面在一张纸上重复多份", "each page as often as the sheet holds it"),
            step_and_repeat,
            (
                *SHEET_OPTIONS,
                *_COPIES,
                _SIDES,
                _choice("work", "印刷方式", "how the back is printed", "sheetwise", "work-and-turn", "work-and-tumble"),
            ),
        ),
        Scheme(
            "cut-and-stack",
            Words("裁切叠号", "cut and stack"),
            Words("裁开后各叠依次相叠即为连续顺序", "the piles that are cut, laid on each other, are in order"),
            cut_and_stack,
            (
                *SHEET_OPTIONS,
                *_COPIES,
                _SIDES,
                _choice("turn", "翻面方式", "how the sheet is turned", "turn", "tumble"),
            ),
        ),
        Scheme(
            "tri-fold",
            Words("包心折", "letter fold"),
            Words("一面先折进，另一面盖上", "one panel folds in, another over it"),
            tri_fold,
            (*SHEET_OPTIONS, *_ONE, *_FOLDED, _PANELS),
        ),
        Scheme(
            "accordion",
            Words("风琴折", "accordion"),
            Words("来回折叠，如经折", "zigzag of three or more panels"),
            accordion,
            (*SHEET_OPTIONS, *_ONE, *_FOLDED, _PANELS),
        ),
        Scheme(
            "gate-fold",
            Words("对开门折", "gate-fold"),
            Words("两扇门在中间相合", "two gates meet over the middle"),
            gate_fold,
            (
                *SHEET_OPTIONS,
                *_ONE,
                *_FOLDED,
                _choice("middle", "中间", "whether the middle is folded once more", "flat", "folded"),
            ),
        ),
        Scheme(
            "tiles",
            Words("海报拼贴", "poster tiles"),
            Words("大海报分印在小纸上，再拼贴成一张", "a poster on smaller sheets that are glued together"),
            tiles,
            _TILES,
        ),
    )
}
"""By name."""

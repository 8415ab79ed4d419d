"""The schemes of flat work, leaflets and posters, as they are offered."""

from __future__ import annotations

from functools import partial
from typing import Final

from .leaflets import leaflet
from .options import SHEET_OPTIONS, Option, Scheme, Words
from .paper import MARGIN, NOTHING
from .repeat import step_and_repeat
from .stacking import cut_and_stack
from .tiles import ENLARGED, OVERLAP, SLUG, tiles

_COPIES: Final = (
    Option("columns", "count", None, Words("列数", "pieces beside each other; as many as fit if left out")),
    Option("rows", "count", None, Words("行数", "pieces above each other; as many as fit if left out")),
)
_LEAFLETS: Final = (
    Option("columns", "count", 1, Words("列数", "leaflets beside each other on a sheet")),
    Option("rows", "count", 1, Words("行数", "leaflets above each other on a sheet")),
    Option.choice(
        "drawn",
        ("spread", "panels"),
        "页面形式",
        "whether the file has the flat outside and inside, or a page for each panel in the order of reading",
    ),
    Option.length(
        "allowance", None, "折进余量", "how much narrower a panel is that folds in; else as the fold needs it"
    ),
    Option.choice(
        "binding", ("left", "right"), "首折边", "edge of the front where its fold is: right for vertical Chinese"
    ),
)
_SIDES: Final = Option(
    "sides", "count", 1, Words("印刷面数", "1, or 2: every second page is the back of the one before")
)
_PANELS: Final = Option("panel_count", "count", None, Words("折页面数", "panels side by side; 3 if left out"))

FLAT_WORK: Final = (
    Scheme(
        "n-up",
        Words("多联拼版", "step and repeat"),
        Words("同一页面在一张纸上重复多份", "each page as often as the sheet holds it"),
        step_and_repeat,
        (
            *SHEET_OPTIONS, *_COPIES, _SIDES,
            Option.choice(
                "method", ("sheetwise", "work-and-turn", "work-and-tumble"), "印刷翻版方式",
                "a form for each side; or fronts and backs in one form that prints both sides",
            ),
        ),
    ),
    Scheme(
        "cut-and-stack",
        Words("裁切叠号", "cut and stack"),
        Words("裁开后各叠依次相叠，即为连续顺序", "the piles that are cut, laid on each other, are in order"),
        cut_and_stack,
        (
            *SHEET_OPTIONS, *_COPIES, _SIDES,
            Option.choice(
                "turn", ("turn", "tumble"), "翻面方式",
                "how the sheet is turned to its back: about its upright axis, or head over foot",
            ),
        ),
    ),
    Scheme(
        "tri-fold",
        Words("包心折", "letter fold"),
        Words("一面先折进，另一面盖上", "one panel folds in, another over it"),
        partial(leaflet, fold="letter"),
        (*SHEET_OPTIONS, *_LEAFLETS, _PANELS),
    ),
    Scheme(
        "accordion",
        Words("风琴折", "accordion"),
        Words("来回折叠，如经折装", "a zigzag of three or more panels"),
        partial(leaflet, fold="accordion"),
        (*SHEET_OPTIONS, *_LEAFLETS, _PANELS),
    ),
    Scheme(
        "gate-fold",
        Words("对开门折", "gate-fold"),
        Words("两扇门在中间相合", "two gates meet over the middle"),
        partial(leaflet, fold="gate"),
        (
            *SHEET_OPTIONS, *_LEAFLETS,
            Option.choice("fold", ("gate", "double-gate"), "门折", "whether the middle stays flat or is folded once more"),
        ),
    ),
    Scheme(
        "tiles",
        Words("海报拼贴", "poster tiles"),
        Words("大海报分印在小纸上，再拼贴成一张", "a poster on smaller sheets that are glued together"),
        tiles,
        (
            Option.length("bleed", NOTHING, "出血", "bleed of the page, shown at the outer edges"),
            Option.length("margin", MARGIN, "纸边白", "strip at every edge that cannot be printed"),
            Option.length("gripper", NOTHING, "咬口", "strip at the lower edge that the press holds"),
            Option.length("slug", SLUG, "标记留位", "room kept for corner marks, names and the plan"),
            Option.length("overlap", OVERLAP, "搭接宽度", "glue lap; 0mm to join edge to edge"),
            Option.choice(
                "laps", ("right-bottom", "right-top", "left-bottom", "left-top"), "搭接边", "sides with glue laps"
            ),
            Option.choice(
                "lie", ("auto", "upright", "lying"), "纸张方向", "whichever needs fewer sheets, or as told"
            ),
            Option("scale", "number", 1.0, Words("放大倍数", "how much larger the page is drawn")),
            Option.choice(
                "enlarge_to", ("none", *ENLARGED), "放大至", "a size that the page just fits into, instead of a factor"
            ),
        ),
    ),
)  # fmt: skip

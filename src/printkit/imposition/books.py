"""The schemes of books, as they are offered."""

from __future__ import annotations

from typing import Final

from .options import SHEET_OPTIONS, Option, Scheme, Words
from .paper import NOTHING
from .perfect import MILLING, perfect_bound
from .saddle import saddle_stitch

_BINDING: Final = Option.choice(
    "binding", ("left", "right"), "装订边", "edge of the front cover that is bound: right for vertical Chinese"
)
_TURN: Final = Option.choice(
    "turn",
    ("turn", "tumble"),
    "翻面方式",
    "how the sheet is turned to its back: about its upright axis, or head over foot",
)
_LAP: Final = Option.length("lap", NOTHING, "长边余量", "how much longer the paper of the first half of a signature is")
_CALIPER: Final = (
    Option.length("caliper", NOTHING, "纸张厚度", "thickness of the paper, for the creep"),
    Option("creep_factor", "number", 1.0, Words("爬移系数", "how much thicker a fold is than its paper: 1 to 1.4")),
    Option.choice(
        "creep",
        ("outer", "inner", "both"),
        "爬移基准",
        "whose pages stay put: the outermost sheet's, the innermost's, or half way",
    ),
)

BOOKS: Final = (
    Scheme(
        "saddle-stitch",
        Words("骑马订", "saddle stitch"),
        Words("书帖对折后套在一起，在书脊处订缝", "folded sheets inside each other, stapled through the fold"),
        saddle_stitch,
        (
            *SHEET_OPTIONS,
            _TURN,
            Option.choice(
                "several", ("one", "same", "different"), "一纸多联",
                "on a sheet that is large enough: one spread, the same one again and again, or spreads that follow each other",
            ),
            Option("come_and_go", "yes-no", False, Words("头对头", "every other row of spreads stands on its head")),
            Option("signature", "count", 4, Words("每帖页数", "pages of a signature: 4, 8, 16 or 32")),
            _LAP,
            _BINDING,
            Option.choice(
                "cover", ("self", "separate", "elsewhere"), "封面",
                "of the same paper, the outer four pages on a paper of their own, or from another file",
            ),
            Option.length("cover_caliper", None, "封面纸厚度", "thickness of the cover's paper; else as the inside"),
            *_CALIPER,
            Option.choice("creep_by", ("shift", "scale"), "爬移修正", "move the pages, or make them narrower"),
            Option.choice(
                "blanks", ("before-back-cover", "end", "inside-covers"), "白页位置", "where blank pages go"
            ),
        ),
    ),
    Scheme(
        "perfect-bound",
        Words("无线胶装", "perfect binding"),
        Words("书帖依次叠齐，铣背上胶", "signatures gathered beside each other, ground off at the spine and glued"),
        perfect_bound,
        (
            *SHEET_OPTIONS,
            _TURN,
            Option.choice(
                "method", ("sheetwise", "work-and-turn", "work-and-tumble"), "印刷翻版方式",
                "a form for each side; or both in one form that prints both sides, so that a sheet gives two copies",
            ),
            Option.choice("several", ("one", "same"), "一纸多联", "one signature on a sheet, or as many of it as fit"),
            Option("signature", "count", 16, Words("每帖页数", "pages of a signature: 4, 8, 16 or 32")),
            Option.length("milling", MILLING, "铣背量", "what is ground off at the spine; 0mm for a sewn block"),
            _LAP,
            _BINDING,
            *_CALIPER,
            Option.choice(
                "blanks", ("end", "before-back-cover", "inside-covers"), "白页位置", "where blank pages go"
            ),
        ),
    ),
)  # fmt: skip

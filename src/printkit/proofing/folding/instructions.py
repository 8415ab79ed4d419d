"""What stands below a folding dummy: how to print it, cut it, fold it and put it together, in Chinese and English."""

from __future__ import annotations

from typing import Final

from .fitting import Flip

_FOLD: Final = {
    "saddle-stitch": (
        "沿外框裁切，按折线序号对折；各张依次套入，第 1 张在最外，在书脊上订两针。",
        "Cut along the frame, fold along the broken lines by their numbers; put the sheets into each other, "
        "sheet 1 outermost, and staple twice through the spine.",
    ),
    "perfect-bound": (
        "沿外框裁切，每张按折线序号折成一帖；各帖按序号自上而下叠齐，书脊刷胶，再裁开折口。",
        "Cut along the frame, fold each sheet by itself along the broken lines by their numbers; lay the signatures on "
        "each other, 1 on top, glue the spine, then slit the closed edges.",
    ),
    "cover": (
        "沿外框裁切，沿折线折出书脊与勒口，包在书芯外面。",
        "Cut along the frame, fold the spine and the flaps along the broken lines, and lay it around the block.",
    ),
}
_LEAFLET: Final = (
    "沿外框裁切，按折线序号折叠：▲ 为山折（向后），▼ 为谷折（向前）。",
    "Cut along the frame, fold along the broken lines by their numbers: ▲ backwards, ▼ forwards.",
)


def instructions(scheme: str, paper: str, flip: Flip, scale: float, *, single: bool, backs: bool) -> tuple[str, str]:
    """What to do, in Chinese and in English."""
    if not backs:
        how = f"打印：{paper}，单面，实际大小（100%）。", f"Print on {paper}, one side, actual size (100%). "
    elif single:
        how = (
            f"打印：{paper}，单面，实际大小（100%）；把同号的正面与背面背对背粘合，角上三角对齐。",
            f"Print on {paper}, one side, actual size (100%); glue front and back of each number back to back, the "
            "triangles at their corners on each other. ",
        )
    else:
        edge = "长边" if flip == "long" else "短边"
        how = (
            f"打印：{paper}，双面，沿{edge}翻转，实际大小（100%）。",
            f"Print on {paper}, both sides, flip on the {flip} edge, actual size (100%). ",
        )
    zh, en = _FOLD.get(scheme, _LEAFLET)
    return f"{how[0]}{zh}样本比例 {scale:.0%}，不供印刷。", f"{how[1]}{en} Shown at {scale:.0%}, not for print."


def place_of(number: int, count: int, *, back: bool) -> str:
    """`第 2/9 张 背面 · sheet 2 of 9, back`."""
    zh, en = ("背面", "back") if back else ("正面", "front")
    return f"第 {number}/{count} 张 {zh} · sheet {number} of {count}, {en}"

"""The trade's words for what a job may ask, Chinese and English, and how numbers and names are written on a spec sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ..binding import PanelName
from ..report.text import Text, has_han
from ..units import Length, Size

BINDINGS: Final = {
    "saddle-stitch": ("骑马订", "Saddle stitch"),
    "perfect-bound": ("无线胶装", "Perfect bound"),
    "thread-sewn": ("锁线胶装", "Thread-sewn"),
    "wire-o": ("双线圈装", "Wire-O"),
    "coil": ("螺旋圈装", "Coil"),
    "none": ("不装订", "Not bound"),
}
SCHEMES: Final = {
    "saddle-stitch": ("骑马订拼版", "saddle stitch"),
    "perfect-bound": ("胶装折手", "signatures, gathered"),
    "n-up": ("连拼", "step and repeat"),
    "cut-and-stack": ("裁叠", "cut and stack"),
    "tri-fold": ("三折页，卷心折", "tri-fold, rolled in"),
    "gate-fold": ("对门折", "gate fold"),
    "accordion": ("风琴折", "accordion fold"),
    "tiles": ("分张拼贴", "tiles with overlap"),
}
LEAFLETS: Final = ("tri-fold", "gate-fold", "accordion")
ROLES: Final = {
    "customer": ("客户", "customer"),
    "design": ("设计", "design"),
    "approval": ("签样", "approval"),
    "delivery": ("收货", "delivery"),
    "billing": ("结算", "billing"),
}
PARTS: Final = {"body": ("内文", "Body"), "cover": ("封面", "Cover"), "jacket": ("护封", "Jacket")}
PANELS: Final[Mapping[PanelName, tuple[str, str]]] = {
    "back-flap": ("后勒口", "Back flap"),
    "back": ("封底", "Back"),
    "spine": ("书脊", "Spine"),
    "front": ("封面", "Front"),
    "front-flap": ("前勒口", "Front flap"),
}
FILMS: Final = {
    "matt": ("覆哑膜", "matt lamination"),
    "gloss": ("覆亮膜", "gloss lamination"),
    "soft-touch": ("覆触感膜", "soft-touch lamination"),
}
PROCESS_COLOURS: Final = {"Cyan": "#009fe3", "Magenta": "#e6007e", "Yellow": "#ffed00", "Black": "#1d1d1b"}
"""How the process inks of offset printing look on a screen."""


def both(zh: str, en: str) -> Text:
    """A text in both languages."""
    return Text(zh=zh, en=en)


def mm(length: Length) -> str:
    """A length as a shop writes it: `148`, `3.24`; at most two decimals."""
    return f"{length.as_mm:.2f}".rstrip("0").rstrip(".")


def size(of: Size) -> str:
    """`148 × 210`."""
    return f"{mm(of.width)} × {mm(of.height)}"


def plain(text: str) -> str:
    """A text whose signs are no marks of emphasis."""
    return re.sub(r"([\\*^|{}\[\]])", r"\\\1", text)


def own(text: Text) -> Text:
    """A text of the user's; one that is neutral and has letters is English, so that it is set as such."""
    neutral = text.neutral or ""
    return Text(en=neutral) if any(map(str.isalpha, neutral)) and not has_han(neutral) else text

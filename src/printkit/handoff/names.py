"""What the files of a package are called: 项目名_尺寸_数量_版本, and what each is.

`众手成城_A5_500册_v1_内文.pdf`: in Chinese where the report is in Chinese, since the shop's people read it; they can be
stored on any file system, and none is longer than 200 bytes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from ..units import PAPERS, Length, Size

_LONGEST: Final = 100
"""Bytes of the project's name, so that the whole stays under 200 whatever follows."""
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|_\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
"""What no file may be called on Windows."""
_NEAR: Final = Length.mm(0.05)

Kind = Literal["body", "poster", "cover", "jacket", "sheets", "ticket", "spec", "proof", "preflight"]

_WORDS: Final[dict[Kind, tuple[str, str]]] = {
    "body": ("内文", "body"),
    "poster": ("画面", "poster"),
    "cover": ("封面", "cover"),
    "jacket": ("护封", "jacket"),
    "sheets": ("拼版", "sheets"),
    "ticket": ("工单", "ticket"),
    "spec": ("工艺单", "spec-sheet"),
    "proof": ("校样", "proof"),
    "preflight": ("印前检查", "preflight"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one package. `base` is also that of the folder and the zip."""

    base: str
    chinese: bool

    def file(self, suffix: str, *kinds: Kind) -> str:
        """The name of a file: `names.file(".pdf", "cover", "proof")` → `…_封面_校样.pdf`."""
        words = [_WORDS[kind][0 if self.chinese else 1] for kind in kinds]
        return "_".join([self.base, *words]) + suffix


def names(
    project: str, trim: Size, quantity: int, version: str, *, poster: bool = False, chinese: bool = True
) -> Names:
    """The names of a package: project, trim, copies, version."""
    unit = ("张" if poster else "册") if chinese else ("sheets" if poster else "copies")
    return Names("_".join([safe(project), size_name(trim), f"{quantity}{unit}", version]), chinese)


def safe(text: str) -> str:
    """A text as a part of a file name: nothing that a file system forbids, no blanks, 100 bytes at most."""
    bare = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", text))
    bare = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C")
    bare = re.sub(r"[\s\-]*-[\s\-]*|\s+", "-", bare.strip()).strip("-. ")
    while len(bare.encode()) > _LONGEST:
        bare = bare[:-1]
    bare = bare.rstrip("-. ") or "printkit"
    return f"{bare}-" if _RESERVED.fullmatch(bare) else bare


def size_name(trim: Size) -> str:
    """`A5`, `16K`, or `148x210mm`."""
    for name, (width, height) in PAPERS.items():
        if _same(trim.width, Length.mm(width)) and _same(trim.height, Length.mm(height)):
            return name
    return f"{round(trim.width.as_mm, 1):g}x{round(trim.height.as_mm, 1):g}mm"


def _same(one: Length, other: Length) -> bool:
    return abs(one.pt - other.pt) < _NEAR.pt

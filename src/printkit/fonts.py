"""The catalogue of fonts, what it covers, and the private fontconfig that lets nothing else be used.

A folder of fonts holds one folder a family: faces, `font.yaml` (the card), `coverage.txt` (what every
face of the family has), `OFL.txt`. No font file is opened here.
"""

from __future__ import annotations

import hashlib
import os
import sys
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from . import source
from .diagnostics import PrintkitError, error

NEEDS_NO_GLYPH: Final = frozenset(
    "\t\n\r\u00ad\u034f\ufeff"  # white space, soft hyphen, grapheme joiner, byte-order mark
    + "".join(chr(code) for start, end in ((0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
              for code in range(start, end + 1))
)  # fmt: skip
"""Characters that steer the text and are never drawn (the Default_Ignorable ones of Unicode that occur)."""

GENERIC: Final = {
    "serif": ("Printkit Song Latin", "Printkit Song", "Printkit Song Full"),
    "sans-serif": ("Printkit Hei Latin", "Printkit Hei", "Printkit Song Full"),
    "monospace": ("Printkit Hei Latin", "Printkit Hei", "Printkit Song Full"),
    "cursive": ("Printkit Kai", "Printkit Song Full"),
    "fantasy": ("Printkit Display", "Printkit Song", "Printkit Song Full"),
    "system-ui": ("Printkit Hei Latin", "Printkit Hei", "Printkit Song Full"),
}
"""What the generic families of CSS stand for. There is no face of fixed width: Source Sans has even figures."""

LAST_RESORT: Final = ("Printkit Song Latin", "Printkit Song", "Printkit Song Full", "Printkit Text")
"""Who gives a character that no family of the stack has: always these, in this order."""

# How Pango writes weight and style, and WeasyPrint with it, in the names of embedded fonts.
_PANGO_WEIGHTS: Final = {
    100: "Thin", 200: "Ultra-Light", 300: "Light", 350: "Semi-Light", 380: "Book", 400: "", 500: "Medium",
    600: "Semi-Bold", 700: "Bold", 800: "Ultra-Bold", 900: "Heavy", 1000: "Ultra-Heavy",
}  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One font file: its CSS weight (400–900) and style (`normal`, `italic`), its sum, glyphs and bytes."""

    file: Path
    weight: int
    style: str
    sha256: str
    glyphs: int
    bytes: int


@dataclass(frozen=True)
class Family:
    """A family as CSS names it. `scripts` are ISO 15924 codes; `version` is that of `upstream`."""

    name: str
    voice: str
    scripts: tuple[str, ...]
    licence: str
    upstream: str
    version: str
    faces: tuple[Face, ...]
    folder: Path = field(repr=False)

    def ranges(self) -> list[tuple[int, int]]:
        """First and last code points of what every face of the family can draw, out of `coverage.txt`."""
        entries = (entry.partition("-") for entry in (self.folder / "coverage.txt").read_text("ascii").split())
        return [(int(first, 16), int(last or first, 16)) for first, _, last in entries]

    @cached_property
    def characters(self) -> frozenset[str]:
        """What every face of the family can draw."""
        return frozenset(chr(code) for first, last in self.ranges() for code in range(first, last + 1))


@dataclass(frozen=True)
class Catalogue:
    """Every family that may be used; nothing else may."""

    families: tuple[Family, ...]

    def family(self, name: str) -> Family:
        """The family that CSS calls `name`. Raises `PrintkitError`."""
        for family in self.families:
            if family.name == name:
                return family
        names = ", ".join(family.name for family in self.families)
        raise PrintkitError([error("no-font-family", f"there is no font family `{name}`", hint=f"use one of: {names}")])

    def covers(self, character: str) -> bool:
        """Whether some family can draw it, or nothing has to be drawn."""
        starts, ends = self._ranges
        place = bisect_right(starts, ord(character)) - 1
        return (place >= 0 and ord(character) <= ends[place]) or character in NEEDS_NO_GLYPH

    def missing(self, text: str, families: Iterable[str] | None = None) -> list[tuple[int, str]]:
        """The characters of `text` that no family has, with their index; or none of `families`, by name."""
        if families is None:
            strange = {character for character in set(text) if not self.covers(character)}
        else:
            drawn = NEEDS_NO_GLYPH.union(*(self.family(name).characters for name in families))
            strange = set(text) - drawn  # a text has few different characters: usually this ends it
        return [(index, character) for index, character in enumerate(text) if character in strange] if strange else []

    @cached_property
    def postscript_names(self) -> frozenset[str]:
        """The names that fonts embedded by WeasyPrint bear, without the subset tag: `Printkit-Text-Bold-Italic`."""
        return frozenset(
            "-".join([*family.name.split(), *_pango_style(face)]) for family in self.families for face in family.faces
        )

    @cached_property
    def _ranges(self) -> tuple[list[int], list[int]]:
        """First and last code points of what some family draws, merged and in order."""
        starts: list[int] = []
        ends: list[int] = []
        for first, last in sorted(pair for family in self.families for pair in family.ranges()):
            if ends and first <= ends[-1] + 1:
                ends[-1] = max(ends[-1], last)
            else:
                starts.append(first)
                ends.append(last)
        return starts, ends


def _pango_style(face: Face) -> list[str]:
    return [word for word in (_PANGO_WEIGHTS[face.weight], face.style.title()) if word not in ("", "Normal")]


def read_catalogue(*folders: Path) -> Catalogue:
    """Read the cards of all families in `folders`. Raises `PrintkitError`."""
    cards = sorted(card for folder in folders for card in folder.glob("*/font.yaml"))
    if not cards:
        names = ", ".join(f"`{folder}`" for folder in folders)
        raise PrintkitError([error("no-fonts", f"there are no fonts in {names}")], exit_code=3)
    return Catalogue(tuple(_read_family(card) for card in cards))


def _read_family(card: Path) -> Family:
    data: Any = source.read(card).data
    try:
        faces = tuple(
            Face(
                file=card.parent / face["file"],
                weight=int(face["weight"]),
                style=face["style"],
                sha256=face["sha256"],
                glyphs=int(face["glyphs"]),
                bytes=int(face["bytes"]),
            )
            for face in data["faces"]
        )
        return Family(
            name=data["family"],
            voice=data["voice"],
            scripts=tuple(data["scripts"]),
            licence=data["licence"],
            upstream=data["upstream"],
            version=data["version"],
            faces=faces,
            folder=card.parent,
        )
    except (KeyError, TypeError, ValueError) as problem:
        message = f"`{card}` is not the card of a font family: {problem}"
        raise PrintkitError([error("bad-font-card", message, hint="compare it with another font.yaml")]) from problem


def isolate(catalogue_folders: Iterable[Path], cache: Path) -> None:
    """Let this process and its children see the fonts in `catalogue_folders` and no others.

    Writes a private fontconfig file into `cache`, where fontconfig also keeps what it learned of the
    fonts. It has to come before WeasyPrint is imported, which loads them: raises `PrintkitError` if that
    happened with another configuration. Calling it again with the same folders does nothing.
    """
    folders = [folder.resolve() for folder in catalogue_folders]
    cards = b"".join(card.read_bytes() for folder in folders for card in sorted(folder.glob("*/font.yaml")))
    # Fontconfig sees that a folder changed, but not that a file in it was overwritten: the cards tell.
    text = _configuration(folders, cache.resolve() / f"fontconfig-{hashlib.sha256(cards).hexdigest()[:12]}")
    name = f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    file = cache.resolve() / name
    if "weasyprint" in sys.modules and os.environ.get("FONTCONFIG_FILE") != str(file):
        message = "WeasyPrint was imported before the fonts were isolated, so it may use fonts of the system"
        raise PrintkitError([error("fonts-not-isolated", message, hint="import printkit first")], exit_code=3)
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        _write(file, text)
    os.environ["FONTCONFIG_FILE"] = str(file)
    for other in ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        os.environ.pop(other, None)


def _write(file: Path, text: str) -> None:
    """Atomically: another process may be reading the same file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _configuration(folders: Iterable[Path], cache: Path) -> str:
    """The fontconfig file: our folders only, generic families, and who comes last."""
    lines = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">', "<fontconfig>"]
    lines.append("<reset-dirs/>")
    lines += [f"<dir>{escape(str(folder))}</dir>" for folder in folders]
    lines.append(f"<cachedir>{escape(str(cache))}</cachedir>")
    lines.append("<config><rescan><int>0</int></rescan></config>")
    for generic, names in GENERIC.items():
        test = f'<test name="family"><string>{generic}</string></test>'
        lines.append(f'<match target="pattern">{test}{_edit("assign", names)}</match>')
    lines.append(f'<match target="pattern">{_edit("append_last", LAST_RESORT)}</match>')
    lines.append("</fontconfig>")
    return "\n".join(lines) + "\n"


def _edit(mode: str, names: Iterable[str]) -> str:
    strings = "".join(f"<string>{name}</string>" for name in names)
    return f'<edit name="family" mode="{mode}" binding="same">{strings}</edit>'

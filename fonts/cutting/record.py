"""What lies beside the faces of a family: `font.yaml`, `coverage.txt`, `OFL.txt`."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from .recipe import FamilyRecipe, Original

_DEBIAN_STANZA = "License: OFL-1.1\n"


def write_card(family: FamilyRecipe, original: Original, faces: list[dict[str, Any]], folder: Path) -> None:
    """`font.yaml`, the card of the family."""
    card = {
        "family": family.name,
        "voice": family.voice,
        "scripts": list(family.scripts),
        "licence": "OFL-1.1",
        "upstream": original.upstream,
        "version": original.upstream_version,
        "faces": faces,
    }
    text = yaml.safe_dump(card, sort_keys=False, allow_unicode=True, width=110)
    (folder / "font.yaml").write_text(text, encoding="utf-8")


def describe(file: Path, weight: int, style: str, glyphs: int) -> dict[str, Any]:
    """The entry of one face in `font.yaml`."""
    content = file.read_bytes()
    return {
        "file": file.name,
        "weight": weight,
        "style": style,
        "glyphs": glyphs,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def write_coverage(unicodes: Iterable[int], folder: Path) -> None:
    """`coverage.txt`: the characters of every face of the family, as hexadecimal ranges with both ends."""
    ranges = (f"{first:04X}-{last:04X}" if last > first else f"{first:04X}" for first, last in _ranges(unicodes))
    (folder / "coverage.txt").write_text(textwrap.fill(" ".join(ranges), 110, break_on_hyphens=False) + "\n")


def _ranges(unicodes: Iterable[int]) -> Iterator[tuple[int, int]]:
    codes = sorted(unicodes)
    first = last = codes[0]
    for code in codes[1:]:
        if code != last + 1:
            yield first, last
            first = code
        last = code
    yield first, last


def write_licence(sources: list[tuple[Original, Path, str]], folder: Path) -> None:
    """`OFL.txt`: the licence that came with each original, after the copyright its font states.

    `sources` are (original, folder of its files, copyright out of the font).
    """
    parts = []
    for original, files, copyright_line in sources:
        text = (files / original.licence_file).read_text(encoding="utf-8")
        parts.append(
            f"Cut from {original.upstream} {original.upstream_version}, which states:\n"
            f"{copyright_line.strip()}\n\n{_licence(text).strip()}\n"
        )
    (folder / "OFL.txt").write_text(f"\n{'=' * 60}\n\n".join(parts), encoding="utf-8")


def _licence(text: str) -> str:
    """The licence itself; out of a Debian copyright file, the stanzas of the fonts without their indent."""
    if not text.startswith("Format:"):
        return text.replace("\r\n", "\n")
    notice = text.split("Files: *\n", 1)[1].split("\n\n", 1)[0]
    stanza = text.split("\n\n" + _DEBIAN_STANZA, 1)[1].split("\n\nLicense:", 1)[0]
    body = (line.strip() for line in stanza.splitlines())
    return f"{notice}\n\n" + "\n".join("" if line == "." else line for line in body)

"""Font programs in the form that a standard's PDF version knows, and the proof that each font is in the file.

PDF 1.4, and with it X-1a:2003 and X-3:2003, has no OpenType programs: of one with PostScript outlines the bare CFF
table goes in (Type1C, CIDFontType0C), one with TrueType outlines becomes a FontFile2 (ISO 32000-1, table 126).
CIDSet and CharSet are optional everywhere and wrong in many files: they go.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name

from ..diagnostics import Diagnostic, PrintkitError, error
from .standards import Standard

_PROGRAMS: Final = (Name.FontFile, Name.FontFile2, Name.FontFile3)
_COMPOSITE: Final = frozenset({"/CIDFontType0", "/CIDFontType2"})
_MOST_TABLES: Final = 64
_OUTLINES: Final = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")


class _FontDataError(Exception):
    """A font program is not one; the text says why."""


def convert_fonts(pdf: pikepdf.Pdf, standard: Standard) -> int:
    """Bring the font programs of an open PDF to what the standard allows, in place; give how many were changed.

    Raises `PrintkitError`: `font-not-embedded`, `bad-font-data`, one for each font that has the fault.
    """
    changed: dict[tuple[int, int], Name] = {}
    faults: dict[str, Diagnostic] = {}
    count = 0
    for font in _fonts(pdf):
        name = str(font.get(Name.BaseFont, "/?")).removeprefix("/")
        descriptor = font.get(Name.FontDescriptor)
        if not isinstance(descriptor, Dictionary) or not any(key in descriptor for key in _PROGRAMS):
            faults.setdefault(name, _absent(name))
            continue
        for key in ("/CIDSet", "/CharSet"):
            if key in descriptor:
                del descriptor[key]
        program = descriptor.get(Name.FontFile3)
        if standard.allows_opentype or not isinstance(program, pikepdf.Stream):
            continue
        if program.get(Name.Subtype) != Name.OpenType and program.objgen not in changed:
            continue
        try:
            if program.objgen not in changed:
                changed[program.objgen] = _bare(program, composite=str(font.get(Name.Subtype)) in _COMPOSITE)
                count += 1
        except _FontDataError as fault:
            faults.setdefault(name, _broken(name, str(fault)))
            continue
        if changed[program.objgen] == Name.FontFile2:
            descriptor.FontFile2 = program
            del descriptor[Name.FontFile3]
    if faults:
        raise PrintkitError(faults.values())
    return count


def table(program: bytes, tag: bytes) -> bytes | None:
    """One table of an sfnt font, by the directory at its start (OpenType, "Organization of an OpenType Font").

    None where the font has no such table. Raises `ValueError` where the data are no sfnt font or end too early.
    """
    if program[:4] not in _OUTLINES or len(program) < 12:
        raise ValueError("it does not begin as an OpenType font")
    start = 0
    if program[:4] == b"ttcf":
        start = _number(program, 12)
    count = struct.unpack_from(">H", program, start + 4)[0] if start + 6 <= len(program) else 0
    if count > _MOST_TABLES:
        raise ValueError(f"it claims {count} tables")
    for place in range(start + 12, start + 12 + 16 * count, 16):
        if program[place : place + 4] == tag:
            offset, length = _number(program, place + 8), _number(program, place + 12)
            if offset + length > len(program):
                raise ValueError("it ends too early")
            return program[offset : offset + length]
    return None


def _number(data: bytes, place: int) -> int:
    if place + 4 > len(data):
        raise ValueError("it ends too early")
    return int(struct.unpack_from(">I", data, place)[0])


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    """Every font that has a program: simple ones, and the descendants of composite ones. Type 3 has none."""
    for found in pdf.objects:
        if not isinstance(found, Dictionary) or found.get(Name.Type) != Name.Font:
            continue
        kind = str(found.get(Name.Subtype))
        if kind == "/Type0":
            # A descendant may be written inside its parent, and is then no object of its own.
            for inner in found.get(Name.DescendantFonts, ()):
                if isinstance(inner, Dictionary) and inner.objgen == (0, 0):
                    yield inner
        elif kind != "/Type3":
            yield found


def _bare(program: pikepdf.Stream, *, composite: bool) -> Name:
    """Put the outlines alone into the stream of an OpenType font; give the key that it belongs under."""
    try:
        data = program.read_bytes()
        outlines = table(data, b"CFF ")
        if outlines is None and table(data, b"glyf") is None:
            raise _FontDataError("it has neither a CFF nor a glyf table")
    except (ValueError, struct.error, pikepdf.PdfError) as problem:
        raise _FontDataError(str(problem)) from None
    if outlines is None:
        del program[Name.Subtype]
        program.Length1 = len(data)
        return Name.FontFile2
    if len(outlines) < 4 or outlines[0] != 1:
        raise _FontDataError("its CFF table is of no known version")
    program.write(outlines)
    program.Subtype = Name.CIDFontType0C if composite else Name.Type1C
    if Name.Length1 in program:
        del program[Name.Length1]
    return Name.FontFile3


def _absent(name: str) -> Diagnostic:
    hint = "use a family that `printkit fonts` lists"
    return error("font-not-embedded", f"the font `{name}` is not in the file", hint=hint)


def _broken(name: str, why: str) -> Diagnostic:
    hint = "use a family that `printkit fonts` lists"
    return error("bad-font-data", f"the program of the font `{name}` cannot be used: {why}", hint=hint)

"""Inline images (`BI` … `EI`) as image XObjects (ISO 32000-1, 8.9.7)."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Array, Name

_KEYS: Final = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
}
_FILTERS: Final = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


def inline_picture(pdf: pikepdf.Pdf, data: bytes, resources: Any) -> pikepdf.Stream | None:
    """An inline image (`BI` … `EI`) as an image XObject; None for what cannot be read."""
    begins = data.find(b"ID", 2)
    while begins > 0 and data[begins - 1 : begins] not in (b" ", b"\n", b"\r", b"\t", b"]", b">"):
        begins = data.find(b"ID", begins + 2)
    if begins < 0:
        return None
    try:
        told = pikepdf.Object.parse(b"<<" + data[2:begins] + b">>")
    except (pikepdf.PdfError, ValueError):
        return None
    if not isinstance(told, pikepdf.Dictionary):
        return None
    # One white-space character stands behind ID, and one before EI.
    made = pdf.make_stream(data[begins + 3 : -3])
    made.Subtype = Name.Image
    for key, value in told.items():
        name = _KEYS.get(key[1:], key[1:])
        made["/" + name] = _full_filter(value) if name == "Filter" else value
    named = made.get("/ColorSpace")
    listed = resources.get("/ColorSpace") if isinstance(resources, pikepdf.Dictionary) else None
    if isinstance(named, Name) and isinstance(listed, pikepdf.Dictionary) and str(named) in listed:
        made.ColorSpace = listed[str(named)]
    return made


def _full_filter(value: Any) -> Any:
    if isinstance(value, Array):
        return Array([_full_filter(one) for one in list(value)])
    name = str(value).removeprefix("/")
    return Name("/" + _FILTERS.get(name, name))

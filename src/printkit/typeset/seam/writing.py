"""The PDF's bytes, each object made once.

The engine's writer makes every stream a second time to hash it for the file's identifier, presses it as
hard as can be, and keeps the operators of all pages as so many small strings.
"""

from __future__ import annotations

import hashlib
import zlib
from math import ceil, log
from typing import Any, Final

import pydyf
from weasyprint.document import Page

from .tagging import note_margins

write_before: Any = pydyf.PDF.write
paint_before: Any = Page.paint

_LEVEL: Final = 6
"""Of zlib: two thirds of the time of 9, a half per cent larger."""


class StreamData:
    """`pydyf.Stream.data`: the stream as it stands in the file."""

    def __get__(self, stream: Any, owner: type | None = None) -> Any:
        if stream is None:
            return self
        content = joined(stream)
        extra = pydyf.Dictionary(stream.extra.copy())
        if stream.compress:
            extra["Filter"] = "/FlateDecode"
            content = zlib.compress(content, _LEVEL)
        extra["Length"] = len(content)
        return b"\n".join((extra.data, b"stream", content, b"endstream"))


def joined(stream: Any) -> bytes:
    """The operators of a stream as one string."""
    return b"\n".join([item if type(item) is bytes else pydyf._to_bytes(item) for item in stream.stream])


def paint(page: Any, stream: Any, scale: float = 1) -> None:
    """Draw a page, and keep its operators as one string."""
    if stream._tags is not None:
        note_margins(page)
    paint_before(page, stream, scale)
    stream.stream = [joined(stream)]


def write(pdf: Any, output: Any, version: Any = b"1.7", identifier: Any = False, compress: bool = False) -> None:
    """Write the file with object streams, its second identifier the hash of what was written."""
    if not compress or not isinstance(identifier, bytes):
        write_before(pdf, output, version, identifier, compress)
        return
    digest = hashlib.md5(usedforsecurity=False)
    if pdf.info:
        pdf.add_object(pdf.info)
    pdf.write_line(b"%PDF-" + pydyf._to_bytes(version or b"1.7"), output)
    pdf.write_line(b"%\xf0\x9f\x96\xa4", output)
    packed = [item for item in pdf.objects if item.free != "f" and item.compressible]
    for item in pdf.objects:
        if item.free != "f" and not item.compressible:
            item.offset = pdf.current_position
            data = item.indirect
            digest.update(data)
            pdf.write_line(data, output)
    group = _object_stream(packed)
    group.offset = pdf.current_position
    pdf.add_object(group)
    data = group.indirect
    digest.update(data)
    pdf.write_line(data, output)
    references = _cross_references(pdf, group, {id(item): place for place, item in enumerate(packed)})
    second = digest.hexdigest().encode()
    references.extra["ID"] = pydyf.Array((pydyf.String(identifier).data, pydyf.String(second).data))
    pdf.xref_position = references.offset = pdf.current_position
    pdf.add_object(references)
    pdf.write_line(references.indirect, output)
    pdf.write_line(b"startxref", output)
    pdf.write_line(str(pdf.xref_position).encode(), output)
    pdf.write_line(b"%%EOF", output)


def _object_stream(packed: list[Any]) -> Any:
    """The objects that are no streams, in one (ISO 32000-2, 7.5.7)."""
    places: list[int] = []
    parts: list[bytes] = []
    position = 0
    for item in packed:
        parts.append(item.data)
        places += (item.number, position)
        position += len(parts[-1]) + 1
    index = " ".join(map(str, places))
    return pydyf.Stream([index, *parts], {"Type": "/ObjStm", "N": len(packed), "First": len(index) + 1}, compress=True)


def _cross_references(pdf: Any, group: Any, places: dict[int, int]) -> Any:
    """Where each object is: at an offset, or in the object stream (ISO 32000-2, 7.5.8)."""
    rows = [
        (2, group.number, places[id(item)])
        if id(item) in places
        else (int(item.free != "f"), item.offset, item.generation)
        for item in pdf.objects
    ]
    rows.append((1, pdf.current_position, 0))
    widths = (1, ceil(log(pdf.current_position + 1, 256)), ceil(log(max(65535, len(places)) + 1, 256)))
    table = b"".join(value.to_bytes(width, "big") for row in rows for width, value in zip(widths, row, strict=True))
    extra = {
        "Type": "/XRef",
        "Index": pydyf.Array((0, len(rows))),
        "W": pydyf.Array(widths),
        "Size": len(rows),
        "Root": pdf.catalog.reference,
    }
    if pdf.info:
        extra["Info"] = pdf.info.reference
    return pydyf.Stream([table], extra, compress=True)

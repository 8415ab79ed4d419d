"""The bytes of a finished file: same objects, same bytes."""

from __future__ import annotations

import io

import pikepdf


def saved(pdf: pikepdf.Pdf, version: str, *, compact: bool) -> bytes:
    """The file as PDF `version`; `compact` with object streams, which PDF 1.5 brought (ISO 32000-1, 7.5.7)."""
    out = io.BytesIO()
    streams = pikepdf.ObjectStreamMode
    pdf.save(
        out,
        force_version=version,
        object_stream_mode=streams.generate if compact else streams.disable,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()

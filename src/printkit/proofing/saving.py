"""The bytes of a proof: same objects, same bytes."""

from __future__ import annotations

import io

import pikepdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    """An open file as bytes, packed."""
    out = io.BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    pdf.save(out, min_version=max(pdf.pdf_version, "1.5"), object_stream_mode=streams, deterministic_id=True)
    return out.getvalue()

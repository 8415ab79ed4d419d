"""Small PDFs with one picture each, of every kind that a PDF knows, and what plates a witness makes of them."""

from __future__ import annotations

import io
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image


def document(*streams: pikepdf.Stream, pdf: pikepdf.Pdf, content: str = "", side: float = 72) -> pikepdf.Pdf:
    """A page of `side` pt, filled by the pictures `/P0`, `/P1`… one over the other unless `content` says otherwise."""
    names = {f"/P{number}": stream for number, stream in enumerate(streams)}
    drawn = content or "".join(f"q {side} 0 0 {side} 0 0 cm {name} Do Q " for name in names)
    page = pikepdf.Page(
        pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=[0, 0, side, side],
                Resources=Dictionary(XObject=Dictionary(names)),
                Contents=pdf.make_stream(drawn.encode()),
            )
        )
    )
    pdf.pages.append(page)
    return pdf


def picture(
    pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: object, bits: int = 8, **more
) -> pikepdf.Stream:
    """An image XObject of raw samples."""
    made = pdf.make_stream(zlib.compress(data))
    made.Filter = Name.FlateDecode
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = size
    if space is not None:
        made.ColorSpace = space
    made.BitsPerComponent = bits
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def jpeg(pdf: pikepdf.Pdf, image: Image.Image, space: object, **more) -> pikepdf.Stream:
    """An image XObject of a JPEG as Pillow writes it: in four inks, that is one of Photoshop's, turned."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, subsampling=0)
    made = picture(pdf, b"", image.size, space)
    made.write(out.getvalue(), filter=Name.DCTDecode)
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Soft colours with grain, as a camera gives."""
    noise = np.random.default_rng(seed)
    small = Image.fromarray(noise.integers(0, 256, (6, 6, 3), np.uint8))
    soft = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC)).astype(np.int16)
    return Image.fromarray(np.clip(soft + noise.integers(-6, 7, soft.shape), 0, 255).astype(np.uint8))


def ghost_pages(pdf: pikepdf.Pdf, folder: Path, dpi: int = 72) -> list[np.ndarray]:
    """The plates of every page by ghostscript's tiffsep: cyan, magenta, yellow, black as 0..255 of ink, (4, h, w)."""
    file = folder / "made.pdf"
    pdf.save(file)
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}", "-o",
         str(folder / "page%d.tif"), str(file)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    inks = ("Cyan", "Magenta", "Yellow", "Black")
    return [
        np.stack([255 - np.asarray(Image.open(folder / f"page{number}({ink}).tif")) for ink in inks])
        for number in range(1, len(pdf.pages) + 1)
    ]


def ghost_plates(pdf: pikepdf.Pdf, folder: Path, dpi: int = 72) -> np.ndarray:
    """The plates of the first page."""
    return ghost_pages(pdf, folder, dpi)[0]


__all__ = ["Array", "document", "ghost_pages", "ghost_plates", "jpeg", "photograph", "picture"]

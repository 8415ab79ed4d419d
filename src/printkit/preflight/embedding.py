"""Pictures inside an HTML page, so that it needs nothing else."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def data_address(picture: Image.Image) -> str:
    """A picture as a data address: JPEG, but PNG where there is little to see and it is smaller."""
    found = []
    for form, options in (("jpeg", {"quality": 82}), ("png", {"optimize": False})):
        if form == "png" and picture.width * picture.height > 1_000_000:
            continue
        out = io.BytesIO()
        picture.save(out, form.upper(), **options)
        found.append((len(out.getvalue()), form, out.getvalue()))
    _, form, data = min(found)
    return f"data:image/{form};base64,{base64.b64encode(data).decode('ascii')}"

"""Pictures of an article: taken along if they are in it or beside it, a slot if they are elsewhere."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import warnings
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from PIL import Image, ImageOps

from ..diagnostics import Diagnostic, warning
from .pieces import Shot, visible

FOLDER: Final = "figures"
MAX_PIXELS: Final = 100_000_000
MAX_BYTES: Final = 40_000_000
MAX_PICTURES: Final = 400

_READ: Final = ("PNG", "JPEG", "MPO", "WEBP", "TIFF", "GIF", "BMP")
_SUFFIX: Final = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "WEBP": "webp", "TIFF": "tif"}
_KEPT_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".svg"})
_PRIVATE: Final = ("exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp", "Raw profile type exif", "parsed_exif")
_TELLTALE_TAGS: Final = (0x8825, 0x8769, 700, 33723, 34377)
_NAMELESS: Final = re.compile(r"(?i)^(?:图片|image|img|picture|photo|无|alt|[\w.-]+\.(?:png|jpe?g|gif|webp|bmp))?\d*$")


class Pictures:
    """Takes pictures in; `extracted` are to be written beside the report, `local` lie beside the article."""

    def __init__(self, folder: Path, picked: dict[str, bytes] | None = None) -> None:
        self.folder = folder
        self.picked = picked or {}
        self.extracted: dict[str, bytes] = {}
        self.local: list[str] = []
        self.warnings: list[Diagnostic] = []
        self._names: dict[str, str] = {}

    def take(self, element: Any) -> Shot | None:
        """The picture of an `<img>`; None where there is none to be seen (spacers, counting pixels)."""
        if _tiny(element):
            return None
        alt = visible(element.get("alt") or "").strip()
        alt = "" if _NAMELESS.match(alt) else alt
        sources = [s.strip() for key in ("data-src", "data-original", "src") if (s := element.get(key))]
        # A page that loads its pictures late has a one-pixel placeholder in `src`.
        source = next(iter(sources), "")
        if source.startswith("picked:"):
            return self._picked(source, alt)
        if source.startswith("data:"):
            return self._data(source, alt)
        if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", source, re.IGNORECASE):
            return self._remote(f"https:{source}" if source.startswith("//") else source, alt)
        return self._beside(source, alt)

    def _slot(self, code: str, message: str, hint: str, alt: str, remark: str = "") -> Shot:
        self.warnings.append(warning(code, message, hint=hint))
        return Shot(None, alt, remark)

    def _remote(self, address: str, alt: str) -> Shot:
        address = address[:300]
        hint = "save the picture beside the report and write its name for `slot`"
        message = f"the picture `{address}` lies in the web and was not fetched"
        return self._slot("picture-remote", message, hint, alt, f"was {address}")

    def _beside(self, source: str, alt: str) -> Shot:
        """A picture in the article's folder; nothing outside of it, by whatever way, is looked at (T7)."""
        name = unquote(re.split(r"[?#]", source, maxsplit=1)[0]).replace("\\", "/")
        hint = "copy the picture beside the report and write its name for `slot`"
        if not name or not name.isprintable() or len(name) > 300:
            return self._slot("picture-missing", "a picture has no file name that could be read", hint, alt)
        root = self.folder.resolve()
        try:
            file = (root / name).resolve()
            inside = file.is_relative_to(root) and not Path(name).is_absolute()
            there = inside and file.is_file()
        except (OSError, ValueError, RuntimeError):
            inside = there = False
        if not inside:
            message = f"the picture `{Path(name).name}` lies outside the article's folder and was not taken"
            return self._slot("picture-outside", message, hint, alt, f"was {Path(name).name}")
        if not there:
            return self._slot("picture-missing", f"there is no picture `{name}`", hint, alt, f"was {name}")
        if file.suffix.lower() not in _KEPT_SUFFIXES:
            message = f"the picture `{name}` is neither PNG, JPEG, WebP, TIFF nor SVG"
            return self._slot("picture-form", message, "save it as PNG", alt, f"was {name}")
        relative = file.relative_to(root).as_posix()
        if relative not in self.local:
            self.local.append(relative)
        return Shot(relative, alt)

    def _data(self, source: str, alt: str) -> Shot:
        head, _, body = source.partition(",")
        try:
            raw = base64.b64decode(re.sub(r"\s", "", unquote(body))) if head.endswith("base64") else b""
        except (binascii.Error, ValueError):
            raw = b""
        return self.keep(raw, alt)

    def _picked(self, source: str, alt: str) -> Shot:
        if source in self.picked:
            return self.keep(self.picked[source], alt)
        hint = "save the picture beside the report and write its name for `slot`"
        return self._slot("picture-missing", "a picture of the document is linked, not in it", hint, alt)

    def keep(self, raw: bytes, alt: str) -> Shot:
        """Bytes as a picture to be written beside the report, without EXIF (T21)."""
        hint = "save the picture as PNG or JPEG and write its name for `slot`"
        if len(self.extracted) >= MAX_PICTURES:
            return self._slot("picture-too-many", f"more than {MAX_PICTURES} pictures", hint, alt)
        key = hashlib.sha256(raw).hexdigest()
        if key in self._names:
            return Shot(self._names[key], alt)
        try:
            clean, suffix = harmless_picture(raw)
        except _BadPictureError as problem:
            return self._slot("picture-form", f"a picture in the article was not taken: {problem}", hint, alt)
        name = f"{FOLDER}/picture-{len(self.extracted) + 1}.{suffix}"
        self._names[key] = name
        self.extracted[name] = clean
        return Shot(name, alt)


class _BadPictureError(Exception):
    """A picture that cannot be taken, with the reason."""


def _tiny(element: Any) -> bool:
    sizes = [element.get("width") or "", element.get("height") or ""]
    return any(re.fullmatch(r"[012](?:px)?", size.strip()) for size in sizes)


def harmless_picture(raw: bytes) -> tuple[bytes, str]:
    """The bytes to write and the suffix: saved anew only where they tell of place, time or camera."""
    if not raw or len(raw) > MAX_BYTES:
        raise _BadPictureError("it is empty" if not raw else "it is too large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw), formats=_READ) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise _BadPictureError(f"it has {picture.width} × {picture.height} pixels")
                form = picture.format or ""
                if form in _SUFFIX and not _is_telltale(picture):
                    return raw, _SUFFIX[form]
                return _saved_anew(picture, form)
    except Image.DecompressionBombError:
        raise _BadPictureError("it has too many pixels") from None
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError, EOFError, MemoryError):
        # What Pillow raises on broken files is not more definite than this.
        raise _BadPictureError("it is no PNG, JPEG, WebP or TIFF that can be read") from None


def _is_telltale(picture: Image.Image) -> bool:
    if any(key in picture.info for key in _PRIVATE):
        return True
    exif = picture.getexif()
    return any(tag in exif for tag in _TELLTALE_TAGS) if picture.format == "TIFF" else bool(exif)


def _saved_anew(picture: Image.Image, form: str) -> tuple[bytes, str]:
    turned = picture.getexif().get(0x0112, 1) != 1
    out = io.BytesIO()
    settings: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if "dpi" in picture.info:
        settings["dpi"] = picture.info["dpi"]
    upright = ImageOps.exif_transpose(picture) if turned else picture
    bare = upright.copy()
    for key in list(bare.info):
        if key not in ("transparency", "gamma"):
            bare.info.pop(key)
    if form in ("JPEG", "MPO"):
        bare.save(out, "JPEG", quality=95, subsampling=0, **settings)
    elif form == "WEBP":
        bare.save(out, "WEBP", lossless=True, exif=b"", **settings)
    elif form == "TIFF":
        bare.save(out, "TIFF", compression="tiff_lzw", **settings)
    else:
        bare.save(out, "PNG", **settings)
        form = "PNG"
    return out.getvalue(), _SUFFIX[form]

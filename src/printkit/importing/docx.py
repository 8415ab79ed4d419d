"""Word documents → HTML by mammoth, after the package was found harmless (T14, T15)."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

import mammoth
from lxml import etree
from mammoth import documents

from ..diagnostics import Diagnostic, PrintkitError, error, warning

MAX_MEMBERS: Final = 4000
MAX_BYTES: Final = 200_000_000
MAX_RATIO: Final = 150
_SMALL: Final = 5_000_000
"""Below this size a member may be packed as tightly as it likes."""
MAX_DEPTH: Final = 100
"""Levels of an XML part; mammoth goes several calls deeper at each."""

_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='printkit centred'] => center > p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='heading 1'] => h1:fresh
p[style-name='heading 2'] => h2:fresh
p[style-name='heading 3'] => h3:fresh
p[style-name='heading 4'] => h4:fresh
"""
_LOSSES: Final = {
    "oMath": "formula", "oMathPara": "formula", "chart": "chart", "relIds": "diagram", "OLEObject": "embedded object",
    "control": "form", "videoFile": "video",
}  # fmt: skip


def to_html(raw: bytes, name: str) -> tuple[str, dict[str, bytes], list[Diagnostic]]:
    """HTML, the pictures by the address that the HTML calls them by, and warnings. Raises `PrintkitError`."""
    warnings = _inspect(raw, name)
    pictures: dict[str, bytes] = {}

    def pick(image: Any) -> dict[str, str]:
        address = f"picked:{len(pictures) + 1}"
        try:
            with image.open() as stream:
                pictures[address] = stream.read()
        except (ValueError, OSError, KeyError):
            # Linked, not embedded: mammoth may not fetch it, and its address may tell of somebody's disk.
            return {"src": "picked:linked"}
        return {"src": address}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(raw),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(pick),
            transform_document=mammoth.transforms.paragraph(_centred),
            id_prefix="doc-",
        )
    except Exception as problem:
        # The document is hostile or broken, and mammoth says so by whatever exception comes along.
        message = f"`{name}` cannot be read as a Word document ({type(problem).__name__})"
        raise PrintkitError([error("docx-unreadable", message, hint="open it in Word and save it anew")]) from None
    return str(result.value), pictures, warnings


def _centred(paragraph: Any) -> Any:
    plain = paragraph.style_name in (None, "Normal", "Body Text", "Normal (Web)", "Caption", "caption")
    if plain and paragraph.alignment == "center" and isinstance(paragraph, documents.Paragraph):
        return paragraph.copy(style_id=None, style_name="printkit centred")
    return paragraph


def _inspect(raw: bytes, name: str) -> list[Diagnostic]:
    """Caps and shape of the package. Nothing is written to disk, so a name such as `../x` leads nowhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            members = package.infolist()
            _check_sizes(members, name)
            if "word/document.xml" not in package.namelist() and "[Content_Types].xml" not in package.namelist():
                hint = "name an article: .docx, .html, .md or .txt"
                raise _refused("unknown-form", f"`{name}` is a zip archive, not a Word document", hint)
            found: set[str] = set()
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    found |= _check_xml(package.read(member), name, member.filename)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError) as problem:
        if isinstance(problem, RecursionError):
            raise
        message = f"`{name}` is a damaged or locked package"
        raise _refused("docx-unreadable", message, "open it in Word and save it anew, without a password") from None
    except Exception as problem:
        if isinstance(problem, PrintkitError):
            raise
        # zlib and lzma have exceptions of their own for damaged data.
        raise _refused("docx-unreadable", f"`{name}` is damaged", "open it in Word and save it anew") from None
    return [
        warning("not-representable", f"the document holds a {what} that could not be taken", hint="add it as a picture")
        for what in sorted(found)
    ]


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    hint = "save the document anew, with smaller pictures"
    if len(members) > MAX_MEMBERS:
        raise _refused("docx-too-large", f"`{name}` has {len(members)} parts, more than {MAX_MEMBERS}", hint, 3)
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        message = f"`{name}` unpacks to {total:,} bytes, more than {MAX_BYTES:,}"
        raise _refused("docx-too-large", message, hint, 3)
    for member in members:
        if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise _refused("docx-too-large", f"a part of `{name}` is packed suspiciously tightly", hint, 3)


def _check_xml(raw: bytes, name: str, part: str) -> set[str]:
    """No document type, no entities, no abyss; and the kinds of content that mammoth passes over."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
            raise _refused("docx-entities", f"`{name}` declares entities, which no Word document does", "") from None
        raise _refused("docx-unreadable", f"a part of `{name}` is no XML", "open it in Word and save it anew") from None
    info: Any = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise _refused("docx-entities", f"`{name}` declares a document type, which no Word document does", "")
    depth = deepest = 0
    found = set()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if event == "start" and part.startswith("word/") and isinstance(element.tag, str):
            local = element.tag.rpartition("}")[2]
            if local in _LOSSES:
                found.add(_LOSSES[local])
    if deepest > MAX_DEPTH:
        raise _refused(
            "too-deep", f"`{name}` is nested deeper than {MAX_DEPTH} levels", "copy its text into a new one", 3
        )
    return found


def _refused(code: str, message: str, hint: str, exit_code: int = 1) -> PrintkitError:
    return PrintkitError(
        [error(code, message, hint=hint or "ask for the document in another form")], exit_code=exit_code
    )

"""Any file opened as a PDF, or refused with a code: `open_pdf`.

What qpdf had to repair comes back by `repairs`, one sentence each; nothing is printed.
"""

from __future__ import annotations

import io
import re
import zlib
from pathlib import Path

import pikepdf

from ..diagnostics import Diagnostic, PrintkitError, error, warning
from . import limits

_HEAD = 1024
"""Bytes in which `%PDF-` has to begin (ISO 32000-1, annex H.3.4.1)."""
_STRUCTURE = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_BEGIN = re.compile(rb"stream\r?\n")


def open_pdf(source: bytes | Path) -> pikepdf.Pdf:
    """The PDF in some bytes or at a path; the caller closes it, best by `with`.

    Raises:
        PrintkitError: `no-file`, `unreadable`, `not-a-pdf`, `pdf-broken` (also truncated beyond repair),
            `pdf-encrypted`, `pdf-without-pages`, `pdf-too-large`.
    """
    data = _bytes(source)
    if b"%PDF-" not in data[:_HEAD]:
        raise _refused("not-a-pdf", "the file is no PDF", "Name a file that a program has saved as PDF.")
    if _structure_size(data) > limits.STRUCTURE:
        raise _refused("pdf-too-large", "the file unpacks to more than any document holds", _SAVE)
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _refused(
            "pdf-encrypted", "the file is encrypted and wants a password", "Save it without a password."
        ) from None
    except (pikepdf.PdfError, *_FOREIGN) as why:
        code = "pdf-without-pages" if "find any pages" in str(why) else "pdf-broken"
        raise _refused(code, f"the file cannot be read: {_short(why)}", _SAVE) from None
    try:
        count = len(pdf.pages)
    except (pikepdf.PdfError, *_FOREIGN) as why:
        pdf.close()
        raise _refused("pdf-broken", f"the pages cannot be found: {_short(why)}", _SAVE) from None
    if not count:
        pdf.close()
        raise _refused("pdf-without-pages", "the file has no pages", _SAVE)
    if count > limits.PAGES:
        pdf.close()
        raise _refused("pdf-too-large", f"the file has {count} pages, more than {limits.PAGES}", "Split it.")
    return pdf


def repairs(pdf: pikepdf.Pdf) -> tuple[Diagnostic, ...]:
    """What had to be repaired since the last call, as warnings `pdf-repaired`."""
    return tuple(warning("pdf-repaired", _short(text), hint=_SAVE) for text in pdf.get_warnings())


_FOREIGN = (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
"""What pikepdf lets through for objects of the wrong kind."""
_SAVE = "Save it again from the program that made it."


def _bytes(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            if source.stat().st_size > limits.FILE:
                raise _refused("pdf-too-large", "the file is larger than 1 GB", "Split it.")
            data = source.read_bytes()
        except FileNotFoundError:
            raise _refused("no-file", f"there is no file `{source.name}`", "Check the name and the folder.") from None
        except OSError as why:
            raise _refused("unreadable", f"`{source.name}` cannot be read: {why.strerror}", "") from None
    if len(data) > limits.FILE:
        raise _refused("pdf-too-large", "the file is larger than 1 GB", "Split it.")
    return data


def _structure_size(data: bytes) -> int:
    """Bytes that the object and cross-reference streams unpack to; qpdf would unpack each without asking."""
    total = 0
    for found in _STRUCTURE.finditer(data):
        begin = _BEGIN.search(data, found.end(), found.end() + 4096)
        if begin is None:
            continue
        try:
            total += len(zlib.decompressobj().decompress(data[begin.end() :], limits.STRUCTURE - total + 1))
        except zlib.error:
            continue  # another filter, or broken: qpdf will say
        if total > limits.STRUCTURE:
            break
    return total


def _short(text: object) -> str:
    """A message of qpdf on one line, without its name for our stream."""
    words = " ".join(str(text).split())
    return re.sub(r".*BytesIO object at 0x[0-9a-f]+>(?: \([^)]*\))?: ?", "", words)[:200]


def _refused(code: str, message: str, hint: str) -> PrintkitError:
    return PrintkitError([error(code, message, hint=hint or ())])

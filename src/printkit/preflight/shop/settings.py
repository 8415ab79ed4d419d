"""What a print shop asks besides the standards: `Shop`, and a file `shop.yaml` that says so.

bleed: 3mm        # around the trim, filled to its edge
safe: 5mm         # text stays that far inside the trim
ppi: 300          # of pictures as they are placed
line: 0.25pt      # the thinnest that holds on paper
ink: 280          # percent, the most of all inks together
multiple: 4       # pages come in such numbers (saddle stitch)
most-pages: 88
file-name: "*_*_*_v?.pdf"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ... import source
from ...diagnostics import Diagnostic, PrintkitError, error
from ...units import Length

_BLEED: Final = Length.mm(3)
_SAFE: Final = Length.mm(5)
_LINE: Final = Length(0.25)


@dataclass(frozen=True, slots=True)
class Shop:
    """What a shop asks. A zero or an empty text: it does not ask."""

    bleed: Length = _BLEED
    safe: Length = _SAFE
    ppi: float = 300
    """Pixels an inch of colour and gray pictures as they are placed."""
    line: Length = _LINE
    """The thinnest line."""
    ink: float = 0
    """The most of all inks together, in percent, as the mean of a 15 mm square."""
    multiple: int = 0
    """The number of pages is a multiple of it."""
    most_pages: int = 0
    file_name: str = ""
    """A pattern as shells have it: `*` any letters, `?` one."""


_LENGTHS: Final = {"bleed": 50.0, "safe": 50.0, "line": 10.0}
"""Keys that are lengths, with the most mm that make sense."""

_NUMBERS: Final = {"ppi": 5000.0, "ink": 1600.0, "multiple": 64.0, "most-pages": 10000.0}


def read_shop(file: Path) -> Shop:
    """Read a `shop.yaml`; what it leaves out is as `Shop()` has it.

    Raises `PrintkitError`, every fault at its line.
    """
    document = source.read(file)
    if not isinstance(document.data, dict):
        raise PrintkitError([error("not-a-mapping", f"`{file}` has no keys such as `bleed:`", document.span([]))])
    found: list[Diagnostic] = []
    values: dict[str, object] = {}
    for key, value in document.data.items():
        text = "" if value is None else str(value).strip()
        try:
            values[key.replace("-", "_")] = _value(key, text)
        except KeyError:
            every = ", ".join([*_LENGTHS, *_NUMBERS, "file-name"])
            message = f"a shop's settings have no `{key}`"
            found.append(error("unknown-key", message, document.span([key], key=True), hint=f"there are {every}"))
        except ValueError as problem:
            found.append(
                error("bad-option", f"`{key}`: {problem}", document.span([key]), hint="see the keys of `Shop`")
            )
    if found:
        raise PrintkitError(found)
    return Shop(**values)  # type: ignore[arg-type]


def _value(key: str, text: str) -> object:
    """The value of a key. Raises `KeyError` for a key that there is not, `ValueError` for a value that cannot be."""
    if key == "file-name":
        return text
    if key in _LENGTHS:
        length = Length.parse(text)
        if not 0 <= length.as_mm <= _LENGTHS[key]:
            raise ValueError(f"{text} is not between 0 and {_LENGTHS[key]:g} mm")
        return length
    most = _NUMBERS[key]
    if not re.fullmatch(r"\d+(\.\d+)?", text) or float(text) > most:
        raise ValueError(f"`{text}` is not a number from 0 to {most:g}")
    return int(float(text)) if key in ("multiple", "most-pages") else float(text)

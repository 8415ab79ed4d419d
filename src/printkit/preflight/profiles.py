"""The variants of GWG 2022 as profiles: `profile("SheetCMYK")`, `profiles()`.

The numbers are those of the Ghent Workgroup's table (GWG 2022 Specification, variants), kept in `gwg2022.json`: for each
variant and rule the severity with its parameters A and B; what a variant ignores is left out. Percentages are parts
of 1; the other units are those of the table: pt, ppi, mm.
"""

from __future__ import annotations

import difflib
import json
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ..diagnostics import PrintkitError, Severity, error
from .rulebook import Limit, Profile

_TABLE: Final = Path(__file__).with_name("gwg2022.json")

STANDARD: Final = "PDF/X-4"
"""What every variant asks of its files (R0001)."""


@cache
def _all() -> dict[str, Profile]:
    table = json.loads(_TABLE.read_text("utf-8"))
    return {name: _read(name, entry) for name, entry in table.items()}


def _read(name: str, entry: dict[str, object]) -> Profile:
    limits = entry["limits"]
    assert isinstance(limits, dict)
    read = {
        rule: tuple(
            Limit(Severity(severity), MappingProxyType(dict(zip("AB", numbers, strict=False))))
            for severity, *numbers in each
        )
        for rule, each in limits.items()
    }
    return Profile(name, str(entry["title"]), STANDARD, MappingProxyType(read))


def profiles() -> tuple[Profile, ...]:
    """All of them: sheet-fed, web, news, advertisements, digital, large format, packaging."""
    return tuple(_all().values())


def profile(name: str) -> Profile:
    """The variant of that name: `SheetCMYK`, `SheetCMYK+RGB`, or as the document has it, `SheetCMYK CMYK + RGB`.

    Capitals, blanks and hyphens do not matter. Raises `PrintkitError` (`no-profile`) with the name that comes next.
    """
    known = {_plain(text): one for one in profiles() for text in (one.title, one.name)}
    found = known.get(_plain(name))
    if found is not None:
        return found
    close = difflib.get_close_matches(_plain(name), known, 1, 0.5)
    hint = f"did you mean `{known[close[0]].name}`?" if close else f"there are {', '.join(_all())}"
    raise PrintkitError([error("no-profile", f"there is no profile `{name}` for a preflight", hint=hint)])


def with_spots(asked: Profile) -> Profile:
    """The variant for the same press that admits spot inks: `SheetSpot` for `SheetCMYK`; itself where there is none.

    What is finished with varnish, foil or a die has spot inks, and is an error in a variant for CMYK alone (R0020).
    """
    return _all().get(asked.name.replace("CMYK", "Spot"), asked)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", text.lower())

"""Finding stocks: the user's own file first, then `stocks.yaml` that comes with printkit; both are written alike."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from ..diagnostics import PrintkitError, error
from ..resources import stocks_folder
from .stock import Stock

_WEIGHT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:gsm|g/m²|g/m2|g|克)?", re.IGNORECASE)


def stocks(own: str | Path | None = None) -> tuple[Stock, ...]:
    """All stocks: those of the user's file `own` first, then ours that it has not.

    Raises `PrintkitError`: `bad-stock` with its place for a wrong entry, and what `source.read` finds in the file.
    """
    mine = _read(Path(own)) if own is not None else ()
    taken = {each.name for each in mine}
    return (*mine, *(each for each in _shipped() if each.name not in taken))


def stock(name: str, *, own: str | Path | None = None) -> Stock:
    """The stock of that name (`gloss-157`), or of that title and weight (`157g 铜版纸`).

    Raises `PrintkitError` (`no-stock`) with the nearest names, and what `stocks` raises.
    """
    every = stocks(own)
    if found := next((each for each in every if each.name == name), None):
        return found
    wanted = _key(name)
    if found := next((each for each in every if wanted in _keys(each)), None):
        return found
    raise PrintkitError([error("no-stock", f"there is no stock `{name}`", hint=_nearest(name, every))])


def _nearest(name: str, every: tuple[Stock, ...]) -> str:
    """What was meant, most likely: a paper called alike, in the weights nearest to the one wanted."""
    kind, weight = _key(name)
    called: dict[str, list[Stock]] = {}
    for each in every:
        for word in {key for key, _weight in _keys(each)}:
            called.setdefault(word, []).append(each)
    close = difflib.get_close_matches(kind, called, 1, 0.5)
    if not close:
        return "`printkit stocks` lists ours; write your own into a file, and name it"
    nearest = sorted(called[close[0]], key=lambda each: abs(each.gsm - (weight or each.gsm)))[:4]
    return f"there are {', '.join(f'`{each.name}`' for each in sorted(nearest, key=lambda each: each.gsm))}"


def _keys(each: Stock) -> set[tuple[str, float | None]]:
    return {_key(words) for words in (each.title.letters("zh"), each.title.letters("en"), each.name)}


def _key(words: str) -> tuple[str, float | None]:
    """The kind of paper and its weight, however they are written: `157g 铜版纸`, `铜版纸-157`."""
    found = _WEIGHT.search(words)
    rest = words[: found.start()] + words[found.end() :] if found else words
    kind = re.sub(r"[\s\-_·,，]+", "", rest).lower()
    return kind.removesuffix("纸").removesuffix("paper"), float(found[1]) if found else None


@lru_cache(maxsize=1)
def _shipped() -> tuple[Stock, ...]:
    return _read(stocks_folder() / "stocks.yaml")


def _read(path: Path) -> tuple[Stock, ...]:
    from . import file  # a file is rarely read, and every command pays for what it imports

    return file.read(path)

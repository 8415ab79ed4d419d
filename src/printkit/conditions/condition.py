"""An output condition: the paper and press that a file is made for, as an ICC profile, a name and an ink limit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from .. import source
from ..diagnostics import PrintkitError, error
from ..resources import conditions_folder
from . import icc
from .registry import ADDRESS, registered

_CHANNELS: Final = {"CMYK": 4}


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition. `limit` is the most ink that its profile ever gives, all four together: 3.0 is 300 %.

    `name` is the one of the ICC's registry (`FOGRA39`) where `registry` is its address, and otherwise the profile's
    own description with an empty `registry`. `title` tells the condition in words, `info` the profile.
    """

    name: str
    title: str
    registry: str
    info: str
    profile: bytes = field(repr=False)
    limit: float
    channels: int = 4
    licence: str = ""
    source: str = ""
    version: str = ""


def condition(name: str | Path = "FOGRA39") -> Condition:
    """One of our conditions by its name, or the condition of an ICC profile by its path.

    Raises `PrintkitError`: `no-condition` (no such name or file), `bad-profile` (no ICC profile, or one that is broken),
    `wrong-profile` (not of a printing process with CMYK).
    """
    text = str(name)
    cards = _cards()
    if isinstance(name, str) and (card := cards.get(text.upper())):
        return _shipped(card)
    path = Path(text)
    if path.suffix.lower() in (".icc", ".icm") or "/" in text or isinstance(name, Path):
        return _of_file(path)
    hint = f"there is {', '.join(cards)}; any other is named by the path of its ICC profile: coated.icc"
    raise PrintkitError([error("no-condition", f"there is no output condition `{text}`", hint=hint)])


def conditions() -> tuple[Condition, ...]:
    """The conditions that come with printkit."""
    return tuple(_shipped(card) for card in _cards().values())


@lru_cache(maxsize=1)
def screen_profile() -> bytes:
    """The sRGB profile: what colours on a screen are, and the intent of an archive file."""
    return (conditions_folder() / "screen" / "sRGB.icc").read_bytes()


def _cards() -> dict[str, Path]:
    """Name in capitals → card."""
    found = sorted(conditions_folder().glob("*/condition.yaml"))
    return {card.parent.name.upper(): card for card in found}


@lru_cache(maxsize=8)
def _shipped(card: Path) -> Condition:
    data = source.read(card).data
    assert isinstance(data, dict)
    told = {key: str(value) for key, value in data.items()}
    profile = (card.parent / told["file"]).read_bytes()
    if hashlib.sha256(profile).hexdigest() != told["sha256"]:
        raise PrintkitError([error("bad-profile", f"`{told['file']}` is not the file that its card tells of")])
    return Condition(
        name=told["name"],
        title=told["title"],
        registry=ADDRESS,
        info=told["info"],
        profile=profile,
        limit=float(told["ink-limit"]),
        licence=told["licence"],
        source=told["source"],
        version=told["version"],
    )


def _of_file(path: Path) -> Condition:
    try:
        if path.stat().st_size > icc.LARGEST:
            raise PrintkitError([error("bad-profile", f"`{path}` is far larger than any ICC profile")])
        data = path.read_bytes()
    except (OSError, ValueError):
        hint = "name an ICC profile, or one of `printkit conditions`"
        raise PrintkitError([error("no-condition", f"there is no profile `{path}` to read", hint=hint)]) from None
    return of_profile(data, path.name)


def of_profile(data: bytes, name: str) -> Condition:
    """The condition that a profile tells of. Raises `PrintkitError` (`bad-profile`, `wrong-profile`)."""
    profile = icc.read_profile(data, name)
    if profile.kind != "prtr" or profile.space not in _CHANNELS:
        message = f"`{name}` is a profile of class `{profile.kind.strip()}` for {profile.space.strip()}"
        hint = "a printing condition is a profile of class `prtr` for CMYK"
        raise PrintkitError([error("wrong-profile", message, hint=hint)])
    words = profile.description or Path(name).stem
    known = registered(words)
    try:
        limit = _measured_limit(profile.data)
    except (OSError, ValueError) as problem:  # Pillow's PyCMSError is an OSError in some releases, not in others
        raise _unusable(name, problem) from None
    return Condition(
        name=known or words,
        title=words,
        registry=ADDRESS if known else "",
        info=words,
        profile=profile.data,
        limit=limit,
        channels=_CHANNELS[profile.space],
        source=name,
        version=".".join(map(str, profile.version)),
    )


@lru_cache(maxsize=8)
def _measured_limit(profile: bytes) -> float:
    from . import engine

    return engine.measured_limit(profile)


def _unusable(name: str, problem: Exception) -> PrintkitError:
    hint = "take the profile from the print shop or the ECI again"
    return PrintkitError([error("bad-profile", f"`{name}` cannot be used for conversions: {problem}", hint=hint)])

"""`preflight()`: what is asked of a file. The reading and the rules are loaded when a file is there to be looked over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from .profiles import profile as profile_named
from .result import Preflight
from .rulebook import Profile
from .shop import Shop

Progress = Callable[[str, int], None]
"""Told of the stage and of how far it is: `("preflight", page)`."""


class HasPdf(Protocol):
    """Anything with a finished PDF in it, as `Artwork` has."""

    @property
    def pdf(self) -> bytes:
        """The file."""
        ...


def preflight(
    pdf: bytes | Path | HasPdf,
    profile: str | Profile = "SheetCMYK",
    *,
    standard: str | None = None,
    shop: Shop | None = None,
    progress: Progress | None = None,
) -> Preflight:
    """Look a PDF over as a print shop would, without changing it.

    `profile` is a variant of GWG 2022 (`profiles()`). `standard` is the PDF/X part to hold the file to (`PDF/X-4`,
    `PDF/X-1a:2003`, `PDF/X-3:2003`), by default the one that it claims; where it is not PDF/X-4, what GWG says of the
    standard (R0001) is put aside. `shop` is what a shop asks besides, by default `Shop()`. Damaged pages become
    findings.

    Raises `PrintkitError` for a file that is no PDF or cannot be opened, and for an unknown profile or standard.
    """
    from .inspection import inspect

    asked = profile if isinstance(profile, Profile) else profile_named(profile)
    return inspect(pdf if isinstance(pdf, (bytes, Path)) else pdf.pdf, asked, standard, shop or Shop(), progress)

"""A finishing of the job as the press lays it over the pages: which shape, in which ink, where."""

from __future__ import annotations

from pathlib import Path

from ..press import Finish as Laid
from ..press import read_shape
from ..press.finishing import kind
from .job import Finish


def laid(finish: Finish, folder: Path) -> Laid | None:
    """What is laid over the pages; None for a lamination, which needs no plate.

    What is taken from an ink lies on every page that has it, a shape on the page that it was drawn for. Raises
    `PrintkitError` for what means no shape and for a drawing that is not there.
    """
    if finish.kind == "lamination":
        return None
    everywhere = finish.what.startswith("ink:") and finish.page is None
    colour = (finish.colour or "").strip() if "foil" in finish.kind else ""
    return Laid(kind(finish.kind), read_shape(finish.what, folder), () if everywhere else (finish.page or 1,), colour)

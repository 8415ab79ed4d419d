"""What a printing job is: `HandoffJob`, read from a `handoff.yaml` by `read_job`.

The report says what is printed; the job says how often, on what, how it is bound and finished, and for whom:

    quantity: 500
    stock: matt-157
    binding: saddle-stitch
    finishing:
      - {lamination: matt, on: cover}
    deadline: 2026-12-10

The quantity alone must be given. Everything else has a default, or is told to the shop as not settled.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ..diagnostics import Span
from ..report.text import Node, Text
from ..source import Document
from ..units import Length

Binding: TypeAlias = Literal["saddle-stitch", "perfect-bound", "thread-sewn", "wire-o", "coil", "none"]
Surface: TypeAlias = Literal["front", "back", "both"]
FINISHES: Final = (
    "lamination", "spot-varnish", "foil", "cold-foil", "emboss", "deboss", "white", "die-line", "crease", "tear-line",
)  # fmt: skip
"""The kinds of finishing, by the key that names each."""

_VERSION: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,14}[A-Za-z0-9])?")


def _length(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return Length.parse(value)
        except ValueError:
            pass
    if not isinstance(value, Length):
        raise PydanticCustomError("not_a_length", "`{text}` is not a length", {"text": str(value)[:40]})
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("not_a_date", "`{text}` is not a date", {"text": value[:40]}) from None
    return value


Distance = Annotated[
    Length, BeforeValidator(_length), WithJsonSchema({"type": "string", "pattern": r"^[\d.]+ ?(mm|cm|in|pt)$"})
]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Words = Annotated[str, Field(min_length=1, max_length=300)]


class CoverJob(Node):
    """The cover: of the body's own paper (`self`), or a sheet of its own around the spine."""

    kind: Literal["self", "soft", "dust-jacket"] = "soft"
    """`self`: pages of the body; `soft`: a spread glued or stitched on; `dust-jacket`: a loose one, with flaps."""
    stock: Words | None = None
    """Its paper; that of the body where nothing is said."""
    flaps: Distance | None = None
    """How wide each flap is; none where nothing is said."""
    inside: bool = False
    """Whether its inner side is printed too."""


class SheetsJob(Node):
    """How the pages are to be imposed, where the shop wants sheets."""

    scheme: Words | None = None
    """A name of `printkit impose`; what the binding asks for where nothing is said."""
    sheet: Words = "SRA3"
    """The sheet of paper: a name, or two lengths."""
    options: Mapping[str, str] = Field(default_factory=dict)
    """Options of the scheme: `{gripper: 12mm, creep: both}`."""


class Finish(Node):
    """One thing that is done to the sheet after printing. Exactly one key of `FINISHES` names it.

    For all but the lamination the value is a shape: an SVG or PDF beside this file, `ink:NAME` for all that is printed in
    an ink of the layout, `trim` or `corner:5mm` for the edge of the page, `page` for all of it.
    """

    lamination: Literal["matt", "gloss", "soft-touch"] | None = None
    """A film over the whole face."""
    spot_varnish: Words | None = Field(default=None, alias="spot-varnish")
    """What is varnished: a shape."""
    foil: Words | None = None
    """What is stamped with foil: a shape."""
    cold_foil: Words | None = Field(default=None, alias="cold-foil")
    """What is foiled in the press: a shape."""
    emboss: Words | None = None
    """What is raised: a shape."""
    deboss: Words | None = None
    """What is sunk: a shape."""
    white: Words | None = None
    """Where white ink lies: a shape."""
    die_line: Words | None = Field(default=None, alias="die-line")
    """Where it is cut to shape: a shape."""
    crease: Words | None = None
    """Where it is creased: a shape."""
    tear_line: Words | None = Field(default=None, alias="tear-line")
    """Where it is perforated: a shape."""
    on: Literal["cover", "body", "jacket"] = "cover"
    """On which part; of a piece without a cover of its own, on the piece itself."""
    page: Annotated[int, Field(ge=1)] | None = None
    """On which page of that part; where nothing is said, the first, or every one with the ink that is named."""
    sides: Annotated[int, Field(ge=1, le=2)] = 1
    """Of a lamination: 1, the outer face; 2, both."""
    colour: Words | None = None
    """Of a foil, such as `gold`."""

    @model_validator(mode="after")
    def _one_kind(self) -> Finish:
        if len([key for key in FINISHES if self._of(key) is not None]) != 1:
            raise PydanticCustomError("not_one_finish", "not one kind of finishing")
        return self

    def _of(self, key: str) -> str | None:
        found: str | None = getattr(self, key.replace("-", "_"))
        return found

    @property
    def kind(self) -> str:
        """Which of `FINISHES`."""
        return next(key for key in FINISHES if self._of(key) is not None)

    @property
    def what(self) -> str:
        """The value of that key: the kind of film, or the shape."""
        return self._of(self.kind) or ""


class Delivery(Node):
    """Where the copies go."""

    to: Text | None = None
    """Who takes them."""
    address: Text | None = None
    """The address."""
    method: Text | None = None
    """How they are sent: 送货上门, a courier, picked up."""


class JobContact(Node):
    """Somebody whom the shop may ask."""

    name: Text
    """The name."""
    role: Literal["customer", "design", "approval", "delivery", "billing"] = "customer"
    """For what."""
    company: Text | None = None
    """Whom they work for."""
    telephone: Words | None = None
    """The telephone number."""
    email: Words | None = None
    """The e-mail address."""


class HandoffJob(Node):
    """A printing job. `read_job` makes one of a file; in Python it is made from the same words."""

    report: Words = "report.yaml"
    """The report, seen from this file."""
    layout: Words = "booklet-a5"
    """The layout of the piece."""
    options: Mapping[str, str] = Field(default_factory=dict)
    """Options of the layout: `{palette: vermilion}`."""
    project: Text | None = None
    """The name of the project, in all file names; the title where nothing is said."""
    version: str = "v1"
    """Of the files: `v1`, `v2`."""
    quantity: Annotated[int, Field(ge=1, le=100_000_000)]
    """How many copies."""
    binding: Binding | None = None
    """How it is bound; where nothing is said, booklets are saddle-stitched and posters not at all."""
    bound: Literal["left", "right"] = "left"
    """At which edge: books with vertical text are bound at the right."""
    stock: Words | None = None
    """The paper: a name of `printkit stocks`, or of the `stocks.yaml` beside this file."""
    cover: CoverJob | None = None
    """The cover; where nothing is said, a book with a spine has a soft one, all others have their own pages."""
    condition: Words = "FOGRA39"
    """The press and paper to make inks for."""
    standard: Literal["PDF/X-4", "PDF/X-1a:2003", "PDF/X-3:2003"] = "PDF/X-4"
    """The kind of PDF that the shop takes."""
    bleed: Distance | None = None
    """Drawn past the trim; the layout's own where nothing is said."""
    profile: Words | None = None
    """The GWG 2022 variant of the preflight; SheetCMYK where nothing is said, SheetSpot for files with spot inks."""
    shop: Words | None = None
    """What the shop asks: a `shop.yaml`, seen from this file."""
    finishing: tuple[Finish, ...] = ()
    """What is done after printing."""
    sheets: SheetsJob | None = None
    """Imposed sheets; only where the shop asks for them."""
    proofs: bool = True
    """Whether pictures for the screen are packed."""
    deadline: Day | None = None
    """When the copies must be there."""
    delivery: Delivery | None = None
    """Where they go."""
    contacts: tuple[JobContact, ...] = ()
    """Whom the shop may ask."""
    notes: Text | None = None
    """What else the shop should know."""

    _file: Path | None = PrivateAttr(default=None)
    _document: Document | None = PrivateAttr(default=None)

    @field_validator("version")
    @classmethod
    def _can_stand_in_a_name(cls, version: str) -> str:
        if not _VERSION.fullmatch(version):
            raise PydanticCustomError("not_a_version", "`{text}` cannot stand in a file name", {"text": version[:40]})
        return version

    @property
    def file(self) -> Path | None:
        """The file that it was read from; None if it was made in Python."""
        return self._file

    @property
    def folder(self) -> Path:
        """Where the paths in it begin: the folder of its file, else the current one."""
        return self._file.parent if self._file is not None else Path()

    def span(self, *steps: str | int, key: bool = False) -> Span | None:
        """Where something stands in the file: `job.span("cover", "stock")`; None if there is no file."""
        return self._document.span(steps, key=key) if self._document is not None else None


def attach(job: HandoffJob, document: Document, file: Path) -> HandoffJob:
    """Tie a job to its file. For the reader only."""
    job._document, job._file = document, file
    return job

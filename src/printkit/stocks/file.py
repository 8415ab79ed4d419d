"""What a file of stocks holds, ours as the user's: names of papers, and under each what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator, model_validator

from .. import source
from ..diagnostics import Diagnostic, PrintkitError, error
from ..report.text import FROM_FILE, Text
from ..units import Length
from .stock import Stock

Gsm = Annotated[float, Field(ge=20, le=1500)]
_THINNEST, _THICKEST = Length.mm(0.02), Length.mm(5)


class Entry(BaseModel):
    """What a file says under a name: one paper, or one kind of paper in several weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Text
    gsm: tuple[Gsm, ...]
    bulk: Annotated[float, Field(ge=0.5, le=4)] | None = None
    caliper: str | None = None
    coated: bool
    source: Annotated[str, Field(min_length=1)]

    @field_validator("gsm", mode="before")
    @classmethod
    def _one_or_several(cls, data: Any) -> Any:
        if data == []:
            raise ValueError("at least 1 weight is wanted")
        return data if isinstance(data, list) else [data]

    @field_validator("caliper")
    @classmethod
    def _is_thin(cls, text: str | None) -> str | None:
        if text is not None and not _THINNEST <= Length.parse(text) <= _THICKEST:
            raise ValueError(f"no paper is {text} thick: {_THINNEST} to {_THICKEST} are possible")
        return text

    @model_validator(mode="after")
    def _thickness_is_known(self) -> Entry:
        if self.caliper is None and self.bulk is None:
            raise ValueError("neither `caliper` nor `bulk` is given, so its thickness is not known")
        if self.caliper is not None and len(self.gsm) > 1:
            raise ValueError("a `caliper` is that of one weight: give one `gsm`, and each weight an entry of its own")
        return self

    def stocks(self, name: str) -> Iterator[Stock]:
        """The stocks of the entry. A caliper that is told beats the one that is reckoned."""
        for gsm in self.gsm:
            told = Length.parse(self.caliper) if self.caliper is not None else None
            caliper = told or Length.mm(gsm * (self.bulk or 0) / 1000)
            yield Stock(
                name=f"{name}-{gsm:g}" if len(self.gsm) > 1 else name,
                title=_weighed(self.title, gsm),
                gsm=gsm,
                bulk=caliper.as_mm * 1000 / gsm,
                caliper=caliper,
                coated=self.coated,
                source=self.source,
                told=told is not None,
            )


_FILE: Final = TypeAdapter(dict[str, Entry])


def read(path: Path) -> tuple[Stock, ...]:
    """The stocks of a file. Raises `PrintkitError`: `bad-stock` with its place, and what `source.read` finds in the file."""
    document = source.read(path)
    try:
        entries = _FILE.validate_python(document.data, context=FROM_FILE)
    except ValidationError as problem:
        raise PrintkitError(_explain(document, problem)) from None
    found = tuple(each for name, entry in entries.items() for each in entry.stocks(name))
    twice = {each.name for each in found if sum(each.name == other.name for other in found) > 1}
    if twice:
        faults = [error("bad-stock", f"two entries make a stock `{name}`", document.span([]), path=name) for name in sorted(twice)]  # fmt: skip
        raise PrintkitError(faults)
    return found


def _explain(document: source.Document, problem: ValidationError) -> list[Diagnostic]:
    found = []
    for fault in problem.errors(include_url=False):
        span = document.span(fault["loc"], key=fault["type"] == "extra_forbidden")
        message = str(fault["ctx"]["error"]) if fault["type"] == "value_error" else fault["msg"].lower()
        path = ".".join(map(str, fault["loc"]))
        hint = "a stock is `title`, `gsm`, `caliper` or `bulk`, `coated`, `source`"
        found.append(error("bad-stock", f"`{path}`: {message}", span, path=path, hint=hint))
    return found


def _weighed(title: Text, gsm: float) -> Text:
    zh, en = title.zh or title.neutral, title.en or title.neutral
    return Text(zh=f"{gsm:g} g {zh}" if zh else None, en=f"{en}, {gsm:g} g/m²" if en else None)

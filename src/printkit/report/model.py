"""The Report: what somebody wants to print. It knows nothing of paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pydantic import Field, PrivateAttr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ..diagnostics import Diagnostic, Span
from ..source import Document
from .blocks import AnyBlock, Picture
from .text import LANGUAGES, Language, Node, Text


class Imprint(Node):
    """A line of the imprint (版权页): what, and who or how."""

    label: Text
    """What the line tells: 编印, Printed by."""
    text: Text
    """Who or how."""


class Section(Node):
    """A part of the report. Without a heading it is an opening that runs before the parts."""

    heading: Text | None = None
    """The heading of the section."""
    highlight: Text | None = None
    """The run-in lead: one sentence that says what the section is about."""
    blocks: tuple[AnyBlock, ...] = ()
    """The content in its order: texts, figures, tables and so on."""


class Closing(Node):
    """The end: a lead-in and the lines of the slogan."""

    lead: Text | None = None
    """The words that lead to the slogan."""
    slogan: tuple[Text, ...] = Field(min_length=1)
    """The lines of the slogan."""


class Contact(Node):
    """Where readers can turn to. `qr` is what the code holds, as a rule an address in the web."""

    name: Text | None = None
    """Whom to turn to."""
    address: Text | None = None
    """The address."""
    telephone: str | None = None
    """The telephone number."""
    email: str | None = None
    """The e-mail address."""
    website: str | None = None
    """The address in the web."""
    qr: str | None = Field(default=None, max_length=600)
    """What the QR code holds, as a rule an address in the web."""


class Report(Node):
    """A report: front, sections, closing, keywords, contact.

    Made by `load`, or in Python from the same words. `languages` is what it is written in, the first
    leading; if not given it is read off its texts.
    """

    languages: tuple[Language, ...] = ()
    """What the report is written in, the first leading: `[zh, en]`."""
    title: Text
    """The title."""
    subtitle: Text | None = None
    """The subtitle."""
    issuer: Text | None = None
    """Who publishes the report."""
    source: Text | None = None
    """Where the words were first published."""
    period: Text | None = None
    """The time it tells of, such as `2019`."""
    date: datetime.date | None = None
    """The date of issue; it is also the date inside the PDF, since printkit reads no clock."""
    edition: Text | None = None
    """Which edition this is."""
    logo: Picture | None = None
    """The sign of the issuer."""
    imprint: tuple[Imprint, ...] = ()
    """The lines of the imprint page (版权页)."""
    summary: Text | None = None
    """The report in a few sentences."""
    sections: tuple[Section, ...] = ()
    """The parts of the report."""
    closing: Closing | None = None
    """The end: a lead-in and a slogan."""
    keywords: tuple[Text, ...] = ()
    """Words to find the report by."""
    contact: Contact | None = None
    """Where readers can turn to."""

    _document: Document | None = PrivateAttr(default=None)
    _warnings: tuple[Diagnostic, ...] = PrivateAttr(default=())

    @field_validator("languages", mode="before")
    @classmethod
    def _one_language(cls, data: Any) -> Any:
        return [data] if isinstance(data, str) else data

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages: tuple[Language, ...]) -> tuple[Language, ...]:
        if len(set(languages)) != len(languages):
            raise PydanticCustomError("language_twice", "a language stands twice")
        return languages

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, data: Any) -> Any:
        if isinstance(data, str) and not _is_day(data):
            raise PydanticCustomError("not_a_date", "`{text}` is not a date", {"text": data[:40]})
        return data

    @model_validator(mode="after")
    def _find_languages(self) -> Report:
        # The one place that writes to a frozen model: paths and languages follow from its own content.
        if not self.languages:
            used = {name for text in self.texts() for name in text.languages()}
            found = tuple(name for name in LANGUAGES if name in used) or ("en",)
            object.__setattr__(self, "languages", found)
        _number(self, "")
        return self

    def texts(self) -> Iterator[Text]:
        """Every text of the report in reading order."""
        return (node for node in nodes(self) if isinstance(node, Text))

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What the loader found odd."""
        return self._warnings

    def span(self, at: str, *, key: bool = False) -> Span | None:
        """Where `at` (the `at` of a node) stands in the YAML file; None if the report has no file."""
        if self._document is None:
            return None
        steps = [int(step) if step.isdecimal() else step for step in at.split(".") if step]
        return self._document.span(steps, key=key)

    @property
    def document(self) -> Document | None:
        """The YAML file that the report was read from."""
        return self._document


def nodes(node: Node) -> Iterator[Node]:
    """`node` and all nodes below it, in the order of the fields."""
    yield node
    for name in type(node).model_fields:
        yield from _nodes_in(getattr(node, name))


def _nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield from nodes(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes_in(item)


def _number(value: object, at: str) -> None:
    """Tell every node its path, in the words of the YAML file."""
    if isinstance(value, Node):
        value._at = at
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if isinstance(inner, Node | tuple):
                _number(inner, f"{at}.{field.alias or name}" if at else (field.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _number(item, f"{at}.{index}")


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def attach(report: Report, document: Document | None, warnings: tuple[Diagnostic, ...]) -> Report:
    """Tie a report to the file that it was read from. For the loader only."""
    report._document = document
    report._warnings = warnings
    return report

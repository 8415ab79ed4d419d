"""The smallest parts of a report: a text in two languages, a quantity, and what every node shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from .inline import Inline, parse_inline, plain_text

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

_HAN: Final = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_NUMBER: Final = re.compile(r"([<>≤≥~≈约]?)\s*(-?[\d,]*\.?\d+)\s*([+%％‰℃余]?)")

FROM_FILE: Final = {"from_file": True}
"""Validation context of data that comes from a YAML file, where some words are not for the author."""


class Node(BaseModel):
    """A node of the report: frozen, no unknown keys; `at` tells where it came from."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    _at: str = PrivateAttr(default="")

    @property
    def at(self) -> str:
        """The path of this node in the report, such as `sections.0.blocks.2`; empty if made in Python."""
        return self._at


class Text(Node):
    """A text: in Chinese, in English, in both, or `neutral` (a number, a formula: the same in both).

    In YAML `{zh: …, en: …}` or a plain string, which is Chinese if it holds Han and else neutral.
    Line ends inside are blanks. Marks inside: `*stressed*`, `**bold**`, `[link](address)`, `^[footnote]`, `{字|zì}`.
    In headings, captions and slogans `|` is a place where a line may break; where there is one, lines break there alone.
    """

    zh: str | None = None
    """The text in Chinese."""
    en: str | None = None
    """The text in English."""
    neutral: str | None = None
    """A text that is the same in both languages. Not for files: there a plain string is one."""

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, int | float):
            data = str(data)
        if isinstance(data, str):
            if info.context and not data.strip():
                raise PydanticCustomError("text_empty", "a text without words")
            return {"zh": data} if has_han(data) else {"neutral": data}
        if isinstance(data, dict):
            if all(value is None or value == "" for value in data.values()):
                raise PydanticCustomError("text_empty", "a text without words")
            if info.context and "neutral" in data:
                raise PydanticCustomError("neutral_in_file", "`neutral` is not written in files")
        return data

    def languages(self) -> tuple[Language, ...]:
        """The languages that this text is written in; none for a neutral one."""
        return tuple(name for name in LANGUAGES if getattr(self, name))

    def voices(self, languages: Sequence[Language]) -> list[tuple[Language, tuple[Inline, ...]]]:
        """What to set for a report in `languages`: (language, inline nodes), in their order.

        A neutral text is set once, as the first language.
        """
        if self.neutral:
            return [(languages[0], parse_inline(self.neutral))]
        return [(name, parse_inline(text)) for name in languages if (text := getattr(self, name))]

    def letters(self, language: Language) -> str:
        """The bare letters in `language`, else in whatever there is."""
        text = getattr(self, language) or self.neutral or self.zh or self.en or ""
        return plain_text(parse_inline(text))


class Quantity(Node):
    """A number to show and to draw: `1300`, `1,300+`, `96.4`, `95%`."""

    number: float
    """The value to draw."""
    before: str = ""
    """A sign before the digits: `<`, `≥`, `约`."""
    after: str = ""
    """A sign after them: `%`, `+`."""
    decimals: int = 0
    """Digits after the point, as the author wrote them."""

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, int | float):
            data = f"{data}"
        if info.context and not isinstance(data, str | Quantity | None):
            raise PydanticCustomError("not_a_number", "not a number")
        if isinstance(data, str):
            found = _NUMBER.fullmatch(data.strip())
            if found is None:
                raise PydanticCustomError("not_a_number", "`{text}` is not a number", {"text": data.strip()[:40]})
            digits = found[2].replace(",", "")
            after = {"％": "%", "余": "+"}.get(found[3], found[3])
            return {
                "number": float(digits),
                "before": found[1],
                "after": after,
                "decimals": len(digits.partition(".")[2]),
            }
        return data

    @property
    def digits(self) -> str:
        """The digits alone, thousands parted by commas from five digits up and in every sum with `+`."""
        return f"{self.number:,.{self.decimals}f}"

    def __str__(self) -> str:
        return f"{self.before}{self.digits}{self.after}"


class Block(Node):
    """A block of a section. `kind` names it in layouts: the macro of that name draws it."""

    kind: ClassVar[str] = ""


def has_han(text: str) -> bool:
    """Whether a Chinese character or mark is in `text`."""
    return _HAN.search(text) is not None

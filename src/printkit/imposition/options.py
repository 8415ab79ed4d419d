"""What a scheme of imposition is, and the options that it offers, to be asked for on the command line and in `handoff.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from ..units import Length
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Imposition

Value = Length | float | int | str | bool | None


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Option:
    """What may be chosen of a scheme. `name` is the parameter of its function; the command line writes `-` for `_`."""

    name: str
    kind: Literal["length", "number", "count", "choice", "yes-no"]
    default: Value
    about: Words
    choices: tuple[str, ...] = ()
    """Of a choice."""

    def read(self, text: str) -> Value:
        """The value that a text means: `3mm`, `1.2`, `16`, `yes`. Raises `ValueError`."""
        match self.kind:
            case "length":
                return Length.parse(text)
            case "number":
                return float(text)
            case "count":
                return int(text)
            case "yes-no":
                if text not in ("yes", "no", "true", "false"):
                    raise ValueError(f"`{text}` is neither yes nor no")
                return text in ("yes", "true")
            case "choice":
                if text not in self.choices:
                    raise ValueError(f"`{text}` is not one of {', '.join(self.choices)}")
                return text

    @classmethod
    def length(cls, name: str, default: Length | None, zh: str, en: str) -> Option:
        """A length; None where the scheme finds one itself."""
        return cls(name, "length", default, Words(zh, en))

    @classmethod
    def choice(cls, name: str, choices: tuple[str, ...], zh: str, en: str) -> Option:
        """One of several; the first is the default."""
        return cls(name, "choice", choices[0], Words(zh, en), choices)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to lay pages on sheets."""

    name: str
    title: Words
    about: Words
    lay: Callable[..., Imposition]
    options: tuple[Option, ...]

    def defaults(self) -> dict[str, Value]:
        """Every option at its default."""
        return {option.name: option.default for option in self.options}


SHEET_OPTIONS: Final = (
    Option.length("bleed", BLEED, "出血", "bleed around each page"),
    Option.length("gripper", GRIPPER, "咬口", "strip that the press holds; nothing is printed there"),
    Option.choice(
        "gripper_edge", ("bottom", "top", "left", "right"), "咬口边", "edge of the front that the press holds"
    ),
    Option.length("margin", MARGIN, "纸边白", "strip at the other edges that cannot be printed"),
    Option.length("slug", NOTHING, "标记留位", "room kept for marks around all bleeds"),
    Option.length("gap", NOTHING, "拼版间距", "between the bleeds of neighbours"),
    Option.choice(
        "rotate",
        ("auto", "never", "always"),
        "整版旋转",
        "lay the pages across the sheet: where it must be, never, or always",
    ),
)
"""What every scheme that fills a sheet of paper takes."""

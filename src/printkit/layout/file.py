"""What `layout.yaml` holds: the trim, the inks, how Chinese is set, the options that a user may set, copy-fitting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..report.text import Text
from ..typography.style import Punctuation, Strictness
from ..units import Length

OptionValue: TypeAlias = str | bool | float
_COLOUR: Final = re.compile(r"^#[0-9a-fA-F]{6}$")
_NO_SPOTS: Final = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")
"""Names of colorants that mean something else (ISO 32000-2, 8.6.6.4)."""
WIDEST_AUTOSPACE: Final = 0.5
"""em; what the gap between Han and Latin may be stretched to (clreq, "Line adjustment")."""


Percent: TypeAlias = Annotated[float, Field(ge=0, le=100)]


class Ink(BaseModel):
    """A colour: its recipe on paper in percent of C, M, Y, K, and how a screen shows it (sRGB).

    `spot` is the name of an ink of its own that prints it, such as `PANTONE 871 C`; the recipe then stands for that
    ink where it is not printed. Without a recipe the output condition says how to print the colour of the screen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    cmyk: tuple[Percent, Percent, Percent, Percent] | None
    screen: Annotated[str, Field(pattern=_COLOUR.pattern)]
    spot: Annotated[str, Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _spot_is_one(self) -> Ink:
        if self.spot in _NO_SPOTS:
            raise ValueError(f"`{self.spot}` is the name of no spot ink")
        if self.spot is not None and self.cmyk is None:
            raise ValueError("a spot ink needs a recipe that stands for it")
        return self


class Option(BaseModel):
    """Something that a user may choose: `--set name=value`, or a keyword of `layout()`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: Literal["choice", "yes-no", "number", "length", "colour", "text"]
    default: str
    about: Text
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    def read(self, value: object) -> OptionValue:
        """The value that was given, checked. Raises `ValueError` with what is wrong."""
        text = str(value).strip()
        match self.type:
            case "choice":
                if text not in self.choices:
                    raise ValueError(f"`{text}` is none of {', '.join(self.choices)}")
            case "yes-no":
                if text.lower() not in ("yes", "no", "true", "false"):
                    raise ValueError(f"`{text}` is neither `yes` nor `no`")
                return text.lower() in ("yes", "true")
            case "number":
                return self._number(text)
            case "length":
                return str(Length.parse(text))
            case "colour":
                if text and not _COLOUR.fullmatch(text):
                    raise ValueError(f"`{text}` is no colour such as `#b5282b`")
        return text

    def _number(self, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise ValueError(f"`{text}` is not a number") from None
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            raise ValueError(f"{text} is not between {self.least:g} and {self.most:g}")
        return number


class Typography(BaseModel):
    """How Chinese is set, in the words of clreq. In every layout each of these is an option too.

    `punctuation`: whether marks give up their blank half, beside other marks and at the ends of lines (`squeezed`),
    at the ends alone (`half-line-end`), or never (`full`). `hanging`: whether a comma or full stop may stand past the
    edge. `line_start_end`: which marks may not begin a line; `strict` adds —— and ……. `autospace`: the gap between
    Han and Latin, in em.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    punctuation: Punctuation = "squeezed"
    hanging: bool = False
    line_start_end: Strictness = "gb"
    autospace: Annotated[float, Field(ge=0, le=WIDEST_AUTOSPACE)] = 0.25

    def options(self) -> dict[str, Option]:
        """These as options, with the layout's choice as the default."""
        return {
            "punctuation": Option(
                type="choice",
                default=self.punctuation,
                choices=get_args(Punctuation),
                about=Text(zh="标点挤压：全面、仅行末半角、不挤", en="which marks give up their blank half"),
            ),
            "hanging": Option(
                type="yes-no",
                default="yes" if self.hanging else "no",
                about=Text(zh="行末点号是否悬挂", en="whether commas and full stops may stand past the edge"),
            ),
            "line-start-end": Option(
                type="choice",
                default=self.line_start_end,
                choices=get_args(Strictness),
                about=Text(zh="行首行尾禁则", en="which marks may not begin or end a line"),
            ),
            "autospace": Option(
                type="number",
                default=f"{self.autospace:g}",
                least=0,
                most=WIDEST_AUTOSPACE,
                about=Text(zh="汉字与西文的间距，以字宽计", en="the gap between Han and Latin, in em"),
            ),
        }


class CoverPart(BaseModel):
    """The part `cover:`, of a layout that draws covers: flap, back, spine, front, flap as one spread.

    Its template gets `cover`, the panels of the spread in mm (`binding.Cover.for_template`). `body` are the options of
    a body that goes into such a cover.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    template: str = "cover.html"
    styles: tuple[str, ...] = ("style.css", "cover.css")
    body: Mapping[str, str] = {}
    fit: tuple[Mapping[str, tuple[float, ...]], ...] = ()


class LayoutFile(BaseModel):
    """What `layout.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Text
    about: Text
    kind: Literal["booklet", "poster"]
    trim: str
    bleed: str = "3mm"
    pages: int | None = None
    """The exact number of pages; none for what grows with its content."""
    palette: str
    styles: tuple[str, ...] = ("style.css",)
    template: str = "template.html"
    typography: Typography = Typography()
    options: Mapping[str, Option] = {}
    fit: tuple[Mapping[str, tuple[float, ...]], ...] = ()
    """Copy-fitting, the loosest state first: each entry maps names to values tried together."""
    grow: tuple[Mapping[str, tuple[float, ...]], ...] = ()
    """What may grow again where a state leaves height free, the largest first; written like `fit`."""
    cover: CoverPart | None = None

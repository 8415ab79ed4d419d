"""The kinds of block that a section may hold. None of them knows anything of paper.

In YAML the key that names the kind comes first: `- quote: …`, `- table: …`. A plain string, or
`{zh: …, en: …}`, is a paragraph.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from .text import Block, Node, Quantity, Text


def _as_list(data: Any, *keys: str) -> Any:
    """A single value where a list is wanted, in a list."""
    if isinstance(data, dict):
        for key in keys:
            if key in data and data[key] is not None and not isinstance(data[key], list | tuple):
                data = {**data, key: [data[key]]}
    return data


class Paragraph(Block):
    """A paragraph, with or without a highlighted run-in heading before its text."""

    kind: ClassVar[str] = "paragraph"
    highlight: Text | None = None
    """A highlighted heading that runs into the text: one short sentence."""
    text: Text
    """The words of the paragraph."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str) or (isinstance(data, dict) and data and set(data) <= {"zh", "en"}):
            return {"text": data}
        return data


class Picture(Node):
    """One picture: a file beside the report, or `slot` for one that is still to come."""

    file: str | None = None
    """The file beside the report, such as `figures/room.jpg`, or `slot` for a picture that is still to come."""
    caption: Text | None = None
    """What the picture shows."""
    credit: Text | None = None
    """Who took or drew it."""
    alt: Text | None = None
    """The picture in words, for those who cannot see it."""
    focus: tuple[float, float] = (50, 50)
    """The point that stays visible when the picture is cut: percent from the left, from the top."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str):
            data = {"file": data}
        if isinstance(data, dict) and data.get("file") == "slot":
            data = {**data, "file": None}
        return data


class Figure(Block):
    """One picture or a group, with a caption (▲), a credit, and words for those who cannot see it."""

    kind: ClassVar[str] = "figure"
    pictures: tuple[Picture, ...] = Field(alias="figure", min_length=1, max_length=6)
    """One picture or up to six: a file name, or `file:` with its own caption, credit and focus."""
    caption: Text | None = None
    """What the pictures show; it stands below them."""
    credit: Text | None = None
    """Who took or drew them."""
    alt: Text | None = None
    """The pictures in words, for those who cannot see them."""
    width: Literal["column", "text", "page"] = "text"
    """`column` narrow, `text` the width of the text, `page` from edge to edge."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return _as_list(data, "figure")


class Statistic(Node):
    """A number with its unit and label."""

    value: Quantity
    """The number, in digits: `1300`, `96.4`, `95%`."""
    of: Quantity | None = None
    """The whole, for a rank or share: `value: 1, of: 59` is set 1/59."""
    unit: Text | None = None
    """What is counted: 人, people."""
    label: Text
    """What the number says."""
    note: Text | None = None
    """A remark in small type."""


class Statistics(Block):
    """Numbers that stand out, at best three to six."""

    kind: ClassVar[str] = "statistics"
    statistics: tuple[Statistic, ...] = Field(min_length=1)
    """The numbers, each with `value:` and `label:`."""
    title: Text | None = None
    """A heading over them."""


def _cells(data: Any) -> Any:
    if isinstance(data, list | tuple):
        return [_cells(cell) for cell in data]
    return Text.model_construct(neutral="") if data is None or data == "" else data


class Table(Block):
    """A table: a head, rows of cells; a cell with a number stands right. `**…**` stresses a cell."""

    kind: ClassVar[str] = "table"
    rows: tuple[tuple[Text, ...], ...] = Field(alias="table", min_length=1)
    """The rows, each a list of cells; a cell may be empty."""
    head: tuple[Text, ...] = ()
    """The cells of the first line, which names the columns."""
    caption: Text | None = None
    """What the table shows."""
    note: Text | None = None
    """A remark below the table."""

    @field_validator("rows", "head", mode="before")
    @classmethod
    def _empty_cells(cls, data: Any) -> Any:
        # A cell may be empty, other texts may not.
        if isinstance(data, list | tuple):
            return [_cells(item) for item in data]
        return data


class Bar(Node):
    """One value of a chart."""

    label: Text
    """What the value belongs to."""
    value: Quantity
    """The number, in digits."""
    note: Text | None = None
    """A remark in small type."""


class Chart(Block):
    """Numbers drawn: `bars` (lying), `columns` (standing), `line`, `ring` (a share), `dots` (people counted)."""

    kind: ClassVar[str] = "chart"
    form: Literal["bars", "columns", "line", "ring", "dots"] = Field(alias="chart")
    """How the numbers are drawn: `bars`, `columns`, `line`, `ring` or `dots`."""
    items: tuple[Bar, ...] = Field(min_length=1)
    """The values, each with `label:` and `value:`."""
    title: Text | None = None
    """A heading over the chart."""
    unit: Text | None = None
    """The unit of all values."""
    total: Quantity | None = None
    """Of a ring: the whole; 100 if the value is in percent."""
    note: Text | None = None
    """A remark below the chart."""


class Moment(Node):
    """A point on a timeline."""

    when: Text
    """The date or time, in any words."""
    text: Text
    """What happened."""
    focus: bool = False
    """`true` for the moment that matters most."""
    open: bool = False
    """Still to come: drawn as an open node."""


class Timeline(Block):
    """Moments in their order."""

    kind: ClassVar[str] = "timeline"
    moments: tuple[Moment, ...] = Field(alias="timeline", min_length=2)
    """The moments in their order, each with `when:` and `text:`."""
    title: Text | None = None
    """A heading over them."""


class Quote(Block):
    """Somebody's words and who said them."""

    kind: ClassVar[str] = "quote"
    quote: Text
    """The words that were said."""
    source: Text | None = None
    """Who said them."""


class Item(Node):
    """An entry of a list: a head, a text, or both."""

    head: Text | None = None
    """A short head before the text."""
    text: Text | None = None
    """The words of the entry."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str) or (isinstance(data, dict) and data and set(data) <= {"zh", "en"}):
            return {"text": data}
        return data


class List(Block):
    """A list, numbered or not."""

    kind: ClassVar[str] = "list"
    items: tuple[Item, ...] = Field(alias="list", min_length=1)
    """The entries: texts, or `head:` and `text:`."""
    ordered: bool = False
    """`true` to number the entries."""
    title: Text | None = None
    """A heading over the list."""


class Person(Node):
    """A person, or a role that people hold."""

    name: Text
    """The name, or that of a role."""
    role: Text | None = None
    """What the person does."""
    portrait: Picture | None = None
    """A picture of the person."""


class People(Block):
    """Portraits, or the sign for a person where there is none."""

    kind: ClassVar[str] = "people"
    people: tuple[Person, ...] = Field(min_length=1)
    """The persons, each with `name:`."""
    title: Text | None = None
    """A heading over them."""


class Honour(Node):
    """A prize, a rank, a mention: `rank` is the short loud part (第1名)."""

    rank: Text
    """The short loud part: 第1名, First."""
    name: Text
    """What it was given for or by whom."""
    text: Text | None = None
    """More words about it."""


class Honours(Block):
    """What others said of the work."""

    kind: ClassVar[str] = "honours"
    honours: tuple[Honour, ...] = Field(min_length=1)
    """The prizes, each with `rank:` and `name:`."""
    title: Text | None = None
    """A heading over them."""


class Ring(Node):
    """A ring of a network: how many nodes (a number, or a letter where nobody counts), what they are."""

    count: Text
    """How many there are: a number, or a letter such as N where nobody counts."""
    label: Text
    """What they are."""
    nodes: tuple[Text, ...] = ()
    """Names of the nodes that are already there; the rest are drawn open."""

    @property
    def number(self) -> int | None:
        """The count as a number; None for a letter such as N."""
        text = self.count.neutral or self.count.zh or self.count.en or ""
        return int(text) if text.isdecimal() and int(text) <= 200 else None


class Network(Block):
    """A structure such as 1+17+N+X: rings around a centre, from the inside out."""

    kind: ClassVar[str] = "network"
    rings: tuple[Ring, ...] = Field(alias="network", min_length=2, max_length=4)
    """The rings from the inside out, each with `count:` and `label:`; two to four."""
    formula: Text | None = None
    """The structure in short: 1+17+N+X."""
    title: Text | None = None
    """A heading over it."""


class Callout(Block):
    """A box beside the flow: what a reader should do or know."""

    kind: ClassVar[str] = "callout"
    callout: Text
    """What a reader should do or know."""
    title: Text | None = None
    """A heading over it."""


class PageBreak(Block):
    """`break: page`: what follows begins on a new page."""

    kind: ClassVar[str] = "page_break"
    where: Literal["page"] = Field(alias="break")
    """`page`: what follows begins on a new page."""


KINDS: Final[dict[str, str]] = {
    "figure": "figure", "statistics": "statistics", "table": "table", "chart": "chart", "timeline": "timeline",
    "quote": "quote", "list": "list", "people": "people", "honours": "honours", "network": "network",
    "callout": "callout", "break": "break", "text": "paragraph", "highlight": "paragraph",
}  # fmt: skip
"""The key that tells the kind of a block → the kind."""


def kind_of(data: Any) -> str | None:
    """The kind of a block from its keys; None where no key tells it."""
    if isinstance(data, Block):
        return "break" if data.kind == "page_break" else data.kind
    if isinstance(data, str):
        return "paragraph"
    if isinstance(data, dict):
        for key, kind in KINDS.items():
            if key in data:
                return kind
        if data and set(data) <= {"zh", "en"}:
            return "paragraph"
    return None


AnyBlock: TypeAlias = Annotated[
    Annotated[Paragraph, Tag("paragraph")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[Statistics, Tag("statistics")]
    | Annotated[Table, Tag("table")]
    | Annotated[Chart, Tag("chart")]
    | Annotated[Timeline, Tag("timeline")]
    | Annotated[Quote, Tag("quote")]
    | Annotated[List, Tag("list")]
    | Annotated[People, Tag("people")]
    | Annotated[Honours, Tag("honours")]
    | Annotated[Network, Tag("network")]
    | Annotated[Callout, Tag("callout")]
    | Annotated[PageBreak, Tag("break")],
    Discriminator(kind_of),
]

"""The content model: what a report holds, how it is read, and its schema. Nothing of paper.

`text` and `inline` are the smallest parts, `blocks` the kinds of block, `model` the whole, `load` the
way from a YAML file, `schema` the JSON Schema for editors.
"""

from .blocks import (
    Bar,
    Callout,
    Chart,
    Figure,
    Honour,
    Honours,
    Item,
    List,
    Moment,
    Network,
    PageBreak,
    Paragraph,
    People,
    Person,
    Picture,
    Quote,
    Ring,
    Statistic,
    Statistics,
    Table,
    Timeline,
)  # fmt: skip
from .load import load, loads
from .model import Closing, Contact, Imprint, Report, Section, nodes
from .schema import schema
from .text import Block, Language, Node, Quantity, Text

__all__ = [
    "Bar", "Block", "Callout", "Chart", "Closing", "Contact", "Figure", "Honour", "Honours", "Imprint", "Item",
    "Language", "List", "Moment", "Network", "Node", "PageBreak", "Paragraph", "People", "Person", "Picture",
    "Quantity", "Quote", "Report", "Ring", "Section", "Statistic", "Statistics", "Table", "Text", "Timeline", "load",
    "loads", "nodes", "schema",
]  # fmt: skip

"""The structure of a document: its elements in reading order, with what is drawn of each (ISO 32000-1, 14.7 and 14.8).

The order is that of the HTML, and so of the report, wherever the pages put things: a figure that text has run past
stands where it is in the report, a footnote behind its call. An element that goes on over a page is one element. Of
the HTML's elements those are kept that say something to a reader who cannot see the page: a `div` without text of its
own is none, and one with text is a paragraph.

A template names the type of an element itself where its HTML does not: `data-tag="LI"`; `none` for a table that only
places things, `columns` for one that is read column by column, `Artifact` for a picture that only adorns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

SVG: Final = "{http://www.w3.org/2000/svg}"
_TYPES: Final = {
    "section": "Sect", "article": "Art", "blockquote": "BlockQuote", "p": "P",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "li": "LI", "a": "Link", "img": "Figure", f"{SVG}svg": "Figure",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption", "ruby": "Ruby", "rb": "RB", "rt": "RT",
}  # fmt: skip
_ROWS: Final = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"})
_PLACING: Final = frozenset({"none", "columns"})
_CAPTIONED: Final = frozenset({"Figure", "Table", "L"})
_HEADINGS: Final = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_INLINE: Final = frozenset({"Link", "Ruby"})
_LETTERS: Final = frozenset({"P", "Span", "Link", "Lbl", "Note", "Reference", "RB", "RT"}) | _HEADINGS
"""Types that hold text themselves, and below which a block is no paragraph."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked sequence of a page: `number` in the content of `page` (from 0), or of a form in it."""

    page: int
    number: int
    form: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """An annotation of a page: a link."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Element:
    """An element of the structure.

    `place`: in the order of the HTML. `words`: in the place of a picture. `scope`: of a table's head, `Row` or
    `Column`. `of`: what a caption tells of, `Figure` or `Table`. `box`: of a picture, in pt from the page's lower left.
    """

    type: str
    lang: str
    place: float = 0
    kids: list[Any] = field(default_factory=list)
    words: str = ""
    scope: str = ""
    of: str = ""
    box: tuple[float, float, float, float] | None = None
    fragment: Any = field(default=None, repr=False)
    """The object of the file."""


class Structure:
    """The elements of a document, made as its pages are read."""

    def __init__(self, html: Any) -> None:
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self._places = {element: float(place) for place, element in enumerate(_reading(html))}
        self.root = Element("Document", html.get("lang") or "")
        self._known: dict[Any, Element] = {html: self.root}
        self._langs: dict[Any, str] = {html: self.root.lang}
        self._calls: dict[Any, Element] = {}
        """What the calls of footnotes stand in."""

    def lang(self, source: Any) -> str:
        """The language of an HTML element, its own or that of what it stands in."""
        known = self._langs.get(source)
        if known is None:
            known = source.get("lang") or self.lang(self._parents[source])
            self._langs[source] = known
        return known

    def element(self, source: Any, block: Any = None) -> Element:
        """The element for an HTML element in lines of `block`, or the nearest around it that is kept."""
        known = self._known.get(source)
        if known is None:
            known = self._known[source] = self._make(source, block)
        return known

    def letters(self, source: Any, block: Any, pseudo: str = "") -> Element:
        """The element for text of `source`, or of a part of it that CSS makes, in lines of the block `block`."""
        if pseudo == "footnote-call":
            self._calls[source] = around = self._around(source, block)
            return self._part(source, "Reference", around)
        found = self.element(source, block)
        if pseudo in ("marker", "footnote-marker"):
            return self._part(source, "Lbl", found)
        if found.type == "Ruby":
            return self.base(source, source)
        return found if found.type in _LETTERS else self._part(block, "P", found)

    def base(self, ruby: Any, base: Any) -> Element:
        """The element for one of the bases of an HTML `ruby`; `base` is what its reading knows it by."""
        known = self._known.get((base, "RB"))
        if known is None:
            made = Element("RB", self.lang(ruby), self._places[ruby])
            known = self._known[base, "RB"] = self._add(made, self.element(ruby))
        return known

    def reading(self, source: Any, base: Any) -> None:
        """Put the element for an HTML `rt` behind that of its base."""
        made, bases = self.element(source), self._known.get((base, "RB"))
        kids = self.element(self._parents[source]).kids
        if bases in kids and made in kids:
            kids.remove(made)
            kids.insert(kids.index(bases) + 1, made)

    def _around(self, source: Any, block: Any) -> Element:
        """The element that holds an inline one: where nothing else does, the paragraph that the block is."""
        found = self.element(self._parents[source], block)
        if found.type in _LETTERS or block is None or block is source:
            return found
        return self._part(block, "P", found)

    def _part(self, source: Any, kind: str, parent: Element) -> Element:
        known = self._known.get((source, kind))
        if known is None:
            made = Element(kind, self.lang(source), self._places[source])
            known = self._known[source, kind] = self._add(made, parent)
        return known

    def _make(self, source: Any, block: Any) -> Element:
        above = self._parents[source]
        kind, lang, place = self._type(source), self.lang(source), self._places[source]
        if kind is None and source in self._calls:
            return self._add(Element("Note", lang, place), self._calls[source])
        if kind in _INLINE:
            return self._add(Element(kind, lang, place), self._around(source, block))
        parent = self.element(above, block)
        if kind is None:
            if lang == parent.lang or (block is source and parent.type not in _LETTERS):
                return parent
            parent = self._around(source, block)
            if parent.type not in _LETTERS or lang == parent.lang:
                return parent
            kind = "Span"
        made = Element(kind, lang, place, of="Figure" if source.tag == "figcaption" else "Table")
        if kind == "TH":
            head = self._parents[above].tag == "thead"
            made.scope = {"row": "Row", "col": "Column"}.get(source.get("scope", ""), "Column" if head else "Row")
        return self._add(made, parent)

    def _type(self, source: Any) -> str | None:
        named = source.get("data-tag")
        if named is not None:
            return None if named in _PLACING else str(named)
        if source.tag in _ROWS:
            table = source
            while table.tag != "table" and table in self._parents:
                table = self._parents[table]
            if table.get("data-tag") in _PLACING:
                return None
        return _TYPES.get(source.tag)

    def _add(self, made: Element, parent: Element) -> Element:
        """Put an element into its parent; below a list's item whatever is no label goes into its body."""
        if parent.type == "LI" and made.type not in ("Lbl", "LBody"):
            bodies = [kid for kid in parent.kids if kid.type == "LBody"]
            parent = bodies[0] if bodies else self._add(Element("LBody", parent.lang, made.place), parent)
        elif parent.type == "TOCI" and made.type == "Link":
            parent = self._add(Element("Reference", parent.lang, made.place), parent)
        calls = [n for n, kid in enumerate(parent.kids) if _is(kid, "Reference") and kid.place == made.place]
        if made.type == "Note" and calls:
            parent.kids.insert(calls[-1] + 1, made)
        else:
            parent.kids.append(made)
        return made


def _reading(source: Any) -> Iterator[Any]:
    """An HTML element and all below it, in the order in which they are read."""
    yield source
    if source.get("data-tag") != "columns":
        for child in source:
            yield from _reading(child)
        return
    rows = list(source.iter("tr"))
    cells = {inner for row in rows for cell in row for inner in cell.iter()}
    yield from (inner for inner in source.iter() if inner is not source and inner not in cells)
    for column in range(max(map(len, rows), default=0)):
        for row in rows:
            if column < len(row):
                yield from _reading(row[column])


def settle(root: Element) -> None:
    """Put the elements in order: that of the HTML, captions with what they tell of, no level of heading left out."""
    _order(root)
    level = 0
    for element in every(root):
        if element.type in _HEADINGS:
            level = min(int(element.type[1]), level + 1)
            element.type = f"H{level}"


def every(element: Element) -> Iterator[Element]:
    """An element and all below it, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from every(kid)


def _order(element: Element) -> None:
    for kid in element.kids:
        if isinstance(kid, Element):
            _order(kid)
    kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.kids]
    if element.type not in _LETTERS and element.type != "Ruby":
        kids.sort(key=lambda kid: kid.place if isinstance(kid, Element) else element.place)
    element.kids = kids if element.type in _CAPTIONED else list(_told(kids))


def _told(kids: list[Any]) -> Iterator[Any]:
    """The kids with each caption in what it tells of, behind it or before it; one of nothing is bare text."""
    ahead: list[Any] = []
    for number, kid in enumerate(kids):
        if not _is(kid, "Caption"):
            if ahead:
                kid.kids[:0] = ahead
            ahead = []
            yield kid
        elif kid.of == "Figure" and number and _is(kids[number - 1], kid.of):
            kids[number - 1].kids.append(kid)
        elif number + 1 < len(kids) and _is(kids[number + 1], kid.of):
            ahead = [kid]
        else:
            yield from kid.kids


def _is(kid: Any, kind: str) -> bool:
    return isinstance(kid, Element) and kid.type == kind

"""The tags of a PDF (ISO 14289-1, PDF/UA-1): the pages are read into a `Structure`, and that is written.

What the engine writes names an element for each box: paragraphs cut at every page, no language, links of links, places
of pictures in its own coordinates, and drawings without words as figures. Here an element of the HTML is one element.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.logger import LOGGER
from weasyprint.pdf import stream as engine_stream
from weasyprint.pdf import tags as engine_tags

from .boxes import descendants
from .structure import SVG, Annotated, Element, Marked, Structure, every, settle

add_tags_before: Any = engine_tags.add_tags
marked_before: Any = engine_stream.Stream.marked

_PT: Final = 0.75
"""pt in a px."""


class Fragment(pydyf.Object):  # type: ignore[misc]
    """An object of the file, its bytes known only when all have their numbers."""

    content = b"<<>>"

    @property
    def data(self) -> bytes:
        """The object as it stands in the file."""
        return self.content


@contextmanager
def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
    """Draw a box as a marked sequence, or as an artifact if it is none of the content (ISO 32000-1, 14.8.2.2)."""
    if stream._tags is None:
        yield
        return
    margin = box.__dict__.get("printkit_margin")
    if margin is not None or is_ornament(box):
        edge = {"top": "/Header", "bottom": "/Footer"}.get(margin or "")
        properties = pydyf.Dictionary({"Type": "/Pagination" if margin is not None else "/Layout"})
        if edge:
            properties["Subtype"] = edge
        stream.begin_marked_content("Artifact", properties)
    else:
        number = len(stream._tags)
        stream._tags[box] = number, stream
        stream.begin_marked_content(tag, pydyf.Dictionary({"MCID": number}))
    yield
    stream.end_marked_content()


def is_ornament(box: Any) -> bool:
    """Whether a picture only adorns: a drawing without a title, or one that its template calls an artifact."""
    element = box.element
    if element is None or not isinstance(box, engine_boxes.ReplacedBox):
        return False
    if element.get("data-tag") == "Artifact":
        return True
    return element.tag == f"{SVG}svg" and not (element.findtext(f"{SVG}title") or "").strip()


def note_margins(page: Any) -> None:
    """Remember which boxes of a page that is to be drawn stand in its margins: running heads and folios."""
    for box in page._page_box.children:
        if isinstance(box, engine_boxes.MarginBox):
            edge = box.at_keyword.lstrip("@").partition("-")[0]
            for inner in descendants(box):
                inner.printkit_margin = edge


def add_tags(pdf: Any, document: Any, _pdf_version: Any, page_streams: Any) -> None:
    """Write the structure of a document that has been drawn."""
    pages = document.pages
    reader = _Reader(Structure(pages[0]._page_box.children[0].element), pages)
    for number, (page, stream) in enumerate(zip(pages, page_streams, strict=True)):
        reader.read(number, page, stream)
    settle(reader.structure.root)
    _Writer(pdf, len(pages)).write(reader.structure.root)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Reader:
    """Takes what was marked on the pages into a structure, in the order of the boxes."""

    def __init__(self, structure: Structure, pages: Any) -> None:
        self.structure, self._pages = structure, pages
        self._page = 0
        self._stream: Any = None
        self._tags: dict[Any, tuple[int, Any]] = {}

    def read(self, number: int, page: Any, stream: Any) -> None:
        """Read one page, drawn on `stream`."""
        self._page, self._stream, self._tags = number, stream, stream._tags
        for box in page._page_box.children:
            if not isinstance(box, engine_boxes.MarginBox):
                self._box(box, box.element, None)

    def _box(self, box: Any, block: Any, inline: Any) -> None:
        box = getattr(box, "_box", box)
        found = self._tags.get(box)
        if found is not None:
            number, stream = found
            form = None if stream is self._stream else stream
            self._owner(box, block, inline).kids.append(Marked(self._page, number, form))
        if isinstance(box, engine_boxes.BlockContainerBox) and box.element is not None:
            block, inline = box.element, None
        elif isinstance(box, engine_boxes.InlineBox):
            inline = box
        if box.link_annotation is not None:
            self._link(box, block)
        reading = box.__dict__.get("printkit_reading")
        if reading is not None:
            self.structure.reading(box.element, reading.base)
        for child in getattr(box, "children", ()):
            self._box(child, block, inline)

    def _owner(self, box: Any, block: Any, inline: Any) -> Element:
        if not isinstance(box, engine_boxes.ReplacedBox):
            if inline is not None and inline.element_tag == "rb":
                return self.structure.base(inline.element, inline.printkit_source)
            inner = inline or box  # the text of a composed line is named for its block
            return self.structure.letters(inner.element, block, inner.element_tag.partition("::")[2])
        source = box.element
        found = self.structure.element(source, block)
        if found.type == "Figure" and not found.words:
            found.words = source.findtext(f"{SVG}title") or source.get("alt") or ""
            if not found.words.strip():
                LOGGER.error('Image "%s" has no required alt description', source.get("src", "unknown"))
            height = self._pages[self._page].height
            left, top = box.content_box_x(), box.content_box_y()
            found.box = (left * _PT, (height - top - box.height) * _PT, (left + box.width) * _PT, (height - top) * _PT)
        return found

    def _link(self, box: Any, block: Any) -> None:
        words = box.element.get("aria-label") or "".join(b.text for b in descendants(box) if hasattr(b, "text"))
        if words.strip():
            box.link_annotation["Contents"] = pydyf.String(words.strip())
        self.structure.element(box.element, block).kids.append(Annotated(self._page, box.link_annotation))


class _Writer:
    """Writes a structure: its elements, and the way back to them from what is marked (ISO 32000-1, 14.7.4.4)."""

    def __init__(self, pdf: Any, page_count: int) -> None:
        self._pdf, self._next = pdf, page_count
        self._pages = pdf.page_references
        self._back: dict[int, dict[int, bytes]] = {page: {} for page in range(page_count)}
        self._single: dict[int, bytes] = {}
        self._forms: dict[Any, int] = {}
        self._notes: list[tuple[bytes, bytes]] = []

    def write(self, root: Element) -> None:
        """Add the objects of the structure to the file."""
        top, back = Fragment(), Fragment()
        self._pdf.add_object(top)
        self._pdf.add_object(back)
        for element in every(root):
            element.fragment = Fragment()
            self._pdf.add_object(element.fragment)
        self._element(root, top.reference, "")
        rows = [(key, b"[" + _row(found) + b"]") for key, found in self._back.items()] + list(self._single.items())
        back.content = b"<</Nums[" + b" ".join(b"%d %b" % row for row in sorted(rows)) + b"]>>"
        names = b"".join(name + b" " + reference + b" " for name, reference in sorted(self._notes))
        top.content = b"<</Type/StructTreeRoot/K[%b]/ParentTree %b/ParentTreeNextKey %d%b>>" % (
            root.fragment.reference, back.reference, self._next, b"/IDTree<</Names[%b]>>" % names if names else b"",
        )  # fmt: skip
        self._pdf.catalog["StructTreeRoot"] = top.reference

    def _element(self, element: Element, parent: bytes, lang: str) -> None:
        own = element.fragment.reference
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        kids = b" ".join([self._kid(kid, own, page, element.lang) for kid in element.kids])
        parts = [b"<</Type/StructElem/S/%b/P %b" % (element.type.encode(), parent)]
        if page is not None:
            parts.append(b"/Pg " + self._pages[page])
        if element.lang != lang:
            parts.append(b"/Lang" + _text(element.lang))
        if element.words:
            parts.append(b"/Alt" + _text(element.words))
        if element.box:
            parts.append(b"/A<</O/Layout/BBox[%b]>>" % " ".join(f"{n:.2f}" for n in element.box).encode())
        if element.scope:
            parts.append(b"/A<</O/Table/Scope/%b>>" % element.scope.encode())
        if element.type == "L":
            labelled = any(kid.type == "Lbl" for item in element.kids for kid in item.kids if isinstance(kid, Element))
            parts.append(b"/A<</O/List/ListNumbering/%b>>" % (b"Decimal" if labelled else b"None"))
        if element.type == "Note":
            name = _text(f"note-{len(self._notes) + 1:06}")
            parts.append(b"/ID" + name)
            self._notes.append((name, own))
        parts.append(b"/K[" + kids + b"]>>")
        element.fragment.content = b"".join(parts)

    def _kid(self, kid: Any, own: bytes, page: int | None, lang: str) -> bytes:
        if isinstance(kid, Element):
            self._element(kid, own, lang)
            return bytes(kid.fragment.reference)
        if isinstance(kid, Annotated):
            kid.annotation["StructParent"] = self._next
            self._single[self._next] = own
            self._next += 1
            return b"<</Type/OBJR/Pg %b/Obj %b>>" % (self._pages[kid.page], kid.annotation.reference)
        key = kid.page if kid.form is None else self._form(kid.form)
        self._back.setdefault(key, {})[kid.number] = own
        if kid.form is None and kid.page == page:
            return b"%d" % kid.number
        form = b"/Stm " + kid.form.reference if kid.form is not None else b""
        return b"<</Type/MCR/Pg %b%b/MCID %d>>" % (self._pages[kid.page], form, kid.number)

    def _form(self, form: Any) -> int:
        if form not in self._forms:
            self._forms[form] = form.extra["StructParents"] = self._next
            self._next += 1
        return self._forms[form]


def _row(found: dict[int, bytes]) -> bytes:
    return b" ".join(found.get(number, b"null") for number in range(max(found, default=-1) + 1))


def _text(text: str) -> bytes:
    return bytes(pydyf.String(text).data)

"""A page or a fragment of one: where its article is, what it is called, who wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ..diagnostics import Diagnostic, warning
from .footnotes import mark_notes
from .manner import Manner, Page
from .pictures import Pictures
from .pieces import EDGE, Heading, Line, Piece, letters, visible
from .reader import Reader
from .sanitise import harmless

_ROOTS: Final = (
    '//*[@id="js_content"]',
    '//*[@id="zoom" or @id="UCAP-CONTENT" or contains(@class, "TRS_Editor") or contains(@class, "article-content")'
    ' or contains(@class, "rich_media_content") or contains(@class, "ql-editor")'
    ' or contains(@class, "mce-content-body") or contains(@class, "entry-content")'
    ' or contains(@class, "pages_content")]',
    "//article",
    "//main",
)
_TITLES: Final = ('//*[@id="activity-name"]', "//h1", '//meta[@property="og:title"]', "//title")
_SOURCES: Final = (
    '//*[@id="js_name"]',
    '//meta[@name="author"]',
    '//meta[@property="og:article:author"]',
    '//meta[@property="og:site_name"]',
)
_FRAME: Final = frozenset({"nav", "footer", "aside"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read: what stands over it, its pieces, what was noticed."""

    pieces: tuple[Piece, ...]
    title: str = ""
    source: str = ""
    published: str = ""
    keywords: tuple[str, ...] = ()
    warnings: tuple[Diagnostic, ...] = field(default=())


def read_html(markup: str, pictures: Pictures, *, whole: bool = True) -> Article:
    """Read a page; with `whole` false, a fragment that has no head and no frame. Raises `PrintkitError`."""
    root, warnings = harmless(markup)
    content, framed = _content(root) if whole else (root, False)
    page = Page(pictures)
    title = _first(root, _TITLES) if whole else ""
    if whole and title:
        title = _without_site(title, _first(root, _TITLES[1:2]), _first(root, _TITLES[2:3]))
    if content is root and whole:
        left_out = _leave_frame(root)
        if left_out:
            warnings.append(warning("page-frame", f"menus and margins of the page were left out: {left_out} letters"))
    elif framed:
        for element in content.iter("*"):
            if element.get("id") in ("activity-name", "js_name", "publish_time"):
                element.set("data-skip", "1")
    page.notes = mark_notes(root, lambda element: Reader(page).read(element, Manner()))
    pieces = Reader(page).read(content, Manner())
    if title:
        pieces = _without_title(pieces, title)
    return Article(
        tuple(pieces),
        title,
        _first(root, _SOURCES) if whole else "",
        _first(root, ('//*[@id="publish_time"]', '//meta[@property="article:published_time"]'))[:40] if whole else "",
        warnings=(*warnings, *page.warnings()),
    )


def _content(root: Any) -> tuple[Any, bool]:
    """The element that holds the article, the fullest of those that the first matching rule finds."""
    for path in _ROOTS:
        found = [(len("".join(element.itertext()).strip()), element) for element in root.xpath(path)]
        size, element = max(found, key=lambda pair: pair[0], default=(0, None))
        if size > 20 or (element is not None and element.find(".//img") is not None):
            return element, True
    return root, False


def _first(root: Any, paths: tuple[str, ...]) -> str:
    for path in paths:
        for element in root.xpath(path):
            text = element.get("content") if element.tag == "meta" else "".join(element.itertext())
            text = re.sub(r"[ \t\r\n\f]+", " ", visible(text or "")).strip(EDGE)
            if text:
                return text
    return ""


def _without_site(title: str, heading: str, shared: str) -> str:
    """The page's title without the name of the site behind it."""
    for better in (heading, shared):
        if better and title.startswith(better):
            return better
    return title


def _leave_frame(root: Any) -> int:
    letters = 0
    for element in root.iter("*"):
        if element.tag in _FRAME and not any(parent.get("data-skip") for parent in element.iterancestors()):
            letters += len("".join("".join(element.itertext()).split()))
            element.set("data-skip", "1")
    return letters


def _without_title(pieces: list[Piece], title: str) -> list[Piece]:
    """The title is told apart from the body once; the heading that repeats it goes."""
    wanted = "".join(title.split())
    for index, piece in enumerate(pieces[:3]):
        if isinstance(piece, Heading | Line) and "".join(letters(piece.words).split()) == wanted:
            return pieces[:index] + pieces[index + 1 :]
    return pieces

"""Articles with little or no markup: plain text, and what a web editor saves (title, source, HTML, keywords)."""

from __future__ import annotations

from typing import Final

from .form import markup_from
from .html import Article, read_html
from .pictures import Pictures
from .pieces import EDGE, Line, visible, words_of

_LONGEST_KEYWORD: Final = 12


def read_web_save(text: str, pictures: Pictures) -> Article:
    """Title and source over HTML paragraphs, keywords below, a line each."""
    rows = visible(text).split("\n")
    start = markup_from("\n".join(rows)) or 0
    over = [row.strip(EDGE) for row in rows[:start] if row.strip(EDGE)]
    end = len(rows)
    while end > start and "<" not in rows[end - 1] and ">" not in rows[end - 1]:
        end -= 1
    below = [row.strip(EDGE) for row in rows[end:] if row.strip(EDGE)]
    article = read_html("\n".join(rows[start:end]), pictures, whole=False)
    keywords = tuple(below) if all(_is_keyword(row) for row in below) else ()
    opening = [Line(words_of(row)) for row in over[2:]]
    ending = [] if keywords else [Line(words_of(row)) for row in below]
    return Article(
        (*opening, *article.pieces, *ending),
        over[0],
        over[1] if len(over) > 1 else "",
        keywords=keywords,
        warnings=article.warnings,
    )


def read_text(text: str) -> Article:
    """Plain text, a paragraph a line; lines of one English paragraph may be cut at a margin."""
    rows = [row.rstrip() for row in visible(text).replace("\f", "\n").split("\n")]
    paragraphs: list[str] = []
    open_line = False
    for row in rows:
        if open_line and row and not row[:1].isspace() and _is_cut(paragraphs[-1], row):
            paragraphs[-1] += f" {row.strip(EDGE)}"
        elif row.strip(EDGE):
            paragraphs.append(row.strip(EDGE))
        open_line = bool(row)
    count = len(paragraphs)
    while count > 1 and _is_keyword(paragraphs[count - 1]):
        count -= 1
    keywords = tuple(paragraphs[count:]) if len(paragraphs) - count >= 3 and count > 1 else ()
    body = paragraphs[:count] if keywords else paragraphs
    return Article(tuple(Line(words_of(row)) for row in body), keywords=keywords)


def _is_cut(before: str, row: str) -> bool:
    """Whether an English line goes on in the next: long, without an end, the next one in lower case."""
    return len(before) > 50 and before[-1:] not in ".!?:。！？：" and row[:1].isascii() and row[:1].islower()


def _is_keyword(row: str) -> bool:
    wide = sum(1 for c in row if c >= "\u2e80")
    short = wide <= _LONGEST_KEYWORD and (wide or len(row) <= 30) and len(row.split()) <= 4
    return bool(short) and not any(c in row for c in "，。；：！？、,;:!?.…▲<>—-*#")

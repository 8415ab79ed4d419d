"""What stands over an article: title, subtitle, source; and the keywords wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .html import Article
from .pieces import EDGE, Heading, Line, Piece, letters, size, spelled

_DASH: Final = re.compile(r"\s*(?:——|--|──|―|—|––)+\s*")
_SOURCE: Final = re.compile(r"[\s\u00a0]*(?:来源|稿件来源|文章来源|供稿|Source)\s*[:：]\s*(\S.{0,60})", re.IGNORECASE)
_KEYWORDS: Final = re.compile(
    r"[\s\u00a0]*【?\s*(?:关\s*键\s*[词字]|标签|Key\s?words?|Tags)\s*】?\s*[:：]\s*(\S.*)", re.I
)
_LONGEST_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Front:
    """Title and its kin, and the pieces that are left. the words of the article in other places."""

    title: str
    subtitle: str
    source: str
    keywords: tuple[str, ...]
    pieces: tuple[Piece, ...]
    labels: str = ""
    """Words such as 来源 that only said what follows, and are now keys of the report."""


def take_front(article: Article, fallback: str) -> Front:
    """Find the front; `fallback` is the title of an article without one."""
    pieces = list(article.pieces)
    title, source, keywords, labels = article.title, article.source, article.keywords, ""
    if not title:
        title = _take_title(pieces)
    title, subtitle = _parted(title or fallback)
    for index, piece in enumerate(pieces[:4]):
        if not isinstance(piece, Line | Heading):
            break
        text = spelled(piece.words).strip(EDGE)
        if index == 0 and not subtitle and (dash := _DASH.match(text)) and dash.end() and size(piece.words) <= 60:
            subtitle = text[dash.end() :]
            pieces.remove(piece)
        elif not source and (found := _SOURCE.fullmatch(text)):
            source = found[1].strip(EDGE)
            labels += text[: found.start(1)]
            pieces.remove(piece)
    for index, piece in enumerate(pieces):
        if keywords or not isinstance(piece, Line) or 3 < index < len(pieces) - 4:
            continue
        if found := _KEYWORDS.fullmatch(spelled(piece.words)):
            keywords = _parted_keywords(found[1])
            labels += found[0][: found.start(1)]
            pieces.remove(piece)
    return Front(title, subtitle, source, keywords, tuple(pieces), labels)


def has_title(article: Article) -> bool:
    """Whether the article itself says what it is called."""
    return bool(article.title or _take_title(list(article.pieces)))


def _take_title(pieces: list[Piece]) -> str:
    """The first piece if it is the one highest heading, or a short line without an end."""
    if not pieces:
        return ""
    first = pieces[0]
    if isinstance(first, Heading):
        level = min(piece.level for piece in pieces if isinstance(piece, Heading))
        if first.level != level or sum(isinstance(p, Heading) and p.level == level for p in pieces) > 1:
            return ""
    elif not (isinstance(first, Line) and len(pieces) > 1 and _is_title(first)):
        return ""
    pieces.pop(0)
    return spelled(first.words).strip(EDGE)


def _is_title(line: Line) -> bool:
    text = letters(line.words).strip(EDGE)
    return (
        size(line.words) <= _LONGEST_TITLE and text[-1:] not in "。，；：,;:." and "。" not in text and text[:1] != "▲"
    )


def _parted(title: str) -> tuple[str, str]:
    """A title and what follows its dash. The blank between two halves of the title stays."""
    title = title.strip(EDGE)
    dash = next(
        (m for m in re.finditer(r"\s*(?:——|-{2,}|──)\s*", title) if m.start() >= 2 and m.end() < len(title)), None
    )
    return (title[: dash.start()], title[dash.end() :]) if dash else (title, "")


def _parted_keywords(text: str) -> tuple[str, ...]:
    parts = re.split(r"[;；,，、|]+", text)
    if len(parts) == 1 and not text.isascii():
        parts = text.split()
    return tuple(part.strip(f"{EDGE}。.") for part in parts if part.strip(f"{EDGE}。."))

"""The words that a template may use: voices, pictures, excerpts, seeded ornament, QR codes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from markupsafe import Markup as Safe
from markupsafe import escape

from ..assets import Asset
from ..report import Language, Node, Text
from ..report.blocks import Picture
from ..report.inline import plain_text
from .excerpts import beginning, is_long, sentences_of
from .inline import phrases, to_html


class Voice(NamedTuple):
    """A text in one language, ready to be set."""

    lang: Language
    html: Safe
    heading: Safe
    """The same with the author's break hints, for a block that is `data-balance`."""
    phrases: list[Safe]
    """The pieces between the hints, for what a layout sets line by line."""
    letters: int
    """How many characters it has, to choose a size before it is set."""


_LANG: Final = {"zh": "zh-Hans", "en": "en"}


def words(languages: tuple[Language, ...], find: Callable[[Picture], Asset | None], seed: str) -> dict[str, Any]:
    """The functions that templates call, for one report in `languages`."""

    def voices(text: Text | None) -> list[Voice]:
        if text is None:
            return []
        found = []
        for lang, nodes in text.voices(languages):
            letters = text.letters(lang)
            found.append(Voice(lang, to_html(nodes), to_html(nodes, hints=True), phrases(nodes), len(letters)))
        return found

    def voice(text: Text | None, lang: Language | None = None) -> Voice | None:
        """One voice: that of `lang`, else None; without `lang` the leading one."""
        every = voices(text)
        if lang is None:
            return every[0] if every else None
        return next((v for v in every if v.lang == lang), None)

    def excerpt(texts: list[Text], letters: int, least: int = 0) -> list[Voice]:
        """Whole sentences from the beginning of the first of `texts` that has one short enough.

        As near as may be to so many Chinese letters, but at least `least` sentences; of texts that begin with
        a very long one, the first that is not, and none where all are.
        """
        every = [sentences_of(text, languages) for text in texts]
        taken = next(filter(None, (beginning(sentences, letters) for sentences in every)), [])
        if len(taken) < least:
            short = [s for sentences in every for s in sentences if not is_long(s)]
            opening = next(filter(None, every), [])[:least]
            taken = opening if not any(map(is_long, opening)) else short[:least]
        found = []
        for name in languages:
            said = [tuple(sentence[name]) for sentence in taken if name in sentence]
            html = (Safe("") if name == "zh" else Safe(" ")).join(to_html(nodes).strip() for nodes in said)
            if html:
                found.append(Voice(name, html, html, [html], sum(len(plain_text(nodes)) for nodes in said)))
        return found

    return {
        "voices": voices,
        "excerpt": excerpt,
        "voice": voice,
        "picture": find,
        "languages": languages,
        "lead": languages[0],
        "dealt": lambda items, count, salt="": _deal(seed + salt, items, count),
        "qr": qr,
        "sin": lambda degrees: math.sin(math.radians(degrees)),
        "cos": lambda degrees: math.cos(math.radians(degrees)),
    }


def at(node: Node | str) -> Safe:
    """The attribute that ties an element to its place in the report."""
    path = node if isinstance(node, str) else node.at
    return Safe(' data-at="%s"') % path if path else Safe("")


def lang(name: str) -> Safe:
    """The attributes of an element in one language."""
    return Safe(' lang="%s" class="%s"') % (_LANG.get(name, name), name)


def qr(text: str, ink: str) -> Safe:
    """A QR code as SVG in the colour `ink`, 2 modules of quiet zone, error level M."""
    import segno

    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=2)[0]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(code.matrix_iter(border=2)) for x, dark in enumerate(row) if dark
    )
    return Safe('<svg class="qr" viewBox="0 0 %s %s"><title>QR: %s</title><path fill="%s" d="%s"/></svg>') % (
        size,
        size,
        text,
        ink,
        path,
    )


def _deal(seed: str, items: list[Any], count: int) -> list[Any]:
    """`count` things drawn from `items` in an order fixed by the seed, none twice in a row."""
    dice = random.Random(seed)  # noqa: S311 -- ornament, not secrecy
    dealt: list[Any] = []
    for _ in range(max(0, min(int(count), 2000))):
        rest = [item for item in items if not dealt or item != dealt[-1]] or items
        dealt.append(dice.choice(rest))
    return dealt


def _letters(text: Text | None, language: Language) -> str:
    """The bare letters of a text, for `alt`."""
    return text.letters(language) if text else ""


def _is_number(text: Text) -> bool:
    """Whether a cell holds a number, and so stands right."""
    letters = text.letters("zh").strip("*")
    return bool(letters) and all(c in "0123456789,.%+-–—≥≤~/ " for c in letters)


def _but_last(html: Safe) -> Safe:
    """A run-in heading without its closing mark."""
    html = escape(html)  # nothing to do for HTML, all for a bare text
    return Safe(html[:-1]) if html[-1:] in _CLOSING else html  # noqa: S704 -- part of what is safe


def _last_mark(html: Safe) -> Safe:
    """The closing mark of a run-in heading, empty if it has none."""
    return escape(html[-1:]) if html[-1:] in _CLOSING else Safe("")


def _column(html: Safe) -> float:
    """How many em a phrase takes in a column of vertical text."""
    from ..typography import vertical

    return vertical.reckoned(Safe(html).striptags())  # noqa: S704 -- only measured


_CLOSING: Final = tuple("。！？：.!?:")

FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "at": at,
    "lang": lang,
    "letters": _letters,
    "is_number": _is_number,
    "but_last": _but_last,
    "last_mark": _last_mark,
    "column": _column,
    "chunks": lambda items, size: [items[i : i + size] for i in range(0, len(items), size)],
    "ceil": lambda number: -int(-number // 1),
    "e": escape,
}

"""Inline nodes → HTML. Every letter of the author's goes through `escape` (T1, T4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup as Safe
from markupsafe import escape

from ..report.inline import Break, Emphasis, Footnote, Inline, Link, Ruby, Run, Strong

HINT: Final = "\u200b"
"""How a break hint stands in the text of a heading; the page takes it out again."""


def to_html(nodes: Iterable[Inline], *, hints: bool = False) -> Safe:
    """Running text as HTML; with `hints`, the text of a heading, caption or slogan that keeps its break hints."""
    return Safe("").join(_node(node, hints=hints) for node in nodes)


def phrases(nodes: Iterable[Inline]) -> list[Safe]:
    """The pieces between the break hints of a heading or slogan, for templates that keep them whole."""
    pieces: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, Break):
            pieces.append([])
        else:
            pieces[-1].append(node)
    return [to_html(piece) for piece in pieces if piece]


def _node(node: Inline, *, hints: bool) -> Safe:
    match node:
        case Run(text=text):
            return escape(text)
        case Emphasis(children=inner):
            return Safe("<em>%s</em>") % to_html(inner, hints=hints)
        case Strong(children=inner):
            return Safe("<strong>%s</strong>") % to_html(inner, hints=hints)
        case Link(children=inner, address=address):
            return Safe('<a href="%s">%s</a>') % (address, to_html(inner, hints=hints))
        case Footnote(children=inner):
            return Safe('<span class="footnote">%s</span>') % to_html(inner)
        case Ruby(base=base, reading=reading):
            return Safe("<ruby>%s<rt>%s</rt></ruby>") % (base, reading)
        case Break():
            return escape(HINT if hints else "")

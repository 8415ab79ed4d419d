"""Markdown → HTML, footnotes included; the rest is the way of any page."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NOTE: Final = re.compile(r"^\[\^([^\]\s]{1,60})\]:[ \t]*(.*)$")
_CALL: Final = re.compile(r"\[\^([^\]\s]{1,60})\]")
_FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~)")


def to_html(text: str) -> str:
    """HTML with notes as a list at the end, each called by a link, as other programs write them."""
    body, notes = _take_notes(text)
    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])

    def call(state: StateInline, silent: bool) -> bool:
        found = _CALL.match(state.src, state.pos)
        if found is None or found[1] not in notes:
            return False
        if not silent:
            number = list(notes).index(found[1]) + 1
            token = state.push("html_inline", "", 0)
            token.content = f'<sup><a href="#pk-note-{number}">[{number}]</a></sup>'
        state.pos = found.end()
        return True

    renderer.inline.ruler.before("link", "note", call)
    html = str(renderer.render(body))
    if notes:
        items = (
            f'<li id="pk-note-{number}">{renderer.renderInline(note)}</li>'
            for number, note in enumerate(notes.values(), 1)
        )
        html += f"<ol>{''.join(items)}</ol>"
    return html


def _take_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without its `[^1]: …` lines, and the notes by their names."""
    notes: dict[str, str] = {}
    rest: list[str] = []
    inside, fenced = "", False
    for line in _without_front_matter(text).split("\n"):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and (found := _NOTE.match(line)):
            inside = found[1]
            if inside in notes:
                rest.append(escape(found[2]))
            else:
                notes[inside] = found[2].strip()
        elif inside and re.match(r" {2,}|\t", line):
            notes[inside] += f"\n{line.strip()}"
        else:
            if line.strip():
                inside = ""
            rest.append(line)
    return "\n".join(rest), notes


def _without_front_matter(text: str) -> str:
    """Front matter of a site generator is no text of the article."""
    return re.sub(r"\A---\n(?:[A-Za-z_-]+:.*\n|[ \t-].*\n)*---\n", "", text)

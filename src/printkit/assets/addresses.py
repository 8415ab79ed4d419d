"""Every address that a style sheet or a page names, so that what is refused is told and not just left out.

The engine's fetcher refuses whatever is not a picture of the report; but some of what it is asked for it
never hears of (fonts of style sheets, frames), and it cannot tell where an address stood (T5, T6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import tinycss2

_LOADING: Final = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "local"})
_ATTRIBUTES: Final = frozenset({
    "src", "srcset", "href", "data", "poster", "background", "action", "formaction", "manifest", "archive", "codebase",
    "classid", "code", "lowsrc", "dynsrc", "longdesc", "profile", "icon", "ping", "cite",
})  # fmt: skip
_LINKS: Final = frozenset({"a", "area"})
_MAYBE_CSS: Final = re.compile(
    r"(?:url|src|image|image-set|cross-fade|element|local)\s*\("
    r"|@(?!page\b|media\b|layer\b|footnote\b|(?:top|right|bottom|left)-)"
    r"|\\(?![1-9a-f][0-9a-f]{3})",
    re.IGNORECASE,
)
"""A sheet without these loads nothing: an escape of four digits and more is no letter of a keyword."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An address and where it stands in the CSS that names it."""

    address: str
    line: int
    column: int


@lru_cache(maxsize=64)
def in_css(css: str) -> tuple[Mention, ...]:
    """The addresses in a style sheet or a list of declarations, however they are written."""
    if not _MAYBE_CSS.search(css):
        return ()
    return tuple(_walk(tinycss2.parse_component_value_list(css)))


def _walk(tokens: Iterable[Any]) -> Iterator[Mention]:
    importing = False
    for token in tokens:
        match token.type:
            case "url":
                yield Mention(token.value, token.source_line, token.source_column)
            case "string" if importing:
                yield Mention(token.value, token.source_line, token.source_column)
            case "function":
                yield from _function(token)
            case "{} block" | "() block" | "[] block":
                yield from _walk(token.content)
            case "error" if token.kind == "bad-url":
                yield Mention("an address that cannot be read", token.source_line, token.source_column)
        if token.type == "at-keyword":
            importing = token.lower_value == "import"
        elif token.type not in ("whitespace", "comment"):
            importing = False


def _function(function: Any) -> Iterator[Mention]:
    if function.lower_name in _LOADING:
        for token in function.arguments:
            if token.type in ("string", "ident"):
                found = f"local({token.value})" if function.lower_name == "local" else token.value
                yield Mention(found, token.source_line, token.source_column)
    yield from _walk(function.arguments)


def in_page(root: Any) -> Iterator[str]:
    """The addresses that a page (an ElementTree) loads. Links are not among them: they load nothing."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        if tag == "style":
            yield from (mention.address for mention in in_css("".join(element.itertext())))
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2].rpartition(":")[2].lower()
            if name in _ATTRIBUTES and tag not in _LINKS:
                yield value.strip()
            elif name == "style" or "{" in element.tag:
                yield from (mention.address for mention in in_css(value))

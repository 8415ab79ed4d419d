"""How Chinese is set in an element: four custom properties, inherited as all such are.

    --punctuation: squeezed | half-line-end | full      --hanging: yes | no
    --line-start-end: gb | strict                       --autospace: 0em to 0.5em

The layout states them for the root, from `typography` in `layout.yaml` and the user's choice; a style sheet may state
others for any block. `typography.style.Style` says what they mean.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, get_args

import tinycss2
from weasyprint.logger import LOGGER

from ...layout import WIDEST_AUTOSPACE
from ...typography.style import Punctuation, Strictness, Style
from .shaping import named_style

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "punctuation": get_args(Punctuation),
    "hanging": ("no", "yes"),
    "line-start-end": get_args(Strictness),
}
"""What each property may say, first what it says where it is not stated."""
_STATED: Final = frozenset(f"__{name.replace('-', '_')}" for name in (*_WORDS, "autospace"))


def typography_of(style: Any) -> Style:
    """How Chinese is set in the text of a style, found once for each; equal settings are one object."""
    style = named_style(style)
    known: Style | None = style.__dict__.get("printkit_typography")
    if known is None and style.parent_style is not None and _STATED.isdisjoint(getattr(style, "cascaded", ())):
        known = style.printkit_typography = typography_of(style.parent_style)
    if known is None:
        words = (_read(style, name, _word(name), allowed[0]) for name, allowed in _WORDS.items())
        known = style.printkit_typography = _setting(*words, _read(style, "autospace", _em, Style().autospace))
    return known


@lru_cache
def _setting(punctuation: Any, hanging: str, line_start_end: Any, autospace: float) -> Style:
    return Style(punctuation, hanging == "yes", line_start_end, autospace)


def _read(style: Any, name: str, parse: Callable[[str], Any], default: Any) -> Any:
    text = tinycss2.serialize(style[f"__{name.replace('-', '_')}"] or ()).strip()
    try:
        return parse(text) if text else default
    except ValueError as problem:
        LOGGER.warning("`--%s: %s` is not %s", name, text, problem)
        return default


def _word(name: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in _WORDS[name]:
            raise ValueError(f"one of {', '.join(_WORDS[name])}")
        return text

    return parse


def _em(text: str) -> float:
    """A width in em as thousandths of one."""
    token = tinycss2.parse_one_component_value(text)
    if token.type == "dimension" and token.lower_unit == "em" and 0 <= token.value <= WIDEST_AUTOSPACE:
        return float(token.value) * 1000
    raise ValueError(f"a width from 0em to {WIDEST_AUTOSPACE:g}em")

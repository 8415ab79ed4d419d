"""How well our layouts are set: nothing is left to the engine's line breaker, and what is loose is known."""

from __future__ import annotations

import pytest

from printkit.layout import names

KNOWN = {
    # Cards of 14.3 em. The next character has no room, and all marks squeezed are too little for it.
    ("poster-a2", "all", "loose", "校门和家门，本来就隔得不远。"),
    # One character more here would leave one alone in the last line (R18).
    ("poster-a2", "all", "loose", "一条街好不好，住在街上的人"),
}
"""Lines of the example that are looser than we like, and why it is so."""


@pytest.mark.parametrize("language", ["all", "zh", "en"])
@pytest.mark.parametrize("layout", names())
def test_the_example_is_composed_throughout(example, layout, language):
    pages, _pdf = example(layout, language)
    assert pages.facts.uncomposed == ()


@pytest.mark.parametrize("language", ["all", "zh", "en"])
@pytest.mark.parametrize("layout", names())
def test_the_example_has_no_flaw_that_is_not_understood(example, layout, language):
    pages, _pdf = example(layout, language)
    assert {(layout, language, flaw.kind, flaw.text) for flaw in pages.facts.flaws} <= KNOWN

"""What a break between two words of a heading costs: the scale that `words`, `phrases` and `balance` share."""

from typing import Final

PAUSE: Final = 0.0
"""After a comma or a stop, at the blank between two phrases."""
PHRASE: Final = 1.0
"""Between phrases: after 的, before 和, beside a quotation."""
WORDS: Final = 3.0
"""Between two words of which nothing else is known."""
CLINGING: Final = 9.0
"""Between words that lean on each other: a preposition and its noun, an adverb and its verb."""
WHOLE: Final = 1000.0
"""Inside what stays together unless it is wider than the measure."""


def each(words: str) -> frozenset[str]:
    """A set of words that are written in one line."""
    return frozenset(words.split())

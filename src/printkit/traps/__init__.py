"""The traps that YAML sets to people who type Chinese: found by name, each with its own message and hint.

They work on lines of text and know no YAML: `source` hands them a way to try a text. `signs`, `quotes`
and `levels` each propose mends of a line; `search` keeps those that help; `odd` looks for characters.
"""

from .draft import Draft, Mend, Problem, shown
from .levels import ODD
from .odd import CONTROL, bidi_controls, control_characters, glued_comments, may_hold_glued_comments
from .search import Search, Weigh, candidates
from .wording import in_plain_words

__all__ = [
    "CONTROL", "ODD", "Draft", "Mend", "Problem", "Search", "Weigh", "bidi_controls", "candidates",
    "control_characters", "glued_comments", "in_plain_words", "may_hold_glued_comments", "shown",
]  # fmt: skip

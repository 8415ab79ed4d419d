"""What YAML says, in words for somebody who does not know YAML."""

from __future__ import annotations

from typing import Final

_SAYINGS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("end of stream", "open-quote", "a quote that opens here is never closed", "close it with the same sign"),
    (
        "expected ',' or '}'",
        "open-brace",
        "the `{` that opens here is not closed, or its entries are not parted by `,`",
        "check the `{ }` and the commas between",
    ),
    (
        "expected ',' or ']'",
        "open-brace",
        "the `[` that opens here is not closed, or its entries are not parted by `,`",
        "check the `[ ]` and the commas between",
    ),
    ("expected node content", "needs-quotes", "a text cannot begin with this sign", "put the text in quotes"),
    ("cannot start any token", "needs-quotes", "a text cannot begin with this sign", "put the text in quotes"),
    (
        "mapping values are not allowed",
        "yaml",
        "this colon cannot stand here",
        "put a text that holds `: ` in quotes, or check the indentation of this line and the one before",
    ),
    (
        "could not find expected ':'",
        "yaml",
        "this line is neither `key: text` nor an entry `- text`",
        "write a key, a colon and a blank, or check the indentation",
    ),
    (
        "expected '-' indicator",
        "yaml",
        "this line is no entry of the list that it stands in",
        "begin it with `- `, or check the indentation",
    ),
    (
        "expected key",
        "yaml",
        "this line does not fit the lines around it",
        "check its indentation and the quotes before it",
    ),
    (
        "maximum nesting",
        "too-deep",
        "too many levels inside each other",
        "check the `[` and `{` of this line",
    ),
    ("document start", "yaml", "this line does not fit the lines around it", "check its indentation"),
    ("escape character", "backslash", "a backslash has a meaning of its own inside double quotes", "use single quotes"),
    ("anchor", "needs-quotes", "a text that begins with `&` needs quotes", "put the text in quotes"),
    ("alias", "needs-quotes", "a text that begins with `*` needs quotes", "put the text in quotes"),
    ("tag", "needs-quotes", "a text that begins with `!` needs quotes", "put the text in quotes"),
    ("block scalar", "needs-quotes", "a text that begins with `|` or `>` needs quotes", "put the text in quotes"),
    ("directive", "needs-quotes", "a line cannot begin with `%`", "put the text in quotes"),
)


def in_plain_words(problem: str, context: str) -> tuple[str, str, str]:
    """Code, message and hint for what the parser said."""
    said = f"{problem} {context}"
    for part, code, message, hint in _SAYINGS:
        if part in said:
            return code, message, hint
    return "yaml", "this line cannot be read", "check its indentation, its quotes, and the signs `: - { } [ ] #`"

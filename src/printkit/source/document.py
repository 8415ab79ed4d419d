"""A YAML text that was read: its data, and where in the text each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .. import traps
from ..diagnostics import Diagnostic, PrintkitError, SourceFile, Span, error, raise_errors
from ..traps import Draft, Search, Weigh
from .compose import Stopped, attempt, compose
from .files import MAX_BYTES
from .nodes import Data, Mark, Node, child_of, is_short, node_at, to_data

Steps: TypeAlias = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file that was read: `data` to validate, and `span(path)` to point back into the text."""

    source: SourceFile
    root: Node
    data: Data
    warnings: tuple[Diagnostic, ...] = field(default=())
    errors: tuple[Diagnostic, ...] = field(default=())
    """Of a text read with `study`: what is wrong with it as YAML. The data is then that of the mended text."""
    draft: Draft | None = field(default=None, repr=False, compare=False)
    """The mended text; None where nothing was mended."""

    def span(self, path: Steps, *, key: bool = False) -> Span:
        """Where the node at `path` stands, or the nearest parent that exists.

        With `key`, the place of the key itself where the last step is a key.
        """
        node, mark = self.root, self.root.mark
        for depth, step in enumerate(path):
            child = child_of(node, step)
            if child is None:
                if is_short(node, step):
                    continue
                break
            node, mark = child[0], child[0].mark
            if child[1] is not None and (
                (key and depth == len(path) - 1) or (mark.line, mark.column) == (mark.end_line, mark.end_column)
            ):
                mark = child[1]
        return self.at(_dash_before(mark, self.source) if mark[:2] == mark[2:] else mark)

    def find(self, path: Steps, words: str) -> Span:
        """Where `words` stand in the text at `path`; the whole text if they are cut by a line end."""
        mark = node_at(self.root, path).mark
        for line in range(mark.line, mark.end_line + 1):
            column = self.source.line(line + 1).find(words, mark.column if line == mark.line else 0)
            if column >= 0:
                return self.at(Mark(line, column, line, column + len(words)))
        return self.span(path)

    def at(self, mark: Mark) -> Span:
        """A mark of this file as a span. A node over several lines is pointed at by its first."""
        draft = self.draft or Draft(self.source)
        end_column = mark.end_column
        if mark.end_line > mark.line:
            end_column = len(draft.lines[mark.line].rstrip()) if mark.line < len(draft.lines) else mark.column + 1
        return draft.span(mark.line, mark.column, end_column)


def _dash_before(mark: Mark, source: SourceFile) -> Mark:
    """For an entry with nothing in it: its dash."""
    before = source.line(mark.line + 1)[: mark.column].rstrip()
    return Mark(mark.line, len(before) - 1, mark.line, len(before)) if before.endswith("-") else mark


def parse(text: str, name: str) -> Document:
    """Parse YAML text; `name` is shown in diagnostics. Raises `PrintkitError`."""
    document = study(text, name)
    raise_errors(document.errors)
    return document


def study(text: str, name: str, weigh: Weigh | None = None) -> Document:
    """Parse YAML text; where it is wrong and a mend is found, read on with the mend, so that the rest can be checked.

    `weigh` tells how many faults a text has beyond YAML. Raises `PrintkitError` where no mend helps.
    """
    if len(text) > MAX_BYTES:
        raise PrintkitError(
            [error("too-large", f"`{name}` holds more than {MAX_BYTES:,} letters", hint="split the report")],
            exit_code=3,
        )
    source = SourceFile(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    raise_errors(traps.control_characters(source))
    return study_draft(Draft(source), weigh)


def study_draft(draft: Draft, weigh: Weigh | None = None) -> Document:
    """`study` for a text that may be mended already."""
    source, errors = draft.source, []
    try:
        root, duplicates = compose(draft)
    except Stopped as stop:
        search = Search(draft, attempt, weigh)
        mended = search.run(stop.problem)
        errors = search.found
        if not mended:
            raise PrintkitError(_ordered(errors)) from None
        draft = search.draft
        root, duplicates = compose(draft)
    errors += duplicates
    if root is None:
        raise PrintkitError(
            [
                *errors,
                error(
                    "empty", f"`{source.name}` is empty", hint="start with `printkit new`, or write `title: …` first"
                ),
            ]
        )
    changed = draft if draft.lines != list(source.lines) else None
    warnings = [*traps.bidi_controls(source), *_glued(source, root)] if not errors else []
    return Document(source, root, to_data(root), tuple(_ordered(warnings)), tuple(_ordered(errors)), changed)


def _glued(source: SourceFile, root: Node) -> Iterator[Diagnostic]:
    if not traps.may_hold_glued_comments(source.text):
        return iter(())
    return traps.glued_comments(source, list(_plain_ends(root, set())))


def _plain_ends(node: Node, seen: set[int]) -> Iterator[tuple[int, int]]:
    """Where the unquoted texts end."""
    if node.items is None:
        if node.plain and node.data is not None:
            yield node.mark.end_line, node.mark.end_column
    elif id(node) not in seen:
        seen.add(id(node))
        for item in node.items:
            yield from _plain_ends(item, seen)


def _ordered(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0))

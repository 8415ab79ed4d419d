"""Tables of a page: those that hold data become grids, those that only lay out the page are unpacked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ..diagnostics import PrintkitError, error
from .pieces import Grid, Line, Piece, Words, all_bold, joined, unstressed

_MOST_COLUMNS: Final = 40
_MOST_CELLS: Final = 40_000


def read_table(table: Any, read: Callable[[Any], list[Piece]]) -> Grid | list[Piece]:
    """A grid, or the pieces of a table that holds more than text or has a single column."""
    rows = [[(cell, read(cell)) for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    rows = [row for row in rows if row]
    captions = [piece for child in table if child.tag == "caption" for piece in read(child)]
    pieces = [piece for row in rows for _cell, inner in row for piece in inner]
    if not all(isinstance(piece, Line) for piece in pieces) or max(map(len, rows), default=0) <= 1:
        return [*captions, *pieces]
    filled = _fill(rows)
    filled = [row for row in filled if any(row)]
    if not filled:
        return list(captions)
    head = filled[0] if len(filled) > 1 and _is_head(rows[0]) else ()
    body = filled[1:] if head else filled
    caption = joined([piece.words for piece in captions if isinstance(piece, Line)])
    return Grid(tuple(body), tuple(map(unstressed, head)), caption)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_head(row: list[tuple[Any, list[Piece]]]) -> bool:
    cells = [piece.words for _cell, inner in row for piece in inner if isinstance(piece, Line)]
    return all(cell.tag == "th" or cell.getparent().getparent().tag == "thead" for cell, _ in row) or (
        bool(cells) and all(map(all_bold, cells))
    )


def _fill(rows: list[list[tuple[Any, list[Piece]]]]) -> list[tuple[Words, ...]]:
    """Rows of equal length: a cell over several columns or rows stands once, the rest is empty."""
    hanging: dict[int, int] = {}
    grid: list[list[Words]] = []
    for row in rows:
        line: list[Words] = []
        waiting, hanging = hanging, {}

        def skip(line: list[Words] = line, waiting: dict[int, int] = waiting, below: dict[int, int] = hanging) -> None:
            while waiting.get(len(line), 0) > 0:
                if waiting[len(line)] > 1:
                    below[len(line)] = waiting[len(line)] - 1
                line.append(())

        for cell, inner in row:
            skip()
            words = joined([piece.words for piece in inner if isinstance(piece, Line)])
            for extra in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    hanging[len(line)] = down - 1
                line.append(() if extra else words)
        skip()
        grid.append(line)
    width = max(map(len, grid))
    if width > _MOST_COLUMNS * 2 or width * len(grid) > _MOST_CELLS:
        message = f"a table has {width} columns and {len(grid)} rows, more than a page can hold"
        raise PrintkitError([error("table-too-large", message, hint="cut the table in parts")], exit_code=3)
    return [tuple(line + [()] * (width - len(line))) for line in grid]


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    number = int(text) if text.isdecimal() and len(text) < 7 else 1
    return min(max(number, 1), _MOST_COLUMNS)

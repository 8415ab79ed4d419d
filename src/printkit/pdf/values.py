"""PDF objects of any kind taken as the kind that was meant, or as a fallback: a foreign file has anything anywhere."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeVar

import pikepdf

Value = TypeVar("Value")

FAULTS: Final = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    UnicodeError,
    ValueError,
)
"""What reading a broken object can raise, from qpdf, from pikepdf and from numbers without bounds."""

_EMPTY: Final[dict[str, Any]] = {}
_FARTHEST: Final = 1e12


def number(value: Any, fallback: float = 0.0) -> float:
    """A finite number."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        try:
            found = float(value)
        except OverflowError:
            return fallback
        return found if abs(found) < _FARTHEST else fallback
    return fallback


def integer(value: Any, fallback: int = 0) -> int:
    """A whole number; a real one is cut."""
    return int(number(value, float(fallback)))


def name(value: Any) -> str:
    """A name without its slash; empty for what is none."""
    return text(str(value)).removeprefix("/") if isinstance(value, pikepdf.Name) else ""


def text(value: str) -> str:
    """A text without lone surrogates: pikepdf shows bytes that are no UTF-8 as those, and no file takes them."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def string(value: Any) -> str:
    """A text string, by its own encoding; empty for what is none."""
    return attempt(lambda: text(str(value)), "") if isinstance(value, pikepdf.String) else ""


def dictionary(value: Any) -> Any:
    """A dictionary or the one of a stream; an empty one for what is none."""
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else _EMPTY


def entry(holder: Any, title: str) -> Any:
    """An entry of a dictionary; None for what is not there, or has no entries."""
    return attempt(lambda: dictionary(holder).get("/" + title), None)


def sequence(value: Any) -> list[Any]:
    """The items of an array; none for what is no array."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def numbers(value: Any, count: int) -> tuple[float, ...] | None:
    """An array of exactly `count` numbers."""
    if not isinstance(value, pikepdf.Array) or len(value) != count:
        return None
    items = list(value)
    if not all(isinstance(one, int | float | Decimal) for one in items):
        return None
    return tuple(number(one) for one in items)


def identity(value: Any) -> tuple[int, int]:
    """Number and generation of an indirect object; (0, 0) for a direct one."""
    found = getattr(value, "objgen", (0, 0))
    return (int(found[0]), int(found[1]))


def attempt(read: Callable[[], Value], fallback: Value) -> Value:
    """What `read` gives, or the fallback where the file is too broken for it."""
    try:
        return read()
    except FAULTS:
        return fallback

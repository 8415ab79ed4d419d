"""PDF functions, evaluated over arrays (ISO 32000-1, 7.10): sampled, exponential, stitched, PostScript.

`function(object)` reads one, or an array of functions of one output each, and gives a `Function`: called with rows of
inputs it gives rows of outputs, clipped to Domain and Range. What cannot be read raises `FunctionError`: a caller
that shows colours then has a fallback to choose, and no foreign file can do worse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf

from .calculator import ProgramError, compiled
from .limits import SMALL_STREAM, STREAM
from .streams import unpacked

Rows = npt.NDArray[np.float64]

_DEEPEST = 8
_INPUTS = 8
_SAMPLES = 1 << 26


class FunctionError(ValueError):
    """The object is no function that ISO 32000 allows; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of `inputs` numbers that gives `outputs` numbers.

    `domain` and `range` are arrays of (least, most); `range` is None where the file gives none.
    """

    inputs: int
    outputs: int
    domain: Rows
    range: Rows | None
    formula: Callable[[Rows], Rows]

    def __call__(self, values: npt.ArrayLike) -> Rows:
        """Rows of outputs for `values`: an array (rows, inputs), or one flat row of inputs."""
        given = np.asarray(values, dtype=np.float64).reshape(-1, self.inputs)
        out = self.formula(np.clip(np.nan_to_num(given), self.domain[:, 0], self.domain[:, 1]))
        if self.range is not None:
            out = np.clip(out, self.range[:, 0], self.range[:, 1])
        return np.nan_to_num(out)


def function(obj: Any, *, depth: int = 0) -> Function:
    """The function that a PDF object describes.

    An array means one function of one output for each colour component; `/Identity` is a function of one input.

    Raises:
        FunctionError: for whatever is not a function.
    """
    if depth > _DEEPEST:
        raise FunctionError("functions stand inside each other too often")
    try:
        return _read(obj, depth)
    except FunctionError:
        raise
    except (pikepdf.PdfError, ProgramError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as why:
        raise FunctionError(f"the function cannot be read: {why}") from None


def _read(obj: Any, depth: int) -> Function:
    if isinstance(obj, pikepdf.Name) and obj == "/Identity":
        return Function(1, 1, np.array([[-np.inf, np.inf]]), None, lambda x: x)
    if isinstance(obj, pikepdf.Array):
        return _joined([function(one, depth=depth + 1) for one in list(obj)[:64]])
    if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        raise FunctionError("there is no function")
    domain = _pairs(obj.get("/Domain"))
    limits = _pairs(obj.get("/Range")) if "/Range" in obj else None
    if domain is None or not 1 <= len(domain) <= 64:
        raise FunctionError("a function without /Domain")
    kind = int(obj.get("/FunctionType", -1))
    if kind in (0, 4) and limits is None:
        raise FunctionError("a sampled or PostScript function without /Range")
    if kind == 0 and limits is not None:
        formula, outputs = _sampled(obj, domain, limits), len(limits)
    elif kind == 2:
        formula, outputs = _exponential(obj)
    elif kind == 3:
        formula, outputs = _stitched(obj, domain, depth)
    elif kind == 4 and limits is not None:
        formula, outputs = _postscript(obj, len(limits)), len(limits)
    else:
        raise FunctionError(f"/FunctionType {kind} does not exist")
    if limits is not None and len(limits) != outputs:
        raise FunctionError("/Range does not fit the outputs")
    if kind in (2, 3) and len(domain) != 1:
        raise FunctionError("a function of one input has several in its /Domain")
    return Function(len(domain), outputs, domain, limits, formula)


def numbers(obj: Any) -> list[float]:
    """The numbers of a PDF array, none if it is not one."""
    if not isinstance(obj, pikepdf.Array):
        return []
    return [float(one) for one in list(obj)]


def _pairs(obj: Any) -> Rows | None:
    flat = numbers(obj)
    return np.array(flat[: len(flat) // 2 * 2]).reshape(-1, 2) if len(flat) >= 2 else None


def _joined(parts: Sequence[Function]) -> Function:
    if not parts or any(part.inputs != parts[0].inputs for part in parts):
        raise FunctionError("functions of one array do not fit each other")
    return Function(
        parts[0].inputs,
        sum(part.outputs for part in parts),
        parts[0].domain,
        None,
        lambda x: np.hstack([part(x) for part in parts]),
    )


def _exponential(obj: Any) -> tuple[Callable[[Rows], Rows], int]:
    start = np.array(numbers(obj.get("/C0")) or [0.0])
    end = np.array(numbers(obj.get("/C1")) or [1.0])
    power = float(obj.get("/N", 1))
    if len(start) != len(end):
        raise FunctionError("/C0 and /C1 differ in length")

    def formula(x: Rows) -> Rows:
        with np.errstate(all="ignore"):
            return np.asarray(start + np.nan_to_num(x**power) * (end - start))

    return formula, len(start)


def _stitched(obj: Any, domain: Rows, depth: int) -> tuple[Callable[[Rows], Rows], int]:
    listed = obj.get("/Functions")
    parts = [function(one, depth=depth + 1) for one in list(listed)[:4096]] if listed is not None else []
    bounds = np.array(numbers(obj.get("/Bounds")))
    encode = _pairs(obj.get("/Encode"))
    if not parts or len(bounds) != len(parts) - 1 or encode is None or len(encode) < len(parts):
        raise FunctionError("a stitched function whose parts do not fit")
    if any(part.inputs != 1 or part.outputs != parts[0].outputs for part in parts):
        raise FunctionError("a stitched function of unlike parts")
    edges = np.concatenate([[domain[0, 0]], bounds, [domain[0, 1]]])

    def formula(x: Rows) -> Rows:
        which = np.searchsorted(bounds, x[:, 0], side="right")
        out = np.zeros((len(x), parts[0].outputs))
        for number, part in enumerate(parts):
            mine = which == number
            if mine.any():
                low, high = edges[number], edges[number + 1]
                first, last = encode[number]
                span = high - low
                inside = first + (x[mine] - low) * ((last - first) / span) if span else np.full((mine.sum(), 1), first)
                out[mine] = part(inside)
        return out

    return formula, parts[0].outputs


def _sampled(obj: Any, domain: Rows, limits: Rows) -> Callable[[Rows], Rows]:
    size = [int(n) for n in numbers(obj.get("/Size"))]
    bits = int(obj.get("/BitsPerSample", 0))
    count = len(domain)
    total = int(np.prod([max(n, 0) for n in size], dtype=object)) * len(limits) if size else 0
    if len(size) != count or count > _INPUTS or min(size, default=0) < 1 or not 0 < total <= _SAMPLES:
        raise FunctionError("a sampled function whose /Size does not fit")
    if bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise FunctionError("a sampled function with odd /BitsPerSample")
    given_encode, given_decode = _pairs(obj.get("/Encode")), _pairs(obj.get("/Decode"))
    encode = given_encode if given_encode is not None else np.array([[0.0, n - 1] for n in size])
    decode = given_decode if given_decode is not None else limits
    if len(encode) < count or len(decode) < len(limits):
        raise FunctionError("a sampled function whose /Encode or /Decode is short")
    raw = samples(unpacked(obj, STREAM), bits, total) / float((1 << bits) - 1)
    # The first input varies fastest: the table is read with the axes turned around.
    table = (decode[: len(limits), 0] + raw.reshape(-1, len(limits)) * np.diff(decode[: len(limits)]).ravel()).reshape(
        *reversed(size), len(limits)
    )
    most = np.array(size) - 1
    spans = np.diff(domain).ravel()

    def formula(x: Rows) -> Rows:
        slope = np.diff(encode[:count]).ravel() / np.where(spans == 0, 1, spans)
        place = np.clip(encode[:count, 0] + (x - domain[:, 0]) * slope, 0, most)
        low = np.minimum(place.astype(np.intp), np.maximum(most - 1, 0))
        part = place - low
        out = np.zeros((len(x), len(limits)))
        for corner in range(1 << count):
            up = [(corner >> axis) & 1 for axis in range(count)]
            weight = np.prod([part[:, a] if up[a] else 1 - part[:, a] for a in range(count)], axis=0)
            index = tuple(np.minimum(low[:, a] + up[a], most[a]) for a in reversed(range(count)))
            out += weight[:, None] * table[index]
        return out

    return formula


def samples(data: bytes, bits: int, total: int) -> Rows:
    """The first `total` unsigned numbers of `bits` bits each, packed from the high end; what is missing is 0."""
    wanted = (total * bits + 7) // 8
    packed = np.frombuffer(data[:wanted].ljust(wanted, b"\0"), np.uint8)
    if bits in (8, 16, 32):
        return packed.view(f">u{bits // 8}")[:total].astype(np.float64)
    if bits == 24:
        wide = packed.reshape(-1, 3).astype(np.float64)
        return np.asarray(wide @ np.array([65536.0, 256.0, 1.0]))
    ones = np.unpackbits(packed)[: total * bits].reshape(total, bits)
    return np.asarray(ones @ (2.0 ** np.arange(bits - 1, -1, -1)))


def _postscript(obj: Any, outputs: int) -> Callable[[Rows], Rows]:
    program = compiled(unpacked(obj, SMALL_STREAM))

    def formula(x: Rows) -> Rows:
        out = np.zeros((len(x), outputs))
        seen: dict[tuple[float, ...], Sequence[float]] = {}
        for number, row in enumerate(x.tolist()):
            key = tuple(row)
            if key not in seen:
                try:
                    seen[key] = program(row)[-outputs:]
                except ProgramError:
                    seen[key] = []
            found = seen[key]
            if len(found) == outputs:
                out[number] = found
        return out

    return formula

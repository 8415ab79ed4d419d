"""The calculator language of PDF functions of type 4 (ISO 32000-1, 7.10.5): a few operators of PostScript, no loops.

`compiled(text)` reads a program once and gives a function from numbers to the numbers left on the stack. A program
has no loops, so it ends; its size and its stack are bounded.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Sequence

_LONGEST = 200_000
_DEEPEST = 32
_STACK = 200

Number = float | int | bool
Code = list["Number | str | Code"]
_TOKEN = re.compile(rb"%[^\r\n]*|[{}]|[^\s{}%]+")


class ProgramError(ValueError):
    """The program cannot be read, or takes more from the stack than there is."""


def compiled(text: bytes) -> Callable[[Sequence[float]], list[float]]:
    """A function from the inputs (first at the bottom of the stack) to the stack at the end.

    Raises:
        ProgramError: here for what is no program, from the function given back for a stack that runs out.
    """
    if len(text) > _LONGEST:
        raise ProgramError("the program is too long")
    code = _parsed(text)

    def run(inputs: Sequence[float]) -> list[float]:
        stack: list[Number] = list(inputs)
        try:
            _run(code, stack)
            return [float(value) for value in stack]
        except ProgramError:
            raise
        except (ArithmeticError, IndexError, TypeError, ValueError) as why:
            raise ProgramError(f"the program fails: {why}") from None

    return run


def _parsed(text: bytes) -> Code:
    open_blocks: list[Code] = [[]]
    for found in _TOKEN.finditer(text):
        word = found.group().decode("latin-1")
        if word == "{":
            if len(open_blocks) > _DEEPEST:
                raise ProgramError("blocks stand inside each other too often")
            open_blocks.append([])
        elif word == "}":
            if len(open_blocks) < 2:
                raise ProgramError("a block ends that never began")
            block = open_blocks.pop()
            open_blocks[-1].append(block)
        elif not word.startswith("%"):
            open_blocks[-1].append(_atom(word))
    if len(open_blocks) != 1 or len(open_blocks[0]) != 1 or not isinstance(open_blocks[0][0], list):
        raise ProgramError("a program is one block in braces")
    return open_blocks[0][0]


def _atom(word: str) -> Number | str:
    if word in ("true", "false"):
        return word == "true"
    if word in _UNARY or word in _BINARY or word in _STACK_WORDS:
        return word
    try:
        return int(word)
    except ValueError:
        pass
    try:
        value = float(word)
    except ValueError:
        raise ProgramError(f"the calculator does not know `{word[:20]}`") from None
    if not math.isfinite(value):
        raise ProgramError("a number without end")
    return value


def _run(code: Code, stack: list[Number]) -> None:
    for place, item in enumerate(code):
        if isinstance(item, list):
            continue  # a block is run by the `if` or `ifelse` behind it
        if not isinstance(item, str):
            stack.append(item)
        elif item in _UNARY:
            stack.append(_UNARY[item](stack.pop()))
        elif item in _BINARY:
            second = stack.pop()
            stack.append(_BINARY[item](stack.pop(), second))
        elif item in ("if", "ifelse"):
            _choose(code, place, item, stack)
        else:
            _move(item, stack)
        if len(stack) > _STACK:
            raise ProgramError("the stack overflows")


def _choose(code: Code, place: int, word: str, stack: list[Number]) -> None:
    blocks = [block for block in code[max(0, place - (1 if word == "if" else 2)) : place] if isinstance(block, list)]
    if len(blocks) != (1 if word == "if" else 2):
        raise ProgramError(f"`{word}` without its blocks")
    if stack.pop():
        _run(blocks[0], stack)
    elif word == "ifelse":
        _run(blocks[1], stack)


def _move(word: str, stack: list[Number]) -> None:
    if word == "pop":
        stack.pop()
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif word == "copy":
        count = int(stack.pop())
        if not 0 <= count <= len(stack):
            raise ProgramError("`copy` of more than there is")
        stack.extend(stack[len(stack) - count :])
    elif word == "index":
        depth = int(stack.pop())
        if not 0 <= depth < len(stack):
            raise ProgramError("`index` past the stack")
        stack.append(stack[-1 - depth])
    else:  # roll
        shift, count = int(stack.pop()), int(stack.pop())
        if not 0 <= count <= len(stack):
            raise ProgramError("`roll` of more than there is")
        if count:
            top = stack[-count:]
            shift %= count
            stack[-count:] = top[-shift:] + top[:-shift] if shift else top


def _shift(value: Number, by: Number) -> int:
    places = int(by)
    if abs(places) > 31:
        return 0
    return (int(value) << places) & 0xFFFFFFFF if places >= 0 else (int(value) & 0xFFFFFFFF) >> -places


def _logic(both: Callable[[int, int], int]) -> Callable[[Number, Number], Number]:
    def combine(a: Number, b: Number) -> Number:
        if isinstance(a, bool) and isinstance(b, bool):
            return bool(both(a, b))
        return both(int(a), int(b))

    return combine


def _rounded(value: Number) -> Number:
    return value if isinstance(value, int) else float(math.floor(value + 0.5))


def _bounded(value: Number) -> Number:
    """An integer that does not fit 32 bits becomes a real number, as in PostScript; so none can grow without end."""
    return value if isinstance(value, float) or -(2**31) <= value < 2**31 else float(value)


def _power(base: Number, exponent: Number) -> float:
    result = math.pow(base, exponent)
    if not math.isfinite(result):
        raise ProgramError("a number without end")
    return result


_UNARY: dict[str, Callable[[Number], Number]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": lambda a: a if isinstance(a, int) else float(math.ceil(a)),
    "floor": lambda a: a if isinstance(a, int) else float(math.floor(a)),
    "round": _rounded,
    "truncate": lambda a: a if isinstance(a, int) else float(math.trunc(a)),
    "sqrt": lambda a: math.sqrt(max(0.0, a)),
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": lambda a: math.log(a) if a > 0 else 0.0,
    "log": lambda a: math.log10(a) if a > 0 else 0.0,
    "cvi": lambda a: max(-(2**31), min(2**31 - 1, int(a))),
    "cvr": float,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}
_BINARY: dict[str, Callable[[Number, Number], Number]] = {
    "add": lambda a, b: _bounded(a + b),
    "sub": lambda a, b: _bounded(a - b),
    "mul": lambda a, b: _bounded(a * b),
    "div": lambda a, b: a / b if b else 0.0,
    "idiv": lambda a, b: int(a / b) if b else 0,
    "mod": lambda a, b: int(math.fmod(int(a), int(b))) if int(b) else 0,
    "exp": _power,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "bitshift": _shift,
    "and": _logic(operator.and_),
    "or": _logic(operator.or_),
    "xor": _logic(operator.xor),
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_STACK_WORDS = frozenset(("pop", "dup", "exch", "copy", "index", "roll", "if", "ifelse"))

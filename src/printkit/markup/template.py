"""The sandbox in which a layout's template runs.

Layouts are chosen by the user and still get no way out: no attribute that begins with `_`, no file but
the templates of the layout and of `_base`, no unknown variable (T2).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jinja2 import BaseLoader, Environment, FileSystemBytecodeCache
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, StrictUndefined, TemplateReference, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from ..assets import Asset
from ..assets.fault import AssetFault
from ..diagnostics import PrintkitError, SourceFile, Span, error
from ..layout import Layout
from ..report import Node, Text
from ..resources import cache_folder
from ..units import Length, Size
from .words import FILTERS


def render(folder: Path, base: Path, name: str, values: Mapping[str, Any]) -> str:
    """Run a template. Raises `PrintkitError` that points into the template's file."""
    folders = (folder.resolve(), base.resolve())
    try:
        pieces, length = [], 0
        for piece in _Sandbox(folders, values).get_template(name).generate():
            pieces.append(piece)
            length += len(piece)
            if length > _MOST_HTML:
                raise SecurityError(f"more than {_MOST_HTML / 1e6:.0f} million letters come out of it")
        return "".join(pieces)
    except TemplateSyntaxError as problem:
        raise _fault(problem, problem.filename, problem.lineno) from None
    except _FAULTS as problem:
        frame = _last_template_frame(problem, folders)
        # Without a frame of the template it is our own bug, unless the template never came to run.
        if frame is None and not isinstance(problem, _BEFORE_IT_RUNS):
            raise
        raise _fault(problem, *(frame or (None, 0))) from None


@cache
def _compiled() -> FileSystemBytecodeCache | None:
    """Compiled templates from run to run: compiling takes as long as running. Readable by nobody else."""
    folder = cache_folder() / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return FileSystemBytecodeCache(str(folder))
    except OSError:
        return None


class _Loader(BaseLoader):
    """Templates of the layout and of `_base`: regular files inside, whatever links say."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        for folder in self.folders:
            found = False
            with suppress(OSError, RuntimeError, ValueError):  # no such file, links in a circle, a NUL
                path = (folder / template).resolve()
                found = path.is_relative_to(folder) and path.is_file() and path.stat().st_size <= _MOST_TEMPLATE
            if found:
                return path.read_text("utf-8"), str(path), lambda: True
        raise TemplateNotFound(template, f"there is no template `{template}` in the layout")


class _Sandbox(SandboxedEnvironment):
    """What a template may touch is listed; all else is refused, so that a new class opens no door (T2)."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: tuple[Path, ...], values: Mapping[str, Any]) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            loader=_Loader(folders),
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            bytecode_cache=_compiled(),
        )
        for name in _NO_FILTERS:
            del self.filters[name]
        del self.globals["lipsum"]
        self.filters.update(FILTERS)
        self.globals.update({key: _shown(value) for key, value in values.items()})
        self._given = {id(value) for value in self.globals.values()}
        self._known: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # The type of a thing decides, never its value, so each is decided once.
        key = (type(obj), attr)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._decide(obj, attr, value)
        return known

    def _decide(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, Node):
            # Fields, and what our own classes add; nothing of pydantic's, which copies and reads files.
            ours = (vars(kind) for kind in type(obj).__mro__ if issubclass(kind, Node))
            return not attr.startswith("model_") and attr not in _NOT_WORDS and (
                attr in type(obj).model_fields or any(attr in own for own in ours)
            )  # fmt: skip
        if isinstance(obj, str):
            return attr not in _LENGTHENING
        if isinstance(obj, Asset):
            return attr != "data"
        if isinstance(obj, datetime.date):
            return attr in ("year", "month", "day", "isoformat", "isoweekday", "isocalendar")
        return isinstance(obj, _OPEN)

    def is_safe_callable(self, obj: Any) -> bool:
        if id(obj) in self._given or isinstance(obj, _CALLED):
            return True
        owner = getattr(obj, "__self__", None)
        return owner is not None and self.is_safe_attribute(owner, getattr(obj, "__name__", "_"), obj)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        for one, other in ((left, right), (right, left)):
            size = len(one) if isinstance(one, str | list | tuple) else 0
            if operator == "+" and size > _LONGEST * 100:
                raise SecurityError(f"`+` makes more than {_LONGEST * 100} of them")
            if operator == "*" and isinstance(other, int) and size * other > _LONGEST:
                raise SecurityError(f"`*` makes more than {_LONGEST} of them")
            if operator in ("*", "**") and isinstance(one, int) and one.bit_length() > _MOST_BITS:
                raise SecurityError("a number becomes too large")
        if operator == "**" and abs(right) > _MOST_POWER:
            raise SecurityError("a number becomes too large")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("`%` is for numbers; put texts together with `~`")
        return super().call_binop(context, operator, left, right)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a template sees of its layout: no folders, no files."""

    name: str
    title: Text
    about: Text
    kind: str
    trim: Size
    bleed: Length
    pages: int | None
    options: Mapping[str, Any]


def _shown(value: Any) -> Any:
    """A value as templates get it: nothing that they could change, nothing that tells of the machine."""
    if isinstance(value, Layout):
        chosen = MappingProxyType(dict(value.chosen))
        return _Chosen(
            value.name, value.title, value.about, value.kind, value.trim, value.bleed, value.pages, chosen
        )  # fmt: skip
    return MappingProxyType(value) if isinstance(value, dict) else value


_MOST_HTML: Final = 30_000_000
_MOST_TEMPLATE: Final = 1_000_000
_LONGEST: Final = 10_000
_MOST_BITS: Final = 512
_MOST_POWER: Final = 64
_NO_FILTERS: Final = ("center", "format", "pprint", "indent", "wordwrap")
"""Filters that lengthen a text without limit, or show the inside of objects."""
_LENGTHENING: Final = frozenset({
    "center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map", "encode", "translate",
})  # fmt: skip
_NOT_WORDS: Final = frozenset({"document", "span", "warnings"})
"""What a report knows of the file that it came from."""
_OPEN: Final = (
    list, tuple, dict, MappingProxyType, Length, Size, _Chosen, Namespace, LoopContext, Cycler, Joiner, TemplateModule,
    TemplateReference, Undefined,
)  # fmt: skip
_CALLED: Final = (Macro, BlockReference, LoopContext, Joiner, Undefined)
_BEFORE_IT_RUNS: Final = (TemplateError, SyntaxError, RecursionError, MemoryError, UnicodeError)
_FAULTS: Final = (
    TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, MemoryError,
    SyntaxError, AssetFault,
)  # fmt: skip


def _last_template_frame(problem: BaseException, folders: tuple[Path, ...]) -> tuple[str, int] | None:
    frame, found = problem.__traceback__, None
    while frame is not None:
        name = frame.tb_frame.f_code.co_filename
        if any(Path(name).is_relative_to(folder) for folder in folders):
            found = (name, frame.tb_lineno)
        frame = frame.tb_next
    return found


def _fault(problem: BaseException, filename: str | None, line: int) -> PrintkitError:
    code, hint = "template", "mend the layout at this line"
    message = str(problem).partition("\n")[0] or type(problem).__name__
    if isinstance(problem, SecurityError):
        code, hint = (
            "template-refused",
            "a template may use the fields of the report, its words and filters, and nothing else",
        )
    elif isinstance(problem, AssetFault):
        code, hint = problem.code, problem.hint
    if filename is None:
        return PrintkitError([error(code, f"template: {message}", hint="see the layout's files")])
    path = Path(filename)
    source = SourceFile(f"{path.parent.name}/{path.name}", path.read_text("utf-8"))
    span = Span(source, line, 1, line, len(source.line(line)) + 1)
    return PrintkitError([error(code, f"template: {message}", span, hint=hint)])

"""The engine's import made light: what takes a quarter of a second there and is not needed, or always the same.

It reads the declarations of the C libraries with a parser in Python, and loads a library for fonts that is used
where HarfBuzz is missing, which we refuse. To be called before WeasyPrint is imported; without effect afterwards.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

_FONT_TOOLS: Final = (
    "fontTools",
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.varLib",
    "fontTools.varLib.instancer",
)


def load(cache: Path) -> None:
    """Import WeasyPrint. `cache` is a folder for the C declarations as they were read the first time.

    Raises `OSError` for a missing system library.
    """
    if "weasyprint" in sys.modules:
        return
    with _without_font_tools(), _known_declarations(cache):
        importlib.import_module("weasyprint")


class _Later(ModuleType):
    """A module that is imported when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Used(self.__name__, name)


class _Used:
    """Something of a module that is imported when it is called or looked into."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _real(self) -> Any:
        module = importlib.import_module(self._module)
        if hasattr(module, self._name):
            return getattr(module, self._name)
        return importlib.import_module(f"{self._module}.{self._name}")

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self._real()(*args, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)


class _FontToolsError(Exception):
    """Stands where the engine catches errors of the library that is not there yet."""


@contextmanager
def _without_font_tools() -> Iterator[None]:
    if any(name in sys.modules for name in _FONT_TOOLS):
        yield
        return
    for name in _FONT_TOOLS:
        module = sys.modules[name] = _Later(name)
        module.__path__ = []
    sys.modules["fontTools.ttLib"].TTLibError = _FontToolsError  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in _FONT_TOOLS:
            del sys.modules[name]


@contextmanager
def _known_declarations(cache: Path) -> Iterator[None]:
    """Have cffi take declarations that it read before, kept as plain data, from the cache."""
    cffi: Any = importlib.import_module("cffi")
    before = cffi.FFI
    cffi.FFI = lambda: _Declarations(before, cache)
    try:
        yield
    finally:
        cffi.FFI = before


class _Declarations:
    """A `cffi.FFI` whose one `cdef` is read once on a machine."""

    def __init__(self, reader: Any, cache: Path) -> None:
        self._reader, self._cache = reader, cache

    def cdef(self, source: str) -> None:
        """Take the declarations; from then on this is the compiled object."""
        backend: Any = importlib.import_module("_cffi_backend")
        key = hashlib.sha256(f"{backend.__version__}\n{sys.version}\n{source}".encode()).hexdigest()[:16]
        file = self._cache / f"declarations-{key}.txt"
        named = _kept(file)
        if named is None:
            named = self._compile(source)
            _keep(file, named)
        compiled = backend.FFI("printkit", **named)
        self.__dict__.update({name: getattr(compiled, name) for name in dir(compiled) if not name.startswith("__")})

    def _compile(self, source: str) -> dict[str, Any]:
        """The declarations as the arguments of the compiled object (cffi: out-of-line, ABI mode)."""
        ffi = self._reader()
        ffi.cdef(source)
        ffi.set_source("printkit", None)
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(None):
            made = Path(folder) / "made.py"
            ffi.emit_python_code(str(made))
            call = ast.parse(made.read_text("utf-8")).body[-1]
        assert isinstance(call, ast.Assign)
        assert isinstance(call.value, ast.Call)
        return {str(word.arg): ast.literal_eval(word.value) for word in call.value.keywords}


def _kept(file: Path) -> dict[str, Any] | None:
    try:
        found = ast.literal_eval(file.read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return None
    return found if isinstance(found, dict) else None


def _keep(file: Path, named: dict[str, Any]) -> None:
    """Keep what was read, whole or not at all; a full or closed disk costs only time."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(repr(named), "utf-8")
        draft.replace(file)

"""What must hold: data goes one way, each engine has one place, nothing but the command line prints."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import printkit

SOURCE = Path(printkit.__file__).parent

ORDER = [
    {"units", "diagnostics", "resources"},
    {"traps", "assets", "typography", "proof", "pdf"},
    {"source", "output", "imposition"},
    {"fonts", "report", "conditions", "folders"},
    {"layout", "importing", "new", "separations", "stocks"},
    {"markup"},
    {"typeset"},
    {"copyfit", "editing"},
    {"press"},
    {"sheets"},
    {"preflight"},
    {"binding", "proofing"},
    {"build"},
    {"handoff"},
    {"cli"},
]
"""Parts of printkit from the first to the last: each may use those above it, none beside or below it."""

PLACES = {
    "yaml": {"source"},
    "jinja2": {"markup"},
    "weasyprint": {"typeset"},
    "pikepdf": {"pdf", "press", "separations", "sheets", "preflight", "proofing", "handoff"},
    "pypdfium2": {"separations", "preflight", "proof", "proofing", "typography/auditing"},  # a picture of a page, what stands on it
    "typer": {"cli"},
    "rich": {"cli"},
    "mammoth": {"importing"},
    "nh3": {"importing"},
    "markdown_it": {"importing"},
    "pydantic": {"report", "layout", "stocks", "handoff"},
}
"""Engines that are not ours, and the one place of each: a part, or a room of one that is pure elsewhere."""

CLOCKS_AND_WIRES = {
    "time",
    "socket",
    "http",
    "urllib.request",
    "requests",
    "ftplib",
    "smtplib",
    "locale",
    "uuid",
    "secrets",
}
"""What gives other answers tomorrow or elsewhere. The command line may read a clock, to tell how long it took."""


def part_of(path: Path) -> str:
    """`report/text.py` → `report`, `units.py` → `units`."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def lies_in(path: Path, place: str) -> bool:
    """Whether a module is `place` or inside it: `typography/auditing`, `proof`."""
    rooms = place.split("/")
    return [part.removesuffix(".py") for part in path.relative_to(SOURCE).parts[: len(rooms)]] == rooms


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def modules() -> list[Path]:
    """All modules but the one that gathers the public names."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "__init__.py"]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module): ours as `printkit.part…`, whether written at the top or inside a function."""
    package = ["printkit", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package[: len(package) - node.level + 1]]) if node.level else ""
            name = ".".join(filter(None, [base, node.module]))
            yield node.lineno, name
            if name == "printkit":
                yield from ((node.lineno, f"printkit.{alias.name}") for alias in node.names)


def parts_used(path: Path) -> Iterator[tuple[int, str]]:
    for line, name in imports(path):
        if name.startswith("printkit."):
            yield line, name.split(".")[1]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_part_uses_only_what_comes_before_it(path):
    rank = {part: number for number, parts in enumerate(ORDER) for part in parts}
    own = part_of(path)
    assert own in rank, f"say in ORDER where `{own}` stands"
    wrong = [
        f"line {line}: {used}" for line, used in parts_used(path) if used != own and rank.get(used, 99) >= rank[own]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_engine_has_one_place(path):
    wrong = [
        f"line {line}: {name}"
        for line, name in imports(path)
        if (engine := name.split(".")[0]) in PLACES and not any(lies_in(path, place) for place in PLACES[engine])
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_command_line_prints_and_reads_a_clock(path):
    if part_of(path) == "cli":
        return
    wrong = [f"line {line}: {name}" for line, name in imports(path) if name in CLOCKS_AND_WIRES]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input"):
            wrong.append(f"line {node.lineno}: {node.func.id}()")
        if isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr", "now", "today", "utcnow"):
            wrong.append(f"line {node.lineno}: .{node.attr}")
    assert wrong == []


def test_what_weasyprint_keeps_to_itself_is_touched_in_one_place():
    wrong = []
    for path in modules():
        if path.relative_to(SOURCE).parts[:2] in (("typeset", "seam"), ("typeset", "seam.py")):
            continue
        for line, name in imports(path):
            if name.startswith("weasyprint.") and name not in ("weasyprint.urls", "weasyprint.text.ffi"):
                wrong.append(f"{path.name}:{line}: {name}")
    assert wrong == []


def test_every_part_is_there():
    there = {part_of(path) for path in modules()}
    assert there == set.union(*ORDER)

"""T11–T13: what a file can do to its reader. Bounds are in CPU seconds and in megabytes of a fresh process."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from printkit import source
from printkit.diagnostics import PrintkitError

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
HOSTILE: dict[str, tuple[str, str]] = {
    "billion laughs": (LAUGHS, "too-many-nodes"),
    "deep list": ("[" * 100_000, "too-deep"),
    "deep braces": ("{a: " * 100_000, "too-deep"),
    "deep dashes": ("- " * 100_000 + "a", "too-deep"),
    "deep indentation": ("\n".join(" " * i + "a:" for i in range(2000)), "too-deep"),
    "many entries": ("a:\n" + "  - b\n" * 150_000, "too-many-nodes"),
    "many keys": ("".join(f"k{i}: 1\n" for i in range(150_000)), "too-many-nodes"),
    "an open quote before much text": ('a: "' + "字" * 2_000_000, "open-quote"),
    "faults in every line": ("".join(f"k{i}：@x: y\n" for i in range(20_000)), ""),
    "one long faulty line": ("a: " + "x: " * 300_000, ""),
    "braces that never close": ("a: {b: c\n" * 20_000, ""),
    "aliases to nothing": ("- *a\n" * 50_000, ""),
    "quotes without end": ("a: 'b\n" * 30_000, ""),
    "many duplicates": ("a: 1\n" * 50_000, "duplicate-key"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_time_with_a_place(name: str) -> None:
    text, code = HOSTILE[name]
    start = time.process_time()
    with pytest.raises(PrintkitError) as caught:
        source.parse(text, "report.yaml")
    assert time.process_time() - start < 2.5
    first = caught.value.diagnostics[0]
    assert first.span is not None
    assert not code or first.code == code


def test_an_alias_may_not_hold_itself() -> None:
    with pytest.raises(PrintkitError):
        source.parse("a: &a [x, *a]", "report.yaml")


def test_honest_aliases_are_read() -> None:
    document = source.parse("a: &a {zh: 甲}\nb: *a\nc: [*a, *a]", "report.yaml")
    assert document.data == {"a": {"zh": "甲"}, "b": {"zh": "甲"}, "c": [{"zh": "甲"}, {"zh": "甲"}]}


def test_a_file_of_20_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes(b"a: b\n" * 4_000_000)
    start = time.process_time()
    with pytest.raises(PrintkitError, match="bytes"):
        source.read(path)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("make", [lambda d: d, lambda d: d / "none.yaml"], ids=["folder", "nothing"])
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(PrintkitError) as caught:
        source.read(make(tmp_path))
    assert caught.value.diagnostics[0].code == "no-file"


def test_the_hidden_ending_of_windows_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.yaml.txt").write_text("title: x")
    with pytest.raises(PrintkitError) as caught:
        source.read(tmp_path / "report.yaml")
    assert "report.yaml.txt" in caught.value.diagnostics[0].hints[0]


@pytest.mark.parametrize("raw", [b"PK\x03\x04rest", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_other_kinds_of_files_are_named(raw: bytes) -> None:
    with pytest.raises(PrintkitError) as caught:
        source.decode(raw, "report.yaml")
    assert caught.value.diagnostics[0].code == "not-text"


def test_memory_stays_small() -> None:
    code = (
        "import resource, sys; sys.path.insert(0, 'src'); from printkit import source\n"
        "from printkit.diagnostics import PrintkitError\n"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"for text in ({LAUGHS!r}, '[' * 100_000, 'a:\\n' + '  - b\\n' * 150_000):\n"
        "    try: source.parse(text, 'x')\n"
        "    except PrintkitError: pass\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200

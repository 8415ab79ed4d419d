"""The README is run: its Python example as it stands, its YAML as a report, its links as files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import printkit as pk
from printkit.diagnostics import show
from printkit.typeset import Facts, Flaw

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_library_example_runs_as_it_stands(tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.match(r"\d+ pages; \d+ is the page of the first keyword", done.stdout)
    assert (tmp_path / "out" / "booklet-a5.pdf").read_bytes().startswith(b"%PDF")


def test_the_yaml_example_is_a_report_without_a_diagnostic():
    (text,) = blocks("yaml")
    assert pk.loads(text).warnings == ()


def test_the_error_shown_is_the_error_given():
    (shown,) = blocks("text")
    with pytest.raises(pk.PrintkitError) as problem:
        pk.loads("标题: 众手成城\n", "report.yaml")
    assert "\n".join(show(d) for d in problem.value.diagnostics).strip() == shown.strip()


def test_the_finding_shown_is_told_like_this(monkeypatch):
    """The words and the place; whether that line still is so loose is not for the README to hold."""
    monkeypatch.chdir(ROOT)
    (shown,) = blocks("console")
    text = "一条街好不好，住在街上的人"
    flaw = Flaw(1, "sections.5.highlight", "zh", "loose", 0.115, text, heading=False)
    pages = SimpleNamespace(
        facts=Facts((), {}, (), {}, flaws=(flaw,)),
        report=pk.load("examples/buji-2019/report.yaml"),
        layout=SimpleNamespace(name="poster-a2"),
    )
    (finding,) = pk.typography_report(pages)
    assert show(finding).strip() == shown.strip()


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / target).exists(), target

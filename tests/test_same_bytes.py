"""The same input gives the same bytes: in another folder, on another day, with another seed, for another user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from printkit.layout import names

EXAMPLE = Path(__file__).parents[1] / "examples" / "buji-2019"


def build(folder: Path, layout: str, **environ: str) -> dict[str, bytes]:
    report = folder / "report"
    shutil.copytree(EXAMPLE, report)
    command = [sys.executable, "-c", "from printkit.cli import main; main()", "build", str(report / "report.yaml")]
    done = subprocess.run(
        [*command, "--layout", layout, "--png", "--quiet", "-o", str(folder / "out")],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": "", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


@pytest.mark.slow
@pytest.mark.parametrize("layout", names())
def test_two_builds_give_the_same_bytes(tmp_path, layout):
    (tmp_path / "here").mkdir()
    (tmp_path / "另一个 folder").mkdir()
    first = build(tmp_path / "here", layout, PYTHONHASHSEED="1", TZ="UTC", SOURCE_DATE_EPOCH="0", LANG="C")
    second = build(
        tmp_path / "另一个 folder", layout,
        PYTHONHASHSEED="2", TZ="Asia/Shanghai", SOURCE_DATE_EPOCH="1700000000", LANG="zh_CN.UTF-8", USER="somebody",
    )  # fmt: skip
    assert list(first) == [f"{layout}.pdf", f"{layout}.png"]
    assert first == second
    for data in first.values():
        assert str(tmp_path).encode() not in data

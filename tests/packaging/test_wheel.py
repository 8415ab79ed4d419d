"""The wheel alone, in an empty folder with no checkout near: it makes a report and prints it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built offline, by the backend that is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_carries_layouts_and_fonts_and_no_workshop(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    tops = {name.split("/")[0] for name in names}
    assert {top.split("-")[0] for top in tops} == {"printkit", "printkit_press"}
    for folder, needed in (("layouts", "layout.yaml"), ("fonts", "font.yaml")):
        shipped = {
            name.split("/")[2] for name in names if name.startswith(f"printkit/{folder}/") and name.endswith(needed)
        }
        assert shipped == {path.parent.name for path in (ROOT / folder).glob(f"*/{needed}")}
    for family in (ROOT / "fonts").glob("*/font.yaml"):
        ours = {f"printkit/fonts/{family.parent.name}/{path.name}" for path in family.parent.iterdir()}
        assert ours <= names
    lexicon = {"zh.txt", "lexicon.yaml", "LICENSE.txt"}
    assert lexicon == {name.split("/")[2] for name in names if name.startswith("printkit/lexicon/")}
    for data in (ROOT / "conditions").glob("*/*"):
        assert f"printkit/conditions/{data.relative_to(ROOT / 'conditions')}" in names
    assert "printkit/stocks/stocks.yaml" in names
    assert "printkit/layouts/_base/base.css" in names
    assert "printkit/new/report.yaml" in names
    assert "printkit/py.typed" in names
    unwanted = ("cut.py", "cutting", "originals", "families.yaml", "tests/", "__pycache__", ".pyc", "examples")
    assert [name for name in names if any(word in name for word in unwanted)] == []


def test_the_wheel_works_without_a_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*install, "--target", str(place), str(wheel)], check=True, cwd=tmp_path)
    # What printkit stands on comes from this environment, but without the .pth file that leads to the checkout.
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environ |= {"PYTHONPATH": f"{place}{os.pathsep}{sysconfig.get_path('purelib')}", "HOME": str(tmp_path / "home")}
    command = [sys.executable, "-S", str(place / "bin" / "printkit")]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*command, *arguments], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import printkit, printkit.resources as r; print(printkit.__file__, r.layouts_folder(), r.fonts_folder(), r.lexicon_folder(), r.conditions_folder())"
    done = subprocess.run(
        [*command[:2], "-c", where], cwd=tmp_path, env=environ, capture_output=True, text=True, check=True
    )
    assert all(Path(path).is_relative_to(place) for path in done.stdout.split())
    assert run("--version").startswith("printkit ")
    run("new", "x")
    assert run("build", "x/report.yaml", "--strict", "--png").startswith("out/booklet-a5.pdf  ")
    assert (tmp_path / "out" / "booklet-a5.png").is_file()
    assert run("conditions").startswith("FOGRA39  ")
    assert run("build", "x/report.yaml", "-e", "press").startswith("out/booklet-a5-press.pdf  ")

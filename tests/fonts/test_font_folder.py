"""What lies in `fonts/`: pinned originals, licences, size; and that cutting gives the committed bytes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from printkit.fonts import Catalogue

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"

SUMS = {  # as the design states them, so that a slip of the file shows
    "400Regular/NotoSerifSC_400Regular.ttf": "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    "700Bold/NotoSerifSC_700Bold.ttf": "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
    "700Bold/NotoSansSC_700Bold.ttf": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
}


def test_every_original_is_pinned() -> None:
    originals = yaml.safe_load((FONTS / "originals.yaml").read_text(encoding="utf-8"))
    pinned = {path: total for original in originals.values() for path, total in original["files"].items()}
    assert all(re.fullmatch("[0-9a-f]{64}", total) for total in pinned.values())
    for ending, total in SUMS.items():
        assert [found for path, found in pinned.items() if path.endswith(ending)] == [total]
    for original in originals.values():
        assert original["client"] in {"npm", "pip", "apt"}
        assert original["licence-file"] in original["files"]


def test_no_address_in_what_cuts() -> None:
    for file in [*FONTS.glob("*.py"), *FONTS.glob("*.yaml"), *FONTS.glob("cutting/*.py")]:
        assert "://" not in file.read_text(encoding="utf-8"), file.name


def test_licence_beside_every_family(catalogue: Catalogue) -> None:
    for family in catalogue.families:
        licence = (family.folder / "OFL.txt").read_text(encoding="utf-8")
        assert family.licence == "OFL-1.1"
        assert f"Cut from {family.upstream} {family.version}" in licence
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "DISCLAIMER" in licence
        assert "Adobe" in licence or "LXGW" in licence


def test_size(catalogue: Catalogue) -> None:
    files = [file for family in catalogue.families for file in family.folder.iterdir()]
    assert sum(file.stat().st_size for file in files) <= 52_000_000


@pytest.mark.slow
def test_cutting_again_gives_the_same_bytes(tmp_path: Path, catalogue: Catalogue) -> None:
    originals = ROOT / "build/fonts"
    if not originals.is_dir():
        pytest.skip("the originals are not here; `make fonts` fetches them")
    names = ("Printkit Hei", "Printkit Text", "Printkit Song Latin")
    wanted = [argument for name in names for argument in ("--family", name)]
    command = [sys.executable, FONTS / "cut.py", "--cache", originals, "--to", tmp_path, *wanted]
    subprocess.run(command, check=True)
    for name in names:
        folder = catalogue.family(name).folder
        for file in folder.iterdir():
            assert file.read_bytes() == (tmp_path / folder.name / file.name).read_bytes(), file

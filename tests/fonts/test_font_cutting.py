"""The workshop in `fonts/`: what it fetches, what it asks for, that the cards say what the recipe says."""

import hashlib
import importlib
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from printkit.fonts import Catalogue

FONTS = Path(__file__).parents[2] / "fonts"


@pytest.fixture(scope="module")
def cutting() -> Iterator[Any]:
    """The package `cutting`, which only `cut.py` has on its path."""
    sys.path.insert(0, str(FONTS))
    for module in ("characters", "originals", "recipe", "record"):
        importlib.import_module(f"cutting.{module}")
    yield importlib.import_module("cutting")
    sys.path.remove(str(FONTS))


@pytest.fixture
def original(cutting: Any) -> Any:
    """An original of one file, whose pinned sum is that of `font`."""
    total = hashlib.sha256(b"font").hexdigest()
    return cutting.recipe.Original("x", "pip", "x", "1", "X", "1.0", "x/LICENSE", {"x/a.ttf": total})


def delivering(content: bytes) -> Any:
    def download(_original: Any, folder: Path) -> Path:
        with zipfile.ZipFile(folder / "x.whl", "w") as wheel:
            wheel.writestr("x/a.ttf", content)
        return folder / "x.whl"

    return download


def test_fetched_once(cutting: Any, original: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting.originals, "_download", delivering(b"font"))
    folder = cutting.originals.fetch(original, tmp_path)
    assert (folder / "x/a.ttf").read_bytes() == b"font"
    monkeypatch.setattr(cutting.originals, "_download", None)
    assert cutting.originals.fetch(original, tmp_path) == folder


def test_other_bytes_are_refused(cutting: Any, original: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting.originals, "_download", delivering(b"another font"))
    with pytest.raises(cutting.originals.OriginalError, match="not the pinned file: x/a"):
        cutting.originals.fetch(original, tmp_path)


def test_client_that_is_not_there(cutting: Any, original: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(cutting.originals.OriginalError, match="could not be fetched with npm"):
        cutting.originals.fetch(replace(original, client="npm"), tmp_path)


def test_recipe_and_cards_agree(cutting: Any, catalogue: Catalogue) -> None:
    recipe = cutting.recipe.read_recipe(FONTS)
    assert {family.name for family in recipe.families} == {family.name for family in catalogue.families}
    for wanted in recipe.families:
        family, original = catalogue.family(wanted.name), recipe.originals[wanted.original]
        assert (family.folder.name, family.voice, family.scripts) == (wanted.folder, wanted.voice, wanted.scripts)
        assert (family.upstream, family.version) == (original.upstream, original.upstream_version)
        assert [(f.weight, f.style) for f in family.faces] == [(f.weight, f.style) for f in wanted.faces]
        for face in wanted.faces:
            assert original.path_of(face.source)


def test_chinese_set(cutting: Any) -> None:
    chinese = cutting.characters.characters("chinese")
    assert {ord(c) for c in "中𬭎㎡①“”—…·　（ǚΩЖのㄅ"} <= chinese
    assert not {ord(c) for c in "㐂⼀"} & chinese


def test_coverage_is_written_as_ranges(cutting: Any, tmp_path: Path) -> None:
    cutting.record.write_coverage([0x41, 0x4E01, 0x4E00, 0x20164, 0x42, 0x43], tmp_path)
    assert (tmp_path / "coverage.txt").read_text() == "0041-0043 4E00-4E01 20164\n"


def test_cards_are_plain_yaml() -> None:
    for card in FONTS.glob("*/font.yaml"):
        assert isinstance(yaml.safe_load(card.read_text(encoding="utf-8"))["version"], str)

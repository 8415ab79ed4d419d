"""The catalogue as the library reads it."""

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError
from printkit.fonts import Catalogue, read_catalogue

FONTS = Path(__file__).parents[2] / "fonts"

FAMILIES = {
    "Printkit Song": {(400, "normal"), (600, "normal"), (700, "normal"), (900, "normal")},
    "Printkit Song Full": {(400, "normal")},
    "Printkit Hei": {(400, "normal"), (700, "normal")},
    "Printkit Kai": {(400, "normal")},
    "Printkit Song Latin": {(400, "normal"), (700, "normal"), (900, "normal")},
    "Printkit Hei Latin": {(400, "normal"), (700, "normal")},
    "Printkit Text": {(400, "normal"), (400, "italic"), (700, "normal"), (700, "italic")},
    "Printkit Sans": {(400, "normal"), (400, "italic"), (700, "normal")},
    "Printkit Display": {(400, "normal"), (400, "italic"), (600, "normal")},
}


def test_families_and_faces(catalogue: Catalogue) -> None:
    assert {f.name: {(face.weight, face.style) for face in f.faces} for f in catalogue.families} == FAMILIES


def test_every_file_is_the_one_on_its_card(catalogue: Catalogue) -> None:
    faces = [face for family in catalogue.families for face in family.faces]
    assert {face.file for face in faces} == set(FONTS.rglob("*.ttf"))
    for face in faces:
        content = face.file.read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (face.bytes, face.sha256), face.file.name


def test_reading_is_fast() -> None:
    fastest = 1.0
    for _ in range(3):
        start = time.perf_counter()
        read_catalogue(FONTS).missing("你好")
        fastest = min(fastest, time.perf_counter() - start)
    assert fastest < 0.1  # 0.03 s on a quiet machine


def test_covers(catalogue: Catalogue) -> None:
    assert all(catalogue.covers(c) for c in "中𬭎㐂“”——…·①℃▲aǎЖω　 \n\t\u200b\ufe0f")
    assert not any(catalogue.covers(c) for c in "😀ש\U000e0041\ue000")


def test_missing(catalogue: Catalogue) -> None:
    assert catalogue.missing("你好，world\n") == []
    assert catalogue.missing("a😀中😀\ue000") == [(1, "😀"), (3, "😀"), (4, "\ue000")]


@given(st.text())
def test_missing_is_what_covers_denies(catalogue: Catalogue, text: str) -> None:
    assert catalogue.missing(text) == [(i, c) for i, c in enumerate(text) if not catalogue.covers(c)]


def test_missing_in_some_families(catalogue: Catalogue) -> None:
    assert catalogue.missing("中㐂a", ["Printkit Song"]) == [(1, "㐂")]
    assert catalogue.missing("中㐂a", ["Printkit Song", "Printkit Song Full"]) == []
    assert catalogue.missing("“a”\n", ["Printkit Song Latin"]) == [(0, "“"), (2, "”")]


def test_names_that_embedded_fonts_bear(catalogue: Catalogue) -> None:
    names = {"Printkit-Song", "Printkit-Song-Semi-Bold", "Printkit-Song-Heavy", "Printkit-Text-Bold-Italic"}
    assert names < catalogue.postscript_names
    assert len(catalogue.postscript_names) == sum(len(faces) for faces in FAMILIES.values())


def test_unknown_family(catalogue: Catalogue) -> None:
    with pytest.raises(PrintkitError, match="there is no font family `Arial`") as caught:
        catalogue.family("Arial")
    assert "Printkit Song Latin" in caught.value.diagnostics[0].hints[0]


def test_folder_without_fonts(tmp_path: Path) -> None:
    with pytest.raises(PrintkitError, match="there are no fonts in") as caught:
        read_catalogue(tmp_path)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("card", ["family: X\n", "- a\n", "family: X\nfaces:\n- {file: a.ttf, weight: bold}\n"])
def test_card_that_is_none(tmp_path: Path, card: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/font.yaml").write_text(card)
    with pytest.raises(PrintkitError, match="is not the card of a font family"):
        read_catalogue(tmp_path)


def test_a_second_folder_adds_families(tmp_path: Path) -> None:
    card = (FONTS / "kai/font.yaml").read_text(encoding="utf-8").replace("Printkit Kai", "House Kai")
    (tmp_path / "kai").mkdir()
    (tmp_path / "kai/font.yaml").write_text(card, encoding="utf-8")
    (tmp_path / "kai/coverage.txt").write_text("1F600\n")
    both = read_catalogue(FONTS, tmp_path)
    assert both.family("House Kai").faces[0].file == tmp_path / "kai/PrintkitKai-Regular.ttf"
    assert both.covers("😀")

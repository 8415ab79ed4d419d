"""The drawings of the example: flat, in named inks, and right in what they count."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

FIGURES = Path(__file__).parents[2] / "examples" / "buji-2019" / "figures"
SVG = "{http://www.w3.org/2000/svg}"
INKS = {
    "main": "#065e5c", "deep": "#003c3a", "acc": "#f7a86a", "tint": "#76b691",
    "soft": "#e2ece8", "hl": "#fdd6ad", "paper": "#fbfcf6", "ink": "#1f1f1d",
}  # fmt: skip
GEOMETRY = {
    "rect": {"x", "y", "width", "height"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "polygon": {"points"},
    "path": {"d"},
}
COUNTED = {"tiles": 112, "seedlings": 47, "geese": 12, "street": 17}

drawings = pytest.mark.parametrize("file", sorted(FIGURES.glob("*.svg")), ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def draw() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw", FIGURES / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shapes(file: Path) -> Iterator[etree._Element]:
    return iter(etree.parse(file).getroot())


@drawings
def test_only_flat_shapes(file: Path) -> None:
    root = etree.parse(file).getroot()
    assert root.tag == f"{SVG}svg"
    assert set(root.attrib) == {"viewBox"}
    for shape in shapes(file):
        name = shape.tag.removeprefix(SVG)
        assert set(shape.attrib) - {"transform"} == GEOMETRY[name] | {"fill"}
        assert re.fullmatch(r"rotate\([-\d. ]+\)", shape.get("transform", "rotate(0)"))
        assert len(shape) == 0
        assert not shape.text


@drawings
def test_only_named_inks(file: Path) -> None:
    for shape in shapes(file):
        found = re.fullmatch(r"var\(--ink-([a-z]+), (#[0-9a-f]{6})\)", shape.get("fill"))
        assert found
        assert INKS[found[1]] == found[2]


@drawings
def test_no_arc_over_half_a_turn(file: Path) -> None:
    """The renderer draws arcs over half a turn too fat: none has the large-arc flag."""
    for shape in shapes(file):
        for large in re.findall(r"A[\d.]+ [\d.]+ 0 (\d)", shape.get("d", "")):
            assert large == "0"


@drawings
def test_proportions(file: Path) -> None:
    width, height = map(float, etree.parse(file).getroot().get("viewBox").split()[2:])
    assert min(abs(width / height - ratio) for ratio in (1, 3 / 2, 7 / 4, 16 / 9, 2)) < 0.01


@drawings
def test_drawn_by_the_program_as_they_are(file: Path, draw: ModuleType) -> None:
    assert str(getattr(draw, file.stem)()) == file.read_text("utf-8")


@pytest.mark.parametrize(("name", "number"), COUNTED.items())
def test_counts(name: str, number: int, draw: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []

    def count(method: str) -> None:
        original = getattr(draw.Drawing, method)

        def counting(*args: object, **named: object) -> None:
            counted.append(method)
            original(*args, **named)

        monkeypatch.setattr(draw.Drawing, method, counting)

    if name == "tiles":
        squares = [(shape.get("width"), shape.get("height")) for shape in shapes(FIGURES / "tiles.svg")]
        assert squares.count(("75", "75")) == number
        return
    if name == "geese":
        original = draw._goose
        monkeypatch.setattr(draw, "_goose", lambda *args: (counted.append("goose"), original(*args)))
    elif name == "seedlings":
        count("stem")
        count("bloom")
    else:
        count("stem")
    getattr(draw, name)()
    assert len(counted) == number


def test_houses_and_flags_of_the_school(draw: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    houses: list[object] = []
    house = draw.Drawing.house
    monkeypatch.setattr(draw.Drawing, "house", lambda *args: (houses.append(args), house(*args)))
    drawing = draw.school()
    assert len(houses) == 9
    flags = [part for part in drawing.parts if part.startswith("<polygon")][-11:]
    assert all(len(re.findall(r",", flag.split('"')[1])) == 3 for flag in flags)
    assert drawing.parts[-1].startswith("<path")


def test_petals_of_the_flower() -> None:
    petals = [shape for shape in shapes(FIGURES / "flower.svg") if shape.tag == f"{SVG}ellipse"]
    assert len(petals) == 3 * 17

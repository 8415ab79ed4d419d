"""Only our fonts are ever used, whatever a page asks for and whatever the machine has."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from printkit import fonts
from printkit.diagnostics import PrintkitError
from printkit.fonts import Catalogue

FONTS = Path(__file__).parents[2] / "fonts"
TEXT = "他说：“你好——world”… 㐂龘 Привет Ελλάς שלום नमस्ते 😀👍🏽 ▲● ﷽ 1234"
STACKS = ['"DejaVu Sans","Arial",serif', "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "Arial",
          "emoji", "Printkit Kai", "No Such Face", '"Printkit Text"']  # fmt: skip
PAGE = "".join(
    f"<p style='font-family:{stack}'>{TEXT} <b>{TEXT}</b> <i lang=en>{TEXT}</i> <span lang=ja>直海</span></p>"
    for stack in STACKS
)


def embedded(pdf: Path) -> set[str]:
    """The names of all fonts in a PDF, without their subset tags."""
    with pikepdf.open(pdf) as document:
        names = {
            str(item.BaseFont).removeprefix("/")
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    return {re.sub("^[A-Z]{6}[+]", "", name) for name in names}


@pytest.fixture
def system_fonts(tmp_path: Path, catalogue: Catalogue) -> dict[str, str]:
    """An environment whose fontconfig, home and data folders offer fonts of a system."""
    folder = tmp_path / "home/.fonts"
    folder.mkdir(parents=True)
    for name, file in {"DejaVu Sans": "Text", "Arial": "Sans", "WenQuanYi": "Song"}.items():
        with TTFont(catalogue.family(f"Printkit {file}").faces[0].file) as font:
            for record in [*font["name"].names]:
                if record.nameID in (1, 4, 6, 16):
                    font["name"].setName(name, record.nameID, 3, 1, 0x409)
            font.save(folder / f"{name}.ttf")
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    return {
        "FONTCONFIG_FILE": str(configuration),
        "FONTCONFIG_PATH": str(tmp_path),
        "HOME": str(tmp_path / "home"),
        "XDG_DATA_HOME": str(tmp_path / "home"),
    }


def test_system_fonts_would_be_used(render: Callable[..., Path], system_fonts: dict[str, str]) -> None:
    """The trap is set: without isolation they are embedded."""
    assert {"DejaVu-Sans", "Arial", "WenQuanYi"} <= embedded(render(PAGE, isolated=False, environ=system_fonts))


def test_only_the_catalogue_is_used(
    render: Callable[..., Path], system_fonts: dict[str, str], catalogue: Catalogue
) -> None:
    found = embedded(render(PAGE, environ=system_fonts))
    assert found
    assert found <= catalogue.postscript_names


def test_every_face_can_be_asked_for(render: Callable[..., Path], catalogue: Catalogue) -> None:
    page = "".join(
        f"<p style='font-family:{family.name};font-weight:{face.weight};font-style:{face.style}'>a</p>"
        for family in catalogue.families
        for face in family.faces
    )
    assert embedded(render(page)) == catalogue.postscript_names


def test_generic_families(render: Callable[..., Path]) -> None:
    expected = {
        "serif": {"Printkit-Song-Latin", "Printkit-Song"},
        "sans-serif": {"Printkit-Hei-Latin", "Printkit-Hei"},
        "monospace": {"Printkit-Hei-Latin", "Printkit-Hei"},
        "cursive": {"Printkit-Kai"},
        "fantasy": {"Printkit-Display", "Printkit-Song"},
    }
    page = "".join(f"<p style='font-family:{generic};break-after:page'>a中" for generic in expected)
    with pdfplumber.open(render(page)) as document:
        found = [{character["fontname"][7:] for character in page.chars} for page in document.pages]
    assert found[: len(expected)] == [*expected.values()]


def test_importing_printkit_leaves_weasyprint_to_later() -> None:
    """Its import loads the fonts, so it has to wait until they are isolated."""
    program = "import sys, printkit; sys.exit('weasyprint' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(FONTS.parent / "src")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=False)
    assert done.returncode == 0, "the import of printkit imports weasyprint"


@pytest.fixture
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint not imported; and what `isolate` does to the environment is undone afterwards."""
    for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)


@pytest.mark.usefixtures("fresh_process")
def test_configuration(tmp_path: Path) -> None:
    awkward = tmp_path / "a & <b>"
    awkward.mkdir()
    fonts.isolate([FONTS, awkward], tmp_path / "cache")
    file = Path(os.environ["FONTCONFIG_FILE"])
    text = file.read_text(encoding="utf-8")
    assert file.parent == tmp_path / "cache"
    assert [*file.parent.iterdir()] == [file]
    assert re.findall("<dir>(.*?)</dir>", text) == [str(FONTS), f"{tmp_path}/a &amp; &lt;b&gt;"]
    assert "include" not in text
    assert not {"FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"} & os.environ.keys()


@pytest.mark.usefixtures("fresh_process")
def test_isolating_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fonts.isolate([FONTS], tmp_path)
    file = Path(os.environ["FONTCONFIG_FILE"])
    written = file.stat().st_mtime_ns
    monkeypatch.setitem(sys.modules, "weasyprint", sys)
    fonts.isolate([FONTS], tmp_path)
    assert file.stat().st_mtime_ns == written


@pytest.mark.usefixtures("fresh_process")
def test_other_faces_are_read_anew(tmp_path: Path) -> None:
    """Though they were written over the old ones, which fontconfig does not see."""
    card = tmp_path / "fonts/x/font.yaml"
    card.parent.mkdir(parents=True)
    caches = set()
    for total in ("a", "b", "b"):
        card.write_text(f"sha256: {total}")
        fonts.isolate([tmp_path / "fonts"], tmp_path)
        caches |= set(re.findall("<cachedir>(.*?)<", Path(os.environ["FONTCONFIG_FILE"]).read_text()))
    assert len(caches) == 2


@pytest.mark.usefixtures("fresh_process")
def test_too_late(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", sys)
    with pytest.raises(PrintkitError, match="before the fonts were isolated") as caught:
        fonts.isolate([FONTS], tmp_path)
    assert caught.value.exit_code == 3
    assert os.environ["FONTCONFIG_FILE"] == "elsewhere"


def test_what_fontconfig_learned_is_kept(tmp_path: Path) -> None:
    """A second process finds the cache of the first and changes nothing in it."""
    program = (
        f"from pathlib import Path; from printkit.fonts import isolate; isolate([Path({str(FONTS)!r})], Path('.'))"
    )
    command = [sys.executable, "-c", f"{program}; import weasyprint"]
    environment = {**os.environ, "PYTHONPATH": str(FONTS.parent / "src")}
    caches = []
    for _ in range(2):
        subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        caches.append({file.name: file.stat().st_mtime_ns for file in tmp_path.glob("fontconfig-*/*")})
    assert len(caches[0]) > 9
    assert caches[0] == caches[1]

"""A whole hand-off: what is in it, that every number in it is the PDF's own, and what it refuses to do."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest
from lxml import etree
from small_jobs import BOUND, write_job, xjdf_schema

from printkit.diagnostics import PrintkitError, show_short
from printkit.handoff import Package, hand_off
from printkit.preflight import Finding, Preflight
from printkit.units import Length

XJDF = {"x": "http://www.CIP4.org/JDFSchema_2_0"}
EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
PACKAGES = ["stitched", "bound"]


def package_of(name: str, request: pytest.FixtureRequest) -> Package:
    made: Package = request.getfixturevalue(name)
    return made


def ticket_of(made: Package) -> etree._Element:
    [entry] = [each for each in made.entries if each.name.endswith(".xjdf")]
    return etree.fromstring(entry.data)


def pdfs(made: Package) -> dict[str, pikepdf.Pdf]:
    return {each.name: pikepdf.open(io.BytesIO(each.data)) for each in made.entries if each.name.endswith(".pdf")}


def test_the_files_are_named_by_the_pattern(stitched, bound):
    base = "小册子_A5_500册_v1"
    assert [each.name for each in stitched.entries] == [
        f"{base}_内文.pdf",
        f"{base}_拼版.pdf",
        f"{base}_内文_印前检查.html",
        f"{base}_内文_印前检查.json",
        f"{base}_拼版_印前检查.html",
        f"{base}_拼版_印前检查.json",
        f"{base}_工单.xjdf",
        f"{base}_内文_校样.pdf",
        f"{base}_工艺单.pdf",
        "manifest.json",
        "SHA256SUMS",
    ]
    assert bound.name == "项目-甲-乙_A5_1200册_v2"
    parts = [each.name.removeprefix(f"{bound.name}_") for each in bound.entries if each.name.endswith(".pdf")]
    assert parts == ["内文.pdf", "封面.pdf", "护封.pdf", "工艺单.pdf"]


@pytest.mark.parametrize("name", PACKAGES)
def test_the_folder_and_the_zip_hold_the_same(name, request):
    made = package_of(name, request)
    there = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    assert there == {each.name: each.data for each in made.entries}
    with zipfile.ZipFile(made.zip) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {
            f"{made.name}/{file}": data for file, data in there.items()
        }
        assert {info.date_time for info in archive.infolist()} == {(2020, 1, 20, 0, 0, 0)}
    assert [path for path in made.folder.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", PACKAGES)
def test_the_checksums_are_those_of_the_files(name, request):
    made = package_of(name, request)
    lines = made.entry("SHA256SUMS").data.decode().splitlines()
    sums = {file: digest for digest, file in (line.split("  ", 1) for line in lines)}
    assert set(sums) == {each.name for each in made.entries} - {"SHA256SUMS"}
    assert all(hashlib.sha256(made.entry(file).data).hexdigest() == digest for file, digest in sums.items())


@pytest.mark.witness
@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_sha256sum_agrees(stitched):
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], check=False, cwd=stitched.folder, capture_output=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", PACKAGES)
def test_the_ticket_is_valid_by_the_schema_of_cip4(name, request):
    xjdf_schema().assertValid(ticket_of(package_of(name, request)))


@pytest.mark.parametrize("name", PACKAGES)
def test_every_number_of_the_ticket_is_the_files_own(name, request):
    made = package_of(name, request)
    root, files = ticket_of(made), pdfs(made)
    products = {product.get("ID"): product for product in root.iter(f"{{{XJDF['x']}}}Product")}
    listed = root.xpath("x:ResourceSet[@Name='RunList']/x:Resource", namespaces=XJDF)
    assert len(listed) == (2 if name == "stitched" else 3)
    for resource in listed:
        run, spec = resource.find("x:RunList", XJDF), resource.find("x:RunList/x:FileSpec", XJDF)
        file = unquote(spec.get("URL"))
        assert file == spec.get("UserFileName")
        data = made.entry(file).data
        assert int(run.get("NPage")) == len(files[file].pages)
        assert int(spec.get("FileSize")) == len(data)
        assert spec.get("CheckSum") == hashlib.md5(data, usedforsecurity=False).hexdigest()
        assert resource.find("x:GeneralID", XJDF).get("IDValue") == hashlib.sha256(data).hexdigest()
        if resource.getparent().get("ProcessUsage"):
            continue
        product = products[resource.find("x:Part", XJDF).get("Product")]
        layout = product.find(".//x:LayoutIntent", XJDF)
        page = files[file].pages[0]
        trim, bleed = ([float(each) for each in box] for box in (page.TrimBox, page.BleedBox))
        width, height, _depth = map(float, layout.get("FinishedDimensions").split())
        assert (width, height) == pytest.approx((trim[2] - trim[0], trim[3] - trim[1]), abs=1e-3)
        assert float(layout.get("Bleed")) == pytest.approx(trim[0] - bleed[0], abs=1e-3)
        assert int(layout.get("Pages")) == len(files[file].pages)
        intent = files[file].Root.OutputIntents[0]
        for surface in product.iter(f"{{{XJDF['x']}}}SurfaceColor"):
            assert surface.get("PrintStandard") == str(intent.OutputConditionIdentifier)


@pytest.mark.witness
@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="no pdfinfo here")
@pytest.mark.parametrize("name", PACKAGES)
def test_poppler_reads_the_same_sizes_and_pages(name, request):
    made = package_of(name, request)
    for part in made.facts.parts:
        told = subprocess.run(
            ["pdfinfo", "-box", str(made.folder / part.file)], check=True, capture_output=True, text=True
        ).stdout
        said = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
        x0, y0, x1, y1 = map(float, said["TrimBox"].split())
        assert (x1 - x0, y1 - y0) == pytest.approx((part.facts.trim.width.pt, part.facts.trim.height.pt), abs=0.02)
        assert int(said["Pages"]) == part.facts.pages


def test_the_spine_is_what_the_cover_leaves_beside_its_pages(bound):
    files = pdfs(bound)
    widths = {
        part.role: float(files[part.file].pages[0].TrimBox[2]) - float(files[part.file].pages[0].TrimBox[0])
        for part in bound.facts.parts
    }
    [size] = ticket_of(bound).xpath("//x:Product[@ID='BOOK']//x:LayoutIntent/@FinishedDimensions", namespaces=XJDF)
    spine = widths["cover"] - 2 * widths["body"]
    assert float(size.split()[2]) == pytest.approx(spine, abs=1e-3)
    pages = len(files[bound.facts.body.file].pages)
    assert Length(spine).as_mm == pytest.approx(pages / 2 * 0.125 + 2 * 157 * 0.82 / 1000, abs=0.01)
    jacket = dict(bound.facts.jacket.panels)
    assert sum(width.pt for width in jacket.values()) == pytest.approx(widths["jacket"], abs=1e-3)
    assert jacket["spine"] > bound.facts.spine


def test_finishing_is_an_ink_of_its_own_in_the_file_and_the_ticket(stitched, bound):
    for made, ink, part in ((stitched, "Spot Varnish", stitched.facts.body), (bound, "Foil Gold", bound.facts.jacket)):
        assert part.facts.spots == (ink,)
        assert ink not in part.colours
        with pikepdf.open(io.BytesIO(made.entry(part.file).data)) as file:
            spaces = {str(each[1]) for each in file.objects if _is_separation(each)}
        assert f"/{ink}" in spaces
        [color] = ticket_of(made).xpath(f"//x:Color[@ActualColorName='{ink}']", namespaces=XJDF)
        assert color.getparent().find("x:Part", XJDF).get("Separation") == ink.replace(" ", "_")


def _is_separation(value: object) -> bool:
    return isinstance(value, pikepdf.Array) and len(value) == 4 and value[0] == pikepdf.Name.Separation


def test_pages_are_made_up_to_what_the_binding_takes(stitched, bound):
    for made in (stitched, bound):
        pages, blanks = made.facts.body.facts.pages, made.facts.blanks
        assert pages % 4 == 0
        assert blanks
        with pikepdf.open(io.BytesIO(made.entry(made.facts.body.file).data)) as file:
            empty = [number for number, page in enumerate(file.pages, 1) if not _drawn(page)]
        assert empty == list(blanks)
        [said, _] = ticket_of(made).xpath("//x:Comment[@Type='Blanks']/text()", namespaces=XJDF)
        assert "、".join(map(str, blanks)) in said
    assert stitched.facts.blanks[-1] == stitched.facts.body.facts.pages - 1  # the last page is the back cover
    assert bound.facts.blanks[-1] == bound.facts.body.facts.pages


def _drawn(page: pikepdf.Page) -> bytes:
    return bytes(page.obj.Resources.XObject.Page.read_bytes()).strip()


@pytest.mark.parametrize("name", PACKAGES)
def test_the_manifest_says_what_the_files_say(name, request):
    made = package_of(name, request)
    told = json.loads(made.entry("manifest.json").data)
    assert told["made"] == "Made by printkit"
    assert {each["name"] for each in told["files"]} == {each.name for each in made.entries[:-2]}
    files = pdfs(made)
    for part in told["parts"]:
        box = [float(each) for each in files[part["file"]].pages[0].TrimBox]
        assert part["trim_mm"] == pytest.approx(
            [Length(box[2] - box[0]).as_mm, Length(box[3] - box[1]).as_mm], abs=1e-3
        )
        assert part["pages"] == len(files[part["file"]].pages)
    assert told["preflight"]["packed_in_spite_of_errors"] is False


def test_the_same_job_gives_the_same_bytes_in_any_folder(bound, tmp_path):
    again = hand_off(write_job(tmp_path, BOUND), None)
    assert {each.name: each.sha256 for each in again.entries} == {each.name: each.sha256 for each in bound.entries}
    assert again.archive == bound.archive
    assert again.folder is None


def test_errors_of_the_preflight_stop_it_unless_it_is_forced(tmp_path, monkeypatch):
    def found(*_args: object, **_more: object) -> Preflight:
        from printkit.diagnostics import Severity

        return Preflight(
            (Finding("R0031", Severity.ERROR, "a picture of 40 ppi", 1), Finding("R0031", Severity.ERROR, "b", 2)),
            "SheetCMYK", "PDF/X-4", "", 8,
        )  # fmt: skip

    monkeypatch.setattr("printkit.handoff.gathering.preflight", found)
    report = write_job(tmp_path, "quantity: 5\nproofs: false\n")
    with pytest.raises(PrintkitError) as caught:
        hand_off(report, tmp_path / "out")
    [fault] = caught.value.diagnostics
    assert fault.code == "preflight-errors"
    assert "_内文.pdf`: a picture of 40 ppi, and 1 more of the kind  [R0031]" in fault.message
    assert not (tmp_path / "out").exists()
    made = hand_off(report, tmp_path / "out", force=True)
    assert made.facts.forced
    waived = ticket_of(made).xpath("x:Comment[@Type='PreflightWaived']/text()", namespaces=XJDF)
    assert len(waived) == 2
    assert all("2" in said for said in waived)
    assert json.loads(made.entry("manifest.json").data)["preflight"]["packed_in_spite_of_errors"] is True


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ("quantity: 5\nstock: gold-leaf\n", ["2:8: error: there is no stock `gold-leaf`"]),
        ("quantity: 5\nlayout: a4\n", ["2:9: error: there is no layout `a4`"]),
        (
            "quantity: 5\nbinding: perfect-bound\n",
            ["1:1: error: a cover is made to the thickness of the paper, and none is named"],
        ),
        (
            "quantity: 5\nlayout: poster-a2\nbinding: saddle-stitch\nsheets: {scheme: octavo}\nprofile: Best\n",
            [
                "3:10: error: a poster is not bound: `saddle-stitch`",
                "4:18: error: there is no scheme `octavo`",
                "5:10: error: there is no profile `Best`",
            ],
        ),
        (
            "quantity: 5\nstock: matt-157\nbinding: perfect-bound\ncover: {kind: self}\n",
            ["4:15: error: a book with a spine needs a cover around it: `perfect-bound` with `self`"],
        ),
        (
            "quantity: 5\nstock: matt-157\ncover: {kind: dust-jacket}\n",
            ["3:15: error: a dust jacket lies around a book with a spine, not around `saddle-stitch`"],
        ),
        (
            "quantity: 5\nlayout: poster-a2\nstock: matt-157\ncover: {kind: soft}\n",
            ["4:15: error: there is no spread around a spine with `none`"],
        ),
        (
            "quantity: 5\nstock: matt-157\nbinding: perfect-bound\ncover: {flaps: 20mm}\noptions: {palete: x}\n",
            ["5:10: error: the layout `booklet-a5` has no option `palete`"],
        ),
        (
            "quantity: 5\nstock: matt-157\nbinding: perfect-bound\ncover: {flaps: 20mm}\n",
            ["4:8: error: flaps of 20mm are not of 60mm to 100mm"],
        ),
        (
            "quantity: 5\nsheets: {options: {gripper: wide, creap: outer}}\n",
            [
                "2:29: error: `gripper`: `wide` is not a length such as `3mm` or `10.5pt`",
                "2:42: error: saddle-stitch has no option `creap`",
            ],
        ),
        (
            "quantity: 5\nfinishing:\n  - {spot-varnish: none.svg}\n  - {foil: 'ink:main', on: jacket}\n",
            ["3:20: error: there is no picture `none.svg`", "4:28: error: there is no jacket to finish"],
        ),
    ],
)
def test_what_cannot_be_is_said_before_the_work_begins(tmp_path, job, expected):
    report = write_job(tmp_path, job)
    with pytest.raises(PrintkitError) as caught:
        hand_off(report, tmp_path / "out")
    said = [show_short(fault).replace(f"{tmp_path}/handoff.yaml:", "") for fault in caught.value.diagnostics]
    assert said == expected
    assert all(fault.hints for fault in caught.value.diagnostics)
    assert not (tmp_path / "out").exists()


def test_an_older_package_is_replaced_and_nothing_else(stitched, tmp_path):
    to = tmp_path / "out"
    first = stitched.written(to)
    (first.folder / "manifest.json").touch()
    again = stitched.written(to)
    assert {path.name for path in again.folder.iterdir()} == {each.name for each in stitched.entries}
    assert sorted(path.name for path in to.iterdir()) == [stitched.name, f"{stitched.name}.zip"]


@pytest.mark.parametrize("deed", ["add", "change", "foreign", "link", "file", "zip"])
def test_what_somebody_touched_is_left_alone(stitched, tmp_path, deed):
    to = tmp_path / "out"
    folder, file = to / stitched.name, to / f"{stitched.name}.zip"
    stitched.written(to)
    match deed:
        case "add":
            (folder / "letter.txt").write_text("mine")
        case "change":
            (folder / "manifest.json").write_text((folder / "manifest.json").read_text() + " ")
        case "foreign":
            (folder / "manifest.json").write_text("{}")
        case "link":
            folder.rename(to / "elsewhere")
            folder.symlink_to(to / "elsewhere")
        case "file":
            shutil.rmtree(folder)
            folder.write_text("mine")
        case "zip":
            file.write_bytes(b"mine")
    before = _snapshot(to)
    with pytest.raises(PrintkitError) as caught:
        stitched.written(to)
    assert [fault.code for fault in caught.value.diagnostics] == ["would-overwrite"]
    assert _snapshot(to) == before


def test_a_write_that_fails_leaves_the_older_package(stitched, tmp_path, monkeypatch):
    to = tmp_path / "out"
    stitched.written(to)
    before = _snapshot(to)
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".zip":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(PrintkitError, match="the disk is full") as caught:
        stitched.written(to)
    assert caught.value.exit_code == 3
    assert _snapshot(to) == before


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", PACKAGES)
def test_all_that_is_packed_is_explained(name, request):
    """`docs/handoff.md` tells of every file by the end of its name."""
    text = (Path(__file__).parents[2] / "docs" / "handoff.md").read_text("utf-8")
    told = re.findall(r"`(_[^`]+|manifest\.json|SHA256SUMS)`", text)
    made = package_of(name, request)
    assert [entry.name for entry in made.entries if not entry.name.endswith(tuple(told))] == []


@pytest.mark.slow
def test_the_example_is_handed_off(tmp_path):
    made = hand_off(EXAMPLE, tmp_path)
    assert [part.role for part in made.facts.parts] == ["body", "cover"]
    assert made.facts.errors == 0
    assert made.facts.body.facts.pages == 40
    assert made.facts.cover.facts.spots == ("Spot Varnish",)
    assert made.warnings == ()
    assert made.zip.stat().st_size < 12_000_000

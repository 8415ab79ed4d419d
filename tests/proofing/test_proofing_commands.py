"""`printkit dummy`, `spreads` and `compare`, and the example in two versions."""

import io
import json
import shutil
import time
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from printkit.cli.arguments import app
from printkit.proofing import compare, dummy, spreads

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019"


@pytest.fixture
def book(tmp_path):
    def write(name, texts):
        pdf = pikepdf.new()
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for text in texts:
            pdf.add_blank_page(page_size=(300, 400))
            page = pdf.pages[-1].obj
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(f"BT /F 12 Tf 40 300 Td ({text}) Tj ET".encode())
        pdf.save(tmp_path / name)
        return str(tmp_path / name)

    return write


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_dummy_is_written_and_says_what_to_do(book, tmp_path):
    done = run("dummy", book("b.pdf", "abcdef"), "-o", tmp_path, "--flip", "short")
    assert done.exit_code == 0, done.output
    assert "flip on the short edge" in done.output
    assert (tmp_path / "b-dummy.pdf").exists()
    again = run("dummy", book("b.pdf", "abcdef"), "-o", tmp_path, "--json")
    (product,) = json.loads(again.stdout)["products"]
    assert product["blanks"] == [6, 7]
    assert product["flip"] == "long"


def test_a_cover_is_folded_where_it_is_told(book, tmp_path):
    done = run("dummy", book("c.pdf", "a"), "--scheme", "cover", "--fold", "50mm", "-o", tmp_path / "d.pdf")
    assert done.exit_code == 0, done.output
    wrong = run(
        "dummy", book("c.pdf", "a"), "--scheme", "cover", "--fold", "middle", "--json", "-o", tmp_path / "e.pdf"
    )
    assert wrong.exit_code == 1
    assert json.loads(wrong.stdout)["diagnostics"][0]["code"] == "bad-length"


def test_spreads_are_written_and_never_over_another_file(book, tmp_path):
    target = tmp_path / "s.pdf"
    shutil.copy(book("b.pdf", "abc"), target)
    assert run("spreads", book("b.pdf", "abc"), "-o", target).exit_code == 1
    target.unlink()
    assert run("spreads", book("b.pdf", "abc"), "-o", target).exit_code == 0
    assert run("spreads", book("b.pdf", "abc"), "-o", target).exit_code == 0
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 2


def test_exit_codes_of_a_comparison(book):
    one, other = book("1.pdf", ["some words here"]), book("2.pdf", ["some words there"])
    assert run("compare", one, one, "--strict").exit_code == 0
    assert run("compare", one, other).exit_code == 0
    assert run("compare", one, other, "--strict").exit_code == 1
    assert run("compare", one, "nowhere.pdf").exit_code == 1


def test_a_comparison_in_all_its_forms(book, tmp_path):
    one, other = book("1.pdf", ["some words here", "b"]), book("2.pdf", ["some words there", "b"])
    done = run("compare", one, other, "--html", tmp_path / "c.html", "-o", tmp_path / "pictures", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["comparison"]["pages"][0]["words"][0] == {
        "before": "here", "after": "there", "lead": "some words ", "tail": "",
    }  # fmt: skip
    assert sorted(Path(path).name for path in told["files"]) == ["c.html", "page-1-1.png"]
    # A second run may replace what the first has written.
    assert run("compare", one, other, "--html", tmp_path / "c.html", "-o", tmp_path / "pictures").exit_code == 0


@pytest.mark.slow
def test_one_word_of_the_example_is_found_among_38_pages(tmp_path):
    import printkit

    folder = tmp_path / "report"
    shutil.copytree(EXAMPLE, folder)
    before = printkit.build(folder / "report.yaml", layout="booklet-a5")
    text = (folder / "report.yaml").read_text("utf-8")
    assert text.count("两年里的头一年") == 1
    (folder / "report.yaml").write_text(text.replace("两年里的头一年", "两年里的第一年"), "utf-8")
    after = printkit.build(folder / "report.yaml", layout="booklet-a5")
    started = time.process_time()
    result = compare(before, after)
    spent = time.process_time() - started
    (change,) = result.changed
    assert [(word.before, word.after) for word in change.words] == [("头", "第")]
    (area,) = change.areas
    assert area.what == ("text",)
    assert area.box.width < 4
    assert spent < 10  # seconds of the processor; 2.5 on the author's machine
    # Nothing but the bytes of the two has been looked at: its own file is the same as itself.
    assert compare(after, after).same


def hostile(change):
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=(200, 300))
    for page in pdf.pages:
        change(pdf, page.obj)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _no_contents(_pdf, page):
    if "/Contents" in page:
        del page.Contents


def _strange_links(pdf, page):
    page.Annots = pikepdf.Array([
        pikepdf.Dictionary(Subtype=pikepdf.Name.Link), 7, pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([1, 2])),
        pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([1, 2, 3, 4]), Dest=pikepdf.Array([page]))),
    ])  # fmt: skip


def _strange_boxes(_pdf, page):
    page.TrimBox = pikepdf.Array([50, 50, 50, 50])
    page.Rotate = 45


def _outlines_in_a_ring(pdf, _page):
    item = pdf.make_indirect(pikepdf.Dictionary(Title="ring"))
    item.Next = item
    item.First = item
    pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=item, Last=item))


@pytest.mark.parametrize("change", [_no_contents, _strange_links, _strange_boxes, _outlines_in_a_ring])
@pytest.mark.parametrize("work", [spreads, dummy, lambda data: compare(data, data)])
def test_strange_files_are_taken_as_they_are(change, work):
    assert work(hostile(change))

import json

import pikepdf
import pytest


@pytest.fixture
def plain(folder):
    """A PDF of one white page that claims nothing and has no bleed."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    pdf.save(folder / "plain.pdf")
    return folder / "plain.pdf"


@pytest.mark.usefixtures("plain")
def test_findings_are_told_with_their_rule_and_a_verdict(run):
    done = run("preflight", "plain.pdf")
    assert done.code == 1
    assert "[R0001]" in done.out
    assert "[SHOP-bleed]" in done.out
    assert done.out.strip().splitlines()[-1].startswith("plain.pdf: 1 page, SheetCMYK, no PDF/X claimed: ")


@pytest.mark.usefixtures("plain")
def test_the_answer_as_json(run):
    done = run("preflight", "plain.pdf", "--json")
    answer = json.loads(done.out)
    assert (answer["ok"], answer["exit"], done.code) == (False, 1, 1)
    assert answer["preflight"]["errors"] == len(
        [finding for finding in answer["preflight"]["findings"] if finding["severity"] == "error"]
    )
    bleed = next(finding for finding in answer["preflight"]["findings"] if finding["rule"] == "SHOP-bleed")
    assert (bleed["page"], bleed["limit"]) == (1, "3 mm")


@pytest.mark.usefixtures("plain")
def test_the_html_is_one_file_and_is_not_written_over_anothers(run, folder):
    assert run("preflight", "plain.pdf", "--html", "seen.html").code == 1
    text = (folder / "seen.html").read_text("utf-8")
    assert "data:image/" in text
    assert "http" not in text
    assert run("preflight", "plain.pdf", "--html", "seen.html").code == 1  # its own may be replaced
    (folder / "mine.html").write_text("<p>mine", "utf-8")
    done = run("preflight", "plain.pdf", "--html", "mine.html")
    assert (done.code, (folder / "mine.html").read_text("utf-8")) == (1, "<p>mine")
    assert "printkit did not make it" in done.err


@pytest.mark.usefixtures("plain")
def test_a_shop_of_ones_own(run, folder):
    (folder / "shop.yaml").write_text("bleed: 0mm\n", "utf-8")
    assert "SHOP-bleed" not in run("preflight", "plain.pdf", "--shop", "shop.yaml").out
    (folder / "shop.yaml").write_text("blead: 0mm\n", "utf-8")
    assert "shop.yaml:1:1" in run("preflight", "plain.pdf", "--shop", "shop.yaml").err


def test_build_looks_press_files_over(run, folder):
    answer = json.loads(run("build", "small.yaml", "--edition", "press", "--json").out)
    result = answer["products"][0]["preflight"]
    assert (result["standard"], result["errors"]) == ("PDF/X-4", 0)
    assert all(finding["line"] is None or finding["file"] == "small.yaml" for finding in result["findings"])
    file = folder / "out" / "booklet-a5-press.pdf"
    assert run("preflight", file, "--quiet").code == 0
    assert run("preflight", file, "--quiet", "--strict").code == int(result["warnings"] > 0)


def test_build_does_not_look_them_over_where_it_is_not_wanted(run):
    assert "preflight" not in run("build", "small.yaml", "--edition", "press", "--no-preflight").out


def test_the_profiles_are_listed(run):
    assert "\nNewsCMYK" in "\n" + run("preflight", "--profiles").out
    assert "SheetCMYK" in {each["name"] for each in json.loads(run("preflight", "--profiles", "--json").out)}


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere.pdf"], 1, "no file"),
        (["small.yaml"], 1, "no PDF"),
        (["plain.pdf", "--profile", "SheatCMYK"], 1, "SheetCMYK"),
        (["plain.pdf", "--standard", "PDF/X-9"], 1, "PDF/X-4"),
        ([], 2, "name a PDF"),
    ],
)
def test_what_cannot_be_looked_over_is_told(run, arguments, code, words):
    done = run("preflight", *arguments)
    assert done.code == code
    assert words in done.err

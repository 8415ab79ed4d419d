"""`printkit cover` and `printkit stocks`."""

from __future__ import annotations

import json

import pytest

from printkit.output import is_ours


def test_a_cover_is_a_file_and_what_a_binder_wants_to_know(run, folder):
    done = run("cover", "small.yaml", "--pages", "96", "--stock", "157g 铜版纸", "--cover-stock", "board-250", "--flaps", "80mm", "--png", "--json")  # fmt: skip
    assert done.code == 0, done.err
    pdf, png = done.answer["products"]
    assert (pdf["file"], png["file"]) == ("out/booklet-a5-cover-press.pdf", "out/booklet-a5-cover-press.png")
    assert is_ours(folder / pdf["file"])
    assert (folder / png["file"]).is_file()
    assert pdf["cover"]["spine_mm"] == pytest.approx(48 * 0.12874 + 0.65, abs=0.001)
    assert sum(panel["width_mm"] for panel in pdf["cover"]["panels"]) == pytest.approx(
        pdf["cover"]["spread_mm"][0], abs=0.001
    )
    assert pdf["block_mm"] == 6.18
    assert pdf["weight_g"] == pytest.approx(48 * 0.148 * 0.21 * 157 + 0.46483 * 0.21 * 250, abs=0.1)
    assert [each for each in pdf["preflight"]["findings"] if each["severity"] == "error"] == []


def test_the_pages_are_counted_and_what_is_too_thin_is_warned_of(run):
    done = run("cover", "small.yaml", "--stock", "gloss-157", "--json")
    assert done.code == 0, done.err
    # the body without its cover: half title, contents, opener, one page, and a blank to make leaves of them
    assert done.answer["products"][0]["cover"]["pages"] % 2 == 0
    assert [each["code"] for each in done.answer["diagnostics"]] == ["too-thin"]


def test_with_strict_a_warning_stops_it(run, folder):
    done = run("cover", "small.yaml", "--pages", "20", "--stock", "gloss-157", "--strict")
    assert done.code == 1
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--stock", "gloss-170"], "no-stock"),
        (["--stock", "gloss-157", "--flaps", "20mm"], "bad-flap"),
        (["--stock", "gloss-157", "--flaps", "wide"], "bad-flap"),
        (["--stock", "gloss-157", "--board", "2mm"], "bad-cover"),
        (["--stock", "gloss-157", "--layout", "poster-a2"], "no-cover"),
        (["--stock", "gloss-157", "--stocks", "small.yaml"], "bad-stock"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(run, folder, arguments, code):
    done = run("cover", "small.yaml", "--pages", "96", *arguments, "--json")
    assert done.code == 1
    assert {each["code"] for each in done.answer["diagnostics"]} == {code}
    assert not (folder / "out").exists()


def test_stocks_are_listed_the_users_own_first(run, folder):
    (folder / "own.yaml").write_text(
        "shop-157:\n  title: 铜版纸\n  gsm: 157\n  caliper: 0.12mm\n  coated: true\n  source: the shop\n", "utf-8"
    )
    told = json.loads(run("stocks", "--file", "own.yaml", "--json").out)
    assert (told[0]["name"], told[0]["caliper_mm"], told[0]["caliper_told"]) == ("shop-157", 0.12, True)
    assert len(told) > 50
    shown = run("stocks", "--file", "own.yaml").out
    assert shown.index("shop-157") < shown.index("gloss-157")
    assert json.loads(run("stocks", "157g 铜版纸", "--json").out)["name"] == "gloss-157"


def test_one_stock_tells_where_its_number_comes_from(run):
    shown = run("stocks", "gloss-157").out
    assert "0.129 mm" in shown
    assert "ask the mill" in shown

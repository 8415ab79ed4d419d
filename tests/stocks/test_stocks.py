"""Papers: which comes first, how thick and heavy they make a book, and what a wrong file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError, Severity
from printkit.stocks import block_thickness, check_binding, leaves, stock, stocks, weight_of_copy
from printkit.units import Length, Size

A5 = Size.parse("A5")
OWN = """\
gloss-157:
  title: {zh: 铜版纸, en: gloss coated}
  gsm: 157
  caliper: 0.125mm
  bulk: 0.82
  coated: true
  source: measured by the shop over ten sheets
库存纸:
  title: 库存双胶
  gsm: [70, 85.5]
  bulk: 1.3
  coated: false
  source: the mill's sheet
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, "utf-8")
    return path


def test_a_caliper_is_weight_times_bulk():
    assert stock("gloss-157").caliper.as_mm == pytest.approx(0.157 * 0.82)
    assert stock("bulky-80").caliper.as_mm == pytest.approx(0.144)
    assert not stock("gloss-157").told


def test_all_stocks_have_names_of_their_own_and_tell_where_the_number_comes_from():
    every = stocks()
    assert len({each.name for each in every}) == len(every) > 50
    for each in every:
        assert set(each.title.languages()) == {"zh", "en"}
        assert each.source
        assert 0.04 < each.caliper.as_mm < 0.6, each.name


@pytest.mark.parametrize(
    "words", ["gloss-157", "157g 铜版纸", "铜版纸 157 克", "157 g 铜版纸", "铜版157g", "Gloss coated, 157 g/m²"]
)
def test_a_stock_is_found_by_its_name_or_by_its_title_and_weight(words):
    assert stock(words).name == "gloss-157"


def test_the_users_file_comes_first_and_a_caliper_that_is_told_beats_the_bulk(own):
    found = stock("gloss-157", own=own)
    assert (found.caliper.as_mm, found.told, found.source) == (
        pytest.approx(0.125),
        True,
        "measured by the shop over ten sheets",
    )
    assert found.bulk == pytest.approx(0.125 / 157 * 1000)
    assert [each.name for each in stocks(own)][:3] == ["gloss-157", "库存纸-70", "库存纸-85.5"]
    assert [each.name for each in stocks(own)].count("gloss-157") == 1
    assert stock("85.5克 库存双胶", own=own).caliper.as_mm == pytest.approx(0.11115)
    assert stock("matt-157", own=own) == stock("matt-157")


def failure(name: str, own: Path | None = None) -> list:
    with pytest.raises(PrintkitError) as raised:
        stock(name, own=own)
    return list(raised.value.diagnostics)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("gloss-170", "`gloss-157`"),
        ("170g 铜版纸", "`gloss-157`"),
        ("铜板纸 157g", "`gloss-157`"),
        ("ofset-80", "`offset-80`"),
    ],
)
def test_an_unknown_stock_is_told_the_nearest(name, near):
    (found,) = failure(name)
    assert found.code == "no-stock"
    assert near in found.hints[0]


def test_nothing_is_near_to_nonsense():
    (found,) = failure("qqq")
    assert "printkit stocks" in found.hints[0]


GOOD = {"title": "纸", "gsm": "100", "bulk": "1", "coated": "true", "source": "us"}


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        ({"gsm": "heavy"}, 3, "number"),
        ({"gsm": "0"}, 3, "greater"),
        ({"gsm": "[]"}, 3, "at least 1"),
        ({"bulk": None}, 2, "neither `caliper` nor `bulk`"),
        ({"bulk": "9"}, 4, "less than or equal to 4"),
        ({"caliper": "12"}, 7, "is not a length"),
        ({"caliper": "12mm"}, 7, "no paper is 12mm thick"),
        ({"caliper": "0.1mm", "gsm": "[80, 100]"}, 2, "one weight"),
        ({"source": None}, 2, "required"),
        ({"colour": "cream"}, 7, "extra"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_shown_at_its_line(tmp_path, change, line, words):
    entry = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    path = tmp_path / "own.yaml"
    path.write_text("mine:\n" + "".join(f"  {key}: {value}\n" for key, value in entry.items()), "utf-8")
    (found,) = failure("mine", path)
    assert found.code == "bad-stock"
    assert words in found.message
    assert found.span is not None
    # what is wrong with an entry as a whole is shown at its first line
    assert found.span.line in ({line} if line > 2 else {1, 2})
    assert found.span.source.name.endswith("own.yaml")


def test_all_faults_of_a_file_are_told_at_once(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "a: {title: 纸, gsm: 1, bulk: 1, coated: true, source: us}\nb: {title: 纸, gsm: 100, coated: true, source: us}\n",
        "utf-8",
    )
    assert [each.span.line for each in failure("a", path)] == [1, 2]


def test_two_entries_may_not_make_one_name(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN + "库存纸-70:\n  title: 纸\n  gsm: 70\n  bulk: 1\n  coated: false\n  source: us\n", "utf-8")
    (found,) = failure("gloss-157", path)
    assert "two entries" in found.message


def test_a_file_that_is_not_there(tmp_path):
    assert [each.code for each in failure("gloss-157", tmp_path / "none.yaml")] == ["no-file"]


@given(pages=st.integers(1, 2000))
def test_a_block_is_as_thick_as_its_leaves(pages):
    paper = stock("offset-80")
    assert leaves(pages) * 2 - pages in (0, 1)
    assert block_thickness(pages, paper).as_mm == pytest.approx(leaves(pages) * 0.1)


def test_the_weight_of_a_copy():
    # 48 leaves of 0.148 × 0.21 m at 157 g, and a cover of 0.3 × 0.21 m at 250 g.
    body = 48 * 0.148 * 0.21 * 157
    assert weight_of_copy(96, A5, stock("gloss-157")) == pytest.approx(body)
    cover = (Size.parse("300x210mm"), stock("board-250"))
    assert weight_of_copy(96, A5, stock("gloss-157"), cover=cover) == pytest.approx(body + 0.3 * 0.21 * 250)


@pytest.mark.parametrize(
    ("binding", "pages", "paper", "cover", "codes"),
    [
        ("saddle-stitch", 24, "gloss-157", None, []),
        ("saddle-stitch", 60, "gloss-157", None, []),
        ("saddle-stitch", 64, "gloss-157", None, ["too-thick"]),  # 32 × 0.129 = 4.1 mm
        ("saddle-stitch", 56, "gloss-157", "gloss-300", ["too-thick"]),  # 28 × 0.129 + 2 × 0.246 = 4.1 mm
        ("saddle-stitch", 88, "offset-60", None, []),
        ("saddle-stitch", 92, "offset-60", None, ["too-thick"]),  # 3.5 mm, but too many
        ("saddle-stitch", 26, "offset-80", None, ["odd-pages"]),
        ("perfect-bound", 96, "gloss-157", "board-250", []),
        ("perfect-bound", 40, "gloss-157", "board-250", ["too-thin"]),  # 2.57 mm, but too few
        ("perfect-bound", 48, "offset-60", "board-250", ["too-thin"]),  # 1.8 mm without its cover
        ("perfect-bound", 1000, "offset-100", None, ["too-thick"]),
    ],
)  # fmt: skip
def test_what_cannot_well_be_bound_so_is_warned_of(binding, pages, paper, cover, codes):
    found = check_binding(binding, pages, stock(paper), stock(cover) if cover else None)
    assert [each.code for each in found] == codes
    assert all(each.severity is Severity.WARNING for each in found)


def test_plain_data_of_a_stock():
    told = stock("gloss-157").as_json()
    assert told["caliper_mm"] == 0.1287
    assert told["title"] == {"zh": "157 g 铜版纸", "en": "gloss coated, 157 g/m²"}
    assert Length.mm(told["caliper_mm"]).pt == pytest.approx(stock("gloss-157").caliper.pt, abs=0.001)

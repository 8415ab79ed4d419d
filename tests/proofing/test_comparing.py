"""What two versions differ in: pages known again, places, words, colours, and what is no difference."""

import io

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name

from printkit.diagnostics import PrintkitError
from printkit.preflight import Box
from printkit.proofing import compare, comparison_html, pictures
from printkit.proofing.comparison.alignment import Pair, aligned
from printkit.proofing.comparison.pixels import difference
from printkit.proofing.comparison.wording import Token, reworded
from printkit.units import Length

MM = 72 / 25.4
WORDS = (
    "The harbour wall was built in seven years by masons who came from the hills",
    "Every spring the council walks along it and counts the stones that moved",
    "A wooden crane stood where the market is held today and lifted barrels",
    "Children learn to swim behind the second gate when the tide is low",
    "Nobody remembers who painted the numbers on the oldest of the boats",
    "In winter the ferry sleeps and its captain mends nets beside the stove",
)


def page(text, *, extra="", ink="0 g", dot=True, number=None):
    """A4 halves are enough: lines of a text, a hairline, and whatever else."""
    lines = text.split()
    rows = [" ".join(lines[start : start + 5]) for start in range(0, len(lines), 5)]
    shown = " ".join(f"({row}{'.' if dot and row is rows[-1] else ''}) Tj 0 -16 Td" for row in rows)
    folio = f"BT /F 9 Tf 40 20 Td ({number}) Tj ET" if number else ""
    return f"{ink} BT /F 11 Tf 40 250 Td {shown} ET 0 G 0.25 w 40 120 m 200 120 l S {folio} {extra}"


def made(contents, *, image=None, size=(300, 300), bleed=0.0):
    pdf = pikepdf.new()
    font = pdf.make_indirect(pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    if image is not None:
        picture = pdf.make_stream(
            image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.shape[1], Height=image.shape[0],
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        resources.XObject = pikepdf.Dictionary(Im=picture)
    for content in contents:
        pdf.add_blank_page(page_size=(size[0] + 2 * bleed, size[1] + 2 * bleed))
        one = pdf.pages[-1].obj
        one.Resources = resources
        one.TrimBox = pikepdf.Array([bleed, bleed, size[0] + bleed, size[1] + bleed])
        one.Contents = pdf.make_stream(f"1 0 0 1 {bleed} {bleed} cm {content}".encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


BOOK = [page(text) for text in WORDS]


def test_a_file_is_the_same_as_itself():
    result = compare(made(BOOK), made(BOOK))
    assert result.same
    assert result.verdict == "the same: 6 pages"


def test_a_full_stop_that_is_gone_is_found_at_its_place():
    after = [*BOOK[:2], page(WORDS[2], dot=False), *BOOK[3:]]
    result = compare(made(BOOK), made(after))
    (change,) = result.changed
    assert (change.kind, change.before, change.after) == ("changed", 3, 3)
    (area,) = change.areas
    assert area.box.width < 1.5
    assert area.box.height < 1.5
    assert [(word.before, word.after) for word in change.words] == [(".", "")]


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.0), (0.0, 0.1), (-0.1, 0.1)])
def test_a_move_by_a_tenth_of_a_millimetre_is_found_and_measured(x, y):
    line = "0.25 w {0} {1} m {2} {1} l S"
    before = [page(WORDS[0], extra=line.format(60, 60, 200))]
    after = [page(WORDS[0], extra=line.format(60 + x * MM, 60 + y * MM, 200 + x * MM))]
    (change,) = compare(made(before), made(after)).changed
    for area in change.areas:
        assert area.shift == pytest.approx((x, -y), abs=0.011)
    assert {area.what for area in change.areas} == {("drawing",)}


@pytest.mark.parametrize(("x", "y"), [(0.004, 0.003), (-0.003, 0.004)])
def test_a_hairs_breadth_of_rounding_is_no_difference(x, y):
    moved = [f"1 0 0 1 {x * MM} {y * MM} cm {content}" for content in BOOK]
    assert compare(made(BOOK), made(moved)).same


def test_text_in_another_colour_is_a_difference_of_colour_and_not_of_words():
    after = [page(WORDS[0], ink="0.1 0.1 0.4 rg"), *BOOK[1:]]
    (change,) = compare(made(BOOK), made(after)).changed
    assert change.words == ()
    assert change.gained == ("#1a1a66",)
    assert change.areas


def test_a_colour_that_looks_the_same_on_a_screen_is_found_too():
    before, after = made([page(WORDS[0], ink="0 0 0 1 k")]), made([page(WORDS[0], ink="0 0 0 0.995 k")])
    (change,) = compare(before, after).changed
    assert (change.lost, change.gained) == (("C0 M0 Y0 K100",), ("C0 M0 Y0 K99.5",))


def test_another_picture_in_the_same_place_is_found_as_a_picture():
    rng = np.random.default_rng(5)
    images = [np.kron(rng.integers(0, 255, (8, 8), np.uint8), np.ones((8, 8), np.uint8)) for _ in range(2)]
    content = [page(WORDS[0], extra="q 90 0 0 60 100 30 cm /Im Do Q")]
    before, after = (made(content, image=image) for image in images)
    (change,) = compare(before, after).changed
    assert [area.what for area in change.areas] == [("picture",)]
    box = change.areas[0].box
    assert box.x == pytest.approx(100 / MM, abs=0.3)
    assert box.y == pytest.approx((300 - 90) / MM, abs=0.3)
    assert box.width == pytest.approx(90 / MM, abs=0.5)


def test_inserted_removed_and_moved_pages_are_known_by_what_stands_on_them():
    new = page("Quite another page that nobody has ever seen before in this book of ours")
    inserted = compare(made(BOOK), made([*BOOK[:3], new, *BOOK[3:]]))
    assert [(change.kind, change.before, change.after) for change in inserted.changed] == [("inserted", None, 4)]
    removed = compare(made(BOOK), made([*BOOK[:1], *BOOK[2:]]))
    assert [(change.kind, change.before, change.after) for change in removed.changed] == [("removed", 2, None)]
    moved = compare(made(BOOK), made([BOOK[4], *BOOK[:4], BOOK[5]]))
    assert [(change.kind, change.before, change.after) for change in moved.changed] == [("moved", 5, 1)]


def test_a_page_that_was_written_anew_is_changed_and_not_removed_and_inserted():
    after = [*BOOK[:2], page("Nothing here is as it was and yet it stands where the other one stood"), *BOOK[3:]]
    result = compare(made(BOOK), made(after))
    assert [(change.kind, change.before, change.after) for change in result.changed] == [("changed", 3, 3)]


def test_a_page_number_that_went_on_is_told_apart_from_real_changes():
    before = [page(text, number=number) for number, text in enumerate(WORDS, 1)]
    rest = [page(text, number=number) for number, text in enumerate(WORDS[2:], 4)]
    new = page("Quite another page that nobody has ever seen before in this book of ours", number=3)
    result = compare(made(before), made([*before[:2], new, *rest]))
    assert [change.folio for change in result.changed] == [False, True, True, True, True]
    assert result.changed[0].kind == "inserted"


def test_marks_outside_the_bleed_are_no_part_of_a_version():
    mark = "0 G 1 w -15 150 m -8 150 l S"
    before = made([page(WORDS[0])], bleed=20)
    after = made([page(WORDS[0], extra=mark)], bleed=20)
    assert compare(before, after).same


def test_another_size_is_told_in_millimetres():
    before, after = made(BOOK[:1]), made(BOOK[:1], size=(300, 310))
    (change,) = compare(before, after).changed
    assert change.sizes == ("105.83 × 105.83", "105.83 × 109.36")


def test_pages_larger_than_any_picture_are_compared_in_bounded_memory():
    """A banner of five metres: 36 thousand million pixels at 300 dpi."""
    side = 14_000
    before = made([f"0 g 0 0 {side} 10 re f"], size=(side, side))
    after = made([f"0 g 0 0 {side} 10 re f 7000 7000 90 90 re f"], size=(side, side))
    (change,) = compare(before, after).changed
    (area,) = change.areas
    assert area.box.x == pytest.approx(7000 / MM, abs=3)
    assert area.box.width == pytest.approx(90 / MM, abs=6)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-pdf"),
        (b"%PDF-1.7\nnothing", "pdf-broken"),
        ("encrypted", "pdf-encrypted"),
        ("empty", "pdf-without-pages"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_cannot_be_read_is_refused_with_a_code(data, code, first):
    if data == "encrypted":
        with pikepdf.open(io.BytesIO(made(BOOK[:1]))) as pdf:
            out = io.BytesIO()
            pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
        data = out.getvalue()
    elif data == "empty":
        out = io.BytesIO()
        pikepdf.new().save(out)
        data = out.getvalue()
    good = made(BOOK[:1])
    with pytest.raises(PrintkitError) as caught:
        compare(*((data, good) if first else (good, data)))
    assert caught.value.diagnostics[0].code == code


def test_a_tolerance_that_says_nothing_is_refused():
    with pytest.raises(PrintkitError) as caught:
        compare(made(BOOK[:1]), made(BOOK[:1]), tolerance=Length.mm(3))
    assert caught.value.diagnostics[0].code == "bad-tolerance"


def test_pages_of_rubbish_do_not_stop_a_comparison():
    before = made(["q q q BT /None 12 Tf (x) Tj 1 2 re W /Nope Do", BOOK[0]])
    result = compare(before, made(BOOK[:1]))
    assert [change.kind for change in result.changed] == ["removed"]


# ---------------------------------------------------------------- how it is shown


def test_the_page_shows_what_changed_and_runs_nothing():
    old, new = made([page("a <script>alert(1)</script> word")]), made([page("a <script>alert(2)</script> word")])
    result = compare(old, new)
    html = comparison_html(result, old, new)
    assert "<script" not in html
    assert "<del>" in html
    assert html.count("data:image/") == 2
    assert html == comparison_html(result, old, new)


def test_a_picture_frames_the_change_on_both_pages():
    from PIL import Image

    old, new = made(BOOK), made([*BOOK[:2], page(WORDS[2], dot=False), *BOOK[3:]])
    result = compare(old, new)
    ((name, data),) = pictures(result, old, new).items()
    assert name == "page-3-3.png"
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    red = (np.abs(pixels - (200, 16, 46)) < 3).all(axis=2)
    half = pixels.shape[1] // 2
    assert red[:, :half].any()
    assert red[:, half:].any()


def test_plain_data_says_it_all():
    result = compare(made(BOOK), made([*BOOK, page("One more page with quite a few words at the end of all")]))
    data = result.as_json()
    assert data["same"] is False
    assert data["counts"] == {"changed": 0, "inserted": 1, "removed": 0, "moved": 0, "same": 6}
    assert data["pages"][-1]["after"] == 7


# ---------------------------------------------------------------- the pure parts


def tokens(text):
    return [Token(letter, letter, False) for letter in text]


@settings(max_examples=200, deadline=None)
@given(st.text("的一是了我人", max_size=40), st.text("的一是了我人", max_size=40))
def test_the_changes_make_the_one_text_of_the_other(before, after):
    found = reworded(tokens(before), tokens(after))
    assert sum(len(word.before) for word in found) - sum(len(word.after) for word in found) == len(before) - len(after)
    rebuilt, at = "", 0
    for word in found:
        start = _place(before, at, word)
        rebuilt += before[at:start] + word.after
        at = start + len(word.before)
    assert rebuilt + before[at:] == after


def _place(text, start, word):
    """Where a change begins: its lead, what was there, and its tail say so."""
    for place in range(start, len(text) + 1):
        here = text[:place].endswith(word.lead) and text[place:].startswith(word.before + word.tail)
        if here and len(word.lead) in (6, place):
            return place
    raise AssertionError(word)


def test_han_are_compared_one_by_one():
    (word,) = reworded(tokens("两年里的头一年"), tokens("两年里的第一年"))
    assert (word.lead, word.before, word.after, word.tail) == ("两年里的", "头", "第", "一年")


def test_a_long_text_that_is_wholly_other_comes_to_an_end():
    rng = np.random.default_rng(3)
    one, other = ([Token(str(n), str(n), False) for n in rng.integers(0, 4000, 6000)] for _ in range(2))
    assert sum(len(word.before) > 0 for word in reworded(one, other)) > 5


def test_alignment_finds_the_longest_chain():
    alike = np.eye(5, dtype=np.float32)
    alike = np.insert(alike, 2, 0.1, axis=1)
    pairs = aligned(alike)
    assert pairs == (Pair(0, 0), Pair(1, 1), Pair(None, 2), Pair(2, 3), Pair(3, 4), Pair(4, 5))


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(7)), st.integers(0, 6))
def test_every_page_of_both_versions_is_told_once(order, dropped):
    alike = np.zeros((7, 6), np.float32)
    kept = [n for n in order if n != dropped]
    for column, row in enumerate(kept):
        alike[row, column] = 1
    pairs = aligned(alike)
    assert sorted(pair.before for pair in pairs if pair.before is not None) == list(range(7))
    assert [pair.after for pair in pairs if pair.after is not None] == list(range(6))
    assert all(alike[pair.before, pair.after] == 1 for pair in pairs if None not in (pair.before, pair.after))


@pytest.mark.parametrize("shift", [1.0, 2.0, 2.5])
def test_pixels_within_the_tolerance_are_no_difference(shift):
    """An edge that is moved by `shift` pixels of the close look: one is the tolerance."""

    def draw(dpi, left, _top, width, height):
        scale = dpi / 508
        x = np.arange(left, left + width)[None, :] / scale
        planes = []
        for edge in (3000.0, 3000.0 + shift):
            ink = np.clip((edge - x) * scale + 0.5, 0, 1)
            planes.append(np.repeat(np.repeat((255 * (1 - ink)).astype(np.uint8), height, 0)[:, :, None], 4, 2))
        return planes[0], planes[1]

    found = difference(draw, Box(140, 10, 20, 20), Length.mm(0.05))
    assert bool(found.boxes) == (shift >= 2)

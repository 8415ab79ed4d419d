"""Outlines of SVG: every way of writing a shape, and what is refused rather than lost."""

import math

import pytest

from printkit.assets.fault import AssetFault
from printkit.assets.outlines import read_outlines
from printkit.assets.paths import path_data


def drawing(inside: str, box: str = "0 0 100 100"):
    return read_outlines("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inside}</svg>'.encode())


def bounds(path, steps: int = 64):
    """The box of a path, its curves followed."""
    xs, ys, at = [], [], (0.0, 0.0)
    for step, points in path:
        if step == "h":
            continue
        if step == "c":
            x1, y1, x2, y2, x3, y3 = points
            for each in range(steps + 1):
                t = each / steps
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                xs.append(sum(w * x for w, x in zip(weights, (at[0], x1, x2, x3), strict=True)))
                ys.append(sum(w * y for w, y in zip(weights, (at[1], y1, y2, y3), strict=True)))
        else:
            xs.append(points[0])
            ys.append(points[1])
        at = points[-2:]
    return min(xs), min(ys), max(xs), max(ys)


def near(box, *wanted):
    return box == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        ('<rect x="10" y="20" width="30" height="5"/>', (10, 20, 40, 25)),
        ('<rect x="10" y="20" width="30" height="5" rx="2"/>', (10, 20, 40, 25)),
        ('<circle cx="50" cy="40" r="10"/>', (40, 30, 60, 50)),
        ('<ellipse cx="50" cy="40" rx="10" ry="5"/>', (40, 35, 60, 45)),
        ('<line x1="1" y1="2" x2="3" y2="4" stroke="black"/>', (1, 2, 3, 4)),
        ('<polygon points="0,0 10,0 10,10"/>', (0, 0, 10, 10)),
        ('<path d="M10 10h20v5H10z"/>', (10, 10, 30, 15)),
        ('<path d="m10,10 20,0 0,5 -20,0z m5 1h1v1z"/>', (10, 10, 30, 15)),
        ('<path d="M40 40a10 10 0 1 0 20 0a10 10 0 1 0-20 0z"/>', (40, 30, 60, 50)),
        ('<path d="M40 40A10 10 0 0160 40"/>', (40, 30, 60, 40)),
        ('<path d="M0 0Q10 20 20 0T40 0"/>', (0, -10, 40, 10)),
        ('<path d="M0 0C0 10 20 10 20 0S40-10 40 0"/>', (0, -7.5, 40, 7.5)),
        ('<path d="M1e1 0L.5.5"/>', (0.5, 0, 10, 0.5)),
        ('<g transform="translate(10 5) scale(2)"><rect width="5" height="5"/></g>', (10, 5, 20, 15)),
        ('<rect width="10" height="5" transform="rotate(90)"/>', (-5, 0, 0, 10)),
        ('<rect width="10" height="10" transform="rotate(45 5 5)"/>', (-2.07, -2.07, 12.07, 12.07)),
        ('<rect width="2" height="2" transform="matrix(1 0 0 -1 0 9)"/>', (0, 7, 2, 9)),
    ],
)
def test_shapes_lie_where_they_are_drawn(shape, box):
    (outline,) = drawing(shape).outlines
    assert near(bounds(outline.path), *box)


def test_an_arc_is_round():
    path = path_data("M50 30A10 10 0 1 1 49.99 30")
    for step, points in path:
        if step == "c":
            assert math.hypot(points[4] - 50, points[5] - 40) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(
    ("shape", "fill", "stroke"),
    [
        ('<path d="M0 0h9v9z"/>', "nonzero", 0),
        ('<path d="M0 0h9v9z" fill="none" stroke="red"/>', "", 1),
        ('<path d="M0 0h9v9z" style="fill:none;stroke:#000;stroke-width:.5"/>', "", 0.5),
        ('<g fill="none" stroke="red" stroke-width="3"><path d="M0 0h9v9z" transform="scale(2)"/></g>', "", 6),
        ('<path d="M0 0h9v9z" fill-rule="evenodd"/>', "evenodd", 0),
        ('<style>.a,.b{fill:none;stroke:#000}</style><path class="b" d="M0 0h9v9z"/>', "", 1),
    ],
)
def test_what_is_filled_and_what_is_a_line(shape, fill, stroke):
    (outline,) = drawing(shape).outlines
    assert (outline.fill, outline.stroke) == (fill, pytest.approx(stroke))


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ("<text>漆</text>", "`<text>`"),
        ('<use href="#a"/>', "`<use>`"),
        ('<path d="M0 0h9v9z" fill="#FFF"/>', "white"),
        ('<path d="M0 0h9v9z" opacity=".5"/>', "`opacity`"),
        ('<path d="M0 0h9v9z" stroke="red" stroke-dasharray="2"/>', "dasharray"),
        ('<path d="M0 0h9v9z" clip-path="url(#a)"/>', "clip-path"),
        ('<path d="M0 0h9v9z" fill="url(#a)"/>', "gradient"),
        ('<path d="M0 0h9v"/>', "path"),
        ('<path d="9 9"/>', "path"),
        ('<rect width="5em" height="2"/>', "5em"),
        ('<rect width="5" height="2" transform="turn(3)"/>', "turn"),
        ("<style>path{fill:red}</style><path d='M0 0h9v9z'/>", "style"),
        ('<path d="M0 0h9v9z" display="none"/>', "nothing"),
        ("<script/>", "`<script>`"),
    ],
)
def test_what_is_no_outline_is_refused_with_its_line(shape, told):
    with pytest.raises(AssetFault) as caught:
        drawing("\n" + shape)
    assert told in caught.value.message
    assert "line 2" in caught.value.message or told == "nothing"

"""Total ink: the window with the most of it, and the pictures that show it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from printkit.separations import InkWindow, Plates, plate_png, separate, total_ink_png, total_ink_windows

from .sheets import MM, new_page


def flat(width_mm, height_mm, bleed=None, dpi=72.0):
    """White plates of a page."""
    size = (round(height_mm * MM * dpi / 72), round(width_mm * MM * dpi / 72))
    box = (0.0, 0.0, width_mm * MM, height_mm * MM)
    return Plates(("Cyan", "Black"), np.zeros((2, *size), np.uint8), box, bleed or box, dpi)


def by_hand(total, side):
    """The same by summing each window."""
    windows = np.lib.stride_tricks.sliding_window_view(total, (side, side))
    return float(windows.mean((2, 3)).max())


def test_the_worst_window_is_found_where_it_is():
    plates = flat(60, 40)
    x, y = 30 * MM, 10 * MM
    plates.values[:, *plates.pixels((x, y, x + 15 * MM, y + 15 * MM))] = 255
    found = total_ink_windows(plates)
    assert found.mean == pytest.approx(2.0, abs=0.001)
    assert found.area == pytest.approx((x, y, x + 15 * MM, y + 15 * MM), abs=1)


def test_windows_are_sums_of_their_pixels():
    plates = flat(50, 50)
    plates.values[:] = np.random.default_rng(7).integers(0, 256, plates.values.shape)
    assert total_ink_windows(plates).mean == pytest.approx(by_hand(plates.total(), round(15 * MM)), abs=1e-4)


def test_half_a_window_of_ink_is_half_of_its_mean():
    plates = flat(60, 40)
    plates.values[0, :, : round(7.5 * MM)] = 255
    assert total_ink_windows(plates).mean == pytest.approx(0.5, abs=0.02)


def test_marks_outside_the_bleed_do_not_count():
    plates = flat(60, 60, bleed=(20 * MM, 20 * MM, 60 * MM, 60 * MM))
    plates.values[:, *plates.pixels((0, 0, 20 * MM, 60 * MM))] = 255
    assert total_ink_windows(plates).mean == 0


def test_a_page_smaller_than_the_window_is_one_window():
    plates = flat(10, 8)
    plates.values[0] = 51
    found = total_ink_windows(plates)
    assert found == InkWindow(pytest.approx(0.2), pytest.approx(plates.box, abs=0.5))


def test_the_mean_hardly_hangs_on_the_resolution():
    with new_page(b"1 1 0 0 k 30.3 30.7 50.1 60.2 re f", size=(150, 150)) as pdf:
        coarse, fine = (total_ink_windows(separate(pdf, 0, dpi=dpi)).mean for dpi in (72, 600))
    assert coarse == pytest.approx(fine, abs=0.02)


def opened(data):
    picture = Image.open(io.BytesIO(data))
    assert picture.info["Software"] == "printkit"
    return picture


def test_a_plate_is_dark_where_there_is_ink(every):
    picture = opened(plate_png(every, "Gold"))
    assert picture.mode == "L"
    assert picture.size == (600, 600)
    assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert picture.getpixel((250, 550)) == 255 - 191


def test_the_map_is_warm_over_the_limit_and_tells_it():
    plates = flat(60, 40)
    plates.values[0, :, :100] = 255
    picture = opened(total_ink_png(plates, 0.9))
    below, above = picture.getpixel((picture.width // 2 + 60, 50)), picture.getpixel((picture.width // 2 - 80, 110))
    assert below == (255, 255, 255)
    assert above[0] > 180 > above[2]
    cool = opened(total_ink_png(plates, 1.2)).getpixel((picture.width // 2 - 80, 110))
    assert cool[2] > cool[0]
    assert picture.height > plates.values.shape[1] + 40, "a legend stands below"
    other = opened(total_ink_png(plates, 0.95))
    assert picture.crop((0, 120, 360, picture.height)).tobytes() != other.crop((0, 120, 360, other.height)).tobytes()


def test_the_same_plates_give_the_same_pictures(every):
    assert total_ink_png(every) == total_ink_png(every)

"""Pictures finer than any plate are averaged before they become ink."""

import numpy as np
import pytest

from printkit.pdf.spaces import RGB, Space
from printkit.separations import pictures


def test_means_of_squares_stand_for_the_pixels(monkeypatch):
    monkeypatch.setattr(pictures, "_FINEST", 100)
    codes = np.zeros((30, 20, 3), np.uint8)
    codes[::3, ::3] = 90
    made = pictures._averaged(codes, RGB)
    assert made.shape == (10, 6, 3)
    assert np.all(made == 10)


@pytest.mark.parametrize("shape", [(10, 10, 3), (1, 10_000, 3)])
def test_what_is_small_or_a_line_stays(monkeypatch, shape):
    monkeypatch.setattr(pictures, "_FINEST", 100)
    assert pictures._averaged(np.zeros(shape, np.uint8), RGB).shape == shape


def test_codes_of_a_table_are_chosen_not_mixed(monkeypatch):
    monkeypatch.setattr(pictures, "_FINEST", 100)
    codes = np.full((20, 20, 1), 7, np.uint8)
    codes[1::2] = 200
    assert set(np.unique(pictures._averaged(codes, Space("Indexed", 1, base=RGB)))) == {7}

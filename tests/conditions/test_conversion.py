"""sRGB → inks: neutrals in black alone, the cap of total ink, and the profile's own answer for all else."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from printkit.conditions import Conversion, condition, engine, screen_profile


@pytest.fixture(scope="module")
def conversion() -> Conversion:
    return Conversion(condition())


def gradient() -> Image.Image:
    """All of sRGB in steps of 8, so that its darkest corners are there."""
    steps = np.arange(0, 256, 8, dtype=np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), -1)
    return Image.fromarray(cube.reshape(len(steps), -1, 3))


def total(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture).sum(2, dtype=int)


def test_neutral_colours_are_black_alone(conversion):
    for grey in range(256):
        cyan, magenta, yellow, black = conversion.colour((grey, grey, max(0, grey - 2)))
        assert (cyan, magenta, yellow) == (0, 0, 0)
        assert 0 <= black <= 1
    assert conversion.colour((255, 255, 255)) == (0, 0, 0, 0)
    assert conversion.colour((0, 0, 0)) == (0, 0, 0, 1)


def test_a_darker_grey_never_has_less_black(conversion):
    blacks = [conversion.colour((grey, grey, grey))[3] for grey in range(256)]
    assert blacks == sorted(blacks, reverse=True)
    assert len(set(blacks)) > 200


@pytest.mark.parametrize("grey", [40, 100, 128, 200, 240])
def test_a_grey_looks_as_dark_in_black_as_on_the_screen(conversion, grey):
    profile = ImageCms.ImageCmsProfile(io.BytesIO(condition().profile))
    screen = ImageCms.ImageCmsProfile(io.BytesIO(screen_profile()))
    back = ImageCms.buildTransform(profile, screen, "CMYK", "RGB", 1, ImageCms.Flags.BLACKPOINTCOMPENSATION)
    black = round(255 * conversion.colour((grey, grey, grey))[3])
    shown = ImageCms.applyTransform(Image.new("CMYK", (1, 1), (0, 0, 0, black)), back).getpixel((0, 0))
    assert sum(shown) / 3 == pytest.approx(grey, abs=2)


def test_a_colour_is_what_the_profile_says(conversion):
    cyan, magenta, yellow, black = conversion.colour((211, 38, 40))  # the vermilion of the layouts: 8/95/88/4
    assert cyan == pytest.approx(0.08, abs=0.03)
    assert magenta == pytest.approx(0.95, abs=0.03)
    assert yellow == pytest.approx(0.88, abs=0.04)
    assert black == pytest.approx(0.04, abs=0.03)


def test_a_colour_that_is_nearly_grey_keeps_its_hue(conversion):
    cyan, magenta, yellow, _black = conversion.colour((128, 128, 140))
    assert max(cyan, magenta, yellow) > 0.05


@pytest.mark.parametrize("limit", [None, 3.2, 2.5, 1.6])
def test_no_pixel_has_more_ink_than_the_limit(limit):
    conversion = Conversion(condition(), limit)
    most = min(limit or 9, condition().limit)
    assert conversion.limit == most
    converted = conversion.picture(gradient())
    assert converted.mode == "CMYK"
    assert total(converted).max() <= most * 255
    # And no more is taken away than must be: the profile itself gives 298 % for the darkest of sRGB.
    assert total(converted).max() >= min(most, 2.98) * 255 - 4


def test_the_cap_leaves_black_and_what_is_under_it():
    free, capped = (np.asarray(Conversion(condition(), limit).picture(gradient())) for limit in (None, 2.4))
    over = free.sum(2, dtype=int) > 2.4 * 255
    assert (capped[~over] == free[~over]).all()
    assert (capped[over][:, 3] == free[over][:, 3]).all()
    assert (capped[over][:, :3] <= free[over][:, :3]).all()


@pytest.mark.parametrize("limit", [0.5, 0.0])
def test_even_a_limit_under_full_black_ends(limit):
    converted = Conversion(condition(), limit).picture(Image.new("RGB", (2, 2), (30, 20, 10)))
    assert np.asarray(converted)[..., :3].max() == 0


def test_a_picture_in_cmyk_is_only_capped():
    conversion = Conversion(condition())
    light = Image.new("CMYK", (3, 300), (10, 20, 30, 40))
    assert conversion.picture(light).tobytes() == light.tobytes()
    heavy = conversion.picture(Image.new("CMYK", (3, 300), (255, 255, 255, 255)))
    assert heavy.getpixel((2, 299))[3] == 255
    assert total(heavy).max() <= 3 * 255


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "LA", "I;16"])
def test_pictures_of_every_mode_become_cmyk(conversion, mode):
    converted = conversion.picture(Image.new(mode, (5, 4)))
    assert (converted.mode, converted.size) == ("CMYK", (5, 4))


def test_another_conversion_gives_the_same():
    first, second = (Conversion(condition()).picture(gradient()).tobytes() for _ in range(2))
    assert first == second


def test_the_library_has_no_dated_profile():
    # Pillow's own sRGB profile holds the time at which it was made.
    source = Path(engine.__file__).read_text("utf-8")
    assert "createProfile" not in source

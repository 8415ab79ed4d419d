"""Pictures that are no files: given by name and bytes, and held to the same as those that are."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from printkit.assets import Shelf
from printkit.assets.fault import AssetFault


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_made_picture_needs_no_folder():
    shelf = Shelf(None, {}, {"cover.png": png()})
    found = shelf.get("cover.png")
    assert (found.width, found.height, found.media_type) == (30, 20, "image/png")
    assert shelf.by_url() == {found.url: found}


def test_it_comes_before_a_file_of_that_name(tmp_path):
    (tmp_path / "cover.png").write_bytes(b"no picture")
    assert Shelf(tmp_path, {}, {"cover.png": png()}).get("cover.png").width == 30


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cover.png", b"no picture", "broken-picture"),
        ("cover.gif", png(), "picture-kind"),
        ("cover.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>', "svg-refused"),
    ],
)
def test_it_is_held_to_the_same(name, data, code):
    with pytest.raises(AssetFault) as caught:
        Shelf(None, {}, {name: data}).get(name)
    assert caught.value.code == code


def test_others_still_need_a_folder():
    with pytest.raises(AssetFault) as caught:
        Shelf(None, {}, {"cover.png": png()}).get("other.png")
    assert caught.value.code == "no-folder"

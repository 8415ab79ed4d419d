"""Output conditions: what a profile says of itself, its ink limit, and files that only claim to be one."""

import random
import struct
from pathlib import Path

import pytest

from printkit.conditions import Conversion, condition, conditions, of_profile, screen_profile
from printkit.conditions.engine import measured_limit
from printkit.conditions.icc import read_profile
from printkit.conditions.registry import ADDRESS, registered
from printkit.diagnostics import PrintkitError
from printkit.resources import conditions_folder

COATED = (conditions_folder() / "fogra39" / "ISOcoated_v2_300_bas.icc").read_bytes()


def code_of(raised) -> str:
    (diagnostic,) = raised.value.diagnostics
    return diagnostic.code


def with_description(tag: bytes) -> bytes:
    """A profile that holds a `desc` tag and nothing else."""
    table = struct.pack(">I4sII", 1, b"desc", 144, len(tag))
    data = bytearray(128) + table + tag
    data[:4] = len(data).to_bytes(4, "big")
    data[8:10], data[12:24], data[36:40] = b"\x04\x20", b"prtrCMYKLab ", b"acsp"
    return bytes(data)


def test_the_shipped_condition_is_the_one_of_its_card():
    (shipped,) = conditions()
    assert (shipped.name, shipped.registry, shipped.channels) == ("FOGRA39", ADDRESS, 4)
    assert shipped.profile == COATED
    assert shipped.licence == "Zlib"
    assert condition("fogra39") == shipped


def test_the_ink_limit_on_the_card_is_the_measured_one():
    for shipped in conditions():
        assert shipped.limit == measured_limit(shipped.profile)
    assert condition().limit == pytest.approx(3.0, abs=0.02)


def test_a_profile_by_its_path_tells_its_condition_itself(tmp_path):
    (tmp_path / "from the shop.icc").write_bytes(COATED)
    found = condition(tmp_path / "from the shop.icc")
    assert (found.name, found.registry, found.limit) == ("FOGRA39", ADDRESS, condition().limit)
    assert found.info == "ISO Coated v2 300% (basICColor)"
    assert condition(str(tmp_path / "from the shop.icc")) == found


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("ISO Coated v2 (ECI)", "FOGRA39"),
        ("PSO Coated v3", "FOGRA51"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("GRACoL2006_Coated1v2.icc", "CGATS TR 006"),
        ("GRACoL2013_CRPC6", "CGATS21_CRPC6"),
        ("Japan Color 2001 Coated", "JC200103"),
        ("Japan Color 2011 Coated", "JC201103"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("Our own press, Tuesday", None),
    ],
)
def test_a_description_tells_the_registered_name(description, name):
    assert registered(description) == name


def test_descriptions_of_both_versions_are_read():
    old = b"desc" + bytes(4) + (6).to_bytes(4, "big") + b"Press\0"
    german, english = "Presse".encode("utf-16-be"), "Press 版".encode("utf-16-be")
    heads = struct.pack(">2s2sII", b"de", b"DE", len(german), 40) + struct.pack(
        ">2s2sII", b"en", b"US", len(english), 40 + len(german)
    )
    new = b"mluc" + bytes(4) + struct.pack(">II", 2, 12) + heads + german + english
    assert read_profile(with_description(old), "old").description == "Press"
    assert read_profile(with_description(new), "new").description == "Press 版"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7" + bytes(500),
        COATED[:100_000],
        COATED[:200],
        COATED[:128] + b"\xff\xff\xff\xff" + COATED[132:],
        COATED[:136] + b"\xff\xff\xff\x00" + COATED[140:],
        COATED[:140] + b"\xff\xff\xff\xff" + COATED[144:],
    ],
    ids=["empty", "a PDF", "cut", "only a head", "tags without end", "a tag outside", "a tag too long"],
)
def test_a_broken_profile_is_refused(data):
    with pytest.raises(PrintkitError) as raised:
        of_profile(data, "press.icc")
    assert code_of(raised) == "bad-profile"


def test_a_profile_without_tables_is_refused():
    with pytest.raises(PrintkitError) as raised:
        of_profile(with_description(b"desc" + bytes(4) + (6).to_bytes(4, "big") + b"Press\0"), "press.icc")
    assert code_of(raised) == "bad-profile"


def test_the_profile_of_a_screen_is_no_condition():
    with pytest.raises(PrintkitError) as raised:
        of_profile(screen_profile(), "sRGB.icc")
    assert code_of(raised) == "wrong-profile"
    assert "mntr" in str(raised.value)


@pytest.mark.parametrize("name", ["FOGRA93", "", "no/such.icc", "gone.icc", Path("/"), "a\0b.icc"])
def test_what_is_not_there_is_told(name):
    with pytest.raises(PrintkitError) as raised:
        condition(name)
    assert code_of(raised) == "no-condition"


def test_the_folder_of_a_condition_cannot_be_left_by_a_name():
    with pytest.raises(PrintkitError) as raised:
        condition("../conditions/fogra39")
    assert code_of(raised) == "no-condition"


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_profile_is_used_or_refused_and_never_crashes(seed):
    chance = random.Random(seed)
    (count,) = struct.unpack_from(">I", COATED, 128)
    starts = [0, 128, *(struct.unpack_from(">I", COATED, 136 + 12 * tag)[0] for tag in range(count))]
    data = bytearray(COATED)
    for _ in range(chance.choice([1, 3, 30])):
        data[min(len(data) - 1, chance.choice(starts) + chance.randrange(64))] = chance.randrange(256)
    try:
        found = of_profile(bytes(data), "press.icc")
    except PrintkitError as problem:
        found, told = None, [diagnostic.code for diagnostic in problem.diagnostics]
    if found is None:
        assert told in (["bad-profile"], ["wrong-profile"])
        return
    assert 0 < found.limit <= 4
    conversion = Conversion(found)
    for rgb in ((200, 10, 20), (90, 90, 90)):
        assert all(0 <= ink <= 1 for ink in conversion.colour(rgb))

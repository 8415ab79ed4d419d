"""`printkit build --edition …` and `printkit conditions`."""

import json

import pytest

from printkit.conditions import screen_profile
from printkit.proof import pdf_programs


@pytest.mark.slow  # five editions, and a preflight of those for print
def test_editions_are_files_beside_each_other(run, folder):
    done = run(
        "build",
        "small.yaml",
        "-e",
        "screen",
        "-e",
        "press",
        "-e",
        "press-x1a",
        "-e",
        "press-x3",
        "-e",
        "archive",
        "--json",
    )
    assert done.code == 0, done.err
    assert [(product["edition"], product["file"]) for product in done.answer["products"]] == [
        ("screen", "out/booklet-a5.pdf"),
        ("press", "out/booklet-a5-press.pdf"),
        ("press-x1a", "out/booklet-a5-press-x1a.pdf"),
        ("press-x3", "out/booklet-a5-press-x3.pdf"),
        ("archive", "out/booklet-a5-archive.pdf"),
    ]
    for product in done.answer["products"]:
        assert pdf_programs(folder / product["file"])[0] == "printkit"
    again = run("build", "small.yaml", "-e", "press", "-e", "archive")  # what we made, we may replace
    assert again.code == 0, again.err


def test_two_editions_are_two_files(run):
    done = run("build", "small.yaml", "-e", "screen", "-e", "archive", "--json")
    assert [product["file"] for product in done.answer["products"]] == [
        "out/booklet-a5.pdf",
        "out/booklet-a5-archive.pdf",
    ]


def test_one_edition_into_one_file(run, folder):
    assert run("build", "small.yaml", "-e", "press", "--no-marks", "--bleed", "5mm", "-o", "shop.pdf").code == 0
    assert b"PDF/X-4" in (folder / "shop.pdf").read_bytes()
    refused = run("build", "small.yaml", "-e", "press", "-e", "archive", "-o", "shop.pdf")
    assert refused.code == 2
    assert "need a folder" in refused.err.replace("\n", " ").replace("│", "").replace("  ", " ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--bleed", "25mm"], "bad-bleed"),
        (["--bleed", "three"], "bad-bleed"),
        (["--condition", "FOGRA99"], "no-condition"),
        (["--condition", "small.yaml"], "no-condition"),
        (["--condition", "./small.yaml"], "bad-profile"),
        (["--condition", "screen.icc"], "wrong-profile"),
    ],
)
def test_what_cannot_be_had_is_told_and_nothing_written(run, folder, arguments, code):
    (folder / "screen.icc").write_bytes(screen_profile())
    done = run("build", "small.yaml", "-e", "press", "--json", *arguments)
    assert done.code == 1
    assert [found["code"] for found in done.answer["diagnostics"]] == [code]
    assert not (folder / "out").exists()


def test_an_edition_that_does_not_exist_is_wrong_usage(run):
    assert run("build", "small.yaml", "-e", "pdfx").code == 2


def test_conditions_are_listed(run):
    text = run("conditions").out
    assert "FOGRA39" in text
    assert "300 %" in text
    (listed,) = run("conditions", "--json").answer
    assert (listed["name"], listed["ink_limit"], listed["channels"]) == ("FOGRA39", 3.0, 4)
    assert set(listed) >= {"title", "registry", "profile", "licence", "source", "version"}
    assert run("conditions", "fogra39", "--json").answer == listed


def test_a_profile_is_told_of(run, folder):
    from printkit.conditions import condition

    (folder / "shop.icc").write_bytes(condition().profile)
    told = run("conditions", "shop.icc", "--json").answer
    assert (told["name"], told["profile"]) == ("FOGRA39", "ISO Coated v2 300% (basICColor)")
    (folder / "bad.icc").write_bytes(b"no profile")
    bad = run("conditions", "bad.icc", "--json")
    assert bad.code == 1
    assert json.loads(bad.out)["diagnostics"][0]["code"] == "bad-profile"

import json
import zipfile

import pytest


def job(folder, text):
    (folder / "handoff.yaml").write_text(text, "utf-8")


def test_a_job_is_packed_and_every_file_told(run, folder):
    job(folder, "quantity: 20\nproofs: false\n")
    done = run("handoff", "small.yaml", "-o", "shop")
    assert done.code == 0, done.err
    [packed] = [path for path in (folder / "shop").iterdir() if path.is_dir()]
    for path in packed.iterdir():
        assert path.name in done.out
    with zipfile.ZipFile(packed.with_name(f"{packed.name}.zip")) as archive:
        assert len(archive.namelist()) == len(list(packed.iterdir()))
    (packed / "mine.txt").write_text("mine")
    refused = run("handoff", "small.yaml", "-o", "shop")
    assert refused.code == 1
    assert "`mine.txt`, which printkit did not put there" in refused.err


def test_strict_counts_warnings_before_anything_is_written(run, folder):
    job(folder, "quantity: 20\nproofs: false\n")
    answer = run("handoff", "odd.yaml", "-o", "shop", "--strict", "--json").answer
    assert (answer["ok"], answer["exit"]) == (False, 1)
    assert [each["code"] for each in answer["diagnostics"]] == ["missing-translation"]
    assert not (folder / "shop").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no `handoff.yaml` beside `small.yaml`"),
        ("copies: 20\n", "handoff.yaml:1:1"),
        ("quantity: 20\nbinding: perfect-bound\n", "a cover is made to the thickness of the paper"),
    ],
)
def test_a_job_that_cannot_be_is_told_with_its_place(run, folder, text, said):
    if text is not None:
        job(folder, text)
    done = run("handoff", "small.yaml", "-o", "shop")
    assert done.code == 1
    assert said in done.err
    assert not (folder / "shop").exists()


def test_the_schema_of_a_job_is_there_for_editors(run, folder):
    assert run("schema", "--handoff", "-o", "handoff.schema.json").code == 0
    schema = json.loads((folder / "handoff.schema.json").read_text("utf-8"))
    assert schema["required"] == ["quantity"]
    assert "Made by printkit" in schema["$comment"]

import json

import pytest

ARTICLE = """<html><head><title>春天的花园</title></head><body><article><h1>春天的花园</h1>
<p>我们种下一片花园,很好看!一共有 24 种花。</p><p><img src="data:image/png;base64,{png}" alt="花园的照片"></p>
<p>谢谢大家。</p></article></body></html>"""


@pytest.fixture
def article(folder):
    import base64
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 300), "#558855").save(out, "PNG")
    path = folder / "article.html"
    path.write_text(ARTICLE.replace("{png}", base64.b64encode(out.getvalue()).decode()), encoding="utf-8")
    return path


def test_a_new_report_builds_at_once_without_a_warning(run, folder):
    done = run("new", "year")
    assert done.code == 0, done.err
    assert sorted(path.name for path in (folder / "year").iterdir()) == ["report.schema.json", "report.yaml"]
    text = (folder / "year" / "report.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=report.schema.json\n")
    assert text.count("slot\n") == 1
    done = run("build", "year/report.yaml", "--strict")
    assert done.code == 0, done.err


def test_a_new_report_fits_its_schema(run, folder):
    import jsonschema

    from printkit import source

    assert run("new", "year", "--json").answer["products"][0]["file"] == "year/report.yaml"
    schema = json.loads((folder / "year" / "report.schema.json").read_text("utf-8"))
    jsonschema.validate(source.read(folder / "year" / "report.yaml").data, schema)


@pytest.mark.parametrize("what", ["file", "full", "link"])
def test_new_never_touches_what_is_there(run, folder, what):
    place = folder / "year"
    match what:
        case "file":
            place.write_text("mine")
        case "full":
            place.mkdir()
            (place / "mine.txt").write_text("mine")
        case "link":
            (folder / "elsewhere").mkdir()
            place.symlink_to("elsewhere")
    before = sorted(folder.rglob("*"))
    done = run("new", "year")
    assert done.code == 1
    assert "exists already" in done.err
    assert sorted(folder.rglob("*")) == before


def test_new_into_an_empty_folder_and_into_impossible_ones(run, folder):
    (folder / "empty").mkdir()
    assert run("new", "empty").code == 0
    for name in ("x" * 300, "small.yaml/deeper", ".."):
        done = run("new", name)
        assert done.code in (1, 3)
        assert "Traceback" not in done.err


def test_an_article_becomes_a_report_with_its_picture_and_schema(run, folder, article):
    done = run("import", article, "-o", "garden/report.yaml")
    assert done.code == 0, done.err
    names = sorted(path.relative_to(folder / "garden").as_posix() for path in (folder / "garden").rglob("*.*"))
    assert names[:2] != []
    assert {"report.schema.json", "report.yaml"} <= set(names)
    assert any(name.endswith(".png") for name in names)
    assert "to punctuation and spaces:" in done.out
    assert run("check", "garden/report.yaml", "--language", "zh").code == 0


def test_an_import_as_json(run, article):
    done = run("import", article, "-o", "garden/report.yaml", "--json")
    answer = done.answer
    assert done.code == 0
    assert answer["products"][0]["file"] == "garden/report.yaml"
    assert {"before", "after", "rule", "where"} == set(answer["changes"][0])


def test_a_report_is_only_replaced_by_force_and_only_if_printkit_imported_it(run, folder, article):
    assert run("import", article, "-o", "garden/report.yaml").code == 0
    again = run("import", article, "-o", "garden/report.yaml")
    assert again.code == 1
    assert "--force" in again.err
    assert run("import", article, "-o", "garden/report.yaml", "--force").code == 0
    mine = folder / "small.yaml"
    before = mine.read_bytes()
    assert run("import", article, "-o", "small.yaml", "--force").code == 1
    assert mine.read_bytes() == before


def test_an_import_never_replaces_a_foreign_schema(run, folder, article):
    (folder / "garden").mkdir()
    (folder / "garden" / "report.schema.json").write_text("{}")
    assert run("import", article, "-o", "garden/report.yaml").code == 1
    assert not (folder / "garden" / "report.yaml").exists()


def test_wrong_usage_of_import(run, folder, article):
    assert run("import", article, "-o", "garden").code == 2
    assert run("import", article, "-o", "garden/report.yaml", "--form", "pdf").code == 2
    assert run("import", article).code == 2
    assert run("import", "none.html", "-o", "garden/report.yaml").code == 1
    assert not (folder / "garden").exists()

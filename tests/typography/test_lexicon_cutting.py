"""The workshop in `lexicon/`: what it takes from the original, and that the lexicon is what it writes."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import yaml

from printkit.typography.lexicon import words_from

LEXICON = Path(__file__).parents[2] / "lexicon"


@pytest.fixture(scope="module")
def workshop() -> Any:
    spec = importlib.util.spec_from_file_location("lexicon_cut", LEXICON / "cut.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rare_words_names_and_traditional_letters_are_left_out(workshop: Any) -> None:
    counted = "社会 90000 n\n社 100 n\n丛生 14 v\n王小二 20 nr\n治 800 v\n社會 500 n\nT恤 900 n\n一马当先 20 i\n治理委员会 900 n"
    levels = workshop.cut(counted, "# terms\n党建 共治")
    assert set(levels) == {"社会", "社", "治", "一马当先", "党建", "共治"}
    assert levels["社会"] < levels["治"] < levels["社"] < levels["一马当先"]


def test_one_line_a_letter(workshop: Any) -> None:
    assert workshop.written({"社会": 6, "社": 9, "治": 10, "治理": 11}) == "治k理l\n社j会g\n"


def test_another_original_is_refused(
    workshop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workshop, "fetch", lambda _cache: "社会 9 n".encode())
    monkeypatch.setattr("sys.argv", ["cut.py", "--to", str(tmp_path)])
    assert workshop.main() == 1
    assert "not the pinned file" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_lexicon_was_cut_from_this_original_and_these_terms(workshop: Any) -> None:
    text = (LEXICON / "terms.txt").read_text(encoding="utf-8")
    terms = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    assert [term for term in sorted(terms) if term[1:] not in words_from(term[0])] == []
    card = yaml.safe_load((LEXICON / "lexicon.yaml").read_text(encoding="utf-8"))
    assert card["files"] == {workshop.MEMBER: workshop.MEMBER_SHA256}

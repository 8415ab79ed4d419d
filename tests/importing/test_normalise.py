import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.typography.normalise import RULES, normalise

ALPHABET = "中文“”‘’（）()，,;:!?。.…—- \u00a0\u30003aZ\"'*/[]%"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一个也不落下\u00a0,", "一个也不落下，"),
        ("2019,方案(2018-2020)》,照办", "2019，方案（2018-2020）》，照办"),
        ("1,300人; 12:30开始;比分3:2!", "1,300人；12:30开始；比分3:2！"),
        ("同行”......一件件", "同行”……一件件"),
        ("还有...", "还有……"),
        ('他说:"你好",走了', "他说：“你好”，走了"),
        ("函数f(x)的值, WHO(World Health)说", "函数f(x)的值，WHO(World Health)说"),
        ("见https://a.b/c?x=1,y:2,谢谢(http://q.w/e)", "见https://a.b/c?x=1,y:2，谢谢（http://q.w/e）"),
        ("写信到a.b@example.org,谢谢", "写信到a.b@example.org，谢谢"),
        ("In Chinese, 治理 means governance (rule), ok?", "In Chinese, 治理 means governance (rule), ok?"),
        ("例如 e.g. this, that", "例如 e.g. this, that"),
        ("2019 年度的 旧城 新门", "2019年度的 旧城 新门"),
        ("\u3000\u3000张\u3000三", "张 三"),
        ("我们 -- 走", "我们——走"),
        ("**重点**,后面", "**重点**，后面"),
        ("'守门人',don't", "‘守门人’，don't"),
        ("1)治理(2)社会", "1）治理（2）社会"),
        ('5"管', '5"管'),
        ("结束.", "结束。"),
        ("[链接](https://a/b,c),后", "[链接](https://a/b,c)，后"),
        ("真的吗?!好", "真的吗？！好"),
        ("Hello, world (again)!", "Hello, world (again)!"),
        ("", ""),
    ],
)
def test_marks_beside_han_and_nothing_else(before, after):
    found = normalise(before)
    assert found.text == after
    assert (before == after) == (not [e for e in found.edits if not e.kept])


def test_a_headline_keeps_the_blank_between_phrases():
    assert normalise("守住“家门” 打造“品牌” 图1 前后", headline=True).text == "守住“家门” 打造“品牌” 图1 前后"
    assert normalise("守住“家门” 打造", headline=False).text == "守住“家门”打造"


def test_each_change_tells_rule_and_place():
    found = normalise("\u3000先看,再说(2019-2021)")
    assert [(e.rule, e.at) for e in found.edits] == [
        ("indent", 0), ("marks", 3), ("brackets", 6), ("connector-kept", 7), ("brackets", 16),
    ]  # fmt: skip
    assert [e.rule for e in found.edits if e.kept] == ["connector-kept"]
    assert {e.rule for e in found.edits} <= {rule.name for rule in RULES} | {"connector-kept"}


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=40), st.booleans())
def test_idempotent_and_traceable(text, headline):
    once = normalise(text, headline=headline)
    assert normalise(once.text, headline=headline).text == once.text
    assert len(once.origin) == len(once.text)
    assert list(once.origin) == sorted(once.origin)
    kept = [c for c in text if c.isalnum()]
    assert [c for c in once.text if c.isalnum()] == kept


@pytest.mark.parametrize("text", [", " * 20000 + "中" * 9000, "中" + "(" * 20000, "http://" + ")" * 20000 + "中"])
def test_long_hostile_texts_take_no_long_time(text):
    start = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - start < 3

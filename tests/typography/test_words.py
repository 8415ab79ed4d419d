"""Words of Chinese and English headings: where a line may break, where it must not, and what the data costs."""

from __future__ import annotations

import hashlib
import re
import time
import zlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from printkit.resources import lexicon_folder
from printkit.typography import lexicon
from printkit.typography.breaks import may_break
from printkit.typography.characters import ATOM, classify
from printkit.typography.costs import CLINGING, PAUSE, PHRASE, WHOLE
from printkit.typography.words import boundaries

ARTICLE = Path(__file__).parents[3] / "shared" / "data" / "000_1c84ed3f1d369151.txt"
EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"

HEADINGS = [
    "街道/党工委/召开/年度/总结/大会",
    "老旧小区/加装电梯的/第一年",
    "一千三百户/人家的/新-邻居",
    "1=300=户/居民/告别/飞线/充电",
    "把-议事厅/搬-到-榕树-下",
    "城中村-里的/四点半课堂",
    "从/“有人管”/到/“大家管”",
    "网格员/陈小燕的/一天",
    "读懂/《社区工作手册》的/第三章",
    "2019年/民生微实事/项目/一览",
    "2018—2019年/社区治理/项目/回顾",
    "社区/食堂/让-老人/吃-上/热饭",
    "物业/企业/与/业主委员会/握手言和",
    "让-小巷/都-有-自己的/名字",
    "心理服务站/开进/十七个/社区",
    "志愿者们/走进/幼儿园",
    "垃圾分类/从-娃娃/抓起",
    "口袋公园/建成-之后",
    "谁-来/照看/放学-后的/孩子",
    "党建+-物业，/邻里/一家/亲",
    "智慧/平台/上线/首月/办结/三千件/诉求",
    "城市更新/不-忘-老街坊",
    "用好/居民议事会/这-张/桌子",
    "卫生站-里的/夜班/医生",
    "深圳/最早的/工业区/之一",
    "大芬村的/画工/与-画-商",
    "一场/暴雨/考验/排水/系统",
    "全区/首个-联学/联建/基地/揭牌",
    "街坊/口述：/我/和/布吉/这-三十年",
    "历史/建筑/保护/与/活化/利用",
    "外来务工人员/子女/入学/指南",
    "消防/通道/堵点/全部/打通",
    "以-人民/为-中心的/发展/思想",
    "共建/共治/共享的/社会治理/格局",
    "基层治理/体系/和/治理能力/现代化",
    "把-好事/办好、/实事/办实",
    "图书馆/延长/开放/时间",
    "晚上/九点的/社区/广场",
    "王建国/和-他的/修车铺",
    "没有-围墙的/学校",
    "第二届/邻里节-在-木棉湾/开幕",
    "财务/公开/让-账目/清清楚楚",
    "百分之/九十五的/家庭/参加了/投票",
    "修/一条/安全的/上学路",
    "让-数据/多-跑路，/让-群众/少/跑腿",
    "水质/达标率/提高/到-98%",
    "房屋/租赁/管理/新-办法",
    "一个-楼长的/笔记本",
    "社工站的/第一千次/家访",
    "工作人员/名单",
    "居民/代表大会/通过的/十项/决定",
    "退役/军人/服务站/挂牌",
    "交通/安全/进/校园",
    "雨棚、/连廊/和/一盏/路灯",
    "给-未来/五年的/一封信",
    "家门口的/就业/服务",
    "老党员/带头/拆除/违建",
    "传统/工艺的/年轻/传人",
    "从-管理/到-服务的/转变",
    "青年/人才/驿站/正式/启用",
    "李明/和/张晓燕/当选/居民/代表",
    "马上/就-办，/办-就-办好",
    "周边/环境/整治/初见成效",
    "欧阳/老师的/植物/角",
]
"""`/`: a line may well break here; `-`: it may if it must. Nowhere else."""

ENGLISH = [
    "Many/hands,/one/town",
    "However/small/the-job,/somebody/has/to-step/forward.",
    "A-town/depends/on-the-people/who-live/in-it.",
    "The-story/of-Mr=Li/and-the-17-communities/of-Buji",
    "Longling’s/street/is-placed/first/by-the-experts",
    "Opened/on-9=January=2020,/after-5=km/of-new/road",
    "Chapter=3:/a-year/in-the-life/of-Dr.=J.=Smith",
    "Over-1.3=million/households/in-the-first/year",
    "See/Table=2-and-Fig.=4",
]
"""`=`: these two stay together."""


def marked(text: str) -> str:
    """The text with the places where a line may break, by words and by marks."""
    costs = boundaries(text)
    out, before, blank = "", "", ""
    for found in ATOM.finditer(text):
        atom = found[0]
        if atom.isspace():
            blank = " "
            continue
        cost = costs.get(found.start())
        if before and cost is not None and may_break(classify(before), classify(atom), bool(blank), "gb"):
            out += ("=" if blank else "") if cost >= WHOLE else "-" if cost >= CLINGING else "/"
        else:
            out += blank
        out += atom
        before, blank = atom, ""
    return out


def text_of(marks: str) -> str:
    """What `marked` was given: Chinese has a blank for `=` alone, English for each sign."""
    return (
        re.sub("[/=-]", " ", marks) if marks.isascii() or "’" in marks else re.sub("[/-]", "", marks).replace("=", " ")
    )


@pytest.mark.parametrize("marks", HEADINGS)
def test_a_chinese_heading_breaks_between_words(marks):
    # R26
    assert marked(text_of(marks)) == marks


@pytest.mark.parametrize("marks", ENGLISH)
def test_an_english_heading_breaks_between_phrases(marks):
    assert marked(text_of(marks)) == marks


HIGHLIGHTS = [
    "牢固/树立/党建引领/“硬核心”",
    "激活/党建引领/社会治理/“一盘棋”",
    "依托/智库/支持/吹响/社会治理/项目化/“吉结号”",
    "“走出去、请进来”/提升/“头雁”/领飞/能力",
    "创建/共建/共治/共享/社校融合/治理模式/试点",
    "积极/探索/与/实践/构建/基层/社会/心理服务/体系",
    "品牌/项目/花团锦簇/添/新彩",
]


def test_the_highlights_of_the_real_article():
    if not ARTICLE.exists():
        pytest.skip("the real article is input of the project, not part of it")
    text = re.sub(r"<[^>]*>|&nbsp;", "", ARTICLE.read_text(encoding="utf-8"))
    for marks in HIGHLIGHTS:
        heading = text_of(marks)
        assert heading in text
        assert marked(heading) == marks


def test_no_heading_of_the_example_breaks_inside_a_word():
    # The places that a reader who knows Chinese would not forgive, by words that are surely whole.
    words = ("街道", "社区", "治理", "志愿者", "册子", "物业", "心理", "专家", "考察团", "服务", "讲座", "评分", "网格")
    seen = 0
    for heading in texts_of(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))):
        costs = boundaries(heading)
        for word in words:
            for found in re.finditer(word, heading):
                assert not any(index in costs for index in range(found.start() + 1, found.end())), heading
                seen += 1
    assert seen > 20


def texts_of(node: object, key: str = "") -> list[str]:
    """The Chinese of all headings, highlights, captions, titles and labels."""
    if isinstance(node, list):
        return [text for item in node for text in texts_of(item, key)]
    if not isinstance(node, dict):
        return []
    own = [str(node["zh"])] if "zh" in node and key in ("heading", "highlight", "caption", "title", "label") else []
    return own + [text for name, item in node.items() for text in texts_of(item, name)]


def test_good_places_cost_less():
    text = "城里的事，要靠住在城里的人和街道"
    costs = boundaries(text)
    assert costs[text.index("要")] == PAUSE
    assert costs[text.index("和")] == PHRASE
    assert costs[text.index("事")] == PHRASE
    assert costs[text.index("住")] > PHRASE
    assert 2 not in costs, "的 begins no line"


@pytest.mark.parametrize(
    "text", ["第三章", "2019年", "1 300 余户", "十七个", "2018—2019年", "“走出去”", "《社区工作手册》"]
)
def test_what_belongs_together_stays_together(text):
    assert all(cost >= WHOLE for cost in boundaries(text).values())


def test_a_quotation_of_nine_letters_may_break():
    assert any(cost < WHOLE for index, cost in boundaries("“城市质量提升年行动”").items() if 1 < index < 10)


def test_a_caption_does_not_break_after_its_mark():
    # R28
    assert min(boundaries("▲ 市、区各级关注")) > 2


@given(st.text(st.sampled_from("社区治理的和一二第“”《》，。 A1b.▲—张三家" + "𠮷々"), max_size=40))
def test_any_text_is_cut_without_loss(text):
    assert "".join(lexicon.segment(text)) == text
    assert all(0 < index < len(text) and cost >= 0 for index, cost in boundaries(text).items())


def test_the_lexicon_is_small_and_said_where_it_comes_from():
    folder = lexicon_folder()
    content = (folder / "zh.txt").read_bytes()
    card = yaml.safe_load((folder / "lexicon.yaml").read_text(encoding="utf-8"))
    assert hashlib.sha256(content).hexdigest() == card["sha256"]
    assert (card["licence"], card["bytes"]) == ("MIT", len(content))
    assert "MIT License" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert len(zlib.compress(content)) < 250_000, "what it takes in a wheel"
    entries = [len(lexicon.words_from(line[0])) for line in content.decode().splitlines()]
    assert sum(entries) == card["words"]


def test_the_lexicon_is_read_quickly():
    lexicon._lines.cache_clear()
    start = time.process_time()
    lexicon._lines()
    assert time.process_time() - start < 0.025

"""Every article arrives: its parts in their places, and no letter lost."""

from collections import Counter

import pytest

from printkit.importing import import_article
from printkit.importing.form import decode, detect
from printkit.report import loads

from .docx import KIND, docx, note, paragraph, picture, run, table
from .letters import ARTICLES, bare, text_of_html, text_of_report

NAMES = sorted(path.name for path in ARTICLES.iterdir() if path.is_file())

# Words of the file that are not the article's: labels that became keys, menus, what the page hides, the
# fallback of players. And what the report says beyond it: notes for what paper cannot hold, words of `alt`.
LEFT_OUT = {
    "02-wechat.html": "2022-03-05 看不见的广告 投诉 一盏灯一条巷老街夜巡记灯塔社区",
    "03-quill.html": "来源",
    "04-ueditor.html": "关键词",
    "05-word.html": "1 1 2",
    "06-portal.html": "首页新闻热门推荐版权所有",
    "08-markdown.md": "来源",
    "09-english.md": "Source",
    "10-plain.txt": "来源",
    "12-tinymce.html": "浏览器不支持",
}
ADDED = {
    "02-wechat.html": "一盏灯一条巷老街夜巡记灯塔社区原文此处有视频纸上无法呈现地址"
    "httpsvqqinvalidtxpiframeplayerhtmlvidabc原文此处有音频纸上无法呈现",
    "04-ueditor.html": "社区改造平面图",
    "05-word.html": "²",
    "06-portal.html": "工人在铺设水管原文此处有表单纸上无法呈现原文此处有嵌入的对象纸上无法呈现",
    "12-tinymce.html": "12tinymce原文此处有视频纸上无法呈现地址httpmediainvalidamp4",
}


def alnum(text):
    return Counter(c for c in text if c.isalnum())


def said(path):
    """The letters of the file, by other means than the importer's."""
    raw = path.read_bytes()
    text = raw.decode("gb18030" if "gb18030" in path.name else "utf-8")
    if path.suffix == ".md":
        text = text.replace("[^1]", "").replace("![](missing.png)", "").replace("https://example.org/books_(2022)", "")
        text = text.replace("https://example.org/list", "").replace("\n1. ", "\n").replace("\n2. ", "\n")
    return text if path.suffix == ".md" or "plain" in path.name else text_of_html(text)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_lost_and_nothing_invented(name):
    imported = import_article(ARTICLES / name)
    want = alnum(said(ARTICLES / name)) - alnum(LEFT_OUT.get(name, "")) + alnum(ADDED.get(name, ""))
    have = alnum(text_of_report(imported.report))
    assert (want - have, have - want) == (Counter(), Counter())
    assert not [w for w in imported.warnings if w.code == "words-lost"]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_reads_back_as_the_same_report(name):
    imported = import_article(ARTICLES / name)
    again = loads(imported.yaml)
    assert again == imported.report
    assert len(again.languages) == 1
    assert str(ARTICLES.parent) not in imported.yaml


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("01-web-save.txt", "web-save"),
        ("02-wechat.html", "html"),
        ("03-quill.html", "html"),
        ("05-word.html", "html"),
        ("08-markdown.md", "markdown"),
        ("10-plain.txt", "text"),
        ("11-plain-english.txt", "text"),
    ],
)
def test_the_form_is_seen_in_the_content(name, form, tmp_path):
    raw = (ARTICLES / name).read_bytes()
    assert detect(tmp_path / "unnamed", raw) == form


def blocks(imported):
    return [(b.kind, b) for section in imported.report.sections for b in section.blocks]


def zh(text):
    return text.zh if text else None


def test_the_real_article(real_article):
    imported = import_article(real_article)
    report = imported.report
    assert [name for name, _ in blocks(imported)].count("paragraph") == 8
    leads = [zh(b.highlight) for kind, b in blocks(imported) if kind == "paragraph" and b.highlight]
    assert len(leads) == 7
    assert all(lead[-1] == "。" and lead == lead.strip() for lead in leads)
    plates = [b for kind, b in blocks(imported) if kind == "figure"]
    assert [len(b.pictures) for b in plates] == [2] + [1] * 7
    assert all(picture.file is None for b in plates for picture in b.pictures)
    assert (
        sum(zh(b.caption) is not None for b in plates) + sum(bool(p.caption) for b in plates for p in b.pictures) == 9
    )
    assert "▲" not in imported.yaml
    assert [len(report.closing.slogan), zh(report.closing.lead)[-1], len(report.keywords)] == [5, "：", 10]
    assert sum(zh(b.text).count("**") for kind, b in blocks(imported) if kind == "paragraph") == 2
    assert len(report.sections) == 1
    assert report.sections[0].heading is None
    assert " |" in zh(report.title)
    assert report.subtitle
    assert report.source
    assert not imported.warnings
    assert {c.rule for c in imported.changes} == {
        "marks",
        "brackets",
        "ellipsis",
        "blanks-joined",
        "blank-by-mark",
        "blank-by-latin",
        "connector-kept",
    }


def test_the_real_article_arrives_letter_by_letter_in_its_order(real_article):
    want = bare(text_of_html(real_article.read_text()))
    title, rest = want.split("——", 1)
    assert bare(text_of_report(import_article(real_article).report)) == title + rest


def test_no_sentence_of_the_real_article_is_in_this_repository(real_article):
    text = bare(text_of_html(real_article.read_text()))
    runs = {text[i : i + 12] for i in range(len(text) - 12)}
    root = ARTICLES.parents[2]
    code = [*(root / "src/printkit/importing").glob("*.py"), root / "src/printkit/typography/normalise.py"]
    texts = [path for path in ARTICLES.iterdir() if path.suffix in (".txt", ".html", ".md")]
    for path in [*ARTICLES.parent.glob("*.py"), *code, *texts]:
        mine = bare(decode(path.read_bytes(), path.name))
        assert not [mine[i : i + 12] for i in range(len(mine) - 12) if mine[i : i + 12] in runs], path.name


def test_wechat_parts():
    imported = import_article(ARTICLES / "02-wechat.html")
    report = imported.report
    assert (zh(report.title), zh(report.subtitle), zh(report.source)) == ("一盏灯 |一条巷", "老街夜巡记", "灯塔社区")
    assert [zh(s.heading) for s in report.sections] == ["01 夜里九点出发", "02 有人等门"]
    plates = [b for kind, b in blocks(imported) if kind == "figure"]
    assert [(len(b.pictures), zh(b.caption)) for b in plates] == [(1, "队伍在牌坊下集合"), (2, "图：巷口的两盏灯")]
    assert "was https://mmbiz.qpic.invalid/one.jpg" in imported.yaml
    assert [kind for kind, _ in blocks(imported)][-2:] == ["callout", "callout"]
    assert [zh(line) for line in report.closing.slogan] == ["一盏灯不算亮，", "一条巷才算家。"]
    codes = Counter(w.code for w in imported.warnings)
    assert codes == {
        "active-content": 1, "link-refused": 1, "background-picture": 1, "hidden-words": 1, "picture-remote": 3,
        "not-representable": 2,
    }  # fmt: skip


def test_lists_tables_quotes_notes_and_signs():
    imported = import_article(ARTICLES / "08-markdown.md")
    kinds = dict(blocks(imported))
    assert "^[按图纸丈量，不含花坛。]" in imported.yaml
    assert kinds["list"].ordered
    assert zh(kinds["quote"].source) == "设计师阿澄"
    assert [zh(cell) for cell in kinds["table"].head] == ["公园", "面积", "树"]
    assert [cell.neutral for cell in kinds["table"].rows[1]] == [None, "210", "12"]
    portal = import_article(ARTICLES / "06-portal.html")
    assert r"水来了\*三次\*，\[真的]，\{价格\|不变}，C:\\水表，a_b。" in portal.yaml
    assert "{甪|lù}" in portal.yaml
    ueditor = import_article(ARTICLES / "04-ueditor.html")
    widths = {len(row) for row in dict(blocks(ueditor))["table"].rows}
    assert widths == {3}
    assert ueditor.local == ("pictures/plan.png",)
    assert [zh(k) for k in ueditor.report.keywords] == ["账本", "服务", "修缮"]


def test_a_word_document_with_all_that_it_has(take):
    body = (
        paragraph(run("老码头 新客厅——三年记"), style="a1")
        + paragraph(run("　　码头空了"), run("十一年", bold=True), run(",去年重新有了灯。"), note(2))
        + paragraph(run("灯从哪里来", bold=False), style="2")
        + paragraph(run("先问居民。", bold=True), run("三百户回了信(七成赞成)。"))
        + paragraph(picture("p1"))
        + paragraph(run("▲ 夜里的码头"), centred=True)
        + table(("项目", "数量"), ("路灯", "61"))
        + paragraph(run("我们说:", bold=True), centred=True)
        + paragraph(run("灯亮着,", bold=True), centred=True)
        + paragraph(run("就有人回来。", bold=True), centred=True)
    )
    import io

    from PIL import Image

    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    shot = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 90, 160)).save(shot, "JPEG", exif=exif)
    assert b"SecretCamera" in shot.getvalue()
    raw = docx(
        body,
        members={"word/media/one.jpg": shot.getvalue(), "../../evil.txt": b"x"},
        relations=f'<Relationship Id="p1" Type="{KIND}/image" Target="media/one.jpg"/>',
        notes='<w:footnote w:id="2"><w:p><w:r><w:t>按竣工日期算。</w:t></w:r></w:p></w:footnote>',
    )
    imported = take(raw, "harbour.docx")
    report = imported.report
    assert (zh(report.title), zh(report.subtitle)) == ("老码头 |新客厅", "三年记")
    assert [zh(s.heading) for s in report.sections] == [None, "灯从哪里来"]
    assert "码头空了**十一年**，去年重新有了灯。^[按竣工日期算。]" in imported.yaml
    kinds = dict(blocks(imported))
    assert zh(kinds["paragraph"].highlight) == "先问居民。"
    assert zh(kinds["figure"].caption) == "夜里的码头"
    assert [name for name, _ in imported.pictures] == ["figures/picture-1.jpg"]
    assert b"SecretCamera" not in imported.pictures[0][1]
    assert kinds["table"].rows[1][1].neutral == "61"
    assert (zh(report.closing.lead), [zh(line) for line in report.closing.slogan]) == (
        "我们说：",
        ["灯亮着，", "就有人回来。"],
    )
    assert alnum(text_of_report(report)) == alnum(text_of_html(body) + "按竣工日期算")


def test_gb18030_by_charset_and_by_trial(take):
    page = "<p>朱镕说：一二三四五六七。</p><p>第二段，比第一段长一点。</p>"
    for head in ('<meta charset="gb2312">', ""):
        imported = take((head + page).encode("gb18030"), "page.html")
        assert "朱镕说：一二三四五六七。" in imported.yaml


def test_line_ends_of_the_source_are_no_blanks_between_han(take):
    page = "<p>\n    今年\n    三件事，\n  两件已成。\n</p>\n<p>One\n  two\n three, 四。</p><p>完<br>了</p>"
    imported = take(page, form="html")
    assert [zh(b.text) for _, b in blocks(imported)] == ["今年三件事，两件已成。", "One two three, 四。", "完", "了"]


@pytest.mark.parametrize("name", NAMES)
def test_each_change_stands_where_it_says(name):
    imported = import_article(ARTICLES / name)
    for change in imported.changes:
        assert imported.report.span(change.where) is not None
        kept = change.before == change.after
        assert kept == (change.rule == "connector-kept")


def test_a_letter_that_goes_astray_is_not_passed_over(take, monkeypatch):
    from printkit.importing import article

    def forgetful(front, language):
        data, lost = article_build(front, language)
        del data["sections"][0]["blocks"][-1]
        return data, lost

    article_build = article.build
    monkeypatch.setattr(article, "build", forgetful)
    imported = take("标题在此\n\n第一段话。\n\n第二段话。\n", "a.txt")
    assert [w.code for w in imported.warnings] == ["words-lost"]


def test_nothing_is_fetched(monkeypatch):
    import socket

    def refuse(*_arguments, **_settings):
        raise AssertionError("an import may not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in NAMES:
        import_article(ARTICLES / name)


def test_the_same_article_gives_the_same_file():
    first, second = (import_article(ARTICLES / "12-tinymce.html") for _ in range(2))
    assert (first.yaml, first.pictures, first.changes) == (second.yaml, second.pictures, second.changes)

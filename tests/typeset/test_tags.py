"""The structure of tagged pages, read back: every text in it, headings, links and pictures with words (ISO 14289-1)."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
import tagged as tags
from inline_pages import set_pages

import printkit as pk
from printkit.build import catalogue, typeset_report

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"


@pytest.fixture(scope="module")
def pages():
    return {name: typeset_report(pk.load(EXAMPLE), pk.layout(name)) for name in ("booklet-a5", "poster-a2")}


@pytest.fixture(scope="module")
def tagged(pages):
    return {name: made.pdf(catalogue().postscript_names, tagged=True) for name, made in pages.items()}


def elements(pdf: bytes):
    """(tag, the words in its place) of the whole structure, in its order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = [opened.Root.StructTreeRoot.K[0]]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                continue
            yield str(element.S), str(element.get("/Alt", ""))
            kids = element.get("/K", [])
            waiting += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])


def by_structure(pdf: bytes, folder: Path) -> str:
    file = folder / "tagged.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdfinfo", "-struct-text", file], stdout=subprocess.PIPE, check=True)
    quoted = (line.strip() for line in found.stdout.decode().splitlines())
    return "".join(line[1:-1] for line in quoted if line.startswith('"') and line.endswith('"'))


def bare(text: str) -> Counter[str]:
    return Counter(letter for letter in text if not letter.isspace() and letter not in "\u00ad\ufffe")


@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
def test_the_file_says_what_it_is(tagged, layout):
    with pikepdf.open(io.BytesIO(tagged[layout])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert "pdfuaid" in bytes(pdf.Root.Metadata.read_bytes()).decode()


@pytest.mark.witness
@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
def test_all_text_stands_in_the_structure(tagged, layout, tmp_path):
    """What the pages show beyond it are their running heads and folios, which are no content."""
    file = tmp_path / "all.pdf"
    file.write_bytes(tagged[layout])
    shown = subprocess.run(["pdftotext", "-raw", file, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    told = by_structure(tagged[layout], tmp_path)
    assert len(told) > 1500
    assert bare(told) - bare(shown) == Counter()
    margins = sum((bare(shown) - bare(told)).values())
    assert margins < (0.15 if layout == "booklet-a5" else 0.001) * len(told)


def test_a_paragraph_is_in_the_structure_letter_by_letter(tagged, tmp_path):
    report = pk.load(EXAMPLE)
    told = by_structure(tagged["booklet-a5"], tmp_path).replace("\u00ad", "")
    texts = [block.text.letters("zh") for s in report.sections for block in s.blocks if block.kind == "paragraph"]
    known = ["".join(text.split()) for text in texts if "^[" not in text]
    whole = "".join(told.split())
    assert len(known) > 10
    # A paragraph over a page break is two elements, its parts still in order.
    assert sum(text in whole for text in known) >= 0.6 * len(known)
    assert all(text[:12] in whole and text[-6:] in whole for text in known)


def test_headings_links_and_pictures_are_tagged(tagged):
    found = list(elements(tagged["booklet-a5"]))
    tags = Counter(tag for tag, _ in found)
    assert tags["/H1"] >= 8
    assert tags["/Link"] >= 7
    assert tags["/Table"] >= 1
    assert tags["/TR"] >= 5
    assert tags["/P"] > 40
    assert len([words for tag, words in found if tag == "/Figure" and words.strip()]) >= 8


def test_links_and_bookmarks_lead_to_their_pages(pages, tagged):
    facts = pages["booklet-a5"].facts
    with pikepdf.open(io.BytesIO(tagged["booklet-a5"])) as pdf:
        number = {page.objgen: index + 1 for index, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        places = {str(names[i]): number[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    sections = {at: page for at, page in places.items() if at.startswith("sections.") and at.count(".") == 1}
    assert len(sections) >= 6
    assert {at: facts.places[at][0] for at in sections} == sections
    assert len(titles) >= 6


def test_a_picture_without_words_is_told(tmp_path):
    report = tmp_path / "report.yaml"
    (tmp_path / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    )
    report.write_text(
        "title: {zh: 题}\nsections:\n  - blocks:\n      - {zh: 一段话。}\n      - figure: dot.svg\n", "utf-8"
    )
    made = typeset_report(pk.load(report), pk.layout("booklet-a5"))
    assert made.pdf()
    with pytest.raises(pk.PrintkitError) as caught:
        made.pdf(tagged=True)
    (found,) = caught.value.diagnostics
    assert found.code == "no-alt"
    assert found.span is not None
    assert found.span.line == 5


@pytest.fixture(scope="module")
def opened(tagged):
    return {name: tags.opened(data) for name, data in tagged.items()}


both = pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])


@both
def test_all_that_is_painted_is_content_or_an_artifact(opened, layout):
    pdf, root = opened[layout]
    known = {mark: node for node in root.every() for mark in node.marks}
    assert len(known) == sum(len(node.marks) for node in root.every())
    back = {int(key): value for key, value in zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True)}
    total = 0
    for number, page in enumerate(pdf.pages):
        assert tags.unmarked(page) == []
        numbers, _ = tags.marks(page)
        assert len(set(numbers)) == len(numbers)
        assert page.Tabs == "/S"
        rows = back[int(page.StructParents)]
        for mark in numbers:
            assert rows[mark].objgen == known[number, mark].dictionary.objgen
        total += len(numbers)
    assert total == len(known) > 50


@both
def test_elements_are_standard_and_stand_where_they_may(opened, layout):
    _, root = opened[layout]
    level = 0
    for node in root.every():
        assert node.type in tags.STANDARD
        kinds = [kid.type for kid in node.kids]
        match node.type:
            case "L":
                assert set(kinds) <= {"LI", "Caption"}
            case "LI":
                assert kinds in (["LBody"], ["Lbl", "LBody"])
            case "Table":
                assert set(kinds) <= {"Caption", "THead", "TBody", "TFoot", "TR"}
            case "TR":
                assert set(kinds) <= {"TH", "TD"}
            case "TH":
                assert node.dictionary.A.Scope in ("/Row", "/Column")
            case "TOC":
                assert set(kinds) == {"TOCI"}
            case "Caption":
                assert node.parent.type in ("Figure", "Table")
            case "Figure":
                assert str(node.dictionary.Alt).strip()
                x1, y1, x2, y2 = map(float, node.dictionary.A.BBox)
                assert x2 - x1 > 5
                assert y2 - y1 > 5
            case "H1" | "H2" | "H3":
                assert int(node.type[1]) <= level + 1
                level = int(node.type[1])
        assert node.kids or node.marks or node.links, node.type


@both
def test_each_voice_has_its_language(opened, layout):
    """No element whose language is English has Han in it, and none in Chinese is English without them."""
    _, root = opened[layout]
    counts = Counter()
    for node in root.every():
        letters = node.text
        han = sum("\u4e00" <= c <= "\u9fff" for c in letters)
        latin = sum("a" <= c.lower() <= "z" for c in letters)
        if node.lang == "en":
            assert han == 0, letters
        if node.type == "P" and latin > 20 and "://" not in letters:
            assert node.lang == "en" or han > 0, letters
        counts[node.lang] += han + latin
    assert set(counts) == {"zh-Hans", "en"}
    assert min(counts.values()) > 300


def test_the_order_is_that_of_the_report(opened):
    """Block by block, Chinese before English, wherever on the pages they stand."""
    _, root = opened["booklet-a5"]
    whole = "".join(root.whole.replace("\u00ad", "").replace("\ufffe", "").split())
    report = pk.load(EXAMPLE)
    wanted = []
    for section in report.sections:
        for block in section.blocks:
            if block.kind == "paragraph" and "^[" not in block.text.letters("zh"):
                wanted += [block.text.letters(lang) for lang in ("zh", "en")]
            elif block.kind == "figure":
                wanted += [p.caption.letters(lang) for p in block.pictures if p.caption for lang in ("zh", "en")]
            elif block.kind == "quote":
                wanted += [block.quote.letters("zh")]
    at = -1
    for text in wanted:
        bare = "".join(text.split())
        found = whole.find(bare, at + 1)
        assert found > at, text
        at = found
    assert len(wanted) > 60


def test_a_paragraph_over_a_page_break_is_one_element(opened):
    _, root = opened["booklet-a5"]
    over = [node for node in root.every() if node.type == "P" and len({page for page, _ in node.marks}) > 1]
    assert over
    texts = ["".join(node.text.replace("\u00ad", "").split()) for node in over]
    report = pk.load(EXAMPLE)
    known = "".join("".join(t.letters(lang).split()) for t in report.texts() for lang in ("zh", "en"))
    assert any(text[-40:] in known for text in texts)


def test_links_say_where_they_lead_and_stand_once(opened):
    pdf, root = opened["booklet-a5"]
    links = [node for node in root.every() if node.type == "Link"]
    assert all(node.links >= 1 for node in links)
    annotations = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert len(annotations) == sum(node.links for node in links) >= 7
    assert "同心" in {str(a.Contents) for a in annotations}
    assert len({(str(a.get("/Dest", "")), str(list(a.Rect))) for a in annotations}) == len(annotations)


def test_running_heads_and_ornaments_are_artifacts(opened):
    pdf, root = opened["booklet-a5"]
    kinds = Counter()
    for page in pdf.pages:
        _, artifacts = tags.marks(page)
        kinds.update(f"{a.get('/Type', '')}{a.get('/Subtype', '')}" for a in artifacts)
    assert kinds["/Pagination/Footer"] + kinds["/Pagination/Header"] > 20
    assert kinds["/Layout"] > 20
    assert len([node for node in root.every() if node.type == "Figure"]) < 20


def test_tags_change_nothing_that_is_seen_and_little_of_the_size(pages, tagged):
    made = pages["poster-a2"]
    plain = made.pdf(catalogue().postscript_names)
    assert made.pdf(catalogue().postscript_names, tagged=True) == tagged["poster-a2"]
    assert made.pdf(catalogue().postscript_names) == plain
    assert len(tagged["poster-a2"]) < 1.08 * len(plain)


def test_a_footnote_follows_its_call(column):
    made = column("前面的话^[注在这里。]后面的话。", css=".footnote { float: footnote }")
    pdf, root = tags.opened(made.pdf(tagged=True))
    (note,) = [node for node in root.every() if node.type == "Note"]
    assert "注在这里" in note.whole
    (name, reference) = pdf.Root.StructTreeRoot.IDTree.Names
    assert name == note.dictionary.ID
    assert reference.objgen == note.dictionary.objgen
    kinds = [kid.type for kid in note.parent.kids]
    assert kinds.index("Note") == kinds.index("Reference") + 1


def test_text_in_a_group_of_its_own_is_found_through_its_form():
    made = set_pages('<p>前</p><p style="opacity: .5">后</p>', tags=True)
    pdf = pikepdf.open(io.BytesIO(made.pdf))
    forms = [f for f in pdf.objects if isinstance(f, pikepdf.Stream) and "/StructParents" in f]
    (form,) = forms
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
    (element,) = [row for row in rows[int(form.StructParents)] if row is not None]
    (reference,) = element.K
    assert reference.Stm.objgen == form.objgen
    assert reference.MCID == 1


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ul><li>一二<ul><li>三四</li></ul></li></ul>", "L[LI[LBody[P L[LI[LBody[P]]]]]]"),
        (
            "<table><caption>表格</caption><thead><tr><th>头</th></tr></thead><tbody><tr><td>甲</td></tr></tbody></table>",
            "Table[Caption[P] THead[TR[TH[P]]] TBody[TR[TD[P]]]]",
        ),
        ("<figure><img src=x alt=甲 style='width: 9pt'><figcaption>题</figcaption></figure>", "Figure[Caption[P]]"),
        ("<figure><figcaption>题</figcaption><img src=x alt=甲 style='width: 9pt'></figure>", "Figure[Caption[P]]"),
        ("<figcaption>不属于谁</figcaption>", "P"),
        ("<p>字<img src=x data-tag=Artifact style='width: 9pt'></p>", "P"),
        ("<h3>三</h3><h2>二</h2><h4>四</h4>", "H1 H2 H3"),
        ("<div>字<a href='http://a.b/'>去<ruby>汉<rt>hàn</rt></ruby></a></div>", "P[Link[Ruby[RB RT]]]"),
        ("<p>前<span style='position: relative' lang=en>word</span>后</p>", "P[Span]"),
        ("<div style='opacity: .5'>甲<p>乙</p></div>", "P P"),
        ("<table data-tag=columns><tr><td>一</td><td>三</td></tr><tr><td>二</td><td>四</td></tr></table>", "P P P P"),
    ],
)  # fmt: skip
def test_html_becomes_elements(html, wanted):
    _, root = tags.opened(set_pages(html, tags=True).pdf)

    def shown(node):
        return node.type + (f"[{' '.join(map(shown, node.kids))}]" if node.kids else "")

    assert " ".join(map(shown, root.kids)) == wanted


def test_the_poster_is_read_card_by_card(opened):
    """Its cards are columns of one table, so that their lines stand level."""
    _, root = opened["poster-a2"]
    whole = "".join(root.whole.split())
    wanted = ["同心", "事情再小", "Howeversmall", "同行", "好办法多半", "Mostgoodideas", "同窗", "校门和家门"]
    places = [whole.index(text) for text in wanted]
    assert places == sorted(places)

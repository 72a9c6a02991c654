"""TEI: valid, nothing lost, spans where they belong."""

from __future__ import annotations

import lzma
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hit_frames import make_hits
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis import annotate, load_article, load_codebook
from yz_analysis.article import Article
from yz_analysis.tei import format_tei

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = Path(__file__).parent / "data" / "tei_all.rng.xz"

MARKDOWN = """# 依靠人民 & <共创>

张三

作者单位

开头一段，坚持“四个自信”。第二句！

## 一、民生

### （一）就业

改善民生。2021年以来，成绩很大。

### （二）住房

住有所居。

## 二、文化

文化自信。
"""
RUN_IN = (
    "题目\n引言一句。\n"
    "发展是第一要务。要抓产业。产业兴旺了。要抓项目。项目落地了。要抓人才。人才来了。\n"
    "民生是根本。要管就业。岗位多了。要管住房。房子有了。要管教育。学校好了。\n"
    "结语一句。"
)


def read_back(document: str) -> tuple[str, dict[str, int], ET.Element]:
    """Read the text of the body and where each anchor stands, by the documented rule."""
    root = ET.fromstring(document.encode("utf-8"))
    body = root.find(f"{TEI}text/{TEI}body")
    assert body is not None
    text: list[str] = []
    anchors: dict[str, int] = {}

    def walk(element: ET.Element) -> None:
        if element.tag == f"{TEI}anchor":
            anchors[element.attrib[XML_ID]] = sum(map(len, text))
        if element.tag == f"{TEI}g":
            assert element.text == "\ufffd"
            text.append(chr(int(element.attrib["ref"].removeprefix("#u"), 16)))
        else:
            text.append(element.text or "")
        for child in element:
            walk(child)
            text.append(child.tail or "")

    walk(body)
    return "".join(text), anchors, root


def spans(root: ET.Element, anchors: dict[str, int]) -> list[tuple[str, str, int, int, str]]:
    """Read the spans: layer, code, start, end, words."""
    found = []
    for group in root.iter(f"{TEI}spanGrp"):
        for span in group:
            code = span.attrib["ana"].split()[0].removeprefix("#")
            start, end = (anchors[span.attrib[key].removeprefix("#")] for key in ("from", "to"))
            found.append((group.attrib["type"], code, start, end, "".join(span.itertext())))
    return sorted(found)


def rows(hits: pd.DataFrame) -> list[tuple[Any, ...]]:
    columns = ["layer", "code", "start", "end", "text"]
    return sorted(map(tuple, hits[columns].values.tolist()))


@pytest.fixture(scope="module")
def schema() -> Any:
    """Compile the schema ``tei_all`` of TEI P5 4.3.0 (some seconds)."""
    etree = pytest.importorskip(
        "lxml.etree", reason="lxml, which comes with python-docx, is not installed"
    )
    return etree.RelaxNG(etree.fromstring(lzma.decompress(SCHEMA.read_bytes())))


def overlapping(article: Article) -> pd.DataFrame:
    return make_hits(
        article,
        ("theme", "T1", "坚持“四个"),
        (
            "slogan",
            "NUM",
            "四个自信",
            {"quoted": True, "level": "central", "entry": "rule:num-quoted"},
        ),
        ("slogan", "ABB", "自信", {"nested": True, "start": article.text.find("自信")}),
        ("period", "explicit_macro", "2021年以来", {"year_from": 2021}),
        ("period", "date", "2021年", {"year_from": 2021, "year_to": 2021, "nested": True}),
        ("theme", "T12", "共创>"),
        ("slogan", "MOB", "民生。20"),
    )


ARTICLES = {
    "Markdown headings, by-line of two lines": MARKDOWN,
    "run-in headings": RUN_IN,
    "no heading at all": "一句话没有标题。再来一句，坚持“四个自信”。",
    "characters XML cannot hold": "标题<script>\ufffe\n作者\x1b“\n正文\uffff有字符“，\u202e倒写。\n",
}  # fmt: skip


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_no_character_is_lost(text: str) -> None:
    article = load_article(text=text)
    assert read_back(format_tei(make_hits(article), article))[0] == article.text


def test_the_project_s_article_is_read_back() -> None:
    article = load_article()
    hits = annotate(article, load_codebook())
    assert len(hits) > 100
    text, anchors, root = read_back(format_tei(hits, article))
    assert text == article.text
    assert spans(root, anchors) == rows(hits)
    assert len(list(root.iter(f"{TEI}s"))) == 53


def test_overlapping_and_nested_spans_are_read_back() -> None:
    article = load_article(text=MARKDOWN)
    hits = overlapping(article)
    text, anchors, root = read_back(format_tei(hits, article))
    assert text == article.text
    assert all(int(name.removeprefix("c")) == at for name, at in anchors.items())
    assert spans(root, anchors) == rows(hits)


def test_sentences_and_divisions_are_those_of_the_article() -> None:
    article = load_article(text=RUN_IN)
    root = read_back(format_tei(make_hits(article), article))[2]
    written = {s.attrib[XML_ID]: "".join(s.itertext()) for s in root.iter(f"{TEI}s")}
    assert written == {s.id: article.text[s.start : s.end] for s in article.sentences}
    assert [div.attrib[XML_ID] for div in root.iter(f"{TEI}div")] == [
        "introduction",
        "section_1", "section_1.0", "section_1.1", "section_1.2", "section_1.3",
        "section_2", "section_2.0", "section_2.1", "section_2.2", "section_2.3",
        "conclusion",
    ]  # fmt: skip
    heads = ["".join(head.itertext()) for head in root.iter(f"{TEI}head")]
    assert heads == ["题目", "发展是第一要务。", "要抓产业。", "要抓项目。", "要抓人才。",
                     "民生是根本。", "要管就业。", "要管住房。", "要管教育。"]  # fmt: skip


def test_a_heading_of_several_sentences_stays_one_heading() -> None:
    article = load_article(text="# 题目\n## 什么是民生？为什么？\n改善民生。\n## 文化\n文化自信。")
    root = read_back(format_tei(make_hits(article), article))[2]
    heads = ["".join(head.itertext()) for head in root.iter(f"{TEI}head")]
    assert heads == ["题目", "什么是民生？为什么？", "文化"]


def test_a_character_that_xml_cannot_hold_is_described_in_the_header() -> None:
    article = load_article(text=ARTICLES["characters XML cannot hold"])
    root = read_back(format_tei(make_hits(article), article))[2]
    used = {g.attrib["ref"].removeprefix("#") for g in root.iter(f"{TEI}g")}
    assert used == {"uFFFE", "u001B", "uFFFF"}
    assert {char.attrib[XML_ID]: char[0].attrib["value"] for char in root.iter(f"{TEI}char")} == {
        name: f"U+{name[1:]}" for name in used
    }


def test_a_span_says_what_it_is_and_what_found_it() -> None:
    article = load_article(text=MARKDOWN)
    root = read_back(format_tei(overlapping(article), article))[2]
    found = {"".join(s.itertext()): s for s in root.iter(f"{TEI}span")}
    assert found["四个自信"].attrib["ana"] == "#NUM #level-central #status-quoted"
    assert found["四个自信"].attrib["source"] == "rule:num-quoted"
    assert found["自信"].attrib["ana"] == "#ABB #status-nested"
    assert found["坚持“四个"].attrib["source"] == "codebook:T1-001"
    assert found["2021年以来"][0].attrib == {"from": "2021"}
    assert found["2021年"][0].attrib == {"from": "2021", "to": "2021"}


def test_every_pointer_finds_its_element_and_ids_are_unique() -> None:
    article = load_article(text=MARKDOWN)
    hits = pd.concat([overlapping(article), make_hits(article, ("theme", "己 &", "文化自信"))])
    root = read_back(format_tei(hits, article))[2]
    ids = [element.attrib[XML_ID] for element in root.iter() if XML_ID in element.attrib]
    assert len(ids) == len(set(ids))
    pointers = {
        pointer
        for span in root.iter(f"{TEI}span")
        for key in ("from", "to", "ana")
        for pointer in span.attrib[key].split()
    }
    assert pointers
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)


def test_title_and_author_are_those_of_the_text_or_honestly_unknown() -> None:
    def header(text: str) -> list[str | None]:
        article = load_article(text=text)
        root = read_back(format_tei(make_hits(article), article))[2]
        return [root.findtext(f".//{TEI}titleStmt/{TEI}{name}") for name in ("title", "author")]

    assert header(MARKDOWN) == ["依靠人民 & <共创>", "张三"]
    assert header("一句话没有标题。") == ["untitled (text)", "unknown"]


def test_years_before_our_era_and_of_three_digits_are_written_as_the_schema_wants(
    schema: Any,
) -> None:
    article = load_article(text="自公元前221年至200年，天下一统。")
    row = {"year_from": -221, "year_to": 200}
    document = format_tei(
        make_hits(article, ("period", "date", "公元前221年至200年", row)), article
    )
    assert 'from="-0221" to="0200"' in document
    validate(schema, document)


def validate(schema: Any, document: str) -> None:
    from lxml import etree

    tree = etree.fromstring(document.encode("utf-8"))
    assert schema.validate(tree), schema.error_log


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_documents_are_valid_tei(schema: Any, text: str) -> None:
    article = load_article(text=text)
    validate(schema, format_tei(make_hits(article), article))


def test_a_document_with_every_sort_of_span_is_valid_tei(schema: Any) -> None:
    article = load_article(text=MARKDOWN)
    odd = {"entry": "a b<&\ufffe", "level": "nobody's"}
    hits = pd.concat([overlapping(article), make_hits(article, ("theme", "己 &", "文化自信", odd))])
    validate(schema, format_tei(hits, article))


def test_the_project_s_article_is_valid_tei(schema: Any) -> None:
    article, codebook = load_article(), load_codebook()
    hits = annotate(article, codebook)
    validate(schema, format_tei(hits, article, codebook))
    validate(schema, format_tei(hits, article))


def test_the_codebook_s_names_of_the_themes_stand_in_the_header() -> None:
    article, codebook = load_article(), load_codebook()
    theme = codebook.themes[0]
    root = read_back(format_tei(make_hits(article), article, codebook))[2]
    category = next(c for c in root.iter(f"{TEI}category") if c.attrib[XML_ID] == theme.code)
    assert category[0].text == f"{theme.zh}：{theme.definition_zh}"


def test_the_schema_refuses_what_is_not_tei(schema: Any) -> None:
    article = load_article(text=MARKDOWN)
    document = format_tei(overlapping(article), article).replace("<anchor ", "<mark ")
    with pytest.raises(AssertionError):
        validate(schema, document)


def test_hits_of_another_article_are_refused() -> None:
    article, other = load_article(text="人民立场。"), load_article(text="另一篇文章。")
    with pytest.raises(ValueError, match="人民"):
        format_tei(make_hits(article, ("theme", "T2", "人民")), other)


LINE = st.text(alphabet="人民，。“”！ &<\t\ufffe\x1b\u202e\U00020000a1", min_size=1, max_size=30)


@settings(deadline=None, max_examples=60)
@given(lines=st.lists(LINE, min_size=1, max_size=6), data=st.data())
def test_any_text_with_any_spans_is_read_back(lines: list[str], data: st.DataObject) -> None:
    article = load_article(text="\n".join(["民", *lines]))
    length = len(article.text)
    cuts = st.tuples(st.integers(0, length - 1), st.integers(1, length))
    drawn = [cut for cut in data.draw(st.lists(cuts, max_size=8)) if cut[0] < cut[1]]
    made = [
        ("slogan", "NUM", article.text[a:b], {"start": a, "end": b, "nested": True})
        for a, b in drawn
    ]
    hits = make_hits(article, *made)
    text, anchors, root = read_back(format_tei(hits, article))
    assert text == article.text
    placed = [(row[2], row[3]) for row in spans(root, anchors)]
    assert placed == sorted(zip(hits["start"], hits["end"], strict=True))

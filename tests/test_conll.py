"""CoNLL: every word once, every tag kept, read back as it was written."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hit_frames import make_hits
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis import annotate, load_article, load_codebook
from yz_analysis.conll import COLUMNS, format_conll

Line = dict[str, str]


def read_back(document: str) -> list[tuple[str, str, list[Line]]]:
    """Read sentences as (name, text, lines), knowing nothing but the columns."""
    sentences: list[tuple[str, str, list[Line]]] = []
    name = text = ""
    for line in document.split("\n"):
        if line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
            sentences.append((name, text, []))
        elif line and not line.startswith("# "):
            sentences[-1][2].append(dict(zip(COLUMNS, line.split("\t"), strict=True)))
    return sentences


def decode(document: str) -> list[tuple[str, str, int, int]]:
    """Read the hits from the BIO tags: layer, code, start, end."""
    hits: list[tuple[str, str, int, int]] = []
    for layer in ("slogan", "theme", "period"):
        for _, _, lines in read_back(document):
            for line in lines:
                sign, _, code = line[layer.upper()].partition("-")
                start, end = int(line["START"]), int(line["END"])
                if sign == "B":
                    hits.append((layer, code, start, end))
                elif sign == "I":
                    assert hits[-1][:2] == (layer, code)
                    hits[-1] = (layer, code, hits[-1][2], end)
    return sorted(hits)


def kept(hits: pd.DataFrame) -> list[tuple[Any, ...]]:
    columns = ["layer", "code", "start", "end"]
    return sorted(map(tuple, hits.loc[~hits["nested"], columns].values.tolist()))


TEXT = "题目一行\n张三\n我们坚持“四个自信”，改善民生。2021 年以来，人民群众满意！"


def test_one_line_a_word_with_offsets_and_tags() -> None:
    article = load_article(text="坚持“四个自信”。")
    hits = make_hits(article, ("slogan", "NUM", "四个自信"), ("theme", "T1", "自信"))
    assert format_conll(hits, article).split("\n")[2:] == [
        "# sent_id = s1",
        "# text = 坚持“四个自信”。",
        "1\t坚持\t0\t2\tO\tO\tO",
        "2\t“\t2\t3\tO\tO\tO",
        "3\t四个\t3\t5\tB-NUM\tO\tO",
        "4\t自信\t5\t7\tI-NUM\tB-T1\tO",
        "5\t”\t7\t8\tO\tO\tO",
        "6\t。\t8\t9\tO\tO\tO",
        "",
        "",
    ]


def test_title_and_byline_come_before_the_numbered_sentences() -> None:
    article = load_article(text=TEXT)
    sentences = read_back(format_conll(make_hits(article), article))
    assert [name for name, _, _ in sentences] == ["title", "byline", "s1", "s2"]
    assert sentences[0][1] == "题目一行"


def test_a_word_that_a_hit_cuts_is_cut_there() -> None:
    article = load_article(text="我们相信人民。")
    words = [line["FORM"] for line in read_back(format_conll(make_hits(article), article))[0][2]]
    assert words[1:3] == ["相信", "人民"], "the segmenter joins them, or this test shows nothing"
    hits = make_hits(article, ("slogan", "MOB", "信人"))
    lines = read_back(format_conll(hits, article))[0][2]
    tags = {line["FORM"]: line["SLOGAN"] for line in lines}
    assert (tags["相"], tags["信"], tags["人"], tags["民"]) == ("O", "B-MOB", "I-MOB", "O")


def test_two_hits_side_by_side_stay_two() -> None:
    article = load_article(text="改善民生改善民生。")
    second = {"start": 4, "end": 8}
    hits = make_hits(article, ("theme", "T7", "改善民生"), ("theme", "T7", "改善民生", second))
    assert decode(format_conll(hits, article)) == [("theme", "T7", 0, 4), ("theme", "T7", 4, 8)]


def test_a_hit_over_the_end_of_a_sentence_goes_on() -> None:
    article = load_article(text="人民满意。我们高兴。")
    hits = make_hits(article, ("slogan", "PAR", "满意。我们"))
    document = format_conll(hits, article)
    assert decode(document) == kept(hits)
    assert read_back(document)[1][2][0]["SLOGAN"] == "I-PAR"


def test_nested_hits_are_left_out() -> None:
    article = load_article(text=TEXT)
    nested = {"nested": True}
    hits = make_hits(article, ("slogan", "NUM", "四个自信"), ("slogan", "ABB", "自信", nested))
    assert decode(format_conll(hits, article)) == kept(hits) == [("slogan", "NUM", 13, 17)]


def test_white_space_is_no_word_and_cuts_no_hit() -> None:
    article = load_article(text=TEXT)
    hits = make_hits(article, ("period", "date", "2021 年以来"), ("theme", "T2", " 年"))
    document = format_conll(hits, article)
    lines = [line for _, _, rows in read_back(document) for line in rows]
    assert not any(char.isspace() for line in lines for char in line["FORM"])
    start = article.text.index("2021")
    assert decode(document) == [
        ("period", "date", start, start + 8),
        ("theme", "T2", start + 5, start + 6),
    ]


def test_overlapping_hits_that_are_not_nested_are_refused() -> None:
    article = load_article(text=TEXT)
    hits = make_hits(article, ("slogan", "NUM", "四个自"), ("slogan", "ABB", "自信"))
    with pytest.raises(ValueError, match="overlap"):
        format_conll(hits, article)


def test_hits_of_another_article_are_refused() -> None:
    article = load_article(text="人民立场。")
    with pytest.raises(ValueError, match="人民"):
        format_conll(make_hits(article, ("theme", "T2", "人民")), load_article(text="另一篇。"))


def test_the_project_s_article_is_read_back_whole() -> None:
    article = load_article()
    hits = annotate(article, load_codebook())
    document = format_conll(hits, article)
    assert decode(document) == kept(hits)
    sentences = read_back(document)
    assert (
        "\n".join(text for name, text, _ in sentences if name in ("title", "byline"))
        == (article.text[: article.body[0] - 1])
    )
    numbered = [(name, text) for name, text, _ in sentences if name.startswith("s")]
    assert numbered == [(s.id, article.text[s.start : s.end]) for s in article.sentences]


@settings(deadline=None, max_examples=60)
@given(
    text=st.text(alphabet="人民群众，。 \t“”abc1\u3000\U00020000", min_size=1, max_size=60),
    data=st.data(),
)
def test_words_cover_the_text_and_tags_come_back(text: str, data: st.DataObject) -> None:
    article = load_article(text="民" + text)
    edges = sorted(data.draw(st.sets(st.integers(0, len(article.text)), max_size=8)))
    made = [
        ("slogan", "NUM", article.text[a:b], {"start": a, "end": b})
        for a, b in zip(edges[::2], edges[1::2], strict=False)
        # A hit begins and ends with something to read.
        if article.text[a:b].strip() == article.text[a:b]
    ]
    hits = make_hits(article, *made)
    document = format_conll(hits, article)
    assert decode(document) == kept(hits)
    lines = [line for _, _, rows in read_back(document) for line in rows]
    for line in lines:
        assert article.text[int(line["START"]) : int(line["END"])] == line["FORM"]
    assert "".join(line["FORM"] for line in lines) == "".join(article.text.split())

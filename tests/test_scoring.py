"""Scores of hits against a coding, worked out by hand on one short text."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis import annotate, load_article, load_codebook
from yz_analysis.coding import Coding, load_coding
from yz_analysis.scoring import (
    MATCHES,
    Spans,
    match_spans,
    score,
    score_negatives,
    score_taggers,
)
from yz_analysis.statistics import resample_ratios

# Letters: 8 in sentence 1, 11 in sentence 2, 8 in sentence 3; none of the title counts.
ARTICLE = load_article(
    text="江中明珠\n\n民有所呼、我有所应。坚持“四个自信”，高质量发展。连续三年，奋力前行。\n"
)
GOLD = [
    (0, "江中明珠", "BRAND"),
    (1, "民有所呼、我有所应", "PAR"),
    (2, "四个自信", "NUM"),
    (2, "高质量发展", "TIFA"),
    (3, "连续三年", "X-TECH"),
    (3, "奋力前行", "MOB"),
]
FOUND = [
    (0, "江中", "ABB"),
    (1, "民有所呼、我有所应。", "PAR"),
    (2, "坚持“四个自信”", "MOB"),
    (2, "四个自信", "NUM"),
    (2, "质量发展", "TIFA"),
    (3, "奋力前行", "FOUR"),
]


def make(folder: Path, slogans: list[tuple[int, str, str]], periods: str = "") -> Coding:
    rows = "".join(f"{number},{text},{kind}\n" for number, text, kind in slogans)
    folder.mkdir(exist_ok=True)
    (folder / "slogans.csv").write_text(f"sentence_no,text,kind\n{rows}", encoding="utf-8")
    (folder / "periods.csv").write_text(f"sentence_no,text,class\n{periods}", encoding="utf-8")
    return load_coding(folder, ARTICLE)


@pytest.fixture
def gold(tmp_path: Path) -> Coding:
    return make(tmp_path / "gold", GOLD)


@pytest.fixture
def hits(tmp_path: Path) -> pd.DataFrame:
    return make(tmp_path / "found", FOUND).slogans


# code: gold, found, matched by exact, overlap
SPANS = {
    "NUM": (1, 1, 1, 1),  # nested in the MOB of the hits, and counts for NUM
    "ABB": (0, 0, 0, 0),  # in the title only
    "QUO": (0, 0, 0, 0),
    "PAR": (1, 1, 1, 1),  # the full stop more is no letter more
    "TIFA": (1, 1, 0, 1),  # 4 of 5 letters
    "BRAND": (0, 0, 0, 0),  # in the title only
    "MOB": (1, 1, 0, 0),
    "FOUR": (0, 1, 0, 0),
    "all": (4, 5, 2, 3),
    "D0": (1, 1, 1, 1),
    "D1": (3, 3, 2, 3),
    "D2": (4, 3, 1, 3),  # 坚持“四个自信” holds the NUM: 4 of 6 letters are those of the gold
    "D3": (4, 4, 2, 4),  # 奋力前行 has the same letters; that it is FOUR does not matter here
}
# code: letters of the gold, of the hits, of both
LETTERS = {
    "NUM": (4, 4, 4),
    "ABB": (0, 0, 0),
    "QUO": (0, 0, 0),
    "PAR": (8, 8, 8),
    "TIFA": (5, 4, 4),
    "BRAND": (0, 0, 0),
    "MOB": (4, 6, 0),
    "FOUR": (0, 4, 0),
    "all": (21, 26, 16),
    "D0": (4, 4, 4),
    "D1": (17, 16, 16),
    "D2": (21, 18, 16),
    "D3": (21, 22, 20),
}


@pytest.mark.parametrize("by", MATCHES)
def test_a_case_worked_by_hand(gold: Coding, hits: pd.DataFrame, by: str) -> None:
    table = score(hits, gold, "slogan", by=by)
    expected = {
        code: LETTERS[code] if by == "letters" else (*counts[:2], counts[2 + MATCHES.index(by)])
        for code, counts in SPANS.items()
    }
    counted = table.set_index("code")[["gold", "found", "matched"]].to_dict("split")
    assert dict(zip(counted["index"], map(tuple, counted["data"]), strict=True)) == expected


def test_rates_by_hand_and_nan_where_there_is_nothing(gold: Coding, hits: pd.DataFrame) -> None:
    table = score(hits, gold, "slogan").set_index("code")
    rates = table[["precision", "recall", "f1"]]
    assert rates.loc["all"].tolist() == pytest.approx([2 / 5, 2 / 4, 4 / 9])
    assert rates.loc["NUM"].tolist() == [1, 1, 1]
    assert rates.loc["MOB"].tolist() == [0, 0, 0]
    assert rates.loc["FOUR"].tolist() == pytest.approx([0, math.nan, 0], nan_ok=True)
    assert rates.loc["QUO"].isna().all()
    assert table.loc["QUO", ["low", "high"]].isna().all()


def test_the_interval_resamples_the_sentences(gold: Coding, hits: pd.DataFrame) -> None:
    table = score(hits, gold, "slogan").set_index("code")
    # Sentences 1, 2, 3: 2·matched 2, 2, 0 over gold + found 2, 5, 2. Drawing sentence 3
    # thrice gives 0, sentence 1 thrice 1; each has a chance of 1/27, more than 2.5 %.
    assert table.loc["all", ["low", "high"]].tolist() == [0, 1]
    assert table.loc["NUM", ["low", "high"]].tolist() == [1, 1]
    # D3: same 2 of 3 sentences; the middle one has 2 spans on each side and no match
    low, high = resample_ratios([[2], [0], [2]], [[2], [4], [2]])
    assert table.loc["D3", ["low", "high"]].tolist() == [low[0], high[0]]


def test_nothing_found_and_nothing_coded(gold: Coding, hits: pd.DataFrame, tmp_path: Path) -> None:
    nothing = score(hits.iloc[:0], gold, "slogan").set_index("code").loc["all"]
    assert nothing[["gold", "found", "matched", "recall", "f1"]].tolist() == [4, 0, 0, 0, 0]
    assert math.isnan(nothing["precision"])
    blank = score(hits, make(tmp_path / "blank", []), "slogan").set_index("code").loc["all"]
    assert blank[["gold", "found", "matched", "precision", "f1"]].tolist() == [0, 5, 0, 0, 0]
    assert math.isnan(blank["recall"])


def test_dates_are_not_scored(tmp_path: Path) -> None:
    coding = make(tmp_path, [], "3,连续三年,event_allusion\n")
    found = pd.concat([coding.periods, coding.periods.assign(code="date")])
    table = score(found, coding, "period").set_index("code")
    assert table.loc[["event_allusion", "all", "any"], "found"].tolist() == [1, 1, 1]
    assert "date" not in table.index


def test_other_layers_and_ways_are_refused(gold: Coding, hits: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="'theme' has no spans to score"):
        score(hits, gold, "theme")
    with pytest.raises(ValueError, match="'half' is no way to match"):
        score(hits, gold, "slogan", by="half")


def test_hits_of_another_text_are_refused(gold: Coding) -> None:
    hits = annotate(load_article(), load_codebook())
    with pytest.raises(ValueError, match=r"the hits are of 000_.*, coding gold is of text"):
        score(hits, gold, "slogan")


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("by", MATCHES)
def test_a_coding_scored_against_itself_is_perfect(name: str, by: str) -> None:
    coding = load_coding(name)
    for layer, hits in (("slogan", coding.slogans), ("period", coding.periods)):
        table = score(hits, coding, layer, by=by)
        coded = table[table["gold"] > 0]
        assert (coded[["precision", "recall", "f1", "low", "high"]] == 1).all(axis=None)
        assert (table["found"] == table["gold"]).all()


@pytest.mark.parametrize("by", MATCHES)
def test_gold_and_hits_change_places_with_precision_and_recall(by: str) -> None:
    a, b = load_coding("a"), load_coding("b")
    one, other = score(a.slogans, b, "slogan", by=by), score(b.slogans, a, "slogan", by=by)
    pd.testing.assert_series_equal(one["precision"], other["recall"], check_names=False)
    pd.testing.assert_frame_equal(one[["matched", "f1", "low"]], other[["matched", "f1", "low"]])


def spans(bounds: list[tuple[int, int]]) -> Spans:
    places = [list(range(*span)) for span in bounds]
    return Spans(bounds, places, [1] * len(bounds), ["NUM"] * len(bounds))


@pytest.mark.parametrize(
    ("gold", "found", "matched"),
    [
        ([(0, 4)], [(0, 2)], 0),  # half is not more than half
        ([(0, 4)], [(0, 3)], 1),
        ([(0, 3)], [(0, 6)], 0),
        ([(0, 4)], [(0, 6)], 1),
        ([(0, 4)], [(2, 6)], 0),
        ([(0, 5)], [(2, 7)], 1),
        ([(0, 4)], [(0, 2), (2, 4)], 0),
        ([(0, 2), (2, 4)], [(0, 4)], 0),
        ([(0, 3), (3, 5)], [(0, 5)], 1),
        ([(0, 2)], [(5, 7)], 0),
    ],
)
def test_more_than_half_of_the_longer_span(
    gold: list[tuple[int, int]], found: list[tuple[int, int]], matched: int
) -> None:
    assert len(match_spans(spans(gold), spans(found), "overlap")) == matched
    assert len(match_spans(spans(found), spans(gold), "overlap")) == matched


CUTS = st.lists(st.integers(0, 30), unique=True, max_size=12).map(
    lambda cuts: list(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)


@given(CUTS, CUTS)
@settings(max_examples=200, deadline=None)
def test_no_span_has_two_partners(
    gold: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    pairs = [
        (one, other)
        for one in gold
        for other in found
        if 2 * len({*range(*one)} & {*range(*other)}) > max(one[1] - one[0], other[1] - other[0])
    ]
    assert len({one for one, _ in pairs}) == len(pairs) == len({other for _, other in pairs})
    assert len(match_spans(spans(gold), spans(found), "overlap")) == len(pairs)
    exact = match_spans(spans(gold), spans(found), "exact")
    assert len(exact) == len({*gold} & {*found}) <= len(pairs)
    covered = {i for span in gold for i in range(*span)} & {i for s in found for i in range(*s)}
    assert len(match_spans(spans(gold), spans(found), "letters")) == len(covered)


@pytest.mark.parametrize(
    ("found", "tagged"),
    [
        ((3, "连续三年", "NUM"), 1),
        ((3, "连续三", "FOUR"), 1),  # 3 of 4 letters
        ((3, "三年", "NUM"), 0),  # 2 of 4
        ((3, "奋力前行", "MOB"), 0),
    ],
)
def test_negatives_that_were_tagged(
    gold: Coding, tmp_path: Path, found: tuple[int, str, str], tagged: int
) -> None:
    table = score_negatives(make(tmp_path / "found", [found]).slogans, gold).set_index("code")
    assert table.loc["X-TECH"].tolist() == [1, tagged]
    assert table.loc["X-HON"].tolist() == [0, 0]


def test_a_slogan_that_the_coder_saw_inside_a_negative_is_no_false_alarm(tmp_path: Path) -> None:
    coding = make(tmp_path, [(3, "连续三年", "X-HON"), (3, "连续三", "TIFA")])
    hits = coding.slogans[coding.slogans["code"] == "TIFA"]
    assert score_negatives(hits, coding)["tagged"].tolist() == [0, 0, 0]


def test_the_table_of_all_taggers_and_codings() -> None:
    article, codebook = load_article(), load_codebook()
    tagged = {
        "lists and rules": annotate(article, codebook),
        "rules": annotate(article, codebook, lists=False),
    }
    codings = [load_coding("a", article), load_coding("b", article)]
    table = score_taggers(tagged, codings, "slogan")
    assert len(table) == 2 * 2 * 3 * 13
    one = table.query("tagger == 'rules' and coding == 'b' and by == 'overlap'")
    again = score(tagged["rules"], codings[1], "slogan", by="overlap")
    pd.testing.assert_frame_equal(one[again.columns].reset_index(drop=True), again)
    for by in ("exact", "letters"):
        rows = table.query(f"by == '{by}'")
        assert (rows["matched"] <= rows[["gold", "found"]].min(axis=1)).all()
    loose, strict = (table.query(f"by == '{by}'")["matched"].tolist() for by in MATCHES[1::-1])
    assert all(x >= y for x, y in zip(loose, strict, strict=True))
    assert {"denominator_zh", "rule_en"} <= table.attrs.keys()

"""Agreement of two codings: the shipped ones, and a short text worked by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from yz_analysis import load_article, paths
from yz_analysis.agreement import agreed, compare_spans, compare_themes, list_differences
from yz_analysis.coding import NEGATIVES, Coding, load_coding
from yz_analysis.statistics import alpha_interval

ARTICLE = load_article()
A, B = load_coding("a"), load_coding("b")

# 27 letters: 8, 11 and 8 in three sentences.
SHORT = load_article(
    text="江中明珠\n\n民有所呼、我有所应。坚持“四个自信”，高质量发展。连续三年，奋力前行。\n"
)
ONE = """sentence_no,text,kind
0,江中明珠,BRAND
1,民有所呼、我有所应,PAR
2,四个自信,NUM
2,高质量发展,TIFA
3,连续三年,X-TECH
3,奋力前行,MOB
"""
OTHER = """sentence_no,text,kind
1,民有所呼、我有所应,PAR
2,坚持“四个自信”,MOB
2,四个自信,NUM
2,质量发展,TIFA
3,连续三年,X-TECH
3,奋力前行,FOUR
"""


def make(folder: Path, **sheets: str) -> Coding:
    folder.mkdir()
    for name, rows in sheets.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    return load_coding(folder, SHORT)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Coding, Coding]:
    return make(tmp_path / "one", slogans=ONE), make(tmp_path / "other", slogans=OTHER)


def test_a_case_worked_by_hand(pair: tuple[Coding, Coding]) -> None:
    table = compare_spans(*pair, "slogan", SHORT).set_index("code")
    counts = ["spans_a", "spans_b", "same", "letters_a", "letters_b", "letters_both"]
    expected = {
        "NUM": [1, 1, 1, 4, 4, 4],
        "QUO": [0, 0, 0, 0, 0, 0],
        "PAR": [1, 1, 1, 8, 8, 8],
        "TIFA": [1, 1, 0, 5, 4, 4],
        "MOB": [1, 1, 0, 4, 6, 0],
        "FOUR": [0, 1, 0, 0, 4, 0],
        # outermost spans: PAR 8, NUM 4, TIFA 5, MOB 4 against PAR 8, MOB 6, TIFA 4, FOUR 4
        "all": [4, 5, 2, 21, 22, 12],
        "D0": [1, 1, 1, 4, 4, 4],
        "D1": [3, 3, 2, 17, 16, 16],
        "D2": [4, 3, 1, 21, 18, 16],
        "D3": [4, 4, 2, 21, 22, 20],
    }
    for code, row in expected.items():
        assert table.loc[code, counts].tolist() == row, code
    assert table.loc["all", ["f1_exact", "f1_overlap"]].tolist() == pytest.approx([4 / 9, 6 / 9])
    assert table.loc["TIFA", "jaccard"] == 4 / 5
    assert table.loc["D2", "jaccard"] == 16 / 23
    # FOUR: 4 of 27 letters differ; 4 and 50 of the 54 values: 1 - 53·8 / (2·4·50)
    assert table.loc["FOUR", "alpha"] == pytest.approx(1 - 424 / 400)
    # D1: one letter differs; 33 and 21 values: 1 - 53·2 / (2·33·21)
    assert table.loc["D1", "alpha"] == pytest.approx(1 - 106 / 1386)
    # the interval draws whole sentences, not letters
    one = ["in"] * 8 + [""] * 2 + ["in"] * 9 + [""] * 8
    other = [*one[:14], "", *one[15:]]
    drawn = alpha_interval([one, other], groups=[1] * 8 + [2] * 11 + [3] * 8)
    assert tuple(table.loc["D1", ["low", "high"]]) == drawn
    # all: 11 letters differ; PAR 16, NUM 4, TIFA 9, MOB 10, FOUR 4, none 11
    assert table.loc["all", "alpha"] == pytest.approx(1 - 53 * 22 / (54**2 - 590))
    assert table.loc["QUO", ["f1_exact", "jaccard", "alpha", "low"]].isna().all()


def test_the_shipped_codings_agree_as_far_as_the_card_says() -> None:
    everywhere = [
        {(row.start, row.end) for row in c.slogans.itertuples() if row.code not in NEGATIVES}
        for c in (A, B)
    ]
    assert [len(s) for s in everywhere] == [195, 176]
    # 保持“赶考状态”，强化“答卷意识” and its kin end in a mark; the letters are what is compared.
    assert len(everywhere[0] & everywhere[1]) == 152
    slogans = compare_spans(A, B, "slogan", ARTICLE).set_index("code")
    assert slogans.loc["NUM", ["spans_a", "spans_b", "same"]].tolist() == [26, 26, 26]
    assert slogans.loc["D3", "jaccard"] == pytest.approx(0.83, abs=0.005)
    periods = compare_spans(A, B, "period", ARTICLE).set_index("code")
    assert periods.loc["all", ["same", "spans_a"]].tolist() == [20, 30]
    assert periods.loc["any", "same"] == 20  # the class never differs where the span does not
    themes = compare_themes(A, B)
    assert themes[["sentences", "same"]].values.tolist() == [[53, 52], [53, 44]]
    assert themes.loc[0, "low"] < themes.loc[0, "alpha"] < 1


def test_the_order_of_the_coders_does_not_matter() -> None:
    for layer in ("slogan", "period"):
        one, other = compare_spans(A, B, layer, ARTICLE), compare_spans(B, A, layer, ARTICLE)
        columns = ["same", "f1_exact", "f1_overlap", "letters_both", "jaccard", "alpha", "low"]
        pd.testing.assert_frame_equal(one[columns], other[columns])
        assert one["spans_a"].tolist() == other["spans_b"].tolist()


def test_a_coding_agrees_with_itself() -> None:
    table = compare_spans(A, A, "slogan", ARTICLE)
    assert (table[["f1_exact", "f1_overlap", "jaccard", "alpha", "low", "high"]] == 1).all(
        axis=None
    )
    assert list_differences(A, A, "slogan").empty


def test_what_one_coder_left_blank_is_not_compared(tmp_path: Path) -> None:
    one = make(tmp_path / "one", slogans=ONE, themes="sentence_no,primary\n1,T2\n2,T1\n")
    other = make(tmp_path / "other", themes="sentence_no,primary,secondary\n2,T1,T3\n3,T4,\n")
    assert compare_spans(one, other, "slogan", SHORT).empty
    assert compare_spans(one, one, "period", SHORT).empty
    table = compare_themes(one, other).set_index("variable")
    assert table.loc["primary", ["sentences", "same"]].tolist() == [1, 1]
    assert math.isnan(table.loc["primary", "alpha"])  # one value, no variation
    assert table.loc["secondary", ["sentences", "same"]].tolist() == [1, 0]
    assert compare_themes(one, make(tmp_path / "blank", slogans=ONE)).empty


def test_codings_of_different_texts_are_not_compared(pair: tuple[Coding, Coding]) -> None:
    for compare in (compare_themes, agreed):
        with pytest.raises(ValueError, match=r"one is a coding of text .* a of 000_"):
            compare(pair[0], A)
    with pytest.raises(ValueError, match="two codings of one text"):
        compare_spans(pair[0], A, "slogan", SHORT)
    with pytest.raises(ValueError, match=r"a and b are codings of 000_.*, not text"):
        compare_spans(A, B, "slogan", SHORT)


def test_unknown_layers_are_refused(pair: tuple[Coding, Coding]) -> None:
    with pytest.raises(ValueError, match="'theme' has no spans"):
        compare_spans(*pair, "theme", SHORT)
    with pytest.raises(ValueError, match="'slogans' is no layer"):
        list_differences(*pair, "slogans")


def test_what_both_found_is_a_coding_of_its_own(pair: tuple[Coding, Coding]) -> None:
    shared = agreed(*pair)
    assert shared.slogans[["code", "text"]].values.tolist() == [
        ["PAR", "民有所呼、我有所应"],
        ["NUM", "四个自信"],
        ["X-TECH", "连续三年"],
    ]
    both = agreed(A, B)
    assert (len(both.slogans), len(both.periods), len(both.themes)) == (163, 20, 52)
    assert both.themes["secondary"].ne("").sum() < 52
    again = agreed(B, A)
    assert again.slogans["code"].value_counts().equals(both.slogans["code"].value_counts())
    pd.testing.assert_frame_equal(
        again.themes[["sentence", "primary", "secondary"]],
        both.themes[["sentence", "primary", "secondary"]],
    )
    assert both.themes.dtypes.equals(A.themes.dtypes)
    assert agreed(both, A).slogans.equals(both.slogans)


def test_a_mark_at_the_edge_is_no_difference(tmp_path: Path) -> None:
    head = "sentence_no,text,kind\n"
    one = make(tmp_path / "one", slogans=f"{head}2,“四个自信”,NUM\n")
    other = make(tmp_path / "other", slogans=f"{head}2,四个自信,NUM\n")
    assert compare_spans(one, other, "slogan", SHORT).set_index("code").loc["NUM", "same"] == 1
    assert list_differences(one, other, "slogan").empty


def test_differences_are_listed_in_text_order(pair: tuple[Coding, Coding]) -> None:
    assert list_differences(*pair, "slogan").values.tolist() == [
        [0, "江中明珠", "BRAND", ""],
        [2, "坚持“四个自信”", "", "MOB"],
        [2, "高质量发展", "TIFA", ""],
        [2, "质量发展", "", "TIFA"],
        [3, "奋力前行", "MOB", "FOUR"],
    ]
    assert list_differences(A, B, "theme").values.tolist() == [[30, "", "T7", "T2"]]


def test_the_card_of_the_codings_prints_these_figures() -> None:
    card = (paths.data_dir() / "coding" / "README.md").read_text(encoding="utf-8")
    themes = compare_themes(A, B).set_index("variable")
    slogans = compare_spans(A, B, "slogan", ARTICLE).set_index("code")
    periods = compare_spans(A, B, "period", ARTICLE).set_index("code")

    def alpha(row: pd.Series) -> str:
        return f"{row['alpha']:.3f} [{row['low']:.3f}, {row['high']:.3f}] |"

    for line in (
        f"{themes.loc['primary', 'same']} of 53 | {alpha(themes.loc['primary'])}",
        f"{themes.loc['secondary', 'same']} of 53 | {alpha(themes.loc['secondary'])}",
        f"kind | Jaccard {slogans.loc['all', 'jaccard']:.3f} | {alpha(slogans.loc['all'])}",
        f"any kind | Jaccard {slogans.loc['D3', 'jaccard']:.3f} | {alpha(slogans.loc['D3'])}",
        f"same kind | F1 {slogans.loc['all', 'f1_exact']:.3f} |",
        f"class | Jaccard {periods.loc['all', 'jaccard']:.3f} | {alpha(periods.loc['all'])}",
        f"same class | F1 {periods.loc['all', 'f1_exact']:.3f} |",
    ):
        assert line in card
    shared = agreed(A, B).slogans["code"]
    assert f"{(~shared.isin(NEGATIVES)).sum()} of them the same kind" in card
    for code, words in (
        ("PAR", "28 against 33 spans, 25 the same"),
        ("MOB", "23 against 15, 8 the same"),
    ):
        one, other, same = slogans.loc[code, ["spans_a", "spans_b", "same"]]
        assert words.startswith(f"{one} against {other}")
        assert f"{same} the same" in words
        assert f"{code}: {words}" in card

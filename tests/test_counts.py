"""Tables: counts worked out by hand, denominators named, sums that must add up."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

import yz_analysis as yz
from yz_analysis.article import Article
from yz_analysis.codebook import Codebook
from yz_analysis.counts import select
from yz_analysis.density import KINDS, MEASURES


@pytest.fixture(scope="module")
def article() -> Article:
    return yz.load_article()


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return yz.load_codebook()


@pytest.fixture(scope="module")
def hits(article: Article, codebook: Codebook) -> pd.DataFrame:
    return yz.annotate(article, codebook)


# A text small enough to count by hand: 20 letters, 2 sentences.
#   坚持“四个自信”，做到“两个维护”。 (12 letters: NUM, NUM)  天气很好，大家高兴。 (8 letters)
SMALL = "坚持“四个自信”，做到“两个维护”。天气很好，大家高兴。"


@pytest.fixture(scope="module")
def small(codebook: Codebook) -> tuple[Article, pd.DataFrame]:
    article = yz.load_article(text=SMALL)
    return article, yz.annotate(article, codebook)


def test_density_by_hand(small: tuple[Article, pd.DataFrame]) -> None:
    article, hits = small
    strict = yz.count_density(hits, article).set_index("measure").loc["D0"]
    assert article.letters() == 20
    assert strict["hits"] == 2
    assert strict["hits_per_1000_letters"] == pytest.approx(1000 * 2 / 20)
    assert strict["coverage"] == pytest.approx(8 / 20)
    assert strict["share_of_sentences"] == pytest.approx(1 / 2)


def test_a_curve_by_hand(small: tuple[Article, pd.DataFrame]) -> None:
    article, hits = small
    curve = yz.curve_density(hits, article, "D0", window=10, step=5)
    # Labels fill letters 2-5 and 8-11. Windows 0-9, 5-14, 10-19 hold 6, 5 and 2 of them.
    assert curve["position"].tolist() == [5, 10, 15]
    assert curve["coverage"].tolist() == pytest.approx([0.6, 0.5, 0.2])
    assert curve["hits_per_1000_letters"].tolist() == pytest.approx([200, 100, 0])


def test_a_window_longer_than_the_text_is_the_text(small: tuple[Article, pd.DataFrame]) -> None:
    article, hits = small
    curve = yz.curve_density(hits, article, "D0", window=10_000)
    assert curve["coverage"].tolist() == pytest.approx([8 / 20])


@pytest.mark.parametrize("choice", [{"measure": "D9"}, {"window": 0}, {"step": 0}])
def test_a_senseless_curve_is_refused(
    small: tuple[Article, pd.DataFrame], choice: dict[str, object]
) -> None:
    article, hits = small
    with pytest.raises(ValueError, match=r"no measure|at least 1"):
        yz.curve_density(hits, article, **choice)  # type: ignore[arg-type]


def test_density_never_falls_when_kinds_are_added(article: Article, hits: pd.DataFrame) -> None:
    density = yz.count_density(hits, article)
    assert density["measure"].tolist() == list(MEASURES)
    assert density["coverage"].is_monotonic_increasing
    assert density["share_of_sentences"].is_monotonic_increasing
    assert (density["low"] <= density["hits_per_1000_letters"]).all()
    assert (density["hits_per_1000_letters"] <= density["high"]).all()


def test_parts_add_up_to_the_body(article: Article, codebook: Codebook, hits: pd.DataFrame) -> None:
    units = yz.count_units(article).set_index("id")
    parts = units[(units["unit"] == "part") & ~units.index.isin(["title", "byline"])]
    assert parts["letters"].sum() == 2609
    assert parts["sentences"].sum() == 53
    assert parts["clauses"].sum() == 196
    assert parts["quotations"].sum() == 55
    by_part = yz.count_themes_by_part(hits, article, codebook)
    themes = yz.count_themes(hits, article, codebook)
    assert by_part.groupby("theme", sort=False)["hits"].sum().tolist() == themes["hits"].tolist()
    density = yz.count_density(hits, article)
    by_part = yz.count_density_by_part(hits, article)
    assert by_part.groupby("measure", sort=False)["hits"].sum().tolist() == density["hits"].tolist()
    kinds = yz.count_kinds(hits)
    by_part = yz.count_kinds_by_part(hits, article)
    assert by_part.groupby("kind", sort=False)["hits"].sum().tolist() == kinds["hits"].tolist()


def test_the_article_has_the_numeric_labels_of_both_codings(hits: pd.DataFrame) -> None:
    labels = select(hits, "slogan", ["NUM"])
    assert len(labels) == 26
    assert labels["text"].nunique() == 25


def test_choosing_kinds_never_loses_a_lone_hit(hits: pd.DataFrame) -> None:
    for kind in KINDS:
        rows = select(hits, "slogan", [kind])
        assert (rows["start"].values[1:] >= rows["end"].values[:-1]).all()
        kept = hits[(hits["code"] == kind) & ~hits["nested"] & ~hits["section"].isin(["title"])]
        assert set(kept["start"]) <= set(rows["start"])


TABLES = ["count_units", "count_themes", "count_themes_by_part", "count_density",
          "count_density_by_part", "curve_density", "count_kinds", "count_kinds_by_part",
          "count_periods", "locate_themes", "place_periods", "count_quoted"]  # fmt: skip


def make(name: str, article: Article, codebook: Codebook, hits: pd.DataFrame) -> pd.DataFrame:
    arguments = {
        "count_units": (article,),
        "count_kinds": (hits,),
        "count_periods": (hits,),
        "count_themes": (hits, article, codebook),
        "count_themes_by_part": (hits, article, codebook),
        "count_quoted": (hits, article, codebook),
    }
    return getattr(yz, name)(*arguments.get(name, (hits, article)))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_denominator_and_its_rule_in_both_languages(
    name: str, article: Article, codebook: Codebook, hits: pd.DataFrame
) -> None:
    attrs = make(name, article, codebook, hits).attrs
    assert all(attrs[key] for key in ("denominator_zh", "denominator_en", "rule_zh", "rule_en"))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_a_text_without_hits_has_the_same_columns(
    name: str, article: Article, codebook: Codebook, hits: pd.DataFrame
) -> None:
    plain = load_plain()
    empty = make(name, plain, codebook, yz.annotate(plain, codebook))
    assert list(empty.columns) == list(make(name, article, codebook, hits).columns)


def load_plain() -> Article:
    return yz.load_article(text="天气很好。")


UNPACKED = {
    "三件大事": ("full", "headings"),
    "民生三感": ("full", "headings"),
    "三大志向": ("full", "headings"),
    "发展三向": ("full", "headings"),
    "三量齐升": ("full", "adjacent"),
    "三大定位": ("full", "adjacent"),
    "两件大事": ("full", "adjacent"),
    "三道防线": ("full", "adjacent"),
    "两在两同": ("full", "remote"),
    "六大专项行动": ("partial", "adjacent"),
    "四个意识": ("none", ""),
    "六稳六保": ("none", ""),
    "五大振兴": ("none", ""),
}


def test_labels_are_unpacked_as_the_close_reading_says(
    article: Article, codebook: Codebook, hits: pd.DataFrame
) -> None:
    table = yz.count_quoted(hits, article, codebook).set_index("text")
    found = {text: tuple(table.loc[text, ["unpacked", "unpacked_where"]]) for text in UNPACKED}
    assert found == UNPACKED


def test_periods_of_the_article(article: Article, hits: pd.DataFrame) -> None:
    periods = yz.place_periods(hits, article)
    markers = periods[periods["class"] == "explicit_marker"]
    assert markers["text"].tolist() == ["革命战争年代", "新中国成立后", "改革开放以来", "步入新世纪"]
    assert set(markers["section"]) == {"introduction"}
    assert markers["year_from"].iloc[2] == 1978
    assert markers["year_to"].isna().iloc[2]  # 以来 has an open end
    assert periods["position"].is_monotonic_increasing
    assert periods["share"].between(0, 1).all()


def test_concordance_lines_join_to_the_text(article: Article, hits: pd.DataFrame) -> None:
    lines = yz.list_concordance(hits, article, width=6)
    for line in lines.itertuples():
        assert f"{line.left}{line.text}{line.right}" in article.text
    with pytest.raises(ValueError, match="negative"):
        yz.list_concordance(hits, article, width=-1)
    with pytest.raises(ValueError, match="not in the article"):
        yz.list_concordance(hits, yz.load_article(text="别的文章。"))


WITHOUT_A_LIST = {
    "三件大事": ("full", "headings"),
    "民生三感": ("full", "headings"),
    "发展三向": ("full", "headings"),
    "三大定位": ("full", "adjacent"),
    "两件大事": ("full", "adjacent"),
    "三道防线": ("full", "adjacent"),
    "三量齐升": ("full", "adjacent"),
    "六大专项行动": ("partial", "adjacent"),
    "四个意识": ("", ""),
}


def test_labels_are_unpacked_without_being_told_what_they_count(
    article: Article, codebook: Codebook
) -> None:
    rules = yz.annotate(article, codebook, lists=False)
    bare = dataclasses.replace(codebook, slogans=(), formulations=())
    table = yz.count_quoted(rules, article, bare).set_index("text")
    found = {text: tuple(table.loc[text, ["unpacked", "unpacked_where"]]) for text in WITHOUT_A_LIST}
    assert found == WITHOUT_A_LIST

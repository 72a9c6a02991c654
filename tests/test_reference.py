"""The shipped reference: what stands where, counted by hand or against another count."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from yz_analysis import Reference, load_article, load_reference, paths
from yz_analysis.reference import ReferenceDataError

SHIPPED = paths.data_dir() / "reference"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def test_57_texts_of_which_47_are_work_reports(reference: Reference) -> None:
    assert len(reference.texts) == 57
    assert (reference.years[0], reference.years[-1]) == (1954, 2025)
    others = reference.texts[~reference.counted]
    assert dict(zip(others["year"], others["kind"], strict=True)) == {
        1955: "plan", 1956: "budget", 1958: "plan", 1960: "agriculture", 1980: "plan",
        1982: "plan", 1986: "plan", 1991: "plan", 1996: "plan", 2001: "plan",
    }  # fmt: skip


def test_every_text_says_why_it_counts_in_both_languages(reference: Reference) -> None:
    assert (reference.texts["reason_zh"].str.len() > 5).all()
    assert (reference.texts["reason_en"].str.len() > 10).all()


def test_words_add_up(reference: Reference) -> None:
    assert reference.word_counts.sum(axis=0).tolist() == reference.texts["words"].tolist()
    assert reference.word_counts.sum(axis=1).tolist() == reference.words["tokens"].tolist()
    assert (reference.word_counts > 0).sum(axis=1).tolist() == reference.words["texts"].tolist()


def test_hits_are_never_more_than_strings_where_a_line_is_not_broken(reference: Reference) -> None:
    # White space is taken out for strings only, so a string can hardly be missed by them.
    assert (reference.hits <= reference.strings).all()


# The first file that `grep -l` names among the reports.
FIRST = {"三个代表": 2001, "科学发展观": 2004, "中国梦": 2014, "乡村振兴": 2018, "四个自信": 2018}


@pytest.mark.parametrize(("term", "year"), FIRST.items(), ids=FIRST)
def test_first_years(reference: Reference, term: str, year: int) -> None:
    if term not in set(reference.terms["term"]):
        pytest.fail(f"{term} is not in the codebook")
    assert reference.years[reference.years_of([term])[0]][0] == year


def test_guards_and_longer_terms_take_hits_away(reference: Reference) -> None:
    row = reference.terms.index[reference.terms["term"] == "民族区域自治"][0]
    # 民族区域自治法 is a guard, …制度 a longer term: 42 texts hold the string, 6 a hit.
    assert (reference.strings[row] > 0).sum() == 42
    assert (reference.hits[row] > 0).sum() == 6


def test_a_term_outside_the_codebook_is_refused(reference: Reference) -> None:
    with pytest.raises(ReferenceDataError, match="no term of the codebook"):
        reference.years_of(["不是词目"])
    assert reference.count_strings([]).shape == (0, 57)


def test_a_word_that_nobody_uses_is_counted_zero(reference: Reference) -> None:
    assert reference.count_word("江中明珠").tolist() == [0] * 57
    assert (reference.count_word("人民") > 0).all()


def test_the_longest_shared_string_and_its_years(reference: Reference) -> None:
    text = "总得坚持以人民为中心的发展思想！"
    table = reference.shared(text)
    inside = table.iloc[2:15]
    assert len(table) == len(text)
    assert set(inside["length"]) == {13}
    assert set(inside["first_year"]) == {2016}
    assert table["length"].iloc[-1] == 0
    assert bool(table["first_year"].isna().iloc[-1])
    assert "57 texts" in table.attrs["denominator"]
    assert "57 篇" in table.attrs["denominator_zh"]


def test_fewer_texts_share_no_longer_strings(reference: Reference) -> None:
    text = load_article().text
    some = np.arange(57) % 3 == 0
    fewer, all_ = reference.shared(text, some), reference.shared(text)
    assert (fewer["length"] <= all_["length"]).all()
    late = reference.shared(text, reference.years >= 2000)["first_year"].dropna()
    assert (late >= 2000).all()


def test_strings_are_known_where_the_tagger_counts_a_term_of_that_length(
    reference: Reference,
) -> None:
    rows = [
        row
        for row, term in enumerate(reference.terms["term"])
        if term.isalnum() and len(term) in (4, 6, 8)
    ]
    some = 0
    for row in rows:
        term = reference.terms["term"][row]
        standing = reference.hits[row] > 0
        if standing.sum() > 1:
            some += 1
            _, known = reference.find_strings(term, len(term))
            assert known[0][standing].all(), term
    assert some > 500


def test_only_shipped_lengths_are_looked_up(reference: Reference) -> None:
    with pytest.raises(ReferenceDataError, match="choose one of 4, 6, 8"):
        reference.find_strings("人民", 5)


def test_a_folder_that_is_no_reference_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"no manifest\.json"):
        load_reference(tmp_path)


def spoil_word(folder: Path) -> None:
    path = folder / "words.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("人民,", "人民们,"), encoding="utf-8")


def spoil_form(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 9}))


SPOILT = {
    "a file lacks": (lambda f: (f / "words.csv").unlink(), r"words\.csv: is missing"),
    "a file was changed": (spoil_word, r"words\.csv: was changed"),
    "a file is cut": (lambda f: (f / "strings_4.npy").write_bytes(b""), r"strings_4\.npy: was ch"),
    "another form": (spoil_form, "this version reads 1"),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_reference_is_refused(
    tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    shutil.copytree(SHIPPED, tmp_path / "copy")
    spoil(tmp_path / "copy")
    with pytest.raises(ReferenceDataError, match=said):
        load_reference(tmp_path / "copy")


def test_numbers_are_numbers_and_words_are_text(reference: Reference) -> None:
    assert {str(reference.rules[name].dtype) for name in ("year", "hits", "rule_nested")} == {
        "int64"
    }
    assert str(reference.words["word"].dtype) == "str"
    assert str(reference.texts["counted"].dtype) == "bool"


def test_an_idiom_in_no_report_is_counted_zero(reference: Reference) -> None:
    assert not reference.years_of(["一丁不识"]).any()
    assert reference.years_of(["千方百计"]).sum() > 10

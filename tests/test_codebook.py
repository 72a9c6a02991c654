"""The codebook: what its lists hold, and that a bad row is named, never guessed."""

from __future__ import annotations

import csv
import dataclasses
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis import annotate, load_article, load_codebook, paths
from yz_analysis.codebook import Codebook, CodebookError
from yz_analysis.codebook_files import read_rows
from yz_analysis.codebook_rows import Slogan, Theme, ThemeTerm

HOME = paths.data_dir() / "codebook"
FILES = sorted(path.name for path in HOME.glob("*.csv"))
OPTIONAL = ("calendar.csv", "formulations.csv", "idioms.csv")
CODEBOOK = load_codebook()
ARTICLE = load_article()

# The smallest codebook that loads; each bad case changes one line of one file.
SMALL = {
    "themes.csv": "code,zh,en,definition_zh,definition_en,source\nT1,甲,a,甲,a,s\n",
    "theme_terms.csv": (
        "id,term,theme,gloss,source,guards,note\nT1-001,人民,T1,people,s,人民币|人民日报,\n"
    ),
    "slogans.csv": (
        "id,term,kind,flags,level,place,expansion,members,gloss,first_known,source,confidence,"
        "guards,note\nS001,三件大事,NUM,,county,Yangzhong,,甲|乙|丙,three tasks,,s,low,,\n"
    ),
    "periods.csv": (
        "id,term,class,year_from,year_to,bounds,official,gloss,source,guards,note\n"
        "P001,新中国成立后,explicit_marker,1949,1978,implied,P2,after 1949,s,,\n"
    ),
    "official_periods.csv": (
        "id,zh,en,year_from,month_from,year_to,month_to,source\nP2,乙,b,1949,10,1978,12,s\n"
    ),
}
LABEL = "S001,三件大事,NUM,,county,Yangzhong,,甲|乙|丙,three tasks,,s,low,,"
TERM = "T1-001,人民,T1,people,s,人民币|人民日报,"
MARKER = "P001,新中国成立后,explicit_marker,1949,1978,implied,P2,after 1949,s,,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def refuse(folder: Path) -> str:
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    return str(caught.value)


# --- a bad row is named by file, line, column, value and reason


BAD_ROWS = {
    "a kind that is none": (
        "slogans.csv", LABEL, LABEL.replace("NUM", "NUMM"),
        "slogans.csv, line 2, column 'kind': 'NUMM' is not one of NUM, ABB, QUO, PAR, TIFA, BRAND,",
    ),
    "a level that is none": (
        "slogans.csv", LABEL, LABEL.replace("county", "town"),
        "slogans.csv, line 2, column 'level': 'town' is not one of central, provincial,",
    ),
    "a confidence that is none": (
        "slogans.csv", LABEL, LABEL.replace("low", "sure"),
        "slogans.csv, line 2, column 'confidence': 'sure' is not one of high, medium, low",
    ),
    "a class that is none": (
        "periods.csv", MARKER, MARKER.replace("explicit_marker", "marker"),
        "periods.csv, line 2, column 'class': 'marker' is not one of explicit_marker,",
    ),
    "bounds that are none": (
        "periods.csv", MARKER, MARKER.replace("implied", "guessed"),
        "periods.csv, line 2, column 'bounds': 'guessed' is not one of stated, implied, supplied",
    ),
    "an empty term": (
        "theme_terms.csv", TERM, TERM.replace("人民,", ",", 1),
        "theme_terms.csv, line 2, column 'term': is empty",
    ),
    "an empty source": (
        "slogans.csv", LABEL, LABEL.replace(",s,", ",,"),
        "slogans.csv, line 2, column 'source': is empty",
    ),
    "a term of punctuation only": (
        "theme_terms.csv", TERM, "T1-001,、,T1,comma,s,,",
        "theme_terms.csv, line 2, column 'term': '、' has no letter or digit",
    ),
    "a term of more than 200 characters": (
        "theme_terms.csv", TERM, f"T1-001,{'人' * 201},T1,people,s,,",
        "is longer than 200 characters",
    ),
    "a line break in a term": (
        "theme_terms.csv", TERM, 'T1-001,"人\n民",T1,people,s,,',
        "theme_terms.csv, line 2, column 'term': '人\\n民' holds a line break or a character that",
    ),
    "a character that nobody sees in a term": (
        "theme_terms.csv", TERM, "T1-001,人\u200b民,T1,people,s,,",
        "theme_terms.csv, line 2, column 'term': '人\\u200b民' holds a line break or a character",
    ),
    "a blank before a term": (
        "theme_terms.csv", TERM, "T1-001, 人民,T1,people,s,,",
        "theme_terms.csv, line 2, column 'term': ' 人民' begins or ends with a blank",
    ),
    "a wide blank after a term": (
        "theme_terms.csv", TERM, "T1-001,人民\u3000,T1,people,s,,",
        "column 'term': '人民\\u3000' begins or ends with a blank",
    ),
    "a formula": (
        "slogans.csv", LABEL, LABEL.replace("three tasks", '"=HYPERLINK(""http://x"")"'),
        "column 'gloss': '=HYPERLINK(\"http://x\")' begins with '=', which a spreadsheet runs",
    ),
    "a term with a plus at its head": (
        "theme_terms.csv", TERM, "T1-001,+党建,T1,people,s,,",
        "column 'term': '+党建' begins with '+', which a spreadsheet runs",
    ),
    "a minus at the head": (
        "slogans.csv", LABEL, LABEL + "-1", "column 'note': '-1' begins with '-'",
    ),
    "an at sign at the head": (
        "slogans.csv", LABEL, LABEL + "@x", "column 'note': '@x' begins with '@'",
    ),
    "a wide equals sign at the head": (
        "slogans.csv", LABEL, LABEL + "＝1", "column 'note': '＝1' begins with '＝'",
    ),
    "a guard without its term": (
        "theme_terms.csv", TERM, TERM.replace("人民币", "国民"),
        "column 'guards': '国民|人民日报' has a guard '国民' that is not '人民' with more around it",
    ),
    "a guard that is its term": (
        "slogans.csv", LABEL, LABEL[:-1] + "三件大事,",
        "has a guard '三件大事' that is not '三件大事' with more around it",
    ),
    "an empty guard": (
        "theme_terms.csv", TERM, TERM.replace("人民币|", "人民币||"),
        "column 'guards': '人民币||人民日报' has an empty item",
    ),
    "fewer members than the numeral says": (
        "slogans.csv", LABEL, LABEL.replace("甲|乙|丙", "甲|乙"),
        "column 'members': '甲|乙' has 2 items, which no numeral of '三件大事' says",
    ),
    "more members than the numeral says": (
        "slogans.csv", LABEL, LABEL.replace("甲|乙|丙", "甲|乙|丙|丁"), "has 4 items, which no numeral",
    ),
    "one member": (
        "slogans.csv", LABEL, LABEL.replace("甲|乙|丙", "甲"), "column 'members': '甲' has one item",
    ),
    "a member twice": (
        "slogans.csv", LABEL, LABEL.replace("甲|乙|丙", "甲|乙|甲"), "names an item twice",
    ),
    "the term as its own member": (
        "slogans.csv", LABEL, LABEL.replace("甲|乙|丙", "甲|乙|三件大事"), "names the term itself",
    ),
    "members of a fixed formulation": (
        "slogans.csv", LABEL, LABEL.replace("NUM", "TIFA"), "only NUM and ABB have members, not TIFA",
    ),
    "complete members called incomplete": (
        "slogans.csv", LABEL, LABEL.replace("NUM,", "NUM,incomplete"), "take out the flag 'incomplete'",
    ),
    "a period that ends before it begins": (
        "periods.csv", MARKER, MARKER.replace("1978", "1948"),
        "periods.csv, line 2, column 'year_to': '1948' ends before it begins (1949)",
    ),
    "a year in words": (
        "periods.csv", MARKER, MARKER.replace("1949,", "解放,"),
        "column 'year_from': '解放' is not a number of at most four digits",
    ),
    "a year in wide digits": (
        "periods.csv", MARKER, MARKER.replace("1978", "１９７８"), "'１９７８' is not a number of at most",
    ),
    "a thirteenth month": (
        "official_periods.csv", "1978,12", "1978,13", "column 'month_to': '13' is not a month",
    ),
    "an unknown theme": (
        "theme_terms.csv", TERM, TERM.replace(",T1,", ",T9,"),
        "theme_terms.csv, line 2, column 'theme': 'T9' is not one of T1",
    ),
    "an unknown official period": (
        "periods.csv", MARKER, MARKER.replace("P2", "P9"),
        "periods.csv, line 2, column 'official': 'P9' is not one of empty, P2",
    ),
    "an id twice": (
        "theme_terms.csv", TERM, f"{TERM}\nT1-001,群众,T1,masses,s,,",
        "theme_terms.csv, line 3, column 'id': 'T1-001' stands already in line 2",
    ),
    "a term twice": (
        "theme_terms.csv", TERM, f"{TERM}\nT1-002,人民,T1,people,s,,",
        "theme_terms.csv, line 3, column 'term': '人民' stands already in line 2; keep one",
    ),
    "a cell too many": (
        "theme_terms.csv", TERM, TERM + ",x",
        "theme_terms.csv, line 2, the row has 8 cells, not 7",
    ),
    "a cell too few": ("theme_terms.csv", TERM, "T1-001,人民", "line 2, the row has 2 cells, not 7"),
    "a quotation mark in the midst": (
        "theme_terms.csv", TERM, 'T1-001,"人"民,T1,people,s,,', "theme_terms.csv, line 2: ",
    ),
    "a quotation mark left open": (
        "theme_terms.csv", TERM, 'T1-001,"人民,T1,people,s,,', "theme_terms.csv, line 2: ",
    ),
    "an unknown column": (
        "themes.csv", ",source\n", ",source,colour\n",
        "themes.csv, line 1: columns unknown 'colour'; the first line is: code,zh,en,",
    ),
    "a missing column": (
        "themes.csv", "code,zh,en,", "code,zh,", "themes.csv, line 1: columns missing 'en'",
    ),
    "a column twice": ("themes.csv", "zh,en,", "zh,zh,", "missing 'en'; repeated 'zh'"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_named(folder: Path, case: str) -> None:
    name, old, new, expected = BAD_ROWS[case]
    assert old in SMALL[name]
    (folder / name).write_text(SMALL[name].replace(old, new), encoding="utf-8")
    message = refuse(folder)
    assert expected in message
    assert message.count("\n") == 0, "one bad row, one line"


def test_all_bad_rows_are_named_up_to_ten_and_the_rest_is_counted(folder: Path) -> None:
    rows = [f"T1-{number:03},词{number},T7,x,s,," for number in range(2, 15)]
    (folder / "theme_terms.csv").write_text(
        SMALL["theme_terms.csv"] + "\n".join(rows) + "\n", encoding="utf-8"
    )
    lines = refuse(folder).split("\n")
    assert [re.findall(r"line (\d+)", line)[0] for line in lines[:-1]] == [
        str(number) for number in range(3, 13)
    ]
    assert lines[-1] == "theme_terms.csv: and 3 more bad rows"


def test_two_faults_of_one_row_stand_on_one_line(folder: Path) -> None:
    bad = LABEL.replace("NUM", "X").replace("low", "?")
    (folder / "slogans.csv").write_text(SMALL["slogans.csv"].replace(LABEL, bad), encoding="utf-8")
    message = refuse(folder)
    assert message.count("\n") == 0
    assert "column 'kind': 'X' is not" in message
    assert "column 'confidence': '?' is not" in message


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refuse(folder) == f"{folder / name} is missing; copy it from data/codebook"


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_named_with_the_columns_it_needs(folder: Path, text: str) -> None:
    (folder / "themes.csv").write_text(text, encoding="utf-8")
    assert "themes.csv is empty; its first line is: code,zh,en," in refuse(folder)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_file_that_is_not_utf8_is_refused(folder: Path, encoding: str) -> None:
    (folder / "themes.csv").write_text(SMALL["themes.csv"], encoding=encoding)
    assert re.fullmatch(
        "themes.csv, line [12]: is not UTF-8; save the file as 'CSV UTF-8'", refuse(folder)
    )


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "there is no folder" in refuse(tmp_path / "无")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "slogans.csv"
    path.write_bytes(SMALL["slogans.csv"].encode() + data)
    outcome = ""
    try:
        outcome = read_rows(path, Slogan, ["id", "term"])[0].term
    except CodebookError as error:
        outcome = str(error)
    assert outcome == "三件大事" or outcome.startswith("slogans.csv, line ")


# --- what a good folder may be


def test_a_small_codebook_of_ones_own_loads_without_the_optional_files(folder: Path) -> None:
    codebook = load_codebook(str(folder))
    assert codebook.slogans[0].members == ("甲", "乙", "丙")
    assert codebook.theme_terms[0].guards == ("人民币", "人民日报")
    assert codebook.periods[0].class_ == "explicit_marker"
    assert (codebook.formulations, codebook.calendar, codebook.idioms) == ((), (), ())


def test_what_a_spreadsheet_saves_loads_too(folder: Path) -> None:
    for name, text in SMALL.items():
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load_codebook(folder).theme_terms == (
        ThemeTerm(
            id="T1-001", term="人民", theme="T1", gloss="people", source="s",
            guards="人民币|人民日报", note="",  # type: ignore[arg-type]
        ),
    )  # fmt: skip


def test_columns_come_in_any_order_and_blank_lines_are_no_rows(folder: Path) -> None:
    (folder / "themes.csv").write_text(
        "source,en,zh,code,definition_en,definition_zh\n\ns,a,甲,T1,a,甲\n\n", encoding="utf-8"
    )
    assert load_codebook(folder).themes[0].zh == "甲"


def test_the_same_codebook_loads_from_any_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_codebook().slogans == CODEBOOK.slogans


def test_a_copy_of_the_shipped_folder_loads_alike(tmp_path: Path) -> None:
    shutil.copytree(HOME, tmp_path / "我的 手册")
    copy = load_codebook(tmp_path / "我的 手册")
    assert copy.periods == CODEBOOK.periods


def test_a_codebook_and_its_rows_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CODEBOOK.themes = ()  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        CODEBOOK.themes[0].zh = "x"


def test_loading_pulls_in_neither_pandas_nor_matplotlib() -> None:
    script = (
        "import sys; from yz_analysis.codebook import load_codebook; load_codebook(); "
        "print([m for m in ('pandas', 'matplotlib', 'jieba', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# --- what the shipped lists hold


def test_the_lists_are_as_long_as_they_should_be() -> None:
    assert [theme.code for theme in CODEBOOK.themes] == [f"T{n}" for n in range(1, 13)]
    assert len(CODEBOOK.theme_terms) >= 320
    assert min(Counter(term.theme for term in CODEBOOK.theme_terms).values()) >= 20
    assert len(CODEBOOK.slogans) >= 186
    assert len(CODEBOOK.periods) >= 60
    assert [period.id for period in CODEBOOK.official_periods] == ["P1", "P2", "P3", "P4"]


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_a_source_and_ids_are_in_order(name: str) -> None:
    with (HOME / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"] for row in rows)
    ids = [row["id"] for row in rows if "id" in row]
    assert ids == sorted(ids)


@pytest.mark.parametrize("name", FILES)
def test_a_spreadsheet_runs_no_cell_and_shows_one_item_a_line(name: str) -> None:
    data = (HOME / name).read_bytes()
    assert b"\r" not in data
    with (HOME / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == data.count(b"\n")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_no_internal_reference_is_left_in_a_source() -> None:
    cells = [cell for row in CODEBOOK.slogans for cell in (row.source, row.note)]
    assert not [cell for cell in cells if "file id" in cell]


def test_general_knowledge_alone_is_never_of_high_confidence() -> None:
    assert not [
        row.term
        for row in CODEBOOK.slogans
        if row.source.startswith("general knowledge") and row.confidence == "high"
    ]


def test_a_term_stands_in_one_of_the_two_slogan_lists() -> None:
    ours = {row.term for row in CODEBOOK.slogans}
    assert not [row.term for row in CODEBOOK.formulations if row.term in ours]


@pytest.mark.parametrize("theme", [theme.code for theme in CODEBOOK.themes])
def test_every_theme_has_terms_that_stand_in_the_article(theme: str) -> None:
    terms = [row.term for row in CODEBOOK.theme_terms if row.theme == theme]
    assert sum(term in ARTICLE.text for term in terms) >= 3


def test_what_a_theme_terms_source_says_of_the_article_is_true() -> None:
    said = {
        row.term
        for row in CODEBOOK.theme_terms
        if "found in the article" in row.source or "codebook seeds" in row.source
    }
    assert said == {row.term for row in CODEBOOK.theme_terms if row.term in ARTICLE.text}


def test_counts_of_reports_are_possible() -> None:
    stated = re.compile(
        r"stands in (\d+) of the 57 government work reports 1954-2025 "
        r"\((?:first (\d{4}), last (\d{4})|(\d{4}))\)"
    )
    found = [m for row in CODEBOOK.theme_terms for m in stated.finditer(row.source)]
    assert len(found) == sum(
        "government work reports" in row.source for row in CODEBOOK.theme_terms
    )
    for match in found:
        reports, first, last = int(match[1]), match[2] or match[4], match[3] or match[4]
        assert 1 <= reports <= 57
        assert 1954 <= int(first) <= int(last) <= 2025
        assert (reports == 1) == (first == last)


def test_labels_have_the_members_that_the_codebook_names() -> None:
    members = {row.term: row.members for row in CODEBOOK.slogans if row.members}
    assert members["四个意识"] == ("政治意识", "大局意识", "核心意识", "看齐意识")
    assert members["两在两同"] == ("想在一起", "干在一起", "风雨同舟", "同甘共苦")
    assert members["三量齐升"] == ("总量", "均量", "质量")
    assert len(members["六稳六保"]) == 12
    assert set(members) <= {row.term for row in CODEBOOK.slogans if row.kind == "NUM"}


def test_an_official_period_meets_the_years_of_its_rows() -> None:
    frame = {p.id: (p.year_from or 0, p.year_to or 9999) for p in CODEBOOK.official_periods}
    for row in CODEBOOK.periods:
        if row.official:
            first, last = frame[row.official]
            assert (row.year_from or 0) <= last, row.term
            assert (row.year_to or 9999) >= first, row.term
        if row.official and row.class_ == "explicit_macro":
            assert first <= (row.year_from or 0), row.term
            assert (row.year_to or 9999) <= last, row.term


def test_an_event_says_whether_it_is_past() -> None:
    starts = ("past event", "current campaign", "award", "as above")
    events = [row for row in CODEBOOK.periods if row.class_ == "event_allusion"]
    assert [row.term for row in events if not row.note.startswith(starts)] == []


# --- guards do what they are for

GUARDED = [
    ("slogan", "推动创新发展理念落地。", "新发展理念", False),
    ("slogan", "贯彻新发展理念。", "新发展理念", True),
    ("slogan", "获评全省高质量发展先进市。", "高质量发展", False),
    ("slogan", "获评高质量发展先进县。", "高质量发展", False),
    ("slogan", "发挥第三次分配作用。", "三次分配", False),
    ("slogan", "今年要办好这两件大事。", "两件大事", False),
    ("slogan", "开设经济账户。", "经济账", False),
    ("slogan", "算好经济账。", "经济账", True),
    ("slogan", "共同建设幸福家园。", "幸福家园", False),
    ("slogan", "构筑钢铁堡垒。", "铁堡垒", False),
    ("slogan", "发展了“洽谈、签约、落地、建设”全过程服务体系。", "洽谈、签约、落地、建设", False),
    ("period", "习近平新时代中国特色社会主义思想。", "新时代", False),
    ("period", "深化新时代文明实践。", "新时代", False),
    ("period", "在新时代文明实践中心。", "在新时代", False),
    ("period", "中国特色社会主义进入新时代。", "中国特色社会主义进入新时代", True),
    ("period", "实现第一个百年奋斗目标。", "百年奋斗", False),
    ("period", "千百年来的土地。", "百年来", False),
    ("period", "位于改革开放前沿。", "改革开放前", False),
    ("theme", "中国人民银行发行人民币。", "人民", False),
    ("theme", "人民日报社。", "人民", False),
    ("theme", "始终和人民在一起。", "人民", True),
    ("theme", "农业税收入下降。", "税收", False),
    ("theme", "经济平稳增长。", "稳增长", False),
    ("theme", "各项目标任务。", "项目", False),
    ("theme", "全面依法治军。", "法治", False),
    ("theme", "维护和平安宁的环境。", "平安", False),
    ("theme", "在文化大革命中。", "文化", False),
    ("theme", "开展主题教育。", "教育", False),
    ("theme", "实现历史性跨越。", "历史", False),
    ("theme", "改善农民生活。", "民生", False),
]


@pytest.mark.parametrize(("layer", "text", "term", "counts"), GUARDED, ids=lambda v: str(v)[:14])
def test_a_guard_keeps_a_term_from_counting(layer: str, text: str, term: str, counts: bool) -> None:
    hits = annotate(load_article(text=text), CODEBOOK)
    listed = hits[(hits["layer"] == layer) & ~hits["entry"].str.startswith("rule:")]
    assert (term in listed["text"].tolist()) is counts


@pytest.fixture(scope="module")
def hits() -> pd.DataFrame:
    return annotate(ARTICLE, CODEBOOK)


def test_the_new_era_is_no_period_of_the_article(hits: pd.DataFrame) -> None:
    assert "新时代" in ARTICLE.text
    periods = hits[hits["layer"] == "period"]
    assert not periods["text"].str.contains("新时代").any()


def test_the_four_markers_and_the_threshold_after_them(hits: pd.DataFrame) -> None:
    counted = hits[(hits["layer"] == "period") & ~hits["nested"] & hits["sentence"].isin([4, 5])]
    found = dict(zip(counted["text"], counted["code"], strict=True))
    markers = [text for text, code in found.items() if code == "explicit_marker"]
    assert markers == ["革命战争年代", "新中国成立后", "改革开放以来", "步入新世纪"]
    assert found["迈入现代化建设崭新征程"] == "future_orientation"


# --- what the prose says of the lists

PROSE = (HOME / "README.md").read_text(encoding="utf-8")


def test_the_prose_speaks_of_every_code_and_file() -> None:
    for kind in {row.kind for row in CODEBOOK.slogans}:
        assert kind in PROSE
    for class_ in {row.class_ for row in CODEBOOK.periods}:
        assert f"| {class_} |" in PROSE
    for name in FILES:
        assert f"| `{name}` |" in PROSE


def test_the_settled_examples_are_in_the_lists() -> None:
    kinds = {row.term: row.kind for row in CODEBOOK.slogans}
    assert kinds["党建+网格化"] == "BRAND"
    assert kinds["1+X"] == "NUM"
    assert kinds["洽谈、签约、落地、建设"] == "X-TECH"
    assert kinds["党建引擎"] == "MOB"
    assert kinds["暖企走访"] == "BRAND"
    assert kinds["扫黑除恶"] == "TIFA"
    assert kinds["统一思想、解放思想"] == "PAR"
    assert kinds["破除惯性思维，摆脱路径依赖"] == "PAR"
    assert kinds["拓宽农民增收渠道，缩小城乡收入差距"] == "X-TECH"
    eras = {row.term for row in CODEBOOK.periods if row.class_ == "era_slogan"}
    assert {"解放思想", "比学赶超", "四千四万", "赶考状态"} <= eras
    assert not {"共同富裕", "保增长、扩内需", "红色血脉"} & eras
    assert not [row.term for row in CODEBOOK.periods if "荣光" in row.term]


def agreement(codebook: Codebook, coder: str) -> tuple[int, int]:
    """Count the sentences whose theme with the most letters is the coder's: first, or either."""
    hits = annotate(ARTICLE, codebook)
    hits = hits[(hits["layer"] == "theme") & ~hits["nested"]]
    path = paths.data_dir() / "coding" / f"coder_{coder}_themes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        coded = {int(row["sentence_no"]): row for row in csv.DictReader(file)}
    first = either = 0
    for number, row in coded.items():
        letters: Counter[str] = Counter()
        for hit in hits[hits["sentence"] == number].itertuples():
            letters[hit.code] += ARTICLE.letters(hit.start, hit.end)
        top = letters.most_common(1)[0][0] if letters else ""
        first += top == row["primary"]
        either += top != "" and top in (row["primary"], row["secondary"])
    return first, either


def test_the_agreement_that_the_prose_states_is_what_the_lists_give() -> None:
    assert (agreement(CODEBOOK, "a"), agreement(CODEBOOK, "b")) == ((46, 53), (47, 53))
    assert "coder A in **46**, of coder B in\n**47** sentences" in PROSE
    travelling = dataclasses.replace(
        CODEBOOK,
        theme_terms=tuple(
            row
            for row in CODEBOOK.theme_terms
            if "stands in" in row.source or row.source == "general knowledge"
        ),
    )
    assert (agreement(travelling, "a"), agreement(travelling, "b")) == ((32, 46), (33, 46))
    assert "**32** sentences and coder B's in **33**, and one of their two themes in 46" in PROSE


def test_a_model_reads_its_columns_in_the_order_of_the_file() -> None:
    with (HOME / "themes.csv").open(encoding="utf-8") as file:
        assert file.readline().strip().split(",") == list(Theme.model_fields)

"""Dates and periods: what is found, of which class, with which years, and what is not."""

import csv
import random
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from yz_analysis.dates import find_dates, prepare_calendar
from yz_analysis.era_grammar import SINCE
from yz_analysis.years import read_number, read_years

CALENDAR_FILE = Path(__file__).parents[1] / "data" / "codebook" / "calendar.csv"
KINDS = {"plan", "congress", "plenum", "founding", "policy", "event", "era", "threshold"}
CODES = {"date", "explicit_marker", "explicit_macro", "event_allusion", "future_orientation"}


class Row(NamedTuple):
    id: str
    kind: str
    term: str
    year_from: int | None
    year_to: int | None


def read_rows():
    with CALENDAR_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def year_or_none(figures):
    return int(figures) if figures else None


CALENDAR = tuple(
    Row(r["id"], r["kind"], r["term"], year_or_none(r["year_from"]), year_or_none(r["year_to"]))
    for r in read_rows()
)


def find(text, year=None):
    return [
        (text[hit.start : hit.end], hit.code, hit.year_from, hit.year_to)
        for hit in find_dates(text, year=year, calendar=CALENDAR)
    ]


D, M, X, E, F = (
    "date", "explicit_marker", "explicit_macro", "event_allusion", "future_orientation",
)  # fmt: skip

# text, the one hit in it, class, first year, last year; no year of writing is given.
FOUND = [
    # plain dates, however written
    ("在1949年成立", "1949年", D, 1949, 1949),
    ("1949年10月1日，", "1949年10月1日", D, 1949, 1949),
    ("二〇二一年七月", "二〇二一年七月", D, 2021, 2021),
    ("二○二一年", "二○二一年", D, 2021, 2021),
    ("一九五零年", "一九五零年", D, 1950, 1950),
    ("一九四九年十月一日", "一九四九年十月一日", D, 1949, 1949),
    ("\uff12\uff10\uff12\uff11年", "\uff12\uff10\uff12\uff11年", D, 2021, 2021),
    ("1 9 9 8年，", "1 9 9 8年", D, 1998, 1998),
    ("1998 年底", "1998 年底", D, 1998, 1998),
    ("到2035年基本实现", "2035年", D, 2035, 2035),
    ("2020年中国经济", "2020年", D, 2020, 2020),
    ("2020年初中毕业生", "2020年", D, 2020, 2020),
    ("1998年夏粮丰收", "1998年", D, 1998, 1998),
    ("2021年前三季度", "2021年前三季度", D, 2021, 2021),
    ("2021年前11个月", "2021年", D, 2021, 2021),
    ("1949年历史性的变化", "1949年", D, 1949, 1949),
    ("1998年上半年", "1998年上半年", D, 1998, 1998),
    ("10月1日起施行", "10月1日起", D, None, None),
    # spans, and bounds opened by a localiser
    ("1978—2012年", "1978—2012年", D, 1978, 2012),
    ("2016年至2020年", "2016年至2020年", D, 2016, 2020),
    ("从2016年到2020年", "2016年到2020年", D, 2016, 2020),
    ("一九五三年到一九五七年", "一九五三年到一九五七年", D, 1953, 1957),
    ("2019—20年", "2019—20年", D, 2019, 2020),
    ("1980、1981年计划", "1980、1981年", D, 1980, 1981),
    ("1978年12月18日—22日", "1978年12月18日—22日", D, 1978, 1978),
    ("2020年10月至2021年3月", "2020年10月至2021年3月", D, 2020, 2021),
    ("1998年以来，", "1998年以来", D, 1998, None),
    ("一九五七年以前", "一九五七年以前", D, None, 1957),
    # decades and centuries
    ("20世纪80年代", "20世纪80年代", D, 1980, 1989),
    ("上世纪九十年代", "上世纪九十年代", D, 1990, 1999),
    ("二十世纪五六十年代", "二十世纪五六十年代", D, 1950, 1969),
    ("上世纪五、六十年代", "上世纪五、六十年代", D, 1950, 1969),
    ("九十年代初，", "九十年代初", D, 1990, 1993),
    ("1980年代", "1980年代", D, 1980, 1989),
    ("十九世纪末", "十九世纪末", D, 1891, 1900),
    ("21世纪初，", "21世纪初", D, 2001, 2010),
    ("进入九十年代，", "进入九十年代", M, 1990, 1999),
    ("进入21世纪，", "进入21世纪", M, 2001, 2100),
    ("步入新世纪，", "步入新世纪", M, 2001, None),
    ("新世纪以来，", "新世纪以来", M, 2001, None),
    ("到本世纪中叶建成", "本世纪中叶", F, 2050, 2050),
    # five-year plans
    ("“十四五”时期", "“十四五”时期", M, 2021, 2025),
    ("“十三五”以来", "“十三五”以来", M, 2016, None),
    ("“十五”期间", "“十五”期间", M, 2001, 2005),
    ("“十五五”时期", "“十五五”时期", M, 2026, 2030),
    ("一五时期", "一五时期", M, 1953, 1957),
    ("“五五”末期", "“五五”末期", M, 1980, 1980),
    ("“六五”后三年", "“六五”后三年", M, 1983, 1985),
    ("“十四五”规划开局之年", "“十四五”规划开局之年", M, 2021, 2021),
    ("十四五规划", "十四五规划", E, 2021, 2025),
    ("“一五”计划", "“一五”计划", E, 1953, 1957),
    ("超额完成第七个五年计划", "第七个五年计划", E, 1986, 1990),
    ("第一个五年计划期间", "第一个五年计划期间", M, 1953, 1957),
    ("实现“十四五”良好开局", "十四五", M, 2021, 2025),
    # congresses and plenums
    ("党的十八大以来，", "党的十八大以来", M, 2012, None),
    ("十八大前", "十八大前", M, None, 2012),
    ("十九大后，", "十九大后", M, 2017, None),
    ("迎接党的二十大胜利召开", "党的二十大", E, 2022, 2022),
    ("党的第十二次全国代表大会提出", "党的第十二次全国代表大会", E, 1982, 1982),
    ("党的二十届三中全会通过", "党的二十届三中全会", E, 2024, 2024),
    ("十八届三中全会召开以来", "十八届三中全会召开以来", M, 2013, None),
    ("党的十一届三中全会以后", "党的十一届三中全会以后", M, 1978, None),
    # foundings, policies, events, eras
    ("改革开放以来，", "改革开放以来", M, 1978, None),
    ("改革开放40年，", "改革开放40年", M, 1978, 2018),
    ("改革开放四十多年来", "改革开放四十多年来", M, 1978, None),
    ("改革开放初期", "改革开放初期", M, 1978, 1978),
    ("改革开放前，", "改革开放前", M, None, 1978),
    ("改革开放新时期", "改革开放新时期", M, 1978, None),
    ("改革开放和社会主义现代化建设新时期", "改革开放和社会主义现代化建设新时期", M, 1978, 2012),
    ("新中国成立后，", "新中国成立后", M, 1949, None),
    ("新中国成立之初", "新中国成立之初", M, 1949, 1949),
    ("新中国成立以来", "新中国成立以来", M, 1949, None),
    ("新中国成立七十多年来", "新中国成立七十多年来", X, 1949, None),
    ("新中国成立二十年来", "新中国成立二十年来", M, 1949, None),
    ("新中国成立70周年", "新中国成立70周年", E, 2019, 2019),
    ("建国以来", "建国以来", M, 1949, None),
    ("解放以前", "解放以前", M, None, 1949),
    ("建党以来", "建党以来", M, 1921, None),
    ("建党百年", "建党百年", X, 1921, 2021),
    ("抗日战争时期", "抗日战争时期", M, 1931, 1945),
    ("抗日战争胜利后", "抗日战争胜利后", M, 1945, None),
    ("抗日战争胜利80周年", "抗日战争胜利80周年", E, 2025, 2025),
    ("解放战争时期", "解放战争时期", M, 1945, 1949),
    ("土地革命战争时期", "土地革命战争时期", M, 1927, 1937),
    ("第二次国内革命战争时期", "第二次国内革命战争时期", M, 1927, 1937),
    ("革命战争年代，", "革命战争年代", M, 1921, 1949),
    ("“文化大革命”时期", "“文化大革命”时期", M, 1966, 1976),
    ("文化大革命以前", "文化大革命以前", M, None, 1966),
    ("“大跃进”时期", "“大跃进”时期", M, 1958, 1960),
    ("三年困难时期", "三年困难时期", M, 1959, 1961),
    ("粉碎“四人帮”以后", "粉碎“四人帮”以后", M, 1976, None),
    ("十年动乱", "十年动乱", E, 1966, 1976),
    ("入世以来", "入世以来", M, 2001, None),
    ("应对亚洲金融危机", "亚洲金融危机", E, 1997, 1998),
    ("国际金融危机以来", "国际金融危机以来", M, 2008, None),
    ("香港回归祖国以来", "香港回归祖国以来", M, 1997, None),
    ("新冠疫情以来", "新冠疫情以来", M, 2020, None),
    ("近代以来", "近代以来", M, 1840, None),
    ("旧中国", "旧中国", M, None, 1949),
    # an event that no list names still sets a period
    ("不结盟运动创始以来，", "不结盟运动创始以来", M, None, None),
    ("该同志自到村任职以来，", "到村任职以来", M, None, None),
    ("中国共产党自成立以来，", "中国共产党自成立以来", M, None, None),
    ("自治区成立以来，", "自治区成立以来", M, None, None),
    ("特别是六届人大一次会议以来，", "六届人大一次会议以来", M, None, None),
    ("本届政府任期", "本届政府任期", M, None, None),
    # new era, new journey
    ("中国特色社会主义进入新时代，", "进入新时代", M, 2012, None),
    ("迈入新时代，", "迈入新时代", M, 2012, None),
    ("新时代以来", "新时代以来", M, 2012, None),
    ("新时代十年", "新时代十年", M, 2012, 2022),
    ("新时代十年来", "新时代十年来", M, 2012, None),
    ("在新时代条件下", "在新时代条件下", M, 2012, None),
    ("新时代，我们", "新时代", M, 2012, None),
    ("从而在新的征程上", "在新的征程上", F, 2021, None),
    ("迈入现代化建设崭新征程，", "迈入现代化建设崭新征程", F, 2021, None),
    ("领跑现代化征程", "领跑现代化征程", F, 2021, None),
    ("向第二个百年奋斗目标进军新征程", "向第二个百年奋斗目标进军新征程", F, 2021, None),
    # spans over several periods
    ("中国共产党百年奋斗的光辉历程", "百年奋斗", X, 1921, 2021),
    ("党的百年历程", "百年历程", X, 1921, 2021),
    ("五千多年文明史", "五千多年文明史", X, None, None),
    ("一百年来", "一百年来", X, None, None),
    # reckoned from a year of writing that is not given
    ("去年底", "去年底", D, None, None),
    ("今年以来", "今年以来", D, None, None),
    ("新一届市委成立以来", "新一届市委成立以来", M, None, None),
    ("本届县委任期内", "本届县委任期内", M, None, None),
    ("一季度增长", "一季度", D, None, None),
    ("前三季度，", "前三季度", D, None, None),
    ("第四季度以来", "第四季度以来", D, None, None),
    ("年底前完成", "年底前", D, None, None),
    ("比年初增加", "年初", D, None, None),
    ("上周已修好", "上周", D, None, None),
    ("本月起实行", "本月起", D, None, None),
    ("今年春节以后", "今年", D, None, None),
    ("“五一”假期出游", "“五一”假期", D, None, None),
    ("春节前夕慰问", "春节前夕", D, None, None),
    ("国庆期间值守", "国庆期间", D, None, None),
    ("今年“七一”期间", "今年“七一”期间", D, None, None),
    ("与去年同期相比", "去年同期", D, None, None),
    ("日前召开会议", "日前", D, None, None),
    ("记者昨天获悉", "昨天", D, None, None),
    ("今天，大会开幕", "今天", D, None, None),
    ("在前两年快速增长", "前两年", D, None, None),
    ("抗美援朝战争中涌现", "抗美援朝战争中", M, 1950, 1953),
    ("新中国成立时，", "新中国成立时", M, 1949, 1949),
    ("建党90周年来取得", "建党90周年来", "explicit_macro", 1921, None),
    ("党在新时代坚持和发展", "在新时代", M, 2012, None),
    ("近年来", "近年来", D, None, None),
    ("几年来", "几年来", D, None, None),
    ("未来三年", "未来三年", F, None, None),
    ("今后一个时期", "今后一个时期", F, None, None),
]

NOT_FOUND = [
    # 新时代 in a name or before a noun
    "习近平新时代中国特色社会主义思想", "新时代文明实践", "新时代党的建设总要求", "新时代青年",
    "进入新时代文明实践中心", "夺取新时代中国特色社会主义伟大胜利", "在新时代文明实践站",
    "邓小平新时期军队建设思想", "21世纪海上丝绸之路",
    # aims, names and labels with 百年
    "两个一百年奋斗目标", "第二个百年奋斗目标", "建军一百年奋斗目标", "百年未有之大变局",
    "百年老店",
    # lengths that are no period
    "连续三年获评", "国企改革三年行动", "三年任务两年完成", "五年规划", "二十年如一日",
    "1500年历史", "延长30年", "九年义务教育", "提前一年完成", "长期以来，", "一段时间以来，",
    # 年 in other words and amounts
    "年产量", "年均增长", "青少年", "全年底数", "每年初级中学", "上周期", "本月球", "走到今天", "附近日本", "5日前完成",
    "“五一”劳动奖章", "春节文化", "国庆七十周年", "天天向上", "大同期货",
    "在新时代文明建设中", "在新时代中国特色社会主义思想指引下", "在改革开放中前进",
    "以前年度", "过去年代", "附近年份", "文明年",
    "成本年报", "2000元", "1999号", "第十三届全国人大", "13812021年鉴", "增长12021年",
    # policies and names without an adverbial
    "坚持改革开放", "改革开放前沿", "思想解放", "治理整顿", "党的十九大精神", "十大工程",
    "十二大产业", "“五五”普法", "光辉历程",
]  # fmt: skip


@pytest.mark.parametrize(("text", "hit", "code", "first", "last"), FOUND, ids=lambda v: str(v)[:24])
def test_wording_is_found_with_its_class_and_years(text, hit, code, first, last):
    assert find(text) == [(hit, code, first, last)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_wording_is_no_period(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("去年", 2021, 2020, 2020),
        ("前年", 2021, 2019, 2019),
        ("明年", 2021, 2022, 2022),
        ("今明两年", 2020, 2020, 2021),
        ("去冬今春以来", 1992, 1991, None),
        ("去年下半年以来", 2009, 2008, None),
        ("过去五年", 2018, 2013, 2017),  # whole years before this one
        ("五年来", 2018, 2013, 2018),  # reaches into this year
        ("近三年", 2021, 2018, 2021),
        ("今后五年", 2013, 2013, 2017),
        ("新中国成立七十多年来", 2021, 1949, 2021),
        ("改革开放以来", 2021, 1978, None),  # open by wording, whatever the year
        ("百年来", 2021, 1921, 2021),
        ("本世纪末", 1985, 1991, 2000),
        ("本世纪中叶", 2017, 2050, 2050),
        ("上世纪", 2000, 1801, 1900),  # 2000 still belongs to the twentieth
        ("新的征程上", 2001, None, None),  # an older new journey than the official one
        ("比上年增长", 2021, None, None),  # leans on the year spoken of, not of writing
    ],
)
def test_relative_wording_is_reckoned_from_the_year_of_writing(text, year, first, last):
    ((_, _, *years),) = find(text, year)
    assert years == [first, last]


def test_event_is_not_alluded_to_before_it_happened():
    assert find("中国加入世界贸易组织", 1997) == []
    assert find("中国加入世界贸易组织", 2002) == [("加入世界贸易组织", E, 2001, 2001)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1978年", "bounds=stated"),
        ("去年", "bounds=implied"),
        ("九十年代", "bounds=supplied;century=supplied"),
        ("20世纪九十年代", "bounds=stated"),
        ("百年奋斗", "bounds=supplied;calendar="),
        ("党的十八大以来", "bounds=stated;calendar="),
    ],
)
def test_note_says_where_the_bounds_come_from(text, note):
    (hit,) = find_dates(text, calendar=CALENDAR)
    assert hit.note.startswith(note)
    if "calendar=" in note:
        assert hit.note.rpartition("=")[2] in {row.id for row in CALENDAR}


def test_without_a_calendar_forms_are_found_and_names_are_not():
    text = "“十四五”时期，党的十八大以来，2021年，新征程上，抗日战争时期"
    hits = find_dates(text)
    assert [text[h.start : h.end] for h in hits] == [
        "“十四五”时期", "党的十八大以来", "2021年", "新征程上",
    ]  # fmt: skip
    assert [h.year_from for h in hits] == [None, None, 2021, None]


def test_longest_wording_counts_once():
    assert [hit for hit, *_ in find("党的十八大以来的五年")] == ["党的十八大以来的五年"]
    assert [hit for hit, *_ in find("从2016年1月到2020年12月")] == ["2016年1月到2020年12月"]


def test_hits_stand_in_text_order_and_never_overlap():
    rng = random.Random(0)
    pieces = [case[0] for case in FOUND] + NOT_FOUND
    for _ in range(50):
        text = "，".join(rng.sample(pieces, 20))
        hits = find_dates(text, year=2021, calendar=CALENDAR)
        assert hits
        assert all(a.end <= b.start for a, b in pairwise(hits))
        assert {hit.code for hit in hits} <= CODES
        assert {hit.layer for hit in hits} == {"period"}
        assert all(
            hit.year_from <= hit.year_to
            for hit in hits
            if hit.year_from is not None and hit.year_to is not None
        )


RULES = (*prepare_calendar(CALENDAR).rules, SINCE)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_no_match_of_a_rule_lies_where_it_is_not_looked_for(rule):
    dice = random.Random(1)
    pieces = [case[0] for case in FOUND] + NOT_FOUND
    signs = sorted(set("".join(pieces)))
    article = CALENDAR_FILE.parents[1] / "article" / "000_e7c1cbaa2e7c3d5c.txt"
    texts = [*pieces, "，".join(pieces), article.read_text(encoding="utf-8")]
    for _ in range(500):
        made = list(dice.choice(pieces) + dice.choice(pieces))
        made[dice.randrange(len(made))] = dice.choice(signs)
        texts.append("".join(made))
    matched = 0
    for text in texts:
        expected = [match.span() for match in rule.pattern.finditer(text)]
        assert [match.span() for match in rule.matches(text)] == expected, text
        matched += len(expected)
    assert matched > 3


def test_sentence_with_four_markers_gives_each_with_its_offsets():
    text = "革命战争年代，一；新中国成立后，二；改革开放以来，三；步入新世纪，四"
    hits = find_dates(text, calendar=CALENDAR)
    assert [(h.start, h.end) for h in hits] == [(0, 6), (9, 15), (18, 24), (27, 32)]
    assert [h.year_from for h in hits] == [1921, 1949, 1978, 2001]


def test_article_has_four_markers_two_centenaries_and_five_thresholds():
    folder = CALENDAR_FILE.parents[1] / "article"
    (file,) = folder.glob("*.txt")
    codes = [code for _, code, *_ in find(file.read_text(encoding="utf-8"))]
    assert {code: codes.count(code) for code in set(codes)} == {M: 4, X: 2, F: 5}


def test_empty_text_has_no_date():
    assert find("") == []


@pytest.mark.parametrize(
    ("words", "number"),
    [("40", 40), ("四十", 40), ("七十多", 70), ("百", 100), ("一百二十", 120), ("两千", 2000),
     ("二十一", 21), ("几十", None), ("多", None), ("", None)],
)  # fmt: skip
def test_number_is_read(words, number):
    assert read_number(words) == number


def test_years_are_read_in_every_script():
    assert read_years("二〇一六年至2020年，1 9 9 8年，\uff12\uff10\uff12\uff11年") == [
        2016, 2020, 1998, 2021,
    ]  # fmt: skip


def test_calendar_has_its_columns_and_sorted_unique_ids():
    rows = read_rows()
    assert ",".join(rows[0]) == "id,kind,term,year_from,year_to,gloss,source,note"
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    terms = [row["term"] for row in rows]
    assert len(terms) == len(set(terms))


def test_calendar_rows_have_ordered_years_a_kind_and_a_source():
    for row in read_rows():
        first, last = year_or_none(row["year_from"]), year_or_none(row["year_to"])
        assert first is not None or last is not None, row
        assert first is None or last is None or first <= last, row
        assert row["kind"] in KINDS, row
        assert row["source"].strip(), row
        assert row["gloss"].strip(), row


def test_plans_follow_one_another_but_for_the_years_of_adjustment():
    plans = [row for row in CALENDAR if row.kind == "plan"]
    gaps = [b.year_from - a.year_to for a, b in pairwise(plans)]
    assert gaps == [1, 4, *[1] * (len(plans) - 3)]
    assert all(row.year_to - row.year_from == 4 for row in plans)


def test_plenums_lie_between_their_congress_and_the_next():
    congress = {row.term: row.year_from for row in CALENDAR if row.kind == "congress"}
    years = sorted(congress.values())
    for row in CALENDAR:
        if row.kind == "plenum":
            first = congress[row.term.split("届")[0] + "大"]
            later = [year for year in years if year > first]
            assert first <= row.year_from <= (later[0] if later else 9999), row

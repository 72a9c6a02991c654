"""Times told by the calendar alone: dates, decades, centuries, lengths up to now and from now.

Nothing here knows a name. A preposition before a time (在, 从, 到, 自) is no part of
its span; a localiser after it (以来, 后, 初) is.
"""

import re
from collections.abc import Mapping

from yz_analysis.years import (
    CENTURY,
    DIGIT,
    GAP,
    LOCALISER,
    NUMBER,
    UNSPLIT,
    YEAR,
    Entry,
    Reading,
    Rule,
    localise,
    read_number,
    read_years,
)

__all__ = ["DATE_RULES", "ENTER", "MACRO_YEARS", "read_length"]

# From this length on a span covers more than one of the official periods, the
# longest of which (1978-2012) lasts 34 years.
MACRO_YEARS = 50
# Verbs that make a calendar unit or an era the threshold of a period.
ENTER = "(?:进入|步入|跨入|迈入|迈进|跨进|走进|走入|踏入)"

_MONTH = f"(?:{DIGIT}{GAP}{DIGIT}?|十[一二]?|[一二三四五六七八九])"
_DAY = f"(?:{DIGIT}{GAP}{DIGIT}?|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){GAP}[日号]"
_DASH = f"{GAP}(?:[-\uff0d\u2010-\u2015\u2500~\uff5e]{{1,2}}|至|到){GAP}"
_MONTH_PART = f"{GAP}月(?:份|{GAP}{_DAY}(?:{_DASH}{_DAY})?|[上中下]旬|[初底末中](?![国央期旬]))?"
# A holiday is a time where the wording makes it one: “五一”假期, 春节期间.
_HOLIDAY = (
    "[“‘「]?(?:五一|七一|八一|十一|五四|六一|三八|元旦|春节|国庆|中秋|端午|清明|元宵)[”’」]?(?:国庆|节日?)?"
    "(?:小?长?假期?(?:期间)?|期间|前夕|前后|黄金周(?:期间)?|节?当天|节?前(?![进线言]))"
)
# The part of a year. 初中, 夏粮 and 底线 are other words.
_PART = (
    "年?[初底末](?![中级步衷期线层盘部])|年中(?=[，。；、])|[上下]半年|第?[一二三四1-4]季度"
    f"|{_HOLIDAY}|同期"
    "|[前后][三两]个?季度|[春夏秋冬](?:天|季)?(?![粮收种播管小耕运游茶节])"
)
_IN_YEAR = f"(?:{GAP}(?:{_MONTH}{_DASH})?{_MONTH}{_MONTH_PART}|(?:{_PART}))?"
# 1900年历史 and 2000年以上 are lengths, 1980年代 a decade.
_WHOLE = "(?!代|的?历史(?!性)|以上|之久|文明)"
_TAIL = f"(?P<tail>{LOCALISER})?"


def _read_date(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading | None:
    years = read_years(match.group())
    if match["short"]:  # 2019—20年
        short = read_number(match["short"])
        if short is None or years[0] // 100 * 100 + short <= years[0]:
            return None
        years.append(years[0] // 100 * 100 + short)
    first, last = years[0], years[-1]
    if last < first or (first % 100 == 0 and first < 1800):  # a length: 1500年
        return None
    if match["tail"]:
        return Reading("date", *localise(match["tail"], first, last))
    return Reading("date", first, last)


_DATE = re.compile(
    f"{YEAR}(?:"
    f"(?:{GAP}年{_IN_YEAR})?{_DASH}(?:{YEAR}{GAP}年{_WHOLE}{_IN_YEAR}"
    f"|(?<!年)(?P<short>{DIGIT}{{2}}){GAP}年{_WHOLE}|(?<=[月日号年]){_DASH}{_MONTH}{_MONTH_PART})"
    f"|(?:[、和与及/\uff0f]{YEAR}){{1,4}}[两二三四五这]{{0,2}}{GAP}年"
    f"|{GAP}年{_WHOLE}{_IN_YEAR}(?:{_DASH}{_MONTH}{_MONTH_PART})?){_TAIL}"
)

# Words reckoned from the year of writing. 上年 leans on the year spoken of, which
# need not be the year of writing, so its years stay open.
_RELATIVE_YEARS = {
    "去年": (-1, -1), "前年": (-2, -2), "今年": (0, 0), "本年度": (0, 0), "明年": (1, 1),
    "后年": (2, 2), "来年": (1, 1), "新的一年": (0, 0), "去冬今春": (-1, 0), "今冬明春": (0, 1),
    "今明两年": (0, 1), "今明年": (0, 1), "去今两年": (-1, 0),
}  # fmt: skip
_RELATIVE = re.compile(
    "(?P<word>(?<!过)去年(?!龄)|(?<!以)前年|今年|(?<![文分])明年|(?<![以往此])后年(?![均度])"
    "|(?<![以])来年(?!轻)|新的一年|[去今]冬[今明]春|今明(?:两)?年|去今两年|(?<![基成资])本年度"
    f"|(?<!以)上一?年(?![纪级龄代]))(?:度|{_IN_YEAR})"
    f"(?:{_DASH}{_MONTH}{_MONTH_PART})?{_TAIL}"
)


def _read_relative(
    match: re.Match[str], year: int | None, _: Mapping[str, Entry]
) -> Reading | None:
    if year is None or match["word"] not in _RELATIVE_YEARS:
        return Reading("date", bounds="implied")
    first, last = _RELATIVE_YEARS[match["word"]]
    return Reading("date", *localise(match["tail"], year + first, year + last), "implied")


# A month, a quarter, a week or another part of a year without its year. 历年底数 is no 年底.
_PARTIAL = re.compile(
    f"{UNSPLIT}(?<![每个])(?:{_MONTH}{GAP}月(?:份|{GAP}{_DAY}|[上中下]旬|底(?!线))"
    f"(?:{_DASH}{_MONTH}{_MONTH_PART})?"
    "|(?<![前后])[上下]半年|(?:第?[一二三四]|前[两二三])季度"
    "|(?<![每全历当常多周几某整半学财同近逐0-9一二三四五六七八九十])年[初底末](?![中级步衷线薪终期子数])"
    "|(?<![附最])近日|(?<![0-9一二三四五六七八九十每当次往生])日前(?![往来])|近期(?=，)|不久前|昨[天日](?![的还])(?:[上下]午|晚上?)?|连日来"
    "|今天(?=[，（上下])|(?<=[在比较与，。])前[两三]年(?!级)"
    f"|(?<![以至])[上本下]个?月(?![球经])|[上本下]周(?![期边年转])){_TAIL}"
)


def _read_partial(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading:
    return Reading("date", bounds="implied")


# Centuries and decades.
_ERA_PART = (
    "[初末](?![中级步])|初[期叶]|前期|中期|中叶|后期|末[期叶]|[上前下后]半[叶期]|之交|以?内"
    f"|头{NUMBER}年|的?最后{NUMBER}年"
)
_DECADE = f"(?:{DIGIT}0|(?:[一二三四五六七八九]、?)?[一二三四五六七八九]十)年代"
_CENTURY = re.compile(
    f"(?P<enter>{ENTER}了?)?(?:"
    f"(?:(?P<century>{CENTURY})|(?P<which>[上本下])一?个?)世纪(?!海上|议程)(?:的?(?P<decade>{_DECADE}))?"
    f"|(?P<bare>{UNSPLIT}{_DECADE})"
    f"|(?P<year>{YEAR}){GAP}年代)"
    f"(?P<part>{_ERA_PART})?{_TAIL}"
)
# Where 初, 中叶 and 末 lie in a century and in a decade: thirds and halves by
# convention, so the bounds are supplied. 之交 and 内 set none.
_CENTURY_PARTS = {
    "初": (1, 10), "初期": (1, 10), "初叶": (1, 30), "前期": (1, 30), "中叶": (50, 50),
    "中期": (34, 66), "后期": (71, 100), "末": (91, 100), "末期": (91, 100), "末叶": (71, 100),
    "上半叶": (1, 50), "前半叶": (1, 50), "前半期": (1, 50), "上半期": (1, 50),
    "下半叶": (51, 100), "后半叶": (51, 100), "后半期": (51, 100), "下半期": (51, 100),
}  # fmt: skip
_DECADE_PARTS = {
    "初": (0, 3), "初期": (0, 3), "前期": (0, 3), "中期": (4, 6), "中叶": (4, 6),
    "后期": (7, 9), "末": (7, 9), "末期": (7, 9), "前半期": (0, 4), "后半期": (5, 9),
}  # fmt: skip


def _decade_years(text: str) -> tuple[int, int]:
    """Return the first year and the last of 八十年代, 五六十年代 or 80年代 within its century."""
    figures = text.removesuffix("年代").replace("、", "")
    if len(figures) == 3 and figures.endswith("十"):  # 五六十
        return (read_number(figures[0]) or 0) * 10, (read_number(figures[1]) or 0) * 10 + 9
    first = read_number(figures) or 0
    return first, first + 9


def _read_century(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading | None:
    bounds, note, code = "stated", "", "explicit_marker" if match["enter"] else "date"
    century = read_number(match["century"]) if match["century"] else 20
    if century is None or not 1 <= century <= 22:
        return None
    if match["which"]:
        bounds = "implied" if year else "supplied"
        century = (year or 2001) // 100 + 1 - (year is not None and year % 100 == 0)
        century += {"上": -1, "本": 0, "下": 1}[match["which"]]
    elif match["bare"]:
        bounds, note = "supplied", "century=supplied"
    if match["year"]:
        first = read_years(match["year"])[0]
        years, parts = (first, first + 9), _DECADE_PARTS
        if first % 10:
            return None
        base = first
    elif match["decade"] or match["bare"]:
        base = (century - 1) * 100
        first, last = _decade_years(match["decade"] or match["bare"])
        years, parts = (base + first, base + last), _DECADE_PARTS
        base += first
    else:
        base = (century - 1) * 100
        years, parts = (base + 1, base + 100), _CENTURY_PARTS
    if match["part"] and match["part"].startswith("头"):
        years = (years[0], years[0] + (read_length(match["part"]) or 1) - 1)
    elif match["part"] and "最后" in match["part"]:
        years = (years[1] - (read_length(match["part"]) or 1) + 1, years[1])
    elif match["part"] in parts:
        first, last = parts[match["part"]]
        years, bounds = (base + first, base + last), "supplied"
    # The middle or the end of this century, and the next, are horizons to the writer.
    ahead = match["which"] == "下" or (
        match["which"] == "本" and not match["decade"] and match["part"] not in (None, "初", "初期")
    )
    if ahead and not match["tail"]:
        code = "future_orientation"
    return Reading(code, *localise(match["tail"], *years), bounds, note=note)


# Lengths that reach up to the present.
_PAST = re.compile(
    "(?:"
    f"(?P<before>(?:刚刚?)?过去的?这?){NUMBER}个?(?:多)?年(?:多)?(?:以?来|[间里中](?!国|央|部))?"
    f"|(?:最近|(?<![接附靠贴将相了有])近)(?:{NUMBER}|些)?年(?!均|度|级)(?:多)?(?:以?来|间)?"
    f"|这(?:些|{NUMBER})年(?:多)?(?:以?来|间)?(?![轻])"
    f"|(?<![以之])前几年"
    f"|(?<![连续第长]){NUMBER}个?年(?:多)?(?:以?来)(?![自源])"
    f"|(?:近)?半个?多?世纪(?:多)?(?:以?来)?|(?:近)?(?:{NUMBER})?个多?世纪(?:多)?以?来)"
)


def read_length(text: str) -> int | None:
    """Return the length in years that a wording states, or None (几年来, 近年来)."""
    figures = re.search(f"({NUMBER})个?多?周?年", text)
    if figures:
        return read_number(figures[1])
    return 50 if "半个" in text else 100 if "世纪" in text else None


def _read_past(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading | None:
    length = read_length(match.group())
    if length and 1900 < length < 2100 and length % 100:  # 刚刚过去的1988年 names a year
        return None
    code = "explicit_macro" if length and length >= MACRO_YEARS else "date"
    if year is None or length is None:
        return Reading(code, bounds="implied")
    # 过去五年 counts whole years before this one, 五年来 reaches into it.
    last = year - 1 if match["before"] and not match.group().endswith("来") else year
    return Reading(code, year - length, last, "implied")


# Lengths that begin now. The wording itself looks ahead, whatever year it is
# read in: hence no plain date.
_FUTURE = re.compile(
    "(?:今后|未来|往后)(?:的|这)?(?:"
    f"{NUMBER}(?:(?:{_DASH}|[、]){NUMBER})?个?(?:五)?年(?!龄|轻)(?:左右)?(?:内|里|间|中(?!国|央))?"
    "|若干年|(?:一个?)?(?:较|相当|很)?长?的?一?(?:段|个)?(?:较|相当)?长?的?(?:历史)?(?:时期|时间)内?)"
    "|下一?个五年(?!计划|规划)|下一步的?[三五]年"
)


def _read_future(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading:
    length = read_length(match.group())
    if year is None or length is None:
        return Reading("future_orientation", bounds="implied")
    return Reading("future_orientation", year, year + length - 1, "implied")


_NUMERALS = "0-9\uff10-\uff19一二三四五六七八九十"
DATE_RULES = (
    Rule("rule:date", _DATE, _read_date, re.compile("[12\uff11\uff12一二]"), ("年",), 50),
    Rule(
        "rule:relative", _RELATIVE, _read_relative,
        re.compile("[去前今明后来新上本](?=[年冬明的今一])"),
    ),
    Rule(
        "rule:partial-date", _PARTIAL, _read_partial,
        re.compile(f"[{_NUMERALS}上下本第前年近日昨连今不]"),
        ("月", "半年", "季度", "年初", "年底", "年末", "周", "近日", "近期", "不久前", "日前", "昨", "连日来", "今天",
         "前两年", "前三年"), 4,
    ),
    Rule(
        "rule:holiday", re.compile(_HOLIDAY), _read_partial,
        re.compile("[“‘「](?=[五七八十六三元春国中端清][一四八旦宵节庆秋午明])|[五七八十六](?=一)|五(?=四)|三(?=八)"
                   "|元(?=[旦宵])|春(?=节)|国(?=庆)|中(?=秋)|端(?=午)|清(?=明)"),
    ),
    Rule(
        "rule:century", _CENTURY, _read_century,
        re.compile(f"[{_NUMERALS}进步跨迈走踏上本下]"), ("世纪", "年代"), 12,
    ),
    Rule(
        "rule:past", _PAST, _read_past,
        re.compile(f"[{_NUMERALS}两百千几数多过刚最近这前半个]"), ("年", "世纪"), 16,
    ),
    Rule("rule:future", _FUTURE, _read_future, re.compile("[今未往下]"),
         ("今后", "未来", "往后", "下一", "下个")),
)  # fmt: skip

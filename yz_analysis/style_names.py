"""The names of codes and parts in Chinese and English, full and short."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

__all__ = ["KINDS", "LEVELS", "MEASURES", "PERIOD_CLASSES", "THEMES", "Lang", "name", "part_name"]

Lang = Literal["zh", "en"]

# (zh, en, zh short, en short). The codebook's own names, where a table brings them, go first.
THEMES: Mapping[str, tuple[str, str, str, str]] = {
    "T1": ("政治方向与忠诚", "political direction and loyalty", "政治忠诚", "loyalty"),
    "T2": ("人民立场与群众路线", "people's standpoint and mass line", "群众路线", "mass line"),
    "T3": ("基层党建与组织动员", "Party-building and organisation", "基层党建", "Party-building"),
    "T4": ("产业与高质量发展", "industry and growth", "产业发展", "industry"),
    "T5": ("乡村振兴", "rural revitalisation", "乡村振兴", "rural"),
    "T6": ("文明创建与城市治理", "civility and urban governance", "文明治理", "civility"),
    "T7": ("民生、公共服务与共同富裕", "livelihood, services, common prosperity", "民生共富", "livelihood"),
    "T8": ("文化", "culture", "文化", "culture"),
    "T9": ("安全稳定与法治", "security, stability, law", "安全法治", "security"),
    "T10": ("干部精神与争先", "cadre spirit and emulation", "干部精神", "cadre spirit"),
    "T11": ("历史与红色传承", "history and red legacy", "历史传承", "history"),
    "T12": ("现代化愿景", "modernisation and future", "现代愿景", "vision"),
}
KINDS: Mapping[str, tuple[str, str, str, str]] = {
    "NUM": ("数字缩略语", "numeric abbreviation", "数字缩略", "numeric"),
    "ABB": ("其他缩略语", "other abbreviation", "其他缩略", "abbreviation"),
    "QUO": ("引语与典故", "quotation, allusion", "引语典故", "quotation"),
    "PAR": ("排比·对偶口号", "parallel slogan", "排比对偶", "parallel"),
    "TIFA": ("固定提法", "fixed formulation (tifa)", "固定提法", "tifa"),
    "BRAND": ("品牌·工程名", "brand, programme", "品牌工程", "brand"),
    "MOB": ("其他动员性语句", "mobilising phrase", "动员语句", "mobilising"),
    "FOUR": ("四字格", "four-character phrase", "四字格", "four-char."),
}
PERIOD_CLASSES: Mapping[str, tuple[str, str, str, str]] = {
    "explicit_marker": ("显性时段标记", "explicit marker", "时段标记", "marker"),
    "explicit_macro": ("宏观跨度", "macro span", "宏观跨度", "macro span"),
    "event_allusion": ("事件暗指", "event allusion", "事件暗指", "event"),
    "era_slogan": ("时代口号（所属年代）", "era slogan (year of origin)", "时代口号", "era slogan"),
    "future_orientation": ("未来指向", "future orientation", "未来指向", "future"),
    "date": ("日历日期", "calendar date", "日期", "date"),
}
MEASURES: Mapping[str, tuple[str, str, str, str]] = {
    "D0": ("严格：数字与其他缩略", "strict: abbreviations", "严格", "strict"),
    "D1": (
        "核心：再加引语、排比、提法、品牌",
        "core: + quotation, parallel, tifa, brand",
        "核心",
        "core",
    ),
    "D2": ("再加动员性语句", "+ mobilising phrases", "加动员", "+ mobilising"),
    "D3": ("再加四字格", "+ four-character phrases", "加四字格", "+ four-char."),
}
LEVELS: Mapping[str, tuple[str, str, str, str]] = {
    "central": ("中央", "central", "中央", "central"),
    "provincial": ("省级", "provincial", "省级", "provincial"),
    "municipal": ("地市级", "municipal", "地市级", "municipal"),
    "county": ("县级", "county", "县级", "county"),
    "traditional": ("传统用语", "traditional", "传统", "traditional"),
    "generic": ("通用语", "generic", "通用", "generic"),
    "unknown": ("来源不明", "unknown", "不明", "unknown"),
}
_NAMES = {**THEMES, **KINDS, **PERIOD_CLASSES, **MEASURES, **LEVELS}
_HAN_DIGITS = "零一二三四五六七八九"
_PARTS = {
    "title": ("题目", "Title", "题", "Title"),
    "byline": ("署名", "By-line", "署", "By-line"),
    "introduction": ("引言", "Introduction", "引言", "Intro"),
    "body": ("正文", "Body", "正文", "Body"),
    "conclusion": ("结语", "Conclusion", "结语", "Concl."),
}


def name(code: str, lang: Lang = "zh", *, short: bool = False) -> str:
    """Return the name of a theme, kind, class, measure or level; an unknown code as it is.

    Examples
    --------
    >>> name("NUM"), name("NUM", "en", short=True), name("T99")
    ('数字缩略语', 'numeric', 'T99')
    """
    names = _NAMES.get(code)
    return code if names is None else names[(lang == "en") + 2 * short]


def part_name(part: str, lang: Lang = "zh", *, short: bool = False) -> str:
    """Return the name of a part or sub-section.

    Examples
    --------
    >>> part_name("section_2"), part_name("section_2", "en"), part_name("section_2.1", "en")
    ('第二节', 'Section 2', '2.1')
    """
    if part in _PARTS:
        return _PARTS[part][(lang == "en") + 2 * short]
    number = re.fullmatch(r"section_(\d+)((?:\.\d+)?)", part)
    if number is None:
        return part
    if number[2]:
        return number[1] + number[2]
    if lang == "en":
        return number[1] if short else f"Section {number[1]}"
    han = _han_number(int(number[1]))
    return han if short else f"第{han}节"


def _han_number(number: int) -> str:
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _HAN_DIGITS[ones]
    return ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" + (_HAN_DIGITS[ones] if ones else "")

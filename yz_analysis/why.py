"""Why a span is a hit: the codebook row or the rule, the guards it passed, the source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yz_analysis.codebook import Codebook

__all__ = ["RULES", "say_why"]

#: What each rule looks at, in Chinese and in English.
RULES = {
    "num-quoted": ("引号内以数词计项的标签", "a label in quotation marks whose numeral counts items"),
    "num-head": ("数词加“意识、机制、战略”一类中心语", "a numeral before a head noun of labels"),
    "num-repeated": ("数词重复出现的标签", "a label in which numerals repeat"),
    "num-apposed": ("所数项目就列在标签旁边", "a numeral beside the list of what it counts"),
    "num-formula": ("数字相加的公式（1+3+X）", "a formula of numbers that are added, as 1+3+X"),
    "quote-brand": ("引号内的名称，后接“工程、制度、行动”等", "a quoted name before a programme noun"),
    "quote-founded": ("“打造、成立”之后引号内的名称", "a quoted name after a verb of founding"),
    "quote-again": ("别处已认作名称的同一引语", "the same quotation that is a name elsewhere in the text"),
    "quote-often": ("通篇加引号的用语", "what the text keeps in quotation marks throughout"),
    "quote-row": ("与引号内的名称同构并列", "a quotation in one row with a name and built like it"),
    "quote-series": ("引号内两三项的活动名", "the name of a campaign of two or three members"),
    "quote-quo": ("引号内的成句引文", "a quoted sentence or line"),
    "quote-mob": ("引号内的短语", "a quoted catchphrase"),
    "quote-abb": ("引号内的缩略", "a quoted clipped form"),
    "programme": ("“实施、开展”之后、“行动、工程、计划”之前的名称", "a programme that is carried out"),
    "speech": ("“指出、强调”之后的话", "words after a verb of saying"),
    "par-repeat": ("各项在同一位置重复用字", "members that repeat characters in one place"),
    "par-opening": ("各项开头相同", "members that open alike"),
    "par-ending": ("各项结尾相同", "members that end alike"),
    "par-again": ("各项重复同一个词", "members that repeat a word"),
    "par-quoted": ("引号内的对称各项", "parallel members in one quotation"),
    "par-verb": ("各项以单音动词起头，等长", "members of equal length that open with a short verb"),
    "par-short": ("短而等长的各项", "short members of equal length"),
    "par-deeds": ("四字动宾各项", "members of four characters, verb and object"),
    "par-touch": ("各项同一位置共用一字，等长", "members of equal length that share one character in place"),
    "par-sign": ("各项同一位置共用“不、为、中”等虚字", "members that share a function character in one place"),
    "par-quality": ("各项以“力、性、感”等收尾", "members that end in a noun of quality"),
    "par-stance": ("表态的动宾对句", "a couplet of stances"),
    "par-echo": ("各项内部有字重复（面对面、满不满意）", "members that each repeat a character inside"),
    "par-pair": ("四字对句", "a couplet of four and four"),
    "four-echo": ("四字格，有字重复", "four characters with an echo"),
    "four-facing": ("面对面、心贴心一类", "three beats of the form ABA before a verb"),
    "four-will": ("四字格，含表意志的字", "four characters with a word of will"),
    "four-verbs": ("四字格，两个动词结构", "four characters, two verb phrases"),
    "four-together": ("四字格，含“共、同”", "four characters with 共 or 同"),
    "four-subjects": ("四字格，两个主谓结构", "four characters, two clauses"),
    "four-double": ("叠字四字格", "doubled characters"),
    "date": ("公历日期", "a calendar date"),
    "partial-date": ("没有年份的日期", "a date without its year"),
    "holiday": ("节日期间", "a holiday as a time"),
    "relative": ("今年、去年一类", "this year, last year and their kin"),
    "past": ("过去若干年", "the past years"),
    "future": ("今后若干年", "the coming years"),
    "century": ("世纪与年代", "centuries and decades"),
    "new-century": ("新世纪", "the new century"),
    "plan": ("五年规划", "a five-year plan"),
    "congress": ("党代会与全会", "a congress or plenum"),
    "named": ("年表中的事件或时期", "an event or period of the calendar"),
    "since": ("句首的“……以来”", "a clause that opens with 'since'"),
    "office": ("本届政府", "the term of this government"),
    "new-era": ("作时间状语的“新时代”", "the New Era as an adverbial of time"),
    "new-period": ("新时期、新阶段", "a new period or stage"),
    "journey": ("新征程一类", "the new journey and its kin"),
    "macro": ("跨越几个时期的说法", "a span over several periods"),
}  # fmt: skip


@lru_cache(maxsize=8)
def _rows(codebook: Codebook) -> dict[str, Any]:
    groups = (codebook.theme_terms, codebook.slogans, codebook.formulations, codebook.periods)
    return {row.id: row for rows in groups for row in rows}


def say_why(hit: Mapping[Any, Any], codebook: Codebook, *, lang: str = "zh") -> str:
    """Say in one line why a span was tagged.

    Parameters
    ----------
    hit : mapping
        A row of :func:`yz_analysis.annotate`, such as ``hits.iloc[0]``.
    codebook : Codebook
        The codebook the hits were made with.
    lang : {"zh", "en"}

    Returns
    -------
    str
        For a list row: its number and file, gloss, guards that did not apply, source
        and confidence. For a rule: its number and what it looks at.

    Raises
    ------
    ValueError
        When the codebook has no such row.

    Examples
    --------
    >>> from yz_analysis import annotate, load_article, load_codebook
    >>> codebook = load_codebook()
    >>> hits = annotate(load_article(text="打造“三大工程”。"), codebook)
    >>> say_why(hits.iloc[0], codebook, lang="en")
    '三大工程 (NUM): rule num-quoted, a label in quotation marks whose numeral counts items'
    """
    zh = lang == "zh"
    label = f"{hit['text']}（{hit['code']}）：" if zh else f"{hit['text']} ({hit['code']}): "
    entry = str(hit["entry"])
    if entry.startswith("rule:"):
        rule = entry.removeprefix("rule:")
        if rule not in RULES:
            raise ValueError(f"no rule {rule!r} is known; the hit comes from another version")
        return label + (
            f"规则 {rule}，{RULES[rule][0]}" if zh else f"rule {rule}, {RULES[rule][1]}"
        )
    if entry == "idiom":
        return label + ("成语表 idioms.csv" if zh else "the list of idioms, idioms.csv")
    row = _rows(codebook).get(entry)
    if row is None:
        raise ValueError(f"the codebook has no row {entry!r}; use the one the hits were made with")
    said = [f"手册第 {entry} 行" if zh else f"codebook row {entry}"]
    if row.gloss:
        said.append(row.gloss)
    if row.guards:
        contexts = "、".join(row.guards)
        said.append(f"不在“{contexts}”之中" if zh else f"not inside {contexts}")
    said.append(f"出处：{row.source}" if zh else f"source: {row.source}")
    confidence = getattr(row, "confidence", "")
    if confidence:
        said.append(f"把握：{confidence}" if zh else f"confidence: {confidence}")
    return label + ("；" if zh else "; ").join(said)

"""Free four-beat expressions: the two-and-two prose of slogans, without a list.

Four signs between two marks are as often a technical noun (医疗保障) as a beat
(升档提速). Only a form that nouns lack counts: a sign repeated (敢闯敢试), two verbs
with their objects (换道超车), two subjects with their verbs (心齐力聚), togetherness
(同甘共苦), or an adverb of will at the head (接续奋斗). Idioms of other forms are a
list's business.
"""

import re

from yz_analysis.spans import HAN, Match

__all__ = ["find_four"]

_EDGE = " \u3000、，。；！？：“”‘’「」（）\\n"
_BEAT = re.compile(f"[{_EDGE}]([{HAN}]{{4}})(?=[{_EDGE}的之]|$)")
# 敢闯敢试 keeps its form without any mark; adverbs only, since 共/同/自 also name things.
_ECHO = re.compile(f"([敢真苦])([{HAN}])\\1(?!\\2)[{HAN}]")
# 面对面, 心贴心: three beats and the verb they lead.
_FACING = re.compile(f"(?<=[，。；：、\\n])([{HAN}])[对贴碰打连挨拉帮传带](?=\\1)[{HAN}](?=[{HAN}]{{2}})")

_VERB = frozenset(
    "争进提升换超凝聚攻克爬过担作分包比学赶抓促保稳强补创谋扩建守践防兴育引转调优扬固解送帮带查改降增破立拼闯夺抢跨越"
    "倾尽砥砺奋奔追筑履知明修崇尊敬爱奉献披斩除鼓扛挑负赴迎接翻登蹄"
)
# Signs that set a beat when repeated (敢闯敢试); 航空航天 and 农业农村 repeat a thing.
_ECHOING = frozenset("敢有不无自共同互可能越向善多再必真苦边且又亦尽走知爱敬依稳克群创谋勇快实细重讲")
_SUBJECT = frozenset("心力志气风民国天地山水人政业物路粮财官兵上下内外家")
_TOGETHER = frozenset("同共齐协携")
_HELPING = ("相助", "相守", "相连", "相依", "相亲", "相通", "同舟", "同心", "同行", "同向", "共进", "共济", "共赢", "与共", "成城", "一心")
_WILL = ("勇立", "勇闯", "勇于担", "勇挑", "勇毅", "勇往", "勇攀", "奋发", "奋勇", "奋楫", "奋起", "奋进", "踔", "笃", "砥砺", "接续", "赓续", "苦干", "真抓", "埋头", "锐意", "矢志", "昂首", "阔步", "久久", "戮力", "勠力", "担当", "奋力", "不忘", "不负", "不畏", "只争")
# Plain words that open or close like a beat.
_PLAIN = re.compile(
    "共[同和有产]|相[互关应对当比]|互相|同[步时期意类志样]|协[会议定调]|齐[备全]|携带|勇于|"
    "[一二三四五六七八九十百千万两双几第]|人民|国家|民[族政营主办]|政[府策治法]|工[作业程]|[经财]政|"
    "改[革造善进]|建[设立成筑]|增[长加速]|进[行出口]|提[高供出]|引进|保[护险证障]|调[整查控]|分[配别类]|"
    "学[校习生前]|创[新造业建]|强[调制化度]|促进|防治|解[决放]|转[变移让型]|过[程去]|作[用物]|升级换代|"
    "企业|地区|地方|物[资价品流]|业务|[上下]年|知识|保持|奋斗|[内外]贸|天然|水利|水平|人[员才口均]|上[述级海]|下[列岗]|外[商资交汇]|内[需蒙]"
)


def find_four(text: str) -> list[Match]:
    """Find free four-beat expressions at punctuation.

    A beat stands between two marks, or is the last of a clause before 、 with
    another beat after it (形成心齐力聚、众志成城的局面). Conservative: what shows no form
    of its own is left out.

    Returns
    -------
    list of Match
        In text order; ``note`` names the form.

    Examples
    --------
    >>> text = "优化结构，久久为功、接续奋斗。"
    >>> [text[m.start:m.end] for m in find_four(text)]
    ['久久为功', '接续奋斗']
    """
    found = {}
    for beat in _BEAT.finditer(text):
        start, end = beat.span(1)
        form = _form(beat.group(1))
        joined = text[start - 1] == "、"
        before = text[max(0, start - 5) : start - 1] if joined else ""
        left = _form(before) if len(before) == 4 and before.isalpha() else ""
        whole = text[end : end + 1] not in ("的", "之")
        if form and (whole or left or joined):
            found[start] = Match(start, end, "slogan", "FOUR", "rule:four", form)
        if left and (whole or form):
            found[start - 5] = Match(start - 5, start - 1, "slogan", "FOUR", "rule:four", left)
    for echo in _ECHO.finditer(text):
        found.setdefault(echo.start(), Match(*echo.span(), "slogan", "FOUR", "rule:four", "echo"))
    for facing in _FACING.finditer(text):
        found.setdefault(facing.start(), Match(*facing.span(), "slogan", "FOUR", "rule:four-facing", "facing"))
    return [found[start] for start in sorted(found)]


def _form(word: str) -> str:
    """Name the form that makes four signs a beat; empty when they show none."""
    a, b, c, d = word
    if a == c and b != d:
        return "echo" if a in _ECHOING and b != "不" else ""
    if b == d and a in _VERB and c in _VERB:
        return "echo"
    if a == b and c == d:
        return "double"
    if word.startswith(_WILL):
        return "will"
    if _PLAIN.search(word):
        return ""
    if a in _VERB and c in _VERB:
        return "verbs"
    if a in _SUBJECT and c in _SUBJECT:
        return "subjects"
    if (a in _TOGETHER and c in _TOGETHER) or word.endswith(_HELPING):
        return "together"
    return ""

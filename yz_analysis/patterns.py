"""Quotations typed by form and context; the door to the rules of labels and beats.

A quotation mark is evidence, not a verdict: it may hold a coinage, somebody's
words, an award, a plan or a thing in passing. What the quotation says of
itself (its last word, its length) and what stands around it (a verb of saying,
a verb of awarding, a programme noun) decide; with no such sign nothing is
tagged. Numeric labels and parallel members have modules of their own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import eq

from yz_analysis.fourbeat import find_four
from yz_analysis.numeric import find_numeric, read_label
from yz_analysis.spans import HAN, Match, Quotation, pair_quotations
from yz_analysis.unpacking import unpack

__all__ = ["Match", "find_four", "find_numeric", "find_quotations", "unpack"]

# Nouns that make the quotation before them the name of a programme.
_PROGRAMME = (
    "工程|行动|计划|制度|体系|模式|机制|品牌|支部|项目|平台|系统|工作法|工作室|服务队|服务站|驿站|课堂|讲堂|"
    "学堂|集市|论坛|活动|专项|示范点|示范带|联盟|热线|超市|银行|党建|阵地|改革|试点|经验|做法|负责制|制|精神|"
    "作风|产业|文化节|小屋|先锋队|新模式|新路子|新机制|战略|方案|办法|书记|"
    "理念|工作体系|信箱|码|名片|招牌|示范区|示范县|先行区|样板"
)
# Verbs of founding or naming make what is quoted right after them a name.
_FOUNDING = re.compile(
    "(?:打造|推出|组建|成立|开通|设立|设置|创办|开办|创设|搭建|上线|创建|培育|开设|叫响)(?:了|出|起|成)?$"
)
_NO_NAME = re.compile(f"[{HAN}]*[式版型级化性度率]|[{HAN}]*(?:效应|格局|局面|氛围|优势|高地|标杆|亮点|突破)")
# Epithets: what a place is called in praise of itself.
_EPITHET = "之[路乡城都窗家光桥心]|明珠|名片|粮仓|水乡|生活圈|服务圈|家园|福地|门户|样板|样本|答卷|铁军|尖兵"
# Places and teams that are opened to the people under a name.
_BODY = "直通车|会客厅|议事厅|大讲堂|轻骑兵|调解队|宣讲[队团]|帮帮团|志愿队|合伙人|理事会|面对面"
_BRAND_AFTER = re.compile(f"(?:(?![的和与及])[{HAN}]){{0,6}}?(?:{_PROGRAMME})")
_WAY_AFTER = re.compile("的(?:工作)?(?:模式|做法|机制|品牌|工作法)")
_FIELD_AFTER = re.compile(f"(?:(?![的和与及])[{HAN}]{{2}})?(?:治理|建设|志愿者)")
_BRAND_AFTER_LIST = re.compile(f"等(?!严重|不法|违法|非法|不良)[{HAN}]{{0,8}}?(?:{_PROGRAMME})")
_BRAND_INSIDE = re.compile(f"[{HAN}A-Za-z0-9+]{{1,8}}(?:{_PROGRAMME}|{_EPITHET}|{_BODY})")
# Campaigns have names of several members (“绿色城乡、美丽家园”活动); a “…、…”机制 is described.
_CAMPAIGN = re.compile(
    f"(?:等[{HAN}]{{0,4}})?(?:[{HAN}]{{2}})?(?:行动|活动|工程|计划|品牌|项目|大赛|竞赛|文化节)"
)
_LABEL = re.compile(
    f"[{HAN}A-Za-z0-9+＋·]{{2,12}}|[{HAN}A-Za-z0-9]{{1,8}}(?:[+＋][{HAN}A-Za-z0-9]{{1,8}}){{1,4}}"
)

# Awards and designations name what was won, not what is urged.
_HONOUR = re.compile(
    f"(?:全国|全省|全市|国家|中国|世界|省级|市级|[{HAN}]{{2}}省)[^，。]{{0,24}}"
    "(?:示范|先进|案例|称号|百强|模范|标兵|奖|市|县|区|镇|乡|村|街道|基地|单位|集体|个人|试点|项目|工程|名城|之乡)|"
    f"[^，。]{{2,16}}(?:示范[市县区镇村点]|先进[市县区镇村]|模范|标兵|称号|[杯奖]|劳动者|百强县?|文明城市|卫生城市)"
)
_AWARDED = re.compile(
    "(?:获评|荣获|获得|获|评为|评选为|入选|授予|命名为|认定为|列入|跻身|摘得|捧回|荣膺|蝉联)[^，。；]{0,8}$"
)
_AWARD_AFTER = re.compile("(?:光荣|荣誉)?(?:称号|奖|殊荣|荣誉|奖项|牌匾|证书)")

# Verbs of saying with the comma or colon that may follow; a bare 提出 or 要求
# before a short quotation introduces a coinage, not a speech.
_SAYING = re.compile(
    "(?:指出|强调|说过?|说道|写道|讲过?|讲道|道|问|答|感叹|感慨|寄语|勉励|叮嘱|号召|告诫|"
    "提出|要求)[，：:,]?$|(?:所说|指出|强调|说过)的[，：:,]?$"
)
_PROVERB = re.compile("(?:俗话说|常言道|古语[云说]|古人[云说]|有云|有言|[云曰]|名言|诗句|诗云)[，：:,]?$")
# A villager's or an official's own account is no slogan; a leader's words may say 我.
_ACCOUNT = re.compile("我(?![们国党军]|将无我)|我们(?:村|社区|家|现在|这)|咱|俺|您|以前|以往|现在|去年|今年|！$")
_LEADER = re.compile("总书记|主席|总理|主义|毛泽东|邓小平|江泽民|胡锦涛|习近平|周恩来|列宁|马克思|恩格斯")
# Said of a thing or hearsay, not quoted: 被誉为“…”, 什么“…”.
_CALLED = re.compile("(?:誉为|称为|称作|称之为|叫做|视为|比作|什么|所谓的?)$")
_WORK_AFTER = re.compile(
    "的?(?:佳话|美谈|名言|名句|诗句|古训|嘱托|教诲|论断|寄语|"
    "歌声|歌谣|民谣|誓言|古语|谚语|格言|警句|典故|照片|歌曲|名篇)"
)
_SENTENCE = re.compile("[，。！？；]")
_VERSE = re.compile(
    f"[{HAN}]{{0,6}}越[{HAN}]{{1,4}}越[{HAN}]{{1,4}}|[{HAN}]{{5}}，[{HAN}]{{5}}|[{HAN}]{{7}}，[{HAN}]{{7}}"
)
_CLASSICAL = re.compile("[之其者乎也矣焉兮莫勿岂吾]")

# Clipped labels of single adjectives or verbs (强富美高, 放管服), and 国之大者.
_CLIPPED = re.compile(
    "[强富美高新优大实好快绿净畅亮安稳严深细精廉勤公正智特]{3,5}|[放管服破立降扫打治建查改督调联减转停并]{3,4}|"
    f"[{HAN}]之[{HAN}][者器]"
)
# What is quoted in order to be refused is no slogan of the writer.
_REFUSED = re.compile(
    "(?:切忌|严禁|揭批|揭露|批判|粉碎|打倒|肃清|鼓吹|制造|防止|严防|杜绝|反对|打破|破除|避免|克服|整治|摒弃|拒绝|所谓|遏制|消除|纠正|搞(?!好))"
    "[^，。；“”]{0,8}(?:“[^”]{1,8}”[、和]){0,2}$"
)
# Verbs that take a slogan as their object, and figurative nouns that end one.
_URGING = re.compile(
    "(?:做好|打好|打响|算好|算清|答好|写好|当好|下好|念好|用好|唱好|跑出|"
    "按下|激活|擦亮|保持|强化|永葆|锻造|树立|树牢|弘扬|"
    "推动|牢记|践行|争当|争做|勇当|甘当|练就|跳出|走好|走出|点燃|凝聚|"
    "扛起|端稳|筑牢|架起|搭建|奏响|绘就|谱写|拉紧|上紧|"
    "打造|奔向|迈向|建设|确保|实现|聚力|当|做|争)(?:[一了新更各][批个套支座]?|更?多)?$"
)
_ATTITUDE_AFTER = re.compile(
    f"的[{HAN}]{{0,4}}(?:精神|境界|担当|情怀|气概|豪情|定力|韧劲|闯劲|干劲|姿态|状态|决心|信念|"
    "理念|作风|追求|胸怀)"
)
_FIGURE = re.compile(
    "(?:[账牌棋拳曲歌梦网墙桥田锁弦根魂]|意识|状态|动作|引擎|密码|答卷|文章|速度|车道|主心骨|先手棋|组合拳|定盘星|压舱石|公里|"
    "指挥棒|责任田|答题|考卷|金钥匙|金招牌|加速键|快进键|主战场|主阵地|排头兵|领头雁|火车头|主力军|先锋|底色|成色|底气)$"
)
# Words of a person given without marks: from the comma to the end of the sentence.
# 同志们 are many and speak as one; in 重要指示要求 the last word is a noun.
_ATTRIBUTED = re.compile(
    "(?:总书记|主席|同志(?!们)|总理)[^，。！？；：\\n“]{0,40}?"
    "(?:指出|强调|说过?|(?<!指示)(?<!部署)(?<!重要)(?<!目标)(?<!工作)要求|号召|告诫|寄语)[，：:,]"
    "(?![“‘「『\"])(?!要|必须|各)(?P<words>[^。！？\\n]{6,400})"
)
# After a leader's bare name, as news has it, a short saying counts and an instruction (要…) not.
_SAID_BY_NAME = re.compile(
    "(?:习近平|毛泽东|邓小平|江泽民|胡锦涛)(?!总书记|同志|主席)[^，。！？；：\\n“]{0,12}?(?:指出|强调|说)[，：:,]"
    "(?![“‘「『\"要必应各在])(?P<words>[^。！？；“\\n]{8,36})(?=。)"
)


# A programme named without marks: a verb of carrying out, the name, and its noun, which
# stays outside like the words that only sort it (重大工程, 三年行动).
_CARRIED_OUT = re.compile(
    "(?:实施|开展|推进|启动|推行|发起|推出)(?:好|新一轮)?"
    "(?!一批|一系列|各[项类种]|若干|新的|好的|重[大点]|有关|相关|国家|[一二三四五六七八九十两]+[大项个])"
    f"(?P<name>(?:(?!实施|开展|推进|启动|推动|加快|完善|承包|第|[的了等是在])[{HAN}]){{4,8}}?)(?<![和与及])"
    "(?:重[大点]|专项|示范|(?:[三五]|十)年(?!计划)){0,2}(?:行动|工程|计划)(?!生育|单列|经济|[学师院指])"
)

# What may stand between two quotations of one row (“铁堡垒”工程、“行动支部”).
_ROW = re.compile(f"(?:{_PROGRAMME})?[、和与及]|")
_BETWEEN = re.compile(f"[{HAN}]{{0,6}}、?|、[{HAN}]{{2,6}}")
_RULES = {f"quoted;{way}": f"rule:quote-{way}" for way in ("again", "often", "row", "series", "founded")}
_OFTEN = 3
_NEVER = "-"  # what the words around a quotation forbid
_NO_LABEL = re.compile("[0-9０-９一二三四五六七八九十百千万·.—–-]+(?:五)?")


def find_quotations(text: str) -> list[Match]:
    """Type the quotations of a text, and words and programmes given without marks.

    Codes are BRAND (a coinage with a programme noun, an epithet, or a programme that is
    carried out), QUO (a person's words, a proverb, a verse), ABB (a clipped label) and MOB (a
    figure or an object of urging). Awards, plans, refused things, numeric
    labels and whole series of members give nothing.

    Returns
    -------
    list of Match
        In text order; spans leave the marks out.

    Examples
    --------
    >>> [(m.start, m.end, m.code) for m in find_quotations("打响“铁堡垒”工程，入选“全国典型案例”。")]
    [(3, 6, 'BRAND')]
    """
    quotations = pair_quotations(text)
    typed = [("", "")] * len(quotations)
    next_start, next_brand = -1, False
    for at in range(len(quotations) - 1, -1, -1):
        start, end, _ = quotations[at]
        if 1 < end - start <= 400:
            # Brands in a row share the noun that closes the row.
            near = next_brand and 0 <= next_start - end <= 12
            in_row = near and _ROW.fullmatch(text, end + 1, next_start - 1) is not None
            typed[at] = _type_quotation(text, start, end, in_row)
        next_start, next_brand = start, typed[at][0] == "BRAND"
    for at in range(1, len(typed)):  # “…”“…”: the words of one speaker go on
        a, b = quotations[at - 1], quotations[at]
        between = text[a.end + 1 : b.start - 1]
        if typed[at - 1][0] == "QUO" and not typed[at][0] and b.end - b.start > 9 and between in ("", "，"):
            typed[at] = "QUO", "quoted;attributed"
    _share(text, quotations, typed)
    found = [
        Match(q.start, q.end, "slogan", code, _RULES.get(note, f"rule:quote-{code.lower()}"), note)
        for q, (code, note) in zip(quotations, typed, strict=True)
        if code not in ("", _NEVER)
    ]
    for speech in chain(_ATTRIBUTED.finditer(text), _SAID_BY_NAME.finditer(text)):
        start, end = speech.span("words")
        found.append(Match(start, end, "slogan", "QUO", "rule:speech", "attributed"))
    for programme in _CARRIED_OUT.finditer(text):
        start, end = programme.span("name")
        found.append(Match(start, end, "slogan", "BRAND", "rule:programme", "programme"))
    found.sort()
    return found


def _share(text: str, quotations: Sequence[Quotation], typed: list[tuple[str, str]]) -> None:
    """Let a name keep its code wherever it is quoted, and share it with its row.

    A word has one sense in one text (Gale, Church & Yarowsky 1992, One sense per
    discourse). A row is a series of quotations of one length that share a sign at one
    place (“一网清”、数据共享“一表通”).
    """
    words = [text[q.start : q.end] if 2 < q.end - q.start < 13 else "" for q in quotations]
    refused = {word for word, (code, _) in zip(words, typed, strict=True) if code == _NEVER}

    def name_again() -> None:
        named = zip(words, typed, strict=True)
        brands = {word for word, (code, _) in named if word and code == "BRAND"} - refused
        for at, word in enumerate(words):
            if word in brands and typed[at][0] in ("", "MOB"):
                typed[at] = "BRAND", "quoted;again"

    often = {word for word, times in Counter(words).items() if times >= _OFTEN} - refused
    for at, word in enumerate(words):
        # What a text keeps in quotation marks throughout is a term of its own.
        if word in often:
            often.remove(word)
            plain = _LABEL.fullmatch(word) and not _NO_NAME.fullmatch(word) and not read_label(word)
            if plain and not typed[at][0]:
                typed[at] = "BRAND", "quoted;often"
    name_again()
    row = [0]
    for at in range(1, len(words) + 1):
        if at < len(words) and _are_in_row(text, quotations[at - 1], quotations[at]):
            row.append(at)
            continue
        if len(row) > 1 and any(typed[one][0] == "BRAND" for one in row):
            for one in row:
                if not (typed[one][0] or words[one] in refused or read_label(words[one])):
                    typed[one] = "BRAND", "quoted;row"
        row = [at]
    name_again()


def _are_in_row(text: str, a: Quotation, b: Quotation) -> bool:
    """Whether two quotations are built alike and parted by a few words and a mark."""
    size = a.end - a.start
    if size != b.end - b.start or not 1 < size < 9 or not 0 < b.start - a.end < 14:
        return False
    if not _BETWEEN.fullmatch(text, a.end + 1, b.start - 1):
        return False
    return any(map(eq, text[a.start : a.end], text[b.start : b.end]))


def _type_quotation(text: str, start: int, end: int, in_brand_row: bool) -> tuple[str, str]:
    """Code and note of one quotation; an empty code when it is no slogan."""
    content = text[start:end].strip()
    before = text[max(0, start - 31) : start - 1]
    after = text[end + 1 : end + 17]
    if _NO_LABEL.fullmatch(content) or _HONOUR.fullmatch(content) or _AWARD_AFTER.match(after):
        return _NEVER, ""
    brand_after = _BRAND_AFTER.match(after) or _BRAND_AFTER_LIST.match(after)
    if _AWARDED.search(before) and not brand_after:
        return _NEVER, ""
    sentence = _SENTENCE.search(content) is not None
    account = _ACCOUNT.search(content) and not _LEADER.search(before)
    if sentence and (account or _CALLED.search(before)):
        return "", ""
    if _PROVERB.search(before) or (_SAYING.search(before) and (sentence or len(content) >= 10)):
        return "QUO", "quoted;attributed"
    if _WORK_AFTER.match(after) or _VERSE.fullmatch(content):
        return "QUO", "quoted;named"
    if len(content) >= 6 and len(_CLASSICAL.findall(content)) >= 2:
        return "QUO", "quoted;classical"
    if "、" in content or sentence:
        parts = re.split("[、，；。！？]", content.rstrip("。！？；"))
        even = max(map(len, parts)) - min(map(len, parts)) <= 1
        if even and len(parts) < 4 and len(parts[0]) > 2 and _CAMPAIGN.match(after):
            return "BRAND", "quoted;series"
        return "", ""
    if not _LABEL.fullmatch(content) or read_label(content):
        return "", ""
    field = len(content) > 2 and not _FIGURE.search(content) and (_FIELD_AFTER.match(after) or _WAY_AFTER.match(after))
    return _type_label(content, before, after, bool(brand_after or in_brand_row or field))


def _type_label(content: str, before: str, after: str, brand: bool) -> tuple[str, str]:
    if _REFUSED.search(before):
        return _NEVER, ""
    formula = ";formula" if "+" in content or "＋" in content else ""
    if _CLIPPED.fullmatch(content):
        return "ABB", "quoted;clipped"
    kind = _NO_NAME.fullmatch(content) is not None
    founded = len(content) > 2 and not kind and after[:1] != "的" and _FOUNDING.search(before)
    if (brand and content[-1] != "式") or _BRAND_INSIDE.fullmatch(content) or formula:
        return "BRAND", "quoted" + formula
    if founded:
        return "BRAND", "quoted;founded"
    if len(content) <= 8 and _FIGURE.search(content):
        return "MOB", "quoted;figure"
    urged = _URGING.search(before) or _ATTITUDE_AFTER.match(after)
    if urged and 3 <= len(content) <= 8 and not kind:
        return "MOB", "quoted;urged"
    return "", ""

"""Parallel members: neighbours of one frame and nearly one length.

保增长、扩内需 and 时代是出卷人，我们是答卷人，人民是阅卷人 are built alike; a list of
works or places (背街小巷整治、户外广告清理) only stands alike. What tells them apart
is the frame: signs repeated at the same place, one-syllable verbs of urging,
comparatives, A不A and ABA forms, or quotation marks around the whole series.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from operator import eq

from yz_analysis.numeric import read_label
from yz_analysis.spans import Match, pair_quotations

__all__ = ["find_parallel"]

_CUT = re.compile("[、，；。！？：\n（）()—…“”‘’「」『』\"]")
_COMMA = re.compile("[、，；]")
# Evidence that is enough only from three members on.
_WEAK = frozenset(("deeds", "quality", "touch", "short", "again"))
_SOFT = "、，；"
_LONGEST = 100  # segments without a full stop; more is no sentence
_QUOTES = "“”‘’「」『』\""
# Statistics are written alike and urge nothing.
_FIGURES = re.compile("[0-9０-９%％]|百分|点[一二三四五六七八九]|[十百千万亿][多余]?[元吨亩人户名家个倍]")

# One-syllable verbs that urge; a three-character member opens with one (抓项目).
_VERB = frozenset(
    "抓促保稳强补争创想做当破立谋扩走聚树建守践担攻克防控治惠富兴育引转调优提扬延固畅办解访送暖护敢闯拼干赶超"
    "比学帮带讲看找查改严清压降去增扶拓筑领勇善爱懂铸炼修明正知重讲亮展献献赛晒评打除铺搭架种招盯扛挑悟开听感跟"
)
# Two-syllable verbs of will and stance. Verbs of plain administration (拓宽, 完善)
# make a list of deeds, and the soft ones in between need one of will beside them.
_WILL_TEXT = """
坚定 坚守 牢记 践行 弘扬 恪守 抵制 摒弃 破除 摆脱 勇于 敢于 善于 争当 争做 争创 领跑 争先 再造 迈开
汲取 赓续 传承 凝聚 激发 释放 永葆 锻造 砥砺 奋发 担当 勇担 相信 依靠 引领 铸牢 筑牢 树牢 厚植 涵养
锤炼 淬炼 擦亮 扛起 谱写 奏响 描绘 绘就 开创 书写 跑出 走出 闯出 打赢 守住 兜牢 兜住 端稳 抢抓 抢占
直面 挺起 撑起 点亮 温暖 守护 激活 唤醒 提振 鼓足 振奋 鼓舞 团结 继承 捍卫 造福 胸怀 心系 心怀 情系
扎根 放眼 紧扣 紧盯 紧跟 高举 不忘 勇攀 勇闯 勇立 站稳 厘清 知重 负重 攻坚 克难 解放 同心 携手 拥抱
逐梦 筑梦 圆梦 唱响 点燃 汇聚 热爱 崇尚 勇挑 敢为 善作 吹响 当好 高扬 把准 赶超 对标 奔向 奋进 满怀
昂首 淬火 播撒 浇灌 叫响 打响 举起
"""
_WILL = frozenset(_WILL_TEXT.split())
_DEED_TEXT = """
坚持 保持 增强 强化 聚焦 夯实 维护 反对 服务 学习 体现 展现 彰显 把握 尊重 净化 严守 发扬 立足 着眼
做到 履行 锚定 开拓 珍惜 发动 打好 拿出 敬畏 传递 推进 推动 加快 加强 深化 扩大 提高 提升 完善 健全
改善 促进 优化 增加 减少 降低 建设 发展 实施 落实 巩固 拓展 打造 培育 壮大 调整 转变 改革 创新 构建
建立 规范 整顿 保护 治理 繁荣 稳定 保障 支持 鼓励 引导 发挥 统筹 突出 培养 造就 丰富 满足 关心
"""
_DEED = frozenset(_DEED_TEXT.split())
_BOTH = _WILL | _DEED
# Signs that carry a frame in the middle of members, and those that do at their end.
_FRAME = frozenset("中是为不有无得以而式更越相")
_END_FRAME = frozenset("在是为得来起不了上")
# First signs whose repetition alone makes members parallel: function signs in
# members of any length, one-syllable verbs and adverbs in short ones.
_OPENING = frozenset("更最再不无没有敢能会要越以让为用靠把向从在是既又何谁")
_SHORT_OPENING = _OPENING | _VERB | frozenset("共同相全多少新")
# Last signs of inventories: trades, places, bodies, rates, goods, persons.
_INVENTORY = frozenset("业区市县镇乡村省国厂品机车路桥站场所院校局部委会员者率费税法款额类型材料器电油煤粮棉化户网权物亩吨年月日元倍会人胞议晤点间")
_INVENTORY_WORD_TEXT = """
安全 保障 保险 建设 工作 教育 制度 企业 服务 工程 改革 管理 发展 问题 关系 生产 事业 技术 组织 经济
政策 设施 资源 产品 地区 责任 体系 机制 市场 农村 城市 项目 工业 投资 合作 贸易 文化 卫生 科学 政府 干部
基地 银行 机构 部门 计划 活动 环境 能力 水平
"""
_INVENTORY_WORD = frozenset(_INVENTORY_WORD_TEXT.split())
_VARIED = frozenset(("不同", "有的", "有些", "有关"))  # these sort things, they do not urge
_TRADE = frozenset("业化性者员区部法费机")  # 保险业 and 建筑业 open like verbs
_QUALITY = frozenset("力感度心味气性观")  # 判断力、领悟力、执行力
# What may follow the last member inside its own clause.
_TAIL = re.compile(f"[的等上中之地]|作为|方面|为一体|相|[{_QUOTES}]")
_LEADLESS = frozenset("的了着和与及或等地得、")


def find_parallel(text: str) -> list[Match]:
    """Find series of parallel members.

    A span runs from the first member to the last, without the mark that ends
    it; quotation marks that hold the whole series stay outside, the verb that
    leads into the first member too. Members are sought between full stops and
    inside each quotation, never across.

    Returns
    -------
    list of Match
        In text order, none overlapping another. ``note`` gives ``members=``
        with their number and what showed the frame.

    Examples
    --------
    >>> text = "用项目保增长、扩内需，完善体系。"
    >>> [(text[m.start:m.end], m.note) for m in find_parallel(text)]
    [('保增长、扩内需', 'members=2;verb')]
    """
    found: list[Match] = []
    for quoted, stretch in _stretches(text):
        if len(stretch) > 1:
            found += _series(text, stretch, quoted)
    found.sort()
    kept: list[Match] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept[-1] = hit
    return kept


def _stretches(text: str) -> Iterator[tuple[bool, list[tuple[int, int]]]]:
    """Cut the text at full stops and at quotations that hold several segments."""
    marks = {}
    commas = [comma.start() for comma in _COMMA.finditer(text)]
    for quotation in pair_quotations(text):
        place = bisect(commas, quotation.start - 1)
        if place < len(commas) and commas[place] < quotation.end:
            marks[quotation.start - 1] = marks[quotation.end] = quotation.start
    segments: list[tuple[int, int]] = []
    start = 0
    quoted = -1  # where the quotation began that the stretch has filled so far
    for cut in _CUT.finditer(text + "\n"):
        place = cut.start()
        sign = cut.group()
        if sign in _QUOTES and place not in marks:
            continue
        long = place - start > 2
        if long:
            segments.append((start, place))
        start = place + 1
        if sign in _SOFT:
            if long and len(segments) < _LONGEST:
                continue
            quoted = -1  # one or two signs, or no end in sight: no series goes on here
        if len(segments) > 1:
            yield quoted == marks.get(place, -2), segments
        segments = []
        quoted = marks.get(place, -1)


def _series(text: str, stretch: list[tuple[int, int]], quoted: bool) -> list[Match]:
    words = [text[a:b] for a, b in stretch]
    if quoted and _whole(words):
        return [_hit(stretch[0][0], stretch[-1][1], len(words), "quoted")]
    found = []
    i = done = 0
    while i < len(words) - 1:
        listed = text[stretch[i][1]] == "、"
        if not _kin(words[i], words[i + 1], listed):
            i += 1
            continue
        first, evidence, tail = _open(words[i], words[i + 1], listed)
        if not evidence:
            i += 1
            continue
        whole = first == len(words[i]) and not tail
        if evidence == "touch" and listed and first == 4 and whole and _alone(text, stretch, i):
            evidence = "pair"
        shown = {evidence}
        last = i + 1
        while not tail and last + 1 < len(words):
            evidence, tail = _continue(words[last], words[last + 1], text[stretch[last][1]] == "、")
            if not evidence:
                break
            shown.add(evidence)
            last += 1
        count = last - i + 1
        strong = shown - _WEAK
        if strong and whole and i > done:
            # 让祖国山更绿，水更清，天更蓝: the first member hides behind what leads into it.
            lead = words[i - 1] if i else ""
            if 2 < first < min(len(lead), 10) and lead[-first] not in _LEADLESS:
                evidence = _frame(lead[-first:], words[i], True)
                if evidence in ("repeat", "sign", "ending"):
                    i, count, first = i - 1, count + 1, _widen(lead, first)
        if (strong and first < (15 if count == 2 else 21)) or count > 2:
            start = stretch[i][1] - first
            end = stretch[last][0] + tail if tail else stretch[last][1]
            found.append(_hit(start, end, count, min(strong or shown)))
            done = i = last + 1
        else:
            i += 1
    return found


def _alone(text: str, stretch: list[tuple[int, int]], i: int) -> bool:
    """Whether 、 joins just these two: 换道超车、新路超越 between commas."""
    before = text[stretch[i][0] - 1 : stretch[i][0]]
    return before != "、" and text[stretch[i + 1][1] : stretch[i + 1][1] + 1] != "、"


def _open(a: str, b: str, listed: bool) -> tuple[int, str, int]:
    """Length of the first member, the evidence, and where the second ends (0: whole)."""
    evidence = _frame(a, b, listed)
    if evidence:
        return len(a), evidence, 0
    # What leads into the first member is cut off. Clauses parted by a comma
    # begin afresh, so there only a repeated beginning can show a lead.
    n = len(b)
    if listed and n < 13:
        for size in (n, n + 1, n - 1):
            if 3 <= size < len(a) and a[-size] not in _LEADLESS:
                evidence = _frame(a[-size:], b, listed)
                if evidence and evidence != "sign" and (size == n or evidence == "repeat"):
                    return _widen(a, size), evidence, 0
    place = a.rfind(b[:2])
    if place > 0 and len(a) - place >= 4:
        evidence = _frame(a[place:], b, listed)
        if evidence:
            return len(a) - place, evidence, 0
    if listed:
        for mark in _TAIL.finditer(b, 3, 12):
            size = mark.start()
            if size <= len(a) and a[-size] not in _LEADLESS:
                evidence = _frame(a[-size:], b[:size], listed)
                if evidence and evidence not in _WEAK and evidence != "sign":
                    return size, evidence, size
    return 0, "", 0


def _widen(a: str, size: int) -> int:
    """Give back to the first member what stands between 让 or 把 and the cut."""
    for length in (size + 1, size + 2):
        if len(a) > length and a[-length - 1] in "让使把将":
            return length
    return size


def _continue(a: str, b: str, listed: bool) -> tuple[str, int]:
    """Evidence that ``b`` goes on the series of ``a``, and where it ends (0: whole)."""
    evidence = _frame(a, b, listed)
    if evidence:
        return evidence, 0
    n = len(a)
    # 更…、更…、更… and 稳…、稳…、稳… are over when their length is, whatever follows.
    drilled = a[0] == b[0] and (a[0] in _OPENING or (n == 3 and a[0] in _VERB))
    if len(b) > n and (drilled or _TAIL.match(b, n)):
        return _frame(a, b[:n], listed), n
    return "", 0


def _kin(a: str, b: str, listed: bool) -> bool:
    """Whether two segments can be members at all: a cheap look before the frame."""
    if not (2 < len(b) < 31 and len(a) > 2):
        return False
    if not (listed or len(a) == len(b) or a[0] == b[0] or b[:2] in a):
        return False
    if b[0] in _VERB or b[:2] in _BOTH or b[0] == b[2] or not set(a).isdisjoint(b):
        return not _FIGURES.search(b)
    return False


def _frame(a: str, b: str, listed: bool) -> str:
    """Name the frame that two whole members share; empty when there is none."""
    n = len(b)
    if len(a) != n:
        return _uneven(a, b, listed) if a[0] == b[0] and -9 < len(a) - n < 9 else ""
    if n < 3 or a == b:
        return ""
    same = [*map(eq, a, b)]
    shared = sum(same)
    if shared and "“" in b:
        same = [alike and sign not in _QUOTES for alike, sign in zip(same, b, strict=True)]
        shared = sum(same)
    if shared:
        return _repeat(a, b, same, shared, listed)
    if n == 3:
        mono = a[0] in _VERB and b[0] in _VERB
        return "verb" if mono and a[-1] not in _TRADE and b[-1] not in _TRADE else ""
    if a[0] == a[2] != a[1] and b[0] == b[2] != b[1] and n > 4:
        return "echo"
    if a[:2] in _BOTH and b[:2] in _BOTH:
        if n == 4:
            return "deeds"
        return "stance" if n < 10 and (a[:2] in _WILL or b[:2] in _WILL) else ""
    return ""


def _repeat(a: str, b: str, same: list[bool], shared: int, listed: bool) -> str:
    """Name the frame of members of one length that share signs at the same places."""
    n = len(a)
    lead = same.index(False) if not all(same) else n
    trail = same[::-1].index(False)
    will = (a[:2] in _WILL, b[:2] in _WILL)
    verbs = a[:2] in _BOTH and b[:2] in _BOTH
    if lead == shared:  # the members begin alike
        if a[:2] in _VARIED:
            return ""
        if a[0] in (_OPENING if n > 4 else _SHORT_OPENING) and (lead == 1 or a[0] not in _VERB):
            return "opening" if n > 3 or a[0] in _VERB else "short"
        if lead > 1:
            return "opening" if any(will) and n > 4 else "again"
        return ""
    if trail == shared:  # they end alike
        if a[-1] in _INVENTORY or a[-2:] in _INVENTORY_WORD:
            return ""
        mono = n == 3 and a[0] in _VERB and b[0] in _VERB
        if mono or (verbs and (listed or any(will))) or (trail > 1 and not _END_FRAME.isdisjoint(a[-trail:])):
            return "ending"
        return "quality" if a[-1] in _QUALITY else ""
    if trail and listed and not any(will) and (a[-1] in _INVENTORY or a[-2:] in _INVENTORY_WORD):
        return ""
    if a[1] == "不" and a[0] == a[2] and b[0] == b[2]:
        return "echo"
    if shared > 1:
        if shared * 4 < n:
            return ""
        inner = shared == same.index(False, same.index(True)) - same.index(True) if not (lead or trail) else False
        if inner and not (listed and n < 10 and not (verbs and not any(will))):
            block = a[same.index(True) : same.index(True) + shared]
            return "repeat" if not _FRAME.isdisjoint(block) else "again"
        return "repeat"
    if n > 8:
        return ""
    return "sign" if a[same.index(True)] in _FRAME and n != 4 else "touch"


def _uneven(a: str, b: str, listed: bool) -> str:
    """Members of unlike length count when they begin with one frame and share more."""
    m, n = len(a), len(b)
    short = min(m, n)
    if short < 4 or short > 16:
        return ""
    lead = next((i for i in range(short) if a[i] != b[i]), short)
    trail = next((i for i in range(short) if a[-i - 1] != b[-i - 1]), short)
    if lead + trail >= short or (trail and (a[-1] in _INVENTORY or a[-2:] in _INVENTORY_WORD)):
        return ""
    firm = not listed or a[0] in _OPENING or a[:2] in _BOTH
    if lead and trail and firm and (trail > 1 or a[0] in _OPENING) and (abs(m - n) == 1 or lead > 1):
        return "repeat"
    if lead > 1 and firm and n < 13 and a[-2:] in b:
        return "repeat"
    if lead > 2 and not listed and abs(m - n) < 9:
        return "again"
    if abs(m - n) == 1 and lead and (a[0] in _OPENING or (a[:2] in _WILL and lead > 1)):
        return "opening"
    return ""


def _whole(words: list[str]) -> bool:
    """Whether a quotation is one series: even members, or a longer first one."""
    lengths = [len(word) for word in words]
    rest = lengths[1:]
    if min(lengths) < 3 or max(lengths) > 16 or read_label("、".join(words)):
        return False
    if max(lengths) - min(lengths) <= 1:
        return True
    return len(rest) > 1 and min(rest) > 3 and len(set(rest)) == 1 and 0 < lengths[0] - rest[0] < 5


def _hit(start: int, end: int, count: int, shown: str) -> Match:
    return Match(start, end, "slogan", "PAR", f"rule:par-{shown}", f"members={count};{shown}")

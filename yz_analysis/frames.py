"""What makes two neighbours members of one series: the frame they share.

Members are compared sign by sign. Closed classes say which verbs urge, which
signs carry a frame, and which endings only make an inventory.
"""

import re
from operator import eq

__all__ = ["OPENING", "QUOTES", "VERB", "WEAK", "may_join", "name_frame"]

QUOTES = "“”‘’「」『』\""
# Evidence that is enough only from three members on.
WEAK = frozenset(("deeds", "quality", "touch", "short", "again"))
# Statistics are written alike and urge nothing.
_FIGURES = re.compile("[0-9０-９%％]|百分|点[一二三四五六七八九]|[十百千万亿][多余]?[元吨亩人户名家个倍]")

# One-syllable verbs that urge; a three-character member opens with one (抓项目).
VERB = frozenset(
    "抓促保稳强补争创想做当破立谋扩走聚树建守践担攻克防控治惠富兴育引转调优提扬延固畅办解访送暖护敢闯拼干赶超"
    "比学帮带讲看找查改严清压降去增扶拓筑领勇善爱懂铸炼修明正知重讲亮展献赛晒评打除铺搭架种招盯扛挑悟开听感跟"
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
OPENING = frozenset("更最再不无没有敢能会要越以让为用靠把向从在既又何谁")
_SHORT_OPENING = OPENING | VERB | frozenset("共同相全多少新")
# Last signs of inventories: trades, places, bodies, rates, goods, persons.
_INVENTORY = frozenset(
    "业区市县镇乡村省国厂品机车路桥站场所院校局部委会员者率费税法款额类型材料器电油煤粮棉化户网"
    "权物亩吨年月日元倍人胞议晤点间"
)
_INVENTORY_WORD_TEXT = """
安全 保障 保险 建设 工作 教育 制度 企业 服务 工程 改革 管理 发展 问题 关系 生产 事业 技术 组织 经济
政策 设施 资源 产品 地区 责任 体系 机制 市场 农村 城市 项目 工业 投资 合作 贸易 文化 卫生 科学 政府 干部
基地 银行 机构 部门 计划 活动 环境 能力 水平
"""
_INVENTORY_WORD = frozenset(_INVENTORY_WORD_TEXT.split())
_VARIED = frozenset(("不同", "有的", "有些", "有关"))  # these sort things, they do not urge
_TRADE = frozenset("业化性者员区部法费机")  # 保险业 and 建筑业 open like verbs
_QUALITY = frozenset("力感度心味气性观")  # 判断力、领悟力、执行力


def may_join(a: str, b: str, listed: bool) -> bool:
    """Whether two segments can be members at all: a cheap look before the frame."""
    if not (2 < len(b) < 31 and len(a) > 2):
        return False
    if not (listed or len(a) == len(b) or a[0] == b[0] or b[:2] in a):
        return False
    if b[0] in VERB or b[:2] in _BOTH or b[0] == b[2] or not set(a).isdisjoint(b):
        return not _FIGURES.search(b)
    return False


def name_frame(a: str, b: str, listed: bool) -> str:
    """Name the frame that two whole members share; empty when there is none."""
    n = len(b)
    if len(a) != n:
        return _uneven(a, b, listed) if a[0] == b[0] and -9 < len(a) - n < 9 else ""
    if n < 3 or a == b:
        return ""
    same = [*map(eq, a, b)]
    shared = sum(same)
    if shared and "“" in b:
        same = [alike and sign not in QUOTES for alike, sign in zip(same, b, strict=True)]
        shared = sum(same)
    if shared:
        return _repeat(a, b, same, shared, listed)
    if n == 3:
        mono = a[0] in VERB and b[0] in VERB
        return "verb" if mono and a[-1] not in _TRADE and b[-1] not in _TRADE else ""
    if a[0] == a[2] != a[1] and b[0] == b[2] != b[1] and n > 4:
        return "echo"
    if a[:2] in _BOTH and b[:2] in _BOTH:
        if n == 4:
            return "deeds"
        will = a[:2] in _WILL or b[:2] in _WILL
        return "stance" if will and n < 10 and "的" not in b and a[2] != "了" else ""
    return ""


def _repeat(a: str, b: str, same: list[bool], shared: int, listed: bool) -> str:
    """Name the frame of members of one length that share signs at the same places."""
    n = len(a)
    lead = same.index(False)
    trail = same[::-1].index(False)
    will = (a[:2] in _WILL, b[:2] in _WILL)
    verbs = a[:2] in _BOTH and b[:2] in _BOTH
    if lead == shared:  # the members begin alike
        if a[:2] in _VARIED:
            return ""
        if a[0] in (OPENING if n > 4 else _SHORT_OPENING) and (lead == 1 or a[0] not in VERB):
            return "opening" if n > 3 or a[0] in VERB else "short"
        if lead > 1:
            return "opening" if any(will) and n > 4 else "again"
        return ""
    if trail == shared:  # they end alike
        if a[-1] in _INVENTORY or a[-2:] in _INVENTORY_WORD:
            return ""
        mono = n == 3 and a[0] in VERB and b[0] in VERB
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
        first = same.index(True)
        inner = not lead and not trail and all(same[first : first + shared])
        if inner and (not listed or n > 9 or (verbs and not any(will))):
            # One noun in the middle (用活红色资源，讲好红色故事) needs company, a frame does not.
            return "again" if _FRAME.isdisjoint(a[first : first + shared]) else "repeat"
        return "again" if verbs and not any(will) else "repeat"
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
    firm = not listed or a[0] in OPENING or a[:2] in _BOTH
    if lead and trail and firm and (trail > 1 or a[0] in OPENING) and (abs(m - n) == 1 or lead > 1):
        return "repeat"
    if lead > 1 and firm and n < 13 and a[-2:] in b:
        return "repeat"
    if lead > 2 and not listed and abs(m - n) < 9:
        return "again"
    if abs(m - n) == 1 and lead and (a[0] in OPENING or (a[:2] in _WILL and lead > 1)):
        return "opening"
    return ""

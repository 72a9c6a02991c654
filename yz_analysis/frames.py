"""What makes two neighbours members of one series: the frame they share.

Members are compared sign by sign. Closed classes say which verbs urge, which
signs carry a frame, and which endings only make an inventory.
"""

import re
from operator import add, eq

__all__ = [
    "BEAT", "CALLS", "DEED", "INVENTORY", "LED", "OPENING", "QUOTES", "VERB", "WEAK", "WILL",
    "are_akin", "are_even", "leads_in", "may_join", "name_frame",
]  # fmt: skip

QUOTES = "“”‘’「」『』\""
# Evidence that is enough only from three members on.
WEAK = frozenset(("deeds", "done", "touch", "short", "again", "same"))
# Statistics are written alike and urge nothing.
# One class of first signs comes first, which the search finds fast; 百家争鸣 counts nothing.
_FIGURES = re.compile(
    "[0-9０-９%％百点十千万亿](?:(?<=[0-9０-９%％])|(?<=百)分|(?<=点)[一二三四五六七八九]|"
    "(?<=.[十百千万亿])[多余]?[元吨亩人户名家个倍])"
)

# One-syllable verbs that urge; a three-character member opens with one (抓项目).
VERB = frozenset(
    "抓促保稳强补争创想做当破立谋扩走聚树建守践担攻克防控治惠富兴育引转调优提扬延固畅办解访送暖护敢闯拼干赶超"
    "比学帮带讲看找查改严清压降去增扶拓筑领勇善爱懂铸炼修明正知重讲亮展献赛晒评打除铺搭架种招盯扛挑悟开听感跟推激上兜作添存举读察求戒减塑润问接续凝顾纠尽履敬尊崇冲追练汇融迎顺管利"
)
BEAT = VERB | frozenset("同共把见")  # a beat of three may open with these: 同呼吸、共命运
# Verbs that call for what whole clauses say (坚持问题从群众中来，答案到群众中去).
CALLS = frozenset(("坚持", "做到", "确保", "实现"))
# Two-syllable verbs of will and stance. Verbs of plain administration (拓宽, 完善)
# make a list of deeds, and the soft ones in between need one of will beside them.
WILL = frozenset("""
坚定 坚守 牢记 践行 弘扬 恪守 抵制 摒弃 破除 摆脱 勇于 敢于 善于 争当 争做 争创 领跑 争先 再造 迈开 汲取 赓续 传承
凝聚 激发 释放 永葆 锻造 砥砺 奋发 担当 勇担 相信 依靠 引领 铸牢 筑牢 树牢 厚植 涵养 锤炼 淬炼 擦亮 扛起 谱写 奏响
描绘 绘就 开创 书写 跑出 走出 闯出 打赢 守住 兜牢 兜住 端稳 抢抓 抢占 直面 挺起 撑起 点亮 温暖 守护 爱护 振兴 发扬
激活 唤醒 提振 鼓足 振奋 鼓舞 团结 继承 捍卫 造福 胸怀 心系 心怀 情系 扎根 放眼 紧扣 紧盯 紧跟 高举 不忘 勇攀 勇闯
勇立 找准 站稳 厘清 知重 负重 攻坚 克难 解放 同心 携手 拥抱 逐梦 筑梦 圆梦 唱响 点燃 汇聚 热爱 崇尚 勇挑 敢为 善作 吹响
当好 抓住 走好 讲好 传播 倾听 咬定 铆足 高扬 把准 赶超 对标 奔向 奋进 满怀 昂首 淬火 播撒 浇灌 叫响 打响 举起
""".split())
# How something is done: 科学立法、严格执法、公正司法 makes one series when a sign returns.
_MANNER = frozenset("统一 依法 科学 严格 精准 民主 规范 公正 文明 全民 全面 高效 主动 自觉 共同 同步 带头".split())
# Verbs beside those of will and deed whose one object makes a series: 学习宪法、遵守宪法.
_TAKING = frozenset("动员 组织 拥戴 忠诚 尊崇 遵守 运用 宣传 尊敬 感恩 带领 联系".split())
_SHOWING = frozenset("展现 作出 彰显 体现 贡献 拿出 扛起 交出 注入".split())  # 展现…担当、作出…贡献
DEED = frozenset("""
坚持 保持 增强 强化 聚焦 夯实 维护 反对 服务 学习 体现 展现 彰显 把握 尊重 净化 严守 立足 着眼 做到 履行 锚定 开拓
珍惜 发动 打好 拿出 敬畏 传递 推进 推动 加快 加强 深化 扩大 提高 提升 完善 健全 改善 促进 优化 增加 减少 降低 建设
发展 实施 落实 巩固 拓展 打造 培育 壮大 调整 转变 改革 创新 构建 建立 规范 整顿 保护 治理 繁荣 稳定 保障 支持 鼓励
引导 发挥 统筹 突出 培养 造就 丰富 满足 关心 掌握
""".split())
_BOTH = WILL | DEED
_CUT = _BOTH | frozenset("开展 引导 组织 始终 不断 自觉 主动 全面 深入 继续 真正 切实 更加 努力 共同".split())
# Words of will that take no object: 砥砺奋进、攻坚克难 are two beats of four, no frame.
_BARE = frozenset("同心 奋发 砥砺 攻坚 克难 知重 负重 携手 昂首 奋进 团结 敢于 勇于 善于 敢为 善作 担当".split())
# Signs that stand against each other: 群众少跑腿、数据多跑路.
_OPPOSED = frozenset("多少 少多 上下 下上 大小 小大 前后 后前 内外 外内 进出 高低 苦甜 老新 新老".split())
# With 力 or 感 these make nouns of quality.
_NOUNED = _BOTH | frozenset("感召 创造 战斗 影响 吸引 向心 执行 竞争 获得 幸福 责任 使命 归属 荣誉 认同".split())
# Signs that carry a frame in the middle of members, and those that do at their end.
_FRAME = frozenset("中是为不有无得以而式更越往再")
_PIVOT = VERB | frozenset("搞见显")  # 大事见担当、难时显本色
_ACCESS = frozenset("得到 得见 得着 得上 得起".split())
_END_FRAME = frozenset("在是为得来起不了上")
# What leads into the first of several clauses ends so: 要, 必须, 始终, 继续, 不断, or with those called upon.
LED = frozenset("要须终续断部员众民固觉决实极")
# First signs whose repetition alone makes members parallel: function signs in
# members of any length, one-syllable verbs and adverbs in short ones.
OPENING = frozenset("更最再不无没有敢能会要越以让为用靠把向从在既又何谁永")
_SHORT_OPENING = OPENING | VERB | frozenset("共同全多少新百")
# Last signs of inventories: trades, places, bodies, rates, goods, persons.
INVENTORY = frozenset(
    "业区市县镇乡村省国厂品机车路桥站场所院校局部委会员者率费税法款额类型材料器电油煤粮棉化户网"
    "权物亩吨年月日元倍人胞议晤点间会炉铝造"
)
_PLAIN = frozenset("了的是在和与")  # no couplet of 4 + 3 holds these
_INVENTORY_WORD = frozenset("""
安全 保障 保险 建设 工作 教育 制度 企业 服务 工程 改革 管理 发展 问题 关系 生产 事业 技术 组织 经济 政策 设施 资源
产品 地区 责任 体系 机制 市场 农村 城市 项目 工业 投资 合作 贸易 文化 卫生 科学 政府 干部 基地 银行 机构 部门 计划
活动 环境 能力 水平 中心 工艺 业态 模式 峰会 措施 结构 秩序 劳动 精神 意识
""".split())
# These sort things, they do not urge.
_VARIED = frozenset("不同 有的 有些 有关 多种 各种 各个 各类 各项 新的 这种".split())
_TRADE = frozenset("业化性者员区部法费机")  # 保险业 and 建筑业 open like verbs
_QUALITY = frozenset("力感度心味气观")  # 判断力、领悟力、执行力
_BOND = _FRAME | frozenset("相互出我最所")  # 心中有党, 互相帮助 and 管出活力 begin alike as calls
_DEGREE = frozenset("很最更较良还正")
_LAST_VERB = frozenset("抓干讲改拼闯比变")  # 经常抓、深入抓、持久抓
# Nouns and adjectives that open like verbs of urging: 重点领域、重要岗位 sorts things.
_NO_VERB = frozenset("重点 重要 重大 严格 严重 稳定 稳步 正常 正确 领导 开放 教学 学校 建筑 保险".split())


def may_join(a: str, b: str, listed: bool) -> bool:
    """Whether two segments can be members at all: a cheap look before the frame."""
    m, n = len(a), len(b)
    if not (2 < n < 31 and m > 2):
        return False
    near = listed or m == n or a[0] == b[0] or b[:2] in a or (m > n and a[-n - 1] in LED)
    if not near and not (m == n + 2 and "”" in a) and not (b[0] == "又" and "既" in a):
        return False
    if b[0] in BEAT or b[:2] in _BOTH or b[0] == b[2] or b[0] == b[1] or not set(a).isdisjoint(b) or b[2] in "为至":
        return not _FIGURES.search(b)
    if n == 7 and b[4] in _PIVOT:
        return not _FIGURES.search(b)
    return ((listed and b[4:5] == "的") or (b[0] == "又" and "既" in a)) and not _FIGURES.search(b)


def name_frame(a: str, b: str, listed: bool) -> str:
    """Name the frame that two whole members share; empty when there is none."""
    n = len(b)
    if len(a) != n:
        if "”" in a + b and abs(len(a) - n) == 2:  # “…”再深化，…再出发: the marks do not count
            bare = [re.sub("[“”]", "", member) for member in (a, b)]
            if len(bare[0]) == len(bare[1]):
                return name_frame(bare[0], bare[1], listed)
        return _uneven(a, b, listed) if a[0] == b[0] and -9 < len(a) - n < 9 else ""
    if n < 3 or a == b:
        return ""
    if (b[0] == "又" and a[0] == "既" and n < 7 and a[1] not in "不无没") or (b[0] in a and b in a + a):
        return "echo"  # 既抓当前、又谋长远; 书记抓、抓书记
    if n > 5 and a[:2] in b[2:] and b[:2] in a[2:]:
        return "echo"  # 干部围着群众转、群众跟着干部干
    same = [*map(eq, a, b)]
    shared = sum(same)
    if shared and "“" in b:
        same = [alike and sign not in QUOTES for alike, sign in zip(same, b, strict=True)]
        shared = sum(same)
    if shared:
        shown = _repeat(a, b, same, shared, listed)
        return "stance" if shown in WEAK and a[:2] != b[:2] and _resolve(a, b, listed) == 2 else shown
    if n == 3:
        # 共命运、心连心; 保持党 is cut out of 保持党的领导
        mono = a[0] in BEAT and (b[0] in BEAT or b[0] == b[2]) and b[:2] not in DEED
        return "verb" if mono and a[-1] not in _TRADE and b[-1] not in _TRADE else ""
    if n > 4 and ((a[0] == a[2] != a[1] and b[0] == b[2] != b[1]) or (a[0] == a[1] and b[0] == b[1])):
        return "echo"
    if n == 7 and a[4] in _PIVOT and b[4] in _PIVOT and (listed or _couples(a, b)):
        return "echo"  # 凝心聚力谋发展、砥砺前行谱新篇
    if n > 5 and a[-2:] in b[:-2] and b[-2:] in a[:-2]:
        return "echo"  # 围绕产业抓人才、用好人才兴产业 is turned round
    if a[:2] in _BOTH and b[:2] in _BOTH:
        resolved = _resolve(a, b, listed)
        if resolved == 2:
            return "stance"
        return "deeds" if n == 4 else "mixed" if resolved else ""
    return "sign" if n == 4 and a[2] in "为至" and b[2] in "为至" else ""


def _couples(a: str, b: str) -> bool:
    """Whether two clauses of seven are a couplet, not prose of that length."""
    return _PLAIN.isdisjoint(a + b) and INVENTORY.isdisjoint(a[-1] + b[-1])


def _resolve(a: str, b: str, listed: bool) -> int:
    """How many of two clauses open with a verb of will; none where that is no frame."""
    if len(b) > 9 or "的" in b or a[2] in "了不" or ("“" in a) != ("“" in b) or ("“" in b and not listed):
        return 0
    if len(b) == 4 and not (listed and _BARE.isdisjoint((a[:2], b[:2]))):
        return 0
    return (a[:2] in WILL) + (b[:2] in WILL)


def _repeat(a: str, b: str, same: list[bool], shared: int, listed: bool) -> str:
    """Name the frame of members of one length that share signs at the same places."""
    n = len(a)
    lead = same.index(False)
    trail = same[::-1].index(False)
    will = (a[:2] in WILL, b[:2] in WILL)
    verbs = a[:2] in _BOTH and b[:2] in _BOTH
    if lead == shared:  # the members begin alike
        if a[:2] in _VARIED or (a[0] in VERB and not _NO_VERB.isdisjoint((a[:2], b[:2]))):
            return ""
        if a[:2] == "不断":
            return "again"
        if a[0] in (OPENING if n > 4 else _SHORT_OPENING) and (lead == 1 or a[0] not in VERB):
            if a[0] == "新" and (b[-1] in INVENTORY or b[-2:] in _INVENTORY_WORD):
                return ""  # 新产品、新技术、新工艺
            if a[0] in VERB - OPENING and (a[:2] in _BOTH or b[:2] in _BOTH):
                return "again"  # 改良工具、改善设备 share a sign, no frame
            return "opening" if n > 3 or a[0] in VERB else "short"
        if lead > 1:
            if a[0] == a[1]:
                return "echo"  # 人人参与、人人享有
            if n == 4 and a[:2] in _MANNER:
                return "same"  # 统一领导、统一指挥、统一行动
            if listed and a[lead - 1] not in _BOND and a[:2] not in _BOTH and a[0] not in _SHORT_OPENING:
                return ""  # 公共秩序、公共道德、公共利益
            return "opening" if any(will) else "again"
        return ""
    if trail == shared:  # they end alike
        if n == 3 and a[-1] in "力感性度" and not _NOUNED.isdisjoint((a[:2], b[:2])):
            return ""  # 凝聚力、感召力
        if all(will):
            return "ending"
        if listed and n == 4 and {a[:2], b[:2]} <= _MANNER and a[-1] not in _LAST_VERB:
            return "same"
        if listed and trail == 2 and not _TAKING.isdisjoint((a[-4:-2], b[-4:-2])):
            return "same"  # 学习宪法、遵守宪法、维护宪法
        if a[-1] in INVENTORY or a[-2:] in _INVENTORY_WORD:
            return ""
        mono = n == 3 and a[0] in VERB and b[0] in VERB
        if mono or (verbs and any(will)) or (trail > 1 and not _END_FRAME.isdisjoint(a[-trail:])):
            return "ending"
        if verbs and listed:
            return "again"
        if n == 3 and a[-1] == "好" and _DEGREE.isdisjoint((a[1], b[1])):
            return "done"  # 实现好、维护好、发展好
        return ("done" if n < 5 else "ending") if n < 6 and a[-1] in _LAST_VERB else ""
    if trail and (a[-1] in "厂矿县镇" or (n > 6 and a[-2:] in _INVENTORY_WORD and a[0] not in OPENING)):
        return ""
    counted = a[-1] in INVENTORY and (n > 4 or a[0] not in OPENING)  # 以理服人 urges, 工人 counts
    if trail and listed and not any(will) and (counted or a[-2:] in _INVENTORY_WORD):
        return ""
    if a[1] == "不" and a[0] == a[2] and b[0] == b[2]:
        return "echo"
    if a[0] == b[0] == "一" and "一" in a[1:] and same[a.index("一", 1)]:
        return "echo"  # 一个支部一座堡垒，一名党员一面旗帜
    if shared > 1:
        if shared * 4 < n and not (same[0] and a[0] in OPENING):
            return ""
        first = same.index(True)
        if n == 4 and first == 1 and a[1:3] in _ACCESS:
            return ""  # 看得到网、找得到人
        inner = not lead and not trail and all(same[first : first + shared])
        thin = not listed or n > 9 or (shared * 5 <= 2 * (n - b.count("“") - b.count("”")) and not any(will))
        if inner and thin:
            # One noun in the middle (用活红色资源，讲好红色故事) needs company, a frame does not.
            if "“" in b and any(will):
                return "repeat"  # 树立“四个意识”，坚定“四个自信”
            if n == 6 and a[:2] in _SHOWING and b[:2] in _SHOWING:
                return "repeat"
            framed = shared < 4 and not _FRAME.isdisjoint(a[first : first + shared])
            return "repeat" if framed else "again"
        return "again" if verbs and not any(will) else "repeat"
    if n == 3 and a[0] in VERB and b[0] in VERB:
        return "verb"
    if n > 8:
        return ""
    if listed and not _OPPOSED.isdisjoint(map(add, a, b)):
        return "sign"
    place = same.index(True)
    if n == 4:
        if (a[1] == a[3]) != (b[1] == b[3]):
            return ""  # 苦干实干 doubles itself, its neighbour does not
        if a[0:3] != b[0:3] and a[1] == b[1] == "得":
            return "repeat"  # 留得青山，赢得未来
        if a[1] == b[1] == "在" and {a[0], b[0]}.isdisjoint("存潜现内外正所旨"):
            return "repeat"  # 干在实处、走在前列; 存在, 潜在 are words
        return "repeat" if place == 2 and a[2] in "为在敢" else "touch"
    if a[place] == "再":
        return "repeat"
    if n == 5 and place == 2 and a[2] == "新":
        return "repeat"  # 寻求新突破、实现新作为
    return "sign" if a[place] in _FRAME or (listed and a[place] == "大" and place == n - 3) else "touch"


def _uneven(a: str, b: str, listed: bool) -> str:
    """Members of unlike length count when they begin with one frame and share more."""
    m, n = len(a), len(b)
    short = min(m, n)
    if short < 4 or short > 16:
        return ""
    lead = next((i for i in range(short) if a[i] != b[i]), short)
    trail = next((i for i in range(short) if a[-i - 1] != b[-i - 1]), short)
    if lead + trail >= short or (trail and (a[-1] in INVENTORY or a[-2:] in _INVENTORY_WORD)):
        return ""
    firm = not listed or a[0] in OPENING or a[:2] in _BOTH
    if lead and trail and firm and (trail > 1 or a[0] in OPENING) and (abs(m - n) == 1 or lead > 1):
        return "repeat"
    if lead > 1 and firm and n < 13 and a[-2:] in b:
        return "repeat"
    if lead > 2 and not listed and abs(m - n) < 9:
        return "again"
    if abs(m - n) == 1 and lead and (a[0] in OPENING or (a[:2] in WILL and lead > 1)):
        return "opening"
    return ""


# What leads into a member that opens with no verb: a word of doing, of manner, a particle.
_LEAD = re.compile(
    "(?:实现|做到|确保|开展|形成|贯彻|围绕|成为|赢得|达到|助力|抓好|做好|践行好|遵循|按照|秉持|注重|营造|展示|"
    "处理好|以及|获得|具有|有利于|取得|发生|严守|打通|树立|带头|投向|用于|抓住|引导|确立|倡导|"
    "青年|党员|干部|群众|学生|全面|深入|持续|不断|始终|更加|真正|切实|坚决|努力|着力|奋力|自觉|主动|一体|共同|紧紧|牢牢|一步|百计|依法|"
    "[让使把将的地以为与和在向从到好出成中上者要得给对用是能都均了心是更])$|"
    "(?:[让使把将]|确保|实现|推动|促进)[^，]*$|[与为对][^，]{1,6}$"
)


def leads_in(lead: str, member: str) -> bool:
    """Whether a member may be cut off behind ``lead``: no word is cut in two."""
    if lead[-1:] + member[0] in _CUT:  # a cut inside a word is no edge
        return False
    if not lead or lead[-2:] in _BOTH or (len(member) == 4 and member[0] == member[2]):
        return True
    if member[-1] in _QUALITY or (len(member) == 4 and member[0] in _SHORT_OPENING):
        return True
    plain = member[:2] in _BOTH or member[0] in OPENING or member[0] in QUOTES
    return plain or (len(member) == 3 and member[0] in BEAT) or bool(_LEAD.search(lead))


def are_even(members: list[str]) -> bool:
    """Whether the members are of one length, to one sign; marks do not count.

    One beginning may hold three of unlike length together, or carry a longer last one.
    """
    sizes = [len(member) - member.count("“") - member.count("”") for member in members]
    if max(sizes) - min(sizes) < 2:
        return True
    if len(sizes) < 3 or len({member[:2] for member in members}) > 1:
        return False
    last_longer = max(sizes[:-1]) - min(sizes[:-1]) < 2 and sizes[-1] > sizes[-2]
    return last_longer or len({member[:3] for member in members}) == 1


def are_akin(a: str, b: str) -> bool:
    """Whether a neighbour of a series belongs to it: any short one, a long one that shares."""
    return len(b) < 5 or bool(name_frame(a, b, True)) or len({*a} & {*b}) > 1

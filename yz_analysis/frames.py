"""What makes two neighbours members of one series: the frame they share.

Members are compared sign by sign. Closed classes say which verbs urge, which
signs carry a frame, and which endings only make an inventory.
"""

import re
from operator import eq

__all__ = [
    "CALLS", "INVENTORY", "LED", "OPENING", "QUOTES", "VERB", "WEAK",
    "are_akin", "are_even", "leads_in", "may_join", "name_frame", "names_fault", "tells_steps", "urges",
]  # fmt: skip

QUOTES = "“”‘’「」『』\""
# Evidence that is enough only from three members on.
WEAK = frozenset(("deeds", "quality", "touch", "short", "again"))
# Statistics are written alike and urge nothing.
_FIGURES = re.compile("[0-9０-９%％]|百分|点[一二三四五六七八九]|[十百千万亿][多余]?[元吨亩人户名家个倍]")

# One-syllable verbs that urge; a three-character member opens with one (抓项目).
VERB = frozenset(
    "抓促保稳强补争创想做当破立谋扩走聚树建守践担攻克防控治惠富兴育引转调优提扬延固畅办解访送暖护敢闯拼干赶超"
    "比学帮带讲看找查改严清压降去增扶拓筑领勇善爱懂铸炼修明正知重讲亮展献赛晒评打除铺搭架种招盯扛挑悟开听感跟推激上兜作添存举读察求戒减塑润问接续凝顾纠尽履敬尊崇冲追练汇融迎"
)
# Verbs that call for what whole clauses say (坚持问题从群众中来，答案到群众中去).
CALLS = frozenset(("坚持", "做到", "确保", "实现"))
# Two-syllable verbs of will and stance. Verbs of plain administration (拓宽, 完善)
# make a list of deeds, and the soft ones in between need one of will beside them.
_WILL = frozenset("""
坚定 坚守 牢记 践行 弘扬 恪守 抵制 摒弃 破除 摆脱 勇于 敢于 善于 争当 争做 争创 领跑 争先 再造 迈开 汲取 赓续 传承
凝聚 激发 释放 永葆 锻造 砥砺 奋发 担当 勇担 相信 依靠 引领 铸牢 筑牢 树牢 厚植 涵养 锤炼 淬炼 擦亮 扛起 谱写 奏响
描绘 绘就 开创 书写 跑出 走出 闯出 打赢 守住 兜牢 兜住 端稳 抢抓 抢占 直面 挺起 撑起 点亮 温暖 守护 爱护 振兴 发扬
激活 唤醒 提振 鼓足 振奋 鼓舞 团结 继承 捍卫 造福 胸怀 心系 心怀 情系 扎根 放眼 紧扣 紧盯 紧跟 高举 不忘 勇攀 勇闯
勇立 站稳 厘清 知重 负重 攻坚 克难 解放 同心 携手 拥抱 逐梦 筑梦 圆梦 唱响 点燃 汇聚 热爱 崇尚 勇挑 敢为 善作 吹响
当好 高扬 把准 赶超 对标 奔向 奋进 满怀 昂首 淬火 播撒 浇灌 叫响 打响 举起
""".split())
_DEED = frozenset("""
坚持 保持 增强 强化 聚焦 夯实 维护 反对 服务 学习 体现 展现 彰显 把握 尊重 净化 严守 立足 着眼 做到 履行 锚定 开拓
珍惜 发动 打好 拿出 敬畏 传递 推进 推动 加快 加强 深化 扩大 提高 提升 完善 健全 改善 促进 优化 增加 减少 降低 建设
发展 实施 落实 巩固 拓展 打造 培育 壮大 调整 转变 改革 创新 构建 建立 规范 整顿 保护 治理 繁荣 稳定 保障 支持 鼓励
引导 发挥 统筹 突出 培养 造就 丰富 满足 关心
""".split())
_BOTH = _WILL | _DEED
_CUT = _BOTH | frozenset("开展 引导 组织 始终 不断 自觉 主动 全面 深入 继续 真正 切实 更加 努力 共同".split())
# Signs that carry a frame in the middle of members, and those that do at their end.
_FRAME = frozenset("中是为不有无得以而式更越往")
_END_FRAME = frozenset("在是为得来起不了上")
# What leads into the first of several clauses ends so: 要, 必须, 始终, 继续, 不断.
LED = frozenset("要须终续断")
# First signs whose repetition alone makes members parallel: function signs in
# members of any length, one-syllable verbs and adverbs in short ones.
OPENING = frozenset("更最再不无没有敢能会要越以让为用靠把向从在既又何谁")
_SHORT_OPENING = OPENING | VERB | frozenset("共同全多少新百")
# Last signs of inventories: trades, places, bodies, rates, goods, persons.
INVENTORY = frozenset(
    "业区市县镇乡村省国厂品机车路桥站场所院校局部委会员者率费税法款额类型材料器电油煤粮棉化户网"
    "权物亩吨年月日元倍人胞议晤点间会炉铝造"
)
_INVENTORY_WORD = frozenset("""
安全 保障 保险 建设 工作 教育 制度 企业 服务 工程 改革 管理 发展 问题 关系 生产 事业 技术 组织 经济 政策 设施 资源
产品 地区 责任 体系 机制 市场 农村 城市 项目 工业 投资 合作 贸易 文化 卫生 科学 政府 干部 基地 银行 机构 部门 计划
活动 环境 能力 水平 中心 工艺 业态 模式 峰会 措施 结构 秩序 劳动
""".split())
# These sort things, they do not urge.
_VARIED = frozenset("不同 有的 有些 有关 多种 各种 各个 各类 各项 新的 这种".split())
_TRADE = frozenset("业化性者员区部法费机")  # 保险业 and 建筑业 open like verbs
_QUALITY = frozenset("力感度心味气观")  # 判断力、领悟力、执行力
_BOND = _FRAME | frozenset("相互出")  # 心中有党, 互相帮助 and 管出活力 begin alike as calls
_LAST_VERB = frozenset("抓干讲改拼闯比")  # 经常抓、深入抓、持久抓
# Nouns and adjectives that open like verbs of urging: 重点领域、重要岗位 sorts things.
_NO_VERB = frozenset("重点 重要 重大 严格 严重 稳定 稳步 正常 正确 领导 开放 教学 学校 建筑 保险".split())


def may_join(a: str, b: str, listed: bool) -> bool:
    """Whether two segments can be members at all: a cheap look before the frame."""
    m, n = len(a), len(b)
    if not (2 < n < 31 and m > 2):
        return False
    if not (listed or m == n or a[0] == b[0] or b[:2] in a or (m > n and a[-n - 1] in LED)):
        return False
    if b[0] in VERB or b[:2] in _BOTH or b[0] == b[2] or b[0] == b[1] or not set(a).isdisjoint(b) or b[2] in "为至":
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
    if n > 4 and ((a[0] == a[2] != a[1] and b[0] == b[2] != b[1]) or (a[0] == a[1] and b[0] == b[1])):
        return "echo"
    if n > 5 and a[-2:] in b[:-2] and b[-2:] in a[:-2]:
        return "echo"  # 围绕产业抓人才、用好人才兴产业 is turned round
    if a[:2] in _BOTH and b[:2] in _BOTH:
        if n == 4:
            return "deeds"
        will = a[:2] in _WILL or b[:2] in _WILL
        return "stance" if will and n < 10 and "的" not in b and a[2] not in "了不" else ""
    return "sign" if n == 4 and a[2] in "为至" and b[2] in "为至" else ""


def _repeat(a: str, b: str, same: list[bool], shared: int, listed: bool) -> str:
    """Name the frame of members of one length that share signs at the same places."""
    n = len(a)
    lead = same.index(False)
    trail = same[::-1].index(False)
    will = (a[:2] in _WILL, b[:2] in _WILL)
    verbs = a[:2] in _BOTH and b[:2] in _BOTH
    if lead == shared:  # the members begin alike
        if a[:2] in _VARIED or (a[0] in VERB and not _NO_VERB.isdisjoint((a[:2], b[:2]))):
            return ""
        if a[0] in (OPENING if n > 4 else _SHORT_OPENING) and (lead == 1 or a[0] not in VERB):
            if a[0] == "新" and (b[-1] in INVENTORY or b[-2:] in _INVENTORY_WORD):
                return ""  # 新产品、新技术、新工艺
            if a[0] in VERB - OPENING and (a[:2] in _BOTH or b[:2] in _BOTH):
                return "again"  # 改良工具、改善设备 share a sign, no frame
            return "opening" if n > 3 or a[0] in VERB else "short"
        if lead > 1:
            if listed and a[lead - 1] not in _BOND and a[:2] not in _BOTH and a[0] not in _SHORT_OPENING:
                return ""  # 公共秩序、公共道德、公共利益
            return "opening" if any(will) and n > 4 else "again"
        return ""
    if trail == shared:  # they end alike
        if a[-1] in INVENTORY or a[-2:] in _INVENTORY_WORD:
            return ""
        mono = n == 3 and a[0] in VERB and b[0] in VERB
        if mono or (verbs and any(will)) or (trail > 1 and not _END_FRAME.isdisjoint(a[-trail:])):
            return "ending"
        if verbs and listed:
            return "again"
        return "quality" if a[-1] in _QUALITY or (n < 6 and a[-1] in _LAST_VERB) else ""
    if trail and (a[-1] in "厂矿县镇" or (n > 6 and a[-2:] in _INVENTORY_WORD and a[0] not in OPENING)):
        return ""
    if trail and listed and not any(will) and (a[-1] in INVENTORY or a[-2:] in _INVENTORY_WORD):
        return ""
    if a[1] == "不" and a[0] == a[2] and b[0] == b[2]:
        return "echo"
    if a[0] == b[0] == "一" and "一" in a[1:] and same[a.index("一", 1)]:
        return "echo"  # 一个支部一座堡垒，一名党员一面旗帜
    if shared > 1:
        if shared * 4 < n and not (same[0] and a[0] in OPENING):
            return ""
        first = same.index(True)
        inner = not lead and not trail and all(same[first : first + shared])
        thin = not listed or n > 9 or (shared * 5 <= 2 * (n - b.count("“") - b.count("”")) and not any(will))
        if inner and thin:
            # One noun in the middle (用活红色资源，讲好红色故事) needs company, a frame does not.
            framed = shared < 4 and not _FRAME.isdisjoint(a[first : first + shared])
            return "repeat" if framed else "again"
        return "again" if verbs and not any(will) else "repeat"
    if n == 3 and a[0] in VERB and b[0] in VERB:
        return "verb"
    if n > 8:
        return ""
    place = same.index(True)
    if n == 4:
        if (a[1] == a[3]) != (b[1] == b[3]):
            return ""  # 苦干实干 doubles itself, its neighbour does not
        if a[1] == b[1] == "在" and {a[0], b[0]}.isdisjoint("存潜现内外正所旨"):
            return "repeat"  # 干在实处、走在前列; 存在, 潜在 are words
        return "repeat" if place == 2 and a[2] in "为在" else "touch"
    return "sign" if a[place] in _FRAME else "touch"


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
    if abs(m - n) == 1 and lead and (a[0] in OPENING or (a[:2] in _WILL and lead > 1)):
        return "opening"
    return ""


# What leads into a member that opens with no verb: a word of doing, of manner, a particle.
_LEAD = re.compile(
    "(?:实现|做到|确保|开展|形成|贯彻|围绕|成为|赢得|达到|助力|抓好|做好|践行好|遵循|按照|秉持|注重|营造|展示|"
    "处理好|以及|获得|具有|有利于|取得|发生|严守|打通|树立|投向|用于|抓住|引导|确立|倡导|"
    "全面|深入|持续|不断|始终|更加|真正|切实|坚决|努力|着力|奋力|自觉|主动|一体|共同|紧紧|牢牢|一步|百计|依法|"
    "[让使把将的地以为与和在向从到好出成中上者要得给对用是能都均了心是更])$|"
    "(?:[让使把将]|确保|实现|推动|促进)[^，]*$|[与为对][^，]{1,6}$"
)
# Frames of prose: what argues, sorts or doubts does not urge.
_PROSE = re.compile(
    "不但|不仅(?!要)|而且|并且|既是|又是|也(?!要)|还[是有在]|就是|只要|有[的些关时]|有一|一[是方类种]|一手[^抓硬]|那些|那么|"
    "这[些是种]|即|便|而(?!不)|首先|其次|有助于|却|并|但|[有不]利于|发生|出现|呈现|可以|可能|能够|"
    "从[^转走向]{1,8}到|无论|不论|虽然|如果|因为|由于|即使|尽管|或者?|他们|它们|同.{2,}关系|更(?:符合|具有|趋|显)|是.*的|.*(?:这样|正在)|"
    "[^，]*(?:[^为除]了(?![的解不然])|没有.{1,3}过|曾)|.*(?:方面|年|时候|期间|以来|情况下)$|"
    ".*不(?:[强实够足高力严畅]|健全|规范|完善|充分|平衡|协调)$"
)
_BLAME = re.compile("不够|失去|丧失|妨碍|脱离|侵犯|违反|违背|破坏|扰乱|挑拨|干涉|忽视|轻视|削弱|损害|危害|滥用|乱")
# A fault is named: 严禁…, 制止…, 少数干部…; the members say what is not wanted.
_FAULT_BEFORE = re.compile(
    "(?:制止|严禁|禁止|杜绝|妨碍|脱离|改变(?:过去|原有|那种)|纠正|克服|防止|避免|遏制|扭转|所说的|所谓的?|[这那]种|侵犯|挑拨)"
    "[^，。、；]{0,8}$|(?:就会|必将|势必|难免)$|(?:例如|比如|诸如|包括|长期)$|"
    "(?:少数|个别|有的|有些|一些|部分)(?:党员|干部|同志|地方|单位|部门|企业|领域|人)[^，。、；]{0,4}$"
)
_FAULT_AFTER = re.compile(
    "的?(?:错误|突出|不良|非法|违法|恶意)(?:问题|现象|做法|行为|倾向|攻击)|的?(?:痛点|堵点|难题|乱象|顽疾|怪圈)|的[^，。、；]{0,4}危险|的.{0,2}态势|"
    "的(?:问题|现象|行径|状况|情况|倾向|弊端|毛病|体制|阴谋|谬论|企图)|"
    "问题(?:依然|仍|还|比较|突出|尚)|(?:依然|仍然|比较)(?:突出|存在|严重)"
)
# What is put into practice as a way of working is administration.
_STEPS_BEFORE = re.compile("(?:推行|采取|采用|试行)[^，。、；]{0,4}$")
_STEPS_AFTER = re.compile("的?[^，。、；“]{0,4}(?:模式|办法|方法|制度|流程|方式|程序|服务|工作法|做法|平台|措施)")
_PERSONS = re.compile("向.*(?:人民|党派|同志|团体|人士|同胞|[们员者兵官])$")
_SORTED = re.compile("的[^，。、；]{0,6}(?:企业|干部|人$|单位|地区|国家|人员|产品|项目|机构)")
# 等 ends a list, in 平等 and 等级 it does not.
_ENUMERATION = re.compile("(?<![平同对均何不中高])等(?![级高同待于到])")
# Nouns that say what the members are for, and words that urge before or inside them.
_PURPOSE = re.compile("的?(?:总|基本|重要|工作)?(?:方针|原则|精神|要求|理念|思想|目标|定位|方略|信念|决心)")
_CALL = re.compile(
    "(?<![需主重只首纲])要|必须|应[当该]|坚[持决]|[发弘]扬|努力|确保|做到|推[动进]|实现|[让使]|务必|真正|[着奋]力|切实|始终"
)
_HEAD_CALL = re.compile("确保|更[好加]|[让使要把以从用靠为越敢能既又会]|必须|坚持|切实|始终|自觉|决不|绝不")
_GROWING = re.compile(".*更[加为](?!注重|突出|自觉|重视|紧密)")


def leads_in(lead: str, member: str) -> bool:
    """Whether a member may be cut off behind ``lead``: no word is cut in two."""
    if lead[-1:] + member[0] in _CUT:  # a cut inside a word is no edge
        return False
    if not lead or lead[-2:] in _BOTH or (len(member) == 4 and member[0] == member[2]):
        return True
    if member[-1] in _QUALITY or (len(member) == 4 and member[0] in _SHORT_OPENING):
        return True
    plain = member[:2] in _BOTH or member[0] in OPENING or member[0] in QUOTES
    return plain or (len(member) == 3 and member[0] in VERB) or bool(_LEAD.search(lead))


def names_fault(before: str, after: str) -> bool:
    """Whether the words around say that the members are a fault, or a mere state."""
    return bool(_FAULT_BEFORE.search(before) or _FAULT_AFTER.match(after))


def tells_steps(before: str, after: str) -> bool:
    """Whether the members are a way of working: 推行…, …的模式."""
    return bool(_STEPS_BEFORE.search(before) or _STEPS_AFTER.match(after))


def urges(members: list[str], shown: set[str], before: str, after: str, listed: bool) -> bool:
    """Whether members that the frames ``shown`` joined can be a call, by form and neighbourhood.

    ``before`` are up to two clauses before the first, ``after`` is what follows the last member;
    ``listed`` says that 、 joins them all.
    """
    n = len(members[-1])
    lead = re.split("[，、；]", before)[-1]
    if any(map(_PROSE.match, members)) or any(map(_BLAME.match, members)):
        return False
    if members[0][0] != "最" and names_fault(before, after):
        return False
    if all(map(_PERSONS.match, members)) or _ENUMERATION.search(members[-1][2:] + after[:1]):
        return False
    if listed and all(len(member) == 2 * member.find("和") + 1 for member in members):
        return False  # 简单劳动和复杂劳动、体力劳动和脑力劳动
    if tells_steps(lead, after) and not _PURPOSE.match(after):
        return False
    so = members[0][0] == "最" and after[:1] == "的"  # what is so needs no call
    if so or re.search("(?<!目)的$", members[0]) or (members[0][0] in "有不" and _SORTED.match(after)):
        return False
    if all(map(_GROWING.match, members)) and after[:1] in "，。；\n" and not _CALL.search(before):
        return False
    alone = members[0][:2] in CALLS or shown != {"again"}
    if all(m[:2] in _DEED - _WILL for m in members) and (len({m[:2] for m in members}) > 1 or not alone):
        labelled = all("“" in member for member in members)
        return labelled or bool(_PURPOSE.match(after) or re.search("(?:坚持|发扬|弘扬|秉持|遵循|按照|本着|要)$", lead))
    if len(members) > 2 or n < 7 or "“" in members[0] + members[-1] or _PURPOSE.match(after):
        return True
    if shown.isdisjoint(("repeat", "opening")) or (listed and n < 9):
        return True
    a, b = members
    if _HEAD_CALL.match(a) and _HEAD_CALL.match(b):
        return True
    if b[:2] in a[2:] or a[:2] in b[2:] or a[-2:] in b[:-2] or _repeated(a, b) * 5 >= n * 2:
        return True
    return bool(_CALL.search(before if n < 9 else lead))


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


def _repeated(a: str, b: str) -> int:
    if len(a) == len(b):
        return sum(map(eq, a, b))
    lead = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), 0)
    trail = next((i for i in range(min(len(a), len(b))) if a[-i - 1] != b[-i - 1]), 0)
    return lead + trail

"""Whether parallel members are a call: what the members say and what stands around them."""

import re
from operator import eq

from yz_analysis.frames import CALLS, DEED, QUOTES, WILL

__all__ = ["TAIL", "is_called", "is_held", "leads_call", "look_around", "names_fault", "tells_steps", "urges"]

# What may follow the last member inside its own clause.
_HEAD = (
    "工作|领域|上水平|上台阶|各项|任务|活动|行动|攻坚|责任|机制|制度|全面|专项|主题|成果|要求|体现|贯穿|融入|落到|[三双两四五六]"
)
TAIL = re.compile(
    f"[的地]|(?<![平同对均何不中高])等|(?<!稳)[上中](?=$|[的，。、；下积])|之中|(?<![大新有])作为|方面|[为于]一体|相|[{QUOTES}]|{_HEAD}"
)
_CLAUSE = re.compile("[。！？：\n]")
# Frames of prose: what argues, sorts or doubts does not urge.
_PROSE = re.compile(
    "有人|再到|不要|.*则不|不但|不仅(?!要)|要么|而且|并且|既是|又是|也(?!要)|还[是有在]|就是|只要|有[的些关时]|有一|一[是方类种]|一手[^抓硬]|那些|那么|"
    "这[些是种]|即|便|而(?!不)|首先|其次|有助于|却|并|但|[有不]利于|发生|出现|呈现|可以|可能|能够|"
    "从[^转走向]{1,8}到|无论|不论|虽然|如果|因为|由于|即使|尽管|或者?|他们|它们|同.{2,}关系|更(?:符合|具有|趋|显)|是.*的|.*(?:这样|正在)|"
    "[^，]*(?:[^为除]了(?![的解不然])|没有.{1,3}过|曾)|.{2,}有所..$|.*(?:方面|年|时候|期间|以来|情况下)$|"
    ".*不(?:[强实够足高力严畅]|健全|规范|完善|充分|平衡|协调)$"
)
_BLAME = re.compile(
    "不够|失去|丧失|妨碍|脱离|侵犯|违反|违背|破坏|扰乱|挑拨|干涉|忽视|轻视|削弱|损害|危害|滥用|乱|只顾|不区别|对不起|不作为|慢作为|落后|落在.*后"
)
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
_STEPS_BEFORE = re.compile("(?:推行|采取|采用|试行)[^，。、；]{0,4}$|通过[^，。；]{0,12}、$")
_STEPS_AFTER = re.compile("的?[^，。、；“]{0,4}(?:模式|办法|方法|制度|流程|方式|程序|服务|工作法|做法|平台|措施)")
# So is what makes up a system: 构建了…的网络.
_BUILDS = re.compile("(?:构建|建立|形成|健全|完善)了?$")
_SYSTEM = re.compile("的[^，。、；]{0,8}(?:体系|网络?|机制|格局|制度)")
_PERSONS = re.compile("向.*(?:人民|党派|同志|团体|人士|同胞|[们员者兵官])$")
_SORTED = re.compile("的[^，。、；]{0,6}(?:企业|干部|人$|单位|地区|国家|人员|产品|项目|机构)")
# 等 ends a list, in 平等 and 等级 it does not.
_ENUMERATION = re.compile("(?<![平同对均何不中高])等(?![级高同待于到])")
# Nouns that say what the members are for, and words that urge before or inside them.
_PURPOSE = re.compile("的?(?:总|基本|重要|工作)?(?:方针|原则|精神|要求|理念|思想|目标|定位|方略|信念|决心)")
_TAKES_UP = re.compile("(?:坚持|贯彻|执行|按照|遵循|发扬|弘扬|秉[持承]|保持|本着|践行|倡导|树立|恪守|以)$")
_NAMED = re.compile(
    "的[^，。、；]{0,4}?(?:方针|精神|要求|理念|作风|境界|传统|情怀|风尚|信念|劲头|姿态|勇气|品格|担当)"
)
_CALL = re.compile(
    "(?<![需主重只首纲])要|必须|应[当该]|坚[持决]|[发弘]扬|努力|确保|做到|推[动进]|实现|[让使]|务必|真正|[着奋]力|切实|始终"
)
_HEAD_CALL = re.compile("确保|更[好加]|[让使要把以从用靠为越敢能既又会]|必须|坚持|切实|始终|自觉|决不|绝不")
# What a mind is to hold: 增强把握规律、掌握主动的自觉.
_HOLDS = re.compile("(?:增强|坚定|强化|树立|保持)$")
_HELD = re.compile("的[^，。、；]{0,3}(?:自觉|信心|决心|自信|定力|意识|信念)")
# What a person named did is told, not called for.
_TOLD = re.compile("(?:总书记|主席|总理|同志)(?:始终|一直|总是)?$")
_GROWING = re.compile(".*更[加为](?!注重|突出|自觉|重视|紧密)|.{2,}最")
# A quoted series is a call where it is taken up or named as one; else its frame must say so.
_CALL_BEFORE = re.compile(
    "(?:坚持|弘扬|发扬|永葆|牢记|做到|践行|贯彻|遵循|秉[持承]|保持|树[立牢]|倡导|号召|高举|确保|传承|恪守|争[当做]|本着|奔向|喊出)"
    "[^，。、；]{0,8}$"
)
_CALL_AFTER = re.compile(
    "[^，。、；：“]{0,6}?(?:方针|精神|作风|理念|情怀|誓言|要求|传统|担当|姿态|方向|[大全]局|局面|口号|标语|目标|定位|信[念条]|宗旨|"
    "主张|理想|追求|境界|气概|品[格质]|愿景|观念|导向|方略|氛围|承诺|主题(?!.{0,2}[活行])|决心|志向|"
    "号召|勇气|[迫任命]感|意识|豪情|[干闯韧]劲|信心|使命|风尚|胸[怀襟]|[格名]言)|[^，。、；：“]{0,2}[三四五六]项原则|，这?是"
)
_PROGRAMME_AFTER = re.compile("(?:等[^，。、；“]{0,6}|[^，。、；“的和与为]{0,6})(?:行动|活动|工程|计划|项目|品牌)")


def look_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before, up to two clauses of the sentence, and what follows."""
    before = _CLAUSE.split(text[max(0, start - 60) : start])[-1].rstrip("“‘「『")
    return "，".join(re.split("[，；]", before)[-2:]), text[end : end + 20].lstrip("”’」』")


def names_fault(before: str, after: str) -> bool:
    """Whether the words around say that the members are a fault, or a mere state."""
    return bool(_FAULT_BEFORE.search(before) or _FAULT_AFTER.match(after))


def leads_call(lead: str) -> bool:
    """Whether ``lead`` ends with a verb that takes up a call: 发扬, 按照."""
    return bool(_TAKES_UP.search(lead))


def is_held(lead: str, rest: str) -> bool:
    """Whether members stand between 增强 or its like and a noun of the mind: 增强…的自觉."""
    return bool(_HOLDS.search(lead) and _HELD.match(rest))


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
    if _BUILDS.search(lead) and _SYSTEM.match(after):
        return False
    if _TOLD.search(lead) or after[:2] == "，越":
        return False
    if any(map(_PROSE.match, members)) or any(map(_BLAME.match, members)):
        return False
    if members[0][0] != "最" and names_fault(before, after):
        return False
    many = len(members) > 3 and all("有" in member for member in members)  # 幼有所育、学有所教…等
    if all(map(_PERSONS.match, members)) or (_ENUMERATION.search(members[-1][2:] + after[:1]) and not many):
        return False
    alike = [i for i, (x, y) in enumerate(zip(*members[:2], strict=False)) if x == y]
    if listed and n > 5 and alike == [2] and members[0][2] == "的" and "更" not in members[0]:
        return False  # 科学的方向指引、巨大的精神鼓舞 only names
    if listed and all(len(member) == 2 * member.find("和") + 1 for member in members):
        return False  # 简单劳动和复杂劳动、体力劳动和脑力劳动
    if tells_steps(before.split("，")[-1], after) and not _PURPOSE.match(after) and members[0][0] != "不":
        return False
    so = members[0][0] == "最" and after[:1] == "的"  # what is so needs no call
    if so or re.search("(?<!目)的$", members[0]) or (members[0][0] in "有不" and _SORTED.match(after)):
        return False
    if all(map(_GROWING.match, members)) and after[:1] in "，。；\n" and not _CALL.search(before):
        return False
    if shown == {"held"}:
        return True
    alone = members[0][:2] in CALLS or shown != {"again"}
    unlike = len({m[:2] for m in members}) > 1
    if shown != {"done"} and all(m[:2] in DEED - WILL for m in members) and (unlike or not alone):
        labelled = all("“" in member for member in members)
        return labelled or bool(_PURPOSE.match(after) or re.search("(?:坚持|发扬|弘扬|秉持|遵循|按照|本着|要)$", lead))
    if shown == {"named"}:
        doubled = {m[0] == m[2] for m in members}
        firm = len(doubled) == 1 and (len(members) > 2 or not set(members[0]).isdisjoint(members[1]))
        return bool(firm and leads_call(lead) and _NAMED.match(after))
    if shown == {"mixed"} and len(members) == 2:
        cut = re.match(f"，[^，。；、]{{{n}}}[，。；]", after)  # a third clause as long goes on
        return is_held(lead, after) or (bool(re.search("(?:要|必须|应当)$", lead)) and not cut)
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


def is_called(before: str, after: str, framed: bool, state: bool) -> bool:
    """Whether a quoted series is a call, by the words around it and by its frame; a ``state`` is no step."""
    if _PROGRAMME_AFTER.match(after):
        return False
    if _CALL_BEFORE.search(before) or _CALL_AFTER.match(after):
        return True
    return framed and (state or not tells_steps(before, after))


def _repeated(a: str, b: str) -> int:
    if len(a) == len(b):
        return sum(map(eq, a, b))
    lead = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), 0)
    trail = next((i for i in range(min(len(a), len(b))) if a[-i - 1] != b[-i - 1]), 0)
    return lead + trail

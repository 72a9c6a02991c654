"""The forms of a numeric label and of what only looks like one, as patterns.

Closed classes of the language, each with its reason: numerals, measures, what
makes an amount, the heads that only labels take. No label is listed.
"""

import re

from yz_analysis.spans import HAN

__all__ = [
    "ANY_NUMERAL",
    "APPOSED",
    "BEFORE_RANK",
    "BLAND",
    "DIGITS",
    "DIGITS_AFTER",
    "DOUBLED",
    "EACH",
    "ENUMERATED",
    "FIRST_CLASS",
    "FORMULA",
    "FREE",
    "GROUP",
    "HEAD_OF_NAME",
    "IDIOM",
    "LISTED_BELOW",
    "ORDINAL",
    "POINTED_AT",
    "PREDICATE",
    "PREDICATED",
    "REPEATED",
    "RISING",
    "RUN",
    "SINGLE",
    "TAIL",
    "THING",
    "UNITY",
    "WIDE",
]

_HAN = f"[{HAN}]"
_NUMERALS = "零〇一二三四五六七八九十百千万亿两兩双雙0-9０-９"
_WORD = f"(?![{_NUMERALS}]){_HAN}"
WIDE = str.maketrans("０１２３４５６７８９＋ＸＮ", "0123456789+XN", " \u3000\xa0")

# A list that has a name is short: labels count up to ninety-nine things.
_SIZE = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[二三四五六七八九两兩双雙]|[0-9０-９]{1,2})"
_SIZE_OR_ONE = f"(?:{_SIZE}|一)"
_MEASURE = "个個大项項条條件道种種类類张張支块塊好"

# What a numeral measures, dates, ranks or divides: after one of these it is an
# amount, a time, a place in a series or half of a word.
_AMOUNT = (
    f"[{_NUMERALS}年月日天周岁届次号元角成倍折番吨斤亩度寸尺里米瓦余多几来半人后岸边方旁处字]|星[级红酒上]|"
    "世纪|季度|小时|分钟|分之|点[钟半]|公[里斤顷]|千[米克]|平方|立方|中全会|"
    "[个項项]?百分点|以[上下]|左右|胞胎|连[增冠升快跌丰涨降]"
)
# 双 and 两 also make ordinary words; a few towns and rivers begin with a numeral.
_ORDINARY = (
    "[双雙](?:非|向|重|层|面|侧|语|休|职|亲|眼|脚|江|峰|赢|轨|院|季|选|喜|打)|[二三四五六七八九十]国|[两兩](?:手|国|面|者|极|侧|会|难|个中国|个孩)|"
    "三(?:峡|亚|明|沙|江|角洲?)|[二三四五六七八九]兵团|四川|四平|五台|五指|六盘|六安|七台|八达|九江|九寨|十堰|双流|双鸭|两[广湖江淮]"
)
# Idioms and proverbs whose numerals count nothing, or nothing of ours.
IDIOM = re.compile(
    "三心二意|一心一意|一五一十|四面八方|五湖四海|三令五申|七上八下|约法三章|朝三暮四|接二连三|"
    "三番[五两]次|三言两语|五花八门|四通八达|四分五裂|丢三落四|三三两两|三教九流|不三不四|三长两短|"
    "三头六臂|十全十美|十拿九稳|四两拨千斤|九牛[一二]|五光十色|五颜六色|六神无主|七零八落|四平八稳|"
    "八仙过海|一穷二白|一清二楚|一干二净|一波三折|独一无二|三顾茅庐|三思而行|两袖清风|五味杂陈|"
    "五谷丰登|四季如春|举一反三|隔三差五|一日三餐|两全其美|三生有幸|四世同堂|一分为二|合二[而为]一|"
    "一石二鸟|一举两得|三天两头|七嘴八舌|横七竖八|乱七八糟|千方百计|百花齐放|百家争鸣|"
    "[三七]分[在靠天]|一把钥匙|两手[抓都要]|[五七]彩|八股|两条腿走路|一中一台"
)
# Things one counts without naming the list; a label's head is a class of acts,
# aims or qualities.
THING = re.compile(
    "中国|国家|地区|省|市|县|区|镇|乡|村|社区|街道|城市|部门|单位|企业|学校|班级|家庭|孩|干部|党员|"
    "名(?![片牌校企师医家])|月|星期|工作日|方面|问题|环节|阶段|案例|例子|标段|车间|亿|万|最|部委|点位|典型"
)
# What follows 个 only in a label (两个维护, 三个务必, 八个更): verbs, adverbs and
# qualities, where a plain count needs a thing. Enough without quotation marks.
_AFTER_GE = (
    "毫不动摇|有利于|区分开来|走在前|牢固树立|牢牢把握|坚定不移|全面|意识|自信|维护|确立|坚持|确保|务必|统筹(?!区)|"
    "明确(?!的)|代表(?!团|队|大会|名额|处|性|作|人物|组|委)|积极性|一百年|一工程|一批|一律|一流|一以贯之|"
    "不[摘变准得能让减]|不动摇|高于|优先|必须|必由之路|必(?![要然定将])|决不|绝不|严禁|善于|敢于|"
    "勇于|最优(?![的惠])|始终|如何始终|着力|注重|聚焦|更加?|根本性转变|转变|转移(?!支付)|结合(?![部点])|服从|适应|带头(?!人)|"
    "讲清楚|融入|融合|提升|突破(?!口)|大局|定位|导向|到位|率先|领先|全覆盖|相统一|新(?:突破|提升|跨越|跃升)|"
    "文明(?!村|镇|县|乡镇|单位|社区|家庭|城市|校园|实践)|伟大|"
    "现代化(?!新区|[城园社街]区|城市|产业|农业|工业|工厂|企业|港|示范|强[省市县区])|离不开|没有变|聚力|强化|推进(?![会组办])|"
    "加快|做到|把握|同步|跃升|倍增|跨越|过硬|争当|争创|争先|满意(?!度)|联系(?!点|人|方式|单位|村|电话)|"
    "统一(?!的)|基本点|重大(?:突破|转变|变化)"
)
# Heads of a named list after 大, the measure of labels (三大定位, 六大专项行动).
_AFTER_DA = (
    "(?:主导|支柱|特色|优势|新兴|重点)产业|攻坚战|攻坚|保卫战|主战场|实事|战役|战略|行动计划|行动|工程|定位|体系|机制|举措|板块|布局|格局|理念|支撑带|支撑|保障|"
    "引擎|高地|品牌|提升|突破|改造|革命|原则|优势|法宝|传统|作风|振兴|建设|变革|跨越|转型|升级|平台|抓手|主题(?!公园|乐园|教育|党日|活动|展|馆|酒店|街区|民宿)|"
    "计划|任务|目标|规律|防线|课题|会战|活动|载体|路径|功能区|经济圈|组团|特色|产业集群|产业链群?|集群|"
    "生态圈|班子|考验|危险|动能|能力|本领|改革|纪律|责任|场景|廊道|走廊|赛道|标准|志向|追求|维度|清单"
)
# Heads of scope: a list beside them is counted (北、东、南三个方向), not labelled.
_SCOPE = "片区|重点|方向|领域"
# 项, 条 and 道 count anything: unquoted they make a label with rules and lines.
_AFTER_XIANG = "规定|基本原则|原则|基本准则|基本国策|纪律|主张|铁律|禁令|保障线|防线|底线|红线"
# One syllable heads a list unquoted only before a programme noun (三农工作).
_PROGRAMME = (
    "工作|问题|目标|政策|理论|理念|改革|战略|行动|机制|工程|建设|模式|体系|格局|精神|经费|教育|活动|"
    "(?<=[资公务])管理|整治|公开|攻坚|领域|保险|供养|要求|方针|任务|承诺|制度|服务|平台|经验|倡议"
)

# 一 at the head of an ordinary word (一批双创基地) opens no row of numerals.
_NO_WORD = "(?!一[批些系定直切起样般旦贯律致])"

# ---- inside quotation marks ---------------------------------------------------------
FORMULA = re.compile(
    f"(?=[^0-9]{{0,12}}[0-9])(?:[0-9]{{1,3}}{_HAN}{{0,4}}|[A-Za-z])"
    f"(?:\\+(?:[0-9]{{1,3}}|[A-Za-z]){_HAN}{{0,6}}){{1,5}}"
)
ORDINAL = re.compile(f"一号(?!文件){_HAN}{{2,4}}|[二两三四]次(?!会|全会|元){_HAN}{{2,3}}")
SINGLE = re.compile(
    f"(?!{_ORDINARY})(?P<size>{_SIZE})(?!{_AMOUNT})(?:[{_MEASURE}](?={_HAN}))?"
    f"(?!{_AMOUNT})(?P<head>{_HAN}{{1,8}})|(?P<articles>{_SIZE})条"
)
REPEATED = re.compile(f"{_NO_WORD}(?:{_SIZE_OR_ONE}(?!{_AMOUNT})(?:{_WORD}){{1,4}}){{1,6}}")
GROUP = re.compile(f"({_SIZE_OR_ONE})[{_MEASURE}]?((?:{_WORD}){{1,8}})")
TAIL = re.compile(
    f"(?:{_WORD}){{1,5}}?(?<![第周])(?!{_ORDINARY}|[双雙])(?P<size>{_SIZE})(?!{_AMOUNT})"
    f"(?:[{_MEASURE}](?={_HAN}))?(?P<head>(?:{_WORD}){{1,4}})|(?:{_WORD}){{1,4}}(?P<articles>{_SIZE})条"
)
# 四千四万 goes up where a number would go down (四千四百).
# 双一流, 双千亿: two that are each first, or each so large.
FIRST_CLASS = re.compile(f"双(?:一{_HAN}{{1,2}}|[百千万]亿?)")
RISING = re.compile("([二三四五六七八九两])(?:百\\1[千万]|千\\1[万亿])")
# 八八战略, 三三制: one figure twice, each with a list of its own.
DOUBLED = re.compile("([二三四五六七八九])\\1((?:战略|工程|行动|计划|方案|模式|工作法|制))")
# “12338”部署: each digit counts a list; years, and numbers that are called, do not.
DIGITS = re.compile("(?!19|20|110|119|120|12345|211|863|973|985)[1-9][0-9]{2,5}")
DIGITS_AFTER = re.compile(
    f"{_HAN}{{0,4}}?(?:战略|工程|行动|体系|模式|机制|思路|部署|布局|计划|工作法|架构|构架|格局|方案|规划|工作|目标|举措)"
)
UNITY = re.compile(f"({_SIZE})(位一体)")
# One of its own for each unit (一村一品, 一人一策): nothing is counted.
EACH = re.compile(
    f"一{_HAN}一[策品档案码册证员岗责格长表卡图网警校法景特片色课题议办结评审讲]|"
    f"一[人户村县镇乡企校院师生岗街月周季年日天事件类业]一{_HAN}"
)
ENUMERATED = re.compile("一[是要来则曰不靠].*[、，,；;]二")
ANY_NUMERAL = re.compile(f"[{_NUMERALS}]")

# ---- without them -------------------------------------------------------------------
_GAP = "[ \u3000]?"
_UNIT = f"(?!{_AMOUNT}|[{_MEASURE}是要到至点级期位名家个者]){_WORD}"
_DIGIT = "[一二三四五六七八九两兩双雙]"
# Heads of two syllables that a row of numerals may hold (五讲四美三热爱), and the
# units of a plan of space (一枢纽五园区).
_TWO = (
    "热爱|保障|服务|联系|提升|提高|确保|做到|坚持|强化|突破|满意|维护|统一|公开|到位|过硬|转变|带动|示范|创建|覆盖|"
    "枢纽|中心|园区|组团|走廊|片区|基地|平台|高地"
)
_ROW = f"{_DIGIT}(?:{_TWO}|{_UNIT}|[支张張块塊](?={_DIGIT}(?![毛角分钱]){_HAN}))"
_SPACE = "[带核主轴廊圈区翼副极园城港湾路]"  # the units of spatial plans (一带一路, 一核两翼)
# Where a run of numerals begins; the patterns below are tried there and nowhere else,
# not before a sign or a date, and not after these: 第三个, 几十个, 2.5 and =1+1 count or rank.
# The group is optional so that a run is read whole and once, label or not.
RUN = re.compile(f"[{_NUMERALS}]++(?P<counts>(?=[{HAN}“「‘ \u3000+＋])(?![年月日届次]))?")
BEFORE_RANK = frozenset("第几数点.．·%-—+＋=＝×")
FREE = re.compile(
    f"(?!{_ORDINARY})(?:"
    f"(?P<size>{_SIZE}){_GAP}(?:"
    "(?P<unity>位一体)|"
    f"(?<![0-9０-９]{{2}})[个個大项項][“「‘](?P<marked>(?:{_WORD}){{1,6}})[”」’]|"
    f"[个個]{_GAP}(?P<act>{_AFTER_GE})|"
    f"(?<![十二]{_HAN})大{_GAP}(?:[百千万]亿级?)?[^{_NUMERALS}的之和是在与、，。；：“”\\s]{{0,4}}?(?P<head>(?:{_AFTER_DA}|{_SCOPE})(?:升级)?(?:行动|工程|计划|战役|任务|举措|体系|平台|目标|领域|产业|高地|集群)?)|"
    f"[项條条項道](?P<rule>{_AFTER_XIANG})|"
    "(?<=[村区居]两)(?P<organ>委)(?![员托会内任派办])|"
    "(?<=三)步(?P<steps>走)|"
    f"好(?P<good>(?:农村|乡村|学校|干部|支部|社区|医生|教师|党员)路?)|"
    f"(?<![{_NUMERALS}][^、，：。；“”是要为会些批年月日])"
    f"(?!{_AMOUNT}|[{_MEASURE}级期位名次点是要产家孩省市县州镇乡村]|(?<![双雙])区)(?P<one>{_WORD})(?={_PROGRAMME})|"
    f"(?P<joint>{_UNIT}(?:联动|齐升|融合|合一|同步|分置|共治|并举|并进))"
    f")|"
    "双(?P<first>一流)|"
    f"(?P<space>一{_SPACE}[一二两三四多]{_SPACE}(?:[一二两三四多]{_SPACE})?)|"
    f"(?P<pair>{_NO_WORD}{_ROW}(?:{_ROW}){{1,3}}|"
    f"{_DIGIT}不{_UNIT}{_DIGIT}{_UNIT}{_WORD})(?![{_NUMERALS}])|"
    "(?P<formula>[0-9０-９]{1,2}(?:[+＋](?:[0-9０-９]{1,2}|[XNxnＸＮ])){1,4})(?![0-9０-９=＝.．%％A-Za-z])"
    ")"
)
APPOSED = re.compile(
    f"(?<=[{HAN}”’」』])(?<!等)(?P<size>{_SIZE})[大道件项條条項个]"
    f"(?P<head>(?:大事|实事|产业|积极性|{_AFTER_DA}|{_AFTER_XIANG}))"
)

# What tells a plain count from a label outside quotation marks: a pointing word
# before it; or one of these bland heads, predicated (…是我国的两项基本国策。) or
# with its points set out below it.
POINTED_AT = re.compile("(?:[这那這]|上述|[以如]下|下[列述])$")
PREDICATED = re.compile("(?:任务|国策|主题|课题|目标|重点|特色|优势)$")
PREDICATE = re.compile("(?:是|(?<![认因以])为|成为|作为)[^，。；：！？\\n]{1,24}的$")
BLAND = re.compile("(?:任务|国策|主题|课题|目标|重点|特色|优势|原则|举措|领域|方向|要求|责任)$")
LISTED_BELOW = re.compile("[：:\\n]\\s{0,4}(?:第一|一是|首先|其一|一要|[（(][一1１][）)]|[一1１][、.．])")
# A fixed name of two or three disyllables before N项原则 (和平共处五项原则): it stands
# after a particle, a preposition, the verb that governs it, or a mark other than 、.
_GOVERNS = "坚持|实行|遵循|遵守|维护|倡议|首倡|违背|反对|贯彻|落实|执行|恪守|奉行|践行|弘扬|主张|提出|按照|根据|依据"
HEAD_OF_NAME = re.compile(
    f"(?s:.*)(?:^|[^{HAN}、]|[的在以是]|{_GOVERNS})(?P<name>(?:(?![的了是在这那]|{_GOVERNS}){_HAN}){{4,6}})$"
)

"""Rules for numeric labels, quotations and four-beat expressions, case by case.

Every sentence is short and either invented, everyday official prose, or cut
from the shipped article. Expected spans were written down by hand.
"""

import re
import time
from collections.abc import Callable
from importlib import import_module

import pytest

from yz_analysis.patterns import Match, find_four, find_numeric, find_quotations, unpack
from yz_analysis.spans import pair_quotations


def spans(hits: list[Match], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in hits]


NUMERIC = [
    # quoted, one measure or none
    ("quoted after a verb", "坚定“四个自信”", ["四个自信"]),
    ("quoted, one syllable counted", "做好“三农”工作", ["三农"]),
    ("quoted, adjective counted", "对照“八个更”的要求", ["八个更"]),
    ("quoted, verb counted", "自觉做到“两个维护”", ["两个维护"]),
    ("quoted, adverb counted", "坚持“两个毫不动摇”", ["两个毫不动摇"]),
    ("quoted, two-digit numeral", "学习“十个明确”的内容", ["十个明确"]),
    ("quoted, longer head", "开展“六大专项行动”", ["六大专项行动"]),
    ("quoted, 件", "办好“三件大事”", ["三件大事"]),
    ("quoted, 道", "守住“三道防线”", ["三道防线"]),
    ("quoted, 项", "放大“三项机制”效应", ["三项机制"]),
    ("quoted, 条 at the end", "落实惠企“政策30条”", ["政策30条"]),
    ("quoted, head joined to its verb", "推进“三医联动”改革", ["三医联动"]),
    ("quoted, 位一体", "健全“八位一体”运维机制", ["八位一体"]),
    ("quoted, numeral in the middle", "提升“民生三感”", ["民生三感"]),
    ("quoted, 新 before the numeral", "壮大“新三样”", ["新三样"]),
    ("quoted, 双", "落实“双减”政策", ["双减"]),
    ("quoted, 双 and a head of ones", "推进“双一流”建设", ["双一流"]),
    ("quoted, 好 as measure", "建好“四好农村路”", ["四好农村路"]),
    ("quoted, two of a round number", "冲刺“双千亿”目标", ["双千亿"]),
    ("quoted, 名 that counts nobody", "打造“三张名片”", ["三张名片"]),
    ("blanks inside the marks stay outside", "抓好“三北  ”（西北、华北、东北）工程", ["三北"]),
    ("quoted, thousands and ten thousands", "弘扬“四千四万”精神", ["四千四万"]),
    ("quoted, list of rules", "坚持“四下基层”制度", ["四下基层"]),
    # repeated numerals
    ("repeated numeral is one label", "落实“六稳六保”任务", ["六稳六保"]),
    ("repeated numeral, unlike heads", "按照“两在两同”要求", ["两在两同"]),
    ("one quotation with 、 is one label", "完善“四创建、三表彰”模式", ["四创建、三表彰"]),
    ("label that ends with one", "推行“双随机、一公开”监管", ["双随机、一公开"]),
    ("three numerals", "抓好“三去一降一补”任务", ["三去一降一补"]),
    ("three numerals unquoted", "抓好三去一降一补", ["三去一降一补"]),
    ("ones that make a plan of space", "共建“一带一路”", ["一带一路"]),
    ("plan of space unquoted", "推进一带一路建设", ["一带一路"]),
    ("core and wings", "构建一核两翼格局", ["一核两翼"]),
    ("one and two", "坚持一国两制方针", ["一国两制"]),
    ("party forms", "执行“三会一课”制度", ["三会一课"]),
    ("one figure twice", "深入实施“八八战略”", ["八八战略"]),
    ("digits that each count", "作出“12338”决策部署", ["12338"]),
    ("steps", "分三步走实现目标", ["三步走"]),
    ("a comma inside the marks", "增强“四个意识，”坚定信心", ["四个意识"]),
    ("a mark first inside the marks", "增强“、四个意识”", ["四个意识"]),
    ("a row that ends in many", "构建“一主一副、两翼联动、多点支撑”格局", ["一主一副、两翼联动、多点支撑"]),
    ("responsibilities", "履行“一岗双责”", ["一岗双责"]),
    ("bodies of a village", "她和村两委一起走访", ["两委"]),
    ("bodies of a county", "县四大班子领导参加", ["四大班子"]),
    ("negated head", "实现两不愁三保障", ["两不愁三保障"]),
    ("measure as head of a group", "参加三支两军工作", ["三支两军"]),
    ("last head of two syllables", "开展五讲四美三热爱活动", ["五讲四美三热爱"]),
    ("every head of two syllables", "开展三联系三服务活动", ["三联系三服务"]),
    ("units of a plan of space", "建设一枢纽五园区", ["一枢纽五园区"]),
    ("repeated unquoted", "践行三严三实要求", ["三严三实"]),
    ("adjacent quotations are two", "做好“六稳”“六保”工作", ["六稳", "六保"]),
    ("adjacent quotations, 项", "“三项机制”“九项举措”效应", ["三项机制", "九项举措"]),
    # unquoted with a head that only labels take
    ("unquoted, quality", "增强四个意识", ["四个意识"]),
    ("unquoted, 全面", "协调推进四个全面战略布局", ["四个全面"]),
    ("unquoted, 位一体", "统筹五位一体总体布局", ["五位一体"]),
    ("unquoted, 毫不动摇", "坚持两个毫不动摇", ["两个毫不动摇"]),
    ("unquoted, 大局", "胸怀两个大局", ["两个大局"]),
    ("unquoted, 一百年", "实现两个一百年奋斗目标", ["两个一百年"]),
    ("unquoted, 一工程", "入选五个一工程", ["五个一工程"]),
    ("unquoted, 务必", "牢记三个务必", ["三个务必"]),
    ("unquoted, 大 and a campaign", "打好三大攻坚战", ["三大攻坚战"]),
    ("unquoted, 大 and a word between", "实施八大提升行动", ["八大提升行动"]),
    ("unquoted, 项 and a rule", "落实八项规定精神", ["八项规定"]),
    ("unquoted, one syllable and a programme", "做好三农工作", ["三农"]),
    ("unquoted, 双 and a programme", "落实双减政策", ["双减"]),
    ("unquoted, one syllable and a doctrine", "践行两山理论", ["两山"]),
    ("unquoted, joined verb", "推进三网融合", ["三网融合"]),
    ("quoted head after the numeral", "牢记三个“务必”", ["三个“务必”"]),
    ("list in apposition", "围绕“智造城、生态岛、幸福洲”三大定位", ["三大定位"]),
    ("list in apposition, any noun", "壮大钢铁、化工、建材三大主导产业", ["三大主导产业"]),
    ("fixed name before 原则", "我们在和平共处五项原则基础上", ["和平共处五项原则"]),
    ("fixed name after its verb", "遵循和平共处五项原则", ["和平共处五项原则"]),
    ("name that follows 的", "上述和平共处的五项原则，", ["五项原则"]),
    ("member before 原则 is no name", "平等互利、和平共处五项原则", ["五项原则"]),
    ("verb before 原则 is no name", "始终强调坚持五项原则", ["五项原则"]),
    ("verb before basic principles", "进行坚持四项基本原则的教育", ["四项基本原则"]),
    ("predicate with a weighty head", "作为政府工作的三项基本准则", ["三项基本准则"]),
    ("大 after 的", "取得所有制方面的三大改造的胜利", ["三大改造"]),
    ("campaign set out below", "打好三大攻坚战：一是防范风险", ["三大攻坚战"]),
    ("task named, not predicated", "完成三大任务，再上台阶", ["三大任务"]),
    ("unquoted, kind of industry", "发展四大特色产业集群", ["四大特色产业集群"]),
    ("unquoted, round number between", "打造五大百亿级产业集群", ["五大百亿级产业集群"]),
    ("quoted, star counted", "创建“五星”支部", ["五星"]),
    ("unquoted, aims", "把握三个定位", ["三个定位"]),
    ("unquoted, paths", "贯彻五个必由之路", ["五个必由之路"]),
    ("unquoted, 必", "落实两个必须", ["两个必须"]),
    ("unquoted, after one that opens a point", "一是三农工作", ["三农"]),
    # ordinals and formulas
    ("ordinal 号", "实施“一号战略”", ["一号战略"]),
    ("ordinal 次", "推动“三次分配”", ["三次分配"]),
    ("formula with a letter", "用好“1+X”体系", ["1+X"]),
    ("formula of three", "推行“1+3+N”模式", ["1+3+N"]),
    ("formula that ends with a letter", "实行“3+X”机制", ["3+X"]),
    ("formula full-width", "形成“2＋3”布局", ["2＋3"]),
    ("formula unquoted", "推行1+4+N网格管理", ["1+4+N"]),
    # writing
    ("spaces inside", "增强四 个 意识", ["四 个 意识"]),
    ("wide spaces inside a quotation", "增强“四　个　意识”", ["四　个　意识"]),
    ("Arabic digit", "坚定4个自信", ["4个自信"]),
    ("full-width digit", "坚定４个自信", ["４个自信"]),
    ("single quotes", "增强‘四个意识’", ["四个意识"]),
    ("corner brackets", "增强「四个意识」", ["四个意识"]),
    ("double corner brackets", "增强『四个意识』", ["四个意识"]),
    ("straight quotes", '增强"四个意识"，坚定"四个自信"', ["四个意识", "四个自信"]),
    ("traditional characters", "增強「四個意識」", ["四個意識"]),
]

NOT_NUMERIC = [
    ("aspect", "一方面要抓落实"),
    ("years", "过去三年成效明显"),
    ("countries", "两国关系"),
    ("levels of a network", "加强医疗保障四级网络建设"),
    ("metaphor of one", "不搞“一刀切”"),
    ("sum of things in quotation marks", "形成85项“资源清单”"),
    ("a number that is called", "拨打“12345”热线"),
    ("a year in quotation marks", "启动“2021”行动"),
    ("both hands", "坚持“两手抓、两手都要硬”"),
    ("parts of ten", "饮水工程“三分在建、七分在管”"),
    ("a word with both inside", "做到“事心双解”"),
    ("day of the week", "持续深化“周三下村日”"),
    ("a saying of keys", "做到“一把钥匙开一把锁”"),
    ("colours", "建设“五彩校园”"),
    ("proverb of weight", "发挥“四两拨千斤”作用"),
    ("plan", "编制“十四五”规划"),
    ("plan unquoted", "十四五时期"),
    ("coming plan", "谋划“十五五”发展"),
    ("rank of industry", "第三产业增加值"),
    ("percentage", "增长百分之十"),
    ("cell of a spreadsheet", "填写=1+1即可"),
    ("sum", "总数=3×2+1"),
    ("date", "2021年3月5日"),
    ("amount of money", "投资三千万元"),
    ("large amount", "总量突破两万亿"),
    ("plenum", "十九届四中全会精神"),
    ("plenum short", "三中全会以来"),
    ("meeting", "召开第一次会议"),
    ("two sessions", "全国两会期间"),
    ("a series", "一系列举措"),
    ("some", "一些问题"),
    ("fraction", "三分之一以上"),
    ("idiom quoted", "来自“五湖四海”"),
    ("idiom of thousands", "千方百计增加收入"),
    ("idiom of one", "万众一心"),
    ("congress", "贯彻二十大精神"),
    ("congress with since", "十九大以来"),
    ("industries in order", "一二三产业融合发展"),
    ("two shores", "两岸关系"),
    ("months", "三个月内"),
    ("percentage points", "提高五个百分点"),
    ("provinces", "覆盖十个省"),
    ("officials", "选派三名干部"),
    ("problems", "解决三个问题"),
    ("aspects", "从四个方面入手"),
    ("proverb of poverty", "改变一穷二白面貌"),
    ("movement by date", "发扬“五四”精神"),
    ("party day", "颁发“七一”勋章"),
    ("shopping day", "“双十一”期间"),
    ("approximate number", "两千多人"),
    ("five-year plan", "完成五年计划"),
    ("second point", "二是改革创新"),
    ("number of a heading", "（三）工作要求"),
    ("number of a plan", "实施“863”计划"),
    ("spacecraft", "“天问一号”发射成功"),
    ("hotline", "接听“12345”热线"),
    ("hours", "开展“24小时”服务"),
    ("generation", "一批“80后”干部"),
    ("river gorge", "三峡工程建设"),
    ("bilateral", "双边机制"),
    ("both sides", "双方代表"),
    ("province with a numeral", "四川省"),
    ("three-year plan", "“三年行动计划”"),
    ("second centenary", "第二个百年奋斗目标"),
    ("first secretary", "选派“第一书记”"),
    ("second classroom", "用好“第二课堂”"),
    ("one for each village", "发展“一村一品”"),
    ("one for each village, whatever it is", "开展“一村一点”建设"),
    ("number of a unit", "大树“二兵团主义”"),
    ("points of a speech", "提出三点要求：一要学"),
    ("one for each person", "做到“一人一策”"),
    ("one to one", "“一对一”帮扶"),
    ("tricycle", "三轮车"),
    ("network generation", "“5G+工业互联网”"),
    ("plus without a numeral", "“党建+网格化”"),
    ("one net", "推行“一网通办”"),
    ("one stop", "“一站式”服务"),
    ("round numbers are an amount", "学习“千万工程”经验"),
    ("two that are no list", "反对“一中一台”"),
    ("essay of eight legs", "反对“新八股”"),
    ("metaphor of legs", "“两条腿走路”的方针"),
    ("cut inside 必要", "改造是两个必要的组成部分"),
    ("pointed at, principles", "遵循这五项原则"),
    ("pointed at, strategies", "实施这两大战略"),
    ("pointed back at", "上述三项原则"),
    ("predicate, tasks", "这是今年体制改革的两大任务。"),
    ("predicate, policies", "计划生育是我国的两项基本国策\n"),
    ("predicate, themes", "发展仍然是世界面临的两大主题，"),
    ("points set out below", "必须把握三条原则：\n第一、总额要有控制"),
    ("points set out below a line", "坚持三项原则\n（一）实事求是"),
    ("directions beside their list", "从北、东、南三个方向沟通"),
    ("fields after 等", "能源、交通、农业等12个领域"),
    ("provinces of a reform", "广东、福建、海南三省改革"),
    ("children of a policy", "实施全面两孩政策"),
    ("a batch", "新建一批双创示范基地"),
    ("parties to a thing", "三者同步增长"),
    ("delegations", "派出两个代表团"),
    ("modern districts", "建设五个现代化新区"),
    ("parks", "三大主题公园开园"),
    ("one trip", "“最多跑一次”"),
    ("arithmetic", "2+2=4"),
    ("enumerated points", "“一要吃饭，二要建设”"),
    ("repeated orders", "三令五申"),
    ("grass and tree", "一草一木"),
    ("word and deed", "一言一行"),
    ("adverb ten parts", "十分重要"),
    ("month of a revolution", "十月革命"),
    ("ordinal meeting", "第三次会议"),
    ("sons", "三个儿子"),
    ("kinds of people", "三类人员"),
    ("hands", "两只手"),
    ("quarter", "四季度经济工作"),
    ("city with a numeral", "推广三明经验"),
    ("years of growth", "实现“八连增”"),
    ("years of harvest", "实现“十八连丰”"),
    ("stars of a flag", "升起“五星红旗”"),
    ("one banner", "树起一面旗帜"),
    ("doubled", "翻两番的目标"),
    ("three rules of old", "“约法三章”"),
    ("decimal", "增长2.5个百分点"),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in NUMERIC], ids=[c[0] for c in NUMERIC])
def test_a_numeric_label_is_found(text: str, expected: list[str]) -> None:
    hits = find_numeric(text)
    assert spans(hits, text) == expected
    assert {(hit.layer, hit.code) for hit in hits} == {("slogan", "NUM")}


@pytest.mark.parametrize("text", [c[1] for c in NOT_NUMERIC], ids=[c[0] for c in NOT_NUMERIC])
def test_a_plain_number_is_no_label(text: str) -> None:
    assert spans(find_numeric(text), text) == []


NOTES = [
    ("size and head", "坚定“四个自信”", "quoted;n=4;head=自信"),
    ("sum of two groups", "“四创建、三表彰”", "quoted;n=4+3;head=创建+表彰"),
    ("flag of an ordinal", "“一号战略”", "quoted;ordinal;n=1;head=战略"),
    ("flag of a formula", "“1+X”", "quoted;formula;head=1+X"),
    ("size of two digits", "“二十四个坚持”", "quoted;n=24;head=坚持"),
    ("members before", "统筹好发展和安全“两件大事”", "quoted;apposition;n=2;head=大事;members=发展|安全"),
    (
        "members before, lead cut off",
        "统筹好生产安全、金融安全、社会安全“三道防线”",
        "quoted;apposition;n=3;head=防线;members=生产安全|金融安全|社会安全",
    ),
    (
        "members in their own quotation",
        "“智造城、生态岛、幸福洲”三大定位",
        "apposition;n=3;head=定位;members=智造城|生态岛|幸福洲",
    ),
    (
        "some members only",
        "围绕道路整治、广告清理、围挡提升等“六大行动”",
        "quoted;apposition;partial;n=6;head=行动;members=道路整治|广告清理|围挡提升",
    ),
    ("members after, in brackets", "“三通”（通邮、通商、通航）", "quoted;listed;n=3;head=通;members=通邮|通商|通航"),
    ("list of another size is not the members", "深化甲项、乙项、丙项“两项改革”", "quoted;n=2;head=改革"),
]


@pytest.mark.parametrize(("text", "note"), [c[1:] for c in NOTES], ids=[c[0] for c in NOTES])
def test_the_note_says_what_the_rule_saw(text: str, note: str) -> None:
    assert [hit.note for hit in find_numeric(text)] == [note]


def test_unpack_finds_nothing_where_the_text_lists_nothing() -> None:
    text = "增强“四个意识”。"
    assert unpack(text, 3, 7) == (4, (), "", False)


QUOTATIONS = [
    ("coinage before 工程", "打响“铁堡垒”工程", [("铁堡垒", "BRAND")]),
    ("coinage before 制度", "完善“流动红黄旗”制度", [("流动红黄旗", "BRAND")]),
    ("coinage with a word before its noun", "启动“幸福家园”村社互助工程", [("幸福家园", "BRAND")]),
    ("noun inside the quotation", "通过各级“书记项目”引领", [("书记项目", "BRAND")]),
    ("plan inside the quotation", "实施“文艺播种计划”", [("文艺播种计划", "BRAND")]),
    ("formula without a numeral", "推广“党建+网格化”管理", [("党建+网格化", "BRAND")]),
    (
        "a row shares the noun at its end",
        "打响“堡垒在线”、“行动先锋号”等一批党建品牌",
        [("堡垒在线", "BRAND"), ("行动先锋号", "BRAND")],
    ),
    ("epithet of a place", "共享“江中明珠”荣光", [("江中明珠", "BRAND")]),
    ("road of a place", "走出“江南之路”", [("江南之路", "BRAND")]),
    ("corner brackets", "推行「好差评」制度", [("好差评", "BRAND")]),
    ("straight quotes", '推行"好差评"制度', [("好差评", "BRAND")]),
    ("label of single qualities", "谱写“强富美高”新篇章", [("强富美高", "ABB")]),
    ("classical label", "心怀“国之大者”", [("国之大者", "ABB")]),
    ("label of single verbs", "深化“放管服”改革", [("放管服", "ABB")]),
    ("words after 指出", "他指出：“群众的事没有小事，件件都要办好。”", [("群众的事没有小事，件件都要办好。", "QUO")]),
    ("words that go on in a second quotation", "书记强调：“作风问题不是小事情。”“抓作风就要一刻也不放松。”会议结束",
     [("作风问题不是小事情。", "QUO"), ("抓作风就要一刻也不放松。", "QUO")]),
    ("a statement that nobody is said to make", "乱象得到遏制。“就拿混装来说，这样的情况已经很少发生。”", []),
    ("instructions after 强调", "总书记强调，要抓好粮食生产和乡村建设。", []),
    ("proverb", "俗话说，“人心齐，泰山移”", [("人心齐，泰山移", "QUO")]),
    ("title of a work told of", "划出了“我送亲人过大江”的佳话", [("我送亲人过大江", "QUO")]),
    ("verse", "锻造“越是艰险越向前”的闯将", [("越是艰险越向前", "QUO")]),
    (
        "words without marks run to the full stop",
        "习近平总书记指出，我们要看清过去、开创未来。会议结束。",
        [("我们要看清过去、开创未来", "QUO")],
    ),
    ("what was instructed is no speech", "按照总书记重要指示要求，持续深化各项改革。", []),
    ("people who speak as one", "与会同志们说，做好经济工作，要稳字当头。", []),
    ("founded", "社区成立“邻里帮帮团”，上门服务", [("邻里帮帮团", "BRAND")]),
    ("founded, but a kind", "打造“沉浸式”、“升级版”场景", []),
    (
        "a name keeps its code",
        "组建“小板凳”队伍。“小板凳”下沉一线，“长条凳”没有。",
        [("小板凳", "BRAND"), ("小板凳", "BRAND")],
    ),
    (
        "a refused name does not",
        "建立“影子团”工程，又揭批“影子团”的做法，人人痛恨“影子团”。",
        [("影子团", "BRAND")],
    ),
    (
        "a row built alike",
        "基层治理“一网清”、数据共享“一表通”、服务审批“一窗办”改革",
        [("一网清", "BRAND"), ("一表通", "BRAND"), ("一窗办", "BRAND")],
    ),
    ("a campaign of two members", "开展“绿满城乡、美在家园”活动", [("绿满城乡、美在家园", "BRAND")]),
    (
        "what is quoted throughout",
        "坚持“以节惠民”。“以节惠民”举措不断，全市“以节惠民”见效。又说“偶尔一次”。",
        [("以节惠民", "BRAND")] * 3,
    ),
    (
        "what is quoted throughout and once refused",
        "说“全能神仙”。“全能神仙”又来。坚决反对“全能神仙”。",
        [],
    ),
    ("a long formula", "建立“河湖长+法院院长+检察长+警长”协作机制", [("河湖长+法院院长+检察长+警长", "BRAND")]),
    ("a way of working", "推进“城管进社区”的工作模式", [("城管进社区", "BRAND")]),
    ("steps of work stay out", "推行“前台受理、后台审批”模式", []),
    ("programme carried out", "深入实施山区教育提质专项行动，落实到位", [("山区教育提质", "BRAND")]),
    ("programmes in general", "实施一批重大工程，推进重点工程，实施五年计划", []),
    ("trade is no programme", "开展对外承包工程", []),
    ("a villager's account", "他说：“以前出门两脚泥，现在路通到家门口。”", []),
    ("a saying after a name", "毛泽东指出，群众是真正的英雄好汉。",
     [("群众是真正的英雄好汉", "QUO")]),
    ("an instruction after a name", "习近平强调，要抓好粮食生产。", []),
    ("a field of work after a name", "深化“网格连心”治理，推进“智慧乡村”建设",
     [("网格连心", "BRAND"), ("智慧乡村", "BRAND")]),
    ("a figure before a field", "打通“最后一公里”建设难题", [("最后一公里", "MOB")]),
    ("a body of the people", "开设“民意直通车”和“银发调解队”",
     [("民意直通车", "BRAND"), ("银发调解队", "BRAND")]),
    ("an adjective of kind", "提供“保姆式”服务平台", []),
    ("a leader may say we", "毛泽东说：“我们现在要学会另一种本领，要进城。”",
     [("我们现在要学会另一种本领，要进城。", "QUO")]),
    ("what a thing is called", "被誉为“开在山里的学堂，长在心里的灯”", []),
    ("figure", "综合算好“政治账”", [("政治账", "MOB")]),
    ("figure that urges", "强化“答卷意识”", [("答卷意识", "MOB")]),
    ("attitude after the quotation", "“功成不必在我”的精神境界", [("功成不必在我", "MOB")]),
    ("award list", "入选首批“全国农村公共服务典型案例”", []),
    ("honour after 获评", "获评“全国文明城市”", []),
    ("title conferred", "授予“改革先锋”称号", []),
    ("plan", "编制“十四五”规划", []),
    ("numeric label belongs to another rule", "做好“六稳”工作", []),
    ("series belongs to another rule", "永葆“想一流、争第一、创唯一”的拼搏精神", []),
    ("steps of work", "构建“洽谈、签约、落地、建设”服务体系", []),
    ("refused conduct", "坚决不搞“形象工程”、“政绩工程”", []),
    ("thing in passing", "一种叫“江豚”的动物", []),
    ("book title is no quotation", "学习《民法典》知识", []),
    ("mark left open", "打响“铁堡垒工程", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in QUOTATIONS], ids=[c[0] for c in QUOTATIONS])
def test_a_quotation_is_typed_by_form_and_context(text: str, expected: list[tuple[str, str]]) -> None:
    hits = find_quotations(text)
    assert [(text[hit.start : hit.end], hit.code) for hit in hits] == expected


FOUR = [
    ("sign repeated", "要敢闯敢试，大胆创新", ["敢闯敢试"]),
    ("sign repeated without marks", "在敢闯敢试中前进", ["敢闯敢试"]),
    ("doubled", "发扬传统，兢兢业业。", ["兢兢业业"]),
    ("two verbs with their objects", "攻坚克难，推动“引擎”升档提速，形成局面", ["升档提速"]),
    ("pair after a lead", "形成心齐力聚、同心同德的良好局面", ["心齐力聚", "同心同德"]),
    ("will at the head", "久久为功、接续奋斗。", ["久久为功", "接续奋斗"]),
    ("togetherness", "与人民，同甘共苦，共创共享“明珠”", ["同甘共苦", "共创共享"]),
    ("four single verbs", "激发比学赶超、争先进位的动力", ["比学赶超", "争先进位"]),
    ("facing", "坚持宗旨，面对面倾听群众诉求", ["面对面"]),
    ("facing, every member", "，心贴心感知冷暖，硬碰硬办好实事", ["心贴心", "硬碰硬"]),
    ("help", "风雨无阻、守望相助。", ["守望相助"]),
    ("technical noun between marks", "做好教育、医疗保障、养老服务。", []),
    ("works of a town", "整治背街小巷、户外广告、工地围挡。", []),
    ("administration between marks", "分类推进，定期调度，项目化管理", []),
    ("plain verb and object", "促进消费，提高标准，扩大开放。", []),
    ("repeated thing", "农业农村、航空航天、公用公办。", []),
    ("question form is no beat", "答不答应、满不满意。", []),
    ("body of people", "工人、农民、知识分子。", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in FOUR], ids=[c[0] for c in FOUR])
def test_a_four_beat_expression_shows_a_form(text: str, expected: list[str]) -> None:
    hits = find_four(text)
    assert spans(hits, text) == expected
    assert all(hit.code == "FOUR" for hit in hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“甲”与“乙”", [("甲", 0), ("乙", 0)]),
        ("“甲‘乙’丙”", [("甲‘乙’丙", 0), ("乙", 1)]),
        ('"甲"和"乙"', [("甲", 0), ("乙", 0)]),
        ("“甲\n乙”", []),
        ("“甲“乙”", [("乙", 1)]),
        ("甲”乙“丙”", [("丙", 0)]),
    ],
    ids=["side by side", "one inside another", "straight", "never across lines", "left open", "closed too early"],
)
def test_quotation_marks_pair(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in pair_quotations(text)] == expected


MODULES = (
    "spans",
    "unpacking",
    "label_grammar",
    "numeric",
    "patterns",
    "fourbeat",
    "frames",
    "parallel",
)
PATTERNS = {
    f"{name}.{key}": value
    for name in MODULES
    for key, value in vars(import_module(f"yz_analysis.{name}")).items()
    if isinstance(value, re.Pattern)
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_no_pattern_can_explode(pattern: re.Pattern[str]) -> None:
    """A group that repeats without bound must not hold another repetition."""
    unbounded = re.compile(r"(?<!\\)\)(?:[*+]|\{\d*,\})(?!\?)")
    assert unbounded.search(pattern.pattern) is None, pattern.pattern


@pytest.mark.parametrize("unit", ["三", "三。", "三支", "三服务", "三大任务：\n", "和平共处五项原则", "“三  "])
def test_labels_take_linear_time(unit: str) -> None:
    """300,000 characters take a second or two; squared they would take minutes."""
    text = (unit * 300_000)[:300_000]
    start = time.process_time()
    find_numeric(text)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("find", [find_numeric, find_quotations, find_four])
def test_nothing_in_nothing_out(find: Callable[[str], list[Match]]) -> None:
    assert find("") == []
    assert find("江水东流。") == []


@pytest.mark.parametrize("find", [find_numeric, find_quotations, find_four])
def test_hits_come_in_text_order_and_hold_their_offsets(find: Callable[[str], list[Match]]) -> None:
    text = "久久为功、接续奋斗，打响“铁堡垒”工程，增强“四个意识”，做好三农工作。" * 3
    hits = find(text)
    assert hits == sorted(hits)
    assert len(hits) == 6 if find is not find_quotations else len(hits) == 3
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@pytest.mark.parametrize("find", [find_numeric, find_quotations, find_four])
def test_the_order_of_calls_does_not_matter(find: Callable[[str], list[Match]]) -> None:
    text = "增强“四个意识”，打响“铁堡垒”工程，久久为功。"
    first = find(text)
    find("坚定“四个自信”，走出“江南之路”，敢闯敢试。")
    assert find(text) == first

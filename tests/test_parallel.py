"""The rule for parallel members, case by case.

Sentences are cut from the shipped article or invented. A span runs from the
first member to the last, without what leads in and without the closing mark.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.parallel import find_parallel
from yz_analysis.patterns import find_four, find_numeric, find_quotations


def spans(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_parallel(text)]


PARALLEL = [
    # open classes of series: one manner, one object, one negation
    ("one manner", "在渔港里，统一引航、统一停靠、统一补给，", "统一引航、统一停靠、统一补给"),
    ("several manners, one deed", "坚持依法护渔、科学护渔、全民护渔，", "依法护渔、科学护渔、全民护渔"),
    ("one object", "船员带头遵守海规、学习海规、宣传海规，", "遵守海规、学习海规、宣传海规"),
    (
        "one object after longer verbs",
        "充分动员渔民、主动联系渔民、真心感恩渔民，",
        "充分动员渔民、主动联系渔民、真心感恩渔民",
    ),
    ("negations before a noun", "完善不敢漏、不能漏、不愿漏制度。", "不敢漏、不能漏、不愿漏"),
    (
        "a list of states",
        "健全船有所泊、货有所储、人有所居、渔有所获等方面条件，",
        "船有所泊、货有所储、人有所居、渔有所获",
    ),
    ("beats of two", "让渔村“水清、岸绿、街净”成为常态。", "水清、岸绿、街净"),
    ("couplet of seven", "栉风沐雨搞测绘，夜以继日谋航程。", "栉风沐雨搞测绘，夜以继日谋航程"),
    ("once more, with a label", "“百岛计划”再扩容，渔港改造再提速。", "“百岛计划”再扩容，渔港改造再提速"),
    (
        "once more, led in",
        "做好“百岛计划”再扩容、渔港改造再提速的文章。",
        "“百岛计划”再扩容、渔港改造再提速",
    ),
    ("something new", "要在海上寻求新路径、实现新跨越。", "寻求新路径、实现新跨越"),
    ("shown and given", "不断展现渔港气派、作出渔港示范。", "展现渔港气派、作出渔港示范"),
    ("held in mind", "增强把握海洋规律、掌握海洋主动的高度自觉，", "把握海洋规律、掌握海洋主动"),
    ("both, behind its subject", "巡岛员的劝导既有“尺度”，又有“温度”。", "既有“尺度”，又有“温度”"),
    (
        "labels after an adverb",
        "船员要牢固树立“三个观念”，坚定“三个信念”，",
        "树立“三个观念”，坚定“三个信念”",
    ),
    ("won and kept", "守住海湾，“留得渔火，赢得归帆”，人人有责。", "留得渔火，赢得归帆"),
    (
        "one series ends where the next begins",
        "读海图、学航规、悟天时，重实操、重配合、重安全，",
        "读海图、学航规、悟天时",
    ),
    # a frame of repeated signs
    ("same ending after a lead", "始终与人民想在一起、干在一起，", "想在一起、干在一起"),
    ("same ends", "体现到增强政治判断力、政治领悟力、政治执行力上。", "政治判断力、政治领悟力、政治执行力"),
    (
        "labels in one frame",
        "体现到增强“四个意识”、坚定“四个自信”、做到“两个维护”上。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
    ),
    (
        "sign at one place",
        "努力实现总量拼出新位次、均量拓展新优势、质量实现新突破，",
        "总量拼出新位次、均量拓展新优势、质量实现新突破",
    ),
    (
        "clauses that begin alike, the last longer",
        "坚持发展为了人民，发展依靠人民，发展成果由人民共享，",
        "发展为了人民，发展依靠人民，发展成果由人民共享",
    ),
    ("question forms", "把人民群众答不答应、满不满意、幸不幸福作为导向。", "答不答应、满不满意、幸不幸福"),
    (
        "two pairs make one series",
        "确保民有所呼、我有所应，民有所求、我有所为。",
        "民有所呼、我有所应，民有所求、我有所为",
    ),
    (
        "three sentences in one",
        "时代是出卷人，我们是答卷人，人民是阅卷人。",
        "时代是出卷人，我们是答卷人，人民是阅卷人",
    ),
    ("one object, three verbs", "相信群众、依靠群众、引领群众，才能成功。", "相信群众、依靠群众、引领群众"),
    ("one object inside", "更加自觉地对标先进找差距、赶超先进争位次，", "对标先进找差距、赶超先进争位次"),
    ("quotations in one frame", "既做好“规定动作”，更做好“自选动作”。", "既做好“规定动作”，更做好“自选动作”"),
    ("two beats that touch", "在新征程上，换道超车、新路超越。", "换道超车、新路超越"),
    ("from and toward", "坚持向改革要动力、向创新要活力、向开放要空间。", "向改革要动力、向创新要活力、向开放要空间"),
    (
        "object of 让",
        "让群众的钱袋子更鼓、脸上的笑容更多、心里的底气更足。",
        "群众的钱袋子更鼓、脸上的笑容更多、心里的底气更足",
    ),
    ("in and in", "在危机中育先机、于变局中开新局。", "在危机中育先机、于变局中开新局"),
    ("take as", "把发展作为第一要务，把稳定作为第一责任。", "把发展作为第一要务，把稳定作为第一责任"),
    ("both and", "既要金山银山，又要绿水青山。", "既要金山银山，又要绿水青山"),
    ("one frame turned round", "江山就是人民，人民就是江山。", "江山就是人民，人民就是江山"),
    (
        "four with",
        "以科学的理论武装人，以正确的舆论引导人，以高尚的精神塑造人。",
        "以科学的理论武装人，以正确的舆论引导人，以高尚的精神塑造人",
    ),
    ("all", "只有坚持一切为了人民，一切依靠人民，才能前进。", "一切为了人民，一切依靠人民"),
    ("hidden first member", "让祖国大地山更绿，水更清，天更蓝。", "山更绿，水更清，天更蓝"),
    # comparatives
    ("comparatives", "在更大范围、更宽领域、更高层次推进改革。", "更大范围、更宽领域、更高层次"),
    ("comparatives with a tail", "以更高站位、更大力度、更实举措推动落实。", "更高站位、更大力度、更实举措"),
    # verbs of urging
    ("two short verbs after a lead", "用项目保增长、扩内需，完善体系。", "保增长、扩内需"),
    ("two short verbs before 的", "激发全市范围内抓项目、谋发展的积极性。", "抓项目、谋发展"),
    ("short verbs of conduct", "在示范引领中当表率、做示范，", "当表率、做示范"),
    ("short verbs, one with 在", "推动扬中走在前、当示范，", "走在前、当示范"),
    ("four short verbs", "学党史、悟思想、办实事、开新局。", "学党史、悟思想、办实事、开新局"),
    ("one verb, many objects", "做好稳就业、稳金融、稳外贸工作。", "稳就业、稳金融、稳外贸"),
    (
        "longer verbs, three members",
        "引导广大市民抵制陈规陋习、恪守市民道德、弘扬文明风尚。",
        "抵制陈规陋习、恪守市民道德、弘扬文明风尚",
    ),
    ("clauses of will", "争先高质量发展，领跑现代化征程，", "争先高质量发展，领跑现代化征程"),
    ("clauses of stance", "坚决破除惯性思维。破除惯性思维，摆脱路径依赖。", "破除惯性思维，摆脱路径依赖"),
    (
        "echoing adverbs",
        "面对面倾听群众诉求，心贴心感知百姓冷暖，硬碰硬办好民生实事，实打实解决困难问题，",
        "面对面倾听群众诉求，心贴心感知百姓冷暖，硬碰硬办好民生实事，实打实解决困难问题",
    ),
    # a quotation round the whole series
    ("quoted names", "围绕“智慧制造城、绿色生态岛、平安幸福洲”定位，", "智慧制造城、绿色生态岛、平安幸福洲"),
    ("quoted pair", "实现“清单式交办、销号式管理”。", "清单式交办、销号式管理"),
    ("quoted verbs", "永葆“想一流、争第一、创唯一”的拼搏精神。", "想一流、争第一、创唯一"),
    (
        "quoted, first member longer",
        "形成“基层党组织带头、党员示范、群众跟进”的局面。",
        "基层党组织带头、党员示范、群众跟进",
    ),
    (
        "quoted clauses",
        "确保“平常时候看得出来、关键时刻站得出来、危急关头豁得出来”。",
        "平常时候看得出来、关键时刻站得出来、危急关头豁得出来",
    ),
    ("quoted in corner brackets", "實現「清单式交办、销号式管理」。", "清单式交办、销号式管理"),
    # calls of local articles
    ("let and let", "让企业办事更便捷、群众生活更舒心。", "企业办事更便捷、群众生活更舒心"),
    ("let the people", "努力让人民吃得放心、用得安心。", "吃得放心、用得安心"),
    ("thing by thing", "时时放心不下，事事落实到位，以钉钉子精神抓好落实。", "时时放心不下，事事落实到位"),
    ("a word taken up", "城市因产业而兴，产业因人才而旺。", "城市因产业而兴，产业因人才而旺"),
    ("turned round by in", "在发展中化债，在化债中发展。", "在发展中化债，在化债中发展"),
    ("speed and warmth", "既要有速度，更要有温度。", "既要有速度，更要有温度"),
    ("three verbs, one an industry", "抓产业、上项目、扩投资，推动经济再上台阶。", "抓产业、上项目、扩投资"),
    ("heart in four", "做到心中有党、心中有民、心中有责、心中有戒。", "心中有党、心中有民、心中有责、心中有戒"),
    ("a plain subject before four beats", "两岸同胞同根相系、同命相连。", "同根相系、同命相连"),
    ("more before a noun", "发展更加广泛、更加充分的民主。", "更加广泛、更加充分"),
    ("more after let", "让产业更加兴旺、乡村更加美丽。", "产业更加兴旺、乡村更加美丽"),
    ("first steps of a verb", "“三不”即不敢腐、不能腐、不想腐。", "不敢腐、不能腐、不想腐"),
    ("both at once", "实现责任和权力同步下放、放活和监管同步到位。", "责任和权力同步下放、放活和监管同步到位"),
    ("long, with a call", "让失信者寸步难行，让守信者一路畅通。", "让失信者寸步难行，让守信者一路畅通"),
    ("equality is no list's end", "坚持“互利平等、共同发展”的原则。", "互利平等、共同发展"),
    # a series is taken whole
    ("first member of its own verb", "实行定向调控，激活力、补短板、强实体。", "激活力、补短板、强实体"),
    (
        "last member before its noun",
        "做好稳增长、促改革、调结构、防风险各项工作。",
        "稳增长、促改革、调结构、防风险",
    ),
    ("members that go on", "形成知荣辱、讲正气、守诚信、作奉献的风尚。", "知荣辱、讲正气、守诚信、作奉献"),
    (
        "one call over unlike lengths",
        "更好统筹国内国际两个大局，更好统筹疫情防控和经济社会发展，更好统筹发展和安全，",
        "更好统筹国内国际两个大局，更好统筹疫情防控和经济社会发展，更好统筹发展和安全",
    ),
    # a frame that is thin, crossed or led into
    ("one closing verb", "隐患要反复抓、细致抓、长年抓，", "反复抓、细致抓、长年抓"),
    (
        "a framing sign and one more",
        "以火热党心温暖邻里，以清正党纪涵养新风。",
        "以火热党心温暖邻里，以清正党纪涵养新风",
    ),
    ("a pivot", "民心为秤，实绩为尺。", "民心为秤，实绩为尺"),
    ("two pivots", "空谈至轻，躬行为重。", "空谈至轻，躬行为重"),
    ("an end that is no particle", "种下不是目的，种活才是关键。", "种下不是目的，种活才是关键"),
    ("clauses before their noun", "真正达到修一处好一处，修一段美一段的效果。", "修一处好一处，修一段美一段"),
    ("turned round", "坚持依托社区抓治理、抓实治理暖社区。", "依托社区抓治理、抓实治理暖社区"),
    ("an attitude and its object", "要发扬拼搏传统、提升拼搏本领，", "发扬拼搏传统、提升拼搏本领"),
    ("clauses after 要", "干部要脚往田里走，手往田里伸，", "脚往田里走，手往田里伸"),
    ("one for one", "一个码头一盏明灯，一名船长一面旗子。", "一个码头一盏明灯，一名船长一面旗子"),
    ("mind and honour", "要讲规矩、顾大局、敬先辈。", "讲规矩、顾大局、敬先辈"),
    ("where one stands", "在新赛道上干在难处、冲在前头。", "干在难处、冲在前头"),
    ("read and ask", "认真读原文、问民需、求实招。", "读原文、问民需、求实招"),
    ("halves of a quotation", "以“爱护一湖碧水 守护万家灯火”为主题", "爱护一湖碧水 守护万家灯火"),
    # series of today's prose
    ("one result of three verbs", "把河湖保护好、治理好、利用好流域水土。", "保护好、治理好、利用好"),
    ("breath and heart", "始终同渔民同患难、共风浪、心连心，", "同患难、共风浪、心连心"),
    ("a degree with a tail", "让读书最幸福、读书最体面、读书最光彩渐成风尚。", "读书最幸福、读书最体面、读书最光彩"),
    ("those called upon lead in", "引导船员传承航海基因，赓续灯塔血脉，", "传承航海基因，赓续灯塔血脉"),
    ("three beats under one name", "按照山清水秀、路通灯明、邻里和睦的要求，", "山清水秀、路通灯明、邻里和睦"),
    ("a hundred that counts nothing", "坚持百业争先、百家争春的方针。", "百业争先、百家争春"),
    ("a quoted state", "打造“早上有粥、晚上有灯”的社区服务，", "早上有粥、晚上有灯"),
    (
        "labels end before a clause",
        "树牢“三种观念”、坚定“三个信念”、做到“三个带头”，践行灯塔守岛精神，",
        "树牢“三种观念”、坚定“三个信念”、做到“三个带头”",
    ),
    # a quoted series that the words around call one
    ("quoted spirit", "弘扬“山路虽远、脚步不停”的传统。", "山路虽远、脚步不停"),
    ("quoted and named after", "按照“人员精干、反应迅速”的要求，", "人员精干、反应迅速"),
    ("quoted and felt", "以“晨理事、夜访户”的紧迫感，", "晨理事、夜访户"),
    ("quoted and said to be so", "“江河同源、民心相通”，这是共识。", "江河同源、民心相通"),
    ("quoted beats of three", "做到“地选准、人找好、树栽活”。", "地选准、人找好、树栽活"),
    ("joined by semicolons", "从对抗转向对话；从紧张转向缓和。", "从对抗转向对话；从紧张转向缓和"),
]

NOT_PARALLEL = [
    # contexts that tell, sort or build
    ("a person is told of", "老船长同志始终心系东海渔村、情系东海渔民，"),
    ("nouns named", "给了我们以温暖的海风抚慰、响亮的渔歌陪伴。"),
    ("a word cut before a verb", "这是建设平安渔港的庄严承诺、保持党的先进性的要求。"),
    ("what goes on", "总结多年经验，不断探索航路，不断改造渔船，"),
    ("a range that goes on", "从“一张海图”到数字化导航、再到数字化渔港，"),
    ("a system is built", "构建了横向到边、纵向到底的渔港管护网络。"),
    ("a word cut in its last noun", "支持沿海大港挑大梁，沿海小港展现大作为。"),
    ("the more, the more", "风浪越是凶猛、夜色越是深沉，越需要灯塔。"),
    ("some say", "有人说这里浪大，有人说这里风小。"),
    ("an old saying", "以诚则安，以诈则不安。"),
    ("a subject that has", "我国既有远洋船队，又有近海船队，"),
    ("seven of prose", "是为了加固码头，同海浪做搏斗。"),
    ("list of works", "围绕背街小巷整治、户外广告清理、工地围挡提档升级等行动，"),
    ("list of kinds of safety", "统筹好生产安全、金融安全、社会安全“三道防线”，"),
    ("list of services", "完善教育、医疗、养老、托育服务。"),
    ("list of insurances", "扩大养老保险、医疗保险、失业保险覆盖面。"),
    ("list of places", "覆盖东升镇、西桥镇、南塘镇、北闸镇。"),
    ("list of bodies", "宣传部、组织部、统战部共同负责。"),
    ("list of trades", "发展制造业、建筑业、运输业。"),
    ("plain deeds", "持续拓宽农民增收渠道，缩小城乡收入差距，"),
    ("deeds with one object", "贯彻侨务政策，做好侨务工作。"),
    ("deeds of law", "健全决策机制，完善监督体系。"),
    ("figures", "城镇居民收入增长8%，农村居民收入增长9%。"),
    ("amounts", "粮食产量五百万吨，棉花产量三十万吨。"),
    ("beats side by side belong to another rule", "风雨同舟、守望相助，"),
    ("beats of different clauses", "风雨同舟、同甘共苦，共创共享荣光。"),
    ("steps of work", "构建“洽谈、签约、落地、建设”全过程服务体系，"),
    ("label of numerals", "完善“四创建、三表彰”模式。"),
    ("enumeration in an apposition", "牢牢锚定总量、均量、质量“三量齐升”的目标。"),
    ("coordination by 和", "革命、建设和改革的历程。"),
    ("one member", "保增长。"),
    ("same member twice", "加油，加油。"),
    ("unequal sentences", "会议开得很好，大家都提了许多有益的意见。"),
    ("things of different kinds", "兼顾不同地区、不同行业的需要。"),
    # prose, faults and thanks in the same frames
    ("argument", "这不但是必要的，而且是可能的。"),
    ("argument of not only", "不仅是几亿农民的事情，不仅是农业部门的事情，"),
    ("both are", "既是发展机遇，也是重大挑战。"),
    ("some and some", "有的同志思想不够解放，有的同志作风不够扎实。"),
    ("firstly, secondly", "一是加强组织领导，二是强化督促检查。"),
    ("what was done", "加强了基层组织建设，夯实了基层治理基础。"),
    ("what never was", "没有侵犯过邻国的领土，没有干涉过邻国的内政。"),
    ("more as a predicate", "环境面貌更加整洁，交通秩序更加顺畅。"),
    ("forbidden", "严禁以权经商、以权谋私。"),
    ("a fault named after", "有法不依、执法不严的问题比较普遍。"),
    ("a fault of some", "少数干部不担当、不作为。"),
    ("faults to be put right", "坚决整治不作为、慢作为、乱作为等突出问题。"),
    ("verbs of harm", "妨碍经济建设的发展，妨碍经济效益的提高。"),
    ("a quoted state", "这种“高增长、低通胀”的良好态势，是多年来没有过的。"),
    ("a sentence that was said", "毛主席说过：“对于革命来说，总是多一点人好。”"),
    ("addressees", "向全国各族人民，向各民主党派、各人民团体表示感谢。"),
    ("end of a list", "完善公共资源配置、公共资产交易、公共产品生产等领域的制度。"),
    ("a list cut", "加强污染治理、加强面源治理、加强饮用水水源地的保护。"),
    ("a word cut on the left", "出席二十国集团领导人峰会、金砖国家领导人会晤。"),
    ("a word cut on the right", "做到企业融资更便利、综合融资成本稳中有降。"),
    ("long clauses of administration", "保护海外华侨的正当权益，保护归侨侨眷的合法权益。"),
    ("plain verbs of four", "支持港澳发展经济、改善民生，保持香港、澳门长期繁荣稳定。"),
    ("one noun inside", "切实改善经济结构、增进经济效益。"),
    ("one sign of a verb", "改良工具，改善设备，提高设备利用率。"),
    ("new products", "推广新产品、新技术、新工艺。"),
    ("firms that have", "支持有实力、有信誉、有竞争力的企业走出去。"),
    ("kinds of things", "针对多种成份、多种形式的企业。"),
    ("mutual relations", "在国际事务中相互支持、相互配合。"),
    ("a verb cut in two", "继续开展解困、送温暖活动。"),
    ("pairs of things", "对于简单工作和复杂工作、手上工作和头脑工作，"),
    ("plants", "有吉林肥料厂，吉林电石厂，哈尔滨锅炉厂。"),
    ("shortcomings", "法制不健全，市场不规范，中间环节多。"),
    ("posts", "全面落实河长制、林长制、田长制。"),
    # what a quotation describes, and what it names
    ("quoted steps", "按照“村组收集、乡镇转运”的模式，"),
    ("quoted result", "实现数据“一表填报、多家使用”。"),
    ("quoted procedure", "推行“平台收件、窗口发证”，"),
    ("quoted framed procedure", "推行“限时接单、限时反馈”办法，"),
    ("quoted question", "说清“该做什么、能做什么”，"),
    ("a range", "队伍从无到有、从小到大、从弱到强，"),
    ("quoted fault", "根治“白天没人接、晚上没人管”痛点，"),
    ("quoted clauses of unlike build", "“用心用心再用心，把责任扛到底”，"),
    ("quoted campaign", "开展“敬师长、护幼苗”主题行动。"),
    ("quoted brands in a row", "打造“红帆领航、绿岛焕新”等特色项目。"),
    ("quoted campaign in halves", "启动“敬师长 护幼苗”活动。"),
    ("quoted halves of unlike length", "以“爱护一湖碧水 守护灯火”为主题"),
    # bland frames
    ("nouns that open like verbs", "聚焦重点行业、重要部位、关键时段，"),
    ("nouns of one opening", "学习基本知识、基本技能、基本规范。"),
    ("adverbs that open like verbs", "要严格程序、严把关口，"),
    ("what is so", "这是群众最为期盼、最为满意的实事。"),
    ("a threat", "队伍就会丢掉方向、丢掉动力、丢掉依靠。"),
    ("a loss", "队伍失去方向、失去动力、失去依靠。"),
    ("office procedure", "推行小额事项当场办、大额事项联合办、难点事项提级办，"),
    ("a way of working", "学会分类用力、定向用力、精准用力的方法。"),
    ("one doubles itself", "平日里，脚沾实土、苦干实干，"),
    ("one plain deed", "加强组织领导、加强宣传引导、加强督促检查。"),
    ("a record", "这支队伍巡护里程最长、巡护点位最多，"),
    ("what has come about", "水质有所改善，鱼群有所增加，"),
    ("steps that were cut", "通过渔船编组、海上联防、岸线联巡、数据联网，港口平安。"),
    ("a clause that goes on", "必须坚持群众路线，直面海岛难题，探索治理新路。"),
    ("across a full stop", "山更绿。水更清。"),
    ("across a line", "山更绿，\n水更清"),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in PARALLEL], ids=[c[0] for c in PARALLEL])
def test_parallel_members_are_found(text: str, expected: str) -> None:
    assert expected in spans(text)
    assert all(hit.code == "PAR" and hit.layer == "slogan" for hit in find_parallel(text))


@pytest.mark.parametrize("text", [c[1] for c in NOT_PARALLEL], ids=[c[0] for c in NOT_PARALLEL])
def test_a_list_is_not_parallel(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("用项目保增长、扩内需，", "members=2;verb"),
        ("时代是出卷人，我们是答卷人，人民是阅卷人。", "members=3;repeat"),
        ("实现“清单式交办、销号式管理”。", "members=2;quoted"),
        ("面对面倾听群众诉求，心贴心感知百姓冷暖。", "members=2;echo"),
    ],
    ids=["verbs", "repeated signs", "quotation", "echo"],
)
def test_the_note_counts_members_and_names_the_frame(text: str, note: str) -> None:
    assert [hit.note for hit in find_parallel(text)] == [note]


def test_spans_stand_in_order_and_do_not_overlap() -> None:
    text = "用项目保增长、扩内需，永葆“想一流、争第一、创唯一”的精神。时代是出卷人，我们是答卷人。" * 3
    hits = find_parallel(text)
    assert len(hits) == 9
    assert all(left.end <= right.start for left, right in pairwise(hits))


def test_a_series_without_end_is_cut_and_not_lost() -> None:
    text = "抓项目、" * 1000
    assert find_parallel(text) == []  # one member repeated is no series
    text = "抓项目、谋发展、" * 500
    hits = find_parallel(text)
    assert len(hits) == 10
    assert sum(hit.end - hit.start for hit in hits) == 4000 - 10


@pytest.mark.parametrize("text", ["", "、，；。", "“”", "、、、", "保", "\n"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert find_parallel(text) == []


SIGNS = "抓促保项目谋发展、，；。：“”‘’「」\"\n一二三两双十个大政治力更的更在不0１+X敢闯为人民 　"


@given(st.text(alphabet=SIGNS, max_size=80))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    for find in (find_numeric, find_quotations, find_four, find_parallel):
        hits = find(text)
        assert hits == sorted(hits)
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
        if find is not find_quotations:  # a quotation may hold another
            assert all(left.end <= right.start for left, right in pairwise(hits)), hits

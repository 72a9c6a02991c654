"""What makes two neighbours members of one series, frame by frame."""

import pytest

from yz_analysis.frames import may_join, name_frame

FRAMES = [
    ("result of a verb", "利用好", "宣传好", True, "done"),
    ("a degree is no result", "收成很好", "水质很好", True, ""),
    ("beats of company", "同患难", "共风浪", True, "verb"),
    ("a beat and its echo", "共风浪", "心连心", True, "verb"),
    ("one turned round", "队长带", "带队长", True, "echo"),
    ("clauses turned round", "船长围着灯塔转", "灯塔照着船长归", True, "echo"),
    ("both and", "既抓捕捞", "又抓养殖", True, "echo"),
    ("neither is no both", "既不请示", "又不汇报", True, "touch"),
    ("for ever", "永葆本色", "永担重任", True, "opening"),
    ("with for men", "以诚待人", "以信服人", True, "repeat"),
    ("men alone are counted", "本地工人", "外地工人", True, ""),
    ("one closing verb of change", "主动求变", "科学应变", True, "done"),
    ("all and all", "人人尽力", "人人享有", True, "echo"),
    ("itself", "自我加压", "自我提升", True, "again"),
    ("small and great", "渔民少跑路", "数据多跑腿", True, "sign"),
    ("four and three", "披星戴月抓生产", "顶风冒雪保供应", True, "echo"),
    ("two verbs of will", "点亮灯塔", "守护家园", True, "stance"),
    ("two wills between commas", "点亮灯塔", "守护家园", False, "deeds"),
    ("wills without object", "砥砺奋进", "攻坚克难", True, "deeds"),
    ("one of will, one of work", "坚定理想信念", "加强作风建设", True, "mixed"),
    ("a label and none", "做到“三个带头”", "弘扬守岛人的精神", False, ""),
    ("access", "找得到船", "看得到灯", True, ""),
    ("qualities", "凝聚力", "感召力", True, ""),
    ("spirits", "守岛精神", "拓荒精神", True, ""),
]


@pytest.mark.parametrize(("a", "b", "listed", "frame"), [c[1:] for c in FRAMES], ids=[c[0] for c in FRAMES])
def test_the_frame_is_named(a: str, b: str, listed: bool, frame: str) -> None:
    assert name_frame(a, b, listed) == frame
    assert not frame or may_join(a, b, listed)


@pytest.mark.parametrize("b", ["服务三百家企业", "服务企业增长8%", "服务企业占百分之九", "服务两点五万人"])
def test_amounts_do_not_join(b: str) -> None:
    assert may_join("坚持百花齐放", "百家争鸣", True)
    assert not may_join("服务群众", b, True)

"""Whether members are a call, by themselves and by what stands around them."""

import pytest

from yz_analysis.calls import is_called, look_around, names_fault, tells_steps, urges

URGES = [
    ("named by verb and noun", ["积极进取", "稳步前行", "团结互助"], "named", "要发扬", "的精神，", True),
    ("named by the verb alone", ["积极进取", "稳步前行", "团结互助"], "named", "要发扬", "，", False),
    ("two that share under a name", ["军地结合", "平急结合"], "named", "坚持", "的方针", True),
    ("two that share nothing", ["披荆斩棘", "乘风破浪"], "named", "坚持", "的方针", False),
    ("one will after 要", ["增强守岛意识", "坚定必胜信念"], "mixed", "我们要", "，扎实工作", True),
    ("one will in plain prose", ["增强守岛意识", "坚定必胜信念"], "mixed", "过去一年", "，扎实工作", False),
    ("one will in a list cut", ["增强守岛意识", "坚定必胜信念"], "mixed", "我们要", "，解决渔民难题，", False),
    ("a record", ["巡护里程最长", "巡护点位最多"], "repeat", "这支队伍", "，", False),
    ("the best is wanted", ["巡护里程最长", "巡护点位最多"], "repeat", "要做到", "，", True),
    ("come about", ["水质有所改善", "鱼群有所增加"], "repeat", "去年", "，", False),
    ("only one side", ["只顾捕捞不顾养护", "只顾今年不顾明年"], "repeat", "", "，", False),
    ("either or", ["要么停产整顿", "要么关门歇业"], "opening", "", "，", False),
    ("done well", ["保护好", "治理好", "建设好"], "done", "把河湖", "，", True),
    ("steps of a list cut", ["海上联防", "岸线联巡", "数据联网"], "touch", "通过渔船编组、", "，", False),
]


@pytest.mark.parametrize(
    ("members", "shown", "before", "after", "call"), [c[1:] for c in URGES], ids=[c[0] for c in URGES]
)
def test_members_urge_or_not(members: list[str], shown: str, before: str, after: str, call: bool) -> None:
    assert urges(members, {shown}, before, after, "，" not in before) is call


@pytest.mark.parametrize(
    ("before", "after", "framed", "state", "call"),
    [
        ("弘扬", "，", False, False, True),
        ("围绕", "的大局", False, False, True),
        ("推行", "的模式", True, False, False),
        ("打造", "的邻里服务", True, True, True),
        ("打造", "的邻里服务", True, False, False),
        ("开展", "主题活动", True, True, False),
    ],
    ids=["taken up", "named after", "a way of working", "a state", "a service", "a programme"],
)
def test_a_quotation_is_a_call_by_its_neighbours(
    before: str, after: str, framed: bool, state: bool, call: bool
) -> None:
    assert is_called(before, after, framed, state) is call


def test_the_neighbourhood_ends_at_the_sentence() -> None:
    text = "风停了。船回港，灯亮了，大家说“守初心、担使命”的话。"
    start = text.index("守")
    assert look_around(text, start, start + 7) == ("灯亮了，大家说", "的话。")


def test_faults_and_steps_are_known_by_their_neighbours() -> None:
    assert names_fault("严禁", "，")
    assert not names_fault("弘扬", "，")
    assert tells_steps("推行", "，")
    assert not tells_steps("通过", "，")  # 通过建机制、强队伍 may urge

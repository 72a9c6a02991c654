"""Parallel members: neighbours of one frame and nearly one length.

保增长、扩内需 and 时代是出卷人，我们是答卷人，人民是阅卷人 are built alike; a list of
works or places (背街小巷整治、户外广告清理) only stands alike. What tells them apart
is the frame: signs repeated at the same place, one-syllable verbs of urging,
comparatives, A不A and ABA forms, or quotation marks around a whole series that the
words beside it call a spirit, a demand, a policy; quoted steps of work are none.
"""

import re
from itertools import accumulate, pairwise
from operator import eq

from yz_analysis import calls, frames
from yz_analysis.frames import BEAT, CALLS, LED, OPENING, WEAK, leads_in, name_frame
from yz_analysis.numeric import read_label
from yz_analysis.spans import Match
from yz_analysis.stretches import LONGEST, SOFT, find_beats, find_halves, find_stretches

__all__ = ["find_parallel"]

Spans = list[tuple[int, int]]  # starts and ends

_REACH = 8  # members that a series may gain on one side; more is an inventory

_ADVERB = re.compile("..?地")
_PLACE = re.compile("[上中]|之中|方面")  # needs 在 or 到 before the first member
_LOCATED = re.compile("[在于到从用][^，]*$")
_SUFFIX = re.compile("[力性化者感度]|主义")
_STATE = re.compile(".+[有无不].")  # 上不封顶, 生活有服务
_LEADLESS = frozenset("的了着和与及或等地得、”")


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
    for quoted, start, pieces in find_stretches(text):
        found += _series(text, start, pieces, quoted)
    for start, words in find_halves(text):
        end = text.index(words[1], start + len(words[0])) + len(words[1])
        if _quoted_call(text, start, end, words):
            found.append(_hit(start, end, 2, "quoted"))
    found += [_hit(start, end, count, "echo") for start, end, count in find_beats(text)]
    found.sort()
    kept: list[Match] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept[-1] = hit
    return kept


def _series(text: str, begin: int, pieces: list[str], quoted: bool) -> list[Match]:
    words, marks = pieces[::2], pieces[1::2]
    joins = [
        frames.may_join(a, b, mark == "、")
        for a, b, mark in zip(words, words[1:], marks, strict=False)
    ]
    if not quoted and True not in joins:
        return []
    ends = list(accumulate(map(len, pieces), initial=begin))
    stretch = list(zip(ends[:-1:2], ends[1::2], strict=True))
    if quoted and read_label("、".join(words)):
        return []
    if quoted and _whole(words):
        start, end = stretch[0][0], stretch[-1][1]
        said = text[start - 2 : start - 1] == "：" or len(words[-1]) > 8
        if said and len(words) == 2 and not name_frame(words[0], words[1], True):
            return []  # a sentence that was said, with a comma in its middle
        if not _quoted_call(text, start, end, words):
            return []
        return [_hit(start, end, len(words), "quoted")]
    found = []
    i = done = 0
    while i < len(words) - 1:
        if not joins[i]:
            i += 1
            continue
        listed = marks[i] == "、"
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
            evidence, tail = _continue(words[last], words[last + 1], marks[last] == "、")
            if not evidence or (evidence == "verb" and _turns(words, marks, last)):
                break
            shown.add(evidence)
            last += 1
        count = last - i + 1
        strong = shown - WEAK
        if strong and whole and i > done:
            # 让祖国山更绿，水更清，天更蓝: the first member hides behind what leads into it.
            lead = words[i - 1] if i else ""
            if 2 < first < min(len(lead), 10) and lead[-first] not in _LEADLESS:
                evidence = name_frame(lead[-first:], words[i], True)
                if evidence in ("repeat", "sign", "ending"):
                    i, count, first = i - 1, count + 1, _widen(lead, first)
        if (strong and first < (15 if count == 2 else 21)) or count > 2:
            spans = [(stretch[i][1] - first, stretch[i][1]), *stretch[i + 1 : last + 1]]
            if tail:
                spans[-1] = (spans[-1][0], spans[-1][0] + tail)
            if _stands(text, stretch, spans, i, last, shown):
                found.append(_hit(spans[0][0], spans[-1][1], len(spans), min(strong or shown)))
            done = i = last + 1
        else:
            i += 1
    return found


def _turns(words: list[str], marks: list[str], last: int) -> bool:
    """Whether a comma parts two series of three signs: 学原文、悟原理，重结合、重研究."""
    begins = [marks[last - 1], marks[last], *marks[last + 1 : last + 2]] == ["、", "，", "、"]
    return begins and words[last + 1][0] == words[last + 2][0]


def _alone(text: str, stretch: Spans, i: int) -> bool:
    """Whether 、 joins just these two: 换道超车、新路超越 between commas."""
    before = text[stretch[i][0] - 1 : stretch[i][0]]
    return before != "、" and text[stretch[i + 1][1] : stretch[i + 1][1] + 1] != "、"


def _open(a: str, b: str, listed: bool) -> tuple[int, str, int]:
    """Length of the first member, the evidence, and where the second ends (0: whole)."""
    evidence = name_frame(a, b, listed)
    if evidence:
        return len(a), evidence, 0
    # What leads into the first member is cut off. Clauses parted by a comma begin
    # afresh, so there only 要 and its like or a repeated beginning show a lead.
    n = len(b)
    if listed and n < 10:
        for size in (n, n + 1, n - 1):
            if 3 <= size < len(a) and a[-size] not in _LEADLESS:
                evidence = name_frame(a[-size:], b, listed)
                if evidence == "sign" and a[-size - 1] in "让使要将须":
                    evidence = "repeat"
                if evidence and evidence != "sign" and (size == n or evidence == "repeat"):
                    wide = _widen(a, size)
                    if leads_in(a[:-wide], a[-wide:]):
                        return wide, evidence, 0
    if not listed and n < 11 and n < len(a) and a[-n - 1] in LED:
        evidence = name_frame(a[-n:], b, listed)
        if evidence and evidence not in WEAK:
            return n, evidence, 0
    if a[:2] in CALLS and b[:2] not in CALLS:
        evidence = name_frame(a[2:], b, listed)
        if evidence and evidence not in WEAK:
            return len(a) - 2, evidence, 0
    if b[0] == "又" and (place := a.rfind("既")) > 0:
        evidence = name_frame(a[place:], b, listed)
        if evidence and (a[place + 1] != "有" or listed or "“" in b):  # 我国既有…，又有… tells
            return len(a) - place, evidence, 0
    place = a.rfind(b[:2])
    if place > 0 and len(a) - place >= 4:
        size = len(a) - place
        evidence = name_frame(a[place:], b, listed)
        if evidence:
            return size, evidence, 0
        if not listed and size < min(len(b), 10) and b[size] != "地" and calls.TAIL.match(b, size):
            evidence = name_frame(a[place:], b[:size], listed)
            if evidence and evidence not in WEAK:
                return size, evidence, size
    if listed:
        for mark in calls.TAIL.finditer(b, 3, 12):
            size = mark.start()
            open_mark = "”" in a[-size:] and "“" not in a[-size:]
            first = size + 2 * open_mark  # “…”再深化: the marks do not count
            if first <= len(a) and a[-first] not in _LEADLESS:
                evidence = name_frame(a[-first:], b[:size], listed)
                if evidence and calls.is_held(a[:-first], b[size:]):
                    return first, "held", size
                if evidence and evidence not in WEAK | {"sign"} and leads_in(a[:-first], a[-first:]):
                    return first, evidence, size
        if b[4:5] == "的" and (len(a) == 4 or (len(a) > 4 and calls.leads_call(a[:-4]))):
            return 4, "named", 4  # 发扬抓铁有痕、踏石留印的作风: the words around decide
    return 0, "", 0


def _widen(a: str, size: int) -> int:
    """Give back to the first member what stands between 让 or 把 and the cut."""
    length = size + 1
    if len(a) > length and a[-length - 1] in "让使把将" and a[-length] not in OPENING:
        return length
    return size


def _continue(a: str, b: str, listed: bool) -> tuple[str, int]:
    """Evidence that ``b`` goes on the series of ``a``, and where it ends (0: whole)."""
    evidence = name_frame(a, b, listed)
    if evidence:
        return evidence, 0
    n = len(a)
    # 更…、更…、更… are over when their length is, whatever follows.
    drilled = (a[0] == b[0] and a[0] in "更最") or (a[:3] == b[:3] and a[2] in "更最")
    drilled = (drilled and n < 6 and not _ADVERB.match(b, n)) or (n == 3 and a[2] == b[2] == "好")
    if len(b) > n and (drilled or calls.TAIL.match(b, n)):
        evidence = name_frame(a, b[:n], listed)
        if evidence:  # 有竞争力 and 爱社会主义 are not cut inside the word
            suffix = _SUFFIX.match(b, n)
            return evidence, suffix.end() if suffix else n
    # 百姓更有获得感 after 城市更有品质: the last member of a series may run one sign over.
    if len(b) == n + 1 and n > 4 and sum(map(eq, a, b)) > 1:
        return "again", 0
    return "", 0


def _whole(words: list[str]) -> bool:
    """Whether a quotation is one series: even members, or a longer first one."""
    lengths = [len(word) for word in words]
    rest = lengths[1:]
    if min(lengths) < 3 or max(lengths) > 16:
        return False
    if max(lengths) - min(lengths) <= 1:
        return True
    return len(rest) > 1 and min(rest) > 3 and len(set(rest)) == 1 and 0 < lengths[0] - rest[0] < 5


def _quoted_call(text: str, start: int, end: int, words: list[str]) -> bool:
    """Whether a quotation that is one series is a call."""
    before, after = calls.look_around(text, start, end)
    if calls.names_fault(before, after):
        return False
    return calls.is_called(before, after, _framed(words), all(map(_STATE.match, words)))


def _framed(words: list[str]) -> bool:
    """Whether every neighbour shares a frame with the next, two members a strong one; or three beats of three."""
    if len(words) > 2 and {*map(len, words)} == {3}:
        return not all(w[-1] in frames.INVENTORY for w in words)
    shown = {name_frame(a, b, True) for a, b in pairwise(words)}
    return "" not in shown and (len(words) > 2 or not shown <= WEAK)


def _stands(text: str, stretch: Spans, spans: Spans, i: int, last: int, shown: set[str]) -> bool:
    """Whether the series is whole and a call; what belongs to it is added to ``spans``."""
    if all(text[a] == "“" for a, _ in spans):
        if text.startswith("、“", spans[-1][1]):
            return False
    elif not (_reach_left(text, stretch, spans, i) and _reach_right(text, stretch, spans, last)):
        return False
    members = [text[a:b] for a, b in spans]
    if not frames.are_even(members):
        return False
    listed = all(text[b] == "、" for _, b in spans[:-1])
    before, after = calls.look_around(text, spans[0][0], spans[-1][1])
    place = _PLACE.match(after)
    if place and spans[-1][1] not in {b for _, b in stretch} and not _LOCATED.search(before):
        return False
    return calls.urges(members, shown, before, after, listed)


def _alike(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two clauses open with one word, or with one sign that frames and one length."""
    same = text[a[0] : a[0] + 2] == text[b[0] : b[0] + 2]
    sign = text[a[0] : a[0] + 1] == text[b[0]] in OPENING
    return same or (sign and -2 < a[1] - a[0] - b[1] + b[0] < 2)


def _reach_left(text: str, stretch: Spans, spans: Spans, i: int) -> bool:
    """Take in the members before; false when the list begins before and cannot be taken whole."""
    for _ in range(_REACH):
        start, end = spans[0]
        if start != stretch[i][0]:
            return True
        n = end - start
        mark = text[start - 1 : start]
        before = stretch[i - 1] if i and stretch[i - 1][1] == start - 1 else (start, start)
        size = before[1] - before[0]
        if not size and len(stretch) >= LONGEST:
            return True  # the stretch was cut here, not the list
        if mark != "、" and not (size and _alike(text, before, spans[0])):
            return True
        if size and -2 < size - n < 2:
            if not frames.are_akin(text[before[0] : before[1]], text[start:end]):
                return False
            spans.insert(0, before)
            i -= 1
        elif mark == "、" and n == 3 < size and text[before[1] - 3] in BEAT:
            spans.insert(0, (before[1] - 3, before[1]))
        elif mark == "、" and n == 4 < size and calls.leads_call(text[before[0] : before[1] - 4]):
            spans.insert(0, (before[1] - 4, before[1]))
        else:
            return mark == "、" and n == 4 < size  # four-beat expressions stand by themselves
    return False


def _reach_right(text: str, stretch: Spans, spans: Spans, last: int) -> bool:
    """Take in the members after; false when the list goes on and cannot be taken whole."""
    for _ in range(_REACH):
        start, end = spans[-1]
        if end != stretch[last][1]:
            return True
        n = end - start
        mark = text[end : end + 1]
        after = stretch[last + 1] if last + 1 < len(stretch) else (end, end)
        if after == (end, end) and len(stretch) >= LONGEST:
            return True
        if mark != "、" and not (mark in SOFT and _alike(text, after, spans[-1])):
            return True
        tail = calls.TAIL.search(text, after[0] + max(n - 1, 1), min(after[0] + n + 2, after[1]))
        if after != (end, end) and -2 < after[1] - after[0] - n < 2:
            taken = after
        elif tail and mark == "、":
            taken = (after[0], tail.start())
        else:
            return False
        if not frames.are_akin(text[start:end], text[taken[0] : taken[1]]):
            return False
        spans.append(taken)
        last += 1
    return False


def _hit(start: int, end: int, count: int, shown: str) -> Match:
    return Match(start, end, "slogan", "PAR", f"rule:par-{shown}", f"members={count};{shown}")

"""Where hits stand: themes and periods along the text, slogans and their unpacking."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from yz_analysis.counts import THEME_TERMS, select
from yz_analysis.density import KINDS
from yz_analysis.notes import NESTING, Said, body, note
from yz_analysis.unpacking import unpack as read_members

if TYPE_CHECKING:
    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["count_quoted", "locate_themes", "place_periods", "unpack", "unpack_unlisted"]

_UNPACKED = ("full", "partial", "none", "")

_DIGITS = {"一": 1, "两": 2, "二": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9, "十": 10}  # fmt: skip


def _positions(chosen: pd.DataFrame, article: Article) -> list[int]:
    return [article.letters(article.body[0], start) for start in chosen["start"].tolist()]


def locate_themes(hits: pd.DataFrame, article: Article) -> pd.DataFrame:
    """Place each theme term along the body.

    Returns
    -------
    pandas.DataFrame
        One row a theme hit, in text order: ``theme``, ``position`` (letters of the
        body before it), ``letters`` (of the term), ``text``, ``sentence``, ``section``.
    """
    chosen = select(hits, "theme")
    table = pd.DataFrame(
        {
            "theme": chosen["code"],
            "position": _positions(chosen, article),
            "letters": [sum(map(str.isalnum, text)) for text in chosen["text"]],
            "text": chosen["text"],
            "sentence": chosen["sentence"],
            "section": chosen["section"],
        }
    ).reset_index(drop=True)
    return note(table, body(article), THEME_TERMS.then(NESTING))


def place_periods(hits: pd.DataFrame, article: Article) -> pd.DataFrame:
    """Place each period reference: where it stands and which years it speaks of.

    Returns
    -------
    pandas.DataFrame
        One row a period hit of the body, in text order: ``class``, ``text``,
        ``position`` (letters of the body before it), ``share`` (the same, 0 to 1),
        ``year_from``, ``year_to`` (missing: open), ``sentence``, ``section``.
    """
    chosen = select(hits, "period")
    positions = _positions(chosen, article)
    table = pd.DataFrame(
        {
            "class": chosen["code"],
            "text": chosen["text"],
            "position": positions,
            "share": [position / max(article.letters(), 1) for position in positions],
            "year_from": chosen["year_from"],
            "year_to": chosen["year_to"],
            "sentence": chosen["sentence"],
            "section": chosen["section"],
        }
    ).reset_index(drop=True)
    return note(
        table,
        body(article),
        Said("年份据字面、年表与编码手册", "years from the wording, the calendar and the codebook"),
    )


def unpack(label: str, start: int, members: tuple[str, ...], article: Article) -> tuple[str, str]:
    """Say whether the text lists what a label counts, and where.

    Parameters
    ----------
    label : str
        The label, such as 三件大事.
    start : int
        Where it stands.
    members : tuple of str
        What it counts, by the codebook.

    Returns
    -------
    tuple of (str, str)
        ``"full"``, ``"partial"`` or ``"none"``; and ``"adjacent"`` (in the label's own
        sentence), ``"headings"``, ``"remote"`` (together in another sentence) or ``""``.
        Members stand for the whole only when there are as many as the numeral says.
    """
    home = article.sentence_at(start)
    counts, in_headings, whole = _find_members(label, members, article)
    elsewhere = len(members) if any(no != home for no in whole) else 0
    places = [
        ("adjacent", counts.get(home, 0)), ("headings", in_headings), ("remote", elsewhere),
    ]  # fmt: skip
    expected = max(len(members), *(_DIGITS.get(char, 0) for char in label))
    best: tuple[int, str] = (1, "")
    for where, found in places:
        # Some members, two at least, make a partial list only beside the label: one
        # alone, or one far off, is an ordinary word (医疗 in 医疗保障).
        if (found == len(members) or where == "adjacent") and found > best[0]:
            best = (found, where)
    if not best[1]:
        return "none", ""
    return ("full" if best[0] >= expected else "partial"), best[1]


@lru_cache(maxsize=64)
def _find_members(
    label: str, members: tuple[str, ...], article: Article
) -> tuple[dict[int, int], int, list[int]]:
    """Count the members in each sentence and in the headings; two sentences that have all."""
    texts = {s.no: article.text[s.start : s.end].replace(label, "") for s in article.sentences}
    counts = {no: sum(member in text for member in members) for no, text in texts.items()}
    headings = "\n".join(texts[s.no] for s in article.sentences if s.is_heading)
    whole = [no for no, found in counts.items() if found == len(members)][:2]
    return counts, sum(member in headings for member in members), whole


def unpack_unlisted(start: int, end: int, article: Article) -> tuple[str, str]:
    """Say whether the text lists what a numeric label counts, when no codebook says what.

    The list stands beside the label (发展和安全“两件大事”), or the label stands in a
    section's title and the section has as many headings as the numeral says.

    Returns
    -------
    tuple of (str, str)
        As :func:`unpack`; ``("", "")`` when no list is found, for then nothing says
        whether there could be one.
    """
    found = read_members(article.text, start, end)
    if found.members:
        return ("full" if found.complete else "partial"), "adjacent"
    home = article.part_at(start)
    part = next(part for part in article.parts if part.id == home)
    heads = [unit for unit in article.subsections if unit.part == home and unit.no]
    in_title = part.title and end <= part.start + len(part.title)
    if in_title and found.size == len(heads) > 1:
        return "full", "headings"
    return "", ""


def count_quoted(hits: pd.DataFrame, article: Article, codebook: Codebook) -> pd.DataFrame:
    """Tell which slogans are quoted, of which level they are, and which are unpacked.

    Returns
    -------
    pandas.DataFrame
        One row a slogan type (distinct text) of the body, kinds in their order, then
        text: ``text``, ``kind``, ``level``, ``occurrences``, ``quoted_occurrences``,
        ``unpacked`` and ``unpacked_where`` (see :func:`unpack`; ``""`` where the
        codebook does not say what the label counts).
    """
    members = {row.term: row.members for row in (*codebook.slogans, *codebook.formulations)}
    rows = []
    for kind in KINDS:
        chosen = select(hits, "slogan", [kind])
        for text, group in chosen.groupby("text"):
            listed = members.get(str(text), ())
            whole, where = "", ""
            spans = zip(group["start"].tolist(), group["end"].tolist(), strict=True)
            if listed:
                found = [unpack(str(text), start, listed, article) for start, _ in spans]
                whole, where = min(found, key=lambda f: _UNPACKED.index(f[0]))
            elif kind == "NUM":
                found = [unpack_unlisted(*span, article) for span in spans]
                whole, where = min(found, key=lambda f: _UNPACKED.index(f[0]))
            level = group["level"].iloc[0]
            rows.append(
                (str(text), kind, level, len(group), int(group["quoted"].sum()), whole, where)
            )
    names = ["text", "kind", "level", "occurrences", "quoted_occurrences", "unpacked",
             "unpacked_where"]  # fmt: skip
    table = pd.DataFrame(rows, columns=names)
    return note(
        table,
        Said("计类型与次数", "counts of types and occurrences"),
        Said(
            "文中列出的项数与数词相符即为已展开",
            "a label is unpacked when the text lists as many members as its numeral says",
        ),
    )

"""What one row of each codebook file is, and what makes a row wrong."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from yz_analysis.codebook_cells import (
    Flags,
    Items,
    Month,
    Number,
    Term,
    Text,
    read_numerals,
)

__all__ = [
    "CalendarEntry",
    "Formulation",
    "Idiom",
    "OfficialPeriod",
    "Period",
    "Slogan",
    "Theme",
    "ThemeTerm",
]


class _Row(BaseModel):
    # Blanks are refused, not stripped: a term must be what the file says it is.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def _check_guards(guards: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    term = info.data.get("term", "")
    for guard in guards:
        if term not in guard or term == guard:
            raise ValueError(
                f"has a guard {guard!r} that is not {term!r} with more around it; "
                "write a context in which the term does not count"
            )
    return guards


def _check_years(year_to: int | None, info: ValidationInfo) -> int | None:
    year_from = info.data.get("year_from")
    if year_to is not None and year_from is not None and year_to < year_from:
        raise ValueError(f"ends before it begins ({year_from}); exchange the two years")
    return year_to


class Theme(_Row):
    """One theme, a row of ``themes.csv``.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> load_codebook().themes[0].zh
    '政治方向与忠诚'
    """

    code: Term
    zh: Text
    en: Text
    definition_zh: Text
    definition_en: Text
    source: Text


class ThemeTerm(_Row):
    """One string that points to one theme, a row of ``theme_terms.csv``.

    A hit that lies inside one of ``guards`` does not count.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> [term.theme for term in load_codebook().theme_terms if term.term == "党建引领"]
    ['T3']
    """

    id: Term
    term: Term
    theme: Text
    gloss: Text
    source: Text
    guards: Items
    note: str

    _guards = field_validator("guards")(_check_guards)


class Slogan(_Row):
    """One slogan-like item, a row of ``slogans.csv``.

    Rows of the kinds X-HON and X-TECH are no hits: slogan hits equal to their span
    or inside it do not count. ``members`` are the items that a numeric label counts,
    as written in texts; ``first_known`` is a year or a longer statement.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> label = next(row for row in load_codebook().slogans if row.term == "三件大事")
    >>> label.kind, label.members
    ('NUM', ('产业强市', '乡村振兴', '文明创建'))
    """

    id: Term
    term: Term
    kind: Literal[
        "NUM", "ABB", "QUO", "PAR", "TIFA", "BRAND", "MOB", "FOUR", "X-HON", "X-TECH"
    ]  # fmt: skip
    flags: Flags
    level: Literal[
        "central",
        "provincial",
        "municipal",
        "county",
        "traditional",
        "generic",
        "unknown",
    ]
    place: str
    expansion: str
    members: Items
    gloss: Text
    first_known: str
    source: Text
    confidence: Literal["high", "medium", "low"]
    guards: Items
    note: str

    _guards = field_validator("guards")(_check_guards)

    @field_validator("members")
    @classmethod
    def _check_members(cls, members: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not members:
            return members
        kind, term = info.data.get("kind"), info.data.get("term", "")
        flags = info.data.get("flags", ())
        if kind not in ("NUM", "ABB", None):
            raise ValueError(f"only NUM and ABB have members, not {kind}; leave it empty")
        if term in members:
            raise ValueError("names the term itself as its member")
        if len(members) == 1 and "incomplete" not in flags:
            raise ValueError("has one item; a label counts two or more, joined by '|'")
        sizes = read_numerals(term)
        if kind != "NUM" or not sizes or {"ordinal", "formula"} & set(flags):
            return members
        # 四个自信 counts 4, 六稳六保 12, 四千四万 the same 4 twice.
        if "incomplete" in flags:
            if len(members) >= max(*sizes, sum(sizes)):
                raise ValueError("is complete, by its numeral; take out the flag 'incomplete'")
        elif len(members) not in {*sizes, sum(sizes)}:
            raise ValueError(
                f"has {len(members)} items, which no numeral of {term!r} says; "
                "name them all, or add the flag 'incomplete'"
            )
        return members


class Formulation(Slogan):
    """One fixed formulation that travels to other texts, a row of ``formulations.csv``.

    As :class:`Slogan`, with the number of government work reports in which the term
    stands and the first and last year: 0, and no years where it stands in none.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> row = next(f for f in load_codebook().formulations if f.term == "公私合营")
    >>> row.kind, row.first_report
    ('ABB', 1954)
    """

    reports: Number
    first_report: Number
    last_report: Number


class Period(_Row):
    """One wording that refers to a period, a row of ``periods.csv``.

    An empty year is an open end. ``official`` is the official period that holds the
    reference, empty when none does or several do. The column ``class`` is the
    attribute ``class_``.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> row = next(p for p in load_codebook().periods if p.term == "改革开放以来")
    >>> row.class_, row.year_from, row.year_to, row.official
    ('explicit_marker', 1978, None, 'P3')
    """

    id: Term
    term: Term
    class_: Literal[
        "explicit_marker",
        "explicit_macro",
        "event_allusion",
        "era_slogan",
        "future_orientation",
    ] = Field(alias="class")
    year_from: Number
    year_to: Number
    bounds: Literal["stated", "implied", "supplied"]
    official: str
    gloss: Text
    source: Text
    guards: Items
    note: str

    _years = field_validator("year_to")(_check_years)
    _guards = field_validator("guards")(_check_guards)


class OfficialPeriod(_Row):
    """One period of the Party's own history, a row of ``official_periods.csv``.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> load_codebook().official_periods[2].year_from
    1978
    """

    id: Term
    zh: Text
    en: Text
    year_from: Number
    month_from: Month
    year_to: Number
    month_to: Month
    source: Text

    _years = field_validator("year_to")(_check_years)


class CalendarEntry(_Row):
    """One dated event that the date rules look up, a row of ``calendar.csv``.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> {row.year_from for row in load_codebook().calendar if row.term == "十一届三中全会"}
    {1978}
    """

    id: Term
    kind: Term
    term: Term
    year_from: Number
    year_to: Number
    gloss: Text
    source: Text
    note: str

    _years = field_validator("year_to")(_check_years)


class Idiom(_Row):
    """One four-character idiom of the idiom list, a row of ``idioms.csv``.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> any(idiom.term == "风雨同舟" for idiom in load_codebook().idioms)
    True
    """

    term: Term
    source: Text

"""The article's periods against the official ones, on one axis of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from yz_analysis.figures_frame import POINTS_PER_MM, both, empty, open_sheet, remark
from yz_analysis.figures_text import shorten, text_width, wrap
from yz_analysis.style import (
    INK,
    PERIOD_CLASSES,
    QUIET,
    RULE,
    SIZE_LABEL,
    SIZE_NOTE,
    Lang,
    colour,
    current_style,
    marker,
    name,
    styled,
)

__all__ = [
    "Reference", "draw_span", "plot_period_axis", "references", "say_undated", "year_limits",
    "year_ticks",
]  # fmt: skip

#: Bands of the official periods, taking turns; no code has these colours.
_BANDS = ("#e9e9e9", "#f7f7f7")


@dataclass(frozen=True, slots=True)
class Reference:
    """One period reference: what it says, when, and where it stands."""

    code: str
    text: str
    position: int
    section: str
    year_from: int | None
    year_to: int | None
    times: int = 1

    @property
    def dated(self) -> bool:
        """Whether at least one end has a year."""
        return self.year_from is not None or self.year_to is not None


def references(table: pd.DataFrame) -> list[Reference]:
    """Return the rows of a table of periods, in its order."""

    def year(value: Any) -> int | None:
        return None if pd.isna(value) else int(str(value).partition(".")[0])

    columns = ("class", "text", "position", "section", "year_from", "year_to")
    rows = zip(*(table[column].tolist() for column in columns), strict=True)
    return [
        Reference(str(code), str(text), int(position), str(section), year(first), year(last))
        for code, text, position, section, first, last in rows
    ]


def year_limits(years: Sequence[int]) -> tuple[int, int]:
    """Return round years before the first and well after the last, for what has no end."""
    if not years:
        return 1900, 2050
    return (min(years) - 4) // 10 * 10, -(-(max(years) + 14) // 10) * 10


def year_ticks(limits: tuple[int, int], most: int) -> list[int]:
    """Return round years within the limits, at most so many.

    Examples
    --------
    >>> year_ticks((1910, 2040), 7)
    [1920, 1940, 1960, 1980, 2000, 2020, 2040]
    """
    span = limits[1] - limits[0]
    step = next((s for s in (5, 10, 20, 50, 100, 200, 500) if span / s < most), 1000)
    return list(range(-(-limits[0] // step) * step, limits[1] + 1, step))


def say_undated(table: pd.DataFrame, lang: Lang) -> str:
    """Say for the note which references have no year and are not drawn."""
    texts = list(dict.fromkeys(one.text for one in references(table) if not one.dated))
    if not texts:
        return ""
    few, more = texts[:5], len(texts) - 5
    return both(
        lang,
        f"；没有年份、未画出的有：{'、'.join(few)}" + (f"等 {len(texts)} 种" if more > 0 else ""),
        f"; without a year and not drawn: {', '.join(few)}"
        + (f" and {more} more" if more > 0 else ""),
    )


def _grouped(table: pd.DataFrame, most: int) -> tuple[list[list[Reference]], int]:
    """Return the dated references by class, each text and span once, by years.

    Of more than `most` each class keeps its share of the commonest ones; the second
    value is how many are left out.
    """
    counted: dict[Reference, int] = {}
    for one in references(table):
        if one.dated:
            key = Reference(one.code, one.text, 0, "", one.year_from, one.year_to)
            counted[key] = counted.get(key, 0) + 1
    known = [*PERIOD_CLASSES, *sorted({one.code for one in counted} - set(PERIOD_CLASSES))]
    groups, left_out = [], 0
    for code in known:
        found = [
            Reference(code, k.text, 0, "", k.year_from, k.year_to, n)
            for k, n in counted.items()
            if k.code == code
        ]
        share = max(3, most * len(found) // max(len(counted), 1))
        if len(counted) > most and len(found) > share:
            left_out += len(found) - share
            found = sorted(found, key=lambda one: -one.times)[:share]
        found.sort(key=lambda one: (one.year_from or one.year_to or 0, one.year_to or 9999))
        if found:
            groups.append(found)
    return groups, left_out


@styled
def plot_period_axis(
    table: pd.DataFrame,
    official: pd.DataFrame,
    ax: Axes | None = None,
    lang: Lang = "zh",
    most: int = 45,
) -> Axes:
    """Draw what years the article speaks of, over the bands of the official periods.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.places.place_periods`.
    official : pandas.DataFrame
        The official periods: ``id``, ``zh``, ``en``, ``year_from``, ``month_from``,
        ``year_to``, ``month_to``.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note; the references stay Chinese.
    most : int, default 45
        How many rows a page holds; of a longer text the commonest references are drawn
        and the note says how many are not.

    Returns
    -------
    matplotlib.axes.Axes
        One row a distinct reference, by class and year: a bar is a span, a point one
        year, an arrow an open end.
    """
    groups, left_out = _grouped(table, most)
    if not groups:
        return empty(ax, lang)
    rows = [one for group in groups for one in group]
    bands = _bands(official)
    years = [y for one in rows for y in (one.year_from, one.year_to) if y is not None]
    limits = year_limits([*years, *(int(band.start) for band in bands)])
    width = current_style().width_mm * POINTS_PER_MM
    size = SIZE_LABEL if current_style().wide else SIZE_NOTE
    room = width * 0.34
    names, depth = _band_names(bands, limits, width * 0.6, lang)
    spelled = both(lang, "、", ", ").join(f"{band.id} {band.names[lang]}" for band in bands)
    sheet = open_sheet(
        ax,
        3.5 * (len(rows) + 1.15 * len(groups)) + 2.8 * depth + 12,
        _say_turning_points(table, bands, lang),
        remark(
            table,
            lang,
            "横条为时段，点为单一年份，箭头为未说明的起讫"
            + (f"；{spelled}" if bands and names[0] == bands[0].id else "")
            + say_undated(table, lang)
            + (f"；另有 {left_out} 种未画出" if left_out else ""),
            "A bar is a span, a point a single year, an arrow an end left open"
            + (f"; {spelled}" if bands and names[0] == bands[0].id else "")
            + say_undated(table, lang)
            + (f"; {left_out} more are not drawn" if left_out else ""),
            rates=False,
        ),
    )
    ax = sheet.axes
    ticks: list[float] = []
    labels: list[str] = []
    y = 0.0
    for group in groups:
        ax.text(
            -0.012, y, name(group[0].code, lang), ha="right", va="center_baseline",
            fontweight="bold", fontsize=size, gid="class",
            transform=blended_transform_factory(ax.transAxes, ax.transData),
        )  # fmt: skip
        for one in group:
            y += 1
            draw_span(ax, one, (0, y), limits, across=True)
            times = f" ×{one.times}" if one.times > 1 else ""
            labels.append(shorten(one.text, room - text_width(times, size), size) + times)
            ticks.append(y)
        y += 1.3
    ax.set_yticks(ticks, labels, fontsize=size)
    ax.set_ylim(y - 0.6, -0.8 - depth * 0.82)
    ax.set_xlim(limits)
    _draw_bands(ax, bands, names, limits)
    marks = year_ticks(limits, 10 if current_style().wide else 7)
    ax.set_xticks(marks, [str(mark) for mark in marks])
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close(both(lang, "年份", "year"))


def draw_span(
    ax: Axes, one: Reference, place: tuple[float, float], limits: tuple[int, int], *, across: bool
) -> None:
    """Draw a reference as bar, point or arrow; years run across, or else upward."""
    tone, mark = colour(one.code), marker(one.code)
    first = one.year_from if one.year_from is not None else limits[0] + 3
    last = one.year_to if one.year_to is not None else limits[1] - 2
    at = place[1] if across else place[0]

    def draw(years: list[float], style: str, **look: object) -> None:
        xs, ys = (years, [at] * len(years)) if across else ([at] * len(years), years)
        # Not clipped: a mark at the very end of the text is as whole as the others.
        ax.plot(xs, ys, style, color=tone, gid=one.code, clip_on=False, **look)  # type: ignore[arg-type]

    if one.year_from == one.year_to:
        draw([first], mark, markersize=4.2, markeredgewidth=0)
        return
    thick, head = (3.2, 6.5) if across else (2.2, 5.0)
    draw([first, last], "-", linewidth=thick, solid_capstyle="butt")
    if one.year_to is None:
        draw([last], ">" if across else "^", markersize=head, markeredgewidth=0)
    if one.year_from is None:
        draw([first], "<" if across else "v", markersize=head, markeredgewidth=0)


@dataclass(frozen=True, slots=True)
class _Band:
    id: str
    names: dict[str, str]
    start: float
    end: float | None
    year: int


def _bands(official: pd.DataFrame) -> list[_Band]:
    def moment(year: Any, month: Any) -> float | None:
        if pd.isna(year):
            return None
        return float(str(year)) + (0.0 if pd.isna(month) else (float(str(month)) - 1) / 12)

    bands = []
    for row in official.to_dict("records"):
        start = moment(row["year_from"], row.get("month_from"))
        if start is not None:
            end = moment(row["year_to"], row.get("month_to"))
            names = {"zh": str(row["zh"]), "en": str(row["en"])}
            bands.append(_Band(str(row["id"]), names, start, end, int(start)))
    return sorted(bands, key=lambda band: band.start)


def _band_names(
    bands: Sequence[_Band], limits: tuple[int, int], width: float, lang: Lang
) -> tuple[list[str], int]:
    """Break the official names to their bands; the ids alone when one would not fit."""
    names = []
    for band in bands:
        share = ((band.end or limits[1]) - band.start) / (limits[1] - limits[0])
        own = both(lang, band.names["zh"], band.names["en"])
        lines = wrap(own, share * width - 3, SIZE_NOTE)
        if len(lines) > 4 or any(text_width(line, SIZE_NOTE) > share * width - 3 for line in lines):
            return [one.id for one in bands], 1
        names.append("\n".join(lines))
    return names, max((text.count("\n") + 1 for text in names), default=0)


def _draw_bands(
    ax: Axes, bands: Sequence[_Band], names: list[str], limits: tuple[int, int]
) -> None:
    top = ax.get_ylim()[1]
    for index, (band, label) in enumerate(zip(bands, names, strict=True)):
        end = band.end or limits[1]
        ax.axvspan(band.start, end, color=_BANDS[index % 2], linewidth=0, zorder=0)
        if index:
            ax.axvline(band.start, color=RULE, linewidth=0.6, zorder=0.5)
        ax.text(
            (band.start + end) / 2, top + 0.2, label, ha="center", va="top", fontsize=SIZE_NOTE,
            color=QUIET if len(label) > 3 else INK, linespacing=1.2, gid="official",
        )  # fmt: skip


def _say_turning_points(table: pd.DataFrame, bands: Sequence[_Band], lang: Lang) -> str:
    """Say which official turning points begin a period of the article, and which do not."""
    begun = sorted(
        {
            one.year_from
            for one in references(table)
            if one.code == "explicit_marker" and one.year_from
        }
    )
    turns = [band.year for band in bands[1:]]
    if not begun:
        return both(lang, "文中没有显性的时段标记", "The text has no explicit period marker")
    met = [str(year) for year in turns if year in begun]
    unmet = [str(year) for year in turns if year not in begun]
    own = [str(year) for year in begun if year not in {band.year for band in bands}]
    zh = [
        f"{'、'.join(met)} 年在文中有时段标记" if met else "",
        f"{'、'.join(unmet)} 年没有" if unmet else "",
        f"文中另以 {'、'.join(own)} 年为界" if own else "",
    ]
    en = [
        f"{_listed(met)} begin{'s' * (len(met) == 1)} a period of the text" if met else "",
        f"{_listed(unmet)} {'does' if len(unmet) == 1 else 'do'} not" if unmet and met
        else f"none begins a period of the text ({_listed(unmet)})" if unmet else "",
        f"the text adds {_listed(own)}" if own else "",
    ]  # fmt: skip
    return both(
        lang,
        "官方分期的转折年份中，" + "，".join(filter(None, zh)) if turns
        else f"文中的时段始于 {'、'.join(map(str, begun))} 年",
        "Of the official turning points, " + "; ".join(filter(None, en)) if turns
        else f"The periods of the text begin in {_listed([str(y) for y in begun])}",
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""

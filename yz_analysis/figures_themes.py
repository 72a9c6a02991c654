"""Figures of thematic emphasis: how often, in which part, and where along the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from yz_analysis.figures_frame import (
    POINTS_PER_MM,
    body_parts,
    both,
    empty,
    ink_on,
    label_codes,
    mark_parts,
    number,
    open_sheet,
    percent,
    remark,
    set_letter_ticks,
)
from yz_analysis.style import (
    INK,
    QUIET,
    SIZE_LABEL,
    SIZE_NOTE,
    THEMES,
    Lang,
    colour,
    current_style,
    name,
    part_name,
    styled,
)

__all__ = ["plot_theme_by_part", "plot_theme_ribbon", "plot_themes"]

#: Darkest cell of the matrix; white is none. Neither is the colour of a code.
_DEEP, _GREY_DEEP = "#234a66", "#3a3a3a"
_PALE, _LINE = "#8a8a8a", "#d9d9d9"
#: Cells with fewer hits are too small to say anything of a part.
_FEW = 5
_STEPS = MaxNLocator(6, steps=[1, 2, 5, 10])
_NONE_ZH, _NONE_EN = "正文中没有主题词", "The body holds no theme term"


@styled
def plot_themes(table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw the rate of each theme as a dot on its interval, the commonest on top.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.counts.count_themes`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        One dot a theme, also those without a hit; the number of hits at the right.
        The title says how many intervals overlap with the leader's.
    """
    if table.empty:
        return empty(ax, lang)
    ranked = table.sort_values("hits", ascending=False, kind="stable", ignore_index=True)
    sheet = open_sheet(ax, 4.7 * len(ranked) + 10, _say_leader(ranked, lang), remark(table, lang))
    ax = sheet.axes
    columns = ranked[["theme", "hits_per_1000_letters", "low", "high"]]
    for y, (code, rate, low, high) in enumerate(columns.itertuples(index=False, name=None)):
        ax.hlines(y, low, high, color=colour(code), linewidth=1.6, gid="interval")
        ax.plot(
            [rate], [y], "o", markersize=5.2, color=colour(code), markeredgecolor="white",
            markeredgewidth=0.7, gid="dot",
        )  # fmt: skip
    ax.set_yticks(range(len(ranked)), label_codes(ranked["theme"], lang, table, room_pt=_room()))
    for y, hits in enumerate(ranked["hits"]):
        _write_hits(ax, y, f"{hits:,}")
    _write_hits(ax, -1, both(lang, "次数", "hits"))
    ax.set_ylim(len(ranked) - 0.4, -1.3)
    most = ranked[["high", "hits_per_1000_letters"]].max().max()
    most = most * 1.03 if most > 0 else 1
    ax.set_xticks([x for x in _STEPS.tick_values(0, most) if 0 <= x <= most])
    ax.set_xlim(0, most)
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close(both(lang, "每千字次数（不计标点）", "hits per 1,000 letters"))


def _say_leader(ranked: pd.DataFrame, lang: Lang) -> str:
    """Say which theme has most hits, and how many intervals overlap with its own."""
    hits = int(ranked["hits"].iloc[0])
    if hits == 0:
        return both(lang, _NONE_ZH, _NONE_EN)
    tied, others = ranked[ranked["hits"] == hits], ranked[ranked["hits"] < hits]
    names = [
        (str(row["theme"]), str(row.get(lang) or name(str(row["theme"]), lang)))
        for _, row in tied.iterrows()
    ]
    alone = len(tied) == 1
    said = both(
        lang,
        f"主题词最多的是{''.join(f'“{full}”' for _, full in names)}"
        f"（{'' if alone else '各 '}{hits} 次）",
        f"{' and '.join(f'{code}, {full},' for code, full in names)} "
        f"{'has' if alone else 'have'} the most hits ({hits}{'' if alone else ' each'})",
    )
    rivals = int((others["high"] >= tied["low"].min()).sum())
    if rivals:
        return said + both(
            lang,
            f"，但另有 {rivals} 个主题的区间与之重叠，不能据此分出先后",
            f", but {rivals} other interval{'s' * (rivals > 1)} overlap{'s' * (rivals == 1)} with "
            f"{'its' if alone else 'their'} own: rank these with caution",
        )
    if others.empty or tied["low"].isna().any():
        return said
    return said + both(lang, "，区间高于其余各主题", ", with an interval above all others")


def _room() -> float:
    """Return the room in points for the labels of rows."""
    return current_style().width_mm * POINTS_PER_MM * 0.36


def _write_hits(ax: Axes, y: float, text: str) -> None:
    """Write a count in the column just right of an axes."""
    ax.annotate(
        text, (1, y), (17, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
        ha="right", va="center_baseline", gid="hits",
    )  # fmt: skip


@styled
def plot_theme_by_part(table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw themes by parts as a matrix: counts in the cells, rates as their shade.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.counts.count_themes_by_part`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        One row a theme, one column a part, both in the table's order; sums at the right.
    """
    if table.empty:
        return empty(ax, lang)
    themes, parts = list(table["theme"].unique()), list(table["part"].unique())
    columns = table[["theme", "part", "hits", "letters", "hits_per_1000_letters"]].fillna(0)
    cells = {row[:2]: _Cell(*row) for row in columns.itertuples(index=False, name=None)}
    sheet = open_sheet(
        ax,
        4.9 * (len(themes) + 3.4),
        _say_cell(cells, lang),
        remark(
            table,
            lang,
            "格内为次数，底色深浅为每千字次数；部分名下为该部分字数",
            "Cells hold counts, their shade is hits per 1,000 letters; the number below a "
            "part's name is its letters",
        ),
    )
    ax = sheet.axes
    deep = _GREY_DEEP if current_style().grey else _DEEP
    shades = LinearSegmentedColormap.from_list("rate", ["#ffffff", deep])
    rates = [[cells[theme, part].rate for part in parts] for theme in themes]
    top = max(map(max, rates)) or 1.0
    ax.pcolormesh(rates, cmap=shades, vmin=0, vmax=top, edgecolor=_LINE, linewidth=0.4)
    for y, theme in enumerate(themes):
        row = [cells[theme, part] for part in parts]
        for x, cell in enumerate(row):
            _write(ax, x, y, f"{cell.hits:,}", "cell", _ink(shades, cell.rate / top, cell.hits))
        _write(ax, len(parts) - 0.05, y, f"{sum(cell.hits for cell in row):,}", "sum")
    for x, part in enumerate(parts):
        brief = not current_style().wide and lang == "en"
        _write(ax, x, -1.65, part_name(part, lang, short=brief), "part")
        _write(ax, x, -0.9, f"{cells[themes[0], part].letters:,}", "letters", QUIET, SIZE_NOTE)
    _write(ax, len(parts) - 0.05, -1.65, both(lang, "合计", "all"), "part")
    _draw_scale(ax, shades, top, len(parts), len(themes), lang)
    labels = label_codes(themes, lang, table, room_pt=_room())
    ax.set_yticks([y + 0.5 for y in range(len(themes))], labels)
    ax.set_xticks([])
    ax.set_xlim(0, len(parts) + 0.9)
    ax.set_ylim(len(themes) + 1.5, -1.9)
    ax.spines[:].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close()


class _Cell(NamedTuple):
    """A row of the table."""

    theme: str
    part: str
    hits: int
    letters: int
    rate: float


def _say_cell(cells: Mapping[tuple[str, str], _Cell], lang: Lang) -> str:
    """Say which cell is the fullest, and how many are too small to say anything."""
    most = max(cells.values(), key=lambda cell: cell.hits)
    if most.hits == 0:
        return both(lang, _NONE_ZH, _NONE_EN)
    whole = sum(cell.hits for cell in cells.values() if cell.theme == most.theme)
    small = sum(cell.hits < _FEW for cell in cells.values())
    share, part = percent(most.hits / whole), part_name(most.part, lang)
    return both(
        lang,
        f"{part}有“{name(most.theme)}” {most.hits} 次，为各格之最，占该主题 {whole} 次的 {share}；"
        f"{len(cells)} 格中有 {small} 格不足 {_FEW} 次",
        f"{part} holds {most.hits} of the {whole} hits ({share}) of {most.theme}, "
        f"{name(most.theme, lang)}: the fullest cell. {small} of {len(cells)} cells hold "
        f"fewer than {_FEW}",
    )


def _ink(shades: LinearSegmentedColormap, share: float, hits: float = 1) -> str:
    """Return the ink that reads on a shade; a pale one for nothing."""
    red, green, blue, _ = shades(share)
    return ink_on(1 - (0.299 * red + 0.587 * green + 0.114 * blue)) if hits else _PALE


def _write(
    ax: Axes, x: float, y: float, text: str, kind: str, ink: str = INK, size: float = SIZE_LABEL
) -> None:
    """Write in the middle of the cell whose upper left corner is (x, y)."""
    ax.text(
        x + 0.5, y + 0.5, text, ha="center", va="center_baseline", color=ink, fontsize=size,
        fontweight="bold" if kind == "sum" else "normal", gid=kind,
    )  # fmt: skip


def _draw_scale(
    ax: Axes, shades: LinearSegmentedColormap, top: float, columns: int, rows: int, lang: Lang
) -> None:
    """Draw what the shades mean, as squares with their rate inside."""
    steps = [step for step in _STEPS.tick_values(0, top) if 0 <= step <= top]
    side = max(0.62 * min(columns / 6, 1), 0.15)  # a matrix of few parts has wide columns
    left = columns - side * len(steps)
    for x, step in enumerate(steps):
        corner = (left + side * x, rows + 0.55)
        ax.add_patch(
            Rectangle(
                corner, side, 0.8, facecolor=shades(step / top), edgecolor=_LINE, linewidth=0.4
            )
        )
        ink = _ink(shades, step / top)
        _write(ax, corner[0] + (side - 1) / 2, rows + 0.45, number(step), "scale", ink, SIZE_NOTE)
    ax.text(
        left - side / 5, rows + 0.95, both(lang, "每千字次数", "hits per 1,000 letters"), ha="right",
        va="center_baseline", fontsize=SIZE_NOTE, color=QUIET,
    )  # fmt: skip


@styled
def plot_theme_ribbon(
    table: pd.DataFrame, units: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh"
) -> Axes:
    """Draw each theme term as a stroke where it stands in the body, a row a theme.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.places.locate_themes`.
    units : pandas.DataFrame
        From :func:`yz_analysis.counts.count_units`: where the parts begin.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        One row a theme, in the codebook's order, one stroke a hit; the number of
        hits at the right.
    """
    if table.empty:
        return empty(ax, lang)
    found = [str(code) for code in table["theme"].unique()]
    known = list(THEMES) if set(found) & set(THEMES) else []
    codes = known + sorted(set(found) - set(known))
    parts = body_parts(units)
    sheet = open_sheet(
        ax,
        4.4 * (len(codes) + 1) + 8,
        _say_spread(table, len(codes), [part.id for part in parts], lang),
        remark(table, lang, "一线为一次", "One stroke is one hit"),
    )
    ax = sheet.axes
    ax.set_yticks(range(len(codes)), label_codes(codes, lang, room_pt=_room()))
    ax.set_ylim(len(codes) - 0.4, -1.55)
    if sheet.own:  # the axes gets its width beside the labels before the parts are named
        sheet.figure.draw_without_rendering()
    mark_parts(ax, parts, lang, top=1 - 1.0 / (len(codes) + 1.15))
    set_letter_ticks(ax, parts[-1].end)
    for y, code in enumerate(codes):
        rows = table[table["theme"] == code]
        ax.vlines(
            rows["position"] + rows["letters"] / 2, y - 0.36, y + 0.36, color=colour(code),
            linewidth=0.8 if current_style().wide else 0.6, gid=code,
        )  # fmt: skip
        _write_hits(ax, y, f"{len(rows):,}")
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close(both(lang, "在正文中的位置（字）", "position in the body (letters)"))


def _say_spread(table: pd.DataFrame, themes: int, parts: list[str], lang: Lang) -> str:
    """Say how many themes run through the whole text and how many keep to one part."""
    sections = [list(group) for _, group in table.groupby("theme")["section"]]
    through = sum(set(parts) <= set(group) for group in sections)
    bound = sum(2 * max(map(group.count, group)) >= len(group) for group in sections)
    return both(
        lang,
        f"{themes} 个主题中，{through} 个见于正文全部 {len(parts)} 个部分，"
        f"{bound} 个有一半以上的主题词集中在同一部分",
        f"Of {themes} themes, {through} {'occurs' if through == 1 else 'occur'} in all "
        f"{len(parts)} parts of the body; {bound} {'has' if bound == 1 else 'have'} at least "
        f"half of {'its' if bound == 1 else 'their'} terms in a single part",
    )

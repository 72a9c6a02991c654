"""Figures of slogan density: the family of measures, the curve along the text, the kinds."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from yz_analysis.figures_frame import (
    POINTS_PER_MM,
    Part,
    body_parts,
    both,
    empty,
    label_codes,
    mark_parts,
    number,
    open_sheet,
    percent,
    remark,
    set_letter_ticks,
)
from yz_analysis.figures_text import text_width
from yz_analysis.style import (
    INK,
    QUIET,
    RULE,
    SIZE_NOTE,
    Lang,
    colour,
    current_style,
    hatch,
    name,
    part_name,
    styled,
)

__all__ = ["plot_density_curve", "plot_density_family", "plot_kinds_by_part"]

#: Slate, as in the other figures of what has no code of its own.
SLATE, PALE = "#2f5874", "#c3d5e2"
GREY_SLATE, GREY_PALE = "#333333", "#d0d0d0"


def slate() -> tuple[str, str]:
    """Return the dark and the pale tone of what has no code."""
    return (GREY_SLATE, GREY_PALE) if current_style().grey else (SLATE, PALE)


@styled
def plot_density_family(table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw the four densities beside each other: rate with its interval, and coverage.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.density.count_density`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        One row a measure, D0 on top: a dot on its interval; at the right a bar for the
        coverage, on its own scale, and the share of sentences that hold a slogan.
    """
    if table.empty:
        return empty(ax, lang)
    sheet = open_sheet(ax, 6.5 * len(table) + 15, _say_range(table, lang), remark(table, lang))
    ax = sheet.axes
    dark, pale = slate()
    measures = table["measure"].tolist()
    columns = ("hits_per_1000_letters", "low", "high", "coverage", "share_of_sentences")
    values = list(zip(*(table[column].tolist() for column in columns), strict=True))
    top = max(float(table[["high", "hits_per_1000_letters"]].max().max()), 1e-9) * 1.04
    # One axes for all: coverage has its own scale right of the rates, the ticks stop before it.
    start, reach, end = top * 1.06, top * 0.3, top * (1.72 if current_style().wide else 1.9)
    widest = max(float(table["coverage"].max()), 1e-9)
    for y, (rate, low, high, coverage, sentences) in enumerate(values):
        ax.plot([low, high], [y, y], color=dark, linewidth=1.6, gid="interval")
        ax.plot(rate, y, "o", color=dark, markersize=5.5, markeredgecolor="white", gid="dot")
        ax.annotate(
            f"{rate:.1f}", (rate, y), (0, 5), textcoords="offset points", ha="center",
            fontweight="bold", gid="rate",
        )  # fmt: skip
        long = coverage / widest * reach
        ax.barh(y, long, left=start, height=0.5, color=pale, gid="coverage")
        ax.annotate(
            percent(coverage), (start + long, y), (2.5, 0), textcoords="offset points",
            va="center_baseline", gid="coverage",
        )  # fmt: skip
        ax.text(
            end, y, percent(sentences), va="center_baseline", ha="right", color=QUIET,
            gid="sentences",
        )  # fmt: skip
    ax.text(start, -0.95, both(lang, "覆盖率", "coverage"), va="center_baseline")
    ax.text(
        end, -0.95, both(lang, "含口号的句", "sentences"), va="center_baseline", ha="right",
        color=QUIET,
    )  # fmt: skip
    room = current_style().width_mm * POINTS_PER_MM * 0.36
    ax.set_yticks(range(len(table)), label_codes(measures, lang, room_pt=room))
    steps = [s for s in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(0, top) if s <= top]
    ax.set_xticks(steps, [number(step) for step in steps])
    ax.vlines(steps, -0.5, len(table) - 0.4, color="#e4e4e4", linewidth=0.5, zorder=0)
    ax.set_xlim(0, end)
    ax.set_ylim(len(table) - 0.4, -1.35)
    ax.spines["bottom"].set_bounds(0, top)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    sheet.close(both(lang, "每千字次数（不计标点）", "hits per 1,000 letters"))
    ax.xaxis.label.set_x(top / 2 / end)
    return ax


def _say_range(table: pd.DataFrame, lang: Lang) -> str:
    """Say by how much the answer depends on what is called a slogan."""
    rates, measures = table["hits_per_1000_letters"].tolist(), table["measure"].tolist()
    cover = table["coverage"].tolist()
    low, high = rates.index(min(rates)), rates.index(max(rates))
    if not rates[low] > 0:
        return both(
            lang,
            f"口号密度随定义而变：每千字 0 到 {rates[high]:.1f} 次",
            f"The density depends on the definition: 0 to {rates[high]:.1f} hits per 1,000 letters",
        )
    factor = f"{rates[high] / rates[low]:.1f}"
    return both(
        lang,
        f"口号密度随定义相差 {factor} 倍：每千字从 {rates[low]:.1f} 次（{measures[low]}）到 "
        f"{rates[high]:.1f} 次（{measures[high]}），覆盖正文的 {percent(cover[low])} 到 "
        f"{percent(cover[high])}",
        f"The definition moves the density by a factor of {factor}: {rates[low]:.1f} "
        f"({measures[low]}) to {rates[high]:.1f} ({measures[high]}) hits per 1,000 letters, "
        f"covering {percent(cover[low])} to {percent(cover[high])} of the body",
    )


@styled
def plot_density_curve(
    table: pd.DataFrame, units: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh"
) -> Axes:
    """Draw how slogan density rises and falls along the text.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.density.curve_density`.
    units : pandas.DataFrame
        From :func:`yz_analysis.counts.count_units`: where parts and sub-sections begin.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        The curve, each window drawn at its centre; parts shaded and named, run-in
        headings as ticks along the top; the highest and the lowest window named.
    """
    parts = body_parts(units)
    if table.empty or not parts:
        return empty(ax, lang)
    sheet = open_sheet(
        ax,
        58 if current_style().wide else 54,
        _say_peak(table, parts, lang),
        remark(
            table,
            lang,
            "各窗画在其中心处，故首尾各空半窗；上方短线为小标题",
            "Each window is drawn at its centre, so that half a window is blank at either end; "
            "ticks at the top are run-in headings",
        ),
    )
    ax = sheet.axes
    dark, pale = slate()
    rate = table["hits_per_1000_letters"]
    top = float(rate.max()) or 1.0
    ax.fill_between(table["position"], 0, rate, color=pale, linewidth=0, alpha=0.6)
    ax.plot(table["position"], rate, color=dark, linewidth=1.1, gid="curve")
    ax.set_ylim(0, top * 1.36)
    steps = [s for s in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(0, top) if s <= top * 1.1]
    ax.set_yticks(steps, [number(step) for step in steps])
    ax.set_ylabel(both(lang, "每千字次数", "hits per 1,000 letters"))
    set_letter_ticks(ax, parts[-1].end)
    mark_parts(ax, parts, lang, top=0.945)
    _mark_headings(ax, body_parts(units, "subsection"), parts[-1].end)
    for at, rise in ((int(rate.argmax()), 4), (int(rate.argmin()), -4)):
        x, y = float(table["position"].iloc[at]), float(rate.iloc[at])
        ax.plot(x, y, "o", color=dark, markersize=3.2, gid="extreme")
        ax.annotate(
            f"{y:.1f}", (x, y), (0, rise), textcoords="offset points", ha="center",
            va="bottom" if rise > 0 else "top", fontweight="bold", gid="extreme",
        )  # fmt: skip
    return sheet.close(both(lang, "在正文中的位置（字）", "position in the body (letters)"))


def _mark_headings(ax: Axes, subsections: list[Part], whole: int) -> None:
    """Draw a tick at each run-in heading, numbered where there is room for all numbers."""
    blend = blended_transform_factory(ax.transData, ax.transAxes)
    scale = current_style().width_mm * POINTS_PER_MM * 0.85 / whole
    headings = [one for one in subsections if not one.id.endswith(".0")]
    roomy = all(
        text_width(part_name(one.id), SIZE_NOTE) + 4 < (one.end - one.start) * scale
        for one in headings
    )
    for one in headings:
        ax.plot(
            [one.start] * 2, [0.86, 0.92], color=INK, linewidth=0.6, transform=blend, gid="heading"
        )
        if roomy:
            ax.text(
                one.start + 2 / scale, 0.89, part_name(one.id), va="center_baseline",
                fontsize=SIZE_NOTE, color=QUIET, transform=blend, gid="heading",
            )  # fmt: skip


def _say_peak(table: pd.DataFrame, parts: list[Part], lang: Lang) -> str:
    """Say how far the windows differ, and in which part the densest one is centred."""
    rate = table["hits_per_1000_letters"]
    at = float(table["position"].iloc[int(rate.argmax())])
    part = next((p.id for p in parts if p.start <= at < p.end), parts[-1].id)
    low, high = f"{rate.min():.1f}", f"{rate.max():.1f}"
    named = part_name(part, lang)
    return both(
        lang,
        f"沿全文看，口号密度在每千字 {low} 到 {high} 次之间起伏，最密处在{named}",
        f"Along the text the density moves between {low} and {high} hits per 1,000 letters; "
        f"the densest window lies in {named if named[-1].isdigit() else 'the ' + named.lower()}",
    )


@styled
def plot_kinds_by_part(table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw the kinds of slogan by parts: counts, and bars as long as the rates.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.density.count_kinds_by_part`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        One row a kind, one column a part, both in the table's order; all columns have
        the same scale; sums at the right.
    """
    if table.empty:
        return empty(ax, lang)
    kinds, parts = list(dict.fromkeys(table["kind"])), list(dict.fromkeys(table["part"]))
    top = float(table["hits_per_1000_letters"].max()) or 1.0
    sheet = open_sheet(
        ax,
        5.2 * (len(kinds) + 2.2),
        _say_commonest(table, len(parts), lang),
        remark(
            table,
            lang,
            f"数字为次数，条长为每千字次数（最长为 {top:.1f}）；部分名下为该部分字数",
            f"Numbers are counts, bars hits per 1,000 letters (the longest {top:.1f}); the number "
            "below a part's name is its letters",
        ),
    )
    ax = sheet.axes
    letters = dict(zip(table["part"], table["letters"], strict=True))
    rows = zip(
        *(table[c].tolist() for c in ("kind", "part", "hits", "hits_per_1000_letters")), strict=True
    )
    reach = 0.66 if current_style().wide else 0.56  # of a column, for the longest bar
    for kind, part, hits, rate in rows:
        x, y = parts.index(part), kinds.index(kind)
        if hits:
            ax.barh(
                y, rate / top * reach, left=x, height=0.62, color=colour(kind), hatch=hatch(kind),
                edgecolor="white" if hatch(kind) else "none", linewidth=0, gid="rate",
            )  # fmt: skip
        ax.text(
            x + (rate / top * reach if hits else 0) + 0.045, y, f"{hits}", va="center_baseline",
            color=INK if hits else "#8a8a8a", gid="cell",
        )  # fmt: skip
    for x, part in enumerate(parts):
        ax.plot([x, x], [-0.5, len(kinds) - 0.5], color=RULE, linewidth=0.5)
        short = not current_style().wide and lang == "en"
        ax.text(x, -1.45, part_name(part, lang, short=short), va="center_baseline", gid="part")
        ax.text(
            x, -0.8, f"{letters[part]:,}", va="center_baseline", fontsize=SIZE_NOTE, color=QUIET
        )
    end = len(parts) + 0.2
    ax.text(end, -1.45, both(lang, "合计", "all"), ha="right", va="center_baseline")
    sums = table.groupby("kind")["hits"].sum()
    for y, kind in enumerate(kinds):
        ax.text(
            end,
            y,
            f"{sums[kind]:,}",
            ha="right",
            va="center_baseline",
            fontweight="bold",
            gid="sum",
        )
    room = current_style().width_mm * POINTS_PER_MM * 0.34
    ax.set_yticks(range(len(kinds)), label_codes(kinds, lang, room_pt=room))
    ax.set_ylim(len(kinds) - 0.4, -2)
    ax.set_xlim(-0.02, end)
    ax.set_xticks([])
    for edge in ("left", "bottom"):
        ax.spines[edge].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close()


def _say_commonest(table: pd.DataFrame, parts: int, lang: Lang) -> str:
    """Say which kind has most hits, and how many kinds are found in every part."""
    sums = table.groupby("kind", sort=False)["hits"].sum()
    most = int(sums.max())
    if most == 0:
        return both(lang, "正文中没有口号", "The body holds no slogan")
    first = [name(str(kind), lang) for kind in sums.index[sums == most]]
    through = int((table.groupby("kind")["hits"].min() > 0).sum())
    return both(
        lang,
        f"{len(sums)} 类口号中，{'、'.join(first)}最多（{most} 次）；"
        f"见于全部 {parts} 个部分的有 {through} 类",
        f"Of {len(sums)} kinds of slogan, {' and '.join(first)} is the most frequent ({most} hits); "
        f"{through or 'none'} {'occurs' if through < 2 else 'occur'} in all {parts} parts",
    )

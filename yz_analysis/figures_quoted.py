"""What is in quotation marks, whose wording it is, and which labels the text unpacks."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from yz_analysis.figures_frame import both, empty, open_sheet, remark
from yz_analysis.figures_slogans import slate
from yz_analysis.style import INK, LEVELS, QUIET, SIZE_NOTE, Lang, current_style, name, styled

__all__ = ["plot_quoted"]

#: Height of a line of chips, in rows.
_LINE = 0.72


@styled
def plot_quoted(table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh") -> Axes:
    """Draw slogans by level: quoted or not, and which labels are unpacked.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.places.count_quoted`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note.

    Returns
    -------
    matplotlib.axes.Axes
        One row a level, the one with most slogan types on top. Left, a bar of the
        types never quoted and one of those quoted at least once; right, a chip for each
        label whose members the codebook knows: dark when the text lists them all, half
        when some, white when none. A name that does not fit its chip is cut.
    """
    if table.empty:
        return empty(ax, lang)
    sizes = table["level"].value_counts()
    known = [*LEVELS, *sorted(set(sizes.index) - set(LEVELS))]
    levels = sorted((one for one in known if one in sizes.index), key=lambda one: -int(sizes[one]))
    wide = current_style().wide
    columns = 5 if wide else 3
    chips = {one: _labels(table, one) for one in levels}
    heights = [max(1.0, -(-len(chips[one]) // columns) * _LINE + 0.28) for one in levels]
    sheet = open_sheet(
        ax, 5.4 * (sum(heights) + 1.8) + 2, _say_quoted(table, lang), _note(table, lang)
    )
    ax = sheet.axes
    dark, pale = slate()
    quoted = table["quoted_occurrences"] > 0
    left = table[~quoted]["level"].value_counts()
    right = table[quoted]["level"].value_counts()
    reach = float(max(left.max() if len(left) else 0, right.max() if len(right) else 0, 1))
    edge = (right.max() if len(right) else 0) + reach * (0.4 if wide else 0.6)
    end = edge + reach * (3.1 if wide else 3.6)
    pitch = (end - edge) / columns
    y, ticks = 0.0, []
    for level, height in zip(levels, heights, strict=True):
        at = y + height / 2
        ticks.append(at)
        for counts, sign, tone in ((left, -1, pale), (right, 1, dark)):
            n = int(counts.get(level, 0))
            ax.barh(at, sign * n, height=0.56, color=tone, gid="types")
            ax.annotate(
                str(n), (sign * n, at), (3 * sign, 0), textcoords="offset points",
                ha="left" if sign > 0 else "right", va="center_baseline", gid="types",
            )  # fmt: skip
        _draw_chips(ax, chips[level], (edge, at, pitch), columns)
        y += height
    ax.plot([0, 0], [0, y], color=INK, linewidth=0.6)
    head = -0.55
    for x, label, side in (
        (-reach * 0.04, both(lang, "未加引号", "not quoted"), "right"),
        (reach * 0.04, both(lang, "加引号", "quoted"), "left"),
    ):
        ax.text(x, head, label, ha=side, va="center_baseline", fontweight="bold")
    _draw_key(ax, (edge, head, end), lang)
    ax.set_yticks(ticks, [name(one, lang) for one in levels])
    ax.set_xlim(-reach * (1.2 if wide else 1.55), end)
    ax.set_ylim(y, -1.1)
    ax.set_xticks([])
    for spine in ("left", "bottom"):
        ax.spines[spine].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close()


_STATES = ("full", "partial", "none")


def _labels(table: pd.DataFrame, level: str) -> list[tuple[str, str]]:
    """Return the labels of a level whose members are known, unpacked ones first."""
    rows = table[(table["level"] == level) & table["unpacked"].isin(_STATES)]
    found = zip(rows["text"].tolist(), rows["unpacked"].tolist(), strict=True)
    return sorted(found, key=lambda one: (_STATES.index(one[1]), one[0]))


def _look(state: str) -> tuple[str, str]:
    """Return ground and ink of a chip."""
    dark, pale = slate()
    return {"full": (dark, "#ffffff"), "partial": (pale, INK), "none": ("#ffffff", INK)}[state]


def _draw_chips(
    ax: Axes, chips: list[tuple[str, str]], place: tuple[float, float, float], columns: int
) -> None:
    left, middle, pitch = place
    lines = -(-len(chips) // columns)
    for index, (text, state) in enumerate(chips):
        line, column = divmod(index, columns)
        x, y = left + column * pitch, middle + (line - (lines - 1) / 2) * _LINE
        ground, ink = _look(state)
        ax.add_patch(
            Rectangle(
                (x, y - 0.3), pitch * 0.93, 0.6, facecolor=ground, edgecolor=slate()[0],
                linewidth=0.5, gid=state,
            )
        )  # fmt: skip
        ax.text(
            x + pitch * 0.465, y, text if len(text) <= 6 else text[:5] + "…", ha="center",
            va="center_baseline", fontsize=SIZE_NOTE, color=ink, gid="label",
        )  # fmt: skip


def _draw_key(ax: Axes, place: tuple[float, float, float], lang: Lang) -> None:
    """Explain the chips above their columns."""
    left, y, end = place
    words = both(lang, "列全 部分 未列", "listed partly not").split()
    pitch = (end - left) / 3
    box = pitch * (0.13 if current_style().wide else 0.2)
    for index, (state, word) in enumerate(zip(_STATES, words, strict=True)):
        x = left + index * pitch
        ax.add_patch(
            Rectangle(
                (x, y - 0.24), box, 0.48, facecolor=_look(state)[0], edgecolor=slate()[0],
                linewidth=0.5,
            )
        )  # fmt: skip
        ax.text(x + box * 1.25, y, word, va="center_baseline", fontsize=SIZE_NOTE, color=QUIET)


def _note(table: pd.DataFrame, lang: Lang) -> str:
    unknown = int((table["unpacked"] == "").sum())
    return remark(
        table,
        lang,
        "左：口号种类数（相同文字算一种，至少一处加引号即算加引号）；右：编码手册知其所指各项的标签，"
        f"其余 {unknown} 种不适用",
        "Left, types of slogan (the same words are one type, quoted when quoted at least once); right, "
        f"the labels whose members the codebook knows, which leaves out {unknown} types",
        rates=False,
    )


def _say_quoted(table: pd.DataFrame, lang: Lang) -> str:
    """Say how many types are quoted, and how far two levels unpack their labels."""
    quoted, whole = int((table["quoted_occurrences"] > 0).sum()), len(table)
    said = both(
        lang,
        f"{whole} 种口号中 {quoted} 种加引号",
        f"{quoted} of {whole} slogan types are quoted",
    )
    labels = table[table["unpacked"].isin(_STATES)]
    if labels.empty:
        return said
    sizes = labels["level"].value_counts(sort=False)
    order = sorted(sizes.index, key=lambda one: (-int(sizes[one]), str(one)))[:2]
    told = []
    for level in order:
        full = int((labels[labels["level"] == level]["unpacked"] == "full").sum())
        told.append(
            both(
                lang,
                f"{name(level, lang)}标签 {sizes[level]} 个中 {full} 个在文中列全所指",
                f"{full} of {sizes[level]} {name(level, lang)}",
            )
        )
    return said + both(
        lang,
        "；" + "，".join(told),
        f"; the text lists all members of {' and '.join(told)} labels",
    )

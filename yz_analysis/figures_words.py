"""Figures of words: the commonest as bars, and as a cloud of real type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from math import sqrt
from typing import cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from yz_analysis import paths
from yz_analysis.figures_frame import MARGIN, POINTS_PER_MM, both, empty, open_sheet, remark
from yz_analysis.style import (
    FONT_FILES,
    INK,
    QUIET,
    SIZE_NOTE,
    Lang,
    current_style,
    styled,
)

__all__ = ["plot_terms", "plot_word_cloud"]

# Neutral slate, as in the bars of the parts: a word has no code and so no code's colour.
_BAR, _GREY_BAR = "#9dbbd0", "#b3b3b3"
_INKS = ("#17384f", "#2f5874", "#4a708b")
_GREY_INKS = ("#141414", "#3c3c3c", "#5e5e5e")

#: Type size of the cloud's rarest words: Han characters need 7 pt to read well.
_LEAST_SIZE = 7.0
#: The layout's squares a point: sizes and places are exact to a quarter of a point.
_GRID = 4
#: Shares of the sheet to be under type, tried in turn until all words find a place.
_FILLS = (0.55, 0.48, 0.42, 0.37, 0.32, 0.28, 0.24, 0.2, 0.16, 0.12)


@styled
def plot_terms(
    table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh", most: int = 20
) -> Axes:
    """Draw the commonest words as bars, with a mark where the string is commoner.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.tokens.count_words`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title, labels and note; the words stay as they are.
    most : int, default 20
        How many words to show; how many more are as common as the last is noted.

    Returns
    -------
    matplotlib.axes.Axes
        One bar a word, in the table's order, as long as its tokens; a tick at the
        number of strings where that differs.
    """
    if most < 1:
        raise ValueError(f"most must be at least 1, not {most}")
    if table.empty:
        return empty(ax, lang)
    shown = table.head(most).reset_index(drop=True)
    apart = shown[shown["strings"] != shown["tokens"]]
    sheet = open_sheet(
        ax,
        3.9 * len(shown) + 9,
        _say_commonest(shown, len(apart), lang),
        remark(table, lang, *_say_cut(table, len(shown), bool(len(apart)))),
    )
    ax = sheet.axes
    bar = _GREY_BAR if current_style().grey else _BAR
    ax.barh(shown.index, shown["tokens"], height=0.68, color=bar)
    top = int(shown[["tokens", "strings"]].max().max())
    for y, tokens, strings in zip(shown.index, shown["tokens"], shown["strings"], strict=True):
        if strings == tokens:
            ax.annotate(
                f"{tokens:,}", (tokens, y), (2.5, 0), textcoords="offset points",
                va="center_baseline", gid="tokens",
            )  # fmt: skip
            continue
        ax.annotate(
            f"{tokens:,}", (tokens, y), (-2.5, 0), textcoords="offset points", ha="right",
            va="center_baseline", gid="tokens",
        )  # fmt: skip
        ax.plot([tokens, strings], [y, y], color=QUIET, linewidth=0.6, zorder=1)
        ax.plot([strings] * 2, [y - 0.34, y + 0.34], color=INK, linewidth=1.1, gid="strings")
        first = y == apart.index[0]
        label = both(lang, f"字串 {strings:,}", f"{strings:,} strings") if first else f"{strings:,}"
        ax.annotate(
            label, (strings, y), (2.5, 0), textcoords="offset points", va="center_baseline",
            fontsize=SIZE_NOTE, color=QUIET, gid="string count",
        )  # fmt: skip
    ax.set_yticks(shown.index, shown["text"])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 10 ** len(str(top))) if top / s <= 8)
    ax.set_xticks(range(0, top + 1, step))
    ax.set_xlim(0, top * (1.12 if current_style().wide else 1.22))
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return sheet.close(both(lang, "次数", "occurrences"))


def _say_commonest(shown: pd.DataFrame, apart: int, lang: Lang) -> str:
    hits = int(shown["tokens"].iloc[0])
    first = list(shown.loc[shown["tokens"] == hits, "text"])
    said = both(
        lang,
        f"最常见的词是{''.join(f'“{word}”' for word in first)}"
        f"（{'各 ' if len(first) > 1 else ''}{hits} 次）",
        f"The commonest word{' is' if len(first) == 1 else 's are'} {', '.join(first)} "
        f"({hits} times{' each' if len(first) > 1 else ''})",
    )
    if not apart:
        return said
    return said + both(
        lang,
        f"；所列 {len(shown)} 词中有 {apart} 个作为字串出现得更多",
        f"; {apart} of the {len(shown)} shown {'occurs' if apart == 1 else 'occur'} more often "
        "as a string than as a word",
    )


def _say_cut(table: pd.DataFrame, shown: int, marked: bool) -> tuple[str, str]:
    """Say what the mark means, and how many words the cut leaves out that are as common."""
    zh, en = [], []
    if marked:
        zh.append("竖线为字串次数，包括在更长的词里的")
        en.append("Upright marks count the string, also inside longer words")
    last = int(table["tokens"].iloc[shown - 1])
    left = int((table["tokens"].iloc[shown:] == last).sum())
    if left:
        zh.append(f"另有 {left} 个词也是 {last} 次，未列")
        en.append(f"{left} more words with {last} are not shown")
    return "；".join(zh), ". ".join(en)


@styled
def plot_word_cloud(
    table: pd.DataFrame, ax: Axes | None = None, lang: Lang = "zh", seed: int = 0
) -> Axes:
    """Set the words as a cloud: the area of a character follows the word's tokens.

    The words are placed by the wordcloud library and drawn as type, so that a PDF
    stays sharp and can be searched. Words of one count have one size, none is turned,
    none is under 7 pt; where they do not all fit, the rarest are left out together.
    Commoner words are darker; places mean nothing.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`yz_analysis.tokens.count_words`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; a new figure of the current width when left out.
    lang : {"zh", "en"}
        Language of title and note; the words stay as they are.
    seed : int, default 0
        Of the places; the same seed gives the same cloud.

    Returns
    -------
    matplotlib.axes.Axes
        One text a word.
    """
    if table.empty:
        return empty(ax, lang)
    width, height = _canvas(ax)
    counts = table[["text", "tokens"]].itertuples(index=False, name=None)
    words = _place(tuple(counts), width, height, seed)
    top = [
        f"{text}（{n}）" for text, n in table[["text", "tokens"]].head(3).itertuples(index=False)
    ]
    least = min(word.tokens for word in words)
    sheet = open_sheet(
        ax,
        height / POINTS_PER_MM + 3,  # the spare millimetres are for the paddings
        both(
            lang,
            f"正文中最常见的词：{'、'.join(top)}",
            "The commonest words of the body: "
            + ", ".join(top).replace("（", " (").replace("）", ")"),
        ),
        remark(
            table,
            lang,
            f"图中 {len(words)} 个词，各至少 {least} 次；字的面积与次数成正比，位置无含义",
            f"Here {len(words)} words, each at least {least} times; the area of a character is "
            "proportional to the count; places mean nothing",
        ),
    )
    ax = sheet.axes
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    inks = _GREY_INKS if current_style().grey else _INKS
    for word in words:
        x, y = word.spot
        tone = inks[min(int(3 * (1 - word.size / words[0].size) / 0.7), 2)]
        # Offsets in points: the words keep their places whatever size the axes takes.
        ax.annotate(
            word.text, (0.5, 0.5), (x - width / 2, y - height / 2),
            xycoords="axes fraction", textcoords="offset points", fontsize=word.size,
            color=tone, va="baseline", gid="word", in_layout=False,
        )  # fmt: skip
    return sheet.close()


@dataclass(frozen=True, slots=True)
class _Word:
    """A placed word: its size, and the start of its baseline, in points."""

    text: str
    tokens: int
    size: float
    spot: tuple[float, float]


def _canvas(ax: Axes | None) -> tuple[float, float]:
    """Return the width and height in points that the words may fill."""
    if ax is None:
        width = current_style().width_mm * POINTS_PER_MM
        return width - 4 * MARGIN, width * (0.42 if current_style().wide else 0.85)
    extent = ax.get_window_extent()
    points = 72 / cast(Figure, ax.get_figure(root=True)).dpi
    return extent.width * points, extent.height * points


@lru_cache(maxsize=8)  # colour, grey and both languages share one layout
def _place(
    counts: tuple[tuple[str, int], ...], width: float, height: float, seed: int
) -> tuple[_Word, ...]:
    """Place as many words as fit at a readable size, words of one count all or none.

    Raises
    ------
    ValueError
        When not even the commonest words fit.
    """
    for least in sorted({n for _, n in counts}):
        texts = [text for text, n in counts if n >= least]
        tokens = [n for _, n in counts if n >= least]
        squares = sum(len(text) * n for text, n in zip(texts, tokens, strict=True))
        for fill in _FILLS:
            unit = min(sqrt(fill * width * height / squares), height / 4 / sqrt(tokens[0]))
            if round(unit * sqrt(tokens[-1]) * _GRID) < _LEAST_SIZE * _GRID:
                break
            # In whole squares, so that the library's rounding changes nothing.
            sizes = [round(unit * sqrt(n) * _GRID) / _GRID for n in tokens]
            spots = _lay_out(texts, sizes, width, height, seed)
            if spots:
                return tuple(starmap(_Word, zip(texts, tokens, sizes, spots, strict=True)))
    raise ValueError(
        f"no word fits a cloud of {width:.0f} × {height:.0f} points; give it more room"
    )


def _lay_out(
    texts: Sequence[str], sizes: Sequence[float], width: float, height: float, seed: int
) -> list[tuple[float, float]]:
    """Return where each word's baseline starts; nothing when a word does not fit."""
    # Imported here: it reads a file and loads an imaging library.
    from wordcloud import WordCloud

    font = str(paths.font_dir() / FONT_FILES[0])
    cloud = WordCloud(
        font_path=font,
        width=int(width * _GRID),
        height=int(height * _GRID),
        # A line of type is a twelfth of its size higher than its ink: keep lines apart.
        margin=round((sizes[0] / 12 + 0.6) * _GRID),
        prefer_horizontal=1,
        relative_scaling=1,
        max_words=len(texts),
        min_font_size=int(0.9 * sizes[-1] * _GRID),
        max_font_size=round(sizes[0] * _GRID),
        font_step=10_000,  # a word that does not fit is not made smaller: it would mislead
        random_state=seed,
        color_func=lambda *_, **__: "black",
    ).generate_from_frequencies(dict(zip(texts, sizes, strict=True)))
    if len(cloud.layout_) < len(texts):
        return []
    found = {}
    face = FontProperties(fname=font)
    for (text, _), _, (down, right), _, _ in cloud.layout_:
        ink = TextPath((0, 0), text, size=sizes[texts.index(text)], prop=face).get_extents()
        found[text] = (right / _GRID, height - down / _GRID - float(ink.y1))
    return [found[text] for text in texts]

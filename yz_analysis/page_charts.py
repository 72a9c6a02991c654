"""The charts of the reading page as plain numbers, and its colours for two grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from yz_analysis.counts import select
from yz_analysis.density import curve_density
from yz_analysis.page_text import css_class
from yz_analysis.places import locate_themes, place_periods
from yz_analysis.style_names import part_name

if TYPE_CHECKING:
    from yz_analysis.article import Article, Unit

__all__ = ["WINDOW", "chart", "shade"]

#: Width of the density curve's window, in letters.
WINDOW = 300
# More points than pixels show nothing more.
_POINTS = 600
# Lines and marks need this contrast with their ground (WCAG 2.2, criterion 1.4.11).
_CONTRAST = 3.0


def _luminance(channels: tuple[float, ...]) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in channels)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def shade(colour: str, ground: str) -> str:
    """Bring a colour as near to black or white as it must be seen on a ground.

    Examples
    --------
    >>> shade("#0b2f66", "#ffffff")
    '#0b2f66'
    >>> shade("#0b2f66", "#000000")
    '#3e5b86'
    """
    back, front = _luminance(_channels(ground)), _channels(colour)
    goal = 255.0 if back < 0.5 else 0.0
    for step in range(101):
        mixed = tuple(c + (goal - c) * step / 100 for c in front)
        low, high = sorted((back, _luminance(mixed)))
        if (high + 0.05) / (low + 0.05) >= _CONTRAST:
            break
    return "#" + "".join(f"{round(channel):02x}" for channel in mixed)


def chart(hits: pd.DataFrame, article: Article, codes: list[dict[str, Any]]) -> dict[str, Any]:
    """Work out the density curve and the ribbons.

    Returns
    -------
    dict
        ``curve`` and the ``area`` under it: SVG paths in a box of 1000 by 100, empty
        without a slogan; ``top``: the hits per 1,000 letters of its highest point;
        ``themes``: a code each, with its ``ticks`` as (start, width, class) in per cent
        of the body; ``periods``: the ticks of all; ``parts``: names and places,
        when there are several.
    """
    total = max(article.letters(), 1)
    percent = 100 / total
    curve, area, top = "", "", 0.0
    if len(select(hits, "slogan")) and article.letters():
        step = max(10, total // _POINTS)
        table = curve_density(hits, article, "D1", window=WINDOW, step=step)
        top = float(table["hits_per_1000_letters"].max())
        points = list(zip(table["position"], table["hits_per_1000_letters"], strict=True))
        # A text shorter than the window has one point: it is drawn as a level line.
        points = points if len(points) > 1 else [(0, points[0][1]), (total, points[0][1])]
        places = [position / total * 1000 for position, _ in points]
        heights = [100 - value / (top or 1) * 96 for _, value in points]
        curve = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(places, heights, strict=True))
        area = f"{curve}L{places[-1]:.1f} 100L{places[0]:.1f} 100Z"
    located = locate_themes(hits, article)
    columns = ["theme", "position", "letters"]
    ticks: dict[str, list[tuple[str, str, str]]] = {}
    for theme, position, letters in located[columns].values.tolist():
        ticks.setdefault(theme, []).append(
            (f"{position * percent:.2f}", f"{letters * percent:.2f}", css_class(theme))
        )
    periods = [
        (f"{position * percent:.2f}", f"{max(len(text), 1) * percent:.2f}", css_class(code))
        for code, position, text in place_periods(hits, article)[
            ["class", "position", "text"]
        ].values.tolist()
    ]
    body = [part for part in article.parts if part.id not in ("title", "byline")]

    def middle(part: Unit) -> int:
        return article.letters(article.body[0], (part.start + part.end) // 2)

    return {
        "curve": curve,
        "area": area,
        "top": top,
        "themes": [
            {**code, "ticks": ticks[code["code"]]}
            for code in codes
            if code["layer"] == "theme" and code["code"] in ticks
        ],
        "periods": periods,
        "parts": [
            {
                "at": f"{article.letters(article.body[0], part.start) * percent:.2f}",
                "middle": f"{middle(part) * percent:.2f}",
                "wide": article.letters(part.start, part.end) * percent >= 4,
                "zh": part_name(part.id, short=True),
                "en": part_name(part.id, "en", short=True),
            }
            for part in (body if len(body) > 1 else ())
        ],
    }

"""The look of every figure: fonts, sizes, colours, and the names of codes in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
from matplotlib import font_manager

from yz_analysis import paths
from yz_analysis.style_names import (
    KINDS,
    LEVELS,
    MEASURES,
    PERIOD_CLASSES,
    THEMES,
    Lang,
    name,
    part_name,
)

__all__ = [
    "BAND", "FAMILY", "GROUND", "INK", "KINDS", "LEVELS", "MEASURES", "MIN_SIZE", "OUTPUT",
    "PERIOD_CLASSES", "QUIET", "RULE", "SIZE_LABEL", "SIZE_NOTE", "SIZE_TITLE", "THEMES", "WIDE_MM", "Lang", "Style",
    "colour", "current_style", "hatch", "marker", "name", "part_name", "register_fonts", "style",
    "styled",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")

FAMILY = "Noto Sans SC"
FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")

# Points at printed size. Journals refuse type below 6 pt; Han characters need 7 to read well.
MIN_SIZE = 6.0
SIZE_NOTE = 6.0
SIZE_LABEL = 7.0
SIZE_TITLE = 8.0
#: From this width on a figure shows full names; below it, short ones (never smaller type).
WIDE_MM = 120.0

INK, QUIET, RULE, BAND, GROUND = "#1a1a1a", "#5a5a5a", "#b4b4b4", "#f1f1f1", "#ffffff"

# Twelve hues cannot all differ for every eye: four groups of hue (Party, economy, society,
# outlook), told apart inside a group by lightness, and every mark is labelled as well. No hex
# value has a second meaning: kinds are Okabe-Ito's own, period classes Paul Tol's "muted".
_COLOURS = {
    "T1": "#7a2a05", "T2": "#c4510c", "T3": "#ee9a52",
    "T4": "#005b44", "T5": "#45b08c",
    "T6": "#0b2f66", "T7": "#1f6fb4", "T8": "#62a9dc", "T9": "#a3c8e4",
    "T10": "#55264f", "T11": "#a4508a", "T12": "#d79fc3",
    "NUM": "#d55e00", "ABB": "#e69f00", "QUO": "#cc79a7", "PAR": "#0072b2",
    "TIFA": "#56b4e9", "BRAND": "#009e73", "MOB": "#c8b400", "FOUR": "#8c8c8c",
    "explicit_marker": "#332288", "explicit_macro": "#117733", "event_allusion": "#882255",
    "era_slogan": "#999933", "future_orientation": "#2f9488", "date": "#707070",
}  # fmt: skip
_GREYS = {
    "T1": "#1a1a1a", "T2": "#4d4d4d", "T3": "#8a8a8a", "T4": "#262626", "T5": "#787878",
    "T6": "#141414", "T7": "#444444", "T8": "#747474", "T9": "#a0a0a0",
    "T10": "#202020", "T11": "#585858", "T12": "#929292",
    "NUM": "#111111", "ABB": "#3c3c3c", "QUO": "#8f8f8f", "PAR": "#2b2b2b",
    "TIFA": "#767676", "BRAND": "#565656", "MOB": "#a6a6a6", "FOUR": "#c0c0c0",
    "explicit_marker": "#101010", "explicit_macro": "#606060", "event_allusion": "#303030",
    "era_slogan": "#808080", "future_orientation": "#4a4a4a", "date": "#989898",
}  # fmt: skip
_HATCHES = {"ABB": "////", "QUO": "....", "TIFA": "\\\\\\\\", "BRAND": "xxxx", "MOB": "----"}
_MARKERS = {"event_allusion": "o", "era_slogan": "D", "date": "s", "future_orientation": "^"}

#: What must hold when a figure is written, whether or not a style is in force: type that can
#: be searched, the same ids each time, and advances as the font has them (hinted ones are
#: whole pixels, four per cent too wide on a screen, and lines would not fit).
OUTPUT: Mapping[str, Any] = {
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "yz_analysis",
    "text.hinting": "none",
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a figure is drawn for: the printed width, and colour or grey."""

    width_mm: float = 170.0
    grey: bool = False

    @property
    def wide(self) -> bool:
        """Whether there is room for full names."""
        return self.width_mm >= WIDE_MM


_current: ContextVar[Style | None] = ContextVar("yz_analysis_style", default=None)


def current_style() -> Style:
    """Return the style in force; outside ``with style(...)`` the default one."""
    return _current.get() or Style()


@contextmanager
def style(width_mm: float = 170.0, grey: bool = False) -> Iterator[Style]:
    """Draw the figures made inside for one printed width, in colour or in grey.

    Parameters
    ----------
    width_mm : float
        Printed width; 85 (one column) and 170 (two) are tried.
    grey : bool
        Greys, hatches and marker shapes instead of colours.

    Examples
    --------
    >>> with style(85) as narrow:
    ...     narrow.wide
    False
    """
    if not 40 <= width_mm <= 1000:
        raise ValueError(f"width_mm must lie between 40 and 1000 millimetres, not {width_mm}")
    register_fonts()
    chosen = Style(width_mm, grey)
    token = _current.set(chosen)
    try:
        with mpl.rc_context(_settings(chosen)):
            yield chosen
    finally:
        _current.reset(token)


def styled(function: Callable[P, R]) -> Callable[P, R]:
    """Make a plotting function draw in the style in force, or in the default one."""

    @wraps(function)
    def draw(*args: P.args, **kwargs: P.kwargs) -> R:
        if _current.get() is not None:
            return function(*args, **kwargs)
        with style():
            return function(*args, **kwargs)

    return draw


def _settings(chosen: Style) -> Any:  # matplotlib 3.11 types each key, 3.10 none
    return {
        # The family itself, not "sans-serif": a figure shown later, outside the style, keeps it.
        "font.family": [FAMILY],
        "font.size": SIZE_LABEL,
        "axes.titlesize": SIZE_TITLE,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": SIZE_LABEL,
        "xtick.labelsize": SIZE_LABEL,
        "ytick.labelsize": SIZE_LABEL,
        "figure.figsize": (chosen.width_mm / 25.4, chosen.width_mm / 25.4 * 0.6),
        "figure.dpi": 150,
        "figure.constrained_layout.w_pad": 0.03,
        "figure.constrained_layout.h_pad": 0.03,
        "text.color": INK,
        "text.parse_math": False,  # a $ in an article is a $
        "axes.unicode_minus": True,
        "axes.edgecolor": RULE,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.5,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "xtick.color": RULE,
        "ytick.color": RULE,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.major.width": 0.5,
        "ytick.major.width": 0.5,
        "xtick.major.size": 2,
        "ytick.major.size": 2,
        "grid.color": "#e4e4e4",
        "grid.linewidth": 0.5,
        "hatch.linewidth": 0.4,
        "lines.linewidth": 1.2,
        "legend.frameon": False,
        **OUTPUT,
    }


@cache
def register_fonts() -> None:
    """Tell matplotlib of the package's own fonts, once.

    Raises
    ------
    FileNotFoundError
        When a font file is not where the package keeps it.
    """
    for file in FONT_FILES:
        path = paths.font_dir() / file
        if not path.is_file():
            raise FileNotFoundError(f"font {path} is missing; reinstall the package")
        font_manager.fontManager.addfont(path)


def colour(code: str) -> str:
    """Return the one colour of a code (its grey in a grey figure); of an unknown code, ink."""
    return (_GREYS if current_style().grey else _COLOURS).get(code, INK)


def hatch(code: str) -> str:
    """Return the hatch that tells a code apart in a grey figure; none in a coloured one."""
    return _HATCHES.get(code, "") if current_style().grey else ""


def marker(code: str) -> str:
    """Return the marker shape of a period class."""
    return _MARKERS.get(code, "o")

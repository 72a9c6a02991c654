"""The codebook: themes, slogans and periods as rows that were checked on loading."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from yz_analysis import paths
from yz_analysis.codebook_files import CodebookError, read_rows
from yz_analysis.codebook_rows import (
    CalendarEntry,
    Formulation,
    Idiom,
    OfficialPeriod,
    Period,
    Slogan,
    Theme,
    ThemeTerm,
)

__all__ = [
    "CalendarEntry",
    "Codebook",
    "CodebookError",
    "Formulation",
    "Idiom",
    "OfficialPeriod",
    "Period",
    "Slogan",
    "Theme",
    "ThemeTerm",
    "load_codebook",
]


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """Every list the tagger uses, in the order of the files.

    Compared by identity, so that what is built from a codebook can be kept with it.

    Attributes
    ----------
    themes, theme_terms, slogans, formulations, periods, official_periods, calendar, idioms
        One tuple of rows for each file. ``formulations`` (of the government work
        reports), ``calendar`` and ``idioms`` are empty when their file is missing.

    Examples
    --------
    >>> codebook = load_codebook()
    >>> [theme.code for theme in codebook.themes][:3]
    ['T1', 'T2', 'T3']
    """

    themes: tuple[Theme, ...]
    theme_terms: tuple[ThemeTerm, ...]
    slogans: tuple[Slogan, ...]
    formulations: tuple[Formulation, ...]
    periods: tuple[Period, ...]
    official_periods: tuple[OfficialPeriod, ...]
    calendar: tuple[CalendarEntry, ...]
    idioms: tuple[Idiom, ...]


def load_codebook(folder: str | os.PathLike[str] | None = None) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    folder : path, optional
        A folder of your own with the same files as ``data/codebook``, which is used
        when it is left out. ``formulations.csv``, ``calendar.csv`` and ``idioms.csv``
        may be missing. UTF-8, with or without a byte order mark.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        When a file is missing, empty, not UTF-8 or not CSV, when its columns are not
        the expected ones, or when rows are wrong; all bad rows of the file are named.

    Examples
    --------
    >>> codebook = load_codebook()
    >>> len(codebook.themes), codebook.official_periods[0].zh
    (12, '新民主主义革命时期')
    """
    home = paths.data_dir() / "codebook" if folder is None else Path(folder)
    if not home.is_dir():
        raise CodebookError(f"there is no folder '{home}'; copy data/codebook and change the copy")
    themes = read_rows(home / "themes.csv", Theme, ["code"])
    codes = [theme.code for theme in themes]
    official = read_rows(home / "official_periods.csv", OfficialPeriod, ["id"])
    names = ["", *(period.id for period in official)]
    return Codebook(
        themes=themes,
        theme_terms=read_rows(
            home / "theme_terms.csv",
            ThemeTerm,
            ["id", "term"],
            allowed={"theme": codes},
        ),
        slogans=read_rows(home / "slogans.csv", Slogan, ["id", "term"]),
        formulations=read_rows(
            home / "formulations.csv", Formulation, ["id", "term"], optional=True
        ),
        periods=read_rows(
            home / "periods.csv", Period, ["id", "term"], allowed={"official": names}
        ),
        official_periods=official,
        calendar=read_rows(
            home / "calendar.csv", CalendarEntry, ["id", "kind term"], optional=True
        ),
        idioms=read_rows(home / "idioms.csv", Idiom, ["term"], optional=True),
    )

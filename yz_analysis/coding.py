"""Codings by hand: load one, with every span put in its place in the article."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import pandas as pd

from yz_analysis import paths
from yz_analysis.article import Article, load_article
from yz_analysis.coding_files import CodingError, read_table, report_rows
from yz_analysis.coding_rows import CODES, NEGATIVES, THEMES, read_spans, read_themes

__all__ = ["CODES", "NEGATIVES", "THEMES", "Coding", "CodingError", "is_shipped", "load_coding"]

_THEME_COLUMNS = ("sentence", "primary", "secondary", "confidence", "note")
_SPAN_COLUMNS = (
    "layer", "code", "start", "end", "raw_start", "raw_end", "text", "sentence", "section",
    "flags", "confidence", "note",
)  # fmt: skip
_PERIOD_COLUMNS = (*_SPAN_COLUMNS, "official", "period_from", "period_to")
_NUMBERS = ("sentence", "start", "end", "raw_start", "raw_end")


@dataclass(frozen=True, slots=True, eq=False)
class Coding:
    """What one coder found in one article.

    A layer without a row counts as not coded.

    Attributes
    ----------
    name : str
        ``"a"``, ``"b"``, or the name of the folder.
    source : str
        File name of the article that was coded.
    sentences : int
        Number of its sentences.
    themes : DataFrame
        One row a coded sentence, in order: ``sentence``, ``primary``, ``secondary``
        (empty for none), ``confidence``, ``note``.
    slogans : DataFrame
        One row a span, in text order, nested ones included: ``layer``, ``code`` (the
        kind; NEGATIVES are no slogans), ``start`` and ``end`` (characters of
        ``article.text``), ``raw_start``, ``raw_end``, ``text``, ``sentence`` (0 in the
        title), ``section``, ``flags``, ``confidence``, ``note``. The first nine as in
        the hits of :func:`yz_analysis.annotate`.
    periods : DataFrame
        The same for time references, ``code`` being the class; then ``official``,
        ``period_from`` and ``period_to`` as the coder wrote them (``1980s``, ``open``).
    skipped : tuple of str
        Rows left out because they could not be used, each with the reason; empty
        unless asked for.
    """

    name: str
    source: str
    sentences: int
    themes: pd.DataFrame
    slogans: pd.DataFrame
    periods: pd.DataFrame
    skipped: tuple[str, ...] = ()


def load_coding(
    source: str | PathLike[str], article: Article | None = None, *, skip: bool = False
) -> Coding:
    """Load a coding and put its spans in their places in the article.

    Parameters
    ----------
    source : str or path
        ``"a"`` or ``"b"`` for the codings that come with the project, or a folder
        (``"./a"`` when it has such a name) with ``themes.csv``, ``slogans.csv``,
        ``periods.csv`` or some of them. A span is given by ``raw_start`` and
        ``raw_end``, or by ``sentence_no`` and ``text``, with ``nth`` where the words
        stand in the sentence more than once.
    article : Article, optional
        The article that was coded; the project's by default.
    skip : bool, default False
        Leave bad rows out and keep the reasons in ``skipped``, instead of refusing.
        Agreement is then measured on less than was coded.

    Returns
    -------
    Coding

    Raises
    ------
    CodingError
        Naming file, line, column and reason of every bad row, up to ten a file.

    Examples
    --------
    >>> coding = load_coding("a")
    >>> coding.slogans[["code", "sentence", "text"]].values.tolist()[3]
    ['BRAND', 0, '江中明珠']
    """
    article = load_article() if article is None else article
    name, files = _find_files(source)
    frames: dict[str, pd.DataFrame] = {}
    complaints: list[str] = []
    skipped: list[str] = []
    for layer in ("theme", "slogan", "period"):
        rows: list[dict[str, Any]] = []
        problems: dict[int, str] = {}
        if layer in files:
            if layer == "theme":
                table, problems = read_table(files[layer], [["sentence_no"], ["primary"]])
                rows = read_themes(table, article, problems)
            else:
                code = "kind" if layer == "slogan" else "class"
                table, problems = read_table(
                    files[layer], [["text"], [code], ["raw_start", "sentence_no"]]
                )
                rows = read_spans(table, article, layer, code, problems)
        if problems:
            complaints.append(report_rows(files[layer].name, problems))
            skipped += [
                report_rows(files[layer].name, {line: why}) for line, why in problems.items()
            ]
        frames[layer] = _frame(rows, layer)
    if complaints and not skip:
        raise CodingError("\n".join(complaints))
    return Coding(
        name,
        article.source,
        len(article.sentences),
        frames["theme"],
        frames["slogan"],
        frames["period"],
        tuple(skipped),
    )


def is_shipped(source: str | PathLike[str]) -> bool:
    """Say whether a coding is one of those that come with the project, made by a language model.

    Examples
    --------
    >>> is_shipped("a"), is_shipped("./a")
    (True, False)
    """
    return (paths.data_dir() / "coding" / f"coder_{fspath(source)}_themes.csv").is_file()


def _find_files(source: str | PathLike[str]) -> tuple[str, dict[str, Path]]:
    given = fspath(source)
    if is_shipped(given):
        folder, pattern, name = paths.data_dir() / "coding", f"coder_{given}_{{}}.csv", given
    else:
        folder, pattern = Path(source), "*{}.csv"
        name = folder.resolve().name
        if not folder.is_dir():
            raise CodingError(
                f"there is no folder '{given}'; give a folder with themes.csv, slogans.csv or "
                "periods.csv, or one of the shipped coders a and b"
            )
    files = {}
    for layer in ("theme", "slogan", "period"):
        found = [
            path
            for path in sorted(folder.glob(pattern.format(f"{layer}s")))
            if not path.name.startswith((".", "~$"))
        ]
        if len(found) > 1:
            names = ", ".join(path.name for path in found)
            raise CodingError(f"{folder}: {names} are all tables of {layer}s; keep one")
        if found:
            files[layer] = found[0]
    if not files:
        books = ", ".join(path.name for path in sorted(folder.glob("*.xls*")))
        advice = f" ({books}: save each sheet as 'CSV UTF-8')" if books else ""
        raise CodingError(f"{folder}: has no themes.csv, slogans.csv or periods.csv{advice}")
    return name, files


def _frame(rows: list[dict[str, Any]], layer: str) -> pd.DataFrame:
    columns = {"theme": _THEME_COLUMNS, "slogan": _SPAN_COLUMNS, "period": _PERIOD_COLUMNS}[layer]
    data = {
        name: pd.array(
            [row[name] for row in rows],
            dtype="int64" if name in _NUMBERS else "str",
        )
        for name in columns
    }
    return pd.DataFrame(data)

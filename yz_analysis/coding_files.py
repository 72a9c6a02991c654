"""Read one table of a coding as people save it, and say which rows cannot be used."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from yz_analysis.decoding import ArticleError, decode

__all__ = ["CodingError", "Row", "read_table", "report_rows"]

#: So many bad rows of a table are shown; the others are counted.
SHOWN_ROWS = 10
#: No one codes this much by hand; a larger file is another one.
MAX_BYTES = 20_000_000

# Excel in a European locale saves ; and its "Unicode text" tabs.
_DELIMITERS = (",", ";", "\t")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ADVICE = "save the sheet as 'CSV UTF-8'"


class CodingError(ValueError):
    """A coding that cannot be used: which file, where, why, and what to do.

    The message has one line for each bad row, up to ten a file, and counts the rest.
    """


class Row(NamedTuple):
    """One row of a table: the number of its first line, and its cells by column."""

    line: int
    cells: dict[str, str]


def read_table(path: Path, columns: Sequence[Collection[str]]) -> tuple[list[Row], dict[int, str]]:
    """Read a table that a spreadsheet or an editor saved.

    UTF-8 with or without a byte order mark, UTF-16, GBK and GB18030; cells parted by
    commas, semicolons or tabs. Blank rows and rows whose first cell begins with ``#``
    are no rows. Blanks around a cell are dropped. Column names may stand in any order
    and in capitals; columns nobody asked for are read too.

    Parameters
    ----------
    path : Path
    columns : sequence of collections of str
        What the header must have: of each collection at least one name.

    Returns
    -------
    rows : list of Row
        Columns that a short row lacks are empty.
    problems : dict
        Line to reason, for rows with more cells than the header.

    Raises
    ------
    CodingError
        When the file as a whole cannot be read or lacks a column.
    """
    text = _read_text(path)
    known = {name for names in columns for name in names}
    delimiter, header_line, text = _find_header(path, text, known)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    rows: list[Row] = []
    problems: dict[int, str] = {}
    line = header_line
    try:
        for record in reader:
            at, line = line, header_line + reader.line_num
            cells = [cell.strip() for cell in record]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not header:
                header = [_plain(cell) for cell in cells]
                _check_header(path.name, at, header, columns)
                continue
            if any(cells[len(header) :]):
                problems[at] = (
                    f"has {len(cells)} cells, not {len(header)}; "
                    "put a cell that holds a comma in double quotes"
                )
                continue
            padded = cells + [""] * (len(header) - len(cells))
            rows.append(Row(at, dict(zip(header, padded, strict=False))))
    except csv.Error as error:
        raise CodingError(
            f'{path.name}, line {line}: {error}; a quotation mark " is left open or stands '
            "alone: take it out or double it"
        ) from None
    return rows, problems


def report_rows(name: str, problems: dict[int, str]) -> str:
    """Put the bad rows of a file in order, ten of them in words."""
    bad = sorted(problems.items())
    lines = [f"{name}, line {line}, {reason}" for line, reason in bad[:SHOWN_ROWS]]
    if len(bad) > SHOWN_ROWS:
        lines.append(f"{name}: and {len(bad) - SHOWN_ROWS} more bad rows")
    return "\n".join(lines)


def _read_text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise CodingError(f"{path}: {size:,} bytes is no coding of one text; check the file")
        data = path.read_bytes()
    except OSError as error:
        raise CodingError(f"{path}: cannot be read ({error.strerror})") from None
    if data.startswith(_WORKBOOKS):
        raise CodingError(f"{path}: is an Excel workbook, not a table of text; {_ADVICE}")
    if not data.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
        raise CodingError(f"{path}: is empty; its first line names the columns")
    try:
        # A table may have no Chinese at all (codes and numbers), so plain UTF-8 and
        # UTF-16 with its mark come first, and the guess between encodings last.
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if b"\x00" not in data:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return decode(data)[0]
    except ArticleError as error:
        raise CodingError(f"{path}: {error}; in a spreadsheet, {_ADVICE}") from None


def _find_header(path: Path, text: str, known: Collection[str]) -> tuple[str, int, str]:
    """Return the delimiter, the number of the line that the table begins with, and the table."""
    number = 1
    if re.match(r"sep=.\r?\n", text):  # a hint for Excel, no row
        number, text = 2, text.partition("\n")[2]
    lines = (line for line in text.splitlines() if line.strip(' \t,;"') and line[0] != "#")
    header = next(lines, "")
    best = max(
        _DELIMITERS,
        key=lambda mark: sum(_plain(cell.strip('" ')) in known for cell in header.split(mark)),
    )
    return best, number, text


def _plain(name: str) -> str:
    """Write a column's name as the program does: ``Ｋｉｎｄ`` and ``KIND`` are ``kind``."""
    return unicodedata.normalize("NFKC", name).strip().lower()


def _check_header(
    name: str, line: int, header: list[str], columns: Sequence[Collection[str]]
) -> None:
    missing = [" or ".join(names) for names in columns if not set(names) & set(header)]
    if missing:
        there = ", ".join(cell for cell in header if cell) or "none"
        raise CodingError(
            f"{name}, line {line}: column {', '.join(missing)} is missing; the columns are {there}"
        )
    twice = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if twice:
        raise CodingError(
            f"{name}, line {line}: column {', '.join(twice)} stands twice; keep one of the two"
        )

"""Read one file of a codebook strictly: every bad row is named, none is guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

__all__ = ["CodebookError", "read_rows"]

#: So many bad rows of a file are shown; the others are counted.
SHOWN_ROWS = 10

# What a spreadsheet runs when a cell begins with it, in either width; blanks at the
# edges; characters that nobody sees (controls, zero-width, direction marks) or that are
# what is left of a broken file.
_BAD_CELL = re.compile(
    r"^[=+\-@＝＋－＠]|^\s|\s$|[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]"
)

Row = TypeVar("Row", bound=BaseModel)


class CodebookError(ValueError):
    """A codebook file that cannot be used: which one, where, why, and what to do.

    The message has one line for each bad row, up to ten, and counts the rest.

    Examples
    --------
    >>> from yz_analysis import load_codebook
    >>> try:
    ...     load_codebook("no/such/folder")
    ... except CodebookError as error:
    ...     print(error)
    there is no folder 'no/such/folder'; copy data/codebook and change the copy
    """


def read_rows(
    path: Path,
    model: type[Row],
    unique: Sequence[str],
    *,
    allowed: dict[str, list[str]] | None = None,
    optional: bool = False,
) -> tuple[Row, ...]:
    """Read one file of a codebook and check every row.

    Parameters
    ----------
    path : Path
        The file: UTF-8, with or without a byte order mark.
    model : type
        What a row is; its fields are the columns, in any order.
    unique : list of str
        Columns whose values do not repeat; ``"kind term"`` is a pair of them.
    allowed : dict, optional
        For a column that points to another file: the values that stand there.
    optional : bool, default False
        Take a missing file as an empty one.

    Returns
    -------
    tuple
        The rows, in the order of the file.

    Raises
    ------
    CodebookError
        Naming every bad row, or what is wrong with the file as a whole.

    Examples
    --------
    >>> from yz_analysis import paths
    >>> from yz_analysis.codebook_rows import Theme
    >>> len(read_rows(paths.data_dir() / "codebook" / "themes.csv", Theme, ["code"]))
    12
    """
    if optional and not path.exists():
        return ()
    columns = [field.alias or name for name, field in model.model_fields.items()]
    problems: dict[int, list[str]] = {}
    lines: list[int] = []
    records: list[dict[str, str]] = []
    header: list[str] = []
    for line, cells in _read_cells(path):
        if not header:
            header = _check_header(path.name, cells, columns)
        elif len(cells) != len(header):
            advice = "put a cell that holds a comma in double quotes"
            problems[line] = [f"the row has {len(cells)} cells, not {len(header)}; {advice}"]
        else:
            if any(map(_BAD_CELL.search, cells)):
                problems[line] = [
                    f"column {name!r}: {_explain_cell(cell)}"
                    for name, cell in zip(header, cells, strict=True)
                    if _BAD_CELL.search(cell)
                ]
            lines.append(line)
            records.append(dict(zip(header, cells, strict=True)))
    if not header:
        raise CodebookError(f"{path} is empty; its first line is: {','.join(columns)}")
    for line, problem in (
        *_find_repeats(lines, records, unique),
        *_find_strangers(lines, records, allowed or {}),
    ):
        problems.setdefault(line, []).append(problem)
    rows: list[Row] = []
    try:
        rows = _adapter(model).validate_python(records)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            at, name, *_ = details["loc"]
            known = problems.setdefault(lines[int(at)], [])
            if not any(problem.startswith(f"column {name!r}:") for problem in known):
                known.append(f"column {name!r}: {_explain(details)}")
    if problems:
        raise CodebookError(_report(path.name, problems))
    return tuple(rows)


@cache
def _adapter(model: type[Row]) -> TypeAdapter[list[Row]]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]


def _read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of a row's first line and its cells; empty lines are no rows."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise CodebookError(f"{path} is missing; copy it from data/codebook") from None
    except OSError as error:
        raise CodebookError(f"{path} cannot be read: {error.strerror}") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CodebookError(
            f"{path.name}, line {line}: is not UTF-8; save the file as 'CSV UTF-8'"
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CodebookError(
            f"{path.name}, line {line}: {error}; "
            "put a cell with a comma or a quotation mark in double quotes and double the marks"
        ) from None


def _check_header(name: str, cells: list[str], columns: list[str]) -> list[str]:
    unknown = [cell for cell in cells if cell not in columns]
    missing = [column for column in columns if column not in cells]
    twice = sorted({cell for cell in cells if cells.count(cell) > 1})
    faults = [
        f"{word} {', '.join(map(repr, found))}"
        for word, found in (
            ("unknown", unknown),
            ("missing", missing),
            ("repeated", twice),
        )
        if found
    ]
    if faults:
        raise CodebookError(
            f"{name}, line 1: columns {'; '.join(faults)}; the first line is: {','.join(columns)}"
        )
    return cells


def _find_repeats(
    lines: list[int], records: list[dict[str, str]], unique: Sequence[str]
) -> Iterator[tuple[int, str]]:
    for columns in unique:
        names = columns.split()
        keys = list(zip(*([record[name] for record in records] for name in names), strict=True))
        if len(set(keys)) == len(keys):
            continue
        first: dict[tuple[str, ...], int] = {}
        for line, key in zip(lines, keys, strict=True):
            known = first.setdefault(key, line)
            if known != line and all(key):
                value = _shorten(key[-1])
                yield (
                    line,
                    f"column {names[-1]!r}: {value} stands already in line {known}; keep one",
                )


def _find_strangers(
    lines: list[int], records: list[dict[str, str]], allowed: dict[str, list[str]]
) -> Iterator[tuple[int, str]]:
    for name, values in allowed.items():
        choices = ", ".join(value or "empty" for value in values)
        for line, record in zip(lines, records, strict=True):
            if record[name] not in values:
                yield line, f"column {name!r}: {_shorten(record[name])} is not one of {choices}"


def _explain_cell(cell: str) -> str:
    """Say what is wrong with a cell, whatever its column."""
    if cell.strip() != cell:
        return f"{_shorten(cell)} begins or ends with a blank; take it out"
    if cell[0] in "=+-@＝＋－＠":
        return (
            f"{_shorten(cell)} begins with {cell[0]!r}, which a spreadsheet runs as a formula; "
            "begin with a letter"
        )
    return f"{_shorten(cell)} holds a line break or a character that cannot be seen; take it out"


def _explain(details: Any) -> str:
    """Say what is wrong with a value, from one of pydantic's error records."""
    value, kind = details["input"], details["type"]
    if kind == "string_too_short" or value == "":
        return "is empty; it needs a value"
    if kind == "string_too_long":
        return f"{_shorten(value)} is longer than {details['ctx']['max_length']} characters"
    if kind == "string_pattern_mismatch":
        return f"{_shorten(value)} has no letter or digit, so it would match almost anywhere"
    if kind == "literal_error":
        choices = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return f"{_shorten(value)} is not one of {choices}"
    return f"{_shorten(value)} {details['msg'].removeprefix('Value error, ')}"


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:50]}…{text[-1]}"


def _report(name: str, problems: dict[int, list[str]]) -> str:
    """Put the bad rows of a file in order, ten of them in words."""
    bad = sorted(problems.items())
    shown = [f"{name}, line {line}, {'; '.join(found)}" for line, found in bad[:SHOWN_ROWS]]
    rest = len(bad) - len(shown)
    return "\n".join([*shown, *([f"{name}: and {rest} more bad rows"] if rest else [])])

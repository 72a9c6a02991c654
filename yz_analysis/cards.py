"""The data dictionary's facts: rows, columns and sha256 of every data file.

``python -m yz_analysis.cards`` writes them anew into ``data/README.md``; a test holds
the page to the files.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

from yz_analysis import paths
from yz_analysis.files import write_text

__all__ = ["card_facts", "read_cards", "update"]

_CARD = re.compile(r"^### `(?P<file>[^`]+)`\n\n(?P<facts>.*)$", re.MULTILINE)
_COLUMN = re.compile(r"^- `([^`]+)`", re.MULTILINE)


def card_facts(path: Path) -> str:
    """Say how many rows a file has and which bytes it is.

    Returns
    -------
    str
        One line: rows (CSV files) or bytes (others), then the sha256.
    """
    data = path.read_bytes()
    size = f"{len(data):,} bytes"
    if path.suffix == ".csv":
        size = f"{len(list(csv.DictReader(data.decode('utf-8').splitlines()))):,} rows"
    return f"{size} · sha256 `{hashlib.sha256(data).hexdigest()}`"


def read_cards(page: str) -> dict[str, tuple[str, list[str]]]:
    """Read the cards of the data dictionary: file to its line of facts and its columns."""
    found = list(_CARD.finditer(page))
    ends = [match.start() for match in found[1:]] + [len(page)]
    return {
        match["file"]: (match["facts"], _COLUMN.findall(page[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    }


def update(page: str, folder: Path) -> str:
    """Write each card's line of facts anew."""
    return _CARD.sub(lambda m: f"### `{m['file']}`\n\n{card_facts(folder / m['file'])}", page)


if __name__ == "__main__":
    readme = paths.data_dir() / "README.md"
    write_text(readme, update(readme.read_text(encoding="utf-8"), paths.data_dir()))

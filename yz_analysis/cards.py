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
from yz_analysis.statistics import wilson_interval

__all__ = ["card_facts", "read_cards", "sample_table", "update"]

_CARD = re.compile(r"^### `(?P<file>[^`]+)`\n\n(?P<facts>.*)$", re.MULTILINE)
_SAMPLES = re.compile(r"(<!-- samples -->).*?(<!-- end -->)", re.DOTALL)
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


def sample_table(folder: Path) -> str:
    """Set the precision of the rules, by decade, from the judged samples.

    Returns
    -------
    str
        A Markdown table: hits judged right of those drawn, NUM and PAR, each decade
        and all, with 95 % Wilson intervals for all (Wilson 1927).
    """
    counts: dict[str, dict[str, list[int]]] = {}
    for kind in ("num", "par"):
        with (folder / "coding" / f"sample_{kind}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for group in (f"{row['year'][:3]}0s", "all"):
                    pair = counts.setdefault(group, {}).setdefault(kind, [0, 0])
                    pair[0] += row["judgement"] == "right"
                    pair[1] += 1
    lines = ["| 年代 decade | NUM | PAR |", "|---|---|---|"]
    for group in sorted(counts):
        pairs = [counts[group].get(kind, [0, 0]) for kind in ("num", "par")]
        cells = [_share(right, drawn, group == "all") for right, drawn in pairs]
        lines.append(f"| {group} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def _share(right: int, drawn: int, interval: bool) -> str:
    if not drawn:
        return "–"
    text = f"{right}/{drawn} = {right / drawn:.2f}"
    if interval:
        low, high = wilson_interval(right, drawn)
        text += f" [{low:.2f}, {high:.2f}]"
    return text


def update(page: str, folder: Path) -> str:
    """Write each card's line of facts, and the table of the samples, anew."""
    page = _CARD.sub(lambda m: f"### `{m['file']}`\n\n{card_facts(folder / m['file'])}", page)
    return _SAMPLES.sub(lambda m: f"{m[1]}\n\n{sample_table(folder)}\n\n{m[2]}", page)


if __name__ == "__main__":
    readme = paths.data_dir() / "README.md"
    write_text(readme, update(readme.read_text(encoding="utf-8"), paths.data_dir()))

"""What one row of a coding may be, and where its span stands; a bad row says why."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

from yz_analysis.article import Article
from yz_analysis.coding_files import Row
from yz_analysis.coding_places import find_words, from_raw, trim

__all__ = ["CODES", "NEGATIVES", "THEMES", "read_spans", "read_themes"]

THEMES = tuple(f"T{number}" for number in range(1, 13))
#: What looks like a slogan and is none: honours, technical terms and counts, time markers.
NEGATIVES = ("X-HON", "X-TECH", "X-PERIOD")
#: Codes a coder may give, by layer. ``explicit_theme`` is coder A's own class for a topic
#: word (扬中红色历史) that marks no period; the codebook does not have it.
CODES = {
    "slogan": ("NUM", "ABB", "QUO", "PAR", "TIFA", "BRAND", "MOB", "FOUR", *NEGATIVES),
    "period": (
        "explicit_marker", "explicit_macro", "event_allusion", "era_slogan",
        "future_orientation", "explicit_theme",
    ),
}  # fmt: skip
_INTEGER = re.compile(r"([0-9]{1,9})(?:\.0+)?")


def read_themes(
    table: list[Row], article: Article, problems: dict[int, str]
) -> list[dict[str, Any]]:
    """Read the themes of the sentences, in their order; sentences without one are left out.

    What is wrong with a row goes into `problems`, by its line.
    """
    rows: list[dict[str, Any]] = []
    lines: dict[int, int] = {}
    for line, cells in table:
        try:
            number = _integer(cells, "sentence_no")
            if not cells["primary"] and not cells.get("secondary"):
                continue  # a sentence not coded
            _check_sentence(article, number, cells.get("text", ""))
            if number in lines:
                raise ValueError(
                    f"column 'sentence_no': {number} stands already in line {lines[number]}; "
                    "keep one of the two"
                )
            lines[number] = line
            primary = _code(cells, "primary", THEMES)
            secondary = _code(cells, "secondary", THEMES) if cells.get("secondary") else ""
            if primary == secondary:
                raise ValueError(f"column 'secondary': {secondary!r} is the primary theme too")
        except ValueError as error:
            problems[line] = str(error)
            continue
        rows.append(
            {**_notes(cells), "sentence": number, "primary": primary, "secondary": secondary}
        )
    return sorted(rows, key=lambda row: row["sentence"])


def _check_sentence(article: Article, number: int, text: str) -> None:
    total = len(article.sentences)
    if not 1 <= number <= total:
        raise ValueError(f"column 'sentence_no': {number} is not within 1 to {total}")
    unit = article.sentences[number - 1]
    sentence = article.text[unit.start : unit.end]
    if text and _bare(text) != _bare(sentence):
        raise ValueError(
            f"column 'text': {_short(text)} is not sentence {number} of {article.source}, "
            f"{_short(sentence)}; is it the right text, and were its rows moved?"
        )


def read_spans(
    table: list[Row], article: Article, layer: str, column: str, problems: dict[int, str]
) -> list[dict[str, Any]]:
    """Read the spans of a layer, in text order, longer before shorter.

    Words that stand in their sentence as often as they have rows are taken in turn;
    else `nth` must say which. What is wrong with a row goes into `problems`, by its line.
    """
    asked = Counter(
        (cells.get("sentence_no"), _bare(cells["text"]))
        for _, cells in table
        if not cells.get("nth") and not cells.get("raw_start")
    )
    given: Counter[tuple[str | None, str]] = Counter()
    lines: dict[tuple[int, int], int] = {}
    rows: list[dict[str, Any]] = []
    for line, cells in table:
        key = (cells.get("sentence_no"), _bare(cells["text"]))
        try:
            code = _code(cells, column, CODES[layer])
            if cells.get("raw_start"):
                span = _place_offsets(cells, article)
            else:
                places = _place_words(cells, article)
                if cells.get("nth"):
                    nth = _integer(cells, "nth")
                elif len(places) == asked[key]:
                    given[key] += 1
                    nth = given[key]
                else:
                    nth = 1 if len(places) == 1 else 0
                if not 1 <= nth <= len(places):
                    raise ValueError(
                        f"column 'nth': {cells['text']!r} stands {len(places)} times in sentence "
                        f"{cells['sentence_no']}; write which, 1 to {len(places)}"
                    )
                span = places[nth - 1]
            text = article.text[slice(*span)]
            known = lines.setdefault(trim(span[0], text), line)
            if known != line:
                raise ValueError(f"column 'text': {_short(text)} is coded in line {known} already")
        except ValueError as error:
            problems[line] = str(error)
            continue
        row = _notes(cells) | {"layer": layer, "code": code, "text": text}
        row["start"], row["end"] = span
        row["raw_start"], row["raw_end"] = article.to_raw(*span)
        row["sentence"], row["section"] = article.sentence_at(span[0]), article.part_at(span[0])
        if layer == "period":
            row["official"] = cells.get("official", "")
            row["period_from"] = cells.get("start", "")
            row["period_to"] = cells.get("end", "")
        rows.append(row)
    return sorted(rows, key=lambda row: (row["start"], -row["end"]))


def _place_offsets(cells: dict[str, str], article: Article) -> tuple[int, int]:
    raw_start, raw_end = _integer(cells, "raw_start"), _integer(cells, "raw_end")
    try:
        span = from_raw(article, raw_start, raw_end)
    except ValueError as error:
        raise ValueError(f"column 'raw_start': {error}") from None
    found = article.text[slice(*span)]
    if found != cells["text"]:
        raise ValueError(
            f"column 'text': {_short(cells['text'])} does not stand at {raw_start} to {raw_end} "
            f"of {article.source}; there is {_short(found)}"
        )
    return span


def _place_words(cells: dict[str, str], article: Article) -> list[tuple[int, int]]:
    number, words = _integer(cells, "sentence_no"), cells["text"]
    if not _bare(words):
        lost = "?" in words or "\ufffd" in words
        reason = "was lost when the file was saved; save it as 'CSV UTF-8'"
        raise ValueError(f"column 'text': {words!r} {reason if lost else 'holds no word'}")
    try:
        places = find_words(article, number, words)
    except ValueError as error:
        raise ValueError(f"column 'sentence_no': {error}") from None
    if not places:
        others = [
            str(other) for other in range(len(article.sentences) + 1)
            if find_words(article, other, words)
        ]  # fmt: skip
        where = f"; it stands in sentence {', '.join(others[:5])}" if others else ""
        raise ValueError(
            f"column 'text': {_short(words)} does not stand in sentence {number} of "
            f"{article.source}{where or '; copy the words from sentences.csv'}"
        )
    return places


def _integer(cells: dict[str, str], column: str) -> int:
    value = cells.get(column, "")
    match = _INTEGER.fullmatch(unicodedata.normalize("NFKC", value))
    if not match:
        raise ValueError(f"column {column!r}: {_short(value)} is no whole number")
    return int(match[1])


def _code(cells: dict[str, str], column: str, codes: tuple[str, ...]) -> str:
    value = unicodedata.normalize("NFKC", cells.get(column, ""))
    known = {code.casefold(): code for code in codes}
    if value.casefold() not in known:
        raise ValueError(f"column {column!r}: {_short(value)} is not one of {', '.join(codes)}")
    return known[value.casefold()]


def _notes(cells: dict[str, str]) -> dict[str, Any]:
    return {name: cells.get(name, "") for name in ("flags", "confidence", "note")}


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:30]}…")

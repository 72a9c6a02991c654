"""Hits made by hand, so that a test of a writer depends on no codebook."""

from __future__ import annotations

import pandas as pd

from yz_analysis.annotate import COLUMNS
from yz_analysis.article import Article


def make_hits(
    article: Article, *rows: tuple[str, str, str] | tuple[str, str, str, dict]
) -> pd.DataFrame:
    """Build the frame of ``annotate`` from (layer, code, words[, other columns]).

    The words are looked for from the start of the text; ``start`` and ``end`` among the
    other columns place them elsewhere.
    """
    made = []
    for layer, code, words, *rest in rows:
        more = rest[0] if rest else {}
        start = more.get("start", article.text.find(words))
        assert start >= 0, f"{words} is not in the text"
        end = more.get("end", start + len(words))
        raw = article.to_raw(start, end)
        row = {
            "layer": layer, "code": code, "start": start, "end": end,
            "raw_start": raw[0], "raw_end": raw[1], "text": article.text[start:end],
            "entry": f"{code}-001", "quoted": False, "nested": False, "level": "",
            "year_from": None, "year_to": None, "sentence": article.sentence_at(start),
            "section": article.part_at(start),
        }  # fmt: skip
        made.append({**row, **more})
    made.sort(
        key=lambda row: (
            row["start"],
            -row["end"],
            ("theme", "slogan", "period").index(row["layer"]),
        )
    )
    table = pd.DataFrame(made, columns=list(COLUMNS))
    return table.astype({"year_from": "Int64", "year_to": "Int64", "quoted": bool, "nested": bool})

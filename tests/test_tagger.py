"""How well the tagger gives back what two codings of the article share.

Recall is over the spans that both codings have; a hit is right when either has it. The
tagger was made with these codings in view: the figures say nothing of other texts.
"""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from yz_analysis import annotate, load_article, load_codebook, load_coding, select
from yz_analysis.agreement import agreed
from yz_analysis.density import MEASURES

codebook = cache(load_codebook)


def keys(table: pd.DataFrame) -> set[tuple[int, int, str]]:
    return set(zip(table["start"], table["end"], table["code"], strict=True))


def measure(layer: str, codes: tuple[str, ...], *, lists: bool) -> tuple[float, float, int, int]:
    """Return recall, precision, spans both codings have, and hits."""
    first, second = load_coding("a"), load_coding("b")
    tables = {"slogan": lambda c: c.slogans, "period": lambda c: c.periods}
    table = tables[layer]
    hits = annotate(load_article(), codebook(), lists=lists)
    found = hits[(hits["layer"] == layer) & hits["code"].isin(codes)]
    shared = keys(table(agreed(first, second)))
    gold = {key for key in shared if key[2] in codes}
    either = keys(table(first)) | keys(table(second))
    recall = len(gold & keys(found)) / len(gold)
    precision = len(keys(found) & either) / len(found)
    return recall, precision, len(gold), len(found)


# name, layer, codes, lists, least recall, least precision
CLAIMS = [
    ("NUM by rule", "slogan", ("NUM",), False, 1.00, 0.95),
    ("PAR by rule", "slogan", ("PAR",), False, 0.80, 0.75),
    ("core kinds with lists", "slogan", MEASURES["D1"], True, 0.95, 0.90),
    ("markers by rule", "period", ("explicit_marker",), False, 1.00, 0.95),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim[0] for claim in CLAIMS])
def test_the_tagger_gives_back_what_both_codings_share(
    claim: tuple[str, str, tuple[str, ...], bool, float, float], capsys: pytest.CaptureFixture[str]
) -> None:
    name, layer, codes, lists, least_recall, least_precision = claim
    recall, precision, gold, found = measure(layer, codes, lists=lists)
    with capsys.disabled():
        print(f"\n{name}: recall {recall:.2f} of {gold}, precision {precision:.2f} of {found}")
    assert recall >= least_recall
    assert precision >= least_precision


def test_rules_alone_find_no_fixed_formulation() -> None:
    hits = annotate(load_article(), codebook(), lists=False)
    assert select(hits, "slogan", ["TIFA"]).empty

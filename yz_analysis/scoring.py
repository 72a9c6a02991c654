"""Score hits against a coding by hand: precision, recall and F1, by span or by letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from yz_analysis.coding import CODES, NEGATIVES, Coding
from yz_analysis.coding_places import trim
from yz_analysis.counts import select
from yz_analysis.density import MEASURES
from yz_analysis.notes import NESTING, Said, note
from yz_analysis.statistics import resample_ratios

__all__ = ["GROUPS", "MATCHES", "Spans", "match_spans", "score", "score_negatives", "score_taggers"]

#: Ways to count a match, the strictest first.
MATCHES = ("exact", "overlap", "letters")
#: Codes scored together, whichever of them a span has: the density family for slogans.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "slogan": dict(MEASURES),
    "period": {"any": CODES["period"]},
}
_RULES = {
    "exact": Said("首末字相同且类别相同才算一致", "a match has the same letters"),
    "overlap": Said(
        "共有的字超过较长一方的一半即算一致",
        "a match shares more than half of the longer span's letters",
    ),
    "letters": Said("逐字计数，不按条计", "letters are counted, not spans"),
}
_BODY = Said(
    "精确率以标注器所标为分母，召回率以人工标注为分母，只计正文",
    "precision over what was found, recall over what was coded, in the body",
)


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of a layer that count when only some codes are looked at; none overlaps.

    Attributes
    ----------
    bounds : list of tuple of int
        First and last letter of each, as start and end without edge punctuation.
    letters : list of list of int
        Places of the letters of each.
    sentences : list of int
    codes : list of str
    """

    bounds: list[tuple[int, int]]
    letters: list[list[int]]
    sentences: list[int]
    codes: list[str]

    @classmethod
    def select(cls, table: pd.DataFrame, layer: str, codes: Iterable[str]) -> Spans:
        """Choose spans as :func:`yz_analysis.select` does, from hits or from a coding."""
        chosen = select(table, layer, codes)
        starts, texts = chosen["start"].tolist(), chosen["text"].tolist()
        both = list(zip(starts, texts, strict=True))
        return cls(
            [trim(start, text) for start, text in both],
            [[start + i for i, char in enumerate(text) if char.isalnum()] for start, text in both],
            chosen["sentence"].tolist(),
            chosen["code"].tolist(),
        )


def match_spans(gold: Spans, found: Spans, by: str) -> list[int]:
    """Match spans one to one and return the sentence of each match (of each letter, by letters).

    Two spans that share more than half of the longer one's letters can have no other
    such partner among spans that do not overlap, so no assignment needs to be sought.
    """
    if by == "exact":
        there = set(found.bounds)
        return [
            sentence
            for bounds, sentence in zip(gold.bounds, gold.sentences, strict=True)
            if bounds in there
        ]
    owner = {place: at for at, letters in enumerate(gold.letters) for place in letters}
    matched: list[int] = []
    for letters in found.letters:
        shared = Counter(owner[place] for place in letters if place in owner)
        for at, common in shared.items():
            if by == "letters":
                matched += [gold.sentences[at]] * common
            elif 2 * common > max(len(letters), len(gold.letters[at])):
                matched.append(gold.sentences[at])
    return matched


def score(hits: pd.DataFrame, coding: Coding, layer: str, *, by: str = "exact") -> pd.DataFrame:
    """Score hits against a coding.

    A coding is one reading, so what counts as wrong here may be a difference of
    opinion. Nesting is worked out on both sides among the codes of a row only: a NUM
    inside a PAR counts for NUM. Title and by-line are left out, and so are the dates
    that the tagger marks and the coders do not. Negatives (X-HON …) are no gold.

    Parameters
    ----------
    hits : DataFrame
        Rows of :func:`yz_analysis.annotate`.
    coding : Coding
        Of the same article.
    layer : {"slogan", "period"}
    by : {"exact", "overlap", "letters"}
        Exact: the same first and last letter and, in the rows of one code, the same code
        (strict, in the terms of SemEval-2013 task 9.1; punctuation at the edges is
        disregarded). Overlap: more than half of the longer span's letters are shared,
        half as in Persing & Ng 2016, so that each span has one partner at most.
        Letters: each letter is right or wrong by itself, so long spans weigh more.

    Returns
    -------
    pandas.DataFrame
        One row a code, then ``all`` (the sum over codes: span and code must fit), then
        the groups (D0 to D3; ``any`` for periods) in which any code of the group will
        do: ``code``, ``gold``, ``found``, ``matched``, ``precision``, ``recall``, ``f1``,
        ``low`` and ``high`` (95 % interval of F1, resampling sentences within the text).
        NaN where nothing was found or coded.

    Raises
    ------
    ValueError
        For an unknown layer or way to match, or hits of another text.

    References
    ----------
    Segura-Bedmar, I., Martínez, P. & Herrero-Zazo, M. (2013). SemEval-2013 task 9.
    Hripcsak, G. & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in
    information retrieval. JAMIA 12(3), 296-298 (F1 where negatives cannot be counted).

    Examples
    --------
    >>> from yz_analysis import annotate, load_article, load_codebook
    >>> from yz_analysis.coding import load_coding
    >>> table = score(annotate(load_article(), load_codebook()), load_coding("a"), "slogan")
    >>> table["code"].tolist()[-5:]
    ['all', 'D0', 'D1', 'D2', 'D3']
    """
    if layer not in GROUPS:
        raise ValueError(
            f"{layer!r} has no spans to score; choose slogan or period "
            "(themes are coded by the sentence)"
        )
    if by not in MATCHES:
        raise ValueError(f"{by!r} is no way to match; choose from {', '.join(MATCHES)}")
    if hits.attrs.get("source", coding.source) != coding.source:
        raise ValueError(
            f"the hits are of {hits.attrs['source']}, coding {coding.name} is of {coding.source}"
        )
    coded = coding.slogans if layer == "slogan" else coding.periods
    codes = [code for code in CODES[layer] if code not in NEGATIVES]
    rows: dict[str, npt.NDArray[np.float64]] = {}
    for name, group in ({code: (code,) for code in codes} | GROUPS[layer]).items():
        gold, found = Spans.select(coded, layer, group), Spans.select(hits, layer, group)
        matched = match_spans(gold, found, by)
        rows[name] = np.array(
            [
                _by_sentence(places, coding.sentences)
                for places in (_weigh(gold, by), _weigh(found, by), matched)
            ]
        )
    rows["all"] = np.sum([rows[code] for code in codes], axis=0)
    order = [*codes, "all", *GROUPS[layer]]
    counts = np.array([rows[name] for name in order])
    table = pd.DataFrame([_rate(name, counts[at]) for at, name in enumerate(order)])
    # F1 = 2·matched / (gold + found): a ratio of sums over the sentences.
    table["low"], table["high"] = resample_ratios(
        2 * counts[:, 2].T, (counts[:, 0] + counts[:, 1]).T
    )
    return note(table, _BODY, _RULES[by].then(NESTING))


def _weigh(spans: Spans, by: str) -> list[int]:
    """Return the sentence of each span, or of each letter."""
    if by != "letters":
        return spans.sentences
    pairs = zip(spans.sentences, spans.letters, strict=True)
    return [sentence for sentence, letters in pairs for _ in letters]


def _by_sentence(places: Sequence[int], sentences: int) -> list[int]:
    counts = Counter(places)
    return [counts[number] for number in range(1, sentences + 1)]


def _rate(name: str, counts: npt.NDArray[np.float64]) -> dict[str, Any]:
    gold, found, matched = (int(total) for total in counts.sum(axis=1))
    return {
        "code": name,
        "gold": gold,
        "found": found,
        "matched": matched,
        "precision": matched / found if found else float("nan"),
        "recall": matched / gold if gold else float("nan"),
        "f1": 2 * matched / (gold + found) if gold + found else float("nan"),
    }


def score_negatives(hits: pd.DataFrame, coding: Coding) -> pd.DataFrame:
    """Count what a coder marked as no slogan and the tagger took for one.

    Returns
    -------
    pandas.DataFrame
        One row a negative code: ``code``, ``negatives``, ``tagged`` (those that share
        more than half of the longer one's letters with a slogan hit of any kind that
        the coder did not mark as one).
    """
    slogans = CODES["slogan"][: -len(NEGATIVES)]
    coded = {
        trim(start, text)
        for start, text, code in coding.slogans[["start", "text", "code"]].itertuples(index=False)
        if code in slogans
    }
    found = hits[(hits["layer"] == "slogan") & hits["code"].isin(slogans)]
    strange = [
        trim(start, text) not in coded
        for start, text in zip(found["start"], found["text"], strict=True)
    ]
    found = found[np.array(strange, dtype=bool)]
    rows = []
    for code in NEGATIVES:
        gold = Spans.select(coding.slogans, "slogan", [code])
        tagged: set[tuple[int, int]] = set()
        for kind in slogans:
            spans = Spans.select(found, "slogan", [kind])
            for at, bounds in enumerate(gold.bounds):
                one = Spans([bounds], [gold.letters[at]], [0], [code])
                if match_spans(one, spans, "overlap"):
                    tagged.add(bounds)
        rows.append((code, len(gold.bounds), len(tagged)))
    return note(
        pd.DataFrame(rows, columns=["code", "negatives", "tagged"]),
        Said("分母为人工标出的反例", "over the negatives that were coded"),
        _RULES["overlap"],
    )


def score_taggers(
    tagged: Mapping[str, pd.DataFrame], codings: Sequence[Coding], layer: str
) -> pd.DataFrame:
    """Score several taggings against several codings, in every way of matching.

    Parameters
    ----------
    tagged : mapping of str to DataFrame
        Name of a tagging (``"lists and rules"``, ``"rules"``) to its hits.
    codings : sequence of Coding
    layer : {"slogan", "period"}

    Returns
    -------
    pandas.DataFrame
        ``tagger``, ``coding``, ``by``, then the columns of :func:`score`; one row each.
    """
    tables = []
    for name, hits in tagged.items():
        for coding in codings:
            for by in MATCHES:
                table = score(hits, coding, layer, by=by)
                table.insert(0, "by", by)
                table.insert(0, "coding", coding.name)
                table.insert(0, "tagger", name)
                tables.append(table)
    joined = pd.concat(tables, ignore_index=True)
    rule = _RULES["exact"].then(_RULES["overlap"]).then(_RULES["letters"]).then(NESTING)
    return note(joined, _BODY, rule)

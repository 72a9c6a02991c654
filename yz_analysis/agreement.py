"""How far two codings of one article agree: themes by sentence, spans by letter and whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from yz_analysis.article import Article
from yz_analysis.coding import CODES, NEGATIVES, Coding
from yz_analysis.coding_places import trim
from yz_analysis.notes import NESTING, Said, note
from yz_analysis.scoring import GROUPS, Spans, match_spans
from yz_analysis.statistics import alpha_interval, krippendorff_alpha

__all__ = ["agreed", "compare_spans", "compare_themes", "list_differences"]

_ALPHA = Said(
    "α 为 Krippendorff 名义尺度；95% 区间由句子重抽样一万次得出",
    "Krippendorff's alpha, nominal; 95% intervals from 10,000 resamples of the sentences",
)


def compare_themes(a: Coding, b: Coding) -> pd.DataFrame:
    """Compare the themes that two coders gave the sentences.

    Returns
    -------
    pandas.DataFrame
        Two rows, ``primary`` and ``secondary`` (none being a value like another):
        ``variable``, ``sentences`` (coded by both), ``same``, ``share``, ``alpha``,
        ``low``, ``high``. Empty when no sentence was coded by both.

    Examples
    --------
    >>> from yz_analysis.coding import load_coding
    >>> compare_themes(load_coding("a"), load_coding("b"))[["sentences", "same"]].values.tolist()
    [[53, 52], [53, 44]]
    """
    _check_same(a, b)
    rows = []
    both = a.themes.merge(b.themes, on="sentence", suffixes=("_a", "_b"))
    for variable in ("primary", "secondary") if len(both) else ():
        pair = [both[f"{variable}_a"].tolist(), both[f"{variable}_b"].tolist()]
        same = sum(x == y for x, y in zip(*pair, strict=True))
        rows.append(
            (variable, len(both), same, same / len(both), krippendorff_alpha(pair),
             *alpha_interval(pair))
        )  # fmt: skip
    names = ["variable", "sentences", "same", "share", "alpha", "low", "high"]
    return note(
        pd.DataFrame(rows, columns=names),
        Said("分母为两人都标了主题的句子", "over the sentences that both coded"),
        _ALPHA,
    )


def compare_spans(a: Coding, b: Coding, layer: str, article: Article) -> pd.DataFrame:
    """Compare the spans that two coders marked in the body.

    Alpha is taken letter by letter: the unit is one letter or digit of the body, its
    value the code of the span it stands in, or none. This is not alpha for unitizing
    (Krippendorff 1995): it does not see where one span ends and the next of the same
    code begins, and the many letters outside every span raise it. So it is printed with
    the shares of letters (Jaccard) and of whole spans (F1) that are alike.

    Parameters
    ----------
    a, b : Coding
    layer : {"slogan", "period"}
    article : Article
        The article that both coded.

    Returns
    -------
    pandas.DataFrame
        One row a code, then ``all`` (span and code must fit; for the letters, the
        outermost span of any code), then the groups D0 to D3, or ``any`` for periods
        (any code of the group will do): ``code``, ``spans_a``, ``spans_b``, ``same``
        (the same letters), ``f1_exact``, ``f1_overlap`` (more than half of the longer),
        ``letters_a``, ``letters_b``, ``letters_both``, ``jaccard``, ``alpha``, ``low``,
        ``high``. Nesting as in :func:`yz_analysis.scoring.score`. NaN where nothing
        was coded or nothing varies. Empty when a coder has not coded the layer.

    References
    ----------
    Krippendorff, K. (1995). On the reliability of unitizing continuous data.
    Sociological Methodology 25, 47-76. Mathet, Y., Widlöcher, A. & Métivier, J.-P.
    (2015). The unified and holistic method gamma. Computational Linguistics 41(3),
    437-479 (on what alpha by letter or token overlooks).
    """
    _check_same(a, b)
    if layer not in GROUPS:
        raise ValueError(f"{layer!r} has no spans to compare; choose slogan or period")
    if article.source != a.source:
        raise ValueError(f"{a.name} and {b.name} are codings of {a.source}, not {article.source}")
    tables = [coding.slogans if layer == "slogan" else coding.periods for coding in (a, b)]
    codes = [code for code in CODES[layer] if code not in NEGATIVES]
    first, last = article.body
    letters = [place for place in range(first, last) if article.text[place].isalnum()]
    sentences = [article.sentence_at(place) for place in letters]
    rows: list[list[Any]] = []
    for name, group in ({code: (code,) for code in codes} | GROUPS[layer]).items():
        one, other = (Spans.select(table, layer, group) for table in tables)
        values = [_letter_codes(spans, letters, merge=True) for spans in (one, other)]
        rows.append([name, *_compare(one, other), *_letters(values), *_alpha(values, sentences)])
    sums = [sum(row[i] for row in rows[: len(codes)]) for i in range(1, 5)]
    one, other = (Spans.select(table, layer, codes) for table in tables)
    values = [_letter_codes(spans, letters, merge=False) for spans in (one, other)]
    whole = ["all", *sums, *_letters(values), *_alpha(values, sentences)]
    rows.insert(len(codes), whole)
    names = ["code", "spans_a", "spans_b", "same", "overlapping", "letters_a", "letters_b",
             "letters_both", "alpha", "low", "high"]  # fmt: skip
    table = pd.DataFrame(rows if len(tables[0]) and len(tables[1]) else [], columns=names)
    spans = (table["spans_a"] + table["spans_b"]).astype(float)
    union = (table["letters_a"] + table["letters_b"] - table["letters_both"]).astype(float)
    table.insert(4, "f1_exact", 2 * table["same"].astype(float) / spans)
    table.insert(5, "f1_overlap", 2 * table.pop("overlapping").astype(float) / spans)
    table.insert(9, "jaccard", table["letters_both"].astype(float) / union)
    return note(
        table,
        Said(
            f"单位为正文 {len(letters):,} 字中的每一个字",
            f"alpha's unit is each of the body's {len(letters):,} letters and digits",
        ),
        _ALPHA.then(NESTING),
    )


def _compare(one: Spans, other: Spans) -> list[int]:
    return [
        len(one.bounds),
        len(other.bounds),
        len(match_spans(one, other, "exact")),
        len(match_spans(one, other, "overlap")),
    ]


def _letter_codes(spans: Spans, letters: Sequence[int], *, merge: bool) -> list[str]:
    """Return the code of each letter of the body, ``""`` outside every span."""
    code_at = {
        place: "in" if merge else code
        for code, places in zip(spans.codes, spans.letters, strict=True)
        for place in places
    }
    return [code_at.get(place, "") for place in letters]


def _letters(values: Sequence[Sequence[str]]) -> list[int]:
    one, other = values
    both = sum(x == y != "" for x, y in zip(one, other, strict=True))
    return [sum(map(bool, one)), sum(map(bool, other)), both]


def _alpha(values: Sequence[Sequence[str]], sentences: Sequence[int]) -> list[float]:
    if not values[0]:
        return [float("nan")] * 3
    return [krippendorff_alpha(values), *alpha_interval(values, groups=sentences)]


def agreed(a: Coding, b: Coding) -> Coding:
    """Keep what two codings have in common, as a coding of its own.

    Against it recall is what counts: a span that only one coder marked is not in it,
    though it may be a slogan, so precision comes out too low.

    Returns
    -------
    Coding
        Named ``"shared"``: sentences with the same primary theme (the secondary one
        where it is the same too), spans with the same letters and the same code,
        negatives included; offsets as in `a`.
    """
    _check_same(a, b)
    themes = a.themes.merge(
        b.themes[["sentence", "primary", "secondary"]],
        on=["sentence", "primary"],
        suffixes=("", "_b"),
    )
    other = themes.pop("secondary_b")
    themes["secondary"] = themes["secondary"].where(themes["secondary"] == other, "")
    kept = []
    for one, two in ((a.slogans, b.slogans), (a.periods, b.periods)):
        known = set(_keys(two))
        kept.append(one[[key in known for key in _keys(one)]].reset_index(drop=True))
    return Coding("shared", a.source, a.sentences, themes, kept[0], kept[1])


def list_differences(a: Coding, b: Coding, layer: str) -> pd.DataFrame:
    """List where two codings differ: the places to mend the codebook first.

    Returns
    -------
    pandas.DataFrame
        In text order: ``sentence``, ``text``, ``code_a``, ``code_b`` (empty where one
        coder marked nothing; for themes the primary ones, with an empty text). Spans of
        the title and nested ones are in it; spans whose edges differ are two rows.
    """
    _check_same(a, b)
    rows: list[tuple[int, str, str, str]]
    if layer == "theme":
        both = a.themes.merge(b.themes, on="sentence", suffixes=("_a", "_b"))
        both = both[both["primary_a"] != both["primary_b"]]
        triples = zip(both["sentence"], both["primary_a"], both["primary_b"], strict=True)
        rows = [(number, "", one, other) for number, one, other in triples]
    else:
        if layer not in GROUPS:
            raise ValueError(f"{layer!r} is no layer; choose theme, slogan or period")
        tables = [coding.slogans if layer == "slogan" else coding.periods for coding in (a, b)]
        found: dict[tuple[int, int], list[str]] = {}
        said: dict[tuple[int, int], tuple[int, str]] = {}
        for side, table in enumerate(tables):
            for (*bounds, code), number, text in zip(
                _keys(table), table["sentence"], table["text"], strict=True
            ):
                span = (bounds[0], bounds[1])
                found.setdefault(span, ["", ""])[side] = code
                said.setdefault(span, (number, text))
        order = sorted(found, key=lambda span: (span[0], -span[1]))
        rows = [(*said[span], *found[span]) for span in order if len(set(found[span])) > 1]  # type: ignore[misc]
    return pd.DataFrame(rows, columns=["sentence", "text", "code_a", "code_b"])


def _keys(table: pd.DataFrame) -> list[tuple[int, int, str]]:
    return [
        (*trim(start, text), code)
        for start, text, code in zip(table["start"], table["text"], table["code"], strict=True)
    ]


def _check_same(a: Coding, b: Coding) -> None:
    if (a.source, a.sentences) != (b.source, b.sentences):
        raise ValueError(
            f"{a.name} is a coding of {a.source} ({a.sentences} sentences) and {b.name} of "
            f"{b.source} ({b.sentences}); two codings of one text can be compared"
        )

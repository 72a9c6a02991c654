"""One text in numbers: units, density family, themes, periods."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from yz_analysis.annotate import annotate
from yz_analysis.counts import body_parts, count_periods, count_themes
from yz_analysis.density import count_density, count_kinds

if TYPE_CHECKING:
    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["describe", "format_description"]

#: Below this a rate per 1,000 letters multiplies single hits by more than three.
SHORT_LETTERS = 300


def describe(article: Article, codebook: Codebook, *, year: int | None = None) -> dict[str, Any]:
    """Count the body of an article: what ``yz describe --format json`` prints.

    Returns
    -------
    dict
        ``units``, ``density`` (D0 to D3), ``slogans`` (by kind), ``themes``,
        ``periods`` (by class). Rates are hits per 1,000 letters and digits of the body,
        rounded to four decimals; shares lie between 0 and 1.

    Examples
    --------
    >>> from yz_analysis import load_article, load_codebook
    >>> describe(load_article(), load_codebook())["units"]["letters"]
    2609
    """
    hits = annotate(article, codebook, year=year)
    themes = count_themes(hits, article, codebook, intervals=False)
    density = count_density(hits, article, intervals=False)
    kinds = count_kinds(hits)
    periods = count_periods(hits)
    return {
        "units": {
            "letters": article.letters(),
            "characters": article.characters(),
            "sentences": len(article.sentences),
            "clauses": len(article.clauses),
            "quotations": sum(q.part not in ("title", "byline") for q in article.quotations),
            "sections": [
                {
                    "title": part.title or part.id,
                    "letters": article.letters(part.start, part.end),
                    "sentences": sum(part.start <= s.start < part.end for s in article.sentences),
                }
                for part in body_parts(article)
            ],
        },
        "density": {
            row["measure"]: {
                "hits": int(row["hits"]),
                "per_1000_letters": _rounded(row["hits_per_1000_letters"]),
                "coverage": _rounded(row["coverage"]),
                "share_of_sentences": _rounded(row["share_of_sentences"]),
            }
            for row in density.to_dict("records")
        },
        "slogans": dict(zip(kinds["kind"], kinds["hits"].tolist(), strict=True)),
        "themes": {
            row["theme"]: {
                "hits": int(row["hits"]),
                "per_1000_letters": _rounded(row["hits_per_1000_letters"]),
                "share_of_sentences": _rounded(row["share_of_sentences"]),
            }
            for row in themes.to_dict("records")
        },
        "periods": dict(zip(periods["class"], periods["hits"].tolist(), strict=True)),
    }


def _rounded(value: float) -> float:
    """Keep four decimals; 0 where there is no letter to count over (JSON has no NaN)."""
    return 0.0 if math.isnan(value) else round(value, 4)


def format_description(numbers: dict[str, Any], codebook: Codebook, title: str) -> str:
    """Set the numbers of :func:`describe` as a page of plain text, Chinese and English."""
    units = numbers["units"]
    lines = [
        title or "（无标题 / untitled）",
        "",
        f"字数 letters {units['letters']}  字符 characters {units['characters']}  "
        f"句 sentences {units['sentences']}  小句 clauses {units['clauses']}  "
        f"引号 quotations {units['quotations']}",
    ]
    if units["letters"] < SHORT_LETTERS:
        lines.append(
            f"文本不足 {SHORT_LETTERS} 字：只看次数，不要看比率。"
            f" Fewer than {SHORT_LETTERS} letters: read the counts, not the rates."
        )
    lines += [
        "",
        "口号密度 slogan density（每千字 per 1,000 letters; 覆盖 coverage; 句 sentences）",
    ]
    for name, row in numbers["density"].items():
        lines.append(
            f"  {name}  {row['hits']:4d}  {row['per_1000_letters']:6.1f} ‰  "
            f"{row['coverage']:6.1%}  {row['share_of_sentences']:6.1%}"
        )
    lines.append("  " + "  ".join(f"{kind} {n}" for kind, n in numbers["slogans"].items()))
    lines += ["", "主题 themes（词次 hits; 每千字 per 1,000 letters; 句 share of sentences）"]
    for theme in sorted(codebook.themes, key=lambda t: -numbers["themes"][t.code]["hits"]):
        row = numbers["themes"][theme.code]
        lines.append(
            f"  {theme.code:4s}{row['hits']:4d}  {row['per_1000_letters']:6.1f} ‰  "
            f"{row['share_of_sentences']:6.1%}  {theme.zh} / {theme.en}"
        )
    lines += ["", "时期 period references（次 hits）"]
    lines += [f"  {name:20s}{n:4d}" for name, n in numbers["periods"].items()]
    return "\n".join(lines)

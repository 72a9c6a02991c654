"""What a table counts and over what, in two languages, carried in its ``attrs``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from yz_analysis.article import Article

__all__ = ["COUNTS", "INTERVALS", "NESTING", "PARTS", "Said", "body", "note"]


class Said(NamedTuple):
    """One statement, in Chinese and in English."""

    zh: str
    en: str

    def then(self, other: Said) -> Said:
        """Join two statements."""
        return Said(f"{self.zh}；{other.zh}", f"{self.en}; {other.en}")


COUNTS = Said("只计次数", "counts only")
PARTS = Said("分母为各部分的字数（不计标点）", "over the letters and digits of each part")
NESTING = Said("重叠者自左起取最长", "of overlapping hits the longest counts, from the left")
INTERVALS = Said(
    "95% 区间由本文句子重抽样一万次得出，不推及他文",
    "95% intervals from 10,000 resamples of this text's sentences, no inference to other texts",
)


def body(article: Article, *, sentences: bool = False) -> Said:
    """Name the letters, and if asked the sentences, of the body as the denominator."""
    said = Said(
        f"分母为正文 {article.letters():,} 字（不计标点）",
        f"over the {article.letters():,} letters and digits of the body",
    )
    if sentences:
        number = len(article.sentences)
        said = Said(f"{said.zh}、{number} 句", f"{said.en}, {number} sentences")
    return said


def note(table: pd.DataFrame, denominator: Said, rule: Said) -> pd.DataFrame:
    """Give a table its denominator and its rule; captions take them from there."""
    table.attrs = {
        "denominator": denominator.en,
        "rule": rule.en,
        "denominator_zh": denominator.zh,
        "denominator_en": denominator.en,
        "rule_zh": rule.zh,
        "rule_en": rule.en,
    }
    return table

"""Each hit in its context, one line a hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from yz_analysis.article import Article

__all__ = ["list_concordance"]


def list_concordance(hits: pd.DataFrame, article: Article, *, width: int = 15) -> pd.DataFrame:
    """Set each hit between the characters before and after it.

    Parameters
    ----------
    hits : DataFrame
        Rows of :func:`yz_analysis.annotate`, any choice of them.
    article : Article
        The article that the hits were found in.
    width : int, default 15
        Characters of context on each side; a paragraph's end cuts it short.

    Returns
    -------
    pandas.DataFrame
        One row a hit, in the order of `hits`: ``section``, ``sentence``, ``left``,
        ``text``, ``right``, ``code``, ``entry``.

    Raises
    ------
    ValueError
        When the hits do not belong to the article, or `width` is negative.

    Examples
    --------
    >>> from yz_analysis import annotate, load_article, load_codebook
    >>> article = load_article(text="我们坚持“四个自信”不动摇。")
    >>> hits = annotate(article, load_codebook()).query("code == 'NUM'")
    >>> list_concordance(hits, article, width=3)[["left", "text", "right"]].values.tolist()
    [['坚持“', '四个自信', '”不动']]
    """
    if width < 0:
        raise ValueError(f"width {width} is negative; give the characters of context")
    rows = []
    columns = ["start", "end", "text", "section", "sentence", "code", "entry"]
    for start, end, text, section, sentence, code, entry in hits[columns].values.tolist():
        if article.text[start:end] != text:
            raise ValueError(
                f"the hit {text!r} at {start} is not in the article {article.source!r}; "
                "pass the article that the hits come from"
            )
        left = article.text[max(start - width, 0) : start].rpartition("\n")[2]
        right = article.text[end : end + width].partition("\n")[0]
        rows.append((section, sentence, left, text, right, code, entry))
    return pd.DataFrame(
        rows, columns=["section", "sentence", "left", "text", "right", "code", "entry"]
    )

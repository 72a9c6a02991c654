"""Words: they join back to the text, and nobody else's jieba changes them."""

from __future__ import annotations

import warnings

from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.article import load_article
from yz_analysis.tokens import count_words, split_words


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="人民群众发展1Xa ，。“”\n𠀀", max_size=60))
def test_words_join_back_to_the_text(text: str) -> None:
    assert "".join(split_words(text)) == text


def test_the_body_has_the_words_of_the_close_reading() -> None:
    article = load_article()
    start, end = article.body
    words = [w for w in split_words(article.text[start:end]) if any(map(str.isalnum, w))]
    assert (len(words), len(set(words))) == (1375, 758)


def test_words_and_strings_are_counted_side_by_side() -> None:
    table = count_words(load_article()).set_index("text")
    # The body holds the string 人民 21 times; three of them stand inside longer words.
    assert table.loc["人民"].tolist() == [18, 21]


def test_another_user_of_jieba_changes_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    before = split_words("扬中人民依靠人民群众")
    jieba.add_word("依靠人民群众", freq=10**9)
    assert split_words("扬中人民依靠人民群众") == before


def test_the_order_of_ties_is_fixed() -> None:
    table = count_words(load_article(text="人民群众，群众人民。人民群众。"), least=1)
    assert table.values.tolist() == sorted(table.values.tolist(), key=lambda r: (-r[1], r[0]))

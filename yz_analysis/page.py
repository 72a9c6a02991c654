"""The reading page: one HTML file with the article, its tags, and a card for each.

The file asks nothing of any network: text, style and script stand in it, and its
content security policy lets nothing else run. The text of an article is only ever
escaped text or JSON; it cannot become markup.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, get_args

import pandas as pd
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from yz_analysis import __version__
from yz_analysis.divisions import check_hits
from yz_analysis.page_charts import WINDOW, chart, shade
from yz_analysis.page_data import gather, list_codes, name_part, to_script
from yz_analysis.page_text import flat, write_text
from yz_analysis.style_names import KINDS, PERIOD_CLASSES, THEMES, Lang

if TYPE_CHECKING:
    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["format_page"]

#: Grounds of the page by day and by night; the style sheet has the same two.
GROUND, DARK_GROUND = "#fdfcf9", "#16181b"


@cache
def _environment() -> Environment:
    folder = files("yz_analysis") / "templates"
    sources = {
        name: (folder / name).read_text(encoding="utf-8")
        for name in ("page.html.j2", "page.css.j2", "page.js")
    }
    return Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def format_page(
    hits: pd.DataFrame, article: Article, codebook: Codebook | None = None, *, lang: Lang = "zh"
) -> str:
    """Set an article as one HTML page with its tags.

    Parameters
    ----------
    hits : DataFrame
        Rows of :func:`yz_analysis.annotate`.
    article : Article
        The article they were found in.
    codebook : Codebook, optional
        Gives the cards their glosses, sources and confidence.
    lang : {"zh", "en"}
        Language in which the page's own words first stand; a button changes it.

    Returns
    -------
    str
        A whole HTML document, to be written as UTF-8.

    Raises
    ------
    ValueError
        When a hit is not in the article, or `lang` is another language.

    Examples
    --------
    >>> from yz_analysis import annotate, load_article, load_codebook
    >>> article, codebook = load_article(text="坚持“四个自信”。"), load_codebook()
    >>> page = format_page(annotate(article, codebook), article, codebook)
    >>> page.startswith("<!DOCTYPE html>")
    True
    """
    if lang not in get_args(Lang):
        raise ValueError(f"{lang!r} is no language of the page; choose zh or en")
    columns = ["start", "end", "text"]
    check_hits(article.text, [tuple(row) for row in hits[columns].values.tolist()])
    known = {"slogan": tuple(KINDS), "theme": tuple(THEMES), "period": tuple(PERIOD_CLASSES)}
    codes = list_codes(hits, codebook, known)
    top, body = write_text(hits, article)
    templates = _environment()
    style = templates.get_template("page.css.j2").render(
        codes=_colours(codes), ground=GROUND, dark_ground=DARK_GROUND
    )
    script = templates.get_template("page.js").render()
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
    return templates.get_template("page.html.j2").render(
        policy=policy + "base-uri 'none'; form-action 'none'",
        style=Markup(style),
        script=Markup(script),
        data=to_script(gather(hits, article, codebook, codes)),
        title=flat(article.title),
        source=flat(article.source),
        lang=lang,
        top=top,
        body=body,
        codes=codes,
        chart=chart(hits, article, codes),
        window=WINDOW,
        letters=article.letters(),
        sentences=len(article.sentences),
        parts=[
            (part.id, *name_part(part.id), flat(part.title))
            for part in article.parts
            if part.id not in ("title", "byline")
        ],
        has_codebook=codebook is not None,
        version=__version__,
    )


def _colours(codes: list[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    """Return layer, class and colour by day and by night of each code."""
    # The figures' palette; it brings matplotlib along, so it is fetched only here.
    from yz_analysis.style import colour

    return [
        (
            code["layer"],
            code["css"],
            shade(colour(code["code"]), GROUND),
            shade(colour(code["code"]), DARK_GROUND),
        )
        for code in codes
    ]

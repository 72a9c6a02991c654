"""Tag one group of documents: its three tables, and no document lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yz_analysis.annotate import annotate_all
from yz_analysis.article import ArticleError, load_article
from yz_analysis.codebook import load_codebook
from yz_analysis.corpus_measures import Span, measure
from yz_analysis.corpus_parts import Tables, hash_codebook, make_tables, write_part
from yz_analysis.corpus_records import LIMIT, CorpusError, Source
from yz_analysis.corpus_source import Document, Fault, Group, read_documents
from yz_analysis.traditional import looks_traditional

if TYPE_CHECKING:
    import pandas as pd

    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["Job", "Outcome", "tag_group"]

#: Documents tagged in one call; more of them hold more memory and save nothing.
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every group; it travels to the workers, texts do not."""

    source: Source
    out: str
    codebook: str
    codebook_sha256: str
    year: int | None
    simplify: bool


class Outcome(NamedTuple):
    """What became of a group; ``problem`` when its part could not be written."""

    number: int
    documents: int
    hits: int
    errors: int
    problem: str = ""


class _Result(NamedTuple):
    """Documents with their numbers, frames of hits, and faults; documents by their number."""

    documents: dict[int, tuple[Document, list[float | None]]]
    hits: list[pd.DataFrame]
    faults: dict[int, Fault]


@lru_cache(maxsize=2)
def _load_codebook(folder: str, expected: str) -> Codebook:
    """Load the codebook, once a process, and see that it is the one the run began with.

    One sentence is tagged as a trial: what raises here is the tagger, not a document.
    """
    found = hash_codebook(Path(folder))
    if found != expected:
        raise CorpusError(f"{folder}: changed while the corpus was tagged; start anew")
    codebook = load_codebook(folder)
    annotate_all([("trial", load_article(text="坚持“四个自信”。"))], codebook)
    return codebook


def tag_group(group: Group, job: Job, *, began: Callable[[int], object] | None = None) -> Outcome:
    """Tag a group and write its part of the result.

    A document that raises, whatever it raises, becomes a row of ``errors``. With
    `began` the documents are tagged one by one and each is told before its turn, so
    that one that ends the whole process can be named.
    """
    try:
        codebook = _load_codebook(job.codebook, job.codebook_sha256)
        tables = _tag(group, job, codebook, began)
        write_part(Path(job.out), group.number, tables)
    except OSError as error:
        # Arrow tells a long story of its own where the system has one plain reason.
        reason = os.strerror(error.errno) if error.errno else str(error)
        said = f"{error.filename or job.out}: {reason}"
        return Outcome(group.number, 0, 0, 0, said)
    except MemoryError:
        return Outcome(group.number, 0, 0, 0, "the memory does not suffice; try fewer --workers")
    except CorpusError as error:
        return Outcome(group.number, 0, 0, 0, str(error))
    return Outcome(
        group.number, tables.documents.num_rows, tables.hits.num_rows, tables.errors.num_rows
    )


def _tag(
    group: Group, job: Job, codebook: Codebook, began: Callable[[int], object] | None
) -> Tables:
    result = _Result({}, [], {})
    documents: list[tuple[int, Document]] = []
    for number, one in enumerate(read_documents(job.source, group), group.first):
        if isinstance(one, Fault):
            result.faults[number] = one
        else:
            year = one.year if one.year is not None else job.year
            documents.append((number, one._replace(year=year)))
    together = _TOGETHER if began is None else 1
    for first in range(0, len(documents), together):
        batch = documents[first : first + together]
        if began is not None:
            began(batch[0][0])
        try:
            _tag_together(batch, job, codebook, result)
        except Exception:  # noqa: BLE001 - one of them is bad; which, is seen alone
            for item in batch:
                _tag_alone(item, job, codebook, result)
    themes = [theme.code for theme in codebook.themes]
    return make_tables(result.documents, result.hits, result.faults, themes)


def _tag_alone(item: tuple[int, Document], job: Job, codebook: Codebook, result: _Result) -> None:
    number, document = item
    try:
        _tag_together([item], job, codebook, result)
    except Exception as error:  # noqa: BLE001 - whatever a text does, the others are tagged
        said = str(error).removeprefix(f"{document.path}: ")
        if not isinstance(error, ArticleError):
            said = f"{type(error).__name__}: {said}".rstrip(": ")
        result.faults[number] = Fault(document.id, document.place, " ".join(said.split()))


def _tag_together(
    items: Sequence[tuple[int, Document]], job: Job, codebook: Codebook, result: _Result
) -> None:
    articles = [(str(number), _load(document, job.simplify)) for number, document in items]
    years = {str(number): document.year for number, document in items}
    hits = annotate_all(articles, codebook, year=years)
    themes = [theme.code for theme in codebook.themes]
    hits["article"] = owners = hits["article"].astype("int64")
    numbers = [number for number, _ in items]
    first = np.searchsorted(owners.to_numpy(), numbers, side="left").tolist()
    last = np.searchsorted(owners.to_numpy(), numbers, side="right").tolist()
    columns = [hits[name].tolist() for name in ("layer", "code", "start", "end", "sentence")]
    spans = list(map(Span, *columns))
    body = (~hits["section"].isin(["title", "byline"])).tolist()
    rows = {}
    for (number, document), (_, article), a, b in zip(items, articles, first, last, strict=True):
        counted = [span for span, inside in zip(spans[a:b], body[a:b], strict=True) if inside]
        known = document._replace(
            title=document.title or article.title,
            author=document.author or article.author,
            traditional=looks_traditional(article.text),
        )
        rows[number] = known, measure(article, counted, themes)
    result.documents.update(rows)  # all of them or none
    result.hits.append(hits)


def _load(document: Document, simplify: bool) -> Article:
    if not document.path:
        return load_article(text=document.text, simplify=simplify)
    path = Path(document.path)
    if path.is_file() and path.stat().st_size > 4 * LIMIT:
        raise ArticleError(f"more than one document ({4 * LIMIT:,} bytes at most); split the file")
    return load_article(path, simplify=simplify)

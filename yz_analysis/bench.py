"""Speed, as ratios of two things measured in turn in one run (``make bench``).

Single times mean little on a shared machine; the ratio of two medians taken side by
side means more. Nothing here is a test.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

import nbformat

from yz_analysis.annotate import annotate, annotate_all
from yz_analysis.article import load_article
from yz_analysis.codebook import Codebook, load_codebook
from yz_analysis.files import write_text
from yz_analysis.paths import output_dir
from yz_analysis.reproduce import notebook_paths, run_notebooks

__all__ = ["main"]

#: What a tired machine or a joker might feed the rules, repeated to the size asked for.
UNITS = {
    "一": "一",
    "、一": "、一",
    "opening marks": "“‘一",
    "nested quotations": "“一‘一’”",
    "numerals": "三千四百五十六万七千八百九十",
    "years": "二〇二一年",
    "labels": "“四个意识”",
    "plain prose": "人民群众的根本利益，",
}
SIZES = (500_000, 1_000_000)


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _in_turn(runs: int, *actions: Callable[[], object]) -> list[float]:
    """Return the median seconds of each action, run A B A B … after one warm-up."""
    for action in actions:
        action()
    times = [[_seconds(action) for action in actions] for _ in range(runs)]
    return [median(column) for column in zip(*times, strict=True)]


def _python(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def _script(path: Path) -> str:
    """Join a notebook's cells into a script."""
    book = nbformat.read(path, as_version=4)
    return "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")


_KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3")
client.stop_channels()
manager.shutdown_kernel(now=True)
"""


def _measure_import() -> list[str]:
    ours, pandas = _in_turn(9, _python("import yz_analysis"), _python("import pandas"))
    return [f"import yz_analysis / import pandas: {ours / pandas:.2f}"]


def _measure_notebooks() -> list[str]:
    notebooks = notebook_paths()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        environment = {**os.environ, "YZ_OUTPUT": folder, "MPLBACKEND": "agg"}

        def scripts() -> None:
            for path in notebooks:
                subprocess.run(
                    [sys.executable, "-c", _script(path)],
                    check=True, capture_output=True, env=environment, cwd=path.parent,
                )  # fmt: skip

        def kernels() -> None:
            for _ in notebooks:
                subprocess.run([sys.executable, "-c", _KERNEL], check=True, capture_output=True)

        ours, plain, bare = _in_turn(3, lambda: run_notebooks(notebooks, out), scripts, kernels)
    return [
        f"{len(notebooks)} notebooks side by side / (the same cells as scripts + bare kernels): "
        f"{ours / (plain + bare):.2f} ({ours:.1f} s / ({plain:.1f} s + {bare:.1f} s))"
    ]


def _measure_growth(codebook: Codebook) -> list[str]:
    lines = []
    for name, unit in UNITS.items():
        texts = [(unit * (size // len(unit) + 1))[:size] for size in SIZES]
        articles = [load_article(text=text) for text in texts]
        small, large = _in_turn(
            1, *(lambda article=a: annotate(article, codebook) for a in articles)
        )
        lines.append(
            f"one line of {name}: {SIZES[1]:,} / {SIZES[0]:,} characters: {large / small:.2f}"
        )
    return lines


def _measure_matching(codebook: Codebook, articles: int = 1_000) -> list[str]:
    """Tag copies of the article, rules, lists and table, against matchers of the lists alone."""
    text = load_article().text
    terms = sorted(
        {row.term for rows in (codebook.theme_terms, codebook.slogans, codebook.formulations,
                               codebook.periods, codebook.idioms) for row in rows}
    )  # fmt: skip

    def ours() -> None:
        annotate_all(((str(n), load_article(text=text)) for n in range(articles)), codebook)

    from ahocorasick_rs import AhoCorasick

    automaton = AhoCorasick(terms)

    def bare() -> None:
        for _ in range(articles):
            automaton.find_matches_as_indexes(text, overlapping=True)

    rivals: dict[str, Callable[[], None]] = {"a bare ahocorasick_rs call": bare}
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        note = "spaCy is not installed: pip install spacy to measure against its PhraseMatcher"
    else:
        note = ""
        nlp = spacy.blank("zh")
        nlp.max_length = 10**9
        matcher = PhraseMatcher(nlp.vocab)
        matcher.add("terms", [nlp.make_doc(term) for term in terms])

        def phrases() -> None:
            for _ in range(articles):
                [(doc[s:e].start_char, doc[s:e].end_char) for doc in [nlp.make_doc(text)]
                 for _, s, e in matcher(doc)]  # fmt: skip

        rivals["spaCy's PhraseMatcher, with its tokenising"] = phrases
    own, *others = _in_turn(1, ours, *rivals.values())
    lines = [f"tagging {articles:,} articles, reading, rules, lists and table: {own:.2f} s"]
    lines += [
        f"{name} / tagging: {seconds / own:.2f}"
        for name, seconds in zip(rivals, others, strict=True)
    ]
    return [*lines, note] if note else lines


def _versions() -> str:
    names = ["pandas", "numpy", "ahocorasick_rs", "nbclient", "spacy"]
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return f"Python {platform.python_version()}, {', '.join(found)}"


def main() -> None:
    """Measure everything, print it, and keep it in ``benchmarks.md`` of the output folder."""
    codebook = load_codebook()
    lines = [f"{platform.machine()}, {os.cpu_count()} cores; {_versions()}", ""]
    sections: dict[str, Callable[[], list[str]]] = {
        "import": _measure_import,
        "notebooks": _measure_notebooks,
        "growth with length": lambda: _measure_growth(codebook),
        "matching": lambda: _measure_matching(codebook),
    }
    for title, measure in sections.items():
        print(f"{title} …", file=sys.stderr, flush=True)
        found = [f"- {line}" for line in measure()]
        print("\n".join(found), flush=True)
        lines += [f"## {title}", "", *found, ""]
    write_text(output_dir() / "benchmarks.md", "\n".join(["# Benchmarks", "", *lines]))


if __name__ == "__main__":
    main()

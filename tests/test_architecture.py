"""The house: imports run one way, heavy libraries have one home, importing does nothing."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import yz_analysis

PACKAGE = Path(yz_analysis.__file__).parent

# The way of the data: a module may import from its own level's left, never back.
ORDER = [
    {"paths", "files", "escaping", "spans", "reliability", "style_names", "exercise_checks",
     "exercise_figures", "keyness_measures", "dispersion", "intervals", "resampling"},
    {"statistics", "cards", "decoding", "cleaning", "traditional", "years", "label_grammar", "frames"},
    {"structure", "date_grammar", "numeric", "fourbeat", "unpacking", "stretches", "calls"},
    {"article", "era_grammar", "named_grammar", "patterns", "parallel"},
    {"notes", "why", "codebook_cells", "codebook_rows", "codebook_files", "codebook", "dates", "divisions"},
    {"matching", "annotate", "tokens", "concordance"},
    {"reference_text", "reference_index"},
    {"reference"},
    {"reference_build"},
    {"counts"},
    {"density"},
    {"by_unit"},
    {"uncertainty"},
    {"keyness", "vintage", "reuse"},
    {"places", "describe", "comparison"},
    {"corpus_records", "corpus_measures"},
    {"corpus_source"},
    {"corpus_parts", "corpus_years"},
    {"corpus_tagging"},
    {"corpus_watch"},
    {"corpus"},
    {"coding_files", "coding_places", "coding_rows", "coding_template", "coding", "scoring"},
    {"agreement", "exercise_coding"},
    {"specifications_text"},
    {"specifications_themes"},
    {"specifications_slogans", "specifications_periods"},
    {"specifications", "specifications_names"},
    {"vision", "style", "figures_text", "figures_frame", "figures_rows"},
    {"figures_structure", "figures_themes", "figures_ribbon", "figures_words", "figures_slogans",
     "figures_kinds", "figures_quoted", "figures_corpus", "figures_periods", "figures_places",
     "figures_specifications", "figures_ranks", "figures_uncertainty", "figures_keyness", "figures_vintage",
     "figures_reuse"},
    {"figures"},
    {"tei_header", "tei", "conll", "page_shell", "page_text", "page_charts", "page_data", "page"},
    {"explain", "flashcards", "explorer"},
    {"table_names", "table_sheet", "table_word"},
    {"captions", "gallery_numbers", "figure_files", "export", "formats", "tables", "number_files"},
    {"exhibits"},
    {"gallery_reference", "gallery_sure"},
    {"gallery"},
    {"gallery_files"},
    {"publish", "journal_checks", "verification", "report_svg", "report_notebooks", "report", "reproduce"},
    {"bibliography", "paper_contents", "paper_methods", "paper"},
    {"bench_timing", "bench_peers", "bench_resampling", "bench_tagging"},
    {"bench"},
    {"cli_errors", "cli_options", "cli_coding", "cli_corpus", "cli_explain", "cli_figures", "cli_paper",
     "cli_reference", "cli"},
]  # fmt: skip


def named(*patterns: str) -> set[str]:
    return {path.stem for pattern in patterns for path in PACKAGE.glob(f"{pattern}.py")}


HOMES = {
    "jieba": {"tokens"},
    "rjieba": {"tokens"},
    "matplotlib": {"style", "figure_files", "export", "exhibits", "publish"} | named("figures*", "gallery*"),
    "wordcloud": named("figures*"),
    "dask": {"corpus"},
    "distributed": {"corpus"},
    "pyarrow": {"corpus_records", "corpus_parts"},
    "docx": {"table_word"},
    "ipywidgets": {"explorer"},
    "nbclient": {"reproduce"},
    "opencc": {"traditional"},
    "typer": named("cli*"),
    "ahocorasick_rs": {"matching", "bench_tagging"},
    "pydantic": {"codebook", "codebook_cells", "codebook_rows", "codebook_files"},
}
MODULES = sorted(path for path in PACKAGE.glob("*.py") if path.stem != "__init__")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}, line {node.lineno}: relative import"
            module = node.module or ""
            found |= (
                {f"{module}.{a.name}" for a in node.names} if module == "yz_analysis" else {module}
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_imports_run_with_the_data(path: Path) -> None:
    level = {name: number for number, names in enumerate(ORDER) for name in names}
    assert path.stem in level, f"{path.name} has no place in the order"
    own = {name.split(".")[1] for name in imports(path) if name.startswith("yz_analysis.")}
    for name in own & level.keys() - {path.stem}:
        assert level[name] <= level[path.stem], f"{path.name} imports {name}, which comes after it"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_heavy_libraries_have_one_home(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    for library in tops & HOMES.keys():
        assert path.stem in HOMES[library], f"{path.name} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_a_module_says_its_idea_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{path.name} has no docstring"
    code = [line for line in text.splitlines() if line.strip()]
    assert len(code) <= 300, f"{path.name} has {len(code)} lines that are not blank"


def test_importing_the_package_loads_nothing_and_opens_no_file() -> None:
    script = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import yz_analysis
heavy = [m for m in ("matplotlib", "jieba", "pandas", "pydantic") if m in sys.modules]
data = [name for name in opened if not name.endswith((".py", ".pyc")) and "__pycache__" not in name]
print(json.dumps([heavy, data]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    heavy, data = json.loads(done.stdout)
    assert heavy == []
    assert data == []
    assert done.stderr == ""


def test_tagging_an_article_needs_neither_matplotlib_nor_jieba() -> None:
    script = (
        "import sys; from yz_analysis import annotate, load_article, load_codebook; "
        "annotate(load_article(), load_codebook()); "
        "print([m for m in ('matplotlib', 'jieba') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "first", ["", "import yz_analysis.annotate; ", "import yz_analysis.describe; "]
)
def test_the_name_annotate_is_the_function_whatever_was_imported_before(first: str) -> None:
    script = f"{first}from yz_analysis import annotate; print(callable(annotate))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


def test_every_public_name_is_there_and_documented() -> None:
    for name in yz_analysis.__all__:
        assert getattr(yz_analysis, name).__doc__, name

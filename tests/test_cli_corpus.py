"""The command ``yz corpus``: what it writes and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yz_analysis import corpus as corpus_module
from yz_analysis.cli import app

TEXTS = ["坚持“四个自信”，保增长、扩内需。", "改革开放以来，乡村振兴。", "人民至上！"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "c.jsonl"
    rows = [{"id": n, "正文": text, "when": 2000 + n} for n, text in enumerate([*TEXTS, ""])]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["corpus", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def test_it_writes_parts_tables_and_figures_and_says_what_was_wrong(
    source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, said, told = run(
        source, "--out", out, "--workers", 1, "--date-column", "when", "--figures"
    )
    assert code == 0, told
    assert "3 documents" in said
    assert "1 errors" in said
    assert "100%" in told  # the bar
    assert sorted(path.name for path in out.iterdir()) == [
        "documents", "errors", "figures", "hits", "manifest.json", "tables",
    ]  # fmt: skip
    table = (out / "tables" / "density_by_year.csv").read_text(encoding="utf-8-sig")
    assert table.splitlines()[1].startswith("D0,2000,1,")
    assert len(list((out / "figures").glob("*_by_year_*.pdf"))) == 6
    code, _, told = run(source, "--out", out, "--date-column", "when")
    assert code == 1
    assert "add --resume" in told
    code, said, _ = run(source, "--out", out, "--date-column", "when", "--resume")
    assert (code, "3 documents" in said) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no such"], "no such: no such file or folder; check the spelling"),
        (["SOURCE", "--text-column", "body"], "has no column 'body'"),
        (["SOURCE", "--codebook", "no such"], "no such"),
        (["SOURCE", "--dated-names"], "only the files of a folder can have dates"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    words: list[str], said: str, source: Path, tmp_path: Path
) -> None:
    words = [str(source) if word == "SOURCE" else word for word in words]
    code, _, told = run(*words, "--out", tmp_path / "out")
    assert code == 1
    assert told.startswith("yz: ")
    assert said in told
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["file", "below a file"])
def test_an_output_that_is_a_file_is_refused(kind: str, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    code, _, told = run(source, "--out", tmp_path / "out" / ("x" * (kind != "file")))
    assert code == 1
    assert "choose another folder" in told


def test_a_corpus_of_which_nothing_could_be_tagged_is_no_success(tmp_path: Path) -> None:
    source = tmp_path / "empty.jsonl"
    source.write_text('{"id": "a", "text": ""}\n', encoding="utf-8")
    code, said, told = run(source, "--out", tmp_path / "out", "--workers", 1)
    assert (code, "0 documents, 0 hits, 1 errors" in said) == (1, True)
    assert f"no document could be tagged; read the reasons in {tmp_path / 'out'}" in told


def test_ctrl_c_and_a_missing_extra_are_told(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*words: object, **options: object) -> None:
        raise KeyboardInterrupt

    def missing(*words: object, **options: object) -> None:
        raise ImportError("needs dask: pip install 'yz_analysis[corpus]'")

    monkeypatch.setattr(corpus_module, "tag_corpus", interrupted)
    code, _, told = run(source, "--out", tmp_path / "out")
    assert (code, "with --resume to go on" in told) == (130, True)
    monkeypatch.setattr(corpus_module, "tag_corpus", missing)
    code, _, told = run(source, "--out", tmp_path / "out")
    assert (code, told) == (1, "yz: needs dask: pip install 'yz_analysis[corpus]'\n")

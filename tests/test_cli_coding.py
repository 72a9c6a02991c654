"""``yz coding``: what a teacher types and reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yz_analysis import paths
from yz_analysis.cli_coding import coding_app

RUN = CliRunner()
TEXT = "江中明珠\n\n民有所呼、我有所应。坚持“四个自信”，高质量发展。\n"


@pytest.fixture
def text(tmp_path: Path) -> str:
    (tmp_path / "课文.txt").write_text(TEXT, encoding="utf-8")
    return str(tmp_path / "课文.txt")


def fill(folder: Path, slogans: str, themes: str = "") -> str:
    folder.mkdir(exist_ok=True)
    (folder / "slogans.csv").write_text("sentence_no,text,kind\n" + slogans, encoding="gbk")
    (folder / "themes.csv").write_text("sentence_no,primary\n" + themes, encoding="utf-8")
    return str(folder)


def test_from_blank_sheets_to_agreement(tmp_path: Path, text: str) -> None:
    for name in ("王", "李"):
        done = RUN.invoke(coding_app, ["new", text, "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        assert "2 sentences" in done.stdout
        with (tmp_path / name / "slogans.csv").open("a", encoding="utf-8") as file:
            file.write("2,四个自信,,NUM,,,\n")
    done = RUN.invoke(
        coding_app,
        ["compare", str(tmp_path / "王"), str(tmp_path / "李"), "--text", text, "--format", "json"],
    )
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["coders"] == ["王", "李"]
    assert answer["not_human"] == answer["rows_left_out"] == answer["themes"] == []
    (row,) = [row for row in answer["slogans"] if row["code"] == "NUM"]
    assert (row["spans_a"], row["same"], row["alpha"]) == (1, 1, 1.0)
    assert [row["f1_exact"] for row in answer["slogans"] if row["code"] == "QUO"] == [None]


def test_the_shipped_coders_are_said_to_be_no_people() -> None:
    done = RUN.invoke(coding_app, ["compare", "a", "b"])
    assert done.exit_code == 0, done.output
    assert "not people" in done.stdout
    assert "0.979" in done.stdout
    done = RUN.invoke(coding_app, ["compare", "a", "b", "--format", "json"])
    assert json.loads(done.stdout)["not_human"] == ["a", "b"]


def test_differences_are_listed_when_asked_for() -> None:
    done = RUN.invoke(coding_app, ["compare", "a", "b", "--differences"])
    assert "   30  T7 / T2" in done.stdout
    assert "   40  MOB / TIFA  政治账" in done.stdout
    assert "MOB / TIFA" not in RUN.invoke(coding_app, ["compare", "a", "b"]).stdout


@pytest.mark.parametrize("rules", [[], ["--rules-only"]])
def test_the_tagger_is_scored(rules: list[str]) -> None:
    done = RUN.invoke(coding_app, ["score", "a", "--format", "json", *rules])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["tagger"] == ("rules" if rules else "lists and rules")
    names = [
        f"{layer}_{by}"
        for layer in ("slogans", "periods")
        for by in ("exact", "overlap", "letters")
    ]
    assert [name for name in answer if name in {*names, "negatives"}] == [*names, "negatives"]
    row = next(row for row in answer["slogans_exact"] if row["code"] == "TIFA")
    assert (row["found"] == 0) == bool(rules)  # a fixed formulation needs a list
    shown = RUN.invoke(coding_app, ["score", "a", *rules]).stdout
    assert "not how well it does on another text" in shown


def test_another_text_is_scored_without_the_warning(tmp_path: Path, text: str) -> None:
    folder = fill(tmp_path / "c", "2,四个自信,NUM\n")
    done = RUN.invoke(coding_app, ["score", folder, "--text", text])
    assert done.exit_code == 0, done.output
    assert "课文.txt — " in done.stdout
    assert "another text" not in done.stdout
    assert "not people" not in done.stdout
    assert "periods" not in done.stdout


BAD = [
    ("no folder", ["compare", "a", "nowhere"], "there is no folder 'nowhere'"),
    ("no text", ["compare", "a", "b", "--text", "nowhere.txt"], "no such file"),
    ("another text", ["compare", "a", "b", "--text", "{text}"], "coder_a_themes.csv, line"),
    ("a bad row", ["score", "{bad}", "--text", "{text}"], "slogans.csv, line 2, column 'text'"),
    ("nothing to score", ["score", "{blank}", "--text", "{text}"], "has no slogan and no period"),
    ("there already", ["new", "{text}", "-o", "{bad}"], "is there already"),
    ("not a text", ["new", "{bad}", "-o", "{bad}"], "is a folder"),
]


@pytest.mark.parametrize(("words", "reason"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_mistakes_are_told_on_stderr_with_status_one(
    tmp_path: Path, text: str, words: list[str], reason: str
) -> None:
    bad = fill(tmp_path / "bad", "1,四个自信,NUM\n")
    blank = fill(tmp_path / "blank", "", "1,T2\n")
    done = RUN.invoke(coding_app, [w.format(text=text, bad=bad, blank=blank) for w in words])
    assert done.exit_code == 1
    assert done.stderr.startswith("yz: ")
    assert reason in done.stderr
    assert done.stdout == ""


def test_rows_that_cannot_be_placed_are_left_out_on_request(tmp_path: Path, text: str) -> None:
    bad = fill(tmp_path / "bad", "1,四个自信,NUM\n2,四个自信,NUM\n")
    done = RUN.invoke(
        coding_app, ["compare", bad, bad, "--text", text, "--skip", "--format", "json"]
    )
    assert done.exit_code == 0
    assert "bad, left out: slogans.csv, line 2, column 'text'" in done.stderr
    answer = json.loads(done.stdout)
    assert len(answer["rows_left_out"]) == 1
    assert next(row for row in answer["slogans"] if row["code"] == "NUM")["spans_a"] == 1


def test_the_article_is_the_text_unless_another_is_given() -> None:
    done = RUN.invoke(coding_app, ["compare", "a", "b", "--format", "json"])
    assert json.loads(done.stdout)["text"] == paths.ARTICLE_NAME

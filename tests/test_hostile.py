"""Files as tired people and broken programs leave them: a right result or one clear line."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yz_analysis import load_article, load_codebook, paths
from yz_analysis.annotate import annotate
from yz_analysis.cleaning import clean
from yz_analysis.cli import app
from yz_analysis.files import hold_folder, write_text
from yz_analysis.traditional import ScriptWarning, looks_traditional, to_simplified

RUN = CliRunner()
PLAIN = "坚持“四个自信”，推动高质量发展。改革开放以来，人民群众的获得感不断增强。\n"
TRADITIONAL = "堅持“四個自信”，推動高質量發展。改革開放以來，人民群眾的獲得感不斷增強。\n"
# The traditional sentence three times, by glibc's iconv.
EUC_TW = bytes.fromhex(
    "d9d2d1bda1e6c6bed4b6c8dccfeaa1e7a1a2dae4d9afd8edefb3e2d8e0f5d5ada1a4"
    "cad1d3f3e2e4cdf3c5e8cbf4a1a2c4a9c6e1e5fadcb8cefbf4bddab5e3f6c4e2f6cbecc1dab0a1a4" * 3
)
ISO_2022_CN = bytes.fromhex(
    "1b2429470e5952513d2166463e5436485c4f6a216721225a64592f586d6f3362586075552d2124"
    "4a51537362644d7345684b74212244294661657a5c384e7b743d5a3563764462764b6c415a30210f"
)
FOUND = ["四个自信", "高质量发展", "获得感"]
# Six times the sentence, cut at twenty characters, as a page that was recognised has it.
WRAPPED = re.sub("(.{20})", r"\1\n", PLAIN.strip() * 6)
# Radicals in the place of three of its characters: 自, 高, 人.
RADICALS = PLAIN.translate(str.maketrans("自高人", "⾃⾼⼈"))


def _zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 2_000_000)
    return buffer.getvalue()


# What a file holds, and the slogans that are found in it.
READ: dict[str, tuple[bytes, list[str]]] = {
    "utf-8": (PLAIN.encode(), FOUND),
    "byte order mark": (b"\xef\xbb\xbf" + PLAIN.encode(), FOUND),
    **{
        name: (PLAIN.encode(name), FOUND)
        for name in (
            "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gbk", "gb18030",
        )
    },
    "crlf": (PLAIN.replace("\n", "\r\n").encode() * 2, FOUND * 2),
    "no line end": (PLAIN.strip().encode(), FOUND),
    "extension b and private use": ("𠀀𠀁坚持“四个自信”\ue000\uf8ff。".encode(), ["四个自信"]),
    "zero width inside a word": ("增强四\u200b个\u200b意\u200d识。".encode(), ["四个意识"]),
    "marks of direction": ("\u202e坚持四个自信\u202c，\u2067高质量发展\u2069。".encode(), ["四个自信", "高质量发展"]),
    "full width": ("１+Ｘ试点，坚持“四个自信”。".encode(), ["１+Ｘ", "四个自信"]),
    "markdown": ("# 题\n\n[坚持](http://a.b/c)四个**自信**，![图](x.png)".encode(), ["四个自信"]),
    "markup in the text": ("他写道<b>四个自信</b>，&amp;高质量发展。".encode(), ["四个自信", "高质量发展"]),
    "one long line": (PLAIN.strip().encode() * 500, FOUND * 500),
    "hz": ("坚持四个自信。\n推动高质量发展。\n".encode("hz"), ["四个自信", "高质量发展"]),
    "blanks between characters": (" ".join(PLAIN.strip()).encode(), FOUND),
    "blanks between words": (re.sub("(..)", r"\1 ", PLAIN).encode(), FOUND),
    "wide blanks between characters": ("　".join(PLAIN.strip()).encode(), FOUND),
    "lines cut at one width": (WRAPPED.encode(), FOUND * 6),
    "lines cut, crlf": (WRAPPED.replace("\n", "\r\n").encode("gbk"), FOUND * 6),
    "number of a page in a sentence": ("坚持，四个\n— 12 —\n自信，推动高质\n第 3 页\n量发展。".encode(), FOUND[:2]),
    "kana in a chinese text": ("唱“さくらの歌”，坚持“四个自信”，推动高质量发展。".encode(), FOUND[:2]),
    "a radical by itself": ((PLAIN * 9 + "部首⼈。").encode(), FOUND * 9),
}  # fmt: skip

# What a file holds, and what the one line says is wrong.
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty; give a file with text"),
    "blanks": ("  \n\t　\n".encode(), "the text is empty; give a text with at least one sentence"),
    "zip bomb": (_zip_bomb(), "it is a Word, EPUB or ZIP file; open it and save its text as plain text"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n" + PLAIN.encode(), "it is a PDF; open it and save its text as plain text"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "it is a Word file of the old kind; open it"),
    "rtf": (rb"{\rtf1\ansi\ansicpg936 \'c8\'cb\'c3\'f1}", "it is an RTF file; open it and save its text"),
    "random bytes": (random.Random(1).randbytes(4_000), "not recognised .* save the file as UTF-8"),
    "bad utf-8": (PLAIN.encode() * 20 + b"\xff\xfe\x80" + PLAIN.encode(), "byte 2240 is not valid UTF-8 .* save it"),
    "two encodings": (PLAIN.encode() * 9 + PLAIN.encode("gbk") * 9, "not recognised .* save the file as UTF-8"),
    "euc-tw": (EUC_TW, "not recognised .* save the file as UTF-8"),
    "nul": (PLAIN.encode() + b"\0" + PLAIN.encode(), "not recognised .* save the file as UTF-8"),
    "iso-2022": (ISO_2022_CN, "control character"),
    "ruined": (("坚持" + "\ufffd" * 9).encode() * 9, "are U\\+FFFD, .*; go back to the original file"),
    "no chinese": (b"Hello world. " * 9, "no Chinese character in it"),
    "a mark of hz": (b"print(f'~{name}') " * 9, "no Chinese character in it"),
    "radicals": (RADICALS.encode(), r"3 of 38 characters are radicals such as ⾃ \(U\+2F83\), .* from another source"),
    "japanese": ("これは人民の立場です。".encode(), r"hangul \(6\) than Chinese characters \(4\), .* give a Chinese"),
    "korean": ("우리는 國民의 힘으로 나라를 세운다。".encode("utf-16"), "it has more kana or hangul"),
    "control character in big5": ("人民立場是根本立場。\b".encode("big5"), "character 10 is .* U\\+0008"),
    "feed": (b"<?xml version='1.0'?>\n<rss>" + PLAIN.encode() + b"</rss>", "a feed .* plain text first"),
    "page without its head": (b"\xef\xbb\xbf\n<body bgcolor=red>" + PLAIN.encode(), "it is an HTML page"),
    "page after a comment": (b"<!-- saved --><p>" + PLAIN.encode() + b"</p>" * 3, "it is an HTML page"),
    "html": (b"<html><script>1</script><p>" + PLAIN.encode(), "it is an HTML page, .* plain text first"),
}  # fmt: skip


def tag(path: Path, *more: str) -> tuple[int, list[str], str]:
    """Exit status, texts of the slogans, and what is said to stderr, by ``yz tag``."""
    result = RUN.invoke(app, ["tag", str(path), "--layer", "slogan", *more])
    lines = result.stdout.splitlines()[1:]
    return result.exit_code, [line.split(",")[6] for line in lines], result.stderr


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_gives_its_slogans(tmp_path: Path, case: str) -> None:
    data, slogans = READ[case]
    file = tmp_path / "文 本.txt"
    file.write_bytes(data)
    code, found, said = tag(file)
    assert (code, said) == (0, "")
    assert found == slogans


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line_that_helps(tmp_path: Path, case: str) -> None:
    data, reason = REFUSED[case]
    file = tmp_path / "文 本.txt"
    file.write_bytes(data)
    for command in ("tag", "describe"):
        result = RUN.invoke(app, [command, str(file)])
        assert result.exit_code == 1
        assert result.stdout == ""
        line = result.stderr.strip()
        assert "\n" not in line
        assert line.startswith("yz: ")
        assert "文 本.txt: " in line
        assert re.search(reason, line), line


def _fifo(folder: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _huge(folder: Path) -> Path:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(2_000_000_000)  # sparse: takes no room
    return folder / "huge.txt"


def _locked(folder: Path) -> Path:
    file = folder / "locked.txt"
    file.write_text(PLAIN, encoding="utf-8")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    return file


PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a folder": (lambda folder: folder, "is a folder; give the path of one text file"),
    "nothing there": (lambda folder: folder / "x.txt", "no such file; check the spelling"),
    "a device": (lambda _: Path("/dev/zero"), "is not a regular file; give the path of one"),
    "a pipe": (_fifo, "is not a regular file; give the path of one text file"),
    "two gigabytes": (_huge, "2,000,000,000 bytes is more than one article .* split the file"),
    "no permission": (_locked, "permission"),
}


@pytest.mark.parametrize("case", PLACES)
def test_a_path_that_is_no_text_is_refused_without_reading_it(tmp_path: Path, case: str) -> None:
    make, reason = PLACES[case]
    code, found, said = tag(make(tmp_path))
    assert (code, found) == (1, [])
    assert said.count("\n") == 1
    assert re.search(reason, said), said


def _a_file(folder: Path) -> Path:
    (folder / "file").write_text("x")
    return folder / "file" / "hits.csv"


def _read_only(folder: Path) -> Path:
    place = folder / "closed"
    place.mkdir()
    place.chmod(0o500)
    if os.access(place, os.W_OK):
        pytest.skip("this user may write everywhere")
    return place / "hits.csv"


def _full(_: Path) -> Path:
    if not Path("/dev/full").exists():
        pytest.skip("no full device here")
    return Path("/dev/full")


OUTPUTS: dict[str, Callable[[Path], Path]] = {
    "under a file": _a_file,
    "a folder itself": lambda folder: folder,
    "a read-only folder": _read_only,
    "a full disk": _full,
}


@pytest.mark.parametrize("case", OUTPUTS)
def test_an_output_that_cannot_be_written_is_named(tmp_path: Path, case: str) -> None:
    file = tmp_path / "text.txt"
    file.write_text(PLAIN, encoding="utf-8")
    (tmp_path / "out").mkdir()
    place = OUTPUTS[case](tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    result = RUN.invoke(app, ["tag", str(file), "-o", str(place)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("yz: ")
    assert (place.parent if case == "under a file" else place).name in result.stderr
    assert sorted(tmp_path.rglob("*")) == before  # and nothing is left behind


def test_two_writers_of_one_file_leave_it_whole(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(PLAIN * 20, encoding="utf-8")
    alone = RUN.invoke(app, ["tag", str(text)]).stdout
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: write_text(tmp_path / "hits.csv", alone), range(40)))
    assert (tmp_path / "hits.csv").read_text(encoding="utf-8") == alone
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hits.csv", "text.txt"]


def test_a_second_run_into_one_folder_is_refused_and_leaves_the_first_alone(
    tmp_path: Path,
) -> None:
    out, texts = tmp_path / "out", tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(PLAIN, encoding="utf-8")
    with hold_folder(out):
        (out / "report.html").write_text("first")
        for command in (["reproduce"], ["corpus", str(texts)]):
            result = RUN.invoke(app, [*command, "--out", str(out)])
            assert result.exit_code == 1
            assert re.search("another run is writing into it; wait for it", result.stderr)
    assert (out / "report.html").read_text() == "first"
    with hold_folder(out):  # and the folder is free again
        pass


@pytest.mark.parametrize("command", ["corpus", "paper"])
def test_a_run_that_fails_at_once_leaves_no_folder(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("nothing to draw with")

    monkeypatch.setattr("yz_analysis.paper.save_gallery", fail)
    source = {"paper": tmp_path / "text.txt", "corpus": tmp_path / "empty.csv"}[command]
    source.write_text(PLAIN if command == "paper" else "id,text\n", encoding="utf-8")
    result = RUN.invoke(app, [command, str(source), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [source]


def test_traditional_characters_are_noticed_and_told_how_to_turn(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TRADITIONAL, encoding="utf-8")
    code, found, said = tag(file)
    assert (code, found) == (0, ["四個自信"])
    assert "--to-simplified" in said
    assert said.count("\n") == 1
    with pytest.warns(ScriptWarning, match="simplify=True"):
        load_article(file)


def test_turning_to_simplified_keeps_every_offset(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TRADITIONAL, encoding="utf-8")
    assert tag(file, "--to-simplified") == (0, FOUND, "")
    article = load_article(file, simplify=True)
    hits = annotate(article, load_codebook())
    assert article.raw == TRADITIONAL
    assert (article.text + "\n") == PLAIN
    for row in hits.itertuples():
        assert to_simplified(article.raw[row.raw_start : row.raw_end]) == row.text
    assert any("traditional" in step for step in article.steps)


@pytest.mark.parametrize(
    "text", ["", "abc", "乾隆年間，瞭望台上的著作。", "皇后的頭髮與後來的發展。", "台灣、臺灣、計畫、裏面、幹部、乾淨"]
)  # fmt: skip
def test_simplified_is_as_long_as_traditional(text: str) -> None:
    assert len(to_simplified(text)) == len(text)
    assert to_simplified(to_simplified(text)) == to_simplified(text)


def test_a_traditional_quotation_makes_no_traditional_text() -> None:
    assert not looks_traditional(PLAIN * 9 + "匾額上寫著“為人民服務”。")
    assert not looks_traditional("")


def test_unseen_characters_go_and_the_way_back_stays() -> None:
    raw = "# 题\u200b目\n\n\u200e四\u200b个\ufeff意识。\n\n\u200b\n\n**高\u00ad质量**\n"
    cleaned = clean(raw)
    assert cleaned.text == "题目\n四个意识。\n高质量"
    article = load_article(text=raw)
    start = article.text.index("四个意识")
    raw_start, raw_end = article.to_raw(start, start + 4)
    assert raw[raw_start:raw_end] == "四\u200b个\ufeff意识"


@pytest.mark.parametrize(
    "raw",
    [
        "1,坚持以人民为中心的发展思想不动摇一\n" * 20,  # rows of a list
        # verses: every other line ends with a mark
        "日照江山千里，春风又绿一片新天地。雨后\n春风又绿江山，江山万里晴空照四方大地，\n" * 20,
        "各位代表，我们要坚持以人民为中心的发展\n\n" * 20,  # paragraphs
        "张三　李四　王五五，都是代表。我们 use free text 和 1 + X 试点。",
        "坚持 four confidences 和 high quality growth",
    ],
)
def test_lines_and_blanks_that_mean_something_stay(raw: str) -> None:
    assert clean(raw).text == re.sub("\n+", "\n", raw).strip()


def test_a_foreign_word_keeps_its_blanks_and_the_way_back_holds() -> None:
    raw = "坚 持 改 革 ， open  up  开 放 。"
    article = load_article(text=raw)
    assert article.text == "坚持改革，open  up开放。"
    assert article.to_raw(0, 4) == (0, 7)
    assert raw[slice(*article.to_raw(13, 15))] == "开 放"
    article = load_article(text=WRAPPED)
    assert article.text == PLAIN.strip() * 6
    start = article.text.index("增强", 30)
    assert WRAPPED[slice(*article.to_raw(start, start + 2))].replace("\n", "") == "增强"


def test_a_term_that_looks_like_a_pattern_is_matched_as_it_stands(tmp_path: Path) -> None:
    folder = _codebook_with(tmp_path, ["(人+)+$", "人.民", "[群众]{9999}"])
    article = load_article(text="写着(人+)+$和[群众]{9999}，不是人民。" + "人" * 20_000 + "！")
    hits = annotate(article, load_codebook(folder))
    assert hits[hits["layer"] == "theme"]["text"].tolist() == ["(人+)+$", "[群众]{9999}"]


def test_a_codebook_of_many_terms_loads_and_finds_them(tmp_path: Path) -> None:
    terms = [f"甲{number:05d}乙" for number in range(20_000)]
    folder = _codebook_with(tmp_path, terms)
    article = load_article(text="、".join(terms[::1000]) + "。")
    hits = annotate(article, load_codebook(folder))
    assert hits[hits["layer"] == "theme"]["text"].tolist() == terms[::1000]


def _codebook_with(folder: Path, terms: list[str]) -> Path:
    """Copy the shipped codebook, with theme terms of one's own."""
    copy = folder / "codebook"
    shutil.copytree(paths.data_dir() / "codebook", copy)
    rows = [f"T2-{number:05d},{term},T2,x,s,,\n" for number, term in enumerate(terms, 1)]
    header = (copy / "theme_terms.csv").read_text(encoding="utf-8").partition("\n")[0]
    (copy / "theme_terms.csv").write_text(header + "\n" + "".join(rows), encoding="utf-8")
    return copy

"""Encodings are recognised or refused, with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yz_analysis import paths
from yz_analysis.decoding import ArticleError, check_text, decode, read_text

TEXT = paths.article_path().read_text(encoding="utf-8")
TRADITIONAL = "人民立場是根本立場。中國共產黨的百年奮鬥，我們要堅持發展。"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "gbk", "gb18030"],
)  # fmt: skip
@pytest.mark.parametrize("length", [120, 3045])
def test_encodings_of_simplified_text(encoding: str, length: int) -> None:
    assert decode(TEXT[:length].encode(encoding))[0] == TEXT[:length]


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_encodings_of_traditional_text(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding))[0] == TRADITIONAL


REFUSED = [
    ("empty", b"", "empty"),
    ("blank", b" \n\n\t", "empty"),
    ("zeros", b"\x00" * 50, "empty"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3, "not recognised"),
    ("damaged UTF-8", TEXT.encode()[:600] + b"\xff\xfe\xff" + TEXT.encode()[600:], "not valid UTF-8"),
    ("English", b"no Chinese here", "no Chinese"),
    ("HTML", "<!DOCTYPE html>\n<html><body>人民</body></html>".encode(), "HTML page"),
    ("ruined", ("人民" * 40 + "\ufffd" * 9).encode(), "U\\+FFFD"),
    ("question marks only", b"????????", "no Chinese"),
    ("BOM and odd bytes", b"\xff\xfe\x01\xd8\x01", "does not fit"),
    ("control characters", "人民\x01群众".encode(), "control character"),
    ("Latin read as GBK", "déjà vu élève où ça été".encode("latin-1"), "not recognised"),
    ("Japanese in Shift-JIS", "これはペンです。あれは本です。".encode("shift_jis"), "not recognised"),
    ("Korean in EUC-KR", "대한민국은 민주공화국이다".encode("euc_kr"), "not recognised"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_no_chinese_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        decode(data)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ArticleError, match="half a character"):
        check_text("人民\ud800群众")


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file"):
        read_text(tmp_path / "无.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read_text(tmp_path)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(ArticleError, match="not a regular file"):
        read_text(fifo)


def test_the_message_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "坏.txt"
    path.write_bytes(b"")
    with pytest.raises(ArticleError, match=r"坏\.txt: the file is empty"):
        read_text(path)

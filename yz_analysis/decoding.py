"""Bytes to text: recognise a Chinese file's encoding or refuse it with a reason."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

__all__ = ["ArticleError", "decode", "read_text"]

#: Files above this size are not one article; `yz corpus` style input is.
MAX_BYTES = 200_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# Control characters that no text holds (tab, line ends and form feed are text).
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# The commonest characters of written Chinese, simplified and traditional: a wrong
# decoding gives rare characters, a right one gives these.
_COMMON = re.compile(
    "["
    "的一是在不了有和人这中大为上个国我以要他时来用们到作地于出就分对成会可主发年动同"
    "工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二"
    "理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品"
    "式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九"
    "区强放决西被干做必战先回则任取据处世车价们義國發會來時對開與為這進動過黨經實現產"
    "業後個們關學當從機質無應將長總設計區戰統點體種問題結變請見說"
    "]"
)
# A quarter of the characters of any real Chinese text stand in that list.
_COMMON_SHARE = 0.2
_MARKUP = re.compile(
    r"[\s\ufeff]*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype|\?xml|html|head|body|meta|div|p|table|article|rss|feed)[\s>]",
    re.IGNORECASE,
)
# A page has a closing mark in every 100 to 150 characters; a text may quote a few.
_CLOSING_SHARE = 0.005
_HALF = re.compile("[\ud800-\udfff]")
# The radicals ⼈ ⼤ ⻓, which many a PDF gives in the place of 人 大 长.
_RADICAL = re.compile("[\u2e80-\u2fdf]")
# One search finds whether any of the three is there at all.
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ud800-\udfff\u2e80-\u2fdf]")
_KANA_OR_HANGUL = re.compile("[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]")
_RUINED_SHARE = 0.005
# What text is most often kept in that is no plain text, by the file's first bytes.
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, EPUB or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "a Word file of the old kind"),
    (b"{\\rtf", "an RTF file"),
)


class ArticleError(ValueError):
    """A text that cannot be read as an article; the message says what to do."""


def read_text(path: str | Path) -> tuple[str, str]:
    """Read a file and return its text and the name of its encoding.

    Raises
    ------
    ArticleError
        When the path is no readable regular file, is too large, or its bytes are
        not recognised as Chinese text.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: is a folder; give the path of one text file")
        if not path.exists():
            raise ArticleError(f"{path}: no such file; check the spelling of the path")
        if not path.is_file():
            raise ArticleError(f"{path}: is not a regular file; give the path of one text file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ArticleError(
                f"{path}: {size:,} bytes is more than one article "
                f"(limit {MAX_BYTES:,}); split the file"
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ArticleError(f"{path}: cannot be read ({reason})") from error
    try:
        return decode(data)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from None


def decode(data: bytes) -> tuple[str, str]:
    """Decode the bytes of a Chinese text and return it with the encoding's name.

    UTF-8 with or without BOM, UTF-16 and UTF-32, GB18030 (so GBK and GB 2312), HZ
    and Big5 are recognised. Nothing is guessed silently: what does not decode without
    loss into text with Chinese characters is refused.

    Raises
    ------
    ArticleError
        When the bytes are empty, binary, in no known encoding, or ruined.

    Examples
    --------
    >>> decode("人民".encode("utf-8"))
    ('人民', 'utf-8')
    >>> decode(codecs.BOM_UTF16_LE + "人民".encode("utf-16-le"))
    ('人民', 'utf-16')
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ArticleError("the file is empty; give a file with text")
    for first, kind in _KINDS:
        if data.startswith(first):
            raise ArticleError(f"it is {kind}; open it and save its text as plain text in UTF-8")
    text, encoding = _decode_bytes(data)
    check_text(text)
    return text, encoding


def _decode_bytes(data: bytes) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"byte {error.start} does not fit {name}, which its first bytes announce; "
                    "save the file as UTF-8"
                ) from None
    candidates: tuple[str, ...]
    if b"\x00" not in data:
        if b"~{" in data and data.isascii():
            hz = data.decode("hz", errors="replace")
            if _common_share(hz) >= _COMMON_SHARE:
                return hz, "hz"
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            damaged = error
        candidates = ("gb18030", "big5")
    else:
        damaged = None
        candidates = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    readings = []
    for name in candidates:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        share = _common_share(text)
        if share >= _COMMON_SHARE:
            readings.append((share, name, text))
    if readings:
        best = max(readings)
        return best[2], best[1]
    if damaged is not None and _looks_like_utf8(data, damaged):
        raise ArticleError(
            f"byte {damaged.start} is not valid UTF-8 although the text around it is; "
            "the file is damaged or mixes encodings: save it anew as UTF-8"
        )
    raise ArticleError(
        "its encoding is not recognised (tried UTF-8, UTF-16, UTF-32, GB18030, Big5) "
        "or it is no text; save the file as UTF-8"
    )


def _looks_like_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    return len(_HAN.findall(data.decode("utf-8", errors="ignore"))) * 3 > len(data) / 2


def _common_share(text: str) -> float:
    """Return the common characters as a share of all that are not ASCII.

    On 150 snippets each of 10 to 400 characters this chose the right one of
    GB18030 and Big5 every time; a general detector missed 5 of the shortest.
    """
    foreign = sum(not char.isascii() for char in text)
    return len(_COMMON.findall(text)) / foreign if foreign else 0.0


def check_text(text: str) -> None:
    """Refuse a decoded text that is empty, binary, ruined or has no Chinese.

    Raises
    ------
    ArticleError
        With the reason and what to do.
    """
    if not text.strip():
        raise ArticleError("the text is empty; give a text with at least one sentence")
    if _ODD.search(text):
        _check_odd(text)
    if "<" in text and (
        _MARKUP.match(text) or text.count("</") > max(4, _CLOSING_SHARE * len(text))
    ):
        raise ArticleError(
            "it is an HTML page, a feed or the like, whose marks would be counted as words; "
            "save it as plain text first"
        )
    lost = text.count("\ufffd")
    if lost > _RUINED_SHARE * len(text):
        raise ArticleError(
            f"{lost} of {len(text)} characters are U+FFFD, the mark of a failed decoding; "
            "go back to the original file"
        )
    if not _HAN.search(text):
        raise ArticleError("no Chinese character in it; the text was lost or is not Chinese")
    if "の" in text or "다" in text:  # the commonest of theirs: no other text is counted
        han, foreign = len(_HAN.findall(text)), len(_KANA_OR_HANGUL.findall(text))
        if foreign > han:
            raise ArticleError(
                f"it has more kana or hangul ({foreign}) than Chinese characters ({han}), as "
                "Japanese and Korean do; give a Chinese text"
            )


def _check_odd(text: str) -> None:
    binary = _BINARY.search(text)
    if binary:
        raise ArticleError(
            f"character {binary.start()} is the control character U+{ord(binary[0]):04X}; "
            "this is no plain text: export it as a text file in UTF-8"
        )
    half = _HALF.search(text)
    if half:
        raise ArticleError(
            f"character {half.start()} is half a character (U+{ord(half[0]):04X}), which no file "
            "can hold; decode the text again from its file"
        )
    radicals = _RADICAL.findall(text)
    if len(radicals) > _RUINED_SHARE * len(text):
        raise ArticleError(
            f"{len(radicals)} of {len(text)} characters are radicals such as "
            f"{radicals[0]} (U+{ord(radicals[0]):04X}), which a PDF gives in the place of whole "
            "characters and no list knows; take the text from another source"
        )

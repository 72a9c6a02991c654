"""The fonts that the package ships cover its texts and are the files that README.md records."""

import hashlib
import re

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from yz_analysis.fonts.cut_fonts import SIGNS, SOURCES, read_charset
from yz_analysis.paths import article_path, font_dir

README = (font_dir() / "README.md").read_text(encoding="utf-8")
CHARSET = (font_dir() / "charset.txt").read_text(encoding="utf-8")
FONTS = {name: TTFont(font_dir() / name) for name in SOURCES}
# Rare, traditional, of the supplementary plane, Latin, sign: one of each block that was cut.
SAMPLE = "扬镕喆個𬸦Aéǎα−“《＋①→≥"

each_font = pytest.mark.parametrize("name", sorted(SOURCES))


def area(font: TTFont, char: str) -> float:
    """Return the inked area of a character, in square font units."""
    pen = AreaPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
    return abs(pen.value)


def outline(font: TTFont, char: str) -> list:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
    return pen.value


def test_the_charset_holds_the_official_table_and_the_reports():
    # 8,105 of 通用规范汉字表 and 88 more of the article and the reports
    assert len(read_charset()) == 8105 + 88
    assert set("镕喆堃鿍個們瓩") <= read_charset()


def test_the_charset_is_sorted_and_names_nothing_twice():
    blocks = re.split(r"^# .*\n", CHARSET, flags=re.MULTILINE)[1:]
    chars = [block.replace("\n", "") for block in blocks]
    assert [len(block) for block in chars] == [8105, 88]
    assert [list(block) for block in chars] == [sorted(set(block)) for block in chars]
    assert not set(chars[0]) & set(chars[1])


@each_font
def test_each_character_of_the_article_has_a_glyph(name):
    chars = set(article_path().read_text(encoding="utf-8")) - {"\n"}
    assert [char for char in sorted(chars) if ord(char) not in FONTS[name].getBestCmap()] == []


@each_font
def test_each_character_of_the_charset_has_a_glyph(name):
    assert read_charset() <= {chr(code) for code in FONTS[name].getBestCmap()}


@each_font
def test_labels_find_their_signs(name):
    wanted = "“”‘’…—·《》「」、（）：％＋ −±×≥≤≈→←↑↓Δακ‰²³№①ⅢāáǎàǚÉñ■●▲✓〇"
    assert [char for char in wanted if ord(char) not in FONTS[name].getBestCmap()] == []


@each_font
def test_nothing_else_is_in_the_font(name):
    signs = {chr(code) for first, last in SIGNS for code in range(first, last + 1)}
    assert {chr(code) for code in FONTS[name].getBestCmap()} <= read_charset() | signs


@each_font
@pytest.mark.parametrize("char", SAMPLE)
def test_a_glyph_has_ink(name, char):
    assert area(FONTS[name], char) > 1000


@each_font
def test_no_chinese_character_is_drawn_blank(name):
    glyphs, cmap = FONTS[name]["glyf"], FONTS[name].getBestCmap()
    assert [char for char in read_charset() if glyphs[cmap[ord(char)]].numberOfContours == 0] == []


@pytest.mark.parametrize("char", SAMPLE)
def test_bold_is_another_and_a_heavier_drawing(char):
    regular, bold = FONTS["NotoSansSC-Regular.ttf"], FONTS["NotoSansSC-Bold.ttf"]
    assert outline(regular, char) != outline(bold, char)
    assert area(bold, char) > area(regular, char)


@pytest.mark.parametrize(
    ("name", "style", "weight"),
    [("NotoSansSC-Regular.ttf", "Regular", 400), ("NotoSansSC-Bold.ttf", "Bold", 700)],
)
def test_programs_see_one_family_in_two_weights(name, style, weight):
    names = FONTS[name]["name"]
    assert names.getDebugName(1) == "Noto Sans SC"
    assert names.getDebugName(2) == style
    assert FONTS[name]["OS/2"].usWeightClass == weight


@each_font
def test_the_licence_travels_with_the_font(name):
    assert "SIL Open Font License, Version 1.1" in FONTS[name]["name"].getDebugName(13)
    licence = (font_dir() / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    reserved = re.search(r"Reserved Font Name '(\w+)'", licence)
    assert reserved
    assert reserved[1] not in FONTS[name]["name"].getDebugName(1)


@each_font
def test_the_readme_records_this_file(name):
    data = (font_dir() / name).read_bytes()
    cut_from, source_sha256 = SOURCES[name]
    row = [
        name,
        str(len(data)),
        str(len(FONTS[name].getBestCmap())),
        hashlib.sha256(data).hexdigest(),
        cut_from,
        source_sha256,
    ]
    assert f"| {' | '.join(row)} |" in README


@each_font
def test_a_font_stays_small(name):
    assert (font_dir() / name).stat().st_size < 3_000_000

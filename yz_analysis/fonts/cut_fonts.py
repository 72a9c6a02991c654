"""Cut the two fonts of the package out of the full Noto Sans SC.

A machine without a Chinese font draws a box for every Chinese character, so
the package brings its own. The full fonts are 10 MB each; what is cut here
keeps the characters of ``charset.txt`` and the signs of ``SIGNS``, and drops
hinting, layout tables and vertical metrics, which matplotlib and the word
cloud do not use. The same sources and the same fontTools give the same bytes.

Run from the top of the project::

    python yz_analysis/fonts/cut_fonts.py FOLDER

``FOLDER`` holds the files named in ``SOURCES``, at any depth. The fonts and
the table of ``README.md`` are written beside this script.
"""

import argparse
import hashlib
import importlib.metadata
import re
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

# File cut -> file it is cut from, and that file's sha256: another release of
# Noto Sans SC has other outlines, and with them every published figure changes.
SOURCES = {
    "NotoSansSC-Regular.ttf": (
        "NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    "NotoSansSC-Bold.ttf": (
        "NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    ),
}

# Blocks of which everything that the source has is kept: first and last code
# point, and what they are for. Chinese characters stand in charset.txt instead.
SIGNS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: accents, ±, ×, ·
    (0x0100, 0x017F),  # Latin Extended-A: pinyin, names
    (0x01CD, 0x01DC),  # pinyin's third tone and ü
    (0x01F8, 0x01F9),  # pinyin's ǹ
    (0x0370, 0x03FF),  # Greek: α, Δ, κ
    (0x2000, 0x206F),  # dashes, “ ” ‘ ’ … ‰
    (0x2070, 0x209F),  # raised digits
    (0x2100, 0x214F),  # № ℃
    (0x2150, 0x218F),  # Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # − ≈ ≤ ≥ ∪
    (0x2460, 0x24FF),  # ① ⑴ Ⓐ
    (0x25A0, 0x25FF),  # ■ ● ▲ as keys of a legend
    (0x2713, 0x2713),  # ✓
    (0x3000, 0x303F),  # 、 。 《 》 「 」 〇 and the wide blank
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFFE0, 0xFFE6),  # full-width ￥
)

# Names kept: copyright, family, style, identifier, full name, version,
# PostScript name, trademark, and the licence with its address.
NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]

# Layout, regional and vertical forms, and the variable font's leftovers.
DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]


def read_charset(path: Path = HERE / "charset.txt") -> set[str]:
    """Read the Chinese characters the fonts must have; lines with # are titles."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {char for line in lines if not line.startswith("#") for char in line}


def sha256(path: Path) -> str:
    """Return a file's checksum in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def cut(source: Path, target: Path, charset: set[str]) -> None:
    """Write the characters of `charset` and `SIGNS` of one font to `target`.

    Raises
    ------
    ValueError
        When the source lacks a character of `charset`: a figure would show a
        box where this file promises a character.
    """
    # The time in the font stays the source's: the clock would change the bytes.
    font = TTFont(source, recalcTimestamp=False)
    has = set(font.getBestCmap())
    lacking = sorted(char for char in charset if ord(char) not in has)
    if lacking:
        raise ValueError(f"{source.name} lacks {len(lacking)} characters: {''.join(lacking)}")

    signs = {code for first, last in SIGNS for code in range(first, last + 1)}
    options = Options(
        hinting=False,
        layout_features=[],
        drop_tables=DROPPED,
        name_IDs=NAMES,
        notdef_outline=True,  # what is missing must be seen to be missing
        glyph_names=False,
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={ord(char) for char in charset} | (signs & has))
    subsetter.subset(font)
    font.save(target)


def write_table(rows: list[str]) -> None:
    """Put the table of files and checksums into README.md."""
    readme = HERE / "README.md"
    table = "\n".join(
        [
            "| file | bytes | characters | sha256 | cut from | sha256 of the source |",
            "|---|---|---|---|---|---|",
            *rows,
        ]
    )
    version = importlib.metadata.version("fonttools")
    text = re.sub(
        r"(?<=<!-- files -->\n).*(?=\n<!-- end -->)",
        lambda _: f"Cut with fontTools {version}:\n\n{table}",
        readme.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    readme.write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Check the sources, cut both fonts, record them."""
    parser = argparse.ArgumentParser(description="Cut the package's fonts out of Noto Sans SC.")
    parser.add_argument("folder", type=Path, help="holds the files named in SOURCES, at any depth")
    folder: Path = parser.parse_args().folder

    charset = read_charset()
    rows = []
    for target, (name, expected) in SOURCES.items():
        found = next(iter(sorted(folder.rglob(name))), None)
        if found is None:
            print(f"{folder} holds no {name}", file=sys.stderr)
            return 1
        if sha256(found) != expected:
            print(f"{found} is another release: sha256 {sha256(found)}", file=sys.stderr)
            return 1
        path = HERE / target
        cut(found, path, charset)
        count = len(TTFont(path).getBestCmap())
        rows.append(
            f"| {target} | {path.stat().st_size} | {count} | {sha256(path)} | {name} | {expected} |"
        )
        print(f"{target}: {count} characters, {path.stat().st_size} bytes")
    write_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())

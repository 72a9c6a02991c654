"""Where the project's data, fonts and notebooks are."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["ARTICLE_NAME", "article_path", "data_dir", "font_dir", "notebook_dir", "output_dir"]

#: File name of the article that the project is about.
ARTICLE_NAME = "000_e7c1cbaa2e7c3d5c.txt"

_PACKAGE = Path(__file__).resolve().parent


def data_dir() -> Path:
    """Return the folder that holds article, codebook, codings and expected numbers.

    In a checkout it is ``data/`` beside the package; an installed wheel carries a
    copy inside the package.
    """
    inside = _PACKAGE / "_data"
    return inside if inside.is_dir() else _PACKAGE.parent / "data"


def article_path() -> Path:
    """Return the path of the article's raw file."""
    return data_dir() / "article" / ARTICLE_NAME


def font_dir() -> Path:
    """Return the folder of the fonts that the package ships."""
    return _PACKAGE / "fonts"


def notebook_dir() -> Path:
    """Return the folder of the project's notebooks (present in a checkout only)."""
    return _PACKAGE.parent / "notebooks"


def output_dir() -> Path:
    """Return the folder that results go to: ``YZ_OUTPUT``, else ``output/`` of the checkout."""
    return Path(os.environ.get("YZ_OUTPUT") or _PACKAGE.parent / "output")

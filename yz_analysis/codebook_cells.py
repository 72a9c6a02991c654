"""The kinds of cell in a codebook file: how one is read, and what makes it wrong."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

__all__ = [
    "LONGEST_TERM",
    "Flags",
    "Items",
    "Month",
    "Number",
    "Term",
    "Text",
    "read_numerals",
]

#: The longest term that is taken: the longest known formula has 45 characters.
LONGEST_TERM = 200

_ONES = "一二三四五六七八九"
_NUMERAL = re.compile(f"[{_ONES}]?十[{_ONES}]?|[{_ONES}两双]|[0-9]+")
_VALUES = {"两": 2, "双": 2} | {digit: value for value, digit in enumerate(_ONES, 1)}


def _split(value: str, mark: str) -> tuple[str, ...]:
    if not value:
        return ()
    items = tuple(value.split(mark))
    for item in items:
        if item.strip() != item or not item:
            raise ValueError(f"has an empty item or a blank beside a {mark!r}; write a{mark}b")
        if len(item) > LONGEST_TERM:
            raise ValueError(f"has an item of more than {LONGEST_TERM} characters")
    if len(set(items)) < len(items):
        raise ValueError("names an item twice")
    return items


def _split_items(value: str) -> tuple[str, ...]:
    """Split ``a|b|c``; the empty cell has no item."""
    return _split(value, "|")


def _split_flags(value: str) -> tuple[str, ...]:
    """Split ``a;b;c``; the empty cell has no flag."""
    return _split(value, ";")


def _read_number(value: str) -> int | None:
    """Read digits; the empty cell is no number (an open bound)."""
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 4):
        raise ValueError("is not a number of at most four digits; leave it empty when unknown")
    return int(value)


def _read_month(value: str) -> int | None:
    month = _read_number(value)
    if month is not None and not 1 <= month <= 12:
        raise ValueError("is not a month from 1 to 12")
    return month


def _value(numeral: str) -> int:
    """Read 三, 十二, 二十 or 12."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    return (10 * _VALUES.get(tens, 1) if ten else 0) + _VALUES.get(units, 0)


Text = Annotated[str, StringConstraints(min_length=1)]
# A term without a letter or digit would match almost anywhere.
Term = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_TERM, pattern=r"[\p{L}\p{N}]")
]
Items = Annotated[tuple[str, ...], BeforeValidator(_split_items)]
Flags = Annotated[tuple[str, ...], BeforeValidator(_split_flags)]
Number = Annotated[int | None, BeforeValidator(_read_number)]
Month = Annotated[int | None, BeforeValidator(_read_month)]


def read_numerals(term: str) -> list[int]:
    """Read the small numerals of a term, in their order; 千 and 万 count nothing here.

    Examples
    --------
    >>> read_numerals("六稳六保"), read_numerals("十二个不准"), read_numerals("四千四万")
    ([6, 6], [12], [4, 4])
    """
    return [_value(numeral) for numeral in _NUMERAL.findall(term)]

"""Numbers of a run against the expected ones, each difference by name."""

from __future__ import annotations

import json
from pathlib import Path

from yz_analysis import paths

__all__ = ["compare_numbers", "dump", "expected_path", "verify"]


def dump(value: object) -> str:
    """Write JSON the same way everywhere: sorted, indented, Chinese as Chinese."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _flatten(value: object, name: str = "") -> dict[str, object]:
    if isinstance(value, dict | list) and not value:
        return {name: value} if name else {}
    if isinstance(value, dict):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(str(key), item) for key, item in enumerate(value)]
    else:
        return {name: value}
    flat: dict[str, object] = {}
    for key, item in items:
        flat |= _flatten(item, f"{name}/{key}" if name else key)
    return flat


def compare_numbers(found: object, expected: object) -> tuple[str, ...]:
    """Name every number that differs, is missing, or is new; to the last digit.

    Examples
    --------
    >>> compare_numbers({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    ('b: 2, expected 3', 'c: missing, expected 4')
    """
    new, old = _flatten(found), _flatten(expected)
    lines = []
    for name in sorted(new.keys() | old.keys()):
        if name not in new:
            lines.append(f"{name}: missing, expected {old[name]}")
        elif name not in old:
            lines.append(f"{name}: {new[name]}, not expected")
        elif new[name] != old[name] or isinstance(new[name], bool) != isinstance(old[name], bool):
            lines.append(f"{name}: {new[name]}, expected {old[name]}")
    return tuple(lines)


def expected_path() -> Path:
    """Return the file of the expected numbers."""
    return paths.data_dir() / "expected" / "numbers.json"


def verify(out: Path) -> tuple[str, ...]:
    """Compare a run's ``numbers.json`` with the expected numbers.

    Raises
    ------
    FileNotFoundError
        When either file is not there; the message says which and what to do.
    """
    found = out / "numbers.json"
    if not found.is_file():
        raise FileNotFoundError(f"{found}: not there; run `yz reproduce` first")
    if not expected_path().is_file():
        raise FileNotFoundError(f"{expected_path()}: not there; the checkout is not complete")
    return compare_numbers(
        _load(found, "run `yz reproduce` again"),
        _load(expected_path(), "the checkout is damaged: get the file again"),
    )


def _load(path: Path, remedy: str) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: is no JSON in UTF-8 ({error}); {remedy}") from None

"""What rows are called: codes and outline codes as they were before a spreadsheet read them as numbers.

``1.10`` stored as a number is ``1.1``; the sequence tells it from the real ``1.1``. Long ids exported as
``1.21E+15`` are beyond repair, which is found, not guessed:

>>> repaired_wbs([1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11])[-2:]
('1.10', '1.11')
>>> is_mangled("1.21E+15"), is_mangled("1210000000000001"), canonical(" 007 "), canonical(12.0)
(True, False, '7', '12')
"""

import re
from collections.abc import Sequence

from planner_importers.tabular.grid import Value, shown

_MANGLED = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,2}", re.IGNORECASE)
_DOTTED = re.compile(r"[A-Za-z]{0,4}\d+(?:\.\d+)*\.?")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(.*\S)")
_EXACT = 2**53


def key_text(value: Value) -> str:
    """Return an id as a person writes it; a cell of 3.0 is 3, and a trailing point is dropped."""
    text = shown(value)
    return text.removesuffix(".") if _DOTTED.fullmatch(text) else text


def canonical(value: Value) -> str:
    """Return an id in the form in which two writings of it are the same."""
    text = key_text(value).casefold()
    return text.lstrip("0") or "0" if text.isdecimal() else text


def is_mangled(value: Value) -> bool:
    """Return whether an id has lost digits to a spreadsheet's scientific notation."""
    if isinstance(value, str):
        return bool(_MANGLED.fullmatch(value.strip()))
    return isinstance(value, float) and abs(value) > _EXACT


def is_outline(text: str) -> bool:
    """Return whether a text is an outline code such as 1.2.3 (a single number is one too)."""
    return bool(_DOTTED.fullmatch(text))


def repaired_wbs(values: Sequence[Value]) -> tuple[str, ...]:
    """Return outline codes in order with the final zeros that number cells lost put back.

    Only a two-part code directly after the sibling that counts one less is repaired (1.9, then 1.1).
    """
    repaired: list[str] = []
    last_sibling: dict[str, int] = {}
    for value in values:
        text = key_text(value)
        head, point, tail = text.rpartition(".")
        if not point or not tail.isdecimal():
            repaired.append(text)
            continue
        expected = last_sibling.get(head, 0) + 1
        number = int(tail)
        if number != expected and tail.ljust(len(str(expected)), "0") == str(expected):
            number = expected
        last_sibling[head] = max(number, last_sibling.get(head, 0))
        repaired.append(f"{head}.{number}" if number == expected else text)
    return tuple(repaired)


def numbered_names(names: Sequence[str]) -> tuple[tuple[str, str], ...] | None:
    """Return (outline code, name) of names that carry their number, such as ``1.2 Review``; None if few do.

    >>> numbered_names(["1. Scope", "1.1 Draft", "1.2 Review", "2. Launch"])
    (('1', 'Scope'), ('1.1', 'Draft'), ('1.2', 'Review'), ('2', 'Launch'))
    """
    found = [_NUMBERED.fullmatch(name.strip()) for name in names]
    codes = [match[1] for match in found if match]
    if len(codes) < 3 or len(codes) * 10 < len(names) * 7 or len(set(codes)) < len(codes):
        return None
    if not any("." in code for code in codes):
        return None
    return tuple((m[1], m[2]) if m else ("", name) for m, name in zip(found, names, strict=True))


def outline_parent(code: str) -> str | None:
    """Return the outline code one level up, or None at the top.

    >>> outline_parent("1.2.3"), outline_parent("1")
    ('1.2', None)
    """
    head, point, _ = code.rpartition(".")
    return head if point and head else None

"""Cells of training rosters: whether, when and how well a course was passed, each or all in one cell.

>>> read = read_completion("Passed 2026-03-01 (92%)", Decisions())
>>> read.state.value, str(read.day), read.score
('passed', '2026-03-01', 0.92)
>>> read_share("17/20", 1.0), read_share(85, 1.0), read_share("0,85", 100.0)
(0.85, 0.85, 0.85)
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from planner_importers.tabular.cell_reading import UnreadableCell
from planner_importers.tabular.date_columns import day_of
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import Decisions
from planner_importers.tabular.numerals import number_of
from planner_importers.tabular.roster_words import State, state_of
from planner_importers.tabular.wording import is_blank

_PERCENT = re.compile(r"\(?(\d{1,3}(?:[.,]\d+)?)\s*[%％]\)?")
_PARTS = re.compile(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d+(?:[.,]\d+)?)")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_WORDS = re.compile(r"^[^\d]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says of a completion; None where it does not."""

    state: State | None = None
    day: date | None = None
    score: float | None = None


def read_completion(value: Value, decisions: Decisions) -> Said:
    """Return what a cell says about a course; UnreadableCell if it says nothing known."""
    if isinstance(value, bool):
        return Said(State.PASSED if value else State.NOT_PASSED)
    text = shown(value)
    state = state_of(text)
    if state is not None:
        return Said(state)
    if not isinstance(value, str) or text[:1].isdecimal():
        day = _day(value, decisions)
        if day is not None:
            return Said(day=day)
    found = _together(text, decisions) if isinstance(value, str) else None
    if found is None and (day := _day(value, decisions)) is not None:
        return Said(day=day)  # Mar 3, 2026
    if found is None:
        raise UnreadableCell(
            f"{text!r} is neither a date nor a known word for a completion.",
            "Write the day as 2027-03-31, or a word such as Passed, In progress or Expired.",
        )
    return found


def _together(text: str, decisions: Decisions) -> Said | None:
    """Return what a text says that has word, date and score in one."""
    percent = _PERCENT.search(text)
    rest = _PERCENT.sub(" ", text).strip(" ,;-–()")
    word = _WORDS.match(rest)
    head = word[0].strip(" ,;:-–()") if word else ""
    state = state_of(head) if head else None
    tail = rest[len(word[0]) if word else 0 :].strip(" ,;-–()")
    day = _day(tail, decisions) if tail else None
    if (head and state is None) or (tail and day is None) or (state is None and day is None):
        return None
    return Said(state, day, read_share(percent[0].strip("()"), 1.0) if percent else None)


def read_day(value: Value, decisions: Decisions) -> date:
    """Return the day in a cell, whatever time stands beside it; UnreadableCell if there is none."""
    found = _day(value, decisions)
    if found is None:
        raise UnreadableCell(f"{shown(value)!r} is not a date.", "Write it as 2027-03-31.")
    return found


def _day(value: Value, decisions: Decisions) -> date | None:
    if isinstance(value, datetime):
        value = value.date()
    plain = _TIME.sub("", value.strip()) if isinstance(value, str) else value
    if isinstance(plain, str) and not any(letter.isdecimal() for letter in plain):
        return None
    return day_of(plain, decisions.dates, swapped=decisions.swapped)


def read_share(value: Value, scale: float, number_format: str = "") -> float:
    """Return a score as a share from 0 to 1; ``scale`` makes the column's bare numbers percent (1 or 100)."""
    text = shown(value).strip()
    parts = _PARTS.fullmatch(text)
    if parts is not None and float(parts[2].replace(",", ".")) > 0:
        share = float(parts[1].replace(",", ".")) / float(parts[2].replace(",", "."))
    else:
        bare = number_of(text.rstrip("%％ "), decimal_comma=True) if isinstance(value, str) else number_of(value)
        if bare is None:
            raise UnreadableCell(f"{text!r} is not a score.", "Write a share such as 85% or 0.85.")
        written = "%" in text or "％" in text
        share = float(bare) / 100 * (1.0 if written else 100.0 if "%" in number_format else scale)
    if not 0 <= share <= 1:
        raise UnreadableCell(f"{text!r} is more than all or less than nothing.", "Write a share such as 85% or 0.85.")
    return round(share, 6)


def says_completion(value: Value) -> bool:
    """Return whether a cell looks like a completion: a known word, a date, or both."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        return False
    if isinstance(value, int | float) and not isinstance(value, bool) and number_of(value) is not None:
        return 36_000 < float(value) < 60_000  # the serial number of a day in this century
    try:
        read_completion(value, Decisions())
    except UnreadableCell:
        return False
    return True

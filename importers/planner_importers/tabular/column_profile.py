"""What the cells of one column look like, told from a sample: the evidence beside the heading.

>>> profile = profile_column([1.0, 2.0, 3.0, 4.0])
>>> profile.filled, profile.share(Content.NUMBER), profile.share(Content.DATE), profile.unique
(4, 1.0, 0.0, 1.0)
>>> profile_column(["10 Tage", "3w", None]).share(Content.DURATION)
1.0
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner_importers.tabular.date_text import SERIALS, number_beside_month, read_date
from planner_importers.tabular.duration_text import read_duration, read_triple
from planner_importers.tabular.fields import Content
from planner_importers.tabular.flags import read_flag
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.numerals import read_number
from planner_importers.tabular.period_text import lacks_year, read_period
from planner_importers.tabular.wording import is_blank

_SAMPLE = 150
_CODE = re.compile(r"[^\s]{1,32}")
_WBS = re.compile(r"\d{1,4}(?:\.\d{1,4})+\.?|[A-Z]\d?(?:\.\d{1,4})+")


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of the filled cells that look like each content, their uniqueness and mean length."""

    filled: int
    rows: int
    shares: Mapping[Content, float]
    unique: float
    length: float
    words: float
    with_unit: float
    dotted: float
    with_digits: float = 0.0
    triples: float = 0.0
    """Share of texts such as 3/5/9: three estimates in one cell."""

    def share(self, content: Content) -> float:
        """Return the share of filled cells that look like this content."""
        return self.shares.get(content, 0.0)


def profile_column(values: Sequence[Value], formats: Sequence[str] = ()) -> Profile:
    """Return the profile of a column's cells; ``formats`` are their number formats, if known."""
    filled = [(i, value) for i, value in enumerate(values) if value is not None and not _blank(value)]
    step = max(1, len(filled) // _SAMPLE)
    sample = filled[::step]
    if not sample:
        return Profile(0, len(values), {}, 0.0, 0.0, 0.0, 0.0, 0.0)
    counts: dict[Content, int] = {}
    unit = dotted = 0
    texts = [shown(value) for _, value in sample]
    for (index, value), text in zip(sample, texts, strict=True):
        for content in _looks(value, text, formats[index] if formats else ""):
            counts[content] = counts.get(content, 0) + 1
        unit += (
            isinstance(value, str)
            and not text.isdecimal()
            and read_number(text) is None
            and (amount := read_duration(text)) is not None
            and not amount.is_percent
        )
        dotted += bool(_WBS.fullmatch(text)) or (isinstance(value, float) and not value.is_integer())
    total = len(sample)
    return Profile(
        len(filled),
        len(values),
        {content: count / total for content, count in counts.items()},
        len(set(texts)) / total,
        sum(map(len, texts)) / total,
        sum(len(t.split()) for t in texts) / total,
        unit / total,
        dotted / total,
        sum(any(letter.isdecimal() for letter in text) for text in texts) / total,
        sum(read_triple(text) is not None for text in texts) / total,
    )


def _blank(value: Value) -> bool:
    return isinstance(value, str) and is_blank(value)


def _looks(value: Value, text: str, number_format: str) -> set[Content]:
    """Return all that one cell looks like."""
    if isinstance(value, bool):
        return {Content.FLAG, Content.PERCENT}
    if isinstance(value, date | datetime):
        return {Content.DATE}
    if isinstance(value, timedelta):
        return {Content.DURATION}
    if isinstance(value, int | float):
        return _looks_of_number(float(value), number_format)
    return _looks_of_text(text)


def _looks_of_number(number: float, number_format: str) -> set[Content]:
    looks = {Content.NUMBER}
    if number.is_integer() and int(number) in SERIALS:
        looks.add(Content.DATE)
    if 0 <= number < 20_000 or (number < 10_000_000 and number % 60 == 0 and int(number) not in SERIALS):
        looks.add(Content.DURATION)
    if "%" in number_format:
        return {Content.PERCENT}
    if 0 <= number <= 100:
        looks.add(Content.PERCENT)
    if number >= 0:
        looks.add(Content.CODE)
    if number in (0, 1):
        looks.add(Content.FLAG)
    return looks


def _looks_of_text(text: str) -> set[Content]:
    looks: set[Content] = set()
    number = read_number(text)
    if number is not None:
        looks |= _looks_of_number(float(number), "")
    elif text.endswith("%") and read_number(text[:-1]) is not None:
        looks |= {Content.PERCENT}
    if number is None and len(text) <= 40 and any(letter.isdecimal() for letter in text):
        if read_period(text) is not None or lacks_year(text):
            looks |= {Content.DATE, Content.PERIOD}
        elif read_date(text) is not None or number_beside_month(text):
            looks.add(Content.DATE)
        elif (amount := read_duration(text)) is not None and not amount.is_percent:
            looks.add(Content.DURATION)
    if number is not None and len(text) in (4, 8) and (read_period(text) or read_date(text)):
        looks.add(Content.DATE)
    if read_flag(text) is not None:
        looks |= {Content.FLAG, Content.PERCENT}
    if number is None and Content.DATE not in looks and any(letter.isalpha() for letter in text):
        looks |= {Content.TEXT, Content.NAME}
    if _CODE.fullmatch(text) and Content.DATE not in looks:
        looks.add(Content.CODE)
    return looks

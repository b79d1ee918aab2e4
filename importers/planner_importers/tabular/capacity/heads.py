"""What a heading of a capacity sheet says: whose row it is, which measure, which period, supply or demand.

>>> heads = [head("Team"), head("FTE %"), head("Verfügbar (PT)"), head("Jan 2027"), head("Curriculum Design")]
>>> [(each.field and each.field.value, each.measure and each.measure.value, each.period) for each in heads]
[('team', None, ''), (None, 'percent', ''), (None, 'days', ''), (None, None, '2027-01'), (None, None, '')]
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from planner_importers.tabular.capacity.amount_cells import share_scale
from planner_importers.tabular.capacity.period_heads import needs_year, period_text, with_years, year_in
from planner_importers.tabular.fields import TEAM_NUMBERS, Field
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import Measure
from planner_importers.tabular.numerals import number_of
from planner_importers.tabular.wording import normalised

_BRACKETS = re.compile(r"[(\[（【](?P<inside>[^)\]）】]*)[)\]）】]")
_KEYS = (
    Field.TEAM, Field.NAME, Field.CODE, Field.PERSON, Field.SKILL, Field.SITE, Field.WORKFORCE, Field.LINE_OF_BUSINESS,
    Field.START, Field.FINISH, Field.PERIOD, Field.OWNER, Field.CALENDAR, Field.PROFILE, *TEAM_NUMBERS,
)  # fmt: skip
_MEASURES = (Measure.WEEK_HOURS, Measure.PERCENT, Measure.DAYS, Measure.HOURS, Measure.FTE)
ANY_NAME = "any_name"


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Return the words of each meaning, normalised."""
    raw = tomllib.loads(files(__package__).joinpath("capacity_words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(normalised(word) for word in entry["words"]) for name, entry in raw.items()}


def means(meaning: str, text: str) -> bool:
    """Return whether a text, without numbers and brackets, is a word of a meaning."""
    plain = normalised(text)
    bare = " ".join(word for word in normalised(_BRACKETS.sub(" ", text)).split() if not word.isdecimal())
    return bool(plain) and (plain in words()[meaning] or bare in words()[meaning])


def full_time_scale(heading: str, cells: Sequence[Value]) -> float | None:
    """Return what makes the bare numbers of a plan's column of people percent of full time; None: they are people.

    They are percent by a sign or word in the heading; where it only speaks of an allocation, if all are large.

    >>> full_time_scale("FTE %", [50]), full_time_scale("FTE (%)", [0.5, 2]), full_time_scale("FTE", [50])
    (1.0, 100.0, None)
    >>> full_time_scale("Allocation", [100, 50]), full_time_scale("Allocation", [2, 12])
    (1.0, None)
    """
    if re.search(r"%|％|per ?cent|pro[zc]ent|por ?c[ei]ent|pour ?cent", heading, re.IGNORECASE):
        return share_scale(cells, 3.0)
    numbers = [float(number) for cell in cells if (number := number_of(cell))]
    large = bool(numbers) and min(numbers) >= 5 and max(numbers) >= 25
    return 1.0 if large and means(Measure.PERCENT.value, heading) else None


@dataclass(frozen=True, slots=True)
class Head:
    """What a heading says; None and empty where it says nothing of the sort.

    ``field`` is what identifies or describes a row, ``generic`` that it is merely a name; ``period`` a period as a
    mapping writes it; ``derived`` that the column only repeats others (totals, gaps, per cent of load).
    """

    text: str
    field: Field | None = None
    generic: bool = False
    measure: Measure | None = None
    period: str = ""
    demand: bool = False
    supply: bool = False
    net: bool = False
    derived: bool = False
    version: bool = False
    """Whether it is one of several statements of the same, such as a plan beside a forecast."""
    above: str = ""
    """An unknown text above a known one: the team or work that a group of columns is of."""

    @property
    def unknown(self) -> bool:
        """Whether it is a text that means nothing known: perhaps the name of a team or of work."""
        known = (self.field, self.measure, self.period, self.generic)
        said = (*known, self.demand, self.supply, self.derived, self.version)
        return bool(self.text) and not any(said)


def head(value: Value) -> Head:
    """Return what one heading says."""
    if value is None or isinstance(value, bool):
        return Head("")
    if isinstance(value, str):
        return _of_text(" ".join(value.split()))
    return Head(shown(value), period=period_text(value))


@lru_cache(maxsize=20_000)
def _of_text(text: str) -> Head:
    if not text or len(text) > 80 or means("pivot_columns", text):
        return Head("" if len(text) <= 80 else text)
    if means("total", text):
        return Head(text, derived=True)
    outside = _BRACKETS.sub(" ", text)
    weekly = any(means(Measure.WEEK_HOURS.value, part) for part in (text, *_pairs(text)))
    parts = () if weekly else (text, *(re.split(r"\s*[\\/|]\s*", outside) if re.search(r"[\\/|]", outside) else ()))
    field = next((each for part in parts for each in _KEYS if means(each.value, part)), None)
    period = period_text(text)
    if field is not None and not (period and field is Field.PERIOD):
        measure = Measure.PERCENT if "%" in text and field is Field.PERSON else None
        return Head(text, field=field, measure=measure)
    if period:
        return Head(text, period=period)
    if means(ANY_NAME, text):
        return Head(text, generic=True)
    return _of_parts(text)


def _of_parts(text: str) -> Head:
    """Return what a heading of several words says of measure and side: ``Demand (person-days)``, ``FTE %``."""
    inside = " ".join(match["inside"] for match in _BRACKETS.finditer(text))
    outside = _BRACKETS.sub(" ", text)
    parts = [part for part in (text, outside, inside, *_pairs(text)) if part.strip()]
    measure = next((each for each in _MEASURES for part in parts if means(each.value, part)), None)
    if "%" in text or "％" in text:
        measure = Measure.PERCENT
    demand, supply, net, derived, version = (
        any(means(meaning, part) for part in parts) for meaning in ("demand", "supply", "net", "derived", "planned")
    )
    derived = derived or (normalised(text) in ("%", "") and bool(text))
    period = _period_within(text)
    version = version and bool(period or means("planned", text))
    if not (measure or demand or supply or derived or version):
        return Head(text)
    return Head(
        text,
        measure=measure,
        period=period,
        demand=demand,
        supply=supply,
        net=net,
        derived=derived,
        version=version,
    )


def titled_period(text: str) -> str:
    """Return the period that a title or sheet's name speaks of; empty for a day, such as that of an export.

    >>> titled_period("Capacity Q1 2027"), titled_period("2027-02"), titled_period("As of 20 Nov 2026")
    ('Q1 2027', '2027-02', '')
    """
    found = _period_within(text)
    return "" if re.fullmatch(r"\d{4}-\d\d-\d\d", found) else found


def _period_within(text: str) -> str:
    """Return the period in a heading that also names a measure, such as ``Q1 2027 (days)``; empty without a year."""
    listed = re.findall(r"[^\s()\[\]（）,;:|]+", text)
    for size in (3, 2, 1):
        for at in range(len(listed) - size + 1):
            part = " ".join(listed[at : at + size])
            if re.search(r"\d{2}", part) and (found := period_text(part)):
                return found
    return ""


def _pairs(text: str) -> list[str]:
    listed = normalised(text).split()
    if len(listed) > 8:
        return []
    return [" ".join(listed[at : at + size]) for size in (1, 2, 3) for at in range(len(listed) - size + 1)]


def joined(upper: Head, lower: Head) -> Head:
    """Return what two headings above each other say together: a year and its months, a period and its measures."""
    text = " ".join(part for part in (upper.text, lower.text) if part)
    period = _joined_period(upper, lower)
    field = lower.field or (upper.field if not period and not lower.period else None)
    if not lower.text:
        field, period = upper.field, upper.period
    return Head(
        text,
        field=field,
        generic=lower.generic or (not lower.text and upper.generic),
        measure=lower.measure or (None if lower.generic or lower.field else upper.measure),
        period=period,
        demand=lower.demand or (upper.demand and not lower.supply),
        supply=lower.supply or (upper.supply and not lower.demand),
        net=lower.net or upper.net,
        derived=lower.derived or upper.derived,
        version=lower.version or upper.version,
        above=upper.text if upper.unknown and _groups(upper, lower) else "",
    )


def _groups(upper: Head, lower: Head) -> bool:
    """Return whether an upper heading names whose columns are below it; a numbered sprint only names its days."""
    counted = lower.period and re.fullmatch(r"(sprint|iteration|iteracion|pi|it|s) ?\d+", normalised(upper.text))
    return bool(lower.text) and not lower.unknown and not lower.field and not counted


def _joined_period(upper: Head, lower: Head) -> str:
    if upper.period and lower.period:
        year = year_in([upper.period])
        both = period_text(f"{lower.period} {upper.period}")
        return both or (with_years([lower.period], year)[0] if year and needs_year(lower.period) else lower.period)
    if upper.period and lower.text.isdecimal() and 1 <= int(lower.text) <= 12 and upper.period.isdecimal():
        return f"{upper.period}-{int(lower.text):02d}"
    return lower.period or upper.period

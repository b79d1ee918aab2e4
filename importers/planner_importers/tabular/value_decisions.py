"""How the values of number columns are read: percent or fractions, and the unit of bare durations.

>>> percent_scale([0.0, 0.25, 1.0]), percent_scale([0.0, 25.0, 100.0]), percent_scale([0.0, 1.0])
(100.0, 1.0, 100.0)
>>> infer_unit([(date(2027, 1, 4), date(2027, 1, 29), 4.0)] * 3)
<DurationUnit.WEEK: 'w'>
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from planner.plan.values import DurationUnit
from planner_importers.tabular.duration_text import read_duration
from planner_importers.tabular.grid import Value
from planner_importers.tabular.numerals import number_of

_RATIOS = (
    (DurationUnit.HOUR, 0.09, 0.2),
    (DurationUnit.DAY, 0.6, 1.7),
    (DurationUnit.WEEK, 3.6, 7.2),
    (DurationUnit.MONTH, 15.0, 26.0),
)
"""Working days between start and finish per unit of the duration beside them."""


def percent_scale(values: Iterable[Value]) -> float | None:
    """Return the factor that makes bare numbers percent: 100 if none exceeds 1, else 1; None without numbers."""
    numbers = [float(number) for value in values if (number := number_of(value)) is not None]
    if not numbers:
        return None
    return 100.0 if max(numbers) <= 1.0 else 1.0


def working_days(start: date, finish: date) -> int:
    """Return the number of weekdays from start to finish, both included; 0 if finish is before start.

    >>> working_days(date(2027, 1, 4), date(2027, 1, 8)), working_days(date(2027, 1, 9), date(2027, 1, 10))
    (5, 0)
    """
    days = (finish - start).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((start + timedelta(days=i)).weekday() < 5 for i in range(rest))


def infer_unit(rows: Sequence[tuple[date, date, float]]) -> DurationUnit | None:
    """Return the unit in which durations fit the dates beside them; None if fewer than three rows tell."""
    ratios = [working_days(start, finish) / amount for start, finish, amount in rows if amount > 0 and finish >= start]
    if len(ratios) < 3:
        return None
    middle = median(ratios)
    return next((unit for unit, low, high in _RATIOS if low <= middle <= high), None)


def written_unit(values: Iterable[Value]) -> DurationUnit | None:
    """Return the unit that most of a column's texts write; None if none does."""
    found = Counter(
        duration.unit
        for value in values
        if isinstance(value, str) and number_of(value) is None and (duration := read_duration(value)) is not None
    )
    return found.most_common(1)[0][0] if found else None


def in_seconds(heading: str, values: Iterable[Value]) -> bool:
    """Return whether bare numbers are seconds, as issue trackers export estimates."""
    words = heading.casefold()
    if not any(word in words for word in ("original estimate", "remaining estimate", "time spent")):
        return False
    numbers = [float(number) for value in values if (number := number_of(value)) is not None]
    return bool(numbers) and all(number % 60 == 0 for number in numbers) and median(numbers) >= 1800

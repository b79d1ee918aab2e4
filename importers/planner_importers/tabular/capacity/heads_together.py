"""What headings of one table say of each other: sums of the others, the only amounts, vendors as teams.

>>> from planner_importers.tabular.capacity.heads import head
>>> [each.derived for each in without_sums([head(text) for text in ("Jan 2027", "Feb 2027", "Mar 2027", "Q1 2027")])]
[False, False, False, True]
"""

from collections.abc import Sequence
from dataclasses import replace

from planner_importers.tabular.capacity.heads import Head, means
from planner_importers.tabular.capacity.layout import ENTITIES
from planner_importers.tabular.capacity.period_heads import needs_year, period_text, said_period, with_years
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Value, shown

_SOME_YEAR = 2027


def vendors_as_teams(heads: Sequence[Head], columns: Sequence[Sequence[Value]]) -> list[Head]:
    """Return headings with a column of vendors' names as that of teams where no other says whose the rows are."""
    found = list(heads)
    if any(each.field in (*ENTITIES, Field.PERIOD) or each.generic for each in heads):
        return found
    for at, each in enumerate(heads):
        texts = [shown(cell) for cell in columns[at] if cell is not None]
        if each.field is Field.WORKFORCE and not all(means("vendor", t) or means("in_house", t) for t in texts):
            found[at] = replace(each, field=Field.TEAM)
            break
    return found


def lone_amounts(heads: Sequence[Head]) -> list[Head]:
    """Return headings such as a utilisation or an actual as amounts where there are no others for them to repeat."""
    if any((each.period or each.measure or each.supply or each.demand) and not each.derived for each in heads):
        return list(heads)
    return [replace(each, derived=False) if each.measure else each for each in heads]


def without_sums(heads: Sequence[Head]) -> list[Head]:
    """Return headings with quarters and years that hold several of the other periods as sums of these."""
    texts = [with_years([each.period], _SOME_YEAR)[0] if needs_year(each.period) else each.period for each in heads]
    periods = [said_period(text, 1) if text else None for text in texts]
    found = list(heads)
    for at, own in enumerate(periods):
        others = (other for other in set(periods) - {own} if own and other)
        if own is not None and sum(own.first <= other.first and other.last <= own.last for other in others) > 1:
            found[at] = replace(heads[at], derived=True)
    return found


def periods_by_content(heads: Sequence[Head], columns: Sequence[Sequence[Value]]) -> list[Head]:
    """Return headings with a column of months or quarters recognised by its cells where its heading is unknown."""
    found = list(heads)
    if any(each.period or each.field is Field.PERIOD for each in heads):
        return found
    for at, each in enumerate(heads):
        cells = [cell for cell in columns[at] if cell is not None]
        if each.unknown and cells and sum(bool(period_text(cell)) for cell in cells) * 10 >= len(cells) * 8:
            found[at] = replace(each, field=Field.PERIOD)
            break
    return found

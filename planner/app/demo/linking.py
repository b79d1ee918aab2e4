"""The demo's dependencies between its own work, and rough dates that show what comes well before what.

>>> len(all_links()), sum(link.type is LinkType.FS for link in all_links())
(244, 205)
>>> outline()["POL-102"][1].isoformat()
'2026-11-06'
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from planner.app.demo.tables import LaunchRow, LinkRow, WorkRow, after_working_days, launch_rows, work_rows
from planner.plan.entities import LinkType

Node = WorkRow | LaunchRow


@cache
def nodes() -> Mapping[str, Node]:
    """Return initiatives and launches by code."""
    rows: tuple[Node, ...] = (*work_rows(), *launch_rows())
    return {row.code: row for row in rows}


@cache
def all_links() -> tuple[LinkRow, ...]:
    """Return every dependency without the external ones, in order of successor as written."""
    return tuple(link for node in nodes().values() for link in node.predecessors)


@cache
def outline() -> Mapping[str, tuple[date, date]]:
    """Return rough first and last days by code: as the engine will give them, but without holidays."""
    found: dict[str, tuple[date, date]] = {}
    for code in nodes():
        _place(code, found)
    return found


def _place(code: str, found: dict[str, tuple[date, date]]) -> tuple[date, date]:
    if code in found:
        return found[code]
    node = nodes()[code]
    ready = [_released(link, _place(link.predecessor, found)) for link in node.predecessors]
    if isinstance(node, LaunchRow):
        when = max([*ready, node.not_before or date.min])
        found[code] = (when, when)
    else:
        start = node.start or max(ready)
        found[code] = (start, node.finish or after_working_days(start, node.weeks[1] * 5))
    return found[code]


def _released(link: LinkRow, predecessor: tuple[date, date]) -> date:
    """Return the day from which a dependency lets its successor start."""
    if link.type is LinkType.SS:
        return predecessor[0] + timedelta(weeks=int(link.lag.removesuffix("w")))
    return date.min if link.type is LinkType.FF else predecessor[1] + timedelta(days=1)

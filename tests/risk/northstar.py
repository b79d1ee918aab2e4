"""The network of twenty-five that the demo portfolio was designed around, with its dates worked out by hand.

Weeks are weeks of the calendar: the simulation it was designed with knew no weekends.
"""

from __future__ import annotations

from datetime import datetime

from planner.plan.entities import Dependency, Initiative, Launch, LinkType, Portfolio
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.entities.work import ConstraintType
from planner.plan.snapshot import Plan
from planner.plan.values import Duration

WORK = """
POL-101 3 5 9 2026-08-31
POL-102 2 3 5 -
INF-201 6 8 14 2026-07-27
INF-202 12 16 26 -
INF-203 6 9 16 -
INF-204 5 7 12 -
INF-205 4 6 9 -
TRN-301 2 4 6 -
TRN-302 3 4 7 -
TRN-303 1 2 3 -
TRN-304 4 6 10 -
PLN-402 3 4 7 2026-10-05
PLN-401 6 7 9 2026-10-05
PLN-403 2 2 3 - 2026-12-18
POL-110 4 6 9 2026-10-12
TRN-311 2 3 5 - 2027-01-01
REG-501 6 8 10 2026-12-07 2027-02-28
POL-120 8 10 16 2027-04-05
CS-601 3 4 6 -
CS-602 6 9 14 -
REG-510 8 10 15 2027-01-11
REG-520 4 6 10 2026-11-09
TRN-320 6 8 12 -
INF-210 8 12 20 -
"""

LINKS = """
POL-101 POL-102
INF-201 INF-202
INF-202 INF-203 SS 4
INF-201 INF-204
INF-201 INF-205
POL-102 TRN-301 SS 1
TRN-301 TRN-302
POL-102 TRN-302
TRN-302 TRN-303
INF-204 TRN-304
PLN-402 PLN-401 FF 1
PLN-401 PLN-403
POL-110 TRN-311
INF-205 REG-501
POL-102 CS-601
CS-601 CS-602
INF-203 CS-602
INF-202 TRN-320 SS 6
INF-202 INF-210
TRN-320 INF-210
POL-102 LCH-701
TRN-303 LCH-701
CS-601 LCH-701
INF-205 LCH-701
"""


def weeks(amount: str) -> Duration:
    """Return weeks of the calendar."""
    return Duration.parse(f"{amount}ew")


def plan() -> Plan:
    """Return the plan: 24 initiatives, one launch, 24 links."""
    works: list[Initiative | Launch] = []
    for line in WORK.split("\n"):
        if line:
            code, low, likely, high, start, *deadline = line.split()
            works.append(
                Initiative(
                    id=code,
                    code=code,
                    name=code,
                    optimistic=weeks(low),
                    duration=weeks(likely),
                    pessimistic=weeks(high),
                    constraint=ConstraintType.ASAP if start == "-" else ConstraintType.SNET,
                    constraint_date=None if start == "-" else datetime.fromisoformat(start),
                    deadline=datetime.fromisoformat(f"{deadline[0]}T23:59") if deadline else None,
                )
            )
    works.append(Launch(id="LCH-701", code="LCH-701", name="SII v3 EU", target_date=datetime(2026, 12, 2, 23, 59)))
    links = []
    for line in LINKS.split("\n"):
        if line:
            before, after, *kind = line.split()
            links.append(
                Dependency(
                    id=f"{before}>{after}",
                    predecessor_id=before,
                    successor_id=after,
                    type=LinkType(kind[0]) if kind else LinkType.FS,
                    lag=weeks(kind[1] if kind else "0"),
                )
            )
    settings = Portfolio(id=PORTFOLIO_ID, start=datetime(2026, 7, 27))
    return Plan.of(settings, *works, *links)

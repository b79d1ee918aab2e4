"""The demo's tables: pipe-separated text beside this module, one file per line of business, read into rows.

Predecessors are written as planners write them, a plain code meaning finish to start:

>>> [(link.predecessor, link.type.value, link.lag) for link in links_to("TRN-301", "POL-101, POL-102SS+1w")]
[('POL-101', 'FS', '0d'), ('POL-102', 'SS', '1w')]
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from planner.plan.entities import InitiativeKind, LinkType, PriorityClass, Status

STATUS_DATE = date(2026, 11, 22)
FREEZE = (date(2026, 12, 19), date(2027, 1, 3))

LOB_OF = {
    "POL": "Policy",
    "TRN": "Training",
    "INF": "Infrastructure",
    "PLN": "Planning",
    "REG": "Regional",
    "CS": "Customer support",
}
"""Line of business by the letters of a code."""

_FILES = ("policy", "training", "infrastructure", "planning", "regional", "support")
_LINK = re.compile(r"([A-Z]+-\d+)(FS|SS|FF|SF)?([+-]\d+[a-z]+)?")
_STATUS = {
    "done": Status.DONE,
    "active": Status.IN_PROGRESS,
    "planned": Status.APPROVED,
    "proposed": Status.PROPOSED,
    "hold": Status.ON_HOLD,
    "cancelled": Status.CANCELLED,
}
_CLASS = {
    "must": PriorityClass.REGULATORY_MUST_DO,
    "risk": PriorityClass.RISK_REDUCTION,
    "enabler": PriorityClass.ENABLER,
    "improve": PriorityClass.IMPROVEMENT,
    "ktlo": PriorityClass.KEEP_THE_LIGHTS_ON,
}
_KIND = {
    "POL": InitiativeKind.POLICY,
    "TRN": InitiativeKind.TRAINING,
    "INF": InitiativeKind.INFRASTRUCTURE,
    "PLN": InitiativeKind.PLANNING,
    "REG": InitiativeKind.REGULATORY,
    "CS": InitiativeKind.PROCESS,
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One dependency by codes; the lag in its short form."""

    predecessor: str
    successor: str
    type: LinkType = LinkType.FS
    lag: str = "0d"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One initiative. ``weeks`` are optimistic, likely, pessimistic; ``demands`` are (team, FTE).

    ``start`` and ``finish`` are actual dates of work done or under way, else the earliest start. None: as soon
    as its predecessors allow; so is work that was reported without dates. ``fixed``: "=" must start on that
    day, "!" its dates are set by hand.
    """

    code: str
    name: str
    programme: str
    area: str
    priority_class: PriorityClass
    demands: tuple[tuple[str, float], ...]
    weeks: tuple[int, int, int]
    start: date | None
    finish: date | None
    fixed: str
    status: Status
    markets: tuple[str, ...]
    predecessors: tuple[LinkRow, ...]
    deadline: date | None
    position: int

    @property
    def prefix(self) -> str:
        """Return the letters of the code."""
        return self.code.split("-")[0]

    @property
    def line_of_business(self) -> str:
        """Return the line of business that the code stands for."""
        return LOB_OF[self.prefix]

    @property
    def kind(self) -> InitiativeKind:
        """Return what sort of work its code and name say it is."""
        if self.prefix == "INF" and ("migration" in self.name or "decommission" in self.name):
            return InitiativeKind.MIGRATION
        return InitiativeKind.LOCALISATION if "localisation" in self.name else _KIND[self.prefix]


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """One launch; ``waves`` are the market codes of each wave."""

    code: str
    name: str
    tier: str
    line_of_business: str
    area: str
    target: date
    not_before: date | None
    launched: date | None
    predecessors: tuple[LinkRow, ...]
    waves: tuple[tuple[str, ...], ...]


def records(name: str) -> Iterator[dict[str, str]]:
    """Yield the lines of one table by column, every cell stripped."""
    text = files(__package__).joinpath("sheets", f"{name}.psv").read_text(encoding="utf-8")
    for line in csv.DictReader(text.splitlines(), delimiter="|", quoting=csv.QUOTE_NONE):
        yield {column: cell.strip() for column, cell in line.items()}


@cache
def work_rows() -> tuple[WorkRow, ...]:
    """Return the 144 initiatives, by line of business and code."""
    return tuple(_work(line, at) for name in _FILES for at, line in enumerate(records(name)))


@cache
def launch_rows() -> tuple[LaunchRow, ...]:
    """Return the twelve launches."""
    return tuple(
        LaunchRow(
            code=line["code"],
            name=line["name"],
            tier=line["tier"],
            line_of_business=line["lob"],
            area=line["area"],
            target=date.fromisoformat(line["target"]),
            not_before=day(line["not_before"]),
            launched=day(line["launched"]),
            predecessors=links_to(line["code"], line["predecessors"]),
            waves=tuple(tuple(wave.split()) for wave in line["markets"].split(";")),
        )
        for line in records("launches")
    )


def day(text: str) -> date | None:
    """Return the date of a cell; None if it is empty."""
    return date.fromisoformat(text) if text else None


def links_to(successor: str, text: str) -> tuple[LinkRow, ...]:
    """Return the dependencies that a cell of predecessors names."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _LINK.fullmatch(part)
        if match is None:
            raise ValueError(f"{successor}: {part!r} is not a predecessor")
        lag = (match[3] or "0d").removeprefix("+")
        found.append(LinkRow(match[1], successor, LinkType(match[2] or "FS"), lag))
    return tuple(found)


def _work(line: dict[str, str], position: int) -> WorkRow:
    start = line["start"].lstrip("=!@")
    optimistic, likely, pessimistic = (int(part) for part in line["weeks"].split("/"))
    demands = (part.rsplit(" ", 1) for part in line["demands"].split(", "))
    return WorkRow(
        code=line["code"],
        name=line["name"],
        programme=line["programme"],
        area=line["area"],
        priority_class=_CLASS[line["class"]],
        demands=tuple((team, float(fte)) for team, fte in demands),
        weeks=(optimistic, likely, pessimistic),
        start=day(start),
        finish=day(line["finish"].lstrip("!")),
        fixed=line["start"][:1] if line["start"][:1] in ("=", "!") else "",
        status=_STATUS[line["status"]],
        markets=tuple(line["markets"].split()),
        predecessors=links_to(line["code"], line["predecessors"]),
        deadline=day(line["deadline"]),
        position=position,
    )


def working_days(first: date, last: date) -> int:
    """Return the weekdays from ``first`` to ``last``, both included, without the year-end freeze."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return sum(day.weekday() < 5 and not FREEZE[0] <= day <= FREEZE[1] for day in days)


def after_working_days(first: date, count: int) -> date:
    """Return the last of so many weekdays from ``first`` on, without the year-end freeze."""
    current, left = first, count
    while True:
        if current.weekday() < 5 and not FREEZE[0] <= current <= FREEZE[1]:
            left -= 1
            if left <= 0:
                return current
        current += timedelta(days=1)

"""What the demo's work stands on: settings, calendars, markets, teams, objectives and programmes, as entities' values.

Calendars take their public holidays from their country; typed are only the company's own days: the year-end
freeze everywhere, and mornings only in the two weeks before a peak of sales or an election.

>>> [name for name, _ in calendars()]
['US-CA', 'IE', 'GB', 'SG', 'AE', 'BR', 'PH', 'KR']
>>> sum(values["headcount"] for values in teams().values())
117.0
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache

from planner.app.demo.tables import FREEZE, STATUS_DATE, records
from planner.plan.entities import CalendarException, InitiativeKind, Level, Status, Workforce
from planner.plan.entities.worktime import OFFICE_HOURS, OFFICE_WEEK

Values = dict[str, object]

SETTINGS: Mapping[str, object] = {
    "name": "Northstar Trust & Safety",
    "fiscal_year_start_month": 1,
    "time_zone": "America/Los_Angeles",
    "start": datetime(2026, 7, 1),
    "status_date": STATUS_DATE,
}

MORNING = "08:00-12:00"

_CALENDARS = (
    ("US-CA", "United States, California", "US", "CA"),
    ("IE", "Ireland", "IE", ""),
    ("GB", "United Kingdom", "GB", "ENG"),
    ("SG", "Singapore", "SG", ""),
    ("AE", "United Arab Emirates", "AE", ""),
    ("BR", "Brazil", "BR", "SP"),
    ("PH", "Philippines", "PH", ""),
    ("KR", "South Korea", "KR", ""),
)

_PEAKS = {
    "US-CA": (("2027-11-15", "2027-11-24", "Black Friday"),),
    "SG": (("2027-10-29", "2027-11-10", "11.11 sales"),),
    "BR": (
        ("2026-09-21", "2026-10-02", "the first round of the general election"),
        ("2026-10-13", "2026-10-23", "the second round of the general election"),
        ("2027-11-16", "2027-11-25", "Black Friday"),
    ),
    "PH": (
        ("2026-10-28", "2026-10-30", "11.11 sales"),
        ("2026-11-03", "2026-11-10", "11.11 sales"),
        ("2027-10-28", "2027-10-29", "11.11 sales"),
        ("2027-11-02", "2027-11-10", "11.11 sales"),
    ),
    "KR": (("2028-03-29", "2028-04-11", "the National Assembly election"),),
}
"""Mornings only, around public holidays: first day, last day, what for."""


def calendars() -> Iterator[tuple[str, Values]]:
    """Yield the eight calendars by code."""
    for code, name, country, subdivision in _CALENDARS:
        week = (OFFICE_HOURS,) * 4 + (MORNING, "", "") if code == "AE" else OFFICE_WEEK
        blackouts = tuple(part for peak in _PEAKS.get(code, ()) for part in _blackout(*peak))
        freeze = CalendarException(first=FREEZE[0], last=FREEZE[1], name="Year-end freeze")
        yield (
            code,
            {
                "code": code,
                "name": name,
                "week": week,
                "country": country,
                "subdivision": subdivision,
                "exceptions": (*blackouts, freeze),
            },
        )


def _blackout(first: str, last: str, peak: str) -> Iterator[CalendarException]:
    """Yield the weekdays of a blackout, week by week: an exception over a weekend would make it work."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    while begin <= end:
        friday = begin + timedelta(days=4 - begin.weekday())
        name = f"Training blackout before {peak}"
        yield CalendarException(first=begin, last=min(friday, end), hours=MORNING, name=name)
        begin = friday + timedelta(days=3)


def markets(calendar_ids: Mapping[str, str]) -> Iterator[tuple[str, Values]]:
    """Yield the twelve markets by code."""
    for line in records("markets"):
        yield (
            line["code"],
            {
                "code": line["code"],
                "name": line["name"],
                "region": line["region"],
                "languages": tuple(line["languages"].split()),
                "calendar_id": calendar_ids[line["calendar"]],
            },
        )


@cache
def teams() -> Mapping[str, Values]:
    """Return the sixteen teams by code; ``calendar`` is a code, ``people`` names with the lead first."""
    return {
        line["code"]: {
            "code": line["code"],
            "name": line["name"],
            "line_of_business": line["lob"],
            "site": line["site"],
            "workforce": Workforce(line["workforce"]),
            "headcount": float(line["fte"]),
            "focus_factor": float(line["focus"]),
            "leave_days": float(line["leave"]),
            "unplanned_absence": float(line["absence"]),
            "attrition": float(line["attrition"]),
            "wellbeing_hours": float(line["wellbeing"]),
            "sensitive_limit": float(line["limit"]),
            "lead": line["people"].split(", ")[0],
            "calendar": line["calendar"],
            "people": tuple(line["people"].split(", ")),
        }
        for line in records("teams")
    }


def objectives() -> Iterator[Values]:
    """Yield the five objectives by code."""
    for line in records("objectives"):
        yield {name: line[name] for name in ("code", "name", "owner", "description")}


@cache
def objectives_of() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the objectives that each programme serves; governance serves none of its own."""
    found: dict[str, tuple[str, ...]] = {}
    for line in records("objectives"):
        for programme in line["programmes"].split(", "):
            found[programme] = (*found.get(programme, ()), line["code"])
    return found


def programmes(objective_ids: Mapping[str, str]) -> Iterator[tuple[str, Values]]:
    """Yield the fourteen programmes by code: summaries of initiatives, counted apart from them.

    ``objective_ids`` are the ids of the objectives by code.
    """
    for position, line in enumerate(records("programmes")):
        yield (
            line["code"],
            {
                "code": line["code"],
                "name": line["name"],
                "description": line["description"],
                "level": Level.PROGRAMME,
                "position": position,
                "kind": InitiativeKind.PLANNING if line["area"] == "Planning" else None,
                "status": Status.IN_PROGRESS,
                "owner": line["owner"],
                "policy_area": line["area"],
                "objective_ids": tuple(objective_ids[code] for code in objectives_of().get(line["code"], ())),
            },
        )

"""The demo's capacity as entities' values: people, changes of staff, time given back, reviewers and sign-offs.

One team names its people. They have booked all their leave of two years in a calendar that they share, so that the
rest of the year they are there but for unplanned absence.

>>> sum((last - first).days + 1 for first, last in LEAVE if first.year == 2027)
17
"""

from collections.abc import Iterator
from datetime import date

from planner.app.demo.foundations import Values
from planner.app.demo.tables import WorkRow, day, records
from planner.app.demo.work_values import Find
from planner.plan.entities import CalendarException, Realised
from planner.plan.entities.worktime import OFFICE_WEEK
from planner.plan.values import Duration

LEAVE_CALENDAR = "US-CA-IAI"

LEAVE = (
    (date(2026, 7, 6), date(2026, 7, 10)),
    (date(2026, 8, 3), date(2026, 8, 7)),
    (date(2026, 8, 10), date(2026, 8, 14)),
    (date(2026, 9, 8), date(2026, 9, 9)),
    (date(2027, 6, 28), date(2027, 7, 2)),
    (date(2027, 8, 2), date(2027, 8, 6)),
    (date(2027, 8, 9), date(2027, 8, 13)),
    (date(2027, 9, 7), date(2027, 9, 8)),
)

SENSITIVE = frozenset({"Intimate imagery", "Graphic content", "Violent extremism", "Suicide and self-harm"})
"""Policy areas in which the teams that write policy look at sensitive content."""

SKILLED = dict.fromkeys((("INF-225", "IAI"), ("INF-228", "IAI"), ("INF-230", "IAI")), "ML engineering")
"""Work for which only people of a team who have a skill will do."""


def leave_calendar(find: Find) -> Values:
    """Return the calendar of people who have booked their leave."""
    return {
        "code": LEAVE_CALENDAR,
        "name": "Infra AI & Evaluation: leave booked",
        "week": OFFICE_WEEK,
        "base_id": find("calendar", "US-CA"),
        "exceptions": tuple(CalendarException(first=first, last=last, name="Leave") for first, last in LEAVE),
    }


def people(find: Find) -> Iterator[Values]:
    """Yield the people of the team that names them."""
    for line in records("people"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "team_id": find("team", line["team"]),
            "calendar_id": find("calendar", LEAVE_CALENDAR),
            "skills": tuple(line["skills"].split(", ")),
        }


def staffing(find: Find) -> Iterator[Values]:
    """Yield hires, loans, temporary workers and departures."""
    for line in records("staffing"):
        yield {
            "team_id": find("team", line["team"]),
            "from_team_id": find("team", line["from"]) if line["from"] else None,
            "skill": line["skill"],
            "fte": float(line["fte"]),
            "start": date.fromisoformat(line["start"]),
            "finish": day(line["finish"]),
            "ramp_weeks": float(line["ramp"]),
            "probability": float(line["probability"]),
            "note": line["note"],
        }


def queues(find: Find) -> Iterator[Values]:
    """Yield the reviewer queues."""
    for line in records("queues"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "function": line["function"],
            "calendar_id": find("calendar", line["calendar"]),
            "reviewers": int(line["reviewers"]),
            "service": Duration.parse(line["service"]),
            "variation": float(line["variation"]),
            "other_arrivals": float(line["others"]),
        }


def returns(there: set[str], find: Find) -> Iterator[Values]:
    """Yield what automation gives back, of the work that is there."""
    for line in records("returns"):
        if line["initiative"] in there:
            seen = (part.rsplit(" ", 1) for part in line["realised"].split(", ") if part)
            yield {
                "initiative_id": find("work", line["initiative"]),
                "team_id": find("team", line["team"]),
                "hours_per_week": float(line["hours"]),
                "ramp_weeks": float(line["ramp"]),
                "realised": tuple(
                    Realised(on=date.fromisoformat(on), hours_per_week=float(hours)) for on, hours in seen
                ),
            }


def sign_offs(there: set[str], find: Find) -> Iterator[Values]:
    """Yield the sign-offs that work needs, of the work that is there."""
    for line in records("reviews"):
        if line["initiative"] in there:
            yield {
                "initiative_id": find("work", line["initiative"]),
                "queue_id": find("review_queue", line["queue"]),
                "service": Duration.parse(line["service"]) if line["service"] else None,
                "needed_by": day(line["needed"]),
                "submitted_on": day(line["submitted"]),
                "decided_on": day(line["decided"]),
            }


def is_sensitive(row: WorkRow, team: str) -> bool:
    """Return whether a team looks at sensitive content for some work."""
    return row.prefix == "POL" and team in ("PMS", "PSV") and (row.area in SENSITIVE or row.code == "POL-109")

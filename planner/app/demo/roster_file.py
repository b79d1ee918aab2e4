"""The roster as a learning system exports it: one row per person and course, with status, dates and scores.

>>> lines = roster_file().decode().splitlines()
>>> lines[0].split(",")[:6]
['Learner ID', 'Job role', 'Market', 'Employer', 'Language', 'Start date']
>>> sum(line.split(",")[9] == "Completed" for line in lines) == len(certificates())
True
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache

from planner.app.demo.roster import Given, Person, certificates, roster
from planner.plan.entities import Workforce

ROSTER = "Learner roster.csv"

_TITLES = (
    "Learner ID",
    "Job role",
    "Market",
    "Employer",
    "Language",
    "Start date",
    "End date",
    "Course",
    "Course version",
    "Status",
    "Completion date",
    "Pre-test",
    "Final score",
    "Golden-set accuracy",
)
_EMPLOYER = {Workforce.IN_HOUSE: "In-house", Workforce.VENDOR: "Vendor"}
_FIRST_COURSE = {
    "Moderator": "SII-CERT",
    "Support agent": "APPEALS-CERT",
    "Quality reviewer": "MINOR-CERT",
    "Team lead": "PMS-CERT",
}


@cache
def roster_file() -> bytes:
    """Return the export; the same bytes every time."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_TITLES)
    writer.writerows(_rows())
    return stream.getvalue().encode()


def _rows() -> Iterator[tuple[str, ...]]:
    """Yield person by person what was passed, or the course that comes first."""
    passed: dict[str, list[Given]] = {}
    for given in certificates():
        passed.setdefault(given.learner.code, []).append(given)
    for person in roster():
        for given in passed.get(person.code, ()):
            yield (*_person(person), *_given(given))
        if person.code not in passed:
            yield (*_person(person), _FIRST_COURSE[person.role], "", "Not started", "", "", "", "")


def _person(person: Person) -> tuple[str, ...]:
    return (
        person.code,
        person.role,
        person.market,
        _EMPLOYER[person.workforce],
        person.language,
        _day(person.joined),
        _day(person.left),
    )


def _given(given: Given) -> tuple[str, ...]:
    return (
        given.course,
        given.version,
        "Completed",
        _day(given.passed),
        _share(given.before),
        _share(given.score),
        _share(given.proficiency),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"

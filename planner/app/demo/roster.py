"""The demo's roster: some 1,500 pseudonymous people, who passed which course, and how well they do at work.

Drawn from a fixed seed to the counts of two tables, so that shares come out exact. Planted: in one market 100 of
104 moderators are certified, and 71 of those are proficient.

>>> people = roster()
>>> len(people), people[0].code, people[0].role
(1500, 'NS-06e6d8c7', 'Moderator')
>>> found = [given for given in certificates() if given.course == "MINOR-CERT" and given.learner.market == "UK"]
>>> moderators = [given for given in found if given.learner.role == "Moderator"]
>>> len(moderators), sum((given.proficiency or 0) >= 0.85 for given in moderators)
(100, 71)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from itertools import count
from random import Random

from planner.app.demo.foundations import Values
from planner.app.demo.tables import records
from planner.app.demo.work_values import Find
from planner.plan.entities import Workforce

SEED = "Northstar roster"
JOINING = (date(2026, 12, 7), date(2027, 1, 11), date(2027, 2, 8))
LEFT = (date(2026, 9, 30), date(2026, 10, 30), date(2026, 11, 13))

_GROUPS = (
    ("house", "Moderator", Workforce.IN_HOUSE, ""),
    ("vendor", "Moderator", Workforce.VENDOR, "VEN"),
    ("agents", "Support agent", Workforce.IN_HOUSE, "CSP"),
    ("quality", "Quality reviewer", Workforce.IN_HOUSE, ""),
    ("leads", "Team lead", Workforce.IN_HOUSE, ""),
    ("joining", "Moderator", Workforce.VENDOR, "VEN"),
    ("leaving", "Moderator", Workforce.IN_HOUSE, ""),
)
"""Column of the table, role, who employs them, team."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the roster; days None: long ago, still here."""

    code: str
    role: str
    market: str
    workforce: Workforce
    team: str
    language: str
    joined: date | None
    left: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """One certificate; ``version`` empty: the course has none, ``proficiency`` None: not measured yet."""

    learner: Person
    course: str
    version: str
    passed: date
    before: float
    score: float
    proficiency: float | None


@cache
def roster() -> tuple[Person, ...]:
    """Return everybody, market by market."""
    random, number = Random(SEED), count(1)  # noqa: S311 - invented people, not secrets
    return tuple(
        _person(random, next(number), line, group)
        for line in records("roster")
        for group in _GROUPS
        for _ in range(int(line[group[0]]))
    )


def _person(random: Random, number: int, line: Mapping[str, str], group: tuple[str, str, Workforce, str]) -> Person:
    column, role, workforce, team = group
    languages = line["languages"].split()
    return Person(
        code="NS-" + blake2b(f"{SEED} {number}".encode(), digest_size=4).hexdigest(),
        role=role,
        market=line["market"],
        workforce=workforce,
        team=team,
        language=languages[0] if random.random() < 0.6 else random.choice(languages),
        joined=random.choice(JOINING) if column == "joining" else _joined(random),
        left=random.choice(LEFT) if column == "leaving" else None,
    )


def _joined(random: Random) -> date:
    return date(2021, 1, 4) + timedelta(days=7 * random.randrange(240))


@cache
def certificates() -> tuple[Given, ...]:
    """Return every certificate, course by course."""
    random = Random(SEED + ", certificates")  # noqa: S311 - invented people, not secrets
    marks = {line["code"]: float(line["mark"]) for line in records("courses")}
    return tuple(given for line in records("certified") for given in _certified(random, line, marks[line["course"]]))


def _certified(random: Random, line: Mapping[str, str], mark: float) -> Iterator[Given]:
    """Yield the certificates of one group; early days are fuller than late ones."""
    covered, assessed, proficient = (int(line[name]) for name in ("covered", "assessed", "proficient"))
    first, last = date.fromisoformat(line["first"]), date.fromisoformat(line["last"])
    group = [person for person in roster() if _is_in(person, line, first)]
    if len(group) < covered:
        raise ValueError(f"{line} certifies more than the {len(group)} who are there")
    for at, person in enumerate(random.sample(group, covered)):
        score = round(random.uniform(0.8, 0.99), 2)
        passed = _weekday(first + (last - first) * random.random() ** 1.5)
        skilled = random.uniform(mark, 0.99) if at < proficient else random.uniform(mark - 0.25, mark - 0.01)
        yield Given(
            learner=person,
            course=line["course"],
            version=line["version"].strip("-"),
            passed=passed,
            before=round(score - random.uniform(0.1, 0.35), 2),
            score=score,
            proficiency=round(skilled, 2) if at < assessed else None,
        )


def _is_in(person: Person, line: Mapping[str, str], first: date) -> bool:
    there = person.left is None and person.joined not in JOINING
    wanted = (line["market"], line["workforce"], line["role"])
    return there and (person.market, person.workforce.value, person.role) == wanted


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def learners(find: Find) -> Iterator[Values]:
    """Yield the roster."""
    for person in roster():
        yield {
            "code": person.code,
            "role": person.role,
            "market_id": find("market", person.market),
            "workforce": person.workforce,
            "team_id": find("team", person.team) if person.team else None,
            "language": person.language,
            "joined_on": person.joined,
            "left_on": person.left,
        }


def certificate_values(find: Find, told: date = date.max) -> Iterator[Values]:
    """Yield the certificates given until the day ``told``."""
    courses = {line["code"]: line["artefact"] for line in records("courses")}
    for given in certificates():
        if given.passed <= told:
            version = f"{courses[given.course]} {given.version}"
            yield {
                "learner_id": find("learner", given.learner.code),
                "course_id": find("course", given.course),
                "version_id": find("artefact_version", version) if given.version else None,
                "passed_on": given.passed,
                "score_before": given.before,
                "score": given.score,
                "proficiency": given.proficiency,
            }

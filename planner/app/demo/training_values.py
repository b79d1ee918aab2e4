"""The demo's courses, curricula, requirements and cohorts as entities' values.

>>> [line["courses"] for line in records("curricula")]
['FOUND, MINOR-CERT', 'MINOR-CERT, AGE-CERT']
"""

from collections.abc import Iterator, Mapping

from planner.app.demo.foundations import Values
from planner.app.demo.roster import certificates, roster
from planner.app.demo.tables import day, records
from planner.app.demo.work_values import Find
from planner.plan.entities import Workforce


def courses(find: Find) -> Iterator[Values]:
    """Yield the courses."""
    for line in records("courses"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "artefact_id": find("artefact", line["artefact"]) if line["artefact"] else None,
            "validity_months": int(line["months"]) if line["months"] else None,
            "proficiency_mark": float(line["mark"]),
            "hours": float(line["hours"]),
        }


def curricula(find: Find) -> Iterator[Values]:
    """Yield the curricula."""
    for line in records("curricula"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "course_ids": tuple(find("course", code) for code in line["courses"].split(", ")),
        }


def requirements(find: Find) -> Iterator[Values]:
    """Yield who must hold which certificates."""
    for line in records("requirements"):
        yield {
            "role": line["role"],
            "market_ids": tuple(find("market", code) for code in line["markets"].split()),
            "workforce": Workforce(line["workforce"]) if line["workforce"] else None,
            "course_id": find("course", line["course"]) if line["course"] else None,
            "curriculum_id": find("curriculum", line["curriculum"]) if line["curriculum"] else None,
        }


def cohorts(find: Find) -> Iterator[Values]:
    """Yield the groups that are booked, one for each market of a line; seats "rest": whoever is not certified yet."""
    for line in records("cohorts"):
        for market in line["markets"].split():
            yield {
                "code": f"{line['code']}-{market}",
                "course_id": find("course", line["course"]),
                "market_id": find("market", market),
                "workforce": Workforce(line["workforce"]),
                "start": day(line["start"]),
                "finish": day(line["finish"]),
                "seats": _rest(line, market),
                "pass_rate": float(line["pass_rate"]),
                "initiative_id": find("work", line["work"]) if line["work"] else None,
            }


def _rest(line: Mapping[str, str], market: str) -> int:
    """Return how many of a market still lack the newest version of a course."""
    wanted = (market, line["workforce"], line["role"])
    people = {each.code for each in roster() if (each.market, each.workforce.value, each.role) == wanted}
    newest = max((given.version for given in certificates() if given.course == line["course"]), default="")
    certified = {
        given.learner.code for given in certificates() if (given.course, given.version) == (line["course"], newest)
    }
    return len(people - certified)

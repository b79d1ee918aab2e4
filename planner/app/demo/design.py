"""The whole demo as what should be there, and what of it was known at which point of its story.

>>> from collections import Counter
>>> counted = Counter(kind for kind, _ in wanted(lambda space, code: f"{space} {code}"))
>>> counted["initiative"], counted["launch_market"], counted["learner"]
(158, 94, 1500)
"""

from collections.abc import Iterator, Mapping
from datetime import date

from planner.app.demo.capacity_values import leave_calendar, people, queues, returns, sign_offs, staffing
from planner.app.demo.foundations import SETTINGS, Values, calendars, markets, objectives, programmes, teams
from planner.app.demo.launch_values import (
    demands,
    dependency,
    external_dependencies,
    launch,
    launch_cells,
    obligation,
    team,
)
from planner.app.demo.linking import all_links
from planner.app.demo.readiness_design import going_live, trained, under_gates
from planner.app.demo.scenario_values import scenarios
from planner.app.demo.score_values import score_models, scores
from planner.app.demo.tables import launch_rows, records, work_rows
from planner.app.demo.toward import Wanted
from planner.app.demo.work_values import Find, initiative
from planner.plan.entities import Stage, Status

IMPORTED = ("REG", "CS")
"""Letters of the codes that come in through the two files."""


def wanted(find: Find) -> Iterator[Wanted]:
    """Yield the whole demo."""
    yield from setting(find)
    for kind, values in work(find, imported=True):
        yield kind, {**values, **going_live(str(values["code"]), find)} if kind == "launch" else values
    yield from law(find)
    yield from under_gates(find)
    yield from trained(find)
    yield from kept_aside(find)


def kept_aside(find: Find) -> Iterator[Wanted]:
    """Yield the scenarios."""
    yield from (("scenario", values) for values in scenarios(find))


def setting(find: Find) -> Iterator[Wanted]:
    """Yield settings, calendars, markets, teams, people, reviewers, objectives and programmes."""
    for _, values in calendars():
        yield "calendar", values
    yield "portfolio", {**SETTINGS, "default_calendar_id": find("calendar", "US-CA")}
    calendar_ids = {code: find("calendar", code) for code, _ in calendars()}
    for _, values in markets(calendar_ids):
        yield "market", values
    for code in teams():
        yield "team", team(code, find)
    yield "calendar", leave_calendar(find)
    for kind, entities in (("resource", people), ("staffing_change", staffing), ("review_queue", queues)):
        for values in entities(find):
            yield kind, values
    for values in objectives():
        yield "objective", values
    objective_ids = {code: find("objective", code) for code in (str(values["code"]) for values in objectives())}
    for _, values in programmes(objective_ids):
        yield "initiative", values


EARLIER: Mapping[str, Values] = {
    "POL-102": {
        "status": Status.IN_PROGRESS,
        "stage": Stage.TESTING,
        "percent_complete": 80.0,
    },
    "TRN-301": {
        "status": Status.IN_PROGRESS,
        "stage": Stage.TRAINING,
        "percent_complete": 90.0,
        "actual_finish": None,
    },
    "INF-204": {
        "status": Status.IN_PROGRESS,
        "stage": Stage.DEPLOYMENT,
        "percent_complete": 85.0,
        "actual_finish": None,
    },
    "REG-520": {"status": Status.APPROVED, "percent_complete": 0.0, "actual_start": None},
}
"""What was known of some work before the last report of progress."""

TOLD = date(2026, 11, 18)
"""Last day of what was known of gates and certificates before the last report of progress."""


def as_first_told(find: Find) -> Iterator[Wanted]:
    """Yield settings and all work as it was known before the last report of progress."""
    yield from setting(find)
    yield from _as_first_told(work(find, imported=True))


def base(find: Find) -> Iterator[Wanted]:
    """Yield what is there before the files are imported."""
    yield from setting(find)
    yield from _as_first_told(work(find, imported=False))


def first_gates(find: Find) -> Iterator[Wanted]:
    """Yield launches under gates, and all that is known of the gates before the last report of progress."""
    for each in launch_rows():
        yield "launch", {"code": each.code, **going_live(each.code, find)}
    yield from under_gates(find, TOLD)


def first_roster(find: Find) -> Iterator[Wanted]:
    """Yield courses, who must have them and who has them before the last report of progress, and the scenarios."""
    yield from trained(find, TOLD)
    yield from kept_aside(find)


def _as_first_told(entities: Iterator[Wanted]) -> Iterator[Wanted]:
    for kind, values in entities:
        yield kind, {**values, **EARLIER.get(str(values.get("code")), {})}


def work(find: Find, *, imported: bool) -> Iterator[Wanted]:
    """Yield initiatives, demands, launches, scores and dependencies; without ``imported`` what no file brings."""
    rows = [row for row in work_rows() if imported or row.prefix not in IMPORTED]
    there = {row.code for row in rows} | {row.code for row in launch_rows()}
    for row in rows:
        yield "initiative", initiative(row, find)
    for row in rows:
        for values in demands(row, find):
            yield "demand", values
    for each in launch_rows():
        yield "launch", launch(each)
        for values in launch_cells(each, find):
            yield "launch_market", values
    for kind, found in (
        ("score_model", score_models()),
        ("score", scores(rows, find)),
        ("capacity_return", returns(there, find)),
        ("review_request", sign_offs(there, find)),
    ):
        yield from ((kind, values) for values in found)
    for link in all_links():
        if link.predecessor in there and link.successor in there:
            yield "dependency", dependency(link, find)
    if imported:
        for values in external_dependencies(find):
            yield "dependency", values


def law(find: Find) -> Iterator[Wanted]:
    """Yield the obligations."""
    for line in records("obligations"):
        yield "obligation", obligation(line, find)

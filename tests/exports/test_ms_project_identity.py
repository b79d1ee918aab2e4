"""Export as Microsoft Project XML and import into an empty plan: the plan comes back, whatever it holds."""

import os
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.app.demo.design import wanted
from planner.app.demo.identity import seeded_ids
from planner.app.demo.toward import toward
from planner.plan.changes import apply
from planner.plan.codec import values_of
from planner.plan.declare import FieldSpec, ValueType, record_fields
from planner.plan.entities import (
    KINDS,
    Assignment,
    Calendar,
    ConstraintType,
    Dependency,
    Initiative,
    Launch,
    LaunchMarket,
    Market,
    Obligation,
    Portfolio,
    Project,
    Resource,
    Team,
)
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.schedule import schedule
from planner_exports import ms_project_xml
from planner_importers import import_file

CORPUS = Path(os.environ.get("PLANNER_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus"))
AT = datetime(2027, 1, 4, 9)
WORK = ("a", "b", "c", "d")


def ids() -> Callable[[], str]:
    return map("new-{}".format, count()).__next__


def read_back(plan: Plan) -> Plan:
    result = import_file(ms_project_xml(plan, generated_at=AT), "planner.xml", Plan({}), new_id=ids())
    outcome = apply(Plan({}), result.operations)
    assert outcome.accepted, [str(finding) for finding in outcome.findings]
    return outcome.plan


def contents(plan: Plan) -> dict[object, dict[str, object]]:
    """Return every entity by kind and id; dependencies, whose ids the format has no place for, by their ends."""
    found: dict[object, dict[str, object]] = {}
    for entity in plan:
        values = values_of(entity)
        key: object = values["id"]
        if isinstance(entity, Dependency):
            values.pop("id")
            key = (entity.predecessor_id, entity.successor_id, entity.type, entity.external_party)
        found[entity.KIND.name, key] = values
    return found


def differences(plan: Plan, back: Plan) -> list[str]:
    """Return what differs, field by field."""
    before, after = contents(plan), contents(back)
    return [
        f"{key}: {name} {before.get(key, {}).get(name)!r} -> {after.get(key, {}).get(name)!r}"
        for key in before.keys() | after.keys()
        for name in before.get(key, {}).keys() | after.get(key, {}).keys()
        if before.get(key, {}).get(name) != after.get(key, {}).get(name)
    ]


def hours() -> st.SearchStrategy[str]:
    return st.sampled_from(("", "08:00-12:00 13:00-17:00", "22:00-06:00", "00:00-24:00", "09:00-12:00 12:00-15:00"))


DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(microsecond=0)) | (
    DAYS.map(lambda day: datetime.combine(day, time()))
)
TEXT = st.text(max_size=12) | st.sampled_from(("  two  words ", "line\nbreak", "a; b", "=1+1", "ä€", "x" * 300))
AMOUNTS = st.decimals(Decimal(0), Decimal(400), places=2).map(lambda amount: amount.normalize() + 0)
WORKING = [unit for unit in DurationUnit if unit is not DurationUnit.PERCENT]
DURATIONS = st.builds(Duration, AMOUNTS, st.sampled_from(WORKING))


def value_of(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Return a strategy for a field that refers to nothing."""
    low, high = spec.about.ge or 0, 1000 if spec.about.le is None else min(spec.about.le, 1000)
    simple: dict[ValueType, Callable[[], st.SearchStrategy[Any]]] = {
        ValueType.TEXT: lambda: TEXT.filter(lambda text: len(text) <= spec.about.max_length),
        ValueType.INTEGER: lambda: st.integers(int(low), int(high)),
        ValueType.NUMBER: lambda: st.floats(low, high, allow_nan=False),
        ValueType.BOOLEAN: st.booleans,
        ValueType.DATE: lambda: DAYS,
        ValueType.MOMENT: lambda: MOMENTS,
        ValueType.DURATION: lambda: DURATIONS,
        ValueType.CHOICE: lambda: st.sampled_from(spec.python_type),
        ValueType.RECORD: lambda: st.fixed_dictionaries(
            {item.name: value_of(item) for item in record_fields(spec.python_type)}
        ).map(lambda got: spec.python_type(**got)),
    }
    found = simple[spec.value_type]()
    found = st.lists(found, max_size=2).map(tuple) if spec.many else found
    return (st.none() | found) if spec.optional else found


def values(kind: str, *fixed: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of optional values for the fields of a kind, references and the fixed ones apart."""
    specs = [s for s in KINDS[kind].fields if s.name not in ("id", *fixed) and s.value_type is not ValueType.REFERENCE]
    required = {s.name: value_of(s) for s in specs if s.required}
    return st.fixed_dictionaries(required, optional={s.name: value_of(s) for s in specs if not s.required})


def sound(item: Initiative) -> bool:
    """Return whether dates are in an order that the plan's rules accept."""
    pairs = ((item.actual_start, item.actual_finish), (item.manual_start, item.manual_finish))
    said = ((item.constraint, item.constraint_date), (item.second_constraint, item.second_constraint_date))
    dated = all(kind in (ConstraintType.ASAP, ConstraintType.ALAP) or at is not None for kind, at in said)
    return dated and all(a is None or b is None or a <= b for a, b in pairs)


@st.composite
def initiatives(draw: st.DrawFn, id_: str, parent: str | None) -> Initiative:
    given_values = draw(values("initiative", "code", "name", "optimistic", "pessimistic"))
    calendar = draw(st.sampled_from((None, "cal")))
    name = draw(st.sampled_from((f"Work {id_}", f"  Two   words {id_}", f"Line\nbreak {id_}")))
    item = Initiative(
        id=id_, code=f"W-{id_}", name=name, parent_id=parent, calendar_id=calendar, market_ids=("m",), **given_values
    )
    return item if sound(item) else Initiative(id=id_, code=f"W-{id_}", name=name, parent_id=parent)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    parents = {"a": None, "b": draw(st.sampled_from((None, "a"))), "c": draw(st.sampled_from((None, "a"))), "d": None}
    week = st.lists(hours(), min_size=7, max_size=7).map(tuple)
    calendar = Calendar(
        id="cal",
        code="CAL",
        name=draw(TEXT)[:200],
        week=draw(week),
        country=draw(st.sampled_from(("", "DE"))),
        half_days=draw(st.sampled_from(((), ("12-24",)))),
        base_id=draw(st.sampled_from((None, "base"))),
    )
    launch = Launch(id="l", code="LCH", name="Go live", **draw(values("launch", "code", "name")))
    lag = draw(DURATIONS | st.builds(Duration, AMOUNTS, st.just(DurationUnit.PERCENT)))
    link = draw(values("dependency", "lag"))
    units = draw(values("assignment"))
    return Plan.of(
        calendar,
        Calendar(id="base", code="BASE"),
        Portfolio(id=PORTFOLIO_ID, default_calendar_id=draw(st.sampled_from((None, "cal", "base")))),
        Market(id="m", code="DE"),
        Team(id="t", code="TEAM", name="Team"),
        Resource(id="r", code="R 1", name="Ada", team_id="t", calendar_id=draw(st.sampled_from((None, "cal")))),
        *(draw(initiatives(id_, parent)) for id_, parent in parents.items()),
        launch,
        LaunchMarket(id="lm", launch_id="l", market_id="m"),
        Obligation(id="o", code="O", instrument="Act", day=date(2027, 3, 1)),
        Project(id="p", initiative_id="a", calendar_id=draw(st.sampled_from((None, "cal")))),
        Dependency(id="k", predecessor_id="d", successor_id="l", lag=lag, **link),
        Dependency(id="e", successor_id="d", external_party="Regulator", promised_for=date(2027, 3, 1)),
        Assignment(id="s", initiative_id="d", resource_id="r", **units),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert differences(plan, read_back(plan)) == []


def test_the_demo_comes_back_as_it_was_and_importing_it_again_changes_nothing() -> None:
    plan = apply(Plan({}), toward(Plan({}), wanted, seeded_ids(7))).plan
    xml = ms_project_xml(plan, generated_at=AT)
    assert differences(plan, read_back(plan)) == []
    again = import_file(xml, "planner.xml", plan, new_id=ids())
    assert again.operations == ()
    assert again.findings == ()


def corpus_files() -> list[Path]:
    return sorted((CORPUS / "mspdi").glob("*.xml.gz"))


@pytest.mark.corpus
@pytest.mark.skipif(not corpus_files(), reason="the shared corpus is absent")
@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name.removesuffix(".xml.gz"))
def test_an_imported_file_exported_and_imported_is_the_same_plan(path: Path) -> None:
    result = import_file(path, path.name, Plan({}), new_id=ids())
    plan = apply(Plan({}), result.operations).plan
    back = read_back(plan)
    assert differences(plan, back) == []
    assert _dates(back) == _dates(plan)
    assert import_file(path, path.name, plan, new_id=ids()).operations == ()


def _dates(plan: Plan) -> dict[str, tuple[object, ...]]:
    return {
        id_: (row.early_start, row.early_finish, row.late_start, row.late_finish, row.total_float_minutes, row.critical)
        for id_, row in schedule(plan).dates.items()
    }

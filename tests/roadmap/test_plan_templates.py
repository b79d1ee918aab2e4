"""Templates: made into work by one change set, made from work that exists, and back with the same relative dates."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.changes import apply
from planner.plan.entities import (
    Anchor,
    Calendar,
    ConstraintType,
    Demand,
    Dependency,
    Entity,
    Initiative,
    InitiativeKind,
    Launch,
    Level,
    LinkType,
    PlanTemplate,
    Portfolio,
    Team,
    TemplateItem,
    TemplateLink,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap.template_checks import template_findings
from planner.roadmap.templates import TemplateError, Use, instantiate
from planner.roadmap.templates_from_plan import save_template, template_of
from planner.roadmap.templates_shipped import AFTER_LAUNCH, SHIPPED, add_shipped
from planner.schedule import schedule

MONDAY = date(2027, 3, 1)


def template(*items: TemplateItem, links: tuple[TemplateLink, ...] = (), **values: Any) -> PlanTemplate:
    return PlanTemplate(id="t", code="T", name="T", items=items, links=links, **values)


def used(plan: Plan, made: PlanTemplate, use: Use) -> Plan:
    ids = count()
    outcome = apply(plan, instantiate(plan, made, use, lambda: f"new{next(ids)}"))
    assert outcome.accepted, outcome.findings
    return outcome.plan


def starts(plan: Plan) -> dict[str, date]:
    return {work.code: schedule(plan).dates[work.id].start for work in plan.works.values()}


def test_items_get_codes_names_parents_links_and_demands() -> None:
    made = template(
        TemplateItem(key="ALL", name="{name}", level=Level.PROGRAMME, owner="Ada"),
        TemplateItem(key="A", name="Draft {name}", parent="ALL", duration=Duration.parse("2w"), team="POL", fte=1.5,
                     kind=InitiativeKind.POLICY),
        TemplateItem(key="B", name="Test", parent="ALL", duration=Duration.parse("1w")),
        links=(TemplateLink(predecessor="A", successor="B", type=LinkType.SS, lag=Duration.parse("3d")),),
    )  # fmt: skip
    plan = used(Plan.of(Team(id="p", code="POL", name="Policy")), made, Use("SII", "SII v3", MONDAY))
    top, draft, test = (plan.find(f"SII-{key}") for key in ("ALL", "A", "B"))
    assert (top.name, draft.name, getattr(draft, "parent_id"), test.owner) == ("SII v3", "Draft SII v3", top.id, "")  # noqa: B009
    (link,), (demand,) = plan.predecessors(test.id), plan.all(Demand).values()
    assert (link.predecessor_id, link.type, str(link.lag)) == (draft.id, LinkType.SS, "3d")
    assert (demand.initiative_id, demand.team_id, demand.fte) == (draft.id, "p", 1.5)
    assert starts(plan) == {"SII-ALL": MONDAY, "SII-A": MONDAY, "SII-B": date(2027, 3, 4)}


def test_an_offset_is_a_day_before_which_work_does_not_start() -> None:
    made = template(TemplateItem(key="A", name="A", offset=Duration.parse("2ew")), TemplateItem(key="B", name="B"))
    plan = used(Plan({}), made, Use("X", "X", MONDAY))
    item = plan.find("X-A")
    assert isinstance(item, Initiative)
    assert (item.constraint, item.constraint_date) == (ConstraintType.SNET, datetime(2027, 3, 15))
    assert starts(plan) == {"X-A": date(2027, 3, 15), "X-B": MONDAY}


def test_what_follows_a_launch_follows_when_it_moves() -> None:
    launch = Launch(id="l", code="LCH", name="Launch", owner="Ada", not_before=datetime(2027, 3, 1))
    plan = used(Plan.of(launch), AFTER_LAUNCH, Use("LCH", "SII", launch_id="l"))
    assert starts(plan) == {
        "LCH": MONDAY,
        "LCH-HYPERCARE": MONDAY,
        "LCH-ADOPTION": MONDAY + timedelta(weeks=6),
        "LCH-IMPACT": MONDAY + timedelta(weeks=12),
    }
    assert schedule(plan).dates[plan.find("LCH-HYPERCARE").id].finish == date(2027, 3, 12)
    later = Launch(id="l", code="LCH", name="Launch", owner="Ada", not_before=datetime(2027, 3, 8))
    moved = plan.with_entities([("launch", "l", later)], 9)
    assert starts(moved)["LCH-ADOPTION"] == date(2027, 3, 8) + timedelta(weeks=6)


def test_a_launch_is_made_where_none_is_named() -> None:
    policy = SHIPPED[0]
    plan = used(Plan({}), policy, Use("SII", "SII v4", date(2027, 12, 1), owner="Ada"))
    launch = plan.find("SII-LAUNCH")
    assert isinstance(launch, Launch)
    assert (launch.name, launch.target_date) == ("SII v4", datetime(2027, 12, 1, 23, 59))
    assert starts(plan)["SII-POLICY"] == date(2027, 6, 2)
    assert schedule(plan).dates[launch.id].finish < date(2027, 12, 1)


@pytest.mark.parametrize("weeks", [-8, 8])
@pytest.mark.parametrize("start", [None, datetime(2027, 1, 4)])
def test_what_comes_before_a_launch_follows_when_its_day_moves(weeks: int, start: datetime | None) -> None:
    target_date = datetime(2027, 12, 1, 23, 59)
    launch = Launch(id="l", code="LCH", name="Launch", owner="Ada", target_date=target_date)
    made = template(
        TemplateItem(key="TEXT", name="Text", duration=Duration.parse("2w"), offset=Duration.parse("-26ew")),
        TemplateItem(key="TEASER", name="Teaser", offset=Duration.parse("-2ew")),
        links=(TemplateLink(predecessor="TEXT"),),
        anchor=Anchor.LAUNCH,
    )
    portfolio = Portfolio(id="portfolio", start=start, status_date=None if start else date(2027, 1, 4))
    plan = used(Plan.of(portfolio, launch), made, Use("LCH", "SII", launch_id="l"))
    before = {"LCH-DAY": date(2027, 12, 1), "LCH-TEXT": date(2027, 6, 2), "LCH-TEASER": date(2027, 11, 17)}
    assert {code: day for code, day in starts(plan).items() if code != "LCH"} == before
    links = [(plan.works[link.predecessor_id or ""].code, link.type, str(link.lag))
             for code in ("LCH-TEXT", "LCH-TEASER") for link in plan.predecessors(plan.find(code).id)]  # fmt: skip
    assert links == [("LCH-DAY", LinkType.SS, "-26ew"), ("LCH-DAY", LinkType.SS, "-2ew")]
    shift = timedelta(weeks=weeks)
    day = plan.find("LCH-DAY")
    assert isinstance(day, Initiative)
    target = (datetime(2027, 12, 1) + shift).date()
    aimed = plan.with_entities([("launch", "l", replace(launch, target_date=target_date + shift))], 9)
    assert template_findings(plan) == ()
    assert [finding.message for finding in template_findings(aimed)] == [
        f"LCH is to go live on {target}, but the work before it leads to 2027-12-01, LCH-DAY."
    ]
    moved = replace(day, constraint_date=datetime(2027, 12, 1) + shift)
    plan = plan.with_entities([("initiative", day.id, moved)], 9)
    assert {code: on for code, on in starts(plan).items() if code != "LCH"} == {
        code: on + shift for code, on in before.items()
    }


def test_a_calendar_is_kept_by_its_code_and_used() -> None:
    calendar = Calendar(id="c", code="SG", name="Singapore")
    plan = Plan.of(calendar, Initiative(id="a", code="A-1", name="A", owner="Ada", calendar_id="c"))
    (item,) = template_of(plan, ["a"]).items
    assert item.calendar == "SG"
    again = used(plan, template(item), Use("B", "B", MONDAY)).find("B-1")
    assert isinstance(again, Initiative)
    assert again.calendar_id == "c"
    with pytest.raises(NotFoundError, match="There is no calendar 'SG'"):
        instantiate(Plan({}), template(item), Use("B", "B", MONDAY), lambda: "x")


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.code)
def test_every_shipped_template_makes_sound_work(shipped: PlanTemplate) -> None:
    ids = count()
    plan = apply(Plan({}), add_shipped(Plan({}), lambda: f"t{next(ids)}")).plan
    stored = next(row for row in plan.all(PlanTemplate).values() if row.code == shipped.code)
    outcome = apply(plan, instantiate(plan, stored, Use("NEW", "New", MONDAY, owner="Ada"), lambda: f"n{next(ids)}"))
    assert outcome.findings == ()
    assert len(outcome.plan.all(Initiative)) == len(shipped.items) + (shipped.code == "POLICY-LAUNCH")
    assert add_shipped(plan, lambda: "never") == ()


@pytest.mark.parametrize(
    ("items", "links", "problem"),
    [
        ((), (), "it has no items."),
        ((TemplateItem(key="A", name="A"),) * 2, (), "key 'A' occurs 2 times."),
        ((TemplateItem(key="A", name="A", parent="B"), TemplateItem(key="B", name="B")), (),
         "A is part of 'B', which does not stand before it."),
        ((TemplateItem(key="A", name="A"),), (TemplateLink(predecessor="A", successor="C"),),
         "a link names 'C', which is no item."),
        ((TemplateItem(key="A", name="A"),), (TemplateLink(predecessor="A"),),
         "a link goes to the launch, and the anchor is none."),
        ((TemplateItem(key="A", name="A", offset=Duration.parse("2w")),), (),
         "the offset of A is not in elapsed time, such as 6ew."),
    ],
)  # fmt: skip
def test_templates_that_are_not_sound_are_refused(items: Any, links: Any, problem: str) -> None:
    with pytest.raises(TemplateError) as refused:
        instantiate(Plan({}), template(*items, links=links), Use("X", "X", MONDAY), lambda: "x")
    assert refused.value.message == f"Template T is not sound: {problem}"


def test_templates_that_cannot_be_used_are_found() -> None:
    items = (TemplateItem(key="A", name="A", team="GONE", calendar="SG"),)
    bad = template(*items, links=(TemplateLink(predecessor="A", successor="C"),))
    assert [(finding.code, finding.message) for finding in template_findings(Plan.of(bad))] == [
        ("template-unsound", "Template T cannot be used: a link names 'C', which is no item."),
        ("template-names-unknown", "Item A of template T names calendar 'SG', which there is not."),
        ("template-names-unknown", "Item A of template T names team 'GONE', which there is not."),
    ]


def test_uses_that_cannot_be_made_are_refused() -> None:
    made = template(TemplateItem(key="A", name="A", team="GONE", fte=1.0))
    with pytest.raises(NotFoundError, match="There is no team 'GONE'"):
        instantiate(Plan({}), made, Use("X", "X", MONDAY), lambda: "x")
    with pytest.raises(TemplateError, match="needs the day of its anchor"):
        instantiate(Plan({}), made, Use("X", "X"), lambda: "x")
    with pytest.raises(TemplateError, match="need a prefix"):
        instantiate(Plan({}), made, Use(" ", "X", MONDAY), lambda: "x")
    with pytest.raises(NotFoundError, match="There is no launch 'zz'"):
        instantiate(Plan({}), AFTER_LAUNCH, Use("X", "X", launch_id="zz"), lambda: "x")


def test_what_a_template_cannot_keep_is_said() -> None:
    plan = Plan.of(
        Team(id="p", code="POL", name="P"),
        Team(id="q", code="QA", name="Q"),
        Initiative(id="a", code="A-1", name="A", duration=Duration.parse("10d")),
        Initiative(id="b", code="A-2", name="B"),
        Demand(id="1", initiative_id="a", team_id="p", fte=1.0),
        Demand(id="2", initiative_id="a", team_id="q", person_days=25.0),
        Dependency(id="d", predecessor_id="b", successor_id="a"),
    )
    made = template_of(plan, ["a"])
    assert (made.items[0].team, made.items[0].fte) == ("QA", 2.5)
    assert made.left_out == (
        "A-1 also asks POL for 1 FTE; a template keeps one team.",
        "A-1 waits for something that was not chosen.",
    )


def test_a_template_is_replaced_by_one_of_its_code() -> None:
    plan = Plan.of(Initiative(id="a", code="A-1", name="A", owner="Ada"))
    named = {"code": "MINE", "name": "Mine", "description": "Now and then."}
    first = apply(plan, save_template(plan, ["a"], named, lambda: "t")).plan
    again = apply(first, save_template(first, ["a"], {**named, "name": "Other"}, lambda: "never")).plan
    assert [(row.id, row.name) for row in again.all(PlanTemplate).values()] == [("t", "Other")]


def test_unknown_and_undated_work_is_refused() -> None:
    with pytest.raises(NotFoundError, match="There is no initiative 'zz'"):
        template_of(Plan({}), ["zz"])
    dormant = Plan.of(Initiative(id="a", code="A", name="A", active=False))
    with pytest.raises(TemplateError, match="Nothing that was chosen has dates"):
        template_of(dormant, ["a"])


_LAGS = st.sampled_from(["0d", "2d", "-1d", "1w", "3ed"])
_PARTS = st.tuples(
    st.lists(st.tuples(st.sampled_from(["0d", "1d", "3d", "2w", "5h"]), st.none() | st.integers(0, 40)),
             min_size=1, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(LinkType), _LAGS), max_size=8),
)  # fmt: skip


def part(items: list[tuple[str, int | None]], links: list[tuple[int, int, LinkType, str]]) -> list[Entity]:
    rows: list[Entity] = [Portfolio(id="portfolio", start=datetime(2027, 1, 4))]
    for i, (length, day) in enumerate(items):
        bound: dict[str, Any] = (
            {"constraint": ConstraintType.SNET, "constraint_date": datetime(2027, 1, 4) + timedelta(days=day, hours=10)}
            if day is not None
            else {}
        )
        milestone = Level.MILESTONE if length == "0d" else Level.INITIATIVE
        rows.append(
            Initiative(
                id=f"i{i}",
                code=f"OLD-{i}",
                name=f"Item {i}",
                level=milestone,
                owner="Ada",
                duration=Duration.parse(length),
                **bound,
            )
        )
    ends = set()
    for a, b, type_, lag in links:
        if a < b < len(items) and (a, b, type_) not in ends:
            ends.add((a, b, type_))
            rows.append(Dependency(id=f"d{a}{b}{type_}", predecessor_id=f"i{a}", successor_id=f"i{b}", type=type_,
                                   lag=Duration.parse(lag)))  # fmt: skip
    return rows


@given(_PARTS, st.integers(0, 60))
def test_work_made_from_a_template_of_work_has_the_same_relative_dates(drawn: Any, weeks: int) -> None:
    plan = Plan.of(*part(*drawn))
    made = template_of(plan, list(plan.all(Initiative)))
    assert made.anchor is Anchor.START
    copy = template(*made.items, links=made.links)
    shift = timedelta(weeks=weeks)
    after = used(plan, copy, Use("NEW", "New", made.day + shift))
    dates = schedule(after).dates
    for item in plan.all(Initiative).values():
        old, new = dates[item.id], dates[after.find(f"NEW-{item.code.removeprefix('OLD-')}").id]
        assert (new.early_start - shift, new.early_finish - shift) == (old.early_start, old.early_finish)


@given(_PARTS, st.integers(0, 60))
def test_so_has_work_around_a_launch(drawn: Any, weeks: int) -> None:
    """The launch waits for the first item; what lies after it is linked to it."""
    rows = part(*drawn)
    launch = Launch(id="l", code="LCH", name="Launch", owner="Ada")
    plan = Plan.of(*rows, launch, Dependency(id="x", predecessor_id="i0", successor_id="l"))
    made = template_of(plan, [*plan.all(Initiative)], launch_id="l")
    copy = template(*made.items, links=made.links, anchor=made.anchor)
    shift = timedelta(weeks=weeks)
    after = used(plan, copy, Use("NEW", "New", made.day + shift))
    dates = schedule(after).dates
    pairs = [(item.id, f"NEW-{item.code.removeprefix('OLD-')}") for item in plan.all(Initiative).values()]
    for id_, code in [*pairs, ("l", "NEW-LAUNCH")]:
        assert dates[after.find(code).id].early_start - shift == dates[id_].early_start

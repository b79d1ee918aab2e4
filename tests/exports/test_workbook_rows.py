"""Rows of every table from literal dates, exact."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from planner.plan.entities import DatePrecision, Dependency, Initiative, Launch, LaunchMarket, LinkType, Obligation
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_exports.phrases import as_said, link_sentence
from planner_exports.workbook.roadmap_sheet import Line, marker_line, work_line
from planner_exports.workbook.styles import Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.tables import (
    DependencyRow,
    FindingRow,
    InitiativeRow,
    LaunchRow,
    ObligationRow,
    PathRow,
    dependency_rows,
    finding_rows,
    initiative_rows,
    launch_rows,
    obligation_rows,
    path_rows,
)
from planner_exports.workbook.totals import CountRow, LaunchLine, by_line, by_quarter, coming_duties, coming_launches


def test_initiatives_in_the_order_of_the_hierarchy(subject: Subject) -> None:
    rows = initiative_rows(subject)
    assert [(row.code, row.counted, row.health) for row in rows] == [
        ("OLD-1", True, "Cancelled"),
        ("PRG-1", False, "On track"),
        ("POL-101", True, "At risk"),
        ("TRN-303", True, "On track"),
    ]
    assert rows[2] == InitiativeRow(
        id="pol",
        code="POL-101",
        name="Policy v3",
        level="Initiative",
        parent="PRG-1",
        kind="Policy",
        status="In progress",
        health="At risk",
        counted=True,
        line_of_business="Policy",
        owner="Ada",
        policy_area="Sexual & violence",
        objectives="",
        priority_class="Regulatory must do",
        markets="DE, FR",
        tags="wave 1, eu",
        start=date(2026, 11, 2),
        finish=date(2026, 12, 4),
        finish_quarter="2026Q4",
        tier="Committed",
        planned_quarter="",
        optimistic="3w",
        duration="5w",
        pessimistic="9w",
        percent_complete=40.0,
        actual_start=date(2026, 11, 2),
        actual_finish=None,
        deadline=date(2026, 12, 11),
        slack=7,
        total_float=0.0,
        free_float=0.0,
        critical="Critical",
        reason="Policy v3 (POL-101) really started Mon 2 Nov 2026.",
    )


def test_initiatives_in_a_loop_of_parents_are_listed_once(subject: Subject) -> None:
    looped = Plan.of(
        Initiative(id="b", code="B", name="B", parent_id="a"), Initiative(id="a", code="A", name="A", parent_id="b")
    )
    assert [row.code for row in initiative_rows(replace(subject, plan=looped))] == ["A", "B"]


def test_launches_by_market(subject: Subject) -> None:
    german, french = launch_rows(subject)
    assert german == LaunchRow(
        id="lm-de",
        code="LCH-701",
        name="Policy v3 EU",
        tier="Tier 1",
        market="DE",
        wave=1,
        predicted=date(2026, 12, 11),
        target=date(2026, 12, 2),
        slack=-9,
        state="Late",
        blocker="POL-101 Policy v3",
        blocker_finish=date(2026, 12, 4),
        blocker_owner="Ada",
        open_steps=2,
        legal_date=date(2026, 12, 2),
        legal_slack=-9,
        obligation="EU-AI5",
        live_since=None,
        owner="Dee",
        p50=date(2026, 12, 11),
        p80=date(2026, 12, 11),
        chance=0.0,
    )
    assert (french.market, french.wave, french.target, french.slack, french.state) == (
        "FR",
        2,
        date(2026, 12, 31),
        20,
        "On track",
    )
    assert (french.legal_date, french.owner) == (None, "Cy")
    assert (french.p50, french.chance) == (date(2026, 12, 11), 100.0)


def test_the_markets_of_a_launch_stay_together(subject: Subject) -> None:
    between = Launch(id="l2", code="LCH-702", name="Between", target_date=datetime(2026, 12, 15, 23, 59))
    plan = subject.plan.with_entities([("launch", "l2", between)], 13)
    rows = launch_rows(replace(subject, plan=plan))
    assert [(row.code, row.market) for row in rows] == [("LCH-701", "DE"), ("LCH-701", "FR"), ("LCH-702", "")]
    assert rows[2].state == "On track"


def test_a_live_launch_has_no_blocker(subject: Subject) -> None:
    launch = replace(subject.plan.all(Launch)["lch"], launched_on=datetime(2026, 11, 20, 23, 59))
    plan = subject.plan.with_entities([("launch", "lch", launch)], 13)
    row = launch_rows(replace(subject, plan=plan))[0]
    assert (row.state, row.predicted, row.blocker, row.open_steps) == ("Live", date(2026, 11, 20), "", 0)


def test_a_market_has_its_own_work_law_and_day_of_going_live(subject: Subject) -> None:
    plan = subject.plan
    french = next(cell for cell in plan.all(LaunchMarket).values() if cell.id != "lm-de")
    last = next(link for link in plan.predecessors("lch"))
    slow = Initiative(
        id="slow", code="LOC-1", name="French", duration=Duration.parse("20w"), market_ids=(french.market_id,)
    )
    link = Dependency(id="slow>lch", predecessor_id="slow", successor_id="lch")
    duty = Obligation(
        id="fr-law", code="FR-1", instrument="Act", day=date(2027, 1, 31), market_ids=(french.market_id,),
        initiative_ids=(last.predecessor_id or "",),
    )  # fmt: skip
    added = [(one.KIND.name, one.id, one) for one in (slow, link, duty)]
    german, other = launch_rows(replace(subject, plan=plan.with_entities(added, 13)))
    assert (german.predicted, other.predicted) == (date(2026, 12, 11), date(2027, 3, 26))
    assert (german.legal_date, other.obligation) == (date(2026, 12, 2), "FR-1")
    live = replace(french, launched_on=datetime(2026, 11, 20, 23, 59))
    rows = launch_rows(replace(subject, plan=plan.with_entities([("launch_market", live.id, live)], 13)))
    assert [row.state for row in rows] == ["Late", "Live"]


def test_dependencies_with_what_they_bind(subject: Subject) -> None:
    external, staggered, last = dependency_rows(subject)
    assert staggered == DependencyRow(
        id="d1",
        predecessor="POL-101",
        predecessor_name="Policy v3",
        type="SS",
        lag="4w",
        successor="TRN-303",
        successor_name='=HYPERLINK("http://x.test","Training")',
        predecessor_line="Policy",
        successor_line="Training",
        driving=True,
        critical=True,
        binding_day=date(2026, 11, 2),
        bound_day=date(2026, 11, 30),
        gap=28,
        promise="Promised",
        standing="Too late",
        promised_by="Ada",
        requested_on=None,
        needed_by=date(2026, 11, 27),
        promised_for=date(2026, 11, 30),
        delivered_on=None,
        note="",
    )
    assert staggered.crosses
    assert (external.predecessor, external.predecessor_name, external.binding_day, external.standing) == (
        "External",
        "Ofcom",
        date(2026, 11, 10),
        "Overdue",
    )
    assert (external.crosses, external.driving, last.driving, last.gap, last.standing) == (False, False, True, 0, "")


def test_paths_name_the_reason_of_each_step(subject: Subject) -> None:
    rows = path_rows(subject)
    assert [(row.target, row.step, row.code, row.link, row.waits_for, row.reason) for row in rows[3:]] == [
        ("LCH-701", 1, "POL-101", "", "", "Has started"),
        ("LCH-701", 2, "TRN-303", "SS + 4w", "POL-101", "Starts 4w after POL-101 starts"),
        ("LCH-701", 3, "LCH-701", "FS", "TRN-303", "Starts when TRN-303 finishes"),
    ]
    assert rows[0] == PathRow(
        target="Plan",
        target_name="End of the plan",
        step=1,
        id="pol",
        code="POL-101",
        name="Policy v3",
        status="In progress",
        start=date(2026, 11, 2),
        finish=date(2026, 12, 4),
        float_days=0.0,
        link="",
        waits_for="",
        reason="Has started",
        line_of_business="Policy",
        owner="Ada",
    )


@pytest.mark.parametrize(
    ("binding", "reason"),
    [
        ("constraint", "Start no earlier than 30 Nov 2026"),
        ("project_start", "Starts with the plan"),
        ("manual", "Dates set by hand"),
        ("unheard of", "Free to start"),
    ],
)
def test_the_root_of_a_path_has_a_reason_too(subject: Subject, binding: str, reason: str) -> None:
    from planner_exports.workbook.tables.paths import reason_of

    assert reason_of(subject.plan.work("trn"), replace(subject.dates["trn"], binding=binding)) == reason


@pytest.mark.parametrize(
    ("type_", "sentence"),
    [
        (LinkType.FS, "Starts when POL-101 finishes"),
        (LinkType.SS, "Starts when POL-101 starts"),
        (LinkType.FF, "Finishes when POL-101 finishes"),
        (LinkType.SF, "Finishes when POL-101 starts"),
    ],
)
def test_links_in_words(plan: Plan, type_: LinkType, sentence: str) -> None:
    assert link_sentence(plan, Dependency(id="x", predecessor_id="pol", successor_id="trn", type=type_)) == sentence


def test_an_external_link_in_words(plan: Plan) -> None:
    assert link_sentence(plan, plan.all(Dependency)["d3"]) == "Starts when Ofcom delivers, promised for 10 Nov 2026"


def test_obligations_keep_the_precision_of_their_date(subject: Subject) -> None:
    first, relative, provisional = obligation_rows(subject)
    assert first == ObligationRow(
        id="o1",
        code="EU-AI5",
        jurisdiction="EU",
        instrument="AI Act Art 5",
        duty="New bans",
        when="2 Dec 2026",
        day=date(2026, 12, 2),
        precision="Day",
        days_left=10,
        urgency="Within 90 days",
        status="Adopted",
        status_note="",
        live=True,
        confidence="High",
        moved="2 Aug 2026 (adopted, as of 1 May 2026)",
        grace_end=None,
        recurrence="",
        clock="",
        markets="DE",
        initiatives="TRN-303",
        launches="LCH-701",
        ready=date(2026, 12, 11),
        margin=-9,
        as_of=None,
        source="",
        note="",
    )
    assert (relative.when, relative.day, relative.days_left, relative.urgency, relative.clock) == (
        "relative",
        None,
        None,
        "Relative",
        "24 h, 72 h",
    )
    assert (provisional.when, provisional.days_left, provisional.live, provisional.urgency) == (
        "Q1 2028",
        495,
        False,
        "Not live",
    )


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (date(2027, 5, 31), DatePrecision.MONTH, "May 2027"),
        (date(2026, 12, 31), DatePrecision.HALF, "H2 2026"),
        (date(2026, 6, 30), DatePrecision.HALF, "H1 2026"),
        (date(2028, 12, 31), DatePrecision.YEAR, "2028"),
        (date(2028, 12, 31), DatePrecision.RELATIVE, "relative"),
        (None, DatePrecision.DAY, "no date"),
    ],
)
def test_dates_as_they_were_said(day: date | None, precision: DatePrecision, words: str) -> None:
    assert as_said(day, precision) == words


def test_findings_errors_first_with_codes(subject: Subject) -> None:
    assert finding_rows(subject) == [
        FindingRow("Error", "cycle", "A loop.", "POL-101", "Cut it.", "POL-101, TRN-303"),
        FindingRow("Warning", "missing-owner", "OLD-1 has no owner.", "OLD-1, owner", "Name one.", ""),
    ]


def test_findings_name_the_ends_of_a_dependency(subject: Subject) -> None:
    late = Finding(
        Severity.INFO, "late", "Late.", Place(kind="dependency", id="d1", field="promised_for"), "", ("d3", "gone")
    )
    (row,) = finding_rows(replace(subject, findings=(late,)))
    assert (row.place, row.items) == ("POL-101 → TRN-303, promised for", "Ofcom → LCH-701, gone")


def test_counts_by_line_of_business_and_quarter(subject: Subject) -> None:
    rows = initiative_rows(subject)
    assert by_line(rows) == [
        CountRow("Training", "Training", (2, 0, 0, 1, 0, 1, 0, 1)),
        CountRow("Policy", "Policy", (1, 0, 1, 0, 0, 0, 0, 1)),
    ]
    assert by_quarter(rows, ["2026Q4", "2027Q1"]) == [
        CountRow("2026Q4", "2026Q4", (2, 0, 2, 0, 2)),
        CountRow("2027Q1", "2027Q1", (0, 0, 0, 0, 0)),
    ]


def test_many_lines_of_business_end_in_one_row(subject: Subject) -> None:
    row = initiative_rows(subject)[2]
    many = [replace(row, line_of_business=f"Line {number:02}") for number in range(20)]
    found = by_line([*many, replace(row, line_of_business="line 00")])
    assert len(found) == 15
    assert found[0] == CountRow("Line 00", "Line 00", (2, 0, 2, 0, 0, 0, 0, 2))
    assert found[-1] == CountRow("Other lines of business", None, (6, 0, 6, 0, 0, 0, 0, 6))


def test_what_is_to_come(subject: Subject) -> None:
    assert coming_launches(launch_rows(subject)) == [
        LaunchLine("LCH-701 Policy v3 EU", 2, date(2026, 12, 11), date(2026, 12, 2), -9, "Late", "POL-101 Policy v3")
    ]
    assert [row.code for row in coming_duties(obligation_rows(subject))] == ["EU-AI5"]


def test_roadmap_lines(subject: Subject) -> None:
    (group,) = subject.roadmap.groups
    line = work_line(group.rows[0], subject.roadmap)
    weeks = {**dict.fromkeys(range(4, 15), "●"), 10: "▼"}
    assert line == Line(
        cells=(
            "POL-101",
            "Policy v3",
            "Ada",
            "In progress",
            "Committed",
            date(2026, 11, 2),
            date(2027, 1, 8),
            0.0,
            "Critical, late",
        ),
        quarters={0: "w5–13", 1: "w1–2"},
        weeks=weeks,
        bar=frozenset(range(4, 15)),
        style=Style.RUNNING,
    )
    assert marker_line(group.markers[0]) == Line(
        cells=("LCH-701", "★ Policy v3 EU", "", "", "", None, date(2026, 12, 11), None, "Launch, late"),
        quarters={0: "★"},
        weeks={10: "★"},
        bar=frozenset(),
        style=Style.MARK,
    )

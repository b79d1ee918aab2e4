"""A small plan about which everything is known, its dates given and not computed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from planner.plan.entities import (
    Calendar,
    Confidence,
    ConstraintType,
    DateEntry,
    DatePrecision,
    Dependency,
    ExternalId,
    Initiative,
    InitiativeKind,
    Launch,
    LaunchMarket,
    LaunchTier,
    LegalStatus,
    Level,
    LinkType,
    Market,
    Obligation,
    Portfolio,
    PriorityClass,
    PromiseState,
    Status,
)
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import FiscalQuarter, Group, GroupBy, Marker, MarkerKind, QuarterCounts, Roadmap, Row, Span
from planner.schedule.result import CriticalPath, PathStep, WorkDates
from planner_exports import RevisionStamp
from planner_exports.workbook.subject import Subject

STATUS_DATE = date(2026, 11, 22)


def dated(id_: str, start: date, finish: date, **values: object) -> WorkDates:
    """Return computed dates of work from the morning of one day to the evening of another."""
    morning = datetime(start.year, start.month, start.day, 8)
    evening = datetime(finish.year, finish.month, finish.day, 17)
    plain = WorkDates(
        id=id_,
        early_start=morning,
        early_finish=evening,
        late_start=morning,
        late_finish=evening,
        total_float_minutes=0,
        free_float_minutes=0,
        total_float_days=0.0,
        free_float_days=0.0,
        duration_minutes=480,
        critical=False,
        near_critical=False,
        driver=None,
        binding="project_start",
    )
    return replace(plain, **values)  # type: ignore[arg-type]


@pytest.fixture
def plan() -> Plan:
    """Return a programme with two initiatives that a launch in two markets waits for, and three obligations."""
    return Plan.of(
        Portfolio(id="portfolio", name="Northstar & Co", default_calendar_id="cal", status_date=STATUS_DATE),
        Calendar(id="cal", code="IE", name="Ireland", country="IE", half_days=("12-24",)),
        Market(id="de", code="DE", name="Germany"),
        Market(id="fr", code="FR", name="France"),
        Initiative(
            id="prg",
            code="PRG-1",
            name="Intimate imagery",
            level=Level.PROGRAMME,
            owner="Ada",
            line_of_business="Policy",
        ),
        Initiative(
            id="pol",
            code="POL-101",
            name="Policy v3",
            parent_id="prg",
            kind=InitiativeKind.POLICY,
            status=Status.IN_PROGRESS,
            priority_class=PriorityClass.REGULATORY_MUST_DO,
            policy_area="Sexual & violence",
            market_ids=("de", "fr"),
            tags=("wave 1", "eu"),
            external_ids=(ExternalId(system="jira", key="TS-1"),),
            optimistic=Duration.parse("3w"),
            duration=Duration.parse("5w"),
            pessimistic=Duration.parse("9w"),
            percent_complete=40.0,
            actual_start=datetime(2026, 11, 2, 8),
            deadline=datetime(2026, 12, 11, 23, 59),
        ),
        Initiative(
            id="trn",
            code="TRN-303",
            name='=HYPERLINK("http://x.test","Training")',
            status=Status.APPROVED,
            owner="@Bo",
            line_of_business="Training",
            duration=Duration.parse("2w"),
            constraint=ConstraintType.SNET,
            constraint_date=datetime(2026, 11, 30, 8),
        ),
        Initiative(id="old", code="OLD-1", name="Cancelled work", status=Status.CANCELLED, line_of_business="Training"),
        Launch(
            id="lch",
            code="LCH-701",
            name="Policy v3 EU",
            tier=LaunchTier.TIER_1,
            owner="Cy",
            line_of_business="Policy",
            target_date=datetime(2026, 12, 2, 23, 59),
        ),
        LaunchMarket(id="lm-de", launch_id="lch", market_id="de", owner="Dee"),
        LaunchMarket(id="lm-fr", launch_id="lch", market_id="fr", wave=2, target_date=datetime(2026, 12, 31, 23, 59)),
        Dependency(
            id="d1",
            predecessor_id="pol",
            successor_id="trn",
            type=LinkType.SS,
            lag=Duration.parse("4w"),
            promise=PromiseState.PROMISED,
            promised_by="Ada",
            needed_by=date(2026, 11, 27),
            promised_for=date(2026, 11, 30),
        ),
        Dependency(id="d2", predecessor_id="trn", successor_id="lch"),
        Dependency(
            id="d3",
            successor_id="lch",
            external_party="Ofcom",
            promise=PromiseState.PROMISED,
            promised_for=date(2026, 11, 10),
        ),
        Obligation(
            id="o1",
            code="EU-AI5",
            instrument="AI Act Art 5",
            duty="New bans",
            jurisdiction="EU",
            market_ids=("de",),
            day=date(2026, 12, 2),
            status=LegalStatus.ADOPTED,
            history=(DateEntry(day=date(2026, 8, 2), status=LegalStatus.ADOPTED, as_of=date(2026, 5, 1)),),
            launch_ids=("lch",),
            initiative_ids=("trn",),
        ),
        Obligation(
            id="o2",
            code="EU-PSR",
            instrument="PSR",
            day=date(2028, 3, 31),
            precision=DatePrecision.QUARTER,
            status=LegalStatus.PROVISIONAL,
            confidence=Confidence.LOW,
        ),
        Obligation(
            id="o3",
            code="EU-DSARA",
            instrument="DSA Art 34",
            precision=DatePrecision.RELATIVE,
            recurrence="yearly",
            clock_hours=(24, 72),
        ),
        revision=12,
    )


@pytest.fixture
def subject(plan: Plan) -> Subject:
    """Return that plan with dates, paths, roadmap and findings."""
    dates = {
        "prg": dated("prg", date(2026, 11, 2), date(2026, 12, 4), critical=True),
        "pol": dated("pol", date(2026, 11, 2), date(2026, 12, 4), critical=True, binding="actual"),
        "trn": dated(
            "trn",
            date(2026, 11, 30),
            date(2026, 12, 11),
            critical=True,
            binding="link",
            driver="d1",
            total_float_days=0.25,
        ),
        "lch": dated("lch", date(2026, 12, 11), date(2026, 12, 11), critical=True, binding="link", driver="d2"),
    }
    steps = (PathStep("pol", None, 0.0), PathStep("trn", "d1", 0.0), PathStep("lch", "d2", 0.0))
    path = CriticalPath("lch", datetime(2026, 12, 11, 17), steps, ("pol", "trn", "lch"))
    return Subject(
        plan=plan,
        dates=dates,
        paths={None: replace(path, target_id=None), "lch": path},
        roadmap=small_roadmap(),
        findings=(
            Finding(
                Severity.WARNING,
                "missing-owner",
                "OLD-1 has no owner.",
                Place(kind="initiative", id="old", field="owner"),
                "Name one.",
            ),
            Finding(Severity.ERROR, "cycle", "A loop.", Place(code="POL-101"), "Cut it.", ("pol", "trn")),
        ),
        status_date=STATUS_DATE,
        generated_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        revision=RevisionStamp(12, "Ana Lima", datetime(2026, 11, 21, 16, 5, tzinfo=UTC), "Import", "9f2c" * 16),
        margin=10,
    )


def small_roadmap() -> Roadmap:
    """Return two quarters with one bar, one launch and one legal date in one group."""
    quarters = FiscalQuarter(2026, 4).series(2)
    row = Row(
        id="pol",
        code="POL-101",
        name="Policy v3",
        level=Level.INITIATIVE,
        status=Status.IN_PROGRESS,
        percent_complete=40.0,
        owner="Ada",
        start=date(2026, 11, 2),
        finish=date(2027, 1, 8),
        deadline=date(2026, 12, 11),
        start_quarter=quarters[0],
        finish_quarter=quarters[1],
        start_week=5,
        finish_week=2,
        spans=(
            Span(0, 4, 12, date(2026, 11, 2), date(2026, 12, 31)),
            Span(1, 13, 14, date(2027, 1, 1), date(2027, 1, 8)),
        ),
        critical=True,
        near_critical=False,
        total_float_days=0.0,
        carry_over=False,
        continues=False,
        late=True,
    )
    launch = Marker(
        kind=MarkerKind.LAUNCH,
        id="lch",
        code="LCH-701",
        name="Policy v3 EU",
        day=date(2026, 12, 11),
        when="2026-12-11",
        precision=DatePrecision.DAY,
        quarter=0,
        week=10,
        target=date(2026, 12, 2),
        late=True,
        done=False,
        critical=True,
        live=True,
    )
    counts = (QuarterCounts(active=1, started=1), QuarterCounts(active=1, finishing=1, committed=1, late=1, carried=1))
    group = Group("Policy", "Policy", (row,), (launch,), counts)
    return Roadmap(quarters, GroupBy.LINE_OF_BUSINESS, (group,), (launch,), counts)

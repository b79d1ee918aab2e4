"""The morning view and notifications; recording a gate; law; the shipped gates; what was said of versions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import count

import pytest

from planner.plan.changes import Operation, apply
from planner.plan.entities import (
    Decision,
    Dependency,
    Entity,
    Evidence,
    Gate,
    GateTemplate,
    Initiative,
    InitiativeKind,
    Launch,
    LaunchMarket,
    LegalStatus,
    Market,
    Obligation,
    Portfolio,
    SignOff,
    Waiver,
)
from planner.plan.entities.gates import Condition, GateState, SignOffState, Verdict
from planner.plan.entities.obligations import DateEntry
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness import readiness
from planner.readiness.changes import Topic, what_changed
from planner.readiness.deciding import standing_decision
from planner.readiness.default_gates import SHIPPED, default_gates
from planner.readiness.duties import duties
from planner.readiness.law import legal_day
from planner.readiness.notifications import Cause, notifications
from planner.readiness.recording import (
    GateRecord,
    NoSuchGateError,
    ReasonMissingError,
    WaiverEndMissingError,
    message,
    record_gate,
)

TODAY, TOMORROW = date(2027, 1, 13), date(2027, 1, 14)
PORTFOLIO = Portfolio(id="portfolio", start=datetime(2027, 1, 4))
LAUNCH = Launch(id="l", code="LCH-1", name="Launch", target_date=datetime(2027, 3, 1, 23, 59), owner="Lea")
DE = (
    Market(id="de", code="DE"),
    LaunchMarket(id="lm", launch_id="l", market_id="de", owner="Dee"),
)
FR = (Market(id="fr", code="FR"), LaunchMarket(id="ln", launch_id="l", market_id="fr"))
TEMPLATE = GateTemplate(id="t", code="G1", name="Text", owner="Gil", takes=Duration.parse("2d"))
GATE = Gate(id="g", launch_id="l", market_id="de", template_id="t")
BASE = (PORTFOLIO, LAUNCH, TEMPLATE, *DE)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def changed(
    before: tuple[Entity, ...], after: tuple[Entity, ...], *, on: date = TODAY, until: date = TODAY
) -> list[str]:
    return [one.sentence for one in what_changed(Plan.of(*before), on, Plan.of(*after), until)]


class TestChanges:
    def test_nothing_changes_nothing(self) -> None:
        assert changed((*BASE, GATE), (*BASE, GATE)) == []

    def test_a_gate_passes_with_its_reason_and_what_follows(self) -> None:
        before, after = Plan.of(*BASE), Plan.of(*BASE, replace(GATE, recorded=GateState.PASSED, recorded_by="Ada"))
        found = what_changed(before, TODAY, after, TODAY)
        assert [(one.topic, one.before, one.after, one.better, one.by_time) for one in found] == [
            (Topic.CELL, "on_track", "ready", True, False),
            (Topic.PREDICTED, "2027-01-14", "2027-01-13", True, False),
            (Topic.GATE, "not_started", "passed", True, False),
        ]
        assert found[2].sentence == "LCH-1 DE G1 Text: passed, was not started."
        assert (found[2].why, found[2].subjects) == (("Set to passed by Ada.",), (("gate", "g"),))

    def test_a_waiver_that_lapses_over_night_is_told_as_done_by_time(self) -> None:
        waiver = Waiver(id="w", gate_id="g", approver="Mia", reason="Pilot", granted_on=TODAY, expires_on=TODAY)
        plan = Plan.of(*BASE, GATE, waiver)
        found = what_changed(plan, TODAY, plan, TOMORROW)
        assert [(one.topic, one.after, one.by_time) for one in found if one.topic is Topic.GATE] == [
            (Topic.GATE, "not_started", True)
        ]
        assert "A waiver does not count: it expired on 2027-01-13." in found[0].why

    def test_predicted_days_targets_and_markets(self) -> None:
        work = Initiative(id="i", code="I", name="Work", duration=Duration.parse("8w"))
        link = Dependency(id="d", predecessor_id="i", successor_id="l")
        later = replace(work, duration=Duration.parse("10w"))
        assert changed((*BASE, work, link), (*BASE, later, link)) == [
            "LCH-1 DE is late; it was on track.",
            "LCH-1 DE: predicted 2027-03-12, 14 days later than 2027-02-26.",
        ]
        moved = replace(LAUNCH, target_date=datetime(2027, 3, 8, 23, 59))
        assert changed(BASE, (PORTFOLIO, moved, TEMPLATE, *DE)) == [
            "LCH-1 DE: target 2027-03-08, 7 days later than 2027-03-01."
        ]
        assert changed(BASE, (*BASE, *FR)) == ["LCH-1 FR is new."]
        assert changed((*BASE, *FR), (*BASE, FR[0])) == ["LCH-1 FR is no longer planned."]
        assert changed((*BASE, *FR), BASE) == ["LCH-1 FR is no longer planned."]

    def test_decisions_and_legal_dates(self) -> None:
        go = Decision(
            id="d", code="DEC-1", launch_id="l", verdict=Verdict.GO, decided_on=TODAY, rationale="All is well."
        )
        assert changed(BASE, (*BASE, go)) == ["LCH-1 DE: go (DEC-1, 2027-01-13)."]
        duty = Obligation(id="o", code="DSA", instrument="Art 15", day=date(2027, 4, 1), launch_ids=("l",))
        assert changed((*BASE, duty), (*BASE, replace(duty, day=date(2027, 5, 1), status=LegalStatus.ADOPTED))) == [
            "LCH-1 DE: DSA Art 15 is adopted with 2027-05-01, was in force with 2027-04-01."
        ]


class TestNotifications:
    def told(self, *entities: Entity, soon: int = 7) -> list[tuple[Cause, tuple[str, ...], str]]:
        plan = Plan.of(*BASE, *entities)
        return [(one.cause, one.to, one.sentence) for one in notifications(plan, TODAY, plan, TODAY, soon)]

    def test_gates_that_fall_due_and_that_are_overdue(self) -> None:
        assert self.told(replace(GATE, due=date(2027, 1, 20))) == [
            (Cause.GATE_DUE, ("Gil",), "LCH-1 DE G1 is due on 2027-01-20 and is not started.")
        ]
        assert self.told(replace(GATE, due=date(2027, 1, 20)), soon=6) == []
        assert self.told(replace(GATE, due=date(2027, 1, 12), owner="Fay")) == [
            (Cause.GATE_OVERDUE, ("Fay", "Dee", "Lea"), "LCH-1 DE G1 was due on 2027-01-12 and is not started.")
        ]
        assert self.told(replace(GATE, due=date(2027, 1, 12), recorded=GateState.PASSED)) == []

    def test_signatures_go_to_approver_and_delegate(self) -> None:
        row = SignOff(id="s", gate_id="g", function="legal", approver="Ann", delegate="Bo",
                      state=SignOffState.SUBMITTED, submitted_on=date(2027, 1, 11))  # fmt: skip
        assert self.told(GATE, row) == [
            (Cause.SIGN_OFF_ASKED, ("Ann", "Bo"), "LCH-1 DE G1 waits since 2027-01-11 for legal to sign.")
        ]

    def test_what_ends_soon(self) -> None:
        waiver = Waiver(id="w", gate_id="g", approver="Mia", reason="x", granted_on=TODAY, expires_on=TOMORROW)
        assert self.told(GATE, waiver) == [
            (Cause.WAIVER_ENDS, ("Mia", "Gil", "Dee", "Lea"), "The waiver of LCH-1 DE G1 ends on 2027-01-14.")
        ]
        go = Decision(
            id="d", code="DEC-1", launch_id="l", verdict=Verdict.GO, decided_on=TODAY, expires_on=TOMORROW,
            conditions=(Condition(text="Hire.", owner="Ada", due=TOMORROW),),
        )  # fmt: skip
        assert self.told(replace(GATE, recorded=GateState.PASSED), go) == [
            (Cause.DECISION_ENDS, ("Dee", "Lea"), "DEC-1 on LCH-1 DE counts until 2027-01-14."),
            (Cause.CONDITION_DUE, ("Ada",), "A condition of DEC-1 is due on 2027-01-14: Hire."),
        ]

    def test_evidence_that_goes_stale(self) -> None:
        proof = Evidence(id="e", gate_id="g", title="Report", owner="Eve", dated=date(2027, 1, 10))
        plan = Plan.of(PORTFOLIO, LAUNCH, *DE, replace(TEMPLATE, evidence_days=5), GATE, proof)
        (one,) = notifications(plan, TODAY, plan, TODAY)
        assert (one.cause, one.to, one.due) == (Cause.EVIDENCE_ENDS, ("Eve", "Gil"), date(2027, 1, 15))

    def test_changes_are_told_to_owners_of_gate_market_and_launch(self) -> None:
        before, after = Plan.of(*BASE), Plan.of(*BASE, replace(GATE, recorded=GateState.PASSED, owner="Fay"))
        found = notifications(before, TODAY, after, TODAY)
        assert [(one.cause, one.to) for one in found] == [
            (Cause.CHANGED, ("Dee", "Lea")),
            (Cause.CHANGED, ("Dee", "Lea")),
            (Cause.CHANGED, ("Fay", "Dee", "Lea")),
        ]


class TestRecording:
    RECORD = GateRecord("l", "de", "t", GateState.PASSED, "Read and approved.", "Ada", TODAY)

    def made(self, plan: Plan, record: GateRecord) -> Plan:
        outcome = apply(plan, record_gate(plan, record, ids()))
        assert outcome.accepted, outcome.findings
        return outcome.plan

    def test_the_row_is_made_where_there_is_none_and_changed_where_there_is(self) -> None:
        plan = self.made(Plan.of(*BASE), self.RECORD)
        (gate,) = plan.all(Gate).values()
        assert (gate.recorded, gate.recorded_on, gate.recorded_by, gate.market_id) == (
            GateState.PASSED, TODAY, "Ada", "de",
        )  # fmt: skip
        plan = self.made(plan, replace(self.RECORD, state=GateState.FAILED))
        assert [one.recorded for one in plan.all(Gate).values()] == [GateState.FAILED]
        plan = self.made(plan, replace(self.RECORD, state=None))
        assert [(one.recorded, one.recorded_by) for one in plan.all(Gate).values()] == [(None, "")]
        assert message(plan, self.RECORD) == "LCH-1 DE G1 passed: Read and approved."

    def test_a_waiver_and_an_exemption(self) -> None:
        waived = replace(self.RECORD, state=GateState.WAIVED, expires_on=TOMORROW)
        plan = self.made(Plan.of(*BASE), waived)
        assert readiness(plan, TODAY).cells()[0].gates[0].state is GateState.WAIVED
        assert readiness(plan, date(2027, 1, 15)).cells()[0].gates[0].state is GateState.NOT_STARTED
        plan = self.made(Plan.of(*BASE), replace(self.RECORD, state=GateState.NOT_APPLICABLE))
        assert readiness(plan, TODAY).cells()[0].gates[0].reasons == ("It does not apply: Read and approved.",)

    @pytest.mark.parametrize(
        ("values", "refusal"),
        [
            ({"reason": "  "}, ReasonMissingError),
            ({"state": GateState.WAIVED}, WaiverEndMissingError),
            ({"market_id": "fr"}, NoSuchGateError),
            ({"template_id": "other"}, NoSuchGateError),
        ],
    )
    def test_what_is_refused(self, values: dict[str, object], refusal: type[Exception]) -> None:
        other = GateTemplate(id="other", code="G9", name="Other", gate_set="elsewhere")
        plan = Plan.of(*BASE, *FR[:1], other)
        with pytest.raises(refusal):
            record_gate(plan, replace(self.RECORD, **values), ids())  # type: ignore[arg-type]

    def test_a_market_takes_over_what_all_markets_share(self) -> None:
        shared = replace(GATE, market_id=None, note="For all.")
        signed = SignOff(id="s", gate_id="g", function="legal", approver="Ann", state=SignOffState.APPROVED)
        plan = self.made(Plan.of(*BASE, *FR, shared, signed), self.RECORD)
        german, french = readiness(plan, TODAY).cells()
        assert (german.gates[0].gate_id, french.gates[0].gate_id) == ("new-1", "g")
        assert plan.all(Gate)["new-1"].note == "For all."
        assert sorted(one.gate_id for one in plan.all(SignOff).values()) == ["g", "new-1"]


class TestLaw:
    DUTY = Obligation(id="o", code="DSA", instrument="Art 15", day=date(2027, 2, 1), launch_ids=("l",),
                      history=(DateEntry(day=date(2026, 8, 1)),))  # fmt: skip

    def test_live_law_binds_and_says_the_latest_safe_start(self) -> None:
        work = Initiative(id="i", code="POL-1", name="Text", duration=Duration.parse("1w"))
        plan = Plan.of(*BASE, self.DUTY, work, Dependency(id="d", predecessor_id="i", successor_id="l"))
        (duty,) = duties(plan, "l", TODAY)
        assert (duty.binds, duty.day, duty.slack_days) == (True, date(2027, 2, 1), 18)
        assert (duty.safe_start, duty.safe_work_id) == (date(2027, 1, 26), "i")
        assert duty.sentence == (
            "DSA Art 15 is in force and asks for it by 2027-02-01, 18 days after the predicted day; POL-1 must begin "
            "by 2027-01-26. The date has moved once."
        )

    def test_what_is_only_for_another_market_hurries_nobody(self) -> None:
        text = Initiative(id="i", code="POL-1", name="Text", duration=Duration.parse("1w"))
        french = replace(text, id="f", code="LOC-1", name="French", market_ids=("fr",))
        links = [("i", "f"), ("i", "l"), ("f", "l")]
        waits = [Dependency(id=a + b, predecessor_id=a, successor_id=b) for a, b in links]
        found = duties(Plan.of(*BASE, *FR, self.DUTY, text, french, *waits), "l", TODAY)
        assert [(one.market_id, one.safe_start) for one in found] == [
            ("de", date(2027, 1, 26)),
            ("fr", date(2027, 1, 19)),
        ]

    def test_gates_count_and_what_nobody_knows_is_no_slack(self) -> None:
        (duty,) = duties(Plan.of(*BASE, self.DUTY, replace(TEMPLATE, id="u", code="G2", takes=None)), "l", TODAY)
        assert (duty.predicted, duty.slack_days) == (None, None)
        assert duty.sentence.startswith(
            "DSA Art 15 is in force and asks for it by 2027-02-01, and nobody knows when it will be ready"
        )

    @pytest.mark.parametrize("status", [LegalStatus.ENJOINED, LegalStatus.REPEALED, LegalStatus.EXPECTED])
    def test_other_law_is_shown_and_does_not_gate(self, status: LegalStatus) -> None:
        plan = Plan.of(*BASE, replace(self.DUTY, status=status))
        assert [(one.binds, one.safe_start) for one in duties(plan, "l", TODAY)] == [(False, None)]
        assert legal_day(plan, "l", "de") is None

    def test_it_is_of_its_markets_and_of_the_work_that_leads_to_the_launch(self) -> None:
        french = replace(self.DUTY, launch_ids=(), market_ids=("fr",), initiative_ids=("i",))
        work = Initiative(id="i", code="POL-1", name="Text")
        link = Dependency(id="d", predecessor_id="i", successor_id="l")
        plan = Plan.of(*BASE, *FR, french, work, link)
        assert [legal_day(plan, "l", market) for market in ("de", "fr")] == [None, date(2027, 2, 1)]
        assert readiness(Plan.of(*BASE, *FR, french, work), TODAY).cells()[1].legal_day is None


def test_the_newest_decision_stands_and_an_expired_one_brings_no_older_one_back() -> None:
    hold = Decision(id="a", code="A", launch_id="l", verdict=Verdict.HOLD, decided_on=date(2027, 1, 4))
    go = replace(hold, id="b", code="B", verdict=Verdict.GO, decided_on=TODAY, market_ids=("de",), expires_on=TODAY)
    plan = Plan.of(*BASE, *FR, hold, go)
    assert standing_decision(plan, "l", "de", TODAY) == go
    assert standing_decision(plan, "l", "fr", TODAY) == hold
    assert standing_decision(plan, "l", "de", date(2027, 1, 12)) == hold
    assert standing_decision(plan, "l", "de", TOMORROW) is None


def test_the_shipped_gates_are_ten_and_are_added_once() -> None:
    operations: list[Operation] = list(default_gates(Plan({}), ids()))
    outcome = apply(Plan({}), operations)
    assert outcome.accepted
    found = sorted(outcome.plan.all(GateTemplate).values(), key=lambda one: one.position)
    assert [(one.code, one.offset_weeks, one.hard) for one in found] == [
        ("G1", 8, True), ("G2", 8, True), ("G3", 6, True), ("G4", 5, True), ("G5", 4, True), ("G6", 4, True),
        ("G7", 2, True), ("G8", 2, False), ("G9", 1, False), ("G10", 0, True),
    ]  # fmt: skip
    assert list(default_gates(outcome.plan, ids())) == []
    assert len(SHIPPED) == 10
    launch = replace(LAUNCH, gate_set="")
    assert len(readiness(Plan.of(launch, *found), TODAY).cells()[0].gates) == 10
    assert InitiativeKind.TRAINING in found[5].work_kinds

"""How one gate stands: each sort of feed by itself, then together, with waivers, days and projections."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from planner.plan.entities import (
    Artefact,
    ArtefactType,
    ArtefactVersion,
    Dependency,
    Entity,
    Evidence,
    Gate,
    GateTemplate,
    Initiative,
    InitiativeKind,
    Launch,
    LaunchMarket,
    Market,
    Portfolio,
    ReviewQueue,
    SignOff,
    Status,
    VersionState,
    Waiver,
)
from planner.plan.entities.gates import GateState, Measure, Reading, SignOffState, Threshold
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness import CellState, GateStanding, readiness

TODAY = date(2027, 1, 13)  # a Wednesday
LAUNCH = Launch(id="l", code="LCH-1", name="Launch", target_date=datetime(2027, 3, 1, 23, 59), owner="Lea")
GATE = Gate(id="g", launch_id="l", template_id="t")
DAYS = Duration.parse("2d")
PORTFOLIO = Portfolio(id="portfolio", start=datetime(2027, 1, 4), status_date=TODAY)


def template(**values: object) -> GateTemplate:
    return GateTemplate(id="t", code="G1", name="Gate", **values)  # type: ignore[arg-type]


def gate_of(*entities: Entity, today: date = TODAY, market: str | None = None) -> GateStanding:
    """Return the only gate of the launch."""
    found = readiness(Plan.of(PORTFOLIO, *_with_launch(entities)), today).by_launch["l"]
    cell = next(one for one in found.cells if one.market_id == market)
    (gate,) = cell.gates
    return gate


def _with_launch(entities: Iterable[Entity]) -> list[Entity]:
    given = list(entities)
    return given if any(isinstance(one, Launch) for one in given) else [LAUNCH, *given]


def work(id_: str, **values: object) -> Initiative:
    plain: dict[str, object] = {"kind": InitiativeKind.TRAINING, "duration": Duration.parse("1w"), "name": "Course"}
    return Initiative(id=id_, code=id_.upper(), **{**plain, **values})  # type: ignore[arg-type]


def leads(*ids: str) -> list[Dependency]:
    return [Dependency(id=f"d-{id_}", predecessor_id=id_, successor_id="l") for id_ in ids]


WORK = template(work_kinds=(InitiativeKind.TRAINING,), takes=DAYS)


class TestNothing:
    def test_a_gate_that_nothing_feeds_is_not_started(self) -> None:
        gate = gate_of(template())
        assert (gate.state, gate.reasons) == (
            GateState.NOT_STARTED,
            ("Nothing feeds this gate, and nobody has said how it stands.",),
        )

    def test_a_word_by_hand_counts_where_nothing_else_feeds(self) -> None:
        said = replace(GATE, recorded=GateState.PASSED, recorded_on=date(2027, 1, 11), recorded_by="Ada")
        gate = gate_of(template(), said)
        assert (gate.state, gate.reasons) == (GateState.PASSED, ("Set to passed by Ada on 2027-01-11.",))

    def test_a_day_to_come_has_not_passed(self) -> None:
        gate = gate_of(template(), replace(GATE, recorded=GateState.PASSED, recorded_on=date(2027, 1, 14)))
        assert (gate.state, gate.projected) == (GateState.IN_PROGRESS, None)

    @pytest.mark.parametrize("state", [GateState.WAIVED, GateState.NOT_APPLICABLE])
    def test_waived_and_not_applicable_are_not_said_by_hand(self, state: GateState) -> None:
        gate = gate_of(template(), replace(GATE, recorded=state))
        assert gate.state is GateState.NOT_STARTED
        assert "that counts only with" in gate.reasons[0]

    def test_it_does_not_apply_only_for_a_reason(self) -> None:
        assert gate_of(template(), replace(GATE, applies=False, note="Nobody is trained.")).state is (
            GateState.NOT_APPLICABLE
        )
        gate = gate_of(template(), replace(GATE, applies=False, note=" "))
        assert gate.state is GateState.NOT_STARTED
        assert gate.reasons[0] == "It is marked as not applying, but without a reason, so it applies."


class TestWork:
    def test_done_begun_and_neither(self) -> None:
        done = work("a", status=Status.DONE, actual_start=datetime(2027, 1, 4), actual_finish=datetime(2027, 1, 8, 17))
        begun = work("b", status=Status.IN_PROGRESS, percent_complete=40.0, actual_start=datetime(2027, 1, 11))
        idle = work("c")
        assert gate_of(WORK, done, *leads("a")).state is GateState.PASSED
        assert gate_of(WORK, done, idle, *leads("a", "c")).state is GateState.IN_PROGRESS
        assert gate_of(WORK, idle, *leads("c")).state is GateState.NOT_STARTED
        gate = gate_of(WORK, begun, *leads("b"))
        assert gate.reasons == ("B Course is under way (40 %) and finishes on 2027-01-15.",)

    def test_it_projects_from_the_finish_and_its_own_time_over_the_weekend(self) -> None:
        gate = gate_of(WORK, replace(work("c"), duration=Duration.parse("2w")), *leads("c"))
        assert (gate.feeds[0].projected, gate.projected) == (date(2027, 1, 15), date(2027, 1, 19))

    def test_work_at_any_distance_feeds_it_and_parts_count_for_their_parent(self) -> None:
        parent = work("p")
        part = work("q", parent_id="p", kind=None, name="Part")
        plan = (WORK, parent, part, work("r", kind=InitiativeKind.POLICY), work("first"))
        links = [*leads("r"), Dependency(id="x", predecessor_id="p", successor_id="r")]
        links.append(Dependency(id="y", predecessor_id="first", successor_id="p"))
        gate = gate_of(*plan, *links)
        assert {feed.refers_to for feed in gate.feeds} == {("initiative", "q"), ("initiative", "first")}

    def test_work_of_other_markets_does_not_feed_this_one(self) -> None:
        cells = [LaunchMarket(id=f"lm-{m}", launch_id="l", market_id=m) for m in ("de", "fr")]
        markets = [Market(id=m, code=m.upper()) for m in ("de", "fr")]
        german = work("a", market_ids=("de",))
        given = (WORK, german, *leads("a"), *cells, *markets)
        assert gate_of(*given, market="de").feeds[0].refers_to == ("initiative", "a")
        assert gate_of(*given, market="fr").reasons == ("No training work leads to LCH-1 for this market.",)

    def test_a_word_by_hand_stands_for_missing_work_and_cannot_outvote_open_work(self) -> None:
        said = replace(GATE, recorded=GateState.PASSED, recorded_by="Ada")
        gate = gate_of(WORK, said)
        assert (gate.state, gate.reasons) == (
            GateState.PASSED,
            ("Set to passed by Ada. No training work leads to LCH-1 for this market.",),
        )
        assert gate_of(WORK, said, work("c"), *leads("c")).state is GateState.IN_PROGRESS

    def test_cancelled_work_is_said_and_never_enough(self) -> None:
        off = work("a", status=Status.CANCELLED)
        done = work("b", status=Status.DONE)
        gate = gate_of(WORK, off, done, *leads("a", "b"))
        assert gate.state is GateState.PASSED
        assert gate.reasons[1] == "A is cancelled or inactive and not waited for."
        assert gate_of(WORK, off, *leads("a")).state is GateState.NOT_STARTED
        named = gate_of(WORK, off, done, replace(GATE, initiative_ids=("a", "b")))
        assert (named.state, named.projected) == (GateState.IN_PROGRESS, None)

    def test_many_pieces_are_counted_and_the_latest_come_first(self) -> None:
        items = [work(f"i{n:02}", duration=Duration(Decimal(n), Duration.parse("1d").unit)) for n in range(1, 31)]
        gate = gate_of(WORK, *items, *leads(*(one.id for one in items)))
        assert len(gate.feeds) == 13
        assert gate.feeds[0].refers_to == ("initiative", "i30")
        assert gate.feeds[12].sentence == "18 more pieces of work are open, the last until 2027-01-27."


POLICY = Artefact(id="p", code="SII", name="Policy", type=ArtefactType.POLICY)
STEPS = Artefact(id="s", code="SOP", name="Steps", type=ArtefactType.SOP, implements_id="p")
OF_POLICY = replace(LAUNCH, policy_version_ids=("p3",))
SOPS = template(artefact_types=(ArtefactType.SOP,), takes=DAYS)


def version(id_: str, artefact: str, state: VersionState = VersionState.RELEASED, **values: object) -> ArtefactVersion:
    return ArtefactVersion(id=id_, artefact_id=artefact, version=id_[1:], state=state, **values)  # type: ignore[arg-type]


class TestArtefacts:
    P3 = version("p3", "p", VersionState.APPROVED)
    P2 = version("p2", "p")

    def test_what_is_in_use_must_implement_what_goes_live(self) -> None:
        right = version("s3", "s", implements_version_id="p3")
        assert gate_of(OF_POLICY, SOPS, POLICY, STEPS, self.P3, right).state is GateState.PASSED

    def test_drift_turns_it_back_and_names_both_versions(self) -> None:
        old = version("s2", "s", implements_version_id="p2")
        draft = version("s3", "s", VersionState.DRAFT, implements_version_id="p3", initiative_id="i")
        making = work("i", duration=Duration.parse("2w"))
        gate = gate_of(OF_POLICY, SOPS, POLICY, STEPS, self.P2, self.P3, old, draft, making)
        assert (gate.state, gate.drift, gate.feeds[0].projected) == (GateState.IN_PROGRESS, True, date(2027, 1, 15))
        assert gate.reasons == ("SOP 2 in use implements SII 2, not SII 3. SOP 3 would be right and is draft.",)

    def test_a_version_to_be_released_is_not_in_use_yet(self) -> None:
        coming = version("s3", "s", implements_version_id="p3", released_on=date(2027, 2, 1))
        gate = gate_of(OF_POLICY, SOPS, POLICY, STEPS, self.P3, coming)
        assert (gate.state, gate.projected) == (GateState.IN_PROGRESS, date(2027, 2, 3))
        assert gate_of(
            OF_POLICY, SOPS, POLICY, STEPS, self.P3, coming, today=date(2027, 2, 1)
        ).state is GateState.PASSED  # fmt: skip

    def test_without_the_artefact_or_the_policy_version_nothing_is_proven(self) -> None:
        assert gate_of(OF_POLICY, SOPS, POLICY, self.P3).reasons == ("No sop implements SII 3 for this market.",)
        assert gate_of(SOPS, POLICY, STEPS).reasons == ("LCH-1 does not say which version of which policy goes live.",)

    def test_a_withdrawn_artefact_is_not_waited_for(self) -> None:
        gone = version("s1", "s", VersionState.RETIRED)
        other = replace(STEPS, id="z", code="SOP-2")
        right = version("z1", "z", implements_version_id="p3")
        gate = gate_of(OF_POLICY, SOPS, POLICY, STEPS, other, self.P3, gone, right)
        assert (gate.state, len(gate.feeds)) == (GateState.PASSED, 1)

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            (VersionState.DRAFT, GateState.NOT_STARTED),
            (VersionState.FROZEN, GateState.IN_PROGRESS),
            (VersionState.APPROVED, GateState.PASSED),
            (VersionState.RELEASED, GateState.PASSED),
            (VersionState.RETIRED, GateState.FAILED),
        ],
    )
    def test_the_policy_itself(self, state: VersionState, expected: GateState) -> None:
        asked = template(artefact_types=(ArtefactType.POLICY,))
        assert gate_of(OF_POLICY, asked, POLICY, version("p3", "p", state)).state is expected

    def test_part_of_a_release_set_is_not_enough(self) -> None:
        label = Artefact(
            id="m", code="LABEL", name="Label", type=ArtefactType.LABEL, implements_id="p", release_set="SII v3"
        )
        steps = replace(STEPS, release_set="SII v3")
        right = version("s3", "s", implements_version_id="p3")
        gate = gate_of(OF_POLICY, SOPS, POLICY, steps, label, self.P3, right)
        assert (gate.state, gate.reasons) == (
            GateState.IN_PROGRESS,
            ("Part of SII v3 is in use at SII 3, but not LABEL.",),
        )
        assert gate.projected is None
        coming = version("m3", "m", implements_version_id="p3", released_on=date(2027, 2, 1))
        gate = gate_of(OF_POLICY, SOPS, POLICY, steps, label, self.P3, right, coming)
        assert (gate.projected, gate.feeds[0].refers_to) == (date(2027, 2, 3), ("artefact_version", "m3"))

    def test_a_draft_of_the_next_version_makes_no_release_set_whole(self) -> None:
        label = replace(STEPS, id="m", code="LABEL", type=ArtefactType.LABEL, release_set="SII")
        steps = replace(STEPS, release_set="SII")
        right, old = version("s3", "s", implements_version_id="p3"), version("m2", "m", implements_version_id="p2")
        texts = (OF_POLICY, SOPS, POLICY, steps, label, self.P2, self.P3, right)
        draft = version("s4", "s", VersionState.DRAFT, implements_version_id="p4")
        for next_ in ((), (version("p4", "p", VersionState.DRAFT), draft)):
            gate = gate_of(*texts, old, *next_)
            assert (gate.state, gate.reasons) == (
                GateState.IN_PROGRESS,
                ("Part of SII is in use at SII 3, but not LABEL.",),
            )
        withdrawn = replace(old, state=VersionState.RETIRED)
        assert gate_of(*texts, withdrawn).state is GateState.PASSED


SIGNED = SignOff(
    id="so", gate_id="g", function="legal", approver="Ann", delegate="Bo", state=SignOffState.APPROVED,
    decided_on=date(2027, 1, 11),
)  # fmt: skip
SIGNS = template(sign_offs=("Legal",), takes=DAYS)


class TestSignOffs:
    def test_approver_and_delegate_may_sign_and_nobody_else(self) -> None:
        assert gate_of(SIGNS, GATE, SIGNED).reasons == ("legal signed on 2027-01-11 (Ann).",)
        assert gate_of(SIGNS, GATE, replace(SIGNED, decided_by=" bo ")).state is GateState.PASSED
        gate = gate_of(SIGNS, GATE, replace(SIGNED, decided_by="Cy"))
        assert (gate.state, gate.reasons) == (
            GateState.IN_PROGRESS,
            ("The signature of legal does not count: Cy is neither its approver nor the delegate.",),
        )

    def test_it_expires_on_the_day_after_its_last(self) -> None:
        until = replace(SIGNED, expires_on=TODAY)
        assert gate_of(SIGNS, GATE, until).state is GateState.PASSED
        assert gate_of(SIGNS, GATE, until, today=date(2027, 1, 14)).reasons == (
            "The signature of legal does not count: it expired on 2027-01-13.",
        )

    def test_a_signature_under_the_old_text_does_not_count(self) -> None:
        texts = (POLICY, version("p2", "p"), version("p3", "p"), OF_POLICY)
        assert gate_of(SIGNS, GATE, *texts, replace(SIGNED, version_id="p3")).state is GateState.PASSED
        assert gate_of(SIGNS, GATE, *texts, replace(SIGNED, version_id="p2")).reasons == (
            "The signature of legal does not count: it is of SII 2, and SII 3 goes live.",
        )

    def test_refused_not_asked_and_asked(self) -> None:
        no = replace(SIGNED, state=SignOffState.REJECTED, note="Too broad.")
        assert gate_of(SIGNS, GATE, no).reasons == ("legal refused to sign: Too broad.",)
        assert gate_of(SIGNS, GATE, no).state is GateState.FAILED
        assert gate_of(SIGNS).reasons == ("Legal has not been asked to sign.",)
        asked = replace(SIGNED, state=SignOffState.SUBMITTED, submitted_on=date(2027, 1, 12), decided_on=None)
        assert gate_of(SIGNS, GATE, asked).state is GateState.IN_PROGRESS

    def test_a_queue_says_when_and_a_gate_without_own_time_passes_then(self) -> None:
        queue = ReviewQueue(id="q", code="LEGAL", name="Legal", service=Duration.parse("3d"))
        asked = replace(
            SIGNED, state=SignOffState.SUBMITTED, submitted_on=date(2027, 1, 12), decided_on=None, queue_id="q"
        )
        gate = gate_of(template(sign_offs=("legal",)), GATE, asked, queue)
        assert gate.projected == date(2027, 1, 14)
        assert gate.reasons[0].endswith("LEGAL is expected to decide by 2027-01-14.")

    def test_further_signatures_that_were_asked_for_count_too(self) -> None:
        pr = replace(SIGNED, id="so2", function="PR", state=SignOffState.PENDING)
        assert gate_of(SIGNS, GATE, SIGNED, pr).state is GateState.IN_PROGRESS


READING = Reading(name="Precision", value=0.93, sample=600, measured_on=date(2027, 1, 8))
PRECISION = template(thresholds=(Threshold(measure=Measure.READING, name="precision", at_least=0.9),), takes=DAYS)


class TestReadingsAndEvidence:
    def test_the_newest_reading_counts(self) -> None:
        worse = replace(READING, value=0.8, measured_on=date(2027, 1, 11))
        assert gate_of(PRECISION, replace(GATE, readings=(READING,))).state is GateState.PASSED
        gate = gate_of(PRECISION, replace(GATE, readings=(worse, READING)))
        assert (gate.state, gate.projected) == (GateState.FAILED, date(2027, 1, 14))
        assert gate.reasons == ("precision is 0.8 of 600, measured on 2027-01-11; it must be at least 0.9.",)

    def test_not_measured_or_without_a_bound_nothing_is_proven(self) -> None:
        assert gate_of(PRECISION).state is GateState.NOT_STARTED
        boundless = template(thresholds=(Threshold(measure=Measure.READING, name="precision"),))
        assert gate_of(boundless, replace(GATE, readings=(READING,))).state is GateState.NOT_STARTED

    def test_evidence_goes_stale_by_age_by_its_own_end_and_by_version(self) -> None:
        asked = template(evidence_days=5)
        proof = Evidence(id="e", gate_id="g", title="Report", dated=date(2027, 1, 8))
        assert gate_of(asked, GATE, proof).reasons == ("Proved by Report, of 2027-01-08.",)
        assert gate_of(asked, GATE, proof, today=date(2027, 1, 14)).reasons == (
            "Report no longer proves it: it is of 2027-01-08, more than 5 days ago.",
        )
        assert gate_of(asked, GATE, replace(proof, valid_until=TODAY), today=date(2027, 1, 14)).reasons == (
            "Report no longer proves it: it counted until 2027-01-13.",
        )
        texts = (POLICY, STEPS, version("p3", "p"), OF_POLICY, version("s2", "s", implements_version_id="p3"))
        old = version("s1", "s", implements_version_id="p3")
        assert gate_of(asked, GATE, *texts, old, replace(proof, version_id="s1")).reasons == (
            "Report no longer proves it: it is of SOP 1, and 2 is in use since.",
        )

    def test_one_fresh_piece_is_enough_and_none_is_not(self) -> None:
        asked = template(evidence_days=5)
        stale = Evidence(id="e", gate_id="g", title="Old", dated=date(2026, 1, 8))
        assert gate_of(asked, GATE, stale, replace(stale, id="f", dated=TODAY)).state is GateState.PASSED
        assert gate_of(asked, GATE).reasons == ("There is no evidence yet.",)


WAIVER = Waiver(id="w", gate_id="g", approver="Mia", reason="Pilot", granted_on=TODAY, expires_on=TODAY)


class TestWaivers:
    def test_it_counts_from_its_first_day_to_its_last(self) -> None:
        states = [gate_of(template(), GATE, WAIVER, today=date(2027, 1, day)).state for day in (12, 13, 14)]
        assert states == [GateState.NOT_STARTED, GateState.WAIVED, GateState.NOT_STARTED]
        assert gate_of(template(), GATE, WAIVER, today=date(2027, 1, 14)).reasons[0] == (
            "A waiver does not count: it expired on 2027-01-13."
        )

    def test_it_covers_a_failed_gate_and_keeps_what_was_proved(self) -> None:
        gate = gate_of(template(), replace(GATE, recorded=GateState.FAILED), WAIVER)
        assert (gate.state, gate.proved, gate.waiver_id) == (GateState.WAIVED, GateState.FAILED, "w")
        assert gate.reasons[0] == "Waived until 2027-01-13 by Mia: Pilot"

    @pytest.mark.parametrize("fault", [{"approver": " "}, {"reason": ""}, {"withdrawn_on": TODAY}])
    def test_it_needs_approver_and_reason_and_must_not_be_withdrawn(self, fault: dict[str, object]) -> None:
        assert gate_of(template(), GATE, replace(WAIVER, **fault)).state is GateState.NOT_STARTED  # type: ignore[arg-type]


class TestCells:
    def cell(self, *entities: Entity, today: date = TODAY) -> tuple[CellState, date | None]:
        (cell,) = readiness(Plan.of(PORTFOLIO, *_with_launch(entities)), today).by_launch["l"].cells
        return cell.state, cell.predicted

    def test_without_gates_nothing_is_proven(self) -> None:
        assert self.cell()[0] is CellState.NO_GATES

    def test_it_is_ready_with_its_hard_gates_green_and_the_soft_ones_give_a_score(self) -> None:
        passed = replace(GATE, recorded=GateState.PASSED)
        soft = [
            GateTemplate(id="u", code="G2", name="Soft", hard=False, weight=3),
            GateTemplate(id="v", code="G3", name="Soft", hard=False),
            Gate(id="gu", launch_id="l", template_id="u", recorded=GateState.PASSED),
        ]
        (cell,) = readiness(Plan.of(PORTFOLIO, LAUNCH, template(), passed, *soft), TODAY).by_launch["l"].cells
        assert (cell.state, cell.ready, cell.score, cell.hard_total) == (CellState.READY, True, 0.75, 1)

    def test_states_by_what_is_known(self) -> None:
        fail = replace(GATE, recorded=GateState.FAILED)
        assert self.cell(template(), fail)[0] is CellState.BLOCKED
        assert self.cell(template())[0] is CellState.UNKNOWN
        assert self.cell(template(takes=DAYS)) == (CellState.ON_TRACK, date(2027, 1, 14))
        assert self.cell(replace(LAUNCH, target_date=None), template(takes=DAYS)) == (
            CellState.NO_TARGET,
            date(2027, 1, 14),
        )
        assert self.cell(WORK) == (CellState.UNKNOWN, None)  # nobody planned what it asks for
        soon = replace(LAUNCH, target_date=datetime(2027, 1, 13, 23, 59))
        assert self.cell(soon, template(takes=DAYS)) == (CellState.LATE, date(2027, 1, 14))

    def test_with_soft_gates_alone_it_is_ready_when_all_of_them_are_green(self) -> None:
        soft = template(hard=False)
        assert self.cell(soft) == (CellState.ON_TRACK, date(2027, 1, 13))
        assert self.cell(soft, replace(GATE, recorded=GateState.PASSED)) == (CellState.READY, date(2027, 1, 13))

    def test_the_ends_of_time(self) -> None:
        fed = (template(takes=DAYS, evidence_days=3, work_kinds=(InitiativeKind.TRAINING,)), work("i"), *leads("i"))
        assert self.cell(*fed, today=date.min) == (CellState.ON_TRACK, date(2027, 1, 12))
        assert self.cell(*fed, today=date.max) == (CellState.UNKNOWN, None)

    def test_a_live_market_has_its_day_and_a_cancelled_launch_is_left_out(self) -> None:
        live = replace(LAUNCH, launched_on=datetime(2027, 1, 11, 12))
        assert self.cell(live, template()) == (CellState.LIVE, date(2027, 1, 11))
        gone = Plan.of(replace(LAUNCH, status=Status.CANCELLED), template())
        assert readiness(gone, TODAY).launches == ()

    def test_drift_that_no_gate_looks_at_keeps_it_from_being_ready(self) -> None:
        texts = (POLICY, STEPS, version("p2", "p"), version("p3", "p"), version("s2", "s", implements_version_id="p2"))
        given = (OF_POLICY, template(), replace(GATE, recorded=GateState.PASSED), *texts)
        (cell,) = readiness(Plan.of(PORTFOLIO, *given), TODAY).by_launch["l"].cells
        assert (cell.state, cell.ready, cell.hard_green, cell.hard_total) == (CellState.DRIFT, False, 1, 1)
        assert cell.drift == ("SOP 2 in use implements SII 2, not SII 3.",)

    def test_due_days_owners_and_the_row_for_all_markets(self) -> None:
        cells = [
            LaunchMarket(id="a", launch_id="l", market_id="de", owner="Dee", target_date=datetime(2027, 2, 1, 23, 59)),
            LaunchMarket(id="b", launch_id="l", market_id="fr", wave=2),
        ]
        markets = [Market(id=m, code=m.upper()) for m in ("de", "fr")]
        given = (template(offset_weeks=2.0), replace(GATE, recorded=GateState.PASSED), *cells, *markets)
        german, french = (gate_of(*given, market=market) for market in ("de", "fr"))
        assert (german.due, german.owner, german.state) == (date(2027, 1, 18), "Dee", GateState.PASSED)
        assert (french.due, french.owner, french.gate_id) == (date(2027, 2, 15), "Lea", "g")
        own = Gate(id="g2", launch_id="l", market_id="fr", template_id="t", due=date(2027, 2, 10), owner="Fay")
        french = gate_of(*given, own, market="fr")
        assert (french.due, french.owner, french.state) == (date(2027, 2, 10), "Fay", GateState.NOT_STARTED)

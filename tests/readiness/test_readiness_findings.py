"""What readiness finds wrong, each on the smallest plan that shows it, and a plan of the same shape that does not."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from planner.plan.entities import (
    Artefact,
    ArtefactType,
    ArtefactVersion,
    Certificate,
    Course,
    Decision,
    Entity,
    Evidence,
    Gate,
    GateTemplate,
    Launch,
    LaunchMarket,
    Learner,
    LegalStatus,
    Market,
    Obligation,
    Portfolio,
    Requirement,
    SignOff,
    VersionState,
    Waiver,
)
from planner.plan.entities.gates import Condition, GateState, Measure, SignOffState, Threshold, Verdict
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.readiness.checks import readiness_findings
from planner.review import review

TODAY = date(2027, 1, 13)
LAUNCH = Launch(id="l", code="LCH-1", name="Launch", target_date=datetime(2027, 3, 1, 23, 59), owner="Lea")
TEMPLATE = GateTemplate(id="t", code="G1", name="Gate", sign_offs=("legal",), evidence_days=5)
GATE = Gate(id="g", launch_id="l", template_id="t")
SIGNED = SignOff(id="so", gate_id="g", function="legal", approver="Ann", state=SignOffState.APPROVED)
PROOF = Evidence(id="e", gate_id="g", title="Report", dated=date(2027, 1, 8))
WAIVER = Waiver(id="w", gate_id="g", approver="Mia", reason="Pilot", granted_on=date(2027, 1, 4),
                expires_on=date(2027, 1, 12))  # fmt: skip
DECISION = Decision(id="d", code="DEC-1", launch_id="l", verdict=Verdict.GO, decided_on=date(2027, 1, 4))
POLICY = Artefact(id="p", code="SII", name="Policy", type=ArtefactType.POLICY)
STEPS = Artefact(id="s", code="SOP", name="Steps", type=ArtefactType.SOP, implements_id="p")


def version(id_: str, artefact: str, **values: object) -> ArtefactVersion:
    state = VersionState.RELEASED
    return ArtefactVersion(id=id_, artefact_id=artefact, version=id_[1:], state=state, **values)  # type: ignore[arg-type]


def found(*entities: Entity) -> list[Finding]:
    portfolio = Portfolio(id="portfolio", start=datetime(2027, 1, 4), status_date=TODAY)
    given = [] if any(isinstance(one, Launch) for one in entities) else [LAUNCH]
    templates = [] if any(isinstance(one, GateTemplate) for one in entities) else [TEMPLATE]
    return list(readiness_findings(Plan.of(portfolio, *given, *templates, *entities)))


def codes(*entities: Entity) -> list[str]:
    return [finding.code for finding in found(*entities)]


def test_an_expired_waiver_is_found_while_its_gate_is_not_green() -> None:
    (finding,) = found(GATE, WAIVER)
    assert str(finding) == (
        "warning waiver-expired [LCH-1 G1, expires_on]: The waiver of LCH-1 G1 by Mia no longer counts: it expired on "
        "2027-01-12. Pass the gate, or have the waiver granted anew."
    )
    assert codes(GATE, replace(WAIVER, expires_on=TODAY)) == []
    assert codes(GATE, WAIVER, SIGNED, PROOF) == []
    assert codes(GATE, WAIVER, replace(LAUNCH, launched_on=datetime(2027, 1, 8))) == []


def test_a_waiver_without_an_end_is_found_on_any_day() -> None:
    endless = replace(WAIVER, expires_on=None)
    assert codes(GATE, endless) == ["waiver-without-end"]
    assert [one.code for one in readiness_findings(Plan.of(LAUNCH, TEMPLATE, GATE, endless))] == ["waiver-without-end"]


def test_waivers_without_an_end_are_one_finding_per_gate() -> None:
    waivers = [replace(WAIVER, id=f"w{i}", expires_on=None) for i in range(5)]
    (finding,) = found(GATE, *waivers)
    assert finding.message == "5 waivers of G1 have no end: LCH-1 G1 and 2 more."
    assert finding.items == ("w0", "g", "w1", "w2", "w3", "w4")


def test_a_gate_of_a_market_that_the_launch_does_not_go_to() -> None:
    french = replace(GATE, market_id="fr")
    markets = [Market(id="fr", code="FR")]
    assert codes(french, *markets) == ["gate-of-other-market"]
    assert codes(french, *markets, LaunchMarket(id="lm", launch_id="l", market_id="fr")) == []


def test_a_gate_that_does_not_apply_without_a_reason() -> None:
    assert codes(replace(GATE, applies=False)) == ["gate-exempt-without-reason"]
    assert codes(replace(GATE, applies=False, note="Nobody is trained.")) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"expires_on": date(2027, 1, 12)}, "sign-off-expired"),
        ({"version_id": "p2"}, "sign-off-of-old-text"),
        ({"decided_by": "Cy"}, "sign-off-void"),
        ({"decided_on": date(2027, 1, 14)}, "sign-off-void"),
        ({"version_id": "p3"}, None),
    ],
)
def test_approvals_that_do_not_count(values: dict[str, object], code: str | None) -> None:
    launch = replace(LAUNCH, policy_version_ids=("p3",))
    row = replace(SIGNED, **values)  # type: ignore[arg-type]
    texts = (POLICY, version("p2", "p"), version("p3", "p"))
    assert codes(launch, GATE, row, PROOF, *texts) == ([code] if code else [])


def test_evidence_that_is_stale_is_found_unless_other_evidence_is_fresh() -> None:
    old = replace(PROOF, dated=date(2026, 12, 1))
    assert codes(GATE, SIGNED, old) == ["evidence-stale"]
    assert codes(GATE, SIGNED, old, replace(PROOF, id="f")) == []


class TestDrift:
    LAUNCH = replace(LAUNCH, policy_version_ids=("p3",))
    TEXTS = (POLICY, STEPS, version("p2", "p"), version("p3", "p"))
    GREEN = (GATE, SIGNED, PROOF)

    def test_green_by_count_with_drift(self) -> None:
        old = version("s2", "s", implements_version_id="p2")
        (finding,) = found(self.LAUNCH, *self.GREEN, *self.TEXTS, old)
        assert (finding.code, finding.message) == (
            "policy-version-drift",
            "LCH-1 is green by count, 1 of 1 hard gates, but: SOP 2 in use implements SII 2, not SII 3.",
        )

    def test_red_or_at_the_right_version_it_is_none(self) -> None:
        old, right = version("s2", "s", implements_version_id="p2"), version("s3", "s", implements_version_id="p3")
        assert codes(self.LAUNCH, GATE, *self.TEXTS, old) == []
        assert codes(self.LAUNCH, *self.GREEN, *self.TEXTS, right) == []

    def test_a_launch_of_a_policy_that_was_replaced_since_has_not_drifted(self) -> None:
        live = replace(LAUNCH, policy_version_ids=("p2",), launched_on=datetime(2026, 6, 1))
        right = version("s3", "s", implements_version_id="p3")
        assert codes(live, *self.GREEN, *self.TEXTS, right) == []

    def test_a_release_set_in_part(self) -> None:
        steps = replace(STEPS, release_set="SII v3")
        label = replace(STEPS, id="m", code="LABEL", type=ArtefactType.LABEL, release_set="SII v3")
        right = version("s3", "s", implements_version_id="p3")
        texts = (POLICY, version("p3", "p"), steps, label, right)
        (finding,) = found(*texts)
        assert (finding.code, finding.message) == (
            "release-set-broken",
            "What must be released together is not: Part of SII v3 is in use at SII 3, but not LABEL.",
        )


class TestDecisions:
    def test_an_expired_one(self) -> None:
        late = replace(DECISION, expires_on=date(2027, 1, 12))
        assert codes(late) == ["decision-expired"]
        assert codes(late, replace(DECISION, id="e", code="DEC-2", decided_on=date(2027, 1, 11))) == []

    def test_a_go_while_a_hard_gate_is_red(self) -> None:
        failed = replace(GATE, recorded=GateState.FAILED)
        (finding,) = found(failed, DECISION)
        assert (finding.code, finding.message) == (
            "go-with-red-gate",
            "DEC-1 says go for LCH-1 while a hard gate is red: G1. Set to failed.",
        )
        assert codes(failed, replace(DECISION, verdict=Verdict.HOLD)) == []
        assert codes(replace(failed, hard=False), DECISION) == []

    def test_a_go_while_a_hard_gate_is_overdue(self) -> None:
        due = replace(GATE, due=date(2027, 1, 12))
        assert codes(due, DECISION) == ["go-with-red-gate"]
        assert codes(due, replace(DECISION, verdict=Verdict.CONDITIONAL_GO)) == []

    def test_an_overdue_condition(self) -> None:
        condition = Condition(text="Hire.", owner="Ada", due=date(2027, 1, 12))
        conditional = replace(DECISION, verdict=Verdict.CONDITIONAL_GO, conditions=(condition,))
        (finding,) = found(conditional)
        assert (finding.code, finding.message) == (
            "condition-overdue",
            "A condition of DEC-1 was due on 2027-01-12 and is not met: Hire.",
        )
        met = replace(conditional, conditions=(replace(condition, met_on=TODAY),))
        assert codes(met) == []

    def test_a_launch_that_aims_at_a_dead_law(self) -> None:
        duty = Obligation(
            id="o", code="AADC", instrument="AADC", day=date(2027, 3, 1), status=LegalStatus.ENJOINED,
            launch_ids=("l",),
        )  # fmt: skip
        assert codes(duty) == ["launch-for-dead-law"]
        live = replace(duty, id="u", code="OTHER", status=LegalStatus.IN_FORCE)
        assert codes(live) == []
        assert codes(duty, live) == []


def test_certified_is_not_proficient() -> None:
    marks = (Threshold(measure=Measure.COVERAGE, at_least=0.9), Threshold(measure=Measure.PROFICIENCY, at_least=0.85))
    template = GateTemplate(id="t", code="G7", name="Trained", thresholds=marks)
    people = [Learner(id=f"p{n}", code=f"P{n}", market_id="de") for n in range(10)]
    passed = [
        Certificate(id=f"c{n}", learner_id=f"p{n}", course_id="c", passed_on=date(2027, 1, 5),
                    proficiency=0.95 if n < 7 else 0.6)
        for n in range(10)
    ]  # fmt: skip
    roster = (Market(id="de", code="DE"), LaunchMarket(id="lm", launch_id="l", market_id="de"),
              Course(id="c", code="C", name="Course"), Requirement(id="r", course_id="c", launch_ids=("l",)),
              *people, *passed)  # fmt: skip
    (finding,) = found(template, *roster)
    assert (finding.code, finding.message) == (
        "certified-not-proficient",
        (
            "For LCH-1 in DE, certified in-house people are 100 % (10 of 10), but proficient are only 70 % (7 of 10) "
            "of those measured."
        ),
    )


def test_review_gathers_them() -> None:
    plan = Plan.of(LAUNCH, TEMPLATE, GATE, replace(WAIVER, expires_on=None))
    assert [one.code for one in review(plan) if one.code.startswith("waiver")] == ["waiver-without-end"]

"""YAML portfolios: approvals as launches with gates and sign-offs, exceptions as waivers; the Kubernetes corpora."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from planner.plan.changes import apply
from planner.plan.entities import (
    Dependency,
    Gate,
    GateTemplate,
    Initiative,
    Launch,
    SignOff,
    SignOffState,
    Status,
    Waiver,
)
from planner.plan.snapshot import Plan
from planner_importers import import_file
from planner_importers.archive import Archive, Member
from planner_importers.result import ImportResult
from planner_importers.yaml_portfolio import import_yaml_portfolio

BROKEN = ("release-1.20", "release-1.23")
NewId = Callable[[], str]

RECORD = """title: In-place update
kep-number: 12
authors: ["@bo"]
owning-sig: sig-node
status: implementable
stage: beta
milestone:
  alpha: v1.9
  beta: v1.10
"""
APPROVAL = """kep-number: 12
alpha:
  approver: "@ada"
beta:
  approver: "@cy"
stable:
  approver: "@cy"
removed:
  approver: TBD
"""
EXCEPTIONS = """# Exceptions requested in 1.30
# Release Team Lead: Kat Orr ([@kat](https://example.org/kat))

codeFreeze:
- name: "In-place update"
  issue: 12
  date_requested: 2024-02-09
  date_reviewed: 2024-02-11
  thread: "https://groups.example.org/12"
  pull_requests:
    - "https://code.example.org/7"
  status: "approved"

- name: "Other"
  issue: 13
  date_requested: 2024-02-10
  date_reviewed: 2024-02-10
  status: "denied"
"""


@pytest.fixture
def new_id() -> NewId:
    """Return a maker of ids n0001, n0002, and so on."""
    ids = count(1)
    return lambda: f"n{next(ids):04}"


def read(new_id: NewId, files: dict[str, str], plan: Plan | None = None, name: str = "keps.zip") -> ImportResult:
    members = (Member(path, text.encode()) for path, text in sorted(files.items()))
    return import_yaml_portfolio(Archive(tuple(members)), name, plan or Plan({}), new_id=new_id)


def planned(result: ImportResult, plan: Plan | None = None) -> Plan:
    outcome = apply(plan or Plan({}), result.operations)
    assert outcome.accepted, [str(finding) for finding in outcome.findings]
    return outcome.plan


def said(result: ImportResult) -> list[tuple[str, str, str | None, int | None]]:
    return [(f.code, f.message, f.place.sheet, f.place.row) for f in result.findings]


def gates(plan: Plan) -> dict[tuple[str, str], Gate]:
    """Return the gates by the codes of launch and template."""
    launches, templates = plan.all(Launch), plan.all(GateTemplate)
    return {(launches[gate.launch_id].code, templates[gate.template_id].code): gate for gate in plan.all(Gate).values()}


PORTFOLIO = {"keps/sig-node/12-in-place/kep.yaml": RECORD, "keps/readiness/12.yaml": APPROVAL}


def test_an_approval_file_is_the_launch_of_its_record(new_id: NewId) -> None:
    result = read(new_id, PORTFOLIO)
    plan = planned(result)
    launch = plan.find("KEP-12-LAUNCH")
    assert isinstance(launch, Launch)
    assert (launch.name, launch.owner, launch.line_of_business) == ("In-place update: launch", "@bo", "sig-node")
    assert (launch.status, launch.gate_set) == (Status.APPROVED, "approvals")
    [link] = plan.predecessors(launch.id)
    assert plan.work(link.predecessor_id or "").code == "KEP-12-BETA"
    assert said(result) == [("approvals-imported", "Approval files: 1; launches of them: 1; sign-offs: 3.", None, None)]


def test_each_stage_is_a_gate_fed_by_its_milestone_and_signed_by_the_approver(new_id: NewId) -> None:
    plan = planned(read(new_id, PORTFOLIO))
    shown = {}
    for (_, template), gate in gates(plan).items():
        [sign] = [sign for sign in plan.all(SignOff).values() if sign.gate_id == gate.id]
        fed = [plan.work(id_).code for id_ in gate.initiative_ids]
        shown[template] = (sign.function, sign.approver, sign.state.value, fed)
    assert shown == {
        "READINESS-ALPHA": ("readiness", "@ada", "approved", ["KEP-12-ALPHA"]),
        "READINESS-BETA": ("readiness", "@cy", "approved", ["KEP-12-BETA"]),
        "READINESS-STABLE": ("readiness", "@cy", "pending", []),
    }
    templates = sorted(plan.all(GateTemplate).values(), key=lambda each: each.position)
    assert [(each.name, each.hard, each.gate_set) for each in templates] == [
        ("Readiness: alpha", True, "approvals"),
        ("Readiness: beta", True, "approvals"),
        ("Readiness: stable", True, "approvals"),
    ]


def test_stages_before_the_first_that_a_file_names_do_not_apply(new_id: NewId) -> None:
    files = {**PORTFOLIO, "keps/readiness/13.yaml": "kep-number: 13\nstable:\n  approver: '@dee'\n"}
    files["keps/sig-node/13-x/kep.yaml"] = RECORD.replace("12", "13").replace("In-place", "Other")
    plan = planned(read(new_id, files))
    found = {key: gate.applies for key, gate in gates(plan).items() if key[0] == "KEP-13-LAUNCH"}
    assert found == {
        ("KEP-13-LAUNCH", "READINESS-ALPHA"): False,
        ("KEP-13-LAUNCH", "READINESS-BETA"): False,
        ("KEP-13-LAUNCH", "READINESS-STABLE"): True,
    }
    files["keps/readiness/13.yaml"] = "kep-number: 13\nbeta:\n  approver: '@dee'\n"
    again = planned(read(new_id, files, plan), plan)
    assert gates(again)["KEP-13-LAUNCH", "READINESS-BETA"].applies
    assert not gates(again)["KEP-13-LAUNCH", "READINESS-ALPHA"].applies


def test_an_approval_of_no_record_stands_alone_and_is_said(new_id: NewId) -> None:
    result = read(new_id, {"readiness/99.yaml": "kep-number: 99\nbeta:\n  approver: '@ada'\n"})
    plan = planned(result)
    assert [launch.code for launch in plan.all(Launch).values()] == ["KEP-99-LAUNCH"]
    assert [sign.state for sign in plan.all(SignOff).values()] == [SignOffState.PENDING]
    assert said(result)[0] == (
        "approval-of-nothing",
        "readiness/99.yaml approves KEP 99, which is no record here; its launch stands alone.",
        "readiness/99.yaml",
        1,
    )


def test_a_number_left_from_another_file_is_read_as_the_file_is_called(new_id: NewId) -> None:
    files = {**PORTFOLIO, "keps/readiness/13.yaml": "# copied\n" + APPROVAL}
    files["keps/sig-node/13-x/kep.yaml"] = RECORD.replace("12", "13").replace("In-place", "Other")
    result = read(new_id, files)
    codes = sorted(launch.code for launch in planned(result).all(Launch).values())
    assert codes == ["KEP-12-LAUNCH", "KEP-13-LAUNCH"]
    message = "It says 12, which has a file of its own; it is read as 13, as it is called."
    assert said(result)[0] == ("number-differs", message, "keps/readiness/13.yaml", 2)


def test_a_number_that_is_no_record_is_read_as_the_file_is_called(new_id: NewId) -> None:
    result = read(new_id, {**PORTFOLIO, "keps/readiness/12.yaml": APPROVAL.replace("12", "21")})
    assert [launch.code for launch in planned(result).all(Launch).values()] == ["KEP-12-LAUNCH"]
    message = "It says 21, which is no record here; it is read as 12, as it is called."
    assert said(result)[0] == ("number-differs", message, "keps/readiness/12.yaml", 1)


def test_two_files_for_one_record_keep_the_first_approver(new_id: NewId) -> None:
    files = {**PORTFOLIO, "keps/readiness/twelve.yaml": "kep-number: 12\nalpha:\n  approver: '@zed'\n"}
    result = read(new_id, files)
    plan = planned(result)
    assert sorted(sign.approver for sign in plan.all(SignOff).values()) == ["@ada", "@cy", "@cy"]
    assert [code for code, *_ in said(result)] == ["repeated-approval", "approvals-imported"]
    assert read(new_id, files, plan).operations == ()


def test_an_exception_that_was_granted_is_a_dated_waiver(new_id: NewId) -> None:
    result = read(new_id, {"release-1.30/late.yaml": EXCEPTIONS}, name="releases.zip")
    [waiver] = planned(result).all(Waiver).values()
    assert (waiver.approver, waiver.granted_on, waiver.expires_on) == ("Kat Orr", date(2024, 2, 11), None)
    assert waiver.url == "https://groups.example.org/12"
    assert waiver.reason == ("In-place update, https://code.example.org/7 (code freeze, v1.30, requested 2024-02-09)")
    gate = gates(planned(result))["12-LAUNCH", "EXCEPTION-CODE-FREEZE"]
    assert gate.id == waiver.gate_id
    notes = [
        ("exceptions-imported", "Exceptions granted, so waivers: 1; refused, so rejected sign-offs: 1.", None, None)
    ]
    assert said(result) == notes


def test_one_that_was_refused_is_a_rejected_sign_off(new_id: NewId) -> None:
    plan = planned(read(new_id, {"release-1.30/late.yaml": EXCEPTIONS}))
    [sign] = plan.all(SignOff).values()
    assert (sign.function, sign.state, sign.decided_on, sign.approver) == (
        "exception v1.30",
        SignOffState.REJECTED,
        date(2024, 2, 10),
        "Kat Orr",
    )
    assert gates(plan)["13-LAUNCH", "EXCEPTION-CODE-FREEZE"].id == sign.gate_id


@pytest.mark.parametrize("first", ["keps.zip", "releases.zip"])
def test_approvals_and_exceptions_of_one_record_meet_in_one_launch_in_any_order(first: str, new_id: NewId) -> None:
    files = {"keps.zip": PORTFOLIO, "releases.zip": {"release-1.30/late.yaml": EXCEPTIONS}}
    plan = Plan({})
    for name in sorted(files, key=lambda name: name != first):
        plan = planned(read(new_id, files[name], plan, name), plan)
    names = sorted(launch.name for launch in plan.all(Launch).values())
    assert names == ["In-place update: launch", "Other: launch"]
    [waiver] = plan.all(Waiver).values()
    assert (
        len([gate for gate in plan.all(Gate).values() if gate.launch_id == plan.all(Gate)[waiver.gate_id].launch_id])
        == 4
    )
    for name, content in files.items():
        assert read(new_id, content, plan, name).operations == ()


def test_days_that_are_missing_or_contradict_each_other_are_named_at_their_line(new_id: NewId) -> None:
    text = EXCEPTIONS.replace("  date_requested: 2024-02-09\n  date_reviewed: 2024-02-11\n", "")
    text = text.replace("date_reviewed: 2024-02-10", "date_reviewed: 2023-02-10")
    result = read(new_id, {"release-1.30/late.yaml": text})
    assert said(result)[:2] == [
        (
            "dates-inverted",
            "It was reviewed on 2023-02-10, before it was requested on 2024-02-10.",
            "release-1.30/late.yaml",
            12,
        ),
        (
            "undated-waiver",
            "The exception 'In-place update' was approved without a day, so it is no waiver yet.",
            "release-1.30/late.yaml",
            5,
        ),
    ]
    assert planned(result).all(Waiver) == {}


def test_exceptions_of_another_house_are_told_by_their_keys(new_id: NewId) -> None:
    text = (
        "waived:\n- title: Ship without a dashboard\n  id: '7'\n  status: granted\n  approved_by: Ada\n"
        "  granted_on: 2026-03-02\n  expires: 2026-06-30\n  justification: Vendor is late\n"
    )
    [waiver] = planned(read(new_id, {"log.yml": text})).all(Waiver).values()
    assert (waiver.approver, waiver.reason, waiver.granted_on, waiver.expires_on) == (
        "Ada",
        "Vendor is late (waived)",
        date(2026, 3, 2),
        date(2026, 6, 30),
    )


def test_records_with_codes_of_their_own_meet_their_approvals_and_exceptions(new_id: NewId) -> None:
    files = {
        "age.yaml": "title: Age check\nid: AGE-1\nowner: Ada\nstatus: approved\n",
        "readiness/any-name.yaml": "id: age-1\npilot:\n  approver: Grace\n",
        "late.yaml": "- title: Age check\n  id: AGE-1\n  status: denied\n  requested: 2027-02-22\n",
    }
    result = read(new_id, files)
    plan = planned(result)
    assert sorted(launch.code for launch in plan.all(Launch).values()) == ["AGE-1-LAUNCH"]
    assert sorted(gates(plan)) == [("AGE-1-LAUNCH", "EXCEPTION"), ("AGE-1-LAUNCH", "READINESS-PILOT")]
    assert read(new_id, files, plan).operations == ()


def test_approved_work_is_no_exception(new_id: NewId) -> None:
    plan = planned(read(new_id, {"a.yaml": "title: Work\nid: A-1\nstatus: approved\nowner: Ada\n"}))
    assert [(item.code, item.status) for item in plan.all(Initiative).values()] == [("A-1", Status.APPROVED)]
    assert plan.all(Waiver) == {}


@pytest.mark.corpus
def test_451_approval_files_are_450_launches_and_a_template(corpus: Path, new_id: NewId) -> None:
    archive = corpus / "inputs" / "k8s-keps" / "keps.tar.gz"
    result = import_file(archive, archive.name, Plan({}), new_id=new_id)
    plan = planned(result)
    skipped = [f.place.sheet for f in result.findings if f.code == "template-skipped"]
    assert len([path for path in skipped if path and path.startswith("keps/prod-readiness/")]) == 1
    assert len(plan.all(Launch)) + 1 == 451
    stages = Counter(template for _, template in gates(plan))
    signed = Counter(sign.state.value for sign in plan.all(SignOff).values())
    assert sum(stages.values()) - sum(not gate.applies for gate in plan.all(Gate).values()) == 866
    assert (sum(signed.values()), signed["approved"]) == (866, 861)
    assert sum(link.successor_id in plan.all(Launch) for link in plan.all(Dependency).values()) == 449
    doubtful = {f.place.sheet: f.code for f in result.findings if f.code in ("approval-of-nothing", "number-differs")}
    assert doubtful == {
        "keps/prod-readiness/sig-api-machinery/4192.yaml": "number-differs",
        "keps/prod-readiness/sig-node/688.yaml": "number-differs",
        "keps/prod-readiness/sig-security/2763.yaml": "number-differs",
        "keps/prod-readiness/sig-node/2273.yaml": "approval-of-nothing",
    }
    assert import_file(archive, archive.name, plan, new_id=new_id).operations == ()


@pytest.mark.corpus
def test_exceptions_of_22_releases_are_waivers_and_refusals_and_two_files_are_broken(
    corpus: Path, new_id: NewId
) -> None:
    """173 exceptions can be read: 129 in files that group them by freeze and 44 in plain lists."""
    folder = corpus / "inputs" / "k8s-release-readiness"
    result = import_file(folder, folder.name, Plan({}), new_id=new_id, partial=True)
    plan = planned(result)
    templates = plan.all(GateTemplate)
    freezes = Counter(
        templates[plan.all(Gate)[waiver.gate_id].template_id].code for waiver in plan.all(Waiver).values()
    )
    assert freezes == {
        "EXCEPTION-CODE-FREEZE": 65,
        "EXCEPTION-ENHANCEMENT-FREEZE": 41,
        "EXCEPTION": 24,
        "EXCEPTION-DOCS-FREEZE": 1,
    }
    assert len(plan.all(Waiver)) == 131
    assert all(
        waiver.approver != "not named" and waiver.granted_on > date(2019, 7, 1) for waiver in plan.all(Waiver).values()
    )
    broken = [(f.place.sheet, f.place.row, f.hint) for f in result.findings if f.code == "unreadable-yaml"]
    assert broken == [
        (
            "release-1.20/exceptions.yaml",
            32,
            "Look at the indentation, quotes and colons of this line and the one before.",
        ),
        ("release-1.23/exceptions.yaml", 10, "Line 8 holds a character that is not seen (U+200B); delete it."),
    ]
    undated = [f.place.sheet for f in result.findings if f.code == "undated-waiver"]
    assert Counter(undated) == {"release-1.10/exceptions.yaml": 4, "release-1.11/exceptions.yaml": 2}
    notes = [f.message for f in result.findings if f.code == "exceptions-imported"]
    assert notes == ["Exceptions granted, so waivers: 131; refused, so rejected sign-offs: 36."]
    said = [path.read_text("utf-8") for path in folder.glob("*/exceptions.yaml") if path.parent.name not in BROKEN]
    grouped = sum(text.count("status:") for text in said if "Freeze:" in text)
    assert (grouped, 131 + 36 + len(undated) - grouped) == (129, 44)
    assert import_file(folder, folder.name, plan, new_id=new_id, partial=True).operations == ()

"""YAML portfolios: records, references, milestones, broken files, and the Kubernetes archive."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from planner.plan.changes import Action, Operation, apply
from planner.plan.entities import (
    ConstraintType,
    Dependency,
    ExternalId,
    Initiative,
    InitiativeKind,
    Level,
    Stage,
    Status,
)
from planner.plan.snapshot import Plan
from planner_importers import import_file
from planner_importers.archive import Archive, Member
from planner_importers.result import ImportResult
from planner_importers.tabular.refusals import UnreadableFileError
from planner_importers.yaml_portfolio import import_yaml_portfolio

NewId = Callable[[], str]


@pytest.fixture
def new_id() -> NewId:
    """Return a maker of ids n1, n2, and so on."""
    ids = count(1)
    return lambda: f"n{next(ids)}"


def read(
    new_id: NewId, files: dict[str, str | bytes], plan: Plan | None = None, name: str = "keps.zip"
) -> ImportResult:
    members = (Member(path, text if isinstance(text, bytes) else text.encode()) for path, text in sorted(files.items()))
    return import_yaml_portfolio(Archive(tuple(members)), name, plan or Plan({}), new_id=new_id)


def planned(result: ImportResult, plan: Plan | None = None) -> Plan:
    outcome = apply(plan or Plan({}), result.operations)
    assert outcome.accepted, [str(finding) for finding in outcome.findings]
    return outcome.plan


def said(result: ImportResult) -> list[tuple[str, str, str | None, int | None]]:
    return [(f.code, f.message, f.place.sheet, f.place.row) for f in result.findings]


def by_code(plan: Plan) -> dict[str, Initiative]:
    return {item.code: item for item in plan.all(Initiative).values()}


RECORD = """title: In-place update
kep-number: 1287
authors: ["@ada", "@bo"]
owning-sig: sig-node
participating-sigs:
  - sig-auth
status: implementable
creation-date: 2018-11-06
reviewers: ["@cy", TBD]
approvers:
stage: beta
latest-milestone: "1.10"
milestone:
  stable: "v1.12"
  alpha: "v1.9"
  beta: 1.10
  removed: TBD
disable-supported: true
"""
PATH = "keps/sig-node/1287-in-place/kep.yaml"


def test_a_record_becomes_an_initiative_with_its_stages_as_milestones(new_id: NewId) -> None:
    result = read(new_id, {PATH: RECORD})
    plan = planned(result)
    assert result.findings == ()
    item = plan.find("KEP-1287")
    assert isinstance(item, Initiative)
    assert (item.name, item.owner, item.line_of_business) == ("In-place update", "@ada", "sig-node")
    assert (item.status, item.stage, item.level) == (Status.APPROVED, Stage.TESTING, Level.INITIATIVE)
    assert item.tags == ("stage:beta", "release:v1.10", "with:sig-auth")
    assert item.description == (
        "Authors: @ada, @bo\nCreation date: 2018-11-06\nReviewers: @cy\nDisable supported: true"
    )
    assert item.external_ids == (ExternalId(system="yaml-portfolio:keps", key=PATH),)
    shown = [(m.code, m.name, m.status.value, m.percent_complete, m.tags) for m in plan.children(item.id)]
    assert shown == [
        ("KEP-1287-ALPHA", "In-place update: alpha in v1.9", "done", 100.0, ("stage:alpha", "release:v1.9")),
        ("KEP-1287-BETA", "In-place update: beta in v1.10", "in_progress", 0.0, ("stage:beta", "release:v1.10")),
        ("KEP-1287-STABLE", "In-place update: stable in v1.12", "approved", 0.0, ("stage:stable", "release:v1.12")),
    ]
    assert all(m.level is Level.MILESTONE and str(m.duration) == "0d" for m in plan.children(item.id))
    links = [
        (plan.work(link.predecessor_id or "").code, plan.work(link.successor_id).code)
        for link in plan.all(Dependency).values()
    ]
    assert links == [("KEP-1287-ALPHA", "KEP-1287-BETA"), ("KEP-1287-BETA", "KEP-1287-STABLE")]


def test_a_record_of_another_shape_is_understood_by_its_keys(new_id: NewId) -> None:
    text = """
    id: POL-7
    Name: Rollout
    Owners: [Ada, Bo]
    LOB: Ads
    policy_area: Spam
    type: migration
    state: In Progress
    phase: pilot
    start_date: 2026-02-02
    due: 2026-03-31
    estimate: 3 weeks
    progress: 40%
    labels: [urgent]
    region: EMEA
    url: https://tracker.example.org/POL-7
    """
    result = read(new_id, {"plan/rollout.yml": "\n".join(line[4:] for line in text.splitlines())}, name="plan")
    (item,) = planned(result).all(Initiative).values()
    assert result.findings == ()
    assert (item.code, item.name, item.owner, item.line_of_business) == ("POL-7", "Rollout", "Ada", "Ads")
    assert (item.policy_area, item.kind, item.regions) == ("Spam", InitiativeKind.MIGRATION, ("EMEA",))
    assert (item.status, item.stage) == (Status.IN_PROGRESS, Stage.TESTING)
    assert (item.constraint, item.constraint_date) == (ConstraintType.SNET, datetime(2026, 2, 2))
    assert (item.deadline, str(item.duration), item.percent_complete) == (datetime(2026, 3, 31, 23, 59), "3w", 40.0)
    assert item.tags == ("urgent", "stage:pilot")
    assert item.external_ids[0].url == "https://tracker.example.org/POL-7"


def test_markdown_with_front_matter_keeps_its_text(new_id: NewId) -> None:
    result = read(
        new_id, {"a.md": "---\ntitle: Draft\nstatus: done\n---\n# Why\nBecause.\n", "README.md": "# Read me\n"}
    )
    (item,) = planned(result).all(Initiative).values()
    assert (item.code, item.name, item.status, item.description) == ("a", "Draft", Status.DONE, "# Why\nBecause.")
    assert said(result) == [("left-aside", "Not imported: files of Markdown without front matter (1).", None, None)]


def test_a_file_may_hold_several_records(new_id: NewId) -> None:
    files: dict[str, str | bytes] = {
        "many.yaml": "---\ntitle: One\nid: A-1\n---\ntitle: Two\nid: A-2\n---\ntitle: Two\nid: A-2\n",
        "list.yaml": "- title: Three\n  id: A-3\n- owner: nobody\n",
        "keyed.yaml": "version: 1\nitems:\n  - name: Four\n  - name: Five\n    id: A-5\n",
    }
    result = read(new_id, files)
    assert sorted(by_code(planned(result))) == ["A-1", "A-2", "A-2-2", "A-3", "A-5", "keyed-Four"]
    assert [code for code, _, _, _ in said(result)] == ["repeated-number", "left-aside"]
    assert said(result)[1][1] == "Not imported: entries without a title (1)."
    assert read(new_id, files, planned(result)).operations == ()


def two(first: str, second: str = "") -> dict[str, str | bytes]:
    return {
        "keps/sig-a/12-first/kep.yaml": f"title: First\nkep-number: 12\nowning-sig: x\n{first}",
        "keps/sig-b/34-second-thing/kep.yaml": f"title: Second\nkep-number: 34\nowning-sig: y\n{second}",
    }


@pytest.mark.parametrize(
    "reference",
    [
        "/keps/sig-b/34-second-thing",
        "keps/sig-b/34-second-thing/README.md",
        "34-second-thing",
        "/keps/sig-elsewhere/34-renamed",
        "KEP-34",
        "kep 34",
        "'#34'",
        "34",
        "20190102-second-thing.md",
        "/keps/sig-b/0007-second_thing.md",
        "https://github.com/kubernetes/enhancements/tree/master/keps/sig-b/34-second-thing",
        "https://github.com/kubernetes/enhancements/blob/abc/keps/sig-b/20190102-second-thing.md",
        "https://github.com/kubernetes/enhancements/issues/34",
        "'[Second](https://github.com/kubernetes/enhancements/issues/34)'",
    ],
)
def test_what_names_a_record_is_resolved(new_id: NewId, reference: str) -> None:
    result = read(new_id, two(f"see-also: [{reference}]\n"))
    assert by_code(planned(result))["KEP-12"].description == "See also: KEP-34"
    assert [f.code for f in result.findings] == ["related-records"]


@pytest.mark.parametrize(
    ("reference", "code", "severity"),
    [
        ("/keps/sig-b/99-missing", "unresolved-reference", "warning"),
        ("KEP-0034", "unresolved-reference", "warning"),
        ("https://github.com/kubernetes/enhancements/pull/34", "outside-reference", "info"),
        ("https://github.com/other/project/tree/main/keps/34-other", "outside-reference", "info"),
        ("/keps/sig-a/12-first", "names-itself", "warning"),
    ],
)
def test_what_names_no_other_record_is_said_and_kept(new_id: NewId, reference: str, code: str, severity: str) -> None:
    result = read(new_id, two(f"replaces:\n  - {reference}\n"))
    assert by_code(planned(result))["KEP-12"].description == f"Replaces: {reference}"
    assert [(f.severity.value, f.code, f.place.sheet, f.place.row, f.place.value) for f in result.findings] == [
        (severity, code, "keps/sig-a/12-first/kep.yaml", 4, reference)
    ]


def test_only_keys_that_say_order_make_dependencies(new_id: NewId) -> None:
    files = two("depends-on: KEP-34\nsee-also: [KEP-34]\n", "blocks: [12]\nsuperseded-by: [n/a]\n")
    result = read(new_id, files)
    plan = planned(result)
    (link,) = plan.all(Dependency).values()
    assert (plan.work(link.predecessor_id or "").code, plan.work(link.successor_id).code) == ("KEP-34", "KEP-12")
    assert [f.code for f in result.findings] == ["repeated-link", "related-records", "placeholder-references"]


def test_a_dependency_on_nothing_refuses_the_file_or_is_left_out(new_id: NewId) -> None:
    text = b"title: First\nid: A-1\ndepends-on: A-9\n"
    whole = import_file(text, "plan.yaml", Plan({}), new_id=new_id)
    assert (whole.operations, whole.accepted) == ((), False)
    assert said(whole) == [("unresolved-reference", "A-1 names 'A-9', which is not a record here.", "plan.yaml", 3)]
    part = import_file(text, "plan.yaml", Plan({}), new_id=new_id, partial=True)
    assert [o.values["code"] for o in part.operations] == ["A-1"]


def test_a_record_may_be_part_of_another(new_id: NewId) -> None:
    plan = planned(read(new_id, two("", "parent: KEP-12\n")))
    assert by_code(plan)["KEP-34"].parent_id == by_code(plan)["KEP-12"].id


def test_doubtful_values_are_taken_with_a_warning(new_id: NewId) -> None:
    text = """title: KEP Template
kep-number: 5
status: imlpemented
stage: alpha (deprecated)
creation-date: 2025-30-01
milestone:
  alpha: v1.9, v1.10
  beta: v1.8
  stable: never
title: KEP Template
"""
    result = read(new_id, {"keps/5-fast-start/kep.yaml": text})
    item = by_code(planned(result))["KEP-5"]
    assert (item.name, item.status, item.stage) == ("Fast start", Status.DONE, Stage.DEVELOPMENT)
    assert [(code, row) for code, _, _, row in said(result)] == [
        ("repeated-key", 10),
        ("guessed-status", 3),
        ("placeholder-title", 10),
        ("guessed-stage", 4),
        ("unreadable-date", 5),
        ("unreadable-milestone", 6),
        ("unreadable-milestone", 6),
        ("milestone-order", 6),
    ]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{key}: &{key} [{','.join([f'*{last}'] * 9)}]\n" for last, key in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (b"title: A\n\tstatus: b\n", 2, "found a tab character that violates indentation", "Indent with spaces"),
        (b"title: A\n b: c\n", 2, "mapping values are not allowed in this context", "Look at the indentation"),
        (b"title: [a\nb: c\n", 2, "did not find expected ',' or ']'", "Look at the indentation"),
        (b"title: A\nx: " + b"[" * 100, 2, "it nests deeper than 60 levels", "Flatten it."),
        (BOMB.encode(), 5, "its aliases unfold to more than 100000 values", "Write fewer of them."),
        (b"title: &t [*t]\n", 1, "the alias *t refers to nothing before it", "Define it first."),
        (b"title: caf\xe9\n", 1, "it is not UTF-8 text", "Save it as UTF-8."),
        (b"title: A\nb: \x07\n", 2, "control characters are not allowed", "Remove the character that is not text."),
    ],
)
def test_a_broken_file_is_an_error_at_its_line_and_the_others_are_read(
    new_id: NewId, text: bytes, line: int, message: str, hint: str
) -> None:
    result = read(new_id, {"bad.yaml": text, "good.yaml": "title: Good\n"})
    (finding,) = result.findings
    assert (finding.severity.value, finding.code) == ("error", "unreadable-yaml")
    assert (finding.place.sheet, finding.place.row) == ("bad.yaml", line)
    assert finding.message.startswith(f"bad.yaml, line {line}: ")
    assert message in finding.message
    assert finding.hint.startswith(hint)
    assert [o.values["name"] for o in result.operations] == ["Good"]


def test_tags_construct_nothing(new_id: NewId) -> None:
    text = "title: !!python/object/apply:os.system ['touch hacked']\nid: A-1\n"
    assert [o.values["name"] for o in read(new_id, {"a.yaml": text}).operations] == ["touch hacked"]
    assert not Path("hacked").exists()


def test_templates_test_data_and_other_files_are_left_aside_and_counted(new_id: NewId) -> None:
    files: dict[str, str | bytes] = {
        "keps/NNNN-template/kep.yaml": "title: Template\n",
        "keps/12-claim-template/kep.yaml": "title: Claim template\nkep-number: 12\n",
        "pkg/testdata/1-x/kep.yaml": "title: X\n",
        "keps/approvals/12.yaml": "kep-number: 12\nseen: yes\n",
        "keps/approvals/13.yaml": "kep-number: 13\n",
        "keps/settings.yaml": "colour: blue\n",
        "LICENSE": "text",
    }
    result = read(new_id, files)
    assert [o.values["code"] for o in result.operations] == ["KEP-12"]
    assert [message for _, message, _, _ in said(result)] == [
        "keps/NNNN-template/kep.yaml is a template to copy from, not a record.",
        (
            "2 files in keps/approvals add to records by their number"
            " and are not imported; 1 of them name no record here."
        ),
        "Not imported: documents without a record (1).",
        "Not imported: files in folders of test data (1).",
        "Not imported: files neither YAML nor Markdown (1).",
    ]


def test_a_portfolio_without_a_record_is_refused(new_id: NewId) -> None:
    with pytest.raises(UnreadableFileError, match=r"keps\.zip cannot be read: it holds no record of a portfolio"):
        read(new_id, {"settings.yaml": "colour: blue\n"})


def test_reading_again_changes_nothing_and_a_new_version_only_what_it_says(new_id: NewId) -> None:
    plan = planned(read(new_id, {PATH: RECORD}))
    assert read(new_id, {PATH: RECORD}, plan).operations == ()
    mine = Operation(Action.UPDATE, "initiative", "n1", {"code": "POL-1", "tags": ("mine", "stage:beta")})
    edited = apply(plan, [mine]).plan
    newer = RECORD.replace("stage: beta", "stage: stable").replace("implementable", "implemented")
    result = read(new_id, {PATH: newer}, edited)
    assert [(o.action.value, o.id, dict(o.values)) for o in result.operations] == [
        (
            "update",
            "n1",
            {
                "status": Status.DONE,
                "stage": Stage.DEPLOYMENT,
                "percent_complete": 100.0,
                "tags": ("mine", "stage:stable", "release:v1.10", "with:sig-auth"),
            },
        ),
        ("update", "n3", {"status": Status.DONE, "percent_complete": 100.0}),
        ("update", "n5", {"status": Status.DONE, "percent_complete": 100.0}),
    ]


def test_a_record_is_known_by_its_code_where_it_came_another_way(new_id: NewId) -> None:
    plan = Plan.of(Initiative(id="x", code="KEP-12", name="Old", owner="Ada"))
    result = read(new_id, {"keps/12-a/kep.yaml": "title: New\nkep-number: 12\n"}, plan)
    (operation,) = result.operations
    assert (operation.action, operation.id, operation.values["name"]) == (Action.UPDATE, "x", "New")


def test_two_records_of_one_number_are_both_kept(new_id: NewId) -> None:
    files: dict[str, str | bytes] = {
        "keps/12-a/kep.yaml": "title: A\nkep-number: 12\n",
        "keps/12-b/kep.yaml": "title: B\nkep-number: 12\n",
    }
    result = read(new_id, files)
    assert sorted(by_code(planned(result))) == ["KEP-12", "KEP-12-2"]
    assert [(f.code, f.place.sheet) for f in result.findings] == [("repeated-number", "keps/12-b/kep.yaml")]
    assert read(new_id, files, planned(result)).operations == ()


def test_a_record_that_left_the_portfolio_is_named(new_id: NewId) -> None:
    plan = planned(read(new_id, two("")))
    files = two("")
    del files["keps/sig-b/34-second-thing/kep.yaml"]
    result = read(new_id, files, plan)
    assert result.operations == ()
    assert [f.message for f in result.findings] == [
        "KEP-34 'Second' came from this portfolio before and is no longer in it."
    ]


@pytest.mark.corpus
def test_the_kubernetes_enhancements_import_without_a_map(corpus: Path, new_id: NewId) -> None:
    """679 records: 654 enhancements, 2 templates, and 23 that test the tools; 449 launches wait for one of them."""
    archive = corpus / "inputs" / "k8s-keps" / "keps.tar.gz"
    result = import_file(archive, archive.name, Plan({}), new_id=new_id)
    assert result.accepted
    plan = planned(result)
    levels = Counter(item.level for item in plan.all(Initiative).values())
    assert levels == {Level.INITIATIVE: 654, Level.MILESTONE: 1_165}
    assert len(plan.all(Dependency)) == 691 + 449
    assert Counter(f.code for f in result.findings) == {
        "outside-reference": 108,
        "unresolved-reference": 34,
        "unreadable-date": 6,
        "placeholder-title": 6,
        "template-skipped": 3,
        "unreadable-milestone": 2,
        "names-itself": 2,
        "guessed-status": 2,
        "left-aside": 2,
        "guessed-stage": 1,
        "unknown-status": 1,
        "unknown-stage": 1,
        "repeated-number": 1,
        "related-records": 1,
        "placeholder-references": 1,
        "approval-of-nothing": 1,
        "number-differs": 3,
        "approvals-imported": 1,
    }
    notes = [f.message for f in result.findings if f.code in ("related-records", "approvals-imported", "left-aside")]
    assert notes == [
        "301 references to related records are resolved; they stand in descriptions, because they say no order.",
        "Approval files: 450; launches of them: 450; sign-offs: 866.",
        "Not imported: files in folders of test data (23).",
        "Not imported: files neither YAML nor Markdown (1).",
    ]
    statuses = Counter(i.status.value for i in plan.all(Initiative).values() if i.level is Level.INITIATIVE)
    assert statuses == {"done": 292, "approved": 279, "proposed": 61, "cancelled": 21, "on_hold": 1}
    assert import_file(archive, archive.name, plan, new_id=new_id).operations == ()


@pytest.mark.corpus
def test_release_calendars_are_read_as_records_with_dates(corpus: Path, new_id: NewId) -> None:
    path = corpus / "inputs" / "openstack-schedules" / "epoxy-schedule.yaml"
    result = import_file(path, path.name, Plan({}), new_id=new_id)
    weeks = planned(result).all(Initiative).values()
    assert len(weeks) == 26
    first = next(iter(weeks))
    assert (first.code, first.constraint_date, first.deadline) == (
        "epoxy-schedule-R-25",
        datetime(2024, 10, 7),
        datetime(2024, 10, 11, 23, 59),
    )
    assert said(result) == [("left-aside", "Not imported: entries without a title (1).", None, None)]

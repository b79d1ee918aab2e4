"""Quarters selected from a plan: who is chosen, why others are not, and what applying writes."""

import asyncio
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from planner.app.cli import planner
from planner.plan.changes import ChangeSet, apply
from planner.plan.entities import (
    ChoiceGroup,
    ChoiceRule,
    Commitment,
    ConstraintType,
    Demand,
    Dependency,
    Initiative,
    LegalStatus,
    Level,
    Obligation,
    Portfolio,
    PriorityClass,
    Score,
    ScoreValue,
    SkillShare,
    Status,
    Team,
)
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import FiscalQuarter, RoadmapLengthError
from planner.roadmap.added_capacity import FrontierStep
from planner.roadmap.proposal_edits import as_operations
from planner.roadmap.score_models import SHIPPED
from planner.roadmap.select_quarters import Proposal, Request, State, select_quarters
from planner.roadmap.selection import Label
from planner.roadmap.selection import Status as Known
from planner.schedule import schedule
from planner.store import Store
from planner_graphql import GraphQLApp, Services

FIRST = FiscalQuarter(2027, 1)
TEAM = Team(
    id="t", code="CD", name="Curriculum Design", headcount=1, focus_factor=1, reserve=0, leave_days=0,
    unplanned_absence=0, skills=(SkillShare(skill="video", fte=0.5),),
)  # fmt: skip


def work(id_: str, weeks: int = 8, **values: Any) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, owner="Ada", duration=Duration.parse(f"{weeks}w"), **values)


def asks(of: str, days: float, skill: str = "") -> Demand:
    return Demand(id=f"d-{of}{skill}", initiative_id=of, team_id="t", person_days=days, skill=skill)


def risk(of: str, severity: float) -> Score:
    given = (("severity", severity), ("prevalence", 1), ("reach", 1), ("detection_gap", 1))
    values = tuple(ScoreValue(name=name, value=value) for name, value in given)
    return Score(id=f"s-{of}", initiative_id=of, model_id="score-model-ts-risk", values=values)


def plan_of(*entities: Any) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)), TEAM, SHIPPED[2], *entities)


def placed(proposal: Proposal) -> dict[str, str]:
    return {row.initiative_id: row.quarter or row.state.value for row in proposal.rows}


def test_the_higher_score_is_chosen_and_the_other_says_who_lacks_what_when() -> None:
    plan = plan_of(work("a"), work("b"), asks("a", 40), asks("b", 45), risk("a", 2), risk("b", 5))
    proposal = select_quarters(plan, Request(FIRST, 1))
    a, b = proposal.rows
    assert (proposal.model, placed(proposal)) == ("TS-RISK", {"a": "left_out", "b": "2027Q1"})
    assert (a.binding, a.lacking_days) == (("t", "", "2027Q1"), 21.0)
    assert a.reason == "It lacks 21 person-days of Curriculum Design in 2027Q1."
    assert (a.leave_ids, a.price_text) == (
        ("b",),
        "Forced into 2027Q1, B would leave; 60.0% of the value would be lost.",
    )
    assert (b.commitment, b.reason, proposal.label) == (Commitment.COMMITTED, "", Label.PROVEN)


def test_a_skill_binds_within_its_team() -> None:
    plan = plan_of(work("a"), work("b"), asks("a", 20, "video"), asks("b", 15, "video"), risk("a", 5), risk("b", 2))
    row = select_quarters(plan, Request(FIRST, 1)).rows[1]
    assert (row.binding, row.reason) == (
        ("t", "video", "2027Q1"),
        "It lacks 3 person-days of Curriculum Design (video) in 2027Q1.",
    )


def test_work_in_a_row_takes_the_quarters_that_its_durations_need() -> None:
    links = [Dependency(id=f"l{a}{b}", predecessor_id=a, successor_id=b) for a, b in ("ab", "bc")]
    proposal = select_quarters(plan_of(work("a"), work("b"), work("c"), *links), Request(FIRST, 4))
    assert placed(proposal) == {"a": "2027Q1", "b": "2027Q1", "c": "2027Q2"}


def test_a_duty_is_done_by_its_latest_safe_start_whatever_it_costs() -> None:
    law = Obligation(
        id="o", code="O", instrument="Act", day=date(2027, 6, 15), status=LegalStatus.IN_FORCE, initiative_ids=("d",)
    )
    duty = work("d", priority_class=PriorityClass.REGULATORY_MUST_DO)
    plan = plan_of(duty, work("a"), asks("d", 60), asks("a", 60), risk("a", 5), law)
    request = Request(FIRST, 2)
    rows = select_quarters(plan, request).rows
    assert (rows[0].must, rows[0].commitment) == (True, Commitment.COMMITTED)
    assert {row.quarter for row in rows} == {"2027Q1", "2027Q2"}
    one = select_quarters(plan, Request(FIRST, 2, force_in={"a": FIRST}))
    assert placed(one) == {"d": "2027Q2", "a": "2027Q1"}


def test_a_limit_that_is_over_leaves_a_first_answer_with_reasons_and_says_what_has_no_price() -> None:
    plan = plan_of(work("a"), work("b"), asks("a", 40), asks("b", 45), risk("a", 2), risk("b", 5))
    proposal = select_quarters(plan, Request(FIRST, 1, seconds=1e-9, next_fte=True))
    a, b = proposal.rows
    assert (placed(proposal), proposal.label) == ({"a": "left_out", "b": "2027Q1"}, Label.HEURISTIC)
    assert (a.binding, a.price, a.price_text, b.price_text) == (
        ("t", "", "2027Q1"), None, "Not priced: time was up.", "",
    )  # fmt: skip
    [finding] = proposal.findings
    assert (finding.severity, finding.code, finding.message) == (
        Severity.INFO,
        "selection-time-up",
        (
            "Time was up: 1 of the most valuable items left out has no price; "
            "one more FTE was not searched to the end for 1 team."
        ),
    )
    unasked = select_quarters(plan, Request(FIRST, 1, seconds=1e-9, prices=0))
    assert (unasked.findings, [row.price_text for row in unasked.rows]) == ((), ["", ""])


def test_a_contradiction_is_found_even_where_time_is_up() -> None:
    plan = plan_of(work("a"), work("b"), asks("a", 40), asks("b", 45))
    proposal = select_quarters(plan, Request(FIRST, 1, seconds=1e-9, force_in={"a": FIRST, "b": FIRST}))
    assert (proposal.status, proposal.label, len(proposal.conflict)) == (Known.INFEASIBLE, Label.PROVEN, 3)
    stopped = select_quarters(plan, Request(FIRST, 1, force_in={"a": FIRST, "b": FIRST}), stop=lambda: True)
    assert (stopped.status, stopped.conflict) == (Known.UNKNOWN, ())
    [finding] = stopped.findings
    assert (finding.severity, finding.code) == (Severity.WARNING, "selection-time-up")


def test_one_more_person_where_nobody_is_brings_a_share_of_the_value_of_all() -> None:
    team = Team(id="t", code="CD", name="Curriculum Design", headcount=0)
    plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)), team, work("a"), work("b"), asks("a", 5),
                   asks("b", 90))  # fmt: skip
    proposal = select_quarters(plan, Request(FIRST, 1, next_fte=True))
    assert [(row.team_id, row.gain, row.join_ids, row.searched) for row in proposal.next_fte] == [
        ("t", 0.5, ("a",), True)
    ]


def test_a_contradiction_is_said_in_words_and_nothing_is_written() -> None:
    plan = plan_of(work("a"), work("b"), asks("a", 40), asks("b", 45))
    proposal = select_quarters(plan, Request(FIRST, 1, force_in={"a": None, "b": FIRST}))
    assert (proposal.status, as_operations(plan, proposal)) == (Known.INFEASIBLE, ())
    assert proposal.conflict == (
        "A is forced in.",
        "B is forced in, to start in 2027Q1.",
        "Curriculum Design has 64 person-days in 2027Q1 beside what runs already.",
    )
    assert [finding.code for finding in proposal.findings] == ["selection-impossible"]


def test_what_cannot_be_done_at_all_says_why() -> None:
    groups = [
        ChoiceGroup(id=rule.value, code=rule.value, rule=rule, initiative_ids=("a", "b"))
        for rule in (ChoiceRule.EITHER_OR, ChoiceRule.ALL_OR_NONE)
    ]
    plan = plan_of(work("a"), work("b"), work("c"), asks("c", 900), *groups)
    free = select_quarters(plan, Request(FIRST, 1))
    assert [row.reason for row in free.rows] == [
        "It would have to be chosen with B and excludes it.",
        "It would have to be chosen with A and excludes it.",
        "It asks for 836 person-days more than Curriculum Design in 2027Q1 has at all.",
    ]
    both = select_quarters(plan, Request(FIRST, 1, force_in={"a": None}))
    assert set(both.conflict) == {
        "A is forced in.",
        "either_or takes at most one of A, B.",
        "all_or_none takes all or none of A, B.",
    }
    large = select_quarters(plan, Request(FIRST, 1, force_in={"c": FIRST}))
    assert large.conflict == ("C is forced in, to start in 2027Q1.", free.rows[2].reason)
    out = select_quarters(plan_of(work("a"), work("b")), Request(FIRST, 1, {"a": None}, frozenset({"a"})))
    assert out.conflict[1:] == ("It is kept out or on hold.",)
    tied = plan_of(work("a"), work("b"), Dependency(id="ab", predecessor_id="a", successor_id="b"))
    needed = select_quarters(tied, Request(FIRST, 1, {"b": None}, frozenset({"a"})))
    assert needed.conflict == ("B is forced in.", "B waits for A.", "A, which it needs, is kept out or on hold.")
    assert out.rows[1].reason == "Nothing is chosen as long as no selection keeps all that must be done."


def test_a_quarter_that_is_not_selected_for_is_said() -> None:
    found = select_quarters(plan_of(work("a")), Request(FIRST, 2, force_in={"a": FiscalQuarter(2026, 4)}))
    assert [(one.code, one.message) for one in found.findings][:1] == [
        ("selection-not-selectable", "A is forced into 2026Q4; selected are 2027Q1 to 2027Q2.")
    ]


def test_groups_limits_and_wishes_are_kept() -> None:
    group = ChoiceGroup(id="g", code="G", rule=ChoiceRule.EITHER_OR, initiative_ids=("a", "b"))
    plan = plan_of(work("a"), work("b"), work("c"), group, risk("a", 5), risk("b", 4), risk("c", 1))
    assert placed(select_quarters(plan, Request(FIRST, 1))) == {"a": "2027Q1", "b": "left_out", "c": "2027Q1"}
    out = select_quarters(plan, Request(FIRST, 1, force_out=frozenset({"a"})))
    assert placed(out) == {"a": "left_out", "b": "2027Q1", "c": "2027Q1"}
    assert out.rows[0].reason == "It is kept out or on hold."
    limited = select_quarters(plan, Request(FIRST, 1, most_running={"": 1}))
    assert placed(limited) == {"a": "2027Q1", "b": "left_out", "c": "left_out"}
    assert limited.rows[2].reason == "It would be one more than the portfolio may run in 2027Q1."


def test_parts_are_selected_with_their_whole_and_running_work_goes_first() -> None:
    programme = Initiative(id="p", code="P", name="p", owner="Ada", level=Level.PROGRAMME)
    whole = Initiative(id="w", code="W", name="w", owner="Ada", parent_id="p")
    part = work("x", parent_id="w", level=Level.WORK_ITEM)
    runs = work("r", status=Status.IN_PROGRESS, actual_start=datetime(2027, 1, 4, 8))
    plan = plan_of(programme, whole, part, runs, asks("x", 40), asks("r", 30))
    proposal = select_quarters(plan, Request(FIRST, 1))
    assert [(row.initiative_id, row.state) for row in proposal.rows] == [("w", State.LEFT_OUT), ("r", State.RUNNING)]
    named = select_quarters(plan, Request(FIRST, 1, force_in={"x": None}))
    assert [finding.message for finding in named.findings] == ["X is a part of W."]


def test_the_next_fte_is_worth_most_where_work_waits() -> None:
    plan = plan_of(work("a"), work("b"), asks("a", 40), asks("b", 45), Team(id="u", code="U", name="U", headcount=1))
    found = select_quarters(plan, Request(FIRST, 1, next_fte=True))
    assert [(one.team_id, one.gain, one.join_ids) for one in found.next_fte] == [("t", 1.0, ("b",)), ("u", 0.0, ())]
    assert found.frontier == (FrontierStep(1, "t", 1, 1.0, 1.0, ("b",), proven=True),)


def test_applying_writes_quarters_and_holds_starts_back() -> None:
    plan = plan_of(
        work("a"), work("b", planned_quarter="2027Q1"), asks("a", 40), asks("b", 45), risk("a", 5), risk("b", 2)
    )
    proposal = select_quarters(plan, Request(FIRST, 2))
    after = apply(plan, as_operations(plan, proposal)).plan
    a, b = (after.all(Initiative)[id_] for id_ in "ab")
    assert (a.planned_quarter, a.commitment, a.constraint) == ("2027Q1", Commitment.COMMITTED, ConstraintType.ASAP)
    assert (b.planned_quarter, b.commitment, b.constraint) == ("2027Q2", Commitment.OUTLOOK, ConstraintType.SNET)
    assert (b.constraint_date, schedule(after).dates["b"].start) == (datetime(2027, 4, 1), date(2027, 4, 1))
    assert as_operations(after, select_quarters(after, Request(FIRST, 2))) == ()


def test_no_quarters_are_refused() -> None:
    with pytest.raises(RoadmapLengthError):
        select_quarters(plan_of(work("a")), Request(FIRST, 0))


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'plan.db'}"
    plan = plan_of(work("a"), work("b"), asks("a", 40), asks("b", 45), risk("a", 5), risk("b", 2))
    with Store.open(url) as store:
        operations = tuple(change for entity in plan for change in [_created(entity)])
        store.commit(ChangeSet(operations, "Ada"), at=datetime(2027, 1, 2, tzinfo=UTC))
    return url


def _created(entity: Any) -> Any:
    from planner.plan.changes import Action, Operation
    from planner.plan.codec import values_of

    values = {name: value for name, value in values_of(entity).items() if name != "id"}
    return Operation(Action.CREATE, entity.KIND.name, entity.id, values)


def test_the_command_shows_reasons_and_applies(database: str) -> None:
    shown = CliRunner().invoke(
        planner, ["-d", database, "plan-quarter", "--first", "2027Q1", "--quarters", "1", "--seconds", "20"]
    )
    assert shown.exit_code == 0
    assert "It lacks 21 person-days of Curriculum Design in" in " ".join(shown.output.split())
    assert "1 in, 1 left out; no better selection exists." in shown.output
    assert "Nothing was changed; --apply would write 1 initiatives." in shown.output
    done = CliRunner().invoke(
        planner,
        [
            "-d",
            database,
            "plan-quarter",
            "--first",
            "2027Q1",
            "--quarters",
            "1",
            "--seconds",
            "20",
            "--apply",
            "--json",
        ],
    )
    data = json.loads(done.stdout)
    assert [(row["code"], row["quarter"], row["binding"]) for row in data["initiatives"]] == [
        ("A", "2027Q1", None),
        ("B", "", {"team": "CD", "skill": "", "quarter": "2027Q1"}),
    ]
    assert (data["revision"], data["operations"]) == (2, 1)
    with Store.open(database) as store:
        assert store.plan().all(Initiative)["a"].planned_quarter == "2027Q1"


def test_the_command_refuses_what_cannot_be(database: str) -> None:
    run = CliRunner().invoke(
        planner,
        [
            "-d",
            database,
            "plan-quarter",
            "--first",
            "2027Q1",
            "--quarters",
            "1",
            "--seconds",
            "20",
            "--force-in",
            "A",
            "--force-in",
            "b=2027Q1",
        ],
    )
    assert (run.exit_code, "Nothing was selected." in run.output) == (1, True)
    wrong = CliRunner().invoke(planner, ["-d", database, "plan-quarter", "--share", "Training"])
    assert (wrong.exit_code, "is not a share" in wrong.output) == (2, True)


def test_the_api_selects_and_ranks(database: str) -> None:
    query = """{ selectQuarters(request: {firstQuarter: "2027Q1", quarters: 1, seconds: 20, nextFte: true}) {
        status label model quarters { label } initiatives { initiative { code } state quarter commitment reason
        bindingTeam { code } bindingQuarter lackingDays leave { code } } use { team { code } skill used there }
        nextFte { team { code } join { code } } frontier { fte team { code } more join { code } proven }
        conflict findings { code } operations }
      scoreRanking(model: "TS-RISK") { model rows { rank initiative { code } score } musts { code }
        stability(top: 1) { kept initiatives { initiative { code } share } } } }"""
    with Store.open(database) as store:
        given = Services(store, lambda: datetime(2027, 1, 2, tzinfo=UTC), iter("abc").__next__, "Ada")
        data = asyncio.run(_asked(GraphQLApp(lambda http: given), query))["data"]
    found = data["selectQuarters"]
    assert (found["status"], found["label"], found["model"]) == ("SELECTED", "PROVEN", "TS-RISK")
    rows = {row["initiative"]["code"]: row for row in found["initiatives"]}
    assert (rows["A"]["state"], rows["A"]["quarter"], rows["A"]["commitment"]) == ("CHOSEN", "2027Q1", "COMMITTED")
    assert (rows["B"]["state"], rows["B"]["quarter"], rows["B"]["leave"]) == ("LEFT_OUT", None, [{"code": "A"}])
    assert (rows["B"]["bindingTeam"], rows["B"]["bindingQuarter"], rows["B"]["lackingDays"]) == (
        {"code": "CD"}, "2027Q1", 21.0,
    )  # fmt: skip
    assert found["nextFte"] == [{"team": {"code": "CD"}, "join": [{"code": "B"}]}]
    assert found["frontier"] == [{"fte": 1, "more": 1, **found["nextFte"][0], "proven": True}]
    changes = {"commitment": "COMMITTED", "plannedQuarter": "2027Q1"}
    assert found["operations"][0] == {"updateInitiative": {"id": "aW5pdGlhdGl2ZTph", "changes": changes}}
    ranked = data["scoreRanking"]
    assert [(row["rank"], row["initiative"]["code"], row["score"]) for row in ranked["rows"]] == [
        (1, "A", 5.0),
        (2, "B", 2.0),
    ]
    assert ranked["stability"] == {"kept": 1.0, "initiatives": [{"initiative": {"code": "A"}, "share": 1.0}]}


async def _asked(app: Any, query: str) -> Any:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://planner") as client:
        headers = {"accept": "application/graphql-response+json"}
        response = await client.post("/graphql", json={"query": query}, headers=headers)
        return response.json()

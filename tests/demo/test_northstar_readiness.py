"""The demo's launches under gates: templates as designed, states that fit the dates, and the planted faults."""

from collections import Counter
from datetime import date

import pytest

from planner.plan.entities import (
    Artefact,
    ArtefactVersion,
    Decision,
    GateTemplate,
    Launch,
    Market,
    Measure,
    Translation,
    Waiver,
)
from planner.plan.entities.gates import GateState
from planner.plan.snapshot import Plan
from planner.readiness import Cell, readiness

TODAY = date(2026, 11, 22)

LETTER = {
    GateState.PASSED: "P",
    GateState.FAILED: "F",
    GateState.WAIVED: "W",
    GateState.IN_PROGRESS: "~",
    GateState.NOT_STARTED: ".",
    GateState.NOT_APPLICABLE: "-",
}

TEMPLATES = """
G1 8 hard policy artefact
G2 8 hard legal, compliance
G3 6 hard label, macro, sop
G4 5 hard infrastructure, migration
G5 4 hard precision >= 0.9, recall >= 0.85
G6 4 hard training, localisation
G7 2 hard coverage >= 0.95, proficiency >= 0.85
G8 2 soft queue SLA >= 0.9
G9 1 soft help_article, PR
G10 0 hard launch board
"""


def cells(plan: Plan) -> dict[tuple[str, str], Cell]:
    """Return every cell by the codes of launch and market."""
    launches, markets = plan.all(Launch), plan.all(Market)
    return {
        (launches[cell.launch_id].code, markets[cell.market_id or ""].code): cell
        for cell in readiness(plan, TODAY).cells()
    }


def letters(cell: Cell) -> str:
    return "".join(LETTER[gate.state] for gate in cell.gates)


def fed_by(template: GateTemplate) -> str:
    """Return what a template says feeds its gates, as the design writes it."""
    measures = [
        f"{limit.name if limit.measure is Measure.READING else limit.measure} >= {limit.at_least}"
        for limit in template.thresholds
    ]
    feeds = [*template.work_kinds, *template.artefact_types, *template.sign_offs, *measures]
    return "policy artefact" if feeds == ["policy"] else ", ".join(feeds)


def test_ten_gates_as_designed(northstar_plan: Plan) -> None:
    found = sorted(northstar_plan.all(GateTemplate).values(), key=lambda template: template.position)
    lines = [f"{item.code} {item.offset_weeks:g} {'hard' if item.hard else 'soft'} {fed_by(item)}" for item in found]
    assert lines == TEMPLATES.strip().splitlines()


def test_94_cells_of_ten_gates_each_with_somebody_who_answers(northstar_plan: Plan) -> None:
    found = cells(northstar_plan)
    assert (len(found), {len(cell.gates) for cell in found.values()}) == (94, {10})
    assert [gate for cell in found.values() for gate in cell.gates if not gate.owner] == []


@pytest.mark.parametrize(
    ("launch", "market", "states"),
    [
        ("LCH-704", "IN", "PPPPPPPPPP"),
        ("LCH-704", "MY", "PPPPWPPPPP"),
        ("LCH-701", "DE", "PP~~P~FP~~"),
        ("LCH-701", "FR", "PP~~F~FW~~"),
        ("LCH-701", "UK", "P~~PPP~.~."),
        ("LCH-701", "KR", "P.~P.~..~."),
        ("LCH-708", "UK", "PPP~-~~P-~"),
        ("LCH-706", "DE", "P~P~----~."),
        ("LCH-702", "US", "~~~~.~~..."),
        ("LCH-712", "IN", "...~......"),
    ],
)
def test_states_fit_the_dates_of_the_launches(launch: str, market: str, states: str, northstar_plan: Plan) -> None:
    assert letters(cells(northstar_plan)[launch, market]) == states


def test_the_first_wave_of_the_red_launch_is_late_and_everything_else_that_is_near_is_not(northstar_plan: Plan) -> None:
    found = cells(northstar_plan)
    late = {key for key, cell in found.items() if cell.slack_days is not None and cell.slack_days < 0}
    assert late == {("LCH-701", market) for market in ("EU", "DE", "FR", "UK", "US", "BR")}
    red = found["LCH-701", "DE"]
    assert (red.target, red.blocking and red.blocking.hard) == (date(2026, 12, 2), True)
    assert red.predicted is not None
    assert date(2027, 1, 4) <= red.predicted <= date(2027, 1, 8), "the first days after the year-end freeze"


def test_only_the_farthest_markets_have_no_date_yet(northstar_plan: Plan) -> None:
    unknown = Counter(launch for (launch, _), cell in cells(northstar_plan).items() if cell.predicted is None)
    assert unknown == {"LCH-705": 2, "LCH-712": 10}


def test_one_launch_is_green_by_gate_count_with_policy_version_drift(northstar_plan: Plan) -> None:
    drifting = {key for key, cell in cells(northstar_plan).items() if cell.drift}
    assert drifting == {("LCH-704", market) for market in ("IN", "ID", "MY", "SG")}
    cell = cells(northstar_plan)["LCH-704", "IN"]
    assert (cell.hard_green, cell.hard_total, cell.score) == (8, 8, 1.0)
    assert cell.drift == ("SM-GUIDE 2.0 in use implements SM 2.0, not SM 2.1.",)
    assert not cell.ready


def test_one_market_is_certified_but_not_proficient(northstar_plan: Plan) -> None:
    cell = cells(northstar_plan)["LCH-702", "UK"]
    gate = cell.gates[6]
    assert gate.state is GateState.FAILED
    shares = [feed.sentence for feed in gate.feeds]
    assert [share.split(": ")[1] for share in shares] == [
        "96 % (50 of 52).",
        "96 % (50 of 52).",
        "72 % (36 of 50); it must be at least 85 %.",
        "70 % (35 of 50); it must be at least 85 %.",
    ]


def test_one_waiver_has_expired_and_counts_for_nothing(northstar_plan: Plan) -> None:
    expired = [
        waiver for waiver in northstar_plan.all(Waiver).values() if waiver.expires_on and waiver.expires_on < TODAY
    ]
    assert [waiver.approver for waiver in expired] == ["Hyun-woo Park"]
    gate = cells(northstar_plan)["LCH-702", "US"].gates[3]
    assert (gate.state, gate.reasons[0]) == (
        GateState.IN_PROGRESS,
        "A waiver does not count: it expired on 2026-11-15.",
    )


def test_every_other_waiver_holds(northstar_plan: Plan) -> None:
    waived = {
        (*key, f"G{at}")
        for key, cell in cells(northstar_plan).items()
        for at, gate in enumerate(cell.gates, 1)
        if gate.state is GateState.WAIVED
    }
    assert waived == {("LCH-704", "MY", "G5"), ("LCH-701", "FR", "G8")}


def test_the_ledger_of_decisions(northstar_plan: Plan) -> None:
    ledger = sorted(northstar_plan.all(Decision).values(), key=lambda decision: decision.code)
    assert [(item.code, item.verdict.value, len(item.market_ids)) for item in ledger] == [
        ("DEC-1", "go", 1),
        ("DEC-2", "conditional_go", 3),
        ("DEC-3", "hold", 3),
        ("DEC-4", "hold", 3),
        ("DEC-5", "hold", 3),
        ("DEC-6", "hold", 3),
    ]
    assert [sign.name for item in ledger for sign in item.signatures if not sign.assents] == [
        "Elena Petrova",
        "Niamh Gallagher",
    ]
    assert all(item.decided_on <= TODAY and (item.expires_on or TODAY) >= TODAY for item in ledger)


def test_the_course_is_translated_into_eleven_languages(northstar_plan: Plan) -> None:
    work = northstar_plan.find("TRN-302").id
    assert sum(row.initiative_id == work for row in northstar_plan.all(Translation).values()) == 11


def test_every_artefact_names_the_version_of_the_policy_that_it_implements(northstar_plan: Plan) -> None:
    versions, artefacts = northstar_plan.all(ArtefactVersion), northstar_plan.all(Artefact)
    for version in versions.values():
        artefact = artefacts[version.artefact_id]
        aim = versions.get(version.implements_version_id or "")
        assert (aim.artefact_id if aim else None) == artefact.implements_id

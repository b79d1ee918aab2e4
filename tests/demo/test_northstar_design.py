"""The demo holds what its design says: counts, mixes, the given network, hubs, launches and law."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from planner.plan.entities import Calendar as CalendarEntity
from planner.plan.entities import (
    Demand,
    Dependency,
    Initiative,
    Launch,
    LaunchMarket,
    LegalStatus,
    Level,
    LinkType,
    Market,
    Obligation,
    PriorityClass,
    PromiseState,
    Status,
    Team,
    Workforce,
)
from planner.plan.snapshot import Plan
from tests.demo.northstar import COUNTS

NETWORK = """
POL-101 | Synthetic intimate imagery policy v3 (EU nudifier ban) | PSV 1.5, EMEA 0.5 | 3/5/9 | |
POL-102 | SII guideline, labels and decision tree | PSV 1 | 2/3/5 | POL-101 FS |
INF-201 | Label and macro registry with policy-version id | IPL 3 | 6/8/14 | |
INF-202 | Policy management system migration, 3 waves | IPL 4, CHG 1 | 12/16/26 | INF-201 FS |
INF-203 | LLM policy-assist pilot over SOPs | IAI 2.5 | 6/9/16 | INF-202 SS+4w |
INF-204 | Golden-set regression bench for policy changes | IAI 2 | 5/7/12 | INF-201 FS |
INF-205 | Statement-of-reasons mapping to new labels | IPL 1.5, EMEA 0.5 | 4/6/9 | INF-201 FS |
TRN-301 | SII certification, English master | CUR 2 | 2/4/6 | POL-102 SS+1w |
TRN-302 | SII course localisation, 11 languages | LOC 3 | 3/4/7 | POL-102 FS, TRN-301 FS |
TRN-303 | Train-the-trainer wave 1 EMEA BPO | VEN 1.5 | 1/2/3 | TRN-302 FS |
TRN-304 | Proficiency measurement v2 (golden-set, L2-L3) | CUR 1, IAI 0.5 | 4/6/10 | INF-204 FS |
PLN-402 | Capacity model v2, in-house and BPO | PLO 1 | 3/4/7 | |
PLN-401 | FY27 annual plan | PLO 2 | 6/7/9 | PLN-402 FF+1w |
PLN-403 | 2027Q1 roadmap lock | PLO 1 | 2/2/3 | PLN-401 FS | 2026-12-18
POL-110 | Vermont AADC minors defaults and appeals | PMS 2 | 4/6/9 | |
TRN-311 | AADC agent training US | CUR 1, CSP 1 | 2/3/5 | POL-110 FS | 2027-01-01
REG-501 | DSA transparency report 2026 | EMEA 1.5 | 6/8/10 | INF-205 FS | 2027-02-28
POL-120 | Payments-fraud and financial-ads policy (PSR) | PFC 2 | 8/10/16 | |
CS-601 | Creator appeals SOP and macros | CSP 2 | 3/4/6 | POL-102 FS |
CS-602 | Appeals self-service assistant | CSP 1, IAI 1.5 | 6/9/14 | CS-601 FS, INF-203 FS |
REG-510 | UK categorised-service duty pack | PIN 1, EMEA 1.5 | 8/10/15 | |
REG-520 | Malaysia Child Protection Code ms/zh/ta | SEA 2, LOC 0.5 | 4/6/10 | |
TRN-320 | Platform-migration adoption (ADKAR pulses, champions) | CHG 2 | 6/8/12 | INF-202 SS+6w |
INF-210 | Legacy queue tool decommission | IPL 2 | 8/12/20 | INF-202 FS, TRN-320 FS |
"""


def initiatives(plan: Plan) -> list[Initiative]:
    return [item for item in plan.all(Initiative).values() if item.level is Level.INITIATIVE]


def test_counts_of_every_kind(northstar_plan: Plan) -> None:
    counted = {kind: len(table) for kind, table in northstar_plan.entities.items()}
    assert counted == COUNTS | {"initiative": 144 + 14}


def test_initiatives_by_line_of_business(northstar_plan: Plan) -> None:
    assert Counter(item.line_of_business for item in initiatives(northstar_plan)) == {
        "Policy": 34,
        "Training": 30,
        "Infrastructure": 32,
        "Planning": 14,
        "Regional": 22,
        "Customer support": 12,
    }


def test_status_mix_in_percent(northstar_plan: Plan) -> None:
    counted = Counter(item.status for item in initiatives(northstar_plan))
    assert {status.value: round(100 * many / 144) for status, many in counted.items()} == {
        "done": 18,
        "in_progress": 31,
        "approved": 38,
        "proposed": 8,
        "on_hold": 3,
        "cancelled": 2,
    }


def test_class_mix(northstar_plan: Plan) -> None:
    assert Counter(item.priority_class for item in initiatives(northstar_plan)) == {
        PriorityClass.REGULATORY_MUST_DO: 22,
        PriorityClass.RISK_REDUCTION: 30,
        PriorityClass.ENABLER: 40,
        PriorityClass.IMPROVEMENT: 36,
        PriorityClass.KEEP_THE_LIGHTS_ON: 16,
    }


def test_dependencies_by_type(northstar_plan: Plan) -> None:
    links = northstar_plan.all(Dependency).values()
    outside = [link for link in links if link.external_party]
    inside = Counter(link.type for link in links if not link.external_party)
    assert inside == {LinkType.FS: 205, LinkType.SS: 25, LinkType.FF: 14}
    assert len(outside) == 8
    assert all(link.predecessor_id is None and link.promised_for for link in outside)
    assert all(link.lag.amount > 0 for link in links if link.type is not LinkType.FS)


def test_nine_hubs_on_which_other_lines_of_business_wait(northstar_plan: Plan) -> None:
    hubs = {
        item.code
        for item in initiatives(northstar_plan)
        if len(northstar_plan.successors(item.id)) >= 6
        and any(
            northstar_plan.work(link.successor_id).line_of_business != item.line_of_business
            for link in northstar_plan.successors(item.id)
        )
    }
    assert hubs == {
        "POL-102", "POL-107", "POL-108", "POL-111", "INF-201", "INF-202", "INF-204", "TRN-304", "PLN-403",
    }  # fmt: skip


@pytest.mark.parametrize("line", NETWORK.strip().splitlines())
def test_the_given_network(line: str, northstar_plan: Plan) -> None:
    code, name, teams, weeks, predecessors, deadline = (cell.strip() for cell in line.split("|"))
    item = northstar_plan.find(code)
    assert isinstance(item, Initiative)
    assert item.name == name
    asked = [demand for demand in northstar_plan.all(Demand).values() if demand.initiative_id == item.id]
    found = [f"{northstar_plan.all(Team)[demand.team_id].code} {demand.fte:g}" for demand in asked]
    assert ", ".join(found) == teams
    estimate = (item.optimistic, item.duration, item.pessimistic)
    assert "/".join(str(part).removesuffix("w") for part in estimate) == weeks
    assert waits_for(northstar_plan, item.id) == predecessors
    assert (item.deadline.date().isoformat() if item.deadline else "") == deadline


def waits_for(plan: Plan, id_: str) -> str:
    """Return the predecessors of some work as the design writes them."""
    written = []
    for link in plan.predecessors(id_):
        lag = f"+{link.lag}" if link.lag.amount else ""
        written.append(f"{plan.work(link.predecessor_id or '').code} {link.type}{lag}")
    return ", ".join(sorted(written))


def test_the_launch_of_the_given_network(northstar_plan: Plan) -> None:
    launch = northstar_plan.find("LCH-701")
    assert isinstance(launch, Launch)
    assert launch.name == "SII policy v3 EU"
    assert launch.target_date is not None
    assert launch.target_date.date() == date(2026, 12, 2)
    assert waits_for(northstar_plan, launch.id) == "CS-601 FS, INF-205 FS, POL-102 FS, TRN-303 FS"


def test_teams_of_117_people(northstar_plan: Plan) -> None:
    teams = northstar_plan.all(Team).values()
    assert sum(team.headcount for team in teams) == 117
    assert [team.code for team in teams if team.workforce is Workforce.VENDOR] == ["VEN"]


def test_calendars_keep_the_freeze_and_the_half_friday(northstar_plan: Plan) -> None:
    every = northstar_plan.all(CalendarEntity).values()
    calendars = {item.code: item for item in every if item.base_id is None}
    assert len(calendars) == 8
    assert calendars["AE"].week[3:5] == ("08:00-12:00 13:00-17:00", "08:00-12:00")
    freezes = [item.exceptions[-1] for item in calendars.values()]
    assert {(freeze.name, freeze.first, freeze.last) for freeze in freezes} == {
        ("Year-end freeze", date(2026, 12, 19), date(2027, 1, 3))
    }


def test_launches_go_to_their_markets_in_waves(northstar_plan: Plan) -> None:
    launches = northstar_plan.all(Launch)
    markets = northstar_plan.all(Market)
    cells = northstar_plan.all(LaunchMarket).values()
    counted = Counter(launches[cell.launch_id].code for cell in cells)
    assert sorted(counted.values()) == [2, 3, 3, 4, 5, 7, 10, 12, 12, 12, 12, 12]
    first = [markets[cell.market_id].code for cell in cells if cell.wave == 1 and cell.launch_id in launches]
    assert {"EU", "DE", "FR", "US", "MY", "IN", "UK", "BR"} == set(first)


def test_promises_between_lines_of_business(northstar_plan: Plan) -> None:
    for link in northstar_plan.all(Dependency).values():
        if link.predecessor_id is None:
            continue
        giver, taker = northstar_plan.work(link.predecessor_id), northstar_plan.work(link.successor_id)
        across = giver.line_of_business != taker.line_of_business and link.type is LinkType.FS
        assert (link.promise is not PromiseState.NONE) == across
        assert (link.promise is PromiseState.DELIVERED) == (across and giver.status is Status.DONE)


def test_the_law_is_all_there(northstar_plan: Plan) -> None:
    duties = northstar_plan.all(Obligation).values()
    assert {duty.code: [entry.day for entry in duty.history] for duty in duties if duty.history} == {
        "EU-AI3": [date(2026, 8, 2)],
        "EU-AI1": [date(2027, 8, 2)],
    }
    assert [duty.code for duty in duties if duty.status is LegalStatus.ENJOINED] == ["US-CA"]
    assert [duty.code for duty in duties if duty.day is None] == ["EU-DSARA"]
    assert [duty.code for duty in duties if "conflict" in duty.note] == ["ID-TUNAS", "EU-AI502"]


@pytest.mark.corpus
def test_the_law_agrees_with_the_regulatory_calendar(northstar_plan: Plan, corpus: Path) -> None:
    duties = {duty.code: duty for duty in northstar_plan.all(Obligation).values()}
    with (corpus / "regulatory_calendar.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert sorted(duties) == sorted(line["id"] for line in lines)
    for line in lines:
        duty = duties[line["id"]]
        assert (duty.jurisdiction, duty.precision, duty.confidence) == (
            line["jurisdiction"],
            line["date_precision"],
            line["confidence"],
        )
        assert "|".join(map(str, duty.clock_hours)) == line["clock_hours"]
        assert (duty.day.isoformat()[:7] if duty.day else "") == line["date"][:7]


def test_progress_is_told_as_of_the_status_date(northstar_plan: Plan) -> None:
    today = date(2026, 11, 22)
    for item in initiatives(northstar_plan):
        if item.code == "POL-102":
            assert (item.percent_complete, item.actual_start, item.actual_finish) == (100, None, None)
        elif item.status is Status.DONE:
            assert item.actual_start is not None
            assert item.actual_finish is not None
            assert item.actual_finish.date() <= today
            assert item.percent_complete == 100
        elif item.status is Status.IN_PROGRESS:
            assert item.actual_finish is None
            assert item.actual_start is None or item.actual_start.date() <= today
            assert 5 <= item.percent_complete <= 95
        else:
            assert (item.percent_complete, item.actual_start) == (0, None)

"""The demo's roster: 1,500 people under pseudonyms, the same every time, and as the export of a learning system."""

import csv
import io
import re
from collections import Counter
from datetime import date

from planner.app.demo.identity import seeded_ids
from planner.app.demo.roster import JOINING, certificates, roster
from planner.app.demo.roster_file import ROSTER, roster_file
from planner.plan.entities import Certificate, Learner, Market, Workforce
from planner.plan.snapshot import Plan
from planner.readiness.training import coverage_of
from planner_importers import import_file


def test_1500_people_without_names_in_every_market(northstar_plan: Plan) -> None:
    people = northstar_plan.all(Learner).values()
    markets = northstar_plan.all(Market)
    assert (len(people), {person.name for person in people}) == (1500, {""})
    assert all(re.fullmatch(r"NS-[0-9a-f]{8}", person.code) for person in people)
    assert {markets[person.market_id or ""].code for person in people} == {item.code for item in markets.values()}
    assert Counter(person.workforce for person in people) == {Workforce.VENDOR: 760 + 21, Workforce.IN_HOUSE: 719}


def test_nobody_is_certified_before_joining_or_after_leaving(northstar_plan: Plan) -> None:
    people = northstar_plan.all(Learner)
    for given in northstar_plan.all(Certificate).values():
        person = people[given.learner_id]
        assert person.joined_on is not None
        assert person.joined_on < given.passed_on <= date(2026, 11, 20)
        assert person.left_on is None


def test_joiners_and_leavers() -> None:
    assert sum(person.joined in JOINING for person in roster()) == 21
    assert sum(person.left is not None for person in roster()) == 12


def test_coverage_of_one_market_is_96_percent_and_its_proficiency_71(northstar_plan: Plan) -> None:
    launch, market = northstar_plan.find("LCH-702"), northstar_plan.by_code("market", "UK")
    assert market is not None
    found = coverage_of(northstar_plan, launch.id, market.id, date(2027, 1, 29))
    covered = [(part.coverage.hits, part.coverage.n) for part in found.workforces]
    skilled = [(part.proficiency.hits, part.proficiency.n) for part in found.workforces]
    assert (covered, skilled) == ([(50, 52), (50, 52)], [(36, 50), (35, 50)])
    assert (round(100 / 104, 2), round(71 / 100, 2)) == (0.96, 0.71)


def test_the_roster_is_the_same_every_time() -> None:
    before = roster(), certificates(), roster_file()
    for cached in (roster, certificates, roster_file):
        cached.cache_clear()
    assert (roster(), certificates(), roster_file()) == before


def test_the_export_holds_everybody_with_every_course(northstar_plan: Plan) -> None:
    rows = list(csv.DictReader(io.StringIO(roster_file().decode())))
    assert {row["Learner ID"] for row in rows} == {person.code for person in northstar_plan.all(Learner).values()}
    assert Counter(row["Status"] for row in rows) == {"Completed": 1378, "Not started": 474}
    first = next(row for row in rows if row["Course"] == "SM-CERT" and row["Employer"] == "Vendor")
    assert (first["Job role"], first["Market"], first["Course version"]) == ("Moderator", "EU", "2.1")


def test_importing_the_export_into_the_demo_changes_nothing(northstar_plan: Plan) -> None:
    result = import_file(roster_file(), ROSTER, northstar_plan, new_id=seeded_ids(8), today=date(2026, 11, 22))
    assert (result.operations, [finding.code for finding in result.findings]) == ((), [])


def test_importing_the_export_into_the_demo_without_its_roster_brings_it_back(northstar_plan: Plan) -> None:
    kept = {kind: table for kind, table in northstar_plan.entities.items() if kind not in ("learner", "certificate")}
    bare = Plan(kept)
    result = import_file(roster_file(), ROSTER, bare, new_id=seeded_ids(8), today=date(2026, 11, 22))
    assert Counter(operation.kind for operation in result.operations) == {"learner": 1500, "certificate": 1378}

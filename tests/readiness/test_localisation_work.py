"""Translation work of launches: made once, kept up by difference, dated by its text, never compressed."""

from datetime import date, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.changes import Action, Operation, apply
from planner.plan.entities import (
    Artefact,
    ArtefactType,
    ArtefactVersion,
    Calendar,
    Demand,
    Dependency,
    Entity,
    Initiative,
    Language,
    Launch,
    LaunchMarket,
    Market,
    Status,
    Team,
    Translation,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness.localisation import localise
from planner.readiness.localisation_findings import localisation_findings
from planner.readiness.localisation_needs import SOURCE, needs_of
from planner.schedule import schedule

DE = Market(id="de", code="DE", languages=("de", "en"))
AT = Market(id="at", code="AT", languages=("de-AT",), calendar_id="vienna")
FR = Market(id="fr", code="FR", languages=("fr",), calendar_id="paris")
GERMAN = Language(id="g", code="de", name="German", words_per_day=2000, translators=1, review_days=2, legal_days=1)
POLICY = Artefact(id="pol", code="SII", name="SII policy", type=ArtefactType.POLICY)
COURSE = Artefact(id="crs", code="CRS", name="SII course", type=ArtefactType.COURSE, implements_id="pol")
TEXT = ArtefactVersion(id="p3", artefact_id="pol", version="3", words=4001, initiative_id="w")
WORK = Initiative(id="w", code="POL-101", name="Write it", owner="Ada", duration=Duration.parse("2w"))
LAUNCH = Launch(id="l", code="LCH-1", name="SII", owner="Ada", policy_version_ids=("p3",))
GOES = LaunchMarket(id="lm-de", launch_id="l", market_id="de")
CALENDARS = (Calendar(id="paris", code="FR", country="FR"), Calendar(id="vienna", code="AT", country="AT"))


def plan(*more: Entity) -> Plan:
    return Plan.of(DE, AT, FR, GERMAN, POLICY, COURSE, WORK, LAUNCH, TEXT, GOES, *CALENDARS, *more)


def run(of: Plan, launch: str = "l", source: str = SOURCE) -> tuple[Plan, list[tuple[Action, str]]]:
    """Return the plan after localising, and what was done to which kinds."""
    ids = count(len(of))
    operations = localise(of, launch, lambda: f"n{next(ids)}", source)
    outcome = apply(of, operations)
    assert outcome.accepted, outcome.findings
    return outcome.plan, sorted((operation.action, operation.kind) for operation in operations)


def change(of: Plan, kind: str, id_: str, **values: Any) -> Plan:
    outcome = apply(of, [Operation(Action.UPDATE, kind, id_, values)])
    assert outcome.accepted, outcome.findings
    return outcome.plan


def codes(of: Plan) -> list[str]:
    return [finding.code for finding in localisation_findings(of)]


def test_one_initiative_per_text_and_language_between_source_and_launch() -> None:
    after, done = run(plan())
    item = after.find("LCH-1-SII-DE")
    assert isinstance(item, Initiative)
    assert (item.name, str(item.duration), item.market_ids, item.owner) == (
        "SII policy 3 in German",
        "6d",
        ("de",),
        "Ada",
    )
    assert item.description == "Translate 4,001 words: 3 d; proof-read: 2 d; lawyers: 1 d."
    assert [link.predecessor_id for link in after.predecessors(item.id)] == ["w"]
    assert [link.successor_id for link in after.successors(item.id)] == ["l"]
    (row,) = after.all(Translation).values()
    assert (row.version_id, row.language_id, row.launch_id, row.words) == ("p3", "g", "l", 4001)
    assert done == [
        (Action.CREATE, "dependency"),
        (Action.CREATE, "dependency"),
        (Action.CREATE, "initiative"),
        (Action.CREATE, "translation"),
    ]


def test_a_second_time_there_is_nothing_to_do() -> None:
    after, _ = run(plan(LaunchMarket(id="lm-fr", launch_id="l", market_id="fr")))
    assert localise(after, "l", lambda: "never") == ()


def test_everything_that_implements_the_policy_version_is_translated() -> None:
    version = ArtefactVersion(id="c1", artefact_id="crs", version="1", words=100, implements_version_id="p3")
    older = ArtefactVersion(id="c0", artefact_id="crs", version="0", words=100, implements_version_id="p3")
    other = ArtefactVersion(id="cx", artefact_id="crs", version="9", words=100)
    silent = Artefact(id="s", code="MAC", name="Macro", type=ArtefactType.MACRO, implements_id="pol")
    empty = ArtefactVersion(id="s1", artefact_id="s", version="1", implements_version_id="p3")
    needs = needs_of(plan(version, older, other, silent, empty), LAUNCH)
    assert [(need.text.version.id, need.language.code) for need in needs] == [("c1", "de"), ("p3", "de")]


def test_translators_side_by_side_shorten_the_translation_alone() -> None:
    quick = Language(id="g", code="de", words_per_day=1000, translators=4, review_days=1.5)
    (need,) = needs_of(plan(quick), LAUNCH)
    assert (need.translating_days, need.days) == (2, 3.5)


def test_the_language_of_the_source_needs_no_work() -> None:
    assert [need.language.code for need in needs_of(plan(), LAUNCH, "de")] == ["en"]


def test_an_unknown_language_is_added_at_the_usual_pace() -> None:
    french = LaunchMarket(id="lm-fr", launch_id="l", market_id="fr")
    after, _ = run(plan(french))
    made = next(row for row in after.all(Language).values() if row.code == "fr")
    assert (made.words_per_day, made.translators, made.review_days) == (2000.0, 1, 2.0)
    item = after.find("LCH-1-SII-FR")
    assert isinstance(item, Initiative)
    assert (item.calendar_id, str(item.duration)) == ("paris", "5d")


def test_a_language_of_several_markets_is_translated_once_and_on_no_ones_calendar() -> None:
    after, _ = run(plan(LaunchMarket(id="lm-at", launch_id="l", market_id="at")))
    item = after.find("LCH-1-SII-DE")
    assert isinstance(item, Initiative)
    assert (item.market_ids, item.calendar_id) == (("at", "de"), None)


def test_the_team_of_a_language_is_asked_for_its_translators() -> None:
    team = Team(id="t", code="LOC", name="Localisation", calendar_id="vienna")
    after, _ = run(plan(team, Language(id="g", code="de", translators=3, team_id="t")))
    (demand,) = after.all(Demand).values()
    item = after.find("LCH-1-SII-DE")
    assert isinstance(item, Initiative)
    assert (demand.initiative_id, demand.team_id, demand.fte, item.calendar_id) == (item.id, "t", 3.0, "vienna")


def test_more_words_give_only_the_new_length() -> None:
    after, _ = run(plan())
    changed = change(after, "artefact_version", "p3", words=9000)
    assert codes(changed) == ["translation-outdated"]
    again, done = run(changed)
    assert done == [(Action.UPDATE, "initiative"), (Action.UPDATE, "translation")]
    assert str(getattr(again.find("LCH-1-SII-DE"), "duration")) == "8d"  # noqa: B009
    assert codes(again) == []


def test_another_pace_gives_only_the_new_length() -> None:
    after, _ = run(plan())
    again, done = run(change(after, "language", "g", words_per_day=500.0))
    assert done == [(Action.UPDATE, "initiative")]
    assert str(getattr(again.find("LCH-1-SII-DE"), "duration")) == "12d"  # noqa: B009


def test_a_market_that_is_added_gives_only_its_languages() -> None:
    after, _ = run(plan())
    more = apply(after, [Operation(Action.CREATE, "launch_market", "x", {"launch_id": "l", "market_id": "fr"})]).plan
    assert codes(more) == ["translation-missing"]
    assert localisation_findings(more)[0].message == ("LCH-1 goes to FR in fr, and no work translates SII 3 into it.")
    _, done = run(more)
    assert [kind for _, kind in done] == ["dependency", "dependency", "initiative", "language", "translation"]


def test_a_market_that_is_dropped_takes_its_work_along_unless_it_is_begun() -> None:
    french = LaunchMarket(id="lm-fr", launch_id="l", market_id="fr")
    after, _ = run(plan(french))
    item = after.find("LCH-1-SII-FR")
    fewer = apply(after, [Operation(Action.DELETE, "launch_market", "lm-fr")]).plan
    assert codes(fewer) == ["translation-not-needed"]
    again, done = run(fewer)
    assert done == [(Action.DELETE, "initiative")]
    assert (item.id in again.works, len(again.all(Translation)), codes(again)) == (False, 1, [])
    begun = change(fewer, "initiative", item.id, status=Status.IN_PROGRESS)
    assert run(begun)[1] == []


def test_finished_work_keeps_its_length_and_the_finding_stays() -> None:
    after, _ = run(plan())
    item = after.find("LCH-1-SII-DE")
    done = change(after, "initiative", item.id, status=Status.DONE, actual_start=datetime(2026, 1, 5),
                  actual_finish=datetime(2026, 1, 12))  # fmt: skip
    longer = change(done, "artefact_version", "p3", words=9000)
    assert run(longer)[1] == []
    (found,) = localisation_findings(longer)
    assert found.message == "LCH-1-SII-DE was planned for 4,001 words; SII 3 has 9,000 now. It is done."


def test_dates_follow_the_work_that_makes_the_text() -> None:
    after, _ = run(plan())
    item = after.find("LCH-1-SII-DE")
    before = schedule(after).dates[item.id]
    late = change(after, "initiative", "w", duration=Duration.parse("4w"))
    moved = schedule(late).dates[item.id]
    assert (moved.start - before.start).days == 14
    assert moved.duration_minutes == before.duration_minutes
    assert schedule(late).dates["l"].early_finish == moved.early_finish


def test_a_frozen_text_gives_the_day_instead_of_the_link() -> None:
    after, _ = run(plan())
    item = after.find("LCH-1-SII-DE")
    frozen = change(after, "artefact_version", "p3", frozen_on=date(2027, 3, 1))
    assert codes(frozen) == ["translation-outdated"]
    again, done = run(frozen)
    assert done == [(Action.DELETE, "dependency"), (Action.UPDATE, "initiative")]
    assert schedule(again).dates[item.id].start == date(2027, 3, 1)
    assert codes(again) == []
    moved, done = run(change(again, "artefact_version", "p3", frozen_on=date(2027, 3, 8)))
    assert done == [(Action.UPDATE, "initiative")]
    assert schedule(moved).dates[item.id].start == date(2027, 3, 8)
    thawed, done = run(change(moved, "artefact_version", "p3", frozen_on=None))
    assert done == [(Action.CREATE, "dependency"), (Action.UPDATE, "initiative")]
    assert thawed.work(item.id) == item
    assert schedule(thawed).dates[item.id].start == schedule(after).dates[item.id].start


def test_two_launches_share_the_translation_of_one_text() -> None:
    second = Launch(id="k", code="LCH-2", name="Next", owner="Ada", policy_version_ids=("p3",))
    goes = LaunchMarket(id="km", launch_id="k", market_id="at")
    after, _ = run(plan(second, goes))
    item = after.find("LCH-1-SII-DE")
    both, done = run(after, "k")
    assert sorted(kind for _, kind in done) == ["dependency", "initiative", "translation"]
    assert {link.successor_id for link in both.successors(item.id)} == {"l", "k"}
    assert getattr(both.find("LCH-1-SII-DE"), "market_ids") == ("de", "at")  # noqa: B009
    assert run(both)[1] == []
    assert run(both, "k")[1] == []
    without = apply(both, [Operation(Action.DELETE, "launch_market", "km")]).plan
    left, done = run(without, "k")
    assert done == [(Action.DELETE, "dependency"), (Action.DELETE, "translation")]
    assert item.id in left.works


def test_work_for_several_languages_is_left_to_who_planned_it() -> None:
    by_hand = Initiative(id="h", code="TRN-302", name="All languages", owner="Ada", duration=Duration.parse("4w"))
    french = Language(id="f", code="fr")
    rows = [
        Translation(id=f"t{code}", version_id="p3", language_id=code, launch_id="l", initiative_id="h", words=100)
        for code in ("g", "f")
    ]
    goes = (
        LaunchMarket(id="lm-fr", launch_id="l", market_id="fr"),
        LaunchMarket(id="lm-at", launch_id="l", market_id="at"),
    )
    held = plan(by_hand, french, *rows, *goes)
    assert localise(held, "l", lambda: "never") == ()
    assert codes(held) == ["translation-outdated", "translation-outdated"]
    fewer = apply(held, [Operation(Action.DELETE, "launch_market", "lm-fr")]).plan
    assert run(fewer)[1] == [(Action.DELETE, "translation")]


def test_estimates_that_no_longer_fit_are_taken_out() -> None:
    after, _ = run(plan())
    item = after.find("LCH-1-SII-DE")
    spread = {"optimistic": Duration.parse("5d"), "pessimistic": Duration.parse("7d")}
    longer = change(change(after, "initiative", item.id, **spread), "artefact_version", "p3", words=9000)
    again, _ = run(longer)
    found = again.find("LCH-1-SII-DE")
    assert isinstance(found, Initiative)
    assert (str(found.optimistic), str(found.duration), found.pessimistic) == ("5d", "8d", None)


def test_markets_without_languages_are_named() -> None:
    silent = Market(id="de", code="DE")
    (found,) = localisation_findings(plan(silent))
    assert (found.code, found.message) == (
        "market-without-language",
        "LCH-1 has texts to translate, and nothing says which languages DE needs.",
    )


def test_launches_of_the_past_are_left_in_peace() -> None:
    gone = Launch(id="l", code="LCH-1", name="SII", policy_version_ids=("p3",), launched_on=datetime(2026, 1, 5))
    assert codes(plan(gone)) == []


def test_codes_that_are_taken_get_a_number() -> None:
    taken = Initiative(id="x", code="LCH-1-SII-DE", name="Taken", owner="Ada")
    after, _ = run(plan(taken))
    assert after.find("LCH-1-SII-DE-2").name == "SII policy 3 in German"


def test_an_unknown_launch_is_refused() -> None:
    with pytest.raises(NotFoundError, match="There is no launch 'zz'"):
        localise(plan(), "zz", lambda: "x")


markets = st.lists(st.sampled_from(["de", "at", "fr"]), unique=True)


@given(markets, markets, st.integers(1, 50_000), st.integers(1, 50_000))
def test_any_change_ends_where_a_fresh_start_would(first: list[str], then: list[str], words: int, more: int) -> None:
    """Localising after a change gives the same work as localising the changed launch from nothing."""

    def launched(to: list[str], of: Plan, length: int) -> Plan:
        present = {row.market_id: row.id for row in of.all(LaunchMarket).values()}
        operations = [Operation(Action.DELETE, "launch_market", id_) for m, id_ in present.items() if m not in to]
        operations += [
            Operation(Action.CREATE, "launch_market", f"lm-{m}", {"launch_id": "l", "market_id": m})
            for m in to
            if m not in present
        ]
        operations.append(Operation(Action.UPDATE, "artefact_version", "p3", {"words": length}))
        return apply(of, operations).plan

    def work(of: Plan) -> set[tuple[object, ...]]:
        rows = of.all(Translation).values()
        items = [(row, of.all(Initiative)[row.initiative_id]) for row in rows]
        return {(i.name.rpartition(" ")[2], str(i.duration), frozenset(i.market_ids), row.words) for row, i in items}

    changed, _ = run(launched(then, run(launched(first, plan(), words))[0], more))
    fresh, _ = run(launched(then, plan(), more))
    assert work(changed) == work(fresh)
    assert codes(changed) == []
    assert run(changed)[1] == []
    assert len(changed.all(Dependency)) == 2 * len(changed.all(Translation))

"""Coverage and proficiency on any day: what counts, what does not, and why."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.entities import (
    Artefact,
    ArtefactType,
    ArtefactVersion,
    Certificate,
    Course,
    Curriculum,
    Entity,
    Initiative,
    Launch,
    LaunchMarket,
    Learner,
    Market,
    Portfolio,
    Requirement,
    VersionState,
    Workforce,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness.training import (
    Reason,
    Share,
    by_reason,
    counted_on,
    coverage,
    coverage_at_targets,
    coverage_of,
    missing,
)
from planner.readiness.training.shares import total

DE, US = Market(id="de", code="DE"), Market(id="us", code="US")
POLICY = Artefact(id="pol", code="POL", name="Policy", type=ArtefactType.POLICY)
TEXT = Artefact(id="art", code="ART", name="Course text", type=ArtefactType.COURSE, implements_id="pol")
COURSE = Course(id="c", code="SII", name="SII", artefact_id="art", validity_months=12, proficiency_mark=0.85)
SECOND = Course(id="d", code="LABEL", name="Labels")
LAUNCH = Launch(id="l", code="LCH-1", name="Launch", policy_version_ids=("p2",))
ASKED = Requirement(id="r", role="Moderator", course_id="c")


def version(id_: str, artefact: str = "art", **values: Any) -> ArtefactVersion:
    return ArtefactVersion(id=id_, artefact_id=artefact, version=id_[1:], **values)


V1 = version("v1", released_on=date(2026, 1, 1), implements_version_id="p1")
V2 = version("v2", released_on=date(2026, 6, 1), implements_version_id="p2")
POLICIES = (
    version("p1", "pol", released_on=date(2025, 12, 1)),
    version("p2", "pol", state=VersionState.APPROVED),
)


def learner(id_: str, **values: Any) -> Learner:
    given = {"role": "Moderator", "market_id": "de"} | values
    return Learner(id=id_, code=f"L-{id_}", **given)


def certificate(learner_id: str, passed: date, course: str = "c", **values: Any) -> Certificate:
    return Certificate(id=f"{learner_id}{course}{passed}", learner_id=learner_id, course_id=course, passed_on=passed,
                       **values)  # fmt: skip


def plan(*more: Entity, versions: tuple[ArtefactVersion, ...] = (V1,)) -> Plan:
    return Plan.of(DE, US, POLICY, TEXT, COURSE, SECOND, LAUNCH, ASKED, *POLICIES, *versions, *more)


def covered(of: Plan, on: date, launch: str | None = None) -> list[str]:
    return [str(cell.coverage) for cell in coverage(of, on, launch)]


def reasons(of: Plan, on: date, launch: str | None = None) -> list[tuple[str, Reason]]:
    return [(row.code, row.reason) for row in missing(of, on, launch)]


def test_a_certificate_counts_from_its_day_to_the_last_of_its_validity() -> None:
    held = plan(learner("a"), certificate("a", date(2026, 2, 10)))
    days = (date(2026, 2, 9), date(2026, 2, 10), date(2027, 2, 10), date(2027, 2, 11))
    assert [covered(held, day) for day in days] == [
        ["0 % (0 of 1)"],
        ["100 % (1 of 1)"],
        ["100 % (1 of 1)"],
        ["0 % (0 of 1)"],
    ]
    assert reasons(held, days[0]) == [("L-a", Reason.PASSED_LATER)]
    assert reasons(held, days[3]) == [("L-a", Reason.EXPIRED)]


def test_an_expiry_that_is_said_wins_over_the_validity_of_the_course() -> None:
    held = plan(learner("a"), certificate("a", date(2026, 2, 10), expires_on=date(2026, 3, 1)))
    assert covered(held, date(2026, 3, 1)) == ["100 % (1 of 1)"]
    assert [row.sentence for row in missing(held, date(2026, 3, 2))] == [
        "Passed on 2026-02-10; it expired on 2026-03-01."
    ]


def test_certificates_of_old_versions_count_until_the_day_before_the_new_one_is_in_use() -> None:
    held = plan(learner("a"), certificate("a", date(2026, 2, 10)), versions=(V1, V2))
    assert covered(held, date(2026, 5, 31)) == ["100 % (1 of 1)"]
    assert covered(held, date(2026, 6, 1)) == ["0 % (0 of 1)"]
    assert [(row.reason, row.since, row.sentence) for row in missing(held, date(2026, 6, 1))] == [
        (
            Reason.OLD_VERSION,
            date(2026, 6, 1),
            "Passed version 1 on 2026-02-10; a newer version is in use from 2026-06-01.",
        )
    ]


def test_a_version_that_does_not_outdate_leaves_earlier_certificates_in_force() -> None:
    mild = version("v2", released_on=date(2026, 6, 1), outdates=False)
    held = plan(learner("a"), certificate("a", date(2026, 2, 10)), versions=(V1, mild))
    assert covered(held, date(2026, 6, 2)) == ["100 % (1 of 1)"]


def test_who_passes_an_old_version_after_the_new_one_is_out_is_not_covered() -> None:
    late = certificate("a", date(2026, 7, 1), version_id="v1")
    held = plan(learner("a"), late, versions=(V1, V2))
    assert covered(held, date(2026, 7, 2)) == ["0 % (0 of 1)"]


def test_a_planned_version_outdates_from_the_day_on_which_its_work_is_done() -> None:
    work = Initiative(id="w", code="TRN-1", name="Version 2", duration=Duration.parse("5d"))
    settings = Portfolio(id="portfolio", start=None, status_date=date(2026, 4, 1))
    start = Initiative(id="w0", code="TRN-0", name="First", duration=Duration.parse("1d"))
    coming = version("v2", initiative_id="w")
    held = plan(settings, start, work, learner("a"), certificate("a", date(2026, 2, 10)), versions=(V1, coming))
    assert covered(held, date(2026, 4, 1)) == ["100 % (1 of 1)"]
    assert covered(held, date(2026, 12, 1)) == ["0 % (0 of 1)"]


def test_joiners_are_required_from_their_first_day_and_leavers_until_their_last() -> None:
    joins, leaves = learner("a", joined_on=date(2026, 3, 1)), learner("b", left_on=date(2026, 3, 31))
    held = plan(joins, leaves, certificate("b", date(2026, 1, 5)))
    assert covered(held, date(2026, 2, 28)) == ["100 % (1 of 1)"]
    assert covered(held, date(2026, 3, 31)) == ["50 % (1 of 2)"]
    assert covered(held, date(2026, 4, 1)) == ["0 % (0 of 1)"]
    assert reasons(held, date(2026, 5, 31)) == [("L-a", Reason.JOINED_RECENTLY)]
    assert reasons(held, date(2026, 6, 1)) == [("L-a", Reason.NEVER_PASSED)]


def test_nobody_is_missing_before_anybody_is_there() -> None:
    held = plan(learner("a", joined_on=date(2026, 3, 1)))
    assert (coverage(held, date(2026, 2, 1)), missing(held, date(2026, 2, 1))) == ((), ())


def test_in_house_and_vendor_roles_and_markets_are_counted_apart() -> None:
    people = (
        learner("a"),
        learner("b", workforce=Workforce.VENDOR),
        learner("c", market_id="us"),
        learner("d", role="moderator"),
        learner("e", role="Reviewer"),
    )
    held = plan(*people, certificate("b", date(2026, 1, 5)))
    assert [(c.market_id, c.workforce, c.role, str(c.coverage)) for c in coverage(held, date(2026, 2, 1))] == [
        ("de", Workforce.IN_HOUSE, "Moderator", "0 % (0 of 2)"),
        ("de", Workforce.VENDOR, "Moderator", "100 % (1 of 1)"),
        ("us", Workforce.IN_HOUSE, "Moderator", "0 % (0 of 1)"),
    ]


def test_a_curriculum_asks_for_each_of_its_courses_once() -> None:
    both = (Curriculum(id="k", code="K", name="Both", course_ids=("c", "d")), Requirement(id="r2", curriculum_id="k"))
    held = plan(*both, learner("a"), certificate("a", date(2026, 1, 5), "d"))
    assert [(c.course_id, str(c.coverage)) for c in coverage(held, date(2026, 2, 1))] == [
        ("c", "0 % (0 of 1)"),
        ("d", "100 % (1 of 1)"),
    ]


def test_a_launch_counts_only_versions_that_teach_its_policy() -> None:
    people = learner("a"), learner("b")
    passed = certificate("a", date(2026, 2, 10)), certificate("b", date(2026, 6, 5))
    mild = version("v2", released_on=date(2026, 6, 1), implements_version_id="p2", outdates=False)
    held = plan(*people, *passed, versions=(V1, mild))
    assert covered(held, date(2026, 7, 1)) == ["100 % (2 of 2)"]
    assert covered(held, date(2026, 7, 1), "l") == ["50 % (1 of 2)"]
    assert [(row.code, row.sentence) for row in missing(held, date(2026, 7, 1), "l")] == [
        ("L-a", "Passed version 1 on 2026-02-10, which does not teach the policy version of the launch.")
    ]


def test_a_course_without_a_version_for_the_launch_trains_nobody_for_it() -> None:
    silent = version("v1", released_on=date(2026, 1, 1))
    held = plan(learner("a"), certificate("a", date(2026, 2, 10)), versions=(silent,))
    assert covered(held, date(2026, 3, 1), "l") == ["0 % (0 of 1)"]


def test_proficiency_is_of_those_measured_among_the_certified() -> None:
    people = [learner(i) for i in "abcd"]
    passed = [
        certificate("a", date(2026, 1, 5), proficiency=0.9),
        certificate("b", date(2026, 1, 5), proficiency=0.84),
        certificate("c", date(2026, 1, 5)),
        certificate("d", date(2025, 1, 5), proficiency=0.99),
    ]
    (cell,) = coverage(plan(*people, *passed), date(2026, 2, 1))
    assert (cell.coverage, cell.proficiency) == (Share(3, 4), Share(1, 2))


def test_a_launch_is_covered_by_those_who_hold_everything_it_asks() -> None:
    asked = Requirement(id="r2", course_id="d", launch_ids=("l",))
    held = plan(
        asked,
        learner("a"),
        learner("b", workforce=Workforce.VENDOR),
        learner("c"),
        certificate("a", date(2026, 6, 5), proficiency=0.9),
        certificate("a", date(2026, 6, 5), "d", proficiency=0.5),
        certificate("b", date(2026, 6, 5)),
        certificate("c", date(2026, 6, 5), "d"),
        versions=(V1, V2),
    )
    found = coverage_of(held, "l", "de", date(2026, 7, 1))
    assert found.course_ids == ("c", "d")
    assert [(part.workforce, part.coverage, part.proficiency) for part in found.workforces] == [
        (Workforce.IN_HOUSE, Share(1, 2), Share(0, 1)),
        (Workforce.VENDOR, Share(0, 1), Share(0, 0)),
    ]
    assert found.problem == ""


def test_nothing_to_measure_is_said_and_never_counted_as_trained() -> None:
    alone = Launch(id="x", code="LCH-2", name="Other")
    nobody = plan(alone)
    assert coverage_of(nobody, "x", "de", date(2026, 7, 1)).problem == (
        "No requirement asks for training of this launch."
    )
    found = coverage_of(nobody, "l", "de", date(2026, 7, 1))
    assert (found.workforces, found.problem) == ((), "Nobody in the roster is required to be trained.")


def test_unknown_launches_and_markets_are_refused() -> None:
    with pytest.raises(NotFoundError, match="There is no launch 'zz'"):
        coverage_of(plan(), "zz", None, date(2026, 7, 1))
    with pytest.raises(NotFoundError, match="There is no market 'zz'"):
        coverage_of(plan(), "l", "zz", date(2026, 7, 1))


def test_wilson_gives_the_published_interval() -> None:
    """R. G. Newcombe (1998), table I: 81 of 263, and 0 of 20, by the score method without correction."""
    assert [round(x, 4) for x in (Share(81, 263).low, Share(81, 263).high)] == [0.2553, 0.3662]
    assert [round(x, 4) for x in (Share(0, 20).low, Share(0, 20).high)] == [0.0, 0.1611]
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, 0.0, 1.0)


people = st.lists(
    st.tuples(
        st.integers(0, 900),
        st.integers(0, 900) | st.none(),
        st.lists(st.tuples(st.integers(0, 900), st.sampled_from([None, "v1", "v2"])), max_size=3),
        st.sampled_from(Workforce),
    ),
    max_size=8,
)


@given(people, st.integers(0, 1200))
def test_covered_and_missing_are_everybody_who_is_there(rows: list[Any], offset: int) -> None:
    first = date(2025, 6, 1).toordinal()
    entities: list[Entity] = []
    for i, (joined, stays, passed, workforce) in enumerate(rows):
        left = date.fromordinal(first + joined + stays) if stays is not None else None
        entities.append(learner(str(i), joined_on=date.fromordinal(first + joined), left_on=left, workforce=workforce))
        entities.extend(certificate(str(i), date.fromordinal(first + d), version_id=v) for d, v in dict(passed).items())
    held, on = plan(*entities, versions=(V1, V2)), date.fromordinal(first + offset)
    cells, lacking = coverage(held, on), missing(held, on)
    there = [r for r in rows if r[0] <= offset and (r[1] is None or offset <= r[0] + r[1])]
    assert total(cell.coverage for cell in cells).n == len(there)
    assert total(cell.coverage for cell in cells).hits + len(lacking) == len(there)
    assert sum(by_reason(lacking).values()) == len(lacking)
    assert all(cell.coverage.low <= (cell.coverage.value or 0) <= cell.coverage.high for cell in cells)


def test_a_launch_counts_the_people_of_its_markets_each_on_its_target_day() -> None:
    here = (
        learner("a"),
        learner("b", left_on=date(2026, 9, 30)),
        learner("u", market_id="us"),
        learner("n", market_id=None),
    )
    goes = LaunchMarket(id="m", launch_id="l", market_id="de", target_date=datetime(2026, 10, 1))
    plan = Plan.of(DE, US, POLICY, TEXT, COURSE, *POLICIES, V1, V2, LAUNCH, ASKED, goes, *here)
    day = date(2026, 9, 1)
    assert [(cell.market_id, cell.coverage.n) for cell in coverage(plan, day, "l")] == [(None, 1), ("de", 2)]
    assert [row.learner_id for row in missing(plan, day, "l")] == ["n", "a", "b"]
    assert [(cell.market_id, cell.coverage.n) for cell in coverage_at_targets(plan, "l", None, day)] == [("de", 1)]
    assert coverage_at_targets(plan, "l", "us", day) == ()
    assert counted_on(plan, "l", goes, date(2026, 11, 1)) == date(2026, 11, 1)

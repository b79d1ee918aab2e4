"""No gate is ever green without a proof: random plans, each green checked again by rules written independently."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

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
    SignOff,
    Status,
    VersionState,
    Waiver,
)
from planner.plan.entities.gates import GateState, Measure, Reading, SignOffState, Threshold
from planner.plan.snapshot import Plan
from planner.readiness import CellState, GateStanding, readiness

TODAY = date(2027, 1, 13)
near = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
maybe_near = st.none() | near
NAMES = st.sampled_from(["", " ", "Ann", "Bob", "Cy"])
MARKETS = ("de", "fr")
FEEDS = ("work", "policy", "steps", "sign", "reading", "evidence")
TEXTS = [None, "p1", "p2", "s1", "s2"]
Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=Entity)


def mostly(good: Value, others: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """Return what is right two times of three: plans in which all is wrong prove nothing about green."""
    return st.sampled_from([True, True, False]).flatmap(lambda right: st.just(good) if right else others)


rarely_near: st.SearchStrategy[date | None] = mostly(None, near)


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan of one launch with one gate template, and the day on which it is looked at."""

    entities: tuple[Entity, ...]

    @property
    def plan(self) -> Plan:
        return Plan.of(*self.entities)

    def all(self, cls: type[Kind]) -> list[Kind]:
        return [one for one in self.entities if isinstance(one, cls)]


@st.composite
def templates(draw: st.DrawFn) -> GateTemplate:
    feeds = draw(st.sampled_from(FEEDS).map(lambda one: {one}) | st.sets(st.sampled_from(FEEDS), max_size=2))
    sorts = (("policy", ArtefactType.POLICY), ("steps", ArtefactType.SOP))
    return GateTemplate(
        id="t",
        code="G1",
        name="Gate",
        hard=draw(st.booleans()),
        work_kinds=(InitiativeKind.TRAINING,) if "work" in feeds else (),
        artefact_types=tuple(sort for name, sort in sorts if name in feeds)[:1],
        sign_offs=("legal",) if "sign" in feeds else (),
        thresholds=(Threshold(measure=Measure.READING, name="precision", at_least=0.9),) if "reading" in feeds else (),
        evidence_days=2 if "evidence" in feeds else None,
    )


@st.composite
def versions(draw: st.DrawFn, artefact: str, implements: Sequence[str | None]) -> list[ArtefactVersion]:
    return [
        ArtefactVersion(
            id=f"{artefact}{number}",
            artefact_id=artefact,
            version=str(number),
            state=draw(mostly(VersionState.RELEASED, st.sampled_from(VersionState))),
            implements_version_id=draw(st.sampled_from(implements)),
            released_on=draw(maybe_near),
            retired_on=draw(rarely_near),
            outdates=draw(st.booleans()),
        )
        for number in (1, 2)
    ]


@st.composite
def gates(draw: st.DrawFn, market: str | None) -> list[Entity]:
    """Return a stored gate with what is attached to it."""
    id_ = f"g-{market}"
    gate = Gate(
        id=id_,
        launch_id="l",
        market_id=market,
        template_id="t",
        applies=draw(mostly(True, st.just(False))),
        note=draw(st.sampled_from(["", " ", "Not here"])),
        recorded=draw(st.sampled_from([None, None, None, *GateState, GateState.PASSED])),
        recorded_on=draw(maybe_near),
        recorded_by=draw(NAMES),
        initiative_ids=draw(mostly((), st.sampled_from([("i1",), ("i1", "i2")]))),
        artefact_ids=draw(mostly((), st.sampled_from([("s",), ("p", "s")]))),
        readings=draw(
            st.lists(
                st.builds(Reading, name=st.just("Precision"), value=mostly(0.95, st.just(0.8)), measured_on=near),
                max_size=2,
            ).map(tuple)
        ),
    )
    signs = st.builds(
        SignOff,
        id=st.just(f"so-{market}"),
        gate_id=st.just(id_),
        function=mostly("Legal", st.just("PR")),
        approver=mostly("Ann", NAMES),
        delegate=NAMES,
        state=mostly(SignOffState.APPROVED, st.sampled_from(SignOffState)),
        decided_on=rarely_near,
        decided_by=mostly("", NAMES),
        version_id=st.sampled_from(TEXTS),
        expires_on=rarely_near,
    )
    proof = st.builds(
        Evidence,
        id=st.just(f"ev-{market}"),
        gate_id=st.just(id_),
        title=st.just("Report"),
        dated=mostly(TODAY, near),
        version_id=st.sampled_from(TEXTS),
        valid_until=rarely_near,
    )
    waiver = st.builds(
        Waiver,
        id=st.just(f"wa-{market}"),
        gate_id=st.just(id_),
        approver=mostly("Ann", NAMES),
        reason=mostly("Pilot", st.sampled_from(["", " "])),
        granted_on=mostly(TODAY, near),
        expires_on=maybe_near,
        withdrawn_on=rarely_near,
    )
    attached = [draw(signs), draw(proof), *([draw(waiver)] if draw(mostly(False, st.just(True))) else [])]
    return [gate, *attached]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    work = [
        Initiative(
            id=id_,
            code=id_.upper(),
            name=id_,
            kind=draw(mostly(InitiativeKind.TRAINING, st.just(InitiativeKind.POLICY))),
            status=draw(mostly(Status.DONE, st.sampled_from(Status))),
            active=draw(mostly(True, st.just(False))),
            market_ids=draw(mostly((), st.just(("de",)))),
            actual_start=datetime(2027, 1, 4) if begun else None,
            actual_finish=draw(st.none() | near.map(lambda day: datetime(day.year, day.month, day.day, 17)))
            if begun
            else None,
        )
        for id_ in ("i1", "i2")
        for begun in (draw(mostly(False, st.just(True))),)
    ]
    links = [
        Dependency(id="d1", predecessor_id="i1", successor_id="i2"),
        Dependency(id="d2", predecessor_id="i2", successor_id="l"),
    ]
    texts: list[Entity] = [
        Artefact(id="p", code="P", name="Policy", type=ArtefactType.POLICY),
        Artefact(id="s", code="S", name="Steps", type=ArtefactType.SOP, implements_id="p",
                 market_ids=draw(mostly((), st.just(("fr",))))),
        *draw(versions("p", [None])),
        *draw(versions("s", [None, "p1", "p2", "p2", "p2"])),
    ]  # fmt: skip
    launch = Launch(
        id="l", code="L", name="Launch", target_date=draw(st.none() | st.just(datetime(2027, 2, 1))),
        policy_version_ids=draw(st.sampled_from([(), ("p1",), ("p2",), ("p2",), ("p2",)])),
    )  # fmt: skip
    cells = [
        LaunchMarket(id=f"lm-{market}", launch_id="l", market_id=market)
        for market in draw(st.sampled_from([(), MARKETS]))
    ]
    places: tuple[str | None, ...] = (None, "de")
    stored = [entity for place in places if draw(mostly(True, st.just(False))) for entity in draw(gates(place))]
    markets = [Market(id=id_, code=id_.upper()) for id_ in MARKETS]
    return Scene((*markets, *work, *links, *texts, launch, *cells, draw(templates()), *stored))


def used(scene: Scene, artefact: str) -> ArtefactVersion | None:
    """Return the version in use: released and not retired on the day, the newest by day of release, then number."""
    found = [
        one
        for one in scene.all(ArtefactVersion)
        if one.artefact_id == artefact
        and (one.state is VersionState.RELEASED or (one.state is VersionState.RETIRED and one.retired_on is not None))
        and not (one.released_on and one.released_on > TODAY)
        and not (one.retired_on and one.retired_on < TODAY)
    ]
    return max(found, key=lambda one: (one.released_on or date.min, one.version), default=None)


def text_counts(scene: Scene, version_id: str | None) -> bool:
    """Whether something signed or proved of a version still counts."""
    if version_id is None:
        return True
    goes_live = scene.all(Launch)[0].policy_version_ids
    known = {one.id: one for one in scene.all(ArtefactVersion)}
    version = known[version_id]
    if goes_live and version.artefact_id == "p":
        return version_id in goes_live
    if goes_live and version.artefact_id == "s" and version.implements_version_id not in goes_live:
        return False
    return not any(
        one.outdates
        and one.id != version.id
        and one.artefact_id == version.artefact_id
        and (one.state is VersionState.RELEASED or (one.state is VersionState.RETIRED and one.retired_on is not None))
        and not (one.released_on and one.released_on > TODAY)
        and not (one.retired_on and one.retired_on < TODAY)
        and (
            one.released_on > version.released_on
            if one.released_on and version.released_on and one.released_on != version.released_on
            else one.version > version.version
        )
        for one in known.values()
    )


def done(item: Initiative) -> bool:
    off = item.status is Status.CANCELLED or not item.active
    finished = item.actual_finish.date() <= TODAY if item.actual_finish else item.status is Status.DONE
    return finished and not off


def proofs(scene: Scene, market: str | None, gate: Gate | None) -> tuple[list[bool], bool]:
    """Return for each thing that feeds the gate whether it is proven, and whether something asked for is missing."""
    template = scene.all(GateTemplate)[0]
    found: list[bool] = []
    missing = False
    work = {one.id: one for one in scene.all(Initiative)}
    if gate is not None and gate.initiative_ids:
        found += [done(work[id_]) for id_ in gate.initiative_ids]
    elif template.work_kinds:
        feeding = [
            one
            for one in work.values()
            if one.kind in template.work_kinds and (market is None or not one.market_ids or market in one.market_ids)
        ]
        kept = [one for one in feeding if one.status is not Status.CANCELLED and one.active]
        found += [done(one) for one in kept] or [False] * bool(feeding)
        missing |= not feeding
    found += artefact_proofs(scene, market, gate)
    if not (gate is not None and gate.artefact_ids) and template.artefact_types:
        missing |= not artefact_subjects(scene, market)
    signs = [one for one in scene.all(SignOff) if gate is not None and one.gate_id == gate.id]
    found += [False for name in template.sign_offs if name not in {one.function.casefold() for one in signs}]
    found += [signed(scene, one) for one in signs]
    for _ in template.thresholds:
        readings = [one for one in (gate.readings if gate else ()) if one.measured_on <= TODAY]
        last = max((one.measured_on for one in readings), default=None)
        newest = [one for one in readings if one.measured_on == last]
        stale = template.evidence_days is not None and last is not None and (TODAY - last).days > 2
        found.append(bool(newest) and newest[-1].value >= 0.9 and not stale)
    if template.evidence_days is not None:
        rows = [one for one in scene.all(Evidence) if gate is not None and one.gate_id == gate.id]
        found.append(any(fresh(scene, one) for one in rows))
    return found, missing


def artefact_subjects(scene: Scene, market: str | None) -> list[str]:
    template, launch = scene.all(GateTemplate)[0], scene.all(Launch)[0]
    if not launch.policy_version_ids:
        return []
    if template.artefact_types == (ArtefactType.POLICY,):
        return ["p"]
    steps = next(one for one in scene.all(Artefact) if one.id == "s")
    withdrawn = all(one.state is VersionState.RETIRED for one in scene.all(ArtefactVersion) if one.artefact_id == "s")
    here = not steps.market_ids or market is None or market in steps.market_ids
    return ["s"] if here and not withdrawn else []


def artefact_proofs(scene: Scene, market: str | None, gate: Gate | None) -> list[bool]:
    template, launch = scene.all(GateTemplate)[0], scene.all(Launch)[0]
    named = gate.artefact_ids if gate is not None else ()
    subjects = list(named) if named else artefact_subjects(scene, market) if template.artefact_types else []
    known = {one.id: one for one in scene.all(ArtefactVersion)}
    goes_live = launch.policy_version_ids[0] if launch.policy_version_ids else None
    found = []
    for subject in subjects:
        if subject == "p" and goes_live is not None:
            found.append(known[goes_live].state in (VersionState.APPROVED, VersionState.RELEASED))
            continue
        version = used(scene, subject)
        found.append(version is not None and (goes_live is None or version.implements_version_id == goes_live))
    return found


def signed(scene: Scene, row: SignOff) -> bool:
    signer = row.decided_by.strip() or row.approver.strip()
    may = {name.strip() for name in (row.approver, row.delegate)} - {""}
    return (
        row.state is SignOffState.APPROVED
        and not (row.decided_on and row.decided_on > TODAY)
        and bool(signer)
        and (not may or signer in may)
        and not (row.expires_on and row.expires_on < TODAY)
        and text_counts(scene, row.version_id)
    )


def fresh(scene: Scene, row: Evidence) -> bool:
    by_age = (TODAY - row.dated).days <= 2 if row.valid_until is None else row.valid_until >= TODAY
    return row.dated <= TODAY and by_age and text_counts(scene, row.version_id)


def expected(scene: Scene, market: str | None) -> str:
    """Return which green the gate may be, or red."""
    stored = {one.market_id: one for one in scene.all(Gate)}
    gate = stored.get(market) or stored.get(None)
    if gate is not None and not gate.applies and gate.note.strip():
        return "not_applicable"
    found, missing = proofs(scene, market, gate)
    said = gate.recorded if gate is not None else None
    ahead = gate is not None and gate.recorded_on is not None and gate.recorded_on > TODAY
    word = said is GateState.PASSED and not ahead
    proven = all(found) and (word or (said is None and bool(found) and not missing))
    if proven:
        return "passed"
    for waiver in scene.all(Waiver):
        in_time = waiver.granted_on <= TODAY and not (waiver.expires_on and waiver.expires_on < TODAY)
        withdrawn = waiver.withdrawn_on is not None and waiver.withdrawn_on <= TODAY
        signed_ = bool(waiver.approver.strip()) and bool(waiver.reason.strip())
        if gate is not None and waiver.gate_id == gate.id and in_time and not withdrawn and signed_:
            return "waived"
    return "red"


def shown(gate: GateStanding) -> str:
    return gate.state.value if gate.green else "red"


@settings(max_examples=500, deadline=None)
@given(scenes())
def test_a_gate_is_green_exactly_where_everything_that_feeds_it_proves_it(scene: Scene) -> None:
    cells = readiness(scene.plan, TODAY).by_launch["l"].cells
    assert {cell.market_id: [shown(gate) for gate in cell.gates] for cell in cells} == {
        cell.market_id: [expected(scene, cell.market_id)] for cell in cells
    }


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_a_gate_that_is_not_green_says_why_and_a_green_one_what_proves_it(scene: Scene) -> None:
    for cell in readiness(scene.plan, TODAY).by_launch["l"].cells:
        for gate in cell.gates:
            assert all(text.strip() for text in gate.reasons)
            assert gate.reasons
            assert gate.feeds
            if gate.state is GateState.PASSED:
                assert all(feed.passed for feed in gate.feeds)
                assert gate.projected is None


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_a_market_is_ready_only_with_every_hard_gate_green_and_nothing_drifted(scene: Scene) -> None:
    for cell in readiness(scene.plan, TODAY).by_launch["l"].cells:
        hard = [gate for gate in cell.gates if gate.hard]
        if cell.state is CellState.READY:
            assert all(gate.green for gate in hard)
            assert cell.gates
            assert not cell.drift
        if cell.predicted is not None and any(not gate.green for gate in hard):
            assert all(gate.green or (gate.projected is not None and gate.projected >= TODAY) for gate in hard)


@settings(max_examples=100, deadline=None)
@given(scenes(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_recorded_changes_nothing(scene: Scene, random: object) -> None:
    mixed = list(scene.entities)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    was, now = (readiness(Plan.of(*entities), TODAY) for entities in (scene.entities, tuple(mixed)))
    assert [(cell.state, [gate.state for gate in cell.gates]) for cell in was.cells()] == [
        (cell.state, [gate.state for gate in cell.gates]) for cell in now.cells()
    ]

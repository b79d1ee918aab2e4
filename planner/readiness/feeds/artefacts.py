"""Artefacts that feed a gate: what is in use must implement the version of the policy that goes live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities import Artefact, ArtefactType, ArtefactVersion, Initiative, VersionState
from planner.plan.entities.gates import GateState
from planner.readiness.feeds.work import is_done, is_off
from planner.readiness.ground import Ground, Question
from planner.readiness.records import artefacts_by_policy, versions_by_artefact
from planner.readiness.result import Feed, FeedState
from planner.readiness.versions import (
    ReleaseSet,
    current,
    drift_sentence,
    implementing,
    in_use,
    policy_versions,
    sets,
    shown,
    withdrawn,
)
from planner.schedule import schedule

_READY = (VersionState.APPROVED, VersionState.RELEASED)


def artefact_states(ground: Ground, question: Question) -> tuple[FeedState, ...]:
    """Return the states of the artefacts that feed a gate; empty: none do."""
    named = question.gate.artefact_ids if question.gate is not None else ()
    if not named and not question.template.artefact_types:
        return ()
    key = (question.launch.id, question.market_id, named, question.template.artefact_types)
    if key not in ground.artefacts:
        found = _named(ground, question, named) if named else _by_type(ground, question)
        ground.artefacts[key] = tuple(found)
    return ground.artefacts[key]


def _named(ground: Ground, question: Question, ids: tuple[str, ...]) -> Iterator[FeedState]:
    for id_ in ids:
        artefact = ground.plan.all(Artefact).get(id_)
        if artefact is None:
            yield FeedState(Feed.ARTEFACT, GateState.NOT_STARTED, "An artefact that it names is gone from the plan.")
        else:
            yield _state(ground, question, artefact)


def _by_type(ground: Ground, question: Question) -> Iterator[FeedState]:
    """Yield the states of the template's sorts of artefact; a sort of which there is none is missing, not fine."""
    wanted = policy_versions(ground.plan, question.launch)
    if not wanted:
        text = f"{question.launch.code} does not say which version of which policy goes live."
        yield _missing(ground, text)
        return
    if len(wanted) < len(question.launch.policy_version_ids):
        text = f"{question.launch.code} names two versions of one policy, or one that is gone."
        yield FeedState(Feed.ARTEFACT, GateState.NOT_STARTED, text, ("launch", question.launch.id))
    for sort in question.template.artefact_types:
        count = 0
        for policy_id in wanted:
            for artefact in _of_sort(ground, policy_id, sort):
                if not _for_market(artefact, question.market_id):
                    continue
                count += 1
                yield _state(ground, question, artefact)
        if not count:
            names = ", ".join(shown(ground.plan, version) for version in wanted.values())
            yield _missing(ground, f"No {sort.value.replace('_', ' ')} implements {names} for this market.")


def _missing(ground: Ground, text: str) -> FeedState:
    return FeedState(Feed.ARTEFACT, GateState.NOT_STARTED, text, missing=True)


def _of_sort(ground: Ground, policy_id: str, sort: ArtefactType) -> list[Artefact]:
    if sort is ArtefactType.POLICY:
        own = ground.plan.all(Artefact).get(policy_id)
        return [own] if own is not None else []
    found = artefacts_by_policy(ground.plan).get(policy_id, ())
    return [one for one in found if one.type is sort and not withdrawn(ground.plan, one.id)]


def _for_market(artefact: Artefact, market_id: str | None) -> bool:
    return not artefact.market_ids or market_id is None or market_id in artefact.market_ids


def _state(ground: Ground, question: Question, artefact: Artefact) -> FeedState:
    plan, today = ground.plan, ground.today
    wanted = policy_versions(plan, question.launch)
    if artefact.id in wanted:
        return _policy(ground, wanted[artefact.id])
    used = current(plan, artefact.id, today)
    aim = wanted.get(artefact.implements_id or "")
    if aim is None:
        return _plain(ground, artefact, used)
    if used is not None and used.implements_version_id == aim.id:
        return _whole_set(ground, artefact, used, aim)
    following = implementing(plan, artefact.id, aim.id)
    text = drift_sentence(plan, artefact, used, aim)
    if following is None or following.state is VersionState.RETIRED:
        held = GateState.NOT_STARTED if used is None else GateState.IN_PROGRESS
        return FeedState(
            Feed.ARTEFACT, held, f"{text} Nobody has begun the right one.", ("artefact", artefact.id),
            drift=used is not None,
        )  # fmt: skip
    text = f"{text} {shown(plan, following)} would be right and is {following.state.value}."
    begun = following.state is not VersionState.DRAFT or used is not None
    return FeedState(
        Feed.ARTEFACT,
        GateState.IN_PROGRESS if begun else GateState.NOT_STARTED,
        text,
        ("artefact_version", following.id),
        made_on(ground, following),
        drift=used is not None,
    )


def _policy(ground: Ground, version: ArtefactVersion) -> FeedState:
    """Return the state of a policy that goes live itself: approved is enough, it comes into use by the launch."""
    place = ("artefact_version", version.id)
    if version.state in _READY:
        text = f"{shown(ground.plan, version)} is {version.state.value}."
        return FeedState(Feed.ARTEFACT, GateState.PASSED, text, place)
    if version.state is VersionState.RETIRED:
        text = f"{shown(ground.plan, version)} is retired: the launch names an old version."
        return FeedState(Feed.ARTEFACT, GateState.FAILED, text, place, drift=True)
    text = f"{shown(ground.plan, version)} is only {version.state.value}."
    begun = version.state is VersionState.FROZEN or _begun(ground, version)
    state = GateState.IN_PROGRESS if begun else GateState.NOT_STARTED
    return FeedState(Feed.ARTEFACT, state, text, place, made_on(ground, version))


def _begun(ground: Ground, version: ArtefactVersion) -> bool:
    item = ground.plan.all(Initiative).get(version.initiative_id or "")
    return item is not None and (item.actual_start is not None or item.percent_complete > 0)


def _plain(ground: Ground, artefact: Artefact, used: ArtefactVersion | None) -> FeedState:
    """Return the state of an artefact that implements no policy of the launch: one of its versions must be in use."""
    if used is not None:
        text = f"{shown(ground.plan, used)} is in use; it implements no policy of this launch."
        return FeedState(Feed.ARTEFACT, GateState.PASSED, text, ("artefact_version", used.id))
    text = f"No version of {artefact.code} is in use."
    coming = versions_by_artefact(ground.plan).get(artefact.id, ())
    days = [day for version in coming if (day := made_on(ground, version)) is not None]
    place = ("artefact", artefact.id)
    return FeedState(Feed.ARTEFACT, GateState.NOT_STARTED, text, place, min(days, default=None))


def _whole_set(ground: Ground, artefact: Artefact, used: ArtefactVersion, aim: ArtefactVersion) -> FeedState:
    """Return the state of an artefact at the right version: passed, unless its release set is not whole."""
    place = ("artefact_version", used.id)
    own: ReleaseSet | None = None
    if artefact.release_set:
        own = next((one for one in sets(ground.plan, ground.today) if one.name == artefact.release_set), None)
    if own is not None and own.broken:
        last, whole_on = _last_of(ground, own)
        place = ("artefact_version", last.id) if last is not None else place
        return FeedState(Feed.ARTEFACT, GateState.IN_PROGRESS, own.sentence, place, whole_on, drift=True)
    text = f"{shown(ground.plan, used)} is in use and implements {shown(ground.plan, aim)}."
    return FeedState(Feed.ARTEFACT, GateState.PASSED, text, place)


def _last_of(ground: Ground, own: ReleaseSet) -> tuple[ArtefactVersion | None, date | None]:
    """Return what a release set waits for longest and when that is in use; None: nobody knows."""
    coming = [(implementing(ground.plan, id_, own.policy_version_id or ""), id_) for id_ in own.waiting]
    days = [(made_on(ground, version), version) for version, _ in coming if version is not None]
    known = [(day, version.id, version) for day, version in days if day is not None]
    if len(known) < len(coming):
        return None, None
    day, _, last = max(known)
    return last, day


def made_on(ground: Ground, version: ArtefactVersion) -> date | None:
    """Return the day on which a version is expected: of its release if that is to come, else of the work on it."""
    if version.released_on is not None and version.released_on > ground.today:
        return version.released_on
    item = ground.plan.all(Initiative).get(version.initiative_id or "")
    if item is None or is_off(item) or in_use(version, ground.today):
        return None
    if is_done(item, ground.today):
        return ground.today
    dates = schedule(ground.plan).dates.get(item.id)
    return max(dates.finish, ground.today) if dates is not None else None

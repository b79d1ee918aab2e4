"""Versions of artefacts: which is in use, which policy version it implements, and where the two have drifted apart.

The silent failure of policy work is that everyone is trained and measured on a text that is no longer the policy. So
each version of a guideline, label, macro, course or set names the version of the policy that it implements, and what
is in use must implement what goes live:

>>> from planner.plan.entities import Artefact, ArtefactType, ArtefactVersion, VersionState
>>> plan = Plan.of(
...     Artefact(id="p", code="SII", name="Policy", type=ArtefactType.POLICY),
...     ArtefactVersion(id="p2", artefact_id="p", version="2", state=VersionState.RELEASED),
...     ArtefactVersion(id="p10", artefact_id="p", version="10", state=VersionState.RELEASED),
...     Artefact(id="s", code="SOP", name="Steps", type=ArtefactType.SOP, implements_id="p"),
...     ArtefactVersion(id="s1", artefact_id="s", version="1", state=VersionState.RELEASED, implements_version_id="p2"),
... )
>>> [row.sentence for row in drift(plan, date(2027, 1, 4))]
['SOP 1 in use implements SII 2, not SII 10.']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Artefact, ArtefactType, ArtefactVersion, Launch, VersionState
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.records import artefacts_by_policy, markets_by_launch, release_sets, versions_by_artefact

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Drift:
    """One artefact whose version in use is not at the version of the policy that counts.

    ``launch_id``: the launch that goes live with ``policy_version_id``; None: that version is in use itself.
    ``version_id`` is the artefact's version in use (None: none is), ``implements_id`` what that implements (None: it
    does not say). ``next_id`` is its newest version that would be right, in whatever state; None: nobody has begun.
    """

    artefact_id: str
    version_id: str | None
    implements_id: str | None
    policy_version_id: str
    launch_id: str | None
    next_id: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ReleaseSet:
    """Artefacts that are released together: which version of each is next or in use, and what holds the others.

    ``broken``: some are in use at a version of the policy at which others are not. ``waiting`` are the artefacts that
    are not in use at ``policy_version_id``: the highest in use while others lag behind it, else the highest that any
    of them implements; None: none names any. What is withdrawn is not waited for.
    """

    name: str
    artefact_ids: tuple[str, ...]
    policy_version_id: str | None
    released: tuple[str, ...]
    waiting: tuple[str, ...]
    broken: bool
    sentence: str


def version_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts versions as people count them.

    >>> sorted(["10", "9.1", "v2", "9"], key=version_key)
    ['v2', '9', '9.1', '10']
    """
    parts = _NUMBER.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part.strip("v. -_"))


def in_use(version: ArtefactVersion, today: date) -> bool:
    """Whether a version is in use on a day: released by then, and not retired."""
    if version.state is VersionState.RETIRED and version.retired_on is None:
        return False
    if version.state not in (VersionState.RELEASED, VersionState.RETIRED):
        return False
    begun = version.released_on is None or version.released_on <= today
    return begun and (version.retired_on is None or version.retired_on >= today)


def newest(versions: tuple[ArtefactVersion, ...]) -> ArtefactVersion | None:
    """Return the newest of some versions: by day of release, then by number."""
    return max(versions, key=lambda one: (one.released_on or date.min, version_key(one.version), one.id), default=None)


@per_plan
def current(plan: Plan, artefact_id: str, today: date) -> ArtefactVersion | None:
    """Return the version of an artefact that is in use on a day, None if none is."""
    found = versions_by_artefact(plan).get(artefact_id, ())
    return newest(tuple(version for version in found if in_use(version, today)))


def implementing(plan: Plan, artefact_id: str, policy_version_id: str) -> ArtefactVersion | None:
    """Return the newest version of an artefact that implements a version of the policy, in whatever state."""
    found = versions_by_artefact(plan).get(artefact_id, ())
    states = list(VersionState)
    right = [one for one in found if one.implements_version_id == policy_version_id]
    right = [one for one in right if one.state is not VersionState.RETIRED] or right
    return max(right, key=lambda one: (states.index(one.state), version_key(one.version), one.id), default=None)


def withdrawn(plan: Plan, artefact_id: str) -> bool:
    """Whether every version of an artefact is retired, so that nothing waits for it any more."""
    found = versions_by_artefact(plan).get(artefact_id, ())
    return bool(found) and all(version.state is VersionState.RETIRED for version in found)


def policy_versions(plan: Plan, launch: Launch) -> dict[str, ArtefactVersion]:
    """Return the versions of policies that go live with a launch, by the policy's id; dangling ones are left out."""
    known = plan.all(ArtefactVersion)
    found = (known.get(id_) for id_ in launch.policy_version_ids)
    return {version.artefact_id: version for version in found if version is not None}


def shown(plan: Plan, version: ArtefactVersion | None) -> str:
    """Return code and version for people, such as ``SII-GUIDE 3.1``."""
    if version is None:
        return "no version"
    artefact = plan.all(Artefact).get(version.artefact_id)
    return f"{artefact.code if artefact else 'an artefact'} {version.version}"


def drift(plan: Plan, today: date, launch_id: str | None = None) -> tuple[Drift, ...]:
    """Return what has drifted: against the policies of each launch that is not live, then against those in use.

    ``launch_id``: for this launch alone, live or not.
    """
    rows = _drift(plan, today)
    if launch_id is None:
        return tuple(row for row in rows if row.launch_id is None or not _live(plan, row.launch_id))
    return tuple(row for row in rows if row.launch_id == launch_id)


def _live(plan: Plan, launch_id: str) -> bool:
    launch = plan.all(Launch)[launch_id]
    return launch.launched_on is not None or launch.status.value in ("done", "cancelled")


@per_plan
def _drift(plan: Plan, today: date) -> tuple[Drift, ...]:
    found: list[Drift] = []
    for launch in plan.all(Launch).values():
        markets = {cell.market_id for cell in markets_by_launch(plan).get(launch.id, ())}
        for policy_id, wanted in policy_versions(plan, launch).items():
            if _live(plan, launch.id) and current(plan, policy_id, today) is not wanted:
                continue  # what went live then has been replaced since
            for artefact in artefacts_by_policy(plan).get(policy_id, ()):
                if not markets or not artefact.market_ids or markets & set(artefact.market_ids):
                    found.extend(_drifted(plan, artefact, wanted, today, launch))
    for policy in plan.all(Artefact).values():
        wanted_now = current(plan, policy.id, today) if policy.type is ArtefactType.POLICY else None
        if wanted_now is not None:
            for artefact in artefacts_by_policy(plan).get(policy.id, ()):
                found.extend(_drifted(plan, artefact, wanted_now, today, None))
    return tuple(found)


def _drifted(
    plan: Plan, artefact: Artefact, wanted: ArtefactVersion, today: date, launch: Launch | None
) -> Iterator[Drift]:
    used = current(plan, artefact.id, today)
    if (used is not None and used.implements_version_id == wanted.id) or withdrawn(plan, artefact.id):
        return
    following = implementing(plan, artefact.id, wanted.id)
    implements = plan.all(ArtefactVersion).get(used.implements_version_id or "") if used else None
    text = drift_sentence(plan, artefact, used, wanted)
    if following is not None and following is not used:
        text = f"{text[:-1]}; {shown(plan, following)} would be right and is {following.state.value}."
    yield Drift(
        artefact.id,
        used.id if used else None,
        implements.id if implements else None,
        wanted.id,
        launch.id if launch else None,
        following.id if following else None,
        text,
    )


def drift_sentence(plan: Plan, artefact: Artefact, used: ArtefactVersion | None, wanted: ArtefactVersion) -> str:
    """Return in words what version is in use and what it should implement."""
    right = shown(plan, wanted)
    if used is None:
        return f"No version of {artefact.code} is in use; it should implement {right}."
    if used.implements_version_id is None:
        return f"{shown(plan, used)} in use does not say which version it implements; it should be {right}."
    implements = plan.all(ArtefactVersion).get(used.implements_version_id)
    return f"{shown(plan, used)} in use implements {shown(plan, implements)}, not {right}."


@per_plan
def sets(plan: Plan, today: date) -> tuple[ReleaseSet, ...]:
    """Return the sets of artefacts that are released together, by name."""
    return tuple(_set(plan, name, members, today) for name, members in sorted(release_sets(plan).items()))


def _set(plan: Plan, name: str, members: tuple[Artefact, ...], today: date) -> ReleaseSet:
    every = [one for member in members for one in versions_by_artefact(plan).get(member.id, ())]
    ids = tuple(member.id for member in members)
    used = {id_: current(plan, id_, today) for id_ in ids}
    aim = _highest_aim(plan, (one for one in used.values() if one is not None))
    if aim is None or not any(_lags(plan, id_, one, aim) for id_, one in used.items()):
        aim = _highest_aim(plan, (one for one in every if one.state is not VersionState.RETIRED))
    released = tuple(
        id_ for id_, one in used.items() if one is not None and (aim is None or one.implements_version_id == aim.id)
    )
    waiting = tuple(id_ for id_ in ids if id_ not in released and not withdrawn(plan, id_))
    broken = bool(released and waiting)
    codes = ", ".join(plan.all(Artefact)[id_].code for id_ in waiting)
    what = f" at {shown(plan, aim)}" if aim else ""
    if broken:
        text = f"Part of {name} is in use{what}, but not {codes}."
    elif waiting:
        text = f"{name} is not in use{what} yet: it waits for {codes}."
    else:
        text = f"All of {name} is in use{what}."
    return ReleaseSet(name, ids, aim.id if aim else None, released, waiting, broken, text)


def _highest_aim(plan: Plan, versions: Iterable[ArtefactVersion]) -> ArtefactVersion | None:
    """Return the highest version of a policy that some versions implement, None if none says."""
    known = plan.all(ArtefactVersion)
    aims = [known[id_] for one in versions if (id_ := one.implements_version_id) is not None and id_ in known]
    return max(aims, key=lambda one: (version_key(one.version), one.id), default=None)


def _lags(plan: Plan, artefact_id: str, used: ArtefactVersion | None, aim: ArtefactVersion) -> bool:
    """Whether an artefact is in use at another version of the policy, or should be in use at this one and is not."""
    if used is not None:
        return used.implements_version_id != aim.id
    following = implementing(plan, artefact_id, aim.id)
    return following is not None and following.state is not VersionState.RETIRED


def outdated(plan: Plan, launch: Launch, version_id: str | None, today: date) -> str:
    """Return why what was signed or proved of a version no longer counts for a launch; empty: it does.

    A version of a policy that goes live must be the one that goes live; a version that implements such a policy must
    implement that one; of anything else a later version in use that outdates the ones before it must not exist.
    """
    if version_id is None:
        return ""
    version = plan.all(ArtefactVersion).get(version_id)
    if version is None:
        return "it is of a version that is gone"
    wanted = policy_versions(plan, launch)
    if version.artefact_id in wanted:
        right = wanted[version.artefact_id]
        return "" if right.id == version.id else f"it is of {shown(plan, version)}, and {shown(plan, right)} goes live"
    artefact = plan.all(Artefact).get(version.artefact_id)
    aim = wanted.get(artefact.implements_id or "") if artefact else None
    if aim is not None and version.implements_version_id != aim.id:
        return f"it is of {shown(plan, version)}, which does not implement {shown(plan, aim)}"
    for later in versions_by_artefact(plan).get(version.artefact_id, ()):
        if later.id != version.id and later.outdates and in_use(later, today) and _after(later, version):
            return f"it is of {shown(plan, version)}, and {later.version} is in use since"
    return ""


def _after(later: ArtefactVersion, version: ArtefactVersion) -> bool:
    if later.released_on is not None and version.released_on is not None and later.released_on != version.released_on:
        return later.released_on > version.released_on
    return version_key(later.version) > version_key(version.version)

"""Which work feeds a launch: everything that it waits for, at any distance, by kind of work and by market.

What comes before each launch is kept as one set of bits over all initiatives, so that a plan of 10,000 costs
milliseconds and each gate one intersection:

>>> from planner.plan.entities import Dependency, Initiative, InitiativeKind, Launch
>>> plan = Plan.of(
...     Initiative(id="a", code="A", name="Policy", kind=InitiativeKind.POLICY),
...     Initiative(id="b", code="B", name="Course", kind=InitiativeKind.TRAINING),
...     Launch(id="l", code="L", name="Launch"),
...     Dependency(id="d1", predecessor_id="a", successor_id="b"),
...     Dependency(id="d2", predecessor_id="b", successor_id="l"),
... )
>>> feeding(plan, "l", (InitiativeKind.POLICY,), None)
('a',)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.plan.entities import Dependency, Initiative, InitiativeKind, Launch
from planner.plan.snapshot import Plan, per_kinds, per_plan


@dataclass(frozen=True, slots=True)
class Sources:
    """Sets of initiatives as bits by position in ``ids``: before each launch, of each kind, for each market.

    Only initiatives without parts have bits. ``anywhere`` are those that name no market.
    """

    ids: tuple[str, ...]
    before: Mapping[str, int]
    kinds: Mapping[InitiativeKind, int]
    markets: Mapping[str, int]
    anywhere: int


@per_plan
def feeding(
    plan: Plan, launch_id: str, kinds: tuple[InitiativeKind, ...] | None, market_id: str | None
) -> tuple[str, ...]:
    """Return the ids of the work before a launch that concerns a market (None: any), of some kinds (None: all)."""
    known = sources(plan)
    return members(known, feeding_bits(known, launch_id, kinds, market_id))


def feeding_bits(
    known: Sources, launch_id: str, kinds: tuple[InitiativeKind, ...] | None, market_id: str | None
) -> int:
    """Return the same as a set of bits."""
    found = known.before.get(launch_id, 0)
    if kinds is not None:
        wanted = 0
        for kind in kinds:
            wanted |= known.kinds.get(kind, 0)
        found &= wanted
    if market_id is not None:
        found &= known.anywhere | known.markets.get(market_id, 0)
    return found


def members(known: Sources, bits: int) -> tuple[str, ...]:
    """Return the ids of a set of bits, in their order."""
    return tuple(known.ids[i] for i in positions(known, bits).tolist())


def positions(known: Sources, bits: int) -> npt.NDArray[np.int64]:
    """Return the positions of a set of bits, ascending."""
    packed = np.frombuffer(bits.to_bytes((len(known.ids) + 7) // 8, "little"), np.uint8)
    return np.flatnonzero(np.unpackbits(packed, bitorder="little"))


@per_kinds(Initiative, Launch, Dependency)
def sources(plan: Plan) -> Sources:
    """Return the sets of a plan; a loop of dependencies counts as far as it was followed."""
    initiatives = plan.all(Initiative)
    parents = {item.parent_id for item in initiatives.values()}
    leaves = [id_ for id_ in initiatives if id_ not in parents]
    bit = {id_: 1 << i for i, id_ in enumerate(leaves)}
    kinds: dict[InitiativeKind, list[int]] = {}
    markets: dict[str, list[int]] = {}
    anywhere: list[int] = []
    kind_of = _kinds(plan)
    for i, id_ in enumerate(leaves):
        kind = kind_of[id_]
        if kind is not None:
            kinds.setdefault(kind, []).append(i)
        named = initiatives[id_].market_ids
        for market in named:
            markets.setdefault(market, []).append(i)
        if not named:
            anywhere.append(i)
    size = len(leaves)
    return Sources(
        tuple(leaves),
        _before(plan, bit),
        {kind: _bits(at, size) for kind, at in kinds.items()},
        {market: _bits(at, size) for market, at in markets.items()},
        _bits(anywhere, size),
    )


def _bits(positions: Sequence[int], size: int) -> int:
    flags = np.zeros(size, np.uint8)
    flags[list(positions)] = 1
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _kinds(plan: Plan) -> dict[str, InitiativeKind | None]:
    """Return the kind in force of every initiative: its own, else that of what it is part of."""
    table = plan.all(Initiative)
    found: dict[str, InitiativeKind | None] = {}
    for item in table.values():
        chain: list[str] = []
        current: Initiative | None = item
        kind: InitiativeKind | None = None
        while current is not None and current.id not in chain:
            if current.id in found or current.kind is not None:
                kind = found.get(current.id, current.kind)
                break
            chain.append(current.id)
            current = table.get(current.parent_id) if current.parent_id else None
        found[item.id] = kind
        found.update(dict.fromkeys(chain, kind))
    return found


def _before(plan: Plan, bit: Mapping[str, int]) -> dict[str, int]:
    """Return for each launch the bits of everything that it waits for.

    What a part waits for is what its parent waits for too; waiting for a parent is waiting for its parts.
    """
    before: dict[str, int] = {}
    whole: dict[str, int] = {}
    for launch_id in plan.all(Launch):
        _settle(plan, launch_id, bit, before, whole)
    return {id_: before[id_] for id_ in plan.all(Launch)}


def _settle(plan: Plan, id_: str, bit: Mapping[str, int], before: dict[str, int], whole: dict[str, int]) -> None:
    """Work out one node and all that it rests on, without recursion: ``before`` without it, ``whole`` with it."""
    todo = [(id_, False)]
    open_: set[str] = set()
    while todo:
        node, ready = todo.pop()
        if node in whole or (node in open_ and not ready):
            continue
        earlier = _waits_for(plan, node)
        parts = [part.id for part in plan.children(node)]
        if not ready:
            open_.add(node)
            todo.append((node, True))
            todo.extend((other, False) for other in (*earlier, *parts) if other not in whole)
            continue
        found = 0
        for other in earlier:
            found |= whole.get(other, 0)
        before[node] = found
        for part in parts:
            found |= whole.get(part, 0)
        whole[node] = found | bit.get(node, 0)


def _waits_for(plan: Plan, id_: str) -> list[str]:
    """Return the direct predecessors of a piece of work and of what it is part of."""
    item = plan.all(Initiative).get(id_)
    above = [parent.id for parent in plan.ancestors(item)] if item is not None and item.parent_id else []
    found = (link.predecessor_id for one in (id_, *above) for link in plan.predecessors(one))
    return [one for one in found if one is not None and one in plan.works]

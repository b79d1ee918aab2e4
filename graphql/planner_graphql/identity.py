"""Global ids: opaque text that names the kind and the entity, and how clients refer to entities.

>>> global_id("initiative", "a1"), parse_global_id("aW5pdGlhdGl2ZTphMQ==")
('aW5pdGlhdGl2ZTphMQ==', ('initiative', 'a1'))
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable

from planner.plan.entities import KINDS, Entity
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner_graphql.refusals import MalformedIdError


def global_id(kind: str, id_: str) -> str:
    """Return the id by which clients know an entity."""
    return b64encode(f"{kind}:{id_}".encode()).decode()


def parse_global_id(text: str) -> tuple[str, str]:
    """Return kind and id; MalformedIdError for text that this API never gave out."""
    try:
        kind, separator, id_ = b64decode(text, validate=True).decode().partition(":")
    except ValueError:
        raise MalformedIdError(text) from None
    if kind not in KINDS or not separator or not id_:
        raise MalformedIdError(text)
    return kind, id_


def referred(plan: Plan, kinds: Iterable[str], text: str) -> Entity:
    """Return the entity of one of these kinds that a global id or a code names; NotFoundError if there is none."""
    wanted = tuple(kinds)
    found = _by_id(plan, wanted, text) or _by_code(plan, wanted, text)
    if found is None:
        what = " or ".join(kind.replace("_", " ") for kind in wanted)
        raise NotFoundError(what, text, "Give an id that this API returned, or a code.")
    return found


def _by_id(plan: Plan, kinds: tuple[str, ...], text: str) -> Entity | None:
    try:
        kind, id_ = parse_global_id(text)
    except MalformedIdError:
        return None
    return plan.get(kind, id_) if kind in kinds else None


def _by_code(plan: Plan, kinds: tuple[str, ...], text: str) -> Entity | None:
    for space in dict.fromkeys(KINDS[kind].code_space for kind in kinds):
        found = plan.by_code(space, text) if space else None
        if found is not None and found.KIND.name in kinds:
            return found
    return None

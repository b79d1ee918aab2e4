"""Which field each column of a table holds: heading and content weighed against each other.

A heading alone is not believed when the cells say otherwise (``Progress`` full of words is a status), and
cells alone suffice where they leave no doubt (two date columns of which one never precedes the other).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner_importers.tabular.column_profile import Profile
from planner_importers.tabular.fields import REPEATABLE, Content, Field
from planner_importers.tabular.headings import Meaning, heading_unit, meanings

ACCEPTED_FROM = 0.5
_REJECTED = -1.0
_BY_HEADING, _BY_CELLS = 0.75, 0.25

_OTHERWISE: Mapping[Field, Sequence[tuple[Content, Field]]] = {
    Field.PERCENT: ((Content.TEXT, Field.STATUS), (Content.DATE, Field.ACTUAL_FINISH)),
    Field.STATUS: ((Content.PERCENT, Field.PERCENT),),
    Field.OWNER: ((Content.NUMBER, Field.FTE),),
    Field.NAME: ((Content.FLAG, Field.MILESTONE), (Content.CODE, Field.CODE)),
    Field.OUTLINE_LEVEL: ((Content.TEXT, Field.LEVEL),),
    Field.LEVEL: ((Content.NUMBER, Field.OUTLINE_LEVEL),),
    Field.QUARTER: ((Content.DATE, Field.DEADLINE),),
    Field.ACTUAL_FINISH: ((Content.PERCENT, Field.PERCENT),),
    Field.TEAM: ((Content.NUMBER, Field.FTE),),
    Field.DEADLINE: ((Content.DURATION, Field.DURATION),),
    Field.OBJECTIVE: ((Content.TEXT, Field.DESCRIPTION),),
}
"""What a heading means instead when the cells have this content."""


@dataclass(frozen=True, slots=True)
class Role:
    """The field of one column with its confidence from 0 to 1 and the reason for it."""

    field: Field
    confidence: float
    reason: str
    doubt: str = ""
    """Set where heading and cells contradict each other: what to tell the person."""


def assign_roles(headings: Sequence[str], profiles: Sequence[Profile], shares: Sequence[float]) -> tuple[Role, ...]:
    """Return one role per column; ``shares`` are the shares of cells that name other rows of the table."""
    bids = []
    for column, heading in enumerate(headings):
        for rank, meaning in enumerate(meanings(heading)):
            bids.extend(_bid(column, rank, meaning, profiles[column], shares[column]))
    roles = _settle(bids, profiles)
    _add_by_content(roles, headings, profiles, shares)
    _effort_as_duration(roles, profiles)
    return tuple(
        roles.get(column) or _left_alone(headings[column], profiles[column]) for column in range(len(headings))
    )


@dataclass(frozen=True, slots=True)
class _Bid:
    column: int
    rank: int
    role: Role


def _bid(column: int, rank: int, meaning: Meaning, profile: Profile, share: float) -> list[_Bid]:
    fit = content_fit(meaning.field, profile, share)
    if meaning.field is Field.NAME and not _mostly(profile):
        fit = min(fit, -0.5)
    if meaning.field is Field.CODE and meaning.score < 0.9 and profile.unique < 0.95:
        return []
    if fit > _REJECTED:
        confidence = min(1.0, meaning.score * (_BY_HEADING + _BY_CELLS * max(fit, 0.0)) + (0.0 if fit else 0.1))
        if profile.filled and fit < 0:
            confidence += fit * 0.2
        return [_Bid(column, rank, Role(meaning.field, round(confidence, 2), f"the heading reads {meaning.word!r}"))]
    for content, instead in _OTHERWISE.get(meaning.field, ()):
        if profile.share(content) >= 0.7 and content_fit(instead, profile, share) > _REJECTED:
            reason = f"the heading reads {meaning.word!r}, its cells hold {content}"
            return [_Bid(column, rank, Role(instead, round(meaning.score * 0.75, 2), reason))]
    return []


def content_fit(field: Field, profile: Profile, share: float = 0.0) -> float:
    """Return how well cells fit a field: 1 surely, 0 no evidence, -1 impossible."""
    if not profile.filled:
        return 0.0
    dated = profile.share(Content.DATE)
    if field is Field.OBJECTIVE and profile.filled >= 5 and profile.unique > 0.8 and profile.words > 3:
        return _REJECTED  # prose that each row has of its own says what work is, not what it is done for
    match field.content:
        case Content.DATE:
            return 1.0 if dated >= 0.6 else 0.2 if dated >= 0.25 else _REJECTED
        case Content.PERIOD:
            return 1.0 if profile.share(Content.PERIOD) >= 0.5 else 0.3 if dated >= 0.6 else _REJECTED
        case Content.REFERENCE:
            return _reference_fit(profile, share)
        case Content.NAME:
            return _name_fit(profile)
        case Content.CODE:
            return _code_fit(profile)
        case Content.DURATION if profile.triples >= 0.6:
            return 1.0
        case Content.DURATION | Content.PERCENT | Content.NUMBER | Content.FLAG:
            looks = profile.share(field.content)
            looks = max(looks, profile.share(Content.PERCENT)) if field is Field.FTE else looks
            return (1.0 if looks >= 0.9 else 0.6) if looks >= 0.5 and dated < 0.6 else _REJECTED
        case Content.TEXT:
            numeric = profile.share(Content.NUMBER)
            return _REJECTED if dated >= 0.6 or (numeric >= 0.9 and field is not Field.TAGS) else 0.4
        case _:
            return 0.0


def _reference_fit(profile: Profile, share: float) -> float:
    if profile.share(Content.DATE) >= 0.6 and share < 0.3:
        return _REJECTED
    return 1.0 if share >= 0.5 else 0.5 if share > 0 else 0.0


def _name_fit(profile: Profile) -> float:
    if profile.share(Content.TEXT) < 0.4 or (profile.share(Content.FLAG) >= 0.7 and profile.unique < 0.3):
        return _REJECTED
    return 0.4 + 0.4 * profile.unique + (0.2 if profile.words > 1.5 else 0.0)


def _mostly(profile: Profile) -> bool:
    """Return whether most rows fill the column, as they do that of their names."""
    return profile.filled * 10 >= profile.rows * 7


def _code_fit(profile: Profile) -> float:
    if profile.length > 40 or profile.share(Content.DATE) >= 0.7 > profile.share(Content.NUMBER):
        return _REJECTED
    if profile.unique < 0.3 and profile.filled > 5:
        return _REJECTED
    return 1.0 if profile.unique > 0.9 and profile.share(Content.CODE) > 0.8 else 0.2


def _settle(bids: Sequence[_Bid], profiles: Sequence[Profile]) -> dict[int, Role]:
    """Give each column and each single field to its best bid; filled columns go before empty ones."""
    roles: dict[int, Role] = {}
    taken: set[Field] = set()

    def worth(bid: _Bid) -> tuple[float, bool, int, int]:
        filled = profiles[bid.column].filled
        return (bid.role.confidence - (0.0 if filled else 0.15) - 0.01 * bid.rank, filled > 0, filled, -bid.column)

    for bid in sorted(bids, key=worth, reverse=True):
        role = bid.role
        if bid.column in roles or role.confidence < ACCEPTED_FROM:
            continue
        if role.field in taken and role.field not in REPEATABLE and role.field is not Field.OTHER:
            role = _second(role)
            if role.field in taken and role.field not in REPEATABLE:
                continue
        roles[bid.column] = role
        taken.add(role.field)
    return roles


def _second(role: Role) -> Role:
    """Return what a further column of a field that occurs once is good for: ids are kept as external ids."""
    if role.field is Field.CODE:
        return Role(Field.EXTERNAL_ID, role.confidence, role.reason + ", another column has the code")
    return role


def _add_by_content(
    roles: dict[int, Role], headings: Sequence[str], profiles: Sequence[Profile], shares: Sequence[float]
) -> None:
    taken = {role.field for role in roles.values()}
    free = [column for column in range(len(headings)) if column not in roles and profiles[column].filled]
    if Field.NAME not in taken:
        names = [c for c in free if _name_fit(profiles[c]) > 0.6 and profiles[c].length > 3 and _mostly(profiles[c])]
        if names:
            best = max(names, key=lambda c: (_name_fit(profiles[c]), profiles[c].words, -c))
            roles[best] = Role(Field.NAME, 0.5, "its cells look most like names of work")
            free.remove(best)
    if Field.CODE not in taken and Field.WBS not in taken:
        codes = [
            c
            for c in free
            if profiles[c].unique > 0.98
            and profiles[c].share(Content.CODE) > 0.95
            and profiles[c].filled > 0.8 * profiles[c].rows
            and profiles[c].share(Content.DATE) < 0.5
        ]
        if codes:
            roles[codes[0]] = Role(Field.CODE, 0.5, "each cell is a different short code")
            free.remove(codes[0])
    if Field.PREDECESSORS not in taken:
        for column in [
            c
            for c in free
            if shares[c] >= 0.6
            and heading_unit(headings[c]) is None
            and not meanings(headings[c])
            and profiles[c].share(Content.DATE) < 0.5
        ]:
            roles[column] = Role(Field.PREDECESSORS, 0.5, "its cells name other rows of the table")
            free.remove(column)
    _add_dates_and_durations(roles, free, taken, headings, profiles)


def _add_dates_and_durations(
    roles: dict[int, Role], free: list[int], taken: set[Field], headings: Sequence[str], profiles: Sequence[Profile]
) -> None:
    unknown = [c for c in free if not meanings(headings[c])]
    dates = [c for c in unknown if profiles[c].share(Content.DATE) >= 0.9 > profiles[c].share(Content.NUMBER)]
    if not taken & {Field.START, Field.FINISH} and len(dates) == 2:
        roles[dates[0]] = Role(Field.START, 0.5, "the first of two columns of dates")
        roles[dates[1]] = Role(Field.FINISH, 0.5, "the second of two columns of dates")
    lengths = [c for c in unknown if profiles[c].with_unit >= 0.8 and c not in roles]
    if not taken & {Field.DURATION, Field.LIKELY} and len(lengths) == 1:
        roles[lengths[0]] = Role(Field.DURATION, 0.5, "its cells are amounts of time")


def _effort_as_duration(roles: dict[int, Role], profiles: Sequence[Profile]) -> None:
    """Read effort as the duration where a table has no other and nothing says whose effort it is."""
    taken = {role.field for role in roles.values()}
    if taken & {Field.DURATION, Field.LIKELY, Field.TEAM}:
        return
    for column, role in roles.items():
        if role.field is Field.EFFORT and profiles[column].filled:
            reason = role.reason + ", and no other column has a duration"
            roles[column] = Role(Field.DURATION, min(role.confidence, 0.7), reason)
            return


def _left_alone(heading: str, profile: Profile) -> Role:
    if not profile.filled:
        return Role(Field.OTHER, 1.0, "it is empty")
    known = [m for m in meanings(heading) if m.field is not Field.OTHER and m.score >= 0.9]
    if known and content_fit(known[0].field, profile) == _REJECTED:
        said = known[0].field.value.replace("_", " ")
        return Role(Field.OTHER, 0.5, "its cells contradict its heading", doubt=said)
    if known:
        said = known[0].field.value.replace("_", " ")
        return Role(Field.OTHER, 0.5, f"another column holds the {said}")
    return Role(Field.OTHER, 0.5, "its heading and cells mean nothing that is known")

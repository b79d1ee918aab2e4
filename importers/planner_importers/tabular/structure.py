"""How rows of one table refer to one another: the scheme of the references, and the hierarchy.

Every scheme that a table offers is tried on its references, and the one that explains most is taken:

>>> keys = {Scheme.CODE: ["1", "1.1", "1.2"], Scheme.ORDINAL: ["1", "2", "3"]}
>>> choose_scheme(keys, [(2, "2FS")], {}).scheme
<Scheme.ORDINAL: 'ordinal'>
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.plan.values import DurationUnit
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import Hierarchy, Scheme
from planner_importers.tabular.package_references import links_reader
from planner_importers.tabular.row_keys import canonical, is_outline, outline_parent
from planner_importers.tabular.wording import is_blank

_SAMPLE = 400
_PREFERENCE = (Scheme.CODE, Scheme.WBS, Scheme.EXTERNAL_ID, Scheme.ORDINAL, Scheme.SHEET_ROW, Scheme.NAME)
_TRUST = dict.fromkeys(_PREFERENCE, 1.0) | {
    Scheme.EXTERNAL_ID: 0.97,
    Scheme.ORDINAL: 0.85,
    Scheme.SHEET_ROW: 0.75,
    Scheme.NAME: 0.9,
}
"""Written keys are believed before counted rows, which explain small numbers by chance."""
_COUNTED = (Scheme.ORDINAL, Scheme.SHEET_ROW)

Keys = Mapping[Scheme, Sequence[str]]
"""What each row is called under each scheme, in canonical form; empty where it has no such key."""


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """The scheme taken, the share of references it explains, and another that explains as many differently."""

    scheme: Scheme
    explained: float
    rival: Scheme | None = None


def choose_scheme(keys: Keys, cells: Sequence[tuple[int, str]], days: Mapping[int, tuple[date, date]]) -> SchemeChoice:
    """Return the scheme that explains the references best.

    ``cells`` are (row index, text) of reference cells; ``days`` start and finish of rows where known, so that
    a scheme under which work starts before what it waits for counts less.
    """
    sample = cells[:: max(1, len(cells) // _SAMPLE)]
    scored = []
    for scheme in _PREFERENCE:
        if scheme in keys:
            score, targets, total = _score(scheme, keys, sample, days)
            scored.append((score * _TRUST[scheme], scheme, targets, total))
    if not scored:
        return SchemeChoice(Scheme.NAME, 0.0)
    numbered = [item for item in scored if item[1] in (Scheme.CODE, Scheme.WBS) and _counts(keys[item[1]])]
    if numbered and sum(target is not None for target in numbered[0][2]) * 2 >= numbered[0][3]:
        scored = [numbered[0]]
    best = max(scored, key=lambda item: (item[0], -_PREFERENCE.index(item[1])))
    explained = sum(target is not None for target in best[2]) / best[3] if best[3] else 0.0
    rivals = [
        scheme
        for score, scheme, targets, _ in scored
        if best[1] in _COUNTED and scheme in _COUNTED and score >= 0.85 * best[0] > 0 and targets != best[2]
    ]
    return SchemeChoice(best[1], explained, rivals[0] if rivals else None)


def _counts(keys: Sequence[str]) -> bool:
    """Return whether ids are plain numbers, so that a number is an id before it is the number of a row."""
    filled = [key for key in keys if key]
    return bool(filled) and sum(key.isdecimal() for key in filled) * 10 >= len(filled) * 9


def _score(
    scheme: Scheme, keys: Keys, cells: Sequence[tuple[int, str]], days: Mapping[int, tuple[date, date]]
) -> tuple[float, tuple[int | None, ...], int]:
    index = {key: row for row, key in reversed(list(enumerate(keys[scheme]))) if key}
    names = index if scheme is Scheme.NAME else {key: row for row, key in enumerate(keys.get(Scheme.NAME, ())) if key}
    score, targets = 0.0, []
    read = links_reader([text for _, text in cells])
    for row, text in cells:
        for link in read(text, lambda word: canonical(word) in index or word.casefold() in names, DurationUnit.DAY):
            target = index.get(canonical(link.target), names.get(link.target.casefold()))
            targets.append(target)
            score += _worth(row, target, days)
    return score, tuple(targets), len(targets)


def _worth(row: int, target: int | None, days: Mapping[int, tuple[date, date]]) -> float:
    if target is None:
        return 0.0
    if target == row:
        return -1.0
    worth = 1.0 if target < row else 0.95
    if row in days and target in days:
        gap = (days[row][0] - days[target][1]).days
        worth += 0.2 if 0 <= gap <= 4 else -0.2 if gap < 0 else 0.0
        worth -= 0.3 if days[row][0] < days[target][0] else 0.0
    return worth


def choose_hierarchy(
    columns: Mapping[Field, Sequence[Value]], keys: Keys, depths: Sequence[int], *, staircase: bool
) -> tuple[Hierarchy, str]:
    """Return what tells the hierarchy of a table, and why; ``depths`` are the indents of its rows."""
    if staircase:
        return Hierarchy.STAIRCASE, "names stand in one column per level"
    parents = [
        shown(value) for value in columns.get(Field.PARENT, ()) if value is not None and not is_blank(shown(value))
    ]
    if parents:
        known = {key for scheme, names in keys.items() if scheme is not Scheme.ORDINAL for key in names if key}
        found = sum(canonical(parent) in known or parent.casefold() in known for parent in parents) / len(parents)
        if found >= 0.5:
            return Hierarchy.PARENT, f"{found:.0%} of the parent cells name a row"
        if len(set(parents)) < 0.7 * len(parents) or len(set(parents)) <= 12:
            return Hierarchy.GROUP, "the parent cells name groups without a row of their own"
    levels = {value for value in columns.get(Field.OUTLINE_LEVEL, ()) if isinstance(value, int | float)} | {
        value for value in columns.get(Field.OUTLINE_LEVEL, ()) if isinstance(value, str) and value.strip().isdecimal()
    }
    if len(levels) > 1:
        return Hierarchy.OUTLINE_LEVEL, "a column gives each row's outline level"
    if max(depths, default=0) > 0:
        return Hierarchy.INDENT, "names are indented"
    codes = [key for key in (keys.get(Scheme.WBS) or keys.get(Scheme.CODE) or ()) if key]
    if _outlined(codes):
        return Hierarchy.WBS, "codes such as 1.2.3 contain their parents' codes"
    return Hierarchy.NONE, "nothing tells which row is part of which"


def _outlined(codes: Sequence[str]) -> bool:
    """Return whether dotted codes mostly have their parents among the codes."""
    dotted = [code for code in codes if "." in code and is_outline(code)]
    if len(dotted) * 4 < len(codes) or not dotted:
        return False
    known = Counter(codes)
    if any(count > 1 for count in known.values()) and sum(c - 1 for c in known.values()) * 10 > len(codes):
        return False
    return sum(outline_parent(code) in known for code in dotted) * 2 >= len(dotted)

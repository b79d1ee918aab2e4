"""Which columns name other rows: evidence for predecessors that headings alone do not give."""

from collections.abc import Sequence

from planner.plan.values import DurationUnit
from planner_importers.tabular.column_profile import Profile
from planner_importers.tabular.fields import Content, Field
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.headings import meanings
from planner_importers.tabular.package_references import links_reader
from planner_importers.tabular.row_keys import canonical


def reference_shares(
    headings: Sequence[str], columns: Sequence[Sequence[Value]], profiles: Sequence[Profile]
) -> list[float]:
    """Return per column the share of its cells that name rows; where the heading does not say so, only by codes."""
    height = max((len(values) for values in columns), default=0)
    keyed = [i for i, heading in enumerate(headings) if _holds_keys(heading, profiles[i])]
    named = [i for i, heading in enumerate(headings) if any(m.field is Field.NAME for m in meanings(heading))]
    counted = {str(number) for number in range(1, height + 2)}
    texts_of: dict[int, set[str]] = {}
    shares = []
    for i, (heading, values) in enumerate(zip(headings, columns, strict=True)):
        said = any(m.field in (Field.PREDECESSORS, Field.SUCCESSORS) for m in meanings(heading))
        if not profiles[i].filled or not (said or not meanings(heading)):
            shares.append(0.0)
            continue
        sources = [*keyed, *named] if said else keyed
        for j in sources:
            if j not in texts_of:
                texts_of[j] = {canonical(value) for value in columns[j] if value is not None}
        known = {text for j in sources if j != i for text in texts_of[j]}
        texts = [shown(value) for value in values if value is not None][:200]
        shares.append(_share(texts, known | counted if said else known, strict=not said))
    return shares


def _holds_keys(heading: str, profile: Profile) -> bool:
    if any(m.field in (Field.CODE, Field.WBS, Field.EXTERNAL_ID) for m in meanings(heading)):
        return True
    codes = profile.unique > 0.98 and profile.share(Content.CODE) > 0.95 and profile.with_digits > 0.9
    return not meanings(heading) and codes and profile.filled * 5 >= profile.rows * 4


def _share(texts: Sequence[str], known: set[str], *, strict: bool) -> float:
    def names_row(word: str) -> bool:
        return canonical(word) in known

    reader = links_reader(texts)
    read = [reader(text, names_row, DurationUnit.DAY) for text in texts]
    found = [bool(links) and all(names_row(link.target) for link in links) for links in read]
    telling = any(
        link.type or link.lag or not link.target.replace(".", "").isdecimal() for links in read for link in links
    )
    if strict and (not telling or len(set(texts)) == len(texts) == len(known)):
        return 0.0
    return sum(found) / len(found) if found else 0.0

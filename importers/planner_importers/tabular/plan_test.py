"""Whether a table is a plan: names of work, and something that says when, how long, in which order or by whom.

>>> is_plan([Field.CODE, Field.NAME, Field.START], [3, 3, 3], ("ID", "Task", "Start"))[0]
True
>>> is_plan([Field.CODE, Field.NAME, Field.OTHER], [3, 3, 3], ("ID", "Risk", "Impact"))
(False, 'nothing in it says when, how long, in which order or by whom')
"""

from collections.abc import Sequence

from planner_importers.tabular.fields import STRONG, SUPPORTING, Field
from planner_importers.tabular.wording import normalised

_RESOURCE_LISTS = frozenset(
    {
        "units",
        "max units",
        "assignment units",
        "std rate",
        "standard rate",
        "ovt rate",
        "resource initials",
        "max einh",
        "einheiten",
        "standardsatz",
        "unites",
        "capacite max",
    }
)
"""Headings of the lists of resources and assignments that project tools export beside the plan."""
_FOREIGN = frozenset(
    [
        "risk",
        "risks",
        "probability",
        "likelihood",
        "impact",
        "mitigation",
        "stakeholder",
        "stakeholders",
        "email",
        "mail",
        "phone",
        "alias",
        "raci",
        "requirement",
        "requirements",
        "employee",
        "learner",
        "student",
        "vacation",
        "leave",
        "holiday",
        "invoice",
        "vendor",
        "currency",
        "instrument",
        "obligation",
        "regulation",
        "score",
        "certificate",
        "attendee",
        "question",
        "answer",
        "tool",
        "recurrence",
        "distribution",
        "department",
        "role",
        "salary",
    ]
)
"""Headings of lists that are not plans: risks, people, requirements, obligations."""


def is_plan(fields: Sequence[Field], filled: Sequence[int], headings: Sequence[str]) -> tuple[bool, str]:
    """Return whether a table is a plan, and the reason; ``filled`` counts the filled cells of each column."""
    held = {field for field, count in zip(fields, filled, strict=True) if count}
    foreign = [heading for heading in headings if set(normalised(heading).split()) & _FOREIGN]
    if Field.NAME not in held:
        return False, "no column names pieces of work"
    if lists_resources(headings):
        return False, "it lists resources or their assignments"
    strong = [field for field in fields if field in held & STRONG]
    named_by_heading = not any(
        normalised(headings[i]).split()[-1:] and set(normalised(headings[i]).split()) & _FOREIGN
        for i, field in enumerate(fields)
        if field is Field.NAME
    )
    if strong and (len(foreign) < 2 or len(strong) > 1) and named_by_heading:
        return True, f"it has names and {_listed(strong)}"
    supporting = [field for field in fields if field in held & SUPPORTING]
    if len(supporting) >= 2 and len(foreign) < 2 and named_by_heading:
        return True, f"it has names and {_listed(supporting)}"
    if foreign and strong:
        return False, f"headings such as {foreign[0]!r} belong to another kind of list"
    return False, "nothing in it says when, how long, in which order or by whom"


def lists_resources(headings: Sequence[str]) -> bool:
    """Return whether a table is a project tool's list of resources or of their assignments."""
    return any(normalised(heading) in _RESOURCE_LISTS for heading in headings)


def _listed(fields: Sequence[Field]) -> str:
    words = list(dict.fromkeys(field.value.replace("_", " ") for field in fields))[:4]
    return ", ".join(words)

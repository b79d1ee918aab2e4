"""What is wrong with templates, and with launches whose target has left the day that work before them leads to.

>>> from planner.plan.entities import TemplateItem
>>> template = PlanTemplate(id="t", code="WAVE", name="Wave", items=(TemplateItem(key="A", name="A", calendar="SG"),))
>>> [finding.message for finding in template_findings(Plan.of(template))]
["Item A of template WAVE names calendar 'SG', which there is not."]
"""

from collections.abc import Iterator

from planner.plan.entities import Initiative, Launch, Level, LinkType, PlanTemplate, Status
from planner.plan.findings import Finding, Mend, Place, Severity
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import Edge, moment
from planner.roadmap.templates import template_problems


@per_plan
def template_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return warnings on templates that cannot be used as they are, and on launches apart from their planned day."""
    found = [finding for row in plan.all(PlanTemplate).values() for finding in (*_unsound(row), *_unknown(plan, row))]
    return (*found, *_apart(plan))


def _place(template: PlanTemplate, field: str) -> Place:
    return Place(kind="plan_template", id=template.id, code=template.code, field=field)


def _unsound(template: PlanTemplate) -> Iterator[Finding]:
    for problem in template_problems(template):
        text = f"Template {template.code} cannot be used: {problem}"
        yield Finding(Severity.WARNING, "template-unsound", text, _place(template, "items"), "Correct the template.")


def _unknown(plan: Plan, template: PlanTemplate) -> Iterator[Finding]:
    for item in template.items:
        for space, code in (("calendar", item.calendar), ("team", item.team)):
            if code and plan.by_code(space, code) is None:
                text = f"Item {item.key} of template {template.code} names {space} {code!r}, which there is not."
                hint = f"Name another one, or create a {space} with this code."
                yield Finding(Severity.WARNING, "template-names-unknown", text, _place(template, "items"), hint)


def _apart(plan: Plan) -> Iterator[Finding]:
    for day in plan.all(Initiative).values():
        if day.level is not Level.MILESTONE or day.constraint_date is None or day.status is Status.CANCELLED:
            continue
        led = [link.successor_id for link in plan.successors(day.id)
               if link.type is LinkType.SS and link.lag.is_elapsed and link.lag.amount < 0]  # fmt: skip
        launches = _led_to(plan, led)
        if len(launches) != 1:
            continue
        (launch,) = launches
        if launch.target_date is None or launch.launched_on is not None or launch.status is Status.CANCELLED:
            continue
        target, planned = launch.target_date.date(), day.constraint_date.date()
        if target != planned:
            text = f"{launch.code} is to go live on {target}, but the work before it leads to {planned}, {day.code}."
            yield Finding(
                Severity.WARNING, "launch-day-apart", text,
                Place(kind="initiative", id=day.id, code=day.code, field="constraint_date"),
                f"Move {day.code} to {target}; what is linked to it follows.", (day.id, launch.id),
                Mend("initiative", day.id, "constraint_date", moment(target, Edge.START)),
            )  # fmt: skip


def _led_to(plan: Plan, ids: list[str]) -> list[Launch]:
    """Return the first launches on the ways from some work."""
    seen: set[str] = set()
    found: list[Launch] = []
    stack = list(ids)
    while stack:
        id_ = stack.pop()
        if id_ in seen:
            continue
        seen.add(id_)
        work = plan.works.get(id_)
        if isinstance(work, Launch):
            found.append(work)
        else:
            stack.extend(link.successor_id for link in plan.successors(id_))
    return found

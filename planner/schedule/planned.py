"""The schedule of a plan: dates of every initiative and launch, and the chains that decide them.

>>> from planner.plan.entities import Dependency, Initiative
>>> from planner.plan.values import Duration
>>> first = Initiative(id="a", code="A", name="Write", duration=Duration.parse("2d"))
>>> then = Initiative(id="b", code="B", name="Train", duration=Duration.parse("1d"))
>>> plan = Plan.of(first, then, Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> dates = schedule(plan).dates["b"]
>>> str(dates.start), dates.driver, [step.id for step in critical_path(plan).steps]
('2026-01-05', 'd', ['a', 'b'])
"""

from dataclasses import replace

from planner.plan.snapshot import Plan, per_plan
from planner.schedule.network import Activity
from planner.schedule.records import NONE, Term
from planner.schedule.result import CriticalPath, PathStep, Schedule, WorkDates
from planner.schedule.solution import Solution, moments
from planner.schedule.solve import solve
from planner.schedule.translation import Translation, descendants, holiday_years, project_start, translate

_BINDINGS = {
    Term.NONE: "project_start",
    Term.PROJECT_START: "project_start",
    Term.LINK: "link",
    Term.CONSTRAINT: "constraint",
    Term.SECOND_CONSTRAINT: "constraint",
    Term.DEADLINE: "deadline",
    Term.MANUAL: "manual",
    Term.ACTUAL: "actual",
    Term.STATUS_DATE: "status_date",
    Term.LATE_AS_POSSIBLE: "as_late_as_possible",
}


@per_plan
def solved(plan: Plan) -> tuple[Translation, Solution]:
    """Return the network of a plan and its solution, with the holidays of every year that it reaches."""
    years = holiday_years(plan)
    translation = translate(plan, years)
    solution = solve(translation.network)
    ends = [moment for moment in moments(solution.early_finish) if moment is not None]
    if ends and max(ends).year > years[-1]:
        translation = translate(plan, holiday_years(plan, max(ends)))
        solution = solve(translation.network)
    return translation, solution


@per_plan
def schedule(plan: Plan) -> Schedule:
    """Return the computed dates of a plan by the critical path method; cancelled work has none."""
    translation, solution = solved(plan)
    dates = _dates(plan, translation, solution)
    begin = project_start(plan)
    return Schedule(
        dates,
        min((item.early_start for item in dates.values()), default=begin),
        max((item.early_finish for item in dates.values()), default=begin),
    )


def _dates(plan: Plan, translation: Translation, solution: Solution) -> dict[str, WorkDates]:
    day = plan.portfolio.minutes_per_day
    near = plan.portfolio.near_critical_float_days * day * 10
    instants = [
        moments(column) for column in (solution.start, solution.finish, solution.late_start, solution.late_finish)
    ]
    total, free = solution.total_float.tolist(), solution.free_float.tolist()
    critical = solution.critical.tolist()
    terms, links = solution.early.term.tolist(), solution.early.link.tolist()
    activities, names = translation.network.activities, translation.links
    found = {}
    for i, id_ in enumerate(translation.ids):
        start, finish, late_start, late_finish = (column[i] for column in instants)
        if start is None or finish is None:
            continue
        float_ticks = 0 if total[i] == NONE else total[i]
        free_ticks = 0 if free[i] == NONE else free[i]
        driver = names[links[i]] if links[i] >= 0 else None
        done = activities[i].actual_finish is not None
        found[id_] = WorkDates(
            id=id_,
            early_start=start,
            early_finish=finish,
            late_start=late_start or start,
            late_finish=late_finish or finish,
            total_float_minutes=float_ticks // 10,
            free_float_minutes=free_ticks // 10,
            total_float_days=float_ticks / 10 / day,
            free_float_days=free_ticks / 10 / day,
            duration_minutes=activities[i].duration // 10,
            critical=critical[i],
            near_critical=not critical[i] and not done and float_ticks <= near,
            driver=driver,
            binding=_binding(plan, Term(terms[i]), driver, id_),
        )
    return found


def _binding(plan: Plan, term: Term, driver: str | None, id_: str) -> str:
    if plan.children(id_):
        return "parts"
    if term is Term.LINK and driver is not None:
        link = plan.get("dependency", driver)
        return "external" if getattr(link, "predecessor_id", None) is None else "link"
    return _BINDINGS.get(term, "project_start")


@per_plan
def critical_path(plan: Plan, to: str | None = None) -> CriticalPath:
    """Return the chain that decides when ``to`` (a work id; None: the last to finish) is done, root first.

    Floats are relative to the target: how far each step could slip without moving it. NotFoundError if there
    is no such work; a target without dates (cancelled) has no steps.
    """
    if to is not None:
        plan.work(to)
    translation, solution = solved(plan)
    leaves = _leaves(plan, translation, to)
    finishes = {i: int(solution.early_finish[i]) for i in leaves if solution.early_finish[i] != NONE}
    if not finishes:
        return CriticalPath(to, project_start(plan), (), ())
    last = max(finishes, key=lambda i: finishes[i])
    if to is not None:
        solution = solve(replace(translation.network, target=last))
    day = plan.portfolio.minutes_per_day * 10
    steps = tuple(_steps(translation, solution, last, day))
    limit = translation.network.projects[0].critical_limit
    critical = [
        id_
        for i, id_ in enumerate(translation.ids)
        if _counts(plan, id_, translation.network.activities[i]) and NONE != solution.total_float[i] <= limit
    ]
    return CriticalPath(to, schedule(plan).dates[translation.ids[last]].early_finish, steps, tuple(critical))


def _leaves(plan: Plan, translation: Translation, to: str | None) -> list[int]:
    if to is not None:
        return [translation.index[id_] for id_ in descendants(plan, to)]
    return [i for i, id_ in enumerate(translation.ids) if not plan.children(id_)]


def _counts(plan: Plan, id_: str, activity: Activity) -> bool:
    return activity.active and activity.actual_finish is None and not plan.children(id_)


def _steps(translation: Translation, solution: Solution, last: int, day: int) -> list[PathStep]:
    steps: list[PathStep] = []
    at: int = last
    while 0 <= at < len(translation.ids) and len(steps) <= len(translation.ids):
        binding = solution.early.of(at)
        follows = binding.term is Term.LINK and binding.link >= 0
        link = translation.links[binding.link] if follows else None
        ticks = int(solution.total_float[at])
        steps.append(PathStep(translation.ids[at], link, 0.0 if ticks == NONE else ticks / day))
        at = binding.activity if follows else -1
    return steps[::-1]

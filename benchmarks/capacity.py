"""Speed of capacity on 10,000 initiatives and 50 teams: load, heat map and the first levelled plan.

    python -m benchmarks.capacity [--initiatives N] [--teams N] [--repeats N] [--proposal] [--json]

The plan is drawn from a seed: 1.3 links an initiative, each asks one or two teams for people or person-days, flat,
front- or back-loaded; the teams are too small for the dates that links alone give. Before each repeat one initiative
gets another duration and the schedule is brought up to date, unmeasured; then are timed, from that revision:

- "load": the demand by team, skill and day over all years of the plan;
- "heat map": after the load, the frame of supply, demand, per cent and gap by fiscal month as the API sends it;
- "first levelled plan": the start of each piece of work by the solver in one pass, from a problem that is there, with
  what each waits for and all floats;
- "proposal", if asked for: once, the whole way from the plan to exact dates, edits and reasons after that one pass. It
  dates each piece of work by the schedule's own rules.

`--staffing 0.2` gives each team a fifth of its people, so that much of the work fits nowhere.

Medians in milliseconds of CPU time of this process, so that other programs on the machine do not count; all of it works
in one thread. The levelled plan is verified by the solver's independent checker; a breach gives exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

for shelf in ("graphql", "importers", "exports"):
    sys.path.append(str(Path(__file__).resolve().parent.parent / shelf))

from planner.capacity.heat import grid_years, heat_map  # noqa: E402
from planner.capacity.level_plan import level_plan  # noqa: E402
from planner.capacity.level_plan import warm_up as level_plan_warm_up  # noqa: E402
from planner.capacity.level_plan_dating import Dating  # noqa: E402
from planner.capacity.level_plan_ground import ground_of  # noqa: E402
from planner.capacity.level_plan_problem import model_of  # noqa: E402
from planner.capacity.levelling import Budget, Objective, Problem, check, level, warm_up  # noqa: E402
from planner.capacity.load import load  # noqa: E402
from planner.capacity.periods import PeriodLength  # noqa: E402
from planner.plan.changes import Action, Operation, apply  # noqa: E402
from planner.plan.entities import (  # noqa: E402
    Demand,
    DemandProfile,
    Dependency,
    Entity,
    Initiative,
    Portfolio,
    Team,
)
from planner.plan.snapshot import Plan  # noqa: E402
from planner.plan.values import Duration  # noqa: E402
from planner.schedule import schedule  # noqa: E402
from planner_graphql.capacity_frame import capacity_frame  # noqa: E402

TODAY = date(2027, 1, 4)
LARGEST_TEAM = 1_000.0
FULLNESS = 0.8
"""Head count of a team, as a share of the people that it is asked for on average over the plan."""
TARGETS_MS = {"load": 10.0, "heat map": 20.0, "first levelled plan": 100.0}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; `within_target` is None where there is no target."""

    what: str
    median_ms: float
    worst_ms: float
    within_target: bool | None


def portfolio(initiatives: int, teams: int, seed: int = 3, staffing: float = 1.0) -> Plan:
    """Return a plan of this many initiatives, each asking one or two of the teams, and a share of their people."""
    chance = random.Random(seed)
    asked = [0.0] * teams
    works: list[Initiative] = []
    demands: list[Demand] = []
    for n in range(initiatives):
        days = chance.randrange(5, 60)
        deadline = datetime(2029, 1 + n % 12, 15, 17) if n % 4 == 0 else None
        works.append(
            Initiative(
                id=f"i{n}", code=f"INI-{n}", name=f"Initiative {n}", duration=Duration.parse(f"{days}d"),
                deadline=deadline,
            )
        )  # fmt: skip
        for team in chance.sample(range(teams), chance.choice((1, 1, 2))):
            people = chance.choice((0.25, 0.5, 1.0, 2.0))
            fte, person_days = (people, None) if chance.random() < 0.5 else (None, people * days)
            asked[team] += people * days
            profile = chance.choice(tuple(DemandProfile))
            demands.append(
                Demand(
                    id=f"a{len(demands)}", initiative_id=f"i{n}", team_id=f"t{team}", profile=profile, fte=fte,
                    person_days=person_days,
                )
            )  # fmt: skip
    entities: list[Entity] = [Portfolio(id="portfolio", start=datetime(2027, 1, 4)), *works, *demands]
    pairs = {
        (chance.randrange(max(0, n - initiatives // 4), n), n)
        for n in range(1, initiatives)
        for _ in range(1 + (n % 3 == 0))
    }
    entities += [Dependency(id=f"d{a}-{b}", predecessor_id=f"i{a}", successor_id=f"i{b}") for a, b in sorted(pairs)]
    length = max(1, _days(Plan.of(*entities)))
    for n, days_asked in enumerate(asked):
        people = min(LARGEST_TEAM, 4.0 + FULLNESS * days_asked / length)
        entities.append(Team(id=f"t{n}", code=f"T{n}", name=f"Team {n}", headcount=round(staffing * people, 1)))
    return Plan.of(*entities, revision=1)


def _days(plan: Plan) -> int:
    """Return the working days between a plan's first start and last finish, about."""
    found = schedule(plan)
    return (found.finish.date() - found.start.date()).days * 5 // 7


def edited(plan: Plan, number: int) -> Plan:
    """Return the plan with another duration of one initiative, scheduled; `number` makes it another each time."""
    item = f"i{(number * 7_919) % len(plan.all(Initiative))}"
    change = Operation(Action.UPDATE, "initiative", item, {"duration": Duration.parse(f"{6 + number % 50}d")})
    outcome = apply(plan, [change])
    assert outcome.accepted, outcome.findings
    schedule(outcome.plan)
    return outcome.plan


def timed(prepare: Callable[[int], Plan], work: Callable[[Plan], object], repeats: int) -> tuple[float, float]:
    """Return the median and the worst milliseconds of `work` on prepared plans, after one unmeasured run."""
    taken = []
    for number in range(repeats + 1):
        plan = prepare(number)
        begin = time.process_time()
        work(plan)
        taken.append((time.process_time() - begin) * 1000)
    return statistics.median(taken[1:]), max(taken[1:])


def problem_of(plan: Plan) -> Problem:
    """Return the problem that levelling a plan solves."""
    ground = ground_of(plan, TODAY, None, None)
    dated = Dating(ground, last_chance=True)
    return model_of(ground, dated.free, dated.loads, {}, delays=True).problem


def measure(plan: Plan, repeats: int) -> tuple[list[Row], bool]:
    """Return the rows, and whether the levelled plan is right."""
    shown = heat_map(plan, PeriodLength.MONTH)
    years = grid_years(plan, shown.periods)
    problem = problem_of(plan)
    found = level(problem, Objective.LATENESS, Budget.first_plan())

    def with_load(number: int) -> Plan:
        after = edited(plan, number)
        load(after, *years)
        return after

    steps: dict[str, tuple[Callable[[int], Plan], Callable[[Plan], object]]] = {
        "load": (lambda number: edited(plan, number), lambda after: load(after, *years)),
        "heat map": (with_load, lambda after: capacity_frame(after, PeriodLength.MONTH, None, None)),
        "first levelled plan": (lambda _: plan, lambda _: level(problem, Objective.LATENESS, Budget.first_plan())),
    }
    rows = []
    for what, (prepare, work) in steps.items():
        median, worst = timed(prepare, work, repeats)
        rows.append(Row(what, round(median, 2), round(worst, 2), median <= TARGETS_MS[what]))
    return rows, not check(problem, found) and not found.unplaced


def proposal(plan: Plan) -> Row:
    """Return how long a proposal takes, once, with machine code that is there."""
    level_plan_warm_up()
    begin = time.process_time()
    level_plan(plan, today=TODAY, budget=Budget.first_plan())
    taken = round((time.process_time() - begin) * 1000, 2)
    return Row("proposal", taken, taken, None)


def table(rows: list[Row]) -> str:
    """Return the rows as a table."""
    lines = [f"{'what':>20} {'median ms':>10} {'worst ms':>9} {'target ms':>10}"]
    for row in rows:
        target = f"{TARGETS_MS[row.what]:.0f}" if row.what in TARGETS_MS else "-"
        lines.append(f"{row.what:>20} {row.median_ms:>10.2f} {row.worst_ms:>9.2f} {target:>10}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows as JSON; 1 where the levelled plan is wrong."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.capacity", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--initiatives", type=int, default=10_000)
    parser.add_argument("--teams", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=30)
    parser.add_argument("--proposal", action="store_true", help="also the whole proposal, once")
    parser.add_argument("--staffing", type=float, default=1.0, help="share of the people that each team has")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    warm_up()
    plan = portfolio(chosen.initiatives, chosen.teams, staffing=chosen.staffing)
    rows, right = measure(plan, chosen.repeats)
    if chosen.proposal:
        rows.append(proposal(plan))
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(table(rows))
    if not right:
        print("The levelled plan breaks a rule or leaves work without a place.", file=sys.stderr)
    return int(not right)


if __name__ == "__main__":
    sys.exit(main())

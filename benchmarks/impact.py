"""Speed of the answer to "what would this move?": one-field edits of a plan of 10,000 initiatives.

    python -m benchmarks.impact [--initiatives N] [--repeats N] [--json]

The plan has 1.3 dependencies an initiative, programmes, three calendars with public holidays, and launches. It is
scheduled once; then each edit is applied (rules checked), the schedule after it computed, both compared, and the
rows of everything that moves written out. Figures are milliseconds of CPU time of this process, so that other
programs on the machine do not count; it works in one thread, so on a quiet machine the clock shows the same. The
collector is on as in a server. "anew" is the same plan scheduled without its predecessor, for comparison.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from planner.plan.changes import Action, Operation
from planner.plan.entities import Calendar, ConstraintType, Dependency, Entity, Initiative, Launch, Level, Portfolio
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import impact, schedule, warm_up

TARGET_MS = 20.0
LAUNCHES = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One edit: how many pieces of work it moves, and how long the answer takes."""

    edit: str
    moved: int
    median_ms: float
    worst_ms: float
    within_target: bool


def portfolio(initiatives: int, seed: int = 1) -> Plan:
    """Return a plan of this many initiatives, one in twenty of them a programme."""
    chance = random.Random(seed)
    programmes = initiatives // 20
    leaves = [f"i{n}" for n in range(initiatives - programmes)]
    entities: list[Entity] = [
        Portfolio(id="portfolio", start=datetime(2027, 1, 4), default_calendar_id="us"),
        Calendar(id="us", code="US", country="US", subdivision="CA"),
        Calendar(id="ie", code="IE", country="IE"),
        *(
            Initiative(id=f"p{n}", code=f"PRG-{n}", name=f"Programme {n}", level=Level.PROGRAMME, owner="Ada")
            for n in range(programmes)
        ),
    ]
    for n, id_ in enumerate(leaves):
        length = Duration.parse(f"{chance.randrange(1, 30)}d")
        calendar = chance.choice([None, None, "ie"])
        parent = f"p{n % programmes}" if programmes else None
        entities.append(
            Initiative(
                id=id_, code=f"INI-{n}", name=f"Initiative {n}", owner="Ada", parent_id=parent, duration=length,
                calendar_id=calendar,
            )
        )  # fmt: skip
    entities += _links(chance, leaves, initiatives * 13 // 10)
    for n in range(LAUNCHES):
        entities.append(
            Launch(id=f"l{n}", code=f"LCH-{n}", name=f"Launch {n}", target_date=datetime(2029, 1, 1, 23, 59))
        )
        entities.append(Dependency(id=f"ld{n}", predecessor_id=leaves[-1 - n], successor_id=f"l{n}"))
    return Plan.of(*entities, revision=1)


def _links(chance: random.Random, leaves: list[str], count: int) -> list[Dependency]:
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < count:
        first = chance.randrange(len(leaves) - 1)
        pairs[first, min(len(leaves) - 1, first + chance.randrange(1, 400))] = None
    return [Dependency(id=f"d{n}", predecessor_id=leaves[a], successor_id=leaves[b]) for n, (a, b) in enumerate(pairs)]


def edits(plan: Plan) -> dict[str, Operation]:
    """Return the edits by name: one field each, then a link that goes and one that comes."""
    size = sum(item.level is not Level.PROGRAMME for item in plan.all(Initiative).values())
    middle, early, late = f"i{size // 2}", "i10", f"i{size - 100}"

    def update(kind: str, id_: str, field: str, value: object) -> Operation:
        return Operation(Action.UPDATE, kind, id_, {field: value})

    ends = {"predecessor_id": f"i{size // 100}", "successor_id": f"i{size - 500}"}
    return {
        "duration in the middle": update("initiative", middle, "duration", Duration.parse("60d")),
        "duration at the begin": update("initiative", early, "duration", Duration.parse("90d")),
        "a year at the begin": update("initiative", early, "duration", Duration.parse("260d")),
        "duration at the end": update("initiative", late, "duration", Duration.parse("90d")),
        "deadline": update("initiative", middle, "deadline", datetime(2028, 3, 3, 23, 59)),
        "constraint": update("initiative", middle, "constraint", ConstraintType.ALAP),
        "owner": update("initiative", middle, "owner", "Grace"),
        "target date": update("launch", "l3", "target_date", datetime(2027, 6, 1, 23, 59)),
        "lag": update("dependency", f"d{size // 2}", "lag", Duration.parse("9d")),
        "a link goes": Operation(Action.DELETE, "dependency", "d77"),
        "a link comes": Operation(Action.CREATE, "dependency", "new", ends),
    }


def timed(work: Callable[[], int], repeats: int) -> tuple[int, float, float]:
    """Return what the work gives, its median and its worst milliseconds, after one unmeasured run."""
    result = work()
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return result, statistics.median(times), max(times)


def measure(plan: Plan, repeats: int) -> list[Row]:
    """Return the rows of all edits; the plan must be scheduled."""
    rows = []
    for name, operation in edits(plan).items():

        def answer(operation: Operation = operation) -> int:
            found = impact(plan, [operation])
            assert found.accepted, found.findings
            return len(found.moved) + 0 * (len(found.newly_critical) + len(found.newly_late))

        moved, median, worst = timed(answer, repeats)
        rows.append(Row(name, moved, round(median, 2), round(worst, 2), median <= TARGET_MS))
    _, median, worst = timed(lambda: len(schedule(Plan(plan.entities, 1)).dates), max(1, repeats // 5))
    rows.append(Row("anew", len(plan.works), round(median, 2), round(worst, 2), median <= TARGET_MS))
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a one-field edit takes longer than the target."""
    parser = argparse.ArgumentParser(prog="benchmarks.impact", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--initiatives", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    warm_up()
    plan = portfolio(chosen.initiatives)
    schedule(plan)
    rows = measure(plan, chosen.repeats)
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        print(f"{'edit':24}{'moves':>7}{'median ms':>12}{'worst ms':>12}")
        for row in rows:
            print(f"{row.edit:24}{row.moved:>7}{row.median_ms:>12.1f}{row.worst_ms:>12.1f}")
    return 0 if all(row.within_target for row in rows[:9]) else 1


if __name__ == "__main__":
    sys.exit(main())

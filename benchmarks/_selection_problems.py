"""Selection problems: drawn from a seed, or read from files of the next release problem in Xuan's format."""

from __future__ import annotations

import random
import re
from pathlib import Path

from planner.roadmap.selection.problem import Demand, Group, Limit, Link, Problem, Rule, Share, delayed

QUARTERS = 8
TEAMS = 20
TIGHTNESS = 0.55
"""Share of all work that the capacity is enough for."""
SMALLEST_TEAM = 24
"""Person-days in a quarter."""
VALUE_SCALE = 100
WORK_SCALE = 10
"""Amounts are tenths of person-days."""


def drawn(size: int, seed: int = 0, quarters: int = QUARTERS, teams: int = TEAMS) -> Problem:
    """Return so many initiatives for so many teams.

    Each asks one to four teams for 3 to 24 person-days in each of one to three quarters, loses up to 15 % of its
    value by each quarter of waiting, and waits for up to two others in two cases of five. One in twenty is a must by
    a deadline; one in fifty runs already. Values follow the work with a spread of about a half; all teams together can
    do 55 % of the work, some of them more, some less; the smallest have 24 person-days in a quarter.
    """
    chance = random.Random(seed * 1_000_003 + size)
    duration = chance.choices((1, 2, 3), (60, 30, 10), k=size)
    demands, work = [], [0] * size
    for item in range(size):
        for team in chance.sample(range(teams), chance.choices((1, 2, 3, 4), (35, 35, 20, 10))[0]):
            amount = round(min(max(chance.lognormvariate(2.6, 0.5), 3), SMALLEST_TEAM) * WORK_SCALE)
            for offset in range(duration[item]):
                demands.append(Demand(item, team, offset, amount))
                work[item] += amount
    value = [round(work[i] * VALUE_SCALE / WORK_SCALE * chance.lognormvariate(0, 0.5)) for i in range(size)]
    lost = [chance.choice((0, 0, 0.02, 0.05, 0.1, 0.15)) for _ in range(size)]
    running = [chance.random() < 0.02 for _ in range(size)]
    must = [chance.random() < 0.05 for _ in range(size)]
    latest = [quarters - duration[i] for i in range(size)]
    for item in range(size):
        if must[item]:
            latest[item] = min(latest[item], chance.randint(2, quarters - 1))
    return Problem(
        quarters=quarters, value=delayed(value, lost, quarters), duration=duration, demands=demands,
        capacity=_capacity(chance, demands, quarters, teams), latest=latest, running=running,
        must=must, links=_links(chance, duration, must, running), groups=_groups(chance, size, must, running),
        limits=[Limit(tuple(range(0, size, 10)), max(size // 40, 2))],
        shares=[Share(tuple(range(1, size, 10)), sum(work) // 50)],
    )  # fmt: skip


def _capacity(chance: random.Random, demands: list[Demand], quarters: int, teams: int) -> list[list[int]]:
    asked = [0] * teams
    for demand in demands:
        asked[demand.resource] += demand.amount
    tight = [chance.uniform(0.7, 1.3) * TIGHTNESS for _ in range(teams)]
    ramp = [chance.uniform(-0.02, 0.04) for _ in range(teams)]
    return [
        [
            max(round(asked[t] * tight[t] / quarters * (1 + ramp[t] * q)), SMALLEST_TEAM * WORK_SCALE)
            for q in range(quarters)
        ]
        for t in range(teams)
    ]


def _links(chance: random.Random, duration: list[int], must: list[bool], running: list[bool]) -> list[Link]:
    links = []
    for after in range(1, len(duration)):
        if running[after] or must[after] or chance.random() > 0.4:
            continue
        found = {chance.randint(max(0, after - 40), after - 1) for _ in range(chance.choice((1, 1, 2)))}
        links += [Link(before, after, duration[before] - chance.choice((0, 1))) for before in sorted(found)]
    return links


def _groups(chance: random.Random, size: int, must: list[bool], running: list[bool]) -> list[Group]:
    free = [item for item in range(size) if not must[item] and not running[item]]
    groups = []
    for rule in (Rule.EITHER_OR, Rule.ALL_OR_NONE):
        for _ in range(max(size // 50, 1)):
            at = chance.randrange(len(free) - 3)
            groups.append(Group(rule, tuple(free[at : at + chance.choice((2, 3))])))
    return groups


def next_release(text: str, ratio: float) -> Problem:
    """Return a next release problem: requirements that cost, customers that pay if they get all they ask for.

    The format of Xuan et al. (2012, IEEE TSE 38(5)): levels of requirements with their costs, dependencies as pairs of
    which the first comes before the second, customers with profit and requests; ids count from 1. The budget is
    `ratio` of all costs.
    """
    numbers = iter(int(word) for word in re.findall(r"^[^^].*$", text, re.MULTILINE) for word in word.split())
    costs: list[int] = []
    for _ in range(next(numbers)):
        costs += [next(numbers) for _ in range(next(numbers))]
    needs = {(next(numbers) - 1, next(numbers) - 1) for _ in range(next(numbers))}
    customers = [(next(numbers), [next(numbers) - 1 for _ in range(next(numbers))]) for _ in range(next(numbers))]
    links = [Link(before, after) for before, after in sorted(needs)]
    for number, (_, asked) in enumerate(customers):
        links += [Link(requirement, len(costs) + number) for requirement in dict.fromkeys(asked)]
    value = [[0]] * len(costs) + [[profit] for profit, _ in customers]
    demands = [Demand(item, 0, 0, cost) for item, cost in enumerate(costs)]
    return Problem(quarters=1, value=value, capacity=[[int(ratio * sum(costs))]], demands=demands, links=links)


def next_releases(folder: Path, ratios: tuple[float, ...] = (0.3, 0.5)) -> list[tuple[str, Problem]]:
    """Return the problems of all files of a folder that can be read as such, by name and ratio."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [(f"{path.stem} {ratio:g}", next_release(text, ratio)) for ratio in ratios]
        except (ValueError, StopIteration, RuntimeError):
            continue
    return found

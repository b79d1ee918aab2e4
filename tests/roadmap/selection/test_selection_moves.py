"""Moves of a selection under construction: taken back exactly, and the same interpreted and as machine code."""

import random

import pytest

from benchmarks._selection_problems import drawn
from planner.roadmap.selection import check, moves
from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import densities, first_answer
from planner.roadmap.selection.machine import machine_code
from planner.roadmap.selection.moves import FIXED, FREE, JOURNAL, LACKING, ROOM, START, WORTH
from planner.roadmap.selection.ruin import Ruin
from planner.roadmap.selection.solving import value_of


def improvement(size: int, seed: int, *, compiled: bool = False) -> Ruin:
    problem = drawn(size, seed)
    board = Board(problem)
    density = densities(problem, board)
    first_answer(problem, board, density)
    return Ruin(problem, board, density, seed, machine_code() if compiled else None)


@pytest.mark.parametrize("seed", range(4))
def test_moves_are_taken_back_exactly(seed: int) -> None:
    ruin, chance = improvement(60, seed), random.Random(seed)
    rules, state = ruin.rules, ruin.state
    before = [ruin.table(name).tolist() for name in (START, FREE, ROOM, LACKING)]
    worth = state[WORTH]
    for _ in range(40):
        item = chance.randrange(60)
        if ruin.table(START)[item] >= 0:
            moves.remove(rules, state, item)
            assert ruin.table(START)[item] < 0 or rules[rules[FIXED] + item]
        else:
            assert moves.insert(rules, state, item) == (ruin.table(START)[item] >= 0)
    assert state[JOURNAL] > 10
    assert state[WORTH] == value_of(drawn(60, seed), ruin.table(START))
    moves.take_back(rules, state, 0)
    assert [ruin.table(name).tolist() for name in (START, FREE, ROOM, LACKING)] == before
    assert state[WORTH] == worth


@pytest.mark.parametrize("seed", range(3))
def test_improvement_is_the_same_interpreted_and_compiled(seed: int) -> None:
    interpreted, compiled = improvement(80, seed), improvement(80, seed, compiled=True)
    first = interpreted.best_value
    for ruin in (interpreted, compiled):
        ruin.run(lambda taken: taken / 1_024)
    assert interpreted.state == list(compiled.state)
    assert interpreted.chance == list(compiled.chance)
    assert interpreted.best.tolist() == compiled.best.tolist()
    assert interpreted.best_value == compiled.best_value > first
    assert check(drawn(80, seed), compiled.best) == ()
    assert value_of(drawn(80, seed), compiled.best) == compiled.best_value

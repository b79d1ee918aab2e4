"""Moves of a selection under construction: taken back exactly, and the same interpreted and as machine code."""

import random

import numpy as np
import pytest

from benchmarks._selection_problems import drawn
from planner.roadmap.selection import check, moves
from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import densities, first_answer
from planner.roadmap.selection.machine import machine_code
from planner.roadmap.selection.moves import FIXED, FREE, JOURNAL, LACKING, ROOM, START, WORTH
from planner.roadmap.selection.ruin import Ruin
from planner.roadmap.selection.solving import value_of


def improvement(size: int, seed: int) -> Ruin:
    problem = drawn(size, seed)
    board = Board(problem)
    density = densities(problem, board)
    first_answer(problem, board, density)
    return Ruin(problem, board, density, seed)


@pytest.mark.parametrize("seed", range(4))
def test_moves_are_taken_back_exactly(seed: int) -> None:
    made, chance = improvement(60, seed), random.Random(seed)
    rules, state = made.rules, made.state
    before = [state[state[name] : state[name + 1]] for name in (START, FREE, ROOM, LACKING)]
    worth, start = state[WORTH], state[START]
    for _ in range(40):
        item = chance.randrange(60)
        if state[start + item] >= 0:
            moves.remove(rules, state, item)
            assert state[start + item] < 0 or rules[rules[FIXED] + item]
        else:
            assert moves.insert(rules, state, item) == (state[start + item] >= 0)
    assert state[JOURNAL] > 10
    assert state[WORTH] == value_of(drawn(60, seed), np.array(state[start : start + 60]))
    moves.take_back(rules, state, 0)
    assert [state[state[name] : state[name + 1]] for name in (START, FREE, ROOM, LACKING)] == before
    assert state[WORTH] == worth


@pytest.mark.parametrize("seed", range(3))
def test_improvement_is_the_same_interpreted_and_compiled(seed: int) -> None:
    ruin = improvement(80, seed)
    first, columns = ruin.best_value, [ruin.rules, ruin.state, ruin.chance]
    ruin.compile()
    moves.improve(columns[0], columns[1], columns[2], 300, 100.0)
    machine_code()["improve"](ruin.rules, ruin.state, ruin.chance, 300, 100.0)
    assert columns == [column.tolist() for column in (ruin.rules, ruin.state, ruin.chance)]
    machine_code()["improve"](ruin.rules, ruin.state, ruin.chance, 20_000, 100.0)
    assert ruin.best_value > first
    assert check(drawn(80, seed), ruin.best) == ()
    assert value_of(drawn(80, seed), ruin.best) == ruin.best_value

"""Levelling against its definition, on random problems."""

from dataclasses import fields

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.capacity.levelling.budget import Budget
from planner.capacity.levelling.checking import breaches, check
from planner.capacity.levelling.engines import Mode
from planner.capacity.levelling.levelling import level
from planner.capacity.levelling.problem import Capacity, Problem
from planner.capacity.levelling.result import Label, Levelling, Objective, Rule, Status
from tests.capacity.levelling.problems import best_by_trying, problems

SHORT = Budget(schedules=600, effort=0.2)


def same(one: Levelling, other: Levelling) -> bool:
    """Return whether two answers are equal in everything."""
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Levelling))


@settings(max_examples=80)
@given(problems(), st.sampled_from(Rule), st.sampled_from(Objective))
def test_a_single_pass_breaks_no_rule(problem: Problem, rule: Rule, objective: Objective) -> None:
    plan = level(problem, objective, Budget.first_plan(), rule=rule)
    assert plan.status is Status.LEVELLED
    assert check(problem, plan) == ()


@settings(max_examples=30)
@given(problems(), st.sampled_from(Objective))
def test_a_search_breaks_no_rule_and_keeps_its_bound(problem: Problem, objective: Objective) -> None:
    plan = level(problem, objective, SHORT, mode=Mode.COMPILED)
    assert plan.status is Status.LEVELLED
    assert check(problem, plan) == ()
    assert plan.bound <= plan.value
    assert (plan.label is Label.PROVEN) == (plan.value == plan.bound)


@settings(max_examples=30)
@given(problems(classes=False), st.sampled_from(Objective))
def test_a_search_is_never_worse_than_a_single_pass(problem: Problem, objective: Objective) -> None:
    first = level(problem, objective, Budget.first_plan())
    assert level(problem, objective, SHORT, mode=Mode.COMPILED).value <= first.value


@settings(max_examples=50)
@given(problems(largest=4, interruptions=False, fixed=False, classes=False))
def test_the_makespan_is_the_least_there_is(problem: Problem) -> None:
    plan = level(problem, budget=SHORT, mode=Mode.COMPILED)
    assume(plan.makespan <= 13)
    assert plan.makespan == best_by_trying(problem, plan.makespan, Objective.MAKESPAN)
    assert plan.label is Label.PROVEN


@settings(max_examples=30)
@given(problems(largest=3, interruptions=False, fixed=False, classes=False))
def test_a_bound_of_lateness_is_one(problem: Problem) -> None:
    plan = level(problem, Objective.LATENESS, SHORT, mode=Mode.COMPILED)
    assume(plan.makespan <= 14)
    best = best_by_trying(problem, 16, Objective.LATENESS)
    assert best is not None
    assert plan.bound <= best <= plan.value


@settings(max_examples=40)
@given(problems(), st.sampled_from(Objective), st.integers(0, 5))
def test_interpreted_and_compiled_are_equal(problem: Problem, objective: Objective, seed: int) -> None:
    budget = Budget(schedules=400, effort=0.0)
    one = level(problem, objective, budget, seed=seed, mode=Mode.INTERPRETED)
    assert same(one, level(problem, objective, budget, seed=seed, mode=Mode.COMPILED))


@settings(max_examples=30)
@given(problems(largest=12), st.integers(0, 5))
def test_a_seed_and_a_budget_give_one_answer(problem: Problem, seed: int) -> None:
    assert same(level(problem, budget=SHORT, seed=seed), level(problem, budget=SHORT, seed=seed))


@settings(max_examples=80)
@given(problems(interruptions=False, classes=False), st.data())
def test_float_can_be_used(problem: Problem, data: st.DataObject) -> None:
    """All tasks at their late dates, or one of them alone shifted, break no rule that was not broken before."""
    plan = level(problem, budget=Budget.first_plan())
    assert (plan.total_float >= 0).all()
    moved = plan.late_start.copy()
    assert breaches(problem, moved, plan.late_finish) == ()
    assert int(plan.late_finish.max(initial=0)) <= plan.makespan


@settings(max_examples=50)
@given(problems())
def test_late_dates_never_precede_early_ones(problem: Problem) -> None:
    plan = level(problem, budget=Budget.first_plan())
    assert (plan.late_start >= plan.start).all()
    assert (plan.late_finish >= plan.finish).all()


@settings(max_examples=80)
@given(problems(fixed=False))
def test_what_a_task_waited_for_is_there(problem: Problem) -> None:
    plan = level(problem, budget=Budget.first_plan())
    for task in range(problem.size):
        earlier = plan.waited_for(task)
        assert all(plan.start[other] < plan.start[task] for other, _ in earlier)
        if plan.waited[task] == 0:
            assert earlier == ()


@settings(max_examples=40)
@given(problems(largest=6, interruptions=False, fixed=False, classes=False))
def test_more_capacity_never_worsens_a_proven_makespan(problem: Problem) -> None:
    more = replace_capacities(problem)
    before, after = (level(p, budget=SHORT, mode=Mode.COMPILED) for p in (problem, more))
    assume(before.label is Label.PROVEN)
    assume(after.label is Label.PROVEN)
    assert after.makespan <= before.makespan


def replace_capacities(problem: Problem) -> Problem:
    """Return the problem with one unit more of everything at all times."""
    c = problem.columns
    more = [Capacity(k.since, tuple(u + 1 for u in k.units)) for k in problem.capacities]
    return Problem(c.duration, c.links, c.demands, more, c.release, c.due, c.weight)

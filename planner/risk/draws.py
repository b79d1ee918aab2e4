"""Draws of one group of samples: the normal scores of work and causes, the durations and delays they give.

The score of a piece of work that shares causes with others is a blend, sqrt(1 - r) of its own score plus sqrt(r) of the
cause's, so that any two pieces of work with the cause have the correlation r of their scores, whatever their shapes.
"""

from __future__ import annotations

from planner.risk.distributions import GREATEST_SCORE, KNOT_BITS, KNOTS_EACH_SIDE, UNIT_BITS
from planner.risk.normal_scores import ONE_BITS, normal_scores
from planner.risk.random_lanes import LANES, WORD, random_words
from planner.risk.records import (
    AMOUNT,
    CAUSE,
    CAUSE_AT,
    CAUSE_END,
    HAPPENS,
    LANE_NODE,
    LOW,
    NAME,
    OP,
    OP_WORK,
    OWN,
    RISK,
    RISK_AT,
    RISK_END,
    RISK_LOW,
    RISK_NAMES,
    RISK_SHAPE,
    RISK_SPAN,
    SHAPE,
    SPAN,
)
from planner.worktime.tables import POSITION, Column

DRAW_BITS = 4
KNOT_MASK = (1 << KNOT_BITS) - 1
MIDDLE = KNOTS_EACH_SIDE << KNOT_BITS
STRETCH_BITS = UNIT_BITS + KNOT_BITS
HALF = 1 << (STRETCH_BITS - 1)


def own_scores(
    words: Column, scores: Column, x: Column, z: Column, group: int, low: int, high: int, key: Column
) -> None:
    """Write the scores that a name has in a group; `words` and `x` are written to."""
    random_words(words, 0, group, low, high, key[0], key[1])
    normal_scores(words, scores, x, z, LANES)


def node_scores(
    n: Column,
    v: int,
    c: Column,
    causes: Column,
    words: Column,
    scores: Column,
    x: Column,
    z: Column,
    group: int,
    key: Column,
) -> None:
    """Write the scores of the work of node `v`: its own, blended with those of its causes."""
    own_scores(words, scores, x, z, group, n[v + NAME] & WORD, (n[v + NAME] >> 32) & WORD, key)
    first, last = n[v + CAUSE_AT], n[v + CAUSE_END]
    if first == last:
        return
    own = n[v + OWN]
    if last - first == CAUSE:
        row, weight = (c[first] * LANES) & POSITION, c[first + 1]
        for lane in range(LANES):
            blend = (own * z[lane] + weight * causes[row + lane]) >> ONE_BITS
            z[lane] = min(max(blend, -GREATEST_SCORE), GREATEST_SCORE)
        return
    for lane in range(LANES):
        blend = own * z[lane]
        for at in range(first, last, CAUSE):
            blend += c[at + 1] * causes[c[at] * LANES + lane]
        z[lane] = min(max(blend >> ONE_BITS, -GREATEST_SCORE), GREATEST_SCORE)


def cause_scores(
    names: Column,
    size: int,
    words: Column,
    scores: Column,
    x: Column,
    z: Column,
    group: int,
    key: Column,
    causes: Column,
    draws: Column,
    first_row: int,
) -> None:
    """Write the scores of all common causes in a group, in `draws` from a row on; `size` is of `names`."""
    for cause in range(0, size, 2):
        own_scores(words, scores, x, z, group, names[cause], names[cause + 1], key)
        row, drawn = (cause // 2 * LANES) & POSITION, ((first_row + cause // 2) * LANES) & POSITION
        for lane in range(LANES):
            causes[row + lane] = z[lane]
            draws[drawn + lane] = z[lane] >> DRAW_BITS


def stretch(q: Column, row: int, low: int, span: int, z: Column, words: Column, out: Column) -> None:
    """Write the quantiles at the scores `z` of a shape that lies at `row` of `q`, stretched to `low` and `span`.

    Only the middle of three loops looks anything up, so that the others are done on many lanes at once. `words` is
    written to: where the knots below lie, then how far it is from these to the next.
    """
    for lane in range(LANES):
        words[lane] = row + ((z[lane] + MIDDLE) >> KNOT_BITS)
    for lane in range(LANES):
        at = words[lane] & POSITION
        out[lane] = q[at]
        words[lane] = q[at + 1] - q[at]
    for lane in range(LANES):
        value = (out[lane] << KNOT_BITS) + words[lane] * ((z[lane] + MIDDLE) & KNOT_MASK)
        out[lane] = low + ((span * value + HALF) >> STRETCH_BITS)


def risk_delays(
    r: Column,
    q: Column,
    words: Column,
    scores: Column,
    x: Column,
    z: Column,
    group: int,
    key: Column,
    d: Column,
    size: int,
    delays: Column,
    draws: Column,
    first_row: int,
) -> None:
    """Write the delay of every risk in every lane of a group, 0 where it does not happen; `size` is of `r`.

    In `draws`, from a row on, is noted whether it happens.
    """
    for risk in range(0, size, RISK):
        row = (risk // RISK * LANES) & POSITION
        drawn = ((first_row + risk // RISK) * LANES) & POSITION
        for lane in range(LANES):
            delays[row + lane] = 0
            draws[drawn + lane] = 0
        if r[risk + HAPPENS] == 0:
            continue
        own_scores(words, scores, x, z, group, r[risk + RISK_NAMES + 2], r[risk + RISK_NAMES + 3], key)
        stretch(q, r[risk + RISK_SHAPE], r[risk + RISK_LOW], r[risk + RISK_SPAN], z, words, d)
        random_words(words, 0, group, r[risk + RISK_NAMES], r[risk + RISK_NAMES + 1], key[0], key[1])
        for lane in range(LANES):
            happens = words[lane] < r[risk + HAPPENS]
            draws[drawn + lane] = happens
            delays[row + lane] = d[lane] * happens


def amounts(
    n: Column,
    v: int,
    c: Column,
    causes: Column,
    hits: Column,
    delays: Column,
    q: Column,
    words: Column,
    scores: Column,
    x: Column,
    z: Column,
    group: int,
    key: Column,
    out: Column,
    draws: Column,
) -> None:
    """Write the working ticks that node `v` takes in every lane of a group, with the delays of its risks.

    The scores of its own work are noted in `draws`, in parts of 1/4096.
    """
    if n[v + SHAPE] >= 0:
        node_scores(n, v, c, causes, words, scores, x, z, group, key)
        stretch(q, n[v + SHAPE], n[v + LOW], n[v + SPAN], z, words, out)
        row = (v // LANE_NODE * LANES) & POSITION
        for lane in range(LANES):
            draws[row + lane] = z[lane] >> DRAW_BITS
    else:
        for lane in range(LANES):
            out[lane] = n[v + AMOUNT]
    for at in range(n[v + RISK_AT], n[v + RISK_END]):
        row = (hits[at] * LANES) & POSITION
        for lane in range(LANES):
            out[lane] += delays[row + lane]
    if n[v + SHAPE] >= 0:
        least = 1 if n[v + OP] == OP_WORK else 0
        for lane in range(LANES):
            out[lane] = max(out[lane], least)


KERNELS = (own_scores, node_scores, cause_scores, stretch, risk_delays, amounts)
"""The functions in the order in which they call each other."""

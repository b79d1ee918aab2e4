"""Large inputs: cycles of a package archive as findings, deep chains, many links at summaries."""

import csv
import gzip
import re
import time
from datetime import date

import pytest

from benchmarks._corpus import corpus_folder
from planner.schedule.engines import Mode, warm_up
from planner.schedule.network import Activity, Link, Network, Project
from planner.schedule.solve import solve
from planner.worktime.ticks import day_start

ARCHIVE = corpus_folder().parent / "inputs" / "debian-deps" / "packages.tsv.gz"
MONDAY = Project(day_start(date(2027, 1, 4)))


@pytest.mark.corpus
@pytest.mark.skipif(not ARCHIVE.exists(), reason=f"the package archive is not at {ARCHIVE}; set PLANNER_CORPUS")
def test_the_loops_of_a_package_archive_are_found_in_seconds() -> None:
    with gzip.open(ARCHIVE, "rt") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    number = {row["package"]: i for i, row in enumerate(rows)}
    edges = {
        (number[name], i)
        for i, row in enumerate(rows)
        for part in f"{row['pre_depends'] or ''},{row['depends'] or ''}".split(",")
        if (name := re.split(r"[ (:|]", part.strip())[0]) in number
    }
    warm_up()
    begin = time.perf_counter()
    solution = solve(Network([Activity(duration=4800)] * len(rows), [Link(a, b) for a, b in edges], (MONDAY,)))
    assert (len(rows), len(solution.loops)) == (63_666, 54)
    assert time.perf_counter() - begin < 30
    for loop in solution.loops:
        assert all(edge in edges or edge[0] == edge[1] for edge in zip(loop.nodes, loop.nodes[1:], strict=False))


def test_a_chain_of_ten_thousand_is_dated_both_ways_alike() -> None:
    size = 10_000
    network = Network([Activity(duration=300)] * size, [Link(i, i + 1) for i in range(size - 1)], (MONDAY,))
    one, other = solve(network, Mode.INTERPRETED), solve(network, Mode.COMPILED)
    assert (one.early_finish == other.early_finish).all()
    assert int(one.total_float.max()) == 0
    assert one.critical.all()


def test_a_thousand_links_between_two_large_summaries_stay_linear() -> None:
    leaves = 1_000
    activities = [Activity(), Activity(), *(Activity(duration=4800, parent=i % 2) for i in range(2 * leaves))]
    links = [Link(0, 2 + 2 * i + 1) for i in range(leaves)]
    begin = time.perf_counter()
    solution = solve(Network(activities, links, (MONDAY,)), Mode.INTERPRETED)
    assert time.perf_counter() - begin < 10
    assert len({int(t) for t in solution.early_start[3::2]}) == 1

"""A graph of 63,666 nodes and 279,872 links as a plan: the packages of a Linux distribution."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from planner.plan.entities import Dependency, Initiative
from planner.plan.rules import check
from planner.plan.snapshot import Plan

PRE_DEPENDS, DEPENDS = 5, 6


def packages(corpus: Path) -> Plan:
    """Return packages as initiatives and what each depends on, the first alternative of each, as dependencies."""
    with gzip.open(corpus / "inputs" / "debian-deps" / "packages.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    items = [Initiative(id=row[0], code=row[0], name=row[0], owner="Debian") for row in rows]
    wanted = [
        (re.split(r"[\s(:]", group.split("|")[0].strip())[0], row[0])
        for row in rows
        for column in (PRE_DEPENDS, DEPENDS)
        for group in (row[column].split(",") if len(row) > column and row[column] else ())
    ]
    links = [Dependency(id=f"#{n}", predecessor_id=a, successor_id=b) for n, (a, b) in enumerate(wanted)]
    return Plan.of(*items, *links)


@pytest.mark.corpus
@pytest.mark.slow
def test_every_fault_of_a_large_graph_is_found(corpus: Path) -> None:
    plan = packages(corpus)
    assert (len(plan.all(Initiative)), len(plan.all(Dependency))) == (63_666, 279_872)
    findings = check(plan)
    assert Counter(finding.code for finding in findings) == {
        "dangling-reference": 30_468,
        "duplicate-dependency": 4_376,
        "dependency-cycle": 54,
        "out-of-bounds": 2,
    }
    loops = {finding.items for finding in findings if finding.code == "dependency-cycle"}
    assert Counter(len(loop) for loop in loops) == {2: 45, 3: 8, 4: 1}
    for loop in loops:
        for before, after in zip(loop, (*loop[1:], loop[0]), strict=True):
            assert after in {link.successor_id for link in plan.successors(before)}

"""The benchmark of quarter selection: files are read, drawn portfolios repeat, all answers are verified."""

import json
from pathlib import Path

import pytest

from benchmarks._selection_problems import drawn, next_release, next_releases
from benchmarks.selection import main
from planner.roadmap.selection import Label, select

CLASSIC = """2
2
3 4
1
5
2
1 3
2 3
3
10 1 3
6 1 1
5 2 1 2
"""
"""Levels of two and one requirements; the third needs the others; three customers."""


def test_next_release_files_are_read_with_levels_dependencies_and_customers() -> None:
    problem = next_release(CLASSIC, 0.6)
    assert (problem.size, problem.columns.capacity.tolist()) == (6, [[7]])
    assert problem.columns.demands[:, 3].tolist() == [3, 4, 5]
    answer = select(problem)
    assert (answer.value, answer.label) == (11, Label.PROVEN)
    assert select(next_release(CLASSIC, 1.0)).value == 21
    assert select(next_release(CLASSIC, 0.3)).value == 6


def test_marked_examples_of_the_format_are_read_too() -> None:
    marked = CLASSIC.replace("2\n2\n3 4\n", "2\n^ Level of requirements\n2\n^ Number\n3 4 \n^ Costs\n", 1)
    assert select(next_release(marked, 0.6)).value == 11


def test_other_files_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "nrp1.txt").write_text(CLASSIC)
    (tmp_path / "readme.txt").write_text("Costs of requirements in Level 1")
    assert [name for name, _ in next_releases(tmp_path)] == ["nrp1 0.3", "nrp1 0.5"]


def test_drawn_portfolios_repeat() -> None:
    one, other = drawn(60, 3), drawn(60, 3)
    assert (one.columns.value == other.columns.value).all()
    assert one.columns.links.tolist() == other.columns.links.tolist()
    assert (drawn(60, 4).columns.value != one.columns.value).any()


@pytest.mark.slow
def test_the_table_compares_four_ways(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "nrp1.txt").write_text(CLASSIC)
    assert main(["--folder", str(tmp_path), "--seconds", "6", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["ours"], row["cp_sat"], row["highs"], row["label"]) for row in rows] == [
        ("nrp1 0.3", 6, 6, 6, "proven"),
        ("nrp1 0.5", 6, 6, 6, "proven"),
    ]
    assert main(["--folder", str(tmp_path / "none"), "--json"]) == 2

"""The benchmark reads the files of others and tells what it found."""

import json
import tarfile
from pathlib import Path

import pytest

from benchmarks._rcpsp_files import instances
from benchmarks.rcpsp import main

SMALL = """\
jobs (incl. supersource/sink ):  4
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     2       1    1
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    1
************************************************************************
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "j301_1.sm").write_text(SMALL)
    (tmp_path / "other.sm").write_text(SMALL)
    with tarfile.open(tmp_path / "more.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "other.sm", "j60/j601_1.sm")
    (tmp_path / "other.sm").unlink()
    (tmp_path / "best.csv").write_text("instance,best_upper_bound\nj301_1,5\nj601_1,4\n")
    row = {"d": [2, 2], "r": [[1], [1]], "cap": [1], "succ": [[], []], "rel": [0, 3], "proj": [0, 1], "msp": [6, 0.1]}
    (tmp_path / "portfolios.json").write_text(json.dumps({"mp_1": row}))
    return tmp_path


def test_files_of_all_kinds_are_read(folder: Path) -> None:
    found = [(i.family, i.name, i.problem.size, i.best_known, i.other_makespan) for i in instances(folder)]
    assert found == [
        ("j30", "j301_1", 4, 5, None),
        ("j60", "j601_1", 4, 4, None),
        ("mpsplib", "mp_1", 2, None, 6),
    ]


def test_figures_of_a_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--seconds", "5", "--json"]) == 0
    rows = {row["family"]: row for row in json.loads(capsys.readouterr().out)}
    assert [row["proven"] for row in rows.values()] == [100.0, 100.0, 100.0]
    assert (rows["j30"]["matched"], rows["j30"]["gap"]) == (100.0, 0.0)
    assert (rows["j60"]["matched"], rows["j60"]["gap"]) == (0.0, 25.0)
    assert rows["j30"]["over_path"] == pytest.approx(100 * (5 / 3 - 1))
    assert rows["mpsplib"]["of_ms_project"] == pytest.approx(5 / 6)


def test_a_folder_without_instances_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "There are no instances" in capsys.readouterr().out

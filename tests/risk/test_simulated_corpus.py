"""Real schedules without uncertainty are simulated as they are scheduled; needs the shared corpus."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks._corpus import corpus_folder, index_of, read_case
from planner.risk.compiling import program_of
from planner.risk.engine import Wanted, run_groups
from planner.risk.lane_time import unpacked
from planner.risk.uncertainty import Uncertainty
from planner.schedule import records as of_schedule
from planner.schedule.records import FAR, NODE
from planner.schedule.solve import run_of

CORPUS = corpus_folder()
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason=f"the corpus of schedules is not at {CORPUS}; set PLANNER_CORPUS to its folder"
    ),
]


@pytest.mark.parametrize(("cls", "least"), [("A", 1000), ("B", 1000), ("C", 90), ("D", 100), ("p6", 60)])
def test_every_date_is_that_of_the_schedule(cls: str, least: int) -> None:
    index = index_of(CORPUS)
    checked = 0
    for path in sorted(p for p in (CORPUS / cls).glob("*.json.gz") if ".expected." not in p.name):
        stored = path.with_name(path.name.replace(".json.gz", ".expected.json.gz"))
        done = run_of(read_case(path, stored, path.stem, index[path.name]).network)
        program = program_of(done, Uncertainty({}, {}))
        made = run_groups(program, Wanted(1, 1, tuple(range(program.size))), 0, 1)
        expected = np.array(done.nodes).reshape(-1, NODE)[:, of_schedule.EARLY_FINISH]
        dated = np.flatnonzero(expected < FAR)
        found = [unpacked(int(made.finishes[i, 0]), program.first_day) for i in dated]
        wrong = np.flatnonzero(np.array(found) != expected[dated])
        assert wrong.size == 0, (path.name, dated[wrong][:5].tolist())
        checked += dated.size
    assert checked >= least

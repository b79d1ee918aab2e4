"""Conformance with the dates that Microsoft Project and Primavera P6 stored; needs the shared corpus."""

import json
from pathlib import Path

import pytest

from benchmarks import conformance
from benchmarks._corpus import Case, corpus_folder, index_of, read_case
from planner.schedule.solve import solve
from planner.worktime.ticks import minutes

CORPUS = corpus_folder()
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason=f"the corpus of schedules is not at {CORPUS}; set PLANNER_CORPUS to its folder"
    ),
]

TARGETS = {"A": 0.999, "B": 0.999, "C": 0.996, "D": 0.90, "p6": 0.97}


@pytest.mark.parametrize("cls", TARGETS)
def test_field_schedules_conform(cls: str) -> None:
    equal = scored = 0
    for path in sorted((CORPUS / cls).glob("*.json.gz")):
        if path.name.endswith(".expected.json.gz") or path.name.startswith("INSISOC"):
            continue
        marks, _ = conformance.compare(case_of(path))
        scored += len(marks)
        equal += sum(all(m.values()) for _, m in marks)
    assert scored > 0
    assert equal / scored >= TARGETS[cls]


@pytest.mark.parametrize("cls", ["A", "B"])
def test_a_sample_of_benchmark_schedules_conforms_fully(cls: str) -> None:
    names = sorted(p for p in (CORPUS / cls).glob("INSISOC*.json.gz") if ".expected." not in p.name)
    for path in names[::9]:
        marks, first = conformance.compare(case_of(path))
        assert first is None
        assert marks


@pytest.mark.parametrize("cls", ["A", "B", "C", "p6"])
def test_free_float_of_work_and_summaries_is_the_stored_one(cls: str) -> None:
    for path in sorted((CORPUS / cls).glob("*.json.gz")):
        if path.name.endswith(".expected.json.gz") or path.name.startswith("INSISOC"):
            continue
        case = case_of(path)
        stored = [row.get("free_slack") for row in case.expected]
        computed = solve(case.network).free_float.tolist()
        assert [computed[i] for i, s in enumerate(stored) if s is not None] == [
            minutes(s) for s in stored if s is not None
        ]


def test_the_command_prints_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert conformance.main([str(CORPUS / "C"), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["scores"]
    assert (row["class"], row["family"], row["equal"]["all"]) == ("C", "field", 1.0)


def case_of(path: Path) -> Case:
    index = index_of(CORPUS)
    stored = path.with_name(path.name.replace(".json.gz", ".expected.json.gz"))
    return read_case(path, stored, path.stem, index[path.name])

"""Conformance: how many leaf tasks get exactly the values that another program computed and stored.

    python -m benchmarks.conformance [DIR] [--json]

Reads every `<name>.json.gz` that has a `<name>.expected.json.gz` beside it, in DIR and all folders below. Scored per
leaf task: start, finish (early dates), late start, late finish, total float, critical, and all of them. What an
`index.csv` beside or above marks as stale is not scored, nor the critical flag of manually scheduled tasks. What is
left out is said, with the reason. Exit codes: 0 read and compared, 1 a file could not be read, 2 nothing to compare.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks._corpus import Case, Skipped, cases, corpus_folder, instant
from planner.schedule.records import Term
from planner.schedule.solution import Solution
from planner.schedule.solve import solve
from planner.worktime.ticks import minutes, to_datetime

FIELDS = ("start", "finish", "late start", "late finish", "total float", "critical")
LATE = frozenset(FIELDS[2:])
STORED = {
    "start": "early_start", "finish": "early_finish", "late start": "late_start", "late finish": "late_finish",
    "total float": "total_slack", "critical": "critical",
}  # fmt: skip

RULES = {
    Term.PROJECT_START: "3 project start",
    Term.PROJECT_FINISH: "8 open end",
    Term.CONSTRAINT: "3, 5, 12 constraint",
    Term.SECOND_CONSTRAINT: "3, 5, 12 second constraint",
    Term.DEADLINE: "12 deadline",
    Term.MANUAL: "18 manual",
    Term.ACTUAL: "13 actual",
    Term.STATUS_DATE: "15 status date",
    Term.LATE_AS_POSSIBLE: "5 as late as possible",
    Term.PARTS: "branch of a WBS summary",
    Term.NONE: "not scheduled",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The first value of a file that is not the stored one, and the rule it came from."""

    file: str
    task: str
    field: str
    computed: str
    stored: str
    rule: str


@dataclass(slots=True)
class Score:
    """Equal and scored values per field, over tasks; `all` counts tasks with every scored value equal."""

    tasks: int = 0
    files: int = 0
    equal: dict[str, int] | None = None
    scored: dict[str, int] | None = None

    def add(self, marks: dict[str, bool]) -> None:
        self.equal = self.equal or defaultdict(int)
        self.scored = self.scored or defaultdict(int)
        self.tasks += 1
        for field, same in {**marks, "all": all(marks.values())}.items():
            self.scored[field] += 1
            self.equal[field] += same

    def share(self, field: str) -> float | None:
        """Return the share equal, None where nothing was scored."""
        if not self.scored or not self.scored.get(field):
            return None
        return (self.equal or {}).get(field, 0) / self.scored[field]


def computed_values(solution: Solution, i: int) -> dict[str, int | bool]:
    """Return what the engine computed for one activity."""
    return {
        "start": int(solution.early_start[i]),
        "finish": int(solution.early_finish[i]),
        "late start": int(solution.late_start[i]),
        "late finish": int(solution.late_finish[i]),
        "total float": int(solution.total_float[i]),
        "critical": bool(solution.critical[i]),
    }


def scored_fields(case: Case, i: int) -> Iterator[tuple[str, int | bool]]:
    """Yield the stored values of a task that are to be scored."""
    reasons = case.stale.split()
    task, stored = case.tasks[i], case.expected[i]
    for field in FIELDS:
        value = stored.get(STORED[field])
        if value is None or "stale?" in reasons or (field in LATE and "stale-late?" in reasons):
            continue
        if field == "critical":
            if task["mode"] != "MANUALLY_SCHEDULED":
                yield field, bool(value)
        elif field == "total float":
            yield field, minutes(value)
        else:
            yield field, instant(value) or 0


def compare(case: Case) -> tuple[list[tuple[int, dict[str, bool]]], Difference | None]:
    """Return per leaf task which values are equal, and the first difference."""
    solution = solve(case.network)
    marks = []
    first = None
    for i, task in enumerate(case.tasks):
        if task.get("summary") or task.get("subproject") or not task.get("active", True):
            continue
        ours = computed_values(solution, i)
        stored = dict(scored_fields(case, i))
        if not stored:
            continue
        marks.append((i, {field: ours[field] == value for field, value in stored.items()}))
        for field, value in stored.items():
            if first is None and ours[field] != value:
                first = Difference(
                    case.name, str(task["uid"]), field, shown(field, ours[field]), shown(field, value),
                    rule_of(case, solution, i, field),
                )  # fmt: skip
    return marks, first


def shown(field: str, value: int | bool) -> str:
    """Return a value as a reader would write it."""
    if field == "critical":
        return str(value)
    if field == "total float":
        return f"{value / 10:g} min"
    moment = to_datetime(int(value))
    return moment.isoformat(timespec="minutes") if moment else "none"


def rule_of(case: Case, solution: Solution, i: int, field: str) -> str:
    """Return the number and name of the scheduling rule behind a computed value."""
    if field == "critical":
        return "17 critical"
    if field == "total float":
        return "16 total float"
    binding = (solution.late if field in LATE else solution.early).of(i)
    if binding.term is not Term.LINK:
        return RULES.get(binding.term, binding.term.name)
    kind = case.network.links[binding.link].kind.name if binding.link >= 0 else "?"
    return f"{'9' if field in LATE else '4'} {kind} link with {case.tasks[binding.activity]['uid']}"


def table(scores: dict[tuple[str, str], Score]) -> str:
    """Return the scores as a table."""
    head = ("class", "family", "files", "tasks", *FIELDS, "all")
    rows: list[tuple[str, ...]] = [head]
    for (cls, family), score in sorted(scores.items()):
        shares = [score.share(field) for field in (*FIELDS, "all")]
        rows.append(
            (cls, family, str(score.files), str(score.tasks), *("-" if s is None else f"{s:.2%}" for s in shares))
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def measure(folder: Path) -> tuple[dict[tuple[str, str], Score], list[Difference], list[Skipped]]:
    """Return scores per class and family, the first difference of each file that has one, and what is left out."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    differences = []
    skipped = []
    for case in cases(folder):
        if isinstance(case, Skipped):
            skipped.append(case)
            continue
        marks, first = compare(case)
        skipped += left_out(case, len(marks))
        score = scores[case.cls, case.family]
        score.files += 1
        for _, equal in marks:
            score.add(equal)
        if first is not None:
            differences.append(first)
    return scores, differences, skipped


def left_out(case: Case, scored: int) -> Iterator[Skipped]:
    """Yield what of a schedule is not scored, and why."""
    reasons = case.stale.split()
    if "stale?" in reasons:
        yield Skipped(case.name, "its stored values are marked stale, none is scored")
    elif not scored:
        yield Skipped(case.name, "no task of it has stored values")
    elif "stale-late?" in reasons:
        yield Skipped(case.name, "its stored late dates are marked stale, they and floats are not scored")
    if case.strangers:
        yield Skipped(case.name, f"{case.strangers} tasks with stored values are not in the schedule")


def main(arguments: list[str] | None = None) -> int:
    """Print the table and the differences, or all of it as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.conformance", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    folder = chosen.folder or corpus_folder()
    if not folder.is_dir():
        print(f"no schedules: {folder} is not a folder; give one, or set PLANNER_CORPUS", file=sys.stderr)
        return 2
    scores, differences, skipped = measure(folder)
    if chosen.json:
        print(json.dumps(as_json(scores, differences, skipped), indent=2))
    else:
        print(table(scores))
        for d in differences:
            print(f"{d.file}: task {d.task} {d.field} is {d.computed}, stored {d.stored} (rule {d.rule})")
    for s in skipped:
        print(f"{s.file}: {s.reason}", file=sys.stderr)
    if not any(score.tasks for score in scores.values()):
        print(f"no schedule in {folder} has stored values to compare", file=sys.stderr)
        return 2
    return 1 if any(s.broken for s in skipped) else 0


def as_json(
    scores: dict[tuple[str, str], Score], differences: list[Difference], skipped: list[Skipped]
) -> dict[str, object]:
    """Return the result for a program."""
    return {
        "scores": [
            {
                "class": cls,
                "family": family,
                "files": score.files,
                "tasks": score.tasks,
                "equal": {field: score.share(field) for field in (*FIELDS, "all")},
            }
            for (cls, family), score in sorted(scores.items())
        ],
        "differences": [
            {
                "file": d.file, "task": d.task, "field": d.field, "computed": d.computed, "stored": d.stored,
                "rule": d.rule,
            }
            for d in differences
        ],
        "skipped": [{"file": s.file, "reason": s.reason, "broken": s.broken} for s in skipped],
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

"""Reading levelling instances of others: PSPLIB `.sm` files, loose or in archives, and MPSPLIB portfolios as JSON."""

from __future__ import annotations

import csv
import gzip
import json
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.capacity.levelling.problem import Capacity, Demand, Link, Problem

UPPER = ("best_upper_bound", "upper_bound", "best_known", "makespan", "ub", "best")
LOWER = ("best_lower_bound", "lower_bound", "lb")
NAMES = ("instance", "name", "problem", "file")


@dataclass(frozen=True, slots=True)
class Instance:
    """One problem with what others reached on it; None where it is not known."""

    family: str
    name: str
    problem: Problem
    best_known: int | None = None
    other_makespan: int | None = None
    """Makespan of Microsoft Project, levelled by its own rule."""


def instances(place: Path) -> list[Instance]:
    """Return every instance in a folder (and those below) or a file, by family and name."""
    files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
    beside = files if place.is_dir() else sorted(place.parent.glob("*.csv"))
    known = best_known(p for p in beside if p.suffix == ".csv")
    found = [i for file in files for i in _read(file, known)]
    return sorted(found, key=lambda i: (_natural(i.family), _natural(i.name)))


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple((not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in re.split(r"(\d+)", text) if p)


def best_known(files: Iterator[Path]) -> dict[str, int]:
    """Return the best known upper bounds by instance from csv files with a heading line."""
    bounds: dict[str, int] = {}
    for file in files:
        with file.open(newline="", encoding="utf-8-sig") as text:
            for row in csv.DictReader(text):
                cells = {str(k).strip().lower(): str(v).strip() for k, v in row.items()}
                name = next((cells[k] for k in NAMES if k in cells), "")
                upper = next((cells[k] for k in UPPER if cells.get(k, "").isdigit()), None)
                if name and upper:
                    bounds[name.removesuffix(".sm")] = int(upper)
    return bounds


def _read(file: Path, known: Mapping[str, int]) -> Iterator[Instance]:
    if file.suffix == ".sm":
        yield _single(file.stem, file.read_text(errors="replace"), known)
    elif file.name.endswith((".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")):
        with tarfile.open(file) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".sm") else None
                if content is not None:
                    yield _single(Path(member.name).stem, content.read().decode(errors="replace"), known)
    elif file.name.endswith((".json", ".json.gz")):
        raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        rows = json.loads(raw)
        if isinstance(rows, dict):
            yield from (_portfolio(n, r, known) for n, r in rows.items() if isinstance(r, dict) and "succ" in r)


def _single(name: str, text: str, known: Mapping[str, int]) -> Instance:
    match = re.match(r"j(30|60|90|120)\d", name.lower())
    problem = read_sm(text)
    return Instance(f"j{match[1]}" if match else f"{problem.size} tasks", name, problem, known.get(name))


def _after(lines: Sequence[str], heading: str, skip: int, count: int) -> list[list[int]]:
    at = next(i for i, line in enumerate(lines) if line.strip().upper().startswith(heading)) + skip
    return [[int(word) for word in line.split()] for line in lines[at : at + count]]


def read_sm(text: str) -> Problem:
    """Return a single-mode PSPLIB file as a problem."""
    lines = text.splitlines()
    jobs = next(int(line.rsplit(":", 1)[1]) for line in lines if line.strip().startswith("jobs"))
    after = _after(lines, "PRECEDENCE", 2, jobs)
    requests = _after(lines, "REQUESTS", 3, jobs)
    units = _after(lines, "RESOURCEAVAIL", 2, 1)[0]
    links = [Link(row[0] - 1, target - 1) for row in after for target in row[3 : 3 + row[2]]]
    demands = [
        Demand(row[0] - 1, r, need) for row in requests for r, need in enumerate(row[3 : 3 + len(units)]) if need
    ]
    return Problem([row[2] for row in requests], links, demands, [Capacity.constant(u) for u in units])


def _portfolio(name: str, row: Mapping[str, Any], known: Mapping[str, int]) -> Instance:
    links = [Link(task, target) for task, targets in enumerate(row["succ"]) for target in targets]
    demands = [Demand(task, r, need) for task, needs in enumerate(row["r"]) for r, need in enumerate(needs) if need]
    problem = Problem(
        row["d"],
        links,
        demands,
        [Capacity.constant(u) for u in row["cap"]],
        release=row.get("rel"),
        group=row.get("proj"),
    )
    other = row.get("msp")
    return Instance("mpsplib", name, problem, known.get(name), int(other[0]) if other else None)

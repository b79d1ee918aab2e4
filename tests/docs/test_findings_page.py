"""The page of findings: a row for every code that the sources can report, in the section of where it comes from.

Codes are found by following the code of ``Finding(severity, code, …)`` back through the functions that pass it on, to
the literals that they are called with.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from planner.plan.entities import KINDS
from planner_graphql.user_errors import CODES
from planner_importers.yaml_records import Meaning

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "findings.md"
IMPORTERS = "importers/planner_importers"
SECTIONS = {
    "Rules of the plan": ("planner/plan/",),
    "Computed dates": ("planner/schedule/",),
    "Capacity": ("planner/capacity/",),
    "Review": ("planner/roadmap/",),
    "Readiness": ("planner/readiness/",),
    "Scenarios": ("planner/scenarios/",),
    "Saving and undoing": ("planner/store/writing.py", "planner/store/storable.py", "planner/store/undoing.py"),
    "The record": ("planner/store/verification.py",),
    "GraphQL requests": ("graphql/planner_graphql/",),
    "First import": ("planner/app/imports.py",),
    "Wished changes": ("planner/app/wished_changes.py",),
    "Tables": (f"{IMPORTERS}/tabular/",),
    "GanttProject": (f"{IMPORTERS}/gantt_", f"{IMPORTERS}/xml_file.py"),
    "Microsoft Project": (f"{IMPORTERS}/ms_project", f"{IMPORTERS}/xml_file.py"),
    "Primavera": (f"{IMPORTERS}/primavera",),
    "YAML portfolios": (f"{IMPORTERS}/yaml_",),
    "Archives and folders": (f"{IMPORTERS}/archive.py",),
}
"""Headings of the page, each with the sources whose findings it explains."""

EXPANSIONS = {
    "duplicate-*": [f"duplicate-{kind.name.replace('_', '-')}" for kind in KINDS.values() if kind.unique],
    "new-*": ["new-team", "new-market", "new-calendar", "new-objective"],
    "unknown-*": [f"unknown-{meaning}" for meaning in (Meaning.STATUS, Meaning.STAGE)],
    "guessed-*": [f"guessed-{meaning}" for meaning in (Meaning.STATUS, Meaning.STAGE)],
}
"""What codes that are put together at run time can be."""

SEEDS = {
    "planner.plan.findings:Finding": {(1, "code")},
    "planner_importers.tabular.column_decisions:Doubt": {(0, "code")},
}
SHELVES = re.compile(r"^(graphql|importers|exports)/")
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
PATTERN = re.compile(r"[a-z*]+(-[a-z*]+)*")
Sinks = dict[str, set[tuple[int, str]]]
"""Functions that take a code, with the places and names of that parameter (methods of one name share a key)."""


@dataclass(frozen=True)
class Source:
    """One module of the program, with what its names mean."""

    path: str
    tree: ast.Module = field(compare=False, repr=False)

    @property
    def module(self) -> str:
        return SHELVES.sub("", self.path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def imported(self) -> dict[str, str]:
        froms = [node for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom)]
        return {alias.asname or alias.name: f"{node.module}:{alias.name}" for node in froms for alias in node.names}

    @cached_property
    def functions(self) -> list[tuple[str, ast.FunctionDef, list[str]]]:
        """Every function with its key and parameters; methods are known by their name alone."""
        methods = {id(f) for c in ast.walk(self.tree) if isinstance(c, ast.ClassDef) for f in c.body}
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                parameters = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                is_method = id(node) in methods
                key = f".{node.name}" if is_method else f"{self.module}:{node.name}"
                found.append((key, node, parameters[1:] if is_method else parameters))
        return found

    @cached_property
    def made(self) -> list[tuple[str, ast.FunctionDef, list[str], ast.Call, list[str]]]:
        """Every call with the function it is in, that one's key and parameters, and the keys of what it may call."""
        return [
            (key, function, parameters, node, self.keys(node.func, function))
            for key, function, parameters in self.functions
            for node in ast.walk(function)
            if isinstance(node, ast.Call)
        ]

    def keys(self, function: ast.expr, within: ast.AST) -> list[str]:
        """Return what a call may call; a local name given by ``a if … else b`` is both."""
        if isinstance(function, ast.Attribute):
            return [f".{function.attr}"]
        if not isinstance(function, ast.Name):
            return []
        local = [value for value in values_of(function.id, within) if isinstance(value, ast.Name)]
        names = [value.id for value in local] or [function.id]
        return [self.imported.get(name, f"{self.module}:{name}") for name in names]


def sources() -> list[Source]:
    roots = ("planner", "graphql/planner_graphql", "importers/planner_importers", "exports/planner_exports")
    paths = [path for root in roots for path in sorted((ROOT / root).rglob("*.py")) if "migrations" not in path.parts]
    return [Source(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


def values_of(name: str, within: ast.AST) -> list[ast.expr]:
    """Return the expressions that a local name may stand for, both sides of a conditional one."""
    found: list[ast.expr] = []
    for node in ast.walk(within):
        if not isinstance(node, ast.Assign):
            continue
        target = node.targets[0]
        sides = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
        if isinstance(target, ast.Name) and target.id == name:
            found.extend(sides)
        elif isinstance(target, ast.Tuple):
            at = [i for i, item in enumerate(target.elts) if isinstance(item, ast.Name) and item.id == name]
            found.extend(side.elts[i] for side in sides if isinstance(side, ast.Tuple) for i in at)
    return found


def calls(source: Source, sinks: Sinks) -> Iterator[tuple[ast.FunctionDef, str, list[str], ast.Call, ast.expr]]:
    """Yield each call that passes a code on: the function it is in, its key and parameters, the call, the code."""
    for key, function, parameters, node, callees in source.made:
        for at, name in {place for callee in callees for place in sinks.get(callee, ())}:
            given = next((k.value for k in node.keywords if k.arg == name), None)
            code = given or (node.args[at] if at < len(node.args) else None)
            if code is not None:
                yield function, key, parameters, node, code


def passing_on(modules: list[Source]) -> Sinks:
    """Return every function that takes a finding's code, with the place and name of that parameter."""
    sinks: Sinks = {key: set(places) for key, places in SEEDS.items()}
    known = 0
    while known != sum(map(len, sinks.values())):
        known = sum(map(len, sinks.values()))
        for source in modules:
            for _, key, parameters, _, code in calls(source, sinks):
                if isinstance(code, ast.Name) and code.id in parameters:
                    sinks.setdefault(key, set()).add((parameters.index(code.id), code.id))
    return sinks


def texts(code: ast.expr, within: ast.AST) -> Iterator[str]:
    """Yield the codes that an expression can be; what is filled in at run time is ``*``."""
    if isinstance(code, ast.Constant) and isinstance(code.value, str) and CODE.fullmatch(code.value):
        yield code.value
    elif isinstance(code, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in code.values)
        if PATTERN.fullmatch(text):
            yield text
    elif isinstance(code, ast.Name):
        for value in values_of(code.id, within):
            yield from texts(value, within)


ERRORS, WARNINGS = ("error", "refuse", "_refused"), ("warning", "warn")
FIXED = dict.fromkeys(ERRORS, "error") | dict.fromkeys(WARNINGS, "warning") | {"note": "info"}
"""Functions of one severity; what others pass on is not followed."""


def severity(source: Source, call: ast.Call, within: ast.AST) -> set[str]:
    """Return the severities that a call states; empty if it leaves that to others."""
    given = [arg for arg in call.args if isinstance(arg, ast.Attribute) and isinstance(arg.value, ast.Name)]
    stated = {arg.attr.lower() for arg in given if isinstance(arg.value, ast.Name) and arg.value.id == "Severity"}
    names = {key.rpartition(":")[2].rpartition(".")[2] for key in source.keys(call.func, within)}
    return stated or {FIXED[name] for name in names if name in FIXED}


def reported() -> dict[str, dict[str, set[str]]]:
    """Return the codes that each source can report, with the severities that can be told from it."""
    modules = sources()
    sinks = passing_on(modules)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source in modules:
        for function, _, _, call, code in calls(source, sinks):
            for text in texts(code, function):
                for said in EXPANSIONS.get(text, [text]):
                    found[source.path][said] |= severity(source, call, function)
    return found


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of the page, codes without their quotes."""
    section = PAGE.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.fixture(scope="module")
def codes() -> dict[str, dict[str, set[str]]]:
    return reported()


Codes = dict[str, dict[str, set[str]]]


def of_section(codes: Codes, heading: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path, of_path in codes.items():
        if path.startswith(SECTIONS[heading]):
            for code, severities in of_path.items():
                found[code] |= severities
    return dict(found)


def test_codes_are_found_however_they_are_passed_on(codes: Codes) -> None:
    assert codes["planner/plan/codec.py"] == {"unreadable-value": {"error"}}
    assert {"dependency-cycle", "hierarchy-cycle"} <= codes["planner/plan/rules/graph.py"].keys()
    assert {"missed-deadline", "late-launch"} <= codes["planner/schedule/plan_findings.py"].keys()
    assert codes[f"{IMPORTERS}/tabular/named_entities.py"].keys() == set(EXPANSIONS["new-*"])
    assert "ambiguous-dates" in codes[f"{IMPORTERS}/tabular/column_decisions.py"]


def test_every_source_of_findings_has_a_section(codes: Codes) -> None:
    places = tuple(prefix for prefixes in SECTIONS.values() for prefix in prefixes)
    assert [path for path in codes if not path.startswith(places)] == []


def test_every_code_that_is_put_together_is_written_out(codes: Codes) -> None:
    assert [(path, code) for path, found in codes.items() for code in found if not CODE.fullmatch(code)] == []


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_code_has_its_row_and_every_row_its_code(codes: Codes, heading: str) -> None:
    shown = [row[0] for row in rows(heading)]
    assert shown == sorted(of_section(codes, heading))


@pytest.mark.parametrize("heading", SECTIONS)
def test_rows_say_the_severity_of_the_source(codes: Codes, heading: str) -> None:
    shown = {code: set(said.split(", ")) for code, said, *_ in rows(heading)}
    assert all(said <= {"error", "warning", "info"} for said in shown.values())
    stated = of_section(codes, heading)
    assert {code: said for code, said in shown.items() if not stated.get(code, set()) <= said} == {}


def test_every_row_has_a_meaning_and_a_remedy() -> None:
    assert [row for heading in SECTIONS for row in rows(heading) if len(row) != 4 or not all(row)] == []


def test_every_refusal_is_explained() -> None:
    classes = [node for source in sources() for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)]
    bodies = [statement for node in classes if node.name.endswith("Error") for statement in node.body]
    given = [s.value for s in bodies if isinstance(s, ast.Assign | ast.AnnAssign) and "code" in ast.unparse(s)[:5]]
    wanted = {value.value for value in given if isinstance(value, ast.Constant)}
    assert [row[0] for row in rows("Refusals")] == sorted(str(code) for code in wanted)


def test_the_codes_of_user_errors_are_those_of_the_schema() -> None:
    assert {code: meaning.replace("`", "") for code, meaning in rows("User errors of the API")} == CODES

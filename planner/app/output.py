"""What commands print: rich tables for people, JSON for programs, findings and refusals alike in both."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import TypeVar

import click
import orjson

from planner.plan.errors import PlannerError
from planner.plan.findings import Finding, Severity

F = TypeVar("F", bound=Callable[..., object])
Cell = str | int | float | bool | date | datetime | None

EXIT_CODES = {
    "INVALID": 1,
    "NOT_FOUND": 1,
    "NOT_SIMULATED": 1,
    "TEMPLATE": 1,
    "SCENARIO": 1,
    "WEAK_SECRET": 2,
    "UNREADABLE_QUARTER": 2,
    "ROADMAP_LENGTH": 2,
    "CAPACITY_RANGE": 2,
    "CONFLICT": 3,
}
"""Exit code by the code of a refusal; what the surroundings are at fault for ends with 4."""

SHOWN_OF_A_CODE = 20
"""Findings of one code that people are shown before the rest is only counted."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def json_option(command: F) -> F:
    """Add ``--json`` to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)


def print_json(value: object) -> None:
    """Print a value as indented JSON on standard output."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE, default=str))
    sys.stdout.buffer.flush()


def print_table(title: str, rows: Sequence[Mapping[str, Cell]], *, right: Sequence[str] = ()) -> None:
    """Print rows of equal keys as a table; columns named in ``right`` are aligned right."""
    from rich.console import Console
    from rich.table import Table

    console = Console() if sys.stdout.isatty() else Console(width=200)
    if not rows:
        console.print(f"{title}: nothing.", highlight=False)
        return
    table = Table(title=title, title_justify="left", header_style="bold", row_styles=["", "dim"])
    for name in rows[0]:
        table.add_column(name.replace("_", " "), justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_text(value) for value in row.values()))
    console.print(table)


def show_rows(title: str, rows: Sequence[Mapping[str, Cell]], as_json: bool, *, right: Sequence[str] = ()) -> None:
    """Print rows as JSON or as a table."""
    if as_json:
        print_json(rows)
    else:
        print_table(title, rows, right=right)


def finding_json(finding: Finding) -> dict[str, object]:
    """Return a finding as plain data, leaving out the parts of its place that are not set."""
    place = {name: value for name, value in asdict(finding.place).items() if value is not None}
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "message": finding.message,
        "place": place,
        "hint": finding.hint,
        "items": list(finding.items),
    }


def print_findings(findings: Sequence[Finding], *, err: bool = False) -> None:
    """Print findings for people, worst first, the first ones of each code, with where they are and how to mend them."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=err, highlight=False, soft_wrap=True)
    order = list(Severity)
    counts = Counter(finding.code for finding in findings)
    said: Counter[str] = Counter()
    for finding in sorted(findings, key=lambda item: order.index(item.severity)):
        said[finding.code] += 1
        if said[finding.code] > SHOWN_OF_A_CODE:
            continue
        style = STYLES[finding.severity]
        where = f" [dim]{escape(str(finding.place))}[/dim]" if str(finding.place) else ""
        console.print(f"[{style}]{finding.severity.value}[/] [bold]{finding.code}[/bold]{where}")
        console.print(f"  {escape(finding.message)} [italic]{escape(finding.hint)}[/italic]")
        rest = counts[finding.code] - SHOWN_OF_A_CODE
        if said[finding.code] == SHOWN_OF_A_CODE and rest > 0:
            console.print(f"  [dim]and {rest:,} more of {finding.code}; --json lists all.[/dim]")


def count_line(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity, in words."""
    counts = [(sum(f.severity is severity for f in findings), severity.value) for severity in Severity]
    said = [f"{count} {name}{'s' if count != 1 and name != 'info' else ''}" for count, name in counts if count]
    return ", ".join(said) or "no findings"


def show_refusal(refusal: PlannerError) -> None:
    """Print why a request was refused, on standard error."""
    findings = getattr(refusal, "findings", ())
    if findings:
        print_findings(findings, err=True)
        click.echo(f"Nothing was changed: {count_line(findings)}.", err=True)
    else:
        click.echo(f"planner: {refusal}", err=True)


def exit_code(refusal: PlannerError) -> int:
    """Return the exit code that a refusal ends the command with."""
    return EXIT_CODES.get(refusal.code, 4)


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """Show on a terminal how far something has come; yields the function to tell (done, of, message)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, of, message: progress.update(task, completed=done, total=of, description=message)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on and for how long; silent elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        progress.add_task(what, total=None)
        yield


def _text(value: Cell) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:g}"
    return escape(str(value))

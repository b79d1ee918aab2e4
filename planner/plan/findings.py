"""Findings: what is wrong or worth knowing about a plan or an input, as data.

Checks return findings and never stop at the first. A finding names its place (an entity and field, or a
file, sheet, row and column) and says how to mend it:

>>> print(Finding(Severity.ERROR, "duplicate-code", "The code POL-101 is taken.", Place(code="POL-101"),
...               hint="Choose another code."))
error duplicate-code [POL-101]: The code POL-101 is taken. Choose another code.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: errors refuse a change, warnings and notes do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is; only the parts that apply are set. ``row`` counts from 1 as the sheet shows it."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    kind: str | None = None
    id: str | None = None
    code: str | None = None
    field: str | None = None
    operation: int | None = None

    def __str__(self) -> str:
        """Return the parts that are set, outermost first."""
        subject = self.code or (f"{self.kind} {self.id}" if self.id else self.kind)
        cell = f"row {self.row}" if self.row is not None else None
        column = f"column {self.column}" if self.column else None
        value = f"value {self.value!r}" if self.value else None
        in_list = self.operation is not None and self.file is None
        operation = f"operation {self.operation}" if in_list else None
        parts = (self.file, self.sheet, cell, column, value, operation, subject, self.field)
        return ", ".join(part for part in parts if part)

    def within(self, outer: "Place | None") -> "Place":
        """Return this place with the parts it lacks taken from ``outer``."""
        if outer is None:
            return self
        merged = {f.name: getattr(self, f.name) for f in fields(Place)}
        return Place(**{k: getattr(outer, k) if v is None else v for k, v in merged.items()})


@dataclass(frozen=True, slots=True)
class Mend:
    """The one edit that mends a finding: a field of an entity set to a value."""

    kind: str
    id: str
    field: str
    value: Hashable


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: severity, a stable kebab-case code, a sentence, its place, and the remedy."""

    severity: Severity
    code: str
    message: str
    place: Place = Place()
    hint: str = ""
    items: tuple[str, ...] = ()
    """Ids of the entities involved, in order (for a cycle: the loop, first item not repeated)."""
    mend: Mend | None = None
    """What mends it, where that is one edit that needs no thought; None: it takes more."""

    def __str__(self) -> str:
        """Return the finding as one line for a terminal."""
        where = f" [{self.place}]" if str(self.place) else ""
        return f"{self.severity} {self.code}{where}: {self.message} {self.hint}".rstrip()


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding refuses the change it belongs to."""
    return any(finding.severity is Severity.ERROR for finding in findings)

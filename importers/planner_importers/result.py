"""What reading a file gives: the operations that would bring it into the plan, and what was found on the way."""

from dataclasses import dataclass

from planner.plan.changes import Operation
from planner.plan.findings import Finding, has_errors


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Operations in an order in which they can be applied, findings, and the mapping that was used.

    ``mapping`` is the text of the column mapping of a table (None: the format needs none); ``format`` names what the
    file is. Operations are empty where an error refuses the whole file.
    """

    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...]
    mapping: str | None
    format: str

    @property
    def accepted(self) -> bool:
        """Whether no finding refuses the import."""
        return not has_errors(self.findings)

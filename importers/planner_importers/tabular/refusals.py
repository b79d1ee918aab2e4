"""Refusals of a whole file: one class per cause, each naming the file and the remedy."""

from typing import ClassVar

from planner.plan.errors import PlannerError


class UnreadableFileError(PlannerError):
    """A file that is not a readable table."""

    code: ClassVar[str] = "UNREADABLE_FILE"

    def __init__(self, file: str, why: str, hint: str) -> None:
        super().__init__(f"{file} cannot be read: {why}", hint)
        self.file = file


class FileTooLargeError(UnreadableFileError):
    """A file, or what it unpacks to, above the limits."""

    code: ClassVar[str] = "FILE_TOO_LARGE"


class UnsafeFileError(UnreadableFileError):
    """A file built to harm its reader, such as a zip bomb or XML entities."""

    code: ClassVar[str] = "UNSAFE_FILE"


class MappingError(PlannerError):
    """A given mapping that does not fit the file."""

    code: ClassVar[str] = "MAPPING"

    def __init__(self, file: str, why: str, hint: str) -> None:
        super().__init__(f"The mapping does not fit {file}: {why}", hint)
        self.file = file

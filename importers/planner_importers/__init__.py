"""Files of other programs as operations on a plan. Importers load when a file is read, not before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner_importers.formats import UnknownFormatError, import_file
    from planner_importers.result import ImportResult

__all__ = ["ImportResult", "UnknownFormatError", "import_file"]

_HOMES = {
    "ImportResult": "planner_importers.result",
    "UnknownFormatError": "planner_importers.formats",
    "import_file": "planner_importers.formats",
}


def __getattr__(name: str) -> object:
    """Return a public name, loading its module on first use."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

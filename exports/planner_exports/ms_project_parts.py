"""Parts of a Microsoft Project XML file: elements, durations with their format codes, safe text, stable ids.

>>> format_of(Duration.parse("3w")), iso(Duration.parse("1.5d").tenths(WorkingUnits()))
(9, 'PT12H0M0S')
"""

import re
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from lxml import etree

from planner.plan.values import Duration, DurationUnit, WorkingUnits

NAMESPACE = "http://schemas.microsoft.com/project"
_FORMATS = {
    DurationUnit.MINUTE: 3, DurationUnit.ELAPSED_MINUTE: 4, DurationUnit.HOUR: 5, DurationUnit.ELAPSED_HOUR: 6,
    DurationUnit.DAY: 7, DurationUnit.ELAPSED_DAY: 8, DurationUnit.WEEK: 9, DurationUnit.ELAPSED_WEEK: 10,
    DurationUnit.MONTH: 11, DurationUnit.ELAPSED_MONTH: 12, DurationUnit.PERCENT: 19,
}  # fmt: skip
_FAMILY = UUID("6f1a2c58-6f0e-5d5e-9b0b-1d8f5a0f6c11")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def put(parent: etree._Element, name: str, value: object = None) -> etree._Element:
    """Append a child; flags become 1 and 0, moments ISO text to the second."""
    child = etree.SubElement(parent, name)
    if isinstance(value, bool):
        child.text = str(int(value))
    elif isinstance(value, datetime):
        child.text = value.replace(microsecond=0).isoformat()
    elif value is not None:
        child.text = plain_text(str(value))
    return child


def put_some(parent: etree._Element, **values: object) -> None:
    """Append children in the order given, those without a value left out."""
    for name, value in values.items():
        if value is not None:
            put(parent, name, value)


def plain_text(text: str) -> str:
    """Return a text as XML can hold it: no control characters, line ends as newlines, no space around."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(plain_text(text).split())


def iso(tenths: int) -> str:
    """Return tenths of minutes in the form PT8H0M0S."""
    hours, rest = divmod(max(tenths, 0), 600)
    return f"PT{hours}H{rest // 10}M{rest % 10 * 6}S"


def format_of(duration: Duration | None) -> int:
    """Return the code of the unit in which a duration is said; days where nothing is said."""
    return _FORMATS[duration.unit] if duration is not None else _FORMATS[DurationUnit.DAY]


def read_back(tenths: int, said: Duration, units: WorkingUnits) -> Duration:
    """Return the duration that a reader of the file finds where this one was written."""
    return Duration.of_tenths(tenths, said.unit, units)


def share(percent: float) -> Decimal:
    """Return a percentage as the share that the file holds."""
    return (Decimal(repr(percent)) / 100).normalize() + 0


def guid(id_: str) -> str:
    """Return the id as a GUID; an id that is none gets one that is always the same."""
    try:
        return str(UUID(id_)).upper()
    except ValueError:
        return str(uuid5(_FAMILY, id_)).upper()


def is_guid(id_: str) -> bool:
    """Return whether an id is read back from its GUID as it was."""
    return guid(id_).lower() == id_

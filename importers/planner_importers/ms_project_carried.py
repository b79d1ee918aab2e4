"""What Planner's own export carries beside the format: fields of the plan that Microsoft Project has no place for.

Readable fields travel as custom text fields named "Planner: Status" and the like; the rest as JSON in further
text fields and, for the plan as a whole, behind a line in the notes of the project summary. A value that people
changed in Microsoft Project wins over the carried one.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from lxml import etree

from planner.plan.codec import decode
from planner.plan.declare import Kind, ValueType
from planner.plan.findings import Finding, Severity
from planner.plan.values import Duration, WorkingUnits
from planner_importers.ms_project_file import Reader, elements

PREFIX = "Planner: "
MORE = "More"
RECORD_LINE = "----- Planner record: what Microsoft Project has no field for -----"
SEPARATOR = "; "
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Carried:
    """The carried values of a file; empty for files of other programs."""

    def __init__(self, root: etree._Element, reader: Reader) -> None:
        self.reader = reader
        self._aliases = {
            (item.findtext("FieldID") or ""): (item.findtext("Alias") or "").removeprefix(PREFIX)
            for item in elements(root, "ExtendedAttributes/ExtendedAttribute")
            if (item.findtext("Alias") or "").startswith(PREFIX)
        }
        self.record: Mapping[str, Any] = self._record(root)

    @property
    def present(self) -> bool:
        """Whether Planner wrote the file."""
        return bool(self._aliases)

    def is_own(self, attribute: etree._Element) -> bool:
        """Return whether a custom field is one of the carried ones."""
        return (attribute.findtext("FieldID") or "") in self._aliases

    def section(self, name: str) -> Mapping[str, Any]:
        """Return a part of the record by name."""
        found = self.record.get(name)
        return found if isinstance(found, Mapping) else {}

    def beside(self, part: str, uid: str) -> Mapping[str, Any]:
        """Return what a part of the record says of one item."""
        found = self.section(part).get(uid)
        return found if isinstance(found, Mapping) else {}

    def texts(self, element: etree._Element) -> dict[str, str]:
        """Return the carried text fields of a task by name."""
        return {
            self._aliases[attribute.findtext("FieldID") or ""]: attribute.findtext("Value") or ""
            for attribute in elements(element, "ExtendedAttribute")
            if self.is_own(attribute)
        }

    def more(self, texts: Mapping[str, str], uid: str) -> Mapping[str, Any]:
        """Return the JSON part of a task, from its text fields or from the record where these were too short."""
        parts = [texts[name] for name in sorted(texts, key=_number) if name.startswith(f"{MORE} ")]
        if not parts:
            return self.beside("tasks", uid)
        try:
            found = json.loads("".join(parts))
        except ValueError:
            return {}
        return found if isinstance(found, Mapping) else {}

    def values(self, kind: Kind, raw: Mapping[str, Any], place: etree._Element) -> dict[str, object]:
        """Return typed values of carried fields; what cannot be read is left out with a warning."""
        values, findings = decode(kind, {name: value for name, value in raw.items() if name in kind.by_name})
        for finding in findings:
            message = f"A carried value is ignored: {finding.message}"
            self.reader.warn(place, "carried-value", message, "Export the plan again.", finding.place.field)
        return values

    def readable(self, kind: Kind, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the readable text fields of a task as raw values by field name; those that are empty as None."""
        raw: dict[str, Any] = {}
        named = frozenset(self._aliases.values())
        for spec in kind.fields:
            text = texts.get(spec.label, "")
            if spec.label not in named or spec.value_type is ValueType.REFERENCE or (spec.required and not text):
                continue
            raw[spec.name] = [part for part in text.split(SEPARATOR) if part] if spec.many else text or None
        return raw

    def _record(self, root: etree._Element) -> Mapping[str, Any]:
        for task in elements(root, "Tasks/Task"):
            notes = task.findtext("Notes") or ""
            if (task.findtext("UID") or "").strip() != "0" or RECORD_LINE not in notes:
                continue
            try:
                found = json.loads(notes.partition(RECORD_LINE)[2])
            except ValueError:
                message = "The record that Planner wrote into the project summary's notes is damaged."
                place = self.reader.at(task, "Notes")
                self.reader.findings.append(
                    Finding(Severity.WARNING, "carried-record", message, place, "Export the plan again.")
                )
                return {}
            return found if isinstance(found, Mapping) else {}
        return {}


def _number(name: str) -> int:
    digits = name.removeprefix(f"{MORE} ")
    return int(digits) if digits.isdigit() else 0


def settled(native: object, exact: object, units: WorkingUnits) -> object:
    """Return the exact value where the file's own says the same less exactly, else the file's: it was edited.

    >>> from decimal import Decimal
    >>> settled(Duration.parse("3d"), Duration.parse("0.6w"), WorkingUnits())
    Duration(amount=Decimal('0.6'), unit=<DurationUnit.WEEK: 'w'>)
    """
    if isinstance(native, Duration) and isinstance(exact, Duration):
        alike = _same_time(native, exact, units)
    elif isinstance(native, float) and isinstance(exact, float):
        alike = abs(native - exact) <= 1.01
    elif isinstance(native, str) and isinstance(exact, str):
        alike = " ".join(plain_text(exact).split()).startswith(" ".join(native.split()))
    elif native is None and isinstance(exact, Duration):
        alike = exact.is_percent or exact.tenths(units) == 0
    elif exact is None:
        alike = not native or (isinstance(native, Duration) and not native.amount)
    elif isinstance(native, datetime) and isinstance(exact, datetime):
        whole_day = exact.time() == time() and native.date() == exact.date()
        alike = whole_day or native == exact.replace(microsecond=0)
    else:
        alike = native == exact
    return exact if alike else native


def _same_time(native: Duration, exact: Duration, units: WorkingUnits) -> bool:
    if not exact.amount:
        return not native.amount
    if native.is_percent or exact.is_percent:
        alike = native.unit is exact.unit or not native.amount
        return exact.is_percent and alike and abs(native.amount - exact.amount) <= 1
    return native.tenths(units) == exact.tenths(units)


def plain_text(text: str) -> str:
    """Return a text as XML and Microsoft Project keep it: no control characters, line ends as newlines."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()

"""A Microsoft Project XML file (MSPDI) as values: the XML read safely, every value with the line it stands on.

The format counts time in tenths of minutes (lags, levelling delays, slacks) or writes it as ``PT8H0M0S``; a
number beside it names the unit in which people said it.

>>> root = project_tree(b'<Project xmlns="http://schemas.microsoft.com/project"><Tasks/></Project>', "plan.xml")
>>> root.tag, iso_tenths("PT7H30M0S"), iso_tenths("P1DT1H")
('Project', 4500, 15000)
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from planner.plan.entities import LinkType
from planner.plan.findings import Finding, Place, Severity
from planner.plan.values import Duration, DurationUnit, WorkingUnits
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError
from planner_importers.xml_file import LARGEST_NUMBER, XmlReader, at, safe_tree

NAMESPACE = "http://schemas.microsoft.com/project"
LARGEST = 512 * 2**20
GZIP_START = b"\x1f\x8b"

LINK_TYPES = {"0": LinkType.FF, "1": LinkType.FS, "2": LinkType.SF, "3": LinkType.SS}
_ESTIMATED = 32
_UNITS = {
    3: DurationUnit.MINUTE, 4: DurationUnit.ELAPSED_MINUTE, 5: DurationUnit.HOUR, 6: DurationUnit.ELAPSED_HOUR,
    7: DurationUnit.DAY, 8: DurationUnit.ELAPSED_DAY, 9: DurationUnit.WEEK, 10: DurationUnit.ELAPSED_WEEK,
    11: DurationUnit.MONTH, 12: DurationUnit.ELAPSED_MONTH, 19: DurationUnit.PERCENT, 20: DurationUnit.PERCENT,
    21: DurationUnit.DAY,
}  # fmt: skip
ELAPSED_PERCENT = 20
_ISO = re.compile(
    r"(?P<sign>-)?P(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?"
)
_ISO_TENTHS = {
    "y": Decimal(5_256_000), "mo": Decimal(432_000), "d": Decimal(14_400), "h": Decimal(600), "m": Decimal(10),
    "s": Decimal(1) / 6,
}  # fmt: skip
_ABSENT = ("", "NA")


def project_tree(data: bytes, file: str) -> etree._Element:
    """Return the root element with plain tag names.

    Raises UnreadableFileError for broken or foreign XML, UnsafeFileError for a document type (entities),
    FileTooLargeError for what unpacks to more than 512 MiB.
    """
    if data.startswith(GZIP_START):
        data = _unpacked(data, file)
    root = safe_tree(data, file, "Microsoft Project", huge=True)
    if root.tag not in (f"{{{NAMESPACE}}}Project", "Project"):  # some programs leave the namespace out
        name = etree.QName(root).localname
        why = f"its root element is <{name}>, not a <Project> of Microsoft Project."
        raise UnreadableFileError(file, why, "Save the plan as XML in Microsoft Project.")
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    return root


def _unpacked(data: bytes, file: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            content = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        hint = "The file is cut off or damaged; pack it again."
        raise UnreadableFileError(file, f"it cannot be unpacked: {error}.", hint) from error
    if len(content) > LARGEST:
        raise FileTooLargeError(file, f"it unpacks to more than {LARGEST // 2**20} MiB.", "Split the plan.")
    return content


def iso_tenths(text: str) -> int | None:
    """Return the tenths of minutes of a duration such as PT8H0M0S; None where it is none."""
    match = _ISO.fullmatch(text.strip())
    if match is None or text.strip() in ("P", "PT", "-P", "-PT"):
        return None
    try:
        total = sum((Decimal(match[unit]) * tenths for unit, tenths in _ISO_TENTHS.items() if match[unit]), Decimal(0))
    except InvalidOperation:
        return None
    return None if total > LARGEST_NUMBER else round(-total if match["sign"] else total)


def unit_of(code: str | None, default: DurationUnit = DurationUnit.DAY) -> DurationUnit:
    """Return the unit that a format code names, estimated or not."""
    if code is None or not code.strip().isdigit():
        return default
    number = int(code)
    return _UNITS.get(number - _ESTIMATED if number > _ESTIMATED else number, default)


def is_estimated(code: str | None) -> bool:
    """Return whether a format code marks the duration as an estimate."""
    return code is not None and code.strip().isdigit() and int(code) > _ESTIMATED


def duration_of(tenths: int, code: str | None, units: WorkingUnits, default: DurationUnit) -> Duration:
    """Return a duration in the unit that people said it in."""
    unit = unit_of(code, default)
    return Duration.of_tenths(tenths, default if unit is DurationUnit.PERCENT else unit, units)


class Reader(XmlReader):
    """Children of elements read as values; `zoned` names the fields whose moments said a time zone."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.zoned: set[str] = set()

    def at(self, element: etree._Element, name: str | None = None, value: str | None = None) -> Place:
        """Return the place of an element, or of a child in it."""
        return at(self.file, element, name, value)

    def text(self, element: etree._Element, name: str) -> str | None:
        """Return the text of a child, None where it is absent, empty or said not to apply."""
        text = element.findtext(name)
        return None if text is None or text.strip() in _ABSENT else text

    def flag(self, element: etree._Element, name: str, default: bool = False) -> bool:
        """Return a yes or no."""
        text = self.text(element, name)
        return default if text is None else text.strip().lower() in ("1", "true", "-1")

    def name(self, element: etree._Element) -> str:
        """Return what people call an element."""
        return element.findtext("Name") or element.findtext("UID") or str(element.tag)

    def moment(self, element: etree._Element, name: str) -> datetime | None:
        """Return a moment in the project's own time; an offset that another program wrote is not applied."""
        text = self.text(element, name)
        if text is None:
            return None
        try:
            found = datetime.fromisoformat(text.strip())
        except ValueError:
            self.unreadable(element, name, text, "a date such as 2027-01-04T08:00:00")
            return None
        if found.tzinfo is not None:
            self.zoned.add(name)
        return found.replace(tzinfo=None, microsecond=0)

    def day(self, element: etree._Element, name: str) -> date | None:
        """Return the day of a moment."""
        moment = self.moment(element, name)
        return None if moment is None else moment.date()

    def tenths(self, element: etree._Element, name: str) -> int | None:
        """Return the tenths of minutes of a duration such as PT8H0M0S."""
        text = self.text(element, name)
        if text is None:
            return None
        found = iso_tenths(text)
        if found is None:
            self.unreadable(element, name, text, "a duration such as PT8H0M0S")
        return found

    def warn(self, element: etree._Element, code: str, message: str, hint: str, name: str | None = None) -> None:
        """Add a warning about an element."""
        self.findings.append(Finding(Severity.WARNING, code, message, self.at(element, name), hint))

    def refuse(self, element: etree._Element, code: str, message: str, hint: str, name: str | None = None) -> None:
        """Add an error about an element."""
        self.findings.append(Finding(Severity.ERROR, code, message, self.at(element, name), hint))


def elements(root: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements at a path."""
    yield from root.iterfind(path)

"""XML that other programs wrote, read safely: no entity, no network, and every value with the line it stands on.

>>> root = safe_tree(b"<plan><task id='7'/></plan>", "plan.xml", "Somebody's Planner")
>>> root.tag, line_of(root[0])
('plan', 1)
"""

from decimal import Decimal, InvalidOperation

from lxml import etree

from planner.plan.findings import Finding, Place, Severity
from planner_importers.tabular.refusals import UnreadableFileError, UnsafeFileError

_SHOWN = 80

LARGEST_NUMBER = 10**12
"""No file means a larger number: as tenths of minutes that would be 190,000 years."""


def safe_tree(data: bytes, file: str, program: str, *, huge: bool = False) -> etree._Element:
    """Return the root element; ``program`` wrote the file, ``huge`` allows more than lxml's usual limits.

    Raises UnreadableFileError for broken XML, UnsafeFileError for a document type (entities).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, remove_comments=True, remove_pis=True
    )
    if b"<!DOCTYPE" in data[:4096].replace(b"\x00", b""):
        raise _with_entities(file, program)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        hint = f"The file is cut off or damaged; save it again in {program}."
        raise UnreadableFileError(file, f"line {line}: {error.msg}.", hint) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_entities(file, program)
    return root


def _with_entities(file: str, program: str) -> UnsafeFileError:
    why = "it declares a document type, with which XML can be made to harm its reader."
    return UnsafeFileError(file, why, f"{program} writes none; ask where the file comes from.")


def line_of(element: etree._Element) -> int | None:
    """Return the line of an element in its file."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def at(file: str, element: etree._Element, column: str | None = None, value: str | None = None) -> Place:
    """Return the place of an element or of something said in it; the row is the line in the file."""
    return Place(file=file, sheet=str(element.tag), row=line_of(element), column=column, value=value)


class XmlReader:
    """What an element says, read as values; what cannot be read becomes an error finding and None."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def text(self, element: etree._Element, name: str) -> str | None:
        """Return what an element says under a name; None where it says nothing."""
        return element.get(name, "").strip() or None

    def name(self, element: etree._Element) -> str:
        """Return what people call an element."""
        return str(element.get("name") or element.get("id") or element.tag)

    def number(self, element: etree._Element, name: str) -> Decimal | None:
        """Return a number."""
        text = self.text(element, name)
        if text is None:
            return None
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > LARGEST_NUMBER:
            self.unreadable(element, name, text, "a number")
            return None
        return number

    def unreadable(self, element: etree._Element, name: str, text: str, expected: str) -> None:
        """Note that a value is not what is expected there."""
        shown = text.strip()[:_SHOWN]
        message = f"{self.name(element)}: {name} {shown!r} is not {expected}."
        place = at(self.file, element, name, shown)
        self.findings.append(Finding(Severity.ERROR, "unreadable-value", message, place, f"Write {expected}."))

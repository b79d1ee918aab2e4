r"""Which importer reads a file: told by its content, not by its name.

>>> recognised(b"<project name='Plan'><tasks/></project>", "whatever.txt")
'ganttproject'
>>> recognised(b"title: Dry run\nstatus: implemented\n", "record"), recognised(b"ID;Task\n1;Draft", "plan.yaml.csv")
('yaml-portfolio', 'table')
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import ClassVar

from planner.plan.findings import has_errors
from planner.plan.partial import sound_part
from planner.plan.snapshot import Plan
from planner_importers.archive import ZIP_START, Archive, ArchiveLimits, Member, is_archive, read_archive, read_folder
from planner_importers.result import ImportResult
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError

SUPPORTED = (
    "spreadsheets (.xlsx, .xls, .ods)",
    "tables as text (.csv, .tsv)",
    "GanttProject (.gan)",
    "Microsoft Project as XML (.xml, .xml.gz)",
    "Primavera P6 (.xer)",
    "portfolios of YAML or Markdown records (a file, a folder, .zip, .tar.gz)",
)
GZIP_START = b"\x1f\x8b"
_BEFORE_TEXT = b"\xef\xbb\xbf\xff\xfe \r\n\t"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_YAML_KEY = re.compile(r"(?:- )?[A-Za-z][\w .-]*:(?:\s|$)")
_RECORD_ENDINGS = (".yaml", ".yml", ".md", ".markdown")
_TABLE_ENDINGS = (".csv", ".tsv")
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%pdf", "a PDF", "Export the plan as .xlsx or .csv."),
    (b"<!doctype html", "a web page", "Save the table as .xlsx or .csv."),
    (b"<html", "a web page", "Save the table as .xlsx or .csv."),
    (b"{", "JSON", "Export the plan as .csv."),
    (b"\x89png", "a picture", "Import the table that it shows."),
    (b"\xff\xd8\xff", "a picture", "Import the table that it shows."),
)


class UnknownFormatError(UnreadableFileError):
    """A file of a format that no importer reads; the hint lists those that are read."""

    code: ClassVar[str] = "UNKNOWN_FORMAT"

    def __init__(self, file: str, why: str, remedy: str = "") -> None:
        super().__init__(file, why, f"{remedy} Read are: {'; '.join(SUPPORTED)}.".strip())


def import_file(
    path_or_bytes: Path | str | bytes,
    name: str,
    plan: Plan,
    *,
    new_id: Callable[[], str],
    mapping: str | None = None,
    partial: bool = False,
    today: date | None = None,
    pseudonyms: str | None = None,
) -> ImportResult:
    """Return what would bring a file, or a folder of records, into the plan; nothing is applied.

    ``name`` is the file's name for people and for remembering where records came from; ``mapping`` is the text of a
    table's column mapping. Without ``partial`` one error leaves no operation; with it the operations that the rules
    accept go on. ``today`` completes dates of tables that lack a year. ``pseudonyms`` is the secret with which the
    people of a roster are made pseudonymous; None: they are not. Raises
    UnreadableFileError (of which UnknownFormatError is one), FileTooLargeError or UnsafeFileError.
    """
    if not isinstance(path_or_bytes, bytes) and Path(path_or_bytes).is_dir():
        result = _portfolio(read_folder(Path(path_or_bytes)), name, plan, new_id)
    else:
        data = path_or_bytes if isinstance(path_or_bytes, bytes) else _content(Path(path_or_bytes), name)
        result = _imported(data, name, plan, new_id, mapping, partial, today, pseudonyms)
    return _settled(result, plan, partial)


def recognised(data: bytes, name: str) -> str:
    """Return the format of a content, or raise UnknownFormatError.

    Formats are table, ganttproject, ms-project, primavera-xer and yaml-portfolio.
    """
    if not data.strip():
        raise UnknownFormatError(name, "it is empty.")
    if data.startswith(_OLE) and _is_project_file(data, name):
        raise UnknownFormatError(
            name, "it is a Microsoft Project file in its own binary format.", "Save it as XML in Microsoft Project."
        )
    if data.startswith(_OLE) or (data.startswith(ZIP_START) and _is_workbook(data)):
        return "table"
    if data.startswith(GZIP_START) and (inner := _unpacked_start(data)) and _is_project_xml(inner):
        return "ms-project"
    if is_archive(data):
        return "yaml-portfolio"
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data[:64].replace(b"\x00", b"").lstrip(_BEFORE_TEXT).lower().startswith(b"ermhdr"):
        return "primavera-xer"
    for magic, what, remedy in _FOREIGN:
        if start.startswith(magic):
            raise UnknownFormatError(name, f"it is {what}.", remedy)
    if _is_markup(data):
        return _markup_format(data, name)
    return "yaml-portfolio" if _is_yaml(data, name) else "table"


def _is_markup(data: bytes) -> bool:
    """Return whether a text begins as XML does, in any of the encodings that XML is written in."""
    return data[:64].replace(b"\x00", b"").lstrip(_BEFORE_TEXT).startswith(b"<")


def _markup_format(data: bytes, name: str) -> str:
    plain = data[:8192].replace(b"\x00", b"")
    if _is_project_xml(plain) or (re.search(rb"<Project[\s>]", plain) and b"<Tasks" in data.replace(b"\x00", b"")):
        return "ms-project"
    if re.search(rb"<project[\s>]", plain) or b"<!DOCTYPE project" in plain:
        return "ganttproject"
    if b"APIBusinessObjects" in plain:
        raise UnknownFormatError(name, "it is XML of Primavera P6.", "Export the project as XER.")
    raise UnknownFormatError(name, "it is XML, but neither of Microsoft Project nor of GanttProject.")


def _is_project_xml(start: bytes) -> bool:
    return b"schemas.microsoft.com/project" in start.replace(b"\x00", b"")


def _unpacked_start(data: bytes) -> bytes:
    """Return the first bytes of what gzip packed, none where it is damaged from the start."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:65536], 8192)
    except zlib.error:
        return b""


def _is_project_file(data: bytes, name: str) -> bool:
    """Return whether a container of the older Office kind holds a project, by its directory or its name."""
    return "MSProject".encode("utf-16-le") in data or PurePosixPath(name).suffix.lower() in (".mpp", ".mpt")


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return bool(names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"})


def _is_yaml(data: bytes, name: str) -> bool:
    """Return whether a text is a YAML mapping, a list of them or front matter, judged by its first lines."""
    lines = [line for line in data[:8192].decode("utf-8", "replace").lstrip("\ufeff").splitlines() if line.strip()]
    telling = [line for line in lines if not line.lstrip().startswith("#")]
    if not telling:
        return PurePosixPath(name).suffix.lower() in _RECORD_ENDINGS
    if telling[0].rstrip() == "---" or telling[0].startswith("%YAML"):
        return True
    if PurePosixPath(name).suffix.lower() in _RECORD_ENDINGS:
        return True
    if PurePosixPath(name).suffix.lower() in _TABLE_ENDINGS:
        return False  # a title above a table, such as "Course: Labels", reads like a key
    return _YAML_KEY.match(telling[0]) is not None and not re.search(r"[;\t|]|,.*,", telling[0])


def _content(path: Path, name: str) -> bytes:
    limit = ArchiveLimits().file_bytes
    try:
        if path.stat().st_size > limit:
            raise FileTooLargeError(name, f"it has more than {limit // 2**20} MiB.", "Split the file.")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(name, f"{error.strerror}.", "Check the path and your rights to it.") from error


def _imported(
    data: bytes,
    name: str,
    plan: Plan,
    new_id: Callable[[], str],
    mapping: str | None,
    partial: bool,
    today: date | None,
    pseudonyms: str | None,
) -> ImportResult:
    match recognised(data, name):
        case "ganttproject":
            from planner_importers.gantt_project import import_gantt_project

            return import_gantt_project(data, name, plan, new_id=new_id)
        case "ms-project":
            from planner_importers.ms_project import import_ms_project

            return import_ms_project(data, name, plan, new_id=new_id)
        case "primavera-xer":
            from planner_importers.primavera import import_primavera

            return import_primavera(data, name, plan, new_id=new_id)
        case "yaml-portfolio" if is_archive(data):
            archive = read_archive(data, name)
            if len(archive.members) == 1 and not archive.members[0].path.lower().endswith(_RECORD_ENDINGS):
                member = archive.members[0]
                if is_archive(member.data) and recognised(member.data, name) != "table":
                    raise UnknownFormatError(name, "it is an archive of an archive.", "Unpack it once.")
                inner = _imported(member.data, member.path, plan, new_id, mapping, partial, today, pseudonyms)
                return replace(inner, findings=archive.findings + inner.findings)
            return _portfolio(archive, name, plan, new_id)
        case "yaml-portfolio":
            path = PurePosixPath(name).name
            own = path if path.lower().endswith(_RECORD_ENDINGS) else f"{path}.yaml"
            return _portfolio(Archive((Member(own, data),)), name, plan, new_id)
        case _:
            from planner_importers.tabular.table_import import import_table

            return import_table(
                data, name, plan, new_id=new_id, mapping=mapping, partial=partial, today=today, pseudonyms=pseudonyms
            )


def _portfolio(archive: Archive, name: str, plan: Plan, new_id: Callable[[], str]) -> ImportResult:
    from planner_importers.yaml_portfolio import import_yaml_portfolio

    return import_yaml_portfolio(archive, name, plan, new_id=new_id)


def _settled(result: ImportResult, plan: Plan, partial: bool) -> ImportResult:
    """Return the result with all of its operations, the sound ones, or none."""
    if not partial:
        return replace(result, operations=()) if has_errors(result.findings) else result
    sound = sound_part(plan, result.operations)
    return replace(result, operations=sound.operations, findings=result.findings + sound.left_out)

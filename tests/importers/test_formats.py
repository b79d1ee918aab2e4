"""Which importer reads what, told by content, and refusals that name what is read."""

import gzip
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest

from planner.plan.snapshot import Plan
from planner_importers import ImportResult, UnknownFormatError, import_file
from planner_importers.formats import SUPPORTED, recognised
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError

GAN = b'<?xml version="1.0" encoding="UTF-8"?><project name="P"><tasks><task id="1" name="A"/></tasks></project>'
YAML = b"title: Dry run\nid: A-1\nowner: Ada\n"
CSV = b"ID,Task,Duration,Predecessors\nA-1,Draft,3w,\nA-2,Review,1w,A-1\n"


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files.items():
            archive.writestr(path.replace("__", "."), data)
    return buffer.getvalue()


@pytest.fixture
def run() -> Callable[..., ImportResult]:
    """Return import_file onto an empty plan with ids 1, 2, and so on."""
    ids = count(1)
    return lambda data, name, **options: import_file(data, name, Plan({}), new_id=lambda: str(next(ids)), **options)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (GAN, "plan.gan", "ganttproject"),
        (GAN, "plan.csv", "ganttproject"),
        (b"\xef\xbb\xbf\n" + GAN, "plan.xml", "ganttproject"),
        (GAN.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "plan.gan", "ganttproject"),
        (YAML, "kep.yaml", "yaml-portfolio"),
        (YAML, "no-ending", "yaml-portfolio"),
        (b"# A comment\n\n" + YAML, "x", "yaml-portfolio"),
        (b"---\ntitle: A\n---\n# Text\n", "a.md", "yaml-portfolio"),
        (b"- title: A\n- title: B\n", "list", "yaml-portfolio"),
        (CSV, "plan.csv", "table"),
        (b"ID;Task: name;Owner\n1;A;B\n", "plan.csv", "table"),
        (b"Task: name\tOwner\nA\tB\n", "plan.txt", "table"),
        (zipped(xl_workbook=b"").replace(b"xl_workbook", b"xl/workbook"), "plan", "yaml-portfolio"),
        (zipped(**{"xl/workbook__xml": b"<x/>"}), "plan.zip", "table"),
        (zipped(content__xml=b"<x/>"), "plan.ods", "table"),
        (zipped(a__yaml=YAML), "plan.zip", "yaml-portfolio"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "plan.xls", "table"),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str, expected: str) -> None:
    assert recognised(data, name) == expected


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty."),
        (b" \n\t", "it is empty."),
        (b"%PDF-1.7", "it is a PDF."),
        (b"<!DOCTYPE html><html></html>", "it is a web page."),
        (b'{"cards": []}', "it is JSON."),
        (b"\x89PNG\r\n", "it is a picture."),
        (b"<feed/>", "it is XML, but neither of Microsoft Project nor of GanttProject."),
        (b"<Project Sdk='x'/>", "it is XML, but neither of Microsoft Project nor of GanttProject."),
        (b"<APIBusinessObjects/>", "it is XML of Primavera P6."),
    ],
)
def test_what_is_not_read_is_named_with_what_is(data: bytes, why: str) -> None:
    with pytest.raises(UnknownFormatError) as refusal:
        recognised(data, "plan.xyz")
    assert refusal.value.message == f"plan.xyz cannot be read: {why}"
    assert all(name in refusal.value.hint for name in SUPPORTED)
    assert (refusal.value.code, refusal.value.file) == ("UNKNOWN_FORMAT", "plan.xyz")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (GAN, "plan.gan", ("ganttproject", ["GP-1"])),
        (YAML, "a.yaml", ("yaml-portfolio", ["A-1"])),
        (zipped(a__yaml=YAML), "a.zip", ("yaml-portfolio", ["A-1"])),
        (zipped(plan__gan=GAN), "plan.zip", ("ganttproject", ["GP-1"])),
        (gzip.compress(GAN), "plan.gan.gz", ("ganttproject", ["GP-1"])),
        (gzip.compress(YAML), "a.yaml.gz", ("yaml-portfolio", ["A-1"])),
        (CSV, "plan.csv", ("table", ["A-1", "A-2"])),
        (gzip.compress(CSV), "plan.csv.gz", ("table", ["A-1", "A-2"])),
    ],
)
def test_a_file_is_read_by_its_importer(
    run: Callable[..., ImportResult], data: bytes, name: str, expected: tuple[str, list[str]]
) -> None:
    result = run(data, name)
    codes = [o.values["code"] for o in result.operations if o.kind == "initiative"]
    assert (result.format, codes) == expected


def test_a_path_and_a_folder_are_read_like_their_content(run: Callable[..., ImportResult], tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_bytes(YAML)
    assert [o.values["code"] for o in run(tmp_path, "portfolio").operations] == ["A-1"]
    assert [o.values["code"] for o in run(str(tmp_path / "records" / "a.yaml"), "a.yaml").operations] == ["A-1"]


def test_a_missing_file_is_named(run: Callable[..., ImportResult], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"gone\.gan cannot be read: No such file or directory"):
        run(tmp_path / "gone.gan", "gone.gan")


def test_a_file_above_the_limit_is_refused_unread(run: Callable[..., ImportResult], tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(FileTooLargeError, match=r"huge\.csv cannot be read: it has more than 64 MiB"):
        run(huge, "huge.csv")


def test_an_archive_of_an_archive_is_refused(run: Callable[..., ImportResult]) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        inner = gzip.compress(YAML)
        info = tarfile.TarInfo("inner.gz")
        info.size = len(inner)
        archive.addfile(info, io.BytesIO(inner))
    with pytest.raises(UnknownFormatError, match="it is an archive of an archive"):
        run(buffer.getvalue(), "outer.tar")


def test_one_error_leaves_nothing_unless_the_sound_part_is_asked_for(run: Callable[..., ImportResult]) -> None:
    files = zipped(a__yaml=YAML, b__yaml=b"title: [\n", c__yaml=b"title: C\nprogress: 200\n")
    whole = run(files, "plan.zip")
    assert (whole.operations, whole.accepted) == ((), False)
    assert [f.code for f in whole.findings] == ["unreadable-yaml"]
    part = run(files, "plan.zip", partial=True)
    assert [o.values["code"] for o in part.operations] == ["A-1"]
    assert [(f.code, f.place.sheet) for f in part.findings] == [
        ("unreadable-yaml", "b.yaml"),
        ("out-of-bounds", "c.yaml"),
    ]


def test_importing_the_package_loads_no_importer() -> None:
    heavy = "{'lxml', 'yaml', 'pandas', 'openpyxl', 'python_calamine', 'networkx', 'numpy', 'rapidfuzz'}"
    code = f"import sys, planner_importers; print(sorted({heavy} & set(sys.modules)))"
    folders = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "importers")]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(folders)},
    )
    assert done.stdout == "[]\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    import planner_importers

    with pytest.raises(AttributeError, match="has no attribute 'import_everything'"):
        _ = planner_importers.import_everything


def test_dates_without_a_year_are_completed_from_today() -> None:
    data = b"ID;Task Name;Start;Duration;Owner\nA;First;14 Dec;2d;Ada\nB;Second;18 Dec;1d;Ada\n"
    proposed = import_file(data, "plan.csv", Plan({}), new_id=map(str, count(1)).__next__).mapping or ""
    mapping = proposed.replace("field: other", "field: start")
    new_id = map(str, count(1)).__next__
    result = import_file(data, "plan.csv", Plan({}), new_id=new_id, mapping=mapping, today=date(2026, 11, 22))
    starts = [operation.values["constraint_date"] for operation in result.operations]
    assert starts == [datetime(2026, 12, 14), datetime(2026, 12, 18)]

"""Package lists: versions in brackets, alternatives behind bars, columns that are advice and not order."""

import gzip
import sys
from collections import Counter
from itertools import count, islice
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING

import pytest

from planner.plan.findings import Severity
from planner.plan.partial import sound_part
from planner.plan.snapshot import Plan
from planner_importers.tabular import import_table

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Importer

HEAD = "package\tversion\tpre_depends\tdepends\trecommends\tbreaks"


def table(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def test_versions_and_alternatives_are_no_part_of_a_name(imported: "Importer") -> None:
    rows = ("libc6\t2.36\t\t\t\t", "dpkg\t1.21\t\tlibc6 (>= 2.34)\t\t",
            "postfix\t3.7\tdpkg (>= 1.15.6~)\tlibc6:any\t\t",
            "mailer\t1\tdpkg (>= 1.1)\texim4 (>= 4) | postfix | libc6, libc6 (>= 2.3), libc6 (<< 3)\t\t")  # fmt: skip
    plan = imported(table(*rows), "packages.tsv")
    assert plan.links() == [
        "dpkg FS mailer", "dpkg FS postfix", "libc6 FS dpkg", "libc6 FS mailer", "libc6 FS postfix",
        "postfix FS mailer",
    ]  # fmt: skip
    assert plan.codes() == []


def test_a_need_without_a_row_is_named_once_by_its_first_alternative(imported: "Importer") -> None:
    rows = ("a\t1\t\t\t\t", "b\t1\t\ta (>= 1), gone (>= 2) | lost, gone (<< 3)\t\t")
    plan = imported(table(*rows), "packages.tsv")
    assert plan.codes() == ["unresolved-predecessor"]
    found = plan.finding("unresolved-predecessor")
    assert (found.message[:13], found.place.row, found.place.column) == ("'gone' names ", 3, "D (depends)")


def test_recommends_and_breaks_make_no_links_and_one_note(imported: "Importer") -> None:
    rows = ("a\t1\t\t\tb\tb (<< 1)", "b\t1\t\ta (>= 1)\t\ta (<< 1)")
    plan = imported(table(*rows), "packages.tsv")
    assert plan.links() == ["a FS b"]
    assert [(f.code, f.severity, f.place.column) for f in plan.result.findings] == [
        ("soft-references", Severity.INFO, "E (recommends)")
    ]


def test_a_version_in_an_ordinary_cell_is_dropped_and_a_bar_still_separates(imported: "Importer") -> None:
    rows = "ID,Task,Predecessors\n1,Scope,\n2,Draft,1FS+2d\n3,Review,1|2\n4,Launch,Review (>= 2.0); 1\n"
    assert imported(rows).links() == [
        "Draft FS Review", "Review FS Launch", "Scope FS 2d Draft", "Scope FS Launch", "Scope FS Review",
    ]  # fmt: skip


def test_a_refusal_names_loops_along_with_what_is_missing(imported: "Importer") -> None:
    rows = ("a\t1\t\tb (>= 1)\t\t", "b\t1\t\ta (>= 1), gone (>= 1)\t\t")
    plan = imported(table(*rows), "packages.tsv")
    assert plan.result.operations == ()
    assert plan.codes() == ["dependency-cycle", "unresolved-predecessor"]


def test_work_grows_as_the_rows_do() -> None:
    few, many = (calls(packages(rows)) for rows in (500, 5_000))
    assert many < 12 * few


def packages(rows: int) -> bytes:
    """Return a list in which each package needs two that exist, one that does not, and a loop every hundred rows."""
    lines = []
    for i in range(rows):
        ahead = (i + 1) % rows if i % 100 == 7 else max(i - 1, 0)
        needs = f"pkg{ahead} (>= 1), pkg{i // 2} | other{i}, gone{i} (>= 2)" if i else ""
        lines.append(f"pkg{i}\t1.{i}\t\t{needs}\t\tpkg{i // 3} (<< 1)")
    return table(*lines)


def calls(data: bytes) -> int:
    """Return how many calls of the project's own functions reading a table and finding its sound part takes."""
    ids = map(str, count())
    own: dict[CodeType, bool] = {}
    counted = 0

    def watch(frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        code = frame.f_code
        if event == "call":
            if code not in own:
                own[code] = "planner" in code.co_filename and "site-packages" not in code.co_filename
            counted += own[code]

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        result = import_table(data, "packages.tsv", Plan({}), new_id=lambda: next(ids), partial=True)
        sound = sound_part(Plan({}), result.operations)
    finally:
        sys.setprofile(before)
    assert sound.outcome.accepted
    return counted


@pytest.mark.corpus
def test_the_first_of_63666_packages_are_refused_until_their_sound_part_is_asked_for(corpus: Path) -> None:
    with gzip.open(corpus / "inputs/debian-deps/packages.tsv.gz") as source:
        data = b"".join(islice(source, 6_001))
    ids = map(str, count())
    whole = import_table(data, "packages.tsv", Plan({}), new_id=lambda: next(ids))
    assert whole.operations == ()
    errors = Counter(finding.code for finding in whole.findings if finding.severity is Severity.ERROR)
    assert errors == {"unresolved-predecessor": 19_011, "dependency-cycle": 2}
    part = import_table(data, "packages.tsv", Plan({}), new_id=lambda: next(ids), partial=True)
    assert Counter(operation.kind for operation in part.operations) == {"initiative": 6_000, "dependency": 5_751}
    assert sound_part(Plan({}), part.operations).outcome.accepted

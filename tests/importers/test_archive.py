"""Containers: every kind read, nothing in them able to hurt."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from planner_importers.archive import ArchiveLimits, Member, is_archive, read_archive, read_folder
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError

FILES = {"b/two.yaml": b"title: Two\n", "a/one.yaml": b"title: One\n"}
MEMBERS = (Member("a/one.yaml", b"title: One\n"), Member("b/two.yaml", b"title: Two\n"))
SMALL = ArchiveLimits(file_bytes=100_000, unpacked_bytes=1_000_000, member_bytes=900_000, members=20)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w", extra: tuple[tarfile.TarInfo, ...] = ()) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for path, data in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in extra:
            archive.addfile(info)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [zipped(FILES), tarred(FILES), tarred(FILES, "w:gz"), tarred(FILES, "w:bz2"), tarred(FILES, "w:xz")],
    ids=["zip", "tar", "gzip", "bzip2", "xz"],
)
def test_every_kind_of_archive_gives_its_files_in_the_order_of_their_paths(data: bytes) -> None:
    assert is_archive(data)
    content = read_archive(data, "plans")
    assert (content.members, content.findings) == (MEMBERS, ())


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_one_member_without_the_ending(pack: object) -> None:
    data = pack(b"ID,Task\n1,Draft\n")  # type: ignore[operator]
    assert read_archive(data, "plan.csv.gz").members == (Member("plan.csv", b"ID,Task\n1,Draft\n"),)


def test_text_is_no_archive() -> None:
    assert not is_archive(b"title: One\n")
    assert not is_archive(b"")


@pytest.mark.parametrize(
    "path", ["../evil.yaml", "/etc/evil.yaml", "a/../../evil.yaml", "C:\\evil.yaml", "..\\evil.yaml"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_paths_out_of_the_archive_are_left_aside(pack: object, path: str) -> None:
    content = read_archive(pack({path: b"x: 1", "good.yaml": b"y: 2"}), "plans")  # type: ignore[operator]
    assert content.members == (Member("good.yaml", b"y: 2"),)
    assert [(f.severity, f.code, f.place.file) for f in content.findings] == [("warning", "unsafe-path", "plans")]


def test_links_and_devices_in_a_tar_are_left_aside() -> None:
    odd = []
    for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/passwd"
        odd.append(info)
    content = read_archive(tarred(FILES, extra=tuple(odd)), "plans.tar")
    assert content.members == MEMBERS
    assert [(f.code, f.place.sheet) for f in content.findings] == [
        ("link-ignored", "soft"),
        ("link-ignored", "hard"),
        ("link-ignored", "pipe"),
    ]


def test_links_in_a_zip_are_left_aside() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.yaml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("folder/", "")
    content = read_archive(buffer.getvalue(), "plans.zip")
    assert (content.members, [f.code for f in content.findings]) == ((), ["link-ignored"])


def test_of_two_members_with_one_path_the_later_stands() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for data in (b"old", b"new"):
            info = tarfile.TarInfo("a.yaml")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    content = read_archive(buffer.getvalue(), "plans.tar")
    assert content.members == (Member("a.yaml", b"new"),)
    assert [f.code for f in content.findings] == ["repeated-member"]


ZEROS = bytes(800_000)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped({"a": ZEROS, "b": ZEROS}), "it unpacks to more than 0 MiB"),
        (tarred({"a": ZEROS, "b": ZEROS}, "w:gz"), "it unpacks to more than 0 MiB"),
        (gzip.compress(bytes(2_000_000)), "it unpacks to more than 0 MiB"),
        (bz2.compress(bytes(2_000_000)), "it unpacks to more than 0 MiB"),
        (zipped({"a": bytes(950_000)}), "its file a has more than 0 MiB"),
        (tarred({"a": bytes(950_000)}, "w:xz"), "its file a has more than 0 MiB"),
        (zipped({str(n): b"" for n in range(21)}), "it holds more than 20 files"),
        (tarred({str(n): b"" for n in range(21)}, "w:gz"), "it holds more than 20 files"),
        (b"PK\x03\x04" + bytes(100_000), "it has more than 0 MiB"),
    ],
)
def test_bombs_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(FileTooLargeError) as refusal:
        read_archive(data, "bomb", SMALL)
    assert refusal.value.message == f"bomb cannot be read: {why}."
    assert refusal.value.hint == "Split it, or leave out what is not part of the plan."


def test_a_tar_that_claims_a_huge_member_is_refused_without_reading_it() -> None:
    info = tarfile.TarInfo("huge.yaml")
    info.size = 2**40
    data = info.tobuf() + bytes(1024)
    with pytest.raises(FileTooLargeError, match=r"its file huge\.yaml has more than 64 MiB"):
        read_archive(data, "plans.tar")


@pytest.mark.parametrize(
    "data", [zipped(FILES)[:-30], tarred(FILES, "w:gz")[:-20], tarred(FILES, "w:xz")[:60], b"PK\x03\x04 not a zip"]
)
def test_a_damaged_archive_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"plans cannot be read: the archive is damaged .* download it again"):
        read_archive(data, "plans")


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(zipped({"a.yaml": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFileError, match="it is encrypted"):
        read_archive(bytes(data), "plans.zip")


def test_a_folder_gives_its_files_without_hidden_ones_and_links(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "one.yaml").write_bytes(b"title: One\n")
    (tmp_path / ".git" / "config.yaml").write_text("x: 1")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "a" / "one.yaml")
    (tmp_path / "loop").symlink_to(tmp_path)
    content = read_folder(tmp_path)
    assert content.members == (Member("a/one.yaml", b"title: One\n"),)
    assert [(f.code, f.place.sheet) for f in content.findings] == [
        ("link-ignored", "link.yaml"),
        ("link-ignored", "loop"),
    ]
    with pytest.raises(FileTooLargeError, match=r"its file a/one\.yaml has more than 0 MiB"):
        read_folder(tmp_path, ArchiveLimits(member_bytes=5))

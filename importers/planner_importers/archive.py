"""Files inside archives and folders, read without letting a container do harm.

Zip, tar (plain, gzip, bzip2, xz), single compressed files and folders all become a tuple of members. What a
container could hurt with is refused (bombs, encryption) or left aside with a finding (links, paths that leave
the archive):

>>> import io, zipfile
>>> with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
...     archive.writestr("../evil.yaml", "a: 1"), archive.writestr("good.yaml", "a: 1")
(None, None)
>>> content = read_archive(buffer.getvalue(), "plans.zip")
>>> [member.path for member in content.members], content.findings[0].code
(['good.yaml'], 'unsafe-path')
"""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from planner.plan.findings import Finding, Place, Severity
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError

ZIP_START = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPRESSED: tuple[tuple[bytes, Callable[[IO[bytes]], "_Readable"]], ...] = (
    (b"\x1f\x8b", lambda source: gzip.GzipFile(fileobj=source)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_TAR_MAGIC = slice(257, 262)
_DAMAGE = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What one container may cost: bytes given, bytes unpacked in all and per member, number of members."""

    file_bytes: int = 64 * 2**20
    unpacked_bytes: int = 256 * 2**20
    member_bytes: int = 64 * 2**20
    members: int = 50_000


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a container: its path there with forward slashes, and its content."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of a container in the order of their paths, and what was left aside."""

    members: tuple[Member, ...]
    findings: tuple[Finding, ...] = ()


def is_archive(data: bytes) -> bool:
    """Return whether the content is a zip, a tar or a compressed file."""
    compressed = any(data.startswith(magic) for magic, _ in _COMPRESSED)
    return compressed or data.startswith((ZIP_START, _EMPTY_ZIP)) or data[_TAR_MAGIC] == b"ustar"


def read_archive(data: bytes, file: str, limits: ArchiveLimits = ArchiveLimits()) -> Archive:
    """Return the files in an archive; raises UnreadableFileError or FileTooLargeError."""
    if len(data) > limits.file_bytes:
        raise _too_large(file, f"it has more than {_mebibytes(limits.file_bytes)} MiB.")
    try:
        if data.startswith((ZIP_START, _EMPTY_ZIP)):
            return _collected(_zip_members(data, file, limits), file)
        return _collected(_tar_members(data, file, limits), file)
    except _DAMAGE as error:
        raise UnreadableFileError(file, f"the archive is damaged ({error}).", "Pack or download it again.") from error


def read_folder(folder: Path, limits: ArchiveLimits = ArchiveLimits()) -> Archive:
    """Return the files below a folder, hidden ones and links left aside; raises FileTooLargeError."""
    return _collected(_folder_members(folder, limits), folder.name)


def _collected(members: Iterable[Member | Finding], file: str) -> Archive:
    """Return members by path; of two with the same path the later one stands."""
    kept: dict[str, Member] = {}
    findings: list[Finding] = []
    for member in members:
        if isinstance(member, Finding):
            findings.append(member)
            continue
        if member.path in kept:
            message = f"{member.path} is in the archive twice; the later one is read."
            findings.append(_aside("repeated-member", message, file, member.path))
        kept[member.path] = member
    return Archive(tuple(kept[path] for path in sorted(kept)), tuple(findings))


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """A stream that refuses to yield more than so many bytes."""

    def __init__(self, source: _Readable, file: str, limit: int) -> None:
        self._source, self._file, self._limit, self._left = source, file, limit, limit

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(chunk)
        if self._left < 0:
            raise _too_large(self._file, f"it unpacks to more than {_mebibytes(self._limit)} MiB.")
        return chunk


def _unpacked(data: bytes, file: str, limits: ArchiveLimits) -> IO[bytes]:
    for magic, opened in _COMPRESSED:
        if data.startswith(magic):
            return _Counted(opened(io.BytesIO(data)), file, limits.unpacked_bytes)  # type: ignore[return-value]
    return io.BytesIO(data)


def _tar_members(data: bytes, file: str, limits: ArchiveLimits) -> Iterator[Member | Finding]:
    if _unpacked(data, file, limits).read(512)[_TAR_MAGIC] != b"ustar":
        whole = _unpacked(data, file, limits).read()
        yield Member(_without_compression(file), whole)
        return
    with tarfile.open(fileobj=_unpacked(data, file, limits), mode="r|") as archive:
        for count, info in enumerate(archive, 1):
            _refuse_many(count, file, limits)
            path = _safe_path(info.name)
            if info.isdir():
                continue
            if not info.isreg():
                yield _aside("link-ignored", f"{info.name} is a link or a device, not a file.", file, info.name)
            elif path is None:
                yield _unsafe(file, info.name)
            else:
                _refuse_large(info.size, info.name, file, limits)
                content = archive.extractfile(info)
                yield Member(path, content.read() if content else b"")


def _zip_members(data: bytes, file: str, limits: ArchiveLimits) -> Iterator[Member | Finding]:
    left = limits.unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for count, info in enumerate(archive.infolist(), 1):
            _refuse_many(count, file, limits)
            path = _safe_path(info.filename)
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                raise UnreadableFileError(file, "it is encrypted.", "Pack it again without a password.")
            if stat.S_ISLNK(info.external_attr >> 16):
                yield _aside("link-ignored", f"{info.filename} is a link, not a file.", file, info.filename)
            elif path is None:
                yield _unsafe(file, info.filename)
            else:
                _refuse_large(info.file_size, info.filename, file, limits)
                with archive.open(info) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise _too_large(file, f"it unpacks to more than {_mebibytes(limits.unpacked_bytes)} MiB.")
                yield Member(path, content)


def _folder_members(folder: Path, limits: ArchiveLimits) -> Iterator[Member | Finding]:
    left = limits.unpacked_bytes
    count = 0
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.is_symlink():
            yield _aside("link-ignored", f"{relative} is a link.", folder.name, relative.as_posix())
        elif path.is_file():
            count += 1
            _refuse_many(count, folder.name, limits)
            size = path.stat().st_size
            _refuse_large(size, relative.as_posix(), folder.name, limits)
            left -= size
            if left < 0:
                raise _too_large(folder.name, f"it holds more than {_mebibytes(limits.unpacked_bytes)} MiB.")
            yield Member(relative.as_posix(), path.read_bytes())


def _safe_path(name: str) -> str | None:
    """Return the path with forward slashes, or None where it leaves the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name.split("/")[0] or "\0" in name:
        return None
    return path.as_posix()


def _without_compression(file: str) -> str:
    path = PurePosixPath(file)
    return path.stem if path.suffix.lower() in (".gz", ".bz2", ".xz") else path.name


def _refuse_many(count: int, file: str, limits: ArchiveLimits) -> None:
    if count > limits.members:
        raise _too_large(file, f"it holds more than {limits.members} files.")


def _refuse_large(size: int, path: str, file: str, limits: ArchiveLimits) -> None:
    if size > limits.member_bytes:
        raise _too_large(file, f"its file {path} has more than {_mebibytes(limits.member_bytes)} MiB.")


def _mebibytes(size: int) -> int:
    return size // 2**20


def _too_large(file: str, why: str) -> FileTooLargeError:
    return FileTooLargeError(file, why, "Split it, or leave out what is not part of the plan.")


def _unsafe(file: str, path: str) -> Finding:
    return _aside("unsafe-path", f"{path!r} points outside the archive and is not read.", file, path)


def _aside(code: str, message: str, file: str, path: str) -> Finding:
    return Finding(Severity.WARNING, code, message, Place(file=file, sheet=path), "Pack the file itself.")

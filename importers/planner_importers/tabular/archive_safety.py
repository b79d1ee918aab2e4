"""Checks that an archive (xlsx, ods) is what it claims before any other reader opens it.

Sizes in a zip directory can lie, so every part is unpacked once into nothing, counting:

>>> Limits().unpacked_bytes // 2**20
512
"""

import copy
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError, UnsafeFileError

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
"""The bit of a part's flags that says so."""
_SMALL_PART = 8 * 2**20
"""Parts below this many unpacked bytes may be packed as tightly as they like."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes on disk and unpacked, packing ratio, and cells per sheet."""

    file_bytes: int = 64 * 2**20
    unpacked_bytes: int = 512 * 2**20
    ratio: float = 200.0
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 8_000_000
    members: int = 5_000


def archive_names(data: bytes, file: str, limits: Limits) -> frozenset[str]:
    """Return the names of the archive's parts once all are known to be harmless; refuse it otherwise."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_directory(infos, file, limits)
            total = 0
            for info in infos:
                total += _unpacked(archive, info, file, limits, total)
            return frozenset(info.filename for info in infos)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        hint = "Open it in a spreadsheet program and save it again as .xlsx."
        raise UnreadableFileError(file, f"the archive is damaged ({error}).", hint) from error


def _check_directory(infos: list[zipfile.ZipInfo], file: str, limits: Limits) -> None:
    claimed = sum(info.file_size for info in infos)
    if len(infos) > limits.members:
        raise UnsafeFileError(file, f"it has {len(infos)} parts.", "Save the sheets you need as a new file.")
    if claimed > limits.unpacked_bytes:
        raise _too_large(file, limits)
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(file, "it is encrypted.", "Save a copy without a password.")
        if info.file_size > _SMALL_PART and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise UnsafeFileError(
                file,
                f"its part {info.filename!r} is packed more than {limits.ratio:.0f} to 1, as a zip bomb is.",
                "Copy the rows you need into a new file.",
            )


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, limits: Limits, before: int) -> int:
    """Return the true unpacked size of one part, refusing document types in its XML."""
    honest = copy.copy(info)
    honest.file_size = limits.unpacked_bytes + 1
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    size, tail = 0, b""
    with archive.open(honest) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if before + size > limits.unpacked_bytes:
                raise _too_large(file, limits)
            if is_xml and (b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk):
                raise UnsafeFileError(
                    file,
                    f"its part {info.filename!r} declares XML entities.",
                    "No spreadsheet program writes these; ask where the file comes from.",
                )
            tail = chunk[-16:]
    return size


def _too_large(file: str, limits: Limits) -> FileTooLargeError:
    mebibytes = limits.unpacked_bytes // 2**20
    return FileTooLargeError(file, f"it unpacks to more than {mebibytes} MiB.", "Split it, or remove unused sheets.")

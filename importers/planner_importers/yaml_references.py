"""What one record of a portfolio calls another: a number, a path, an address, an old name.

A reference is looked up by its whole path, then by its number, then by the words of its name. Addresses elsewhere
are matched by path only, because other repositories count their records from 1 too.

>>> index = ReferenceIndex()
>>> index.add("KEP-895", "895", "keps/sig-scheduling/895-pod-topology-spread", "KEP")
>>> [index.find(text) for text in ("/keps/sig-scheduling/895-even-pods", "KEP 895", "20190221-pod-topology-spread.md")]
['KEP-895', 'KEP-895', 'KEP-895']
>>> index.find("https://github.com/other/project/tree/main/keps/895-other") is None
True
"""

import re
from pathlib import PurePosixPath
from typing import TypeVar

K = TypeVar("K")
_ADDRESS = re.compile(r"https?://[^\s)\]\"']+")
_REPOSITORY_PATH = re.compile(r"(?:https?://[^/]+/)?[^/]+/[^/]+/(?:blob|tree|raw)/[^/]+/(.+)")
_TRACKING_ISSUE = re.compile(r"https?://github\.com/[^/]+/enhancements/issues/(\d+)(?:#.*)?")
_NUMBER = re.compile(r"#?(\d{1,6})")
_LEADING_NUMBER = re.compile(r"([1-9]\d{0,5})(?:-|$)")
_LEADING_DIGITS = re.compile(r"\d+-")
_WORD = re.compile(r"[^\W_]+")
_INNER_FILES = frozenset({"readme", "kep", "index"})


class ReferenceIndex:
    """Names of records, each leading to one record (or, where several share it, to none)."""

    def __init__(self) -> None:
        self._by_number: dict[str, str | None] = {}
        self._by_path: dict[tuple[str, ...], str | None] = {}
        self._by_words: dict[str, str | None] = {}
        self._by_folder_words: dict[tuple[str, str], str | None] = {}
        self._by_folder_number: dict[tuple[str, str], str | None] = {}
        self._prefixes: set[str] = set()

    def add(self, record: str, number: str, folder: str, prefix: str = "") -> None:
        """Enter a record under its number, its folder, its code and the words of its folder's name."""
        self._prefixes.add(prefix.casefold())
        if number:
            _enter(self._by_number, number.casefold(), record)
        parts = PurePosixPath(folder).parts
        for start in range(len(parts)):
            _enter(self._by_path, tuple(part.casefold() for part in parts[start:]), record)
        if not parts:
            return
        own, above = parts[-1].casefold(), parts[-2].casefold() if len(parts) > 1 else ""
        _enter(self._by_words, _words(own), record)
        _enter(self._by_folder_words, (above, _words(own)), record)
        leading = _LEADING_NUMBER.match(own)
        if leading:
            _enter(self._by_number, leading[1], record)
            _enter(self._by_folder_number, (above, leading[1]), record)

    def find_in(self, folder: str, number: str) -> str | None:
        """Return the record of a number, that of the same folder where several share it."""
        return self.find(number) or self._by_folder_number.get((folder.casefold(), number))

    def find(self, text: str) -> str | None:
        """Return the record that a reference names, or None."""
        plain = text.strip().strip("\"'<>()")
        address = _ADDRESS.search(text) or _REPOSITORY_PATH.fullmatch(plain)
        if address:
            return self._find_address(address[0].rstrip(".,/"))
        plain = plain.casefold()
        return self._by_number.get(self._number(plain)) or self._find_path(plain)

    def _number(self, text: str) -> str:
        """Return the number in ``KEP-12``, ``kep 12``, ``#12`` or ``12``; other text as it is."""
        for prefix in self._prefixes:
            if prefix and text.startswith(prefix) and _NUMBER.fullmatch(text[len(prefix) :].lstrip(" -#")):
                text = text[len(prefix) :].lstrip(" -#")
        match = _NUMBER.fullmatch(text)
        return match[1] if match else text

    def _find_path(self, path: str) -> str | None:
        parts = _folder_parts(path)
        if not parts:
            return None
        found = self._by_path.get(parts)
        leading = _LEADING_NUMBER.match(parts[-1])
        if found is None and leading:
            found = self._by_number.get(leading[1])
        words = _words(parts[-1])
        return found or (self._by_words.get(words) if words else None)

    def _find_address(self, address: str) -> str | None:
        issue = _TRACKING_ISSUE.fullmatch(address)
        if issue:
            return self._by_number.get(issue[1])
        path = _REPOSITORY_PATH.fullmatch(address)
        parts = _folder_parts(path[1].casefold()) if path else ()
        if len(parts) < 2:
            return None
        leading = _LEADING_NUMBER.match(parts[-1])
        by_number = self._by_folder_number.get((parts[-2], leading[1])) if leading else None
        return self._by_path.get(parts) or by_number or self._by_folder_words.get((parts[-2], _words(parts[-1])))

    @staticmethod
    def is_elsewhere(text: str) -> bool:
        """Return whether a reference is an address, which need not be a record at all."""
        return _ADDRESS.search(text) is not None or _REPOSITORY_PATH.fullmatch(text.strip()) is not None


def _enter(table: dict[K, str | None], key: K, record: str) -> None:
    table[key] = None if table.get(key, record) != record else record


def _folder_parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path, without the file inside a record's folder and without endings."""
    parts = [part for part in path.split("#")[0].split("/") if part not in ("", ".", "..")]
    if not parts:
        return ()
    stem = re.sub(r"\.(?:md|markdown|ya?ml)$", "", parts[-1])
    if stem in _INNER_FILES and len(parts) > 1:
        return tuple(parts[:-1])
    return (*parts[:-1], stem)


def _words(name: str) -> str:
    """Return the words of a name without the number or date before them, and without its punctuation."""
    return "-".join(_WORD.findall(_LEADING_DIGITS.sub("", name, count=1)))

"""Records of a YAML portfolio: which documents are records, and which of their keys means which field.

Keys are recognised by name, whatever the separator and case; a key nobody knows stays a line of the description.
Values that only hold a place (n/a, none, TBD, yyyy-mm-dd) say nothing.

>>> record = record_of({"kep-number": "1287", "Title": "In-place update", "sig": "sig-node"}, {}, "1287/kep.yaml")
>>> record.text(Meaning.TITLE), record.number, record.prefix
('In-place update', '1287', 'KEP')
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from planner_importers.yaml_text import Document, YamlValue


class Meaning(StrEnum):
    """What a key of a record says."""

    NUMBER = "number"
    TITLE = "title"
    OWNER = "owner"
    LINE_OF_BUSINESS = "line of business"
    POLICY_AREA = "policy area"
    KIND = "kind"
    STATUS = "status"
    STAGE = "stage"
    RELEASE = "release"
    MILESTONES = "milestones"
    PARENT = "parent"
    AFTER = "after"
    BEFORE = "before"
    RELATED = "related"
    START = "start"
    DEADLINE = "deadline"
    DURATION = "duration"
    PROGRESS = "progress"
    CREATED = "created"
    UPDATED = "updated"
    TAGS = "tags"
    PARTICIPANTS = "participants"
    REGIONS = "regions"
    DESCRIPTION = "description"
    LINK = "link"


_WORDS: Mapping[Meaning, str] = {
    Meaning.NUMBER: "number id code key issue ticket",
    Meaning.TITLE: "title name headline",
    Meaning.OWNER: "owner owners author authors lead leads dri assignee assignees responsible driver",
    Meaning.LINE_OF_BUSINESS: "owning-sig sig line-of-business lob business-unit division department owning-group",
    Meaning.POLICY_AREA: "policy-area area harm-area domain",
    Meaning.KIND: "kind type category",
    Meaning.STATUS: "status state",
    Meaning.STAGE: "stage phase maturity lifecycle",
    Meaning.RELEASE: "latest-milestone release target-release version fix-version",
    Meaning.MILESTONES: "milestone milestones releases",
    Meaning.PARENT: "parent epic programme program part-of",
    Meaning.AFTER: "depends-on depends dependencies requires prerequisites prerequisite blocked-by after predecessors "
    "needs waits-for",
    Meaning.BEFORE: "blocks required-by before successors",
    Meaning.RELATED: "see-also related relates-to replaces supersedes superseded-by replaced-by obsoletes",
    Meaning.START: "start start-date begin begins starts-on not-before",
    Meaning.DEADLINE: "deadline due due-date end end-date target-date target finish-by",
    Meaning.DURATION: "duration estimate length",
    Meaning.PROGRESS: "progress percent-complete percent completion",
    Meaning.CREATED: "creation-date created created-at date",
    Meaning.UPDATED: "last-updated updated updated-at",
    Meaning.TAGS: "tags labels keywords topics",
    Meaning.PARTICIPANTS: "participating-sigs participants stakeholders participating-teams teams team",
    Meaning.REGIONS: "region regions",
    Meaning.DESCRIPTION: "description summary abstract goal",
    Meaning.LINK: "url link tracking-issue",
}
_MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
_NUMBERED = re.compile(r"([a-z]+)-(?:number|id)")
_PLACEHOLDER = re.compile(
    r"|n/?a|none|null|tb[da]|to-?do|nil|-+|\?+|x\.y|v?0\.0|y{4}-m{2}-d{2}|n{3,}|x{3,}|(?:kep )?template", re.IGNORECASE
)
_TEMPLATE_PART = re.compile(r"(?![1-9]\d*-)(?:.*[_.-])?templates?|n{3,}[-.].*", re.IGNORECASE)
_TEST_FOLDERS = frozenset({"testdata", "test-data", "fixtures", "node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its values by meaning and key, the lines of its keys, and where it is in the portfolio."""

    path: str
    line: int
    values: Mapping[str, YamlValue]
    lines: Mapping[str, int]
    keys: Mapping[Meaning, tuple[str, ...]]
    prefix: str
    body: str = ""
    part: str = ""
    """Which record of several in one file; empty where the file holds one."""

    @property
    def identity(self) -> str:
        """Return what the record is remembered by: its path, and its part of the file."""
        return f"{self.path}#{self.part}" if self.part else self.path

    @property
    def number(self) -> str:
        """Return the record's number or code as written, leading zeros of a number dropped; empty if it has none."""
        text = self.text(Meaning.NUMBER)
        if text.isdigit():
            return text.lstrip("0")
        return text

    @property
    def label(self) -> str:
        """Return what tells the record from others in its file: its number, else its title."""
        return self.number or self.text(Meaning.TITLE)

    @property
    def slug(self) -> str:
        """Return the name of the record's folder, or of its file where the folder holds several."""
        path = PurePosixPath(self.path)
        own_folder = path.stem.lower() in ("kep", "readme", "index", "record", "metadata") and path.parent.name
        return path.parent.name if own_folder else path.stem

    @property
    def folder(self) -> str:
        """Return the path that other records name it by: its folder, or its file without the ending."""
        path = PurePosixPath(self.path)
        return (path.parent if self.slug == path.parent.name else path.with_suffix("")).as_posix()

    def texts(self, meaning: Meaning) -> tuple[str, ...]:
        """Return every text under the keys of this meaning, placeholders left out."""
        found = [text for key in self.keys.get(meaning, ()) for text in flat(self.values[key])]
        return tuple(dict.fromkeys(text for text in found if not is_placeholder(text)))

    def text(self, meaning: Meaning) -> str:
        """Return the first text of this meaning, or an empty string."""
        return next(iter(self.texts(meaning)), "")

    def line_of(self, meaning: Meaning) -> int:
        """Return the line of the first key of this meaning, else that of the record."""
        keys = self.keys.get(meaning, ())
        return self.lines.get(keys[0], self.line) if keys else self.line

    @property
    def unknown(self) -> Iterator[tuple[str, YamlValue]]:
        """Yield the keys that mean no field, with their values."""
        known = {key for keys in self.keys.values() for key in keys}
        yield from ((key, value) for key, value in self.values.items() if key not in known and value)


def is_placeholder(text: str) -> bool:
    """Return whether a value only holds the place of one."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


def is_template(path: str) -> bool:
    """Return whether a path names a template to copy from; a numbered record may be about templates.

    >>> is_template("keps/NNNN-kep-template/kep.yaml"), is_template("keps/5978-resource-claim-template/kep.yaml")
    (True, False)
    """
    whole = PurePosixPath(path)
    return any(_TEMPLATE_PART.fullmatch(part) for part in (*whole.parts[:-1], whole.name, whole.stem))


def is_test_data(path: str) -> bool:
    """Return whether a path lies in a folder of test data or of other people's code."""
    return not _TEST_FOLDERS.isdisjoint(PurePosixPath(path).parts)


def normal(key: str) -> str:
    """Return a key in small letters with hyphens."""
    return re.sub(r"[\s_]+", "-", key.strip().lower())


def flat(value: YamlValue) -> Iterator[str]:
    """Yield the texts of a value, those of a mapping as ``key: text``."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, list):
        for item in value:
            yield from flat(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (f"{key}: {text}" for text in flat(item))


def record_of(values: Mapping[str, YamlValue], lines: Mapping[str, int], path: str, line: int = 1) -> Record:
    """Return the record of a mapping; a record without a title has an empty one."""
    keys: dict[Meaning, list[str]] = {}
    prefix = ""
    for key in values:
        word = normal(key)
        numbered = _NUMBERED.fullmatch(word)
        meaning = _MEANINGS.get(word) or (Meaning.NUMBER if numbered else None)
        if meaning is not None:
            keys.setdefault(meaning, []).append(key)
        if numbered and word not in _MEANINGS:
            prefix = numbered[1].upper()
    if prefix:  # "kep-number" says more than "id"
        keys[Meaning.NUMBER].sort(key=lambda key: not _NUMBERED.fullmatch(normal(key)))
    return Record(path, line, values, lines, {meaning: tuple(found) for meaning, found in keys.items()}, prefix)


def records_of(document: Document, path: str) -> list[Record]:
    """Return the records in a document: itself, or the items of its list of mappings; empty where it is neither."""
    if isinstance(document.value, list):
        return _items(document.value, document.starts, path, "")
    record = record_of(document.values, document.lines, path)
    if Meaning.TITLE in record.keys:
        return [Record(path, 1, record.values, record.lines, record.keys, record.prefix, document.body)]
    found = []
    for key, value in document.values.items():
        if _is_list_of_records(value):
            found += _items(value, document.item_lines.get(key, (document.lines.get(key, 1),)), path, f"{key}/")
    return found


def untitled(document: Document) -> int:
    """Return how many entries of the document's lists of records have no title, so that none is lost unsaid."""
    if Meaning.TITLE in record_of(document.values, {}, "").keys:
        return 0
    lists = [document.value, *document.values.values()]
    return sum(
        Meaning.TITLE not in record_of(item if isinstance(item, dict) else {}, {}, "").keys
        for value in lists
        if isinstance(value, list) and _is_list_of_records(value)
        for item in value
    )


def _is_list_of_records(value: YamlValue) -> bool:
    return isinstance(value, list) and any(
        isinstance(item, dict) and Meaning.TITLE in record_of(item, {}, "").keys for item in value
    )


def _items(items: YamlValue, starts: tuple[int, ...], path: str, part: str) -> list[Record]:
    found = []
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        line = starts[index] if index < len(starts) else starts[0] if starts else 1
        record = record_of(item, {}, path, line)
        if Meaning.TITLE in record.keys:
            label = record.label or str(index + 1)
            found.append(Record(path, line, item, {}, record.keys, record.prefix, part=f"{part}{label}"))
    return found

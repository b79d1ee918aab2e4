r"""YAML and front matter read as plain text values, each top-level key with its line.

Scalars stay the text they were written as, so that the version 1.10 and the date 2025-30-01 reach whoever knows
what they mean. Nothing is constructed from tags; nesting, size and what aliases unfold to are bounded.

>>> document = read_yaml("title: In-place update\nreviewers: ['@a', '@b']\nreplaces:\n")[0]
>>> document.values, document.lines["reviewers"]
({'title': 'In-place update', 'reviewers': ['@a', '@b'], 'replaces': None}, 2)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import category

import yaml

YamlValue = str | list["YamlValue"] | dict[str, "YamlValue"] | None
"""Text, a list, a mapping, or nothing."""

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 60
MAX_VALUES = 100_000
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_FENCE = "---"
_NEAR = 10
"""How many lines before an error are searched for a character that is not seen."""


class YamlError(ValueError):
    """Text that is not usable YAML, with the line (from 1) and the remedy."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.message, self.line, self.hint = message, line, hint


@dataclass(slots=True)
class Document:
    """One document: its value, the line of each top-level key, keys given twice, and the text below front matter."""

    value: YamlValue
    lines: Mapping[str, int]
    repeated: tuple[tuple[str, int], ...]
    body: str = ""
    starts: tuple[int, ...] = ()
    """Lines of the items where the document is a list."""
    item_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Lines of the items of each top-level key whose value is a list."""

    @property
    def values(self) -> Mapping[str, YamlValue]:
        """Return the mapping; empty where the document is something else."""
        return self.value if isinstance(self.value, dict) else {}


def read_yaml(text: str) -> tuple[Document, ...]:
    """Return the documents of a YAML text; raises YamlError."""
    if len(text) > MAX_CHARACTERS:
        raise YamlError(f"it has more than {MAX_CHARACTERS} characters", 1, "Split the file.")
    try:
        return tuple(_Builder().documents(yaml.parse(text, Loader=yaml.CBaseLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        why = ", ".join(part for part in (error.context, error.problem) if part)
        raise YamlError(why, line, _remedy(text, line)) from error
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, position) + 1
        raise YamlError(str(error).splitlines()[0], line, "Remove the character that is not text.") from error


def read_front_matter(text: str) -> Document | None:
    """Return the front matter of a Markdown text with the text below it; None where there is none."""
    if not text.startswith(_FENCE):
        return None
    lines = text.splitlines()
    ends = (index for index, line in enumerate(lines[1:], 1) if line.rstrip() in (_FENCE, "..."))
    end = next(ends, None)
    if lines[0].rstrip() != _FENCE or end is None:
        return None
    documents = read_yaml("\n".join(["", *lines[1:end]]))
    if not documents:
        return None
    documents[0].body = "\n".join(lines[end + 1 :]).strip()
    return documents[0]


def _remedy(text: str, line: int) -> str:
    lines = text.splitlines()
    for number in range(line, max(0, line - _NEAR), -1):
        shown = lines[number - 1] if 0 < number <= len(lines) else ""
        hidden = next((sign for sign in shown if category(sign) == "Cf"), "")
        if hidden:
            return f"Line {number} holds a character that is not seen (U+{ord(hidden):04X}); delete it."
    shown = lines[line - 1] if line <= len(lines) else ""
    if shown[: len(shown) - len(shown.lstrip())].count("\t"):
        return "Indent with spaces; this line begins with a tab."
    return "Look at the indentation, quotes and colons of this line and the one before."


@dataclass(slots=True)
class _Open:
    """A list or mapping under construction; ``key`` is the one whose value comes next."""

    value: list[YamlValue] | dict[str, YamlValue]
    anchor: str | None
    size: int = 1
    key: str | None = None
    has_key: bool = False


@dataclass(slots=True)
class _Builder:
    """Values built from parse events, without recursion and with everything counted."""

    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[YamlValue, int]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    item_lines: dict[str, list[int]] = field(default_factory=dict)
    root: YamlValue = None
    size: int = 0

    def documents(self, events: Iterator[yaml.Event]) -> Iterator[Document]:
        """Yield a document for each that holds anything."""
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            match event:
                case yaml.DocumentStartEvent():
                    self.__init__()  # type: ignore[misc]
                case yaml.DocumentEndEvent():
                    if self.root is not None:
                        yield self._document(self.root)
                case yaml.MappingStartEvent(anchor=anchor):
                    self._open(_Open({}, anchor), line)
                case yaml.SequenceStartEvent(anchor=anchor):
                    self._open(_Open([], anchor), line)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    done = self.stack.pop()
                    self._place(done.value, done.size, done.anchor, line)
                case yaml.ScalarEvent(anchor=anchor):
                    plain_nothing = event.implicit[0] and event.value in _NOTHING
                    self._place(None if plain_nothing else event.value, 1, anchor, line)
                case yaml.AliasEvent(anchor=anchor):
                    if anchor not in self.anchors:
                        raise YamlError(f"the alias *{anchor} refers to nothing before it", line, "Define it first.")
                    value, size = self.anchors[anchor]
                    self._place(value, size, None, line)

    def _document(self, value: YamlValue) -> Document:
        items = {key: tuple(lines) for key, lines in self.item_lines.items()}
        return Document(value, self.lines, tuple(self.repeated), starts=tuple(self.starts), item_lines=items)

    def _open(self, item: _Open, line: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise YamlError(f"it nests deeper than {MAX_DEPTH} levels", line, "Flatten it.")
        self._starts(line)
        self.stack.append(item)

    def _starts(self, line: int) -> None:
        """Note the line of an item that begins in the document's own list, or in that of a top-level key."""
        if self.stack and isinstance(self.stack[-1].value, list):
            if len(self.stack) == 1:
                self.starts.append(line)
            elif len(self.stack) == 2 and self.stack[0].has_key:
                self.item_lines.setdefault(str(self.stack[0].key), []).append(line)

    def _place(self, value: YamlValue, size: int, anchor: str | None, line: int) -> None:
        """Put a finished value where it belongs: the document, a list, a key or a key's value."""
        self.size += size
        if self.size > MAX_VALUES:
            raise YamlError(f"its aliases unfold to more than {MAX_VALUES} values", line, "Write fewer of them.")
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.stack:
            self.root = value
            return
        holder = self.stack[-1]
        holder.size += size
        if isinstance(holder.value, list):
            if not isinstance(value, list | dict):
                self._starts(line)
            holder.value.append(value)
        elif not holder.has_key:
            self._key(holder, value, line)
        else:
            holder.value[str(holder.key)] = value
            holder.has_key = False

    def _key(self, holder: _Open, value: YamlValue, line: int) -> None:
        if isinstance(value, list | dict):
            raise YamlError("a key is a list or mapping", line, "Put the key in quotes.")
        holder.key, holder.has_key = value or "", True
        if holder.key in holder.value:
            self.repeated.append((holder.key, line))
        if len(self.stack) == 1:
            self.lines[holder.key] = line

"""References to other rows as planners write them: ``12FS+3d``, ``3FS+2d, 7``, ``POL-101; 1.2.1 & 1.1.6``.

What is a reference and what a separator depends on which names and codes exist, so every reading is tried
against ``known`` (does this text name a row?), the longest first:

>>> known = {"12", "3", "POL-101", "Draft, then review"}.__contains__
>>> [str(link) for link in read_links("12FS+3d, 3SS+50%", known)]
['12 FS+3d', '3 SS+50%']
>>> [link.target for link in read_links("Draft, then review; POL-101 & 3", known)]
['Draft, then review', 'POL-101', '3']
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.plan.entities import LinkType
from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular.duration_text import read_duration
from planner_importers.tabular.numerals import read_number
from planner_importers.tabular.wording import is_blank, normalised

Known = Callable[[str], bool]
NO_LAG = Duration(Decimal(0), DurationUnit.DAY)

_TYPE_WORDS = {
    LinkType.FS: "fs ea fd fc ti fi он eb zr finish-to-start finish start end-to-start ende-anfang fin-debut "
    "fin-comienzo termino-inicio fine-inizio окончание-начало einde-begin bitis-baslangic finish-start",
    LinkType.SS: "ss aa dd cc ii нн bb rr start-to-start anfang-anfang debut-debut comienzo-comienzo "
    "inicio-inicio inizio-inizio начало-начало begin-begin baslangic-baslangic start-start",
    LinkType.FF: "ff ee tt oo оо zz finish-to-finish ende-ende fin-fin termino-termino fine-fine "
    "окончание-окончание einde-einde bitis-bitis finish-finish end-to-end",
    LinkType.SF: "sf ae df cf it if но be rz start-to-finish anfang-ende debut-fin comienzo-fin inicio-termino "
    "inizio-fine начало-окончание begin-einde baslangic-bitis start-finish",
}
_TYPES = {normalised(word): kind for kind, words in _TYPE_WORDS.items() for word in words.split() if word != "start"}
_SHORT = "|".join(sorted((word for word in _TYPES if len(word) == 2), key=len))
_LAG = r"(?P<lag>[+\-−–]\s*\d+(?:[.,]\d+)?\s*(?:%|[^\W\d_]+\.?)?)"
_BARE = r"\s(?P<bare>\d+(?:\.\d+)?)"
_TYPED = re.compile(
    rf"(?P<target>.*[^\s:\[(])[\s:\[(]*(?P<type>{_SHORT})[\s\])]*(?:{_LAG}|{_BARE})?[\s\])]*", re.IGNORECASE
)
_LAGGED = re.compile(rf"(?P<target>.*?[^\s:\[(])[\s:\[(]*{_LAG}[\s\])]*", re.IGNORECASE)
_PREFIX = re.compile(rf"(?P<type>{_SHORT})\s*[:\s]\s*(?P<target>.+)", re.IGNORECASE)
_STRONG = re.compile(r"[;\n\r|；、]+")
_WEAK = re.compile(r"\s*[,，&]\s*|\s+(?:and|und|et|y|e|и|ve|và|en|oraz|i)\s+")
_FAINT = (re.compile(r"\s*/\s*"), re.compile(r"\s+"))
_SPAN = 8
"""Pieces at most of one name that itself holds separators."""
_RANGE = re.compile(r"(\d{1,6})\s*(?:-|–|—|\.\.|to|bis)\s*(\d{1,6})")
_TITLED = re.compile(r"(\S+?)\s*[-–:]\s+(\S.*)|#(\S+)|\[([^\]]+)\].*")
_VERSION = re.compile(r"\s*\(\s*(?:<<|>>|<=|>=|==|!=|~=|=|<|>|\^|~)\s*[^()\s][^()]*\)")
_RANGE_LIMIT = 500
_LONGEST = 4_000
"""Characters above which a cell is prose, not a list of references."""


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: what it names, the type and lag it states, and the text it was read from.

    ``type`` is None where none is written; ``lag`` is None where none is written; ``spread`` marks a link
    that stands for one row of a range such as ``1 - 15``.
    """

    target: str
    type: LinkType | None = None
    lag: Duration | None = None
    text: str = ""
    spread: bool = False

    def __str__(self) -> str:
        """Return the link in the short form of project tools."""
        lag = "" if self.lag is None else f"{self.lag}" if self.lag.amount < 0 else f"+{self.lag}"
        return f"{self.target} {self.type or ''}{lag}".strip()


def link_type(text: str) -> LinkType | None:
    """Return the link type a text says in any language, or None.

    >>> link_type("Ende-Anfang (EA)"), link_type("DD"), link_type("sometimes")
    (<LinkType.FS: 'FS'>, <LinkType.SS: 'SS'>, None)
    """
    plain = normalised(text)
    if plain in _TYPES:
        return _TYPES[plain]
    found = {_TYPES[word] for word in plain.split() if word in _TYPES}
    return found.pop() if len(found) == 1 else None


def read_links(text: str, known: Known, unit: DurationUnit = DurationUnit.DAY) -> tuple[Link, ...]:
    """Return the links a cell writes; lags without a unit are in ``unit``; unknown targets are kept as written."""
    if is_blank(text):
        return ()
    whole = text.strip()
    if len(whole) > _LONGEST:
        return (Link(whole[:200], text=whole[:200]),)
    if known(whole):
        return (Link(whole, text=whole),)
    whole = without_versions(whole)
    links: list[Link] = []
    for part in _STRONG.split(whole):
        piece = part.strip()
        if piece and not is_blank(piece):
            links.extend(_read_part(piece, known, unit))
    return tuple(dict.fromkeys(links))


def without_versions(text: str) -> str:
    """Return a text without the versions in parentheses that say which release of a thing is meant.

    >>> without_versions("libc6 (>= 2.34), Review (draft)")
    'libc6, Review (draft)'
    """
    return _VERSION.sub("", text)


def _read_part(text: str, known: Known, unit: DurationUnit) -> Iterator[Link]:
    """Yield the links between separators, a name that holds separators itself being read as one."""
    cuts = [(0, 0), *((found.start(), found.end()) for found in _WEAK.finditer(text)), (len(text), len(text))]
    index, unread = 0, 0
    while index < len(cuts) - 1:
        links, after = _longest(text, cuts, index, known, unit)
        if not links:
            index += 1
            continue
        yield from _unknown_run(text, cuts, unread, index, unit)
        yield from links
        index = unread = after
    yield from _unknown_run(text, cuts, unread, index, unit)


def _longest(
    text: str, cuts: list[tuple[int, int]], index: int, known: Known, unit: DurationUnit
) -> tuple[list[Link], int]:
    """Return the links of the longest readable span that starts at a cut, and the cut after it."""
    for after in range(min(len(cuts) - 1, index + _SPAN), index, -1):
        span = text[cuts[index][1] : cuts[after][0]].strip()
        if not span:
            continue
        single = _read_one(span, known, unit, titled=after == index + 1)
        links = [single] if single else _read_range(span, known)
        if not links and after == index + 1:
            links = _faint_list(span, known, unit)
        if links:
            return links, after
    return [], index


def _faint_list(text: str, known: Known, unit: DurationUnit) -> list[Link]:
    """Return the links of a list apart by blanks or slashes, if every part names a row."""
    for separator in _FAINT:
        pieces = [piece for piece in separator.split(text) if piece]
        links = [_read_one(piece, known, unit) for piece in pieces]
        found = [link for link in links if link is not None]
        if len(pieces) > 1 and len(found) == len(pieces):
            return found
    return []


def _unknown_run(text: str, cuts: list[tuple[int, int]], first: int, after: int, unit: DurationUnit) -> Iterator[Link]:
    """Yield what names no row: apart if the pieces look like codes, else as one text."""
    pieces = [text[cuts[i][1] : cuts[i + 1][0]].strip() for i in range(first, after)]
    pieces = [piece for piece in pieces if piece]
    if any(len(piece.split()) > 2 for piece in pieces):
        pieces = [text[cuts[first][1] : cuts[after][0]].strip()]
    for piece in pieces:
        yield _unknown(piece, unit)


def _read_one(
    text: str, known: Known, unit: DurationUnit, *, titled: bool = True, prefixed: bool = True
) -> Link | None:
    """Return the link if the text is exactly one reference to a known row.

    ``titled`` allows any title behind the reference, ``prefixed`` a link type before it.
    """
    if known(text):
        return Link(text, text=text)
    for shape in (_TYPED, _LAGGED):
        found = shape.fullmatch(text)
        target = found["target"].strip().rstrip(":").strip() if found else ""
        if found and target and target != text and known(target):
            return _link(found, target, text, unit)
    if prefixed and (found := _PREFIX.fullmatch(text)):
        inner = _read_one(found["target"].strip(), known, unit, prefixed=False)
        if inner is not None:
            return Link(inner.target, _TYPES[normalised(found["type"].casefold())], inner.lag, text)
    if found := _TITLED.fullmatch(text):
        target = next((group for group in (found[1], found[3], found[4]) if group), "")
        if known(target) and (titled or (found[2] is not None and known(found[2]))):
            return Link(target, text=text)
    return None


def _link(found: re.Match[str], target: str, text: str, unit: DurationUnit) -> Link | None:
    groups = found.groupdict()
    if groups.get("lag") and not groups.get("type") and not _clear_lag(groups["lag"]):
        return None
    kind = _TYPES[normalised(groups["type"].casefold())] if groups.get("type") else None
    lag = _lag(groups.get("lag") or groups.get("bare"), unit)
    if groups.get("lag") and lag is None:
        return None
    return Link(target, kind, lag, text)


def _clear_lag(text: str) -> bool:
    """Return whether a lag without link type cannot be part of a code or a range."""
    return text.lstrip().startswith("+") or not text.rstrip()[-1].isdecimal()


def _lag(text: str | None, unit: DurationUnit) -> Duration | None:
    if not text:
        return None
    compact = re.sub(r"\s+", "", text).replace("−", "-").replace("–", "-")
    if compact.endswith("%") and (amount := read_number(compact[:-1], decimal_comma=True)) is not None:
        return Duration(amount, DurationUnit.PERCENT)
    return read_duration(compact, unit, decimal_comma=True)


def _read_range(text: str, known: Known) -> list[Link]:
    found = _RANGE.fullmatch(text)
    if found is None:
        return []
    first, last = int(found[1]), int(found[2])
    if not first < last <= first + _RANGE_LIMIT or not (known(found[1]) and known(found[2])):
        return []
    return [Link(str(n), text=text, spread=True) for n in range(first, last + 1) if known(str(n))]


def _unknown(text: str, unit: DurationUnit) -> Link:
    """Return a link to something that no row is called, with type and lag taken off if they are plain."""
    for shape in (_TYPED, _LAGGED):
        found = shape.fullmatch(text)
        if found and found["target"].strip():
            link = _link(found, found["target"].strip(), text, unit)
            if link is not None:
                return link
    return Link(text, text=text)

"""References as package lists write them, such as ``libc6 (>= 2.34), mta | postfix``.

A comma parts needs, a bar alternatives, brackets hold the version or machine meant. The first alternative that
names a row stands for all of them; where none does, the first one written:

>>> known = {"libc6", "postfix"}.__contains__
>>> cell = "libc6 (>= 2.34), libc6 (<< 3), exim | postfix:any, gone [amd64]"
>>> [link.target for link in read_package_links(cell, known)]
['libc6', 'postfix', 'gone']
>>> is_package_list(["libc6 (>= 2.34)", "zlib1g (= 1.2), mta | postfix", ""]), is_package_list(["12FS+3d", "3|4"])
(True, False)
"""

import re
from collections.abc import Callable, Iterable

from planner.plan.values import DurationUnit
from planner_importers.tabular.references import Known, Link, read_links, without_versions
from planner_importers.tabular.wording import is_blank

Reader = Callable[[str, Known, DurationUnit], tuple[Link, ...]]
"""Reads the links of a cell: its text, what names a row, and the unit of bare lags."""

_NEEDS = re.compile(r"[,;\n\r]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_QUALIFIER = re.compile(r":[a-z][a-z0-9-]*$")
_SAMPLE = 400
_VERSIONED = 0.4
"""Share of filled cells that name a version, from which on a column is a package list."""


def links_reader(texts: Iterable[str]) -> Reader:
    """Return what reads the links of the column that these cells are from."""
    return _package_links if is_package_list(texts) else read_links


def is_package_list(texts: Iterable[str]) -> bool:
    """Return whether cells write version constraints, judged by at most a few hundred of them, evenly spread."""
    filled = [text for text in texts if not is_blank(text)]
    sample = filled[:: max(1, len(filled) // _SAMPLE)]
    return bool(sample) and sum(without_versions(text) != text for text in sample) >= _VERSIONED * len(sample)


def read_package_links(text: str, known: Known) -> tuple[Link, ...]:
    """Return one link per need of a cell in order, each target once; unknown targets are kept as written."""
    links: dict[str, Link] = {}
    for need in _NEEDS.split(_BRACKETS.sub(" ", text)):
        names = [" ".join(name.split()) for name in need.split("|") if not is_blank(name)]
        choices = [choice for name in names for choice in dict.fromkeys((name, _QUALIFIER.sub("", name)))]
        target = next((choice for choice in choices if known(choice)), names[0] if names else "")
        if target:
            links.setdefault(target, Link(target, text=need.strip()))
    return tuple(links.values())


def _package_links(text: str, known: Known, unit: DurationUnit) -> tuple[Link, ...]:
    return () if is_blank(text) else read_package_links(text, known)

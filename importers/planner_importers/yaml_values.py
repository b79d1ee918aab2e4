"""Words of YAML portfolios as values of the plan: status, stage, kind, dates, versions.

A word that is nearly one of these is taken for it, and said so:

>>> status_of("implementable"), status_of("imlpemented"), status_of("implemented (alpha)"), status_of("blue")
((<Status.APPROVED: 'approved'>, True), (<Status.DONE: 'done'>, False), (<Status.DONE: 'done'>, False), (None, False))
"""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from planner.plan.entities import InitiativeKind, Stage, Status

T = TypeVar("T", bound=Enum)

_STATUS_WORDS = {
    Status.IDEA: "idea concept",
    Status.PROPOSED: "proposed provisional proposal draft new open backlog under-review pending",
    Status.APPROVED: "approved implementable accepted ready planned committed scheduled todo",
    Status.IN_PROGRESS: "in-progress active started wip implementing doing in-development ongoing experimental",
    Status.DONE: "done implemented completed complete closed shipped released finished final launched delivered",
    Status.ON_HOLD: "on-hold deferred paused blocked postponed stalled",
    Status.CANCELLED: "cancelled canceled withdrawn rejected replaced superseded removed abandoned declined obsolete",
}
_STAGE_WORDS = {
    Stage.DEVELOPMENT: "development alpha dev prototype design",
    Stage.TESTING: "testing beta test pilot preview trial",
    Stage.TRAINING: "training enablement",
    Stage.DEPLOYMENT: "deployment stable ga rollout production general-availability launch",
    Stage.ENFORCEMENT: "enforcement enforced",
    Stage.REVIEW: "review deprecated disabled removed retired sunset",
}
_KIND_WORDS = {
    InitiativeKind.POLICY: "policy",
    InitiativeKind.PROCESS: "process sop",
    InitiativeKind.TRAINING: "training",
    InitiativeKind.INFRASTRUCTURE: "infrastructure tooling feature platform ai",
    InitiativeKind.MIGRATION: "migration",
    InitiativeKind.LOCALISATION: "localisation localization translation",
    InitiativeKind.REGULATORY: "regulatory compliance legal",
    InitiativeKind.LAUNCH: "launch",
    InitiativeKind.RESEARCH: "research experiment",
    InitiativeKind.PLANNING: "planning",
    InitiativeKind.KEEP_THE_LIGHTS_ON: "keep-the-lights-on maintenance ktlo",
}

STAGE_RANKS: Mapping[str, int] = {
    "alpha": 1,
    "beta": 2,
    "stable": 3,
    "ga": 3,
    "deprecated": 4,
    "disabled": 5,
    "removed": 6,
}
"""Order of the stages that a feature is released in."""

_RELEASE = re.compile(r"v?(\d+(?:\.\d+)+)")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")


def _table(words: Mapping[T, str]) -> dict[str, T]:
    return {word: member for member, text in words.items() for word in text.split()}


_STATUSES, _STAGES, _KINDS = _table(_STATUS_WORDS), _table(_STAGE_WORDS), _table(_KIND_WORDS)


def status_of(text: str) -> tuple[Status | None, bool]:
    """Return the status that a word says (None: none), and whether it says just that."""
    return _match(_STATUSES, text)


def stage_of(text: str) -> tuple[Stage | None, bool]:
    """Return the lifecycle stage that a word says (None: none), and whether it says just that."""
    return _match(_STAGES, text)


def kind_of(text: str) -> InitiativeKind | None:
    """Return the kind of work that a word says, or None."""
    return _KINDS.get(_word(text))


def stage_rank(text: str) -> int | None:
    """Return the rank of a release stage, a remark in brackets left out; None for other words."""
    return STAGE_RANKS.get(_bare(text))


def day_of(text: str) -> date | None:
    """Return the date in a text with the year first, months and days with or without a leading zero."""
    match = _DATE.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def releases_in(text: str) -> tuple[str, ...]:
    """Return the versions in a text in their usual form.

    >>> releases_in("1.37"), releases_in("v1.21, v1.37"), releases_in("never")
    (('v1.37',), ('v1.21', 'v1.37'), ())
    """
    return tuple(f"v{match}" for match in _RELEASE.findall(text))


def release_order(release: str) -> tuple[int, ...]:
    """Return what a version such as v1.10 sorts by."""
    return tuple(int(part) for part in release.removeprefix("v").split("."))


def _match(table: Mapping[str, T], text: str) -> tuple[T | None, bool]:
    word, bare = _word(text), _bare(text)
    if word in table:
        return table[word], True
    close = [bare] if bare in table else get_close_matches(bare, table, n=1, cutoff=0.85)
    return (table[close[0]], False) if close else (None, False)


def _word(text: str) -> str:
    return re.sub(r"[\s_]+", "-", text.strip().lower())


def _bare(text: str) -> str:
    return _word(re.sub(r"\(.*?\)", "", text))

r"""Approvals and exceptions of a YAML portfolio: who agreed to which stage of a record, and what was let through late.

An approval file names a record by its number, and under each stage the person who approves it. An exception is an
entry with a title, a decision (approved, denied) and the request it decides: its days, its reason or its discussion.
Both are told by their keys, never by the name of a file.

>>> from planner_importers.yaml_text import read_yaml
>>> text = "kep-number: 1287\nalpha:\n  approver: '@ada'\nbeta:\n  approver: TBD\n"
>>> found = approvals_of(read_yaml(text)[0], "approvals/1287.yaml")
>>> found.record.number, [(each.stage, each.approver) for each in found.approvals]
('1287', [('alpha', '@ada')])
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from planner_importers.yaml_records import Meaning, Record, flat, is_placeholder, normal, record_of
from planner_importers.yaml_text import Document, YamlValue
from planner_importers.yaml_values import day_of, releases_in, stage_rank

_APPROVER = ("approver", "approvers", "approved-by", "signed-off-by", "sign-off", "signer")
_DECIDED = ("approved-on", "approved-at", "date", "decided", "decided-on", "signed-on")
_REQUESTED = ("date-requested", "requested", "requested-on", "requested-at")
_REVIEWED = (
    "date-reviewed",
    "reviewed",
    "reviewed-on",
    "date-approved",
    "granted",
    "granted-on",
    "decided",
    "decided-on",
)
_EXPIRES = ("expires", "expires-on", "expiry", "valid-until", "until")
_REASON = ("reason", "justification", "rationale", "why")
_TALK = ("thread", "discussion")
_LINKS = ("pull-requests", "prs", "pull-request")
_REQUEST_KEYS = frozenset((*_REQUESTED, *_REVIEWED, *_EXPIRES, *_REASON, *_TALK))
_LEAD = re.compile(r"#[^:\n]*\b(?:lead|approver)\b[^:\n]*:\s*([^(\n/]+)", re.IGNORECASE)
_ISSUE = re.compile(r"https?://\S*/(?:features|enhancements)/issues/(\d+)\S*")


class Outcome(StrEnum):
    """How a request for an exception was decided."""

    GRANTED = "granted"
    REFUSED = "refused"


_OUTCOMES = {
    word: outcome
    for outcome, words in {
        Outcome.GRANTED: "approved granted accepted",
        Outcome.REFUSED: "denied rejected refused declined reverted removed withdrawn revoked",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Approval:
    """One approver of one stage; ``rank`` None: a stage outside the usual order. ``decided``: None where not said."""

    stage: str
    rank: int | None
    approver: str
    decided: date | None
    line: int


@dataclass(frozen=True, slots=True)
class ApprovalFile:
    """The approvals of one record; ``record`` holds its number and place."""

    record: Record
    approvals: tuple[Approval, ...]


@dataclass(frozen=True, slots=True)
class ExceptionRequest:
    """One request to be let through late. ``freeze`` is what it is let through, empty where nothing says so."""

    record: Record
    outcome: Outcome
    word: str
    freeze: str
    release: str
    approver: str
    requested: date | None
    reviewed: date | None
    expires: date | None
    reason: str
    url: str

    @property
    def number(self) -> str:
        """Return the number or code of the record that it is about, read from an address too; empty if it has none."""
        number = self.record.number
        found = _ISSUE.fullmatch(number)
        return found[1] if found else "" if "://" in number else number


def approvals_of(document: Document, path: str) -> ApprovalFile | None:
    """Return the approvals in a document, or None where it is of another kind; stages left open are left out."""
    record = record_of(document.values, document.lines, path)
    if not record.number or Meaning.TITLE in record.keys:
        return None
    stages = {key: value for key, value in document.values.items() if _approver(value) is not None}
    if not stages:
        return None
    found = []
    for key, value in stages.items():
        approver = _approver(value) or ""
        if isinstance(value, dict) and not is_placeholder(approver):
            name = normal(key)
            line = document.lines.get(key, record.line)
            found.append(Approval(name, stage_rank(name), approver[:200], day_of(_first(value, _DECIDED)), line))
    return ApprovalFile(record, tuple(found))


def purpose_of(files: Collection[ApprovalFile]) -> str:
    """Return what approvals are for: the name of the innermost folder that holds them all.

    >>> one, other = (Record(f"keps/readiness/{path}", 1, {}, {}, {}, "") for path in ("a/1.yaml", "b/2.yaml"))
    >>> purpose_of([ApprovalFile(one, ()), ApprovalFile(other, ())])
    'readiness'
    """
    folders = [PurePosixPath(file.record.path).parts[:-1] for file in files]
    shared = [parts[0] for parts in zip(*folders, strict=False) if len(set(parts)) == 1]
    return shared[-1] if shared else "approval"


def _approver(value: YamlValue) -> str | None:
    """Return who is named under a stage; None where the value does not name an approver at all."""
    if not isinstance(value, dict) or not any(normal(key) in _APPROVER for key in value):
        return None
    return _first(value, _APPROVER)


def _first(values: Mapping[str, YamlValue], words: tuple[str, ...]) -> str:
    """Return the texts of the first key that is one of these words, joined; empty if there is none."""
    for key, value in values.items():
        if normal(key) in words:
            return ", ".join(flat(value))
    return ""


def lead_in(text: str) -> str:
    r"""Return who is said to lead in the comments at the head of a text; empty where nobody is.

    >>> lead_in("# Exceptions\n# Release Team Lead: Ada Kern ([@ada](https://example.org))\n- name: x\n")
    'Ada Kern'
    """
    head = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        head.append(line)
    found = _LEAD.search("\n".join(head))
    return found[1].strip()[:200] if found else ""


def exception_of(record: Record, lead: str = "") -> ExceptionRequest | None:
    """Return the request for an exception that a record is, or None where it is work."""
    word = record.text(Meaning.STATUS).casefold()
    keys = {normal(key) for key in record.values}
    if word not in _OUTCOMES or not keys & _REQUEST_KEYS:
        return None
    text = {name: _first(record.values, words) for name, words in _FIELDS.items()}
    folder = next((release for part in PurePosixPath(record.path).parts for release in releases_in(part)), "")
    release = next((release for said in record.texts(Meaning.RELEASE) for release in releases_in(said)), folder)
    return ExceptionRequest(
        record=record,
        outcome=_OUTCOMES[word],
        word=word,
        freeze=_words(record.part.rpartition("/")[0]),
        release=release,
        approver=(text["approver"] or lead)[:200],
        requested=day_of(text["requested"]),
        reviewed=day_of(text["reviewed"]),
        expires=day_of(text["expires"]),
        reason=text["reason"] or ", ".join(filter(None, (record.text(Meaning.TITLE), text["links"])))[:9_000],
        url=text["talk"][:2000] if text["talk"].startswith("http") else "",
    )


_FIELDS = {
    "approver": _APPROVER,
    "requested": _REQUESTED,
    "reviewed": _REVIEWED,
    "expires": _EXPIRES,
    "reason": _REASON,
    "talk": _TALK,
    "links": _LINKS,
}


def _words(key: str) -> str:
    """Return the words of a key: ``codeFreeze`` is code freeze."""
    return normal(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", key)).replace("-", " ")

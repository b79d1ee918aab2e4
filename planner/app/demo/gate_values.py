"""The demo's launch gates as entities' values: templates, what is known of each cell, proofs, waivers, decisions.

A table's line stands for each of its markets; ``*`` is one gate for all markets of the launch. Only what is known
beyond the templates is written down, so a launch that is far away has no gates of its own here.

>>> cells({"launch": "LCH-701", "gate": "G5", "markets": "DE FR"})
('LCH-701 DE G5', 'LCH-701 FR G5')
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from planner.app.demo.foundations import Values
from planner.app.demo.tables import day, records
from planner.app.demo.work_values import Find
from planner.plan.entities import (
    ArtefactType,
    Condition,
    GateState,
    InitiativeKind,
    Measure,
    Reading,
    Signature,
    SignOffState,
    Threshold,
    Verdict,
)
from planner.plan.values import Duration

GATE_SET = "launch"

_THRESHOLD = re.compile(r"(.+)>=([\d.]+)")
_SIGNATURE = re.compile(r"([+-])(.+?) \((.+?)\)(?:: (.+))?")


def cells(line: Mapping[str, str]) -> tuple[str, ...]:
    """Return the gates that a line is about, as launch, market and gate."""
    return tuple(f"{line['launch']} {market} {line['gate']}" for market in line["markets"].split())


def templates() -> Iterator[Values]:
    """Yield the ten gates that every launch passes in every market."""
    for position, line in enumerate(records("gates"), 1):
        optimistic, likely, pessimistic = (Duration.parse(part) for part in line["takes"].split("/"))
        yield {
            "code": line["code"],
            "name": line["name"],
            "description": line["description"],
            "position": position,
            "gate_set": GATE_SET,
            "offset_weeks": float(line["weeks_before"]),
            "hard": line["hard"] == "hard",
            "weight": float(line["weight"]),
            "owner": line["owner"],
            "work_kinds": tuple(InitiativeKind(word) for word in line["work"].split()),
            "artefact_types": tuple(ArtefactType(word) for word in line["artefacts"].split()),
            "sign_offs": _parts(line["signs"]),
            "thresholds": tuple(_threshold(part) for part in _parts(line["thresholds"])),
            "evidence_days": int(line["evidence"]) if line["evidence"] else None,
            "takes_optimistic": optimistic,
            "takes": likely,
            "takes_pessimistic": pessimistic,
        }


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _threshold(text: str) -> Threshold:
    match = _THRESHOLD.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a threshold")
    if match[1] in (Measure.COVERAGE, Measure.PROFICIENCY):
        return Threshold(measure=Measure(match[1]), at_least=float(match[2]))
    return Threshold(measure=Measure.READING, name=match[1], at_least=float(match[2]))


def gates(find: Find, told: date = date.max) -> Iterator[Values]:
    """Yield the gates of which something is known until the day ``told``."""
    known: dict[str, Values] = {}
    for name in ("standings", "readings", "signs", "evidence", "waivers"):
        for line in records(name):
            for cell in cells(line):
                known.setdefault(cell, _bare(cell, find))
                if name == "standings":
                    known[cell] |= _standing(line, find)
    for cell, readings in _readings(told).items():
        known[cell]["readings"] = readings
    yield from known.values()


def _bare(cell: str, find: Find) -> Values:
    launch, market, template = cell.split()
    return {
        "launch_id": find("work", launch),
        "market_id": None if market == "*" else find("market", market),
        "template_id": find("gate_template", template),
        "readings": (),
    }


def _standing(line: Mapping[str, str], find: Find) -> Values:
    note = line["note"].removeprefix("no: ")
    return {
        "applies": note == line["note"],
        "recorded": GateState(line["recorded"]) if line["recorded"] else None,
        "recorded_on": day(line["on"]),
        "recorded_by": line["by"],
        "initiative_ids": tuple(find("work", code) for code in _parts(line["works"])),
        "artefact_ids": tuple(find("artefact", code) for code in _parts(line["artefacts"])),
        "note": note,
    }


def _readings(told: date) -> Mapping[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for line in records("readings"):
        reading = Reading(
            name=line["name"],
            value=float(line["value"]),
            sample=int(line["sample"]) if line["sample"] else None,
            measured_on=date.fromisoformat(line["on"]),
            source=line["source"],
        )
        for cell in cells(line) if reading.measured_on <= told else ():
            found[cell] = (*found.get(cell, ()), reading)
    return found


def gate_sign_offs(find: Find, told: date = date.max) -> Iterator[Values]:
    """Yield who has signed, as was known on a day: what was decided later was still handed in."""
    for line in records("signs"):
        submitted, decided = day(line["submitted"]), day(line["decided"])
        state = SignOffState(line["state"])
        if decided and decided > told:
            state, decided = SignOffState.SUBMITTED, None
        if submitted and submitted > told:
            state, submitted = SignOffState.PENDING, None
        for cell in cells(line):
            yield {
                "gate_id": find("gate", cell),
                "function": line["function"],
                "approver": line["approver"],
                "delegate": line["delegate"],
                "queue_id": find("review_queue", line["queue"]) if line["queue"] else None,
                "state": state,
                "submitted_on": submitted,
                "decided_on": decided,
                "decided_by": line["delegate"] if decided and "delegate" in line["note"] else "",
                "version_id": find("artefact_version", line["version"]) if decided and line["version"] else None,
                "expires_on": day(line["expires"]) if decided else None,
                "note": line["note"] if decided else "",
            }


def evidences(find: Find, told: date = date.max) -> Iterator[Values]:
    """Yield what proves the gates, dated until the day ``told``."""
    for line in records("evidence"):
        dated = date.fromisoformat(line["dated"])
        for cell in cells(line) if dated <= told else ():
            name = line["title"].lower().replace(",", "").replace(" ", "-")
            yield {
                "gate_id": find("gate", cell),
                "title": line["title"],
                "url": f"https://evidence.northstar.example/{cell.replace(' ', '/').lower()}/{name}",
                "owner": line["owner"],
                "dated": dated,
                "version_id": find("artefact_version", line["version"]) if line["version"] else None,
            }


def waivers(find: Find, told: date = date.max) -> Iterator[Values]:
    """Yield the waivers granted until the day ``told``; one has expired."""
    for line in records("waivers"):
        granted = date.fromisoformat(line["granted"])
        for cell in cells(line) if granted <= told else ():
            yield {
                "gate_id": find("gate", cell),
                "approver": line["approver"],
                "reason": line["reason"],
                "granted_on": granted,
                "expires_on": day(line["expires"]),
                "withdrawn_on": day(line["withdrawn"]),
            }


def decisions(find: Find, told: date = date.max) -> Iterator[Values]:
    """Yield the ledger of decisions until the day ``told``."""
    for line in records("decisions"):
        on = date.fromisoformat(line["on"])
        if on <= told:
            yield {
                "code": line["code"],
                "launch_id": find("work", line["launch"]),
                "market_ids": tuple(find("market", code) for code in line["markets"].split()),
                "verdict": Verdict(line["verdict"]),
                "decided_on": on,
                "forum": line["forum"],
                "rationale": line["rationale"],
                "signatures": tuple(_signature(part, on) for part in _parts(line["signatures"])),
                "conditions": tuple(_condition(part) for part in line["conditions"].split(" / ") if part),
                "expires_on": day(line["expires"]),
            }


def _signature(text: str, on: date) -> Signature:
    match = _SIGNATURE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a signature")
    return Signature(name=match[2], function=match[3], signed_on=on, assents=match[1] == "+", reason=match[4] or "")


def _condition(text: str) -> Condition:
    what, owner, due, met = (part.strip() for part in text.split(";"))
    return Condition(text=what, owner=owner, due=day(due), met_on=day(met))

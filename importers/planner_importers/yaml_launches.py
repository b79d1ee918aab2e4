"""Launches, gates, sign-offs and waivers of a YAML portfolio, known again by what they are about.

A launch is known by the number of its record, whichever file names it first; a gate by launch and template; a sign-off
by gate and function; a waiver by gate and day. All gates are of one set, so that approvals and exceptions of one record
stand side by side.

>>> from itertools import count
>>> from planner.plan.snapshot import Plan
>>> ids = map(str, count(1))
>>> book = LaunchBook(Draft(Plan({}), "yaml-portfolio:keps", lambda: next(ids)))
>>> launch = book.launch("12", "a/12.yaml", {"code": "KEP-12-LAUNCH", "name": "Dry run: launch"}, Place())
>>> book.launch("12", "b/12.yaml", {"code": "12-LAUNCH", "name": "Other"}, Place()) == launch
True
>>> [operation.values["code"] for operation in book.draft.operations]
['KEP-12-LAUNCH']
"""

from collections.abc import Mapping

from planner.plan.entities import ExternalId, Gate, Launch, SignOff, Waiver
from planner.plan.findings import Place
from planner_importers.draft import Draft, with_identity

GATE_SET = "approvals"
_NUMBERED = "yaml-portfolio"


def launch_code(about: str) -> str:
    """Return the code of the launch of a record.

    >>> launch_code("KEP-1287")
    'KEP-1287-LAUNCH'
    """
    return f"{about[:57]}-LAUNCH"


class LaunchBook:
    """Puts what is about launches into a draft, once each."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        plan = draft.plan
        self._launches: dict[str, str] = {}
        self._own: dict[str, str] = {}
        for launch in plan.all(Launch).values():
            for identity in launch.external_ids:
                if identity.system == _NUMBERED:
                    self._launches.setdefault(identity.key, launch.id)
                elif identity.system == draft.system:
                    self._own[identity.key] = launch.id
        self._templates: dict[str, str] = {}
        self._gates = {(gate.launch_id, gate.market_id, gate.template_id): gate.id for gate in plan.all(Gate).values()}
        self._sign_offs = {(sign.gate_id, sign.function): sign.id for sign in plan.all(SignOff).values()}
        self._signed: set[tuple[str, str]] = set()
        self._waivers: dict[tuple[str, object], list[str]] = {}
        for waiver in sorted(plan.all(Waiver).values(), key=lambda each: each.id):
            self._waivers.setdefault((waiver.gate_id, waiver.granted_on), []).append(waiver.id)

    def launch(self, about: str, key: str, values: Mapping[str, object], place: Place, *, leads: bool = False) -> str:
        """Return the launch of what is called ``about``; ``leads``: whether these values count where it is known."""
        about, own = about.casefold(), ExternalId(system=self.draft.system, key=key)
        known = self._own.get(key) or self._numbered(about, str(values["code"]), leads)
        existing = self.draft.plan.all(Launch).get(known or "")
        if known is None:
            code = self.draft.free_code("work", str(values["code"]))
            identities = (ExternalId(system=_NUMBERED, key=about), own)
            given = {**values, "code": code, "gate_set": GATE_SET, "external_ids": identities}
            known = self.draft.create("launch", given, place)
            self._launches[about] = known
        elif existing is not None and not self._is_own(existing):
            self.draft.update(existing, {"external_ids": with_identity(existing.external_ids, own)}, place)
        if existing is not None and leads:
            self.draft.update(existing, {name: value for name, value in values.items() if name != "code"}, place)
        self._own[key] = known
        return known

    def _numbered(self, about: str, code: str, leads: bool) -> str | None:
        """Return the launch known by this number; for what leads not one that another portfolio has made its own."""
        known = self._launches.get(about)
        existing = self.draft.plan.all(Launch).get(known or "")
        named_so = (
            existing is None
            or existing.code.casefold() in (code.casefold(), launch_code(about).casefold())
            or self._is_own(existing)
        )
        return known if named_so or not leads else None

    def _is_own(self, launch: Launch) -> bool:
        return any(identity.system == self.draft.system for identity in launch.external_ids)

    def template(self, code: str, name: str, position: int, *, hard: bool) -> str:
        """Return the gate template of this code; one that is there stays as people have it."""
        if code not in self._templates:
            there = self.draft.plan.by_code("gate_template", code)
            values = {"code": code, "name": name, "position": position, "gate_set": GATE_SET, "hard": hard}
            values |= {} if hard else {"weight": 0.0}
            self._templates[code] = there.id if there is not None else self.draft.create("gate_template", values)
        return self._templates[code]

    def known_gate(self, launch: str, template: str) -> Gate | None:
        """Return the gate that the plan has for all markets of a launch, or None."""
        return self.draft.plan.all(Gate).get(self._gates.get((launch, None, template), ""))

    def gate(self, launch: str, template: str, values: Mapping[str, object], place: Place) -> str:
        """Put the gate of a launch for all of its markets, and return its id."""
        key = (launch, None, template)
        existing = self.known_gate(launch, template)
        if existing is not None:
            return self.draft.update(existing, values, place)
        if key not in self._gates:
            ends = {"launch_id": launch, "market_id": None, "template_id": template}
            self._gates[key] = self.draft.create("gate", {**ends, **values}, place)
        return self._gates[key]

    def sign_off(self, gate: str, function: str, values: Mapping[str, object], place: Place) -> bool:
        """Put the sign-off of a function; False: this import has one already."""
        key = (gate, function)
        if key in self._signed:
            return False
        self._signed.add(key)
        existing = self.draft.plan.all(SignOff).get(self._sign_offs.get(key, ""))
        if existing is not None:
            self.draft.update(existing, values, place)
        else:
            self.draft.create("sign_off", {"gate_id": gate, "function": function, **values}, place)
        return True

    def waiver(self, gate: str, values: Mapping[str, object], place: Place) -> None:
        """Put a waiver; of several of one day the one with the same reason is taken for it, else the first."""
        rest = self._waivers.get((gate, values["granted_on"]), [])
        known = self.draft.plan.all(Waiver)
        if not rest:
            self.draft.create("waiver", {"gate_id": gate, **values}, place)
            return
        same = next((id_ for id_ in rest if known[id_].reason == values["reason"]), rest[0])
        rest.remove(same)
        self.draft.update(known[same], values, place)

"""Launch gates: what must be true before a market goes live, what proves it, who waived it, who decided."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.artefacts import ArtefactType
from planner.plan.entities.base import Entity
from planner.plan.entities.launches import LaunchTier
from planner.plan.entities.work import InitiativeKind
from planner.plan.values import Duration


class GateState(StrEnum):
    """State of one gate of one launch in one market."""

    NOT_APPLICABLE = "not_applicable"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PASSED = "passed"
    FAILED = "failed"
    WAIVED = "waived"


class Measure(StrEnum):
    """What a gate measures; a reading is written down, the others are computed from the roster."""

    COVERAGE = "coverage"
    PROFICIENCY = "proficiency"
    READING = "reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A value that a measure must reach for the gate to pass."""

    measure: Annotated[Measure, About("What is measured.")]
    name: Annotated[str, About("Name of the reading, such as precision.", max_length=200)] = ""
    at_least: Annotated[float | None, About("Lowest value that passes.", ge=-1e12, le=1e12)] = None
    at_most: Annotated[float | None, About("Highest value that passes.", ge=-1e12, le=1e12)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value measured for one gate."""

    name: Annotated[str, About("Name of the reading, such as precision.", max_length=200)]
    value: Annotated[float, About("What was measured.", ge=-1e12, le=1e12)]
    sample: Annotated[int | None, About("Size of the sample; empty: not said.", ge=0, le=10**12)] = None
    measured_on: Annotated[date, About("Day of the measurement.")]
    source: Annotated[str, About("Where it was read.", max_length=1000)] = ""


@kind("gate_template", code_space="gate_template")
@dataclass(frozen=True, slots=True, kw_only=True)
class GateTemplate(Entity):
    """A gate that every launch of its set and tiers must pass in every market."""

    code: Annotated[str, About("Short unique code, such as G7.", max_length=64)]
    name: Annotated[str, About("What must be true, in a few words.", max_length=200)]
    description: Annotated[str, About("How it is checked, and which launch once failed without it.")] = ""
    position: Annotated[int, About("Order of the gates.", ge=0, le=100_000)] = 0
    gate_set: Annotated[str, About("Set of gates that it is of; a launch names its set.", max_length=200)] = ""
    tiers: Annotated[tuple[LaunchTier, ...], About("Launch tiers that need it; empty: all.")] = ()
    offset_weeks: Annotated[float, About("How long before the launch it is due.", unit="weeks", ge=-520, le=520)] = 0.0
    hard: Annotated[bool, About("Whether the launch must not happen without it.")] = True
    weight: Annotated[float, About("Weight of a soft gate in the readiness score.", ge=0, le=1000)] = 1.0
    owner: Annotated[str, About("Person who answers for it; empty: the market's owner.", max_length=200)] = ""
    work_kinds: Annotated[
        tuple[InitiativeKind, ...], About("Kinds of the launch's predecessors that feed it; empty: only work named.")
    ] = ()
    artefact_types: Annotated[
        tuple[ArtefactType, ...], About("Sorts of artefact that must be at the launch's policy version.")
    ] = ()
    sign_offs: Annotated[tuple[str, ...], About("Functions that must sign it, such as legal.", max_length=200)] = ()
    thresholds: Annotated[tuple[Threshold, ...], About("Measures that must be reached.")] = ()
    evidence_days: Annotated[
        int | None, About("Age at which evidence is stale; empty: it needs none.", unit="days", ge=0, le=36_600)
    ] = None
    takes: Annotated[
        Duration | None, About("Most likely time from the end of what feeds it until it passes.", unit="working time")
    ] = None
    takes_optimistic: Annotated[Duration | None, About("That time if all goes well.", unit="working time")] = None
    takes_pessimistic: Annotated[Duration | None, About("That time if much goes wrong.", unit="working time")] = None


@kind("gate", unique=(("launch_id", "market_id", "template_id"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Entity):
    """What is known of one gate of one launch in one market, beyond what its template says."""

    launch_id: Annotated[str, About("The launch.", refers_to=("launch",), on_delete=OnDelete.CASCADE)]
    market_id: Annotated[
        str | None,
        About("The market; empty: all of the launch that have none of their own.", refers_to=("market",)),
    ] = None
    template_id: Annotated[str, About("Which gate.", refers_to=("gate_template",))]
    owner: Annotated[str, About("Person who answers for it; empty: the template's.", max_length=200)] = ""
    due: Annotated[date | None, About("Day it is due; empty: the launch's day less the template's weeks.")] = None
    hard: Annotated[bool | None, About("Whether it is hard; empty: as the template says.")] = None
    weight: Annotated[float | None, About("Weight as a soft gate; empty: the template's.", ge=0, le=1000)] = None
    applies: Annotated[bool, About("Whether this market needs it; the note says why not.")] = True
    recorded: Annotated[
        GateState | None, About("State set by hand; it counts where nothing feeds the gate, and can only hold it back.")
    ] = None
    recorded_on: Annotated[date | None, About("Day on which it was set.")] = None
    recorded_by: Annotated[str, About("Who set it.", max_length=200)] = ""
    initiative_ids: Annotated[
        tuple[str, ...], About("Work that feeds it; empty: as the template says.", refers_to=("initiative",))
    ] = ()
    artefact_ids: Annotated[
        tuple[str, ...], About("Artefacts that feed it; empty: as the template says.", refers_to=("artefact",))
    ] = ()
    readings: Annotated[tuple[Reading, ...], About("What was measured, oldest first.")] = ()
    note: Annotated[str, About("Remarks; why it does not apply.", max_length=10_000)] = ""


class SignOffState(StrEnum):
    """Where a sign-off is."""

    PENDING = "pending"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


@kind("sign_off", unique=(("gate_id", "function"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Entity):
    """The approval of one function for one gate."""

    gate_id: Annotated[str, About("The gate.", refers_to=("gate",), on_delete=OnDelete.CASCADE)]
    function: Annotated[str, About("Who must agree: legal, privacy, PR or another.", max_length=200)]
    approver: Annotated[str, About("Person who signs.", max_length=200)] = ""
    delegate: Annotated[str, About("Person who may sign instead.", max_length=200)] = ""
    queue_id: Annotated[str | None, About("Reviewers it waits for.", refers_to=("review_queue",))] = None
    state: Annotated[SignOffState, About("Where it is.")] = SignOffState.PENDING
    submitted_on: Annotated[date | None, About("Day it was handed in.")] = None
    decided_on: Annotated[date | None, About("Day it was decided.")] = None
    decided_by: Annotated[str, About("Who decided; empty: the approver.", max_length=200)] = ""
    version_id: Annotated[
        str | None, About("Version of the text that was signed.", refers_to=("artefact_version",))
    ] = None
    expires_on: Annotated[date | None, About("Last day on which it counts; empty: no end.")] = None
    note: Annotated[str, About("Conditions and remarks.", max_length=10_000)] = ""


@kind("evidence", plural="evidences")
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Entity):
    """What proves a gate; it goes stale by age, and when the text that it proves changes."""

    gate_id: Annotated[str, About("The gate.", refers_to=("gate",), on_delete=OnDelete.CASCADE)]
    title: Annotated[str, About("What it is.", max_length=500)]
    url: Annotated[str, About("Where it is.", max_length=2000)] = ""
    owner: Annotated[str, About("Who answers for it.", max_length=200)] = ""
    dated: Annotated[date, About("Day that it is of.")]
    version_id: Annotated[
        str | None, About("Version of the artefact that it proves.", refers_to=("artefact_version",))
    ] = None
    valid_until: Annotated[date | None, About("Last day on which it counts; empty: by its age.")] = None


@kind("waiver")
@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Entity):
    """The leave to launch without a gate: by whom, why, until when."""

    gate_id: Annotated[str, About("The gate.", refers_to=("gate",), on_delete=OnDelete.CASCADE)]
    approver: Annotated[str, About("Who granted it.", max_length=200)]
    reason: Annotated[str, About("Why.", max_length=10_000)]
    granted_on: Annotated[date, About("Day on which it was granted.")]
    expires_on: Annotated[date | None, About("Last day on which it counts; empty: no end was set.")] = None
    withdrawn_on: Annotated[date | None, About("Day from which it no longer counts.")] = None
    url: Annotated[str, About("Where it was granted.", max_length=2000)] = ""


class Verdict(StrEnum):
    """What was decided about going live."""

    GO = "go"
    CONDITIONAL_GO = "conditional_go"
    HOLD = "hold"
    NO_GO = "no_go"
    ROLL_BACK = "roll_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person's word on a decision."""

    name: Annotated[str, About("Who.", max_length=200)]
    function: Annotated[str, About("For which function.", max_length=200)] = ""
    signed_on: Annotated[date, About("Day of the signature.")]
    assents: Annotated[bool, About("Whether they agree; if not, this is a dissent.")] = True
    reason: Annotated[str, About("Why, above all of a dissent.", max_length=10_000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that a decision hangs on."""

    text: Annotated[str, About("What must be done.", max_length=2000)]
    owner: Annotated[str, About("Who does it.", max_length=200)] = ""
    due: Annotated[date | None, About("By when.")] = None
    met_on: Annotated[date | None, About("Day on which it was met; empty: not yet.")] = None


@kind("decision", code_space="decision")
@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entity):
    """A go or no-go of a launch for some of its markets, signed."""

    code: Annotated[str, About("Unique code, such as DEC-12.", max_length=64)]
    launch_id: Annotated[str, About("The launch.", refers_to=("launch",), on_delete=OnDelete.CASCADE)]
    market_ids: Annotated[tuple[str, ...], About("Markets; empty: all of the launch.", refers_to=("market",))] = ()
    verdict: Annotated[Verdict, About("What was decided.")]
    decided_on: Annotated[date, About("Day of the decision.")]
    forum: Annotated[str, About("Where it was taken.", max_length=200)] = ""
    rationale: Annotated[str, About("Why.", max_length=10_000)] = ""
    signatures: Annotated[tuple[Signature, ...], About("Who signed, and who dissented.")] = ()
    conditions: Annotated[tuple[Condition, ...], About("What it hangs on.")] = ()
    expires_on: Annotated[date | None, About("Last day on which it counts; empty: no end.")] = None

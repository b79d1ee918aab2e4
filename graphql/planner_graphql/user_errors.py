"""User errors: why a change was refused, as data in the payload of the mutation that asked for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.plan.entities import KINDS
from planner.plan.errors import ConflictError, InvalidChangeError, PlannerError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner_graphql.definitions import Definitions, Field
from planner_graphql.public_values import public_value
from planner_graphql.wishes import Wish, argument_path

CODES = {
    "NOT_FOUND": "Something named does not exist.",
    "ALREADY_EXISTS": "It exists already.",
    "REQUIRED": "A value is missing.",
    "INVALID_VALUE": "A value cannot be read.",
    "OUT_OF_BOUNDS": "A value is too large, too small or too long.",
    "DUPLICATE": "Something else has the same code, name or values.",
    "DANGLING_REFERENCE": "Something would refer to what is not there.",
    "CYCLE": "Something would wait for itself or be part of itself.",
    "CONFLICT": "Someone changed the same field meanwhile; the present value comes along.",
    "RULE_BROKEN": "A rule of the plan is broken; rule names it.",
    "REFUSED": "The request as a whole is refused.",
}

_OF_RULES = {
    "unreadable-value": "INVALID_VALUE",
    "missing-value": "REQUIRED",
    "out-of-bounds": "OUT_OF_BOUNDS",
    "dangling-reference": "DANGLING_REFERENCE",
    "not-found": "NOT_FOUND",
    "already-exists": "ALREADY_EXISTS",
    "conflict": "CONFLICT",
}


@dataclass(frozen=True, slots=True)
class UserError:
    """One reason for a refusal; ``path`` leads to the argument, ``current`` is the present value in a conflict."""

    code: str
    message: str
    hint: str
    rule: str
    path: tuple[str, ...] = ()
    operation: int | None = None
    current: object = None


def define_user_errors(definitions: Definitions) -> None:
    """Define user errors and their codes."""
    definitions.enum("UserErrorCode", "Why a change was refused.", {name: (name, text) for name, text in CODES.items()})
    definitions.object(
        "UserError",
        "One reason why a change was refused; if there is any, nothing was changed.",
        [
            Field(
                "field",
                "[String!]",
                "Path to the argument that it is about, from the field's arguments on; null: none.",
                lambda error, info: list(error.path) or None,
            ),
            Field("code", "UserErrorCode!", "What sort of reason it is."),
            Field("rule", "String!", "Stable code of the exact rule, such as dependency-cycle."),
            Field("message", "String!", "What is wrong, in a sentence."),
            Field("hint", "String!", "How to mend it."),
            Field("operation", "Int", "Position of the operation that it is about, from 0."),
            Field("current", "JSON", "In a conflict: the present value of the field."),
        ],
    )


def user_errors(plan: Plan, wishes: Sequence[Wish], findings: Iterable[Finding]) -> tuple[UserError, ...]:
    """Return the findings that refuse a change, as user errors; ``plan`` is the present one."""
    return tuple(_user_error(plan, wishes, one) for one in findings if one.severity is Severity.ERROR)


def errors_of(plan: Plan, wishes: Sequence[Wish], error: PlannerError) -> tuple[UserError, ...]:
    """Return a refusal as user errors."""
    if isinstance(error, InvalidChangeError | ConflictError) and error.findings:
        return user_errors(plan, wishes, error.findings)
    code = error.code if error.code in CODES else "REFUSED"
    rule = error.code.lower().replace("_", "-")
    return (UserError(code, error.message, error.hint, rule),)


def _user_error(plan: Plan, wishes: Sequence[Wish], finding: Finding) -> UserError:
    return UserError(
        _code(finding.code),
        finding.message,
        finding.hint,
        finding.code,
        argument_path(wishes, finding),
        finding.place.operation if wishes else None,
        _current(plan, finding.place) if finding.code == "conflict" else None,
    )


def _code(rule: str) -> str:
    if rule.endswith("-cycle"):
        return "CYCLE"
    if rule.startswith("duplicate-"):
        return "DUPLICATE"
    return _OF_RULES.get(rule, "RULE_BROKEN")


def _current(plan: Plan, place: Place) -> object:
    entity = plan.get(place.kind or "", place.id)
    if entity is None or place.field is None or place.kind is None:
        return None
    return public_value(plan, KINDS[place.kind].field(place.field), getattr(entity, place.field))

"""What clients get wrong, one class per cause; their messages reach the client as they are."""

from planner.plan.errors import PlannerError


class BadRequestError(PlannerError):
    """A request that the API cannot answer as it was asked."""

    code = "BAD_USER_INPUT"


class MalformedIdError(BadRequestError):
    """Text that is no global id."""

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= 80 else text[:77] + "..."
        super().__init__(f"{shown!r} is not an id.", "Use an id that this API returned.")


class MalformedCursorError(BadRequestError):
    """Text that is no cursor of this list."""

    def __init__(self) -> None:
        super().__init__("The cursor does not belong to this list.", "Use a cursor of the same list and order.")


class PageSizeError(BadRequestError):
    """A page that is too long, negative, or asked for from both ends."""

    def __init__(self, message: str, largest: int) -> None:
        super().__init__(message, f"Ask for 0 to {largest} items, with first or with last.")


class LookupArgumentsError(BadRequestError):
    """A lookup with no key or with two."""

    def __init__(self) -> None:
        super().__init__("The lookup needs an id or a code.", "Give exactly one of the two.")


class TimeTravelArgumentsError(BadRequestError):
    """A question about the past with no point in time or with two."""

    def __init__(self) -> None:
        super().__init__("Give a revision or a time, not both.", "Leave both out for the newest plan.")


class UnknownColumnError(BadRequestError):
    """A column that tables of a kind do not have."""

    def __init__(self, kind: str, column: str) -> None:
        shown = column if len(column) <= 80 else column[:77] + "..."
        super().__init__(f"{kind} has no column {shown!r}.", "Leave columns out to see all of them.")

"""What a change does to the schedule: moves, what becomes critical, which dates are newly missed."""

from planner.plan.entities import WORK_KINDS
from planner.plan.snapshot import Plan
from planner.schedule.impacts import Impact
from planner_graphql.definitions import Definitions, Field, Info, Resolve
from planner_graphql.late_duties import late_duties
from planner_graphql.rows import Row, attribute_of, row_of


def define_impact(definitions: Definitions) -> None:
    """Define moves, missed dates and the impact that holds them."""
    definitions.object("Move", "Computed dates of one piece of work, before a change and after it.", _move_fields())
    due = {
        "DEADLINE": ("deadline", "The deadline of an initiative."),
        "TARGET_DATE": ("target_date", "The target date of a launch."),
        "OBLIGATION": ("obligation", "The day of a duty in law that binds."),
    }
    definitions.enum("DueKind", "What sort of date work is to be done by.", due)
    definitions.object("LateWork", "A date that work meets on one side of a change and misses on the other.", _late())
    definitions.object("Impact", "What a change does to the schedule.", _impact_fields())


def moves_of(impact: Impact) -> list[Row]:
    """Return the work that moves, by new start."""
    moved = sorted(impact.moved, key=lambda row: (row.start_after, row.id))
    return [Row(row, impact.after) for row in moved]


def _work(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, WORK_KINDS, row.entity.id)


def _day(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> object:
        return getattr(row.entity, attribute).date()

    return read


def _move_fields() -> list[Field]:
    days = [
        Field(f"{end}{side}", "Date!", f"{end.capitalize()} {side.lower()}.", _day(f"{end}_{side.lower()}"))
        for end in ("start", "finish")
        for side in ("Before", "After")
    ]
    instants = [
        Field(
            f"{end}At{side}",
            "LocalDateTime!",
            f"Instant of the {end} {side.lower()}.",
            attribute_of(f"{end}_{side.lower()}"),
        )
        for end in ("start", "finish")
        for side in ("Before", "After")
    ]
    by = "by which the {} moves; negative: earlier."
    shifts = [
        field
        for end in ("start", "finish")
        for field in (
            Field(f"{end}Days", "Int!", f"Days {by.format(end)}", attribute_of(f"{end}_calendar_days")),
            Field(
                f"{end}WorkingDays",
                "Float!",
                f"Working days of its own calendar {by.format(end)}",
                attribute_of(f"{end}_days"),
            ),
        )
    ]
    floats = [
        Field("floatBefore", "Float!", "Total float before, in working days.", attribute_of("float_before")),
        Field("floatAfter", "Float!", "Total float after, in working days.", attribute_of("float_after")),
        Field("newlyCritical", "Boolean!", "Whether it becomes critical.", attribute_of("newly_critical")),
    ]
    return [Field("work", "Work!", "The work.", _work), *days, *instants, *shifts, *floats]


def _late() -> list[Field]:
    return [
        Field("work", "Work!", "The work.", _work),
        Field("against", "DueKind!", "What sort of date it is.", _against),
        Field("due", "LocalDateTime!", "The date, as it is after the change.", attribute_of("due")),
        Field("obligation", "Obligation", "The duty in law, if it is one.", _obligation),
        Field("finishBefore", "Date!", "Finish before.", _day("finish_before")),
        Field("finishAfter", "Date!", "Finish after.", _day("finish_after")),
    ]


def _against(row: Row, info: Info) -> str:
    if hasattr(row.entity, "obligation_id"):
        return "obligation"
    return "deadline" if row.plan.get("initiative", row.entity.id) else "target_date"


def _obligation(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("obligation",), getattr(row.entity, "obligation_id", None))


def _impact_fields() -> list[Field]:
    return [
        Field(
            "moves", "[Move!]!", "Work whose computed dates move, by new start.", lambda impact, info: moves_of(impact)
        ),
        Field("launches", "[Move!]!", "Launches whose computed dates move, by new start.", _launches),
        Field("newlyCritical", "[Work!]!", "Work that becomes critical.", _listed("newly_critical")),
        Field("noLongerCritical", "[Work!]!", "Work that stops being critical.", _listed("no_longer_critical")),
        Field("newlyLate", "[LateWork!]!", "Dates that were met and are missed after it.", _newly_late),
        Field("noLongerLate", "[LateWork!]!", "Dates that were missed and are met after it.", _no_longer_late),
    ]


def _launches(impact: Impact, info: Info) -> list[Row]:
    return [row for row in moves_of(impact) if impact.after.get("launch", row.entity.id)]


def _listed(attribute: str) -> Resolve:
    def resolve(impact: Impact, info: Info) -> list[Row]:
        return _rows(impact.after, getattr(impact, attribute))

    return resolve


def _rows(plan: Plan, ids: tuple[str, ...]) -> list[Row]:
    found = (row_of(plan, WORK_KINDS, id_) for id_ in ids)
    return [row for row in found if row is not None]


def _newly_late(impact: Impact, info: Info) -> list[Row]:
    return [Row(item, impact.after) for item in (*impact.newly_late, *late_duties(impact)[0])]


def _no_longer_late(impact: Impact, info: Info) -> list[Row]:
    return [Row(item, impact.after) for item in (*impact.no_longer_late, *late_duties(impact)[1])]

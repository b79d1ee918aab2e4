"""Quarter selection: which initiatives are done from which quarter, what is left out, and why."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter
from planner.roadmap.grouping import line_of_business_named
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.edits import as_edits
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of

if TYPE_CHECKING:
    from planner.roadmap.select_quarters import Request

MOST_SECONDS = 30.0
USUAL_SECONDS = 5.0
LEAST_SECONDS = 0.1
REQUEST = Argument("request", "SelectQuartersInput!", "What to select.")


def define_selection(definitions: Definitions) -> None:
    """Define the request and the proposal with its parts."""
    _define_request(definitions)
    states = {
        "RUNNING": ("running", "It runs already and goes on."),
        "CHOSEN": ("chosen", "It starts in a quarter of the selection."),
        "LEFT_OUT": ("left_out", "It is not done in these quarters."),
    }
    definitions.enum("SelectionState", "What a selection does with an initiative.", states)
    statuses = {
        "SELECTED": ("selected", "There is a selection."),
        "INFEASIBLE": ("infeasible", "No selection keeps all that must be done; conflict says why."),
        "UNKNOWN": ("unknown", "None was found in time."),
    }
    definitions.enum("SelectionStatus", "Whether there is a selection.", statuses)
    labels = {
        "PROVEN": ("proven", "No better one exists."),
        "BOUNDED": ("bounded", "gap is proven."),
        "HEURISTIC": ("heuristic", "Nothing is known of its distance from the best."),
    }
    definitions.enum("SelectionLabel", "What is known about a selection.", labels)
    definitions.object("SelectedInitiative", "One initiative in a selection.", _row_fields())
    definitions.object("SelectionUse", "Capacity of a team, or a skill of it, that a selection uses.", _use_fields())
    gain = [
        Field("team", "Team!", "The team.", _team_of_gain),
        Field("gain", "Float!", "Share of the value gained.", attribute_of("gain")),
        Field("join", "[Initiative!]!", "What then joins.", _initiatives("join_ids")),
    ]
    definitions.object("NextFte", "What one more FTE of a team is worth.", gain)
    step = [
        Field("fte", "Int!", "FTE more in all, this step included.", attribute_of("fte")),
        Field("team", "Team!", "The team that gets the last of them.", _team_of_gain),
        Field("more", "Int!", "How many it gets; fewer in any one team gain nothing.", attribute_of("more")),
        Field("gain", "Float!", "What this step adds, as a share of the value without it all.", attribute_of("gain")),
        Field("total", "Float!", "What all steps so far add.", attribute_of("total")),
        Field("join", "[Initiative!]!", "What then joins.", _initiatives("join_ids")),
        Field("proven", "Boolean!", "Whether no single team makes more of them.", attribute_of("proven")),
    ]
    definitions.object("FrontierStep", "The best team for the next FTE, after all steps before.", step)
    definitions.object("QuarterSelection", "A proposal; nothing is changed until its operations are applied.", _whole())


def selection_field() -> Field:
    """Return the field that selects."""
    text = "The best choice of initiatives and quarters within capacity that is found in the time given."
    return Field("selectQuarters", "QuarterSelection!", text, _select, arguments=(REQUEST,), cost=2_000)


def _define_request(definitions: Definitions) -> None:
    force = [
        Field("initiative", "ID!", "Id or code."),
        Field("quarter", "String", "Quarter to start in; any if left out."),
    ]
    definitions.input("ForceInInput", "An initiative that must be chosen.", force)
    share = [
        Field("lineOfBusiness", "String!", "The line of business."),
        Field("share", "Float!", "Share of all capacity, 0 to 1."),
    ]
    definitions.input("LeastShareInput", "What a line of business gets at least.", share)
    running = [
        Field("lineOfBusiness", "String", "The line of business; all initiatives if left out."),
        Field("most", "Int!", "Most that run at a time."),
    ]
    definitions.input("MostRunningInput", "A limit of work in progress.", running)
    request = [
        Field("firstQuarter", "String!", "First quarter, such as 2027Q1 or FY27 Q1."),
        Field("quarters", "Int", "How many quarters; 4 if left out."),
        Field("forceIn", "[ForceInInput!]", "Initiatives that must be chosen."),
        Field("forceOut", "[ID!]", "Initiatives that must not be, by id or code."),
        Field("model", "String", "Code of the score model that gives values; the one most used if left out."),
        Field("seconds", "Float", f"Time limit, at most {MOST_SECONDS:g}; {USUAL_SECONDS:g} if left out."),
        Field("seed", "Int", "Seed of what is left to chance; 0 if left out."),
        Field("committedQuarters", "Int", "First quarters in which what is chosen is committed; 1 if left out."),
        Field("mostRunning", "[MostRunningInput!]", "Limits of work in progress."),
        Field("leastShares", "[LeastShareInput!]", "Least shares of lines of business."),
        Field("prices", "Int", "How many of those left out get a price, at most 20; 8 if left out."),
        Field("nextFte", "Boolean", "Whether to say what more FTE are worth: nextFte and frontier."),
    ]
    definitions.input("SelectQuartersInput", "What to select.", request)


def _select(plan: Plan, info: Info, request: Mapping[str, Any]) -> Row:
    from planner.roadmap.select_quarters import select_quarters

    return Row(select_quarters(plan, wanted(plan, request)), plan)


def wanted(plan: Plan, request: Mapping[str, Any]) -> "Request":
    """Return what a client asks to select; NotFoundError and UnreadableQuarterError for what there is not."""
    from planner.roadmap.select_quarters import PRICED, Request

    month, lob = plan.portfolio.fiscal_year_start_month, partial(line_of_business_named, plan)

    def given(name: str, otherwise: Any) -> Any:
        return otherwise if request.get(name) is None else request[name]

    forced = {
        _id(plan, item["initiative"]): FiscalQuarter.parse(item["quarter"], month) if item.get("quarter") else None
        for item in given("forceIn", ())
    }
    return Request(
        FiscalQuarter.parse(request["firstQuarter"], month),
        given("quarters", 4),
        force_in=forced,
        force_out=frozenset(_id(plan, text) for text in given("forceOut", ())),
        model=given("model", ""),
        seconds=min(max(float(given("seconds", USUAL_SECONDS)), LEAST_SECONDS), MOST_SECONDS),
        seed=given("seed", 0),
        committed_quarters=given("committedQuarters", 1),
        most_running={
            lob(item["lineOfBusiness"]) if item.get("lineOfBusiness") else "": max(item["most"], 0)
            for item in given("mostRunning", ())
        },
        least_share={
            lob(item["lineOfBusiness"]): min(max(item["share"], 0.0), 1.0) for item in given("leastShares", ())
        },
        prices=min(max(given("prices", PRICED), 0), 20),
        next_fte=given("nextFte", False),
    )


def _id(plan: Plan, text: str) -> str:
    return referred(plan, ("initiative",), text).id


def _row_fields() -> list[Field]:
    return [
        Field("initiative", "Initiative!", "The initiative.", _initiative),
        Field("state", "SelectionState!", "What becomes of it.", attribute_of("state")),
        Field(
            "quarter",
            "String",
            "Quarter of its start, or that it is a stretch goal of; null: neither.",
            _or_null("quarter"),
        ),
        Field("before", "String", "Quarter that it was planned for.", _or_null("before")),
        Field("commitment", "Commitment", "How firm that is.", attribute_of("commitment")),
        Field("must", "Boolean!", "Whether it must be done.", attribute_of("must")),
        Field("value", "Float!", "Its share of the value of all.", attribute_of("value")),
        Field("reason", "String", "Why it is left out.", _or_null("reason")),
        Field("bindingTeam", "Team", "The team that lacks time, if one does.", _binding_team),
        Field("bindingSkill", "String", "The skill that is lacking; empty: any.", _binding(1)),
        Field("bindingQuarter", "String", "The quarter in which it is lacking.", _binding(2)),
        Field("lackingDays", "Float!", "Person-days that are lacking there.", attribute_of("lacking_days")),
        Field(
            "price",
            "String",
            "What forcing it in would cost, or that time was up; null: not asked for.",
            _or_null("price_text"),
        ),
        Field("leave", "[Initiative!]!", "What would then leave.", _initiatives("leave_ids")),
    ]


def _use_fields() -> list[Field]:
    return [
        Field("team", "Team!", "The team.", _team_of_use),
        Field("skill", "String!", "The skill; empty: the whole team.", lambda row, info: row.entity[1]),
        Field("used", "[Float!]!", "Person-days used, by quarter.", lambda row, info: row.entity[2]),
        Field("there", "[Float!]!", "Person-days there, by quarter.", lambda row, info: row.entity[3]),
    ]


def _whole() -> list[Field]:
    return [
        Field("quarters", "[RoadmapQuarter!]!", "The quarters.", attribute_of("quarters")),
        Field("status", "SelectionStatus!", "Whether there is a selection.", lambda row, info: row.entity.status.value),
        Field("label", "SelectionLabel!", "What is known about it.", lambda row, info: row.entity.label.value),
        Field("gap", "Float", "Share by which more value may exist; null: unknown.", attribute_of("gap")),
        Field("seconds", "Float!", "Time it took.", attribute_of("seconds")),
        Field("model", "String!", "Score model of the values; empty: all are equal.", attribute_of("model")),
        Field("initiatives", "[SelectedInitiative!]!", "All that could be chosen.", _rows("rows")),
        Field("use", "[SelectionUse!]!", "Capacity by team and skill.", _rows("use")),
        Field("nextFte", "[NextFte!]!", "Where more people are worth most, if asked for.", _rows("next_fte")),
        Field(
            "frontier", "[FrontierStep!]!", "The efficient frontier of more people, if asked for.", _rows("frontier")
        ),
        Field("conflict", "[String!]!", "Rules that contradict each other.", attribute_of("conflict")),
        Field("findings", "[Finding!]!", "What is wrong with the request or the plan.", _rows("findings")),
        Field("operations", "JSON!", "The edits that write it into the plan, as applyChanges takes them.", _operations),
    ]


def _rows(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        return [Row(item, row.plan) for item in getattr(row.entity, attribute)]

    return read


def _or_null(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> str | None:
        return getattr(row.entity, attribute) or None

    return read


def _initiative(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("initiative",), row.entity.initiative_id)


def _initiatives(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        ids: Sequence[str] = getattr(row.entity, attribute)
        return [found for id_ in ids if (found := row_of(row.plan, ("initiative",), id_)) is not None]

    return read


def _team_of_gain(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("team",), row.entity.team_id)


def _team_of_use(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("team",), row.entity[0])


def _binding_team(row: Row, info: Info) -> Row | None:
    return None if row.entity.binding is None else row_of(row.plan, ("team",), row.entity.binding[0])


def _binding(at: int) -> Resolve:
    def read(row: Row, info: Info) -> str | None:
        return None if row.entity.binding is None else str(row.entity.binding[at])

    return read


def _operations(row: Row, info: Info) -> list[dict[str, object]]:
    from planner.roadmap.proposal_edits import as_operations

    return as_edits(row.plan, as_operations(row.plan, row.entity))

"""Everything that can be read about readiness, registered together."""

from planner_graphql.decision_ledger import define_ledger, ledger_field
from planner_graphql.definitions import Definitions, Field
from planner_graphql.launch_duties import define_duties, duty_fields
from planner_graphql.launch_forecast import define_launch_forecast, launch_forecast_fields
from planner_graphql.launch_morning import define_morning, morning_fields
from planner_graphql.readiness_frame import readiness_frame_field
from planner_graphql.readiness_types import define_readiness, readiness_fields


def define_readiness_reads(definitions: Definitions) -> None:
    """Define the types of all answers about readiness."""
    define_readiness(definitions)
    define_duties(definitions)
    define_ledger(definitions)
    define_launch_forecast(definitions)
    define_morning(definitions)


def readiness_read_fields() -> list[Field]:
    """Return the fields of the query root about readiness."""
    seen = (*readiness_fields(), readiness_frame_field(), *launch_forecast_fields())
    return [*seen, *duty_fields(), ledger_field(), *morning_fields()]

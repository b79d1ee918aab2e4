"""What stands behind launches: duties in law market by market, versions that have drifted, sets released together."""

from datetime import date

from planner.plan.entities import Launch
from planner.plan.snapshot import Plan
from planner.readiness.duties import duties
from planner.readiness.versions import drift, sets
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.readiness_types import LAUNCH, ON, day_of, of, referred_rows
from planner_graphql.rows import Row, attribute_of


def define_duties(definitions: Definitions) -> None:
    """Define duties, drift and release sets."""
    definitions.object("LaunchDuty", "What one obligation asks of one launch in one market.", _duty_fields())
    definitions.object("VersionDrift", "An artefact in use at another version of the policy.", _drift_fields())
    whole = [
        Field("name", "String!", "Its name.", attribute_of("name")),
        Field("artefacts", "[Artefact!]!", "What is released together.", _all("artefact_ids")),
        Field("policyVersion", "ArtefactVersion", "The newest version of the policy that any of them implements.",
              of("artefact_version", "policy_version_id")),
        Field("released", "[Artefact!]!", "Those in use at it.", _all("released")),
        Field("waiting", "[Artefact!]!", "Those that are not.", _all("waiting")),
        Field("broken", "Boolean!", "Whether some are in use at it and others are not.", attribute_of("broken")),
        Field("sentence", "String!", "The same in words.", attribute_of("sentence")),
    ]  # fmt: skip
    definitions.object("ReleaseSet", "Artefacts that are released together or not at all.", whole)


def duty_fields() -> list[Field]:
    """Return the fields of the query root."""
    launch = Argument("launch", "ID", "Only this launch, live or not; all that are not live if left out.")
    return [
        Field("launchDuties", "[LaunchDuty!]!", "What the law asks of a launch and when, market by market.", _duties,
              arguments=(LAUNCH, ON), cost=200),
        Field("versionDrift", "[VersionDrift!]!", "What is in use at another version than goes live or is in force.",
              _drift, arguments=(launch, ON), cost=50),
        Field("releaseSets", "[ReleaseSet!]!", "Artefacts that are released together.", _sets, arguments=(ON,),
              cost=50),
    ]  # fmt: skip


def _duties(plan: Plan, info: Info, launch: str, on: date | None = None) -> list[Row]:
    id_ = referred(plan, (Launch.KIND.name,), launch).id
    return [Row(duty, plan) for duty in duties(plan, id_, day_of(plan, info, on))]


def _drift(plan: Plan, info: Info, launch: str | None = None, on: date | None = None) -> list[Row]:
    id_ = referred(plan, (Launch.KIND.name,), launch).id if launch is not None else None
    return [Row(row, plan) for row in drift(plan, day_of(plan, info, on), id_)]


def _sets(plan: Plan, info: Info, on: date | None = None) -> list[Row]:
    return [Row(row, plan) for row in sets(plan, day_of(plan, info, on))]


def _all(attribute: str) -> Resolve:
    def resolve(row: Row, info: Info) -> list[Row]:
        return referred_rows(row.plan, (("artefact", id_) for id_ in getattr(row.entity, attribute)))

    return resolve


def _duty_fields() -> list[Field]:
    return [
        Field("obligation", "Obligation!", "The obligation, with precision, status and history of its date.",
              of("obligation", "obligation_id")),
        Field("launch", "Launch!", "The launch.", of("launch", "launch_id")),
        Field("market", "Market", "The market; null: the launch names none.", of("market", "market_id")),
        Field("day", "Date", "Last day of the period in which it falls; null: none is set.", attribute_of("day")),
        Field("graceEnd", "Date", "Last day of grace; null: none is known.", attribute_of("grace_end")),
        Field("binds", "Boolean!", "Whether the law is live and names a day; only then it gates.",
              attribute_of("binds")),
        Field("predicted", "Date", "Day on which it is ready here, or went live; null: nobody knows.",
              attribute_of("predicted")),
        Field("slackDays", "Int", "Calendar days from that to the legal day; negative: too late.",
              attribute_of("slack_days")),
        Field("safeStart", "Date", "Last day on which work that has not begun may begin; null: all has, or none binds.",
              attribute_of("safe_start")),
        Field("safeStartOf", "Work", "The work that must begin then.", _safe_work),
        Field("moved", "[DateEntry!]!", "What was said of the date before, oldest first.", attribute_of("moved")),
        Field("sentence", "String!", "The same in words.", attribute_of("sentence")),
    ]  # fmt: skip


def _safe_work(row: Row, info: Info) -> Row | None:
    id_ = row.entity.safe_work_id
    return Row(row.plan.works[id_], row.plan) if id_ in row.plan.works else None


def _drift_fields() -> list[Field]:
    return [
        Field("artefact", "Artefact!", "The artefact.", of("artefact", "artefact_id")),
        Field("version", "ArtefactVersion", "Its version in use; null: none is.", of("artefact_version", "version_id")),
        Field("implements", "ArtefactVersion", "What that implements; null: it does not say.",
              of("artefact_version", "implements_id")),
        Field("policyVersion", "ArtefactVersion!", "What it should implement.",
              of("artefact_version", "policy_version_id")),
        Field("launch", "Launch", "The launch that goes live with that; null: it is in force already.",
              of("launch", "launch_id")),
        Field("next", "ArtefactVersion", "Its newest version that would be right; null: nobody has begun.",
              of("artefact_version", "next_id")),
        Field("sentence", "String!", "The same in words.", attribute_of("sentence")),
    ]  # fmt: skip

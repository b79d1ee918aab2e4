"""What the timeline draws besides bars: links, deliveries from outside, duties in law, target dates of launches.

All of them point at rows of the timeline by position.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from planner.plan.entities import Dependency, Launch, LaunchMarket, LinkType, Market, Obligation
from planner.plan.snapshot import Plan
from planner.roadmap.markers import when_said
from planner.schedule import WorkDates
from planner_graphql.columnar import coded, coded_enum, coded_lists, days_of, minutes_of, named
from planner_graphql.identity import global_id

_TYPES = {member: member.value for member in LinkType}


def link_columns(plan: Plan, at: Mapping[str, int], dates: Mapping[str, WorkDates]) -> dict[str, Any]:
    """Return the dependencies between rows.

    ``driving``: it sets the successor's start, alone or with others alike; ``violated``: the dates of the successor
    go ahead of the predecessor's, which a lag in advance allows and nothing else does.
    """
    drawn = [link for link in plan.all(Dependency).values() if link.predecessor_id in at and link.successor_id in at]
    types = [_TYPES[link.type] for link in drawn]
    before = [_end(dates[link.predecessor_id or ""], end[0]) for link, end in zip(drawn, types, strict=True)]
    after = [_end(dates[link.successor_id], end[1]) for link, end in zip(drawn, types, strict=True)]
    early = [there < here for here, there in zip(before, after, strict=True)]
    return {
        "ids": [global_id("dependency", link.id) for link in drawn],
        "from": [at[link.predecessor_id or ""] for link in drawn],
        "to": [at[link.successor_id] for link in drawn],
        "type": types,
        "lag": coded(str(link.lag) if link.lag.amount else "" for link in drawn),
        "driving": _driving(drawn, before, dates),
        "violated": [broken and link.lag.amount >= 0 for broken, link in zip(early, drawn, strict=True)],
        "promise": coded_enum([link.promise for link in drawn]),
        "party": coded(link.external_party for link in drawn),
    }


def external_columns(plan: Plan, at: Mapping[str, int], dates: Mapping[str, WorkDates]) -> dict[str, Any]:
    """Return what someone outside the plan delivers: to which row, who, and the state of the promise."""
    found = [link for link in plan.all(Dependency).values() if link.predecessor_id is None and link.successor_id in at]
    return {
        "ids": [global_id("dependency", link.id) for link in found],
        "to": [at[link.successor_id] for link in found],
        "party": coded(link.external_party for link in found),
        "promise": coded_enum([link.promise for link in found]),
        "neededBy": days_of(link.needed_by for link in found),
        "promisedFor": days_of(link.promised_for for link in found),
        "deliveredOn": days_of(link.delivered_on for link in found),
        "driving": [dates[link.successor_id].driver == link.id for link in found],
    }


def obligation_columns(plan: Plan, at: Mapping[str, int]) -> dict[str, Any]:
    """Return the duties in law that have a day, by day: the last of the period meant, and how it was said."""
    found = [(duty.day, duty) for duty in plan.all(Obligation).values() if duty.day is not None]
    found.sort(key=lambda pair: (pair[0], pair[1].code))
    duties = [duty for _, duty in found]
    return {
        "ids": [global_id("obligation", duty.id) for duty in duties],
        "codes": [duty.code for duty in duties],
        "names": [f"{duty.instrument}: {duty.duty}" if duty.duty else duty.instrument for duty in duties],
        "date": days_of(day for day, _ in found),
        "when": [when_said(day, duty.precision) for day, duty in found],
        "precision": coded_enum([duty.precision for duty in duties]),
        "status": coded_enum([duty.status for duty in duties]),
        "live": [duty.status.is_live for duty in duties],
        "graceEnd": days_of(duty.grace_end for duty in duties),
        "market": _markets(plan, coded_lists(duty.market_ids for duty in duties)),
        "work": [[at[id_] for id_ in (*duty.initiative_ids, *duty.launch_ids) if id_ in at] for duty in duties],
    }


def target_columns(plan: Plan, at: Mapping[str, int]) -> dict[str, Any]:
    """Return the target dates of launches, of the whole launch (market -1) and of markets with one of their own."""
    found: list[tuple[int, datetime, str]] = [
        (at[launch.id], launch.target_date, "")
        for launch in plan.all(Launch).values()
        if launch.target_date is not None and launch.id in at
    ]
    found += [
        (at[item.launch_id], item.target_date, item.market_id)
        for item in plan.all(LaunchMarket).values()
        if item.target_date is not None and item.launch_id in at
    ]
    found.sort()
    return {
        "row": [row for row, _, _ in found],
        "date": days_of(moment for _, moment, _ in found),
        "minute": minutes_of(moment for _, moment, _ in found),
        "market": _markets(plan, coded(market for _, _, market in found)),
    }


def _markets(plan: Plan, column: dict[str, Any]) -> dict[str, Any]:
    known = plan.all(Market)
    labels = {id_: (known[id_].name or known[id_].code) if id_ in known else id_ for id_ in column["names"]}
    return named(column, labels, {id_: global_id("market", id_) for id_ in labels})


def _end(when: WorkDates, end: str) -> datetime:
    return when.early_finish if end == "F" else when.early_start


def _driving(drawn: Sequence[Dependency], before: Sequence[datetime], dates: Mapping[str, WorkDates]) -> list[bool]:
    """Return which links set the successor's start: the one that the engine names, and others that say the same."""
    leads = {link.successor_id: row for row, link in enumerate(drawn) if dates[link.successor_id].driver == link.id}
    driving = []
    for row, link in enumerate(drawn):
        lead = leads.get(link.successor_id, -1)
        driving.append(row == lead or (lead >= 0 and before[row] == before[lead] and _alike(link, drawn[lead])))
    return driving


def _alike(link: Dependency, other: Dependency) -> bool:
    return (link.type, link.lag, link.lag_calendar) == (other.type, other.lag, other.lag_calendar)

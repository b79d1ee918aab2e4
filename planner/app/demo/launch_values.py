"""The demo's launches, dependencies, demands and obligations as entities' values.

>>> from planner.app.demo.tables import launch_rows
>>> sum(len(wave) for row in launch_rows() for wave in row.waves)
94
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from planner.app.demo.capacity_values import SKILLED, is_sensitive
from planner.app.demo.foundations import Values, teams
from planner.app.demo.linking import Node, nodes, outline
from planner.app.demo.tables import LaunchRow, LinkRow, WorkRow, day, records
from planner.app.demo.work_values import Find, begin, end, owner
from planner.plan.entities import (
    Confidence,
    DateEntry,
    DatePrecision,
    LaunchTier,
    LegalStatus,
    LinkType,
    PromiseState,
    Status,
)
from planner.plan.values import Duration, Edge, moment

AS_OF = date(2026, 11, 22)
WAVE_APART = timedelta(weeks=4)

_LAUNCH_OWNERS = {
    "LCH-701": "Hannah Lindqvist",
    "LCH-702": "Aoife Brennan",
    "LCH-703": "Mei Chen",
    "LCH-704": "Farid Rahman",
    "LCH-705": "Megan Price",
    "LCH-706": "Niamh Gallagher",
    "LCH-707": "Rafael Moreira",
    "LCH-708": "Hyun-woo Park",
    "LCH-709": "Hyun-woo Park",
    "LCH-710": "Hyun-woo Park",
    "LCH-711": "Carmela Santos",
    "LCH-712": "Wei Ling Tan",
}

_DECLINED = frozenset({("PLN-403", "POL-122"), ("CS-605", "TRN-319")})
"""Requests between lines of business that were turned down."""

_HISTORY_AS_OF = date(2025, 11, 19)


def launch(row: LaunchRow) -> Values:
    """Return every value of one launch."""
    return {
        "code": row.code,
        "name": row.name,
        "tier": LaunchTier(row.tier),
        "status": Status.DONE if row.launched else Status.APPROVED,
        "owner": _LAUNCH_OWNERS[row.code],
        "line_of_business": row.line_of_business,
        "policy_area": row.area,
        "target_date": moment(row.target, Edge.FINISH),
        "not_before": begin(row.not_before),
        "launched_on": end(row.launched),
    }


def launch_cells(row: LaunchRow, find: Find) -> Iterator[Values]:
    """Yield one value per market of a launch: the first wave on the launch's date, the others four weeks apart."""
    owners = {line["code"]: line["owner"] for line in records("markets")}
    for number, wave in enumerate(row.waves, 1):
        for market in wave:
            later = row.target + (number - 1) * WAVE_APART
            yield {
                "launch_id": find("work", row.code),
                "market_id": find("market", market),
                "target_date": moment(later, Edge.FINISH) if number > 1 else None,
                "wave": number,
                "owner": owners[market],
                "launched_on": end(later) if row.launched and number > 1 else None,
            }


def demands(row: WorkRow, find: Find) -> Iterator[Values]:
    """Yield what one initiative asks of each team."""
    for team, fte in row.demands:
        yield {
            "initiative_id": find("work", row.code),
            "team_id": find("team", team),
            "fte": fte,
            "skill": SKILLED.get((row.code, team), ""),
            "sensitive": is_sensitive(row, team),
        }


def dependency(link: LinkRow, find: Find) -> Values:
    """Return every value of one dependency; between lines of business it carries a request and a promise."""
    return {
        "predecessor_id": find("work", link.predecessor),
        "successor_id": find("work", link.successor),
        "type": link.type,
        "lag": Duration.parse(link.lag),
        **_NO_PROMISE,
        **_promise(link, nodes()[link.predecessor], nodes()[link.successor]),
    }


_NO_PROMISE: Mapping[str, object] = {
    "promise": PromiseState.NONE,
    "promised_by": "",
    "requested_on": None,
    "needed_by": None,
    "promised_for": None,
    "delivered_on": None,
}


def _promise(link: LinkRow, giver: Node, taker: Node) -> Values:
    if giver.line_of_business == taker.line_of_business or link.type is not LinkType.FS or isinstance(giver, LaunchRow):
        return {}
    ready, needed = outline()[giver.code][1], outline()[taker.code][0]
    asked = min(ready, AS_OF) - timedelta(days=30 + 7 * (giver.position % 4))
    if giver.status is Status.DONE:
        delivered = giver.finish or ready
        return {
            "promise": PromiseState.DELIVERED,
            "promised_by": owner(giver),
            "requested_on": asked,
            "needed_by": max(needed, delivered),
            "promised_for": delivered - timedelta(days=giver.position % 3),
            "delivered_on": delivered,
        }
    if (link.predecessor, link.successor) in _DECLINED:
        return {"promise": PromiseState.DECLINED, "promised_by": owner(giver), "requested_on": asked}
    if giver.status is Status.IN_PROGRESS or giver.position % 3:
        return {
            "promise": PromiseState.PROMISED,
            "promised_by": owner(giver),
            "requested_on": asked,
            "needed_by": needed,
            "promised_for": ready,
        }
    return {"promise": PromiseState.REQUESTED, "requested_on": asked, "needed_by": needed}


def external_dependencies(find: Find) -> Iterator[Values]:
    """Yield the eight dependencies on what someone outside has promised."""
    for line in records("external"):
        promised = date.fromisoformat(line["promised"])
        yield {
            "successor_id": find("work", line["successor"]),
            "external_party": line["party"],
            "promise": PromiseState(line["state"]),
            "promised_by": line["party"] if line["state"] == "promised" else "",
            "requested_on": day(line["requested"]),
            "needed_by": max(outline()[line["successor"]][0], promised),
            "promised_for": promised,
            "note": line["note"],
        }


def obligation(line: Mapping[str, str], find: Find) -> Values:
    """Return every value of one obligation; a moved date keeps what was said before."""
    works = line["works"].split()
    return {
        "code": line["code"],
        "instrument": line["instrument"],
        "duty": line["duty"],
        "jurisdiction": line["jurisdiction"],
        "market_ids": tuple(find("market", code) for code in line["markets"].split()),
        "day": day(line["day"]),
        "precision": DatePrecision(line["precision"]),
        "status": LegalStatus(line["status"]),
        "status_note": line["status_note"],
        "confidence": Confidence(line["confidence"]),
        "history": tuple(_earlier(line, text) for text in line["history"].split()),
        "recurrence": line["recurrence"],
        "clock_hours": tuple(int(hours) for hours in line["clock"].split()),
        "source": line["source"],
        "as_of": AS_OF,
        "note": line["note"],
        "initiative_ids": tuple(find("work", code) for code in works if not code.startswith("LCH")),
        "launch_ids": tuple(find("work", code) for code in works if code.startswith("LCH")),
    }


def _earlier(line: Mapping[str, str], text: str) -> DateEntry:
    return DateEntry(day=day(text), status=LegalStatus.ADOPTED, as_of=_HISTORY_AS_OF, source=line["source"])


def team(code: str, find: Find) -> Values:
    """Return every value of one team."""
    values = {name: value for name, value in teams()[code].items() if name not in ("calendar", "people")}
    return {**values, "calendar_id": find("calendar", str(teams()[code]["calendar"]))}

"""The demo's common causes and risk register as entities' values.

>>> sum(line["status"] == "open" for line in records("risks"))
11
"""

from collections.abc import Iterator

from planner.app.demo.foundations import Values
from planner.app.demo.tables import day, records
from planner.app.demo.work_values import Find
from planner.plan.entities import RiskResponse, RiskStatus
from planner.plan.values import Duration


def _ids(find: Find, space: str, text: str) -> tuple[str, ...]:
    return tuple(find(space, code) for code in text.replace(",", " ").split())


def common_causes(find: Find) -> Iterator[Values]:
    """Yield what makes several durations long or short together."""
    for line in records("causes"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "correlation": float(line["correlation"]),
            "initiative_ids": _ids(find, "work", line["works"]),
            "team_ids": _ids(find, "team", line["teams"]),
            "note": line["note"],
        }


def risks(find: Find) -> Iterator[Values]:
    """Yield the risk register."""
    for line in records("risks"):
        optimistic, likely, pessimistic = (Duration.parse(part) for part in line["delay"].split("/"))
        yield {
            "code": line["code"],
            "name": line["name"],
            "description": line["description"],
            "category": line["category"],
            "owner": line["owner"],
            "status": RiskStatus(line["status"]),
            "probability": float(line["probability"]),
            "delay_optimistic": optimistic,
            "delay": likely,
            "delay_pessimistic": pessimistic,
            "work_ids": _ids(find, "work", line["works"]),
            "market_ids": _ids(find, "market", line["markets"]),
            "response": RiskResponse(line["response"]),
            "response_plan": line["plan"],
            "response_ids": _ids(find, "work", line["answers"]),
            "review_on": day(line["review"]),
        }

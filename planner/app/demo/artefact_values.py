"""The demo's artefacts with their versions, languages and translations, as entities' values.

Planted: the launch in India went live on version 2.1 of its policy with every gate green, and the guideline that
reviewers read, at which no gate looks, still says 2.0.

>>> [line["version"] for line in records("versions") if line["artefact"] == "SM-GUIDE"]
['2.0']
"""

from collections.abc import Iterator

from planner.app.demo.foundations import Values
from planner.app.demo.tables import day, records
from planner.app.demo.work_values import Find
from planner.plan.entities import ArtefactType, VersionState


def artefacts(find: Find) -> Iterator[Values]:
    """Yield the artefacts, policies before what implements them."""
    for line in records("artefacts"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "type": ArtefactType(line["type"]),
            "implements_id": find("artefact", line["implements"]) if line["implements"] else None,
            "owner": line["owner"],
            "market_ids": tuple(find("market", code) for code in line["markets"].split()),
            "release_set": line["set"],
        }


def versions(find: Find) -> Iterator[Values]:
    """Yield the versions of each artefact, oldest first."""
    for line in records("versions"):
        yield {
            "artefact_id": find("artefact", line["artefact"]),
            "version": line["version"],
            "state": VersionState(line["state"]),
            "implements_version_id": find("artefact_version", line["implements"]) if line["implements"] else None,
            "initiative_id": find("work", line["work"]) if line["work"] else None,
            "frozen_on": day(line["frozen"]),
            "released_on": day(line["released"]),
            "retired_on": day(line["retired"]),
            "words": int(line["words"]),
            "outdates": line["outdates"] == "yes",
            "note": line["note"],
        }


def languages(find: Find) -> Iterator[Values]:
    """Yield the languages with their pace."""
    for line in records("languages"):
        yield {
            "code": line["code"],
            "name": line["name"],
            "words_per_day": float(line["words"]),
            "translators": int(line["translators"]),
            "review_days": float(line["review"]),
            "legal_days": float(line["legal"]),
            "calendar_id": find("calendar", line["calendar"]),
            "team_id": find("team", "LOC"),
        }


def translations(find: Find) -> Iterator[Values]:
    """Yield which work translates which text into which language."""
    for line in records("translations"):
        for language in line["languages"].split():
            yield {
                "version_id": find("artefact_version", line["version"]),
                "language_id": find("language", language),
                "launch_id": find("work", line["launch"]),
                "initiative_id": find("work", line["work"]),
            }

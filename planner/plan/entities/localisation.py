"""Localisation: how fast each language is translated, and which work translates which text."""

from dataclasses import dataclass
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity


@kind("language", code_space="language")
@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Entity):
    """A language that texts are translated into, and its pace."""

    code: Annotated[str, About("BCP 47 tag, such as de or zh-Hant.", max_length=35)]
    name: Annotated[str, About("Name for people.", max_length=200)] = ""
    words_per_day: Annotated[
        float, About("What one translator manages.", unit="words per working day", ge=1, le=1_000_000)
    ] = 2000.0
    translators: Annotated[int, About("Translators side by side.", unit="people", ge=1, le=10_000)] = 1
    review_days: Annotated[float, About("Proof-reading.", unit="working days", ge=0, le=1000)] = 2.0
    legal_days: Annotated[float, About("Reading by lawyers.", unit="working days", ge=0, le=1000)] = 0.0
    calendar_id: Annotated[
        str | None, About("Working calendar; empty: the team's, else the portfolio's.", refers_to=("calendar",))
    ] = None
    team_id: Annotated[str | None, About("Team that translates.", refers_to=("team",))] = None


@kind("translation", unique=(("version_id", "language_id", "launch_id"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(Entity):
    """The translation of one text into one language: the work that was generated for it."""

    version_id: Annotated[str, About("The text.", refers_to=("artefact_version",), on_delete=OnDelete.CASCADE)]
    language_id: Annotated[str, About("The language.", refers_to=("language",))]
    launch_id: Annotated[
        str | None, About("The launch that needs it.", refers_to=("launch",), on_delete=OnDelete.CASCADE)
    ] = None
    initiative_id: Annotated[str, About("The work in the plan.", refers_to=("initiative",), on_delete=OnDelete.CASCADE)]
    words: Annotated[int | None, About("Length; empty: that of the version.", unit="words", ge=0, le=100_000_000)] = (
        None
    )

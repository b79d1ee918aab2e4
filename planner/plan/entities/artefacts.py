"""Policy artefacts with versions: texts, labels, macros, courses and sets that must all say the same."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity, ExternalId


class ArtefactType(StrEnum):
    """What sort of artefact it is."""

    POLICY = "policy"
    GUIDELINE = "guideline"
    SOP = "sop"
    LABEL = "label"
    MACRO = "macro"
    COURSE = "course"
    GOLDEN_SET = "golden_set"
    RUBRIC = "rubric"
    HELP_ARTICLE = "help_article"
    BOT_CONTENT = "bot_content"


class VersionState(StrEnum):
    """Where a version is between draft and retirement; only a released version is in use."""

    DRAFT = "draft"
    FROZEN = "frozen"
    APPROVED = "approved"
    RELEASED = "released"
    RETIRED = "retired"


@kind("artefact", code_space="artefact")
@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact(Entity):
    """Something written that people or machines enforce by, in versions."""

    code: Annotated[str, About("Short unique code, such as SII-GUIDE.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=500)]
    type: Annotated[ArtefactType, About("What sort it is.")]
    implements_id: Annotated[
        str | None, About("The policy that it implements; empty for a policy.", refers_to=("artefact",))
    ] = None
    owner: Annotated[str, About("Person who answers for it.", max_length=200)] = ""
    language: Annotated[str, About("Language it is written in (BCP 47); empty: the source.", max_length=35)] = ""
    market_ids: Annotated[tuple[str, ...], About("Markets it is for; empty: all.", refers_to=("market",))] = ()
    release_set: Annotated[
        str, About("Artefacts of the same set are released together or not at all.", max_length=200)
    ] = ""
    external_ids: Annotated[tuple[ExternalId, ...], About("Identities in other systems.")] = ()


@kind("artefact_version", unique=(("artefact_id", "version"),))
@dataclass(frozen=True, slots=True, kw_only=True)
class ArtefactVersion(Entity):
    """One version of an artefact, and the version of the policy that it implements."""

    artefact_id: Annotated[str, About("The artefact.", refers_to=("artefact",), on_delete=OnDelete.CASCADE)]
    version: Annotated[str, About("Its number or name, such as 3.1.", max_length=64)]
    state: Annotated[VersionState, About("Where it is.")] = VersionState.DRAFT
    implements_version_id: Annotated[
        str | None, About("The version of the policy that it implements.", refers_to=("artefact_version",))
    ] = None
    initiative_id: Annotated[str | None, About("The work that makes it.", refers_to=("initiative",))] = None
    frozen_on: Annotated[date | None, About("Day on which its text was frozen for translation.")] = None
    released_on: Annotated[date | None, About("Day on which it came into use.")] = None
    retired_on: Annotated[date | None, About("Day after which it is no longer in use.")] = None
    words: Annotated[int, About("Length of the text to translate.", unit="words", ge=0, le=100_000_000)] = 0
    outdates: Annotated[
        bool, About("Whether certificates and evidence of earlier versions no longer count once it is in use.")
    ] = True
    note: Annotated[str, About("What changed.", max_length=10_000)] = ""

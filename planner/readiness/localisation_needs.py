"""What a launch needs translated: its texts, and the languages of its markets.

The texts are the versions that the launch brings: of its policies, and of everything that implements those versions. A
text is needed in the languages of the markets that it is for; the language that it was written in needs no work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from planner.plan.entities import Artefact, ArtefactVersion, Language, Launch, LaunchMarket, Market, VersionState
from planner.plan.snapshot import Plan, per_kinds
from planner.readiness.training.course_versions import numbered

SOURCE = "en"
"""The language in which texts are written unless an artefact says otherwise."""


@dataclass(frozen=True, slots=True)
class Text:
    """One version of an artefact that is to be translated."""

    artefact: Artefact
    version: ArtefactVersion


@dataclass(frozen=True, slots=True)
class TranslationNeed:
    """A text in a language, for some markets of the launch. ``language`` is one of the plan, or one with usual pace.

    ``known`` says whether the plan has it.
    """

    text: Text
    language: Language
    known: bool
    market_ids: tuple[str, ...] = field(default=())

    @property
    def translating_days(self) -> int:
        """Return the whole working days that translators need."""
        words, language = self.text.version.words, self.language
        return ceil(words / (language.words_per_day * language.translators))

    @property
    def days(self) -> float:
        """Return the working days in all: translation, proof-reading, lawyers."""
        return self.translating_days + self.language.review_days + self.language.legal_days


def texts_of(plan: Plan, launch: Launch) -> tuple[Text, ...]:
    """Return the texts of a launch, one version of each artefact, in order of codes; those without words are left out.

    An artefact that is itself written in some language is a translation already.
    """
    brought = set(launch.policy_version_ids)
    found: dict[str, ArtefactVersion] = {}
    for version in plan.all(ArtefactVersion).values():
        if version.id not in brought and version.implements_version_id not in brought:
            continue
        if version.words == 0 or version.state is VersionState.RETIRED:
            continue
        before = found.get(version.artefact_id)
        if before is None or numbered(before.version) < numbered(version.version):
            found[version.artefact_id] = version
    artefacts = plan.all(Artefact)
    texts = (Text(artefacts[id_], version) for id_, version in found.items() if id_ in artefacts)
    kept = (text for text in texts if not text.artefact.language)
    return tuple(sorted(kept, key=lambda text: text.artefact.code))


def markets_of(plan: Plan, launch_id: str) -> tuple[Market, ...]:
    """Return the markets of a launch in order of codes."""
    rows = plan.all(LaunchMarket).values()
    found = {row.market_id for row in rows if row.launch_id == launch_id}
    return tuple(sorted((plan.all(Market)[id_] for id_ in found if id_ in plan.all(Market)), key=lambda m: m.code))


def needs_of(plan: Plan, launch: Launch, source: str = SOURCE) -> tuple[TranslationNeed, ...]:
    """Return every text with every language that a market of the launch needs it in.

    A language that the plan does not know is taken from its main one (de for de-AT), else at the usual pace.
    """
    found: dict[tuple[str, str], TranslationNeed] = {}
    for text in texts_of(plan, launch):
        for market in markets_of(plan, launch.id):
            if text.artefact.market_ids and market.id not in text.artefact.market_ids:
                continue
            for code in market.languages:
                if main_language(code) == main_language(source):
                    continue
                language, known = language_of(plan, code)
                need = found.get((text.version.id, language.code.casefold()))
                markets = (*need.market_ids, market.id) if need else (market.id,)
                key = (text.version.id, language.code.casefold())
                found[key] = TranslationNeed(text, language, known, tuple(dict.fromkeys(markets)))
    return tuple(sorted(found.values(), key=lambda need: (need.text.artefact.code, need.language.code)))


def language_of(plan: Plan, code: str) -> tuple[Language, bool]:
    """Return the language of a BCP 47 tag, and whether the plan knows it; one at the usual pace if it does not."""
    known = _languages(plan)
    found = known.get(code.casefold()) or known.get(main_language(code))
    return (found, True) if found is not None else (Language(id="", code=code), False)


def main_language(code: str) -> str:
    """Return the main language of a BCP 47 tag.

    >>> main_language("zh-Hant"), main_language("EN")
    ('zh', 'en')
    """
    return code.casefold().partition("-")[0]


@per_kinds(Language)
def _languages(plan: Plan) -> Mapping[str, Language]:
    return {language.code.casefold(): language for language in plan.all(Language).values()}

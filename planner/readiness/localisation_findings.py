"""What is wrong with the translation work of launches: missing, planned for another text, or no longer needed."""

from collections.abc import Iterator, Sequence

from planner.plan.entities import Artefact, ArtefactVersion, Initiative, Language, Launch, Market, Status, Translation
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.localisation import begun, finished, planned_by_hand, texts_and_rows
from planner.readiness.localisation_needs import TranslationNeed, markets_of, texts_of

_OVER = (Status.DONE, Status.CANCELLED)
_AGAIN = "Localise the launch again; it gives only the difference."


@per_plan
def localisation_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return the findings of every launch that is still to come, in the order of the plan."""
    coming = (row for row in plan.all(Launch).values() if row.status not in _OVER and row.launched_on is None)
    return tuple(finding for launch in coming for finding in _of_launch(plan, launch))


def _of_launch(plan: Plan, launch: Launch) -> Iterator[Finding]:
    needs, rows = texts_and_rows(plan, launch)
    if not needs and not rows:
        yield from _speechless(plan, launch)
        return
    missing: dict[str, list[TranslationNeed]] = {}
    for need in needs:
        row = rows.pop((need.text.version.id, need.language.id), None)
        if row is None:
            missing.setdefault(need.language.code, []).append(need)
        else:
            yield from _outdated(plan, need, row)
    for code, lacking in missing.items():
        yield _missing(plan, launch, code, lacking)
    yield from _speechless(plan, launch)
    for row in rows.values():
        yield from _needless(plan, launch, row)


def _missing(plan: Plan, launch: Launch, code: str, needs: Sequence[TranslationNeed]) -> Finding:
    texts = ", ".join(f"{need.text.artefact.code} {need.text.version.version}" for need in needs)
    ids = dict.fromkeys(id_ for need in needs for id_ in need.market_ids)
    markets = ", ".join(plan.all(Market)[id_].code for id_ in ids)
    return Finding(
        Severity.WARNING,
        "translation-missing",
        f"{launch.code} goes to {markets} in {code}, and no work translates {texts} into it.",
        _at(launch),
        "Localise the launch: it makes the work that is missing.",
        (launch.id, *ids),
    )


def _outdated(plan: Plan, need: TranslationNeed, row: Translation) -> Iterator[Finding]:
    item, version = plan.all(Initiative).get(row.initiative_id), need.text.version
    if item is None:
        return
    if row.words is not None and row.words != version.words:
        done = " It is done." if finished(item) else ""
        hand = "Set its duration, and the words of its translations." if planned_by_hand(plan, item.id) else _AGAIN
        yield Finding(
            Severity.WARNING,
            "translation-outdated",
            f"{item.code} was planned for {row.words:,} words; {need.text.artefact.code} {version.version} has "
            f"{version.words:,} now.{done}",
            _at(item),
            "Plan further work for what changed." if done else hand,
            (item.id,),
        )
    frozen = version.frozen_on
    waits = item.constraint_date.date() if item.constraint_date else None
    if frozen is not None and waits != frozen and not begun(item) and not planned_by_hand(plan, item.id):
        yield Finding(
            Severity.WARNING,
            "translation-outdated",
            f"{need.text.artefact.code} {version.version} is frozen on {frozen}; {item.code} does not start from it.",
            _at(item),
            _AGAIN,
            (item.id,),
        )


def _needless(plan: Plan, launch: Launch, row: Translation) -> Iterator[Finding]:
    item, version = plan.all(Initiative).get(row.initiative_id), plan.all(ArtefactVersion).get(row.version_id)
    artefact = plan.all(Artefact).get(version.artefact_id) if version else None
    language = plan.all(Language).get(row.language_id)
    if item is None or finished(item):
        return
    if artefact is not None and version is not None and language is not None:
        yield Finding(
            Severity.WARNING,
            "translation-not-needed",
            f"{launch.code} no longer needs {artefact.code} {version.version} in {language.code}, which {item.code} "
            "translates.",
            _at(item),
            "Stop the work, or keep it for another launch." if begun(item) else _AGAIN,
            (item.id, launch.id),
        )


def _speechless(plan: Plan, launch: Launch) -> Iterator[Finding]:
    """Yield the markets of a launch with texts of which nobody said what they speak."""
    silent = [market for market in markets_of(plan, launch.id) if not market.languages]
    if silent and texts_of(plan, launch):
        codes = ", ".join(market.code for market in silent)
        yield Finding(
            Severity.WARNING,
            "market-without-language",
            f"{launch.code} has texts to translate, and nothing says which languages {codes} needs.",
            _at(launch),
            "Give the markets their languages (BCP 47), such as de.",
            (launch.id, *(market.id for market in silent)),
        )


def _at(entity: Launch | Initiative) -> Place:
    return Place(kind=entity.KIND.name, id=entity.id, code=entity.code)

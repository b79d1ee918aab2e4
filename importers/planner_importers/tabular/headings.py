"""What a column heading means, by its words in any of thirteen languages.

>>> [(m.field.value, m.score) for m in meanings("Vorgänger")]
[('predecessors', 1.0)]
>>> meanings("Duration (weeks)")[0].field.value, heading_unit("Duration (weeks)")
('duration', <DurationUnit.WEEK: 'w'>)
>>> meanings("Dependency 3")[0].field.value, meanings("Predecesors")[0].field.value
('predecessors', 'predecessors')
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from planner.plan.values import DurationUnit
from planner_importers.tabular.duration_text import unit_of
from planner_importers.tabular.fields import Field
from planner_importers.tabular.wording import normalised

_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
_ORDINAL = re.compile(r"\s*#?\d{1,3}$")
_IDEOGRAM = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_FUZZY_FROM = 86.0


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a heading may mean; ``score`` from 0 to 1, the word it matched and its languages."""

    field: Field
    score: float
    word: str
    languages: tuple[str, ...] = ()


@cache
def vocabulary() -> Mapping[str, tuple[tuple[Field, str], ...]]:
    """Return the fields and languages of every known heading, by its normalised words."""
    raw = files(__package__).joinpath("header_words.toml").read_text(encoding="utf-8")
    known: dict[str, list[tuple[Field, str]]] = {}
    for name, languages in tomllib.loads(raw).items():
        for language, words in languages.items():
            for word in words:
                entry = (Field(name), language)
                if entry not in known.setdefault(normalised(word), []):
                    known[normalised(word)].append(entry)
    return {word: tuple(entries) for word, entries in known.items()}


@lru_cache(maxsize=20_000)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """Return what a heading may mean, best first; empty if its words are unknown."""
    if len(heading) > 120:
        return ()
    found: dict[Field, Meaning] = {}
    for text, weight in _variants(heading):
        for meaning in _exact(text, weight) or _contained(text, weight) or _similar(text, weight):
            known = found.get(meaning.field)
            if known is None or meaning.score > known.score:
                found[meaning.field] = meaning
    return tuple(sorted(found.values(), key=lambda meaning: -meaning.score))


def known_exactly(heading: str) -> bool:
    """Return whether the heading's words are known as they stand (cheap enough for every cell)."""
    if len(heading) > 60:
        return False
    return any(text in vocabulary() for text, _ in _variants(heading))


@lru_cache(maxsize=20_000)
def heading_unit(heading: str) -> DurationUnit | None:
    """Return the unit of time a heading names, such as weeks in ``Duration (weeks)``; None if it names none."""
    return next(filter(None, (unit_of(word) for word in reversed(normalised(heading).split()))), None)


def _variants(heading: str) -> tuple[tuple[str, float], ...]:
    """Return the normalised heading whole, without brackets, and without a trailing number."""
    whole, bare = normalised(heading), normalised(_BRACKETS.sub(" ", heading))
    texts = {whole: 1.0}
    for text in (whole, bare):
        texts.setdefault(text, 0.98)
        for prefix in ("custom field ", "task ", "planned ", "estimated "):
            texts.setdefault(text.removeprefix(prefix), 0.9)
        texts.setdefault(_ORDINAL.sub("", text), 0.95)
        texts.setdefault(_without_unit(text), 0.95)
    return tuple((text, weight) for text, weight in texts.items() if text)


def _without_unit(text: str) -> str:
    words = text.split()
    kept = [word for word in words if unit_of(word) is None]
    if kept and len(kept) < len(words) and kept[-1] in ("in", "en", "em"):
        kept = kept[:-1]
    return " ".join(kept)


def _exact(text: str, weight: float) -> list[Meaning]:
    entries = vocabulary().get(text, ())
    languages = {field: tuple(lang for f, lang in entries if f is field) for field, _ in entries}
    return [Meaning(field, weight, text, langs) for field, langs in languages.items()]


def _contained(text: str, weight: float) -> list[Meaning]:
    """Match headings that contain a known one, such as ``Project task name`` or ``任务名称必填``."""
    best: dict[Field, Meaning] = {}
    for word in _parts(text):
        for field, language in vocabulary().get(word, ()):
            share = len(word) / len(text)
            score = weight * (0.45 + 0.45 * share)
            if share >= 0.3 and (field not in best or best[field].score < score):
                best[field] = Meaning(field, round(score, 3), word, (language,))
    return list(best.values())


def _parts(text: str) -> Iterable[str]:
    words = text.split()
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if len(part) >= 4:
                yield part
    if _IDEOGRAM.search(text):
        yield from (text[a:b] for a in range(len(text)) for b in range(a + 2, len(text) + 1))


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(word for word in vocabulary() if len(word) >= 6)


def _similar(text: str, weight: float) -> list[Meaning]:
    if len(text) < 5:
        return []
    from rapidfuzz import fuzz, process

    hit = process.extractOne(text, _long_words(), scorer=fuzz.ratio, score_cutoff=_FUZZY_FROM)
    if hit is None:
        return []
    word, ratio, _ = hit
    return [Meaning(m.field, round(m.score * ratio / 100, 3), word, m.languages) for m in _exact(word, weight * 0.9)]

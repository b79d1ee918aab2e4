"""What headings and cells of training rosters mean, in any of a dozen languages.

>>> meaning("Employee ID"), meaning("Abschlussdatum"), meaning("受講者")[0].value, meaning("Shoe size")
((<Field.LEARNER: 'learner'>, 1), (<Field.PASSED_ON: 'passed_on'>, 19), 'learner', None)
>>> state_of("Bestanden"), state_of("In progress"), state_of("期限切れ"), state_of("blue")
(<State.PASSED: 'passed'>, <State.NOT_PASSED: 'not_passed'>, <State.EXPIRED: 'expired'>, None)
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from planner.plan.entities import Workforce
from planner_importers.tabular.fields import Field
from planner_importers.tabular.flags import read_flag
from planner_importers.tabular.wording import normalised

OF_COURSE = frozenset({
    Field.STATUS, Field.PASSED_ON, Field.EXPIRES_ON, Field.SCORE, Field.SCORE_BEFORE, Field.PROFICIENCY,
    Field.COURSE_VERSION,
})  # fmt: skip
"""What a column says of one person and one course."""

_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")


class State(StrEnum):
    """What a roster says about one person and one course."""

    PASSED = "passed"
    EXPIRED = "expired"
    NOT_PASSED = "not_passed"


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    raw = tomllib.loads(files(__package__).joinpath("roster_words.toml").read_text(encoding="utf-8"))
    return {
        name: {key: [normalised(w) or w for w in words] for key, words in part.items()} for name, part in raw.items()
    }


@cache
def _headings() -> Mapping[str, tuple[Field, int]]:
    known: dict[str, tuple[Field, int]] = {}
    for name, words in _words()["headings"].items():
        for rank, word in enumerate(words):
            known.setdefault(word, (_SPECIAL.get(name) or Field(name), rank))
    return known


_WEAK = 100
"""How much weaker a heading is for a word before it, such as ``Transcript`` in ``Transcript status``."""
_SPECIAL = {"start": Field.START, "end": Field.FINISH}


@lru_cache(maxsize=10_000)
def meaning(heading: str) -> tuple[Field, int] | None:
    """Return what a heading means and how weak its word is (0: the plainest); None if it means nothing known."""
    if len(heading) > 60:
        return None
    known = _headings()
    number = heading.replace("#", " number ").replace("%", " ")
    for text in (heading, _BRACKETS.sub(" ", heading), number):
        if (found := known.get(normalised(text))) is not None:
            return found
    first, _, rest = normalised(number).partition(" ")
    if first in _sets("numbers")["of"] and rest in _sets("numbers")["is"]:
        return Field.LEARNER, _WEAK
    found = known.get(rest) if first in _sets("qualifiers")["of_course"] else None
    return (found[0], found[1] + _WEAK) if found is not None and found[0] in OF_COURSE else None


def names_company(heading: str) -> bool:
    """Return whether a column is of companies: those of vendors tell who employs people."""
    return normalised(heading) in _sets("companies")["words"]


@lru_cache(maxsize=10_000)
def state_of(text: str) -> State | None:
    """Return what a cell says about a completion; None if it says nothing known."""
    plain = normalised(text) or text.strip()
    return next((State(name) for name, words in _sets("statuses").items() if plain in words), None)


@lru_cache(maxsize=10_000)
def workforce_of(text: str, heading: str) -> Workforce | None:
    """Return who employs people, by the text or a word of it; under a heading such as ``Vendor`` any name does.

    Yes and no answer a heading that names one of the two.

    >>> workforce_of("TaskUs", "Vendor").value, workforce_of("nein", "BPO?").value, workforce_of("ja", "") is None
    ('vendor', 'in_house', True)
    """
    plain = normalised(text)
    sets = _sets("workforces")
    asked, answer = _asked(normalised(heading)), None if text.isdecimal() else read_flag(text)  # 1 FTE is an amount
    if asked is not None and answer is not None:
        return asked if answer else next(other for other in Workforce if other is not asked)
    for name, words in sets.items():
        if plain in words:
            return Workforce(name)
    for name in ("vendor", "in_house"):
        if not sets[name].isdisjoint(plain.split()):
            return Workforce(name)
    return Workforce.VENDOR if normalised(heading) in _sets("vendor_headings")["words"] else None


def _asked(heading: str) -> Workforce | None:
    """Return the employer that a heading names, so that its cells may say yes or no; None if it names none."""
    if heading in _sets("vendor_headings")["words"]:
        return Workforce.VENDOR
    return next((Workforce(name) for name, words in _sets("workforces").items() if heading in words), None)


def says(what: str, text: str) -> str | None:
    """Return the rest of a title that begins with words such as ``as of`` or ``course``; None if it does not.

    >>> says("course", "Course: SII certification"), says("as_of", "Stand: 20.11.2026"), says("as_of", "Team")
    ('SII certification', '20.11.2026', None)
    """
    head, colon, rest = text.partition(":")
    if colon and normalised(head) in _sets("titles")[what]:
        return rest.strip()
    words = text.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if what == "as_of" and normalised(" ".join(words[:size])) in _sets("titles")[what]:
            return " ".join(words[size:])
    return None


@cache
def _sets(part: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _words()[part].items()}

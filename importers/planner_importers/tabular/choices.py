"""The plan's closed sets by the words people write for them.

>>> choice(Field.STATUS, "In Bearbeitung"), choice(Field.LEVEL, "Epic"), choice(Field.STATUS, "Phase of the moon")
('in_progress', 'initiative', None)
>>> ends_table("Gesamt:"), ends_table("Total rewrite of the queue")
(True, False)
"""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from planner_importers.tabular.fields import Field
from planner_importers.tabular.wording import normalised


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """Return, per set, the member that each normalised word means; the first set to name a word keeps it."""
    raw = tomllib.loads(files(__package__).joinpath("choice_words.toml").read_text(encoding="utf-8"))
    known: dict[str, dict[str, str]] = {}
    for name, members in raw.items():
        for member, words in members.items():
            for word in (*words, member):
                known.setdefault(name, {}).setdefault(normalised(word), member)
    return known


@lru_cache(maxsize=10_000)
def choice(field: Field, text: str) -> str | None:
    """Return the member of the field's closed set that a text means, or None.

    Numbers and signs around the word are ignored: ``3 - In Progress`` and ``✅ Done`` are understood.
    """
    known = _words().get(field.value, {})
    plain = normalised(text)
    bare = " ".join(word for word in plain.split() if not word.isdecimal())
    return known.get(plain) or known.get(bare)


@lru_cache(maxsize=10_000)
def ends_table(text: str) -> bool:
    """Return whether a row so named is a total, not a piece of work."""
    return _words()["not_a_row"].get(normalised(text)) == "total"


@lru_cache(maxsize=10_000)
def is_remark(text: str) -> bool:
    """Return whether a lone text below a table is a remark, such as ``Note: dates are provisional``."""
    head = normalised(text.partition(":")[0])
    words = _words()["not_a_row"]
    return (
        head in words
        or (" ".join(head.split()[:2]) in words)
        or (bool(head) and head.split()[0] in words and ":" in text)
    )

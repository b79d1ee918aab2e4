"""Names of months and weekdays in the languages plans are written in.

English is always known; the names of other languages are loaded when the first unknown word appears.

>>> month_of("mar"), month_of("März"), month_of("octobre"), month_of("января"), is_weekday("Mo"), month_of("soon")
(3, 3, 10, 1, True, None)
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from planner_importers.tabular.wording import normalised

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH = (
    {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {name: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
_ENGLISH_DAYS = frozenset(name[:size] for name in _WEEKDAYS for size in (3, len(name))) | {
    "tues",
    "thur",
    "thurs",
}
_LANGUAGES = (
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "tr",
    "ru",
    "vi",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "uk",
    "id",
    "ro",
    "hu",
    "el",
    "ko",
)


def month_of(word: str) -> int | None:
    """Return the number of the month a word names, or None."""
    plain = normalised(word)
    return _ENGLISH.get(plain) or _foreign()[0].get(plain)


def is_weekday(word: str) -> bool:
    """Return whether a word names a day of the week."""
    plain = normalised(word)
    return plain in _ENGLISH_DAYS or plain in _foreign()[1]


@cache
def _foreign() -> tuple[dict[str, int], frozenset[str]]:
    months: dict[str, int] = {}
    days: set[str] = set()
    for language in _LANGUAGES:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, name in enumerate(_MONTHS, 1):
            for word in _words(info, name):
                months.setdefault(word, number)
        for name in _WEEKDAYS:
            days.update(_words(info, name))
    return months, frozenset(days - months.keys())


def _words(info: dict[str, object], name: str) -> Iterator[str]:
    listed = info.get(name)
    for word in listed if isinstance(listed, list) else ():
        plain = normalised(str(word))
        if plain and not plain.replace(" ", "").isdecimal():
            yield plain

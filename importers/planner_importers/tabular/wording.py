"""Words without the accidents of writing: case, accents, punctuation, camel case.

>>> normalised("  Prédécesseurs / n° "), normalised("StartDate"), normalised("İlerleme_Durumu")
('predecesseurs n', 'start date', 'ilerleme durumu')
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"đ": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[^\w%#№]+|_")
_SHORT = 120
"""Characters up to which results are remembered."""
_BLANKS = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "none", "null", "nil", "tbd", "tbc", "?", "--", "/"})


def normalised(text: str) -> str:
    """Return the words of a text in small letters without accents and punctuation, one space apart."""
    return _remembered(text) if len(text) <= _SHORT else _plain(text)


def _plain(text: str) -> str:
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)).replace("°", " ")
    folded = unicodedata.normalize("NFD", spaced.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(_APART.sub(" ", unicodedata.normalize("NFC", bare)).split())


_remembered = lru_cache(maxsize=50_000)(_plain)


def is_blank(text: str) -> bool:
    """Return whether people write this to say that there is nothing, such as ``n/a`` or ``-``."""
    return text.strip().casefold() in _BLANKS

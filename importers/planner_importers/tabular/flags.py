"""Yes and no in the languages plans are written in.

>>> read_flag("Ja"), read_flag("x"), read_flag("нет"), read_flag("perhaps"), read_flag(True)
(True, True, False, None, True)
"""

from planner_importers.tabular.grid import Value, shown

_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "x",
        "ja",
        "j",
        "oui",
        "o",
        "si",
        "sí",
        "s",
        "sim",
        "evet",
        "e",
        "да",
        "д",
        "có",
        "はい",
        "是",
        "tak",
        "t",
        "✓",
        "✔",
        "☑",
        "wahr",
        "vrai",
        "verdadero",
        "vero",
        "waar",
        "○",
    ]
)
_NO = frozenset(
    [
        "no",
        "n",
        "false",
        "nein",
        "non",
        "não",
        "nao",
        "hayır",
        "hayir",
        "h",
        "нет",
        "н",
        "không",
        "いいえ",
        "否",
        "nie",
        "nee",
        "✗",
        "✘",
        "☐",
        "falsch",
        "faux",
        "falso",
        "onwaar",
        "×",
    ]
)


def read_flag(value: Value) -> bool | None:
    """Return what a cell answers, or None if it is neither yes nor no."""
    if isinstance(value, bool):
        return value
    text = shown(value).casefold()
    if text in _YES or text == "1":
        return True
    return False if text in _NO or text == "0" else None

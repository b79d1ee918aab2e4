"""Durations as planners write them, in any of thirteen languages.

>>> [str(read_duration(text)) for text in ("2 days?", "3w", "1,5 mo", "5 edays", "10 Tage", "1w 2d", "PT8H")]
['2d', '3w', '1.5mo', '5ed', '10d', '7d', '8h']
>>> str(read_duration("4", default=DurationUnit.WEEK)), read_duration("soon")
('4w', None)
"""

import re
from decimal import Decimal
from functools import lru_cache

from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular.numerals import read_number
from planner_importers.tabular.wording import normalised

_WORDS = {
    DurationUnit.MINUTE: "m min mins minute minutes minuten minuto minutos minuti "
    "dakika dk мин минут phut 分 分钟 minut",
    DurationUnit.HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore saat sa "
    "ч час часа часов gio 時間 小时 小時 时 uur uren u godz godzina godziny godzin stdn",
    DurationUnit.DAY: "d dy day days t tag tage tagen wd workday workdays bd pd md arbeitstag "
    "arbeitstage personentage at j jr jour jours jrs dia dias g giorno giorni gg gun gunler "
    "is gunu дн д день дня дней ngay 日 天 工作日 日間 "
    "営業日 人日 人天 dag dagen dzien dni dn dzień dniowki jh mandays",
    DurationUnit.WEEK: "w wk wks week weeks wo woche wochen kw sem sems semaine semaines s semana semanas settimana "
    "settimane sett hafta hf нед неделя недели недель tuan 週 週間 周 星期 weken wk tyg tydzien tygodni tygodnie",
    DurationUnit.MONTH: "mo mon mons mth mths month months monat monate monaten mois mes meses mese mesi ay мес месяц "
    "месяца месяцев thang か月 ヶ月 ヵ月 カ月 月 个月 個月 maand maanden mies miesiac miesiace miesiecy",
}
_ELAPSED = {
    DurationUnit.MINUTE: DurationUnit.ELAPSED_MINUTE,
    DurationUnit.HOUR: DurationUnit.ELAPSED_HOUR,
    DurationUnit.DAY: DurationUnit.ELAPSED_DAY,
    DurationUnit.WEEK: DurationUnit.ELAPSED_WEEK,
    DurationUnit.MONTH: DurationUnit.ELAPSED_MONTH,
}
_UNITS = {normalised(word): unit for unit, words in _WORDS.items() for word in words.split()}
_UNITS |= {"e" + word: _ELAPSED[unit] for word, unit in tuple(_UNITS.items()) if "e" + word not in _UNITS}
_UNITS |= {
    "calendar days": DurationUnit.ELAPSED_DAY,
    "ftage": DurationUnit.ELAPSED_DAY,
    "ft": DurationUnit.ELAPSED_DAY,
    "kalendertage": DurationUnit.ELAPSED_DAY,
    "je": DurationUnit.ELAPSED_DAY,
    "%": DurationUnit.PERCENT,
    "jours calendaires": DurationUnit.ELAPSED_DAY,
    "calendar day": DurationUnit.ELAPSED_DAY,
    "working days": DurationUnit.DAY,
    "business days": DurationUnit.DAY,
    "work days": DurationUnit.DAY,
    "person days": DurationUnit.DAY,
    "man days": DurationUnit.DAY,
}
_NOT_A_UNIT_OF_A_HEADING = frozenset(
    [
        "m",
        "min",
        "d",
        "t",
        "j",
        "g",
        "s",
        "u",
        "at",
        "is",
        "at",
        "kw",
        "h",
        "sa",
        "д",
        "ч",
        "e",
        "mes",
        "mon",
        "pd",
        "md",
        "ft",
        "月",
        "日",
        "周",
        "日",
        "分",
        "is",
        "gunu",
    ]
)
_PIECE = re.compile(r"([+-]?\d[\d.,'\s\u00a0]*|[+-]?\.\d+)\s*([^\d\s.,+-][^\d,+-]*)?")
_ISO = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", re.IGNORECASE)
_TRIPLE = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*/\s*(\d{1,3}(?:[.,]\d)?)\s*/\s*(\d{1,3}(?:[.,]\d)?)")
_DOUBT = re.compile(r"[?~≈]|\b(?:ca|approx|about|est|etwa|environ)\b\.?", re.IGNORECASE)
_HOURS = {
    DurationUnit.MINUTE: Decimal(1) / 60,
    DurationUnit.HOUR: Decimal(1),
    DurationUnit.DAY: Decimal(8),
    DurationUnit.WEEK: Decimal(40),
    DurationUnit.MONTH: Decimal(160),
}


def unit_of(word: str) -> DurationUnit | None:
    """Return the unit a word of a heading names; single letters name none there."""
    plain = normalised(word)
    return None if plain in _NOT_A_UNIT_OF_A_HEADING else _UNITS.get(plain)


@lru_cache(maxsize=20_000)
def read_duration(text: str, default: DurationUnit | None = None, *, decimal_comma: bool = False) -> Duration | None:
    """Return the duration a text says; bare numbers are in ``default`` units; None if it says none."""
    if len(text) > 80:
        return None
    cleaned = _DOUBT.sub(" ", text).strip()
    if iso := _iso(cleaned):
        return iso
    pieces, position = [], 0
    for found in _PIECE.finditer(cleaned):
        if cleaned[position : found.start()].strip():
            return None
        position = found.end()
        piece = _piece(found[1], found[2], default, decimal_comma)
        if piece is None:
            return None
        pieces.append(piece)
    if not pieces or cleaned[position:].strip():
        return None
    return pieces[0] if len(pieces) == 1 else _sum(pieces)


def read_triple(text: str) -> tuple[str, str, str] | None:
    """Return the three estimates of a text such as ``3/5/9`` from the lowest on, or None.

    >>> read_triple("3/5/9"), read_triple("2w / 4w / 3w"), read_triple("01/02/2027")
    (('3', '5', '9'), None, None)
    """
    found = _TRIPLE.fullmatch(text.strip())
    if found is None:
        return None
    low, middle, high = found.groups()
    ascending = float(low.replace(",", ".")) <= float(middle.replace(",", ".")) <= float(high.replace(",", "."))
    return (low, middle, high) if ascending and not low.startswith("0") else None


def _piece(number: str, unit: str | None, default: DurationUnit | None, comma: bool) -> Duration | None:
    amount = read_number(number, decimal_comma=comma)
    known = _unit(unit) if unit else default
    return Duration(amount, known) if amount is not None and known is not None else None


def _unit(text: str) -> DurationUnit | None:
    plain = normalised(text)
    return _UNITS.get(plain) or _UNITS.get(plain.split()[0] if plain else "")


def _iso(text: str) -> Duration | None:
    found = _ISO.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    units = (DurationUnit.WEEK, DurationUnit.DAY, DurationUnit.HOUR, DurationUnit.MINUTE)
    pieces = [Duration(Decimal(n), unit) for n, unit in zip(found.groups(), units, strict=True) if n]
    return pieces[0] if len(pieces) == 1 else _sum(pieces)


def _sum(pieces: list[Duration]) -> Duration | None:
    """Return the sum of working durations in the smallest of their units, a day being eight hours."""
    if any(piece.unit not in _HOURS for piece in pieces):
        return None
    smallest = min((piece.unit for piece in pieces), key=lambda unit: _HOURS[unit])
    hours = sum((piece.amount * _HOURS[piece.unit] for piece in pieces), Decimal(0))
    return Duration((hours / _HOURS[smallest]).quantize(Decimal("0.0001")).normalize() + 0, smallest)

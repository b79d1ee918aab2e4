"""Public holidays of a country or one of its subdivisions, as exceptions of a working calendar.

The dates come from the `holidays` library, never from a typed list: with the days on which a holiday is
observed when it falls on a weekend, and with half days as half days.

>>> [d.label() for d in public_holidays("US", "CA", years=[2027]) if d.day.isoformat() == "2027-01-18"]
['Martin Luther King Jr. Day in US-CA']
"""

from collections.abc import Iterable

from planner.worktime.pattern import DayException, Periods

HALF_DAY_ENDS = 720


class UnknownRegionError(LookupError):
    """No public holidays are known for this country or subdivision."""

    def __init__(self, country: str, subdivision: str | None) -> None:
        place = f"{country}-{subdivision}" if subdivision else country
        super().__init__(f"no public holidays are known for {place!r}; give an ISO 3166 code such as 'US' or 'US-CA'")


def public_holidays(
    country: str, subdivision: str | None = None, *, years: Iterable[int], half_day: Periods = ((480, HALF_DAY_ENDS),)
) -> tuple[DayException, ...]:
    """Return the holidays of the years asked, in date order.

    `country` is an ISO 3166-1 code, `subdivision` the part after the dash of an ISO 3166-2 code.
    A date that the country keeps only half works `half_day`.
    """
    import holidays

    wanted = sorted(set(years))
    place = f"{country}-{subdivision}" if subdivision else country
    try:
        full = holidays.country_holidays(country, subdiv=subdivision, years=wanted, observed=True)
    except RuntimeError as error:  # how the library refuses a place that it does not know
        raise UnknownRegionError(country, subdivision) from error
    found = {day: DayException(day, name, (), place) for day, name in full.items() if day.year in set(wanted)}
    if "half_day" in getattr(full, "supported_categories", ()):
        halves = holidays.country_holidays(country, subdiv=subdivision, years=wanted, categories=("half_day",))
        for day, name in halves.items():
            found.setdefault(day, DayException(day, name, half_day, place))
    return tuple(found[day] for day in sorted(found))

"""Arithmetic on the two calendars. Nothing here raises: what is no date is None."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from hijridate import Gregorian, Hijri

#: The years that hijridate's Umm al-Qura tables hold.
_UMM_AL_QURA: Final = range(1343, 1501)
_HIJRI_YEARS: Final = range(1, 1601)


def day(year: int, month: int, number: int) -> date | None:
    """A Gregorian day, or None.

    >>> day(2019, 2, 31) is None
    True
    """
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def month_end(year: int, month: int) -> date | None:
    """Last day of a Gregorian month."""
    if month == 12:
        return day(year, 12, 31)
    following = day(year, month + 1, 1)
    return None if following is None else following - timedelta(days=1)


def add_months(start: date, months: int) -> date | None:
    """The same day so many months on, or the last one of a shorter month.

    >>> add_months(date(2019, 1, 31), 1)
    datetime.date(2019, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = month_end(year, month + 1) if 1 <= year <= 9999 else None
    return None if last is None else last.replace(day=min(start.day, last.day))


def add_days(start: date, days: int) -> date | None:
    """So many days on, or None past the ends of the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def hijri_day(year: int, month: int, number: int) -> date | None:
    """The Gregorian day of a hijri date: Umm al-Qura for 1343-1500, the tabular calendar outside.

    The tabular formula is that of the civil calendar (epoch 16 July 622, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
    and 29 of 30), after Reingold and Dershowitz, *Calendrical Calculations*.

    >>> hijri_day(1436, 10, 25)
    datetime.date(2015, 8, 10)
    >>> hijri_day(1436, 13, 1) is None
    True
    """
    if year not in _HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= number <= 30:
        return None
    if year in _UMM_AL_QURA:
        try:
            found = Hijri(year, month, number).to_gregorian()
        except (ValueError, OverflowError):
            return None
        return date(found.year, found.month, found.day)
    leap = (11 * year + 14) % 30 < 11
    if number > (30 if month % 2 or (month == 12 and leap) else 29):
        return None
    julian = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + number + 1948440 - 385
    try:
        return date.fromordinal(julian - 1721425)
    except (ValueError, OverflowError):
        return None


def hijri_date(year: int, month: int, number: int) -> date | None:
    """The Gregorian day of a written hijri date: the 30th of a month of 29 days is the day behind its last.

    Months are announced by sighting, so that one may have a day more than the printed calendar gave it.

    >>> hijri_day(1436, 11, 30) is None, hijri_date(1436, 11, 30)
    (True, datetime.date(2015, 9, 14))
    """
    found = hijri_day(year, month, number)
    if found is not None or number != 30:
        return found
    last = hijri_day(year, month, 29)
    return None if last is None else add_days(last, 1)


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a hijri month.

    >>> hijri_month(1440, 9)
    (datetime.date(2019, 5, 6), datetime.date(2019, 6, 3))
    """
    first = hijri_day(year, month, 1)
    # the printed calendar once had a month of 28 days: Ramadan 1343
    last = next((found for number in (30, 29, 28) if (found := hijri_day(year, month, number))), None)
    return None if first is None or last is None else (first, last)


def hijri_year(year: int) -> tuple[date, date] | None:
    """First and last day of a hijri year."""
    first, last = hijri_month(year, 1), hijri_month(year, 12)
    return None if first is None or last is None else (first[0], last[1])


@lru_cache(maxsize=1024)
def to_hijri(when: date) -> tuple[int, int, int] | None:
    """Year, month and day of the hijri calendar (Umm al-Qura); None outside its tables."""
    try:
        found = Gregorian(when.year, when.month, when.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day

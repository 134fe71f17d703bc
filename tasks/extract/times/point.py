"""What a time expression says, before it is counted from a reference time.

Named tuples, not dataclasses: grammars make and refine hundreds of them a release, and tuples are made in C.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from tasks.extract.facts import Calendar


class Grain(IntEnum):
    """How finely a point is stated."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    YEAR_PART = 4
    SEASON = 5
    MONTH = 6
    WEEK = 7
    WEEKEND = 8
    DAY = 9
    CLOCK = 10


class Half(StrEnum):
    """What the wording says of a clock hour's half of the day."""

    MORNING = "am"
    EVENING = "pm"
    NOON = "noon"
    NIGHT = "night"


class Clock(NamedTuple):
    """A time of day as worded: ``hour`` 0-24, with the half of the day where it is said; ``exact`` on 24 hours."""

    hour: int
    minute: int | None = None
    second: int | None = None
    half: Half | None = None
    zone: str | None = None
    exact: bool = False

    @property
    def hour24(self) -> int:
        """The hour on 24, as far as the wording tells; 12 with "morning" is midnight, night hours up to 5 are early.

        >>> Clock(hour=8, half=Half.EVENING).hour24, Clock(hour=2, half=Half.NIGHT).hour24
        (20, 2)
        """
        hour = self.hour % 24
        if self.half is None or hour > 12:
            return hour
        if self.half is Half.MORNING:
            return hour % 12
        if self.half is Half.EVENING:
            return hour if hour == 12 else hour + 12
        if self.half is Half.NOON:
            return hour + 12 if hour < 6 else hour
        return hour % 12 if hour == 12 or hour < 6 else hour + 12

    @property
    def open(self) -> bool:
        """Could the hour lie in either half of the day?"""
        return self.half is None and not self.exact and 1 <= self.hour <= 12 and self.second is None

    def text(self, *, later: bool = False) -> str:
        """``20:00``; with ``later`` the reading twelve hours on."""
        hour = (self.hour24 + 12) % 24 if later else self.hour24
        clock = f"{hour:02}:{self.minute or 0:02}"
        return clock if self.second is None else f"{clock}:{self.second:02}"


class Point(NamedTuple):
    """A date, possibly without year, or counted from the reference time, possibly with a time of day.

    ``shift`` is the unit counted from the reference time and by how many (``("month", -1)``: last month); finer fields
    lie inside it. ``direction`` turns a yearless date or a weekday to the past (-1), the future (1, or 2: the one after
    next) or this year (0). ``number`` is which quarter, half or season. ``nth`` counts weekdays, weeks or days inside a
    month (-1: the last). ``offsets`` are amounts of units from the reference time (two days ago). ``half`` is the part of the
    day that is named. ``part`` is the entry of ``times.toml`` that narrows the point. ``alternative`` is the other
    reading (day, month) of an ambiguous numeric date. ``mark_contradicts``: the era written does not fit the year.
    ``approximate``: the wording hedges it. ``beside``: the weekday named with this one, of which the next or last is meant.
    ``well_known``: the year is that of an event everybody knows, and not said.
    """

    grain: Grain
    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    parts: int | None = None
    nth: int | None = None
    shift: tuple[str, int] | None = None
    shift_in_text: bool = False
    offsets: tuple[tuple[str, float], ...] = ()
    direction: int | None = None
    part: int | None = None
    half: Half | None = None
    clock: Clock | None = None
    before_christ: bool = False
    alternative: tuple[int, int] | None = None
    mark_contradicts: bool = False
    well_known: bool = False
    approximate: bool = False
    beside: int | None = None


class Length(NamedTuple):
    """An amount of time: values by ISO unit (``year month week day hour minute second``), None when vague.

    ``low`` and ``high`` are set for a range (3 to 5 days) instead of ``parts``.
    """

    parts: tuple[tuple[str, float], ...] | None
    unit: str = "day"
    low: float | None = None
    high: float | None = None
    role: str | None = None


class Stretch(NamedTuple):
    """The last or next so many units, counted from the reference time (``number`` None: an unsaid few)."""

    unit: str
    number: float | None
    direction: int
    shift_in_text: bool = False


class Apart(NamedTuple):
    """A point at least and at most so far from the reference time; None is a bound that is not said."""

    least: Length | None
    most: Length | None
    direction: int


class Range(NamedTuple):
    """From one point to another; None is an open end."""

    left: Point | None
    right: Point | None


class Repeated(NamedTuple):
    """A time that comes back, as ISO 8601 (``R/P1W``)."""

    iso8601: str


Value = Point | Length | Stretch | Apart | Range | Repeated


class Atom(NamedTuple):
    """A value and the tokens that say it (``last`` is exclusive); ``cut`` letters of the first are a clitic.

    ``ahead`` says that the words around speak of what is to come (True) or has been (False).
    """

    first: int
    last: int
    value: Value
    rule: str
    cut: int = 0
    clitic: str = ""
    trace: tuple[str, ...] = ()
    role: str | None = None
    consistent: bool | None = None
    rejected: tuple[str, ...] = ()

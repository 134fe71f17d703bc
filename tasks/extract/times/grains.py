"""The grains of points and the calendars as constants: reading a member off an ``Enum`` class takes Python 3.11 ten times as long as a module's name."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import Calendar
from tasks.extract.times.point import Grain

CENTURY: Final = Grain.CENTURY
DECADE: Final = Grain.DECADE
YEAR: Final = Grain.YEAR
YEAR_PART: Final = Grain.YEAR_PART
SEASON: Final = Grain.SEASON
MONTH: Final = Grain.MONTH
WEEK: Final = Grain.WEEK
WEEKEND: Final = Grain.WEEKEND
DAY: Final = Grain.DAY
CLOCK: Final = Grain.CLOCK

GREGORIAN: Final = Calendar.GREGORIAN
HIJRI: Final = Calendar.HIJRI
#: By what the data files call them.
CALENDARS: Final = {calendar.value: calendar for calendar in Calendar}

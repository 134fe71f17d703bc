"""The kinds of words of times as constants.

Python 3.11 takes ten times as long to read a member off an ``Enum`` class as a name off a module, and grammars ask for
kinds hundreds of times a release.
"""

from __future__ import annotations

from typing import Final

from tasks.extract.times.lexicon import Kind

MONTH_GREGORIAN: Final = Kind.MONTH_GREGORIAN
MONTH_HIJRI: Final = Kind.MONTH_HIJRI
WEEKDAY: Final = Kind.WEEKDAY
ERA: Final = Kind.ERA
SEASON: Final = Kind.SEASON
DECADE: Final = Kind.DECADE
UNIT_SINGULAR: Final = Kind.UNIT_SINGULAR
UNIT_DUAL: Final = Kind.UNIT_DUAL
UNIT_PLURAL: Final = Kind.UNIT_PLURAL
UNIT_PAIR: Final = Kind.UNIT_PAIR
UNIT_SHORT: Final = Kind.UNIT_SHORT
DEICTIC: Final = Kind.DEICTIC
LAST_NIGHT: Final = Kind.LAST_NIGHT
SHIFT: Final = Kind.SHIFT
SHIFT_IN_TEXT: Final = Kind.SHIFT_IN_TEXT
LATEST: Final = Kind.LATEST
FEW: Final = Kind.FEW
VAGUE: Final = Kind.VAGUE
THIS: Final = Kind.THIS
PART: Final = Kind.PART
REST: Final = Kind.REST
WEEKEND: Final = Kind.WEEKEND
HALF_DAY: Final = Kind.HALF_DAY
DAY_PART: Final = Kind.DAY_PART
CLOCK_FRACTION: Final = Kind.CLOCK_FRACTION
MINUS: Final = Kind.MINUS
FRACTION: Final = Kind.FRACTION
YEAR_PART: Final = Kind.YEAR_PART
ZONE: Final = Kind.ZONE
ZONE_WORD: Final = Kind.ZONE_WORD
SET: Final = Kind.SET
EVERY: Final = Kind.EVERY
FROM: Final = Kind.FROM
TO: Final = Kind.TO
BETWEEN: Final = Kind.BETWEEN
SINCE: Final = Kind.SINCE
BEFORE: Final = Kind.BEFORE
AFTER: Final = Kind.AFTER
DURING: Final = Kind.DURING
LASTING: Final = Kind.LASTING
INSIDE: Final = Kind.INSIDE
BY: Final = Kind.BY
CORRESPONDING: Final = Kind.CORRESPONDING
FROM_NOW: Final = Kind.FROM_NOW
WHOLE: Final = Kind.WHOLE
LAST_OF: Final = Kind.LAST_OF
AGE: Final = Kind.AGE
AGED: Final = Kind.AGED
TERM: Final = Kind.TERM
DATES_BACK: Final = Kind.DATES_BACK
EPOCH: Final = Kind.EPOCH
QUARTERLY: Final = Kind.QUARTERLY
DAY_NAME: Final = Kind.DAY_NAME
OUTLET: Final = Kind.OUTLET
FUTURE: Final = Kind.FUTURE
BEGINNING: Final = Kind.BEGINNING
CLAUSE: Final = Kind.CLAUSE
NOT_YEAR: Final = Kind.NOT_YEAR
VISION: Final = Kind.VISION
AGENCY: Final = Kind.AGENCY
YEAR_ADJECTIVE: Final = Kind.YEAR_ADJECTIVE
SAME_BEFORE: Final = Kind.SAME_BEFORE
MOVEMENT: Final = Kind.MOVEMENT
HEDGE: Final = Kind.HEDGE
BOUND: Final = Kind.BOUND
AROUND_NOW: Final = Kind.AROUND_NOW
NAMED_HOUR: Final = Kind.NAMED_HOUR
FIRST_DAY: Final = Kind.FIRST_DAY
NAMED_EVENT: Final = Kind.NAMED_EVENT
GENERAL: Final = Kind.GENERAL
SAME_AFTER: Final = Kind.SAME_AFTER
SCHEDULED: Final = Kind.SCHEDULED
GIVEN_NAME: Final = Kind.GIVEN_NAME
HOLIDAY_GREGORIAN: Final = Kind.HOLIDAY_GREGORIAN
HOLIDAY_HIJRI: Final = Kind.HOLIDAY_HIJRI

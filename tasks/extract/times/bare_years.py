"""Years without a word for them: ``2014`` after في, with an era, in brackets, at the head of a line."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.era import era
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Reader

#: A bare number in these is a year when nothing is counted; a hijri one only with its era.
_LIKELY: Final = range(1800, 2100)
_HIJRI: Final = range(1, 1600)
#: A perfect of a woman or a thing (تعرضت, أصبحت): nouns end in ات, or in يت and وت.
_PERFECT: Final = re.compile("[^\\W\\d_]{3,}(?<![ايو])ت$")
#: An imperfect that begins with a clitic or the future س, which no counted noun does (لتتميز, سيعقد).
_VERB: Final = re.compile("(?:ل[يت](?!ر|بي)|[وف]?س[يت](?!ار|ون|ده|ين|ول))[^\\W\\d_]{2,}$")


def bare_year(r: Reader, position: int) -> Atom | None:
    """A four-digit number that can only be a year: with an era (even 61 هـ), after في or منذ, or counting nothing.

    Round hundreds are counts more often than years and need a word that makes them one.
    """
    integer = r.integer(position)
    if integer is None or len(r.key(position)) not in (2, 3, 4):
        return None
    value, end = era(r, position + 1)
    if integer < 100 and (value != "hijri" or r.key(position - 1) in ("/", "-")):
        return None
    if value is not None and (integer >= 1000 or value != "gregorian"):
        if value == "hijri" and integer not in _HIJRI and integer not in _LIKELY:
            return None
        before = value == "before"
        calendar = grains.GREGORIAN if before else grains.CALENDARS[value]
        contradicts = calendar is grains.HIJRI and integer >= 1700
        point = Point(
            grain=grains.YEAR, year=integer, before_christ=before, mark_contradicts=contradicts,
            calendar=grains.GREGORIAN if contradicts else calendar,
        )  # fmt: skip
        return Atom(first=position, last=end, value=point, rule="year with era", trace=("calendars.era",))
    if integer not in _LIKELY or (
        r.key(position - 1) in ("/", "-", "+", ":", "#", "(") and not _framed(r, position)
    ):
        return None
    before_word = r.match(
        position - 1,
        kinds.INSIDE,
        kinds.SINCE,
        kinds.TO,
        kinds.BY,
        kinds.BETWEEN,
        kinds.FROM,
        kinds.BEFORE,
        kinds.AFTER,
    )
    if integer % 100 == 0 and integer != 2000:
        return None
    if not (r.counts_nothing(position + 1) or _told_of(r, position)) or (
        r.key(position + 1) in ("/", "%", "٪", "+", "$", "€") and position + 1 < r.size
    ):
        return None
    if before_word is not None:
        return Atom(
            first=position, last=position + 1, value=Point(grain=grains.YEAR, year=integer), rule="year after preposition",
            trace=(before_word.word.entry,), rejected=("count",),
        )  # fmt: skip
    if r.match(position - 1, kinds.NOT_YEAR) is not None or integer < 1900 or _names_vision(r, position):
        return None
    follows = r.key(position + 1)
    heading = (position == 0 or r.key(position - 1) == "\n") and follows == ":"
    previous_word = position > 0 and r.kinds[position - 1] in (1, 3) and r.number(position - 1) is None
    if heading or _framed(r, position) or (previous_word and integer % 50 != 0 and _after_event(r, position)):
        return Atom(
            first=position, last=position + 1, value=Point(grain=grains.YEAR, year=integer), rule="bare year",
            rejected=("count",),
        )  # fmt: skip
    return None


def _told_of(r: Reader, position: int) -> bool:
    """Since or by a figure that counts no unit of time is a year (``منذ 2013 يثق``), and so is one before a verb."""
    following = position + 1
    if r.match(position - 1, kinds.SINCE, kinds.BY) is not None:
        return r.match(following, kinds.UNIT_SINGULAR, kinds.UNIT_PLURAL, kinds.UNIT_SHORT) is None
    key = r.key(following)
    told = bool(_VERB.match(key) or _PERFECT.match(key))
    return told and r.match(position - 1, kinds.INSIDE) is not None


def _framed(r: Reader, position: int) -> bool:
    return r.key(position - 1) == "(" and r.key(position + 1) == ")"


def _names_vision(r: Reader, position: int) -> bool:
    """``رؤية المملكة 2030``: the name of a programme, with at most a definite noun between."""
    if r.match(position - 1, kinds.VISION) is not None:
        return True
    return r.key(position - 1).startswith("ال") and r.match(position - 2, kinds.VISION) is not None


def _after_event(r: Reader, position: int) -> bool:
    """A noun stands before the number and a clause, a stop or the end after it."""
    return r.match(position - 1, kinds.UNIT_SHORT, kinds.CLAUSE) is None and len(r.key(position - 1)) >= 3

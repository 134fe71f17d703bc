"""The date a release gives itself in its dateline: the fallback for a reference time that nobody passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Reader
from tasks.extract.times.reference import Reference
from tasks.extract.times.resolve import resolve
from tasks.text import token_kinds

_LINES: Final = 3
_TOKENS: Final = 60
_BEFORE: Final = 8
_AFTER: Final = 4
_CLOSERS: Final = frozenset(("\n", "-", "–", "—", ":", "/", "ـ"))
_SAME: Final = frozenset(("الموافق", "،", ",", "(", ")", "/", "-", "–", "="))


def reference_of(r: Reader, atoms: Sequence[Atom]) -> Reference | None:
    """The producer's date; without one, the day of the dateline."""
    published = r.document.published
    if published is not None:
        return Reference(moment=published, has_time=r.document.published_has_time)
    line, start = 0, 0
    position = 0
    for index, atom in enumerate(atoms):
        if atom.first > _TOKENS:
            return None
        while position < atom.first:
            if r.kinds[position] is token_kinds.BREAK:
                line, start = line + 1, position + 1
            position += 1
        if line >= _LINES:
            return None
        found = _day(r, atom, start)
        if found is None:
            continue
        last = _last(r, atoms, index)
        if _two_calendars(atoms, index, last) or _closes(r, last):
            return Reference(moment=datetime.combine(found, time()), has_time=False)
    return None


def _day(r: Reader, atom: Atom, start: int) -> date | None:
    point = atom.value
    if (
        not isinstance(point, Point)
        or point.grain is not grains.DAY
        or point.year is None
        or atom.first - start > _BEFORE
    ):
        return None
    if (
        point.mark_contradicts
        or atom.role is not None
        or (point.calendar is grains.HIJRI and point.year > 1600)
    ):
        return None
    for position in range(start, atom.first):
        if (
            r.match(
                position,
                kinds.INSIDE,
                kinds.SINCE,
                kinds.BEFORE,
                kinds.AFTER,
                kinds.DURING,
                kinds.FUTURE,
                kinds.CLAUSE,
            )
            is not None
        ):
            return None
    return resolve(point, None).first


def _last(r: Reader, atoms: Sequence[Atom], index: int) -> int:
    """The end of the dateline's dates: the second calendar may follow the first."""
    last = atoms[index].last
    if index + 1 < len(atoms):
        following = atoms[index + 1]
        if following.first - last <= 3 and all(key in _SAME for key in r.keys[last : following.first]):
            return following.last
    return last


def _two_calendars(atoms: Sequence[Atom], index: int, last: int) -> bool:
    """Does the line open with one day in two calendars? Only datelines do."""
    if last == atoms[index].last:
        return False
    one, other = atoms[index].value, atoms[index + 1].value
    return isinstance(one, Point) and isinstance(other, Point) and one.calendar is not other.calendar


def _closes(r: Reader, position: int) -> bool:
    """Does the line, a dash, a colon or an agency's name close the dateline soon?"""
    return any(
        at >= r.size or r.keys[at] in _CLOSERS or r.match(at, kinds.AGENCY) is not None
        for at in range(position, position + _AFTER + 1)
    )  # fmt: skip

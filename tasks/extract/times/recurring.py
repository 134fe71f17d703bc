"""Days that come back: ``يومي الخميس والجمعة من كل أسبوع``, ``يوم 15 من كل شهر``, ``رابع سبت من كل شهر``."""

from __future__ import annotations

from tasks.extract.times import grains, kinds
from tasks.extract.times.point import Atom, Point, Repeated
from tasks.extract.times.reader import Reader


def recurring(r: Reader, atoms: list[Atom]) -> list[Atom]:
    """The days before من كل أسبوع, and those joined to them by و, come back as often as that says."""
    if not any(isinstance(atom.value, Repeated) for atom in atoms):
        return atoms
    found = [_nth(r, atom) for atom in atoms]
    for index in range(len(found) - 1, 0, -1):
        every, left = found[index], found[index - 1]
        if not isinstance(every.value, Repeated) or r.key(every.first - 1) != "من":
            continue
        number = r.number(left.last)  # الاثنين الأول من كل شهر
        which = number is not None and number.ordinal and number.end == every.first - 1
        if which or (left.last == every.first - 2 and r.bare(left.last, kinds.LATEST) is not None):
            left = left._replace(last=every.first - 1)
        if left.last != every.first - 1:
            continue
        if not _plain_day(left.value):
            continue
        days = _set(left, every)._replace(last=every.last)
        found[index - 1 : index + 1] = [days]
        for back in range(index - 2, -1, -1):
            before, after = found[back], found[back + 1]
            if not _plain_day(before.value) or before.last != after.first or after.clitic != "و":
                break
            found[back] = _set(before, every)
    return found


def _nth(r: Reader, every: Atom) -> Atom:
    """``رابع سبت من كل شهر``: a weekday without its article behind an ordinal."""
    at = every.first - 2
    if not isinstance(every.value, Repeated) or r.key(at + 1) != "من" or r.bare(at, kinds.WEEKDAY) is None:
        return every
    number = r.number(at - 1)
    if number is None or not number.ordinal or number.end != at:
        return every
    return every._replace(first=at - 1, cut=len(number.clitic), clitic=number.clitic)


def _set(day: Atom, every: Atom) -> Atom:
    return day._replace(value=every.value, rule="set", trace=(*day.trace, *every.trace))


def _plain_day(value: object) -> bool:
    """A weekday or a day's number, and nothing that places it."""
    if not isinstance(value, Point) or value.grain is not grains.DAY:
        return False
    return value.month is None and value.shift is None and value.direction is None and value.nth is None

"""Times so far from the release: ``قبل يومين``, ``منذ ثلاثة أيام``, ``بعد أسبوعين``, ``شهران من الآن``, ``خلال أسبوعين``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.ahead import looks_ahead
from tasks.extract.times.lengths import Part, length_of, parts_at
from tasks.extract.times.point import Atom, Length, Point, Stretch, Value
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.relative import GRAINS, SHIFTS, worded

_PAST: Final = frozenset(("مضت", "خلت"))


def ago_atom(r: Reader, position: int) -> Atom | None:
    """A length after قبل, بعد, منذ or خلال that counts from the release.

    "Before" and "after" also count from what the text tells of (``قبل ثلاثة أيام من``): then only the length is kept.
    """
    head = r.match(position, kinds.BEFORE, kinds.AFTER, kinds.SINCE, kinds.DURING)
    if head is None:
        return None
    hedge = r.bare(head.end, kinds.HEDGE)
    read = parts_at(r, head.end if hedge is None else hedge.end)
    if read is None or (hedge is not None and head.word.kind is kinds.DURING):
        return None
    parts, end = read
    if parts[0].clitic or r.bare(end, *SHIFTS, kinds.LATEST) is not None or length_of(parts).parts is None:
        return None
    bare = len(parts) == 1 and parts[0].bare
    alone = position <= 1 and r.size - end <= 2
    if bare and (r.number(end) is not None or (parts[0].unit == "decade" and not alone)):
        return None  # منذ عام 2011
    if head.word.kind is kinds.DURING:
        return _within(r, position, head, parts, end, alone=alone)
    found = _apart(r, position, head, parts, end, alone=alone)
    if found is None or hedge is None or not isinstance(found.value, Point):
        return found
    return found._replace(
        value=found.value._replace(approximate=True), trace=(*found.trace, hedge.word.entry)
    )


def _within(
    r: Reader, position: int, head: Match, parts: Sequence[Part], end: int, *, alone: bool
) -> Atom | None:
    """``خلال أسبوعين``: from now on where the words look ahead; otherwise only a length."""
    if not alone and (looks_ahead(r, position) is not True or (parts[0].bare and not r.counts_nothing(end))):
        return None
    value: Value = length_of(list(parts))
    if len(parts) == 1:
        value = Stretch(unit=parts[0].unit, number=parts[0].value, direction=1)
    return worded(head.word, position, end, "within", value, *(part.entry for part in parts))


def _apart(
    r: Reader, position: int, head: Match, parts: Sequence[Part], end: int, *, alone: bool
) -> Atom | None:
    kind, now = head.word.kind, r.bare(end, kinds.FROM_NOW)
    if now is None and len(parts) == 1 and parts[0].bare and not alone:
        if not r.counts_nothing(end) or r.bare(end, kinds.INSIDE) is not None:
            return None
        if r.key(head.end) in ("يوم", "عام", "ساعه") and not r.stops(end):
            return None
    if now is None and kind is not kinds.SINCE and r.bare(end, kinds.FROM) is not None:
        return None
    if now is None and kind is kinds.AFTER and not alone and looks_ahead(r, position) is not True:
        return None
    point = offset(length_of(list(parts)), 1 if kind is kinds.AFTER else -1)
    last = now.end if now is not None else end
    atom = worded(head.word, position, last, "distance", point, *(part.entry for part in parts))
    return atom._replace(role="since" if kind is kinds.SINCE else None)


def from_now_atom(r: Reader, position: int) -> Atom | None:
    """``شهران من الآن``, ``ثلاث سنوات مضت``."""
    read = parts_at(r, position)
    if read is None:
        return None
    parts, end = read
    now = r.bare(end, kinds.FROM_NOW)
    length = length_of(parts)
    if now is None or length.parts is None or (len(parts) == 1 and parts[0].bare):
        return None
    if r.key(end) != "من" and r.key(end) not in _PAST:
        return None
    return Atom(
        first=position, last=now.end, cut=parts[0].cut, clitic=parts[0].clitic, rule="from now",
        value=offset(length, -1 if r.key(end) in _PAST else 1), trace=tuple(part.entry for part in parts),
    )  # fmt: skip


def offset(length: Length, direction: int) -> Point:
    """A point so far from the reference time, as fine as its finest unit; weeks are counted in days."""
    parts = tuple((unit, value * direction) for unit, value in length.parts or ())
    finest = max((GRAINS[unit] for unit, _ in parts), default=grains.DAY)
    return Point(grain=grains.DAY if finest is grains.WEEK else finest, offsets=parts)

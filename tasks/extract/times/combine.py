"""Neighbouring times that say one thing: day and hour, two calendars, the two ends of an interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.lexicon import Kind
from tasks.extract.times.point import Atom, Half, Length, Point, Range
from tasks.extract.times.reader import Reader
from tasks.extract.times.recurring import recurring
from tasks.extract.times.resolve import resolve
from tasks.extract.times.shared import shared, yearless
from tasks.extract.times.spans import borrow

_LINKS: Final = frozenset(
    ("،", ",", "-", "–", "في", "عند", "علي", "تمام", "|", "وذلك", "يوم", "حوالي", "نحو", "(", "و", "من")
)
#: The second words of ابتداء من and إلى غاية.
_LAST_OF_TWO: Final = frozenset(("من", "غايه"))
_SAME_DAY: Final = frozenset(
    ("الموافق", "الموافقه", "ل", "،", ",", "/", "(", "-", "–", "=", ":", "الموافق:", "يوافق", "المصادف", "هـ")
)


def combine(r: Reader, atoms: Sequence[Atom]) -> list[Atom]:
    """Join what belongs together, from left to right."""
    joined: list[Atom] = []
    for atom in atoms:
        current = atom
        while joined:
            merged = _merge(r, joined[-1], current)
            if merged is None:
                break
            joined.pop()
            current = merged
        joined.append(current)
    joined = recurring(r, joined)
    return _compare(r, [_with_role(r, atom) for atom in shared(r, _same(_headed(r, joined)))])


def _headed(r: Reader, atoms: list[Atom]) -> list[Atom]:
    """A year that heads a line (``2004: …``) is the year of the dates in it."""
    found: list[Atom] = []
    year, at, end = 0, 0, -1
    for atom in atoms:
        value = atom.value
        if isinstance(value, Point) and _of_event(r, atom, value):
            found.append(atom._replace(value=value._replace(well_known=True)))
            continue
        if isinstance(value, Point) and atom.rule == "bare year" and r.key(atom.last) == ":":
            year, at, end = value.year or 0, atom.last, _line_end(r, atom.last)
        elif at < atom.first < end and isinstance(value, Point) and yearless(value):
            dated = value._replace(year=year)
            found.append(atom._replace(value=dated, trace=(*atom.trace, "the year that heads the line")))
            continue
        found.append(atom)
    return found


def _of_event(r: Reader, atom: Atom, point: Point) -> bool:
    """``هجمات 11 سبتمبر``: a day without its year after the noun of an event."""
    if not yearless(point) or atom.clitic or atom.rule == "feast":
        return False
    return r.match(atom.first - 1, kinds.NAMED_EVENT) is not None


def _same(atoms: list[Atom]) -> list[Atom]:
    """``24 من الشهر نفسه``, ``في العام نفسه``: what was named last fills them; without that they stay open."""
    found: list[Atom] = []
    named = Point(grain=grains.YEAR)
    for atom in atoms:
        value = atom.value
        if isinstance(value, Point) and value.shift is not None and value.shift[0].startswith("same "):
            filled = _filled(value, named)
            if filled is not None:
                atom = atom._replace(value=filled, trace=(*atom.trace, "as named before"))  # noqa: PLW2901
        elif isinstance(value, Point) and (value.year is not None or value.month is not None):
            named = value
        found.append(atom)
    return found


def _filled(point: Point, named: Point) -> Point | None:
    """A point with the year, month or day named before, if that much was named."""
    unit = (point.shift or ("", 0))[0].removeprefix("same ")
    if (
        named.year is None
        or (unit == "month" and named.month is None)
        or (unit == "day" and named.day is None)
    ):
        return None
    filled = point._replace(shift=None, year=named.year, calendar=named.calendar)
    if unit in ("month", "day"):
        filled = filled._replace(month=named.month)
    return filled._replace(day=named.day) if unit == "day" else filled


def _line_end(r: Reader, position: int) -> int:
    """The token that ends the line."""
    while position < r.size and r.keys[position] != "\n":
        position += 1
    return position


def _merge(r: Reader, left: Atom, right: Atom) -> Atom | None:
    gap = r.keys[left.last : right.first]
    if len(gap) > 4 or "\n" in gap or "." in gap:
        return None
    return _one_day(left, right, gap) or _day_and_hour(left, right, gap) or _interval(r, left, right, gap)


def _one_day(left: Atom, right: Atom, gap: tuple[str, ...]) -> Atom | None:
    """``غدا الاثنين``, ``اليوم 6 مايو``, ``الأسبوع القادم يوم الأحد``."""
    a, b = left.value, right.value
    if (
        isinstance(a, Point)
        and isinstance(b, Range)
        and a.grain is grains.WEEK
        and a.shift is not None
        and not gap
        and b.left
        and b.right
    ) and all(
        side.weekday is not None and side.shift is None and side.month is None for side in (b.left, b.right)
    ):
        days = Range(left=b.left._replace(shift=a.shift), right=b.right._replace(shift=a.shift))
        return _joint(left, right, days, "days of a week")
    if isinstance(a, Range) and isinstance(b, Point) and not gap and not right.clitic:
        return _end_named(left, right, a, b)
    if (
        not isinstance(a, Point)
        or not isinstance(b, Point)
        or right.clitic
        or any(key not in ("،", ",", "(", "يوم") for key in gap)
    ):
        return None
    if b.clock is not None and (b.grain is grains.CLOCK or a.clock is not None):
        return None
    if a.clock is not None and (gap or b.weekday is None):  # السادسة من مساء غد الأربعاء
        return None
    merged: Point | None = None
    if (
        a.grain is grains.DAY
        and a.shift is not None
        and a.shift[0] == "day"
        and a.weekday is None
        and a.month is None
    ):
        if (
            b.grain is grains.DAY
            and b.shift is None
            and b.direction is None
            and b.calendar is grains.GREGORIAN
        ):
            if b.month is None and b.weekday is not None and b.nth is None:
                merged = a._replace(weekday=b.weekday, day=b.day)
            elif b.month is not None and b.nth is None and not gap:
                merged = b._replace(half=a.half, clock=a.clock or b.clock)
    elif a.grain is grains.WEEK and a.shift is not None and b.grain is grains.DAY and b.weekday is not None:
        if b.month is None and b.shift is None and b.direction is None and b.day is None:
            merged = b._replace(shift=a.shift)
    elif (
        a.offsets and a.grain is grains.DAY and b.weekday is not None and b.month is None and b.shift is None
    ):
        merged = None
    if merged is None:
        return None
    return _joint(left, right, merged, "relative day and date")


def _end_named(left: Atom, right: Atom, span: Range, day: Point) -> Atom | None:
    """``من ليلة الخميس حتى أمس الجمعة``: the weekday names the end."""
    end = span.right
    if end is None or end.shift is None or end.shift[0] != "day" or end.weekday is not None:
        return None
    if day.weekday is None or day.month is not None or day.shift is not None or day.clock is not None:
        return None
    named = span._replace(right=end._replace(weekday=day.weekday))
    return _joint(left, right, named, left.rule)


def _joint(left: Atom, right: Atom, value: Point | Range | Length, rule: str) -> Atom:
    return left._replace(last=right.last, value=value, rule=rule, trace=(*left.trace, *right.trace),
        rejected=(*left.rejected, *right.rejected), role=left.role or right.role,
    )  # fmt: skip


def _day_and_hour(left: Atom, right: Atom, gap: tuple[str, ...]) -> Atom | None:
    """``السبت الساعة 8``, ``الساعة 7 مساء يوم السبت``, ``غدا من الثالثة إلى الخامسة``."""
    if any(key not in _LINKS for key in gap) or (gap and gap[0] == "و"):
        return None
    day, clock, day_first = left.value, right.value, True
    if not isinstance(day, Point) or day.grain is grains.CLOCK or day.clock is not None:
        day, clock, day_first = right.value, left.value, False
    if not isinstance(day, Point) or day.grain is not grains.DAY or day.clock is not None:
        return None
    if right.clitic not in ("", "ب", "ل", "ال"):
        return None
    if not day_first and "و" in gap:
        return None
    if (
        isinstance(clock, Point)
        and clock.grain is grains.CLOCK
        and clock.clock is not None
        and not clock.offsets
    ):
        time = clock.clock
        if time.half is None and day.half is not None:
            time = time._replace(half=day.half)
        return _joint(left, right, day._replace(clock=time), "day and hour")
    if isinstance(clock, Range) and _is_hours(clock) and clock.left and clock.right:
        if day_first:
            ends = (day._replace(clock=clock.left.clock), day._replace(clock=clock.right.clock))
            return _joint(left, right, Range(left=ends[0], right=ends[1]), "hours of a day")
        if not gap or gap[0] != "من":
            ends = (day._replace(clock=clock.left.clock), day._replace(clock=clock.right.clock))
            return _joint(left, right, Range(left=ends[0], right=ends[1]), "hours of a day")
    return None


def _is_hours(value: Range) -> bool:
    return (
        value.left is not None
        and value.left.grain is grains.CLOCK
        and value.right is not None
        and value.right.grain is grains.CLOCK
    )


def _interval(r: Reader, left: Atom, right: Atom, gap: tuple[str, ...]) -> Atom | None:
    """``من … إلى``, ``بين … و``, ``منذ … حتى``, ``… – …``."""
    a, b = left.value, right.value
    if isinstance(a, Length) and isinstance(b, Length):
        return _lengths(r, left, right, gap)
    if not isinstance(a, Point) or not isinstance(b, Point):
        return None
    opener = r.match(left.first - 1, kinds.FROM, kinds.BETWEEN, kinds.SINCE) if left.first else None
    if opener is not None and opener.end != left.first:
        opener = None
    kind = None if opener is None else opener.word.kind
    if opener is None and left.first > 1 and r.match(left.first - 1, kinds.UNIT_PAIR) is not None:
        opener = r.match(left.first - 2, kinds.BETWEEN)  # بين شهري أغسطس وديسمبر
        kind = None if opener is None else opener.word.kind
    if left.clitic and kind is not None:
        kind, opener = None, None
    if not _ends(r, left, right, gap, kind):
        return None
    if not _comparable(a, b):
        return None
    a, b = borrow(a, b)
    merged = _joint(left, right, Range(left=a, right=b), "interval")
    if opener is None:
        return merged
    first = left.first - 1 - (r.match(left.first - 1, kinds.UNIT_PAIR) is not None)
    return merged._replace(first=first, cut=opener.word.cut, clitic=opener.word.clitic, trace=(opener.word.entry, *merged.trace), role=None
    )  # fmt: skip


def _lengths(r: Reader, left: Atom, right: Atom, gap: tuple[str, ...]) -> Atom | None:
    """``من شهرين إلى 3 أشهر``: two lengths in one unit are the bounds of one."""
    a, b = left.value, right.value
    if not isinstance(a, Length) or not isinstance(b, Length) or len(gap) != 1 or not left.first:
        return None
    if r.match(left.last, kinds.TO) is None or r.match(left.first - 1, kinds.FROM, kinds.BETWEEN) is None:
        return None
    if a.parts is None or b.parts is None or len(a.parts) != 1 or len(b.parts) != 1:
        return None
    (unit, low), (other, high) = a.parts[0], b.parts[0]
    if unit != other or low >= high:
        return None
    return _joint(left, right, Length(parts=None, unit=unit, low=low, high=high), "length")


def _ends(r: Reader, left: Atom, right: Atom, gap: tuple[str, ...], kind: Kind | None) -> bool:
    """Does what stands between two times make them the ends of an interval?"""
    if _one_night(left, right, gap):
        return True
    words = [key for key in gap if key not in ("،", ",", "يوم")]
    if len(words) == 1:
        at = left.last + gap.index(words[0])
        if r.is_dash(at):
            return right.clitic == ""
        if r.match(at, kinds.TO) is not None:
            return True
    if kind is kinds.BETWEEN:
        return (right.clitic == "و" and not words) or words == ["و"]
    if kind is kinds.FROM and not words and right.clitic in ("ل", "لل"):
        return True
    return (
        len(words) == 2 and words[0] == "و" and r.match(left.last + gap.index("و") + 1, kinds.TO) is not None
    )


def _one_night(left: Atom, right: Atom, gap: tuple[str, ...]) -> bool:
    """``ليل الجمعة السبت``, ``ليل الجمعة/السبت``: from the one day to the other."""
    a, b = left.value, right.value
    if not isinstance(a, Point) or not isinstance(b, Point) or gap not in ((), ("/",)) or right.clitic:
        return False
    if a.half is not Half.NIGHT or a.weekday is None or b.weekday is None or b.half is not None:
        return False
    return b.weekday == (a.weekday + 1) % 7


def _comparable(a: Point, b: Point) -> bool:
    """Points of about the same fineness, not an hour and a year."""
    if a.grain is grains.CLOCK or b.grain is grains.CLOCK:
        return a.grain is b.grain or (a.clock is not None and b.grain is grains.CLOCK)
    if a.calendar is not b.calendar:
        return False
    return abs(int(a.grain) - int(b.grain)) <= 6


def _with_role(r: Reader, atom: Atom) -> Atom:
    """``منذ`` and ``حتى`` before a time, also before what began then (``منذ بدء العمليات في 2014``)."""
    if atom.role is not None or isinstance(atom.value, Range) or atom.first == 0:
        return atom
    if not isinstance(atom.value, Point):
        return atom
    at = atom.first - 1
    found = r.match(at, kinds.SINCE, kinds.TO, kinds.BY)
    if found is None and at > 0 and r.keys[at] in _LAST_OF_TWO:
        at -= 1
        found = r.match(at, kinds.SINCE, kinds.TO)  # ابتداء من, إلى غاية
    if found is not None and found.end == atom.first and found.word.clitic in ("", "و", "ف"):
        role = {kinds.SINCE: "since", kinds.TO: "until", kinds.BY: "by"}[found.word.kind]
        if role == "until" and _dates_back(r, at):
            return atom
        return atom._replace(role=role, trace=(*atom.trace, found.word.entry))
    if not r.since or r.stops(atom.first - 1):
        return atom
    for back in range(2, 8):
        at = atom.first - back
        if at < 0 or r.stops(at):
            return atom
        if r.sights[at] is None:
            continue
        found = r.match(at, kinds.SINCE)
        if found is not None:
            if r.match(found.end, kinds.BEGINNING) is not None:
                return atom._replace(role="since", trace=(*atom.trace, found.word.entry))
            return atom
    return atom


def _dates_back(r: Reader, position: int) -> bool:
    """``تعود القضية إلى عام 2010``: since when, not until when."""
    if r.key(position) != "الي":
        return False
    return any(
        r.match(position - back, kinds.DATES_BACK) is not None for back in (1, 2, 3) if position >= back
    )


def _compare(r: Reader, atoms: list[Atom]) -> list[Atom]:
    """One day in two calendars: each keeps its value and both say whether they agree."""
    checked = list(atoms)
    for index in range(len(checked) - 1):
        left, right = checked[index], checked[index + 1]
        a, b = left.value, right.value
        if (
            not isinstance(a, Point)
            or not isinstance(b, Point)
            or a.grain is not grains.DAY
            or b.grain is not grains.DAY
        ):
            continue
        if a.calendar is b.calendar or right.first - left.last > 3:
            continue
        gap = r.keys[left.last : right.first]
        if any(key not in _SAME_DAY for key in gap):
            continue
        hijri, gregorian = (a, b) if a.calendar is grains.HIJRI else (b, a)
        if (
            hijri.year is None
            or gregorian.year is None
            or hijri.mark_contradicts
            or gregorian.mark_contradicts
        ):
            continue
        first, second = resolve(hijri, None).first, resolve(gregorian, None).first
        if first is None or second is None:
            continue
        days = (second - first).days
        # sighting of the moon moves a month by a day either way
        agree = abs(days) <= 1
        note = "both calendars agree" if days == 0 else f"the calendars differ by {days:+d} days"
        checked[index] = left._replace(consistent=agree, trace=(*left.trace, note))
        checked[index + 1] = right._replace(consistent=agree, trace=(*right.trace, note))
    return checked

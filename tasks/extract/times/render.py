"""Atoms as :class:`Time` values: EDTF, first and last day, ISO 8601, zones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tasks.extract.facts import Time, TimeKind
from tasks.extract.times import grains
from tasks.extract.times.absolute import Resolved
from tasks.extract.times.ahead import follows_since, looks_ahead
from tasks.extract.times.calendars import add_days, add_months, month_end
from tasks.extract.times.distance import offset
from tasks.extract.times.point import Apart, Atom, Clock, Length, Point, Range, Repeated, Stretch
from tasks.extract.times.reader import Reader
from tasks.extract.times.reference import Reference, week_of
from tasks.extract.times.relative import iso_duration
from tasks.extract.times.resolve import resolve
from tasks.text.fold import match_key
from tasks.text.span import Span

_ISO_UNITS: Final = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
}

#: How many tokens back in its sentence the day of a time of day may have been named.
_SENTENCE: Final = 40
_STOPS: Final = frozenset((".", "؟", "!", "\n"))


class Renderer:
    """Turns the atoms of one document into times, counted from one reference time."""

    def __init__(self, reader: Reader, reference: Reference | None) -> None:
        self._reader = reader
        self._reference = reference
        self._named: tuple[int, date | None] = (0, None)

    def time(self, atom: Atom) -> Time:
        """The public value of an atom; called in the order of the text."""
        value = atom.value
        if isinstance(value, Point):
            made = self._point(atom, value)
            if value.grain is grains.DAY and made.begins is not None:
                self._named = (atom.last, date.fromisoformat(made.begins[:10]))
            return made
        if isinstance(value, Range):
            return self._range(atom, value)
        if isinstance(value, Stretch):
            return self._stretch(atom, value)
        if isinstance(value, Apart):
            return self._apart(atom, value)
        if isinstance(value, Repeated):
            return self._made(atom, kind=TimeKind.SET, iso8601=value.iso8601)
        return self._length(atom, value)

    def _made(self, atom: Atom, **fields: object) -> Time:
        trace = atom.trace
        if atom.rejected:
            trace = (*trace, *(f"rejected: {word}" for word in atom.rejected))
        rule = f"times/{atom.rule}"
        return Time(span=self._span(atom), rule=rule, role=atom.role, trace=trace, **fields)  # type: ignore[arg-type]

    def _span(self, atom: Atom) -> Span:
        """The words of an atom without the clitic written onto the first."""
        start, end = self._reader.starts[atom.first], self._reader.ends[atom.last - 1]
        if atom.cut:
            text, left = self._reader.document.text, atom.cut
            word_end = self._reader.ends[atom.first]
            at = start
            while at < word_end and (left or not match_key(text[at])):
                left -= bool(match_key(text[at]))
                at += 1
            start = at if at < word_end else start
        return Span(start, end)

    def _resolve(self, point: Point, atom: Atom) -> Resolved:
        ahead = None
        if point.year is None and (point.weekday is not None or point.month is not None):
            ahead = looks_ahead(self._reader, atom.first)
        found = resolve(point, self._reference, ahead=ahead, alone=self._alone(atom))
        if ahead is not False or found.first is None or self._reference is None or point.direction:
            return found
        if found.first > self._reference.day and follows_since(self._reader, atom.first):
            return resolve(point._replace(direction=-1), self._reference)
        return found

    def _alone(self, atom: Atom) -> bool:
        """Is the atom the whole text, but for a word or two?"""
        return self._reader.size - (atom.last - atom.first) <= 2

    def _point(self, atom: Atom, point: Point) -> Time:
        if point.grain is grains.CLOCK and not point.offsets and point.shift is None:
            return self._clock(atom, point)
        found = self._resolve(point, atom)
        consistent = found.consistent if atom.consistent is None else atom.consistent
        if found.consistent is False:
            consistent = False
        if point.clock is not None:
            return self._datetime(atom, point.clock, found, consistent)
        if found.moment is not None or point.grain is grains.CLOCK:
            moment = found.edtf
            return self._made(
                atom, kind=TimeKind.DATETIME, edtf=moment, begins=moment, ends=moment, relative=found.relative,
                iso8601=_distance_of(point),
            )  # fmt: skip
        kind = TimeKind.DATE
        if point.grain in (grains.WEEK, grains.WEEKEND, grains.YEAR_PART) or (
            found.edtf and "/" in found.edtf
        ):
            kind = TimeKind.INTERVAL
        return self._made(
            atom, kind=kind, edtf=found.edtf, begins=_iso(found.first), ends=_iso(found.last), calendar=point.calendar,
            hijri=found.hijri, relative=found.relative, alternatives=found.alternatives, consistent=consistent,
            iso8601=_distance_of(point),
        )  # fmt: skip

    def _clock(self, atom: Atom, point: Point) -> Time:
        """A time of day without its date: on the reference day, where that is known."""
        clock = point.clock or Clock(hour=0)
        iso = f"T{clock.text()}"
        day = self._day_near(atom)
        if day is None:
            others: tuple[str, ...] = (f"T{clock.text(later=True)}",) if clock.open else ()
            return self._made(
                atom, kind=TimeKind.TIME, iso8601=iso, relative=True, zone=clock.zone, alternatives=others
            )
        moment, others = self._moments(clock, day)
        return self._made(
            atom, kind=TimeKind.TIME, iso8601=iso, edtf=moment, begins=moment, ends=moment, relative=True, zone=clock.zone,
            alternatives=others,
        )  # fmt: skip

    def _datetime(self, atom: Atom, clock: Clock, found: Resolved, consistent: bool | None) -> Time:
        if found.first is None:
            return self._made(
                atom, kind=TimeKind.DATETIME, edtf=None, iso8601=f"T{clock.text()}", relative=found.relative, zone=clock.zone,
                consistent=consistent, hijri=found.hijri,
            )  # fmt: skip
        moment, others = self._moments(clock, found.first)
        calendar = grains.HIJRI if found.hijri is not None else grains.GREGORIAN
        return self._made(
            atom, kind=TimeKind.DATETIME, edtf=moment, begins=moment, ends=moment, relative=found.relative, zone=clock.zone,
            alternatives=others, consistent=consistent, hijri=found.hijri, calendar=calendar,
        )  # fmt: skip

    def _moments(self, clock: Clock, day: date) -> tuple[str, tuple[str, ...]]:
        """A clock on a day in the reference's offset, and the reading twelve hours on where the wording is open."""
        if clock.hour == 24:
            day = add_days(day, 1) or day
        moment = self._moved(f"{day.isoformat()}T{clock.text()}", clock.zone)
        others = (
            (self._moved(f"{day.isoformat()}T{clock.text(later=True)}", clock.zone),) if clock.open else ()
        )
        return moment, others

    def _moved(self, moment: str, zone: str | None) -> str:
        """A moment of a named zone in the offset of the reference time, where both are known."""
        own = None if self._reference is None else self._reference.zone
        if zone in (None, "local") or own is None or zone is None:
            return moment
        try:
            there = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
            return (
                there.astimezone(own)
                .replace(tzinfo=None)
                .isoformat(timespec="seconds" if moment.count(":") > 1 else "minutes")
            )
        except (ZoneInfoNotFoundError, ValueError, OverflowError):
            return moment

    def _range(self, atom: Atom, value: Range) -> Time:
        left, right = value.left, value.right
        if left is not None and right is not None and (left.clock or right.clock):
            return self._hours(atom, left, right)
        ends = [None if side is None else self._resolve(side, atom) for side in (left, right)]
        if left is not None and right is not None:
            ends[1] = self._after(left, right, ends[0], ends[1])
        first, last = ends[0], ends[1]
        edtf = None
        if (first is None or first.edtf) and (last is None or last.edtf):
            edtf = "/".join(
                (_whole(first.edtf) if first else "..", _whole(last.edtf, end=True) if last else "..")
            )
        begins, finish = first.first if first else None, last.last if last else None
        consistent = None
        if begins is not None and finish is not None and finish < begins:
            consistent = False
        if any(side is not None and side.consistent is False for side in ends):
            consistent = False
        sides = [side for side in (left, right) if side is not None]
        return self._made(
            atom, kind=TimeKind.INTERVAL, edtf=edtf, begins=_iso(begins), ends=_iso(finish),
            calendar=sides[0].calendar if sides else grains.GREGORIAN, consistent=consistent,
            hijri="/".join(side.hijri for side in ends if side and side.hijri) or None,
            relative=any(side is not None and side.relative for side in ends),
        )  # fmt: skip

    def _after(
        self, left: Point, right: Point, first: Resolved | None, last: Resolved | None
    ) -> Resolved | None:
        """The end of an interval without its year comes after its beginning, as soon as it can."""
        if first is not None and first.first is not None and _is_weekday(left) and _is_weekday(right):
            days = ((right.weekday or 0) - (left.weekday or 0)) % 7
            end = add_days(first.first, days)
            return last if end is None else Resolved(first=end, last=end, edtf=end.isoformat(), relative=True)
        if (
            first is None
            or last is None
            or first.first is None
            or last.first is None
            or right.year is not None
        ):
            return last
        if right.month is None or right.shift is not None or left.year is not None or left.shift is not None:
            return last
        year = first.first.year + (1 if left.month is not None and right.month < left.month else 0)
        moved = resolve(right._replace(year=year), None)
        return last if moved.first is None else moved._replace(relative=True)

    def _hours(self, atom: Atom, left: Point, right: Point) -> Time:
        """From one hour to another; the second on the first one's day, or on the next where it would be earlier."""
        one, two = left.clock or Clock(hour=0), right.clock or Clock(hour=0)
        iso = f"T{one.text()}/T{two.text()}"
        day, other = self._day_of(left, atom), self._day_of(right, atom)
        relative = left.grain is grains.CLOCK or self._resolve(left, atom).relative
        if left.grain is grains.CLOCK and right.grain is not grains.CLOCK:
            day = day or other
        elif right.grain is grains.CLOCK:
            other = day
        if day is None or other is None:
            return self._made(atom, kind=TimeKind.INTERVAL, iso8601=iso, relative=relative, zone=one.zone)
        if other == day and two.text() < one.text():
            other = add_days(day, 1) or day
        return self._made(
            atom, kind=TimeKind.INTERVAL, iso8601=iso, begins=self._moments(one, day)[0], ends=self._moments(two, other)[0],
            relative=relative, zone=one.zone,
        )  # fmt: skip

    def _day_of(self, point: Point, atom: Atom) -> date | None:
        if point.grain is grains.CLOCK:
            return self._day_near(atom)
        return self._resolve(point, atom).first

    def _day_near(self, atom: Atom) -> date | None:
        """The day of a time of day: the one named last in its sentence, or the release's where nothing else is said."""
        if self._reference is not None and self._alone(atom):
            return self._reference.day
        end, day = self._named
        if day is None or not 0 <= atom.first - end <= _SENTENCE:
            return None
        if any(key in _STOPS for key in self._reader.keys[end : atom.first]):
            return None
        return day

    def _length(self, atom: Atom, value: Length) -> Time:
        """A length; the two ends of a range are written with a slash (``P3Y/P5Y``)."""
        iso = iso_duration(value)
        if value.low is not None and value.high is not None:
            bounds = (iso_duration(Length(parts=((value.unit, bound),))) for bound in (value.low, value.high))
            iso = "/".join(bound for bound in bounds if bound)
        return self._made(atom, kind=TimeKind.DURATION, iso8601=iso)

    def _apart(self, atom: Atom, value: Apart) -> Time:
        """A day between two distances from the reference day; where the farther one is not said, no bound is given.

        A bound on one side alone would put "years ago" into every stretch up to it that is asked for.
        """
        lengths = [length for length in (value.least, value.most) if length is not None]
        iso = "/".join(bound for bound in map(iso_duration, lengths) if bound) or None
        reference = self._reference
        if reference is None or value.most is None:
            return self._made(atom, kind=TimeKind.DATE, iso8601=iso, relative=True)
        far = resolve(offset(value.most, value.direction), reference)
        near = Resolved() if value.least is None else resolve(offset(value.least, value.direction), reference)
        past, today = value.direction < 0, reference.day
        begins, ends = (far.first, near.last or today) if past else (near.first or today, far.last)
        return self._made(
            atom, kind=TimeKind.DATE, iso8601=iso, begins=_iso(begins), ends=_iso(ends), relative=True
        )

    def _stretch(self, atom: Atom, value: Stretch) -> Time:
        """The last or next so many units up to or from the reference day."""
        unit = value.unit
        if unit.startswith("rest of "):
            return self._rest(atom, unit.removeprefix("rest of "))
        iso = None
        if value.number is not None:
            scaled = value.number * {"decade": 10, "century": 100}.get(unit, 1)
            name = "year" if unit in ("decade", "century") else unit
            iso = iso_duration(Length(parts=((name, scaled),)))
            value = Stretch(
                unit=name, number=scaled, direction=value.direction, shift_in_text=value.shift_in_text
            )
        unresolved = (
            self._reference is None or value.number is None or (value.shift_in_text and not self._alone(atom))
        )
        if unresolved or self._reference is None or not value.number:
            return self._made(atom, kind=TimeKind.INTERVAL, iso8601=iso, relative=True)
        if value.unit in ("hour", "minute", "second"):
            return self._clock_stretch(atom, value, iso, self._reference)
        today = self._reference.day
        far = _far(today, value.unit, value.number, value.direction)
        if far is None:
            return self._made(atom, kind=TimeKind.INTERVAL, iso8601=iso, relative=True)
        first, last = (far, today) if value.direction < 0 else (today, far)
        if value.direction > 0 and atom.rule == "units moved":
            first = add_days(today, 1) or today
            if value.unit == "week":
                first = add_days(week_of(today), 7) or today
                last = add_days(first, 7 * int(value.number) - 1) or last
        begins = _iso(first)
        if atom.rule == "within" and self._reference.has_time:
            begins = self._reference.moment.replace(tzinfo=None).isoformat(timespec="minutes")
        return self._made(
            atom, kind=TimeKind.INTERVAL, iso8601=iso, edtf=f"{first.isoformat()}/{last.isoformat()}", begins=begins,
            ends=_iso(last), relative=True,
        )  # fmt: skip

    def _clock_stretch(self, atom: Atom, value: Stretch, iso: str | None, reference: Reference) -> Time:
        if not reference.has_time or value.number is None or value.number > 1e7:
            return self._made(atom, kind=TimeKind.INTERVAL, iso8601=iso, relative=True)
        now = reference.moment.replace(tzinfo=None)
        scale = {"hour": 3600, "minute": 60, "second": 1}[value.unit]
        try:
            far = now + timedelta(seconds=value.direction * value.number * scale)
        except OverflowError:
            return self._made(atom, kind=TimeKind.INTERVAL, iso8601=iso, relative=True)
        first, last = sorted((far, now))
        return self._made(
            atom, kind=TimeKind.INTERVAL, iso8601=iso, begins=first.isoformat(timespec="minutes"),
            ends=last.isoformat(timespec="minutes"), relative=True,
        )  # fmt: skip

    def _rest(self, atom: Atom, unit: str) -> Time:
        if self._reference is None:
            return self._made(atom, kind=TimeKind.INTERVAL, relative=True)
        today = self._reference.day
        last: date | None = {
            "day": today, "week": add_days(week_of(today), 6), "month": month_end(today.year, today.month),
            "year": date(today.year, 12, 31),
        }[unit]  # fmt: skip
        return self._made(
            atom, kind=TimeKind.INTERVAL, edtf=f"{today.isoformat()}/{_iso(last)}", begins=_iso(today), ends=_iso(last),
            relative=True,
        )  # fmt: skip


def _is_weekday(point: Point) -> bool:
    """Is it a day of the week, which nothing places?"""
    return point.weekday is not None and point.day is None and point.month is None and point.shift is None


def _distance_of(point: Point) -> str | None:
    """How far from the reference time a point lies, as a length: kept whether or not it can be resolved."""
    if not point.offsets:
        return None
    return iso_duration(Length(parts=tuple((unit, abs(value)) for unit, value in point.offsets)))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _whole(edtf: str | None, *, end: bool = False) -> str:
    """One side of an interval whose own value may be an interval (a hijri month)."""
    if edtf is None:
        return ".."
    left, _, right = edtf.partition("/")
    return (right or left) if end else left


def _far(today: date, unit: str, number: float, direction: int) -> date | None:
    if number > 100_000:
        return None
    if unit in ("year", "month"):
        return add_months(today, direction * round(number * (12 if unit == "year" else 1)))
    return add_days(today, direction * round(number * (7 if unit == "week" else 1)))

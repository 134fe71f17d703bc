"""The map between a normalized text and its raw original, recorded edit by edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tasks.text.span import Span


class Edit(NamedTuple):
    """``raw[start:end]`` was replaced by ``text`` (an empty stretch is an insertion, an empty text a deletion)."""

    start: int
    end: int
    text: str


#: Edits with both their places, ascending: raw start, raw end, start, end.
Rows = list[tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where every stretch of the normalized text stands in the raw text.

    The four parallel tuples hold one entry an edit: ``raw[raw_starts[i]:raw_ends[i]]`` became
    ``normalized[starts[i]:ends[i]]``. Between edits the texts run side by side, character by character; letters
    exchanged one for one (a Farsi yeh for an Arabic one) move nothing and need no entry.
    """

    raw_starts: tuple[int, ...] = ()
    raw_ends: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @staticmethod
    def of(edits: Iterable[Edit]) -> OffsetMap:
        """The map of edits that are ascending and do not overlap."""
        return OffsetMap.of_rows(rows_of(edits))

    @staticmethod
    def of_rows(rows: Rows) -> OffsetMap:
        """The map of edits with both their places."""
        return OffsetMap(*zip(*rows, strict=True))

    def __len__(self) -> int:
        """How many edits the map holds."""
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[Span, Span]]:
        """Every edit as (raw span, normalized span), in order."""
        for raw_start, raw_end, start, end in zip(
            self.raw_starts, self.raw_ends, self.starts, self.ends, strict=True
        ):
            yield Span(raw_start, raw_end), Span(start, end)

    def to_raw(self, span: Span) -> Span:
        """The raw stretch a normalized span came from; a span inside a replacement gives the whole replaced stretch.

        >>> OffsetMap.of([Edit(2, 4, "x")]).to_raw(Span(1, 4))
        Span(start=1, end=5)
        """
        start = _start(span.start, self.starts, self.ends, self.raw_starts, self.raw_ends)
        return Span(start, max(start, _end(span.end, self.starts, self.ends, self.raw_ends)))

    def to_normalized(self, span: Span) -> Span:
        """The normalized stretch that came of a raw span; what was deleted is an empty span where it stood.

        >>> OffsetMap.of([Edit(2, 4, "x")]).to_normalized(Span(1, 5))
        Span(start=1, end=4)
        """
        start = _start(span.start, self.raw_starts, self.raw_ends, self.starts, self.ends)
        return Span(start, max(start, _end(span.end, self.raw_starts, self.raw_ends, self.ends)))

    def then(self, later: OffsetMap) -> OffsetMap:
        """The map of two changes, this one first; edits that meet become one.

        >>> first, second = OffsetMap.of([Edit(0, 1, "")]), OffsetMap.of([Edit(1, 2, "xy")])
        >>> first.then(second).to_raw(Span(1, 3))
        Span(start=2, end=3)
        """
        if not self.starts:
            return later
        if not later.starts:
            return self
        return OffsetMap.of_rows(compose(self._rows(), later._rows()))

    def _rows(self) -> Rows:
        return list(zip(self.raw_starts, self.raw_ends, self.starts, self.ends, strict=True))

    def to_bytes(self) -> bytes:
        """A compact form for storage: for every edit its distance from the last one and both lengths.

        Three bytes an edit in most texts (LEB128 numbers); nothing at all for a text that was not changed.

        >>> OffsetMap.of([Edit(2, 4, "x"), Edit(300, 300, " ")]).to_bytes().hex()
        '020201a8020001'
        """
        if not self.starts:
            return b""
        numbers: list[int] = []
        before = 0
        for raw_start, raw_end, start, end in zip(
            self.raw_starts, self.raw_ends, self.starts, self.ends, strict=True
        ):
            numbers += (raw_start - before, raw_end - raw_start, end - start)
            before = raw_end
        return _leb128(numbers)

    @staticmethod
    def from_bytes(data: bytes) -> OffsetMap:
        """The map that :meth:`to_bytes` wrote; raises ValueError for bytes that are none.

        >>> edits = [Edit(2, 4, "x"), Edit(300, 300, " ")]
        >>> OffsetMap.from_bytes(OffsetMap.of(edits).to_bytes()) == OffsetMap.of(edits)
        True
        """
        numbers = _from_leb128(data)
        if len(numbers) % 3:
            raise ValueError("an offset map holds three numbers an edit")
        raw_starts: list[int] = []
        raw_ends: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        raw = here = 0
        for i in range(0, len(numbers), 3):
            raw += numbers[i]
            here += numbers[i]
            raw_starts.append(raw)
            starts.append(here)
            raw += numbers[i + 1]
            here += numbers[i + 2]
            raw_ends.append(raw)
            ends.append(here)
        return OffsetMap(tuple(raw_starts), tuple(raw_ends), tuple(starts), tuple(ends))


def _start(
    position: int,
    starts: tuple[int, ...],
    ends: tuple[int, ...],
    other_starts: tuple[int, ...],
    other_ends: tuple[int, ...],
) -> int:
    """On the other side, the place of the character that begins at a position of this side."""
    index = bisect_right(starts, position) - 1
    if index < 0:
        return position
    if position < ends[index]:
        return other_starts[index]
    return other_ends[index] + position - ends[index]


def _end(position: int, starts: tuple[int, ...], ends: tuple[int, ...], other_ends: tuple[int, ...]) -> int:
    """On the other side, where the character that ends at a position of this side ends."""
    index = bisect_left(starts, position) - 1
    if index < 0:
        return position
    if position <= ends[index]:
        return other_ends[index]
    return other_ends[index] + position - ends[index]


def rows_of(edits: Iterable[Edit]) -> Rows:
    """Where each of some ascending edits stood, and where it stands.

    >>> rows_of([Edit(2, 4, "x")])
    [(2, 4, 2, 3)]
    """
    rows: Rows = []
    shift = 0
    for start, end, text in edits:
        here = start + shift
        shift += len(text) - end + start
        rows.append((start, end, here, end + shift))
    return rows


def compose(first: Rows, second: Rows) -> Rows:
    """Merge two lists of edits; the middle text lies between them, so its coordinates order both.

    >>> compose(rows_of([Edit(0, 1, "")]), rows_of([Edit(5, 6, "xy")]))
    [(0, 1, 0, 0), (6, 7, 5, 7)]
    """
    if not first or not second:
        return first or second
    merged: Rows = []
    i = j = 0
    # An edit beyond the last one of each side spares asking whether there is one more.
    beyond = max(first[-1][3], second[-1][1]) + 1
    first = [*first, (beyond, beyond, beyond, beyond)]
    second = [*second, first[-1]]
    # How far a position of the middle text stands from its place in the raw and in the final text.
    to_raw = to_final = 0
    while True:
        _, raw_end, low, high = first[i]
        later_low, later_high, _, end = second[j]
        from_first = low < later_low or (low == later_low and high <= later_high)
        # Most edits touch no other: those are taken over as they are, at half the cost.
        if from_first:
            if low == beyond:
                break
            if later_low > high and first[i + 1][2] > high:
                merged.append((low + to_raw, raw_end, low + to_final, high + to_final))
                to_raw = raw_end - high
                i += 1
                continue
        elif low > later_high and second[j + 1][0] > later_high:
            merged.append((later_low + to_raw, later_high + to_raw, later_low + to_final, end))
            to_final = end - later_high
            j += 1
            continue
        low = high = low if from_first else later_low
        raw_start, start = low + to_raw, low + to_final
        # Edits that overlap become one, and so do a deletion and an insertion at the same place.
        while True:
            if first[i][2] < high or (from_first and first[i][2] == low == high):
                high = max(high, first[i][3])
                to_raw = first[i][1] - first[i][3]
                i += 1
                from_first = False
            elif second[j][0] < high or second[j][0] == low == high:
                high = max(high, second[j][1])
                to_final = second[j][3] - second[j][1]
                j += 1
            else:
                break
        merged.append((raw_start, high + to_raw, start, high + to_final))
    return merged


def _leb128(numbers: Iterable[int]) -> bytes:
    """Numbers of seven bits a byte, lowest first (DWARF 5, §7.6)."""
    data: list[int] = []
    for number in numbers:
        rest = number
        while rest > 0x7F:
            data.append(rest & 0x7F | 0x80)
            rest >>= 7
        data.append(rest)
    return bytes(data)


def _from_leb128(data: bytes) -> list[int]:
    numbers: list[int] = []
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            numbers.append(number)
            number = shift = 0
    if shift:
        raise ValueError("the offset map breaks off inside a number")
    return numbers

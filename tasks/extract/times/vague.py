"""Times so far from the release that only bounds are said: ``قبل سنوات``, ``منذ بضعة أشهر``, ``قبل أكثر من عامين``, ``خلال أيام``, ``مؤخرا``."""

from __future__ import annotations

from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.times import grains, kinds
from tasks.extract.times.ahead import looks_ahead
from tasks.extract.times.lengths import length_of, parts_at, unit_name
from tasks.extract.times.point import Apart, Atom, Length, Point, Stretch, Value
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.relative import SHIFTS, worded

_HEADS: Final = (kinds.BEFORE, kinds.AFTER, kinds.SINCE, kinds.DURING)
#: بضع counts from three to nine (so the grammarians, and numbers in words).
_LEAST_OF_FEW: Final = 3
_HAMZAS: Final = frozenset("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}")
#: Letters written onto a word that cannot be what a plural is annexed to.
_OPENS: Final = ("و", "بان", "بال", "لل")


def vague_atom(r: Reader, position: int) -> Atom | None:
    """A preposition of time before units whose number is not said, or is bounded from one side.

    Nothing is made up: a bare plural says that it was before or comes after the release and no more, ``بضع`` from three
    to nine, "more than two" at least two. Counted from what the text tells of (``قبل أيام من``) it is no time of the release's.

    >>> from tasks.extract.document import Document
    >>> [
    ...     vague_atom(Reader(Document.of(text), ()), 0) is not None
    ...     for text in ("قبل أسابيع", "قبل أسابيع من الحادث")
    ... ]
    [True, False]
    """
    head = r.match(position, *_HEADS)
    if head is None:
        return None
    bound = r.bare(head.end, kinds.BOUND)
    return _bounded(r, position, head, bound) if bound is not None else _unsaid(r, position, head)


def around_now_atom(r: Reader, position: int) -> Atom | None:
    """``حاليا``, ``مؤخرا``, ``خلال الفترة المقبلة``: around the release, nobody says how far before or after it."""
    found = r.match(position, kinds.AROUND_NOW)
    if found is None or r.bare(found.end, kinds.FROM) is not None:
        return None
    if not found.word.value and found.word.clitic:
        return None  # والآن goes on with what is said, sooner than it dates anything
    if r.document.text[r.starts[position]] in _HAMZAS:
        return None  # Alain is no now
    # what is so now may have begun long ago: in running text it gives an event no day
    value: Value = Point(grain=grains.DAY, shift=("day", 0), shift_in_text=True)
    if found.word.value:
        value = Stretch(unit="day", number=None, direction=int(found.word.value))
    return worded(found.word, position, found.end, "around now", value)


def _bounded(r: Reader, position: int, head: Match, bound: Match) -> Atom | None:
    """``منذ أكثر من عامين``, ``قبل أقل من شهر``."""
    read = None if head.word.kind is kinds.DURING else parts_at(r, bound.end)
    if read is None:
        return None
    parts, end = read
    length = length_of(parts)
    if length.parts is None or parts[0].clitic or r.bare(end, *SHIFTS, kinds.LATEST) is not None:
        return None
    if len(parts) == 1 and parts[0].bare and not r.counts_nothing(end):
        return None
    if not _from_release(r, position, head, end):
        return None
    more = int(bound.word.value) > 0
    value = _apart(head, least=length if more else None, most=None if more else length)
    return _made(position, head, end, value, bound.word.entry, *(part.entry for part in parts))


def _unsaid(r: Reader, position: int, head: Match) -> Atom | None:
    """``منذ سنوات``, ``قبل عدة أيام``, ``منذ آلاف السنين``."""
    at = head.end
    least: float | None = None
    most: float | None = None
    numeral = r.numerals.get(at)
    vague = r.bare(at, kinds.VAGUE)
    if vague is not None:
        at, most = vague.end, int(vague.word.value) or None
        least = None if most is None else _LEAST_OF_FEW
    elif numeral is not None and numeral.kind is numeral_kinds.INDEFINITE and not numeral.clitic:
        at, least, most = numeral.last, numeral.low, numeral.high
    unit = r.bare(at, kinds.UNIT_PLURAL)
    if unit is None or (unit.word.article and (numeral is None or vague is not None)):
        return None
    if r.bare(unit.end, *SHIFTS, kinds.LATEST) is not None:
        return None
    few, end = r.bare(unit.end, kinds.FEW), unit.end
    if few is not None and not few.word.article:
        end = few.end
    elif at == head.end and not _closes(r, end):
        return None  # أيام العيد, سنوات دراسته: units of something
    other = r.bare(end + 1, kinds.UNIT_PLURAL) if r.key(end) == "او" else None
    if other is not None:  # قبل أيام أو أسابيع
        least, most, end = None, None, other.end
    if not _from_release(r, position, head, end):
        return None
    now = r.bare(end, kinds.FROM_NOW)
    name = unit_name(unit)
    value: Value
    if head.word.kind is kinds.DURING:
        value = Stretch(unit=name, number=None, direction=1)
    else:
        value = _apart(head, least=_length(name, least), most=_length(name, most))
    return _made(position, head, end if now is None else now.end, value, unit.word.entry)


def _length(unit: str, number: float | None) -> Length | None:
    if number is None:
        return None
    years = {"decade": 10, "century": 100}.get(unit)
    return Length(parts=((unit, number) if years is None else ("year", number * years),), unit=unit)


def _apart(head: Match, *, least: Length | None, most: Length | None) -> Apart:
    return Apart(least=least, most=most, direction=1 if head.word.kind is kinds.AFTER else -1)


def _made(position: int, head: Match, end: int, value: Value, *trace: str) -> Atom:
    atom = worded(head.word, position, end, "vague distance", value, *trace)
    return atom._replace(role="since" if head.word.kind is kinds.SINCE else None)


def _closes(r: Reader, position: int) -> bool:
    """Can a plural without its article not be annexed to what stands here?"""
    if r.stops(position) or r.key(position).startswith(_OPENS):
        return True
    return r.match(position, kinds.CLAUSE, kinds.FROM, kinds.TO, kinds.INSIDE, kinds.FUTURE) is not None


def _from_release(r: Reader, position: int, head: Match, end: int) -> bool:
    """Is it counted from the release, not from what follows (``قبل أيام من``) or was told before (``وبعد ساعات``)?"""
    kind = head.word.kind
    if kind is kinds.SINCE or r.bare(end, kinds.FROM_NOW) is not None:
        return True
    if r.bare(end, kinds.FROM) is not None or r.key(end) == "علي":
        return False
    return kind is kinds.BEFORE or looks_ahead(r, position) is True

"""The place a release is dated from: the first words of a line, before a date or the name of an agency."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.marks import (
    COMMON,
    PREPOSITION,
    SPEECH,
)
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PLACE: Final = MentionType.PLACE

_LONGEST_PLACE: Final = 3
#: A dateline stands in the first lines, under a headline perhaps.
_LINES: Final = 4
_MARKS: Final = frozenset("-–—،,:/(ـ")
_NUMBER: Final = TokenKind.NUMBER
_WORD: Final = TokenKind.WORD


def find_dateline(reader: Reader) -> list[Candidate]:
    """The dateline's place, known or not ("الرياض 25 شوال 1436", "دمشق – سانا").

    >>> from tasks.extract.document import Document
    >>> reader = Reader(Document.of("كفرطوس 3 مايو 2019: بدأ الحصاد."))
    >>> [reader.surface(candidate.words) for candidate in find_dateline(reader)]
    ['كفرطوس']
    """
    start = 0
    for _ in range(_LINES):
        candidate = _at(reader, start)
        if candidate is not None:
            return [candidate]
        try:
            start = reader.keys.index("\n", start) + 1
        except ValueError:
            break
        if start >= reader.size:
            break
    return []


def _at(reader: Reader, start: int) -> Candidate | None:
    end = start
    while end - start <= _LONGEST_PLACE and reader.is_word(end):
        if end > start and _agency(reader, end):
            break
        end += 1
    if not 0 < end - start <= _LONGEST_PLACE or not (_date(reader, end) or _agency_follows(reader, end)):
        return None
    words = Words(start, end)
    for letters, name in reader.names(start):
        whole = not letters and start + 1 + len(name.rest) == end and reader.follows(start, name.rest)
        if whole and gazetteer().type_of(name.reference) == "place":
            return Candidate(
                words=words,
                type=_PLACE,
                rule="place.dateline",
                weight=95,
                reference=name.reference,
            )
    if not _date(reader, end) or any(
        reader.marks(position) & (SPEECH | PREPOSITION) for position in range(start, end)
    ):
        return None
    if reader.words[start].phrases or reader.marks(start) & COMMON:
        return None
    return Candidate(words=words, type=_PLACE, rule="place.dateline", weight=95)


def _date(reader: Reader, position: int) -> bool:
    """A day, a month of one or two words, and a year."""
    kinds, keys = reader.kinds[position : position + 4], reader.keys[position : position + 4]
    if len(kinds) < 3 or kinds[:2] != (_NUMBER, _WORD) or len(keys[0]) > 2:
        return False
    year = 2 if kinds[2] is _NUMBER else 3
    return kinds[year : year + 1] == (_NUMBER,) and len(keys[year]) == 4 and keys[year].isdigit()


def _agency(reader: Reader, position: int) -> bool:
    return any(
        not letters and gazetteer().kind_of(name.reference) == "media" and reader.follows(position, name.rest)
        for letters, name in reader.names(position)
    )


def _agency_follows(reader: Reader, position: int) -> bool:
    """A news agency, after a dash or the like."""
    while position < reader.size and reader.keys[position] in _MARKS:
        position += 1
    return position < reader.size and _agency(reader, position)

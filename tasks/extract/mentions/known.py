"""Names that stand in the gazetteers."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.memo import Memo
from tasks.extract.mentions.lexicon import lexicon
from tasks.extract.mentions.marks import (
    COMMON,
    NONE,
    ORGANIZATION_CUE,
    PLACE_CUE,
    PLACE_HEAD,
    PREPOSITION,
    SPEECH,
)
from tasks.extract.mentions.name_words import has_hamza
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import Cue, Name, gazetteer, nationalities
from tasks.text.clitics import readings

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PREPOSITION: Final = Cue.PREPOSITION

_TYPES: Final = {
    "place": MentionType.PLACE, "facility": MentionType.FACILITY, "organization": MentionType.ORGANIZATION,
}  # fmt: skip
_RULES: Final = {kind: f"gazetteer.{kind.value}" for kind in _TYPES.values()}
_LONGEST: Final = 9
#: The one country whose name is the feminine of its own adjective.
_SAUDI: Final = "السعوديه"
#: The length of "to him" ("اليه"), which has no article.
_TO_HIM: Final = 4
_HEH: Final = "\N{ARABIC LETTER HEH}"
_OPENING_MARKS: Final = frozenset("\"'«“‘(")


def find_known(reader: Reader) -> list[Candidate]:
    """Names that stand in the gazetteers, where their cue is there.

    >>> from tasks.extract.document import Document
    >>> reader = Reader(Document.of("نشرت صحيفة الحياة أن الحياة في نزوى هادئة."))
    >>> [reader.surface(candidate.words) for candidate in find_known(reader)]
    ['الحياة', 'نزوى']
    """
    known = gazetteer()
    found: list[Candidate] = []
    keys, nexts = reader.keys, reader.nexts
    for position, names in reader.named:
        before = keys[position - 1] if position else ""
        standing: list[tuple[int, Name]] = []
        for letters, name in names:
            rest, cue, reference = name
            if rest and (rest[0] != nexts[position] or not reader.follows(position, rest)):
                continue
            if standing and (letters, rest) != (standing[0][0], standing[0][1].rest):
                break
            if not letters and _blocked(reader, position, position + len(rest), before):
                continue
            if (
                letters
                and not rest
                and len(keys[position]) - letters <= 3
                and reader.letters_of(position)[-1] == _HEH
            ):
                continue  # "وجده": he found it
            if not rest and not letters and keys[position] == _SAUDI and _describes(reader, position):
                continue
            if not cue or _cued(reader, position, letters, cue, known.type_of(reference)):
                standing.append((letters, name))
        if standing:
            letters, name = standing[0] if len(standing) == 1 else _likelier(reader, position, standing)
            kind = _TYPES[known.type_of(name.reference)]
            words = Words(position, position + 1 + len(name.rest), letters)
            rule, weight = _RULES[kind], 70 + 5 * len(name.rest)
            found.append(
                Candidate(words=words, type=kind, rule=rule, weight=weight, reference=name.reference)
            )
    return found


def _describes(reader: Reader, position: int) -> bool:
    """Is the country's name, which is an adjective as well, one here ("الصحف السعودية", "الأندية السعودية")?"""
    before = reader.keys[position - 1] if reader.is_word(position - 1) else ""
    articled = any(reading.article for reading in readings(before)) and not has_hamza(reader, position - 1)
    return articled and len(before) > _TO_HIM and not reader.marks(position - 1) & SPEECH


def _likelier(reader: Reader, position: int, standing: list[tuple[int, Name]]) -> tuple[int, Name]:
    """Of several bearers of one name, the one whose country the release names most (Amman or Oman, two Tripolis)."""
    known = gazetteer()
    for item in standing:
        if item[1].cue and known.type_of(item[1].reference) == "organization":
            return item
    before = reader.words_at(position - 1).names
    enumerated = bool(standing[0][0]) and any(
        known.kind_of(name.reference) == "country" for _, name in before
    )

    def support(item: tuple[int, Name]) -> tuple[int, bool]:
        entity = known.entity(item[1].reference)
        return reader.countries[entity.country or ""], (entity.kind == "country") == enumerated

    return max(standing, key=support)


def _blocked(reader: Reader, first: int, last: int, before: str) -> bool:
    """Is the name part of an event's name, or an everyday word beside this neighbour?"""
    if before and _EVENT_HEADS[before]:
        return True
    keys = reader.keys
    if before in lexicon().persons and keys[first].removesuffix("ا") in nationalities():
        return True
    return everyday(reader, first, last)


def everyday(reader: Reader, first: int, last: int) -> bool:
    """Is it an everyday word beside the neighbour it has here ("السنة المالية", "مسقط رأسه")?"""
    pairs, keys = lexicon().blocked, reader.keys
    return (first > 0 and (keys[first - 1], keys[first]) in pairs) or (
        last + 1 < reader.size and (keys[last], keys[last + 1]) in pairs
    )


def _heads_event(key: str) -> bool:
    heads = lexicon().event_heads
    return any(reading.stem in heads for reading in readings(key) if not reading.article)


#: Does a word, clitics cut off, head the name of an event ("battle of …")?
_EVENT_HEADS: Final = Memo(_heads_event)


def _cued(reader: Reader, position: int, letters: int, cue: Cue, kind: str) -> bool:
    before = reader.marks(position - 1) if position else NONE
    if kind == "organization":
        if not before and position >= 2 and reader.keys[position - 1] in _OPENING_MARKS:
            before = reader.marks(position - 2)
        return bool(before & ORGANIZATION_CUE) and not letters
    if position and reader.words[position - 1].head & (PLACE_CUE | PLACE_HEAD) and not letters:
        everyday = reader.marks(position) & COMMON
        return not (everyday and reader.keys[position - 1] in lexicon().named_only)  # "مديرية أمن"
    return (
        cue is _PREPOSITION
        and not letters
        and bool(before & PREPOSITION)
        and not reader.marks(position) & COMMON
    )

"""Names of organisations, places, facilities and peoples: known ones, and those headed by a telling noun."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Mark, Opening, marks_of
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import Cue, gazetteer

_TYPES: Final = {
    "place": MentionType.PLACE, "facility": MentionType.FACILITY, "organization": MentionType.ORGANIZATION,
}  # fmt: skip
_LONGEST: Final = 9
_OPENING_MARKS: Final = frozenset("\"'«“‘(")


def find_known(reader: Reader) -> list[Candidate]:
    """Names that stand in the gazetteers, where their cue is there."""
    known = gazetteer()
    found: list[Candidate] = []
    for position in range(reader.size):
        word = reader.words[position]
        if not word.names:
            continue
        for letters, name in word.names:
            if not reader.follows(position, name.rest) or (name.cue and not _cued(reader, position, letters, name.cue, known.type_of(name.reference))):
                continue
            kind = _TYPES[known.type_of(name.reference)]
            last = position + 1 + len(name.rest)
            weight = 70 + 5 * len(name.rest)
            found.append(Candidate(words=Words(position, last, letters), type=kind, rule=f"gazetteer.{kind.value}", weight=weight, reference=name.reference))
            break
    return found


def _cued(reader: Reader, position: int, letters: int, cue: Cue, kind: str) -> bool:
    before = reader.marks(position - 1) if position else Mark.NONE
    if position and reader.words[position - 1].cut:
        before |= reader.words[position - 1].bare
    if kind == "organization":
        if not before and position >= 2 and reader.keys[position - 1] in _OPENING_MARKS:
            before = reader.marks(position - 2) | reader.words[position - 2].bare
        return bool(before & Mark.ORGANIZATION_CUE) and not letters
    if before & (Mark.PLACE_CUE | Mark.PLACE_HEAD) and not letters:
        return True
    return cue is Cue.PREPOSITION and not letters and bool(before & Mark.PREPOSITION) and not reader.marks(position) & Mark.COMMON


def find_headed(reader: Reader) -> list[Candidate]:
    """Organisations, places and facilities in no list, by the noun that heads them."""
    found: list[Candidate] = []
    for position in range(reader.size):
        word = reader.words[position]
        if not word.busy:
            continue
        candidate = None
        opened = reader.opening(position, Opening.CONSTRUCT, Opening.DEFINITE)
        if opened is not None:
            candidate = _organization(reader, position, *opened)
        if candidate is None and (word.marks | word.bare) & (Mark.PLACE_CUE | Mark.PLACE_HEAD | Mark.FACILITY_HEAD):
            candidate = _place(reader, position)
        if candidate is None and word.marks & Mark.GROUP:
            candidate = Candidate(words=Words(position, position + 1), type=MentionType.GROUP, rule="group.known", weight=50)
        if candidate is not None:
            found.append(candidate)
    return found


def _organization(reader: Reader, position: int, opening: Opening, end: int, letters: int) -> Candidate | None:
    here = end
    named = False
    if opening is Opening.DEFINITE:
        while here < reader.size and here < position + _LONGEST:
            marks = reader.marks(here)
            if marks & (Mark.NATION | Mark.ADJECTIVE) and marks & Mark.DEFINITE:
                named = named or bool(marks & Mark.NATION) or not marks & Mark.LOOSE
                here += 1
            elif here > end and reader.keys[here].startswith("لل") and marks_of("ال" + reader.keys[here][2:]) & Mark.FIELD:
                named = True
                here += 1
            else:
                break
    else:
        while here < reader.size and here < position + _LONGEST:
            step, naming = _of_construct(reader, here, first=here == end)
            if step == 0:
                break
            named = named or naming
            here += step
    if here == end or not named:
        return None
    return Candidate(words=Words(position, here, letters), type=MentionType.ORGANIZATION, rule="organization.headed", weight=66, head=reader.keys[position][letters:])


def _of_construct(reader: Reader, here: int, *, first: bool) -> tuple[int, bool]:
    """How many tokens from here belong to an organisation's name, and whether they name it."""
    if not reader.is_word(here):
        return 0, False
    marks, key = reader.marks(here), reader.keys[here]
    if marks & (Mark.FIELD | Mark.NATION | Mark.ADJECTIVE) and marks & Mark.DEFINITE:
        return 1, True
    if not first and key.startswith("وال") and marks_of(key[1:]) & Mark.FIELD:
        return 1, True
    for letters, name in reader.words[here].names:
        if letters == 0 and name.cue is not Cue.NOUN and reader.follows(here, name.rest):
            return 1 + len(name.rest), True
    if marks & (Mark.FOREIGN_SHAPE | Mark.FOREIGN) and not marks & (Mark.COMMON | Mark.WEAK):
        return 1, True
    return 0, False


def _place(reader: Reader, position: int) -> Candidate | None:
    word = reader.words[position]
    marks, letters = (word.bare, word.cut) if word.cut and not word.marks & (Mark.PLACE_CUE | Mark.PLACE_HEAD | Mark.FACILITY_HEAD) else (word.marks, 0)
    end = position + 1
    if not reader.is_word(end):
        return None
    here = end
    for cut, name in reader.words[here].names:
        if not cut and reader.follows(here, name.rest):
            here += 1 + len(name.rest)
            break
    else:
        own = reader.marks(here)
        if own & (Mark.COMMON | Mark.NATION | Mark.ADJECTIVE | Mark.PREPOSITION | Mark.VERB_SHAPE | Mark.FIELD) or reader.words[here].phrases:
            return None
        here += 1
    while reader.marks(here) & Mark.PART and here < reader.size:
        here += 1
    if marks & Mark.PLACE_CUE and not marks & Mark.PLACE_HEAD:
        return Candidate(words=Words(end, here), type=MentionType.PLACE, rule="place.cued", weight=72)
    kind = MentionType.FACILITY if marks & Mark.FACILITY_HEAD and not marks & Mark.PLACE_HEAD else MentionType.PLACE
    return Candidate(words=Words(position, here, letters), type=kind, rule="place.headed", weight=73, head=reader.keys[position])

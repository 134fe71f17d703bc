"""Organisations in no list, by the noun that heads them."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Opening, lexicon, marks_of
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    BETWEEN,
    COMMON,
    COMPOSED,
    DEFINITE,
    FIELD,
    FOREIGN,
    FOREIGN_SHAPE,
    GROUP,
    LOOSE,
    NATION,
    PLACE_CUE,
    SPEECH,
    SURNAME,
    WEAK,
)
from tasks.extract.mentions.person_name import named_after
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import Cue, gazetteer, nationalities

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_NOUN: Final = Cue.NOUN
_ORGANIZATION: Final = MentionType.ORGANIZATION
_CONSTRUCT: Final = Opening.CONSTRUCT

_LONGEST: Final = 9
#: "Headed by ...": the presidency of a meeting, no office of state.
_HEADED_BY: Final = "برياسه"
_FEMININE: Final = ("ه", "ات")
_FOREIGN: Final = FOREIGN_SHAPE | FOREIGN


def find_organizations(reader: Reader) -> list[Candidate]:
    """Organisations by their heads ("وزارة الدفاع", "الهيئة العامة للاستثمار", "جامعة نجران")."""
    found: list[Candidate] = []
    for position in reader.organized:
        opened = reader.organization(position)
        candidate = _organization(reader, position, *opened) if opened is not None else None
        if candidate is not None:
            found.append(candidate)
    return found


def _organization(
    reader: Reader, position: int, opening: Opening, end: int, letters: int
) -> Candidate | None:
    head = reader.keys[position][letters:]
    if (head, reader.key(position + 1)) in lexicon().blocked or reader.keys[position] == _HEADED_BY:
        return None
    if opening is _CONSTRUCT:
        here, named = _construct(reader, head, end)
    else:
        head = head if head.startswith("ال") else "ال" + head
        here, named = _adjectives(reader, end)
        if here > end and head in lexicon().purposeful:
            purpose = _purpose(reader, here)
            named = named or purpose > here
            here = purpose
    here = _without_stranger(reader, position, here)
    if here == end or not named:
        return None
    words = Words(position, here, letters)
    return Candidate(
        words=words, type=_ORGANIZATION, rule="organization.headed", weight=66, head=head,
        country=_country(reader, end, here),
    )  # fmt: skip


def _without_stranger(reader: Reader, position: int, end: int) -> int:
    """The end without a nationality that cannot belong to the name ("رئيس اللجنة الأولمبية الدولية | الألماني فلان").

    A masculine adjective describes no feminine noun and no plural of things.
    """
    last = reader.marks(end - 1)
    if (
        end - 1 <= position
        or not last & NATION
        or not last & DEFINITE
        or reader.keys[end - 1].endswith(_FEMININE)
    ):
        return end
    return end - 1 if all(key.endswith(_FEMININE) for key in reader.keys[position : end - 1]) else end


def _country(reader: Reader, start: int, end: int) -> str | None:
    """The country an organisation's name gives, by a nationality ("الجيش اللبناني") or a place ("بلدية نابلس")."""
    for position in range(end - 1, start - 1, -1):
        if reader.marks(position) & NATION and not reader.marks(position) & FIELD:
            return nationalities().get(reader.keys[position].removeprefix("ال"))
        for letters, name in reader.names(position):
            if not letters and name.cue is not _NOUN and reader.follows(position, name.rest):
                return gazetteer().entity(name.reference).country
    return None


def _adjectives(reader: Reader, here: int) -> tuple[int, bool]:
    """The end of the adjectives from here, and whether one of them makes a name of its head."""
    named = False
    while reader.marks(here) & DEFINITE and reader.marks(here) & (NATION | ADJECTIVE):
        named = named or bool(reader.marks(here) & NATION) or not reader.marks(here) & LOOSE
        here += 1
    return here, named


def _purpose(reader: Reader, here: int) -> int:
    """The end of a complement such as "for investment and trade"; the same position when there is none."""
    key = reader.key(here)
    if not key.startswith("لل") or len(key) < 5 or reader.words[here].names:
        return here
    if marks_of("ال" + key[2:]) & (NATION | GROUP):
        return here
    here = after_adjectives(reader, here + 1)
    while reader.key(here).startswith("وال") and marks_of(reader.key(here)[1:]) & (FIELD | COMMON):
        here = after_adjectives(reader, here + 1)
    return here


def after_adjectives(reader: Reader, here: int) -> int:
    """The end of the definite adjectives that go on with a name that has begun ("... التنمية السياحية")."""
    while True:
        marks, key = reader.marks(here), reader.key(here)
        if not marks & DEFINITE or key in lexicon().time_adjectives:
            return here
        relational = len(key) >= 6 and key.endswith(("ي", "يه")) and not marks & (BETWEEN | SURNAME)
        if not relational and not marks & (NATION | ADJECTIVE | FIELD):
            return here
        here += 1


def _construct(reader: Reader, head: str, end: int) -> tuple[int, bool]:
    """The end of a head's complement, and whether it names the organisation."""
    if not reader.is_word(end):
        return end, False
    marks = reader.marks(end)
    describing = head in lexicon().describing  # "صحيفة الحياة": the known name alone is the mention
    known = _known(reader, end, cued=describing)
    if known is not None:
        last, organization = known
        return (end, False) if organization or describing else (_educational(reader, last), True)
    person = named_after(reader, end)
    if person > end:  # "جامعة الملك خالد", "مركز الأمير سلطان الثقافي"
        return after_adjectives(reader, person), head not in lexicon().vague or head in lexicon().dedicated
    if marks & _FOREIGN and not marks & (COMMON | WEAK):
        here = end
        while reader.marks(here) & _FOREIGN and not reader.marks(here) & (COMMON | COMPOSED):
            here += 1
        return here, True
    if marks & PLACE_CUE and not marks & DEFINITE and reader.is_word(end + 1):
        known = _known(reader, end + 1, cued=False)
        return (end + 2 if known is None else known[0]), True  # "بلدية مدينة البيرة"
    if not _opens_complement(reader, end):
        return end, False
    named = head not in lexicon().vague or bool(marks & FIELD and head not in lexicon().indistinct)
    here = end + 1
    while here < end + _LONGEST:
        known = _known(reader, here, cued=False)
        following = after_adjectives(reader, here)
        if known is not None:
            return known[0], True
        if following > here:
            named = named or any(_naming(reader.marks(position)) for position in range(here, following))
            here = following
        elif reader.key(here).startswith("وال") and marks_of(reader.key(here)[1:]) & FIELD:
            here += 1
        else:
            break
    return here, named


def _naming(marks: int) -> bool:
    """Does an adjective make a name of what it describes?"""
    return bool(marks & NATION) or (bool(marks & ADJECTIVE) and not marks & LOOSE)


def _opens_complement(reader: Reader, position: int) -> bool:
    """May the definite word after a head be the rest of its name?"""
    marks = reader.marks(position)
    if not marks & DEFINITE or marks & SPEECH or (marks & NATION and not marks & FIELD):
        return False
    if reader.keys[position] in lexicon().empty and not reader.marks(position + 1) & NATION:
        return False
    return not marks & ADJECTIVE or bool(marks & FIELD)


def _known(reader: Reader, position: int, *, cued: bool) -> tuple[int, bool] | None:
    """The end of a known name that begins at a token, and whether it is an organisation's."""
    if not reader.is_word(position):
        return None
    for letters, name in reader.names(position):
        if not letters and reader.follows(position, name.rest) and (name.cue is not _NOUN or cued):
            return position + 1 + len(name.rest), gazetteer().type_of(name.reference) == "organization"
    return None


def _educational(reader: Reader, here: int) -> int:
    """A university of a place may go on with its kind ("جامعة فلسطين التقنية")."""
    marks = reader.marks(here)
    return here + 1 if marks & DEFINITE and marks & ADJECTIVE and not marks & NATION else here

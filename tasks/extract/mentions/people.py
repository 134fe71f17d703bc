"""Names of people: after titles and verbs of speech, and by the words they are made of."""

from __future__ import annotations

from typing import Final

from tasks.extract.mentions.bare_names import bare_name, speaker_in_no_list, till_that, with_pronoun
from tasks.extract.mentions.lexicon import Opening, lexicon, marks_of
from tasks.extract.mentions.marks import (
    BETWEEN,
    COMMON,
    COMPOSED,
    DEFINITE,
    FAMOUS,
    FOREIGN,
    FOREIGN_SHAPE,
    GIVEN,
    LINK,
    NAMELIKE,
    NATION,
    NISBA,
    PART,
    PREPOSITION,
    RELIGION_HEAD,
    SERVANT,
    SPEECH,
    SURNAME,
    UNKNOWN_DEFINITE,
    WEAK,
)
from tasks.extract.mentions.name_words import SONS, other_name
from tasks.extract.mentions.offices import COMMAS, complement, person, somebody
from tasks.extract.mentions.person_name import NameRun, name_run
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer
from tasks.text.clitics import readings

_OFFICE: Final = Opening.OFFICE
_STYLE: Final = Opening.STYLE
_LONGEST_OFFICE: Final = 10
#: Words that tie an office to what it is an office of.
_OFFICE_LINKS: Final = frozenset({"في", "باسم", "لشوون", "لشيون", "لدي"})
#: Titles of those who have no office besides: another one after them is somebody else's.
_RULERS: Final = frozenset({"الملك", "الامير", "الرييس", "السلطان", "الوزير"})
#: "Acting", between an office and the name.
_ACTING: Final = frozenset({"بالنيابه", "بالانابه"})


def find_people(reader: Reader) -> list[Candidate]:
    """All people: after titles, after verbs of speech, and by the words of their names.

    >>> from tasks.extract.document import Document
    >>> text = "قال العميد سالم الحوراني إن الطريق آمن، وأضاف شلبوط أن ماجد بن فارس وصل."
    >>> reader = Reader(Document.of(text))
    >>> [reader.surface(candidate.words) for candidate in find_people(reader)]
    ['سالم الحوراني', 'ماجد بن فارس', 'شلبوط']
    """
    found: list[Candidate] = []
    taken = 0
    for position in reader.personal:
        if position < taken:
            continue
        word = reader.words[position]
        candidate = _titled(reader, position) if word.titles is not None else None
        if candidate is None and word.begins_person:
            listed = position == taken or (position == taken + 1 and reader.key(taken) in COMMAS)
            candidate = bare_name(reader, position, listed=listed and taken > 0)
        if candidate is not None:
            found.append(candidate)
            taken = candidate.words.last
    words, last = reader.words, reader.size - 1
    for position in reader.telling:
        following = words[position + 1] if position < last else words[position]
        if words[position].marks & SPEECH and not (following.busy or following.marks & COMMON):
            candidate = speaker_in_no_list(reader, position)
            if candidate is not None:
                found.append(candidate)
    return found


def _titled(reader: Reader, position: int) -> Candidate | None:
    """A name after a title, with the office's own words between ("وزير الخارجية الأمريكي جون كيري")."""
    opened = reader.title(position)
    if opened is None:
        return None
    kind, end, letters = opened
    if reader.key(end) in SONS:
        return None  # "سلطان بن سلمان" has no sultan in it
    if position >= 2 and reader.keys[position - 2 : position] == ("ق", "."):
        return None  # "332 ق.م." is before Christ
    if position and reader.words[position - 1].names and _ends_place(reader, position):
        return None
    first = end
    if letters and reader.keys[position].startswith("لل"):
        position, letters = _adviser_to(reader, position, letters)
    office = kind is _OFFICE
    here = end
    while here < min(reader.size, end + _LONGEST_OFFICE):
        more = reader.title(here)
        if more is not None and more[0] is _STYLE and more[2] and somebody(reader, more[1]):
            return None  # "minister of X and His Highness Prince Y": the name is not the minister's
        if more is not None and more[2] == 0 and not _name_rather(reader, here, more[1]):
            office = office or more[0] is _OFFICE
            if here == first and reader.keys[position] in _RULERS and not reader.marks(here) & DEFINITE:
                position = here  # "the king received the minister of ...": the title begins here
            if more[0] is not _OFFICE and reader.keys[here - 1] in _OFFICE_LINKS:
                position, letters = here, 0  # "ممثلة في الدكتور ...": the title begins here
            here = more[1]
            continue
        if reader.keys[here] in _ACTING:
            here += 1
            continue
        # "مدير الزراعة في كذا": what follows is a place
        within = reader.keys[here - 1] == "في" and not reader.marks(here) & (COMMON | COMPOSED)
        placed = bool(reader.words[here - 1].head) or within
        run = None if placed else name_run(reader, here, titled=True, cut_allowed=False)
        described = run is not None and _describes(reader, here)
        if run is not None and not described and not other_name(reader, here):
            if _acceptable(reader, run, position, end, letters):
                title = Words(position, here - (reader.keys[here - 1] in COMMAS), letters)
                words = till_that(reader, position, run.words)
                return person(reader, words, "person.titled", 86, title=title)
            if run.evidence < 2 and here == end:
                return None
        step = complement(reader, here, office=office or here > end or reader.keys[here] == "في")
        step = step or int(placed and reader.is_word(here) and not reader.marks(here) & PREPOSITION)
        if step == 0 and not described:
            return None
        here += max(step, 1)
    return None


def _ends_place(reader: Reader, position: int) -> bool:
    """Is a title the second word of a place's name ("كفر الشيخ")?"""
    for _, name in reader.names(position - 1):
        if name.rest and name.rest[0] == reader.keys[position] and reader.follows(position - 1, name.rest):
            return gazetteer().type_of(name.reference) == "place"
    return False


def _adviser_to(reader: Reader, position: int, letters: int) -> tuple[int, int]:
    """Where the title begins of which "to the secretary-general" is the end ("المستشار السياسي للأمين العام"), and its letters."""
    opened = reader.title(position - 2) if position >= 2 and reader.marks(position - 1) & DEFINITE else None
    return (
        (position - 2, opened[2]) if opened is not None and opened[1] == position - 1 else (position, letters)
    )


def _name_rather(reader: Reader, here: int, end: int) -> bool:
    """Is a title word a given name here ("الأمير خليفة بن سلمان", "الدكتور مساعد العيبان")?"""
    if reader.key(end) in SONS:
        return True
    marks = reader.marks(end)
    if end == here + 1 and marks & reader.marks(here) & GIVEN and not reader.marks(here) & DEFINITE:
        return True  # "العريف سلطان محمد ..."
    surname = marks & (NISBA | UNKNOWN_DEFINITE) or (
        marks & SURNAME and marks & DEFINITE and not marks & COMMON
    )
    surname = surname and not reader.key(end).endswith("ه")
    return end == here + 1 and bool(reader.marks(here) & GIVEN and surname)


def _describes(reader: Reader, here: int) -> bool:
    """Is a word in the shape of a family name an adjective before somebody's first name ("القائد النازي أدولف هتلر")?"""
    marks, following = reader.marks(here), reader.marks(here + 1)
    if (
        following & GIVEN
        and not marks & (NAMELIKE | LINK | RELIGION_HEAD | SERVANT)
        and reader.key(here + 2) in SONS
        and reader.key(here) not in SONS
    ):
        return True  # "the spokesman of Asir Said bin ...": two first names before a father's are rare
    return (
        bool(marks & NISBA)
        and not marks & (GIVEN | FAMOUS)
        and bool(
            following & (GIVEN | FOREIGN | RELIGION_HEAD)
            or (following & SURNAME and not following & DEFINITE)
        )
        and not following & WEAK
        and name_run(reader, here + 1, titled=True, cut_allowed=False) is not None
    )


def _acceptable(reader: Reader, run: NameRun, position: int, end: int, letters: int) -> bool:
    """Does a name after the title at ``position``, whose first phrase ends at ``end``, count?"""
    if run.evidence >= 2:
        return True
    first = run.words.first
    marks = reader.marks(first)
    title = reader.keys[position][letters:]
    if not _single(reader, run, marks) or with_pronoun(reader, first):
        return False  # "الملك المفدى باسمه"
    if first == end:  # right after the title: any word that may be a name, but not after a doubtful title
        last = reader.keys[end - 1].startswith("ال") or reader.title(position, Opening.RANK) is not None
        definite = (
            title.startswith("ال")
            or (end > position + 1 and last)
            or reader.title(position, _STYLE) is not None
        )
        doubtful = end == position + 1 and title in lexicon().doubtful
        said = reader.marks(position - 1) & SPEECH and run.words.last - first > 1  # "قال المدرب فلان شلبوط"
        return definite and not (doubtful and not said)
    if not marks & (NAMELIKE | FOREIGN_SHAPE) and reader.keys[first][:1] in "ولبفكس":
        return False
    if run.words.last - first > 1 and any(
        reader.marks(position) & FOREIGN_SHAPE for position in range(first, run.words.last)
    ):
        return True
    if reader.marks(first - 1) & (NATION | BETWEEN):
        return True
    before = reader.title(
        first - 1
    )  # "نائب محافظ كذا": what an indefinite office is followed by is its place
    return before is not None and (before[0] is not _OFFICE or bool(reader.marks(first - 1) & DEFINITE))


def _single(reader: Reader, run: NameRun, marks: int) -> bool:
    """May a word alone after a title be a name, if it is in no list?"""
    first, last, _ = run.words
    if last - first > 1 or marks & NAMELIKE:
        return True
    key = reader.keys[first]
    if marks & DEFINITE:
        return not marks & (SERVANT | PART) and not (key.endswith("يه") and len(key) >= 8)
    if key[:1] == "و" and not (marks & FOREIGN_SHAPE and reader.marks(first - 1) & NATION):
        return False
    if key[:1] == "ل" and not marks & FOREIGN_SHAPE:
        return False
    known = NAMELIKE | PREPOSITION | COMMON
    return all(not letters or not marks_of(full) & known for _, _, full, letters, _ in readings(key))

"""What an office is an office of, and the office in apposition after a name."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Opening, lexicon
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    BETWEEN,
    COMMON,
    DEFINITE,
    FIELD,
    NATION,
    PLACE_CUE,
    PREPOSITION,
    SPEECH,
)
from tasks.extract.mentions.person_name import name_run
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PERSON: Final = MentionType.PERSON
_STYLE: Final = Opening.STYLE
_LONGEST_ROLE: Final = 16
COMMAS: Final = frozenset("،,")
_DASHES: Final = frozenset({"–", "-", "—"})
#: Words that tie an office to what it is an office of.
_OFFICE_LINKS: Final = frozenset({"في", "باسم", "لشوون", "لشيون", "لدي"})
#: Endings of adjectives of relation.
_RELATIONAL: Final = ("ي", "يه")
#: Words of time end an office: "the president (received) today ...".
_WHEN: Final = frozenset({"اليوم", "امس", "الليله", "غدا", "مساء", "صباح", "صباحا", "ظهر", "ظهرا", "فجر"})
#: Relative pronouns, with which a clause about the office begins.
_WHO: Final = frozenset({"الذي", "التي", "اللذان", "اللذين", "الذين"})


def complement(reader: Reader, here: int, *, office: bool) -> int:
    """How many tokens from here belong to an office's own words ("... الخارجية الأمريكي"); 0 when it ends."""
    key = reader.keys[here]
    if key in COMMAS:
        return int(name_run(reader, here + 1, titled=False, cut_allowed=False) is not None)
    if not reader.is_word(here) or key in _WHEN or key == "ان":
        return 0
    word, marks = reader.words[here], reader.marks(here)
    if marks & (NATION | BETWEEN):
        return 1
    if not office:
        return 0
    if word.head & PLACE_CUE:
        return 1
    if key == "الي":  # "المبعوث الأممي إلى اليمن"
        places = [name for letters, name in reader.words_at(here + 1).names if not letters and not name.cue]
        return int(any(gazetteer().type_of(name.reference) == "place" for name in places))
    for letters, name in reader.names(here):
        if letters <= 1 and reader.follows(here, name.rest):
            return 1 + len(name.rest)
    if marks & DEFINITE and not marks & SPEECH:
        return 1
    if marks & COMMON and not marks & (PREPOSITION | SPEECH) and reader.words[here - 1].phrases:
        # an indefinite noun of the office itself: "رئيس مجلس نواب الباراغواي"
        following = here + 1
        if following < reader.size and (reader.marks(following) & DEFINITE or reader.words[following].names):
            return 1
    return int(key in _OFFICE_LINKS or key.startswith(("لل", "وال", "بال")) or bool(word.phrases))


def _role(reader: Reader, end: int) -> Words | None:
    """An office in apposition after a name ("... بول لاكاميرا، القائد العام في قوة المهام المشتركة")."""
    start = end + 1 if end < reader.size and reader.keys[end] in COMMAS else end
    opened = reader.title(start) if start < reader.size else None
    if opened is None or opened[2] or (opened[0] is _STYLE and somebody(reader, opened[1])):
        return None
    last = opened[1]
    doubtful = last == start + 1 and reader.keys[start] in lexicon().doubtful
    while last < min(reader.size, start + _LONGEST_ROLE):
        step = 0 if reader.keys[last] in COMMAS | _WHO else complement(reader, last, office=True)
        if step == 0 and reader.keys[last] in _DASHES and reader.is_word(last + 1):
            step = 1
        if step == 0 or name_run(reader, last, titled=False, cut_allowed=False) is not None:
            break
        styled = reader.title(last, _STYLE)
        if styled is not None and styled[2] and somebody(reader, styled[1]):
            break  # "and to His Highness ...": somebody else
        marks, following = reader.marks(last), reader.marks(last + 1)
        other = marks & DEFINITE and marks & COMMON and not marks & (NATION | BETWEEN | ADJECTIVE | FIELD)
        if (
            other
            and last > opened[1]
            and not reader.keys[last].endswith(_RELATIONAL)
            and reader.marks(last - 1) & NATION
            and reader.title(last) is None
        ):
            break  # "... زوجة الرئيس الأمريكي المعرض": what she opened
        if doubtful and marks & DEFINITE and not marks & (NATION | BETWEEN | ADJECTIVE):
            break  # "فلان الأب العون"
        if (
            reader.keys[last] in _OFFICE_LINKS
            and not following & DEFINITE
            and not _organization(reader, last + 1)
        ):
            break
        last += step
    if reader.key(last) in _WHO and "في" in reader.keys[opened[1] : last]:
        link = reader.keys.index("في", opened[1])  # "in the interview that ..."
        last = last if reader.words[link + 1].names else link
    while last > opened[1] and reader.keys[last - 1] in _OFFICE_LINKS | _DASHES:
        last -= 1
    if doubtful and last == start + 1:
        return None  # "بوش الأب", "منذ تسلم فلان الحكم"
    if start == end and last < reader.size and _certain(reader, last):
        return None  # "met the prime minister So-and-so": the title of whoever follows
    return Words(start, min(last, reader.size))


def _certain(reader: Reader, position: int) -> bool:
    """Does a name that needs no title begin here?"""
    run = name_run(reader, position, titled=True, cut_allowed=False)
    return run is not None and run.evidence >= 2


def somebody(reader: Reader, after: int) -> bool:
    """Does a name or a further title follow a style ("and His Highness Prince X")?"""
    if after >= reader.size or not reader.is_word(after):
        return False
    titled = reader.title(after)
    if titled is not None and not titled[2]:
        return True
    return name_run(reader, after, titled=True, cut_allowed=False) is not None


def _organization(reader: Reader, position: int) -> bool:
    """Does a known organisation begin here, or a word that heads one?"""
    if reader.is_word(position) and reader.organization(position) is not None:
        return True
    names = reader.words_at(position).names
    return any(gazetteer().type_of(name.reference) == "organization" for _, name in names)


def person(reader: Reader, words: Words, rule: str, weight: int, title: Words | None = None) -> Candidate:
    """Somebody by name, with the title found before it and the office in apposition after it."""
    return Candidate(
        words=words, type=_PERSON, rule=rule, weight=weight, title=title, role=_role(reader, words.last),
    )  # fmt: skip

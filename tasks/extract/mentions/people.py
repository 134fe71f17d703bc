"""Names of people: after titles and verbs of speech, and by the words they are made of."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.known import everyday
from tasks.extract.mentions.lexicon import Opening, lexicon, marks_of
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    BETWEEN,
    COMMON,
    COMPOSED,
    DEFINITE,
    FAMOUS,
    FIELD,
    FOREIGN,
    FOREIGN_SHAPE,
    GIVEN,
    LINK,
    NAMELIKE,
    NATION,
    NISBA,
    NONE,
    PLACE_CUE,
    PLACE_HEAD,
    PREPOSITION,
    RELIGION_HEAD,
    SERVANT,
    SPEECH,
    SURNAME,
    UNKNOWN_DEFINITE,
    VERB_SHAPE,
    WEAK,
)
from tasks.extract.mentions.name_words import SONS, is_plain, other_name
from tasks.extract.mentions.person_name import NameRun, name_run
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer
from tasks.text.fold import drop_marks

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PERSON: Final = MentionType.PERSON
_OFFICE: Final = Opening.OFFICE
_STYLE: Final = Opening.STYLE

_LONGEST_OFFICE: Final = 10
_LONGEST_ROLE: Final = 16
_COMMAS: Final = frozenset("،,")
_DASHES: Final = frozenset({"–", "-", "—"})
#: Words that tie an office to what it is an office of.
_OFFICE_LINKS: Final = frozenset({"في", "باسم", "لشوون", "لشيون", "لدي"})
#: What may be written onto a foreign name that stands alone: more than one letter, or fa, is rather part of another word.
_BEFORE_KNOWN: Final = frozenset({"", "و", "ل", "ب"})
#: Words of time end an office: "the president (received) today ...".
_WHEN: Final = frozenset({"اليوم", "امس", "الليله", "غدا", "مساء", "صباح", "صباحا", "ظهر", "ظهرا", "فجر"})
#: Titles of those who have no office besides: another one after them is somebody else's.
_RULERS: Final = frozenset({"الملك", "الامير", "الرييس", "السلطان", "الوزير"})
#: "Acting", between an office and the name.
_ACTING: Final = frozenset({"بالنيابه", "بالانابه"})
#: After these a woman's or a man's name is a saint's, and the whole a place's.
_SAINTS: Final = frozenset({"سانت", "سانتا", "سان"})
#: Words before a family name that belong to it and are no Arabic words.
_OF: Final = frozenset({"فان", "فون", "دي"})
_STOPPERS: Final = COMMON | VERB_SHAPE | PREPOSITION


def find_people(reader: Reader) -> list[Candidate]:
    """All people: after titles, after verbs of speech, and by the words of their names."""
    found: list[Candidate] = []
    taken = 0
    for position in reader.personal:
        if position < taken:
            continue
        word = reader.words[position]
        candidate = _titled(reader, position) if word.titles is not None else None
        if candidate is None and word.begins_person:
            listed = position == taken or (position == taken + 1 and reader.key(taken) in _COMMAS)
            candidate = _bare(reader, position, listed=listed and taken > 0)
        if candidate is not None:
            found.append(candidate)
            taken = candidate.words.last
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
    first = end
    if letters and reader.keys[position].startswith("لل"):
        position, letters = _adviser_to(reader, position, letters)
    office = kind is _OFFICE
    here = end
    while here < min(reader.size, end + _LONGEST_OFFICE):
        more = reader.title(here)
        if more is not None and more[0] is _STYLE and more[2] and _somebody(reader, more[1]):
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
        placed = reader.words[here - 1].head  # "أمير منطقة عسير": what follows is a place
        run = None if placed else name_run(reader, here, titled=True, cut_allowed=False)
        described = run is not None and _describes(reader, here)
        if run is not None and not described and not other_name(reader, here):
            if _acceptable(reader, run, position, end, letters):
                title = Words(position, here - (reader.keys[here - 1] in _COMMAS), letters)
                return _person(reader, run.words, "person.titled", 86, title=title)
            if run.evidence < 2 and here == end:
                return None
        step = _complement(reader, here, office=office or here > end or reader.keys[here] == "في")
        step = step or int(placed and reader.is_word(here) and not reader.marks(here) & PREPOSITION)
        if step == 0 and not described:
            return None
        here += max(step, 1)
    return None


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
    surname = bool(reader.marks(end) & (NISBA | UNKNOWN_DEFINITE)) and not reader.key(end).endswith("ه")
    return end == here + 1 and bool(reader.marks(here) & GIVEN) and surname


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
        and bool(following & (GIVEN | FOREIGN | RELIGION_HEAD))
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
    if first == end:  # right after the title: any word that may be a name, but not after a doubtful title
        last = reader.keys[end - 1].startswith("ال") or reader.title(position, Opening.RANK) is not None
        definite = (
            title.startswith("ال")
            or (end > position + 1 and last)
            or reader.title(position, _STYLE) is not None
        )
        return definite and not (end == position + 1 and title in lexicon().doubtful)
    if not marks & (NAMELIKE | FOREIGN_SHAPE) and reader.keys[first][:1] in "ولبفكس":
        return False
    if run.words.last - first > 1 and any(
        reader.marks(position) & FOREIGN_SHAPE for position in range(first, run.words.last)
    ):
        return True
    return bool(reader.marks(first - 1) & (NATION | BETWEEN)) or reader.title(first - 1) is not None


def _complement(reader: Reader, here: int, *, office: bool) -> int:
    """How many tokens from here belong to an office's own words ("... الخارجية الأمريكي"); 0 when it ends."""
    key = reader.keys[here]
    if key in _COMMAS:
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
    start = end + 1 if end < reader.size and reader.keys[end] in _COMMAS else end
    opened = reader.title(start) if start < reader.size else None
    if opened is None or opened[2] or (opened[0] is _STYLE and _somebody(reader, opened[1])):
        return None
    last = opened[1]
    while last < min(reader.size, start + _LONGEST_ROLE):
        step = 0 if reader.keys[last] in _COMMAS else _complement(reader, last, office=True)
        if step == 0 and reader.keys[last] in _DASHES and reader.is_word(last + 1):
            step = 1
        if step == 0 or name_run(reader, last, titled=False, cut_allowed=False) is not None:
            break
        styled = reader.title(last, _STYLE)
        if styled is not None and styled[2] and _somebody(reader, styled[1]):
            break  # "and to His Highness ...": somebody else
        following = reader.marks(last + 1)
        if (
            reader.keys[last] in _OFFICE_LINKS
            and not following & DEFINITE
            and not _organization(reader, last + 1)
        ):
            break
        last += step
    while last > opened[1] and reader.keys[last - 1] in _OFFICE_LINKS | _DASHES:
        last -= 1
    if start == end and last < reader.size and _certain(reader, last):
        return None  # "met the prime minister So-and-so": the title of whoever follows
    return Words(start, min(last, reader.size))


def _certain(reader: Reader, position: int) -> bool:
    """Does a name that needs no title begin here?"""
    run = name_run(reader, position, titled=True, cut_allowed=False)
    return run is not None and run.evidence >= 2


def _somebody(reader: Reader, after: int) -> bool:
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


def _bare(reader: Reader, position: int, *, listed: bool) -> Candidate | None:
    """A name without a title: at least two words that fit, or one that can be nothing else."""
    listed = listed and bool(reader.words[position].cut)
    run = name_run(reader, position, titled=listed)
    if run is None or other_name(reader, position) or everyday(reader, position, position):
        return None
    if _sainted(reader, position):
        return None
    words = run.words
    marks = reader.words[position].bare if words.cut else reader.marks(position)
    before = reader.marks(position - 1) if position else NONE
    if words.last - words.first > 1:
        if reader.keys[position] in {"بن", "بنت"}:
            if not reader.is_word(position - 1) or (
                before & (PREPOSITION | SPEECH | DEFINITE) and not before & GIVEN
            ):
                return None
            words = words._replace(first=position - 1)
        elif reader.keys[position] == "ابن" and before & GIVEN:
            words = words._replace(first=position - 1)
        if not before & NATION and _everyday_before_foreign(marks, reader.marks(position + 1)):
            return None
        known = marks & (GIVEN | FOREIGN | LINK | RELIGION_HEAD)
        second = position + 2 if reader.keys[position + 1] in _OF else position + 1
        # in a list of names ("أحمد الحربي، وخالد الصقر") less will do
        enough = (
            run.evidence >= 3
            or (listed and run.evidence >= 2)
            or (run.evidence == 2 and (_firm(reader.marks(second)) or before & NATION & ~marks))
            or _first_and_unknown(reader, position, second)
        )
        if known and enough:
            return _person(reader, words, "person.words", 76)
        if not known and before & NATION and before & DEFINITE and run.evidence >= 2:
            return _person(reader, words, "person.nation", 62)
    ordinary = marks & (WEAK | COMMON)
    if (
        words.last - words.first == 1
        and marks & FAMOUS
        and (before & SPEECH or not ordinary or marks & DEFINITE)
    ):
        return _person(reader, words, "person.famous", 58) if not other_name(reader, position) else None
    if (
        words.last - words.first == 1
        and marks & FOREIGN
        and not ordinary
        and len(reader.keys[position]) - words.cut >= 4
        and reader.keys[position][: words.cut] in _BEFORE_KNOWN
        and (position == 0 or reader.keys[position - 1] != "في")  # rather a place of the name
    ):
        if not words.cut:
            words = words._replace(first=_first_names(reader, position))
        return _person(reader, words, "person.known", 60)
    plural = reader.keys[position].endswith("و") and bool(marks_of(reader.keys[position][:-1]) & COMMON)
    if before & SPEECH and marks & (GIVEN | FOREIGN | FOREIGN_SHAPE) and not marks & WEAK and not plural:
        return _person(reader, words, "person.spoken", 64)
    return None


def _sainted(reader: Reader, position: int) -> bool:
    """Does "saint" stand before the name, perhaps with a dash ("سانت - ماري")? Such a name is most likely a place's."""
    before = position - 1 if reader.key(position - 1) not in _DASHES else position - 2
    return reader.key(before) in _SAINTS


def _everyday_before_foreign(first: int, second: int) -> bool:
    """Is it an everyday Arabic word before a foreign name ("حياة سقراط") rather than a first name?"""
    return bool(first & WEAK and not first & FOREIGN and second & FOREIGN and not second & (GIVEN | COMMON))


def _first_and_unknown(reader: Reader, position: int, second: int) -> bool:
    """Is it a foreign first name that is nothing else, before a word of which nothing is known ("ستيف ماكوين")?"""
    if reader.marks(position) & (WEAK | COMMON) or reader.marks(second) & ~FOREIGN_SHAPE:
        return False
    return reader.keys[position] in lexicon().foreign_given and reader.keys[second][:1] not in "وبل"


def _first_names(reader: Reader, position: int) -> int:
    """Where the name begins of which a well-known foreign family name is the end ("رود فان نيستلروي")."""
    if reader.is_word(position - 1) and drop_marks(reader.letters_of(position - 1)) in _OF:
        position -= 1
    return position - 1 if _foreign_before(reader, position - 1) else position


def _foreign_before(reader: Reader, position: int) -> bool:
    """May the word before a well-known foreign family name be its bearer's first name?"""
    if not reader.is_word(position):
        return False
    marks = reader.marks(position)
    stop = _STOPPERS | DEFINITE | COMPOSED | NATION | PLACE_CUE | PLACE_HEAD | SPEECH
    if marks & stop or reader.words[position].names or not is_plain(reader, position):
        return False
    first = reader.keys[position][:1]
    return first not in "وفبلاينتسك" or (bool(marks & FOREIGN_SHAPE) and first != "و")


def _firm(marks: int) -> bool:
    """Is the word hardly ever anything but a name?"""
    if marks & NISBA and not marks & (ADJECTIVE | BETWEEN | FIELD):
        return True
    if marks & (WEAK | COMMON):
        return False
    return bool(marks & (GIVEN | FOREIGN | SURNAME | NISBA))


def _person(reader: Reader, words: Words, rule: str, weight: int, title: Words | None = None) -> Candidate:
    return Candidate(
        words=words, type=_PERSON, rule=rule, weight=weight, title=title, role=_role(reader, words.last),
    )  # fmt: skip

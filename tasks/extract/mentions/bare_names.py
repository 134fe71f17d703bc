"""Names of people without a title: by the words they are made of, and by who is said to speak."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.mentions.known import everyday
from tasks.extract.mentions.lexicon import composed, lexicon, marks_of
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
    NATION,
    NISBA,
    NONE,
    PLACE_CUE,
    PLACE_HEAD,
    PREPOSITION,
    RELIGION_HEAD,
    SPEECH,
    SURNAME,
    UNKNOWN_DEFINITE,
    VERB_SHAPE,
    WEAK,
)
from tasks.extract.mentions.name_words import PARTICIPLES, is_plain, other_name
from tasks.extract.mentions.offices import COMMAS, person
from tasks.extract.mentions.person_name import name_run
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.ar_lexicon import lexicon as word_costs
from tasks.languages.gazetteers.loader import frequent_words
from tasks.text.clitics import readings
from tasks.text.fold import drop_marks

_DASHES: Final = frozenset({"–", "-", "—"})
#: What may be written onto a foreign name that stands alone: more than one letter, or fa, is rather part of another word.
_BEFORE_KNOWN: Final = frozenset({"", "و", "ل", "ب"})
#: After these a woman's or a man's name is a saint's, and the whole a place's.
_SAINTS: Final = frozenset({"سانت", "سانتا", "سان", "ساو"})
#: Words before a family name that belong to it and are no Arabic words.
_OF: Final = frozenset({"فان", "فون", "دي"})
#: How somebody speaks, behind the verb: "he said, asking".
_SPEAKING: Final = re.compile("^م.{3,}ا$")
#: How a verb of what is to come begins.
_FUTURE: Final = ("سي", "ست")
#: What introduces somebody's words.
_THAT: Final = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", ":"})
_MARKS: Final = frozenset("«\"“”'‘")
_TO: Final = frozenset({"الي", "علي"})
#: Endings of circumstances, pronouns and plurals.
_CIRCUMSTANCE: Final = ("ا", "ه", "ها", "هم", "ين", "ات", "ت")
#: Endings of plurals and duals.
_PLURALS: Final = ("ون", "ين", "ات", "تان")
#: The cost in the frequency list from which a word is rare enough to be a name and nothing else.
_RARE: Final = 64
_STOPPERS: Final = COMMON | VERB_SHAPE | PREPOSITION


def bare_name(reader: Reader, position: int, *, listed: bool) -> Candidate | None:
    """A name without a title: at least two words that fit, or one that can be nothing else."""
    listed = listed and bool(reader.words[position].cut)
    run = name_run(reader, position, titled=listed)
    if run is None or other_name(reader, position) or everyday(reader, position, position):
        return None
    if _sainted(reader, position):
        return None
    words = till_that(reader, position, run.words) if run.evidence >= 2 else run.words
    if words.last > run.words.last:
        return person(reader, words, "person.spoken", 76)
    marks = reader.words[position].bare if words.cut else reader.marks(position)
    before = reader.marks(position - 1) if position else NONE
    if words.last - words.first > 1:
        first = _with_son(reader, position, before)
        if first < 0:
            return None
        words = words._replace(first=first)
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
            return person(reader, till_that(reader, words.first, words), "person.words", 76)
        if not known and before & NATION and before & DEFINITE and run.evidence >= 2:
            return person(reader, words, "person.nation", 62)
    ordinary = marks & (WEAK | COMMON)
    if (
        words.last - words.first == 1
        and marks & FAMOUS
        and (before & SPEECH or not ordinary or marks & DEFINITE)
    ):
        return person(reader, words, "person.famous", 58) if not other_name(reader, position) else None
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
        return person(reader, words, "person.known", 60)
    if before & SPEECH and marks & (GIVEN | FOREIGN | FOREIGN_SHAPE) and not marks & WEAK:
        return person(reader, words, "person.spoken", 64) if _speaker(reader, position) else None
    return None


def _with_son(reader: Reader, position: int, before: int) -> int:
    """Where a name begins whose first known word is "son of": there or with the word before; -1 where it cannot be one."""
    key = reader.keys[position]
    if key in {"بن", "بنت"}:
        stop = PREPOSITION | DEFINITE | COMPOSED | PLACE_HEAD
        if not reader.is_word(position - 1):
            return -1
        if before & stop and not before & (GIVEN | SPEECH) and not _name_behind_clitic(reader, position - 1):
            return -1
        return position if before & SPEECH and not before & GIVEN else position - 1
    return position - 1 if key == "ابن" and before & GIVEN else position


def _name_behind_clitic(reader: Reader, position: int) -> bool:
    """Is a word a first name with "and" and perhaps the article ("والقاسم")?"""
    key = reader.keys[position]
    return key[0] == "و" and any(marks_of(cut.stem) & GIVEN for cut in readings(key) if cut.letters)


def _speaker(reader: Reader, position: int) -> bool:
    """May a word behind a verb of speech be who speaks, rather than another verb, "they ..." or how it is said?"""
    key = reader.keys[position]
    if _SPEAKING.match(key) or with_pronoun(reader, position):
        return False
    if reader.marks(position) & VERB_SHAPE and key.startswith(_FUTURE):
        return False
    return not (key.endswith("و") and marks_of(key[:-1]) & COMMON)


def till_that(reader: Reader, position: int, words: Words) -> Words:
    """A speaker's name with the word in no list between it and what is said ("قال ... أيمن العسكري إن").

    ``position`` is where the speaker begins, behind the verb.
    """
    last = words.last
    known = reader.marks(last - 1)
    if not known & (GIVEN | FOREIGN | FOREIGN_SHAPE) or not reader.is_word(last):
        return words
    titled = position < words.first
    for end in (last + 1, last + 2) if known & FOREIGN else (last + 1,):
        if not _may_be_name(reader, end - 1, titled=titled):
            break
        comma = reader.key(end) in COMMAS
        if reader.key(end + comma) in _THAT and reader.marks(position - 1) & SPEECH:
            return words._replace(last=end)
        if comma and titled and last - words.first == 1 and _bare_family(reader, last, end):
            return words._replace(last=end)  # "رئيس البلدية حسن زبلوط، ..."
    return words


def _may_be_name(reader: Reader, position: int, *, titled: bool) -> bool:
    """May a word in no list be the end of a name where only its place says so?"""
    marks, key = reader.marks(position), reader.key(position)
    if (
        not reader.is_word(position)
        or marks & (PREPOSITION | SPEECH | NATION)
        or (marks & BETWEEN and titled)
    ):
        return False
    if reader.words[position].titles or (
        key in frequent_words() and not (marks & DEFINITE and key.endswith("ي"))
    ):
        return False
    if (marks & VERB_SHAPE and marks & COMMON) or "\N{ARABIC FATHATAN}" in reader.letters_of(position):
        return False
    return not other_name(reader, position) and not with_pronoun(reader, position)


def _bare_family(reader: Reader, first: int, end: int) -> bool:
    """Are the words before a comma short, without article, clitic or the ending of a circumstance?"""
    return all(
        not reader.marks(position) & DEFINITE
        and reader.keys[position][0] not in "وبل"
        and not reader.keys[position].endswith(_CIRCUMSTANCE)
        and not PARTICIPLES.match(reader.keys[position])
        for position in range(first, end)
    )


def with_pronoun(reader: Reader, position: int) -> bool:
    """Is it rather an everyday word with a pronoun than a name ("باسمه": in his name)?"""
    key = reader.keys[position]
    return key.endswith("ه") and reader.letters_of(position).endswith("ه") and composed(key)


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


def speaker_in_no_list(reader: Reader, position: int) -> Candidate | None:
    """Who speaks, where a verb of saying stands before one word in no list and the words follow ("وأضاف شلبوط أن ...")."""
    here = position + 1
    if not reader.is_word(here) or reader.words[here].busy or not _words_follow(reader, here + 1):
        return None
    key, marks = reader.keys[here], reader.marks(here)
    costs = word_costs().costs
    if marks & UNKNOWN_DEFINITE:
        family = marks & NISBA or costs.get(key[2:], _RARE) >= _RARE <= costs.get(key, _RARE)
        if not family or reader.words[here].names or key.endswith(_PLURALS) or PARTICIPLES.match(key[2:]):
            return None
    elif (
        marks & ~FOREIGN_SHAPE
        or not is_plain(reader, here)
        or key[0] in "وفبلكن"
        or costs.get(key, _RARE) < _RARE
        or PARTICIPLES.match(key)
        or reader.words[here].names
    ):
        return None
    return person(reader, Words(here, here + 1), "person.spoken", 56)


def _words_follow(reader: Reader, position: int) -> bool:
    """Do somebody's words begin here, perhaps after "to" or after whom they were told?"""
    key = reader.key(position)
    if key in _TO:
        return reader.key(position + 1) in _THAT
    return key in _MARKS or key in _THAT or (key == "ل" and reader.key(position + 1) in _MARKS)

"""The words of a person's name: where it begins, how far it goes, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tasks.extract.mentions.lexicon import Opening, lexicon
from tasks.extract.mentions.marks import (
    COMMON,
    COMPOSED,
    DEFINITE,
    FAMOUS,
    FOREIGN,
    FOREIGN_LINK,
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
    REGNAL,
    RELIGION,
    RELIGION_HEAD,
    SERVANT,
    SPEECH,
    SURNAME,
    UNKNOWN_DEFINITE,
    VERB_SHAPE,
    WEAK,
)
from tasks.extract.mentions.name_words import (
    NO_SURNAME,
    PARTICIPLES,
    SONS,
    STOPPERS,
    after_chain,
    begins_office,
    begins_with_servant,
    definite_name,
    ends_chain,
    ends_name,
    hamza_seat,
    has_hamza,
    is_plain,
    may_be_family,
    on_rather_than_ali,
    other_name,
)
from tasks.extract.mentions.reader import Reader, Words
from tasks.languages.gazetteers.loader import frequent_words
from tasks.text.fold import drop_marks
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_RANK: Final = Opening.RANK
_WORD: Final = TokenKind.WORD
_STYLE: Final = Opening.STYLE

_LONGEST_NAME: Final = 9
_LOOKING_AHEAD: Final = RELIGION_HEAD | FOREIGN_LINK
#: Words that no name goes on with, but at the end of a chain of fathers, unless they are one of the others as well.
_ORDINARY: Final = PREPOSITION | SPEECH | COMPOSED | PLACE_CUE | PLACE_HEAD
_IN_NAMES: Final = NAMELIKE | NISBA | UNKNOWN_DEFINITE | FOREIGN_SHAPE | DEFINITE
#: Endings of the plural, which no family name with the article in no list has.
_PLURALS: Final = ("ون", "ين", "ات")
#: Participles with the article, which a family name in no list does not look like ("المتحالف", "المستند").
_PARTICIPLE: Final = re.compile("^الم(?:ت|ست)...+[^ي]$")
_HAMZA_BEHIND_CLITIC: Final = re.compile("[وفبلك]\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}")
#: A name, where the commander is written with a hamza ("أحمد قايد صالح").
_GAID: Final = "قايد"
#: Links that are also everyday words (am "or", ab "father", walad "was born"): only before a known name.
_WEAK_LINKS: Final = frozenset({"ام", "بو", "ولد", "بنت", "ابنه", "ابا", "ابي", "ابن", "ال"})

#: Times of day, one of which is a woman's name as well, and what follows them.
_TIMES: Final = frozenset({"صباح", "مساء", "ظهر", "فجر"})
_DAYS: Final = frozenset(
    {"اليوم", "امس", "يوم", "غد", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت"}
)
#: Whose names have no family name behind them ("الملك طلال زمام الأمور").
_KINGS: Final = frozenset({"الملك", "الملكه", "العاهل", "البابا"})
#: "The father of", behind a first name.
_FATHERS: Final = frozenset({"ابو", "ابي", "بو"})


@dataclass(slots=True)
class NameRun:
    """A stretch of words that read as a name (never changed). ``evidence``: 3 sure, 2 likely, 1 only after a title."""

    words: Words
    evidence: int


@dataclass(slots=True)
class _Reading:
    """What is known after so many words of a name (never changed; a frozen value takes three times as long to build)."""

    position: int
    evidence: int
    sure: bool  # the first word is a known name
    arabic: bool
    unknown: int  # words in no list

    def longer(self, words: int = 1, *, gain: int = 0, unknown: int = 0) -> _Reading:
        """The name with so many more words, which make it so much surer."""
        return _Reading(
            self.position + words, self.evidence + gain, self.sure, self.arabic, self.unknown + unknown
        )


def name_run(reader: Reader, start: int, *, titled: bool, cut_allowed: bool = True) -> NameRun | None:
    """The longest name that begins at a token; after a title, words in no list may begin it too."""
    if not 0 <= start < reader.size or reader.kinds[start] is not _WORD:
        return None
    word = reader.words[start]
    if word.head and not word.marks & (GIVEN | FOREIGN | SURNAME):
        return None
    cut, marks = 0, word.marks
    if word.cut and cut_allowed:
        cut, marks = word.cut, word.bare
    evidence = _first(reader, start, marks, titled=titled)
    if evidence == 0:
        return None
    arabic = bool(marks & (GIVEN | LINK))
    reading = _Reading(start, evidence, arabic or bool(marks & FOREIGN), arabic, 0)
    limit = min(reader.size, start + _LONGEST_NAME)
    while reading.position < limit:
        longer = _step(reader, reading, start, marks, titled=titled)
        if longer is None:
            break
        reading = longer
    if reading.position == start:
        return None
    return NameRun(Words(start, reading.position, cut), min(reading.evidence, 3 if reading.sure else 2))


def _first(reader: Reader, start: int, marks: int, *, titled: bool) -> int:
    """How well a word begins a name: 0 not at all."""
    if marks & WEAK and on_rather_than_ali(reader, start):
        return 0
    if marks & LINK:
        return 2 if _linked(reader, start, start, titled=titled) > start else 0
    if (
        titled
        and reader.nexts[start] == "بن"
        and not reader.words[start].cut
        and not marks & (PREPOSITION | SPEECH)
    ):
        return 2
    if marks & FOREIGN and _HAMZA_BEHIND_CLITIC.match(drop_marks(reader.letters_of(start))):
        return 0  # "بأول" is no Powell
    if marks & (GIVEN | FOREIGN):
        # "ناديه" may be Nadia, but also "his club"
        pronoun = reader.keys[start].endswith("ه") and reader.letters_of(start).endswith("ه")
        return 1 if marks & WEAK or pronoun else 2
    if marks & FAMOUS or (marks & FOREIGN_SHAPE and reader.keys[start][0] != "و"):
        return 1
    if not titled or marks & NATION:
        return 0
    if marks & SURNAME or (marks & NISBA and not marks & NO_SURNAME and not hamza_seat(reader, start)):
        return 1
    if marks & (DEFINITE | STOPPERS):
        return 0
    foreign = bool(reader.marks(start + 1) & (FOREIGN | FOREIGN_SHAPE))
    return 1 if not other_name(reader, start) and is_plain(reader, start, any_ending=foreign) else 0


def _step(reader: Reader, reading: _Reading, start: int, first: int, *, titled: bool) -> _Reading | None:
    """The name with the word at its end taken in; None where that word does not belong to it."""
    position = reading.position
    if reader.kinds[position] is not _WORD:
        return None
    if position > start and reader.nexts[position] == "." and not reading.arabic:
        initial = _initial(reader, reading, titled=titled)
        if initial is not None:
            return initial
    word = reader.words[position]
    current = first if position == start else word.marks
    if current & LINK:
        end = _linked(reader, position, start, titled=titled or position > start)
        return (
            _Reading(end, reading.evidence + 2, sure=True, arabic=True, unknown=reading.unknown)
            if end > position
            else None
        )
    following = _word_marks(reader, position + 1) if current & _LOOKING_AHEAD else NONE
    if current & RELIGION_HEAD and following & RELIGION and following & DEFINITE:
        return _Reading(position + 2, reading.evidence + 1, sure=True, arabic=True, unknown=reading.unknown)
    if position == start:
        return reading.longer()
    if current & FOREIGN_LINK and not reading.arabic:
        end = position + 2 if following & FOREIGN_LINK else position + 1
        if reader.marks(end) & (FOREIGN | FOREIGN_SHAPE) or (
            (titled or reading.sure)
            and reader.is_word(end)
            and is_plain(reader, end, any_ending=True)
            and not reader.marks(end) & STOPPERS
        ):
            known = bool(reading.sure and reader.marks(end) & FOREIGN)
            return reading.longer(end + 1 - position, gain=known)
    if current & REGNAL and position == start + 1 + bool(first & LINK):
        tens = reader.keys[position + 1 : position + 2] == ("عشر",)
        return reading.longer(1 + tens, gain=1)
    if word.marks & WEAK and reader.keys[position] in _TIMES and reader.nexts[position] in _DAYS:
        return None  # "صباح اليوم"
    if current & NATION:
        if titled and reader.keys[position - 2] in SONS and not current & DEFINITE:
            return reading.longer(gain=1)  # "ماجد بن فارس يماني"
        sure = reading.evidence >= 2 or (titled and not reader.letters_of(start).endswith("ه"))
        surname = current & DEFINITE and reading.arabic and sure and position < start + 4
        return reading.longer(gain=1) if surname else None
    if current & _ORDINARY and not current & _IN_NAMES and reader.keys[position - 2] not in SONS:
        return None
    if reader.keys[position] == _GAID == drop_marks(reader.letters_of(position)) and reader.marks(
        position + 1
    ) & (GIVEN | NISBA):
        return reading.longer(gain=1)
    if word.cut or (begins_office(reader, position) and not ends_chain(reader, position)):
        return None
    return _further(reader, reading, start, first, current, titled=titled)


def _initial(reader: Reader, reading: _Reading, *, titled: bool) -> _Reading | None:
    """The name with a letter or a letter's name and a point, and the family name behind it ("جون إف. كينيدي")."""
    position = reading.position
    key, family = reader.keys[position], position + 2
    if not (reading.sure or titled) or not (len(key) == 1 or key in lexicon().initials):
        return None
    if not reader.is_word(family):
        return None
    known = reader.marks(family) & (FOREIGN | FOREIGN_SHAPE)
    plain = is_plain(reader, family, any_ending=True) and not reader.marks(family) & STOPPERS
    return reading.longer(3, gain=1) if known or plain else None


def _further(
    reader: Reader, reading: _Reading, start: int, first: int, current: int, *, titled: bool
) -> _Reading | None:
    """The name with a word that nothing but its own shape and place ties to it."""
    position = reading.position
    foreign = reading.sure and not reading.arabic
    if other_name(reader, position, cities=not foreign):
        return None
    if (current & WEAK or (current & NISBA and current & COMMON)) and on_rather_than_ali(reader, position):
        return None
    if reader.words[position].head and not current & (GIVEN | SURNAME | FOREIGN):
        return None  # "at the town of ..."
    if not reading.arabic and reading.sure and current & UNKNOWN_DEFINITE and has_hamza(reader, position):
        return reading.longer(gain=1)
    if (
        current & UNKNOWN_DEFINITE
        and not current & NISBA
        and not titled
        and _definite_end(reader, start, position)
    ):
        return None  # "رماح العدل الصلب": adjectives
    gain = _belongs(reader.keys[position], reading, current, titled=titled, second=position == start + 1)
    if gain:
        return reading.longer(gain=1)
    if current & DEFINITE and reading.arabic and position == start + 1 and definite_name(reader, position):
        certain = reading.evidence >= 2 and not first & WEAK
        if titled or (certain and reader.keys[position] not in frequent_words()):
            return reading.longer(gain=1)  # "ماجد الفهد"
    if reading.arabic and reading.evidence >= 3 and after_chain(reader, position, titled=titled):
        return reading.longer(gain=1)
    if (
        reading.unknown < (2 if titled and not reading.arabic else 1)
        and position
        <= start + (2 if titled else 1) + reading.unknown + begins_with_servant(reader, start, titled=titled)
        and not (titled and reader.key(start - 1) in _KINGS)
        and not (position > start + 1 and reading.arabic and reader.keys[position].endswith("ت"))  # "شرعت"
        and (reading.sure or (titled and bool(first & FOREIGN_SHAPE)))
        and not (
            reading.arabic
            and (ends_name(reader.marks(position - 1)) or _definite_end(reader, start, position))
        )
        and may_be_family(
            reader,
            position,
            given=titled and reading.arabic,
            verbs=titled and position == start + 1 and reader.keys[start] in lexicon().foreign_given,
        )
    ):
        return reading.longer(unknown=1)
    return None


def _definite_end(reader: Reader, start: int, position: int) -> bool:
    """Is the word before a family name with the article, after which no name in no list follows ("ماجد السالم ...")?"""
    marks = reader.marks(position - 1)
    return position - 1 > start and bool(marks & DEFINITE) and not marks & (GIVEN | SERVANT | RELIGION)


def _word_marks(reader: Reader, position: int) -> int:
    """The marks of a word; none of what is no word."""
    return reader.marks(position) if reader.is_word(position) else NONE


def _belongs(key: str, reading: _Reading, current: int, *, titled: bool, second: bool) -> bool:
    """Is the word a known or likely further name?"""
    if current & (GIVEN | FOREIGN):
        return titled or reading.arabic or not (current & WEAK and current & COMMON)
    if current & SURNAME:
        return not current & COMMON or reading.arabic or (titled and second)
    if current & (COMPOSED | PREPOSITION):
        return False
    if current & NISBA:
        return not current & NO_SURNAME and (reading.sure or titled)
    if current & UNKNOWN_DEFINITE:
        return reading.arabic and not key.endswith(_PLURALS) and not _PARTICIPLE.match(key)
    # what begins like "and ..." is no surname in no list
    foreign = current & FOREIGN_SHAPE and not current & VERB_SHAPE
    return bool(foreign) and key[0] != "و" and not PARTICIPLES.match(key)


def named_after(reader: Reader, position: int) -> int:
    """The end of a title and the name it brings ("الملك خالد") that something else is called by; else the position."""
    opened = reader.title(position, _STYLE, _RANK)
    if opened is None or opened[2]:
        return position
    run = name_run(reader, opened[1], titled=True, cut_allowed=False)
    return run.words.last if run is not None and run.evidence >= 1 else position


def _linked(reader: Reader, position: int, start: int, *, titled: bool) -> int:
    """The end of what a connecting word such as bin, abu or abd brings along; the position itself if nothing."""
    if not reader.is_word(position + 1):
        return position
    key, following = reader.keys[position], reader.marks(position + 1)
    if reader.words[position].cut and not reader.marks(position) & LINK:
        key = key[reader.words[position].cut :]
    if key == "عبد":
        return position + 2 if following & (SERVANT | GIVEN) else position
    if key in {"ولد", "ال"} and not titled:
        return position
    if following & LINK and reader.is_word(position + 2):
        if position > start + 1 and reader.marks(position - 1) & reader.marks(position - 2) & LINK:
            return position  # no name has four links in a row
        end = _linked(reader, position + 1, start, titled=True)
        return end if end > position + 1 else position
    if following & RELIGION_HEAD and reader.marks(position + 2) & RELIGION:
        return position + 3
    if key == "ال":
        return (
            position + 2
            if not following & DEFINITE
            or following & (SURNAME | NISBA)
            or (position > start and reader.key(position + 1) == "الشيخ")
            else position
        )
    if key in SONS and position > start and not following & (PREPOSITION | SPEECH):
        return position + 2
    everyday = following & COMMON and following & WEAK and not titled and key in _WEAK_LINKS
    if following & (GIVEN | SURNAME | FOREIGN) and not everyday:
        return position + 2
    if key in _FATHERS and position > start and not following & (PREPOSITION | SPEECH | DEFINITE):
        # behind a first name any uncommon word may be what somebody is the father of
        sure = reader.marks(position - 1) & GIVEN and not reader.marks(position - 1) & WEAK
        return position if reader.keys[position + 1] in frequent_words() and not sure else position + 2
    if key in _WEAK_LINKS and not (titled and following & (NISBA | DEFINITE)):
        return position
    if following & (STOPPERS | COMPOSED) and not (titled and following & DEFINITE):
        return position
    return position + 2

"""The words of a person's name: where it begins, how far it goes, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

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
from tasks.extract.mentions.reader import Reader, Words
from tasks.languages.gazetteers.loader import frequent_words, gazetteer
from tasks.text.fold import drop_marks
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_RANK: Final = Opening.RANK
_WORD: Final = TokenKind.WORD
_STYLE: Final = Opening.STYLE

_LONGEST_NAME: Final = 9
_STOPPERS: Final = COMMON | VERB_SHAPE | PREPOSITION
_NO_SURNAME: Final = ADJECTIVE | BETWEEN | FIELD
_LOOKING_AHEAD: Final = RELIGION_HEAD | FOREIGN_LINK
#: Words that no name goes on with, but at the end of a chain of fathers, unless they are one of the others as well.
_ORDINARY: Final = PREPOSITION | SPEECH | COMPOSED | PLACE_CUE | PLACE_HEAD
_IN_NAMES: Final = NAMELIKE | NISBA | UNKNOWN_DEFINITE | FOREIGN_SHAPE | DEFINITE
_FUTURE: Final = ("سي", "ست")
#: Endings of the plural, which no family name with the article in no list has.
_PLURALS: Final = ("ون", "ين", "ات")
#: Participles in the plural, which a foreign name does not look like ("مبتهلين", "مستندين").
_PARTICIPLES: Final = re.compile("^[وف]?م(?:ست|.?ت|ن).{2,}(?:ين|ون|ات)$")
_HAMZA_BEHIND_CLITIC: Final = re.compile("[وفبلك]\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}")
#: A name, where the commander is written with a hamza ("أحمد قايد صالح").
_GAID: Final = "قايد"
#: Links that are also everyday words (am "or", ab "father", walad "was born"): only before a known name.
_WEAK_LINKS: Final = frozenset({"ام", "بو", "ولد", "بنت", "ابنه", "ابا", "ابي", "ابن", "ال"})


_HAMZAS: Final = ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}ل", "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}ل")
#: What ends a speaker's name: "that" and the marks of a clause's end.
_NAME_OVER: Final = frozenset({"ان", ":", ".", "امس", "اليوم"})
_FATHERS: Final = frozenset({"ابو", "ابي", "بو"})
#: A name stands on both sides of these.
SONS: Final = frozenset({"بن", "ابن", "بنت"})


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
    if marks & SURNAME or (marks & NISBA and not marks & _NO_SURNAME and not _hamza_seat(reader, start)):
        return 1
    if marks & (DEFINITE | _STOPPERS):
        return 0
    foreign = bool(reader.marks(start + 1) & (FOREIGN | FOREIGN_SHAPE))
    return 1 if not other_name(reader, start) and is_plain(reader, start, any_ending=foreign) else 0


def _hamza_seat(reader: Reader, position: int) -> bool:
    """Does a word end in a hamza on yeh ("الطوارئ"), which is no ending of a family name?"""
    return drop_marks(reader.letters_of(position)).endswith("\N{ARABIC LETTER YEH WITH HAMZA ABOVE}")


def _step(reader: Reader, reading: _Reading, start: int, first: int, *, titled: bool) -> _Reading | None:
    """The name with the word at its end taken in; None where that word does not belong to it."""
    position = reading.position
    if reader.kinds[position] is not _WORD:
        return None
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
            and not reader.marks(end) & _STOPPERS
        ):
            known = bool(reading.sure and reader.marks(end) & FOREIGN)
            return reading.longer(end + 1 - position, gain=known)
    if current & REGNAL and position == start + 1 + bool(first & LINK):
        tens = reader.keys[position + 1 : position + 2] == ("عشر",)
        return reading.longer(1 + tens, gain=1)
    if current & NATION:
        sure = reading.evidence >= 2 or (titled and not reader.letters_of(start).endswith("ه"))
        surname = current & DEFINITE and reading.arabic and sure and position < start + 4
        return reading.longer(gain=1) if surname else None
    if current & _ORDINARY and not current & _IN_NAMES and reader.keys[position - 2] not in SONS:
        return None
    if reader.keys[position] == _GAID == drop_marks(reader.letters_of(position)) and reader.marks(
        position + 1
    ) & (GIVEN | NISBA):
        return reading.longer(gain=1)
    if word.cut or (_office(reader, position) and not _ends_chain(reader, position)):
        return None
    return _further(reader, reading, start, first, current, titled=titled)


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
    if not reading.arabic and reading.sure and current & UNKNOWN_DEFINITE and _hamza(reader, position):
        return reading.longer(gain=1)
    gain = _belongs(reader.keys[position], reading, current, titled=titled, second=position == start + 1)
    if gain:
        return reading.longer(gain=1)
    if titled and reading.arabic and position == start + 1 and _definite_name(reader, position):
        return reading.longer(gain=1)
    if reading.arabic and reading.evidence >= 3 and _after_chain(reader, position, titled=titled):
        return reading.longer(gain=1)
    if (
        reading.unknown < (2 if titled and not reading.arabic else 1)
        and position
        <= start + (2 if titled else 1) + reading.unknown + _servant(reader, start, titled=titled)
        and (reading.sure or (titled and bool(first & FOREIGN_SHAPE)))
        and not (reading.arabic and _ends_name(reader.marks(position - 1)))
        and _unknown(
            reader,
            position,
            given=titled and reading.arabic,
            verbs=titled and reader.keys[start] in lexicon().foreign_given,
        )
    ):
        return reading.longer(unknown=1)
    return None


def _servant(reader: Reader, start: int, *, titled: bool) -> bool:
    """Does a first name of two words ("عبد الرحمن") begin at a token, behind which one more word ends the name?"""
    if reader.keys[start] != "عبد":
        return False
    after = start + 3
    if titled or not reader.is_word(after) or reader.keys[after] == "ان":
        return True
    return bool(reader.marks(after) & (PREPOSITION | SPEECH)) or reader.words[after].titles is not None


def _ends_name(marks: int) -> bool:
    """Is a word a family name in the form of an adjective, after which no name in no list follows?"""
    return bool(marks & NISBA) and not marks & (GIVEN | SERVANT | RELIGION)


def _hamza(reader: Reader, position: int) -> bool:
    """Is the word spelled with a hamza, so that its first letters are no article ("ألدرين", "إلياسون")?"""
    return reader.letters_of(position).startswith(_HAMZAS)


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
        return not current & _NO_SURNAME and (reading.sure or titled)
    if current & UNKNOWN_DEFINITE:
        return reading.arabic and not key.endswith(_PLURALS)
    # what begins like "and ..." is no surname in no list
    foreign = current & FOREIGN_SHAPE and not current & VERB_SHAPE
    return bool(foreign) and key[0] != "و" and not _PARTICIPLES.match(key)


def _definite_name(reader: Reader, position: int) -> bool:
    """A given name with the article ("الشريف", "الصقر")."""
    if not reader.marks(position) & DEFINITE or reader.words[position].phrases:
        return False
    return bool(marks_of(reader.keys[position][2:]) & (GIVEN | SURNAME))


def _after_chain(reader: Reader, position: int, *, titled: bool) -> bool:
    """The family name at the end of a chain of fathers ("فهاد بن سلطان الصقر", "محمد بن طاهر بنتن")."""
    marks, key = reader.marks(position), reader.keys[position]
    if _ends_chain(reader, position):
        return True
    if reader.key(position - 2) not in SONS or marks & _NO_SURNAME or key in frequent_words():
        return False
    if marks & DEFINITE:
        ended = reader.key(position + 1) in {"،", ",", "ان"}  # "... بن فضل البار، أن"
        return _definite_name(reader, position) or (ended and not reader.words[position].phrases)
    return (
        titled and not marks & (_STOPPERS | COMPOSED | PLACE_CUE | PLACE_HEAD) and is_plain(reader, position)
    )


def _ends_chain(reader: Reader, position: int) -> bool:
    """Is a title the last word of a name with a father's ("محمد بن صالح الوكيل إن ..."), so that it is the family's?"""
    if reader.key(position - 2) not in SONS or reader.key(position + 1) not in _NAME_OVER:
        return False
    if reader.words[position].titles is None:
        return False
    return not any(
        phrase.rest and reader.follows(position, phrase.rest) for _, phrase in reader.titles(position)
    )


def _unknown(reader: Reader, position: int, *, given: bool, verbs: bool) -> bool:
    """A word in no list that may be a family name; after title and given name an uncommon everyday word may, too.

    ``verbs`` allows the shape of a verb that is in no list either ("يعالون").
    """
    marks = reader.marks(position)
    if marks & (DEFINITE | PLACE_CUE | PLACE_HEAD | PREPOSITION | SPEECH | COMPOSED):
        return False
    key = reader.keys[position]
    if not given:
        foreign = key[:1] != "و" and key[-1:] != "ه" and not _PARTICIPLES.match(key)
        stoppers = COMMON | PREPOSITION if verbs else _STOPPERS
        if marks & VERB_SHAPE and key.startswith(_FUTURE):
            return False
        return foreign and not marks & stoppers and is_plain(reader, position, any_ending=True)
    if key in frequent_words() or (marks & VERB_SHAPE and (marks & COMMON or key.startswith(_FUTURE))):
        return False
    return is_plain(reader, position, any_ending=not marks & COMMON)


def is_plain(reader: Reader, position: int, *, any_ending: bool = False) -> bool:
    """An unknown word that could well be a name: no opening, no clitic, no ending of the plural in sight."""
    word = reader.words[position]
    key = reader.keys[position]
    return (
        not word.phrases
        and not word.cut
        and not word.head
        and not word.marks & COMPOSED
        and 3 <= len(key) <= 9
        and (any_ending or not key.endswith(("ات", "ون", "ين", "وا", "يه", "تا", "ته")))
        and "\N{ARABIC FATHATAN}" not in reader.letters_of(position)
    )


def on_rather_than_ali(reader: Reader, position: int) -> bool:
    """Is the word "on" rather than Ali, or another word in alef maksura that is no name?"""
    if reader.letters_of(position).endswith("\N{ARABIC LETTER ALEF MAKSURA}"):
        return True
    if reader.keys[position] != "علي" or reader.maksura:
        return False
    following = reader.marks(position + 1)
    if reader.marks(position - 1) & GIVEN and following & (NISBA | SURNAME):
        return False
    return not following & (LINK | NISBA | SURNAME | GIVEN) or bool(following & COMMON)


def other_name(reader: Reader, position: int, *, cities: bool = True) -> bool:
    """Does a place or an organisation that needs no cue begin here? Many foreign family names are towns as well."""
    for _, name in reader.names(position):
        if (
            not name.cue
            and reader.follows(position, name.rest)
            and (cities or not gazetteer().is_city(name.reference))
        ):
            return True
    return False


def _office(reader: Reader, position: int) -> bool:
    """Does a title of two words begin here ("الأمين العام"), or an indefinite one ("رئيس")?"""
    if reader.key(position - 1) in SONS or reader.key(position + 1) in SONS:
        return False
    for letters, phrase in reader.titles(position):
        known = phrase.rest or not reader.marks(position) & DEFINITE
        if known and reader.follows(position, phrase.rest):
            return letters <= 1
    return False


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
        return position if reader.keys[position + 1] in frequent_words() else position + 2
    if key in _WEAK_LINKS and not (titled and following & (NISBA | DEFINITE)):
        return position
    if following & (_STOPPERS | COMPOSED) and not (titled and following & DEFINITE):
        return position
    return position + 2

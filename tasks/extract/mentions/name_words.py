"""Whether a word may be part of a person's name, by what it is and by what stands around it."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.mentions.lexicon import lexicon, marks_of
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    BETWEEN,
    COMMON,
    COMPOSED,
    DEFINITE,
    FIELD,
    GIVEN,
    LINK,
    NISBA,
    PLACE_CUE,
    PLACE_HEAD,
    PREPOSITION,
    RELIGION,
    SERVANT,
    SPEECH,
    SURNAME,
    VERB_SHAPE,
)
from tasks.extract.mentions.reader import Reader
from tasks.languages.gazetteers.loader import frequent_words, gazetteer
from tasks.text.fold import drop_marks

#: Words that no unknown word of a name looks like.
STOPPERS: Final = COMMON | VERB_SHAPE | PREPOSITION
#: Definite adjectives that are no family names.
NO_SURNAME: Final = ADJECTIVE | BETWEEN | FIELD
#: How a verb of what is to come begins.
_FUTURE: Final = ("سي", "ست")
#: Participles in the plural or saying how ("مبتسما"), which a foreign name does not look like ("مبتهلين", "مستندين", "طالبين").
PARTICIPLES: Final = re.compile(
    "^[وف]?(?:م(?:ست|.?ت|ن).{2,}|[حصضطظع]ا..|.ا[حصضطظع].|.ا.[حصضطظع])(?:ين|ون|ات)$|^[وف]?م(?:ست|.ت|ت|ن)..+ا$"
)
#: A clitic that may stand before a name.
_CLITICS: Final = "وفبل"
_HAMZAS: Final = ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}ل", "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}ل")
#: What ends a speaker's name: "that" and the marks of a clause's end.
_NAME_OVER: Final = frozenset({"ان", ":", ".", "امس", "اليوم"})
#: A name stands on both sides of these.
SONS: Final = frozenset({"بن", "ابن", "بنت"})


def hamza_seat(reader: Reader, position: int) -> bool:
    """Does a word end in a hamza on yeh ("الطوارئ"), which is no ending of a family name?"""
    return drop_marks(reader.letters_of(position)).endswith("\N{ARABIC LETTER YEH WITH HAMZA ABOVE}")


def begins_with_servant(reader: Reader, start: int, *, titled: bool) -> bool:
    """Does a first name of two words ("عبد الرحمن") begin at a token, behind which one more word ends the name?"""
    first = reader.keys[start] == "عبد"
    if not first and not (titled and reader.key(start + 1) == "عبد"):
        return False
    after = start + (3 if first else 4)  # "حسن عبد الرزاق زبلوط أن"
    if (titled and first) or not reader.is_word(after) or reader.keys[after] == "ان":
        return True
    return bool(reader.marks(after) & (PREPOSITION | SPEECH)) or reader.words[after].titles is not None


def ends_name(marks: int) -> bool:
    """Is a word a family name in the form of an adjective, after which no name in no list follows?"""
    return bool(marks & NISBA) and not marks & (GIVEN | SERVANT | RELIGION)


def has_hamza(reader: Reader, position: int) -> bool:
    """Is the word spelled with a hamza, so that its first letters are no article ("ألدرين", "إلياسون")?"""
    return reader.letters_of(position).startswith(_HAMZAS)


def definite_name(reader: Reader, position: int) -> bool:
    """A given name with the article ("الشريف", "الصقر")."""
    if not reader.marks(position) & DEFINITE or reader.words[position].phrases:
        return False
    return bool(marks_of(reader.keys[position][2:]) & (GIVEN | SURNAME))


def after_chain(reader: Reader, position: int, *, titled: bool) -> bool:
    """The family name at the end of a chain of fathers ("فهاد بن سلطان الصقر", "محمد بن طاهر بنتن")."""
    marks, key = reader.marks(position), reader.keys[position]
    if ends_chain(reader, position):
        return True
    if reader.key(position - 2) not in SONS or marks & NO_SURNAME or key in frequent_words():
        return False
    if marks & DEFINITE:
        ended = reader.key(position + 1) in {"،", ",", "ان"}  # "... بن نادر البار، أن"
        return definite_name(reader, position) or (ended and not reader.words[position].phrases)
    return (
        titled and not marks & (STOPPERS | COMPOSED | PLACE_CUE | PLACE_HEAD) and is_plain(reader, position)
    )


def ends_chain(reader: Reader, position: int) -> bool:
    """Is a title the last word of a name with a father's ("محمد بن صالح الوكيل إن ..."), so that it is the family's?"""
    if reader.key(position - 2) not in SONS or reader.key(position + 1) not in _NAME_OVER:
        return False
    if reader.words[position].titles is None:
        return False
    return not any(
        phrase.rest and reader.follows(position, phrase.rest) for _, phrase in reader.titles(position)
    )


def may_be_family(reader: Reader, position: int, *, given: bool, verbs: bool) -> bool:
    """A word in no list that may be a family name; after title and given name an uncommon everyday word may, too.

    ``verbs`` allows the shape of a verb that is in no list either ("يعالون").
    """
    marks = reader.marks(position)
    if marks & (DEFINITE | PLACE_CUE | PLACE_HEAD | PREPOSITION | SPEECH | COMPOSED):
        return False
    key = reader.keys[position]
    if not given:
        french = key.endswith("ييه")  # "مورييه"
        foreign = key[:1] != "و" and (key[-1:] != "ه" or french) and not PARTICIPLES.match(key)
        stoppers = COMMON | PREPOSITION if verbs else STOPPERS
        if marks & VERB_SHAPE and key.startswith(_FUTURE):
            return False
        return foreign and not marks & stoppers and is_plain(reader, position, any_ending=True, longest=12)
    if key.startswith("بال") and len(key) >= 6:
        return False  # "الملك طلال بالوديان": a place in no list
    if PARTICIPLES.match(key):
        return False
    if key in frequent_words() or (marks & VERB_SHAPE and (marks & COMMON or key.startswith(_FUTURE))):
        return False
    return is_plain(reader, position, any_ending=not marks & COMMON)


def is_plain(reader: Reader, position: int, *, any_ending: bool = False, longest: int = 9) -> bool:
    """An unknown word that could well be a name: no opening, no clitic, no ending of the plural in sight."""
    word = reader.words[position]
    key = reader.keys[position]
    return (
        not word.phrases
        and not word.cut
        and not word.head
        and not word.marks & COMPOSED
        and 3 <= len(key) <= longest
        and (any_ending or not key.endswith(("ات", "ون", "ين", "وا", "يه", "تا", "ته")))
        and "\N{ARABIC FATHATAN}" not in reader.letters_of(position)
    )


def on_rather_than_ali(reader: Reader, position: int) -> bool:
    """Is the word "on" rather than Ali, or another word in alef maksura that is no name ("موسى" is one)?"""
    if reader.letters_of(position).endswith("\N{ARABIC LETTER ALEF MAKSURA}"):
        return drop_marks(reader.letters_of(position).lstrip(_CLITICS)) not in lexicon().maksura
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


def begins_office(reader: Reader, position: int) -> bool:
    """Does a title of two words begin here ("الأمين العام"), or an indefinite one ("رئيس")?"""
    if reader.key(position - 1) in SONS or reader.key(position + 1) in SONS:
        return False
    for letters, phrase in reader.titles(position):
        known = phrase.rest or not reader.marks(position) & DEFINITE
        if known and reader.follows(position, phrase.rest):
            return letters <= 1
    return False

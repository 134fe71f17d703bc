"""Where a noun phrase is over although a noun follows: what no noun completes, and what completes no noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.extract.events.closed import (
    ARMED,
    BODIES,
    CLOSING,
    HITTING,
    HONOURS,
    HUMANS,
    NOON_WORDS,
    NUMBERS,
    PARTITIVES,
    PLACE_NOUNS,
    PRAYERS,
    VEHICLES,
    WEAPONS,
)
from tasks.extract.events.grammar import Word
from tasks.extract.events.joints import Joints
from tasks.extract.facts import MentionType
from tasks.extract.memo import Memo
from tasks.languages.gazetteers.loader import nationalities
from tasks.text.fold import match_key

_PERSON: Final = MentionType.PERSON
#: Indefinite nouns that begin a phrase of their own after an adjective.
_NOUNS: Final = WEAPONS | ARMED | HUMANS | BODIES
#: "Ministers of finance (of the states of …)".
_PORTFOLIOS: Final = frozenset(map(match_key, ("مالية", "داخلية", "خارجية")))
_MINISTERS: Final = frozenset(map(match_key, ("وزير", "وزراء", "وزيرة", "وزيرا", "وزيري")))
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_GOD: Final = match_key("الله")
_HOLDERS: Final = frozenset(map(match_key, ("أصحاب", "صاحبي")))
_OFFICERS: Final = frozenset(
    map(match_key, ("وزراء", "أمراء", "رؤساء", "سفراء", "قادة", "محافظي", "مديري", "ممثلي", "أعضاء"))
)
#: The word of courtesy before a title (لمقام خادم الحرمين).
PRESENCES: Final = frozenset(map(match_key, ("مقام", "لمقام", "بمقام", "ولمقام")))
#: "About (six o'clock)".
_ABOUT: Final = frozenset(map(match_key, ("حوالي", "نحو", "قرابة", "زهاء")))
#: "On behalf (of …)".
_ON_BEHALF: Final = frozenset(map(match_key, ("نيابة", "ونيابة")))
_OF: Final = match_key("عن")
#: Words that may stand for nobody and nothing.
NOBODIES: Final = _ABOUT | PRAYERS | {_GOD} | _ON_BEHALF
#: What is always of something, so that "this …" behind it belongs to it.
_OF_THOSE: Final = PARTITIVES | frozenset(
    map(
        match_key,
        ("أهالي", "سكان", "أبناء", "أعضاء", "أصحاب", "أفراد", "أنحاء", "عناصر", "قادة", "منسوبي", "ممثلي"),
    )
)
#: Somebody who is nobody's: "a man (killed) his neighbour".
_ANYBODY: Final = frozenset(
    map(
        match_key,
        ("رجل", "شاب", "مواطن", "مواطنة", "امرأة", "شخص", "فتى", "فتاة", "مسلح", "مقيم", "انتحاري", "جندي"),
    )
)
#: Adjectives that a definite noun completes ("a man of unknown identity").
_OF_WHOSE: Final = frozenset(map(match_key, ("مجهول", "مجهولة", "كبير", "كبيرة")))


def _find_describes(key: str) -> bool:
    described = key in CLOSING and key not in _OF_WHOSE
    return described or (not key.startswith("ال") and key.removesuffix("ه") in nationalities())


#: Is the word an adjective without the article, behind which a noun phrase is complete?
_describes: Final = Memo(_find_describes).__getitem__


@dataclass(slots=True, kw_only=True)
class Boundaries(Joints):
    """The same, and where two nouns belong to two phrases."""

    def nobody(self, first: int, end: int) -> bool:
        """Do the words stand for nobody and nothing: "about" before a time of day, a prayer after a name?"""
        keys = self.document.tokens.keys
        key = keys[first]
        if key in _ABOUT:
            return first + 1 in self.time_at
        if key in PRAYERS:
            return first + 1 < end and keys[first + 1] == _GOD
        if key in _ON_BEHALF:
            return first + 1 < end and keys[first + 1] == _OF
        return key == _GOD and first > 0 and keys[first - 1] in PRAYERS

    def apart(self, first: int, position: int, previous: str, reading: Word, *, definite: bool) -> bool:
        """Is the noun at a position none that completes the one before it?

        >>> from tasks.extract.document import Document
        >>> from tasks.extract.events import find_events
        >>> text = "أصابت قذيفة شاحنة"
        >>> [
        ...     (a.role, a.span.of(text))
        ...     for a in find_events(Document.of(text), (), (), (), ())[0].arguments
        ...     if a.span
        ... ]
        [('means', 'قذيفة'), ('target', 'شاحنة')]
        """
        keys = self.document.tokens.keys
        key = keys[position]
        if (
            previous.endswith("ون")
            and len(previous) > 5
            and previous not in NUMBERS
            and self.word(position - 1).stem not in NOON_WORDS
            and not key.endswith("ون")
            and not (key.startswith("ال") and key[2:] in NUMBERS)
        ):
            return True  # a nominative plural ends its phrase: مسلحون عميدا
        if not reading.article:
            stem = reading.stem
            if (
                previous.endswith("يه")
                and stem in _NOUNS
                and not (previous in _PORTFOLIOS and self.word(position - 2).stem in _MINISTERS)
            ):
                return True
            if stem in VEHICLES and previous in HITTING:
                return True  # "a shell (hit) a truck": no shell of a truck
            if position == first + 1 and previous in _ANYBODY and self._somebodys(position):
                return True  # "a man (killed) his neighbour"
        if position == first + 1:
            return False
        if previous in CLOSING and self.place_begins(position):
            return True
        # "an Israeli rocket (hit) the car": nothing definite completes an indefinite noun that is described
        return not definite and (reading.article or key in PARTITIVES) and _describes(keys[position - 1])

    def _somebodys(self, position: int) -> bool:
        """Does the noun end in "his" or "her", however short it is (جاره)?"""
        tokens = self.document.tokens
        key = tokens.keys[position]
        return self.possessed(position) or (
            len(key) == 4 and key[-1] == "ه" and self.document.text[tokens.ends[position] - 1] != _TEH_MARBUTA
        )

    def dweller(self, first: int, index: int) -> bool:
        """Is the mention a person behind a place, who is no part of its name?"""
        return self.mentions[index].type is _PERSON and self.word(first).stem in PLACE_NOUNS

    def of_those(self, previous: str, position: int, limit: int) -> bool:
        """Does "this …" complete a word before it ("the people of that town")?"""
        return previous in _OF_THOSE and self.followed_by_article(position, limit)

    def holds(self, first: int, position: int) -> bool:
        """Does the office of several people follow their honours ("their highnesses …, the ministers of …")?"""
        return (
            self.word(first).stem in _HOLDERS
            and self.word(position - 1).stem in HONOURS
            and self.word(position).stem in _OFFICERS
        )

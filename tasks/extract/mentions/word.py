"""Everything the grammars ask of one word, with its clitics cut off; ``tasks.extract.beginnings`` remembers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from tasks.extract.mentions.lexicon import Opening, Phrase, lexicon, marks_of
from tasks.extract.mentions.marks import (
    COMMON,
    COMPOSED,
    FACILITY_HEAD,
    FAMOUS,
    FOREIGN,
    FOREIGN_SHAPE,
    GIVEN,
    GROUP,
    LINK,
    NAMELIKE,
    NATION,
    NONE,
    PLACE_CUE,
    PLACE_HEAD,
    RELIGION_HEAD,
    WEAK,
)
from tasks.languages.gazetteers.loader import Cue, Name, gazetteer
from tasks.text.clitics import Reading, readings

if TYPE_CHECKING:
    from tasks.extract.events.lexicon import Analysis

_HEADS: Final = PLACE_CUE | PLACE_HEAD | FACILITY_HEAD
#: Words that a person's name without a title begins with; one for a people begins another kind of name.
_PERSONAL: Final = FAMOUS | GIVEN | FOREIGN | LINK | RELIGION_HEAD | FOREIGN_SHAPE
_BEGINNINGS: Final = _PERSONAL | GROUP
_PEOPLES: Final = GROUP | NATION


Started = TypeVar("Started", Name, Phrase)


@dataclass(frozen=True, slots=True)
class ByNext(Generic[Started]):
    """Names or phrases that begin with a word, by the key of the word after it.

    ``alone`` are those of one word. Under a key stand those that may go on with it together with those of one word, in
    the order they had.
    """

    under: dict[str, tuple[tuple[int, Started], ...]]
    alone: tuple[tuple[int, Started], ...]


def _by_next(found: Sequence[tuple[int, Started]]) -> ByNext[Started]:
    alone = tuple(item for item in found if not item[1].rest)
    under = {
        key: tuple(item for item in found if not item[1].rest or item[1].rest[0] == key)
        for key in {item[1].rest[0] for item in found if item[1].rest}
    }
    return ByNext(under, alone)


_TITLES: Final = frozenset({Opening.RANK, Opening.STYLE, Opening.OFFICE})
_ORGANIZATIONS: Final = frozenset({Opening.CONSTRUCT, Opening.DEFINITE})
_NO_NAMES: Final[ByNext[Name]] = ByNext({}, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a word may mean for names, and what else may begin at it.

    ``names`` and ``phrases`` come with the letters of the clitics before them. ``cut`` and ``bare`` are the letters to
    cut before a person's name begins and the marks of the word without them; ``head_cut`` and ``head`` the same for a
    noun that heads the name of a place ("وريف"). ``group`` is the key of a people ("الفلسطينيين") after ``group_cut``
    letters, empty for other words. ``busy`` is False where no name can begin. ``titles`` are the phrases that are titles,
    ``heads`` those that head an organisation; None for the many words that have none. ``begins_person`` is whether a person's
    name without a title may begin here.

    ``telling`` is whether quotations stop at the word, ``triggers`` its readings as the trigger of an event (see
    ``tasks.extract.beginnings``). Most words are not ``active``: no grammar begins at them.
    """

    active: bool = False
    busy: bool = False
    telling: bool = False
    triggers: tuple[Analysis, ...] = ()
    marks: int = NONE
    names_by_next: ByNext[Name] = _NO_NAMES
    titles: ByNext[Phrase] | None = None
    heads: ByNext[Phrase] | None = None
    begins_person: bool = False
    head: int = NONE
    group: str = ""
    cut: int = 0
    bare: int = NONE
    head_cut: int = 0
    group_cut: int = 0
    names: tuple[tuple[int, Name], ...] = ()
    phrases: tuple[tuple[int, Phrase], ...] = ()


#: How the key of an Arabic word begins, by the letters of ``tasks.text.tokens``; nothing but marks leaves an empty key.
_ARABIC: Final = re.compile(
    "[\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]|$"
)
#: Words of which nothing but their marks is known are one value: most words of a text, and so few that they stay at hand.
_IDLE: Final[dict[tuple[int, int, int], Word]] = {}
#: Stands for everything that is no word.
NOTHING: Final = Word()


def word_of(key: str, *, telling: bool = False, triggers: tuple[Analysis, ...] = ()) -> Word:
    """Everything known of a word; nothing of a number, a sign or a word in Latin letters.

    >>> word_of("وسوريا").names[0][0]
    1
    """
    if not _ARABIC.match(key):
        return Word(active=True, telling=telling, triggers=triggers) if telling or triggers else NOTHING
    marks = marks_of(key)
    known, openings = gazetteer().names, lexicon().phrases
    names: dict[Name, int] = {}
    phrases: list[tuple[int, Phrase]] = []
    cut, bare = 0, marks
    head_cut, head = 0, marks & _HEADS
    group, group_cut = (key, 0) if _is_people(key, marks) else ("", 0)
    for reading in readings(key):
        proclitics, article, full, _, letters = reading
        if article:
            if not letters:
                continue  # the uncut word is looked up as it stands
            full = "ال" + full
        if full in known:
            for name in _names(marks, reading, full):
                names.setdefault(name, letters)
        if full in openings:
            phrases += [(letters, phrase) for phrase in openings[full]]
        if not letters or "ك" in proclitics or len(full) < 3:
            continue
        other = marks_of(full)
        if not group and _is_people(full, other):
            group, group_cut = full, letters
        if not head and other & _HEADS:
            head_cut, head = letters, other & _HEADS
        if not cut and _is_person(marks, reading, full, other):
            cut, bare = letters, other
    if not (names or phrases or head or group or (marks | bare) & _BEGINNINGS):
        if telling or triggers:
            return Word(active=True, telling=telling, triggers=triggers, marks=marks, cut=cut, bare=bare)
        return _IDLE.get((marks, cut, bare)) or _idle(marks, cut, bare)
    phrases.sort(key=lambda item: (-len(item[1].rest), item[1].opening, item[0]))
    ordered = tuple(
        sorted(
            ((letters, name) for name, letters in names.items()),
            key=lambda item: (-len(item[1].rest), item[0]),
        )
    )
    return Word(
        active=True,
        busy=True,
        telling=telling,
        triggers=triggers,
        marks=marks,
        names_by_next=_by_next(ordered) if ordered else _NO_NAMES,
        titles=_opened_by(phrases, _TITLES),
        heads=_opened_by(phrases, _ORGANIZATIONS),
        begins_person=bool((marks | bare) & _PERSONAL),
        head=head,
        group=group,
        cut=cut,
        bare=bare,
        head_cut=head_cut,
        group_cut=group_cut,
        names=ordered,
        phrases=tuple(phrases),
    )


def _idle(marks: int, cut: int, bare: int) -> Word:
    return _IDLE.setdefault((marks, cut, bare), Word(marks=marks, cut=cut, bare=bare))


def _opened_by(phrases: Sequence[tuple[int, Phrase]], wanted: frozenset[Opening]) -> ByNext[Phrase] | None:
    found = [item for item in phrases if item[1].opening in wanted]
    return _by_next(found) if found else None


def _names(marks: int, reading: Reading, full: str) -> list[Name]:
    """The known names that begin with the word in this reading, those that the clitics make unlikely left out."""
    letters, everyday = reading.before_article, marks & COMMON
    found = gazetteer().names[full]
    if not letters:
        return found
    if len(full) < 3:
        found = [name for name in found if name.rest]  # "لتل أبيب"
    likely: list[Name] = []
    for name in found:
        if not name.rest and (everyday or "ك" in reading.proclitics) and (len(full) < 5 or name.cue):
            continue
        if (
            not name.rest
            and "و" not in reading.proclitics
            and len(full) < 5
            and gazetteer().is_city(name.reference)
        ):
            continue  # "بلورة" is no city of Lura
        attached = reading.proclitics[-1] in "بل" and not marks & (COMMON | COMPOSED)
        likely.append(name._replace(cue=Cue.NONE) if attached and name.cue is Cue.PREPOSITION else name)
    return likely


def _is_people(key: str, marks: int) -> bool:
    if not marks & _PEOPLES:
        return False
    return bool(marks & GROUP) or (key.startswith("ال") and key.endswith(("ون", "ين")))


def _is_person(marks: int, reading: Reading, full: str, other: int) -> bool:
    """Does cutting these clitics off show a person's name?"""
    if marks & (NAMELIKE | LINK):
        return False
    if marks & COMMON:
        conjoined = reading.proclitics in {"و", "ف"} and other & (GIVEN | LINK)
        return bool(conjoined or (other & FAMOUS and not other & (WEAK | COMMON)))
    if marks & FOREIGN_SHAPE and not other & (NAMELIKE | LINK) and reading.proclitics != "و":
        return False
    if not other & (NAMELIKE | LINK | FOREIGN_SHAPE):
        return False
    return len(full) > 3 or bool(other & (GIVEN | LINK))

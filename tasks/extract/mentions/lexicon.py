"""What one word may mean for names: looked up once per distinct word, then remembered."""

from __future__ import annotations

import re
import tomllib
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.memo import Memo
from tasks.extract.mentions.shapes import foreign_shape, verb_shape
from tasks.languages.gazetteers.loader import common_words, nationalities
from tasks.text.clitics import readings
from tasks.text.fold import drop_marks, fold
from tasks.text.tokens import tokenize


class Mark:
    """Kinds of words, as far as names are concerned: bits of one number (an IntFlag would be ten times slower)."""

    NONE: Final = 0
    GIVEN: Final = 1 << 0
    WEAK: Final = 1 << 1  # also an everyday word
    SURNAME: Final = 1 << 2
    FOREIGN: Final = 1 << 3
    LINK: Final = 1 << 4  # bin, abu, al: what follows belongs to the name
    FOREIGN_LINK: Final = 1 << 5  # van, de, le
    NISBA: Final = 1 << 6  # with the article and a final yeh, as many family names
    COMMON: Final = 1 << 7
    NATION: Final = 1 << 8
    DEFINITE: Final = 1 << 9
    FOREIGN_SHAPE: Final = 1 << 10
    BETWEEN: Final = 1 << 11
    SERVANT: Final = 1 << 12
    RELIGION: Final = 1 << 13
    RELIGION_HEAD: Final = 1 << 14
    PREPOSITION: Final = 1 << 15
    PLACE_CUE: Final = 1 << 16
    PLACE_HEAD: Final = 1 << 17
    FACILITY_HEAD: Final = 1 << 18
    PART: Final = 1 << 19
    FIELD: Final = 1 << 20
    ADJECTIVE: Final = 1 << 21
    LOOSE: Final = 1 << 22
    SPEECH: Final = 1 << 23
    VERB_SHAPE: Final = 1 << 24
    GROUP: Final = 1 << 25
    COMPOSED: Final = 1 << 26  # an everyday word with something written onto it
    ORGANIZATION_CUE: Final = 1 << 27
    REGNAL: Final = 1 << 28
    FAMOUS: Final = 1 << 30  # a family name that stands for its best known bearer
    UNKNOWN_DEFINITE: Final = 1 << 29  # with the article, and no everyday word


#: Marks that make a word part of a person's name when a name has begun.
NAMELIKE: Final = Mark.FAMOUS | Mark.GIVEN | Mark.SURNAME | Mark.FOREIGN


class Opening(IntEnum):
    """Phrases that begin a grammar."""

    RANK = 1
    STYLE = 2
    OFFICE = 3
    CONSTRUCT = 4
    DEFINITE = 5
    SHORT = 6


class Phrase(NamedTuple):
    """A known phrase: the keys of its words after the first, and what it opens."""

    rest: tuple[str, ...]
    opening: Opening


def _table(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(files("tasks.languages").joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"tasks/languages/{name} cannot be read: {error}") from error


def entries(block: str) -> list[tuple[str, ...]]:
    """The phrases of a block of a data file, as keys.

    >>> entries("الفريق|الفريق أول")
    [('الفريق',), ('الفريق', 'اول')]
    """
    folded = drop_marks(fold(block)).lower()
    return [
        tokenize(entry).keys if "." in entry else tuple(entry.split())
        for entry in re.split(r"[|\n]", folded)
        if entry.strip()
    ]


class Lexicon:
    """The words of names_people.toml and names_things.toml under their keys."""

    def __init__(self) -> None:
        people, things = _table("names_people.toml"), _table("names_things.toml")
        self.blocks: dict[str, str] = people
        self.things: dict[str, dict[str, str]] = things
        self.marks: dict[str, int] = {}
        self.phrases: dict[str, list[Phrase]] = {}
        places, organizations = things["places"], things["organizations"]
        for mark, block in (
            (Mark.GIVEN, people["given"]), (Mark.WEAK, people["weak"]), (Mark.SURNAME, people["surnames"]),
            (Mark.FAMOUS, people["famous"]), (Mark.SURNAME, people["famous"]),
            (Mark.FOREIGN, people["foreign"]), (Mark.LINK, people["connectors"]),
            (Mark.FOREIGN_LINK, people["foreign_connectors"]), (Mark.BETWEEN, people["between"]),
            (Mark.SERVANT, people["servants"]), (Mark.RELIGION, people["religion"]),
            (Mark.RELIGION_HEAD, people["religion_heads"]), (Mark.SPEECH, people["verbs"]),
            (Mark.PREPOSITION, places["prepositions"]), (Mark.PLACE_CUE, places["cues"]),
            (Mark.PLACE_HEAD, places["heads"]), (Mark.FACILITY_HEAD, places["facilities"]), (Mark.PART, places["parts"]),
            (Mark.FIELD, organizations["fields"]), (Mark.ADJECTIVE, organizations["adjectives"]),
            (Mark.LOOSE, organizations["loose"]), (Mark.ORGANIZATION_CUE, organizations["cues"]),
            (Mark.REGNAL, people["regnal"]), (Mark.GROUP, things["groups"]["names"]),
        ):  # fmt: skip
            for keys in entries(block):
                if len(keys) == 1:
                    self.marks[keys[0]] = self.marks.get(keys[0], Mark.NONE) | mark
        self.vague = {keys[0] for keys in entries(organizations["vague"])}
        self.describing = {keys[0] for keys in entries(organizations["describing"])}
        self.purposeful = {keys[0] for keys in entries(organizations["purposeful"])}
        self.doubtful = {keys[0] for keys in entries(people["doubtful"])}
        self.blocked = set(entries(things["blocked"]["pairs"]))
        self.event_heads = {keys[0] for keys in entries(things["blocked"]["events"])}
        self.dedicated = {keys[0] for keys in entries(organizations["dedicated"])}
        self.indistinct = {keys[0] for keys in entries(organizations["indistinct"])}
        self.time_adjectives = {keys[0] for keys in entries(organizations["passing"])}
        self.empty = {keys[0] for keys in entries(organizations["empty"])}
        self.short = {keys[0] for keys in entries(organizations["short"])}
        self.surname_pairs = {
            keys for keys in entries(people["surnames"]) + entries(people["foreign"]) if len(keys) == 2
        }
        for opening, block in (
            (Opening.RANK, people["ranks"]), (Opening.STYLE, people["styles"]), (Opening.OFFICE, people["offices"]),
            (Opening.CONSTRUCT, organizations["construct"]), (Opening.DEFINITE, organizations["definite"]),
            (Opening.SHORT, organizations["short"]),
        ):  # fmt: skip
            for keys in entries(block):
                self.phrases.setdefault(keys[0], []).append(Phrase(keys[1:], opening))
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase.rest), phrase.opening))


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at first use."""
    return Lexicon()


def _find_marks(key: str) -> int:
    """The marks of a key as it stands, without cutting clitics."""
    known, common = lexicon().marks, common_words()
    marks = known.get(key, Mark.NONE)
    if key in common:
        marks |= Mark.COMMON
    if key.startswith("ال") and len(key) >= 4:
        marks |= Mark.DEFINITE
        stem = key[2:]
        if stem in nationalities():
            marks |= Mark.NATION
        elif key.endswith("ي") and len(key) >= 6 and not (stem in common and stem + "ه" in common):
            marks |= Mark.NISBA
        if not marks & (Mark.COMMON | Mark.NATION) and stem not in common and not composed(key):
            marks |= Mark.UNKNOWN_DEFINITE
        if known.get(stem, Mark.NONE) & Mark.GIVEN and not marks & Mark.COMMON:
            marks |= Mark.SURNAME
    elif key in nationalities():
        marks |= Mark.NATION
    if not marks & NAMELIKE:
        if verb_shape(key):
            marks |= Mark.VERB_SHAPE
        if key.startswith(_ARTICLES) or (not marks & Mark.UNKNOWN_DEFINITE and composed(key)):
            marks |= Mark.COMPOSED
        if not marks & (Mark.COMMON | Mark.COMPOSED | Mark.DEFINITE | Mark.NATION) and foreign_shape(key):
            marks |= Mark.FOREIGN_SHAPE
    return marks


#: The marks of each key as it stands.
MARKS: Final = Memo(_find_marks)


def marks_of(key: str) -> int:
    """The marks of a key as it stands, without cutting clitics."""
    return MARKS[key]


#: The article behind another clitic.
_ARTICLES: Final = ("وال", "لل", "ولل", "وبال")


_SUFFIXES: Final = ("ها", "هم", "نا", "كم", "هما", "ه", "ا")
_SUFFIX_ENDS: Final = frozenset(suffix[-1] for suffix in _SUFFIXES)


def composed(key: str) -> bool:
    """Is the key an everyday word with clitics, a pronoun or the ending of the accusative written onto it?

    >>> composed("لمحطه"), composed("وابلغه"), composed("لبنان")
    (True, True, False)
    """
    common = common_words()
    suffixed = key[-1:] in _SUFFIX_ENDS
    for _, article, stem, letters, before_article in readings(key):
        if article and not before_article:
            continue
        if letters and (stem in common or (article and "ال" + stem in common)):
            return True
        if suffixed:
            for suffix in _SUFFIXES:
                if not stem.endswith(suffix) or len(stem) - len(suffix) < 3:
                    continue
                base = stem[: -len(suffix)]
                if base in common or base + "ه" in common or base.removesuffix("ت") + "ه" in common:
                    return True
    return False

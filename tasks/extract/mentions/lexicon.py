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
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    BETWEEN,
    COMMON,
    COMPOSED,
    DEFINITE,
    FACILITY_HEAD,
    FAMOUS,
    FIELD,
    FOREIGN,
    FOREIGN_LINK,
    FOREIGN_SHAPE,
    GIVEN,
    GROUP,
    LINK,
    LOOSE,
    NAMELIKE,
    NATION,
    NISBA,
    NONE,
    ORGANIZATION_CUE,
    PART,
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
from tasks.extract.mentions.shapes import foreign_shape, foreign_stem, verb_shape
from tasks.languages.gazetteers.loader import common_words, gazetteer, nationalities
from tasks.text.clitics import readings
from tasks.text.fold import drop_marks, fold
from tasks.text.tokens import tokenize


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


_MAKSURA: Final = r"[^|\s]+\N{ARABIC LETTER ALEF MAKSURA}(?=[|\s]|$)"


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
            (GIVEN, people["given"]), (WEAK, people["weak"]), (SURNAME, people["surnames"]),
            (FAMOUS, people["famous"]), (SURNAME, people["famous"]),
            (FOREIGN, people["foreign"]), (FOREIGN, people["foreign_given"]), (LINK, people["connectors"]),
            (FOREIGN_LINK, people["foreign_connectors"]), (BETWEEN, people["between"]),
            (SERVANT, people["servants"]), (RELIGION, people["religion"]),
            (RELIGION_HEAD, people["religion_heads"]), (SPEECH, people["verbs"]),
            (PREPOSITION, places["prepositions"]), (PLACE_CUE, places["cues"]),
            (PLACE_HEAD, places["heads"]), (FACILITY_HEAD, places["facilities"]), (PART, places["parts"]),
            (FIELD, organizations["fields"]), (ADJECTIVE, organizations["adjectives"]),
            (LOOSE, organizations["loose"]), (ORGANIZATION_CUE, organizations["cues"]),
            (REGNAL, people["regnal"]), (GROUP, things["groups"]["names"]),
        ):  # fmt: skip
            for keys in entries(block):
                if len(keys) == 1:
                    self.marks[keys[0]] = self.marks.get(keys[0], NONE) | mark
        self.vague = {keys[0] for keys in entries(organizations["vague"])}
        self.describing = {keys[0] for keys in entries(organizations["describing"])}
        self.described = {keys[0] for keys in entries(organizations["described"])}
        self.causes = {keys[0] for keys in entries(organizations["causes"])}
        self.joined = {keys[0] for keys in entries(organizations["joined"])}
        self.activities = {keys[0] for keys in entries(organizations["activities"])}
        self.heads = {keys[0] for keys in entries(organizations["definite"])}
        self.named_only = {keys[0] for keys in entries(places["named_only"])}
        self.beside = {keys[0] for keys in entries(things["groups"]["beside"])}
        self.cued_groups = {keys[0] for keys in entries(things["groups"]["cued"])}
        self.purposeful = {keys[0] for keys in entries(organizations["purposeful"])}
        self.foreign_given = {keys[0] for keys in entries(people["foreign_given"])}
        #: Names whose last letter is alef maksura ("موسى"), as the lists write them.
        self.maksura = set(re.findall(_MAKSURA, people["given"]))
        self.doubtful = {keys[0] for keys in entries(people["doubtful"])}
        self.blocked = set(entries(things["blocked"]["pairs"]))
        self.persons = {keys[0] for keys in entries(things["blocked"]["persons"])}
        self.event_heads = {keys[0] for keys in entries(things["blocked"]["events"])}
        self.dedicated = {keys[0] for keys in entries(organizations["dedicated"])}
        self.indistinct = {keys[0] for keys in entries(organizations["indistinct"])}
        self.time_adjectives = {keys[0] for keys in entries(organizations["passing"])}
        self.empty = {keys[0] for keys in entries(organizations["empty"])}
        self.short = {keys[0] for keys in entries(organizations["short"])}
        self.initials = {keys[0] for keys in entries(people["initials"])}
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
        self.offices = {keys[0] for keys in entries(people["offices"])}
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase.rest), phrase.opening))


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at first use."""
    return Lexicon()


def _find_marks(key: str) -> int:
    """The marks of a key as it stands, without cutting clitics."""
    known, common = lexicon().marks, common_words()
    marks = known.get(key, NONE)
    if key in common:
        marks |= COMMON
    if key.startswith(_SERVANT) and len(key) >= 8:
        marks |= GIVEN  # "عبدالصبور": the names of God are many
    if key.startswith(_CONJUNCTIONS):
        marks |= known.get(key[1:], NONE) & SPEECH
        if known.get(key[1:], NONE) & PREPOSITION:
            marks |= COMPOSED
    if key.startswith("ال") and len(key) >= 4:
        marks |= DEFINITE
        stem = key[2:]
        if stem in nationalities():
            marks |= NATION
        elif key.endswith("ي") and len(key) >= 6 and not (stem in common and stem + "ه" in common):
            marks |= NISBA
        everyday = stem in common or known.get(stem, NONE) & _NOUNS_OF_PLACE or composed(key)
        if not marks & (COMMON | NATION) and not everyday:
            marks |= UNKNOWN_DEFINITE
        given = known.get(stem, NONE)
        if given & GIVEN and not marks & COMMON and not (given & WEAK and key in gazetteer().names):
            marks |= SURNAME
    elif key in nationalities():
        marks |= NATION
    if not marks & NAMELIKE:
        if verb_shape(key) and (marks & COMMON or not foreign_stem(key)):
            marks |= VERB_SHAPE
        if key.startswith(_ARTICLES) or (not marks & UNKNOWN_DEFINITE and composed(key)):
            marks |= COMPOSED
        if not marks & (COMMON | COMPOSED | DEFINITE | NATION) and foreign_shape(key) and not _placed(key):
            marks |= FOREIGN_SHAPE
    return marks


def _placed(key: str) -> bool:
    """Is it "in the" and the beginning of a known name ("بالمملكة")?"""
    return key.startswith("بال") and key[1:] in gazetteer().names


#: The marks of each key as it stands.
MARKS: Final = Memo(_find_marks)


def marks_of(key: str) -> int:
    """The marks of a key as it stands, without cutting clitics."""
    return MARKS[key]


#: The article behind another clitic.
_ARTICLES: Final = ("وال", "لل", "ولل", "وبال")
_CONJUNCTIONS: Final = ("و", "ف")
#: "Servant of the", written onto the next word.
_SERVANT: Final = "عبدال"
#: Words for what is a place, which with the article are no names ("المدينة", "الشمال").
_NOUNS_OF_PLACE: Final = PREPOSITION | PLACE_CUE | PLACE_HEAD | FACILITY_HEAD
#: The endings of the dual, and of the plural of people before what they are of.
_DUALS: Final = ("تي", "تين", "تان")
_CONSTRUCT: Final = ("ي", "و")
#: The ending of the plural of things.
_PLURAL: Final = "ات"


_SUFFIXES: Final = ("ها", "هم", "نا", "كم", "هما", "ه", "ا")
_SUFFIX_ENDS: Final = frozenset(suffix[-1] for suffix in _SUFFIXES)


def composed(key: str) -> bool:
    """Is the key an everyday word with clitics, a pronoun, the ending of the plural or of the accusative written onto it?

    >>> composed("لمحطه"), composed("وابلغه"), composed("منظومات"), composed("لبنان")
    (True, True, True, False)
    """
    common = common_words()
    plural = key.endswith(_PLURAL)
    suffixed = key[-1:] in _SUFFIX_ENDS
    for _, article, stem, letters, before_article in readings(key):
        if article and not before_article:
            continue
        if letters and (stem in common or (article and "ال" + stem in common)):
            return True
        if (
            stem.endswith(_DUALS)
            and not stem.startswith("ال")
            and any(stem.endswith(dual) and stem[: -len(dual)] + "ه" in common for dual in _DUALS)
        ):
            return True  # "ببرقيتي": with two telegrams
        if stem[-1:] in _CONSTRUCT and len(stem) >= 5 and stem[:-1] in lexicon().offices:
            return True  # "محافظي": the governors of
        if plural and len(stem) >= 6 and (stem[:-2] in common or stem[:-2] + "ه" in common):
            return True
        if suffixed:
            for suffix in _SUFFIXES:
                if not stem.endswith(suffix) or len(stem) - len(suffix) < 3:
                    continue
                base = stem[: -len(suffix)]
                if base in common or base + "ه" in common or base.removesuffix("ت") + "ه" in common:
                    return True
                if base in lexicon().offices:
                    return True  # "معاونه": his assistant
    return False

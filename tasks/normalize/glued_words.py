"""Words that lost the space between them: ``بتحريرهجين``, ``ديرالزور``, ``لانخطئ``."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.languages.ar_lexicon import lexicon
from tasks.normalize.draft import Draft
from tasks.normalize.word_costs import RARE_WORD, is_known, word_cost
from tasks.text.fold import drop_marks, fold, match_key
from tasks.text.offset_map import Edit

_WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u064b-\u0652\u0670]+")
#: Letters that never join the next one, so that a lost space after them leaves nothing to be seen.
_UNJOINED: Final = frozenset("اأإآدذرزوؤةىء")
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_FILES: Final = ("places.csv", "countries.csv")
_CUES: Final = "?~"
_NEGATED: Final = "لا"
_SHORTEST: Final = 3
_SHORTEST_PLACE: Final = 4
#: Each of two words that were glued is at least as common as this (6 decades).
_COMMON: Final = 60
_VERB: Final = 72
#: Words of this many letters are weighed against two words, which must be eight decades likelier.
_LONG: Final = 11
_FAR_LIKELIER: Final = 80
_INNER_TEH = re.compile(
    "[\u0621-\u063a\u0641-\u064a\u064b-\u0652]{2,16}ة[\u0621-\u063a\u0641-\u064a\u064b-\u0652]{2,16}"
)
#: A compound name that is written as one word this often (5.5 decades) is a habit, not an accident.
_HABIT: Final = 55


class _Names(NamedTuple):
    """``compounds`` maps a glued compound name to the length of its first word; ``places`` are names of one word.

    ``written_apart`` are the names of two words, glued: what must not be joined.
    """

    compounds: dict[str, int]
    places: frozenset[str]
    written_apart: frozenset[str]


@cache
def _names() -> _Names:
    compounds: dict[str, int] = {}
    places: set[str] = set()
    written_apart: set[str] = set()
    for name in _FILES:
        try:
            table = files("tasks.languages.gazetteers").joinpath(name).read_text(encoding="utf-8")
            rows = [row["names"].split("|") for row in csv.DictReader(table.splitlines())]
        except (OSError, KeyError) as error:
            raise ConfigurationError(f"tasks/languages/gazetteers/{name}: {error!r}") from error
        for names in rows:
            for words in (written.strip(_CUES).split() for written in names):
                keys = [match_key(word) for word in words]
                if len(keys) == 2:
                    written_apart.add("".join(keys))
                if len(keys) == 2 and min(map(len, keys)) >= _SHORTEST and words[0][-1] in _UNJOINED:
                    compounds["".join(keys)] = len(keys[0])
                elif len(keys) == 1 and len(keys[0]) >= _SHORTEST_PLACE:
                    places.add(keys[0])
    return _Names(compounds, frozenset(places), frozenset(written_apart))


def part_words(draft: Draft, words: frozenset[str], *, damaged: bool, unevenly_spaced: bool) -> None:
    """Words that lost the space between them get it back where the evidence is strong.

    Always: a compound place name of the gazetteer (its letters are no other word). In text that extraction has damaged
    and for a word that no one knows: a known word that ends in an unjoined letter before a place name, and a negation
    (لا) before an imperfect verb. Where the text is unevenly spaced (extractors that guess spaces from distances both double
    and lose them), also: after ة, which only ends words, and in long words that are two known ones. Other glued words are
    left: typists glue too, and a wrong cut is worse than none. ``words`` are those in doubt, folded.

    >>> draft = Draft("قام بتحريرهجين وديرالزور ولانخطئ، بالاتفاق")
    >>> words = frozenset(["بتحريرهجين", "وديرالزور", "ولانخطي"])
    >>> part_words(draft, words, damaged=True, unevenly_spaced=False)
    >>> draft.text
    'قام بتحرير هجين ودير الزور ولا نخطئ، بالاتفاق'
    """
    text = draft.text
    glued = _glued_compounds()
    cuts = {word: glued[word] for word in words & glued_names()}
    if damaged:
        names = _names()
        for word in words:
            if len(word) > 2 * _SHORTEST and word not in cuts and word_cost(word) >= RARE_WORD:
                cut = _cut(word, names)
                if cut:
                    cuts[word] = cut
        for word in words:
            if len(word) > 4 and word not in cuts and "لا" in word[:3]:
                cut = _negation(word)
                if cut:
                    cuts[word] = cut
        if unevenly_spaced:
            cuts.update(_cuts_by_letters(text, words - cuts.keys()))
    if not cuts:
        return
    edits: list[Edit] = []
    folded = fold(text)
    for match in _WORD.finditer(folded):
        key = drop_marks(match.group())
        if key in cuts:
            place = _place(folded, match.start(), cuts[key])
            edits.append(Edit(place, place, " "))
    draft.edit("glued_words", edits, 0.85)


@cache
def glued_names() -> frozenset[str]:
    """The compound names that are seldom written as one word, folded and glued together, with every clitic."""
    return frozenset(_glued_compounds())


def compound_names() -> frozenset[str]:
    """Names of two words, folded and glued together: two words that must stay apart.

    >>> "ديرالزور" in compound_names()
    True
    """
    return _names().written_apart


@cache
def _glued_compounds() -> dict[str, int]:
    """The compound names as one word with every clitic; not those that are commonly written so (نيويورك)."""
    return {
        clitics + word: len(clitics) + length
        for word, length in _names().compounds.items()
        if lexicon().costs.get(word, RARE_WORD) >= _HABIT
        for clitics in _PROCLITICS
    }


def may_be_glued(piece: str, word: str) -> bool:
    """Could a piece of a damaged text, and the folded word in it, be more than one word? Rare words always could.

    >>> (
    ...     may_be_glued("لانخطئ", "لانخطي"),
    ...     may_be_glued("مدينةالرقة", "مدينهالرقه"),
    ...     may_be_glued("بالاتفاق", "بالاتفاق"),
    ... )
    (True, True, False)
    """
    if len(word) > 2 * _SHORTEST and word_cost(word) >= RARE_WORD:
        return True
    if len(word) > 4 and "لا" in word[:3] and _negation(word):
        return True
    return "\N{ARABIC LETTER TEH MARBUTA}" in piece and _INNER_TEH.search(piece) is not None


def _cut(word: str, names: _Names) -> int:
    """Where a word that no one knows falls into a known word and a place; 0 for nowhere."""
    for i in range(_SHORTEST, len(word) - _SHORTEST_PLACE + 1):
        if word[i - 1] in _UNJOINED and word[i:] in names.places and word_cost(word[:i]) <= _COMMON:
            return i
    return 0


def _cuts_by_letters(text: str, words: frozenset[str]) -> dict[str, int]:
    """Cuts after a ة inside a word, and in words so long that two known words are far likelier."""
    cuts: dict[str, int] = {}
    for match in _INNER_TEH.finditer(text):
        word = drop_marks(match.group())
        cut = word.index("\N{ARABIC LETTER TEH MARBUTA}") + 1
        if len(word) - cut >= _SHORTEST and is_known(word[:cut]) and is_known(word[cut:]):
            cuts[match_key(word)] = cut
    for word in words:
        if len(word) >= _LONG and word not in cuts:
            whole = word_cost(word)
            cost, cut = min(
                (word_cost(word[:i]) + word_cost(word[i:]), i)
                for i in range(_SHORTEST, len(word) - _SHORTEST + 1)
            )
            if whole - cost >= _FAR_LIKELIER and is_known(word[:cut]) and is_known(word[cut:]):
                cuts[word] = cut
    return cuts


def _negation(word: str) -> int:
    """Where "not" ends in a word made of it and a verb; 0 where the word reads otherwise."""
    start = 1 if word[0] in "وف" else 0
    verb = word[start + 2 :]
    if not word.startswith(_NEGATED, start) or len(verb) < _SHORTEST + 1 or verb[0] not in "يتن":
        return 0
    otherwise = is_known("ا" + verb) or word_cost(word) < RARE_WORD
    return 0 if otherwise or word_cost(verb) > _VERB else start + 2


def _place(text: str, start: int, letters: int) -> int:
    """The position after so many letters, and after the marks on the last of them."""
    position = start
    while letters or (position < len(text) and not text[position].isalpha() and text[position] != " "):
        letters -= text[position].isalpha()
        position += 1
    return position

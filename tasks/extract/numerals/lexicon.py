"""The number words of ``tasks/languages/numbers.toml``, ready to be looked up with their clitics."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from tasks.errors import ConfigurationError
from tasks.text.fold import match_key


class Sense(IntEnum):
    """What a number word can be; one word can be several (عشر: ten, -teen, a tenth)."""

    UNIT = auto()
    BOUND_UNIT = auto()
    TEN = auto()
    TEEN = auto()
    TENS = auto()
    HUNDRED = auto()
    HUNDREDS = auto()
    SCALE = auto()
    SCALE_ACCUSATIVE = auto()
    SCALE_DUAL = auto()
    SCALE_PLURAL = auto()
    VAGUE = auto()
    FEW = auto()
    EXCESS = auto()
    ZERO = auto()
    ORDINAL = auto()
    BOUND_ORDINAL = auto()
    FRACTION = auto()
    FRACTION_LIKE_CARDINAL = auto()
    FRACTION_DUAL = auto()
    FRACTION_PLURAL = auto()
    POINT = auto()
    MINUS = auto()


_TABLES: Final[Mapping[str, Sense]] = {
    "units": Sense.UNIT,
    "bound_units": Sense.BOUND_UNIT,
    "ten": Sense.TEN,
    "teens": Sense.TEEN,
    "tens": Sense.TENS,
    "hundred": Sense.HUNDRED,
    "hundreds": Sense.HUNDREDS,
    "vague": Sense.VAGUE,
    "few": Sense.FEW,
    "excess": Sense.EXCESS,
    "zero": Sense.ZERO,
    "ordinals": Sense.ORDINAL,
    "bound_ordinals": Sense.BOUND_ORDINAL,
    "fractions": Sense.FRACTION,
    "fractions_like_cardinals": Sense.FRACTION_LIKE_CARDINAL,
    "fraction_duals": Sense.FRACTION_DUAL,
    "fraction_plurals": Sense.FRACTION_PLURAL,
    "point": Sense.POINT,
    "minus": Sense.MINUS,
}
#: The forms of a scale, made from its singular (مليون: مليونا; مليونان, مليونين, مليوني; مليونات).
_SCALE_ENDINGS: Final = (
    (Sense.SCALE, ("",)),
    (Sense.SCALE_ACCUSATIVE, ("ا",)),
    (Sense.SCALE_DUAL, ("ان", "ين", "ي")),
    (Sense.SCALE_PLURAL, ("ات",)),
)
#: The clitics a number word takes, in front of the article and without it; ل swallows the article's alef (للألف).
_PROCLITICS: Final = ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فل")
_WITH_ARTICLE: Final = ("ال", "وال", "فال", "بال", "كال", "وبال", "وكال", "فبال", "لل", "ولل", "فلل")


@dataclass(frozen=True, slots=True)
class Word:
    """A number word as it stands in a text: its senses and the clitics written onto it.

    ``cut`` is how many letters of the key stand before the word or its article.
    """

    senses: Mapping[Sense, int]
    clitic: str
    article: bool
    cut: int


def _forms(table: Mapping[str, Any]) -> Iterator[tuple[str, Sense, int]]:
    """Every (form, sense, value) of the file."""
    for name, sense in _TABLES.items():
        for value, forms in table[name].items():
            for form in forms:
                yield form, sense, int(value)
    for name, scale in table["scales"].items():
        value = scale["value"] if "value" in scale else 10 ** scale["power"]
        if not isinstance(value, int) or value < 12:
            raise ConfigurationError(f"numbers.toml: scales.{name} must be a whole number of 12 or more")
        for singular in scale["singular"]:
            for sense, endings in _SCALE_ENDINGS:
                for ending in endings:
                    yield singular + ending, sense, value
        for dual in scale.get("dual", ()):
            yield dual, Sense.SCALE_DUAL, value
        for plural in scale.get("plural", ()):
            yield plural, Sense.SCALE_PLURAL, value


def build_lookup(table: Mapping[str, Any]) -> dict[str, Word]:
    """Every surface key of every number word, with and without clitics.

    A word that is itself in the file is never read as clitic and rest (واحد is no و with أحد).
    """
    senses: dict[str, dict[Sense, int]] = {}
    for form, sense, value in _forms(table):
        key = match_key(form)
        if not key.isalpha():
            raise ConfigurationError(f"numbers.toml: {form!r} is not one Arabic word")
        senses.setdefault(key, {})[sense] = value
    never = {match_key(word) for word in table["never"]["0"]}
    lookup = {key: Word(found, "", False, 0) for key, found in senses.items()}
    for key, found in senses.items():
        for clitic in _PROCLITICS[1:]:
            lookup.setdefault(clitic + key, Word(found, clitic, False, len(clitic)))
        for clitic in _WITH_ARTICLE:
            before = clitic.removesuffix("ال") if clitic.endswith("ال") else clitic.removesuffix("ل")
            lookup.setdefault(clitic + key, Word(found, before, True, len(before)))
    return {key: word for key, word in lookup.items() if key not in never}


@lru_cache(maxsize=1)
def mistakable() -> tuple[str, ...]:
    """Endings of keys that are no numbers where they stand alone without their hamza (عثر عليه ميتا).

    >>> "ميتا".endswith(mistakable()), "مائتا".endswith(mistakable())
    (True, False)
    """
    try:
        return tuple(match_key(word) for word in _table()["without_hamza"]["0"])
    except KeyError as error:
        raise ConfigurationError(f"numbers.toml: {error}") from error


def _table() -> Mapping[str, Any]:
    try:
        return tomllib.loads(files("tasks.languages").joinpath("numbers.toml").read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConfigurationError(f"numbers.toml: {error}") from error


@lru_cache(maxsize=1)
def number_words() -> dict[str, Word]:
    """The lexicon, loaded once.

    >>> word = number_words()["والخمسين"]
    >>> word.clitic, word.article, word.senses[Sense.TENS]
    ('و', True, 50)
    """
    try:
        return build_lookup(_table())
    except (KeyError, ValueError) as error:
        raise ConfigurationError(f"numbers.toml: {error}") from error

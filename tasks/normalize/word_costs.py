"""How likely a string of letters is one Arabic word, in tenths of a decade (ten is ten times less likely)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tasks.languages.ar_lexicon import lexicon
from tasks.text.fold import fold_word

#: A word beyond the lexicon is rarer than one in ten million.
_UNKNOWN: Final = 78
#: An unknown word as a chain of letters, about one in fifteen each, so that a long one costs more than two known words.
_CHAIN: Final = 30
_CHAIN_LETTER: Final = 12
#: Attaching clitics or a pronoun to a known word.
_ATTACHED: Final = 14
#: Pieces of words that the lexicon counts as words because the web breaks words too.
PIECES: Final = frozenset(["ال", "وال", "بال", "كال", "فال", "لل", "ولل"])
_PIECE_COST: Final = 70
#: آل, "the house of", is folded like the article.
_FAMILY_COST: Final = 40
#: Letters that no word begins with, and one that none ends with.
_NEVER_FIRST: Final = frozenset("ةىئؤء")
_NEVER_LAST: Final = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
#: Alef before a seated hamza begins only eighth forms (ائتلاف) and ائمة.
_SEATED: Final = frozenset({"ائ", "اؤ"})
_EIGHTH: Final = frozenset("تم")
_NEVER: Final = 60
#: No word is likelier than this.
CHEAPEST: Final = 12
#: A word as rare as this (6.2 decades) may be a piece of one, or two.
RARE_WORD: Final = 62
_SINGLE: Final = 62
_SINGLE_WAW: Final = 40
_NOT_FOUND: Final = 10_000
_SHORTEST: Final = 3
_FIRST_CLITICS: Final = frozenset("وفبكل")
_LAST_PRONOUNS: Final = frozenset("امنهيك")
_PRONOUNS: Final = ("هما", "هم", "ها", "هن", "كم", "نا", "ه", "ي", "ك")


@lru_cache(maxsize=32768)
def word_cost(word: str) -> int:
    """The cost of reading these letters as one whole word.

    >>> word_cost("العمليات") < word_cost("لعمليا") < word_cost("ةيلمعلا")
    True
    """
    if _cannot_stand(word):
        return _NEVER + max(_UNKNOWN, _CHAIN + _CHAIN_LETTER * len(word))
    key = fold_word(word)
    if len(key) < 2:
        return _SINGLE_WAW if key == "و" else _SINGLE
    if key in PIECES:
        return _FAMILY_COST if "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}" in word else _PIECE_COST
    costs = lexicon().costs
    known = costs.get(key)
    if known is not None:
        return known
    best = max(_UNKNOWN, _CHAIN + _CHAIN_LETTER * len(key))
    if not (key[0] in _FIRST_CLITICS or key[-1] in _LAST_PRONOUNS or key.startswith("ال")):
        return best
    for stem in _stems(key):
        if len(stem) < _SHORTEST:
            continue
        cost = costs.get(stem)
        if cost is not None:
            best = min(best, cost + _ATTACHED)
        if stem[-1] in _LAST_PRONOUNS:
            best = min(best, _cost_before_pronoun(stem, costs) + 2 * _ATTACHED)
    return best


def _stems(key: str) -> list[str]:
    """The key, and what is left of it under every clitic: the stems of :func:`tasks.text.clitics.readings`, quicker."""
    stems: list[str] = []
    for rest in (key, key[1:]) if key[0] in "وف" else (key,):
        stems.append(rest)
        first = rest[:1]
        if rest.startswith("ال"):
            if len(rest) > _SHORTEST:
                stems.append(rest[2:])
        elif first and first in "بكل":
            stems.append(rest[1:])
            if rest.startswith("ال", 1):
                if len(rest) > _SHORTEST + 1:
                    stems.append(rest[3:])
            elif first == "ل" and rest[1:2] == "ل":
                stems.append(rest[2:])
    return stems


def _cost_before_pronoun(stem: str, costs: dict[str, int]) -> int:
    """The cost of the likeliest word that the stem is with a pronoun behind it."""
    best = _NOT_FOUND
    for pronoun in _PRONOUNS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= _SHORTEST:
            base = stem[: -len(pronoun)]
            best = min(best, costs.get(base, best))
            if base[-1] == "ت":
                best = min(best, costs.get(base + "ه", best))
    return best


def _cannot_stand(word: str) -> bool:
    """Does the word begin or end as no Arabic word does?"""
    if len(word) < 2:
        return False
    return (
        word[0] in _NEVER_FIRST
        or word[-1] == _NEVER_LAST
        or (word[:2] in _SEATED and word[2:3] not in _EIGHTH)
    )


def is_known(word: str) -> bool:
    """Does the lexicon hold the word, by itself or under clitics?

    >>> is_known("وبالمفاوضات"), is_known("قضيتهمكك")
    (True, False)
    """
    return word_cost(word) < _UNKNOWN

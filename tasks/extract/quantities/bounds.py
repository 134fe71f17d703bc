"""Hedges around a number: about, more than, at least, up to."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.facts import Modifier
from tasks.extract.numerals.lexicon import number_words
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.phrases import Phrases, keys_of
from tasks.text import token_kinds
from tasks.text.fold import match_key
from tasks.text.tokens import Tokens

_FROM: Final = "من"
_PLAIN: Final = "_plain"
_PLAIN_ENDS: Final = frozenset(("الاقل", "الاكثر", "تقريبا", "تقدير"))
_NOT_EQUAL: Final = frozenset(("<", "=", ">"))
_WIDER: Final = {Modifier.MORE_THAN: Modifier.AT_LEAST, Modifier.LESS_THAN: Modifier.AT_MOST}
#: A split verb stands at most this many words before its preposition (يزيد عدد سكانها على).
_SPLIT_REACH: Final = 4


class Hedge(NamedTuple):
    """A modifier with the token where its words begin (before the number) or end (behind it)."""

    modifier: Modifier
    edge: int


class _Hedges(NamedTuple):
    before: Phrases[Modifier]
    after: Phrases[Modifier | None]
    split: dict[str, list[tuple[frozenset[str], Modifier]]]
    negations: frozenset[str]
    with_ba: dict[str, Modifier]


@lru_cache(maxsize=1)
def _hedges() -> _Hedges:
    data = read_data("numbers_bounds.toml")
    try:
        before = [
            (phrase, Modifier(name))
            for name, phrases in data["before"].items()
            if not name.endswith(_PLAIN)
            for phrase in phrases
        ]
        plain = [
            (phrase, Modifier(name.removesuffix(_PLAIN)))
            for name, phrases in data["before"].items()
            if name.endswith(_PLAIN)
            for phrase in phrases
        ]
        after: list[tuple[str, Modifier | None]] = [
            (phrase, None if name == "equal" else Modifier(name))
            for name, phrases in data["after"].items()
            for phrase in phrases
        ]
        split: dict[str, list[tuple[frozenset[str], Modifier]]] = {}
        for name, rule in data["split"].items():
            verbs = frozenset(
                prefix + keys_of(verb)[0] for verb in rule["verbs"] for prefix in ("", "و", "ف")
            )
            for preposition in rule["prepositions"]:
                split.setdefault(keys_of(preposition)[0], []).append((verbs, Modifier(name)))
        negations = frozenset(
            prefix + keys_of(word)[0] for word in data["negations"]["words"] for prefix in ("", "و", "ف")
        )
    except (KeyError, ValueError) as error:
        raise ConfigurationError(f"numbers_bounds.toml: {error}") from error
    # يقدر بخمسة: the preposition of a phrase that ends in it is written onto the number.
    with_ba = {
        prefix + keys[0]: modifier
        for phrase, modifier in before
        for keys in (keys_of(phrase),)
        if len(keys) == 2 and keys[1] == "ب"
        for prefix in ("", "و", "ف")
    }
    return _Hedges(Phrases(before, prefixed=True, plain=plain), Phrases(after), split, negations, with_ba)


def hedge_before(tokens: Tokens, first: int, clitic: str = "") -> Hedge | None:
    """The hedge whose words end right before a token; ``clitic`` is what is written onto the number itself.

    >>> from tasks.text.tokens import tokenize
    >>> hedge_before(tokenize("قتل ما لا يقل عن 5"), 5)
    Hedge(modifier=<Modifier.AT_LEAST: 'at_least'>, edge=1)
    """
    if clitic == "ب" and first:
        with_ba = _hedges().with_ba.get(tokens.keys[first - 1])
        return None if with_ba is None else Hedge(with_ba, first - 1)
    if clitic or _is_not_equal(tokens, first):
        return None
    match = _hedges().before.before(tokens, first)
    if match is not None:
        return Hedge(*match)
    if first == 0:
        return None
    rules = _hedges().split.get(tokens.keys[first - 1])
    if rules is None:
        return None
    for position in range(first - 2, max(-1, first - 2 - _SPLIT_REACH), -1):
        if tokens.kinds[position] is not token_kinds.WORD:
            return None
        key = tokens.keys[position]
        for verbs, modifier in rules:
            if key in verbs:
                return _split(tokens, position, modifier)
    return None


def _is_not_equal(tokens: Tokens, first: int) -> bool:
    """``<>30`` and ``=<30`` bound nothing."""
    return (
        first > 1
        and tokens.keys[first - 1] in _NOT_EQUAL
        and tokens.keys[first - 2] in ("<", "=")
        and tokens.keys[first - 2] != tokens.keys[first - 1]
        and tokens.keys[first - 2 : first] != ("<", "=")
    )


def _split(tokens: Tokens, verb: int, modifier: Modifier) -> Hedge:
    """A split verb, turned around by a negation before it."""
    if verb and tokens.keys[verb - 1] in _hedges().negations:
        turned = {Modifier.MORE_THAN: Modifier.AT_MOST, Modifier.LESS_THAN: Modifier.AT_LEAST}
        return Hedge(turned.get(modifier, modifier), verb - 1)
    return Hedge(modifier, verb)


def hedge_after(tokens: Tokens, end: int, current: Modifier) -> Hedge | None:
    """The hedge that begins at a token behind a number or its unit."""
    match = _hedges().after.after(tokens, end)
    if match is None:
        return None
    modifier, edge = match
    if _begins_another(tokens, edge):
        return None
    if modifier is None:
        widened = _WIDER.get(current)
        return None if widened is None else Hedge(widened, edge)
    return Hedge(modifier, edge)


def _begins_another(tokens: Tokens, edge: int) -> bool:
    """Is what looks like a hedge behind the hedge of the next number (40 وأقل من 10)?"""
    if edge >= len(tokens):
        return False
    if tokens.keys[edge - 1] == _FROM:
        return tokens.kinds[edge] is token_kinds.NUMBER or tokens.keys[edge] in number_words()
    return tokens.keys[edge] == _FROM and tokens.keys[edge - 1] not in _PLAIN_ENDS


def bounded(modifier: Modifier, value: float) -> tuple[int | float | None, int | float | None]:
    """The low and high bound that a modifier gives a value.

    >>> bounded(Modifier.AT_LEAST, 5)
    (5, None)
    """
    if modifier in (Modifier.MORE_THAN, Modifier.AT_LEAST):
        return value, None
    if modifier in (Modifier.LESS_THAN, Modifier.AT_MOST):
        return None, value
    return None, None


#: Hedges whose first letter is a clitic when something stands before the plain word.
_HEDGE_STARTS: Final = ("وب", "ول", "و", "ف", "ب", "ل", "ك")


def hedge_clitic(key: str) -> int:
    """How many letters of a hedge's first word are clitics written onto it.

    >>> hedge_clitic("بنحو"), hedge_clitic("بحدود"), hedge_clitic("نحو")
    (1, 1, 0)
    """
    for prefix in _HEDGE_STARTS:
        if key.startswith(prefix) and key[len(prefix) :] in _hedge_words():
            return len(prefix)
    return 0


@lru_cache(maxsize=1)
def _hedge_words() -> frozenset[str]:
    data = read_data("numbers_bounds.toml")
    words = {match_key(phrase.split()[0]) for phrases in data["before"].values() for phrase in phrases}
    words.update(match_key(phrase.split()[0]) for phrase in data["ranges"]["between"])
    words.update(match_key(word) for rule in data["split"].values() for word in rule["verbs"])
    return frozenset(words | {"حدود"})

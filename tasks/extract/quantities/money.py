"""Currencies: names, adjectives of countries, signs, parts, and the settling of names that several countries use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.quantities.forms import accusative, duals, read_data
from tasks.extract.quantities.phrases import Phrases
from tasks.extract.quantities.places import adjectives_behind, countries_named, country_of_adjective
from tasks.text import token_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency name, its part, or a sign.

    ``codes`` are the candidates, best first; ``default`` the one meant when nothing else is said. ``factors`` gives
    what the word is in each currency (0.01 for a cent). ``times`` is 2 in a dual.
    """

    key: str
    codes: tuple[str, ...]
    default: str | None
    countries: Mapping[str, str]
    by_adjective: Mapping[str, str]
    factors: Mapping[str, float]
    times: int = 1
    bare: bool = False
    sign: bool = False


class Priced(NamedTuple):
    """A currency in the text: code, what one of it is in that code, other candidates, the token after it, and why."""

    code: str
    factor: float
    candidates: tuple[str, ...]
    end: int
    currency: Currency
    reason: str


class _Book(NamedTuple):
    names: Phrases[Currency]
    signs: Phrases[Currency]


def _names(data: Mapping[str, Any]) -> Iterator[tuple[str, Currency]]:
    for key, table in data["names"].items():
        countries, by_adjective = table["countries"], table.get("adjective_only", {})
        codes = tuple(
            dict.fromkeys(
                [
                    *([table["default"]] if "default" in table else []),
                    *countries.values(),
                    *by_adjective.values(),
                ]
            )
        )
        if not codes:
            raise ConfigurationError(f"currencies.toml: names.{key} has neither default nor countries")
        factor = table.get("factor", 1)
        currency = Currency(
            key=key,
            codes=codes,
            default=table.get("default"),
            countries=countries,
            by_adjective=countries | by_adjective,
            factors=dict.fromkeys(codes, factor),
        )
        yield from _noun_forms(currency, table)
    of_countries = [pair for name in data["names"].values() for pair in name["countries"].items()]
    for key, table in data["parts"].items():
        codes = tuple(table["of"])
        by_country = {country: code for country, code in of_countries if code in codes}
        currency = Currency(
            key=key, codes=codes, default=codes[0] if len(codes) == 1 or key == "cent" else None,
            countries=by_country, by_adjective=by_country,
            factors=table["of"],
        )  # fmt: skip
        yield from _noun_forms(currency, table)
        yield from ((sign, replace(currency, sign=True)) for sign in table.get("signs", ()))


def _noun_forms(currency: Currency, table: Mapping[str, Any]) -> Iterator[tuple[str, Currency]]:
    single, pair = replace(currency, bare=True), replace(currency, times=2)
    for noun in table["nouns"]:
        yield noun, single
        yield accusative(noun), single
        for dual in duals(noun):
            yield dual, pair
    for plural in table["plurals"]:
        yield plural, currency


def _signs(data: Mapping[str, Any]) -> Iterator[tuple[str, Currency]]:
    for code, signs in data["signs"].items():
        currency = Currency(
            key=f"signs.{code}",
            codes=(code,),
            default=code,
            countries={},
            by_adjective={},
            factors={code: 1},
            sign=True,
        )
        yield from ((sign, currency) for sign in signs)


@lru_cache(maxsize=1)
def _book() -> _Book:
    data = read_data("currencies.toml")
    try:
        return _Book(Phrases(_names(data)), Phrases(_signs(data)))
    except (KeyError, TypeError) as error:
        raise ConfigurationError(f"currencies.toml: {error!r} is missing or wrong") from error


def currency_at(
    document: Document, position: int, *, number: bool = True, first: str | None = None
) -> Priced | None:
    """The currency that begins at a token, with the adjective that settles it; signs only next to a number.

    ``first`` replaces the first word's key, for a clitic that was cut off.

    >>> document = Document.of("5 دنانير أردنية")
    >>> currency_at(document, 1).code
    'JOD'
    """
    book, tokens = _book(), document.tokens
    match = (book.signs.after(tokens, position) if number else None) or book.names.after(
        tokens, position, first
    )
    if match is None:
        return None
    currency, end = match
    if currency.sign and not number:
        return None
    if currency.sign and not _stands_alone(document, position, end):
        return None
    country = _adjective(document, end, currency)
    if country is not None:
        return _priced(currency, currency.by_adjective[country], end + 1, f"adjective of {country}")
    if currency.default is not None:
        return _priced(
            currency, currency.default, end, "its own" if len(currency.codes) == 1 else "the usual one"
        )
    return _settled(document, currency, end)


def currency_before(document: Document, position: int) -> tuple[Priced, int] | None:
    """The currency noun that ends right before a token (دولار واحد), and its first token."""
    match = _book().names.before(document.tokens, position)
    if match is None or not (match[0].bare or match[0].times == 2):
        return None
    priced = currency_at(document, match[1], number=False)
    return None if priced is None else (priced, match[1])


def money_openers() -> frozenset[str]:
    """First words of the names and signs of currencies."""
    return _book().names.openers() | _book().signs.openers()


@lru_cache(maxsize=1)
def bare_currencies() -> frozenset[str]:
    """First words of the currency names that may stand without a number."""
    return _book().names.first_words(lambda currency: currency.bare or currency.times == 2)


@lru_cache(maxsize=1)
def dual_currencies() -> frozenset[str]:
    """First words of the currency names in the dual."""
    return _book().names.first_words(lambda currency: currency.times == 2)


def sign_before(document: Document, position: int) -> tuple[Priced, int] | None:
    """A currency sign or code right before a number: $20, USD 5."""
    match = _book().signs.before(document.tokens, position)
    if match is None:
        return None
    currency, first = match
    if not currency.default or not _stands_alone(document, first, position):
        return None
    return _priced(currency, currency.default, position, "sign"), first


def _stands_alone(document: Document, first: int, end: int) -> bool:
    """A sign of letters must not be the beginning or end of a longer run of letters."""
    tokens = document.tokens
    if tokens.kinds[first] is token_kinds.PUNCTUATION:
        return True
    before = (
        first and tokens.glued(first - 1) and tokens.kinds[first - 1] in (token_kinds.WORD, token_kinds.LATIN)
    )
    after = (
        end < len(tokens)
        and tokens.glued(end - 1)
        and tokens.kinds[end] in (token_kinds.WORD, token_kinds.LATIN)
    )
    return not before and not after


def _adjective(document: Document, position: int, currency: Currency) -> str | None:
    tokens = document.tokens
    if position >= len(tokens):
        return None
    country = country_of_adjective(tokens.keys[position])
    return country if country is not None and country in currency.by_adjective else None


def _priced(currency: Currency, code: str, end: int, reason: str, candidates: tuple[str, ...] = ()) -> Priced:
    return Priced(code, currency.factors[code] * currency.times, candidates, end, currency, reason)


def _settled(document: Document, currency: Currency, end: int) -> Priced:
    """A name that several countries use: settled by the places of the release or its source, else left open."""
    stated = _stated(document, currency)
    if stated is not None:
        return _priced(currency, stated, end, "stated elsewhere in the release")
    votes = countries_named(document)
    ranked = sorted(currency.countries, key=lambda country: -votes.get(country, 0))
    best = ranked[0]
    if votes.get(best, 0) and (len(ranked) == 1 or votes.get(best, 0) > votes.get(ranked[1], 0)):
        return _priced(currency, currency.countries[best], end, f"places in {best}")
    candidates = currency.codes
    return _priced(currency, candidates[0], end, "open", candidates)


def _stated(document: Document, currency: Currency) -> str | None:
    """The one code that an adjective gives the same currency elsewhere in the release (ريال سعودي)."""
    countries = adjectives_behind(document, _words_of(currency.key))
    codes = {currency.by_adjective[country] for country in countries if country in currency.by_adjective}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=64)
def _words_of(key: str) -> frozenset[str]:
    """The first words of every phrase of one currency name."""
    return _book().names.first_words(lambda currency: currency.key == key)

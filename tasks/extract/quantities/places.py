"""Which countries a release speaks of: they settle currency names and measures that several countries share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.quantities.forms import adjective_forms, read_data
from tasks.extract.quantities.phrases import Phrases
from tasks.text.fold import match_key
from tasks.text.tokens import Tokens

#: A dateline names where the release is from: its places weigh more than those of the text.
_DATELINE_TOKENS: Final = 12
_DATELINE_WEIGHT: Final = 5


class _Countries(NamedTuple):
    adjectives: Mapping[str, str]
    names: Phrases[str]


class _Same:
    """A release's tokens as a cache key: compared by identity, since hashing every key of them takes too long."""

    __slots__ = ("source", "tokens")

    def __init__(self, document: Document) -> None:
        self.tokens = document.tokens
        self.source = document.source

    def __hash__(self) -> int:
        return id(self.tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.tokens is self.tokens and other.source == self.source


@lru_cache(maxsize=1)
def _countries() -> _Countries:
    try:
        data = read_data("currencies.toml")["countries"]
        adjectives = {
            match_key(form): country
            for country, table in data.items()
            for adjective in table["adjectives"]
            for form in adjective_forms(adjective)
        }
        names = Phrases(
            [(name, code) for code, table in data.items() for name in table["names"]], prefixed=True
        )
    except (KeyError, TypeError) as error:
        raise ConfigurationError(f"currencies.toml: countries: {error!r} is missing or wrong") from error
    return _Countries(adjectives, names)


def country_of_adjective(key: str) -> str | None:
    """The country of a relational adjective, with or without article.

    >>> country_of_adjective("اردنيه"), country_of_adjective("الكويتي")
    ('JO', 'KW')
    """
    return _countries().adjectives.get(key.removeprefix("ال"))


@lru_cache(maxsize=1)
def _definite_adjectives() -> dict[str, str]:
    return {"ال" + key: country for key, country in _countries().adjectives.items()}


def countries_named(document: Document) -> Mapping[str, int]:
    """How often each country is named, by place or definite adjective; dateline and source weigh more.

    >>> countries_named(Document.of("بغداد: قال العراقي"))["IQ"]
    10
    """
    return _count(_Same(document))


@lru_cache(maxsize=4)
def _count(same: _Same) -> Counter[str]:
    votes: Counter[str] = Counter()
    names = _countries().names
    openers, adjectives = names.openers(), _definite_adjectives()
    for position, key in enumerate(same.tokens.keys):
        country = adjectives.get(key)
        if country is None and key in openers:
            match = names.after(same.tokens, position)
            country = match[0] if match is not None else None
        if country is not None:
            votes[country] += _DATELINE_WEIGHT if position < _DATELINE_TOKENS else 1
    if same.source is not None and "." in same.source:
        votes[same.source.rstrip("/").rsplit(".", 1)[-1].upper()] += _DATELINE_WEIGHT
    return votes


def adjectives_behind(document: Document, words: frozenset[str]) -> frozenset[str]:
    """The countries of the adjectives right behind any of the words (ريال سعودي)."""
    return _behind(_Same(document), words)


@lru_cache(maxsize=16)
def _behind(same: _Same, words: frozenset[str]) -> frozenset[str]:
    tokens: Tokens = same.tokens
    adjectives = _countries().adjectives
    return frozenset(
        adjectives[tokens.keys[position + 1]]
        for position, key in enumerate(tokens.keys[:-1])
        if key in words and tokens.keys[position + 1] in adjectives
    )
